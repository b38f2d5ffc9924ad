//! Chinese labels before English lines: `英：…` above `中：…`, or who says a line in either language.

use rustc_hash::FxHashMap;

use super::block::Block;
use super::cues;
use super::title::WORDS_OF_A_NAME;
use crate::lang::Script;

/// Longer ones are no labels: Han characters.
const LONGEST: usize = 4;
/// So many English lines with one label make it one.
const LINES: usize = 3;

/// A Chinese label before an English line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// It says which text the line is of. Where it ends, before its colon.
    OfText(usize),
    /// It says who speaks, and stands before the translation too. Where the line begins, behind its colon.
    OfSpeaker(usize),
}

/// What stands before the first colon of a paragraph.
#[derive(Clone, Copy, Debug)]
struct Head<'t> {
    label: &'t str,
    /// Behind the colon.
    end: usize,
    /// Whether there is Han behind the colon, or else Latin.
    chinese: bool,
}

/// The label of each paragraph that has one.
///
/// Colons are everywhere, so the page must use it as a label: before both languages of one line, or before
/// several English lines with Chinese ones beside them that have another.
pub(super) fn labels(text: &str, blocks: &[Block]) -> Vec<Option<Label>> {
    let heads: Vec<Option<Head<'_>>> = blocks.iter().map(|block| head(text, block)).collect();
    let beside = |i: usize| {
        let both = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
        both.filter_map(|j| *heads.get(j)?).filter(|head| head.chinese)
    };
    let mut seen: FxHashMap<&str, Seen> = FxHashMap::default();
    for (i, head) in heads.iter().enumerate().filter_map(|(i, head)| head.map(|head| (i, head))) {
        let seen = seen.entry(head.label).or_default();
        if head.chinese {
            seen.chinese = true;
        } else {
            seen.english += 1;
            seen.translated += usize::from(beside(i).any(|other| other.label != head.label));
            seen.sentence |= blocks[i].tally.words > WORDS_OF_A_NAME;
        }
    }
    let of = |i: usize, head: Head<'_>| {
        if head.chinese {
            None
        } else if beside(i).any(|other| other.label == head.label) {
            Some(Label::OfSpeaker(head.end))
        } else {
            let is_label = seen.get(head.label).is_some_and(|seen| seen.is_of_a_text());
            (is_label && !cues::is_label(head.label)).then_some(Label::OfText(head.label.len()))
        }
    };
    heads.iter().enumerate().map(|(i, head)| of(i, (*head)?)).collect()
}

/// The lines with a label.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    chinese: bool,
    english: usize,
    /// The English ones beside a Chinese line with another label.
    translated: usize,
    /// Whether one of the English ones is more than a name.
    sentence: bool,
}

impl Seen {
    const fn is_of_a_text(self) -> bool {
        !self.chinese && self.sentence && self.english >= LINES && 2 * self.translated >= self.english
    }
}

fn head<'t>(text: &'t str, block: &Block) -> Option<Head<'t>> {
    let body = block.span.of(text);
    let han = body.chars().take(LONGEST + 1).take_while(|&c| Script::of(c) == Script::Han).count();
    if !(1..=LONGEST).contains(&han) {
        return None;
    }
    let label = &body[..body.char_indices().nth(han)?.0];
    let rest = body[label.len()..].strip_prefix([':', '：'])?;
    let chinese = block.tally.cjk() > han;
    (chinese || block.tally.latin > 0).then_some(Head { label, end: body.len() - rest.len(), chinese })
}
