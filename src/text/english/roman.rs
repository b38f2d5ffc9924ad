//! Roman numerals.

/// Words after which one letter is a numeral too: `Chapter V`, `World War I`.
const COUNTED: [&str; 17] = [
    "act", "article", "book", "canto", "chapter", "part", "psalm", "scene", "section", "vol", "volume",
    "war", "annex", "appendix", "fig", "figure", "table",
];

/// The value of a Roman numeral after a word: of two letters or more, up to 39; any up to 399 where the word
/// says that something is counted. A lone letter is too often something else, and so are `DC` and `LI`.
pub(super) fn after(word: &str, numeral: &[u8]) -> Option<u64> {
    let number = value(numeral)?;
    let plain = numeral.len() > 1 && number < 40;
    let counted = || COUNTED.iter().any(|counted| counted.eq_ignore_ascii_case(word));
    (plain || counted() && !matches!(numeral, b"C" | b"L")).then_some(number)
}

/// The value of a Roman numeral without a word; `C` and `CV` have other meanings.
pub(super) fn alone(numeral: &[u8]) -> Option<u64> {
    value(numeral).filter(|&number| number < 100 && numeral != b"L")
}

/// The value of a Roman numeral in its proper form, up to 399.
fn value(word: &[u8]) -> Option<u64> {
    let hundreds = word.iter().take_while(|&&b| b == b'C').count();
    let (tens, tens_end) = digit(&word[hundreds..], *b"XLC");
    let (units, units_end) = digit(&word[hundreds + tens_end..], *b"IVX");
    let whole = !word.is_empty() && hundreds <= 3 && hundreds + tens_end + units_end == word.len();
    whole.then_some(100 * hundreds as u64 + 10 * tens + units)
}

/// A decimal digit that a word begins with, in the letters for one, five and ten, and how many they are.
fn digit(word: &[u8], [one, five, ten]: [u8; 3]) -> (u64, usize) {
    match *word {
        [a, b, ..] if a == one && b == ten => (9, 2),
        [a, b, ..] if a == one && b == five => (4, 2),
        _ => {
            let fives = usize::from(word.first() == Some(&five));
            let ones = word[fives..].iter().take(3).take_while(|&&b| b == one).count();
            ((5 * fives + ones) as u64, fives + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_after_words() {
        let named = |s: &str| after("Henry", s.as_bytes());
        assert_eq!([named("IV"), named("XXXIX"), named("XXX")], [Some(4), Some(39), Some(30)]);
        assert_eq!([named("I"), named("IIII"), named("XVIM"), named("VX"), named("LI")], [None; 5]);
        assert_eq!([named(""), named("CC"), named("XC"), named("C"), named("IXI")], [None; 5]);
        assert_eq!([alone(b"V"), alone(b"XC"), alone(b"L"), alone(b"CV")], [Some(5), Some(90), None, None]);
        let counted = |s: &str| after("CHAPTER", s.as_bytes());
        assert_eq!(
            [counted("I"), counted("V"), counted("XLIV"), counted("CXIX")].map(Option::unwrap),
            [1, 5, 44, 119]
        );
        assert_eq!([counted("C"), counted("CCCC"), counted("IL"), counted("Mix"), counted("i")], [None; 5]);
    }
}
