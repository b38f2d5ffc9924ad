//! Gold sets and the scores of an aligner against them.
//!
//! | module | gold | measures |
//! | --- | --- | --- |
//! | [`articles`] | one JSON object a line, may be gzipped | paragraph pairs of mixed articles |
//! | [`sentences`] | a folder of `NNN.en`, `NNN.zh`, `NNN.gold` | sentence beads of two texts |
//!
//! Each reads its gold, takes the predictions document by document, and gives a report that
//! prints as a table (`Display`) or serializes to JSON.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use serde::Serialize;

use crate::error::Error;

pub mod articles;
pub mod sentences;

/// Precision, recall and their harmonic mean, each from 0 to 1. Nothing out of nothing is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Prf {
    /// Share of the predictions that are right.
    #[serde(rename = "p")]
    pub precision: f64,
    /// Share of the gold that was found.
    #[serde(rename = "r")]
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

impl Prf {
    /// Of `hits` among `predicted` and among `gold`.
    fn of(hits: usize, predicted: usize, gold: usize) -> Prf {
        Prf::new(share(hits, predicted).unwrap_or(0.0), share(hits, gold).unwrap_or(0.0))
    }

    fn new(precision: f64, recall: f64) -> Prf {
        let sum = precision + recall;
        Prf { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

/// `part / whole`, `None` where the whole is nothing.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// `1-1`, `1-n`, `n-1`, `n-m`, `1-0/0-1`: the groups in which beads are reported.
fn bead_group(en: usize, zh: usize) -> usize {
    match (en, zh) {
        (0, _) | (_, 0) => 4,
        (1, 1) => 0,
        (1, _) => 1,
        (_, 1) => 2,
        _ => 3,
    }
}

/// Names of [`bead_group`].
const BEAD_GROUPS: [&str; 5] = ["1-1", "1-n", "n-1", "n-m", "1-0/0-1"];

/// A row of the table of bead types.
#[derive(Serialize)]
struct TypeRow {
    gold: usize,
    #[serde(rename = "test")]
    predicted: usize,
    #[serde(rename = "hit")]
    hits: usize,
    #[serde(flatten)]
    prf: Prf,
}

impl TypeRow {
    fn new([gold, predicted, hits]: [usize; 3]) -> TypeRow {
        TypeRow { gold, predicted, hits, prf: Prf::of(hits, predicted, gold) }
    }
}

/// The rows of the table of bead types by name.
fn type_rows(counts: &[[usize; 3]]) -> BTreeMap<&'static str, TypeRow> {
    BEAD_GROUPS.into_iter().zip(counts.iter().map(|&row| TypeRow::new(row))).collect()
}

/// Opens a file, unpacking it where it is gzipped, whatever its name.
fn open(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let head = reader.fill_buf().map_err(|e| Error::io(path, e))?;
    if head.starts_with(&[0x1F, 0x8B]) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(reader))));
    }
    Ok(Box::new(reader))
}

/// Reads the lines of a JSON Lines file, blank ones left out, with their numbers.
fn json_lines<T: for<'de> serde::Deserialize<'de>>(path: &Path) -> Result<Vec<(usize, T)>, Error> {
    let mut reader = open(path)?;
    let mut rows = Vec::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(|e| unreadable(path, number, e))? == 0 {
            break;
        }
        let text = match number {
            1 => line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line),
            _ => &line[..],
        };
        if text.trim_ascii().is_empty() {
            continue;
        }
        let row = serde_json::from_slice(text).map_err(|e| Error::gold(path, number, e.to_string()))?;
        rows.push((number, row));
    }
    Ok(rows)
}

/// A gzipped file that is cut short fails in the midst of reading: say at which line.
fn unreadable(path: &Path, line: usize, error: io::Error) -> Error {
    Error::gold(path, line, format!("cannot be read on: {error}"))
}

/// Reads a text file as a whole, without its byte order mark.
fn read_text(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut f| f.read_to_end(&mut bytes)).map_err(|e| Error::io(path, e))?;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to();
        let line = 1 + e.as_bytes()[..offset].iter().filter(|&&b| b == b'\n').count();
        let path = Some(path.into());
        crate::error::ErrorKind::Encoding { path, encoding: "UTF-8", line, offset }.into()
    })
}
