//! Which follow-ups are put where nothing is marked yet.

use crate::domain::rubric::{FollowUp, Point};

/// The follow-ups to put after an answer that nobody has marked, by their place, at most `most`: those
/// of must points first, then by weight, one a point; those put at the `last` attempt give way to
/// others. Where there is a pressure probe it comes last, unless only one is put at all.
pub fn probes(
    followups: &[FollowUp],
    points: &[Point],
    last: &[Box<str>],
    most: usize,
) -> Vec<usize> {
    let was_put = |at: usize| last.contains(&followups[at].id);
    let places = |wanted: &dyn Fn(&FollowUp) -> bool| {
        let all = 0..followups.len();
        let mut fitting: Vec<usize> = all.filter(|at| wanted(&followups[*at])).collect();
        fitting.sort_by_key(|at| was_put(*at));
        fitting
    };
    let mut by_worth: Vec<&Point> = points.iter().collect();
    by_worth.sort_by_key(|point| std::cmp::Reverse((point.must, point.weight)));
    let mut about: Vec<usize> = Vec::new();
    for point in by_worth {
        let of_point = places(&|followup| followup.when.contains(&point.id));
        about.extend(of_point.into_iter().find(|at| !about.contains(at)));
    }
    about.sort_by_key(|at| was_put(*at));
    let pressure = places(&|followup| followup.when.is_empty());
    let pressure = pressure.first().copied();
    let pressure = pressure.filter(|_| most > 1 || about.is_empty());
    about.truncate(most.saturating_sub(usize::from(pressure.is_some())));
    about.extend(pressure);
    about.truncate(most);
    about
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::safe_text::SafeText;

    fn put(last: &[&str], most: usize) -> Vec<String> {
        let point = |id: &str, weight, must| Point {
            id: id.into(),
            text: SafeText::new(id),
            weight,
            must,
            theme: Box::default(),
        };
        let points = [
            point("a", 3, false),
            point("b", 1, true),
            point("c", 2, false),
        ];
        let followup = |id: &str, when: &[&str]| FollowUp {
            id: id.into(),
            when: when.iter().map(|id| (*id).into()).collect(),
            ask: SafeText::new(id),
        };
        let followups = [
            followup("fa", &["a"]),
            followup("fa2", &["a"]),
            followup("fb", &["b"]),
            followup("fc", &["c"]),
            followup("p", &[]),
        ];
        let last: Vec<Box<str>> = last.iter().map(|id| (*id).into()).collect();
        let places = probes(&followups, &points, &last, most);
        places
            .iter()
            .map(|at| followups[*at].id.to_string())
            .collect()
    }

    #[test]
    fn must_points_come_first_what_was_put_last_gives_way_and_pressure_ends() {
        assert_eq!(put(&[], 3), ["fb", "fa", "p"]);
        assert_eq!(put(&["fb"], 3), ["fa", "fc", "p"]);
        assert_eq!(put(&["fa"], 3), ["fb", "fa2", "p"]);
        assert_eq!(put(&[], 1), ["fb"]);
        assert_eq!(put(&[], 0), [""; 0]);
        assert_eq!(
            put(&["fa", "fa2", "fb", "fc", "p"], 4),
            ["fb", "fa", "fc", "p"]
        );
    }
}
