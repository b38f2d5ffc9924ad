//! How a unit begins and ends, in a few classes that both languages share.
//!
//! A question answers to a question, and what ends inside a quotation, in the middle of a
//! sentence or without any mark seldom translates what ends otherwise.

/// Number of classes of a beginning or an end.
pub const CLASSES: usize = 16;

/// The class of the beginning of a text.
///
/// ```
/// use bitext::text::border;
/// assert_eq!(border::start("“Who is it?”"), border::start("「谁？」"));
/// assert_ne!(border::start("Who is it?"), border::start("and left."));
/// ```
pub fn start(text: &str) -> usize {
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' | '“' | '‘' | '\'' | '「' | '『' | '＂' => quoted = true,
            '(' | '（' | '[' | '【' | '《' | '〈' => return 1,
            '—' | '–' | '-' | '…' | '.' | '·' | '•' | '*' => return 2 + usize::from(quoted),
            _ if c.is_numeric() => return 4 + usize::from(quoted),
            _ if c.is_lowercase() => return 6 + usize::from(quoted),
            _ if c.is_alphabetic() => return 8 + usize::from(quoted),
            _ => {}
        }
    }
    0
}

/// The class of the end of a text: its last mark, and whether a quotation or a bracket closes there.
///
/// ```
/// use bitext::text::border;
/// assert_eq!(border::end("“Who is it?”"), border::end("「谁？」"));
/// assert_ne!(border::end("Who is it?"), border::end("Who is it"));
/// ```
pub fn end(text: &str) -> usize {
    let mut quoted = false;
    for c in text.chars().rev() {
        let mark = match c {
            '"' | '”' | '’' | '\'' | '」' | '』' | '＂' => {
                quoted = true;
                continue;
            }
            ')' | '）' | ']' | '】' => return 15,
            '.' | '。' | '．' => 1,
            '?' | '？' => 2,
            '!' | '！' => 3,
            ',' | '，' | '、' | ';' | '；' => 4,
            ':' | '：' => 5,
            '…' | '—' | '–' | '-' => 6,
            _ if c.is_alphanumeric() => 0,
            _ => continue,
        };
        return 2 * mark + usize::from(quoted);
    }
    14
}

/// Whether a text without letters and digits is a row of stars or the like, such as stands between two scenes,
/// and no mark that a splitter has parted from its sentence.
pub(crate) fn is_ornament(text: &str) -> bool {
    !text.contains(|c: char| {
        c.is_alphanumeric() || "\"'.,;:!?…()[]“”‘’「」『』（）【】。，、；：！？．＂".contains(c)
    })
}

/// Whether a text is nothing but marks that end a sentence or a quotation: a splitter has parted them from it.
pub(crate) fn is_rest(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "\"'”’」』＂)）]】。，、；：,;:".contains(c))
}

/// What the class of an end says of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It ends: a stop, a dash or dots, a bracket that closes.
    Sentence,
    /// It goes on: a comma, a semicolon, a colon.
    Clause,
    /// There is no mark, as behind a heading or at the end of a line of verse.
    Open,
    /// There is no word.
    Nothing,
}

/// What the class of an end, see [`end`], says of the sentence.
pub(crate) fn ending(class: usize) -> Ending {
    match class {
        0 | 1 => Ending::Open,
        8..=11 => Ending::Clause,
        14 => Ending::Nothing,
        _ => Ending::Sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn commas_end_no_sentence() {
        for (text, expected) in [
            ("It rains.", Ending::Sentence),
            ("“下雨了。”", Ending::Sentence),
            ("He (the father)", Ending::Sentence),
            ("And then —", Ending::Sentence),
            ("When it rains,", Ending::Clause),
            ("他说：“", Ending::Clause),
            ("Notes", Ending::Open),
            ("* * *", Ending::Nothing),
        ] {
            assert_eq!(ending(end(text)), expected, "{text}");
        }
    }

    #[test]
    fn marks_of_a_sentence_are_no_ornament() {
        assert!(["* * *", "———", "◆", "~~~", "＊　＊　＊"].iter().all(|text| is_ornament(text)));
        assert!(["”", "。’", "……", "12", "（）"].iter().all(|text| !is_ornament(text)));
        assert!(["”", "。’", "\"", "）。"].iter().all(|text| is_rest(text)));
        // These may be all that somebody says.
        assert!(["……", "?!", "“", "—", "12"].iter().all(|text| !is_rest(text)));
    }

    proptest! {
        #[test]
        fn every_text_has_its_classes(text in "\\PC{0,12}") {
            prop_assert!(start(&text) < CLASSES);
            prop_assert!(end(&text) < CLASSES);
        }
    }
}
