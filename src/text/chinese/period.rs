//! Centuries as the years that they last.

use super::super::numeral::Number;
use super::Scan;

impl Scan<'_, '_> {
    /// 两个世纪, 一个多世纪 as years, 两百年; not 十九世纪.
    pub(super) fn centuries(&mut self, at: usize, number: &Number) -> Option<usize> {
        let counted = number.row.is_none_or(|(digits, _)| digits == 1);
        let close = self.century(number.next).filter(|_| counted)?;
        self.emit(at, close, number.value.times(100)?, false);
        Some(close)
    }

    /// The end of 个世纪.
    pub(super) fn century(&self, at: usize) -> Option<usize> {
        self.reader.follows(at, "个世纪").or_else(|| self.reader.follows(at, "个多世纪"))
    }
}
