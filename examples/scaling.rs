//! How time and memory grow with the length of a bitext: aligns texts of rising length, prints
//! a table, and draws it.
//!
//! ```text
//! cargo run --release --example scaling [-- --sizes 5000,10000,20000,40000] [--plot FILE]
//! cargo run --release --example scaling -- --en a.en --zh a.zh [--en b.en --zh b.zh …] --repeat 1,2,4
//! ```
//!
//! The first line aligns made texts of so many English units. The second takes texts with one
//! unit a line, one after the other, and repeats them so many times with noise; where each has
//! a `.gold` beside its English, the beads found right are counted for them too. The plot is
//! `target/scaling.svg` unless another place is given.
//!
//! Each text is aligned by a process of its own, so that its peak of memory is its own.

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::str::FromStr;
use std::time::Instant;

use bitext::Aligner;
use plotters::prelude::*;

#[path = "../benches/documents/mod.rs"]
#[allow(dead_code, reason = "the benches need more of it")]
mod documents;

use documents::made::{self, Made};
use documents::repeated;

const PLOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/scaling.svg");
const SEED: u64 = 8;

/// What the arguments ask for.
struct Asked {
    /// Numbers of English units, or how many times the files are repeated.
    sizes: Vec<usize>,
    english: Vec<PathBuf>,
    chinese: Vec<PathBuf>,
    plot: PathBuf,
    /// The one size that a child is to align.
    child: Option<usize>,
}

fn main() -> ExitCode {
    let done = asked(env::args().skip(1)).and_then(|asked| match asked.child {
        Some(size) => align(&asked, size).map(|row| println!("{}", row.to_line())),
        None => measure(&asked),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scaling: {error}");
            ExitCode::FAILURE
        }
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, Box<dyn Error>> {
    let (mut english, mut chinese) = (Vec::new(), Vec::new());
    let (mut sizes, mut repeat) = (vec![5_000, 10_000, 20_000, 40_000], vec![1, 2, 4, 8]);
    let (mut plot, mut child) = (PathBuf::from(PLOT), None);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--sizes" => sizes = numbers(&value)?,
            "--repeat" => repeat = numbers(&value)?,
            "--en" => english.push(value.into()),
            "--zh" => chinese.push(value.into()),
            "--plot" => plot = value.into(),
            "--child" => child = Some(value.parse()?),
            _ => return Err(format!("{name}: one of --sizes --en --zh --repeat --plot").into()),
        }
    }
    if english.len() != chinese.len() {
        return Err("--en and --zh come in pairs".into());
    }
    let sizes = if english.is_empty() { sizes } else { repeat };
    Ok(Asked { sizes, english, chinese, plot, child })
}

fn numbers(list: &str) -> Result<Vec<usize>, String> {
    let numbers = list.split(',').map(|n| n.trim().parse().ok().filter(|&n| n > 0));
    numbers.collect::<Option<_>>().ok_or_else(|| format!("{list}: numbers above 0, with commas between"))
}

/// What is known of one alignment.
struct Row {
    en: usize,
    zh: usize,
    seconds: f64,
    mib: Option<f64>,
    right: Option<f64>,
}

impl Row {
    fn units(&self) -> f64 {
        (self.en + self.zh) as f64
    }

    /// How a child tells its parent.
    fn to_line(&self) -> String {
        let known = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
        format!("{} {} {} {} {}", self.en, self.zh, self.seconds, known(self.mib), known(self.right))
    }

    fn from_line(line: &str) -> Option<Row> {
        fn known(field: &str) -> Option<Option<f64>> {
            if field == "-" { Some(None) } else { field.parse().ok().map(Some) }
        }
        let [en, zh, seconds, mib, right] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            return None;
        };
        let number = |field| usize::from_str(field).ok();
        let (en, zh, seconds) = (number(en)?, number(zh)?, seconds.parse().ok()?);
        Some(Row { en, zh, seconds, mib: known(mib)?, right: known(right)? })
    }
}

/// Aligns one text, in a child.
fn align(asked: &Asked, size: usize) -> Result<Row, Box<dyn Error>> {
    let made = if asked.english.is_empty() {
        made::bitext(size, SEED)
    } else {
        let mut once = Made::default();
        for (english, chinese) in asked.english.iter().zip(&asked.chinese) {
            repeated::read(english, chinese, &mut once)?;
        }
        repeated::repeated(&once, size, SEED)
    };
    let (clock, ticks) = (Instant::now(), processor_seconds());
    let alignment = Aligner::new().align_units(&made.english, &made.chinese);
    let seconds = match (processor_seconds(), ticks) {
        (Some(after), Some(before)) => after - before,
        _ => clock.elapsed().as_secs_f64(),
    };
    let (en, zh) = (made.english.len(), made.chinese.len());
    Ok(Row { en, zh, seconds, mib: peak(), right: made.right(alignment.beads()) })
}

/// Processor time of this process so far, user and system, where Linux tells it.
fn processor_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold blanks.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |i: usize| fields.get(i)?.parse::<f64>().ok();
    // Linux counts hundredths of a second here, whatever its own clock does.
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// The most memory that this process has had, in MiB, where Linux tells it.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? / 1024.0)
}

/// Has every size aligned by a child, prints what they tell, and draws it.
fn measure(asked: &Asked) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    writeln!(out, "units en  units zh    CPU s  units/s  peak MiB  beads right")?;
    let mut rows: Vec<Row> = Vec::new();
    for size in &asked.sizes {
        let child = Command::new(env::current_exe()?)
            .args(env::args().skip(1))
            .args(["--child", &size.to_string()])
            .output()?;
        if !child.status.success() {
            return Err(format!("size {size}: {}", String::from_utf8_lossy(&child.stderr).trim()).into());
        }
        let line = String::from_utf8(child.stdout)?;
        let row = Row::from_line(&line).ok_or_else(|| format!("size {size} told: {line}"))?;
        let mib = row.mib.map_or("not known".to_owned(), |mib| format!("{mib:.1}"));
        let right = row.right.map_or("not known".to_owned(), |right| format!("{right:.3}"));
        let speed = row.units() / row.seconds;
        writeln!(out, "{:>8} {:>9} {:>8.2} {speed:>8.0} {mib:>9} {right:>12}", row.en, row.zh, row.seconds)?;
        rows.push(row);
    }
    let time: Vec<_> = rows.iter().map(|row| (row.units(), row.seconds)).collect();
    let memory: Vec<_> = rows.iter().filter_map(|row| Some((row.units(), row.mib?))).collect();
    let power = |points: &[_]| growth(points).map_or("not known".to_owned(), |power| format!("{power:.2}"));
    writeln!(out, "growth: time as units^{}, memory as units^{}", power(&time), power(&memory))?;
    match processor_seconds() {
        Some(_) => writeln!(out, "CPU s: user and system time of the alignment, from /proc/self/stat")?,
        None => writeln!(out, "CPU s: time by the clock, as there is no /proc/self/stat")?,
    }
    draw(&asked.plot, &time, &memory).map_err(|e| format!("{}: {e}", asked.plot.display()))?;
    writeln!(out, "plot: {}", asked.plot.display())?;
    Ok(())
}

/// The power of x with which y grows: the slope of the line nearest to the logarithms.
fn growth(points: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<(f64, f64)> =
        points.iter().filter(|(_, y)| *y > 0.0).map(|(x, y)| (x.ln(), y.ln())).collect();
    let n = logs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let spread: f64 = logs.iter().map(|p| (p.0 - x).powi(2)).sum();
    let common: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    (spread > 0.0).then(|| common / spread)
}

/// Time and memory over units, each with a straight line of proportion through the last point.
fn draw(path: &Path, time: &[(f64, f64)], memory: &[(f64, f64)]) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let area = SVGBackend::new(path, (960, 420)).into_drawing_area();
    area.fill(&WHITE)?;
    let halves = area.split_evenly((1, 2));
    for (half, title, points) in [(&halves[0], "CPU seconds", time), (&halves[1], "peak MiB", memory)] {
        let Some(&(most, last)) = points.last() else { continue };
        let top = points.iter().fold(0.01, |top: f64, p| top.max(p.1));
        let mut chart = ChartBuilder::on(half)
            .margin(12)
            .caption(format!("{title} over units"), ("sans-serif", 18))
            .x_label_area_size(32)
            .y_label_area_size(56)
            .build_cartesian_2d(0.0..most * 1.05, 0.0..top * 1.1)?;
        chart.configure_mesh().x_labels(5).y_labels(6).x_label_formatter(&|x| format!("{x:.0}")).draw()?;
        chart.draw_series(LineSeries::new([(0.0, 0.0), (most, last)], RGBColor(190, 190, 190)))?;
        chart.draw_series(LineSeries::new(points.iter().copied(), BLUE.stroke_width(2)).point_size(3))?;
    }
    area.present()?;
    Ok(())
}
