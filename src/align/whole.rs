//! Pairs of paragraphs that stay whole: a bead of sentences that holds all that two paragraphs hold is the same
//! pair, of which the page has more to say than the sentences.

use crate::alignment::Bead;

/// A pair of paragraphs, and its sentences on either side.
pub(super) struct Block<'a> {
    pub pair: &'a Bead,
    pub en: Vec<usize>,
    pub zh: Vec<usize>,
}

/// Adds the pairs of paragraphs none of whose sentences found its counterpart, and gives beads of all the sentences
/// of a pair the score of that, where it is higher.
///
/// Sentences are in one block each, and beads inside a block.
pub(super) fn keep_whole(beads: &mut Vec<Bead>, blocks: Vec<Block<'_>>) {
    let sentences = blocks.iter().flat_map(|block| &block.en).max().map_or(0, |last| last + 1);
    let mut bead_of = vec![None; sentences];
    for (k, bead) in beads.iter().enumerate() {
        bead.en.iter().for_each(|&sentence| bead_of[sentence] = Some(k));
    }
    for Block { pair, en, zh } in blocks {
        let found = en.iter().find_map(|&sentence| bead_of[sentence]);
        match found.map(|k| &mut beads[k]) {
            Some(bead)
                if bead.en.len() == en.len() && bead.zh.len() == zh.len() && bead.score < pair.score =>
            {
                bead.score = pair.score;
                bead.reasons = pair.reasons;
            }
            None if !en.is_empty() && !zh.is_empty() => beads.push(Bead { en, zh, ..pair.clone() }),
            _ => {}
        }
    }
}
