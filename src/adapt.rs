//! The document teaches: links learnt from the beads that a first search has found.
//!
//! A name is in no table, yet after one pass over a chapter it has stood opposite the same
//! characters thirty times. One or two rounds of the trainer's own EM over the document's
//! beads, with the model as prior, turn that into links. The prior is strong, so a word that
//! occurs once or twice stays what the model says.

use std::ops::Range;

use crate::features::{Count, Features, Links, Merger, Side};

/// A bead of the first search: ranges of units on both sides and how sure it is, 0..1.
#[derive(Clone, Debug)]
pub(crate) struct Lesson {
    pub en: Range<usize>,
    pub zh: Range<usize>,
    pub weight: f32,
}

/// How to learn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adaptation {
    /// Rounds of EM; 0 turns it off.
    pub rounds: usize,
    /// Tokens that the model's word counts for.
    pub prior: f32,
    /// Expected count from which a new link is kept.
    pub least: f32,
}

impl Adaptation {
    /// Measured on novels and news: a second round gains nothing, a prior of a few tokens.
    pub const DEFAULT: Adaptation = Adaptation { rounds: 1, prior: 6.0, least: 0.7 };
}

/// A word of which the model leaves at least this much unnamed can get new links; of the others it
/// knows the translations.
const OPEN: f32 = 0.3;

/// A word is learnt from no more of its occurrences than this.
const ENOUGH: usize = 200;

/// The tokens of the lessons on one side.
struct Beads<'a> {
    side: &'a Side,
    /// Row borders of `tokens`.
    starts: Vec<u32>,
    /// Ids and counts, those of each lesson in a row.
    tokens: Vec<Count>,
    /// The ids alone, which are gone through time and again; those of each lesson filled up to a
    /// multiple of [`LANES`] with an id beyond all others.
    ids: Vec<u32>,
    /// Row borders of `ids`.
    lanes: Vec<u32>,
}

/// Tokens that are gone through at once. Lessons are short, and the fewer different numbers of turns a
/// loop takes, the more often a processor guesses its end.
const LANES: usize = 4;

impl Beads<'_> {
    fn new<'a, 'l>(side: &'a Side, units: impl Iterator<Item = &'l Range<usize>>) -> Beads<'a> {
        let room = side.tokens.len();
        let mut beads = Beads {
            side,
            starts: vec![0],
            tokens: Vec::with_capacity(room),
            ids: Vec::new(),
            lanes: vec![0],
        };
        let mut merger = Merger::default();
        for range in units {
            merger.merge(range.clone().flat_map(|unit| side.unit(unit)).copied(), &mut beads.tokens);
            beads.starts.push(beads.tokens.len() as u32);
        }
        for bead in 0..beads.starts.len() - 1 {
            let range = beads.range(bead);
            beads.ids.extend(beads.tokens[range].iter().map(|token| token.0));
            beads.ids.resize(beads.ids.len().next_multiple_of(LANES), side.ids() as u32);
            beads.lanes.push(beads.ids.len() as u32);
        }
        beads
    }

    fn range(&self, bead: usize) -> Range<usize> {
        self.starts[bead] as usize..self.starts[bead + 1] as usize
    }

    fn lanes(&self, bead: usize) -> Range<usize> {
        self.lanes[bead] as usize..self.lanes[bead + 1] as usize
    }

    fn of(&self, bead: usize) -> &[Count] {
        &self.tokens[self.range(bead)]
    }
}

/// Moves the links of both directions by the lessons.
pub(crate) fn adapt(features: &mut Features, lessons: &[Lesson], how: Adaptation) {
    let Features { en, zh, zh_given_en, en_given_zh } = features;
    let en = Beads::new(en, lessons.iter().map(|lesson| &lesson.en));
    let zh = Beads::new(zh, lessons.iter().map(|lesson| &lesson.zh));
    School::new(&zh, &en, lessons, how).go_through(zh_given_en);
    School::new(&en, &zh, lessons, how).go_through(en_given_zh);
}

/// What there is to learn from, in one direction.
struct School<'a> {
    made: &'a Beads<'a>,
    maker: &'a Beads<'a>,
    lessons: &'a [Lesson],
    /// For each maker the lessons that it is in, and how often.
    postings: Links,
    how: Adaptation,
}

impl<'a> School<'a> {
    fn new(made: &'a Beads<'a>, maker: &'a Beads<'a>, lessons: &'a [Lesson], how: Adaptation) -> School<'a> {
        let places = (0..lessons.len())
            .flat_map(|bead| maker.of(bead).iter().map(move |&(id, n)| (id, bead as u32, n)));
        School { made, maker, lessons, postings: Links::of(maker.side.ids(), places), how }
    }

    fn go_through(&self, links: &mut Links) {
        // What a token leaves to everything that its row does not name.
        let mut rest: Vec<f32> = self.maker.side.unnamed.clone();
        for _ in 0..self.how.rounds {
            let over = self.over(links, &rest);
            self.learn(links, &mut rest, &over);
        }
    }

    /// How often each token of each lesson is there, over how likely the lesson makes it.
    fn over(&self, links: &Links, rest: &[f32]) -> Vec<f32> {
        let School { made: tokens, maker: makers, postings, .. } = self;
        let (made, maker) = (tokens.side, makers.side);
        let mut over: Vec<f32> = Vec::with_capacity(tokens.ids.len());
        for bead in 0..self.lessons.len() {
            let open = |&(id, n): &Count| n * maker.weight[id as usize] * rest[id as usize];
            let open: f32 = makers.of(bead).iter().map(open).sum();
            over.extend(tokens.of(bead).iter().map(|&(id, _)| made.background[id as usize] * (1.0 + open)));
            over.resize(tokens.lanes(bead).end, 1.0);
        }
        let mut dense = vec![0.0f32; made.ids() + 1];
        for id in 0..maker.ids() as u32 {
            let (weight, row) = (maker.weight[id as usize], links.row(id));
            if row.is_empty() {
                continue;
            }
            row.iter().for_each(|&(to, p)| dense[to as usize] = weight * p);
            for &(bead, n) in postings.row(id) {
                let range = tokens.lanes(bead as usize);
                let ids = tokens.ids[range.clone()].chunks_exact(LANES);
                for (sums, ids) in over[range].chunks_exact_mut(LANES).zip(ids) {
                    sums.iter_mut().zip(ids).for_each(|(sum, &to)| *sum += n * dense[to as usize]);
                }
            }
            row.iter().for_each(|&(to, _)| dense[to as usize] = 0.0);
        }
        for bead in 0..self.lessons.len() {
            let over = &mut over[tokens.lanes(bead)];
            over.iter_mut().zip(tokens.of(bead)).for_each(|(sum, token)| *sum = token.1 / *sum);
        }
        over
    }

    /// Moves the links by one round; `rest` becomes what they leave.
    fn learn(&self, links: &mut Links, rest: &mut [f32], over: &[f32]) {
        let School { made: tokens, maker, lessons, postings, how } = self;
        let (made, maker) = (tokens.side, maker.side);
        let background = &made.background;
        // For each token what the row says of it, and its expected count.
        let mut dense = vec![(0.0f32, 0.0f32); made.ids() + 1];
        // Tokens that the row does not name, once each, unless they get too little to count.
        let mut touched = vec![0; made.ids() + 1];
        let mut new: Vec<(u32, u32, f32)> = Vec::new();
        for (id, rest) in (0u32..).zip(rest) {
            let posting = postings.row(id);
            // What occurs once has nothing to teach.
            if posting.len() < 2 {
                continue;
            }
            let row = links.row_mut(id);
            row.iter().for_each(|&(to, p)| dense[to as usize].0 = p);
            let open = if *rest >= OPEN { *rest } else { 0.0 };
            let mut others = 0;
            // Of a frequent word, occurrences from all over the text.
            for &(bead, n) in posting.iter().step_by(posting.len().div_ceil(ENOUGH)) {
                let share = n * maker.weight[id as usize] * lessons[bead as usize].weight;
                let lanes = tokens.lanes(bead as usize);
                let (over, ids) = (&over[lanes.clone()], &tokens.ids[lanes]);
                if open == 0.0 {
                    // What the row does not name gets nothing; to ask would take longer than to add it.
                    for (over, ids) in over.chunks_exact(LANES).zip(ids.chunks_exact(LANES)) {
                        for (over, &to) in over.iter().zip(ids) {
                            let (known, count) = &mut dense[to as usize];
                            *count += share * *known * over;
                        }
                    }
                    continue;
                }
                let made_here = over.iter().zip(ids).take(tokens.range(bead as usize).len());
                for (over, &to) in made_here {
                    let (known, count) = &mut dense[to as usize];
                    touched[others] = to;
                    others = (others + usize::from((*known == 0.0) & (*count == 0.0))).min(made.ids());
                    *count += share * (*known + open * background[to as usize]) * over;
                }
            }
            let count = |to: u32| dense[to as usize].1;
            let total = row.iter().map(|&(to, _)| count(to)).sum::<f32>()
                + touched[..others].iter().map(|&to| count(to)).sum::<f32>();
            let scale = 1.0 / (total + how.prior);
            let mut named = 0.0;
            for (to, p) in row {
                let (_, count) = std::mem::take(&mut dense[*to as usize]);
                *p = (count + how.prior * *p) * scale;
                named += *p;
            }
            for &to in &touched[..others] {
                let (_, count) = std::mem::take(&mut dense[to as usize]);
                // Nearly all of them: nothing else is looked at.
                if count <= how.least {
                    continue;
                }
                let usual = background[to as usize];
                let p = (count + how.prior * open * usual) * scale;
                if p > usual.max(made.own[to as usize]) {
                    new.push((id, to, p));
                    named += p;
                }
            }
            *rest = (1.0 - named).clamp(0.02, 1.0);
        }
        links.insert(&new);
    }
}
