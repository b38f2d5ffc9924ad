//! The part of the table of borders that is looked at.

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

    /// The Chinese units that each English unit may meet in a bead of up to `run` units a side.
    pub fn of_en(&self, run: usize) -> Vec<(u32, u32)> {
        let en = self.ranges.len() - 1;
        (0..en)
            .map(|u| (self.ranges[(u + 1).saturating_sub(run)].0, self.ranges[(u + run).min(en)].1))
            .collect()
    }

    /// The English units that each Chinese unit may meet in a bead of up to `run` units a side.
    pub fn of_zh(&self, zh: usize, run: usize) -> Vec<(u32, u32)> {
        let by_en = self.of_en(run);
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
