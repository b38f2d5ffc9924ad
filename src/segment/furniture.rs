//! Evidence that a short segment belongs to the page and not to the text.

use super::cues::{self, Value};
use super::date::{is_date, is_date_in_han};
use super::item::{SHORT, columns, is_name, is_sentence, is_tiny, items};
use super::line::{Mark, is_closer, is_stop, mark};
use super::twin::{Numbers, Twin};
use crate::hanzi::is_usual_han;
use crate::lang::{Lang, Script, Tally};
use crate::text::plain::half_width;

/// What the look of a segment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Content,
    /// Furniture, if it stands among furniture or at an edge of the page.
    Perhaps,
    /// Furniture. `twin`: that by which its translation would be known. `soft`: its words may be those of a
    /// text too.
    Furniture {
        twin: Option<Twin>,
        soft: bool,
    },
}

impl Look {
    /// Furniture that no translation makes content.
    pub(super) const FURNITURE: Look = Look::Furniture { twin: None, soft: false };
}

/// Longer segments are content, but for notes on rights: in bytes.
const LONGEST: usize = 180;
const LONGEST_NOTE: usize = 360;
/// The name of a language, with marks around it, in bytes.
const LONGEST_NAME: usize = 24;
/// A sentence of more words, or Han characters, is content.
const LONG_WORDS: usize = 10;
const LONG_HAN: usize = 20;

pub(super) fn look(text: &str, lang: Lang, tally: &Tally, whole: bool) -> Look {
    if text.len() > LONGEST_NOTE {
        return Look::Content;
    }
    let furniture = Look::FURNITURE;
    if tally.letters() == 0 && (lang == Lang::Other || tally.digits == 0) || is_link(text) {
        return furniture;
    }
    if whole || lang == Lang::Other {
        return Look::Content;
    }
    if is_note_on_rights(text) {
        return furniture;
    }
    let sentence = text.trim_end_matches(is_closer).ends_with(is_stop);
    if text.len() > LONGEST || sentence && (tally.words > LONG_WORDS || tally.han > LONG_HAN) {
        return Look::Content;
    }
    if is_date(text) || is_date_in_han(text, lang) {
        let soft = labelled(text) == Some(Cue::Soft);
        return Look::Furniture { twin: Some(Twin::Numbers(Numbers::of(text, lang))), soft };
    }
    if text.len() <= LONGEST_NAME {
        let name = Normal::of(text).text;
        if cues::is_own_name(&name) {
            return Look::Furniture { twin: Some(Twin::Language), soft: true };
        }
        if cues::leads_to_other_language(&name) {
            return furniture;
        }
    }
    match line(text) {
        Cue::None => Look::Content,
        Cue::Weak => Look::Perhaps,
        Cue::Soft => Look::Furniture { twin: Twin::of(text, lang), soft: true },
        // Counters have their numbers in common, but nobody has translated them: only as they are written.
        Cue::Strong => Look::Furniture { twin: Twin::of(text, Lang::Other), soft: false },
    }
}

/// Whether a segment is what the formats SRT and WebVTT add to subtitles: when each is shown, its number
/// before that, and the name of the format at the beginning of the file.
pub(super) fn is_of_subtitles(text: &str, next: &str, first: bool) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return first && text.starts_with("WEBVTT");
    }
    is_time_of_cue(text) || text.bytes().all(|b| b.is_ascii_digit()) && is_time_of_cue(next)
}

/// `00:01:02,500 --> 00:01:04,000`, with or without hours and what follows: where it is shown.
fn is_time_of_cue(text: &str) -> bool {
    let Some((from, to)) = text.split_once("-->") else { return false };
    let is_time = |time: &str| {
        let parts = || time.split([':', ',', '.']);
        matches!(parts().count(), 3 | 4) && parts().all(|p| p.parse::<u16>().is_ok())
    };
    is_time(from.trim()) && to.split_whitespace().next().is_some_and(is_time)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    None,
    Weak,
    /// A label, a first word, a date: lines of a text may have them too.
    Soft,
    Strong,
}

/// The cue of a line, as a chain of items or as one.
fn line(text: &str) -> Cue {
    let one = item(text);
    if one >= Cue::Soft || text.contains(['。', '！', '？']) {
        return one;
    }
    if let Some(rest) = behind_date(text) {
        return item(rest).max(one);
    }
    let items: Vec<&str> = items(text).collect();
    if items.len() < 2 || items.iter().any(|i| columns(i) > SHORT) {
        return one;
    }
    let home = items.first().is_some_and(|i| matches!(*i, "Home" | "首页" | "首頁"));
    let path = home || text.matches(['»', '›']).count() + text.matches(" > ").count() + 1 == items.len();
    if path && items.len() > 2 && items.iter().all(|i| is_tiny(i)) {
        return Cue::Strong;
    }
    // `【译文】盐道三日`: what stands behind it is that text.
    let is_plain = |i: &&str| item(i) == Cue::None && !is_date(i);
    if cues::names_a_text(items[0]) && items[1..].iter().all(is_plain) {
        return one;
    }
    let (mut dates, mut soft, mut strong, mut weak) = (0, 0, 0, 0);
    let (mut phrases, mut longer) = (0, false);
    for i in &items {
        let cue = item(i);
        phrases += usize::from(cue == Cue::Strong && is_phrase(&Normal::of(i).text));
        match cue {
            Cue::Strong => strong += 1,
            _ if is_date(i) => dates += 1,
            Cue::Soft => soft += 1,
            Cue::Weak => weak += 1,
            Cue::None if is_sentence(i) => return one,
            Cue::None => longer |= !is_tiny(i),
        }
    }
    let sure = dates + soft + strong;
    if (sure == 0 && weak < 2) || 2 * (sure + weak) < items.len() {
        return one;
    }
    // `Trending now | The shop that sells rain`: a phrase of the page before a title, as a byline is not.
    if longer && phrases == sure && 2 * (sure + weak) == items.len() {
        return one;
    }
    if strong == 0 && dates > 0 { Cue::Soft } else { Cue::Strong }
}

/// What stands behind the date that a line begins with.
fn behind_date(text: &str) -> Option<&str> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let blanks = text.char_indices().filter(|(_, c)| c.is_whitespace()).take(4);
    blanks.filter(|(at, _)| is_date(&text[..*at])).map(|(at, _)| text[at..].trim()).last()
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
    let contact =
        matches!(key, "tel" | "phone" | "fax" | "mobile" | "电话" | "電話" | "传真" | "邮编" | "热线");
    let label = labelled(text);
    // `2. Scan the QR code`
    let is_step = || mark(text).0 == Mark::Number;
    let strong = is_phrase(key) && !is_step()
        || (figure || contact) && numbered
        || is_byline(text)
        || is_counter(&normal)
        || is_made_of_page_words(text, &normal)
        || is_address(text, key)
        // `当前位置：首页 > 新闻`
        || label.is_some() && (text.contains(" > ") || text.contains(['»', '›']));
    if strong {
        Cue::Strong
    } else if label == Some(Cue::Soft)
        || opens_like_furniture(text, key) && !is_step()
        || is_comment_head(text)
    {
        Cue::Soft
    } else if label.is_some() || listed(cues::WEAK_LINES) {
        Cue::Weak
    } else {
        Cue::None
    }
}

fn is_phrase(key: &str) -> bool {
    cues::ENGLISH_PHRASES.binary_search(&key).is_ok() || cues::CHINESE_PHRASES.binary_search(&key).is_ok()
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
                    match c {
                        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                        _ if is_usual_han(c) => out.push(c),
                        _ => out.extend(c.to_lowercase()),
                    }
                    (gap, last) = (false, script);
                }
            }
            digit = script == Script::Digit;
        }
        Normal { text: out, numbers }
    }
}

/// `label: value`, `(图/…)`.
fn labelled(text: &str) -> Option<Cue> {
    const BEFORE_NAMES: [char; 4] = [' ', '|', '｜', '丨'];
    if let Some((label, names)) = text.split_once(BEFORE_NAMES) {
        let names = names.trim_start_matches(BEFORE_NAMES);
        let is_chinese = |name: &str| (2..=4).contains(&Tally::of(name).han) && name.len() <= 12;
        let is_latin =
            || Tally::of(names).han == 0 && names.starts_with(char::is_uppercase) && is_name(names);
        match cues::chinese_label(label) {
            Some(Value::Name) if is_latin() || names.split(' ').all(is_chinese) => return Some(Cue::Soft),
            Some(Value::Any) if is_latin() => return Some(Cue::Soft),
            _ => {}
        }
    }
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
    let needs = cues::english_label(key).or_else(|| cues::chinese_label(key))?;
    let sentence = value.trim_end_matches(is_closer).ends_with(is_stop) && columns(value) > SHORT / 2;
    if sentence || columns(value) > 2 * SHORT {
        return None;
    }
    let number = || value.contains(|c: char| c.is_ascii_digit() || c == '@') || has_link(value);
    match needs {
        Value::Any => Some(Cue::Soft),
        Value::Weak => Some(if has_link(value) { Cue::Soft } else { Cue::Weak }),
        Value::Name => is_name(value).then_some(Cue::Soft),
        Value::Number => number().then_some(Cue::Soft),
    }
}

/// `By Ann Lee`, `By Ann Lee and Bo Chen | Staff`, `本报记者 …`, `… 摄`.
fn is_byline(text: &str) -> bool {
    let end = text.trim_end_matches(is_closer);
    let credited = ["摄", "攝", "供图", "供圖", "制图", "製圖"].iter().any(|credit| end.ends_with(credit));
    if credited || text.starts_with("本报记者") || text.starts_with("本報記者") {
        return Tally::of(text).han <= 16 && !text.contains(['，', '。', ',']);
    }
    let Some(rest) = ["By ", "by ", "BY "].iter().find_map(|by| text.strip_prefix(by)) else { return false };
    let names = rest.split(['|', '｜', ',', '/']).next().unwrap_or(rest);
    let capitals = names.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count();
    is_name(rest)
        && (2..=6).contains(&capitals)
        && rest.starts_with(char::is_uppercase)
        && !rest.ends_with(['.', ':', ','])
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

/// `railfan88 3 hours ago`, `风筝 3天前`: who wrote a comment, and how long ago.
fn is_comment_head(text: &str) -> bool {
    let (count, is_unit): (&str, fn(&str) -> bool) =
        match (text.strip_suffix(" ago"), text.strip_suffix('前')) {
            (Some(count), _) => (count, |unit| cues::COUNT_FILLERS.binary_search(&unit).is_ok()),
            (_, Some(count)) => (count, |unit| {
                matches!(unit, "分钟" | "分鐘" | "小时" | "小時" | "天" | "周" | "个月" | "個月" | "年")
            }),
            _ => return false,
        };
    let name_and_number = count.trim_end_matches(|c: char| c.is_alphabetic());
    let name = name_and_number.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let is_numbered = name.len() < name_and_number.trim_end().len();
    let is_short = name.ends_with(' ') && name.split_whitespace().count() <= 2 && columns(name) <= SHORT / 2;
    is_numbered && is_short && is_unit(&count[name_and_number.len()..])
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
        return tally.han <= 30 && is_made_of_chinese_page_words(&normal.text, normal.numbers, tally.han);
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
fn is_made_of_chinese_page_words(key: &str, numbers: usize, han: usize) -> bool {
    let (mut page, mut unmatched) = (0, 0);
    let mut rest = key;
    while let Some(c) = rest.chars().next() {
        let longest = |list: &[&str]| {
            let start = list.partition_point(|word| *word < &rest[..c.len_utf8()]);
            if !list.get(start)?.starts_with(c) {
                return None;
            }
            let ends = rest.char_indices().skip(1).map(|(i, _)| i).chain([rest.len()]).take(4);
            ends.filter(|&end| list.binary_search(&&rest[..end]).is_ok()).last()
        };
        let (word, filler) = (longest(cues::CHINESE_PAGE_WORDS), longest(cues::CHINESE_FILLERS));
        page += usize::from(word.is_some() && word >= filler);
        let step = word.max(filler);
        if step.is_none() && Script::of(c) == Script::Han {
            unmatched += 1;
            if 5 * unmatched > han {
                return false;
            }
        }
        rest = &rest[step.unwrap_or(c.len_utf8())..];
    }
    page + numbers.min(1) >= 2 && page > 0
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

/// What notes on rights have: letters, and characters.
const HINTS: [&str; 2] = ["ights", "IGHTS"];
const HAN_HINTS: [char; 12] = ['©', '权', '權', '载', '載', '侵', '仅', '僅', '备', '備', '证', '安'];

/// A bit for each of the characters by the last six of its code: most of a text is ruled out by one look.
const MAY_BE_HINT: u64 = {
    let (mut bits, mut k) = (0, 0);
    while k < HAN_HINTS.len() {
        bits |= 1 << (HAN_HINTS[k] as u32 % 64);
        k += 1;
    }
    bits
};

/// Short, with a mark of copyright or a condition for reprinting.
fn is_note_on_rights(text: &str) -> bool {
    let is_hint = |c: char| MAY_BE_HINT >> (c as u32 % 64) & 1 == 1 && HAN_HINTS.contains(&c);
    let is_hinted = text.contains('(') && (text.contains("(c)") || text.contains("(C)"))
        || HINTS.iter().any(|hint| text.contains(hint))
        || !text.is_ascii() && text.chars().any(is_hint);
    if !is_hinted {
        return false;
    }
    let lower: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    cues::RIGHTS.iter().any(|mark| lower.contains(mark))
}

/// A link or an address of mail, alone or behind a few words.
fn is_link(text: &str) -> bool {
    if !text.contains('@') && !["://", "www."].iter().any(|mark| text.contains(mark)) {
        return false;
    }
    // `From: Ann Lee <ann@garden.example>`, as in the head of a mail.
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    if last.starts_with('<') && last.ends_with('>') && text.len() <= LONGEST && has_link(last) {
        return true;
    }
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
}
