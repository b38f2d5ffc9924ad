//! `bitext align`.

use std::borrow::Cow;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use bitext::export::DocumentRecord;
use bitext::{Aligner, Alignment, Config, Level};
use serde::Deserialize;

use crate::args::AlignArgs;
use crate::corpus::{Corpus, Done, Figures};
use crate::failure::{Failure, say};
use crate::given::{Given, Lines, Text};
use crate::input::{self, Source};
use crate::jsonl::{self, Answer, Id, Passage, Wrong};
use crate::matching;
use crate::ordered::{self, Sink};
use crate::output::Output;
use crate::school::School;
use crate::shelf::summary;
use crate::side::{Side, are_swapped};

pub fn run(args: &AlignArgs) -> Result<ExitCode, Failure> {
    args.check();
    let lexicon = args.save_lexicon.as_deref().map(|path| Output::create(Some(path))).transpose()?;
    let school = lexicon.is_some().then(School::default);
    let reasons = !args.jsonl && args.writing.format.shows_reasons();
    let config = Config { crossings: args.crossings, reasons, ..Config::default() };
    let (aligner, links) = (args.model.builder()?.config(config).build(), args.links);
    let task = Task { aligner, level: args.level, min_score: args.writing.min_score, links, school };
    let code = if args.jsonl { lines(args, &task)? } else { documents(args, &task)? };
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

    fn document<'t>(&self, given: &Given, text: &'t Text, lines: &'t Lines<'t>) -> Done<'t> {
        let alignment = match (text, lines) {
            (Text::Pair(..), Some([english, chinese])) => self.units(english, chinese),
            (Text::Pair(english, chinese), None) => self.texts(english, chinese),
            (Text::Article(text), _) => self.article(text),
        };
        Done { name: given.name(), alignment, notes: given.oddities(lines) }
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
            en: Option<Passage>,
            #[serde(default)]
            zh: Option<Passage>,
        }
        let Input { id, text, html, en, zh } = jsonl::parse(line)?;
        let is_page = html.is_some();
        let text = jsonl::text_or_page(id, text, html)?;
        let alignment = match (text.as_deref(), &en, &zh) {
            (Some(text), None, None) => self.article(text),
            (None, Some(Passage::Units(en)), Some(Passage::Units(zh))) => self.units(en, zh),
            (None, Some(Passage::Text(en)), Some(Passage::Text(zh))) => {
                if are_swapped(en, zh) {
                    return Err(Wrong::new(id, "\"en\" is Chinese and \"zh\" is not: the two are swapped"));
                }
                self.texts(en, zh)
            }
            (None, Some(_), Some(_)) => {
                let message = "\"en\" and \"zh\" are two texts or two lists of units, not one of each";
                return Err(Wrong::new(id, message));
            }
            (Some(_), _, _) => {
                let one = if is_page { "html" } else { "text" };
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
        let record = match &text {
            Some(page) if is_page => record.with_text(page),
            _ => record,
        };
        let record = serde_json::to_vec(&record);
        let record = record.map_err(|e| Wrong::new(id, e.to_string()))?;
        Ok(Answer { record, figures: Figures::of(&alignment) })
    }
}

/// What is aligned, and whether the documents are told apart by name.
fn given(args: &AlignArgs, task: &Task) -> Result<(Vec<Result<Given, Failure>>, bool), Failure> {
    let pair = |(en, zh)| Ok(Given::Pair(en, zh));
    if let Some(list) = &args.pairs {
        return Ok((matching::listed(list)?.into_iter().map(pair).collect(), true));
    }
    let (Some(en), Some(zh)) = (&args.en, &args.zh) else {
        let several = args.files.len() > 1 || args.files.iter().any(|path| path.is_dir());
        let sources = input::sources(&args.files).into_iter();
        return Ok((sources.map(|source| source.map(Given::Article)).collect(), several));
    };
    if !en.is_dir() && !zh.is_dir() {
        return Ok((vec![pair((Source::named(en), Source::named(zh)))], false));
    }
    let found = args.reading().found(&task.aligner, &[(en, Some(Side::En)), (zh, Some(Side::Zh))], 0.0)?;
    if !args.quiet {
        say(&summary(&found.rows));
    }
    let matched = found.rows.into_iter().filter_map(|row| Some(pair((row.en?, row.zh?))));
    Ok((matched.chain(found.failures.into_iter().map(Err)).collect(), true))
}

/// Articles, or texts and their translations: one document each.
fn documents(args: &AlignArgs, task: &Task) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    // What is in the way of the output is told before anything is read.
    let mut corpus = Corpus::create(&args.writing, args.manner(&task.aligner))?;
    let (all, several) = given(args, task)?;
    if several {
        corpus.name_documents();
    }
    let mut given = Vec::new();
    for one in all {
        match one {
            Ok(one) => given.push(one),
            Err(failure) => corpus.put(Err(&failure))?,
        }
    }
    corpus.expect(given.len());
    let threads = args.threads.count().min(given.len());
    if threads <= 1 {
        for one in &given {
            let text = one.read(&args.decoding);
            let lines = text.as_ref().ok().and_then(|text| text.lines(args.units));
            corpus.put(text.as_ref().map(|text| task.document(one, text, &lines)))?;
        }
        return corpus.finish(start);
    }
    let pool = ordered::pool(threads)?;
    for chunk in chunks(&given) {
        // The texts outlive the work on them, so that alignments can borrow.
        let texts: Vec<OnceLock<Result<Text, Failure>>> = chunk.iter().map(|_| OnceLock::new()).collect();
        let lines: Vec<OnceLock<Lines<'_>>> = chunk.iter().map(|_| OnceLock::new()).collect();
        let work = |i: usize| {
            let text = texts[i].get_or_init(|| chunk[i].read(&args.decoding)).as_ref()?;
            let lines = lines[i].get_or_init(|| text.lines(args.units));
            Ok(task.document(&chunk[i], text, lines))
        };
        ordered::run(&pool, 0..chunk.len(), work, &mut corpus)?;
    }
    corpus.finish(start)
}

/// Cuts the documents into runs of some 64 MiB, which is what is held in memory at a time.
fn chunks(given: &[Given]) -> impl Iterator<Item = &[Given]> {
    const BYTES: u64 = 64 << 20;
    const DOCUMENTS: usize = 4096;
    let mut rest = given;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let full = |given: &Given| {
            bytes += given.size();
            bytes > BYTES
        };
        let n = rest.iter().position(full).unwrap_or(rest.len()).clamp(1, DOCUMENTS).min(rest.len());
        let (chunk, after) = rest.split_at(n);
        rest = after;
        (n > 0).then_some(chunk)
    })
}
