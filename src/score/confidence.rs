//! How sure a bead is, as a number from 0 to 1.

/// The score of a bead with these log-odds and this many tokens, between 0 and 1.
///
/// Log-odds add up over tokens that are far from independent, so a long bead looks surer
/// than it is: the square root of its length brings beads of all lengths to one measure.
pub(crate) fn confidence(log_odds: f32, tokens: usize) -> f32 {
    let x = log_odds / (tokens.max(1) as f32).sqrt();
    1.0 / (1.0 + (-(SLOPE * x + START)).exp())
}

const SLOPE: f32 = 1.2;
const START: f32 = 0.0;
