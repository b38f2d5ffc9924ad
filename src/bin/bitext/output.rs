//! Where results go: standard output, or a file that appears only when it is whole.

use std::ffi::{OsStr, OsString};
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
    /// What is written as it is, behind what is there: a device, a pipe, or a file that is open already.
    Open(PathBuf),
    /// A file, there already or not, by the path that no link leads away from.
    File(PathBuf),
}

impl Place {
    /// Standard output for `None`, for `-` and where it goes by a name of the system.
    pub fn of(path: Option<&Path>) -> Place {
        const STANDARD: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
        // The shell has opened it, perhaps to add to a file, which is not to be replaced.
        const OPEN: [&str; 3] = ["/dev/stderr", "/dev/fd", "/proc/self/fd"];
        let Some(path) = path.filter(|path| STANDARD.iter().all(|name| *path != Path::new(name))) else {
            return Place::Standard;
        };
        let is_open = OPEN.iter().any(|name| path.starts_with(name));
        if is_open || fs::metadata(path).is_ok_and(|m| !m.is_file()) {
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
    writer: BufWriter<Stream>,
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
                let file = File::options().append(true).open(&path).map_err(fail)?;
                return Ok(Output::new(Box::new(file), name, None));
            }
            Place::File(target) => target,
        };
        let Some(file_name) = target.file_name() else {
            return Err(Failure::new(format!("{name}: cannot be written: it is no file name")));
        };
        let is_missing =
            |folder: &&Path| !folder.as_os_str().is_empty() && matches!(folder.try_exists(), Ok(false));
        if let Some(folder) = target.parent().filter(is_missing) {
            let folder = folder.display();
            return Err(Failure::new(format!("{name}: cannot be written: there is no folder {folder}")));
        }
        let (path, file) = create_beside(&target, file_name).map_err(fail)?;
        let pending = Pending { path, target };
        if let Ok(existing) = fs::metadata(&pending.target) {
            file.set_permissions(existing.permissions()).map_err(fail)?;
        }
        Ok(Output::new(Box::new(file), name, Some(pending)))
    }

    fn new(inner: Box<dyn Write + Send>, name: String, pending: Option<Pending>) -> Output {
        let stream = Stream { inner: Some(inner), outlives_reader: false };
        Output { writer: BufWriter::with_capacity(BUFFER, stream), name, pending }
    }

    /// The same output; if it `outlives` its reader, it takes on what is written after that one has left.
    pub fn outliving_reader(mut self, outlives: bool) -> Output {
        self.writer.get_mut().outlives_reader = outlives;
        self
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

/// A new file beside `target`, under a name that shows what it is to be.
fn create_beside(target: &Path, name: &OsStr) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}-{number}.part", std::process::id()));
        let path = target.with_file_name(temporary);
        match File::options().write(true).create_new(true).open(&path) {
            // A run that was killed has left it; the numbers of processes come again.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => number += 1,
            file => return Ok((path, file?)),
        }
    }
}

/// What an output writes to.
struct Stream {
    /// `None` when its reader has left and that is no reason to stop.
    inner: Option<Box<dyn Write + Send>>,
    outlives_reader: bool,
}

impl Stream {
    /// What `work` gives, or `lost` where nobody reads any more.
    fn unless_left<T>(
        &mut self,
        lost: T,
        work: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        let Some(inner) = &mut self.inner else { return Ok(lost) };
        match work(inner) {
            Err(e) if self.outlives_reader && e.kind() == io::ErrorKind::BrokenPipe => {
                self.inner = None;
                Ok(lost)
            }
            done => done,
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_left(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_left((), |inner| inner.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_has_left_is_no_hindrance() {
        let folder = std::env::temp_dir().join(format!("bitext-output-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let target = folder.join("x.tsv");
        let first = Output::create(Some(&target)).unwrap();
        let mut second = Output::create(Some(&target)).unwrap();
        second.write_all(b"whole").unwrap();
        second.finish().unwrap();
        drop(first);
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }
}
