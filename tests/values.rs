//! Numbers and dates: the cases under `tests/values`, and the laws of mentions.

#[path = "support/growth.rs"]
mod growth;

use bitext::text::{Mention, mentions};
use bitext::{Lang, Span};
use proptest::prelude::*;

fn found(text: &str, lang: Lang) -> Vec<Mention> {
    let mut out = Vec::new();
    mentions(text, lang, &mut out);
    out
}

fn written(found: &[Mention]) -> String {
    let words: Vec<String> =
        found.iter().map(|m| format!("{}{}", m.value, if m.weak { "?" } else { "" })).collect();
    words.join(" ")
}

fn rows(cases: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    cases
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').expect("two columns"))
}

fn check(cases: &'static str, lang: Lang) {
    let wrong: Vec<String> = rows(cases)
        .map(|(text, expected)| (text, expected, written(&found(text, lang))))
        .filter(|(_, expected, got)| expected != got)
        .map(|(text, expected, got)| format!("{text}\n  expected: {expected}\n  found:    {got}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn english() {
    check(include_str!("values/english.tsv"), Lang::En);
}

#[test]
fn chinese() {
    check(include_str!("values/chinese.tsv"), Lang::Zh);
}

#[test]
fn translations_have_equal_values() {
    for (english, chinese) in rows(include_str!("values/pairs.tsv")) {
        let sorted = |text, lang| {
            let mut values: Vec<_> = found(text, lang).iter().map(|m| m.value).collect();
            values.sort();
            values
        };
        assert_eq!(sorted(english, Lang::En), sorted(chinese, Lang::Zh), "{english}\n{chinese}");
    }
}

#[test]
fn other_languages_have_none() {
    assert!(found("3 ans, le 5 mai", Lang::Other).is_empty());
}

#[test]
fn long_rows_take_linear_time() {
    for unit in [
        " .5",
        "1914-18",
        "Mon, ",
        "①",
        "10^",
        "3 × 10⁵ ",
        "9",
        "十",
        "零",
        "一",
        "万",
        "十亿",
        "hundred ",
        "twenty-",
        "tens of ",
        "三分之",
        "1.",
        "12:",
        "五 ",
    ] {
        for lang in [Lang::En, Lang::Zh] {
            growth::check(unit, 50_000, |n| drop(found(&unit.repeat(n), lang)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A number that is cut short has its first numeral at least.
    #[test]
    fn any_row_of_numerals_comes_to_an_end(
        text in "[〇零○一五廿卅两壹伍拾佰十百千万亿15５点多几数第半年月分又之成个 ]{0,12}"
    ) {
        for mention in found(&text, Lang::Zh) {
            prop_assert!(!mention.span.of(&text).is_empty(), "{:?} in {text:?}", mention);
        }
    }
}

proptest! {
    #[test]
    fn spans_lie_in_order_on_character_borders(
        text in r"([0-9０-９〇零○一二两三十廿卅拾佰百千万亿半几数第周月点时分年个，,.:/%\- ]|\PC|one |hundred |May |half |5th |the )*"
    ) {
        for lang in [Lang::En, Lang::Zh] {
            let mut last = Span::default();
            for mention in found(&text, lang) {
                prop_assert!(!mention.span.of(&text).is_empty());
                // The two ends of a range such as 五六个 share one span.
                let apart = mention.span == last || mention.span.start >= last.end;
                prop_assert!(apart, "{:?} in {text:?}", mention);
                last = mention.span;
            }
        }
    }
}
