//! No output replaces an input, or another output.

use std::path::{Path, PathBuf};

use crate::input::Source;
use crate::output::Place;

/// What is wrong where an output would replace one of the inputs, or two outputs each other.
pub fn clash(outputs: &[PathBuf], inputs: impl FnOnce() -> Vec<Source>) -> Option<String> {
    let mut files: Vec<(&Path, PathBuf)> = Vec::new();
    for path in outputs {
        let Place::File(file) = Place::of(Some(path)) else { continue };
        if files.iter().any(|(_, other)| *other == file) {
            return Some(format!("{}: is given for two outputs", path.display()));
        }
        files.push((path, file));
    }
    // Only what is there can be an input as well, and mostly nothing is.
    files.retain(|(_, file)| file.exists());
    if files.is_empty() {
        return None;
    }
    let read: Vec<PathBuf> = inputs().iter().filter_map(Source::place).collect();
    let (path, _) = files.iter().find(|(_, file)| read.contains(file))?;
    Some(format!("{}: is also an input, which the output would replace", path.display()))
}
