//! The two sides of an alignment as rows in the order of reading.

use std::collections::BTreeMap;

use crate::alignment::{Alignment, Bead};
use crate::bitext::{Bitext, Origin, Unit};

/// What stands on a row: a pair, or one unit that is in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The bead of this number.
    Pair(usize),
    /// The English unit of this number.
    En(usize),
    /// The Chinese unit of this number.
    Zh(usize),
    /// The unit in another language of this number.
    Other(usize),
}

/// Every unit once: the sides merged like a zip, with the pairs for its teeth.
///
/// Each side keeps its own order, but for units of pairs that cross. Between two pairs an
/// article's units come as they stand in it, and those of two texts in turn, by how far
/// each is into its side.
pub(super) fn rows(alignment: &Alignment<'_>) -> Vec<Row> {
    let (bitext, beads) = (alignment.bitext(), alignment.beads());
    let mut en = Side::new(bitext.en.len(), beads.iter().map(|bead| &bead.en));
    let mut zh = Side::new(bitext.zh.len(), beads.iter().map(|bead| &bead.zh));
    let mut others = Others::new(bitext);
    let mut placed = vec![false; beads.len()];
    let mut rows = std::mem::take(&mut others.first);
    loop {
        let row = match (en.head(&placed), zh.head(&placed)) {
            (None, None) => break,
            (Some(None), Some(None)) if !is_before(bitext, en.next, zh.next) => Row::Zh(zh.next),
            (Some(None), _) => Row::En(en.next),
            (_, Some(None)) => Row::Zh(zh.next),
            // The pairs cross.
            (Some(Some(_)), Some(Some(q))) if !is_before(bitext, en.next, zh.next) => Row::Pair(q),
            (Some(Some(p)), _) | (None, Some(Some(p))) => Row::Pair(p),
        };
        rows.push(row);
        match row {
            Row::Pair(p) => placed[p] = true,
            Row::En(_) => en.next += 1,
            _ => zh.next += 1,
        }
        others.follow(row, bitext, beads, &mut rows);
    }
    rows.append(&mut others.last);
    rows
}

/// One side, read from its start.
struct Side {
    /// The bead of each unit.
    beads: Vec<Option<usize>>,
    next: usize,
}

impl Side {
    fn new<'a>(len: usize, beads: impl Iterator<Item = &'a Vec<usize>>) -> Side {
        let mut side = Side { beads: vec![None; len], next: 0 };
        for (number, ids) in beads.enumerate() {
            for &i in ids {
                side.beads[i] = Some(number);
            }
        }
        side
    }

    /// The bead, if any, of the next unit that has no row yet; `None` at the end.
    fn head(&mut self, placed: &[bool]) -> Option<Option<usize>> {
        while let Some(&bead) = self.beads.get(self.next) {
            if bead.is_none_or(|number| !placed[number]) {
                return Some(bead);
            }
            self.next += 1;
        }
        None
    }
}

/// Whether English unit `i` is read before Chinese unit `j`.
fn is_before(bitext: &Bitext<'_>, i: usize, j: usize) -> bool {
    match bitext.origin {
        Origin::Article => place(&bitext.en[i]) < place(&bitext.zh[j]),
        _ => i as u128 * bitext.zh.len() as u128 <= j as u128 * bitext.en.len() as u128,
    }
}

/// Where a unit stands in an article.
fn place(unit: &Unit<'_>) -> (usize, usize) {
    (unit.order, unit.span.start)
}

/// Units in other languages.
struct Others {
    /// In front of everything.
    first: Vec<Row>,
    /// By the place of the unit that each follows.
    after: BTreeMap<(usize, usize), Vec<Row>>,
    /// Behind everything: those of two texts.
    last: Vec<Row>,
}

impl Others {
    fn new(bitext: &Bitext<'_>) -> Others {
        let mut others = Others { first: Vec::new(), after: BTreeMap::new(), last: Vec::new() };
        if bitext.origin != Origin::Article {
            others.last = (0..bitext.other.len()).map(Row::Other).collect();
            return others;
        }
        let mut places: Vec<_> = bitext.en.iter().chain(&bitext.zh).map(place).collect();
        places.sort_unstable();
        for (i, unit) in bitext.other.iter().enumerate() {
            let before = places.partition_point(|at| *at < place(unit));
            let rows = match before.checked_sub(1) {
                Some(last) => others.after.entry(places[last]).or_default(),
                None => &mut others.first,
            };
            rows.push(Row::Other(i));
        }
        others
    }

    /// Moves to `rows` those that follow the units of `row`.
    fn follow(&mut self, row: Row, bitext: &Bitext<'_>, beads: &[Bead], rows: &mut Vec<Row>) {
        if self.after.is_empty() {
            return;
        }
        let (en, zh): (&[usize], &[usize]) = match &row {
            Row::Pair(p) => (&beads[*p].en, &beads[*p].zh),
            Row::En(i) => (std::slice::from_ref(i), &[]),
            Row::Zh(j) => (&[], std::slice::from_ref(j)),
            Row::Other(_) => (&[], &[]),
        };
        let en = en.iter().map(|&i| place(&bitext.en[i]));
        let zh = zh.iter().map(|&j| place(&bitext.zh[j]));
        for at in en.chain(zh) {
            rows.extend(self.after.remove(&at).into_iter().flatten());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{Level, Reasons};

    /// The rows of an alignment as `A` for an English unit, `甲` for a Chinese one, `é` for
    /// another, `Aa甲` for a pair.
    fn told(bitext: Bitext<'_>, beads: &[(&[usize], &[usize])]) -> String {
        let bead = |&(en, zh): &(&[usize], &[usize])| Bead {
            en: en.to_vec(),
            zh: zh.to_vec(),
            score: 1.0,
            reasons: Reasons::default(),
        };
        let alignment = Alignment::new(bitext, Level::Paragraph, beads.iter().map(bead).collect());
        let pairs: Vec<String> = alignment.pairs().map(|pair| pair.en() + &pair.zh()).collect();
        let bitext = alignment.bitext();
        let told = rows(&alignment).into_iter().map(|row| match row {
            Row::Pair(p) => pairs[p].as_str(),
            Row::En(i) => bitext.en[i].text,
            Row::Zh(j) => bitext.zh[j].text,
            Row::Other(o) => bitext.other[o].text,
        });
        told.collect::<Vec<_>>().join(" ")
    }

    /// An article of one-letter segments.
    fn article(text: &str) -> Bitext<'_> {
        let mut bitext = Bitext::from_units::<&str, &str>(&[], &[]);
        bitext.origin = Origin::Article;
        for (order, (at, c)) in text.char_indices().enumerate() {
            let span = crate::Span::new(at, at + c.len_utf8());
            let side = match c {
                'A'..='Z' => &mut bitext.en,
                'é' => &mut bitext.other,
                _ => &mut bitext.zh,
            };
            let (text, kind) = (span.of(text), crate::Kind::Prose);
            side.push(Unit { text, span, order, paragraph: side.len(), goes_on: false, kind, variant: None });
        }
        bitext
    }

    #[test]
    fn an_article_is_read_in_its_order() {
        assert_eq!(told(article("A甲BC乙丙"), &[(&[0], &[0]), (&[2], &[1])]), "A甲 B C乙 丙");
        assert_eq!(told(article("甲AB乙C"), &[(&[0], &[0]), (&[1], &[1])]), "A甲 B乙 C");
        assert_eq!(told(article("乙A甲"), &[]), "乙 A 甲");
        assert_eq!(told(article(""), &[]), "");
    }

    #[test]
    fn a_block_of_either_language_is_zipped() {
        let beads: &[(&[usize], &[usize])] = &[(&[0], &[0]), (&[3], &[2])];
        assert_eq!(told(article("ABCD甲乙丙丁"), beads), "A甲 B C 乙 D丙 丁");
    }

    #[test]
    fn another_language_stays_where_it_stands() {
        let beads: &[(&[usize], &[usize])] = &[(&[0], &[0]), (&[1], &[1])];
        assert_eq!(told(article("éAé甲B乙é"), beads), "é A甲 é B乙 é");
        assert_eq!(told(article("ABé甲乙"), beads), "A甲 B乙 é");
        assert_eq!(told(article("é"), &[]), "é");
    }

    #[test]
    fn crossing_and_torn_pairs_take_each_unit_once() {
        assert_eq!(told(article("AB甲乙"), &[(&[0], &[1]), (&[1], &[0])]), "A乙 B甲");
        assert_eq!(told(article("ABC甲"), &[(&[0, 2], &[0])]), "A C甲 B");
    }

    #[test]
    fn two_texts_come_in_turn() {
        let bitext = Bitext::from_units(&["A", "B", "C", "D"], &["甲", "乙"]);
        assert_eq!(told(bitext.clone(), &[]), "A 甲 B C 乙 D");
        assert_eq!(told(bitext, &[(&[3], &[0])]), "A B C D甲 乙");
    }
}
