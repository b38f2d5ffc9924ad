//! The weights of the score, learnt over whole ladders.
//!
//! A semi-Markov conditional random field (Sarawagi & Cohen 2004): the probability of a ladder
//! is the exponential of its score over the sum of those of all ladders, and the weights are
//! those under which the true ladders are most probable, drawn to the weights that they start
//! from. Each document's ladders are kept as a lattice of the steps that are not hopeless; as
//! the weights move, the lattices are made anew.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::documents::{Document, gold_steps};
use crate::align::{Aligner, Step, steps};
use crate::score::{Band, EVIDENCE, Evidence, LEARNT, NULL, Paragraphs, Sums, Weights, Words, pull};

/// Steps less probable than this are left out of a lattice.
const LEAST: f32 = 1e-5;
/// What a step costs, beside what it gains when it is true; see `align::posterior`.
const COST: f64 = 0.47;
/// Lattices are made with all weights this much smaller, so that there is room to move.
const FLAT: f32 = 0.5;

/// How far around the true ladder the lattice reaches, in units.
const WIDTH: usize = 10;

/// What learning aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// That the true ladders are most probable. One minimum, but a single odd bead weighs much.
    Likely,
    /// That as few steps as possible are expected to be wrong (minimum risk: Smith & Eisner 2006).
    Right,
}

/// How to learn.
#[derive(Clone, Debug)]
pub struct Learning {
    /// The aim.
    pub goal: Goal,
    /// How often the lattices are made.
    pub lattices: usize,
    /// Steps of the optimiser for each.
    pub rounds: usize,
    /// How strongly the weights are drawn to where they start.
    pub pull: f64,
    /// Weights that are 0, whatever they start from.
    pub(super) none: Vec<Range<usize>>,
    /// Weights that stay as they are.
    pub(super) fixed: Range<usize>,
}

impl Learning {
    /// From any start to the most probable ladders.
    pub fn likely() -> Learning {
        Learning { goal: Goal::Likely, lattices: 3, rounds: 80, pull: 1.0, none: Vec::new(), fixed: 0..0 }
    }

    /// From weights that are good to those that make the fewest errors in a few documents.
    pub fn right() -> Learning {
        Learning { goal: Goal::Right, lattices: 2, pull: 10.0, ..Learning::likely() }
    }

    /// Likewise, but only what units without counterpart add.
    pub(super) fn nulls() -> Learning {
        Learning { fixed: 0..NULL, ..Learning::right() }
    }

    /// The same without these kinds of evidence, by their numbers in `score::EVIDENCE`.
    pub(super) fn without(self, evidence: &[usize]) -> Learning {
        Learning { none: evidence.iter().map(|&k| EVIDENCE[k].1.clone()).collect(), ..self }
    }

    /// Sets to 0 what must be.
    fn clear(&self, weights: &mut [f64]) {
        self.none.iter().cloned().flatten().for_each(|k| weights[k] = 0.0);
    }
}

/// A step of some ladder in a lattice.
struct Edge {
    from: u32,
    to: u32,
    features: Range<u32>,
}

/// The ladders of one document.
struct Lattice {
    nodes: usize,
    last: usize,
    /// By rising end.
    edges: Vec<Edge>,
    features: Vec<(u16, f32)>,
    /// The edges of the true ladder.
    gold: Vec<u32>,
}

/// The weights under which the documents' ladders are most probable, starting from those of `aligner`.
pub fn learn(
    aligner: &Aligner,
    documents: &[Document],
    how: &Learning,
    mut say: impl FnMut(&str),
) -> Weights {
    let mut start: Vec<f64> = aligner.weights().learnt().iter().map(|&w| f64::from(w)).collect();
    how.clear(&mut start);
    let mut weights = aligner.weights().with_learnt(&floats(&start));
    for lattice in 0..how.lattices {
        let lattices: Vec<Lattice> =
            documents.par_iter().filter_map(|d| Lattice::new(aligner, d, &weights)).collect();
        let (learnt, loss) = optimum(&lattices, &start, &weights.learnt(), how);
        weights = weights.with_learnt(&learnt);
        let beads: usize = lattices.iter().map(|l| l.gold.len()).sum();
        say(&format!(
            "lattice {}: {} documents, {beads} steps, loss {:.4} a step",
            lattice + 1,
            lattices.len(),
            loss / beads.max(1) as f64
        ));
    }
    weights
}

impl Lattice {
    fn new(aligner: &Aligner, document: &Document, weights: &Weights) -> Option<Lattice> {
        let (en, zh): (Vec<&str>, Vec<&str>) =
            (document.en.iter().map(|s| &**s).collect(), document.zh.iter().map(|s| &**s).collect());
        let features = aligner.features(&en, &zh);
        let gold = gold_steps(&document.ladder);
        let path: Vec<(usize, usize)> =
            std::iter::once((0, 0)).chain(gold.iter().map(|s| (s.i, s.j))).collect();
        // All points near the true ladder, not only those that an aligner looks at: there is as
        // much to learn from what is wrong.
        let band = Band::around(&path, WIDTH);
        let second = aligner.passes().second(features, Paragraphs::default(), band, f64::INFINITY);
        let net = second.net.with(&path);
        let model = aligner.model();
        let flat: Vec<f32> = weights.learnt().iter().map(|w| w * FLAT).collect();
        let flat = weights.with_learnt(&flat);
        let frame = second.frame(weights, model);
        let evidence = Evidence::new(&frame, model);
        let mut words = Words::with_agreement(&second.features, weights);
        let mut all = steps(&net, &frame, &mut words, &flat, LEAST);
        let key = |s: &Step| (s.i, s.j, s.n, s.m, s.again);
        for step in &gold {
            if !all.iter().any(|s| key(s) == key(step)) {
                let words = match step.is_null() {
                    true => Sums::default(),
                    false => words.of(step.i - step.n..step.i, step.j - step.m..step.j),
                };
                all.push(Step { words, ..*step });
            }
        }
        all.sort_by_key(key);

        let mut nodes: FxHashMap<(usize, usize, bool), u32> = FxHashMap::default();
        let mut node = |i: usize, j: usize, null: bool| -> u32 {
            let next = nodes.len() as u32;
            *nodes.entry((i, j, null)).or_insert(next)
        };
        node(0, 0, false);
        let mut lattice =
            Lattice { nodes: 0, last: 0, edges: Vec::new(), features: Vec::new(), gold: Vec::new() };
        let mut true_steps = gold.iter().peekable();
        let mut after_null = false;
        for step in &all {
            let start = lattice.features.len() as u32;
            let mut each = |index: usize, x: f32| {
                if x != 0.0 {
                    lattice.features.push((index as u16, x));
                }
            };
            let Step { i, j, n, m, again, .. } = *step;
            let null = n == 0 || m == 0;
            if null {
                evidence.null(usize::from(n == 0), if n == 0 { j } else { i }, again, &mut each);
            } else {
                evidence.bead(&step.words, (i, n), (j, m), &mut each);
            }
            let features = start..lattice.features.len() as u32;
            let is_true = true_steps.next_if(|s| key(s) == key(step)).is_some();
            for state in [false, true] {
                if null && state != again {
                    continue;
                }
                let edge = Edge {
                    from: node(i - n, j - m, state),
                    to: node(i, j, null),
                    features: features.clone(),
                };
                if is_true && (null || state == after_null) {
                    lattice.gold.push(lattice.edges.len() as u32);
                }
                lattice.edges.push(edge);
            }
            if is_true {
                after_null = null;
            }
        }
        let last = node(en.len(), zh.len(), after_null);
        lattice.nodes = nodes.len();
        lattice.last = last as usize;
        // A true step that the band leaves out would make the others impossible.
        (lattice.gold.len() == gold.len()).then_some(lattice)
    }

    /// Adds what the weights should change by to `gradient`, gives back the loss: minus the
    /// logarithm of the probability of the true ladder, or the expected number of wrong steps.
    fn loss(&self, weights: &[f64], goal: Goal, gradient: &mut [f64]) -> f64 {
        let features = |edge: &Edge| &self.features[edge.features.start as usize..edge.features.end as usize];
        let score = |edge: &Edge| -> f64 {
            features(edge).iter().map(|&(index, x)| weights[usize::from(index)] * f64::from(x)).sum()
        };
        let scores: Vec<f64> = self.edges.iter().map(score).collect();
        let mut forward = vec![f64::NEG_INFINITY; self.nodes];
        forward[0] = 0.0;
        for (edge, score) in self.edges.iter().zip(&scores) {
            let from = forward[edge.from as usize];
            let to = &mut forward[edge.to as usize];
            *to = log_add(*to, from + score);
        }
        let all = forward[self.last];
        let mut backward = vec![f64::NEG_INFINITY; self.nodes];
        backward[self.last] = 0.0;
        for (edge, score) in self.edges.iter().zip(&scores).rev() {
            let rest = score + backward[edge.to as usize];
            let from = &mut backward[edge.from as usize];
            *from = log_add(*from, rest);
        }
        let mut true_steps = vec![false; self.edges.len()];
        self.gold.iter().for_each(|&edge| true_steps[edge as usize] = true);
        let share = |edge: &Edge, score: f64| {
            let log = forward[edge.from as usize] + score + backward[edge.to as usize] - all;
            if log > -40.0 { log.exp() } else { 0.0 }
        };
        let mut add = |edge: &Edge, times: f64| {
            for &(index, x) in features(edge) {
                gradient[usize::from(index)] += times * f64::from(x);
            }
        };
        if goal == Goal::Likely {
            let mut gold = 0.0;
            for ((edge, score), is_true) in self.edges.iter().zip(&scores).zip(&true_steps) {
                let times = f64::from(u8::from(*is_true)) - share(edge, *score);
                gold += if *is_true { *score } else { 0.0 };
                if times != 0.0 {
                    add(edge, times);
                }
            }
            return all - gold;
        }
        // What the steps before each node, and those after it, are worth on average.
        let worth = |edge: usize| f64::from(u8::from(true_steps[edge])) - COST;
        let mut before = vec![0.0; self.nodes];
        let mut after = vec![0.0; self.nodes];
        for (k, (edge, score)) in self.edges.iter().zip(&scores).enumerate() {
            let (from, to) = (edge.from as usize, edge.to as usize);
            if forward[from] > f64::NEG_INFINITY {
                before[to] += (forward[from] + score - forward[to]).exp() * (before[from] + worth(k));
            }
        }
        for (k, (edge, score)) in self.edges.iter().zip(&scores).enumerate().rev() {
            let (from, to) = (edge.from as usize, edge.to as usize);
            if backward[to] > f64::NEG_INFINITY {
                after[from] += (score + backward[to] - backward[from]).exp() * (after[to] + worth(k));
            }
        }
        let mean = before[self.last];
        for (k, (edge, score)) in self.edges.iter().zip(&scores).enumerate() {
            let share = share(edge, *score);
            if share > 0.0 {
                let here = before[edge.from as usize] + worth(k) + after[edge.to as usize];
                add(edge, share * (here - mean));
            }
        }
        self.gold.len() as f64 * (1.0 - COST) - mean
    }
}

/// ln(e^a + e^b).
fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

/// Weights of least loss by resilient propagation (Riedmiller & Braun 1993): each weight has
/// its own step, longer while its slope keeps its sign and shorter when it turns.
fn optimum(lattices: &[Lattice], center: &[f64], from: &[f32], how: &Learning) -> (Vec<f32>, f64) {
    let mut weights: Vec<f64> = from.iter().map(|&w| f64::from(w)).collect();
    let mut steps = vec![0.02f64; LEARNT];
    let mut before = vec![0.0f64; LEARNT];
    let mut best = (f64::INFINITY, weights.clone());
    for _ in 0..how.rounds {
        // Sums in the order of the documents, whatever the threads do.
        let parts: Vec<(f64, Vec<f64>)> = lattices
            .par_iter()
            .map(|lattice| {
                let mut gradient = vec![0.0; LEARNT];
                (lattice.loss(&weights, how.goal, &mut gradient), gradient)
            })
            .collect();
        let mut gradient = vec![0.0; LEARNT];
        let mut loss = 0.0;
        for (part, slopes) in &parts {
            loss += part;
            gradient.iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += slope);
        }
        how.clear(&mut gradient);
        gradient[how.fixed.clone()].fill(0.0);
        let away: Vec<f64> = weights.iter().zip(center).map(|(w, c)| w - c).collect();
        loss += how.pull * pull(&away, how.pull, &mut gradient);
        if loss < best.0 {
            best = (loss, weights.clone());
        }
        for k in 0..LEARNT {
            let turn = gradient[k] * before[k];
            if turn > 0.0 {
                steps[k] = (steps[k] * 1.2).min(0.5);
            } else if turn < 0.0 {
                steps[k] = (steps[k] * 0.5).max(1e-6);
                gradient[k] = 0.0;
            }
            if gradient[k] != 0.0 {
                weights[k] += steps[k] * gradient[k].signum();
            }
            before[k] = gradient[k];
        }
    }
    (floats(&best.1), best.0)
}

fn floats(numbers: &[f64]) -> Vec<f32> {
    numbers.iter().map(|&x| x as f32).collect()
}
