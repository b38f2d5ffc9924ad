//! Names in Latin letters with which the Chinese half of a line begins or ends, next to the English half: `Bundle
//! location Bundle 的地址`.
//!
//! Where the language of a line changes next to a name, the letters do not tell to which side it belongs. That the
//! English has it once more does, and what each half is without it.

use std::iter::successors;

use super::gap::Side;
use super::line::is_stop;
use super::paragraph::Run;
use super::run::run_of;
use crate::lang::{Lang, Script, is_grammar_word};
use crate::span::is_blank;

/// The most words of such a name.
const WORDS: usize = 4;
/// With these a Chinese half begins that lacks its first word, and ends that lacks its last one.
const BEHIND_A_NAME: [&str; 9] = ["的", "和", "与", "與", "及", "是", "里的", "裡的", "中的"];

/// Gives such names to the Chinese.
pub(super) fn give_back(text: &str, paragraphs: &mut [Vec<Run>]) {
    for runs in paragraphs.iter_mut().filter(|runs| runs.len() > 1) {
        for right in 1..runs.len() {
            let (before, behind) = (runs[right - 1], runs[right]);
            let (left, body) = (before.span.of(text), behind.span.of(text));
            if !text[before.span.end..behind.span.start].chars().all(is_blank) {
                continue;
            }
            let border = match (before.lang, behind.lang) {
                (Lang::En, Lang::Zh) => at_end(left, body).map(|n| before.span.end - n),
                (Lang::Zh, Lang::En) => {
                    let touches = before.span.end == behind.span.start;
                    at_start(body, left, touches).map(|n| behind.span.start + n)
                }
                _ => None,
            };
            let Some(border) = border else { continue };
            let (mut before, mut behind) = (before.span, behind.span);
            (before.end, behind.start) = (border, border);
            for (run, span) in [(right - 1, before.trimmed(text)), (right, behind.trimmed(text))] {
                let side = if runs[run].lang == Lang::Zh { Side::Han } else { Side::Latin };
                runs[run] = run_of(text, span, side);
            }
        }
    }
}

/// How long the name is with which this English ends, if it belongs to the Chinese behind it.
fn at_end(english: &str, chinese: &str) -> Option<usize> {
    let lacks_subject = BEHIND_A_NAME.iter().any(|word| chinese.starts_with(word));
    let is_behind = |rest: &&str| {
        let name = english[rest.len()..].trim_start_matches(is_blank);
        if !is_name(name) || !has(rest, name) || !is_whole(rest) {
            return false;
        }
        let is_label = name.ends_with(':') && rest.starts_with(name);
        let is_apart = rest.ends_with(name) || rest.ends_with(is_stop) || is_code(name) || is_label;
        lacks_subject || is_apart && !chinese.contains(bare(name))
    };
    longest(english, |rest| rest.trim_end_matches(|c| !is_blank(c)).trim_end_matches(is_blank), is_behind)
}

/// How long the name is with which this English begins, if it belongs to the Chinese before it, which it may touch.
/// `Li Na met Li Bai` is whole.
fn at_start(english: &str, chinese: &str, touches: bool) -> Option<usize> {
    let goes_on = chinese.ends_with(['：', ':']) || BEHIND_A_NAME.iter().any(|word| chinese.ends_with(word));
    let is_before = |rest: &&str| {
        let name = english[..english.len() - rest.len()].trim_end_matches(is_blank);
        if !is_name(name)
            || !rest.trim_end_matches(is_stop).ends_with(bare(name))
            || chinese.contains(bare(name))
            || !rest.starts_with(|c: char| c.is_uppercase())
        {
            return false;
        }
        // `Effect You might not need an Effect`
        let first = rest.split(is_blank).next().unwrap_or_default();
        touches || rest.starts_with(name) || goes_on || is_code(name) || is_grammar_word(first)
    };
    longest(english, |rest| rest.trim_start_matches(|c| !is_blank(c)).trim_start_matches(is_blank), is_before)
}

/// How much the most words are that can be taken off a text, one by one, so that this holds of the rest.
fn longest(text: &str, less: fn(&str) -> &str, holds: impl FnMut(&&str) -> bool) -> Option<usize> {
    let rests = successors(Some(text), |rest| Some(less(rest))).skip(1).take(WORDS);
    let found = rests.take_while(|rest| !rest.is_empty()).filter(holds).last();
    found.map(|rest| text.len() - rest.len())
}

/// A name without the marks behind it.
fn bare(name: &str) -> &str {
    name.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Whether all words look like those of a name: capitals, or code.
fn is_name(name: &str) -> bool {
    let is_part = |word: &str| word.starts_with(|c: char| c.is_uppercase()) || is_code(word);
    bare(name).len() > 1 && name.split(is_blank).filter(|word| !word.is_empty()).all(is_part)
}

/// Whether a word is written as no word is: `kube-scheduler`, `entryComponents`, `H2O`.
fn is_code(name: &str) -> bool {
    let name = bare(name);
    let chars = || name.chars().skip(1);
    let has_mark = || chars().any(|c| matches!(c, '-' | '_' | '.' | '/') || c.is_ascii_digit());
    let has_letter = || chars().any(|c| Script::of(c) == Script::Latin);
    let is_camel = || name.chars().zip(chars()).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    !name.contains(is_blank) && (has_mark() && has_letter() || is_camel())
}

/// Whether a text has a name at the beginning of a word.
fn has(text: &str, name: &str) -> bool {
    let found = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric());
    text.match_indices(bare(name)).any(|(at, _)| found(at))
}

/// Whether a text can end here: not behind `of`.
fn is_whole(text: &str) -> bool {
    let word = &text[text.trim_end_matches(|c: char| Script::of(c) == Script::Latin).len()..];
    !is_grammar_word(word)
}

#[cfg(test)]
mod tests {
    use crate::segments;

    /// The two parts of a line, on a page that has such a line before and behind it.
    fn parts(line: &str, others: [&str; 2]) -> Vec<String> {
        let page = format!("{}\n\n{line}\n\n{}\n", others[0], others[1]);
        let parts = segments(&page).into_iter().map(|s| s.span.of(&page).to_owned());
        parts.collect::<Vec<_>>()[2..4].to_vec()
    }

    fn en_zh(en: &str, zh: &str) -> Vec<String> {
        let others = ["The kettle is on the stove. 水壶在炉子上。", "He left the door open. 他没关门。"];
        parts(&format!("{en} {zh}"), others)
    }

    fn zh_en(zh: &str, en: &str) -> Vec<String> {
        let others = ["水壶在炉子上。The kettle is on the stove.", "他没关门。He left the door open."];
        parts(&format!("{zh}{en}"), others)
    }

    #[test]
    fn a_name_that_the_english_has_too_begins_the_chinese() {
        for [en, zh] in [
            ["Address of the Harbour", "Harbour 的地址"],
            ["help for ferry-clock", "ferry-clock 帮助信息"],
            ["ferryClock and the tide", "ferryClock 和潮汐"],
            ["Anna Berg: The bell that nobody rings", "Anna Berg: 没人敲的钟"],
            [
                "We run Tide Table at night. Tide Table is slow.",
                "Tide Table 里的数字很慢，但 Tide Table 没有错。",
            ],
        ] {
            assert_eq!(en_zh(en, zh), [en, zh]);
        }
    }

    #[test]
    fn a_name_that_the_english_has_too_ends_the_chinese() {
        for [zh, en] in [
            ["你可能不需要 Effect", " You might not need an Effect"],
            ["绘图：Anna Berg", " Drawing: Anna Berg"],
            ["他们昨晚终于去救Baran", " Last night they went to rescue Baran"],
        ] {
            assert_eq!(zh_en(zh, en), [zh, en.trim()]);
        }
    }

    #[test]
    fn what_is_whole_stays_whole() {
        for [en, zh] in [
            ["Paris is not always Paris.", "巴黎不总是巴黎。"],
            ["Berlin Hotel, Berlin.", "柏林饭店，柏林。"],
            ["Only China can feed China", "中国只能自己养活中国。"],
            ["I teach Rust and I love Rust.", "我教 Rust，也爱 Rust。"],
        ] {
            assert_eq!(en_zh(en, zh), [en, zh]);
        }
        for [zh, en] in [["李娜遇见李白。", "Li Na met Li Bai."], ["对话：李娜", "Li Na met Li Bai."]]
        {
            assert_eq!(zh_en(zh, en), [zh, en]);
        }
    }
}
