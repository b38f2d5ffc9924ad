//! The evidence for a bead as numbers.

use super::cells::Making;
use super::lexicon::apart;
use super::words::Sums;
use super::worth::{NAME, NUMBER};
use super::{Frame, Scorer, Squares};
use crate::alignment::Reasons;
use crate::features::Rows;

impl Frame<'_> {
    /// The evidence for the bead of `n` English units before border `i` and `m` Chinese before `j`,
    /// whose words add `words`.
    pub fn reasons(&self, i: usize, n: usize, j: usize, m: usize, words: &Sums) -> Reasons {
        self.told(words, self.length(i, n, j, m), self.rest(i, n, j, m))
    }

    /// The evidence for the bead of these units, whose words add `words`; they rise and need not be
    /// neighbours.
    pub fn loose_reasons(&self, en: &[usize], zh: &[usize], words: &Sums) -> Reasons {
        let (length, rest) = self.loose(en, zh);
        self.told(words, length, rest)
    }

    fn told(&self, words: &Sums, length: f32, position: f32) -> Reasons {
        let numbers = self.weights.words_of_kind(words, NUMBER);
        let names = self.weights.words_of_kind(words, NAME);
        let lexicon = self.weights.words(words) - numbers - names;
        Reasons { lexicon, numbers, names, length, position }
    }
}

/// Gives the reasons of the beads of one bitext.
pub(crate) struct Teller<'a> {
    scorer: &'a Scorer<'a>,
    /// The links of Chinese, of English numbers and names.
    links: [Rows; 2],
}

impl<'a> Teller<'a> {
    pub fn new(scorer: &'a Scorer<'a>) -> Teller<'a> {
        let links = Making::both(scorer.frame.features).map(|making| making.numbers_and_names());
        Teller { scorer, links }
    }

    /// The evidence for the bead of `n` English units before border `i` and `m` Chinese before `j`.
    pub fn reasons(&self, i: usize, n: usize, j: usize, m: usize) -> Reasons {
        let Scorer { frame, own, .. } = self.scorer;
        let [zh_made, en_made] = Making::both(frame.features);
        let zh = apart(zh_made, &self.links[0], j - m..j, i - n..i, frame.weights, &own[0]);
        let en = apart(en_made, &self.links[1], i - n..i, j - m..j, frame.weights, &own[1]);
        let [numbers, names] = [zh[0] + en[0], zh[1] + en[1]];
        Reasons {
            lexicon: self.scorer.at(i, j, n.max(m), &mut Squares::default()).lexicon(n, m) - numbers - names,
            numbers,
            names,
            length: frame.length(i, n, j, m),
            position: frame.rest(i, n, j, m),
        }
    }
}
