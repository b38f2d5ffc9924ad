//! What can go wrong: reading files. Aligning itself cannot fail.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

/// Why a file could not be used: a model, a lexicon, a gold set, a table of pairs, a text.
///
/// The message says what is wrong and where. [`Error::kind`] is there for programs.
///
/// ```
/// use bitext::error::{Error, ErrorKind};
/// let error = Error::from(ErrorKind::Gold {
///     path: Some("set/001.gold".into()),
///     line: Some(7),
///     message: "no colon between the two lists".into(),
/// });
/// assert_eq!(error.to_string(), "set/001.gold:7: no colon between the two lists");
/// assert!(matches!(error.kind(), ErrorKind::Gold { line: Some(7), .. }));
/// ```
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The kinds of [`Error`].
///
/// A `path` is `None` where bytes were given and no file; a `line` counts from 1.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder could not be read.
    Io {
        /// Which one.
        path: Option<PathBuf>,
        /// What the system says.
        source: io::Error,
    },
    /// A text is not in the encoding it was read in.
    Encoding {
        /// Which file.
        path: Option<PathBuf>,
        /// Name of the encoding.
        encoding: &'static str,
        /// Line of the first wrong byte.
        line: usize,
        /// Its offset from the start of the file.
        offset: usize,
    },
    /// A model is cut short, changed, or of another version.
    Model {
        /// Which file.
        path: Option<PathBuf>,
        /// What is wrong with it.
        message: String,
    },
    /// A lexicon has a line that is no entry.
    Lexicon {
        /// Which file.
        path: Option<PathBuf>,
        /// Which line.
        line: Option<usize>,
        /// What is wrong with it.
        message: String,
    },
    /// A table of pairs has a line that is none.
    Table {
        /// Which file.
        path: Option<PathBuf>,
        /// Which line.
        line: Option<usize>,
        /// What is wrong with it.
        message: String,
    },
    /// A document is not in the format that it is read in, or damaged, or encrypted.
    Document {
        /// Which file.
        path: Option<PathBuf>,
        /// What is wrong with it.
        message: String,
    },
    /// A gold set, or a file of predictions for one, has a line that cannot be used.
    Gold {
        /// Which file.
        path: Option<PathBuf>,
        /// Which line.
        line: Option<usize>,
        /// What is wrong with it.
        message: String,
    },
}

impl Error {
    /// What went wrong, for a program to act on.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The same, owned.
    pub fn into_kind(self) -> ErrorKind {
        *self.0
    }

    /// An error of the system in reading a file or a folder.
    pub fn io(path: impl Into<PathBuf>, source: io::Error) -> Error {
        ErrorKind::Io { path: Some(path.into()), source }.into()
    }

    #[cfg(feature = "export")]
    pub(crate) fn table(line: usize, message: impl Into<String>) -> Error {
        ErrorKind::Table { path: None, line: Some(line), message: message.into() }.into()
    }

    #[cfg(feature = "xlsx")]
    pub(crate) fn no_table(message: impl Into<String>) -> Error {
        ErrorKind::Table { path: None, line: None, message: message.into() }.into()
    }

    /// A file that should be in UTF-8 and is not.
    pub fn not_utf8(path: impl Into<PathBuf>, wrong: &FromUtf8Error) -> Error {
        let offset = wrong.utf8_error().valid_up_to();
        let line = 1 + wrong.as_bytes()[..offset].iter().filter(|&&b| b == b'\n').count();
        ErrorKind::Encoding { path: Some(path.into()), encoding: "UTF-8", line, offset }.into()
    }

    #[cfg(feature = "eval")]
    pub(crate) fn gold(path: &Path, line: impl Into<Option<usize>>, message: impl Into<String>) -> Error {
        ErrorKind::Gold { path: Some(path.into()), line: line.into(), message: message.into() }.into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error {
        Error(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Io { path, source } => {
                place(f, path.as_deref(), None)?;
                write!(f, "cannot be read: {source}")
            }
            ErrorKind::Encoding { path, encoding, line, offset } => {
                place(f, path.as_deref(), None)?;
                write!(f, "not valid {encoding} at byte {offset} (line {line})")
            }
            ErrorKind::Model { path, message } => {
                place(f, path.as_deref(), None)?;
                write!(f, "not a usable model: {message}")
            }
            ErrorKind::Document { path, message } => {
                place(f, path.as_deref(), None)?;
                f.write_str(message)
            }
            ErrorKind::Lexicon { path, line, message }
            | ErrorKind::Table { path, line, message }
            | ErrorKind::Gold { path, line, message } => {
                place(f, path.as_deref(), *line)?;
                f.write_str(message)
            }
        }
    }
}

/// Writes `path:line: `, or what is known of it.
fn place(f: &mut fmt::Formatter<'_>, path: Option<&Path>, line: Option<usize>) -> fmt::Result {
    match (path, line) {
        (Some(path), Some(line)) => write!(f, "{}:{line}: ", path.display()),
        (Some(path), None) => write!(f, "{}: ", path.display()),
        (None, Some(line)) => write!(f, "line {line}: "),
        (None, None) => Ok(()),
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_where() {
        let cases = [
            (
                ErrorKind::Encoding { path: Some("a.txt".into()), encoding: "UTF-8", line: 3, offset: 57 },
                "a.txt: not valid UTF-8 at byte 57 (line 3)",
            ),
            (
                ErrorKind::Io { path: Some("a.txt".into()), source: io::Error::other("no luck") },
                "a.txt: cannot be read: no luck",
            ),
            (ErrorKind::Model { path: None, message: "cut short".into() }, "not a usable model: cut short"),
            (ErrorKind::Lexicon { path: None, line: Some(2), message: "no tab".into() }, "line 2: no tab"),
        ];
        for (kind, message) in cases {
            assert_eq!(Error::from(kind).to_string(), message);
        }
    }

    #[test]
    fn the_first_byte_that_is_no_utf8_is_found() {
        let wrong = String::from_utf8(b"a\nb\xFFc\n".to_vec()).unwrap_err();
        assert_eq!(Error::not_utf8("a.txt", &wrong).to_string(), "a.txt: not valid UTF-8 at byte 3 (line 2)");
    }

    #[test]
    fn the_error_of_the_system_is_kept() {
        let error = Error::io("x", io::ErrorKind::NotFound.into());
        assert!(std::error::Error::source(&error).is_some());
        assert!(matches!(error.into_kind(), ErrorKind::Io { .. }));
    }

    #[test]
    fn errors_travel_between_threads() {
        fn check<T: Send + Sync + 'static>() {}
        check::<Error>();
    }
}
