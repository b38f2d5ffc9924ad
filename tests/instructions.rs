//! Speed that can be tested: instructions, which unlike seconds are nearly the same on a machine
//! that is busy with other things. The release program runs under valgrind, where there is one:
//!
//! ```text
//! cargo test --all-features --test instructions -- --ignored --nocapture
//! BITEXT_RAISE=1 cargo test --all-features --test instructions -- --ignored --nocapture
//! ```
//!
//! The second line writes what is better, fewer instructions, into `instructions.tsv`. A ceiling
//! that must go up is changed there by hand, with the reason in the commit. Compilers differ by a
//! little; three hundredths are let through.

#![cfg(feature = "cli")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../benches/documents/mod.rs"]
#[allow(dead_code, reason = "the benches need more of it")]
mod documents;

/// What a run may take beyond its ceiling.
const SLACK: f64 = 0.03;

/// A run of the program: its name and its arguments, the same on every machine.
type Run = (&'static str, Vec<String>);

/// The runs, with their files in a folder of this name.
fn runs(folder: &str) -> [Run; 3] {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let file = |name: &str, text: String| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        path.into_os_string().into_string().expect("a path in UTF-8")
    };
    let tiny = file("tiny.txt", "It rains.\n\n下雨了。\n".to_owned());
    let page = file("page.txt", documents::page(200_000, 11));
    let made = documents::made::bitext(1_000, 12);
    let (en, zh) = (file("units.en", made.english.join("\n")), file("units.zh", made.chinese.join("\n")));
    let out = file("out.tsv", String::new());
    let align = |arguments: &[&str]| -> Vec<String> {
        let always = ["align", "--quiet", "--threads", "1", "--output", &out];
        always.iter().chain(arguments).map(|&argument| argument.to_owned()).collect()
    };
    [
        // An article of two lines: what it costs to start.
        ("start", align(&[&tiny])),
        // An article of 200 kB to its pairs of paragraphs.
        ("article", align(&[&page])),
        // 1,000 English and some 1,400 Chinese sentences to their beads.
        ("units", align(&["--units", "line", "--en", &en, "--zh", &zh])),
    ]
}

fn ceilings_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/instructions.tsv")
}

fn ceilings_text() -> String {
    fs::read_to_string(ceilings_path()).expect("tests/instructions.tsv")
}

fn parse(ceilings: &str) -> Vec<(&str, u64)> {
    let lines = ceilings.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, count) = line.split_once('\t').unwrap_or_else(|| panic!("instructions.tsv: {line}"));
            (name, count.parse().unwrap_or_else(|e| panic!("instructions.tsv: {line}: {e}")))
        })
        .collect()
}

/// Whether `found` is so many that the test fails.
fn too_many(found: u64, ceiling: u64) -> bool {
    found as f64 > ceiling as f64 * (1.0 + SLACK)
}

#[test]
fn every_run_has_a_ceiling() {
    let runs = runs("instructions-names");
    let text = ceilings_text();
    let ceilings = parse(&text);
    let names: Vec<&str> = ceilings.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, runs.map(|(name, _)| name));
}

#[test]
fn three_hundredths_are_let_through() {
    assert!(!too_many(103, 100) && too_many(104, 100));
}

#[test]
#[ignore = "needs valgrind and a release build; .ci/run runs it where valgrind is"]
fn instructions_stay_below_their_ceilings() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("no valgrind on the PATH: instructions are not counted");
        return;
    }
    let program = release_program();
    let text = ceilings_text();
    let (mut above, mut better, mut far_below) = (Vec::new(), text.clone(), false);
    for ((name, arguments), (_, ceiling)) in runs("instructions").into_iter().zip(parse(&text)) {
        let found = count(&program, &arguments);
        let change = 100.0 * (found as f64 / ceiling as f64 - 1.0);
        println!("{name}\t{found} instructions, {change:+.1} % of the ceiling {ceiling}");
        if too_many(found, ceiling) {
            above.push(format!("{name}\t{found}, {change:+.1} % of {ceiling}"));
        } else if found < ceiling {
            better = better.replace(&format!("{name}\t{ceiling}\n"), &format!("{name}\t{found}\n"));
            far_below |= too_many(ceiling, found);
        }
    }
    if env::var_os("BITEXT_RAISE").is_some() {
        fs::write(ceilings_path(), better).expect("tests/instructions.tsv can be written");
    } else if far_below {
        println!("far fewer: BITEXT_RAISE=1 writes them into tests/instructions.tsv");
    }
    assert!(
        above.is_empty(),
        "more instructions than tests/instructions.tsv allows; mend it, or write the new count there \
         and the reason into the commit:\n{}",
        above.join("\n")
    );
}

/// Builds the program as users have it, beside the test, and says where it is.
fn release_program() -> PathBuf {
    let test = env::current_exe().expect("a test knows its own path");
    // The test is TARGET/PROFILE/deps/instructions-HASH.
    let target = test.ancestors().nth(3).expect("tests lie in target/PROFILE/deps");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--features", "cli", "--bin", "bitext", "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo runs");
    assert!(built.success(), "the release program does not build");
    target.join("release").join(format!("bitext{}", env::consts::EXE_SUFFIX))
}

/// How many instructions a run takes.
fn count(program: &Path, arguments: &[String]) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .env_remove("RUST_BACKTRACE")
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "valgrind … {}: {said}", arguments.join(" "));
    // ==123== I   refs:      1,234,567
    let refs =
        said.lines().find_map(|line| line.split_once("refs:").filter(|(head, _)| head.contains(" I ")));
    let digits: String =
        refs.expect("a count of instructions").1.chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect("a number of instructions")
}
