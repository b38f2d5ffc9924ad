//! Writers of aligned documents: TSV, JSON, JSON Lines, TMX, Moses, HTML, text and ladders; a reader of TSV.
//!
//! Every writer works the same way: make it over any [`io::Write`], give it documents one
//! after another, and [`finish`](Writer::finish) it. A document may have a name, such as
//! that of its file. Nothing but the document in hand is kept in memory, apart from the
//! HTML page, which begins with the figures of all documents. Until `finish` is called the
//! output is not complete; with no document at all it is still a valid file.
//!
//! Output is UTF-8 with `\n` line ends and depends on nothing but the input. It comes in
//! small pieces, so wrap a file in an [`io::BufWriter`].
//!
//! | format | for | what becomes of unaligned text |
//! |---|---|---|
//! | [TSV](TsvWriter) | spreadsheets, data frames, shell | left out |
//! | [JSON](JsonWriter) | programs; everything that is known | its places |
//! | [JSON Lines](JsonlWriter) | pipelines; a document a line | its places |
//! | [TMX](TmxWriter) | translation memories | left out |
//! | [Moses](MosesWriter) | training of translation systems | left out |
//! | [HTML](HtmlWriter) | reading | shown in its place |
//! | [text](TextWriter) | reading and printing | shown in its place |
//! | [ladder](LadderWriter) | comparing aligners | a line in its place, as a null |
//!
//! Where the format is known when the program is written, take its own writer; where it is
//! not, take [`Writer`].
//!
//! ```
//! use bitext::export::{self, Format, TsvWriter};
//!
//! let alignment = bitext::align("Good morning.\n\n早上好。\n");
//! let mut corpus = TsvWriter::new(Vec::new());
//! corpus.document(Some("greeting.txt"), &alignment)?;
//! let tsv = corpus.finish()?;
//! assert!(tsv.starts_with(b"en\tzh\tscore\ttype\ten_spans\tzh_spans\tdoc\nGood morning.\t"));
//!
//! // One document and no name:
//! let tmx = export::to_string(&alignment, Format::Tmx);
//! assert!(tmx.contains("<seg>Good morning.</seg>"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! A table that somebody has corrected is read by [`TsvReader`], and goes out again through any writer. With the
//! feature `xlsx` pairs are also written as a spreadsheet, by `XlsxWriter`, and read again, by `Sheet`. That is no
//! [`Format`], since those are all text.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use crate::align::Aligner;
use crate::alignment::Alignment;

pub mod html;
pub mod json;
pub mod jsonl;
pub mod ladder;
mod line;
pub mod moses;
mod quotes;
mod rows;
mod script;
#[cfg(feature = "xlsx")]
pub mod sheet;
pub mod text;
pub mod tmx;
pub mod tsv;
mod tsv_document;
mod tsv_reader;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use html::HtmlWriter;
pub use json::{DocumentRecord, JsonWriter};
pub use jsonl::JsonlWriter;
pub use ladder::LadderWriter;
pub use moses::MosesWriter;
#[cfg(feature = "xlsx")]
pub use sheet::Sheet;
pub use text::TextWriter;
pub use tmx::TmxWriter;
pub use tsv::TsvWriter;
pub use tsv_document::TsvDocument;
pub use tsv_reader::TsvReader;
#[cfg(feature = "xlsx")]
pub use xlsx::XlsxWriter;

/// The formats that can be written.
///
/// ```
/// use bitext::export::Format;
/// assert_eq!("jsonl".parse(), Ok(Format::Jsonl));
/// assert!("xlsx".parse::<Format>().is_err());
/// assert_eq!(Format::Tmx.to_string(), "tmx");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One pair a line, in columns with a header: [`TsvWriter`].
    #[default]
    Tsv,
    /// One object with everything that is known: [`JsonWriter`].
    Json,
    /// One document a line: [`JsonlWriter`].
    Jsonl,
    /// Translation memory: [`TmxWriter`].
    Tmx,
    /// Two files, line facing line: [`MosesWriter`].
    Moses,
    /// A page to read: [`HtmlWriter`].
    Html,
    /// A text in both languages, line below line: [`TextWriter`].
    Text,
    /// A bead a line, by the numbers of its units: [`LadderWriter`].
    Ladder,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 8] = [
        Format::Tsv,
        Format::Json,
        Format::Jsonl,
        Format::Tmx,
        Format::Moses,
        Format::Html,
        Format::Text,
        Format::Ladder,
    ];

    /// `tsv`, `json`, `jsonl`, `tmx`, `moses`, `html`, `text` or `ladder`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Tsv => "tsv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Tmx => "tmx",
            Format::Moses => "moses",
            Format::Html => "html",
            Format::Text => "text",
            Format::Ladder => "ladder",
        }
    }

    /// Whether the format says why pairs are pairs: what [`Config::reasons`](crate::Config::reasons) is for.
    pub const fn shows_reasons(self) -> bool {
        matches!(self, Format::Json | Format::Html)
    }

    /// Whether the format has a place for word links.
    pub const fn holds_links(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = ParseFormatError;

    fn from_str(name: &str) -> Result<Format, ParseFormatError> {
        let known = Format::ALL.into_iter().find(|format| format.as_str() == name);
        known.ok_or_else(|| ParseFormatError { name: name.to_owned() })
    }
}

/// A name that is not one of [`Format`]'s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseFormatError {
    name: String,
}

impl fmt::Display for ParseFormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown format {:?}: expected one of", self.name)?;
        Format::ALL
            .iter()
            .enumerate()
            .try_for_each(|(i, format)| write!(f, "{} {format}", if i == 0 { "" } else { "," }))
    }
}

impl std::error::Error for ParseFormatError {}

/// A writer whose format is chosen while the program runs.
///
/// It has one output, so [`Format::Moses`] becomes the single-file form of that format, a
/// pair a line with a tab between the English and the Chinese; [`MosesWriter`] writes the
/// two files.
///
/// ```
/// use bitext::export::{Format, Writer};
/// let format: Format = "html".parse()?;
/// let mut page = Writer::new(format, Vec::new());
/// page.document(None, &bitext::align("Good morning.\n\n早上好。\n"))?;
/// assert!(String::from_utf8(page.finish()?)?.contains("早上好。"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<W: Write>(Inner<W>);

#[derive(Debug)]
enum Inner<W: Write> {
    Tsv(Box<TsvWriter<W>>),
    Json(JsonWriter<W>),
    Jsonl(JsonlWriter<W>),
    Tmx(TmxWriter<W>),
    Moses(W),
    Html(HtmlWriter<W>),
    Text(TextWriter<W>),
    Ladder(LadderWriter<W>),
}

impl<W: Write> Writer<W> {
    /// A writer of `format` onto `output`. Nothing is written yet.
    pub fn new(format: Format, output: W) -> Writer<W> {
        Writer(match format {
            Format::Tsv => Inner::Tsv(Box::new(TsvWriter::new(output))),
            Format::Json => Inner::Json(JsonWriter::new(output)),
            Format::Jsonl => Inner::Jsonl(JsonlWriter::new(output)),
            Format::Tmx => Inner::Tmx(TmxWriter::new(output)),
            Format::Moses => Inner::Moses(output),
            Format::Html => Inner::Html(HtmlWriter::new(output)),
            Format::Text => Inner::Text(TextWriter::new(output)),
            Format::Ladder => Inner::Ladder(LadderWriter::new(output)),
        })
    }

    /// The same writer, with the [word links](crate::links) of each pair, as `aligner` sees them,
    /// in the [formats that hold links](Format::holds_links). To the others nothing is added.
    pub fn with_links(self, aligner: Aligner) -> Writer<W> {
        Writer(match self.0 {
            Inner::Json(writer) => Inner::Json(writer.with_links(aligner)),
            Inner::Jsonl(writer) => Inner::Jsonl(writer.with_links(aligner)),
            other => other,
        })
    }

    /// Writes a document.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        match &mut self.0 {
            Inner::Tsv(writer) => writer.document(name, alignment),
            Inner::Json(writer) => writer.document(name, alignment),
            Inner::Jsonl(writer) => writer.document(name, alignment),
            Inner::Tmx(writer) => writer.document(name, alignment),
            Inner::Moses(output) => {
                moses::lines(alignment).try_for_each(|(en, zh)| writeln!(output, "{en}\t{zh}"))
            }
            Inner::Html(writer) => writer.document(name, alignment),
            Inner::Text(writer) => writer.document(name, alignment),
            Inner::Ladder(writer) => writer.document(name, alignment),
        }
    }

    /// Completes and flushes the output, and gives it back.
    pub fn finish(self) -> io::Result<W> {
        match self.0 {
            Inner::Tsv(writer) => writer.finish(),
            Inner::Json(writer) => writer.finish(),
            Inner::Jsonl(writer) => writer.finish(),
            Inner::Tmx(writer) => writer.finish(),
            Inner::Moses(mut output) => output.flush().map(|()| output),
            Inner::Html(writer) => writer.finish(),
            Inner::Text(writer) => writer.finish(),
            Inner::Ladder(writer) => writer.finish(),
        }
    }
}

/// The whole output for one document without a name, as [`Writer`] writes it.
///
/// ```
/// use bitext::export::{self, Format};
/// let alignment = bitext::align("Good morning.\n\n早上好。\n");
/// assert_eq!(export::to_string(&alignment, Format::Moses), "Good morning.\t早上好。\n");
/// ```
pub fn to_string(alignment: &Alignment<'_>, format: Format) -> String {
    let mut writer = Writer::new(format, Vec::new());
    let bytes = writer.document(None, alignment).and_then(|()| writer.finish());
    String::from_utf8(bytes.expect("memory takes every write")).expect("every format is UTF-8")
}

/// A score as every format but HTML has it: four decimals, enough to tell pairs apart.
///
/// ```
/// assert_eq!(bitext::export::rounded(0.98768), 0.9877);
/// ```
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}
