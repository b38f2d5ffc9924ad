//! What a segment is in its page: heading, list item, prose or furniture.

use super::furniture::{Look, look};
use super::line::{Mark, is_closer, is_stop};
use super::{Draft, Kind};
use crate::lang::{Lang, Tally};

/// Longer lines are no headings: English words, Chinese characters.
const HEADING_WORDS: usize = 14;
const HEADING_HAN: usize = 28;
/// How many segments behind a heading its text may begin: the other language may come first.
const HEADING_REACH: usize = 4;
/// The segments at either end of a page where a weak cue is believed.
const EDGE: usize = 3;
/// A page of fewer segments has no edges.
const PAGE: usize = 10;

/// The kind of each segment. In a text that is all of one language (`whole`) only links and
/// lines without letters are furniture: what stands there stands in its translation too.
pub(super) fn kinds(text: &str, drafts: &[Draft], whole: bool) -> Vec<Kind> {
    let looks: Vec<Look> = drafts.iter().map(|d| look(d.span.of(text), d.lang, whole)).collect();
    (0..drafts.len())
        .map(|i| {
            let Draft { span, lang, mark } = drafts[i];
            match mark {
                _ if is_furniture(drafts, &looks, i) && mark != Mark::Heading => Kind::Furniture,
                Mark::Heading => Kind::Heading,
                Mark::Bullet | Mark::Number => Kind::ListItem,
                _ if is_short_title(span.of(text), lang) && heads_prose(text, drafts, i) => Kind::Heading,
                _ => Kind::Prose,
            }
        })
        .collect()
}

fn is_furniture(drafts: &[Draft], looks: &[Look], i: usize) -> bool {
    let neighbours = [i.checked_sub(1), Some(i + 1).filter(|&j| j < looks.len())];
    match &looks[i] {
        Look::Content => false,
        // Content is translated and furniture is not: a line whose twin in the other
        // language stands beside it is content.
        Look::Furniture { twin } => !neighbours.into_iter().flatten().any(|j| match &looks[j] {
            Look::Furniture { twin: other } => {
                drafts[i].lang != drafts[j].lang && twin.is_some() && twin == other
            }
            _ => false,
        }),
        Look::Perhaps => {
            let edge = looks.len() >= PAGE && (i < EDGE || i + EDGE >= looks.len());
            edge || neighbours.into_iter().flatten().any(|j| matches!(looks[j], Look::Furniture { .. }))
        }
    }
}

/// Short, and without the stop or the comma of running text.
fn is_short_title(text: &str, lang: Lang) -> bool {
    if text.len() > 4 * 3 * HEADING_HAN {
        return false;
    }
    let tally = Tally::of(text);
    let last = text.trim_end_matches(is_closer).chars().next_back();
    let open = last.is_some_and(|c| {
        matches!(c, '?' | '？') || !is_stop(c) && !matches!(c, ',' | '，' | ':' | '：' | ';' | '；' | '、')
    });
    open && match lang {
        Lang::En => (1..=HEADING_WORDS).contains(&tally.words),
        Lang::Zh => (1..=HEADING_HAN).contains(&tally.han),
        _ => false,
    }
}

/// Whether running text of the same language follows soon.
fn heads_prose(text: &str, drafts: &[Draft], i: usize) -> bool {
    drafts[i + 1..]
        .iter()
        .take(HEADING_REACH)
        .filter(|d| d.lang == drafts[i].lang)
        .take(2)
        .any(|d| !is_short_title(d.span.of(text), d.lang))
}
