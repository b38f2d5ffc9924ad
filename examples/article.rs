//! The main job: from a bilingual article to its pairs.
//!
//! ```text
//! cargo run --example article [FILE]
//! ```
//!
//! Without a file it takes an article of the crate: a web page of which only a few paragraphs
//! were translated.

use std::error::Error;

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/floating-library.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| ARTICLE.to_owned());
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;

    let alignment = bitext::align(&text);
    for pair in alignment.pairs() {
        println!("{:.2}  {}\n      {}\n", pair.score(), pair.en(), pair.zh());
    }

    println!(
        "{} pairs; {} English and {} Chinese paragraphs left over",
        alignment.pairs().len(),
        alignment.unaligned_en().len(),
        alignment.unaligned_zh().len()
    );
    Ok(())
}
