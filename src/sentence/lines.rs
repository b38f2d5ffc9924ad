//! Line breaks that no stop comes before.
//!
//! A writer who wraps his lines breaks one where the next word would not fit. A break that
//! comes earlier was meant: a heading over its text, a line of a list or of a poem.

use super::stop::{Stop, ahead, char_before};
use crate::hanzi::is_han;
use crate::span::is_blank;

/// Narrower text is not wrapped, it is set in lines.
const NARROWEST: usize = 40;

/// How wide the lines of a text are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrap {
    /// Columns of the widest line.
    columns: usize,
}

impl Wrap {
    pub(super) fn of(text: &str) -> Wrap {
        Wrap {
            columns: text.split(is_break).map(|line| columns(line.trim_matches(is_blank))).max().unwrap_or(0),
        }
    }

    /// Whether the line break at `stop` ends a sentence.
    pub(super) fn is_broken_at(self, text: &str, stop: &Stop) -> bool {
        let Some(last) = text[..stop.start].trim_end_matches(is_blank).chars().next_back() else {
            return false;
        };
        let Some(next) = text[stop.next..].chars().next() else { return false };
        if is_open(last) || is_dependent(next) || next.is_lowercase() {
            return false;
        }
        // U+2028 is a line break that somebody has set by hand.
        if text[stop.start..].starts_with('\u{2028}') {
            return true;
        }
        let line = text[..stop.start].rsplit(is_break).next().unwrap_or_default().trim_matches(is_blank);
        let wrapped = self.columns >= NARROWEST && columns(line) + first_word(text, stop.next) > self.columns;
        !wrapped && char_before(text, stop.start).is_some()
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// After this the sentence goes on.
fn is_open(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '-'
            | '–'
            | '—'
            | '('
            | '['
            | '“'
            | '‘'
            | '，'
            | '、'
            | '；'
            | '：'
            | '（'
            | '「'
            | '《'
    )
}

/// Nothing begins with this.
fn is_dependent(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '.'
            | '?'
            | '!'
            | ')'
            | ']'
            | '”'
            | '，'
            | '、'
            | '；'
            | '：'
            | '。'
            | '？'
            | '！'
            | '）'
            | '」'
            | '》'
    )
}

/// Columns that the first word takes with the blank before it; of Chinese, one character.
fn first_word(text: &str, at: usize) -> usize {
    let text = ahead(text, at, 80);
    match text.chars().next() {
        Some(c) if is_wide(c) => 2,
        _ => 1 + columns(text.split(|c: char| is_blank(c) || is_wide(c)).next().unwrap_or_default()),
    }
}

fn columns(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}')
        || is_han(c)
}
