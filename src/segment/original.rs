//! The original that a translation keeps, below each paragraph or behind each chapter. It says what the other
//! text says, in the same words, and would be paired with that before its own translation.

use super::block::Block;
use crate::lang::{Lang, has_grammar};

/// One in so many paragraphs is surely in the other language where a text keeps its original, and one in so many is
/// not. Fewer are titles and lines that nobody has translated, and the best counterparts of themselves.
const SHARE: usize = 5;

/// Which of the blocks of a text that is in `lang` are in the other one of the two languages, where many are.
pub(super) fn originals(text: &str, blocks: &[Block], lang: Lang) -> Vec<bool> {
    let may_be = |b: &Block| match lang {
        Lang::En => b.tally.han > 0 && b.tally.han >= b.tally.latin,
        _ => b.tally.cjk() == 0 && b.tally.latin > b.tally.foreign,
    };
    // Names, code and single words stay as they are in a Chinese text, a sentence does not.
    let surely = |b: &&Block| may_be(b) && (lang == Lang::En || has_grammar(b.span.of(text)));
    let lettered = blocks.iter().filter(|b| b.tally.letters() > 0).count();
    let own = blocks.iter().filter(|b| b.tally.letters() > 0 && !may_be(b)).count();
    let sure = blocks.iter().filter(surely).count();
    // Of what is said in a word or two, `“Thank you.”`, a half is enough.
    let many = sure.max(blocks.iter().filter(|b| b.tally.letters() > 0 && may_be(b)).count() / 2);
    let keeps = sure > 1 && SHARE * many.min(own) >= lettered;
    blocks.iter().map(|b| keeps && may_be(b)).collect()
}
