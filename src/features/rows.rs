//! Numbers in rows: the units that each token is in, the tokens that each token makes.

use std::ops::Range;

use super::kept::Kept;

/// A column and what stands there.
pub(crate) type Cell = (u32, f32);

/// Rows of a few cells each, in place of a table that is nearly empty.
#[derive(Clone, Debug)]
pub(crate) struct Rows<T = Cell> {
    starts: Vec<u32>,
    cells: Vec<T>,
}

impl<T: Copy + Default> Rows<T> {
    /// Rows from cells with the numbers of their rows, which may come in any order; those of each row
    /// stay in the order in which they come.
    pub fn of(rows: usize, all: impl Iterator<Item = (u32, T)> + Clone) -> Rows<T> {
        let mut starts = vec![0u32; rows + 1];
        all.clone().for_each(|(row, _)| starts[row as usize + 1] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut cells = vec![T::default(); sum as usize];
        // No `for`: chained iterators are quicker from inside.
        all.for_each(|(row, cell)| {
            let next = &mut next[row as usize];
            cells[*next as usize] = cell;
            *next += 1;
        });
        Rows { starts, cells }
    }

    /// Rows one after the other, of what `cell` makes of items and their row, as far as it says that they
    /// are kept; there are no more than `room` of them.
    pub fn kept<'a, U: 'a>(
        rows: impl Iterator<Item = (u32, &'a [U])>,
        room: usize,
        cell: impl Fn(u32, &U) -> (T, bool),
    ) -> Rows<T> {
        let mut starts = Vec::with_capacity(rows.size_hint().0 + 1);
        let mut cells = Kept::with_room(room);
        starts.push(0);
        for (number, row) in rows {
            cells.extend(row, |_, item| cell(number, item));
            starts.push(cells.len() as u32);
        }
        Rows { starts, cells: cells.into_vec() }
    }

    /// The cells of row `i`.
    pub fn row(&self, i: u32) -> &[T] {
        self.between(self.borders(i))
    }

    /// Where those of row `i` are among the cells of all rows.
    pub fn borders(&self, i: u32) -> Range<u32> {
        self.starts[i as usize]..self.starts[i as usize + 1]
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
