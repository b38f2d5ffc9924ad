//! Whether time grows with the length and not with its square.

use std::time::{Duration, Instant};

/// In proportion it is 4, by the square 16.
const MOST: u32 = 12;
/// What takes less is not measured well enough to be compared.
const LEAST: Duration = Duration::from_millis(40);
/// A busy machine may be slow in some of them.
const TRIES: usize = 4;

/// Fails where four times as much takes far more than four times as long.
pub fn check(what: &str, size: usize, run: impl Fn(usize)) {
    let time = |size| {
        let start = Instant::now();
        run(size);
        start.elapsed()
    };
    let (mut few, mut many) = (Duration::MAX, Duration::MAX);
    for _ in 0..TRIES {
        many = many.min(time(4 * size));
        if many < LEAST {
            return;
        }
        few = few.min(time(size));
        if many < MOST * few {
            return;
        }
    }
    panic!("{what}: {few:?} for {size}, {many:?} for four times as much");
}
