//! Home for somebody with sixty days of practice behind: what was done, what comes back, what is
//! weak.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;

use hotseat::domain::card::CardId;
use hotseat::domain::grade::Grade::{self, Again, Good};
use hotseat::domain::register::Register;
use hotseat::domain::schedule;
use hotseat::domain::settings::{Glyphs, Theme};
use hotseat::training::Trainer;
use hotseat::training::session::Wish;
use hotseat::training::tally::AHEAD;
use hotseat::tui::screen::home::Home;
use hotseat::tui::screen::session_end::SessionEnd;
use hotseat::tui::theme::Look;
use support::sixty_days::home_of_sixty_days;
use support::stage::{Stage, answer, morning, trainer};
use tempfile::TempDir;

/// The person of sixty days, so many days after the first morning, once `prepare` has done its part.
fn person(days: i64, prepare: impl FnOnce(&mut Trainer)) -> Stage {
    let home = home_of_sixty_days();
    let mut trainer = trainer(home.path(), morning(days));
    prepare(&mut trainer);
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((100, 30));
    stage
}

/// The line below the heat map.
fn practised(stage: &Stage) -> String {
    let screen = stage.screen();
    let line = screen
        .lines()
        .find(|line| line.contains(" of 30 days"))
        .unwrap();
    let line = line.rsplit("││").next().unwrap();
    line.trim_matches(['│', ' ']).to_owned()
}

#[test]
fn home_after_sixty_days() {
    insta::assert_snapshot!(person(0, |_| {}).sizes());
}

#[test]
fn home_after_sixty_days_in_ascii() {
    let mono = Look::new(Theme::Terminal, Glyphs::Ascii, true);
    let mut stage = person(0, |_| {}).with_look(mono);
    stage.resize((100, 30));
    let screen = stage.screen();
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!(screen);
}

#[test]
fn a_high_page_has_room_for_the_deck_again() {
    let mut stage = person(0, |_| {});
    stage.resize((120, 44));
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn days_in_a_row_are_not_ended_by_a_rest_or_a_morning() {
    // Monday 23 November was practised; this is Tuesday morning.
    assert_eq!(
        practised(&person(0, |_| {})),
        "23 of 30 days · 18 in a row (rest: Su)"
    );
    let today = person(0, |trainer| {
        trainer.plan(Wish::default());
        answer(trainer, &[Good]);
    });
    assert_eq!(practised(&today), "24 of 30 days · 19 in a row (rest: Su)");
    // Tuesday was left out: nothing is said of a row.
    assert_eq!(practised(&person(1, |_| {})), "22 of 30 days (rest: Su)");
    let without_rest = person(0, |trainer| {
        trainer.set(Register::RestDays(Vec::new())).unwrap();
    });
    assert_eq!(
        practised(&without_rest),
        "23 of 30 days",
        "Sunday counts then"
    );
}

/// Seconds due on each of the next days, by going through every card.
fn ahead(trainer: &Trainer) -> [u32; AHEAD] {
    let seconds = trainer.progress().seconds_a_showing(trainer.day());
    let mut ahead = [0; AHEAD];
    for info in trainer.cards() {
        let seen = trainer.seen(&info.id).filter(|seen| !seen.suspended);
        let due = seen.and_then(|s| schedule::due(trainer.model(), &info.id, s, 0.9));
        let days = due.map_or(0, |due| due.since(trainer.day())) as usize;
        if (1..=AHEAD).contains(&days) {
            ahead[days - 1] += seconds[info.kind as usize];
        }
    }
    ahead
}

#[test]
fn the_forecast_is_what_each_card_says() {
    let mut stage = person(0, |_| {});
    let before = stage.trainer().due_ahead();
    assert_eq!(before, ahead(stage.trainer()));
    assert!(before.iter().sum::<u32>() > 0);
    let most = before.iter().max().unwrap().div_ceil(60);
    assert!(
        stage.screen().contains(&format!(": {most} min")),
        "{}",
        stage.screen()
    );
    // What is due and put off returns tomorrow.
    let home = std::mem::replace(&mut stage.home, tempfile::tempdir().unwrap());
    drop(stage);
    let mut trainer = trainer(home.path(), morning(0));
    let place = *trainer.session().queue().next().unwrap();
    let info = trainer.cards()[place.card as usize].clone();
    trainer.bury(&info.id).unwrap();
    let seconds = trainer.progress().seconds_a_showing(trainer.day())[info.kind as usize];
    assert_eq!(trainer.due_ahead()[0], before[0] + seconds);
    trainer.toggle_suspend(&info.id).unwrap();
    assert_eq!(trainer.due_ahead(), before);
}

#[test]
fn a_weak_card_leaves_the_list_once_it_is_answered_well() {
    let named = |stage: &Stage| -> Vec<String> {
        let screen = stage.screen();
        let lines = screen.lines().map(|line| line.split("││").next().unwrap());
        let lines = lines.skip_while(|line| !line.contains("Weakest"));
        let lines = lines.skip(1).take_while(|line| line.contains('│'));
        lines
            .map(|line| line.trim_matches(['│', ' ']).to_owned())
            .collect()
    };
    let home = tempfile::tempdir().unwrap();
    let mut trainer = trainer(home.path(), morning(0));
    let cards: Vec<CardId> = trainer.cards().iter().map(|info| info.id.clone()).collect();
    let cards = [&cards[0], &cards[4]].map(Clone::clone).to_vec();
    let wish = |cards: &[CardId]| Wish {
        cards: cards.to_vec(),
        ..Wish::default()
    };
    trainer.begin(wish(&cards));
    answer(&mut trainer, &[Again, Again]);
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((120, 40));
    assert_eq!(named(&stage).len(), 2, "{}", stage.screen());
    assert!(named(&stage)[0].ends_with("today"));
    let mut stage = stage.restart(morning(3));
    stage.resize((120, 40));
    let both = named(&stage);
    assert!(both.iter().all(|line| line.ends_with(" %")), "{both:?}");
    let home = stage.home;
    let mut trainer = support::stage::trainer(home.path(), morning(3));
    trainer.begin(wish(&cards[..1]));
    answer(&mut trainer, &[Good]);
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((120, 40));
    assert_eq!(named(&stage).len(), 1, "{}", stage.screen());
    let counts: BTreeMap<_, _> = stage.trainer().progress().days.iter().collect();
    assert_eq!(counts.len(), 2);
    assert!(
        stage.screen().contains("Last 19 weeks"),
        "{}",
        stage.screen()
    );
}

/// The first morning with its ten minutes used up: one card, answered as `grades` say.
fn done(grades: &[Grade]) -> (TempDir, Trainer) {
    let home = tempfile::tempdir().unwrap();
    let mut trainer = trainer(home.path(), morning(0));
    trainer.set(Register::MinutesADay(10)).unwrap();
    answer(&mut trainer, grades);
    assert_eq!(trainer.today().left(), 0);
    (home, trainer)
}

#[test]
fn a_day_that_is_done_leads_to_the_weak_cards() {
    let (home, trainer) = done(&[Again, Again]);
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    for size in [(100, 30), (80, 24), (60, 18), (40, 12)] {
        stage.resize(size);
        let screen = stage.screen();
        assert!(screen.contains("w  the weak cards, due or not"), "{screen}");
    }
    stage.press("w");
    assert!(stage.screen().contains("Weak"), "{}", stage.screen());
    assert!(
        !stage.screen().contains("Done for today"),
        "{}",
        stage.screen()
    );
    // Where none is weak there is nothing to lead to.
    let (home, trainer) = done(&[Good]);
    let stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    assert!(!stage.screen().contains("weak cards"), "{}", stage.screen());
}

#[test]
fn a_sitting_that_ends_the_day_leads_to_the_weak_cards() {
    let (home, trainer) = done(&[Again, Again]);
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(SessionEnd::new(trainer)));
    let screen = stage.screen();
    let hint = "w leads to the weak cards, due or not.";
    assert!(screen.contains(hint), "{screen}");
    stage.press("w");
    assert!(
        !stage.screen().contains("This sitting"),
        "{}",
        stage.screen()
    );
    assert!(stage.screen().contains("Weak"), "{}", stage.screen());
    let (home, trainer) = done(&[Good]);
    let stage = Stage::open(home, trainer, |trainer| Box::new(SessionEnd::new(trainer)));
    assert!(!stage.screen().contains(hint), "{}", stage.screen());
}
