//! Numerals in Chinese: how they are read.

use std::ops::Range;

use Numeral::*;

use super::number::{Decimal, Literal, literal, pointed};
use crate::hanzi::simplified;

/// What a character is in a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    Digit(u8),
    /// 两, which never stands in a row of digits.
    Two,
    /// 十, 百, 千 and above, by the power of ten.
    Power(u8),
    /// 廿 and 卅, by their tens.
    Tens(u8),
    /// A digit or power of the forms for cheques, which are words of their own too.
    Formal(u8),
    FormalPower(u8),
}

/// What a character is in a numeral.
pub(super) fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        // A circle that stands for 〇, within a row of digits only: no numeral begins with it.
        '〇' | '零' | '○' => Digit(0),
        '一' => Digit(1),
        '二' => Digit(2),
        '三' => Digit(3),
        '四' => Digit(4),
        '五' => Digit(5),
        '六' => Digit(6),
        '七' => Digit(7),
        '八' => Digit(8),
        '九' => Digit(9),
        '两' | '兩' => Two,
        '十' => Power(1),
        '百' => Power(2),
        '千' => Power(3),
        '万' | '萬' => Power(4),
        '亿' | '億' => Power(8),
        '廿' => Tens(2),
        '卅' => Tens(3),
        '壹' => Formal(1),
        '贰' | '貳' => Formal(2),
        '叁' | '參' => Formal(3),
        '肆' => Formal(4),
        '伍' => Formal(5),
        '陆' | '陸' => Formal(6),
        '柒' => Formal(7),
        '捌' => Formal(8),
        '玖' => Formal(9),
        '拾' => FormalPower(1),
        '佰' => FormalPower(2),
        '仟' => FormalPower(3),
        _ => return None,
    })
}

/// A number as it was read.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) end: usize,
    /// Where the text goes on: after one blank, where ASCII digits end with one.
    pub(super) next: usize,
    /// How many numerals it has; digits in ASCII are one.
    pub(super) parts: u32,
    /// For digits without a power of ten: how many, and whether one is zero.
    pub(super) row: Option<(u32, bool)>,
    /// Its first numeral, where that is no ASCII digit.
    pub(super) first: Option<Numeral>,
    /// Its first part, where that is digits in ASCII or full width.
    pub(super) literal: Option<Literal>,
    /// The powers that end it: (1, 4) for 五十万, (0, 8) for 5亿, (0, 0) for 五十三.
    pub(super) powers: (u8, u8),
}

impl Number {
    /// Whether it begins with 十 or above.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self.first, Some(Power(_)))
    }
}

/// A longer numeral is read as several: what is looked at from one place stays bounded.
const MOST_PARTS: u32 = 40;

/// A text that is looked at in simplified characters.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
}

impl Reader<'_> {
    /// The character at `at`, simplified, and the offset after it.
    pub(super) fn char(&self, at: usize) -> Option<(char, usize)> {
        let c = self.text[at..].chars().next()?;
        Some((simplified(c), at + c.len_utf8()))
    }

    pub(super) fn peek(&self, at: usize) -> Option<char> {
        self.char(at).map(|c| c.0)
    }

    pub(super) fn peek_numeral(&self, at: usize) -> Option<Numeral> {
        self.text[at..].chars().next().and_then(numeral)
    }

    pub(super) fn previous(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back().map(simplified)
    }

    /// Whether the text goes on with a word given in simplified characters; the offset after it.
    pub(super) fn follows(&self, at: usize, word: &str) -> Option<usize> {
        word.chars().try_fold(at, |at, c| self.char(at).filter(|found| found.0 == c).map(|found| found.1))
    }

    pub(super) fn skip_blank(&self, at: usize) -> usize {
        at + usize::from(self.text.as_bytes().get(at) == Some(&b' '))
    }

    /// Reads a numeral: digits with or without powers of ten, Chinese and ASCII mixed.
    pub(super) fn number_at(&self, at: usize) -> Option<Number> {
        let mut reading = Reading::new(self, at)?;
        while reading.parts < MOST_PARTS && reading.step()? {}
        reading.number()
    }

    /// The digits after 点 as a decimal part, in 三点一四; not in a time, 三点十分.
    fn decimals(&self, at: usize) -> Option<(Decimal, usize)> {
        let (mut digits, mut places, mut end) = (0u64, 0, at);
        while let Some(Digit(d)) = self.peek_numeral(end) {
            digits = digits.checked_mul(10)?.checked_add(d.into())?;
            (places, end) = (places + 1, self.char(end)?.1);
        }
        let time =
            matches!(self.peek(end), Some('分' | '刻' | '十' | '点')) && self.follows(end, "分之").is_none();
        Some((Decimal::new(digits, -places)?, end)).filter(|_| places > 0 && !time)
    }
}

/// A numeral that is being read.
///
/// 五亿三千万二百: `total` is what 亿 and 万 closed, `section` the part below, `current` the digits. What takes
/// one more numeral says whether it belongs to the number, and `None` where the value cannot be given.
struct Reading<'r, 't> {
    reader: &'r Reader<'t>,
    at: usize,
    end: usize,
    /// Of the number, as [`Number`] has them.
    lead: Option<Literal>,
    first: Option<Numeral>,
    parts: u32,
    row: Option<(u32, bool)>,
    powers: (u8, u8),
    total: Decimal,
    section: Decimal,
    current: Option<Decimal>,
    /// The power right before the digits that were read last.
    above: Option<u8>,
    /// Where the last digit is.
    digit_at: usize,
    /// Begins with a form for cheques; has a power of them.
    formal: bool,
    formal_power: bool,
}

impl<'r, 't> Reading<'r, 't> {
    #[inline]
    fn new(reader: &'r Reader<'t>, at: usize) -> Option<Reading<'r, 't>> {
        let lead = literal(reader.text, at).or_else(|| pointed(reader.text, at));
        let first = if lead.is_none() { Some(reader.peek_numeral(at)?) } else { None };
        Some(Reading {
            reader,
            at,
            end: at,
            lead,
            first,
            parts: 0,
            row: Some((0, false)),
            powers: (0, 0),
            total: Decimal::ZERO,
            section: Decimal::ZERO,
            current: None,
            above: None,
            digit_at: at,
            formal: matches!(first, Some(Formal(_))),
            formal_power: false,
        })
    }

    /// Takes what comes next.
    #[inline]
    fn step(&mut self) -> Option<bool> {
        let lead = if self.parts == 0 { self.lead } else { literal(self.reader.text, self.end) };
        if let Some(digits) = lead {
            return self.literal(&digits);
        }
        // 500 亿: one blank after digits in ASCII.
        let blank = self.reader.skip_blank(self.end);
        let from = match self.reader.peek_numeral(blank) {
            Some(Power(_)) if self.parts > 0 && self.ends_in_ascii_digit() => blank,
            _ => self.end,
        };
        let Some((c, next)) = self.reader.char(from) else { return Some(false) };
        let Some(kind) = self.reader.peek_numeral(from) else {
            return if self.and(c, next) { Some(true) } else { self.point(c, next) };
        };
        let goes_on = match kind {
            Digit(d) => self.digit(d, false),
            Formal(d) => self.digit(d, true),
            Two => Some(self.two(next)),
            Tens(d) => self.tens(d),
            Power(power) => self.power(power, false, next),
            FormalPower(power) => self.power(power, true, next),
        }?;
        if goes_on {
            (self.end, self.parts) = (next, self.parts + 1);
        }
        Some(goes_on)
    }

    fn ends_in_ascii_digit(&self) -> bool {
        self.reader.text.as_bytes()[self.end - 1].is_ascii_digit()
    }

    /// Digits in ASCII or full width.
    fn literal(&mut self, digits: &Literal) -> Option<bool> {
        if self.current.is_some() || self.parts > 0 && self.above.is_none() {
            return Some(false);
        }
        self.digit_at = self.end;
        self.current = Some(digits.value?);
        // 3万5 is 35,000.
        self.above = self.above.filter(|_| digits.digits == 1 && !digits.marked);
        (self.end, self.parts, self.row, self.powers) = (digits.end, self.parts + 1, None, (0, 0));
        Some(true)
    }

    /// 一百单八, 十有五: what stands between a power and the digit below it. Not 十有八九, 十有九次, 五十有一半.
    fn and(&mut self, c: char, next: usize) -> bool {
        let among = match (c, self.above) {
            ('单', Some(2)) => 1..10,
            ('有', Some(1)) => 2..9,
            _ => return false,
        };
        let digit = |at, among: Range<u8>| {
            let numeral = self.reader.peek_numeral(at);
            matches!(numeral, Some(Digit(d)) if among.contains(&d))
        };
        let behind = self.reader.char(next).map_or(next, |c| c.1);
        if self.current.is_some() || !digit(next, among) || digit(behind, 1..10) {
            return false;
        }
        (self.end, self.above, self.parts) = (next, None, self.parts + 1);
        true
    }

    /// 点 and the digits behind it.
    fn point(&mut self, c: char, next: usize) -> Option<bool> {
        if c != '点' || self.first == Some(Two) {
            return Some(false);
        }
        let Some((decimals, close)) = self.reader.decimals(next) else { return Some(false) };
        // 十点三 may be said of a time, 百分之十点三 is not.
        let above_ten = || {
            let scaled = matches!(self.reader.peek_numeral(close), Some(Power(4 | 8)));
            self.total == Decimal::ZERO && (scaled || self.reader.text[..self.at].ends_with("百分之"))
        };
        if self.row.is_none() && !above_ten() {
            return Some(false);
        }
        self.current = Some(self.current.unwrap_or_default().plus(decimals)?);
        (self.end, self.row, self.above, self.parts) = (close, None, None, self.parts + 2);
        Some(true)
    }

    /// Whether there are digits, and not only zeros.
    fn has_digits(&self) -> bool {
        self.current.is_some_and(|v| v != Decimal::ZERO)
    }

    fn digit(&mut self, digit: u8, formal: bool) -> Option<bool> {
        // 十四五 is fourteen and five: one digit at most below a power.
        let below = self.row.is_none() && self.has_digits();
        if below || self.parts > 0 && self.formal != formal {
            return Some(false);
        }
        self.above = self.above.filter(|_| self.current.is_none());
        self.digit_at = self.end;
        self.current = Some(self.current.unwrap_or_default().times(10)?.plus(u64::from(digit).into())?);
        self.row = self.row.map(|(count, zero)| (count + 1, zero || digit == 0));
        self.powers = (0, 0);
        Some(true)
    }

    fn two(&mut self, next: usize) -> bool {
        let after = self.reader.peek_numeral(next);
        // 十两, 三千两: a weight.
        if self.has_digits() || self.parts > 0 && !matches!(after, Some(Power(_))) {
            return false;
        }
        // 两三个: one of two neighbouring digits.
        self.row = self.row.filter(|_| self.parts == 0 && after == Some(Digit(3))).map(|_| (1, false));
        (self.current, self.above, self.powers) = (Some(2.into()), None, (0, 0));
        true
    }

    fn tens(&mut self, tens: u8) -> Option<bool> {
        if self.has_digits() {
            return Some(false);
        }
        self.section = self.section.plus(u64::from(tens * 10).into())?;
        (self.row, self.above) = (None, Some(1));
        Some(true)
    }

    fn power(&mut self, power: u8, formal: bool, next: usize) -> Option<bool> {
        // 5千克, 3千瓦: 千 is part of the unit. 五六十: two digits, not fifty-six.
        let unit = power == 3
            && self.lead.is_some()
            && matches!(self.reader.peek(next), Some('克' | '米' | '瓦' | '卡'));
        // But 一〇〇万 is a hundred of them.
        let pair = self.row.is_some_and(|(count, zero)| count > 1 && !(zero && power >= 4));
        if unit || pair {
            return Some(false);
        }
        // 十八十九: each power below 万 comes once.
        if power < 4 && self.current.is_some() && self.above.is_some_and(|above| above <= power) {
            if !matches!((self.first, power), (Some(Power(1)), 1)) {
                (self.current, self.end) = (None, self.digit_at);
            }
            return Some(false);
        }
        let factor = self.current.take();
        if power < 4 {
            self.section = self.section.plus(factor.unwrap_or(1.into()).shifted(power.into())?)?;
            self.powers = (power, 0);
        } else {
            self.section = self.section.plus(factor.unwrap_or_default())?;
            self.close(power)?;
        }
        (self.row, self.above) = (None, Some(power));
        self.formal_power |= formal || self.formal && power >= 4;
        Some(true)
    }

    /// 万 and 亿, which close a section.
    fn close(&mut self, power: u8) -> Option<()> {
        let (section, total) = (self.section, self.total);
        let below = if section == Decimal::ZERO && total == Decimal::ZERO { 1.into() } else { section };
        // 一万二千亿: 亿 multiplies all that is before it.
        self.total = match i32::from(power) > total.power() || section == Decimal::ZERO {
            true => total.plus(below)?.shifted(power.into())?,
            false => total.plus(below.shifted(power.into())?)?,
        };
        self.section = Decimal::ZERO;
        self.powers.1 += power;
        Some(())
    }

    /// The number, when all of it has been read.
    #[inline]
    fn number(mut self) -> Option<Number> {
        // 〇廿百: nothing stands before the digit that was one too many.
        if self.end <= self.at {
            return None;
        }
        // Cheque forms count together only: 伍 and 陆 are names, 拾 a verb.
        if self.formal != self.formal_power {
            return None;
        }
        let mut rest = self.current.unwrap_or_default();
        if let Some(power @ 2..) = self.above.filter(|_| rest < 10.into()) {
            // 三万五 is 35,000; a zero between (三万零五) has cleared the power.
            rest = rest.shifted(i32::from(power) - 1)?;
        }
        let mut value = self.total.plus(self.section)?.plus(rest)?;
        // 30多万, 三千余亿.
        if let Some((_, more)) = self.reader.char(self.end).filter(|c| is_more(c.0))
            && let Some(Power(power @ (4 | 8))) = self.reader.peek_numeral(more)
        {
            value = value.shifted(power.into())?;
            (self.end, self.row, self.parts) = (self.reader.char(more)?.1, None, self.parts + 1);
            self.powers.1 += power;
        }
        Some(Number {
            value,
            end: self.end,
            next: if self.ends_in_ascii_digit() { self.reader.skip_blank(self.end) } else { self.end },
            parts: self.parts,
            row: self.row,
            first: self.first,
            literal: self.lead,
            powers: self.powers,
        })
    }
}

/// 多, 余, 来 after a number: somewhat more.
pub(super) fn is_more(c: char) -> bool {
    matches!(c, '多' | '余' | '来')
}
