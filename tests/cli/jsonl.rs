//! `bitext align --jsonl`.

use std::io::{BufRead, BufReader, Write};

use serde_json::{Value, json};

use crate::process::{ARTICLE, Folder};

fn align(args: &[&str], input: &str) -> (Option<i32>, Vec<Value>, String) {
    let run = Folder::new().run_with(&[&["align", "--jsonl"], args].concat(), input.as_bytes());
    let lines = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (run.code, lines, run.err)
}

#[test]
fn an_article_is_answered_in_spans() {
    let (code, lines, err) = align(&[], &format!("{}\n", json!({"id": "a", "text": ARTICLE})));
    assert_eq!((code, lines.len(), err.as_str()), (Some(0), 1, ""));
    let record = &lines[0];
    assert_eq!(record["id"], "a");
    assert_eq!(record["unaligned"], json!({"en": [], "zh": []}));
    let pairs = record["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 2);
    for pair in pairs {
        assert_eq!(pair["type"], "1-1");
        assert!((0.0..=1.0).contains(&pair["score"].as_f64().unwrap()));
        for side in ["en", "zh"] {
            let span = &pair[side][0];
            let span = span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize;
            assert_eq!(pair[format!("{side}_text")], ARTICLE[span]);
        }
    }
}

#[test]
fn units_are_answered_in_numbers() {
    let units =
        json!({"id": [1, {"b": 2}], "en": ["Rain fell on 5 May 1998.", ""], "zh": ["1998年5月5日下了雨。"]});
    for level in ["paragraph", "sentence"] {
        let (code, lines, _) = align(&["--level", level], &units.to_string());
        assert_eq!(code, Some(0));
        assert_eq!(lines[0]["id"], json!([1, {"b": 2}]));
        assert_eq!(lines[0]["pairs"][0]["en"], json!([0]));
        assert_eq!(lines[0]["pairs"][0]["zh"], json!([0]));
        assert_eq!(lines[0]["pairs"][0]["zh_text"], "1998年5月5日下了雨。");
        assert_eq!(lines[0]["unaligned"], json!({"en": [1], "zh": []}));
    }
}

#[test]
fn links_are_answered_on_demand() {
    let units = json!({"id": 1, "en": ["Nobody came.", " Rain fell in 1998."], "zh": ["没有人来。", "1998年下了雨。"]});
    let (code, lines, _) = align(&["--links"], &units.to_string());
    assert_eq!(code, Some(0));
    let links: Vec<&Value> =
        lines[0]["pairs"].as_array().unwrap().iter().flat_map(|p| p["links"].as_array().unwrap()).collect();
    // The number of the unit, and bytes of the unit as it was given.
    let year = links.iter().find(|link| link["en"] == json!([1, 14, 18])).unwrap();
    assert_eq!(year["zh"], json!([1, 0, 4]));
    let (_, lines, _) = align(&[], &units.to_string());
    assert_eq!(lines[0]["pairs"][0]["links"], Value::Null);
}

#[test]
fn sentences_are_a_level() {
    let text = "Rain fell in 1998. Nobody saw it.\n\n1998年下了雨。没有人看见。\n";
    let (_, lines, _) = align(&["--level", "sentence"], &json!({"id": 1, "text": text}).to_string());
    let pairs = lines[0]["pairs"].as_array().unwrap();
    assert!(!pairs.is_empty());
    for pair in pairs {
        assert!(["1998年下了雨。", "没有人看见。"].contains(&pair["zh_text"].as_str().unwrap()), "{pair}");
    }
}

#[test]
fn a_page_is_answered_with_its_text() {
    let page = ARTICLE.replace("\n\n", "<p>");
    let input = [json!({"id": 1, "html": page}), json!({"id": 1, "text": ARTICLE})];
    let (code, lines, _) = align(&[], &format!("{}\n{}\n", input[0], input[1]));
    assert_eq!(code, Some(0));
    assert_eq!(lines[0]["text"], ARTICLE);
    assert_eq!(lines[0]["pairs"], lines[1]["pairs"]);
    assert_eq!(lines[1]["text"], Value::Null);
    let (_, lines, _) = align(
        &[],
        r#"{"html": "<p>One.", "text": "一。"}
{"html": "<p>One.", "en": ["One."], "zh": ["一。"]}"#,
    );
    for line in &lines {
        assert!(line["error"].as_str().unwrap().contains("not both"), "{line}");
    }
}

#[test]
fn two_texts_are_answered_in_spans_of_either() {
    let [en, zh] = [0, 1].map(|side| {
        let lines: Vec<&str> = ARTICLE.split("\n\n").skip(side).step_by(2).collect();
        lines.join("\n\n")
    });
    let input = json!({"id": 1, "en": en, "zh": zh}).to_string();
    let (code, lines, _) = align(&["--level", "sentence"], &input);
    assert_eq!((code, lines[0]["pairs"].as_array().unwrap().len()), (Some(0), 2));
    for pair in lines[0]["pairs"].as_array().unwrap() {
        for (side, text) in [("en", &en), ("zh", &zh)] {
            let [start, end] = [0, 1].map(|k| pair[side][0][k].as_u64().unwrap() as usize);
            assert_eq!(pair[format!("{side}_text")], text[start..end]);
        }
    }
    for (line, why) in [
        (r#"{"en": "One.", "zh": ["一。"]}"#, "not one of each"),
        (r#"{"en": "没有人来。", "zh": "Nobody came."}"#, "swapped"),
    ] {
        let (code, lines, _) = align(&[], line);
        assert_eq!(code, Some(1));
        assert!(lines[0]["error"].as_str().unwrap().contains(why), "{}", lines[0]);
    }
}

#[test]
fn a_bad_line_is_answered_and_the_run_goes_on() {
    let input = [
        r#"{"id": 1, "text": "One.\n\n一。"}"#,
        "no json",
        "",
        r#"{"id": 4, "text": 4}"#,
        r#"{"id": 5, "en": ["One."]}"#,
        r#"{"id": 6, "text": "One.", "en": [], "zh": []}"#,
        r#"{"id": 7}"#,
        r#"{"text": "", "more": true}"#,
        r#"{"id": 9, "text": "\ud800"}"#,
        r#"{"id": 10, "en": [], "zh": []}"#,
        r#" ["x", "One.\n\n一。"]"#,
    ];
    let (code, lines, err) = align(&[], &(input.join("\r\n") + "\r\n"));
    assert_eq!(code, Some(1));
    assert!(err.contains("7 of 10 lines"), "{err}");
    let ids: Vec<Value> = lines.iter().map(|line| line["id"].clone()).collect();
    assert_eq!(Value::from(ids), json!([1, null, 4, 5, 6, 7, null, 9, 10, null]));
    let errors: Vec<Option<&str>> = lines.iter().map(|line| line["error"].as_str()).collect();
    for (i, part) in [
        (1, "line 2: expected"),
        (2, "line 4: invalid type"),
        (3, "\"en\" without \"zh\""),
        (4, "not both"),
        (5, "neither"),
        (7, "line 9: "),
        (9, "line 11: a list"),
    ] {
        assert!(errors[i].unwrap().contains(part), "{:?}", errors[i]);
    }
    for i in [0, 6, 8] {
        assert_eq!(errors[i], None);
        assert!(lines[i]["pairs"].is_array());
    }
}

#[test]
fn an_id_goes_out_as_it_came_in() {
    let ids = ["1e2", "12345678901234567890123", "0.10", r#""\u0061""#, r#"[1, {"b": -0}]"#, "null"];
    for id in ids {
        let input = format!("{{\"id\": {id}, \"text\": \"\"}}\n{{\"text\": 1, \"id\":{id}}}\n");
        for command in ["align", "segment"] {
            let run = Folder::new().run_with(&[command, "--jsonl"], input.as_bytes());
            assert_eq!(run.out.matches(&format!("{{\"id\":{id},")).count(), 2, "{}", run.out);
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_told_by_their_line() {
    let input = b"\xEF\xBB\xBF{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2, \"text\": \"\xFF\"}\n";
    let run = Folder::new().run_with(&["align", "--jsonl"], input);
    assert_eq!(run.code, Some(1));
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with(r#"{"id":1,"pairs":[]"#), "{}", lines[0]);
    assert_eq!(lines[1], r#"{"id":null,"error":"line 2: not valid UTF-8 at byte 19 of the line"}"#);
}

#[test]
fn order_and_bytes_do_not_depend_on_threads() {
    let mut input = String::new();
    for i in 0..300 {
        let more = format!("In {} we sold {i} ships.\n\n{}年我们卖了{i}艘船。\n\n", 1900 + i, 1900 + i);
        match i % 50 {
            7 => input.push_str("{\n"),
            _ => input.push_str(&format!("{}\n", json!({"id": i, "text": more.repeat(1 + (i * 7) % 20)}))),
        }
    }
    let folder = Folder::new();
    let run = |threads: &str| {
        let run = folder.run_with(&["align", "--jsonl", "--threads", threads], input.as_bytes());
        assert_eq!(run.code, Some(1), "{}", run.err);
        run.out
    };
    let one = run("1");
    assert_eq!(one.lines().count(), 300);
    for threads in ["2", "3", "4"] {
        assert_eq!(run(threads), one, "{threads} threads");
    }
}

#[test]
fn a_line_is_answered_before_the_next_is_sent() {
    for threads in ["1", "2"] {
        let folder = Folder::new();
        let mut child = folder.spawn(&["align", "--jsonl", "--threads", threads]);
        let mut to = child.stdin.take().unwrap();
        let mut from = BufReader::new(child.stdout.take().unwrap());
        // Single lines, then several at a time, which start the threads.
        for (round, n) in [1, 1, 5, 1, 3].into_iter().enumerate() {
            let lines: String =
                (0..n).map(|i| format!("{}\n", json!({"id": [round, i], "text": ARTICLE}))).collect();
            to.write_all(lines.as_bytes()).unwrap();
            for i in 0..n {
                let mut answer = String::new();
                from.read_line(&mut answer).unwrap();
                assert!(answer.starts_with(&format!(r#"{{"id":[{round},{i}],"#)), "{answer}");
            }
        }
        drop(to);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_file_can_be_named_and_another_written() {
    let line = json!({"id": 1, "text": ARTICLE}).to_string();
    let folder = Folder::new().with("in.jsonl", &line);
    let out = folder.run_with(&["align", "--jsonl"], line.as_bytes()).ok();
    folder.run(&["align", "--jsonl", "-o", "out.jsonl", "in.jsonl"]).ok();
    assert_eq!(folder.read("out.jsonl"), out);
}

#[test]
fn a_file_that_is_not_there_does_not_lose_the_others() {
    let line = |id: u8| format!("{{\"id\": {id}, \"text\": \"\"}}\n");
    let folder = Folder::new().with("a.jsonl", line(1)).with("c.jsonl", line(3).repeat(3));
    for threads in ["1", "2"] {
        let files = ["a.jsonl", "gone.jsonl", "c.jsonl"];
        let run = folder.run(&[&["align", "--jsonl", "--threads", threads], &files[..]].concat());
        run.fails_with(1, &["gone.jsonl: cannot be read"]);
        assert_eq!(run.out.lines().count(), 4, "{}", run.out);
    }
    folder.run(&["segment", "--jsonl", "gone.jsonl"]).fails_with(1, &["gone.jsonl: cannot be read"]);
}

#[test]
fn nothing_in_nothing_out() {
    assert_eq!(align(&[], ""), (Some(0), vec![], String::new()));
}
