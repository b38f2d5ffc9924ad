//! Lines joined into paragraphs: is a line end a border, or where the margin was?

use super::both::both;
use super::broken::broken;
use super::line::{Ending, Gap, Line, Mark, Writing};
use super::print::{self, printed};
use crate::lang::Tally;
use crate::span::Span;

/// A paragraph, in whatever languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) mark: Mark,
    pub(super) tally: Tally,
    /// Whether it is a cell of a table with another one before it in its row.
    pub(super) in_row: bool,
    /// Whether it spells the Chinese beside it in pinyin.
    pub(super) pinyin: bool,
}

/// Joins the lines of each hard-wrapped paragraph; every other line is a paragraph of its own.
///
/// Blank lines part, unless there is one behind every line of a wrapped text. Between two lines that
/// touch, the question is whether the text was wrapped at a margin: then the next word would not have
/// fitted on the line above. One margin is looked for in the whole text for each kind of writing, and
/// believed only when most line ends fit it and most lines break off in mid-sentence. So the lines of a
/// poem, of a list, of subtitles and of a text with one paragraph a line stay apart. Where the text marks
/// its paragraphs by indented first lines, a line of that indent begins one. Where one language is in
/// paragraphs of one line, and the other in lines of a sentence each between blank ones, these are
/// paragraphs, too.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let closed = closed_up(lines);
    let printed;
    let (lines, margins) = match &closed {
        Some((lines, margins)) => (lines.as_slice(), *margins),
        None => {
            let margins = Margins::find(lines);
            printed = margins.printed(text, lines);
            match &printed {
                Some((lines, margins)) => (lines.as_slice(), *margins),
                None => (lines, margins),
            }
        }
    };
    let mut first = 0;
    let goes_on = (0..lines.len()).map(|i| {
        let goes_on = i > 0 && margins.goes_on(lines, first, i);
        first = if goes_on { first } else { i };
        goes_on
    });
    let goes_on: Vec<bool> = goes_on.collect();
    let goes_on = broken(lines, &goes_on).unwrap_or(goes_on);
    let goes_on = both(text, lines, &goes_on).unwrap_or(goes_on);
    let mut out: Vec<Block> = Vec::new();
    for (line, goes_on) in lines.iter().zip(goes_on) {
        match out.last_mut() {
            Some(block) if goes_on => {
                block.span.end = line.span.end;
                block.tally += line.tally;
            }
            _ => {
                let Line { span, mark, tally, in_row, pinyin, .. } = *line;
                out.push(Block { span, mark, tally, in_row, pinyin });
            }
        }
    }
    debug_assert!(out.iter().all(|b| b.span == b.span.trimmed(text)));
    out
}

/// What the length of a line is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Columns,
    Chars,
    /// Columns that are only about right: those of print.
    Print,
}

/// Where lines of one kind of writing end: the widths that fit the most line ends.
#[derive(Clone, Copy, Debug)]
struct Margin {
    /// The longest line that was filled.
    from: usize,
    /// The most that would still explain where the lines end.
    to: usize,
    unit: Unit,
    /// How far all lines are indented.
    edge: usize,
    /// How far the first lines of paragraphs are indented, where that is what marks them.
    first: Option<usize>,
}

/// Longer lines are paragraphs, not wrapped text.
const WIDEST: usize = 200;
/// Narrower margins are those of poems and lists, in columns.
const NARROWEST: usize = 32;
/// The same for a margin that only one to three line ends speak for.
const WIDE: usize = 45;
/// So many commas at the ends of lines are no chance, where few others break off.
const CLAUSES: usize = 3;
/// By the how-manieth part of it the room that a line takes in print may be wrong.
const INEXACT: usize = 25;
/// In parts, so many of the lines that plainly go on break off at the margin that they tell of: some are headings.
const BREAKS: (usize, usize) = (4, 5);
/// From so many line ends on, a margin stands on their number.
const ENOUGH: usize = 4;

impl Margin {
    /// The widths for which the next line would not have fitted behind `line`.
    fn fits(line: &Line, next: &Line, unit: Unit) -> (usize, usize) {
        match unit {
            Unit::Columns => {
                let slack = usize::from(Writing::of(line) == Some(Writing::Ideographic)) * 2;
                (line.columns.saturating_sub(slack), line.columns + next.first.0.clamp(1, 40) + slack / 2)
            }
            Unit::Print => {
                // What ends a sentence may end a paragraph as well.
                let slack = if line.ending == Ending::Stop { 0 } else { line.columns / INEXACT };
                (line.columns.saturating_sub(slack), line.columns + next.first.0.clamp(1, 40) + slack)
            }
            // A mark that may not begin a line hangs over the margin or takes a character along.
            Unit::Chars => (line.chars.saturating_sub(1), line.chars + next.first.1.clamp(1, 30)),
        }
    }

    /// Whether the next line would not have fitted behind `line`. The first line of a
    /// paragraph may have been filled before it was indented, or after.
    fn is_full(self, line: &Line, next: &Line) -> bool {
        let (low, high) = Margin::fits(line, next, self.unit);
        let overlaps = |indent: usize| low + indent <= self.to && self.from <= high + indent;
        overlaps(0) || overlaps(line.indent.saturating_sub(self.edge))
    }

    fn length(self, line: &Line) -> usize {
        match self.unit {
            Unit::Columns | Unit::Print => line.columns,
            Unit::Chars => line.chars,
        }
    }

    fn is_over(self, line: &Line) -> bool {
        let slack = if self.unit == Unit::Print { 1 + self.to / INEXACT } else { 1 };
        self.length(line) > self.to + slack
    }

    /// How many lines of one kind of writing go beyond it.
    fn beyond(self, lines: &[Line], writing: Writing) -> usize {
        lines.iter().filter(|line| Writing::of(line) == Some(writing) && self.is_over(line)).count()
    }

    fn columns(self) -> usize {
        match self.unit {
            Unit::Columns | Unit::Print => self.from,
            Unit::Chars => 2 * self.from,
        }
    }

    /// The margin of all lines of one kind of writing, if there is one; `beside` a margin of the other kind
    /// less is asked for where only a few line ends speak for it.
    fn find(lines: &[Line], writing: Writing, beside: bool) -> Option<Margin> {
        let units: &[Unit] = match writing {
            Writing::Alphabetic => &[Unit::Columns],
            Writing::Ideographic => &[Unit::Columns, Unit::Chars],
        };
        Margin::find_in(lines, writing, beside, units)
    }

    fn find_in(lines: &[Line], writing: Writing, beside: bool, units: &[Unit]) -> Option<Margin> {
        let first = first_indent(lines, writing);
        let edge = line_ends(lines, writing, first).map(|(_, next)| next.indent).min()?;
        // First lines may have been filled with their indent, or before they were indented.
        let indents: &[Option<usize>] = if first.is_some() { &[first, None] } else { &[None] };
        let (margin, _) = indents
            .iter()
            .flat_map(|indent| units.iter().map(|unit| (*indent, *unit)))
            .map(|(indent, unit)| {
                let none = Margin { from: 0, to: 0, unit, edge, first };
                none.most_common(line_ends(lines, writing, first), indent)
            })
            .max_by_key(|(_, full)| *full)?;
        let (mut ends, mut full, mut open, mut stops, mut clauses) = (0, 0, 0, 0, 0);
        let (mut lower, mut capitals, mut unlisted) = (0, 0, 0);
        for (line, next) in line_ends(lines, writing, first) {
            ends += 1;
            if margin.is_full(line, next) {
                full += 1;
                open += usize::from(line.ending == Ending::Open);
                stops += usize::from(line.ending == Ending::Stop);
                clauses += usize::from(line.ends_clause);
                lower += usize::from(next.starts_lower || writing == Writing::Ideographic);
                capitals += usize::from(next.starts_capital);
                unlisted += usize::from(next.starts_wide() || writing == Writing::Alphabetic);
            }
        }
        let over = margin.beyond(lines, writing);
        // The lines of a word list, `fire engine 消防车`, all begin with letters, and verse breaks at commas.
        let of_clauses = clauses >= CLAUSES && 2 * clauses > open;
        let of_text = 2 * open >= full && 2 * unlisted >= full && !of_clauses;
        let believed = if ends >= ENOUGH {
            // Those of verse mostly begin with capitals.
            let of_prose = 4 * capitals <= 3 * full;
            let least = if margin.unit == Unit::Print { print::NARROWEST } else { NARROWEST };
            5 * full >= 3 * (ends + over) && of_text && of_prose && margin.columns() >= least
        } else {
            let unbroken = (beside || stops == 0) && of_text && 2 * lower >= full;
            let least = if beside { NARROWEST } else { WIDE };
            full > 0 && full == ends && over == 0 && unbroken && margin.columns() >= least
        };
        believed.then_some(margin)
    }

    /// The margin at which most lines break off that plainly go on, see [`BREAKS`], in a page of lists and of paragraphs of one
    /// line, where few do: in mid-sentence, before a small letter, or a Chinese one that is not much shorter than
    /// others. There are `breaks` of them at least, and no line goes beyond.
    fn of_breaks(lines: &[Line], writing: Writing, unit: Unit, breaks: usize) -> Option<Margin> {
        let first = first_indent(lines, writing);
        let own = || lines.iter().filter(|line| Writing::of(line) == Some(writing));
        let widest = own().map(|line| line.columns).max()?;
        let goes_on = |(line, next): &(&Line, &Line)| {
            let on = match writing {
                Writing::Alphabetic => next.starts_lower,
                Writing::Ideographic => next.starts_wide() && 4 * line.columns >= 3 * widest,
            };
            line.ending == Ending::Open && on
        };
        let least = if unit == Unit::Print { print::NARROWEST } else { WIDE };
        let on: Vec<(&Line, &Line)> = line_ends(lines, writing, first).filter(goes_on).collect();
        let edge = on.iter().map(|(_, next)| next.indent).min()?;
        let none = Margin { from: 0, to: 0, unit, edge, first };
        let (margin, full) = none.most_common(on.iter().copied(), None);
        let margin = Margin { from: margin.from.max(least), ..margin };
        let (all, clauses) = (on.len(), on.iter().filter(|(line, _)| line.ends_clause).count());
        // Verse breaks at commas.
        let of_prose = all >= breaks && BREAKS.0 * all <= BREAKS.1 * full && 2 * clauses < all;
        (of_prose && margin.from <= margin.to && margin.beyond(lines, writing) == 0).then_some(margin)
    }

    /// The same margin for lines of the other kind of writing, if some of them break off at it and none goes
    /// beyond. Those that end before it may be what they like: lists, and paragraphs of one line.
    fn shared(self, lines: &[Line], writing: Writing) -> Option<Margin> {
        if self.unit == Unit::Chars {
            return None;
        }
        let margin = Margin { first: first_indent(lines, writing), ..self };
        let (mut full, mut on) = (0, 0);
        for (line, next) in line_ends(lines, writing, margin.first) {
            if margin.is_full(line, next) {
                full += 1;
                let goes_on = next.starts_lower || writing == Writing::Ideographic && next.starts_wide();
                on += usize::from(line.ending == Ending::Open && goes_on);
            }
        }
        (full > 0 && 3 * on >= 2 * full && margin.beyond(lines, writing) == 0).then_some(margin)
    }

    /// The widths that fit the most of these line ends, and how many they fit; those of lines with the `indent` with
    /// that.
    fn most_common<'a>(
        self,
        ends: impl Iterator<Item = (&'a Line, &'a Line)>,
        indent: Option<usize>,
    ) -> (Margin, usize) {
        let indent_of = |line: &Line| match self.unit {
            _ if Some(line.indent) != indent => 0,
            Unit::Columns | Unit::Print => line.indent.saturating_sub(self.edge),
            // Full-width blanks.
            Unit::Chars => line.indent.saturating_sub(self.edge) / 2,
        };
        let mut steps = [0i32; WIDEST + 64];
        for (line, next) in ends {
            let (low, high) = Margin::fits(line, next, self.unit);
            let (low, high) = (low + indent_of(line), high + indent_of(line));
            if high < steps.len() - 1 {
                steps[low] += 1;
                steps[high + 1] -= 1;
            }
        }
        let mut margin = self;
        let (mut best, mut sum) = (0, 0);
        for (i, step) in steps.iter().enumerate() {
            sum += step;
            if sum == best && sum > 0 && margin.to + 1 == i {
                margin.to = i;
            } else if sum >= best && sum > 0 {
                // Of two widths as good the larger: no line is longer than its margin.
                best = sum;
                margin = Margin { from: i, to: i, ..self };
            }
        }
        (margin, best.unsigned_abs() as usize)
    }
}

/// Pairs of touching lines of one kind of writing whose border is open to question.
fn line_ends(lines: &[Line], writing: Writing, first: Option<usize>) -> impl Iterator<Item = (&Line, &Line)> {
    touching(lines, writing).filter(move |(line, next)| may_go_on(line, next) && Some(next.indent) != first)
}

/// Pairs of lines of one kind of writing without a blank line between them.
fn touching(lines: &[Line], writing: Writing) -> impl Iterator<Item = (&Line, &Line)> {
    let of = move |line: &Line| Writing::of(line) == Some(writing);
    lines.windows(2).map(|w| (&w[0], &w[1])).filter(move |(l, next)| of(l) && of(next) && !next.after_blank())
}

/// From so many lines that go on at the edge behind an indented one on, these are the first lines of
/// paragraphs; and the widest indent that first lines have, in columns.
const FIRST_LINES: usize = 2;
const WIDEST_INDENT: usize = 8;

/// How far the first lines of paragraphs are indented, if that is what marks them: most lines that are
/// indented so come after the end of a sentence or after a line that is not full, as those of verse and
/// headings are, and some of them, most in mid-sentence, go on in lines that are not indented.
fn first_indent(lines: &[Line], writing: Writing) -> Option<usize> {
    let own = || lines.iter().filter(|l| Writing::of(l) == Some(writing));
    let edge = own().map(|l| l.indent).min()?;
    let widest = own().map(|l| l.indent + l.columns).max()?;
    let goes_on = |l: &Line| l.ending == Ending::Open && 4 * (l.indent + l.columns) >= 3 * widest;
    let mut counts = [(0, 0, 0, 0); WIDEST_INDENT + 1];
    for (line, next) in touching(lines, writing) {
        if let Some((begin, ended, ..)) = counts.get_mut(next.indent - edge) {
            *begin += 1;
            *ended += usize::from(!goes_on(line));
        }
        if let Some((.., returned, open)) = counts.get_mut(line.indent - edge).filter(|_| next.indent == edge)
        {
            *returned += 1;
            *open += usize::from(line.ending == Ending::Open);
        }
    }
    let marks = |&(_, &(begin, ended, returned, open)): &(usize, &(usize, usize, usize, usize))| {
        returned >= FIRST_LINES && 2 * open >= returned && 5 * ended >= 4 * begin
    };
    let found =
        counts.iter().enumerate().skip(2).filter(marks).max_by_key(|(_, (.., returned, _))| *returned);
    found.map(|(indent, _)| edge + indent)
}

/// Whether nothing in the layout says that `next` begins a paragraph.
fn may_go_on(line: &Line, next: &Line) -> bool {
    let mark = match next.mark {
        Mark::None => true,
        // A dash or a number that the margin has pushed to the start of a line.
        Mark::Bullet | Mark::Number => {
            line.ending == Ending::Open
                && line.mark == Mark::None
                && line.columns >= WIDE
                && next.starts_lower
        }
        Mark::Quote => line.mark == Mark::Quote,
        Mark::Heading | Mark::Cell | Mark::Code | Mark::Tag => false,
    };
    let hangs = matches!(line.mark, Mark::Bullet | Mark::Number | Mark::Quote);
    let in_columns = line.in_columns && next.in_columns;
    let turn = next.starts_turn && line.ending == Ending::Stop;
    mark && !next.after_blank()
        && !in_columns
        && !turn
        && !matches!(line.mark, Mark::Heading | Mark::Cell | Mark::Tag)
        && !line.is_rule()
        && !next.is_rule()
        && (hangs || next.indent <= line.indent + 1)
}

/// From so many full lines on, a text with a blank line behind every line is wrapped.
const FULL_LINES: usize = 4;

/// The lines without the blank one that stands between any two of them, if that is how a wrapped text is
/// spaced: most of them break off in mid-sentence, at one margin. With the margins of these.
fn closed_up(lines: &[Line]) -> Option<(Vec<Line>, Margins)> {
    let count = |holds: fn(&Line) -> bool| lines.iter().filter(|l| holds(l)).count();
    let (spaced, open) = (count(Line::after_blank), count(|l| l.ending == Ending::Open));
    if lines.len() <= FULL_LINES || 20 * spaced < 19 * lines.len() || 3 * open < lines.len() {
        return None;
    }
    let closer = |gap| if gap == Gap::Blank { Gap::None } else { gap };
    let lines: Vec<Line> = lines.iter().map(|l| Line { gap: closer(l.gap), ..l.clone() }).collect();
    let margins = Margins::find(&lines);
    let wrapped = |writing, margin: Option<Margin>| {
        let Some(margin) = margin else { return false };
        let full =
            || line_ends(&lines, writing, margin.first).filter(|(line, next)| margin.is_full(line, next));
        let goes_on = |line: &Line, next: &Line| {
            line.ending == Ending::Open && (next.starts_lower || writing == Writing::Ideographic)
        };
        let (all, on) = (full().count(), full().filter(|(line, next)| goes_on(line, next)).count());
        all >= FULL_LINES && 3 * on >= 2 * all
    };
    let found = wrapped(Writing::Alphabetic, margins.alphabetic)
        || wrapped(Writing::Ideographic, margins.ideographic);
    found.then_some((lines, margins))
}

/// Whether nearly all lines in letters that touch begin with capitals.
fn is_verse(lines: &[Line]) -> bool {
    let ends = || line_ends(lines, Writing::Alphabetic, None);
    let capitals = ends().filter(|(_, next)| next.starts_capital).count();
    capitals >= ENOUGH && 4 * capitals > 3 * ends().count()
}

#[derive(Clone, Copy, Debug)]
struct Margins {
    alphabetic: Option<Margin>,
    ideographic: Option<Margin>,
}

impl Margins {
    fn find(lines: &[Line]) -> Margins {
        let [mut alphabetic, mut ideographic] =
            [Writing::Alphabetic, Writing::Ideographic].map(|writing| Margin::find(lines, writing, false));
        // What is verse in one language is in the other, whose lines may be as long by chance.
        if alphabetic.is_none() && is_verse(lines) {
            ideographic = ideographic.filter(|margin| margin.columns() >= WIDE);
        }
        if alphabetic.is_none() && ideographic.is_none() {
            alphabetic = Margin::of_breaks(lines, Writing::Alphabetic, Unit::Columns, 1);
        }
        // Where one kind of writing is wrapped, a few line ends tell that the other one is.
        if let (Some(other), None) = (alphabetic, ideographic) {
            let writing = Writing::Ideographic;
            ideographic = Margin::find(lines, writing, true)
                .or_else(|| other.shared(lines, writing))
                // Where paragraphs are short, most lines end one.
                .or_else(|| Margin::of_breaks(lines, writing, Unit::Columns, ENOUGH));
        } else if let (None, Some(other)) = (alphabetic, ideographic) {
            let writing = Writing::Alphabetic;
            alphabetic = Margin::find(lines, writing, true).or_else(|| other.shared(lines, writing));
        }
        Margins { alphabetic, ideographic }
    }

    /// The lines as they are printed with their margins, where these are found so alone: some lines plainly go on.
    fn printed(&self, text: &str, lines: &[Line]) -> Option<(Vec<Line>, Margins)> {
        let writing = Writing::Alphabetic;
        let goes_on = |line: &Line, next: &Line| line.ending == Ending::Open && next.starts_lower;
        let on = line_ends(lines, writing, None).filter(|(line, next)| goes_on(line, next)).count();
        if self.alphabetic.is_some() || on < ENOUGH {
            return None;
        }
        let lines = printed(text, lines);
        let find = |writing, beside| Margin::find_in(&lines, writing, beside, &[Unit::Print]);
        let of_breaks = |writing| Margin::of_breaks(&lines, writing, Unit::Print, 1);
        let alphabetic = find(writing, false).or_else(|| of_breaks(writing))?;
        let writing = Writing::Ideographic;
        let ideographic = find(writing, false).or_else(|| find(writing, true));
        let ideographic =
            ideographic.or_else(|| of_breaks(writing)).or_else(|| alphabetic.shared(&lines, writing));
        Some((lines, Margins { alphabetic: Some(alphabetic), ideographic }))
    }

    /// Whether `lines[i]` continues the paragraph that began with `lines[first]`.
    fn goes_on(&self, lines: &[Line], first: usize, i: usize) -> bool {
        let (line, next) = (&lines[i - 1], &lines[i]);
        if !may_go_on(line, next) {
            return false;
        }
        let writing = Writing::of(line).or(Writing::of(next));
        let margin = match writing {
            Some(Writing::Alphabetic) => self.alphabetic,
            _ => self.ideographic,
        };
        if Writing::of(next).is_some_and(|w| Some(w) != writing) {
            return self.runs_through_latin(lines, first, i);
        }
        let Some(margin) = margin else { return false };
        if margin.is_over(line) || margin.is_over(next) || margin.first == Some(next.indent) {
            return false;
        }
        // Not every program fills its lines: a line that breaks off before a small letter goes on.
        margin.is_full(line, next)
            || (writing == Some(Writing::Alphabetic)
                && line.ending == Ending::Open
                && next.starts_lower
                && 2 * margin.length(line) >= margin.from)
    }

    /// A line of a Chinese paragraph may hold nothing but Latin names, so that two lines of
    /// one paragraph look like two languages.
    fn runs_through_latin(&self, lines: &[Line], first: usize, i: usize) -> bool {
        let Some(margin) = self.ideographic else { return false };
        let (line, next) = (&lines[i - 1], &lines[i]);
        let full = margin.is_full(line, next) && line.ending != Ending::Stop;
        let after = lines.get(i + 1).filter(|l| !l.after_blank());
        if next.tally.is_cjk() {
            // The Latin line above must itself be the start of the paragraph, or inside one. A title in
            // both languages may be as long by chance, but ends without a mark.
            let goes_on = after.is_some_and(|l| l.tally.is_cjk() && margin.is_full(next, l));
            let starts = first + 1 == i && line.after_blank() && (next.ending != Ending::Open || goes_on);
            return full && (starts || lines[first].tally.is_cjk());
        }
        let returns = after.is_some_and(|l| l.tally.is_cjk() && margin.is_full(next, l));
        let ends = after.is_none() && 2 * margin.length(next) <= margin.from;
        full && (ends || returns && next.ending != Ending::Stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::lines;

    fn blocks_of(text: &str) -> Vec<&str> {
        blocks(text, &lines(text)).iter().map(|b| b.span.of(text)).collect()
    }

    #[test]
    fn a_full_line_goes_on() {
        let text = "The ferry leaves the island at noon, and the last bus\n\
                    from the harbour waits for it, even when the sea is\n\
                    rough and the crossing takes an hour longer.\n\
                    \n\
                    Bring a coat.";
        assert_eq!(blocks_of(text).len(), 2);
    }

    #[test]
    fn a_number_that_the_margin_has_pushed_to_the_start_of_a_line_goes_on() {
        let text = "The council shall publish the report that is described in\n\
                    Section 5 of this law within three months of its session,\n\
                    and the report shall name all members who have voted (see\n\
                    2) for the bridge, and those who were not in the room for\n\
                    the vote, and it shall be kept for ten years after that in\n\
                    the library of the town.\n";
        assert_eq!(blocks_of(text).len(), 1);
        // What begins with a capital behind its number begins something.
        assert_eq!(blocks_of(&text.replace("5 of this", "5 This")).len(), 2);
    }

    #[test]
    fn a_blank_line_behind_every_line_parts_nothing() {
        let text = "The ferry leaves the island at noon, and the last bus\n\n\
                    from the harbour waits for it, even when the sea is a\n\n\
                    little rough and the crossing takes an hour longer so\n\n\
                    that nobody has to walk.\n\n\
                    Bring a coat, said the captain, and do not forget any\n\n\
                    of the children this time, since the boat that I have\n\n\
                    is small and the harbour is far away from the village\n\n\
                    where they went to school, and where their mothers in\n\n\
                    the evening ask me how many of them I have brought to\n\n\
                    their doors, and how many are left on the island.\n\n\n\
                    Nobody minds.\n";
        assert_eq!(blocks_of(text).len(), 3);
        let verses = "Small rain on the roof,\n\nand the cat asleep\n\nin the one dry corner of the shed,\n\n\
                      and nobody\n\nto ask it in,\n\nor to be grateful for\n\nthe milk\n\n\
                      that was\n\nput out for it,\n\nin a blue bowl,\n\nin the night\n";
        assert_eq!(blocks_of(verses).len(), 11);
    }

    /// Half of the Chinese lines end a paragraph.
    #[test]
    fn short_paragraphs_beside_wrapped_ones_are_wrapped() {
        let english = "The ferry leaves the island at noon, and the last bus\n\
                       from the harbour waits for it, even when the sea is a\n\
                       little rough and the crossing takes an hour longer so\n\
                       that nobody has to walk home along the beach, and the\n\
                       driver is not angry.\n\n";
        let chinese = [
            "渡船中午离开小岛，最后一班公共汽车在港口等着它，哪怕海\n上有些风浪。\n",
            "过海要多花一个钟头，所以没有人需要沿着沙滩走路回家，司\n机也不生气。\n",
            "船长说记得带上外套，这一次不要再把孩子忘在岛上，船很小\n，港口很远。\n",
            "晚上母亲们来问我，他们当中有多少人已经被我送到了自家门\n口，谁还没有。\n",
        ];
        assert_eq!(blocks_of(&format!("{english}{}", chinese.concat())).len(), 5);
    }

    #[test]
    fn a_poem_does_not() {
        let text = "Small rain on the roof,\nand the cat asleep\nin the one dry corner of the shed.\n\
                    Nobody asks it\nto be grateful.\n";
        assert_eq!(blocks_of(text).len(), 5);
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let text = "   The ferry leaves the island at noon, and the last bus\n\
                    from the harbour waits for it, even when the sea is a\n\
                    little rough and the crossing takes an hour longer so.\n   \
                    Bring a coat, said the captain, and do not forget any\n\
                    of the children this time.";
        assert_eq!(blocks_of(text).len(), 2);
    }

    #[test]
    fn paragraphs_of_one_line_stay_apart() {
        let text = "The ferry leaves the island at noon, and the last bus from the harbour waits.\n\
                    Bring a coat.\n\
                    The crossing takes an hour longer when the sea is rough, and there is no tea.\n\
                    Nobody minds.\n";
        assert_eq!(blocks_of(text).len(), 4);
    }

    #[test]
    fn the_widest_table_holds_every_margin() {
        // A guard of `most_common`: a width over the table is no margin, and no panic.
        let long = "word ".repeat(60);
        assert_eq!(blocks_of(&format!("{long}\n{long}\n{long}")).len(), 3);
    }
}
