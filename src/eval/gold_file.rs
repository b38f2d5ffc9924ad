//! Gold files: plain or gzip, read line by line, with errors that say where.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// The lines of a gold file with their numbers, counted from 1; empty lines are left out.
///
/// A file is taken for gzip when it begins as gzip does, whatever its name.
pub struct Lines {
    path: PathBuf,
    reader: Box<dyn BufRead>,
    number: usize,
}

impl Lines {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// When the file is missing, is a folder or may not be read.
    pub fn open(path: &Path) -> Result<Lines, Error> {
        let io = |e| Error::io(path, e);
        if fs::metadata(path).map_err(io)?.is_dir() {
            return Err(Error::gold(path, None, "is a folder; give a file"));
        }
        let mut file = BufReader::new(File::open(path).map_err(io)?);
        let reader: Box<dyn BufRead> = if file.fill_buf().map_err(io)?.starts_with(&[0x1F, 0x8B]) {
            Box::new(BufReader::new(MultiGzDecoder::new(file)))
        } else {
            Box::new(file)
        };
        Ok(Lines { path: path.to_owned(), reader, number: 0 })
    }

    /// Each line as a JSON value.
    pub fn json<T: DeserializeOwned>(self) -> impl Iterator<Item = Result<(usize, T), Error>> {
        let path = self.path.clone();
        self.map(move |line| {
            let (number, line) = line?;
            // Else it would be taken for the fields of a row without their names.
            if line.trim_start().starts_with('[') {
                let message = "not a row of this gold set: a list, where an object {…} is expected";
                return Err(Error::gold(&path, number, message));
            }
            match serde_json::from_str(&line) {
                Ok(value) => Ok((number, value)),
                Err(e) => Err(Error::gold(&path, number, format!("not a row of this gold set: {e}"))),
            }
        })
    }
}

impl Iterator for Lines {
    type Item = Result<(usize, String), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            match self.reader.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if self.number == 1 && line.starts_with(b"\xEF\xBB\xBF") => {
                    line.drain(..3);
                }
                Ok(_) => {}
                Err(e) => {
                    // One report, then the end: a broken stream does not mend itself.
                    self.reader = Box::new(io::empty());
                    return Some(Err(Error::gold(
                        &self.path,
                        self.number,
                        format!("cannot be read on: {e}"),
                    )));
                }
            }
            match String::from_utf8(line) {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => return Some(Ok((self.number, line))),
                Err(e) => {
                    let at = e.utf8_error().valid_up_to();
                    let what = format!("not UTF-8 after byte {at} of the line; convert the file to UTF-8");
                    return Some(Err(Error::gold(&self.path, self.number, what)));
                }
            }
        }
    }
}

/// A whole file as text without its byte order mark, for gold in which empty lines count.
///
/// # Errors
///
/// When the file cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(|e| Error::io(path, e))?;
    let text = String::from_utf8(bytes).map_err(|wrong| Error::not_utf8(path, &wrong))?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn file(name: &str, bytes: &[u8]) -> PathBuf {
        let path = std::env::temp_dir().join(format!("bitext-{}-{name}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        path
    }

    #[test]
    fn gzip_and_plain_read_alike() {
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(b"1\n\n2\n").unwrap();
        for (name, bytes) in [("plain", b"1\n\n2\n".to_vec()), ("gz", gz.finish().unwrap())] {
            let path = file(name, &bytes);
            let rows: Result<Vec<(usize, u8)>, Error> = Lines::open(&path).unwrap().json().collect();
            assert_eq!(rows.unwrap(), [(1, 1), (3, 2)]);
            fs::remove_file(path).unwrap();
        }
    }

    #[test]
    fn an_error_says_the_file_and_the_line() {
        let path = file("wrong", b"1\nx\n\xFF\n[1]\n");
        let rows: Vec<String> = Lines::open(&path)
            .unwrap()
            .json::<u8>()
            .filter_map(|row| row.err())
            .map(|e| e.to_string())
            .collect();
        let place = path.display();
        assert_eq!(rows.len(), 3);
        assert!(rows[0].starts_with(&format!("{place}:2: not a row")), "{}", rows[0]);
        assert!(rows[1].starts_with(&format!("{place}:3: not UTF-8")), "{}", rows[1]);
        assert!(rows[2].starts_with(&format!("{place}:4: not a row")), "{}", rows[2]);
        fs::remove_file(path).unwrap();
        let missing = Lines::open("no/such/file".as_ref()).err().unwrap();
        assert!(missing.to_string().starts_with("no/such/file: "), "{missing}");
    }
}
