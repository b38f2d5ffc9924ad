//! Where results go: standard output, or a file that appears only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

const BUFFER: usize = 1 << 16;

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard output.
    Standard,
    /// What is written as it is: a device or a pipe.
    Open(PathBuf),
    /// A file, there already or not, by the path that no link leads away from.
    File(PathBuf),
}

impl Place {
    /// Standard output for `None` and for `-`.
    pub fn of(path: Option<&Path>) -> Place {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Place::Standard };
        if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
            return Place::Open(path.to_owned());
        }
        // A link is followed, so that it stays a link.
        let whole = fs::canonicalize(path).or_else(|_| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")))?;
            Ok::<_, io::Error>(folder.join(path.file_name().unwrap_or_default()))
        });
        Place::File(whole.unwrap_or_else(|_| path.to_owned()))
    }
}

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
        let name = path.unwrap_or(Path::new("-")).display().to_string();
        let fail = |e: io::Error| Failure::new(format!("{name}: cannot be written: {e}"));
        let target = match Place::of(path) {
            Place::Standard => {
                return Ok(Output::new(Box::new(io::stdout()), "standard output".to_owned(), None));
            }
            Place::Open(path) => {
                let file = File::options().write(true).open(&path).map_err(fail)?;
                return Ok(Output::new(Box::new(file), name, None));
            }
            Place::File(target) => target,
        };
        let Some(file_name) = target.file_name() else {
            return Err(Failure::new(format!("{name}: cannot be written: it is no file name")));
        };
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(file_name);
        temporary.push(format!(".{}.part", std::process::id()));
        let pending = target.with_file_name(temporary);
        let file = File::options().write(true).create_new(true).open(&pending).map_err(fail)?;
        let pending = Pending { path: pending, target };
        if let Ok(existing) = fs::metadata(&pending.target) {
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
