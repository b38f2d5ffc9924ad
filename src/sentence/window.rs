//! What stands right before and right behind a place in a text.

/// The character before `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// At most `len` bytes of a text from `at` on.
pub(super) fn ahead(text: &str, at: usize, len: usize) -> &str {
    let mut end = text.len().min(at + len);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

/// A text up to its first blank line.
pub(super) fn up_to_blank_line(text: &str) -> &str {
    let mut last_end = None;
    for (at, c) in text.char_indices() {
        match (c, last_end) {
            ('\n', Some(end)) => return &text[..end],
            ('\n', None) => last_end = Some(at),
            _ if c.is_whitespace() => {}
            _ => last_end = None,
        }
    }
    text
}

/// At most `len` bytes of a text before `at`, and none before `start`.
pub(super) fn behind(text: &str, start: usize, at: usize, len: usize) -> &str {
    let mut begin = start.max(at.saturating_sub(len));
    while !text.is_char_boundary(begin) {
        begin += 1;
    }
    &text[begin..at]
}
