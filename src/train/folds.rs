//! Documents scored with what the others teach.

use std::fmt;

use rayon::prelude::*;

use super::documents::Document;
use crate::align::Aligner;
use crate::eval::calibration::Calibration;
use crate::eval::sentences::{Report, predictions};
use crate::score::{Doubt, Weights, calibrated, logistic};

/// F1 over all beads, for each set of documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures(Vec<(String, f64)>);

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, (set, f1)) in self.0.iter().enumerate() {
            write!(f, "{}{set} {f1:.4}", if k > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

/// The names of the sets.
pub(super) fn names(gold: &[Document]) -> String {
    sets(gold).join(", ")
}

fn sets(gold: &[Document]) -> Vec<String> {
    let mut out: Vec<String> = gold.iter().map(|d| d.set.clone()).collect();
    out.dedup();
    out
}

/// For how many right beads a wrong one counts where scores are learnt: with 1, the pairs of novels that have
/// a score of .9 or more are .978 right, and .98 is what is promised of them.
const WRONG: f64 = 1.35;

/// A bead that was found, and whether it is right.
type Found = (Doubt, bool);

/// What was found in documents, each aligned by an aligner of its own.
pub(super) struct HeldOut {
    reports: Vec<(String, Report)>,
    beads: Vec<Found>,
}

/// F1 of one aligner.
pub(super) fn figures(aligner: &Aligner, gold: &[Document]) -> Figures {
    scored(gold, &|_| aligner.clone()).figures()
}

/// Each document aligned by the aligner that `learn` makes of all the others.
pub(super) fn held_out(gold: &[Document], learn: impl Fn(&[Document]) -> Aligner + Sync) -> HeldOut {
    scored(gold, &|held: usize| {
        let rest: Vec<Document> =
            gold.iter().enumerate().filter(|&(k, _)| k != held).map(|(_, d)| d.clone()).collect();
        learn(&rest)
    })
}

/// F1 of each set, aligned by the aligner that `learn` makes of the others: what is to be expected
/// of a genre that nothing was learnt from.
pub(super) fn sets_held_out(gold: &[Document], learn: impl Fn(&[Document]) -> Aligner) -> Figures {
    let of = |set: String| {
        let (held, rest): (Vec<Document>, Vec<Document>) = gold.iter().cloned().partition(|d| d.set == set);
        figures(&learn(&rest), &held).0
    };
    Figures(sets(gold).into_iter().flat_map(of).collect())
}

fn scored(gold: &[Document], aligner: &(dyn Fn(usize) -> Aligner + Sync)) -> HeldOut {
    let found: Vec<_> = (0..gold.len())
        .into_par_iter()
        .map(|k| predictions(&aligner(k).align_units(&gold[k].en, &gold[k].zh)))
        .collect();
    let mut reports: Vec<(String, Report)> =
        sets(gold).into_iter().map(|set| (set, Report::default())).collect();
    let mut beads = Vec::new();
    for (document, found) in gold.iter().zip(&found) {
        let source = document.source();
        let is_null = |k: usize| found.get(k).is_some_and(|beside| beside.score.is_none());
        for (k, prediction) in found.iter().enumerate() {
            if let Some(probability) = prediction.score {
                let units = prediction.bead.en.len() + prediction.bead.zh.len();
                let beside_null = is_null(k.wrapping_sub(1)) || is_null(k + 1);
                // What speaks against it is in its probability.
                let doubt = Doubt { probability, units, beside_null, against: 0.0 };
                beads.push((doubt, source.gold.contains(&prediction.bead)));
            }
        }
        if let Some((_, report)) = reports.iter_mut().find(|(set, _)| *set == document.set) {
            report.add(&source, found);
        }
    }
    HeldOut { reports, beads }
}

impl HeldOut {
    /// F1 over all beads.
    pub fn figures(&self) -> Figures {
        Figures(self.reports.iter().map(|(set, report)| (set.clone(), report.all_bead().f1)).collect())
    }

    /// The curve from probabilities to scores (see `Weights::confidence`) under which what was found right,
    /// and what was not, is most probable, by gradient ascent on a concave function of four numbers.
    pub fn confidence(&self) -> [f32; 4] {
        let mut curve = [0.0f64, 1.0, 0.0, 0.0];
        let n = self.beads.len().max(1) as f64;
        for _ in 0..20_000 {
            let mut slope = [0.0f64; 4];
            for &(doubt, right) in &self.beads {
                let x = doubt.terms().map(f64::from);
                let sum: f64 = x.iter().zip(&curve).map(|(x, c)| x * c).sum();
                let sure = f64::from(logistic(sum as f32));
                let miss = if right { 1.0 - sure } else { -WRONG * sure };
                slope.iter_mut().zip(x).for_each(|(s, x)| *s += miss * x);
            }
            curve.iter_mut().zip(slope).for_each(|(c, s)| *c += 0.1 * s / n);
        }
        curve.map(|c| c as f32)
    }

    /// How well the scores under these weights say how often a bead is right.
    pub fn calibration(&self, weights: &Weights) -> String {
        let mut calibration = Calibration::default();
        for &(doubt, right) in &self.beads {
            calibration.add(Some(calibrated(weights, doubt)), right);
        }
        let sure = calibration.at(0.9);
        let of = |share: Option<f64>| share.unwrap_or(0.0);
        format!(
            "ECE {:.4}; from 0.9 on {:.3} of the pairs, {:.3} of them right",
            of(calibration.ece()),
            of(sure.kept),
            of(sure.precision)
        )
    }
}
