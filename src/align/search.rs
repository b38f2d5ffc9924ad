//! The best ladder: a dynamic programme over the borders of both sides, within a band.

use crate::score::{Band, MAX_RUN, Scorer};

/// A step of the ladder: `n` English units before border `i` and `m` Chinese units before
/// border `j`; one of the two is 0 in a null.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rung {
    pub i: usize,
    pub j: usize,
    pub n: usize,
    pub m: usize,
    /// Log-odds; 0 for a null.
    pub score: f32,
}

impl Rung {
    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.n == 0 || self.m == 0
    }
}

/// Largest number of units in a bead.
const MAX_UNITS: usize = 7;

/// The best ladder, nulls included, in order.
pub(crate) fn ladder(scorer: &Scorer<'_>, band: &Band) -> Vec<Rung> {
    let (en, zh) = scorer.size();
    let ranges = &band.ranges;
    let mut starts = Vec::with_capacity(en + 1);
    let mut count = 0;
    for &(low, high) in ranges {
        starts.push(count);
        count += (high - low + 1) as usize;
    }
    let inside = |i: usize, j: usize| -> Option<usize> {
        let (low, high) = ranges[i];
        (low as usize <= j && j <= high as usize).then(|| starts[i] + j - low as usize)
    };
    let mut best = vec![f32::NEG_INFINITY; count];
    let mut back = vec![(0u8, 0u8); count];
    best[0] = 0.0;
    for i in 0..=en {
        let (low, high) = ranges[i];
        for j in low as usize..=high as usize {
            let at = starts[i] + j - low as usize;
            let mut top = best[at];
            let mut step = (0, 0);
            if i > 0
                && let Some(from) = inside(i - 1, j)
                && best[from] + scorer.null_en(i) > top
            {
                (top, step) = (best[from] + scorer.null_en(i), (1, 0));
            }
            if j > low as usize && best[at - 1] + scorer.null_zh(j) > top {
                (top, step) = (best[at - 1] + scorer.null_zh(j), (0, 1));
            }
            for n in 1..=MAX_RUN.min(i - band.blocks[i] as usize) {
                for m in 1..=MAX_RUN.min(j).min(MAX_UNITS - n) {
                    let Some(from) = inside(i - n, j - m) else { continue };
                    if best[from] == f32::NEG_INFINITY {
                        continue;
                    }
                    let score = best[from] + scorer.bead(i, n, j, m);
                    if score > top {
                        (top, step) = (score, (n as u8, m as u8));
                    }
                }
            }
            best[at] = top;
            back[at] = step;
        }
    }
    let mut out = Vec::new();
    let (mut i, mut j) = (en, zh);
    while i > 0 || j > 0 {
        let (n, m) = match inside(i, j) {
            Some(at) if back[at] != (0, 0) => (back[at].0 as usize, back[at].1 as usize),
            // A band always leads back to the start (see `Band`); this keeps the promise that
            // aligning never fails if one did not.
            _ if i > 0 => (1, 0),
            _ => (0, 1),
        };
        let score = if n > 0 && m > 0 { scorer.bead(i, n, j, m) } else { 0.0 };
        out.push(Rung { i, j, n, m, score });
        i -= n;
        j -= m;
    }
    out.reverse();
    out
}
