//! The words of both sides: each token's kind, and what it adds.

use super::band::Band;
use super::cells::{Cells, Making, cells};
use super::curve::Curve;
use super::weights::{KINDS, Weights};
use crate::features::{Class, Features, Side};

/// Shares of all tokens from which a word is common and frequent: for Chinese, for English.
const COMMON: [f32; 2] = [5e-4, 1e-4];
const FREQUENT: [f32; 2] = [4e-3, 2e-3];

/// The kind of each token by its id, see [`KINDS`]; `side` is 0 for Chinese, 1 for English.
pub(super) fn kinds(tokens: &Side, side: usize) -> Vec<u8> {
    (0..tokens.ids() as u32).map(|id| kind(tokens, side, id)).collect()
}

/// The kind of one token.
pub(super) fn kind(tokens: &Side, side: usize, id: u32) -> u8 {
    let background = tokens.background[id as usize];
    match tokens.class[id as usize] {
        Class::Number => 3,
        Class::Name => 4,
        Class::Word if background > FREQUENT[side] => 0,
        Class::Word if background > COMMON[side] => 1,
        Class::Word => 2,
    }
}

/// The curves of the tokens of one side.
pub(super) fn curves(weights: &Weights, side: usize) -> [Curve; KINDS] {
    std::array::from_fn(|kind| Curve::new(&weights.lexicon[side][kind]))
}

/// What the words of each Chinese, of each English unit add, given runs of the other side.
pub(super) fn scores(f: &Features, weights: &Weights, band: &Band, run: usize) -> (Cells<f32>, Cells<f32>) {
    let add = |tokens: &Side, side: usize| {
        let (kinds, curves) = (kinds(tokens, side), curves(weights, side));
        move |cell: &mut f32, id: u32, n: f32, ratio: f32| {
            *cell += n * curves[usize::from(kinds[id as usize])].at(ratio);
        }
    };
    let [zh, en] = Making::both(f);
    (
        cells(zh, band.of_zh(f.zh.len(), run), run, weights, 0.0, add(&f.zh, 0)),
        cells(en, band.of_en(run), run, weights, 0.0, add(&f.en, 1)),
    )
}
