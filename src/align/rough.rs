//! A rough search over the paragraphs of an article: where to look, and how freely it is translated.
//!
//! Long runs of paragraphs, which are most of the work, are compared only near good ladders of single
//! ones, for which the Chinese tokens alone say enough.
//!
//! These also tell how much of a translation the English explains here: of a manual or of news most
//! words, of a novel hardly half. What speaks against a pair is that few of its words are explained, and
//! on such a page it says little, as the others are no different.

use super::search::{Search, pairs};
use crate::features::Features;
use crate::model::Model;
use crate::score::{Bags, Band, Frame, Manner, Position, Scorer, Shapes, Squares, Weights};

/// How far below the best ladder one may be, in nats, for its points to be looked at again.
const SLACK: f64 = 14.0;

/// What a Chinese token of a close translation adds on average, in nats.
const CLOSE: f32 = 0.6;
/// By how much the share of the background rises for each nat below that, and how far.
const SLOPE: f32 = 0.5;
const FREEST: f32 = 0.7;
/// How many tokens of pairs the expectation is worth that a page is translated closely.
const TOKENS: f32 = 400.0;

/// What the search has found.
pub(super) struct Rough {
    /// The part of the band that is near good ladders.
    pub band: Band,
    /// What the cells of the Chinese units are made of, which is the same for runs.
    pub bags: Option<Bags>,
    /// The weights of an article that is translated more freely than the given ones are meant for.
    pub weights: Option<Weights>,
}

impl Rough {
    /// Searches with these weights, those of English tokens left out.
    pub fn search(
        features: &Features,
        (weights, model, manner): (&Weights, &Model, &Manner),
        position: &Position,
        band: &Band,
    ) -> Rough {
        let chinese = weights.of_chinese_alone();
        let frame = Frame::new(features, &chinese, model, manner);
        let (mut scorer, bags) = Scorer::with(frame, band, &Shapes::SINGLE, None);
        scorer.set_position(position.clone());
        let search = Search::new(&scorer, band, &Shapes::SINGLE);
        let (mut sums, mut all, mut tokens) = (Squares::default(), CLOSE * TOKENS, TOKENS);
        for rung in pairs(&search.ladder()) {
            let trust = rung.trust();
            all += trust * scorer.at(rung.i, rung.j, 1, &mut sums).lexicon(1, 1);
            tokens += trust * features.zh.unit(rung.j - 1).iter().map(|&(_, n)| n).sum::<f32>();
        }
        let band = search.net(SLACK, SLACK, None, &Shapes::SINGLE).band();
        let freer = freer(weights, all / tokens);
        let bags = bags.map(|bags| bags.with(freer.as_ref().unwrap_or(weights)));
        Rough { band, bags, weights: freer }
    }
}

/// The weights for an article where a token adds so much on average; none where these are meant for it.
fn freer(weights: &Weights, adds: f32) -> Option<Weights> {
    let more = SLOPE * (CLOSE - adds);
    let floor = weights.floor.map(|floor| floor.max((floor + more).min(FREEST)));
    (floor != weights.floor).then(|| Weights { floor, ..weights.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_free_translation_changes_the_weights() {
        let weights = Weights::article();
        let floor = |adds: f32| freer(&weights, adds).map(|weights| weights.floor);
        assert_eq!([floor(CLOSE + 0.3), floor(CLOSE)], [None; 2]);
        let [zh, en] = floor(CLOSE - 0.2).expect("it is freer");
        assert!((zh - weights.floor[0] - 0.2 * SLOPE).abs() < 1e-6 && zh == en);
        assert_eq!(floor(-9.0), Some([FREEST; 2]));
        // Weights of a user that are freer still stay as they are.
        let own = Weights { floor: [0.8; 2], ..weights };
        assert!(freer(&own, -9.0).is_none());
    }
}
