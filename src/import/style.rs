//! What elements say of their own style: that they are blocks, or that their text stands as it was typed.

use html5gum::{HtmlString, StartTag};

/// What the style of an element makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Block,
    AsTyped,
}

impl Style {
    fn of(tag: &StartTag<()>) -> Option<Style> {
        let style = tag.attributes.get(&HtmlString(b"style".to_vec()))?;
        let style: String = String::from_utf8_lossy(style).split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        let says = |name: &str, values: &[&str]| {
            let mut rules = style.split(';').filter_map(|rule| rule.strip_prefix(name)?.strip_prefix(':'));
            rules.any(|value| values.contains(&value.trim_end_matches("!important")))
        };
        if says("white-space", &["pre", "pre-wrap", "pre-line", "break-spaces"]) {
            Some(Style::AsTyped)
        } else {
            says("display", &["block", "flex", "grid", "list-item", "table"]).then_some(Style::Block)
        }
    }
}

/// The elements that are open and have such a style, the innermost last, and how many of its name are open in each.
#[derive(Debug, Default)]
pub(super) struct Styles {
    open: Vec<(Vec<u8>, usize, Style)>,
}

impl Styles {
    /// An element begins that can have content. The style that it has, if any.
    pub(super) fn start(&mut self, tag: &StartTag<()>) -> Option<Style> {
        let name: &[u8] = &tag.name;
        let style = Style::of(tag);
        match style {
            Some(style) => self.open.push((name.to_vec(), 1, style)),
            None => {
                if let Some((_, open, _)) = self.open.last_mut().filter(|(own, ..)| own == name) {
                    *open += 1;
                }
            }
        }
        style
    }

    /// A block begins, which ends a paragraph that is open. The style that ends with that, if any.
    pub(super) fn start_block(&mut self) -> Option<Style> {
        let (_, _, style) = self.open.pop_if(|(name, ..)| name == b"p")?;
        Some(style)
    }

    /// An element ends. The style that ends with it, if any.
    pub(super) fn end(&mut self, name: &[u8]) -> Option<Style> {
        let (_, open, style) = self.open.last_mut().filter(|(own, ..)| own == name)?;
        *open -= 1;
        let style = *style;
        (*open == 0).then(|| self.open.pop())?;
        Some(style)
    }
}
