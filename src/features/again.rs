//! What a page says again: the refrain of a song, a notice under each of its parts.

use rustc_hash::FxHashSet;

use super::Side;

impl Side {
    /// Counts the document's own tokens again, given the texts of the units, each clause once: that a
    /// line comes back makes its words no likelier in other lines. For a page, where one line more or
    /// less is a difference.
    pub fn count_clauses_once(&mut self, texts: &[&str]) {
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
                let end = start + clause(&text.as_bytes()[start..]);
                let said = text[start..end].trim_matches(|c: char| !c.is_alphanumeric());
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

/// How many bytes of a text its first clause has, with the mark that ends it.
fn clause(text: &[u8]) -> usize {
    // Bytes and no characters, for speed: those of a mark are in no other character's place.
    let mut marks = text.iter().enumerate().filter_map(|(at, byte)| match byte {
        b',' | b'.' | b';' | b'!' | b'?' | b'\n' => Some(at + 1),
        // Of a label, not of a time or an address.
        b':' if text.get(at + 1).is_none_or(u8::is_ascii_whitespace) => Some(at + 1),
        // 、 and 。; ！ ， ： ； and ？.
        0xE3 if matches!(text[at + 1..], [0x80, 0x81 | 0x82, ..]) => Some(at + 3),
        0xEF if matches!(text[at + 1..], [0xBC, 0x81 | 0x8C | 0x9A | 0x9B | 0x9F, ..]) => Some(at + 3),
        _ => None,
    });
    marks.next().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_with_their_mark() {
        let mut text = "One, two! 一，二。三、四；五！六：七？At 7:30: 3.";
        let mut found = Vec::new();
        while !text.is_empty() {
            let (first, rest) = text.split_at(clause(text.as_bytes()));
            found.push(first);
            text = rest;
        }
        assert_eq!(
            found,
            ["One,", " two!", " 一，", "二。", "三、", "四；", "五！", "六：", "七？", "At 7:30:", " 3."]
        );
        assert_eq!(clause("二〇二六年（冬）".as_bytes()), "二〇二六年（冬）".len());
    }
}
