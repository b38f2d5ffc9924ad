//! Lines as they are printed: what a PDF gives was wrapped where letters, which are not all as wide, had filled the
//! measure.

use super::line::{Line, first_word_of};
use crate::lang::{Script, columns};

/// The lines with the room that they and their first words take in print for their columns.
pub(super) fn printed(text: &str, lines: &[Line]) -> Vec<Line> {
    let printed = |line: &Line| {
        let body = line.span.of(text);
        let first = first_word_of(body);
        Line { columns: room(body), first: (room(first), line.first.1), ..line.clone() }
    };
    lines.iter().map(printed).collect()
}

/// An English letter with its share of blanks and stops, in thousandths of the size of the font.
const COLUMN: usize = 405;

/// Narrower lines were not wrapped by a margin of print, in such letters: they are verse and lists.
pub(super) const NARROWEST: usize = 52;

/// How many such letters a text takes the room of.
pub(super) fn room(text: &str) -> usize {
    let width: usize = text.chars().map(width).sum();
    (width + COLUMN / 2) / COLUMN
}

/// The width of a character in thousandths of the size of the font: between those of Times and of Arial, from which
/// most fonts for text differ in the same direction for all letters.
fn width(c: char) -> usize {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 250,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'f' | 't' | 'I' | '/' => 275,
        'r' | '(' | ')' | '[' | ']' | '-' | '‘' | '’' => 330,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' | '“' | '”' | '"' => 450,
        'm' => 800,
        'w' => 720,
        'M' | 'W' | '@' | '%' => 900,
        'A'..='Z' => 680,
        ' '..='~' => 500,
        '—' | '…' => 1000,
        _ => 500 * columns(Script::of(c), c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_that_of_letters() {
        let text = "The river keeps what it is given, and nobody asks it for a receipt.";
        assert!(room(text).abs_diff(text.len()) <= 3, "{}", room(text));
        assert!(room("MAMMOTH WOMEN") > 18);
        assert!(room("little lilt, till") < 14);
        assert_eq!(room("河里有什么"), 12);
    }
}
