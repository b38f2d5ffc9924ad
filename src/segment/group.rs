//! Brackets and quotation marks that match.

use crate::lang::Script;

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
