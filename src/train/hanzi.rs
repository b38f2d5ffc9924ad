//! The generator of `data/hanzi.bin`, the table that [`crate::hanzi`] reads in place.
//!
//! Script and simplified form come from the conversion tables of OpenCC (crate
//! `ferrous-opencc`), readings from pinyin-data (crate `pinyin`). No text is read: the same
//! versions of the two crates give the same bytes.

use std::collections::BTreeMap;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use pinyin::ToPinyinMulti;

use crate::hanzi::{BLOCK, CLASS_HANS, CLASS_HANT, CLASS_SHIFT, MAGIC};

/// Simplified forms that everyday traditional text uses too, as characters of their own
/// (皇后, 公里, 茶几, 批准, 若干, surnames such as 范 and 于) or as a usual variant (吃, 岩, 台).
///
/// OpenCC has the rest of this class by itself: where it does not touch a lone character.
const IN_BOTH: &str = "准占托台干游里佣岩吃伙划厘皂采咨凶斗丑丰于云亘仆余几后吁咸唇岳帘征挂朴杠杰涂涌淀熏\
    范郁辟晒跖蝎蚝腌膻雇";

/// Canonical decompositions of U+F900 to U+FAD9, in order (Unicode Character Database).
const COMPATIBILITY: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎\
    來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵\
    讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭\
    驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈\
    領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易\
    李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀\
    﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨\
    層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸\
    難響頻恵𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖\
    歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈\
    輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";

/// The bytes of `data/hanzi.bin`.
///
/// # Panics
///
/// When a dictionary of OpenCC is missing from its crate, or the table outgrows its format.
pub fn table() -> Vec<u8> {
    let opencc = |config| OpenCC::from_config(config).expect("a configuration built into ferrous-opencc");
    let to_simplified = opencc(BuiltinConfig::T2s);
    let to_traditional = [BuiltinConfig::S2t, BuiltinConfig::S2tw, BuiltinConfig::S2hk].map(opencc);
    let compatibility: BTreeMap<char, char> =
        ('\u{F900}'..).zip(COMPATIBILITY.chars()).filter(|(from, to)| from != to).collect();

    let mut folds = Interner::<char>::default();
    // Number 0 stands for "folds to itself".
    folds.number('\0');
    let mut readings = Interner::<Vec<&'static str>>::default();
    readings.number(Vec::new());

    let mut block = Vec::new();
    let mut tail = Vec::new();
    for c in han() {
        let base = compatibility.get(&c).copied().unwrap_or(c);
        // Twice, since a few simplified forms are themselves traditional: 薴, 苧, 苎.
        let simplify = |c: char| single(&to_simplified.convert(c.encode_utf8(&mut [0; 4]))).unwrap_or(c);
        let simplified = simplify(simplify(base));
        let keeps = |opencc: &OpenCC| single(&opencc.convert(base.encode_utf8(&mut [0; 4]))) == Some(base);
        let class = if simplified != base {
            CLASS_HANT
        } else if to_traditional.iter().any(keeps) || IN_BOTH.contains(base) {
            0
        } else {
            CLASS_HANS
        };
        let fold = if simplified == c { 0 } else { folds.number(simplified) };
        let direct = BLOCK.contains(&(c as u32));
        if !direct && fold == 0 && class == 0 && c != '〇' {
            continue;
        }
        let set = readings.number(syllables(base));
        assert!(set < 1 << CLASS_SHIFT, "more sets of readings than the format has room for");
        let entry = [fold, class << CLASS_SHIFT | set];
        match direct {
            true => block.push(entry),
            false => tail.push((c, entry)),
        }
    }
    write(&block, &tail, &folds.items, &readings.items)
}

/// The Han characters that are looked at, in the order of their code points.
fn han() -> impl Iterator<Item = char> {
    ('\u{3007}'..='\u{3007}')
        .chain('\u{3400}'..='\u{4DBF}')
        .chain('\u{4E00}'..='\u{9FFF}')
        .chain('\u{F900}'..='\u{FAD9}')
        .chain('\u{20000}'..='\u{323AF}')
}

/// The character of a text that is one character.
fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The readings of a character without tones, the most usual first.
///
/// Interjections without a vowel (`hm`, `ng`) and the letter `ê` are left out: no name holds them.
fn syllables(c: char) -> Vec<&'static str> {
    let mut out = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain();
        let vowel = plain.contains(['a', 'e', 'i', 'o', 'u', 'ü']);
        if vowel && plain.chars().all(|c| c.is_ascii_lowercase() || c == 'ü') && !out.contains(&plain) {
            out.push(plain);
        }
    }
    out
}

/// Numbers the distinct items in the order in which they come.
#[derive(Default)]
struct Interner<T> {
    items: Vec<T>,
    numbers: BTreeMap<T, u16>,
}

impl<T: Ord + Clone> Interner<T> {
    fn number(&mut self, item: T) -> u16 {
        let next = u16::try_from(self.items.len()).expect("at most 65,536 distinct items");
        *self.numbers.entry(item).or_insert_with_key(|item| {
            self.items.push(item.clone());
            next
        })
    }
}

/// Lays the table out as [`crate::hanzi`] describes.
fn write(block: &[[u16; 2]], tail: &[(char, [u16; 2])], folds: &[char], sets: &[Vec<&str>]) -> Vec<u8> {
    let mut names: Vec<String> = sets.iter().flatten().map(|s| s.replace('ü', "v")).collect();
    names.sort_unstable();
    names.dedup();

    let mut out = Vec::from(*MAGIC);
    let members: usize = sets.iter().map(Vec::len).sum();
    for count in [block.len(), tail.len(), folds.len(), sets.len(), members, names.len()] {
        out.extend(u32::try_from(count).expect("a small table").to_le_bytes());
    }
    let short = |number: usize| u16::try_from(number).expect("a small table").to_le_bytes();
    out.extend(block.iter().flatten().flat_map(|n| n.to_le_bytes()));
    for (c, entry) in tail {
        out.extend(u32::from(*c).to_le_bytes());
        out.extend(entry.iter().flat_map(|n| n.to_le_bytes()));
    }
    out.extend(folds.iter().flat_map(|c| u32::from(*c).to_le_bytes()));
    let mut end = 0;
    out.extend(short(end));
    for set in sets {
        end += set.len();
        out.extend(short(end));
    }
    for syllable in sets.iter().flatten().map(|s| s.replace('ü', "v")) {
        out.extend(short(names.binary_search(&syllable).expect("every syllable is in the list")));
    }
    // Syllables have at most six letters: fixed cells need no offsets.
    for name in names {
        let mut cell = [0; 6];
        cell[..name.len()].copy_from_slice(name.as_bytes());
        out.extend(cell);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_in_the_repository_is_what_the_generator_writes() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/hanzi.bin");
        let written = super::table();
        if std::env::var_os("BITEXT_WRITE_HANZI").is_some() {
            std::fs::write(path, &written).unwrap();
        }
        assert!(std::fs::read(path).unwrap() == written, "data/hanzi.bin is not what the generator writes");
    }
}
