//! Runs every file of `examples/` as a process and reads what it prints, so that no example
//! rots. `cargo test` builds the examples beforehand; `cargo test --test examples` alone does
//! not: run `cargo build --examples` first.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// `target/debug/examples/NAME`, found from `target/debug/deps/examples-HASH`.
fn binary(name: &str) -> PathBuf {
    let test = env::current_exe().expect("a test knows its own path");
    let profile = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
    profile.join("examples").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

fn run(name: &str, arguments: &[&str]) -> Output {
    let path = binary(name);
    Command::new(&path)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo build --examples`", path.display()))
}

/// What an example prints when all goes well.
fn stdout(name: &str, arguments: &[&str]) -> String {
    let output = run(name, arguments);
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("examples print UTF-8")
}

fn article(file: &str) -> String {
    format!("{}/data/articles/{file}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_example_is_run_here() {
    let source = include_str!("examples.rs");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(source.contains(&format!("(\"{name}\", ")), "no test runs examples/{name}.rs");
    }
}

#[test]
fn article_prints_the_pairs_of_the_page() {
    let out = stdout("article", &[]);
    let lines: Vec<&str> = out.lines().collect();
    let english = lines.iter().position(|line| line.contains("They needed five.")).expect("the English");
    assert!(lines[english + 1].trim_start().starts_with("结果只用了五周。"), "{out}");
    assert!(out.contains("\n4 pairs; "), "{out}");
    assert!(!out.contains("Quay Street") && !out.contains("horn twice"), "{out}");
}

#[test]
fn article_names_a_file_that_it_cannot_read() {
    let output = run("article", &["no-such-file.txt"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-file.txt"));
}

#[test]
fn two_files_prints_sentence_beads_and_leftovers() {
    let out = stdout("two_files", &[]);
    assert!(out.contains("1-2\tMembership of the loyalty programme"), "{out}");
    assert!(out.contains("2-1\tThe company opened 214 shops"), "{out}");
    assert!(out.contains("only English\tThis release contains"), "{out}");
    assert!(out.contains("only Chinese\t本公告以中文版本为准。"), "{out}");
}

#[test]
fn own_sentences_prints_numbers_of_sentences() {
    let out = stdout("own_sentences", &[]);
    assert_eq!(out, "[0] <=> [0]\n[1] <=> [1]\n[2, 3] <=> [2]\n[4] <=> [3]\n");
}

#[test]
fn evaluate_prints_precision_recall_and_f1() {
    let out = stdout("evaluate", &[]);
    assert!(out.contains("gold 10, found 10, right 10\n"), "{out}");
    assert!(out.contains("precision 1.000, recall 1.000, F1 1.000\n"), "{out}");
}

/// Against the gold of another article nothing is right.
#[test]
fn evaluate_counts_what_is_wrong() {
    let out = stdout("evaluate", &[&article("scallion-pancakes.txt"), &article("octopus-sleep.gold.txt")]);
    assert!(out.starts_with("gold 10, found "), "{out}");
    assert!(out.contains("precision 0.000, recall 0.000, F1 0.000\n"), "{out}");
}

/// Only the glossary knows which apple is which.
#[test]
fn custom_lexicon_prints_the_pairs_with_and_without_it() {
    let out = stdout("custom_lexicon", &[]);
    let (without, with) = out.split_once("with a glossary of 6 entries:\n").expect("two lists");
    let pairs = [("Tolland", "石榴红"), ("Sexton", "铜锣"), ("Old Jessamy", "雪里红")];
    let right = |list: &str| pairs.iter().filter(|(en, zh)| list.contains(&pair_line(en, zh))).count();
    assert_eq!((right(with), with.lines().count()), (3, 3), "{out}");
    assert_eq!(right(without), 0, "{out}");
}

fn pair_line(english: &str, chinese: &str) -> String {
    format!("  {english}: sold out.  {chinese}：已售罄。\n")
}
