//! What is known of each Chinese character: its simplified form, its script, its readings.
//!
//! The facts lie in `data/hanzi.bin`, which is read in place: one array over U+4E00 to
//! U+9FFF, and a short sorted list for the characters elsewhere that have a simplified form
//! or a script of their own.

use std::fmt;
use std::ops::RangeInclusive;

use crate::lang::Variant;

/// The table, in little endian:
///
/// | part | items |
/// |---|---|
/// | magic | 8 bytes |
/// | counts | 6 × u32: block, tail, folds, sets, members, syllables |
/// | block | per code point: u16 fold, u16 class (2 bits) and set (14 bits) |
/// | tail | u32 code point, then the two numbers as in the block; sorted |
/// | folds | u32 code point each; number 0 means "itself" |
/// | sets | u16 end of each set of readings in the members, after a first 0 |
/// | members | u16 syllable each |
/// | syllables | 6 bytes each, padded with zeros; sorted |
static TABLE: &[u8] = include_bytes!("../data/hanzi.bin");

pub(crate) const MAGIC: &[u8; 8] = b"HANZI\0\0\x01";
pub(crate) const BLOCK: RangeInclusive<u32> = 0x4E00..=0x9FFF;
pub(crate) const CLASS_SHIFT: u16 = 14;
pub(crate) const CLASS_HANS: u16 = 1;
pub(crate) const CLASS_HANT: u16 = 2;

const COUNTS: [usize; 6] = {
    let mut counts = [0; 6];
    let mut i = 0;
    while i < 6 {
        counts[i] = long(8 + 4 * i) as usize;
        i += 1;
    }
    counts
};
const BLOCK_AT: usize = 8 + 4 * 6;
const TAIL_AT: usize = BLOCK_AT + 4 * COUNTS[0];
const FOLDS_AT: usize = TAIL_AT + 8 * COUNTS[1];
const SETS_AT: usize = FOLDS_AT + 4 * COUNTS[2];
const MEMBERS_AT: usize = SETS_AT + 2 * (COUNTS[3] + 1);
const SYLLABLES_AT: usize = MEMBERS_AT + 2 * COUNTS[4];
const END: usize = SYLLABLES_AT + 6 * COUNTS[5];

// A table that was cut or is of another version does not build.
const _: () = {
    assert!(TABLE.len() == END);
    let mut i = 0;
    while i < MAGIC.len() {
        assert!(TABLE[i] == MAGIC[i]);
        i += 1;
    }
};
const _: () = assert!(COUNTS[0] == (*BLOCK.end() - *BLOCK.start() + 1) as usize);

const fn short(at: usize) -> u16 {
    u16::from_le_bytes([TABLE[at], TABLE[at + 1]])
}

const fn long(at: usize) -> u32 {
    u32::from_le_bytes([TABLE[at], TABLE[at + 1], TABLE[at + 2], TABLE[at + 3]])
}

/// The two numbers of a character: its fold, then its class and set of readings.
#[inline]
fn entry(c: char) -> (u16, u16) {
    let code = c as u32;
    let at = match BLOCK.contains(&code) {
        true => Some(BLOCK_AT + 4 * (code - BLOCK.start()) as usize),
        false => rare_entry(c),
    };
    at.map_or((0, 0), |at| (short(at), short(at + 2)))
}

/// Where they are of a character outside the block.
fn rare_entry(c: char) -> Option<usize> {
    if !is_han(c) {
        return None;
    }
    let (mut low, mut high) = (0, COUNTS[1]);
    while low < high {
        let middle = (low + high) / 2;
        if long(TAIL_AT + 8 * middle) < c as u32 { low = middle + 1 } else { high = middle }
    }
    let at = TAIL_AT + 8 * low;
    (low < COUNTS[1] && long(at) == c as u32).then_some(at + 4)
}

/// Whether a character is in the block that nearly all Han characters of a text are in.
pub(crate) const fn is_usual_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Whether the character is a Han character.
///
/// ```
/// use bitext::hanzi::is_han;
/// assert!(is_han('语') && is_han('語') && is_han('〇'));
/// assert!(!is_han('ゴ') && !is_han('。') && !is_han('a'));
/// ```
pub fn is_han(c: char) -> bool {
    is_usual_han(c)
        || c > '\u{3006}'
            && matches!(c as u32, 0x3400..=0x4DBF | 0xF900..=0xFAFF | 0x20000..=0x323AF | 0x3007)
}

/// The simplified form of a character, for matching; other characters are given back as they are.
///
/// Character by character, so 乾 gives 干 even in 乾隆: right for comparing two texts, wrong
/// for converting one.
///
/// ```
/// use bitext::hanzi::simplified;
/// assert_eq!("頭髮與發現".chars().map(simplified).collect::<String>(), "头发与发现");
/// assert_eq!(simplified('后'), '后');
/// assert_eq!(simplified('x'), 'x');
/// ```
pub fn simplified(c: char) -> char {
    match entry(c).0 {
        0 => c,
        fold => char::from_u32(long(FOLDS_AT + 4 * usize::from(fold))).unwrap_or(c),
    }
}

/// The script that a character belongs to: [`Variant::Hans`] or [`Variant::Hant`] where only
/// that script has it, [`Variant::Both`] for other Han characters, `None` for the rest.
///
/// Characters that are the simplified form of another and stand in traditional text too
/// (后, 里, 台, 干) belong to both.
///
/// ```
/// use bitext::{Variant, hanzi::script};
/// assert_eq!(script('们'), Some(Variant::Hans));
/// assert_eq!(script('們'), Some(Variant::Hant));
/// assert_eq!(script('人'), Some(Variant::Both));
/// assert_eq!(script('。'), None);
/// ```
pub fn script(c: char) -> Option<Variant> {
    match entry(c).1 >> CLASS_SHIFT {
        CLASS_HANS => Some(Variant::Hans),
        CLASS_HANT => Some(Variant::Hant),
        _ => is_han(c).then_some(Variant::Both),
    }
}

/// The script of a Chinese text, `None` where it has no Han character.
///
/// The script with more characters of its own wins. The text is [`Variant::Mixed`] only where
/// the other script has two characters or more and at least a fifth of those that tell, or
/// where one stands against one: a title quoted in the other script does not make a mixture.
///
/// ```
/// use bitext::{Variant, hanzi::variant};
/// assert_eq!(variant("我们到了。"), Some(Variant::Hans));
/// assert_eq!(variant("我們到了。"), Some(Variant::Hant));
/// assert_eq!(variant("人山人海"), Some(Variant::Both));
/// assert_eq!(variant("我们说，你們說"), Some(Variant::Mixed));
/// assert_eq!(variant("Hello"), None);
/// ```
pub fn variant(text: &str) -> Option<Variant> {
    let (mut hans, mut hant, mut both) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        match script(c) {
            Some(Variant::Hans) => hans += 1,
            Some(Variant::Hant) => hant += 1,
            Some(_) => both += 1,
            None => {}
        }
    }
    let (less, more) = (hans.min(hant), hans.max(hant));
    match more {
        0 => (both > 0).then_some(Variant::Both),
        _ if less > 0 && (less == more || less >= 2 && 5 * less >= less + more) => Some(Variant::Mixed),
        _ if hans > hant => Some(Variant::Hans),
        _ => Some(Variant::Hant),
    }
}

/// A syllable of pinyin without its tone; ü is written `v`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Syllable(u16);

impl Syllable {
    /// How many syllables there are: every [`Syllable::id`] is below.
    pub const COUNT: usize = COUNTS[5];

    /// The syllable that is written so, in lower case and with `v` for ü.
    ///
    /// ```
    /// use bitext::hanzi::Syllable;
    /// assert_eq!(Syllable::new("qing").unwrap().as_str(), "qing");
    /// assert!(Syllable::new("smith").is_none());
    /// ```
    pub fn new(name: &str) -> Option<Syllable> {
        let (mut low, mut high) = (0, Syllable::COUNT);
        while low < high {
            let middle = (low + high) / 2;
            let syllable = Syllable(middle as u16);
            match syllable.as_str().cmp(name) {
                std::cmp::Ordering::Equal => return Some(syllable),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// All syllables, in the order of their names.
    pub fn all() -> impl ExactSizeIterator<Item = Syllable> {
        (0..Syllable::COUNT as u16).map(Syllable)
    }

    /// A small number, stable within one version of this crate.
    pub const fn id(self) -> usize {
        self.0 as usize
    }

    /// How the syllable is written.
    pub fn as_str(self) -> &'static str {
        let at = SYLLABLES_AT + 6 * self.id();
        let cell = &TABLE[at..at + 6];
        let len = cell.iter().position(|&b| b == 0).unwrap_or(6);
        str::from_utf8(&cell[..len]).unwrap_or_default()
    }
}

impl fmt::Debug for Syllable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Syllable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The readings of a character, without tones, the most usual first.
///
/// ```
/// let readings: Vec<_> = bitext::hanzi::readings('重').map(|s| s.as_str()).collect();
/// assert_eq!(readings, ["zhong", "chong", "tong"]);
/// assert_eq!(bitext::hanzi::readings('x').count(), 0);
/// ```
pub fn readings(c: char) -> impl ExactSizeIterator<Item = Syllable> + Clone {
    let set = usize::from(entry(c).1 & ((1 << CLASS_SHIFT) - 1));
    let ends = SETS_AT + 2 * set;
    (short(ends)..short(ends + 2)).map(|member| Syllable(short(MEMBERS_AT + 2 * usize::from(member))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        text.chars().map(simplified).collect()
    }

    #[test]
    fn folds_traditional_and_compatibility_characters() {
        assert_eq!(fold("圖書館裡的臺燈，爲甚麽著涼？"), fold("图书馆里的台灯，为甚么著凉？"));
        // U+F9DC is a compatibility form of 隆, U+F90A of 金, U+F91D of 欄.
        assert_eq!(fold("\u{F9DC}\u{F90A}\u{F91D}"), "隆金栏");
        assert_eq!(fold("ABC 123，。あ"), "ABC 123，。あ");
    }

    #[test]
    fn a_fold_is_final() {
        for c in ('\u{3000}'..'\u{FB00}').chain('\u{20000}'..'\u{32400}') {
            assert_eq!(simplified(simplified(c)), simplified(c), "{c}");
        }
    }

    #[test]
    fn characters_of_both_scripts_tell_nothing() {
        for c in "后里面台系干只几于云谷松余范吃床群了着著".chars() {
            assert_eq!(script(c), Some(Variant::Both), "{c}");
        }
        for c in "发个这说万广价无与龙".chars() {
            assert_eq!(script(c), Some(Variant::Hans), "{c}");
        }
        for c in "發個這說萬廣價無與龍裡裏為爲牀".chars() {
            assert_eq!(script(c), Some(Variant::Hant), "{c}");
        }
    }

    #[test]
    fn a_lone_odd_character_makes_no_mixture() {
        assert_eq!(
            variant("他们在这间书店里找到一本《紅樓夢》，纸张已经发黄，书页间还夹着车票。"),
            Some(Variant::Hans)
        );
        assert_eq!(variant("這個檔案記錄了當時發生的事，编者不詳。"), Some(Variant::Hant));
        assert_eq!(variant("国語"), Some(Variant::Mixed));
    }

    #[test]
    fn readings_are_toneless_and_distinct() {
        let list = |c| readings(c).map(Syllable::as_str).collect::<Vec<_>>();
        assert_eq!(list('陈'), ["chen"]);
        assert_eq!(list('陳')[0], "chen");
        assert_eq!(list('女')[0], "nv");
        assert_eq!(list('〇')[0], "ling");
        assert_eq!(list('\u{F90A}')[0], "jin");
        assert_eq!(list('壯'), list('壮'));
    }

    #[test]
    fn every_syllable_is_found_by_its_name() {
        for syllable in Syllable::all() {
            assert_eq!(Syllable::new(syllable.as_str()), Some(syllable));
        }
    }
}
