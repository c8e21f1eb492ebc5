//! What is said to the user in more than one place.

use crate::domain::day::Day;

/// `1 card`, `2 cards`.
pub fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Seconds as a rough length: `40 s`, `12 min`, `2 h`, `1 h 20`.
pub fn about(seconds: u32) -> String {
    match (seconds, seconds.div_ceil(60)) {
        (0..60, _) => format!("{seconds} s"),
        (_, minutes @ 0..60) => format!("{minutes} min"),
        (_, minutes) if minutes % 60 == 0 => format!("{} h", minutes / 60),
        (_, minutes) => format!("{} h {:02}", minutes / 60, minutes % 60),
    }
}

/// Seconds on a clock: `1:05`.
pub fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// When something returns, in `days` from `today`: `later today`, `tomorrow`, `in 3 days`, `in 16
/// days, on 12 Dec`.
pub fn when(days: u32, today: Day) -> String {
    match days {
        0 => "later today".into(),
        1 => "tomorrow".into(),
        2..=6 => format!("on {}", today.plus(days).date().format("%A")),
        _ => format!(
            "in {days} days, on {}",
            today.plus(days).date().format("%-d %b")
        ),
    }
}

/// Days as they stand beside a grade: `today`, `3 d`, `2 mo`.
pub fn days(days: u32) -> String {
    match days {
        0 => "today".into(),
        1..60 => format!("{days} d"),
        _ => format!("{} mo", (days + 15) / 30),
    }
}

/// The start of a longer text, on one line, within `width` characters.
pub fn short(text: &str, width: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= width {
        return line;
    }
    let mut cut: String = line.chars().take(width.saturating_sub(1)).collect();
    if let Some(space) = cut.rfind(' ').filter(|at| *at * 2 > cut.len()) {
        cut.truncate(space);
    }
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ']))
}
