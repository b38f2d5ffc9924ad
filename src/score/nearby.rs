//! Links to what is near: of the links of a text, those that lead to a part of it.
//!
//! The rows of frequent words lead all over the text, and of what they name little is in any one place.
//! What is there is picked out once for a part, and then gone along for each of its units.

use crate::features::Kept;

/// Picks out of rows of links those that lead to the ids of a part of the other side, each row when it is
/// first asked for.
pub(super) struct Nearby<T> {
    /// The numbers of the ids that are in the part, from 1 on; 0 for all others.
    numbers: Vec<u32>,
    there: Vec<u32>,
    /// What has been picked out.
    found: Kept<T>,
    /// By row, where that begins and ends; at 0 if it is nothing or was not asked for.
    found_of: Vec<(u32, u32)>,
    /// The rows that were.
    asked: Vec<u32>,
}

impl<T: Copy + Default> Nearby<T> {
    /// For so many rows that lead to so many ids; the part at hand has none of them.
    pub fn new(rows: usize, ids: usize) -> Nearby<T> {
        Nearby {
            numbers: vec![0; ids],
            there: Vec::new(),
            found: Kept::default(),
            found_of: vec![(0, 0); rows],
            asked: Vec::new(),
        }
    }

    /// Turns to another part, with these ids.
    pub fn turn_to(&mut self, ids: impl Iterator<Item = u32>) {
        self.there.drain(..).for_each(|id| self.numbers[id as usize] = 0);
        for id in ids {
            let number = &mut self.numbers[id as usize];
            if *number == 0 {
                self.there.push(id);
                *number = self.there.len() as u32;
            }
        }
        self.asked.drain(..).for_each(|row| self.found_of[row as usize] = (0, 0));
        self.found.clear();
    }

    /// How many ids the part has.
    pub fn ids(&self) -> usize {
        self.there.len()
    }

    /// The numbers of the ids in the part, from 1 on, by id; 0 for those that are not in it.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Of row `number`, which has these links, those that lead to the part. `link` is told the numbers,
    /// and says what becomes of a link and whether it does.
    pub fn row(&mut self, number: u32, links: &[T], link: impl Fn(&T, &[u32]) -> (T, bool)) -> &[T] {
        if self.found_of[number as usize].1 == 0 {
            let (start, numbers) = (self.found.len(), &self.numbers[..]);
            self.found.extend(links, |_, one| link(one, numbers));
            self.found_of[number as usize] = (start as u32, self.found.len() as u32);
            self.asked.push(number);
        }
        let (start, end) = self.found_of[number as usize];
        &self.found.as_slice()[start as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_leads_to_a_part_is_picked_out_in_its_order(
            rows in prop::collection::vec(prop::collection::vec(0u32..20, 0..12), 5),
            parts in prop::collection::vec(prop::collection::vec(0u32..20, 0..9), 1..4),
            asked in prop::collection::vec(0u32..5, 0..12),
        ) {
            let mut nearby: Nearby<(u32, u32)> = Nearby::new(rows.len(), 20);
            for part in parts {
                nearby.turn_to(part.iter().copied());
                prop_assert!(part.iter().all(|&id| (1..=nearby.ids() as u32).contains(&nearby.numbers()[id as usize])));
                for &row in &asked {
                    let links: Vec<(u32, u32)> = rows[row as usize].iter().map(|&id| (id, 0)).collect();
                    let found: Vec<u32> = nearby
                        .row(row, &links, |&(id, _), numbers| {
                            let number = numbers[id as usize];
                            ((id, number), number > 0)
                        })
                        .iter()
                        .map(|link| link.0)
                        .collect();
                    let expected: Vec<u32> = rows[row as usize].iter().copied().filter(|id| part.contains(id)).collect();
                    prop_assert_eq!(found, expected);
                }
            }
        }
    }
}
