//! Credits with a Chinese label and a name in letters, `编辑 | Lily`, where a page of lines in both languages had
//! them cut.

use super::cues::{CHINESE_LABELS, Value};
use super::double::Agreement;
use super::gap::Side;
use super::item::is_name;
use super::paragraph::Run;
use super::run::run_of;
use crate::lang::Lang;
use crate::span::Span;

/// Where no more than half of the words and half of the characters translate each other, it may be by chance: `图源 Getty
/// Images`.
const BY_HALVES: f32 = 1.0;

/// Makes one run of such a line, unless the name translates the label: `编辑 Editor`.
pub(super) fn join(text: &str, paragraphs: &mut [Vec<Run>], agreement: Agreement<'_>) {
    for runs in paragraphs {
        let [label, name] = runs.as_slice() else { continue };
        let span = Span::new(label.span.start, name.span.end);
        let (chinese, english) = (label.span.of(text), name.span.of(text));
        if (label.lang, name.lang) == (Lang::Zh, Lang::En)
            && is_label(chinese)
            && is_name(english)
            && agreement(english, chinese) <= BY_HALVES
        {
            *runs = vec![run_of(text, span, Side::Han)];
        }
    }
}

/// Whether it is a label before names.
fn is_label(text: &str) -> bool {
    let found = CHINESE_LABELS.binary_search_by(|(label, _)| (*label).cmp(text)).map(|i| CHINESE_LABELS[i].1);
    matches!(found, Ok(Value::Name | Value::Any))
}
