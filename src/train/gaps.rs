//! Documents that people have aligned, as an editor would have left them who took parts out on either side.
//!
//! Those that are there leave out little, and made documents are translated more closely than books, so neither
//! tells what it costs to leave alone what has no counterpart.

use super::documents::Document;
use super::made::Chance;

/// Documents made of each.
pub(super) const VARIANTS: usize = 3;

/// The share of the beads of which one side is left out, at most; of both sides on average half of it each.
const SHARE: f64 = 0.3;
/// How often the next bead is left out as well, at most.
const GO_ON: f64 = 0.8;

/// The document without some of its units: others for each number.
pub(super) fn with_gaps(document: &Document, number: usize) -> Document {
    let mut chance = Chance::new(&format!("{} {} {number}", document.set, document.id));
    let share = SHARE * chance.next();
    let go_on = GO_ON * chance.next();
    let english = 2.0 * chance.next();
    let begin = [english, 2.0 - english].map(|side| side * share * (1.0 - go_on));
    let id = format!("{} {number}", document.id);
    let mut out = Document { set: document.set.clone(), id, ..Document::default() };
    let mut gap = [false; 2];
    let (mut i, mut j) = (0, 0);
    for &(n, m) in &document.ladder {
        for (gap, begin) in gap.iter_mut().zip(begin) {
            *gap = chance.next() < if *gap { go_on } else { begin };
        }
        let [kept_n, kept_m] = [if gap[0] { 0 } else { n }, if gap[1] { 0 } else { m }];
        out.push(document.en[i..i + kept_n].to_vec(), document.zh[j..j + kept_m].to_vec());
        (i, j) = (i + n, j + m);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_keep_the_ladder_of_what_is_left() {
        let units = |name: &str, count: usize| (0..count).map(|k| format!("{name}{k:03}")).collect();
        let shapes = [(1, 1), (2, 1), (1, 1), (1, 2), (1, 1), (0, 1), (1, 1)];
        let ladder: Vec<(usize, usize)> = shapes.into_iter().cycle().take(280).collect();
        let document = Document { en: units("e", 280), zh: units("z", 320), ladder, ..Document::default() };
        let mut nulls = 0;
        for number in 0..8 {
            let gaps = with_gaps(&document, number);
            let (n, m) = gaps.ladder.iter().fold((0, 0), |(n, m), step| (n + step.0, m + step.1));
            assert_eq!((n, m), (gaps.en.len(), gaps.zh.len()));
            assert!(gaps.en.is_sorted() && gaps.zh.is_sorted());
            assert!(gaps.en.len() > 100 && gaps.zh.len() > 100);
            nulls += gaps.ladder.iter().filter(|step| step.1 == 0).count();
            assert_eq!(gaps.zh, with_gaps(&document, number).zh);
        }
        assert!(nulls > 40, "{nulls}");
    }
}
