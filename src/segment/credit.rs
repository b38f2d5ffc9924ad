//! Credits with a Chinese label and a name in letters, `编辑 | Lily`, where a page of lines in both languages had
//! them cut.

use super::cues::{Value, chinese_label};
use super::double::{Agreement, join};
use super::item::is_name;
use super::paragraph::Run;
use crate::lang::Lang;

/// Where no more than half of the words and half of the characters translate each other, it may be by chance: `图源 Getty
/// Images`.
const BY_HALVES: f32 = 1.0;

/// Makes one run of such a line, unless the name translates the label: `编辑 Editor`.
pub(super) fn give_names(text: &str, paragraphs: &mut [Vec<Run>], agreement: Agreement<'_>) {
    for runs in paragraphs {
        let [label, name] = runs.as_slice() else { continue };
        let (chinese, english) = (label.span.of(text), name.span.of(text));
        if (label.lang, name.lang) == (Lang::Zh, Lang::En)
            && matches!(chinese_label(chinese), Some(Value::Name | Value::Any))
            && is_name(english)
            && agreement(english, chinese) <= BY_HALVES
        {
            join(text, runs);
        }
    }
}
