//! How likely it is that a run of English units and a run of Chinese units translate each
//! other: log-odds in nats, against the two having nothing to do with each other.

mod cells;
mod confidence;
mod position;
mod reasons;
mod weights;

pub(crate) use cells::MAX_RUN;
pub(crate) use confidence::logistic;
pub(crate) use position::Position;
pub use weights::Weights;

use crate::features::Features;
use crate::model::Model;
use cells::{Cells, cells};

/// Which borders of the Chinese side each border of the English side may meet: for border `i`,
/// from `ranges[i].0` to `ranges[i].1`, both included and both rising.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    pub ranges: Vec<(u32, u32)>,
    /// For each English border the first one of its block: no bead reaches further back.
    pub blocks: Vec<u32>,
}

impl Band {
    /// Everything may meet everything.
    pub fn full(en: usize, zh: usize) -> Band {
        Band::whole(vec![(0, zh as u32); en + 1])
    }

    /// A single block.
    pub fn whole(ranges: Vec<(u32, u32)>) -> Band {
        let blocks = vec![0; ranges.len()];
        Band { ranges, blocks }
    }

    /// Blocks of units that are aligned each for itself: the numbers of units on both sides.
    pub fn blocks(sizes: impl Iterator<Item = (usize, usize)>) -> Band {
        let mut ranges = vec![(0, 0)];
        let mut blocks = vec![0];
        for (en, zh) in sizes {
            let first = ranges.len() as u32 - 1;
            let start = ranges[ranges.len() - 1].1;
            let end = start + zh as u32;
            // The border between two blocks is one point, which every ladder passes.
            ranges.extend(std::iter::repeat_n((start, end), en));
            blocks.extend(std::iter::repeat_n(first, en));
            if en > 0 {
                let last = ranges.len() - 1;
                ranges[last].0 = end;
            }
        }
        Band { ranges, blocks }
    }

    /// The Chinese units that each English unit may meet in some bead.
    fn of_en(&self) -> Vec<(u32, u32)> {
        let en = self.ranges.len() - 1;
        (0..en)
            .map(|u| (self.ranges[(u + 1).saturating_sub(MAX_RUN)].0, self.ranges[(u + MAX_RUN).min(en)].1))
            .collect()
    }

    /// The English units that each Chinese unit may meet in some bead.
    fn of_zh(&self, zh: usize) -> Vec<(u32, u32)> {
        let by_en = self.of_en();
        let mut low = 0;
        let mut high = 0;
        (0..zh as u32)
            .map(|j| {
                while low < by_en.len() && by_en[low].1 <= j {
                    low += 1;
                }
                high = high.max(low);
                while high < by_en.len() && by_en[high].0 <= j {
                    high += 1;
                }
                (low as u32, high as u32)
            })
            .collect()
    }
}

/// Scores beads of one bitext.
pub(crate) struct Scorer<'a> {
    weights: &'a Weights,
    zh: Cells,
    en: Cells,
    en_length: Vec<f32>,
    zh_length: Vec<f32>,
    features: &'a Features,
    model: &'a Model,
    position: Option<Position>,
}

impl<'a> Scorer<'a> {
    /// Prepares the scores of all beads within the band.
    pub fn new(f: &'a Features, weights: &'a Weights, band: &Band, model: &'a Model) -> Scorer<'a> {
        let zh = cells(&f.zh, &f.en, &f.zh_given_en, band.of_zh(f.zh.len()), weights, 0);
        let en = cells(&f.en, &f.zh, &f.en_given_zh, band.of_en(), weights, 1);
        let sums = |lengths: &[f32]| {
            let mut out = vec![0.0];
            for l in lengths {
                out.push(out[out.len() - 1] + l);
            }
            out
        };
        let en_length = sums(&f.en.length);
        let zh_length = sums(&f.zh.length);
        Scorer { weights, zh, en, en_length, zh_length, features: f, model, position: None }
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
        let (ratio, spread) = self.model.lengths();
        let en = (self.en_length[i] - self.en_length[i - n]) * ratio;
        let zh = self.zh_length[j] - self.zh_length[j - m];
        -self.weights.length * (zh - en).powi(2) / (2.0 * spread * (zh + en).max(1.0))
    }

    /// Log-odds of how the two sides begin and end.
    pub fn border(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let (en, zh) = (&self.features.en.borders, &self.features.zh.borders);
        let start = self.model.start(en[i - n].0, zh[j - m].0);
        let end = self.model.end(en[i - 1].1, zh[j - 1].1);
        self.weights.border * (start + end)
    }

    /// Log-odds of the type of a bead.
    pub fn shape(&self, n: usize, m: usize) -> f32 {
        let w = self.weights;
        -(w.join[0] * (n - 1) as f32 + w.join[1] * (m - 1) as f32 + if n > 1 && m > 1 { w.both } else { 0.0 })
    }

    /// Log-odds of the bead.
    pub fn bead(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.lexicon(i, n, j, m)
            + self.length(i, n, j, m)
            + self.border(i, n, j, m)
            + self.shape(n, m)
            + self.position(i, n, j, m)
    }

    /// Log-odds of where the two sides stand in an article; 0 elsewhere.
    pub fn position(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.position.as_ref().map_or(0.0, |p| self.weights.position * p.score(i, n, j, m))
    }

    /// Lets order and nearness count.
    pub fn set_position(&mut self, position: Position) {
        self.position = Some(position);
    }

    /// The same position, to learn from what was found.
    pub fn position_mut(&mut self) -> Option<&mut Position> {
        self.position.as_mut()
    }

    /// Log-odds of an English unit without counterpart, the one before border `i`.
    pub fn null_en(&self, i: usize) -> f32 {
        -self.weights.null[0] - self.weights.null_length[0] * self.features.en.length[i - 1]
    }

    /// Log-odds of a Chinese unit without counterpart, the one before border `j`.
    pub fn null_zh(&self, j: usize) -> f32 {
        -self.weights.null[1] - self.weights.null_length[1] * self.features.zh.length[j - 1]
    }

    /// Number of units on each side.
    pub fn size(&self) -> (usize, usize) {
        (self.en_length.len() - 1, self.zh_length.len() - 1)
    }
}
