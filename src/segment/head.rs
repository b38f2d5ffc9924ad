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

use super::folio::{HEAD, HEADS, beside_number, numbers_of_pages};
use super::line::{Mark, is_closer, is_stop};
use super::{Draft, neighbours};

/// A head and a foot may be so many segments away from the end of their page: the number, and each in both languages.
const REACH: usize = 3;
/// From the first page with a head to the last, it stands on one in so many: on the left ones, say.
const SELDOM: usize = 2;
/// Letters of a page, where a character of Chinese counts two: slides and songs have fewer.
const PAGE: usize = 250;
/// Letters of a head; those of `No` may be what somebody says.
const LEAST: usize = 4;

/// The running heads of a text in one language (`whole`) or in both, but for the first of each: that may be a
/// title. Of one language the numbers of pages, and the heads beside them, are for
/// [`folios`](super::folio::folios) to tell, which has more to go by.
pub(super) fn heads(text: &str, drafts: &[Draft], whole: bool) -> Vec<usize> {
    let Some(pages) = Pages::find(text, drafts, whole) else { return Vec::new() };
    // All of its places, and how many of them are at the end of a page.
    let mut lines: FxHashMap<&str, (Vec<usize>, usize)> = FxHashMap::default();
    let near = pages.near(drafts.len());
    let ends = drafts.iter().zip(&near).filter(|&(_, &near)| near);
    for head in ends.filter_map(|(draft, _)| head(text, draft)) {
        lines.entry(head).or_default().1 += 1;
    }
    lines.retain(|_, (_, ends)| 4 * *ends >= 3 * pages.least);
    if lines.is_empty() {
        return Vec::new();
    }
    for (i, draft) in drafts.iter().enumerate() {
        if let Some((places, _)) = head(text, draft).and_then(|head| lines.get_mut(head)) {
            places.push(i);
        }
    }
    lines.retain(|_, (places, ends)| {
        places.len() >= pages.least
            && 4 * *ends >= 3 * places.len()
            && SELDOM * places.len() >= pages.between(places[0], places[places.len() - 1])
    });
    // `Exercise` beside `练习二` is the half of a title that does not come back.
    let is_alone = |&i: &usize| {
        let beside = neighbours(i, drafts.len()).map(|j| &drafts[j]);
        let mut others = beside.filter(|other| other.lang != drafts[i].lang);
        others.any(|other| head(text, other).is_some_and(|line| !lines.contains_key(line)))
    };
    let come_back = |places: &&Vec<usize>| 2 * places.iter().filter(|i| is_alone(i)).count() < places.len();
    let running = lines.values().map(|(places, _)| places).filter(come_back);
    running.flat_map(|places| places.iter().copied().skip(1)).collect()
}

/// Where pages end, as far as it is seen.
struct Pages {
    /// The numbers of pages, and the first segments behind form feeds, in order.
    ends: Vec<usize>,
    /// On so many pages a head must stand.
    least: usize,
}

impl Pages {
    fn find(text: &str, drafts: &[Draft], whole: bool) -> Option<Pages> {
        let mut ends = if whole { Vec::new() } else { numbers_of_pages(text, drafts) };
        let mut least = HEADS;
        if text.contains('\u{c}') {
            let is_fed = |two: &[Draft]| text[two[0].span.end..two[1].span.start].contains('\u{c}');
            let feeds: Vec<usize> = (1..drafts.len()).filter(|&i| is_fed(&drafts[i - 1..=i])).collect();
            let letters: usize = drafts.iter().map(Draft::weight).sum();
            // A form feed is sure to be the end of a page.
            if letters >= PAGE * (feeds.len() + 1) && !feeds.is_empty() {
                least = least.min(feeds.len() + 1);
                ends.extend(feeds);
            }
        }
        ends.sort_unstable();
        // The number of a page and the form feed behind it.
        ends.dedup_by(|b, a| *b < *a + REACH);
        (!ends.is_empty()).then_some(Pages { ends, least })
    }

    /// Of each segment whether the end of a page is near.
    fn near(&self, segments: usize) -> Vec<bool> {
        let mut near = vec![false; segments];
        for &end in [0, segments].iter().chain(&self.ends) {
            near[end.saturating_sub(REACH)..segments.min(end + REACH)].fill(true);
        }
        near
    }

    /// How many pages end between two segments.
    fn between(&self, first: usize, last: usize) -> usize {
        self.ends.partition_point(|&end| end < last) - self.ends.partition_point(|&end| end < first)
    }
}

/// What a line says that may be a head, without the number of its page behind a bar or several blanks: that of
/// `Practice Test 2` is its own.
fn head<'t>(text: &'t str, draft: &Draft) -> Option<&'t str> {
    let plain = matches!(draft.mark, Mark::None | Mark::Cell);
    if !plain || !(LEAST..=HEAD).contains(&draft.weight()) {
        return None;
    }
    let line = draft.span.of(text);
    let goes_on = |c: char| is_stop(c) || matches!(c, ':' | '：' | ',' | '，');
    if line.contains(['\n', '\r']) || line.trim_end_matches(is_closer).ends_with(goes_on) {
        return None;
    }
    Some(beside_number(line).unwrap_or(line))
}
