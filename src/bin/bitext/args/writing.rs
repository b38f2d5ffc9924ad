//! What is written, and where.

use std::path::PathBuf;

use bitext::export::Format;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::conflict;
use crate::corpus::moses_files;
use crate::failure::Failure;
use crate::output::{Output, Place};

#[derive(clap::Args, Debug)]
pub struct Writing {
    /// What to write; `moses` needs -o PREFIX and writes PREFIX.en and PREFIX.zh
    #[arg(short, long, default_value = "tsv", value_parser = formats())]
    pub format: Format,

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
        if self.format == Format::Moses && self.is_to_standard_output() {
            conflict(
                &[command],
                "'--format moses' writes two files: give -o PREFIX for PREFIX.en and PREFIX.zh",
            );
        }
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
            Some(prefix) if self.format == Format::Moses => moses_files(prefix).into(),
            output => output.iter().cloned().collect(),
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(Format::as_str);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Format>())
}

fn score(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("a score is a number from 0 to 1".to_owned()),
    }
}
