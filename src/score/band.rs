//! The part of the table of borders that is looked at.

use super::shapes::Shapes;

/// Which borders of the Chinese side each border of the English side may meet: for border `i`,
/// from `ranges[i].0` to `ranges[i].1`, both included and both rising.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    pub ranges: Vec<(u32, u32)>,
    /// For each English border the first one of its block: no bead reaches further back.
    pub blocks: Vec<u32>,
}

impl Band {
    /// Everything may meet everything.
    pub fn full(en: usize, zh: usize) -> Band {
        Band::whole(vec![(0, zh as u32); en + 1])
    }

    /// A single block.
    pub fn whole(ranges: Vec<(u32, u32)>) -> Band {
        let blocks = vec![0; ranges.len()];
        Band { ranges, blocks }
    }

    /// Blocks of units that are aligned each for itself: the numbers of units on both sides.
    pub fn blocks(sizes: impl Iterator<Item = (usize, usize)>) -> Band {
        let mut ranges = vec![(0, 0)];
        let mut blocks = vec![0];
        for (en, zh) in sizes {
            let first = ranges.len() as u32 - 1;
            let start = ranges[ranges.len() - 1].1;
            let end = start + zh as u32;
            // The border between two blocks is one point, which every ladder passes.
            ranges.extend(std::iter::repeat_n((start, end), en));
            blocks.extend(std::iter::repeat_n(first, en));
            if en > 0 {
                let last = ranges.len() - 1;
                ranges[last].0 = end;
            }
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
        let mut units = vec![(u32::MAX, 0); en];
        for (n, m) in shapes.types() {
            let m = m as u32;
            for i in n..=en {
                if i - n < self.blocks[i] as usize {
                    continue;
                }
                // Where a bead of `n` to `m` units may end whose English side ends here.
                let (start, end) = (self.ranges[i - n], self.ranges[i]);
                let (low, high) = (end.0.max(start.0 + m), end.1.min(start.1 + m));
                if low <= high {
                    for unit in &mut units[i - n..i] {
                        *unit = (unit.0.min(low - m), unit.1.max(high));
                    }
                }
            }
        }
        // A unit in no bead is given what the one before it meets, so that both ends rise.
        let mut before = (0, 0);
        for unit in &mut units {
            if unit.0 > unit.1 {
                *unit = before;
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
                    if i - n < band.blocks[i] as usize {
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
