//! What a range counts, and which words fit it.

use super::digits::{Token, tokens};
use super::{BadNumber, PER, quoted};

pub(super) const MINUTE: u64 = 60_000;
pub(super) const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// 365.25 days.
const YEAR: u64 = 1461 * DAY / 4;

/// Names of times, with their milliseconds.
const TIMES: [(&[&str], u64); 8] = [
    (&["ms", "millisecond", "milliseconds"], 1),
    (&["s", "sec", "secs", "second", "seconds"], 1000),
    (&["m", "min", "mins", "minute", "minutes"], MINUTE),
    (&["h", "hr", "hrs", "hour", "hours"], HOUR),
    (&["d", "day", "days"], DAY),
    (&["w", "wk", "wks", "week", "weeks"], 7 * DAY),
    (&["mo", "mos", "month", "months"], YEAR / 12),
    (&["y", "yr", "yrs", "year", "years"], YEAR),
];

/// Names of currencies; those of one line are one currency.
const CURRENCIES: [&[&str]; 5] = [
    &["€", "eur", "euro", "euros"],
    &["$", "usd", "dollar", "dollars"],
    &["£", "gbp", "pound", "pounds"],
    &["¥", "jpy", "yen"],
    &["chf", "franc", "francs"],
];

const PERCENT: [&str; 4] = ["%", "percent", "percentage", "pct"];
const SHARE: [&str; 4] = ["share", "fraction", "ratio", "probability"];

/// The milliseconds of a unit of time. `M` is no minute, but a million.
pub(super) fn millis_of(word: &str) -> Option<u64> {
    let lower = word.to_lowercase();
    let mut times = TIMES.iter().filter(|_| word != "M");
    let found = times.find(|(names, _)| names.contains(&&*lower));
    found.map(|(_, millis)| *millis)
}

pub(super) fn is_percent(word: &str) -> bool {
    PERCENT.contains(&&*word.to_lowercase())
}

/// What a word multiplies the number before it by.
pub(super) fn times_of(word: &str) -> Option<f64> {
    match word {
        "G" => return Some(1e9),
        "T" => return Some(1e12),
        _ => {}
    }
    match &*word.to_lowercase() {
        "k" | "thousand" | "thousands" => Some(1e3),
        "m" | "mn" | "mio" | "mln" | "million" | "millions" => Some(1e6),
        "b" | "bn" | "billion" | "billions" => Some(1e9),
        "tn" | "trillion" | "trillions" => Some(1e12),
        _ => None,
    }
}

/// Which of the currencies a sign or a word names.
pub(super) fn currency_of(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    CURRENCIES.iter().position(|names| names.contains(&&*lower))
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A time, in a unit of so many milliseconds.
    Time(u64),
    Money,
    Percent,
    Share,
    /// Anything else. The days of `person-days` are not those of the calendar: they are things.
    Things,
}

/// The unit of a range.
pub(super) struct Unit<'u> {
    text: &'u str,
    pub(super) kind: Kind,
    /// What is counted.
    head: Vec<String>,
    /// What it is counted by, as the month in `EUR a month`.
    per: Vec<String>,
    /// 1,000,000 where the unit is `million EUR`.
    pub(super) scale: f64,
}

impl<'u> Unit<'u> {
    pub(super) fn new(text: &'u str) -> Self {
        let mut unit = Self {
            text,
            kind: Kind::Things,
            head: Vec::new(),
            per: Vec::new(),
            scale: 1.0,
        };
        let mut is_per = false;
        for token in tokens(text).unwrap_or_default() {
            let word = match token {
                Token::Word(word) => word.to_owned(),
                Token::Sign(sign) => sign.to_string(),
                Token::Number(_) => continue,
            };
            match is_per {
                _ if word == "/" || PER.contains(&&*word.to_lowercase()) => is_per = true,
                true => unit.per.push(word),
                false => unit.head.push(word),
            }
        }
        if let Some(scale) = unit.head.first().and_then(|word| times_of(word))
            && unit.head.len() > 1
        {
            unit.scale = scale;
            unit.head.remove(0);
        }
        unit.kind = unit.kind();
        unit
    }

    fn kind(&self) -> Kind {
        let any = |is: &dyn Fn(&str) -> bool| self.head.iter().any(|word| is(word));
        match self.head.first().map(|word| millis_of(word)) {
            Some(Some(millis)) => Kind::Time(millis),
            _ if any(&|word| currency_of(word).is_some()) => Kind::Money,
            _ if any(&is_percent) => Kind::Percent,
            _ if any(&|word| SHARE.contains(&&*word.to_lowercase())) => Kind::Share,
            _ => Kind::Things,
        }
    }

    /// Whether the unit is exactly this word, so that it means nothing else.
    pub(super) fn is_called(&self, word: &str) -> bool {
        self.head.iter().any(|own| own == word)
    }

    /// Refuses a word that does not belong to the unit; `per` says that it stands after `per` or `/`.
    pub(super) fn expect(&self, word: &str, per: bool) -> Result<(), BadNumber> {
        let own = if per { &self.per } else { &self.head };
        if own.iter().any(|own| is_same(own, word)) {
            return Ok(());
        }
        let typed = match () {
            () if per => None,
            () if is_percent(word) => Some("a percentage"),
            () if currency_of(word).is_some() && self.kind == Kind::Money => {
                Some("another currency")
            }
            () if currency_of(word).is_some() => Some("an amount of money"),
            () if millis_of(word).is_some() => Some("a time"),
            () => None,
        };
        let unit = self.text.to_owned();
        Err(match typed {
            Some(typed) => BadNumber::Dimension { typed, unit },
            None => BadNumber::Word {
                word: quoted(word),
                unit,
            },
        })
    }
}

/// Whether two words mean the same: singular and plural, short and long, sign and name.
fn is_same(own: &str, typed: &str) -> bool {
    let (own, typed) = (own.to_lowercase(), typed.to_lowercase());
    let both = |of: &dyn Fn(&str) -> Option<usize>| of(&own).is_some_and(|o| of(&typed) == Some(o));
    let time = |word: &str| TIMES.iter().position(|(names, _)| names.contains(&word));
    let short = own.chars().count().min(typed.chars().count());
    own == typed
        || both(&time)
        || both(&currency_of)
        || is_percent(&own) && is_percent(&typed)
        || short >= 3 && (own.starts_with(&typed) || typed.starts_with(&own))
}
