//! Takes a text apart into numbers, words and signs.

use super::{BadNumber, quoted};

/// A piece of what was typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'t> {
    Number(f64),
    /// Letters, as they were typed.
    Word(&'t str),
    /// Anything else: every dash is `-`, two dots and more are `…`, `≈` is `~`.
    Sign(char),
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, BadNumber> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let length = match c {
            _ if c.is_whitespace() => c.len_utf8(),
            _ if rest.starts_with("..") => {
                tokens.push(Token::Sign('…'));
                rest.len() - rest.trim_start_matches('.').len()
            }
            '0'..='9' | '.' | ',' if number(rest) > 0 => {
                let length = number(rest);
                tokens.push(Token::Number(value(&rest[..length])?));
                length
            }
            _ if c.is_alphabetic() => {
                let length = rest.find(|c: char| !c.is_alphabetic());
                let length = length.unwrap_or(rest.len());
                let word = &rest[..length];
                match tokens.last_mut() {
                    Some(Token::Word(per))
                        if per.eq_ignore_ascii_case("per") && word.eq_ignore_ascii_case("cent") =>
                    {
                        *per = "percent";
                    }
                    _ => tokens.push(Token::Word(word)),
                }
                length
            }
            _ => {
                tokens.push(Token::Sign(match c {
                    '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                    '≈' => '~',
                    c => c,
                }));
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    Ok(tokens)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '_' | '\'' | '\u{2019}')
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The bytes of the number that `text` begins with.
fn number(text: &str) -> usize {
    let mut length = digits(text);
    let mut group = length;
    let mut point = false;
    while let Some(sign) = text[length..].chars().next() {
        let after = length + sign.len_utf8();
        let next = digits(&text[after..]);
        let goes_on = match sign {
            '.' | ',' => next > 0,
            _ if is_mark(sign) => next > 0 && length > 0,
            // Two numbers may stand beside each other: only what must be a group is one.
            _ if is_space(sign) => (1..=3).contains(&group) && next == 3 && !point,
            _ => false,
        };
        if !goes_on {
            break;
        }
        point |= matches!(sign, '.' | ',');
        length = after + next;
        group = next;
    }
    if let Some(power) = text[length..].strip_prefix(['e', 'E'])
        && length > 0
    {
        let sign = usize::from(power.starts_with(['+', '-']));
        match digits(&power[sign..]) {
            0 => {}
            next => length += 1 + sign + next,
        }
    }
    length
}

/// The value of a number that [`number`] has found.
fn value(text: &str) -> Result<f64, BadNumber> {
    let bad = || BadNumber::Digits(quoted(text));
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, power),
        None => (text, "0"),
    };
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let groups = digits.contains(|c| is_space(c) || is_mark(c));
    let last = digits.rfind(['.', ',']);
    let decimal = last.filter(|at| {
        let (before, after) = (&digits[..*at], &digits[at + 1..]);
        let thousands = after.len() == 3 && (1..=3).contains(&before.len()) && before != "0";
        match (dots, commas) {
            _ if groups => true,
            (1, 0) => true,
            (0, 1) => !thousands,
            (0, _) | (_, 0) => false,
            _ => true,
        }
    });
    let (whole, part) = match decimal {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    let mut grouped = whole.split(|c: char| !c.is_ascii_digit());
    let first = grouped.next().unwrap_or_default();
    let kinds = |kind: &dyn Fn(char) -> bool| whole.contains(kind);
    let kinds = [
        kinds(&is_space),
        kinds(&is_mark),
        kinds(&|c| c == '.'),
        kinds(&|c| c == ','),
    ];
    let fits = match kinds.iter().filter(|kind| **kind).count() {
        0 => true,
        1 => (1..=3).contains(&first.len()) && grouped.all(|group| group.len() == 3),
        _ => false,
    };
    if !fits || part.contains(|c: char| !c.is_ascii_digit()) {
        return Err(bad());
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let number = format!("0{whole}.{part}0e{power}").parse::<f64>();
    let number = number.map_err(|_| bad())?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(BadNumber::TooLarge)
    }
}
