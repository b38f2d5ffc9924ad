//! Rows of tables, and their cells.

use rustc_hash::FxHashSet;

use super::measure::is_measure;
use crate::lang::Tally;
use crate::span::{Span, is_line_end};
use crate::text::tag::is_made_of_tags;

/// So many rows in a row are a table.
const ROWS: usize = 3;

/// What parts the columns of a line, and how often it stands there: a tab, a bar, or the comma of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Columns {
    mark: char,
    count: usize,
}

impl Columns {
    /// Those of a line with three columns or more; of CSV, two are enough.
    fn of(line: &str) -> Option<Columns> {
        let columns = |mark| Columns { mark, count: line.matches(mark).count() };
        let bars = [columns('\t'), columns('|')].into_iter().find(|columns| columns.count > 1);
        let commas = || Columns { mark: COMMA, count: fields(line).map_or(0, |fields| fields.len() - 1) };
        bars.or_else(|| Some(commas()).filter(|columns| columns.count > 0 && !line.contains('\t')))
    }

    /// Whether a line is a row of these columns. Many editors leave out the tabs behind the last cell that is
    /// filled.
    fn has(self, line: &str) -> bool {
        let tabs = || line.matches('\t').count();
        self.mark == '\t' && (tabs() == self.count || line.trim().contains('\t') && tabs() < self.count)
            || Columns::of(line) == Some(self)
    }

    /// The cells of a line, in bytes from its start.
    fn cells(self, line: &str) -> Vec<Span> {
        if self.mark == COMMA {
            return fields(line).unwrap_or_default();
        }
        let ends = line.match_indices(self.mark).map(|(at, _)| at).chain([line.len()]);
        ends.scan(0, |start, end| Some(Span::new(std::mem::replace(start, end + 1), end))).collect()
    }
}

const COMMA: char = ',';

/// The fields of a line of CSV (RFC 4180), without the quotation marks around them, in bytes from its start;
/// nothing if something stands behind a closing quotation mark.
fn fields(line: &str) -> Option<Vec<Span>> {
    let end = line.trim_end().len();
    // Spreadsheets write a byte order mark first.
    let (mut fields, mut start) = (Vec::new(), line.len() - line.trim_start_matches('\u{FEFF}').len());
    loop {
        let rest = &line[start..end];
        let (field, behind) = match rest.strip_prefix('"') {
            Some(body) => {
                let len = closing(body)?;
                (Span::new(start + 1, start + 1 + len), start + len + 2)
            }
            None => {
                let len = rest.find(COMMA).unwrap_or(rest.len());
                (Span::new(start, start + len), start + len)
            }
        };
        fields.push(field);
        match &line[behind..end] {
            "" => return Some(fields),
            rest if rest.starts_with(COMMA) => start = behind + 1,
            _ => return None,
        }
    }
}

/// Where a quoted field ends; inside it a quotation mark is doubled.
fn closing(body: &str) -> Option<usize> {
    let mut marks = body.match_indices('"').map(|(at, _)| at).peekable();
    loop {
        let at = marks.next()?;
        if marks.next_if_eq(&(at + 1)).is_none() {
            return Some(at);
        }
    }
}

/// The tables of a text whose rows have no bars at their ends, and those of CSV, looked for from its start to
/// its end.
pub(super) struct Tables {
    /// Those that are still to come, the last one first.
    tables: Vec<(Span, Columns)>,
    has_tabs: bool,
}

impl Tables {
    /// Finds the stretches of three lines or more, blank ones and tags aside, that have as many bars or tabs each, two
    /// or more, or as many fields of CSV, and that have each language in a column of its own. Where there is one with
    /// tabs, shorter stretches with as many are parts of it.
    pub(super) fn find(text: &str) -> Tables {
        // Most texts have hardly any.
        let tabs = text.matches('\t').count();
        let bars = tabs + text.matches('|').count();
        let has_tabs = tabs > 0;
        // Behind the comma of `"Go," he said` and that of `"Go", he said` there is a blank, sooner or later.
        let is_quoted = |at: usize| {
            let (before, behind) = (&text[..at], &text[at + 1..]);
            let field = behind.strip_prefix('"').or(before.ends_with('"').then_some(behind));
            field.is_some_and(|field| field.starts_with(|c: char| !c.is_whitespace()))
        };
        if bars < 2 * ROWS && text.match_indices(COMMA).filter(|(at, _)| is_quoted(*at)).count() < ROWS {
            return Tables { tables: Vec::new(), has_tabs };
        }
        // Of each whether it is a table by itself.
        let mut tables: Vec<(Span, Columns, bool)> = Vec::new();
        let mut close = |table: Option<Draft>| {
            let Some(table) = table else { return };
            let is_whole = table.is_whole();
            if is_whole || table.columns.mark == '\t' && table.rows < ROWS {
                tables.push((table.span, table.columns, is_whole));
            }
        };
        let (mut table, mut at) = (None::<Draft>, 0);
        for line in text.split_inclusive(is_line_end) {
            let span = Span::new(at, at + line.len());
            at = span.end;
            if line.trim().is_empty() || line.starts_with('<') && is_made_of_tags(line) {
                continue;
            }
            if table.as_ref().is_some_and(|t| !t.columns.has(line)) {
                close(table.take());
            }
            let Some(columns) = table.as_ref().map(|t| t.columns).or_else(|| Columns::of(line)) else {
                continue;
            };
            let table = table.get_or_insert_with(|| Draft::new(span, columns));
            table.span.end = span.end;
            table.rows += 1;
            table.quoted |= line.starts_with('"') || line.contains(",\"");
            for (cells, cell) in table.cells.iter_mut().zip(columns.cells(line)) {
                cells.see(&Tally::of(cell.of(line)));
            }
        }
        close(table);
        let of_whole = tables.iter().filter(|(.., is_whole)| *is_whole).map(|&(_, columns, _)| columns);
        let of_whole: FxHashSet<Columns> = of_whole.collect();
        let found = tables.into_iter().rev().filter(|(_, columns, _)| of_whole.contains(columns));
        Tables { tables: found.map(|(span, columns, _)| (span, columns)).collect(), has_tabs }
    }

    /// The cells of a line, if it is a row of a table: one of these, or one with bars at its ends as Markdown
    /// has it, `| one | two |`. Lines are asked for in their order.
    pub(super) fn cells(&mut self, text: &str, line: Span) -> Option<Vec<Span>> {
        while self.tables.last().is_some_and(|(table, _)| table.end <= line.start) {
            self.tables.pop();
        }
        if let Some(cells) = closed(text, line) {
            return Some(cells);
        }
        let body = line.of(text);
        let table = self.tables.last().filter(|(table, _)| table.start <= line.start);
        let cells = match table {
            Some((_, columns)) => {
                let tally = Tally::of(body);
                if tally.letters() + tally.digits == 0 {
                    return None;
                }
                columns.cells(body)
            }
            None if self.has_tabs => before_figures(body),
            None => return None,
        };
        let of_text = |cell: Span| Span::new(line.start + cell.start, line.start + cell.end);
        (cells.len() > 1).then(|| cells.into_iter().map(of_text).collect())
    }
}

/// The text of a line and the cells of figures behind it that tabs part from it: `收入 Revenue⇥4⇥1,204,331`.
fn before_figures(line: &str) -> Vec<Span> {
    let is_word = |c: char| c.is_alphabetic() && !matches!(c, '年' | '月' | '日');
    let is_figures = |cell: &str| !cell.contains(is_word) || is_measure(cell.trim());
    let (mut cells, mut end) = (Vec::new(), line.len());
    while let Some(at) = line[..end].rfind('\t').filter(|at| is_figures(&line[at + 1..end])) {
        cells.push(Span::new(at + 1, end));
        end = at;
    }
    cells.push(Span::new(0, end));
    cells.reverse();
    let has_digits = |cell: &Span| cell.of(line).contains(|c: char| c.is_ascii_digit());
    let is_row = line[..end].contains(char::is_alphabetic) && cells[1..].iter().any(has_digits);
    if is_row { cells } else { Vec::new() }
}

/// A table in the making.
struct Draft {
    span: Span,
    columns: Columns,
    rows: usize,
    cells: Vec<Cells>,
    /// Whether a field stands in quotation marks. Lines of prose and of word lists have commas too.
    quoted: bool,
}

impl Draft {
    fn new(span: Span, columns: Columns) -> Draft {
        Draft { span, columns, rows: 0, cells: vec![Cells::default(); columns.count + 1], quoted: false }
    }

    /// Whether it has rows enough and each language in a column of its own.
    fn is_whole(&self) -> bool {
        self.rows >= ROWS && is_bilingual(&self.cells) && (self.columns.mark != COMMA || self.quoted)
    }
}

/// What the cells of one column hold: letters at all, Latin ones alone, mostly Chinese characters.
#[derive(Clone, Copy, Debug, Default)]
struct Cells {
    filled: usize,
    latin: usize,
    han: usize,
}

impl Cells {
    fn see(&mut self, cell: &Tally) {
        self.filled += usize::from(cell.letters() > 0);
        self.latin += usize::from(cell.latin > 0 && cell.cjk() == 0);
        self.han += usize::from(cell.is_cjk());
    }
}

/// Whether one column is in Latin letters and another one in Chinese characters, by its cells that are
/// filled: the translation of some rows may still be missing.
fn is_bilingual(columns: &[Cells]) -> bool {
    let is = |most: fn(&Cells) -> usize| columns.iter().any(|c| most(c) > 1 && 2 * most(c) > c.filled);
    is(|c| c.latin) && is(|c| c.han)
}

/// The cells of a line between bars of which one stands at either end. A bar behind a backslash parts
/// nothing.
fn closed(text: &str, line: Span) -> Option<Vec<Span>> {
    let row = line.trimmed(text);
    let body = row.of(text);
    if !(body.starts_with('|') && body.ends_with('|')) {
        return None;
    }
    let bars = body.match_indices('|').map(|(at, _)| at).filter(|&at| !body[..at].ends_with('\\'));
    let bars: Vec<usize> = bars.map(|at| row.start + at).collect();
    let tally = Tally::of(body);
    let is_row = bars.len() > 2 && bars[bars.len() - 1] + 1 == row.end && tally.letters() + tally.digits > 0;
    is_row.then(|| bars.windows(2).map(|bars| Span::new(bars[0] + 1, bars[1])).collect())
}
