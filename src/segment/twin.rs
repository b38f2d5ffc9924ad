//! By what the translation of a line is known that looks like furniture.

use super::cues;
use super::date::numbers;
use super::furniture::is_name;
use crate::lang::{Script, Tally};

/// What a line has in common with its translation, if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Twin {
    /// The numbers in it, one at least.
    Numbers(Vec<u32>),
    /// The name of an author.
    Author,
    /// What a picture shows.
    Caption,
}

impl Twin {
    pub(super) fn of(text: &str) -> Option<Twin> {
        let numbers = numbers(text);
        if !numbers.is_empty() {
            Some(Twin::Numbers(numbers))
        } else if is_author(text) {
            Some(Twin::Author)
        } else {
            is_caption(text).then_some(Twin::Caption)
        }
    }

    /// Whether a text has the same.
    pub(super) fn is_in(&self, text: &str) -> bool {
        match self {
            Twin::Numbers(own) => *own == numbers(text),
            Twin::Author => is_author(text),
            Twin::Caption => is_caption(text),
        }
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
