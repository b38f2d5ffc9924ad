//! The writers, on alignments made by hand: what they write is compared with the files in
//! `tests/export`, read back, and tried on hostile text.
//!
//! After a change that is meant, `BLESS=1 cargo test --features export --test export`
//! writes those files anew; read the difference before it is committed.
#![cfg(feature = "export")]

use std::fs;
use std::path::Path;

use bitext::export::{self, Format, HtmlWriter, MosesWriter, TsvWriter, Writer, tsv};
use bitext::{Alignment, Bead, Bitext, Kind, Lang, Level, Origin, Reasons, Span, Unit, Variant};
use proptest::prelude::*;
use quick_xml::events::Event;

/// A segment of a test article: language, script, kind, text.
type Part<'t> = (Lang, Option<Variant>, Kind, &'t str);

/// The article that has these segments, a blank line between each two.
fn article_of(parts: &[Part<'_>]) -> String {
    parts.iter().map(|part| part.3).collect::<Vec<_>>().join("\n\n")
}

/// The segments of that article, without asking the segmenter.
fn bitext_of<'t>(text: &'t str, parts: &[Part<'_>]) -> Bitext<'t> {
    let mut bitext = Bitext { en: vec![], zh: vec![], other: vec![], other_en: 0, origin: Origin::Article };
    let mut start = 0;
    for (order, &(lang, variant, kind, part)) in parts.iter().enumerate() {
        let span = Span::new(start, start + part.len());
        start = span.end + 2;
        let side = match lang {
            Lang::En => &mut bitext.en,
            Lang::Zh => &mut bitext.zh,
            _ => &mut bitext.other,
        };
        side.push(Unit {
            text: span.of(text),
            span,
            order,
            paragraph: side.len(),
            goes_on: false,
            kind,
            variant,
        });
    }
    bitext
}

fn bead(en: &[usize], zh: &[usize], score: f32) -> Bead {
    Bead { en: en.to_vec(), zh: zh.to_vec(), score, reasons: Reasons::default() }
}

const HANS: Option<Variant> = Some(Variant::Hans);
const HANT: Option<Variant> = Some(Variant::Hant);
const BOTH: Option<Variant> = Some(Variant::Both);

/// A short article in simplified script, with all that a page has.
const HARBOUR: &[Part<'static>] = &[
    (Lang::En, None, Kind::Furniture, "Home > City > Harbour | 12 March | Views: 2,041"),
    (Lang::En, None, Kind::Heading, "The ferry that would not retire"),
    (Lang::Zh, HANS, Kind::Heading, "不肯退休的渡轮"),
    (
        Lang::En,
        None,
        Kind::Prose,
        "For sixty-one years the Morning Star has crossed the harbour at a quarter past six. \
         Nobody at the pier can remember a day without her whistle.",
    ),
    (
        Lang::Zh,
        HANS,
        Kind::Prose,
        "六十一年来,“晨星”号总在六点一刻横渡港口。码头上没有人记得哪一天没听到过她的汽笛。",
    ),
    (
        Lang::En,
        None,
        Kind::Prose,
        "The company meant to sell her for scrap last autumn, at a price of about $300,000.",
    ),
    (Lang::En, None, Kind::Prose, "Then the letters came: 5,000 of them in one week."),
    (
        Lang::Zh,
        HANS,
        Kind::Prose,
        "去年秋天,公司打算以大约30万美元把她卖去拆船。随后信件来了:一周之内就有5000封。",
    ),
    (Lang::Other, None, Kind::Prose, "« Elle est à nous », disait la plus courte."),
    (
        Lang::En,
        None,
        Kind::Prose,
        "Tickets & timetables are on the page https://ferry.example/timetables?from=pier&to=island#winter-season-from-november-to-the-end-of-february-unless-the-wind-says-no.",
    ),
    (Lang::En, None, Kind::ListItem, "Adults: 2 coins"),
    (Lang::Zh, BOTH, Kind::ListItem, "大人:2元"),
    (Lang::En, None, Kind::Prose, "Leave the rope,\nleave the shore,\nleave the lamp beside the door."),
    (Lang::Zh, BOTH, Kind::Prose, "放下繩,\n离开岸,\n門边留一盞灯。"),
    (Lang::Zh, HANS, Kind::Prose, "本文由读者来信整理而成。"),
    (Lang::En, None, Kind::Furniture, "Address: 4 Old Pier, \"Gate B\""),
];

fn harbour(text: &str) -> Alignment<'_> {
    let reasons = Reasons { lexicon: 6.5, numbers: 0.0, names: 0.0, length: 0.75, position: 1.25 };
    let more = Reasons { lexicon: 14.25, numbers: 4.0, names: -0.5, length: -0.25, position: 0.5 };
    let beads = vec![
        Bead { reasons, ..bead(&[1], &[0], 0.812_345) },
        Bead { reasons: more, ..bead(&[2], &[1], 0.99996) },
        Bead { reasons: more, ..bead(&[3, 4], &[2], 0.93) },
        Bead { reasons, ..bead(&[6], &[3], 0.6) },
        Bead { reasons, ..bead(&[7], &[4], 0.3) },
    ];
    Alignment::new(bitext_of(text, HARBOUR), Level::Paragraph, beads)
}

/// Sentences in traditional script, split beforehand, with characters that formats trip over.
const NOTICE_EN: [&str; 5] = [
    "Use <b>bold</b> & \"quotes\"\twith a tab.",
    "",
    "It's \\n, not a line\r\nbreak.",
    "Bell\u{7}.",
    "Last.",
];
const NOTICE_ZH: [&str; 4] = ["請用<b>粗體</b>和\"引號\"。", "這是\\n,\n不是換行。", "元", "鈴"];

fn notice() -> Alignment<'static> {
    let mut bitext = Bitext::from_units(&NOTICE_EN, &NOTICE_ZH);
    for (unit, variant) in bitext.zh.iter_mut().zip([HANT, HANT, BOTH, BOTH]) {
        unit.variant = variant;
    }
    let beads = vec![bead(&[0], &[0], 1.0), bead(&[2], &[1], 0.5), bead(&[3, 4], &[2, 3], 0.0)];
    Alignment::new(bitext, Level::Sentence, beads)
}

/// Both documents in a format.
fn corpus(format: Format) -> String {
    let text = article_of(HARBOUR);
    let mut writer = Writer::new(format, Vec::new());
    writer.document(Some("harbour <1>.txt"), &harbour(&text)).unwrap();
    writer.document(Some("notice"), &notice()).unwrap();
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// Compares with the file of this name, in which `VERSION` stands for that of the crate.
fn assert_expected(file: &str, written: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export").join(file);
    let written = written.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    for (number, (a, b)) in written.lines().zip(expected.lines()).enumerate() {
        assert_eq!(a, b, "{file}, line {}", number + 1);
    }
    assert_eq!(written, expected, "{file}");
}

#[test]
fn every_format_is_as_expected() {
    for format in Format::ALL {
        assert_expected(&format!("corpus.{format}"), &corpus(format));
    }
}

#[test]
fn one_document_is_as_expected() {
    let text = article_of(HARBOUR);
    for format in [Format::Html, Format::Tsv] {
        assert_expected(&format!("harbour.{format}"), &export::to_string(&harbour(&text), format));
    }
}

#[test]
fn nothing_is_a_valid_file_too() {
    let empty = Alignment::new(Bitext::from_article(""), Level::Paragraph, vec![]);
    for documents in 0..3 {
        let written = |format| {
            let mut writer = Writer::new(format, Vec::new());
            (0..documents).for_each(|_| writer.document(None, &empty).unwrap());
            String::from_utf8(writer.finish().unwrap()).unwrap()
        };
        assert_eq!(written(Format::Tsv), "en\tzh\tscore\ttype\ten_spans\tzh_spans\n");
        assert_eq!(written(Format::Jsonl).lines().count(), documents);
        assert_eq!(written(Format::Moses), "");
        assert_eq!(written(Format::Ladder).trim(), "");
        assert_eq!(written(Format::Text), "");
        let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
        assert_eq!(json["documents"].as_array().unwrap().len(), documents);
        assert_eq!(memory(&written(Format::Tmx)), []);
        let html = written(Format::Html);
        assert_well_formed_html(&html);
        assert_eq!(html.matches("<section").count(), documents);
        assert!(html.contains("There is no "));
    }
}

/// The texts of a translation memory: Chinese tag, English, Chinese.
fn memory(tmx: &str) -> Vec<(String, String, String)> {
    let mut reader = quick_xml::Reader::from_str(tmx);
    let (mut langs, mut texts, mut inside) = (vec![], vec![], false);
    loop {
        match reader.read_event().expect(tmx) {
            Event::Start(tag) if tag.name().as_ref() == "tuv" => {
                let lang = tag.try_get_attribute("xml:lang").unwrap().unwrap();
                langs.push(lang.value.into_owned());
            }
            Event::Start(tag) if tag.name().as_ref() == "seg" => {
                texts.push(String::new());
                inside = true;
            }
            Event::Text(text) if inside => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(name) if inside => {
                texts.last_mut().unwrap().push_str(quick_xml::escape::resolve_xml_entity(&name).unwrap());
            }
            Event::End(tag) if tag.name().as_ref() == "seg" => inside = false,
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(langs.iter().step_by(2).all(|lang| lang == "en"));
    let sides = langs.chunks(2).zip(texts.chunks(2));
    sides.map(|(lang, text)| (lang[1].clone(), text[0].clone(), text[1].clone())).collect()
}

#[test]
fn a_memory_gives_the_texts_back() {
    let text = article_of(HARBOUR);
    let (harbour, notice) = (harbour(&text), notice());
    let texts: Vec<_> = memory(&corpus(Format::Tmx));
    let expected: Vec<_> = harbour
        .pairs()
        .map(|pair| ("zh-CN".to_owned(), pair.en(), pair.zh()))
        .chain(notice.pairs().map(|pair| ("zh-TW".to_owned(), pair.en(), pair.zh())))
        .map(|(lang, en, zh)| (lang, en.replace("\r\n", "\n").replace('\u{7}', ""), zh))
        .collect();
    assert_eq!(texts, expected);
}

/// The records of a table with the escapes undone, the header left out.
fn table(tsv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(tsv.as_bytes());
    let field = |field: &str| tsv::unescape(field).into_owned();
    reader.records().map(|record| record.unwrap().iter().map(field).collect()).collect()
}

#[test]
fn a_table_gives_the_texts_back() {
    let notice = notice();
    let mut writer = TsvWriter::new(Vec::new());
    writer.document(Some("tab\there"), &notice).unwrap();
    writer.document(None, &notice).unwrap();
    let tsv = String::from_utf8(writer.finish().unwrap()).unwrap();
    let records = table(&tsv);
    assert_eq!(records.len(), 6);
    for (number, (record, pair)) in records.iter().zip(notice.pairs().chain(notice.pairs())).enumerate() {
        assert_eq!((&record[0], &record[1]), (&pair.en(), &pair.zh()));
        assert_eq!(record[6], if number < 3 { "tab\there" } else { "" });
    }
    assert_eq!(records[2][2..6], ["0.0000", "2-2", "3,4", "2,3"]);
}

#[test]
fn moses_files_face_each_other() {
    let notice = notice();
    let mut writer = MosesWriter::new(Vec::new(), Vec::new());
    writer.document(Some("notice"), &notice).unwrap();
    let (en, zh) = writer.finish().unwrap();
    let en = String::from_utf8(en).unwrap();
    let zh = String::from_utf8(zh).unwrap();
    assert_eq!(en, "Use <b>bold</b> & \"quotes\" with a tab.\nIt's \\n, not a line break.\nBell. Last.\n");
    assert_eq!(zh, "請用<b>粗體</b>和\"引號\"。\n這是\\n,不是換行。\n元鈴\n");
}

/// The numbers on one side of a line of a ladder.
fn ids(line: &str, side: usize) -> Vec<usize> {
    let list = line.split(':').nth(side).and_then(|list| list.strip_prefix('[')?.strip_suffix(']'));
    let list = list.unwrap_or_else(|| panic!("no list of numbers: {line}"));
    list.split(", ").filter(|id| !id.is_empty()).map(|id| id.parse().unwrap()).collect()
}

#[test]
fn a_ladder_has_nulls_in_their_place_and_beads_that_cross() {
    let units = Bitext::from_units(&["a", "b", "c", "d"], &["甲", "乙", "丙", "丁"]);
    let beads = vec![bead(&[1], &[2, 3], 0.5), bead(&[2], &[1], 1.0)];
    let ladder = export::to_string(&Alignment::new(units, Level::Sentence, beads), Format::Ladder);
    let lines: Vec<&str> = ladder.lines().collect();
    assert_eq!(lines, ["[0]:[]", "[]:[0]", "[1]:[2, 3]:0.5000", "[2]:[1]:1.0000", "[3]:[]"]);
}

#[test]
fn a_pair_with_nothing_on_one_side_is_no_translation() {
    let units = Bitext::from_units(&["\u{1}", "a", "b"], &["甲", "", "乙"]);
    let beads = vec![bead(&[0], &[0], 1.0), bead(&[1], &[1], 1.0), bead(&[2], &[2], 1.0)];
    let alignment = Alignment::new(units, Level::Sentence, beads);
    assert_eq!(export::to_string(&alignment, Format::Moses), "b\t乙\n");
    let tmx = export::to_string(&alignment, Format::Tmx);
    assert_eq!(memory(&tmx), [("zh-CN".to_owned(), "b".to_owned(), "乙".to_owned())]);
    assert!(tmx.contains("tuid=\"1\""));
}

#[test]
fn levels_may_differ_within_a_memory() {
    let text = article_of(HARBOUR);
    let mut writer = Writer::new(Format::Tmx, Vec::new());
    writer.document(None, &harbour(&text)).unwrap();
    writer.document(None, &notice()).unwrap();
    let tmx = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert!(tmx.contains("<header creationtool=\"bitext\""));
    assert_eq!(tmx.matches("segtype=\"paragraph\"").count(), 1);
    assert_eq!(tmx.matches("segtype=\"sentence\"").count(), 3);
}

#[test]
fn json_holds_what_is_known() {
    let corpus: serde_json::Value = serde_json::from_str(&corpus(Format::Json)).unwrap();
    let [harbour, notice] = corpus["documents"].as_array().unwrap().as_slice() else { panic!() };
    assert_eq!(harbour["name"], "harbour <1>.txt");
    assert_eq!((&harbour["level"], &notice["level"]), (&"paragraph".into(), &"sentence".into()));
    assert_eq!(harbour["pairs"][1]["reasons"]["numbers"], 4.0);
    assert_eq!(harbour["pairs"][0]["score"], 0.8123);
    let text = article_of(HARBOUR);
    for (side, key) in [("en", "en_text"), ("zh", "zh_text")] {
        for pair in harbour["pairs"].as_array().unwrap() {
            let spans: Vec<Span> = serde_json::from_value(pair[side].clone()).unwrap();
            let parts: Vec<&str> = spans.into_iter().map(|span| span.of(&text)).collect();
            assert_eq!(pair[key], parts.join(if side == "en" { " " } else { "" }));
        }
    }
    assert_eq!(harbour["unaligned"]["other"].as_array().unwrap().len(), 1);
    assert_eq!(notice["unaligned"], serde_json::json!({"en": [1], "zh": [], "other": []}));
}

/// Checks that tags of a page close each other, and gives back what it shows.
fn assert_well_formed_html(html: &str) -> String {
    let body = html.strip_suffix("\n</html>\n").expect("the page has an end");
    let body = &body[body.find("<body>").unwrap()..];
    let mut open: Vec<&str> = Vec::new();
    let mut shown = String::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        shown.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').expect("a tag that ends");
        let tag = &rest[at + 1..end];
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{body}");
        } else if name != "br" {
            open.push(name);
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{body}");
    shown.push_str(rest);
    for (entity, c) in [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")] {
        shown = shown.replace(entity, c);
    }
    shown
}

#[test]
fn a_page_is_one_file_and_escapes_everything() {
    let hostile =
        ["</p><script>alert(1)</script>", "\" onclick=\"x", "&lt;b&gt;", "<!-- open", "مرحبا بالعالم"];
    let units = Bitext::from_units(&hostile, &hostile);
    let beads = vec![bead(&[0], &[0], 0.9), bead(&[1, 2], &[1], 0.2)];
    let alignment = Alignment::new(units, Level::Sentence, beads);
    let mut writer = HtmlWriter::new(Vec::new());
    for name in ["</title><script>", "\u{202E}exe.txt", ""] {
        writer.document(Some(name), &alignment).unwrap();
    }
    let html = String::from_utf8(writer.finish().unwrap()).unwrap();
    let shown = assert_well_formed_html(&html);
    for text in hostile {
        assert_eq!(shown.matches(text).count(), 6, "{text}");
    }
    assert!(shown.contains("</title><script>") && shown.contains("Document 3"));
    for forbidden in ["<script", "<link", "<img", "src=", "url(", "@import", "onclick=\""] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn formats_are_known_by_name() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    let error = "xls".parse::<Format>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "unknown format \"xls\": expected one of tsv, json, jsonl, tmx, moses, html, text, ladder"
    );
}

/// An output that fails when it has taken so many bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0 == 0 {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told_as_such() {
    let notice = notice();
    for format in Format::ALL {
        let whole = export::to_string(&notice, format).len();
        for room in [0, whole / 2, whole - 1] {
            let mut writer = Writer::new(format, Full(room));
            let result = writer.document(None, &notice).and_then(|()| writer.finish());
            let error = result.err().unwrap_or_else(|| panic!("{format} fits into {room} bytes"));
            assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{format}");
        }
        assert!(Writer::new(format, Full(100_000)).document(None, &notice).is_ok());
    }
}

/// Any text, with more of what is special in some format than chance would give.
fn any_text() -> impl Strategy<Value = String> {
    let special = proptest::sample::select(vec![
        "\t", "\n", "\r\n", "\r", "\\", "\"", "<", ">", "&", "]]>", "<!--", "&amp;", "\0", "\u{1b}",
        "\u{85}", "\u{2028}", "\u{feff}", "\u{fffe}", "\u{202e}", "汉", "。", "a", " ", "\u{3000}",
    ])
    .prop_map(str::to_owned);
    proptest::collection::vec(prop_oneof![special, any::<char>().prop_map(String::from)], 0..12)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_is_written_well(
        en in proptest::collection::vec(any_text(), 1..8),
        zh in proptest::collection::vec(any_text(), 1..8),
        name in any_text(),
        score in 0.0_f32..=1.0,
    ) {
        let n = en.len().min(zh.len());
        let beads = (0..n).step_by(2).map(|i| bead(&[i], &[n - 1 - i], score)).collect();
        let alignment = Alignment::new(Bitext::from_units(&en, &zh), Level::Sentence, beads);
        let pairs = alignment.pairs().len();
        let written = |format| {
            let mut writer = Writer::new(format, Vec::new());
            writer.document(Some(&name), &alignment).unwrap();
            String::from_utf8(writer.finish().unwrap()).unwrap()
        };

        let tsv = written(Format::Tsv);
        prop_assert_eq!(tsv.matches('\n').count(), pairs + 1);
        prop_assert_eq!(tsv.matches('\t').count(), 6 * (pairs + 1));
        for (record, pair) in table(&tsv).iter().zip(alignment.pairs()) {
            prop_assert_eq!(&record[0], &pair.en());
            prop_assert_eq!(&record[1], &pair.zh());
            prop_assert_eq!(&record[6], &name);
        }

        let tmx = written(Format::Tmx);
        prop_assert!(memory(&tmx).len() <= pairs);
        let forbidden = |c: char| (c < ' ' && c != '\n' && c != '\t') || c == '\u{FFFE}';
        prop_assert!(!tmx.contains(forbidden));

        let moses = written(Format::Moses);
        prop_assert_eq!(moses.matches('\n').count(), moses.matches('\t').count());
        prop_assert!(moses.lines().all(|line| line.split('\t').all(|side| !side.trim().is_empty())));

        let ladder = written(Format::Ladder);
        prop_assert_eq!(ladder.lines().filter(|line| line.matches(':').count() == 2).count(), pairs);
        for (side, units) in [(0, alignment.bitext().en.len()), (1, alignment.bitext().zh.len())] {
            let mut numbers: Vec<_> = ladder.lines().flat_map(|line| ids(line, side)).collect();
            numbers.sort_unstable();
            prop_assert!(numbers.into_iter().eq(0..units), "each unit once: {}", ladder);
        }

        let text = written(Format::Text);
        let blocks = || text.trim_end_matches('\n').split("\n\n").map(|block| block.split('\n').count());
        prop_assert!(blocks().all(|lines| lines <= 2) && !text.contains("\n\n\n"), "{:?}", text);
        prop_assert!(blocks().filter(|&lines| lines == 2).count() <= pairs);

        assert_well_formed_html(&written(Format::Html));
        prop_assert_eq!(written(Format::Jsonl).matches('\n').count(), 1);
        let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
        prop_assert_eq!(json["documents"][0]["pairs"].as_array().unwrap().len(), pairs);
        prop_assert_eq!(&json["documents"][0]["name"], &name);
    }
}
