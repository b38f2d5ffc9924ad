//! Labels at the head of a caption, a part or an item: `Figure 3.`, `Chapter One.`, `图3.`, `Q1.`

use super::words::{Classes, classes, is_capital, is_roman};
use crate::hanzi::{is_han, simplified};
use crate::text::words::{NumberWord, is_month, number_word};

/// The most digits of a number that counts parts; four may be a year: `Summer 1936. The lake was low.`
const DIGITS: usize = 3;

/// The most words of the name of who speaks.
const SPEAKER: usize = 3;
/// The least length of its longest.
const NAME: usize = 4;

/// The labels of Chinese captions and parts, in simplified form.
const HAN_LABELS: [&str; 22] = [
    "图", "表", "图表", "附图", "附表", "插图", "照片", "定理", "引理", "推论", "定义", "命题", "公理",
    "猜想", "性质", "公式", "例", "例题", "习题", "练习", "算法", "步骤",
];

/// `Figure 3`, `Fig. S1`, `图3`, `Chapter One`, `Act 1, Scene 2`: the head of a caption or of a part.
pub(super) fn is_label(text: &str) -> bool {
    text.split(',').all(|text| {
        let Some((label, number)) = parts(text) else { return false };
        let known = match label {
            "§" => true,
            _ if label.is_ascii() => is_capital(label) && classes(label).has(Classes::LABEL),
            _ => HAN_LABELS.iter().any(|known| known.chars().eq(label.chars().map(simplified))),
        };
        known && (is_label_number(number) || is_number_in_words(number))
    })
}

/// `Stop 5`, `Room IV`, `H2`: any word with a capital and a number. At the head of a text that goes on it is
/// a label, too; elsewhere it may be an answer. Dates and what merely begins a sentence are none:
/// `May 4.`, `About 20.`
pub(super) fn heads_text(text: &str) -> bool {
    let Some((label, number)) = parts(text) else { return false };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let counts = (1..=DIGITS).contains(&digits) && is_label_number(number)
        || number.len() > 1 && is_roman(number) && is_capital(number)
        || is_capital(number) && is_number_in_words(number);
    counts
        && is_capital(label)
        && !is_month(label)
        && number_word(label).is_none()
        && (label.len() == 1 && digits > 0 || !classes(label).has(Classes::OPENING))
}

/// `HAMLET`, `MADAME ROUX (aside)`: at the head of a text that goes on in small letters, who speaks in a play, or a
/// heading that its text follows in the line. `OK` and `FYI` are sentences.
pub(super) fn is_speaker(text: &str) -> bool {
    let name = text.trim_end().strip_suffix(')').and_then(|text| text.split_once(" ("));
    let words = || name.map_or(text, |name| name.0).split_whitespace();
    let capital = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || "-'’.".contains(c));
    (1..=SPEAKER).contains(&words().count())
        && words().all(capital)
        && words().any(|word| word.len() >= NAME)
        && words().next_back().is_some_and(|last| !classes(last).has(Classes::OPENING))
}

/// The word of a label, and its number.
fn parts(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let is_end = |c: char| !(c.is_ascii_alphabetic() || is_han(c) || c == '§');
    let (label, number) = text.split_at(text.find(is_end)?);
    Some((label, number.strip_prefix('.').unwrap_or(number).trim_start()))
}

/// `3`, `2.1`, `4a`, `S1`, `A.3`, `B`, `IV`.
fn is_label_number(text: &str) -> bool {
    let digits = text.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(text);
    let digits = digits.strip_prefix('.').unwrap_or(digits);
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '–' | '(' | ')'))
        && (digits.starts_with(|c: char| c.is_ascii_digit()) || is_roman(text) || text.len() == 1)
}

/// `One`, `twenty-two`, `the First`.
fn is_number_in_words(text: &str) -> bool {
    let (words, wanted) = match text.strip_prefix("the ") {
        Some(words) => (words, NumberWord::Ordinal),
        None => (text, NumberWord::Cardinal),
    };
    let mut words = words.split(['-', ' ']).map(number_word);
    words.next_back() == Some(Some(wanted)) && words.all(|word| word == Some(NumberWord::Cardinal))
}

/// `74/219`, `ES-10/23`: the symbol of a resolution, which its title follows.
pub(super) fn is_symbol(text: &str) -> bool {
    let Some((session, number)) = text.trim().split_once('/') else { return false };
    let digits = session.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '-');
    let number = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
    [digits, number]
        .iter()
        .all(|digits| (1..4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
}
