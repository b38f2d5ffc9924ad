//! The words of a bead, token by token.
//!
//! Each Chinese token is either made by one of the English words of the bead or comes from
//! the background; the same the other way round. A word's share in the making is its
//! weight, so an unneeded sentence costs what its words should have made. The Chinese part
//! of a bead depends on its Chinese units one by one, given the English run, so it is a sum
//! of cells (Chinese unit, English run); the English part likewise.

use super::Weights;
use crate::features::{Features, Links, Side};

/// Longest run of units on either side of a bead.
pub(crate) const MAX_RUN: usize = 8;

/// What is known of each unit of one side given runs of the other side.
///
/// `of(unit, end, len)` is that of `unit` given the run of `len` units that ends before `end`.
pub(crate) struct Cells<A> {
    band: Vec<(u32, u32)>,
    starts: Vec<usize>,
    run: usize,
    cells: Vec<A>,
}

impl<A> Cells<A> {
    /// The cell of `unit` given the `len` units of the other side before border `end`; `None`
    /// outside the band.
    pub fn of(&self, unit: usize, end: usize, len: usize) -> Option<&A> {
        let (low, high) = self.band[unit];
        if end > high as usize || end < low as usize + len {
            return None;
        }
        self.cells.get((self.starts[unit] + (end - 1 - low as usize)) * self.run + len - 1)
    }
}

/// One direction: tokens of `made` are made by those of `maker`, along the links.
#[derive(Clone, Copy)]
pub(crate) struct Making<'a> {
    pub made: &'a Side,
    pub maker: &'a Side,
    pub links: &'a Links,
}

impl<'a> Making<'a> {
    /// Chinese made by English, and English made by Chinese.
    pub fn both(f: &'a Features) -> [Making<'a>; 2] {
        [
            Making { made: &f.zh, maker: &f.en, links: &f.zh_given_en },
            Making { made: &f.en, maker: &f.zh, links: &f.en_given_zh },
        ]
    }
}

/// The cells of all units of `made`, each with runs of up to `run` units of `maker` in `band[unit]`.
///
/// A cell starts as `zero`; for each token, `add` is told its id, its count, and how much likelier
/// the run makes it than the background does.
///
/// The units of `maker` are worked on in order. What each gives to the tokens of a unit is
/// kept only as long as a run can still hold it, so memory beside the cells stays small.
pub(crate) fn cells<A: Copy>(
    Making { made, maker, links }: Making<'_>,
    band: Vec<(u32, u32)>,
    run: usize,
    weights: &Weights,
    zero: A,
    add: impl Fn(&mut A, u32, f32, f32),
) -> Cells<A> {
    let gain: Vec<f32> = made.tokens.iter().map(|&(id, _)| 1.0 / background(made, weights, id)).collect();
    let maker_weight: Vec<f32> = (0..maker.len())
        .map(|i| maker.unit(i).iter().map(|&(id, n)| n * maker.weight[id as usize]).sum())
        .collect();
    let mut starts = Vec::with_capacity(made.len());
    let mut count = 0;
    for &(low, high) in &band {
        starts.push(count);
        count += (high - low) as usize;
    }
    let mut cells = vec![zero; count * run];
    let mut dense = vec![0.0f32; made.ids()];
    // For each unit in reach, what the last makers of a run give to its tokens.
    let mut rings: Vec<Vec<f32>> = vec![Vec::new(); made.len()];
    let mut sums: Vec<f32> = Vec::new();
    let mut first = 0;
    for i in 0..maker.len() {
        for &(id, n) in maker.unit(i) {
            let weight = n * maker.weight[id as usize];
            for &(to, p) in links.row(id) {
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
            ring.resize(size * run, 0.0);
            let at = i % run * size;
            for (given, &(id, _)) in ring[at..at + size].iter_mut().zip(tokens) {
                *given = dense[id as usize];
            }
            sums.clear();
            sums.resize(size, 0.0);
            let mut weight = weights.null_word;
            let at = (starts[unit] + i - low) * run;
            for (len, cell) in cells[at..at + run.min(i + 1 - low)].iter_mut().enumerate() {
                let maker = i - len;
                weight += maker_weight[maker];
                let at = maker % run * size;
                let share = 1.0 / weight;
                for (((sum, given), gain), &(id, n)) in
                    sums.iter_mut().zip(&ring[at..at + size]).zip(gain).zip(tokens)
                {
                    *sum += given;
                    add(cell, id, n, *sum * share * gain);
                }
            }
        }
        for &(id, _) in maker.unit(i) {
            for &(to, _) in links.row(id) {
                dense[to as usize] = 0.0;
            }
        }
    }
    Cells { band, starts, run, cells }
}

/// The background probability of a token, general and the document's own mixed.
pub(super) fn background(side: &Side, weights: &Weights, id: u32) -> f32 {
    (1.0 - weights.own) * side.background[id as usize] + weights.own * side.own[id as usize]
}
