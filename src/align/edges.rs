//! Paragraphs of an article, or of two texts, that a search has left alone beside a pair, and that are part of it.
//!
//! To join two paragraphs is dear in a search, since next to a pair there is mostly something that nobody has
//! translated. Where hardly anything else on the page is left alone it is not: then a paragraph that explains what
//! the other side of the pair has more belongs to it.

use super::search::{Rung, pairs};
use crate::score::{Scorer, Shapes, Squares};

/// Log-odds that such a paragraph is part of the pair; for each nat by which it explains words of the other side
/// better, by which these explain its own, and of the lengths and of how both sides begin and end; and for the
/// logarithm of the share, with so much added, of the paragraphs of its language that are left alone and speak for no
/// pair. What says the same as the pair does already, `sold out` in a list, explains nothing. Set after a
/// logistic curve over 4,800 pages of corpora that the model had not seen, and some with half of the Chinese from
/// elsewhere, and half a nat more careful (`benches/EXPERIMENTS.md`).
const PART: f32 = -8.0;
const EXPLAINS: f32 = 1.0;
const EXPLAINED: f32 = 0.25;
const FITS: f32 = 0.7;
const ALONE: f32 = -1.7;
const SOME: f32 = 0.02;

/// So often a pair can take in one more.
const ROUNDS: usize = 3;

/// A paragraph that a pair of the ladder may take in.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// The rung, as it is and with the paragraph.
    at: usize,
    rung: Rung,
    /// Whether the paragraph is a Chinese one (1), and which.
    own: usize,
    unit: usize,
    /// What speaks for it, in log-odds.
    gain: f32,
}

/// Joins to the pairs of a ladder what is part of them. The rungs have their log-odds; the scorer knows the words of
/// beads near them.
pub(super) fn join(ladder: &mut [Rung], scorer: &Scorer<'_>) {
    let (en, zh) = scorer.frame().size();
    for _ in 0..ROUNDS {
        let mut used = [vec![false; en], vec![false; zh]];
        for rung in pairs(ladder) {
            used[0][rung.i - rung.n..rung.i].fill(true);
            used[1][rung.j - rung.m..rung.j].fill(true);
        }
        let mut found = edges(ladder, scorer, &used);
        let odds = [0, 1].map(|own: usize| {
            let alone = used[own].iter().filter(|used| !**used).count();
            let mut units: Vec<usize> =
                found.iter().filter(|edge| edge.own == own).map(|edge| edge.unit).collect();
            units.sort_unstable();
            units.dedup();
            let share = (alone - units.len()) as f32 / used[own].len() as f32;
            PART + ALONE * (share + SOME).ln()
        });
        found.retain(|edge| odds[edge.own] + edge.gain > 0.0);
        if found.is_empty() {
            return;
        }
        found.sort_by(|a, b| b.gain.total_cmp(&a.gain));
        let mut grown = vec![false; ladder.len()];
        for Edge { at, rung, own, unit, .. } in found {
            if !grown[at] && !used[own][unit] {
                (ladder[at], grown[at], used[own][unit]) = (rung, true, true);
            }
        }
    }
}

/// Those that something speaks for; `used`: of each unit of either side whether it is in one.
fn edges(ladder: &[Rung], scorer: &Scorer<'_>, used: &[Vec<bool>; 2]) -> Vec<Edge> {
    let frame = scorer.frame();
    let mut sums = Squares::default();
    // By the words of the English, of the Chinese, and by all but words, types and places.
    let mut said = |rung: &Rung| {
        let Rung { i, j, n, m, .. } = *rung;
        let rest = frame.bead(i, n, j, m) - frame.shape(i, n, j, m) - frame.position(i, n, j, m);
        (scorer.at(i, j, n.max(m), &mut sums).sides(n, m), rest)
    };
    let mut found = Vec::new();
    for (at, rung) in ladder.iter().enumerate().filter(|(_, rung)| !rung.is_null()) {
        let mut now = None;
        for (own, before) in [(0, true), (0, false), (1, true), (1, false)] {
            let (end, units) = [(rung.i, rung.n), (rung.j, rung.m)][own];
            let (unit, next) =
                if before { ((end - units).wrapping_sub(1), end - units) } else { (end, end - 1) };
            let is_alone = used[own].get(unit).is_some_and(|used| !used);
            if !is_alone || units == Shapes::PARAGRAPHS.run() || !frame.touch(own, unit.min(next)) {
                continue;
            }
            let mut joined = *rung;
            let (end, units) =
                if own == 0 { (&mut joined.i, &mut joined.n) } else { (&mut joined.j, &mut joined.m) };
            *units += 1;
            *end += usize::from(!before);
            let (words, rest) = said(&joined);
            let (words_now, rest_now) = *now.get_or_insert_with(|| said(rung));
            let gain = EXPLAINS * (words[1 - own] - words_now[1 - own])
                + EXPLAINED * (words[own] - words_now[own])
                + FITS * (rest - rest_now);
            if gain > 0.0 && gain.is_finite() {
                found.push(Edge { at, rung: joined, own, unit, gain });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Features;
    use crate::model::Model;
    use crate::score::{Band, Frame, Manner, Weights};

    fn joined(english: &[&str; 2]) -> Vec<(usize, usize)> {
        let chinese = ["医生给市长写了一封信。", "然后他回家喝了一碗汤。", "三只狗睡在桌子下面。"];
        let model = Model::embedded();
        let features = Features::new(english, &chinese, model, None);
        let (weights, usual) = (Weights::pair(), Manner::usual(model));
        let frame = Frame::new(&features, &weights, model, &usual);
        let scorer = Scorer::new(frame, &Band::full(2, 3), &Shapes::PARAGRAPHS);
        let rung = |i: usize, j: usize| Rung { i, j, n: 1, m: 1, score: 1.0 };
        let mut ladder = [rung(1, 1), rung(2, 3)];
        join(&mut ladder, &scorer);
        ladder.iter().map(|rung| (rung.j - rung.m, rung.j)).collect()
    }

    #[test]
    fn what_the_other_side_says_too_goes_in() {
        let [doctor, home, dogs] = [
            "The doctor wrote a letter to the mayor.",
            "Then he went home and had a bowl of soup.",
            "Three dogs slept under the table.",
        ];
        assert_eq!(joined(&[&format!("{doctor} {home}"), dogs]), [(0, 2), (2, 3)]);
        assert_eq!(joined(&[doctor, &format!("{home} {dogs}")]), [(0, 1), (1, 3)]);
        assert_eq!(joined(&[doctor, dogs]), [(0, 1), (2, 3)]);
    }
}
