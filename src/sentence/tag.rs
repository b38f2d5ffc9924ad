//! What follows an English quotation and tells who spoke it: `“Why?” Martha asked.`

use super::open::Open;
use super::window::behind;
use super::words::{Classes, classes};

/// How far to look for what introduces a quotation, in bytes: a mark, blanks and a letter.
const LEFT: usize = 8;
/// The verb of speech is among so many words: `the old man said`.
const WORDS: usize = 4;

/// Whether the quotation in hand has its tag before it: `She asked, “Why?”`.
pub(super) fn is_introduced(text: &str, open: &Open) -> bool {
    open.quotation().is_some_and(|at| {
        let head = behind(text, 0, at, LEFT).trim_end();
        head.strip_suffix([',', ':']).is_some_and(|head| head.ends_with(char::is_alphanumeric))
    })
}

/// `Mary asked`, `the old man said`: a verb of speech within the first four words. Where the quotation was
/// `introduced`, its tag is before it already and such words are another sentence, unless they say nothing
/// more and a quotation follows: `“Wait!” I said. “I am coming.”`
pub(super) fn is_tag(text: &str, introduced: bool) -> bool {
    if !text.starts_with(char::is_alphabetic) {
        return false;
    }
    let first =
        text.split(|c: char| !(c.is_alphabetic() || c == '\'' || c == '’')).next().unwrap_or_default();
    // `Nobody answered` is what happened.
    if matches!(first, "Nobody" | "No") {
        return false;
    }
    // A capital that no name has begins a sentence, or is that of a writer who has it in tags.
    let begins =
        first != "I" && first.starts_with(char::is_uppercase) && classes(first).has(Classes::OPENING);
    let mut words = text.split_whitespace();
    for _ in 0..WORDS {
        let Some(word) = words.next() else { return false };
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        let known = classes(bare);
        let loose = known.has(Classes::CRY);
        if loose || known.has(Classes::SPEECH) {
            if introduces(text) {
                return false;
            }
            let next = words.next().unwrap_or_default();
            let quotes = next.starts_with(['"', '“', '\'', '‘']);
            let sentence = word.ends_with('.');
            return match bare == word {
                _ if introduced => sentence && quotes && !loose,
                // `Anna called a doctor`, `Anna said that`.
                true => !begins && next != "that" && (!loose || next.starts_with("out")),
                // `The child thought.`, and `She said, “If`, which introduces what it says.
                false => !begins || !loose && (sentence || !quotes),
            };
        }
        if bare != word && !classes(bare).is_abbreviation() {
            return false;
        }
    }
    false
}

/// `Tom replied: “`, `Mary asked him at once: “`: a colon before the next quotation tells whose that is.
fn introduces(text: &str) -> bool {
    let marks = |c: char| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '"' | '“' | '‘');
    let rest = text.find(marks).and_then(|at| text[at..].strip_prefix(':'));
    rest.is_some_and(|rest| rest.trim_start().starts_with(['"', '“', '\'', '‘']))
}
