//! Tags of HTML that a line has around its text, and its breaks: `<p>Tea<br>茶</p>`.

use crate::span::Span;
use crate::text::tag::Tag;

/// A part of a line: tags, or the text around which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) is_tag: bool,
}

/// The parts of a line with tags around its text or with breaks in it; of any other there are none. Tags inside the
/// text stay there.
pub(super) fn parts(text: &str, line: Span) -> Vec<Part> {
    if !line.of(text).contains('<') {
        return Vec::new();
    }
    let mut inner = line.trimmed(text);
    while let Some((open, close)) = around(inner.of(text)) {
        inner = Span::new(inner.start + open, inner.end - close);
    }
    let mut out = Vec::new();
    let mut add = |start: usize, end: usize, is_tag: bool| {
        let span = Span::new(start, end).trimmed(text);
        if !span.is_empty() {
            out.push(Part { span, is_tag });
        }
    };
    add(line.start, inner.start, true);
    let mut from = inner.start;
    for (at, _) in inner.of(text).match_indices('<') {
        let at = inner.start + at;
        let tag = Tag::of(&text[at..inner.end]).filter(|tag| tag.is("br"));
        if let Some(tag) = tag.filter(|_| at >= from) {
            add(from, at, false);
            from = inner.end - tag.behind.len();
            add(at, from, true);
        }
    }
    add(from, inner.end, false);
    add(inner.end, line.end, true);
    if out.iter().any(|part| part.is_tag) { out } else { Vec::new() }
}

/// The lengths of the tag that a text begins with and of the one at its end that closes it. `<b>Note</b>: …
/// <b>bold</b>` has none.
fn around(text: &str) -> Option<(usize, usize)> {
    let open = Tag::of(text).filter(|tag| tag.opens() && tag.is_html() && !tag.behind.starts_with(' '))?;
    let close = text.rfind("</")?;
    let is_closed = Tag::of(&text[close..]).is_some_and(|tag| tag.behind.is_empty() && tag.is(open.name()));
    let inner = text.len() - open.behind.len();
    let is_whole = || {
        let body = &text[inner..close];
        body.match_indices("</").all(|(at, _)| !Tag::of(&body[at..]).is_some_and(|tag| tag.is(open.name())))
    };
    (is_closed && inner < close && !text[..close].ends_with(' ') && is_whole())
        .then_some((inner, text.len() - close))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<&str> {
        let whole = Span::new(0, line.len());
        parts(line, whole).iter().filter(|part| !part.is_tag).map(|part| part.span.of(line)).collect()
    }

    #[test]
    fn tags_around_texts_and_breaks_in_them() {
        assert_eq!(texts("<p>Tea<br />茶</p>"), ["Tea", "茶"]);
        assert_eq!(texts("<li class=\"a\"><b>Tea</b></li>"), ["Tea"]);
        assert_eq!(texts("Tea<BR>"), ["Tea"]);
        assert_eq!(texts("<b>Tea</b> and <b>milk</b><br>"), ["<b>Tea</b> and <b>milk</b>"]);
        for line in
            ["a < b", "<p> and <div> are tags.", "<b>Tea</b> is <b>hot</b>", "Use <br", "<Tea>hot</Tea>"]
        {
            assert!(texts(line).is_empty(), "{line}");
        }
    }
}
