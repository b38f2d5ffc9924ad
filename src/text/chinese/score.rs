//! The score of a match: 三比二, 三比零.

use super::super::number::Decimal;
use super::super::numeral::Numeral::{Digit, Power, Two};
use super::super::numeral::{Number, numeral};
use super::Scan;

impl Scan<'_, '_> {
    /// Whether a numeral is one of the two of a score, which no measure word follows. 一比十二 is a gradient.
    pub(super) fn is_score(&self, at: usize, number: &Number) -> bool {
        let (one, ten) = (Decimal::from(1), Decimal::from(10));
        let second = self.reader.follows(number.end, "比").and_then(|at| self.reader.number_at(at));
        second.is_some_and(|second| number.value > one || second.value < ten)
            || self.first_of_score(at).is_some_and(|first| first > 1 || number.value < ten)
    }

    /// The last digit of the first of the two, before the second at `at`.
    pub(super) fn first_of_score(&self, at: usize) -> Option<u8> {
        let head = self.reader.text[..at].strip_suffix('比')?;
        match numeral(head.chars().next_back()?)? {
            Digit(digit) => Some(digit),
            Two => Some(2),
            Power(power) => Some(10 * power),
            _ => None,
        }
    }
}
