//! The arguments of `bitext match`.

use std::path::{Path, PathBuf};

use super::writing::score;
use super::{ModelFile, Threads, conflict, refuse_clash};
use crate::decode::Decoding;
use crate::input::{self, Source};
use crate::matching::Reading;
use crate::side::Side;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  bitext match --en chapters/en --zh chapters/zh > files.tsv
  bitext match site/ -o files.tsv                          which file is in which language, the texts tell
  bitext align --pairs files.tsv > pairs.tsv
  bitext match --jsonl pages.jsonl > matches.jsonl
  bitext match --jsonl --texts pages.jsonl | bitext align --jsonl > pairs.jsonl

The list is a TSV with the columns en, zh and score, 0.5 to 1. It has every file that could be read: one
that has no counterpart stands in a row of its own, and align passes over it. Names that are alike but for the
language, such as en/07.html and zh/07.html, speak for two files; what is in them decides.

A line for --jsonl is {\"id\", \"text\"} or {\"id\", \"html\"}, in one language, which \"lang\" may tell, \"en\" or \"zh\".
What it gives is {\"en\": id, \"zh\": id, \"score\"} a line, with null for what is not there; with --texts
{\"id\": {\"en\", \"zh\"}, \"score\", \"en\": text, \"zh\": text} of those that translate each other.
An id that is an address speaks for two documents as the name of a file does.

Exit codes: 0 done; 1 some file could not be used, or the list not be written; 2 wrong arguments.")]
pub struct MatchArgs {
    /// Files and folders of both languages, each file in one of them
    #[arg(value_name = "FILE", conflicts_with_all = ["en", "zh"])]
    pub files: Vec<PathBuf>,

    /// English files, or folders of them
    #[arg(long, value_name = "FILE", requires = "zh", num_args = 1..)]
    pub en: Vec<PathBuf>,

    /// Chinese files, or folders of them
    #[arg(long, value_name = "FILE", requires = "en", num_args = 1..)]
    pub zh: Vec<PathBuf>,

    /// JSON Lines in and out, a document a line
    #[arg(long, conflicts_with_all = ["en", "zh", "encoding", "lossy"])]
    pub jsonl: bool,

    /// With --jsonl, write the texts of those that translate each other, for align --jsonl
    #[arg(long, requires = "jsonl")]
    pub texts: bool,

    /// Where to write; appears only when it is whole [default: standard output]
    #[arg(short, long, value_name = "LIST")]
    pub output: Option<PathBuf>,

    /// Leave alone what is matched with a score below X (0 to 1)
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = score, hide_default_value = true)]
    pub min_score: f32,

    #[command(flatten)]
    pub model: ModelFile,

    #[command(flatten)]
    pub decoding: Decoding,

    #[command(flatten)]
    pub threads: Threads,

    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

impl MatchArgs {
    /// Ends the program where arguments do not fit each other in a way that clap cannot tell.
    pub fn check(&self) {
        let is_standard = |path: &PathBuf| Source::named(path) == Source::Stdin;
        if self.texts && (self.files.is_empty() || self.files.iter().any(is_standard)) {
            conflict(
                &["match"],
                "'--texts' reads the documents once more, which standard input cannot: give files",
            );
        }
        if !self.jsonl && [&self.files, &self.en, &self.zh].into_iter().flatten().any(is_standard) {
            conflict(&["match"], "standard input is one text, and nothing to match: give files or folders");
        }
        let is_lines = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "jsonl");
        if let Some(path) = self.files.iter().find(is_lines).filter(|_| !self.jsonl) {
            let message = format!("{}: is called like a file of JSON Lines: give --jsonl", path.display());
            conflict(&["match"], &message);
        }
        if self.files.is_empty() && self.en.is_empty() && !self.jsonl {
            conflict(&["match"], "give files or folders, or --en and --zh: there is nothing to match");
        }
        refuse_clash(&["match"], self.output.as_slice(), || self.inputs());
    }

    fn inputs(&self) -> Vec<Source> {
        let folders: Vec<PathBuf> = self.folders().into_iter().map(|(path, _)| path.to_owned()).collect();
        input::sources(&folders).into_iter().flatten().chain(self.model.input()).collect()
    }

    /// The folders and files, and the side on which they stand, if they are told to.
    pub fn folders(&self) -> Vec<(&Path, Option<Side>)> {
        let sides = [(&self.en, Some(Side::En)), (&self.zh, Some(Side::Zh)), (&self.files, None)];
        sides.into_iter().flat_map(|(paths, side)| paths.iter().map(move |path| (&**path, side))).collect()
    }

    /// How the files are read.
    pub fn reading(&self) -> Reading<'_> {
        Reading { decoding: &self.decoding, threads: self.threads, quiet: self.quiet }
    }
}
