//! Verses that plain digits number in running text: `1 Now there was a well. 2 And its name was Mercy.`,
//! `1那地有一口井，2名叫怜悯。`

use super::numbering::superscript;
use crate::hanzi::is_han;
use crate::span::is_blank;
use crate::text::plain::half_width;

/// So many verses that begin behind the end of a sentence show that others begin behind a comma.
const SURE: usize = 2;
/// Fewer verses than these are told as one.
const TOGETHER: u32 = 10;
/// The most digits of a number.
const DIGITS: usize = 3;
/// What is counted or dated rather than told, where no sentence ends before the number.
const COUNTED: &str = "年月日号號时時分秒点點个個名位元块塊万萬亿億千百岁歲次倍米里公吨噸度人";

/// Where a verse begins, and where its text does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verse {
    pub(super) start: usize,
    pub(super) text: usize,
}

/// The verses of a paragraph behind its first one, whose number it begins with. They count on, each number
/// behind a mark and before the words of the verse.
pub(super) fn verses(text: &str) -> Vec<Verse> {
    let at = text.len() - text.trim_start_matches(is_blank).len();
    let first = numbers(&text[at..]).filter(|(_, _, len)| begins(&text[at + len..]).is_some());
    let Some((_, last, len)) = first else { return Vec::new() };
    let (mut found, mut end) = (Vec::new(), at + len);
    let mut next = last + 1;
    while let Some(before) = text[end..].find(is_digit) {
        let start = end + before;
        let Some((value, last, len)) = numbers(&text[start..]) else {
            // More digits than a verse has.
            end = text.len() - text[start..].trim_start_matches(is_digit).len();
            continue;
        };
        end = start + len;
        if value != next {
            continue;
        }
        if let (Some(full), Some(counted)) = (is_full(&text[..start]), begins(&text[end..]))
            && (full || !counted)
        {
            let words = text[end..].trim_start_matches(is_blank);
            found.push((Verse { start, text: text.len() - words.len() }, full));
            next = last + 1;
        }
    }
    if found.iter().filter(|verse| verse.1).count() < SURE {
        found.retain(|verse| verse.1);
    }
    found.into_iter().map(|verse| verse.0).collect()
}

/// The first and the last number of the verse, or of the verses told as one, that a text begins with, and their
/// length: `17`, `17-18`.
fn numbers(text: &str) -> Option<(u32, u32, usize)> {
    let (first, len) = number(text)?;
    let behind = text[len..].strip_prefix(['-', '–', '—']);
    let last = behind.and_then(|behind| Some((text.len() - behind.len(), number(behind)?)));
    let last = last.filter(|(_, (last, _))| (first + 1..first + TOGETHER).contains(last));
    Some(last.map_or((first, first, len), |(at, (last, len))| (first, last, at + len)))
}

/// The number that a text begins with, and its length.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.chars().map_while(|c| digit(c).map(|digit| (digit, c.len_utf8())));
    let (mut value, mut len, mut count) = (0, 0, 0);
    for (digit, bytes) in digits.take(DIGITS + 1) {
        (value, len, count) = (10 * value + digit, len + bytes, count + 1);
    }
    (1..=DIGITS).contains(&count).then_some((value, len))
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

fn digit(c: char) -> Option<u32> {
    half_width(c).to_digit(10)
}

/// Whether a sentence ends before a number: behind its stop or a quotation it does, behind a comma or a colon it
/// need not; nothing where neither stands there. A mark between two digits is part of a number, `3.5`.
fn is_full(before: &str) -> Option<bool> {
    // The mark of a note may stand between the end of a verse and the number of the next.
    let marks = before.trim_end_matches(is_blank);
    let marks = marks.trim_end_matches(|c| superscript(c).is_some());
    let mark = marks.chars().next_back()?;
    let inside = marks[..marks.len() - mark.len_utf8()].ends_with(is_digit);
    match mark {
        '.' | ',' | ':' if marks.len() == before.len() && inside => None,
        '.' | '!' | '?' | '。' | '！' | '？' | '…' | '”' | '’' | '"' | '\'' | '」' | '』' | ')' | '）' => {
            Some(true)
        }
        ',' | ';' | ':' | '，' | '；' | '：' | '—' => Some(false),
        _ => None,
    }
}

/// Whether what may be the words of a verse looks like something that is counted; nothing where it is no words.
fn begins(text: &str) -> Option<bool> {
    let words = text.trim_start_matches([' ', '\u{3000}', '\u{A0}']);
    let first = words.chars().next()?;
    let opens = matches!(first, '“' | '‘' | '「' | '『' | '"' | '\'' | '《' | '（' | '(' | '[');
    let apart = words.len() < text.len();
    if is_han(first) {
        return Some(!apart && COUNTED.contains(first));
    }
    (opens || apart && first.is_alphabetic()).then_some(false)
}
