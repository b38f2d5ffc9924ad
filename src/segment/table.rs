//! Rows of tables, and their cells.

use crate::lang::Tally;
use crate::span::Span;

/// So many rows in a row are a table.
const ROWS: usize = 3;

/// What parts the columns of a line, and how often it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    mark: char,
    count: usize,
}

impl Columns {
    /// Those of a line with three columns or more.
    fn of(line: &str) -> Option<Columns> {
        let columns = |mark| Columns { mark, count: line.matches(mark).count() };
        [columns('\t'), columns('|')].into_iter().find(|columns| columns.count > 1)
    }
}

/// The tables of a text whose rows have no bars at their ends, looked for from its start to its end.
pub(super) struct Tables {
    /// Those that are still to come, the last one first.
    tables: Vec<(Span, Columns)>,
}

impl Tables {
    /// Finds the stretches of three lines or more, blank ones aside, that have as many bars or tabs each, two
    /// or more, and of which most have each language in a column of its own.
    pub(super) fn find(text: &str) -> Tables {
        let mut tables = Vec::new();
        // Most texts have hardly any.
        if text.matches('\t').count() + text.matches('|').count() < 2 * ROWS {
            return Tables { tables };
        }
        let mut close = |table: Option<Draft>| {
            tables.extend(
                table.filter(|t| t.rows >= ROWS && 2 * t.bilingual > t.rows).map(|t| (t.span, t.columns)),
            );
        };
        let (mut table, mut at) = (None::<Draft>, 0);
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len());
            at = span.end;
            if line.trim().is_empty() {
                continue;
            }
            let columns = Columns::of(line);
            if table.as_ref().map(|t| t.columns) != columns {
                close(table.take());
            }
            let Some(columns) = columns else { continue };
            let table = table.get_or_insert(Draft { span, columns, rows: 0, bilingual: 0 });
            table.span.end = span.end;
            table.rows += 1;
            table.bilingual += usize::from(is_bilingual(line, columns.mark));
        }
        close(table);
        tables.reverse();
        Tables { tables }
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
        let (_, columns) = self.tables.last().filter(|(table, _)| table.start <= line.start)?;
        let body = line.of(text);
        let tally = Tally::of(body);
        let is_row = body.contains(columns.mark) && tally.letters() + tally.digits > 0;
        is_row.then(|| {
            let bars = body.match_indices(columns.mark).map(|(at, _)| line.start + at);
            let ends: Vec<usize> = bars.chain([line.end]).collect();
            let starts = [line.start].into_iter().chain(ends.iter().map(|end| end + 1));
            starts.zip(&ends).map(|(start, &end)| Span::new(start, end)).collect()
        })
    }
}

/// A table in the making.
struct Draft {
    span: Span,
    columns: Columns,
    rows: usize,
    bilingual: usize,
}

/// Whether one column of a row is in Latin letters and another one mostly in Chinese characters.
fn is_bilingual(row: &str, mark: char) -> bool {
    let (mut latin, mut han) = (false, false);
    for cell in row.split(mark) {
        let tally = Tally::of(cell);
        latin |= tally.latin > 0 && tally.cjk() == 0;
        han |= tally.is_cjk();
    }
    latin && han
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
