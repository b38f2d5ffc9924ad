//! Whether the scores of pairs can be taken at their word.
//!
//! A score says how likely a pair is right, so of the pairs scored 0.9 nine in ten should be. Two
//! figures say how far that holds, both 0 at best: the **expected calibration error** (ECE) is
//! how far the mean score of a bin is from the share of its pairs that are right, weighted by
//! pairs; the **Brier score** is the mean square of what each score is off by, 1 being the score
//! of a right pair and 0 that of a wrong one, and so it also blames scores that say little. A
//! table of thresholds then says what a corpus keeps, and how much of it is right, when pairs
//! below a score are left out.
//!
//! ```
//! use bitext::eval::calibration::Calibration;
//!
//! let mut calibration = Calibration::default();
//! for (score, right) in [(0.95, true), (0.95, true), (0.75, true), (0.75, false)] {
//!     calibration.add(score, right);
//! }
//! // Half of the pairs are in a bin that is off by 0.05, half in one that is off by 0.25.
//! assert!((calibration.ece().unwrap() - 0.15).abs() < 1e-6);
//! let best = calibration.at(0.9);
//! assert_eq!((best.kept, best.precision), (Some(0.5), Some(1.0)));
//! print!("{calibration}");
//! ```

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::share;

/// How many bins of equal width there are from 0 to 1.
pub const BINS: usize = 10;

/// The least scores of the table of thresholds.
pub const THRESHOLDS: [f32; 6] = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99];

/// The scores of predicted pairs, and whether each pair is right.
///
/// Prints as a table; serializes to `{"ece", "brier", "bins", "thresholds"}`, figures of no pairs
/// as null.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    pairs: Vec<(f32, bool)>,
    unscored: usize,
}

/// The pairs whose scores are next to each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// The least score in it.
    pub from: f64,
    /// What its scores are below; the last bin has 1 as well.
    pub to: f64,
    /// How many pairs.
    pub pairs: usize,
    /// Their mean score; `None` where there are none.
    pub mean_score: Option<f64>,
    /// The share of them that is right; `None` where there are none.
    pub right: Option<f64>,
}

/// What is kept when pairs below a score are left out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// The least score that is kept, as `bitext align --min-score` has it.
    pub min_score: f32,
    /// The share of all pairs that is kept; `None` where there are none.
    pub kept: Option<f64>,
    /// The share of what is kept that is right; `None` where nothing is.
    pub precision: Option<f64>,
}

impl Calibration {
    /// Adds a predicted pair. One without a score from 0 to 1 is only counted, as
    /// [`unscored`](Calibration::unscored).
    pub fn add(&mut self, score: impl Into<Option<f32>>, right: bool) {
        match score.into() {
            Some(score) if (0.0..=1.0).contains(&score) => self.pairs.push((score, right)),
            _ => self.unscored += 1,
        }
    }

    /// How many pairs have a score.
    pub fn scored(&self) -> usize {
        self.pairs.len()
    }

    /// How many pairs have no score from 0 to 1. All figures leave them out.
    pub fn unscored(&self) -> usize {
        self.unscored
    }

    /// The expected calibration error over [`bins`](Calibration::bins), 0 at best; `None` where
    /// there are no pairs.
    pub fn ece(&self) -> Option<f64> {
        let off = |bin: Bin| Some(bin.pairs as f64 * (bin.mean_score? - bin.right?).abs());
        mean(self.bins().into_iter().filter_map(off).sum(), self.scored())
    }

    /// The Brier score, 0 at best; `None` where there are no pairs.
    pub fn brier(&self) -> Option<f64> {
        let off = |&(score, right): &(f32, bool)| (f64::from(score) - f64::from(u8::from(right))).powi(2);
        mean(self.pairs.iter().map(off).sum(), self.scored())
    }

    /// The pairs by score. A score on a border is in the upper bin.
    pub fn bins(&self) -> [Bin; BINS] {
        let mut counts = [(0, 0.0, 0); BINS];
        for &(score, right) in &self.pairs {
            // Borders are compared and not computed from the score: 0.7 times ten may be below 7.
            let above = (1..BINS).take_while(|&i| score >= i as f32 / BINS as f32).count();
            let (pairs, sum, hits) = &mut counts[above];
            *pairs += 1;
            *sum += f64::from(score);
            *hits += usize::from(right);
        }
        let border = |i: usize| i as f64 / BINS as f64;
        std::array::from_fn(|i| {
            let (pairs, sum, hits) = counts[i];
            let (mean_score, right) = (mean(sum, pairs), share(hits, pairs));
            Bin { from: border(i), to: border(i + 1), pairs, mean_score, right }
        })
    }

    /// What is kept when pairs scored below `min_score` are left out.
    pub fn at(&self, min_score: f32) -> Threshold {
        let kept = || self.pairs.iter().filter(|(score, _)| *score >= min_score);
        let hits = kept().filter(|(_, right)| *right).count();
        let kept = kept().count();
        Threshold { min_score, kept: share(kept, self.scored()), precision: share(hits, kept) }
    }
}

/// The mean of `count` values, `None` of none.
fn mean(sum: f64, count: usize) -> Option<f64> {
    (count > 0).then(|| sum / count as f64)
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), |x| format!("{x:.3}"));
        writeln!(f, "{:10} {:>9} {:>9} {:>9}", "score", "pairs", "mean", "right")?;
        for Bin { from, to, pairs, mean_score, right } in self.bins() {
            let (name, mean, right) = (format!("{from:.1}-{to:.1}"), cell(mean_score), cell(right));
            writeln!(f, "{name:10} {pairs:>9} {mean:>9} {right:>9}")?;
        }
        writeln!(f, "ECE {}  Brier {}", cell(self.ece()), cell(self.brier()))?;
        writeln!(f, "{:10} {:>9} {:>9}", "min-score", "kept", "precision")?;
        for Threshold { min_score, kept, precision } in THRESHOLDS.map(|t| self.at(t)) {
            writeln!(f, "{min_score:<10} {:>9} {:>9}", cell(kept), cell(precision))?;
        }
        Ok(())
    }
}

impl Serialize for Calibration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Calibration", 4)?;
        out.serialize_field("ece", &self.ece())?;
        out.serialize_field("brier", &self.brier())?;
        out.serialize_field("bins", &self.bins())?;
        out.serialize_field("thresholds", &THRESHOLDS.map(|t| self.at(t)))?;
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn of(pairs: &[(f32, bool)]) -> Calibration {
        let mut calibration = Calibration::default();
        pairs.iter().for_each(|&(score, right)| calibration.add(score, right));
        calibration
    }

    fn near(found: Option<f64>, expected: f64) -> bool {
        found.is_some_and(|found| (found - expected).abs() < 1e-6)
    }

    #[test]
    fn figures_are_those_of_a_computation_by_hand() {
        let calibration = of(&[(0.25, false), (0.75, true), (0.75, true), (0.75, false), (1.0, true)]);
        let bins = calibration.bins();
        assert_eq!([2, 7, 9].map(|i| bins[i].pairs), [1, 3, 1]);
        assert_eq!((bins[2].mean_score, bins[2].right), (Some(0.25), Some(0.0)));
        assert!(near(bins[7].mean_score, 0.75) && near(bins[7].right, 2.0 / 3.0));
        assert_eq!((bins[0].pairs, bins[0].mean_score, bins[0].right), (0, None, None));
        // (1 · 0.25 + 3 · (0.75 − 2/3) + 1 · 0) / 5
        assert!(near(calibration.ece(), 0.1));
        // (0.0625 + 2 · 0.0625 + 0.5625 + 0) / 5
        assert!(near(calibration.brier(), 0.15));
    }

    #[test]
    fn a_threshold_keeps_what_is_scored_as_much() {
        let calibration = of(&[(0.4, false), (0.9, true), (0.9, false), (0.95, true)]);
        let at = |min_score| {
            let Threshold { kept, precision, .. } = calibration.at(min_score);
            (kept, precision)
        };
        assert_eq!(at(0.0), (Some(1.0), Some(0.5)));
        assert_eq!(at(0.9), (Some(0.75), Some(2.0 / 3.0)));
        assert_eq!(at(0.95), (Some(0.25), Some(1.0)));
        assert_eq!(at(0.99), (Some(0.0), None));
    }

    #[test]
    fn a_score_on_a_border_is_in_the_upper_bin() {
        for i in 0..BINS {
            let border: f32 = format!("0.{i}").parse().unwrap();
            assert_eq!(of(&[(border, true)]).bins()[i].pairs, 1, "{border}");
            if i > 0 {
                assert_eq!(of(&[(border.next_down(), true)]).bins()[i - 1].pairs, 1, "below {border}");
            }
        }
        assert_eq!(of(&[(1.0, true)]).bins()[9].pairs, 1);
    }

    #[test]
    fn what_is_no_score_is_left_out_and_counted() {
        let mut calibration = of(&[(0.5, true), (1.5, true), (-0.1, true), (f32::NAN, true)]);
        calibration.add(None, false);
        assert_eq!((calibration.scored(), calibration.unscored()), (1, 4));
        assert_eq!(calibration.brier(), Some(0.25));
    }

    #[test]
    fn of_no_pairs_there_are_no_figures() {
        let nothing = Calibration::default();
        assert_eq!((nothing.ece(), nothing.brier(), nothing.at(0.5).kept), (None, None, None));
        let json = serde_json::to_string(&nothing).unwrap();
        assert!(json.starts_with(r#"{"ece":null,"brier":null,"bins":[{"from":0.0,"to":0.1,"pairs":0,"#));
        assert!(json.ends_with(r#"{"min_score":0.99,"kept":null,"precision":null}]}"#));
        assert!(nothing.to_string().contains("ECE -  Brier -"));
    }

    proptest! {
        /// Each pair is in one bin, between its borders, and higher thresholds keep less.
        #[test]
        fn bins_share_out_the_pairs(pairs in vec((0.0f32..=1.0, any::<bool>()), 1..40)) {
            let calibration = of(&pairs);
            let bins = calibration.bins();
            prop_assert_eq!(bins.iter().map(|bin| bin.pairs).sum::<usize>(), pairs.len());
            for bin in bins.iter().filter(|bin| bin.pairs > 0) {
                let mean = bin.mean_score.unwrap();
                prop_assert!(bin.from - 1e-6 <= mean && mean <= bin.to + 1e-6, "{:?}", bin);
            }
            let kept = THRESHOLDS.map(|t| calibration.at(t).kept.unwrap());
            prop_assert!(kept.is_sorted_by(|a, b| a >= b), "{:?}", kept);
        }

        /// Both errors are from 0 to 1, and the square of the ECE is never above the Brier score:
        /// joining pairs to bins can only even out what they are off by.
        #[test]
        fn errors_keep_to_their_bounds(pairs in vec((0.0f32..=1.0, any::<bool>()), 1..40)) {
            let calibration = of(&pairs);
            let (ece, brier) = (calibration.ece().unwrap(), calibration.brier().unwrap());
            prop_assert!((0.0..=1.0).contains(&ece) && (0.0..=1.0).contains(&brier));
            prop_assert!(ece * ece <= brier + 1e-9, "ECE {} Brier {}", ece, brier);
        }
    }
}
