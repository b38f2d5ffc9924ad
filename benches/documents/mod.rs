//! What the benches, the example `scaling` and the counts of instructions work on: the articles
//! of `data/articles/`, and documents of any length made of their sentences. A seed makes the
//! same document on every machine.

pub mod made;
mod noise;
mod random;
pub mod repeated;

use std::fs;
use std::path::PathBuf;

use made::Maker;

/// Reads a file of `data/articles/`.
pub fn article(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/articles").join(file);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// An article of about `bytes` bytes: English paragraphs, most of them with their Chinese below.
pub fn page(bytes: usize, seed: u64) -> String {
    let sides = paragraphs(bytes, seed).into_iter().flat_map(|(en, zh)| [en, zh]);
    sides.filter(|side| !side.is_empty()).map(|side| side + "\n\n").collect()
}

/// A text and its translation, about `bytes` bytes together; some paragraphs are in one only.
pub fn pair(bytes: usize, seed: u64) -> (String, String) {
    let (en, zh): (Vec<String>, Vec<String>) = paragraphs(bytes, seed).into_iter().unzip();
    let text = |side: Vec<String>| side.into_iter().filter(|p| !p.is_empty()).map(|p| p + "\n\n").collect();
    (text(en), text(zh))
}

/// Running text of one language, about `bytes` bytes: English, or else Chinese.
pub fn running(bytes: usize, english: bool, seed: u64) -> String {
    let mut maker = Maker::new(seed);
    let mut text = String::with_capacity(bytes + 1000);
    while text.len() < bytes {
        let (en, zh) = maker.bead();
        let (units, between) = if english { (en, " ") } else { (zh, "") };
        units.iter().for_each(|unit| text.extend([unit, between]));
    }
    text
}

/// Paragraphs of one to five beads; of one in eight a side is empty, mostly the Chinese.
fn paragraphs(bytes: usize, seed: u64) -> Vec<(String, String)> {
    let mut maker = Maker::new(seed);
    let (mut paragraphs, mut length) = (Vec::new(), 0);
    while length < bytes {
        let (mut english, mut chinese) = (Vec::new(), String::new());
        for _ in 0..=maker.random.below(5) {
            let (en, zh) = maker.bead();
            english.extend(en);
            chinese.extend(zh);
        }
        let mut english = english.join(" ");
        match maker.random.below(32) {
            0 => english.clear(),
            1..4 => chinese.clear(),
            _ => {}
        }
        length += english.len() + chinese.len();
        paragraphs.push((english, chinese));
    }
    paragraphs
}
