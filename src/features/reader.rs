//! One side in the making: texts to tokens, tokens to ids.

use rustc_hash::FxHashMap;

use super::quoted::Phrases;
use super::{Class, Merger, Side};
use crate::hanzi;
use crate::lang::Lang;
use crate::lexicon::Lexicon;
use crate::model::{Model, as_number};
use crate::text::code;
use crate::text::compound::{Part, share_out};
use crate::text::speech::Speech;
use crate::text::token::{Token, length, placed_tokens};
use crate::text::{self, Mention, Value, border};

/// Background of a token that the model does not know.
const UNKNOWN: f32 = 2e-5;
/// Background of a Latin word in Chinese.
const LATIN: f32 = 1e-4;
/// Background of a number; of a number that is often left out or added.
const NUMBER: f32 = 3e-4;
const WEAK_NUMBER: f32 = 1e-2;

/// Different tokens for which room is made at once; most of a long text are not new.
const FEW: usize = 1000;

/// For how many words a phrase of the user's lexicon counts.
const TERM: f32 = 2.0;

/// The ids of the tokens of a document, by kind.
#[derive(Default)]
pub(super) struct Ids {
    /// Words in Latin letters, and the marks of English.
    pub words: Stems,
    /// Chinese characters, and the marks of Chinese.
    pub signs: FxHashMap<char, u32>,
    /// Numbers, and whether they may be left out.
    pub values: FxHashMap<(Value, bool), u32>,
    /// Names with digits.
    pub codes: FxHashMap<String, u32>,
    /// Phrases of the user's lexicon.
    pub terms: FxHashMap<u32, u32>,
    /// Two characters side by side, by their ids in the model, 16 bits each; none where they are no
    /// compound.
    compounds: FxHashMap<u32, Option<u32>>,
}

/// The ids of words by their stems.
#[derive(Default)]
pub(super) struct Stems {
    /// Those of up to eight bytes, as numbers: most words, and no text is kept of them.
    pub short: FxHashMap<u64, u32>,
    pub long: FxHashMap<String, u32>,
}

impl Stems {
    /// The id of a word.
    pub fn get(&self, stem: &str) -> Option<u32> {
        match Stems::number(stem) {
            Some(number) => self.short.get(&number),
            None => self.long.get(stem),
        }
        .copied()
    }

    /// Gives a word an id.
    pub fn insert(&mut self, stem: &str, id: u32) {
        match Stems::number(stem) {
            Some(number) => self.short.insert(number, id),
            None => self.long.insert(stem.to_owned(), id),
        };
    }

    /// The ids of the words that are also among others: here and there.
    pub fn common(&self, others: &Stems) -> impl Iterator<Item = (u32, u32)> {
        let short = self.short.iter().filter_map(|(stem, &id)| Some((id, *others.short.get(stem)?)));
        let long = self.long.iter().filter_map(|(stem, &id)| Some((id, *others.long.get(stem)?)));
        short.chain(long)
    }

    /// A short word as a number. There is no zero in it, so the length is said as well.
    fn number(stem: &str) -> Option<u64> {
        (stem.len() <= 8).then(|| as_number(stem.as_bytes()))
    }
}

/// Reads the units of one side.
pub(super) struct Reader<'m> {
    pub model: &'m Model,
    lexicon: Option<&'m Lexicon>,
    lang: Lang,
    pub side: Side,
    pub ids: Ids,
    /// By id: the token's id in the model.
    pub known: Vec<Option<u32>>,
    merger: Merger,
    mentions: Vec<Mention>,
    /// Those of the unit at hand.
    signs: Vec<Sign>,
    phrases: Phrases,
}

/// A character, mark or Latin word of a Chinese unit.
struct Sign {
    id: u32,
    place: f32,
    /// The compound that it is with the one before.
    compound: Option<u32>,
}

/// What is known of a new token.
struct Known {
    id: Option<u32>,
    background: f32,
    weight: f32,
    class: Class,
}

impl Known {
    fn word(background: f32, weight: f32) -> Known {
        Known { id: None, background, weight, class: Class::Word }
    }

    fn sign(model: &Model, sign: u32) -> Known {
        Known { id: Some(sign), ..Known::word(model.sign_background(sign), model.sign_weight(sign)) }
    }
}

impl<'m> Reader<'m> {
    pub fn new(model: &'m Model, lexicon: Option<&'m Lexicon>, lang: Lang) -> Reader<'m> {
        Reader {
            model,
            lexicon,
            lang,
            side: Side { starts: vec![0], sequence_starts: vec![0], ..Side::default() },
            ids: Ids::default(),
            known: Vec::new(),
            merger: Merger::default(),
            mentions: Vec::new(),
            signs: Vec::new(),
            phrases: Phrases::default(),
        }
    }

    /// Says what is going to be read, so that room is made once. There is a token for every five or six
    /// bytes of English and for every two of Chinese; those of a short unit are mostly different.
    pub fn expect(&mut self, units: &[&str]) {
        let bytes: usize = units.iter().map(|unit| unit.len()).sum();
        let tokens = bytes / if self.lang == Lang::En { 5 } else { 2 };
        let side = &mut self.side;
        side.starts.reserve(units.len());
        side.sequence_starts.reserve(units.len());
        side.length.reserve(units.len());
        side.borders.reserve(units.len());
        side.speech.reserve(units.len());
        side.scraps.reserve(units.len());
        side.sequence.reserve(tokens);
        side.tokens.reserve(tokens);
        let ids = tokens.min(FEW);
        self.known.reserve(ids);
        side.background.reserve(ids);
        side.weight.reserve(ids);
        side.class.reserve(ids);
        side.unnamed.reserve(ids);
        match self.lang {
            Lang::En => self.ids.words.short.reserve(ids / 2),
            _ => {
                self.ids.signs.reserve(ids / 3);
                self.ids.compounds.reserve(ids / 4);
            }
        }
    }

    /// Reads the next unit, in which these phrases of the user's lexicon are.
    pub fn read(&mut self, text: &str, terms: impl Iterator<Item = u32>) {
        let bytes = text.len().max(1) as f32;
        let mut signs = std::mem::take(&mut self.signs);
        signs.clear();
        // Where the last one ends, if it is a character.
        let mut end = None;
        let mut is_chinese = false;
        placed_tokens(text, |token, span| {
            let place = span.start as f32 / bytes;
            if self.lang == Lang::En {
                let id = match token {
                    Token::Word { stem, .. } => self.word(stem),
                    Token::Mark(c) => self.word(c.encode_utf8(&mut [0; 4])),
                    Token::Han(_) => return,
                };
                self.push(id, 1.0, place);
                return;
            }
            let id = match token {
                Token::Word { stem, .. } => {
                    self.phrases.word(text, signs.len(), span);
                    self.word(stem)
                }
                Token::Han(c) | Token::Mark(c) => self.sign(c),
            };
            let is_character = matches!(token, Token::Han(_));
            is_chinese |= is_character;
            let before = signs.last().filter(|_| is_character && end == Some(span.start));
            let compound = before.and_then(|before| self.compound(before.id, id));
            signs.push(Sign { id, place, compound });
            end = is_character.then_some(span.end);
        });
        for phrase in self.phrases.take(text) {
            // A unit that is all English quotes nothing: it is one that nobody has translated.
            if is_chinese {
                signs.drain(phrase);
            }
        }
        share_out(signs.iter().map(|sign| sign.compound.is_some()), |part, weight| match part {
            Part::Character(k) => self.push(signs[k].id, weight, signs[k].place),
            Part::Compound(k) => {
                if let Some(id) = signs[k].compound {
                    self.push(id, weight, signs[k].place);
                }
            }
        });
        self.signs = signs;
        let mut mentions = std::mem::take(&mut self.mentions);
        mentions.clear();
        text::mentions(text, self.lang, &mut mentions);
        for mention in &mentions {
            let id = self.value(mention.value, mention.weak);
            self.push(id, 1.0, mention.span.start as f32 / bytes);
        }
        self.mentions = mentions;
        code::codes(text, |code, span| {
            let id = self.code(code);
            self.push(id, 1.0, span.start as f32 / bytes);
        });
        for term in terms {
            let id = self.term(term);
            // Where in the unit it stands is not known.
            self.push(id, TERM, 0.5);
        }
        self.side.push_unit(&mut self.merger, length(text, self.lang));
        self.side.borders.push((border::start(text) as u8, border::end(text) as u8));
        self.side.speech.push(Speech::of(text));
        let wordless = self.side.unit(self.side.len() - 1).is_empty();
        self.side.scraps.push(if wordless { border::scrap(text) } else { None });
    }

    fn push(&mut self, id: u32, weight: f32, place: f32) {
        self.side.sequence.push((id, weight, place));
    }

    fn word(&mut self, stem: &str) -> u32 {
        if let Some(id) = self.ids.words.get(stem) {
            return id;
        }
        let model = self.model;
        let known = match model.word(stem) {
            _ if self.lang != Lang::En => Known { class: Class::Name, ..Known::word(LATIN, 1.0) },
            Some(word) => {
                Known { id: Some(word), ..Known::word(model.word_background(word), model.word_weight(word)) }
            }
            None => Known::word(UNKNOWN, 1.5),
        };
        let id = self.add(known);
        self.ids.words.insert(stem, id);
        id
    }

    fn sign(&mut self, c: char) -> u32 {
        if let Some(&id) = self.ids.signs.get(&c) {
            return id;
        }
        let known = match self.model.sign(c) {
            Some(sign) => Known::sign(self.model, sign),
            None => Known::word(UNKNOWN, 0.5),
        };
        let id = self.add(known);
        self.ids.signs.insert(c, id);
        id
    }

    /// The compound of two characters, by their ids, if it is one.
    fn compound(&mut self, first: u32, second: u32) -> Option<u32> {
        let (a, b) = (self.known[first as usize]?, self.known[second as usize]?);
        if !self.model.may_be_compound(a, b) {
            return None;
        }
        let couple = a << 16 | b;
        if let Some(&id) = self.ids.compounds.get(&couple) {
            return id;
        }
        let sign = self.model.compound(a, b);
        let id = sign.map(|sign| self.add(Known::sign(self.model, sign)));
        self.ids.compounds.insert(couple, id);
        id
    }

    fn value(&mut self, value: Value, weak: bool) -> u32 {
        if let Some(&id) = self.ids.values.get(&(value, weak)) {
            return id;
        }
        let (background, weight) = if weak { (WEAK_NUMBER, 0.5) } else { (NUMBER, 1.0) };
        let id = self.add(Known { class: Class::Number, ..Known::word(background, weight) });
        self.ids.values.insert((value, weak), id);
        id
    }

    fn code(&mut self, code: &str) -> u32 {
        if let Some(&id) = self.ids.codes.get(code) {
            return id;
        }
        let id = self.add(Known { class: Class::Number, ..Known::word(NUMBER, 1.0) });
        self.ids.codes.insert(code.to_owned(), id);
        id
    }

    fn term(&mut self, term: u32) -> u32 {
        if let Some(&id) = self.ids.terms.get(&term) {
            return id;
        }
        let background = self.lexicon.and_then(|lexicon| lexicon.background(self.lang, term, self.model));
        let id = self.add(Known::word(background.unwrap_or(UNKNOWN), 1.0));
        self.ids.terms.insert(term, id);
        id
    }

    fn add(&mut self, known: Known) -> u32 {
        let id = self.known.len() as u32;
        self.known.push(known.id);
        self.side.background.push(known.background);
        self.side.weight.push(known.weight);
        self.side.class.push(known.class);
        self.side.unnamed.push(1.0);
        id
    }

    /// The ids of the Chinese characters of a text that are in the document.
    pub fn signs_of(&self, text: &str) -> Vec<u32> {
        text.chars().filter_map(|c| self.ids.signs.get(&hanzi::simplified(c)).copied()).collect()
    }
}
