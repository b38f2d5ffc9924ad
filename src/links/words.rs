//! Words by the model's tables: IBM model 1 in both directions.
//!
//! What explains a Chinese character: the English words, by p(zh | en), or nothing, by how
//! frequent the character is in general. And the other way round. A link is what both
//! directions like. The table of a pair is never held as a whole: each English word sees the
//! characters near its place, twice.

use super::{Candidate, Paper, Place, WordLink};
use crate::hanzi;
use crate::model::Model;
use crate::span::Span;
use crate::text::token::{Token, placed_tokens};

/// Least strength of a link.
const LEAST: f32 = 0.4;
/// How much a word prefers characters as far into the pair as itself.
const DIAGONAL: f32 = 4.0;
/// Characters to either side of a word's place that it sees.
const WINDOW: usize = 256;
/// Most characters of a link.
const MOST_CHARACTERS: usize = 5;
/// Share of a character that a word must explain for the character to be part of its link.
const PART: f32 = 0.2;
/// Candidates that a word keeps, for where others take the best.
const KEPT: usize = 4;

/// How many times more often than by chance a word makes a character that is to be part of its
/// link because no other word has it.
const EXPECTED: f32 = 8.0;
/// A character that is more frequent, such as 了, has to explain something of the word as well:
/// such a share of what the strongest character of the link does.
const COMMON: f32 = 0.008;
const SHARE: f32 = 0.1;

/// What a compound says of each of its two characters, of what it would say of one.
const COMPOUND: f32 = 0.25;

/// A word or a character that the model knows.
struct Known {
    place: Place,
    way: f32,
    /// Number in the model; of a character, its number in [`Signs`].
    id: u32,
}

/// The different characters of a pair.
struct Signs {
    /// Number by the model's.
    local: Vec<u32>,
    weight: Vec<f32>,
    background: Vec<f32>,
    /// The compounds of the pair by their numbers in the model, each with its two characters.
    compounds: Vec<(u32, [u32; 2])>,
}

const NONE: u32 = u32::MAX;

pub(super) fn find(en: &Paper<'_>, zh: &Paper<'_>, model: &Model) -> Vec<Candidate> {
    let words = known(en, |token| match token {
        Token::Word { stem, .. } => model.word(stem),
        _ => None,
    });
    let mut characters = known(zh, |token| match token {
        Token::Han(c) => model.sign(c),
        _ => None,
    });
    if words.is_empty() || characters.is_empty() {
        return Vec::new();
    }
    let mut signs = Signs {
        local: vec![NONE; model.signs()],
        weight: Vec::new(),
        background: Vec::new(),
        compounds: Vec::new(),
    };
    let follows =
        |a: &Known, b: &Known| a.place.unit == b.place.unit && a.place.span.end == b.place.span.start;
    let compounds: Vec<Option<u32>> = characters
        .windows(2)
        .map(|two| if follows(&two[0], &two[1]) { model.compound(two[0].id, two[1].id) } else { None })
        .collect();
    for character in &mut characters {
        let local = &mut signs.local[character.id as usize];
        if *local == NONE {
            *local = signs.weight.len() as u32;
            signs.weight.push(model.sign_weight(character.id));
            signs.background.push(model.sign_background(character.id));
        }
        character.id = *local;
    }
    for (two, compound) in characters.windows(2).zip(compounds) {
        signs.compounds.extend(compound.map(|id| (id, [two[0].id, two[1].id])));
    }
    signs.compounds.sort_unstable();
    signs.compounds.dedup();
    Search { model, words, characters, signs }.run()
}

fn known(paper: &Paper<'_>, id: impl Fn(Token<'_>) -> Option<u32>) -> Vec<Known> {
    let mut out = Vec::new();
    for (unit, text) in paper.units.iter().enumerate() {
        placed_tokens(text, |token, mut span| {
            if let Token::Word { written, .. } = token {
                span.end = span.start + super::bare(written).len();
            }
            let place = Place { unit, span };
            if let Some(id) = id(token).filter(|_| paper.is_free(place)) {
                out.push(Known { place, way: paper.way(place), id });
            }
        });
    }
    out
}

struct Search<'m> {
    model: &'m Model,
    words: Vec<Known>,
    characters: Vec<Known>,
    signs: Signs,
}

impl Search<'_> {
    fn run(&self) -> Vec<Candidate> {
        let mut row = vec![(0.0, 0.0); self.signs.weight.len()];
        // What explains each character, all words taken together; at first nothing does.
        let mut explained = vec![0.0; self.characters.len()];
        let mut open = 0.0;
        for word in &self.words {
            let weight = self.model.word_weight(word.id);
            let named = self.read(word, &mut row);
            open += weight * (1.0 - named).max(0.0);
            for (j, near) in self.window(word) {
                explained[j] += weight * row[self.characters[j].id as usize].0 * near;
            }
            self.clear(word, &mut row);
        }
        for (sum, character) in explained.iter_mut().zip(&self.characters) {
            *sum += self.signs.background[character.id as usize] * (1.0 + open);
        }
        let mut out = Vec::new();
        for word in &self.words {
            self.read(word, &mut row);
            self.links_of(word, &row, &explained, &mut out);
            self.clear(word, &mut row);
        }
        out
    }

    /// Reads the row of a word; gives the share of what it makes that is in the pair or elsewhere.
    fn read(&self, word: &Known, row: &mut [(f32, f32)]) -> f32 {
        let mut named = 0.0;
        for entry in self.model.row(word.id) {
            named += entry.zh_given_en;
            let parts = self.parts(entry.zh);
            for &part in parts {
                let (p, q) = &mut row[part as usize];
                *p += COMPOUND.powi(parts.len() as i32 - 1) * entry.zh_given_en / parts.len() as f32;
                *q = q.max(COMPOUND.powi(parts.len() as i32 - 1) * entry.en_given_zh);
            }
        }
        named
    }

    fn clear(&self, word: &Known, row: &mut [(f32, f32)]) {
        for entry in self.model.row(word.id) {
            self.parts(entry.zh).iter().for_each(|&part| row[part as usize] = (0.0, 0.0));
        }
    }

    /// The characters of the pair that a Chinese token of the model is, or is made of.
    fn parts(&self, zh: u32) -> &[u32] {
        match self.signs.local.get(zh as usize) {
            Some(local) => {
                if *local == NONE {
                    &[]
                } else {
                    std::slice::from_ref(local)
                }
            }
            None => match self.signs.compounds.binary_search_by_key(&zh, |c| c.0) {
                Ok(k) => &self.signs.compounds[k].1,
                Err(_) => &[],
            },
        }
    }

    /// The characters that a word sees, with how near they are.
    fn window(&self, word: &Known) -> impl Iterator<Item = (usize, f32)> + use<'_> {
        let middle = self.characters.partition_point(|c| c.way < word.way);
        let first = middle.saturating_sub(WINDOW);
        let last = (middle + WINDOW).min(self.characters.len());
        let way = word.way;
        (first..last).map(move |j| (j, (-DIAGONAL * (self.characters[j].way - way).abs()).exp()))
    }

    /// The best links of a word.
    fn links_of(&self, word: &Known, row: &[(f32, f32)], explained: &[f32], out: &mut Vec<Candidate>) {
        let weight = self.model.word_weight(word.id);
        // The characters that have something to do with the word: how much of each the word
        // explains, and how much of the word each explains.
        let mut cells: Vec<(usize, f32, f32)> = Vec::new();
        let mut sum = self.model.word_background(word.id) * (1.0 + self.characters.len() as f32 * 0.1);
        for (j, near) in self.window(word) {
            let id = self.characters[j].id as usize;
            let (p, q) = row[id];
            if p > 0.0 {
                let back = self.signs.weight[id] * q * near;
                sum += back;
                cells.push((j, weight * p * near / explained[j], back));
            }
        }
        let mut best: Vec<Candidate> = Vec::new();
        for first in 0..cells.len() {
            let (mut forth, mut back) = (0.0, 0.0);
            let (mut weakest, mut strongest) = (f32::INFINITY, 0.0f32);
            for (n, &(j, f, b)) in cells[first..].iter().take(MOST_CHARACTERS).enumerate() {
                let place = self.characters[j].place;
                let before = self.characters[cells[(first + n).saturating_sub(1)].0].place;
                let adjacent = n == 0 || before.unit == place.unit && before.span.end == place.span.start;
                if f < PART || !adjacent {
                    break;
                }
                forth += f;
                back += b / sum;
                strongest = strongest.max(b);
                if self.signs.background[self.characters[j].id as usize] > COMMON {
                    weakest = weakest.min(b);
                }
                let strength = (forth / (n + 1) as f32 * back.min(1.0)).sqrt();
                if strength >= LEAST && weakest >= SHARE * strongest {
                    let mut zh = self.characters[cells[first].0].place;
                    zh.span.end = place.span.end;
                    best.push(Candidate { en: word.place, zh, strength });
                }
            }
        }
        best.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        best.truncate(KEPT);
        out.append(&mut best);
    }
}

/// Lets links grow over neighbouring characters that are left and that their word often makes:
/// from 前 to 以前. No link becomes longer than [`MOST_CHARACTERS`].
pub(super) fn grow(links: &mut [WordLink], zh: &mut Paper<'_>, en: &Paper<'_>, model: &Model) {
    links.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    for link in links {
        let mut word = None;
        placed_tokens(link.en.of(en.units[link.en_unit]), |token, _| {
            if let Token::Word { stem, .. } = token {
                word = model.word(stem);
            }
        });
        let Some(word) = word else { continue };
        let makes = |c: char| {
            let sign = model.sign(hanzi::simplified(c));
            sign.is_some_and(|sign| {
                let background = model.sign_background(sign);
                background < COMMON
                    && model.row(word).any(|e| e.zh == sign && e.zh_given_en > EXPECTED * background)
            })
        };
        let text = zh.units[link.zh_unit];
        while link.zh.of(text).chars().count() < MOST_CHARACTERS {
            let before = text[..link.zh.start].chars().next_back();
            let after = text[link.zh.end..].chars().next();
            let before = before.map(|c| (c, Span::new(link.zh.start - c.len_utf8(), link.zh.start)));
            let after = after.map(|c| (c, Span::new(link.zh.end, link.zh.end + c.len_utf8())));
            let fits = |&(c, span): &(char, Span)| {
                hanzi::is_han(c) && zh.is_free(Place { unit: link.zh_unit, span }) && makes(c)
            };
            let Some((_, span)) = [before, after].into_iter().flatten().find(fits) else { break };
            zh.take(Place { unit: link.zh_unit, span });
            link.zh = Span::new(link.zh.start.min(span.start), link.zh.end.max(span.end));
        }
    }
}
