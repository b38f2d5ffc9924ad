//! The weights of the score.

/// The weights of the score. Few, and each with a meaning. Costs and gains are in nats.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Share of the background in the mixtures p(zh | en) and p(en | zh), 0..1: how far a
    /// token without explanation can pull a bead down.
    pub floor: [f32; 2],
    /// Share of the document's own frequencies in the background, 0..1.
    pub own: f32,
    /// What one token can add at most.
    pub most: f32,
    /// Weight of the lexical part of the Chinese side and of the English side.
    pub lexicon: [f32; 2],
    /// Weight of the length term.
    pub length: f32,
    /// Weight of how the two sides begin and end.
    pub border: f32,
    /// Cost of an English, of a Chinese unit without counterpart.
    pub null: [f32; 2],
    /// Further cost of such a unit for each of its characters.
    pub null_length: [f32; 2],
    /// Cost of each further English, of each further Chinese unit in a bead.
    pub join: [f32; 2],
    /// Further cost of a bead with several units on both sides.
    pub both: f32,
    /// Weight of the null word, in tokens.
    pub null_word: f32,
    /// Weight of order and nearness, in articles.
    pub position: f32,
    /// Weight of how much of the text a first search has paired, as log-odds, in the cost of
    /// a unit without counterpart: where nearly all is translated, the rest is as well.
    pub habit: f32,
    /// Start, slope and change by each unit over two of the curve that makes a score from
    /// 0 to 1 out of the log-odds.
    pub confidence: [f32; 3],
}

impl Weights {
    /// For bitexts: most units have a counterpart.
    pub const BITEXT: Weights = Weights {
        floor: [0.3, 0.48],
        own: 0.3,
        most: 3.6,
        lexicon: [1.0, 0.6],
        length: 2.0,
        border: 0.7,
        null: [6.0, 6.0],
        null_length: [0.2, 0.2],
        join: [4.7, 3.0],
        both: 3.2,
        null_word: 0.3,
        position: 0.0,
        habit: 0.0,
        confidence: [1.6, 0.21, -0.84],
    };

    /// For the paragraphs of two texts: long units, most of them translated one to one.
    pub const PAIR: Weights = Weights {
        null: [1.5, 1.5],
        join: [7.0, 7.0],
        position: 0.0,
        habit: 1.0,
        confidence: Weights::BITEXT.confidence,
        ..Weights::ARTICLE
    };

    /// For articles: any number of paragraphs may be untranslated, and where they stand says much.
    pub const ARTICLE: Weights = Weights {
        floor: [0.6, 0.6],
        own: 0.15,
        most: 1.8,
        length: 0.65,
        border: 0.5,
        null: [1.0, 1.0],
        null_length: [0.0, 0.0],
        join: [8.0, 8.0],
        position: 1.0,
        confidence: [3.5, 0.45, -3.6],
        lexicon: [1.0, 1.0],
        null_word: 0.8,
        ..Weights::BITEXT
    };
}
