//! A person with sixty days of mixed practice on the bundled decks, the same for the same seed: all
//! that the screens on weak points, statistics and history have to show.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, Weekday};
use hotseat::domain::attempt::Part;
use hotseat::domain::card::{Body, CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::{Grade, Mark};
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::mock::{Asked, Manner, Plan, Record, Round};
use hotseat::domain::register::Register;
use hotseat::domain::schedule;
use hotseat::storage::device::Device;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::clock::Clock;
use hotseat::training::session::Wish;
use hotseat::training::showing::{Past, Showing, Step};
use hotseat::training::trainer::Options;
use tempfile::TempDir;

/// The first day, 2026-09-25; the last is 2026-11-23, the day before the tests' morning.
pub const FIRST: &str = "2026-09-25T07:30:00+01:00";
/// Days of history.
pub const DAYS: u32 = 60;
/// 18 days after the tests' morning.
pub const INTERVIEW: &str = "2026-12-12";

/// Failed again and again, and not improving.
pub const LEECH: &str = "delegation-trust/took-it-back";
/// Its must point p1 was absent at each of the last two attempts.
pub const MUST_ABSENT: &str = "delegation-trust/signed-unread";
/// Its last answer took more than 1.5 times its box, and was good else.
pub const SLOW: &str = "ai-operations/who-gets-woken";
/// Hire was expected on the last day, and it came to no hire.
pub const SURPRISE: &str = "ai-operations/on-their-calendar";
/// Practised in the first three weeks, and never since.
pub const FADING: [&str; 4] = [
    "delegation-trust/brief-came-back-wrong",
    "ai-operations/off-before-the-cause",
    "ai-operations/judge-moved",
    "strategy-finance/counted-twice",
];
/// Never practised.
pub const NEVER: [&str; 8] = [
    "ai-operations/which-version-said-it",
    "ai-operations/repair-list-unfinished",
    "ai-operations/whose-inference-bill",
    "ai-team-leadership/two-jobs-one-week",
    "delegation-trust/done-was-not-done",
    "delivery-execution/nineteenth-day",
    "ml-system-design/only-where-they-differ",
    "strategy-finance/the-cheaper-model",
];
/// Suspended.
pub const SUSPENDED: &str = "ai-operations/budget-minutes";
/// Starred.
pub const STARRED: [&str; 3] = [
    "delegation-trust/whose-name-goes-up",
    "ai-team-leadership/refund-promises",
    "strategy-finance/two-contractors",
];
/// Tagged `acme`.
pub const TAGGED: &str = "delegation-trust/whose-name-goes-up";

/// Asked in the one mock, and each time it came up.
const MOCK: [&str; 3] = [
    "delegation-trust/whose-name-goes-up",
    "delegation-trust/went-round-my-lead",
    "ai-operations/noticed-from-outside",
];

/// What is typed in the first weeks, in the middle, and at the end.
const SAYINGS: [[&str; 5]; 3] = [
    [
        "We had a problem with the rollout and we all worked hard to fix it.",
        "The team was not really aligned, so I tried to help where I could.",
        "In the end it went more or less well.",
        "I talked to the people involved and we found a compromise.",
        "It was a difficult time for everybody.",
    ],
    [
        "I owned the migration of the billing service, with five engineers.",
        "I told Ines on the Monday that the decision was hers from then on.",
        "We agreed that she would come to me if the budget was at stake.",
        "I wrote down what I had missed and talked it through with the team.",
        "The release went out two weeks late.",
    ],
    [
        "On 3 March I handed the cut-over to Ines, in writing, with the one limit: no night work without me.",
        "I said no to the second vendor and told finance what that would cost us, 40,000 a quarter.",
        "It took her nine days instead of my four, and I kept out of it.",
        "Incidents fell from eleven to three a month, and two of those three she found herself.",
        "What I would do differently: name the limit before the work begins, and not in the middle of it.",
    ],
];

/// Writes the person into the folder `home`, which nobody else has used.
pub fn sixty_days(home: &Path, seed: u64) {
    let places = Places::under(home);
    let mut device = Device::load_or_mint(&places).unwrap();
    device.id = "sixtyday".into();
    device.save(&places).unwrap();
    let mut person = Person::open(places, seed);
    person.set_up();
    let days = practice_days(&mut person.chance);
    let last = days.len() - 1;
    for (at, day) in days.iter().enumerate() {
        person.wake(*day);
        person.practise(at, last);
        person.do_else(at, last);
    }
    person.trainer.close();
}

/// A home of the person made of seed 1: one is made, and each caller has a copy.
pub fn home_of_sixty_days() -> TempDir {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let made = tempfile::tempdir().unwrap();
        sixty_days(made.path(), 1);
        made
    });
    let home = tempfile::tempdir().unwrap();
    copy(made.path(), home.path());
    home
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

/// The days of practice, from 0: about four of five, no Sunday, all of the last week.
fn practice_days(chance: &mut Chance) -> Vec<u32> {
    let first = Day::at(instant(), 4);
    let is_practised = |day: &u32| {
        let is_lucky = chance.of(100) < 88;
        let edge = *day == 0 || *day + 12 >= DAYS;
        first.plus(*day).weekday() != Weekday::Sun && (is_lucky || edge)
    };
    (0..DAYS).filter(is_practised).collect()
}

fn instant() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(FIRST).unwrap()
}

/// SplitMix64: the same numbers whatever the version of any crate.
struct Chance(u64);

impl Chance {
    /// A number below `end`.
    fn of(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

/// How one answer goes.
#[derive(Clone, Copy)]
struct Form {
    /// 0 to 100: the chance of a clear point.
    skill: usize,
    /// Seconds of the answer, in percent of its box.
    pace: usize,
    /// Whether much is expected of it.
    is_sure: bool,
    /// The point that is absent, whatever the skill.
    absent: Option<&'static str>,
    /// 0 the first weeks, 2 the last.
    era: usize,
}

struct Person {
    trainer: Trainer,
    /// What the trainer offers no way to.
    journal: Journal,
    chance: Chance,
    seed: u64,
}

impl Person {
    fn open(places: Places, seed: u64) -> Self {
        let options = Options {
            seed: Some(seed),
            ..Options::default()
        };
        let journal = Journal::open(&places, MemoryModel::default()).unwrap();
        let trainer = Trainer::open(places, Clock::frozen(instant()), options).unwrap();
        Self {
            trainer,
            journal,
            chance: Chance(seed),
            seed,
        }
    }

    fn set_up(&mut self) {
        for register in [
            Register::InterviewDate(Some(INTERVIEW.parse().unwrap())),
            Register::InterviewName("Acme, engineering manager".into()),
            Register::MinutesADay(20),
            Register::RestDays(vec![Weekday::Sun]),
        ] {
            self.trainer.set(register).unwrap();
        }
    }

    fn wait(&self, seconds: usize) {
        self.trainer
            .clock()
            .wait(Duration::from_secs(seconds as u64));
    }

    /// Goes on to a study day, in the morning or after work.
    fn wake(&mut self, day: u32) {
        let hours = [0, 0, 11, 12][self.chance.of(4)];
        let minutes = i64::from(day) * 1440 + hours * 60 + self.chance.of(40) as i64;
        let to = instant() + chrono::Duration::minutes(minutes);
        let by = (to - self.trainer.clock().now()).to_std();
        self.trainer.clock().wait(by.unwrap());
    }

    /// The cards that come up on certain days of practice only.
    fn cast(at: usize, last: usize) -> Vec<&'static str> {
        let mut cast = Vec::new();
        let mut on = |card, days: &[usize]| {
            if days.contains(&at) {
                cast.push(card);
            }
        };
        on(LEECH, &[2, 5, 9, 14, 20, 27, 33, last - 4]);
        on(MUST_ABSENT, &[4, 11, 24, last - 7, last - 2]);
        on(SLOW, &[3, 10, 22, last - 3]);
        on(SURPRISE, &[6, 13, 28, last]);
        for (place, card) in FADING.into_iter().enumerate() {
            on(card, &[1 + place, 7 + place, 12 + place]);
        }
        cast
    }

    fn picks(&mut self, at: usize, last: usize) -> Vec<CardId> {
        let cast = Self::cast(at, last);
        let apart = [LEECH, MUST_ABSENT, SLOW, SURPRISE, SUSPENDED];
        let is_apart = |id: &str| {
            let mut all = apart.iter().chain(&FADING).chain(&NEVER);
            all.any(|of| *of == id)
        };
        let (mut due, mut new) = (Vec::new(), Vec::new());
        let trainer = &self.trainer;
        for info in trainer.cards() {
            if is_apart(info.id.as_str()) || !info.kind.is_drilled() {
                continue;
            }
            let seen = trainer.seen(&info.id);
            let day = seen.and_then(|seen| schedule::due(trainer.model(), &info.id, seen, 0.9));
            let chance = schedule::seed(info.id.as_str(), self.seed);
            // Nobody keeps failing one card every day.
            let attempts = seen.map_or(0, |seen| seen.attempts);
            if attempts > 8 && at % 6 != chance as usize % 6 {
                continue;
            }
            match day {
                Some(day) => due.push((day, chance, info.id.clone(), info.kind)),
                None => new.push((trainer.day(), chance, info.id.clone(), info.kind)),
            }
        }
        due.sort();
        new.sort_by_key(|(_, chance, ..)| *chance);
        // The day's own first, then a few new ones, then what comes soon.
        let ripe = due.partition_point(|(day, ..)| *day <= trainer.day());
        let soon = due.split_off(ripe);
        new.truncate(if at < 4 { 9 } else { 2 });
        let wanted = 4 + self.chance.of(7);
        let mut picks: Vec<CardId> = cast.into_iter().map(CardId::new).collect();
        // Some evenings are short.
        let is_short = self.chance.of(3) == 0;
        let (mut long, most_long) = (0, if is_short { 0 } else { 2 });
        let mut others = Vec::new();
        for (_, _, id, kind) in due.into_iter().chain(new).chain(soon) {
            let is_long = matches!(kind, Kind::Scenario | Kind::Case);
            let is_told = is_long || kind == Kind::Behavioural;
            let fits = !is_long || long < most_long;
            if picks.len() < wanted && fits && !(is_short && is_told) {
                long += usize::from(is_long);
                picks.push(id);
            } else {
                others.push(id);
            }
        }
        // But for four there is always time.
        let missing = 4_usize.saturating_sub(picks.len());
        picks.extend(others.into_iter().take(missing));
        picks
    }

    fn practise(&mut self, at: usize, last: usize) {
        let cards = self.picks(at, last);
        let most = cards.len() + 2;
        self.trainer.begin(Wish {
            cards,
            ..Wish::default()
        });
        for _ in 0..most.min(12) {
            if !self.trainer.show_next() {
                break;
            }
            let id = self.trainer.showing().unwrap().card().id.clone();
            let form = self.form(&id, at, last);
            self.answer(form);
            self.wait(20);
        }
        // A second look that is still owed stays owed.
        self.trainer.put_down();
    }

    /// How well a card is known at its next answer.
    fn form(&mut self, id: &CardId, at: usize, last: usize) -> Form {
        let seen = self.trainer.seen(id);
        let attempts = seen.map_or(0, |seen| seen.attempts) as usize;
        let gift = (schedule::seed(id.as_str(), self.seed) % 30) as usize;
        // One card in six is not learnt.
        let is_stuck = gift % 6 == 5;
        let learnt = if is_stuck { 3 } else { 12 } * attempts.min(6);
        let era = at * 3 / (last + 1);
        let form = Form {
            skill: (22 + gift + learnt).min(94),
            pace: 105 - 5 * attempts.min(8) + self.chance.of(30),
            is_sure: self.chance.of(100) < 55 + 4 * attempts.min(5),
            absent: (id.deck() == "delegation-trust" && self.chance.of(10) < 7).then_some("p3"),
            era,
        };
        match id.as_str() {
            LEECH => Form {
                skill: 15,
                absent: Some("p2"),
                ..form
            },
            MUST_ABSENT if at + 7 >= last => Form {
                skill: 80,
                absent: Some("p1"),
                ..form
            },
            SLOW if at + 3 == last => Form {
                skill: 96,
                pace: 175,
                ..form
            },
            SURPRISE if at == last => Form {
                skill: 20,
                is_sure: true,
                absent: Some("p1"),
                ..form
            },
            MUST_ABSENT | SLOW | SURPRISE => Form {
                absent: None,
                ..form
            },
            _ => form,
        }
    }

    /// Answers the card on the screen and keeps it with the grade it comes to.
    fn answer(&mut self, form: Form) {
        let expects = self.chance.of(10) < 8 || form.absent == Some("p1");
        for _ in 0..200 {
            let at = self.trainer.clock().ticks();
            let (lucky, saying) = (self.chance.of(100), self.saying(form.era));
            let pause = self.chance.of(6);
            let showing = self.trainer.showing_mut().unwrap();
            let boxed = showing.card().time_box;
            if expects && showing.can_expect() && showing.confidence().is_none() {
                showing.expect(form.is_sure);
            }
            match showing.step().clone() {
                Step::Verdict | Step::Grade => break,
                Step::Think | Step::Setting => {
                    self.wait(boxed.think as usize / 2 + pause);
                }
                Step::Answer => {
                    if showing.is_told() && lucky < 55 {
                        showing.text = saying;
                    }
                    // A gap at a time.
                    let gaps = showing.cloze().filter(|(_, open)| !open).count().max(1);
                    self.wait(boxed.answer as usize * form.pace / 100 / gaps.min(4));
                }
                _ => self.wait(3 + pause),
            }
            let at = self.trainer.clock().ticks().max(at);
            step(self.trainer.showing_mut().unwrap(), form, lucky, at);
        }
        let at = self.trainer.clock().ticks();
        let showing = self.trainer.showing().unwrap();
        let grade = match showing.step() {
            Step::Grade if showing.choices().len() == 0 => {
                let known = (form.skill + self.chance.of(40)) / 35;
                Grade::ALL[known.min(3)]
            }
            _ => showing.proposed(at),
        };
        self.trainer.keep(grade).unwrap().unwrap();
    }

    fn saying(&mut self, era: usize) -> String {
        let all = SAYINGS[era.min(2)];
        let first = self.chance.of(all.len());
        let count = 2 + self.chance.of(3);
        let said = (0..count).map(|n| all[(first + n) % all.len()]);
        said.collect::<Vec<_>>().join(" ")
    }

    /// What is done beside answering.
    fn do_else(&mut self, at: usize, last: usize) {
        if let Some(card) = STARRED.get(at / 9).filter(|_| at % 9 == 3) {
            self.trainer.toggle_star(&CardId::new(card)).unwrap();
        }
        match at {
            8 => {
                // The last grade was taken back, and another given.
                let undone = self.trainer.undo().unwrap().unwrap();
                assert!(undone.attempt);
                self.trainer.keep(Grade::Hard).unwrap().unwrap();
            }
            15 => {
                let card = CardId::new(SUSPENDED);
                self.trainer.toggle_suspend(&card).unwrap();
            }
            18 => {
                let (card, tag) = (CardId::new(TAGGED), "acme".into());
                self.write(Event::Tag { card, tag });
            }
            _ if at == last - 9 => self.mock(),
            _ => {}
        }
    }

    fn write(&mut self, event: Event) {
        let now = self.trainer.clock().millis();
        self.journal.append(event, now).unwrap();
        self.trainer.refresh();
        self.wait(1);
    }

    /// One mock of fifteen minutes, asked, marked and kept.
    fn mock(&mut self) {
        let day = self.trainer.day();
        let mut record = Record {
            id: "sixtyday-1".into(),
            day,
            plan: Plan {
                name: "Acme, dry run".into(),
                rounds: vec![Round {
                    stage: "people".into(),
                    minutes: 15,
                    manner: Manner::ALL[0],
                }],
                level: None,
                strict: false,
            },
            asked: Vec::new(),
        };
        for (place, id) in MOCK.into_iter().enumerate() {
            let index = self.trainer.index_of(&CardId::new(id)).unwrap();
            let card = self.trainer.card(index).unwrap();
            assert!(matches!(card.body, Body::Behavioural(_)));
            let said = Part {
                id: Part::WHOLE.into(),
                text: self.saying(2),
                seconds: hotseat::domain::attempt::Seconds {
                    think: 15,
                    answer: 95 + 20 * place as u32,
                    ..Default::default()
                },
                ..Part::default()
            };
            record.asked.push(Asked {
                round: 0,
                card: card.id.clone(),
                competency: card.competency.clone(),
                curveball: place == 2,
                reached: true,
                cut: false,
                boxed: card.time_box.answer,
                seconds: said.seconds.answer,
                probes: Vec::new(),
            });
            let at = self.trainer.clock().ticks();
            let past = Past::default();
            let mut showing = Showing::marking(card, &past, &record.id, 0, vec![said], at);
            let form = Form {
                skill: 70 - 15 * place,
                pace: 100,
                is_sure: true,
                absent: None,
                era: 2,
            };
            while !showing.is_gradable() {
                self.wait(4);
                let (lucky, at) = (self.chance.of(100), self.trainer.clock().ticks());
                step(&mut showing, form, lucky, at);
            }
            let at = self.trainer.clock().ticks();
            let attempt = showing.attempt(day, showing.proposed(at), at);
            self.write(Event::Attempt(Box::new(attempt)));
        }
        self.write(Event::Mock(Box::new(record)));
    }
}

/// One step on, as far as the form allows.
fn step(showing: &mut Showing, form: Form, lucky: usize, at: Duration) {
    match showing.step().clone() {
        Step::RedFlags { .. } => showing.raise(form.skill < 45 && lucky > 92, at),
        Step::Points { at: point } => {
            let id = point.and_then(|point| showing.points().get(point));
            let is_must = id.is_some_and(|point| point.must);
            let id = id.map(|point| point.id.to_string());
            let mark = match () {
                () if id.as_deref() == form.absent && form.absent == Some("p3") && is_must => {
                    Mark::Partly
                }
                () if id.as_deref() == form.absent => Mark::Absent,
                () if lucky < form.skill + usize::from(is_must) * 15 => Mark::Clear,
                () if lucky < form.skill + 30 => Mark::Partly,
                () => Mark::Absent,
            };
            showing.mark(mark, at);
        }
        Step::Probe { answered: true, .. } => {
            showing.answer_probe(form.absent.is_none() && lucky < form.skill, at);
        }
        Step::Answer if showing.choices().len() > 0 => {
            let is_wanted = |(_, right): (&str, bool)| right == (lucky < form.skill);
            let place = showing.choices().position(is_wanted).unwrap();
            showing.choose(place, at);
        }
        Step::Estimate => {
            let (low, high) = showing.range().map_or((1.0, 2.0), |r| (r.low, r.high));
            let off = if lucky < form.skill { 1.0 } else { 2.5 };
            let within = low + (high - low) * lucky as f64 / 100.0;
            showing.give_estimate(Some((within * off).round()), at);
        }
        Step::Choose => {
            let options = showing.options();
            let best = options
                .iter()
                .enumerate()
                .max_by_key(|(_, (_, o))| o.verdict);
            let best = best.map_or(0, |(place, _)| place);
            let place = match lucky < form.skill + 10 {
                true => best,
                false => lucky % options.len(),
            };
            showing.choose(place, at);
        }
        _ => showing.advance(at),
    }
}
