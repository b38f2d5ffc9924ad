//! The corpus that is written, and what is said on the way.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use bitext::export::{Format, MosesWriter, Writer, XlsxWriter};
use bitext::{Aligner, Alignment, Level, Origin};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::{Form, Writing};
use crate::failure::{Failure, say};
use crate::ordered::Sink;
use crate::output::{Output, Place};

/// An aligned document.
pub struct Done<'t> {
    pub name: Option<String>,
    pub alignment: Alignment<'t>,
    /// What to tell of it.
    pub notes: Vec<String>,
}

/// Counts that add up over documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    documents: usize,
    pairs: usize,
    unaligned_en: usize,
    unaligned_zh: usize,
    scores: f64,
}

impl Figures {
    pub fn of(alignment: &Alignment<'_>) -> Figures {
        let pairs = alignment.beads().len();
        Figures {
            documents: 1,
            pairs,
            unaligned_en: alignment.unaligned_en().len(),
            unaligned_zh: alignment.unaligned_zh().len(),
            scores: alignment.mean_score().unwrap_or(0.0) * pairs as f64,
        }
    }

    pub fn add(&mut self, other: &Figures) {
        self.documents += other.documents;
        self.pairs += other.pairs;
        self.unaligned_en += other.unaligned_en;
        self.unaligned_zh += other.unaligned_zh;
        self.scores += other.scores;
    }

    /// One line for the user.
    pub fn summary(&self, level: Level, time: Duration) -> String {
        let Figures { documents, pairs, unaligned_en, unaligned_zh, scores } = self;
        let plural = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let mean = match pairs {
            0 => String::new(),
            n => format!(", mean score {:.3}", scores / *n as f64),
        };
        format!(
            "{}, {}, unaligned {unaligned_en} English and {unaligned_zh} Chinese {}s{mean}, {:.2} s",
            plural(*documents, "document"),
            plural(*pairs, "pair"),
            level.as_str(),
            time.as_secs_f64(),
        )
    }
}

/// A progress bar for so many documents, where that makes sense, that says what becomes of them.
pub fn progress(documents: usize, what: &'static str, hidden: bool) -> ProgressBar {
    if documents <= 1 || hidden || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} documents {msg}  {elapsed} (left: {eta})");
    let bar = ProgressBar::new(documents as u64).with_message(what);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

enum Target {
    One(Box<Writer<Output>>),
    Moses(Box<MosesWriter<Output, Output>>),
    Xlsx(Box<XlsxWriter<Output>>),
}

/// How a corpus is written, and what is said of it.
#[derive(Clone, Debug)]
pub struct Manner {
    pub level: Level,
    /// Whether documents are told apart by name in every format.
    pub several: bool,
    /// Whether nothing is said but errors.
    pub quiet: bool,
    /// Whether figures are said of a single document too.
    pub verbose: bool,
    /// Who tells which words of a pair translate each other, if that is to be written.
    pub linker: Option<Aligner>,
    /// Whether the run goes on when who reads standard output has had enough.
    pub outlives_reader: bool,
}

/// The corpus that is written.
pub struct Corpus {
    target: Target,
    /// What it is called in messages.
    name: String,
    form: Form,
    manner: Manner,
    bar: ProgressBar,
    figures: Figures,
    failed: usize,
    /// Whether there was a document in English alone, in Chinese alone.
    of_one_language: [bool; 2],
}

impl Corpus {
    /// A corpus without a document yet.
    pub fn create(writing: &Writing, manner: Manner) -> Result<Corpus, Failure> {
        let output = writing.output.as_deref().filter(|path| Place::of(Some(path)) != Place::Standard);
        let target = match (writing.format, output) {
            (Form::Text(Format::Moses), Some(prefix)) => {
                let [en, zh] = moses_files(prefix).map(|path| Output::create(Some(&path)));
                Target::Moses(Box::new(MosesWriter::new(en?, zh?)))
            }
            (Form::Xlsx, _) => {
                Target::Xlsx(Box::new(XlsxWriter::new(writing.create(manner.outlives_reader)?)))
            }
            // Moses without a file is refused before.
            (Form::Text(format), _) => {
                let writer = Writer::new(format, writing.create(manner.outlives_reader)?);
                Target::One(Box::new(match &manner.linker {
                    Some(linker) => writer.with_links(linker.clone()),
                    None => writer,
                }))
            }
        };
        let name = match output {
            Some(path) => path.display().to_string(),
            None => "standard output".to_owned(),
        };
        Ok(Corpus {
            target,
            name,
            form: writing.format,
            manner,
            bar: ProgressBar::hidden(),
            figures: Figures::default(),
            failed: 0,
            of_one_language: [false; 2],
        })
    }

    /// Shows a progress bar for so many documents, where that makes sense.
    pub fn expect(&mut self, documents: usize) {
        // On one terminal the bar and the corpus would write over each other.
        let shared = self.name == "standard output" && io::stdout().is_terminal();
        self.bar = progress(documents, "aligned", self.manner.quiet || shared);
    }

    /// From here on documents are told apart by name in every format.
    pub fn name_documents(&mut self) {
        self.manner.several = true;
    }

    fn say(&self, message: &str) {
        self.bar.suspend(|| say(message));
    }

    fn document(&mut self, document: &Done<'_>) -> io::Result<()> {
        let name = document.name.as_deref();
        let name = match self.manner.several {
            false if self.form.names_several_only() => None,
            true => name.or(Some("-")),
            false => name,
        };
        match &mut self.target {
            Target::One(writer) => writer.document(name, &document.alignment),
            Target::Moses(writer) => writer.document(name, &document.alignment),
            Target::Xlsx(writer) => writer.document(name, &document.alignment),
        }
    }

    /// Writes a document.
    pub fn add(&mut self, document: &Done<'_>) -> Result<(), Failure> {
        self.document(document).map_err(|e| Failure::write(&self.name, &e))?;
        self.figures.add(&Figures::of(&document.alignment));
        Ok(())
    }

    /// Completes the output, says the figures, and gives the exit code.
    pub fn finish(self, start: Instant) -> Result<ExitCode, Failure> {
        self.bar.finish_and_clear();
        // Nothing could be read: what was there before is better than an empty corpus.
        if self.figures.documents == 0 && self.failed > 0 {
            return Ok(ExitCode::FAILURE);
        }
        let fail = |e: io::Error| Failure::write(&self.name, &e);
        match self.target {
            Target::One(writer) => writer.finish().map_err(fail)?.finish()?,
            Target::Xlsx(writer) => writer.finish().map_err(fail)?.finish()?,
            Target::Moses(writer) => {
                let (en, zh) = writer.finish().map_err(fail)?;
                en.finish()?;
                zh.finish()?;
            }
        }
        if !self.manner.quiet && self.figures.pairs == 0 && self.of_one_language == [true; 2] {
            say("a text and its translation are aligned with --en FILE --zh FILE");
        }
        if !self.manner.quiet && (self.manner.several || self.manner.verbose) {
            say(&self.figures.summary(self.manner.level, start.elapsed()));
        }
        if self.failed == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        say(&format!(
            "{} of {} documents could not be used",
            self.failed,
            self.failed + self.figures.documents
        ));
        Ok(ExitCode::FAILURE)
    }
}

impl Sink<Result<Done<'_>, &Failure>> for Corpus {
    /// Writes a document that was aligned, or says why there is none.
    fn put(&mut self, document: Result<Done<'_>, &Failure>) -> Result<(), Failure> {
        self.bar.inc(1);
        let document = match document {
            Ok(document) => document,
            Err(failure) => {
                self.failed += 1;
                self.say(&failure.to_string());
                return Ok(());
            }
        };
        self.add(&document)?;
        if !self.manner.quiet {
            document.notes.iter().for_each(|note| self.say(note));
        }
        let bitext = document.alignment.bitext();
        let name = document.name.as_deref().unwrap_or("standard input");
        let (no_en, no_zh) = (bitext.en.is_empty(), bitext.zh.is_empty());
        self.of_one_language[0] |= no_zh && !no_en;
        self.of_one_language[1] |= no_en && !no_zh;
        let missing = match (no_en, no_zh) {
            (true, true) => "no English and no Chinese",
            (true, false) => "no English",
            (false, true) => "no Chinese",
            (false, false) => {
                let otherwise = bitext.origin == Origin::Pair && self.manner.level == Level::Paragraph;
                if !self.manner.quiet && otherwise && document.alignment.beads().is_empty() {
                    self.say(&format!("{name}: no paragraphs go together; --level sentence looks for sentences, however the paragraphs are broken"));
                }
                return Ok(());
            }
        };
        if !self.manner.quiet {
            self.say(&format!("{name}: {missing} paragraphs in it, so there are no pairs"));
        }
        Ok(())
    }
}

/// The two files that `--format moses` writes.
pub fn moses_files(prefix: &Path) -> [PathBuf; 2] {
    [".en", ".zh"].map(|ending| {
        let mut path = prefix.as_os_str().to_owned();
        path.push(ending);
        path.into()
    })
}
