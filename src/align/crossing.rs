//! Places of a ladder where the translation has neighbouring units in the other order.
//!
//! A ladder cannot say so: it joins the units in one bead, pairs them wrongly, or leaves some out.
//! So each place of a few rungs is also read as two beads that cross, and where that is far
//! better than the best monotone reading, they take the place of the rungs.

use std::ops::Range;

use super::net::Net;
use super::posterior::{Said, add, log_sum};
use super::search::{Rung, Worth};
use super::units::Units;
use crate::alignment::Bead;
use crate::score::{Doubt, Frame, Shapes, Weights, Words, calibrated, logistic};

/// Rungs that a place has at most, and units of both sides.
const RUNGS: usize = 4;
const UNITS: usize = 8;
/// What a crossing costs: one bead in fifty is part of one.
const COST: f32 = 4.0;
/// How sure it must be, as log-odds against all monotone readings together.
const SURE: f32 = 2.0;
/// What each of the two beads is worth at least, against nulls: a null is dear, and that alone must not make two
/// strangers a pair.
const LEAST: f32 = 3.0;
/// What each part of a bead that stands around the other is worth at least, for the same reason.
const PART: f32 = 4.0;

/// Takes out of the ladder the rungs of places that cross, and gives the beads that they become,
/// with the numbers of their units in the bitext.
pub(super) fn take(
    ladder: &mut Vec<Said>,
    judge: &mut Judge<'_, '_>,
    net: &Net,
    units: &Units<'_>,
) -> Vec<Bead> {
    let worth: Vec<f32> = ladder.iter().map(|said| judge.worth(said)).collect();
    let mut found = Vec::new();
    for first in 0..ladder.len() {
        for last in first..ladder.len().min(first + RUNGS) {
            let Some(place) = Place::of(&ladder[first..=last], net) else { continue };
            judge.words.look_at(place.zh.clone());
            let ladder = worth[first..=last].iter().sum();
            if let Some((crossed, log_odds)) = place.crossed(ladder, judge) {
                found.push((first..last + 1, crossed, log_odds));
            }
        }
    }
    // Of places that overlap the surest.
    found.sort_by(|a, b| b.2.total_cmp(&a.2));
    let mut taken = vec![false; ladder.len()];
    let mut out = Vec::new();
    for (rungs, crossed, log_odds) in found {
        if taken[rungs.clone()].contains(&true) {
            continue;
        }
        taken[rungs].fill(true);
        out.extend(crossed.iter().map(|group| group.bead(log_odds, judge, units)));
    }
    let mut taken = taken.into_iter();
    ladder.retain(|_| taken.next() != Some(true));
    out
}

/// What says how much beads are worth.
pub(super) struct Judge<'a, 'f> {
    pub frame: &'a Frame<'f>,
    pub words: &'a mut Words<'f>,
    pub weights: &'a Weights,
}

impl Judge<'_, '_> {
    /// What a rung is worth, and no more.
    fn worth(&self, (rung, words): &Said) -> f32 {
        let Rung { i, j, n, m, .. } = *rung;
        match (n, m) {
            (_, 0) => self.frame.null_en(i, false).min(self.frame.null_en(i, true)),
            (0, _) => self.frame.null_zh(j, false).min(self.frame.null_zh(j, true)),
            _ => self.weights.words(words) + self.frame.bead(i, n, j, m),
        }
    }

    fn bead(&mut self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.weights.words(&self.words.of(i - n..i, j - m..j)) + self.frame.bead(i, n, j, m)
    }

    /// The bead of these units, neighbours or not.
    fn loose(&mut self, en: &[usize], zh: &[usize]) -> f32 {
        let words = &self.words.of(en.iter().copied(), zh.iter().copied());
        let (length, rest) = self.frame.loose(en, zh);
        self.weights.words(words) + length + rest
    }
}

/// Units of both sides that a few rungs have between them.
struct Place {
    en: Range<usize>,
    zh: Range<usize>,
}

impl Place {
    /// The place of these rungs, if it is small enough, has two units of each side, and lies in
    /// one block.
    fn of(rungs: &[Said], net: &Net) -> Option<Place> {
        let (first, last) = (rungs.first()?.0, rungs.last()?.0);
        let place = Place { en: first.i - first.n..last.i, zh: first.j - first.m..last.j };
        let (en, zh) = (place.en.len(), place.zh.len());
        let inside = net.block(place.en.end).holds(place.en.end, place.zh.end, en, zh);
        (en > 1 && zh > 1 && en + zh <= UNITS && inside).then_some(place)
    }

    /// The best two beads that cross, with the log-odds of that, if it is sure: first against what
    /// the rungs are worth, and for the few places where it is, against all monotone readings.
    fn crossed(&self, ladder: f32, judge: &mut Judge<'_, '_>) -> Option<([Group; 2], f32)> {
        let mut best: Option<([Group; 2], f32)> = None;
        for groups in self.readings() {
            let [first, second] = &groups;
            let Some(sum) = first.score(judge).and_then(|score| Some(score + second.score(judge)?)) else {
                continue;
            };
            if sum - COST - ladder < SURE {
                continue;
            }
            if best.as_ref().is_none_or(|best| best.1 < sum) {
                best = Some((groups, sum));
            }
        }
        let (groups, sum) = best?;
        let log_odds = sum - COST - self.straight(judge);
        (log_odds >= SURE).then_some((groups, log_odds))
    }

    /// All ways to divide the units into two beads that cross, each with one unit on some side:
    /// turned, or one with its units around those of the other.
    fn readings(&self) -> Vec<[Group; 2]> {
        let mut out = Vec::new();
        for (en, en_rest) in halves(&self.en) {
            for (zh_rest, zh) in halves(&self.zh) {
                out.push([Group { en: en.clone(), zh }, Group { en: en_rest.clone(), zh: zh_rest }]);
            }
        }
        for (en, en_rest) in nests(&self.en) {
            for (zh, zh_rest) in either_way(&self.zh) {
                out.push([Group { en: en.clone(), zh }, Group { en: en_rest.clone(), zh: zh_rest }]);
            }
        }
        for (zh, zh_rest) in nests(&self.zh) {
            for (en, en_rest) in either_way(&self.en) {
                out.push([Group { en, zh: zh.clone() }, Group { en: en_rest, zh: zh_rest.clone() }]);
            }
        }
        out.retain(|groups| groups.iter().all(|group| group.en.len() == 1 || group.zh.len() == 1));
        out
    }

    /// The logarithm of the sum over all monotone readings.
    fn straight(&self, judge: &mut Judge<'_, '_>) -> f32 {
        let frame = judge.frame;
        let (en, zh) = (self.en.len(), self.zh.len());
        let mut sums: Vec<Worth> = vec![[f64::NEG_INFINITY; 2]; (en + 1) * (zh + 1)];
        sums[0][0] = 0.0;
        for x in 0..=en {
            for y in 0..=zh {
                let (i, j) = (self.en.start + x, self.zh.start + y);
                let at = x * (zh + 1) + y;
                let mut here = sums[at];
                if x > 0 {
                    let [bead, null] = sums[at - (zh + 1)];
                    here[1] = add(here[1], bead + f64::from(frame.null_en(i, false)));
                    here[1] = add(here[1], null + f64::from(frame.null_en(i, true)));
                }
                if y > 0 {
                    let [bead, null] = sums[at - 1];
                    here[1] = add(here[1], bead + f64::from(frame.null_zh(j, false)));
                    here[1] = add(here[1], null + f64::from(frame.null_zh(j, true)));
                }
                for (n, m) in Shapes::ALL.types().filter(|&(n, m)| n <= x && m <= y) {
                    let from = log_sum(&sums[at - n * (zh + 1) - m]);
                    here[0] = add(here[0], from + f64::from(judge.bead(i, n, j, m)));
                }
                sums[at] = here;
            }
        }
        log_sum(&sums[sums.len() - 1]) as f32
    }
}

/// The two parts of a run, for each border in it.
fn halves(run: &Range<usize>) -> impl Iterator<Item = (Vec<usize>, Vec<usize>)> + use<> {
    let Range { start, end } = *run;
    (start + 1..end).map(move |border| ((start..border).collect(), (border..end).collect()))
}

/// The same with each of the two as the first.
fn either_way(run: &Range<usize>) -> impl Iterator<Item = (Vec<usize>, Vec<usize>)> + use<> {
    halves(run).flat_map(|(first, second)| [(first.clone(), second.clone()), (second, first)])
}

/// Each part of a run that is away from both its ends, and what is around that part.
fn nests(run: &Range<usize>) -> impl Iterator<Item = (Vec<usize>, Vec<usize>)> + use<> {
    let Range { start, end } = *run;
    (start + 1..end).flat_map(move |from| {
        (from + 1..end).map(move |to| ((from..to).collect(), (start..from).chain(to..end).collect()))
    })
}

/// The runs of neighbours among units.
fn parts(units: &[usize]) -> Vec<&[usize]> {
    units.chunk_by(|a, b| a + 1 == *b).collect()
}

/// The units of a bead, rising, neighbours or not.
struct Group {
    en: Vec<usize>,
    zh: Vec<usize>,
}

impl Group {
    /// Where neighbours end and how many they are, on both sides.
    fn run(&self) -> Option<(usize, usize, usize, usize)> {
        let run = |ids: &[usize]| {
            let (first, last) = (*ids.first()?, *ids.last()?);
            (last + 1 - first == ids.len()).then_some((last + 1, ids.len()))
        };
        let ((i, n), (j, m)) = (run(&self.en)?, run(&self.zh)?);
        Some((i, n, j, m))
    }

    /// Log-odds, if it is worth something against its units having no counterpart. Where units
    /// stand around others, the part in front of these and the part behind them must each add to it.
    fn score(&self, judge: &mut Judge<'_, '_>) -> Option<f32> {
        let frame = judge.frame;
        let nulls: f32 = self.en.iter().map(|&u| frame.null_en(u + 1, false)).sum::<f32>()
            + self.zh.iter().map(|&u| frame.null_zh(u + 1, false)).sum::<f32>();
        if let Some((i, n, j, m)) = self.run() {
            return Some(judge.bead(i, n, j, m)).filter(|score| score - nulls >= LEAST);
        }
        let score = Some(judge.loose(&self.en, &self.zh)).filter(|score| score - nulls >= LEAST)?;
        let (en, zh) = (parts(&self.en), parts(&self.zh));
        let mut alone = en.iter().flat_map(|en| zh.iter().map(|zh| (*en, *zh)));
        alone.all(|(en, zh)| score >= judge.loose(en, zh) + PART).then_some(score)
    }

    fn bead(&self, log_odds: f32, judge: &mut Judge<'_, '_>, units: &Units<'_>) -> Bead {
        let (en, zh) = (&self.en, &self.zh);
        let words = judge.words.of(en.iter().copied(), zh.iter().copied());
        let probability = logistic(log_odds);
        // What crosses has been judged with its words; they are not asked a second time.
        let doubt = Doubt { probability, units: en.len() + zh.len(), beside_null: false, against: 0.0 };
        Bead {
            en: en.iter().map(|&u| units.en[u]).collect(),
            zh: zh.iter().map(|&u| units.zh[u]).collect(),
            score: calibrated(judge.weights, doubt),
            reasons: judge.frame.loose_reasons(en, zh, &words),
        }
    }
}
