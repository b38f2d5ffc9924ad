//! What the benches work on: the articles of `data/articles/`, and documents of any length
//! made of their paragraphs in an order that a seed decides.

use std::fs;
use std::path::PathBuf;

/// Reads a file of `data/articles/`.
pub fn article(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/articles").join(file);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Sentences and their translations, from the sentence gold of the articles.
pub fn beads() -> Vec<(String, String)> {
    let mut beads = Vec::new();
    for name in ["octopus-sleep", "quarterly-report", "the-umbrella"] {
        let gold = article(&format!("{name}.sentences.txt"));
        for block in gold.split("\n\n") {
            let side = |mark: &str, between: &str| -> String {
                let lines: Vec<&str> = block.lines().filter_map(|line| line.strip_prefix(mark)).collect();
                lines.join(between)
            };
            let (en, zh) = (side("en: ", " "), side("zh: ", ""));
            if !en.is_empty() && !zh.is_empty() {
                beads.push((en, zh));
            }
        }
    }
    beads
}

/// Units of a document: `count` beads, one in eight of the sentences of either side left out.
///
/// The beads come again and again in a long document, each time with a number of its own, as
/// the names and figures of a real text change while its words stay the same.
pub fn units(count: usize, seed: u64) -> (Vec<String>, Vec<String>) {
    let beads = beads();
    let mut random = Random(seed);
    let (mut english, mut chinese) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let (en, zh) = &beads[random.below(beads.len())];
        let number = 100 + random.below(100_000);
        if random.below(8) > 0 {
            english.push(format!("{en} This is note {number}."));
        }
        if random.below(8) > 0 {
            chinese.push(format!("{zh}这是第{number}条注释。"));
        }
    }
    (english, chinese)
}

/// An article of about `bytes` bytes: English paragraphs, most of them with their Chinese below.
pub fn page(bytes: usize, seed: u64) -> String {
    let beads = beads();
    let mut random = Random(seed);
    let mut page = String::with_capacity(bytes + 1000);
    while page.len() < bytes {
        let (en, zh) = &beads[random.below(beads.len())];
        let number = 100 + random.below(100_000);
        page.push_str(&format!("{en} This is note {number}.\n\n"));
        if random.below(4) > 0 {
            page.push_str(&format!("{zh}这是第{number}条注释。\n\n"));
        }
    }
    page
}

/// Running text of one language, about `bytes` bytes: English, or else Chinese.
pub fn running(bytes: usize, english: bool, seed: u64) -> String {
    let beads = beads();
    let mut random = Random(seed);
    let mut text = String::with_capacity(bytes + 1000);
    while text.len() < bytes {
        let (en, zh) = &beads[random.below(beads.len())];
        text.push_str(if english { en } else { zh });
        text.push_str(if english { " " } else { "" });
    }
    text
}

/// A generator of numbers that are the same on every run (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % limit as u64) as usize
    }
}
