//! `bitext convert`: pairs that were corrected, in every format. What is read from a table is tested in
//! `tests/tables.rs`.

use std::fs;

use serde_json::Value;

use crate::process::{ARTICLE, Folder, rows};

const HEADER: &str = "en\tzh\tscore\ttype\ten_spans\tzh_spans\n";

/// The pairs of [`ARTICLE`], the second one mended and one added.
fn corrected(folder: &Folder) -> String {
    let table = folder.run(&["align", "a.txt"]).ok();
    table.replace("old clock", "ancient clock") + "It is late.\t很晚了。\n"
}

#[test]
fn what_nobody_has_changed_stays_as_it_is() {
    let folder = Folder::new().with("a.txt", ARTICLE).with("set/b.txt", ARTICLE).with("set/c.txt", ARTICLE);
    for args in [&["align", "a.txt"][..], &["align", "--level", "sentence", "a.txt"], &["align", "-q", "set"]]
    {
        let table = folder.run(args).ok();
        let run = folder.run_with(&["convert", "-q"], table.as_bytes());
        assert_eq!((run.out.as_str(), run.err.as_str()), (table.as_str(), ""));
    }
}

#[test]
fn every_format_has_the_corrections() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    let table = corrected(&folder);
    let folder = folder.with("pairs.tsv", &table);
    for format in ["tsv", "json", "jsonl", "tmx", "html"] {
        let run = folder.run(&["convert", "--format", format, "pairs.tsv"]);
        assert_eq!(run.err, "");
        let out = run.ok();
        assert!(out.contains("ancient clock") && out.contains("很晚了。"), "{format}: {out}");
        assert!(!out.contains("old clock"), "{format}: {out}");
    }
    folder.run(&["convert", "-f", "moses", "-o", "c", "pairs.tsv"]).ok();
    assert_eq!(folder.read("c.en").lines().last(), Some("It is late."));
    assert_eq!(folder.read("c.zh").lines().last(), Some("很晚了。"));
    let tmx = folder.run(&["convert", "-f", "tmx", "--level", "sentence", "pairs.tsv"]).ok();
    assert!(
        tmx.contains("segtype=\"sentence\"") && tmx.contains("<prop type=\"x-document\">pairs.tsv"),
        "{tmx}"
    );
    let json = folder.run_with(&["convert", "-f", "json"], table.as_bytes()).ok();
    let json: Value = serde_json::from_str(&json).unwrap();
    let document = &json["documents"][0];
    assert_eq!((&document["name"], &document["level"]), (&Value::Null, &"paragraph".into()));
    assert_eq!(
        document["pairs"][2],
        serde_json::json!({
            "type": "1-1", "en": [[0, 0]], "zh": [[0, 0]], "en_text": "It is late.", "zh_text": "很晚了。",
            "score": 1.0,
        })
    );
}

#[test]
fn several_tables_are_one_corpus() {
    let named = format!("{}\tdoc\n", HEADER.trim_end())
        + "A.\t甲。\t0.9\t1-1\t0-2\t3-9\tx.txt\nB.\t乙。\t0.8\t\t\t\ty.txt\n";
    let folder = Folder::new().with("1.tsv", &named).with("2.tsv", format!("{HEADER}C.\t丙。\n"));
    let run = folder.run(&["convert", "1.tsv", "2.tsv"]);
    assert!(run.err.contains("3 documents, 3 pairs"), "{}", run.err);
    let out = run.ok();
    assert_eq!(rows(&out).iter().map(|row| row[6]).collect::<Vec<_>>(), ["x.txt", "y.txt", "2.tsv"]);
    // One table has names, or none.
    assert_eq!(rows(&folder.run(&["convert", "1.tsv"]).ok())[1][6], "y.txt");
    assert_eq!(rows(&folder.run(&["convert", "2.tsv"]).ok())[0].len(), 6);
}

#[test]
fn what_is_left_out_is_told() {
    let table = format!("{HEADER}A.\t甲。\t0.9\nB.\t\t0.8\n\t丙。\t0.8\nD.\t丁。\t0.2\n");
    let folder = Folder::new().with("t.tsv", &table).with("h.tsv", HEADER).with("one.tsv", "en\tzh\nA.\t \n");
    let run = folder.run(&["convert", "--min-score", "0.5", "t.tsv"]);
    assert_eq!(run.err, "bitext: t.tsv: 2 rows without English or without Chinese are left out\n");
    assert_eq!(rows(&run.ok()).iter().map(|row| row[0]).collect::<Vec<_>>(), ["A."]);
    assert_eq!(folder.run(&["convert", "-q", "t.tsv"]).err, "");
    let run = folder.run(&["convert", "one.tsv"]);
    assert_eq!(run.err, "bitext: one.tsv: 1 row without English or without Chinese is left out\n");
    let run = folder.run(&["convert", "h.tsv"]);
    assert_eq!(run.err, "bitext: h.tsv: no rows in it, so there are no pairs\n");
    assert_eq!(run.ok(), HEADER);
}

#[test]
fn a_spreadsheet_holds_what_a_table_does() {
    let folder = Folder::new().with("a.txt", ARTICLE).with("set/b.txt", ARTICLE).with("set/c.txt", ARTICLE);
    for documents in ["a.txt", "set"] {
        folder.run(&["align", "-q", "-f", "xlsx", "-o", "x.xlsx", documents]).ok();
        let run = folder.run(&["convert", "-q", "x.xlsx"]);
        assert_eq!((run.out, run.err.as_str()), (folder.run(&["align", "-q", documents]).ok(), ""));
    }
    let table = corrected(&folder);
    let folder = folder.with("t.tsv", &table);
    let piped = folder.spawn(&["convert", "-q", "-f", "xlsx", "t.tsv"]).wait_with_output().unwrap();
    fs::write(folder.path("y.xlsx"), piped.stdout).unwrap();
    let tmx = folder.run(&["convert", "-f", "tmx", "y.xlsx"]).ok();
    assert!(tmx.contains("ancient clock") && tmx.contains("很晚了。"), "{tmx}");
    fs::write(folder.path("c.csv"), b"zh;en\r\n\xBA\xC3\xA1\xA3;\"Good; yes.\"\r\n").unwrap();
    let run = folder.run(&["convert", "--encoding", "gb18030", "c.csv"]);
    assert_eq!((run.out, run.err.as_str()), (format!("{HEADER}Good; yes.\t好。\t1.0000\t1-1\t0\t0\n"), ""));
    folder.run(&["align", "y.xlsx"]).fails_with(1, &["y.xlsx: is an XLSX, or another zip archive"]);
}

/// The file as a spreadsheet or an editor has saved it gives what the file of `bitext` gave.
#[test]
fn what_programs_do_to_a_file_is_undone() {
    let folder =
        Folder::new().with("a.txt", "\"Stay,\" he said. \"Please, stay.\"\n\n“留下，”他说。“请留下。”\n");
    let table = folder.run(&["align", "a.txt"]).ok();
    assert!(table.contains("\n\"Stay,\" he said. \"Please, stay.\"\t"), "{table}");
    let windows = format!("\u{FEFF}{}", table.replace('\n', "\r\n"));
    let quoted = windows
        .replace("\"Stay,\" he said. \"Please, stay.\"", "\"\"\"Stay,\"\" he said. \"\"Please, stay.\"\"\"");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let said = "bitext: t.tsv: a spreadsheet has put its fields into quotation marks; these are taken off\n";
    for (bytes, err) in [
        (windows.clone().into_bytes(), ""),
        (utf16(&windows), ""),
        (quoted.clone().into_bytes(), said),
        (utf16(&quoted), said),
    ] {
        fs::write(folder.path("t.tsv"), bytes).unwrap();
        let run = folder.run(&["convert", "t.tsv"]);
        assert_eq!((run.out.as_str(), run.err.as_str(), run.code), (table.as_str(), err, Some(0)));
    }
    fs::write(folder.path("g.tsv"), b"en\tzh\nGood.\t\xBA\xC3\xA1\xA3\n").unwrap();
    assert_eq!(rows(&folder.run(&["convert", "--encoding", "gb18030", "g.tsv"]).ok())[0][1], "好。");
    folder
        .run(&["convert", "g.tsv"])
        .fails_with(1, &["g.tsv: not valid UTF-8 at byte 12 (line 2)", "--encoding"]);
    assert!(folder.run(&["convert", "--lossy", "g.tsv"]).ok().contains('\u{FFFD}'));
}

#[test]
fn wrong_tables_are_named_with_their_line() {
    let folder = Folder::new()
        .with("a.txt", ARTICLE)
        .with("empty.tsv", "")
        .with("x.xlsx", b"PK\x03\x04\x14")
        .with("comma.csv", "en,chinese\nA.,甲。\n")
        .with("half.tsv", format!("{HEADER}A.\t甲。\t0.9\nIt rai"))
        .with("score.tsv", format!("{HEADER}A.\t甲。\t0.9\n\nB.\t乙。\thigh\n"))
        .with("good.tsv", format!("{HEADER}A.\t甲。\t0.9\n"))
        .with("old", "old");
    for (file, parts) in [
        ("gone.tsv", &["gone.tsv: cannot be read: No such file"][..]),
        ("empty.tsv", &["empty.tsv: is empty"]),
        ("x.xlsx", &["x.xlsx: no spreadsheet that can be read (", "save it as XLSX or as TSV"]),
        ("comma.csv", &["comma.csv:1: no columns \"en\" and \"zh\"", "not by commas"]),
        ("a.txt", &["a.txt:1: no columns", "names its columns"]),
        ("half.tsv", &["half.tsv:3: one column alone; English is column 1"]),
        ("score.tsv", &["score.tsv:4: the score \"high\" is no number from 0 to 1"]),
        (".", &[".: cannot be read: it is a folder"]),
    ] {
        let run = folder.run(&["convert", "-o", "old", file]);
        run.fails_with(1, parts);
        assert_eq!((run.out.as_str(), folder.read("old").as_str()), ("", "old"), "{file}");
        // A wrong table does not lose the others, and nothing of it is written.
        let run = folder.run(&["convert", "-q", file, "good.tsv"]);
        run.fails_with(1, parts);
        assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    }
    folder.run(&["convert", "-f", "moses", "good.tsv"]).fails_with(2, &["-o PREFIX"]);
    folder.run(&["convert", "-f", "ladder", "good.tsv"]).fails_with(2, &["--format ladder", "numbers"]);
    folder.run(&["convert", "good.tsv", "-o", "./good.tsv"]).fails_with(2, &["is also an input"]);
    folder.run(&["convert", "--min-score", "2", "good.tsv"]).fails_with(2, &["0 to 1"]);
    assert_eq!(folder.names().len(), 8);
}
