//! A paragraph, and its runs of one language.

use crate::lang::{Lang, Tally};
use crate::span::Span;

/// A stretch of a paragraph in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) lang: Lang,
    pub(super) tally: Tally,
}

/// A paragraph with its letters, and what it was cut into before anything was known of the page.
pub(super) type Paragraph<'a> = (Span, Tally, &'a [Run]);
