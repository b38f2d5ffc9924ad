//! Exact decimal numbers, and numbers in digits.

use std::cmp::Ordering;
use std::fmt;

use crate::span::Span;

/// An exact decimal number, zero or above: `digits × 10^exponent`, with no trailing zero in
/// `digits`, so that equal numbers are equal values.
///
/// ```
/// use bitext::text::Decimal;
/// let number = Decimal::new(35, 8).unwrap();
/// assert_eq!(number, Decimal::from(3_500_000_000));
/// assert_eq!(number.to_string(), "3500000000");
/// assert_eq!(Decimal::new(314, -2).unwrap().to_string(), "3.14");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: u64,
    exponent: i8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { digits: 0, exponent: 0 };

    /// `digits × 10^exponent`, `None` where the exponent is beyond ±60.
    pub fn new(mut digits: u64, exponent: i32) -> Option<Decimal> {
        if digits == 0 {
            return Some(Decimal::ZERO);
        }
        let mut exponent = exponent;
        while digits.is_multiple_of(10) {
            digits /= 10;
            exponent = exponent.saturating_add(1);
        }
        (-60..=60).contains(&exponent).then_some(Decimal { digits, exponent: exponent as i8 })
    }

    /// The number times a power of ten.
    pub fn shifted(self, power: i32) -> Option<Decimal> {
        Decimal::new(self.digits, i32::from(self.exponent).saturating_add(power))
    }

    /// The sum, where it can be given exactly.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        if self.digits == 0 || other.digits == 0 {
            return Some(if self.digits == 0 { other } else { self });
        }
        let low = self.exponent.min(other.exponent);
        let digits = self.digits_at(low)?.checked_add(other.digits_at(low)?)?;
        Decimal::new(digits, i32::from(low))
    }

    /// The product, where it can be given exactly.
    pub fn times(self, factor: u64) -> Option<Decimal> {
        Decimal::new(self.digits.checked_mul(factor)?, i32::from(self.exponent))
    }

    /// A fraction, where it can be given exactly.
    pub(super) fn part(above: u8, below: u8) -> Option<Decimal> {
        let thousandths = u64::from(above) * 1000;
        let exact = below > 0 && thousandths.is_multiple_of(below.into());
        exact.then(|| Decimal::new(thousandths / u64::from(below), -3)).flatten()
    }

    /// The number as an integer, where it is one.
    pub fn integer(self) -> Option<u64> {
        (self.exponent >= 0).then(|| self.digits_at(0)).flatten()
    }

    /// The power of ten of the first digit: 2 for 100 to 999.
    pub(super) fn power(self) -> i32 {
        self.digits.checked_ilog10().map_or(0, |n| n as i32 + i32::from(self.exponent))
    }

    fn digits_at(self, exponent: i8) -> Option<u64> {
        let power = u32::try_from(i32::from(self.exponent) - i32::from(exponent)).ok()?;
        self.digits.checked_mul(10u64.checked_pow(power)?)
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Decimal {
        // At most nineteen zeros are moved to the exponent.
        Decimal::new(number, 0).unwrap_or_default()
    }
}

impl Ord for Decimal {
    /// By size.
    fn cmp(&self, other: &Decimal) -> Ordering {
        if self.digits == 0 || other.digits == 0 {
            return self.digits.cmp(&other.digits);
        }
        self.power().cmp(&other.power()).then_with(|| {
            // Equal powers: the exponents differ by no more than the digits of a u64.
            let low = self.exponent.min(other.exponent);
            let aligned = |d: &Decimal| u128::from(d.digits) * 10u128.pow((d.exponent - low) as u32);
            aligned(self).cmp(&aligned(other))
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = self.digits.to_string();
        let exponent = i32::from(self.exponent);
        if exponent >= 0 {
            text.extend(std::iter::repeat_n('0', exponent as usize));
        } else {
            let places = exponent.unsigned_abs() as usize;
            if text.len() <= places {
                text.insert_str(0, &"0".repeat(places + 1 - text.len()));
            }
            text.insert(text.len() - places, '.');
        }
        f.pad_integral(true, "", &text)
    }
}

/// A number written in digits, as it stands in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    /// Its value; `None` for versions and addresses (`1.2.3`) and for more than 18 digits.
    pub(super) value: Option<Decimal>,
    /// Offset after its last byte.
    pub(super) end: usize,
    /// Digits before the point.
    pub(super) digits: u32,
    /// Whether it has a point or thousands separators.
    pub(super) marked: bool,
}

impl Literal {
    /// The value, where it is written with digits alone.
    pub(super) fn plain(&self) -> Option<u64> {
        self.value.filter(|_| !self.marked).and_then(Decimal::integer)
    }
}

/// The fraction that a number begins, and its end, unless it may be a date: `1/3` and not `3/11`.
pub(super) fn fraction(text: &str, number: &Literal) -> Option<(u8, u8, usize)> {
    let above = number.plain()?;
    if text.as_bytes().get(number.end) != Some(&b'/') {
        return None;
    }
    let below = literal(text, number.end + 1)?;
    let goes_on = matches!(text.as_bytes().get(below.end), Some(b'/' | b'a'..=b'z' | b'A'..=b'Z'));
    match below.plain()? {
        of @ (2 | 3 | 4 | 5 | 8 | 10) if above < of && !goes_on => Some((above as u8, of as u8, below.end)),
        _ => None,
    }
}

/// The fraction that one character at `at` stands for, and the offset after it: `½`, `⅔`.
pub(super) fn vulgar(text: &str, at: usize) -> Option<(u8, u8, usize)> {
    let (above, below, bytes) = match *text.as_bytes().get(at..)? {
        // U+00BC to U+00BE and U+2150 to U+215E in UTF-8.
        [0xC2, b @ 0xBC..=0xBE, ..] => {
            ([1, 1, 3][usize::from(b - 0xBC)], [4, 2, 4][usize::from(b - 0xBC)], 2)
        }
        [0xE2, 0x85, b @ 0x90..=0x9E, ..] => {
            let number = usize::from(b - 0x90);
            let above = [1, 1, 1, 1, 2, 1, 2, 3, 4, 1, 5, 1, 3, 5, 7][number];
            (above, [7, 9, 10, 3, 3, 5, 5, 5, 5, 6, 6, 8, 8, 8, 8][number], 3)
        }
        _ => return None,
    };
    Some((above, below, at + bytes))
}

/// What a whole number and the fraction right after it come to, and where that ends: `2½`, `2 1/2`.
pub(super) fn mixed(text: &str, number: &Literal) -> Option<(Decimal, usize)> {
    let whole = number.plain()?;
    let (above, below, end) = vulgar(text, number.end).or_else(|| {
        let after = text[number.end..].strip_prefix([' ', '-'])?;
        let from = text.len() - after.len();
        fraction(text, &literal(text, from)?).filter(|&(_, below, _)| matches!(below, 2 | 4 | 8))
    })?;
    let part = Decimal::part(above, below)?;
    Some((Decimal::from(whole).plus(part)?, end))
}

/// Reads a decimal without a zero before its point, `p < .05`, where that can be no other mark.
pub(super) fn pointed(text: &str, at: usize) -> Option<Literal> {
    let [b'.', b'0'..=b'9', ..] = text.as_bytes().get(at..)? else { return None };
    let before = text[..at].trim_end_matches(['-', '−', '–', '$', '€', '£', '¥']);
    if before.chars().next_back().is_some_and(|c| !c.is_whitespace() && !"=<>≤≥≈＝＜＞(（[~".contains(c))
    {
        return None;
    }
    let (decimals, places, mut end) = digit_run(text, at + 1)?;
    let mut value = decimals.and_then(|d| Decimal::new(d, -i32::try_from(places).ok()?));
    while let Some((_, _, part_end)) = after_point(text, end) {
        (value, end) = (None, part_end);
    }
    Some(Literal { value, end, digits: 0, marked: true })
}

/// A power of ten that is written with its exponent, alone or as a factor: `10^6`, `3 × 10⁶`. Its value, and
/// where it ends.
pub(super) fn scientific(text: &str, number: &Literal) -> Option<(Decimal, usize)> {
    let after = &text.as_bytes()[number.end..];
    // Most numbers have none of these behind them.
    if !matches!(after.first()?, b' ' | b'^' | b'x' | 0xC2 | 0xC3 | 0xE2) {
        return None;
    }
    if number.plain() == Some(10)
        && let Some((power, end)) = exponent(text, number.end)
    {
        return Some((Decimal::new(1, power)?, end));
    }
    let rest = text[number.end..].trim_start_matches(' ');
    let rest = rest.strip_prefix(['×', 'x'])?.trim_start_matches(' ').strip_prefix("10")?;
    let (power, end) = exponent(text, text.len() - rest.len())?;
    Some((number.value?.shifted(power)?, end))
}

/// The exponent at `at`, `^6` or `⁶`, and the offset after it; a raised 1 is a note.
fn exponent(text: &str, at: usize) -> Option<(i32, usize)> {
    let (sign, start) = match text.as_bytes().get(at..)? {
        [b'^', b'-', ..] => (-1, at + 2),
        [b'^', ..] => (1, at + 1),
        // A raised minus.
        [0xE2, 0x81, 0xBB, ..] => (-1, at + 3),
        _ => (1, at),
    };
    if text[at..].starts_with('^') {
        let (value, count, end) = digit_run(text, start)?;
        return Some((sign * value.filter(|_| count <= 2)? as i32, end));
    }
    let (mut value, mut end) = (0, start);
    while let Some((digit, next)) = raised(text, end) {
        (value, end) = (value * 10 + i32::from(digit), next);
        if end - start > 6 {
            return None;
        }
    }
    (end > start && sign * value != 1).then_some((sign * value, end))
}

/// The raised digit at `at`, and the offset after it.
fn raised(text: &str, at: usize) -> Option<(u8, usize)> {
    match *text.as_bytes().get(at..)? {
        [0xC2, 0xB9, ..] => Some((1, at + 2)),
        [0xC2, b @ 0xB2..=0xB3, ..] => Some((b - 0xB0, at + 2)),
        [0xE2, 0x81, b @ (0xB0 | 0xB4..=0xB9), ..] => Some((b - 0xB0, at + 3)),
        _ => None,
    }
}

/// The number in a ring, in brackets or with a point that one character stands for, and the offset after it:
/// `①`, `⑴`, `⒈`.
pub(super) fn ringed(text: &str, at: usize) -> Option<(u64, usize)> {
    let [0xE2, 0x91 | 0x92, ..] = text.as_bytes().get(at..)? else { return None };
    let c = text[at..].chars().next()?;
    // Three rows of twenty.
    ('\u{2460}'..='\u{249B}').contains(&c).then(|| ((c as u64 - 0x2460) % 20 + 1, at + c.len_utf8()))
}

/// The last number of a range whose first digits are left out, after the number `first`: `1914–18`,
/// `pp. 345–52`. A score, a vote or a telephone number looks alike: it must be a year or pages.
pub(super) fn range_end(text: &str, first: Span, at: usize, last: &Literal) -> Option<u64> {
    let between = text.get(first.end..at)?;
    let (short, long) = (last.plain()?, first.of(text));
    let digits = long.len();
    if !matches!(digits, 3..=4) || last.digits as usize >= digits || !long.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let years = between.starts_with('年') && text[last.end..].starts_with('年') && last.digits == 2;
    let dash = if years { between.trim_start_matches('年') } else { between };
    let to = matches!(dash, "-" | "–" | "—" | "－" | "~" | "～") || years && matches!(dash, "至" | "到");
    if !to {
        return None;
    }
    let before = text[..first.start].trim_end_matches([' ', '.']);
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &before[before.len() - letters..];
    let pages = ["p", "pp", "page", "pages"].iter().any(|page| page.eq_ignore_ascii_case(word))
        || before.ends_with(['第', '页', '頁']);
    let long: u64 = long.parse().ok()?;
    let year = digits == 4 && (1000..2100).contains(&long);
    if !(pages || year) {
        return None;
    }
    // ISBN 978-7-…, 010-1234-56, $1500-20, 1500-20%.
    let part_of_more = |c: char| c.is_ascii_alphanumeric() || "-–/.:$€£¥+".contains(c);
    let goes_on = text[last.end..].starts_with(['-', '–', '/', '%', '℃', '°', ':'])
        || after_point(text, last.end).is_some();
    if goes_on || text[..first.start].ends_with(part_of_more) && !pages {
        return None;
    }
    let whole = 10u64.pow(last.digits);
    let full = long - long % whole + short;
    (full > long).then_some(full)
}

/// Reads the number in ASCII or full-width digits that starts at `at`.
pub(super) fn literal(text: &str, at: usize) -> Option<Literal> {
    let (whole, digits, mut end) = digit_run(text, at)?;
    let mut value = whole;
    let mut marked = false;
    while let Some(separator) = separator(&text.as_bytes()[end..]).filter(|_| digits <= 3) {
        let Some((group, 3, group_end)) = digit_run(text, end + separator) else { break };
        value = value.and_then(|v| v.checked_mul(1000)?.checked_add(group?));
        (end, marked) = (group_end, true);
    }
    if let Some((longer, groups_end)) = value.filter(|_| !marked).and_then(|v| spaced(text, at, v, end)) {
        (value, end, marked) = (Some(longer), groups_end, true);
    }
    let mut exponent = 0;
    if let Some((decimals, places, decimals_end)) = after_point(text, end) {
        value = value.and_then(|v| v.checked_mul(10u64.checked_pow(places)?)?.checked_add(decimals?));
        (exponent, end, marked) = (-(places as i32), decimals_end, true);
        while let Some((_, _, part_end)) = after_point(text, end) {
            (value, end) = (None, part_end);
        }
    }
    let value = value.and_then(|v| Decimal::new(v, exponent));
    Some(Literal { value, end, digits, marked })
}

/// A number of up to three digits with thousands behind plain blanks, `12 000`, and its end: groups of three
/// digits, no other number beside them. Two numbers side by side are rarely so.
fn spaced(text: &str, at: usize, first: u64, end: usize) -> Option<(u64, usize)> {
    let bytes = text.as_bytes();
    let part = at > 0 && matches!(bytes[at - 1], b'.' | b',' | b'-' | b':' | b'/' | b'0'..=b'9');
    let beside = at > 1 && bytes[at - 1] == b' ' && bytes[at - 2].is_ascii_digit();
    if !(1..1000).contains(&first) || bytes[at] == b'0' || part || beside {
        return None;
    }
    let (mut value, mut close) = (first, end);
    while bytes.get(close) == Some(&b' ') {
        let Some((group, count, group_end)) = digit_run(text, close + 1) else { break };
        if count != 3 {
            return None;
        }
        value = value.checked_mul(1000)?.checked_add(group?)?;
        close = group_end;
    }
    (close > end).then_some((value, close))
}

/// The length of the mark between thousands that a text begins with: a comma, or a blank that breaks no
/// line.
fn separator(text: &[u8]) -> Option<usize> {
    match *text {
        [b',', ..] => Some(1),
        // U+00A0; U+2009 and U+202F; a full-width comma.
        [0xC2, 0xA0, ..] => Some(2),
        [0xE2, 0x80, 0x89 | 0xAF, ..] | [0xEF, 0xBC, 0x8C, ..] => Some(3),
        _ => None,
    }
}

/// The digit at `at`, ASCII or full-width, and the offset after it.
pub(super) fn digit(text: &str, at: usize) -> Option<(u8, usize)> {
    match *text.as_bytes().get(at..)? {
        [b @ b'0'..=b'9', ..] => Some((b - b'0', at + 1)),
        // U+FF10 to U+FF19 in UTF-8.
        [0xEF, 0xBC, b @ 0x90..=0x99, ..] => Some((b - 0x90, at + 3)),
        _ => None,
    }
}

fn digit_run(text: &str, mut at: usize) -> Option<(Option<u64>, u32, usize)> {
    let (first, next) = digit(text, at)?;
    let (mut value, mut count) = (Some(u64::from(first)), 1);
    at = next;
    while let Some((digit, next)) = digit(text, at) {
        value = value.and_then(|v: u64| v.checked_mul(10)?.checked_add(u64::from(digit)));
        count += 1;
        at = next;
    }
    Some((value, count, at))
}

/// The digits after the point at `at`.
fn after_point(text: &str, at: usize) -> Option<(Option<u64>, u32, usize)> {
    let point = [".", "．"].into_iter().find(|point| text[at..].starts_with(point))?;
    digit_run(text, at + point.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exponents_beyond_all_bounds_are_none() {
        for exponent in [61, i32::MAX, -61, i32::MIN] {
            assert_eq!(Decimal::new(1, exponent), None);
            assert_eq!(Decimal::from(3).shifted(exponent), None);
        }
        assert_eq!(Decimal::new(10, i32::MAX), None);
        assert_eq!(Decimal::new(1, 60).unwrap().shifted(i32::MAX), None);
        assert_eq!(Decimal::new(1, -60).unwrap().shifted(i32::MIN), None);
        assert_eq!(Decimal::new(10, -61), Decimal::new(1, -60));
    }

    fn read(text: &str) -> Option<String> {
        literal(text, 0)?.value.map(|v| v.to_string())
    }

    #[test]
    fn digits_separators_and_points() {
        for (text, value) in [
            ("7", "7"),
            ("007", "7"),
            ("1,234.50 yuan", "1234.5"),
            ("12,345,678", "12345678"),
            ("１２，３４５．６", "12345.6"),
            ("2015,300", "2015"),
            ("3,14", "3"),
            ("3, 4", "3"),
            ("12 000 500 people", "12000500"),
            ("12 000 5000", "12"),
            ("012 000", "12"),
            ("5.", "5"),
            ("0.050", "0.05"),
            ("12\u{a0}345\u{202f}678", "12345678"),
        ] {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
        assert_eq!(read("1.2.3"), None);
        assert_eq!(read("99999999999999999999999"), None);
        assert_eq!(read("x"), None);
    }

    proptest! {
        #[test]
        fn decimals_are_ordered_as_numbers_are(a in 0u32..100_000, b in 0u32..100_000, i in -3i32..3, j in -3i32..3) {
            let (x, y) = (Decimal::new(a.into(), i).unwrap(), Decimal::new(b.into(), j).unwrap());
            let scale = |n: u32, e: i32| u64::from(n) * 10u64.pow((e + 3) as u32);
            prop_assert_eq!(x.cmp(&y), scale(a, i).cmp(&scale(b, j)));
            prop_assert_eq!(x == y, scale(a, i) == scale(b, j));
            prop_assert_eq!(x.plus(y).unwrap(), Decimal::new(scale(a, i) + scale(b, j), -3).unwrap());
        }
    }
}
