//! How sure a bead is, as a number from 0 to 1.

use super::{Scorer, Weights};

impl Scorer<'_> {
    /// How sure the bead of `n` English units before border `i` and `m` Chinese before `j` is,
    /// whose log-odds are known.
    pub fn confidence(&self, log_odds: f32, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let f = self.frame.features;
        let en = (i - n..i).map(|u| f.en.unit(u).len());
        let zh = (j - m..j).map(|u| f.zh.unit(u).len());
        confidence(self.frame.weights, log_odds, en.chain(zh).sum(), n + m)
    }
}

/// The score of a bead of sentences.
pub(crate) fn calibrated(weights: &Weights, doubt: Doubt) -> f32 {
    logistic(doubt.terms().iter().zip(&weights.confidence).map(|(x, weight)| x * weight).sum())
}

/// By how much less sure a bead is, as log-odds of its probability, for each unit of what its words are below chance:
/// units that stand in one place, each alone there, are paired though nothing in them agrees. Fitted on the
/// development sets with one sentence in fifty replaced by another one: as they are, they have hardly any.
const AGAINST: f32 = 11.0;

/// Below these log-odds a pair is none (see `benches/EXPERIMENTS.md`).
const HOPELESS: f32 = -3.5;

/// What says how sure a bead of sentences is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doubt {
    /// Its probability over all ladders.
    pub probability: f32,
    /// Its units on both sides.
    pub units: usize,
    /// Whether a unit without counterpart is right before or after it: one reader leaves out what
    /// the next one joins.
    pub beside_null: bool,
    /// By how much its words speak against it, see [`against`].
    pub against: f32,
}

/// By how much words that add so much speak against a bead of these lengths, English and Chinese: what they are
/// below chance, over the square root of its length in Chinese characters.
pub(crate) fn against(words: f32, (en, zh): (f32, f32)) -> f32 {
    (-words).max(0.0) / (zh + en / 3.0).max(1.0).sqrt()
}

impl Doubt {
    /// What the numbers of [`Weights::confidence`] are weights of.
    pub fn terms(self) -> [f32; 4] {
        let null = f32::from(u8::from(self.beside_null));
        [1.0, self.log_odds(), self.units as f32 - 2.0, null]
    }

    /// Whether units stand in one place and nothing more: of such pairs hardly one in ten is right. So a search,
    /// which knows nothing better for them, pairs what only one text has, a title page or a note.
    pub fn is_none(self) -> bool {
        self.log_odds() < HOPELESS
    }

    /// The log-odds of its probability, and what its words take off them.
    fn log_odds(self) -> f32 {
        odds(self.probability) - AGAINST * self.against
    }
}

/// The score of a bead of `units` units with these log-odds and this many tokens.
///
/// Log-odds add up over tokens that are far from independent, so a long bead looks surer
/// than it is: the square root of its length brings beads of all lengths to one measure. A
/// logistic curve over that and whether units are joined gives the share of such beads that are
/// right, fitted on the development sets and, for articles, on pages by hand as well
/// (`benches/EXPERIMENTS.md`); hardly any bead there joins more than two. Of two texts, pairs below chance are
/// those that the order of their words has found, and no worse than others.
fn confidence(weights: &Weights, log_odds: f32, tokens: usize, units: usize) -> f32 {
    let [start, slope, joined, _] = weights.confidence;
    let x = log_odds / (tokens.max(1) as f32).sqrt();
    let x = if weights.position > 0.0 { x } else { x.max(0.0) };
    logistic(start + slope * x + if units > 2 { joined } else { 0.0 })
}

/// A probability as log-odds; nothing is surer than one error in three thousand.
fn odds(probability: f32) -> f32 {
    (probability / (1.0 - probability).max(1e-6)).max(1e-6).ln().clamp(-8.0, 8.0)
}

/// The logistic curve: log-odds as a probability.
pub(crate) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_and_fewer_units_are_surer() {
        let w = &Weights::first();
        assert!(confidence(w, 20.0, 30, 2) > confidence(w, 5.0, 30, 2));
        assert!(confidence(w, 20.0, 30, 2) > confidence(w, 20.0, 30, 3));
        for x in [f32::NEG_INFINITY, -1e9, 0.0, 1e9] {
            assert!((0.0..=1.0).contains(&confidence(w, x, 0, 2)));
        }
    }

    /// Paragraphs of two texts that nothing speaks for had .9.
    #[test]
    fn paragraphs_are_as_sure_as_their_words() {
        let sure = |x: f32| confidence(&Weights::pair(), x * 5.0, 25, 2);
        assert!(sure(0.0) < 0.6 && sure(2.0) > 0.8 && sure(6.0) > 0.98);
        assert_eq!(sure(-3.0), sure(0.0));
    }

    #[test]
    fn words_that_speak_against_a_bead_make_it_less_sure() {
        let sure = |words: f32| {
            let against = against(words, (60.0, 20.0));
            Doubt { probability: 0.999, units: 2, beside_null: false, against }
        };
        let w = Weights { confidence: [0.0, 1.0, 0.0, 0.0], ..Weights::first() };
        let [some, none, below] = [9.0, 0.0, -6.0].map(|words| calibrated(&w, sure(words)));
        assert!(some == none && none > 0.99 && below < 0.5, "{some} {none} {below}");
    }
}
