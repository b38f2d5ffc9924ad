//! The document teaches: links learnt from the beads that a first search has found.
//!
//! A name is in no table, yet after one pass over a chapter it has stood opposite the same
//! characters thirty times. One or two rounds of the trainer's own EM over the document's
//! beads, with the model as prior, turn that into links. The prior is strong, so a word that
//! occurs once or twice stays what the model says.

mod class;
mod strangers;

use std::ops::Range;

use crate::features::{Features, Kept, Link, Links, Rows};
use class::{Class, Usual};
use strangers::Strangers;

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

/// Moves the links by the lessons, in both directions.
pub(crate) fn adapt(features: &mut Features, lessons: &[Lesson], how: Adaptation) {
    let Features { en, zh, links } = features;
    let mut rest = [en.unnamed.clone(), zh.unnamed.clone()];
    let [en, zh] =
        [Class::new(en, lessons, |lesson| &lesson.en), Class::new(zh, lessons, |lesson| &lesson.zh)];
    let school = School { places: en.places(|_| true), lesson_of: en.lesson_of(), en, zh, how };
    for _ in 0..how.rounds {
        school.go_through(links, &mut rest);
    }
}

/// What there is to learn from.
struct School<'a> {
    en: Class<'a>,
    zh: Class<'a>,
    /// Of each English id its tokens.
    places: Rows,
    /// The lessons that the English tokens are in.
    lesson_of: Vec<u32>,
    how: Adaptation,
}

/// An English and a Chinese token of a lesson that are linked.
#[derive(Clone, Copy, Default)]
struct Meeting {
    /// Where the Chinese one is among the tokens.
    zh: u32,
    /// The number of the link in the row of the English one.
    link: u32,
}

/// All of them: those of each English token side by side, the tokens by their ids.
struct Meetings {
    all: Kept<Meeting>,
    ends: Vec<u32>,
}

impl School<'_> {
    /// Moves the links by one round of EM; `rest` is what the words of either side leave to everything
    /// that their links do not name.
    fn go_through(&self, links: &mut Links, rest: &mut [Vec<f32>; 2]) {
        let School { en, zh, .. } = self;
        let mut likely = [en.unlinked(zh, &rest[1]), zh.unlinked(en, &rest[0])];
        let meetings = self.meet(links, &mut likely);
        // How often each token is there, over how likely it is.
        let [en_over, zh_over] = &mut likely;
        en_over.iter_mut().zip(&en.counts).for_each(|(over, count)| *over = count / *over);
        zh_over.iter_mut().zip(&zh.counts).for_each(|(over, count)| *over = count / *over);
        self.learn(links, &meetings, [en_over, zh_over], rest);
    }

    /// Finds the linked tokens of all lessons, and adds to each token what those of the other side
    /// make of it.
    fn meet(&self, links: &Links, [en_likely, zh_likely]: &mut [Vec<f32>; 2]) -> Meetings {
        let School { en, zh, places, lesson_of, .. } = self;
        let mut all: Kept<Meeting> = Kept::default();
        let mut ends = Vec::with_capacity(lesson_of.len());
        // By Chinese id, the number of the link to it and one more; 0 if there is none.
        let mut numbers = vec![0u32; zh.side.ids() + 1];
        for id in 0..links.rows() {
            let row = links.row(id);
            (1..).zip(row).for_each(|(number, link)| numbers[link.zh as usize] = number);
            for &(at, _) in places.row(id) {
                if !row.is_empty() {
                    let lesson = zh.lesson(lesson_of[at as usize] as usize);
                    let start = all.len();
                    all.make_room(lesson.len());
                    all.extend((lesson.start as u32..).zip(&zh.ids[lesson]).map(|(zh, &id)| {
                        let number = numbers[id as usize];
                        (Meeting { zh, link: number.wrapping_sub(1) }, number > 0)
                    }));
                    let makes = en.makes[at as usize];
                    let mut made = 0.0;
                    for &Meeting { zh: other, link } in &all.as_slice()[start..] {
                        let link = &row[link as usize];
                        zh_likely[other as usize] += makes * link.zh_given_en;
                        made += zh.makes[other as usize] * link.en_given_zh;
                    }
                    en_likely[at as usize] += made;
                }
                ends.push(all.len() as u32);
            }
            row.iter().for_each(|link| numbers[link.zh as usize] = 0);
        }
        Meetings { all, ends }
    }

    /// Makes the links as likely as they have been of use, beside what they are by the model.
    fn learn(&self, links: &mut Links, meetings: &Meetings, over: [&[f32]; 2], rest: &mut [Vec<f32>; 2]) {
        let School { en, zh, how, .. } = self;
        let usual = [Usual::new(en, over[0]), Usual::new(zh, over[1])];
        let open: [Vec<f32>; 2] = [0, 1].map(|side: usize| {
            rest[side].iter().map(|&rest| if rest >= OPEN { rest } else { 0.0 }).collect()
        });
        let mut new: Vec<(u32, Link)> = Vec::new();

        // Chinese tokens along each link, in the order of the links.
        let mut back: Vec<f32> = Vec::with_capacity(links.len());
        let mut strangers = Strangers::new(zh);
        let mut sums: Vec<[f32; 2]> = Vec::new();
        let mut ends = meetings
            .ends
            .iter()
            .scan(0, |start, &end| Some(std::mem::replace(start, end as usize)..end as usize));
        for id in 0..links.rows() {
            let (row, places) = (links.row_mut(id), self.places.row(id));
            sums.clear();
            sums.resize(row.len(), [0.0; 2]);
            for (&(at, learns), range) in places.iter().zip(&mut ends) {
                let over_here = over[0][at as usize];
                for &Meeting { zh: other, link } in &meetings.all.as_slice()[range] {
                    let [there, back] = &mut sums[link as usize];
                    *there += learns * over[1][other as usize];
                    *back += over_here * zh.learns[other as usize];
                }
            }
            back.extend(sums.iter().map(|sum| sum[1]));
            if !en.has_learnt(id) {
                continue;
            }
            let open = open[0][id as usize];
            let lessons = || places.iter().map(|&(at, learns)| (self.lesson_of[at as usize], open * learns));
            let unlinked = if open > 0.0 { usual[1].of(lessons()) } else { (0.0, 0.0) };
            let made: f32 = row.iter().zip(&sums).map(|(link, sum)| sum[0] * link.zh_given_en).sum();
            let scale = 1.0 / (made + unlinked.0 + how.prior);
            let mut named = 0.0;
            for (link, [made, _]) in row.iter_mut().zip(&sums) {
                let p = &mut link.zh_given_en;
                *p = (made * (*p + open * zh.usual(link.zh)) + how.prior * *p) * scale;
                named += *p;
            }
            if unlinked.1 > how.least {
                strangers.find(
                    zh,
                    &usual[1],
                    row.iter().map(|link| link.zh),
                    lessons(),
                    how.least,
                    |other, count| {
                        let p = (count + how.prior * open * zh.usual(other)) * scale;
                        if p > zh.likely(other) {
                            new.push((id, Link { zh: other, zh_given_en: p, en_given_zh: 0.0 }));
                            named += p;
                        }
                    },
                );
            }
            rest[0][id as usize] = (1.0 - named).clamp(0.02, 1.0);
        }

        let unlinked = zh.against(&usual[0], &open[1]);
        let mut scales: Vec<f32> = unlinked.iter().map(|unlinked| unlinked.0 + how.prior).collect();
        let mut made = back.iter();
        for id in 0..links.rows() {
            for (link, made) in links.row(id).iter().zip(&mut made) {
                scales[link.zh as usize] += made * link.en_given_zh;
            }
        }
        scales.iter_mut().for_each(|scale| *scale = 1.0 / *scale);
        let mut named = vec![0.0f32; zh.side.ids()];
        let mut made = back.iter();
        for id in 0..links.rows() {
            let usual = en.usual(id);
            for (link, made) in links.row_mut(id).iter_mut().zip(&mut made) {
                let (zh_id, q) = (link.zh as usize, &mut link.en_given_zh);
                if zh.has_learnt(link.zh) {
                    *q = (made * (*q + open[1][zh_id] * usual) + how.prior * *q) * scales[zh_id];
                }
                named[zh_id] += *q;
            }
        }
        let wanted: Vec<bool> = (0u32..)
            .zip(&unlinked)
            .map(|(id, unlinked)| zh.has_learnt(id) && unlinked.1 > how.least)
            .collect();
        let places = zh.places(|id| wanted[id as usize]);
        let known = links.en_given_zh(zh.side.ids(), |_, link| wanted[link.zh as usize]);
        let mut strangers = Strangers::new(en);
        for id in (0..zh.side.ids() as u32).filter(|&id| wanted[id as usize]) {
            let (open, scale) = (open[1][id as usize], scales[id as usize]);
            let lessons = places.row(id).iter().map(|&(at, learns)| (zh.lesson_at(at), open * learns));
            strangers.find(
                en,
                &usual[0],
                known.row(id).iter().map(|cell| cell.0),
                lessons,
                how.least,
                |other, count| {
                    let p = (count + how.prior * open * en.usual(other)) * scale;
                    if p > en.likely(other) {
                        new.push((other, Link { zh: id, zh_given_en: 0.0, en_given_zh: p }));
                        named[id as usize] += p;
                    }
                },
            );
        }
        for id in (0..zh.side.ids() as u32).filter(|&id| zh.has_learnt(id)) {
            rest[1][id as usize] = (1.0 - named[id as usize]).clamp(0.02, 1.0);
        }
        // A link that is new in both directions is one link.
        new.sort_by_key(|&(en, link)| (en, link.zh));
        new.dedup_by(|next, kept| {
            let same = (next.0, next.1.zh) == (kept.0, kept.1.zh);
            if same {
                kept.1.zh_given_en += next.1.zh_given_en;
                kept.1.en_given_zh += next.1.en_given_zh;
            }
            same
        });
        links.insert(&mut new);
    }
}
