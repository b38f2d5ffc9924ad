//! The aligner.

use crate::alignment::{Alignment, Bead, Level, Reasons};
use crate::bitext::{Bitext, Origin};
use crate::segment::Kind;

/// Aligns bitexts. Read-only, `Send + Sync`, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Aligner {}

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
        // Stand-in until the scorer is in place: nearest English above, or equal numbers.
        let mut beads: Vec<Bead> = Vec::new();
        let mut used = vec![false; bitext.en.len()];
        for (j, zh) in bitext.zh.iter().enumerate() {
            let i = match bitext.origin {
                Origin::Article => bitext.en.iter().rposition(|en| en.order < zh.order),
                _ => (j < bitext.en.len()).then_some(j),
            };
            if let Some(i) = i.filter(|&i| !used[i] && bitext.en[i].kind != Kind::Furniture) {
                used[i] = true;
                beads.push(Bead { en: vec![i], zh: vec![j], score: 0.5, reasons: Reasons::default() });
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
