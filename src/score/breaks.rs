//! Borders of paragraphs: whether they tell where beads begin and end.
//!
//! Where a translator keeps the paragraphs of a text, a bead ends where one ends on both sides, and
//! hardly ever holds such a border; where the two texts are broken otherwise, they say nothing. Which of
//! the two it is, is counted over the beads that a first search has found.

use crate::features::Side;

/// How many beads of the document it is worth that paragraphs say nothing.
const BEADS: f32 = 5.0;

/// What the borders of paragraphs add to beads.
#[derive(Clone, Debug)]
pub(crate) struct Breaks {
    /// Whether each border between units is one of paragraphs, with those at both ends.
    en: Vec<bool>,
    zh: Vec<bool>,
    /// What the end of a bead adds, half of it to the bead before it and half to the one behind it:
    /// by whether a paragraph ends there in English, in Chinese.
    ends: [[f32; 2]; 2],
    /// What a border inside a bead adds, in English and in Chinese.
    inside: [[f32; 2]; 2],
}

impl Breaks {
    /// What the beads `(i, n, j, m)` of a first search show; nothing where one of the texts has no
    /// paragraphs, or nothing is known of them.
    pub fn of(en: &Side, zh: &Side, beads: &[(usize, usize, usize, usize)]) -> Option<Breaks> {
        let borders = |side: &Side| -> Option<Vec<bool>> {
            let some = (1..side.len()).any(|unit| side.begins_paragraph(unit));
            some.then(|| (0..=side.len()).map(|unit| side.begins_paragraph(unit)).collect())
        };
        let (en, zh) = (borders(en)?, borders(zh)?);
        let usual = [&en, &zh].map(|side| {
            let inner = &side[1..side.len() - 1];
            let share = inner.iter().filter(|&&is| is).count() as f32 / inner.len() as f32;
            [1.0 - share, share]
        });
        let mut ends = [[0.0; 2]; 2];
        let mut inside = [[0.0; 2]; 2];
        for &(i, n, j, m) in beads {
            // Both texts begin and end with a paragraph, whatever they do in between.
            let is_inner =
                |&(e, z): &(usize, usize)| (1..en.len() - 1).contains(&e) && (1..zh.len() - 1).contains(&z);
            for (e, z) in [(i - n, j - m), (i, j)].into_iter().filter(is_inner) {
                ends[usize::from(en[e])][usize::from(zh[z])] += 0.5;
            }
            (i - n + 1..i).for_each(|e| inside[0][usize::from(en[e])] += 1.0);
            (j - m + 1..j).for_each(|z| inside[1][usize::from(zh[z])] += 1.0);
        }
        let gain = |count: f32, all: f32, usual: f32| {
            if usual == 0.0 { 0.0 } else { ((count + BEADS * usual) / (all + BEADS) / usual).ln() }
        };
        let all: f32 = ends.as_flattened().iter().sum();
        Some(Breaks {
            ends: [0, 1].map(|e| [0, 1].map(|z| gain(ends[e][z], all, usual[0][e] * usual[1][z]))),
            inside: [0, 1].map(|side| {
                let all = inside[side][0] + inside[side][1];
                [0, 1].map(|is| gain(inside[side][is], all, usual[side][is]))
            }),
            en,
            zh,
        })
    }

    /// What they add to a bead.
    pub fn score(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let end = |e: usize, z: usize| self.ends[usize::from(self.en[e])][usize::from(self.zh[z])];
        let inner = |side: usize, is: bool| self.inside[side][usize::from(is)];
        let en: f32 = self.en[i - n + 1..i].iter().map(|&is| inner(0, is)).sum();
        let zh: f32 = self.zh[j - m + 1..j].iter().map(|&is| inner(1, is)).sum();
        (end(i - n, j - m) + end(i, j)) / 2.0 + en + zh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(begins: [bool; 6]) -> Side {
        let mut side = Side::default();
        (side.begins, side.length) = (begins.to_vec(), vec![20.0; 6]);
        side
    }

    /// 1-1, 2-2, 1-1, 2-2.
    const BEADS: [(usize, usize, usize, usize); 4] = [(1, 1, 1, 1), (3, 2, 3, 2), (4, 1, 4, 1), (6, 2, 6, 2)];

    #[test]
    fn paragraphs_that_agree_hold_beads_together() {
        let both = [true, true, false, true, true, false];
        let breaks = Breaks::of(&side(both), &side(both), &BEADS).unwrap();
        // Paragraphs end on both sides before it and behind it; on one side; one is inside.
        let [both, one, inside] =
            [(3, 2, 3, 2), (3, 2, 2, 1), (4, 2, 4, 2)].map(|(i, n, j, m)| breaks.score(i, n, j, m));
        assert!(both > 0.5 && one < both && inside < one, "{both} {one} {inside}");
    }

    #[test]
    fn paragraphs_that_do_not_agree_say_little() {
        let en = [true, false, true, false, true, false];
        let zh = [true, true, false, false, false, true];
        let breaks = Breaks::of(&side(en), &side(zh), &BEADS).unwrap();
        for (i, n, j, m) in BEADS {
            assert!(breaks.score(i, n, j, m).abs() < 1.0);
        }
    }

    #[test]
    fn a_text_in_one_paragraph_says_nothing() {
        let one = [true, false, false, false, false, false];
        assert!(Breaks::of(&side(one), &side([true; 6]), &BEADS).is_none());
        assert!(Breaks::of(&Side::default(), &Side::default(), &[]).is_none());
    }
}
