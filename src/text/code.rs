//! Names with digits in them, and numbers with two points or more: `H1N1`, `F-16`, `4G`, `v2.1`, `3.2.1`.
//!
//! They are no numbers, and both languages write them alike.

use super::{bytes, is_currency, suffix_power};
use crate::span::Span;

/// Longer ones are addresses and keys.
const LONGEST: usize = 24;

/// Calls `each` for every one of them, in order, with the key by which it is the same elsewhere: `GPT-4` is
/// `GPT4`. Linear in the length of the text.
pub(crate) fn codes(text: &str, mut each: impl FnMut(&str, Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(digit) = digit_from(bytes, at) {
        let start = digit - bytes[at..digit].iter().rev().take_while(|byte| joins(**byte)).count();
        let end = digit + bytes[digit..].iter().take_while(|byte| joins(**byte)).count();
        at = end;
        let (run, apart) = (&text[start..end], |c: char| !c.is_ascii_alphanumeric());
        let code = run.trim_matches(apart);
        let start = start + run.len() - run.trim_start_matches(apart).len();
        if is_code(code) && !is_in_address(bytes, start, end) {
            let key: String = code.chars().filter(|c| *c != '-').map(|c| c.to_ascii_uppercase()).collect();
            each(&key, Span::new(start, start + code.len()));
        }
    }
}

/// The first digit from `at` on.
fn digit_from(bytes: &[u8], at: usize) -> Option<usize> {
    Some(at + bytes::places(&bytes[at..], |byte| byte.is_ascii_digit()).next()?)
}

fn joins(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
}

/// Signs around a part of an address or of a path.
fn is_in_address(bytes: &[u8], start: usize, end: usize) -> bool {
    let is_sign = |byte: &u8| matches!(byte, b'/' | b'@' | b'_' | b'=' | b'\\' | b'%');
    start > 0 && is_sign(&bytes[start - 1]) || bytes.get(end).is_some_and(is_sign)
}

fn is_code(code: &str) -> bool {
    let letters = code.bytes().take_while(u8::is_ascii_alphabetic).count();
    if code.len() > LONGEST || code.contains("..") || code.contains("--") {
        return false;
    }
    if letters > 0 {
        // `H1N1`, `F-16`, `v2.1`; not `RMB100`, `mid-1990s`, `page.2`.
        let (name, rest) = code.split_at(letters);
        let tail = match name.starts_with(|c: char| c.is_ascii_uppercase()) {
            true => rest.strip_prefix('-').unwrap_or(rest),
            false => rest,
        };
        return tail.starts_with(|c: char| c.is_ascii_digit()) && !is_currency(name);
    }
    let digits = code.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &code[digits..];
    if rest.starts_with(|c: char| c.is_ascii_uppercase()) || rest.len() == 1 && rest != "s" {
        // `4G`, `3a`; not `5km`, `10k`, `8PM`.
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let unit = matches!(&rest[..letters], "AM" | "PM" | "M" | "B" | "b")
            || suffix_power(&rest[..letters]).is_some();
        return !unit && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    }
    // `3.2.1`; a date has a year in it.
    let parts = || code.split('.');
    parts().count() > 2
        && parts().all(|part| (1..4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        codes(text, |key, span| {
            assert_eq!(span.of(text).replace('-', "").to_ascii_uppercase(), key);
            found.push(key.to_owned());
        });
        found
    }

    #[test]
    fn names_with_digits() {
        assert_eq!(
            found("H1N1, an F-16 (GPT-4); 4G. See v2.1 and 3.2.1."),
            ["H1N1", "F16", "GPT4", "4G", "V2.1", "3.2.1"]
        );
        assert_eq!(found("甲型H1N1流感和F-16战斗机，见第3.2.1节，条款3a。"), ["H1N1", "F16", "3.2.1", "3A"]);
    }

    #[test]
    fn numbers_are_none() {
        for text in [
            "5km, 10k, 8PM, 3.5, 1,234.5, the 1990s, mid-1990s, 2nd, 2015.12.06, 12.6.2015, RMB100, No5, pp12",
            "1914-18, 10-5, 20% of them, 3...4, well-2 known, at 10.30",
            "https://a.example/v2/b3?x=4y, a_b2, mail b4@c.example, 0xdeadbeefdeadbeefdeadbeef00",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
