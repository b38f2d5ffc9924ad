//! Numbers of several words: `two hundred and five thousand`, `nineteen eighty-four`.

use super::super::number::Decimal;
use super::super::words::Word::{self, *};
use super::{Scan, period};

/// What the last part of a number was.
#[derive(Clone, Copy)]
pub(super) enum Last {
    Digits,
    Unit(u8),
    Tens(u8),
    Scores,
    Power,
}

pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) end: usize,
    /// The power of ten of the last scale word, 0 without one.
    pub(super) scale: u8,
}

/// A number that is being read, up to `end`.
struct Sum {
    /// What stands before the last scale word, and after it.
    total: Decimal,
    group: Decimal,
    scale: u8,
    last: Last,
    end: usize,
}

impl Sum {
    fn value(&self) -> Option<Decimal> {
        self.total.plus(self.group)
    }

    /// Takes the next word, which ends at `next`, if it is a part of the number. Whether more can follow;
    /// nothing if the number is too large.
    fn take(&mut self, word: Word, next: usize, after_digits: bool) -> Option<bool> {
        let goes_on = self.add(word)? || self.multiply(word)?;
        if goes_on || self.complete(word, after_digits)? {
            self.end = next;
        }
        Some(goes_on)
    }

    fn add(&mut self, word: Word) -> Option<bool> {
        let year = matches!(self.last, Last::Unit(11..=19) | Last::Tens(20)) && self.total == Decimal::ZERO;
        let (times, n, last) = match (self.last, word) {
            (Last::Tens(_), Unit(n @ 1..=9)) | (Last::Power, Unit(n)) => (1, n, Last::Unit(n)),
            (Last::Power, Tens(n)) => (1, n, Last::Tens(n)),
            (Last::Power, Scores(n)) => (1, n, Last::Scores),
            // Years: nineteen eighty-four, twenty fifteen.
            (_, Tens(n)) if year => (100, n, Last::Tens(n)),
            (_, Unit(n @ 10..)) if year => (100, n, Last::Unit(n)),
            _ => return Some(false),
        };
        self.group = self.group.times(times)?.plus(u64::from(n).into())?;
        self.last = last;
        Some(true)
    }

    fn multiply(&mut self, word: Word) -> Option<bool> {
        match word {
            Power(2) => {
                self.group = self.group.times(100)?;
                (self.scale, self.last) = (2, Last::Power);
            }
            Power(power) => {
                // Thousand million: the second multiplies the first.
                let (total, factor) = match self.group == Decimal::ZERO {
                    true => (Decimal::ZERO, self.total),
                    false => (self.total, self.group),
                };
                self.total = total.plus(factor.shifted(power.into())?)?;
                (self.group, self.scale, self.last) = (Decimal::ZERO, power, Last::Power);
            }
            Dozen => {
                self.group = self.group.times(12)?;
                self.last = Last::Digits;
            }
            _ => return Some(false),
        }
        Some(true)
    }

    /// Takes a word that ends the number.
    fn complete(&mut self, word: Word, after_digits: bool) -> Option<bool> {
        let value = match (self.last, word) {
            (Last::Tens(_), Ordinal(n @ 1..=9)) | (Last::Power, Ordinal(n) | OrdinalTens(n)) => {
                self.value()?.plus(u64::from(n).into())?
            }
            (_, OrdinalPower(power)) => self.total.plus(self.group.shifted(power.into())?)?,
            (_, Tenfold) => self.value()?.shifted(1)?,
            // In digits, `21 centuries`, they are mostly the 21st.
            (_, Century(plural)) if !after_digits => {
                let Some(value) = period::centuries(self.value()?, plural) else { return Some(false) };
                // Two or three centuries.
                self.scale = 2;
                value
            }
            _ => return Some(false),
        };
        (self.total, self.group) = (Decimal::ZERO, value);
        Some(true)
    }
}

impl Scan<'_, '_> {
    /// Reads on from the first part of a number: `two` of `two hundred and five thousand`. In a range `and`
    /// parts two numbers.
    pub(super) fn number(&self, first: Decimal, last: Last, end: usize, is_range: bool) -> Option<Number> {
        let mut sum = Sum { total: Decimal::ZERO, group: first, scale: 0, last, end };
        while let Some((word, _, next)) = self.following(sum.end) {
            let goes_on = match (word, sum.last) {
                (And, Last::Power) => self.and_after_a_power(&mut sum, next)?,
                (And, _) => self.and(&mut sum, next, is_range)?,
                _ => sum.take(word, next, self.bytes[sum.end - 1].is_ascii_digit())?,
            };
            if !goes_on {
                break;
            }
        }
        Some(Number { value: sum.value()?, end: sum.end, scale: sum.scale })
    }

    /// Takes `and`, which ends at `next`, if it does not part two numbers. Whether more can follow.
    fn and_after_a_power(&self, sum: &mut Sum, next: usize) -> Option<bool> {
        match self.following(next) {
            // A million and a half.
            Some((A, ..)) => {
                if let Some(close) = self.and_a_half(sum.end) {
                    let half = Decimal::new(5, i32::from(sum.scale) - 1)?;
                    (sum.group, sum.end) = (sum.group.plus(half)?, close);
                }
                return Some(false);
            }
            // One hundred and two hundred.
            Some((Unit(_), _, close)) if sum.scale == 2 && self.hundred_follows(close) => return Some(false),
            Some((Unit(_) | Tens(_) | Scores(_) | Ordinal(_) | OrdinalTens(_), ..)) => {}
            _ => return Some(false),
        }
        sum.end = next;
        Some(true)
    }

    fn and(&self, sum: &mut Sum, next: usize, is_range: bool) -> Option<bool> {
        // Two and a half, two and a half million.
        let half = || Some((Decimal::new(5, -1)?, self.and_a_half(sum.end)?));
        let old_style = || {
            let (more, end) = self.old_style(sum.last, next).filter(|_| !is_range)?;
            Some((Decimal::from(more), end))
        };
        let Some((more, end)) = half().or_else(|| self.and_quarters(sum.end)).or_else(old_style) else {
            return Some(false);
        };
        (sum.group, sum.last, sum.end) = (sum.group.plus(more)?, Last::Digits, end);
        Some(true)
    }

    /// The offset after ` and a half`.
    pub(super) fn and_a_half(&self, at: usize) -> Option<usize> {
        let and = self.following(at).filter(|next| next.0 == And)?;
        let a = self.following(and.2).filter(|next| next.0 == A)?;
        self.following(a.2).filter(|next| next.0 == Half).map(|next| next.2)
    }

    /// ` and a quarter`, ` and three quarters`, and the offset after it.
    fn and_quarters(&self, at: usize) -> Option<(Decimal, usize)> {
        let and = self.following(at).filter(|next| next.0 == And)?;
        let (count, _, end) = self.following(and.2)?;
        let (parts, _, end) = self.following(end)?;
        match (count, parts) {
            (A | Unit(1), Quarter) => Some((Decimal::part(1, 4)?, end)),
            (Unit(n @ 1..=3), Parts(4)) => Some((Decimal::part(n, 4)?, end)),
            _ => None,
        }
    }

    fn hundred_follows(&self, at: usize) -> bool {
        matches!(self.following(at), Some((Power(2), ..)))
    }

    /// What goes with a number that ended so after `and`, in the old style: `five and twenty`,
    /// `four-and-twentieth`, `thirty and two`, `threescore and ten`. Its value, and its end.
    fn old_style(&self, last: Last, at: usize) -> Option<(u64, usize)> {
        let (word, _, end) = self.following(at)?;
        let value = match (last, word) {
            (Last::Unit(1..=9), Tens(n) | OrdinalTens(n)) => n,
            (Last::Tens(_), Unit(n @ 1..=9)) | (Last::Scores, Unit(n @ 1..)) => n,
            _ => return None,
        };
        // Five and twenty-three, twenty and one hundred.
        let goes_on = matches!(self.following(end), Some((Unit(_) | Ordinal(_), ..)));
        (!goes_on && !self.hundred_follows(end)).then_some((value.into(), end))
    }
}
