//! Parts of dates and times that are written in digits, alike in both languages.

use super::Value;
use super::number::{Literal, literal};
use crate::span::Span;

/// A date in digits, year first: `2015-12-06`, `2015/12/6`, `2015.12.6`; or year last, where the day can
/// be no month: `6/22/2015`, `22.6.2015`.
///
/// The parts with their spans, in the order of the text.
pub(super) fn numeric(text: &str, at: usize) -> Option<[(Span, Value); 3]> {
    let (year, year_span) = part(text, at)?;
    let separator = *text.as_bytes().get(year_span.end)?;
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    if year_span.len() <= 2 && separator != b'-' {
        return year_last(text, (year, year_span), separator);
    }
    if year_span.len() != 4 || !(1000..3000).contains(&year) {
        return None;
    }
    let (month, month_span) = part(text, year_span.end + 1)?;
    if text.as_bytes().get(month_span.end) != Some(&separator) {
        return None;
    }
    let (day, day_span) = part(text, month_span.end + 1)?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some([
        (year_span, Value::from(year)),
        (month_span, Value::Month(month as u8)),
        (day_span, Value::from(day)),
    ])
}

/// The rest of a date whose year is last, after its first part.
fn year_last(text: &str, first: (u64, Span), separator: u8) -> Option<[(Span, Value); 3]> {
    let second = part(text, first.1.end + 1)?;
    if text.as_bytes().get(second.1.end) != Some(&separator) {
        return None;
    }
    let (year, year_span) = part(text, second.1.end + 1)?;
    if year_span.len() != 4 || !(1000..3000).contains(&year) {
        return None;
    }
    let month = |(month, span): (u64, Span)| (span, Value::Month(month as u8));
    let day = |(day, span): (u64, Span)| (span, Value::from(day));
    let [first, second] = match (first.0, second.0) {
        (1..=12, 13..=31) => [month(first), day(second)],
        (13..=31, 1..=12) => [day(first), month(second)],
        _ => return None,
    };
    Some([first, second, (year_span, Value::from(year))])
}

/// A run of at most four ASCII digits.
fn part(text: &str, at: usize) -> Option<(u64, Span)> {
    let run = text.as_bytes()[at..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let span = Span::new(at, at + run);
    let number = span.of(text).parse().ok().filter(|_| run <= 4)?;
    Some((number, span))
}

/// A time of day in digits: the hour is read, a colon and two digits follow.
///
/// The hour, the minute and the offset after the minute.
pub(super) fn clock(text: &str, hour: &Literal) -> Option<(u8, u8, usize)> {
    let value = hour.plain().filter(|&h| h <= 24 && hour.digits <= 2)?;
    let rest = &text.as_bytes()[hour.end..];
    let colon = match rest {
        [b':', ..] => 1,
        rest if rest.starts_with("：".as_bytes()) => 3,
        _ => return None,
    };
    let minute = literal(text, hour.end + colon)?;
    let value_minute = minute.plain().filter(|&m| m < 60 && minute.digits == 2)?;
    Some((value as u8, value_minute as u8, minute.end))
}

/// What a year or a number followed by "s" or "年代" says: a decade, or for 1800 a century.
pub(super) fn decade(number: u64) -> Option<Value> {
    match number {
        1000..=1999 if number.is_multiple_of(100) => Some(Value::from(number / 100 + 1)),
        0 | 10..=99 | 1000..=2999 if number.is_multiple_of(10) => Some(Value::Decade((number % 100) as u8)),
        _ => None,
    }
}
