//! What keeps a sentence that comes a hundredth time from being the same hundred times: other
//! names and numbers, phrases before it, and words that have nothing to do with it.

use super::random::Random;

/// The names in the sentences.
const NAMES: [(&str, &str); 12] = [
    ("Lin Xiaoyu", "林小雨"),
    ("Henry", "亨利"),
    ("Biscuit", "饼干"),
    ("Ferreira", "费雷拉"),
    ("Gu Yunfang", "顾云芳"),
    ("Shen Lan", "沈岚"),
    ("Lishui", "丽水"),
    ("Wuxi", "无锡"),
    ("Lisbon", "里斯本"),
    ("Baoshan", "保山"),
    ("Qingluo", "青罗"),
    ("Brazil", "巴西"),
];

/// What new names are made of.
const SYLLABLES: [(&str, &str); 22] = [
    ("ba", "巴"),
    ("de", "德"),
    ("ka", "卡"),
    ("la", "拉"),
    ("li", "利"),
    ("lo", "洛"),
    ("ma", "马"),
    ("mi", "米"),
    ("na", "纳"),
    ("ne", "内"),
    ("ni", "尼"),
    ("no", "诺"),
    ("pa", "帕"),
    ("ro", "罗"),
    ("sa", "萨"),
    ("se", "塞"),
    ("so", "索"),
    ("ta", "塔"),
    ("te", "特"),
    ("to", "托"),
    ("va", "瓦"),
    ("vi", "维"),
];

/// Who the text is about just now. In a long text people come and go, so that it has the more
/// names the longer it is, and each of them in some places only.
pub struct Cast(Vec<(String, String)>);

impl Cast {
    pub fn new(random: &mut Random) -> Cast {
        Cast((0..6).map(|_| name(random)).collect())
    }

    /// Lets, one time in sixty, one of them go and another come.
    pub fn go_on(&mut self, random: &mut Random) {
        if random.once_in(60) {
            let leaves = random.below(self.0.len());
            self.0[leaves] = name(random);
        }
    }
}

/// A name of three syllables.
fn name(random: &mut Random) -> (String, String) {
    let (en, zh): (String, String) = (0..3).map(|_| *random.one(&SYLLABLES)).unzip();
    (en[..1].to_uppercase() + &en[1..], zh)
}

/// What can stand before a sentence; `#` is a number, `@` a name.
const PHRASES: [(&str, &str); 16] = [
    ("In the evening, ", "傍晚，"),
    ("As everybody knew, ", "大家都知道，"),
    ("For the first time, ", "第一次，"),
    ("To tell the truth, ", "说实话，"),
    ("A little later, ", "过了一会儿，"),
    ("According to the newspaper, ", "据报纸说，"),
    ("In other words, ", "换句话说，"),
    ("Far from the city, ", "在远离城市的地方，"),
    ("After # days, ", "过了#天，"),
    ("On page #, ", "在第#页上，"),
    ("In room #, ", "在#号房间里，"),
    ("For # yuan, ", "花了#元，"),
    ("As @ had said, ", "正如@所说，"),
    ("In a letter to @, ", "在写给@的信里，"),
    ("Before @ came, ", "在@来之前，"),
    ("In the year #, ", "#年，"),
];

/// Gives a bead other names and numbers, the same on both sides for the most part, and one bead
/// in three a phrase at its beginning.
pub fn varied(english: &mut [String], chinese: &mut [String], cast: &Cast, random: &mut Random) {
    if random.once_in(3) {
        let (en, zh) = random.one(&PHRASES);
        let number = (2 + random.below(2_000)).to_string();
        let (en_name, zh_name) = random.one(&cast.0);
        english[0].insert_str(0, &en.replace('#', &number).replace('@', en_name));
        chinese[0].insert_str(0, &zh.replace('#', &number).replace('@', zh_name));
    }
    for (en, zh) in NAMES {
        let (other_en, other_zh) = random.one(&cast.0);
        exchange(english, chinese, (en, zh), (other_en, other_zh));
    }
    for number in numbers(english) {
        let other = (1 + random.below(9)).to_string() + &number[1..];
        // A translator errs, too.
        let in_chinese = if random.once_in(8) { &other } else { &number };
        exchange(english, chinese, (&number, in_chinese), (&other, &other));
    }
}

/// Puts `new` for `old` where both sides have it.
fn exchange(english: &mut [String], chinese: &mut [String], old: (&str, &str), new: (&str, &str)) {
    let at = |units: &[String], word: &str| units.iter().position(|unit| unit.contains(word));
    if let (Some(i), Some(j)) = (at(english, old.0), at(chinese, old.1)) {
        english[i] = english[i].replacen(old.0, new.0, 1);
        chinese[j] = chinese[j].replacen(old.1, new.1, 1);
    }
}

/// The numbers in digits, of two digits and more.
fn numbers(units: &[String]) -> Vec<String> {
    let runs = units.iter().flat_map(|unit| unit.split(|c: char| !c.is_ascii_digit()));
    runs.filter(|run| run.len() > 1).map(str::to_owned).collect()
}

/// The unit with some words, or pairs of Chinese characters, of another unit in place of its
/// own: one at least, up to a third of them.
pub fn reworded(unit: &str, other: &str, random: &mut Random) -> String {
    let (mut here, there) = (pieces(unit), pieces(other));
    if here.is_empty() || there.is_empty() {
        return unit.to_owned();
    }
    for _ in 0..=random.below(here.len() / 3 + 1) {
        let place = random.below(here.len());
        here[place] = there[random.below(there.len())];
    }
    here.concat()
}

/// English words, each with the blank behind it; of Chinese every two characters.
fn pieces(unit: &str) -> Vec<&str> {
    if unit.bytes().filter(u8::is_ascii).count() > unit.len() / 2 {
        return unit.split_inclusive(' ').collect();
    }
    let starts: Vec<usize> = unit.char_indices().map(|(at, _)| at).step_by(2).collect();
    let ends = starts.iter().copied().skip(1).chain([unit.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &unit[start..end]).collect()
}
