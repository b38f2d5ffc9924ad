//! Why a run ends early.

use std::fmt;
use std::io::{self, Write};

/// Why a run ends early.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The reader of our output has closed it.
    Closed,
    /// What to tell the user: what, where, and what to do.
    Message(String),
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Failure {
        Failure::Message(message.into())
    }

    /// An error while writing to `target`.
    pub fn write(target: &str, error: &io::Error) -> Failure {
        if is_closed(error) {
            return Failure::Closed;
        }
        Failure::new(format!("{target}: cannot be written: {error}"))
    }
}

/// Whether the reader of a pipe has gone. Writers of formats wrap the error of the system.
fn is_closed(error: &io::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
            return true;
        }
        cause = error.source();
    }
    false
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Closed => f.write_str("the output was closed"),
            Failure::Message(message) => f.write_str(message),
        }
    }
}

impl From<bitext::Error> for Failure {
    fn from(error: bitext::Error) -> Failure {
        Failure::new(error.to_string())
    }
}

/// Says a line on standard error. A closed standard error is no reason to stop.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "bitext: {message}");
}
