//! Clauses: what commas divide sentences into, as a measure beside their lengths.
//!
//! Where a translator joins two sentences there is a comma between them; where he leaves one out, its
//! clauses are missing. How many Chinese clauses there are for each English one, and how far that
//! varies, is counted over the beads that a first search has found, and so is how seldom a sentence
//! translates more sentences than it has clauses: in a text without commas that says nothing.

use crate::features::Side;

/// Chinese clauses for each English one, and the mean square of the difference from that for each clause
/// of either side, as is usual.
const USUAL: (f32, f32) = (1.1, 0.25);
/// How many English clauses of the document the usual ratio is worth, and how many beads the usual spread.
const CLAUSES: f32 = 50.0;
const BEADS: f32 = 30.0;

/// How much rarer a bead is that has more sentences on one side than clauses on the other than if clauses
/// said nothing; how many joined beads of the document that is worth.
const LACKING: f32 = 0.1;
const JOINED: f32 = 5.0;

/// The square of how many standard deviations count at most: of a bead, and of one that teaches.
const MOST: f32 = 12.0;
const MOST_TAUGHT: f32 = 9.0;

/// What the clauses of two texts say of beads.
#[derive(Clone, Debug)]
pub(crate) struct Clauses {
    /// Clauses of the units, summed up from the start.
    en: Vec<u32>,
    zh: Vec<u32>,
    ratio: f32,
    spread: f32,
    /// What each English, each Chinese sentence adds that is one more than the other side has clauses.
    lack: [f32; 2],
}

impl Clauses {
    /// What the beads `(i, n, j, m)` of a first search show.
    pub fn of(en: &Side, zh: &Side, beads: &[(usize, usize, usize, usize)]) -> Clauses {
        // Share of the units of the other side that have one clause: as often two sentences would lack one.
        let single = [zh, en].map(|side| {
            let single = side.clauses.iter().filter(|&&clauses| clauses < 2).count();
            single as f32 / side.len().max(1) as f32
        });
        let sums = |side: &Side| {
            let mut sum = 0;
            let sums = side.clauses.iter().map(|clauses| {
                sum += clauses;
                sum
            });
            std::iter::once(0).chain(sums).collect()
        };
        let mut clauses = Clauses { en: sums(en), zh: sums(zh), ratio: 0.0, spread: 0.0, lack: [0.0; 2] };
        let counts = || beads.iter().map(|&(i, n, j, m)| clauses.counts(i, n, j, m));
        let (e, z) = counts().fold((CLAUSES, CLAUSES * USUAL.0), |(e, z), (en, zh)| (e + en, z + zh));
        let ratio = z / e;
        let squares: f32 = counts().map(|(en, zh)| square(ratio, en, zh).min(MOST_TAUGHT * USUAL.1)).sum();
        // Beads with more sentences on one side, and those of them with too few clauses on the other.
        let mut joined = [0.0; 2];
        let mut lacking = [0.0; 2];
        for (&(_, n, _, m), (en, zh)) in beads.iter().zip(counts()).filter(|((_, n, _, m), _)| n != m) {
            let (side, lacks) = if n > m { (0, n as f32 > zh) } else { (1, m as f32 > en) };
            joined[side] += 1.0;
            lacking[side] += f32::from(u8::from(lacks));
        }
        let lack = [0, 1].map(|side| {
            let usual = single[side].max(1e-3);
            ((lacking[side] / usual + JOINED * LACKING) / (joined[side] + JOINED)).ln().min(0.0)
        });
        clauses.lack = lack;
        clauses.ratio = ratio;
        clauses.spread = (BEADS * USUAL.1 + squares) / (BEADS + beads.len() as f32);
        clauses
    }

    /// Clauses of both sides of a bead.
    fn counts(&self, i: usize, n: usize, j: usize, m: usize) -> (f32, f32) {
        ((self.en[i] - self.en[i - n]) as f32, (self.zh[j] - self.zh[j - m]) as f32)
    }

    /// What they say of the bead of these units, which are neighbours: the square of how many standard
    /// deviations the Chinese has more or fewer of them than expected, and the log-odds of the sentences
    /// that are more than the other side has clauses.
    pub fn of_bead(&self, i: usize, n: usize, j: usize, m: usize) -> [f32; 2] {
        self.of_counts((n, m), self.counts(i, n, j, m))
    }

    /// The same of units that need not be neighbours.
    pub fn of_units(&self, en: &[usize], zh: &[usize]) -> [f32; 2] {
        let count = |sums: &[u32], units: &[usize]| -> f32 {
            units.iter().map(|&u| sums[u + 1] - sums[u]).sum::<u32>() as f32
        };
        self.of_counts((en.len(), zh.len()), (count(&self.en, en), count(&self.zh, zh)))
    }

    fn of_counts(&self, (n, m): (usize, usize), (en, zh): (f32, f32)) -> [f32; 2] {
        let lack = |side: usize, sentences: usize, clauses: f32| {
            self.lack[side] * (sentences as f32 - clauses).max(0.0)
        };
        let apart = (square(self.ratio, en, zh) / self.spread).min(MOST);
        [apart, lack(0, n, zh) + lack(1, m, en)]
    }
}

/// The square of the difference of the Chinese from what is expected, for each clause of either side.
fn square(ratio: f32, en: f32, zh: f32) -> f32 {
    let difference = zh - ratio * en;
    difference * difference / (zh + ratio * en).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(clauses: &[u32]) -> Side {
        let mut side = Side::default();
        (side.clauses, side.length) = (clauses.to_vec(), vec![20.0; clauses.len()]);
        side
    }

    /// Twenty times two English sentences of one clause that one Chinese sentence translates.
    fn joined(zh_clauses: u32) -> Clauses {
        let beads: Vec<_> = (1..=20).map(|k| (2 * k, 2, k, 1)).collect();
        Clauses::of(&side(&[1; 40]), &side(&[zh_clauses; 20]), &beads)
    }

    #[test]
    fn what_joins_two_sentences_has_two_clauses() {
        let clauses = joined(2);
        let ([fits, none], [far, lack]) = (clauses.of_bead(2, 2, 1, 1), clauses.of_bead(3, 3, 1, 1));
        assert!(fits < 0.1 && fits < far && none == 0.0 && lack < -1.0, "{fits} {none} {far} {lack}");
    }

    #[test]
    fn without_commas_they_say_nothing() {
        // Two for one is what is usual here, and nothing is lacking that others have.
        let [apart, lack] = joined(1).of_bead(2, 2, 1, 1);
        assert!(apart < 1.0 && lack > -0.3, "{apart} {lack}");
    }

    #[test]
    fn units_side_by_side_are_a_bead() {
        let clauses = Clauses::of(&side(&[1, 3, 2]), &side(&[2, 2, 5]), &[(1, 1, 1, 1)]);
        assert_eq!(clauses.of_units(&[1, 2], &[1]), clauses.of_bead(3, 2, 2, 1));
        assert_ne!(clauses.of_units(&[0, 2], &[1]), clauses.of_bead(3, 2, 2, 1));
        // Of nothing they say what is usual.
        assert!(Clauses::of(&side(&[]), &side(&[]), &[]).of_units(&[], &[]).iter().all(|x| x.is_finite()));
    }
}
