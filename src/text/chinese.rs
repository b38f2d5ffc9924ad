//! Numbers and dates in Chinese, in either script.

use super::number::{Decimal, Literal, literal};
use super::{Mention, Value, date, identifier_end, is_currency, suffix_power, url_end};
use crate::hanzi::simplified;
use crate::span::Span;

/// What a character is in a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numeral {
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

use Numeral::*;

fn numeral(c: char) -> Option<Numeral> {
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

/// Measure words, units and countable nouns of one character: after one of them a lone
/// numeral is a number (三个) and not part of a word (三明治).
const MEASURES: &str = "个名位只条张件本次种年天日月号岁分秒点时周届期章节款项倍元块人家所座辆架艘部间套对双组批类级\
    层步场轮棵颗粒片句段篇首封份页行道支根枝把杯瓶碗盘盒箱袋包匹头口户队群排股番趟遍回顿阵幅束朵滴寸尺丈里米吨斤\
    克亩升顷代世国省市县区镇村党校院级者大季集版楼栋幢室环度字例起笔宗桩株尊枚发";

/// The same, of two characters whose first is no measure by itself.
const LONG_MEASURES: [&str; 27] = [
    "小时", "公里", "公斤", "公顷", "公尺", "公分", "美元", "美分", "欧元", "英镑", "英里", "英尺", "英寸",
    "英亩", "港元", "日元", "平方", "立方", "厘米", "毫米", "毫克", "毫升", "海里", "星期", "礼拜", "刻钟",
    "加仑",
];

pub(super) fn mentions(text: &str, out: &mut Vec<Mention>) {
    Scan { text, out, open: None }.run();
}

struct Scan<'t, 'o> {
    text: &'t str,
    out: &'o mut Vec<Mention>,
    /// The last mention, where it has no scale: in `2至5万` it takes that of the next.
    open: Option<Span>,
}

/// A number as it was read.
#[derive(Clone, Copy)]
struct Number {
    value: Decimal,
    end: usize,
    /// Where the text goes on: after one blank, where ASCII digits end with one.
    next: usize,
    /// How many numerals it has; digits in ASCII are one.
    parts: u32,
    /// For digits without a power of ten: how many, and whether one is zero.
    row: Option<(u32, bool)>,
    /// Its first numeral, where that is no ASCII digit.
    first: Option<Numeral>,
    /// Its first part, where that is digits in ASCII or full width.
    literal: Option<Literal>,
    /// The powers that end it: (1, 4) for 五十万, (0, 8) for 5亿, (0, 0) for 五十三.
    powers: (u8, u8),
}

impl Number {
    /// Whether it begins with 十 or above.
    fn is_bare(&self) -> bool {
        matches!(self.first, Some(Power(_)))
    }
}

/// A longer numeral is read as several: what is looked at from one place stays bounded.
const MOST_PARTS: u32 = 40;

impl Scan<'_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.text.as_bytes().get(at) {
            at = match byte {
                b'0'..=b'9' => self.number(at),
                b'a'..=b'z' | b'A'..=b'Z' => self.latin(at),
                // Lead bytes of Han characters and of full-width digits.
                0xE3..=0xF4 => self.han(at),
                // Other bytes, those inside a character too: nothing begins there.
                _ => at + 1,
            };
        }
    }

    fn emit(&mut self, start: usize, end: usize, value: impl Into<Value>, weak: bool) {
        self.out.push(Mention { span: Span::new(start, end), value: value.into(), weak });
    }

    /// The character at `at`, simplified, and the offset after it.
    fn char(&self, at: usize) -> Option<(char, usize)> {
        let c = self.text[at..].chars().next()?;
        Some((simplified(c), at + c.len_utf8()))
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.char(at).map(|c| c.0)
    }

    fn peek_numeral(&self, at: usize) -> Option<Numeral> {
        self.text[at..].chars().next().and_then(numeral)
    }

    fn previous(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back().map(simplified)
    }

    /// Whether the text goes on with a word given in simplified characters; the offset after it.
    fn follows(&self, at: usize, word: &str) -> Option<usize> {
        word.chars().try_fold(at, |at, c| self.char(at).filter(|found| found.0 == c).map(|found| found.1))
    }

    fn skip_blank(&self, at: usize) -> usize {
        at + usize::from(self.text.as_bytes().get(at) == Some(&b' '))
    }

    /// A Latin word: nothing is read in it, nor in the digits that belong to it (H1N1, F-16).
    fn latin(&self, at: usize) -> usize {
        if let Some(end) = url_end(self.text, at) {
            return end;
        }
        let bytes = self.text.as_bytes();
        let letters = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if is_currency(&self.text[at..at + letters]) {
            return at + letters;
        }
        let end = identifier_end(bytes, at);
        match bytes.get(end) {
            Some(b'-') if bytes[end - 1].is_ascii_uppercase() => identifier_end(bytes, end + 1),
            _ => end,
        }
    }

    fn han(&mut self, at: usize) -> usize {
        let Some((c, next)) = self.char(at) else { return at + 1 };
        if self.peek_numeral(at).is_some() || matches!(c, '０'..='９') {
            return self.number(at);
        }
        let read = match c {
            '几' | '数' => self.indefinite(at, next),
            '上' => self
                .number_at(next)
                .filter(|n| n.is_bare() && n.value >= 100.into())
                .map(|n| self.magnitude(at, &n)),
            '成' => self.hundreds_and_thousands(at),
            '周' => self.weekday(at, next),
            '星' => self.follows(at, "星期").and_then(|end| self.weekday(at, end)),
            '礼' => self.follows(at, "礼拜").and_then(|end| self.weekday(at, end)),
            '第' => self.ordinal(at, next),
            '民' => self.republic(at),
            '半' if self.half_is_counted(at, next) => {
                self.emit(at, next, Value::Fraction(1, 2), false);
                None
            }
            _ => None,
        };
        read.unwrap_or(next)
    }

    /// 几百, 数千万, 数以百计: the power alone.
    fn indefinite(&mut self, at: usize, next: usize) -> Option<usize> {
        let counted = self.follows(at, "数以");
        let number = self.number_at(counted.unwrap_or(next)).filter(Number::is_bare)?;
        let ends = match counted {
            Some(_) => self.peek(number.end) == Some('计'),
            None => number.parts > 1 || !self.is_very(&number),
        };
        ends.then(|| self.magnitude(at, &number))
    }

    fn magnitude(&mut self, at: usize, number: &Number) -> usize {
        self.emit(at, number.end, Value::Magnitude(number.value.power() as u8), false);
        number.end
    }

    fn hundreds_and_thousands(&mut self, at: usize) -> Option<usize> {
        let words = [("成百上千", 2), ("成千上万", 3), ("成千上百", 3)];
        let (end, power) =
            words.into_iter().find_map(|(word, power)| Some((self.follows(at, word)?, power)))?;
        self.emit(at, end, Value::Magnitude(power), false);
        Some(end)
    }

    fn weekday(&mut self, at: usize, end: usize) -> Option<usize> {
        let (c, close) = self.char(end)?;
        let day = match (c, numeral(c)) {
            ('日' | '天', _) => 7,
            (_, Some(Digit(day @ 1..=6))) => day,
            _ => return None,
        };
        // 两周三次, 每周一次, 一周二十块.
        let counted = self.previous(at).is_some_and(|c| numeral(c).is_some() || c.is_ascii_digit())
            || matches!(self.peek(close), Some('次' | '趟' | '回' | '十' | '百'));
        if counted {
            return None;
        }
        self.emit(at, close, Value::Weekday(day), false);
        Some(close)
    }

    fn ordinal(&mut self, at: usize, next: usize) -> Option<usize> {
        let number = self.number_at(self.skip_blank(next))?;
        self.emit(at, number.end, number.value, number.value <= 2.into());
        Some(number.end)
    }

    /// A year of the Republic, 民国104年, as the year of the common era.
    fn republic(&mut self, at: usize) -> Option<usize> {
        let from = self.follows(at, "民国")?;
        let number = self.number_at(from).filter(|n| self.peek(n.next) == Some('年'))?;
        let year = number.value.integer().filter(|y| (1..200).contains(y))?;
        self.emit(from, number.end, year + 1911, false);
        Some(number.end)
    }

    /// Whether 半 is a half of something: 半小时, 半个, 过半; and not 半岛, 半导体.
    fn half_is_counted(&self, at: usize, next: usize) -> bool {
        matches!(self.previous(at), Some('一' | '过'))
            || matches!(self.peek(next), Some('个' | '数' | '年' | '天' | '月' | '价' | '场' | '公' | '里'))
            || ["小时", "世纪"].iter().any(|word| self.follows(next, word).is_some())
    }

    fn number(&mut self, at: usize) -> usize {
        let open = self.open.take();
        if let Some(parts) = date::numeric(self.text, at) {
            self.out.extend(parts.map(|(span, value)| Mention { span, value, weak: false }));
            return parts[2].0.end;
        }
        let Some(number) = self.number_at(at) else {
            let digits = literal(self.text, at).map(|l| l.end);
            return digits.or_else(|| self.char(at).map(|c| c.1)).unwrap_or(at + 1);
        };
        if let Some((hour, minute, end)) = number.literal.and_then(|l| date::clock(self.text, &l)) {
            self.emit(at, end, Value::time(hour, minute), false);
            return end;
        }
        if let Some(end) = self.suffixed(at, &number) {
            return end;
        }
        let read = self
            .parts_of(at, &number)
            .or_else(|| self.month_or_decade(at, &number))
            .or_else(|| self.clock(at, &number))
            .or_else(|| self.and_a_half(at, &number))
            .or_else(|| self.dozen(at, &number))
            .or_else(|| self.tenths(at, &number))
            .or_else(|| self.range(at, &number));
        if let Some(end) = read {
            return end;
        }
        if self.is_counted(at, &number) {
            // 两 before a noun without a measure word says little: 两岸, 两者.
            let two = number.first == Some(Two) && number.parts == 1 && !self.measure_follows(&number);
            let day = matches!(self.peek(number.next), Some('日' | '号'));
            let one = number.literal.is_none() && number.value == 1.into() && !day;
            self.emit(at, number.end, number.value, one || two);
            self.scale_open(open, at, &number);
            self.open = Some(Span::new(at, number.end)).filter(|_| number.powers.1 == 0);
        }
        number.end
    }

    /// Digits with Latin letters after them: a unit (5km), a power (10k) or a name (4G).
    fn suffixed(&mut self, at: usize, number: &Number) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letters = bytes[number.end..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 || number.literal.is_none() {
            return None;
        }
        let close = number.end + letters;
        let power = suffix_power(&self.text[number.end..close]);
        match power.and_then(|power| number.value.shifted(power.into())) {
            Some(value) => self.emit(at, close, value, false),
            None => return Some(identifier_end(bytes, close)),
        }
        Some(close)
    }

    /// Reads a numeral: digits with or without powers of ten, Chinese and ASCII mixed.
    fn number_at(&self, at: usize) -> Option<Number> {
        let lead = literal(self.text, at);
        let first = if lead.is_none() { Some(self.peek_numeral(at)?) } else { None };
        let formal = matches!(first, Some(Formal(_)));
        // 五亿三千万二百: total is what 亿 and 万 closed, section the part below, current the digits.
        let (mut total, mut section, mut current) = (Decimal::ZERO, Decimal::ZERO, None::<Decimal>);
        let (mut end, mut parts, mut row) = (at, 0, Some((0, false)));
        // The power right before the digits that were read last.
        let mut above = None;
        let mut formal_power = false;
        let mut powers = (0, 0);
        while parts < MOST_PARTS {
            if let Some(digits) = literal(self.text, end) {
                if current.is_some() || parts > 0 && above.is_none() {
                    break;
                }
                current = Some(digits.value?);
                (end, parts, row, above, powers) = (digits.end, parts + 1, None, None, (0, 0));
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
                let Some((decimals, close)) = decimals.filter(|_| row.is_some()) else { break };
                current = Some(current?.plus(decimals)?);
                (end, row, parts) = (close, None, parts + 2);
                continue;
            };
            match kind {
                Digit(d) | Formal(d) => {
                    if parts > 0 && formal != matches!(kind, Formal(_)) || lead.is_some() && above.is_none() {
                        break;
                    }
                    above = above.filter(|_| current.is_none());
                    current = Some(current.unwrap_or_default().times(10)?.plus(u64::from(d).into())?);
                    row = row.map(|(count, zero)| (count + 1, zero || d == 0));
                    powers = (0, 0);
                }
                Two | Tens(_) if current.is_some_and(|v| v != Decimal::ZERO) => break,
                Two => (current, row, above, powers) = (Some(2.into()), None, None, (0, 0)),
                Tens(d) => {
                    section = section.plus(u64::from(d * 10).into())?;
                    (row, above) = (None, Some(1));
                }
                Power(power) | FormalPower(power) => {
                    // 5千克, 3千瓦: 千 is part of the unit. 五六十: two digits, not fifty-six.
                    let unit = power == 3
                        && lead.is_some()
                        && matches!(self.peek(next), Some('克' | '米' | '瓦' | '卡'));
                    let pair = row.is_some_and(|(count, _)| count > 1);
                    if unit || pair {
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
                    formal_power |= matches!(kind, FormalPower(_));
                }
            }
            (end, parts) = (next, parts + 1);
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

    /// 百分之三, 三分之一, 千分之五.
    fn parts_of(&mut self, at: usize, whole: &Number) -> Option<usize> {
        let part = self.number_at(self.follows(whole.next, "分之")?)?;
        let value = match whole.value.integer()? {
            100 => Value::Number(part.value),
            whole => Value::fraction(part.value.integer()?.try_into().ok()?, whole.try_into().ok()?)?,
        };
        self.emit(at, part.end, value, false);
        Some(part.end)
    }

    fn month_or_decade(&mut self, at: usize, number: &Number) -> Option<usize> {
        let value = number.value.integer()?;
        if let Some(close) = self.follows(number.next, "年代") {
            self.emit(at, close, date::decade(value)?, false);
            return Some(close);
        }
        if let Some(close) = self.follows(number.next, "世纪") {
            // 20世纪90年代 is one decade.
            let decade = self.number_at(self.skip_blank(close))?;
            return self.follows(decade.next, "年代").map(|_| close);
        }
        let close = self.follows(number.next, "月").filter(|_| (1..=12).contains(&value))?;
        self.emit(at, close, Value::Month(value as u8), false);
        Some(close)
    }

    /// 五点半, 8点30分, 下午三时一刻, 17时; a full hour up to twelve is a number like others.
    fn clock(&mut self, at: usize, number: &Number) -> Option<usize> {
        let hour = number.value.integer().filter(|h| *h <= 24)? as u8;
        let (word, after) = self.char(number.next).filter(|c| matches!(c.0, '点' | '时'))?;
        let before = self.text[..at].trim_end_matches(' ');
        let day = ["日", "天", "号", "午", "晚", "晨", "夜", "晚上", "早上", "夜里", "夜裡", "號"];
        let mut sure = day.iter().any(|word| before.ends_with(word)) || word == '时' && hour > 12;
        let (mut minute, mut close) = (0, after);
        if let Some(half) = self.follows(after, "半") {
            (minute, close, sure) = (30, half, true);
        } else if let Some(number) = self.number_at(self.skip_blank(after)) {
            let units = [("分钟", 0), ("分", 1), ("刻", 15)];
            let unit = units.into_iter().find_map(|(word, n)| Some((n, self.follows(number.next, word)?)));
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

    /// 三年半, 两个半小时; not 三个半导体, 两天半夜.
    fn and_a_half(&mut self, at: usize, number: &Number) -> Option<usize> {
        let units = ["个", "年", "天", "倍", "岁", "小时"];
        let close = units.iter().find_map(|unit| self.follows(self.follows(number.next, unit)?, "半"))?;
        if matches!(self.peek(close), Some('导' | '岛' | '夜' | '球' | '径' | '数' | '决')) {
            return None;
        }
        self.emit(at, close, number.value.plus(Decimal::new(5, -1)?)?, false);
        Some(close)
    }

    /// 十几, about a dozen; 十几万.
    fn dozen(&mut self, at: usize, number: &Number) -> Option<usize> {
        let close =
            self.follows(number.end, "几").filter(|_| number.parts == 1 && number.first == Some(Power(1)))?;
        let value = match self.peek_numeral(close) {
            Some(Power(power @ 4..)) => Value::Magnitude(power + 1),
            _ => Value::from(12),
        };
        let end = if value == Value::from(12) { close } else { self.char(close)?.1 };
        self.emit(at, end, value, false);
        Some(end)
    }

    /// 三成 as 30 (per cent).
    fn tenths(&mut self, at: usize, number: &Number) -> Option<usize> {
        let close = self.follows(number.end, "成").filter(|_| matches!(number.row, Some((1, false))))?;
        if self.peek(close).is_some_and(|c| "为了功立员本长交果就熟见分绩都语不".contains(c))
        {
            return None;
        }
        self.emit(at, close, number.value.times(10)?, false);
        Some(close)
    }

    /// Two neighbouring digits before a measure word or a power: 五六个 is five or six, 三四十
    /// thirty or forty.
    fn range(&mut self, at: usize, number: &Number) -> Option<usize> {
        let value = number.value.integer().filter(|_| number.row == Some((2, false)))?;
        let (low, high) = (value / 10, value % 10);
        let (mut power, mut end) = (0, number.end);
        while let (Some(Power(more)), true) = (self.peek_numeral(end), power < 16) {
            (power, end) = (power + more, self.char(end)?.1);
        }
        if low + 1 != high || power == 0 && !self.measure_follows(number) {
            return None;
        }
        for value in [low, high] {
            self.emit(at, end, Decimal::new(value, power.into())?, false);
        }
        Some(end)
    }

    fn measure_follows(&self, number: &Number) -> bool {
        let at = self.char(number.next).filter(|c| is_more(c.0)).map_or(number.next, |c| c.1);
        self.peek(at).is_some_and(|c| MEASURES.contains(c))
            || LONG_MEASURES.iter().any(|word| self.follows(at, word).is_some())
    }

    /// 十分, 百分, 万分 as "very", not as minutes or parts.
    fn is_very(&self, number: &Number) -> bool {
        self.follows(number.end, "分").is_some() && self.follows(number.end, "分钟").is_none()
    }

    /// Whether a numeral is a number and no part of a word.
    fn is_counted(&self, at: usize, number: &Number) -> bool {
        if number.literal.is_some() || self.is_enumerator(at, number.end) {
            return true;
        }
        match (number.row, number.first) {
            // 三个; 零下 is a word, and so is 一点 where it is no time.
            (Some((1, zero)), first) => {
                let bit = first == Some(Digit(1)) && self.peek(number.end) == Some('点');
                !zero && !bit && self.measure_follows(number)
            }
            // 九八年; 三五成群 and 五一 are words.
            (Some((2, false)), _) => self.peek(number.end) == Some('年'),
            (Some((_, zero)), _) => zero || matches!(self.peek(number.end), Some('年' | '号' | '路' | '次')),
            (None, Some(Power(power))) if number.parts == 1 => {
                // 十个, 近百人; 十分, 百姓, 万物 are words.
                let about = matches!(self.previous(at), Some('近' | '逾' | '超' | '过' | '达' | '约'));
                (power == 1 || about) && self.measure_follows(number) && !self.is_very(number)
            }
            // 十五, 十万; 百万 and 千万 with a measure word: 万一, 千万 are adverbs.
            (None, Some(Power(power))) => power == 1 || self.measure_follows(number),
            (None, _) => true,
        }
    }

    /// Whether the numeral numbers a part of the text: （三）, or 三、 at the start of a line.
    fn is_enumerator(&self, at: usize, end: usize) -> bool {
        let next = self.text[end..].chars().next();
        let line = self.text[..at].trim_end_matches([' ', '\t', '\u{3000}']);
        match line.chars().next_back() {
            Some('(' | '（') => matches!(next, Some(')' | '）')),
            None | Some('\n') => next == Some('、'),
            Some(_) => false,
        }
    }

    /// Gives the powers of a number to the number before it: 2至5万, 12-15亿, 3到5百万.
    fn scale_open(&mut self, open: Option<Span>, at: usize, number: &Number) {
        let Some(open) = open else { return };
        let between = self.text[open.end..at].trim_matches(' ');
        if !matches!(between, "-" | "–" | "—" | "——" | "~" | "～" | "－" | "至" | "到") {
            return;
        }
        let first = self.out.iter_mut().rev().nth(1).filter(|m| m.span == open);
        let Some(Mention { value: Value::Number(first), .. }) = first else { return };
        let (small, big) = number.powers;
        let power = if *first < 10.into() { small + big } else { big };
        if let Some(scaled) = first.shifted(power.into()).filter(|scaled| *scaled < number.value) {
            *first = scaled;
        }
    }
}

/// 多, 余, 来 after a number: somewhat more.
fn is_more(c: char) -> bool {
    matches!(c, '多' | '余' | '来')
}
