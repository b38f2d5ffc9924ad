//! The arguments of `bitext convert`.

use std::path::PathBuf;

use bitext::Level;
use bitext::export::Format;

use super::{Form, Writing, conflict, levels, refuse_clash};
use crate::corpus::Manner;
use crate::decode::Decoding;
use crate::input::Source;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  bitext align article.txt > pairs.tsv                     then delete, mend and add rows
  bitext convert pairs.tsv -f tmx -o pairs.tmx
  bitext convert pairs.tsv -f moses -o corpus              writes corpus.en, corpus.zh
  bitext align -f xlsx -o pairs.xlsx article.txt           the same in Excel, WPS or LibreOffice
  bitext convert pairs.xlsx -f tmx -o pairs.tmx
  bitext convert --level sentence chapters/*.tsv -f json -o novel.json
  bitext convert --min-score 0.9 pairs.tsv > sure.tsv

A table has the columns that bitext align writes, in any order: `en` and `zh`, and those of `score`, `type`,
`en_spans`, `zh_spans` and `doc` that are there. A row without a score is a pair of your own and counts as 1;
a row with nothing in `en` or in `zh` is left out.

Exit codes: 0 done; 1 some input could not be used, or the output not be written; 2 wrong arguments.")]
pub struct ConvertArgs {
    /// Tables of pairs, as TSV, CSV, XLSX, XLS or ODS: what bitext align writes, corrected; - is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// What the rows are, which a table does not tell and TMX and JSON do
    #[arg(long, default_value = "paragraph", value_parser = levels("Paragraphs", "Sentences"))]
    pub level: Level,

    #[command(flatten)]
    pub writing: Writing,

    #[command(flatten)]
    pub decoding: Decoding,

    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

impl ConvertArgs {
    /// Ends the program where arguments do not fit each other in a way that clap cannot tell.
    pub fn check(&self) {
        self.writing.check("convert");
        if self.writing.format == Form::Text(Format::Ladder) {
            let message = "'--format ladder' names units by their numbers, which a table does not hold";
            conflict(&["convert"], message);
        }
        refuse_clash(&["convert"], &self.writing.outputs(), || self.sources());
    }

    /// The tables. Nothing named is standard input.
    pub fn sources(&self) -> Vec<Source> {
        match &self.files[..] {
            [] => vec![Source::Stdin],
            files => files.iter().map(|path| Source::named(path)).collect(),
        }
    }

    /// How the corpus of one document, or of `several`, is written.
    pub fn manner(&self, several: bool) -> Manner {
        let Self { level, quiet, .. } = *self;
        Manner { level, several, quiet, verbose: false, linker: None, outlives_reader: false }
    }
}
