//! The words of a bead, token by token.
//!
//! Each Chinese token is either made by one of the English words of the bead or comes from
//! the background; the same the other way round. A word's share in the making is its
//! weight, so an unneeded sentence costs what its words should have made. The Chinese part
//! of a bead depends on its Chinese units one by one, given the English run, so it is a sum
//! of cells (Chinese unit, English run); the English part likewise.

use super::Weights;
use crate::features::{Links, Side};

/// Longest run of units on either side of a bead.
pub(crate) const MAX_RUN: usize = 6;

/// The score of each unit of one side given runs of the other side.
///
/// `of(unit, end, len)` is the score of `unit` given the run of `len` units that ends before `end`.
pub(crate) struct Cells {
    band: Vec<(u32, u32)>,
    starts: Vec<usize>,
    cells: Vec<[f32; MAX_RUN]>,
}

impl Cells {
    /// The score of `unit` given the `len` units of the other side before border `end`.
    pub fn of(&self, unit: usize, end: usize, len: usize) -> f32 {
        let (low, high) = self.band[unit];
        if end > high as usize || end < low as usize + len {
            return f32::NEG_INFINITY;
        }
        self.cells[self.starts[unit] + (end - 1 - low as usize)][len - 1]
    }
}

/// For each unit of `made`, the units of `maker` that come into question: `band[unit]`.
pub(crate) fn cells(
    made: &Side,
    maker: &Side,
    made_given_maker: &Links,
    band: &[(u32, u32)],
    weights: &Weights,
    direction: usize,
) -> Cells {
    let floor = weights.floor[direction];
    let total: f32 = made.tokens.iter().map(|t| t.1).sum::<f32>().max(1.0);
    let mut own = vec![0.0f32; made.ids()];
    for &(id, n) in &made.tokens {
        own[id as usize] += n;
    }
    let background: Vec<f32> = made
        .background
        .iter()
        .zip(&own)
        .map(|(b, o)| (1.0 - weights.own) * b + weights.own * o / total)
        .collect();
    let maker_weight: Vec<f32> = (0..maker.len())
        .map(|i| maker.unit(i).iter().map(|&(id, n)| n * maker.weight[id as usize]).sum())
        .collect();

    // Row sums: what each maker unit gives to each token of the made side it can reach.
    let mut starts = Vec::with_capacity(made.len());
    let mut count = 0;
    for &(low, high) in band {
        starts.push(count);
        count += (high - low) as usize;
    }
    let mut given: Vec<Vec<f32>> = Vec::with_capacity(made.len());
    for (unit, &(low, high)) in band.iter().enumerate() {
        given.push(vec![0.0; made.range(unit).len() * (high - low) as usize]);
    }
    let mut dense = vec![0.0f32; made.ids()];
    for i in 0..maker.len() {
        for &(id, n) in maker.unit(i) {
            let weight = n * maker.weight[id as usize];
            for &(to, p) in made_given_maker.row(id) {
                dense[to as usize] += weight * p;
            }
        }
        // Bands rise, so the made units that maker unit `i` can reach are neighbours.
        let first = band.partition_point(|b| b.1 as usize <= i);
        for unit in first..made.len() {
            let (low, _) = band[unit];
            if low as usize > i {
                break;
            }
            let tokens = made.unit(unit);
            let at = (i - low as usize) * tokens.len();
            for (k, &(id, _)) in tokens.iter().enumerate() {
                given[unit][at + k] = dense[id as usize];
            }
        }
        for &(id, _) in maker.unit(i) {
            for &(to, _) in made_given_maker.row(id) {
                dense[to as usize] = 0.0;
            }
        }
    }
    let mut cells = vec![[0.0f32; MAX_RUN]; count];
    let mut sums = Vec::new();
    for (unit, &(low, high)) in band.iter().enumerate() {
        let tokens = made.unit(unit);
        for end in low as usize + 1..=high as usize {
            sums.clear();
            sums.resize(tokens.len(), 0.0f32);
            let mut weight = weights.null_word;
            let cell = &mut cells[starts[unit] + end - 1 - low as usize];
            for len in 1..=MAX_RUN.min(end - low as usize) {
                let i = end - len;
                weight += maker_weight[i];
                let at = (i - low as usize) * tokens.len();
                let mut score = 0.0;
                for (k, &(id, n)) in tokens.iter().enumerate() {
                    sums[k] += given[unit][at + k];
                    let b = background[id as usize];
                    let odds = floor + (1.0 - floor) * sums[k] / (weight * b);
                    score += n * odds.ln().min(weights.most);
                }
                cell[len - 1] = score;
            }
            for len in MAX_RUN.min(end - low as usize)..MAX_RUN {
                cell[len] = f32::NEG_INFINITY;
            }
        }
    }
    Cells { band: band.to_vec(), starts, cells }
}
