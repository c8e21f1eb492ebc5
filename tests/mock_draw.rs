//! Which questions a mock asks, and what it comes to.

#![allow(clippy::unwrap_used)]

use std::sync::{Arc, LazyLock};

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::{Behavioural, Body, Card, CardId, Kind, TimeBox, Variant};
use hotseat::domain::case::Case;
use hotseat::domain::day::Day;
use hotseat::domain::deck::{Axes, CardInfo};
use hotseat::domain::entry::{Entry, EntryId, Event, Spot};
use hotseat::domain::grade::{Grade, Mark, Verdict};
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::mock::{
    Advice, Asked, Compromise, Draw, Earlier, EarlierStage, Footing, Heard, Manner, Plan, Pool,
    Record, Round, Scorecard, StageVerdict, Strain, draw, prompts_in, stage_verdict,
};
use hotseat::domain::progress::Progress;
use hotseat::domain::safe_text::SafeText;
use hotseat::domain::scenario::Scenario;
use hotseat::storage::library::Library;
use hotseat::training::mock::words;

fn axes() -> Axes {
    static AXES: LazyLock<Axes> = LazyLock::new(|| Library::open(&[], None).0.axes().clone());
    AXES.clone()
}

fn card(id: &str, competency: &str, difficulty: u8, stages: &[&str], levels: &[&str]) -> CardInfo {
    let words = |all: &[&str]| {
        all.iter()
            .map(|id| Arc::from(*id))
            .collect::<Arc<[Arc<str>]>>()
    };
    CardInfo {
        id: CardId::new(&format!("deck/{id}")),
        deck: 0,
        kind: Kind::Behavioural,
        difficulty,
        competency: competency.into(),
        stages: words(stages),
        levels: words(levels),
        tags: words(&[]),
        points: std::sync::Arc::new([]),
        answer_box: 120,
        was: Box::default(),
    }
}

/// Three cards of each difficulty in every competency, of all stages and levels.
fn library() -> Vec<CardInfo> {
    let axes = axes();
    let all = axes.competencies.iter().flat_map(|competency| {
        (0..9).map(move |n| {
            let id = format!("{}-{n}", competency.id);
            card(&id, &competency.id, n % 3 + 1, &[], &[])
        })
    });
    all.collect()
}

fn plan(rounds: &[(&str, u16)]) -> Plan {
    let round = |(stage, minutes): &(&str, u16)| Round {
        stage: (*stage).into(),
        minutes: *minutes,
        manner: Manner::Warm,
    };
    Plan {
        rounds: rounds.iter().map(round).collect(),
        ..Plan::default()
    }
}

fn today() -> Day {
    "2026-11-24".parse().unwrap()
}

fn drawn(cards: &[CardInfo], progress: &Progress, plan: &Plan, seed: u64) -> Draw {
    drawn_after(cards, progress, &[], plan, seed)
}

/// The same where `heard` was put in mocks that are not marked.
fn drawn_after(
    cards: &[CardInfo],
    progress: &Progress,
    heard: &[(CardId, Day)],
    plan: &Plan,
    seed: u64,
) -> Draw {
    draw(&Pool {
        cards,
        progress,
        heard,
        axes: &axes(),
        plan,
        day: today(),
        seed,
    })
}

/// What a card was graded, so many days ago.
fn seen(progress: &mut Progress, card: &CardId, days_ago: u32, grade: Grade) {
    let day = Day::from_number(today().number() - days_ago as i32);
    let attempt = Attempt::new(card.clone(), day, Kind::Behavioural, grade);
    let entry = Entry {
        id: EntryId {
            device: "k7f3q9zt".into(),
            sequence: 1,
            check: 0,
        },
        at: 0,
        event: Event::Attempt(Box::new(attempt)),
    };
    let spot = Spot { file: 0, offset: 0 };
    progress.apply(&MemoryModel::default(), &entry, spot);
}

#[test]
fn every_stage_of_the_table_says_what_it_asks_about() {
    let axes = axes();
    let known: Vec<&str> = axes.competencies.iter().map(|c| &*c.id).collect();
    for stage in axes.stages.iter().filter(|stage| &*stage.id != "offer") {
        let mock = axes.mock(&stage.id).unwrap();
        assert!((5..=8).contains(&mock.competencies.len()), "{}", stage.id);
        for id in &mock.competencies {
            assert!(known.contains(&&**id), "{}: {id}", stage.id);
        }
    }
}

#[test]
fn a_stage_asks_two_to_four_of_its_own_and_throws_one_curveball() {
    let (cards, axes) = (library(), axes());
    let plan = plan(&[("people", 45), ("technical", 15), ("exec", 30)]);
    for seed in 0..200 {
        let draw = drawn(&cards, &Progress::default(), &plan, seed);
        assert_eq!(draw.compromises, [], "seed {seed}");
        let mut asked: Vec<usize> = draw.prompts.iter().map(|p| p.card).collect();
        for (at, round) in plan.rounds.iter().enumerate() {
            let prompts: Vec<_> = draw.prompts.iter().filter(|p| p.round == at).collect();
            assert_eq!(prompts.len(), prompts_in(round.minutes));
            assert_eq!(prompts.iter().filter(|p| p.curveball).count(), 1);
            assert!(!prompts[0].curveball, "seed {seed}: it is never the first");
            let usual = &axes.mock(&round.stage).unwrap().competencies;
            let mut tested: Vec<&str> = Vec::new();
            for pair in prompts.windows(2) {
                assert!(cards[pair[0].card].difficulty <= cards[pair[1].card].difficulty);
            }
            for prompt in &prompts {
                let competency = &*cards[prompt.card].competency;
                assert_eq!(usual.iter().any(|u| **u == *competency), !prompt.curveball);
                assert!(!tested.contains(&competency), "seed {seed}");
                tested.push(competency);
            }
            assert!(
                cards[prompts.last().unwrap().card].difficulty > cards[prompts[0].card].difficulty
            );
        }
        asked.sort_unstable();
        asked.dedup();
        assert_eq!(
            asked.len(),
            draw.prompts.len(),
            "seed {seed}: nothing twice"
        );
        assert_eq!(
            draw,
            drawn(&cards, &Progress::default(), &plan, seed),
            "chance is the seed"
        );
    }
    assert_eq!(
        [15, 20, 30, 45, 60, 120].map(prompts_in),
        [2, 2, 3, 4, 4, 4]
    );
}

#[test]
fn what_was_attempted_in_the_last_three_days_rests() {
    let cards = library();
    let plan = plan(&[("people", 45)]);
    for (days_ago, rests) in [(0, true), (1, true), (3, true), (4, false)] {
        let mut progress = Progress::default();
        for card in cards.iter().filter(|card| card.difficulty > 1) {
            seen(&mut progress, &card.id, days_ago, Grade::Good);
        }
        let mut any_hard = false;
        for seed in 0..50 {
            let draw = drawn(&cards, &progress, &plan, seed);
            assert!(!draw.prompts.is_empty());
            any_hard |= draw.prompts.iter().any(|p| cards[p.card].difficulty > 1);
        }
        assert_eq!(any_hard, !rests, "{days_ago} days ago");
    }
}

#[test]
fn what_a_mock_put_rests_before_it_is_marked() {
    let cards = library();
    let plan = plan(&[("people", 45)]);
    for (days_ago, rests) in [(0, true), (3, true), (4, false)] {
        let day = Day::from_number(today().number() - days_ago);
        let put = cards.iter().filter(|card| card.difficulty > 1);
        let heard: Vec<_> = put.map(|card| (card.id.clone(), day)).collect();
        let is_hard = |seed| {
            let draw = drawn_after(&cards, &Progress::default(), &heard, &plan, seed);
            assert!(!draw.prompts.is_empty());
            draw.prompts.iter().any(|p| cards[p.card].difficulty > 1)
        };
        assert_eq!((0..20).any(is_hard), !rests, "{days_ago} days ago");
    }
}

#[test]
fn a_curveball_of_another_level_is_the_last_resort_and_told() {
    let own = ["people-growth", "delegation", "team-dynamics"];
    let own = own.map(|competency| card(competency, competency, 1, &[], &["em1"]));
    let weak: Vec<CardInfo> = (0..3)
        .map(|n| {
            card(
                &format!("weak-{n}"),
                "org-leadership",
                2,
                &[],
                &["director"],
            )
        })
        .collect();
    let mut progress = Progress::default();
    for card in &weak {
        seen(&mut progress, &card.id, 9, Grade::Again);
    }
    let other = card("other", "strategy-business", 2, &["exec"], &["em1"]);
    let mut plan = plan(&[("people", 15)]);
    plan.level = Some("em1".into());
    let with_other = [&own[..], &weak, &[other]].concat();
    let draw = drawn(&with_other, &progress, &plan, 1);
    let curveball = draw.prompts.iter().find(|p| p.curveball).unwrap();
    assert_eq!(with_other[curveball.card].id.as_str(), "deck/other");
    assert_eq!(draw.compromises, []);
    let without = [&own[..], &weak].concat();
    let draw = drawn(&without, &progress, &plan, 1);
    let curveball = draw.prompts.iter().find(|p| p.curveball).unwrap();
    assert_eq!(&*without[curveball.card].competency, "org-leadership");
    let strain = Strain::Level;
    assert_eq!(
        draw.compromises,
        [Compromise::Strained { round: 0, strain }]
    );
}

#[test]
fn the_curveball_aims_at_the_weakest_competency_known() {
    let cards = library();
    let mut progress = Progress::default();
    for card in &cards {
        let grade = match &*card.competency {
            "org-leadership" => Grade::Again,
            "people-growth" | "delivery" => Grade::Good,
            _ => continue,
        };
        seen(&mut progress, &card.id, 9, grade);
    }
    for seed in 0..50 {
        let draw = drawn(&cards, &progress, &plan(&[("people", 45)]), seed);
        let curveball = draw.prompts.iter().find(|p| p.curveball).unwrap();
        assert_eq!(&*cards[curveball.card].competency, "org-leadership");
    }
}

#[test]
fn a_small_library_borrows_and_says_so() {
    let none = drawn(&[], &Progress::default(), &plan(&[("people", 45)]), 1);
    let fewer = |asked| Compromise::Fewer {
        round: 0,
        asked,
        wanted: 4,
    };
    assert_eq!((none.prompts.len(), none.compromises), (0, vec![fewer(0)]));
    let cards = [
        card("own", "delegation", 2, &["people"], &["em1"]),
        card("other", "delegation", 1, &["exec"], &["director"]),
    ];
    let mut plan = plan(&[("people", 45)]);
    plan.level = Some("em1".into());
    let draw = drawn(&cards, &Progress::default(), &plan, 1);
    assert_eq!(
        draw.prompts.iter().map(|p| p.card).collect::<Vec<_>>(),
        [1, 0]
    );
    let strained = Compromise::Strained {
        round: 0,
        strain: Strain::Level,
    };
    let repeated = Compromise::Repeated { round: 0 };
    let no_curveball = Compromise::NoCurveball { round: 0 };
    assert_eq!(
        draw.compromises,
        [strained, repeated, no_curveball, fewer(2)]
    );
}

#[test]
fn a_manner_changes_words_and_time() {
    let boxes = Manner::ALL.map(|manner| manner.stretch(120));
    assert_eq!(boxes, [150, 120, 120, 90]);
    for manner in Manner::ALL {
        assert_eq!(Manner::from_name(manner.name()), Some(manner));
        assert_eq!(manner.lead(0).is_none(), manner == Manner::Silent);
        assert_eq!(manner.pause() > 0, manner == Manner::Silent);
    }
}

#[test]
fn a_stage_is_a_hire_when_everything_is_at_three() {
    use Verdict::{Hire, NoHire, StrongHire, StrongNoHire};
    let of = |all: &[(&'static str, Verdict)]| stage_verdict(all.iter().copied());
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).into()).collect();
    assert_eq!(of(&[]), StageVerdict::Open);
    assert_eq!(of(&[("a", Hire), ("b", StrongHire)]), StageVerdict::Hire);
    assert_eq!(
        of(&[("a", Hire), ("b", NoHire), ("c", NoHire)]),
        StageVerdict::LeanNoHire(ids(&["b", "c"]))
    );
    assert_eq!(
        of(&[("a", StrongHire), ("b", NoHire), ("c", StrongNoHire)]),
        StageVerdict::NoHire(ids(&["c"]))
    );
}

fn asked(id: &str, competency: &str, seconds: u32) -> Asked {
    Asked {
        round: 0,
        card: CardId::new(&format!("deck/{id}")),
        competency: competency.into(),
        curveball: false,
        reached: true,
        cut: false,
        boxed: 120,
        seconds,
        probes: vec!["f1".into()],
    }
}

fn heard(id: &str, given: Verdict, lifts: &[&str]) -> Heard {
    let card = CardId::new(&format!("deck/{id}"));
    let attempt = Attempt {
        marks: vec![("p1".into(), Mark::Clear), ("p2".into(), Mark::Absent)],
        lifts: lifts.iter().map(|id| (*id).into()).collect(),
        given: Some(given),
        evidence: "I \u{1b}[31msaid\u{1b}[0m no".into(),
        ..Attempt::new(card, today(), Kind::Behavioural, Grade::Good)
    };
    Heard {
        attempt: Some(attempt),
        card: None,
    }
}

#[test]
fn a_scorecard_says_what_decided_it_and_what_to_do_next() {
    let record = Record {
        id: "m1".into(),
        day: today(),
        plan: plan(&[("people", 45)]),
        asked: vec![
            asked("a", "delegation", 100),
            asked("b", "delivery", 150),
            asked("c", "communication", 90),
            Asked {
                reached: false,
                ..asked("d", "strategy-business", 0)
            },
        ],
    };
    let heard = [
        heard("a", Verdict::NoHire, &[]),
        heard("b", Verdict::Hire, &["p2"]),
        heard("c", Verdict::Hire, &[]),
    ];
    let before = |stage: &str, verdict| EarlierStage {
        stage: stage.into(),
        day: today(),
        verdict,
        footing: Footing { marked: 1, all: 2 },
    };
    let people = before("people", StageVerdict::Hire);
    let earlier = Earlier {
        competencies: vec![("delegation".into(), Verdict::StrongNoHire)],
        stages: vec![people.clone(), before("exec", StageVerdict::Open)],
    };
    let scorecard = Scorecard::new(record, &heard, &[earlier]);
    let stage = &scorecard.stages[0];
    assert_eq!(
        stage.verdict,
        StageVerdict::LeanNoHire(vec!["delegation".into()])
    );
    assert_eq!(stage.earlier, [people]);
    assert_eq!(stage.footing(), Footing { marked: 3, all: 4 });
    assert_eq!(
        stage.competencies.len(),
        3,
        "what was not reached has no verdict"
    );
    assert_eq!(stage.competencies[0].earlier, [Verdict::StrongNoHire]);
    let row = &stage.rows[1];
    assert_eq!(
        (row.over(), row.unprompted, row.pushed, row.points),
        (30, 1, 1, 2)
    );
    assert!(!row.evidence.contains('\u{1b}'), "{}", row.evidence);
    let id = |id: &str| CardId::new(&format!("deck/{id}"));
    assert_eq!(
        scorecard.next,
        [
            Advice::Competency {
                id: "delegation".into(),
                verdict: Verdict::NoHire,
                card: id("a"),
            },
            Advice::Shorter {
                card: id("b"),
                over: 30,
            },
            Advice::Unprompted {
                card: id("b"),
                pushed: 1,
            },
        ]
    );
    let shorter = words::advice(&scorecard.next[1], &scorecard, &axes());
    assert_eq!(shorter, "“deck/b” ran 0:30 over: drill it again");
}

#[test]
fn a_trend_holds_the_last_four_of_the_same_whatever_came_between() {
    use Verdict::{Hire, NoHire, StrongHire, StrongNoHire};
    let came_to = |competency: &str, verdict| {
        let plan = plan(&[(competency, 45)]);
        let record = Record {
            id: "m0".into(),
            day: today(),
            plan,
            asked: vec![asked("a", competency, 0)],
        };
        Scorecard::new(record, &[heard("a", verdict, &[])], &[])
    };
    let own = [Hire, StrongNoHire, NoHire, Hire, StrongHire];
    let mut earlier = Vec::new();
    for verdict in own {
        earlier.push(came_to("delegation", verdict).as_earlier());
        earlier.extend((0..5).map(|_| came_to("delivery", Hire).as_earlier()));
    }
    let last = came_to("delegation", Hire).record;
    let scorecard = Scorecard::new(last, &[heard("a", Hire, &[])], &earlier);
    let stage = &scorecard.stages[0];
    assert_eq!(stage.competencies[0].earlier, own[1..]);
    assert_eq!(stage.earlier.len(), 4);
    assert_eq!(stage.earlier[3].verdict, StageVerdict::Hire);
}

#[test]
fn the_lowest_of_two_answers_is_what_a_competency_came_to() {
    use Verdict::{NoHire, StrongHire};
    for given in [[NoHire, StrongHire], [StrongHire, NoHire]] {
        let record = Record {
            id: "m1".into(),
            day: today(),
            plan: plan(&[("people", 45)]),
            asked: vec![asked("a", "delegation", 0), asked("b", "delegation", 0)],
        };
        let heard = [heard("a", given[0], &[]), heard("b", given[1], &[])];
        let scorecard = Scorecard::new(record, &heard, &[]);
        assert_eq!(scorecard.stages[0].competencies[0].verdict, NoHire);
    }
}

#[test]
fn a_question_is_named_as_it_was_asked() {
    let text = |text: &str| SafeText::line(text);
    let card = |body| Card {
        id: CardId::new("deck/a"),
        prompt: text("Prompt"),
        competency: "delegation".into(),
        difficulty: 1,
        time_box: TimeBox {
            think: 30,
            answer: 120,
        },
        stages: Vec::new(),
        levels: Vec::new(),
        tags: Vec::new(),
        source: Vec::new(),
        note: None,
        avoid: Vec::new(),
        since: None,
        body,
    };
    let variants = ["First", "Second"].map(|words| Variant {
        text: text(words),
        seeks: text(""),
    });
    let behavioural = card(Body::Behavioural(Box::new(Behavioural {
        variants: variants.into(),
        ..Behavioural::default()
    })));
    let scenario = |title: Option<&str>| {
        card(Body::Scenario(Box::new(Scenario {
            title: title.map(text),
            ..Scenario::default()
        })))
    };
    let case = card(Body::Case(Box::new(Case {
        ask: text("Ask"),
        ..Case::default()
    })));
    for (card, variant, name) in [
        (behavioural.clone(), 0, "Prompt"),
        (behavioural.clone(), 2, "Second"),
        (behavioural, 3, "Prompt"),
        (scenario(Some("Title")), 0, "Title"),
        (scenario(None), 0, "Prompt"),
        (case, 0, "Ask"),
    ] {
        let mut heard = heard("a", Verdict::Hire, &[]);
        heard.attempt.as_mut().unwrap().variant = variant;
        heard.card = Some(card);
        let record = Record {
            id: "m1".into(),
            day: today(),
            plan: plan(&[("people", 45)]),
            asked: vec![asked("a", "delegation", 0)],
        };
        let scorecard = Scorecard::new(record, &[heard], &[]);
        assert_eq!(&*scorecard.stages[0].rows[0].prompt, name);
    }
}
