//! Decades, centuries and fortnights as what Chinese counts them in: years, and weeks; its months.

use super::super::Value;
use super::super::number::Decimal;
use super::super::words::Word::{self, *};
use super::Scan;

impl Scan<'_, '_> {
    /// `a decade` (十年), `a century and a half` (一个半世纪), at `at`, where the word after it is `next` and ends
    /// at `end`; where the number ends. Not of `a third of a century`; `once in a century` and `a century-old`
    /// house are words in Chinese, 百年.
    pub(super) fn period(&mut self, next: Word, before: &str, at: usize, end: usize) -> Option<usize> {
        let years: u64 = match next {
            Tenfold if before != "of" && self.bytes[end - 1] != b's' => 10,
            Century(false) if !matches!(before, "of" | "in") && self.bytes.get(end) != Some(&b'-') => 100,
            _ => return None,
        };
        let half = self.and_a_half(end);
        let value = years + if half.is_some() { years / 2 } else { 0 };
        self.emit(at, half.unwrap_or(end), Value::from(value), false);
        Some(half.unwrap_or(end))
    }

    /// `the ninth day of the ninth month`, `the ninth lunar month`, 九月; not `the ninth month of the war`.
    pub(super) fn month_of_the_old_calendar(&mut self, at: usize, end: usize, month: u8) -> Option<usize> {
        let behind = self.text[end..].strip_prefix(' ').filter(|_| month <= 12)?;
        let lunar = behind.strip_prefix("lunar ");
        let after = lunar.unwrap_or(behind).strip_prefix("month")?;
        let before = &self.text[..at];
        let dated = lunar.is_some() || before.ends_with("day of the ") || before.ends_with("night of the ");
        if !dated || after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let close = self.text.len() - after.len();
        self.emit(at, close, Value::Month(month), false);
        Some(close)
    }

    /// `fortnight`, two weeks.
    pub(super) fn fortnight(&mut self, before: &str, at: usize, end: usize) {
        if matches!(before, "a" | "A" | "the" | "The" | "last" | "next" | "past" | "every" | "this") {
            self.emit(at, end, Value::from(2), false);
        }
    }
}

/// So many centuries in years. Where the word does not fit the count, `twenty-one century`, it is an ordinal.
pub(super) fn centuries(count: Decimal, plural: bool) -> Option<Decimal> {
    count.times(100).filter(|_| plural || count == Decimal::from(1))
}
