//! EPUB: a book as pages of XHTML in an archive (EPUB 3.3, W3C; EPUB 2 alike in what is used here).

use percent_encoding::percent_decode_str;

use super::archive::Archive;
use super::html::Reader;
use super::wrong;
use super::xml::{self, Item};
use crate::error::Error;

/// The part that tells where the others are.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// The part that tells which others are encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// A file of the book.
struct Entry {
    id: String,
    path: String,
    /// Whether it is a page of text, and not its table of contents.
    page: bool,
}

pub(super) fn text(archive: &mut Archive<'_>) -> Result<String, Error> {
    let package = package(archive)?;
    let locked = locked(archive)?;
    let mut reader = Reader::default();
    for path in pages(&archive.needed(&package)?, &package)? {
        if locked.contains(&path) {
            return Err(wrong("is encrypted (DRM), and cannot be read"));
        }
        if let Some(page) = archive.part(&path)? {
            reader.read(&page);
        }
    }
    Ok(reader.flow.finish())
}

/// Where the list of its files is.
fn package(archive: &mut Archive<'_>) -> Result<String, Error> {
    let mut package = None;
    xml::each(&archive.needed(CONTAINER)?, |item| match item {
        Item::Start(element) if element.name() == "rootfile" && package.is_none() => {
            package = element.attribute("full-path");
        }
        _ => {}
    })?;
    package.ok_or_else(|| wrong(format!("is damaged: {CONTAINER} in it names no package")))
}

/// Paths that are encrypted; that of fonts is usual, and no hindrance.
fn locked(archive: &mut Archive<'_>) -> Result<Vec<String>, Error> {
    let mut locked = Vec::new();
    if let Some(encryption) = archive.part(ENCRYPTION)? {
        xml::each(&encryption, |item| match item {
            Item::Start(element) if element.name() == "CipherReference" => {
                locked.extend(element.attribute("URI").map(|uri| resolved("", &uri)));
            }
            _ => {}
        })?;
    }
    Ok(locked)
}

/// Paths of the pages, in the order in which they are read.
fn pages(package: &str, path: &str) -> Result<Vec<String>, Error> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut entries, mut spine) = (Vec::new(), Vec::new());
    xml::each(package, |item| {
        let Item::Start(element) = item else { return };
        match element.name() {
            "item" => {
                let attribute = |name| element.attribute(name).unwrap_or_default();
                let contents =
                    attribute("properties").split_ascii_whitespace().any(|property| property == "nav");
                let kind = attribute("media-type");
                let page = !contents && (kind.contains("html") || kind.contains("dtbook"));
                entries.push(Entry { id: attribute("id"), path: resolved(folder, &attribute("href")), page });
            }
            "itemref" => spine.extend(element.attribute("idref")),
            _ => {}
        }
    })?;
    let entry = |id: String| entries.iter().find(|entry| entry.id == id && entry.page);
    Ok(spine.into_iter().filter_map(|id| entry(id).map(|entry| entry.path.clone())).collect())
}

/// The path in the archive that a reference from a folder of it leads to.
fn resolved(folder: &str, reference: &str) -> String {
    let reference = percent_decode_str(reference.split('#').next().unwrap_or_default()).decode_utf8_lossy();
    let mut path: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(reference.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
