//! The trained model: translation tables, backgrounds, weights, read in place from one file.
//!
//! Layout, little-endian: the magic `bitext\0m`, version `u32`, number of sections `u32`,
//! checksum `u64` of all that follows, then for each section its tag (4 bytes), offset and
//! length (`u32` each, from the start of the file), then the sections. [`crate::train`] writes it.
//!
//! An entry of the tables has 4 bytes: the id of the Chinese token in 16 bits, then p(zh | en) and
//! p(en | zh) as 7 bits each, in steps of their logarithm. A Chinese token is a sign (a character
//! or a mark) or a compound of two characters.

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
pub const VERSION: u32 = 11;
/// Length of the header before the section table.
pub(crate) const HEADER: usize = 24;

/// The bits of a word's slot that are its id and one more.
pub(crate) const WORD_IDS: u32 = (1 << 17) - 1;

/// The usual Chinese characters, by their codes.
pub(crate) const HAN: Range<usize> = 0x4E00..0xA000;

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
}

/// The sections in the order of their numbers below.
pub(crate) const TAGS: [&[u8; 4]; 18] = [
    b"info", b"wstr", b"woff", b"wslt", b"wbkg", b"wwgt", b"wopn", b"rows", b"cell", b"zchr", b"zhan",
    b"zcmp", b"zcst", b"zcbt", b"zbkg", b"zwgt", b"prms", b"wgts",
];
const INFO: usize = 0;
const WORD_STRINGS: usize = 1;
const WORD_OFFSETS: usize = 2;
const WORD_SLOTS: usize = 3;
const WORD_BACKGROUND: usize = 4;
const WORD_WEIGHT: usize = 5;
const WORD_OPEN: usize = 6;
const ROW_STARTS: usize = 7;
const CELLS: usize = 8;
const SIGNS: usize = 9;
/// The ids of the characters of [`HAN`], each one more, as `u16`; 0 for none.
const USUAL_SIGNS: usize = 10;
const COMPOUNDS: usize = 11;
/// For each sign, where the compounds begin whose first character has this id or a higher one; one number more for
/// the end.
const COMPOUND_STARTS: usize = 12;
/// A bit for each compound, by the hash of its characters. Most couples of characters that stand side by side are
/// none, and one look says so of nearly all of them.
const COMPOUND_BITS: usize = 13;
const SIGN_BACKGROUND: usize = 14;
const SIGN_WEIGHT: usize = 15;
const PARAMETERS: usize = 16;
const WEIGHTS: usize = 17;

/// Bytes of the section of compounds' bits.
pub(crate) const COMPOUND_BYTES: usize = 1 << 17;

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

static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    Model::view(Cow::Borrowed(include_bytes!("../data/model.bin"))).expect("a test reads the embedded model")
});

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
        };
        let numbers: Vec<f32> =
            model.section(WEIGHTS).chunks_exact(4).map(|b| f32::from_bits(u32_at(b, 0))).collect();
        model.weights = Weights::of_numbers(&numbers);
        model.check()?;
        Ok(model)
    }

    /// Lengths that must agree for the look-ups below not to leave their sections.
    fn check(&self) -> Result<(), Error> {
        let words = self.words();
        let tokens = self.signs() + self.compounds();
        let slots = self.section(WORD_SLOTS).len() / 4;
        let fine = self.section(WORD_OFFSETS).len() == 4 * (words + 1)
            && self.section(WORD_WEIGHT).len() == words
            && self.section(WORD_OPEN).len() == words
            && self.section(ROW_STARTS).len() == 4 * (words + 1)
            && self.section(SIGN_BACKGROUND).len() == tokens
            && self.section(SIGN_WEIGHT).len() == tokens
            && tokens <= 1 << 16
            && self.section(USUAL_SIGNS).len() == 2 * HAN.len()
            && self.section(COMPOUND_STARTS).len() == 4 * (self.signs() + 1)
            && self.section(COMPOUND_BITS).len() == COMPOUND_BYTES
            && slots.is_power_of_two()
            && slots > words
            && words <= WORD_IDS as usize
            && 4 * self.number(ROW_STARTS, words) == self.section(CELLS).len()
            && self.number(WORD_OFFSETS, words) == self.section(WORD_STRINGS).len();
        if fine { Ok(()) } else { Err(broken("its sections do not fit each other: train it again")) }
    }

    fn section(&self, k: usize) -> &[u8] {
        let (start, end) = self.sections[k];
        &self.bytes[start..end]
    }

    fn number(&self, k: usize, i: usize) -> usize {
        u32_at(self.section(k), 4 * i) as usize
    }

    /// What the model was trained on, and its figures, as lines of text.
    pub fn info(&self) -> String {
        String::from_utf8_lossy(self.section(INFO)).into_owned()
    }

    /// How many English words the model knows.
    pub fn words(&self) -> usize {
        self.section(WORD_BACKGROUND).len()
    }

    /// How many Chinese tokens the model knows.
    pub fn signs(&self) -> usize {
        self.section(SIGNS).len() / 4
    }

    /// How many compounds of two Chinese characters the model knows. Their ids come after
    /// those of the single tokens.
    pub fn compounds(&self) -> usize {
        self.section(COMPOUNDS).len() / 4
    }

    /// The id of a stem (see [`crate::text::stem`]), or of a mark.
    pub fn word(&self, stem: &str) -> Option<u32> {
        let slots = self.section(WORD_SLOTS);
        let mask = slots.len() / 4 - 1;
        let hash = hash(stem.as_bytes());
        let mut slot = hash as usize & mask;
        // The table is never full (see `check`), but a damaged one might be.
        for _ in 0..=mask {
            let found = u32_at(slots, 4 * slot);
            let id = (found & WORD_IDS).checked_sub(1)?;
            // Words are far apart in memory: of another one only the hash is looked at.
            if found & !WORD_IDS == word_tag(hash) && self.word_text(id) == stem.as_bytes() {
                return Some(id);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    fn word_text(&self, id: u32) -> &[u8] {
        let strings = self.section(WORD_STRINGS);
        let id = id as usize;
        if id >= self.words() {
            return &[];
        }
        strings.get(self.number(WORD_OFFSETS, id)..self.number(WORD_OFFSETS, id + 1)).unwrap_or(&[])
    }

    /// The stem with this id; empty where there is none.
    pub fn stem(&self, id: u32) -> &str {
        std::str::from_utf8(self.word_text(id)).unwrap_or("")
    }

    /// The id of a simplified character, or of a mark.
    pub fn sign(&self, c: char) -> Option<u32> {
        let usual = self.section(USUAL_SIGNS).as_chunks().0;
        match (c as usize).checked_sub(HAN.start).and_then(|place| usual.get(place)) {
            Some(&next) => u16::from_le_bytes(next).checked_sub(1).map(u32::from),
            None => self.place(SIGNS, 0..self.signs(), c as u32),
        }
    }

    /// Whether two characters, given by their ids, may be a compound: quicker to ask than
    /// [`compound`](Model::compound), and hardly ever wrong.
    pub(crate) fn may_be_compound(&self, first: u32, second: u32) -> bool {
        let (byte, bit) = compound_bit(first << 16 | second);
        self.section(COMPOUND_BITS)[byte] & bit != 0
    }

    /// The id of the compound of two characters, given by their ids.
    pub fn compound(&self, first: u32, second: u32) -> Option<u32> {
        let first_compound = |first: u32| self.number(COMPOUND_STARTS, first as usize);
        let part = first_compound(first)..first_compound(first + 1);
        let place = self.place(COMPOUNDS, part, first << 16 | second)?;
        Some(place + self.signs() as u32)
    }

    /// Where a number is in this part of a section of rising numbers.
    fn place(&self, section: usize, part: Range<usize>, number: u32) -> Option<u32> {
        let numbers = self.section(section);
        // Where the last one begins that is no higher, if any is. Without a branch but for the number
        // of steps: no processor could foretell which half it is.
        let Range { start: mut at, end } = part;
        let mut len = end.saturating_sub(at);
        while len > 1 {
            let half = len / 2;
            at += if u32_at(numbers, 4 * (at + half)) <= number { half } else { 0 };
            len -= half;
        }
        (len == 1 && u32_at(numbers, 4 * at) == number).then_some(at as u32)
    }

    /// The translations of an English word, by rising Chinese id.
    pub fn row(&self, word: u32) -> impl Iterator<Item = Entry> + '_ {
        self.codes(word).iter().map(|code| self.entry(u32::from_le_bytes(*code)))
    }

    /// The same as they are stored, for those who need few of them.
    pub(crate) fn codes(&self, word: u32) -> &[[u8; 4]] {
        let cells = self.section(CELLS);
        let (start, end) =
            (self.number(ROW_STARTS, word as usize), self.number(ROW_STARTS, word as usize + 1));
        cells.get(4 * start..4 * end).unwrap_or(&[]).as_chunks().0
    }

    /// The entry that is stored so.
    pub(crate) fn entry(&self, code: u32) -> Entry {
        Entry {
            zh: code & 0xFFFF,
            zh_given_en: self.zh_given_en[(code >> 16 & 127) as usize],
            en_given_zh: self.en_given_zh[(code >> 23 & 127) as usize],
        }
    }

    /// How frequent an English word is in general: its share of all words.
    ///
    /// # Panics
    ///
    /// When the model has no word with this id.
    pub fn word_background(&self, word: u32) -> f32 {
        self.background[usize::from(self.section(WORD_BACKGROUND)[word as usize])]
    }

    /// The same for a stem; `None` where the model does not know it.
    pub(crate) fn share(&self, stem: &str) -> Option<f32> {
        self.word(stem).map(|word| self.word_background(word))
    }

    /// How frequent a Chinese token is in general: its share of all tokens.
    ///
    /// # Panics
    ///
    /// When the model has no token with this id.
    pub fn sign_background(&self, sign: u32) -> f32 {
        self.background[usize::from(self.section(SIGN_BACKGROUND)[sign as usize])]
    }

    /// How many Chinese tokens the word makes on average.
    ///
    /// # Panics
    ///
    /// When the model has no word with this id.
    pub fn word_weight(&self, word: u32) -> f32 {
        f32::from(self.section(WORD_WEIGHT)[word as usize]) / WEIGHT_SCALE
    }

    /// The share of what the word makes that no entry of its row names.
    pub(crate) fn word_open(&self, word: u32) -> f32 {
        f32::from(self.section(WORD_OPEN)[word as usize]) / OPEN_SCALE
    }

    /// How many English words the Chinese token makes on average.
    ///
    /// # Panics
    ///
    /// When the model has no token with this id.
    pub fn sign_weight(&self, sign: u32) -> f32 {
        f32::from(self.section(SIGN_WEIGHT)[sign as usize]) / WEIGHT_SCALE
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
    (hash >> 32) as u32 & !WORD_IDS
}

/// Where the bit of a compound is, given the ids of its characters in 16 bits each.
pub(crate) fn compound_bit(couple: u32) -> (usize, u8) {
    let hash = couple.wrapping_mul(0x9E37_79B1) as usize >> (32 - (8 * COMPOUND_BYTES).ilog2());
    (hash / 8, 1 << (hash % 8))
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
    fn words_are_found_by_their_spelling() {
        let model = Model::embedded();
        for id in 0..model.words() as u32 {
            assert_eq!(model.word(model.stem(id)), Some(id), "{}", model.stem(id));
        }
        assert_eq!(model.stem(model.words() as u32), "");
        assert_eq!(["", "qzxqzx", "qzxqzxqzxqzx"].map(|stem| model.word(stem)), [None; 3]);
    }

    #[test]
    fn characters_and_compounds_are_found_by_what_they_are() {
        let model = Model::embedded();
        for id in 0..model.signs() {
            let c = char::from_u32(model.number(SIGNS, id) as u32).unwrap();
            assert_eq!(model.sign(c), Some(id as u32), "{c}");
        }
        for k in 0..model.compounds() {
            let couple = model.number(COMPOUNDS, k) as u32;
            let id = (model.signs() + k) as u32;
            assert_eq!(model.compound(couple >> 16, couple & 0xFFFF), Some(id));
            assert!(model.may_be_compound(couple >> 16, couple & 0xFFFF));
        }
        assert_eq!(model.compound(model.signs() as u32 - 1, 0), None);
        assert_eq!(model.compound(u32::from(u16::MAX), 0), None);
        assert_eq!(model.sign('a'), None);
    }
}
