//! A closer look: the probabilities of a few steps, with evidence that is too dear for all.

use rustc_hash::FxHashMap;

use super::posterior::{Step, add, log_sum};
use super::search::Ends;
use crate::score::{Order, Scorer};

/// Gives the steps, which rise, new probabilities: beads are also scored by the order of their
/// words, and only these steps are thought to be possible.
pub(super) fn look(steps: &mut [Step], scorer: &Scorer<'_>, order: &mut Order<'_>) {
    // The borders that steps meet at, numbered as they come.
    let mut numbers: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    let mut number = |i: usize, j: usize| -> usize {
        let next = numbers.len();
        *numbers.entry((i, j)).or_insert(next)
    };
    let first = number(0, 0);
    let ends: Vec<(usize, usize)> =
        steps.iter().map(|s| (number(s.i - s.n, s.j - s.m), number(s.i, s.j))).collect();
    let (en, zh) = scorer.size();
    let last = number(en, zh);
    let scores: Vec<f32> = steps
        .iter()
        .map(|s| match (s.n, s.m) {
            (_, 0) => scorer.null_en(s.i, s.again),
            (0, _) => scorer.null_zh(s.j, s.again),
            (n, m) => scorer.bead(s.i, n, s.j, m) + order.bead(s.i, n, s.j, m),
        })
        .collect();
    // A null asks what was before it, a bead does not.
    let before = |step: &Step, ends: &Ends| {
        if step.is_null() { ends[usize::from(step.again)] } else { log_sum(ends) }
    };
    let mut forward: Vec<Ends> = vec![[f32::NEG_INFINITY; 2]; numbers.len()];
    forward[first][0] = 0.0;
    for ((step, &(from, to)), score) in steps.iter().zip(&ends).zip(&scores) {
        let sum = before(step, &forward[from]) + score;
        let end = &mut forward[to][usize::from(step.is_null())];
        *end = add(*end, sum);
    }
    let all = log_sum(&forward[last]);
    if all == f32::NEG_INFINITY {
        return;
    }
    let mut backward: Vec<Ends> = vec![[f32::NEG_INFINITY; 2]; numbers.len()];
    backward[last] = [0.0; 2];
    for ((step, &(from, to)), score) in steps.iter_mut().zip(&ends).zip(&scores).rev() {
        let rest = score + backward[to][usize::from(step.is_null())];
        step.probability = (before(step, &forward[from]) + rest - all).exp();
        for state in [false, true] {
            if !step.is_null() || state == step.again {
                let end = &mut backward[from][usize::from(state)];
                *end = add(*end, rest);
            }
        }
    }
}
