//! Brackets and quotation marks that match.

use super::gap::before_notes;
use super::line::{is_closer, is_stop};
use crate::lang::{Script, Tally};
use crate::span::is_blank;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Enclosure {
    Bracket,
    Quote,
}

/// A stretch between two marks that match, and that is in no other such stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Offset of the opening mark.
    pub(super) open: usize,
    /// Offset after the closing mark.
    pub(super) end: usize,
    pub(super) enclosure: Enclosure,
}

/// Letters from which a bracket without a stop can be a sentence: Han characters, Latin words.
const SENTENCE: [usize; 2] = [5, 3];

impl Group {
    /// Whether it is a bracket that holds a sentence of its own, as a translation does that stands in
    /// brackets behind its original: one behind a stop, `He left. (他走了。)`. What stands in brackets
    /// within a sentence is a gloss.
    pub(super) fn is_sentence(&self, text: &str) -> bool {
        if self.enclosure != Enclosure::Bracket {
            return false;
        }
        let before = before_notes(text[..self.open].trim_end()).trim_end_matches(is_closer);
        if !before.ends_with(is_stop) {
            return false;
        }
        let inner = text[self.open..self.end].trim_end_matches(|c| is_closer(c) || is_blank(c));
        if inner.ends_with(is_stop) {
            return true;
        }
        let tally = Tally::of(inner);
        let long = tally.han >= SENTENCE[0] || tally.words >= SENTENCE[1] && !inner.contains(['@', '#']);
        long && text[self.end..].trim_start_matches(|c| is_closer(c) || is_stop(c)).trim().is_empty()
    }
}

/// Whether a bracket closes at the end of a line, a stop behind it or not.
pub(super) fn ends_in_bracket(line: &str) -> bool {
    without_stops(line).ends_with(closes_bracket)
}

pub(super) fn opens_bracket(c: char) -> bool {
    PAIRS.iter().any(|&(open, _, of)| open == c && of == Enclosure::Bracket)
}

pub(super) fn closes_bracket(c: char) -> bool {
    PAIRS.iter().any(|&(_, close, of)| close == c && of == Enclosure::Bracket)
}

fn without_stops(line: &str) -> &str {
    line.trim_end_matches(|c| is_stop(c) || is_blank(c))
}

/// Latin letters for each Han character in a text and its translation, at least and at most.
const LETTERS: [usize; 2] = [1, 7];
/// At most in a term of so many words: 气短 is `shortness of breath`.
const OF_A_TERM: (usize, usize) = (9, 3);

/// Where the bracket opens that ends a line and holds all of the rest in the other language, as far as
/// scripts and lengths tell: `abandon (放弃)`.
pub(super) fn translation(line: &str, tally: &Tally, groups: &[Group]) -> Option<usize> {
    if tally.latin == 0 || tally.han == 0 || !ends_in_bracket(line) {
        return None;
    }
    let end = without_stops(line).len();
    let group = groups.last().filter(|g| g.end == end && g.enclosure == Enclosure::Bracket)?;
    let inner = Tally::of(&line[group.open..group.end]);
    let apart = [inner.latin, inner.han] == [0, tally.han] || [inner.latin, inner.han] == [tally.latin, 0];
    let most = if tally.words <= OF_A_TERM.1 { OF_A_TERM.0 } else { LETTERS[1] };
    let alike = (LETTERS[0] * tally.han..=most * tally.han).contains(&tally.latin);
    (apart && alike).then_some(group.open)
}

const PAIRS: [(char, char, Enclosure); 13] = [
    ('(', ')', Enclosure::Bracket),
    ('（', '）', Enclosure::Bracket),
    ('[', ']', Enclosure::Bracket),
    ('［', '］', Enclosure::Bracket),
    ('{', '}', Enclosure::Bracket),
    ('【', '】', Enclosure::Bracket),
    ('〔', '〕', Enclosure::Bracket),
    ('“', '”', Enclosure::Quote),
    ('«', '»', Enclosure::Quote),
    ('「', '」', Enclosure::Quote),
    ('『', '』', Enclosure::Quote),
    ('《', '》', Enclosure::Quote),
    ('〈', '〉', Enclosure::Quote),
];

/// Brackets that a writer mixes: an opening half-width one closed by a full-width one.
const fn kin(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        c => c,
    }
}

/// The most opening marks that wait for their partner; the oldest is forgotten first.
const MOST_OPEN: usize = 32;

/// The outermost groups of `text`, in order. A mark without a partner makes no group.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut open: Vec<(usize, char, Enclosure)> = Vec::new();
    let mut out: Vec<Group> = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c.is_ascii_alphanumeric() || c == ' ' || ('\u{4E00}'..='\u{9FFF}').contains(&c) {
            before = Some(c);
            continue;
        }
        let after = chars.peek().map(|(_, c)| *c);
        let closes = if c == '"' {
            let waiting = open.iter().any(|(_, close, _)| *close == '"');
            if waiting && closes_quote(before, after) { Some('"') } else { None }
        } else {
            PAIRS.iter().any(|(_, close, _)| *close == c).then(|| kin(c))
        };
        if let Some(mark) = closes {
            if let Some(at) = open.iter().rposition(|(_, close, _)| *close == mark) {
                let group = Group { open: open[at].0, end: i + c.len_utf8(), enclosure: open[at].2 };
                open.truncate(at);
                while out.last().is_some_and(|inner| inner.open > group.open) {
                    out.pop();
                }
                out.push(group);
            }
        } else if c == '"' {
            push(&mut open, (i, '"', Enclosure::Quote));
        } else if let Some((_, close, enclosure)) = PAIRS.iter().find(|(open, _, _)| *open == c) {
            push(&mut open, (i, kin(*close), *enclosure));
        }
        before = Some(c);
    }
    out
}

fn push(open: &mut Vec<(usize, char, Enclosure)>, mark: (usize, char, Enclosure)) {
    if open.len() == MOST_OPEN {
        open.remove(0);
    }
    open.push(mark);
}

/// Whether a straight quotation mark between these two characters closes a quotation, when
/// one is open. Only a blank before it and a letter behind it speak for an opening mark.
fn closes_quote(before: Option<char>, after: Option<char>) -> bool {
    let opens_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '（' | '—' | ':' | '：'));
    let word_after = after.is_some_and(|c| Script::of(c) != Script::None);
    !(opens_before && word_after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        groups(text).iter().map(|g| &text[g.open..g.end]).collect()
    }

    #[test]
    fn outermost_groups() {
        assert_eq!(found("a (b “c” d) e “f”"), ["(b “c” d)", "“f”"]);
        assert_eq!(found("孙正义(Masayoshi Son）说\"好\"。"), ["(Masayoshi Son）", "\"好\""]);
        assert_eq!(found("\"One.\" \"Two.\""), ["\"One.\"", "\"Two.\""]);
    }

    #[test]
    fn brackets_with_a_translation() {
        let sentence = |text: &str| groups(text).iter().any(|g| g.is_sentence(text));
        for text in
            ["He left. (他走了。)", "Did he leave?（他已经走了吗）", "他走了。(Yes, he left!) 然后呢？"]
        {
            assert!(sentence(text), "{text}");
        }
        for text in
            ["He (他) left.", "He came from Foochow. (福州)", "He left (他走了。)", "“He left.” “他走了。”"]
        {
            assert!(!sentence(text), "{text}");
        }
        let whole = |line: &str| translation(line, &Tally::of(line), &groups(line));
        assert_eq!(whole("abandon (放弃)"), Some(8));
        assert_eq!(whole("渡船七点开（The ferry leaves at seven）。"), Some(15));
        for line in
            ["The dish is called Lion's Head (狮子头)", "abandon (放弃), leave", "放弃 A (abandon)", "a (b)"]
        {
            assert_eq!(whole(line), None, "{line}");
        }
    }

    #[test]
    fn a_mark_alone_makes_no_group() {
        assert_eq!(found("\"I ran home. \"我跑回家"), Vec::<&str>::new());
        assert_eq!(found("a ) b ( c"), Vec::<&str>::new());
        assert_eq!(found("「one (two)"), ["(two)"]);
    }

    #[test]
    fn many_open_marks_stay_linear() {
        assert!(groups(&"(".repeat(100_000)).is_empty());
        assert_eq!(groups(&"()".repeat(1000)).len(), 1000);
    }
}
