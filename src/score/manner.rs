//! How this translator goes about it: how long the Chinese is for the English, how often
//! sentences are joined or split, and how freely the words are translated.
//!
//! A translation of a novel into English cuts a third of the Chinese sentences in two, a
//! statute keeps each as it is. So both are counted over the beads that a first search has
//! found, with what is usual as a prior. A bead of several sentences that is far too long on one side
//! has joined what is translated with what is not, and is counted so: else each of them would make
//! the next one likelier.

use super::proportion::Proportion;
use crate::model::Model;

/// The types of beads that are told apart: 1-1, 2-1, 1-2, n-1, 1-n, others.
const TYPES: usize = 6;
/// Their usual shares.
const USUAL: [f32; TYPES] = [0.76, 0.11, 0.05, 0.04, 0.02, 0.02];
/// How many beads of the document the usual is worth.
const BEADS: f32 = 30.0;
/// How many characters of the document the usual ratio of lengths is worth.
const CHARACTERS: f32 = 1000.0;

/// Usual share of units without counterpart.
const USUAL_NULLS: f32 = 0.02;

/// The square of how many standard deviations of the document's own 1-1 a bead that joins units may be off
/// the length expected before it counts as what it joined.
const FAR: f32 = 16.0;

/// What the words of a 1-1 add to a first search for each Chinese character, as usual. A novel has a tenth or
/// half of it, a report nine tenths, what is translated word for word twice as much.
const USUAL_WORDS: f32 = 0.8;

/// How many times as long as usual, or as short, a translation is at most.
const APART: f32 = 1.5;

/// A bead of a first search: its English and its Chinese units, and their lengths in characters.
type Found = (usize, usize, f32, f32);

/// The manner of a translation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Manner {
    /// Chinese characters for each English one.
    lengths: Proportion,
    /// ln of the share of each type of bead over its usual share.
    types: [f32; TYPES],
    /// ln of the share of English, of Chinese units without counterpart over its usual share.
    pub nulls: [f32; 2],
    /// Of how many units on either side that is the share.
    units: [usize; 2],
    /// By how many nats a Chinese character its words are explained worse than usual: 0 to [`USUAL_WORDS`].
    pub free: f32,
}

impl Manner {
    /// What is usual.
    pub fn usual(model: &Model) -> Manner {
        let (ratio, spread) = model.lengths();
        let lengths = Proportion { ratio, spread };
        Manner { lengths, types: [0.0; TYPES], nulls: [0.0; 2], units: [0; 2], free: 0.0 }
    }

    /// What the beads `(n, m, English length, Chinese length)` of a first search show, between
    /// texts of `units` units.
    pub fn of(model: &Model, beads: &[Found], units: [usize; 2]) -> Manner {
        let usual = Manner::usual(model);
        let learnt = |is: &dyn Fn(&Found) -> bool| {
            let beads = beads.iter().filter(|bead| is(bead));
            usual.lengths.learnt(CHARACTERS, beads.map(|&(_, _, e, z)| (e, z)))
        };
        let single = learnt(&|&(n, m, ..)| (n, m) == (1, 1));
        let fits = |&(n, m, e, z): &Found| (n, m) == (1, 1) || single.apart(e, z) <= FAR;
        let mut counts = USUAL.map(|share| share * BEADS);
        let mut paired = [0, 0];
        for bead in beads {
            let (n, m) = if fits(bead) { (bead.0, bead.1) } else { (1, 1) };
            counts[kind(n, m)] += 1.0;
            paired = [paired[0] + n, paired[1] + m];
        }
        let lengths = learnt(&fits);
        let total: f32 = counts.iter().sum();
        let types = std::array::from_fn(|k| (counts[k] / total / USUAL[k]).ln());
        let manner = Manner { lengths, types, units, ..usual };
        let left = std::array::from_fn(|side| units[side].saturating_sub(paired[side]) as f32);
        Manner { nulls: manner.nulls_of(left), ..manner }
    }

    /// The same where the words of the beads of a first search add so much, in nats a Chinese character each: by their
    /// median, as some of them have nothing to do with each other.
    pub fn translated(self, mut words: Vec<f32>) -> Manner {
        let (count, middle) = (words.len() as f32, words.len() / 2);
        if words.is_empty() {
            return self;
        }
        let (_, &mut median, _) = words.select_nth_unstable_by(middle, f32::total_cmp);
        let free = (USUAL_WORDS - median).clamp(0.0, USUAL_WORDS);
        Manner { free: free * count / (count + BEADS), ..self }
    }

    /// The same of nulls, where so many units of either side have no counterpart.
    pub fn nulls_of(&self, left: [f32; 2]) -> [f32; 2] {
        std::array::from_fn(|side| {
            let all = self.units[side] as f32 + BEADS;
            ((left[side].min(self.units[side] as f32) + USUAL_NULLS * BEADS) / all / USUAL_NULLS).ln()
        })
    }

    /// What pairs of single paragraphs, by their English and their Chinese length, show of these; nothing where
    /// they are more than [`APART`]: then the texts are cut into paragraphs differently.
    pub fn of_paragraphs(model: &Model, pairs: &[(f32, f32)]) -> Manner {
        let usual = Manner::usual(model);
        let (en, zh) = pairs.iter().fold((0.0, 0.0), |(en, zh), pair| (en + pair.0, zh + pair.1));
        let times = zh / (usual.lengths.ratio * en);
        if !(1.0 / APART..APART).contains(&times) {
            return usual;
        }
        Manner { lengths: usual.lengths.learnt(CHARACTERS, pairs.iter().copied()), ..usual }
    }

    /// How often beads of this type occur here, as log-odds against the usual.
    pub fn of_type(&self, n: usize, m: usize) -> f32 {
        self.types[kind(n, m)]
    }

    /// By how many standard deviations the Chinese is longer than expected.
    pub fn deviation(&self, en: f32, zh: f32) -> f32 {
        self.lengths.deviation(en, zh)
    }
}

fn kind(n: usize, m: usize) -> usize {
    match (n, m) {
        (1, 1) => 0,
        (2, 1) => 1,
        (1, 2) => 2,
        (_, 1) => 3,
        (1, _) => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten sentences a line here and one a line there, paired one to one, are no long translation.
    #[test]
    fn paragraphs_that_are_cut_differently_tell_nothing_of_lengths() {
        let model = Model::embedded();
        let usual = Manner::usual(model);
        let of =
            |times: f32| Manner::of_paragraphs(model, &[(100.0, times * 100.0 * usual.lengths.ratio); 40]);
        assert!((of(1.3).lengths.ratio / usual.lengths.ratio - 1.3).abs() < 0.1);
        assert!((of(0.8).lengths.ratio / usual.lengths.ratio - 0.8).abs() < 0.1);
        assert_eq!([of(2.0), of(0.5), Manner::of_paragraphs(model, &[])], [(); 3].map(|()| usual.clone()));
    }

    /// Each English sentence that has no counterpart, joined to the one before, taught that English is longer
    /// here and joined often, so that the next one was joined as well.
    #[test]
    fn what_is_far_too_long_has_joined_what_is_not_translated() {
        let model = Model::embedded();
        let usual = Manner::usual(model);
        let bead = |n: usize, length: f32| (n, 1, length, 60.0 * usual.lengths.ratio);
        let mut beads = vec![bead(1, 60.0); 40];
        beads.extend([bead(2, 200.0); 20]);
        let manner = Manner::of(model, &beads, [80, 60]);
        assert!((manner.lengths.ratio / usual.lengths.ratio - 1.0).abs() < 0.01);
        assert!(manner.of_type(2, 1) < 0.0 && manner.nulls[0] > 1.0 && manner.nulls[1] < 0.0);
        // What is joined and fits is joined.
        beads.truncate(40);
        beads.extend([bead(2, 66.0); 20]);
        let manner = Manner::of(model, &beads, [80, 60]);
        assert!(manner.of_type(2, 1) > 0.5 && manner.nulls[0] < 0.0);
    }

    #[test]
    fn how_freely_words_are_translated_is_told_by_most_beads() {
        let usual = Manner::usual(Model::embedded());
        let free = |words: Vec<f32>| usual.clone().translated(words).free;
        assert_eq!([free(Vec::new()), free(vec![1.6; 100])], [0.0; 2]);
        assert!(free(vec![0.1; 100]) > 0.5);
        // Strangers among them say nothing, and a few beads little.
        assert_eq!(free([vec![0.3; 70], vec![-2.0; 30]].concat()), free(vec![0.3; 100]));
        assert!(free(vec![0.1; 3]) < 0.1);
    }

    #[test]
    fn more_nulls_than_the_first_search_has_found_are_likelier() {
        let model = Model::embedded();
        let manner = Manner::of(model, &[(1, 1, 60.0, 20.0); 50], [60, 50]);
        assert_eq!(manner.nulls_of([10.0, 0.0]), manner.nulls);
        assert!(manner.nulls_of([20.0, 0.0])[0] > manner.nulls[0] + 0.5);
        // Where nothing has been counted, nothing is told.
        assert_eq!(Manner::usual(model).nulls_of([20.0, 20.0]), [0.0; 2]);
    }
}
