//! Numbers in rows: the units that each token is in, the tokens that each token makes.

use std::ops::Range;

use super::kept::Kept;

/// A column and what stands there.
pub(crate) type Cell = (u32, f32);

/// Rows of a few cells each, in place of a table that is nearly empty.
#[derive(Clone, Debug)]
pub(crate) struct Rows<T = Cell> {
    /// Where each row begins and ends.
    borders: Vec<(u32, u32)>,
    cells: Vec<T>,
}

impl<T: Copy + Default> Rows<T> {
    /// Rows from cells with the numbers of their rows, which may come in any order; those of each row
    /// stay in the order in which they come.
    pub fn of(rows: usize, all: impl Iterator<Item = (u32, T)> + Clone) -> Rows<T> {
        let mut rows = Rows::with_room(rows, all.clone().map(|(row, _)| row));
        // No `for`: chained iterators are quicker from inside.
        all.for_each(|(row, cell)| rows.add(row, cell, true));
        rows
    }

    /// Empty rows, with room for a cell each time that the number of a row is given.
    pub fn with_room(rows: usize, numbers: impl Iterator<Item = u32>) -> Rows<T> {
        let mut borders = vec![(0, 0); rows];
        numbers.for_each(|row| borders[row as usize].1 += 1);
        let mut sum = 0;
        for (start, end) in &mut borders {
            let room = *end;
            (*start, *end) = (sum, sum);
            sum += room;
        }
        Rows { borders, cells: vec![T::default(); sum as usize] }
    }

    /// Puts a cell, if it is kept, at the end of a row that has room for it: without a branch, since no
    /// processor could foretell which are.
    #[inline]
    pub fn add(&mut self, row: u32, cell: T, keep: bool) {
        let end = &mut self.borders[row as usize].1;
        self.cells[*end as usize] = cell;
        *end += u32::from(keep);
    }

    /// Rows one after the other, of what `cell` makes of items and their row, as far as it says that they
    /// are kept; there are no more than `room` of them.
    pub fn kept<'a, U: 'a>(
        rows: impl Iterator<Item = (u32, &'a [U])>,
        room: usize,
        cell: impl Fn(u32, &U) -> (T, bool),
    ) -> Rows<T> {
        let mut borders = Vec::with_capacity(rows.size_hint().0);
        let mut cells = Kept::with_room(room);
        for (number, row) in rows {
            let start = cells.len() as u32;
            cells.extend(row, |_, item| cell(number, item));
            borders.push((start, cells.len() as u32));
        }
        Rows { borders, cells: cells.into_vec() }
    }

    /// The cells of row `i`.
    pub fn row(&self, i: u32) -> &[T] {
        self.between(self.borders(i))
    }

    /// Where those of row `i` are among the cells of all rows.
    pub fn borders(&self, i: u32) -> Range<u32> {
        let (start, end) = self.borders[i as usize];
        start..end
    }

    /// The cells that are there.
    pub fn between(&self, borders: Range<u32>) -> &[T] {
        &self.cells[borders.start as usize..borders.end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_in_their_order() {
        let all = [(2, (5, 0.1)), (0, (7, 0.2)), (2, (1, 0.3)), (0, (3, 0.4))];
        let rows = Rows::of(3, all.into_iter());
        assert_eq!(rows.row(0), [(7, 0.2), (3, 0.4)]);
        assert_eq!(rows.row(1), []);
        assert_eq!(rows.row(2), [(5, 0.1), (1, 0.3)]);
        let few = Rows::kept((0..3).map(|i| (i, rows.row(i))), 4, |_, &cell| (cell, cell.0 > 4));
        assert_eq!((few.row(0), few.row(1), few.row(2)), (&[(7, 0.2)][..], &[][..], &[(5, 0.1)][..]));
    }
}
