//! Parts in words: `three quarters of a million`, `one in five`, `three out of four`.

use super::super::Value;
use super::super::number::Decimal;
use super::super::words::Word::{self, *};
use super::Scan;

impl Scan<'_, '_> {
    /// `three quarters`, and of a million what they come to, where that is exact.
    pub(super) fn part_of_a_power(&mut self, start: usize, end: usize, above: u8, below: u8) -> usize {
        let of = self.following(end).filter(|next| next.0 == Of);
        let one = of.and_then(|of| self.following(of.2)).filter(|next| matches!(next.0, A | Unit(1)));
        if let Some((Power(power @ 3..), _, close)) = one.and_then(|one| self.following(one.2))
            && let Some(value) = Decimal::part(above, below).and_then(|part| part.shifted(power.into()))
        {
            self.emit(start, close, Value::Number(value), false);
            return close;
        }
        self.fraction(start, end, above, below);
        end
    }

    /// The offset after `in` or `out of`.
    pub(super) fn out_of(&self, next: Option<(Word, usize, usize)>, end: usize) -> Option<usize> {
        match next {
            Some((In, _, close)) => Some(close),
            _ => self.text[end..].starts_with(" out of ").then_some(end + " out of".len()),
        }
    }

    /// The number after `in`, in `one in five`.
    pub(super) fn in_how_many(&self, at: usize) -> Option<(u8, usize)> {
        match self.following(at) {
            Some((Unit(n @ 2..) | Tens(n), _, end)) => {
                // Not a date or a longer number: `one in twenty thousand`.
                self.following(end).is_none_or(|next| matches!(next.0, And | Of | In | A)).then_some((n, end))
            }
            _ => None,
        }
    }
}
