//! The parts of a document that is a zip archive.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{decoded, wrong};
use crate::error::Error;

/// How many bytes the parts of a document may have together. More is an error or an attack.
const MOST: u64 = 1 << 30;

/// An archive, and how much more may be taken out of it.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The numbers of its parts by what their names mean on Windows.
    meant: HashMap<String, usize>,
    left: u64,
}

impl<'b> Archive<'b> {
    pub(super) fn open(file: &'b [u8]) -> Result<Archive<'b>, Error> {
        match ZipArchive::new(Cursor::new(file)) {
            Ok(zip) => {
                let names = zip.file_names().flatten();
                let meant =
                    names.filter_map(|name| Some((meant(&name), zip.index_for_name(&name)?))).collect();
                Ok(Archive { zip, meant, left: MOST })
            }
            Err(error) => Err(wrong(format!("is damaged, or no document of its format ({error})"))),
        }
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.number(part).is_some()
    }

    /// The first part whose name ends so.
    pub(super) fn ending(&self, end: &str) -> Option<String> {
        self.zip.file_names().flatten().find(|name| name.ends_with(end)).map(|name| name.into_owned())
    }

    fn number(&self, part: &str) -> Option<usize> {
        self.zip.index_for_name(part).or_else(|| self.meant.get(&meant(part)).copied())
    }

    /// The text of a part, if there is one of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let damaged = |error: &ZipError| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => wrong("is protected by a password"),
            error => wrong(format!("{name} in it cannot be read: {error}")),
        };
        let Some(number) = self.number(name) else { return Ok(None) };
        let part = self.zip.by_index(number).map_err(|error| damaged(&error))?;
        if part.size() > self.left {
            return Err(too_much());
        }
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error.into()))?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(too_much)?;
        Ok(Some(decoded(&bytes)))
    }

    /// Refuses parts that say that they are too much together, before any is read.
    pub(super) fn weigh(&mut self, parts: &[String]) -> Result<(), Error> {
        let mut sum: u64 = 0;
        for number in parts.iter().filter_map(|part| self.number(part)).collect::<Vec<_>>() {
            sum = sum.saturating_add(self.zip.by_index_raw(number).map_or(0, |part| part.size()));
        }
        if sum > self.left { Err(too_much()) } else { Ok(()) }
    }

    /// The text of a part that must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, Error> {
        self.part(name)?.ok_or_else(|| wrong(format!("is damaged: there is no {name} in it")))
    }
}

/// A name without what Windows makes no difference between.
fn meant(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

fn too_much() -> Error {
    wrong("unpacks to more than 1 GiB")
}
