//! Which of the documents that are alike go together.

use rustc_hash::FxHashMap;

use super::DocumentMatch;
use super::likeness::{Likeness, UNSEEN};
use super::sketch::Sketch;
use crate::model::Model;

/// The rivals of a document that are looked at.
const RIVALS: usize = 4;
/// How like a rival among the documents that are not seen is, and a rival whatever is seen.
const UNSEEN_RIVAL: f32 = 0.25;
const LEAST_RIVAL: f32 = 0.08;

/// Log-odds of a match: for each nat that two are more alike than they and their rivals, and by itself.
const SLOPE: f32 = 15.0;
const OFFSET: f32 = -2.0;
/// Log-odds that two documents get that are called the same, as no others are.
const NAMED: f32 = 4.0;
/// Where one of these two has no more tokens, it says too little to speak against them.
const FEW: usize = 30;

/// Two documents that may go together.
struct Candidate {
    en: u32,
    zh: u32,
    odds: f32,
}

/// The matches, by rising number of the English document.
pub(super) fn link(english: &[Sketch], chinese: &[Sketch], model: &Model) -> Vec<DocumentMatch> {
    let mut candidates = candidates(english, chinese, model);
    // The surest first; of those as sure as each other, the ones that stand first.
    candidates.sort_unstable_by(|a, b| b.odds.total_cmp(&a.odds).then((a.en, a.zh).cmp(&(b.en, b.zh))));
    let (mut en_free, mut zh_free) = (vec![true; english.len()], vec![true; chinese.len()]);
    let mut matches = Vec::new();
    for Candidate { en, zh, odds } in candidates.into_iter().take_while(|candidate| candidate.odds >= 0.0) {
        let (en, zh) = (en as usize, zh as usize);
        if en_free[en] && zh_free[zh] {
            (en_free[en], zh_free[zh]) = (false, false);
            matches.push(DocumentMatch { en, zh, score: 1.0 / (1.0 + (-odds).exp()) });
        }
    }
    matches.sort_unstable_by_key(|found| found.en);
    matches
}

fn candidates(english: &[Sketch], chinese: &[Sketch], model: &Model) -> Vec<Candidate> {
    let names = [english, chinese].map(own_names);
    let named = |sketch: &Sketch| {
        let name = sketch.name.as_deref()?;
        names[0].get(name).copied().flatten()?;
        names[1].get(name).copied().flatten()
    };
    let likeness = Likeness::new(chinese, model);
    let rows =
        each(english, || likeness.sums(), |sums, sketch| likeness.nearest(sketch, named(sketch), sums));
    let mut columns = vec![Rivals::new(english.len()); chinese.len()];
    for &(zh, like) in rows.iter().flatten() {
        columns[zh as usize].add(like);
    }
    let mut candidates = Vec::new();
    for ((en, row), sketch) in (0..).zip(&rows).zip(english) {
        let mut rivals = Rivals::new(chinese.len());
        row.iter().for_each(|&(_, like)| rivals.add(like));
        let named = named(sketch);
        for &(zh, like) in row {
            let usual = (rivals.of(like) + columns[zh as usize].of(like)) / 2.0;
            let mut odds = SLOPE * (like / usual).ln() + OFFSET;
            if named == Some(zh) {
                let tokens = sketch.tokens.len().min(chinese[zh as usize].tokens.len());
                odds = NAMED + if tokens <= FEW { odds.max(OFFSET) } else { odds };
            }
            candidates.push(Candidate { en, zh, odds });
        }
    }
    candidates
}

/// Runs `work` on each of them, on several threads if there are many and the feature is there. What `work` goes on
/// with is made by `new`.
#[cfg(feature = "parallel")]
fn each<T, R: Send>(
    sketches: &[Sketch],
    new: impl Fn() -> T + Sync + Send,
    work: impl Fn(&mut T, &Sketch) -> R + Sync + Send,
) -> Vec<R> {
    use rayon::prelude::*;
    sketches.par_iter().with_min_len(AT_ONCE).map_init(new, work).collect()
}

#[cfg(not(feature = "parallel"))]
fn each<T, R>(sketches: &[Sketch], new: impl Fn() -> T, work: impl Fn(&mut T, &Sketch) -> R) -> Vec<R> {
    let mut state = new();
    sketches.iter().map(|sketch| work(&mut state, sketch)).collect()
}

/// Documents that a thread takes at once.
#[cfg(feature = "parallel")]
const AT_ONCE: usize = 128;

/// The documents by their names, `None` where several have the same; those that say nothing have none.
fn own_names(sketches: &[Sketch]) -> FxHashMap<&str, Option<u32>> {
    let mut names = FxHashMap::default();
    for (number, sketch) in (0..).zip(sketches) {
        if let Some(name) = sketch.name.as_deref().filter(|name| !name.is_empty() && !sketch.is_empty()) {
            names.entry(name).and_modify(|one| *one = None).or_insert(Some(number));
        }
    }
    names
}

/// How like the documents are that are most like a document.
#[derive(Clone)]
struct Rivals {
    /// One more than is looked at, as a document is no rival of itself; the most like first.
    most: [f32; RIVALS + 1],
}

impl Rivals {
    /// Among so many documents. Where there are few, what is not seen would be more like.
    fn new(documents: usize) -> Rivals {
        let unseen = UNSEEN / (UNSEEN + documents as f32);
        Rivals { most: [LEAST_RIVAL + (UNSEEN_RIVAL - LEAST_RIVAL) * unseen; RIVALS + 1] }
    }

    fn add(&mut self, like: f32) {
        let place = self.most.partition_point(|&other| other >= like);
        // What is exactly as like is the same text once more, and no rival.
        if place < self.most.len() && (place == 0 || self.most[place - 1] > like) {
            self.most[place..].rotate_right(1);
            self.most[place] = like;
        }
    }

    /// How like the others are on average, where one is so like.
    fn of(&self, like: f32) -> f32 {
        let all: f32 = self.most.iter().sum();
        // What is not among them is less like than the last of them, which then is one too many.
        let own = like.max(self.most[RIVALS]);
        (all - own) / RIVALS as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_no_rival_of_itself() {
        let mut rivals = Rivals::new(1_000_000);
        [0.5, 0.3, 0.7, 0.4, 0.1, 0.2].iter().for_each(|&like| rivals.add(like));
        assert_eq!(rivals.most, [0.7, 0.5, 0.4, 0.3, 0.2]);
        assert!((rivals.of(0.7) - 0.35).abs() < 1e-6);
        assert!((rivals.of(0.1) - 0.475).abs() < 1e-6);
    }

    #[test]
    fn a_name_that_two_have_is_nobodys() {
        let sketch = || Sketch::chinese(&["你好"], Model::embedded());
        let sketches =
            [sketch().named("a"), sketch().named("b"), sketch().named("a"), Sketch::default().named("c")];
        let names = own_names(&sketches);
        assert_eq!((names["a"], names["b"], names.len()), (None, Some(1), 2));
    }
}
