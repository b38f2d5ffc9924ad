//! How likely it is that a run of English units and a run of Chinese units translate each
//! other: log-odds in nats, against the two having nothing to do with each other.

mod band;
mod cells;
mod confidence;
mod curve;
#[cfg(feature = "train")]
mod evidence;
mod lexicon;
mod loose;
mod manner;
mod order;
mod position;
mod reasons;
mod shapes;
mod weights;

pub(crate) use band::Band;
pub(crate) use confidence::logistic;
#[cfg(feature = "train")]
pub(crate) use confidence::{calibrated, odds};
#[cfg(feature = "train")]
pub(crate) use evidence::Evidence;
pub(crate) use manner::Manner;
pub(crate) use order::Order;
pub(crate) use position::Position;
pub(crate) use shapes::Shapes;
pub use weights::Weights;
#[cfg(feature = "train")]
pub(crate) use weights::{EVIDENCE, LEARNT, pull};

use crate::features::{Features, Side};
use crate::model::Model;
use crate::text::border::CLASSES;
use cells::{Cells, MAX_RUN};
use curve::{Curve, length_value};
use weights::{KINDS, shape_terms};

/// Scores beads of one bitext.
pub(crate) struct Scorer<'a> {
    weights: &'a Weights,
    manner: &'a Manner,
    shapes: &'static Shapes,
    zh: Cells<f32>,
    en: Cells<f32>,
    en_length: Vec<f32>,
    zh_length: Vec<f32>,
    /// Borders inside a bead, summed up from the start.
    en_joins: Vec<f32>,
    zh_joins: Vec<f32>,
    /// Quotations opened, summed up from the start.
    en_opens: Vec<u32>,
    zh_opens: Vec<u32>,
    /// By the codes of both beginnings, by the classes of both ends.
    starts: Vec<f32>,
    ends: Vec<f32>,
    /// By the numbers of units.
    types: [[f32; MAX_RUN + 1]; MAX_RUN + 1],
    /// Of the Chinese and the English tokens.
    curves: [[Curve; KINDS]; 2],
    features: &'a Features,
    position: Option<Position>,
}

impl<'a> Scorer<'a> {
    /// Prepares the scores of all beads within the band.
    pub fn new(
        f: &'a Features,
        weights: &'a Weights,
        band: &Band,
        model: &Model,
        manner: &'a Manner,
        shapes: &'static Shapes,
    ) -> Scorer<'a> {
        let (zh, en) = lexicon::scores(f, weights, band, shapes.run());
        let mut starts = vec![0.0; 4 * CLASSES * CLASSES];
        let mut ends = vec![0.0; CLASSES * CLASSES];
        for e in 0..CLASSES {
            for z in 0..CLASSES {
                let start = weights.border[0] * model.start(e as u8, z as u8);
                for (e_inside, z_inside) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                    let apart = match (e_inside, z_inside) {
                        (1, 0) => weights.speech[0],
                        (0, 1) => weights.speech[1],
                        _ => 0.0,
                    };
                    starts[(2 * e + e_inside) * 2 * CLASSES + 2 * z + z_inside] = start + apart;
                }
                ends[e * CLASSES + z] = weights.border[1] * model.end(e as u8, z as u8);
            }
        }
        let types = std::array::from_fn(|n| {
            std::array::from_fn(|m| {
                if n == 0 || m == 0 {
                    return 0.0;
                }
                let terms: f32 = shape_terms(n, m).iter().map(|&(k, x)| weights.shape[k] * x).sum();
                terms + weights.manner * manner.of_type(n, m)
            })
        });
        let joins = |side: &Side, own: usize| {
            let inside = |border: usize| -> f32 {
                let [turn, within, length, open] = side.join(border);
                weights.speech[4 + own] * turn
                    + weights.speech[6 + own] * within
                    + weights.join[own] * length
                    + weights.join_open[own] * open
            };
            sums((0..side.len()).map(|u| if u == 0 { 0.0 } else { inside(u) }))
        };
        let opens = |side: &Side| sums(side.speech.iter().map(|s| u32::from(s.opens)));
        Scorer {
            zh,
            en,
            en_length: sums(f.en.length.iter().copied()),
            zh_length: sums(f.zh.length.iter().copied()),
            en_joins: joins(&f.en, 0),
            zh_joins: joins(&f.zh, 1),
            en_opens: opens(&f.en),
            zh_opens: opens(&f.zh),
            starts,
            ends,
            types,
            curves: [lexicon::curves(weights, 0), lexicon::curves(weights, 1)],
            weights,
            manner,
            shapes,
            features: f,
            position: None,
        }
    }

    /// The types of beads that it scores.
    pub fn shapes(&self) -> &'static Shapes {
        self.shapes
    }

    /// Log-odds of the words of the bead of `n` English units before border `i` and `m` Chinese before `j`.
    pub fn lexicon(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let mut sum = 0.0;
        for unit in j - m..j {
            match self.zh.of(unit, i, n) {
                Some(score) => sum += score,
                None => return f32::NEG_INFINITY,
            }
        }
        for unit in i - n..i {
            match self.en.of(unit, j, m) {
                Some(score) => sum += score,
                None => return f32::NEG_INFINITY,
            }
        }
        sum
    }

    /// Log-odds of the lengths.
    pub fn length(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        length_value(&self.weights.length, self.deviation(i, n, j, m))
    }

    fn deviation(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let en = self.en_length[i] - self.en_length[i - n];
        let zh = self.zh_length[j] - self.zh_length[j - m];
        self.manner.deviation(en, zh)
    }

    /// Lengths of both sides in characters.
    pub fn lengths(&self, i: usize, n: usize, j: usize, m: usize) -> (f32, f32) {
        (self.en_length[i] - self.en_length[i - n], self.zh_length[j] - self.zh_length[j - m])
    }

    /// Log-odds of how the two sides begin and end, and of the speech in them.
    pub fn border(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let (en, zh) = (&self.features.en, &self.features.zh);
        let start = self.starts[en.start_code(i - n) * 2 * CLASSES + zh.start_code(j - m)];
        let end = self.ends[usize::from(en.borders[i - 1].1) * CLASSES + usize::from(zh.borders[j - 1].1)];
        let (en_opens, zh_opens) = self.opens(i, n, j, m);
        start + end + self.speech(en_opens, zh_opens)
    }

    /// Quotations opened on each side.
    fn opens(&self, i: usize, n: usize, j: usize, m: usize) -> (u32, u32) {
        (self.en_opens[i] - self.en_opens[i - n], self.zh_opens[j] - self.zh_opens[j - m])
    }

    /// Log-odds of so many quotations opened on each side.
    fn speech(&self, en: u32, zh: u32) -> f32 {
        match en.abs_diff(zh) {
            0 => 0.0,
            1 => self.weights.speech[2],
            _ => self.weights.speech[3],
        }
    }

    /// Log-odds of the type of a bead, and of what it joins.
    pub fn shape(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.types[n][m]
            + (self.en_joins[i] - self.en_joins[i - n + 1])
            + (self.zh_joins[j] - self.zh_joins[j - m + 1])
    }

    /// Log-odds of the bead.
    pub fn bead(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.lexicon(i, n, j, m)
            + self.length(i, n, j, m)
            + self.border(i, n, j, m)
            + self.shape(i, n, j, m)
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

    /// Log-odds of an English unit without counterpart, the one before border `i`; `again` where
    /// the step before was such a unit too.
    pub fn null_en(&self, i: usize, again: bool) -> f32 {
        self.null(0, &self.features.en, i - 1, again)
    }

    /// Log-odds of a Chinese unit without counterpart, the one before border `j`.
    pub fn null_zh(&self, j: usize, again: bool) -> f32 {
        self.null(1, &self.features.zh, j - 1, again)
    }

    fn null(&self, own: usize, side: &Side, unit: usize, again: bool) -> f32 {
        let w = self.weights;
        let is = |weight: f32, holds: bool| if holds { weight } else { 0.0 };
        w.null[own]
            + w.null_length[own] * side.length[unit]
            + w.null_manner[own] * self.manner.nulls[own]
            + is(w.null_again[own], again)
            + is(w.null_open[own], side.is_open(unit))
    }

    /// Number of units on each side.
    pub fn size(&self) -> (usize, usize) {
        (self.en_length.len() - 1, self.zh_length.len() - 1)
    }
}

/// Sums from the start: before each item, and after the last.
fn sums<T: Copy + Default + std::ops::Add<Output = T>>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = vec![T::default()];
    for item in items {
        out.push(out[out.len() - 1] + item);
    }
    out
}
