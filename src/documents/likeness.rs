//! How like an English document and a Chinese one are.

use std::cmp::{Ordering, Reverse};

use rustc_hash::FxHashMap;

use super::sketch::{OTHERS, Sketch};
use crate::model::Model;

/// How many others each document is compared with in full.
const COMPARED: usize = 16;

/// Documents that are thought to stand beside those at hand: a handful of them tells next to nothing of which
/// tokens are rare. In these, a token is as frequent as in general.
pub(super) const UNSEEN: f32 = 30.0;
/// Tokens of such a document.
const LENGTH: f32 = 1000.0;
/// How frequent a number or a Latin word is in general, and for how much of a Chinese token it counts: a document has
/// many that its translation has not.
const OTHER: f32 = 1e-4;
const OTHER_WEIGHT: f32 = 0.5;
/// Tokens that are in more than this share of so many documents are passed over until two are compared in full, if
/// the others are so large a part of the document.
const MANY: usize = 200;
const COMMON: f32 = 0.1;
const ENOUGH: f32 = 0.5;

/// A document as a vector of length 1, by rising token.
type Vector = Vec<(u32, f32)>;

/// Chinese documents, by what is in them.
pub(super) struct Likeness {
    /// What each token weighs that a Chinese document has.
    weights: FxHashMap<u32, f32>,
    documents: Vec<Vector>,
    /// The documents that have a token, and its part in them.
    places: FxHashMap<u32, Vec<(u32, f32)>>,
    /// How many documents have a token that is common.
    common: usize,
}

/// How like each Chinese document is by rarer tokens; zero between two English documents.
pub(super) struct Sums(Vec<f32>);

impl Likeness {
    pub fn new(chinese: &[Sketch], model: &Model) -> Likeness {
        let mut having: FxHashMap<u32, f32> = FxHashMap::default();
        for &(token, _) in chinese.iter().flat_map(|sketch| &sketch.tokens) {
            *having.entry(token).or_default() += 1.0;
        }
        let all = chinese.len() as f32;
        let weight = |(&token, &having): (&u32, &f32)| {
            let (frequency, weight) = match token {
                OTHERS.. => (OTHER, OTHER_WEIGHT),
                sign => (model.sign_background(sign), 1.0),
            };
            let share = (having + UNSEEN * (LENGTH * frequency).min(1.0)) / (all + UNSEEN);
            // What every document has tells none from another.
            Some((token, weight * -share.ln())).filter(|(_, weight)| *weight > 0.0)
        };
        let mut likeness = Likeness {
            weights: having.iter().filter_map(weight).collect(),
            documents: Vec::new(),
            places: FxHashMap::default(),
            common: if chinese.len() < MANY { chinese.len() } else { (COMMON * all) as usize },
        };
        likeness.documents = chinese.iter().map(|sketch| likeness.vector(sketch)).collect();
        for (number, document) in (0..).zip(&likeness.documents) {
            for &(token, part) in document {
                likeness.places.entry(token).or_default().push((number, part));
            }
        }
        likeness
    }

    /// Room for the sums of one document after the other.
    pub fn sums(&self) -> Sums {
        Sums(vec![0.0; self.documents.len()])
    }

    fn vector(&self, sketch: &Sketch) -> Vector {
        let weighed = |&(token, n): &(u32, f32)| Some((token, (1.0 + n).ln() * self.weights.get(&token)?));
        let mut vector: Vector = sketch.tokens.iter().filter_map(weighed).collect();
        let length = vector.iter().map(|(_, part)| part * part).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|(_, part)| *part /= length.max(f32::MIN_POSITIVE));
        vector
    }

    /// The Chinese documents that are most like an English one, and how like, 0 to 1, the most like first; with
    /// `named`, whatever it is like.
    pub fn nearest(&self, english: &Sketch, named: Option<u32>, sums: &mut Sums) -> Vec<(u32, f32)> {
        let vector = self.vector(english);
        let mut near = self.rough(&vector, sums);
        near.extend(named.filter(|named| !near.contains(named)));
        let mut near: Vec<(u32, f32)> = near
            .into_iter()
            .map(|number| (number, product(&vector, &self.documents[number as usize])))
            .collect();
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near
    }

    /// Those that are most like it by its rarer tokens, in any order.
    fn rough(&self, vector: &Vector, Sums(sums): &mut Sums) -> Vec<u32> {
        let places = |&(token, part): &(u32, f32)| Some((part, self.places.get(&token)?));
        let mut tokens: Vec<(f32, &Vec<(u32, f32)>)> = vector.iter().filter_map(places).collect();
        tokens.sort_by_key(|(_, places)| places.len());
        let (mut near, mut part_of_all) = (Vec::new(), 0.0);
        for (part, places) in tokens {
            if places.len() > self.common && part_of_all >= ENOUGH {
                break;
            }
            part_of_all += part * part;
            for &(number, other) in places {
                let sum = &mut sums[number as usize];
                if *sum == 0.0 {
                    near.push(number);
                }
                *sum += part * other;
            }
        }
        if near.len() > COMPARED {
            // Of numbers that are not negative the larger has the larger bits.
            let order = |&number: &u32| (Reverse(sums[number as usize].to_bits()), number);
            near.select_nth_unstable_by_key(COMPARED - 1, order);
        }
        near.iter().for_each(|&number| sums[number as usize] = 0.0);
        near.truncate(COMPARED);
        near
    }
}

/// The cosine of the angle between two vectors.
fn product(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}
