//! How probable each bead is, over all ladders: forward and backward sums (a semi-Markov
//! conditional random field: Sarawagi & Cohen 2004), and the ladder that is right most often.

use std::ops::{Range, RangeInclusive};

use super::net::Net;
use super::search::{Rung, Worth};
use crate::score::{Frame, Sums, Weights, Words};

/// A bead or a null of some ladder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Step {
    pub i: usize,
    pub j: usize,
    pub n: usize,
    pub m: usize,
    /// For a null, whether another null is before it.
    pub again: bool,
    /// What the words of a bead add.
    pub words: Sums,
    /// Its probability over all ladders.
    pub probability: f32,
}

impl Step {
    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.n == 0 || self.m == 0
    }
}

/// A step on the net: the points that it leads from and to, and what it is worth.
struct Edge {
    from: u32,
    to: u32,
    score: f32,
}

/// How much less probable a bead of one unit and many may be: what speaks against each unit more is outweighed
/// by its words alone.
fn one_to_many(step: &Step) -> f32 {
    match (step.n, step.m) {
        (1, many) | (many, 1) => (1.0 - many as f32).exp(),
        _ => 1.0,
    }
}

/// How often the nulls are counted again. A first search pairs or joins some of what has no counterpart, and the
/// more of that there is, the more it hides.
const ROUNDS: usize = 2;

/// The beads and nulls between points of the net, by rising end, with their probabilities.
///
/// First all but the words counts; what is less probable than `least` then is left out, as far as
/// something else leads through, and only of the rest the words are looked at, which is the dear part.
pub(crate) fn steps(
    net: &Net,
    frame: &Frame<'_>,
    words: &mut Words<'_>,
    weights: &Weights,
    least: f32,
) -> Vec<Step> {
    let (mut steps, mut edges) = (Vec::new(), Vec::new());
    let (mut near, mut near_edges) = (Vec::new(), Vec::new());
    // One stretch after the other: the words of its units are at hand for all its beads.
    for (first, last) in net.stretches() {
        let rows = if first == 0 { 0..=last } else { first + 1..=last };
        words.look_at(net.columns(first, last));
        frames(net, rows, frame, (&mut near, &mut near_edges));
        weigh(&mut near, &near_edges, net.points(first, last));
        let least = bound(&near, &near_edges, net.points(first, last), least);
        for (mut step, mut edge) in near.drain(..).zip(near_edges.drain(..)) {
            if step.probability < least * one_to_many(&step) {
                continue;
            }
            if !step.is_null() {
                let Step { i, j, n, m, .. } = step;
                step.words = words.of(i - n..i, j - m..j);
                edge.score += weights.words(&step.words);
            }
            steps.push(step);
            edges.push(edge);
        }
    }
    weigh(&mut steps, &edges, 0..net.len());
    let mut told = [0.0; 2];
    for _ in 0..ROUNDS {
        count_nulls(&steps, &mut edges, frame, &mut told);
        weigh(&mut steps, &edges, 0..net.len());
    }
    steps
}

/// Counts the nulls by their probabilities, and adds to each what so many make it worth; `told` is what was
/// added before.
fn count_nulls(steps: &[Step], edges: &mut [Edge], frame: &Frame<'_>, told: &mut [f32; 2]) {
    let side = |step: &Step| usize::from(step.n == 0);
    let may_be_null = |step: &Step| {
        let unit = if step.n == 0 { step.j - 1 } else { step.i - 1 };
        step.is_null() && !frame.is_alone(side(step), unit)
    };
    let mut left = [0.0; 2];
    steps.iter().filter(|step| may_be_null(step)).for_each(|step| left[side(step)] += step.probability);
    let shift = frame.null_shift(left);
    for (step, edge) in steps.iter().zip(edges).filter(|(step, _)| may_be_null(step)) {
        edge.score += shift[side(step)] - told[side(step)];
    }
    *told = shift;
}

/// The bound at or below `least` for which steps that are as probable lead from the first to the last of
/// the points. Where a thousand ladders are as good as each other, none of their steps is probable.
fn bound(steps: &[Step], edges: &[Edge], points: Range<usize>, least: f32) -> f32 {
    let at = |point: u32| point as usize - points.start;
    // For what may come before the first point, a bead or a null, one bit each: at each point, after a
    // bead and after a null, from which of them it is reached.
    let mut reached = vec![[0u8; 2]; points.len()];
    reached[0] = if points.start == 0 { [1, 0] } else { [1, 2] };
    let all = reached[0][0] | reached[0][1];
    for (step, edge) in steps.iter().zip(edges).filter(|(step, _)| step.probability >= least) {
        let ends = reached[at(edge.from)];
        let from = if step.is_null() { ends[usize::from(step.again)] } else { ends[0] | ends[1] };
        reached[at(edge.to)][usize::from(step.is_null())] |= from;
    }
    let [bead, null] = reached[points.len() - 1];
    if bead | null == all || least == 0.0 { least } else { bound(steps, edges, points, least / 10.0) }
}

/// The steps that end in these rows of the net, without the words of beads.
fn frames(
    net: &Net,
    rows: RangeInclusive<usize>,
    frame: &Frame<'_>,
    (steps, edges): (&mut Vec<Step>, &mut Vec<Edge>),
) {
    for i in rows {
        for (to, j) in net.row(i) {
            let mut push = |from: usize, n: usize, m: usize, again: bool, score: f32| {
                steps.push(Step { i, j, n, m, again, words: Sums::default(), probability: 0.0 });
                edges.push(Edge { from: from as u32, to: to as u32, score });
            };
            if let Some(from) = net.before(i, j, 1, 0) {
                push(from, 1, 0, false, frame.null_en(i, false));
                push(from, 1, 0, true, frame.null_en(i, true));
            }
            if let Some(from) = net.before(i, j, 0, 1) {
                push(from, 0, 1, false, frame.null_zh(j, false));
                push(from, 0, 1, true, frame.null_zh(j, true));
            }
            for (n, m, from) in net.beads(i, j, to) {
                push(from, n, m, false, frame.bead(i, n, j, m));
            }
        }
    }
}

/// Gives the steps their probabilities over all ladders from the first to the last of the points.
fn weigh(steps: &mut [Step], edges: &[Edge], points: Range<usize>) {
    let at = |point: u32| point as usize - points.start;
    // A null asks what was before it, a bead does not.
    let before = |step: &Step, ends: &Worth| {
        if step.is_null() { ends[usize::from(step.again)] } else { log_sum(ends) }
    };
    let mut forward: Vec<Worth> = vec![[f64::NEG_INFINITY; 2]; points.len()];
    // What comes before the first point may be a null, unless it is the start.
    forward[0] = if points.start == 0 { [0.0, f64::NEG_INFINITY] } else { [0.0; 2] };
    for (step, edge) in steps.iter().zip(edges) {
        let sum = before(step, &forward[at(edge.from)]) + f64::from(edge.score);
        let end = &mut forward[at(edge.to)][usize::from(step.is_null())];
        *end = add(*end, sum);
    }
    let all = log_sum(&forward[points.len() - 1]);
    if all == f64::NEG_INFINITY {
        return;
    }
    let mut backward: Vec<Worth> = vec![[f64::NEG_INFINITY; 2]; points.len()];
    backward[points.len() - 1] = [0.0; 2];
    for (step, edge) in steps.iter_mut().zip(edges).rev() {
        let rest = f64::from(edge.score) + backward[at(edge.to)][usize::from(step.is_null())];
        let from = at(edge.from);
        step.probability = ((before(step, &forward[from]) + rest - all) as f32).exp();
        for state in [false, true] {
            if !step.is_null() || state == step.again {
                let end = &mut backward[from][usize::from(state)];
                *end = add(*end, rest);
            }
        }
    }
}

pub(super) fn log_sum(ends: &Worth) -> f64 {
    add(ends[0], ends[1])
}

/// ln(e^a + e^b).
pub(super) fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY || high - low > 20.0 {
        return high;
    }
    high + f64::from((1.0 + ((low - high) as f32).exp()).ln())
}

/// A rung of a ladder, and what the words of its bead add.
pub(crate) type Said = (Rung, Sums);

/// The ladder whose probabilities, each less `cost`, add up to most. The rungs have their probabilities.
///
/// A wrong bead costs precision and a missing one recall, so F1 is best at a cost of half the
/// F1 that is reached.
pub(crate) fn surest(steps: &[Step], net: &Net, cost: f32) -> Vec<Said> {
    let mut best = vec![f64::NEG_INFINITY; net.len()];
    // The step that leads to each point, by its number, and its probability.
    let mut back: Vec<(u32, f32)> = vec![(u32::MAX, 0.0); net.len()];
    best[0] = 0.0;
    let mut next = 0;
    for i in 0..net.rows() {
        for (at, j) in net.row(i) {
            let mut reach = |step: usize, n: usize, m: usize, probability: f32| {
                if let Some(from) = net.before(i, j, n, m) {
                    let sum = best[from] + f64::from(probability - cost);
                    if sum > best[at] {
                        best[at] = sum;
                        back[at] = (step as u32, probability);
                    }
                }
            };
            // A null after a null and one after a bead are the same rung.
            let mut nulls = [None; 2];
            while next < steps.len() && (steps[next].i, steps[next].j) == (i, j) {
                let Step { n, m, probability, .. } = steps[next];
                if n > 0 && m > 0 {
                    reach(next, n, m, probability);
                } else {
                    let (_, sum) = nulls[m].unwrap_or((next, 0.0));
                    nulls[m] = Some((next, sum + probability));
                }
                next += 1;
            }
            for (step, probability) in nulls.into_iter().flatten() {
                reach(step, steps[step].n, steps[step].m, probability);
            }
        }
    }
    let mut out = Vec::new();
    let mut point = net.rows().checked_sub(1).and_then(|i| Some((i, net.row(i).last()?.1)));
    while let Some((i, j)) = point.filter(|&(i, j)| i > 0 || j > 0) {
        let (step, score) = net.at(i, j).map_or((u32::MAX, 0.0), |at| back[at]);
        let (n, m, words) = match steps.get(step as usize) {
            Some(step) => (step.n, step.m, step.words),
            // A net always leads back to the start; this keeps the promise that aligning never
            // fails if one did not.
            None if i > 0 => (1, 0, Sums::default()),
            None => (0, 1, Sums::default()),
        };
        out.push((Rung { i, j, n, m, score }, words));
        point = Some((i - n, j - m));
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::net::Ends;
    use crate::score::Band;

    fn step((i, j): (usize, usize), n: usize, m: usize, probability: f32) -> Step {
        Step { i, j, n, m, again: false, words: Sums::default(), probability }
    }

    /// Where no null was among the steps, the first of all steps was taken for one.
    #[test]
    fn no_step_is_taken_that_does_not_lead_there() {
        let net = Net::of(&Band::full(3, 3), |_, _| Some(Ends::default()), |_| false);
        let ladder = |steps: &[Step]| -> Vec<_> {
            surest(steps, &net, 0.47).iter().map(|(r, _)| (r.i, r.j, r.n, r.m)).collect()
        };
        let steps = [step((2, 1), 2, 1, 0.2), step((3, 3), 1, 2, 0.9)];
        assert_eq!(ladder(&steps), [(2, 1, 2, 1), (3, 3, 1, 2)]);
        // Nothing leads to the end here, and still every unit is passed.
        let units = ladder(&steps[..1]).iter().fold((0, 0), |(en, zh), rung| (en + rung.2, zh + rung.3));
        assert_eq!(units, (3, 3));
    }

    #[test]
    fn where_no_step_is_probable_some_ladder_is_left() {
        // From point 5 to 6 and on to 7, or there at once.
        let edge = |from: u32, to: u32| Edge { from, to, score: 0.0 };
        let edges = [edge(5, 6), edge(6, 7), edge(5, 7)];
        let steps = |probabilities: [f32; 3]| {
            let [a, b, c] = probabilities;
            [step((1, 1), 1, 1, a), step((2, 2), 1, 1, b), step((2, 2), 2, 2, c)]
        };
        let found = |probabilities: [f32; 3]| bound(&steps(probabilities), &edges, 5..8, 1e-2);
        assert_eq!(found([0.5, 0.5, 1e-5]), 1e-2);
        assert_eq!(found([1e-5, 0.5, 0.5]), 1e-2);
        // What is left of either ladder leads nowhere.
        assert_eq!(found([2e-3, 0.5, 2e-3]), 1e-2 / 10.0);
        assert_eq!(found([0.0, 1.0, 0.0]), 0.0);
        // A null after a null is none where a bead was before.
        let null = |again: bool, probability: f32| Step { again, ..step((1, 0), 1, 0, probability) };
        let nulls = [null(false, 2e-3), null(true, 0.5)];
        assert_eq!(bound(&nulls, &[edge(5, 6), edge(5, 6)], 5..7, 1e-2), 1e-2 / 10.0);
    }

    /// Sums of a hundred thousand steps were kept in 32 bits, which rounded the differences away
    /// that decide at the end of a long text.
    #[test]
    fn probabilities_hold_in_a_long_text() {
        const ROWS: usize = 100_000;
        let step = |i: usize, n: usize| step((i, i), n, n, 0.0);
        let (mut steps, mut edges) = (Vec::new(), Vec::new());
        for i in 1..=ROWS {
            steps.push(step(i, 1));
            edges.push(Edge { from: i as u32 - 1, to: i as u32, score: 40.1 });
        }
        steps.push(step(ROWS, 2));
        edges.push(Edge { from: ROWS as u32 - 2, to: ROWS as u32, score: 80.2 + 0.2 });
        weigh(&mut steps, &edges, 0..ROWS + 1);
        let (one, two) = (steps[ROWS - 1].probability, steps[ROWS].probability);
        assert!((one + two - 1.0).abs() < 1e-3, "{one} {two}");
        assert!((two / one - 0.2f32.exp()).abs() < 1e-2, "{one} {two}");
    }
}
