//! Paragraphs that are wrapped each at a margin of its own: those of quotations in quotations, of narrow columns
//! beside pictures, of texts put together from several.

use std::ops::Range;

use super::line::{Ending, Line, Writing};
use super::margin::{Margin, NARROWEST, Unit, goes_on, is_verse, may_go_on};
use super::print::{self, printed};

/// From so many line ends on that tell of margins of their own, so many of them in one paragraph.
const ENDS: (usize, usize) = (4, 2);
/// The same where the other language is known to be wrapped so.
const ENDS_BESIDE: (usize, usize) = (2, 1);
/// From so many ends on half of the lines of a paragraph may break off as whole sentences do.
const MANY: usize = 4;

/// English lines that are so many may be narrower; the lines of Chinese verse are all as wide.
const NARROWEST_OF_MANY: usize = 24;

/// In parts, so many of the line ends of the page are such.
const SHARE: (usize, usize) = (3, 4);

/// What stands between columns.
const COLUMNS: &str = "   ";

/// Lines of one kind of writing of which each may go on the one before it.
#[derive(Clone, Debug)]
struct Stretch {
    lines: Range<usize>,
    writing: Writing,
    /// Whether all its lines but the last one fill one margin.
    fills: bool,
    /// Whether most of them break off in mid-sentence.
    runs: bool,
}

impl Stretch {
    /// How many of its line ends have to be explained.
    fn ends(&self) -> usize {
        self.lines.len() - 1
    }
}

/// Of each line whether it goes on the paragraph of the one before it; nothing where paragraphs have no margins of
/// their own. `joined`: of each line whether it is known to, since it fills the margin of the page.
pub(super) fn own(text: &str, lines: &[Line], joined: &[bool]) -> Option<Vec<bool>> {
    let stretches = stretches(text, lines, joined);
    let is_wrapped = |writing: Writing, (least, of_one): (usize, usize)| {
        let (mut full, mut all, mut longest) = (0, 0, 0);
        for stretch in stretches.iter().filter(|stretch| stretch.writing == writing) {
            all += stretch.ends();
            if stretch.fills && stretch.runs {
                full += stretch.ends();
                longest = longest.max(stretch.ends());
            }
        }
        full >= least && longest >= of_one && SHARE.1 * full >= SHARE.0 * all
    };
    let writings = [Writing::Alphabetic, Writing::Ideographic];
    // What is verse in one language is in the other, whose lines may be as long as each other.
    if is_verse(lines) || !writings.iter().any(|&writing| is_wrapped(writing, ENDS)) {
        return None;
    }
    let mut known = joined.to_vec();
    for writing in writings.into_iter().filter(|&writing| is_wrapped(writing, ENDS_BESIDE)) {
        for stretch in stretches.iter().filter(|stretch| stretch.writing == writing && stretch.fills) {
            let within = &lines[stretch.lines.clone()];
            let stops = within[..stretch.ends()].iter().filter(|line| line.ending == Ending::Stop).count();
            if 2 * stops <= stretch.ends() {
                known[stretch.lines.start + 1..stretch.lines.end].fill(true);
            }
        }
    }
    Some(known)
}

/// The stretches of which not every line is known to go on.
fn stretches(text: &str, lines: &[Line], joined: &[bool]) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in 1..=lines.len() {
        let is_inside = end < lines.len()
            && may_go_on(&lines[end - 1], &lines[end])
            && Writing::of(&lines[end]) == Writing::of(&lines[start]);
        if is_inside {
            continue;
        }
        let range = start..end;
        start = end;
        let Some(writing) = Writing::of(&lines[range.start]) else { continue };
        if !joined[range.start + 1..range.end].iter().all(|&joined| joined) {
            let within = &lines[range.clone()];
            let in_columns = within.iter().any(|line| line.span.of(text).contains(COLUMNS));
            let fills = !in_columns && fills(text, within, writing);
            out.push(Stretch { lines: range, writing, fills, runs: runs(within, writing) });
        }
    }
    out
}

/// Whether lines break off in mid-sentence: two of three ends, or half of many.
fn runs(lines: &[Line], writing: Writing) -> bool {
    let ends = lines.len() - 1;
    let on = lines.windows(2).filter(|w| goes_on(&w[0], &w[1], writing)).count();
    let clauses = lines[..ends].iter().filter(|line| line.ends_clause).count();
    let least = if ends < MANY { 2 * ends } else { 3 * ends / 2 };
    3 * on >= least && 2 * clauses <= ends
}

/// Whether there is a margin for which no line has room for the first word of the next one, and of which none goes
/// beyond; English as it is printed, too.
fn fills(text: &str, lines: &[Line], writing: Writing) -> bool {
    let is_long = writing == Writing::Alphabetic && lines.len() > MANY;
    let least = if is_long { NARROWEST_OF_MANY } else { NARROWEST };
    let is_wide = |lines: &[Line], least: usize| lines.iter().map(|line| line.columns).max() >= Some(least);
    let by = |unit: Unit| fills_by(lines, unit);
    is_wide(lines, least)
        && match writing {
            Writing::Ideographic => by(Unit::Columns) || by(Unit::Chars),
            Writing::Alphabetic => {
                by(Unit::Columns) || {
                    let lines = printed(text, lines);
                    is_wide(&lines, print::NARROWEST) && fills_by(&lines, Unit::Print)
                }
            }
        }
}

/// The same in one unit; first lines may have been filled before they were indented.
fn fills_by(lines: &[Line], unit: Unit) -> bool {
    let edge = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    [true, false].into_iter().any(|indented| {
        let blanks = |line: &Line| if indented { unit.indent(line, edge) } else { 0 };
        let (mut low, mut high) = (0, usize::MAX);
        for w in lines.windows(2) {
            let (from, to) = Margin::fits(&w[0], &w[1], unit);
            (low, high) = (low.max(from + blanks(&w[0])), high.min(to + blanks(&w[0])));
        }
        low <= high && unit.length(&lines[lines.len() - 1]) <= high
    })
}
