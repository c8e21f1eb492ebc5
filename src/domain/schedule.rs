//! When a card returns.

use super::card::CardId;
use super::day::Day;
use super::grade::Grade;
use super::memory::{Memory, MemoryModel};
use super::progress::{CardProgress, Last};

/// No interval is longer, in days.
pub const LONGEST_INTERVAL: u32 = 180;
/// A second look after Again comes at least this long after it, in milliseconds.
pub const SECOND_LOOK_AFTER: i64 = 10 * 60 * 1000;
/// Lapses that make a leech.
const LEECH_LAPSES: u16 = 4;
/// Looks over which passes are counted for a leech.
const LEECH_LOOKS: usize = 6;

/// A deterministic hash (FNV-1a, 64 bits) of a text and a number: the chance in fuzz and queues.
pub fn seed(text: &str, number: u64) -> u64 {
    let bytes = text.bytes().chain(number.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// How far an interval of `days` may move either way: 1 day under 7, 10 % to 20 days, 5 % above,
/// and none below 3 days, where a day is a large part of it.
pub fn window(days: u32) -> u32 {
    match days {
        0..=2 => 0,
        3..=6 => 1,
        7..=20 => (days + 5) / 10,
        _ => (days + 10) / 20,
    }
}

/// Whole days until a card with this memory returns, before fuzz: 1 to [`LONGEST_INTERVAL`].
pub fn interval(model: &MemoryModel, memory: Memory, retention: f32) -> u32 {
    (model.interval(memory, retention).round() as u32).clamp(1, LONGEST_INTERVAL)
}

/// The same, moved within its [`window`] by a hash of the card and its count of attempts, so that
/// cards met together do not stay together.
pub fn fuzzed(days: u32, card: &CardId, attempts: u32) -> u32 {
    let window = window(days);
    let steps = u64::from(2 * window + 1);
    let moved = days - window + (seed(card.as_str(), u64::from(attempts)) % steps) as u32;
    moved.clamp(1, LONGEST_INTERVAL)
}

/// The day a card is due, by its weakest part where it has parts; none if it was never attempted.
pub fn due(model: &MemoryModel, card: &CardId, seen: &CardProgress, retention: f32) -> Option<Day> {
    let last = seen.returning()?;
    let days = interval(model, last.memory, retention);
    Some(last.day.plus(fuzzed(days, card, seen.attempts)))
}

/// Days from `today` until a card that is due on `due` can be asked: what is overdue can be today, what
/// was put off waits for the day after.
pub fn until_asked(seen: &CardProgress, due: Day, today: Day) -> u32 {
    let put_off = seen.buried.map_or(today, |buried| buried.plus(1));
    due.max(put_off).since(today)
}

/// Days until the card returns for each grade given on `day`, in the order of [`Grade::ALL`]; Again
/// is a second look the same day where one is left. `parts` are the grades its parts would get,
/// `gone` the parts it no longer has.
pub fn outlook(
    model: &MemoryModel,
    card: &CardId,
    seen: Option<&CardProgress>,
    day: Day,
    retention: f32,
    parts: &dyn Fn(Grade) -> Vec<(Box<str>, Grade)>,
    gone: &[Box<str>],
) -> [Return; 4] {
    let last = seen.and_then(CardProgress::last);
    let looked = seen.map_or(0, |seen| seen.looks_on(day));
    Grade::ALL.map(|grade| {
        let days = last.map_or(0, |last| day.since(last.day));
        let memory = model.after(last.map(|last| last.memory), days, grade);
        let attempts = seen.map_or(0, |seen| seen.attempts) + 1;
        let mut then = seen.cloned().unwrap_or_default();
        then.play_parts(model, &parts(grade), gone, day);
        let last = then
            .weakest()
            .map_or(Last { day, memory }, |part| part.last);
        let until = || {
            let days = interval(model, last.memory, retention);
            let due = last.day.plus(fuzzed(days, card, attempts));
            due.since(day).max(1)
        };
        Return {
            last,
            days: match grade {
                Grade::Again if looked == 0 => 0,
                _ => until(),
            },
        }
    })
}

/// What a grade would bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Return {
    /// The memory that decides when the card returns, of its weakest part where it has parts.
    pub last: Last,
    /// Days until the card returns; 0 for a second look the same day.
    pub days: u32,
}

/// Whether a card kept failing up to the beginning of `day`: 4 lapses, or under 40 % passes in its
/// last 6 looks.
pub fn is_leech(seen: &CardProgress, day: Day) -> bool {
    let today = usize::from(seen.looks_on(day));
    let recent = || seen.grades().skip(today).take(LEECH_LOOKS);
    let passes = recent().filter(|grade| *grade != Grade::Again).count();
    seen.lapses_before(day) >= LEECH_LAPSES
        || (recent().count() == LEECH_LOOKS && passes * 10 < LEECH_LOOKS * 4)
}
