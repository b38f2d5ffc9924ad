//! The best ladder: a dynamic programme over the borders of both sides.

use crate::score::{MAX_RUN, Scorer, Weights};

/// A step of the ladder: `en` English units and `zh` Chinese units before the borders `i` and `j`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rung {
    pub i: usize,
    pub j: usize,
    pub n: usize,
    pub m: usize,
    pub score: f32,
}

/// Largest number of units in a bead.
const MAX_UNITS: usize = 7;

/// The best ladder, nulls included, in order.
pub(crate) fn ladder(scorer: &Scorer<'_>, weights: &Weights) -> Vec<Rung> {
    let (en, zh) = scorer.size();
    let width = zh + 1;
    let mut best = vec![f32::NEG_INFINITY; (en + 1) * width];
    let mut back = vec![(0u8, 0u8); (en + 1) * width];
    best[0] = 0.0;
    for i in 0..=en {
        for j in 0..=zh {
            if i == 0 && j == 0 {
                continue;
            }
            let at = i * width + j;
            let mut top = f32::NEG_INFINITY;
            let mut step = (0, 0);
            if i > 0 {
                let s = best[at - width] - weights.null[0];
                if s > top {
                    (top, step) = (s, (1, 0));
                }
            }
            if j > 0 {
                let s = best[at - 1] - weights.null[1];
                if s > top {
                    (top, step) = (s, (0, 1));
                }
            }
            for n in 1..=MAX_RUN.min(i) {
                for m in 1..=MAX_RUN.min(j).min(MAX_UNITS - n) {
                    let s = best[at - n * width - m] + scorer.bead(i, n, j, m);
                    if s > top {
                        (top, step) = (s, (n as u8, m as u8));
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
        let (n, m) = back[i * width + j];
        let (n, m) = (n as usize, m as usize);
        let score = if n > 0 && m > 0 { scorer.bead(i, n, j, m) } else { 0.0 };
        out.push(Rung { i, j, n, m, score });
        i -= n;
        j -= m;
    }
    out.reverse();
    out
}
