//! HTML entities in a text: `&rdquo;` closes a quotation as `”` does.
//!
//! The rules read a copy in which each stands as the character that it means, and the borders that they find
//! are carried back.

use crate::span::Span;

/// No entity is longer, in bytes: `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 34;

/// A text without its entities, and how far the rest has moved.
pub(super) struct Decoded {
    pub(super) text: String,
    /// For each entity where it ends in the copy, and how much longer the raw text is up to there.
    moved: Vec<(usize, usize)>,
}

impl Decoded {
    /// Nothing where no entity is found, as in nearly any text.
    pub(super) fn of(raw: &str) -> Option<Decoded> {
        // A search for a byte is quick, and nothing else is asked of most texts.
        if !raw.contains('&') {
            return None;
        }
        let (mut text, mut moved) = (String::new(), Vec::new());
        let mut copied = 0;
        for (at, _) in raw.match_indices('&') {
            let Some((c, len)) = entity(&raw[at..]) else { continue };
            text.push_str(&raw[copied..at]);
            text.push(c);
            copied = at + len;
            moved.push((text.len(), copied - text.len()));
        }
        if moved.is_empty() {
            return None;
        }
        text.push_str(&raw[copied..]);
        Some(Decoded { text, moved })
    }

    /// Spans that tile the copy, as spans that tile the raw text.
    pub(super) fn carry_back(&self, spans: &mut [Span]) {
        let mut moved = self.moved.iter().peekable();
        let (mut by, mut start) = (0, 0);
        for span in spans {
            while let Some((_, longer)) = moved.next_if(|(end, _)| *end <= span.end) {
                by = *longer;
            }
            *span = Span::new(start, span.end + by);
            start = span.end;
        }
    }
}

/// The character for the entity at the head of a text, and its length. The few that mean two characters stay
/// as they are: none of them matters here, and no border may fall inside.
fn entity(text: &str) -> Option<(char, usize)> {
    let inside = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
    let len = 1 + text.bytes().skip(1).take(LONGEST).take_while(inside).count();
    if !text[len..].starts_with(';') {
        return None;
    }
    let decoded = html_escape::decode_html_entities(&text[..=len]);
    let mut chars = decoded.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some((c, len + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_carried_back_to_the_raw_text() {
        let raw = "&ldquo;好&#65311;&#x201D;R&D&bogus;他&amp;quot;";
        let decoded = Decoded::of(raw).unwrap();
        assert_eq!(decoded.text, "“好？”R&D&bogus;他&quot;");
        let middle = decoded.text.find('R').unwrap();
        let mut spans = [Span::new(0, middle), Span::new(middle, decoded.text.len())];
        decoded.carry_back(&mut spans);
        assert_eq!(spans[0], Span::new(0, raw.find('R').unwrap()));
        assert_eq!(spans[1], Span::new(raw.find('R').unwrap(), raw.len()));
    }

    #[test]
    fn other_texts_are_not_copied() {
        assert!(
            ["", "他说。", "R&D", "a && b; c", "&;", "&&&&"].iter().all(|raw| Decoded::of(raw).is_none())
        );
    }
}
