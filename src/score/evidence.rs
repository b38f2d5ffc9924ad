//! What the learner sees of a bead: how often each learnt weight counts in its score.

use super::Frame;
use super::curve::length_knot;
use super::weights::{
    BORDER, CLAUSES, JOIN, JOIN_OPEN, LENGTH, MANNER, NULL, NULL_AGAIN, NULL_FREE, NULL_LENGTH, NULL_MANNER,
    NULL_OPEN, SHAPE, TALK, shape_terms,
};
use super::words::Sums;
use crate::model::Model;

/// Counts of weights for the beads that a frame and words score.
pub(crate) struct Evidence<'a> {
    frame: &'a Frame<'a>,
    model: &'a Model,
}

impl<'a> Evidence<'a> {
    /// That of the beads of `frame`.
    pub fn new(frame: &'a Frame<'a>, model: &'a Model) -> Evidence<'a> {
        Evidence { frame, model }
    }

    /// Calls `each` with the number of a weight and how often it counts, for the bead of `n`
    /// English units before border `i` and `m` Chinese before `j`, whose words add `words`. A weight
    /// may come several times.
    pub fn bead(
        &self,
        words: &Sums,
        (i, n): (usize, usize),
        (j, m): (usize, usize),
        mut each: impl FnMut(usize, f32),
    ) {
        let Evidence { frame, model } = self;
        words.as_flattened().iter().enumerate().for_each(|(index, x)| each(index, *x));
        let (k, share) = length_knot(frame.deviation(i, n, j, m));
        each(LENGTH + k, 1.0 - share);
        each(LENGTH + k + 1, share);
        let (en, zh) = (&frame.features.en, &frame.features.zh);
        each(BORDER, model.start(en.borders[i - n].0, zh.borders[j - m].0));
        each(BORDER + 1, model.end(en.borders[i - 1].1, zh.borders[j - 1].1));
        shape_terms(n, m).iter().for_each(|&(k, x)| each(SHAPE + k, x));
        each(MANNER, frame.manner.of_type(n, m));
        each(TALK, frame.quotations([(i - n, j - m), (i, j)]));
        let (en_opens, zh_opens) = frame.opens(i, n, j, m);
        match en_opens.abs_diff(zh_opens) {
            0 => {}
            1 => each(TALK + 1, 1.0),
            _ => each(TALK + 2, 1.0),
        }
        let [apart, lack] = frame.clauses(i, n, j, m);
        each(CLAUSES, apart);
        each(CLAUSES + 1, lack);
        for (own, side, inside) in [(0, en, i - n + 1..i), (1, zh, j - m + 1..j)] {
            for border in inside {
                let [turn, within, length, open] = side.join(border);
                each(TALK + 3 + own, turn);
                each(TALK + 5 + own, within);
                each(JOIN + own, length);
                each(JOIN_OPEN + own, open);
            }
        }
    }

    /// The same for the unit without counterpart before `border` of the English (`own` 0) or the
    /// Chinese side (1).
    pub fn null(&self, own: usize, border: usize, again: bool, mut each: impl FnMut(usize, f32)) {
        let frame = self.frame;
        let side = if own == 0 { &frame.features.en } else { &frame.features.zh };
        each(NULL + own, 1.0);
        let length = frame.null_length(own, border - 1);
        each(NULL_LENGTH + own, length);
        each(NULL_FREE + own, frame.manner.free * length);
        each(NULL_AGAIN + own, f32::from(u8::from(again)));
        each(NULL_OPEN + own, f32::from(u8::from(side.is_heading(border - 1))));
        each(NULL_MANNER + own, frame.manner.nulls[own]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::weights::LEARNT;
    use super::super::{Breaks, Clauses, Manner, Marks, Shapes, Weights, Words};
    use super::*;
    use crate::features::Features;

    #[test]
    fn the_evidence_times_the_weights_is_the_score() {
        let en =
            ["\"Well,\" she said, \"come in.", "It rains.\"", "In 1999 the cat slept on 3 mats.", "Trump!"];
        let zh = ["她说：“好，进来。", "下雨了。”", "1999年，猫睡在三张垫子上。", "特朗普！"];
        let model = Model::embedded();
        let mut f = Features::new(&en, &zh, model, None);
        f.put_in_order();
        f.count_clauses(&en, &zh);
        let learnt: Vec<f32> = (0..LEARNT).map(|k| ((k * 37 % 23) as f32 - 11.0) / 7.0).collect();
        let weights = Weights::first().with_learnt(&learnt);
        let manner = Manner::of(model, &[(2, 1, 50.0, 20.0); 9], [25, 9]).translated(vec![0.2; 9]);
        let mut frame = Frame::new(&f, &weights, model, &manner);
        let beads = [(1, 1, 1, 1), (2, 1, 2, 1), (4, 2, 3, 1)];
        let quotations = Breaks::of_quotations(&f.en, &f.zh, &beads);
        let clauses = Clauses::of(&f.en, &f.zh, &beads);
        frame.set_marks(Marks {
            quotations: quotations.as_ref(),
            clauses: clauses.as_ref(),
            ..Marks::default()
        });
        assert!(
            frame.quotations([(0, 0), (1, 1)]) != 0.0 && frame.clauses(4, 4, 1, 1).iter().all(|&x| x != 0.0)
        );
        let mut words = Words::with_agreement(&f, &weights);
        let evidence = Evidence::new(&frame, model);
        for (i, j) in (1..=4).flat_map(|i| (1..=4).map(move |j| (i, j))) {
            for (n, m) in Shapes::ALL.types().filter(|&(n, m)| n <= i && m <= j) {
                let said = words.of(i - n..i, j - m..j);
                let mut sum = 0.0;
                evidence.bead(&said, (i, n), (j, m), |k, x| sum += learnt[k] * x);
                let score = weights.words(&said) + frame.bead(i, n, j, m);
                assert!((sum - score).abs() < 1e-2, "{n}-{m} at {i}, {j}: {sum} {score}");
            }
            let mut sum = 0.0;
            evidence.null(0, i, true, |k, x| sum += learnt[k] * x);
            assert!((sum - frame.null_en(i, true)).abs() < 1e-3);
        }
    }
}
