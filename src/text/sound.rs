//! Foreign names in Chinese, by their sound: Churchill and 丘吉尔.
//!
//! Chinese writes a foreign name syllable by syllable: an English consonant with its vowel
//! becomes a character that begins with a like consonant, a consonant without a vowel becomes
//! a character of its own (斯, 特, 尔), and `n` or `m` after a vowel closes the character
//! before. [`sounds_like`] looks for the cheapest such reading; costs are in twentieths.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::token::{self, is_accent, is_apostrophe};
use crate::hanzi;

/// Characters that foreign names are usually written with, in simplified form. Names of
/// people and places keep to a few hundred, chosen for their sound.
const TRANSLITERATION: &str = "\
    阿埃艾爱安昂敖奥澳巴白拜班邦包保鲍贝本比彼毕宾波玻伯泊勃博卜布采查昌彻茨次措达大代戴丹当道德登邓狄迪底地蒂第\
    丁顿东都杜敦多俄厄恩尔法凡范方菲费芬丰冯佛弗夫福弗富盖甘冈高哥戈格葛根贡古瓜圭果哈海罕汉翰豪赫黑亨洪侯胡华怀\
    惠霍基吉及济加嘉贾简江杰津金京久居喀卡开凯坎康考柯科可克肯孔库夸昆拉腊莱来赖兰朗劳勒雷蕾黎里理利立丽莉连莲列\
    林琳伦隆龙卢鲁路吕略罗洛马玛迈麦曼芒毛茅梅门蒙孟米密敏明缪摩莫墨默姆木穆拿那纳娜乃奈南瑙内嫩能尼妮年聂涅宁牛\
    纽农努女诺欧帕派潘庞培佩彭蓬皮匹平坡珀葡浦普齐奇恰强乔切钦青琼丘屈让热仁日荣茹瑞若撒萨塞赛三桑瑟森莎沙山珊尚\
    绍舍申什圣胜施诗石史士盛叔舒斯丝思司松苏索塔台泰坦汤唐陶特腾滕提田铁廷亭通图土托陀瓦万汪旺威韦为维伟卫魏温文翁\
    沃乌伍武西希悉席锡喜霞夏香向肖萧晓歇谢辛欣兴星休雪逊雅亚延扬杨尧耶叶伊宜易意因英雍永尤于约宰赞泽增扎詹占章珍\
    真芝治朱祖兹子宗佐兀杉姗迦蔡曹郝贡奎茜薇露荷娅";

/// A character's part in a name: the sound of its usual reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sound {
    /// The consonant that it begins with, see [`INITIALS`].
    initial: u8,
    /// English vowels that it may stand for, a bit each for a, e, i, o, u.
    vowels: u8,
    /// Whether it ends in n or ng.
    nasal: bool,
    /// Whether it can stand for a consonant without a vowel: 斯, 特, 普.
    bare: bool,
}

/// The initials; an initial's number is its place here. The first stands for none.
const INITIALS: [&str; 25] = [
    "", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z",
    "c", "s", "y", "w", "er",
];
pub(super) const INITIAL_COUNT: usize = INITIALS.len();
const NONE: u8 = 0;
const Y: u8 = 22;
const W: u8 = 23;
const ER: u8 = 24;

/// The number of a couple of initials, below the square of [`INITIAL_COUNT`].
pub(super) fn initials(first: Sound, second: Sound) -> usize {
    usize::from(first.initial) * INITIAL_COUNT + usize::from(second.initial)
}

impl Sound {
    /// A number above 0, different for different sounds.
    pub(super) fn code(self) -> u16 {
        let flags = u16::from(self.nasal) << 1 | u16::from(self.bare);
        1 + (u16::from(self.initial) << 7 | u16::from(self.vowels) << 2 | flags)
    }

    /// The sound of a character, if foreign names are written with it.
    pub(super) fn of(c: char) -> Option<Sound> {
        static SOUNDS: LazyLock<FxHashMap<char, Sound>> =
            LazyLock::new(|| TRANSLITERATION.chars().filter_map(|c| Some((c, Sound::first(c)?))).collect());
        SOUNDS.get(&hanzi::simplified(c)).copied()
    }

    /// The sound of a character in names.
    fn first(c: char) -> Option<Sound> {
        // 什 is shi in names, shen elsewhere.
        let syllable = if c == '什' { "shi" } else { hanzi::readings(c).next()?.as_str() };
        Some(Sound::read(syllable))
    }

    fn read(syllable: &str) -> Sound {
        if syllable == "er" {
            return Sound { initial: ER, vowels: letters("eu"), nasal: false, bare: true };
        }
        // The longest initial that fits: zh before z.
        let place = |len: usize| (1..ER).find(|&i| syllable.get(..len) == Some(INITIALS[usize::from(i)]));
        let initial = place(2).or_else(|| place(1)).unwrap_or(NONE);
        let rest = &syllable[INITIALS[usize::from(initial)].len()..];
        let stem = rest.trim_end_matches('g').trim_end_matches('n');
        let vowels = match stem {
            "a" | "ia" | "ua" => "aueo",
            "ai" | "uai" => "aeiy",
            "ao" | "iao" => "oau",
            "e" => "eauio",
            "ei" => "aei",
            "i" => "ieya",
            "ie" | "ue" | "ve" => "eiao",
            "iu" => "ueio",
            "o" | "uo" | "io" => "oua",
            "ou" => "ou",
            "u" | "v" => "uoi",
            "ui" => "uie",
            _ => "aeiou",
        };
        let bare =
            matches!(rest, "i" | "e" | "u") && !matches!(syllable, "ji" | "qi" | "xi" | "yi" | "wu" | "yu");
        Sound { initial, vowels: letters(vowels), nasal: rest.len() > stem.len(), bare }
    }
}

const fn letters(vowels: &str) -> u8 {
    let (bytes, mut mask, mut i) = (vowels.as_bytes(), 0, 0);
    while i < bytes.len() {
        mask |= match bytes[i] {
            b'a' => 1,
            b'e' => 2,
            b'i' | b'y' => 4,
            b'o' => 8,
            _ => 16,
        };
        i += 1;
    }
    mask
}

/// A piece of an English word: a consonant or a run of vowels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    sound: Consonant,
    /// For a vowel, its letters as in [`Sound::vowels`]; 0 for consonants.
    vowels: u8,
    /// What it costs to leave it out.
    drop: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consonant {
    Vowel,
    B,
    P,
    M,
    N,
    F,
    V,
    W,
    D,
    T,
    Th,
    L,
    R,
    G,
    SoftG,
    K,
    Kh,
    Ch,
    Sh,
    Zh,
    S,
    SoftC,
    Z,
    Ts,
    J,
    H,
    Y,
}

use Consonant as C;

impl Consonant {
    /// The initials that a character for it can have, a bit each.
    fn initials(self) -> u32 {
        if self == C::Vowel {
            return 1 << NONE | 1 << Y | 1 << W;
        }
        (0..INITIAL_COUNT as u8).filter(|&i| self.cost(i).is_some()).fold(0, |mask, i| mask | 1 << i)
    }

    /// What a character with some initial costs for this consonant; `None` where it cannot be.
    fn cost(self, initial: u8) -> Option<u8> {
        COSTS[self as usize][usize::from(initial)]
    }
}

/// The initials that a character for each consonant can have, and what each of them costs.
const ACCEPTED: [(C, &[(&str, u8)]); C::Y as usize] = [
    (C::B, &[("b", 0), ("p", 8)]),
    (C::P, &[("p", 0), ("b", 6)]),
    (C::M, &[("m", 0)]),
    (C::N, &[("n", 0)]),
    (C::F, &[("f", 0)]),
    (C::V, &[("w", 0), ("f", 0), ("b", 8)]),
    (C::W, &[("w", 0), ("h", 6)]),
    (C::D, &[("d", 0), ("t", 8)]),
    (C::T, &[("t", 0), ("d", 4)]),
    (C::Th, &[("s", 0), ("t", 0), ("x", 4), ("d", 8)]),
    (C::L, &[("l", 0), ("er", 0)]),
    (C::R, &[("l", 0), ("er", 0), ("r", 4)]),
    (C::G, &[("g", 0), ("k", 8)]),
    (C::SoftG, &[("j", 0), ("zh", 0), ("g", 0), ("q", 4)]),
    (C::K, &[("k", 0), ("g", 8), ("j", 4), ("q", 8)]),
    // Of Russian names, Khrushchev and Zhukov: 赫鲁晓夫, 茹科夫.
    (C::Kh, &[("h", 0), ("k", 2), ("x", 4)]),
    (C::Ch, &[("q", 0), ("ch", 0), ("k", 2), ("j", 4), ("sh", 5), ("x", 5), ("zh", 6)]),
    (C::Sh, &[("sh", 0), ("x", 0), ("s", 6)]),
    (C::Zh, &[("r", 0), ("zh", 0), ("j", 2), ("z", 4)]),
    (C::S, &[("s", 0), ("x", 0), ("sh", 0), ("z", 2), ("c", 6)]),
    (C::SoftC, &[("s", 0), ("x", 0), ("c", 4), ("z", 4)]),
    (C::Z, &[("z", 0), ("s", 2), ("zh", 3), ("c", 4), ("sh", 4), ("x", 4), ("q", 8), ("j", 8)]),
    (C::Ts, &[("c", 0), ("z", 0), ("s", 4)]),
    (C::J, &[("j", 0), ("zh", 0), ("q", 2), ("y", 3), ("h", 8)]),
    (C::H, &[("h", 0), ("x", 2)]),
    (C::Y, &[("y", 0), ("j", 6)]),
];

/// By consonant and initial: [`ACCEPTED`] as a table.
static COSTS: LazyLock<[[Option<u8>; INITIAL_COUNT]; C::Y as usize + 1]> = LazyLock::new(|| {
    let mut costs = [[None; INITIAL_COUNT]; C::Y as usize + 1];
    for (consonant, accepted) in ACCEPTED {
        for (name, cost) in accepted {
            let initial = INITIALS.iter().position(|initial| initial == name).expect("it is one of them");
            costs[consonant as usize][initial] = Some(*cost);
        }
    }
    costs
});

const MISSED_VOWEL: u8 = 5;
/// A piece that costs more to leave out than this is heard.
const HEARD: u8 = 9;
const MOST_PIECES: usize = 24;
pub(super) const MOST_CHARACTERS: usize = 8;
/// What a character may cost on average.
const LIMIT: u16 = 4;

/// An English word, ready to be compared.
pub(super) struct Foreign {
    pieces: Vec<Piece>,
    consonants: usize,
    /// The initials that the first character can have, a bit each.
    first: u32,
    /// The same for the second.
    second: u32,
}

impl Foreign {
    /// Reads a word of Latin letters; `None` where it is too short or too long to be told by its sound.
    pub(super) fn read(word: &str) -> Option<Foreign> {
        let letters = word.chars().filter(|c| !is_accent(*c) && !is_apostrophe(*c)).map(base_letter);
        let letters: Vec<u8> = letters.collect::<Option<_>>()?;
        let pieces = pieces(&letters);
        let consonants = pieces.iter().filter(|p| p.sound != C::Vowel).count();
        if consonants < 2 || pieces.len() < 3 || pieces.len() > MOST_PIECES {
            return None;
        }
        // A first piece that is not heard leaves the second.
        let silent = usize::from(pieces[0].drop <= HEARD);
        let first = pieces[..=silent].iter().fold(0, |mask, piece| mask | piece.sound.initials());
        let second = (0..=silent).fold(0, |mask, head| mask | second_initials(&pieces[head..]));
        Some(Foreign { pieces, consonants, first, second })
    }

    /// With which [`initials`] the name can begin.
    pub(super) fn first_initials(&self) -> impl Iterator<Item = usize> {
        let of = |mask: u32| (0..INITIAL_COUNT).filter(move |initial| mask & (1 << initial) != 0);
        let second = self.second;
        of(self.first).flat_map(move |first| of(second).map(move |second| first * INITIAL_COUNT + second))
    }

    /// How well the first characters of a run, `least` or more, sound like the word: how many of
    /// them, and a strength above 0 and up to 1.
    pub(super) fn compare(&self, run: &[Sound], least: usize) -> Option<(usize, f32)> {
        let run = &run[..run.len().min(MOST_CHARACTERS)];
        let whole = self.pieces.len();
        let mut costs = [[u16::MAX; MOST_CHARACTERS + 1]; MOST_PIECES + 1];
        costs[0][0] = 0;
        let limit = LIMIT * run.len() as u16;
        for i in 0..=whole {
            for j in 0..=run.len() {
                let cost = costs[i][j];
                if cost > limit {
                    continue;
                }
                let mut reach = |i: usize, j: usize, more: u8| {
                    let cell = &mut costs[i][j];
                    *cell = (*cell).min(cost + u16::from(more));
                };
                if let Some(piece) = self.pieces.get(i) {
                    reach(i + 1, j, piece.drop);
                }
                if let Some(sound) = run.get(j) {
                    self.step(i, *sound, |i, more| reach(i, j + 1, more));
                }
            }
        }
        // Of two readings that cost the same, the longer explains more.
        let (j, cost) =
            (least..=run.len()).map(|j| (j, costs[whole][j])).rev().min_by_key(|&(_, cost)| cost)?;
        let limit = LIMIT * j as u16;
        if cost > limit {
            return None;
        }
        // Each consonant that agrees is one chance in five or so against an accident.
        let size = 1.0 - 0.4f32.powi(self.consonants.min(j + 1) as i32 - 1);
        Some((j, size * (1.0 - 0.5 * f32::from(cost) / f32::from(limit))))
    }

    /// The ways in which a character can stand for pieces from `i` on.
    fn step(&self, i: usize, sound: Sound, mut reach: impl FnMut(usize, u8)) {
        let at = |i: usize| self.pieces.get(i).filter(|p| p.sound != C::Vowel);
        let vowel = |i: usize| self.pieces.get(i).filter(|p| p.sound == C::Vowel);
        let quality = |piece: &Piece| if piece.vowels & sound.vowels == 0 { MISSED_VOWEL } else { 0 };
        // An n or m after the vowel closes the character.
        let mut close = |next: usize, cost: u8| match (sound.nasal, at(next).map(|p| p.sound)) {
            (true, Some(C::N)) => {
                reach(next + 1, cost);
                // Both closes and begins: Anna, 安娜.
                reach(next, cost + 2);
            }
            (true, Some(C::M)) => {
                reach(next + 1, cost + 1);
                reach(next, cost + 2);
            }
            (true, _) => reach(next, cost + 10),
            (false, _) => reach(next, cost),
        };
        if let Some(cost) = at(i).and_then(|p| p.sound.cost(sound.initial)) {
            match vowel(i + 1) {
                Some(piece) if sound.initial == ER => close(i + 2, cost + 8 * u8::from(piece.drop > 0)),
                Some(piece) => {
                    close(i + 2, cost + quality(piece));
                    // The next character begins with the vowel: Maria, 玛利亚.
                    if piece.vowels.count_ones() > 1 {
                        close(i + 1, cost + quality(piece));
                    }
                    if piece.drop == 0 && sound.bare {
                        close(i + 2, cost);
                    }
                }
                None if sound.bare => close(i + 1, cost),
                None => close(i + 1, cost + 5),
            }
        }
        if matches!(sound.initial, NONE | Y | W) {
            if let Some(piece) = vowel(i) {
                close(i + 1, quality(piece));
            } else if sound.nasal && sound.initial != W {
                close(i, 2);
            }
        }
    }
}

/// The initials that the second character can have, where the first stands for the first piece.
fn second_initials(pieces: &[Piece]) -> u32 {
    let vowels = Consonant::Vowel.initials();
    let mut mask = 0;
    for (i, piece) in pieces.iter().enumerate().skip(1) {
        match piece.sound {
            // The vowel of the first character, unless it is long enough for two.
            C::Vowel if i == 1 && piece.vowels.count_ones() < 2 => {}
            C::Vowel => mask |= vowels,
            // May close the first character, or be one of its own: 恩, 因.
            C::N | C::M => mask |= piece.sound.initials() | vowels,
            sound => {
                mask |= sound.initials();
                if piece.drop > HEARD {
                    break;
                }
            }
        }
    }
    mask
}

/// Cuts a word into consonants and runs of vowels.
fn pieces(word: &[u8]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut i = 0;
    while let Some(&letter) = word.get(i) {
        let rest = &word[i..];
        let after_vowel = out.last().is_some_and(|p| p.sound == C::Vowel);
        let Some((sound, len)) = sound(rest, i == 0, after_vowel) else {
            // The gh of Wright.
            i += 2;
            continue;
        };
        // A doubled letter is one sound.
        let double = rest.get(len) == Some(&letter) && len == 1 && sound != C::Vowel;
        i += len + usize::from(double);
        if sound == C::Vowel {
            let vowels = letters_of(letter);
            // The e of Wales is not heard.
            let last = i >= word.len();
            let silent = last && letter == b'e' && !after_vowel && out.iter().any(|p| p.sound == C::Vowel);
            match out.last_mut().filter(|p| p.sound == C::Vowel) {
                Some(run) => run.vowels |= vowels,
                None => out.push(Piece { sound, vowels, drop: if silent { 0 } else { 9 } }),
            }
            continue;
        }
        if letter == b'x' && rest.len() < word.len() {
            out.push(Piece { sound: C::K, vowels: 0, drop: 16 });
        }
        let before_vowel = is_vowel(rest.get(len));
        let weak = after_vowel && !is_vowel(rest.get(len + usize::from(double)));
        let drop = match sound {
            C::R if weak => 1,
            C::H => 2 + 6 * u8::from(before_vowel),
            // The ng of Washington, the c of Victoria.
            C::G if !before_vowel && matches!(out.last(), Some(Piece { sound: C::N, .. })) => 1,
            C::K if rest.get(len) == Some(&b't') => 8,
            // The end of a cluster.
            C::G | C::T | C::D | C::P | C::B if !before_vowel && !after_vowel => 7,
            C::L | C::T | C::D | C::Th if weak => 9,
            C::G if weak => 7,
            _ => 16,
        };
        out.push(Piece { sound, vowels: 0, drop });
    }
    out
}

fn is_vowel(letter: Option<&u8>) -> bool {
    letter.is_some_and(|b| b"aeiouy".contains(b))
}

/// The sound that a word goes on with, and how many letters write it; nothing for a `gh` that is not heard.
fn sound(rest: &[u8], at_start: bool, after_vowel: bool) -> Option<(C, usize)> {
    let soft = matches!(rest.get(1), Some(b'e' | b'i' | b'y'));
    let found = match rest {
        [b'a' | b'e' | b'i' | b'o' | b'u', ..] => (C::Vowel, 1),
        [b'y', ..] if is_vowel(rest.get(1)) && !after_vowel => (C::Y, 1),
        [b'y', ..] => (C::Vowel, 1),
        // A vowel sound: Brown, Dawson.
        [b'w', ..] if after_vowel && !is_vowel(rest.get(1)) => (C::Vowel, 1),
        [b't', b'c', b'h', ..] => (C::Ch, 3),
        [b's', b'c', b'h', ..] => (C::Sh, 3),
        [b'd', b'g', b'e' | b'i', ..] => (C::J, 2),
        [b'c', b'h', ..] | [b'c', b'z', ..] => (C::Ch, 2),
        [b's', b'h', ..] => (C::Sh, 2),
        [b't', b'h', ..] => (C::Th, 2),
        [b'p', b'h', ..] => (C::F, 2),
        [b'c', b'k', ..] => (C::K, 2),
        [b'k', b'h', ..] => (C::Kh, 2),
        [b'z', b'h', ..] => (C::Zh, 2),
        [b't', b'z', ..] | [b't', b's', ..] => (C::Ts, 2),
        [b'd', b'j', ..] => (C::J, 2),
        [b'g', b'h', ..] if after_vowel && !is_vowel(rest.get(2)) => return None,
        [b'k', b'n', ..] if at_start => (C::N, 2),
        [b'w', b'r', ..] if at_start => (C::R, 2),
        [b'b', ..] => (C::B, 1),
        [b'c', ..] if soft => (C::SoftC, 1),
        [b'c' | b'k' | b'q', ..] => (C::K, 1),
        [b'd', ..] => (C::D, 1),
        [b'f', ..] => (C::F, 1),
        [b'g', ..] if soft => (C::SoftG, 1),
        [b'g', ..] => (C::G, 1),
        [b'h', ..] => (C::H, 1),
        [b'j', ..] => (C::J, 1),
        [b'l', ..] => (C::L, 1),
        [b'm', ..] => (C::M, 1),
        [b'n', ..] => (C::N, 1),
        [b'p', ..] => (C::P, 1),
        [b'r', ..] => (C::R, 1),
        [b't', ..] => (C::T, 1),
        [b'v', ..] => (C::V, 1),
        [b'w', ..] => (C::W, 1),
        [b's' | b'x', ..] => (C::S, 1),
        _ => (C::Z, 1),
    };
    Some(found)
}

fn letters_of(vowel: u8) -> u8 {
    match vowel {
        b'a' => 1,
        b'e' => 2,
        b'i' | b'y' => 4,
        b'o' => 8,
        _ => 16,
    }
}

/// A Latin letter without its marks, in lower case.
pub(super) fn base_letter(c: char) -> Option<u8> {
    token::base_letter(c.to_lowercase().next()?).map(|letter| letter as u8)
}

/// How well Chinese characters sound like an English word, from the first of them on.
///
/// `None` where they do not, where a character is among them that foreign names are not
/// written with, or where the word is too short to tell. The strength is above 0 and at most 1: it
/// grows with the length of the name and falls with each sound that is bent.
///
/// ```
/// use bitext::text::name::sounds_like;
/// assert!(sounds_like("Churchill", "丘吉尔").unwrap() > 0.7);
/// assert!(sounds_like("Cardiff", "卡迪夫").is_some());
/// assert!(sounds_like("Cardiff", "特朗普").is_none());
/// ```
pub fn sounds_like(word: &str, chinese: &str) -> Option<f32> {
    let run: Vec<Sound> = chinese.chars().map(Sound::of).collect::<Option<_>>()?;
    let exact = (2..=MOST_CHARACTERS).contains(&run.len());
    Foreign::read(word).filter(|_| exact)?.compare(&run, run.len()).map(|(_, strength)| strength)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_alike() {
        for (word, chinese) in [
            ("Trump", "特朗普"),
            ("Alibaba", "阿里巴巴"),
            ("Churchill", "丘吉尔"),
            ("Cardiff", "卡迪夫"),
            ("Washington", "华盛顿"),
            ("Clinton", "克林顿"),
            ("Anderson", "安德森"),
            ("Madrid", "马德里"),
            ("Thomas", "托马斯"),
            ("Elizabeth", "伊丽莎白"),
            ("Johnson", "约翰逊"),
            ("Maria", "玛丽亚"),
            ("Hannah", "汉娜"),
            ("Manchester", "曼彻斯特"),
            ("Pakistan", "巴基斯坦"),
            ("Škoda", "斯柯达"),
            ("Zambia", "赞比亚"),
            ("Kennedy", "肯尼迪"),
            ("Darwin", "达尔文"),
            ("Einstein", "爱因斯坦"),
            ("Marx", "馬克思"),
            ("Hollande", "奥朗德"),
            ("Mozart", "莫扎特"),
            ("Sarkozy", "萨科齐"),
            ("Macron", "马克龙"),
            ("Victoria", "维多利亚"),
            ("Philip", "菲利普"),
            ("Wales", "威尔士"),
            ("O'Malley", "奥马利"),
            ("D’Angelo", "丹杰洛"),
            ("Khorog", "霍罗格"),
            ("Sakharov", "萨哈罗夫"),
            ("Zhukov", "茹科夫"),
            ("Zhdanov", "日丹诺夫"),
        ] {
            assert!(sounds_like(word, chinese).is_some_and(|s| s >= 0.5), "{word} {chinese}");
        }
    }

    #[test]
    fn names_that_do_not() {
        for (word, chinese) in [
            ("Trump", "丘吉尔"),
            ("London", "巴黎"),
            ("Cardiff", "加拿大"),
            ("Smith", "马克"),
            ("Berlin", "波士顿"),
            // Not characters of names; a word cut short; a word gone on.
            ("Trump", "的朗朗"),
            ("Anderson", "安德"),
            ("Marc", "马克思主义"),
            ("Al", "阿尔"),
            ("Путин", "普京"),
            ("", ""),
        ] {
            assert_eq!(sounds_like(word, chinese), None, "{word} {chinese}");
        }
    }

    #[test]
    fn the_nearer_name_is_stronger() {
        let (near, far) = (sounds_like("Madrid", "马德里"), sounds_like("Matilda", "马德里"));
        assert!(near > far, "{near:?} {far:?}");
        assert!(sounds_like("Anderson", "安德森") > sounds_like("Anna", "安娜"));
    }
}
