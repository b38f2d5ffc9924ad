//! The borders of both sides within a band, as the cells of one list.

use crate::score::Band;

/// Numbers the cells of a band row by row.
pub(super) struct Grid<'a> {
    band: &'a Band,
    starts: Vec<usize>,
    cells: usize,
}

impl<'a> Grid<'a> {
    pub fn new(band: &'a Band) -> Grid<'a> {
        let mut starts = Vec::with_capacity(band.ranges.len());
        let mut cells = 0;
        for &(low, high) in &band.ranges {
            starts.push(cells);
            cells += (high - low + 1) as usize;
        }
        Grid { band, starts, cells }
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// The Chinese borders that English border `i` may meet.
    pub fn row(&self, i: usize) -> std::ops::RangeInclusive<usize> {
        let (low, high) = self.band.ranges[i];
        low as usize..=high as usize
    }

    /// The number of a cell that is there.
    pub fn at(&self, i: usize, j: usize) -> usize {
        self.starts[i] + j - self.band.ranges[i].0 as usize
    }

    /// The number of a cell, if it is in the band.
    pub fn inside(&self, i: usize, j: usize) -> Option<usize> {
        let (low, high) = self.band.ranges[i];
        (low as usize <= j && j <= high as usize).then(|| self.at(i, j))
    }

    /// The cell before a bead of `n` English units that ends at border `i` and `m` Chinese at `j`,
    /// if both are in the band and the bead in one block.
    pub fn before(&self, i: usize, j: usize, n: usize, m: usize) -> Option<usize> {
        if !self.band.blocks[i].holds(i, j, n, m) {
            return None;
        }
        self.inside(i - n, j - m)
    }
}
