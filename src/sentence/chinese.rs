//! Where a Chinese sentence ends.

use super::english;
use super::items;
use super::open::Open;
use super::said;
use super::stop::{Mark, Stop};
use super::window::{ahead, behind, char_before};
use crate::hanzi::is_han;
use crate::text::plain::half_width;

/// How far to look for a word before the stop, in bytes.
const LEFT: usize = 48;
/// How far to look for the end of a title or of a speech tag, in bytes.
const RIGHT: usize = 96;

/// After fewer characters `……` marks a pause.
const HESITATION: usize = 6;

/// Whether the sentence that began at `start` ends at `stop`. `full` tells whether the text has `。`,
/// `stopped` whether it ends with `.`.
pub(super) fn ends(
    text: &str,
    start: usize,
    stop: &Stop,
    open: &Open,
    full: impl Fn() -> bool,
    stopped: impl Fn() -> bool,
) -> bool {
    let last = char_before(text, stop.start).unwrap_or(' ');
    let ascii_stop = text.as_bytes()[stop.start].is_ascii();
    let before = behind(text, start, stop.start, LEFT);
    let is_all = before.len() == stop.start - start;
    if stop.mark == Mark::Period && stop.end == stop.marks && items::is_item(before, is_all) {
        return false;
    }
    let after = ahead(text, stop.next, RIGHT);
    if ascii_stop && last.is_ascii() && stop.end == stop.marks && stop.mark != Mark::Dots {
        // `adj. 轻快的`: a part of speech, as in a dictionary.
        let is_word = is_all && before.trim_start().bytes().all(|b| b.is_ascii_lowercase());
        if is_word && stop.mark == Mark::Period {
            return false;
        }
        let of_latin = match stop.mark {
            _ if !stop.glued() || !begins_chinese(after) => return english::ends(text, start, stop, open),
            Mark::Strong => english::is_address(before),
            _ => english::is_of_word(before, start, is_all, &full),
        };
        if of_latin {
            return false;
        }
    } else if stop.mark == Mark::Period && stop.end == stop.marks && half_width(last).is_ascii() {
        // `１．引言`, `Ｋ．羅琳`
        let before: String = before.chars().map(half_width).collect();
        if english::is_of_word(&before, start, is_all, &full) {
            return false;
        }
    }
    let next = after.chars().next().unwrap_or(' ');
    // `哈利．波特`, the dot of a name where sentences end otherwise.
    if stop.mark == Mark::Period
        && stop.wide
        && stop.glued()
        && last.is_alphabetic()
        && next.is_alphabetic()
        && full()
    {
        return false;
    }
    // Dashes that head the items of a list: `——修桥。——种树。`
    if stop.mark == Mark::Full
        && stop.end == stop.marks
        && is_dashed(after)
        && is_dashed(ahead(text, start, RIGHT).trim_start())
    {
        return true;
    }
    if continues(next) || stop.titled || in_title(open, start, after) {
        return false;
    }
    if is_all && !before.contains(char::is_alphanumeric) {
        return false;
    }
    if stop.bracketed && open.bracket.is_some_and(|at| at > start) {
        return false;
    }
    if stop.quoted {
        let embedded = stop.mark != Mark::Full
            && open.quotation().is_some_and(|at| at > start && is_word(char_before(text, at)));
        let tagged = || !is_introduced(text, open) && said::is_tag(after);
        return !embedded && !is_tied(after) && !tagged();
    }
    match stop.mark {
        // Inside speech, and after a few words, the speaker only hesitates.
        Mark::Dots => {
            open.quotation().is_none()
                && !is_tied(after)
                && text[start..stop.start].chars().nth(HESITATION).is_some()
        }
        Mark::Dash => false,
        // `没有人来.1990年又`: where sentences end so, and numbers stand in their own sentence.
        Mark::Period if next.is_ascii_digit() => {
            !stop.glued() || stop.wide || is_han(last) && stopped() && !full()
        }
        Mark::Period => !stop.glued() || stop.wide || !next.is_ascii_alphanumeric(),
        _ => true,
    }
}

/// Begins with a Chinese character, behind marks that open something.
fn begins_chinese(after: &str) -> bool {
    let opener =
        |c: char| matches!(c, '“' | '‘' | '"' | '「' | '『' | '〝' | '《' | '〈' | '（' | '(' | '【' | '[');
    after.trim_start_matches(opener).starts_with(is_han)
}

/// Marks before which no sentence ends.
fn continues(c: char) -> bool {
    matches!(
        c,
        '，' | '、'
            | '；'
            | '：'
            | ','
            | ';'
            | ':'
            | '—'
            | '－'
            | '）'
            | '》'
            | '。'
            | '？'
            | '！'
            | '…'
            | '⋯'
    )
}

/// Begins with a dash of two signs and a word.
fn is_dashed(text: &str) -> bool {
    text.strip_prefix("——").is_some_and(|item| item.starts_with(is_han))
}

/// Inside a title that is closed soon: `《走吧！兄弟》`.
fn in_title(open: &Open, start: usize, after: &str) -> bool {
    open.title.is_some_and(|at| at >= start)
        && after.find(['》', '〉', '《', '\n']).is_some_and(|at| after[at..].starts_with(['》', '〉']))
}

/// A quotation that follows a word without a comma or colon is a part of the sentence.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// A colon stands before the quotation, so what comes behind it is no tag: `曰：“扫庭。”子扫庭，复问。`
fn is_introduced(text: &str, open: &Open) -> bool {
    open.quotation().is_some_and(|at| matches!(char_before(text, at), Some('：' | ':')))
}

/// Begins with a character that ties what comes before it to what follows.
fn is_tied(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('的') => true,
        // `“为什么？”和“怎么办？”`: two of what is quoted.
        Some('和' | '与' | '與' | '及' | '或') => {
            matches!(chars.next(), Some('“' | '「' | '『' | '〝' | '"'))
        }
        // `“为什么？”这句话`, `“谁？”之类`: what kind of words they are.
        Some('这' | '這') => matches!(chars.next(), Some('句' | '类' | '類' | '种' | '種')),
        Some('之') => matches!(chars.next(), Some('类' | '類' | '语' | '語' | '说' | '說')),
        Some('字') => matches!(chars.next(), Some('样' | '樣')),
        // `“嗖！”两声`: how often it was heard. Not `一声不吭`.
        Some('一' | '两' | '兩' | '二' | '三' | '几' | '幾' | '数' | '數') => {
            matches!(chars.next(), Some('声' | '聲')) && !matches!(chars.next(), Some('不' | '没' | '令'))
        }
        // 等 as "and so on", not as "wait".
        Some('等') => !matches!(chars.next(), Some('等' | '到' | '着' | '我' | '你' | '他' | '她')),
        _ => false,
    }
}
