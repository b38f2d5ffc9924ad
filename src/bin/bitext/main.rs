//! The `bitext` program: parses arguments, calls the library, tells how it went.

mod align;
mod args;
mod clash;
mod convert;
mod corpus;
mod decode;
mod eval;
mod failure;
mod given;
mod input;
mod jsonl;
mod matching;
mod ordered;
mod output;
mod pages;
mod school;
mod segment;
mod shelf;
mod side;
mod text;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

/// Twice as much freed memory is kept for the next document.
const KEPT: usize = 4 << 20;

/// The allocator of glibc gives freed memory back to the system at once and has to ask for it again
/// for the next document, which takes a tenth of the time, until it sees a large block come and go.
/// Others take no notice.
fn keep_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT)));
}

fn main() -> ExitCode {
    keep_memory();
    let done = match Args::parse().command {
        Command::Align(args) => align::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Match(args) => matching::run(&args),
        Command::Segment(args) => segment::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Eval(args) => eval::run(&args),
    };
    match done {
        Ok(code) => code,
        // Whoever read our output has had enough of it: `bitext … | head`.
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            failure::say(&message);
            ExitCode::FAILURE
        }
    }
}
