//! The reader of spreadsheets of pairs, when somebody has corrected them.

use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};

use super::tsv::escape;
use super::tsv_reader::TsvReader;
use crate::error::Error;

/// How the files of spreadsheets begin: those of XLSX, XLSB and ODS, which are zip archives as many others are, and
/// those of XLS.
const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// A sheet of pairs, out of a spreadsheet that any program has saved: XLSX, XLSB, XLS or ODS.
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

    /// Reads its pairs.
    ///
    /// # Errors
    ///
    /// Those of [`TsvReader::new`]; lines are rows.
    pub fn rows(&self) -> Result<TsvReader<'_>, Error> {
        TsvReader::with(&self.table, false)
    }
}

/// The cells of a sheet as a table.
fn table(cells: &Range<Data>) -> String {
    let above = cells.start().map_or(0, |(row, _)| row);
    let mut table = "\n".repeat(above as usize);
    for row in cells.rows() {
        for (i, cell) in row.iter().enumerate() {
            if i > 0 {
                table.push('\t');
            }
            table.push_str(&escape(&cell.to_string()));
        }
        table.push('\n');
    }
    table
}
