//! What the words of units add, as bags: in cells for a search, and one by one for numbers and names.

use std::ops::Range;

use super::band::Band;
use super::cells::{Bags, Cells, Making, cells};
use super::shapes::Shapes;
use super::usual::background;
use super::weights::Weights;
use super::worth::Own;
use crate::features::{Class, Features, Rows};

/// What the words of each Chinese, of each English unit add, given runs of the other side, for beads
/// of these shapes; none for a side whose tokens have no weight. What the Chinese cells are made of may
/// be known from another band, and comes back.
pub(super) fn scores(
    f: &Features,
    weights: &Weights,
    band: &Band,
    shapes: &Shapes,
    own: &[Own; 2],
    known: Option<Bags>,
) -> ([Option<Cells>; 2], Option<Bags>) {
    let [zh, en] = Making::both(f);
    let run = shapes.run();
    let adds = |side: usize| weights.lexicon[side].iter().any(|&weight| weight != 0.0);
    let bags = adds(0).then(|| known.unwrap_or_else(|| Bags::new(zh, weights, &own[0])));
    let of_zh = bags.as_ref().map(|bags| cells(zh, bags, band.of_zh(f.zh.len(), shapes), run, weights));
    let of_en = adds(1).then(|| {
        let bags = Bags::new(en, weights, &own[1]);
        cells(en, &bags, band.of_en(shapes), run, weights)
    });
    ([of_zh, of_en], bags)
}

/// What the numbers and the names among the tokens of `units` add, given `makers`: the sums of
/// the cells, and with them the links that are too weak to be looked at there. `links` are as
/// [`numbers_and_names`](Making::numbers_and_names) finds them.
pub(super) fn apart(
    Making { made, maker, .. }: Making<'_>,
    links: &Rows,
    units: Range<usize>,
    makers: Range<usize>,
    weights: &Weights,
    own: &Own,
) -> [f32; 2] {
    let mut out = [0.0; 2];
    let mut total = None;
    for &(id, n) in units.flat_map(|unit| made.unit(unit)) {
        let part = match made.class[id as usize] {
            Class::Word => continue,
            Class::Number => 0,
            Class::Name => 1,
        };
        let (mut sum, mut all) = (0.0, weights.null_word);
        for &(from, times) in makers.clone().flat_map(|unit| maker.unit(unit)) {
            let weight = times * maker.weight[from as usize];
            all += weight;
            let made = links.row(id).iter().filter(|link| link.0 == from);
            sum += weight * made.map(|link| link.1).sum::<f32>();
        }
        let total = *total.get_or_insert(all);
        out[part] += n * own.weight(id) * own.curve().at(sum / (total * background(made, weights, id)));
    }
    out
}
