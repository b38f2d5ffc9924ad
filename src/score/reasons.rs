//! The share of numbers and names in the score of a bead.

use std::ops::Range;

use super::cells::background;
use super::curve::Curve;
use super::weights::KINDS;
use super::{Scorer, Weights};
use crate::alignment::Reasons;
use crate::features::{Class, Links, Side};

impl Scorer<'_> {
    /// The evidence for the bead of `n` English units before border `i` and `m` Chinese before `j`.
    pub fn reasons(&self, i: usize, n: usize, j: usize, m: usize) -> Reasons {
        let f = self.features;
        let (en, zh) = (i - n..i, j - m..j);
        let mut apart = [0.0; 2];
        let sides = [(&f.zh, &f.en, &f.zh_given_en, &zh, &en), (&f.en, &f.zh, &f.en_given_zh, &en, &zh)];
        for (direction, (made, maker, links, units, makers)) in sides.into_iter().enumerate() {
            let part = by_class(made, maker, links, units, makers, self.weights, &self.curves[direction]);
            apart[0] += part[0];
            apart[1] += part[1];
        }
        Reasons {
            lexicon: self.lexicon(i, n, j, m) - apart[0] - apart[1],
            numbers: apart[0],
            names: apart[1],
            length: self.length(i, n, j, m),
            position: self.position(i, n, j, m) + self.shape(i, n, j, m) + self.border(i, n, j, m),
        }
    }
}

/// What the numbers and the names among the tokens of `units` add: the same sum as in the
/// cells, over these tokens alone.
fn by_class(
    made: &Side,
    maker: &Side,
    links: &Links,
    units: &Range<usize>,
    makers: &Range<usize>,
    weights: &Weights,
    curves: &[Curve; KINDS],
) -> [f32; 2] {
    let mut out = [0.0; 2];
    let tokens = |side: &Side, units: &Range<usize>| -> Vec<(u32, f32)> {
        units.clone().flat_map(|u| side.unit(u).iter().copied()).collect()
    };
    let mut weight = None;
    for (id, n) in tokens(made, units) {
        let (part, curve) = match made.class[id as usize] {
            Class::Word => continue,
            Class::Number => (0, &curves[3]),
            Class::Name => (1, &curves[4]),
        };
        let total = *weight.get_or_insert_with(|| {
            weights.null_word
                + tokens(maker, makers).iter().map(|&(id, n)| n * maker.weight[id as usize]).sum::<f32>()
        });
        let mut sum = 0.0;
        for (from, times) in tokens(maker, makers) {
            let given = links.row(from).iter().filter(|l| l.0 == id).map(|l| l.1).sum::<f32>();
            sum += times * maker.weight[from as usize] * given;
        }
        out[part] += n * curve.at(sum / (total * background(made, weights, id)));
    }
    out
}
