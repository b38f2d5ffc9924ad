//! Trains a model: `train CORPUS… -o FILE`; `train CORPUS… --ablate` tells what each kind of
//! evidence is worth.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use bitext::train::documents::{self, Document};
use bitext::train::{Settings, ablate, train};

const USAGE: &str = "\
usage: train CORPUS... -o FILE [--gold DIR]... [--rounds N] [--entries N] [--min-count N]
       train CORPUS... --ablate --gold DIR [--gold DIR]...";

/// What to train with and what for.
#[derive(Debug, Default)]
struct Arguments {
    settings: Settings,
    corpora: Vec<PathBuf>,
    /// Folders of documents that people have aligned.
    gold: Vec<PathBuf>,
    /// The model file to write; without one, what each kind of evidence is worth.
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let Arguments { settings, corpora, gold, out } = arguments;
    let start = Instant::now();
    let say = |line: &str| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f64());
    let mut documents: Vec<Document> = Vec::new();
    for folder in gold {
        documents.extend(documents::gold(folder).map_err(|e| e.to_string())?);
    }
    let Some(out) = out else {
        return ablate(corpora, &documents, settings, |row| println!("{row}")).map_err(|e| e.to_string());
    };
    let bytes = train(corpora, &documents, settings, say).map_err(|e| e.to_string())?;
    fs::write(out, &bytes).map_err(|e| format!("{}: {e}", out.display()))?;
    say(&format!("{}: {} bytes", out.display(), bytes.len()));
    Ok(())
}

/// `None` where an argument is wrong.
fn arguments(mut args: impl Iterator<Item = String>) -> Option<Arguments> {
    let mut out = Arguments::default();
    let mut ablate = false;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-o" => out.out = Some(PathBuf::from(args.next()?)),
            "--gold" => out.gold.push(PathBuf::from(args.next()?)),
            "--ablate" => ablate = true,
            "--rounds" => out.settings.rounds = args.next()?.parse().ok().filter(|&n| n > 0)?,
            "--entries" => out.settings.entries = args.next()?.parse().ok()?,
            "--min-count" => out.settings.min_count = args.next()?.parse().ok()?,
            _ if arg.starts_with('-') => return None,
            _ => out.corpora.push(PathBuf::from(arg)),
        }
    }
    // Either a model is written, or a table printed that needs gold.
    let fine = if ablate { out.out.is_none() && !out.gold.is_empty() } else { out.out.is_some() };
    (fine && !out.corpora.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<Arguments> {
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
            "corpus --ablate",
            "corpus --ablate --gold g -o m",
        ] {
            assert!(of(line).is_none(), "{line:?}");
        }
        let found = of("a.tsv b -o m --rounds 3 --gold x --gold y").unwrap();
        assert_eq!((found.settings.rounds, found.corpora.len(), found.gold.len()), (3, 2, 2));
        assert_eq!(found.out, Some(PathBuf::from("m")));
        assert!(of("corpus --ablate --gold g").is_some());
    }
}
