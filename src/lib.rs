//! Aligns English and Chinese: from a bilingual article, or from two texts, to a corpus of
//! paragraph and sentence pairs with byte spans and scores.
//!
//! # Three ways in
//!
//! [`align()`] takes a text that holds both languages, in any order and layout, with all that a
//! page has around its text:
//!
//! ```
//! let page = "By Ann Reed\n\nThe kettle is on the stove.\n\n水壶在炉子上。\n\nNobody is at home.\n";
//! let alignment = bitext::align(page);
//! let pairs: Vec<_> = alignment.pairs().map(|pair| (pair.en(), pair.zh())).collect();
//! assert_eq!(pairs, [("The kettle is on the stove.".to_string(), "水壶在炉子上。".to_string())]);
//! ```
//!
//! [`align_pair`] takes a text and its translation. [`Aligner::align_units`] takes sentences,
//! lines or paragraphs that you have split yourself, and answers in their numbers:
//!
//! ```
//! let english = ["It rains.", "The cat sleeps.", "Tomorrow we go home."];
//! let chinese = ["下雨了，猫在睡觉。", "明天我们回家。"];
//! let alignment = bitext::Aligner::new().align_units(&english, &chinese);
//! let beads: Vec<_> = alignment.beads().iter().map(|bead| (&bead.en[..], &bead.zh[..])).collect();
//! assert_eq!(beads, [(&[0, 1][..], &[0][..]), (&[2][..], &[1][..])]);
//! ```
//!
//! # What comes out
//!
//! An [`Alignment`] holds the two sides ([`Bitext`]) and the beads over them. Every unit is in
//! exactly one [`Pair`], or in [`Alignment::unaligned_en`] or [`Alignment::unaligned_zh`]; text in
//! neither language is in [`Bitext::other`]. All spans are bytes of the text that was given, on
//! character borders. A pair has a score from 0 to 1 and the [`Reasons`] for it.
//!
//! Paragraphs come first. [`Aligner::align_sentences`] goes on to the sentences: of an article inside
//! each pair of paragraphs, of two texts wherever they are.
//!
//! ```
//! use bitext::Aligner;
//! let aligner = Aligner::new();
//! let paragraphs = aligner.align_pair("It rains. The cat sleeps.\n", "下雨了。猫在睡觉。\n");
//! let sentences = aligner.align_sentences(&paragraphs);
//! let last = sentences.pairs().last().unwrap();
//! assert_eq!((last.en().as_str(), last.zh().as_str()), ("The cat sleeps.", "猫在睡觉。"));
//! ```
//!
//! [`Aligner::match_documents`] finds which of many documents translate each other.
//!
//! [`Aligner::links`] says which words of a pair translate each other, [`Aligner::learn`] which
//! names and terms the pairs teach that the model does not know.
//!
//! # The stages
//!
//! Each can be used alone: [`segments`] finds paragraphs, their language, script and [`Kind`];
//! [`sentences`] cuts them; [`text::mentions`] reads numbers and dates as values; [`Bitext`] is
//! what an [`Aligner`] aligns; [`Model`] holds what it knows of both languages, and a
//! [`Lexicon`] what you know besides. Both go into [`Aligner::builder`], options into [`Config`].
//!
//! # Promises
//!
//! Loading a model or a lexicon may fail; aligning does not, and never panics, on any string. It does no input
//! or output, and the same text gives the same result, on any number of threads. Time is linear in
//! the length of ordinary texts. An [`Aligner`] is `Send + Sync` and cheap to clone; to use many
//! threads, give each of them documents.
//!
//! # Features
//!
//! None is on by default: the library then has six dependencies, no build script and no C.
//!
//! - `serde`: `Serialize` for the value types, `Deserialize` for [`Span`], [`Lang`], [`Variant`] and [`Kind`].
//! - `export`: writers for TSV, JSON, JSON Lines, TMX, Moses, HTML and ladders; a reader of TSV.
//! - `import`: readers of HTML, EPUB, DOCX and ODT.
//! - `eval`: gold sets, and the scores against them.
//! - `parallel`: [`Aligner::match_documents`] on several threads; `cli` and `train` need it, to work on many
//!   documents at once.
//! - `cli`: the program `bitext`.
//! - `train`: the trainer of the model.

pub mod adapt;
pub mod align;
pub mod alignment;
pub mod bitext;
pub mod documents;
pub mod error;
#[cfg(feature = "eval")]
pub mod eval;
#[cfg(feature = "export")]
pub mod export;
mod features;
pub mod hanzi;
#[cfg(feature = "import")]
pub mod import;
pub mod lang;
pub mod lexicon;
pub mod links;
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
pub use links::WordLink;
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

/// The Rust in the README.
#[cfg(all(doctest, feature = "export"))]
#[doc = include_str!("../README.md")]
pub struct Readme;
