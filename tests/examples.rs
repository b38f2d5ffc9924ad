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

#[cfg(feature = "import")]
#[test]
fn page_prints_the_pairs_of_a_page() {
    let out = stdout("page", &[]);
    assert!(
        out.contains("\nMy wife says that I am married to the moon.\n我太太说，我娶的是月亮。\n"),
        "{out}"
    );
    assert!(out.lines().last().unwrap().starts_with("HTML: 14 pairs in "), "{out}");
    let output = run("page", &[&article("the-umbrella.txt")]);
    assert!(!output.status.success());
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

/// Small sizes: that it measures at all, and finds in made text what it put there.
#[test]
fn scaling_prints_a_row_for_each_size_and_draws_them() {
    let plot = env::temp_dir().join(format!("bitext-scaling-{}.svg", std::process::id()));
    let out = stdout("scaling", &["--sizes", "40,120", "--plot", plot.to_str().unwrap()]);
    let drawn = fs::read_to_string(&plot).expect("the plot is written");
    fs::remove_file(&plot).unwrap();
    let rows: Vec<Vec<&str>> = out.lines().skip(1).take(2).map(|l| l.split_whitespace().collect()).collect();
    for (row, least) in rows.iter().zip([40, 120]) {
        let units = |column: usize| row[column].parse::<usize>().expect("a number of units");
        assert!((least..least + 12).contains(&units(0)) && units(1) > units(0), "{out}");
        let right: f64 = row.last().unwrap().parse().expect("a share");
        assert!((0.9..=1.0).contains(&right), "{out}");
    }
    assert!(out.contains("growth: time as units^"), "{out}");
    assert!(drawn.starts_with("<svg") && drawn.contains("CPU seconds over units"), "{drawn}");
}

/// The two texts of the report, a line a unit, once and three times: no gold beside them.
#[test]
fn scaling_repeats_files() {
    let plot = env::temp_dir().join(format!("bitext-repeated-{}.svg", std::process::id()));
    let (en, zh) = (article("quarterly-report.en.txt"), article("quarterly-report.zh.txt"));
    let files = ["--en", &en, "--zh", &zh, "--repeat", "1,3", "--plot", plot.to_str().unwrap()];
    let out = stdout("scaling", &files);
    fs::remove_file(&plot).unwrap();
    let units: Vec<usize> =
        out.lines().skip(1).take(2).map(|l| l.split_whitespace().next().unwrap().parse().unwrap()).collect();
    assert!(units[0] <= 31 && (2 * units[0]..=93).contains(&units[1]), "{out}");
    assert_eq!(out.matches("not known\n").count(), 2, "{out}");
}

#[test]
fn scaling_says_what_is_wrong_with_its_arguments() {
    for (arguments, message) in [
        (&["--sizes", "40,x"][..], "40,x"),
        (&["--size", "40"], "--sizes"),
        (&["--en", "no-such-file.en"], "in pairs"),
        (&["--en", "no-such-file.en", "--zh", "no-such-file.zh"], "no-such-file.en"),
    ] {
        let output = run("scaling", arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(message), "{said}");
    }
}

fn pair_line(english: &str, chinese: &str) -> String {
    format!("  {english}: sold out.  {chinese}：已售罄。\n")
}
