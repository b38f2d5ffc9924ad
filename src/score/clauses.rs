//! Clauses: what commas divide sentences into, as a measure beside their lengths.
//!
//! Where a translator joins two sentences there is a comma between them; where he leaves one out, its
//! clauses are missing. How many Chinese clauses there are for each English one, and how far that
//! varies, is counted over the beads that a first search has found, and so is how seldom a sentence
//! translates more sentences than it has clauses: in a text without commas that says nothing.

use super::breaks::Found;
use super::prefix::sums;
use super::proportion::Proportion;
use crate::features::Side;

/// Chinese clauses for each English one, as is usual, and how many English clauses of the document that is
/// worth.
const USUAL: Proportion = Proportion { ratio: 1.1, spread: 0.25 };
const CLAUSES: f32 = 50.0;

/// How much rarer a bead is that has more sentences on one side than clauses on the other than if clauses
/// said nothing; how many joined beads of the document that is worth.
const LACKING: f32 = 0.1;
const JOINED: f32 = 5.0;

/// The square of how many standard deviations counts at most.
const MOST: f32 = 12.0;

/// What the clauses of two texts say of beads.
#[derive(Clone, Debug)]
pub(crate) struct Clauses {
    /// Clauses of the units, summed up from the start.
    en: Vec<u32>,
    zh: Vec<u32>,
    numbers: Proportion,
    /// What each English, each Chinese sentence adds that is one more than the other side has clauses.
    lack: [f32; 2],
}

impl Clauses {
    /// What the beads of a first search show; nothing where clauses have not been counted.
    pub fn of(en: &Side, zh: &Side, beads: &[Found]) -> Option<Clauses> {
        if [en, zh].iter().any(|side| side.clauses.len() != side.len()) {
            return None;
        }
        // Share of the units of the other side that have one clause: as often two sentences would lack one.
        let single = [zh, en].map(|side| {
            let single = side.clauses.iter().filter(|&&clauses| clauses < 2).count();
            single as f32 / side.len().max(1) as f32
        });
        let sums = |side: &Side| sums(side.clauses.iter().copied());
        let mut clauses = Clauses { en: sums(en), zh: sums(zh), numbers: USUAL, lack: [0.0; 2] };
        let counts = || beads.iter().map(|&(i, n, j, m)| clauses.counts(i, n, j, m));
        let numbers = USUAL.learnt(CLAUSES, counts());
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
        (clauses.numbers, clauses.lack) = (numbers, lack);
        Some(clauses)
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
        [self.numbers.apart(en, zh).min(MOST), lack(0, n, zh) + lack(1, m, en)]
    }
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
        Clauses::of(&side(&[1; 40]), &side(&[zh_clauses; 20]), &beads).unwrap()
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
        let clauses = Clauses::of(&side(&[1, 3, 2]), &side(&[2, 2, 5]), &[(1, 1, 1, 1)]).unwrap();
        assert_eq!(clauses.of_units(&[1, 2], &[1]), clauses.of_bead(3, 2, 2, 1));
        assert_ne!(clauses.of_units(&[0, 2], &[1]), clauses.of_bead(3, 2, 2, 1));
        // Of nothing they say what is usual.
        let nothing = Clauses::of(&side(&[]), &side(&[]), &[]).unwrap();
        assert!(nothing.of_units(&[], &[]).iter().all(|x| x.is_finite()));
        // Who has not counted them knows nothing.
        let mut uncounted = side(&[1, 1]);
        uncounted.clauses.clear();
        assert!(Clauses::of(&uncounted, &side(&[1]), &[(1, 1, 1, 1)]).is_none());
    }
}
