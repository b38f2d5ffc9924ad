//! The arguments of the program.

mod convert;
mod matching;
mod writing;

use std::path::{Path, PathBuf};

use bitext::align::Builder;
use bitext::eval::articles::Group;
use bitext::{Aligner, Level, Lexicon, Model};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::clash::clash;
use crate::corpus::Manner;
use crate::decode::Decoding;
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::matching::{Reading, listed};
use crate::output::{Output, Place};

pub use convert::ConvertArgs;
pub use matching::MatchArgs;
pub use writing::{Form, Writing};

/// Aligns English and Chinese: from a bilingual article, or from two texts, to a corpus of
/// pairs with byte spans and scores.
#[derive(Parser, Debug)]
#[command(name = "bitext", version, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  bitext align article.txt                     pairs of a bilingual article, as TSV
  bitext align --en a.txt --zh b.txt           pairs of two texts
  bitext align --en en/ --zh zh/               pairs of the texts in two folders that translate each other
  bitext convert pairs.tsv -f tmx              pairs that you have corrected, in another format
  bitext segment article.txt                   its segments alone
  bitext text book.epub                        the text of a document
  bitext help align                            all options and more examples")]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Align articles, or two texts, and write the pairs
    Align(AlignArgs),
    /// Write pairs that were corrected by hand, as TSV or in a spreadsheet, in any format
    Convert(ConvertArgs),
    /// Find which files translate each other, for align --pairs
    Match(MatchArgs),
    /// Cut a text into segments with their language, script and kind
    Segment(SegmentArgs),
    /// Write the text of a document: what is aligned, and what places in the output are places of
    Text(TextArgs),
    /// Score against a gold set
    #[command(subcommand)]
    Eval(EvalCommand),
}

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  bitext align article.txt > pairs.tsv
  bitext align --format html -o article.html article.txt
  bitext align --level sentence --en novel.en.txt --zh novel.zh.txt
  bitext align --level sentence --en novel.en.epub --zh novel.zh.epub
  bitext align --units line --en novel.en --zh novel.zh
  bitext align --en chapters/en --zh chapters/zh           the files that translate each other
  bitext match site/ > files.tsv                           which do, to be looked through
  bitext align --pairs files.tsv
  bitext align articles/ --format tmx -o articles.tmx
  bitext align --format xlsx -o pairs.xlsx article.txt
  bitext align articles/ --format moses -o corpus          writes corpus.en, corpus.zh
  bitext align --encoding gb18030 old.txt
  bitext align --save-lexicon names.tsv articles/ > first.tsv
  bitext align --lexicon names.tsv articles/ > second.tsv
  bitext align --jsonl < documents.jsonl > pairs.jsonl

A line for --jsonl is {\"id\", \"text\"} (a bilingual article), {\"id\", \"html\"} (a page), {\"id\", \"en\", \"zh\"} (a text
and its translation) or {\"id\", \"en\": [units], \"zh\": [units]}. What it gives back is {\"id\", \"pairs\",
\"unaligned\"}, of a page with the \"text\" that places are in, or {\"id\", \"error\"} for a line that is wrong.

Exit codes: 0 done; 1 some input could not be used, or the output not be written; 2 wrong arguments.")]
pub struct AlignArgs {
    /// Bilingual articles, as text, Markdown, subtitles, HTML, EPUB, DOCX or ODT; of a folder all that are named so, in it and below; - is standard input
    #[arg(value_name = "FILE", conflicts_with_all = ["en", "zh", "pairs"])]
    pub files: Vec<PathBuf>,

    /// English text of a pair of files; or a folder of them, of which those are aligned that have a translation in the folder of --zh, whatever they are called
    #[arg(long, value_name = "FILE", requires = "zh")]
    pub en: Option<PathBuf>,

    /// Chinese text of a pair of files, or a folder of them
    #[arg(long, value_name = "FILE", requires = "en")]
    pub zh: Option<PathBuf>,

    /// A list of pairs of files, as bitext match writes it: TSV with the columns en and zh
    #[arg(long, value_name = "LIST", conflicts_with_all = ["en", "zh"])]
    pub pairs: Option<PathBuf>,

    /// What one unit of two texts is: every line, up to its line feed, as it stands, blank ones included [default: paragraphs are found]
    #[arg(long, value_enum)]
    pub units: Option<Units>,

    /// JSON Lines in and out, one document a line
    #[arg(long, conflicts_with_all = ["en", "zh", "pairs", "units", "format", "encoding", "lossy"])]
    pub jsonl: bool,

    /// What to pair
    #[arg(long, default_value = "paragraph", value_parser = levels(
        "Paragraphs, headings, list items",
        "Sentences: of an article inside each pair of paragraphs, of two texts wherever they are",
    ))]
    pub level: Level,

    #[command(flatten)]
    pub writing: Writing,

    /// Report neighbouring sentences that the translation has in the other order, as pairs that cross
    #[arg(long)]
    pub crossings: bool,

    /// Add to each pair which words translate each other; with --format json or jsonl, or --jsonl
    #[arg(long)]
    pub links: bool,

    /// Also write what the documents teach, such as names, as a lexicon that --lexicon reads
    #[arg(long, value_name = "FILE")]
    pub save_lexicon: Option<PathBuf>,

    #[command(flatten)]
    pub model: ModelArgs,

    #[command(flatten)]
    pub decoding: Decoding,

    #[command(flatten)]
    pub threads: Threads,

    /// Say figures also of a single document
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,

    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(clap::Args, Debug)]
pub struct ModelFile {
    /// Model to use instead of the one inside
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

impl ModelFile {
    fn input(&self) -> Option<Source> {
        self.model.clone().map(Source::File)
    }

    /// An aligner with the model, to set up further.
    pub fn builder(&self) -> Result<Builder, Failure> {
        let builder = Aligner::builder();
        Ok(match &self.model {
            Some(path) => builder.model(Model::from_path(path)?),
            None => builder,
        })
    }
}

#[derive(clap::Args, Debug)]
pub struct ModelArgs {
    #[command(flatten)]
    file: ModelFile,

    /// Words to add to the model: TSV (english, chinese) or CC-CEDICT; may be given several times
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

impl AlignArgs {
    /// Ends the program where arguments do not fit each other in a way that clap cannot tell.
    pub fn check(&self) {
        let format = self.writing.format;
        if self.links && !self.jsonl && !format.holds_links() {
            conflict(
                &["align"],
                &format!(
                    "'--links' needs --format json or jsonl, or --jsonl: {format} has no place for links"
                ),
            );
        }
        if self.crossings && self.level == Level::Paragraph && self.units.is_none() && !self.jsonl {
            conflict(
                &["align"],
                "'--crossings' needs --level sentence, or --units line: paragraphs keep their order",
            );
        }
        let lexicon = self.save_lexicon.as_deref();
        let to_standard = lexicon.is_some() && Place::of(lexicon) == Place::Standard;
        if to_standard && self.writing.is_to_standard_output() {
            conflict(
                &["align"],
                "'--save-lexicon -' and the pairs would both go to standard output: give -o FILE",
            );
        }
        self.writing.check("align");
        if self.units.is_some() && self.en.is_none() && self.pairs.is_none() {
            conflict(&["align"], "'--units' needs --en and --zh, or --pairs");
        }
        let is_folder = |path: &Option<PathBuf>| path.as_deref().is_some_and(Path::is_dir);
        if is_folder(&self.en) != is_folder(&self.zh) {
            conflict(&["align"], "'--en' and '--zh' are two files or two folders, not one of each");
        }
        if [&self.en, &self.zh].iter().all(|path| path.as_deref() == Some(Path::new("-"))) {
            conflict(&["align"], "'--en' and '--zh' cannot both be standard input");
        }
        refuse_clash(&["align"], &self.outputs(), || self.inputs());
    }

    /// Where the pairs go.
    pub fn create_output(&self) -> Result<Output, Failure> {
        self.writing.create(self.outlives_reader())
    }

    /// Who has read enough pairs may leave: what the documents teach is saved all the same.
    fn outlives_reader(&self) -> bool {
        self.save_lexicon.is_some()
    }

    /// How the corpus is written, as long as there is one document.
    pub fn manner(&self, aligner: &Aligner) -> Manner {
        let Self { level, quiet, verbose, .. } = *self;
        let linker = self.links.then(|| aligner.clone());
        Manner { level, several: false, quiet, verbose, linker, outlives_reader: self.outlives_reader() }
    }

    fn outputs(&self) -> Vec<PathBuf> {
        self.writing.outputs().into_iter().chain(self.save_lexicon.clone()).collect()
    }

    fn inputs(&self) -> Vec<Source> {
        let listed = self.pairs.iter().flat_map(|list| listed(list).ok()).flatten();
        let sides: Vec<PathBuf> = self.en.iter().chain(&self.zh).cloned().collect();
        let files = match (sides.is_empty(), &self.pairs) {
            (_, Some(list)) => vec![Ok(Source::named(list))],
            (true, None) => input::sources(&self.files),
            (false, None) => input::sources(&sides),
        };
        let listed = listed.flat_map(|(en, zh)| [en, zh]);
        files.into_iter().flatten().chain(listed).chain(self.model.inputs()).collect()
    }

    /// How files are read of which is not known yet which go together.
    pub fn reading(&self) -> Reading<'_> {
        Reading { decoding: &self.decoding, threads: self.threads, quiet: self.quiet }
    }
}

/// Ends the program as clap does over arguments of a command, given by its name and those above it.
fn conflict(names: &[&str], message: &str) -> ! {
    let mut whole = Args::command();
    whole.build();
    let mut command = &mut whole;
    for name in names {
        command = command.find_subcommand_mut(name).expect("it is a command");
    }
    command.error(ErrorKind::ArgumentConflict, message).exit()
}

/// Ends the program where an output would replace an input of the command, or another output.
fn refuse_clash(names: &[&str], outputs: &[PathBuf], inputs: impl FnOnce() -> Vec<Source>) {
    if let Some(message) = clash(outputs, inputs) {
        conflict(names, &message);
    }
}

impl ModelArgs {
    fn inputs(&self) -> impl Iterator<Item = Source> {
        self.file.input().into_iter().chain(self.lexicon.iter().cloned().map(Source::File))
    }

    /// The aligner that the arguments ask for.
    pub fn aligner(&self) -> Result<Aligner, Failure> {
        Ok(self.builder()?.build())
    }

    /// The aligner that the arguments ask for, to set up further.
    pub fn builder(&self) -> Result<Builder, Failure> {
        let mut builder = self.file.builder()?;
        for path in &self.lexicon {
            builder = builder.lexicon(Lexicon::from_path(path)?);
        }
        Ok(builder)
    }
}

#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Threads {
    /// Threads for several documents [default: one a core]
    #[arg(long = "threads", value_name = "N", default_value_t = 0, hide_default_value = true)]
    asked: usize,
}

impl Threads {
    /// How many threads to use, whatever was asked for.
    pub fn count(self) -> usize {
        match self.asked {
            0 => std::thread::available_parallelism().map_or(1, |n| n.get()),
            n => n.min(MOST_THREADS),
        }
    }
}

/// More threads than cores only cost, and thousands of them stop a machine.
const MOST_THREADS: usize = 256;

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Every line is a unit: nothing is split, joined or left out
    Line,
}

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  bitext segment article.txt
  bitext segment --format json article.txt
  bitext segment --jsonl < documents.jsonl > segments.jsonl

A line for --jsonl is {\"id\", \"text\"}; what it gives back is {\"id\", \"segments\": [{\"start\", \"end\", \"lang\",
\"variant\", \"kind\", \"sentences\": [[start, end], …]}]}, or {\"id\", \"error\"} for a line that is wrong.
All offsets are bytes of the UTF-8 text.")]
pub struct SegmentArgs {
    /// The text; - is standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// JSON Lines in and out, one document a line
    #[arg(long, conflicts_with_all = ["format", "encoding", "lossy"])]
    pub jsonl: bool,

    /// What to write
    #[arg(short, long, value_enum, default_value_t = SegmentFormat::Tsv)]
    pub format: SegmentFormat,

    /// Where to write; appears only when it is whole [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub decoding: Decoding,

    #[command(flatten)]
    pub threads: Threads,
}

impl SegmentArgs {
    /// Ends the program where the output would replace the text.
    pub fn check(&self) {
        let input = || vec![self.file.as_deref().map_or(Source::Stdin, Source::named)];
        refuse_clash(&["segment"], self.output.as_slice(), input);
    }
}

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  bitext text page.html
  bitext text -o book.txt book.epub

Each paragraph is a line, with an empty line between two. What is text already stays as it is, in UTF-8.")]
pub struct TextArgs {
    /// The document: HTML, EPUB, DOCX, ODT, or text; - is standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// Where to write; appears only when it is whole [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub decoding: Decoding,
}

impl TextArgs {
    /// The document.
    pub fn source(&self) -> Source {
        self.file.as_deref().map_or(Source::Stdin, Source::named)
    }

    /// Ends the program where the output would replace the document.
    pub fn check(&self) {
        refuse_clash(&["text"], self.output.as_slice(), || vec![self.source()]);
    }
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentFormat {
    /// A line a segment, under a header
    Tsv,
    /// One object with all segments
    Json,
}

#[derive(Subcommand, Debug)]
#[command(after_help = "\
Examples:
  bitext eval articles articles-dev.jsonl.gz
  bitext eval sentences mac-dev --errors 5
  bitext eval sentences mac-dev --calibration
  bitext eval documents mac-dev --beads 10
  bitext eval splitting sentences-dev.jsonl.gz --json")]
pub enum EvalCommand {
    /// Paragraph pairs of mixed articles, against a JSON Lines file
    Articles {
        /// Gold set: {"id", "layout", "text", "segments", "gold"} a line, plain or gzipped
        #[arg(value_name = "GOLD")]
        gold: PathBuf,

        /// What a row of the table is
        #[arg(long, value_enum, default_value_t = By::Layout)]
        by: By,

        #[command(flatten)]
        pairs: PairArgs,

        #[command(flatten)]
        eval: EvalArgs,
    },
    /// Sentence beads of texts that are split already, against a folder
    Sentences {
        /// Gold folder: NNN.en and NNN.zh with one sentence a line, NNN.gold with one bead a line
        #[arg(value_name = "DIR")]
        gold: PathBuf,

        /// Look for pairs that cross, as align --crossings does
        #[arg(long, conflicts_with = "predictions")]
        crossings: bool,

        /// Join so many English and Chinese sentences into a paragraph, 0 for all, and align the two texts as files are
        #[arg(long, value_name = "EN,ZH", value_parser = two_counts, conflicts_with = "predictions")]
        paragraphs: Option<[usize; 2]>,

        /// Make an article of each document, so many beads a paragraph and every third one untranslated, and measure the pairs of paragraphs
        #[arg(long, value_name = "BEADS", value_parser = clap::value_parser!(u16).range(1..), conflicts_with_all = ["predictions", "paragraphs", "crossings"])]
        article: Option<u16>,

        /// Replace the Chinese of every N-th pair of one sentence each by that of another pair, which nobody would accept
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), conflicts_with = "predictions")]
        strangers: Option<u16>,

        /// Leave out the Chinese of every N-th bead, and the English of those halfway between them
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..), conflicts_with_all = ["predictions", "strangers"])]
        gaps: Option<u16>,

        #[command(flatten)]
        pairs: PairArgs,

        #[command(flatten)]
        eval: EvalArgs,
    },
    /// Which documents translate each other, a third of which have no counterpart: made of a gold set of articles or of sentences
    Documents {
        /// Gold set as for articles, or gold folder as for sentences
        #[arg(value_name = "GOLD")]
        gold: PathBuf,

        /// Cut the texts of a gold folder into documents of so many beads
        #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
        beads: u16,

        /// Write the figures as JSON
        #[arg(long)]
        json: bool,

        /// Show the first N pairs that were missed, and the first N matches that are wrong
        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
        errors: usize,

        #[command(flatten)]
        model: ModelArgs,

        #[command(flatten)]
        threads: Threads,
    },
    /// Sentence borders, against a JSON Lines file or a folder of texts with one sentence a line
    Splitting {
        /// Gold set: {"id", "lang", "genre", "text", "ends"} a line, plain or gzipped; or a folder of NNN.en, NNN.zh
        #[arg(value_name = "GOLD")]
        gold: PathBuf,

        #[command(flatten)]
        eval: EvalArgs,
    },
}

impl EvalCommand {
    /// Ends the program where predictions would replace the gold or the model.
    pub fn check(&self) {
        let (name, gold, model, eval) = match self {
            EvalCommand::Articles { gold, pairs, eval, .. } => ("articles", gold, Some(&pairs.model), eval),
            EvalCommand::Splitting { gold, eval } => ("splitting", gold, None, eval),
            // The first go into files `NNN.align`, which are no gold; the second have none.
            EvalCommand::Sentences { .. } | EvalCommand::Documents { .. } => return,
        };
        let inputs = || {
            let folder = gold.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
            let gold = std::iter::once(gold.clone()).chain(folder).map(Source::File);
            gold.chain(model.into_iter().flat_map(ModelArgs::inputs)).collect()
        };
        refuse_clash(&["eval", name], eval.save_predictions.as_slice(), inputs);
    }
}

/// What can be asked where pairs are scored against a gold set.
#[derive(clap::Args, Debug)]
pub struct PairArgs {
    /// Also tell how well the scores of pairs agree with the gold, and what --min-score of align would keep
    #[arg(long)]
    pub calibration: bool,

    #[command(flatten)]
    pub model: ModelArgs,
}

#[derive(clap::Args, Debug)]
pub struct EvalArgs {
    /// Write the figures as JSON
    #[arg(long)]
    pub json: bool,

    /// Show errors: the first N articles or paragraphs that have any, or the first N wrong beads of each document
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub errors: usize,

    /// Score these predictions instead of making them: what --save-predictions writes
    #[arg(long, value_name = "PATH", conflicts_with = "save_predictions")]
    pub predictions: Option<PathBuf>,

    /// Also write the predictions: a JSON Lines file, or for sentences a folder of NNN.align
    #[arg(long, value_name = "PATH")]
    pub save_predictions: Option<PathBuf>,

    #[command(flatten)]
    pub threads: Threads,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Layout,
    Genre,
    Source,
}

impl From<By> for Group {
    fn from(by: By) -> Group {
        match by {
            By::Layout => Group::Layout,
            By::Genre => Group::Genre,
            By::Source => Group::Source,
        }
    }
}

/// The two levels, with what the help says of each.
fn levels(paragraph: &'static str, sentence: &'static str) -> impl TypedValueParser<Value = Level> {
    let help = [(Level::Paragraph, paragraph), (Level::Sentence, sentence)];
    let values = help.map(|(level, help)| PossibleValue::new(level.as_str()).help(help));
    PossibleValuesParser::new(values).map(|name| match name.as_str() {
        "sentence" => Level::Sentence,
        _ => Level::Paragraph,
    })
}

/// Two numbers with a comma between them.
fn two_counts(text: &str) -> Result<[usize; 2], String> {
    let number = |text: &str| text.trim().parse().map_err(|_| format!("'{text}' is no number"));
    let (en, zh) =
        text.split_once(',').ok_or("two numbers with a comma between them are expected, as 3,4")?;
    Ok([number(en)?, number(zh)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_have_a_bound() {
        let count = |asked| Threads { asked }.count();
        assert!(count(0) >= 1);
        assert_eq!([count(1), count(3), count(100_000), count(usize::MAX)], [1, 3, 256, 256]);
    }
}
