//! Writers of an alignment: TSV, JSON, JSON Lines, TMX, Moses and HTML.

pub mod json;

/// A score as it is written, with four decimals: enough to tell pairs apart, and the same
/// digits in every format.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}
