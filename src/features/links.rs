//! Links between the ids of both sides, in rows.

use super::kept::Kept;

/// A link from a token of one side to one of the other, with its probability.
pub(crate) type Link = (u32, f32);

/// A link in both directions: English id, Chinese id, p(zh | en), p(en | zh).
pub(crate) type Triple = (u32, u32, f32, f32);

/// Links in rows, in each of them by rising id.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    starts: Vec<u32>,
    links: Vec<Link>,
}

impl Links {
    /// Rows from triples (row, column, probability) in any order of the rows; the columns of each row
    /// must rise.
    pub fn of(rows: usize, triples: impl Iterator<Item = (u32, u32, f32)> + Clone) -> Links {
        let starts = starts(rows, triples.clone().map(|t| t.0));
        let mut next = starts.clone();
        let mut links = vec![(0, 0.0); starts[rows] as usize];
        for (r, c, p) in triples {
            links[next[r as usize] as usize] = (c, p);
            next[r as usize] += 1;
        }
        Links { starts, links }
    }

    /// Those of both directions: zh given en in rows by English id, and the reverse. The English ids
    /// of `known` rise; `more` are a few in any order.
    pub fn both(en_ids: usize, zh_ids: usize, known: &[Triple], more: &mut [Triple]) -> [Links; 2] {
        more.sort_by_key(|triple| triple.0);
        let (mut en_starts, mut zh_starts) = (vec![0u32; en_ids + 1], vec![0u32; zh_ids + 1]);
        for &(en, zh, ..) in known.iter().chain(&*more) {
            en_starts[en as usize + 1] += 1;
            zh_starts[zh as usize + 1] += 1;
        }
        add_up(&mut en_starts);
        add_up(&mut zh_starts);
        let count = known.len() + more.len();
        // Sorted by counting, first by Chinese id, then by English id; that keeps the order that it
        // finds, so the ids in the rows rise as well.
        let (mut by_zh, mut zh_given_en) = (vec![(0, 0.0); count], vec![0.0; count]);
        let mut next = zh_starts.clone();
        let mut more = more.iter().peekable();
        let mut place = |&(en, zh, p, q): &Triple| {
            let next = &mut next[zh as usize];
            by_zh[*next as usize] = (en, q);
            zh_given_en[*next as usize] = p;
            *next += 1;
        };
        for triple in known {
            while let Some(other) = more.next_if(|other| other.0 < triple.0) {
                place(other);
            }
            place(triple);
        }
        more.for_each(place);
        let mut by_en = vec![(0, 0.0); count];
        let mut next = en_starts.clone();
        for (zh, row) in (0u32..).zip(zh_starts.windows(2)) {
            let row = row[0] as usize..row[1] as usize;
            for (&(en, _), &p) in by_zh[row.clone()].iter().zip(&zh_given_en[row]) {
                let next = &mut next[en as usize];
                by_en[*next as usize] = (zh, p);
                *next += 1;
            }
        }
        [Links { starts: en_starts, links: by_en }, Links { starts: zh_starts, links: by_zh }]
    }

    fn with_capacity(rows: usize, links: usize) -> Links {
        let mut starts = Vec::with_capacity(rows);
        starts.push(0);
        Links { starts, links: Vec::with_capacity(links) }
    }

    /// The links that `keep` holds.
    pub fn filtered(&self, keep: impl Fn(&Link) -> bool) -> Links {
        let mut starts = Vec::with_capacity(self.starts.len());
        let mut links = Kept::with_room(self.links.len());
        starts.push(0);
        for row in self.starts.windows(2) {
            let row = &self.links[row[0] as usize..row[1] as usize];
            links.extend(row.iter().map(|link| (*link, keep(link))));
            starts.push(links.len() as u32);
        }
        Links { starts, links: links.into_vec() }
    }

    /// Adds links that are not there yet, given by rising row, in any order there.
    pub fn insert(&mut self, new: &[(u32, u32, f32)]) {
        let old =
            std::mem::replace(self, Links::with_capacity(self.starts.len(), self.links.len() + new.len()));
        let mut new = new.iter().peekable();
        for i in 0..old.starts.len() as u32 - 1 {
            let start = self.links.len();
            self.links.extend_from_slice(old.row(i));
            let before = self.links.len();
            while let Some(&(_, to, p)) = new.next_if(|link| link.0 == i) {
                self.links.push((to, p));
            }
            if self.links.len() > before {
                self.links[start..].sort_unstable_by_key(|link| link.0);
            }
            self.starts.push(self.links.len() as u32);
        }
    }

    /// How many links there are.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// The links of id `i`.
    pub fn row(&self, i: u32) -> &[Link] {
        &self.links[self.starts[i as usize] as usize..self.starts[i as usize + 1] as usize]
    }

    /// The same, to be changed.
    pub fn row_mut(&mut self, i: u32) -> &mut [Link] {
        &mut self.links[self.starts[i as usize] as usize..self.starts[i as usize + 1] as usize]
    }

    /// The probability of the links between two ids; 0 if there is none.
    pub fn of_couple(&self, row: u32, id: u32) -> f32 {
        let row = self.row(row);
        let first = row.partition_point(|link| link.0 < id);
        row[first..].iter().take_while(|link| link.0 == id).map(|link| link.1).sum()
    }
}

/// Where the rows begin of items in these rows.
fn starts(rows: usize, items: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0u32; rows + 1];
    items.for_each(|row| starts[row as usize + 1] += 1);
    add_up(&mut starts);
    starts
}

/// Makes each the sum of all up to it.
fn add_up(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

impl Default for Links {
    fn default() -> Links {
        Links { starts: vec![0], links: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_directions_are_in_order_and_hold_the_same(
            triples in prop::collection::btree_map((0u32..9, 0u32..7), (0.0f32..1.0, 0.0f32..1.0), 0..40),
            others in 0usize..40,
            turn in 0usize..40,
        ) {
            let mut all: Vec<Triple> = triples.iter().map(|(&(e, z), &(p, q))| (e, z, p, q)).collect();
            let turn = turn % all.len().max(1);
            all.rotate_left(turn);
            let mut known = all.split_off(others.min(all.len()));
            known.sort_by_key(|t| t.0);
            let [zh_given_en, en_given_zh] = Links::both(9, 7, &known, &mut all);
            all.extend(known);
            let by_en: Vec<Triple> = (0..9)
                .flat_map(|e| zh_given_en.row(e).iter().map(move |&(z, p)| (e, z, p)))
                .map(|(e, z, p)| (e, z, p, en_given_zh.of_couple(z, e)))
                .collect();
            all.sort_by_key(|t| (t.0, t.1));
            prop_assert_eq!(by_en, all);
            prop_assert!((0..7).all(|z| en_given_zh.row(z).is_sorted_by_key(|link| link.0)));
        }

        #[test]
        fn links_are_inserted_where_they_belong(
            old in prop::collection::btree_map((0u32..9, 0u32..7), 0.0f32..1.0, 0..20),
            new in prop::collection::btree_map((0u32..9, 0u32..7), 0.0f32..1.0, 0..20),
        ) {
            let new: Vec<(u32, u32, f32)> =
                new.iter().filter(|(key, _)| !old.contains_key(key)).map(|(&(e, z), &p)| (e, z, p)).collect();
            let mut links = Links::of(9, old.iter().map(|(&(e, z), &p)| (e, z, p)));
            links.insert(&new);
            let mut all: Vec<(u32, u32, f32)> = old.iter().map(|(&(e, z), &p)| (e, z, p)).chain(new).collect();
            all.sort_by_key(|t| (t.0, t.1));
            let found: Vec<(u32, u32, f32)> =
                (0..9).flat_map(|e| links.row(e).iter().map(move |&(z, p)| (e, z, p))).collect();
            prop_assert_eq!(found, all);
        }
    }
}
