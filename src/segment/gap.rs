//! What stands between two letters, and where a change of language would cut it.

use super::line::{is_closer, is_digit, is_stop};
use crate::lang::Script;
use crate::span::is_blank;

/// The most digits of the number of a note.
const DIGITS_OF_A_NOTE: usize = 3;
/// The most notes at one place that are looked over.
const NOTES: usize = 16;

/// The two kinds of writing that may share a paragraph. Kana and hangul go with Han here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Latin = 0,
    Han = 1,
}

/// What stands between two letters, and where it would be cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub(super) kind: GapKind,
    /// Whether a bar or a slash stands there, behind a stop or not.
    pub(super) bar: bool,
    /// Where the left part would end and the right part start, from the start of the gap.
    pub(super) left: usize,
    pub(super) right: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GapKind {
    /// `ascii`: an ASCII full stop, which may belong to an abbreviation.
    Stop {
        ascii: bool,
        /// Behind the mark, before closing quotes.
        at: usize,
    },
    Tab,
    WideBlank,
    /// A bar, a slash, or several blanks, as between columns.
    Bar,
    /// A colon, a semicolon, or the full stop of `the end.The start`.
    WeakStop,
    Comma,
    Plain,
}

impl Gap {
    /// What begins with a colon behind a label: the number of an item that follows is no part of it.
    pub(super) fn behind_colon(gap: &str) -> Gap {
        let at = gap.chars().next().map_or(0, char::len_utf8);
        Gap { kind: GapKind::WeakStop, bar: false, left: at, right: at }
    }

    /// What stands between two letters, the second one the first of `behind`.
    pub(super) fn of(gap: &str, behind: &str) -> Gap {
        if let Some(gap) = Gap::at_separator(gap) {
            return gap;
        }
        // `the end.1998年`
        if gap.strip_prefix('.').is_some_and(|rest| rest.starts_with(is_digit))
            && !behind.starts_with(|c: char| c.is_ascii())
        {
            return Gap { kind: GapKind::Stop { ascii: true, at: 1 }, bar: false, left: 1, right: 1 };
        }
        let kind = if let Some(stop) = stop(gap, behind) {
            let run_on = stop.ascii && stop.end == gap.len() && behind.starts_with(|c: char| c.is_ascii());
            let kind = if run_on || is_attribution(&gap[stop.end..], behind) {
                GapKind::WeakStop
            } else {
                GapKind::Stop { ascii: stop.ascii, at: stop.at }
            };
            return Gap { kind, bar: false, left: stop.end, right: stop.end };
        } else if gap.contains([':', '：', ';', '；']) {
            GapKind::WeakStop
        } else if gap.contains([',', '，', '、']) {
            GapKind::Comma
        } else if gap.contains("  ") && !gap.contains('\n') {
            GapKind::Bar
        } else {
            GapKind::Plain
        };
        let at = plain_border(gap);
        Gap { kind, bar: false, left: at, right: at }
    }

    /// What has a tab, a bar, a slash or a full-width blank in it.
    fn at_separator(gap: &str) -> Option<Gap> {
        // Hardly any has one.
        if !gap.chars().any(|c| matches!(c, '\t' | '|' | '｜' | '/' | '／' | '\u{3000}')) {
            return None;
        }
        if let Some((left, right)) = separator(gap, &['\t']) {
            return Some(Gap { kind: GapKind::Tab, bar: false, left, right });
        }
        if let Some((left, right)) = separator(gap, &['|', '｜', '/', '／']) {
            let stop = stop(&gap[..left], "");
            let kind = stop.map_or(GapKind::Bar, |stop| GapKind::Stop { ascii: stop.ascii, at: stop.at });
            return Some(Gap { kind, bar: true, left, right });
        }
        let (left, right) = separator(gap, &['\u{3000}'])?;
        Some(Gap { kind: GapKind::WideBlank, bar: false, left, right })
    }
}

/// What stands between the letters of a line, blanks apart, and where each begins.
pub(super) fn gaps(line: &str) -> impl Iterator<Item = (usize, Gap)> {
    let is_letter = |c| Script::of(c) == Script::Latin || Script::of(c).is_cjk();
    let mut last = None;
    line.char_indices().filter(move |&(_, c)| is_letter(c)).filter_map(move |(start, c)| {
        let end = last.replace(start + c.len_utf8()).unwrap_or(start);
        let between = &line[end..start];
        (!matches!(between, "" | " ")).then(|| (end, Gap::of(between, &line[start..])))
    })
}

/// What may part the languages of a line, besides a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Parting {
    None,
    /// A bar, a slash or several blanks, as between the columns of a word list. A colon may as well stand
    /// between two words of one language.
    OfWords,
    /// A stop, a tab or a full-width blank, as between sentences: a line with one is cut there, though
    /// most of the page is a word list.
    OfSentences,
}

impl Parting {
    /// The strongest between the letters of a line.
    pub(super) fn of(line: &str) -> Parting {
        let mut found = Parting::None;
        for (_, gap) in gaps(line) {
            found = found.max(match gap.kind {
                GapKind::Stop { .. } | GapKind::Tab | GapKind::WideBlank => return Parting::OfSentences,
                GapKind::Bar => Parting::OfWords,
                GapKind::WeakStop | GapKind::Comma | GapKind::Plain => Parting::None,
            });
        }
        found
    }
}

/// `— Ann Lee` behind a stop: who said it, part of what was said. A sentence of its own is more than that.
fn is_attribution(gap: &str, behind: &str) -> bool {
    let last = behind.chars().rev().take(3).find(|&c| !is_closer(c));
    gap.trim_start().starts_with('—') && !last.is_some_and(is_stop)
}

/// A separator with what stands before and behind it. A bar or a slash that is not full-width needs a blank
/// on either side.
fn separator(gap: &str, marks: &[char]) -> Option<(usize, usize)> {
    let at = gap.find(marks)?;
    let mark = gap[at..].chars().next()?;
    let left = gap[..at].trim_end_matches(is_blank).len();
    let behind = at + mark.len_utf8();
    let right = gap.len() - gap[behind..].trim_start_matches(is_blank).len();
    let spaced = left < at && right > behind;
    (is_blank(mark) || matches!(mark, '｜' | '／') || spaced).then_some((left, right))
}

/// The last stop in a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// Behind the mark.
    at: usize,
    /// Behind the closing quotes that follow it.
    end: usize,
    pub(super) ascii: bool,
}

pub(super) fn stop(gap: &str, behind: &str) -> Option<Stop> {
    let mut found = None;
    let (mut before, mut last) = (None, None);
    let mut digits = 0;
    let mut chars = gap.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c).or_else(|| behind.chars().next());
        let ordinal = c == '.'
            && (1..=2).contains(&digits)
            && before.is_none_or(|c: char| c.is_whitespace() || parts_item(c));
        // `3.5`, `.svc`, `!==`, but not `the end.The start`.
        let inside = c.is_ascii()
            && after.is_some_and(|c| {
                c.is_ascii_graphic()
                    && !c.is_ascii_uppercase()
                    && !is_closer(c)
                    && !is_opener(c)
                    && !is_stop(c)
            });
        // `３．５`, `１６.０４`
        let between = matches!(c, '.' | '．') && last.is_some_and(is_digit) && after.is_some_and(is_digit);
        if is_stop(c) && !ordinal && !inside && !between {
            found = Some((i + c.len_utf8(), c == '.'));
        }
        if is_digit(c) {
            digits += 1;
        } else {
            digits = 0;
            before = Some(c);
        }
        last = Some(c);
    }
    let (mut at, ascii) = found?;
    let closed = gap[at..].trim_start_matches(|c| is_closer(c) || is_stop(c));
    let rest = behind_notes(closed);
    if rest.len() < closed.len() {
        at = gap.len() - rest.len();
    }
    // A dash between blanks stays with the left part, as it does without a stop.
    let dash =
        rest.trim_start().strip_prefix(['-', '–']).filter(|after| after.starts_with(char::is_whitespace));
    Some(Stop { at, end: gap.len() - dash.unwrap_or(rest).len(), ascii })
}

/// What stands behind the marks of notes, `[6]`, that touch the sentence before them.
fn behind_notes(mut text: &str) -> &str {
    while let Some(note) = text.strip_prefix('[') {
        let rest = note.trim_start_matches(is_digit);
        let Some(behind) = rest.strip_prefix(']').filter(|_| is_note(note.len() - rest.len())) else { break };
        text = behind;
    }
    text
}

/// A text without the marks of notes at its end.
pub(super) fn before_notes(mut text: &str) -> &str {
    for _ in 0..NOTES {
        let Some(note) = text.strip_suffix(']') else { break };
        let rest = note.trim_end_matches(is_digit);
        let Some(before) = rest.strip_suffix('[').filter(|_| is_note(note.len() - rest.len())) else { break };
        text = before;
    }
    text
}

fn is_note(digits: usize) -> bool {
    (1..=DIGITS_OF_A_NOTE).contains(&digits)
}

/// Where a gap without a stop would be cut: numbers before its last blank stay to the left,
/// opening marks go to the right.
fn plain_border(gap: &str) -> usize {
    let ordinal = |at: usize| {
        let right = gap[at..].trim_start();
        let rest = right.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < right.len());
        behind.is_some_and(|behind| behind.chars().all(char::is_whitespace))
    };
    if let Some(at) = number_at_end(gap) {
        return at;
    }
    let blanks = || gap.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(i, _)| i);
    // Of blanks side by side the first tells of all.
    let first = |&at: &usize| !gap[..at].ends_with(char::is_whitespace);
    if let Some(at) = blanks().filter(first).find(|&at| ordinal(at)).or_else(|| blanks().next_back()) {
        return at;
    }
    gap.find(|c: char| is_opener(c) || c.is_ascii_digit()).unwrap_or(gap.len())
}

/// Where the number of an item begins that ends a gap and that no blank parts from the Chinese before it:
/// `渔具1. Tackle`.
fn number_at_end(gap: &str) -> Option<usize> {
    let body = gap.trim_end();
    let number = body.strip_suffix('.').filter(|_| body.len() < gap.len())?;
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_short = (1..=2).contains(&(number.len() - before.len()));
    (is_short && before.chars().next_back().is_none_or(parts_item)).then_some(before.len())
}

/// Whether a number behind this mark may be that of an item, and is none of a value: `$12.`, `3.12.`
fn parts_item(c: char) -> bool {
    matches!(c, '—' | '／' | '｜') || !c.is_ascii() && (is_stop(c) || is_closer(c))
}

/// Opening quotes and brackets, which stand before their sentence.
pub(super) const fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '「' | '『' | '《' | '〈' | '(' | '（' | '[' | '［' | '【' | '〔')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps() {
        assert_eq!(plain_border(" 3 "), 2);
        assert_eq!(plain_border(" 1. "), 0);
        assert_eq!(stop(" 3.5 ", "米"), None);
        assert_eq!(stop(">.", "svc"), None);
        assert_eq!(stop(".\" “", "好"), Some(Stop { at: 1, end: 2, ascii: true }));
        assert_eq!(stop(".\"[6][12] ", "好"), Some(Stop { at: 9, end: 9, ascii: true }));
        assert_eq!(stop(". [6] ", "好"), Some(Stop { at: 1, end: 1, ascii: true }));
    }
}
