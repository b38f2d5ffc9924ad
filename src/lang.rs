//! Languages and Chinese scripts.

use crate::hanzi::{self, is_usual_han};
use crate::span::shows_nothing;

/// The language of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Lang {
    /// English.
    En,
    /// Chinese, in either script.
    Zh,
    /// Anything else: Japanese, Korean, French, or no language at all (`* * *`).
    Other,
}

impl Lang {
    /// `en`, `zh` or `other`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
            Lang::Other => "other",
        }
    }
}

/// The script of a Chinese segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Variant {
    /// Simplified: it holds characters that only the simplified script has.
    Hans,
    /// Traditional: it holds characters that only the traditional script has.
    Hant,
    /// Every character is common to both scripts.
    Both,
    /// Characters of one script beside characters of the other.
    Mixed,
}

impl Variant {
    /// `Hans`, `Hant`, `Both` or `Mixed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Variant::Hans => "Hans",
            Variant::Hant => "Hant",
            Variant::Both => "Both",
            Variant::Mixed => "Mixed",
        }
    }
}

/// The script of a character, as far as it tells languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Han,
    Kana,
    Hangul,
    /// A letter of any other script.
    Foreign,
    Digit,
    /// Blanks, punctuation, symbols, marks.
    None,
}

/// The scripts of ASCII.
const ASCII: [Script; 128] = {
    let mut scripts = [Script::None; 128];
    let mut c = 0;
    while c < 128 {
        if (c as u8).is_ascii_alphabetic() {
            scripts[c] = Script::Latin;
        } else if (c as u8).is_ascii_digit() {
            scripts[c] = Script::Digit;
        }
        c += 1;
    }
    scripts
};

/// What is counted of a character, as bits: whether it is a Latin letter, whether it is a digit, whether it
/// may stand inside a word; and from the fourth on its columns.
const fn traits(script: Script, c: char) -> usize {
    let (latin, digit) = (matches!(script, Script::Latin), matches!(script, Script::Digit));
    latin as usize
        | (digit as usize) << 1
        | ((digit || joins_word(c)) as usize) << 2
        | columns(script, c) << 3
}

/// Columns that a character takes on a terminal, nearly.
pub(crate) const fn columns(script: Script, c: char) -> usize {
    match c {
        '\t' => 4,
        ' '..='~' => 1,
        '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}' => 2,
        _ if shows_nothing(c) => 0,
        _ if script.is_cjk() => 2,
        _ => 1,
    }
}

/// The traits of the ASCII characters.
const TRAITS: [u8; 128] = {
    let mut all = [0; 128];
    let mut c = 0;
    while c < 128 {
        all[c] = traits(ASCII[c], c as u8 as char) as u8;
        c += 1;
    }
    all
};

impl Script {
    #[inline]
    pub(crate) fn of(c: char) -> Script {
        if let Some(script) = ASCII.get(c as usize) {
            return *script;
        }
        match c {
            _ if is_usual_han(c) => Script::Han,
            // The usual punctuation, ahead of the slow look-ups below.
            '\u{2010}'..='\u{2030}'
            | '\u{3000}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}'
            | '\u{FF01}'..='\u{FF0F}' => Script::None,
            '\u{3005}' => Script::Han, // 々 repeats the Han character before it
            _ if hanzi::is_han(c) => Script::Han,
            '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' => Script::Kana,
            '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => Script::Kana,
            '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Script::Latin,
            'ª' | 'º' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' if c.is_alphabetic() => {
                Script::Latin
            }
            _ if c.is_numeric() => Script::Digit,
            _ if c.is_alphabetic() => Script::Foreign,
            _ => Script::None,
        }
    }

    /// Han, kana or hangul: scripts that need no blanks between words.
    pub(crate) const fn is_cjk(self) -> bool {
        matches!(self, Script::Han | Script::Kana | Script::Hangul)
    }
}

/// How much of each script a text holds, in characters; Latin in words too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) latin: usize,
    pub(crate) words: usize,
    pub(crate) han: usize,
    pub(crate) kana: usize,
    pub(crate) hangul: usize,
    pub(crate) foreign: usize,
    pub(crate) digits: usize,
}

impl Tally {
    pub(crate) fn of(text: &str) -> Tally {
        Tally::with_columns(text).0
    }

    /// The same, with how many columns and how many characters the text takes.
    pub(crate) fn with_columns(text: &str) -> (Tally, usize, usize) {
        let mut tally = Tally::default();
        let (mut all_columns, mut chars) = (0, 0);
        // 1 or 0.
        let mut in_word = 0;
        for c in text.chars() {
            chars += 1;
            // Nothing is asked of a letter: what comes next no processor can foretell.
            let traits = match TRAITS.get(c as usize) {
                Some(traits) => usize::from(*traits),
                None if is_usual_han(c) => {
                    tally.han += 1;
                    all_columns += 2;
                    in_word = 0;
                    continue;
                }
                None => {
                    let script = Script::of(c);
                    match script {
                        Script::Han => tally.han += 1,
                        Script::Kana => tally.kana += 1,
                        Script::Hangul => tally.hangul += 1,
                        Script::Foreign => tally.foreign += 1,
                        Script::Latin | Script::Digit | Script::None => {}
                    }
                    traits(script, c)
                }
            };
            let latin = traits & 1;
            all_columns += traits >> 3;
            tally.latin += latin;
            tally.digits += traits >> 1 & 1;
            tally.words += latin & !in_word;
            in_word = latin | in_word & traits >> 2;
        }
        (tally, all_columns, chars)
    }

    /// Letters of every script.
    pub(crate) const fn letters(&self) -> usize {
        self.latin + self.cjk() + self.foreign
    }

    pub(crate) const fn cjk(&self) -> usize {
        self.han + self.kana + self.hangul
    }

    /// Whether the text weighs more as Han, kana or hangul than as Latin words.
    pub(crate) const fn is_cjk(&self) -> bool {
        self.cjk() > 0 && self.cjk() >= self.words
    }
}

/// Marks that stand inside a word or an identifier: `don't`, `re-open`, `app.module.ts`.
pub(crate) const fn joins_word(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '_' | '.' | '@' | '\u{AD}' | '\u{200C}' | '\u{200D}')
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.latin += other.latin;
        self.words += other.words;
        self.han += other.han;
        self.kana += other.kana;
        self.hangul += other.hangul;
        self.foreign += other.foreign;
        self.digits += other.digits;
    }
}

/// Common words that carry the grammar of English and of hardly any other language. A text
/// in English is full of them; English names inside Chinese have next to none.
const ENGLISH_GRAMMAR: [&str; 88] = [
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "because", "been", "but",
    "by", "can", "could", "did", "do", "does", "during", "each", "for", "from", "had", "has", "have", "he",
    "her", "here", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "more", "most", "my",
    "no", "not", "of", "on", "only", "or", "our", "out", "over", "she", "should", "so", "some", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "up",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "would",
    "yet", "you", "your", "yours", "yourself",
];

/// A word of at most eight bytes as a number, whatever its case.
const fn key(word: &[u8]) -> u64 {
    let (mut key, mut i) = (0, 0);
    while i < word.len() {
        key = key << 8 | word[i].to_ascii_lowercase() as u64;
        i += 1;
    }
    key
}

/// The same words as numbers, each in the slot that its number says or the next that is free; 0 where there is
/// none. This is asked of every word of a text.
const GRAMMAR_SLOTS: [u64; 256] = {
    let mut slots = [0; 256];
    let mut i = 0;
    while i < ENGLISH_GRAMMAR.len() {
        let key = key(ENGLISH_GRAMMAR[i].as_bytes());
        let mut at = slot(key);
        while slots[at] != 0 {
            at = (at + 1) % 256;
        }
        slots[at] = key;
        i += 1;
    }
    slots
};

const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize
}

/// Whether the word, in any case, carries English grammar.
pub(crate) fn is_grammar_word(word: &str) -> bool {
    if word.is_empty() || word.len() > 8 {
        return false;
    }
    let key = key(word.as_bytes());
    let mut at = slot(key);
    while GRAMMAR_SLOTS[at] != 0 {
        if GRAMMAR_SLOTS[at] == key {
            return true;
        }
        at = (at + 1) % 256;
    }
    false
}

/// The least number of Latin letters on which the language of a text is judged.
const LETTERS_TO_JUDGE: usize = 100;
/// The most text that is read for it, in bytes.
const BYTES_TO_JUDGE: usize = 3000;
/// One English word in so many carries grammar, in any prose.
const GRAMMAR_SHARE: usize = 7;

/// Least words that a text must have for its grammar to say that it is English.
const WORDS_TO_JUDGE: usize = 3;

/// Whether a text, however short, has as much English grammar in it as prose has.
pub(crate) fn has_grammar(text: &str) -> bool {
    let (words, grammar) = words(text)
        .fold((0, 0), |(words, grammar), word| (words + 1, grammar + usize::from(is_grammar_word(word))));
    words >= WORDS_TO_JUDGE && grammar * GRAMMAR_SHARE >= words
}

/// The words of a text in Latin letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty())
}

/// Whether a text in Latin letters is surely in another language than English.
///
/// Short texts are given the benefit of the doubt: names and headings look like any language.
pub(crate) fn is_foreign_latin(text: &str) -> bool {
    let mut end = text.len().min(BYTES_TO_JUDGE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let (mut count, mut grammar, mut letters) = (0, 0, 0);
    for word in words(text) {
        count += 1;
        letters += word.len();
        grammar += usize::from(is_grammar_word(word));
        if letters >= LETTERS_TO_JUDGE && grammar * GRAMMAR_SHARE >= count {
            return false;
        }
    }
    if letters < LETTERS_TO_JUDGE {
        return false;
    }
    whatlang::detect(text).is_some_and(|info| {
        info.is_reliable() && info.lang() != whatlang::Lang::Eng && info.script() == whatlang::Script::Latin
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar_words_are_found_in_any_case() {
        for word in ENGLISH_GRAMMAR {
            assert!(is_grammar_word(word) && is_grammar_word(&word.to_uppercase()), "{word}");
        }
        for other in ["", "React", "thee", "yourselves", "zz"] {
            assert!(!is_grammar_word(other), "{other}");
        }
    }

    #[test]
    fn tally_counts_words_not_pieces_of_words() {
        let tally = Tally::of("Don't re-open app.module.ts 里的 2 号");
        assert_eq!((tally.words, tally.han, tally.digits), (3, 3, 1));
    }

    #[test]
    fn long_french_is_foreign_and_long_english_is_not() {
        let french = "Le conseil municipal a décidé hier soir de fermer la vieille passerelle du canal \
                      pendant trois semaines, afin de remplacer les planches usées par le gel.";
        let english = "The town council decided last night to close the old footbridge over the canal \
                       for three weeks, so that the boards worn by the frost can be replaced.";
        assert!(is_foreign_latin(french));
        assert!(!is_foreign_latin(english));
        assert!(!is_foreign_latin("Déjà vu"), "too short to judge");
    }
}
