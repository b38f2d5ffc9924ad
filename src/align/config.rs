//! What a user can set.

use crate::adapt::Adaptation;
use crate::score::Weights;

/// The options of an aligner, a plain value.
///
/// ```
/// use bitext::{Aligner, Config};
/// let config = Config { exact: true, ..Config::default() };
/// let aligner = Aligner::builder().config(config).build();
/// assert!(aligner.config().exact);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Pairs with a lower score, 0 to 1, are taken out again. 0 by default; sentences that are nearly surely no
    /// pair are taken out whatever it is.
    pub min_score: f32,
    /// Looks at the whole table in a first search even in long texts, instead of a band around
    /// anchors, and lets the second pass through far more of its points. Time and memory then grow
    /// with the product of the two lengths, and the ladder is nearly always the same: this is to
    /// check that. Off by default.
    pub exact: bool,
    /// Reports neighbouring sentences that the translation has in the other order, where the
    /// evidence is strong, as beads that cross: see [`Alignment::crossings`](crate::Alignment::crossings).
    /// For sentences and units alone, not for paragraphs of texts. All other beads are those that
    /// are found without it. It takes about twice as long. Off by default.
    pub crossings: bool,
    /// Says of each bead why it is one, in [`Bead::reasons`](crate::Bead::reasons). Pairs and scores are
    /// the same without: all reasons are 0 then, and articles take a little less time. On by default.
    pub reasons: bool,
    /// How the document itself teaches the aligner.
    pub adaptation: Adaptation,
    /// Weights of the score for units and for sentences inside a pair; `None`, the default, is
    /// those that were learnt with the model.
    pub weights: Option<Weights>,
    /// Weights of the score for the paragraphs of two texts.
    pub pair: Weights,
    /// Weights of the score for the paragraphs of an article.
    pub article: Weights,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            min_score: 0.0,
            exact: false,
            crossings: false,
            reasons: true,
            adaptation: Adaptation::DEFAULT,
            weights: None,
            pair: Weights::pair(),
            article: Weights::article(),
        }
    }
}
