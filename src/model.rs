//! The trained model: translation tables, backgrounds, weights, read in place from one file.
//!
//! Layout, little-endian: the magic `bitext\0m`, version `u32`, number of sections `u32`,
//! checksum `u64` of all that follows, then for each section its tag (4 bytes), offset and
//! length (`u32` each, from the start of the file), then the sections. [`crate::train`] writes it.
//!
//! A Chinese token is a sign (a character or a mark) or a compound of two characters. What is known of a
//! word, a sign or a compound lies side by side, since each place of the file that is asked is waited for.
//! An entry of the tables has 4 bytes: an id in 17 bits, then p(zh | en) and p(en | zh) as 7 bits each, in
//! steps of their logarithm. Those of signs lie in rows by word, those of compounds in columns by compound:
//! words have many compounds and a text has few of these. For those who ask for all translations of a word,
//! the compounds that it is in the columns of are listed as well.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use crate::error::{Error, ErrorKind};
use crate::score::Weights;
use crate::text::border::CLASSES;

/// First bytes of a model file.
pub const MAGIC: [u8; 8] = *b"bitext\0m";
/// Version of the layout and of the tokeniser that it was trained with.
pub const VERSION: u32 = 10;
/// Length of the header before the section table.
pub(crate) const HEADER: usize = 24;

/// The bits of an entry that are an id, and of a word's slot that are its id and one more.
pub(crate) const IDS: u32 = (1 << 17) - 1;
/// Where the probabilities of an entry begin.
pub(crate) const ZH_GIVEN_EN_SHIFT: u32 = 17;
pub(crate) const EN_GIVEN_ZH_SHIFT: u32 = 24;

/// The usual Chinese characters, by their codes.
const HAN: Range<usize> = 0x4E00..0xA000;

/// Nats between two codes of p(zh | en), of p(en | zh) and of the backgrounds.
pub(crate) const ZH_GIVEN_EN_STEP: f32 = 0.08;
pub(crate) const EN_GIVEN_ZH_STEP: f32 = 0.09;
pub(crate) const BACKGROUND_STEP: f32 = 0.07;
/// Codes for one unit of a word's weight, and of what its row leaves open.
pub(crate) const WEIGHT_SCALE: f32 = 64.0;
pub(crate) const OPEN_SCALE: f32 = 255.0;

/// A trained model.
#[derive(Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    sections: [(usize, usize); TAGS.len()],
    zh_given_en: [f32; 128],
    en_given_zh: [f32; 128],
    background: [f32; 256],
    weights: Weights,
    /// The ids of the usual Chinese characters, from [`HAN`] on, each one more; 0 for none.
    usual_signs: Vec<u16>,
    /// A bit for each compound, by the hash of its characters. Most couples of characters that stand
    /// side by side are none, and one look says so of nearly all of them.
    compound_bits: Vec<u64>,
}

/// Bits of the hash of a compound.
const COMPOUND_BITS: u32 = 20;

/// The sections in the order of their numbers below.
pub(crate) const TAGS: [&[u8; 4]; 15] = [
    b"info", b"wstr", b"wslf", b"wslt", b"wrec", b"cell", b"wcst", b"wcmp", b"zrec", b"cslf", b"cslt",
    b"crec", b"ccol", b"prms", b"wgts",
];
const INFO: usize = 0;
/// Words of more than eight bytes, one after the other.
const SPELLINGS: usize = 1;
/// Slots of the frequent words, which nearly all of a text are among and which fit the processor's cache, and
/// of the others.
const FREQUENT_SLOTS: usize = 2;
const WORD_SLOTS: usize = 3;
/// Of each word its spelling, in eight bytes, where its row begins, as `u32`, background, weight, what its row
/// leaves open, and a 0; one record more for the end of the last row.
const WORDS: usize = 4;
/// Rows of entries with the ids of signs, rising.
const ROWS: usize = 5;
/// Where the list of each word's compounds begins, as `u32`, and where the last one ends.
const LIST_STARTS: usize = 6;
/// Numbers of compounds, as `u16`, for each word by their characters.
const LISTS: usize = 7;
/// The sign as `u32`, background, weight, two 0.
const SIGNS: usize = 8;
/// Numbers of compounds and one more, as `u16`, by the hash of their characters: of the frequent ones, and of
/// the others.
const FREQUENT_COMPOUND_SLOTS: usize = 9;
const COMPOUND_SLOTS: usize = 10;
/// By falling frequency the characters' ids, 16 bits each, where the column begins, as `u32`, background, weight,
/// two 0; one record more for the end of the last column.
const COMPOUNDS: usize = 11;
/// Columns of entries with the ids of words, rising.
const COLUMNS: usize = 12;
const PARAMETERS: usize = 13;
const WEIGHTS: usize = 14;

/// Sizes of the records.
pub(crate) const WORD: usize = 16;
pub(crate) const SIGN: usize = 8;
pub(crate) const COMPOUND: usize = 12;

/// Where in the record of a word what is.
const ROW: usize = 8;
const BACKGROUND: usize = 12;
const WEIGHT: usize = 13;
const OPEN: usize = 14;
/// Where in the record of a compound its column begins.
const COLUMN: usize = 4;

/// The last of the eight bytes of a spelling that has no room in them, and of no other. Instead there are its
/// start among the longer ones, as `u32`, and its length.
pub(crate) const LONG: u8 = 0xFF;

/// One entry of the tables: a Chinese token, p(zh | en) and p(en | zh).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Id of the Chinese token.
    pub zh: u32,
    /// p(zh | en).
    pub zh_given_en: f32,
    /// p(en | zh).
    pub en_given_zh: f32,
}

/// Bytes that begin where a line of the processor's cache does.
#[repr(align(64))]
struct Aligned<B: ?Sized>(B);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../data/model.bin"));

static EMBEDDED: LazyLock<Model> =
    LazyLock::new(|| Model::view(Cow::Borrowed(&FILE.0)).expect("a test reads the embedded model"));

impl Model {
    /// The model that is part of the crate. Costs next to nothing at first use: it is read in place.
    pub fn embedded() -> &'static Model {
        &EMBEDDED
    }

    /// Reads a model from the bytes of a file.
    ///
    /// # Errors
    ///
    /// When the bytes are no model, of another version, cut short, or changed since they were
    /// written (checksum).
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Model, Error> {
        let model = Model::view(Cow::Owned(bytes))?;
        let stored = u64_at(&model.bytes, 16);
        if checksum(&model.bytes[HEADER..]) != stored {
            return Err(broken(
                "the model's checksum is wrong: the file was changed or damaged; fetch or train it again",
            ));
        }
        Ok(model)
    }

    /// Reads a model from a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, and as for [`Model::from_bytes`]; the message names the file.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Model, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
        Model::from_bytes(bytes).map_err(|e| match e.into_kind() {
            ErrorKind::Model { message, .. } => ErrorKind::Model { path: Some(path.into()), message }.into(),
            other => other.into(),
        })
    }

    fn view(bytes: Cow<'static, [u8]>) -> Result<Model, Error> {
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(broken("its first bytes are not those of a bitext model"));
        }
        let version = u32_at(&bytes, 8);
        if version != VERSION {
            return Err(broken(format!(
                "it has version {version}, this program reads version {VERSION}: train it again with this program's trainer"
            )));
        }
        let count = u32_at(&bytes, 12) as usize;
        let short = || broken(format!("it is cut short, to {} bytes", bytes.len()));
        if count > 1000 || bytes.len() < HEADER + 12 * count {
            return Err(short());
        }
        let mut sections = [(usize::MAX, 0); TAGS.len()];
        for i in 0..count {
            let at = HEADER + 12 * i;
            let start = u32_at(&bytes, at + 4) as usize;
            let end = start + u32_at(&bytes, at + 8) as usize;
            if end > bytes.len() {
                return Err(short());
            }
            if let Some(k) = TAGS.iter().position(|t| t[..] == bytes[at..at + 4]) {
                sections[k] = (start, end);
            }
        }
        if let Some(k) = sections.iter().position(|s| s.0 == usize::MAX) {
            let tag = String::from_utf8_lossy(TAGS[k]);
            return Err(broken(format!("it has no section {tag:?}: train it again")));
        }
        let mut model = Model {
            bytes,
            sections,
            zh_given_en: std::array::from_fn(|i| (-(i as f32) * ZH_GIVEN_EN_STEP).exp()),
            en_given_zh: std::array::from_fn(|i| (-(i as f32) * EN_GIVEN_ZH_STEP).exp()),
            background: std::array::from_fn(|i| (-(i as f32) * BACKGROUND_STEP).exp()),
            weights: Weights::first(),
            usual_signs: Vec::new(),
            compound_bits: Vec::new(),
        };
        let numbers: Vec<f32> =
            model.section(WEIGHTS).chunks_exact(4).map(|b| f32::from_bits(u32_at(b, 0))).collect();
        model.weights = Weights::of_numbers(&numbers);
        model.check()?;
        model.index_signs();
        model.index_compounds();
        Ok(model)
    }

    /// Lengths that must agree for the look-ups below not to leave their sections.
    fn check(&self) -> Result<(), Error> {
        let whole = |k: usize, size: usize| self.section(k).len().is_multiple_of(size);
        let powers =
            [(FREQUENT_SLOTS, 4), (WORD_SLOTS, 4), (FREQUENT_COMPOUND_SLOTS, 2), (COMPOUND_SLOTS, 2)];
        let fine = whole(WORDS, WORD)
            && whole(SIGNS, SIGN)
            && whole(COMPOUNDS, COMPOUND)
            && powers
                .iter()
                .all(|&(k, size)| whole(k, size) && (self.section(k).len() / size).is_power_of_two())
            && !self.section(WORDS).is_empty()
            && !self.section(COMPOUNDS).is_empty()
            && self.words() <= IDS as usize
            && self.signs() + self.compounds() <= 1 << 16
            && 4 * self.begin(WORDS, WORD, ROW, self.words()) == self.section(ROWS).len()
            && self.section(LIST_STARTS).len() == 4 * (self.words() + 1)
            && 2 * self.begin(LIST_STARTS, 4, 0, self.words()) == self.section(LISTS).len()
            && 4 * self.begin(COMPOUNDS, COMPOUND, COLUMN, self.compounds()) == self.section(COLUMNS).len();
        if fine { Ok(()) } else { Err(broken("its sections do not fit each other: train it again")) }
    }

    fn index_signs(&mut self) {
        let mut signs = vec![0; HAN.len()];
        for (id, sign) in (1u32..).zip(self.records::<SIGN>(SIGNS)) {
            let place = (u32_at(sign, 0) as usize).wrapping_sub(HAN.start);
            if let Some(known) = signs.get_mut(place) {
                *known = id as u16;
            }
        }
        self.usual_signs = signs;
    }

    fn index_compounds(&mut self) {
        let mut bits = vec![0; 1 << (COMPOUND_BITS - 6)];
        for compound in &self.records::<COMPOUND>(COMPOUNDS)[..self.compounds()] {
            let (word, bit) = compound_bit(u32_at(compound, 0));
            bits[word] |= bit;
        }
        self.compound_bits = bits;
    }

    fn section(&self, k: usize) -> &[u8] {
        let (start, end) = self.sections[k];
        &self.bytes[start..end]
    }

    fn records<const SIZE: usize>(&self, k: usize) -> &[[u8; SIZE]] {
        self.section(k).as_chunks().0
    }

    /// What record `i` of a section says where something begins, by the records' size and the place in them.
    fn begin(&self, k: usize, size: usize, place: usize, i: usize) -> usize {
        u32_at(self.section(k), size * i + place) as usize
    }

    /// The same up to where that of the next record begins.
    fn span(&self, k: usize, size: usize, place: usize, i: usize) -> Range<usize> {
        self.begin(k, size, place, i)..self.begin(k, size, place, i + 1)
    }

    /// What the model was trained on, and its figures, as lines of text.
    pub fn info(&self) -> String {
        String::from_utf8_lossy(self.section(INFO)).into_owned()
    }

    /// How many English words the model knows.
    pub fn words(&self) -> usize {
        self.section(WORDS).len() / WORD - 1
    }

    /// How many Chinese tokens the model knows.
    pub fn signs(&self) -> usize {
        self.section(SIGNS).len() / SIGN
    }

    /// How many compounds of two Chinese characters the model knows. Their ids come after
    /// those of the single tokens.
    pub fn compounds(&self) -> usize {
        self.section(COMPOUNDS).len() / COMPOUND - 1
    }

    /// The id of a stem (see [`crate::text::stem`]), or of a mark.
    pub fn word(&self, stem: &str) -> Option<u32> {
        let hash = hash(stem.as_bytes());
        self.word_in(FREQUENT_SLOTS, stem, hash).or_else(|| self.word_in(WORD_SLOTS, stem, hash))
    }

    /// The same among the words that have their slots in this section.
    fn word_in(&self, section: usize, stem: &str, hash: u64) -> Option<u32> {
        let slots = self.records::<4>(section);
        let mask = slots.len() - 1;
        let mut slot = hash as usize & mask;
        // The table is never full, but a damaged one might be.
        for _ in 0..=mask {
            let found = u32::from_le_bytes(*slots.get(slot)?);
            let id = (found & IDS).checked_sub(1)?;
            // Words are far apart in memory: of another one only the hash is looked at.
            if found & !IDS == word_tag(hash) && self.is_spelt(id, stem) {
                return Some(id);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    fn is_spelt(&self, id: u32, stem: &str) -> bool {
        if stem.len() > 8 {
            return self.stem(id) == stem;
        }
        let word = self.records::<WORD>(WORDS).get(id as usize).and_then(|word| word.first_chunk::<8>());
        word.is_some_and(|&spelling| u64::from_le_bytes(spelling) == as_number(stem.as_bytes()))
    }

    /// The stem with this id; empty where there is none.
    pub fn stem(&self, id: u32) -> &str {
        let bytes = match self.records::<WORD>(WORDS).get(id as usize) {
            Some([a, b, c, d, len, _, _, LONG, ..]) => {
                let start = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
                self.section(SPELLINGS).get(start..start + usize::from(*len)).unwrap_or(&[])
            }
            Some(word) => word[..8].split(|&byte| byte == 0).next().unwrap_or(&[]),
            None => &[],
        };
        std::str::from_utf8(bytes).unwrap_or("")
    }

    /// The id of a simplified character, or of a mark.
    pub fn sign(&self, c: char) -> Option<u32> {
        match (c as usize).checked_sub(HAN.start).and_then(|place| self.usual_signs.get(place)) {
            Some(&next) => next.checked_sub(1).map(u32::from),
            None => {
                let signs = self.records::<SIGN>(SIGNS);
                signs.binary_search_by_key(&(c as u32), |sign| u32_at(sign, 0)).ok().map(|id| id as u32)
            }
        }
    }

    /// Whether two characters, given by their ids, may be a compound: quicker to ask than
    /// [`compound`](Model::compound), and hardly ever wrong.
    pub(crate) fn may_be_compound(&self, first: u32, second: u32) -> bool {
        let (word, bit) = compound_bit(first << 16 | second);
        self.compound_bits[word] & bit != 0
    }

    /// The id of the compound of two characters, given by their ids.
    pub fn compound(&self, first: u32, second: u32) -> Option<u32> {
        let couple = first << 16 | second;
        let found = self.compound_in(FREQUENT_COMPOUND_SLOTS, couple);
        found.or_else(|| self.compound_in(COMPOUND_SLOTS, couple))
    }

    /// The same among the compounds that have their slots in this section.
    fn compound_in(&self, section: usize, couple: u32) -> Option<u32> {
        let slots = self.records::<2>(section);
        let mask = slots.len() - 1;
        let mut slot = compound_hash(couple) & mask;
        for _ in 0..=mask {
            let number = u32::from(u16::from_le_bytes(*slots.get(slot)?).checked_sub(1)?);
            let id = number + self.signs() as u32;
            if self.couple(id) == couple {
                return Some(id);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    /// The ids of the characters of a compound, in 16 bits each.
    pub(crate) fn couple(&self, compound: u32) -> u32 {
        let number = self.compound_number(compound).unwrap_or(self.compounds());
        u32_at(self.section(COMPOUNDS), COMPOUND * number)
    }

    /// The number of a compound, given its id.
    fn compound_number(&self, id: u32) -> Option<usize> {
        (id as usize).checked_sub(self.signs())
    }

    /// The translations of an English word: characters and marks by rising id, then compounds by their characters.
    pub fn row(&self, word: u32) -> impl Iterator<Item = Entry> + '_ {
        let signs = self.codes(word).iter().map(|code| {
            let code = u32::from_le_bytes(*code);
            self.entry(code & IDS, code)
        });
        let list = self.span(LIST_STARTS, 4, 0, word as usize);
        let list = self.records::<2>(LISTS).get(list).unwrap_or(&[]);
        let compounds = list.iter().filter_map(move |number| {
            let id = u32::from(u16::from_le_bytes(*number)) + self.signs() as u32;
            let column = self.column(id);
            let place = column.binary_search_by_key(&word, |code| u32::from_le_bytes(*code) & IDS).ok()?;
            Some(self.entry(id, u32::from_le_bytes(column[place])))
        });
        signs.chain(compounds)
    }

    /// The entries of an English word and signs as they are stored, for those who need few of them.
    pub(crate) fn codes(&self, word: u32) -> &[[u8; 4]] {
        self.records(ROWS).get(self.span(WORDS, WORD, ROW, word as usize)).unwrap_or(&[])
    }

    /// The entries of English words and a compound, likewise, given the compound's id.
    pub(crate) fn column(&self, compound: u32) -> &[[u8; 4]] {
        let span =
            self.compound_number(compound).map(|number| self.span(COMPOUNDS, COMPOUND, COLUMN, number));
        span.and_then(|span| self.records(COLUMNS).get(span)).unwrap_or(&[])
    }

    /// The entry of this Chinese token that is stored so.
    pub(crate) fn entry(&self, zh: u32, code: u32) -> Entry {
        Entry {
            zh,
            zh_given_en: self.zh_given_en[(code >> ZH_GIVEN_EN_SHIFT & 127) as usize],
            en_given_zh: self.en_given_zh[(code >> EN_GIVEN_ZH_SHIFT & 127) as usize],
        }
    }

    /// How frequent an English word is in general: its share of all words.
    pub fn word_background(&self, word: u32) -> f32 {
        self.background[usize::from(self.records::<WORD>(WORDS)[word as usize][BACKGROUND])]
    }

    /// The same for a stem; `None` where the model does not know it.
    pub(crate) fn share(&self, stem: &str) -> Option<f32> {
        self.word(stem).map(|word| self.word_background(word))
    }

    /// How frequent a Chinese token is in general: its share of all tokens.
    pub fn sign_background(&self, sign: u32) -> f32 {
        self.background[usize::from(self.sign_facts(sign)[0])]
    }

    /// How many Chinese tokens the word makes on average.
    pub fn word_weight(&self, word: u32) -> f32 {
        f32::from(self.records::<WORD>(WORDS)[word as usize][WEIGHT]) / WEIGHT_SCALE
    }

    /// The share of what the word makes that no entry of its row names.
    pub(crate) fn word_open(&self, word: u32) -> f32 {
        f32::from(self.records::<WORD>(WORDS)[word as usize][OPEN]) / OPEN_SCALE
    }

    /// How many English words the Chinese token makes on average.
    pub fn sign_weight(&self, sign: u32) -> f32 {
        f32::from(self.sign_facts(sign)[1]) / WEIGHT_SCALE
    }

    /// The codes of a Chinese token's background and weight.
    fn sign_facts(&self, sign: u32) -> [u8; 2] {
        match self.compound_number(sign) {
            None => {
                let [.., background, weight, _, _] = self.records::<SIGN>(SIGNS)[sign as usize];
                [background, weight]
            }
            Some(number) => {
                let [.., background, weight, _, _] = self.records::<COMPOUND>(COMPOUNDS)[number];
                [background, weight]
            }
        }
    }

    /// Chinese characters for each English one, and the mean square of the difference from
    /// that for each character of either side.
    pub fn lengths(&self) -> (f32, f32) {
        (self.parameter(0), self.parameter(1).max(1e-3))
    }

    /// Log-odds of two beginnings, by their classes (see [`crate::text::border`]).
    pub fn start(&self, en: u8, zh: u8) -> f32 {
        self.parameter(2 + usize::from(en) * CLASSES + usize::from(zh))
    }

    /// Log-odds of two ends, by their classes.
    pub fn end(&self, en: u8, zh: u8) -> f32 {
        self.parameter(2 + (CLASSES + usize::from(en)) * CLASSES + usize::from(zh))
    }

    /// The weights of the score that were learnt with it, for sentences.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Learnt parameter number `i`; see [`crate::train`] for what each is. 0 where there is none.
    pub fn parameter(&self, i: usize) -> f32 {
        self.section(PARAMETERS).get(4 * i..4 * i + 4).map_or(0.0, |b| f32::from_bits(u32_at(b, 0)))
    }

    /// Size of the model in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Model({} words, {} signs, {} bytes)", self.words(), self.signs(), self.size())
    }
}

fn broken(message: impl Into<String>) -> Error {
    ErrorKind::Model { path: None, message: message.into() }.into()
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// What the slot of a word has beside its id: the upper bits of its hash.
pub(crate) fn word_tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !IDS
}

/// Where a compound, given by the ids of its characters, is looked for first.
pub(crate) fn compound_hash(couple: u32) -> usize {
    (couple.wrapping_mul(0x9E37_79B1) >> 8) as usize
}

/// Where the bit of a compound is.
fn compound_bit(couple: u32) -> (usize, u64) {
    let hash = couple.wrapping_mul(0x9E37_79B1) >> (32 - COMPOUND_BITS);
    ((hash / 64) as usize, 1 << (hash % 64))
}

/// FNV-1a over 8 bytes at a time with a final mix: the slot of a word.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mix = |h: u64, number: u64, len: usize| {
        let h = (h ^ number ^ len as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        h ^ h >> 29
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut h = 0xcbf2_9ce4_8422_2325u64;
    for chunk in chunks {
        h = mix(h, u64::from_le_bytes(*chunk), chunk.len());
    }
    if !rest.is_empty() {
        h = mix(h, as_number(rest), rest.len());
    }
    h ^ h >> 32
}

/// Up to eight bytes as a number, the first one lowest.
pub(crate) fn as_number(bytes: &[u8]) -> u64 {
    // The beginning and the end, which may have bytes in common: quicker than to copy so many.
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let shift = 8 * (bytes.len() - 4) as u32;
        let number = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        return number(first) | number(last) << shift;
    }
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// Checksum of a model's content.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    hash(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_compounds_are_found_by_what_they_are() {
        let model = Model::embedded();
        for (id, sign) in (0..).zip(model.records::<SIGN>(SIGNS)) {
            let c = char::from_u32(u32_at(sign, 0)).unwrap();
            assert_eq!(model.sign(c), Some(id), "{c}");
        }
        let compounds = &model.records::<COMPOUND>(COMPOUNDS)[..model.compounds()];
        for (id, compound) in (model.signs() as u32..).zip(compounds) {
            let couple = u32_at(compound, 0);
            assert_eq!(model.compound(couple >> 16, couple & 0xFFFF), Some(id));
            assert!(model.may_be_compound(couple >> 16, couple & 0xFFFF));
        }
        assert_eq!(model.compound(model.signs() as u32 - 1, 0), None);
        assert_eq!(model.compound(u32::from(u16::MAX), 0), None);
        assert_eq!(model.sign('a'), None);
    }

    #[test]
    fn words_are_found_by_their_spelling() {
        let model = Model::embedded();
        for id in 0..model.words() as u32 {
            assert_eq!(model.word(model.stem(id)), Some(id), "{}", model.stem(id));
        }
        assert_eq!(model.stem(model.words() as u32), "");
        assert_eq!(["", "qzxqzx", "qzxqzxqzxqzx"].map(|stem| model.word(stem)), [None; 3]);
    }

    #[test]
    fn rows_have_the_entries_of_rows_and_columns() {
        let model = Model::embedded();
        let mut entries = 0;
        for word in 0..model.words() as u32 {
            let (signs, compounds): (Vec<u32>, Vec<u32>) =
                model.row(word).map(|entry| entry.zh).partition(|&zh| zh < model.signs() as u32);
            assert!(signs.is_sorted_by(|a, b| a < b), "{}", model.stem(word));
            assert!(compounds.is_sorted_by_key(|&zh| model.couple(zh)), "{}", model.stem(word));
            entries += signs.len() + compounds.len();
        }
        assert!(model.info().lines().any(|line| line == format!("entries {entries}")), "{entries}");
    }
}
