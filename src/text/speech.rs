//! Speech in quotation marks: how often a unit opens a quotation, and where its borders lie.

/// The quotation marks of one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Speech {
    /// Quotations that open in it.
    pub opens: u8,
    /// Whether the first thing in it opens a quotation.
    pub starts: bool,
    /// Whether the last thing in it closes one.
    pub ends: bool,
    /// Whether a quotation is still open at its end, seen from it alone: `None` where it has no mark.
    open_at_end: Option<bool>,
}

impl Speech {
    /// Reads one unit. Linear in its length.
    pub fn of(text: &str) -> Speech {
        let mut speech = Speech::default();
        let is_visible = |part: &str| part.chars().any(|c| !c.is_whitespace());
        // After the last mark; whether anything but marks came before that.
        let (mut rest, mut visible) = (0, false);
        for (at, byte) in text.bytes().enumerate() {
            if !MAY_BEGIN_MARK[usize::from(byte)] {
                continue;
            }
            let mut chars = text[at..].chars();
            let Some(c) = chars.next() else { break };
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let Some(opening) = mark(c, before, chars.next().unwrap_or(' ')) else { continue };
            visible |= is_visible(&text[rest..at]);
            if opening {
                speech.opens = speech.opens.saturating_add(1);
                speech.starts |= !visible;
            }
            speech.open_at_end = Some(opening);
            rest = at + c.len_utf8();
        }
        speech.ends = speech.open_at_end == Some(false) && !is_visible(&text[rest..]);
        speech
    }

    /// Whether a quotation is open after this unit, if it was `inside` one before.
    pub fn after(&self, inside: bool) -> bool {
        self.open_at_end.unwrap_or(inside)
    }
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

/// Whether `c` opens (`true`) or closes a quotation; `None` where it does neither.
fn mark(c: char, before: char, next: char) -> Option<bool> {
    match c {
        '“' | '「' | '『' | '‘' | '«' => Some(true),
        '”' | '」' | '』' | '»' => Some(false),
        // Inside a word it is an apostrophe.
        '’' => (!next.is_alphanumeric()).then_some(false),
        '"' | '＂' => Some(!(is_close(before) || before.is_alphanumeric() || next.is_whitespace())),
        '\'' => match (before.is_alphanumeric(), next.is_alphanumeric()) {
            (true, true) => None,
            (false, true) => Some(!is_close(before)),
            // After a letter it may be an owner's (the boys' room).
            (true, false) => None,
            (false, false) => is_close(before).then_some(false),
        },
        _ => None,
    }
}

fn is_close(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '。' | '，' | '！' | '？' | '…' | '—' | '-' | ';' | ':' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_both_languages() {
        for (text, opens, starts, ends, open) in [
            ("'All right.", 1, true, false, true),
            ("'My word is my wand!' cried he.", 1, true, false, false),
            ("\"Well,\" she said, \"come.\"", 2, true, true, false),
            ("小玄子笑道：“今天不打了。", 1, false, false, true),
            ("“马上就能知道！”", 1, true, true, false),
            ("The boys' room and Ma's café.", 0, false, false, false),
            ("「好。」他說。", 1, true, false, false),
        ] {
            let speech = Speech::of(text);
            let found = (speech.opens, speech.starts, speech.ends, speech.after(false));
            assert_eq!(found, (opens, starts, ends, open), "{text}");
        }
        assert!(Speech::of("No mark.").after(true));
    }
}
