//! Byte ranges of a text.

use std::fmt;
use std::ops::Range;

/// A range of bytes in the text that was given, `start` included and `end` excluded.
///
/// Every span that this crate hands out lies on character borders of that text, so
/// [`Span::of`] does not panic on it. Unlike [`Range`], a span is `Copy`.
///
/// ```
/// use bitext::Span;
/// let span = Span::new(6, 12);
/// assert_eq!(span.of("Hello 世界"), "世界");
/// assert_eq!(span.len(), 6);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The text under the span.
    ///
    /// # Panics
    ///
    /// When the span was not made from `text`: out of bounds, or not on character borders.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Length in bytes, 0 where it ends before its start.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The same span as a range, for indexing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The span moved to the right by `offset` bytes: from a part of a text to the text.
    pub const fn shifted(self, offset: usize) -> Span {
        Span::new(self.start + offset, self.end + offset)
    }

    /// The span without blanks and zero-width characters at either end.
    ///
    /// A span of blanks alone becomes empty at its own start.
    pub fn trimmed(self, text: &str) -> Span {
        let part = self.of(text);
        let right = part.trim_end_matches(is_blank);
        let left = right.trim_start_matches(is_blank);
        let start = self.start + (right.len() - left.len());
        Span::new(start, start + left.len())
    }
}

/// White space, or a character that [shows nothing](shows_nothing).
pub(crate) fn is_blank(c: char) -> bool {
    match c {
        // Nearly all of a text needs no look-up.
        '!'..='~' | '\u{4E00}'..='\u{9FFF}' => false,
        _ => c.is_whitespace() || shows_nothing(c),
    }
}

/// Line feeds, form feeds, NEL, U+2028 and U+2029.
pub(crate) const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Zero-width spaces and joiners, byte order marks, soft hyphens, direction marks.
pub(crate) const fn shows_nothing(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        | '\u{0000}'..='\u{0008}' | '\u{000E}'..='\u{001F}' | '\u{007F}')
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

impl fmt::Display for Span {
    /// `start-end`, as in the TSV columns.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// As `[start, end]`.
#[cfg(feature = "serde")]
impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        let (start, end) = <(usize, usize)>::deserialize(deserializer)?;
        Ok(Span { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_ends_before_its_start_holds_nothing() {
        let span = Span::new(5, 3);
        assert!(span.is_empty());
        assert_eq!(span.len(), 0);
    }
}
