//! Names that the model does not know: words and the characters that sound like them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Link;
use super::reader::Reader;
use crate::text::name::{MOST_LOOKS, Name, NameIndex, names};
use crate::text::token::{Token, tokens};

/// What a name and the characters that sound like it are worth.
const NAMED: f32 = 0.8;
/// A longer run of names is taken apart: each word of one is linked to all that sounds like any.
const MOST_WORDS: usize = 16;
/// A word that is no more frequent than this counts as unknown where names are concerned.
const RARE: f32 = 1e-6;

/// Links of English words that the model does not know to the characters that sound like them, with their
/// English ids.
pub(super) fn by_sound(
    english: &[&str],
    chinese: &[&str],
    en: &Reader<'_>,
    zh: &Reader<'_>,
) -> Vec<(u32, Link)> {
    // Each name once, and the ids of the unknown words of each.
    let (mut sought, mut unknown_of): (Vec<Name>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for text in english {
        for name in names(text).flat_map(|span| pieces(span.of(text))) {
            if !seen.insert(name) {
                continue;
            }
            let mut unknown = Vec::new();
            tokens(name, |token| {
                if let Token::Word { stem, .. } = token
                    && let Some(id) = en.ids.words.get(stem)
                    && en.known[id as usize].is_none_or(|w| en.model.word_background(w) < RARE)
                {
                    unknown.push(id);
                }
            });
            if !unknown.is_empty() {
                sought.push(Name::read(name));
                unknown_of.push(unknown);
            }
        }
    }
    if sought.is_empty() {
        return Vec::new();
    }
    let index = NameIndex::for_names(chinese.iter().copied(), &sought);
    let mut strongest: FxHashMap<(u32, u32), (f32, f32)> = FxHashMap::default();
    let bytes: usize = english.iter().chain(chinese).map(|text| text.len()).sum();
    let mut looks = 0;
    for (name, words) in sought.iter().zip(&unknown_of) {
        if looks > MOST_LOOKS * bytes {
            break;
        }
        let found = index.find_read(name, &mut looks);
        looks += found.len() * words.len();
        for found in found {
            let text = found.span.of(chinese[found.unit]);
            let signs = zh.signs_of(text);
            for &word in words {
                for &sign in &signs {
                    let (p, q) = strongest.entry((word, sign)).or_default();
                    *p = p.max(NAMED * found.strength / signs.len() as f32);
                    *q = q.max(NAMED * found.strength / words.len() as f32);
                }
            }
        }
    }
    let link = |((en, zh), (zh_given_en, en_given_zh))| (en, Link { zh, zh_given_en, en_given_zh });
    strongest.into_iter().map(link).collect()
}

/// The words of a name, [`MOST_WORDS`] at a time.
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(name);
    std::iter::from_fn(move || {
        let name = rest?;
        let border = name.match_indices(' ').nth(MOST_WORDS - 1);
        rest = border.map(|(at, blank)| &name[at + blank.len()..]);
        Some(border.map_or(name, |(at, _)| &name[..at]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::Features;
    use super::{MOST_WORDS, pieces};
    use crate::model::Model;

    const SYLLABLES: [(&str, char); 24] = [
        ("ba", '巴'),
        ("de", '德'),
        ("fe", '费'),
        ("ki", '基'),
        ("la", '拉'),
        ("li", '利'),
        ("ma", '马'),
        ("mi", '米'),
        ("no", '诺'),
        ("pe", '佩'),
        ("ra", '拉'),
        ("ro", '罗'),
        ("sa", '萨'),
        ("so", '索'),
        ("ta", '塔'),
        ("ti", '蒂'),
        ("to", '托'),
        ("va", '瓦'),
        ("vi", '维'),
        ("za", '扎'),
        ("bo", '博'),
        ("do", '多'),
        ("ne", '内'),
        ("ka", '卡'),
    ];

    /// Lines of twelve names, each of which stands once, in both languages.
    fn lines(count: usize) -> (Vec<String>, Vec<String>) {
        let name = |n: usize| [n % 24, n / 24 % 24, n / 576 % 24].map(|k| SYLLABLES[k]);
        let line = |i: usize| (12 * i..12 * i + 12).map(move |n| name(n * 7919 % 13824));
        let english = |i| line(i).map(|name| format!("Z{} ", name.map(|s| s.0).concat())).collect();
        let chinese =
            |i| line(i).map(|name| format!("兹{}。", String::from_iter(name.map(|s| s.1)))).collect();
        ((0..count).map(english).collect(), (0..count).map(chinese).collect())
    }

    /// How many words of the first and of the last line have links.
    fn linked(count: usize) -> [usize; 2] {
        let (english, chinese) = lines(count);
        let [en, zh] = [&english, &chinese].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
        let features = Features::new(&en, &zh, Model::embedded(), None);
        let links =
            |unit| features.en.unit(unit).iter().filter(|word| !features.links.row(word.0).is_empty());
        [0, count - 1].map(|unit| links(unit).count())
    }

    #[test]
    fn names_are_looked_for_as_long_as_the_text_is() {
        assert_eq!(linked(20), [12, 12]);
        assert_eq!(linked(400), [12, 0]);
    }
    #[test]
    fn long_runs_of_names_are_taken_apart() {
        let name = "Ada Lovelace";
        assert_eq!(pieces(name).collect::<Vec<_>>(), [name]);
        let words = vec!["Ada"; 2 * MOST_WORDS + 1].join(" ");
        let counts: Vec<usize> = pieces(&words).map(|piece| piece.split(' ').count()).collect();
        assert_eq!(counts, [MOST_WORDS, MOST_WORDS, 1]);
    }
}
