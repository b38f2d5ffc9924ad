//! Evidence that a short segment belongs to the page and not to the text.

use super::cues::{self, Value};
use super::line::{is_closer, is_stop};
use crate::lang::{Lang, Script, Tally};

/// What the look of a segment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Content,
    /// Furniture, if it stands among furniture or at an edge of the page.
    Perhaps,
    /// Furniture. `twin`: the numbers in it, by which its translation would be known.
    Furniture {
        twin: Option<Vec<u32>>,
    },
}

/// Longer segments are content, but for notes on rights: in bytes.
const LONGEST: usize = 180;
const LONGEST_NOTE: usize = 360;
/// An item of a chain of links, a value of a label: in columns, nearly.
const SHORT: usize = 48;

pub(super) fn look(text: &str, lang: Lang, whole: bool) -> Look {
    let tally = if text.len() <= LONGEST_NOTE { Tally::of(text) } else { return Look::Content };
    let furniture = Look::Furniture { twin: None };
    if tally.letters() == 0 && (lang == Lang::Other || tally.digits == 0) || is_link(text) {
        return furniture;
    }
    if whole || lang == Lang::Other {
        return Look::Content;
    }
    if is_note_on_rights(text) {
        return furniture;
    }
    if text.len() > LONGEST {
        return Look::Content;
    }
    if let Some(numbers) = date(text) {
        return Look::Furniture { twin: Some(numbers) };
    }
    match line(text) {
        Cue::None => Look::Content,
        Cue::Weak => Look::Perhaps,
        Cue::Strong => {
            let numbers = numbers(text);
            Look::Furniture { twin: (!numbers.is_empty()).then_some(numbers) }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    None,
    Weak,
    Strong,
}

/// The cue of a line, as a chain of items or as one.
fn line(text: &str) -> Cue {
    let one = item(text);
    if one == Cue::Strong || text.contains(['。', '！', '？']) {
        return one;
    }
    let items: Vec<&str> = items(text).collect();
    if items.len() < 2 || items.iter().any(|i| columns(i) > SHORT) {
        return one;
    }
    let path = text.matches(['»', '›']).count() + text.matches(" > ").count() + 1 == items.len();
    if path && items.len() > 2 && items.iter().all(|i| is_tiny(i)) {
        return Cue::Strong;
    }
    let count =
        |cue| items.iter().filter(|i| item(i) == cue || cue == Cue::Strong && date(i).is_some()).count();
    let (strong, weak) = (count(Cue::Strong), count(Cue::Weak));
    if (strong > 0 || weak > 1) && 2 * (strong + weak) >= items.len() { Cue::Strong } else { one }
}

/// Items between bars, arrows, dots, tabs, full-width blanks, or two blanks.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '｜', '»', '›', '·', '•', '\t', '\u{3000}', '[', ']', '【', '】'])
        .flat_map(|part| part.split("  "))
        .flat_map(|part| part.split(" > "))
        .map(|item| item.trim_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '(' | ')')))
        .filter(|item| !item.is_empty())
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A menu entry: up to three words, or six Han characters.
fn is_tiny(text: &str) -> bool {
    let tally = Tally::of(text);
    tally.words <= 3 && tally.han <= 6 && !text.contains(['=', '(', '+'])
}

/// The cue of a line or of one item of it.
fn item(text: &str) -> Cue {
    let normal = Normal::of(text);
    let key = normal.text.as_str();
    let numbered = normal.numbers > 0;
    if key.is_empty() {
        return Cue::None;
    }
    let listed = |list: &[&str]| list.binary_search(&key).is_ok();
    let figure = matches!(
        key,
        "figure"
            | "fig"
            | "table"
            | "photo"
            | "image"
            | "page"
            | "page of"
            | "图"
            | "圖"
            | "表"
            | "图片"
            | "第页"
            | "第頁"
            | "共页"
            | "共頁"
            | "第页共页"
            | "共条"
    );
    let label = labelled(text);
    let strong = listed(cues::ENGLISH_PHRASES)
        || listed(cues::CHINESE_PHRASES)
        || figure && numbered
        || label == Some(Cue::Strong)
        || is_byline(text)
        || is_counter(&normal)
        || opens_like_furniture(text, key)
        || is_made_of_page_words(text, &normal)
        || is_address(text, key);
    if strong {
        Cue::Strong
    } else if label.is_some() || listed(cues::WEAK_LINES) {
        Cue::Weak
    } else {
        Cue::None
    }
}

/// A text in lower case and without digits and punctuation. English words are parted by
/// one blank, Chinese characters by none.
struct Normal {
    text: String,
    numbers: usize,
}

impl Normal {
    fn of(text: &str) -> Normal {
        let (mut out, mut numbers, mut gap, mut digit) = (String::with_capacity(text.len()), 0, false, false);
        let mut last = Script::None;
        for c in text.chars().map(half_width) {
            let script = Script::of(c);
            match script {
                Script::None | Script::Digit => {
                    numbers += usize::from(script == Script::Digit && !digit);
                    gap = true;
                }
                _ => {
                    if gap && !out.is_empty() && !(script.is_cjk() || last.is_cjk()) {
                        out.push(' ');
                    }
                    out.extend(c.to_lowercase());
                    (gap, last) = (false, script);
                }
            }
            digit = script == Script::Digit;
        }
        Normal { text: out, numbers }
    }
}

/// Full-width ASCII as ASCII.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// `label: value`, `(图/…)`.
fn labelled(text: &str) -> Option<Cue> {
    let text = text.trim_matches(|c: char| Script::of(c) == Script::None && !is_stop(c));
    let at = text.find([':', '：', '/', '／', '丨'])?;
    let mark = text[at..].chars().next()?;
    let value = text[at + mark.len_utf8()..].trim();
    let label = Normal::of(&text[..at]);
    let key = label.text.as_str();
    let colon = matches!(mark, ':' | '：');
    let picture = matches!(key, "图" | "圖" | "文" | "图文" | "圖文" | "photo" | "photos" | "text" | "words");
    if label.numbers > 0 || !(colon || picture) || value.starts_with("//") {
        return None;
    }
    let found =
        |list: &[(&str, Value)]| list.binary_search_by(|(l, _)| (*l).cmp(key)).ok().map(|i| list[i].1);
    let needs = found(cues::ENGLISH_LABELS).or_else(|| found(cues::CHINESE_LABELS))?;
    let sentence = value.trim_end_matches(is_closer).ends_with(is_stop) && columns(value) > SHORT / 2;
    if sentence || columns(value) > 2 * SHORT {
        return None;
    }
    let number = || value.contains(|c: char| c.is_ascii_digit() || c == '@') || has_link(value);
    match needs {
        Value::Any => Some(Cue::Strong),
        Value::Weak => Some(Cue::Weak),
        Value::Name => is_name(value).then_some(Cue::Strong),
        Value::Number => number().then_some(Cue::Strong),
    }
}

/// `By Ann Lee`, `By Ann Lee and Bo Chen | Staff`, `本报记者 …`, `… 摄`.
fn is_byline(text: &str) -> bool {
    if text.ends_with(['摄', '攝']) || text.starts_with("本报记者") || text.starts_with("本報記者")
    {
        return Tally::of(text).han <= 16 && !text.contains(['，', '。', ',']);
    }
    let Some(rest) = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")) else { return false };
    let names = rest.split(['|', '｜', ',', '/']).next().unwrap_or(rest);
    is_name(rest)
        && (2..=6).contains(&names.split_whitespace().count())
        && !rest.ends_with(['.', '?', '!', ':', ','])
}

/// Capitals in English, a few characters in Chinese.
fn is_name(text: &str) -> bool {
    const LINKS: [&str; 14] =
        ["&", "al", "and", "at", "bin", "da", "de", "der", "for", "in", "of", "the", "van", "von"];
    let mut capitals = 0;
    let named =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | '，' | '、')).all(|word| {
            let capital = word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
            capitals += usize::from(capital && !word.is_empty());
            let han = Tally::of(word).han;
            han <= 10
                && (han > 0 || capital || word.is_empty() || LINKS.contains(&word) || word.contains('.'))
        });
    named && capitals <= 8 && columns(text) <= SHORT + SHORT / 2 && !text.contains(['。', '，'])
}

/// `1,234 views`, `5 min read`, `3 hours ago`.
fn is_counter(normal: &Normal) -> bool {
    let mut counted = false;
    normal.numbers > 0
        && normal.text.split(' ').all(|word| {
            let hit = cues::COUNTED.binary_search(&word).is_ok();
            counted |= hit;
            hit || cues::COUNT_FILLERS.binary_search(&word).is_ok()
        })
        && counted
}

/// Starts like `Posted on`, is short and is no sentence.
fn opens_like_furniture(text: &str, key: &str) -> bool {
    let end = cues::ENGLISH_OPENINGS.partition_point(|opening| *opening <= key);
    let opening = cues::ENGLISH_OPENINGS[..end].iter().rev().take(3).find(|opening| {
        key.strip_prefix(**opening).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    let dated = key.starts_with("copyright") && text.contains(|c: char| c.is_ascii_digit());
    (opening.is_some() || dated) && key.split(' ').count() <= 12 && !text.ends_with(['?', ':'])
}

/// Every word of the line is about the page, or may stand between such words.
fn is_made_of_page_words(text: &str, normal: &Normal) -> bool {
    if text.ends_with(['。', '.', '?', '？', ':', '：']) {
        return false;
    }
    let tally = Tally::of(text);
    if tally.han > 0 {
        return tally.han <= 30 && is_made_of_chinese_page_words(&normal.text, normal.numbers);
    }
    let (mut page, mut words) = (0, 0);
    for word in normal.text.split(' ') {
        words += 1;
        if cues::ENGLISH_PAGE_WORDS.binary_search(&word).is_ok() {
            page += 1;
        } else if cues::ENGLISH_FILLERS.binary_search(&word).is_err() {
            return false;
        }
    }
    page > 0 && (2..=14).contains(&words)
}

/// Longest match from left to right; nearly all characters must be matched, and two words
/// (or a word and a number) must be about the page.
fn is_made_of_chinese_page_words(key: &str, numbers: usize) -> bool {
    let (mut page, mut matched, mut han) = (0, 0, 0);
    let mut rest = key;
    while let Some(c) = rest.chars().next() {
        let longest = |list: &[&str]| {
            let ends = rest.char_indices().skip(1).map(|(i, _)| i).chain([rest.len()]).take(4);
            ends.filter(|&end| list.binary_search(&&rest[..end]).is_ok()).last()
        };
        let (word, filler) = (longest(cues::CHINESE_PAGE_WORDS), longest(cues::CHINESE_FILLERS));
        let step = match (word, filler) {
            (Some(end), filler) if filler.is_none_or(|f| f <= end) => {
                page += 1;
                Some(end)
            }
            (_, filler) => filler,
        };
        let end = step.unwrap_or(c.len_utf8());
        let count = rest[..end].chars().filter(|c| Script::of(*c) == Script::Han).count();
        han += count;
        matched += if step.is_some() { count } else { 0 };
        rest = &rest[end..];
    }
    page + numbers.min(1) >= 2 && page > 0 && 5 * matched >= 4 * han
}

/// `12 Long Street, Townsville, 12345`: a number, a street, a comma, and no sentence.
fn is_address(text: &str, key: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(',')
        && !text.ends_with(is_stop)
        && key.split(' ').count() <= 12
        && key.split(' ').any(|word| cues::STREETS.binary_search(&word).is_ok())
        && text.split_whitespace().all(|w| w.starts_with(|c: char| !c.is_lowercase()))
}

/// Short, with a mark of copyright or a condition for reprinting.
fn is_note_on_rights(text: &str) -> bool {
    let lower: String =
        text.chars().map(half_width).filter(|c| *c != '\u{3000}').flat_map(char::to_lowercase).collect();
    cues::RIGHTS.iter().any(|mark| lower.contains(mark))
}

/// A link or an address of mail, alone or behind a few words.
fn is_link(text: &str) -> bool {
    let links = text.split_whitespace().filter(|w| has_link(w)).count();
    links > 0 && text.split_whitespace().count() <= 2 * links && Tally::of(text).han <= 6
}

fn has_link(text: &str) -> bool {
    let is_mail = |word: &str| {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        plain.split_once('@').is_some_and(|(name, host)| {
            let ok =
                |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
            !name.is_empty() && ok(name) && host.contains('.') && ok(host)
        })
    };
    text.contains("://") || text.contains("www.") || text.split_whitespace().any(is_mail)
}

/// The numbers of a date or a time, if the text is nothing else and names a day of a year.
fn date(text: &str) -> Option<Vec<u32>> {
    let (mut month, mut clock) = (false, false);
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let token = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let end = match Script::of(c) {
            Script::Digit if c.is_ascii_digit() => {
                let end = token(|c| c.is_ascii_digit());
                numbers.push(rest[..end].parse().ok().filter(|_| end <= 4)?);
                clock |= end <= 2 && rest[end..].starts_with(':');
                end
            }
            Script::Latin => {
                let end = token(|c| Script::of(c) == Script::Latin);
                let word = rest[..end].to_ascii_lowercase();
                if let Some(at) = cues::MONTHS.iter().position(|m| *m == word) {
                    numbers.push(if at == 24 { 9 } else { (at % 12) as u32 + 1 });
                    month = true;
                } else if cues::DATE_WORDS.binary_search(&word.as_str()).is_err() {
                    return None;
                }
                end
            }
            Script::Han if cues::DATE_HAN.contains(c) => {
                month |= c == '月';
                c.len_utf8()
            }
            Script::None if !matches!(c, '%' | '$' | '#' | '=' | '¥' | '￥' | '€' | '£' | '*' | '×') => {
                c.len_utf8()
            }
            _ => return None,
        };
        rest = &rest[end..];
    }
    let year = numbers.iter().any(|n| (1900..2100).contains(n));
    let full = numbers.len() >= 3 && (year || clock && month);
    numbers.sort_unstable();
    full.then_some(numbers)
}

/// The numbers in a text, months by name included, in order of size.
fn numbers(text: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = text
        .split(|c: char| !c.is_alphanumeric())
        .flat_map(|word| word.split(|c: char| Script::of(c).is_cjk()))
        .filter_map(|word| {
            let month = || cues::MONTHS.iter().position(|m| word.eq_ignore_ascii_case(m));
            word.parse().ok().or_else(|| month().map(|at| if at == 24 { 9 } else { (at % 12) as u32 + 1 }))
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            cues::ENGLISH_PHRASES,
            cues::CHINESE_PHRASES,
            cues::ENGLISH_OPENINGS,
            cues::ENGLISH_PAGE_WORDS,
            cues::ENGLISH_FILLERS,
            cues::CHINESE_PAGE_WORDS,
            cues::CHINESE_FILLERS,
            cues::WEAK_LINES,
            cues::COUNTED,
            cues::COUNT_FILLERS,
            cues::DATE_WORDS,
            cues::STREETS,
        ] {
            assert!(list.is_sorted(), "{:?}", list.first());
        }
        assert!(cues::ENGLISH_LABELS.is_sorted_by_key(|(label, _)| *label));
        assert!(cues::CHINESE_LABELS.is_sorted_by_key(|(label, _)| *label));
    }

    #[test]
    fn dates() {
        assert_eq!(date("3 March 2021, 14:05 GMT"), Some(vec![3, 3, 5, 14, 2021]));
        assert_eq!(date("2021年3月3日 星期三"), Some(vec![3, 3, 2021]));
        assert_eq!(date("March 2021"), None);
        assert_eq!(date("In March 2021 12 people"), None);
        assert_eq!(date("2021 3 5%"), None);
    }
}
