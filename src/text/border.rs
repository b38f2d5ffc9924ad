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

/// What a text without any word is, as a unit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scrap {
    /// A row of stars or the like, as it stands between two scenes, or nothing at all.
    Ornament,
    /// Marks that end a sentence or a quotation: a splitter has parted them from it.
    Rest,
}

/// What a text without any word is; nothing in particular if the marks may be all that somebody says, as `……`.
pub(crate) fn scrap(text: &str) -> Option<Scrap> {
    let signs = || text.chars().filter(|c| !c.is_whitespace());
    let is_rest = |c: char| "\"'”’」』＂)）]】。，、；：,;:".contains(c);
    let is_said = |c: char| c.is_alphanumeric() || ".!?…([“‘「『（【！？．".contains(c);
    if signs().next().is_some() && signs().all(is_rest) {
        Some(Scrap::Rest)
    } else {
        (!signs().any(|c| is_rest(c) || is_said(c))).then_some(Scrap::Ornament)
    }
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
        for text in ["* * *", "———", "◆", "~~~", "＊　＊　＊", "", " "] {
            assert_eq!(scrap(text), Some(Scrap::Ornament), "{text}");
        }
        for text in ["”", "。’", "\"", "）。"] {
            assert_eq!(scrap(text), Some(Scrap::Rest), "{text}");
        }
        // These may be all that somebody says.
        for text in ["……", "?!", "“", "12", "（）", "* (*"] {
            assert_eq!(scrap(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_has_its_classes(text in "\\PC{0,12}") {
            prop_assert!(start(&text) < CLASSES);
            prop_assert!(end(&text) < CLASSES);
        }
    }
}
