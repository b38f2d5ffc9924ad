//! Laws of the whole road, from a text to an alignment: they hold for every text, right or
//! wrong, and say nothing about which pairs are found. The laws of segments alone are in
//! `segment_laws.rs`.

#[allow(dead_code, reason = "these laws need no gold")]
mod support;

use bitext::{Aligner, Alignment, Bead, Bitext, Config, Kind, Level, Origin, Reasons, Span, Unit};
use proptest::prelude::*;
use support::{Text, load, names};

/// Paragraphs and their translations.
const PAIRS: [(&str, &str); 8] = [
    ("The kettle has been on the stove since six.", "水壶从六点起就放在炉子上。"),
    ("She paid 350 yuan for the bicycle. It had no bell.", "她花350元买了那辆自行车。车上没有铃。"),
    ("“Where is the bridge?” he asked.", "“桥在哪里？”他问。"),
    ("In March 2015 the school planted twelve trees.", "2015年3月，學校種了十二棵樹。"),
    ("Nobody reads the small print.", "没有人读小字。"),
    ("Dr. Lin lives at No. 4.5, e.g. above the bakery!", "林医生住在4.5号，也就是面包店楼上！"),
    ("Winter comes early to the mountains", "山里冬天来得早"),
    ("Water boils at 100 degrees; milk boils over.", "水在100度沸腾；牛奶则会溢出来。"),
];

/// What stands between and around them, and what breaks things.
const PIECES: [&str; 44] = [
    " ",
    "  ",
    "\t",
    "|",
    " / ",
    "\u{3000}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{FEFF}",
    "\u{200B}",
    "\u{0}",
    "\u{7F}",
    "- ",
    "# ",
    "1. ",
    "（一）",
    "* * *",
    "，",
    "。",
    "……",
    "——",
    "“",
    "”",
    "\"",
    "(",
    "）",
    "《",
    "5",
    "3.5万",
    "二〇一五年",
    "1/3",
    "10:30",
    "By Ann Lee",
    "来源：",
    "https://a.example/b?c=d",
    "a@b.example",
    "こんにちは",
    "안녕",
    "é\u{301}",
    "😀",
    "𠀀",
];

/// Paragraphs with and without their translations, cut up and stuck together in any way.
fn page() -> impl Strategy<Value = String> {
    let sentence = || (0..PAIRS.len()).prop_map(|i| PAIRS[i]);
    let piece = prop_oneof![
        3 => sentence().prop_map(|p| format!("{}\n\n{}\n\n", p.0, p.1)),
        2 => sentence().prop_map(|p| p.0.to_owned()),
        2 => sentence().prop_map(|p| p.1.to_owned()),
        4 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn units() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(page(), 0..7)
}

/// A sentence of one side of the pairs, in most cases.
fn unit(side: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0..PAIRS.len()).prop_map(move |i| [PAIRS[i].0, PAIRS[i].1][side].to_owned()),
        1 => page(),
        1 => any::<String>(),
    ]
}

/// What holds for every alignment of every text.
fn check(alignment: &Alignment<'_>) -> Result<(), TestCaseError> {
    prop_assert!(alignment.crossings().is_empty());
    let sides: [fn(&Bead) -> &Vec<usize>; 2] = [|bead| &bead.en, |bead| &bead.zh];
    for side in sides {
        let paired: Vec<usize> = alignment.beads().iter().flat_map(side).copied().collect();
        prop_assert!(paired.is_sorted_by(|a, b| a < b), "the order of the text is kept: {paired:?}");
    }
    check_units(alignment)
}

/// What holds also where beads cross.
fn check_units(alignment: &Alignment<'_>) -> Result<(), TestCaseError> {
    let bitext = alignment.bitext();
    let sides = [
        (&bitext.en, alignment.unaligned_en(), alignment.beads().iter().map(|b| &b.en).collect::<Vec<_>>()),
        (&bitext.zh, alignment.unaligned_zh(), alignment.beads().iter().map(|b| &b.zh).collect()),
    ];
    for (units, unaligned, beads) in sides {
        let paired: Vec<usize> = beads.iter().flat_map(|ids| ids.iter().copied()).collect();
        prop_assert!(beads.iter().all(|ids| !ids.is_empty() && ids.is_sorted_by(|a, b| a < b)));
        let mut all = [paired.clone(), unaligned].concat();
        all.sort_unstable();
        prop_assert!(all.into_iter().eq(0..units.len()), "each unit once, in a pair or left over");
        for unit in paired.iter().map(|&i| &units[i]) {
            prop_assert!(unit.kind != Kind::Furniture && !unit.text.is_empty(), "paired: {unit:?}");
        }
        let numbers: Vec<usize> = units.iter().map(|u| u.paragraph).collect();
        prop_assert!(numbers.is_sorted());
    }
    for bead in alignment.beads() {
        prop_assert!((0.0..=1.0).contains(&bead.score), "score {}", bead.score);
        let r = bead.reasons;
        let reasons = [r.lexicon, r.numbers, r.names, r.length, r.position];
        prop_assert!(reasons.iter().all(|x| x.is_finite()), "{r:?}");
    }
    Ok(())
}

/// Spans are on character borders (or `of` panics), in order, and what the unit says it is.
fn check_spans(units: &[Unit<'_>], text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for unit in units {
        prop_assert!(end <= unit.span.start, "{} overlaps what is before it", unit.span);
        prop_assert_eq!(unit.span.of(text), unit.text);
        prop_assert!(!unit.text.is_empty());
        end = unit.span.end;
    }
    Ok(())
}

/// Sentences cut up their paragraphs.
fn check_sentences(paragraphs: &Alignment<'_>, sentences: &Alignment<'_>) -> Result<(), TestCaseError> {
    prop_assert_eq!(sentences.level(), Level::Sentence);
    let (above, below) = (paragraphs.bitext(), sentences.bitext());
    for (above, below) in [(&above.en, &below.en), (&above.zh, &below.zh)] {
        for (number, paragraph) in above.iter().enumerate() {
            let inside: String = below.iter().filter(|s| s.paragraph == number).map(|s| s.text).collect();
            prop_assert_eq!(letters(&inside), letters(paragraph.text));
        }
    }
    Ok(())
}

/// Whether an article is two texts, one after the other: four paragraphs of either language, and no
/// more than three changes between them.
fn are_apart(article: &Alignment<'_>) -> bool {
    let bitext = article.bitext();
    let text = |unit: &&Unit<'_>| unit.kind != Kind::Furniture;
    let mut units: Vec<(usize, bool)> =
        bitext.en.iter().filter(text).map(|unit| (unit.order, false)).collect();
    let en = units.len();
    units.extend(bitext.zh.iter().filter(text).map(|unit| (unit.order, true)));
    let zh = units.len() - en;
    units.sort_unstable();
    en >= 4 && zh >= 4 && units.windows(2).filter(|two| two[0].1 != two[1].1).count() <= 3
}

/// Sentence beads of an article stay inside paragraph beads.
fn check_beads(paragraphs: &Alignment<'_>, sentences: &Alignment<'_>) -> Result<(), TestCaseError> {
    let below = sentences.bitext();
    for bead in sentences.beads() {
        let en: Vec<usize> = bead.en.iter().map(|&i| below.en[i].paragraph).collect();
        let zh: Vec<usize> = bead.zh.iter().map(|&j| below.zh[j].paragraph).collect();
        let home = paragraphs
            .beads()
            .iter()
            .any(|p| en.iter().all(|i| p.en.contains(i)) && zh.iter().all(|j| p.zh.contains(j)));
        prop_assert!(home, "a sentence bead in no paragraph bead: {bead:?}");
    }
    Ok(())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn an_article_is_aligned_by_the_laws(text in page()) {
        let paragraphs = bitext::align(&text);
        check(&paragraphs)?;
        let bitext = paragraphs.bitext();
        let mut all: Vec<Unit<'_>> = [&bitext.en[..], &bitext.zh, &bitext.other].concat();
        all.sort_by_key(|unit| unit.order);
        prop_assert!(all.iter().map(|unit| unit.order).eq(0..all.len()), "each segment on one side");
        let segments = Aligner::new().segments(&text);
        prop_assert!(all.iter().map(|unit| unit.span).eq(segments.iter().map(|s| s.span)));
        check_spans(&all, &text)?;

        let sentences = Aligner::new().align_sentences(&paragraphs);
        check(&sentences)?;
        check_spans(&sentences.bitext().en, &text)?;
        check_spans(&sentences.bitext().zh, &text)?;
        check_sentences(&paragraphs, &sentences)?;
    }

    #[test]
    fn two_texts_are_aligned_by_the_laws(english in page(), chinese in page()) {
        let paragraphs = bitext::align_pair(&english, &chinese);
        check(&paragraphs)?;
        let sentences = Aligner::new().align_sentences(&paragraphs);
        check(&sentences)?;
        check_sentences(&paragraphs, &sentences)?;
        for alignment in [&paragraphs, &sentences] {
            check_spans(&alignment.bitext().en, &english)?;
            check_spans(&alignment.bitext().zh, &chinese)?;
        }
    }

    #[test]
    fn sentence_beads_stay_in_their_paragraphs(text in page()) {
        let paragraphs = bitext::align(&text);
        let sentences = Aligner::new().align_sentences(&paragraphs);
        if are_apart(&paragraphs) {
            check_sentences(&paragraphs, &sentences)?;
        } else {
            check_beads(&paragraphs, &sentences)?;
        }
    }

    /// Nothing is split, joined or left out, and sentences of units are the units.
    #[test]
    fn units_are_aligned_by_the_laws(english in units(), chinese in units()) {
        let aligner = Aligner::new();
        let alignment = aligner.align_units(&english, &chinese);
        check(&alignment)?;
        let bitext = alignment.bitext();
        prop_assert_eq!(bitext.origin, Origin::Units);
        for (units, texts) in [(&bitext.en, &english), (&bitext.zh, &chinese)] {
            prop_assert_eq!(units.len(), texts.len());
            for (unit, text) in units.iter().zip(texts) {
                prop_assert_eq!(unit.span.of(text), unit.text);
            }
        }
        let sentences = aligner.align_sentences(&alignment);
        check(&sentences)?;
        prop_assert_eq!(&sentences.bitext().en, &bitext.en);
        prop_assert_eq!(&sentences.bitext().zh, &bitext.zh);
    }

    /// With crossings each unit is still in one pair or left over, and what does not cross is
    /// what is found without them.
    #[test]
    fn crossings_obey_the_laws(
        english in prop::collection::vec(unit(0), 0..7),
        chinese in prop::collection::vec(unit(1), 0..7),
    ) {
        let aligner = Aligner::builder().config(Config { crossings: true, ..Config::default() }).build();
        let crossed = aligner.align_units(&english, &chinese);
        check_units(&crossed)?;
        let plain = Aligner::new().align_units(&english, &chinese);
        for (number, bead) in crossed.beads().iter().enumerate() {
            let crosses = crossed.crossings().contains(&number);
            prop_assert!(crosses || plain.beads().contains(bead), "{bead:?} {:?}", plain.beads());
        }
        let (english, chinese) = (english.join("\n\n"), chinese.join(" "));
        let paragraphs = aligner.align_pair(&english, &chinese);
        check(&paragraphs)?;
        let sentences = aligner.align_sentences(&paragraphs);
        check_units(&sentences)?;
        check_sentences(&paragraphs, &sentences)?;
    }

    #[test]
    fn any_string_will_do(text in any::<String>(), other in any::<String>()) {
        let aligner = Aligner::new();
        for alignment in [
            aligner.align(&text),
            aligner.align_pair(&text, &other),
            aligner.align_units(&[&text, &other], &[&other]),
        ] {
            check(&alignment)?;
            check(&aligner.align_sentences(&alignment))?;
        }
        let aligner = Aligner::builder().config(Config { crossings: true, ..Config::default() }).build();
        check_units(&aligner.align_units(&[&text, &other], &[&other, &text]))?;
    }

    /// Whoever aligns it, and however often.
    #[test]
    fn the_same_text_gives_the_same_alignment(text in page()) {
        let aligner = Aligner::new();
        let once = aligner.align(&text);
        let again = Aligner::builder().config(Config::default()).build().align(&text);
        prop_assert_eq!(&once, &again);
        let elsewhere = std::thread::scope(|scope| {
            let work = || scope.spawn(|| aligner.align(&text));
            [work(), work(), work()].map(|thread| thread.join().expect("aligning does not panic"))
        });
        for alignment in &elsewhere {
            prop_assert_eq!(&once, alignment);
        }
        prop_assert_eq!(aligner.align_sentences(&once), aligner.align_sentences(&again));
    }

    /// A higher least score takes pairs out and changes none.
    #[test]
    fn a_least_score_only_takes_out(text in page(), least in 0.0f32..=1.0) {
        let all = bitext::align(&text);
        let best = Aligner::builder().min_score(least).build().align(&text);
        let expected: Vec<_> = all.beads().iter().filter(|b| b.score >= least).cloned().collect();
        prop_assert_eq!(best.beads(), &expected[..]);
        check(&best)?;
    }

    /// Without reasons, the beads and their scores are the same.
    #[test]
    fn reasons_are_all_that_is_left_out(text in page()) {
        let aligner = Aligner::builder().config(Config { reasons: false, ..Config::default() }).build();
        let (plain, told) = (aligner.align(&text), bitext::align(&text));
        let sentences = [aligner.align_sentences(&plain), Aligner::new().align_sentences(&told)];
        for [plain, told] in [[plain, told], sentences] {
            let bare = |bead: &Bead| Bead { reasons: Reasons::default(), ..bead.clone() };
            let expected: Vec<Bead> = told.beads().iter().map(bare).collect();
            prop_assert_eq!(plain.beads(), &expected[..]);
        }
    }

    /// All beads looked at, or only those near the sure ones: the laws are the same.
    #[test]
    fn an_exact_search_obeys_the_laws(english in units(), chinese in units()) {
        let aligner = Aligner::builder().config(Config { exact: true, ..Config::default() }).build();
        check(&aligner.align_units(&english, &chinese))?;
    }
}

/// The pairs whose units all lie before `end`, as spans of both sides.
fn pairs_before(alignment: &Alignment<'_>, end: usize) -> Vec<[Vec<Span>; 2]> {
    let pairs = alignment.pairs().map(|pair| [pair.en_spans(), pair.zh_spans()]);
    pairs.filter(|sides| sides.iter().flatten().all(|span| span.end <= end)).collect()
}

/// Paragraphs that have to do with no article of `data/articles/`, nor with each other.
const UNRELATED: [&str; 4] = [
    "Glaciers move slowly because ice is a stiff liquid.",
    "The violinist tuned her strings again and waited for the oboe.",
    "考古学家在沙漠边缘发现了一口古井。",
    "下棋的人都知道，丢了皇后也未必输。",
];

/// An unrelated paragraph at the end leaves the pairs before it alone.
///
/// That is the ordinary case and no law: how far apart a page puts a paragraph and its
/// translation, and how it puts both on one line, is counted over the whole page, so a
/// doubtful pair may turn with a page that grows by much.
#[test]
fn an_unrelated_paragraph_leaves_the_pairs_before_it() {
    for article in names().iter().map(|name| load(name).unwrap()) {
        let Text::Mixed(text) = &article.text else { continue };
        let before = pairs_before(&bitext::align(text), text.len());
        assert!(!before.is_empty(), "{}", article.name);
        for paragraph in UNRELATED {
            let longer = format!("{text}\n\n{paragraph}\n");
            let after = bitext::align(&longer);
            assert_eq!(pairs_before(&after, text.len()), before, "{} and {paragraph}", article.name);
            assert_eq!(after.beads().len(), before.len(), "{}: {paragraph} is paired", article.name);
        }
    }
}

/// The same for units that the caller has split, on either side.
#[test]
fn an_unrelated_unit_leaves_the_pairs_before_it() {
    let (mut english, mut chinese): (Vec<&str>, Vec<&str>) = PAIRS.into_iter().unzip();
    let ids = |alignment: &Alignment<'_>| -> Vec<(Vec<usize>, Vec<usize>)> {
        alignment.beads().iter().map(|b| (b.en.clone(), b.zh.clone())).collect()
    };
    let before = ids(&Aligner::new().align_units(&english, &chinese));
    assert_eq!(before, (0..PAIRS.len()).map(|i| (vec![i], vec![i])).collect::<Vec<_>>());
    english.extend(&UNRELATED[..1]);
    assert_eq!(
        ids(&Aligner::new().align_units(&english, &chinese))[..before.len() - 1],
        before[..before.len() - 1]
    );
    chinese.extend(&UNRELATED[2..]);
    assert_eq!(
        ids(&Aligner::new().align_units(&english, &chinese))[..before.len() - 1],
        before[..before.len() - 1]
    );
}

/// Hundreds of units in which nothing tells one place from another.
#[test]
fn units_that_say_nothing_obey_the_laws() {
    let aligner = Aligner::new();
    let english: [&[&str]; 4] =
        [&["xq zf."], &["Yes.", "No."], &["\"", "…", "(1)"], &["A b c d e f g h i j k l."]];
    let chinese: [&[&str]; 4] =
        [&["囧。"], &["是。", "不。"], &["“", "……", "（一）"], &["嗯嗯嗯嗯嗯嗯嗯嗯嗯嗯嗯嗯嗯嗯。"]];
    for (en, zh) in english.iter().flat_map(|en| chinese.iter().map(move |zh| (en, zh))) {
        for (en_units, zh_units) in [(300, 240), (150, 500), (400, 1)] {
            let en: Vec<&str> = en.iter().copied().cycle().take(en_units).collect();
            let zh: Vec<&str> = zh.iter().copied().cycle().take(zh_units).collect();
            let alignment = aligner.align_units(&en, &zh);
            check(&alignment)
                .unwrap_or_else(|e| panic!("{en_units} of {}, {zh_units} of {}: {e}", en[0], zh[0]));
        }
    }
}

/// Articles of this repository at both levels, whatever is found in them.
#[test]
fn articles_obey_the_laws() {
    let aligner = Aligner::new();
    for article in names().iter().map(|name| load(name).unwrap()) {
        let bitext = match &article.text {
            Text::Mixed(text) => Bitext::from_article(text),
            Text::Pair { en, zh } => Bitext::from_pair(en, zh),
        };
        let paragraphs = aligner.align_bitext(bitext);
        let sentences = aligner.align_sentences(&paragraphs);
        for alignment in [&paragraphs, &sentences] {
            check(alignment).unwrap_or_else(|e| panic!("{}: {e}", article.name));
        }
        check_sentences(&paragraphs, &sentences).unwrap_or_else(|e| panic!("{}: {e}", article.name));
        #[cfg(feature = "export")]
        for alignment in [&paragraphs, &sentences] {
            formats(&article.name, alignment);
        }
    }
}

/// Every format takes the alignment and has all its pairs.
#[cfg(feature = "export")]
fn formats(name: &str, alignment: &Alignment<'_>) {
    use bitext::export::{Format, to_string};

    let pairs = alignment.beads().len();
    for format in Format::ALL {
        let out = to_string(alignment, format);
        let found = match format {
            Format::Tsv => out.lines().count() - 1,
            Format::Moses => out.lines().count(),
            Format::Ladder => out.lines().filter(|line| !line.contains("[]")).count(),
            Format::Text => out.split("\n\n").filter(|block| block.lines().count() == 2).count(),
            Format::Tmx => out.matches("<tu>").count() + out.matches("<tu ").count(),
            Format::Json | Format::Jsonl => {
                let json: serde_json::Value = serde_json::from_str(&out).expect(name);
                let document = json.pointer("/documents/0").unwrap_or(&json);
                document["pairs"].as_array().expect("pairs").len()
            }
            // A page shows pairs in rows; its own tests count them.
            Format::Html => pairs * usize::from(out.ends_with("</html>\n")),
            _ => unreachable!("a format that this test does not know"),
        };
        assert_eq!(found, pairs, "{name} as {format}");
    }
}

#[test]
fn aligners_travel_between_threads() {
    fn check<T: Send + Sync + Clone + 'static>() {}
    check::<Aligner>();
    check::<Config>();
    check::<Alignment<'static>>();
}
