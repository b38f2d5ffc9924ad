//! Which entries of a lexicon two texts have in common.

use rustc_hash::{FxHashMap, FxHashSet};

use super::terms::{Atom, Match, Terms, longest_first};
use super::{Entry, Lexicon};
use crate::model::Model;

/// The phrases of each unit that have a counterpart on the other side, and the links between
/// them.
#[derive(Debug, Default)]
pub(crate) struct Meetings {
    pub en: Found,
    pub zh: Found,
    pub links: Vec<Link>,
}

/// An English phrase and a Chinese term that both occur.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Link {
    pub en: u32,
    pub zh: u32,
    /// Share of this term in what the phrase is translated by: its weight, or less where the
    /// phrase has other terms; and the other way round.
    pub zh_given_en: f32,
    pub en_given_zh: f32,
}

/// The phrases of the units of one side.
#[derive(Debug, Default)]
pub(crate) struct Found {
    starts: Vec<usize>,
    matches: Vec<Match>,
}

impl Found {
    /// The phrases of a unit; one that is there twice comes twice.
    pub fn unit(&self, unit: usize) -> impl Iterator<Item = u32> {
        let range = self.starts[unit]..self.starts[unit + 1];
        self.matches[range].iter().map(|m| m.term)
    }

    fn read(lexicon: &Lexicon, terms: &Terms, texts: &[&str]) -> Found {
        let mut found = Found { starts: vec![0], matches: Vec::new() };
        let mut atoms: Vec<Atom> = Vec::new();
        for text in texts {
            lexicon.known(text, &mut atoms);
            terms.find(&atoms, &mut found.matches);
            found.starts.push(found.matches.len());
        }
        found
    }

    /// What `keep` leaves of each unit.
    fn filter(&mut self, mut keep: impl FnMut(&mut Vec<Match>)) {
        let mut left = Found { starts: vec![0], matches: Vec::new() };
        let mut unit = Vec::new();
        for border in self.starts.windows(2) {
            unit.clear();
            unit.extend_from_slice(&self.matches[border[0]..border[1]]);
            keep(&mut unit);
            left.matches.append(&mut unit);
            left.starts.push(left.matches.len());
        }
        *self = left;
    }

    /// The phrases that occur, by rising number.
    fn terms(&self) -> Vec<u32> {
        let mut terms: Vec<u32> = self.matches.iter().map(|m| m.term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

impl Lexicon {
    /// What the units of both sides have in common.
    ///
    /// An entry counts only where it is news to the model, and a phrase only where no longer one
    /// with a counterpart covers it.
    pub(crate) fn meetings(&self, english: &[&str], chinese: &[&str], model: &Model) -> Meetings {
        let mut en = Found::read(self, &self.en, english);
        let mut zh = Found::read(self, &self.zh, chinese);
        let mut taken = Vec::new();
        let mut shared = Vec::new();
        // First without those that never meet, so that they cover nothing; then without those
        // that lost all they could meet to longer ones.
        for round in 0..2 {
            shared = self.shared(&en.terms(), &zh.terms(), model);
            let en_shared: FxHashSet<u32> = shared.iter().map(|entry| entry.en).collect();
            let zh_shared: FxHashSet<u32> = shared.iter().map(|entry| entry.zh).collect();
            for (found, shared) in [(&mut en, en_shared), (&mut zh, zh_shared)] {
                found.filter(|unit| {
                    unit.retain(|m| shared.contains(&m.term));
                    if round == 0 {
                        longest_first(unit, &mut taken);
                    }
                });
            }
        }
        let (mut en_sum, mut zh_sum) = (FxHashMap::<u32, f32>::default(), FxHashMap::<u32, f32>::default());
        for entry in &shared {
            *en_sum.entry(entry.en).or_default() += entry.weight;
            *zh_sum.entry(entry.zh).or_default() += entry.weight;
        }
        let links = shared
            .iter()
            .map(|e| Link {
                en: e.en,
                zh: e.zh,
                zh_given_en: e.weight / en_sum[&e.en].max(1.0),
                en_given_zh: e.weight / zh_sum[&e.zh].max(1.0),
            })
            .collect();
        Meetings { en, zh, links }
    }

    /// The entries of which both sides are among those given, and which are news to the model.
    pub(super) fn shared(&self, en: &[u32], zh: &[u32], model: &Model) -> Vec<Entry> {
        let zh: FxHashSet<u32> = zh.iter().copied().collect();
        en.iter()
            .flat_map(|&phrase| self.of_phrase(phrase))
            .filter(|e| zh.contains(&e.zh) && e.weight > 0.0 && self.is_news(e.en, e.zh, model))
            .copied()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The phrases of each English unit with the terms that they are linked to.
    fn met(lexicon: &str, english: &[&str], chinese: &[&str]) -> Vec<Vec<u32>> {
        let lexicon = Lexicon::parse(lexicon).unwrap();
        let meetings = lexicon.meetings(english, chinese, Model::embedded());
        let terms = |unit| {
            let phrases = meetings.en.unit(unit);
            phrases.flat_map(|en| meetings.links.iter().filter(move |l| l.en == en).map(|l| l.zh)).collect()
        };
        (0..english.len()).map(terms).collect()
    }

    const APPLES: &str = "Jessamy\t铜锣\nOld Jessamy\t雪里红\n";

    #[test]
    fn the_longest_phrase_counts() {
        let english = ["Jessamy", "Old Jessamys, and Jessamy"];
        assert_eq!(met(APPLES, &english, &["铜锣", "雪裡紅"]), [vec![0], vec![1, 0]]);
    }

    /// Where the longer one has no counterpart, it covers nothing; and what it covers
    /// everywhere is no evidence.
    #[test]
    fn a_phrase_counts_where_both_sides_occur() {
        assert_eq!(met(APPLES, &["Old Jessamy"], &["铜锣"]), [[0]]);
        assert_eq!(met(APPLES, &["Old Jessamy"], &["铜锣雪里红"]), [[1]]);
        assert_eq!(met(APPLES, &["Old, Jessamy"], &["雪里红"]), [[0; 0]]);
    }

    #[test]
    fn several_translations_share_the_strength() {
        let lexicon = Lexicon::parse("Tolland\t石榴红\nTolland\t铜锣\nPippa\t铜锣\t0.5\n").unwrap();
        let chinese = ["石榴红", "铜锣"];
        let shares = |english: &[&str]| -> Vec<(f32, f32)> {
            let meetings = lexicon.meetings(english, &chinese, Model::embedded());
            meetings.links.iter().map(|l| (l.zh_given_en, l.en_given_zh)).collect()
        };
        assert_eq!(shares(&["Pippa"]), [(0.5, 0.5)]);
        assert_eq!(shares(&["Tolland"]), [(0.5, 1.0), (0.5, 1.0)]);
        let rest = 1.0 / 1.5;
        assert_eq!(shares(&["Tolland", "Pippa"]), [(0.5, rest), (0.5, 1.0), (0.5, 0.5 / 1.5)]);
    }

    #[test]
    fn what_the_model_knows_is_no_news() {
        assert_eq!(met("teacher\t老师\nteacher\t铜锣\n", &["The teachers"], &["老师", "铜锣"]), [[1]]);
    }
}
