//! How likely it is that a run of English units and a run of Chinese units translate each
//! other: log-odds in nats, against the two having nothing to do with each other.

mod band;
mod cells;
mod confidence;
mod curve;
#[cfg(feature = "train")]
mod evidence;
mod frame;
mod lexicon;
mod manner;
mod position;
mod reasons;
mod shapes;
mod ties;
mod weights;
mod words;

pub(crate) use band::Band;
#[cfg(feature = "train")]
pub(crate) use confidence::odds;
pub(crate) use confidence::{calibrated, logistic};
#[cfg(feature = "train")]
pub(crate) use evidence::Evidence;
pub(crate) use frame::Frame;
pub(crate) use manner::Manner;
pub(crate) use position::Position;
pub(crate) use shapes::Shapes;
pub use weights::Weights;
#[cfg(feature = "train")]
pub(crate) use weights::{EVIDENCE, LEARNT, pull};
pub(crate) use words::{Sums, Words};

use crate::features::Features;
use cells::Cells;
use lexicon::Own;

/// Scores the beads of one bitext, their words as bags, prepared for all beads of some shapes within a band.
pub(crate) struct Scorer<'a> {
    frame: Frame<'a>,
    zh: Cells,
    en: Cells,
    /// What the Chinese, the English tokens add.
    own: [Own; 2],
}

impl<'a> Scorer<'a> {
    /// Prepares the scores of beads of these shapes within the band.
    pub fn new(frame: Frame<'a>, band: &Band, shapes: &Shapes) -> Scorer<'a> {
        let (f, weights): (&Features, &Weights) = (frame.features, frame.weights);
        let own = [Own::new(&f.zh, weights, 0), Own::new(&f.en, weights, 1)];
        let (zh, en) = lexicon::scores(f, weights, band, shapes.run(), &own);
        Scorer { frame, zh, en, own }
    }

    /// All but the words.
    pub fn frame(&self) -> &Frame<'a> {
        &self.frame
    }

    /// Lets order and nearness in an article count.
    pub fn set_position(&mut self, position: Position) {
        self.frame.set_position(position);
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

    /// Log-odds of the bead.
    pub fn bead(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.lexicon(i, n, j, m) + self.frame.bead(i, n, j, m)
    }
}
