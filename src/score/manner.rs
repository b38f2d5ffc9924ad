//! How this translator goes about it: how long the Chinese is for the English, and how often
//! sentences are joined or split.
//!
//! A translation of a novel into English cuts a third of the Chinese sentences in two, a
//! statute keeps each as it is. So both are counted over the beads that a first search has
//! found, with what is usual as a prior.

use crate::model::Model;

/// The types of beads that are told apart: 1-1, 2-1, 1-2, n-1, 1-n, others.
const TYPES: usize = 6;
/// Their usual shares.
const USUAL: [f32; TYPES] = [0.76, 0.11, 0.05, 0.04, 0.02, 0.02];
/// How many beads of the document the usual is worth.
const BEADS: f32 = 30.0;
/// How many characters of the document the usual ratio of lengths is worth.
const CHARACTERS: f32 = 1000.0;

/// Usual share of units without counterpart.
const USUAL_NULLS: f32 = 0.02;

/// The manner of a translation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Manner {
    /// Chinese characters for each English one.
    pub ratio: f32,
    /// Mean square of the difference from that, for each character of either side.
    pub spread: f32,
    /// ln of the share of each type of bead over its usual share.
    types: [f32; TYPES],
    /// ln of the share of English, of Chinese units without counterpart over its usual share.
    pub nulls: [f32; 2],
}

impl Manner {
    /// What is usual.
    pub fn usual(model: &Model) -> Manner {
        let (ratio, spread) = model.lengths();
        Manner { ratio, spread, types: [0.0; TYPES], nulls: [0.0; 2] }
    }

    /// What the beads `(n, m, English length, Chinese length)` of a first search show, between
    /// texts of `units` units.
    pub fn of(model: &Model, beads: &[(usize, usize, f32, f32)], units: [usize; 2]) -> Manner {
        let usual = Manner::usual(model);
        let (mut en, mut zh) = (CHARACTERS, CHARACTERS * usual.ratio);
        let mut counts = USUAL.map(|share| share * BEADS);
        for &(n, m, e, z) in beads {
            counts[kind(n, m)] += 1.0;
            en += e;
            zh += z;
        }
        let ratio = zh / en;
        let mut squares = usual.spread * BEADS;
        for &(_, _, e, z) in beads {
            let deviation = z - ratio * e;
            // One bead that is wrong must not widen it for all.
            squares += (deviation * deviation / (z + ratio * e).max(1.0)).min(9.0 * usual.spread);
        }
        let total: f32 = counts.iter().sum();
        let types = std::array::from_fn(|k| (counts[k] / total / USUAL[k]).ln());
        let paired = beads.iter().fold([0, 0], |[en, zh], b| [en + b.0, zh + b.1]);
        let nulls = std::array::from_fn(|side| {
            let all = units[side] as f32 + BEADS;
            let left = (units[side] - paired[side].min(units[side])) as f32 + USUAL_NULLS * BEADS;
            (left / all / USUAL_NULLS).ln()
        });
        Manner { nulls, ratio, spread: squares / (BEADS + beads.len() as f32), types }
    }

    /// How often beads of this type occur here, as log-odds against the usual.
    pub fn of_type(&self, n: usize, m: usize) -> f32 {
        self.types[kind(n, m)]
    }

    /// By how many standard deviations the Chinese is longer than expected.
    pub fn deviation(&self, en: f32, zh: f32) -> f32 {
        let expected = en * self.ratio;
        (zh - expected) / (self.spread * (zh + expected).max(1.0)).sqrt()
    }
}

fn kind(n: usize, m: usize) -> usize {
    match (n, m) {
        (1, 1) => 0,
        (2, 1) => 1,
        (1, 2) => 2,
        (_, 1) => 3,
        (1, _) => 4,
        _ => 5,
    }
}
