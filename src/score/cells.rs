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

/// The cells of all units of `made`, each with the units of `maker` in `band[unit]`.
///
/// The units of `maker` are worked on in order. What each gives to the tokens of a unit is
/// kept only as long as a run can still hold it, so memory beside the cells stays small.
pub(crate) fn cells(
    made: &Side,
    maker: &Side,
    made_given_maker: &Links,
    band: Vec<(u32, u32)>,
    weights: &Weights,
    direction: usize,
) -> Cells {
    let floor = weights.floor[direction];
    let gain = gains(made, weights, 1.0 - floor);
    let maker_weight: Vec<f32> = (0..maker.len())
        .map(|i| maker.unit(i).iter().map(|&(id, n)| n * maker.weight[id as usize]).sum())
        .collect();
    let mut starts = Vec::with_capacity(made.len());
    let mut count = 0;
    for &(low, high) in &band {
        starts.push(count);
        count += (high - low) as usize;
    }
    let mut cells = vec![[f32::NEG_INFINITY; MAX_RUN]; count];
    let mut dense = vec![0.0f32; made.ids()];
    // For each unit in reach, what the last `MAX_RUN` makers give to its tokens.
    let mut rings: Vec<Vec<f32>> = vec![Vec::new(); made.len()];
    let mut sums: Vec<f32> = Vec::new();
    let mut first = 0;
    for i in 0..maker.len() {
        for &(id, n) in maker.unit(i) {
            let weight = n * maker.weight[id as usize];
            for &(to, p) in made_given_maker.row(id) {
                dense[to as usize] += weight * p;
            }
        }
        // Bands rise, so the units that maker `i` can reach are neighbours.
        while first < made.len() && band[first].1 as usize <= i {
            rings[first] = Vec::new();
            first += 1;
        }
        for unit in first..made.len() {
            let low = band[unit].0 as usize;
            if low > i {
                break;
            }
            let tokens = made.unit(unit);
            let gain = &gain[made.range(unit)];
            let size = tokens.len();
            let ring = &mut rings[unit];
            ring.resize(size * MAX_RUN, 0.0);
            let at = i % MAX_RUN * size;
            for (given, &(id, _)) in ring[at..at + size].iter_mut().zip(tokens) {
                *given = dense[id as usize];
            }
            sums.clear();
            sums.resize(size, 0.0);
            let mut weight = weights.null_word;
            let cell = &mut cells[starts[unit] + i - low];
            for len in 1..=MAX_RUN.min(i + 1 - low) {
                let maker = i + 1 - len;
                weight += maker_weight[maker];
                let at = maker % MAX_RUN * size;
                let share = 1.0 / weight;
                let mut score = 0.0;
                for (((sum, given), gain), &(_, n)) in
                    sums.iter_mut().zip(&ring[at..at + size]).zip(gain).zip(tokens)
                {
                    *sum += given;
                    score += n * ln(floor + *sum * share * gain).min(weights.most);
                }
                cell[len - 1] = score;
            }
        }
        for &(id, _) in maker.unit(i) {
            for &(to, _) in made_given_maker.row(id) {
                dense[to as usize] = 0.0;
            }
        }
    }
    Cells { band, starts, cells }
}

/// For each token of each unit, `share` over its background probability.
fn gains(side: &Side, weights: &Weights, share: f32) -> Vec<f32> {
    side.tokens.iter().map(|&(id, _)| share / background(side, weights, id)).collect()
}

/// The background probability of a token, general and the document's own mixed.
pub(super) fn background(side: &Side, weights: &Weights, id: u32) -> f32 {
    (1.0 - weights.own) * side.background[id as usize] + weights.own * side.own[id as usize]
}

/// Natural logarithm of a positive number to about 1e-4, in a few operations that the
/// compiler can do for several numbers at once.
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let m = f32::from_bits(bits & 0x007F_FFFF | 0x3F80_0000);
    // log2 of the mantissa, 1..2: a polynomial of degree 5 through the Chebyshev nodes.
    const C: [f32; 6] = [-2.787_926_2, 5.047_855_4, -3.489_878_6, 1.589_474_3, -0.402_513_4, 0.043_005];
    let log = C[0] + m * (C[1] + m * (C[2] + m * (C[3] + m * (C[4] + m * C[5]))));
    (exponent + log) * std::f32::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_logarithm_is_near_the_true_one() {
        let mut x = 1e-6f32;
        while x < 1e6 {
            assert!((ln(x) - x.ln()).abs() < 2e-4, "{x}: {} {}", ln(x), x.ln());
            x *= 1.01;
        }
    }
}
