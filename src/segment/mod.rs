//! A text cut into segments: runs of one language inside a block of lines.

use crate::hanzi;
use crate::lang::{Lang, Variant};
use crate::span::Span;

/// What a segment is in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Kind {
    /// Running text.
    Prose,
    /// A title, of the text or of a part of it.
    Heading,
    /// An item of a list.
    #[cfg_attr(feature = "serde", serde(rename = "list-item"))]
    ListItem,
    /// What belongs to the page and not to the text: dates, counters, bylines, addresses,
    /// links, navigation, captions. It is never paired.
    Furniture,
}

impl Kind {
    /// `prose`, `heading`, `list-item` or `furniture`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Prose => "prose",
            Kind::Heading => "heading",
            Kind::ListItem => "list-item",
            Kind::Furniture => "furniture",
        }
    }
}

/// A run of text in one language, with no blank at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Segment {
    /// Where it is in the text, in bytes.
    pub span: Span,
    /// Its language.
    pub lang: Lang,
    /// Its script, for Chinese only.
    pub variant: Option<Variant>,
    /// What it is in the page.
    pub kind: Kind,
}

/// Cuts a text into segments, in the order of the text.
pub fn segments(text: &str) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if span.is_empty() {
            continue;
        }
        let part = span.of(text);
        let han = part.chars().filter(|c| hanzi::is_han(*c)).count();
        let latin = part.split_whitespace().count();
        let lang = if 2 * han > latin { Lang::Zh } else { Lang::En };
        let variant = (lang == Lang::Zh).then(|| hanzi::variant(part)).flatten();
        out.push(Segment { span, lang, variant, kind: Kind::Prose });
    }
    out
}

/// Cuts a text that is known to be in one language into its paragraphs.
///
/// Runs of another language inside a paragraph do not cut it.
pub fn paragraphs(text: &str, lang: Lang) -> Vec<Segment> {
    segments(text).into_iter().map(|s| Segment { lang, ..s }).collect()
}
