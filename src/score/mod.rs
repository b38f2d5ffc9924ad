//! How likely it is that a run of English units and a run of Chinese units translate each
//! other: log-odds in nats, against the two having nothing to do with each other.

mod band;
mod breaks;
mod cells;
mod clauses;
mod confidence;
mod curve;
#[cfg(feature = "train")]
mod evidence;
mod frame;
mod lexicon;
mod manner;
mod nearby;
mod paragraphs;
mod position;
mod prefix;
mod proportion;
mod reasons;
mod shapes;
mod ties;
mod usual;
mod weights;
mod wide;
mod words;
mod worth;

pub(crate) use band::{Band, Block};
pub(crate) use breaks::Breaks;
pub(crate) use cells::Bags;
pub(crate) use clauses::Clauses;
pub(crate) use confidence::{Doubt, against, calibrated, logistic};
#[cfg(feature = "train")]
pub(crate) use evidence::Evidence;
pub(crate) use frame::{Frame, Marks};
pub(crate) use manner::Manner;
pub(crate) use paragraphs::{Paragraph, Paragraphs};
pub(crate) use position::Position;
pub(crate) use reasons::Teller;
pub(crate) use shapes::Shapes;
pub use weights::Weights;
#[cfg(feature = "train")]
pub(crate) use weights::{EVIDENCE, LEARNT, NULL, pull};
pub(crate) use words::{Sums, Words};

use crate::features::Features;
use cells::Cells;
use shapes::MAX_RUN;
use worth::Own;

/// Scores the beads of one bitext, their words as bags, prepared for all beads of some shapes within a band.
pub(crate) struct Scorer<'a> {
    frame: Frame<'a>,
    /// Cells of the Chinese, of the English units, if their tokens add anything.
    zh: Option<Cells>,
    en: Option<Cells>,
    /// What the Chinese, the English tokens add.
    own: [Own; 2],
}

impl<'a> Scorer<'a> {
    /// Prepares the scores of beads of these shapes within the band.
    pub fn new(frame: Frame<'a>, band: &Band, shapes: &Shapes) -> Scorer<'a> {
        Scorer::with(frame, band, shapes, None).0
    }

    /// The same with what the Chinese cells are made of, from another band of the same features, and with
    /// weights that differ in English alone; gives it back.
    pub fn with(
        frame: Frame<'a>,
        band: &Band,
        shapes: &Shapes,
        known: Option<Bags>,
    ) -> (Scorer<'a>, Option<Bags>) {
        let (f, weights): (&Features, &Weights) = (frame.features, frame.weights);
        let own = [Own::new(&f.zh, weights, 0), Own::new(&f.en, weights, 1)];
        let ([zh, en], bags) = lexicon::scores(f, weights, band, shapes, &own, known);
        (Scorer { frame, zh, en, own }, bags)
    }

    /// All but the words.
    pub fn frame(&self) -> &Frame<'a> {
        &self.frame
    }

    /// Makes units without counterpart cost differently.
    pub fn set_nulls(&mut self, nulls: [f32; 2]) {
        self.frame.set_nulls(nulls);
    }

    /// Lets count which paragraphs have a counterpart.
    pub fn set_paragraphs(&mut self, paragraphs: Option<&'a Paragraphs>) {
        self.frame.set_paragraphs(paragraphs);
    }

    /// Lets the lengths count as this manner has them.
    pub fn set_manner(&mut self, manner: &'a Manner) {
        self.frame.set_manner(manner);
    }

    /// Lets numbers of items count, see [`Frame::set_items`].
    pub fn set_items(&mut self, same: &[bool]) {
        self.frame.set_items(same);
    }

    /// Lets order and nearness in an article count.
    pub fn set_position(&mut self, position: Position) {
        self.frame.set_position(position);
    }

    /// Log-odds of a bead of any type: of one that is longer than the runs that have been prepared, an
    /// estimate; infinity where it reaches out of what has been.
    pub fn estimate(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let zh = self.zh.as_ref().map_or(0.0, |cells| estimate(cells, (j, m), (i, n)));
        let en = self.en.as_ref().map_or(0.0, |cells| estimate(cells, (i, n), (j, m)));
        zh + en + self.frame.bead(i, n, j, m)
    }

    /// What the words of the Chinese and of the English unit before the borders `i` and `j` add, each given the
    /// other; nothing beyond what has been prepared.
    pub fn words(&self, i: usize, j: usize) -> Option<[f32; 2]> {
        let single = |cells: &Option<Cells>, unit: usize, end: usize| {
            cells.as_ref().map_or(Some(0.0), |cells| cells.of(unit, end).map(|cells| cells[0]))
        };
        Some([single(&self.zh, j - 1, i)?, single(&self.en, i - 1, j)?])
    }

    /// The beads of up to `run` units on either side that end at border `i` of the English and `j` of
    /// the Chinese one. What their words add is left in `sums`, which this scorer alone uses.
    #[inline]
    pub fn at<'s>(&'s self, i: usize, j: usize, run: usize, sums: &'s mut Squares) -> Ending<'s> {
        let Squares { zh, en } = sums;
        sum_up(self.zh.as_ref(), (j, i), run, zh);
        sum_up(self.en.as_ref(), (i, j), run, en);
        Ending { frame: &self.frame, i, j, zh, en }
    }
}

/// What `own` units before a border add, given `other` units before the border `end` of the other side: of
/// a longer run than there are cells for, each takes the part that makes it likeliest. Infinity where a
/// cell is out of the band.
fn estimate(cells: &Cells, (border, own): (usize, usize), (end, other): (usize, usize)) -> f32 {
    let run = other.min(cells.run());
    let cell =
        |unit: usize, end: usize| cells.of(unit, end).map(|cells| cells[run - 1]).filter(|c| c.is_finite());
    let of_unit = |unit: usize| {
        let ends = end + run - other..=end;
        ends.map(|end| cell(unit, end).unwrap_or(f32::INFINITY)).fold(f32::NEG_INFINITY, f32::max)
    };
    (border - own..border).map(of_unit).sum()
}

/// Numbers for each run of either side.
type Square = [[f32; MAX_RUN]; MAX_RUN];

/// What the units before a point add, by their number and that of the units of the other side: Chinese
/// ones, and English ones. Room that is used for one point after the other.
#[derive(Default)]
pub(crate) struct Squares {
    zh: Square,
    en: Square,
}

/// Sums up what the last one, two, … units before a border add, given one, two, … units of the other side
/// before the border `end`: up to `run` of both. Nothing is changed without cells.
fn sum_up(cells: Option<&Cells>, (border, end): (usize, usize), run: usize, sums: &mut Square) {
    let Some(cells) = cells else { return };
    let mut before = [0.0; MAX_RUN];
    let mut units = (0..border).rev();
    for sums in &mut sums[..run] {
        match units.next().and_then(|unit| cells.of(unit, end)) {
            Some(cells) => before.iter_mut().zip(&cells[..run]).for_each(|(before, cell)| *before += cell),
            None => before = [f32::NEG_INFINITY; MAX_RUN],
        }
        *sums = before;
    }
}

/// The beads that end at one point.
pub(crate) struct Ending<'a> {
    frame: &'a Frame<'a>,
    i: usize,
    j: usize,
    zh: &'a Square,
    en: &'a Square,
}

impl Ending<'_> {
    /// Log-odds of the words of the bead of `n` English and `m` Chinese units.
    pub fn lexicon(&self, n: usize, m: usize) -> f32 {
        let [en, zh] = self.sides(n, m);
        zh + en
    }

    /// The same of the English and of the Chinese words, each given those of the other side.
    pub fn sides(&self, n: usize, m: usize) -> [f32; 2] {
        [self.en[n - 1][m - 1], self.zh[m - 1][n - 1]]
    }

    /// Log-odds of the bead.
    pub fn bead(&self, n: usize, m: usize) -> f32 {
        self.lexicon(n, m) + self.frame.bead(self.i, n, self.j, m)
    }

    /// The same, if it can be above `least`; quicker where it cannot.
    pub fn bead_above(&self, n: usize, m: usize, least: f32) -> Option<f32> {
        self.frame.bead_above(self.i, n, self.j, m, self.lexicon(n, m), least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn an_estimate_is_exact_where_runs_are_short() {
        let en = ["The cat slept.", "It rained.", "The boy ate a fish.", "She left.", "We read a book."];
        let zh = ["猫睡了。", "下雨了。", "男孩吃了一条鱼。", "她走了。", "我们读了一本书。"];
        let (model, band) = (Model::embedded(), Band::full(5, 5));
        let (f, usual) = (Features::new(&en, &zh, model, None), Manner::usual(model));
        for weights in [Weights::first(), Weights::article()] {
            let scorer =
                |shapes: &Shapes| Scorer::new(Frame::new(&f, &weights, model, &usual), &band, shapes);
            let (short, all) = (scorer(&Shapes::FEW), scorer(&Shapes::ALL));
            let bead = |n: usize, m: usize| all.at(5, 5, 5, &mut Squares::default()).bead(n, m);
            for (n, m) in [(1, 1), (3, 2), (2, 4), (4, 4)] {
                assert!((short.estimate(5, n, 5, m) - bead(n, m)).abs() < 1e-3, "{n}-{m}");
            }
            // Each unit has its counterpart in one of the two runs of four, and shares it with fewer.
            assert!(short.estimate(5, 5, 5, 5) > bead(5, 5));
        }
        // Nothing has been prepared of a unit beyond the band.
        let narrow = Band::whole((0..=5).map(|i| (i, i)).collect());
        let first = Weights::first();
        let scorer = Scorer::new(Frame::new(&f, &first, model, &usual), &narrow, &Shapes::SINGLE);
        assert!(scorer.estimate(5, 1, 5, 1).is_finite());
        assert_eq!(scorer.estimate(5, 1, 5, 2), f32::INFINITY);
    }

    #[test]
    fn a_bead_is_left_out_only_where_it_is_too_low() {
        let en = ["\"Well,\" she said, \"come in.", "It rains.\"", "In 1999 the cat slept on 3 mats.", "No."];
        let zh = ["她说：“好，进来。", "下雨了。”", "1999年，猫睡在三张垫子上。", "不。"];
        let (model, band) = (Model::embedded(), Band::full(4, 4));
        let f = Features::new(&en, &zh, model, None);
        let usual = Manner::usual(model);
        for (weights, places) in [(Weights::first(), false), (Weights::article(), true)] {
            let frame = Frame::new(&f, &weights, model, &usual);
            let mut scorer = Scorer::new(frame, &band, &Shapes::FEW);
            if places {
                scorer.set_position(Position::new(vec![0, 2, 4, 6], vec![1, 3, 5, 7], vec![false; 8]));
            }
            for (i, j) in (1..=4).flat_map(|i| (1..=4).map(move |j| (i, j))) {
                for (n, m) in Shapes::FEW.types().filter(|&(n, m)| n <= i && m <= j) {
                    let mut sums = Squares::default();
                    let ending = scorer.at(i, j, Shapes::FEW.run(), &mut sums);
                    let score = ending.bead(n, m);
                    assert_eq!(ending.bead_above(n, m, score - 1e-3), Some(score), "{n}-{m} at {i}, {j}");
                    assert_eq!(ending.bead_above(n, m, f32::NEG_INFINITY), Some(score));
                    assert_eq!(ending.bead_above(n, m, score + 1e4), None);
                }
            }
        }
    }
}
