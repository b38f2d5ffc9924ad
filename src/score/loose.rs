//! Beads whose units need not be neighbours: the same sums as for others, made afresh.

use rustc_hash::FxHashMap;

use super::Scorer;
use super::cells::background;
use super::curve::length_value;
use super::lexicon::kind;
use crate::alignment::Reasons;
use crate::features::{Class, Links, Side};
use crate::text::border::CLASSES;

impl Scorer<'_> {
    /// The evidence for the bead of these units, both lists rising and not empty. It asks no cell,
    /// so it knows no band; it is far slower than [`Scorer::bead`].
    pub fn loose(&self, en: &[usize], zh: &[usize]) -> Reasons {
        let f = self.features;
        let made_zh = words((&f.zh, zh), (&f.en, en), &f.zh_given_en, (self, 0));
        let made_en = words((&f.en, en), (&f.zh, zh), &f.en_given_zh, (self, 1));
        let length = |side: &Side, units: &[usize]| units.iter().map(|&u| side.length[u]).sum::<f32>();
        let deviation = self.manner.deviation(length(&f.en, en), length(&f.zh, zh));
        let opens =
            |side: &Side, units: &[usize]| units.iter().map(|&u| u32::from(side.speech[u].opens)).sum();
        let joins = |sums: &[f32], units: &[usize]| -> f32 {
            let neighbours = units.windows(2).filter(|w| w[0] + 1 == w[1]);
            neighbours.map(|w| sums[w[1] + 1] - sums[w[1]]).sum()
        };
        let start = self.starts[f.en.start_code(en[0]) * 2 * CLASSES + f.zh.start_code(zh[0])];
        let (en_end, zh_end) = (f.en.borders[en[en.len() - 1]].1, f.zh.borders[zh[zh.len() - 1]].1);
        let end = self.ends[usize::from(en_end) * CLASSES + usize::from(zh_end)];
        Reasons {
            lexicon: made_zh[0] + made_en[0],
            numbers: made_zh[1] + made_en[1],
            names: made_zh[2] + made_en[2],
            length: length_value(&self.weights.length, deviation),
            position: start
                + end
                + self.speech(opens(&f.en, en), opens(&f.zh, zh))
                + self.types[en.len()][zh.len()]
                + joins(&self.en_joins, en)
                + joins(&self.zh_joins, zh),
        }
    }
}

/// What the words, the numbers and the names among the tokens of `units` add, given `makers`.
fn words(
    (made, units): (&Side, &[usize]),
    (maker, makers): (&Side, &[usize]),
    links: &Links,
    (scorer, direction): (&Scorer<'_>, usize),
) -> [f32; 3] {
    let (weights, curves) = (scorer.weights, &scorer.curves[direction]);
    let tokens = || units.iter().flat_map(|&u| made.unit(u));
    let mut given: FxHashMap<u32, f32> = tokens().map(|&(id, _)| (id, 0.0)).collect();
    let mut total = weights.null_word;
    for &(id, n) in makers.iter().flat_map(|&u| maker.unit(u)) {
        let weight = n * maker.weight[id as usize];
        total += weight;
        for &(to, p) in links.row(id) {
            if let Some(sum) = given.get_mut(&to) {
                *sum += weight * p;
            }
        }
    }
    let mut out = [0.0; 3];
    for &(id, n) in tokens() {
        let part = match made.class[id as usize] {
            Class::Word => 0,
            Class::Number => 1,
            Class::Name => 2,
        };
        let ratio = given[&id] / (total * background(made, weights, id));
        out[part] += n * curves[usize::from(kind(made, direction, id))].at(ratio);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Band, Manner, Shapes, Weights};
    use super::*;
    use crate::features::Features;
    use crate::model::Model;

    #[test]
    fn neighbours_get_what_the_cells_give_them() {
        let en = ["“The shop sold 12 lamps,” she said.", "“Really?”", "Helsinki was cold in March."];
        let zh = ["“店里卖了12盏灯，”她说，“真的。”", "三月的赫尔辛基很冷。"];
        let model = Model::embedded();
        let f = Features::new(&en, &zh, model, None);
        let weights = Weights { speech: [-0.5; 8], join: [0.3, 0.2], ..Weights::first() };
        let usual = Manner::usual(model);
        let scorer = Scorer::new(&f, &weights, &Band::full(3, 2), model, &usual, &Shapes::ALL);
        for (i, n, j, m) in [(1, 1, 1, 1), (2, 2, 1, 1), (3, 3, 2, 2), (3, 1, 2, 2), (3, 2, 2, 1)] {
            let (en, zh): (Vec<usize>, Vec<usize>) = ((i - n..i).collect(), (j - m..j).collect());
            let (loose, cells) = (scorer.loose(&en, &zh), scorer.reasons(i, n, j, m));
            for (a, b) in [
                (loose.lexicon, cells.lexicon),
                (loose.numbers, cells.numbers),
                (loose.names, cells.names),
                (loose.length, cells.length),
                (loose.position, cells.position),
            ] {
                assert!((a - b).abs() < 1e-3 * (1.0 + b.abs()), "{loose:?} {cells:?}");
            }
        }
    }
}
