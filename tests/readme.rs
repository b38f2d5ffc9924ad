//! What the papers of this repository say is true: commands run and print what stands under
//! them, flags are those of the program, paths exist. The Rust in the README is compiled and
//! run with the doc tests (see `lib.rs`), its figures are checked by `figures.rs`.

use std::fs;
use std::path::PathBuf;

use bitext::Model;

const PAPERS: [&str; 6] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "data/README.md",
    "benches/EXPERIMENTS.md",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The fenced blocks of a paper: what they are marked as, and their lines.
fn blocks(paper: &str) -> Vec<(&str, Vec<&str>)> {
    let mut blocks = Vec::new();
    let mut lines = paper.lines();
    while let Some(line) = lines.next() {
        if let Some(mark) = line.strip_prefix("```") {
            blocks.push((mark, lines.by_ref().take_while(|line| *line != "```").collect()));
        }
    }
    blocks
}

/// What stands between backticks on one line, outside the blocks.
fn quoted(paper: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in paper.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

#[test]
fn paths_exist() {
    let here = ["src/", "data/", "tests/", "benches/", "examples/", ".ci/"];
    let mut found = 0;
    for name in PAPERS {
        let paper = read(name);
        let folder = root().join(name);
        let folder = folder.parent().unwrap();
        for target in paper.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = target.split('#').next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(folder.join(target).exists(), "{name}: no {target}");
            }
        }
        for path in quoted(&paper).into_iter().filter(|q| here.iter().any(|dir| q.starts_with(dir))) {
            // `data/articles/NAME.txt` names many.
            if path.contains(char::is_whitespace) || path.contains("NAME") {
                continue;
            }
            assert!(root().join(path).exists(), "{name}: no {path}");
            found += 1;
        }
    }
    assert!(found > 20, "only {found} paths are looked at");
}

/// Of each module of the library, those that it uses and that do not stand before it in ARCHITECTURE.md.
#[test]
fn modules_use_those_before_them() {
    let paper = read("ARCHITECTURE.md");
    let (_, list) = paper.split_once("stand before it in this list: ").expect("there is a list");
    let order: Vec<&str> = list.split('.').next().unwrap().split('`').skip(1).step_by(2).collect();
    let place = |name: &str| order.iter().position(|known| *known == name);
    let mut later = Vec::new();
    for (number, module) in order.iter().enumerate() {
        let mut files = vec![root().join(format!("src/{module}.rs")), root().join("src").join(module)];
        while let Some(path) = files.pop() {
            if let Ok(folder) = fs::read_dir(&path) {
                files.extend(folder.map(|entry| entry.unwrap().path()));
                continue;
            }
            let Ok(code) = fs::read_to_string(&path) else { continue };
            let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
            for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for used in line.split("crate::").skip(1) {
                    let used = used.split(|c: char| !(c == '_' || c.is_alphanumeric())).next().unwrap();
                    if place(used).is_some_and(|place| place > number) {
                        later.push(format!("{module} {used}"));
                    }
                }
            }
        }
    }
    later.sort();
    later.dedup();
    assert_eq!(later, ["hanzi lang", "model score"]);
}

/// The dependencies that are not optional are counted in words.
#[test]
fn the_library_has_as_many_dependencies_as_is_said() {
    let manifest = read("Cargo.toml");
    let (_, list) = manifest.split_once("\n[dependencies]\n").expect("there are some");
    let lines = list.lines().take_while(|line| !line.starts_with('['));
    let count = lines.filter(|line| line.contains(" = ") && !line.contains("optional = true")).count();
    let word = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][count];
    for (name, phrase) in [
        ("README.md", format!("it has {word} dependencies")),
        ("src/lib.rs", format!("has {word} dependencies")),
        ("ARCHITECTURE.md", format!("The default library has the first {word}, ")),
    ] {
        assert!(read(name).contains(&phrase), "{name}: {count} dependencies");
    }
}

#[test]
fn ci_runs_the_tests_of_the_readme() {
    let readme = read("README.md");
    let ci = read(".ci/run");
    let commands: Vec<&str> = blocks(&readme).into_iter().filter(|b| b.0 == "sh").flat_map(|b| b.1).collect();
    for command in [commands[0], commands[1]] {
        let command = command.split("  #").next().unwrap().trim_end();
        assert!(ci.contains(&format!("step {command}\n")), "{command}");
    }
}

/// Checksum and size of the model, as `data/README.md` has them.
#[test]
fn the_model_is_the_one_that_is_described() {
    let bytes = fs::read(root().join("data/model.bin")).unwrap();
    let checksum: String = bytes[16..24].iter().rev().map(|b| format!("{b:02x}")).collect();
    let paper = read("data/README.md");
    assert!(paper.contains(&checksum), "data/README.md: the checksum is {checksum}");
    let size = grouped(bytes.len());
    assert!(paper.contains(&size), "data/README.md: the model has {size} bytes");
    assert!(bytes.len() <= 9_000_000, "{size} bytes are too many");

    let model = Model::from_bytes(bytes).expect("the checksum is right");
    assert_eq!(model.info(), Model::embedded().info());
    for line in model.info().lines() {
        let (what, count) = line.split_once(' ').expect("a word and a number");
        let count = grouped(count.parse().expect("a number"));
        assert!(paper.contains(&count), "data/README.md: {count} {what}");
    }
}

/// `1234567` as `1,234,567`.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

#[test]
fn every_corpus_has_a_licence() {
    let paper = read("data/README.md");
    let rows: Vec<&str> =
        paper.lines().filter(|line| line.starts_with("| ") && line.contains(".tsv.gz")).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{row}");
    }
}

#[cfg(feature = "cli")]
mod program {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::process::{Command, Output};

    use super::*;

    const FIRST: &str = "cargo run --release --features cli -- ";

    fn program() -> &'static Path {
        Path::new(env!("CARGO_BIN_EXE_bitext"))
    }

    fn help(command: &[&str]) -> String {
        let output = Command::new(program()).args(command).arg("--help").output().expect("the program runs");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The words that begin with two hyphens.
    fn flags(text: &str) -> BTreeSet<String> {
        text.split(|c: char| !(c == '-' || c.is_ascii_alphanumeric()))
            .filter(|word| {
                word.strip_prefix("--").is_some_and(|w| w.starts_with(|c: char| c.is_ascii_lowercase()))
            })
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn flags_are_those_of_the_program() {
        let commands: [&[&str]; 10] = [
            &[],
            &["align"],
            &["convert"],
            &["match"],
            &["segment"],
            &["text"],
            &["eval", "articles"],
            &["eval", "documents"],
            &["eval", "sentences"],
            &["eval", "splitting"],
        ];
        let real: BTreeSet<String> = commands.iter().flat_map(|command| flags(&help(command))).collect();
        let readme = read("README.md");
        let mut said = BTreeSet::new();
        for line in readme.lines().filter(|line| !line.contains("cargo ")) {
            said.extend(flags(line));
        }
        assert_eq!(said.difference(&real).collect::<Vec<_>>(), Vec::<&String>::new(), "no such flags");
        assert_eq!(real.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "not in the README");
    }

    /// A folder with the articles in it, gone when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = std::env::temp_dir().join(format!("bitext-{name}-{}", std::process::id()));
            let articles = path.join("data/articles");
            fs::create_dir_all(&articles).unwrap();
            for entry in fs::read_dir(root().join("data/articles")).unwrap() {
                let file = entry.unwrap().path();
                fs::copy(&file, articles.join(file.file_name().unwrap())).unwrap();
            }
            Folder(path)
        }

        /// Runs a line of shell in it, with the program on the path.
        fn sh(&self, line: &str) -> Output {
            let mut paths = vec![program().parent().unwrap().to_owned()];
            paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
            Command::new("sh")
                .args(["-c", line])
                .env("PATH", std::env::join_paths(paths).unwrap())
                .current_dir(&self.0)
                .output()
                .expect("there is a shell")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    #[cfg(unix)]
    fn commands_run_and_print_what_stands_under_them() {
        let readme = read("README.md");
        let blocks = blocks(&readme);
        let folder = Folder::new("readme");
        let mut compared = 0;
        for (i, (mark, lines)) in blocks.iter().enumerate().filter(|(_, block)| block.0 == "sh") {
            let _ = mark;
            let mut printed = String::new();
            for line in lines {
                let line = match line.strip_prefix(FIRST) {
                    Some(arguments) => format!("bitext {arguments}"),
                    None => (*line).to_owned(),
                };
                // What builds, and what needs the gold sets, is run by `.ci/run`.
                if line.starts_with("cargo ") || line.starts_with("git ") || line.contains("../shared/") {
                    continue;
                }
                let output = folder.sh(&line);
                assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
                printed.push_str(std::str::from_utf8(&output.stdout).unwrap());
            }
            if let Some((mark, expected)) = blocks.get(i + 1)
                && matches!(*mark, "text" | "json")
            {
                compare(&printed, expected);
                compared += 1;
            }
        }
        assert!(compared >= 3, "only {compared} outputs are compared");
    }

    /// Lines in order, with `…` for what was left out of one.
    fn compare(printed: &str, expected: &[&str]) {
        let printed: Vec<&str> = printed.lines().collect();
        assert_eq!(printed.len(), expected.len(), "as many lines:\n{}", printed.join("\n"));
        for (line, pattern) in printed.iter().zip(expected) {
            let (mut rest, mut parts) = (*line, pattern.split('…'));
            let first = parts.next().unwrap();
            rest = rest.strip_prefix(first).unwrap_or_else(|| panic!("{line}\nis not\n{pattern}"));
            let mut last = first;
            for part in parts {
                let at = if part.is_empty() { Some(rest.len()) } else { rest.find(part) };
                let at = at.unwrap_or_else(|| panic!("{line}\nis not\n{pattern}"));
                rest = &rest[at + part.len()..];
                last = part;
            }
            assert!(rest.is_empty() || last.is_empty(), "{line}\nis not\n{pattern}");
        }
    }
}
