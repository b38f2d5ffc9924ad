//! The part of the table of borders that is looked at.

use super::shapes::Shapes;

/// Which borders of the Chinese side each border of the English side may meet: for border `i`,
/// from `ranges[i].0` to `ranges[i].1`, both included and both rising.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    pub ranges: Vec<(u32, u32)>,
    /// For each English border the block that it is in, or ends: no bead reaches out of it.
    pub blocks: Vec<Block>,
}

/// A part of the table that is aligned for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its first English border.
    pub en: u32,
    /// Its first and its last Chinese border.
    pub zh: (u32, u32),
}

impl Block {
    /// Whether a bead of `n` English units that ends at border `i`, and of `m` Chinese ones that ends at
    /// `j`, is in it, where `i` is.
    pub fn holds(self, i: usize, j: usize, n: usize, m: usize) -> bool {
        let Block { en, zh: (first, last) } = self;
        en as usize + n <= i && first as usize + m <= j && j <= last as usize
    }
}

/// Where a unit begins to meet others that is in no bead.
const NOWHERE: u32 = u32::MAX;

impl Band {
    /// Everything may meet everything.
    pub fn full(en: usize, zh: usize) -> Band {
        Band::whole(vec![(0, zh as u32); en + 1])
    }

    /// A single block.
    pub fn whole(ranges: Vec<(u32, u32)>) -> Band {
        let zh = (0, ranges.last().map_or(0, |range| range.1));
        let blocks = vec![Block { en: 0, zh }; ranges.len()];
        Band { ranges, blocks }
    }

    /// Blocks of units that are aligned each for itself: the numbers of units on both sides. A single
    /// unit and a single one are a bead.
    pub fn blocks(sizes: impl Iterator<Item = (usize, usize)>) -> Band {
        let mut ranges = vec![(0, 0)];
        let mut blocks = vec![Block { en: 0, zh: (0, 0) }];
        let mut end = 0;
        for (en, zh) in sizes {
            let start = end;
            end += zh as u32;
            // The English border between two blocks is in both: what is left alone at the end of the one
            // stands there, and then what is at the beginning of the next.
            let border = ranges.len() - 1;
            let single = (en, zh) == (1, 1);
            if !single {
                ranges[border].1 = end;
            }
            ranges.extend(std::iter::repeat_n((if single { end } else { start }, end), en));
            blocks.extend(std::iter::repeat_n(Block { en: border as u32, zh: (start, end) }, en));
        }
        Band { ranges, blocks }
    }

    /// What lies within `width` units of a ladder, given as the borders that it passes, from
    /// the start to the end.
    #[cfg(feature = "train")]
    pub fn around(path: &[(usize, usize)], width: usize) -> Band {
        let (en, zh) = path.last().copied().unwrap_or_default();
        let mut low = vec![u32::MAX; en + 1];
        let mut high = vec![0u32; en + 1];
        for step in path.windows(2) {
            for i in step[0].0..=step[1].0 {
                low[i] = low[i].min(step[0].1 as u32);
                high[i] = high[i].max(step[1].1 as u32);
            }
        }
        let margin = width as u32;
        let range = |i: usize| {
            let before = low[i.saturating_sub(width)].min(low[i].saturating_sub(margin));
            let after = high[(i + width).min(en)].max((high[i] + margin).min(zh as u32));
            (before, after)
        };
        Band::whole((0..=en).map(range).collect())
    }

    /// The Chinese units that each English unit may meet in a bead of these shapes, both ends rising.
    pub fn of_en(&self, shapes: &Shapes) -> Vec<(u32, u32)> {
        let en = self.ranges.len() - 1;
        let mut units = vec![(NOWHERE, 0); en];
        for (n, m) in shapes.types() {
            let m = m as u32;
            for i in n..=en {
                let Block { en: first, zh: block } = self.blocks[i];
                if i - n < first as usize {
                    continue;
                }
                // Where a bead of `n` to `m` units may end whose English side ends here.
                let (start, end) = (self.ranges[i - n], self.ranges[i]);
                let low = end.0.max(start.0.max(block.0) + m);
                let high = end.1.min(start.1 + m).min(block.1);
                if low <= high {
                    for unit in &mut units[i - n..i] {
                        *unit = (unit.0.min(low - m), unit.1.max(high));
                    }
                }
            }
        }
        // A unit in no bead meets nothing or, where the next one meets what the one before it does, the same as
        // that: both ends rise.
        let mut next = u32::MAX;
        for unit in units.iter_mut().rev() {
            if unit.0 == NOWHERE {
                unit.1 = next;
            } else {
                next = unit.0;
            }
        }
        let mut before = (0, 0);
        for unit in &mut units {
            if unit.0 == NOWHERE {
                *unit = if before.1 <= unit.1 { (before.1, before.1) } else { before };
            }
            before = *unit;
        }
        units
    }

    /// The English units that each Chinese unit may meet in a bead of these shapes.
    pub fn of_zh(&self, zh: usize, shapes: &Shapes) -> Vec<(u32, u32)> {
        let by_en = self.of_en(shapes);
        let mut low = 0;
        let mut high = 0;
        (0..zh as u32)
            .map(|j| {
                while low < by_en.len() && by_en[low].1 <= j {
                    low += 1;
                }
                high = high.max(low);
                while high < by_en.len() && by_en[high].0 <= j {
                    high += 1;
                }
                (low as u32, high as u32)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A band that rises and leads from the start to the end, in blocks that may be empty on one side.
    fn bands() -> impl Strategy<Value = Band> {
        let sizes = prop::collection::vec((0usize..5, 0usize..5), 1..4);
        let steps = prop::collection::vec((0u32..3, 0u32..4), 1..14);
        prop_oneof![
            sizes.prop_map(|sizes| Band::blocks(sizes.into_iter())),
            steps.prop_map(|steps| {
                let mut ranges = vec![(0, 0)];
                for (up, wide) in steps {
                    let (low, high) = ranges[ranges.len() - 1];
                    let low = (low + up).min(high);
                    ranges.push((low, high.max(low + wide)));
                }
                Band::whole(ranges)
            }),
        ]
    }

    proptest! {
        /// A paragraph of one sentence beside one of five had no way through, and with it the whole page.
        #[test]
        fn a_band_of_blocks_is_crossed_by_nulls_alone(
            sizes in prop::collection::vec((0usize..5, 0usize..5), 1..6),
        ) {
            let band = Band::blocks(sizes.iter().copied());
            let (en, zh) = sizes.iter().fold((0, 0), |(en, zh), size| (en + size.0, zh + size.1 as u32));
            let mut reached: Vec<std::collections::BTreeSet<u32>> = vec![[0].into(); 1];
            for (i, &(low, high)) in band.ranges.iter().enumerate() {
                // Single units meet, as a bead alone.
                let block = band.blocks[i];
                let single = i > 0 && (block.en as usize + 1, block.zh.0 + 1) == (i, block.zh.1);
                let from = reached.last().into_iter().flatten();
                let mut here: std::collections::BTreeSet<u32> =
                    from.map(|&j| if single && j == block.zh.0 { block.zh.1 } else { j }).collect();
                here.retain(|&j| low <= j && j <= high);
                if let Some(&first) = here.first() {
                    here.extend(first..=high);
                }
                reached.push(here);
            }
            prop_assert_eq!(band.ranges.len(), en + 1);
            prop_assert!(reached[en + 1].contains(&zh), "{:?} {:?}", sizes, band);
        }

        #[test]
        fn units_meet_that_are_in_a_bead(band in bands(), some in 0usize..4) {
            let shapes = [&Shapes::ALL, &Shapes::PARAGRAPHS, &Shapes::SINGLE, &Shapes::FEW][some];
            let zh = band.ranges[band.ranges.len() - 1].1;
            let (of_en, of_zh) = (band.of_en(shapes), band.of_zh(zh as usize, shapes));
            let is_in = |i: usize, j: u32| band.ranges[i].0 <= j && j <= band.ranges[i].1;
            let mut met = vec![(u32::MAX, 0); of_en.len()];
            for (n, m) in shapes.types() {
                let beads = (n..=of_en.len()).flat_map(|i| (m as u32..=zh).map(move |j| (i, j)));
                for (i, j) in beads.filter(|&(i, j)| is_in(i, j) && is_in(i - n, j - m as u32)) {
                    if !band.blocks[i].holds(i, j as usize, n, m) {
                        continue;
                    }
                    met[i - n..i].iter_mut().for_each(|en| *en = (en.0.min(j - m as u32), en.1.max(j)));
                    for &(low, high) in &of_zh[j as usize - m..j as usize] {
                        prop_assert!(low as usize <= i - n && i <= high as usize);
                    }
                }
            }
            for (found, met) in of_en.iter().zip(met) {
                prop_assert!(*found == met || met == (u32::MAX, 0), "{:?} {:?}", found, met);
            }
            for units in [&of_en, &of_zh] {
                prop_assert!(units.is_sorted_by_key(|unit| unit.0) && units.is_sorted_by_key(|unit| unit.1));
            }
        }
    }
}
