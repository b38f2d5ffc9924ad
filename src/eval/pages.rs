//! The documents of a gold folder as articles: both languages in one text, a part of it untranslated.
//!
//! Gold of sentences is there for books, whose translators are freer than those of web pages. What is
//! asked of a page made of it is the pairs of its paragraphs.
//!
//! ```
//! use bitext::eval::{pages::Page, sentences::{Document, IdBead}};
//! let document = Document {
//!     id: "tea".to_owned(),
//!     en: ["Boil the water.", "Add the tea.", "Wait for three minutes."].map(str::to_owned).to_vec(),
//!     zh: ["把水烧开，放入茶叶。", "等三分钟。"].map(str::to_owned).to_vec(),
//!     gold: vec![IdBead { en: vec![0, 1], zh: vec![0] }, IdBead { en: vec![2], zh: vec![1] }],
//! };
//! let page = Page::new(&document, 1);
//! assert_eq!(page.text, "Boil the water. Add the tea.\n\n把水烧开，放入茶叶。\n\nWait for three minutes.\n\n等三分钟。\n");
//! let alignment = bitext::align(&page.text);
//! assert_eq!(page.predictions(&alignment)[1].bead, page.document.gold[1]);
//! ```

use super::sentences::{Document, IdBead, Prediction};
use super::texts::covered;
use crate::alignment::Alignment;
use crate::bitext::Unit;
use crate::span::Span;

/// One paragraph in so many stays untranslated.
const UNTRANSLATED: usize = 3;

/// An article, and where the lines of the gold are in it.
#[derive(Clone, Debug)]
pub struct Page {
    /// The article.
    pub text: String,
    /// The document with the pairs of paragraphs as gold. What stays untranslated is in a bead of one side.
    pub document: Document,
    en: Lines,
    zh: Lines,
}

/// Lines of one side in the order of the article.
#[derive(Clone, Debug, Default)]
struct Lines {
    spans: Vec<Span>,
    /// Their numbers in the gold.
    numbers: Vec<usize>,
}

impl Page {
    /// Joins so many beads of the gold at a time into a paragraph of each side, the Chinese below the
    /// English; the Chinese of every third one is left out.
    pub fn new(document: &Document, beads: usize) -> Page {
        let (mut text, mut gold) = (String::new(), Vec::new());
        let (mut en, mut zh) = (Lines::default(), Lines::default());
        for (number, beads) in document.gold.chunks(beads.max(1)).enumerate() {
            let mut both = IdBead {
                en: beads.iter().flat_map(|bead| bead.en.iter().copied()).collect(),
                zh: beads.iter().flat_map(|bead| bead.zh.iter().copied()).collect(),
            };
            both.en.sort_unstable();
            both.zh.sort_unstable();
            if (number + 1) % UNTRANSLATED == 0 {
                both.zh.clear();
            }
            en.add(&both.en, &document.en, " ", &mut text);
            zh.add(&both.zh, &document.zh, "", &mut text);
            gold.push(both);
        }
        text.push('\n');
        Page { text, document: Document { gold, ..document.clone() }, en, zh }
    }

    /// The pairs of an alignment of the article, and the paragraphs that it leaves alone, by the lines of the
    /// gold: a line is where at least half of it is.
    pub fn predictions(&self, alignment: &Alignment<'_>) -> Vec<Prediction> {
        let mut left = [&self.en, &self.zh].map(|side| vec![true; side.spans.len()]);
        let [en_left, zh_left] = &mut left;
        let bitext = alignment.bitext();
        let pairs = alignment.pairs().map(|pair| (pair.en_spans(), pair.zh_spans(), Some(pair.score())));
        let alone = |unit: &Unit<'_>| vec![unit.span];
        let en = alignment.unaligned_en().into_iter().map(|i| (alone(&bitext.en[i]), Vec::new(), None));
        let zh = alignment.unaligned_zh().into_iter().map(|j| (Vec::new(), alone(&bitext.zh[j]), None));
        let mut out = Vec::new();
        for (en, zh, score) in pairs.chain(en).chain(zh) {
            let (en, zh) = (self.en.covered(&en, en_left), self.zh.covered(&zh, zh_left));
            if !en.is_empty() || !zh.is_empty() {
                out.push(Prediction { bead: IdBead { en, zh }, score });
            }
        }
        out
    }
}

impl Lines {
    /// Adds lines with these numbers as a paragraph.
    fn add(&mut self, numbers: &[usize], lines: &[String], between: &str, text: &mut String) {
        for (k, &number) in numbers.iter().enumerate() {
            text.push_str(if k > 0 {
                between
            } else if text.is_empty() {
                ""
            } else {
                "\n\n"
            });
            let start = text.len();
            text.push_str(&lines[number]);
            self.spans.push(Span::new(start, text.len()));
            self.numbers.push(number);
        }
    }

    /// The numbers of the lines that lie in these spans and are nowhere yet.
    fn covered(&self, spans: &[Span], left: &mut [bool]) -> Vec<usize> {
        let mut numbers: Vec<usize> =
            covered(&self.spans, spans, left).into_iter().map(|line| self.numbers[line]).collect();
        numbers.sort_unstable();
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_third_paragraph_stays_untranslated() {
        let lines = |of: &str| (0..6).map(|k| format!("{of}{k}.")).collect::<Vec<_>>();
        let bead = |k: usize| IdBead { en: vec![k], zh: vec![k] };
        let gold = (0..6).map(bead).collect();
        let document = Document { id: "x".to_owned(), en: lines("E"), zh: lines("Z"), gold };
        let page = Page::new(&document, 2);
        assert_eq!(page.text, "E0. E1.\n\nZ0.Z1.\n\nE2. E3.\n\nZ2.Z3.\n\nE4. E5.\n");
        assert_eq!(page.document.gold[2], IdBead { en: vec![4, 5], zh: Vec::new() });
        let mut left = vec![true; 6];
        assert_eq!(page.en.covered(&[page.en.spans[1]], &mut left), [1]);
    }
}
