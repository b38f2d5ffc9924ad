//! The documents of a gold folder as two texts with paragraphs, which need not agree.
//!
//! Gold has one sentence a line; what people have is two files. Joined into paragraphs of so many
//! sentences, the texts go the whole way of two files: paragraphs are found and paired, sentences
//! split and aligned. What comes out is put back onto the lines of the gold.
//!
//! ```
//! use bitext::eval::{sentences::Document, texts::Texts};
//! let document = Document {
//!     id: "tea".to_owned(),
//!     en: ["Boil the water.", "Add the tea.", "Wait for three minutes."].map(str::to_owned).to_vec(),
//!     zh: ["把水烧开。", "放入茶叶。", "等三分钟。"].map(str::to_owned).to_vec(),
//!     gold: Vec::new(),
//! };
//! let texts = Texts::new(&document, [2, 3]);
//! assert_eq!(texts.en, "Boil the water. Add the tea.\n\nWait for three minutes.\n");
//! assert_eq!(texts.zh, "把水烧开。放入茶叶。等三分钟。\n");
//! let aligner = bitext::Aligner::new();
//! let alignment = aligner.align_sentences(&aligner.align_pair(&texts.en, &texts.zh));
//! assert_eq!(texts.predictions(&alignment).len(), 3);
//! ```

use super::sentences::{Document, IdBead, Prediction};
use crate::alignment::Alignment;
use crate::span::Span;

/// Two texts, and where the lines of the gold are in them.
#[derive(Clone, Debug)]
pub struct Texts {
    /// The English text.
    pub en: String,
    /// The Chinese text.
    pub zh: String,
    en_lines: Vec<Span>,
    zh_lines: Vec<Span>,
}

impl Texts {
    /// Joins so many English and so many Chinese sentences of a document into each paragraph; 0 for
    /// all of them. Blanks part English sentences.
    pub fn new(document: &Document, [en, zh]: [usize; 2]) -> Texts {
        let (en, en_lines) = join(&document.en, en, " ");
        let (zh, zh_lines) = join(&document.zh, zh, "");
        Texts { en, zh, en_lines, zh_lines }
    }

    /// The beads of an alignment of the two texts by the lines of the gold: a line is in the bead that has
    /// at least half of it. Lines in no bead are beads of their own.
    pub fn predictions(&self, alignment: &Alignment<'_>) -> Vec<Prediction> {
        let mut out = Vec::new();
        let (mut en_left, mut zh_left) = (vec![true; self.en_lines.len()], vec![true; self.zh_lines.len()]);
        for pair in alignment.pairs() {
            let en = covered(&self.en_lines, &pair.en_spans(), &mut en_left);
            let zh = covered(&self.zh_lines, &pair.zh_spans(), &mut zh_left);
            if !en.is_empty() || !zh.is_empty() {
                out.push(Prediction { bead: IdBead { en, zh }, score: Some(pair.score()) });
            }
        }
        let left = |left: &[bool]| -> Vec<usize> { (0..left.len()).filter(|&line| left[line]).collect() };
        let null = |en: Vec<usize>, zh: Vec<usize>| Prediction { bead: IdBead { en, zh }, score: None };
        out.extend(left(&en_left).into_iter().map(|line| null(vec![line], Vec::new())));
        out.extend(left(&zh_left).into_iter().map(|line| null(Vec::new(), vec![line])));
        out
    }
}

fn join(lines: &[String], every: usize, between: &str) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            text.push_str(if every > 0 && number % every == 0 { "\n\n" } else { between });
        }
        let start = text.len();
        text.push_str(line);
        spans.push(Span::new(start, text.len()));
    }
    text.push('\n');
    (text, spans)
}

/// The lines of which at least half lies in these spans and that are in no bead yet.
pub(super) fn covered(lines: &[Span], spans: &[Span], left: &mut [bool]) -> Vec<usize> {
    let Some(start) = spans.iter().map(|span| span.start).min() else { return Vec::new() };
    let end = spans.iter().map(|span| span.end).max().unwrap_or(start);
    let first = lines.partition_point(|line| line.end <= start);
    let near = lines[first..].iter().take_while(|line| line.start < end).count();
    let inside = |line: &Span| -> usize {
        spans.iter().map(|span| span.end.min(line.end).saturating_sub(span.start.max(line.start))).sum()
    };
    let mut out = Vec::new();
    for line in first..first + near {
        if left[line] && 2 * inside(&lines[line]) >= lines[line].len().max(1) {
            left[line] = false;
            out.push(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_again() {
        let lines = ["One.", "Two.", "Three."].map(str::to_owned);
        let (text, spans) = join(&lines, 2, " ");
        assert_eq!(text, "One. Two.\n\nThree.\n");
        assert_eq!(spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>(), lines);
        let mut left = [true; 3];
        assert_eq!(covered(&spans, &[Span::new(0, 4), Span::new(5, 6)], &mut left), [0]);
        assert_eq!(covered(&spans, &[Span::new(5, 17)], &mut left), [1, 2]);
        assert_eq!(left, [false; 3]);
        assert!(covered(&spans, &[], &mut left).is_empty());
    }
}
