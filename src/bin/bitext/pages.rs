//! `bitext match --jsonl`: which of the documents in files of JSON Lines translate each other.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::process::ExitCode;

use bitext::documents::{Sketch, without_language};
use bitext::export::rounded;
use bitext::{Aligner, Lang};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::args::MatchArgs;
use crate::failure::{Failure, say};
use crate::input::Source;
use crate::jsonl::{self, Id, Line, Wrong};
use crate::ordered::Sink;
use crate::output::Output;
use crate::shelf::{Row, Shelf, summary};
use crate::side::Side;

pub fn run(args: &MatchArgs, aligner: &Aligner, mut output: Output) -> Result<ExitCode, Failure> {
    let sources = jsonl::sources(&args.files);
    let mut pages = Pages { shelf: Shelf::new(), failed: 0 };
    let mut threads = jsonl::Threads::new(args.threads.count());
    for (file, source) in sources.iter().enumerate() {
        let work = |line: Line| page(&line, file, aligner).map_err(|wrong| wrong.told(source, line.number));
        if let Err(failure) = jsonl::read(source, &mut threads, work, &mut pages)? {
            pages.put(Err(failure))?;
        }
    }
    let Pages { shelf, failed } = pages;
    let rows = threads.pool()?.install(|| shelf.matched(aligner, args.min_score));
    if rows.is_empty() && failed > 0 {
        return Ok(ExitCode::FAILURE);
    }
    match args.texts {
        true => write_texts(&mut output, &rows, &sources)?,
        false => write(&mut output, &rows).map_err(|e| output.failure(&e))?,
    }
    output.finish()?;
    if !args.quiet {
        say(&summary(&rows));
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A document of a file of JSON Lines.
struct Page {
    id: Box<RawValue>,
    /// The number of the file, and which bytes of it the line is.
    file: usize,
    start: u64,
    len: usize,
}

/// A line with a document in one language.
#[derive(Deserialize)]
struct Input<'a> {
    #[serde(borrow, default)]
    id: Id<'a>,
    #[serde(borrow, default)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    html: Option<Cow<'a, str>>,
    #[serde(default)]
    lang: Option<Lang>,
}

impl<'a> Input<'a> {
    /// What the document is called, and its text.
    fn read(self) -> Result<(&'a RawValue, Cow<'a, str>), Wrong> {
        let Input { id, text, html, .. } = self;
        let text = jsonl::text_or_page(id, text, html)?;
        let text = text.ok_or_else(|| Wrong::new(id, "neither \"text\" nor \"html\""))?;
        Ok((id.ok_or_else(|| Wrong::new(None, "no \"id\" to call it by"))?, text))
    }
}

fn page(line: &Line, file: usize, aligner: &Aligner) -> Result<(Side, Page, Sketch), Wrong> {
    let input = jsonl::parse::<Input<'_>>(&line.bytes)?;
    let lang = input.lang;
    let (id, text) = input.read()?;
    let name = serde_json::from_str::<Cow<'_, str>>(id.get()).unwrap_or_default();
    let side = match lang {
        Some(Lang::En) => Side::En,
        Some(Lang::Zh) => Side::Zh,
        Some(_) => return Err(Wrong::new(Some(id), "\"lang\" is neither \"en\" nor \"zh\"")),
        None => Side::told(&name, &text).map_err(|what| Wrong::new(Some(id), what))?,
    };
    let sketch = side.sketch(aligner, &text).named(&without_language(&name));
    Ok((side, Page { id: id.to_owned(), file, start: line.start, len: line.bytes.len() }, sketch))
}

/// The documents that have been read so far.
struct Pages {
    shelf: Shelf<Page>,
    failed: usize,
}

impl Sink<Result<(Side, Page, Sketch), Failure>> for Pages {
    fn put(&mut self, read: Result<(Side, Page, Sketch), Failure>) -> Result<(), Failure> {
        match read {
            Ok((side, page, sketch)) => self.shelf.put(side, page, sketch),
            Err(failure) => {
                self.failed += 1;
                say(&failure.to_string());
            }
        }
        Ok(())
    }
}

/// Which document is which, those that are alone with null for the other.
fn write(output: &mut impl Write, rows: &[Row<Page>]) -> io::Result<()> {
    #[derive(Serialize)]
    struct Record<'a> {
        en: Id<'a>,
        zh: Id<'a>,
        score: Option<f64>,
    }
    fn id(page: &Option<Page>) -> Id<'_> {
        page.as_ref().map(|page| &*page.id)
    }
    for Row { en, zh, score } in rows {
        let record = Record { en: id(en), zh: id(zh), score: score.map(rounded) };
        serde_json::to_writer(&mut *output, &record)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

/// The documents that translate each other with their texts, as `bitext align --jsonl` reads them. The texts are read
/// once more: they were not kept.
fn write_texts(output: &mut Output, rows: &[Row<Page>], sources: &[Source]) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct Names<'a> {
        en: &'a RawValue,
        zh: &'a RawValue,
    }
    #[derive(Serialize)]
    struct Record<'a> {
        id: Names<'a>,
        score: Option<f64>,
        en: String,
        zh: String,
    }
    let mut files = Files { sources, open: sources.iter().map(|_| None).collect() };
    for row in rows {
        let (Some(en), Some(zh)) = (&row.en, &row.zh) else { continue };
        let id = Names { en: &en.id, zh: &zh.id };
        let record = Record { id, score: row.score.map(rounded), en: files.text(en)?, zh: files.text(zh)? };
        let written = serde_json::to_writer(&mut *output, &record).map_err(io::Error::from);
        written.and_then(|()| output.write_all(b"\n")).map_err(|e| output.failure(&e))?;
    }
    Ok(())
}

/// The files, to be read again.
struct Files<'a> {
    sources: &'a [Source],
    open: Vec<Option<File>>,
}

impl Files<'_> {
    /// The text of a document.
    fn text(&mut self, page: &Page) -> Result<String, Failure> {
        let source = &self.sources[page.file];
        let changed = || {
            Failure::new(format!(
                "{}: cannot be read a second time, or has changed; --texts needs files",
                source.name()
            ))
        };
        let mut bytes = vec![0; page.len];
        let file = match &mut self.open[page.file] {
            Some(file) => file,
            none => none.insert(source.file().map_err(|e| source.unreadable(&e))?),
        };
        file.seek(SeekFrom::Start(page.start))
            .and_then(|_| file.read_exact(&mut bytes))
            .map_err(|_| changed())?;
        let input = jsonl::parse::<Input<'_>>(&bytes).and_then(Input::read);
        input.map(|(_, text)| text.into_owned()).map_err(|_| changed())
    }
}
