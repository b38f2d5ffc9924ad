//! Documents that translate each other are found among others.

#[allow(dead_code, reason = "only the pairs of paragraphs are asked")]
mod support;

use bitext::documents::{DocumentMatch, Sketch};
use bitext::{Aligner, Lang};
use proptest::prelude::*;
use support::{load, names};

/// The English and the Chinese of the pairs of each article in `data/articles/`.
fn articles() -> Vec<(String, String)> {
    let sides = |name: &String| {
        let article = load(name).unwrap_or_else(|message| panic!("{message}"));
        let side = |lang: Lang| {
            let text = article.text.side(lang);
            let spans =
                article.gold.iter().flat_map(|pair| if lang == Lang::En { &pair.en } else { &pair.zh });
            spans.map(|span| span.of(text)).collect::<Vec<_>>().join("\n\n")
        };
        (side(Lang::En), side(Lang::Zh))
    };
    names().iter().map(sides).collect()
}

fn sketches(aligner: &Aligner, articles: &[(String, String)]) -> (Vec<Sketch>, Vec<Sketch>) {
    let en = articles.iter().map(|(en, _)| aligner.sketch_en(en)).collect();
    let zh = articles.iter().map(|(_, zh)| aligner.sketch_zh(zh)).collect();
    (en, zh)
}

fn numbers(matches: &[DocumentMatch]) -> Vec<(usize, usize)> {
    matches.iter().map(|found| (found.en, found.zh)).collect()
}

#[test]
fn every_article_finds_its_translation() {
    let aligner = Aligner::new();
    let (en, mut zh) = sketches(&aligner, &articles());
    zh.rotate_left(5);
    let found = aligner.match_documents(&en, &zh);
    let expected: Vec<_> = (0..en.len()).map(|k| (k, (k + en.len() - 5) % en.len())).collect();
    assert_eq!(numbers(&found), expected);
    assert!(found.iter().all(|found| found.score > 0.9), "{found:?}");
}

#[test]
fn what_has_no_translation_stays_alone() {
    let aligner = Aligner::new();
    let (en, zh) = sketches(&aligner, &articles());
    let half = en.len() / 2;
    assert!(half > 5);
    assert_eq!(numbers(&aligner.match_documents(&en[..half], &zh[half..])), []);
    assert_eq!(numbers(&aligner.match_documents(&en[..1], &zh[1..2])), []);
    let found = aligner.match_documents(&en[..half + 3], &zh[half..]);
    assert_eq!(numbers(&found), [(half, 0), (half + 1, 1), (half + 2, 2)]);
}

#[test]
fn numbers_and_names_find_what_words_do_not() {
    let report = |year: u16, model: &str| {
        let (en, zh) = (
            format!("In {year} we sold {}7 {model} ships.", year - 900),
            format!("{year}年我们卖出{}7艘{model}船。", year - 900),
        );
        (en, zh)
    };
    let reports: Vec<_> = [(1987, "Corvina"), (1993, "Tessaly"), (2004, "Orlune"), (2011, "Brask")]
        .map(|(y, m)| report(y, m))
        .into();
    let aligner = Aligner::new();
    let (en, mut zh) = sketches(&aligner, &reports);
    zh.reverse();
    assert_eq!(numbers(&aligner.match_documents(&en, &zh)), [(0, 3), (1, 2), (2, 1), (3, 0)]);
}

#[test]
fn a_name_does_not_outweigh_what_is_said() {
    let aligner = Aligner::new();
    let (en, zh) = sketches(&aligner, &articles());
    // Chapters that are numbered otherwise in the translation.
    let named = |sketches: &[Sketch], first: usize| -> Vec<Sketch> {
        (first..).zip(sketches).map(|(k, sketch)| sketch.clone().named(&format!("chapter {k}"))).collect()
    };
    let found = aligner.match_documents(&named(&en, 1), &named(&zh, 2));
    assert!(found.iter().all(|found| found.en == found.zh) && found.len() == en.len(), "{found:?}");
}

/// Recipes of a few words that all of them use: each word is in a tenth of them and more.
fn recipes(count: usize) -> Vec<(String, String)> {
    let things = [
        ("rice", "米饭"),
        ("eggs", "鸡蛋"),
        ("tofu", "豆腐"),
        ("ginger", "姜"),
        ("fish", "鱼"),
        ("potatoes", "土豆"),
        ("honey", "蜂蜜"),
        ("cabbage", "白菜"),
        ("mushrooms", "蘑菇"),
        ("peanuts", "花生"),
        ("onions", "洋葱"),
        ("beef", "牛肉"),
    ];
    let recipe = |mut k: usize| {
        let (mut en, mut zh) = ("You need".to_owned(), "需要".to_owned());
        for _ in 0..5 {
            let (english, chinese) = things[k % 12];
            (en, zh) = (en + " " + english + ",", zh + chinese + "、");
            k = k / 12 + 7 * (k % 12) + 5;
        }
        (en + " and patience.", zh + "还有耐心。")
    };
    (0..count).map(|k| recipe(k * 97)).collect()
}

#[test]
fn many_documents_of_the_same_words_are_matched() {
    let aligner = Aligner::new();
    let (en, zh) = sketches(&aligner, &recipes(260));
    let found = aligner.match_documents(&en, &zh);
    // Some are nearly the same.
    let right = found.iter().filter(|found| found.en == found.zh).count();
    assert!(right > 200 && 10 * right > 9 * found.len(), "{right} of {}", found.len());
}

#[test]
fn copies_are_no_rivals() {
    let aligner = Aligner::new();
    let (en, zh) = sketches(&aligner, &articles());
    let (mut en_copies, mut zh_copies) = (vec![en[0].clone(); 7], vec![zh[0].clone(); 7]);
    en_copies.extend_from_slice(&en[1..]);
    zh_copies.extend_from_slice(&zh[1..]);
    let found = aligner.match_documents(&en_copies, &zh_copies);
    assert!(found.iter().all(|found| found.en == found.zh && found.score > 0.9), "{found:?}");
    assert_eq!(found.len(), en_copies.len());
}

#[test]
fn nothing_is_matched_with_nothing() {
    let aligner = Aligner::new();
    let empty = || vec![aligner.sketch_en("").named("a"), aligner.sketch_en("\u{0}\n\n…").named("b")];
    assert!(empty()[0].is_empty());
    let text = aligner.sketch_zh("水壶放在炉子上。").named("a");
    assert_eq!(numbers(&aligner.match_documents(&empty(), &[text.clone(), Sketch::default()])), []);
    assert_eq!(numbers(&aligner.match_documents(&[], &[text])), []);
    assert_eq!(numbers(&aligner.match_documents(&empty(), &[])), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Any texts give matches of which each document is in one at most.
    #[test]
    fn a_document_is_in_one_match(
        english in prop::collection::vec(".{0,60}|[a-z ]{0,60}|[0-9 ,.]{0,9}", 0..8),
        chinese in prop::collection::vec(".{0,60}|[一-龥，。]{0,30}|[0-9 ,.]{0,9}", 0..8),
    ) {
        let aligner = Aligner::new();
        let en: Vec<_> = english.iter().map(|text| aligner.sketch_en(text).named(text)).collect();
        let zh: Vec<_> = chinese.iter().map(|text| aligner.sketch_zh(text).named(text)).collect();
        let found = aligner.match_documents(&en, &zh);
        let mut seen: Vec<usize> = found.iter().map(|found| found.zh).collect();
        seen.sort_unstable();
        prop_assert!(seen.windows(2).all(|two| two[0] < two[1]));
        prop_assert!(found.windows(2).all(|two| two[0].en < two[1].en));
        prop_assert!(found.iter().all(|found| found.en < en.len() && found.zh < zh.len()));
        prop_assert!(found.iter().all(|found| (0.5..=1.0).contains(&found.score)));
    }

    /// The order in which documents come says nothing.
    #[test]
    fn order_says_nothing(order in Just((0..articles().len()).collect::<Vec<_>>()).prop_shuffle(), some in 2..12usize) {
        let aligner = Aligner::new();
        let (en, zh) = sketches(&aligner, &articles());
        let zh_shuffled: Vec<_> = order.iter().map(|&k| zh[k].clone()).collect();
        let straight = aligner.match_documents(&en[..some], &zh);
        let mut shuffled = aligner.match_documents(&en[..some], &zh_shuffled);
        shuffled.iter_mut().for_each(|found| found.zh = order[found.zh]);
        prop_assert_eq!(numbers(&straight), numbers(&shuffled));
    }
}
