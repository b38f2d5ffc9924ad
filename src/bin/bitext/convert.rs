//! `bitext convert`.

use std::process::ExitCode;
use std::time::Instant;

use bitext::Error;
use bitext::export::{Sheet, TsvReader};

use crate::args::ConvertArgs;
use crate::corpus::{Corpus, Done};
use crate::decode::Decoding;
use crate::failure::{Failure, say};
use crate::input::Source;
use crate::ordered::Sink;

pub fn run(args: &ConvertArgs) -> Result<ExitCode, Failure> {
    args.check();
    let start = Instant::now();
    let sources = args.sources();
    let mut corpus = Corpus::create(&args.writing, args.manner(sources.len() > 1))?;
    for source in &sources {
        let table = Table::of(source, &args.decoding);
        match table.as_ref().map_err(Failure::clone).and_then(|table| rows(source, table)) {
            Ok(rows) => write(args, source, rows, &mut corpus)?,
            Err(failure) => corpus.put(Err(&failure))?,
        }
    }
    corpus.finish(start)
}

/// What a file holds.
enum Table {
    Text(String),
    Sheet(Sheet),
}

impl Table {
    fn of(source: &Source, decoding: &Decoding) -> Result<Table, Failure> {
        let bytes = source.bytes()?;
        if Sheet::may_be(&bytes) {
            return Sheet::read(&bytes).map(Table::Sheet).map_err(|error| source.wrong(error));
        }
        let text = source.decoded(bytes, decoding)?;
        // The first line tells what it is. What is neither is told as a TSV that is wrong.
        let header = text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or_default();
        let csv = TsvReader::new(header).err().and_then(|_| Sheet::from_csv(&text).ok());
        Ok(csv.map_or(Table::Text(text), Table::Sheet))
    }

    fn rows(&self) -> Result<TsvReader<'_>, Error> {
        match self {
            Table::Text(text) => TsvReader::new(text),
            Table::Sheet(sheet) => sheet.rows(),
        }
    }
}

/// The rows of a table, all of which can be read: a corpus without the rest of it is of no use.
fn rows<'t>(source: &Source, table: &'t Table) -> Result<TsvReader<'t>, Failure> {
    let rows = table.rows().and_then(|rows| {
        rows.clone().try_for_each(|document| document.map(drop))?;
        Ok(rows)
    });
    rows.map_err(|error| source.wrong(error))
}

/// Writes the documents of a table, and says what of it is not written as it stands there.
fn write(
    args: &ConvertArgs,
    source: &Source,
    mut table: TsvReader<'_>,
    corpus: &mut Corpus,
) -> Result<(), Failure> {
    if table.has_names() {
        corpus.name_documents();
    }
    let mut documents = 0;
    for document in table.by_ref() {
        let document = document?;
        let alignment = document.alignment(args.level).with_min_score(args.writing.min_score);
        let name = document.name().map(str::to_owned).or_else(|| source.document());
        corpus.add(&Done { name, alignment, notes: Vec::new() })?;
        documents += 1;
    }
    if args.quiet {
        return Ok(());
    }
    let name = source.name();
    if table.is_quoted() {
        say(&format!("{name}: a spreadsheet has put its fields into quotation marks; these are taken off"));
    }
    match table.left_out() {
        0 if documents == 0 => say(&format!("{name}: no rows in it, so there are no pairs")),
        0 => {}
        1 => say(&format!("{name}: 1 row without English or without Chinese is left out")),
        n => say(&format!("{name}: {n} rows without English or without Chinese are left out")),
    }
    Ok(())
}
