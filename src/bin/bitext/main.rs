//! The `bitext` program: parses arguments, calls the library, tells how it went.

mod align;
mod args;
mod corpus;
mod decode;
mod eval;
mod failure;
mod input;
mod jsonl;
mod ordered;
mod output;
mod school;
mod segment;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Align(args) => align::run(&args),
        Command::Segment(args) => segment::run(&args),
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
