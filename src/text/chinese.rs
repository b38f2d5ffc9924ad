//! Numbers and dates in Chinese, in either script.

mod clock;
mod period;
mod rank;
mod score;

use super::number::{Decimal, fraction, literal, mixed, pointed, range_end, ringed, scientific, vulgar};
use super::numeral::Numeral::*;
use super::numeral::{Number, Reader, is_more, numeral};
use super::{
    Mention, Value, date, identifier_end, is_currency, label_precedes, per_thousand, suffix_power, url_end,
};
use crate::hanzi::simplified;
use crate::span::Span;

/// Measure words, units and countable nouns of one character: after one of them a lone
/// numeral is a number (三个) and not part of a word (三明治).
const MEASURES: &str = "个名位只条张件本次种年天日月号岁秒点时周届期章节款项倍元块人家所座辆架艘部间套对双组批类级\
    层步场轮棵颗粒片句段篇首封份页行道支根枝把杯瓶碗盘盒箱袋包匹头口户队群排股番趟遍回顿阵幅束朵滴寸尺丈里米吨斤\
    克亩升顷代世国省市县区镇村党校院级者大季集版楼栋幢室环度字例起笔宗桩株尊枚发卷册夜晚磅码\
    斗石桶罐盏课讲幕载筐捆串壶坛缸锅篮盆碟匙勺餐骑营票席桌";

/// The same, of two characters whose first is no measure by itself.
const LONG_MEASURES: [&str; 38] = [
    "小时", "公里", "公斤", "公顷", "公尺", "公分", "美元", "美分", "欧元", "英镑", "英里", "英尺", "英寸",
    "英亩", "港元", "日元", "平方", "立方", "厘米", "毫米", "毫克", "毫升", "海里", "星期", "礼拜", "刻钟",
    "分钟", "加仑", "先令", "便士", "法郎", "马克", "卢布", "卢比", "盎司", "品脱", "夸脱", "昼夜",
];

/// What a number or a date begins with, in either script.
const BEGINNINGS: [char; 65] = [
    '〇', '零', '○', '一', '二', '三', '四', '五', '六', '七', '八', '九', '两', '兩', '十', '百', '千',
    '万', '萬', '亿', '億', '廿', '卅', '壹', '贰', '貳', '叁', '參', '肆', '伍', '陆', '陸', '柒', '捌',
    '玖', '拾', '佰', '仟', '０', '１', '２', '３', '４', '５', '６', '７', '８', '９', '几', '幾', '数',
    '數', '上', '成', '周', '星', '礼', '禮', '第', '民', '半', '初', '正', '腊', '臘',
];

/// A bit for each by the last nine of its code: most characters of a text are ruled out by one look.
const MAY_BEGIN: [u64; 8] = {
    let mut bits = [0; 8];
    let mut k = 0;
    while k < BEGINNINGS.len() {
        let code = BEGINNINGS[k] as usize % 512;
        bits[code / 64] |= 1 << (code % 64);
        k += 1;
    }
    bits
};

fn may_begin(c: char) -> bool {
    let code = c as usize % 512;
    MAY_BEGIN[code / 64] >> (code % 64) & 1 == 1
}

pub(super) fn mentions(text: &str, out: &mut Vec<Mention>) {
    Scan { reader: Reader { text }, out, open: None }.run();
}

struct Scan<'t, 'o> {
    reader: Reader<'t>,
    out: &'o mut Vec<Mention>,
    /// The last mention, where it has no scale: in `2至5万` it takes that of the next.
    open: Option<Span>,
}

impl Scan<'_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.reader.text.as_bytes().get(at) {
            at = match byte {
                b'0'..=b'9' => self.number(at),
                b'a'..=b'z' | b'A'..=b'Z' => self.latin(at),
                // Lead bytes of Han characters and of full-width digits.
                0xE3..=0xF4 => self.han(at),
                0xC2 | 0xE2 => self.vulgar(at),
                b'.' if pointed(self.reader.text, at).is_some() => self.number(at),
                // Other bytes, those inside a character too: nothing begins there.
                _ => at + 1,
            };
        }
    }

    fn emit(&mut self, start: usize, end: usize, value: impl Into<Value>, weak: bool) {
        self.out.push(Mention { span: Span::new(start, end), value: value.into(), weak });
    }

    /// ½, and ①, the label of an item.
    fn vulgar(&mut self, at: usize) -> usize {
        if let Some((number, end)) = ringed(self.reader.text, at) {
            self.emit(at, end, number, true);
            return end;
        }
        let Some((above, below, end)) = vulgar(self.reader.text, at) else { return at + 1 };
        if let Some(value) = Value::fraction(above.into(), below.into()) {
            self.emit(at, end, value, false);
        }
        end
    }

    /// A Latin word: nothing is read in it, nor in the digits that belong to it (H1N1, F-16).
    fn latin(&self, at: usize) -> usize {
        if let Some(end) = url_end(self.reader.text, at) {
            return end;
        }
        let bytes = self.reader.text.as_bytes();
        let letters = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if is_currency(&self.reader.text[at..at + letters]) {
            return at + letters;
        }
        let end = identifier_end(bytes, at);
        match bytes.get(end) {
            Some(b'-') if bytes[at].is_ascii_uppercase() => identifier_end(bytes, end + 1),
            _ => end,
        }
    }

    fn han(&mut self, at: usize) -> usize {
        let Some(c) = self.reader.text[at..].chars().next() else { return at + 1 };
        if !may_begin(c) {
            return at + c.len_utf8();
        }
        if numeral(c).is_some() || matches!(c, '０'..='９') {
            return self.number(at);
        }
        let next = at + c.len_utf8();
        let read = match simplified(c) {
            '几' | '数' => self.indefinite(at, next),
            '上' => self.over(at, next),
            '成' => self.hundreds_and_thousands(at),
            '周' => self.weekday(at, next),
            '星' => self.reader.follows(at, "星期").and_then(|end| self.weekday(at, end)),
            '礼' => self.reader.follows(at, "礼拜").and_then(|end| self.weekday(at, end)),
            '第' => self.ordinal(at, next),
            '民' => self.republic(at),
            '初' => self.first_days(at, next),
            '正' => self.named_month(at, "正月", 1),
            '腊' => self.named_month(at, "腊月", 12),
            // 半个世纪, 半世纪: fifty years.
            '半' if self.century(next).or_else(|| self.reader.follows(next, "世纪")).is_some() => {
                self.emit(at, next, 50, false);
                None
            }
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
        let counted = self.reader.follows(at, "数以");
        let number = self.reader.number_at(counted.unwrap_or(next)).filter(Number::is_bare)?;
        let ends = match counted {
            Some(_) => self.reader.peek(number.end) == Some('计'),
            None => number.parts > 1 || !self.is_very(&number),
        };
        ends.then(|| self.magnitude(at, &number))
    }

    /// 上百, 上千万; not 晚上十点, 三万元以上十万元以下.
    fn over(&mut self, at: usize, next: usize) -> Option<usize> {
        let number = self.reader.number_at(next).filter(|n| matches!(n.first, Some(Power(2..))))?;
        (self.reader.previous(at) != Some('以')).then(|| self.magnitude(at, &number))
    }

    fn magnitude(&mut self, at: usize, number: &Number) -> usize {
        self.emit(at, number.end, Value::Magnitude(number.value.power() as u8), false);
        number.end
    }

    fn hundreds_and_thousands(&mut self, at: usize) -> Option<usize> {
        let words = [("成百上千", 2), ("成千上万", 3), ("成千上百", 3)];
        let (end, power) =
            words.into_iter().find_map(|(word, power)| Some((self.reader.follows(at, word)?, power)))?;
        self.emit(at, end, Value::Magnitude(power), false);
        Some(end)
    }

    fn weekday(&mut self, at: usize, end: usize) -> Option<usize> {
        let (c, close) = self.reader.char(end)?;
        let day = match (c, numeral(c)) {
            ('日' | '天', _) => 7,
            (_, Some(Digit(day @ 1..=6))) => day,
            _ => return None,
        };
        // 两周三次, 每周一次, 一周二十块.
        let counted = self.reader.previous(at).is_some_and(|c| numeral(c).is_some() || c.is_ascii_digit())
            || matches!(self.reader.peek(close), Some('次' | '趟' | '回' | '十' | '百'));
        if counted {
            return None;
        }
        self.emit(at, close, Value::Weekday(day), false);
        Some(close)
    }

    fn ordinal(&mut self, at: usize, next: usize) -> Option<usize> {
        let from = self.reader.skip_blank(next);
        let number = self.reader.number_at(from)?;
        self.emit(at, number.end, number.value, number.value <= 2.into());
        // 第345—52页; no power of the next is its own.
        self.open = Some(Span::new(from, number.end));
        Some(number.end)
    }

    /// A year of the Republic, 民国104年, as the year of the common era.
    fn republic(&mut self, at: usize) -> Option<usize> {
        let from = self.reader.follows(at, "民国")?;
        if let Some(end) = self.reader.follows(from, "元年") {
            self.emit(from, end, 1912, false);
            return Some(end);
        }
        let number = self.reader.number_at(from).filter(|n| self.reader.peek(n.next) == Some('年'))?;
        let year = number.value.integer().filter(|y| (1..200).contains(y))?;
        self.emit(from, number.end, year + 1911, false);
        Some(number.end)
    }

    /// Whether 半 is a half of something: 半小时, 半个, 过半; and not 半岛, 半导体.
    fn half_is_counted(&self, at: usize, next: usize) -> bool {
        matches!(self.reader.previous(at), Some('一' | '过'))
            || self.reader.peek(next).is_some_and(|c| "个数年天月价场公里斤磅亩杯碗".contains(c))
            || ["小时", "世纪", "英里", "英寸", "英亩"]
                .iter()
                .any(|word| self.reader.follows(next, word).is_some())
    }

    fn number(&mut self, at: usize) -> usize {
        let open = self.open.take();
        if let Some(parts) = date::numeric(self.reader.text, at) {
            self.out.extend(parts.map(|(span, value)| Mention { span, value, weak: false }));
            return parts[2].0.end;
        }
        // 孤零零, 一年零三天: 零 begins a decimal and nothing else.
        if let Some(next) = self.reader.follows(at, "零").filter(|&next| self.reader.peek(next) != Some('点'))
        {
            if self.first_of_score(at).is_some() {
                self.emit(at, next, 0, true);
            }
            return next;
        }
        let Some(number) = self.reader.number_at(at) else {
            let digits = literal(self.reader.text, at).map(|l| l.end);
            return digits.or_else(|| self.reader.char(at).map(|c| c.1)).unwrap_or(at + 1);
        };
        if let Some((hour, minute, end)) = number.literal.and_then(|l| date::clock(self.reader.text, &l)) {
            self.emit(at, end, Value::time(hour, minute), false);
            return end;
        }
        let fraction = number.literal.and_then(|literal| fraction(self.reader.text, &literal));
        if let Some((above, below, end)) = fraction {
            if let Some(value) = Value::fraction(above.into(), below.into()) {
                self.emit(at, end, value, false);
            }
            return end;
        }
        let longer = number.literal.and_then(|literal| {
            mixed(self.reader.text, &literal).or_else(|| scientific(self.reader.text, &literal))
        });
        if let Some((value, end)) = longer {
            self.emit(at, end, value, false);
            return end;
        }
        if let Some(end) = self.reader.follows(number.end, "‰")
            && let Some(value) = per_thousand(number.value)
        {
            self.emit(at, end, value, false);
            return end;
        }
        if let Some(end) = self.suffixed(at, &number) {
            return end;
        }
        let read = self
            .parts_of(at, &number)
            .or_else(|| self.verse(at, &number))
            .or_else(|| self.month_or_decade(at, &number, open))
            .or_else(|| self.clock(at, &number))
            .or_else(|| self.quarters_of_an_hour(at, &number))
            .or_else(|| self.and_a_half(at, &number))
            .or_else(|| self.centuries(at, &number))
            .or_else(|| self.dozen(at, &number))
            .or_else(|| self.tenths(at, &number))
            .or_else(|| self.range(at, &number));
        if let Some(end) = read {
            return end;
        }
        if let Some(last) = self.goes_with_the_next(at, &number) {
            return last;
        }
        let label = self.is_label(at, &number);
        if label || self.is_counted(at, &number) {
            // 两 before a noun without a measure word says little: 两岸, 两者.
            let two = number.first == Some(Two) && number.parts == 1 && !self.measure_follows(&number);
            let day = matches!(self.reader.peek(number.next), Some('日' | '号'));
            let one = number.literal.is_none() && number.value == 1.into() && !day;
            let war = number.value == 2.into() && self.reader.peek(number.end) == Some('战');
            let full = open
                .zip(number.literal)
                .filter(|(_, last)| last.end == number.end && !self.amount_follows(&number))
                .and_then(|(open, last)| range_end(self.reader.text, open, at, &last));
            let value = full.map_or(number.value, Decimal::from);
            self.emit(at, number.end, value, label || one || two || war);
            self.scale_open(open, at, &number);
            self.open = Some(Span::new(at, number.end)).filter(|_| number.powers.1 == 0);
        }
        number.end
    }

    /// Where the last of a row of digits is, if a number begins with it: 七七四十九, 九九八十一; not 一五一十.
    fn goes_with_the_next(&self, at: usize, number: &Number) -> Option<usize> {
        let digits = &self.reader.text[at..number.end];
        let Some((3.., false)) = number.row else { return None };
        let last = at + digits.char_indices().next_back()?.0;
        self.reader.number_at(last).filter(|next| next.end > number.end && next.parts > 2).map(|_| last)
    }

    /// Digits with Latin letters after them: a unit (5km), a power (10k) or a name (4G).
    fn suffixed(&mut self, at: usize, number: &Number) -> Option<usize> {
        let bytes = self.reader.text.as_bytes();
        let letters = bytes[number.end..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 || number.literal.is_none() {
            return None;
        }
        let close = number.end + letters;
        let power = suffix_power(&self.reader.text[number.end..close]);
        match power.and_then(|power| number.value.shifted(power.into())) {
            Some(value) => self.emit(at, close, value, false),
            None => return Some(identifier_end(bytes, close)),
        }
        Some(close)
    }

    /// 百分之三, 三分之一, 千分之五; 二又四分之一.
    fn parts_of(&mut self, at: usize, whole: &Number) -> Option<usize> {
        if let Some(from) = self.reader.follows(whole.next, "又") {
            let below = self.reader.number_at(from)?;
            let above = self.reader.number_at(self.reader.follows(below.next, "分之")?)?;
            let [above_it, below_it] = [above, below].map(|n| n.value.integer()?.try_into().ok());
            let value = whole.value.plus(Decimal::part(above_it?, below_it?)?)?;
            self.emit(at, above.end, value, false);
            return Some(above.end);
        }
        let part = self.reader.number_at(self.reader.skip_blank(self.reader.follows(whole.next, "分之")?))?;
        let value = match whole.value.integer()? {
            100 => Value::Number(part.value),
            whole => Value::fraction(part.value.integer()?.try_into().ok()?, whole.try_into().ok()?)?,
        };
        self.emit(at, part.end, value, false);
        Some(part.end)
    }

    /// 三章十六节, as `3:16` is read, which may be a time.
    fn verse(&mut self, at: usize, chapter: &Number) -> Option<usize> {
        let from =
            self.reader.follows(chapter.next, "章").or_else(|| self.reader.follows(chapter.next, "篇"))?;
        let verse = self.reader.number_at(self.reader.skip_blank(from))?;
        let last =
            ["至", "到", "-", "–", "—", "～", "、"].iter().find_map(|to| self.reader.follows(verse.next, to));
        let last = last.and_then(|from| self.reader.number_at(from));
        self.reader.follows(last.map_or(verse.next, |last| last.next), "节")?;
        // A book has so many of them.
        let counted = matches!(self.reader.previous(at), Some('共' | '有' | '分' | '计'));
        let hour = chapter.value.integer().filter(|hour| *hour <= 24 && !counted)? as u8;
        let minute = verse.value.integer().filter(|minute| (10..60).contains(minute))? as u8;
        self.emit(at, verse.end, Value::time(hour, minute), false);
        if let Some(last) = last {
            self.emit(verse.next, last.end, last.value, false);
        }
        Some(last.map_or(verse.end, |last| last.end))
    }

    fn month_or_decade(&mut self, at: usize, number: &Number, open: Option<Span>) -> Option<usize> {
        let value = number.value.integer()?;
        // 90年代, and people born in it: 90后.
        let born = number.end - at > 1 && value % 10 == 0 && (value == 0 || value >= 50);
        let after = self
            .reader
            .follows(number.next, "年代")
            .or_else(|| self.reader.follows(number.end, "后").filter(|_| born));
        if let (Some(close), Some(decade)) = (after, date::decade(value)) {
            self.emit(at, close, decade, false);
            return Some(close);
        }
        if let Some(close) = self.reader.follows(number.next, "世纪") {
            // 20世纪90年代 is one decade.
            let decade = self.reader.number_at(self.reader.skip_blank(close))?;
            return self.reader.follows(decade.next, "年代").map(|_| close);
        }
        // 一二月 is January and February.
        let one = number.row.is_none_or(|(digits, _)| digits == 1);
        let close = self.reader.follows(number.next, "月").filter(|_| one && (1..=12).contains(&value))?;
        self.first_month(at, open, value);
        self.emit(at, close, Value::Month(value as u8), false);
        Some(close)
    }

    /// 4至6月: the number before the month is a month too.
    fn first_month(&mut self, at: usize, open: Option<Span>, month: u64) {
        let Some(open) = open.filter(|open| is_to(&self.reader.text[open.end..at])) else { return };
        let Some(first) = self.out.last_mut().filter(|m| m.span == open) else { return };
        let Value::Number(number) = first.value else { return };
        if let Some(number) = number.integer().filter(|number| (1..month).contains(number)) {
            (first.value, first.weak) = (Value::Month(number as u8), false);
        }
    }

    /// 三年半, 两个半小时, 三斤半; not 三个半导体, 两天半夜.
    fn and_a_half(&mut self, at: usize, number: &Number) -> Option<usize> {
        let units = ["个", "年", "天", "倍", "岁", "里", "斤", "亩", "尺", "小时", "世纪", "公顷"];
        let close = units
            .iter()
            .find_map(|unit| self.reader.follows(self.reader.follows(number.next, unit)?, "半"))?;
        if matches!(self.reader.peek(close), Some('导' | '岛' | '夜' | '球' | '径' | '数' | '决')) {
            return None;
        }
        let value = number.value.plus(Decimal::new(5, -1)?)?;
        // 一个半世纪 is 150 years.
        let (value, close) = match self.reader.follows(close, "世纪") {
            Some(end) => (value.times(100)?, end),
            None => (value, close),
        };
        self.emit(at, close, value, false);
        Some(close)
    }

    /// 十几, about a dozen; 十几万.
    fn dozen(&mut self, at: usize, number: &Number) -> Option<usize> {
        let close = self
            .reader
            .follows(number.end, "几")
            .filter(|_| number.parts == 1 && number.first == Some(Power(1)))?;
        let value = match self.reader.peek_numeral(close) {
            Some(Power(power @ 4..)) => Value::Magnitude(power + 1),
            _ => Value::from(12),
        };
        let end = if value == Value::from(12) { close } else { self.reader.char(close)?.1 };
        self.emit(at, end, value, false);
        Some(end)
    }

    /// 三成 as 30 (per cent), 九成五 as 95.
    fn tenths(&mut self, at: usize, number: &Number) -> Option<usize> {
        let two = number.first == Some(Two) && number.parts == 1;
        let digit = two || matches!(number.row, Some((1, false)));
        let close = self.reader.follows(number.end, "成").filter(|_| digit)?;
        if self.reader.peek(close).is_some_and(|c| "为了功立员本长交果就熟见分绩都语不".contains(c))
        {
            return None;
        }
        let tenths = number.value.times(10)?;
        let more = self.reader.number_at(close).filter(|n| matches!(n.row, Some((1, false))));
        let (value, close) = match more.filter(|more| !self.measure_follows(more)) {
            Some(more) => (tenths.plus(more.value)?, more.end),
            None => (tenths, close),
        };
        self.emit(at, close, value, false);
        Some(close)
    }

    /// Two neighbouring digits before a measure word or a power: 五六个 is five or six, 三四十
    /// thirty or forty; 一两个 and 十四五岁 as well.
    fn range(&mut self, at: usize, number: &Number) -> Option<usize> {
        let value = number.value.integer()?;
        let (low, high, end) = match number.row {
            Some((2, false)) => (value / 10, value % 10, number.end),
            // 一两个; not 一两银子, which is a weight.
            Some((1, false)) if value == 1 && self.reader.peek_numeral(number.end) == Some(Two) => {
                (1, 2, self.reader.char(number.end)?.1)
            }
            None if number.literal.is_none() => return self.teens(at, number),
            _ => return None,
        };
        let (mut power, mut end) = (0, end);
        while let (Some(Power(more)), true) = (self.reader.peek_numeral(end), power < 16) {
            (power, end) = (power + more, self.reader.char(end)?.1);
        }
        if let (0, Some(close)) = (power, self.century(end)) {
            (power, end) = (2, close);
        }
        if low + 1 != high || power == 0 && !self.measure_at(end) {
            return None;
        }
        // 六七十年代 is two decades, 三四月 two months.
        let decades = self.reader.follows(end, "年代").filter(|_| power == 1);
        let months = self.reader.follows(end, "月").filter(|_| power == 0);
        for value in [low, high] {
            let number = Decimal::new(value, power.into())?;
            let value = match (decades, months) {
                (Some(_), _) => date::decade(10 * value).unwrap_or(number.into()),
                (_, Some(_)) => Value::Month(value as u8),
                _ => number.into(),
            };
            self.emit(at, end, value, false);
        }
        Some(decades.or(months).unwrap_or(end))
    }

    /// 十四五岁, 二十三四个.
    fn teens(&mut self, at: usize, number: &Number) -> Option<usize> {
        let low = number.value.integer().filter(|low| low % 10 > 0)?;
        let Some(Digit(high)) = self.reader.peek_numeral(number.end) else { return None };
        let end = self.reader.char(number.end)?.1;
        if low % 10 + 1 != u64::from(high) || !self.measure_at(end) {
            return None;
        }
        let months = self.reader.follows(end, "月").filter(|_| low == 11);
        for value in [low, low + 1] {
            let value = if months.is_some() { Value::Month(value as u8) } else { value.into() };
            self.emit(at, end, value, false);
        }
        Some(months.unwrap_or(end))
    }

    /// Whether so many of something are counted, and no years or pages.
    fn amount_follows(&self, number: &Number) -> bool {
        let numbered = |c| matches!(c, '年' | '页' | '届' | '期' | '季' | '号');
        self.measure_follows(number) && !self.reader.peek(number.next).is_some_and(numbered)
    }

    fn measure_follows(&self, number: &Number) -> bool {
        self.measure_at(number.next)
    }

    fn measure_at(&self, at: usize) -> bool {
        let at = self.reader.char(at).filter(|c| is_more(c.0)).map_or(at, |c| c.1);
        let Some((first, next)) = self.reader.char(at) else { return false };
        MEASURES.contains(first)
            || self
                .reader
                .peek(next)
                .is_some_and(|second| LONG_MEASURES.iter().any(|word| word.chars().eq([first, second])))
    }

    /// 十分, 百分, 万分 as "very", not as minutes or parts.
    fn is_very(&self, number: &Number) -> bool {
        self.reader.follows(number.end, "分").is_some() && self.reader.follows(number.end, "分钟").is_none()
    }

    /// Whether a numeral is a number and no part of a word.
    fn is_counted(&self, at: usize, number: &Number) -> bool {
        if number.literal.is_some() || self.is_score(at, number) {
            return true;
        }
        // The 两 of 三千两银子, a weight, and of 三三两两.
        let before = self.reader.previous(at).and_then(numeral).filter(|_| number.first == Some(Two));
        if before.is_some_and(|before| matches!(before, Power(_)) || !self.measure_follows(number)) {
            return false;
        }
        match (number.row, number.first) {
            // 三个; 零下 is a word, and so is 一点 where it is no time.
            // 二战, the second war of the world.
            (Some((1, _)), Some(Digit(2))) if self.reader.peek(number.end) == Some('战') => true,
            (Some((1, zero)), first) => {
                let bit = first == Some(Digit(1)) && self.reader.peek(number.end) == Some('点');
                let counted = self.measure_follows(number)
                    || self.is_one_of_two(number)
                    || self.is_weight(number)
                    || super::is_alone(self.reader.text, Span::new(at, number.end))
                    || self.is_rank(number, at);
                !zero && !bit && counted
            }
            // 九八年; 三五成群 and 五一 are words.
            (Some((2, false)), _) => self.reader.peek(number.end) == Some('年'),
            // 三四五六年级 are four numbers that no number of the other language equals; 一九六六 is a year
            // also where it ends a span.
            (Some((digits, zero)), _) => {
                zero || self.reader.peek(number.end) == Some('年')
                    && self.reader.follows(number.end, "年级").is_none()
                    || digits == 4 && (1500.into()..2100.into()).contains(&number.value)
                    || self.is_number_of(at, number)
            }
            (None, Some(Power(power))) if number.parts == 1 => {
                // 十个, 近百人; 十分, 百姓, 万物 are words.
                let about = matches!(self.reader.previous(at), Some('近' | '逾' | '超' | '过' | '达' | '约'));
                let counted = (power == 1 || about) && self.measure_follows(number) && !self.is_very(number);
                counted
                    || self.is_weight(number)
                    || power == 1 && (self.is_one_of_two(number) || self.is_rank(number, at))
            }
            // 十五, 十万; 百万 and 千万 with a measure word: 万一, 千万 are adverbs.
            (None, Some(Power(power))) => {
                power == 1 || self.measure_follows(number) || self.begins_without_one(at, number)
            }
            (None, _) => true,
        }
    }

    /// Whether a digit is the first of a span: 三至五年, 十到二十. The second says what is counted.
    fn is_one_of_two(&self, number: &Number) -> bool {
        let to =
            ["至", "到", "－", "—", "–", "～", "~"].iter().find_map(|to| self.reader.follows(number.end, to));
        let second = to.and_then(|at| self.reader.number_at(at));
        second.is_some_and(|second| {
            second.literal.is_none() && second.value > number.value && self.measure_follows(&second)
        })
    }

    /// 五两银子, 十两; not 一两个, 三两好友.
    fn is_weight(&self, number: &Number) -> bool {
        let after = self.reader.follows(number.end, "两").filter(|_| number.value != 3.into());
        after.is_some_and(|at| self.reader.peek_numeral(at).is_none() && !self.measure_at(at))
    }

    /// Whether a row of digits is the number of something: 七三一部队, 二七五八号; not 三四五个.
    fn is_number_of(&self, at: usize, number: &Number) -> bool {
        let digits = self.reader.text[at..number.end].chars().map(numeral);
        let rises = |couple| matches!(couple, (Some(Digit(a)), Some(Digit(b))) if a + 1 == b);
        !digits.clone().zip(digits.skip(1)).any(rises)
            && matches!(self.reader.peek(number.end), Some('号' | '部' | '师' | '旅' | '团' | '军'))
    }

    /// Whether the number is the label of a list item: （三）, 三、 or 3. first on a line.
    fn is_label(&self, at: usize, number: &Number) -> bool {
        let closed = matches!(self.reader.peek(number.end), Some('、' | '.' | '．' | ')' | '）'));
        closed && label_precedes(self.reader.text, at)
    }

    /// Gives the powers of a number to the number before it: 2至5万, 12-15亿, 3到5百万.
    fn scale_open(&mut self, open: Option<Span>, at: usize, number: &Number) {
        let Some(open) = open else { return };
        let between = self.reader.text[open.end..at].trim_matches(' ');
        if !is_to(between) {
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

/// Whether what stands between two numbers makes them a span.
fn is_to(between: &str) -> bool {
    matches!(between, "-" | "–" | "—" | "——" | "~" | "～" | "－" | "至" | "到")
}
