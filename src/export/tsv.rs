//! Tab-separated values: one pair a line.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use super::rounded;
use crate::alignment::{Alignment, Pair};
use crate::bitext::{Origin, Unit};
use crate::text::bytes;

/// The columns of a table of pairs, but for the names of documents.
pub(super) const COLUMNS: [&str; 6] = ["en", "zh", "score", "type", "en_spans", "zh_spans"];
/// That of the names.
pub(super) const DOC: &str = "doc";

/// Writes pairs as tab-separated values.
///
/// The first line names the columns:
///
/// | column | holds |
/// |---|---|
/// | `en`, `zh` | the text of either side |
/// | `score` | how sure, 0 to 1, with four decimals |
/// | `type` | `1-1`, `2-1`, …: English units, Chinese units |
/// | `en_spans`, `zh_spans` | where the units stand: byte offsets `start-end`, several joined by commas; for units that the caller has split ([`Origin::Units`]), their numbers from 0 instead |
/// | `doc` | the name of the document; only where the first document has one |
///
/// There is no quoting: quotation marks are text like any other. Inside a field a tab is
/// written `\t`, a line feed `\n`, a carriage return `\r` and a backslash `\\`; [`unescape`]
/// undoes it. So a line of the file is a pair, and a tab is always a border.
///
/// ```
/// use bitext::export::TsvWriter;
/// let mut corpus = TsvWriter::new(Vec::new());
/// corpus.document(None, &bitext::align_pair("Good morning.\n", "早上好。\n"))?;
/// let tsv = String::from_utf8(corpus.finish()?).unwrap();
/// let line: Vec<&str> = tsv.lines().nth(1).unwrap().split('\t').collect();
/// assert_eq!((line[0], line[1], line[3]), ("Good morning.", "早上好。", "1-1"));
/// assert_eq!((line[4], line[5]), ("0-13", "0-12"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct TsvWriter<W: Write> {
    table: csv::Writer<W>,
    /// Whether there is a column for names; unknown until the header is written.
    named: Option<bool>,
}

impl<W: Write> TsvWriter<W> {
    /// A writer onto `output`. Nothing is written yet.
    pub fn new(output: W) -> TsvWriter<W> {
        let table = csv::WriterBuilder::new()
            .delimiter(b'\t')
            .quote_style(csv::QuoteStyle::Never)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(output);
        TsvWriter { table, named: None }
    }

    /// Writes the pairs of a document.
    ///
    /// The first document decides whether there is a column for names; later ones leave it
    /// empty, or their names go unwritten.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        self.pairs(name, alignment).map_err(io_error)
    }

    fn pairs(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> csv::Result<()> {
        let named = self.header(name.is_some())?;
        for pair in alignment.pairs() {
            let [en_places, zh_places] = places(&pair);
            self.table.write_field(&*escape(&pair.en()))?;
            self.table.write_field(&*escape(&pair.zh()))?;
            self.table.write_field(format!("{:.4}", rounded(pair.score())))?;
            self.table.write_field(pair.bead_type().to_string())?;
            self.table.write_field(en_places)?;
            self.table.write_field(zh_places)?;
            if named {
                self.table.write_field(&*escape(name.unwrap_or_default()))?;
            }
            self.table.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    /// Flushes the output and gives it back. Without a document it has the header alone.
    pub fn finish(mut self) -> io::Result<W> {
        self.header(false).map_err(io_error)?;
        self.table.flush()?;
        self.table.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }

    fn header(&mut self, named: bool) -> csv::Result<bool> {
        if let Some(named) = self.named {
            return Ok(named);
        }
        self.named = Some(named);
        self.table.write_record(COLUMNS.into_iter().chain(named.then_some(DOC)))?;
        Ok(named)
    }
}

/// The error of the output as it was, so that a caller can tell a closed pipe from a full disk.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// Where the units of a pair stand in its table, of either side: their spans, or their numbers where the caller
/// has split them.
pub(super) fn places(pair: &Pair<'_, '_>) -> [String; 2] {
    match pair.origin() {
        Origin::Units => [numbers(pair.en_units()), numbers(pair.zh_units())],
        _ => [joined(pair.en_spans()), joined(pair.zh_spans())],
    }
}

fn numbers<'u, 't: 'u>(units: impl Iterator<Item = &'u Unit<'t>>) -> String {
    joined(units.map(|unit| unit.order))
}

fn joined(places: impl IntoIterator<Item = impl Display>) -> String {
    let places: Vec<String> = places.into_iter().map(|place| place.to_string()).collect();
    places.join(",")
}

/// A text as it stands in a field: tab, line feed, carriage return and backslash as `\t`,
/// `\n`, `\r` and `\\`.
///
/// ```
/// use bitext::export::tsv::escape;
/// assert_eq!(escape("two\nlines"), r"two\nlines");
/// assert_eq!(escape(r"C:\new"), r"C:\\new");
/// ```
pub fn escape(field: &str) -> Cow<'_, str> {
    let is_escaped = |byte| (byte == b'\t') | (byte == b'\n') | (byte == b'\r') | (byte == b'\\');
    if !bytes::has(field.as_bytes(), is_escaped) {
        return Cow::Borrowed(field);
    }
    let mut escaped = String::with_capacity(field.len() + 8);
    for c in field.chars() {
        match c {
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\\' => escaped.push_str("\\\\"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// The text of a field as it was before it was written.
///
/// A backslash before any other character than `t`, `n`, `r` and `\`, which [`TsvWriter`]
/// never writes, stays as it is.
///
/// ```
/// use bitext::export::tsv::unescape;
/// assert_eq!(unescape(r"two\nlines"), "two\nlines");
/// assert_eq!(unescape(r"C:\\new"), r"C:\new");
/// ```
pub fn unescape(field: &str) -> Cow<'_, str> {
    if !field.contains('\\') {
        return Cow::Borrowed(field);
    }
    let mut text = String::with_capacity(field.len());
    let mut rest = field;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let plain = match rest.as_bytes().get(at + 1) {
            Some(b't') => Some('\t'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b'\\') => Some('\\'),
            _ => None,
        };
        text.push(plain.unwrap_or('\\'));
        rest = &rest[at + if plain.is_some() { 2 } else { 1 }..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for text in ["", "\\", "\\n", "a\tb\nc\rd\\e", "\\\\t", "汉\n字"] {
            let field = escape(text);
            assert!(!field.contains(['\t', '\n', '\r']));
            assert_eq!(unescape(&field), text);
        }
        assert_eq!(unescape(r"a\xb\"), r"a\xb\");
    }
}
