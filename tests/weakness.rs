//! What makes a card, a point or a competency weak, and what a drill of it brings.

#![allow(clippy::unwrap_used)]

mod support;

use std::rc::Rc;

use hotseat::domain::card::CardId;
use hotseat::domain::grade::Grade::{self, Again, Easy, Good, Hard};
use hotseat::domain::grade::Verdict;
use hotseat::domain::queue::Filter;
use hotseat::domain::register::Register;
use hotseat::domain::weakness::{Reason, Rule, Subject, Sum, WeakCard};
use hotseat::training::Trainer;
use hotseat::training::trainer::Weak;
use support::stage::{morning, trainer};
use support::weak::{self, Look, fact, told};

/// A deck of these cards: those that begin with `t` are told, the others are facts. Each but the
/// `pN` has the theme `limit` on its point.
fn deck(cards: &[(&str, &str)]) -> String {
    let card = |(id, competency): &(&str, &str)| match id.starts_with('t') {
        true => format!(
            r#"{{"id": "{id}", "kind": "behavioural", "prompt": "Tell {id}", "competency": "{competency}", "rubric": {{"points": [
              {{"id": "when", "text": "Dates it", "must": true}}, {{"id": "limit", "text": "A limit", "theme": "limit"}},
              {{"id": "price", "text": "The price"}}]}}}}"#
        ),
        false => format!(
            r#"{{"id": "{id}", "kind": "recall", "prompt": "What is {id}?", "answer": "It.", "competency": "{competency}"}}"#
        ),
    };
    let cards: Vec<String> = cards.iter().map(card).collect();
    format!(
        r#"{{"format": "hotseat/1", "id": "weak", "title": "Weak", "axes": {{"themes": [
          {{"id": "limit", "title": "a limit", "missed": "states no limit"}}]}}, "cards": [{}]}}"#,
        cards.join(",\n")
    )
}

fn open(cards: &[(&str, &str)], looks: &[Look]) -> (tempfile::TempDir, Trainer) {
    let home = weak::home_of(&deck(cards), looks);
    let trainer = trainer(home.path(), morning(0));
    (home, trainer)
}

fn known(trainer: &Trainer) -> Rc<Weak> {
    let filter = Filter {
        decks: vec!["weak".into()],
        ..Filter::default()
    };
    trainer.weak(&filter).unwrap()
}

fn id(card: &str) -> CardId {
    CardId::new(&format!("weak/{card}"))
}

fn name(trainer: &Trainer, card: u32) -> String {
    let id = trainer.cards()[card as usize].id.as_str();
    id.strip_prefix("weak/").unwrap_or(id).to_owned()
}

/// The rules by which a card is weak.
fn rules(trainer: &Trainer, card: &str) -> Vec<Rule> {
    let (weak, at) = (known(trainer), trainer.index_of(&id(card)).unwrap());
    let found = weak.cards.iter().find(|weak| weak.card == at);
    found.map_or_else(Vec::new, |card| {
        card.reasons.iter().map(Reason::rule).collect()
    })
}

/// Attempts a day apart, the last one yesterday.
fn facts(card: &str, grades: &[Grade]) -> Vec<Look> {
    let days = (1..=grades.len() as i64).rev();
    days.zip(grades)
        .map(|(ago, grade)| fact(card, ago, *grade))
        .collect()
}

fn sorted(mut looks: Vec<Look>) -> Vec<Look> {
    looks.sort_by_key(|look| -look.ago);
    looks
}

#[test]
fn each_reason_holds_where_its_rule_does_and_not_a_step_short_of_it() {
    use Rule::{Leech, LowVerdict, Misses, MustAbsent, Slow, Surprise};
    let slow = |card: &str, answer: u32| Look {
        answer,
        ..fact(card, 3, Good)
    };
    let expecting = |expected: u8, look: Look| Look {
        expected: Verdict::from_value(expected),
        ..look
    };
    let cases: Vec<(&str, Vec<Look>, Vec<Rule>)> = vec![
        (
            "misses",
            facts("misses", &[Again, Good, Again, Good]),
            vec![Misses],
        ),
        ("once", facts("once", &[Good, Good, Again, Good]), vec![]),
        (
            "long-ago",
            facts("long-ago", &[Again, Again, Good, Good, Good]),
            vec![],
        ),
        (
            "leech",
            facts(
                "leech",
                &[Good, Again, Again, Again, Again, Good, Good, Good],
            ),
            vec![Leech],
        ),
        (
            "no-leech",
            facts("no-leech", &[Again, Again, Again, Again, Good, Good, Good]),
            vec![],
        ),
        (
            "sixes",
            facts("sixes", &[Again, Again, Good, Again, Again, Good]),
            vec![Leech, Misses],
        ),
        ("slow", vec![slow("slow", 91)], vec![Slow]),
        ("in-time", vec![slow("in-time", 90)], vec![]),
        (
            "t-low",
            vec![told("t-low", 3, Hard, 2, [2, 2, 2])],
            vec![LowVerdict],
        ),
        (
            "t-hire",
            vec![
                told("t-hire", 6, Hard, 2, [2, 2, 2]),
                told("t-hire", 3, Good, 3, [2, 2, 2]),
            ],
            vec![],
        ),
        (
            "t-must",
            (3..5)
                .rev()
                .map(|ago| told("t-must", ago, Good, 3, [0, 2, 2]))
                .collect(),
            vec![MustAbsent],
        ),
        (
            "t-must-once",
            vec![
                told("t-must-once", 4, Good, 3, [0, 2, 2]),
                told("t-must-once", 3, Good, 3, [1, 2, 2]),
            ],
            vec![],
        ),
        (
            "t-no-must",
            (3..5)
                .rev()
                .map(|ago| told("t-no-must", ago, Good, 3, [2, 2, 0]))
                .collect(),
            vec![],
        ),
        (
            "t-must-old",
            [0, 0, 2, 2, 2]
                .iter()
                .zip((2..7).rev())
                .map(|(mark, ago)| told("t-must-old", ago, Good, 3, [*mark, 2, 2]))
                .collect(),
            vec![],
        ),
        (
            "t-sure",
            vec![expecting(3, told("t-sure", 3, Hard, 2, [2, 2, 2]))],
            vec![Surprise, LowVerdict],
        ),
        (
            "t-unsure",
            vec![expecting(2, told("t-unsure", 3, Hard, 2, [2, 2, 2]))],
            vec![LowVerdict],
        ),
        (
            "sure",
            vec![expecting(4, fact("sure", 3, Again))],
            vec![Surprise],
        ),
        (
            "held",
            vec![expecting(4, fact("held", 5, Again)), fact("held", 3, Good)],
            vec![],
        ),
    ];
    let cards: Vec<(&str, &str)> = cases.iter().map(|(card, ..)| (*card, "delivery")).collect();
    let looks = cases
        .iter()
        .flat_map(|(_, looks, _)| looks.clone())
        .collect();
    let (_home, trainer) = open(&cards, &sorted(looks));
    for (card, _, expected) in &cases {
        assert_eq!(rules(&trainer, card), *expected, "{card}");
        let at = trainer.index_of(&id(card)).unwrap();
        let info = &trainer.cards()[at as usize];
        let is_listed = expected.iter().any(|rule| *rule != Rule::Unpractised);
        assert_eq!(trainer.is_weak(info), is_listed, "{card}");
    }
}

#[test]
fn a_card_fades_only_before_a_date_it_will_not_last_to() {
    let looks = sorted(vec![fact("short", 2, Again), fact("long", 2, Easy)]);
    let (_home, mut trainer) = open(&[("short", "delivery"), ("long", "delivery")], &looks);
    assert_eq!(rules(&trainer, "short"), []);
    let date = trainer.day().plus(20);
    trainer.set(Register::InterviewDate(Some(date))).unwrap();
    assert_eq!(rules(&trainer, "short"), [Rule::Fading]);
    assert_eq!(rules(&trainer, "long"), []);
    let [weakest] = trainer.weakest() else {
        panic!("{:?}", trainer.weakest());
    };
    let Reason::Fading(day, recall) = weakest.why else {
        panic!("{weakest:?}");
    };
    assert_eq!(day, date);
    let last = trainer.seen(&id("short")).unwrap().returning().unwrap();
    let predicted = trainer.model().recall(last.memory, date.since(last.day));
    assert!(
        (recall - predicted).abs() < 1e-6 && recall < 0.70,
        "{recall}"
    );
}

#[test]
fn suspended_cards_are_not_listed_and_buried_ones_are() {
    let cards = [("a", "delivery"), ("b", "delivery"), ("c", "delivery")];
    let looks = sorted([facts("a", &[Again, Again]), facts("b", &[Again, Again])].concat());
    let (_home, mut trainer) = open(&cards, &looks);
    trainer.bury(&id("a")).unwrap();
    trainer.toggle_suspend(&id("b")).unwrap();
    let weak = known(&trainer);
    let listed: Vec<String> = weak.cards.iter().map(|c| name(&trainer, c.card)).collect();
    assert_eq!(listed, ["a"]);
    let apart: Vec<String> = weak
        .unpractised
        .iter()
        .map(|c| name(&trainer, c.card))
        .collect();
    assert_eq!(apart, ["c"], "what was never practised stands apart");
    assert_eq!(weak.unpractised[0].reasons, [Reason::Unpractised]);
    assert_eq!(weak.practised, 1);
}

#[test]
fn the_list_is_in_the_order_of_gain_a_minute_and_its_numbers_are_the_formula_s() {
    let home = weak::home(&weak::history());
    let trainer = trainer(home.path(), morning(0));
    let weak = known(&trainer);
    assert_eq!(weak.cards.len(), 5);
    let gains: Vec<f32> = weak.cards.iter().map(|card| card.gain_a_minute()).collect();
    assert!(gains.is_sorted_by(|a, b| a >= b), "{gains:?}");
    let model = trainer.model();
    for card in &weak.cards {
        let info = &trainer.cards()[card.card as usize];
        let last = trainer.seen(&info.id).unwrap().returning().unwrap();
        let now = model.recall(last.memory, trainer.day().since(last.day));
        let after = |grade| {
            let memory = model.after(Some(last.memory), trainer.day().since(last.day), grade);
            model.recall(memory, 21)
        };
        let passes = 0.2 * after(Hard) + 0.7 * after(Good) + 0.1 * after(Easy);
        let studied = (1.0 - now) * after(Again) + now * passes;
        let then = model.recall(last.memory, trainer.day().since(last.day) + 21);
        let minutes =
            trainer.progress().seconds_a_showing(trainer.day())[info.kind as usize] as f32 / 60.0;
        let gain = (studied - then) / minutes;
        assert!((card.gain_a_minute() - gain).abs() < 1e-4, "{}", info.id);
    }
    let first =
        [Again, Hard, Good, Easy].map(|grade| model.recall(model.after(None, 0, grade), 21));
    let studied = 0.4 * first[0] + 0.2 * first[1] + 0.3 * first[2] + 0.1 * first[3];
    let new = &weak.unpractised[0];
    assert!((new.outlook.studied - studied).abs() < 1e-5 && new.outlook.then == 0.0);
    let usual = trainer.progress().seconds_a_showing(trainer.day());
    let kind = trainer.cards()[new.card as usize].kind;
    assert_eq!(new.seconds, usual[kind as usize] * 3 / 2);
    let sum = Sum::of(&weak.cards[..2]);
    let mean = |of: fn(&hotseat::domain::weakness::Outlook) -> f32| {
        (of(&weak.cards[0].outlook) + of(&weak.cards[1].outlook)) / 2.0
    };
    assert_eq!(sum.seconds, weak.cards[0].seconds + weak.cards[1].seconds);
    assert!((sum.before - mean(|o| o.then)).abs() < 1e-6);
    assert!((sum.after - mean(|o| o.studied)).abs() < 1e-6);
}

#[test]
fn an_answer_misses_a_theme_once_however_many_of_its_points_are_absent() {
    let deck = deck(&[("t1", "delegation")]).replace(
        r#""text": "The price""#,
        r#""text": "The price", "theme": "limit""#,
    );
    let mut looks = vec![
        told("t1", 3, Good, 3, [2, 0, 0]),
        told("t1", 2, Good, 3, [2, 0, 2]),
    ];
    let points = |looks: &[Look]| {
        let home = weak::home_of(&deck, looks);
        let trainer = trainer(home.path(), morning(0));
        let weak = known(&trainer);
        let counts = weak.points.iter().map(|point| (point.absent, point.of));
        counts.collect::<Vec<_>>()
    };
    assert_eq!(points(&looks), []);
    looks.push(told("t1", 1, Good, 3, [2, 2, 0]));
    assert_eq!(points(&looks), [(3, 3)]);
}

#[test]
fn a_theme_is_weak_across_cards_and_says_where_it_is_missed() {
    let cards = [
        ("t1", "delegation"),
        ("t2", "delegation"),
        ("t3", "ai-operations"),
    ];
    let mut looks = vec![
        told("t1", 9, Good, 3, [2, 0, 2]),
        told("t2", 8, Good, 3, [2, 0, 2]),
        told("t3", 7, Good, 3, [2, 2, 2]),
        told("t3", 6, Good, 3, [2, 2, 2]),
    ];
    let points = |looks: &[Look]| {
        let (_home, trainer) = open(&cards, looks);
        let weak = known(&trainer);
        let axes = trainer.axes();
        let words = weak.points.iter().map(|point| {
            let cards: Vec<String> = point
                .cards
                .iter()
                .map(|card| name(&trainer, *card))
                .collect();
            format!(
                "{} in {}: {}",
                point.missed(axes),
                point.words(axes),
                cards.join(" ")
            )
        });
        words.collect::<Vec<_>>()
    };
    assert_eq!(points(&looks), [""; 0], "twice is not enough");
    looks.push(told("t1", 5, Good, 3, [2, 0, 2]));
    assert_eq!(
        points(&looks),
        ["states no limit in 3 of 3 delegation answers: t1 t2"]
    );
    // With as many misses elsewhere it is of no one competency.
    for ago in 2..5 {
        looks.push(told("t3", ago, Good, 3, [2, 0, 2]));
    }
    let looks = sorted(looks);
    assert_eq!(
        points(&looks),
        ["states no limit in 6 of 8 answers: t3 t1 t2"]
    );
    // What goes well elsewhere does not excuse it where it is missed.
    let mut good: Vec<Look> = (0..40).map(|_| told("t3", 1, Good, 3, [2, 2, 2])).collect();
    good.splice(0..0, looks);
    assert_eq!(
        points(&good),
        ["states no limit in 3 of 3 delegation answers: t1 t2"]
    );
    // Under 40 % it is none.
    good.extend((0..5).map(|_| told("t1", 1, Good, 3, [2, 2, 2])));
    assert_eq!(points(&good), [""; 0]);
}

#[test]
fn a_point_without_a_theme_counts_on_its_card() {
    let looks: Vec<Look> = (1..4)
        .rev()
        .map(|ago| told("t1", ago, Good, 3, [2, 2, 0]))
        .collect();
    let (_home, trainer) = open(&[("t1", "delegation"), ("t2", "delegation")], &looks);
    let weak = known(&trainer);
    let at = trainer.index_of(&id("t1")).unwrap();
    assert_eq!(weak.points.len(), 1);
    assert_eq!(weak.points[0].subject, Subject::Point(at, "price".into()));
    assert_eq!((weak.points[0].absent, weak.points[0].of), (3, 3));
    let missed = weak.missed(&trainer, &id("t1"));
    assert_eq!(missed.len(), 1);
    assert_eq!(
        (&*missed[0].point, missed[0].absent, missed[0].of),
        ("price", 3, 3)
    );
}

#[test]
fn a_competency_says_nothing_under_five_attempts() {
    let cards = [
        ("t1", "delegation"),
        ("t2", "delegation"),
        ("t3", "delivery"),
    ];
    let looks = sorted(vec![
        told("t1", 9, Good, 3, [2, 2, 2]),
        told("t1", 8, Hard, 2, [2, 2, 2]),
        told("t2", 7, Hard, 2, [2, 2, 2]),
        told("t2", 6, Hard, 2, [2, 2, 2]),
        told("t2", 5, Again, 1, [2, 2, 2]),
        told("t3", 4, Again, 1, [2, 2, 2]),
    ]);
    let (_home, trainer) = open(&cards, &looks);
    let weak = known(&trainer);
    let [delegation, delivery] = &weak.competencies[..] else {
        panic!("{:?}", weak.competencies);
    };
    // (0.7 * 2 + 0.3 * 3 + 0.7 * 1 + 0.3 * 2) / 2
    assert!(
        (delegation.mean.unwrap() - 1.8).abs() < 1e-6,
        "{delegation:?}"
    );
    assert_eq!(
        (
            delegation.words(),
            delegation.weak.len(),
            delegation.practised
        ),
        ("no hire", 2, 2)
    );
    assert_eq!(delivery.words(), "not enough evidence");
}

#[test]
fn what_was_begun_anew_is_judged_by_what_came_after() {
    let looks: Vec<Look> = (1..5)
        .rev()
        .map(|ago| told("t1", ago, Again, 1, [0, 0, 0]))
        .collect();
    let home = weak::home_of(&deck(&[("t1", "delegation")]), &looks);
    let mut journal = hotseat::storage::journal::Journal::open(
        &hotseat::storage::places::Places::under(home.path()),
        hotseat::domain::memory::MemoryModel::default(),
    )
    .unwrap();
    let reset = hotseat::domain::entry::Event::Reset(id("t1"));
    journal
        .append(reset, morning(0).timestamp_millis())
        .unwrap();
    drop(journal);
    let fresh = trainer(home.path(), morning(0));
    let weak = known(&fresh);
    assert!(weak.cards.is_empty() && weak.points.is_empty(), "{weak:?}");
    assert_eq!(weak.unpractised.len(), 1);
    drop(fresh);
    weak::keep(home.path(), &[told("t1", -1, Good, 3, [2, 2, 2])]);
    let next = trainer(home.path(), morning(2));
    assert!(known(&next).cards.is_empty(), "{:?}", known(&next).cards);
}

#[test]
fn the_same_history_gives_the_same_list_and_a_look_changes_nothing() {
    let home = weak::home(&weak::history());
    let first = trainer(home.path(), morning(0));
    let before = first.progress().clone();
    let (a, b) = (known(&first), known(&first));
    assert_eq!(a.cards, b.cards);
    assert_eq!(*first.progress(), before);
    let second = trainer(home.path(), morning(0));
    assert_eq!(known(&second).cards, a.cards);
    assert_eq!(known(&second).points, a.points);
    assert_eq!(known(&second).competencies, a.competencies);
}

#[test]
fn the_weakest_are_those_with_the_lowest_recall() {
    let home = weak::home(&weak::history());
    let trainer = trainer(home.path(), morning(0));
    let weakest = trainer.weakest();
    let mut listed = known(&trainer).cards.clone();
    listed.sort_by(|a, b| a.outlook.now.total_cmp(&b.outlook.now));
    let named: Vec<u32> = weakest.iter().take(2).map(|weak| weak.card).collect();
    assert_eq!(named, [listed[0].card, listed[1].card]);
    assert_eq!(weakest[0].why.rule(), Rule::Leech);
}

#[test]
fn among_very_many_cards_the_weakest_are_the_same_ten_and_every_card_is_counted() {
    let names: Vec<String> = (0..21_000).map(|n| format!("c{n:05}")).collect();
    let cards: Vec<(&str, &str)> = names.iter().map(|name| (&**name, "delivery")).collect();
    // Many are remembered equally well: then the place decides.
    let patterns = [
        &[Again, Again][..],
        &[Again, Again, Again],
        &[Good, Hard, Again, Again],
    ];
    let tried = names.iter().step_by(500).zip(patterns.iter().cycle());
    let looks: Vec<Look> = tried
        .flat_map(|(name, grades)| facts(name, grades))
        .collect();
    let (_home, trainer) = open(&cards, &sorted(looks));

    let mut listed = known(&trainer).cards.clone();
    assert_eq!(listed.len(), 42);
    let recall = |weak: &WeakCard| (weak.outlook.now, weak.card);
    listed.sort_by(|a, b| recall(a).partial_cmp(&recall(b)).unwrap());
    let expected: Vec<u32> = listed.iter().take(10).map(|weak| weak.card).collect();
    let weakest: Vec<u32> = trainer.weakest().iter().map(|weak| weak.card).collect();
    assert_eq!(weakest, expected);

    let deck = trainer.decks().iter().position(|deck| *deck.id == *"weak");
    let tally = trainer.tallies()[deck.unwrap()];
    assert_eq!((tally.due, tally.new), (42, 21_000 - 42));
}
