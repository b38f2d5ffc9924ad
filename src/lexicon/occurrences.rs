//! Where the entries of a lexicon stand in two texts.

use rustc_hash::FxHashMap;

use super::Lexicon;
use super::terms::{self, Match, Terms, placed_atoms};
use crate::bitext::Place;
use crate::model::Model;
use crate::span::Span;

/// An entry of which both sides occur, with all places of either.
pub(crate) struct Occurrences {
    pub en: Vec<Place>,
    pub zh: Vec<Place>,
    pub weight: f32,
}

impl Lexicon {
    /// The entries that occur on both sides and are news to the model.
    pub(crate) fn occurrences(&self, english: &[&str], chinese: &[&str], model: &Model) -> Vec<Occurrences> {
        let (en, zh) = (self.places(&self.en, english), self.places(&self.zh, chinese));
        let numbers = |places: &FxHashMap<u32, Vec<Place>>| -> Vec<u32> {
            let mut numbers: Vec<u32> = places.keys().copied().collect();
            numbers.sort_unstable();
            numbers
        };
        let shared = self.shared(&numbers(&en), &numbers(&zh), model);
        let of = |entry: &super::Entry| Occurrences {
            en: en[&entry.en].clone(),
            zh: zh[&entry.zh].clone(),
            weight: entry.weight,
        };
        shared.iter().map(of).collect()
    }

    fn places(&self, terms: &Terms, texts: &[&str]) -> FxHashMap<u32, Vec<Place>> {
        let mut places: FxHashMap<u32, Vec<Place>> = FxHashMap::default();
        let (mut atoms, mut spans): (Vec<_>, Vec<Span>) = (Vec::new(), Vec::new());
        let mut matches: Vec<Match> = Vec::new();
        for (unit, text) in texts.iter().enumerate() {
            atoms.clear();
            spans.clear();
            matches.clear();
            let number = |word: &str| self.words.get(word).copied().unwrap_or(terms::UNKNOWN);
            placed_atoms(text, number, |atom, span| {
                atoms.push(atom);
                spans.push(span);
            });
            terms.find(&atoms, &mut matches);
            for m in &matches {
                let (first, last) = (spans[m.start as usize], spans[(m.start + m.len) as usize - 1]);
                let span = Span::new(first.start, last.end);
                places.entry(m.term).or_default().push(Place { unit, span });
            }
        }
        places
    }
}
