//! The tokens of the lessons on one side.

use std::ops::Range;

use super::Lesson;
use crate::features::{Merger, Rows, Side};

/// A word is learnt from no more of its occurrences than this.
const ENOUGH: u32 = 200;

/// The tokens of the lessons on one side.
pub(super) struct Pupils<'a> {
    pub side: &'a Side,
    /// Where each lesson begins among the tokens.
    starts: Vec<u32>,
    /// The ids of the tokens, those of each lesson filled up to a multiple of [`LANES`] with an id
    /// beyond all others.
    pub ids: Vec<u32>,
    pub counts: Vec<f32>,
    /// For how much each counts as a maker that learns: 0 where there are [`ENOUGH`] others, and for an
    /// id that occurs once, which has nothing to learn.
    pub learns: Vec<f32>,
    /// By id, in how many lessons it is.
    lessons: Vec<u32>,
}

/// Tokens that are gone through at once. Lessons are short, and the fewer different numbers of turns a
/// loop takes, the more often a processor guesses its end.
const LANES: usize = 4;

impl Pupils<'_> {
    pub fn new<'a>(side: &'a Side, lessons: &[Lesson], units: fn(&Lesson) -> &Range<usize>) -> Pupils<'a> {
        let room = side.tokens.len() + LANES * lessons.len();
        let (mut ids, mut counts) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let (mut merger, mut tokens) = (Merger::default(), Vec::new());
        let mut starts = vec![0];
        let mut lessons_of = vec![0u32; side.ids() + 1];
        for lesson in lessons {
            tokens.clear();
            match units(lesson).clone() {
                Range { start, end } if start + 1 == end => tokens.extend_from_slice(side.unit(start)),
                units => merger.merge(units.flat_map(|unit| side.unit(unit)).copied(), &mut tokens),
            }
            ids.extend(tokens.iter().map(|token| token.0));
            counts.extend(tokens.iter().map(|token| token.1));
            tokens.iter().for_each(|token| lessons_of[token.0 as usize] += 1);
            ids.resize(ids.len().next_multiple_of(LANES), side.ids() as u32);
            counts.resize(ids.len(), 0.0);
            starts.push(ids.len() as u32);
        }
        // Of a frequent word, occurrences from all over the text.
        let mut seen = vec![0u32; side.ids() + 1];
        let mut learns = Vec::with_capacity(ids.len());
        for (lesson, range) in lessons.iter().zip(starts.windows(2)) {
            let range = range[0] as usize..range[1] as usize;
            learns.extend(ids[range.clone()].iter().zip(&counts[range]).map(|(&id, count)| {
                let (all, seen) = (lessons_of[id as usize], &mut seen[id as usize]);
                *seen += 1;
                let learns = all > 1 && (*seen - 1) % all.div_ceil(ENOUGH) == 0;
                let makes = count * side.weight.get(id as usize).unwrap_or(&0.0);
                if learns { makes * lesson.weight } else { 0.0 }
            }));
        }
        Pupils { side, starts, ids, counts, learns, lessons: lessons_of }
    }

    /// Where the tokens of a lesson are.
    pub fn lesson(&self, lesson: usize) -> Range<usize> {
        self.starts[lesson] as usize..self.starts[lesson + 1] as usize
    }

    /// Whether an id is in so many lessons that it learns something.
    pub fn has_learnt(&self, id: u32) -> bool {
        self.lessons[id as usize] > 1
    }

    /// How likely an id is anyway.
    pub fn usual(&self, id: u32) -> f32 {
        self.side.background[id as usize]
    }

    /// The same, and in this text.
    pub fn likely(&self, id: u32) -> f32 {
        self.usual(id).max(self.side.own[id as usize])
    }

    /// For each token of each lesson how likely it is without any link: what the makers leave open goes
    /// to all tokens by their backgrounds.
    pub fn unlinked(&self, makers: &Pupils<'_>, rest: &[f32]) -> Vec<f32> {
        let mut out = Vec::with_capacity(self.ids.len());
        let open: Vec<f32> = makers.side.weight.iter().zip(rest).map(|(makes, rest)| makes * rest).collect();
        for lesson in 0..self.starts.len() - 1 {
            let range = makers.lesson(lesson);
            let tokens = makers.ids[range.clone()].iter().zip(&makers.counts[range]);
            let open: f32 = tokens.map(|(&id, count)| count * open.get(id as usize).unwrap_or(&0.0)).sum();
            let usual = |id: &u32| self.side.background.get(*id as usize).unwrap_or(&1.0);
            out.extend(self.ids[self.lesson(lesson)].iter().map(|id| usual(id) * (1.0 + open)));
        }
        out
    }

    /// What each id makes without any link, in all and of a token at most, by how much it leaves `open`.
    pub fn against(&self, usual: &Usual, open: &[f32]) -> Vec<(f32, f32)> {
        let mut out = vec![(0.0, 0.0); self.side.ids() + 1];
        for (lesson, &(all, largest)) in usual.lessons.iter().enumerate() {
            let range = self.lesson(lesson);
            for (&id, learns) in self.ids[range.clone()].iter().zip(&self.learns[range]) {
                let (sum, most) = &mut out[id as usize];
                *sum += learns * all;
                *most += learns * largest;
            }
        }
        out.truncate(self.side.ids());
        out.iter_mut().zip(open).for_each(|(out, open)| *out = (out.0 * open, out.1 * open));
        out
    }

    /// The tokens that `wanted` holds, which is told their ids and for how much they learn, by id.
    pub fn by_id(&self, wanted: impl Fn(u32, f32) -> bool + Copy) -> Rows<Place> {
        let others = self.side.ids() as u32;
        let of_lesson = |(lesson, range): (u32, &[u32])| {
            let token = move |at: u32| {
                let place = at as usize;
                (self.ids[place], Place { at, lesson, count: self.counts[place], learns: self.learns[place] })
            };
            (range[0]..range[1])
                .map(token)
                .filter(move |(id, place)| *id < others && wanted(*id, place.learns))
        };
        Rows::of(self.side.ids(), (0..).zip(self.starts.windows(2)).flat_map(of_lesson))
    }
}

/// Where a token is, and what is known of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Its number among all tokens.
    pub at: u32,
    pub lesson: u32,
    pub count: f32,
    /// For how much it counts as a maker that learns.
    pub learns: f32,
}

/// What the background alone makes of the tokens of one side, over how likely they are: the sum and the
/// largest for each lesson.
pub(super) struct Usual {
    lessons: Vec<(f32, f32)>,
}

impl Usual {
    pub fn new(pupils: &Pupils<'_>, over: &[f32]) -> Usual {
        let usual = |id: &u32| pupils.side.background.get(*id as usize).unwrap_or(&0.0);
        let of_lesson = |lesson: usize| {
            let range = pupils.lesson(lesson);
            let tokens = pupils.ids[range.clone()].iter().zip(&over[range]);
            tokens
                .map(|(id, over)| usual(id) * over)
                .fold((0.0, 0.0f32), |(sum, most), n| (sum + n, most.max(n)))
        };
        Usual { lessons: (0..pupils.starts.len() - 1).map(of_lesson).collect() }
    }

    /// What a maker that leaves so much open in these lessons makes in all, and of a token at most.
    pub fn of(&self, lessons: impl Iterator<Item = (u32, f32)>) -> (f32, f32) {
        lessons.fold((0.0, 0.0), |(sum, most), (lesson, open)| {
            let (all, largest) = self.lessons[lesson as usize];
            (sum + open * all, most + open * largest)
        })
    }
}
