//! The same screens as a dialogue in lines, for screen readers, dumb terminals and pipes: no cursor
//! movement and no boxes. A line keeps its number while it stays where it is. Only lines that are new
//! are printed; when the page has turned all of them are, so that no sentence loses its end to a page
//! that had the same.

use std::io::{self, BufRead, Write};

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::app::{App, Request};
use super::chord::{Chord, Key};

/// The cells the screens are composed for: one column, and nothing is cut for want of height.
const SIZE: (u16, u16) = (78, 240);

/// Runs `app` on lines from `input` until it ends or `input` does. A line holds keys, with spaces
/// between them; an empty one is enter. While a box is open a line is typed into it, and one with a
/// single full stop leaves it; where a single line is asked for, the line typed is taken.
///
/// # Errors
/// `input` cannot be read or `output` not written.
pub fn run(app: &mut App, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<()> {
    let mut shown: Vec<String> = Vec::new();
    app.resize(SIZE.0, SIZE.1);
    loop {
        let lines = lines(app)?;
        // The line below the title says what the page is about.
        let turned = lines.get(1) != shown.get(1);
        let page = 1..lines.len().saturating_sub(1);
        for (number, line) in lines.iter().enumerate() {
            if turned && page.contains(&number) || !shown.contains(line) {
                writeln!(output, "{:>3}  {line}", number + 1)?;
            }
        }
        shown = lines;
        if app.is_typing() {
            let how = match app.is_typing_lines() {
                true => "each line is typed; a full stop alone on a line ends",
                false => "one line is taken as it is typed; a full stop alone goes back",
            };
            writeln!(output, "     {how}")?;
        }
        write!(output, "> ")?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(output)?;
            return Ok(());
        }
        if take(app, line.trim_end_matches(['\n', '\r']), output)? == Request::Quit {
            return Ok(());
        }
    }
}

/// What a drawing says: its lines without those that are empty.
fn lines(app: &App) -> io::Result<Vec<String>> {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(SIZE.0, SIZE.1));
    let Ok(_) = terminal.draw(|frame| app.draw(frame));
    let buffer = terminal.backend().buffer();
    let rows = buffer.content().chunks(usize::from(SIZE.0));
    let text = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
    Ok(text
        .map(|line| line.trim_end().trim_start_matches(' ').to_owned())
        .filter(|line| !line.is_empty())
        .collect())
}

fn take(app: &mut App, line: &str, output: &mut impl Write) -> io::Result<Request> {
    if app.is_typing() {
        return Ok(match line {
            "." => app.press(Chord::plain(Key::Esc)),
            line => {
                if !line.is_empty() && !app.is_typing_lines() {
                    // One that was refused is still there, and no key here could delete it.
                    let _ = app.press(Chord::new(Key::Char('u'), true, false, false));
                }
                let _ = app.paste(line);
                app.press(Chord::plain(Key::Enter))
            }
        });
    }
    if line.trim().is_empty() {
        return Ok(app.press(Chord::plain(Key::Enter)));
    }
    let chords: Result<Vec<Chord>, _> = line.split_whitespace().map(str::parse).collect();
    let Ok(chords) = chords else {
        writeln!(
            output,
            "     no such key; the last line above names them, ? lists all"
        )?;
        return Ok(Request::None);
    };
    for chord in chords {
        match app.press(chord) {
            Request::Quit => return Ok(Request::Quit),
            Request::Edit(_) | Request::Shell => {
                writeln!(output, "     that needs the full screen")?;
            }
            Request::None | Request::Redraw => {}
        }
    }
    Ok(Request::None)
}
