//! Numbers as people write them, and how far off one is.

#![allow(clippy::unwrap_used)]

use hotseat::domain::case::Range;
use hotseat::domain::estimate::{Distance, Gap, compare, parse, show};
use hotseat::domain::safe_text::SafeText;
use proptest::prelude::*;

/// Each text with its unit, and what it comes to.
const READ: &[(&str, &str, f64)] = &[
    ("12k", "EUR a month", 12e3),
    ("1.5M", "EUR a month", 1.5e6),
    ("5m", "users", 5e6),
    ("2bn", "requests a day", 2e9),
    ("3 G", "requests", 3e9),
    ("2 million", "requests", 2e6),
    ("1e6", "requests", 1e6),
    ("1.5e-3", "EUR", 0.0015),
    ("-1.5", "leaves", -1.5),
    ("−3", "leaves", -3.0),
    (".5", "leaves", 0.5),
    // Groups and decimal signs.
    ("1,200,000", "EUR", 1_200_000.0),
    ("1 200 000", "EUR", 1_200_000.0),
    ("1\u{202f}200\u{a0}000", "EUR", 1_200_000.0),
    ("1_200_000", "EUR", 1_200_000.0),
    ("1’200’000", "CHF", 1_200_000.0),
    ("1.200.000", "EUR", 1_200_000.0),
    ("1,5", "EUR", 1.5),
    ("1,50", "EUR", 1.5),
    ("1,500", "EUR", 1500.0),
    ("0,350", "EUR", 0.35),
    ("1234,567", "EUR", 1234.567),
    ("1.500", "EUR", 1.5),
    ("1.200,5", "EUR", 1200.5),
    ("1,200.5", "EUR", 1200.5),
    ("1 200,500", "EUR", 1200.5),
    // Percentages and shares.
    ("30 %", "%", 30.0),
    ("30 per cent", "% of tickets", 30.0),
    ("0.3", "%", 0.3),
    ("30 %", "share of tickets", 0.3),
    ("0.3", "share of tickets", 0.3),
    // Times.
    ("2h", "minutes", 120.0),
    ("90 min", "hours", 1.5),
    ("1h30", "hours", 1.5),
    ("1 h 30 min", "minutes", 90.0),
    ("2 days 4 hours", "hours", 52.0),
    ("3 weeks", "days", 21.0),
    ("2 years", "months", 24.0),
    ("250 ms", "seconds", 0.25),
    ("5m", "seconds", 300.0),
    ("5M", "seconds", 5e6),
    ("3", "hours a week", 3.0),
    ("30 min a week", "hours per week", 0.5),
    ("3 person-days", "person-days", 3.0),
    ("3 days", "person-days", 3.0),
    // Money, and the unit repeated.
    ("€12k", "EUR a month", 12e3),
    ("12k€", "EUR", 12e3),
    ("12kEUR", "EUR", 12e3),
    ("EUR 12k", "€", 12e3),
    ("$1.5M/month", "USD a month", 1.5e6),
    ("12k EUR a month", "EUR a month", 12e3),
    ("12k euros per month", "€/month", 12e3),
    ("40 tickets", "tickets per agent a week", 40.0),
    ("40 per week", "tickets per agent a week", 40.0),
    ("1.5M", "million EUR", 1.5),
    ("1.5", "million EUR", 1.5),
    ("800k EUR", "million EUR", 0.8),
    // Not exact, and spans.
    ("about 40", "tickets", 40.0),
    ("~40", "tickets", 40.0),
    ("40 or so.", "tickets", 40.0),
    ("40-50", "tickets", 45.0),
    ("40 – 50 tickets", "tickets", 45.0),
    ("40..50", "tickets", 45.0),
    ("between 40 and 50", "tickets", 45.0),
    ("Between 2 and 3 weeks", "days", 17.5),
    ("between 1 week and 9 days", "days", 8.0),
    // Elsewhere "and" adds.
    ("3 hours and 20 minutes", "min", 200.0),
    ("about 1 week AND 2 days", "days", 9.0),
    ("2 to 3 hours and 20 minutes", "min", 160.0),
    ("1-2k", "EUR", 1500.0),
    ("900-1.5k", "EUR", 1200.0),
    ("€40k - €50k", "EUR", 45e3),
    ("EUR 40k - EUR 50k", "EUR", 45e3),
    ("2-3 weeks", "days", 17.5),
    ("90 min to 2h", "hours", 1.75),
    ("1-1h30", "minutes", 75.0),
    ("-5--3", "degrees", -4.0),
    ("20-30 %", "%", 25.0),
];

const REFUSED: &[(&str, &str, &str)] = &[
    ("", "EUR", "type a number, such as 12k, 1.5M, 30 % or 40-50"),
    (
        "lots",
        "EUR",
        "type a number, such as 12k, 1.5M, 30 % or 40-50",
    ),
    ("40 50", "EUR", "type one number, or one span such as 40-50"),
    ("1-2-3", "EUR", "type one number, or one span such as 40-50"),
    (
        "1,2,3",
        "EUR",
        "\"1,2,3\" can be read in several ways; leave out the signs that group its digits",
    ),
    (
        "2h",
        "EUR a month",
        "this is a time, and the answer is wanted in EUR a month",
    ),
    (
        "12 months",
        "EUR a month",
        "this is a time, and the answer is wanted in EUR a month",
    ),
    (
        "3 weeks",
        "person-days",
        "this is a time, and the answer is wanted in person-days",
    ),
    (
        "€12k",
        "hours",
        "this is an amount of money, and the answer is wanted in hours",
    ),
    (
        "$12k",
        "EUR",
        "this is another currency, and the answer is wanted in EUR",
    ),
    (
        "30 %",
        "EUR",
        "this is a percentage, and the answer is wanted in EUR",
    ),
    (
        "12k EUR a year",
        "EUR a month",
        "\"year\" is not understood; the answer is wanted in EUR a month",
    ),
    (
        "40 per person",
        "tickets per agent",
        "\"person\" is not understood; the answer is wanted in tickets per agent",
    ),
    ("1e999", "EUR", "this number is too large"),
    ("1e300k to 1e308k", "EUR", "this number is too large"),
];

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1e-9)
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let wrong = READ.iter().filter_map(|(text, unit, value)| {
        let found = parse(text, unit);
        let right = found.as_ref().is_ok_and(|found| near(*found, *value));
        (!right).then(|| format!("{text} in {unit}: {found:?}, not {value}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_be_the_answer_is_refused_with_what_is_wanted() {
    for (text, unit, message) in REFUSED {
        let found = parse(text, unit).map_err(|bad| bad.to_string());
        assert_eq!(found, Err((*message).to_owned()), "{text} in {unit}");
    }
}

fn range(low: f64, high: f64) -> Range {
    Range {
        low,
        high,
        unit: SafeText::new("EUR"),
    }
}

#[test]
fn how_far_off_is_told_in_words() {
    let told =
        |value: f64, low: f64, high: f64, unit: &str| compare(value, &range(low, high)).words(unit);
    assert_eq!(told(10.0, 10.0, 20.0, "EUR"), "inside the range");
    assert_eq!(told(8.0, 10.0, 20.0, "EUR"), "low by 20 %");
    assert_eq!(told(26.0, 10.0, 20.0, "EUR"), "high by 30 %");
    assert_eq!(told(20.01, 10.0, 20.0, "EUR"), "high by less than 1 %");
    assert_eq!(told(4.17, 10.0, 20.0, "EUR"), "low by a factor of 2.4");
    assert_eq!(told(40.0, 10.0, 20.0, "EUR"), "high by a factor of 2");
    assert_eq!(told(2e9, 10.0, 20.0, "EUR"), "high by a factor of 100M");
    assert_eq!(told(26.0, 10.0, 20.0, "%"), "high by a factor of 1.3");
    assert_eq!(told(0.0, 10.0, 20.0, "EUR"), "low by 10 EUR");
    assert_eq!(told(5000.0, -7.0, 0.0, "EUR"), "high by 5k EUR");
    assert_eq!(told(-30.0, -10.0, 20.0, "EUR"), "low by a factor of 3");
    let far = compare(-1.0, &range(3.0, 4.0));
    assert!(matches!(far, Distance::Below(Gap::Difference(by)) if near(by, 4.0)));
}

#[test]
fn a_number_is_shown_to_three_digits() {
    let shown: Vec<String> = [
        0.0,
        -0.0,
        0.35,
        0.5,
        1.0,
        12.34,
        300.0,
        999.6,
        1000.0,
        12_499.0,
        1.2e6,
        2e9,
        1.235e14,
        1e15,
        -4.56e20,
        0.000_123_4,
        0.000_02,
        -45.0,
    ]
    .map(show)
    .to_vec();
    assert_eq!(
        shown.join(" "),
        "0 0 0.35 0.5 1 12.3 300 1k 1k 12.5k 1.2M 2bn 124tn 1e15 -4.56e20 0.000123 2e-5 -45"
    );
}

fn scrap() -> impl Strategy<Value = String> {
    let scraps = [
        "1", "200", "0", ",", ".", "_", " ", "\u{202f}", "'", "-", "–", "e", "E9", "k", "M", "m",
        "h", "%", "€", "to", "and", "per", "cent", "a", "/", "~", "…", "EUR", "min", "month", "+",
        "é", "🦀", "..", "kEUR", "\n",
    ];
    proptest::sample::select(scraps.to_vec()).prop_map(String::from)
}

fn unit() -> impl Strategy<Value = String> {
    let units = [
        "EUR a month",
        "hours",
        "%",
        "million EUR",
        "share",
        "",
        "m",
        "per",
    ];
    proptest::sample::select(units.to_vec()).prop_map(String::from)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), unit in any::<String>()) {
        prop_assert!(parse(&text, &unit).is_ok_and(f64::is_finite) || parse(&text, &unit).is_err());
    }

    #[test]
    fn any_scraps_are_read_or_refused(
        scraps in proptest::collection::vec(scrap(), 0..12),
        unit in unit(),
    ) {
        match parse(&scraps.concat(), &unit) {
            Ok(value) => prop_assert!(value.is_finite()),
            Err(bad) => prop_assert!(!bad.to_string().is_empty()),
        }
    }

    #[test]
    fn what_is_shown_is_read_back_nearly_the_same(
        digits in -9.999..9.999f64, power in -300..300i32, unit in unit(),
    ) {
        let value = digits * 10f64.powi(power);
        let read = if unit == "million EUR" { parse(&show(value), "EUR") } else { parse(&show(value), &unit) };
        prop_assert!((read.unwrap() - value).abs() <= 0.005 * value.abs(), "{}", show(value));
    }

    #[test]
    fn a_number_is_outside_where_it_is_said_to_be(value in -1e6..1e6f64, low in -1e3..1e3f64, width in 0.0..1e3f64) {
        let range = range(low, low + width);
        match compare(value, &range) {
            Distance::Within => prop_assert!(range.low <= value && value <= range.high),
            Distance::Below(Gap::Factor(by)) | Distance::Above(Gap::Factor(by)) => prop_assert!(by >= 1.0),
            Distance::Below(Gap::Difference(by)) => prop_assert!(near(value + by, low)),
            Distance::Above(Gap::Difference(by)) => prop_assert!(near(value - by, range.high)),
        }
    }
}
