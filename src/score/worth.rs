//! What a token is worth: its kind, and what it adds by how much likelier it has been made.

use super::curve::Curve;
use super::weights::Weights;
use crate::features::{Class, Side};

/// Shares of all tokens from which a word is common and frequent: for Chinese, for English.
const COMMON: [f32; 2] = [5e-4, 1e-4];
const FREQUENT: [f32; 2] = [4e-3, 2e-3];

/// The kinds that are no words.
pub(super) const NUMBER: usize = 3;
pub(super) const NAME: usize = 4;

/// What the tokens of one side add: a curve, and the weight of each id.
pub(super) struct Own {
    curve: Curve,
    weights: Vec<f32>,
}

impl Own {
    /// `side` is 0 for Chinese, 1 for English.
    pub fn new(tokens: &Side, weights: &Weights, side: usize) -> Own {
        let kinds = kinds(tokens, side);
        let of_kinds = kinds.iter().map(|&kind| weights.lexicon[side][usize::from(kind)]);
        Own { curve: curve(weights, side), weights: of_kinds.collect() }
    }

    /// The curve of all ids.
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// What the value of the curve is multiplied by.
    pub fn weight(&self, id: u32) -> f32 {
        self.weights[id as usize]
    }
}

/// What a token of one side adds, before it is weighed.
pub(super) fn curve(weights: &Weights, side: usize) -> Curve {
    Curve::new(weights.floor[side], weights.most)
}

/// The kind of each token by its id, see [`KINDS`](super::weights::KINDS).
pub(super) fn kinds(tokens: &Side, side: usize) -> Vec<u8> {
    let kind = |id: usize| {
        let background = tokens.background[id];
        match tokens.class[id] {
            Class::Number => NUMBER as u8,
            Class::Name => NAME as u8,
            Class::Word if background > FREQUENT[side] => 0,
            Class::Word if background > COMMON[side] => 1,
            Class::Word => 2,
        }
    };
    (0..tokens.ids()).map(kind).collect()
}
