//! Aligns English and Chinese: from a bilingual article, or from two texts, to a corpus.

pub mod adapt;
pub mod align;
pub mod alignment;
pub mod bitext;
pub mod error;
#[cfg(feature = "eval")]
pub mod eval;
#[cfg(feature = "export")]
pub mod export;
mod features;
pub mod hanzi;
pub mod lang;
pub mod lexicon;
pub mod model;
pub mod score;
pub mod segment;
pub mod sentence;
pub mod span;
pub mod text;
#[cfg(feature = "train")]
pub mod train;

pub use align::{Aligner, Config};
pub use alignment::{Alignment, Bead, BeadType, Level, Pair, Reasons};
pub use bitext::{Bitext, Origin, Unit};
pub use error::{Error, ErrorKind};
pub use lang::{Lang, Variant};
pub use lexicon::Lexicon;
pub use model::Model;
pub use segment::{Kind, Segment, segments};
pub use sentence::sentences;
pub use span::Span;

/// Aligns the paragraphs of a text that holds both languages.
pub fn align(text: &str) -> Alignment<'_> {
    Aligner::new().align(text)
}

/// Aligns the paragraphs of two texts.
pub fn align_pair<'t>(english: &'t str, chinese: &'t str) -> Alignment<'t> {
    Aligner::new().align_pair(english, chinese)
}
