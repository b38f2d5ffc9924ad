//! Chinese that has blanks in the place of its stops, if not of all marks: `雨下了十一天　没有人来接她　她从车站走回去`.
//! Colons and semicolons it may have, as they end no sentence.

use crate::hanzi::is_han;
use crate::span::{Span, is_blank};

/// So many Chinese characters are more than a sentence, a heading or a line of verse.
const LONG: usize = 24;
/// So many between two blanks, on average, are more than the names of a list.
const CLAUSE: usize = 4;
/// What may stand before the first word of a clause.
const OPENERS: &str = "“‘「『《（";

/// The clauses of a text without any stop, each with the blanks behind it; none where it is a single one or has
/// stops.
pub(super) fn clauses(text: &str) -> Vec<Span> {
    let is_stop = |c: char| matches!(c, '。' | '｡' | '！' | '？' | '!' | '?' | '．');
    // A text that ends in some mark has marks.
    let marked = text.trim_end_matches(is_blank).ends_with(['：', ':', '；', ';']);
    if text.len() < 3 * LONG || marked || text.contains(is_stop) || has_full_stop(text) {
        return Vec::new();
    }
    let head = text.len() - text.trim_start().len();
    let (mut ends, mut han, mut before) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        han += usize::from(is_han(c));
        // `共 3 个`, but `　“走吧`.
        let begins = is_han(c) || before == Some('\u{3000}') && (c.is_alphanumeric() || OPENERS.contains(c));
        if begins && before.is_some_and(is_blank) && at > head {
            ends.push(at);
        }
        before = Some(c);
    }
    // `第三条　渡船`: a head and its text.
    let is_head = |end: &usize| text[..*end].chars().filter(|c| is_han(*c)).count() < CLAUSE;
    let headed = ends.len() == 1 && ends.first().is_some_and(is_head);
    if ends.is_empty() || headed || han < LONG || han < CLAUSE * (ends.len() + 1) {
        return Vec::new();
    }
    ends.push(text.len());
    let mut start = 0;
    ends.into_iter().map(|end| Span::new(std::mem::replace(&mut start, end), end)).collect()
}

/// Whether there is a full stop in ASCII that is none of a number, `3.8`.
fn has_full_stop(text: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let mut stops = text.match_indices('.').map(|(at, _)| at);
    stops.any(|at| at == 0 || !digit(bytes.get(at - 1)) || !digit(bytes.get(at + 1)))
}
