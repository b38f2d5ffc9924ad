//! A run of stops and all that stays with it.

use super::aside::{Before, aside};
use super::numbering::{Numbering, is_circled, is_note, note_in_brackets};
use super::open::Open;
use super::window::{behind, char_before};
use super::words::{classes, is_capital};
use crate::hanzi::is_han;
use crate::span::is_blank;
use crate::text::words::is_month;

/// How far to look for the month before a year, in bytes.
const YEAR: usize = 24;

/// The most characters in the name of a note.
const NAME: usize = 48;

/// How far to look for the beginning of a quotation in straight single marks, in bytes.
const SINGLE: usize = 300;

/// What a run of stops is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// One `.` or `．`.
    Period,
    /// `...`, `. . .`, `……`.
    Dots,
    /// With a question or exclamation mark in it.
    Strong,
    /// With a `。` in it.
    Full,
    /// A dash before a closing quotation mark: speech that breaks off.
    Dash,
    /// `；`, or `;` after a character that is not ASCII.
    Semicolon,
    /// A line break with no stop before it.
    Line,
}

/// A run of stops, the closing marks that stay with it, and the blanks after them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    /// Where the stops begin.
    pub(super) start: usize,
    /// Where the stops end and closing marks begin.
    pub(super) marks: usize,
    /// Where the closing marks end and blanks begin.
    pub(super) end: usize,
    /// Where the blanks end and the text goes on.
    pub(super) next: usize,
    pub(super) mark: Mark,
    /// The first stop is a full-width one.
    pub(super) wide: bool,
    /// A closing quotation mark follows.
    pub(super) quoted: bool,
    /// A closing bracket follows.
    pub(super) bracketed: bool,
    /// A closing mark of a title follows.
    pub(super) titled: bool,
    /// The mark that numbers the next sentence follows.
    pub(super) numbered: bool,
    /// Line breaks among the blanks.
    pub(super) breaks: usize,
}

/// Bytes at which [`Stop::read`] or [`Open::see`] must look: ASCII marks, and the first bytes
/// of all other marks (and of some characters that matter to nobody).
pub(super) static MAY_MATTER: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b".?!;\n\r\x0B\x0C-\"()\xC2\xE2\xE3\xEF";
    let mut i = 0;
    while i < marks.len() {
        table[marks[i] as usize] = true;
        i += 1;
    }
    table
};

impl Stop {
    /// The stop whose first character is `c` at `at`, if there is one.
    pub(super) fn read(
        text: &str,
        at: usize,
        c: char,
        open: &Open,
        numbering: Option<Numbering>,
    ) -> Option<Stop> {
        let mut stop = Stop {
            start: at,
            marks: at,
            end: at,
            next: at,
            mark: Mark::Line,
            wide: matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}'),
            quoted: false,
            bracketed: false,
            titled: false,
            numbered: false,
            breaks: 0,
        };
        match c {
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {}
            ';' | '；' => {
                if c == ';' && char_before(text, at).is_none_or(|before| before.is_ascii()) {
                    return None;
                }
                stop.mark = Mark::Semicolon;
                stop.marks += c.len_utf8();
            }
            '-' | '—' | '―' | '–' => {
                // A run is read once, at its first dash.
                if char_before(text, at) == Some(c) {
                    return None;
                }
                stop.mark = Mark::Dash;
                stop.marks += text[at..].chars().take_while(|d| *d == c).map(char::len_utf8).sum::<usize>();
                // A straight mark after a dash closes a quotation only before a blank.
                let mut after = text[stop.marks..].chars();
                match after.next() {
                    Some('”' | '」' | '』' | '〞' | '〟') => {}
                    Some('’' | '"' | '\'') if after.next().is_none_or(is_blank) => {}
                    _ => return None,
                }
            }
            _ => stop.read_marks(text)?,
        }
        stop.end = stop.marks;
        if stop.mark != Mark::Line && stop.mark != Mark::Semicolon {
            stop.read_closers(text, open, numbering);
        }
        stop.read_blanks(text, open, numbering);
        Some(stop)
    }

    /// No blank stands between the stop and what follows.
    pub(super) fn glued(&self) -> bool {
        self.next == self.end
    }

    fn read_marks(&mut self, text: &str) -> Option<()> {
        let bytes = text.as_bytes();
        let (mut dots, mut strong, mut full) = (0, false, false);
        for c in text[self.start..].chars() {
            match c {
                // The last two as in UAX #29, which looks far ahead behind them.
                '.' | '．' | '\u{2024}' | '\u{FE52}' => dots += 1,
                '…' | '⋯' | '‥' => dots += 2,
                '!' | '?' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '‽' => strong = true,
                '。' | '｡' => full = true,
                // The style that makes an emoji of `!`.
                '\u{FE0F}' if self.marks > self.start => {}
                _ => break,
            }
            self.marks += c.len_utf8();
        }
        // `. . .`, but not `. .NET`.
        while dots > 0
            && !strong
            && bytes.get(self.marks) == Some(&b' ')
            && bytes.get(self.marks + 1) == Some(&b'.')
            && !bytes.get(self.marks + 2).is_some_and(u8::is_ascii_alphanumeric)
        {
            self.marks += 2;
            dots += 1;
        }
        self.mark = match (strong, full, dots) {
            (true, ..) => Mark::Strong,
            (_, true, _) => Mark::Full,
            (_, _, 0) => return None,
            (_, _, 1) => Mark::Period,
            _ => Mark::Dots,
        };
        // Inside numbers, addresses and names of files; the common case, so it goes first.
        let inside = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let ascii_before = self.start > 0 && bytes[self.start - 1].is_ascii_alphanumeric();
        if ascii_before
            && self.marks == self.start + 1
            && bytes.get(self.marks).is_some_and(inside)
            && !(note_number(&text[self.marks..]).is_some() && takes_note(&text[..self.start]))
        {
            return None;
        }
        // So with a full-width stop: `３．５`, `Ｊ．Ｋ．`.
        if self.mark == Mark::Period && bytes[self.start] != b'.' {
            let after = text[self.marks..].chars().next();
            if [char_before(text, self.start), after].into_iter().flatten().filter(|c| is_latin(*c)).count()
                == 2
            {
                return None;
            }
        }
        Some(())
    }

    fn read_closers(&mut self, text: &str, open: &Open, numbering: Option<Numbering>) {
        let mut straight = open.straight();
        while let Some(c) = text[self.end..].chars().next() {
            let after = text[self.end + c.len_utf8()..].chars().next();
            let word_after = after.is_some_and(char::is_alphanumeric);
            if numbering.is_some_and(|last| last.followed_by(&text[self.end..]).is_some()) {
                self.numbered = true;
                break;
            }
            match c {
                '”' | '」' | '』' | '»' | '›' | '｣' | '〞' | '〟' => self.quoted = true,
                '\'' if after.is_some_and(is_han) && self.closes(text, c) => self.quoted = true,
                '’' | '\'' | '＇' if !word_after || c == '’' && after.is_some_and(is_han) => {
                    self.quoted = true
                }
                '"' | '＂' if !word_after || straight => {
                    self.quoted = true;
                    straight = !straight;
                }
                ')' | ']' | '}' | '）' | '】' | '〕' | '］' | '｝' | '〗' => self.bracketed = true,
                '》' | '〉' => self.titled = true,
                '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' => {}
                // The number of a note: `cold.1 He`, `late.”2 The`.
                '0'..='9' if self.may_have_note(text) => {
                    let Some(len) = note_number(&text[self.end..]) else { break };
                    self.end += len;
                    continue;
                }
                c if is_circled(c) && is_note(text, self.end) => {}
                // Emphasis, and the tilde of a drawn-out sound.
                '*' | '_' | '`' => {
                    let behind = text[self.end..].trim_start_matches(c);
                    if !behind.is_empty() && !behind.starts_with(is_blank) && !self.closes(text, c) {
                        break;
                    }
                    self.end = text.len() - behind.len();
                    continue;
                }
                '~' | '～' => {}
                '[' | '〔' | '［' => match footnote(&text[self.end..]) {
                    Some(len) => {
                        self.end += len;
                        continue;
                    }
                    None => break,
                },
                _ => break,
            }
            self.end += c.len_utf8();
        }
    }

    /// Whether a mark that has no direction, alone or several of it, closes what one began not long ago: those
    /// before it have no partner. Apostrophes of Latin words are none.
    fn closes(&self, text: &str, mark: char) -> bool {
        let before = behind(text, 0, self.end, SINGLE);
        let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        let is_latin_at = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let begins = |at: &usize| {
            let (left, right) = line.split_at(*at);
            let inside = is_latin_at(left.chars().next_back())
                && is_latin_at(right.trim_start_matches(mark).chars().next());
            !left.ends_with(mark) && !inside
        };
        line.match_indices(mark).map(|(at, _)| at).filter(begins).count() % 2 == 1
    }

    /// Behind words or a quotation, so digits that are glued to the stop are no part of a number.
    fn may_have_note(&self, text: &str) -> bool {
        self.quoted || text[..self.start].ends_with(['”', '’', '"', ')']) || takes_note(&text[..self.start])
    }

    fn read_blanks(&mut self, text: &str, open: &Open, numbering: Option<Numbering>) {
        self.next = self.end;
        loop {
            let mut blanks = text[self.next..].chars().peekable();
            while let Some(c) = blanks.next_if(|c| is_blank(*c)) {
                self.next += c.len_utf8();
                self.breaks += match c {
                    '\r' if blanks.peek() == Some(&'\n') => 0,
                    '\n' | '\r' | '\u{B}' | '\u{85}' | '\u{2028}' => 1,
                    // These part paragraphs themselves.
                    '\u{C}' | '\u{2029}' => 3,
                    _ => 0,
                };
            }
            if self.mark == Mark::Line || self.mark == Mark::Semicolon || self.breaks > 1 {
                return;
            }
            // A line was broken before the mark that closes what is open.
            if self.breaks == 1 {
                if !text[self.next..].starts_with(|c| open.is_closed_by(c)) {
                    return;
                }
                self.breaks = 0;
                self.end = self.next;
                self.read_closers(text, open, numbering);
                self.next = self.end;
                continue;
            }
            // What can only belong to the sentence before, although a blank comes first.
            let rest = &text[self.next..];
            let Some(len) = stray_closer(rest).or_else(|| emoticon(rest)).or_else(|| self.aside(text)) else {
                return;
            };
            self.next += len;
            self.end = self.next;
        }
    }

    /// The length of a bracket that belongs to the sentence. The stop must be that of a sentence: after
    /// `Hill, J.` and `Hill et al.` a year and a title follow.
    fn aside(&self, text: &str) -> Option<usize> {
        if !text[self.next..].starts_with(['(', '[', '（', '【', '［', '〔']) {
            return None;
        }
        let before = &text[..self.start];
        let full =
            self.mark != Mark::Period || self.wide || self.may_have_note(text) || ends_with_amount(before);
        if !full {
            return None;
        }
        aside(&text[self.next..], Before { quoted: self.quoted, lone: is_lone_word(before) })
            .or_else(|| note_in_brackets(text, self.next))
    }
}

/// Ends with a Chinese character, a percent sign or a number of several digits.
fn ends_with_amount(text: &str) -> bool {
    let digits = text.bytes().rev().take(3).filter(u8::is_ascii_digit).count();
    digits == 3 || text.ends_with(|c: char| c == '%' || is_han(c))
}

/// Is a word that stands alone in its line so far, or ends with one behind another sentence.
fn is_lone_word(text: &str) -> bool {
    let text = behind(text, 0, text.len(), 40);
    let head = text.trim_end_matches(|c: char| c.is_alphabetic() && !is_han(c));
    let last = head.trim_end_matches([' ', '\u{3000}']).chars().next_back();
    head.len() < text.len() && last.is_none_or(|c| matches!(c, '\n' | '\r' | '.' | '?' | '!' | ')' | ']'))
}

/// Ends with what the number of a note may be glued to, behind the stop.
fn takes_note(text: &str) -> bool {
    ends_with_word(text) || ends_with_year(text)
}

/// Ends with a word whose last two letters are small ones, or with a name of two letters, which is no
/// abbreviation and no part of an address.
fn ends_with_word(text: &str) -> bool {
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let small = word.chars().rev().take(2).filter(|c| c.is_lowercase()).count();
    (small == 2 || small == 1 && word.chars().count() == 2 && is_capital(word))
        && !text[..text.len() - word.len()].ends_with(['.', '/', '@', '_', '#', ':', '=', '\\'])
        && !classes(word).is_abbreviation()
}

/// Ends with a year that a month, a day or a word before it shows to be one: `in 1904`, `May 5, 1904`.
fn ends_with_year(text: &str) -> bool {
    let text = behind(text, 0, text.len(), YEAR);
    let Some((head, year)) = text.rsplit_once(' ') else { return false };
    let word = head.rsplit(' ').next().unwrap_or_default();
    let day =
        word.strip_suffix(',').is_some_and(|day| day.len() < 3 && day.bytes().all(|b| b.is_ascii_digit()));
    year.len() == 4
        && year.starts_with(['1', '2'])
        && year.bytes().all(|b| b.is_ascii_digit())
        && (day
            || is_month(word)
            || matches!(word, "in" | "In" | "since" | "until" | "before" | "after" | "of"))
}

/// The length of `1` or `2,3` before a blank and a capital or a quotation mark, or at the end.
fn note_number(text: &str) -> Option<usize> {
    let len = text.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b',').count();
    let numbers = text[..len].split(',').all(|number| (1..4).contains(&number.len()));
    let rest = &text[len..];
    let next = rest.chars().find(|c| !is_blank(*c));
    let begins = next.is_none_or(|c| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\''));
    (numbers && begins && (rest.is_empty() || rest.starts_with(is_blank))).then_some(len)
}

/// A Latin letter or a digit, of either width.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The length of a mark as `[12]`, `[a]`, `[note 3]`, `[注1]` or `[^name]`.
fn footnote(text: &str) -> Option<usize> {
    if let Some(name) = text.strip_prefix("[^") {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let (end, _) = name.char_indices().take(NAME).find(|(_, c)| !is_part(*c))?;
        return (end > 0 && name[end..].starts_with(']')).then_some("[^".len() + end + "]".len());
    }
    let mut signs = text.char_indices().skip(1).take(9);
    let (end, close) = signs.find(|(_, c)| !(c.is_alphanumeric() || *c == ' '))?;
    let numbered = text[..end].chars().any(|c| c.is_ascii_digit()) || text[..end].chars().count() == 2;
    (numbered && matches!(close, ']' | '〕' | '］')).then_some(end + close.len_utf8())
}

/// The length of a closing mark that a blank has parted from its sentence. Straight ones may also open
/// the next, unless the line ends there.
fn stray_closer(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let c = chars.next()?;
    let closes = match c {
        '”' | '」' | '』' | '〞' | '〟' | '）' | '》' | '】' => true,
        '’' => !chars.next().is_some_and(char::is_alphanumeric),
        '"' | '\'' | ')' | ']' => chars.find(|c| *c != ' ').is_none_or(|c| matches!(c, '\n' | '\r')),
        _ => false,
    };
    closes.then_some(c.len_utf8())
}

/// The length of `:)`, `;-)`, `XD`, `^_^` or of emoji that stand alone. Where Chinese follows without a blank,
/// emoji must be faces: others, as 👉, point at what comes.
fn emoticon(text: &str) -> Option<usize> {
    const DRAWN: [&str; 18] = [
        ":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", ":P", ":-P", ":p", "XD", "xD", "=)", ":]", "^_^",
        "^^", "<3",
    ];
    let first = text.chars().next()?;
    let emoji = matches!(first, '\u{1F300}'..='\u{1FAFF}');
    let len = match first {
        '\u{1F300}'..='\u{1FAFF}' => text
            .chars()
            .take_while(|c| matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200D}'))
            .map(char::len_utf8)
            .sum(),
        ':' | ';' | '=' | 'X' | 'x' | '^' | '<' => {
            DRAWN.iter().find(|drawn| text.starts_with(**drawn))?.len()
        }
        _ => return None,
    };
    let next = text[len..].chars().next();
    (next.is_none_or(is_blank) || next.is_some_and(is_han) && (!emoji || is_face(first))).then_some(len)
}

/// A face, or hands that clap or agree.
fn is_face(c: char) -> bool {
    matches!(c, '\u{1F600}'..='\u{1F64F}' | '\u{1F910}'..='\u{1F92F}' | '\u{1F970}'..='\u{1F97A}' | '👍' | '👏')
}
