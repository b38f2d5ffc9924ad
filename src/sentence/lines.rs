//! Line breaks that no stop comes before.
//!
//! A writer who wraps his lines breaks one where the next word would not fit. A break that
//! comes earlier was meant: a heading over its text, a line of a list or of a poem.

use super::stop::{Stop, ahead};
use crate::hanzi::is_han;
use crate::lang::Lang;
use crate::span::is_blank;

/// A line this much narrower than the widest, as a part of it, still counts as full:
/// punctuation that may not begin or end a line moves its break.
const SLACK: usize = 8;

/// Narrower text is not wrapped, it is set in lines.
const NARROWEST: usize = 40;

/// How wide the lines of a text are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrap {
    /// Columns of the widest line.
    columns: usize,
    /// Quotation marks, dashes and dots take two columns.
    chinese: bool,
}

impl Wrap {
    pub(super) fn of(text: &str, lang: Lang) -> Wrap {
        let mut wrap = Wrap { columns: 0, chinese: lang == Lang::Zh };
        wrap.columns = text.split(is_break).map(|line| wrap.width(line)).max().unwrap_or(0);
        wrap
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
        let line = text[..stop.start].rsplit(is_break).next().unwrap_or_default();
        let room = self.columns.saturating_sub(self.columns / SLACK + self.width(line));
        self.columns < NARROWEST || self.first_word(text, stop.next) <= room
    }

    /// Columns that the first word takes with the blank before it; of Chinese, one character.
    fn first_word(self, text: &str, at: usize) -> usize {
        let text = ahead(text, at, 80);
        match text.chars().next() {
            Some(c) if is_wide(c) => 2,
            _ => 1 + self.width(text.split(|c: char| is_blank(c) || is_wide(c)).next().unwrap_or_default()),
        }
    }

    fn width(self, line: &str) -> usize {
        let wide = |c| is_wide(c) || self.chinese && matches!(c, '‘' | '’' | '“' | '”' | '…' | '—');
        line.trim_matches(is_blank).chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
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

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}')
        || is_han(c)
}
