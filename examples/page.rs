//! A page of the web, a book or an office document, and its pairs.
//!
//! ```text
//! cargo run --features import --example page [FILE]
//! ```
//!
//! Without a file it takes a page of the crate. Any HTML, EPUB, DOCX or ODT will do.

use std::error::Error;

use bitext::import::Format;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/tide-mill.html");

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| PAGE.to_owned());
    let file = std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
    let format = Format::of(&file).ok_or_else(|| format!("{path}: is no document that can be read"))?;

    // Places of the pairs are those in this text: who needs them later keeps it.
    let text = format.text(&file).map_err(|error| format!("{path}: {error}"))?;
    let alignment = bitext::align(&text);
    for pair in alignment.pairs() {
        println!("{}\n{}\n", pair.en(), pair.zh());
    }

    println!("{}: {} pairs in {} bytes of text", format.as_str(), alignment.pairs().len(), text.len());
    Ok(())
}
