//! EPUB: a book as pages of XHTML in an archive (EPUB 3.3, W3C; EPUB 2 alike in what is used here).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::archive::Archive;
use super::contents::is_contents;
use super::flow::Flow;
use super::page::Reader;
use super::wrong;
use super::xml::{self, Item};
use crate::error::Error;

/// The part that tells where the others are.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// The part that tells which others are encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// How the name of the list of the files ends.
const PACKAGE: &str = ".opf";

/// The files of a book.
struct Book {
    /// Its pages, in the order in which they are read.
    pages: Vec<String>,
    /// Pages that it calls its table of contents, and that may have more in them.
    contents: HashSet<String>,
}

pub(super) fn text(archive: &mut Archive<'_>) -> Result<String, Error> {
    let package = package(archive)?;
    let locked = locked(archive)?;
    let book = book(&archive.needed(&package)?, &package)?;
    archive.weigh(&book.pages)?;
    let numbers: HashMap<&str, usize> = book.pages.iter().map(String::as_str).zip(0..).collect();
    let mut reader = Reader { notes: Some(Flow::default()), ..Reader::default() };
    for path in &book.pages {
        if locked.contains(path) {
            return Err(wrong("is encrypted (DRM), and cannot be read"));
        }
        let Some(page) = archive.part(path)? else { continue };
        let to = |reference: &str| {
            let to = resolved(folder(path), reference);
            numbers.get(to.as_str()).copied().filter(|_| to != *path)
        };
        if !is_contents(&page, book.contents.contains(path), to) {
            reader.read(&without_sections(&page));
        }
    }
    let notes = reader.notes.map(Flow::finish).unwrap_or_default();
    reader.flow.verbatim(&notes);
    Ok(reader.flow.finish())
}

/// Where the list of its files is.
fn package(archive: &mut Archive<'_>) -> Result<String, Error> {
    let mut package = None;
    let container = match archive.part(CONTAINER)? {
        Some(container) => container,
        // Who packs the folder of a book, and not what is in it, gets a book all the same.
        None => match archive.ending(PACKAGE) {
            Some(package) => return Ok(package),
            None => archive.needed(CONTAINER)?,
        },
    };
    xml::each(&container, |item| match item {
        Item::Start(element) if element.name() == "rootfile" && package.is_none() => {
            package = element.attribute("full-path");
        }
        _ => {}
    })?;
    // A program of Windows may part names by its own mark.
    let package = package.map(|package| package.replace('\\', "/"));
    package.ok_or_else(|| wrong(format!("is damaged: {CONTAINER} in it names no package")))
}

/// Paths that are encrypted; that of fonts is usual, and no hindrance.
fn locked(archive: &mut Archive<'_>) -> Result<HashSet<String>, Error> {
    let mut locked = HashSet::new();
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

/// What the list of its files says.
fn book(package: &str, path: &str) -> Result<Book, Error> {
    let folder = folder(path);
    let (mut files, mut by_id) = (Vec::new(), HashMap::new());
    let (mut spine, mut aside, mut contents) = (Vec::new(), Vec::new(), HashSet::new());
    xml::each(package, |item| {
        let Item::Start(element) = item else { return };
        let attribute = |name| element.attribute(name).unwrap_or_default();
        match element.name() {
            "item" => {
                let is_contents =
                    attribute("properties").split_ascii_whitespace().any(|property| property == "nav");
                let path = resolved(folder, &attribute("href"));
                if !is_contents && is_page(&attribute("media-type"), &path) {
                    by_id.entry(attribute("id")).or_insert(files.len());
                    files.push(path);
                }
            }
            "itemref" if attribute("linear") == "no" => aside.push(attribute("idref")),
            "itemref" => spine.push(attribute("idref")),
            "reference" if attribute("type") == "toc" => {
                contents.insert(resolved(folder, &attribute("href")));
            }
            _ => {}
        }
    })?;
    // What is beside the order, such as notes, comes behind it.
    let mut pages: Vec<String> =
        spine.iter().chain(&aside).filter_map(|id| by_id.get(id).map(|&i| files[i].clone())).collect();
    if pages.is_empty() {
        pages = files;
    }
    let mut seen = HashSet::new();
    pages.retain(|page| seen.insert(page.clone()));
    Ok(Book { pages, contents })
}

/// Whether a file is a page of text. Its name tells where its type does not.
fn is_page(kind: &str, path: &str) -> bool {
    let named = || {
        let (_, ending) = path.rsplit_once('.').unwrap_or_default();
        ["xhtml", "html", "htm"].iter().any(|page| ending.eq_ignore_ascii_case(page))
    };
    let kind = kind.to_ascii_lowercase();
    ["html", "dtbook", "oeb1-document"].iter().any(|page| kind.contains(page))
        || matches!(kind.as_str(), "text/xml" | "application/xml")
        || named()
}

/// A page with the text of its CDATA sections as other text, which is what XHTML means by them and HTML does not.
fn without_sections(page: &str) -> Cow<'_, str> {
    let mut pieces = page.split("<![CDATA[");
    let Some(first) = pieces.next().filter(|first| first.len() < page.len()) else { return page.into() };
    let mut out = first.to_owned();
    for piece in pieces {
        let (section, rest) = piece.split_once("]]>").unwrap_or((piece, ""));
        out.push_str(&section.replace('&', "&amp;").replace('<', "&lt;"));
        out.push_str(rest);
    }
    out.into()
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
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
