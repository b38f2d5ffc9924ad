//! What a text of one language keeps of the other: the original below each paragraph, or the title page of
//! the book that it is a translation of. It says what the other text says, in the same words, and would be
//! paired with that before its own translation.

use super::block::Block;
use crate::lang::{Lang, has_grammar};

/// Where one in so many paragraphs is surely in the other language, those are too that only may be.
const SHARE: usize = 5;

/// Which of the blocks of a text that is in `lang` are in the other one of the two languages.
pub(super) fn originals(text: &str, blocks: &[Block], lang: Lang) -> Vec<bool> {
    let may_be = |b: &Block| match lang {
        Lang::En => b.tally.han > 0 && b.tally.han >= b.tally.latin,
        _ => b.tally.cjk() == 0 && b.tally.latin > b.tally.foreign,
    };
    // Names, code and single words stay as they are in a Chinese text, a sentence does not.
    let surely = |b: &Block| may_be(b) && (lang == Lang::En || has_grammar(b.span.of(text)));
    let lettered = blocks.iter().filter(|b| b.tally.letters() > 0).count();
    let sure = blocks.iter().filter(|b| surely(b)).count();
    let side_by_side = sure > 1 && SHARE * sure >= lettered;
    blocks.iter().map(|b| surely(b) || side_by_side && may_be(b)).collect()
}
