//! Running heads: lines that come back at the ends of pages, in a text that was copied from its pages.
//!
//! ```text
//! back to the hill and its feet in the water.
//!
//! 14
//!
//! THE OLD MILL   老磨坊
//!
//! Nobody had ground anything there for years.
//! ```
//!
//! Where a page ends is told by its number, or by the form feed that programs put there which take the text out of
//! a PDF.

use rustc_hash::FxHashMap;

use super::Draft;
use super::folio::{HEAD, HEADS, numbers_of_pages};
use super::line::{Mark, is_closer, is_stop};

/// A head and a foot may be so many segments away from the end of their page: the number, and each in both languages.
const REACH: usize = 3;

/// The running heads of a text in one language (`whole`) or in both, but for the first of each: that may be a
/// title. Of one language the numbers of pages, and the heads beside them, are for
/// [`folios`](super::folio::folios) to tell, which has more to go by.
pub(super) fn heads(text: &str, drafts: &[Draft], whole: bool) -> Vec<usize> {
    let (near, least) = near_ends(text, drafts, whole);
    if near.is_empty() {
        return Vec::new();
    }
    // All of its places, and how many of them are at the end of a page.
    let mut lines: FxHashMap<&str, (Vec<usize>, usize)> = FxHashMap::default();
    let ends = drafts.iter().zip(&near).filter(|&(_, &near)| near);
    for head in ends.filter_map(|(draft, _)| head(text, draft)) {
        lines.entry(head).or_default().1 += 1;
    }
    lines.retain(|_, (_, ends)| 4 * *ends >= 3 * least);
    if lines.is_empty() {
        return Vec::new();
    }
    for (i, draft) in drafts.iter().enumerate() {
        if let Some((places, _)) = head(text, draft).and_then(|head| lines.get_mut(head)) {
            places.push(i);
        }
    }
    let running =
        lines.into_values().filter(|(places, ends)| places.len() >= least && 4 * ends >= 3 * places.len());
    running.flat_map(|(places, _)| places.into_iter().skip(1)).collect()
}

/// Of each segment whether the end of a page is near, and how often a head must stand there; nothing where no pages
/// are seen.
fn near_ends(text: &str, drafts: &[Draft], whole: bool) -> (Vec<bool>, usize) {
    let numbers = if whole { Vec::new() } else { numbers_of_pages(text, drafts) };
    let mut feeds = Vec::new();
    if text.contains('\u{c}') {
        let is_fed = |two: &[Draft]| text[two[0].span.end..two[1].span.start].contains('\u{c}');
        feeds.extend((1..drafts.len()).filter(|&i| is_fed(&drafts[i - 1..=i])));
    }
    if numbers.is_empty() && feeds.is_empty() {
        return (Vec::new(), HEADS);
    }
    // A form feed is sure to be the end of a page.
    let least = if feeds.is_empty() { HEADS } else { HEADS.min(feeds.len() + 1) };
    let mut near = vec![false; drafts.len()];
    let mut mark = |from: usize, to: usize| {
        let to = to.min(near.len());
        near[from.min(to)..to].fill(true);
    };
    mark(0, REACH);
    mark(drafts.len().saturating_sub(REACH), drafts.len());
    for at in numbers {
        mark(at.saturating_sub(REACH - 1), at + REACH);
    }
    for at in feeds {
        mark(at.saturating_sub(REACH), at + REACH);
    }
    (near, least)
}

/// What a line says that may be a head, without the number of its page.
fn head<'t>(text: &'t str, draft: &Draft) -> Option<&'t str> {
    let plain = matches!(draft.mark, Mark::None | Mark::Cell);
    if !plain || draft.tally.letters() == 0 || draft.tally.letters() > HEAD {
        return None;
    }
    let line = draft.span.of(text);
    if line.contains(['\n', '\r']) || line.trim_end_matches(is_closer).ends_with(is_stop) {
        return None;
    }
    let is_number =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '·');
    let bare = line.trim_matches(is_number);
    // `Chapter 12` is no head with a number of a page.
    let several = bare.contains(' ') || bare.chars().filter(|c| !c.is_ascii()).count() > 3;
    let behind_a_blank = line.len() == bare.len()
        || line.starts_with(bare) && line[bare.len()..].starts_with(char::is_whitespace)
        || line.ends_with(bare) && line[..line.len() - bare.len()].ends_with(char::is_whitespace);
    Some(if several && behind_a_blank { bare } else { line })
}
