//! Measures: numbers with their units, `5.2 kg`, `30 x 20 cm`, `USD 25`, and sizes, `XL`.
//!
//! They are written so in Chinese, too, and are no English beside it.

use super::Draft;
use crate::lang::{Lang, Script};

/// In bytes.
const LONGEST: usize = 40;

const SIZES: [&str; 8] = ["XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL"];

/// Units beside a number, and what else stands between numbers.
const UNITS: &[&str] = &[
    "A", "AM", "Ah", "C", "F", "G", "GB", "GHz", "Gbps", "Hz", "K", "KB", "KG", "Kg", "L", "M", "MB", "MHz",
    "MM", "MP", "MPa", "MW", "MWh", "Mbps", "N", "PM", "Pa", "RMB", "TB", "USD", "V", "W", "Wh", "am", "bar",
    "cal", "cc", "cl", "cm", "dB", "dpi", "ft", "g", "gsm", "h", "ha", "hr", "hrs", "in", "inch", "inches",
    "k", "kHz", "kJ", "kN", "kPa", "kV", "kW", "kWh", "kcal", "kg", "km", "l", "lb", "lbs", "lm", "m", "mA",
    "mAh", "mL", "mW", "mg", "mi", "min", "ml", "mm", "mol", "mph", "ms", "nm", "oz", "p", "pcs", "pm", "pp",
    "ppm", "psi", "pt", "px", "rpm", "s", "sec", "t", "to", "x", "yd", "°C", "°F", "μg", "μm", "µg", "µm",
    "Ω",
];

/// What stands before a number.
const CURRENCIES: &[&str] =
    &["CNY", "EUR", "GBP", "HK", "HKD", "JPY", "NT", "NTD", "RMB", "TWD", "US", "USD"];

/// Of Chinese measures: numerals, what stands with them, and units; and sizes.
const NUMERALS: &str = "零〇一二两兩三四五六七八九十百千万萬亿億半几幾0123456789０１２３４５６７８９";
const BESIDE: &str = "乘分之约約每 .,:：-–~至到/／上下午早晚";
const HAN_UNITS: &str = "英市平方立海克公斤千毫升米厘釐里尺寸吋呎磅盎司两兩吨噸度摄攝氏华華秒小时時钟鐘分头伏特瓦安赫兹茲点點元美港币幣欧歐镑鎊块塊角码碼号號杯页頁";
const HAN_SIZES: &str = "大中小特加超均号號码碼";
const LONGEST_IN_HAN: usize = 12;

/// The measures among the English segments of a text whose Chinese has none in words of its own: `重量` beside
/// `5.2 kg`, not `5.2公斤`.
pub(super) fn measures(text: &str, drafts: &[Draft]) -> Vec<usize> {
    let own = |i: &usize| drafts[*i].span.of(text);
    let of = |lang: Lang| (0..drafts.len()).filter(move |&i| drafts[i].lang == lang);
    let measures: Vec<usize> = of(Lang::En).filter(|i| is_measure(own(i))).collect();
    if measures.is_empty() || of(Lang::Zh).any(|i| is_chinese_measure(own(&i))) {
        Vec::new()
    } else {
        measures
    }
}

/// Whether a text has nothing but numbers with Chinese units, `5.2公斤`, or is a size, `大号`.
fn is_chinese_measure(text: &str) -> bool {
    if text.chars().nth(LONGEST_IN_HAN).is_some() {
        return false;
    }
    let numeral = |c| NUMERALS.contains(c);
    let unit = |c| HAN_UNITS.contains(c);
    text.chars().all(|c| HAN_SIZES.contains(c))
        || text.contains(numeral)
            && text.contains(unit)
            && text.chars().all(|c| numeral(c) || unit(c) || BESIDE.contains(c))
}

/// Whether a text has nothing but numbers with units, or is a size.
///
/// A single number, without a letter, is none.
pub(super) fn is_measure<'t>(text: &'t str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let Some(number) = text.find(|c: char| c.is_ascii_digit()) else { return SIZES.contains(&text) };
    let is_of_word = |c: char| Script::of(c) == Script::Latin || matches!(c, '°' | 'μ' | 'µ' | 'Ω');
    let words = |part: &'t str| part.split(move |c| !is_of_word(c)).filter(|word| !word.is_empty());
    let (before, behind) = text.split_at(number);
    text.contains(is_of_word)
        && words(before).all(|word| CURRENCIES.contains(&word))
        && words(behind).all(|word| UNITS.contains(&word) || SIZES.contains(&word))
}

/// Whether a line of one Chinese and one Latin stretch has a measure there that is part of the Chinese,
/// `尺寸：30 x 20 cm`. Its translation would have the number again.
pub(super) fn is_beside_chinese(line: &str) -> bool {
    let is_cjk = |c: char| Script::of(c).is_cjk();
    let Some((first, last)) = line.find(is_cjk).zip(line.rfind(is_cjk)) else { return false };
    let tail = line[last..].trim_start_matches(is_cjk);
    let no_digit = |rest: &str| !rest.contains(|c: char| c.is_ascii_digit());
    let head = line[..first].trim_end();
    no_digit(&line[first..]) && !head.ends_with(|c: char| c.is_ascii_digit()) && is_measure(trimmed(head))
        || no_digit(&line[..line.len() - tail.len()]) && is_measure(trimmed(tail))
}

/// A measure without the marks around it.
fn trimmed(part: &str) -> &str {
    part.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '°' | '$'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_units_are_measures() {
        for text in [
            "5.2 kg",
            "30 x 20 cm",
            "220 V",
            "220V~ 50/60 Hz",
            "10–15°C",
            "USD 25",
            "US$1,200",
            "5 pm",
            "XL",
            "±0.5 mm",
        ] {
            assert!(is_measure(text), "{text}");
        }
        for text in [
            "12",
            "A1",
            "T4",
            "25 people",
            "Bus 12",
            "I",
            "A",
            "OK",
            "kg",
            "Route 5 km",
            "R2-D2",
            "",
            "5.2公斤",
        ] {
            assert!(!is_measure(text), "{text}");
        }
    }

    #[test]
    fn chinese_has_its_own() {
        for text in [
            "5.2公斤",
            "100公斤",
            "一米七二",
            "一斤",
            "上午6点至10点",
            "26度",
            "24英寸",
            "3平方米",
            "大号",
            "小码",
            "1642米",
        ] {
            assert!(is_chinese_measure(text), "{text}");
        }
        for text in ["重量", "三号线", "一个人", "尺码表", "5.2"] {
            assert!(!is_chinese_measure(text), "{text}");
        }
    }

    #[test]
    fn what_follows_a_label_is_one() {
        assert!(is_beside_chinese("尺寸：30 x 20 cm"));
        assert!(is_beside_chinese("220 V 电压"));
        assert!(!is_beside_chinese("重量 Weight"));
        assert!(!is_beside_chinese("三号线 Line 3"));
        assert!(!is_beside_chinese("10 kg 10公斤"));
        assert!(!is_beside_chinese("10公斤 10 kg"));
    }
}
