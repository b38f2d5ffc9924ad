//! The document teaches: links learnt from the beads that a first search has found.
//!
//! A name is in no table, yet after one pass over a chapter it has stood opposite the same
//! characters thirty times. One or two rounds of the trainer's own EM over the document's
//! beads, with the model as prior, turn that into links. The prior is strong, so a word that
//! occurs once or twice stays what the model says.

use crate::features::{Count, Link, Links, Side};

/// A bead of the first search: ranges of units on both sides and how sure it is, 0..1.
#[derive(Clone, Debug)]
pub(crate) struct Lesson {
    pub made: std::ops::Range<usize>,
    pub maker: std::ops::Range<usize>,
    pub weight: f32,
}

/// How to learn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adaptation {
    /// Rounds of EM; 0 turns it off.
    pub rounds: usize,
    /// Tokens that the model's word counts for.
    pub prior: f32,
    /// Expected count from which a new link is kept.
    pub least: f32,
}

impl Adaptation {
    /// Measured on novels: one or two rounds, a prior of a few tokens.
    pub const DEFAULT: Adaptation = Adaptation { rounds: 2, prior: 6.0, least: 0.7 };
}

/// The links made | maker after the lessons.
pub(crate) fn adapted(
    made: &Side,
    maker: &Side,
    links: &Links,
    lessons: &[Lesson],
    how: Adaptation,
) -> Links {
    let beads: Vec<(Vec<Count>, Vec<Count>)> =
        lessons.iter().map(|l| (merged(made, &l.made), merged(maker, &l.maker))).collect();
    let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); maker.ids()];
    for (b, (_, makers)) in beads.iter().enumerate() {
        for &(id, n) in makers {
            postings[id as usize].push((b as u32, n));
        }
    }
    let mut rows: Vec<Vec<Link>> = (0..maker.ids()).map(|id| links.row(id as u32).to_vec()).collect();
    // What a token leaves to everything that its row does not name.
    let mut rest: Vec<f32> = maker.unnamed.clone();
    let mut dense = vec![0.0f32; made.ids()];
    let mut counts = vec![0.0f32; made.ids()];
    for _ in 0..how.rounds {
        let mut likely: Vec<Vec<f32>> = beads
            .iter()
            .map(|(tokens, makers)| {
                let open: f32 =
                    makers.iter().map(|&(id, n)| n * maker.weight[id as usize] * rest[id as usize]).sum();
                tokens.iter().map(|&(id, _)| made.background[id as usize] * (1.0 + open)).collect()
            })
            .collect();
        for (id, posting) in postings.iter().enumerate() {
            rows[id].iter().for_each(|&(to, p)| dense[to as usize] = p);
            for &(b, n) in posting {
                let share = n * maker.weight[id];
                for (sum, &(to, _)) in likely[b as usize].iter_mut().zip(&beads[b as usize].0) {
                    *sum += share * dense[to as usize];
                }
            }
            rows[id].iter().for_each(|&(to, _)| dense[to as usize] = 0.0);
        }
        let mut next: Vec<Vec<Link>> = Vec::with_capacity(rows.len());
        for (id, posting) in postings.iter().enumerate() {
            if posting.len() < 2 {
                next.push(std::mem::take(&mut rows[id]));
                continue;
            }
            rows[id].iter().for_each(|&(to, p)| dense[to as usize] = p);
            let mut touched: Vec<u32> = Vec::new();
            let mut total = 0.0;
            for &(b, n) in posting {
                let share = n * maker.weight[id] * lessons[b as usize].weight;
                for (sum, &(to, m)) in likely[b as usize].iter().zip(&beads[b as usize].0) {
                    let to_ = to as usize;
                    let p = dense[to_] + rest[id] * made.background[to_];
                    let count = m * share * p / sum;
                    if counts[to_] == 0.0 {
                        touched.push(to);
                    }
                    counts[to_] += count;
                    total += count;
                }
            }
            let scale = 1.0 / (total + how.prior);
            let mut row: Vec<Link> = Vec::new();
            touched.sort_unstable();
            for &to in &touched {
                let to_ = to as usize;
                let prior = how.prior * (dense[to_] + rest[id] * made.background[to_]);
                if dense[to_] > 0.0 || counts[to_] > how.least {
                    row.push((to, (counts[to_] + prior) * scale));
                }
            }
            for &(to, p) in &rows[id] {
                if counts[to as usize] == 0.0 {
                    row.push((to, how.prior * p * scale));
                }
            }
            rows[id].iter().for_each(|&(to, _)| dense[to as usize] = 0.0);
            touched.iter().for_each(|&to| counts[to as usize] = 0.0);
            row.sort_unstable_by_key(|l| l.0);
            rest[id] = (1.0 - row.iter().map(|l| l.1).sum::<f32>()).clamp(0.02, 1.0);
            next.push(row);
        }
        rows = next;
    }
    Links::from_rows(rows)
}

fn merged(side: &Side, units: &std::ops::Range<usize>) -> Vec<Count> {
    let mut all: Vec<Count> = units.clone().flat_map(|u| side.unit(u).iter().copied()).collect();
    all.sort_unstable_by_key(|t| t.0);
    let mut out: Vec<Count> = Vec::new();
    for (id, n) in all {
        match out.last_mut() {
            Some(last) if last.0 == id => last.1 += n,
            _ => out.push((id, n)),
        }
    }
    out
}
