//! (in work)

pub mod hanzi;
