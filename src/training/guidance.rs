//! One sentence that says what to do next.

use super::trainer::Trainer;
use super::words;

impl Trainer {
    /// What to do next, for Home and for the end of a sitting. It names no keys.
    pub fn what_next(&self) -> String {
        let today = self.today();
        if self.cards().is_empty() {
            return "No cards yet: put a deck into the decks folder.".into();
        }
        if today.left() == 0 {
            let rest = match self.due_tomorrow() {
                0 if today.answered == 0 => "nor is anything tomorrow".into(),
                0 => "nothing is due tomorrow".into(),
                due => format!("{} due tomorrow", words::count(due, "card is", "cards are")),
            };
            return match today.answered {
                0 => format!("Nothing is due today; {rest}."),
                _ => format!("Done for today; {rest}."),
            };
        }
        let cards = words::count(today.left(), "card", "cards");
        let time = words::about(today.seconds_left);
        if today.half_answered {
            let rest = match today.left() - 1 {
                0 => "it is the last today".into(),
                more => format!("then {} more, about {time} in all", more),
            };
            return format!("Go on with the card you left half-answered; {rest}.");
        }
        match (today.answered, self.days_left()) {
            (_, Some(0)) => format!("The interview is today. {cards}, about {time}, to warm up."),
            (0, _) if self.is_rest_day() => {
                format!("A rest day. {cards} if you like, about {time}; they can wait.")
            }
            (0, _) if today.left() == 1 => format!("One card today, about {time}."),
            (0, _) => format!("{cards} today, about {time}; an easy one comes first."),
            (_, _) if today.left() == today.second_looks => {
                let looks = words::count(today.second_looks, "card wants", "cards want");
                format!("Nearly done: {looks} a second look.")
            }
            _ => format!("{cards} left today, about {time}."),
        }
    }

    /// Whether the user rests on this day of the week.
    pub fn is_rest_day(&self) -> bool {
        self.registers().rest_days.contains(&self.day().weekday())
    }
}
