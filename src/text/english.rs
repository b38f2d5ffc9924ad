//! Numbers and dates in English.

mod clock;
mod million;
mod part;
mod period;
mod roman;
mod sum;
mod week;

use sum::Last;

use super::number::{
    Decimal, Literal, fraction, literal, mixed, pointed, range_end, ringed, scientific, vulgar,
};
use super::words::Word::{self, *};
use super::words::classify;
use super::{
    Mention, Value, date, identifier_end, is_alone, is_currency, label_precedes, per_thousand, suffix_power,
    url_end,
};
use crate::span::Span;

pub(super) fn mentions(text: &str, out: &mut Vec<Mention>) {
    Scan { text, bytes: text.as_bytes(), out, before: Span::default(), open: None }.run();
}

struct Scan<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    out: &'o mut Vec<Mention>,
    /// The word before the one that is looked at, on the same line.
    before: Span,
    /// The last mention, where it has no scale: in `2-5 million`, `two or three hundred` it takes that of
    /// the next.
    open: Option<Span>,
}

impl Scan<'_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.bytes.get(at) {
            at = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => self.word(at),
                b'0'..=b'9' => self.digits(at),
                // The lead byte of full-width digits.
                0xEF if literal(self.text, at).is_some() => self.digits(at),
                0xC2 | 0xE2 => self.vulgar(at),
                b'.' if pointed(self.text, at).is_some() => self.digits(at),
                _ => at + 1,
            };
        }
    }

    fn emit(&mut self, start: usize, end: usize, value: Value, weak: bool) {
        self.out.push(Mention { span: Span::new(start, end), value, weak });
    }

    /// ½, and ①, the label of an item.
    fn vulgar(&mut self, at: usize) -> usize {
        if let Some((number, end)) = ringed(self.text, at) {
            self.emit(at, end, Value::from(number), true);
            return end;
        }
        let Some((above, below, end)) = vulgar(self.text, at) else { return at + 1 };
        self.fraction(at, end, above, below);
        end
    }

    fn letters_end(&self, at: usize) -> usize {
        at + self.bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count()
    }

    /// The word after `at`, one blank or one hyphen on: its meaning, its start and its end.
    fn following(&self, at: usize) -> Option<(Word, usize, usize)> {
        let start = at + self.joint(at)?;
        let end = self.letters_end(start);
        Some((classify(&self.text[start..end])?, start, end))
    }

    /// The length of the blank or hyphen at `at`.
    fn joint(&self, at: usize) -> Option<usize> {
        match self.bytes.get(at..)? {
            [b' ' | b'-' | b'\n', ..] => Some(1),
            [0xC2, 0xA0, ..] => Some(2),
            // U+2010 and U+2011, hyphens.
            [0xE2, 0x80, 0x90 | 0x91, ..] => Some(3),
            _ => None,
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let end = self.letters_end(at);
        if let Some(url_end) = url_end(self.text, at) {
            return url_end;
        }
        let before = std::mem::replace(&mut self.before, Span::new(at, end));
        if self.bytes.get(end).is_some_and(u8::is_ascii_digit) && !is_currency(&self.text[at..end]) {
            return identifier_end(self.bytes, end);
        }
        match classify(&self.text[at..end]) {
            Some(word) => self.meaning(word, before, at, end),
            None => {
                if let Some(number) = self.roman(before, at, end) {
                    self.emit(at, end, Value::from(number), number == 1);
                } else if let Some((number, weak)) = derived(&self.text[at..end]) {
                    self.emit(at, end, Value::from(number), weak);
                } else if matches!(self.bytes[at], b'M' | b'T' | b'W' | b'F' | b'S')
                    && let Some(day) = self.weekday(before, at, end)
                {
                    self.emit(at, end, Value::Weekday(day), false);
                }
                end
            }
        }
    }

    /// A Roman numeral that is a heading of its own, or with a capitalised word right before it, as in
    /// `Henry VIII`, `Article IV`, `Vol. II`.
    fn roman(&self, before: Span, at: usize, end: usize) -> Option<u64> {
        if !matches!(self.bytes[at], b'I' | b'V' | b'X' | b'L' | b'C') {
            return None;
        }
        if is_alone(self.text, Span::new(at, end)) {
            return roman::alone(&self.bytes[at..end]);
        }
        let between = self.text.get(before.end..at)?;
        let named = before.len() > 2 && self.bytes[before.start].is_ascii_uppercase();
        if !named || between != " " && !(between == ". " && before.len() == 3) {
            return None;
        }
        roman::after(&self.text[before.range()], &self.bytes[at..end])
    }

    fn meaning(&mut self, word: Word, before: Span, at: usize, end: usize) -> usize {
        let before_word = &self.text[before.range()];
        let next = self.following(end);
        if let (Half | Quarter | Unit(1..) | Tens(20), _) | (A, Some((Half | Quarter, ..))) = (word, next)
            && let Some(close) = self.said_time(word, before_word, at, end)
        {
            return close;
        }
        if let Some((next, _, close)) = next
            && let Some(close) = self.share(word, next, at, close)
        {
            return close;
        }
        if let Unit(n @ 1..=9) = word
            && let Some((value, close)) = self.out_of(next, end).and_then(|out_of| self.in_how_many(out_of))
            && value > n
        {
            self.fraction(at, close, n, value);
            return close;
        }
        match (word, next) {
            (Unit(_) | Tens(_) | Scores(_), _) | (A, Some((Power(_) | Dozen, ..))) => {
                return self.quantity(at, end, word, before_word);
            }
            (A, next) => {
                if let Some(close) = next.and_then(|(next, _, end)| self.period(next, before_word, at, end)) {
                    return close;
                }
                // A year and a half.
                if let Some(close) =
                    self.joint(end).and_then(|blank| self.and_a_half(self.letters_end(end + blank)))
                {
                    self.emit(at, close, Value::Number(Decimal::new(15, -1).unwrap_or_default()), false);
                    return close;
                }
            }
            (Half, _) => return self.half(at, end),
            (Fortnight, _) => self.fortnight(before_word, at, end),
            (Several, Some((Dozen, _, close))) => {
                self.emit(at, close, Value::Magnitude(1), false);
                return close;
            }
            (Several, Some((Power(power), _, close))) => {
                self.emit(at, close, Value::Magnitude(power), false);
                return close;
            }
            (Powers(power), _) => return self.magnitude(at, end, power),
            (Ordinal(n), _) => {
                if let Some(close) = self.month_of_the_old_calendar(at, end, n) {
                    return close;
                }
                self.emit(at, end, Value::from(u64::from(n)), n <= 2);
            }
            (OrdinalTens(n), _) => self.emit(at, end, Value::from(u64::from(n)), false),
            (OrdinalPower(power), _) => self.emit(at, end, Value::from(10u64.pow(power.into())), false),
            (Decade(n), _) => {
                let value = if self.is_decade(at) { Value::Decade(n) } else { Value::from(u64::from(n)) };
                self.emit(at, end, value, false);
            }
            _ => self.name_of_time(word, before, at, end),
        }
        end
    }

    /// A part of one: two words, the second of which ends at `end`. The offset after it.
    fn share(&mut self, word: Word, next: Word, at: usize, end: usize) -> Option<usize> {
        match (word, next) {
            (Unit(n @ 1..=3), Parts(4)) if self.of_an_hour(end) => {
                return Some(self.quarters_of_an_hour(at, end, n));
            }
            (A | Unit(1), Quarter) if self.of_an_hour(end) => {
                return Some(self.quarters_of_an_hour(at, end, 1));
            }
            (Unit(n), Parts(d)) => return Some(self.part_of_a_power(at, end, n, d)),
            (Unit(1) | A, Half) => return Some(self.half(at, end)),
            (A, Quarter) if self.of_follows(end) => return Some(self.part_of_a_power(at, end, 1, 4)),
            (Unit(1), Ordinal(d @ 3..)) => self.fraction(at, end, 1, d),
            (A, Ordinal(d @ 3..)) if self.of_follows(end) => self.fraction(at, end, 1, d),
            (Unit(1), Quarter) => self.fraction(at, end, 1, 4),
            (A | Unit(1), OrdinalPower(power)) if self.of_follows(end) => {
                if let Some(value) = Value::fraction(1, 10u32.pow(power.into())) {
                    self.emit(at, end, value, false);
                }
            }
            _ => return None,
        }
        Some(end)
    }

    /// `thousands`, `hundreds of thousands`, and the offset after it.
    fn magnitude(&mut self, at: usize, end: usize, power: u8) -> usize {
        let (mut power, mut close) = (power, end);
        while let Some((Powers(more), _, more_end)) =
            self.following(close).filter(|n| n.0 == Of).and_then(|n| self.following(n.2))
        {
            (power, close) = (power.saturating_add(more), more_end);
        }
        self.emit(at, close, Value::Magnitude(power), false);
        close
    }

    /// A month, or a day of the week.
    fn name_of_time(&mut self, word: Word, before: Span, at: usize, end: usize) {
        if !self.bytes[at].is_ascii_uppercase() {
            return;
        }
        match word {
            Month(month, sure) if sure || self.is_month(before, at, end) => {
                self.emit(at, end, Value::Month(month), false);
            }
            MonthShort(month) if self.digit_follows(end) || self.digit_precedes(at) => {
                self.emit(at, end, Value::Month(month), false);
            }
            Weekday(day) => self.emit(at, end, Value::Weekday(day), false),
            _ => {}
        }
    }

    fn of_an_hour(&self, at: usize) -> bool {
        self.text[at..].starts_with(" of an hour")
    }

    /// A quarter of an hour, 一刻钟, as fifteen minutes.
    fn quarters_of_an_hour(&mut self, at: usize, end: usize, quarters: u8) -> usize {
        self.emit(at, end, Value::from(15 * u64::from(quarters)), false);
        end
    }

    /// Whether `sixties` or `60s` are years and no age: in the sixties, the early 60s; not in his sixties.
    fn is_decade(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let parts = ["early ", "late ", "mid-", "mid "];
        let before = parts.into_iter().find_map(|part| before.strip_suffix(part)).unwrap_or(before);
        before.ends_with("the ") || before.ends_with("The ")
    }

    fn fraction(&mut self, start: usize, end: usize, numerator: u8, denominator: u8) {
        if let Some(value) = Value::fraction(numerator.into(), denominator.into()) {
            self.emit(start, end, value, false);
        }
    }

    fn of_follows(&self, at: usize) -> bool {
        matches!(self.following(at), Some((Of, ..)))
    }

    /// `half`: of a number, of an hour, or alone.
    fn half(&mut self, start: usize, end: usize) -> usize {
        let skip_a = match self.following(end) {
            Some((A, _, close)) => close,
            _ => end,
        };
        let scale = match self.following(skip_a) {
            Some((Power(power), _, close)) => Decimal::new(5, i32::from(power) - 1).map(|v| (v, close)),
            Some((Dozen, _, close)) => Some((Decimal::from(6), close)),
            Some((Tenfold, _, close)) => Some((Decimal::from(5), close)),
            Some((Century(false), _, close)) => Some((Decimal::from(50), close)),
            _ => None,
        };
        if let Some((value, close)) = scale {
            self.emit(start, close, Value::Number(value), false);
            return close;
        }
        self.emit(start, end, Value::Fraction(1, 2), false);
        end
    }

    /// A number that begins with a word, after the word `before`.
    fn quantity(&mut self, at: usize, end: usize, word: Word, before: &str) -> usize {
        let (first, last) = match word {
            Unit(n) => (u64::from(n), Last::Unit(n)),
            Tens(n) => (u64::from(n), Last::Tens(n)),
            Scores(n) => (u64::from(n), Last::Scores),
            _ => (1, Last::Digits),
        };
        // The nineteen-nineties, a decade; the eighteen-hundreds, the nineteenth century.
        let years = match (word, self.following(end)) {
            (Unit(11..=19) | Tens(20), Some((Decade(n), _, close))) => Some((Value::Decade(n), close)),
            (Unit(11..=19), Some((Powers(2), _, close))) => Some((Value::from(first + 1), close)),
            _ => None,
        };
        if let Some((value, close)) = years {
            self.emit(at, close, value, false);
            return close;
        }
        // Between seven and twenty.
        let is_range = before.eq_ignore_ascii_case("between");
        let open = self.open.take();
        let Some(number) = self.number(Decimal::from(first), last, end, is_range) else { return end };
        let weak = number.value <= Decimal::from(1);
        self.emit(at, number.end, Value::Number(number.value), weak);
        match number.scale {
            0 => self.open = Some(Span::new(at, number.end)),
            _ => self.scale_open(open, at, first.into(), number.value),
        }
        number.end
    }

    fn digits(&mut self, at: usize) -> usize {
        let read = literal(self.text, at).or_else(|| pointed(self.text, at));
        let Some(number) = read else { return at + 1 };
        let open = self.open.take();
        // Part of a name: F-16, Covid-19.
        let before = std::mem::replace(&mut self.before, Span::new(at, number.end));
        let named = before.end + 1 == at
            && self.bytes[before.end] == b'-'
            && self.bytes[before.start].is_ascii_uppercase();
        if let Some(parts) = date::numeric(self.text, at) {
            self.out.extend(parts.map(|(span, value)| Mention { span, value, weak: false }));
            return parts[2].0.end;
        }
        if let Some((hour, minute, end)) = date::clock(self.text, &number) {
            self.emit(at, end, Value::time(hour, minute), false);
            return end;
        }
        if let Some(end) = self.british_clock(at, &number).or_else(|| self.pointed_clock(before, at, &number))
        {
            return end;
        }
        let mut suffix_end = self.letters_end(number.end);
        let mut suffix = &self.text[number.end..suffix_end];
        // $1.5 bn; without a currency `m` is a metre.
        if suffix.is_empty() && self.bytes.get(number.end) == Some(&b' ') {
            let end = self.letters_end(number.end + 1);
            let word = &self.text[number.end + 1..end];
            if word == "bn" || matches!(word, "m" | "mn" | "tn" | "trn") && self.after_currency(at) {
                (suffix, suffix_end) = (word, end);
            }
        }
        let Some(value) = number.value.filter(|_| !named) else { return suffix_end };
        let scale = match suffix {
            "" => return self.plain_digits(at, &number, value, open),
            "s" => {
                let decade = number.plain().and_then(date::decade);
                // His 40s are an age, the 40s a decade.
                let quoted = self.text[..at].ends_with(['\'', '’', '‘']);
                let age = number.digits == 2 && !quoted && !self.is_decade(at);
                let value = if age { Some(Value::Number(value)) } else { decade };
                if let Some(value) = value {
                    self.emit(at, suffix_end, value, false);
                }
                return suffix_end;
            }
            "am" | "pm" | "AM" | "PM" => {
                self.emit(at, number.end, Value::Number(value), false);
                return suffix_end;
            }
            "m" | "M" if self.after_currency(at) => 6,
            "m" if million::counts(&self.text[suffix_end..]) => 6,
            "b" | "B" if self.after_currency(at) => 9,
            letters => match suffix_power(letters) {
                Some(power) => power.into(),
                None => return identifier_end(self.bytes, suffix_end),
            },
        };
        let unscaled = value;
        if let Some(value) = value.shifted(scale) {
            self.emit(at, suffix_end, Value::Number(value), false);
            if scale > 0 {
                self.scale_open(open, at, unscaled, value);
            }
        }
        suffix_end
    }

    fn plain_digits(&mut self, at: usize, number: &Literal, value: Decimal, open: Option<Span>) -> usize {
        if let Some((above, below, end)) = fraction(self.text, number) {
            self.fraction(at, end, above, below);
            return end;
        }
        if let Some(value) = per_thousand(value).filter(|_| self.text[number.end..].starts_with('‰')) {
            self.emit(at, number.end + '‰'.len_utf8(), value, false);
            return number.end + '‰'.len_utf8();
        }
        if let Some(full) = open.and_then(|open| range_end(self.text, open, at, number)) {
            self.emit(at, number.end, Value::from(full), false);
            return number.end;
        }
        let (whole, whole_end) =
            mixed(self.text, number).or_else(|| scientific(self.text, number)).unwrap_or((value, number.end));
        let Some(read) = self.number(whole, Last::Digits, whole_end, false) else { return whole_end };
        let label = matches!(self.bytes.get(number.end), Some(b'.' | b')')) && label_precedes(self.text, at);
        self.emit(at, read.end, Value::Number(read.value), label);
        match read.scale {
            0 => self.open = (!number.marked || number.digits < 4).then(|| Span::new(at, number.end)),
            _ => self.scale_open(open, at, value, read.value),
        }
        read.end
    }

    /// Gives the scale of a number to the number before it: `2 to 5 million`, `two or three hundred`. The
    /// number is `value`, and `unscaled` what it begins with.
    fn scale_open(&mut self, open: Option<Span>, at: usize, unscaled: Decimal, value: Decimal) {
        let Some(open) = open else { return };
        let between = self.text[open.end..at].trim_end_matches(['$', '€', '£', '¥']);
        let range = match between {
            "-" | "–" | "—" | "~" | " to " | " - " | " – " | " or " => true,
            " and " => self.text[..open.start].ends_with("etween "),
            _ => false,
        };
        let scale = value.power() - unscaled.power();
        if !range || unscaled.shifted(scale) != Some(value) {
            return;
        }
        let first = self.out.iter_mut().rev().nth(1).filter(|m| m.span == open);
        let Some(Mention { value: Value::Number(first), weak, .. }) = first else { return };
        if let Some(scaled) = first.shifted(scale).filter(|scaled| *scaled < value) {
            (*first, *weak) = (scaled, false);
        }
    }

    fn after_currency(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches(' ');
        before.ends_with(['$', '€', '£', '¥']) || {
            let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            is_currency(&before[before.len() - letters..])
        }
    }

    /// Whether `May` or `March` is the month: a preposition or a digit says so.
    fn is_month(&self, before: Span, at: usize, end: usize) -> bool {
        let word = match at.checked_sub(before.end) {
            Some(1) => &self.text[before.range()],
            _ => "",
        };
        let preposition = matches!(
            word.as_bytes(),
            b"in"
                | b"In"
                | b"of"
                | b"by"
                | b"By"
                | b"since"
                | b"Since"
                | b"until"
                | b"Until"
                | b"till"
                | b"last"
                | b"Last"
                | b"next"
                | b"Next"
                | b"early"
                | b"late"
                | b"mid"
                | b"this"
                | b"during"
                | b"before"
                | b"Before"
                | b"after"
                | b"After"
                | b"every"
                | b"Every"
                | b"each"
                | b"from"
                | b"From"
                | b"through"
        );
        preposition || self.digit_follows(end) || self.digit_precedes(at) || self.month_precedes(at) || {
            // May Fourth; May of 1968.
            let ordinal = matches!(self.following(end), Some((Ordinal(_) | OrdinalTens(_), from, _))
                if self.bytes[from].is_ascii_uppercase());
            ordinal || self.text[end..].strip_prefix(" of ").is_some_and(|year| year.starts_with(['1', '2']))
        }
    }

    /// Whether a month is right before: `January to March`, `April and May`.
    fn month_precedes(&self, at: usize) -> bool {
        let Some(&Mention { span, value: Value::Month(_), .. }) = self.out.last() else { return false };
        matches!(&self.text[span.end..at], " and " | " or " | " to " | "-" | "–" | "/" | ", ")
    }

    /// Whether a number in digits follows, after a blank or after a point, a comma and a blank.
    fn digit_follows(&self, at: usize) -> bool {
        let mut rest = self.bytes[at..].iter().skip_while(|b| matches!(b, b' ' | b'.' | b','));
        self.bytes.get(at).is_some_and(|b| matches!(b, b' ' | b'.' | b','))
            && rest.next().is_some_and(u8::is_ascii_digit)
    }

    /// Whether a number in digits, with `st` and the like or not, is right before.
    fn digit_precedes(&self, at: usize) -> bool {
        let Some(before) = self.text[..at].strip_suffix([' ', '-']) else { return false };
        let stem =
            ["st", "nd", "rd", "th"].into_iter().find_map(|s| before.strip_suffix(s)).unwrap_or(before);
        stem.ends_with(|c: char| c.is_ascii_digit())
    }
}

/// A number as another word: how many times as much, `tenfold`, or which point it is, `thirdly`; and whether it is
/// weak.
fn derived(word: &str) -> Option<(u64, bool)> {
    match word.as_bytes().last()? {
        b'd' => match classify(word.strip_suffix("fold")?)? {
            Unit(n) | Tens(n) => Some((n.into(), false)),
            Power(power) => Some((10u64.pow(power.into()), false)),
            _ => None,
        },
        b'y' => match classify(word.strip_suffix("ly")?)? {
            Ordinal(n) => Some((n.into(), n <= 2)),
            _ => None,
        },
        _ => None,
    }
}
