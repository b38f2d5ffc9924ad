//! What is written, and where.

use std::fmt;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use bitext::export::Format;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::conflict;
use crate::corpus::moses_files;
use crate::failure::Failure;
use crate::output::{Output, Place};

/// What is written: one of the formats of text, or a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text(Format),
    Xlsx,
}

impl Form {
    const XLSX: &str = "xlsx";

    /// Whether it shows why pairs are pairs.
    pub fn shows_reasons(self) -> bool {
        matches!(self, Form::Text(format) if format.shows_reasons())
    }

    /// Whether it has a place for word links.
    pub fn holds_links(self) -> bool {
        matches!(self, Form::Text(format) if format.holds_links())
    }

    /// Whether it tells the names of several documents only: the same one in each row of a table says nothing, and
    /// the path of a file is no heading for its text.
    pub fn names_several_only(self) -> bool {
        matches!(self, Form::Text(Format::Tsv | Format::Text) | Form::Xlsx)
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Text(format) => format.fmt(f),
            Form::Xlsx => f.pad(Form::XLSX),
        }
    }
}

#[derive(clap::Args, Debug)]
pub struct Writing {
    /// What to write; `moses` needs -o PREFIX and writes PREFIX.en and PREFIX.zh
    #[arg(short, long, default_value = "tsv", value_parser = formats())]
    pub format: Form,

    /// Where to write; appears only when it is whole [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Leave out pairs whose score is below X (0 to 1)
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = score, hide_default_value = true)]
    pub min_score: f32,
}

impl Writing {
    /// Ends the program where the format of `command` does not fit the output.
    pub fn check(&self, command: &str) {
        let message = match self.format {
            _ if !self.is_to_standard_output() => return,
            Form::Text(Format::Moses) => {
                "'--format moses' writes two files: give -o PREFIX for PREFIX.en and PREFIX.zh"
            }
            Form::Xlsx if io::stdout().is_terminal() => {
                "'--format xlsx' is nothing for a terminal: give -o FILE"
            }
            _ => return,
        };
        conflict(&[command], message);
    }

    pub fn is_to_standard_output(&self) -> bool {
        Place::of(self.output.as_deref()) == Place::Standard
    }

    /// Opens the output. `outlives_reader` tells whether the run goes on when who reads standard output has had
    /// enough.
    pub fn create(&self, outlives_reader: bool) -> Result<Output, Failure> {
        Ok(Output::create(self.output.as_deref())?.outliving_reader(outlives_reader))
    }

    /// The files that are written.
    pub fn outputs(&self) -> Vec<PathBuf> {
        match &self.output {
            Some(prefix) if self.format == Form::Text(Format::Moses) => moses_files(prefix).into(),
            output => output.iter().cloned().collect(),
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Form> {
    let names = Format::ALL.into_iter().map(Format::as_str).chain([Form::XLSX]);
    PossibleValuesParser::new(names).try_map(|name| match name.as_str() {
        Form::XLSX => Ok(Form::Xlsx),
        name => name.parse().map(Form::Text),
    })
}

pub(super) fn score(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("a score is a number from 0 to 1".to_owned()),
    }
}
