//! The quick search finds what the search of the whole table finds.

#[allow(dead_code, reason = "this test needs bitexts of units alone")]
#[path = "../benches/documents/mod.rs"]
mod documents;
#[allow(dead_code, reason = "this test needs no gold")]
mod support;

use bitext::{Aligner, Bead, Config};
use documents::made::{Made, bitext};
use support::Text;

fn exact() -> Aligner {
    Aligner::builder().config(Config { exact: true, ..Config::default() }).build()
}

/// Units of both sides, without scores, which differ in their last digits.
fn units(beads: &[Bead]) -> Vec<(Vec<usize>, Vec<usize>)> {
    beads.iter().map(|bead| (bead.en.clone(), bead.zh.clone())).collect()
}

#[test]
fn articles_are_aligned_the_same() {
    for name in support::names() {
        let article = support::load(&name).unwrap();
        let [quick, exact] = [Aligner::new(), exact()].map(|aligner| match &article.text {
            Text::Mixed(text) => aligner.align(text),
            Text::Pair { en, zh } => aligner.align_pair(en, zh),
        });
        assert_eq!(units(quick.beads()), units(exact.beads()), "{name}");
        let sentences = [Aligner::new().align_sentences(&quick), self::exact().align_sentences(&exact)];
        assert_eq!(units(sentences[0].beads()), units(sentences[1].beads()), "{name}, sentences");
    }
}

/// Of the beads that the search of the whole table finds, the share that the quick one finds too.
fn share_found(quick: &[Bead], exact: &[Bead]) -> f64 {
    let (quick, exact) = (units(quick), units(exact));
    let same = exact.iter().filter(|bead| quick.contains(bead)).count();
    same as f64 / exact.len() as f64
}

fn share_of_bitext(made: &Made) -> f64 {
    let [quick, exact] =
        [Aligner::new(), exact()].map(|aligner| aligner.align_units(&made.english, &made.chinese));
    share_found(quick.beads(), exact.beads())
}

#[test]
fn a_long_page_is_aligned_the_same() {
    let page = documents::page(300_000, 4);
    let share = share_found(Aligner::new().align(&page).beads(), exact().align(&page).beads());
    assert!(share >= 0.999, "{share}");
}

#[test]
fn bitexts_are_aligned_the_same() {
    for seed in [1, 2] {
        let share = share_of_bitext(&bitext(400, seed));
        assert!(share >= 0.999, "seed {seed}: {share}");
    }
}

#[test]
fn a_long_bitext_is_aligned_the_same() {
    let share = share_of_bitext(&bitext(1_500, 3));
    assert!(share >= 0.999, "{share}");
}

/// The ladder was looked for near the diagonal, and lost where one side lacks a part. What is true is compared: where
/// half of a text has no counterpart, a search of the whole table finds another ladder there, and a worse one.
#[test]
fn a_bitext_that_lacks_a_part_on_one_side_is_aligned_the_same() {
    let made = bitext(900, 5);
    let [en, zh] = [made.english.len(), made.chinese.len()];
    for [english, chinese] in [[2 * en / 5..en, 0..zh], [0..3 * en / 5, 0..zh], [0..en, 0..zh / 2]] {
        let is_true = |bead: &&(Vec<usize>, Vec<usize>)| {
            let there = |units: &[usize], start: usize| units.iter().map(|unit| unit + start).collect();
            made.beads.contains(&(there(&bead.0, english.start), there(&bead.1, chinese.start)))
        };
        let [quick, exact] = [Aligner::new(), exact()].map(|aligner| {
            let (english, chinese) = (&made.english[english.clone()], &made.chinese[chinese.clone()]);
            units(aligner.align_units(english, chinese).beads())
        });
        let found: Vec<_> = exact.iter().filter(is_true).collect();
        let both = found.iter().filter(|bead| quick.contains(bead)).count();
        let of = format!("{english:?} × {chinese:?}: {both} of {}", found.len());
        assert!(found.len() > 200 && both as f64 >= 0.97 * found.len() as f64, "{of}");
        assert!(quick.iter().filter(is_true).count() >= found.len(), "{of}");
    }
}
