//! A segment cut into sentences.

use crate::lang::Lang;
use crate::span::Span;

/// Cuts running text of one language into sentences.
///
/// The spans tile `text`: the first starts at 0, each starts where the one before it ends,
/// the last ends at `text.len()`. Blanks between two sentences belong to the first;
/// [`Span::trimmed`] takes them off. An empty text has no sentence.
pub fn sentences(text: &str, lang: Lang) -> Vec<Span> {
    let _ = lang;
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices() {
        if matches!(c, '.' | '?' | '!' | '。' | '？' | '！') {
            out.push(Span::new(start, i + c.len_utf8()));
            start = i + c.len_utf8();
        }
    }
    if start < text.len() {
        out.push(Span::new(start, text.len()));
    }
    out
}
