//! Chinese that has blanks in the place of its stops, if not of all marks: `雨下了十一天　没有人来接她　她从车站走回去`.

use crate::hanzi::is_han;
use crate::span::{Span, is_blank};

/// So many Chinese characters are more than a sentence, a heading or a line of verse.
const LONG: usize = 24;
/// So many between two blanks, on average, are more than the names of a list.
const CLAUSE: usize = 5;

/// The clauses of a text without any stop, each with the blanks behind it; none where it is a single one or has
/// stops.
pub(super) fn clauses(text: &str) -> Vec<Span> {
    let is_stop = |c: char| {
        matches!(c, '。' | '｡' | '！' | '？' | '!' | '?' | '.' | '．' | '；' | ';' | '…' | '：' | ':')
    };
    if text.len() < 3 * LONG || text.contains(is_stop) {
        return Vec::new();
    }
    let (mut ends, mut han, mut before) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        han += usize::from(is_han(c));
        if is_han(c) && before.is_some_and(is_blank) && at > text.len() - text.trim_start().len() {
            ends.push(at);
        }
        before = Some(c);
    }
    if ends.is_empty() || han < LONG || han < CLAUSE * (ends.len() + 1) {
        return Vec::new();
    }
    ends.push(text.len());
    let mut start = 0;
    ends.into_iter().map(|end| Span::new(std::mem::replace(&mut start, end), end)).collect()
}
