//! The model file.

use crate::model::{
    BACKGROUND_STEP, COMPOUND_BYTES, EN_GIVEN_ZH_STEP, HAN, HEADER, MAGIC, OPEN_SCALE, TAGS, VERSION,
    WEIGHT_SCALE, ZH_GIVEN_EN_STEP, checksum, compound_bit, hash, word_tag,
};

/// One kept entry of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// English id.
    pub en: u32,
    /// Chinese id: a sign's, or that of a compound, which come after the signs.
    pub zh: u16,
    /// p(zh | en).
    pub zh_given_en: f32,
    /// p(en | zh).
    pub en_given_zh: f32,
}

/// All that goes into a model file.
pub struct Content {
    /// Lines about the training.
    pub info: String,
    /// English stems by id.
    pub words: Vec<String>,
    /// Share of all words, and Chinese tokens made, by id.
    pub word_facts: Vec<(f32, f32)>,
    /// Chinese tokens by id, rising.
    pub signs: Vec<char>,
    /// Compounds: the ids of their two characters in the upper and the lower 16 bits, rising.
    pub compounds: Vec<u32>,
    /// Share of all tokens, and English words made, by id; compounds after the signs.
    pub sign_facts: Vec<(f32, f32)>,
    /// Entries by rising English, then Chinese id.
    pub cells: Vec<Cell>,
    /// Learnt parameters.
    pub parameters: Vec<f32>,
}

/// The bytes of a model file with these weights of the score.
pub fn model(content: &Content, weights: &[f32]) -> Vec<u8> {
    let mut strings = Vec::new();
    let mut offsets = vec![0u32];
    for word in &content.words {
        strings.extend_from_slice(word.as_bytes());
        offsets.push(strings.len() as u32);
    }
    let mut rows = vec![0u32; content.words.len() + 1];
    let mut cells = Vec::with_capacity(4 * content.cells.len());
    let mut open = vec![1.0; content.words.len()];
    for cell in &content.cells {
        rows[cell.en as usize + 1] += 1;
        let bits = u32::from(cell.zh)
            | log_code(cell.zh_given_en, ZH_GIVEN_EN_STEP, 127) << 16
            | log_code(cell.en_given_zh, EN_GIVEN_ZH_STEP, 127) << 23;
        cells.extend_from_slice(&bits.to_le_bytes());
        open[cell.en as usize] -= cell.zh_given_en;
    }
    for i in 0..content.words.len() {
        rows[i + 1] += rows[i];
    }
    let background = |facts: &[(f32, f32)]| -> Vec<u8> {
        facts.iter().map(|f| log_code(f.0, BACKGROUND_STEP, 255) as u8).collect()
    };
    let weight = |facts: &[(f32, f32)]| -> Vec<u8> {
        facts.iter().map(|f| (f.1 * WEIGHT_SCALE).round().clamp(1.0, 255.0) as u8).collect()
    };
    let sections: [Vec<u8>; TAGS.len()] = [
        content.info.clone().into_bytes(),
        strings,
        little_endian(&offsets),
        little_endian(&word_slots(&content.words)),
        background(&content.word_facts),
        weight(&content.word_facts),
        open.iter().map(|share: &f32| (share.clamp(0.0, 1.0) * OPEN_SCALE).round() as u8).collect(),
        little_endian(&rows),
        cells,
        little_endian(&content.signs.iter().map(|c| *c as u32).collect::<Vec<_>>()),
        usual_signs(&content.signs),
        little_endian(&content.compounds),
        little_endian(&compound_starts(content)),
        compound_bits(&content.compounds),
        background(&content.sign_facts),
        weight(&content.sign_facts),
        floats(&content.parameters),
        floats(weights),
    ];
    let mut body = Vec::new();
    let mut at = HEADER + 12 * sections.len();
    for (tag, section) in TAGS.iter().zip(&sections) {
        body.extend_from_slice(&tag[..]);
        body.extend_from_slice(&(at as u32).to_le_bytes());
        body.extend_from_slice(&(section.len() as u32).to_le_bytes());
        at += section.len();
    }
    for section in sections {
        body.extend_from_slice(&section);
    }
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&(TAGS.len() as u32).to_le_bytes());
    out.extend_from_slice(&checksum(&body).to_le_bytes());
    out.extend_from_slice(&body);
    out
}

fn word_slots(words: &[String]) -> Vec<u32> {
    let size = (words.len() * 3 / 2).next_power_of_two();
    let mut slots = vec![0; size];
    for (next, word) in (1..).zip(words) {
        let hash = hash(word.as_bytes());
        let mut slot = hash as usize & (size - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = next | word_tag(hash);
    }
    slots
}

fn usual_signs(signs: &[char]) -> Vec<u8> {
    let mut next = [0u16; HAN.end - HAN.start];
    for (id, &sign) in (1..).zip(signs) {
        if let Some(next) = (sign as usize).checked_sub(HAN.start).and_then(|place| next.get_mut(place)) {
            *next = id;
        }
    }
    next.iter().flat_map(|next| next.to_le_bytes()).collect()
}

fn compound_starts(content: &Content) -> Vec<u32> {
    let start = |sign: u32| content.compounds.partition_point(|couple| couple >> 16 < sign) as u32;
    (0..=content.signs.len() as u32).map(start).collect()
}

fn compound_bits(compounds: &[u32]) -> Vec<u8> {
    let mut bits = vec![0; COMPOUND_BYTES];
    for &couple in compounds {
        let (byte, bit) = compound_bit(couple);
        bits[byte] |= bit;
    }
    bits
}

fn floats(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
}

fn log_code(p: f32, step: f32, most: u32) -> u32 {
    ((-p.max(1e-30).ln() / step).round().max(0.0) as u32).min(most)
}

fn little_endian(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}
