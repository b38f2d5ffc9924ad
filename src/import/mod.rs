//! Documents to text: HTML, EPUB, DOCX, ODT.
//!
//! The aligner reads plain text. What people have is pages of the web, books and documents of an office, and what
//! converters make of these joins paragraphs or adds marks. So here is what the aligner needs: each paragraph on a
//! line, an empty line between two, and nothing but text. Places in the output are those in that text.
//!
//! ```
//! let page = "<title>Tides</title><p>The ferry left at noon.</p><p lang=zh>渡船中午开了。</p>";
//! let text = bitext::import::html(page);
//! assert_eq!(bitext::align(&text).pairs().next().unwrap().zh(), "渡船中午开了。");
//! ```

mod archive;
mod book;
mod charset;
mod contents;
mod docx;
mod element;
mod epub;
mod flow;
mod html;
mod layers;
mod menu;
mod odt;
mod open;
mod page;
mod style;
mod xml;

use encoding_rs::{Encoding, UTF_8};

use crate::error::{Error, ErrorKind};

pub use charset::charset;
pub use html::html;

use archive::Archive;

/// How much of a page in another encoding is looked at for how it begins.
const HEAD: usize = 1024;

/// How an archive begins.
const SIGNATURE: &[u8] = b"PK\x03\x04";

/// A format of documents that hold text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A page of the web: HTML or XHTML.
    Html,
    /// A book, EPUB 2 or 3.
    Epub,
    /// A document of Word or WPS, not older than 2007.
    Docx,
    /// A document of LibreOffice or OpenOffice.
    Odt,
}

impl Format {
    /// What a file is, by its bytes; `None` where it is none of these, such as plain text.
    ///
    /// A page of HTML must begin with `<!DOCTYPE html` or `<html`; comments and an XML declaration may stand before.
    ///
    /// ```
    /// use bitext::import::Format;
    /// assert_eq!(Format::of(b"<!doctype html><p>Good morning."), Some(Format::Html));
    /// assert_eq!(Format::of(b"Good morning."), None);
    /// ```
    pub fn of(file: &[u8]) -> Option<Format> {
        if begins_as_html(file) {
            return Some(Format::Html);
        }
        // An archive may have anything before it, but a document has not, and all of a text would be looked through.
        let mut archive = file.starts_with(SIGNATURE).then(|| Archive::open(file).ok())??;
        let formats =
            [(Format::Epub, epub::CONTAINER), (Format::Docx, docx::TYPES), (Format::Odt, odt::CONTENT)];
        let (format, _) = formats.into_iter().find(|(_, part)| archive.has(part))?;
        match format {
            Format::Docx => docx::main(&mut archive).ok()?.map(|_| format),
            Format::Odt => odt::is_text(&mut archive).then_some(format),
            _ => Some(format),
        }
    }

    /// Its name as people write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Html => "HTML",
            Format::Epub => "EPUB",
            Format::Docx => "DOCX",
            Format::Odt => "ODT",
        }
    }

    /// The text of a file in this format.
    ///
    /// - HTML is read in the encoding that its byte order mark or it itself says, else as UTF-8, with U+FFFD for
    ///   what is not valid there; the rest is as [`html`] says.
    /// - An EPUB is read in its reading order, without its table of contents and the numbers of printed pages. What it
    ///   says are notes stands at the end, and so does what is beside the order.
    /// - Of a DOCX and an ODT it is the text as it would be printed with all changes accepted, then its notes, without
    ///   table of contents, headers, footers and comments. A text in a box stands behind the paragraph that it is
    ///   anchored in. Numbers that the program counts, of lists and of notes, are not part of it.
    ///
    /// A file that unpacks to more than 1 GiB is refused.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Document`] where it is not in this format, or damaged, or encrypted.
    /// HTML never fails.
    ///
    /// ```no_run
    /// use bitext::import::Format;
    /// let text = Format::Epub.text(&std::fs::read("book.epub")?)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn text(self, file: &[u8]) -> Result<String, Error> {
        match self {
            Format::Html => Ok(html(&decoded(file))),
            Format::Epub => epub::text(&mut Archive::open(file)?),
            Format::Docx => docx::text(&mut Archive::open(file)?),
            Format::Odt => odt::text(&mut Archive::open(file)?),
        }
    }
}

/// The text that bytes of HTML or XML are.
fn decoded(file: &[u8]) -> String {
    let declared = || Encoding::for_label(charset(file)?.as_bytes());
    let encoding = Encoding::for_bom(file).map(|(encoding, _)| encoding).or_else(declared).unwrap_or(UTF_8);
    encoding.decode(file).0.into_owned()
}

/// Whether a file begins as a page of HTML does.
fn begins_as_html(file: &[u8]) -> bool {
    let head = &file[..file.len().min(HEAD)];
    if let Some((encoding, _)) = Encoding::for_bom(head).filter(|(encoding, _)| *encoding != UTF_8) {
        return begins_as_html(encoding.decode(head).0.as_bytes());
    }
    let mut rest = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file).trim_ascii_start();
    loop {
        let end = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->".as_slice(),
            [b'<', b'?', ..] => b">",
            _ => break,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    ["<!doctype html", "<html"].iter().any(|begin| {
        let (at, after) = rest.split_at(begin.len().min(rest.len()));
        at.eq_ignore_ascii_case(begin.as_bytes()) && after.first().is_none_or(|b| !b.is_ascii_alphanumeric())
    })
}

/// A document that cannot be read.
fn wrong(message: impl Into<String>) -> Error {
    ErrorKind::Document { path: None, message: message.into() }.into()
}
