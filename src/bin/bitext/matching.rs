//! `bitext match`: which files translate each other, as a list that `bitext align` reads.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bitext::documents::{Sketch, without_language};
use bitext::export::TsvReader;
use bitext::export::tsv::escape;
use bitext::{Aligner, Level};
use indicatif::ProgressBar;

use crate::args::{MatchArgs, Threads};
use crate::corpus::progress;
use crate::decode::Decoding;
use crate::failure::{Failure, say};
use crate::input::{self, Source};
use crate::ordered::{self, Sink};
use crate::output::Output;
use crate::pages;
use crate::shelf::{Row, Shelf, summary};
use crate::side::Side;

pub fn run(args: &MatchArgs) -> Result<ExitCode, Failure> {
    args.check();
    let mut output = Output::create(args.output.as_deref())?;
    let aligner = args.model.builder()?.build();
    if args.jsonl {
        return pages::run(args, &aligner, output);
    }
    let Found { rows, failures } = args.reading().found(&aligner, &args.folders(), args.min_score)?;
    failures.iter().for_each(|failure| say(&failure.to_string()));
    // Nothing could be read: what was there before is better than an empty list.
    if rows.is_empty() && !failures.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    write(&mut output, &rows).map_err(|e| output.failure(&e))?;
    output.finish()?;
    if !args.quiet {
        say(&summary(&rows));
        let lost = rows
            .iter()
            .flat_map(|row| [&row.en, &row.zh])
            .flatten()
            .filter(|source| !source.is_named_in_unicode());
        for source in lost {
            say(&format!(
                "{}: has a name that is no UTF-8, by which align --pairs will not find it",
                source.name()
            ));
        }
    }
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What came of matching files.
pub struct Found {
    pub rows: Vec<Row<Source>>,
    /// Why some files could not be used.
    pub failures: Vec<Failure>,
}

/// How files are read.
pub struct Reading<'a> {
    pub decoding: &'a Decoding,
    pub threads: Threads,
    pub quiet: bool,
}

impl Reading<'_> {
    /// Reads the files of these folders, or these files, and finds which translate each other.
    pub fn found(
        &self,
        aligner: &Aligner,
        folders: &[(&Path, Option<Side>)],
        min_score: f32,
    ) -> Result<Found, Failure> {
        let (mut files, mut failures, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
        for &(folder, side) in folders {
            for source in input::sources(&[folder.to_owned()]) {
                let source = match source {
                    Ok(source) => source,
                    Err(failure) => {
                        failures.push(failure);
                        continue;
                    }
                };
                // A file that is named more than once, in whatever way, is one document. Where both sides have it,
                // it tells itself.
                let place = source.place().map_or_else(|| source.clone(), Source::File);
                match *seen.entry(place).or_insert(files.len()) {
                    new if new == files.len() => files.push((name(&source, folder), source, side)),
                    known if files[known].2 != side => files[known].2 = None,
                    _ => {}
                }
            }
        }
        let bar = progress(files.len(), "read", self.quiet);
        let mut reader = Files { shelf: Shelf::new(), failures, bar };
        let work = |(name, source, side): (String, Source, Option<Side>)| {
            let (path, text) = (source.name(), source.text(self.decoding)?);
            let side = match side {
                Some(side) => side.check(&path, &text).map(|()| side)?,
                None => {
                    Side::told(&path, &text).map_err(|what| Failure::new(format!("{path}: is {what}")))?
                }
            };
            Ok((side, source, side.sketch(aligner, &text).named(&name)))
        };
        let pool = ordered::pool(self.threads.count().clamp(1, files.len().max(1)))?;
        ordered::run(&pool, files.into_iter(), work, &mut reader)?;
        let Files { shelf, failures, bar } = reader;
        bar.finish_and_clear();
        Ok(Found { rows: pool.install(|| shelf.matched(aligner, min_score)), failures })
    }
}

/// What a file in a folder is called, but for its language.
fn name(source: &Source, folder: &Path) -> String {
    let Source::File(path) = source else { return String::new() };
    let path = match path.strip_prefix(folder) {
        Ok(inside) if !inside.as_os_str().is_empty() => inside,
        _ => Path::new(path.file_name().unwrap_or_default()),
    };
    without_language(&path.to_string_lossy())
}

/// The files that have been read so far.
struct Files {
    shelf: Shelf<Source>,
    failures: Vec<Failure>,
    bar: ProgressBar,
}

impl Sink<Result<(Side, Source, Sketch), Failure>> for Files {
    fn put(&mut self, read: Result<(Side, Source, Sketch), Failure>) -> Result<(), Failure> {
        self.bar.inc(1);
        match read {
            Ok((side, source, sketch)) => self.shelf.put(side, source, sketch),
            Err(failure) => self.failures.push(failure),
        }
        Ok(())
    }
}

fn write(output: &mut impl Write, rows: &[Row<Source>]) -> io::Result<()> {
    writeln!(output, "en\tzh\tscore")?;
    for Row { en, zh, score } in rows {
        let name = |source: &Option<Source>| source.as_ref().map(Source::name).unwrap_or_default();
        let score = score.map(|score| format!("{score:.4}")).unwrap_or_default();
        writeln!(output, "{}\t{}\t{score}", escape(&name(en)), escape(&name(zh)))?;
    }
    Ok(())
}

/// A list whose lines all have as many columns as the first one. Editors take away tabs at the end of a line, and a
/// file that is alone may end in two.
fn filled(list: &str) -> String {
    let columns = |line: &str| line.matches('\t').count();
    let all = list.lines().next().map_or(0, columns);
    let filled = |line: &str| line.to_owned() + &"\t".repeat(all.saturating_sub(columns(line))) + "\n";
    list.lines().map(|line| if line.trim().is_empty() { "\n".to_owned() } else { filled(line) }).collect()
}

/// The pairs of a list of files that [`run`] has written, or somebody else.
pub fn listed(list: &Path) -> Result<Vec<(Source, Source)>, Failure> {
    let source = Source::named(list);
    let text = filled(&source.decoded(source.bytes()?, &Decoding::default())?);
    let named = |error| source.wrong(error);
    let mut pairs = Vec::new();
    for document in TsvReader::new(&text).map_err(named)? {
        let document = document.map_err(named)?;
        for pair in document.alignment(Level::Paragraph).pairs() {
            let file = |name: String| Source::File(PathBuf::from(name));
            pairs.push((file(pair.en()), file(pair.zh())));
        }
    }
    if pairs.is_empty() {
        return Err(Failure::new(format!("{}: no row names an English and a Chinese file", source.name())));
    }
    Ok(pairs)
}
