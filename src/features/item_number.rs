//! The numbers of items: `12.`, `(12)`, `Article 12`, `十二、`, `（十二）`, `第十二条`.
//!
//! Each is a number among others of its unit, and says most of all what a unit is no translation of: of 613
//! couples of the training corpora that both begin with one, 13 differ, nearly all by faults of the corpora.

use crate::lang::Lang;
use crate::text::{Value, mentions};

/// In bytes, how far the number and what stands behind it reach at most.
const HEAD: usize = 32;

/// Numbers from here on are those of years.
const YEARS: u64 = 1000;

/// What English calls them.
const CALLED: [&str; 17] = [
    "annex", "appendix", "article", "chapter", "clause", "example", "exercise", "figure", "item", "lesson",
    "part", "question", "rule", "section", "step", "table", "unit",
];
/// `三、四个人`: three or four of them.
const NUMERALS: &str = "一二两三四五六七八九十";
/// And Chinese, behind the number.
const COUNTED: &str = "条條章节節款项項课課步部回卷篇编編题題";

/// The number that a unit begins with, if it is that of an item.
pub(crate) fn item_number(unit: &str, lang: Lang) -> Option<u64> {
    let unit = unit.trim_start();
    let end = (0..=HEAD.min(unit.len())).rev().find(|&end| unit.is_char_boundary(end))?;
    let head = &unit[..end];
    let is_opener = |c: char| matches!(c, '(' | '（' | '[' | '【');
    // Few units begin so, and this is asked of all.
    let begins = |word: &&&str| head.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let called = if lang == Lang::En { CALLED.iter().find(begins) } else { None };
    let may_begin = |c: char| match lang {
        Lang::En => c.is_ascii_digit() || is_opener(c),
        _ => c == '第' || c.is_numeric() || NUMERALS.contains(c) || is_opener(c),
    };
    if called.is_none() && !head.starts_with(may_begin) {
        return None;
    }
    let mut found = Vec::new();
    mentions(head, lang, &mut found);
    let first = found.first()?;
    let Value::Number(number) = first.value else { return None };
    let (before, after) = (&head[..first.span.start], &head[first.span.end..]);
    let mut behind = after.chars();
    let (mark, next) = (behind.next()?, behind.next());
    let closes = matches!(mark, ')' | '）' | ']' | '】');
    let stops = || match mark {
        '.' | '．' | ':' | '：' => !next.is_some_and(|next| next.is_ascii_digit()),
        '、' => !next.is_some_and(|next| next.is_ascii_digit() || NUMERALS.contains(next)),
        _ => false,
    };
    let is_item = match called {
        Some(called) => {
            let begins = matches!(mark, ' ' | '\u{3000}') && next.is_some_and(char::is_uppercase);
            before.trim_end().len() == called.len() && (closes || stops() || begins)
        }
        None => {
            let opened = before.strip_suffix(is_opener);
            // Ordinals take in what makes them.
            let is_ordinal = head[first.span.start..].starts_with('第');
            opened.unwrap_or(before).trim_end().is_empty()
                && if is_ordinal { COUNTED.contains(mark) } else { closes || opened.is_none() && stops() }
        }
    };
    number.integer().filter(|&number| is_item && number < YEARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_have_numbers() {
        for (unit, number) in [
            ("12. Keep the door shut.", 12),
            ("(3) the master of a boat", 3),
            ("4) Lunch", 4),
            ("Article 12 The tenant shall pay.", 12),
            ("CHAPTER 3: The Flood", 3),
        ] {
            assert_eq!(item_number(unit, Lang::En), Some(number), "{unit}");
        }
        for (unit, number) in [
            ("12．请随手关门。", 12),
            ("（三）船长", 3),
            ("四、午餐", 4),
            ("第十二条　承租人应当交租。", 12),
            ("第3章 洪水", 3),
            ("二十一、灯塔", 21),
        ] {
            assert_eq!(item_number(unit, Lang::Zh), Some(number), "{unit}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for unit in [
            "12 boats left.",
            "3.5 million",
            "10:30 Lunch",
            "Article 12, paragraph 3",
            "1999: a year",
            "Rule 1 of six",
        ] {
            assert_eq!(item_number(unit, Lang::En), None, "{unit}");
        }
        for unit in ["三个人", "三、四个人", "3.5亿", "10:30 午餐", "第三天", "2019年", "第三", "一些", ""]
        {
            assert_eq!(item_number(unit, Lang::Zh), None, "{unit}");
        }
    }
}
