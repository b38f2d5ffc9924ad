//! Gold sets and the scores of an aligner against them.
//!
//! | module | gold | measures |
//! | --- | --- | --- |
//! | [`articles`] | one JSON object a line, may be gzipped | paragraph pairs of mixed articles |
//! | [`sentences`] | a folder of `NNN.en`, `NNN.zh`, `NNN.gold` | sentence beads of two texts |
//! | [`splitting`] | one JSON object a line, or a folder of texts with one sentence a line | sentence borders |
//!
//! [`texts`] makes two files of a document of the second kind, [`pages`] an article, [`strangers`] puts in
//! what nobody has translated, [`gaps`] leaves out one side of some beads, and [`documents`] makes collections of
//! documents of both kinds, to be matched. Each reads its gold, takes the
//! predictions document by document, and gives a report that prints as a table (`Display`) or serializes to JSON.
//! Of pairs and beads [`calibration`] tells whether their scores can be taken at their word.

use std::collections::BTreeMap;

use serde::Serialize;

pub mod articles;
pub mod calibration;
pub mod documents;
pub mod gaps;
mod gold_file;
pub mod pages;
pub mod sentences;
pub mod splitting;
pub mod strangers;
pub mod texts;

/// Precision, recall and their harmonic mean, each from 0 to 1. Nothing out of nothing is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Prf {
    /// Share of the predictions that are right.
    #[serde(rename = "p")]
    pub precision: f64,
    /// Share of the gold that was found.
    #[serde(rename = "r")]
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

impl Prf {
    /// Of `hits` among `predicted` and among `gold`.
    fn of(hits: usize, predicted: usize, gold: usize) -> Prf {
        Prf::new(share(hits, predicted).unwrap_or(0.0), share(hits, gold).unwrap_or(0.0))
    }

    fn new(precision: f64, recall: f64) -> Prf {
        let sum = precision + recall;
        Prf { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

/// `part / whole`, `None` where the whole is nothing.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// `1-1`, `1-n`, `n-1`, `n-m`, `1-0/0-1`: the groups in which beads are reported.
fn bead_group(en: usize, zh: usize) -> usize {
    match (en, zh) {
        (0, _) | (_, 0) => 4,
        (1, 1) => 0,
        (1, _) => 1,
        (_, 1) => 2,
        _ => 3,
    }
}

/// Names of [`bead_group`].
const BEAD_GROUPS: [&str; 5] = ["1-1", "1-n", "n-1", "n-m", "1-0/0-1"];

/// A row of the table of bead types.
#[derive(Serialize)]
struct TypeRow {
    gold: usize,
    #[serde(rename = "test")]
    predicted: usize,
    #[serde(rename = "hit")]
    hits: usize,
    #[serde(flatten)]
    prf: Prf,
}

impl TypeRow {
    fn new([gold, predicted, hits]: [usize; 3]) -> TypeRow {
        TypeRow { gold, predicted, hits, prf: Prf::of(hits, predicted, gold) }
    }
}

/// The rows of the table of bead types by name.
fn type_rows(counts: &[[usize; 3]]) -> BTreeMap<&'static str, TypeRow> {
    BEAD_GROUPS.into_iter().zip(counts.iter().map(|&row| TypeRow::new(row))).collect()
}
