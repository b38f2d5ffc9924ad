//! Times of day in Chinese.

use super::super::Value;
use super::super::numeral::Number;
use super::Scan;

impl Scan<'_, '_> {
    /// 五点半, 8点30分, 下午三时一刻, 17时; a full hour up to twelve is a number like others.
    pub(super) fn clock(&mut self, at: usize, number: &Number) -> Option<usize> {
        if let Some(end) = self.before_the_hour(at, number) {
            return Some(end);
        }
        let hour = number.value.integer().filter(|h| *h <= 24)? as u8;
        let (word, after) = self.reader.char(number.next).filter(|c| matches!(c.0, '点' | '时'))?;
        let before = self.reader.text[..at].trim_end_matches(' ');
        let day = ["日", "天", "号", "午", "晚", "晨", "夜", "晚上", "早上", "夜里", "夜裡", "號"];
        let mut sure = day.iter().any(|word| before.ends_with(word)) || word == '时' && hour > 12;
        let (mut minute, mut close) = (0, after);
        // 三点过五分.
        let past = self.reader.follows(after, "过").unwrap_or(after);
        if let Some(half) = self.reader.follows(after, "半") {
            (minute, close, sure) = (30, half, true);
        } else if let Some(number) = self.reader.number_at(self.reader.skip_blank(past)) {
            let units = [("分钟", 0), ("分", 1), ("刻", 15)];
            let unit =
                units.into_iter().find_map(|(word, n)| Some((n, self.reader.follows(number.next, word)?)));
            match (number.value.integer().filter(|m| *m < 60), unit) {
                (Some(n), Some((1, end))) => (minute, close, sure) = (n as u8, end, true),
                (Some(n @ 1..=3), Some((15, end))) => (minute, close, sure) = (15 * n as u8, end, true),
                (Some(n @ 10..), None) if sure => (minute, close) = (n as u8, number.end),
                _ => {}
            }
        }
        if !sure {
            return None;
        }
        self.emit(at, close, Value::time(hour, minute), false);
        Some(close)
    }

    /// 一刻钟 is fifteen minutes.
    pub(super) fn quarters_of_an_hour(&mut self, at: usize, number: &Number) -> Option<usize> {
        let close = self.reader.follows(number.next, "刻钟")?;
        let quarters = number.value.integer().filter(|n| (1..=3).contains(n))?;
        self.emit(at, close, 15 * quarters, false);
        Some(close)
    }

    /// 差十分四点, 差一刻四点: before the hour.
    fn before_the_hour(&mut self, at: usize, number: &Number) -> Option<usize> {
        let minutes = number.value.integer().filter(|m| (1..60).contains(m))?;
        let (unit, after) = self.reader.char(number.next).filter(|c| matches!(c.0, '分' | '刻'))?;
        if self.reader.previous(at) != Some('差') || unit == '刻' && minutes > 3 {
            return None;
        }
        let hour = self.reader.number_at(after)?;
        let close = self.reader.follows(hour.next, "点")?;
        let minutes = if unit == '刻' { 15 * minutes as u8 } else { minutes as u8 };
        let hour = hour.value.integer().filter(|h| (1..=24).contains(h))? as u8;
        self.emit(at, close, Value::time(hour + 11, 60 - minutes), false);
        Some(close)
    }
}
