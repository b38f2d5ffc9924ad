//! Marks and numbers at the borders of languages inside lines, and the side that they belong to.

use super::habit::ends_in_stop;
use super::line::{is_digit, is_stop};
use super::paragraph::Run;
use crate::lang::Lang;
use crate::span::{Span, is_blank};

/// What may part the languages of a line, `Wash your hands — 洗手`, alone or several together, as `--` and `->`
/// are. In a text they mean much else.
const MARKS: [char; 17] =
    ['—', '―', '–', '-', '=', '＝', '·', '•', '~', '～', ';', '；', '→', '>', '/', '|', '\\'];
/// Those that stand within a word, a name or a range, or before a number, where they have no blanks.
const WITHIN_WORDS: [char; 5] = ['-', '–', '·', '~', '='];
/// Those that have a blank behind them only.
const CLOSING: [char; 2] = [';', '\\'];
/// So many borders with one mark make it a separator.
const LEAST: usize = 3;
/// The most digits of the number of a verse or an item.
const DIGITS: usize = 3;

/// Gives what stands at the borders of runs to the side that it belongs to, or to none.
pub(super) fn settle(text: &str, paragraphs: &mut [Vec<Run>]) {
    for i in 0..paragraphs.len() {
        if paragraphs[i].len() > 1 {
            let head = |j: usize| Number::heads(paragraphs.get(j)?.first()?.span.of(text));
            let around = [i.checked_sub(1).and_then(head), head(i), head(i + 1)];
            give_numbers(text, &mut paragraphs[i], around);
        }
    }
    part(text, paragraphs);
}

/// A number that opens the line stands before its other half too: `3 And it was good, 3 这是好的，`. Any other
/// one with a stop ends a sentence, `I am 12. 我十二岁。`, unless it counts on from those around, of this line and
/// of the two beside.
fn give_numbers(text: &str, runs: &mut [Run], around: [Option<Number<'_>>; 3]) {
    let own = around[1];
    for right in 1..runs.len() {
        let (before, behind) = (runs[right - 1].span, runs[right].span);
        let (left, body) = (before.of(text), behind.of(text));
        if let Some(own) = own
            && let Some(rest) = left.strip_suffix(own.0)
            && rest.ends_with(is_blank)
            && !body.starts_with(is_digit)
            && rest.len() > own.0.len() + 1
        {
            let at = before.start + rest.len();
            runs[right - 1].span = Span::new(before.start, at).trimmed(text);
            runs[right].span.start = at;
        } else if (runs[right - 1].lang, runs[right].lang) == (Lang::En, Lang::Zh)
            && let Some(number) = Number::heads(body)
            && own != Some(number)
            && number.ends_sentence(left, body, around)
        {
            let end = behind.start + number.0.len();
            runs[right - 1].span.end = end;
            runs[right].span = Span::new(end, behind.end).trimmed(text);
        }
    }
}

/// `3`, `12.`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number<'t>(&'t str);

impl<'t> Number<'t> {
    /// That of a verse or an item, with a blank behind it.
    fn heads(text: &'t str) -> Option<Number<'t>> {
        let rest = text.trim_start_matches(is_digit);
        if !(1..=DIGITS).contains(&(text.len() - rest.len())) {
            return None;
        }
        let behind = rest.strip_prefix('.').unwrap_or(rest);
        behind.starts_with(is_blank).then(|| Number(&text[..text.len() - behind.len()]))
    }

    fn value(self) -> Option<usize> {
        self.0.trim_end_matches('.').parse().ok()
    }

    /// Whether one that heads Chinese belongs to the English before it, and is that of no item.
    fn ends_sentence(self, left: &str, right: &str, around: [Option<Number<'_>>; 3]) -> bool {
        let is_open = self.0.ends_with('.') && !left.ends_with(|c| is_stop(c) || matches!(c, ':' | '：'));
        is_open
            && self.value().is_some_and(|n| {
                let mut others = around.iter().filter_map(|number| (*number)?.value());
                let counts_on = others.any(|other| other.abs_diff(n) == 1);
                // `Fruit 1. 苹果 2. 香蕉`
                !counts_on && !right.contains(&format!(" {}.", n + 1))
            })
    }
}

/// Takes the mark out of the runs that stands at most borders of languages inside lines, or at most of those
/// between sentences, since a page of these may have a list of words too. It belongs to neither side. Nor does
/// a bullet that stands before either half of an item, nor what stands between two sentences, or alone between
/// two phrases, as in a title: `The Last Bus — 末班车`.
fn part(text: &str, paragraphs: &mut [Vec<Run>]) {
    let mut all = Borders::default();
    // Few pages have more than one of them.
    let mut marks: Vec<(char, Borders)> = Vec::new();
    for runs in paragraphs.iter_mut().filter(|runs| runs.len() > 1) {
        take_out(text, runs, |mark, runs| mark.is_bullet_of(text, runs));
        for pair in runs.windows(2).filter(|pair| are_both(pair)) {
            let mark = Mark::between(text, pair).filter(|mark| !mark.is_at_end(text, runs));
            let left = mark.map_or(pair[0].span.end, |mark| mark.left);
            let ends = [&text[pair[0].span.start..left], pair[1].span.of(text)];
            let border =
                Borders { all: 1, between_sentences: usize::from(ends.map(ends_in_stop) == [true; 2]) };
            all.add(border);
            if let Some(Mark { first, .. }) = mark {
                match marks.iter_mut().find(|(known, _)| *known == first) {
                    Some((_, borders)) => borders.add(border),
                    None => marks.push((first, border)),
                }
            }
        }
    }
    if marks.is_empty() {
        return;
    }
    let separator = marks.iter().find(|(_, borders)| borders.are_most_of(all)).map(|&(mark, _)| mark);
    for runs in paragraphs.iter_mut().filter(|runs| runs.len() > 1) {
        take_out(text, runs, |mark, runs| {
            (Some(mark.first) == separator || mark.parts_halves(text, runs)) && !mark.is_at_end(text, runs)
        });
    }
}

/// Borders of languages inside lines.
#[derive(Clone, Copy, Debug, Default)]
struct Borders {
    all: usize,
    between_sentences: usize,
}

impl Borders {
    const fn add(&mut self, other: Borders) {
        self.all += other.all;
        self.between_sentences += other.between_sentences;
    }

    const fn are_most_of(self, others: Borders) -> bool {
        self.all >= LEAST && 2 * self.all > others.all
            || self.between_sentences >= LEAST && 2 * self.between_sentences > others.between_sentences
    }
}

fn are_both(pair: &[Run]) -> bool {
    matches!((pair[0].lang, pair[1].lang), (Lang::En, Lang::Zh) | (Lang::Zh, Lang::En))
}

fn take_out(text: &str, runs: &mut [Run], is_outside: impl Fn(Mark, &[Run]) -> bool) {
    for right in 1..runs.len() {
        let pair = &runs[right - 1..=right];
        let mark = if are_both(pair) { Mark::between(text, pair) } else { None };
        if let Some(mark) = mark.filter(|mark| is_outside(*mark, runs)) {
            runs[right - 1].span.end = mark.left;
            runs[right].span.start = mark.right;
        }
    }
}

/// A mark at the border of two runs, at the end of the left one or at the start of the right one.
#[derive(Clone, Copy, Debug)]
struct Mark {
    first: char,
    /// Whether it is one character between blanks.
    is_alone: bool,
    /// Where the runs would end and start without it.
    left: usize,
    right: usize,
}

impl Mark {
    fn between(text: &str, pair: &[Run]) -> Option<Mark> {
        let (left, right) = (pair[0].span, pair[1].span);
        let start = left.start + left.of(text).trim_end_matches(MARKS).len();
        let end = right.end - right.of(text).trim_start_matches(MARKS).len();
        let mark = text[start..end].trim_matches(is_blank);
        let first = mark.chars().next()?;
        let whole = Span::new(left.start, right.end).trimmed(text);
        let left = left.start + text[left.start..start].trim_end_matches(is_blank).len();
        let right = right.end - text[end..right.end].trim_start_matches(is_blank).len();
        if left == whole.start || right == whole.end {
            return None;
        }
        let between = &text[left..right];
        let (blank_before, blank_behind) = (between.starts_with(is_blank), between.ends_with(is_blank));
        let parts = if CLOSING.contains(&first) {
            blank_behind
        } else {
            blank_before && blank_behind || !WITHIN_WORDS.contains(&first)
        };
        let is_alone = blank_before && blank_behind && mark.len() == first.len_utf8();
        parts.then_some(Mark { first, is_alone, left, right })
    }

    /// Whether the line begins or ends in the same mark: that of speech, or of a clause.
    fn is_at_end(self, text: &str, runs: &[Run]) -> bool {
        let [first, .., last] = runs else { return false };
        let is_same = |c: char| c == self.first || c == '；' && self.first == ';';
        first.span.of(text).starts_with(is_same) || last.span.of(text).ends_with(is_same)
    }

    /// Whether a line is two sentences, or two phrases, and this stands between them.
    fn parts_halves(self, text: &str, runs: &[Run]) -> bool {
        let [left, right] = runs else { return false };
        let halves = [&text[left.span.start..self.left], &text[self.right..right.span.end]];
        match halves.map(ends_in_stop) {
            [true, true] => true,
            [false, false] => self.is_alone,
            _ => false,
        }
    }

    fn is_bullet_of(self, text: &str, runs: &[Run]) -> bool {
        self.is_alone && text[..runs[0].span.start].trim_end_matches(' ').ends_with(self.first)
    }
}
