//! What an entry tells that the model does not know yet.
//!
//! Most of a dictionary is in the model already, character by character. To count that a
//! second time does harm: measured on novels, a dictionary of common words takes more away
//! than it gives, and gives more than it takes away once known entries are left out.

use super::Lexicon;
use super::terms::Atom;
use crate::lang::Lang;
use crate::model::Model;

/// How many times more often than by chance the model must expect a character or a word.
const EXPECTED: f32 = 10.0;
/// Share of a phrase and its term that the model must expect for the entry to be known.
const KNOWN: f32 = 0.5;

impl Lexicon {
    /// Whether the model does not see by itself that a phrase and a term translate each other.
    pub(super) fn is_news(&self, phrase: u32, term: u32, model: &Model) -> bool {
        let words: Vec<_> = self.en.atoms(phrase).iter().map(|&atom| self.model_word(atom, model)).collect();
        let signs: Vec<_> = self.zh.atoms(term).iter().map(|&atom| self.model_sign(atom, model)).collect();
        let (mut words_expected, mut signs_expected) = (0, vec![false; signs.len()]);
        for word in words.iter().flatten() {
            let mut expected = false;
            for entry in model.row(*word) {
                for (sign, sign_expected) in signs.iter().zip(&mut signs_expected) {
                    if *sign == Some(entry.zh) {
                        *sign_expected |= entry.zh_given_en > EXPECTED * model.sign_background(entry.zh);
                        expected |= entry.en_given_zh > EXPECTED * model.word_background(*word);
                    }
                }
            }
            words_expected += usize::from(expected);
        }
        let share = |expected: usize, all: usize| expected as f32 / all as f32;
        let signs_expected = signs_expected.iter().filter(|&&expected| expected).count();
        (share(words_expected, words.len()) + share(signs_expected, signs.len())) / 2.0 < KNOWN
    }

    /// How frequent a phrase is at most: as its rarest part. `None` where the model lacks one.
    pub(crate) fn background(&self, lang: Lang, phrase: u32, model: &Model) -> Option<f32> {
        let part = |&atom: &Atom| match lang {
            Lang::En => self.model_word(atom, model).map(|word| model.word_background(word)),
            _ => self.model_sign(atom, model).map(|sign| model.sign_background(sign)),
        };
        let terms = if lang == Lang::En { &self.en } else { &self.zh };
        terms.atoms(phrase).iter().map(part).try_fold(1.0, |least, part| Some(part?.min(least)))
    }

    fn model_word(&self, atom: Atom, model: &Model) -> Option<u32> {
        model.word(self.word_of(atom)?)
    }

    fn model_sign(&self, atom: Atom, model: &Model) -> Option<u32> {
        model.sign(char::from_u32(atom)?)
    }
}
