//! Reading the training pairs.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

/// The corpus files under `paths`: files as given, folders by their `*.tsv` and `*.tsv.gz`, sorted by name.
///
/// # Errors
///
/// When a path cannot be read, or nothing is found.
pub fn files(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside = Vec::new();
            for entry in path.read_dir()? {
                let entry = entry?.path();
                let name = entry.to_string_lossy();
                if name.ends_with(".tsv") || name.ends_with(".tsv.gz") {
                    inside.push(entry);
                }
            }
            inside.sort();
            out.extend(inside);
        } else {
            out.push(path.clone());
        }
    }
    if out.is_empty() {
        let message = "no *.tsv or *.tsv.gz file among the corpora given";
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    Ok(out)
}

/// Calls `each` with the English and the Chinese side of every line `english<TAB>chinese`.
///
/// # Errors
///
/// When the file cannot be read, or a line has no tab; the message names file and line.
pub fn read(path: &Path, mut each: impl FnMut(&str, &str)) -> io::Result<()> {
    let told =
        |e: io::Error, place: String| io::Error::new(e.kind(), format!("{}{place}: {e}", path.display()));
    let at = |e: io::Error, line: usize| told(e, format!(":{line}"));
    let file = File::open(path).map_err(|e| told(e, String::new()))?;
    let reader: Box<dyn Read> = match path.extension() {
        Some(x) if x == "gz" => Box::new(MultiGzDecoder::new(file)),
        _ => Box::new(file),
    };
    for (n, line) in BufReader::with_capacity(1 << 16, reader).lines().enumerate() {
        let line = line.map_err(|e| at(e, n + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let Some((en, zh)) = line.split_once('\t') else {
            let message = "no tab between English and Chinese";
            return Err(at(io::Error::new(io::ErrorKind::InvalidData, message), n + 1));
        };
        each(en, zh);
    }
    Ok(())
}
