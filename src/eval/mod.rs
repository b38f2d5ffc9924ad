//! Gold sets and the scores against them.

pub mod gold_file;
pub mod splitting;

pub use gold_file::Error;
