//! Fenced code of Markdown: what stands between two lines of three backticks or tildes or more.

use crate::lang::{Script, Tally};
use crate::span::is_line_end;

/// Where a fence ends, and whether it holds text and no code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    /// The start of the line that closes it.
    pub(super) close: usize,
    pub(super) holds_text: bool,
}

/// The fences of a text, looked for from its start to its end.
#[derive(Default)]
pub(super) struct Fences {
    /// Backticks, tildes: no line of so many closes anything from here on.
    unclosed: [Option<usize>; 2],
}

/// A fence of more marks is closed by so many, so that only a few searches go to the end in vain.
const LONGEST: usize = 8;
/// Words, or Han characters, of a line that is text.
const WORDS: usize = 4;

impl Fences {
    /// The fence that a line opens, if another line closes it. `behind`: where the next line starts.
    pub(super) fn opened(&mut self, text: &str, line: &str, behind: usize) -> Option<Fence> {
        let (mark, length, name) = marks(line)?;
        // A line of tildes alone parts the scenes of a story.
        if name.is_empty() && mark == '~' || name.contains('`') {
            return None;
        }
        let unclosed = &mut self.unclosed[usize::from(mark == '~')];
        if unclosed.is_some_and(|shortest| length >= shortest) {
            return None;
        }
        let (mut at, mut english, mut chinese) = (behind, false, false);
        for line in text[behind..].split_inclusive(is_line_end) {
            if marks(line).is_some_and(|(m, n, rest)| m == mark && n >= length && rest.is_empty()) {
                // What is no language for programs may hold a poem, or words for the reader to say; in
                // code only what is told in both languages is text.
                let code = !matches!(name, "" | "text" | "txt" | "plaintext" | "md" | "markdown");
                let holds_text = if code { english && chinese } else { english || chinese };
                return Some(Fence { close: at, holds_text });
            }
            match text_script(line) {
                Script::Han => chinese = true,
                Script::Latin => english = true,
                _ => {}
            }
            at += line.len();
        }
        *unclosed = Some(length);
        None
    }
}

/// The marks of a line that opens or closes a fence, how many, and what stands behind them.
fn marks(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim_start_matches([' ', '\t']);
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    (length > 2).then(|| (mark, length.min(LONGEST), rest.trim()))
}

/// The script of a line that looks like a sentence or a verse: a capital or a Han character, several words,
/// and no signs of code. That of any other line is none.
fn text_script(line: &str) -> Script {
    let line = line.trim();
    let script = line.chars().next().filter(|c| !c.is_lowercase()).map_or(Script::None, Script::of);
    let is_code =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '!' | '?' | ':' | '\'' | '"' | '-');
    if !matches!(script, Script::Latin | Script::Han) || line.contains(is_code) {
        return Script::None;
    }
    let tally = Tally::of(line);
    if tally.words.max(tally.han) >= WORDS { script } else { Script::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the fence closes that the first line of a text opens, and whether it holds text.
    fn fence(text: &str) -> Option<(&str, bool)> {
        let behind = text.find('\n').map_or(text.len(), |at| at + 1);
        let fence = Fences::default().opened(text, &text[..behind], behind)?;
        Some((&text[fence.close..], fence.holds_text))
    }

    #[test]
    fn a_fence_needs_its_end() {
        assert_eq!(fence("```\nx = 1\n```\ny"), Some(("```\ny", false)));
        assert_eq!(fence("  ~~~ yaml\nx: 1\r  ~~~~"), Some(("  ~~~~", false)));
        assert_eq!(fence("````md\n```\nx\n```\n````"), Some(("````", false)));
        for text in
            ["```\nx = 1\n", "```\nx\n~~~\n", "````\nx\n```", "~~~\nx\n~~~", "``\nx\n``", "```x``` y\n```"]
        {
            assert_eq!(fence(text), None, "{text}");
        }
    }

    #[test]
    fn a_fence_with_text() {
        for (text, expected) in [
            ("```\nThe moon is on the stairs\n```", true),
            ("```text\n月亮在楼梯上\n```", true),
            ("```sh\nThe moon is on the stairs.\n月亮在楼梯上。\n```", true),
            ("```sh\nThe moon is on the stairs.\n# 月亮在楼梯上。\n```", false),
            ("```\nlet moon = 1;\n// 月亮在楼梯上\n```", false),
        ] {
            assert_eq!(fence(text).map(|(_, holds_text)| holds_text), Some(expected), "{text}");
        }
    }

    #[test]
    fn many_open_fences_stay_linear() {
        let (mut fences, text) = (Fences::default(), "````x\n".repeat(100_000));
        let opened = text.match_indices('\n').filter_map(|(at, _)| fences.opened(&text, "````x", at + 1));
        assert_eq!(opened.count(), 0);
    }
}
