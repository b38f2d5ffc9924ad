//! What the aligner gives back: pairs, what is left over, and why.

use std::fmt;

use crate::bitext::{Bitext, Origin, Unit};
use crate::lang::{Lang, Script};
use crate::span::Span;

/// Whether the units are paragraphs or sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
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

/// As it is displayed: `"2-1"`.
#[cfg(feature = "serde")]
impl serde::Serialize for BeadType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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
    /// All else: order and nearness in an article; the type of the bead; how its two sides begin and end;
    /// their quotations, clauses and paragraphs.
    pub position: f32,
}

/// A group of units that translate each other: one or more of each side.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
///
/// The beads of an [`Aligner`](crate::Aligner) keep the order of both sides, and the units of each
/// are neighbours but for units that no bead has. With [`Config::crossings`](crate::Config::crossings)
/// two beads of sentences can cross: what comes first in English comes second in Chinese, or the
/// units of one stand around those of the other. [`crossings`](Alignment::crossings) tells which.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment<'t> {
    bitext: Bitext<'t>,
    level: Level,
    beads: Vec<Bead>,
    /// The numbers of the beads that cross others, rising.
    crossings: Vec<usize>,
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
        let crossings = crossings(&beads);
        Alignment { bitext, level, beads, crossings }
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
        self.beads.iter().enumerate().map(|(number, bead)| Pair { alignment: self, bead, number })
    }

    /// The numbers in [`beads`](Alignment::beads) of those that cross another bead, in order. None
    /// do unless [`Config::crossings`](crate::Config::crossings) is set.
    ///
    /// ```
    /// use bitext::{Aligner, Config};
    /// let aligner = Aligner::builder().config(Config { crossings: true, ..Config::default() }).build();
    /// let english = [
    ///     "The station was empty.",
    ///     "A black dog barked behind the garden fence.",
    ///     "The night train to Berlin was forty minutes late.",
    /// ];
    /// let chinese = ["车站空无一人。", "去柏林的夜间火车晚点了四十分钟。", "一条黑狗在花园的篱笆后面叫。"];
    /// let alignment = aligner.align_units(&english, &chinese);
    /// assert_eq!(alignment.crossings(), [1, 2]);
    /// assert_eq!((alignment.beads()[1].en[0], alignment.beads()[1].zh[0]), (1, 2));
    /// ```
    pub fn crossings(&self) -> &[usize] {
        &self.crossings
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
        self.crossings = crossings(&self.beads);
        self
    }

    /// Mean score of the pairs, `None` where there is none.
    pub fn mean_score(&self) -> Option<f64> {
        let n = self.beads.len();
        (n > 0).then(|| self.beads.iter().map(|b| f64::from(b.score)).sum::<f64>() / n as f64)
    }
}

/// The numbers of the beads, which are in English order, that are not wholly behind all beads before
/// them and in front of all beads after them.
fn crossings(beads: &[Bead]) -> Vec<usize> {
    let mut crosses = vec![false; beads.len()];
    let side = |ids: &[usize]| (ids.iter().copied().min(), ids.iter().copied().max());
    let mut end = (None, None);
    for (crosses, bead) in crosses.iter_mut().zip(beads) {
        let ((en, en_end), (zh, zh_end)) = (side(&bead.en), side(&bead.zh));
        *crosses = en < end.0 || zh < end.1;
        end = (end.0.max(en_end), end.1.max(zh_end));
    }
    let mut start = (usize::MAX, usize::MAX);
    for (crosses, bead) in crosses.iter_mut().zip(beads).rev() {
        for (start, ids) in [(&mut start.0, &bead.en), (&mut start.1, &bead.zh)] {
            *crosses |= ids.iter().any(|id| id > start);
            *start = ids.iter().copied().min().map_or(*start, |id| id.min(*start));
        }
    }
    (0..beads.len()).filter(|&number| crosses[number]).collect()
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
    number: usize,
}

impl<'a, 't> Pair<'a, 't> {
    /// The English text; several units are joined by a blank.
    pub fn en(&self) -> String {
        join(self.en_units().map(|u| u.text), Lang::En)
    }

    /// The Chinese text; several units are joined by nothing, or by a blank where a Latin letter or a digit
    /// stands on both sides.
    pub fn zh(&self) -> String {
        join(self.zh_units().map(|u| u.text), Lang::Zh)
    }

    /// How sure: 0 (not at all) to 1.
    pub fn score(&self) -> f32 {
        self.bead.score
    }

    /// The evidence behind the score; all 0 without [`Config::reasons`](crate::Config::reasons).
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

    /// Whether it crosses another pair of the alignment; see [`Alignment::crossings`].
    pub fn crosses(&self) -> bool {
        self.alignment.crossings.binary_search(&self.number).is_ok()
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

    #[cfg(feature = "export")]
    pub(crate) fn bitext(&self) -> &'a Bitext<'t> {
        &self.alignment.bitext
    }
}

/// The parts in one.
fn join<'a>(parts: impl Iterator<Item = &'a str>, side: Lang) -> String {
    let mut out = String::new();
    for part in parts {
        if let (Some(last), Some(next)) = (out.chars().next_back(), part.chars().next())
            && is_apart(side, last, next)
        {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// Whether two units of a side, of which one ends and the other begins so, have a blank between them.
pub(crate) fn is_apart(side: Lang, last: char, next: char) -> bool {
    side == Lang::En || is_latin(last) && is_latin(next)
}

/// A Latin letter or a digit; those of full width are written without blanks, as Chinese is.
fn is_latin(c: char) -> bool {
    c.is_ascii_digit() || Script::of(c) == Script::Latin && !matches!(c, 'Ａ'..='ｚ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crossing(beads: &[(&[usize], &[usize])]) -> Vec<usize> {
        let bead = |&(en, zh): &(&[usize], &[usize])| Bead {
            en: en.to_vec(),
            zh: zh.to_vec(),
            score: 1.0,
            reasons: Reasons::default(),
        };
        crossings(&beads.iter().map(bead).collect::<Vec<_>>())
    }

    #[test]
    fn crossings_are_turned_or_around_each_other() {
        assert!(crossing(&[]).is_empty());
        assert!(crossing(&[(&[0], &[1]), (&[1, 3], &[2]), (&[4], &[3, 5])]).is_empty());
        assert_eq!(crossing(&[(&[0], &[0]), (&[1], &[2]), (&[2], &[1]), (&[3], &[3])]), [1, 2]);
        assert_eq!(crossing(&[(&[0, 2], &[1]), (&[1], &[0]), (&[3], &[2])]), [0, 1]);
        assert_eq!(crossing(&[(&[0, 2], &[0]), (&[1], &[1])]), [0, 1]);
        assert_eq!(crossing(&[(&[0], &[0, 2]), (&[1], &[1]), (&[2], &[3])]), [0, 1]);
        assert_eq!(crossing(&[(&[0], &[2]), (&[1], &[1]), (&[2], &[0])]), [0, 1, 2]);
    }

    #[test]
    fn words_do_not_run_together_where_units_meet() {
        for (chinese, joined) in [
            (["他用Windows", "Linux我在家里用"], "他用Windows Linux我在家里用"),
            (["版本3", "4月发布"], "版本3 4月发布"),
            (["他用Linux。", "我也用"], "他用Linux。我也用"),
            (["我用", "Linux"], "我用Linux"),
            (["用Ａ", "Ｂ"], "用ＡＢ"),
            (["", "Linux"], "Linux"),
        ] {
            let bitext = Bitext::from_units(&["One."], &chinese);
            let bead = Bead { en: vec![0], zh: vec![0, 1], score: 1.0, reasons: Reasons::default() };
            let alignment = Alignment::new(bitext, Level::Sentence, vec![bead]);
            assert_eq!(alignment.pairs().next().unwrap().zh(), joined);
        }
    }

    #[test]
    fn what_is_left_alone_crosses_nothing() {
        let bead =
            |u: usize, score| Bead { en: vec![u], zh: vec![1 - u], score, reasons: Reasons::default() };
        let bitext = Bitext::from_units(&["One.", "Two."], &["二。", "一。"]);
        let alignment = Alignment::new(bitext, Level::Sentence, vec![bead(0, 0.9), bead(1, 0.4)]);
        assert!(alignment.pairs().all(|pair| pair.crosses()));
        let alignment = alignment.with_min_score(0.5);
        assert!(alignment.pairs().all(|pair| !pair.crosses()));
    }
}
