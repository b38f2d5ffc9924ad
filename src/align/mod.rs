//! The aligner.

mod search;

use crate::alignment::{Alignment, Bead, Level, Reasons};
use crate::bitext::Bitext;
use crate::features::Features;
use crate::model::Model;
use crate::score::{Scorer, Weights};

/// Aligns bitexts. Read-only, `Send + Sync`, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Aligner {
    /// Weights of the score.
    pub weights: Weights,
}

impl Aligner {
    /// An aligner with the model of the crate and default options.
    pub fn new() -> Aligner {
        Aligner::default()
    }

    /// Aligns the paragraphs of a text that holds both languages.
    pub fn align<'t>(&self, text: &'t str) -> Alignment<'t> {
        self.align_bitext(Bitext::from_article(text))
    }

    /// Aligns the paragraphs of two texts.
    pub fn align_pair<'t>(&self, english: &'t str, chinese: &'t str) -> Alignment<'t> {
        self.align_bitext(Bitext::from_pair(english, chinese))
    }

    /// Aligns units that the caller has split.
    pub fn align_units<'t, E: AsRef<str>, Z: AsRef<str>>(
        &self,
        english: &'t [E],
        chinese: &'t [Z],
    ) -> Alignment<'t> {
        self.align_bitext(Bitext::from_units(english, chinese))
    }

    /// Aligns a bitext as it stands: its units become the units of the beads.
    pub fn align_bitext<'t>(&self, bitext: Bitext<'t>) -> Alignment<'t> {
        let model = Model::embedded();
        let features = Features::new(&bitext, model);
        let weights = self.weights.clone();
        let all = |units: usize, other: usize| vec![(0, other as u32); units];
        let (n, m) = (bitext.en.len(), bitext.zh.len());
        let (ratio, spread) = (model.parameter(0), model.parameter(1));
        let scorer = Scorer::new(&features, &weights, &all(n, m), &all(m, n), ratio, spread);
        let mut beads = Vec::new();
        for rung in search::ladder(&scorer, &weights) {
            if rung.n > 0 && rung.m > 0 {
                beads.push(Bead {
                    en: (rung.i - rung.n..rung.i).collect(),
                    zh: (rung.j - rung.m..rung.j).collect(),
                    score: 1.0 / (1.0 + (-rung.score / 10.0).exp()),
                    reasons: Reasons::default(),
                });
            }
        }
        Alignment::new(bitext, Level::Paragraph, beads)
    }

    /// Aligns the sentences inside each pair of paragraphs.
    ///
    /// The units of the result are the sentences of all paragraphs, paired or not.
    pub fn align_sentences<'t>(&self, paragraphs: &Alignment<'t>) -> Alignment<'t> {
        let bitext = paragraphs.bitext().sentences();
        let beads = self.align_bitext(bitext.clone()).beads().to_vec();
        Alignment::new(bitext, Level::Sentence, beads)
    }
}
