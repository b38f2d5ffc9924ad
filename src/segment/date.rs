//! Lines that are nothing but a date or a time.

use super::cues;
use crate::lang::{Lang, Script};

/// Whether a text is a date or a time and nothing else, and names a day of a year.
pub(super) fn is_date(text: &str) -> bool {
    let (mut month, mut clock, mut year) = (false, false, false);
    let mut numbers = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let token = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let end = match Script::of(c) {
            Script::Digit if c.is_ascii_digit() => {
                let end = token(|c| c.is_ascii_digit());
                if end > 4 {
                    return false;
                }
                numbers += 1;
                year |= end == 4 && (rest.starts_with("19") || rest.starts_with("20"));
                clock |= end <= 2 && rest[end..].starts_with(':');
                end
            }
            Script::Latin => {
                let end = token(|c| Script::of(c) == Script::Latin);
                let word = rest[..end].to_ascii_lowercase();
                if cues::MONTHS.contains(&word.as_str()) {
                    numbers += 1;
                    month = true;
                } else if cues::DATE_WORDS.binary_search(&word.as_str()).is_err() {
                    return false;
                }
                end
            }
            Script::Han if cues::DATE_HAN.contains(c) => {
                month |= c == '月';
                c.len_utf8()
            }
            Script::None if !matches!(c, '%' | '$' | '#' | '=' | '¥' | '￥' | '€' | '£' | '*' | '×') => {
                c.len_utf8()
            }
            _ => return false,
        };
        rest = &rest[end..];
    }
    numbers >= 3 && (year || clock && month)
}

/// Whether a text is nothing but a day of a year, with numbers in Han: `二零二二年十一月十七日`.
pub(super) fn is_date_in_han(text: &str, lang: Lang) -> bool {
    let is_of_dates =
        |c| cues::DATE_HAN.contains(c) || "零七八九廿卅".contains(c) || Script::of(c) == Script::None;
    lang == Lang::Zh
        && ["年", "月"].iter().all(|unit| text.contains(unit))
        && text.contains(['日', '号', '號'])
        && text.chars().all(is_of_dates)
}

/// The numbers in a text, months by name included, in order of size.
pub(super) fn numbers(text: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = text
        .split(|c: char| !c.is_alphanumeric())
        .flat_map(|word| word.split(|c: char| Script::of(c).is_cjk()))
        .filter_map(|word| {
            let month = || cues::MONTHS.iter().position(|m| word.eq_ignore_ascii_case(m));
            word.parse().ok().or_else(|| month().map(|at| if at == 24 { 9 } else { (at % 12) as u32 + 1 }))
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert!(is_date("3 March 2021, 14:05 GMT"));
        assert_eq!(numbers("3 March 2021, 14:05 GMT"), [3, 3, 5, 14, 2021]);
        assert!(is_date("2021年3月3日 星期三"));
        assert_eq!(numbers("2021年3月3日 星期三"), [3, 3, 2021]);
        assert!(!is_date("March 2021"));
        assert!(!is_date("In March 2021 12 people"));
        assert!(!is_date("2021 3 5%"));
        assert!(is_date_in_han("二〇二一年三月廿九日（星期一）", Lang::Zh));
        assert!(!is_date_in_han("二〇二一年三月", Lang::Zh));
        assert!(!is_date_in_han("二〇二一年三月三日开门", Lang::Zh));
    }
}
