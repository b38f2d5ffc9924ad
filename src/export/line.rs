//! A unit on one line.

use crate::lang::Lang;
use crate::model::Model;
use crate::text::hyphen::rejoined;

/// The text on one line, without blanks at either end.
///
/// Line breaks and tabs, with the blanks around them, become one blank, or nothing inside
/// Chinese; other control characters go. An English word that the end of a line has cut is whole again.
/// All else stays as it is.
///
/// Which words are cut is asked of the crate's own model, though another may have aligned: an alignment
/// does not say which, and all that matters is what English words there are.
pub(super) fn one_line(text: &str, lang: Lang) -> String {
    let text = match lang {
        Lang::En => &rejoined(text, |stem| Model::embedded().share(stem)),
        _ => text,
    };
    let mut line = String::with_capacity(text.len());
    let mut blanks = String::new();
    let mut broken = false;
    let mut last = None;
    for c in text.chars() {
        if is_break(c) {
            broken = true;
        } else if c.is_whitespace() {
            blanks.push(c);
        } else if !c.is_control() {
            if let Some(last) = last {
                if !broken {
                    line.push_str(&blanks);
                } else if lang != Lang::Zh || !(is_wide(last) || is_wide(c)) {
                    line.push(' ');
                }
            }
            line.push(c);
            last = Some(c);
            blanks.clear();
            broken = false;
        }
    }
    line
}

/// What some reader of text files takes for the end of a line or of a column.
fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character of Chinese writing, punctuation included: two columns of a terminal.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_become_what_the_language_puts_between_words() {
        for (lang, text, line) in [
            (Lang::En, "hard\nwrapped", "hard wrapped"),
            (Lang::En, "tim-\nber, well-\nknown", "timber, well-known"),
            (Lang::En, "two  blanks stay", "two  blanks stay"),
            (Lang::En, " a \r\n\t b\u{2028}c\n", "a b c"),
            (Lang::En, "bell\u{7} and null\0", "bell and null"),
            (Lang::Zh, "一行\n两行", "一行两行"),
            (Lang::Zh, "一行。\u{3000}\n\u{3000}两行", "一行。两行"),
            (Lang::Zh, "用 Rust\n写的", "用 Rust写的"),
            (Lang::Zh, "Linus\nTorvalds 说", "Linus Torvalds 说"),
            (Lang::Zh, "空\u{3000}格", "空\u{3000}格"),
            (Lang::Zh, "\n\t", ""),
        ] {
            assert_eq!(one_line(text, lang), line, "{text:?}");
        }
    }
}
