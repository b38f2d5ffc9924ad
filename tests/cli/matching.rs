//! `bitext match`, and what `bitext align` makes of folders and lists.

use serde_json::{Value, json};

use crate::process::Folder;

const TEXTS: [(&str, &str); 4] = [
    (
        "The bakery on Mill Street opens at six. Its rye bread is gone by noon.",
        "磨坊街上的面包店六点开门，那里的黑麦面包到中午就卖完了。",
    ),
    (
        "The ferry to the island was late again on Monday, and forty passengers complained to the captain.",
        "星期一，去岛上的渡船又晚点了，四十名乘客向船长抱怨。",
    ),
    (
        "Our telescope found three new comets last winter. The smallest is younger than the moon.",
        "去年冬天，我们的望远镜发现了三颗新彗星，最小的一颗比月亮还年轻。",
    ),
    (
        "Goats eat nearly everything, but this one only likes the roses of the mayor.",
        "山羊几乎什么都吃，可这一只只爱吃镇长的玫瑰。",
    ),
];

/// English and Chinese files that are called otherwise, and one on either side that is alone.
fn folder() -> Folder {
    let mut folder = Folder::new();
    for (k, (en, zh)) in TEXTS.iter().enumerate() {
        folder =
            folder.with(&format!("en/{k}.txt"), en).with(&format!("zh/{}.txt", ["d", "b", "c", "a"][k]), zh);
    }
    folder
        .with("en/2a.txt", "The council wants a quieter fountain; the present one wakes the whole square.")
        .with("zh/bb.txt", "邻居家的孩子把收音机拆开，再也装不回去。")
}

const LIST: [&str; 7] = [
    "en\tzh",
    "en/0.txt\tzh/d.txt",
    "en/1.txt\tzh/b.txt",
    "en/2.txt\tzh/c.txt",
    "en/2a.txt\t",
    "en/3.txt\tzh/a.txt",
    "\tzh/bb.txt",
];

fn without_scores(list: &str) -> Vec<&str> {
    list.lines().map(|line| line.rsplit_once('\t').unwrap().0).collect()
}

#[test]
fn files_are_matched_by_what_they_say() {
    let folder = folder();
    let run = folder.run(&["match", "--en", "en", "--zh", "zh"]);
    assert!(
        run.err.contains("4 English documents have a translation; 1 English and 1 Chinese ones are alone"),
        "{}",
        run.err
    );
    let list = run.ok();
    assert_eq!(without_scores(&list), LIST);
    // The same files in one heap.
    assert_eq!(without_scores(&folder.run(&["match", "en", "zh"]).ok()), LIST);
    let files: Vec<String> = folder
        .names()
        .iter()
        .flat_map(|side| {
            let files = std::fs::read_dir(folder.path(side)).unwrap();
            let mut files: Vec<_> =
                files.map(|file| format!("{side}/{}", file.unwrap().file_name().display())).collect();
            files.sort();
            files
        })
        .collect();
    let mut args: Vec<&str> = vec!["match", "-q"];
    args.extend(files.iter().map(String::as_str));
    let run = folder.run(&args);
    assert_eq!(run.err, "");
    assert_eq!(run.ok(), list);
    for threads in ["1", "3"] {
        assert_eq!(folder.run(&["match", "--threads", threads, "--en", "en", "--zh", "zh"]).ok(), list);
    }
}

#[test]
fn folders_and_lists_are_aligned_alike() {
    let folder = folder();
    let run = folder.run(&["align", "--en", "en", "--zh", "zh"]);
    assert!(run.err.contains("4 English documents have a translation"), "{}", run.err);
    assert!(run.err.contains("4 documents, 4 pairs"), "{}", run.err);
    let pairs = run.ok();
    let names: Vec<&str> = pairs.lines().skip(1).map(|line| line.rsplit('\t').next().unwrap()).collect();
    assert_eq!(
        names,
        ["en/0.txt | zh/d.txt", "en/1.txt | zh/b.txt", "en/2.txt | zh/c.txt", "en/3.txt | zh/a.txt"]
    );
    folder.run(&["match", "--en", "en", "--zh", "zh", "-o", "files.tsv"]).ok();
    assert_eq!(folder.run(&["align", "--pairs", "files.tsv"]).ok(), pairs);
    assert_eq!(folder.run(&["align", "--pairs", "files.tsv", "--threads", "1"]).ok(), pairs);
    // A list of one's own, in any order of columns, with units that are lines.
    let own = "title\tzh\ten\nbread\tzh/d.txt\ten/0.txt\n";
    let run = folder.run_with(&["align", "--pairs", "-", "--units", "line", "-f", "ladder"], own.as_bytes());
    assert!(run.ok().contains("[0]:[0]:"));
}

#[test]
fn a_file_that_cannot_be_used_holds_up_no_other() {
    let folder =
        folder().with("zh/e.txt", "Not a word of it.").with("en/4.txt", "").with("en/5.txt", b"\xFF\xFE\x00");
    for command in ["match", "align"] {
        let run = folder.run(&[command, "--en", "en", "--zh", "zh"]);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains("zh/e.txt: is not Chinese, as --zh must be"), "{}", run.err);
        assert!(run.err.contains("en/4.txt: is empty"), "{}", run.err);
        assert!(run.err.contains("en/5.txt: "), "{}", run.err);
        assert!(run.err.contains("4 English documents have a translation"), "{}", run.err);
        assert!(run.out.lines().count() > 4, "{}", run.out);
    }
    let list = "en\tzh\nen/0.txt\tzh/d.txt\nen/9.txt\tzh/d.txt\n";
    let run = folder.run_with(&["align", "--pairs", "-"], list.as_bytes());
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("en/9.txt: cannot be read"), "{}", run.err);
    assert!(run.err.contains("1 of 2 documents could not be used"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
}

#[test]
fn names_tell_what_texts_do_not() {
    let mut folder = Folder::new();
    for (k, zh) in ["出口", "请勿吸烟", "今日休息"].iter().enumerate() {
        folder = folder.with(
            &format!("en/signs/{k}.html"),
            format!("<p>{}</p>", ["Way out", "No smoking", "Closed"][k]),
        );
        folder = folder.with(&format!("zh-CN/signs/{k}.html"), format!("<p>{zh}</p>"));
    }
    let list = folder.run(&["match", "--en", "en", "--zh", "zh-CN"]).ok();
    let expected = [0, 1, 2].map(|k| format!("en/signs/{k}.html\tzh-CN/signs/{k}.html"));
    assert_eq!(without_scores(&list)[1..], expected, "{list}");
    let sure = folder.run(&["match", "--min-score", "1", "--en", "en", "--zh", "zh-CN"]).ok();
    assert_eq!(sure.lines().count(), 7, "{sure}");
}

#[test]
fn one_heap_may_be_given_for_both_sides() {
    let folder =
        folder().with("en/ja.txt", "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。");
    let run = folder.run(&["match", "--en", ".", "--zh", "./"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("en/ja.txt: is neither English nor Chinese"), "{}", run.err);
    let list = run.out.replace("./", "");
    assert_eq!(without_scores(&list), LIST);
    // A file by two names is one.
    let run = folder.run(&["match", "-q", "en/0.txt", "./en/0.txt", "zh/d.txt", "zh/../zh/d.txt"]);
    assert_eq!(without_scores(&run.ok()), LIST[..2]);
}

#[test]
fn a_list_may_have_lost_its_last_tabs() {
    let folder = folder();
    let list = "en\tzh\tscore\r\nen/0.txt\tzh/d.txt\r\nen/2a.txt\r\n\r\n\tzh/bb.txt\r\n";
    let out = folder.run_with(&["align", "--pairs", "-"], list.as_bytes()).ok();
    assert_eq!(out.lines().count(), 2, "{out}");
}

#[test]
fn an_encoding_of_chinese_leaves_utf_8_as_it_is() {
    let (gbk, _, _) = encoding_rs::GBK.encode(TEXTS[1].1);
    let folder = Folder::new()
        .with("en/1.txt", TEXTS[1].0.replace("Monday", "“Monday”"))
        .with("zh/1.txt", gbk)
        .with("zh/2.txt", TEXTS[2].1);
    let run = folder.run(&["match", "--encoding", "gb18030", "--en", "en", "--zh", "zh"]);
    assert_eq!(without_scores(&run.ok()), ["en\tzh", "en/1.txt\tzh/1.txt", "\tzh/2.txt"]);
}

/// The same documents as lines, Chinese ones first, with addresses for names.
fn lines() -> String {
    let page =
        |lang: &str, k: usize, text: &str| json!({"id": format!("https://x.org/{lang}/{k}"), "text": text});
    let zh = TEXTS.iter().enumerate().map(|(k, (_, zh))| page("zh", k + 1, zh));
    let en = TEXTS.iter().enumerate().map(|(k, (en, _))| page("en", k, en));
    zh.chain(en).map(|page| format!("{page}\n")).collect()
}

#[test]
fn documents_of_json_lines_are_matched() {
    let more = "\n{\"id\": 7, \"html\": \"<p>Closed on Mondays.</p>\"}\r\n";
    let folder = Folder::new().with("a.jsonl", format!("\u{FEFF}{}", lines())).with("b.jsonl", more);
    let run = folder.run(&["match", "--jsonl", "a.jsonl", "b.jsonl"]);
    assert!(
        run.err.contains("4 English documents have a translation; 1 English and 0 Chinese"),
        "{}",
        run.err
    );
    let out = run.ok();
    let found: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (k, line) in found[..4].iter().enumerate() {
        assert_eq!(line["en"], format!("https://x.org/en/{k}"));
        // The addresses are one off, and what is said decides.
        assert_eq!(line["zh"], format!("https://x.org/zh/{}", k + 1));
        assert!(line["score"].as_f64().unwrap() > 0.5);
    }
    assert_eq!(found[4], json!({"en": 7, "zh": null, "score": null}));
    for threads in ["1", "3"] {
        let args = ["match", "-q", "--jsonl", "--threads", threads];
        assert_eq!(folder.run_with(&args, (lines() + more).as_bytes()).ok(), out);
    }
}

#[test]
fn texts_that_match_go_on_to_be_aligned() {
    let folder = Folder::new().with("a.jsonl", format!("\u{FEFF}{}", lines()));
    let texts = folder.run(&["match", "--jsonl", "--texts", "a.jsonl"]).ok();
    let first: Value = serde_json::from_str(texts.lines().next().unwrap()).unwrap();
    assert_eq!(first["id"], json!({"en": "https://x.org/en/0", "zh": "https://x.org/zh/1"}));
    assert_eq!((&first["en"], &first["zh"]), (&json!(TEXTS[0].0), &json!(TEXTS[0].1)));
    let aligned = folder.run_with(&["align", "--jsonl"], texts.as_bytes()).ok();
    assert_eq!(aligned.lines().count(), 4);
    for line in aligned.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(line["id"]["zh"].is_string() && !line["pairs"].as_array().unwrap().is_empty(), "{line}");
    }
}

#[test]
fn a_bad_line_holds_up_no_other() {
    let bad = "no json\n{\"id\": 1}\n{\"text\": \"Nobody.\"}\n{\"id\": 1, \"text\": \"\", \"html\": \"\"}\n\
               {\"id\": 1, \"text\": \"\", \"lang\": \"other\"}\n{\"id\": 1, \"text\": \"고양이가 잔다.\"}\n";
    let folder = Folder::new().with("a.jsonl", bad.to_owned() + &lines());
    let run = folder.run(&["match", "--jsonl", "a.jsonl", "gone.jsonl"]);
    assert_eq!(run.code, Some(1));
    for part in [
        "a.jsonl: line 1: expected",
        "a.jsonl: line 2: neither \"text\" nor \"html\"",
        "a.jsonl: line 3: no \"id\" to call it by",
        "a.jsonl: line 4: give either",
        "a.jsonl: line 5: \"lang\" is neither",
        "a.jsonl: line 6: neither English nor Chinese",
        "gone.jsonl: cannot be read",
        "4 English documents have a translation",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert_eq!(run.out.lines().count(), 4);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let folder = folder();
    let refused = |args: &[&str], why: &str| {
        let run = folder.run(args);
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains(why), "{}", run.err);
    };
    refused(&["match"], "there is nothing to match");
    refused(&["match", "--en", "en"], "--zh");
    refused(&["match", "en", "--en", "en", "--zh", "zh"], "cannot be used with");
    refused(&["match", "--en", "-", "--zh", "zh"], "standard input is one text");
    refused(&["match", "--jsonl", "--texts"], "give files");
    refused(&["match", "--texts", "en"], "--jsonl");
    refused(&["match", "en", "a.jsonl"], "a.jsonl: is called like a file of JSON Lines: give --jsonl");
    refused(&["match", "en", "zh", "-o", "en/0.txt"], "is also an input");
    refused(&["align", "--en", "en", "--zh", "zh/a.txt"], "two files or two folders");
    refused(&["align", "--pairs", "x", "--en", "en", "--zh", "zh"], "cannot be used with");
    refused(&["align", "--units", "line", "en"], "needs --en and --zh, or --pairs");
    refused(&["align", "--units", "line"], "needs --en and --zh, or --pairs");
    refused(&["align", "--en", "en", "--zh", "zh", "-o", "zh/a.txt"], "is also an input");
    let run = folder.run_with(&["align", "--pairs", "-"], b"a\tb\n1\t2\n");
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("standard input") && run.err.contains("en"), "{}", run.err);
    let run = folder.run_with(&["align", "--pairs", "-"], b"en\tzh\nen/0.txt\t\n");
    assert!(
        run.code == Some(1) && run.err.contains("no row names an English and a Chinese file"),
        "{}",
        run.err
    );
    let run = folder.run(&["match", "nowhere"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
}
