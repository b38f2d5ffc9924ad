//! What is read out of a text: words, characters, numbers, dates, names.

pub mod stem;
pub mod token;

/// Length of a text in a measure that is fair to both languages: a Latin letter counts 1,
/// a Han character 1, other visible characters 1 each, blanks 0.
pub fn length(text: &str) -> f32 {
    text.chars().filter(|c| !crate::span::is_blank(*c)).count() as f32
}
