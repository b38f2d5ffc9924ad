//! Rows of tables, and their cells.

use crate::lang::Tally;
use crate::span::Span;

/// So many rows in a row are a table.
const ROWS: usize = 3;

/// What parts the columns of a line, and how often it stands there: a tab, a bar, or the comma of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

impl Tables {
    /// Finds the stretches of three lines or more, blank ones aside, that have as many bars or tabs each, two
    /// or more, or as many fields of CSV, and of which most have each language in a column of its own.
    pub(super) fn find(text: &str) -> Tables {
        let mut tables = Vec::new();
        // Most texts have hardly any.
        let bars = text.matches('\t').count() + text.matches('|').count();
        // Behind the comma of `"Go," he said` and that of `"Go", he said` there is a blank, sooner or later.
        let is_quoted = |at: usize| {
            let (before, behind) = (&text[..at], &text[at + 1..]);
            let field = behind.strip_prefix('"').or(before.ends_with('"').then_some(behind));
            field.is_some_and(|field| field.starts_with(|c: char| !c.is_whitespace()))
        };
        if bars < 2 * ROWS && text.match_indices(COMMA).filter(|(at, _)| is_quoted(*at)).count() < ROWS {
            return Tables { tables };
        }
        let mut close = |table: Option<Draft>| {
            tables.extend(
                table
                    .filter(|t| t.rows >= ROWS && 2 * t.bilingual > t.rows)
                    .filter(|t| t.columns.mark != COMMA || t.quoted)
                    .map(|t| (t.span, t.columns)),
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
            let table = table.get_or_insert(Draft { span, columns, rows: 0, bilingual: 0, quoted: false });
            table.span.end = span.end;
            table.rows += 1;
            table.bilingual += usize::from(is_bilingual(line, columns));
            table.quoted |= line.starts_with('"') || line.contains(",\"");
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
        if tally.letters() + tally.digits == 0 {
            return None;
        }
        let of_text = |cell: Span| Span::new(line.start + cell.start, line.start + cell.end);
        // Where lines end otherwise than with a line feed, one may be but a part of a row.
        let cells: Vec<Span> = columns.cells(body).into_iter().map(of_text).collect();
        (cells.len() > 1).then_some(cells)
    }
}

/// A table in the making.
struct Draft {
    span: Span,
    columns: Columns,
    rows: usize,
    bilingual: usize,
    /// Whether a field stands in quotation marks. Lines of prose and of word lists have commas too.
    quoted: bool,
}

/// Whether one column of a row is in Latin letters and another one mostly in Chinese characters.
fn is_bilingual(row: &str, columns: Columns) -> bool {
    let (mut latin, mut han) = (false, false);
    for cell in columns.cells(row) {
        let tally = Tally::of(cell.of(row));
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
