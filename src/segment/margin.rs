//! Margins: at which width the lines of a wrapped text end.

use super::line::{Ending, Line, Mark, Writing};
use super::print::{self, printed};

/// What the length of a line is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Columns,
    Chars,
    /// Columns that are only about right: those of print.
    Print,
}

impl Unit {
    /// The length of a line.
    pub(super) fn length(self, line: &Line) -> usize {
        match self {
            Unit::Columns | Unit::Print => line.columns,
            Unit::Chars => line.chars,
        }
    }

    /// How far a line is indented beyond an edge in columns.
    pub(super) fn indent(self, line: &Line, edge: usize) -> usize {
        let indent = line.indent.saturating_sub(edge);
        match self {
            Unit::Columns | Unit::Print => indent,
            // Full-width blanks.
            Unit::Chars => indent / 2,
        }
    }
}

/// Where lines of one kind of writing end: the widths that fit the most line ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margin {
    /// The longest line that was filled.
    pub(super) from: usize,
    /// The most that would still explain where the lines end.
    to: usize,
    unit: Unit,
    /// How far all lines are indented.
    edge: usize,
    /// How far the first lines of paragraphs are indented, where that is what marks them.
    pub(super) first: Option<usize>,
}

/// Longer lines are paragraphs, not wrapped text.
const WIDEST: usize = 200;
/// Narrower margins are those of poems and lists, in columns.
pub(super) const NARROWEST: usize = 32;
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
    pub(super) fn fits(line: &Line, next: &Line, unit: Unit) -> (usize, usize) {
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
    pub(super) fn is_full(self, line: &Line, next: &Line) -> bool {
        let (low, high) = Margin::fits(line, next, self.unit);
        let overlaps = |indent: usize| low + indent <= self.to && self.from <= high + indent;
        overlaps(0) || overlaps(line.indent.saturating_sub(self.edge))
    }

    fn is_over(self, line: &Line) -> bool {
        let slack = if self.unit == Unit::Print { 1 + self.to / INEXACT } else { 1 };
        self.unit.length(line) > self.to + slack
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
                on += usize::from(goes_on(line, next, writing));
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
        let indent_of =
            |line: &Line| if Some(line.indent) == indent { self.unit.indent(line, self.edge) } else { 0 };
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
pub(super) fn line_ends(
    lines: &[Line],
    writing: Writing,
    first: Option<usize>,
) -> impl Iterator<Item = (&Line, &Line)> {
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

/// Whether a line of one kind of writing breaks off in mid-sentence: the next one begins small, or with a Chinese
/// character.
pub(super) fn goes_on(line: &Line, next: &Line, writing: Writing) -> bool {
    let on = next.starts_lower || writing == Writing::Ideographic && next.starts_wide();
    line.ending == Ending::Open && on
}

/// Whether nothing in the layout says that `next` begins a paragraph.
pub(super) fn may_go_on(line: &Line, next: &Line) -> bool {
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

/// Whether nearly all lines in letters that touch begin with capitals.
pub(super) fn is_verse(lines: &[Line]) -> bool {
    let ends = || line_ends(lines, Writing::Alphabetic, None);
    let capitals = ends().filter(|(_, next)| next.starts_capital).count();
    capitals >= ENOUGH && 4 * capitals > 3 * ends().count()
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Margins {
    pub(super) alphabetic: Option<Margin>,
    pub(super) ideographic: Option<Margin>,
}

impl Margins {
    pub(super) fn find(lines: &[Line]) -> Margins {
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
    pub(super) fn printed(&self, text: &str, lines: &[Line]) -> Option<(Vec<Line>, Margins)> {
        let writing = Writing::Alphabetic;
        let on = line_ends(lines, writing, None).filter(|(line, next)| goes_on(line, next, writing)).count();
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
    pub(super) fn goes_on(&self, lines: &[Line], first: usize, i: usize) -> bool {
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
                && 2 * margin.unit.length(line) >= margin.from)
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
        let ends = after.is_none() && 2 * margin.unit.length(next) <= margin.from;
        full && (ends || returns && next.ending != Ending::Stop)
    }
}
