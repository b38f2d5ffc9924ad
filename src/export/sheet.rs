//! The reader of spreadsheets of pairs, when somebody has corrected them.

use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};

use super::tsv::escape;
use super::tsv_reader::{Fields, TsvReader};
use crate::error::Error;

/// How the files of spreadsheets begin: those of XLSX, XLSB and ODS, which are zip archives as many others are, and
/// those of XLS.
const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// A sheet of pairs, out of a spreadsheet that any program has saved: XLSX, XLSB, XLS, ODS, or CSV.
///
/// It is what [`XlsxWriter`](super::XlsxWriter) writes, after rows were deleted, mended or added, or a table of your
/// own. [`TsvReader`] says which columns it has, and reads its [rows](Sheet::rows). Of several sheets it is the
/// first one with the columns `en` and `zh`. Formats, colours and comments are passed over; of a formula it has
/// the value.
///
/// ```no_run
/// use bitext::Level;
/// use bitext::export::{Format, Sheet, Writer};
///
/// let sheet = Sheet::read(&std::fs::read("corrected.xlsx")?)?;
/// let mut memory = Writer::new(Format::Tmx, Vec::new());
/// for document in sheet.rows()? {
///     let document = document?;
///     memory.document(document.name(), &document.alignment(Level::Sentence))?;
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its rows as lines of TSV, each at the number that the row has.
    table: String,
}

impl Sheet {
    /// Whether a file begins as those of spreadsheets do; others may, too.
    pub fn may_be(bytes: &[u8]) -> bool {
        SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
    }

    /// Reads a spreadsheet. It is held in memory, and its pairs once more.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) where the bytes are no spreadsheet, or one that cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Sheet, Error> {
        let wrong = |error: calamine::Error| {
            Error::no_table(format!("no spreadsheet that can be read ({error}); save it as XLSX or as TSV"))
        };
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(wrong)?;
        let mut first = None;
        for name in book.sheet_names() {
            let sheet = Sheet { table: table(&book.worksheet_range(&name).map_err(wrong)?) };
            if sheet.rows().is_ok() {
                return Ok(sheet);
            }
            first = first.or(Some(sheet));
        }
        first.ok_or_else(|| Error::no_table("a spreadsheet without a sheet"))
    }

    /// Reads a table whose columns are parted by commas, or by semicolons where the comma is the decimal mark, as
    /// spreadsheets save CSV (RFC 4180): a text with such a mark, a quotation mark or a line break in it stands in quotation marks.
    ///
    /// ```
    /// use bitext::export::Sheet;
    /// let sheet = Sheet::from_csv("en,zh\n\"Yes, \"\"sir\"\".\",是。\n")?;
    /// let document = sheet.rows()?.next().unwrap()?;
    /// let alignment = document.alignment(bitext::Level::Sentence);
    /// assert_eq!(alignment.pairs().next().unwrap().en(), "Yes, \"sir\".");
    /// # Ok::<(), bitext::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) where its first line does not name the columns `en` and `zh`.
    pub fn from_csv(text: &str) -> Result<Sheet, Error> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let of_commas = Sheet { table: table_of_csv(text, b',') };
        let Err(error) = of_commas.rows() else { return Ok(of_commas) };
        let of_semicolons = Sheet { table: table_of_csv(text, b';') };
        if of_semicolons.rows().is_ok() { Ok(of_semicolons) } else { Err(error) }
    }

    /// Reads its pairs.
    ///
    /// # Errors
    ///
    /// Those of [`TsvReader::new`]; lines are rows.
    pub fn rows(&self) -> Result<TsvReader<'_>, Error> {
        TsvReader::with(&self.table, Fields::Cells)
    }
}

/// The cells of a sheet as a table.
fn table(cells: &Range<Data>) -> String {
    let above = cells.start().map_or(0, |(row, _)| row);
    let mut table = "\n".repeat(above as usize);
    for row in cells.rows() {
        push_row(&mut table, row.iter().map(Data::to_string));
    }
    table
}

/// A table in CSV as one in TSV, each row at the line that it begins with.
fn table_of_csv(text: &str, delimiter: u8) -> String {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut table, mut lines) = (String::with_capacity(text.len()), 1);
    // Text in memory, rows of any length: nothing in it is an error.
    for row in reader.records().flatten() {
        let line = row.position().map_or(lines, csv::Position::line);
        table.extend((lines..line).map(|_| '\n'));
        push_row(&mut table, row.iter());
        lines = line.max(lines) + 1;
    }
    table
}

fn push_row(table: &mut String, cells: impl Iterator<Item = impl AsRef<str>>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            table.push('\t');
        }
        table.push_str(&escape(cell.as_ref()));
    }
    table.push('\n');
}
