//! How likely each token is anyway: in general, and in the text or the part of it at hand.

use std::ops::Range;

use super::Weights;
use crate::features::Side;

/// Units from which on a text is too long to be one neighbourhood. A name that is in every sentence of a
/// chapter is rare in the book, and would pass for evidence there.
const LONG: usize = 600;
/// Units that share a neighbourhood, which is half of as many more on either side.
const BLOCK: usize = 150;

/// The background probability of a token, general and the text's own mixed.
#[inline]
pub(super) fn background(side: &Side, weights: &Weights, id: u32) -> f32 {
    mixed(side, weights, id, side.own[id as usize], side.once)
}

/// Those of all ids.
pub(super) fn backgrounds(side: &Side, weights: &Weights) -> Vec<f32> {
    (0..side.ids() as u32).map(|id| background(side, weights, id)).collect()
}

/// The same, if `own` is the share of the token and `once` that of one which occurs once.
#[inline]
fn mixed(side: &Side, weights: &Weights, id: u32, own: f32, once: f32) -> f32 {
    let own = (own - weights.own_less * once).clamp(0.0, weights.own_most);
    (1.0 - weights.own) * side.background[id as usize] + weights.own * own
}

/// One over the background of each token, unit by unit: that of the text, in a long one that of the
/// neighbourhood.
pub(super) struct Gains<'a> {
    side: &'a Side,
    weights: &'a Weights,
    /// By id, for those in the block.
    gains: Vec<f32>,
    /// The number of the block at hand; none in a text that is one neighbourhood.
    block: Option<usize>,
    /// The units of its neighbourhood, how often each id is there, and how often all are.
    nearby: Range<usize>,
    counts: Vec<f32>,
    total: f32,
}

impl<'a> Gains<'a> {
    pub fn new(side: &'a Side, weights: &'a Weights) -> Gains<'a> {
        let is_long = weights.own_nearby && side.len() > LONG;
        let (gains, block, counts) = match is_long {
            true => (vec![0.0; side.ids()], Some(usize::MAX), vec![0.0; side.ids()]),
            false => {
                let gain = |id| 1.0 / background(side, weights, id);
                ((0..side.ids() as u32).map(gain).collect(), None, Vec::new())
            }
        };
        Gains { side, weights, gains, block, nearby: 0..0, counts, total: 0.0 }
    }

    /// Those of the ids of a unit, by id. Quickest if units come in their order.
    pub fn of(&mut self, unit: usize) -> &[f32] {
        if self.block.is_some_and(|block| block != unit / BLOCK) {
            self.turn_to(unit / BLOCK);
        }
        &self.gains
    }

    fn turn_to(&mut self, block: usize) {
        self.block = Some(block);
        let (first, last) = (block * BLOCK, ((block + 1) * BLOCK).min(self.side.len()));
        let nearby = first.saturating_sub(BLOCK / 2)..(last + BLOCK / 2).min(self.side.len());
        // Most of it is that of the block before as well.
        let before = std::mem::replace(&mut self.nearby, nearby.clone());
        self.count(before.clone().filter(|unit| !nearby.contains(unit)), -1.0);
        self.count(nearby.filter(|unit| !before.contains(unit)), 1.0);
        let once = 1.0 / self.total.max(1.0);
        for &(id, _) in (first..last).flat_map(|unit| self.side.unit(unit)) {
            let own = self.counts[id as usize] * once;
            self.gains[id as usize] = 1.0 / mixed(self.side, self.weights, id, own, once);
        }
    }

    /// Counts the tokens of these units, so many times each.
    fn count(&mut self, units: impl Iterator<Item = usize>, times: f32) {
        for &(id, n) in units.flat_map(|unit| self.side.unit(unit)) {
            self.counts[id as usize] += times * n;
            self.total += times * n;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Features;
    use crate::model::Model;

    #[test]
    fn a_name_that_is_frequent_here_may_be_rare_there() {
        let text = |unit: usize| if unit < 200 || unit == 1000 { "Harold slept." } else { "The rain fell." };
        let en: Vec<&str> = (0..1200).map(text).collect();
        let features = Features::new(&en, &["下雨了。"], Model::embedded(), None);
        let (side, weights) = (&features.en, Weights::first());
        let name = side.unit(0)[0].0 as usize;
        let mut gains = Gains::new(side, &weights);
        let (here, there, again) = (gains.of(0)[name], gains.of(1000)[name], gains.of(100)[name]);
        assert!(there > 20.0 * here, "{here} {there}");
        assert_eq!(here, again);
        // What is asked in any order is what is asked in the order of the text.
        assert_eq!(there, Gains::new(side, &weights).of(1000)[name]);
        // And counted on from block to block, what is counted anew.
        for unit in 0..en.len() {
            let mut anew = Gains::new(side, &weights);
            let (on, anew) = (gains.of(unit), anew.of(unit));
            assert!(side.unit(unit).iter().all(|&(id, _)| on[id as usize] == anew[id as usize]), "{unit}");
        }
        let chapter = Features::new(&en[..LONG], &["下雨了。"], Model::embedded(), None);
        let mut gains = Gains::new(&chapter.en, &weights);
        assert_eq!(gains.of(0)[name], 1.0 / background(&chapter.en, &weights, name as u32));
    }
}
