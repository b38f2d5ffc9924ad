//! Links between the ids of both sides, in rows.

/// A link from a token of one side to one of the other, with its probability.
pub(crate) type Link = (u32, f32);

/// Links in rows, in each of them by rising id.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    starts: Vec<u32>,
    links: Vec<Link>,
}

impl Links {
    /// The links of id `i`.
    pub fn row(&self, i: u32) -> &[Link] {
        &self.links[self.starts[i as usize] as usize..self.starts[i as usize + 1] as usize]
    }

    /// The probability of the links between two ids; 0 if there is none.
    pub fn of_couple(&self, row: u32, id: u32) -> f32 {
        let row = self.row(row);
        let first = row.partition_point(|link| link.0 < id);
        row[first..].iter().take_while(|link| link.0 == id).map(|link| link.1).sum()
    }

    /// Adds a row of links in any order.
    pub fn push_row(&mut self, links: impl Iterator<Item = Link>) {
        let start = self.links.len();
        self.links.extend(links);
        let row = &mut self.links[start..];
        if !row.is_sorted_by_key(|link| link.0) {
            row.sort_unstable_by_key(|link| link.0);
        }
        self.starts.push(self.links.len() as u32);
    }

    /// Rows from triples (row, column, probability), in any order.
    pub fn of(rows: usize, triples: impl Iterator<Item = (u32, u32, f32)> + Clone) -> Links {
        let mut starts = vec![0u32; rows + 1];
        for (r, _, _) in triples.clone() {
            starts[r as usize + 1] += 1;
        }
        for i in 0..rows {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut links = vec![(0, 0.0); starts[rows] as usize];
        for (r, c, p) in triples {
            links[next[r as usize] as usize] = (c, p);
            next[r as usize] += 1;
        }
        Links { starts, links }
    }
}

impl Default for Links {
    fn default() -> Links {
        Links { starts: vec![0], links: Vec::new() }
    }
}
