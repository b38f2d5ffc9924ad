//! Numerals that tell which one it is, with no 第 before them and no measure word behind: 其四, 图三, 卷十, 三是, （三）,
//! 四中全会; and the days and months of the old calendar, 正月初五.

use super::super::Value;
use super::super::numeral::Number;
use super::super::numeral::Numeral::Power;
use super::Scan;
use crate::hanzi::is_han;

/// What is numbered by a numeral behind it, in simplified form.
const NUMBERED: &str = "图表卷其篇件录例题";
/// What may go on behind such a numeral: 图三所示.
const BEHIND: &str = "所是中为给和与及的显";
/// What goes on behind the numeral of a point: 三是, 三要, 三则.
const POINTS: &str = "是要则来";
/// What stands before a point.
const BEFORE: &str = "。；，：！？、;,:.（( \u{3000}\n”";

impl Scan<'_, '_> {
    /// Whether a lone digit or 十 tells which one it is.
    pub(super) fn is_rank(&self, number: &Number, at: usize) -> bool {
        let next = self.reader.peek(number.end);
        let before = self.reader.previous(at);
        match next {
            Some('）' | ')') if matches!(before, Some('（' | '(')) => true,
            Some(c) if POINTS.contains(c) => {
                before.is_none_or(|c| BEFORE.contains(c))
                    && self.reader.follows(number.end, "来二去").is_none()
            }
            Some('中') => self.reader.follows(number.end, "中全会").is_some(),
            Some(c) if is_han(c) && !BEHIND.contains(c) => false,
            _ => before.is_some_and(|c| NUMBERED.contains(c)),
        }
    }

    /// 初五, a day; 初一学生 is in a school.
    pub(super) fn first_days(&mut self, at: usize, next: usize) -> Option<usize> {
        let number = self.reader.number_at(next).filter(|number| number.parts == 1)?;
        let dated = matches!(self.reader.previous(at), Some('月' | '年' | '历'));
        let day = number.value <= 10.into() && number.literal.is_none() && dated;
        day.then(|| {
            self.emit(next, number.end, number.value, false);
            number.end
        })
    }

    /// 正月 and 腊月, the first month and the last.
    pub(super) fn named_month(&mut self, at: usize, word: &str, month: u8) -> Option<usize> {
        let end = self.reader.follows(at, word)?;
        self.emit(at, end, Value::Month(month), false);
        Some(end)
    }

    /// 千二百五十, as 一千二百五十; not 千万 and 万一.
    pub(super) fn begins_without_one(&self, at: usize, number: &Number) -> bool {
        let second = self.reader.char(at).and_then(|(_, next)| self.reader.number_at(next));
        number.parts > 2
            && matches!(number.first, Some(Power(2 | 3)))
            && second.is_some_and(|second| second.row.is_none() && !second.is_bare())
    }
}
