//! Times of day in words: `half past five`, `a quarter to six`, `at seven thirty`.

use super::super::Value;
use super::super::number::{Decimal, Literal, literal};
use super::super::words::Word::{self, *};
use super::Scan;
use crate::span::Span;

/// Words after which a number and another one are a time: `at seven thirty`.
const BEFORE_TIMES: [&str; 11] =
    ["about", "after", "around", "at", "before", "by", "from", "nearly", "since", "till", "until"];

/// Words after a time that are no unit of a number: `at 7.30 in the evening`.
const AFTER_TIMES: [&str; 17] = [
    "and", "but", "each", "every", "for", "he", "in", "on", "sharp", "she", "that", "the", "this", "to",
    "today", "tomorrow", "tonight",
];

/// Words before a rate or a price: `closed at 7.25`.
const PRICED: [&str; 12] = [
    "closed", "ended", "fixed", "opened", "pegged", "priced", "set", "stands", "stood", "traded", "trading",
    "valued",
];

impl Scan<'_, '_> {
    /// A time that begins with a word at `at`, which ends at `end`, after the word `before`; where it ends.
    pub(super) fn said_time(&mut self, word: Word, before: &str, at: usize, end: usize) -> Option<usize> {
        let (value, close) = match word {
            Half | Quarter => self.part_past(word, end),
            A | Unit(1) if matches!(self.following(end)?.0, Half | Quarter) => {
                let (part, _, close) = self.following(end)?;
                self.part_past(part, close)
            }
            Unit(n @ 1..=29) | Tens(n @ 20) => self.minutes_past(n, end),
            _ => None,
        }
        .or_else(|| self.hour_and_minutes(word, before, end))?;
        self.emit(at, close, value, false);
        Some(close)
    }

    /// `past five` after half an hour, `to five` after a quarter.
    fn part_past(&self, part: Word, at: usize) -> Option<(Value, usize)> {
        let (later, hour, end) = self.past(at)?;
        match (part, later) {
            (Half, true) => Some((time(hour, true, 30), end)),
            (Quarter, _) => Some((time(hour, later, 15), end)),
            _ => None,
        }
    }

    /// `past five` after minutes; `minutes to five`, since `ten to five` may be anything.
    fn minutes_past(&self, minutes: u8, end: usize) -> Option<(Value, usize)> {
        let (minutes, end) = match self.following(end) {
            Some((Unit(more @ 1..=9), _, close)) if minutes == 20 => (20 + more, close),
            _ => (minutes, end),
        };
        let said = [" minutes", " minute"].into_iter().find(|word| self.text[end..].starts_with(word));
        let (later, hour, close) = self.past(end + said.map_or(0, str::len))?;
        // Ten minutes to two hours is as long as that.
        let long = [" hour", " minute", "-"].iter().any(|word| self.text[close..].starts_with(word));
        let sure = if later { said.is_some() || minutes.is_multiple_of(5) } else { said.is_some() && !long };
        sure.then(|| (time(hour, later, minutes), close))
    }

    /// Whether `past` follows, or `to`, and an hour after it; the hour, and where it ends.
    fn past(&self, at: usize) -> Option<(bool, u8, usize)> {
        let from = at + self.joint(at)?;
        let end = self.letters_end(from);
        let later = match &self.text[from..end] {
            "past" => true,
            "to" => false,
            _ => return None,
        };
        let start = end + self.joint(end)?;
        if let Some(hour) = literal(self.text, start) {
            let plain =
                hour.plain().filter(|h| (1..=12).contains(h) && self.bytes.get(hour.end) != Some(&b'%'))?;
            return Some((later, plain as u8, hour.end));
        }
        match self.following(end)? {
            (Unit(hour @ 1..=12), _, close) => Some((later, hour, close)),
            _ => None,
        }
    }

    /// `at seven thirty`, `six-fifteen`; not `two twenty-pound notes`, and not a range, `ten-fifteen`.
    fn hour_and_minutes(&self, word: Word, before: &str, end: usize) -> Option<(Value, usize)> {
        let Unit(hour @ 1..=12) = word else { return None };
        let (minutes, mut close) = match self.following(end)? {
            (Unit(n @ 10..=19) | Tens(n @ 20..=50), _, close) => (n, close),
            _ => return None,
        };
        let minutes = match self.following(close) {
            Some((Unit(more @ 1..=9), _, more_close)) if minutes >= 20 => {
                close = more_close;
                minutes + more
            }
            Some((Unit(_) | Tens(_) | Power(_) | Dozen | Ordinal(_), ..)) => return None,
            _ => minutes,
        };
        let hyphen = self.bytes[end] == b'-' && minutes.is_multiple_of(15) && minutes != hour + 5;
        let placed = BEFORE_TIMES.contains(&before);
        let goes_on = self.bytes.get(close) == Some(&b'-');
        ((hyphen || placed) && !goes_on).then(|| (time(hour, true, minutes), close))
    }

    /// British `5.30pm`, `5.30 p.m.`; where it ends.
    pub(super) fn british_clock(&mut self, at: usize, number: &Literal) -> Option<usize> {
        if !number.marked {
            return None;
        }
        let rest = &self.text[number.end..];
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let half = ["am", "pm", "AM", "PM", "a.m", "p.m"].into_iter().find(|half| rest.starts_with(half))?;
        let end = self.text.len() - rest.len() + half.len();
        let minutes = number.value?.times(100).and_then(Decimal::integer)?;
        let apart = !self.bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        if !apart || minutes >= 2400 || minutes % 100 >= 60 {
            return None;
        }
        self.emit(at, number.end, Value::time((minutes / 100) as u8, (minutes % 100) as u8), false);
        Some(end)
    }

    /// `We left at 7.30.`: five, ten and so on minutes past an hour, with nothing counted after them, and
    /// no price before them. Where it ends.
    pub(super) fn pointed_clock(&mut self, before: Span, at: usize, number: &Literal) -> Option<usize> {
        let placed = before.of(self.text).eq_ignore_ascii_case("at") && before.end + 1 == at;
        if !placed || !number.marked || number.end - at != number.digits as usize + 3 {
            return None;
        }
        let minutes = number.value?.times(100).and_then(Decimal::integer)?;
        let rest = &self.text[number.end..];
        let next = rest.strip_prefix(' ').map(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
        let free = match next {
            Some(word) => AFTER_TIMES.contains(&word?),
            None => !rest.starts_with(|c: char| c.is_alphanumeric() || "%-–/°$€£¥‰".contains(c)),
        };
        let head = self.text[..before.start].trim_end();
        let verb = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let day = (100..2400).contains(&minutes) && minutes % 100 < 60 && minutes.is_multiple_of(5);
        if !free || !day || PRICED.contains(&verb) {
            return None;
        }
        self.emit(at, number.end, Value::time((minutes / 100) as u8, (minutes % 100) as u8), false);
        Some(number.end)
    }
}

/// So many minutes after an hour, or before it.
fn time(hour: u8, later: bool, minutes: u8) -> Value {
    if later { Value::time(hour, minutes) } else { Value::time(hour + 11, 60 - minutes) }
}
