//! The best ladder: a dynamic programme over the borders of both sides, within a band.

use std::ops::RangeInclusive;

use super::grid::Grid;
use super::net::{Ends, Net};
use crate::adapt::Lesson;
use crate::score::{Band, Scorer, Shapes, Squares, logistic};

/// A step of the ladder: `n` English units before border `i` and `m` Chinese units before
/// border `j`; one of the two is 0 in a null.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rung {
    pub i: usize,
    pub j: usize,
    pub n: usize,
    pub m: usize,
    /// Log-odds of a bead against its units having nothing to do with each other, its probability
    /// or its score, as the search says; of no meaning for a null.
    pub score: f32,
}

impl Rung {
    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.n == 0 || self.m == 0
    }

    /// How far a bead of a first search can be trusted to teach, by its log-odds.
    pub fn trust(&self) -> f32 {
        logistic(self.score / 5.0)
    }

    /// What it teaches.
    pub fn lesson(&self) -> Lesson {
        Lesson { en: self.i - self.n..self.i, zh: self.j - self.m..self.j, weight: self.trust() }
    }
}

/// The rungs of a ladder that are no nulls.
pub(super) fn pairs(ladder: &[Rung]) -> impl Iterator<Item = &Rung> {
    ladder.iter().filter(|rung| !rung.is_null())
}

/// What a point is worth after a bead, and after a null. Sums over a long text need the digits.
pub(super) type Worth = [f64; 2];

/// A search that has been made: the best ladder to each cell.
pub(crate) struct Search<'a> {
    scorer: &'a Scorer<'a>,
    band: &'a Band,
    shapes: &'a Shapes,
    grid: Grid<'a>,
    /// What each English, each Chinese unit adds without counterpart: after a bead, and after a null.
    en_nulls: Vec<[f32; 2]>,
    zh_nulls: Vec<[f32; 2]>,
    best: Vec<Worth>,
    /// The step that leads to each cell, and after what it came: (n, m, null before).
    back: Vec<[(u8, u8, bool); 2]>,
}

/// The best ladder, nulls included, in order. The rungs have their log-odds.
pub(crate) fn ladder(scorer: &Scorer<'_>, band: &Band, shapes: &Shapes) -> Vec<Rung> {
    Search::new(scorer, band, shapes).ladder()
}

impl<'a> Search<'a> {
    /// Finds the best ladders of beads of these shapes within the band.
    pub fn new(scorer: &'a Scorer<'a>, band: &'a Band, shapes: &'a Shapes) -> Search<'a> {
        let grid = Grid::new(band);
        let frame = scorer.frame();
        let (en, zh) = frame.size();
        let en_nulls: Vec<_> = (1..=en).map(|i| [false, true].map(|again| frame.null_en(i, again))).collect();
        let zh_nulls: Vec<_> = (1..=zh).map(|j| [false, true].map(|again| frame.null_zh(j, again))).collect();
        let mut sums = Squares::default();
        let mut best: Vec<Worth> = vec![[f64::NEG_INFINITY; 2]; grid.cells()];
        let mut back: Vec<[(u8, u8, bool); 2]> = vec![[(0, 0, false); 2]; grid.cells()];
        best[0][0] = 0.0;
        for i in 0..=en {
            for j in grid.row(i) {
                let at = grid.at(i, j);
                let mut here = best[at];
                let mut steps = back[at];
                let mut null = |from: Worth, score: [f32; 2], step: (u8, u8)| {
                    for (again, score) in score.into_iter().enumerate() {
                        let score = from[again] + f64::from(score);
                        if score > here[1] {
                            here[1] = score;
                            steps[1] = (step.0, step.1, again == 1);
                        }
                    }
                };
                if let Some(from) = i.checked_sub(1).and_then(|i| grid.inside(i, j)) {
                    null(best[from], en_nulls[i - 1], (1, 0));
                }
                if let Some(from) = j.checked_sub(1).and_then(|j| grid.inside(i, j)) {
                    null(best[from], zh_nulls[j - 1], (0, 1));
                }
                let words = scorer.at(i, j, shapes.run(), &mut sums);
                for (n, m) in shapes.types() {
                    let Some(from) = grid.before(i, j, n, m) else { continue };
                    let after_null = best[from][1] > best[from][0];
                    let from = best[from][usize::from(after_null)];
                    if from == f64::NEG_INFINITY {
                        continue;
                    }
                    let Some(score) = words.bead_above(n, m, (here[0] - from) as f32) else { continue };
                    let score = from + f64::from(score);
                    if score > here[0] {
                        here[0] = score;
                        steps[0] = (n as u8, m as u8, after_null);
                    }
                }
                best[at] = here;
                back[at] = steps;
            }
        }
        Search { scorer, band, shapes, grid, en_nulls, zh_nulls, best, back }
    }

    /// The best ladder, nulls included, in order. The rungs have their log-odds.
    pub fn ladder(&self) -> Vec<Rung> {
        let Search { scorer, grid, best, back, .. } = self;
        let (en, zh) = scorer.frame().size();
        let (mut out, mut sums) = (Vec::new(), Squares::default());
        let (mut i, mut j) = (en, zh);
        let mut null = grid.inside(i, j).is_some_and(|at| best[at][1] > best[at][0]);
        while i > 0 || j > 0 {
            let (n, m, before) = match grid.inside(i, j).map(|at| back[at][usize::from(null)]) {
                Some((n, m, before)) if (n, m) != (0, 0) => (usize::from(n), usize::from(m), before),
                // A band always leads back to the start (see `Band`); this keeps the promise that
                // aligning never fails if one did not.
                _ if i > 0 => (1, 0, true),
                _ => (0, 1, true),
            };
            let score = if n > 0 && m > 0 { scorer.at(i, j, n.max(m), &mut sums).bead(n, m) } else { 0.0 };
            out.push(Rung { i, j, n, m, score });
            i -= n;
            j -= m;
            null = before;
        }
        out.reverse();
        out
    }

    /// The points that some ladder passes whose score is at most `slack` below that of the best,
    /// and the beads of those at most `near` below it: of the types that the search has looked at,
    /// and of `all`. Where all of these ladders meet, the net is divided. Points that are more Chinese
    /// units `aside` of a ladder than the number says are left out.
    pub fn net(&self, slack: f64, near: f64, aside: Option<(&[Rung], usize)>, all: &Shapes) -> Net {
        let Search { scorer, band, shapes, grid, best, .. } = self;
        let (en, _) = scorer.frame().size();
        let mut sums = Squares::default();
        let mut rest: Vec<Worth> = vec![[f64::NEG_INFINITY; 2]; grid.cells()];
        let mut found: Vec<Option<Ends>> = vec![None; grid.cells()];
        // English borders inside the beads of such ladders.
        let mut inside = vec![false; en + 1];
        let last = grid.cells() - 1;
        rest[last] = [0.0; 2];
        let most = best[last][0].max(best[last][1]);
        let (least, near) = (most - slack, most - near);
        for i in (0..=en).rev() {
            for j in grid.row(i).rev() {
                let at = grid.at(i, j);
                let after = rest[at];
                let through = [best[at][0] + after[0], best[at][1] + after[1]];
                // Not the other way round, so that the ends stay where nothing leads to them.
                if through[0].max(through[1]) < least {
                    continue;
                }
                let mut ends = Ends::default();
                let mut raise = |from: usize, state: usize, sum: f64| {
                    rest[from][state] = rest[from][state].max(sum);
                };
                if through[1] >= least {
                    let mut null = |from: usize, nulls: [f32; 2]| {
                        let sums = nulls.map(|null| after[1] + f64::from(null));
                        sums.into_iter().enumerate().for_each(|(state, sum)| raise(from, state, sum));
                    };
                    if let Some(from) = i.checked_sub(1).and_then(|i| grid.inside(i, j)) {
                        null(from, self.en_nulls[i - 1]);
                    }
                    if let Some(from) = j.checked_sub(1).and_then(|j| grid.inside(i, j)) {
                        null(from, self.zh_nulls[j - 1]);
                    }
                }
                if through[0] >= least {
                    let words = scorer.at(i, j, shapes.run(), &mut sums);
                    for (number, (n, m)) in shapes.types().enumerate() {
                        let Some(from) = grid.before(i, j, n, m) else { continue };
                        let rest = best[from][0].max(best[from][1]) + after[0];
                        let Some(score) = words.bead_above(n, m, (least - rest) as f32) else { continue };
                        raise(from, 0, after[0] + f64::from(score));
                        raise(from, 1, after[0] + f64::from(score));
                        if rest + f64::from(score) >= least {
                            inside[i - n + 1..i].fill(true);
                        }
                        if rest + f64::from(score) >= near {
                            ends.add(number);
                        }
                    }
                }
                found[at] = Some(ends);
            }
        }
        if let Some((ladder, width)) = aside {
            for (i, window) in window(ladder, width, en).into_iter().enumerate() {
                grid.row(i).filter(|j| !window.contains(j)).for_each(|j| found[grid.at(i, j)] = None);
            }
        }
        found[0].get_or_insert_default();
        found[last].get_or_insert_default();
        for i in 0..=en {
            for j in grid.row(i) {
                let at = grid.at(i, j);
                let Some(mut ends) = found[at] else { continue };
                for (number, (n, m)) in all.types().enumerate().skip(shapes.types().count()) {
                    let Some(from) = grid.before(i, j, n, m).filter(|&from| found[from].is_some()) else {
                        continue;
                    };
                    let others = best[from][0].max(best[from][1]) + rest[at][0];
                    // What nothing is known of is not below anything.
                    if others + f64::from(scorer.estimate(i, n, j, m)) >= near {
                        inside[i - n + 1..i].fill(true);
                        ends.add(number);
                    }
                }
                found[at] = Some(ends);
            }
        }
        let ends = |i: usize, j: usize| found[grid.at(i, j)];
        Net::of(band, ends, |i| !inside[i])
    }
}

/// At each English border the Chinese ones that are at most `width` units away from a ladder.
fn window(ladder: &[Rung], width: usize, en: usize) -> Vec<RangeInclusive<usize>> {
    let mut borders = vec![(usize::MAX, 0); en + 1];
    for rung in ladder {
        for (low, high) in &mut borders[rung.i - rung.n..=rung.i] {
            (*low, *high) = ((*low).min(rung.j - rung.m), (*high).max(rung.j));
        }
    }
    borders.into_iter().map(|(low, high)| low.saturating_sub(width)..=high + width).collect()
}
