//! The types of beads that a search looks at.

/// Longest run of units on either side of a bead.
pub(crate) const MAX_RUN: usize = 8;

/// All types, those of fewer units first.
const TYPES: [(u8, u8); 30] = [
    (1, 1),
    (2, 1),
    (1, 2),
    (3, 1),
    (1, 3),
    (2, 2),
    (4, 1),
    (1, 4),
    (3, 2),
    (2, 3),
    (5, 1),
    (1, 5),
    (4, 2),
    (2, 4),
    (3, 3),
    (6, 1),
    (1, 6),
    (5, 2),
    (2, 5),
    (4, 3),
    (3, 4),
    (7, 1),
    (1, 7),
    (6, 2),
    (2, 6),
    (5, 3),
    (3, 5),
    (4, 4),
    (8, 1),
    (1, 8),
];

/// The types of up to five units, and those of one unit to any number if `one_to_many`: `N` of them.
const fn some<const N: usize>(one_to_many: bool) -> [(u8, u8); N] {
    let mut out = [(0, 0); N];
    let (mut from, mut to) = (0, 0);
    while from < TYPES.len() {
        let (n, m) = TYPES[from];
        if n + m <= 5 || one_to_many && (n == 1 || m == 1) {
            out[to] = TYPES[from];
            to += 1;
        }
        from += 1;
    }
    assert!(to == N);
    out
}

/// A list of bead types (English units, Chinese units).
#[derive(Debug)]
pub(crate) struct Shapes {
    types: &'static [(u8, u8)],
    run: usize,
}

impl Shapes {
    /// All that occur: up to eight units to one, and groups of up to eight.
    pub const ALL: Shapes = Shapes { types: &TYPES, run: MAX_RUN };

    /// Of paragraphs, which are large: one of them to several, seldom two to two or three.
    pub const PARAGRAPHS: Shapes = Shapes { types: &some::<18>(true), run: MAX_RUN };

    /// Of a first search over paragraphs, which shows where a page puts its translations.
    pub const SINGLE: Shapes = Shapes { types: &[(1, 1)], run: 1 };

    /// Those of a first search: the others it takes for neighbours of these, and of nulls.
    pub const FEW: Shapes = Shapes { types: &some::<10>(false), run: 4 };

    /// The longest run on either side.
    pub fn run(&self) -> usize {
        self.run
    }

    /// The types, small ones first.
    pub fn types(&self) -> impl Iterator<Item = (usize, usize)> {
        self.types.iter().map(|&(n, m)| (usize::from(n), usize::from(m)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_a_first_search_come_first() {
        // A net knows types by their numbers among all.
        assert!(Shapes::ALL.types().zip(Shapes::FEW.types()).all(|(all, few)| all == few));
    }

    #[test]
    fn no_type_is_longer_than_a_run() {
        for shapes in [&Shapes::ALL, &Shapes::PARAGRAPHS, &Shapes::FEW] {
            assert!(shapes.types().all(|(n, m)| n.max(m) <= shapes.run() && n > 0 && m > 0));
            assert!(shapes.run() <= MAX_RUN);
        }
    }
}
