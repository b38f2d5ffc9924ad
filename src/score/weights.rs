//! The weights of the score.

use super::curve::{LENGTH_KNOTS, parabola};

/// Kinds of tokens that have a weight of their own: frequent, common and rare words, numbers, names.
pub const KINDS: usize = 5;
/// Number of weights for the type of a bead.
pub const SHAPES: usize = 12;
/// Number of weights for speech in quotation marks.
pub const SPEECH: usize = 7;

/// The weights of the score. Costs and gains are in nats of log-odds.
///
/// Those of bitexts are learnt, and part of the [`Model`](crate::Model); see `src/train/ladders.rs`.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Weight of the words: of the Chinese and of the English tokens, by kind.
    pub lexicon: [[f32; KINDS]; 2],
    /// What each Chinese, each English token adds whose link is the same from either side, by kind.
    pub agreement: [[f32; KINDS]; 2],
    /// Share of the background in what makes a Chinese, an English token; what a token adds at
    /// most, before it is weighed.
    pub floor: [f32; 2],
    /// What a token adds at most, before it is weighed.
    pub most: f32,
    /// What the lengths add, at -8, -4, -2, -1, 0, 1, 2, 4 and 8 standard deviations of the
    /// Chinese length from that expected.
    pub length: [f32; LENGTH_KNOTS],
    /// Weight of how the two sides begin, and of how they end.
    pub border: [f32; 2],
    /// What the type of a bead adds, 1-1 being 0: 2-1, 1-2, 3-1, 1-3, 4-1, each further English
    /// unit, 1-4, each further Chinese unit, 2-2, 2-3 and 3-2, 3-3 and the like, each further unit.
    pub shape: [f32; SHAPES],
    /// Weight of how often the document itself has beads of this type, as log-odds.
    pub manner: f32,
    /// What speech adds: weight of whether a bead begins and ends inside a quotation, as log-odds; a
    /// quotation more, two or more on either side; for each border inside the bead, a change of speaker
    /// in English, in Chinese, and a border inside a quotation in English, in Chinese.
    pub speech: [f32; SPEECH],
    /// Weight of how far the numbers of clauses are apart, squared, and of how many sentences a side has
    /// more than the other has clauses, as log-odds.
    pub clauses: [f32; 2],
    /// For each border inside a bead, English or Chinese: weight of the logarithm of the length
    /// of the shorter of its two units.
    pub join: [f32; 2],
    /// What such a border adds after a unit that ends without any mark, as a heading does.
    pub join_open: [f32; 2],
    /// What an English, a Chinese unit without counterpart adds.
    pub null: [f32; 2],
    /// What it adds for each of its characters.
    pub null_length: [f32; 2],
    /// What it adds when the unit before has no counterpart either.
    pub null_again: [f32; 2],
    /// What it adds when it ends without any mark.
    pub null_open: [f32; 2],
    /// Weight of how often the first search has left units of this side without counterpart, as log-odds.
    pub null_manner: [f32; 2],
    /// What it adds for each of its characters where the text is translated a nat a character more freely than
    /// usual: where words are seldom explained, that they are not says little.
    pub null_free: [f32; 2],
    /// Share of the document's own frequencies in the background, 0 to 1.
    pub own: f32,
    /// Whether these are, in a long text, those of the part at hand.
    pub own_nearby: bool,
    /// Occurrences of a token that do not count in these: 1 where a text is so short that the one at
    /// hand would speak against itself.
    pub own_less: f32,
    /// The largest share that a token can have in these: a song says the same words all the time, and
    /// they are what pairs its lines.
    pub own_most: f32,
    /// Weight of the null word, in tokens.
    pub null_word: f32,
    /// Weight of order and nearness, in articles.
    pub position: f32,
    /// Weight of how much of the text a first search has paired, as log-odds, in the cost of
    /// a unit without counterpart: where nearly all is translated, the rest is as well.
    pub habit: f32,
    /// Whether the ladder is chosen by the probabilities of its beads, instead of by its sum;
    /// for that the weights must be learnt.
    pub surest: bool,
    /// Start, slope, change by each unit over two (for paragraphs: if there are more than two) and, for
    /// sentences, change beside a unit without counterpart, of the curve that makes a score from 0 to 1
    /// out of the log-odds.
    pub confidence: [f32; 4],
}

/// What it costs to join two paragraphs of an article, by language.
const PARAGRAPHS: [f32; 2] = [8.0; 2];

/// Number of weights that are learnt.
pub(crate) const LEARNT: usize = NULL_FREE + 2;
/// Where each group begins among them.
pub(crate) const AGREEMENT: usize = 2 * KINDS;
pub(crate) const LENGTH: usize = AGREEMENT + 2 * KINDS;
pub(crate) const BORDER: usize = LENGTH + LENGTH_KNOTS;
pub(crate) const SHAPE: usize = BORDER + 2;
pub(crate) const MANNER: usize = SHAPE + SHAPES;
pub(crate) const TALK: usize = MANNER + 1;
pub(crate) const CLAUSES: usize = TALK + SPEECH;
pub(crate) const JOIN: usize = CLAUSES + 2;
pub(crate) const JOIN_OPEN: usize = JOIN + 2;
pub(crate) const NULL: usize = JOIN_OPEN + 2;
pub(crate) const NULL_LENGTH: usize = NULL + 2;
pub(crate) const NULL_AGAIN: usize = NULL_LENGTH + 2;
pub(crate) const NULL_OPEN: usize = NULL_AGAIN + 2;
pub(crate) const NULL_MANNER: usize = NULL_OPEN + 2;
pub(crate) const NULL_FREE: usize = NULL_MANNER + 2;

/// What the types of beads add where joining two English, two Chinese units costs so much, and each further
/// one this share of it.
fn shape(join: [f32; 2], further: f32) -> [f32; SHAPES] {
    let [en, zh] = join.map(|cost| -cost);
    let (three, four, both) = (1.0 + further, 1.0 + 2.0 * further, -4.0);
    [
        en,
        zh,
        three * en,
        three * zh,
        four * en,
        further * en,
        four * zh,
        further * zh,
        en + zh + both,
        1.5 * (en + zh) + both,
        2.0 * (en + zh) + both,
        (en + zh) / 2.0,
    ]
}

impl Weights {
    /// A score without anything learnt: every token is explained by its counterparts with
    /// probability `1 - floor` and adds no more than `most`; joining units costs `join`.
    fn plain(floor: [f32; 2], most: f32, lexicon: [f32; 2], length: f32, join: [f32; 2]) -> Weights {
        Weights {
            lexicon: lexicon.map(|weight| [weight; KINDS]),
            agreement: [[0.0; KINDS]; 2],
            floor,
            most,
            length: parabola(length),
            border: [0.0; 2],
            shape: shape(join, 1.0),
            manner: 0.0,
            speech: [0.0; SPEECH],
            clauses: [0.0; 2],
            join: [0.0; 2],
            join_open: [0.0; 2],
            null: [0.0; 2],
            null_length: [0.0; 2],
            null_again: [0.0; 2],
            null_open: [0.0; 2],
            null_manner: [0.0; 2],
            null_free: [0.0; 2],
            own: 0.0,
            own_nearby: false,
            own_less: 0.0,
            own_most: 1.0,
            null_word: 0.0,
            position: 0.0,
            habit: 0.0,
            surest: false,
            confidence: [0.0; 4],
        }
    }

    /// For a first search over sentences, most of which have a counterpart. Set by hand: what the
    /// first search finds is what the second learns from, so it must not depend on what is learnt.
    /// It asks what makes the Chinese tokens, which is as good for this as both directions are.
    pub fn first() -> Weights {
        Weights {
            border: [0.7; 2],
            null: [-6.0, -3.6],
            null_length: [-0.2; 2],
            own: 0.38,
            own_nearby: true,
            null_word: 0.3,
            surest: true,
            confidence: [2.2, 0.18, -0.56, 0.0],
            ..Weights::plain([0.3, 0.48], 3.6, [1.0, 0.0], 2.0, [5.9, 3.0])
        }
    }

    /// For articles: any number of paragraphs may be untranslated, and where they stand says much.
    pub fn article() -> Weights {
        Weights {
            border: [0.5; 2],
            own: 0.5,
            own_less: 1.0,
            own_most: 0.07,
            null_word: 0.8,
            position: 1.0,
            habit: 1.0,
            confidence: [1.8, 0.7, -2.2, 0.0],
            shape: shape(PARAGRAPHS, 0.5),
            ..Weights::plain([0.45; 2], 1.5, [1.0; 2], 1.0, PARAGRAPHS)
        }
    }

    /// For the paragraphs of two texts: long units, most of them translated one to one.
    pub fn pair() -> Weights {
        Weights {
            border: [0.5; 2],
            null: [-1.5; 2],
            own: 0.15,
            own_nearby: true,
            null_word: 0.8,
            habit: 1.0,
            confidence: [0.3, 0.72, -0.56, 0.0],
            ..Weights::plain([0.6; 2], 1.8, [1.0; 2], 1.0, [7.0; 2])
        }
    }

    /// What clauses add, see `Clauses::of_bead`.
    pub(crate) fn of_clauses(&self, [apart, lack]: [f32; 2]) -> f32 {
        self.clauses[0] * apart + self.clauses[1] * lack
    }

    /// The same without what the English tokens add, which is half of the work.
    pub(crate) fn of_chinese_alone(&self) -> Weights {
        Weights { lexicon: [self.lexicon[0], [0.0; KINDS]], ..self.clone() }
    }

    /// Where learning starts: those of the first search, flattened until they are about as sure
    /// of themselves as they are right.
    #[cfg(feature = "train")]
    pub(crate) fn start() -> Weights {
        let first = Weights { lexicon: [[1.0; KINDS], [0.45; KINDS]], ..Weights::first() };
        let flat: Vec<f32> = first.learnt().iter().map(|w| 0.4 * w).collect();
        Weights { confidence: [0.0, 1.0, 0.0, 0.0], ..first.with_learnt(&flat) }
    }

    /// The numbers that a model file has: the learnt weights in their fixed order, and the
    /// curve of the confidence.
    #[cfg(feature = "train")]
    pub(crate) fn numbers(&self) -> Vec<f32> {
        let mut out = self.learnt();
        out.extend(self.confidence);
        out
    }

    /// The weights of these numbers; what is missing at the end is 0.
    pub(crate) fn of_numbers(numbers: &[f32]) -> Weights {
        let at = |k: usize| numbers.get(LEARNT + k).copied().unwrap_or(0.0);
        Weights { confidence: [at(0), at(1), at(2), at(3)], ..Weights::first().with_learnt(numbers) }
    }

    /// The learnt weights in their fixed order.
    #[cfg(feature = "train")]
    pub(crate) fn learnt(&self) -> Vec<f32> {
        let mut out: Vec<f32> = [self.lexicon, self.agreement].as_flattened().concat();
        out.extend(self.length);
        out.extend(self.border);
        out.extend(self.shape);
        out.push(self.manner);
        out.extend(self.speech);
        out.extend(self.clauses);
        out.extend(self.join);
        out.extend(self.join_open);
        out.extend(self.null);
        out.extend(self.null_length);
        out.extend(self.null_again);
        out.extend(self.null_open);
        out.extend(self.null_manner);
        out.extend(self.null_free);
        out
    }

    /// The same with other learnt weights; what is missing at the end is 0.
    pub(crate) fn with_learnt(&self, learnt: &[f32]) -> Weights {
        let at = |i: usize| learnt.get(i).copied().unwrap_or(0.0);
        let two = |start: usize| [at(start), at(start + 1)];
        let words = |start: usize| {
            std::array::from_fn(|side| std::array::from_fn(|kind| at(start + side * KINDS + kind)))
        };
        Weights {
            lexicon: words(0),
            agreement: words(AGREEMENT),
            length: std::array::from_fn(|k| at(LENGTH + k)),
            border: two(BORDER),
            shape: std::array::from_fn(|k| at(SHAPE + k)),
            manner: at(MANNER),
            speech: std::array::from_fn(|k| at(TALK + k)),
            clauses: two(CLAUSES),
            join: two(JOIN),
            join_open: two(JOIN_OPEN),
            null: two(NULL),
            null_length: two(NULL_LENGTH),
            null_again: two(NULL_AGAIN),
            null_open: two(NULL_OPEN),
            null_manner: two(NULL_MANNER),
            null_free: two(NULL_FREE),
            ..self.clone()
        }
    }
}

/// The weights for the type of a bead and how many times each: up to two.
pub(crate) fn shape_terms(n: usize, m: usize) -> [(usize, f32); 2] {
    const NONE: (usize, f32) = (0, 0.0);
    match (n, m) {
        (1, 1) => [NONE, NONE],
        (2, 1) => [(0, 1.0), NONE],
        (1, 2) => [(1, 1.0), NONE],
        (3, 1) => [(2, 1.0), NONE],
        (1, 3) => [(3, 1.0), NONE],
        (n, 1) => [(4, 1.0), (5, n as f32 - 4.0)],
        (1, m) => [(6, 1.0), (7, m as f32 - 4.0)],
        (2, 2) => [(8, 1.0), NONE],
        (n, m) if n + m == 5 => [(9, 1.0), NONE],
        (n, m) => [(10, 1.0), (11, (n + m) as f32 - 6.0)],
    }
}

/// How far weights are away from where they are held: the sum of half their squares. Takes
/// `strength` times the slope from `gradient`.
#[cfg(feature = "train")]
pub(crate) fn pull(away: &[f64], strength: f64, gradient: &mut [f64]) -> f64 {
    /// The weight of a character in a null stands before far larger numbers than others, and where it is one of
    /// a text translated freely, before larger ones.
    const CHARACTER: f64 = 400.0;
    const FREE: f64 = 40.0;
    let mut sum = 0.0;
    for (k, &x) in away.iter().enumerate() {
        let scale = match k {
            NULL_LENGTH..NULL_AGAIN => CHARACTER,
            NULL_FREE.. => FREE,
            _ => 1.0,
        };
        sum += scale * x * x / 2.0;
        gradient[k] -= strength * scale * x;
    }
    sum
}

/// The kinds of evidence, and which learnt weights are theirs, for trials without one of them.
#[cfg(feature = "train")]
pub(crate) const EVIDENCE: [(&str, std::ops::Range<usize>); 11] = [
    ("words", 0..AGREEMENT),
    ("links of words that agree", AGREEMENT..LENGTH),
    ("lengths", LENGTH..BORDER),
    ("how both sides begin and end", BORDER..SHAPE),
    ("the document's own manner", MANNER..TALK),
    ("speech in quotation marks", TALK..CLAUSES),
    ("clauses", CLAUSES..JOIN),
    ("length of the joined units", JOIN..JOIN_OPEN),
    ("headings joined", JOIN_OPEN..NULL),
    ("nulls after nulls, headings as nulls", NULL_AGAIN..NULL_MANNER),
    ("the document's own nulls", NULL_MANNER..LEARNT),
];

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn learnt_weights_go_there_and_back() {
        let weights = Weights::first();
        let learnt = weights.learnt();
        assert_eq!(learnt.len(), LEARNT);
        assert_eq!(weights.with_learnt(&learnt), weights);
        let numbered: Vec<f32> = (0..LEARNT).map(|i| i as f32).collect();
        assert_eq!(weights.with_learnt(&numbered).learnt(), numbered);
        assert_eq!(Weights::of_numbers(&weights.numbers()), weights);
    }
}
