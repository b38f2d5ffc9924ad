//! The borders that a search over sentences looks at: few, near the good ladders of a first one.

use std::ops::Range;

use crate::score::{Band, Block, Shapes};

/// Meeting points of the borders of both sides, row by row. The first is the start of both texts,
/// the last one the end.
///
/// Where all good ladders meet, the net is divided: no bead reaches over such a point, so the
/// stretches between them can be worked on one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    /// For each English border, where its points begin.
    starts: Vec<u32>,
    /// The Chinese border of each point, rising in each row.
    columns: Vec<u32>,
    /// The beads that may end at each point.
    ends: Vec<Ends>,
    /// As in the [`Band`].
    blocks: Vec<Block>,
    /// For each English border the last one before it that divides the net.
    reach: Vec<u32>,
}

/// Which beads may end at a point: one bit for each type, by its place among all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ends(u32);

impl Ends {
    /// Those of all types.
    #[cfg(feature = "train")]
    const ALL: Ends = Ends(!0);

    /// Adds those of the type with this number.
    pub fn add(&mut self, number: usize) {
        self.0 |= 1 << number;
    }

    fn has(self, number: usize) -> bool {
        self.0 >> number & 1 == 1
    }
}

impl Net {
    /// The points of a band for which `ends` gives the beads that may end there, divided at the
    /// English borders that `divides` holds and that have a single point.
    pub fn of(
        band: &Band,
        ends: impl Fn(usize, usize) -> Option<Ends>,
        divides: impl Fn(usize) -> bool,
    ) -> Net {
        let mut net = Net::empty(&band.blocks);
        for (i, &(low, high)) in band.ranges.iter().enumerate() {
            net.push_row((low..=high).filter_map(|j| Some((j, ends(i, j as usize)?))), divides(i));
        }
        net
    }

    fn empty(blocks: &[Block]) -> Net {
        Net {
            starts: vec![0],
            columns: Vec::new(),
            ends: Vec::new(),
            blocks: blocks.to_vec(),
            reach: vec![0],
        }
    }

    fn push_row(&mut self, points: impl Iterator<Item = (u32, Ends)>, divides: bool) {
        let (row, before) = (self.starts.len() - 1, self.columns.len());
        for (column, ends) in points {
            self.columns.push(column);
            self.ends.push(ends);
        }
        self.starts.push(self.columns.len() as u32);
        let single = self.columns.len() == before + 1;
        self.reach.push(if divides && single { row as u32 } else { self.reach[row] });
    }

    /// The least band that holds all points.
    pub fn band(&self) -> Band {
        let ends = |i: usize| Some((self.row(i).next()?.1 as u32, self.row(i).last()?.1 as u32));
        // Each row has a point, as ladders pass all of them.
        let mut ranges: Vec<(u32, u32)> =
            (0..self.rows()).map(|i| ends(i).unwrap_or((u32::MAX, 0))).collect();
        let (mut low, mut high) = (u32::MAX, 0);
        for range in ranges.iter_mut().rev() {
            low = low.min(range.0);
            range.0 = low;
        }
        for range in &mut ranges {
            high = high.max(range.1);
            range.1 = high;
        }
        Band { ranges, blocks: self.blocks.clone() }
    }

    /// The stretches between the points that divide the net: the first English border of each, and
    /// its last.
    pub fn stretches(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let last = self.rows() - 1;
        let ends = (1..=last).filter(move |&i| i == last || self.reach[i + 1] as usize == i);
        let mut first = 0;
        ends.map(move |end| (std::mem::replace(&mut first, end), end))
    }

    /// How many points there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// How many English borders there are.
    pub fn rows(&self) -> usize {
        self.blocks.len()
    }

    /// The points of English border `i`: their numbers and Chinese borders.
    pub fn row(&self, i: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let (start, end) = (self.starts[i] as usize, self.starts[i + 1] as usize);
        (start..end).map(|at| (at, self.columns[at] as usize))
    }

    /// The numbers of the points from the last of one English border to the last of another; all of
    /// them from the start.
    pub fn points(&self, first: usize, last: usize) -> Range<usize> {
        let start = if first == 0 { 0 } else { self.starts[first + 1] as usize - 1 };
        start..self.starts[last + 1] as usize
    }

    /// The Chinese units between the same points.
    pub fn columns(&self, first: usize, last: usize) -> Range<usize> {
        let points = self.points(first, last);
        let column = |at: usize| self.columns.get(at).map_or(0, |&j| j as usize);
        column(points.start)..column(points.end - 1)
    }

    /// The number of a point, if it is there.
    pub fn at(&self, i: usize, j: usize) -> Option<usize> {
        let (start, end) = (self.starts[i] as usize, self.starts[i + 1] as usize);
        let place = self.columns[start..end].binary_search(&(j as u32)).ok()?;
        Some(start + place)
    }

    /// The point before a bead of `n` English units that ends at border `i` and `m` Chinese at `j`, or
    /// before a null, if it is there and the bead in one block and does not reach over a point that
    /// divides the net.
    pub fn before(&self, i: usize, j: usize, n: usize, m: usize) -> Option<usize> {
        let fits = match n == 0 || m == 0 {
            true => n <= i && m <= j,
            false => n <= i - self.reach[i] as usize && self.blocks[i].holds(i, j, n, m),
        };
        if fits { self.at(i - n, j - m) } else { None }
    }

    /// The beads that may end at border `j` of the Chinese side and at `i`, whose point is number
    /// `to`: English units, Chinese units, and the point before.
    pub fn beads(&self, i: usize, j: usize, to: usize) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let types = Shapes::ALL.types().enumerate().filter(move |&(number, _)| self.ends[to].has(number));
        types.filter_map(move |(_, (n, m))| Some((n, m, self.before(i, j, n, m)?)))
    }

    /// The block that English border `i` is in, or ends.
    pub fn block(&self, i: usize) -> Block {
        self.blocks[i]
    }

    /// The same with these points, which rise, too, not divided, and with all beads.
    #[cfg(feature = "train")]
    pub fn with(&self, path: &[(usize, usize)]) -> Net {
        let mut net = Net::empty(&self.blocks);
        for i in 0..self.rows() {
            let mut row: Vec<u32> = self.row(i).map(|(_, j)| j as u32).collect();
            row.extend(path.iter().filter(|point| point.0 == i).map(|point| point.1 as u32));
            row.sort_unstable();
            row.dedup();
            net.push_row(row.into_iter().map(|j| (j, Ends::ALL)), false);
        }
        net
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_band_of_a_net_rises_and_holds_its_points(
            rows in prop::collection::vec(prop::collection::btree_set(0u32..12, 1..4), 1..9),
        ) {
            let everywhere = Band::whole(vec![(0, 12); rows.len()]);
            let is_in = |i: usize, j: usize| rows[i].contains(&(j as u32)).then(Ends::default);
            let band = Net::of(&everywhere, is_in, |_| false).band();
            prop_assert!(band.ranges.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1));
            let points = |range: std::ops::RangeInclusive<usize>| rows[range].iter().flatten();
            for (i, &(low, high)) in band.ranges.iter().enumerate() {
                prop_assert_eq!(Some(&low), points(i..=rows.len() - 1).min());
                prop_assert_eq!(Some(&high), points(0..=i).max());
            }
        }
    }
}
