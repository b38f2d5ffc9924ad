//! Order and nearness in an article as evidence.
//!
//! A writer who puts each translation under its paragraph does so throughout, another puts
//! the Chinese first, a third puts all of it at the end. So the habit of the page is counted
//! over the pairs that words alone have found, and weighs the doubtful ones after that. A
//! relation that chance would give too (in a text of three paragraphs, everything is near)
//! says little: what counts is how much more often than by chance it holds.

use std::ops::Range;

/// Where the Chinese of a bead stands, seen from its English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Right after it.
    After,
    /// Right before it.
    Before,
    /// A few segments away.
    Near,
    /// Further away.
    Far,
}

/// Segments up to which the Chinese is still near.
const NEAR: i64 = 6;
/// What is expected of a page before anything is known of it, in the order of [`Relation`].
const PRIOR: [f32; 4] = [0.45, 0.2, 0.2, 0.15];
/// How many pairs that expectation is worth.
const PRIOR_PAIRS: f32 = 2.0;

/// Next to each other says as much on a page of fewer units as on one of so many: who has two paragraphs aligned
/// has mostly two that translate each other.
const FEWEST: usize = 6;

/// What it adds that the two are next to each other in one paragraph, on a page of which words alone
/// pair more than a third of such couples. It is worth some four unexplained words: a proverb is seldom translated
/// word by word. On other pages a phrase in the other language is just that.
const SHARED: f32 = 4.0;

/// The places of the units, and the habit of the page.
#[derive(Clone, Debug)]
pub(crate) struct Position {
    en: Vec<usize>,
    zh: Vec<usize>,
    /// By place: whether the unit there and the one before share a paragraph.
    shared: Vec<bool>,
    log_odds: [f32; 4],
    /// What sharing a paragraph adds.
    beside: f32,
}

impl Position {
    /// From the places of the units of both sides among all units that can be paired, and for each
    /// place whether its unit shares a paragraph with the one before.
    pub fn new(en: Vec<usize>, zh: Vec<usize>, shared: Vec<bool>) -> Position {
        let mut position = Position { en, zh, shared, log_odds: [0.0; 4], beside: 0.0 };
        position.learn(std::iter::empty());
        position
    }

    /// Counts the habit over beads `(i, n, j, m, weight)`, each of `n` English units before
    /// border `i` and `m` Chinese units before border `j`.
    pub fn learn(&mut self, beads: impl Iterator<Item = (usize, usize, usize, usize, f32)>) {
        let mut counts = PRIOR.map(|p| p * PRIOR_PAIRS);
        let mut beside = 0;
        for (i, n, j, m, weight) in beads {
            counts[self.relation(i, n, j, m) as usize] += weight;
            beside += usize::from(self.is_beside(i, n, j, m));
        }
        let couples: usize =
            self.shared.split(|&shared| !shared).map(|stretch| stretch.len().div_ceil(2)).sum();
        self.beside = if 3 * beside > couples { SHARED } else { 0.0 };
        let total: f32 = counts.iter().sum();
        let units = (self.en.len() + self.zh.len()).max(FEWEST) as f32;
        let near = (2.0 * NEAR as f32 / units).min(0.5);
        let chance = [1.0 / units, 1.0 / units, near, (1.0 - near - 2.0 / units).max(1.0 / units)];
        for k in 0..4 {
            self.log_odds[k] = (counts[k] / total / chance[k]).ln();
        }
    }

    /// Log-odds of where the two sides of a bead stand.
    pub fn score(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        // Few pages are used to it, and all others need not ask.
        let beside = if self.beside > 0.0 && self.is_beside(i, n, j, m) { self.beside } else { 0.0 };
        self.log_odds[self.relation(i, n, j, m) as usize] + beside
    }

    /// Whether the two sides of a bead stand side by side.
    pub fn is_side_by_side(&self, i: usize, n: usize, j: usize, m: usize) -> bool {
        matches!(self.relation(i, n, j, m), Relation::After | Relation::Before)
    }

    /// Whether an English (`own` 0) or a Chinese unit and the next one of its side have nothing between them.
    pub fn touch(&self, own: usize, unit: usize) -> bool {
        let places = if own == 0 { &self.en } else { &self.zh };
        places.get(unit + 1).is_some_and(|&next| next == places[unit] + 1)
    }

    /// The Chinese units that are near an English one, or next to it.
    pub fn near(&self, en: usize) -> Range<usize> {
        let at = self.en[en] as i64;
        let before = |most: i64| self.zh.partition_point(|&zh| (zh as i64) < most);
        before(at - NEAR)..before(at + NEAR + 1)
    }

    /// The highest log-odds of any place.
    pub fn most(&self) -> f32 {
        self.log_odds.iter().copied().fold(f32::NEG_INFINITY, f32::max) + self.beside
    }

    /// Whether the two sides of a bead meet inside a paragraph.
    fn is_beside(&self, i: usize, n: usize, j: usize, m: usize) -> bool {
        let (en_first, zh_first) = (self.en[i - n], self.zh[j - m]);
        self.shared[en_first.max(zh_first)]
            && (self.en[i - 1] + 1 == zh_first || self.zh[j - 1] + 1 == en_first)
    }

    fn relation(&self, i: usize, n: usize, j: usize, m: usize) -> Relation {
        let (en_first, en_last) = (self.en[i - n] as i64, self.en[i - 1] as i64);
        let (zh_first, zh_last) = (self.zh[j - m] as i64, self.zh[j - 1] as i64);
        if zh_first > en_last {
            match zh_first - en_last {
                1 => Relation::After,
                d if d <= NEAR => Relation::Near,
                _ => Relation::Far,
            }
        } else if en_first > zh_last {
            match en_first - zh_last {
                1 => Relation::Before,
                d if d <= NEAR => Relation::Near,
                _ => Relation::Far,
            }
        } else {
            Relation::Near
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of eight units or more, what is far is nowhere as likely as a page's own place for its translations, so
    /// that it need not be asked for.
    #[test]
    fn what_is_not_near_is_far() {
        let (en, zh): (Vec<usize>, Vec<usize>) = (0..60).partition(|place| place % 7 < 4);
        let position = Position::new(en.clone(), zh.clone(), vec![false; 60]);
        for (i, j) in (0..en.len()).flat_map(|i| (0..zh.len()).map(move |j| (i, j))) {
            let far = position.relation(i + 1, 1, j + 1, 1) == Relation::Far;
            assert_eq!(position.near(i).contains(&j), !far, "{} and {}", en[i], zh[j]);
        }
        for units in 8..40 {
            let (en, zh) = (0..units).partition(|place| place % 2 == 0);
            let mut all_far = Position::new(en, zh, vec![false; units]);
            all_far.learn((0..99).map(|_| (1, 1, units / 2, 1, 1.0)));
            assert!(all_far.log_odds[Relation::Far as usize] < 1.5, "{units}");
        }
    }
}
