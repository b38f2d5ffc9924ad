//! Word links: the cases of `tests/links/pairs.txt`, and what holds for any two texts.

#[path = "support/growth.rs"]
mod growth;

use bitext::{Aligner, Lexicon, WordLink};
use proptest::prelude::*;

/// A block of the file.
struct Case {
    english: &'static str,
    chinese: &'static str,
    links: Vec<(&'static str, &'static str)>,
    none: Vec<&'static str>,
}

fn cases() -> Vec<Case> {
    let blocks = include_str!("links/pairs.txt").split("\n\n").map(|block| {
        let mut lines = block.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let first = lines.next()?;
        let mut case = Case {
            english: first,
            chinese: lines.next().expect("a Chinese line"),
            links: vec![],
            none: vec![],
        };
        for line in lines {
            match line.strip_prefix("! ") {
                Some(word) => case.none.push(word),
                None => case.links.push(line.split_once(" = ").expect("English = Chinese")),
            }
        }
        Some(case)
    });
    blocks.flatten().collect()
}

fn written<'a>(links: &[WordLink], english: &'a str, chinese: &'a str) -> Vec<(&'a str, &'a str)> {
    links.iter().map(|link| (link.en.of(english), link.zh.of(chinese))).collect()
}

#[test]
fn links_are_those_of_a_translator() {
    let aligner = Aligner::new();
    let mut wrong = String::new();
    assert!(cases().len() > 8);
    for Case { english, chinese, links, none } in cases() {
        let found = written(&aligner.links_between(english, chinese), english, chinese);
        let missing = links
            .iter()
            .filter(|(e, z)| !z.split(" / ").any(|z| found.contains(&(*e, z))))
            .map(|(e, z)| format!("no {e} = {z}"));
        let linked = none
            .iter()
            .filter(|word| found.iter().any(|(e, _)| e == *word))
            .map(|e| format!("{e} is linked"));
        for fault in missing.chain(linked) {
            wrong.push_str(&format!("\n{english}\n{chinese}\n  {fault}\n  {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_lexicon_links_phrases() {
    let lexicon: Lexicon = [("Old Jessamy", "雪里红"), ("Jessamy", "铜锣")].into_iter().collect();
    let aligner = Aligner::builder().lexicon(lexicon).build();
    let (english, chinese) = ("We sold ten Old Jessamys.", "我们卖了十个雪裡紅。");
    let found = written(&aligner.links_between(english, chinese), english, chinese);
    assert!(found.contains(&("Old Jessamys", "雪裡紅")), "{found:?}");
}

/// The spans of a pair's links are offsets into what the pair's own spans are offsets into.
#[test]
fn links_of_a_pair_are_places_in_the_article() {
    let text = "Nothing.\n\nThe cinema opened. Rain fell.\n\n电影院开张了。下雨了。\n";
    let aligner = Aligner::new();
    let sentences = aligner.align_sentences(&aligner.align(text));
    let mut words = Vec::new();
    for pair in sentences.pairs() {
        for link in aligner.links(&pair) {
            assert!(pair.bead().en.contains(&link.en_unit) && pair.bead().zh.contains(&link.zh_unit));
            let unit = &sentences.bitext().zh[link.zh_unit];
            assert!(unit.span.start <= link.zh.start && link.zh.end <= unit.span.end);
            words.push((link.en.of(text), link.zh.of(text)));
        }
    }
    assert!(words.contains(&("cinema", "电影院")) && words.iter().any(|w| w.0 == "Rain"), "{words:?}");
}

#[test]
fn long_texts_take_linear_time() {
    let aligner = Aligner::new();
    for (english, chinese) in [
        ("the ", "的"),
        ("cinema ", "电影院"),
        ("5 ", "5。"),
        ("Xi Jia ", "细甲"),
        ("Qingyang Xiaoming ", "清扬。小明。"),
        ("CEO ", "CEO，"),
    ] {
        growth::check(english, 5_000, |n| {
            let links = aligner.links_between(&english.repeat(n), &chinese.repeat(n));
            assert!(links.len() <= 3 * n);
        });
    }
}

/// One run of unknown names, no two of them the same.
#[test]
fn links_of_a_long_pair_take_linear_time() {
    let syllables =
        [("ba", "巴"), ("de", "德"), ("la", "拉"), ("mi", "米"), ("ro", "罗"), ("ta", "塔"), ("no", "诺")];
    let name = |n: usize| [1, 7, 49, 343].map(|k| syllables[n / k % 7]);
    let texts = |n| {
        let english: String = (0..n).map(|i| format!("Z{} ", name(i).map(|s| s.0).concat())).collect();
        let chinese: String = (0..n).map(|i| format!("兹{}。", name(i).map(|s| s.1).concat())).collect();
        ([english], [chinese])
    };
    let aligner = Aligner::new();
    growth::check("names in one unit", 500, |n| {
        let (english, chinese) = texts(n);
        let alignment = aligner.align_units(&english, &chinese);
        assert!(alignment.pairs().all(|pair| !aligner.links(&pair).is_empty()));
    });
    growth::check("links of names", 500, |n| {
        let ([english], [chinese]) = texts(n);
        assert!(!aligner.links_between(&english, &chinese).is_empty());
    });
}

proptest! {
    #[test]
    fn links_lie_in_the_texts_and_do_not_overlap(
        english in r"(\PC|[a-zA-Z ’'.,0-9]|cinema |one |May |Wang |Helsinki's |IBM |the |电)*",
        chinese in r"(\PC|[的了是在一二三五月，。0-9]|电影院|王|赫尔辛基|IBM|一个|the )*",
    ) {
        let aligner = Aligner::new();
        let links = aligner.links_between(&english, &chinese);
        for (text, spans) in [
            (&english, links.iter().map(|l| l.en).collect::<Vec<_>>()),
            (&chinese, links.iter().map(|l| l.zh).collect()),
        ] {
            let mut sorted = spans.clone();
            sorted.sort();
            for span in &sorted {
                prop_assert!(!span.of(text).is_empty());
            }
            prop_assert!(sorted.windows(2).all(|w| w[0].end <= w[1].start), "{sorted:?}");
        }
        prop_assert!(links.iter().map(|l| l.en).is_sorted());
        for link in &links {
            prop_assert!(link.strength > 0.0 && link.strength <= 1.0 && (link.en_unit, link.zh_unit) == (0, 0));
        }
    }
}
