//! The program as a process: what its help and the README say of it.
#![cfg(feature = "cli")]

#[path = "cli/process.rs"]
mod process;

#[path = "support/archive.rs"]
mod archive;

#[path = "cli/align.rs"]
mod align;
#[path = "cli/convert.rs"]
mod convert;
#[path = "cli/documents.rs"]
mod documents;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/eval.rs"]
mod eval;
#[path = "cli/jsonl.rs"]
mod jsonl;
#[path = "cli/matching.rs"]
mod matching;
#[path = "cli/segment.rs"]
mod segment;
