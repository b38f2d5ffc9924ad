//! Trains a model: `train CORPUS… -o FILE`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use bitext::train::{Settings, train};

fn main() -> ExitCode {
    let mut settings = Settings::default();
    let mut paths = Vec::new();
    let mut out = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().unwrap_or_default();
        match arg.as_str() {
            "-o" => out = Some(PathBuf::from(value())),
            "--rounds" => settings.rounds = value().parse().unwrap_or(settings.rounds),
            "--entries" => settings.entries = value().parse().unwrap_or(settings.entries),
            "--min-count" => settings.min_count = value().parse().unwrap_or(settings.min_count),
            _ => paths.push(PathBuf::from(arg)),
        }
    }
    let Some(out) = out.filter(|_| !paths.is_empty()) else {
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
