//! `bitext text`.

use std::io::Write;
use std::process::ExitCode;

use crate::args::TextArgs;
use crate::failure::Failure;
use crate::output::Output;

pub fn run(args: &TextArgs) -> Result<ExitCode, Failure> {
    args.check();
    let mut output = Output::create(args.output.as_deref())?;
    let text = args.source().text(&args.decoding)?;
    output.write_all(text.as_bytes()).map_err(|e| output.failure(&e))?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
