//! The document teaches: links learnt from the beads that a first search has found.
//!
//! A name is in no table, yet after one pass over a chapter it has stood opposite the same
//! characters thirty times. One or two rounds of the trainer's own EM over the document's
//! beads, with the model as prior, turn that into links. The prior is strong, so a word that
//! occurs once or twice stays what the model says.

mod pupils;
mod strangers;

use std::ops::Range;

use crate::features::{Features, Kept, Link, Links, Rows, Side};
use pupils::{Place, Pupils, Usual};
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

/// More tokens than this, on either side, teach nothing: whatever they hold meets everything, and that
/// takes time by the square of their number.
const LONGEST: usize = 2000;

/// Moves the links by the lessons, in both directions.
pub(crate) fn adapt(features: &mut Features, mut lessons: Vec<Lesson>, how: Adaptation) {
    if how.rounds == 0 {
        return;
    }
    let Features { en, zh, links } = features;
    let tokens =
        |side: &Side, units: &Range<usize>| (side.starts[units.end] - side.starts[units.start]) as usize;
    lessons.retain(|lesson| tokens(en, &lesson.en).max(tokens(zh, &lesson.zh)) <= LONGEST);
    let lessons = &lessons[..];
    let mut rest = [en.unnamed.clone(), zh.unnamed.clone()];
    let [en, zh] =
        [Pupils::new(en, lessons, |lesson| &lesson.en), Pupils::new(zh, lessons, |lesson| &lesson.zh)];
    let school = School { places: en.by_id(|_, _| true), en, zh, how };
    for _ in 0..how.rounds {
        school.go_through(links, &mut rest);
    }
}

/// What there is to learn from.
struct School<'a> {
    en: Pupils<'a>,
    zh: Pupils<'a>,
    /// The English tokens by id.
    places: Rows<Place>,
    how: Adaptation,
}

/// An English and a Chinese token of a lesson that are linked.
#[derive(Clone, Copy, Default)]
struct Meeting {
    /// Which token of the lesson the Chinese one is.
    zh: u16,
    /// The number of the link in the row of the English one.
    link: u16,
}

/// Those from which one of the two learns: those of each English token side by side, the tokens by
/// their ids.
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
        let School { en, zh, places, .. } = self;
        let mut all: Kept<Meeting> = Kept::default();
        let mut ends = Vec::with_capacity(en.ids.len());
        // By Chinese id, the number of the link to it and one more; 0 if there is none.
        let mut numbers = vec![0u16; zh.side.ids() + 1];
        let mut terms: Vec<[f32; 2]> = Vec::new();
        for id in 0..links.rows() {
            let row = links.row(id);
            (1..=u16::MAX).zip(row).for_each(|(number, link)| numbers[link.zh as usize] = number);
            let makes = en.side.weight[id as usize];
            terms.clear();
            terms.extend(
                row.iter().map(|link| {
                    [makes * link.zh_given_en, zh.side.weight[link.zh as usize] * link.en_given_zh]
                }),
            );
            for &Place { at, lesson, count, learns } in places.row(id) {
                if !row.is_empty() {
                    let lesson = zh.lesson(lesson as usize);
                    let start = all.len();
                    all.extend(&zh.ids[lesson.clone()], |zh, &id| {
                        let number = numbers[id as usize];
                        (Meeting { zh: zh as u16, link: number.wrapping_sub(1) }, number > 0)
                    });
                    let (likely, counts) = (&mut zh_likely[lesson.clone()], &zh.counts[lesson.clone()]);
                    let mut made = 0.0;
                    for meeting in &all.as_slice()[start..] {
                        let ([there, back], other) =
                            (terms[usize::from(meeting.link)], usize::from(meeting.zh));
                        likely[other] += count * there;
                        made += counts[other] * back;
                    }
                    en_likely[at as usize] += made;
                    if learns == 0.0 {
                        let learns = &zh.learns[lesson];
                        all.retain_from(start, |meeting| learns[usize::from(meeting.zh)] > 0.0);
                    }
                }
                ends.push(all.len() as u32);
            }
            row.iter().for_each(|link| numbers[link.zh as usize] = 0);
        }
        Meetings { all, ends }
    }

    /// Makes the links as likely as they have been of use, beside what they are by the model.
    fn learn(&self, links: &mut Links, meetings: &Meetings, over: [&[f32]; 2], rest: &mut [Vec<f32>; 2]) {
        let open = |rest: &[f32]| rest.iter().map(|&r| if r >= OPEN { r } else { 0.0 }).collect();
        let usual = [Usual::new(&self.en, over[0]), Usual::new(&self.zh, over[1])];
        let open: [Vec<f32>; 2] = [open(&rest[0]), open(&rest[1])];
        let unlinked = self.zh.against(&usual[0], &open[1]);
        let course = Course { over, usual, open, unlinked };
        let (back, mut new) = self.learn_english(links, meetings, &course, &mut rest[0]);
        new.extend(self.learn_chinese(links, &back, &course, &mut rest[1]));
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

    /// Changes what the English words make. Returns what the Chinese words have made there, and the new links.
    fn learn_english(
        &self,
        links: &mut Links,
        meetings: &Meetings,
        course: &Course<'_>,
        rest: &mut [f32],
    ) -> (Back, Vec<(u32, Link)>) {
        let School { en, zh, how, .. } = self;
        let [en_over, zh_over] = course.over;
        let mut back = Back {
            sums: Vec::with_capacity(links.len()),
            made: course.unlinked.iter().map(|unlinked| unlinked.0 + how.prior).collect(),
        };
        let mut new = Vec::new();
        let mut strangers = Strangers::new(zh);
        // The same for the links of one word, there and back.
        let mut sums: Vec<[f32; 2]> = Vec::new();
        let (mut start, mut ends) = (0, meetings.ends.iter());
        for id in 0..links.rows() {
            let (row, places) = (links.row_mut(id), self.places.row(id));
            sums.clear();
            sums.resize(row.len(), [0.0; 2]);
            for (&Place { at, lesson, learns, .. }, &end) in places.iter().zip(&mut ends) {
                let lesson = zh.lesson(lesson as usize);
                let (zh_over, zh_learns) = (&zh_over[lesson.clone()], &zh.learns[lesson]);
                for meeting in &meetings.all.as_slice()[start..end as usize] {
                    let [there, back] = &mut sums[usize::from(meeting.link)];
                    *there += learns * zh_over[usize::from(meeting.zh)];
                    *back += en_over[at as usize] * zh_learns[usize::from(meeting.zh)];
                }
                start = end as usize;
            }
            back.sums.extend(sums.iter().map(|sum| sum[1]));
            for (link, [_, sum]) in row.iter().zip(&sums) {
                back.made[link.zh as usize] += sum * link.en_given_zh;
            }
            if !en.has_learnt(id) {
                continue;
            }
            let open = course.open[0][id as usize];
            let lessons = || places.iter().map(|place| (place.lesson, open * place.learns));
            let unlinked = if open > 0.0 { course.usual[1].of(lessons()) } else { (0.0, 0.0) };
            let made: f32 = row.iter().zip(&sums).map(|(link, [there, _])| there * link.zh_given_en).sum();
            let scale = 1.0 / (made + unlinked.0 + how.prior);
            let mut named = 0.0;
            for (link, [there, _]) in row.iter_mut().zip(&sums) {
                let p = &mut link.zh_given_en;
                *p = (there * (*p + open * zh.usual(link.zh)) + how.prior * *p) * scale;
                named += *p;
            }
            if unlinked.1 > how.least {
                let known = row.iter().map(|link| link.zh);
                strangers.find(zh, zh_over, known, lessons(), how.least, |other, count| {
                    let p = (count + how.prior * open * zh.usual(other)) * scale;
                    if p > zh.likely(other) {
                        new.push((id, Link { zh: other, zh_given_en: p, en_given_zh: 0.0 }));
                        named += p;
                    }
                });
            }
            rest[id as usize] = left(named);
        }
        (back, new)
    }

    /// Changes what the Chinese words make, and returns the new links; `back` is as
    /// [`learn_english`](School::learn_english) returns it.
    fn learn_chinese(
        &self,
        links: &mut Links,
        back: &Back,
        course: &Course<'_>,
        rest: &mut [f32],
    ) -> Vec<(u32, Link)> {
        let School { en, zh, how, .. } = self;
        let (en_over, open) = (course.over[0], &course.open[1]);
        // By id, what is left open, how much of the old value counts, by how much all is scaled, and what is
        // named in the end. Where nothing has been learnt it stays what it is, without being asked for.
        let of_id = |(id, (open, made)): (u32, (&f32, &f32))| match zh.has_learnt(id) {
            true => [*open, how.prior, 1.0 / made, 0.0],
            false => [0.0, 1.0, 1.0, 0.0],
        };
        let mut of_ids: Vec<[f32; 4]> = (0..).zip(open.iter().zip(&back.made)).map(of_id).collect();
        let mut next = back.sums.iter();
        for id in 0..links.rows() {
            let usual = en.usual(id);
            for (link, sum) in links.row_mut(id).iter_mut().zip(&mut next) {
                let (p, [open, old, scale, named]) = (&mut link.en_given_zh, &mut of_ids[link.zh as usize]);
                *p = (sum * (*p + *open * usual) + *old * *p) * *scale;
                *named += *p;
            }
        }

        // Few words can have met anything so often that a new link comes of it.
        let has_met = |(id, unlinked): (u32, &(f32, f32))| zh.has_learnt(id) && unlinked.1 > how.least;
        let wanted: Vec<bool> = (0..).zip(&course.unlinked).map(has_met).collect();
        let places = zh.by_id(|id, learns| wanted[id as usize] & (learns > 0.0));
        let known = links.few(|_, link| wanted[link.zh as usize]);
        let known = Rows::of(zh.side.ids(), known.iter().map(|&(en, link)| (link.zh, en)));
        let mut new = Vec::new();
        let mut strangers = Strangers::new(en);
        for id in (0..zh.side.ids() as u32).filter(|&id| wanted[id as usize]) {
            let [open, _, scale, named] = &mut of_ids[id as usize];
            let lessons = places.row(id).iter().map(|place| (place.lesson, *open * place.learns));
            let known = known.row(id).iter().copied();
            strangers.find(en, en_over, known, lessons, how.least, |other, count| {
                let p = (count + how.prior * *open * en.usual(other)) * *scale;
                if p > en.likely(other) {
                    new.push((other, Link { zh: id, zh_given_en: 0.0, en_given_zh: p }));
                    *named += p;
                }
            });
        }
        for (id, (rest, &[.., named])) in (0..).zip(rest.iter_mut().zip(&of_ids)) {
            if zh.has_learnt(id) {
                *rest = left(named);
            }
        }
        new
    }
}

/// What both directions of a round learn from: English, Chinese.
struct Course<'a> {
    /// How often each token is there, over how likely it is.
    over: [&'a [f32]; 2],
    usual: [Usual; 2],
    /// By id, what a word leaves to tokens that it is not linked to yet.
    open: [Vec<f32>; 2],
    /// What each Chinese word makes without any link, in all and of a token at most.
    unlinked: Vec<(f32, f32)>,
}

/// What the Chinese words have made where the English ones have learnt.
struct Back {
    /// In the order of the links, how often the Chinese token of each has been there for its English one,
    /// over how likely that was.
    sums: Vec<f32>,
    /// By id, what each has made in all, and what the model counts for.
    made: Vec<f32>,
}

/// What a word leaves open of which so much is named.
fn left(named: f32) -> f32 {
    (1.0 - named).clamp(0.02, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn a_word_that_no_table_knows_is_learnt_from_what_it_stands_opposite_to() {
        let en = ["Qvarnbo slept.", "The rain woke Qvarnbo.", "Qvarnbo ate bread.", "We saw Qvarnbo."];
        let zh = ["磑墭睡了。", "雨叫醒了磑墭。", "磑墭吃了面包。", "我们看见了磑墭。"];
        let (en, zh) = (en.repeat(5), zh.repeat(5));
        let mut features = Features::new(&en, &zh, Model::embedded(), None);
        let lessons: Vec<Lesson> =
            (0..en.len()).map(|i| Lesson { en: i..i + 1, zh: i..i + 1, weight: 0.9 }).collect();
        let strongest = |features: &Features| {
            let name = features.en.unit(0)[0].0;
            features.links.row(name).iter().map(|l| l.zh_given_en.min(l.en_given_zh)).fold(0.0, f32::max)
        };
        assert_eq!(strongest(&features), 0.0);
        adapt(&mut features, lessons, Adaptation { rounds: 2, ..Adaptation::DEFAULT });
        assert!(strongest(&features) > 0.2, "{}", strongest(&features));
    }

    /// What occurs once was scaled by one over nothing where the model counted for nothing.
    #[test]
    fn a_word_that_occurs_once_stays_what_it_is() {
        let en = ["The teacher bought bread.", "The teacher slept.", "The teacher drank milk."];
        let zh = ["老师买了面包。", "老师睡了。", "老师喝了牛奶。"];
        let lessons: Vec<Lesson> =
            (0..en.len()).map(|i| Lesson { en: i..i + 1, zh: i..i + 1, weight: 0.9 }).collect();
        for prior in [0.0, 6.0] {
            let before = Features::new(&en, &zh, Model::embedded(), None);
            let mut after = Features::new(&en, &zh, Model::embedded(), None);
            adapt(&mut after, lessons.clone(), Adaptation { prior, ..Adaptation::DEFAULT });
            let units =
                |id: u32| (0..zh.len()).filter(|&i| after.zh.unit(i).iter().any(|t| t.0 == id)).count();
            let mut once = 0;
            for (old, new) in
                (0..before.links.rows()).flat_map(|en| before.links.row(en).iter().zip(after.links.row(en)))
            {
                assert!(
                    new.zh_given_en.is_finite() && new.en_given_zh.is_finite(),
                    "{prior}: {old:?} {new:?}"
                );
                if units(new.zh) == 1 {
                    assert_eq!(old.en_given_zh, new.en_given_zh, "{prior}");
                    once += 1;
                }
            }
            assert!(once > 5);
        }
    }
}
