//! Trains a model: `train CORPUS… -o FILE`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use bitext::train::{Settings, train};

fn main() -> ExitCode {
    let Some((settings, paths, out)) = arguments(std::env::args().skip(1)) else {
        eprintln!("usage: train CORPUS... -o FILE [--rounds N] [--entries N] [--min-count N]");
        return ExitCode::from(2);
    };
    let start = Instant::now();
    let say = |line: &str| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f64());
    match train(&paths, &settings, say) {
        Ok(bytes) => match std::fs::write(&out, &bytes) {
            Ok(()) => {
                eprintln!(
                    "{:6.1} s  {}: {} bytes",
                    start.elapsed().as_secs_f64(),
                    out.display(),
                    bytes.len()
                );
                ExitCode::SUCCESS
            }
            Err(e) => {
                eprintln!("train: {}: {e}", out.display());
                ExitCode::FAILURE
            }
        },
        Err(e) => {
            eprintln!("train: {e}");
            ExitCode::FAILURE
        }
    }
}

/// What to train with, from which corpora, into which file; `None` where an argument is wrong.
fn arguments(mut args: impl Iterator<Item = String>) -> Option<(Settings, Vec<PathBuf>, PathBuf)> {
    let mut settings = Settings::default();
    let mut paths = Vec::new();
    let mut out = None;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-o" => out = Some(PathBuf::from(args.next()?)),
            "--rounds" => settings.rounds = args.next()?.parse().ok().filter(|&n| n > 0)?,
            "--entries" => settings.entries = args.next()?.parse().ok()?,
            "--min-count" => settings.min_count = args.next()?.parse().ok()?,
            _ if arg.starts_with('-') => return None,
            _ => paths.push(PathBuf::from(arg)),
        }
    }
    out.filter(|_| !paths.is_empty()).map(|out| (settings, paths, out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<(Settings, Vec<PathBuf>, PathBuf)> {
        arguments(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn wrong_arguments_are_refused() {
        for line in [
            "",
            "corpus",
            "-o model",
            "corpus -o",
            "corpus -o m --rounds x",
            "corpus -o m --rounds 0",
            "corpus -o m --what",
        ] {
            assert!(of(line).is_none(), "{line:?}");
        }
        let (settings, paths, out) = of("a.tsv b -o m --rounds 3").unwrap();
        assert_eq!((settings.rounds, paths.len(), out), (3, 2, PathBuf::from("m")));
    }
}
