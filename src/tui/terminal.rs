//! The terminal: entered, drawn on with one write a frame, and always given back as it was.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, TerminalOptions, Viewport};
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use rustix::stdio::stdout;

/// Why there is no full screen to draw on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard input or output is a file or a pipe.
    #[error("the full screen needs a terminal for both its input and its output; use --plain")]
    NotATerminal,
    /// The terminal cannot move its cursor.
    #[error("this terminal says it is dumb (TERM); use --plain")]
    Dumb,
    /// The terminal did not do what was asked.
    #[error("the terminal failed")]
    Failed(#[from] io::Error),
}

/// Whether the terminal is in our hands, for the panic hook and for leaving only once.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal in our hands; dropping it gives it back.
pub struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Buffer>>,
    frame: Buffer,
}

/// Collects a frame, so that it leaves in one write. Shared, as the backend does not give its writer back.
#[derive(Clone, Debug, Default)]
struct Buffer(Rc<RefCell<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// ratatui flushes several times a frame; the frame is sent by [`Terminal::draw`] alone.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Terminal {
    /// Takes the terminal: the alternate screen, raw input, pastes and focus told apart from keys.
    pub fn enter() -> Result<Self, TerminalError> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(TerminalError::NotATerminal);
        }
        if std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb") {
            return Err(TerminalError::Dumb);
        }
        restore_on_panic();
        // A fixed viewport keeps ratatui from asking crossterm for the size, which may start a process.
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::default()),
        };
        let frame = Buffer::default();
        let backend = CrosstermBackend::new(frame.clone());
        let inner = ratatui::Terminal::with_options(backend, options)?;
        let mut terminal = Self { inner, frame };
        terminal.resume()?;
        Ok(terminal)
    }

    /// Takes the terminal again after [`leave`](Self::leave), or after the shell changed it under us.
    pub fn resume(&mut self) -> io::Result<()> {
        leave();
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let mut bytes = Vec::new();
        queue!(
            bytes,
            EnterAlternateScreen,
            EnableBracketedPaste,
            EnableFocusChange
        )?;
        send(&bytes)?;
        self.fit()
    }

    /// Gives the terminal back as it was.
    pub fn leave(&mut self) {
        leave();
    }

    /// Takes the window's present size, and draws every cell at the next [`draw`](Self::draw).
    pub fn fit(&mut self) -> io::Result<()> {
        let (width, height) = size();
        self.inner.resize(Rect::new(0, 0, width, height))
    }

    /// Draws a frame: built in memory, sent with one write inside a synchronised update.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.inner.draw(view)?;
        let cells = self.frame.0.take();
        let mut frame = Vec::with_capacity(cells.len() + 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.extend_from_slice(&cells);
        queue!(frame, EndSynchronizedUpdate)?;
        send(&frame)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// The cells of the window, 80x24 where the terminal does not know.
pub fn size() -> (u16, u16) {
    match rustix::termios::tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => (80, 24),
    }
}

fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    let queued = queue!(
        bytes,
        EndSynchronizedUpdate,
        DisableFocusChange,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
    // Of a terminal that has vanished nothing can be restored.
    let _ = queued.and_then(|()| send(&bytes));
    let _ = disable_raw_mode();
}

fn restore_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave();
            print(panic);
        }));
    });
}

fn send(bytes: &[u8]) -> io::Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(stdout(), rest) {
            Ok(written) => rest = &rest[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let out = stdout();
                rustix::event::poll(&mut [PollFd::new(&out, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
