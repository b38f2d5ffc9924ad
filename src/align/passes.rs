//! From units to beads: a first search, what it teaches, and the search that counts.

use super::anchor;
use super::config::Config;
use super::search::{self, Rung};
use crate::adapt::{Lesson, adapted};
use crate::alignment::Bead;
use crate::bitext::Bitext;
use crate::features::Features;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::score::{Band, Position, Scorer, Weights, logistic};

/// What the passes work with.
pub(super) struct Passes<'a> {
    pub model: &'a Model,
    pub lexicon: Option<&'a Lexicon>,
    pub config: &'a Config,
}

/// Units of both sides by their numbers, in order.
pub(super) struct Units<'a> {
    pub en: &'a [usize],
    pub zh: &'a [usize],
}

impl Passes<'_> {
    /// The beads over the given units; within `band`, if one is given.
    pub fn beads(
        &self,
        bitext: &Bitext<'_>,
        units: &Units<'_>,
        weights: &Weights,
        band: Option<Band>,
    ) -> Vec<Bead> {
        if units.en.is_empty() || units.zh.is_empty() {
            return Vec::new();
        }
        let english: Vec<&str> = units.en.iter().map(|&i| bitext.en[i].text).collect();
        let chinese: Vec<&str> = units.zh.iter().map(|&j| bitext.zh[j].text).collect();
        let mut features = Features::new(&english, &chinese, self.model, self.lexicon);
        let places = (weights.position > 0.0).then(|| places(bitext, units));
        let band = band.unwrap_or_else(|| {
            let places = places.as_ref().map(|(en, zh)| (&en[..], &zh[..]));
            anchor::band(&features, self.config.exact, places)
        });

        let mut scorer = Scorer::new(&features, weights, &band, self.model);
        if let Some((en, zh)) = places {
            scorer.set_position(Position::new(en, zh));
        }
        let first = search::ladder(&scorer, &band);
        if let Some(position) = scorer.position_mut() {
            position.learn(pairs(&first).map(|r| (r.i, r.n, r.j, r.m, sure(r))));
            return beads(&scorer, &search::ladder(&scorer, &band), units);
        }
        if self.config.adaptation.rounds == 0 {
            return beads(&scorer, &first, units);
        }
        // Its cells are the largest thing in memory: gone before the next ones are made.
        drop(scorer);
        self.adapt(&mut features, &first);
        let weights = Weights { null: nulls(weights, &first, units), ..weights.clone() };
        let scorer = Scorer::new(&features, &weights, &band, self.model);
        beads(&scorer, &search::ladder(&scorer, &band), units)
    }

    fn adapt(&self, features: &mut Features, ladder: &[Rung]) {
        let how = self.config.adaptation;
        let lessons = |turned: bool| -> Vec<Lesson> {
            let lesson = |r: &Rung| {
                let (en, zh) = (r.i - r.n..r.i, r.j - r.m..r.j);
                let (made, maker) = if turned { (en, zh) } else { (zh, en) };
                Lesson { made, maker, weight: sure(r) }
            };
            pairs(ladder).map(lesson).collect()
        };
        let f = &*features;
        let zh_given_en = adapted(&f.zh, &f.en, &f.zh_given_en, &lessons(false), how);
        let en_given_zh = adapted(&f.en, &f.zh, &f.en_given_zh, &lessons(true), how);
        features.zh_given_en = zh_given_en;
        features.en_given_zh = en_given_zh;
    }
}

/// The costs of nulls, after what a first search has paired.
fn nulls(weights: &Weights, ladder: &[Rung], units: &Units<'_>) -> [f32; 2] {
    let (en, zh) = pairs(ladder).fold((0, 0), |(en, zh), r| (en + r.n, zh + r.m));
    let odds =
        |paired: usize, all: usize| ((paired as f32 + 1.0) / ((all - paired) as f32 + 1.0)).ln().min(1.0);
    [
        weights.null[0] + weights.habit * odds(en, units.en.len()),
        weights.null[1] + weights.habit * odds(zh, units.zh.len()),
    ]
}

fn pairs(ladder: &[Rung]) -> impl Iterator<Item = &Rung> {
    ladder.iter().filter(|r| !r.is_null())
}

/// How far a bead of a first search can be trusted to teach.
fn sure(rung: &Rung) -> f32 {
    logistic(rung.score / 5.0)
}

/// The beads of a ladder, with the numbers of their units in the bitext.
fn beads(scorer: &Scorer<'_>, ladder: &[Rung], units: &Units<'_>) -> Vec<Bead> {
    let bead = |r: &Rung| Bead {
        en: units.en[r.i - r.n..r.i].to_vec(),
        zh: units.zh[r.j - r.m..r.j].to_vec(),
        score: scorer.confidence(r.score, r.i, r.n, r.j, r.m),
        reasons: scorer.reasons(r.i, r.n, r.j, r.m),
    };
    pairs(ladder).map(bead).collect()
}

/// The places of the units among all units given, in the order of the article.
fn places(bitext: &Bitext<'_>, units: &Units<'_>) -> (Vec<usize>, Vec<usize>) {
    let en: Vec<usize> = units.en.iter().map(|&i| bitext.en[i].order).collect();
    let zh: Vec<usize> = units.zh.iter().map(|&j| bitext.zh[j].order).collect();
    let mut orders: Vec<usize> = en.iter().chain(&zh).copied().collect();
    orders.sort_unstable();
    let place = |order: &usize| orders.partition_point(|o| o < order);
    (en.iter().map(place).collect(), zh.iter().map(place).collect())
}
