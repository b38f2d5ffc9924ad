//! Units as numbers: the tokens of each unit under ids of the document's own, and the
//! links between them, taken from the model.
//!
//! Everything after this room works on the document's own small tables, so evidence from
//! any source (the model, a user's lexicon, equal numbers, names by sound, what the document
//! itself has taught) is one more link between two ids.

use rustc_hash::FxHashMap;

use crate::model::Model;
use crate::text::token::{Token, tokens};

/// A token of a unit: id in the document, and how often it occurs in the unit.
pub(crate) type Count = (u32, f32);

/// The tokens of the units of one side.
#[derive(Debug, Default)]
pub(crate) struct Side {
    /// Row borders of `tokens`: unit `i` has `starts[i]..starts[i + 1]`.
    pub starts: Vec<u32>,
    /// Tokens of all units, each id once a unit.
    pub tokens: Vec<Count>,
    /// Background probability by id.
    pub background: Vec<f32>,
    /// How many tokens of the other side it makes on average, by id.
    pub weight: Vec<f32>,
    /// Visible characters of each unit.
    pub length: Vec<f32>,
}

impl Side {
    /// Number of units.
    pub fn len(&self) -> usize {
        self.length.len()
    }

    /// The tokens of unit `i`.
    pub fn unit(&self, i: usize) -> &[Count] {
        &self.tokens[self.range(i)]
    }

    /// Where the tokens of unit `i` are in `tokens`.
    pub fn range(&self, i: usize) -> std::ops::Range<usize> {
        self.starts[i] as usize..self.starts[i + 1] as usize
    }

    /// Number of distinct ids.
    pub fn ids(&self) -> usize {
        self.background.len()
    }

    fn push_unit(&mut self, ids: &mut Vec<u32>, length: f32) {
        ids.sort_unstable();
        for group in ids.chunk_by(|a, b| a == b) {
            self.tokens.push((group[0], group.len() as f32));
        }
        ids.clear();
        self.starts.push(self.tokens.len() as u32);
        self.length.push(length);
    }
}

/// A link from a token of one side to one of the other, with its probability.
pub(crate) type Link = (u32, f32);

/// Links in rows.
#[derive(Debug, Default)]
pub(crate) struct Links {
    starts: Vec<u32>,
    links: Vec<Link>,
}

impl Links {
    /// The links of id `i`.
    pub fn row(&self, i: u32) -> &[Link] {
        &self.links[self.starts[i as usize] as usize..self.starts[i as usize + 1] as usize]
    }

    /// Rows from triples (row, column, probability), in any order.
    fn of(rows: usize, triples: impl Iterator<Item = (u32, u32, f32)> + Clone) -> Links {
        let mut starts = vec![0u32; rows + 1];
        for (r, _, _) in triples.clone() {
            starts[r as usize + 1] += 1;
        }
        for i in 0..rows {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut links = vec![(0, 0.0); starts[rows] as usize];
        for (r, c, p) in triples {
            links[next[r as usize] as usize] = (c, p);
            next[r as usize] += 1;
        }
        Links { starts, links }
    }
}

/// Units of both sides as numbers.
#[derive(Debug, Default)]
pub(crate) struct Features {
    pub en: Side,
    pub zh: Side,
    /// p(zh | en): rows by English id.
    pub zh_given_en: Links,
    /// p(en | zh): rows by Chinese id.
    pub en_given_zh: Links,
}

/// What a link between two equal strings or values is worth.
const EXACT: f32 = 0.6;
/// Background of a token that the model does not know.
const UNKNOWN: f32 = 2e-5;

impl Features {
    /// Reads the texts of the units of both sides. Linear in their length.
    pub fn new<'t>(
        english: impl Iterator<Item = &'t str>,
        chinese: impl Iterator<Item = &'t str>,
        model: &Model,
    ) -> Features {
        let mut en = Side { starts: vec![0], ..Side::default() };
        let mut zh = Side { starts: vec![0], ..Side::default() };
        // Local ids by string; model ids beside them.
        let mut words: FxHashMap<String, u32> = FxHashMap::default();
        let mut word_ids: Vec<Option<u32>> = Vec::new();
        let mut signs: FxHashMap<char, u32> = FxHashMap::default();
        let mut latin: FxHashMap<String, u32> = FxHashMap::default();
        let mut sign_ids: Vec<Option<u32>> = Vec::new();
        let mut ids = Vec::new();

        for text in english {
            let mut mark = String::new();
            tokens(text, |token| {
                let name = match token {
                    Token::Word { stem, .. } => stem,
                    Token::Mark(c) => {
                        mark.clear();
                        mark.push(c);
                        &mark
                    }
                    Token::Han(_) => return,
                };
                let id = match words.get(name) {
                    Some(&id) => id,
                    None => {
                        let id = word_ids.len() as u32;
                        words.insert(name.to_string(), id);
                        let known = model.word(name);
                        word_ids.push(known);
                        en.background.push(known.map_or(UNKNOWN, |w| model.word_background(w)));
                        en.weight.push(known.map_or(1.5, |w| model.word_weight(w)));
                        id
                    }
                };
                ids.push(id);
            });
            en.push_unit(&mut ids, crate::text::token::length(text));
        }
        for text in chinese {
            tokens(text, |token| {
                let id = match token {
                    Token::Han(c) | Token::Mark(c) => *signs.entry(c).or_insert_with(|| {
                        let known = model.sign(c);
                        sign_ids.push(known);
                        zh.background.push(known.map_or(UNKNOWN, |s| model.sign_background(s)));
                        zh.weight.push(known.map_or(0.5, |s| model.sign_weight(s)));
                        sign_ids.len() as u32 - 1
                    }),
                    Token::Word { stem, .. } => match latin.get(stem) {
                        Some(&id) => id,
                        None => {
                            let id = sign_ids.len() as u32;
                            latin.insert(stem.to_string(), id);
                            sign_ids.push(None);
                            zh.background.push(1e-4);
                            zh.weight.push(1.0);
                            id
                        }
                    },
                };
                ids.push(id);
            });
            zh.push_unit(&mut ids, crate::text::token::length(text));
        }

        let mut local = vec![u32::MAX; model.signs()];
        for (id, sign) in sign_ids.iter().enumerate() {
            if let Some(sign) = sign {
                local[*sign as usize] = id as u32;
            }
        }
        let mut triples: Vec<(u32, u32, f32, f32)> = Vec::new();
        for (id, word) in word_ids.iter().enumerate() {
            let Some(word) = word else { continue };
            for entry in model.row(*word) {
                let sign = local[entry.zh as usize];
                if sign != u32::MAX {
                    triples.push((id as u32, sign, entry.zh_given_en, entry.en_given_zh));
                }
            }
        }
        for (stem, sign) in &latin {
            if let Some(word) = words.get(stem) {
                triples.push((*word, *sign, EXACT, EXACT));
            }
        }
        triples.sort_unstable_by_key(|t| (t.0, t.1));
        let zh_given_en = Links::of(en.ids(), triples.iter().map(|t| (t.0, t.1, t.2)));
        let en_given_zh = Links::of(zh.ids(), triples.iter().map(|t| (t.1, t.0, t.3)));
        Features { en, zh, zh_given_en, en_given_zh }
    }
}
