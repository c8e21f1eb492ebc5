//! An interview from question to question on a clock of the test's own.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use hotseat::domain::attempt::Part;
use hotseat::domain::card::{Behavioural, Body, Card, CardId, Kind, Variant};
use hotseat::domain::case::{Case, Range, Twist};
use hotseat::domain::day::Day;
use hotseat::domain::grade::Verdict;
use hotseat::domain::mock::{Asked, Manner, Plan, Round};
use hotseat::domain::rubric::{FollowUp, Point, Rubric};
use hotseat::domain::safe_text::SafeText;
use hotseat::domain::scenario::{Choice, Ending, Next, Node, Scenario, State};
use hotseat::storage::mock_file;
use hotseat::storage::places::Places;
use hotseat::training::mock::{Interview, Script, Step};
use hotseat::training::showing::{Past, Showing};

fn text(text: &str) -> SafeText {
    SafeText::new(text)
}

fn rubric(ids: &[&str]) -> Rubric {
    let point = |id: &&str| Point {
        id: (**id).into(),
        text: text(id),
        weight: 2,
        must: false,
        theme: Box::default(),
    };
    Rubric {
        points: ids.iter().map(point).collect(),
        ..Rubric::default()
    }
}

fn followup(id: &str, when: &[&str]) -> FollowUp {
    FollowUp {
        id: id.into(),
        when: when.iter().map(|id| (*id).into()).collect(),
        ask: text(&format!("And {id}?")),
    }
}

fn card(id: &str, body: Body) -> Card {
    let kind = match &body {
        Body::Scenario(_) => Kind::Scenario,
        Body::Case(_) => Kind::Case,
        _ => Kind::Behavioural,
    };
    Card {
        id: CardId::new(&format!("deck/{id}")),
        prompt: text(&format!("Prompt of {id}")),
        competency: id.into(),
        difficulty: 2,
        time_box: kind.time_box(),
        stages: Vec::new(),
        levels: Vec::new(),
        tags: Vec::new(),
        source: Vec::new(),
        note: None,
        avoid: Vec::new(),
        since: None,
        body,
    }
}

fn story(id: &str) -> Card {
    let behavioural = Behavioural {
        rubric: rubric(&["p1", "p2"]),
        followups: vec![
            followup("f1", &["p1"]),
            followup("f2", &["p2"]),
            followup("fp", &[]),
        ],
        ..Behavioural::default()
    };
    card(id, Body::Behavioural(Box::new(behavioural)))
}

fn scenario() -> Card {
    let choice = |id: &str, next| Choice {
        id: id.into(),
        label: text(&format!("Do {id}")),
        cost: text(&format!("{id} costs")),
        verdict: Verdict::Hire,
        next,
        state: State {
            time: Some(text(&format!("after {id}"))),
            ..State::default()
        },
    };
    let node = |id: &str, options: Vec<Choice>| Node {
        id: id.into(),
        ask: text(&format!("Ask of {id}")),
        rubric: rubric(&["p1"]),
        probes: vec![followup("f1", &["p1"])],
        options,
        ..Node::default()
    };
    let scenario = Scenario {
        nodes: vec![
            node(
                "n1",
                vec![choice("a", Next::Node(1)), choice("b", Next::Ending(0))],
            ),
            node("n2", vec![choice("c", Next::Ending(0))]),
        ],
        endings: vec![Ending {
            id: "e".into(),
            text: text("It ended."),
        }],
        ..Scenario::default()
    };
    card("drafts", Body::Scenario(Box::new(scenario)))
}

fn case() -> Card {
    let range = || Range {
        low: 1.0,
        high: 2.0,
        unit: text("EUR a month"),
    };
    let case = Case {
        givens: vec![text("Given one")],
        ask: text("How much?"),
        range: range(),
        twists: vec![Twist {
            id: "t1".into(),
            ask: text("Now with half of it?"),
            range: Some(range()),
            ..Twist::default()
        }],
        ..Case::default()
    };
    card("bill", Body::Case(Box::new(case)))
}

fn scripts(cards: &[Card]) -> Vec<Script> {
    let script = |card: &Card| Script {
        card: Some(card.clone()),
        past: Past::default(),
    };
    cards.iter().map(script).collect()
}

/// A stage for each number: so many minutes, with so many of the cards.
fn interview(cards: &[Card], rounds: &[(u16, usize)], strict: bool, manner: Manner) -> Interview {
    let places = rounds.iter().enumerate();
    let places: Vec<usize> = places.flat_map(|(at, (_, n))| vec![at; *n]).collect();
    let asked = cards.iter().zip(places).map(|(card, round)| Asked {
        round,
        card: card.id.clone(),
        competency: card.competency.clone(),
        curveball: false,
        reached: false,
        cut: false,
        boxed: 0,
        seconds: 0,
        probes: Vec::new(),
    });
    let round = |(minutes, _): &(u16, usize)| Round {
        stage: "people".into(),
        minutes: *minutes,
        manner,
    };
    let plan = Plan {
        rounds: rounds.iter().map(round).collect(),
        strict,
        ..Plan::default()
    };
    let day: Day = "2026-11-24".parse().unwrap();
    let at = Duration::ZERO;
    Interview::new("m1".into(), day, plan, asked.collect(), scripts(cards), at)
}

fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn a_strict_clock_cuts_each_step_at_its_own_instant() {
    let cards = [story("a"), story("b")];
    let mut i = interview(&cards, &[(45, 2)], true, Manner::Sceptical);
    assert!(!i.tick(s(1000)), "no clock runs before the stage");
    i.advance(s(1000));
    assert_eq!((i.step(), i.boxed()), (Step::Think, Some(20)));
    assert!(!i.tick(s(1019)));
    assert!(i.tick(s(1025)));
    assert_eq!((i.step(), i.spent(s(1025))), (Step::Answer, s(5)));
    i.set_text("In March I gave it away.".into());
    assert!(!i.toggle_pause(s(1030)), "strict: the clock never stands");
    assert!(i.tick(s(1141)));
    assert_eq!(i.step(), Step::Probe { followup: 0 });
    assert_eq!(i.spent(s(1141)), s(1));
    i.set_text("On the 3rd.".into());
    // Away for five minutes: three follow-ups, then the next question's first steps.
    assert!(i.tick(s(1140 + 3 * 45 + 20 + 30)));
    assert_eq!((i.place(), i.step()), (1, Step::Answer));
    let first = &i.asked()[0];
    assert_eq!((first.cut, first.seconds, first.boxed), (true, 120, 120));
    assert_eq!(first.probes, ["f1".into(), "f2".into(), "fp".into()]);
    let part = &i.answers()[0][0];
    assert_eq!(
        part.text,
        "In March I gave it away.\n> And f1?\nOn the 3rd."
    );
    assert_eq!((part.seconds.think, part.seconds.answer), (20, 120));
    i.tick(s(100_000));
    assert_eq!(i.step(), Step::Over);
    assert!(i.asked().iter().all(|asked| asked.reached));
}

#[test]
fn a_strict_stage_ends_with_its_minutes_and_the_rest_is_not_reached() {
    let cards = [story("a"), story("b"), story("c"), story("d")];
    let mut i = interview(&cards, &[(6, 3), (15, 1)], true, Manner::Sceptical);
    i.advance(s(0));
    i.tick(s(299));
    assert_eq!((i.place(), i.step()), (1, Step::Answer));
    i.tick(s(361));
    let reached: Vec<bool> = i.asked().iter().map(|asked| asked.reached).collect();
    assert_eq!(reached, [true, true, false, false]);
    assert_eq!((i.asked()[1].cut, i.asked()[1].seconds), (true, 65));
    assert_eq!((i.place(), i.step()), (3, Step::Break));
    assert_eq!(i.stage_spent(s(900)), s(0), "no clock runs between stages");
    i.advance(s(900));
    assert_eq!(i.step(), Step::Think);
}

#[test]
fn where_it_is_not_strict_nothing_is_cut_and_the_clock_may_stand() {
    let cards = [story("a"), story("b"), story("c")];
    let mut i = interview(&cards, &[(5, 3)], false, Manner::Warm);
    i.advance(s(0));
    assert_eq!(i.boxed(), Some(25), "a quarter more");
    i.advance(s(10));
    assert_eq!(i.boxed(), Some(150));
    assert!(!i.tick(s(290)));
    assert_eq!(i.step(), Step::Answer);
    assert!(i.toggle_pause(s(290)) && i.is_paused());
    i.tick(s(2000));
    assert_eq!(i.spent(s(2000)), s(280));
    assert!(i.toggle_pause(s(2000)));
    i.advance(s(2005));
    assert_eq!(
        i.step(),
        Step::Over,
        "five seconds hold no follow-up and no question"
    );
    let asked = i.asked();
    assert!(asked[0].reached && !asked[0].cut && asked[0].probes.is_empty());
    assert_eq!((asked[0].seconds, asked[0].boxed), (285, 150));
    assert!(!asked[1].reached && !asked[2].reached);
    assert_eq!(i.answers()[0][0].seconds.paused, 1710);
}

#[test]
fn a_scenario_goes_on_by_the_option_taken_and_shows_its_cost() {
    let mut i = interview(&[scenario()], &[(45, 1)], true, Manner::Sceptical);
    i.advance(s(0));
    let said = i.words(s(0)).said;
    assert_eq!(said, [text("Prompt of drafts"), text("Ask of n1")]);
    i.advance(s(5));
    i.set_text("I stop it.".into());
    i.advance(s(65));
    assert_eq!(i.step(), Step::Probe { followup: 0 });
    i.advance(s(70));
    assert_eq!(i.step(), Step::Choose);
    let a = i.options().iter().position(|at| *at == 0).unwrap();
    i.choose(a, s(75));
    assert_eq!(i.step(), Step::Cost { option: 0 });
    i.advance(s(80));
    assert_eq!(
        (i.step(), i.words(s(80)).said),
        (Step::Think, vec![text("Ask of n2")])
    );
    assert_eq!(i.state().unwrap().time, Some(text("after a")));
    i.advance(s(80));
    i.advance(s(90));
    i.advance(s(90));
    i.choose(0, s(95));
    i.advance(s(95));
    assert_eq!(i.step(), Step::Ending { ending: 0 });
    i.advance(s(100));
    assert_eq!(i.step(), Step::Over);
    let parts: Vec<_> = i.answers()[0]
        .iter()
        .map(|p| (&*p.id, p.choice.as_deref()))
        .collect();
    assert_eq!(parts, [("n1", Some("a")), ("n2", Some("c"))]);
    assert_eq!((i.asked()[0].seconds, i.asked()[0].boxed), (70, 300));
}

#[test]
fn a_case_asks_for_its_number_and_takes_the_twist() {
    let mut i = interview(&[case()], &[(45, 1)], true, Manner::Hurried);
    i.advance(s(0));
    assert_eq!(i.boxed(), Some(45));
    let words = i.words(s(0));
    assert_eq!(
        (words.said, words.ask),
        (vec![text("Prompt of bill")], Some(text("How much?")))
    );
    i.advance(s(1));
    i.advance(s(50));
    assert_eq!(
        (i.step(), i.unit().unwrap()),
        (Step::Estimate, &text("EUR a month"))
    );
    i.estimate(Some(1.5), s(60));
    assert_eq!(
        (i.step(), i.words(s(60)).ask),
        (Step::Think, Some(text("Now with half of it?")))
    );
    i.advance(s(61));
    i.advance(s(70));
    i.estimate(None, s(71));
    let parts: Vec<_> = i.answers()[0]
        .iter()
        .map(|p| (&*p.id, p.estimate))
        .collect();
    assert_eq!(parts, [(Part::WHOLE, Some(1.5)), ("t1", None)]);
    assert_eq!(i.step(), Step::Over);
}

#[test]
fn a_manner_changes_the_words_before_a_probe_and_the_time_and_nothing_else() {
    let mut seen = Vec::new();
    for manner in Manner::ALL {
        let mut i = interview(&[story("a")], &[(45, 1)], true, manner);
        i.advance(s(0));
        let asked = i.words(s(0));
        i.advance(s(1));
        let boxed = i.boxed();
        i.advance(s(10));
        assert_eq!(i.is_silent(s(10)), manner == Manner::Silent);
        let probe = i.words(s(16));
        seen.push((asked, boxed, probe.ask.clone(), probe.lead));
    }
    assert!(
        seen.iter()
            .all(|s| (&s.0, &s.2) == (&seen[0].0, &seen[0].2))
    );
    let boxes: Vec<_> = seen.iter().map(|s| s.1.unwrap()).collect();
    assert_eq!(boxes, [150, 120, 120, 90]);
    let leads: Vec<_> = seen.iter().map(|s| s.3).collect();
    assert_eq!(leads[2], None);
    assert!(leads[0] != leads[1] && leads[1] != leads[3]);
}

#[test]
fn ending_early_keeps_what_was_answered() {
    let cards = [story("a"), story("b"), story("c")];
    let mut i = interview(&cards, &[(45, 3)], true, Manner::Sceptical);
    i.advance(s(0));
    i.end(s(5));
    assert!(!i.has_answers() && !i.asked()[0].reached);
    let mut i = interview(&cards, &[(45, 3)], true, Manner::Sceptical);
    i.advance(s(0));
    i.advance(s(5));
    i.set_text("Half an ans".into());
    i.end(s(15));
    assert_eq!(i.step(), Step::Over);
    assert_eq!(i.answers()[0][0].text, "Half an ans");
    assert!(i.asked()[0].reached && !i.asked()[1].reached);
}

/// Every step of a mock of every kind, dropped and gone on with from the disk.
#[test]
fn it_goes_on_from_the_disk_at_any_step() {
    let home = tempfile::tempdir().unwrap();
    let places = Places::under(home.path());
    let cards = [story("a"), scenario(), case(), story("b")];
    let mut i = interview(&cards, &[(45, 3), (15, 1)], true, Manner::Silent);
    let mut at = s(0);
    let mut steps = 0;
    while i.step() != Step::Over {
        at += s(3);
        if matches!(i.step(), Step::Answer | Step::Probe { .. }) {
            i.set_text(format!("Words of step {steps}"));
        }
        i.tick(at);
        let mut kept = i.under_way(steps, at);
        kept.revision = steps as u64 + 1;
        assert!(mock_file::save(&places, &kept).unwrap());
        let read = mock_file::load(&places).unwrap().remove(0);
        assert_eq!(read, kept);
        // Another process has another clock.
        let mut again = Interview::go_on(read, scripts(&cards), s(5000), steps);
        assert_eq!((again.step(), again.place()), (i.step(), i.place()));
        assert_eq!(again.text(), i.text());
        assert_eq!(again.spent(s(5000)), i.spent(at));
        assert_eq!(again.options(), i.options());
        // Both go the same way from here.
        let go = |i: &mut Interview, at: Duration| match i.step() {
            Step::Choose => i.choose(0, at),
            Step::Estimate => i.estimate(Some(2.0), at),
            _ => i.advance(at),
        };
        go(&mut again, s(5004));
        go(&mut i, at + s(4));
        let mut expected = i.under_way(0, at + s(4));
        let found = again.under_way(0, s(5004));
        // Seconds begun are not counted twice: they are whole here, and equal.
        expected.at = found.at;
        expected.revision = found.revision;
        assert_eq!(found, expected);
        at += s(4);
        steps += 1;
    }
    assert!(steps > 20, "{steps} steps");
    let all: Vec<&str> = i
        .answers()
        .iter()
        .flatten()
        .map(|part| part.text.as_str())
        .collect();
    assert!(
        all.iter().all(|text| text.starts_with("Words of step")),
        "{all:?}"
    );
}

#[test]
fn a_card_that_has_gone_is_passed_over() {
    let cards = [story("a"), story("b")];
    let i = interview(&cards, &[(45, 2)], true, Manner::Warm);
    let mut scripts = scripts(&cards);
    scripts[0].card = None;
    let mut i = Interview::go_on(i.under_way(0, s(0)), scripts, s(0), 0);
    i.advance(s(0));
    assert_eq!(
        (i.place(), i.step(), i.asked()[0].reached),
        (1, Step::Think, false)
    );
}

/// Killed, and gone on with on other cards.
fn again(i: &Interview, at: Duration, cards: &[Option<Card>]) -> Interview {
    let script = |card: &Option<Card>| Script {
        card: card.clone(),
        past: Past::default(),
    };
    let kept = i.under_way(0, at);
    let now = kept.at;
    Interview::go_on(kept, cards.iter().map(script).collect(), at, now)
}

#[test]
fn no_word_is_lost_to_a_card_that_goes_while_it_is_asked() {
    let cards = [story("a"), story("b")];
    let mut i = interview(&cards, &[(45, 2)], false, Manner::Warm);
    i.advance(s(0));
    i.advance(s(1));
    i.set_text("I moved him.".into());
    i.advance(s(9));
    i.set_text("In May.".into());
    let mut gone = again(&i, s(9), &[None, Some(story("b"))]);
    assert_eq!(gone.step(), Step::Break);
    let words = |i: &Interview| -> Vec<String> {
        let parts = i.answers()[0].iter();
        parts.map(|part| part.text.clone()).collect()
    };
    assert_eq!(words(&gone), ["I moved him.\nIn May."]);
    // It was gone for a moment only: it is asked again, and both answers are one.
    let mut back = again(&gone, s(9), &cards.clone().map(Some));
    back.advance(s(9));
    back.advance(s(9));
    back.set_text("And again.".into());
    back.end(s(10));
    assert_eq!(words(&back), ["I moved him.\nIn May.\nAnd again."]);
    gone.advance(s(9));
    assert_eq!((gone.place(), gone.step()), (1, Step::Think));
    assert_eq!(words(&gone).len(), 1);
    assert!(gone.asked()[0].reached);
}

#[test]
fn no_step_of_a_scenario_is_lost_when_a_later_one_gets_another_name() {
    let mut i = interview(&[scenario()], &[(45, 1)], false, Manner::Warm);
    i.advance(s(0));
    i.advance(s(0));
    i.set_text("First.".into());
    i.advance(s(1));
    i.advance(s(2));
    let a = i.options().iter().position(|at| *at == 0).unwrap();
    i.choose(a, s(3));
    i.advance(s(4));
    i.advance(s(4));
    i.set_text("Second.".into());
    let mut renamed = scenario();
    if let Body::Scenario(scenario) = &mut renamed.body {
        scenario.nodes[1].id = "n2b".into();
    }
    let mut i = again(&i, s(5), &[Some(renamed.clone())]);
    assert_eq!((i.step(), i.text()), (Step::Think, "Second."));
    assert_eq!(i.words(s(5)).said, [text("Ask of n1")]);
    assert_eq!(i.state().unwrap().time, None, "the way is taken anew");
    i.end(s(6));
    let parts = &i.answers()[0];
    assert_eq!((parts.len(), &*parts[0].text), (1, "First.\nSecond."));
}

#[test]
fn a_number_typed_counts_where_it_is_cut_off_and_words_in_its_place_are_kept() {
    for (typed, estimate, kept) in [("1.5k", Some(1500.0), ""), ("a lot", None, "a lot")] {
        let mut i = interview(&[case()], &[(45, 1)], true, Manner::Warm);
        i.advance(s(0));
        i.advance(s(1));
        i.advance(s(2));
        assert_eq!(i.step(), Step::Estimate);
        i.set_text(typed.into());
        let mut i = again(&i, s(3), &[Some(case())]);
        assert_eq!((i.step(), i.text()), (Step::Estimate, typed));
        i.tick(s(46 * 60));
        let part = &i.answers()[0][0];
        assert_eq!((part.estimate, part.text.as_str()), (estimate, kept));
    }
}

#[test]
fn a_question_holds_no_more_than_one_answer_in_all_its_parts() {
    let mut i = interview(&[story("a")], &[(45, 1)], true, Manner::Warm);
    i.advance(s(0));
    assert_eq!(i.room(), 16_000);
    i.set_text("é".repeat(15_900));
    i.advance(s(1));
    i.advance(s(2));
    // "> And f1?" and two line ends.
    assert_eq!(i.room(), 100 - 11);
    i.set_text("é".repeat(i.room()));
    i.end(s(3));
    assert_eq!(i.answers()[0][0].text.chars().count(), 16_000);
}

#[test]
fn what_is_marked_is_the_variant_that_was_asked() {
    let mut card = story("a");
    if let Body::Behavioural(behavioural) = &mut card.body {
        behavioural.variants = ["one", "two"]
            .map(|id| Variant {
                text: text(&format!("Variant {id}")),
                seeks: text(""),
            })
            .into();
    }
    for last in 0..3 {
        for attempts in [0, 4] {
            let past = Past {
                attempts,
                variant: last,
                ..Past::default()
            };
            let script = Script {
                card: Some(card.clone()),
                past,
            };
            let i = interview(&[card.clone()], &[(45, 1)], true, Manner::Warm);
            let drawn = i.under_way(0, s(0));
            let day = drawn.day;
            let (plan, asked) = (drawn.plan, drawn.asked);
            let mut i = Interview::new("m".into(), day, plan, asked, vec![script], s(0));
            i.advance(s(0));
            let asked = i.words(s(0)).said[0].clone();
            let variant = i.under_way(0, s(0)).variants[0];
            // Practice in between has moved the card on.
            for past in [
                Past::default(),
                Past {
                    attempts: 9,
                    variant: 1,
                    ..Past::default()
                },
            ] {
                let showing = Showing::marking(card.clone(), &past, "m", variant, Vec::new(), s(0));
                assert_eq!(showing.prompt(), &*asked);
            }
        }
    }
}
