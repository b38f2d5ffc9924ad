//! `bitext segment`.

use serde_json::{Value, json};

use crate::process::{ARTICLE, Folder, rows};

const TEXT: &str = "Snow fell. Nobody came.\n\n  下雪了。没有人来。\n";

#[test]
fn segments_are_listed_in_order() {
    let folder = Folder::new().with("t.txt", TEXT);
    let out = folder.run(&["segment", "t.txt"]).ok();
    assert!(out.starts_with("start\tend\tlang\tvariant\tkind\tsentences\ttext\n"), "{out}");
    let rows = rows(&out);
    assert_eq!(rows.len(), 2, "{out}");
    assert_eq!(rows[0], ["0", "23", "en", "", "prose", "0-10,11-23", "Snow fell. Nobody came."]);
    assert_eq!(rows[1][..3], ["27", "54", "zh"]);
    assert_eq!(rows[1][5..], ["27-39,39-54", "下雪了。没有人来。"]);
    assert_eq!(folder.run_with(&["segment", "-"], TEXT.as_bytes()).ok(), out);
}

#[test]
fn json_has_the_same() {
    let folder = Folder::new().with("t.txt", TEXT);
    let record: Value =
        serde_json::from_str(&folder.run(&["segment", "--format", "json", "t.txt"]).ok()).unwrap();
    assert_eq!(record["id"], "t.txt");
    assert_eq!(
        record["segments"][0],
        json!({"start": 0, "end": 23, "lang": "en", "variant": null, "kind": "prose",
               "sentences": [[0, 10], [11, 23]], "text": "Snow fell. Nobody came."})
    );
}

#[test]
fn json_lines_are_answered_in_order() {
    let input = format!(
        "{}\n{}\n{}\n",
        json!({"id": 1, "text": TEXT}),
        json!({"id": 2, "en": [], "zh": []}),
        json!({"id": "c", "text": ""})
    );
    let run = Folder::new().run_with(&["segment", "--jsonl"], input.as_bytes());
    assert_eq!(run.code, Some(1));
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        lines[0]["segments"][0],
        json!({"start": 0, "end": 23, "lang": "en", "variant": null, "kind": "prose", "sentences": [[0, 10], [11, 23]]})
    );
    assert_eq!(lines[0]["segments"][1]["sentences"], json!([[27, 39], [39, 54]]));
    assert!(lines[0]["segments"][1]["variant"].is_string());
    assert_eq!(lines[1], json!({"id": 2, "error": "line 2: no \"text\""}));
    assert_eq!(lines[2], json!({"id": "c", "segments": []}));
}

#[test]
fn sentences_lie_on_their_segments() {
    let line = json!({"id": 1, "text": ARTICLE}).to_string();
    let out = Folder::new().run_with(&["segment", "--jsonl"], line.as_bytes()).ok();
    let record: Value = serde_json::from_str(&out).unwrap();
    for segment in record["segments"].as_array().unwrap() {
        let sentences = segment["sentences"].as_array().unwrap();
        assert_eq!(sentences[0][0], segment["start"]);
        assert_eq!(sentences[sentences.len() - 1][1], segment["end"]);
    }
}
