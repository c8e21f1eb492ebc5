//! A scenario played by keys, and read from its deck as anybody could.

use hotseat::domain::attempt::Attempt;
use hotseat::domain::grade::Mark;
use hotseat::training::showing::Step;
use serde_json::Value;

use super::stage::Stage;

/// One way from the start to an ending: (node, option) of each step, then the ending, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub steps: Vec<(String, String)>,
    pub ending: String,
}

impl Way {
    /// As the journal has it.
    pub fn path(&self) -> Vec<String> {
        let steps = self.steps.iter().map(|(node, it)| format!("{node}/{it}"));
        steps.chain([self.ending.clone()]).collect()
    }
}

/// A card of a deck.
pub fn card(deck: &str, id: &str) -> Value {
    let deck: Value = serde_json::from_str(deck).unwrap();
    let cards = deck["cards"].as_array().unwrap();
    cards.iter().find(|card| card["id"] == id).unwrap().clone()
}

/// An option's id: its own, or its letter.
pub fn option_id(option: &Value, place: usize) -> String {
    let letter = || char::from(b'a' + place as u8).to_string();
    option["id"].as_str().map_or_else(letter, str::to_owned)
}

/// An option of a node.
pub fn option<'a>(card: &'a Value, node: &str, id: &str) -> &'a Value {
    let options = card["nodes"][node]["options"].as_array().unwrap();
    let mut all = options.iter().enumerate();
    all.find(|(at, it)| option_id(it, *at) == id).unwrap().1
}

/// Every way there is on from a node.
pub fn ways(card: &Value, node: &str) -> Vec<Way> {
    let mut all = Vec::new();
    let options = card["nodes"][node]["options"].as_array().unwrap();
    for (at, it) in options.iter().enumerate() {
        let step = (node.to_owned(), option_id(it, at));
        let next = it["next"].as_str().unwrap();
        let beyond = match card["endings"].get(next) {
            Some(_) => vec![Way {
                steps: Vec::new(),
                ending: next.to_owned(),
            }],
            None => ways(card, next),
        };
        all.extend(beyond.into_iter().map(|mut way| {
            way.steps.insert(0, step.clone());
            way
        }));
    }
    all
}

/// What an attempt keeps, without its times: those differ between two playings.
pub fn timeless(attempt: &Attempt) -> Attempt {
    let mut attempt = attempt.clone();
    attempt.seconds = Default::default();
    attempt.times.iter_mut().for_each(|(_, time)| *time = 0);
    attempt
}

/// Marks by their names.
pub fn marks(attempt: &Attempt) -> Vec<(&str, u8)> {
    let marks = attempt.marks.iter();
    marks
        .map(|(id, mark)| (&**id, Mark::value(*mark)))
        .collect()
}

/// Parts with what stands beside each.
pub fn pairs<T: Clone>(pairs: &[(Box<str>, T)]) -> Vec<(&str, T)> {
    pairs.iter().map(|(id, it)| (&**id, it.clone())).collect()
}

impl Stage {
    pub fn step(&self) -> Step {
        self.trainer().showing().unwrap().step().clone()
    }

    /// The id of the node on the screen.
    pub fn node(&self) -> String {
        let showing = self.trainer().showing().unwrap();
        showing.node().unwrap().id.to_string()
    }

    /// Think, say, reveal: up to the points of the node at hand.
    pub fn say(&mut self, text: &str) {
        self.press("space tab");
        self.paste(text);
        self.press("esc space");
    }

    /// The key of the option whose label begins so.
    #[track_caller]
    pub fn letter(&self, label: &str) -> String {
        let screen = self.screen();
        let start: String = label.chars().take(24).collect();
        let letters = 'a'..='z';
        let mut letters = letters.filter(|c| screen.contains(&format!(" {c}  {start}")));
        let letter = letters.next();
        letter
            .unwrap_or_else(|| panic!("no \"{label}\" in\n{screen}"))
            .to_string()
    }

    /// Takes the option whose label begins so.
    #[track_caller]
    pub fn choose(&mut self, label: &str) {
        assert_eq!(self.step(), Step::Choose, "{}", self.screen());
        let letter = self.letter(label);
        self.press(&letter);
    }

    /// Replies to the follow-ups that are put: they did not make their points.
    pub fn reply(&mut self) {
        while let Step::Probe { answered, .. } = self.step() {
            self.press(if answered { "0" } else { "space" });
        }
    }

    /// Plays the node at hand: says `text`, gives these marks, takes an option, and goes on.
    #[track_caller]
    pub fn play(&mut self, text: &str, marks: &str, label: &str) {
        self.say(text);
        self.press(marks);
        self.reply();
        self.choose(label);
        self.press("space");
    }
}
