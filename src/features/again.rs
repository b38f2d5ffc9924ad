//! What a page says again: the refrain of a song, a notice under each of its parts.

use rustc_hash::FxHashSet;

use super::Side;
use crate::hanzi::is_usual_han;
use crate::text::clause;

impl Side {
    /// Counts the document's own tokens again, given the texts of the units, each clause once: that a
    /// line comes back makes its words no likelier in other lines. For a page, where one line more or
    /// less is a difference.
    pub fn count_clauses_once(&mut self, texts: &[&str]) {
        let is_letter = |c: char| is_usual_han(c) || c.is_alphanumeric();
        let mut own = vec![0.0; self.ids()];
        // A clause is seldom shorter than this: room is made once.
        let clauses = texts.iter().map(|text| text.len() / 24 + 1).sum();
        let mut seen = FxHashSet::with_capacity_and_hasher(clauses, Default::default());
        // Where each clause of a unit ends, 0 to 1, and whether it is new.
        let mut clauses: Vec<(f32, bool)> = Vec::new();
        for (unit, text) in texts.iter().enumerate() {
            clauses.clear();
            let mut start = 0;
            while start < text.len() {
                let end = start + clause::first(&text.as_bytes()[start..]);
                let said = text[start..end].trim_matches(|c| !is_letter(c));
                clauses.push((end as f32 / text.len() as f32, seen.insert(said)));
                start = end;
            }
            if clauses.iter().all(|&(_, new)| new) {
                self.unit(unit).iter().for_each(|&(id, n)| own[id as usize] += n);
                continue;
            }
            for &(id, n, place) in self.sequence(unit) {
                let clause = clauses.partition_point(|&(end, _)| end <= place);
                if clauses.get(clause).is_none_or(|&(_, new)| new) {
                    own[id as usize] += n;
                }
            }
        }
        self.set_own(own);
    }
}
