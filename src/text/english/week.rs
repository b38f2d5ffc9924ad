//! Days of the week that are cut short: `Mon: closed`, `Tues.`, `Sat-Sun`.

use super::super::Value;
use super::super::words::Word::{Month, MonthShort};
use super::super::words::classify;
use super::Scan;
use crate::span::Span;

/// What may stand between two days.
const BETWEEN: [&str; 11] = ["-", "–", "—", " - ", " – ", " to ", " & ", " and ", "/", ", ", "., "];

impl Scan<'_, '_> {
    /// The day that a word is short for, where what is around it says so: most of them are words or names
    /// too, `The Sun: a star`, `Sun, 45, said`, `He Sat.`.
    pub(super) fn weekday(&self, before: Span, at: usize, end: usize) -> Option<u8> {
        let (day, sure) = short(&self.bytes[at..end])?;
        let word = if before.end + 1 == at { before.of(self.text) } else { "" };
        // In the Sun, Mr. Sun, Thu Huong.
        let named = matches!(word, "the" | "The" | "a" | "Mr" | "Ms" | "Dr");
        let stop = self.bytes.get(end) == Some(&b'.');
        let close = end + usize::from(stop);
        let rest = &self.text[close..];
        let bracketed = self.text[..at].ends_with(['(', '（']) && rest.starts_with([')', '）']);
        if named && !bracketed {
            return None;
        }
        if bracketed || self.day_beside(at, close) || date_after(rest) {
            return Some(day);
        }
        let after = rest.trim_start_matches([' ', ':']);
        let hours = after.starts_with(|c: char| c.is_ascii_digit());
        // The speaker of a line may be called so.
        let speaker = matches!(&self.bytes[at..end], b"Sun" | b"Thu");
        // A sentence begins with a capital: Sat. night.
        let goes_on =
            stop && rest.strip_prefix(' ').is_some_and(|r| r.starts_with(|c: char| c.is_lowercase()));
        let marked = stop || rest.starts_with([',', ':']);
        let headed = rest.starts_with(':') && (hours || !speaker);
        let said = headed || goes_on || sure && (marked || hours && rest != after);
        said.then_some(day)
    }

    /// Whether another day, short or not, is right before or after: `Mon-Fri`, `Sat & Sun`.
    fn day_beside(&self, at: usize, end: usize) -> bool {
        if let Some(last) = self.out.last().filter(|m| matches!(m.value, Value::Weekday(_)))
            && self
                .text
                .get(last.span.end..at)
                .is_some_and(|between| BETWEEN.contains(&between.trim_start_matches('.')))
        {
            return true;
        }
        let rest = &self.text[end..];
        BETWEEN.iter().filter_map(|between| rest.strip_prefix(between)).any(|next| {
            let letters = next.bytes().take_while(u8::is_ascii_alphabetic).count();
            short(&next.as_bytes()[..letters]).is_some()
        })
    }
}

/// Whether a date follows, `, 12 Dec` or ` Dec 12`, or a time of day, ` 8:30`, ` 8 a.m.`.
fn date_after(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(' ')) else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let month = |text: &str| {
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && matches!(classify(&text[..letters]), Some(Month(..) | MonthShort(_)))
    };
    match digits {
        0 => month(rest) && digits_within(rest),
        1..=2 => {
            let after = &rest[digits..];
            let after = ["st", "nd", "rd", "th"].iter().find_map(|s| after.strip_prefix(s)).unwrap_or(after);
            let next = after.trim_start_matches(' ');
            month(next)
                || after.starts_with(':')
                || ["a.m", "p.m", "am", "pm"].iter().any(|half| next.starts_with(half))
        }
        _ => false,
    }
}

/// Whether a day follows the month that a text begins with.
fn digits_within(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    after.trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit())
}

/// The day, and whether the letters are hardly a word or a name.
fn short(word: &[u8]) -> Option<(u8, bool)> {
    Some(match word {
        b"Mon" => (1, false),
        b"Tue" => (2, false),
        b"Tues" => (2, true),
        b"Wed" => (3, false),
        b"Weds" => (3, true),
        b"Thu" => (4, false),
        b"Thur" | b"Thurs" => (4, true),
        b"Fri" => (5, true),
        b"Sat" => (6, false),
        b"Sun" => (7, false),
        _ => return None,
    })
}
