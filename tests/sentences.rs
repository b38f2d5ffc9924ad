//! Sentence splitting: cases a translator can write, and the laws for any text.

#[path = "support/growth.rs"]
mod growth;

use bitext::sentence::{SentenceOptions, sentences_with};
use bitext::{Lang, Span, sentences};
use proptest::prelude::*;

/// Runs the cases of a file: a line is a text with `‖` at each border.
fn check(file: &str, lang: Lang) {
    let mut wrong = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let marked = line.replace("\\n", "\n").replace("\\u{2028}", "\u{2028}");
        let expected: Vec<&str> = marked.split('‖').map(str::trim).collect();
        let text = marked.replace('‖', "");
        let found: Vec<&str> =
            sentences(&text, lang).into_iter().map(|s| s.trimmed(&text).of(&text)).collect();
        if found != expected {
            wrong.push(format!("{line}\n  found: {}", found.join("‖").replace('\n', "\\n")));
        }
    }
    assert!(wrong.is_empty(), "{} cases fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn english_cases() {
    check(include_str!("sentences/english.txt"), Lang::En);
}

#[test]
fn chinese_cases() {
    check(include_str!("sentences/chinese.txt"), Lang::Zh);
}

#[test]
fn other_languages_have_the_bounds_of_unicode() {
    for (text, count) in
        [("वह गया। वह आया।", 2), ("Il est parti. Elle reste.", 2), ("はい。行きます。", 2), ("", 0)]
    {
        assert_eq!(sentences(text, Lang::Other).len(), count, "{text}");
    }
}

#[test]
fn semicolons_are_an_option() {
    let text = "天黑了；他还没回来；灯亮着。";
    assert_eq!(sentences(text, Lang::Zh).len(), 1);
    assert_eq!(sentences_with(text, Lang::Zh, SentenceOptions::default().semicolons(true)).len(), 3);
}

/// Inputs that invite looking far ahead or back at every step.
#[test]
fn the_time_is_linear_in_the_length() {
    let patterns = [
        "a",
        "好",
        "a ",
        "-",
        "—",
        "—”",
        "。「",
        "“",
        "《好！",
        "（好。",
        "……，",
        ". ",
        "? :) ",
        "\n",
        "a\r\n",
        "a.B",
        "A. ",
        ".)",
        "\u{301})",
        "।",
        "😀",
        "\u{200B}",
        "[1",
        "'",
        "\"a.\"",
        "1. ",
        "a. b, ",
        "（笑）",
        "。（笑）",
        "end. (Laughter) ",
        ".(",
        "①",
        "。①，②",
        "一.",
        "&",
        "&a",
        "。&rdquo;",
    ];
    // Of blanks there are as many as of pieces.
    let ahead = |head: &str, n| if head == " " { head.repeat(n) } else { head.to_owned() };
    for pattern in patterns {
        for head in ["", "A. ", "好。", " "] {
            check_growth(|n| format!("{}{}", ahead(head, n), pattern.repeat(n)));
        }
    }
}

/// The same, where what is looked over is not what comes again and again.
#[test]
fn the_time_is_linear_in_the_length_of_runs() {
    // Stops of Unicode behind a letter that is not ASCII, behind which it looks for a small letter.
    for stop in ["é․", "é﹒"] {
        check_growth(|n| format!("{stop}{}{}", " ".repeat(n), "1 ".repeat(n)));
        check_growth(|n| format!("{stop}{}{}", ")".repeat(n), "1".repeat(n)));
    }
    check_growth(|n| format!("{}{}", "没有人来.1".repeat(n), " ".repeat(10 * n)));
    check_growth(|n| format!("{}好{}", " ".repeat(10 * n), "。——好".repeat(n)));
}

/// A quadratic step over four times as many pieces takes minutes.
const SIZE: usize = 1 << 14;

fn check_growth(text: impl Fn(usize) -> String) {
    for lang in [Lang::En, Lang::Zh] {
        let sample: String = text(2).chars().take(40).collect();
        growth::check(&sample, SIZE, |n| {
            let text = text(n);
            assert_eq!(sentences(&text, lang).last().map(|span| span.end), Some(text.len()));
        });
    }
}

/// Pieces that the rules look at, so that random texts meet the rules.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Mr.",
        "word",
        "I",
        "U.S.",
        "e.g.",
        "No",
        "3.5",
        "12",
        ".",
        "...",
        ". . .",
        "?",
        "!",
        "。",
        "！",
        "？",
        "……",
        "——",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "「",
        "」",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "[12]",
        "（笑）",
        "(Laughter)",
        "①",
        "②",
        "一",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\u{2028}",
        "\u{3000}",
        "\u{200B}",
        "好",
        "他说",
        "的",
        "等",
        "：",
        "，",
        "；",
        ";",
        ":)",
        "😀",
        "é",
        "한국어",
        "।",
        "\u{301}",
        "—",
        "&rdquo;",
        "&quot;",
        "&#8220;",
        "&nbsp;",
    ]);
    prop_oneof![
        3 => prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn lang() -> impl Strategy<Value = Lang> {
    prop::sample::select(vec![Lang::En, Lang::Zh, Lang::Other])
}

proptest! {
    // A failing case belongs into a file of cases, with a name.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sentences_tile_the_text(text in text(), lang in lang(), semicolons: bool) {
        let mut end = 0;
        for span in sentences_with(&text, lang, SentenceOptions::default().semicolons(semicolons)) {
            prop_assert_eq!(span.start, end);
            prop_assert!(span.end > span.start);
            prop_assert!(text.is_char_boundary(span.end));
            end = span.end;
        }
        prop_assert_eq!(end, text.len());
    }

    #[test]
    fn blanks_between_sentences_belong_to_the_first(text in text(), lang in lang()) {
        for span in sentences(&text, lang).into_iter().skip(1) {
            prop_assert_eq!(Span::new(span.start, span.trimmed(&text).start).len(), 0);
        }
    }

    #[test]
    fn a_paragraph_that_follows_changes_nothing(text in text(), lang in lang()) {
        let text = format!("A{text}");
        let alone = sentences(&text, lang);
        let followed = format!("{text}\n\nX");
        let kept: Vec<Span> = sentences(&followed, lang);
        prop_assert!(kept.len() <= alone.len() + 1);
        for (a, b) in alone.iter().zip(&kept) {
            prop_assert_eq!(a.trimmed(&text).range(), b.trimmed(&followed).range());
        }
    }
}
