//! Work on many cards, in parts beside each other. Where no thread can be started, one after the other.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

/// A smaller part is not worth a thread: to start one costs more than it saves.
const SMALLEST: usize = 10_000;
/// No work is cut into more parts.
const MOST: usize = 4;

/// What `work` makes of each part of `0..length`, in the order of the parts: beside each other where
/// there is enough for several.
pub fn in_parts<R: Send>(length: usize, work: impl Fn(Range<usize>) -> R + Sync) -> Vec<R> {
    let parts = (length / SMALLEST).clamp(1, MOST);
    let part = |at: usize| work(length * at / parts..length * (at + 1) / parts);
    thread::scope(|scope| {
        let part = &part;
        let start = |at| thread::Builder::new().spawn_scoped(scope, move || part(at));
        let others: Vec<_> = (1..parts).map(|at| (at, start(at).ok())).collect();
        let first = part(0);
        let others = others.into_iter();
        let others = others.map(|(at, thread)| thread.map_or_else(|| part(at), ended));
        std::iter::once(first).chain(others).collect()
    })
}

/// What `here` and `there` come to, `there` on a thread of its own.
pub fn beside<A, B: Send>(here: impl FnOnce() -> A, there: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, &there).ok();
        let here = here();
        (here, thread.map_or_else(&there, ended))
    })
}

fn ended<R>(thread: ScopedJoinHandle<'_, R>) -> R {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::{SMALLEST, in_parts};

    #[test]
    fn the_parts_together_are_the_whole_in_its_order() {
        for (length, expected) in [
            (0, 1),
            (1, 1),
            (2 * SMALLEST - 1, 1),
            (2 * SMALLEST, 2),
            (9 * SMALLEST + 7, 4),
        ] {
            let parts = in_parts(length, |part| part.collect::<Vec<_>>());
            assert_eq!(parts.len(), expected);
            assert_eq!(parts.concat(), (0..length).collect::<Vec<_>>());
        }
    }
}
