//! Where results go: standard output, or a file that appears only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

const BUFFER: usize = 1 << 16;

/// Standard output or a file.
///
/// A file is written beside its target under another name and takes the target's place in
/// [`Output::finish`]; dropped before that, it leaves no trace and the target as it was.
pub struct Output {
    writer: BufWriter<Box<dyn Write + Send>>,
    name: String,
    pending: Option<Pending>,
}

/// A file that is not yet what it is to be.
struct Pending {
    path: PathBuf,
    target: PathBuf,
}

impl Drop for Pending {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Output {
    /// Standard output for `None` and for `-`.
    pub fn create(path: Option<&Path>) -> Result<Output, Failure> {
        match path {
            Some(path) if path != Path::new("-") => Output::file(path),
            _ => Ok(Output::new(Box::new(io::stdout()), "standard output".to_owned(), None)),
        }
    }

    /// A file.
    pub fn file(path: &Path) -> Result<Output, Failure> {
        let name = path.display().to_string();
        let fail = |e: io::Error| Failure::new(format!("{name}: cannot be written: {e}"));
        // A link is followed, so that it stays a link; a device or a pipe is written as it is.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(|m| !m.is_file()) {
            let file = File::options().write(true).open(&target).map_err(fail)?;
            return Ok(Output::new(Box::new(file), name, None));
        }
        let Some(file_name) = target.file_name() else {
            return Err(Failure::new(format!("{name}: cannot be written: it is no file name")));
        };
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(file_name);
        temporary.push(format!(".{}.part", std::process::id()));
        let pending = target.with_file_name(temporary);
        let file = File::options().write(true).create_new(true).open(&pending).map_err(fail)?;
        let pending = Pending { path: pending, target };
        if let Some(existing) = existing {
            file.set_permissions(existing.permissions()).map_err(fail)?;
        }
        Ok(Output::new(Box::new(file), name, Some(pending)))
    }

    fn new(inner: Box<dyn Write + Send>, name: String, pending: Option<Pending>) -> Output {
        Output { writer: BufWriter::with_capacity(BUFFER, inner), name, pending }
    }

    /// What an error of this output means.
    pub fn failure(&self, error: &io::Error) -> Failure {
        Failure::write(&self.name, error)
    }

    /// Writes out what is left and puts a file in its place.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|e| self.failure(&e))?;
        if let Some(pending) = &self.pending {
            fs::rename(&pending.path, &pending.target).map_err(|e| self.failure(&e))?;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
