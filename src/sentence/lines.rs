//! Line breaks that no stop comes before.
//!
//! A writer who wraps his lines breaks one where the next word would not fit. A break that
//! comes earlier was meant: a heading over its text, a line of a list or of a poem.

use super::stop::Stop;
use super::window::ahead;
use crate::hanzi::is_han;
use crate::lang::Lang;
use crate::span::{is_blank, is_line_end};

/// A line this much narrower than the widest, as a part of it, still counts as full:
/// punctuation that may not begin or end a line moves its break.
const SLACK: usize = 8;

/// Narrower text is not wrapped, it is set in lines.
const NARROWEST: usize = 40;

/// How wide the lines of a text are.
///
/// Some programs wrap by columns, of which a Chinese character takes two, some by
/// characters; a line that is full by either count is full.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrap {
    /// The widest line.
    widest: Width,
    /// Quotation marks, dashes and dots take two columns.
    chinese: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Width {
    columns: usize,
    characters: usize,
}

impl Wrap {
    pub(super) fn of(text: &str, lang: Lang) -> Wrap {
        let mut wrap = Wrap { widest: Width::default(), chinese: lang == Lang::Zh };
        for line in text.split(is_line_end) {
            let width = wrap.width(line);
            wrap.widest.columns = wrap.widest.columns.max(width.columns);
            wrap.widest.characters = wrap.widest.characters.max(width.characters);
        }
        wrap
    }

    /// Whether the line break at `stop` ends a sentence.
    pub(super) fn is_broken_at(self, text: &str, stop: &Stop) -> bool {
        let before = text[..stop.start].trim_end_matches(is_blank).chars().next_back();
        let (Some(last), Some(next)) = (before, text[stop.next..].chars().next()) else { return false };
        if is_open(last) || is_dependent(next) || next.is_lowercase() {
            return false;
        }
        // U+2028 is a line break that somebody has set by hand.
        if text[stop.start..].starts_with('\u{2028}') {
            return true;
        }
        let line = self.width(text[..stop.start].rsplit(is_line_end).next().unwrap_or_default());
        let word = self.first_word(text, stop.next);
        let full = |widest: usize, line: usize, word: usize| line + word + widest / SLACK > widest;
        let full = full(self.widest.columns, line.columns, word.columns)
            || full(self.widest.characters, line.characters, word.characters);
        self.widest.columns < NARROWEST || !full
    }

    /// The first word with the blank before it; of Chinese, one character.
    fn first_word(self, text: &str, at: usize) -> Width {
        let text = ahead(text, at, 80);
        match text.chars().next() {
            Some(c) if is_wide(c) => Width { columns: 2, characters: 1 },
            _ => {
                let width =
                    self.width(text.split(|c: char| is_blank(c) || is_wide(c)).next().unwrap_or_default());
                Width { columns: width.columns + 1, characters: width.characters + 1 }
            }
        }
    }

    fn width(self, line: &str) -> Width {
        let mut width = Width::default();
        for c in line.trim_matches(is_blank).chars() {
            let wide = is_wide(c) || self.chinese && matches!(c, '‘' | '’' | '“' | '”' | '…' | '—');
            width.columns += if wide { 2 } else { 1 };
            width.characters += 1;
        }
        width
    }
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
