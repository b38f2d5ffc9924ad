//! Which documents translate each other: the files of two folders, the pages of a site.
//!
//! Each document is read once, into a [`Sketch`] of some 2 kB: of an English one the Chinese that its translation may
//! be expected to have, by the model's tables (probabilistic structured queries, Darwish and Oard 2003), of a Chinese
//! one what it has; of both, numbers and Latin words. Documents are compared by the cosine of their sketches, where
//! what few documents have weighs more. A document has at most one counterpart, and two go together if they are more
//! alike than each of them and its best rivals (Artetxe and Schwenk 2019, ratio margin). So a document that nobody has
//! translated stays alone, also among others of its subject.
//!
//! ```
//! use bitext::Aligner;
//! let aligner = Aligner::new();
//! let english = ["The bakery opens at six. Its rye bread is gone by noon.", "The ferry to the island was late again."];
//! let chinese = ["去岛上的渡船又晚点了。", "今年的苹果收成很好。", "面包店六点开门,黑麦面包到中午就卖完了。"];
//! let english: Vec<_> = english.iter().map(|text| aligner.sketch_en(text)).collect();
//! let chinese: Vec<_> = chinese.iter().map(|text| aligner.sketch_zh(text)).collect();
//! let matches = aligner.match_documents(&english, &chinese);
//! let numbers: Vec<_> = matches.iter().map(|found| (found.en, found.zh)).collect();
//! assert_eq!(numbers, [(0, 2), (1, 0)]);
//! ```

mod likeness;
mod linking;
mod name;
mod sketch;

pub use name::{language, without_language};
pub use sketch::Sketch;

use crate::align::Aligner;
use crate::bitext::{Bitext, Unit};
use crate::segment::Kind;

/// An English document and a Chinese one that translate each other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DocumentMatch {
    /// Number of the English document, from 0.
    pub en: usize,
    /// Number of the Chinese document, from 0.
    pub zh: usize,
    /// How sure that is, 0.5 to 1: by the development sets, about the share of such matches that is right.
    pub score: f32,
}

impl Aligner {
    /// What an English text is about, to find its translation by. Of a text in both languages its English counts.
    ///
    /// Linear in the length of the text. The user's own lexicon is not asked.
    pub fn sketch_en(&self, text: &str) -> Sketch {
        Sketch::english(&paragraphs(&Bitext::from_pair(text, "").en), self.model())
    }

    /// What a Chinese text is about, to find its original by. Of a text in both languages its Chinese counts.
    pub fn sketch_zh(&self, text: &str) -> Sketch {
        Sketch::chinese(&paragraphs(&Bitext::from_pair("", text).zh), self.model())
    }

    /// Finds which documents translate each other, see [the module](crate::documents). Each is in one match at most;
    /// they come in the order of the English documents.
    ///
    /// `english` are sketches by [`sketch_en`](Aligner::sketch_en), `chinese` by [`sketch_zh`](Aligner::sketch_zh), of
    /// this aligner's model. Every document is compared with every other, roughly: some 40 ns for each two.
    pub fn match_documents(&self, english: &[Sketch], chinese: &[Sketch]) -> Vec<DocumentMatch> {
        linking::link(english, chinese, self.model())
    }
}

/// What a document says, without what belongs to its page.
fn paragraphs<'t>(units: &[Unit<'t>]) -> Vec<&'t str> {
    units.iter().filter(|unit| unit.kind != Kind::Furniture).map(|unit| unit.text).collect()
}
