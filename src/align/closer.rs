//! A closer look at the paragraphs of an article, or of two texts, that a search has left alone.
//!
//! Who translates freely, a novel or an essay, leaves so many words unexplained that as bags they can
//! speak against a pair, and the longer it is the more. In their order they do not: what is said first is
//! said first on the other side too. That is dear to ask, so only of couples that are left alone in the
//! same place and are not hopeless; by then the other pairs can have taught the names of the page.

use super::chain::chain;
use super::search::{Rung, pairs};
use crate::adapt::{Adaptation, adapt};
use crate::features::Features;
use crate::score::{Band, Scorer, Squares, Weights, Words};

/// How far below chance the words of a pair can be as bags, for each character of the English.
const DOUBT: f32 = 0.1;
/// English characters that are as much as one Chinese character.
pub(super) const RATIO: f32 = 3.0;
/// What the order of the words adds counts so many times: it is little where the words are a matter of
/// chance, and much where they are not.
const ORDER: f32 = 2.0;

/// Pairs are few where not one in so many paragraphs of the side that has fewer is in one.
const FEW: usize = 3;
/// More couples than this in one place are too many to look at.
const MOST: usize = 2_000;

/// Adds to the ladder the pairs of single paragraphs that this finds between its rungs, each worth more
/// than leaving both alone at these costs; `how` they learn from the other pairs. The rungs have their
/// log-odds.
pub(super) fn look(
    ladder: &mut Vec<Rung>,
    (scorer, band): (&Scorer<'_>, &Band),
    features: &Features,
    weights: &Weights,
    how: Adaptation,
    nulls: [f32; 2],
) {
    let alone = nulls[0] + nulls[1];
    let size = scorer.frame().size();
    let gaps = gaps(ladder, size).into_iter();
    let couples: Vec<Couple> = gaps.flat_map(|gap| couples(gap, scorer, band, alone)).collect();
    if couples.is_empty() {
        return;
    }
    let mut features = features.clone();
    if can_teach(ladder, scorer) {
        adapt(&mut features, pairs(ladder).map(Rung::lesson).collect(), how);
    }
    features.put_in_order();
    let mut words = Words::new(&features, weights);
    let found = couples.into_iter().filter_map(|Couple { i, j, bags, all }| {
        let order = weights.words(&words.of(i - 1..i, j - 1..j)) - bags;
        let score = all + ORDER * order;
        (score > alone).then_some(Rung { i, j, n: 1, m: 1, score })
    });
    add(ladder, found.collect(), alone, size.1);
}

/// Adds to a ladder pairs of single units between its rungs, of `zh` Chinese units in all, each better than leaving
/// both `alone`. They may cross: of those that do not the sum is the highest.
pub(super) fn add(ladder: &mut Vec<Rung>, mut found: Vec<Rung>, alone: f32, zh: usize) {
    let point = |pair: &Rung| (pair.i as u32, pair.j as u32, pair.score - alone);
    let best = chain(found.iter().map(point).collect(), zh);
    found.retain(|pair| best.binary_search(&(pair.i as u32, pair.j as u32)).is_ok());
    ladder.retain(|rung| !rung.is_null());
    ladder.extend(found);
    ladder.sort_by_key(|rung| rung.i);
}

/// Whether the pairs can teach words: most stand side by side, as in an article that tells where a translation
/// belongs, and of the paragraphs of either side they are not few. Where words alone tell it, what has been
/// learnt from one paragraph makes another about the same thing look like its translation; and where hardly
/// anything is translated, the pairs may be chance.
fn can_teach(ladder: &[Rung], scorer: &Scorer<'_>) -> bool {
    let is_so = |rung: &&Rung| scorer.frame().is_side_by_side(rung.i, rung.n, rung.j, rung.m);
    let (en, zh) = scorer.frame().size();
    let all = pairs(ladder).count();
    2 * pairs(ladder).filter(is_so).count() > all && FEW * all >= en.min(zh)
}

/// Borders of both sides between which nothing is paired.
pub(super) struct Gap {
    pub en: (usize, usize),
    pub zh: (usize, usize),
}

/// A couple of paragraphs by the borders behind them, with the log-odds of its words as bags and of all.
struct Couple {
    i: usize,
    j: usize,
    bags: f32,
    all: f32,
}

/// The gaps of a ladder over so many units that have some of both sides.
pub(super) fn gaps(ladder: &[Rung], (en, zh): (usize, usize)) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut before = (0, 0);
    for (start, end) in
        pairs(ladder).map(|r| ((r.i - r.n, r.j - r.m), (r.i, r.j))).chain([((en, zh), (en, zh))])
    {
        if before.0 < start.0 && before.1 < start.1 {
            gaps.push(Gap { en: (before.0, start.0), zh: (before.1, start.1) });
        }
        before = end;
    }
    gaps
}

/// The couples of a gap that are not hopeless; none where they are too many.
fn couples(gap: Gap, scorer: &Scorer<'_>, band: &Band, alone: f32) -> Vec<Couple> {
    let (mut found, mut sums) = (Vec::new(), Squares::default());
    for i in gap.en.0 + 1..=gap.en.1 {
        let (low, high) = band.ranges[i];
        for j in (gap.zh.0 + 1).max(low as usize)..=gap.zh.1.min(high as usize) {
            let ending = scorer.at(i, j, 1, &mut sums);
            let (bags, all) = (ending.lexicon(1, 1), ending.bead(1, 1));
            let (en, zh) = scorer.frame().lengths(i, 1, j, 1);
            // Where a bead begins out of the band nothing is known, and all of it is infinite.
            if all.is_finite() && all + DOUBT * en.min(RATIO * zh) > alone {
                found.push(Couple { i, j, bags, all });
            }
        }
    }
    if found.len() > MOST {
        found.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rung(i: usize, j: usize, score: f32) -> Rung {
        Rung { i, j, n: 1, m: 1, score }
    }

    #[test]
    fn gaps_have_units_of_both_sides() {
        let null = Rung { i: 1, j: 0, n: 1, m: 0, score: 0.0 };
        let ladder = [null, rung(2, 2, 1.0), rung(3, 4, 1.0), rung(5, 5, 1.0)];
        let found: Vec<_> = gaps(&ladder, (7, 9)).iter().map(|gap| (gap.en, gap.zh)).collect();
        assert_eq!(found, [((0, 1), (0, 1)), ((5, 7), (5, 9))]);
    }
}
