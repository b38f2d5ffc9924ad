//! Marks that number the sentences of a paragraph: `¹ …。² …。`, `[1]…。[2]…。`.

/// The last of such marks.
///
/// A mark behind a stop is that of a note and belongs to the sentence before it. Where a paragraph
/// begins with one, those that go on counting begin sentences, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbering {
    /// The opening bracket, or `¹` for superscript digits.
    kind: char,
    number: u32,
}

impl Numbering {
    /// The mark that a text begins with, if the text goes on in the same line.
    pub(super) fn read(text: &str) -> Option<Numbering> {
        let kind = match text.chars().next()? {
            c @ ('[' | '〔' | '［') => c,
            c if superscript(c).is_some() => '¹',
            _ => return None,
        };
        let digits = if kind == '¹' { text } else { &text[kind.len_utf8()..] };
        let value = |c: char| if kind == '¹' { superscript(c) } else { c.to_digit(10) };
        let (mut number, mut len) = (0, 0);
        for c in digits.chars().take(4) {
            let Some(digit) = value(c) else { break };
            number = 10 * number + digit;
            len += c.len_utf8();
        }
        let mut rest = &digits[len..];
        if kind != '¹' {
            rest = rest.strip_prefix([']', '〕', '］'])?;
        }
        let next = rest.trim_start_matches([' ', '\u{3000}']).chars().next()?;
        (len > 0 && !matches!(next, '\n' | '\r' | '[' | '〔' | '［')).then_some(Numbering { kind, number })
    }

    /// The mark at the head of a text, if it is the one after this.
    pub(super) fn followed_by(self, text: &str) -> Option<Numbering> {
        Numbering::read(text).filter(|mark| mark.kind == self.kind && mark.number == self.number + 1)
    }
}

fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' => 0,
        '⁴'..='⁹' => c as u32 - '⁰' as u32,
        _ => return None,
    })
}
