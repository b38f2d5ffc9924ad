//! Paragraphs of both languages that were wrapped: `Please raise your glasses! 请大家举` `杯！`
//!
//! Neither language has lines of its own there, of which a margin could be learnt; but all lines end at one.

use super::line::{Ending, Line, Mark, Writing};
use super::print::{NARROWEST, room};
use crate::hanzi::is_han;

/// From so many lines that plainly go on.
const LINES: usize = 3;
/// Share of the widest line that one which goes on takes, in twentieths.
const FULL: usize = 17;

/// Of each line whether it goes on the paragraph of the one before it; nothing where no paragraphs of both languages
/// are wrapped. `joined`: of each line whether it is known to.
pub(super) fn both(text: &str, lines: &[Line], joined: &[bool]) -> Option<Vec<bool>> {
    let may_go_on = |k: &usize| goes_on(text, &lines[k - 1], &lines[*k]);
    let found: Vec<usize> = (1..lines.len()).filter(|k| !joined[*k]).filter(may_go_on).collect();
    if found.len() < LINES {
        return None;
    }
    let widths: Vec<usize> = lines.iter().map(|line| room(line.span.of(text))).collect();
    let widest = widths.iter().copied().max()?;
    let is_full = |k: &&usize| 20 * widths[**k - 1] >= FULL * widest;
    let full: Vec<usize> = found.iter().filter(is_full).copied().collect();
    if widest < NARROWEST || full.len() < LINES || 4 * full.len() < 3 * found.len() {
        return None;
    }
    let mut goes_on = joined.to_vec();
    full.into_iter().for_each(|k| goes_on[k] = true);
    Some(goes_on)
}

/// Whether a line that holds both languages breaks off in the one in which the next goes on.
fn goes_on(text: &str, line: &Line, next: &Line) -> bool {
    let both = line.tally.han > 0 && line.tally.words > 1;
    let ends_in_han = || line.span.of(text).trim_end_matches(['，', '、']).ends_with(is_han);
    let on = || match Writing::of(next) {
        Some(Writing::Ideographic) => ends_in_han() && next.starts_wide(),
        Some(Writing::Alphabetic) => !ends_in_han() && next.starts_lower,
        None => false,
    };
    both && line.ending == Ending::Open
        && !next.after_blank()
        && next.mark == Mark::None
        && !line.in_columns
        && matches!(line.mark, Mark::None | Mark::Bullet | Mark::Number)
        && on()
}
