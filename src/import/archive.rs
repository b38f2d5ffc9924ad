//! The parts of a document that is a zip archive.

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
    left: u64,
}

impl<'b> Archive<'b> {
    pub(super) fn open(file: &'b [u8]) -> Result<Archive<'b>, Error> {
        match ZipArchive::new(Cursor::new(file)) {
            Ok(zip) => Ok(Archive { zip, left: MOST }),
            Err(error) => Err(wrong(format!("is damaged, or no document of its format ({error})"))),
        }
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.zip.index_for_name(part).is_some()
    }

    /// The text of a part, if there is one of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let damaged = |error: &dyn std::fmt::Display| wrong(format!("{name} in it cannot be read: {error}"));
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error)),
        };
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        self.left =
            self.left.checked_sub(bytes.len() as u64).ok_or_else(|| wrong("unpacks to more than 1 GiB"))?;
        Ok(Some(decoded(&bytes)))
    }

    /// The text of a part that must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, Error> {
        self.part(name)?.ok_or_else(|| wrong(format!("is damaged: there is no {name} in it")))
    }
}
