//! Words that the end of a line has cut in two: `tim-` and `ber`.

use std::borrow::Cow;

use super::stem::stem;
use crate::lang::Script;

/// A word in one piece is written so by mistake where it is so many times rarer than its rarer piece:
/// `wellknown`.
const MISTAKE: f32 = 50.0;

/// The text with such words in one piece. A hyphen that belongs to its word, as in `well-known`, stays, and
/// the line goes on behind it: where both pieces are words, and one piece is none.
///
/// `share` gives the share of all words that a stem has (see [`stem`](super::stem)), if it is known. Linear
/// in the length of the text, and nothing is copied where no line ends so.
pub(crate) fn rejoined(text: &str, share: impl Fn(&str) -> Option<f32>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (end, _) in text.match_indices('\n') {
        let Some(Cut { hyphen, next, left, right, soft }) = cut(text, end) else { continue };
        let share = |word: &str| {
            let mut word = word.to_lowercase();
            stem(&mut word);
            share(&word)
        };
        let is_one = |rarer: f32| share(&[left, right].concat()).is_some_and(|one| MISTAKE * one > rarer);
        let one = match (share(left), share(right)) {
            (Some(left), Some(right)) => soft || is_one(left.min(right)),
            _ => true,
        };
        out.push_str(&text[copied..hyphen]);
        out.push_str(if one { "" } else { "-" });
        copied = next;
    }
    if copied == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[copied..]) }
}

/// A hyphen at the end of a line that a small letter follows.
struct Cut<'t> {
    /// Where the hyphen is, and where the next line begins with a letter.
    hyphen: usize,
    next: usize,
    /// The letters on either side.
    left: &'t str,
    right: &'t str,
    /// Whether the hyphen says by itself that the word is one.
    soft: bool,
}

/// The cut at the line feed at `end`, if there is one.
fn cut(text: &str, end: usize) -> Option<Cut<'_>> {
    let line = text[..end].trim_end_matches([' ', '\t', '\r']);
    let hyphen = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{AD}'))?;
    let line = &line[..line.len() - hyphen.len_utf8()];
    let next = text[end + 1..].trim_start_matches([' ', '\t']);
    let left = &line[line.trim_end_matches(is_latin).len()..];
    let right = &next[..next.find(|c| !is_latin(c)).unwrap_or(next.len())];
    (!left.is_empty() && right.starts_with(char::is_lowercase)).then_some(Cut {
        hyphen: line.len(),
        next: text.len() - next.len(),
        left,
        right,
        soft: hyphen == '\u{AD}',
    })
}

fn is_latin(c: char) -> bool {
    Script::of(c) == Script::Latin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn words_are_whole_again() {
        for (text, whole) in [
            ("Danzig with tim-\nber and tar", "Danzig with timber and tar"),
            ("some-\r\n  thing else", "something else"),
            ("a well-\nknown man", "a well-known man"),
            ("twenty-\none years", "twenty-one years"),
            ("her mother-in-\nlaw", "her mother-in-law"),
            ("Mr. Cop-\nperfield", "Mr. Copperfield"),
            ("ele\u{AD}\nphants", "elephants"),
            ("el\u{2010}\nephants re-\nmembered", "elephants remembered"),
            // No hyphens between two pieces of a word.
            ("he said -\nand left", "he said -\nand left"),
            ("he said--\nand left", "he said--\nand left"),
            ("Anglo-\nSaxon", "Anglo-\nSaxon"),
            ("pages 3-\n4", "pages 3-\n4"),
            ("well-\n\nknown", "well-\n\nknown"),
            ("-\na", "-\na"),
            ("one-\n", "one-\n"),
        ] {
            assert_eq!(rejoined(text, |stem| Model::embedded().share(stem)), whole, "{text:?}");
        }
    }
}
