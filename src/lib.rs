//! hotseat: a full-screen terminal trainer for interviews.
//!
//! # Five floors
//!
//! Arrows point down only; `tests/floors.rs` holds them.
//!
//! | floor | what it is | never in it |
//! |---|---|---|
//! | [`cli`] | subcommands, and the door to the full screen | |
//! | [`tui`] | the full-screen terminal: chords in, frames out | files, JSON |
//! | [`training`] | the use cases: plan a day, run a sitting, keep, undo | ratatui, files |
//! | [`storage`] | what is kept and where: decks, journal, drafts, settings | ratatui, the clock |
//! | [`domain`] | what is asked, how it is marked, when it returns | files, the clock, chance without a seed |
//!
//! Time and chance are arguments. The one clock is [`training::clock::Clock`]; colours stand in
//! [`tui::theme`] alone; the names, keys and help of everything that can be asked of a screen stand in
//! [`tui::action::CATALOG`] alone.
//!
//! # The words
//!
//! A *deck* is a titled JSON file of *cards*; a card is of one *kind* ([`domain::card::Kind`]). A
//! *rubric* has *points*, each given a *mark* of 0, 1 or 2, and *red flags*; a *follow-up* is picked by
//! the points that were missed ([`domain::rubric::probe`]). Marks come to a *verdict*, 1 strong no hire
//! to 4 strong hire ([`domain::rubric::Rubric::judge`]); the verdict proposes a *grade*, which is what
//! the scheduler is told ([`domain::grade::proposed`]). A *scenario* ([`domain::scenario::Scenario`]) is
//! a graph of *nodes*, each with its own points and *options*, that leads to an *ending*; a *case*
//! ([`domain::case::Case`]) is an estimate with *steps* to mark and a *twist*. What is asked of either is a
//! *part* ([`domain::attempt::Part`]), and memory knows each node. A *ladder* asks one answer on four
//! *rungs*, each in less time ([`training::showing::RUNGS`]); it is one attempt. An *attempt* is one answered and graded showing.
//! A *mock* ([`domain::mock`]) is an interview of *rounds*, one a stage, asked without a mark in between
//! ([`training::mock::Interview`]); its *record* and its attempts make a *scorecard*. A card is *weak* for
//! *reasons*, each by a *rule*; what a drill of it adds to recall at the *horizon*, the interview or three
//! weeks, is its *gain* ([`domain::weakness`]). A confident miss is a *surprise*.
//! The *journal* is the append-only record of what the user did; *progress* is folded from it
//! ([`domain::progress::Progress`]). A *register* is a setting that lives in the journal. A *problem* is
//! a mistake in a file, with its place.
//!
//! # The drill screen
//!
//! ```text
//!  Drill ▸ Delegation and trust                     card 2 of 9 ██░░░░░░░░░░ about 16 min   title: screen::Screen::title
//! ┌ Delegation · behavioural · ●●○ ──────────────────────────────────────────────────────┐
//! │ you: 142 words, 1:48  It was Ines's call …                                           │  drill::reminder
//! └──────────────────────────────────────────────────────────────────────────────────────┘
//! ┌ Points 1 of 4: 0 absent, 1 partly, 2 clear ──────────────────────────────────────────┐
//! │  [2] Dates the moment the decision changed hands  ×2 must                            │  showing::Step::Points
//! │ >[ ] States a limit agreed beforehand  ×2                                            │  the cursor, also by colour
//! └──────────────────────────────────────────────────────────────────────────────────────┘
//!  Good: it returns in 9 days, on 3 Dec.                                                    notice, gone at the next key
//!  ?help  0-2 mark  j k move  v in full                                                     footer: keymap::Keymap::footer
//! ```
//!
//! # The path of one answer
//!
//! `enter` on the grades is bytes that [`tui::input::Decoder`] makes a [`tui::chord::Chord`], which the
//! [`tui::keymap::Keymap`] makes an [`tui::action::Action`], which [`tui::app::App`] hands to the screen
//! on top, [`tui::screen::drill::Drill`]. It calls [`training::trainer::Trainer::keep`]:
//!
//! 1. [`training::showing::Showing::attempt`] says what would be kept; nothing moves.
//! 2. [`storage::journal::Journal::append`] writes one line and syncs it; progress is folded on from it.
//!    If that fails nothing has moved, the card stays, and the notice says why.
//! 3. [`training::session::Session::answered`] takes the card out of the sitting.
//!
//! An answer of a mock goes the same way, once it was asked ([`tui::screen::mock::Asking`], kept in
//! [`storage::mock_file`] at every step) and is marked ([`tui::screen::mock::Marking`], around the drill
//! screen); the record of the mock is appended after its last answer.
//!
//! Then the frame is drawn, in memory, and leaves in one write.
//!
//! # Where to look
//!
//! A new kind of mistake in decks: `storage/deck_file`. A new setting: `storage::settings_file` or
//! [`domain::register`]. A new term of the query language: [`domain::query`]; how words are matched:
//! [`training::search`]. A pass over all cards, of which there may be 100,000: [`domain::parts`]. A new
//! screen: a file in `tui/screen`, its rows in the catalogue, and the place that opens it. A number of
//! the statistics: `domain/statistics`, its line in [`training::statistics::report()`], its field in
//! `cli/stats`. A new subcommand: a file in `cli` and its arguments. A bundled deck: a file in `decks/`
//! and a line in [`storage::bundled`].

pub mod cli;
pub mod domain;
pub mod storage;
pub mod training;
pub mod tui;
