//! Work on many cards, in parts beside each other.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

/// A smaller part is not worth a thread: to start one costs more than it saves.
const SMALLEST: usize = 10_000;
/// No work is cut into more parts.
const MOST: usize = 4;

/// What `work` makes of each part of `0..length`, in the order of the parts: each on a thread of its own
/// where there is enough for several.
pub fn in_parts<R: Send>(length: usize, work: impl Fn(Range<usize>) -> R + Sync) -> Vec<R> {
    let parts = (length / SMALLEST).clamp(1, MOST);
    let part = |at: usize| length * at / parts..length * (at + 1) / parts;
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = (1..parts)
            .map(|at| scope.spawn(move || work(part(at))))
            .collect();
        let first = work(part(0));
        let others = others.into_iter().map(|other| other.join());
        let others = others.map(|made| made.unwrap_or_else(|panic| resume_unwind(panic)));
        std::iter::once(first).chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST, SMALLEST, in_parts};

    #[test]
    fn the_parts_together_are_the_whole_in_its_order() {
        for length in [0, 1, SMALLEST, 2 * SMALLEST + 1, 9 * SMALLEST + 7] {
            let parts = in_parts(length, |part| part.collect::<Vec<_>>());
            assert!((1..=MOST).contains(&parts.len()));
            assert_eq!(parts.concat(), (0..length).collect::<Vec<_>>());
        }
    }
}
