//! By what the translation of a line is known that looks like furniture.

use super::cues;
use super::date::numbers;
use super::item::is_name;
use crate::lang::{Lang, Script, Tally};
use crate::text::{Value, mentions};

/// What a line has in common with its translation, if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Twin {
    Numbers(Numbers),
    /// The name of an author.
    Author,
    /// What a picture shows.
    Caption,
    /// The name of a language, which leads to the page in it.
    Language,
}

impl Twin {
    pub(super) fn of(text: &str, lang: Lang) -> Option<Twin> {
        let numbers = Numbers::of(text, lang);
        if !numbers.digits.is_empty() {
            Some(Twin::Numbers(numbers))
        } else if is_author(text) {
            Some(Twin::Author)
        } else {
            is_caption(text).then_some(Twin::Caption)
        }
    }

    /// Whether a text in such a language has the same.
    pub(super) fn is_in(&self, text: &str, lang: Lang) -> bool {
        match self {
            Twin::Numbers(own) => own.agree(&Numbers::of(text, lang)),
            Twin::Author => is_author(text),
            Twin::Caption => is_caption(text),
            Twin::Language => cues::is_language(text),
        }
    }

    /// Whether the one may be that of the translation of the other.
    pub(super) fn agrees(&self, other: &Twin) -> bool {
        match (self, other) {
            (Twin::Numbers(own), Twin::Numbers(others)) => own.agree(others),
            _ => self == other,
        }
    }
}

/// The numbers in a line, as they are written and, in a known language, as they are meant: 2, 30 and half past
/// two for `2:30 p.m.`, so that it is 14时30分.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    digits: Vec<u32>,
    /// Without the day of the week, which one of two languages may leave out.
    pub(super) values: Vec<Value>,
}

impl Numbers {
    pub(super) fn of(text: &str, lang: Lang) -> Numbers {
        let mut found = Vec::new();
        mentions(text, lang, &mut found);
        let mut values: Vec<Value> = found.iter().map(|mention| mention.value).collect();
        values.retain(|value| !matches!(value, Value::Weekday(_)));
        values.sort_unstable();
        Numbers { digits: numbers(text), values }
    }

    fn agree(&self, other: &Numbers) -> bool {
        let same = |own: &[Value]| !own.is_empty() && own == other.values;
        self.digits == other.digits || same(&self.values)
    }
}

/// Who wrote or translated the text: `By …`, `作者：…`.
fn is_author(text: &str) -> bool {
    let label = text.split([':', '：', ' ']).next().unwrap_or(text).to_lowercase();
    matches!(label.as_str(), "by" | "author" | "translator" | "作者" | "译者" | "譯者" | "翻译" | "翻譯")
        && !text.contains(['|', '｜', '\u{3000}'])
}

/// `Photo: two boys on a roof`, `图：屋顶上的两个男孩`. In Chinese, what a picture shows may be as short as the
/// name of who took it: there the English beside it tells.
fn is_caption(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| Script::of(c) == Script::None);
    let Some((label, value)) = text.split_once([':', '：']) else { return false };
    let label = label.trim().to_lowercase();
    cues::PICTURES.contains(&label.as_str()) && (Tally::of(value).han > 0 || !is_name(value.trim()))
}
