//! Whether a phrase is the translation of another one, by their words alone.

use super::between;
use crate::lang::{Script, is_grammar_word};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::text::token::{Token, placed_tokens};

/// Weaker links say nothing of two phrases that stand side by side anyway: `Windows 系统`.
const SURE: f32 = 0.75;
/// Numbers are as sure as that, be they little ones.
const SURE_OF_A_NUMBER: f32 = 0.55;

/// How far two phrases translate each other, by the sure links between their words: the shares of the words
/// and of the characters that have one; 0 unless it is half of either side. A translation has words of its
/// own, 教育背景 for `Education`; a name and the kind of thing that it is of have none in common.
pub(crate) fn agreement(english: &str, chinese: &str, model: &Model, lexicon: Option<&Lexicon>) -> f32 {
    let links = between(&[english], &[chinese], model, lexicon);
    let has_digit = |text: &str| text.contains(|c| Script::of(c) == Script::Digit);
    let is_sure =
        |strength: f32, english: &str| strength >= if has_digit(english) { SURE_OF_A_NUMBER } else { SURE };
    let sure = || links.iter().filter(|link| is_sure(link.strength, link.en.of(english)));
    let (mut words, mut linked) = (0, 0);
    placed_tokens(english, |token, span| {
        if let Token::Word { written, .. } = token
            && !is_grammar_word(written)
        {
            words += 1;
            linked += usize::from(sure().any(|link| link.en.start <= span.start && span.start < link.en.end));
        }
    });
    let han = |text: &str| text.chars().filter(|&c| Script::of(c) == Script::Han).count();
    let characters = han(chinese);
    let named: usize = sure().map(|link| han(link.zh.of(chinese))).sum();
    if words == 0 || characters == 0 || 2 * linked < words || 2 * named < characters {
        return 0.0;
    }
    linked as f32 / words as f32 + named as f32 / characters as f32
}
