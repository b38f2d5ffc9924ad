//! Laws of the segments of any text.

#[path = "support/growth.rs"]
mod growth;

use bitext::segment::paragraphs;
use bitext::{Aligner, Lang, Segment, Span, segments};
use proptest::prelude::*;

/// Text as pages have it: words, sentences, marks, blanks and line ends of both languages.
fn page() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The kettle is on the stove.",
        "水壶在炉子上。",
        "Anna",
        "林小满",
        "read",
        "the",
        "，",
        "、",
        "。",
        ".",
        "!",
        "“",
        "”",
        "\"",
        "(",
        ")",
        "（",
        "）",
        "「",
        "」",
        "《",
        "》",
        ":",
        "：",
        ";",
        ",",
        " ",
        "  ",
        "\t",
        "|",
        " | ",
        " / ",
        "/",
        "\u{3000}",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u{2028}",
        "\u{2029}",
        "\u{FEFF}",
        "\u{200B}",
        "\u{0}",
        "- ",
        "* ",
        "• ",
        "# ",
        "> ",
        "1. ",
        "（一）",
        "第一条 ",
        "* * *",
        "2021",
        "5",
        "3.5",
        "10:30",
        "年",
        "月",
        "Copyright",
        "©",
        "来源：",
        "By ",
        "www.",
        "a@b.c",
        "ー",
        "の",
        "カ",
        "한",
        "ж",
        "é",
        "😀",
        "\",\"",
        "\"tea, hot\",\"茶，热的\"\n",
        "\u{301}",
        "𠀀",
        "Ａ",
        "-",
        "—",
        "…",
        "'",
        "’",
        "<br>",
        "<p>",
        "</p>",
        "译：",
        "Coffee break 茶歇",
        "Docker 容器网络\n",
        "T恤",
        "....",
        "____",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, found: &[Segment]) -> Result<(), TestCaseError> {
    let (mut end, mut last) = (0, Lang::Other);
    for segment in found {
        let Span { start, end: after } = segment.span;
        prop_assert!(end <= start && start < after && after <= text.len(), "in order and not empty");
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(after));
        prop_assert_eq!(segment.span, segment.span.trimmed(text), "trimmed");
        prop_assert_eq!(
            segment.variant.is_some(),
            segment.lang == Lang::Zh && has_han(segment.span.of(text))
        );
        let between = &text[end..start];
        let halves = matches!((last, segment.lang), (Lang::En, Lang::Zh) | (Lang::Zh, Lang::En));
        gap(between, text, halves && !between.contains(['\n', '\r']))?;
        (end, last) = (after, segment.lang);
    }
    gap(&text[end..], text, false)
}

fn has_han(text: &str) -> bool {
    text.chars().any(bitext::hanzi::is_han)
}

/// Between segments there is nothing but blanks, marks and separators, those of CSV where there may be some, and
/// between a text and its translation in a line, which are `halves`, what parts the two.
fn gap(gap: &str, text: &str, halves: bool) -> Result<(), TestCaseError> {
    // Three rows at least, and a field in quotation marks.
    let rows = text.lines().filter(|line| line.contains(',')).count();
    let has_fields = rows >= 3 && (text.contains("\",") || text.contains(",\""));
    for c in gap.chars() {
        let mark = has_fields && matches!(c, '"' | ',')
            || matches!(c, '#' | '-' | '*' | '+' | '·' | '>' | '•' | '|' | '｜' | '/' | '／')
            || halves && matches!(c, '—' | '―' | '–' | '=' | '＝' | '~' | '～' | ';' | '；' | '→' | '\\');
        let blank = c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}');
        prop_assert!(mark || blank, "{c:?} is in no segment");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, ..ProptestConfig::default() })]

    #[test]
    fn every_letter_is_in_one_segment(text in page()) {
        check(&text, &segments(&text))?;
    }

    /// Where it cuts more, it drops no letter, but colons and leaders.
    #[test]
    fn every_letter_is_in_one_segment_of_an_aligner(text in page()) {
        let found = Aligner::new().segments(&text);
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        prop_assert_eq!(found.iter().map(|s| letters(s.span.of(&text))).sum::<usize>(), letters(&text));
        prop_assert!(found.iter().all(|s| !s.span.is_empty() && s.span == s.span.trimmed(&text)));
        prop_assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start));
    }

    #[test]
    fn any_string_will_do(text in any::<String>()) {
        let found = segments(&text);
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        prop_assert_eq!(found.iter().map(|s| letters(s.span.of(&text))).sum::<usize>(), letters(&text));
    }

    #[test]
    fn paragraphs_obey_the_same_law(text in page()) {
        for lang in [Lang::En, Lang::Zh] {
            let found = paragraphs(&text, lang);
            for segment in &found {
                let own = segment.span.of(&text);
                let has_letter = own.chars().any(char::is_alphanumeric);
                // Where a text keeps its original.
                let in_other = has_han(own) == (lang == Lang::En);
                prop_assert!(segment.lang == lang || !has_letter || in_other);
                prop_assert!(segment.lang == Lang::Other || has_letter && segment.lang == lang);
            }
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert_eq!(found.iter().map(|s| letters(s.span.of(&text))).sum::<usize>(), letters(&text));
        }
    }

    /// Line ends of another system change nothing but the offsets.
    #[test]
    fn carriage_returns_change_nothing(text in page()) {
        let unix = text.replace('\r', "");
        let windows = unix.replace('\n', "\r\n");
        let parts = |text: &str| -> Vec<_> {
            segments(text)
                .iter()
                .map(|s| (s.span.of(text).replace('\r', ""), s.lang, s.kind))
                .collect()
        };
        prop_assert_eq!(parts(&unix), parts(&windows));
    }
}

/// One line of 2 MB in both languages, open brackets and bare marks: linear, and no panic.
#[test]
fn long_lines_take_linear_time() {
    let start = std::time::Instant::now();
    for piece in [
        "The kettle is on. 水壶开着。",
        "(",
        "\"a ",
        "好a",
        "1. ",
        "a.B",
        "| ",
        "—。",
        "<b>",
        "<br>好",
        "</b>",
    ] {
        let text = piece.repeat(2_000_000 / piece.len());
        assert!(!segments(&text).is_empty());
    }
    assert!(start.elapsed().as_secs() < 60, "took {:?}", start.elapsed());
}

/// Phrases in both languages, one a line or all on one.
#[test]
fn phrases_take_linear_time() {
    let aligner = Aligner::new();
    for piece in ["Coffee break 茶歇\n", "Docker 容器网络\n", "Date 日期 ____ ", "<p>Date 日期</p>\n"]
    {
        growth::check(piece, 2_000, |n| assert!(!aligner.segments(&piece.repeat(n)).is_empty()));
    }
}

/// Rows that are no tables, each by itself between other lines: each was once compared with all of them.
#[test]
fn rows_apart_take_linear_time() {
    let piece = "\t\ta\nx\n";
    growth::check(piece, 20_000, |n| assert!(!segments(&piece.repeat(n)).is_empty()));
}

/// What is between two letters of both languages, or before a bracket, comes again and again.
#[test]
fn long_gaps_take_linear_time() {
    let gaps = ["  ", " 1", " 1.", "\"", "[6]", "()", "。(他走了他走了)", "|", "\t", ",", "—"];
    for gap in gaps {
        let texts: [fn(&str, usize) -> String; 2] = [
            |gap, n| format!("年{}{}", gap.repeat(n), "Ab12".repeat(n)),
            |gap, n| format!("The kettle is on. {}水壶开着。{}", gap.repeat(n), " ".repeat(n)),
        ];
        for text in texts {
            growth::check(gap, 4_000, |n| assert!(!segments(&text(gap, n)).is_empty()));
        }
    }
}

/// Pinyin that never ends, or that spells all but one character, on either side.
#[test]
fn long_pinyin_takes_linear_time() {
    let texts: [fn(usize) -> String; 6] = [
        |n| "马".repeat(n) + &" mǎ".repeat(n - 1),
        |n| "mǎ ".repeat(n - 1) + &"马".repeat(n),
        |n| "mǎ ".repeat(n) + "牛" + &" mǎ".repeat(n),
        |n| "（".to_owned() + &"茶 chá, ".repeat(n),
        |n| "a ".to_owned() + &"茶 chá tea. ".repeat(n),
        |n| "茶 chá tea. ".repeat(n),
    ];
    for (number, text) in texts.into_iter().enumerate() {
        growth::check(&format!("{number}"), 4_000, |n| assert!(!segments(&text(n)).is_empty()));
    }
}
