//! Words with their translations, as a page has them below a text: `lighthouse n. 灯塔`.

use super::gap::{Parting, Side};
use super::line::is_stop;
use super::paragraph::Paragraph;
use super::title::{LONGEST_TITLE, Shape, english, is_short, shape};
use crate::lang::{Lang, Tally};

/// So many lines one behind the other are a list.
const LINES: usize = 3;
/// So many words are looked for on the rest of the page.
pub(super) const MOST_WORDS: usize = 8;

/// A line that is a phrase of either language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    /// The language that comes first.
    first: Side,
    /// Whether it is no more than words: it has no numbers and marks of its own. A list may have others too.
    plain: bool,
}

/// The language that comes first in each paragraph that is a line of a list of words; nothing for a page
/// without one.
pub(super) fn lists<'a>(
    text: &str,
    paragraphs: impl Iterator<Item = Paragraph<'a>> + Clone,
) -> Vec<Option<Side>> {
    let entries = paragraphs.clone().map(|(span, tally, _)| entry(span.of(text), &tally));
    let entries: Vec<Option<Entry>> = entries.collect();
    let mut orders = Vec::with_capacity(entries.len());
    for lines in entries.chunk_by(|a, b| a.map(|a| a.first) == b.map(|b| b.first)) {
        let is_list = lines.iter().flatten().filter(|line| line.plain).count() >= LINES;
        orders.extend(lines.iter().map(|line| line.filter(|_| is_list).map(|line| line.first)));
    }
    let lines = || paragraphs.clone().zip(&orders);
    let of_list = lines().filter(|(_, order)| order.is_some());
    let words: Vec<&str> = of_list.take(MOST_WORDS).map(|((span, ..), _)| english(span.of(text))).collect();
    let others = lines().filter(|(_, order)| order.is_none()).map(|(paragraph, _)| paragraph);
    if words.is_empty() || are_names(text, &words, others) { Vec::new() } else { orders }
}

fn entry(line: &str, tally: &Tally) -> Option<Entry> {
    if tally.latin == 0 || tally.cjk() == 0 || tally.han.max(tally.words) > LONGEST_TITLE {
        return None;
    }
    // A sentence, or what leads to one.
    if line.ends_with(|c| is_stop(c) || matches!(c, ':' | '：' | ',' | '，' | ';' | '；')) {
        return None;
    }
    let first = match shape(line) {
        Shape::LatinHan => Side::Latin,
        Shape::HanLatin => Side::Han,
        Shape::NoHan | Shape::Other => return None,
    };
    let entry = Entry { first, plain: is_short(line, tally) };
    (Parting::of(line) != Parting::OfSentences).then_some(entry)
}

/// Whether the English of lines like those of a word list is mostly names that Chinese uses as they are,
/// `Git 基础`, and no words that are translated there: in other paragraphs, these stand in the middle of
/// Chinese, or with a capital in English.
pub(super) fn are_names<'a>(
    text: &str,
    words: &[&str],
    others: impl Iterator<Item = Paragraph<'a>> + Clone,
) -> bool {
    let is_name = |word: &&&str| {
        let capital = word.contains(char::is_uppercase);
        others.clone().any(|(span, tally, runs)| match tally.cjk() {
            0 => capital && span.of(text).contains(**word),
            _ => runs
                .iter()
                .any(|run| run.lang == Lang::Zh && run.tally.latin > 0 && run.span.of(text).contains(**word)),
        })
    };
    3 * words.iter().filter(is_name).count() > words.len()
}
