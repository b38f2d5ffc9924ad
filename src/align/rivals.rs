//! Paragraphs of an article that a search has left alone in the same place, and that are closer to each other than
//! to others.
//!
//! Of a poem, of scripture, of the statutes of a trade, the lexicon knows so little that words speak
//! against every pair, and a search leaves alone what it has no reason to pair. Two things still tell: the
//! place, where as many paragraphs of either side are left between two pairs, or where the page has its
//! translations; and that each has more of the words of its counterpart than the rest of the page has, few
//! as they are.

use super::closer::{Gap, RATIO, add, gaps};
use super::search::{Rung, pairs};
use crate::score::{Band, Frame, Scorer};

/// Log-odds that two such paragraphs translate each other; what it adds that nothing else on the page is left
/// alone; for each standard deviation by which their words are above those of rivals, both directions summed up,
/// in all such couples of the page on average, and in this one; for each nat of their lengths; and for each nat
/// that a character of the pairs of the page adds: where words are explained, what has none has been left out. Set
/// after a logistic curve over couples of pages made of corpora that the model had not seen, of the same with half
/// of the Chinese from elsewhere, and of the development set (`benches/EXPERIMENTS.md`).
const PLACE: f32 = -2.2;
const THROUGHOUT: f32 = 2.7;
const MEAN: f32 = 1.5;
const ABOVE: f32 = 0.5;
const LENGTH: f32 = 0.6;
const CLOSE: f32 = -2.2;

/// Where a page has its translations: log-odds of the place from which on two paragraphs are looked at.
const HABIT: f32 = 1.5;
/// By how much the couples of a page are expected to be above their rivals, and how many of them that is worth.
const EXPECTED: f32 = 0.5;
const COUPLES: f32 = 2.0;
/// What a character of the pairs of a page is expected to add, and how many that is worth.
const USUAL: f32 = 0.6;
const CHARACTERS: f32 = 100.0;

/// Below these odds, and below these with their lengths, no rivals make a pair.
const HOPELESS: f32 = -4.0;
const UNLIKELY: f32 = -6.0;
/// What the lengths of two say at least.
const SHORT: f32 = -15.0;
/// Fewer rivals than this tell nothing.
const RIVALS: usize = 3;
/// That nothing else is left alone tells nothing where not one in so many paragraphs is in a pair.
const FEW: usize = 3;
/// Rivals are no further away than so many units.
const AWAY: usize = 16;
/// Nats by which words differ for no reason.
const NOISE: f32 = 0.5;

/// What a ladder leaves alone in the same place.
pub(super) struct Left {
    /// The numbers of an English and a Chinese unit each.
    couples: Vec<(usize, usize)>,
    /// Log-odds that two of them are a pair, by all that the page tells before they are compared with rivals.
    odds: f32,
}

impl Left {
    /// What a ladder leaves alone; nothing where it can be no pair, or where there is hardly anything to compare it
    /// with. The scorer knows the words of its pairs.
    pub fn by(ladder: &[Rung], scorer: &Scorer<'_>) -> Option<Left> {
        let frame = scorer.frame();
        let (en, zh) = frame.size();
        if en.min(zh) <= RIVALS {
            return None;
        }
        let mut couples = Vec::new();
        for Gap { en, zh } in gaps(ladder, (en, zh)) {
            if en.1 - en.0 == zh.1 - zh.0 {
                couples.extend((en.0..en.1).zip(zh.0..zh.1));
            } else {
                // What is further away than near is nowhere that likely.
                let near = |i: usize| {
                    let units = frame.near(i);
                    (units.start.max(zh.0)..units.end.min(zh.1)).map(move |j| (i, j))
                };
                let all = (en.0..en.1).flat_map(near);
                couples.extend(all.filter(|&(i, j)| frame.position(i + 1, 1, j + 1, 1) > HABIT));
            }
        }
        couples.retain(|&(i, j)| frame.length(i + 1, 1, j + 1, 1) > SHORT);
        if couples.is_empty() {
            return None;
        }
        let paired = |own: fn(&Rung) -> usize| pairs(ladder).map(own).sum::<usize>();
        let throughout = [(en, paired(|rung| rung.n)), (zh, paired(|rung| rung.m))]
            .iter()
            .all(|&(all, paired)| paired + couples.len() == all && FEW * paired >= all);
        let place = PLACE + if throughout { THROUGHOUT } else { 0.0 };
        let odds = place + CLOSE * adds(ladder, scorer);
        couples.retain(|&(i, j)| odds + fits(frame, i, j) > UNLIKELY);
        (odds > HOPELESS && !couples.is_empty()).then_some(Left { couples, odds })
    }

    /// The part of a band in which these have their rivals.
    pub fn band(&self, ladder: &[Rung], band: &Band) -> Band {
        let last = band.ranges.len() - 1;
        // Where the ladder is, and whether a couple is near.
        let mut at = vec![0; last + 1];
        let mut near = vec![false; last + 1];
        pairs(ladder).for_each(|rung| at[rung.i] = rung.j as u32);
        let mut end = 0;
        for &(i, j) in &self.couples {
            at[i + 1] = at[i + 1].max(j as u32 + 1);
            let next = (i + 2 + AWAY).min(last + 1);
            near[end.max(i.saturating_sub(AWAY)).min(next)..next].fill(true);
            end = next;
        }
        (at[last], near[last]) = (band.ranges[last].1, true);
        let (mut here, mut most) = (0, 0);
        let range = |((&(low, high), at), near): ((&(u32, u32), u32), bool)| {
            here = at.max(here);
            let low = low.max(here.saturating_sub(AWAY as u32));
            most = most.max(if near { low.max(high.min(here + AWAY as u32)) } else { low });
            (low, most)
        };
        Band::whole(band.ranges.iter().zip(at).zip(near).map(range).collect())
    }

    /// Adds to the ladder those that are likelier a pair than not. The scorer knows the words of any two units
    /// within the band.
    pub fn pair(self, ladder: &mut Vec<Rung>, scorer: &Scorer<'_>, band: &Band) {
        let frame = scorer.frame();
        let above = |(i, j): (usize, usize)| Some((i, j, above(i, j, scorer, band)?));
        let couples: Vec<(usize, usize, f32)> = self.couples.into_iter().filter_map(above).collect();
        let sum = couples.iter().map(|&(.., above)| above).sum::<f32>() + COUPLES * EXPECTED;
        let odds = self.odds + MEAN * sum / (couples.len() as f32 + COUPLES);
        let found = couples.into_iter().filter_map(|(i, j, above)| {
            let score = odds + ABOVE * above + fits(frame, i, j);
            (score > 0.0).then_some(Rung { i: i + 1, j: j + 1, n: 1, m: 1, score })
        });
        // One can be next to two.
        add(ladder, found.collect(), 0.0, frame.size().1);
    }
}

/// What the lengths of a couple say, and the numbers of items.
fn fits(frame: &Frame<'_>, i: usize, j: usize) -> f32 {
    LENGTH * frame.length(i + 1, 1, j + 1, 1) + frame.numbered(i, j)
}

/// By how many standard deviations the Chinese words of a couple are more those of its English unit than of others,
/// and the English ones more those of its Chinese unit.
fn above(i: usize, j: usize, scorer: &Scorer<'_>, band: &Band) -> Option<f32> {
    let words = |i: usize, j: usize| scorer.words(i + 1, j + 1);
    let [zh, en] = words(i, j)?;
    let ranges = &band.ranges[1..];
    let border = j as u32 + 1;
    let first = ranges.partition_point(|&(_, high)| high < border);
    let end = ranges.partition_point(|&(low, _)| low <= border);
    let others = (first..end).filter(|&other| other != i);
    let of_zh = deviation(zh, others.filter_map(|i| Some(words(i, j)?[0])).collect())?;
    let (low, high) = ranges[i];
    let others = (low.max(1) as usize - 1..high as usize).filter(|&other| other != j);
    Some(of_zh + deviation(en, others.filter_map(|j| Some(words(i, j)?[1])).collect())?)
}

/// What the words of the single pairs of a ladder add for each character.
fn adds(ladder: &[Rung], scorer: &Scorer<'_>) -> f32 {
    let (mut adds, mut characters) = (USUAL * CHARACTERS, CHARACTERS);
    for rung in pairs(ladder).filter(|rung| (rung.n, rung.m) == (1, 1)) {
        let Some([of_zh, of_en]) = scorer.words(rung.i, rung.j) else { continue };
        let (en, zh) = scorer.frame().lengths(rung.i, 1, rung.j, 1);
        adds += of_zh + of_en;
        characters += (zh + en / RATIO) / 2.0;
    }
    adds / characters
}

/// By how many standard deviations a number is above the mean of its rivals; nothing where these are few.
fn deviation(own: f32, rivals: Vec<f32>) -> Option<f32> {
    let count = rivals.len() as f32;
    let mean = rivals.iter().sum::<f32>() / count;
    let variance = rivals.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / count;
    (rivals.len() >= RIVALS).then_some((own - mean) / (variance.sqrt() + NOISE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_compared_with_three_rivals_or_more() {
        assert_eq!(deviation(5.0, vec![1.0, 2.0]), None);
        let above = deviation(5.0, vec![1.0, 2.0, 3.0]).expect("there are three");
        assert!((above - 3.0 / ((2.0_f32 / 3.0).sqrt() + NOISE)).abs() < 1e-5);
        assert_eq!(deviation(2.0, vec![2.0; 9]), Some(0.0));
    }

    #[test]
    fn rivals_stand_around_a_couple_and_the_band_rises() {
        let rung = |at: usize| Rung { i: at, j: at, n: 1, m: 1, score: 1.0 };
        let ladder: Vec<Rung> = (1..=200).filter(|at| !(100..103).contains(at)).map(rung).collect();
        let left = Left { couples: vec![(99, 99), (100, 100), (101, 101)], odds: 0.0 };
        let Band { ranges, .. } = left.band(&ladder, &Band::full(200, 200));
        assert!(ranges.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 <= two[1].1));
        let around = |i: usize| (i as u32 - AWAY as u32, i as u32 + AWAY as u32);
        assert_eq!([100, 102].map(|i| ranges[i]), [100, 102].map(around));
        assert_eq!((ranges[100 - AWAY], ranges[200].1), (around(100 - AWAY), 200));
        // Far from them nothing is looked at but the ladder.
        assert!(ranges[..80].iter().all(|&(low, high)| low == high));
        assert!(ranges[160..200].iter().all(|&(low, high)| low == high));
    }
}
