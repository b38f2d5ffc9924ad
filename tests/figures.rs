//! The figures on the gold sets: the READMEs have those of `floors.tsv`, and where the gold is
//! at hand the program reaches them.
//!
//! ```text
//! cargo test --all-features --test figures -- --ignored --nocapture
//! BITEXT_RAISE=1 cargo test --all-features --test figures -- --ignored
//! ```
//!
//! The second line writes better figures into `floors.tsv` and the two READMEs. Worse ones it
//! leaves: a floor that must come down is changed by hand, with the reason in the commit. The
//! gold is looked for in `../shared/gold`, or in `$BITEXT_GOLD`.

#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Where the figures stand.
const PAPERS: [&str; 2] = ["README.md", "data/README.md"];

/// A line of `floors.tsv`.
struct Floor {
    measure: String,
    /// What `bitext eval` is asked: a kind, its options, and last the gold set.
    gold: String,
    /// Where the figure is in its JSON; `*` stands for every object of the first level.
    field: String,
    /// Whether less is better.
    most: bool,
    figure: f64,
}

impl Floor {
    fn parse(line: &str) -> Floor {
        let fields: Vec<&str> = line.split('\t').collect();
        let [measure, gold, field, bound, figure] = fields[..] else { panic!("floors.tsv: {line}") };
        assert!(matches!(bound, "least" | "most"), "floors.tsv: {line}");
        Floor {
            measure: measure.to_owned(),
            gold: gold.to_owned(),
            field: field.to_owned(),
            most: bound == "most",
            figure: figure.parse().unwrap_or_else(|e| panic!("floors.tsv: {line}: {e}")),
        }
    }

    fn line(&self) -> String {
        let Floor { measure, gold, field, most, figure } = self;
        format!("{measure}\t{gold}\t{field}\t{}\t{figure:.3}\n", if *most { "most" } else { "least" })
    }

    /// Its row in the table of the README.
    fn row(&self) -> String {
        format!("{}{:.3} | `{}` |\n", self.row_start(), self.figure, self.gold)
    }

    fn row_start(&self) -> String {
        format!("| {} | ", self.measure)
    }

    /// The figure in the output of `bitext eval --json`: the worst where there are several.
    fn found(&self, report: &Value) -> f64 {
        let figures: Vec<f64> = match self.field.strip_prefix("/*") {
            Some(rest) => {
                let groups = report.as_object().expect("a report by groups").values();
                groups.filter_map(|group| group.pointer(rest)?.as_f64()).collect()
            }
            None => report.pointer(&self.field).and_then(Value::as_f64).into_iter().collect(),
        };
        assert!(!figures.is_empty(), "{} is not in the output of eval {}", self.field, self.gold);
        let worst = if self.most { f64::max } else { f64::min };
        figures.into_iter().reduce(worst).expect("some figure")
    }

    /// What can be promised of a figure in three decimals.
    fn rounded(&self, found: f64) -> f64 {
        let thousands = if self.most { (found * 1e3).ceil() } else { (found * 1e3).floor() };
        thousands / 1e3
    }

    fn is_better(&self, found: f64) -> bool {
        if self.most { found < self.figure } else { found > self.figure }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn floors() -> Vec<Floor> {
    let text = read(&root().join("tests/floors.tsv"));
    text.lines().filter(|line| !line.starts_with('#')).map(Floor::parse).collect()
}

#[test]
fn the_readmes_have_the_figures() {
    let [readme, data] = PAPERS.map(|name| read(&root().join(name)));
    for floor in floors() {
        assert!(readme.contains(&floor.row()), "README.md lacks the row {}", floor.row());
        // Where the sentences are given, most of it is the model's doing.
        if floor.gold.starts_with("sentences ") {
            assert!(data.contains(&floor.row()), "data/README.md lacks the row {}", floor.row());
        }
    }
}

#[test]
#[ignore = "needs the gold sets; .ci/run runs it where they are"]
fn the_figures_do_not_fall() {
    let gold = env::var_os("BITEXT_GOLD").map_or_else(|| root().join("../shared/gold"), PathBuf::from);
    let mut floors = floors();
    let mut reports: BTreeMap<String, Value> = BTreeMap::new();
    let mut fallen = Vec::new();
    for floor in &mut floors {
        let report = reports.entry(floor.gold.clone()).or_insert_with(|| eval(&floor.gold, &gold));
        let found = floor.found(report);
        let figure = floor.rounded(found);
        println!("{found:.4}  {:.3}  {}", floor.figure, floor.measure);
        if floor.is_better(figure) {
            floor.figure = figure;
        } else if figure != floor.figure {
            fallen.push(format!("{}: {found:.4}, was {:.3}", floor.measure, floor.figure));
        }
    }
    if env::var_os("BITEXT_RAISE").is_some() {
        write(&floors);
    }
    assert!(fallen.is_empty(), "worse than tests/floors.tsv:\n{}", fallen.join("\n"));
}

/// What the program says of a gold set.
fn eval(what: &str, folder: &Path) -> Value {
    let (asked, name) = what.rsplit_once(' ').expect("kind and name of a gold set");
    let output = Command::new(env!("CARGO_BIN_EXE_bitext"))
        .arg("eval")
        .args(asked.split(' '))
        .arg("--json")
        .arg(folder.join(name))
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "eval {what}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Writes the floors, and their rows into the READMEs.
fn write(floors: &[Floor]) {
    let path = root().join("tests/floors.tsv");
    let head: String = read(&path).lines().filter(|l| l.starts_with('#')).map(|l| format!("{l}\n")).collect();
    let lines: String = floors.iter().map(Floor::line).collect();
    fs::write(&path, head + &lines).expect("floors.tsv can be written");

    let row = |line: &str| floors.iter().find(|floor| line.starts_with(&floor.row_start())).map(Floor::row);
    for path in PAPERS.map(|name| root().join(name)) {
        let paper = read(&path);
        let lines = paper.split_inclusive('\n').map(|line| row(line).unwrap_or_else(|| line.to_owned()));
        fs::write(&path, lines.collect::<String>()).expect("a README can be written");
    }
}
