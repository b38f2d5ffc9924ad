//! Clauses: what commas and other marks divide a text into.

/// How many bytes of a text its first clause has, with the mark that ends it.
pub(crate) fn first(text: &[u8]) -> usize {
    // Bytes and no characters, for speed: those of a mark are in no other character's place.
    let mut marks = text.iter().enumerate().filter_map(|(at, byte)| match byte {
        b',' | b'.' | b';' | b'!' | b'?' | b'\n' => Some(at + 1),
        // Of a label, not of a time or an address.
        b':' if text.get(at + 1).is_none_or(u8::is_ascii_whitespace) => Some(at + 1),
        // 、 and 。; ！ ， ： ； and ？.
        0xE3 if matches!(text[at + 1..], [0x80, 0x81 | 0x82, ..]) => Some(at + 3),
        0xEF if matches!(text[at + 1..], [0xBC, 0x81 | 0x8C | 0x9A | 0x9B | 0x9F, ..]) => Some(at + 3),
        _ => None,
    });
    marks.next().unwrap_or(text.len())
}

/// How many clauses a text has, of those that hold two letters or digits, or one in Chinese: initials, and
/// the digits behind a decimal point, are none. Linear in its length.
pub(crate) fn count(text: &str) -> u32 {
    let (mut start, mut count) = (0, 0);
    while start < text.len() {
        let end = start + first(&text.as_bytes()[start..]);
        let letters = text[start..end].chars().filter(|c| c.is_alphanumeric());
        // A Chinese character has three bytes.
        count += u32::from(letters.map(char::len_utf8).take(2).sum::<usize>() > 1);
        start = end;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_with_their_mark() {
        let mut text = "One, two! 一，二。三、四；五！六：七？At 7:30: 3.";
        let mut found = Vec::new();
        while !text.is_empty() {
            let (clause, rest) = text.split_at(first(text.as_bytes()));
            found.push(clause);
            text = rest;
        }
        assert_eq!(
            found,
            ["One,", " two!", " 一，", "二。", "三、", "四；", "五！", "六：", "七？", "At 7:30:", " 3."]
        );
        assert_eq!(first("二〇二六年（冬）".as_bytes()), "二〇二六年（冬）".len());
    }

    #[test]
    fn only_what_says_something_counts() {
        for (text, clauses) in [
            ("", 0),
            ("He came, saw; and left.", 3),
            ("“好，”他说……", 2),
            ("— — !?", 0),
            ("好", 1),
            ("J. R. Li, Q.C.", 1),
        ] {
            assert_eq!(count(text), clauses, "{text}");
        }
    }
}
