//! JSON Lines in and out: a document a line, in order, as it comes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
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

/// Why a line gives no answer.
pub struct Wrong {
    id: Option<Box<RawValue>>,
    message: String,
}

impl Wrong {
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
    let sources: Vec<Source> = match files {
        [] => vec![Source::Stdin],
        files => files.iter().map(|path| Source::named(path)).collect(),
    };
    let mut sink = Answers { output, figures: Figures::default(), lines: 0, wrong: 0 };
    let mut pool = None;
    // An input that cannot be read does not hold up the rest.
    let mut failed = false;
    let mut tell = |failure: Failure| {
        failed = true;
        say(&failure.to_string());
    };
    for source in &sources {
        let reader = match source.open() {
            Ok(reader) => reader,
            Err(failure) => {
                tell(failure);
                continue;
            }
        };
        let mut lines = Lines { reader, number: 0, failure: None };
        let work = |line: Line| (line.number, work(&line.bytes));
        // Threads are started for the second line that is waiting, never for a single one.
        while pool.is_none() {
            let Some(line) = lines.next() else { break };
            sink.put(work(line))?;
            if !lines.is_waiting() {
                sink.idle()?;
            } else if threads > 1 {
                pool = Some(ordered::pool(threads)?);
            }
        }
        if let Some(pool) = &pool {
            ordered::run(pool, &mut lines, work, &mut sink)?;
        }
        if let Some(e) = &lines.failure {
            tell(source.unreadable(e));
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

/// A line with its number from 1.
struct Line {
    number: usize,
    bytes: Vec<u8>,
}

/// The lines of a source, blank ones left out.
struct Lines {
    reader: BufReader<Box<dyn Read>>,
    number: usize,
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
            match self.reader.read_until(b'\n', &mut bytes) {
                Err(e) => {
                    self.failure = Some(e);
                    return None;
                }
                Ok(0) => return None,
                Ok(_) if self.number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") => {
                    bytes.drain(..3);
                }
                Ok(_) => {}
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Line { number: self.number, bytes });
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
