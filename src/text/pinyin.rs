//! Chinese syllables in Latin letters: pinyin, and the older spelling of Wade and Giles.

use std::sync::LazyLock;

use super::sound;
use super::token::is_accent;
use crate::hanzi::Syllable;

/// The ways to cut a word into syllables of pinyin: `Xian` is `xian` or `xi an`, `Xi'an` only
/// the second. Apostrophes, hyphens and blanks part syllables; marks of tone are passed over.
///
/// Empty where the word is no pinyin. At most eight ways are given, those with longer first
/// syllables first.
///
/// ```
/// use bitext::text::name::syllables;
/// let cut = |word| syllables(word).iter().map(|way| format!("{way:?}")).collect::<Vec<_>>();
/// assert_eq!(cut("Qingyang"), ["[qing, yang]"]);
/// assert_eq!(cut("Xian"), ["[xian]", "[xi, an]"]);
/// assert_eq!(cut("Zhōng-shān"), ["[zhong, shan]"]);
/// assert!(cut("Smith").is_empty());
/// ```
pub fn syllables(word: &str) -> Vec<Vec<Syllable>> {
    let spelled = spellings(word).into_iter().filter(|s| s.pinyin);
    spelled.map(|s| s.slots.into_iter().filter_map(|slot| slot.first().copied()).collect()).collect()
}

/// A word cut into syllables, with the syllables of pinyin that each part can stand for.
pub(super) struct Spelling {
    pub slots: Vec<Vec<Syllable>>,
    /// Whether every part is pinyin as it stands.
    pinyin: bool,
}

impl Spelling {
    /// From what was measured: two syllables by accident are rare, three all but excluded;
    /// the older spelling confuses four initials with four others.
    pub fn strength(&self) -> f32 {
        match (self.slots.len(), self.pinyin) {
            (2, true) => 0.9,
            (2, false) => 0.6,
            (_, true) => 1.0,
            (_, false) => 0.9,
        }
    }
}

const MOST_SPELLINGS: usize = 8;
const MOST_LETTERS: usize = 30;

/// The ways to cut a name into syllables, in pinyin or in the spelling of Wade and Giles: at most eight.
pub(super) fn spellings(name: &str) -> Vec<Spelling> {
    // Letters, and the places where a syllable must end.
    let (mut letters, mut borders) = (String::new(), 0u64);
    for c in name.chars() {
        match c {
            // Wade and Giles' breath is inside a syllable: P'ing, Ts'ai, Ch'en.
            '\'' | '’' | '‘' if letters.ends_with(['p', 't', 'k', 's', 'z']) || letters.ends_with("ch") =>
                {}
            '\'' | '’' | '‘' | '-' | ' ' | '‐' | '·' => borders |= 1 << letters.len().min(63),
            'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'Ü' => letters.push('v'),
            // ü in decomposed text.
            '\u{308}' if letters.ends_with('u') => {
                letters.pop();
                letters.push('v');
            }
            c if is_accent(c) => {}
            _ => match sound::base_letter(c) {
                Some(letter) => letters.push(char::from(letter)),
                None => return Vec::new(),
            },
        }
        if letters.len() > MOST_LETTERS {
            return Vec::new();
        }
    }
    // From which letters the rest can be cut at all: without this the search could be exponential.
    let mut open = [false; MOST_LETTERS + 1];
    open[letters.len()] = true;
    let mut steps = vec![Vec::new(); letters.len()];
    for at in (0..letters.len()).rev() {
        for end in (at + 1..=letters.len().min(at + 7)).rev() {
            let crosses = borders >> (at + 1) & ((1 << (end - at - 1)) - 1) != 0;
            if open[end] && !crosses {
                let slot = TABLE.read(&letters[at..end]);
                if !slot.0.is_empty() {
                    open[at] = true;
                    steps[at].push((end, slot));
                }
            }
        }
    }
    let mut out = Vec::new();
    if !letters.is_empty() {
        walk(&steps, 0, &mut Vec::new(), &mut out);
    }
    out
}

type Slot = (Vec<Syllable>, bool);

fn walk<'s>(steps: &'s [Vec<(usize, Slot)>], at: usize, path: &mut Vec<&'s Slot>, out: &mut Vec<Spelling>) {
    if out.len() == MOST_SPELLINGS {
        return;
    }
    let Some(next) = steps.get(at) else {
        let slots = path.iter().map(|slot| slot.0.clone()).collect();
        out.push(Spelling { slots, pinyin: path.iter().all(|slot| slot.1) });
        return;
    };
    for (end, slot) in next {
        path.push(slot);
        walk(steps, *end, path, out);
        path.pop();
    }
}

/// How syllables are written.
static TABLE: LazyLock<Spellings> = LazyLock::new(Spellings::new);

/// The letters of a spelling as a number, whether it is not pinyin, and the syllable; sorted.
struct Spellings(Vec<(u64, bool, Syllable)>);

impl Spellings {
    fn new() -> Spellings {
        let mut table: Vec<(u64, bool, Syllable)> =
            Syllable::all().map(|s| (letters_as_number(s.as_str()), false, s)).collect();
        let older = Syllable::all().map(|s| (wade_giles(s.as_str()), s));
        let older = older.filter(|(name, s)| name != s.as_str());
        table.extend(older.map(|(name, s)| (letters_as_number(&name), true, s)));
        // Written with its dots: Hsü, Yüan, Ch'ü.
        let dotted = Syllable::all()
            .filter(|s| s.as_str().starts_with(['j', 'q', 'x', 'y']) && s.as_str()[1..].starts_with('u'));
        let dotted = dotted.map(|s| (wade_giles(s.as_str()).replacen('u', "v", 1), s));
        table.extend(dotted.map(|(name, s)| (letters_as_number(&name), true, s)));
        // Spellings of their own: 陕 in Shaanxi, ü where the letter is missing.
        let others =
            [("shaan", "shan"), ("lyu", "lv"), ("nyu", "nv"), ("lue", "lve"), ("nue", "nve"), ("szu", "si")];
        let others = others.iter().filter_map(|(name, s)| Some((*name, Syllable::new(s)?)));
        table.extend(others.map(|(name, s)| (letters_as_number(name), true, s)));
        table.sort();
        Spellings(table)
    }

    /// The syllables that are written so, pinyin first, and whether pinyin is among them.
    fn read(&self, letters: &str) -> Slot {
        let number = letters_as_number(letters);
        let from = self.0.partition_point(|entry| entry.0 < number);
        let same = &self.0[from..];
        let same = &same[..same.iter().take_while(|entry| entry.0 == number).count()];
        (same.iter().map(|entry| entry.2).collect(), same.first().is_some_and(|entry| !entry.1))
    }
}

/// Up to eight letters as one number, different for different letters.
fn letters_as_number(letters: &str) -> u64 {
    letters.bytes().fold(0, |number, letter| number << 8 | u64::from(letter))
}

/// A syllable in the spelling of Wade and Giles, without its apostrophe.
fn wade_giles(pinyin: &str) -> String {
    let whole = match pinyin {
        "zi" | "ci" => "tzu",
        "si" => "ssu",
        "zhi" | "chi" => "chih",
        "shi" => "shih",
        "ri" => "jih",
        "er" => "erh",
        "yan" => "yen",
        "ye" => "yeh",
        "you" => "yu",
        "yong" => "yung",
        "yi" => "i",
        "ge" => "ko",
        "ke" => "ko",
        "he" => "ho",
        "gui" => "kuei",
        "kui" => "kuei",
        _ => "",
    };
    if !whole.is_empty() {
        return whole.to_owned();
    }
    let initials = [
        ("zh", "ch"),
        ("b", "p"),
        ("d", "t"),
        ("g", "k"),
        ("j", "ch"),
        ("q", "ch"),
        ("x", "hs"),
        ("z", "ts"),
        ("ch", "ch"),
        ("c", "ts"),
        ("r", "j"),
        ("sh", "sh"),
    ];
    let (old, new) = initials.into_iter().find(|(old, _)| pinyin.starts_with(old)).unwrap_or_else(|| {
        // t, p, k, l and the like stay as they are.
        let len = usize::from(!pinyin.starts_with(['a', 'e', 'o']));
        (&pinyin[..len], &pinyin[..len])
    });
    let rest = match &pinyin[old.len()..] {
        "ian" => "ien",
        "ie" => "ieh",
        "ue" => "ueh",
        "ong" => "ung",
        "iong" => "iung",
        // to, lo, cho; but kuo, shuo, huo.
        "uo" if !matches!(new, "k" | "sh" | "h") => "o",
        rest => rest,
    };
    format!("{new}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_into_syllables() {
        let cut = |word| syllables(word).iter().map(|way| format!("{way:?}")).collect::<Vec<_>>();
        assert_eq!(cut("Xi'an"), ["[xi, an]"]);
        assert_eq!(cut("Zhang"), ["[zhang]"]);
        assert_eq!([cut("Nü"), cut("Nu\u{308}")], [["[nv]"], ["[nv]"]]);
        assert_eq!(cut("Xi\u{304}a\u{301}n"), cut("Xian"));
        assert!(cut("Qq").is_empty() && cut("").is_empty() && cut("Ли").is_empty());
        assert!(cut(&"xian".repeat(7)).len() <= MOST_SPELLINGS);
    }
}
