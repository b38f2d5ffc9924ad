//! The two sides that are to be aligned.

use crate::lang::{Lang, Variant};
use crate::segment::{self, Kind, Segment};
use crate::sentence::{SentenceOptions, sentences_with};
use crate::span::Span;

/// Where the units of a bitext come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Origin {
    /// One text that holds both languages. Spans are offsets into it.
    Article,
    /// Two texts, one a language. Spans are offsets into the text of the unit's side.
    Pair,
    /// Units that the caller has split. Spans are offsets into each unit alone, so they
    /// start at 0; a unit is known by its number.
    Units,
}

/// A paragraph or a sentence of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Unit<'t> {
    /// The text, with no blank at either end. Empty only where the caller gave an empty unit.
    pub text: &'t str,
    /// Where it stands; see [`Origin`] for what the offsets count from.
    pub span: Span,
    /// Place in the order of reading: of an article, among all its segments; else in its own side. It is
    /// the number by which a unit that the caller has split is known.
    pub order: usize,
    /// For a sentence, the number of its paragraph on the same side; for a paragraph its own number.
    pub paragraph: usize,
    /// Whether it follows text of the other language in the same paragraph of an article, or a cell in
    /// the same row of a table; for a sentence, whether the whole does of which it is a part.
    pub goes_on: bool,
    /// What it is in its page. Furniture is never paired.
    pub kind: Kind,
    /// Script, for Chinese only.
    pub variant: Option<Variant>,
}

/// English units and Chinese units, before they are aligned.
///
/// ```
/// use bitext::Bitext;
/// let bitext = Bitext::from_article("Good morning.\n\n早上好。\n");
/// assert_eq!(bitext.en[0].text, "Good morning.");
/// assert_eq!(bitext.zh[0].text, "早上好。");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Bitext<'t> {
    /// English units in order.
    pub en: Vec<Unit<'t>>,
    /// Chinese units in order.
    pub zh: Vec<Unit<'t>>,
    /// Segments of an article in neither language, of either of two texts not in its own one: kept, never
    /// paired.
    pub other: Vec<Unit<'t>>,
    /// Of two texts, how many of `other` stand in the English one: these come first. Else 0.
    pub other_en: usize,
    /// Where the units come from.
    pub origin: Origin,
}

impl<'t> Bitext<'t> {
    /// The segments of a text that holds both languages.
    pub fn from_article(text: &'t str) -> Bitext<'t> {
        Bitext::of_segments(text, segment::segments(text))
    }

    /// Segments of a text that holds both languages.
    pub(crate) fn of_segments(text: &'t str, segments: Vec<Segment>) -> Bitext<'t> {
        let mut bitext = Bitext::empty(Origin::Article);
        for (order, segment) in segments.into_iter().enumerate() {
            bitext.push(text, segment, order);
        }
        bitext
    }

    /// The paragraphs of an English text and of a Chinese text.
    pub fn from_pair(english: &'t str, chinese: &'t str) -> Bitext<'t> {
        let mut bitext = Bitext::empty(Origin::Pair);
        for (text, lang) in [(english, Lang::En), (chinese, Lang::Zh)] {
            for (order, segment) in segment::paragraphs(text, lang).into_iter().enumerate() {
                bitext.push(text, segment, order);
            }
            if lang == Lang::En {
                bitext.other_en = bitext.other.len();
            }
        }
        bitext
    }

    /// Units that the caller has split: sentences, lines, paragraphs.
    ///
    /// Nothing is split, joined or left out; an empty unit is kept and never paired.
    pub fn from_units<E: AsRef<str>, Z: AsRef<str>>(english: &'t [E], chinese: &'t [Z]) -> Bitext<'t> {
        Bitext {
            en: english.iter().enumerate().map(|(i, s)| unit(s.as_ref(), i, None)).collect(),
            zh: chinese
                .iter()
                .enumerate()
                .map(|(i, s)| unit(s.as_ref(), i, crate::hanzi::variant(s.as_ref())))
                .collect(),
            other: Vec::new(),
            other_en: 0,
            origin: Origin::Units,
        }
    }

    /// The same text with each paragraph cut into sentences.
    ///
    /// Units that the caller has split, and furniture, stay as they are.
    pub fn sentences(&self) -> Bitext<'t> {
        let options = SentenceOptions::default().one_paragraph(true);
        let cut = |units: &[Unit<'t>], lang: Lang| -> Vec<Unit<'t>> {
            let mut out = Vec::new();
            for (paragraph, unit) in units.iter().enumerate() {
                if self.origin == Origin::Units || unit.kind == Kind::Furniture {
                    out.push(Unit { paragraph, ..*unit });
                    continue;
                }
                for span in sentences_with(unit.text, lang, options) {
                    let span = span.trimmed(unit.text);
                    if !span.is_empty() {
                        let text = span.of(unit.text);
                        out.push(Unit { text, span: span.shifted(unit.span.start), paragraph, ..*unit });
                    }
                }
            }
            out
        };
        Bitext {
            en: cut(&self.en, Lang::En),
            zh: cut(&self.zh, Lang::Zh),
            other: self.other.clone(),
            other_en: self.other_en,
            origin: self.origin,
        }
    }

    fn empty(origin: Origin) -> Bitext<'t> {
        Bitext { en: Vec::new(), zh: Vec::new(), other: Vec::new(), other_en: 0, origin }
    }

    fn push(&mut self, text: &'t str, segment: Segment, order: usize) {
        let side = match segment.lang {
            Lang::En => &mut self.en,
            Lang::Zh => &mut self.zh,
            _ => &mut self.other,
        };
        side.push(Unit {
            text: segment.span.of(text),
            span: segment.span,
            order,
            paragraph: side.len(),
            goes_on: segment.goes_on,
            kind: segment.kind,
            variant: segment.variant,
        });
    }
}

/// Where something stands on one side: a unit and bytes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub unit: usize,
    pub span: Span,
}

pub(crate) fn unit(text: &str, number: usize, variant: Option<Variant>) -> Unit<'_> {
    let span = Span::new(0, text.len()).trimmed(text);
    Unit {
        text: span.of(text),
        span,
        order: number,
        paragraph: number,
        goes_on: false,
        kind: Kind::Prose,
        variant,
    }
}
