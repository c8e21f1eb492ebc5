//! Cards of the kinds recall and reverse.

use crate::domain::card::{Fragment, Recall, Reverse};
use crate::domain::rubric::Rubric;

use super::object::Object;
use super::reader::{Help, Reader};
use super::rubric;

/// What is particular to a recall card. `prompt` is raw.
pub(crate) fn recall<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>, prompt: &str) -> Recall {
    let cloze = card.boolean(r, "cloze");
    let fragments = fragments(r, card, prompt, cloze);
    let answer = match cloze {
        // The hidden parts are the answer.
        true => card.text(r, "answer").unwrap_or_default(),
        false => card.need_text(r, "answer"),
    };
    let choices = card.texts(r, "choices");
    if let Some(raw) = card.raw("choices") {
        card.at_least(r, "choices", raw, 2);
    }
    Recall {
        answer,
        rubric: Rubric {
            points: rubric::points(r, card, "points"),
            ..Rubric::default()
        },
        choices,
        cloze: fragments,
        hints: card.texts(r, "hints"),
    }
}

/// The stretches of a cloze prompt; none where the card is no cloze.
fn fragments<'a>(
    r: &mut Reader<'a>,
    card: &Object<'a, '_>,
    prompt: &str,
    cloze: bool,
) -> Vec<Fragment> {
    let parts = split(prompt);
    let at = |name: &'static str| card.raw(name).map(|raw| (name, raw));
    let hides = matches!(&parts, Ok(parts) if parts.iter().any(|(hidden, _)| *hidden));
    match parts {
        Ok(parts) if cloze && hides => {
            let fragment = |(hidden, text): (bool, &str)| match hidden {
                true => Fragment::Hidden(r.keep(text)),
                false => Fragment::Shown(r.keep(text)),
            };
            return parts.into_iter().map(fragment).collect();
        }
        Ok(_) if cloze => {
            if let Some((name, raw)) = at("cloze") {
                let help = Help::say("put [[ and ]] around what is to be hidden in the prompt");
                let message = "a cloze card's prompt needs at least one [[hidden]] part";
                r.error(&card.value().field(name, raw), message, help);
            }
        }
        Ok(_) if hides => {
            if let Some((name, raw)) = at("prompt") {
                let message = "[[ and ]] are shown as they are, since this is no cloze card";
                let help = Help::say("add \"cloze\": true to hide what stands between them");
                r.warn(&card.value().field(name, raw), message, help);
            }
        }
        Ok(_) => {}
        Err(message) if cloze => {
            if let Some((name, raw)) = at("prompt") {
                let help = Help::say("hidden parts are written [[like this]], not one in another");
                r.error(&card.value().field(name, raw), message, help);
            }
        }
        Err(_) => {}
    }
    Vec::new()
}

/// Splits a prompt into (hidden, text).
fn split(prompt: &str) -> Result<Vec<(bool, &str)>, &'static str> {
    let mut parts = Vec::new();
    let mut rest = prompt;
    while let Some((before, from)) = rest.split_once("[[") {
        let (inside, after) = from.split_once("]]").ok_or("a [[ is never closed by ]]")?;
        if inside.trim().is_empty() {
            return Err("a [[hidden]] part is empty");
        }
        if inside.contains("[[") {
            return Err("a [[hidden]] part stands within another");
        }
        if !before.is_empty() {
            parts.push((false, before));
        }
        parts.push((true, inside));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push((false, rest));
    }
    Ok(parts)
}

/// What is particular to a question for the interviewer.
pub(crate) fn reverse<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Reverse {
    Reverse {
        to: card.need_each(r, "to", 1, |r, item, _| r.text(item)),
        listen_for: card.need_each(r, "listen_for", 1, |r, item, _| r.text(item)),
        warning_signs: card.need_each(r, "warning_signs", 1, |r, item, _| r.text(item)),
        then_ask: card.need_text(r, "then_ask"),
        avoid_if: card.text(r, "avoid_if"),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_prompt_splits_into_shown_and_hidden() {
        assert_eq!(
            split("A [[feature store]] serves [[features]]."),
            Ok(vec![
                (false, "A "),
                (true, "feature store"),
                (false, " serves "),
                (true, "features"),
                (false, ".")
            ])
        );
        assert_eq!(split("plain"), Ok(vec![(false, "plain")]));
        for broken in ["[[open", "[[ ]]", "[[a [[b]] c]]"] {
            assert!(split(broken).is_err(), "{broken}");
        }
    }
}
