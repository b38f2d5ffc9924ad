//! Pinyin beside the Chinese that it spells, as texts for learners have it: `你好 nǐ hǎo hello`. It is part of
//! neither side.

use std::ops::Range;

use super::block::Block;
use super::group::{closes_bracket, opens_bracket};
use super::line::{self, Gap, Line, Mark, is_closer, is_stop};
use super::neighbours;
use crate::hanzi::{Syllable, is_han, readings};
use crate::span::{Span, is_blank};
use crate::text::bytes;
use crate::text::name::syllables;
use crate::text::token::is_accent;

/// From so many lines on that have pinyin without tones, between their Chinese and a text, it is pinyin and no
/// name.
const LEAST: usize = 3;
/// In a line without tones each syllable is a word, but for so many.
const JOINED: usize = 2;
/// Only lines of so few characters are looked at for pinyin without marks of tone.
const ENTRY: usize = 12;
/// What may stand between it and the text, besides blanks.
const SEPARATORS: [char; 12] = ['-', '–', '—', '=', '·', '•', ':', '：', ',', '，', ';', '|'];

/// Makes lines of their own, marked as such, of the pinyin in each, and of what stands around it.
pub(super) fn apart(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let has_tones = bytes::has(text.as_bytes(), begins_tone);
    let of_line = |(i, line): (usize, &Line)| {
        let has_both = line.tally.han > 0 && line.tally.latin > 0 && line.mark != Mark::Code;
        // Asked first, as most pages are for others than learners.
        let may_have = || has_tones && line.span.of(text).bytes().any(begins_tone) || line.tally.han <= ENTRY;
        let found = if has_both && may_have() { Words::of(line.span.of(text)).spelled() } else { Vec::new() };
        (!found.is_empty()).then_some((i, found))
    };
    let found: Vec<(usize, Vec<Spelled>)> = lines.iter().enumerate().filter_map(of_line).collect();
    if found.is_empty() {
        return lines;
    }
    let toneless = found.iter().filter(|(_, spelled)| spelled.iter().any(|s| !s.toned)).count();
    let mut out = Vec::with_capacity(lines.len() + 2 * found.len());
    let mut found = found.into_iter().peekable();
    for (i, line) in lines.into_iter().enumerate() {
        let spelled = found.next_if(|(at, _)| *at == i).map_or(Vec::new(), |(_, spelled)| spelled);
        let sure = spelled.into_iter().filter(|s| s.toned || toneless >= LEAST);
        let sure: Vec<Span> = sure.map(|s| s.span).collect();
        if sure.is_empty() {
            out.push(line);
        } else {
            cut(text, &line, &sure, &mut out);
        }
    }
    out
}

/// Marks the paragraphs that spell the one before or behind with its tones; without, where several do.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let is_chinese = |block: &Block| block.tally.latin == 0 && block.tally.han > 0;
    let mut toneless = Vec::new();
    for i in 0..blocks.len() {
        let Block { span, tally, .. } = blocks[i];
        let mut beside = neighbours(i, blocks.len()).map(|j| &blocks[j]);
        if tally.han > 0 || tally.latin == 0 || !beside.clone().any(is_chinese) {
            continue;
        }
        let line = span.of(text);
        let is_toned = !(line.is_ascii() && tally.digits == 0) && line.split(is_blank).any(is_toned);
        // Names of a word or two are translated so.
        let as_many = |block: &Block| (tally.words..=tally.words + JOINED).contains(&block.tally.han);
        if !is_toned && (tally.words < LEAST || !beside.clone().any(as_many)) {
            continue;
        }
        let line = Words::of(line);
        let spells = |block: &Block| {
            if !is_chinese(block) || !is_toned && !as_many(block) {
                return false;
            }
            let han: Vec<char> = block.span.of(text).chars().filter(|&c| is_han(c)).collect();
            let last = line.items.len().checked_sub(1);
            line.spelling(0..line.items.len(), &han, Way::Forward) == last
        };
        match beside.any(spells) {
            true if is_toned => blocks[i].pinyin = true,
            true => toneless.push(i),
            false => {}
        }
    }
    if toneless.len() >= LEAST {
        toneless.into_iter().for_each(|i| blocks[i].pinyin = true);
    }
}

/// Cuts a line around these parts of it, as if it were a row of a table.
fn cut(text: &str, line: &Line, spelled: &[Span], out: &mut Vec<Line>) {
    let (first, mut start) = (out.len(), line.span.start);
    let mut push = |span: Span, pinyin: bool| {
        let is_first = out.len() == first;
        let mark = match line.mark {
            Mark::Bullet | Mark::Number | Mark::Heading => line.mark,
            _ => Mark::Cell,
        };
        let (gap, in_row) = if is_first { (line.gap, line.in_row) } else { (Gap::None, true) };
        let part = line::line(text, span, Some(mark), gap);
        out.extend(part.map(|part| Line { in_row, pinyin, ..part }));
    };
    for part in spelled {
        let part = part.shifted(line.span.start);
        push(without_separators(text, Span::new(start, part.start)), false);
        push(part, true);
        start = part.end;
    }
    push(without_separators(text, Span::new(start, line.span.end)), false);
}

/// What is left without blanks at the ends, and without marks there that have blanks around them.
fn without_separators(text: &str, span: Span) -> Span {
    let mut span = span.trimmed(text);
    loop {
        let part = span.of(text);
        let left = part.trim_start_matches(SEPARATORS);
        let right = part.trim_end_matches(SEPARATORS);
        let inner = if left.len() < part.len() && left.starts_with(is_blank) {
            Span::new(span.end - left.len(), span.end)
        } else if right.len() < part.len() && right.ends_with(is_blank) {
            Span::new(span.start, span.start + right.len())
        } else {
            return span;
        };
        span = inner.trimmed(text);
    }
}

/// Pinyin with the marks around it, in bytes of its line.
#[derive(Clone, Copy, Debug)]
struct Spelled {
    span: Span,
    /// Whether it has tones.
    toned: bool,
}

/// A line as its characters, words and numbers.
struct Words<'t> {
    text: &'t str,
    items: Vec<Item>,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    span: Span,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Han,
    /// In Latin letters.
    Word,
    /// In digits.
    Number,
}

/// From which end characters are read.
#[derive(Clone, Copy, Debug)]
enum Way {
    Forward,
    Backward,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Words<'t> {
        let mut items: Vec<Item> = Vec::new();
        let mut in_word = false;
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            let what = match c {
                'a'..='z' | 'A'..='Z' => Some(What::Word),
                '0'..='9' => Some(What::Number),
                _ if c.is_ascii() => None,
                _ if is_han(c) => Some(What::Han),
                _ if c.is_numeric() => Some(What::Number),
                _ => c.is_alphabetic().then_some(What::Word),
            };
            let is_part = what.is_some_and(|what| what != What::Han);
            let joins = in_word && (is_part || is_accent(c) || matches!(c, '\'' | '’' | '-'));
            match (items.last_mut(), what) {
                (Some(word), _) if joins => word.span.end = span.end,
                (_, Some(what)) => items.push(Item { span, what }),
                _ => {}
            }
            in_word = joins || is_part;
        }
        Words { text, items }
    }

    /// The pinyin beside the Chinese that it spells, where the two are no part of a sentence.
    fn spelled(&self) -> Vec<Spelled> {
        let mut out = Vec::new();
        // Behind what was found before, and behind what was looked at.
        let (mut from, mut at) = (0, 0);
        while let Some(han) = self.chinese(at) {
            at = han.end;
            let Some(words) = self.beside(from, han.clone()) else { continue };
            let whole = words.start.min(han.start)..words.end.max(han.end);
            let is_first = !out.is_empty() || self.is_label(whole.start);
            let is_last = whole.end == self.items.len();
            let is_apart = match (is_first, is_last) {
                (true, _) => !self.is_in_prose(&han, whole.end),
                (false, true) => self.is_behind_a_text(whole.start),
                (false, false) => false,
            };
            let is_han = |item: usize| self.items.get(item).is_some_and(|item| item.what == What::Han);
            let touches_more = whole.start.checked_sub(1).is_some_and(is_han) && !self.is_label(whole.start)
                || is_han(whole.end);
            let toned = words.clone().any(|word| is_toned(self.word(word)));
            let is_name =
                !toned && (is_first && is_last || self.word(words.start).starts_with(char::is_uppercase));
            if is_apart
                && !touches_more
                && !is_name
                && !self.is_inside_brackets(from, whole.start, words.start == whole.start)
            {
                out.push(Spelled { span: self.with_marks(words), toned });
                (from, at) = (whole.end, whole.end);
            }
        }
        out
    }

    fn word(&self, item: usize) -> &'t str {
        self.items[item].span.of(self.text)
    }

    /// The text from one item up to another one.
    fn between(&self, from: usize, to: usize) -> &'t str {
        let start = from.checked_sub(1).map_or(0, |before| self.items[before].span.end);
        let end = self.items.get(to).map_or(self.text.len(), |item| item.span.start);
        &self.text[start..end]
    }

    /// The next characters from `at` on, with the numbers among them.
    fn chinese(&self, at: usize) -> Option<Range<usize>> {
        let is = |item: usize, what: What| self.items.get(item).is_some_and(|item| item.what == what);
        let start = (at..self.items.len()).find(|&item| is(item, What::Han))?;
        let goes_on = |&item: &usize| {
            let is_one = is(item, What::Han) || is(item, What::Number) && is(item + 1, What::Han);
            is_one && (item == start || !self.between(item, item).contains(COLONS))
        };
        Some(start..start + (start..self.items.len()).take_while(goes_on).count())
    }

    /// Whether what is before an item is the number of the line, or who speaks it.
    fn is_label(&self, item: usize) -> bool {
        /// Words or characters.
        const LONGEST: usize = 4;
        let label = self.between(0, item).trim_end_matches(|c| opens_bracket(c) || is_blank(c));
        self.items[..item].iter().all(|item| item.what == What::Number)
            || item <= LONGEST && label.ends_with(COLONS)
    }

    /// Whether a sentence about these characters goes on from `item`: `老师 lǎoshī is how you call a teacher.`
    fn is_in_prose(&self, han: &Range<usize>, item: usize) -> bool {
        const WORDS: usize = 4;
        let is_word = |item: &&Item| item.what != What::Han;
        let words = self.items[item..].iter().take_while(is_word).count();
        if words < WORDS || !self.word(item).starts_with(char::is_lowercase) {
            return false;
        }
        let closed = self.between(han.end, han.end).trim_start_matches(is_closer);
        let is_closed = closed.starts_with(|c| is_stop(c) || matches!(c, ',' | '，' | '；' | '、'));
        !is_closed && self.between(item, item + words).trim_end().ends_with('.')
    }

    /// Whether what is before an item ends there: with a mark, or as it is an entry of a few words.
    fn is_behind_a_text(&self, item: usize) -> bool {
        const WORDS: usize = 5;
        let before = self.text[..self.items[item].span.start].trim_end_matches(opens_bracket);
        item <= WORDS
            || before.ends_with(['\t', '\u{3000}'])
            || before.ends_with("  ")
            || !before.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '"' | '”'))
    }

    /// The words right behind or before these characters that spell them.
    fn beside(&self, from: usize, han: Range<usize>) -> Option<Range<usize>> {
        let characters: Vec<char> = han.clone().flat_map(|item| self.word(item).chars()).collect();
        let is_word = |&item: &usize| self.items[item].what != What::Han;
        let behind = (han.end..self.items.len()).take_while(is_word);
        let before = (from..han.start).rev().take_while(is_word);
        match self.spelling(behind, &characters, Way::Forward) {
            Some(last) => Some(han.end..last + 1),
            None => self.spelling(before, &characters, Way::Backward).map(|first| first..han.start),
        }
    }

    /// With which of these words all characters are read, either from the first or from the last on.
    fn spelling(&self, words: impl Iterator<Item = usize>, characters: &[char], way: Way) -> Option<usize> {
        // How many characters may be left to read.
        let mut left = vec![characters.len()];
        for word in words {
            let after = |len: usize| {
                let rest = match way {
                    Way::Forward => &characters[characters.len() - len..],
                    Way::Backward => &characters[..len],
                };
                self.lengths(word, rest, way).into_iter().map(move |read| len - read)
            };
            let mut next: Vec<usize> = left.into_iter().flat_map(after).collect();
            next.sort_unstable();
            next.dedup();
            match next.first() {
                Some(0) => return Some(word),
                Some(_) => left = next,
                None => return None,
            }
        }
        None
    }

    /// How many of these characters an item may stand for, from the first or from the last on.
    fn lengths(&self, item: usize, characters: &[char], way: Way) -> Vec<usize> {
        let part = |len: usize| match way {
            Way::Forward => characters.get(..len),
            Way::Backward => characters.get(characters.len().checked_sub(len)?..),
        };
        if self.items[item].what == What::Number {
            let digits: Vec<char> = self.word(item).chars().collect();
            return if part(digits.len()) == Some(&digits) { vec![digits.len()] } else { Vec::new() };
        }
        let is_read = |(syllable, &c): (&Syllable, &char)| readings(c).any(|reading| reading == *syllable);
        let fits = |spelled: &Vec<Syllable>| {
            part(spelled.len()).is_some_and(|part| spelled.iter().zip(part).all(is_read))
        };
        // Asked first, as hardly any English word begins or ends so.
        let word = self.word(item).trim_end_matches(is_number_of_tone);
        let (end, sounds) = match way {
            Way::Forward => (word.chars().next(), characters.first()),
            Way::Backward => (word.chars().next_back(), characters.last()),
        };
        let may_be = |syllable: Syllable| match way {
            Way::Forward => end.is_some_and(|c| syllable.as_str().starts_with(c.to_ascii_lowercase())),
            Way::Backward => end.is_some_and(|c| syllable.as_str().ends_with(c.to_ascii_lowercase())),
        };
        if end.is_none_or(|c| c.is_ascii()) && !sounds.is_some_and(|&c| readings(c).any(may_be)) {
            return Vec::new();
        }
        self.ways(item).iter().filter(|spelled| fits(spelled)).map(Vec::len).collect()
    }

    /// The ways to read a word as pinyin.
    fn ways(&self, item: usize) -> Vec<Vec<Syllable>> {
        let word: String = self.word(item).chars().filter(|c| !is_number_of_tone(*c)).collect();
        let mut ways = syllables(&word);
        // 哪儿, nǎr.
        if ways.is_empty()
            && let (Some(stem), Some(er)) = (word.strip_suffix('r'), Syllable::new("er"))
        {
            ways = syllables(stem);
            ways.iter_mut().for_each(|way| way.push(er));
        }
        ways
    }

    /// Whether what is at `item` stands in brackets that opened behind the item before `from`, but for those
    /// around pinyin alone.
    fn is_inside_brackets(&self, from: usize, item: usize, is_pinyin: bool) -> bool {
        let is_own = |c| is_pinyin && opens_bracket(c);
        let before = self.between(from, item).trim_end_matches(is_own);
        before.matches(opens_bracket).count() > before.matches(closes_bracket).count()
    }

    /// Where these words are, with the brackets around them and the stops behind them.
    fn with_marks(&self, words: Range<usize>) -> Span {
        let span = Span::new(self.items[words.start].span.start, self.items[words.end - 1].span.end);
        let before = self.text[..span.start].trim_end_matches(|c| opens_bracket(c) || is_slash(c));
        let behind = self.text[span.end..]
            .trim_start_matches(|c| is_closer(c) || is_stop(c) || is_slash(c) || c == ',');
        Span::new(before.len(), self.text.len() - behind.len())
    }
}

const COLONS: [char; 2] = [':', '：'];

const fn is_slash(c: char) -> bool {
    matches!(c, '/' | '／')
}

/// `3` in `hao3`.
const fn is_number_of_tone(c: char) -> bool {
    matches!(c, '1'..='5')
}

/// A vowel with its tone, or the tone alone.
const fn is_tone(c: char) -> bool {
    matches!(
        c,
        'ā' | 'á'
            | 'ǎ'
            | 'à'
            | 'ē'
            | 'é'
            | 'ě'
            | 'è'
            | 'ī'
            | 'í'
            | 'ǐ'
            | 'ì'
            | 'ō'
            | 'ó'
            | 'ǒ'
            | 'ò'
            | 'ū'
            | 'ú'
            | 'ǔ'
            | 'ù'
            | 'ǖ'
            | 'ǘ'
            | 'ǚ'
            | 'ǜ'
            | '\u{300}'
            | '\u{301}'
            | '\u{304}'
            | '\u{30C}'
    )
}

/// Whether a byte begins one of these characters, or one like them.
const fn begins_tone(byte: u8) -> bool {
    (0xC3 <= byte) & (byte <= 0xC7) | (byte == 0xCC)
}

/// Whether a word has tones, as marks or as numbers.
fn is_toned(word: &str) -> bool {
    word.contains(is_tone) || word.ends_with(is_number_of_tone) && word.starts_with(char::is_alphabetic)
}
