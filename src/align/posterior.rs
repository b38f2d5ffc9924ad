//! How probable each bead is, over all ladders: forward and backward sums (a semi-Markov
//! conditional random field: Sarawagi & Cohen 2004), and the ladder that is right most often.

use super::grid::Grid;
use super::search::{Ends, Rung};
use crate::score::{Band, Scorer};

/// A bead or a null of some ladder, with its probability over all ladders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Step {
    pub i: usize,
    pub j: usize,
    pub n: usize,
    pub m: usize,
    /// For a null, whether another null is before it.
    pub again: bool,
    pub probability: f32,
}

impl Step {
    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.n == 0 || self.m == 0
    }
}

/// Cells that are on less than e^-`FAR` of all ladders are left out.
const FAR: f32 = 16.0;

/// The beads and nulls with a probability of at least `least`, by rising end.
pub(crate) fn steps(scorer: &Scorer<'_>, band: &Band, least: f32) -> Vec<Step> {
    let grid = Grid::new(band);
    let (en, zh) = scorer.size();
    let forward = forward(scorer, &grid);
    let all = grid.inside(en, zh).map_or(f32::NEG_INFINITY, |at| log_sum(&forward[at]));
    let mut backward: Vec<Ends> = vec![[f32::NEG_INFINITY; 2]; grid.cells()];
    let mut out = Vec::new();
    if all == f32::NEG_INFINITY {
        return out;
    }
    if let Some(last) = backward.last_mut() {
        *last = [0.0; 2];
    }
    for i in (0..=en).rev() {
        for j in grid.row(i).rev() {
            let at = grid.at(i, j);
            let rest = backward[at];
            let through = |end: usize| forward[at][end] + rest[end] - all;
            if through(0).max(through(1)) < -FAR {
                continue;
            }
            let mut step = |from: usize, state: usize, score: f32, end: usize, n: usize, m: usize| {
                let after = score + rest[end];
                let sum = &mut backward[from][state];
                *sum = add(*sum, after);
                let probability = (forward[from][state] + after - all).exp();
                if probability >= least {
                    out.push(Step { i, j, n, m, again: end == 1 && state == 1, probability });
                }
            };
            if rest[1] > f32::NEG_INFINITY {
                if let Some(from) = i.checked_sub(1).and_then(|i| grid.inside(i, j)) {
                    step(from, 0, scorer.null_en(i, false), 1, 1, 0);
                    step(from, 1, scorer.null_en(i, true), 1, 1, 0);
                }
                if let Some(from) = j.checked_sub(1).and_then(|j| grid.inside(i, j)) {
                    step(from, 0, scorer.null_zh(j, false), 1, 0, 1);
                    step(from, 1, scorer.null_zh(j, true), 1, 0, 1);
                }
            }
            if through(0) < -FAR {
                continue;
            }
            for (n, m) in scorer.shapes().types() {
                let Some(from) = grid.before(i, j, n, m) else { continue };
                if forward[from][0].max(forward[from][1]) == f32::NEG_INFINITY {
                    continue;
                }
                let score = scorer.bead(i, n, j, m);
                step(from, 0, score, 0, n, m);
                step(from, 1, score, 0, n, m);
            }
        }
    }
    out.reverse();
    joined(out)
}

/// The two ways to come to a bead, after a bead and after a null, as one step.
fn joined(steps: Vec<Step>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        match out.last_mut() {
            Some(last)
                if (last.i, last.j, last.n, last.m, last.again)
                    == (step.i, step.j, step.n, step.m, step.again) =>
            {
                last.probability += step.probability;
            }
            _ => out.push(step),
        }
    }
    out
}

/// For each cell the logarithm of the sum of all ladders that lead to it.
fn forward(scorer: &Scorer<'_>, grid: &Grid<'_>) -> Vec<Ends> {
    let (en, _) = scorer.size();
    let mut sums: Vec<Ends> = vec![[f32::NEG_INFINITY; 2]; grid.cells()];
    sums[0][0] = 0.0;
    for i in 0..=en {
        for j in grid.row(i) {
            let at = grid.at(i, j);
            let mut here = sums[at];
            let mut null = |from: Ends, score: [f32; 2]| {
                here[1] = add(here[1], add(from[0] + score[0], from[1] + score[1]));
            };
            if let Some(from) = i.checked_sub(1).and_then(|i| grid.inside(i, j)) {
                null(sums[from], [scorer.null_en(i, false), scorer.null_en(i, true)]);
            }
            if let Some(from) = j.checked_sub(1).and_then(|j| grid.inside(i, j)) {
                null(sums[from], [scorer.null_zh(j, false), scorer.null_zh(j, true)]);
            }
            for (n, m) in scorer.shapes().types() {
                let Some(from) = grid.before(i, j, n, m) else { continue };
                let from = log_sum(&sums[from]);
                if from > f32::NEG_INFINITY {
                    here[0] = add(here[0], from + scorer.bead(i, n, j, m));
                }
            }
            sums[at] = here;
        }
    }
    sums
}

pub(super) fn log_sum(ends: &Ends) -> f32 {
    add(ends[0], ends[1])
}

/// ln(e^a + e^b).
pub(super) fn add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f32::NEG_INFINITY || high - low > 20.0 { high } else { high + (low - high).exp().ln_1p() }
}

/// The ladder whose probabilities, each less `cost`, add up to most. The rungs have their probabilities.
///
/// A wrong bead costs precision and a missing one recall, so F1 is best at a cost of half the
/// F1 that is reached.
pub(crate) fn surest(steps: &[Step], band: &Band, (en, zh): (usize, usize), cost: f32) -> Vec<Rung> {
    let grid = Grid::new(band);
    let mut best = vec![f32::NEG_INFINITY; grid.cells()];
    let mut back: Vec<(u8, u8, f32)> = vec![(0, 0, 0.0); grid.cells()];
    best[0] = 0.0;
    let mut next = 0;
    for i in 0..=en {
        for j in grid.row(i) {
            let at = grid.at(i, j);
            let mut reach = |n: usize, m: usize, probability: f32| {
                if let Some(from) = grid.before(i, j, n, m) {
                    let sum = best[from] + probability - cost;
                    if sum > best[at] {
                        best[at] = sum;
                        back[at] = (n as u8, m as u8, probability);
                    }
                }
            };
            let mut nulls = [0.0; 2];
            while next < steps.len() && (steps[next].i, steps[next].j) == (i, j) {
                let Step { n, m, probability, .. } = steps[next];
                match (n, m) {
                    (1, 0) => nulls[0] += probability,
                    (0, 1) => nulls[1] += probability,
                    _ => reach(n, m, probability),
                }
                next += 1;
            }
            reach(1, 0, nulls[0]);
            reach(0, 1, nulls[1]);
        }
    }
    let mut out = Vec::new();
    let (mut i, mut j) = (en, zh);
    while i > 0 || j > 0 {
        let (n, m, score) = match grid.inside(i, j).map(|at| back[at]) {
            Some((n, m, score)) if (n, m) != (0, 0) => (usize::from(n), usize::from(m), score),
            // As in the search for the best ladder, a promise and no case.
            _ if i > 0 => (1, 0, 0.0),
            _ => (0, 1, 0.0),
        };
        out.push(Rung { i, j, n, m, score });
        i -= n;
        j -= m;
    }
    out.reverse();
    out
}
