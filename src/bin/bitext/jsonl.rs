//! JSON Lines in and out: a document a line, in order, as it comes.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use bitext::import;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::corpus::Figures;
use crate::failure::{Failure, say};
use crate::input::Source;
use crate::ordered::{self, Sink};
use crate::output::Output;

/// What a good line gives.
pub struct Answer {
    /// One line of JSON, without its end.
    pub record: Vec<u8>,
    pub figures: Figures,
}

/// What a document is called: any JSON, which goes out as it came in, to the last digit. `None` is `null`.
pub type Id<'a> = Option<&'a RawValue>;

/// One side of a document: a text, or units that are split already.
pub enum Passage {
    Text(String),
    Units(Vec<String>),
}

impl<'de> Deserialize<'de> for Passage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Passage, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Passage;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of units")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Passage, E> {
                Ok(Passage::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, units: A) -> Result<Passage, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(units)).map(Passage::Units)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// The text of a line: what it has as `text`, or what the page says that it has as `html`; `None` where it has
/// neither.
pub fn text_or_page<'a>(
    id: Id<'_>,
    text: Option<Cow<'a, str>>,
    html: Option<Cow<'a, str>>,
) -> Result<Option<Cow<'a, str>>, Wrong> {
    match (text, html) {
        (Some(_), Some(_)) => Err(Wrong::new(id, "give either \"text\" or \"html\", not both")),
        (text, html) => Ok(text.or_else(|| Some(import::html(&html?).into()))),
    }
}

/// Why a line gives no answer.
pub struct Wrong {
    id: Option<Box<RawValue>>,
    message: String,
}

impl Wrong {
    /// The same told to the user, by the source and the number of the line.
    pub fn told(self, source: &Source, line: usize) -> Failure {
        Failure::new(format!("{}: line {line}: {}", source.name(), self.message))
    }

    pub fn new(id: Id<'_>, message: impl Into<String>) -> Wrong {
        Wrong { id: id.map(RawValue::to_owned), message: message.into() }
    }
}

/// Reads a line as `T`. Where that cannot be done the `id` is still looked for, so that the
/// error can be told to its document.
pub fn parse<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, Wrong> {
    let text = str::from_utf8(line)
        .map_err(|e| Wrong::new(None, format!("not valid UTF-8 at byte {} of the line", e.valid_up_to())))?;
    // Else it would be taken for the fields of a document without their names.
    if text.trim_start().starts_with('[') {
        return Err(Wrong::new(None, "a list, where an object {\"id\", …} is expected"));
    }
    serde_json::from_str(text).map_err(|e| {
        #[derive(Deserialize)]
        struct Named<'a> {
            #[serde(borrow, default)]
            id: Id<'a>,
        }
        let id = serde_json::from_str::<Named>(text).ok().and_then(|named| named.id);
        // Each line is parsed by itself: what serde_json calls its line 1 would mislead.
        Wrong::new(id, e.to_string().replace(" at line 1 column ", " at byte "))
    })
}

/// Answers each line of the inputs with `work`. Gives the figures of all, and the exit code.
pub fn run(
    files: &[PathBuf],
    output: Output,
    threads: usize,
    work: impl Fn(&[u8]) -> Result<Answer, Wrong> + Sync,
) -> Result<(Figures, ExitCode), Failure> {
    let mut sink = Answers { output, figures: Figures::default(), lines: 0, wrong: 0 };
    let mut threads = Threads::new(threads);
    // An input that cannot be read does not hold up the rest.
    let mut failed = false;
    for source in &sources(files) {
        let work = |line: Line| (line.number, work(&line.bytes));
        if let Err(failure) = read(source, &mut threads, work, &mut sink)? {
            failed = true;
            say(&failure.to_string());
        }
    }
    // Nothing could be read: what was there before is better than an empty file.
    if sink.lines > 0 || !failed {
        sink.output.finish()?;
    }
    if sink.wrong > 0 {
        let Answers { wrong, lines, .. } = sink;
        say(&format!("{wrong} of {lines} lines could not be used; see \"error\" in their place"));
    }
    let code = if failed || sink.wrong > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    Ok((sink.figures, code))
}

/// The inputs that are named; nothing named is standard input.
pub fn sources(files: &[PathBuf]) -> Vec<Source> {
    match files {
        [] => vec![Source::Stdin],
        files => files.iter().map(|path| Source::named(path)).collect(),
    }
}

/// Threads that are started for the second line that is waiting, never for a single one.
pub struct Threads {
    wanted: usize,
    pool: Option<rayon::ThreadPool>,
}

impl Threads {
    pub fn new(wanted: usize) -> Threads {
        Threads { wanted, pool: None }
    }

    /// The threads, which are started if they were not yet.
    pub fn pool(&mut self) -> Result<&rayon::ThreadPool, Failure> {
        let pool = match self.pool.take() {
            Some(pool) => pool,
            None => ordered::pool(self.wanted)?,
        };
        Ok(self.pool.insert(pool))
    }
}

/// Puts what `work` makes of each line of a source into `sink`, in order. The inner error is that of the source.
pub fn read<R: Send>(
    source: &Source,
    threads: &mut Threads,
    work: impl Fn(Line) -> R + Sync,
    sink: &mut impl Sink<R>,
) -> Result<Result<(), Failure>, Failure> {
    let reader = match source.open() {
        Ok(reader) => reader,
        Err(failure) => return Ok(Err(failure)),
    };
    let mut lines = Lines { reader, number: 0, start: 0, failure: None };
    while threads.pool.is_none() {
        let Some(line) = lines.next() else { break };
        sink.put(work(line))?;
        if !lines.is_waiting() {
            sink.idle()?;
        } else if threads.wanted > 1 {
            threads.pool()?;
        }
    }
    if let Some(pool) = &threads.pool {
        ordered::run(pool, &mut lines, work, sink)?;
    }
    Ok(lines.failure.map_or(Ok(()), |error| Err(source.unreadable(&error))))
}

/// A line with its number from 1, and where it starts in its source.
pub struct Line {
    pub number: usize,
    pub start: u64,
    pub bytes: Vec<u8>,
}

/// The lines of a source, blank ones left out.
struct Lines {
    reader: BufReader<Box<dyn Read>>,
    number: usize,
    /// Where the next one starts.
    start: u64,
    /// Why there are no more of them, if that is not the end.
    failure: Option<io::Error>,
}

impl Lines {
    /// Whether a whole line is here already, so that the next one comes without waiting.
    fn is_waiting(&mut self) -> bool {
        self.reader.buffer().contains(&b'\n')
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while self.failure.is_none() {
            let mut bytes = Vec::new();
            self.number += 1;
            let mut start = self.start;
            match self.reader.read_until(b'\n', &mut bytes) {
                Err(e) => {
                    self.failure = Some(e);
                    return None;
                }
                Ok(0) => return None,
                Ok(read) => self.start += read as u64,
            }
            if self.number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
                start += 3;
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Line { number: self.number, start, bytes });
            }
        }
        None
    }
}

/// The answers in order.
struct Answers {
    output: Output,
    figures: Figures,
    lines: usize,
    wrong: usize,
}

impl Answers {
    fn write(&mut self, record: &[u8]) -> Result<(), Failure> {
        let written = self.output.write_all(record).and_then(|()| self.output.write_all(b"\n"));
        written.map_err(|e| self.output.failure(&e))
    }
}

impl Sink<(usize, Result<Answer, Wrong>)> for Answers {
    fn put(&mut self, (number, answer): (usize, Result<Answer, Wrong>)) -> Result<(), Failure> {
        self.lines += 1;
        match answer {
            Ok(answer) => {
                self.figures.add(&answer.figures);
                self.write(&answer.record)
            }
            Err(Wrong { id, message }) => {
                #[derive(Serialize)]
                struct Record {
                    id: Option<Box<RawValue>>,
                    error: String,
                }
                self.wrong += 1;
                let record = serde_json::to_vec(&Record { id, error: format!("line {number}: {message}") });
                self.write(&record.map_err(|e| Failure::new(e.to_string()))?)
            }
        }
    }

    fn idle(&mut self) -> Result<(), Failure> {
        self.output.flush().map_err(|e| self.output.failure(&e))
    }
}
