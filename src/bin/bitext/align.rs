//! `bitext align`.

use std::borrow::Cow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use bitext::export::DocumentRecord;
use bitext::{Aligner, Alignment, Config, Level, import};
use serde::Deserialize;

use crate::args::{AlignArgs, Units};
use crate::corpus::{Corpus, Done, Figures};
use crate::failure::{Failure, say};
use crate::input::{self, Source};
use crate::jsonl::{self, Answer, Id, Wrong};
use crate::ordered::{self, Sink};
use crate::output::Output;
use crate::school::School;

pub fn run(args: &AlignArgs) -> Result<ExitCode, Failure> {
    args.check();
    let lexicon = args.save_lexicon.as_deref().map(|path| Output::create(Some(path))).transpose()?;
    let school = lexicon.is_some().then(School::default);
    let reasons = !args.jsonl && args.writing.format.shows_reasons();
    let config = Config { crossings: args.crossings, reasons, ..Config::default() };
    let (aligner, links) = (args.model.builder()?.config(config).build(), args.links);
    let task = Task { aligner, level: args.level, min_score: args.writing.min_score, links, school };
    let code = if args.jsonl {
        lines(args, &task)?
    } else {
        match (&args.en, &args.zh) {
            (Some(en), Some(zh)) => pair(args, &task, en, zh)?,
            _ => articles(args, &task)?,
        }
    };
    if let (Some(school), Some(lexicon)) = (task.school, lexicon) {
        school.write(lexicon, task.aligner.model())?;
    }
    Ok(code)
}

/// JSON Lines.
fn lines(args: &AlignArgs, task: &Task) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let work = |line: &[u8]| task.line(line);
    let (figures, code) = jsonl::run(&args.files, args.create_output()?, args.threads.count(), work)?;
    if args.verbose {
        say(&figures.summary(args.level, start.elapsed()));
    }
    Ok(code)
}

/// How documents are aligned.
struct Task {
    aligner: Aligner,
    level: Level,
    min_score: f32,
    links: bool,
    /// Where the documents teach, if they are to.
    school: Option<School>,
}

impl Task {
    fn article<'t>(&self, text: &'t str) -> Alignment<'t> {
        self.refined(self.aligner.align(text))
    }

    fn texts<'t>(&self, english: &'t str, chinese: &'t str) -> Alignment<'t> {
        self.refined(self.aligner.align_pair(english, chinese))
    }

    /// Units are what the caller says they are: sentences are not looked for in them.
    fn units<'t, S: AsRef<str>>(&self, english: &'t [S], chinese: &'t [S]) -> Alignment<'t> {
        let alignment = self.aligner.align_units(english, chinese);
        let (bitext, beads) = (alignment.bitext().clone(), alignment.beads().to_vec());
        self.taught(Alignment::new(bitext, self.level, beads).with_min_score(self.min_score))
    }

    fn refined<'t>(&self, paragraphs: Alignment<'t>) -> Alignment<'t> {
        let alignment = match self.level {
            Level::Sentence => self.aligner.align_sentences(&paragraphs),
            _ => paragraphs,
        };
        self.taught(alignment.with_min_score(self.min_score))
    }

    fn taught<'t>(&self, alignment: Alignment<'t>) -> Alignment<'t> {
        if let Some(school) = &self.school {
            school.teach(&alignment);
        }
        alignment
    }

    /// A line of JSON Lines to the record that answers it.
    fn line(&self, line: &[u8]) -> Result<Answer, Wrong> {
        #[derive(Deserialize)]
        struct Input<'a> {
            #[serde(borrow, default)]
            id: Id<'a>,
            #[serde(borrow, default)]
            text: Option<Cow<'a, str>>,
            #[serde(borrow, default)]
            html: Option<Cow<'a, str>>,
            #[serde(default)]
            en: Option<Vec<String>>,
            #[serde(default)]
            zh: Option<Vec<String>>,
        }
        let Input { id, text, html, en, zh } = jsonl::parse(line)?;
        if text.is_some() && html.is_some() {
            return Err(Wrong::new(id, "give either \"text\" or \"html\", not both"));
        }
        let page = html.map(|html| import::html(&html));
        let alignment = match (text.as_deref().or(page.as_deref()), &en, &zh) {
            (Some(text), None, None) => self.article(text),
            (None, Some(en), Some(zh)) => self.units(en, zh),
            (Some(_), _, _) => {
                let one = if page.is_some() { "html" } else { "text" };
                let message = format!("give either \"{one}\" or \"en\" and \"zh\", not both");
                return Err(Wrong::new(id, message));
            }
            (None, None, None) => {
                return Err(Wrong::new(id, "neither \"text\" nor \"html\" nor \"en\" and \"zh\""));
            }
            (None, None, Some(_)) => return Err(Wrong::new(id, "\"zh\" without \"en\"")),
            (None, Some(_), None) => return Err(Wrong::new(id, "\"en\" without \"zh\"")),
        };
        let record = DocumentRecord::new(id, &alignment);
        let record = if self.links { record.with_links(&self.aligner) } else { record };
        let record = page.as_deref().map_or(record, |page| record.with_text(page));
        let record = serde_json::to_vec(&record);
        let record = record.map_err(|e| Wrong::new(id, e.to_string()))?;
        Ok(Answer { record, figures: Figures::of(&alignment) })
    }
}

/// Two texts, one a language: one document.
fn pair(args: &AlignArgs, task: &Task, en: &Path, zh: &Path) -> Result<ExitCode, Failure> {
    let [en, zh] = [en, zh].map(Source::named);
    let start = Instant::now();
    let mut corpus = Corpus::create(&args.writing, args.manner(false, &task.aligner))?;
    let (english, chinese) = (en.text(&args.decoding)?, zh.text(&args.decoding)?);
    check_languages((&en.name(), &english), (&zh.name(), &chinese))?;
    let name = format!("{} | {}", en.name(), zh.name());
    let (en_lines, zh_lines): (Vec<&str>, Vec<&str>);
    let alignment = match args.units {
        Some(Units::Line) => {
            (en_lines, zh_lines) = (english.lines().collect(), chinese.lines().collect());
            for (source, lines) in [(&en, &en_lines), (&zh, &zh_lines)] {
                if !args.quiet && matches!(lines[..], [line] if line.contains('\r')) {
                    let name = source.name();
                    say(&format!("{name}: is one line with carriage returns in it; a line feed ends a line"));
                }
            }
            task.units(&en_lines, &zh_lines)
        }
        None => task.texts(&english, &chinese),
    };
    corpus.put(Ok(Done { name: Some(name), alignment }))?;
    corpus.finish(start)
}

/// Refuses two texts, given with their names, of which one is not in the language of its side.
fn check_languages(en: (&str, &str), zh: (&str, &str)) -> Result<(), Failure> {
    let (en_name, zh_name) = (en.0, zh.0);
    Err(Failure::new(match (is_chinese(en.1), is_foreign(zh.1)) {
        (false, false) => return Ok(()),
        (true, true) => format!("{en_name} is Chinese and {zh_name} is not: --en and --zh are swapped"),
        (true, false) => format!("{en_name}: is Chinese, and --en must be English"),
        (false, true) => format!("{zh_name}: is not Chinese, as --zh must be"),
    }))
}

/// Whether a text has more Chinese characters than letters; an English one that quotes Chinese has fewer.
fn is_chinese(text: &str) -> bool {
    let (characters, letters) = tally(text);
    characters > letters
}

/// Whether a text has next to no Chinese in it.
fn is_foreign(text: &str) -> bool {
    let (characters, letters) = tally(text);
    letters > 20 * characters
}

/// Chinese characters and other letters.
fn tally(text: &str) -> (usize, usize) {
    text.chars().fold((0, 0), |(characters, letters), c| match bitext::hanzi::is_han(c) {
        true => (characters + 1, letters),
        false => (characters, letters + usize::from(c.is_alphabetic())),
    })
}

/// Bilingual articles: one document a file.
fn articles(args: &AlignArgs, task: &Task) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let several = args.files.len() > 1 || args.files.iter().any(|path| path.is_dir());
    let mut corpus = Corpus::create(&args.writing, args.manner(several, &task.aligner))?;
    let mut sources = Vec::new();
    for source in input::sources(&args.files) {
        match source {
            Ok(source) => sources.push(source),
            Err(failure) => corpus.put(Err(&failure))?,
        }
    }
    corpus.expect(sources.len());
    let threads = args.threads.count().min(sources.len());
    if threads <= 1 {
        for source in &sources {
            let text = source.text(&args.decoding);
            corpus.put(text.as_ref().map(|text| done(task, source, text)))?;
        }
        return corpus.finish(start);
    }
    let pool = ordered::pool(threads)?;
    for chunk in chunks(&sources) {
        // The texts outlive the work on them, so that alignments can borrow.
        let texts: Vec<OnceLock<Result<String, Failure>>> = chunk.iter().map(|_| OnceLock::new()).collect();
        let work = |i: usize| {
            let text = texts[i].get_or_init(|| chunk[i].text(&args.decoding));
            text.as_ref().map(|text| done(task, &chunk[i], text))
        };
        ordered::run(&pool, 0..chunk.len(), work, &mut corpus)?;
    }
    corpus.finish(start)
}

fn done<'t>(task: &Task, source: &Source, text: &'t str) -> Done<'t> {
    Done { name: source.document(), alignment: task.article(text) }
}

/// Cuts the documents into runs of some 64 MiB, which is what is held in memory at a time.
fn chunks(sources: &[Source]) -> impl Iterator<Item = &[Source]> {
    const BYTES: u64 = 64 << 20;
    const DOCUMENTS: usize = 4096;
    let mut rest = sources;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let full = |source: &Source| {
            bytes += source.size();
            bytes > BYTES
        };
        let n = rest.iter().position(full).unwrap_or(rest.len()).clamp(1, DOCUMENTS).min(rest.len());
        let (chunk, after) = rest.split_at(n);
        rest = after;
        (n > 0).then_some(chunk)
    })
}
