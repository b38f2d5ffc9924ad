//! The best ladder: a dynamic programme over the borders of both sides, within a band.

use super::grid::Grid;
use crate::score::{Band, Scorer};

/// A step of the ladder: `n` English units before border `i` and `m` Chinese units before
/// border `j`; one of the two is 0 in a null.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rung {
    pub i: usize,
    pub j: usize,
    pub n: usize,
    pub m: usize,
    /// Log-odds of a bead against its units having nothing to do with each other, or its
    /// probability, as the search says; 0 for a null.
    pub score: f32,
}

impl Rung {
    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.n == 0 || self.m == 0
    }
}

/// What a cell of the grid is worth after a bead, and after a null.
pub(super) type Ends = [f32; 2];

/// The best ladder, nulls included, in order. The rungs have their log-odds.
pub(crate) fn ladder(scorer: &Scorer<'_>, band: &Band) -> Vec<Rung> {
    let grid = Grid::new(band);
    let (en, zh) = scorer.size();
    let mut best: Vec<Ends> = vec![[f32::NEG_INFINITY; 2]; grid.cells()];
    // The step that leads to each cell, and after what it came: (n, m, null before).
    let mut back: Vec<[(u8, u8, bool); 2]> = vec![[(0, 0, false); 2]; grid.cells()];
    best[0][0] = 0.0;
    for i in 0..=en {
        for j in grid.row(i) {
            let at = grid.at(i, j);
            let mut here = best[at];
            let mut steps = back[at];
            let mut null = |from: Ends, score: [f32; 2], step: (u8, u8)| {
                for (again, score) in score.into_iter().enumerate() {
                    if from[again] + score > here[1] {
                        here[1] = from[again] + score;
                        steps[1] = (step.0, step.1, again == 1);
                    }
                }
            };
            if let Some(from) = i.checked_sub(1).and_then(|i| grid.inside(i, j)) {
                null(best[from], [scorer.null_en(i, false), scorer.null_en(i, true)], (1, 0));
            }
            if let Some(from) = j.checked_sub(1).and_then(|j| grid.inside(i, j)) {
                null(best[from], [scorer.null_zh(j, false), scorer.null_zh(j, true)], (0, 1));
            }
            for (n, m) in scorer.shapes().types() {
                let Some(from) = grid.before(i, j, n, m) else { continue };
                let after_null = best[from][1] > best[from][0];
                let from = best[from][usize::from(after_null)];
                if from == f32::NEG_INFINITY {
                    continue;
                }
                let score = from + scorer.bead(i, n, j, m);
                if score > here[0] {
                    here[0] = score;
                    steps[0] = (n as u8, m as u8, after_null);
                }
            }
            best[at] = here;
            back[at] = steps;
        }
    }
    let mut out = Vec::new();
    let (mut i, mut j) = (en, zh);
    let mut null = grid.inside(i, j).is_some_and(|at| best[at][1] > best[at][0]);
    while i > 0 || j > 0 {
        let (n, m, before) = match grid.inside(i, j).map(|at| back[at][usize::from(null)]) {
            Some((n, m, before)) if (n, m) != (0, 0) => (usize::from(n), usize::from(m), before),
            // A band always leads back to the start (see `Band`); this keeps the promise that
            // aligning never fails if one did not.
            _ if i > 0 => (1, 0, true),
            _ => (0, 1, true),
        };
        let score = if n > 0 && m > 0 { scorer.bead(i, n, j, m) } else { 0.0 };
        out.push(Rung { i, j, n, m, score });
        i -= n;
        j -= m;
        null = before;
    }
    out.reverse();
    out
}
