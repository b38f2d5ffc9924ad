//! Links between the ids of both sides.

use super::kept::Kept;
use super::rows::{Cell, Rows};

/// A link of an English token to a Chinese one, with its probabilities in both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Link {
    pub zh: u32,
    /// p(zh | en).
    pub zh_given_en: f32,
    /// p(en | zh).
    pub en_given_zh: f32,
}

/// Links in rows by English id.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    starts: Vec<u32>,
    links: Vec<Link>,
}

impl Links {
    /// From the borders of the rows, the first one 0, and the links in them.
    pub fn new(starts: Vec<u32>, links: Vec<Link>) -> Links {
        Links { starts, links }
    }

    /// Adds links, given with their English ids, at the ends of the rows.
    pub fn insert(&mut self, new: &mut [(u32, Link)]) {
        if new.is_empty() {
            return;
        }
        new.sort_by_key(|&(en, _)| en);
        let mut links = Vec::with_capacity(self.links.len() + new.len());
        let mut copied = 0;
        for row in new.chunk_by(|a, b| a.0 == b.0) {
            let end = self.starts[row[0].0 as usize + 1] as usize;
            links.extend_from_slice(&self.links[copied..end]);
            links.extend(row.iter().map(|&(_, link)| link));
            copied = end;
        }
        links.extend_from_slice(&self.links[copied..]);
        self.links = links;
        let mut moved = 0;
        for (en, start) in (0u32..).zip(&mut self.starts) {
            moved += new[moved..].iter().take_while(|link| link.0 < en).count();
            *start += moved as u32;
        }
    }

    /// The links that `keep` holds, which is also told the English id.
    pub fn filtered(&self, keep: impl Fn(u32, &Link) -> bool) -> Links {
        let mut starts = Vec::with_capacity(self.starts.len());
        let mut links = Kept::with_room(self.links.len());
        starts.push(0);
        for en in 0..self.rows() {
            links.extend(self.row(en), |_, link| (*link, keep(en, link)));
            starts.push(links.len() as u32);
        }
        Links { starts, links: links.into_vec() }
    }

    /// What `cell` makes of the links, which is also told their English ids, in rows by these; links of
    /// which it says no are left out.
    pub fn by_en(&self, cell: impl Fn(u32, &Link) -> (Cell, bool)) -> Rows {
        Rows::kept((0..self.rows()).map(|en| (en, self.row(en))), self.links.len(), cell)
    }

    /// The same in rows by Chinese id, of which there are `zh_ids`.
    pub fn by_zh(&self, zh_ids: usize, cell: impl Fn(u32, &Link) -> (Cell, bool)) -> Rows {
        let mut rows = Rows::with_room(zh_ids, self.links.iter().map(|link| link.zh));
        for en in 0..self.rows() {
            for link in self.row(en) {
                let (cell, keep) = cell(en, link);
                rows.add(link.zh, cell, keep);
            }
        }
        rows
    }

    /// The links that `keep` holds, which is told their English ids, with these: quick where it holds few,
    /// as it can be foretold then.
    pub fn few(&self, keep: impl Fn(u32, &Link) -> bool) -> Vec<(u32, Link)> {
        let mut few = Vec::new();
        for en in 0..self.rows() {
            few.extend(self.row(en).iter().filter(|link| keep(en, link)).map(|&link| (en, link)));
        }
        few
    }

    /// How many links there are.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// How many rows there are.
    pub fn rows(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// The links of English id `en`.
    pub fn row(&self, en: u32) -> &[Link] {
        &self.links[self.starts[en as usize] as usize..self.starts[en as usize + 1] as usize]
    }

    /// The same, to be changed.
    pub fn row_mut(&mut self, en: u32) -> &mut [Link] {
        &mut self.links[self.starts[en as usize] as usize..self.starts[en as usize + 1] as usize]
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

    fn links(all: &[(u32, u32, f32, f32)], rows: u32) -> Links {
        let (mut starts, mut links) = (vec![0], Vec::new());
        for row in 0..rows {
            let row = all.iter().filter(|link| link.0 == row);
            links.extend(row.map(|&(_, zh, zh_given_en, en_given_zh)| Link { zh, zh_given_en, en_given_zh }));
            starts.push(links.len() as u32);
        }
        Links::new(starts, links)
    }

    proptest! {
        #[test]
        fn both_directions_hold_what_is_kept(
            all in prop::collection::vec((0u32..9, 0u32..7, 0.0f32..1.0, 0.0f32..1.0), 0..40),
        ) {
            let links = links(&all, 9);
            let there = links.by_en(|_, l| ((l.zh, l.zh_given_en), l.zh != 3 && l.zh_given_en > 0.3));
            let back = links.by_zh(7, |en, l| ((en, l.en_given_zh), en != 4 && l.en_given_zh > 0.3));
            for en in 0..9 {
                let row: Vec<(u32, f32)> = all.iter().filter(|l| l.0 == en).map(|l| (l.1, l.2)).collect();
                prop_assert!(there.row(en).iter().eq(row.iter().filter(|&&(zh, p)| zh != 3 && p > 0.3)));
            }
            let mut sorted = all.clone();
            sorted.sort_by_key(|link| link.0);
            for zh in 0..7 {
                let row: Vec<(u32, f32)> = sorted.iter().filter(|l| l.1 == zh).map(|l| (l.0, l.3)).collect();
                prop_assert!(back.row(zh).iter().eq(row.iter().filter(|&&(en, q)| en != 4 && q > 0.3)));
            }
        }

        #[test]
        fn links_are_inserted_where_they_belong(
            old in prop::collection::vec((0u32..9, 0u32..7, 0.0f32..1.0, 0.0f32..1.0), 0..20),
            new in prop::collection::vec((0u32..9, 0u32..7, 0.0f32..1.0, 0.0f32..1.0), 0..20),
        ) {
            let mut found = links(&old, 9);
            let add = |&(en, zh, zh_given_en, en_given_zh): &(u32, u32, f32, f32)| {
                (en, Link { zh, zh_given_en, en_given_zh })
            };
            found.insert(&mut new.iter().map(add).collect::<Vec<_>>());
            let all: Vec<_> = old.iter().chain(&new).copied().collect();
            let expected = links(&all, 9);
            prop_assert!((0..9).all(|en| found.row(en) == expected.row(en)));
        }
    }
}
