//! How likely it is that a run of English units and a run of Chinese units translate each
//! other: log-odds in nats, against the two having nothing to do with each other.
//!
//! Each Chinese token is either made by one of the English words of the bead or comes from
//! the background; the same the other way round. A word's share in the making is its
//! weight, so an unneeded sentence costs what its words should have made. Both directions
//! are added. The Chinese part of a bead depends on its Chinese units one by one, given the
//! English run, so it is a sum of cells (Chinese unit, English run); the English part likewise.

use crate::features::{Features, Links, Side};

/// The weights of the score. Few, and each with a meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Share of the background in the mixture, p(zh | en) and p(en | zh).
    pub floor: [f32; 2],
    /// Share of the document's own frequencies in the background.
    pub own: f32,
    /// What one token can add at most, in nats.
    pub most: f32,
    /// Weight of the lexical part of the Chinese side and of the English side.
    pub lexicon: [f32; 2],
    /// Weight of the length term.
    pub length: f32,
    /// Cost of an English, of a Chinese unit without counterpart.
    pub null: [f32; 2],
    /// Cost of each further English, of each further Chinese unit in a bead.
    pub join: [f32; 2],
    /// Further cost of a bead with several units on both sides.
    pub both: f32,
    /// Weight of the null word, in tokens.
    pub null_word: f32,
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            floor: [0.24, 0.6],
            own: 0.3,
            most: 3.6,
            lexicon: [1.0, 1.0],
            length: 1.25,
            null: [24.0, 10.0],
            join: [3.75, 3.0],
            both: 3.2,
            null_word: 0.8,
        }
    }
}

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
        let low = self.band[unit].0 as usize;
        self.cells[self.starts[unit] + (end - 1 - low)][len - 1]
    }
}

/// For each unit of `made`, the units of `maker` that come into question: `band[unit]`.
pub(crate) fn cells(
    made: &Side,
    maker: &Side,
    made_given_maker: &Links,
    maker_given: &Links,
    band: &[(u32, u32)],
    weights: &Weights,
    direction: usize,
) -> Cells {
    let _ = maker_given;
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

/// Scores beads of one bitext.
pub(crate) struct Scorer<'a> {
    features: &'a Features,
    weights: &'a Weights,
    zh: Cells,
    en: Cells,
    en_length: Vec<f32>,
    zh_length: Vec<f32>,
    /// Chinese length for each unit of English length, and the spread.
    ratio: f32,
    spread: f32,
}

impl<'a> Scorer<'a> {
    /// Prepares the scores of all beads within the band. `en_band[i]` are the Chinese units
    /// that English unit `i` may meet.
    pub fn new(
        features: &'a Features,
        weights: &'a Weights,
        en_band: &[(u32, u32)],
        zh_band: &[(u32, u32)],
        ratio: f32,
        spread: f32,
    ) -> Scorer<'a> {
        let f = features;
        let zh = cells(&f.zh, &f.en, &f.zh_given_en, &f.en_given_zh, zh_band, weights, 0);
        let en = cells(&f.en, &f.zh, &f.en_given_zh, &f.zh_given_en, en_band, weights, 1);
        let sums = |lengths: &[f32]| {
            let mut out = vec![0.0];
            for l in lengths {
                out.push(out[out.len() - 1] + l);
            }
            out
        };
        let en_length = sums(&f.en.length);
        let zh_length = sums(&f.zh.length);
        Scorer { features, weights, zh, en, en_length, zh_length, ratio, spread }
    }

    /// Log-odds of the words of the bead of `n` English units before border `i` and `m` Chinese before `j`.
    pub fn lexicon(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let mut zh = 0.0;
        for unit in j - m..j {
            zh += self.zh.of(unit, i, n);
        }
        let mut en = 0.0;
        for unit in i - n..i {
            en += self.en.of(unit, j, m);
        }
        self.weights.lexicon[0] * zh + self.weights.lexicon[1] * en
    }

    /// Log-odds of the lengths.
    pub fn length(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let en = (self.en_length[i] - self.en_length[i - n]) * self.ratio;
        let zh = self.zh_length[j] - self.zh_length[j - m];
        -self.weights.length * (zh - en).powi(2) / (2.0 * self.spread * (zh + en).max(1.0))
    }

    /// Log-odds of the type of a bead.
    pub fn shape(&self, n: usize, m: usize) -> f32 {
        let w = self.weights;
        -(w.join[0] * (n - 1) as f32 + w.join[1] * (m - 1) as f32 + if n > 1 && m > 1 { w.both } else { 0.0 })
    }

    /// Log-odds of the bead.
    pub fn bead(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.lexicon(i, n, j, m) + self.length(i, n, j, m) + self.shape(n, m)
    }

    /// Number of units on each side.
    pub fn size(&self) -> (usize, usize) {
        (self.features.en.len(), self.features.zh.len())
    }
}
