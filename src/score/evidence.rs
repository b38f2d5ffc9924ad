//! What the learner sees of a bead: how often each learnt weight counts in its score.

use super::band::Band;
use super::cells::{Cells, Making, cells};
use super::curve::{KNOTS, knot, length_knot};
use super::lexicon::kinds;
use super::weights::{
    BORDER, JOIN, JOIN_OPEN, KINDS, LENGTH, MANNER, NULL, NULL_AGAIN, NULL_LENGTH, NULL_MANNER, NULL_OPEN,
    ORDER, SHAPE, TALK, Weights, shape_terms,
};
use super::{Order, Scorer, Shapes};
use crate::features::{Features, Side};
use crate::model::Model;

/// The tokens of a unit, counted by kind and knot.
type Tokens = [f32; KINDS * KNOTS];

/// Counts of weights for the beads that a scorer scores.
pub(crate) struct Evidence {
    zh: Cells<Tokens>,
    en: Cells<Tokens>,
}

impl Evidence {
    /// Prepares all beads within the band.
    pub fn new(f: &Features, weights: &Weights, band: &Band, shapes: &Shapes) -> Evidence {
        let run = shapes.run();
        let add = |tokens: &Side, side: usize| {
            let kinds = kinds(tokens, side);
            move |cell: &mut Tokens, id: u32, n: f32, ratio: f32| {
                let (k, share) = knot(ratio.max(1e-9).ln());
                let at = usize::from(kinds[id as usize]) * KNOTS + k;
                cell[at] += n * (1.0 - share);
                cell[at + 1] += n * share;
            }
        };
        let zero = [0.0; KINDS * KNOTS];
        let (of_zh, of_en) = (band.of_zh(f.zh.len(), run), band.of_en(run));
        let [zh, en] = Making::both(f);
        Evidence {
            zh: cells(zh, of_zh, run, weights, zero, add(&f.zh, 0)),
            en: cells(en, of_en, run, weights, zero, add(&f.en, 1)),
        }
    }

    /// The same for the words in their order, which a closer look adds.
    pub fn order(
        order: &mut Order<'_>,
        (i, n): (usize, usize),
        (j, m): (usize, usize),
        mut each: impl FnMut(usize, f32),
    ) {
        for (direction, x) in order.sides(i, n, j, m).into_iter().enumerate() {
            each(ORDER + direction, x);
        }
    }

    /// Calls `each` with the number of a weight and how often it counts, for the bead of `n`
    /// English units before border `i` and `m` Chinese before `j`. A weight may come several times.
    pub fn bead(
        &self,
        scorer: &Scorer<'_>,
        model: &Model,
        (i, n): (usize, usize),
        (j, m): (usize, usize),
        mut each: impl FnMut(usize, f32),
    ) {
        let mut tokens = [[0.0; KINDS * KNOTS]; 2];
        for unit in j - m..j {
            add(&mut tokens[0], self.zh.of(unit, i, n));
        }
        for unit in i - n..i {
            add(&mut tokens[1], self.en.of(unit, j, m));
        }
        for (index, x) in tokens.as_flattened().iter().enumerate() {
            each(index, *x);
        }
        let (k, share) = length_knot(scorer.deviation(i, n, j, m));
        each(LENGTH + k, 1.0 - share);
        each(LENGTH + k + 1, share);
        let (en, zh) = (&scorer.features.en, &scorer.features.zh);
        each(BORDER, model.start(en.borders[i - n].0, zh.borders[j - m].0));
        each(BORDER + 1, model.end(en.borders[i - 1].1, zh.borders[j - 1].1));
        shape_terms(n, m).iter().for_each(|&(k, x)| each(SHAPE + k, x));
        each(MANNER, scorer.manner.of_type(n, m));
        match (en.start_code(i - n) % 2, zh.start_code(j - m) % 2) {
            (1, 0) => each(TALK, 1.0),
            (0, 1) => each(TALK + 1, 1.0),
            _ => {}
        }
        let (en_opens, zh_opens) = scorer.opens(i, n, j, m);
        match en_opens.abs_diff(zh_opens) {
            0 => {}
            1 => each(TALK + 2, 1.0),
            _ => each(TALK + 3, 1.0),
        }
        for (own, side, inside) in [(0, en, i - n + 1..i), (1, zh, j - m + 1..j)] {
            for border in inside {
                let [turn, within, length, open] = side.join(border);
                each(TALK + 4 + own, turn);
                each(TALK + 6 + own, within);
                each(JOIN + own, length);
                each(JOIN_OPEN + own, open);
            }
        }
    }

    /// The same for the unit without counterpart before `border` of the English (`own` 0) or the
    /// Chinese side (1).
    pub fn null(
        scorer: &Scorer<'_>,
        own: usize,
        border: usize,
        again: bool,
        mut each: impl FnMut(usize, f32),
    ) {
        let side = if own == 0 { &scorer.features.en } else { &scorer.features.zh };
        each(NULL + own, 1.0);
        each(NULL_LENGTH + own, side.length[border - 1]);
        each(NULL_AGAIN + own, f32::from(u8::from(again)));
        each(NULL_OPEN + own, f32::from(u8::from(side.is_open(border - 1))));
        each(NULL_MANNER + own, scorer.manner.nulls[own]);
    }
}

fn add(sum: &mut Tokens, cell: Option<&Tokens>) {
    for (a, b) in sum.iter_mut().zip(cell.into_iter().flatten()) {
        *a += b;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Manner;
    use super::super::weights::LEARNT;
    use super::*;

    #[test]
    fn the_evidence_times_the_weights_is_the_score() {
        let en =
            ["\"Well,\" she said, \"come in.", "It rains.\"", "In 1999 the cat slept on 3 mats.", "Trump!"];
        let zh = ["她说：“好，进来。", "下雨了。”", "1999年，猫睡在三张垫子上。", "特朗普！"];
        let model = Model::embedded();
        let f = Features::new(&en, &zh, model, None);
        let learnt: Vec<f32> = (0..LEARNT).map(|k| ((k * 37 % 23) as f32 - 11.0) / 7.0).collect();
        let weights = Weights::first().with_learnt(&learnt);
        let manner = Manner::of(model, &[(2, 1, 50.0, 20.0); 9], [25, 9]);
        let band = Band::full(4, 4);
        let scorer = Scorer::new(&f, &weights, &band, model, &manner, &Shapes::ALL);
        let evidence = Evidence::new(&f, &weights, &band, &Shapes::ALL);
        for (i, j) in (1..=4).flat_map(|i| (1..=4).map(move |j| (i, j))) {
            for (n, m) in Shapes::ALL.types().filter(|&(n, m)| n <= i && m <= j) {
                let mut sum = 0.0;
                evidence.bead(&scorer, model, (i, n), (j, m), |k, x| sum += learnt[k] * x);
                let score = scorer.bead(i, n, j, m);
                assert!((sum - score).abs() < 0.3, "{n}-{m} at {i}, {j}: {sum} {score}");
            }
            let mut sum = 0.0;
            Evidence::null(&scorer, 0, i, true, |k, x| sum += learnt[k] * x);
            assert!((sum - scorer.null_en(i, true)).abs() < 1e-3);
        }
    }
}
