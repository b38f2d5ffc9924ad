//! Tables of pairs that are read back: the cases of `tests/tables`, and the law that a table which nobody
//! has changed is written as it was.
#![cfg(feature = "export")]

use bitext::export::{Format, TsvReader, TsvWriter, Writer};
use bitext::{Aligner, Alignment, Bead, Bitext, Error, Level, Origin, Reasons};
use proptest::prelude::*;

/// Reads a table and writes it again; says also what the reader says.
fn again(table: &str) -> Result<(String, Vec<String>), Error> {
    rewritten(TsvReader::new(table)?)
}

fn rewritten(mut reader: TsvReader<'_>) -> Result<(String, Vec<String>), Error> {
    let mut writer = TsvWriter::new(Vec::new());
    for document in reader.by_ref() {
        let document = document?;
        writer.document(document.name(), &document.alignment(Level::Sentence)).unwrap();
    }
    let mut said = Vec::new();
    said.extend(reader.is_quoted().then(|| "quoted".to_owned()));
    said.extend(Some(reader.left_out()).filter(|n| *n > 0).map(|n| format!("left out {n}")));
    Ok((String::from_utf8(writer.finish().unwrap()).unwrap(), said))
}

#[test]
fn corrected_tables_are_read() {
    let file = include_str!("tables/corrected.txt");
    let mut wrong = Vec::new();
    for case in file.split("\n=== ").skip(1) {
        let (title, case) = case.split_once('\n').unwrap();
        let (table, expected) = case.split_once("\n---\n").unwrap();
        let table = table.replace('→', "\t").replace('↵', "\r").replace('▮', "\u{FEFF}");
        let mut expected: Vec<String> =
            expected.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let mut found: Vec<String> = match again(&table) {
            Ok((tsv, said)) => tsv.lines().skip(1).map(str::to_owned).chain(said).collect(),
            Err(error) => vec![format!("! {error}")],
        };
        found.iter_mut().for_each(|line| *line = line.replace('\t', "→"));
        expected.sort();
        found.sort();
        if found != expected {
            wrong.push(format!(
                "{title}\n  expected:\n{}\n  found:\n{}",
                expected.join("\n"),
                found.join("\n")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn an_error_ends_the_documents() {
    let table = "en\tzh\tdoc\nOne.\t一。\ta\nTwo.\t二。\tb\nThree.\nFour.\t四。\tc\n";
    let read: Vec<_> = TsvReader::new(table).unwrap().collect();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].as_ref().unwrap().name(), Some("a"));
    assert!(read[1].is_err());
}

/// Two documents with all that may be in a name or in a text.
fn corpus() -> String {
    let mut writer = TsvWriter::new(Vec::new());
    let article = "By Ann\n\n\"It rains,\" she said.\n\n“下雨了。”她说。\n\nA\\B.\n\n甲\\乙。\n";
    writer.document(Some("a\tb.txt"), &bitext::align(article)).unwrap();
    let (en, zh) =
        (["It rains.", "", "The cat sleeps.", "We go home."], ["下雨了，猫在睡觉。", "我们回家。"]);
    writer.document(Some("\"b\""), &Aligner::new().align_units(&en, &zh)).unwrap();
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

#[test]
fn a_table_goes_into_every_format() {
    let table = corpus();
    for format in Format::ALL {
        let mut writer = Writer::new(format, Vec::new());
        for document in TsvReader::new(&table).unwrap() {
            let document = document.unwrap();
            writer.document(document.name(), &document.alignment(Level::Sentence)).unwrap();
        }
        let written = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert!(written.contains("我们回家。") || format == Format::Ladder);
        assert!(!written.contains("<p class=\"prose\" dir=\"auto\"></p>"));
        match format {
            Format::Tsv => assert_eq!(written, table),
            Format::Tmx => {
                assert!(written.contains("<prop type=\"x-bead\">2-1</prop>"), "{written}");
                assert!(written.contains("segtype=\"sentence\""), "{written}");
            }
            Format::Json | Format::Jsonl => {
                assert!(written.contains(r#""type":"2-1","en":[0,2],"zh":[0],"#), "{written}");
            }
            Format::Ladder => assert!(written.contains("[0, 1]:[0]:"), "{written}"),
            _ => {}
        }
    }
}

/// The units that spans tell apart are there again; of others, the last has the text.
#[test]
fn units_are_those_of_the_table() {
    let table = "en\tzh\ttype\ten_spans\tzh_spans\n\
                 It rains. It pours.\t下雨了。\t2-1\t5-14,20-29\t30-42\n\
                 It rained, it poured.\t下雨了。\t2-1\t45-54,60-69\t70-82\n";
    let document = TsvReader::new(table).unwrap().next().unwrap().unwrap();
    let alignment = document.alignment(Level::Paragraph);
    let english: Vec<&str> = alignment.bitext().en.iter().map(|unit| unit.text).collect();
    assert_eq!(english, ["It rains.", "It pours.", "", "It rained, it poured."]);
    assert_eq!(alignment.bitext().origin, Origin::Pair);
    // It is an alignment like any other.
    let aligner = Aligner::new();
    assert!(alignment.pairs().all(|pair| !aligner.links(&pair).is_empty()));
    assert_eq!(aligner.align_sentences(&alignment).level(), Level::Sentence);
    assert_eq!(document.alignment(Level::Paragraph).with_min_score(0.5).pairs().len(), 2);
}

/// Any text with something to see, but for quotation marks that are doubled: these look like those of
/// a spreadsheet.
fn any_text() -> impl Strategy<Value = String> {
    let special = proptest::sample::select(vec![
        "\t", "\n", "\r\n", "\\", "\\n", "\"", ",", " ", "\u{3000}", "\u{feff}", "\u{85}", "\u{2028}", "\0",
        "汉", "。", "a", "1-1", "0.5",
    ]);
    let parts = prop_oneof![special.prop_map(str::to_owned), any::<char>().prop_map(String::from)];
    let text = proptest::collection::vec(parts, 1..10).prop_map(|parts| parts.concat());
    let shows = "[!a-z一-龥\"]";
    (shows, text, shows).prop_map(|(first, text, last)| format!("{first}{text}{last}").replace("\"\"", "\"'"))
}

/// English units, Chinese units, types and scores of beads, and whether units are left out between them.
type Document = (Vec<String>, Vec<String>, Vec<(usize, usize, f32)>, bool);

fn any_document() -> impl Strategy<Value = Document> {
    let beads = proptest::collection::vec((1..4_usize, 1..4_usize, 0.0_f32..=1.0), 1..6);
    (beads, any::<bool>()).prop_flat_map(|(beads, gaps)| {
        let (en, zh) = beads.iter().fold((0, 0), |(en, zh), bead| (en + bead.0 + 1, zh + bead.1 + 1));
        let texts = |n| proptest::collection::vec(any_text(), n);
        (texts(en), texts(zh), Just(beads), Just(gaps))
    })
}

proptest! {
    #[test]
    fn what_nobody_has_changed_is_written_as_it_was(
        (en, zh, types, gaps) in any_document(),
        name in proptest::option::of(any_text()),
        pair in any::<bool>(),
    ) {
        let (mut i, mut j) = (0, 0);
        let mut beads = Vec::new();
        for (n, m, score) in types {
            let reasons = Reasons::default();
            beads.push(Bead { en: (i..i + n).collect(), zh: (j..j + m).collect(), score, reasons });
            (i, j) = (i + n + usize::from(gaps), j + m + usize::from(gaps));
        }
        if let [.., a, b] = &mut beads[..] {
            std::mem::swap(&mut a.zh, &mut b.zh);
        }
        let mut bitext = Bitext::from_units(&en, &zh);
        if pair {
            bitext.origin = Origin::Pair;
            for side in [&mut bitext.en, &mut bitext.zh] {
                let mut start = 7;
                for unit in side {
                    unit.span = unit.span.shifted(start);
                    start = unit.span.end + 2;
                }
            }
        }
        let alignment = Alignment::new(bitext, Level::Sentence, beads);
        let mut writer = TsvWriter::new(Vec::new());
        writer.document(name.as_deref(), &alignment).unwrap();
        let table = String::from_utf8(writer.finish().unwrap()).unwrap();
        let (written, said) = again(&table).unwrap();
        prop_assert_eq!(&written, &table);
        prop_assert!(said.is_empty());

        // Nor does it matter what line ends an editor gives it, and whether it marks it as UTF-8, unless
        // that makes it look as if Excel had put marks around what holds a comma.
        let edited = format!("\u{feff}{}", table.replace('\n', "\r\n"));
        let is_like_excel = |field: &str| field.starts_with('"') && field.ends_with('"') && field.contains(',');
        if !table.split(['\t', '\n']).any(is_like_excel) {
            prop_assert_eq!(&again(&edited).unwrap().0, &table);
        }

        // A spreadsheet that quotes all fields loses nothing either.
        let quoted: Vec<String> = table
            .lines()
            .map(|line| line.split('\t').map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect::<Vec<_>>().join("\t"))
            .collect();
        prop_assert_eq!(&again(&quoted.join("\n")).unwrap().0, &table);
        #[cfg(feature = "xlsx")]
        sheets::hold_the_same(name.as_deref(), &alignment, &table)?;
    }

    #[test]
    fn no_table_makes_the_reader_panic(
        header in "(en|zh|score|type|en_spans|zh_spans|doc|\"en\"|x|\t|,){0,16}",
        rows in "([\t\n\r\",0-9 -]|[a-z]|汉|\\\\|\\PC){0,120}",
    ) {
        if let Ok((written, _)) = again(&format!("{header}\n{rows}")) {
            let once = again(&written).unwrap();
            prop_assert_eq!(&once.0, &written);
        }
    }
}

/// Spreadsheets, which hold what a table in TSV does.
#[cfg(feature = "xlsx")]
mod sheets {
    use bitext::export::{Sheet, XlsxWriter};
    use rust_xlsxwriter::{Workbook, Worksheet};

    use super::*;

    pub fn hold_the_same(
        name: Option<&str>,
        alignment: &Alignment<'_>,
        table: &str,
    ) -> Result<(), TestCaseError> {
        let write = || {
            let mut writer = XlsxWriter::new(Vec::new());
            writer.document(name, alignment).unwrap();
            writer.finish().unwrap()
        };
        let bytes = write();
        prop_assert!(bytes == write(), "the bytes differ");
        let sheet = Sheet::read(&bytes).unwrap();
        let (written, said) = rewritten(sheet.rows().unwrap()).unwrap();
        prop_assert_eq!(&written, table);
        prop_assert!(said.is_empty());
        Ok(())
    }

    /// A spreadsheet with these cells from a row on.
    fn saved(sheets: &[(&str, u32, &[&[&str]])]) -> Vec<u8> {
        let mut book = Workbook::new();
        for &(name, from, rows) in sheets {
            let mut sheet = Worksheet::new();
            sheet.set_name(name).unwrap();
            for (row, cells) in (from..).zip(rows) {
                for (column, cell) in (0..).zip(*cells) {
                    // What a person types is a number where it looks like one.
                    match cell.parse::<f64>() {
                        Ok(number) => sheet.write_number(row, column, number).unwrap(),
                        Err(_) => sheet.write_string(row, column, *cell).unwrap(),
                    };
                }
            }
            book.push_worksheet(sheet);
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn a_sheet_of_ones_own_is_read() {
        let notes: (&str, u32, &[&[&str]]) = ("notes", 0, &[&["Ask Wu about row 7."]]);
        let pairs: (&str, u32, &[&[&str]]) = (
            "Sheet2",
            2,
            &[
                &["zh", "score", "EN"],
                &["“是。”", "0.5", "\"Yes,\" he said: \"\"."],
                &["", "", "x"],
                &["2015", "", "2015"],
            ],
        );
        let sheet = Sheet::read(&saved(&[notes, pairs])).unwrap();
        let (written, said) = rewritten(sheet.rows().unwrap()).unwrap();
        let rows: Vec<&str> = written.lines().skip(1).collect();
        assert_eq!(
            rows,
            ["\"Yes,\" he said: \"\".\t“是。”\t0.5000\t1-1\t0\t0", "2015\t2015\t1.0000\t1-1\t1\t1"]
        );
        assert_eq!(said, ["left out 1"]);
    }

    #[test]
    fn csv_is_read() {
        let rows = |text: &str| rewritten(Sheet::from_csv(text).unwrap().rows().unwrap());
        let comma = "\u{FEFF}en,zh,score\r\n\"Yes,\r\n\"\"sir\"\".\",是。,0.5\r\n\r\nNo.,不。,\r\n";
        let semicolon = "\"en\";\"zh\";\"score\"\n\"Yes,\r\n\"\"sir\"\".\";\"是。\";\"0,5\"\nNo.;不。\n";
        for text in [comma, semicolon] {
            let (written, _) = rows(text).unwrap();
            let rows: Vec<&str> = written.lines().skip(1).collect();
            let expected = ["Yes,\\r\\n\"sir\".\t是。\t0.5000\t1-1\t0\t0", "No.\t不。\t1.0000\t1-1\t1\t1"];
            assert_eq!(rows, expected, "{text}");
        }
        let error = rows("en,zh,score\n\"Yes,\nsir\",是。,1\nNo.,不。,high\n").unwrap_err();
        assert!(error.to_string().starts_with("line 4: "), "{error}");
        assert!(Sheet::from_csv("en,chinese\nYes.,是。\n").is_err());
        assert!(Sheet::from_csv("").is_err());
        // Its user has seen no tabs.
        let wrong =
            |text: &str| rewritten(Sheet::from_csv(text).unwrap().rows().unwrap()).unwrap_err().to_string();
        assert_eq!(
            wrong("en,zh\nYes.\n"),
            "line 2: one column alone; English is column 1 and Chinese column 2"
        );
        assert_eq!(wrong("en,zh\n,Yes,,是。\n"), "line 2: more columns than the 2 of the first line");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_row() {
        let error = |sheets: &[(&str, u32, &[&[&str]])]| {
            let sheet = Sheet::read(&saved(sheets)).unwrap();
            sheet.rows().and_then(rewritten).unwrap_err().to_string()
        };
        let high: &[&[&str]] = &[&["en", "zh", "score"], &["A.", "甲。", "high"]];
        assert!(error(&[("pairs", 4, high)]).starts_with("line 6: the score \"high\" is no number"));
        let names: &[&[&str]] = &[&["English", "Chinese"], &["A.", "甲。"]];
        assert!(error(&[("pairs", 0, names)]).starts_with("line 1: no columns \"en\" and \"zh\""));
        let error = |bytes: &[u8]| Sheet::read(bytes).unwrap_err().to_string();
        let whole = saved(&[("pairs", 0, high)]);
        for bytes in [&b""[..], b"en\tzh\n", b"PK\x03\x04\x14", &whole[..whole.len() / 2]] {
            assert!(error(bytes).starts_with("no spreadsheet that can be read"), "{}", error(bytes));
        }
    }

    #[test]
    fn what_no_cell_holds_is_refused() {
        let write = |text: &str| {
            let bead = Bead { en: vec![0], zh: vec![0], score: 0.5, reasons: Reasons::default() };
            let (english, chinese) = ([text], ["好。"]);
            let bitext = Bitext::from_units(&english, &chinese);
            XlsxWriter::new(Vec::new()).document(None, &Alignment::new(bitext, Level::Sentence, vec![bead]))
        };
        assert!(write(&"好".repeat(32_767)).is_ok());
        let error = write(&"\u{1F600}".repeat(16_384)).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
        assert!(error.to_string().contains("TSV has no such limit"), "{error}");
    }
}
