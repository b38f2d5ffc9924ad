//! Marks that number the sentences of a paragraph: `¹ …。² …。`, `[1]…。[2]…。`, `：①…。②…。`.

use super::window::{ahead, behind, char_before};
use crate::hanzi::is_han;
use crate::span::{is_blank, is_line_end};

/// How far to look for the second item of a list, and for the end of its paragraph, in bytes.
const LIST: usize = 900;

/// From here on a number in brackets is no note: （100）.
const NOTES: u32 = 100;

/// Signs before the first item of a list: `办法：①`, `【用法】①`.
const HEADS: &str = "：:；;】）)]";
/// Signs between two items.
const BETWEEN: &str = "。！？.”）；;，、";

/// The last of such marks.
///
/// A mark behind a stop is that of a note and belongs to the sentence before it. Where a paragraph
/// begins with one, those that go on counting begin sentences, too. Circled digits also count where the
/// first follows a colon or heads a list in the middle of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbering {
    /// The opening bracket, `¹` for superscript digits, `①` and `❶` for circled ones.
    kind: char,
    number: u32,
}

impl Numbering {
    /// The mark that a text begins with, if the text goes on in the same line.
    pub(super) fn read(text: &str) -> Option<Numbering> {
        let first = text.chars().next()?;
        if let Some((kind, number)) = circled(first) {
            let next = text[first.len_utf8()..].trim_start_matches([' ', '\u{3000}']).chars().next()?;
            return (!matches!(next, '\n' | '\r')).then_some(Numbering { kind, number });
        }
        let kind = match first {
            c @ ('[' | '〔' | '［') => c,
            c if superscript(c).is_some() => '¹',
            _ => return None,
        };
        let digits = if kind == '¹' { text } else { &text[kind.len_utf8()..] };
        let value = |c: char| if kind == '¹' { superscript(c) } else { c.to_digit(10) };
        let (mut number, mut len) = (0, 0);
        for c in digits.chars().take(4) {
            let Some(digit) = value(c) else { break };
            number = 10 * number + digit;
            len += c.len_utf8();
        }
        let mut rest = &digits[len..];
        if kind != '¹' {
            rest = rest.strip_prefix([']', '〕', '］'])?;
        }
        let next = rest.trim_start_matches([' ', '\u{3000}']).chars().next()?;
        (len > 0 && !matches!(next, '\n' | '\r' | '[' | '〔' | '［')).then_some(Numbering { kind, number })
    }

    /// The mark at the head of a text, if it is the one after this.
    pub(super) fn followed_by(self, text: &str) -> Option<Numbering> {
        Numbering::read(text).filter(|mark| mark.kind == self.kind && mark.number == self.number + 1)
    }

    /// What the mark of an item at `at`, which no stop was read with, makes of the last one: circled digits
    /// begin to count behind a colon or a label, at the head of a sentence, or where another item comes.
    pub(super) fn seen(last: Option<Numbering>, text: &str, at: usize, start: usize) -> Option<Numbering> {
        let Some(mark) = Numbering::read(&text[at..]) else { return last };
        let goes_on = last.is_some_and(|last| last.kind == mark.kind && mark.number == last.number + 1);
        let other = last.is_some_and(|last| circled(last.kind).is_none());
        let heads = at == start || char_before(text, at).is_some_and(|c| is_blank(c) || HEADS.contains(c));
        let begins = mark.number == 1 && !other && (heads || has_next_item(text, at));
        if goes_on || begins { Some(mark) } else { last }
    }
}

/// Whether the circled digit at `at`, behind a stop, is the mark of a note. The first of a list has a second
/// one in its paragraph, which a text follows, and no mark stands at the end of that paragraph.
pub(super) fn is_note(text: &str, at: usize) -> bool {
    let mark = text[at..].chars().next().and_then(circled);
    mark.is_some_and(|(_, number)| number != 1 || !has_next_item(text, at))
}

/// Whether the next circled digit is a `②` behind a stop or a comma, after the `①` at `at`.
fn has_next_item(text: &str, at: usize) -> bool {
    let list = ahead(text, at, LIST);
    let mut signs = list.char_indices().take_while(|(_, c)| !matches!(c, '\n' | '\r'));
    let first = signs.next().and_then(|(_, c)| circled(c));
    let second = signs.find_map(|(at, c)| circled(c).map(|second| (at, second)));
    let (Some((kind, 1)), Some((second, (other, 2)))) = (first, second) else { return false };
    let paragraph = list.split(['\n', '\r']).next().unwrap_or_default().trim_end_matches(is_blank);
    let noted = paragraph.ends_with(is_circled);
    kind == other && !noted && list[..second].trim_end_matches(is_blank).ends_with(|c| BETWEEN.contains(c))
}

/// The length of `（3）` at `at`, behind a stop and before Chinese, where it is the mark of a note: no item
/// of a list, since neither `（2）` nor `（4）` is near it in its paragraph.
pub(super) fn note_in_brackets(text: &str, at: usize) -> Option<usize> {
    let (number, len) = bracketed(&text[at..])?;
    let after = &text[at + len..];
    if !(2..NOTES).contains(&number) || !after.starts_with(is_han) {
        return None;
    }
    let before = behind(text, 0, at, LIST).rsplit(is_line_end).next().unwrap_or_default();
    let after = ahead(text, at + len, LIST).split(is_line_end).next().unwrap_or_default();
    let counts = |text: &str| {
        text.match_indices(['（', '(']).any(|(at, _)| {
            bracketed(&text[at..]).is_some_and(|(other, _)| other + 1 == number || other == number + 1)
        })
    };
    (!counts(before) && !counts(after)).then_some(len)
}

/// The number in brackets that a text begins with, and their length.
fn bracketed(text: &str) -> Option<(u32, usize)> {
    let inner = text.strip_prefix(['（', '('])?;
    let (digits, rest) = inner.split_at(inner.bytes().take_while(u8::is_ascii_digit).count());
    let rest = rest.strip_prefix(['）', ')'])?;
    Some((digits.parse().ok()?, text.len() - rest.len()))
}

/// Whether it is a circled digit.
pub(super) fn is_circled(c: char) -> bool {
    circled(c).is_some()
}

/// The kind of a circled digit, and its number.
fn circled(c: char) -> Option<(char, u32)> {
    let kinds = [('①', '⑳', 1), ('㉑', '㉟', 21), ('❶', '❿', 1), ('⓫', '⓴', 11)];
    kinds
        .iter()
        .enumerate()
        .find(|(_, (first, last, _))| (*first..=*last).contains(&c))
        .map(|(i, (first, _, number))| (if i < 2 { '①' } else { '❶' }, c as u32 - *first as u32 + number))
}

pub(super) fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' => 0,
        '⁴'..='⁹' => c as u32 - '⁰' as u32,
        _ => return None,
    })
}
