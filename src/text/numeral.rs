//! Numerals in Chinese: how they are read.

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
        let lead = literal(self.text, at).or_else(|| pointed(self.text, at));
        let first = if lead.is_none() { Some(self.peek_numeral(at)?) } else { None };
        let formal = matches!(first, Some(Formal(_)));
        // 五亿三千万二百: total is what 亿 and 万 closed, section the part below, current the digits.
        let (mut total, mut section, mut current) = (Decimal::ZERO, Decimal::ZERO, None::<Decimal>);
        let (mut end, mut parts, mut row) = (at, 0, Some((0, false)));
        // The power right before the digits that were read last.
        let mut above = None;
        let mut formal_power = false;
        // Where the last digit is.
        let mut digit_at = at;
        let mut powers = (0, 0);
        while parts < MOST_PARTS {
            if let Some(digits) = if parts == 0 { lead } else { literal(self.text, end) } {
                if current.is_some() || parts > 0 && above.is_none() {
                    break;
                }
                digit_at = end;
                current = Some(digits.value?);
                // 3万5 is 35,000.
                above = above.filter(|_| digits.digits == 1 && !digits.marked);
                (end, parts, row, powers) = (digits.end, parts + 1, None, (0, 0));
                continue;
            }
            // 500 亿: one blank after digits in ASCII.
            let blank = self.skip_blank(end);
            let from = match self.peek_numeral(blank) {
                Some(Power(_)) if parts > 0 && self.text.as_bytes()[end - 1].is_ascii_digit() => blank,
                _ => end,
            };
            let Some((c, next)) = self.char(from) else { break };
            let Some(kind) = self.peek_numeral(from) else {
                let decimals = if c == '点' && first != Some(Two) { self.decimals(next) } else { None };
                // 十点三 may be said of a time, 百分之十点三 is not.
                let above_ten = |close| {
                    let scaled = matches!(self.peek_numeral(close), Some(Power(4 | 8)));
                    total == Decimal::ZERO && (scaled || self.text[..at].ends_with("百分之"))
                };
                let decimals = decimals.filter(|&(_, close)| row.is_some() || above_ten(close));
                let Some((decimals, close)) = decimals else { break };
                current = Some(current.unwrap_or_default().plus(decimals)?);
                (end, row, above, parts) = (close, None, None, parts + 2);
                continue;
            };
            match kind {
                Digit(d) | Formal(d) => {
                    // 十四五 is fourteen and five: one digit at most below a power.
                    let below = row.is_none() && current.is_some_and(|v| v != Decimal::ZERO);
                    if below || parts > 0 && formal != matches!(kind, Formal(_)) {
                        break;
                    }
                    above = above.filter(|_| current.is_none());
                    digit_at = end;
                    current = Some(current.unwrap_or_default().times(10)?.plus(u64::from(d).into())?);
                    row = row.map(|(count, zero)| (count + 1, zero || d == 0));
                    powers = (0, 0);
                }
                Two | Tens(_) if current.is_some_and(|v| v != Decimal::ZERO) => break,
                // 十两, 三千两: a weight.
                Two if parts > 0 && !matches!(self.peek_numeral(next), Some(Power(_))) => break,
                Two => {
                    // 两三个: one of two neighbouring digits.
                    row = row
                        .filter(|_| parts == 0 && self.peek_numeral(next) == Some(Digit(3)))
                        .map(|_| (1, false));
                    (current, above, powers) = (Some(2.into()), None, (0, 0));
                }
                Tens(d) => {
                    section = section.plus(u64::from(d * 10).into())?;
                    (row, above) = (None, Some(1));
                }
                Power(power) | FormalPower(power) => {
                    // 5千克, 3千瓦: 千 is part of the unit. 五六十: two digits, not fifty-six.
                    let unit = power == 3
                        && lead.is_some()
                        && matches!(self.peek(next), Some('克' | '米' | '瓦' | '卡'));
                    // But 一〇〇万 is a hundred of them.
                    let pair = row.is_some_and(|(count, zero)| count > 1 && !(zero && power >= 4));
                    if unit || pair {
                        break;
                    }
                    // 十八十九: each power below 万 comes once.
                    if power < 4 && current.is_some() && above.is_some_and(|above| above <= power) {
                        if !matches!((first, power), (Some(Power(1)), 1)) {
                            (current, end) = (None, digit_at);
                        }
                        break;
                    }
                    let factor = current.take();
                    if power < 4 {
                        section = section.plus(factor.unwrap_or(1.into()).shifted(power.into())?)?;
                        powers = (power, 0);
                    } else {
                        section = section.plus(factor.unwrap_or_default())?;
                        let below = if section == Decimal::ZERO && total == Decimal::ZERO {
                            1.into()
                        } else {
                            section
                        };
                        // 一万二千亿: 亿 multiplies all that is before it.
                        total = match i32::from(power) > total.power() || section == Decimal::ZERO {
                            true => total.plus(below)?.shifted(power.into())?,
                            false => total.plus(below.shifted(power.into())?)?,
                        };
                        section = Decimal::ZERO;
                        powers.1 += power;
                    }
                    (row, above) = (None, Some(power));
                    formal_power |= matches!(kind, FormalPower(_)) || formal && power >= 4;
                }
            }
            (end, parts) = (next, parts + 1);
        }
        // 〇廿百: nothing stands before the digit that was one too many.
        if end <= at {
            return None;
        }
        // Cheque forms count together only: 伍 and 陆 are names, 拾 a verb.
        if formal != formal_power {
            return None;
        }
        let mut rest = current.unwrap_or_default();
        if let Some(power @ 2..) = above.filter(|_| rest < 10.into()) {
            // 三万五 is 35,000; a zero between (三万零五) has cleared the power.
            rest = rest.shifted(i32::from(power) - 1)?;
        }
        let mut value = total.plus(section)?.plus(rest)?;
        // 30多万, 三千余亿.
        let big =
            self.char(end).filter(|c| is_more(c.0)).and_then(|(_, at)| Some((self.peek_numeral(at)?, at)));
        if let Some((Power(power @ (4 | 8)), at)) = big {
            value = value.shifted(power.into())?;
            (end, row, parts, powers.1) = (self.char(at)?.1, None, parts + 1, powers.1 + power);
        }
        let next = if self.text.as_bytes()[end - 1].is_ascii_digit() { self.skip_blank(end) } else { end };
        Some(Number { value, end, next, parts, row, first, literal: lead, powers })
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

/// 多, 余, 来 after a number: somewhat more.
pub(super) fn is_more(c: char) -> bool {
    matches!(c, '多' | '余' | '来')
}
