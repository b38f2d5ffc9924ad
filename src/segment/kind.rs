//! What a segment is in its page.

use super::{Draft, Kind};

pub(super) fn kinds(text: &str, drafts: &[Draft]) -> Vec<Kind> {
    let _ = text;
    drafts.iter().map(|_| Kind::Prose).collect()
}
