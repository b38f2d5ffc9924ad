//! Spreadsheets: one pair a row.

use std::fmt;
use std::io::{self, Write};

use rust_xlsxwriter::{
    ConditionalFormat3ColorScale, ConditionalFormatType, DocProperties, ExcelDateTime, Format, FormatAlign,
    Workbook, Worksheet, XlsxError,
};

use super::rounded;
use super::tsv::{COLUMNS, DOC, places};
use crate::alignment::Alignment;

/// How many characters of a usual sheet are seen of each column.
const WIDTHS: [f64; 7] = [60.0, 50.0, 8.0, 6.0, 14.0, 14.0, 24.0];
const SCORE: u16 = 2;
/// Colours of the scores 0, .5 and 1.
const COLOURS: [&str; 3] = ["#F8C9C4", "#FFF2C2", "#CFEBD3"];
/// Rows of a sheet, and UTF-16 units of a cell; the limits are Excel's.
const MOST_ROWS: u32 = 1_048_576;
const LONGEST: usize = 32_767;

/// Writes pairs as a spreadsheet in XLSX, for people who read and correct them in Excel, WPS or LibreOffice.
///
/// It has one sheet, with the columns of [`TsvWriter`](super::TsvWriter), their names in the first row, and the
/// texts as they are: line breaks are line breaks, and a text that begins with `=` is no formula. The colour of
/// a score goes from red to green. What was corrected is read by [`Sheet`](super::Sheet).
///
/// The whole sheet is held in memory until it is [finished](XlsxWriter::finish). It has no date in it: the same
/// pairs give the same bytes.
///
/// ```
/// use bitext::export::{Sheet, XlsxWriter};
/// let mut corpus = XlsxWriter::new(Vec::new());
/// corpus.document(None, &bitext::align_pair("Good morning.\n", "早上好。\n"))?;
/// let sheet = Sheet::read(&corpus.finish()?)?;
/// assert_eq!(sheet.rows()?.count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct XlsxWriter<W: Write> {
    output: W,
    sheet: Worksheet,
    text: Format,
    /// The row to be written next; the first one has the names of the columns.
    row: u32,
    /// Whether there is a column for names of documents, as far as that is known.
    named: Option<bool>,
}

impl<W: Write> XlsxWriter<W> {
    /// A writer onto `output`. Nothing is written yet.
    pub fn new(output: W) -> XlsxWriter<W> {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        XlsxWriter { output, sheet: Worksheet::new(), text, row: 1, named: None }
    }

    /// Adds the pairs of a document.
    ///
    /// The first document decides whether there is a column for names; later ones leave it empty, or their names
    /// go unwritten.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](io::ErrorKind::InvalidInput) where a text has more than the 32,767 characters of a cell, or
    /// where the pairs are more than the 1,048,575 that a sheet has rows for.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        let named = *self.named.get_or_insert(name.is_some());
        for pair in alignment.pairs() {
            if self.row == MOST_ROWS {
                return Err(too_much(format!(
                    "a sheet has rows for {} pairs, and here are more",
                    MOST_ROWS - 1
                )));
            }
            let [en_places, zh_places] = places(&pair);
            let texts = [
                (0, &*pair.en()),
                (1, &*pair.zh()),
                (3, &pair.bead_type().to_string()),
                (4, &en_places),
                (5, &zh_places),
                (6, name.filter(|_| named).unwrap_or_default()),
            ];
            for (column, text) in texts {
                if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
                    let column = COLUMNS.get(usize::from(column)).unwrap_or(&DOC);
                    return Err(too_much(format!(
                        "row {}, column {column:?}: a cell holds {LONGEST} characters, and here are more",
                        self.row + 1
                    )));
                }
                if !text.is_empty() {
                    self.sheet
                        .write_string_with_format(self.row, column, text, &self.text)
                        .map_err(io_error)?;
                }
            }
            let score = rounded(pair.score());
            self.sheet.write_number_with_format(self.row, SCORE, score, &self.text).map_err(io_error)?;
            self.row += 1;
        }
        Ok(())
    }

    /// Writes the spreadsheet, flushes the output and gives it back. Without a document the sheet has the names of
    /// the columns alone.
    pub fn finish(self) -> io::Result<W> {
        let XlsxWriter { mut output, sheet, row, named, .. } = self;
        let bytes = book(sheet, row, named.unwrap_or(false)).map_err(io_error)?;
        output.write_all(&bytes)?;
        output.flush()?;
        Ok(output)
    }
}

/// A spreadsheet with this sheet, which is complete but for its first row and its looks.
fn book(mut sheet: Worksheet, rows: u32, named: bool) -> Result<Vec<u8>, XlsxError> {
    let head = Format::new().set_bold();
    let columns = COLUMNS.into_iter().chain(named.then_some(DOC));
    for ((column, name), width) in (0..).zip(columns).zip(WIDTHS) {
        sheet.write_string_with_format(0, column, name, &head)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_name("pairs")?.set_freeze_panes(1, 0)?;
    if rows > 1 {
        let [low, middle, high] = COLOURS;
        let scale = ConditionalFormat3ColorScale::new()
            .set_minimum(ConditionalFormatType::Number, 0)
            .set_midpoint(ConditionalFormatType::Number, 0.5)
            .set_maximum(ConditionalFormatType::Number, 1)
            .set_minimum_color(low)
            .set_midpoint_color(middle)
            .set_maximum_color(high);
        sheet.add_conditional_format(1, SCORE, rows - 1, SCORE, &scale)?;
    }
    let mut book = Workbook::new();
    // Else it is the hour at which the program runs.
    let never = ExcelDateTime::from_timestamp(0)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&never));
    book.push_worksheet(sheet);
    book.save_to_buffer()
}

impl<W: Write + fmt::Debug> fmt::Debug for XlsxWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { output, row, named, .. } = self;
        f.debug_struct("XlsxWriter")
            .field("output", output)
            .field("row", row)
            .field("named", named)
            .finish_non_exhaustive()
    }
}

fn too_much(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("{message}; TSV has no such limit"))
}

fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Aligner;

    #[test]
    fn a_sheet_has_an_end() {
        let alignment =
            Aligner::new().align_units(&["It rains.", "The cat sleeps."], &["下雨了。", "猫在睡觉。"]);
        let mut writer = XlsxWriter::new(Vec::new());
        writer.row = MOST_ROWS - 2;
        assert!(writer.document(None, &alignment).is_ok());
        let error = writer.document(None, &alignment).unwrap_err();
        assert!(error.to_string().contains("1048575 pairs"), "{error}");
    }
}
