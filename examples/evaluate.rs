//! How good is the aligner on your own texts? Write down the right pairs, as in
//! `data/articles/NAME.gold.txt`, and count.
//!
//! ```text
//! cargo run --example evaluate [TEXT GOLD]
//! ```

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;

use bitext::Unit;

const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/octopus-sleep.txt");
const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/octopus-sleep.gold.txt");

/// The English and the Chinese paragraphs of a pair, without white space.
type Pair = (Vec<String>, Vec<String>);

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let text = fs::read_to_string(paths.next().as_deref().unwrap_or(TEXT))?;
    let gold = gold_pairs(&fs::read_to_string(paths.next().as_deref().unwrap_or(GOLD))?);

    let alignment = bitext::align(&text);
    let side = |units: Vec<&Unit>| units.iter().map(|unit| dense(unit.text)).collect();
    let found: BTreeSet<Pair> =
        alignment.pairs().map(|p| (side(p.en_units().collect()), side(p.zh_units().collect()))).collect();

    let right = found.intersection(&gold).count() as f64;
    let precision = right / found.len().max(1) as f64;
    let recall = right / gold.len().max(1) as f64;
    let f1 = 2.0 * right / (found.len() + gold.len()).max(1) as f64;
    println!("gold {}, found {}, right {right}", gold.len(), found.len());
    println!("precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    Ok(())
}

/// Blocks of lines `en: …` and `zh: …`, with blank lines between the pairs.
fn gold_pairs(gold: &str) -> BTreeSet<Pair> {
    let side = |block: &str, mark: &str| -> Vec<String> {
        block.lines().filter_map(|line| line.strip_prefix(mark)).map(dense).collect()
    };
    let blocks = gold.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks.map(|block| (side(block, "en: "), side(block, "zh: "))).collect()
}

fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}
