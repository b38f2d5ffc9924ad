//! Names that the model does not know: words and the characters that sound like them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Link;
use super::reader::Reader;
use crate::text::name::{Name, NameIndex, names};
use crate::text::token::{Token, tokens};

/// What a name and the characters that sound like it are worth.
const NAMED: f32 = 0.8;
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
        for span in names(text) {
            let name = span.of(text);
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
    for (name, words) in sought.iter().zip(&unknown_of) {
        for found in index.find_read(name) {
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
