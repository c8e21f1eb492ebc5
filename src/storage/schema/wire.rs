//! Decks as a schema sees them: only shapes. It is the source of `decks/deck.schema.json`, and its
//! comments are what an editor shows beside a field.

#![allow(dead_code, clippy::large_enum_variant)]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// A deck of cards to practise with hotseat.
#[derive(JsonSchema, Serialize)]
#[schemars(extend("$id" = "hotseat/1"), title = "hotseat deck")]
pub(super) struct Deck {
    /// Where editors find this schema.
    #[serde(rename = "$schema")]
    schema: Option<String>,
    format: Format,
    /// The stem of the file's name.
    id: Id,
    /// What the deck is called.
    title: Text,
    /// A sentence on what it holds.
    description: Option<String>,
    /// The author's own count.
    version: Option<String>,
    /// The language of its texts, such as en.
    language: Option<String>,
    /// What others may do with it.
    license: Option<String>,
    /// Terms of its own, beside the usual ones.
    axes: Option<Axes>,
    x: Option<Anything>,
    #[schemars(length(max = 100_000))]
    cards: Vec<AnyCard>,
}

/// The version of this format.
#[derive(JsonSchema, Serialize)]
enum Format {
    #[serde(rename = "hotseat/1")]
    First,
}

/// Lower-case letters and digits, joined by - or .
#[derive(JsonSchema, Serialize)]
struct Id(#[schemars(length(max = 100), regex(pattern = r"^[a-z0-9]+([.-][a-z0-9]+)*$"))] String);

/// A card's whole id, deck/card.
#[derive(JsonSchema, Serialize)]
struct WholeId(
    #[schemars(regex(pattern = r"^[a-z0-9]+([.-][a-z0-9]+)*/[a-z0-9]+([.-][a-z0-9]+)*$"))] String,
);

/// An id the card had before, with or without the deck's.
#[derive(JsonSchema, Serialize)]
struct FormerId(
    #[schemars(regex(pattern = r"^([a-z0-9]+([.-][a-z0-9]+)*/)?[a-z0-9]+([.-][a-z0-9]+)*$"))]
    String,
);

/// Some text.
#[derive(JsonSchema, Serialize)]
struct Text(#[schemars(length(max = 65_536), regex(pattern = r"\S"))] String);

/// A date such as 2026-12-12.
#[derive(JsonSchema, Serialize)]
struct Date(#[schemars(regex(pattern = r"^\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\s*$"))] String);

/// Data of your own: kept, and not looked at.
#[derive(JsonSchema, Serialize)]
struct Anything(BTreeMap<String, Value>);

#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
enum AnyCard {
    Card(Box<Card>),
    Change(Box<Change>),
}

#[derive(JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Card {
    Recall(Recall),
    Behavioural(Behavioural),
    Scenario(Scenario),
    Case(Case),
    Reverse(Reverse),
    Slot(Slot),
}

/// What every kind of card has.
#[derive(JsonSchema, Serialize)]
struct Common {
    /// Unique in the deck, and never reused: the card's history follows it.
    id: Id,
    /// What is asked.
    prompt: Text,
    #[serde(flatten)]
    filed: Filed,
}

#[derive(JsonSchema, Serialize)]
struct Filed {
    /// What is tested, such as delegation.
    competency: Option<Id>,
    /// Which rounds ask it; none means any.
    stages: Option<Vec<Id>>,
    /// How senior; none means any.
    levels: Option<Vec<Id>>,
    /// 1 one move, 2 a trade-off, 3 conflicting duties.
    #[schemars(range(min = 1, max = 3))]
    difficulty: Option<u8>,
    #[serde(rename = "box")]
    time_box: Option<TimeBox>,
    /// Free words to filter by.
    tags: Option<Vec<Text>>,
    /// Ids of the syllabus.
    covers: Option<Vec<Text>>,
    /// Citations for a fact, a law or a figure.
    source: Option<Vec<Text>>,
    /// Shown after the reveal.
    note: Option<String>,
    /// Terms the answer must not use.
    avoid: Option<Vec<Text>>,
    /// When its facts were last checked.
    since: Option<Date>,
    /// Ids the card had before.
    was: Option<Vec<FormerId>>,
    x: Option<Anything>,
}

/// Seconds for each phase.
#[derive(JsonSchema, Serialize)]
struct TimeBox {
    #[schemars(range(min = 1, max = 3600))]
    think: Option<u32>,
    #[schemars(range(min = 1, max = 3600))]
    answer: Option<u32>,
}

/// Asked, answered aloud or typed, revealed.
#[derive(JsonSchema, Serialize)]
#[schemars(extend("anyOf" = [
    {"required": ["answer"], "properties": {"answer": {"$ref": "#/$defs/Text"}}},
    {"required": ["cloze"], "properties": {"cloze": {"const": true}}}
]))]
struct Recall {
    #[serde(flatten)]
    common: Common,
    /// The answer in full; a cloze card needs none.
    answer: Option<String>,
    #[schemars(length(min = 1, max = 12))]
    points: Option<Vec<AnyPoint>>,
    /// The first is right; they are shuffled when shown.
    #[schemars(length(min = 2))]
    choices: Option<Vec<Text>>,
    /// Whether the prompt hides its [[parts]].
    cloze: Option<bool>,
    /// Nudges, in order.
    hints: Option<Vec<Text>>,
}

/// A timed answer marked against a rubric.
#[derive(JsonSchema, Serialize)]
struct Behavioural {
    #[serde(flatten)]
    common: Common,
    rubric: Rubric,
    followups: Option<Vec<FollowUp>>,
    red_flags: Option<Vec<RedFlag>>,
    samples: Option<Samples>,
    variants: Option<Vec<Variant>>,
    /// How the answer box lays the answer out, such as carl.
    framework: Option<Id>,
    /// What the interviewer wants to find out.
    intent: Option<String>,
    /// What counts for somebody who has led nobody yet.
    no_reports_yet: Option<String>,
    story_hints: Option<Vec<Text>>,
    /// Nudges, in order.
    hints: Option<Vec<Text>>,
}

/// What a good answer shows.
#[derive(JsonSchema, Serialize)]
struct Rubric {
    #[schemars(length(min = 1, max = 12))]
    points: Vec<AnyPoint>,
    anchors: Option<Anchors>,
    /// What the same points mean at each level.
    by_level: Option<BTreeMap<String, Text>>,
}

/// What each verdict sounds like.
#[derive(JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
struct Anchors {
    #[serde(rename = "1")]
    strong_no_hire: Option<Text>,
    #[serde(rename = "2")]
    no_hire: Option<Text>,
    #[serde(rename = "3")]
    hire: Option<Text>,
    #[serde(rename = "4")]
    strong_hire: Option<Text>,
}

#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
enum AnyPoint {
    Plain(Text),
    Full(Point),
}

/// One observable part of a good answer.
#[derive(JsonSchema, Serialize)]
struct Point {
    id: Option<Id>,
    text: Text,
    #[schemars(range(min = 1, max = 3))]
    weight: Option<u8>,
    /// Absent, it caps the verdict at 2.
    must: Option<bool>,
    /// What kind of thing it shows, by the id of a theme. Points of one theme are compared across
    /// cards, so that a habit is seen that no single card shows.
    theme: Option<Id>,
}

/// What an interviewer asks next.
#[derive(JsonSchema, Serialize)]
struct FollowUp {
    id: Option<Id>,
    /// The points whose absence calls for it; none makes it a pressure probe.
    when: Option<Vec<Id>>,
    ask: Text,
}

/// What sinks an answer.
#[derive(JsonSchema, Serialize)]
struct RedFlag {
    id: Option<Id>,
    text: Text,
    /// The verdict it caps the answer at, 2 unless said.
    #[schemars(range(min = 1, max = 4))]
    cap: Option<u8>,
}

/// An answer that tempts and one that pays a price, with their marks.
#[derive(JsonSchema, Serialize)]
struct Samples {
    weak: Option<String>,
    strong: Option<String>,
    marks: Option<SampleMarks>,
}

#[derive(JsonSchema, Serialize)]
struct SampleMarks {
    weak: Option<BTreeMap<String, Mark>>,
    strong: Option<BTreeMap<String, Mark>>,
}

/// 0 absent, 1 partly, 2 clear.
#[derive(JsonSchema, Serialize)]
struct Mark(#[schemars(range(min = 0, max = 2))] u8);

/// The same ask seeking other evidence.
#[derive(JsonSchema, Serialize)]
struct Variant {
    text: Text,
    seeks: Text,
}

/// A branching situation: every option leads on, nothing goes in circles.
#[derive(JsonSchema, Serialize)]
struct Scenario {
    #[serde(flatten)]
    common: Common,
    title: Option<String>,
    /// How things stand at the start.
    state: Option<State>,
    /// The node it begins with.
    start: Id,
    #[schemars(extend("minProperties" = 1, "maxProperties" = 100))]
    nodes: BTreeMap<String, Node>,
    #[schemars(extend("minProperties" = 2))]
    endings: BTreeMap<String, Text>,
    /// Questions after the ending.
    debrief: Option<Vec<Text>>,
    red_flags: Option<Vec<RedFlag>>,
}

/// A moment at which something must be said, and then chosen.
#[derive(JsonSchema, Serialize)]
struct Node {
    /// When or where, in a few words.
    #[schemars(length(max = 40), regex(pattern = r"^.*$"))]
    title: Option<String>,
    ask: Text,
    #[schemars(length(min = 1, max = 12))]
    points: Vec<AnyPoint>,
    #[schemars(length(min = 1, max = 26))]
    options: Vec<Choice>,
    /// What an interviewer asks next; a plain text is asked whatever was said.
    probes: Option<Vec<Probe>>,
}

#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
enum Probe {
    Plain(Text),
    Full(FollowUp),
}

/// A way on, with its price.
#[derive(JsonSchema, Serialize)]
struct Choice {
    id: Option<Id>,
    label: Text,
    cost: Text,
    #[schemars(range(min = 1, max = 4))]
    verdict: u8,
    /// A node or an ending.
    next: Id,
    state: Option<State>,
}

/// How things stand, in words; what is not said stays as it was.
#[derive(JsonSchema, Serialize)]
struct State {
    time: Option<String>,
    exposure: Option<String>,
    people: Option<String>,
    trust: Option<String>,
}

/// An estimate.
#[derive(JsonSchema, Serialize)]
struct Case {
    #[serde(flatten)]
    common: Common,
    #[schemars(length(min = 1))]
    givens: Vec<Text>,
    ask: Text,
    /// The steps of a sound way, to be marked.
    #[schemars(length(min = 1, max = 12))]
    steps: Vec<AnyPoint>,
    range: Range,
    /// What has to be assumed.
    assumptions: Option<Vec<Text>>,
    /// The calculation in full.
    worked: Option<String>,
    /// Constraints that change afterwards.
    twists: Option<Vec<AnyTwist>>,
}

#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
enum AnyTwist {
    Plain(Text),
    Full(Twist),
}

/// A changed constraint, answered on top of the same numbers.
#[derive(JsonSchema, Serialize)]
struct Twist {
    id: Option<Id>,
    /// What changed, and what is asked.
    ask: Text,
    /// Where the new estimate lies, where one is asked for.
    range: Option<Range>,
    /// The calculation.
    worked: Option<String>,
    #[schemars(length(min = 1, max = 12))]
    points: Option<Vec<AnyPoint>>,
}

/// What a fair estimate lies within.
#[derive(JsonSchema, Serialize)]
struct Range {
    low: f64,
    high: f64,
    unit: Text,
}

/// A question for the interviewer.
#[derive(JsonSchema, Serialize)]
struct Reverse {
    #[serde(flatten)]
    common: Common,
    /// Whom to ask.
    #[schemars(length(min = 1))]
    to: Vec<Text>,
    #[schemars(length(min = 1))]
    listen_for: Vec<Text>,
    #[schemars(length(min = 1))]
    warning_signs: Vec<Text>,
    then_ask: Text,
    avoid_if: Option<String>,
}

/// Waits until the dossier has what it needs.
#[derive(JsonSchema, Serialize)]
struct Slot {
    #[serde(flatten)]
    common: Common,
    /// Keys of the dossier, such as company.value1.
    #[schemars(length(min = 1))]
    needs: Vec<Text>,
    #[schemars(length(min = 1, max = 12))]
    points: Vec<AnyPoint>,
    followups: Option<Vec<FollowUp>>,
}

/// A change to a card of another deck: its fields override, its lists append, an element with the
/// id of one replaces it.
#[derive(JsonSchema, Serialize)]
struct Change {
    /// The card it changes.
    extends: WholeId,
    prompt: Option<Text>,
    #[serde(flatten)]
    filed: Filed,
}

/// Terms of a deck's own.
#[derive(JsonSchema, Serialize)]
struct Axes {
    competencies: Option<Vec<Term>>,
    stages: Option<Vec<Stage>>,
    levels: Option<Vec<Term>>,
    frameworks: Option<Vec<Framework>>,
    /// What points may name as their theme.
    themes: Option<Vec<Theme>>,
}

#[derive(JsonSchema, Serialize)]
struct Term {
    id: Id,
    title: Text,
    order: Option<f64>,
}

/// A round of interviews.
#[derive(JsonSchema, Serialize)]
struct Stage {
    id: Id,
    title: Text,
    order: Option<f64>,
    mock: Option<StageMock>,
}

/// What the stage is in a mock interview.
#[derive(JsonSchema, Serialize)]
struct StageMock {
    /// Minutes it takes, 45 unless said.
    #[schemars(range(min = 5, max = 120))]
    minutes: Option<u16>,
    /// What it asks about, best 5 to 8 of them.
    #[schemars(length(min = 1))]
    competencies: Vec<Id>,
    manner: Option<Manner>,
}

/// How its interviewer usually is.
#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
enum Manner {
    Warm,
    Sceptical,
    Silent,
    Hurried,
}

/// What kind of thing points show, whatever the card.
#[derive(JsonSchema, Serialize)]
struct Theme {
    id: Id,
    /// What such a point shows, as in "a limit agreed beforehand".
    title: Text,
    /// What an answer without it does, as in "states no limit": followed by "in 5 of 7 answers".
    missed: Text,
    order: Option<f64>,
}

/// A way to lay out an answer.
#[derive(JsonSchema, Serialize)]
struct Framework {
    id: Id,
    title: Text,
    order: Option<f64>,
    #[serde(rename = "use")]
    good_for: Option<String>,
    parts: Option<Vec<Part>>,
}

#[derive(JsonSchema, Serialize)]
struct Part {
    id: Option<Id>,
    title: Text,
    /// Percent of the answer's time.
    #[schemars(range(min = 0, max = 100))]
    share: Option<u8>,
}
