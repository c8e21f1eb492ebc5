//! The app without a terminal: chords to actions, notices, overlays, sizes.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::settings::{Glyphs, Theme};
use hotseat::training::Trainer;
use hotseat::tui::action::{Action, Context};
use hotseat::tui::app::{App, Request};
use hotseat::tui::screen::{Outcome, Page, Screen, Title};
use hotseat::tui::theme::{Look, Role};
use hotseat::tui::widget::panel;
use hotseat::tui::widget::prose::{Prose, Scroll};
use hotseat::tui::widget::text_box::TextBox;
use proptest::prelude::*;
use ratatui::backend::TestBackend;
use ratatui::style::Color;
use ratatui::{Frame, Terminal};

/// Says what it was asked, and has a box to type in.
struct Bench {
    context: Context,
    text: TextBox,
    scroll: Scroll,
}

impl Screen for Bench {
    fn context(&self) -> Context {
        self.context
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(
            ["hotseat", "Bench", "a long name of a deck"],
            "the right edge",
        )
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let inner = panel(frame, page.body, page.size, look, "Text", true);
        if self.context == Context::TextBox {
            self.text.view(frame, inner, look, true);
        } else {
            Prose::new(&self.text.text(), look.style(Role::Warn)).view(
                frame,
                inner,
                self.scroll,
                look,
            );
        }
    }

    fn update(&mut self, action: Action, _: &mut Trainer, page: Page) -> Outcome {
        let height = Prose::new(&self.text.text(), Look::default().style(Role::Text))
            .height(page.body.width);
        if self.text.update(action) || self.scroll.update(action, height, page.body.height) {
            return Outcome::Stay;
        }
        match action {
            Action::Type => self.context = Context::TextBox,
            Action::Leave | Action::Cancel => self.context = Context::Think,
            Action::Back => return Outcome::Pop.and_notice("closed"),
            action => return Outcome::notice(format!("{action:?}")),
        }
        Outcome::Stay
    }

    fn insert(&mut self, text: &str, _: &mut Trainer, _: Page) -> Outcome {
        if self.text.insert(text) {
            Outcome::Stay
        } else {
            Outcome::alert("The box is full.")
        }
    }
}

struct Journey {
    app: App,
    last: Request,
    _home: tempfile::TempDir,
}

impl Journey {
    fn begin(look: Look) -> Self {
        let home = tempfile::tempdir().unwrap();
        let bench = Bench {
            context: Context::Think,
            text: TextBox::lines("", 200),
            scroll: Scroll::default(),
        };
        let trainer = support::trainer(home.path());
        Self {
            app: App::new(trainer, look, |_| Box::new(bench)),
            last: Request::None,
            _home: home,
        }
    }

    fn press(&mut self, chords: &str) -> &mut Self {
        for chord in chords.split_whitespace() {
            self.last = self.app.press(chord.parse().unwrap());
        }
        self
    }

    fn frame(&mut self, width: u16, height: u16) -> TestBackend {
        self.app.resize(width, height);
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        terminal.backend().clone()
    }

    fn screen(&mut self, width: u16, height: u16) -> String {
        self.frame(width, height).to_string()
    }
}

#[test]
fn a_notice_is_gone_at_the_next_key() {
    let mut journey = Journey::begin(Look::default());
    journey.press("n");
    assert_eq!(journey.app.notice(), Some("Hint"));
    assert!(journey.screen(80, 24).contains("Hint"));
    journey.press("f12");
    assert_eq!(journey.app.notice(), None);
}

#[test]
fn the_palette_runs_its_command_on_the_screen_beneath() {
    let mut journey = Journey::begin(Look::default());
    journey.press(":");
    let _ = journey.app.paste("no answer");
    assert!(
        journey.screen(40, 12).contains("> no-answer"),
        "{}",
        journey.screen(40, 12)
    );
    journey.press("enter");
    assert_eq!(journey.app.notice(), Some("NoAnswer"));
    journey.press(": ctrl-p n");
    assert_eq!(
        journey.app.notice(),
        Some("Hint"),
        "the key that opened it closes it"
    );
}

#[test]
fn help_lists_the_keys_of_the_screen_and_can_be_searched() {
    let mut journey = Journey::begin(Look::default());
    journey.press("?");
    let screen = journey.screen(100, 30);
    for text in ["THINK", "BEFORE THE REVEAL", "ALWAYS", "star the card"] {
        assert!(screen.contains(text), "{text} is not in\n{screen}");
    }
    journey.press("/ s t a r");
    let screen = journey.screen(100, 30);
    assert!(
        screen.contains("star the card") && !screen.contains("ALWAYS"),
        "{screen}"
    );
    journey.press("esc esc n");
    assert_eq!(journey.app.notice(), Some("Hint"));
}

#[test]
fn a_paste_is_text_and_never_commands() {
    let mut journey = Journey::begin(Look::default());
    let _ = journey.app.paste("n q");
    assert_eq!(
        (journey.app.notice(), &journey.last),
        (None, &Request::None)
    );
    journey.press("tab");
    let _ = journey.app.paste("one\ttwo\u{1b}[31m\r\nthree\u{202e}");
    journey.press("? q");
    let screen = journey.screen(80, 24);
    assert!(
        screen.contains("one    two␛[31m") && screen.contains("three?q"),
        "{screen}"
    );
    let _ = journey.app.paste(&"x".repeat(300));
    assert_eq!(journey.app.notice(), Some("The box is full."));
}

#[test]
fn what_the_app_cannot_do_itself_is_asked_for() {
    let mut journey = Journey::begin(Look::default());
    for (key, request) in [
        ("ctrl-z", Request::Shell),
        ("ctrl-l", Request::Redraw),
        ("ctrl-c", Request::Quit),
        ("q", Request::Quit),
    ] {
        assert_eq!(journey.press(key).last, request, "{key}");
    }
}

#[test]
fn where_nothing_can_be_shown_nothing_is_done_but_quitting() {
    let mut journey = Journey::begin(Look::default());
    assert_eq!(journey.screen(20, 1).trim(), "\"too small · q quits \"");
    journey.press("n");
    assert_eq!(journey.app.notice(), None);
    assert_eq!(journey.press("q").last, Request::Quit);
}

#[test]
fn the_title_gives_up_its_right_edge_and_then_its_outer_names() {
    let mut journey = Journey::begin(Look::default());
    let mut title = |width| {
        journey
            .screen(width, 12)
            .lines()
            .next()
            .unwrap()
            .trim_matches('"')
            .trim()
            .to_owned()
    };
    assert!(title(80).ends_with("the right edge"));
    assert_eq!(title(41), "hotseat ▸ Bench ▸ a long name of a deck");
    assert_eq!(title(40), "Bench ▸ a long name of a deck");
}

#[test]
fn mono_has_no_colour_at_all() {
    let mut journey = Journey::begin(Look::new(Theme::Terminal, Glyphs::Unicode, true));
    for keys in ["", ":", "esc ?"] {
        let frame = journey.press(keys).frame(100, 30);
        let coloured =
            |cell: &&ratatui::buffer::Cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset);
        assert_eq!(frame.buffer().content().iter().find(coloured), None);
    }
}

#[test]
fn ascii_glyphs_are_ascii() {
    let mut journey = Journey::begin(Look::new(Theme::Terminal, Glyphs::Ascii, false));
    for keys in ["", ":", "esc ?"] {
        let screen = journey.press(keys).screen(60, 18);
        assert!(screen.is_ascii(), "{screen}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_keys_at_any_size_draw_something(
        steps in proptest::collection::vec(
            ("[ -~é日]|enter|esc|tab|up|down|pgdn|end|backspace|ctrl-[a-z]", 1u16..160, 1u16..60),
            1..24,
        ),
    ) {
        let mut journey = Journey::begin(Look::default());
        for (key, width, height) in steps {
            journey.frame(width, height);
            let key = if key == " " { "space" } else { &key };
            journey.press(key);
            if journey.last == Request::Quit {
                break;
            }
            journey.frame(width, height);
        }
    }
}
