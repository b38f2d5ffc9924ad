//! The word lists of the English rules, read from `words.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

static LIST: &str = include_str!("words.txt");

/// What is known of a word, as a set of bits; a word may be in several classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u16);

impl Classes {
    pub(super) const TITLE: Classes = Classes(1);
    pub(super) const INSIDE: Classes = Classes(2);
    pub(super) const NUMBER: Classes = Classes(4);
    pub(super) const EITHER: Classes = Classes(8);
    pub(super) const END: Classes = Classes(16);
    pub(super) const OPENING: Classes = Classes(32);
    pub(super) const COMPANY: Classes = Classes(64);
    pub(super) const LABEL: Classes = Classes(128);
    pub(super) const SPEECH: Classes = Classes(256);
    pub(super) const CRY: Classes = Classes(512);
    pub(super) const REACTION: Classes = Classes(1024);
    pub(super) const BOOK: Classes = Classes(2048);
    pub(super) const LETTERED: Classes = Classes(4096);

    const ABBREVIATION: Classes = Classes(1 | 2 | 4 | 8 | 16);

    pub(super) fn has(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn is_abbreviation(self) -> bool {
        self.has(Classes::ABBREVIATION)
    }

    fn named(name: &str) -> Option<Classes> {
        Some(match name {
            "title" => Classes::TITLE,
            "inside" => Classes::INSIDE,
            "number" => Classes::NUMBER,
            "either" => Classes::EITHER,
            "end" => Classes::END,
            "opening" => Classes::OPENING,
            "company" => Classes::COMPANY,
            "label" => Classes::LABEL,
            "speech" => Classes::SPEECH,
            "cry" => Classes::CRY,
            "reaction" => Classes::REACTION,
            "book" => Classes::BOOK,
            "lettered" => Classes::LETTERED,
            _ => return None,
        })
    }
}

static WORDS: LazyLock<HashMap<&'static str, Classes>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Classes> = HashMap::with_capacity(600);
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split_whitespace();
        let Some(class) = parts.next().and_then(Classes::named) else { continue };
        for word in parts {
            words.entry(word).or_default().0 |= class.0;
        }
    }
    words
});

/// The classes of a word, whatever its case; `’` is read as `'`.
pub(super) fn classes(word: &str) -> Classes {
    // No listed word is longer; this keeps the look-up free of allocation.
    let mut buffer = [0; 16];
    let mut len = 0;
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
        if !c.is_ascii() || len == buffer.len() {
            return Classes::default();
        }
        buffer[len] = c as u8;
        len += 1;
    }
    let mut classes = find(&buffer[..len]);
    if word.starts_with(|c: char| c.is_ascii_uppercase()) {
        buffer[0] = buffer[0].to_ascii_uppercase();
        classes.0 |= find(&buffer[..len]).0;
    }
    classes
}

fn find(word: &[u8]) -> Classes {
    std::str::from_utf8(word).ok().and_then(|word| WORDS.get(word)).copied().unwrap_or_default()
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word is a Roman numeral, in capitals or small letters.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() < 6
        && word != "I"
        && (word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
            || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_known_class_and_words_that_can_be_found() {
        for line in LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (class, words) = line.split_once(' ').unwrap();
            let class = Classes::named(class).unwrap_or_else(|| panic!("{class}"));
            for word in words.split_whitespace() {
                assert!(classes(word).has(class), "{word}");
                assert!(classes(&word.to_uppercase()).has(class), "{word}");
            }
        }
    }
}
