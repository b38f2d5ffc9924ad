//! The words of English numbers and dates.

use Word::*;

/// A word that takes part in a number or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    A,
    And,
    /// `of`, between two indefinite numbers.
    Of,
    /// `in`, as in `one in five`.
    In,
    /// 0 to 19.
    Unit(u8),
    Tens(u8),
    /// `threescore` and `fourscore`, with which up to nineteen more go.
    Scores(u8),
    /// `hundred` and above, by its power of ten.
    Power(u8),
    /// `tens`, `hundreds` and above.
    Powers(u8),
    Dozen,
    /// `decades`: ten of the years that Chinese counts.
    Tenfold,
    /// A hundred of them: `century`, and where it is true `centuries`, which no ordinal has left out.
    Century(bool),
    Fortnight,
    Several,
    /// `first` to `nineteenth`.
    Ordinal(u8),
    /// `twentieth` to `ninetieth`.
    OrdinalTens(u8),
    /// `hundredth` and above, by its power of ten.
    OrdinalPower(u8),
    /// `halves`, `thirds` and above.
    Parts(u8),
    Half,
    Quarter,
    /// `twenties` to `nineties`.
    Decade(u8),
    /// A month; `false` where the word also means something else.
    Month(u8, bool),
    /// A short month, which a point or a digit must follow.
    MonthShort(u8),
    Weekday(u8),
}

/// The words, sorted.
const WORDS: &[(&str, Word)] = &[
    ("a", A),
    ("an", A),
    ("and", And),
    ("apr", MonthShort(4)),
    ("april", Month(4, true)),
    ("aug", MonthShort(8)),
    ("august", Month(8, true)),
    ("billion", Power(9)),
    ("billions", Powers(9)),
    ("centuries", Century(true)),
    ("century", Century(false)),
    ("dec", MonthShort(12)),
    ("decade", Tenfold),
    ("decades", Tenfold),
    ("december", Month(12, true)),
    ("dozen", Dozen),
    ("dozens", Powers(1)),
    ("eight", Unit(8)),
    ("eighteen", Unit(18)),
    ("eighteenth", Ordinal(18)),
    ("eighth", Ordinal(8)),
    ("eighths", Parts(8)),
    ("eighties", Decade(80)),
    ("eightieth", OrdinalTens(80)),
    ("eighty", Tens(80)),
    ("eleven", Unit(11)),
    ("eleventh", Ordinal(11)),
    ("feb", MonthShort(2)),
    ("february", Month(2, true)),
    ("few", Several),
    ("fifteen", Unit(15)),
    ("fifteenth", Ordinal(15)),
    ("fifth", Ordinal(5)),
    ("fifths", Parts(5)),
    ("fifties", Decade(50)),
    ("fiftieth", OrdinalTens(50)),
    ("fifty", Tens(50)),
    ("first", Ordinal(1)),
    ("five", Unit(5)),
    ("forties", Decade(40)),
    ("fortieth", OrdinalTens(40)),
    ("fortnight", Fortnight),
    ("forty", Tens(40)),
    ("four", Unit(4)),
    ("fourscore", Scores(80)),
    ("fourteen", Unit(14)),
    ("fourteenth", Ordinal(14)),
    ("fourth", Ordinal(4)),
    ("fourths", Parts(4)),
    ("friday", Weekday(5)),
    ("fridays", Weekday(5)),
    ("half", Half),
    ("hundred", Power(2)),
    ("hundreds", Powers(2)),
    ("hundredth", OrdinalPower(2)),
    ("in", In),
    ("jan", MonthShort(1)),
    ("january", Month(1, true)),
    ("jul", MonthShort(7)),
    ("july", Month(7, true)),
    ("jun", MonthShort(6)),
    ("june", Month(6, true)),
    ("mar", MonthShort(3)),
    ("march", Month(3, false)),
    ("may", Month(5, false)),
    ("million", Power(6)),
    ("millions", Powers(6)),
    ("millionth", OrdinalPower(6)),
    ("monday", Weekday(1)),
    ("mondays", Weekday(1)),
    ("nine", Unit(9)),
    ("nineteen", Unit(19)),
    ("nineteenth", Ordinal(19)),
    ("nineties", Decade(90)),
    ("ninetieth", OrdinalTens(90)),
    ("ninety", Tens(90)),
    ("ninth", Ordinal(9)),
    ("nov", MonthShort(11)),
    ("november", Month(11, true)),
    ("oct", MonthShort(10)),
    ("october", Month(10, true)),
    ("of", Of),
    ("one", Unit(1)),
    ("quarter", Quarter),
    ("quarters", Parts(4)),
    ("saturday", Weekday(6)),
    ("saturdays", Weekday(6)),
    ("second", Ordinal(2)),
    ("sep", MonthShort(9)),
    ("sept", MonthShort(9)),
    ("september", Month(9, true)),
    ("seven", Unit(7)),
    ("seventeen", Unit(17)),
    ("seventeenth", Ordinal(17)),
    ("seventh", Ordinal(7)),
    ("seventies", Decade(70)),
    ("seventieth", OrdinalTens(70)),
    ("seventy", Tens(70)),
    ("several", Several),
    ("six", Unit(6)),
    ("sixteen", Unit(16)),
    ("sixteenth", Ordinal(16)),
    ("sixth", Ordinal(6)),
    ("sixties", Decade(60)),
    ("sixtieth", OrdinalTens(60)),
    ("sixty", Tens(60)),
    ("sunday", Weekday(7)),
    ("sundays", Weekday(7)),
    ("ten", Unit(10)),
    ("tens", Powers(1)),
    ("tenth", Ordinal(10)),
    ("tenths", Parts(10)),
    ("third", Ordinal(3)),
    ("thirds", Parts(3)),
    ("thirteen", Unit(13)),
    ("thirteenth", Ordinal(13)),
    ("thirties", Decade(30)),
    ("thirtieth", OrdinalTens(30)),
    ("thirty", Tens(30)),
    ("thousand", Power(3)),
    ("thousands", Powers(3)),
    ("thousandth", OrdinalPower(3)),
    ("three", Unit(3)),
    ("threescore", Scores(60)),
    ("thursday", Weekday(4)),
    ("thursdays", Weekday(4)),
    ("trillion", Power(12)),
    ("trillions", Powers(12)),
    ("tuesday", Weekday(2)),
    ("tuesdays", Weekday(2)),
    ("twelfth", Ordinal(12)),
    ("twelve", Unit(12)),
    ("twenties", Decade(20)),
    ("twentieth", OrdinalTens(20)),
    ("twenty", Tens(20)),
    ("two", Unit(2)),
    ("wednesday", Weekday(3)),
    ("wednesdays", Weekday(3)),
    ("zero", Unit(0)),
];

const LONGEST: usize = 12;

/// For each length and first letter the second letters of the words that are so: most words of a
/// text are ruled out by one look.
const SECOND_LETTERS: [[u32; 32]; LONGEST + 1] = {
    let mut masks = [[0; 32]; LONGEST + 1];
    let mut i = 0;
    while i < WORDS.len() {
        let word = WORDS[i].0.as_bytes();
        masks[word.len()][letter(word[0])] |= second_letter(word);
        i += 1;
    }
    masks
};

/// Where the words of each first letter begin among all.
const FIRST_LETTERS: [u8; 28] = {
    let mut starts = [0; 28];
    let mut i = 0;
    while i < WORDS.len() {
        let mut after = letter(WORDS[i].0.as_bytes()[0]) + 1;
        while after < starts.len() {
            starts[after] = i as u8 + 1;
            after += 1;
        }
        i += 1;
    }
    starts
};

/// The number of an ASCII letter in any case, 1 to 26.
const fn letter(byte: u8) -> usize {
    (byte & 31) as usize
}

/// The second letter of a word as a bit.
const fn second_letter(word: &[u8]) -> u32 {
    if word.len() > 1 { 1 << letter(word[1]) } else { 1 }
}

/// What a word of ASCII letters is, in any case.
pub(super) fn classify(word: &str) -> Option<Word> {
    let bytes = word.as_bytes();
    let first = letter(*bytes.first()?);
    if SECOND_LETTERS.get(bytes.len())?[first] & second_letter(bytes) == 0 {
        return None;
    }
    let few = &WORDS[usize::from(FIRST_LETTERS[first])..usize::from(FIRST_LETTERS[first + 1])];
    few.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|&(_, word)| word)
}

/// What a word that says a whole number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// `seven`, `twenty`.
    Cardinal,
    /// `seventh`, `twentieth`.
    Ordinal,
}

/// Whether a word says a number below a hundred, and how.
pub(crate) fn number_word(word: &str) -> Option<NumberWord> {
    match classify(word)? {
        Unit(_) | Tens(_) => Some(NumberWord::Cardinal),
        Ordinal(_) | OrdinalTens(_) => Some(NumberWord::Ordinal),
        _ => None,
    }
}

/// Whether a word names a month, whole or cut short.
pub(crate) fn is_month(word: &str) -> bool {
    matches!(classify(word), Some(Month(..) | MonthShort(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_and_short_enough() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WORDS.iter().all(|w| w.0.len() <= LONGEST));
        assert_eq!(classify("Wednesday"), Some(Weekday(3)));
        assert!(WORDS.iter().all(|&(name, word)| classify(&name.to_uppercase()) == Some(word)));
        for other in ["wend", "the", "I", "", "characteristically"] {
            assert_eq!(classify(other), None);
        }
    }
}
