//! The trainer: from corpora of pairs to a model file.
//!
//! ```sh
//! cargo run --release --features train --bin train -- ../shared/corpora/train -o data/model.bin
//! ```
//!
//! Tables are learnt twice. The first ones have not seen the rows that documents are made of,
//! so on these documents they are as good as on new text, and the weights of the score are
//! learnt there. The second ones have seen all rows, and go into the file. Where there are
//! documents that people have aligned, the weights are adapted to them, those of units without
//! counterpart also to the same documents with gaps, and each document is also scored with what
//! all the others teach.
//!
//! The same corpora give the same bytes, on any number of threads.

mod compounds;
mod corpus;
pub mod documents;
mod em;
mod folds;
mod gaps;
pub mod hanzi;
pub mod ladders;
pub mod made;
mod tables;
mod vocabulary;
mod write;

use std::io;
use std::path::PathBuf;

use crate::align::{Aligner, Config};
use crate::model::Model;
use crate::score::{EVIDENCE, Weights};
use documents::Document;
pub use folds::Figures;
use ladders::{Learning, learn};

/// How to train.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Rounds of EM.
    pub rounds: usize,
    /// A word that occurs less often is left out.
    pub min_count: u32,
    /// Pairs with more tokens on either side are left out.
    pub max_tokens: usize,
    /// Entries kept in each of the tables.
    pub entries: usize,
    /// Compounds of two Chinese characters that are tokens of their own.
    pub compounds: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { rounds: 5, min_count: 3, max_tokens: 120, entries: 2_400_000, compounds: 50_000 }
    }
}

/// Trains a model on the corpora and adapts it to the documents of `gold`, if there are any;
/// `say` is told of the progress.
///
/// # Errors
///
/// When a corpus cannot be read.
pub fn train(
    paths: &[PathBuf],
    gold: &[Document],
    settings: &Settings,
    mut say: impl FnMut(&str),
) -> io::Result<Vec<u8>> {
    let start = made_weights(paths, settings, &mut say)?;
    let content = tables::content(paths, settings, false, &mut say)?;
    let model = read(&write::model(&content, &[]));
    let mut weights = start.clone();
    if !gold.is_empty() {
        say(&measured(gold, "nothing learnt from it", &aligner(&model, &start)));
        weights = adapted(&model, &start, gold, &mut say);
        say(&measured(gold, "learnt from", &aligner(&model, &weights)));
        let learnt_from = |rest: &[Document]| {
            let weights = adapted(&model, &start, rest, &mut |_| {});
            aligner(&model, &weights)
        };
        say(&format!("each set held out: {}", folds::sets_held_out(gold, learnt_from)));
        let held_out = folds::held_out(gold, learnt_from);
        say(&format!("each document held out: {}", held_out.figures()));
        weights.confidence = held_out.confidence();
        say(&format!("scores of these: {}", held_out.calibration(&weights)));
    }
    Ok(write::model(&content, &weights.numbers()))
}

/// How well documents that people have aligned are aligned without one kind of evidence, and
/// with words, links or lengths alone: weights are learnt from made documents only. `say` is
/// told each line of a table.
///
/// # Errors
///
/// When a corpus cannot be read.
pub fn ablate(
    paths: &[PathBuf],
    gold: &[Document],
    settings: &Settings,
    mut say: impl FnMut(&str),
) -> io::Result<()> {
    let content = tables::content(paths, settings, true, |_| {})?;
    let model = read(&write::model(&content, &[]));
    // A third of the documents is enough to compare, and three times quicker.
    let made: Vec<Document> = made::documents(paths)?.into_iter().step_by(3).collect();
    let mut row = |name: &str, without: &[usize]| {
        let how = Learning { lattices: 2, ..Learning::likely() }.without(without);
        let weights = learn(&aligner(&model, &Weights::start()), &made, &how, |_| {});
        say(&format!("{name}: {}", folds::figures(&aligner(&model, &weights), gold)));
    };
    row("all evidence", &[]);
    for (k, (name, _)) in EVIDENCE.iter().enumerate() {
        row(&format!("without {name}"), &[k]);
    }
    for (k, (name, _)) in EVIDENCE.iter().enumerate().take(3) {
        let others: Vec<usize> = (0..EVIDENCE.len()).filter(|&other| other != k).collect();
        row(&format!("only {name}"), &others);
    }
    Ok(())
}

/// Weights learnt from made documents, with tables that have not seen them.
fn made_weights(paths: &[PathBuf], settings: &Settings, say: &mut impl FnMut(&str)) -> io::Result<Weights> {
    let model = read(&write::model(&tables::content(paths, settings, true, &mut *say)?, &[]));
    let made = made::documents(paths)?;
    let steps: usize = made.iter().map(|d| d.ladder.len()).sum();
    say(&format!("{} documents made, {steps} steps", made.len()));
    Ok(learn(&aligner(&model, &Weights::start()), &made, &Learning::likely(), say))
}

/// Weights that start from `start` and are adapted to documents.
fn adapted(model: &Model, start: &Weights, gold: &[Document], say: &mut impl FnMut(&str)) -> Weights {
    let weights = learn(&aligner(model, start), gold, &Learning::right(), &mut *say);
    nulls(model, &weights, gold, say)
}

/// The same weights, but for those of units without counterpart, which are adapted to documents and to the same
/// ones with gaps.
fn nulls(model: &Model, start: &Weights, gold: &[Document], say: &mut impl FnMut(&str)) -> Weights {
    let with_gaps = |d: &Document| (0..gaps::VARIANTS).map(|k| gaps::with_gaps(d, k)).collect::<Vec<_>>();
    let mut documents: Vec<Document> = gold.to_vec();
    documents.extend(gold.iter().flat_map(with_gaps));
    learn(&aligner(model, start), &documents, &Learning::nulls(), say)
}

/// How well documents are aligned, and how the aligner came to know them.
fn measured(gold: &[Document], how: &str, aligner: &Aligner) -> String {
    format!("{}, {how}: {}", folds::names(gold), folds::figures(aligner, gold))
}

fn aligner(model: &Model, weights: &Weights) -> Aligner {
    let config = Config { weights: Some(weights.clone()), ..Config::default() };
    Aligner::builder().model(model.clone()).config(config).build()
}

fn read(bytes: &[u8]) -> Model {
    Model::from_bytes(bytes.to_vec()).expect("what was written can be read")
}
