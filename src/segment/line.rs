//! Lines of a text, each with what tells whether it goes on in the next one.

use super::fence::{Fence, Fences};
use super::html;
use super::table::Tables;
use crate::lang::{Script, Tally, columns as columns_of};
use crate::span::{Span, is_blank, is_line_end};
use crate::text::bytes;
use crate::text::tag::is_made_of_tags;

/// The mark that stands before the text of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    /// `-`, `*`, `•` and the like. Outside the span.
    Bullet,
    /// `1.`, `(2)`, `三、`, `第四条`. Inside the span: it is part of what is translated.
    Number,
    /// `#` to `######`. Outside the span.
    Heading,
    /// `>`. Outside the span.
    Quote,
    /// `|` on either side, or a tab: a cell of a table. Outside the span.
    Cell,
    /// A line of fenced code, or a fence. Inside the span.
    Code,
    /// A line of tags of HTML alone. Inside the span.
    Tag,
}

/// How the last character of a line leaves the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop, question mark or exclamation mark, with closing quotes or without.
    Stop,
    /// A colon, a semicolon, a closing bracket: either.
    Weak,
    /// A letter, a comma, a hyphen: more is to come, or the line is a heading.
    Open,
}

/// What lies between a line and the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing: the two touch.
    None,
    /// One blank line.
    Blank,
    /// Several, a mark that parts paragraphs, or the start of the text.
    Wide,
}

/// A line with text in it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The text, without blanks at the ends and without its mark.
    pub(super) span: Span,
    pub(super) mark: Mark,
    /// Columns of blanks before the mark or the text.
    pub(super) indent: usize,
    /// Length of the text in columns, with its mark.
    pub(super) columns: usize,
    /// The same in characters.
    pub(super) chars: usize,
    /// Length of the first word (or Han character) with its punctuation, in columns and in characters.
    pub(super) first: (usize, usize),
    pub(super) starts_lower: bool,
    /// Whether the line begins with a capital, and does not go on in capitals.
    pub(super) starts_capital: bool,
    /// Whether it begins with the label of a question or an answer: `Q: `, `答：`.
    pub(super) starts_turn: bool,
    pub(super) ending: Ending,
    /// Whether it ends with a comma.
    pub(super) ends_clause: bool,
    pub(super) gap: Gap,
    /// Whether it is a cell of a table with another one before it in its row.
    pub(super) in_row: bool,
    /// Whether it spells the Chinese beside it in pinyin.
    pub(super) pinyin: bool,
    /// Whether a tab stands between letters: a row of a table, or a line with its translation.
    pub(super) in_columns: bool,
    pub(super) tally: Tally,
}

impl Line {
    /// Whether the line has no letter and no digit and is more than a lost full stop: `* * *`.
    pub(super) const fn is_rule(&self) -> bool {
        self.tally.letters() == 0 && self.tally.digits == 0 && self.chars > 2
    }

    /// Whether the line above is blank, or there is none.
    pub(super) const fn after_blank(&self) -> bool {
        !matches!(self.gap, Gap::None)
    }

    /// Whether it begins with a Chinese character, or with a mark as wide.
    pub(super) const fn starts_wide(&self) -> bool {
        self.first.0 > self.first.1
    }
}

/// Two kinds of writing wrap in two ways: at blanks, or between any two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    Alphabetic,
    Ideographic,
}

impl Writing {
    pub(super) const fn of(line: &Line) -> Option<Writing> {
        if matches!(line.mark, Mark::Tag) {
            None
        } else if line.tally.is_cjk() {
            Some(Writing::Ideographic)
        } else if line.tally.letters() > 0 {
            Some(Writing::Alphabetic)
        } else {
            None
        }
    }
}

/// The lines that hold more than blanks; each cell of a table is one.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut gap = Gap::Wide;
    let mut start = 0;
    let (mut fences, mut fence) = (Fences::default(), None::<Fence>);
    let mut tables = Tables::find(text);
    let has_tags = text.contains('<');
    while start < text.len() {
        let rest = &text[start..];
        let (end, next, paragraph) = match line_end(rest) {
            Some((i, '\r')) if rest[i + 1..].starts_with('\n') => (start + i, start + i + 2, false),
            // A file that was converted twice.
            Some((i, '\r')) if rest[i + 1..].starts_with("\r\n") => (start + i, start + i + 3, false),
            Some((i, c)) => (start + i, start + i + c.len_utf8(), c == '\u{2029}'),
            None => (text.len(), text.len(), false),
        };
        let (whole, before) = (Span::new(start, end), out.len());
        let code = match fence {
            Some(open) if start < open.close => !open.holds_text,
            Some(_) => {
                fence = None;
                true
            }
            None => {
                fence = fences.opened(text, whole.of(text), next);
                fence.is_some()
            }
        };
        let row = if code { None } else { tables.cells(text, whole) };
        match row {
            Some(cells) => {
                for cell in cells {
                    let (first, in_row) = (out.len(), out.len() > before);
                    add(
                        &mut out,
                        text,
                        cell,
                        Some(Mark::Cell),
                        if in_row { Gap::None } else { gap },
                        has_tags,
                    );
                    out[first..].iter_mut().for_each(|line| line.in_row |= in_row);
                }
            }
            None if code => out.extend(line(text, whole, Some(Mark::Code), gap)),
            None => add(&mut out, text, whole, None, gap, has_tags),
        }
        gap = match (out.len() == before, gap) {
            _ if paragraph => Gap::Wide,
            (false, _) => Gap::None,
            (true, Gap::None) => Gap::Blank,
            (true, _) => Gap::Wide,
        };
        start = next;
    }
    out
}

/// Adds a line or a cell, whose mark may be known: where `has_tags` allows for some, those around its text and each
/// part of it behind a break are lines of their own.
fn add(out: &mut Vec<Line>, text: &str, whole: Span, known: Option<Mark>, gap: Gap, has_tags: bool) {
    let parts = if has_tags { html::parts(text, whole) } else { Vec::new() };
    if parts.is_empty() {
        out.extend(line(text, whole, known, gap));
        return;
    }
    let first = out.len();
    let mut in_row = false;
    for part in parts {
        let known = if part.is_tag { Some(Mark::Tag) } else { known };
        let line = line(text, part.span, known, if out.len() > first { Gap::None } else { gap });
        out.extend(line.map(|line| Line { in_row: in_row && !part.is_tag, ..line }));
        in_row |= !part.is_tag;
    }
}

/// Where a line ends, and with what. Bytes and no characters, for speed: most begin no such end.
fn line_end(text: &str) -> Option<(usize, char)> {
    let may_be_end = |byte| (b'\n'..=b'\r').contains(&byte) | (byte == 0xC2) | (byte == 0xE2);
    let ends = bytes::places(text.as_bytes(), may_be_end);
    ends.filter_map(|at| Some((at, text[at..].chars().next()?))).find(|(_, c)| is_line_end(*c))
}

/// A line, whose mark may be known.
pub(super) fn line(text: &str, whole: Span, known: Option<Mark>, gap: Gap) -> Option<Line> {
    let full = whole.trimmed(text);
    if full.is_empty() {
        return None;
    }
    let (tally, columns, chars) = Tally::with_columns(full.of(text));
    let (mark, skip) = match known {
        Some(mark) => (mark, 0),
        None if tally.letters() + tally.digits == 0 => (Mark::None, 0),
        None if text[full.start..].starts_with('<') && is_made_of_tags(full.of(text)) => (Mark::Tag, 0),
        None => mark(full.of(text)),
    };
    let span = Span::new(full.start + skip, full.end).trimmed(text);
    let body = span.of(text);
    Some(Line {
        span,
        mark,
        indent: text[whole.start..full.start].chars().map(|c| columns_of(Script::of(c), c)).sum(),
        columns,
        chars,
        first: first_word(body),
        starts_lower: starts_lower(body, mark),
        starts_capital: starts_capital(body),
        starts_turn: body.strip_prefix(TURNS).is_some_and(|rest| rest.starts_with([':', '：'])),
        ending: ending(body),
        ends_clause: body.ends_with([',', '，']),
        gap,
        in_row: false,
        pinyin: false,
        in_columns: mark != Mark::Number && body.contains('\t'),
        tally,
    })
}

/// The mark at the start of a line, and its length in bytes where it stands outside the span.
pub(super) fn mark(body: &str) -> (Mark, usize) {
    let hashes = body.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && body[hashes..].starts_with(is_blank) {
        return (Mark::Heading, hashes);
    }
    let Some(first) = body.chars().next() else { return (Mark::None, 0) };
    let rest = &body[first.len_utf8()..];
    match first {
        '-' | '*' | '+' | '·' if rest.starts_with(is_blank) && !is_page_number(rest) => {
            (Mark::Bullet, first.len_utf8())
        }
        '>' => quote(rest),
        '•' | '‣' | '◦' | '⁃' | '∙' | '●' | '○' | '▪' | '▫' | '■' | '□' | '◆' | '◇' | '►' | '▲' | '▶'
        | '▷' | '▸' | '➢' | '➤' | '✓' | '✔' => (Mark::Bullet, first.len_utf8()),
        _ if is_numbered(body) => (Mark::Number, 0),
        _ => (Mark::None, 0),
    }
}

/// The marks of a quotation behind its first `>`; each reply puts one more before what it quotes. Not that of
/// `>50%`.
fn quote(rest: &str) -> (Mark, usize) {
    let text = rest.trim_start_matches(|c: char| c == '>' || is_blank(c));
    let marks = &rest[..rest.len() - text.len()];
    let quotes = marks.ends_with(is_blank) || text.starts_with(|c: char| c.is_alphabetic() || begins_text(c));
    if quotes { (Mark::Quote, 1 + marks.len()) } else { (Mark::None, 0) }
}

/// `12 -`, what is left of `- 12 -`.
fn is_page_number(rest: &str) -> bool {
    let rest = rest.trim();
    rest.strip_suffix(['-', '–']).is_some_and(|n| n.trim().bytes().all(|b| b.is_ascii_digit()))
}

/// Who asks and who answers in an interview.
const TURNS: [char; 5] = ['Q', 'A', '问', '問', '答'];

/// The parts of a law or a book that are numbered.
const PARTS: [&str; 4] = ["Article ", "Section ", "Chapter ", "Clause "];

/// `1. `, `2)`, `(3)`, `（四）`, `五、`, `①`, `第六条`, `Article 7`.
fn is_numbered(body: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十百零〇两0123456789０１２３４５６７８９";
    if body.starts_with(|c: char| ('①'..='⑳').contains(&c)) {
        return true;
    }
    if let Some(rest) = PARTS.iter().find_map(|part| body.strip_prefix(part)) {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        return (1..=5).contains(&end)
            && rest[..end].bytes().all(|b| b.is_ascii_digit() || b"IVXLC".contains(&b))
            && rest[end..].chars().next().is_none_or(|c| is_blank(c) || matches!(c, '.' | ':' | '-' | '–'));
    }
    let open = body.strip_prefix(['(', '（']);
    let inner = open.or_else(|| body.strip_prefix('第')).unwrap_or(body);
    let tail = inner.trim_start_matches(|c| NUMERALS.contains(c));
    let digits = inner[..inner.len() - tail.len()].chars().count();
    let article = body.starts_with('第');
    if digits == 0 || digits > 3 && !article {
        return false;
    }
    if open.is_some() {
        return tail.starts_with([')', '）']);
    }
    if article {
        let mut tail = tail.chars();
        return tail.next().is_some_and(|c| matches!(c, '条' | '條' | '章' | '节' | '節' | '款'))
            && tail.next().is_none_or(|c| is_blank(c) || matches!(c, '：' | ':'));
    }
    let mut tail = tail.chars();
    match tail.next() {
        Some('、') => true,
        // Not `3.5` and not `一.`: a decimal, a Chinese numeral with an ASCII stop is rare.
        Some('.' | '．' | ')' | '）') => tail.next().is_some_and(|c| !is_digit(c)),
        _ => false,
    }
}

/// Whether the first word of a line is written small; of a numbered one the first behind the number.
fn starts_lower(body: &str, mark: Mark) -> bool {
    let first = match mark {
        Mark::Number => {
            let word = PARTS.iter().find_map(|part| body.strip_prefix(part));
            let rest = word.map_or(body, |rest| rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()));
            rest.chars().find(|c| c.is_alphabetic())
        }
        _ => body.chars().find(|c| c.is_alphanumeric()),
    };
    first.is_some_and(char::is_lowercase)
}

fn starts_capital(body: &str) -> bool {
    body.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
        && body.bytes().any(|b| b.is_ascii_lowercase())
}

/// The first word of a line (or Han character) with its punctuation.
pub(super) fn first_word_of(body: &str) -> &str {
    let chars = first_word(body).1;
    body.char_indices().nth(chars).map_or(body, |(end, _)| &body[..end])
}

fn first_word(body: &str) -> (usize, usize) {
    let (mut columns, mut chars, mut seen) = (0, 0, Script::None);
    for c in body.chars() {
        let script = Script::of(c);
        let word = script != Script::None;
        if c.is_whitespace() || (seen.is_cjk() && word) || (seen != Script::None && script.is_cjk()) {
            break;
        }
        columns += columns_of(script, c);
        chars += 1;
        if word {
            seen = script;
        }
    }
    (columns, chars)
}

fn ending(body: &str) -> Ending {
    let tail = body.trim_end_matches(is_closer);
    let mut last = tail.chars().rev();
    match last.next() {
        // An initial: `J. R.`
        Some('.') if last.next().is_some_and(char::is_uppercase) && last.next().is_none_or(is_blank) => {
            Ending::Weak
        }
        Some(c) if is_stop(c) => Ending::Stop,
        Some(':' | '：' | ';' | '；') => Ending::Weak,
        Some('-' | ',' | '，' | '、' | '—' | '–') => Ending::Open,
        Some(c) if Script::of(c) == Script::None => Ending::Weak,
        _ if tail.len() < body.len() => Ending::Weak,
        _ => Ending::Open,
    }
}

/// A digit of either width.
pub(super) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Marks that end a sentence in either language.
pub(super) const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '…' | '．' | '｡' | '‼' | '⁇' | '⁈' | '⁉')
}

/// What a quoted text begins with where it begins with no letter: opening quotes and brackets, and the marks of
/// emphasis.
const fn begins_text(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '(' | '（' | '[' | '【' | '「' | '『' | '《' | '*' | '_')
}

/// Closing quotes and brackets, which stand after the stop of their sentence.
pub(super) const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | ')'
            | '）'
            | ']'
            | '］'
            | '】'
            | '〕'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '*'
            | '_'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for (body, expected) in [
            ("- one", (Mark::Bullet, 1)),
            ("• one", (Mark::Bullet, 3)),
            ("## Two", (Mark::Heading, 2)),
            ("#hashtag", (Mark::None, 0)),
            ("-5 degrees", (Mark::None, 0)),
            ("- 21 -", (Mark::None, 0)),
            ("1. Wash the rice", (Mark::Number, 0)),
            ("3.5 metres", (Mark::None, 0)),
            ("2018. Then", (Mark::None, 0)),
            ("三、洗米", (Mark::Number, 0)),
            ("（二）煮饭", (Mark::Number, 0)),
            ("第十二条 本法", (Mark::Number, 0)),
            ("第一次见面", (Mark::None, 0)),
            ("第一节课", (Mark::None, 0)),
            ("Article 7 No one", (Mark::Number, 0)),
            ("Article by Ann", (Mark::None, 0)),
            ("> quoted", (Mark::Quote, 2)),
            (">“quoted”", (Mark::Quote, 1)),
            ("> >> 引文", (Mark::Quote, 5)),
            (">50 metres", (Mark::None, 0)),
        ] {
            assert_eq!(mark(body), expected, "{body}");
        }
    }

    #[test]
    fn every_kind_of_line_end() {
        let text = "\u{FEFF}a\r\r\nb\rc\u{2028}d\u{2029}e\u{85}f\n \u{3000}\u{200B}\ng\n\n\nh";
        let lines = lines(text);
        let bodies: Vec<_> = lines.iter().map(|l| l.span.of(text)).collect();
        assert_eq!(bodies, ["a", "b", "c", "d", "e", "f", "g", "h"]);
        let gaps: Vec<_> = lines.iter().map(|l| l.gap).collect();
        use Gap::{Blank, None, Wide};
        assert_eq!(gaps, [Wide, None, None, None, Wide, None, Blank, Wide]);
    }

    #[test]
    fn cells_of_a_table() {
        let text = "| one | 二 | |\n|---|---|\n|| \\| ||\n|x| is small";
        let lines = lines(text);
        let bodies: Vec<_> = lines.iter().map(|l| (l.span.of(text), l.in_row)).collect();
        assert_eq!(
            bodies,
            [
                ("one", false),
                ("二", true),
                ("|---|---|", false),
                ("|| \\| ||", false),
                ("|x| is small", false)
            ]
        );
    }

    #[test]
    fn measures() {
        let lines = lines("　　他说：“你好。”\n  in the end");
        assert_eq!((lines[0].indent, lines[0].chars, lines[0].columns), (4, 8, 14));
        assert_eq!(lines[0].ending, Ending::Stop);
        assert!(lines[1].starts_lower && lines[1].ending == Ending::Open);
        assert_eq!(lines[1].first, (2, 2));
    }
}
