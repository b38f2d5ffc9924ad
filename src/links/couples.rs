//! What is linked without the model's tables: entries of a lexicon, equal numbers and dates,
//! equal Latin strings, names by sound.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Candidate, Paper, Place};
use crate::lang::Lang;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::span::Span;
use crate::text::name::{MOST_LOOKS, Name, NameIndex, names};
use crate::text::token::{Token, placed_tokens};
use crate::text::{self, Value};

/// Equal numbers and Latin strings; numbers that the other side often leaves out.
const EQUAL: f32 = 0.95;
const WEAK: f32 = 0.6;
/// A word that the model has seen more often needs no sound.
const RARE: f32 = 2e-5;
/// Most words of a name that are looked for as one: Chinese ones have up to three.
const MOST_WORDS: usize = 3;

pub(super) fn find(
    en: &Paper<'_>,
    zh: &Paper<'_>,
    model: &Model,
    lexicon: Option<&Lexicon>,
) -> Vec<Candidate> {
    let mut out = Vec::new();
    for entry in lexicon.iter().flat_map(|l| l.occurrences(en.units, zh.units, model)) {
        pair_up(&entry.en, &entry.zh, entry.weight, (en, zh), &mut out);
    }
    equal(
        en,
        zh,
        values,
        |places: &[(Place, bool)]| if places.iter().any(|p| p.1) { WEAK } else { EQUAL },
        &mut out,
    );
    equal(en, zh, latin, |_: &[(Place, ())]| EQUAL, &mut out);
    by_sound(en, zh, model, &mut out);
    out
}

/// Pairs places of the same thing in their order: each of the side with fewer with the nearest
/// that leaves enough for those after it.
fn pair_up(
    english: &[Place],
    chinese: &[Place],
    strength: f32,
    (en, zh): (&Paper<'_>, &Paper<'_>),
    out: &mut Vec<Candidate>,
) {
    let turned = english.len() > chinese.len();
    let ways = |places: &[Place], paper: &Paper<'_>| places.iter().map(|&p| paper.way(p)).collect();
    let (mut few, mut many): (Vec<f32>, Vec<f32>) = (ways(english, en), ways(chinese, zh));
    if turned {
        std::mem::swap(&mut few, &mut many);
    }
    let mut next = 0;
    for (i, way) in few.iter().enumerate() {
        let last = many.len() - (few.len() - i);
        let far = |at: usize| (many[at] - way).abs();
        while next < last && far(next + 1) <= far(next) {
            next += 1;
        }
        let (e, z) = if turned { (next, i) } else { (i, next) };
        out.push(Candidate { en: english[e], zh: chinese[z], strength });
        next += 1;
    }
}

type Occurrences<K, T> = FxHashMap<K, Vec<(Place, T)>>;

/// Pairs what is equal on both sides.
fn equal<K: Hash + Eq + Ord, T>(
    en: &Paper<'_>,
    zh: &Paper<'_>,
    read: impl Fn(&Paper<'_>, Lang) -> Occurrences<K, T>,
    strength: impl Fn(&[(Place, T)]) -> f32,
    out: &mut Vec<Candidate>,
) {
    let english = read(en, Lang::En);
    if english.is_empty() {
        return;
    }
    let places = |found: &[(Place, T)]| -> Vec<Place> { found.iter().map(|p| p.0).collect() };
    for (key, chinese) in read(zh, Lang::Zh) {
        if let Some(english) = english.get(&key) {
            let strength = strength(english).min(strength(&chinese));
            pair_up(&places(english), &places(&chinese), strength, (en, zh), out);
        }
    }
}

/// Numbers and dates, with whether they say little.
fn values(paper: &Paper<'_>, lang: Lang) -> Occurrences<Value, bool> {
    let mut found = Occurrences::default();
    let mut mentions = Vec::new();
    for (unit, text) in paper.units.iter().enumerate() {
        mentions.clear();
        text::mentions(text, lang, &mut mentions);
        for m in &mentions {
            found.entry(m.value).or_default().push((Place { unit, span: m.span }, m.weak));
        }
    }
    found
}

/// Words in Latin letters by their stems. `a` and `I` are words of English alone.
fn latin(paper: &Paper<'_>, _: Lang) -> Occurrences<String, ()> {
    let mut found = Occurrences::default();
    for (unit, text) in paper.units.iter().enumerate() {
        placed_tokens(text, |token, span| {
            if let Token::Word { stem, .. } = token
                && !matches!(stem, "a" | "i")
            {
                found.entry(stem.to_owned()).or_default().push((Place { unit, span }, ()));
            }
        });
    }
    found
}

/// Names that the model does not know, by their sound.
fn by_sound(en: &Paper<'_>, zh: &Paper<'_>, model: &Model, out: &mut Vec<Candidate>) {
    // Each name with the places where it is: words alone, and in a row.
    let mut sought: FxHashMap<&str, Vec<Place>> = FxHashMap::default();
    for (unit, text) in en.units.iter().enumerate() {
        for name in names(text) {
            let words: Vec<(Span, bool)> = words(text, name, model);
            for first in 0..words.len() {
                for part in (1..=MOST_WORDS).filter_map(|n| words.get(first..first + n)) {
                    if part.iter().any(|word| word.1) {
                        let span = Span::new(part[0].0.start, part[part.len() - 1].0.end);
                        sought.entry(span.of(text)).or_default().push(Place { unit, span });
                    }
                }
            }
        }
    }
    if sought.is_empty() {
        return;
    }
    let read: Vec<Name> = sought.keys().map(|name| Name::read(name)).collect();
    let index = NameIndex::for_names(zh.units.iter().copied(), &read);
    let bytes: usize = en.units.iter().chain(zh.units).map(|text| text.len()).sum();
    let mut looks = 0;
    for ((name, places), read) in sought.into_iter().zip(&read) {
        if looks > MOST_LOOKS * bytes {
            break;
        }
        let found = index.find_read(read, &mut looks);
        // What a word of it finds alone is that word's.
        let mut alone = FxHashSet::default();
        for word in name.split(' ').filter(|word| word.len() < name.len()) {
            let found = index.find_read(&Name::read(word), &mut looks);
            alone.extend(found.iter().map(|m| (m.unit, m.span)));
        }
        looks += found.len() + alone.len();
        let own = found.iter().filter(|m| !alone.contains(&(m.unit, m.span)));
        let chinese: Vec<Place> = own.clone().map(|m| Place { unit: m.unit, span: m.span }).collect();
        let strength = own.map(|m| m.strength).fold(0.0, f32::max);
        pair_up(&places, &chinese, strength, (en, zh), out);
    }
}

/// The words of a name, without the `'s` of an owner, and whether the model lacks them.
fn words(text: &str, name: Span, model: &Model) -> Vec<(Span, bool)> {
    let mut words = Vec::new();
    let mut at = name.start;
    for word in name.of(text).split(' ') {
        let bare = super::bare(word);
        let mut unknown = false;
        placed_tokens(bare, |token, _| {
            if let Token::Word { stem, .. } = token {
                unknown |= model.share(stem).is_none_or(|share| share < RARE);
            }
        });
        words.push((Span::new(at, at + bare.len()), unknown));
        at += word.len() + 1;
    }
    words
}
