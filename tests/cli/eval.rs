//! `bitext eval`.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

use crate::process::{ARTICLE, Folder};

/// The article with its four paragraphs, the gold pairs as given.
fn article(id: &str, gold: Value) -> String {
    let mut segments = Vec::new();
    let mut start = 0;
    for (i, line) in ARTICLE.split("\n\n").enumerate() {
        let end = start + line.trim_end().len();
        segments.push(json!({"start": start, "end": end, "lang": if i % 2 == 0 { "en" } else { "zh" }}));
        start += line.len() + 2;
    }
    let layout = if id < "b" { "plain" } else { "other" };
    json!({"id": id, "layout": layout, "text": ARTICLE, "segments": segments, "gold": gold}).to_string()
}

fn gold() -> String {
    let right = json!([{"en": [0], "zh": [1]}, {"en": [2], "zh": [3]}]);
    let crossed = json!([{"en": [0], "zh": [3]}]);
    format!("{}\n\n{}\n", article("a", right), article("b", crossed))
}

#[test]
fn articles_are_scored_by_layout() {
    let folder = Folder::new().with("gold.jsonl", gold());
    let out = folder.run(&["eval", "articles", "gold.jsonl"]).ok();
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(
        lines[0],
        "arts gold pred P R F1 lP lR lF falseE falseZ other perfect".split(' ').collect::<Vec<_>>()
    );
    assert_eq!(
        lines[1],
        "other 1 1 2 0.0000 0.0000 0.0000 0.0000 0.0000 0.0000 1.0000 1.0000 - 0.0000"
            .split(' ')
            .collect::<Vec<_>>()
    );
    assert_eq!(
        lines[2],
        "plain 1 2 2 1.0000 1.0000 1.0000 1.0000 1.0000 1.0000 - - - 1.0000".split(' ').collect::<Vec<_>>()
    );
    assert_eq!(lines[3][..7], ["ALL", "2", "3", "4", "0.5000", "0.6667", "0.5714"]);
    let json: Value =
        serde_json::from_str(&folder.run(&["eval", "articles", "gold.jsonl", "--json"]).ok()).unwrap();
    assert_eq!(json["plain"]["F1"], 1.0);
    assert_eq!(json["plain"]["falseE"], Value::Null);
    assert_eq!(json["ALL"]["P"], 0.5);
    assert_eq!(json["ALL"]["types"]["1-1"]["gold"], 3);
}

#[test]
fn gzip_is_read_whatever_its_name() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(gold().as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let folder = Folder::new()
        .with("gold.jsonl", gold())
        .with("packed", &packed)
        .with("cut.gz", &packed[..packed.len() / 2]);
    let out = folder.run(&["eval", "articles", "gold.jsonl"]).ok();
    assert_eq!(folder.run(&["eval", "articles", "packed"]).ok(), out);
    folder.run(&["eval", "articles", "cut.gz"]).fails_with(1, &["cut.gz:", "cannot be read on"]);
}

#[test]
fn predictions_go_out_and_come_in() {
    let folder = Folder::new().with("gold.jsonl", gold());
    let out = folder.run(&["eval", "articles", "gold.jsonl", "--save-predictions", "p.jsonl"]).ok();
    assert_eq!(folder.run(&["eval", "articles", "gold.jsonl", "--predictions", "p.jsonl"]).ok(), out);
    let folder = folder.with("some.jsonl", "{\"id\": \"x\", \"pairs\": []}\n");
    let run = folder.run(&["eval", "articles", "gold.jsonl", "--predictions", "some.jsonl", "--errors", "1"]);
    assert!(
        run.err.contains("nothing for 2 of 2 documents of the gold, and 1 that are not in it"),
        "{}",
        run.err
    );
    assert!(run.ok().contains("missed  The library opened"));
}

#[test]
fn a_wrong_line_of_the_gold_is_named() {
    let good = gold();
    for (bad, parts) in [
        ("{", &["gold.jsonl:4: "][..]),
        (
            &article("c", json!([{"en": [1], "zh": [1]}])),
            &["gold.jsonl:4: article \"c\": pair 0 names segment 1"],
        ),
        (&article("a", json!([])), &["gold.jsonl:4: article \"a\": seen before"]),
    ] {
        let folder = Folder::new().with("gold.jsonl", format!("{good}{bad}\n"));
        let run = folder.run(&["eval", "articles", "gold.jsonl"]);
        run.fails_with(1, parts);
        assert_eq!(run.out, "");
    }
    let folder = Folder::new().with("empty.jsonl", "");
    folder.run(&["eval", "articles", "empty.jsonl"]).fails_with(1, &["empty.jsonl: no article in it"]);
    folder.run(&["eval", "articles", "gone.jsonl"]).fails_with(1, &["gone.jsonl"]);
}

fn beads() -> Folder {
    Folder::new()
        .with("set/001.en", "The library opened in 1987.\nNobody came.\nIt closed.\n")
        .with("set/001.zh", "图书馆于1987年开放。\n没有人来。\n")
        .with("set/001.gold", "[0]:[0]\n[1, 2]:[1]\n")
        .with("set/002.en", "The 12 ships sailed.\n")
        .with("set/002.zh", "12艘船起航了。\n风很大。\n")
        .with("set/002.gold", "[0]:[0]\n[]:[1]\n")
}

#[test]
fn sentences_are_scored_pooled_and_by_document() {
    let folder = beads();
    let folder = folder
        .with("p/001.align", "[0]:[0]:0.9\n[1]:[1]:0.4\n[2]:[]:0\n")
        .with("p/002.align", "[0]:[0]\n[]:[1]\n");
    let out = folder.run(&["eval", "sentences", "set", "--predictions", "p"]).ok();
    let lines: Vec<String> =
        out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines[0], "files 2 gold beads 4 test beads 5");
    assert_eq!(lines[2], "strict 0.600 0.667 0.632");
    assert_eq!(lines[3], "lax 0.800 1.000 0.889");
    assert_eq!(lines[4], "all-bead 0.600 0.750 0.667");
    assert_eq!(lines[6], "1-1 0.667 1.000 0.800 2 3 2");
    assert_eq!(lines[10], "1-0/0-1 0.500 1.000 0.667 1 2 1");
    assert_eq!(lines[11], "001 strict 0.400 lax 0.800 all-bead 0.400");
    assert_eq!(lines[12], "002 strict 1.000 lax 1.000 all-bead 1.000");
}

/// Four pairs of one sentence each.
fn rows() -> Folder {
    let en = "The library opened in 1987.\nNobody came.\nIt closed.\nThe 12 ships sailed.\n";
    Folder::new()
        .with("set/001.en", en)
        .with("set/001.zh", "图书馆于1987年开放。\n没有人来。\n它关门了。\n12艘船起航了。\n")
        .with("set/001.gold", "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n")
}

#[test]
fn articles_are_made_of_sentences() {
    let folder = rows();
    let out = folder.run(&["eval", "sentences", "set", "--article", "1"]).ok();
    let lines: Vec<String> =
        out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // The third one stays untranslated.
    assert_eq!(lines[6], "1-1 1.000 1.000 1.000 3 3 3");
    assert_eq!(lines[10], "1-0/0-1 1.000 1.000 1.000 1 1 1");
    folder.run(&["eval", "sentences", "set", "--article", "0"]).fails_with(2, &["0 is not in 1.."]);
}

#[test]
fn documents_are_matched_that_are_made_of_sentences() {
    let folder = rows();
    let out = folder.run(&["eval", "documents", "set", "--beads", "1", "--errors", "2"]).ok();
    let lines: Vec<String> =
        out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // The second one has lost its English.
    assert_eq!(lines[0], "documents: 3 English, 4 Chinese");
    assert_eq!(lines[3], "3 3 3 1.0000 1.0000 1.0000");
    assert!(out.contains("ECE") && !out.contains("missed"), "{out}");
    let json = folder.run(&["eval", "documents", "set", "--beads", "4", "--json"]).ok();
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["documents"], json!([1, 1]));
    assert_eq!(json["matches"]["f1"], 1.0);
}

#[test]
fn documents_are_matched_that_are_made_of_articles() {
    let folder = Folder::new().with("gold.jsonl", gold());
    let out = folder.run(&["eval", "documents", "gold.jsonl"]).ok();
    assert!(out.starts_with("documents: 1 English, 2 Chinese\n"), "{out}");
}

/// How many beads of the gold a row of the report counts.
fn beads_of_gold(out: &str, row: usize) -> Option<&str> {
    out.lines().nth(row).and_then(|line| line.split_whitespace().nth(4))
}

#[test]
fn strangers_stand_where_translations_would() {
    let folder = rows();
    let out = folder.run(&["eval", "sentences", "set", "--strangers", "2"]).ok();
    // `Nobody came.` has the Chinese of `It closed.`; nothing is as long as that of the last one.
    assert_eq!((beads_of_gold(&out, 6), beads_of_gold(&out, 10)), (Some("3"), Some("2")), "{out}");
    folder.run(&["eval", "sentences", "set", "--strangers", "0"]).fails_with(2, &["0 is not in 1.."]);
}

#[test]
fn gaps_leave_out_one_side_of_some_beads() {
    let folder = rows();
    let out = folder.run(&["eval", "sentences", "set", "--gaps", "4"]).ok();
    // Of four pairs the second has no English and the last no Chinese.
    assert_eq!((beads_of_gold(&out, 6), beads_of_gold(&out, 10)), (Some("2"), Some("2")), "{out}");
    folder.run(&["eval", "sentences", "set", "--gaps", "1"]).fails_with(2, &["1 is not in 2.."]);
    folder
        .run(&["eval", "sentences", "set", "--gaps", "4", "--strangers", "4"])
        .fails_with(2, &["cannot be used"]);
}

#[test]
fn beads_go_out_and_come_in() {
    let folder = beads();
    let args = ["eval", "sentences", "set"];
    let out = folder.run(&[&args[..], &["--save-predictions", "p"]].concat()).ok();
    assert!(folder.read("p/001.align").contains("[0]:[0]"));
    assert_eq!(folder.run(&[&args[..], &["--predictions", "p"]].concat()).ok(), out);
    let json: Value = serde_json::from_str(&folder.run(&[&args[..], &["--json"]].concat()).ok()).unwrap();
    assert_eq!(json["files"], 2);
    assert!(json["all_bead"]["f1"].as_f64().unwrap() > 0.0);
    assert!(json["per_file"]["002"]["strict"]["p"].is_number());
}

#[test]
fn scores_of_beads_are_held_against_the_gold() {
    let folder = beads()
        .with("p/001.align", "[0]:[0]:0.9\n[1]:[1]:0.4\n[2]:[]:0\n")
        .with("p/002.align", "[0]:[0]:0.8\n[]:[1]\n");
    let args = ["eval", "sentences", "set", "--predictions", "p"];
    let table = folder.run(&args).ok();
    let out = folder.run(&[&args[..], &["--calibration"]].concat()).ok();
    let calibration = out.strip_prefix(&table).expect("the usual table comes first");
    let lines: Vec<String> =
        calibration.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // Three pairs, off by 0.1, 0.4 and 0.2: beads with an empty side do not count.
    assert_eq!(lines[1], "score pairs mean right");
    assert_eq!(lines[2], "0.0-0.1 0 - -");
    assert_eq!(lines[6], "0.4-0.5 1 0.400 0.000");
    assert_eq!(lines[10], "0.8-0.9 1 0.800 1.000");
    assert_eq!(lines[11], "0.9-1.0 1 0.900 1.000");
    assert_eq!(lines[12], "ECE 0.233 Brier 0.070");
    assert_eq!(lines[13], "min-score kept precision");
    assert_eq!(lines[14], "0.5 0.667 1.000");
    assert_eq!(lines[17], "0.9 0.333 1.000");
    assert_eq!(lines[19..], ["0.99 0.000 -"]);

    let json = |args: &[&str]| -> Value { serde_json::from_str(&folder.run(args).ok()).unwrap() };
    assert_eq!(json(&[&args[..], &["--json"]].concat())["calibration"], Value::Null);
    let report = json(&[&args[..], &["--json", "--calibration"]].concat());
    assert_eq!((&report["files"], &report["calibration"]["bins"][4]["pairs"]), (&json!(2), &json!(1)));
    let kept = &report["calibration"]["thresholds"][0];
    assert_eq!((&kept["min_score"], &kept["precision"]), (&json!(0.5), &json!(1.0)));
}

#[test]
fn saved_predictions_hold_the_scores() {
    let folder = beads().with("gold.jsonl", gold());
    for (kind, set, saved) in [("sentences", "set", "p"), ("articles", "gold.jsonl", "p.jsonl")] {
        let args = ["eval", kind, set, "--calibration"];
        let out = folder.run(&[&args[..], &["--save-predictions", saved]].concat()).ok();
        assert!(out.contains("ECE 0."), "{out}");
        assert_eq!(folder.run(&[&args[..], &["--predictions", saved]].concat()).ok(), out);
    }
}

#[test]
fn without_scores_there_is_no_calibration() {
    let folder = beads()
        .with("p/001.align", "[0]:[0]:0.9\n[1]:[1]\n[2]:[]\n")
        .with("p/002.align", "[0]:[0]:7.5\n[]:[1]\n")
        .with("gold.jsonl", gold())
        .with("p.jsonl", "{\"id\": \"a\", \"pairs\": [{\"en\": [[0, 9]]}]}\n{\"id\": \"b\"}\n");
    for (kind, set, path, part) in
        [("sentences", "set", "p", "p: 2 of 3 pairs"), ("articles", "gold.jsonl", "p.jsonl", "1 of 1 pairs")]
    {
        let args = ["eval", kind, set, "--predictions", path];
        folder.run(&args).ok();
        let run = folder.run(&[&args[..], &["--calibration"]].concat());
        run.fails_with(1, &[part, "no score from 0 to 1", "--save-predictions"]);
        assert_eq!(run.out, "");
    }
}

#[test]
fn a_wrong_bead_is_named() {
    for (line, part) in
        [("[0] [1]", "no colon"), ("[7]:[0]", "no English line 7"), ("[0]:[a]", "no list of numbers")]
    {
        let folder = beads().with("set/002.gold", format!("[0]:[0]\n{line}\n"));
        folder.run(&["eval", "sentences", "set"]).fails_with(1, &["set/002.gold:2: ", part]);
    }
    // A sentence is in one bead, of the gold and of predictions.
    for (file, lines, part) in [
        (
            "set/001.gold",
            "[0]:[0]\n\n[1, 0]:[1]\n",
            "set/001.gold:3: English line 0 is in the bead of line 1",
        ),
        ("set/001.align", "[0]:[0]\n[0]:[0]\n", "set/001.align:2: English line 0 is in the bead of line 1"),
        (
            "set/002.align",
            "[]:[1]\n[]:[0]\n[0]:[1]:0.5\n",
            "002.align:3: Chinese line 1 is in the bead of line 1",
        ),
    ] {
        let folder = beads().with(file, lines);
        folder.run(&["eval", "sentences", "set", "--predictions", "set"]).fails_with(1, &[part]);
    }
    let folder = beads().with("empty/x.en", "");
    folder.run(&["eval", "sentences", "empty"]).fails_with(1, &["empty: no gold in it"]);
    std::fs::remove_file(folder.path("set/001.zh")).unwrap();
    folder.run(&["eval", "sentences", "set"]).fails_with(1, &["001.zh: cannot be read: No such file"]);
}

#[test]
fn splitting_is_scored_by_language_and_genre() {
    let row = |id: &str, text: &str, ends: &[usize]| {
        json!({"id": id, "lang": "en", "genre": "letters", "text": text, "ends": ends}).to_string()
    };
    let rows = [row("a", "Snow fell. Nobody came.", &[10, 23]), row("b", "Snow fell on us all.", &[20])];
    let folder = Folder::new().with("gold.jsonl", rows.join("\n"));
    let out = folder.run(&["eval", "splitting", "gold.jsonl", "--save-predictions", "p.jsonl"]).ok();
    for group in ["en ", "en/letters "] {
        let line = out.lines().find(|line| line.starts_with(group)).unwrap();
        assert_eq!(
            line.split_whitespace().skip(1).take(6).collect::<Vec<_>>(),
            ["1.000", "1.000", "1.000", "1.000", "1", "1"]
        );
    }
    assert_eq!(folder.read("p.jsonl"), "{\"id\":\"a\",\"ends\":[10,23]}\n{\"id\":\"b\",\"ends\":[20]}\n");
    let folder = folder.with("q.jsonl", "{\"id\": \"a\", \"ends\": [4]}\n{\"id\": \"b\", \"ends\": []}\n");
    let out =
        folder.run(&["eval", "splitting", "gold.jsonl", "--predictions", "q.jsonl", "--errors", "1"]).ok();
    assert!(out.contains("missed  Snow fell. ‖Nobody"), "{out}");
    assert!(out.contains("false   Snow ‖fell"), "{out}");
    let json = folder.run(&["eval", "splitting", "gold.jsonl", "--predictions", "q.jsonl", "--json"]).ok();
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["groups"]["en"]["p"], 0.0);
    assert_eq!(json["groups"]["en"]["exact"], 0.5);
    let folder = folder.with("bad.jsonl", format!("{}\n{}\n", rows[0], row("c", "Où?", &[2])));
    folder.run(&["eval", "splitting", "bad.jsonl"]).fails_with(1, &["bad.jsonl:2: c: end 2"]);
}
