//! An English file and its Chinese translation: paragraphs first, then the sentences, wherever
//! they are.
//!
//! ```text
//! cargo run --example two_files [ENGLISH CHINESE]
//! ```
//!
//! Without arguments it takes the two files of a company's report.

use std::error::Error;
use std::fs;

use bitext::Aligner;

const ENGLISH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/quarterly-report.en.txt");
const CHINESE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/quarterly-report.zh.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let english = fs::read_to_string(paths.next().as_deref().unwrap_or(ENGLISH))?;
    let chinese = fs::read_to_string(paths.next().as_deref().unwrap_or(CHINESE))?;

    let aligner = Aligner::new();
    let paragraphs = aligner.align_pair(&english, &chinese);
    let sentences = aligner.align_sentences(&paragraphs);
    for pair in sentences.pairs() {
        println!("{}\t{}\t{}", pair.bead_type(), pair.en(), pair.zh());
    }

    // Nothing is lost: a paragraph in no pair is still in the bitext.
    let bitext = paragraphs.bitext();
    for i in paragraphs.unaligned_en() {
        println!("only English\t{}", bitext.en[i].text);
    }
    for j in paragraphs.unaligned_zh() {
        println!("only Chinese\t{}", bitext.zh[j].text);
    }
    Ok(())
}
