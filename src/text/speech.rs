//! Speech in quotation marks: how often a unit opens a quotation, where its borders lie, and which
//! units begin inside one.

/// The quotation marks of one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Speech {
    /// Quotations that open in it.
    pub opens: u8,
    /// Whether the first thing in it opens a quotation.
    pub starts: bool,
    /// Whether the last thing in it closes one.
    pub ends: bool,
    /// The kinds of marks that it has, a bit for each; of these, those of which the first mark closes a
    /// quotation, and those of which the last one opens one.
    marks: u8,
    closes: u8,
    open: u8,
}

/// Kinds of quotation marks.
const KINDS: usize = 7;

/// How many units a quotation goes on at most.
const LONGEST: usize = 20;

impl Speech {
    /// Reads one unit. Linear in its length.
    pub fn of(text: &str) -> Speech {
        let mut speech = Speech::default();
        let is_visible = |part: &str| part.chars().any(|c| !c.is_whitespace());
        // After the last mark; whether anything but marks came before that.
        let (mut rest, mut visible) = (0, false);
        let mut last_opens = None;
        for (at, byte) in text.bytes().enumerate() {
            if !MAY_BEGIN_MARK[usize::from(byte)] {
                continue;
            }
            let mut chars = text[at..].chars();
            let Some(c) = chars.next() else { break };
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let Some((kind, opening)) = mark(c, before, chars.next().unwrap_or(' ')) else { continue };
            visible |= is_visible(&text[rest..at]);
            if opening {
                speech.opens = speech.opens.saturating_add(1);
                speech.starts |= !visible;
            }
            let kind = 1 << kind;
            speech.closes |= if speech.marks & kind == 0 && !opening { kind } else { 0 };
            speech.marks |= kind;
            speech.open = if opening { speech.open | kind } else { speech.open & !kind };
            last_opens = Some(opening);
            rest = at + c.len_utf8();
        }
        speech.ends = last_opens == Some(false) && !is_visible(&text[rest..]);
        speech
    }
}

/// Whether each unit begins inside a quotation that an earlier one has opened.
///
/// What opens a quotation counts only where a later mark of its kind closes it, or opens it again, as
/// each paragraph of a long speech does: an apostrophe at the head of a word, and a quotation whose end
/// was lost, would open one for the rest of the text.
pub(crate) fn inside(units: &[Speech]) -> Vec<bool> {
    // By kind: the next unit with such a mark, where what is open before it comes to an end.
    let mut next: [Option<usize>; KINDS] = [None; KINDS];
    let mut open = vec![0u8; units.len()];
    for (unit, speech) in units.iter().enumerate().rev().filter(|(_, speech)| speech.marks != 0) {
        for (kind, next) in next.iter_mut().enumerate() {
            let is = |kinds: u8| kinds >> kind & 1 == 1;
            if is(speech.marks) {
                let goes_on = is(speech.open) && next.is_some_and(|next| next - unit <= LONGEST);
                open[unit] |= u8::from(goes_on) << kind;
                *next = (is(speech.closes) || !is(speech.open) || goes_on).then_some(unit);
            }
        }
    }
    let mut within = 0;
    let inside = |(speech, open): (&Speech, u8)| {
        let before = within;
        within = within & !speech.marks | open;
        before != 0
    };
    units.iter().zip(open).map(inside).collect()
}

/// By a byte, whether a [`mark`] may begin with it: most of a text does not.
const MAY_BEGIN_MARK: [bool; 256] = {
    let mut may = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may[byte] = matches!(byte as u8, b'"' | b'\'' | 0xC2 | 0xE2 | 0xE3 | 0xEF);
        byte += 1;
    }
    may
};

/// The kind of a quotation mark, and whether it opens (`true`) or closes a quotation; `None` where `c` is
/// none.
fn mark(c: char, before: char, next: char) -> Option<(u8, bool)> {
    Some(match c {
        '“' => (0, true),
        '”' => (0, false),
        '‘' => (1, true),
        // Inside a word it is an apostrophe.
        '’' if !next.is_alphanumeric() => (1, false),
        '「' => (2, true),
        '」' => (2, false),
        '『' => (3, true),
        '』' => (3, false),
        '«' => (4, true),
        '»' => (4, false),
        '"' | '＂' => (5, !(is_close(before) || before.is_alphanumeric() || next.is_whitespace())),
        '\'' => match (before.is_alphanumeric(), next.is_alphanumeric()) {
            (false, true) => (6, !is_close(before)),
            (false, false) if is_close(before) => (6, false),
            // Inside a word it is an apostrophe; after a letter it may be an owner's (the boys' room).
            _ => return None,
        },
        _ => return None,
    })
}

fn is_close(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '。' | '，' | '！' | '？' | '…' | '—' | '-' | ';' | ':' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_both_languages() {
        for (text, opens, starts, ends) in [
            ("'All right.", 1, true, false),
            ("'My word is my wand!' cried he.", 1, true, false),
            ("\"Well,\" she said, \"come.\"", 2, true, true),
            ("小玄子笑道：“今天不打了。", 1, false, false),
            ("“马上就能知道！”", 1, true, true),
            ("The boys' room and Ma's café.", 0, false, false),
            ("「好。」他說。", 1, true, false),
        ] {
            let speech = Speech::of(text);
            assert_eq!((speech.opens, speech.starts, speech.ends), (opens, starts, ends), "{text}");
        }
    }

    /// Which of the texts begin inside a quotation, as a `1` or a `0` each.
    fn insides(texts: &[&str]) -> String {
        let speech: Vec<Speech> = texts.iter().map(|text| Speech::of(text)).collect();
        inside(&speech).iter().map(|&is| if is { '1' } else { '0' }).collect()
    }

    #[test]
    fn a_quotation_goes_on_until_it_is_closed() {
        assert_eq!(insides(&["“Well.", "Come in.", "Sit down.” He sat.", "It rained."]), "0110");
        assert_eq!(insides(&["他说：“好。", "请进。”", "下雨了。"]), "010");
        // Each paragraph of a long speech opens it again, the last one closes it.
        assert_eq!(insides(&["“One.", "“Two.", "“Three.”", "Four."]), "0110");
        // A mark of another kind does not close it.
        assert_eq!(insides(&["“He said ‘no’.", "Then he left.”", "It rained."]), "010");
    }

    #[test]
    fn what_is_never_closed_opens_nothing() {
        assert_eq!(insides(&["'Tis cold.", "It rained.", "It snowed."]), "000");
        let mut lost = vec!["“Well.", "Come in."];
        lost.extend(["It rained."; LONGEST]);
        lost.push("“Yes,” he said.");
        assert!(!insides(&lost).contains('1'));
    }
}
