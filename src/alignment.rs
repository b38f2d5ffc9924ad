//! What the aligner gives back: pairs, what is left over, and why.

use std::fmt;

use crate::bitext::{Bitext, Origin, Unit};
use crate::span::Span;

/// Whether the units are paragraphs or sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Paragraphs, headings, list items.
    #[default]
    Paragraph,
    /// Sentences.
    Sentence,
}

impl Level {
    /// `paragraph` or `sentence`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Paragraph => "paragraph",
            Level::Sentence => "sentence",
        }
    }
}

/// How many units of each side a bead joins: `2-1` is two English and one Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BeadType {
    /// English units.
    pub en: usize,
    /// Chinese units.
    pub zh: usize,
}

impl fmt::Display for BeadType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.en, self.zh)
    }
}

/// The evidence for a pair, each part in nats of log-odds: above 0 speaks for the pair,
/// below 0 against it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Reasons {
    /// Words that translate each other.
    pub lexicon: f32,
    /// Numbers, dates, amounts of equal value.
    pub numbers: f32,
    /// Latin strings carried over, names spelled by sound.
    pub names: f32,
    /// Lengths of the two sides.
    pub length: f32,
    /// Order and nearness in an article; the type of the bead; how its two sides begin and end.
    pub position: f32,
}

/// A group of units that translate each other: one or more of each side.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Numbers of the English units in [`Bitext::en`], rising.
    pub en: Vec<usize>,
    /// Numbers of the Chinese units in [`Bitext::zh`], rising.
    pub zh: Vec<usize>,
    /// How sure: 0 (not at all) to 1.
    pub score: f32,
    /// Why.
    pub reasons: Reasons,
}

/// An aligned bitext: beads in order, each unit in at most one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment<'t> {
    bitext: Bitext<'t>,
    level: Level,
    beads: Vec<Bead>,
}

impl<'t> Alignment<'t> {
    /// Puts units and beads together.
    ///
    /// # Panics
    ///
    /// When a bead names a unit that is not there, or one that another bead has, or none on
    /// one of its sides.
    pub fn new(bitext: Bitext<'t>, level: Level, mut beads: Vec<Bead>) -> Alignment<'t> {
        let mut en = vec![false; bitext.en.len()];
        let mut zh = vec![false; bitext.zh.len()];
        for bead in &beads {
            assert!(!bead.en.is_empty() && !bead.zh.is_empty(), "a bead with an empty side: {bead:?}");
            for (used, ids) in [(&mut en, &bead.en), (&mut zh, &bead.zh)] {
                for &i in ids {
                    assert!(!std::mem::replace(&mut used[i], true), "unit {i} is in two beads");
                }
            }
        }
        beads.sort_by_key(|b| (b.en[0], b.zh[0]));
        Alignment { bitext, level, beads }
    }

    /// The units of both sides.
    pub fn bitext(&self) -> &Bitext<'t> {
        &self.bitext
    }

    /// Whether the units are paragraphs or sentences.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The beads in English order, nulls left out.
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// The pairs in English order.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = Pair<'_, 't>> {
        self.beads.iter().map(|bead| Pair { alignment: self, bead })
    }

    /// The English units that are in no pair, furniture included, in order.
    pub fn unaligned_en(&self) -> Vec<usize> {
        left_over(self.bitext.en.len(), self.beads.iter().flat_map(|b| &b.en))
    }

    /// The Chinese units that are in no pair, furniture included, in order.
    pub fn unaligned_zh(&self) -> Vec<usize> {
        left_over(self.bitext.zh.len(), self.beads.iter().flat_map(|b| &b.zh))
    }

    /// Takes out the pairs whose score is below `min_score`; their units become unaligned.
    pub fn with_min_score(mut self, min_score: f32) -> Alignment<'t> {
        self.beads.retain(|b| b.score >= min_score);
        self
    }

    /// Mean score of the pairs, `None` where there is none.
    pub fn mean_score(&self) -> Option<f64> {
        let n = self.beads.len();
        (n > 0).then(|| self.beads.iter().map(|b| f64::from(b.score)).sum::<f64>() / n as f64)
    }
}

fn left_over<'a>(len: usize, used: impl Iterator<Item = &'a usize>) -> Vec<usize> {
    let mut free = vec![true; len];
    for &i in used {
        free[i] = false;
    }
    (0..len).filter(|&i| free[i]).collect()
}

/// A pair: a bead with its text.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a, 't> {
    alignment: &'a Alignment<'t>,
    bead: &'a Bead,
}

impl<'a, 't> Pair<'a, 't> {
    /// The English text; several units are joined by a blank.
    pub fn en(&self) -> String {
        join(self.en_units().map(|u| u.text), " ")
    }

    /// The Chinese text; several units are joined by nothing.
    pub fn zh(&self) -> String {
        join(self.zh_units().map(|u| u.text), "")
    }

    /// How sure: 0 (not at all) to 1.
    pub fn score(&self) -> f32 {
        self.bead.score
    }

    /// The evidence behind the score.
    pub fn reasons(&self) -> Reasons {
        self.bead.reasons
    }

    /// `1-1`, `2-1`, …: English units, Chinese units.
    pub fn bead_type(&self) -> BeadType {
        BeadType { en: self.bead.en.len(), zh: self.bead.zh.len() }
    }

    /// The bead: numbers of units instead of text.
    pub fn bead(&self) -> &'a Bead {
        self.bead
    }

    /// The English units in order.
    pub fn en_units(&self) -> impl ExactSizeIterator<Item = &'a Unit<'t>> + use<'a, 't> {
        let units = &self.alignment.bitext.en;
        self.bead.en.iter().map(move |&i| &units[i])
    }

    /// The Chinese units in order.
    pub fn zh_units(&self) -> impl ExactSizeIterator<Item = &'a Unit<'t>> + use<'a, 't> {
        let units = &self.alignment.bitext.zh;
        self.bead.zh.iter().map(move |&i| &units[i])
    }

    /// Where the English units stand; see [`Origin`] for what the offsets count from.
    pub fn en_spans(&self) -> Vec<Span> {
        self.en_units().map(|u| u.span).collect()
    }

    /// Where the Chinese units stand; see [`Origin`] for what the offsets count from.
    pub fn zh_spans(&self) -> Vec<Span> {
        self.zh_units().map(|u| u.span).collect()
    }

    /// Where the units come from.
    pub fn origin(&self) -> Origin {
        self.alignment.bitext.origin
    }
}

fn join<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push_str(between);
        }
        out.push_str(part);
    }
    out
}
