//! Where an English sentence ends.

use super::label::{heads_text, is_label, is_speaker, is_symbol};
use super::open::Open;
use super::stop::{Mark, Stop};
use super::tag;
use super::window::{ahead, behind, char_before, up_to_blank_line};
use super::words::{Classes, classes, is_capital, is_roman};
use crate::hanzi::is_han;

/// How far to look for a word to the left, in bytes.
const LEFT: usize = 48;
/// How far to look for a verb of speech to the right, in bytes.
const RIGHT: usize = 80;

/// So many bytes are more than a cry: `alas! how sad`.
const SENTENCE: usize = 12;
/// How far to look for a capital to the left, in bytes.
const FAR: usize = 300;

/// Whether the sentence that began at `start` ends at `stop`.
pub(super) fn ends(text: &str, start: usize, stop: &Stop, open: &Open) -> bool {
    let before = behind(text, start, stop.start, LEFT);
    let whole = before.len() == stop.start - start;
    if whole && !before.contains(char::is_alphanumeric) {
        return false;
    }
    let next = Next::of(ahead(text, stop.next, RIGHT));
    if next.is_item_label() && !stop.glued() && stop.mark != Mark::Dots && !wants_label(before) {
        return true;
    }
    if matches!(next.first, ',' | ';' | ':' | ')' | ']') || next.is_bracket_inside() {
        return false;
    }
    if stop.glued() {
        return ends_glued(text, before, whole, stop, &next);
    }
    if stop.quoted && next.is_small_behind_dash() {
        return false;
    }
    let tagged = || tag::is_tag(next.text, tag::is_introduced(text, open));
    match stop.mark {
        Mark::Strong => {
            if next.is_small() {
                // `Yahoo! is`, `Alas! how`; who writes `all gone!! the rest` does without capitals.
                return stop.marks > stop.start + 1 && stop.end == stop.marks
                    || is_without_capitals(&text[start..stop.start], next.text)
                        && !(stop.quoted && tagged());
            }
            // `Yahoo! Inc.`
            !if stop.quoted { tagged() } else { next.classes().has(Classes::COMPANY) }
        }
        Mark::Dots if whole && !stop.quoted && hesitates(before) => false,
        Mark::Dots => !(next.is_small() || next.repeats(before) || stop.quoted && tagged()),
        Mark::Dash => !next.is_small() && !tagged() && next.first.is_alphabetic(),
        _ => ends_at_period(text, start, before, stop, &next),
    }
}

/// A full stop with a blank after it.
fn ends_at_period(text: &str, start: usize, before: &str, stop: &Stop, next: &Next) -> bool {
    let whole = before.len() == stop.start - start;
    let word = last_word(before);
    let known = classes(word);
    if next.is_small() {
        // `(P < .01). n = 14.`
        if next.is_equation() && word.len() > 1 && !known.is_abbreviation() {
            return true;
        }
        // A writer without capitals, or the name of a function: only after a plain word.
        return stop.end == stop.marks
            && word.len() > 1
            && word.chars().all(|c| c.is_ascii_lowercase() || c == '\'')
            && !known.is_abbreviation()
            && (!is_cut_short(before, word) || begins_small(&text[start..stop.start]));
    }
    if is_item(before, word, whole) || whole && is_head(before, start) {
        return false;
    }
    if whole && heads_line(text, start) && next.is_told() && is_speaker(before) {
        return false;
    }
    if word.len() == 1 && next.is_plain() && is_lettered(word, before) {
        return true;
    }
    // `IE` is no `ie`.
    let capitals = word.len() > 1 && !word.contains(|c: char| !c.is_uppercase());
    if known.has(Classes::TITLE) || known.has(Classes::INSIDE) && !capitals {
        return false;
    }
    // `max. 5 mg`, but not the name `Max`, and not `for 12 min.`, unless it goes on: `3 ft. 2 in.`
    let head = before[..before.len() - word.len()].trim();
    let measured = head.ends_with(|c: char| c.is_ascii_digit());
    let full =
        known.has(Classes::END) && (measured || is_capital(word) && head.ends_with(char::is_alphanumeric));
    if known.has(Classes::NUMBER) && next.is_number() && !full {
        return false;
    }
    // `2 Sam. 7`, `Dan. 7:13`, but `Tim met Dan. 12 others came.`
    if known.has(Classes::BOOK) && (next.is_verse() || measured && next.is_number()) {
        return false;
    }
    if known.has(Classes::END) && measured && next.is_measure() || is_amount(word) && next.is_amount() {
        return false;
    }
    if is_capital(word) && next.is_in_journal(before, word) {
        return false;
    }
    if known.has(Classes::EITHER) || is_initial(word, before) || is_acronym(word) {
        return next.begins_sentence() || stop.quoted && next.is_quotation();
    }
    true
}

/// `“Well...`: speech of one word, behind which a speaker only hesitates.
fn hesitates(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    let word = before.trim_start_matches(['“', '"', '‘']);
    word.len() < before.len()
        && !word.is_empty()
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
}

/// A stop with no blank after it: `strategy.Next`, `it.”Next`, `file.Name`.
fn ends_glued(text: &str, before: &str, whole: bool, stop: &Stop, next: &Next) -> bool {
    let capital = next.first.is_uppercase() || is_han(next.first);
    if !capital || stop.mark == Mark::Dots {
        return false;
    }
    if stop.end > stop.marks {
        return !stop.bracketed || char_before(text, stop.end).is_some_and(|c| matches!(c, ')' | ']'));
    }
    let token = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = ahead(text, stop.next, RIGHT).split(char::is_whitespace).next().unwrap_or_default();
    if token.contains(is_code) || after.contains(is_code) {
        return false;
    }
    let word = last_word(before);
    let small = word.len() > 1 && word.chars().all(|c| c.is_lowercase() || c == '\'' || c == '’' || c == '-');
    match stop.mark {
        Mark::Strong => char_before(text, stop.start).is_some_and(char::is_alphabetic),
        _ if word.contains('.') || classes(word).is_abbreviation() || is_item(before, word, whole) => false,
        _ if is_han(next.first) => word.len() > 1,
        // `float、numbers.Rational`
        _ if token.contains('、') => false,
        _ if next.begins_sentence() => word.len() > 1 && !next.rest.starts_with('.'),
        _ => small && next.word.len() > 1 && next.word.chars().skip(1).all(char::is_lowercase),
    }
}

/// A full stop that is a part of what stands before it, although Chinese follows: of the number of an
/// item, of initials, of a title (`1.引言`, `J.K.摩尔`, `Mr.王`).
///
/// Digits may also end a sentence whose writer has no other full stop, so `full` must tell whether the
/// text has `。`.
pub(super) fn is_of_word(before: &str, start: usize, whole: bool, full: impl Fn() -> bool) -> bool {
    let word = last_word(before);
    let head = before[..before.len() - word.len()].trim_end();
    if head.ends_with(|c: char| c.is_ascii_digit()) {
        // `5 V`, `4 s`: a unit.
        return false;
    }
    let known = classes(word);
    let in_brackets = is_item_number(word.trim_end_matches([')', ']']));
    is_item(before, word, whole)
        || whole && is_head(before, start)
        || whole && in_brackets && head.trim_end_matches(['(', '[']).is_empty()
        || word.len() < 3 && is_item_number(word) && (head.ends_with([',', '，', '、']) || full())
        || is_initial(word, before)
        || is_acronym(word.rsplit(',').next().unwrap_or_default())
        || word.len() > 1 && known.is_abbreviation() && !known.has(Classes::END)
}

/// `garnet.example/a`, before the `?` of a query.
pub(super) fn is_address(before: &str) -> bool {
    let token = before.rsplit(|c: char| c.is_whitespace() || is_han(c)).next().unwrap_or_default();
    token.contains("://")
        || token.split_once('/').is_some_and(|(host, _)| {
            host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphabetic())
        })
}

/// Signs that stand in addresses and code, not in words.
fn is_code(c: char) -> bool {
    matches!(c, '/' | '@' | '_' | '=' | '&' | '(' | '<' | '>' | '{' | '\\' | '#' | '`')
}

/// The last word of a text, without the marks that stand before it.
fn last_word(text: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace()
            || is_han(c)
            || matches!(c, '—' | '–' | '/' | '(' | '[' | '"' | '“' | '…' | '，' | '、' | '：' | '；' | '（')
    };
    let word = text.rsplit(ends).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    match word.rsplit_once('-') {
        Some((_, tail)) if classes(tail).is_abbreviation() => tail,
        _ => word,
    }
}

/// What stands at the head of a sentence that began at `start` and goes on: `Figure 3`, `74/219`, and at the
/// head of a text `Stop 5`.
fn is_head(before: &str, start: usize) -> bool {
    is_label(before) || is_symbol(before) || start == 0 && heads_text(before)
}

/// Whether a line begins at `start`.
fn heads_line(text: &str, start: usize) -> bool {
    let before = behind(text, 0, start, LEFT).trim_end_matches([' ', '\t', '\u{3000}']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// The number of an item: at the head of a sentence, or after a colon or semicolon, also `; and 4.`
fn is_item(before: &str, word: &str, whole: bool) -> bool {
    let head = before[..before.len() - word.len()]
        .trim_end_matches(|c: char| matches!(c, '(' | '（') || c.is_whitespace());
    let whole = whole && head.is_empty();
    let head = head.strip_suffix("; and").map_or(head, |_| ";");
    is_item_number(word) && (whole || head.ends_with([':', ';', '：', '；'])) || whole && is_subnumber(word)
}

/// `1`, `12`, `2.1`, `b`, `IV`.
pub(super) fn is_item_number(text: &str) -> bool {
    match text.len() {
        1 => text.chars().all(|c| c.is_ascii_alphanumeric()),
        2..=5 => text.chars().all(|c| c.is_ascii_digit() || c == '.') || is_roman(text),
        _ => false,
    }
}

/// `2a`, `12B`.
fn is_subnumber(text: &str) -> bool {
    let number = text.strip_suffix(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
    (1..3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// `3s`, `10ft`: a number with its unit.
fn is_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && (1..4).contains(&unit.len()) && unit.bytes().all(|b| b.is_ascii_lowercase())
}

/// `Eqs`, `Figs`, `Plan B`: a word before which a stop may be no end, and `(ii)` goes on with it.
fn wants_label(before: &str) -> bool {
    let word = last_word(before);
    let known = classes(word);
    known.is_abbreviation() && !known.has(Classes::END) || is_initial(word, before) || is_acronym(word)
}

/// Whether a writer does without capitals, by a sentence and what follows it.
fn is_without_capitals(sentence: &str, next: &str) -> bool {
    let has_capital = |text: &str| text.contains(char::is_uppercase);
    let end = behind(sentence, 0, sentence.len(), FAR);
    // What begins the next paragraph tells of that.
    let next = up_to_blank_line(next);
    begins_small(sentence) && sentence.len() >= SENTENCE && !has_capital(end) && !has_capital(next)
}

/// Begins with a small letter, or with the pronoun `I`, which hasty writers have as their only capital.
fn begins_small(sentence: &str) -> bool {
    let mut signs = sentence.chars().take(LEFT).skip_while(|c| !c.is_alphanumeric());
    match signs.next() {
        Some('I') => signs.next().is_none_or(|c| !c.is_alphanumeric()),
        first => first.is_some_and(char::is_lowercase),
    }
}

/// `st`, `mt`, `3 in`: abbreviations whose listed form has a capital, or that are words too. Behind a number,
/// what has no vowel is a unit: `3.5 bn`.
fn is_cut_short(before: &str, word: &str) -> bool {
    let head = before[..before.len() - word.len()].trim_end();
    let is_unit = || word == "in" || !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    matches!(word, "st" | "mt") || head.ends_with(|c: char| c.is_ascii_digit()) && is_unit()
}

/// `J`, but not the pronoun `I`, which follows small letters.
fn is_initial(word: &str, before: &str) -> bool {
    let mut chars = word.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    let head = before[..before.len() - word.len()].trim_end();
    c.is_uppercase() && !(c == 'I' && head.ends_with(char::is_lowercase)) && !head.ends_with('°')
}

/// `5 V`, `hepatitis B`, `Appendix A`: a letter behind an amount, or behind a word that letters tell apart. Not
/// `May 5 V. Smith`, and not `In 1905 A. Smith`.
fn is_lettered(word: &str, before: &str) -> bool {
    let head = before[..before.len() - word.len()].trim_end();
    let (rest, last) = head.rsplit_once([' ', '(']).unwrap_or(("", head));
    if is_capital(word) && classes(last).has(Classes::LETTERED) {
        return true;
    }
    let unit = matches!(word, "A" | "B" | "C" | "F" | "K" | "M" | "N" | "V" | "W");
    let amount = last.len() != 4
        && last.ends_with(|c: char| c.is_ascii_digit())
        && last.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'));
    unit && amount && rest.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// `U.S`, `a.m`, `Ph.D`, `H.-J`: stops between letters, no part longer than two of them.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .map(|part| part.strip_prefix('-').unwrap_or(part))
            .all(|part| (1..3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic()))
}

/// `45, 12`, `830 (2016)`, `45:12`, `45(3)`: the volume of a journal and what follows it.
fn is_volume(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let mark = rest.strip_prefix([',', ':']).or_else(|| rest.trim_start().strip_prefix('('));
    rest.len() < text.len()
        && mark.is_some_and(|next| {
            let next = next.trim_start();
            next.strip_prefix('L').unwrap_or(next).starts_with(|c: char| c.is_ascii_digit())
        })
}

/// What comes after a stop.
struct Next<'t> {
    /// The text from the first character of the sentence to come.
    text: &'t str,
    /// Its first character behind quotation marks and brackets, or a blank.
    first: char,
    /// Its first word.
    word: &'t str,
    /// What follows that word.
    rest: &'t str,
}

impl<'t> Next<'t> {
    fn of(text: &'t str) -> Next<'t> {
        let opener =
            |c: char| matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '*' | '_' | '¿' | '¡');
        let inner = text.trim_start_matches(opener);
        let len =
            inner.find(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).unwrap_or(inner.len());
        Next { text, first: inner.chars().next().unwrap_or(' '), word: &inner[..len], rest: &inner[len..] }
    }

    fn classes(&self) -> Classes {
        classes(self.word)
    }

    /// Begins with a small letter; `eBay` and `iPhone` do not.
    fn is_small(&self) -> bool {
        self.first.is_lowercase() && !self.word.chars().skip(1).any(char::is_uppercase)
    }

    /// `– he was shouting`: what a quotation interrupts, or is interrupted by.
    fn is_small_behind_dash(&self) -> bool {
        let behind = self.text.strip_prefix(['–', '—']).map(str::trim_start);
        behind.is_some_and(|text| text.starts_with(char::is_lowercase))
    }

    /// `A man`, but not the initial of `A. Poe`.
    fn begins_sentence(&self) -> bool {
        is_capital(self.word)
            && self.classes().has(Classes::OPENING)
            && !(self.word.len() == 1 && self.rest.starts_with('.'))
    }

    /// A word with a capital, and no initial.
    fn is_plain(&self) -> bool {
        is_capital(self.word) && self.word.chars().nth(1).is_some_and(char::is_lowercase)
    }

    /// Words in small letters: `Twelve.`, `I do.`
    fn is_told(&self) -> bool {
        self.is_plain() || matches!(self.word, "I" | "A" | "O") && self.rest.starts_with([' ', ','])
    }

    /// `7:13`: a chapter and a verse.
    fn is_verse(&self) -> bool {
        let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        digit(self.word) && self.rest.strip_prefix(':').is_some_and(digit)
    }

    /// `12`, `IV`, `S1`, `A.3`, `No. 20`: what a word like `Fig.` wants.
    fn is_number(&self) -> bool {
        let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let behind_capital = self.word.strip_prefix(|c: char| c.is_ascii_uppercase());
        let behind_no = self.rest.strip_prefix(". ").is_some_and(digit);
        self.first.is_numeric()
            || matches!(self.word, "No" | "Nos") && behind_no
            || is_roman(self.word)
            || behind_capital.is_some_and(|tail| {
                digit(tail) || tail.is_empty() && self.rest.strip_prefix('.').is_some_and(digit)
            })
    }

    /// `2 in.`, `20 sec.`: a number, and a word cut short.
    fn is_measure(&self) -> bool {
        let mut words = self.text.split_whitespace();
        let number = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
        let unit = words.next().and_then(|word| word.split_once('.')).map(|(unit, _)| unit);
        number
            && unit.is_some_and(|unit| matches!(unit, "in" | "sec" | "oz") || classes(unit).has(Classes::END))
    }

    /// `6d.` after `3s.`: a smaller unit.
    fn is_amount(&self) -> bool {
        is_amount(self.word) && self.rest.starts_with('.')
    }

    /// `n = 14`: a variable begins the sentence, which has no capital.
    fn is_equation(&self) -> bool {
        self.word.len() < 3 && [" = ", " < ", " > ", " ≈ "].iter().any(|sign| self.rest.starts_with(sign))
    }

    /// `Phys. Rev. 47, 777`, after `Phys` and after `Rev`: capitalised words with stops, a volume and a page.
    /// Words with stops before other numbers may be sentences.
    fn is_in_journal(&self, before: &str, word: &str) -> bool {
        let mut text = self.text;
        if self.first.is_ascii_digit() {
            let head = before[..before.len() - word.len()].trim_end();
            let other = last_word(head.strip_suffix('.').unwrap_or(" "));
            // `J. Phys. 12, 5`, but not `J. Smith. 12, 13`
            let tells = other.len() > 1 || classes(word).is_abbreviation();
            return is_capital(other) && tells && is_volume(text);
        }
        for _ in 0..4 {
            let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (word, rest) = text.split_at(len);
            let Some(rest) = rest.strip_prefix(". ") else { return false };
            let known = classes(word);
            if !is_capital(word) || known.has(Classes::NUMBER) || known.has(Classes::OPENING) && len > 1 {
                return false;
            }
            if is_volume(rest) {
                return true;
            }
            text = rest;
        }
        false
    }

    fn is_quotation(&self) -> bool {
        self.text.starts_with(['"', '“', '\'', '‘'])
    }

    /// `(b) A copy`, `iii) The fee`: the label of an item, and no small letter after it.
    fn is_item_label(&self) -> bool {
        let text = self.text.strip_prefix('(').unwrap_or(self.text);
        let Some((label, after)) = text.split_once(')') else { return false };
        let digits = label.len() < 3 && label.bytes().all(|b| b.is_ascii_digit());
        let letter = label.len() == 1 && label.starts_with(|c: char| c.is_ascii_alphabetic());
        !label.is_empty()
            && (digits || letter || is_roman(label))
            && after
                .strip_prefix(char::is_whitespace)
                .is_some_and(|item| item.starts_with(|c: char| !c.is_whitespace() && !c.is_lowercase()))
    }

    /// `(1965), and`: what follows the bracket goes on with the sentence before it.
    fn is_bracket_inside(&self) -> bool {
        let bracket = self.text.strip_prefix('(').and_then(|inner| inner.split_once(')'));
        bracket.is_some_and(|(inside, after)| {
            !inside.contains('(')
                && (after.starts_with([',', ';']) || after.trim_start().starts_with(char::is_lowercase))
        })
    }

    /// `I... I`, `I... I've`: the same word again, a stammer.
    fn repeats(&self, before: &str) -> bool {
        let word = self.word.split(['\'', '’']).next().unwrap_or_default();
        !word.is_empty() && last_word(before.trim_end()) == word
    }
}
