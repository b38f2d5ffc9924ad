//! The model file.

use crate::model::{
    BACKGROUND_STEP, COMPOUND, EN_GIVEN_ZH_SHIFT, EN_GIVEN_ZH_STEP, HEADER, LONG, MAGIC, OPEN_SCALE, SIGN,
    TAGS, VERSION, WEIGHT_SCALE, WORD, ZH_GIVEN_EN_SHIFT, ZH_GIVEN_EN_STEP, checksum, compound_hash, hash,
    word_tag,
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

/// A section begins at a multiple of this, so that no record is in more lines of the processor's cache than it
/// must.
const ALIGNMENT: usize = 64;

/// Words that have slots of their own: the first ones, which are the most frequent.
const FREQUENT: usize = 1 << 13;
/// The same for compounds.
const FREQUENT_COMPOUNDS: usize = 1 << 13;

/// The bytes of a model file with these weights of the score.
pub fn model(content: &Content, weights: &[f32]) -> Vec<u8> {
    let frequent = content.words.len().min(FREQUENT);
    let frequent_compounds = content.compounds.len().min(FREQUENT_COMPOUNDS);
    let tables = Tables::of(content);
    let sections: [Vec<u8>; TAGS.len()] = [
        content.info.clone().into_bytes(),
        content.words.iter().filter(|word| is_long(word)).flat_map(|word| word.bytes()).collect(),
        little_endian(&word_slots(&content.words[..frequent], 0)),
        little_endian(&word_slots(&content.words[frequent..], frequent)),
        words(content, &tables),
        little_endian(&tables.rows),
        little_endian(&tables.list_starts),
        tables.lists.iter().flat_map(|number| number.to_le_bytes()).collect(),
        signs(content),
        compound_slots(&content.compounds, &tables.ranking[..frequent_compounds], 0),
        compound_slots(&content.compounds, &tables.ranking[frequent_compounds..], frequent_compounds),
        compounds(content, &tables),
        little_endian(&tables.columns),
        little_endian(&content.parameters.iter().map(|p| p.to_bits()).collect::<Vec<_>>()),
        little_endian(&weights.iter().map(|w| w.to_bits()).collect::<Vec<_>>()),
    ];
    let mut body = Vec::new();
    let mut end = HEADER + 12 * sections.len();
    let starts = sections.each_ref().map(|section| {
        let start = end.next_multiple_of(ALIGNMENT);
        end = start + section.len();
        start
    });
    for ((tag, section), start) in TAGS.iter().zip(&sections).zip(starts) {
        body.extend_from_slice(&tag[..]);
        body.extend_from_slice(&(start as u32).to_le_bytes());
        body.extend_from_slice(&(section.len() as u32).to_le_bytes());
    }
    for (section, start) in sections.iter().zip(starts) {
        body.resize(start - HEADER, 0);
        body.extend_from_slice(section);
    }
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&(TAGS.len() as u32).to_le_bytes());
    out.extend_from_slice(&checksum(&body).to_le_bytes());
    out.extend_from_slice(&body);
    out
}

/// A file that [`model`] has written, with other weights of the score, which are its last section.
pub fn with_weights(file: &[u8], weights: &[f32]) -> Vec<u8> {
    let numbers = little_endian(&weights.iter().map(|w| w.to_bits()).collect::<Vec<_>>());
    let last = HEADER + 12 * (TAGS.len() - 1);
    let start = u32::from_le_bytes(file[last + 4..last + 8].try_into().expect("four bytes"));
    let mut out = file[..start as usize].to_vec();
    out[last + 8..last + 12].copy_from_slice(&(numbers.len() as u32).to_le_bytes());
    out.extend_from_slice(&numbers);
    let checksum = checksum(&out[HEADER..]);
    out[HEADER - 8..HEADER].copy_from_slice(&checksum.to_le_bytes());
    out
}

/// Entries in rows and columns.
struct Tables {
    /// Those with signs, by word, and where each row begins.
    rows: Vec<u32>,
    row_starts: Vec<u32>,
    /// The numbers of the compounds of each word, and where these begin.
    lists: Vec<u16>,
    list_starts: Vec<u32>,
    /// The compounds by falling frequency.
    ranking: Vec<u16>,
    /// The entries with compounds, in the order of the ranking, and where each column begins.
    columns: Vec<u32>,
    column_starts: Vec<u32>,
    /// The share of what each word makes that none of its entries names.
    open: Vec<f32>,
}

impl Tables {
    fn of(content: &Content) -> Tables {
        let mut open = vec![1.0; content.words.len()];
        let (mut rows, mut lists) =
            (vec![Vec::new(); content.words.len()], vec![Vec::new(); content.words.len()]);
        let mut columns = vec![Vec::new(); content.compounds.len()];
        let mut ranking: Vec<u16> = (0..content.compounds.len() as u16).collect();
        ranking.sort_by_key(|&number| {
            fact_codes(content.sign_facts[content.signs.len() + usize::from(number)])[0]
        });
        let mut ranks = vec![0; ranking.len()];
        for (rank, &number) in (0..).zip(&ranking) {
            ranks[usize::from(number)] = rank;
        }
        for cell in &content.cells {
            let (en, zh) = (cell.en as usize, usize::from(cell.zh));
            let code = |id: u32| {
                id | log_code(cell.zh_given_en, ZH_GIVEN_EN_STEP, 127) << ZH_GIVEN_EN_SHIFT
                    | log_code(cell.en_given_zh, EN_GIVEN_ZH_STEP, 127) << EN_GIVEN_ZH_SHIFT
            };
            open[en] -= cell.zh_given_en;
            match zh.checked_sub(content.signs.len()) {
                None => rows[en].push(code(zh as u32)),
                Some(number) => {
                    let rank: u16 = ranks[number];
                    lists[en].push(rank);
                    columns[usize::from(rank)].push(code(cell.en));
                }
            }
        }
        Tables {
            row_starts: starts(&rows),
            list_starts: starts(&lists),
            column_starts: starts(&columns),
            rows: rows.concat(),
            lists: lists.concat(),
            columns: columns.concat(),
            ranking,
            open,
        }
    }
}

/// Where each part begins if they are put one after the other, and where the last ends.
fn starts<T>(parts: &[Vec<T>]) -> Vec<u32> {
    let mut ends = vec![0];
    ends.extend(parts.iter().scan(0, |end, part| {
        *end += part.len() as u32;
        Some(*end)
    }));
    ends
}

/// Slots of words whose ids begin here.
fn word_slots(words: &[String], first: usize) -> Vec<u32> {
    let size = (words.len() * 3 / 2).next_power_of_two();
    let mut slots = vec![0; size];
    for (next, word) in (first as u32 + 1..).zip(words) {
        let hash = hash(word.as_bytes());
        let mut slot = hash as usize & (size - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = next | word_tag(hash);
    }
    slots
}

/// Slots of some compounds, of which the first has this rank.
fn compound_slots(compounds: &[u32], ranking: &[u16], first: usize) -> Vec<u8> {
    let size = (2 * ranking.len()).next_power_of_two();
    let mut slots = vec![0u16; size];
    for (next, &number) in (first as u16 + 1..).zip(ranking) {
        let mut slot = compound_hash(compounds[usize::from(number)]) & (size - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = next;
    }
    slots.iter().flat_map(|next| next.to_le_bytes()).collect()
}

fn is_long(word: &str) -> bool {
    word.len() > 8
}

fn words(content: &Content, tables: &Tables) -> Vec<u8> {
    let mut records: Vec<[u8; WORD]> = vec![[0; WORD]; content.words.len() + 1];
    for (record, start) in records.iter_mut().zip(&tables.row_starts) {
        record[8..12].copy_from_slice(&start.to_le_bytes());
    }
    let mut long = 0u32;
    for ((record, word), (&facts, &open)) in
        records.iter_mut().zip(&content.words).zip(content.word_facts.iter().zip(&tables.open))
    {
        if is_long(word) {
            record[..4].copy_from_slice(&long.to_le_bytes());
            (record[4], record[7]) = (word.len() as u8, LONG);
            long += word.len() as u32;
        } else {
            record[..word.len()].copy_from_slice(word.as_bytes());
        }
        record[12..14].copy_from_slice(&fact_codes(facts));
        record[14] = (open.clamp(0.0, 1.0) * OPEN_SCALE).round() as u8;
    }
    records.concat()
}

fn signs(content: &Content) -> Vec<u8> {
    let mut records: Vec<[u8; SIGN]> = vec![[0; SIGN]; content.signs.len()];
    for ((record, &sign), &facts) in records.iter_mut().zip(&content.signs).zip(&content.sign_facts) {
        record[..4].copy_from_slice(&(sign as u32).to_le_bytes());
        record[4..6].copy_from_slice(&fact_codes(facts));
    }
    records.concat()
}

fn compounds(content: &Content, tables: &Tables) -> Vec<u8> {
    let mut records: Vec<[u8; COMPOUND]> = vec![[0; COMPOUND]; content.compounds.len() + 1];
    for (record, start) in records.iter_mut().zip(&tables.column_starts) {
        record[4..8].copy_from_slice(&start.to_le_bytes());
    }
    for (record, &number) in records.iter_mut().zip(&tables.ranking) {
        let number = usize::from(number);
        record[..4].copy_from_slice(&content.compounds[number].to_le_bytes());
        record[8..10].copy_from_slice(&fact_codes(content.sign_facts[content.signs.len() + number]));
    }
    records.concat()
}

/// The codes of a background and of a weight.
fn fact_codes((background, weight): (f32, f32)) -> [u8; 2] {
    [
        log_code(background, BACKGROUND_STEP, 255) as u8,
        (weight * WEIGHT_SCALE).round().clamp(1.0, 255.0) as u8,
    ]
}

fn log_code(p: f32, step: f32, most: u32) -> u32 {
    ((-p.max(1e-30).ln() / step).round().max(0.0) as u32).min(most)
}

fn little_endian(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}
