//! Clauses: what commas and other marks divide a text into.

/// By a byte, whether a mark that ends a clause may begin with it: most of a text does not.
const MAY_BEGIN_MARK: [bool; 256] = {
    let mut may = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may[byte] = matches!(byte as u8, b',' | b'.' | b';' | b'!' | b'?' | b'\n' | b':' | 0xE3 | 0xEF);
        byte += 1;
    }
    may
};

/// How many bytes of a text its first clause has, with the mark that ends it.
pub(crate) fn first(text: &[u8]) -> usize {
    // Bytes and no characters, for speed: those of a mark are in no other character's place.
    let mark = |at: usize| match text[at..] {
        // Of a label, not of a time or an address.
        [b':', next, ..] if !next.is_ascii_whitespace() => None,
        // 、 and 。; ！ ， ： ； and ？.
        [0xE3, 0x80, 0x81 | 0x82, ..] | [0xEF, 0xBC, 0x81 | 0x8C | 0x9A | 0x9B | 0x9F, ..] => Some(at + 3),
        [0xE3 | 0xEF, ..] => None,
        _ => Some(at + 1),
    };
    let places = text.iter().enumerate().filter(|(_, byte)| MAY_BEGIN_MARK[usize::from(**byte)]);
    places.filter_map(|(at, _)| mark(at)).next().unwrap_or(text.len())
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
