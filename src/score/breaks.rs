//! Borders of paragraphs, of sentences, and borders inside quotations: whether they tell where beads begin and
//! end.
//!
//! Where a translator keeps the paragraphs of a text, a bead ends where one ends on both sides, and
//! hardly ever holds such a border; where the two texts are broken otherwise, they say nothing. So it is
//! with quotations: where both sides mark them, a bead ends inside one on both sides or on none. And where
//! one side is broken at commas, or into lines, its sentences end where those of the other do. Which of
//! the two it is, is counted over the beads that a first search has found.

use std::slice::Iter;

use crate::features::Side;
use crate::text::border::Ending;

/// How many beads of the document it is worth that such borders say nothing.
const BEADS: f32 = 5.0;
/// The same of borders of sentences, which in most texts are nearly all there are.
const MANY: f32 = 20.0;

/// What borders that some units have before them add to beads.
#[derive(Clone, Debug)]
pub(crate) struct Breaks {
    /// Whether each border between units is such a one, with those at both ends.
    en: Vec<bool>,
    zh: Vec<bool>,
    /// What the end of a bead adds, half of it to the bead before it and half to the one behind it:
    /// by whether it is such a border in English, in Chinese.
    ends: [[f32; 2]; 2],
    /// What a border inside a bead adds, in English and in Chinese.
    inside: [[f32; 2]; 2],
}

/// A bead: the border behind its English units, how many these are, and the same in Chinese.
pub(super) type Found = (usize, usize, usize, usize);

impl Breaks {
    /// What the borders of paragraphs tell by the beads of a first search; nothing where one of the texts
    /// has no paragraphs, or nothing is known of them.
    pub fn of_paragraphs(en: &Side, zh: &Side, beads: &[Found]) -> Option<Breaks> {
        Breaks::of(
            [en, zh].map(|side| (0..=side.len()).map(|unit| side.begins_paragraph(unit)).collect()),
            beads,
            BEADS,
        )
    }

    /// What borders behind the end of a sentence tell; nothing where one of the texts has none.
    pub fn of_stops(en: &Side, zh: &Side, beads: &[Found]) -> Option<Breaks> {
        let stops = |side: &Side| {
            let mut out = vec![true];
            for unit in 0..side.len() {
                out.push(match side.ending(unit) {
                    Ending::Sentence => true,
                    Ending::Clause => false,
                    Ending::Open => !side.in_lines,
                    // What was true before a row of stars is true behind it.
                    Ending::Nothing => out[unit],
                });
            }
            out
        };
        Breaks::of([en, zh].map(stops), beads, MANY)
    }

    /// What borders inside quotations tell; nothing where one of the texts has none.
    pub fn of_quotations(en: &Side, zh: &Side, beads: &[Found]) -> Option<Breaks> {
        Breaks::of([en, zh].map(|side| side.inside.iter().copied().chain([false]).collect()), beads, BEADS)
    }

    /// What these borders tell by the beads of a first search, against so many that say nothing.
    fn of([en, zh]: [Vec<bool>; 2], beads: &[Found], prior: f32) -> Option<Breaks> {
        let some = |side: &[bool]| side.len() > 2 && side[1..side.len() - 1].contains(&true);
        if !some(&en) || !some(&zh) {
            return None;
        }
        let usual = [&en, &zh].map(|side| {
            let inner = &side[1..side.len() - 1];
            let share = inner.iter().filter(|&&is| is).count() as f32 / inner.len() as f32;
            [1.0 - share, share]
        });
        let mut ends = [[0.0; 2]; 2];
        let mut inside = [[0.0; 2]; 2];
        for &(i, n, j, m) in beads {
            // Both texts begin and end alike, whatever they do in between.
            let is_inner =
                |&(e, z): &(usize, usize)| (1..en.len() - 1).contains(&e) && (1..zh.len() - 1).contains(&z);
            for (e, z) in [(i - n, j - m), (i, j)].into_iter().filter(is_inner) {
                ends[usize::from(en[e])][usize::from(zh[z])] += 0.5;
            }
            (i - n + 1..i).for_each(|e| inside[0][usize::from(en[e])] += 1.0);
            (j - m + 1..j).for_each(|z| inside[1][usize::from(zh[z])] += 1.0);
        }
        let gain = |count: f32, all: f32, usual: f32| {
            if usual == 0.0 { 0.0 } else { ((count + prior * usual) / (all + prior) / usual).ln() }
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

    /// What the ends of a bead add that begins before these units and ends before those.
    pub fn ends(&self, [start, end]: [(usize, usize); 2]) -> f32 {
        let at = |(e, z): (usize, usize)| self.ends[usize::from(self.en[e])][usize::from(self.zh[z])];
        (at(start) + at(end)) / 2.0
    }

    /// What the border before each unit, English and Chinese, adds inside a bead.
    pub fn inside<'a>(&'a self) -> [impl Iterator<Item = f32> + 'a; 2] {
        let gains = self.inside;
        let of = |(own, side): (usize, Iter<'a, bool>)| side.map(move |&is| gains[own][usize::from(is)]);
        [(0, self.en.iter()), (1, self.zh.iter())].map(of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::border;

    fn side(begins: [bool; 6]) -> Side {
        let mut side = Side::default();
        (side.begins, side.length) = (begins.to_vec(), vec![20.0; 6]);
        side
    }

    fn all(breaks: &Breaks, (i, n, j, m): Found) -> f32 {
        let [en, zh] = breaks.inside().map(Iterator::collect::<Vec<_>>);
        let inside = [&en[i - n + 1..i], &zh[j - m + 1..j]].map(|of| of.iter().sum::<f32>());
        breaks.ends([(i - n, j - m), (i, j)]) + inside[0] + inside[1]
    }

    /// 1-1, 2-2, 1-1, 2-2.
    const BEADS: [(usize, usize, usize, usize); 4] = [(1, 1, 1, 1), (3, 2, 3, 2), (4, 1, 4, 1), (6, 2, 6, 2)];

    #[test]
    fn paragraphs_that_agree_hold_beads_together() {
        let both = [true, true, false, true, true, false];
        let breaks = Breaks::of_paragraphs(&side(both), &side(both), &BEADS).unwrap();
        // Paragraphs end on both sides before it and behind it; on one side; one is inside.
        let [both, one, inside] = [(3, 2, 3, 2), (3, 2, 2, 1), (4, 2, 4, 2)].map(|bead| all(&breaks, bead));
        assert!(both > 0.5 && one < both && inside < one, "{both} {one} {inside}");
    }

    #[test]
    fn quotations_that_agree_tell_where_beads_end() {
        let mut side = side([false; 6]);
        side.inside = vec![false, true, true, false, true, true];
        let beads: Vec<_> = (1..=6).map(|i| (i, 1, i, 1)).collect();
        let breaks = Breaks::of_quotations(&side, &side, &beads).unwrap();
        // It begins and ends inside one on both sides; it begins outside one in Chinese alone.
        let [both, one] = [(1, 1), (1, 0)].map(|start| breaks.ends([start, (2, 2)]));
        assert!(both > 0.1 && one < -0.2, "{both} {one}");
        side.inside = vec![false; 6];
        assert!(Breaks::of_quotations(&side, &side, &beads).is_none());
    }

    #[test]
    fn sentences_end_together_where_one_side_is_broken_at_commas() {
        let mut en = side([false; 6]);
        let mut zh = en.clone();
        let (stop, comma) = ((0, border::end("。") as u8), (0, border::end("，") as u8));
        en.borders = vec![stop; 6];
        zh.borders = vec![comma, stop, comma, stop, comma, stop];
        let beads: Vec<_> = [2, 4, 6].into_iter().map(|j| (j / 2, 1, j, 2)).collect();
        let breaks = Breaks::of_stops(&en, &zh, &beads).unwrap();
        let [whole, off] = [(2, 1, 4, 2), (2, 1, 3, 2)].map(|bead| all(&breaks, bead));
        assert!(whole > 0.1 && off < 0.0, "{whole} {off}");
    }

    #[test]
    fn paragraphs_that_do_not_agree_say_little() {
        let en = [true, false, true, false, true, false];
        let zh = [true, true, false, false, false, true];
        let breaks = Breaks::of_paragraphs(&side(en), &side(zh), &BEADS).unwrap();
        assert!(BEADS.iter().all(|&bead| all(&breaks, bead).abs() < 1.0));
    }

    #[test]
    fn a_text_in_one_paragraph_says_nothing() {
        let one = [true, false, false, false, false, false];
        assert!(Breaks::of_paragraphs(&side(one), &side([true; 6]), &BEADS).is_none());
        assert!(Breaks::of_paragraphs(&Side::default(), &Side::default(), &[]).is_none());
    }
}
