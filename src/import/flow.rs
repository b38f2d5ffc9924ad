//! Text as it flows out of a document: white space, lines, paragraphs, and rows of tables.

use super::menu::{BAR, Links};
use crate::hanzi::is_han;

/// How deep tables may lie in each other; those below are paragraphs.
const DEEPEST: usize = 16;

/// What parts a piece of text from the one before it, from the least to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Border {
    #[default]
    None,
    /// The end of one element in a line and the beginning of the next: sentences are parted there.
    Seam,
    /// The same between two links, or elements of which each has a style of its own: words are parted too.
    Joint,
    /// White space within a line.
    Blank,
    /// White space with a line feed in it, which means nothing between Chinese characters.
    Feed,
    /// The next link of a menu.
    Bar,
    Line,
    Paragraph,
}

/// Builds the text of a document: an empty line between two paragraphs, no blanks at the ends of lines.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    border: Border,
    links: Links,
    /// Tables that are open, outermost first.
    tables: Vec<Table>,
    /// How many more are open that are too deep.
    deeper: usize,
}

/// What a text ended with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    place: usize,
    border: Border,
}

/// A table that is open, and the row of it that is.
#[derive(Debug, Default)]
struct Table {
    row: Option<Row>,
}

/// A row that is open.
#[derive(Debug)]
struct Row {
    /// The text before it, what parts the two, and the links there.
    before: (String, Border, Links),
    /// Its cells that are complete.
    cells: Vec<String>,
    /// Whether a cell is open.
    open: bool,
}

impl Flow {
    /// Adds text as browsers show it: any white space is one blank, and a line feed between two Chinese
    /// characters is nothing.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.border = self.border.max(Border::Feed),
                ' ' | '\t' | '\x0C' => self.border = self.border.max(Border::Blank),
                _ => self.push(c),
            }
        }
    }

    /// Adds text as it stands, with all blanks and line feeds.
    pub(super) fn verbatim(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.line();
            }
            line.chars().for_each(|c| self.push(c));
        }
    }

    /// Adds text as it stands, but for blanks at the beginning of a line, which only push it in.
    pub(super) fn run(&mut self, text: &str) {
        for c in text.chars() {
            let is_first = self.border >= Border::Line || self.text.is_empty();
            if !(is_first && matches!(c, ' ' | '\t')) {
                self.push(if c == '\n' { ' ' } else { c });
            }
        }
    }

    /// The line ends here. Two in a row end the paragraph.
    pub(super) fn line(&mut self) {
        self.border = if self.border >= Border::Line { Border::Paragraph } else { Border::Line };
    }

    /// What comes is the next link of a menu.
    pub(super) fn bar(&mut self) {
        self.border = self.border.max(Border::Bar);
    }

    /// What comes begins on a line of its own.
    pub(super) fn own_line(&mut self) {
        self.border = self.border.max(Border::Line);
    }

    /// What comes is a paragraph of its own.
    pub(super) fn paragraph(&mut self) {
        self.border = Border::Paragraph;
    }

    pub(super) fn open_link(&mut self) {
        if self.links.end_at(self.text.len()) {
            self.joint();
        }
        self.links.open();
    }

    /// An element in a line has ended, and the next one begins.
    pub(super) fn seam(&mut self) {
        self.border = self.border.max(Border::Seam);
    }

    /// The same, where each has a style of its own.
    pub(super) fn joint(&mut self) {
        self.border = self.border.max(Border::Joint);
    }

    pub(super) fn close_link(&mut self) {
        self.links.close();
    }

    pub(super) fn open_list(&mut self) {
        self.end_line();
        self.paragraph();
        self.links.open_list(self.text.len());
    }

    pub(super) fn close_list(&mut self) {
        self.end_line();
        self.paragraph();
        self.links.close_list(&mut self.text);
    }

    /// Where the next character will stand, of those so far.
    pub(super) fn place(&self) -> usize {
        self.text.len()
    }

    /// What the text ends with.
    pub(super) fn mark(&self) -> Mark {
        Mark { place: self.text.len(), border: self.border }
    }

    /// Takes away what was added since, if it is of a kind.
    pub(super) fn forget(&mut self, before: Mark, is: impl Fn(&str) -> bool) {
        if self.text.get(before.place..).is_some_and(is) {
            self.text.truncate(before.place);
            self.links.cut(before.place);
            self.border = before.border;
        }
    }

    /// Writes a number that was added from `place` on as a mark of a note or a power, if there is nothing else.
    /// One in brackets or in a circle is a mark only where it touches what is before it, and so is any if `touching`.
    pub(super) fn raise(&mut self, place: usize, touching: bool) {
        let Some((before, added)) = self.text.split_at_checked(place) else { return };
        let touches = !added.starts_with(char::is_whitespace)
            && before.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '[' | '（' | '［' | '〔'));
        let mark = added.trim_start();
        if (touches || !touching)
            && let Some(raised) = raised(mark, touches)
        {
            let start = place + added.trim_start_matches(' ').len() - mark.len();
            self.text.truncate(start);
            self.links.cut(start);
            self.text.push_str(&raised);
        }
    }

    pub(super) fn open_table(&mut self) {
        self.paragraph();
        if self.tables.len() < DEEPEST {
            self.tables.push(Table::default());
        } else {
            self.deeper += 1;
        }
    }

    pub(super) fn close_table(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.close_row();
            self.tables.pop();
        }
        self.paragraph();
    }

    pub(super) fn open_row(&mut self) {
        if self.deeper > 0 {
            return self.paragraph();
        }
        self.close_row();
        self.own_line();
        if let Some(table) = self.tables.last_mut() {
            let before = (
                std::mem::take(&mut self.text),
                std::mem::take(&mut self.border),
                std::mem::take(&mut self.links),
            );
            table.row = Some(Row { before, cells: Vec::new(), open: false });
        }
    }

    /// A cell begins, in the row that is open or in a new one; outside of tables it is a paragraph.
    pub(super) fn open_cell(&mut self) {
        match self.tables.last() {
            _ if self.deeper > 0 => return self.paragraph(),
            None => return self.paragraph(),
            Some(Table { row: None }) => self.open_row(),
            Some(_) => self.close_cell(),
        }
        if let Some(Table { row: Some(row) }) = self.tables.last_mut() {
            row.open = true;
        }
    }

    fn close_cell(&mut self) {
        if let Some(Table { row: Some(row) }) = self.tables.last_mut() {
            // What stands between cells, where nothing should, counts as one.
            if row.open || !self.text.is_empty() {
                self.text.truncate(self.text.trim_end().len());
                self.links.end_line(&mut self.text);
                row.cells.push(std::mem::take(&mut self.text));
            }
            self.links = Links::default();
            row.open = false;
            self.border = Border::None;
        }
    }

    /// The row ends: cells of a line each are a line with tabs between them, others paragraphs.
    pub(super) fn close_row(&mut self) {
        if self.deeper > 0 {
            return;
        }
        self.close_cell();
        let Some(Row { before, cells, .. }) = self.tables.last_mut().and_then(|table| table.row.take())
        else {
            return;
        };
        (self.text, self.border, self.links) = before;
        let lines = cells.iter().all(|cell| !cell.contains('\n'));
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if !lines || filled < 2 {
            for cell in cells.iter().filter(|cell| !cell.is_empty()) {
                if !lines {
                    self.paragraph();
                }
                self.whole(cell);
            }
            self.border = if lines { Border::Line } else { Border::Paragraph };
            return;
        }
        let last = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        self.whole(&cells[..last].join("\t"));
        self.border = Border::Line;
    }

    /// Adds what has its borders in it.
    fn whole(&mut self, text: &str) {
        let mut chars = text.chars();
        chars.next().into_iter().for_each(|c| self.push(c));
        self.text.push_str(chars.as_str());
    }

    fn push(&mut self, c: char) {
        if self.border >= Border::Line {
            self.end_line();
        }
        let border = std::mem::take(&mut self.border);
        match border {
            Border::None => {}
            Border::Seam if !is_seam(&self.text, c) => {}
            Border::Joint if !is_joint(&self.text, c) => {}
            _ if self.text.is_empty() => {}
            Border::Feed if is_wide(c) && self.text.chars().next_back().is_some_and(is_wide) => {}
            Border::Seam | Border::Joint | Border::Blank | Border::Feed => self.text.push(' '),
            Border::Bar => self.text.push_str(BAR),
            Border::Line => self.text.push('\n'),
            Border::Paragraph => self.text.push_str("\n\n"),
        }
        if border >= Border::Line {
            self.links.begin_line(self.text.len());
        }
        let place = self.text.len();
        self.text.push(c);
        self.links.see(place, self.text.len());
    }

    /// Ends all tables and the paragraph.
    pub(super) fn close(&mut self) {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.paragraph();
    }

    /// Takes blanks off the end, and a line of blanks; a line of links gets its bars.
    fn end_line(&mut self) {
        let end = self.text.trim_end().len();
        if self.text[end..].contains("\n\n") {
            self.border = Border::Paragraph;
        }
        self.text.truncate(end);
        self.links.end_line(&mut self.text);
    }

    /// The text, with a line feed at its end.
    pub(super) fn finish(mut self) -> String {
        self.close();
        self.end_line();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}

/// Whether a sentence ends where another begins.
fn is_seam(before: &str, next: char) -> bool {
    let is_begin = next.is_uppercase() || matches!(next, '“' | '"');
    is_begin && before.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?'])
}

/// Whether two words meet, of which one is not in Chinese. A single capital is the large letter of the word that comes.
fn is_joint(before: &str, next: char) -> bool {
    let mut ends = before.chars().rev();
    let Some(last) = ends.next() else { return false };
    let is_initial =
        last.is_uppercase() && next.is_alphabetic() && ends.next().is_none_or(|c| !c.is_alphanumeric());
    let is_end = last.is_alphanumeric() || matches!(last, ')' | '%' | '€' | '£' | '$');
    let is_begin = next.is_alphanumeric() || matches!(next, '€' | '£' | '$' | '¥' | '￥');
    let is_chinese = is_wide(last) && is_wide(next);
    is_seam(before, next) || is_end && is_begin && !is_chinese && !is_initial
}

/// Whether no blank is set beside a character where lines are joined (CSS Text 3, segment breaks).
fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// A number as it is written above the line; in brackets, in a circle or below zero only where it touches a word.
fn raised(mark: &str, touches: bool) -> Option<String> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const BRACKETS: [(char, char); 3] = [('[', ']'), ('〔', '〕'), ('［', '］')];
    let bare = BRACKETS.iter().find_map(|&(open, close)| mark.strip_prefix(open)?.strip_suffix(close));
    let mut chars = mark.chars();
    let digits = match (bare, chars.next()) {
        (Some(bare), _) if touches => bare.trim().to_owned(),
        (None, Some(c @ '①'..='⑳')) if touches && chars.next().is_none() => {
            (u32::from(c) - u32::from('①') + 1).to_string()
        }
        _ => mark.to_owned(),
    };
    let (sign, digits) = match digits.strip_prefix(['-', '−', '–']) {
        Some(digits) if touches => ("⁻", digits),
        _ => ("", digits.as_str()),
    };
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| sign.chars().chain(digits.bytes().map(|b| RAISED[usize::from(b - b'0')])).collect())
}
