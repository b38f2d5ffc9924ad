//! The document teaches: links learnt from the beads that a first search has found.
//!
//! A name is in no table, yet after one pass over a chapter it has stood opposite the same
//! characters thirty times. One or two rounds of the trainer's own EM over the document's
//! beads, with the model as prior, turn that into links. The prior is strong, so a word that
//! occurs once or twice stays what the model says.

use std::ops::Range;

use crate::features::{Count, Links, Merger, Side};

/// A bead of the first search: ranges of units on both sides and how sure it is, 0..1.
#[derive(Clone, Debug)]
pub(crate) struct Lesson {
    pub made: Range<usize>,
    pub maker: Range<usize>,
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

/// The tokens of a lesson on one side: ids and counts, those of each lesson in a row.
struct Beads {
    starts: Vec<u32>,
    tokens: Vec<Count>,
}

impl Beads {
    fn new<'l>(side: &Side, units: impl Iterator<Item = &'l Range<usize>>) -> Beads {
        let mut beads = Beads { starts: vec![0], tokens: Vec::new() };
        let mut merger = Merger::default();
        for range in units {
            merger.merge(range.clone().flat_map(|unit| side.unit(unit)).copied(), &mut beads.tokens);
            beads.starts.push(beads.tokens.len() as u32);
        }
        beads
    }

    fn range(&self, bead: usize) -> Range<usize> {
        self.starts[bead] as usize..self.starts[bead + 1] as usize
    }

    fn of(&self, bead: usize) -> &[Count] {
        &self.tokens[self.range(bead)]
    }
}

/// The links made | maker after the lessons.
pub(crate) fn adapted(
    made: &Side,
    maker: &Side,
    links: &Links,
    lessons: &[Lesson],
    how: Adaptation,
) -> Links {
    let tokens = Beads::new(made, lessons.iter().map(|lesson| &lesson.made));
    let makers = Beads::new(maker, lessons.iter().map(|lesson| &lesson.maker));
    let places =
        (0..lessons.len()).flat_map(|bead| makers.of(bead).iter().map(move |&(id, n)| (id, bead as u32, n)));
    let postings = Links::of(maker.ids(), places);
    let school = School { made, maker, lessons, tokens, makers, postings, how };
    let mut links = links.clone();
    // What a token leaves to everything that its row does not name.
    let mut rest: Vec<f32> = maker.unnamed.clone();
    for _ in 0..how.rounds {
        let over = school.over(&links, &rest);
        school.learn(&mut links, &mut rest, &over);
    }
    links
}

/// What there is to learn from.
struct School<'a> {
    made: &'a Side,
    maker: &'a Side,
    lessons: &'a [Lesson],
    tokens: Beads,
    makers: Beads,
    /// For each maker the lessons that it is in, and how often.
    postings: Links,
    how: Adaptation,
}

impl School<'_> {
    /// How often each token of each lesson is there, over how likely the lesson makes it.
    fn over(&self, links: &Links, rest: &[f32]) -> Vec<f32> {
        let School { made, maker, tokens, makers, postings, .. } = self;
        let mut over: Vec<f32> = Vec::with_capacity(tokens.tokens.len());
        for bead in 0..self.lessons.len() {
            let open = |&(id, n): &Count| n * maker.weight[id as usize] * rest[id as usize];
            let open: f32 = makers.of(bead).iter().map(open).sum();
            over.extend(tokens.of(bead).iter().map(|&(id, _)| made.background[id as usize] * (1.0 + open)));
        }
        let mut dense = vec![0.0f32; made.ids()];
        for id in 0..maker.ids() as u32 {
            let weight = maker.weight[id as usize];
            links.row(id).iter().for_each(|&(to, p)| dense[to as usize] = weight * p);
            for &(bead, n) in postings.row(id) {
                let range = tokens.range(bead as usize);
                for (sum, &(to, _)) in over[range.clone()].iter_mut().zip(&tokens.tokens[range]) {
                    *sum += n * dense[to as usize];
                }
            }
            links.row(id).iter().for_each(|&(to, _)| dense[to as usize] = 0.0);
        }
        over.iter_mut().zip(&tokens.tokens).for_each(|(sum, token)| *sum = token.1 / *sum);
        over
    }

    /// Moves the links by one round; `rest` becomes what they leave.
    fn learn(&self, links: &mut Links, rest: &mut [f32], over: &[f32]) {
        let School { made, maker, lessons, tokens, postings, how, .. } = self;
        let background = &made.background;
        // For each token what the row says of it, and its expected count.
        let mut dense = vec![(0.0f32, 0.0f32); made.ids()];
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
                let range = tokens.range(bead as usize);
                let made_here = over[range.clone()].iter().zip(&tokens.tokens[range]);
                if open == 0.0 {
                    // What the row does not name gets nothing; to ask would take longer than to add it.
                    for (over, &(to, _)) in made_here {
                        let (known, count) = &mut dense[to as usize];
                        *count += share * *known * over;
                    }
                    continue;
                }
                for (over, &(to, _)) in made_here {
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
                let usual = background[to as usize];
                let p = (count + how.prior * open * usual) * scale;
                if count > how.least && p > usual.max(made.own[to as usize]) {
                    new.push((id, to, p));
                    named += p;
                }
            }
            *rest = (1.0 - named).clamp(0.02, 1.0);
        }
        links.insert(&new);
    }
}
