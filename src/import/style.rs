//! What elements say of their own style: that they are blocks, or that their text stands as it was typed.

use html5gum::StartTag;

use super::element::attribute;
use super::open::Open;

/// What the style of an element makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Block,
    AsTyped,
}

impl Style {
    fn of(tag: &StartTag<()>) -> Option<Style> {
        let style: String = attribute(tag, b"style")?.split_whitespace().collect();
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

/// The elements that are open and have such a style, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Styles {
    open: Vec<(Open, Style)>,
}

impl Styles {
    /// An element begins that can have content. The style that it has, if any.
    pub(super) fn start(&mut self, tag: &StartTag<()>) -> Option<Style> {
        let style = Style::of(tag);
        match (style, self.open.last_mut()) {
            (Some(style), _) => self.open.push((Open::new(&tag.name), style)),
            (None, Some((open, _))) => open.start(&tag.name, false),
            (None, None) => {}
        }
        style
    }

    /// A block begins, which ends a paragraph that is open. The style that ends with that, if any.
    pub(super) fn start_block(&mut self) -> Option<Style> {
        self.open.pop_if(|(open, _)| open.is(b"p")).map(|(_, style)| style)
    }

    /// An element ends. The style that ends with it, if any.
    pub(super) fn end(&mut self, name: &[u8]) -> Option<Style> {
        self.open.pop_if(|(open, _)| open.end(name)).map(|(_, style)| style)
    }
}

/// How an element in a line begins that touches the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Touch {
    Alike,
    /// Each has a style of its own, which may set what stands between the two.
    Styled,
}

/// Elements in a line, of which pages set with styles what stands between two that touch.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// The classes of those that are open.
    classes: Vec<String>,
    /// Where the last of them ended, and the class that it or one in it had.
    ended: Option<(usize, String)>,
}

impl Phrases {
    /// An element begins at `place`. Whether it touches one before it.
    pub(super) fn start(&mut self, tag: &StartTag<()>, place: usize) -> Option<Touch> {
        let class = attribute(tag, b"class").unwrap_or_default();
        let touch = self.ended.as_ref().filter(|(at, _)| *at == place).map(|(_, ended)| {
            match class.is_empty() || ended.is_empty() || class == *ended {
                true => Touch::Alike,
                false => Touch::Styled,
            }
        });
        self.classes.push(class);
        touch
    }

    /// One ends at `place`.
    pub(super) fn end(&mut self, place: usize) {
        let class = self.classes.pop().unwrap_or_default();
        match &mut self.ended {
            Some((at, ended)) if *at == place && !ended.is_empty() => {}
            ended => *ended = Some((place, class)),
        }
    }
}
