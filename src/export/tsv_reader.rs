//! The reader of what [`TsvWriter`](super::TsvWriter) writes, when somebody has corrected it.

use std::borrow::Cow;

use super::quotes::{has_quoted_fields, unquoted};
use super::tsv::unescape;
use super::tsv_document::{Row, Side, TsvDocument};
use crate::error::Error;
use crate::span::is_blank;

/// The columns that are read.
const COLUMNS: [&str; 7] = ["en", "zh", "score", "type", "en_spans", "zh_spans", "doc"];
/// Those that must be there, and that of the names, by their places in [`COLUMNS`].
const SIDES: [usize; 2] = [0, 1];
const DOC: usize = 6;

/// How the fields of a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fields {
    /// As [`TsvWriter`](super::TsvWriter) writes them.
    Plain,
    /// The same, in quotation marks that a spreadsheet has put there where it thought them needed.
    Quoted,
    /// In the cells of a spreadsheet; tabs and escapes are nothing that its user sees.
    Cells,
}

/// Reads pairs from tab-separated values, so that they can be written in any format.
///
/// The table is what [`TsvWriter`](super::TsvWriter) writes, after rows were deleted, mended or added by
/// hand, or a table of your own. The first line names the columns. `en` and `zh` must be there, all
/// others may be missing, and what has another name is passed over:
///
/// | column | of a row that has none |
/// |---|---|
/// | `en`, `zh` | a row with nothing to see in one of them is left out and [counted](TsvReader::left_out) |
/// | `score` | 1: somebody has written this pair by hand |
/// | `type` | as many units as it has places, or `1-1` |
/// | `en_spans`, `zh_spans` | it stands nowhere: its span is `0-0`; of numbered units it gets the next free number |
/// | `doc` | it belongs to the document of the row above |
///
/// Rows of one document that stand together become a [`TsvDocument`]. A table that nobody has changed is
/// written as it was. What a table does not tell is lost: text in no pair, [reasons](crate::Reasons),
/// and which pairs cross.
///
/// What spreadsheets do to a table is undone: a byte order mark, line ends of Windows, rows and columns
/// with nothing in them, a decimal comma, and quotation marks around fields, with those inside doubled.
/// As [`TsvWriter`](super::TsvWriter) puts no such marks, and a text may begin and end with its own, they
/// are taken off only in a table that [shows](TsvReader::is_quoted) that a spreadsheet has put them there.
///
/// It is an iterator. After an error it ends. The texts of a document are borrowed from the table where
/// nothing in them is escaped, and one document at a time is held.
///
/// ```
/// use bitext::Level;
/// use bitext::export::{Format, TsvReader, Writer};
///
/// let corrected = "en\tzh\tscore\nGood morning.\t早上好。\t0.98\nIt rains.\t下雨了。\n";
/// let mut memory = Writer::new(Format::Tmx, Vec::new());
/// for document in TsvReader::new(corrected)? {
///     let document = document?;
///     memory.document(document.name(), &document.alignment(Level::Sentence))?;
/// }
/// let tmx = String::from_utf8(memory.finish()?)?;
/// assert!(tmx.contains("<seg>It rains.</seg>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TsvReader<'t> {
    lines: Lines<'t>,
    /// What each column of the table is, by its place in [`COLUMNS`].
    columns: Vec<Option<usize>>,
    /// How its fields are written.
    written: Fields,
    /// The next document, as far as it is read.
    ahead: Option<TsvDocument<'t>>,
    left_out: usize,
}

impl<'t> TsvReader<'t> {
    /// Reads the header of a table.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) where the first line does not name the columns `en`
    /// and `zh`, each once. Each row can be wrong as well: its score no number from 0 to 1, fewer columns
    /// than it takes for both texts, or more than the first line names.
    pub fn new(table: &'t str) -> Result<TsvReader<'t>, Error> {
        let table = table.strip_prefix('\u{FEFF}').unwrap_or(table);
        TsvReader::with(table, if has_quoted_fields(table) { Fields::Quoted } else { Fields::Plain })
    }

    /// The same of a table of which is known how its fields are written.
    pub(super) fn with(table: &'t str, written: Fields) -> Result<TsvReader<'t>, Error> {
        let mut lines = Lines { rest: table, number: 0 };
        let (number, header) = lines.next().unwrap_or((1, ""));
        let names = header.split('\t').map(|name| field(name, written));
        let column = |name: &str| COLUMNS.iter().position(|known| name.trim().eq_ignore_ascii_case(known));
        let columns: Vec<Option<usize>> = names.map(|name| column(&name)).collect();
        for side in SIDES {
            let message = match columns.iter().filter(|column| **column == Some(side)).count() {
                1 => continue,
                0 => no_column(header, written),
                n => format!("{n} columns are called {:?}; leave one of them", COLUMNS[side]),
            };
            return Err(Error::table(number, message));
        }
        Ok(TsvReader { lines, columns, written, ahead: None, left_out: 0 })
    }

    /// How many rows have been left out so far because one side of them shows nothing.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Whether a spreadsheet has put fields into quotation marks, which are taken off.
    ///
    /// ```
    /// use bitext::export::TsvReader;
    /// assert!(!TsvReader::new("en\tzh\n\"Hello,\" he said \"again\"\t“你好。”\n")?.is_quoted());
    /// assert!(TsvReader::new("en\tzh\n\"\"\"Hello,\"\" he said\"\t“你好。”\n")?.is_quoted());
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn is_quoted(&self) -> bool {
        self.written == Fields::Quoted
    }

    /// Whether there is a column for names of documents.
    pub fn has_names(&self) -> bool {
        self.columns.contains(&Some(DOC))
    }

    /// The next row that has something on both sides.
    fn row(&mut self) -> Result<Option<NamedRow<'t>>, Error> {
        while let Some((number, line)) = self.lines.next() {
            let fields = self.fields(line).map_err(|message| Error::table(number, message))?;
            if SIDES.iter().any(|&side| fields[side].is_empty()) {
                self.left_out += usize::from(fields.iter().any(|field| !field.is_empty()));
                continue;
            }
            let [en, zh, score, kind, en_spans, zh_spans, doc] = fields;
            let score = parse_score(&score).ok_or_else(|| {
                let score = beginning(&score);
                let message = "is no number from 0 to 1; leave it empty where there is none";
                Error::table(number, format!("the score {score:?} {message}"))
            })?;
            let (en_units, zh_units) = kind.split_once('-').unwrap_or_default();
            let sides = [Side::new(en, en_spans, en_units), Side::new(zh, zh_spans, zh_units)];
            return Ok(Some((Some(doc).filter(|doc| !doc.is_empty()), Row { sides, score })));
        }
        Ok(None)
    }

    /// The fields of a row in the order of [`COLUMNS`], without blanks around them; an error is what is
    /// wrong.
    fn fields(&self, line: &'t str) -> Result<[Cow<'t, str>; COLUMNS.len()], String> {
        let mut fields = [const { Cow::Borrowed("") }; COLUMNS.len()];
        let mut count = 0;
        for (i, text) in line.split('\t').enumerate() {
            count += 1;
            match self.columns.get(i) {
                Some(Some(column)) => fields[*column] = trimmed(field(text, self.written)),
                Some(None) => {}
                None if text.chars().all(is_blank) => {}
                None => {
                    let n = self.columns.len();
                    let rule = match self.written {
                        Fields::Cells => "",
                        _ => "; a tab inside a text is written \\t",
                    };
                    return Err(format!("more columns than the {n} of the first line{rule}"));
                }
            }
        }
        let at = |side| 1 + self.columns.iter().position(|column| *column == Some(side)).unwrap_or_default();
        let [en, zh] = SIDES.map(at);
        if count < en.max(zh) {
            let columns =
                if count == 1 { "one column alone".to_owned() } else { format!("{count} columns alone") };
            let rule = match self.written {
                Fields::Cells => "",
                _ => ", parted by a tab; a line break inside a text is written \\n",
            };
            return Err(format!("{columns}; English is column {en} and Chinese column {zh}{rule}"));
        }
        Ok(fields)
    }
}

/// A row with the name of its document, where it has one.
type NamedRow<'t> = (Option<Cow<'t, str>>, Row<'t>);

impl<'t> Iterator for TsvReader<'t> {
    type Item = Result<TsvDocument<'t>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut document = self.ahead.take();
        loop {
            let (name, row) = match self.row() {
                Ok(Some(row)) => row,
                Ok(None) => return document.map(Ok),
                Err(error) => {
                    self.lines.rest = "";
                    return Some(Err(error));
                }
            };
            match &mut document {
                Some(document) if name.is_none() || name == document.name => document.rows.push(row),
                _ => {
                    let next = TsvDocument { name, rows: vec![row] };
                    if let Some(whole) = document.replace(next) {
                        self.ahead = document;
                        return Some(Ok(whole));
                    }
                }
            }
        }
    }
}

fn parse_score(field: &str) -> Option<f32> {
    match field {
        "" => Some(1.0),
        field => field.replace(',', ".").parse().ok().filter(|score| (0.0..=1.0).contains(score)),
    }
}

/// The text of a field as it was before it was written.
fn field(field: &str, written: Fields) -> Cow<'_, str> {
    match Some(field).filter(|_| written == Fields::Quoted).and_then(unquoted) {
        Some(Cow::Owned(text)) => Cow::Owned(unescape(&text).into_owned()),
        Some(Cow::Borrowed(text)) => unescape(text),
        None => unescape(field),
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(is_blank)),
        Cow::Owned(text) => {
            let trimmed = text.trim_matches(is_blank);
            if trimmed.len() == text.len() { Cow::Owned(text) } else { Cow::Owned(trimmed.to_owned()) }
        }
    }
}

/// What to say of a first line that lacks a column.
fn no_column(header: &str, written: Fields) -> String {
    let by_commas = header.split([',', ';']).any(|name| name.trim_matches('"') == "en");
    let what = match by_commas {
        _ if written == Fields::Cells => "the first row of a table names its columns",
        true => "the columns of a table are parted by tabs, not by commas; save it so",
        false => "the first line of a table names its columns, as bitext writes it: en, a tab, zh, and more",
    };
    format!("no columns \"en\" and \"zh\" in {:?}; {what}", beginning(header))
}

/// Enough of a text to find it again.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The lines that are not blank, with their numbers from 1.
#[derive(Clone, Debug)]
struct Lines<'t> {
    rest: &'t str,
    number: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<(usize, &'t str)> {
        while !self.rest.is_empty() {
            let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
            let (line, rest) = self.rest.split_at(end);
            self.rest = rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
            self.number += 1;
            if !line.chars().all(is_blank) {
                return Some((self.number, line));
            }
        }
        None
    }
}
