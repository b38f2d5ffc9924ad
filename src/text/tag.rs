//! Tags of HTML: `<p class="en">`, `</li>`, `<br/>`.

/// Tags that a page has around its text, in alphabetical order. Others may be words in angle brackets.
const NAMES: [&str; 53] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "u",
    "ul",
    "wbr",
];

/// A tag at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'t> {
    /// What stands between its brackets, without the slash of one that closes something.
    inside: &'t str,
    /// Whether it closes something.
    closes: bool,
    /// What comes behind it.
    pub(crate) behind: &'t str,
}

impl<'t> Tag<'t> {
    /// The tag that a text begins with.
    pub(crate) fn of(text: &'t str) -> Option<Tag<'t>> {
        let text = text.strip_prefix('<')?;
        let (closes, text) = text.strip_prefix('/').map_or((false, text), |text| (true, text));
        let (inside, behind) = text.split_at(text.find(['<', '>'])?);
        let behind = behind.strip_prefix('>')?;
        inside.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(Tag { inside, closes, behind })
    }

    /// Whether it opens something.
    pub(crate) const fn opens(&self) -> bool {
        !self.closes
    }

    pub(crate) fn name(&self) -> &'t str {
        self.inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
    }

    /// Whether it has such a name, in whatever letters.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// Whether it is one of HTML.
    pub(crate) fn is_html(&self) -> bool {
        let name = self.name();
        // No name is longer; this keeps the look-up free of allocation.
        let mut lower = [0; 10];
        let Some(lower) = lower.get_mut(..name.len()) else { return false };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        NAMES.binary_search_by(|known| known.as_bytes().cmp(lower)).is_ok()
    }

    /// Whether it can be nothing but a tag: not `<Chapter One>`.
    fn is_sure(&self) -> bool {
        self.closes || self.is_html() || self.inside.ends_with('/') || self.inside.contains("=\"")
    }
}

/// Whether a text is made of tags alone, or of a comment.
pub(crate) fn is_made_of_tags(text: &str) -> bool {
    let mut rest = text.trim();
    if rest.starts_with("<!") && rest.ends_with('>') {
        return true;
    }
    let tags = !rest.is_empty();
    while let Some(tag) = Tag::of(rest).filter(Tag::is_sure) {
        rest = tag.behind.trim_start();
    }
    tags && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn tags_alone() {
        for text in ["<div>", "</Suspense>", "<BR/>", "<p class=\"en\"> </p>", "<tr><td>", "<!-- Tea -->"] {
            assert!(is_made_of_tags(text), "{text}");
        }
        for text in ["<Tea>", "<p>Tea", "Tea</p>", "a < b > c", "<>", "<3", "<Chapter One>", ""] {
            assert!(!is_made_of_tags(text), "{text}");
        }
    }
}
