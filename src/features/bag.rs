//! A whole text as one bag of tokens, under numbers that are the same in every text.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::reader::{Ids, Reader, Stems};
use super::{Class, Side};
use crate::lang::Lang;
use crate::model::Model;

/// The tokens of a text, each once, with how often it occurs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    /// Those that the model knows, by their ids in it.
    pub known: Vec<(u32, f32)>,
    /// Words in Latin letters, numbers and dates, by a number that both sides make alike.
    pub same: Vec<(u32, f32)>,
}

/// An English word is looked for among the Latin words of Chinese texts if it is no more frequent than this.
const RARE: f32 = 5e-4;

impl Bag {
    /// Reads the units of a text in one language. Linear in their length.
    pub fn new(units: &[&str], lang: Lang, model: &Model) -> Bag {
        let mut reader = Reader::new(model, None, lang);
        reader.expect(units);
        units.iter().for_each(|text| reader.read(text, std::iter::empty()));
        let Reader { side, ids, known, .. } = reader;
        let mut counts = vec![0.0; known.len()];
        side.tokens.iter().for_each(|&(id, n)| counts[id as usize] += n);
        // In the order in which they are first read.
        let of_model = known.iter().zip(&counts).filter_map(|(known, &n)| Some(((*known)?, n)));
        let mut same: Vec<(u32, f32)> = Vec::new();
        ids.shared(&side, |number, id| same.push((number, counts[id as usize])));
        same.sort_unstable_by_key(|&(number, _)| number);
        same.dedup_by(|b, a| {
            a.0 == b.0 && {
                a.1 += b.1;
                true
            }
        });
        Bag { known: of_model.collect(), same }
    }
}

impl Ids {
    /// The tokens that may be written alike in both languages.
    fn shared(&self, side: &Side, mut each: impl FnMut(u32, u32)) {
        let rare = |id: u32| side.class[id as usize] == Class::Name || side.background[id as usize] <= RARE;
        self.words.each(|word, id| {
            if rare(id) {
                each(number((0u8, word)), id);
            }
        });
        for (&(value, weak), &id) in &self.values {
            if !weak {
                each(number((1u8, value)), id);
            }
        }
        for (code, &id) in &self.codes {
            each(number((2u8, code)), id);
        }
    }
}

impl Stems {
    /// All of them, as numbers.
    fn each(&self, mut each: impl FnMut(u64, u32)) {
        self.short.iter().for_each(|(&word, &id)| each(word, id));
        self.long.iter().for_each(|(word, &id)| each(u64::from(number(word)), id));
    }
}

fn number(what: impl Hash) -> u32 {
    let mut hasher = FxHasher::default();
    what.hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}
