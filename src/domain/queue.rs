//! Today's cards in their order.

use std::collections::HashMap;
use std::ops::Range;

use super::card::{CardId, Kind};
use super::day::Day;
use super::deck::CardInfo;
use super::grade::Grade;
use super::memory::MemoryModel;
use super::parts::in_parts;
use super::progress::{CardProgress, Progress, Slot};
use super::query::Query;
use super::schedule;

/// Recall may take this share of the time, in percent, while other kinds wait.
const RECALL_SHARE: u32 = 35;
/// There is one scenario or case for so many seconds begun, while other kinds wait.
const SECONDS_A_PLAY: u32 = 40 * 60;
/// Leeches may take this share of the time, in percent.
const LEECH_SHARE: u32 = 10;

/// Which cards a session may ask. An empty list lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Deck ids.
    pub decks: Vec<String>,
    /// Tags, one of which a card must carry.
    pub tags: Vec<String>,
    /// Competencies.
    pub competencies: Vec<String>,
    /// Stages; a card that names none fits all.
    pub stages: Vec<String>,
    /// Levels; a card that names none fits all.
    pub levels: Vec<String>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// A query, which asks more than is known of a card here: see [`Question::queried`].
    pub query: Option<Query>,
}

impl Filter {
    /// Whether a card passes; the query is not asked.
    pub fn lets(&self, card: &CardInfo) -> bool {
        let among = |wanted: &[String], has: &str| wanted.iter().any(|w| w == has);
        let any =
            |wanted: &[String], has: &[std::sync::Arc<str>]| has.iter().any(|h| among(wanted, h));
        (self.decks.is_empty() || among(&self.decks, card.id.deck()))
            && (self.competencies.is_empty() || among(&self.competencies, &card.competency))
            && (self.kinds.is_empty() || self.kinds.contains(&card.kind))
            && (self.tags.is_empty() || any(&self.tags, &card.tags))
            && (self.stages.is_empty() || card.stages.is_empty() || any(&self.stages, &card.stages))
            && (self.levels.is_empty() || card.levels.is_empty() || any(&self.levels, &card.levels))
    }
}

/// What a queue is built from: nothing else has a say in it.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Every card of the library.
    pub cards: &'a [CardInfo],
    /// What the journal says.
    pub progress: &'a Progress,
    /// Where it says it of each card, in their order.
    pub slots: &'a [Slot],
    /// Predicts recall.
    pub model: &'a MemoryModel,
    /// The study day.
    pub day: Day,
    /// Minutes to fill.
    pub minutes: u32,
    /// Which cards may be asked.
    pub filter: &'a Filter,
    /// By card, whether the query of the filter means it; none where there is no query.
    pub queried: Option<&'a [bool]>,
    /// Chance, fixed for the day.
    pub seed: u64,
    /// Fill the minutes with what was not answered on the day yet, instead of planning the whole
    /// day as it stood when it began.
    pub only_open: bool,
}

/// Why a card stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its day has come.
    Due,
    /// Never attempted.
    New,
    /// A few days before its day, within its window, to level the load.
    Early,
}

/// One card of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The card, by its place among the question's cards.
    pub card: u32,
    /// Why it is here.
    pub why: Why,
    /// Seconds it is expected to take.
    pub seconds: u32,
}

/// A day's cards in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// The cards.
    pub places: Vec<Place>,
    /// Cards due or new that found no room.
    pub waiting: u32,
    /// Cards that wait for their second look of the day, in the order of the question's cards.
    pub second_looks: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Candidate<'a> {
    place: Place,
    info: &'a CardInfo,
    recall: f32,
    /// Due, and a confident miss the last time.
    surprise: bool,
    leech: bool,
    /// On the day already, as in a sitting of one deck.
    answered: bool,
    /// The lower, the sooner.
    rank: u64,
}

impl Candidate<'_> {
    /// Ranks it by why it is here, surprises before other due cards, then by recall, then by `chance`:
    /// one number, since there may be 100,000 to sort.
    fn ranked(self, chance: u64) -> Self {
        // From 0 to 1 the bits of floats have the order of the floats, and there are 30 of them.
        let recall = u64::from(self.recall.clamp(0.0, 1.0).to_bits());
        let group = match self.place.why {
            Why::Due if self.surprise => 0,
            Why::Due => 1,
            Why::New => 2,
            Why::Early => 3,
        };
        Self {
            rank: group << 62 | recall << 32 | chance >> 32,
            ..self
        }
    }
}

/// Builds the queue of a day from progress as it stood when the day began: due cards by lowest
/// recall, then new ones, then cards within their window, until the minutes are used. Recall takes
/// at most 35 % of the time while other kinds wait; leeches at most 10 %; and there is one scenario or
/// case for every 40 minutes begun, which comes late. Confident misses that are due come before all
/// else; then an easy card comes first, and no two of a competency run while there is another. A card
/// put away leaves its room to others.
pub fn build(question: &Question<'_>) -> Queue {
    let seconds = question.progress.seconds_a_showing(question.day);
    let all = in_parts(question.cards.len(), |part| {
        candidates(question, &seconds, part)
    });
    let (candidates, second_looks): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    // Who searches for cards that keep failing wants them, and all of them.
    let leeches = question.queried.map_or(LEECH_SHARE, |_| 100);
    let taken = select(&candidates, question.minutes * 60, leeches);
    let counts = |c: &Candidate<'_>| c.place.why != Why::Early && !c.answered;
    let due = candidates.iter().flatten().filter(|c| counts(c)).count();
    let waiting = due - taken.iter().filter(|c| counts(c)).count();
    let (surprises, others): (Vec<_>, Vec<_>) = taken.into_iter().partition(|c| c.surprise);
    let mut places = arrange(surprises);
    places.extend(arrange(others));
    Queue {
        places,
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
        second_looks: second_looks.concat(),
    }
}

/// Those among a part of the cards that may be asked today, and those that wait for their second look.
fn candidates<'a>(
    question: &Question<'a>,
    seconds: &[u32; 6],
    part: Range<usize>,
) -> (Vec<Candidate<'a>>, Vec<u32>) {
    let Question {
        progress,
        model,
        day,
        ..
    } = *question;
    let retention = progress.registers.desired_retention;
    let mut candidates = Vec::with_capacity(part.len());
    let mut second_looks = Vec::new();
    for index in part {
        let (info, slot) = (&question.cards[index], &question.slots[index]);
        let is_queried = question.queried.is_none_or(|queried| queried[index]);
        if !is_queried || !info.kind.is_drilled() || !question.filter.lets(info) {
            continue;
        }
        let seen = progress.at(*slot);
        if seen.is_some_and(|seen| seen.suspended || seen.is_buried(day)) {
            continue;
        }
        if seen.is_some_and(|seen| owes_second_look(seen, day)) {
            second_looks.push(index as u32);
        }
        if question.only_open && seen.is_some_and(|seen| seen.looks_on(day) > 0) {
            continue;
        }
        let mut candidate = Candidate {
            place: Place {
                card: index as u32,
                why: Why::New,
                seconds: seconds[info.kind as usize],
            },
            info,
            recall: 0.0,
            surprise: false,
            leech: false,
            answered: seen.is_some_and(|seen| seen.looks_on(day) > 0),
            rank: 0,
        };
        if let Some((seen, last)) = seen.and_then(|s| s.last_before(day).map(|last| (s, last))) {
            let days = schedule::interval(model, last.memory, retention);
            let due = last
                .day
                .plus(schedule::fuzzed(days, &info.id, seen.attempts_before(day)));
            candidate.place.why = match () {
                () if due <= day => Why::Due,
                () if due <= day.plus(schedule::window(days)) => Why::Early,
                () => continue,
            };
            candidate.recall = model.recall(last.memory, day.since(last.day));
            candidate.surprise = candidate.place.why == Why::Due && seen.is_surprise_before(day);
            candidate.leech = schedule::is_leech(seen, day);
        }
        let chance = schedule::seed(info.id.as_str(), question.seed);
        candidates.push(candidate.ranked(chance));
    }
    (candidates, second_looks)
}

/// The candidates, best first: ranks with references are sorted, which are less to move.
fn best_first<'c, 'a: 'c>(
    candidates: impl Iterator<Item = &'c Candidate<'a>>,
) -> impl Iterator<Item = &'c Candidate<'a>> {
    let mut ranks: Vec<_> = candidates.map(|c| (c.rank, c)).collect();
    let place = |c: &Candidate<'_>| c.place.card;
    ranks.sort_unstable_by(|(a, x), (b, y)| a.cmp(b).then_with(|| place(x).cmp(&place(y))));
    ranks.into_iter().map(|(_, candidate)| candidate)
}

/// Takes those of the candidates, best first, that fit into `budget` seconds.
/// Leeches take at most `leech_share` percent of them.
fn select<'a>(
    candidates: &[Vec<Candidate<'a>>],
    budget: u32,
    leech_share: u32,
) -> Vec<Candidate<'a>> {
    let all = || candidates.iter().flatten();
    let others_wait = all().any(|c| c.info.kind != Kind::Recall);
    let is_play = |c: &Candidate<'_>| matches!(c.info.kind, Kind::Scenario | Kind::Case);
    let most_plays = match all().all(is_play) {
        true => u32::MAX,
        false => budget.div_ceil(SECONDS_A_PLAY).max(1),
    };
    let share = |percent: u32| budget * percent / 100;
    let (mut used, mut recall, mut leeches, mut plays) = (0, 0, 0, 0);
    let mut taken = Vec::new();
    let mut left = Vec::new();
    for candidate in best_first(all()) {
        let seconds = candidate.place.seconds;
        let is_recall = candidate.info.kind == Kind::Recall;
        let fits = used + seconds <= budget || used == 0;
        let recall_fits = !is_recall || !others_wait || recall + seconds <= share(RECALL_SHARE);
        let leech_fits =
            !candidate.leech || leeches == 0 || leeches + seconds <= share(leech_share);
        let play = u32::from(is_play(candidate));
        let play_fits = plays + play <= most_plays;
        if fits && recall_fits && leech_fits && play_fits {
            used += seconds;
            plays += play;
            recall += if is_recall { seconds } else { 0 };
            leeches += if candidate.leech { seconds } else { 0 };
            taken.push(*candidate);
        } else if fits && !candidate.leech {
            left.push(candidate);
        }
    }
    // What the other kinds leave over, recall may have.
    for candidate in left {
        if used + candidate.place.seconds <= budget {
            used += candidate.place.seconds;
            taken.push(*candidate);
        }
    }
    taken
}

/// The warm-up first; then short and long cards spread over each other, two of a competency apart.
fn arrange<'a>(mut taken: Vec<Candidate<'a>>) -> Vec<Place> {
    let mut places = Vec::with_capacity(taken.len());
    let ease = |c: &Candidate<'_>| {
        let unseen = c.place.why == Why::New;
        (
            c.info.kind != Kind::Recall,
            c.info.difficulty,
            unseen,
            (-c.recall * 1000.0) as i32,
        )
    };
    let Some(warm_up) = (0..taken.len()).min_by_key(|at| ease(&taken[*at])) else {
        return places;
    };
    let first = taken.remove(warm_up);
    let play = |c: &Candidate<'_>| matches!(c.info.kind, Kind::Scenario | Kind::Case);
    let (plays, taken): (Vec<_>, Vec<_>) = taken.into_iter().partition(play);
    let (long, short): (Vec<_>, Vec<_>) = taken
        .into_iter()
        .partition(|c| c.info.kind == Kind::Behavioural);
    let spread = |cards: Vec<Candidate<'a>>| {
        let of = cards.len();
        cards
            .into_iter()
            .enumerate()
            .map(move |(at, c)| ((2 * at + 1) as f32 / of as f32, c))
    };
    // A scenario or case comes late: it is the longest, and all before it is done.
    let last = plays.into_iter().map(|c| (f32::MAX, c));
    let mut rest: Vec<_> = spread(long).chain(spread(short)).chain(last).collect();
    rest.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut left_of: HashMap<&str, usize> = HashMap::new();
    for (_, candidate) in &rest {
        *left_of.entry(&candidate.info.competency).or_default() += 1;
    }
    let mut next = Some(first);
    while let Some(candidate) = next {
        places.push(candidate.place);
        let previous = &candidate.info.competency;
        let apart = |(_, c): &(f32, Candidate<'_>)| c.info.competency != *previous;
        // A competency that makes up more than half of the rest comes now, or it ends in a run.
        let crowd = left_of.iter().find(|(_, left)| **left * 2 > rest.len());
        let crowd = crowd
            .map(|(competency, _)| *competency)
            .filter(|c| **c != **previous);
        let first = |competency: &str| {
            rest.iter()
                .position(|(_, c)| *c.info.competency == *competency)
        };
        let at = crowd
            .and_then(first)
            .or_else(|| rest.iter().position(apart))
            .unwrap_or(0);
        next = (!rest.is_empty()).then(|| rest.remove(at).1);
        if let Some(left) = next.and_then(|c| left_of.get_mut(&*c.info.competency)) {
            *left -= 1;
        }
    }
    places
}

/// The seed of a day's queue on a device.
pub fn seed(day: Day, device: &str) -> u64 {
    schedule::seed(device, u64::from(day.number().unsigned_abs()))
}

/// Whether a card waits for its second look of the day: graded Again once that day.
pub fn wants_second_look(progress: &Progress, card: &CardId, day: Day) -> bool {
    progress
        .card(card)
        .is_some_and(|seen| owes_second_look(seen, day) && !seen.suspended && !seen.is_buried(day))
}

/// The same of a card that is neither suspended nor put off.
pub fn owes_second_look(seen: &CardProgress, day: Day) -> bool {
    seen.looks_on(day) == 1 && seen.grades().next() == Some(Grade::Again)
}
