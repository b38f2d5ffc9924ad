//! What a text says that can be compared across languages: numbers, dates, names.
//!
//! [`mentions`] finds numbers and dates and gives them as [`Value`]s that are equal where they
//! translate each other: `500亿` and `50 billion`, `12月6日` and `Dec. 6`, `百分之三` and `3 %`.

pub mod border;
pub(crate) mod bytes;
mod chinese;
pub(crate) mod clause;
pub(crate) mod code;
pub(crate) mod compound;
mod date;
mod english;
pub(crate) mod hyphen;
pub mod name;
mod number;
mod numeral;
mod pinyin;
pub(crate) mod plain;
mod sound;
pub(crate) mod speech;
pub mod stem;
pub(crate) mod tag;
pub mod token;
pub(crate) mod words;

use std::fmt;

use crate::lang::Lang;
use crate::span::Span;
pub use number::Decimal;

/// A number or a part of a date, in the form in which English and Chinese can be compared.
///
/// Units are no part of a value: `5%`, `$5`, `5美元`, `第五` and `fifth` are all the number 5.
/// A date is several values, so that `December 6` and `2015年12月6日` have two in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Value {
    /// A number; also a year, a day of the month, a percentage, an ordinal, a full hour.
    Number(Decimal),
    /// A fraction in lowest terms: `三分之一`, `a third of`; halves too.
    Fraction(u32, u32),
    /// A month, 1 to 12.
    Month(u8),
    /// A day of the week, 1 for Monday to 7 for Sunday.
    Weekday(u8),
    /// A time of day that is no full hour, on the twelve-hour clock: hour 0 to 11, minute 1 to 59.
    Time(u8, u8),
    /// A decade, by its last two digits: `1990s`, `九十年代`.
    Decade(u8),
    /// An indefinite number, by its power of ten: 2 for `hundreds` and `数百`.
    Magnitude(u8),
}

impl Value {
    /// The fraction in lowest terms, `None` where the denominator is zero.
    pub fn fraction(numerator: u32, denominator: u32) -> Option<Value> {
        let (mut a, mut b) = (numerator, denominator);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        (denominator > 0 && numerator > 0).then(|| Value::Fraction(numerator / a, denominator / a))
    }

    /// The time of day; a full hour is a number, since `at 8` says no more than that.
    pub fn time(hour: u8, minute: u8) -> Value {
        match (hour % 12, minute) {
            (0, 0) => Value::Number(Decimal::from(12)),
            (hour, 0) => Value::Number(Decimal::from(u64::from(hour))),
            (hour, minute) => Value::Time(hour, minute),
        }
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Value {
        Value::Number(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Value {
        Value::Number(Decimal::from(number))
    }
}

impl fmt::Display for Value {
    /// `50000`, `1/3`, `month 12`, `weekday 1`, `5:30`, `90s`, `10^2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => number.fmt(f),
            Value::Fraction(a, b) => write!(f, "{a}/{b}"),
            Value::Month(month) => write!(f, "month {month}"),
            Value::Weekday(day) => write!(f, "weekday {day}"),
            Value::Time(hour, minute) => write!(f, "{hour}:{minute:02}"),
            Value::Decade(decade) => write!(f, "{decade:02}s"),
            Value::Magnitude(power) => write!(f, "10^{power}"),
        }
    }
}

/// As it is displayed, since no number of JSON holds all of its digits: `"3500000000"`.
#[cfg(feature = "serde")]
impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A value and where the text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Mention {
    /// Where it is in the text, in bytes. A unit that is no part of the value is not in the span.
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// Whether it says little: `one`, `一个`, `first`, `second` and labels of list items, which
    /// the other language often leaves out.
    pub weak: bool,
}

/// Finds the numbers and dates of a text in one language, in the order of the text.
///
/// They are appended to `out`, which a caller can use again. Nothing is found in URLs and in
/// words with digits (`H1N1`, `4G`); a numeral that is part of a word (一些, 十分, 万一) is no
/// mention. For [`Lang::Other`] nothing is found.
///
/// ```
/// use bitext::{Lang, text::mentions};
/// let (mut en, mut zh) = (Vec::new(), Vec::new());
/// mentions("It paid $3.5 billion on December 6, 2015.", Lang::En, &mut en);
/// mentions("2015年12月6日，该公司支付了35亿美元。", Lang::Zh, &mut zh);
/// let sorted = |list: &[bitext::text::Mention]| {
///     let mut values: Vec<_> = list.iter().map(|m| m.value).collect();
///     values.sort();
///     values
/// };
/// assert_eq!(en.len(), 4);
/// assert_eq!(sorted(&en), sorted(&zh));
/// ```
pub fn mentions(text: &str, lang: Lang, out: &mut Vec<Mention>) {
    match lang {
        Lang::En => english::mentions(text, out),
        Lang::Zh => chinese::mentions(text, out),
        Lang::Other => {}
    }
}

/// The end of the URL that starts at `at`, if one does: up to the next blank or non-ASCII character.
fn url_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    // Most words begin with none of the letters of these.
    if !matches!(rest.first()?, b'h' | b'H' | b'f' | b'F' | b'w' | b'W') {
        return None;
    }
    let starts =
        |prefix: &[u8]| rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix);
    if !(starts(b"http://") || starts(b"https://") || starts(b"ftp://") || starts(b"www.")) {
        return None;
    }
    let len = rest.iter().position(|&b| b <= b' ' || b >= 0x80 || b == b'<' || b == b'"');
    Some(at + len.unwrap_or(rest.len()))
}

/// Letters that stand right before an amount or a number: RMB100, No5.
fn is_currency(word: &str) -> bool {
    let names = [
        "RMB", "USD", "US", "CNY", "EUR", "GBP", "HKD", "HK", "NT", "NTD", "TWD", "JPY", "Rs", "No", "p",
        "pp",
    ];
    names.contains(&word)
}

/// What the letters right after a number do to it: the power of ten that they stand for, 0
/// for units and ordinals, `None` where number and letters are a name (4G, 3D).
fn suffix_power(letters: &str) -> Option<u8> {
    match letters {
        "k" | "K" => Some(3),
        "mn" | "mln" => Some(6),
        "bn" => Some(9),
        "tn" | "trn" => Some(12),
        "st" | "nd" | "rd" | "th" | "m" | "km" | "cm" | "mm" | "nm" | "kg" | "MM" | "CM" | "KM" | "KG"
        | "g" | "mg" | "t" | "ml" | "l" | "L" | "ha" | "sq" | "ft" | "mph" | "kph" | "h" | "hr" | "hrs"
        | "min" | "mins" | "sec" | "secs" | "ms" | "kW" | "MW" | "GW" | "TW" | "kWh" | "Hz" | "MHz"
        | "GHz" | "KB" | "kB" | "MB" | "GB" | "TB" | "px" | "C" | "F" | "x" | "pc" | "pct" | "percent"
        | "yuan" | "fold" | "year" | "years" | "yr" | "yrs" => Some(0),
        _ => None,
    }
}

/// What so many of a thousand are, `5‰`; a decimal is left, since in words no fraction says it.
fn per_thousand(number: Decimal) -> Option<Value> {
    Value::fraction(number.integer()?.try_into().ok()?, 1000)
}

/// The end of a name with digits that goes on at `at`: H1N1, v1.2.3.
fn identifier_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at += bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        match bytes[at..] {
            [b'.', b'0'..=b'9', ..] => at += 1,
            _ => return at,
        }
    }
}

/// The most bytes of a heading that is a number alone, with marks around it.
const LONGEST_LONE: usize = 24;

/// Whether a text is this numeral and nothing else but marks, as the heading of a section may be.
fn is_alone(text: &str, numeral: Span) -> bool {
    text.len() <= LONGEST_LONE && text.trim_matches(|c: char| !c.is_alphanumeric()).len() == numeral.len()
}

/// Whether a number at `at` is the first thing on its line, but for a bracket: the label of a
/// list item, if what follows it agrees.
fn label_precedes(text: &str, at: usize) -> bool {
    let line = text[..at].trim_end_matches(['(', '（', ' ', '\t', '\u{3000}']);
    line.is_empty() || line.ends_with('\n')
}
