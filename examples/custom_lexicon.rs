//! Words that only you know: a glossary beside the model.
//!
//! ```text
//! cargo run --example custom_lexicon [GLOSSARY]
//! ```
//!
//! A glossary has one entry a line: English, a tab, Chinese. CC-CEDICT is read as well.

use std::error::Error;

use bitext::{Aligner, Lexicon};

const GLOSSARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/apples.glossary.tsv");

/// A nursery's list, of which a part was translated. No model can know how these apples,
/// which are new, were named in Chinese.
const LIST: &str = "\
Merriwick: sold out.
Tolland: sold out.
Pippa: sold out.
Sexton: sold out.
Old Jessamy: sold out.
Brackenbury: sold out.

石榴红：已售罄。
铜锣：已售罄。
雪里红：已售罄。
";

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| GLOSSARY.to_owned());
    let lexicon = Lexicon::from_path(path)?;
    let entries = lexicon.len();

    print("without a glossary", &Aligner::new());
    print(&format!("with a glossary of {entries} entries"), &Aligner::builder().lexicon(lexicon).build());
    Ok(())
}

fn print(title: &str, aligner: &Aligner) {
    println!("{title}:");
    for pair in aligner.align(LIST).pairs() {
        println!("  {:.2}  {}  {}", pair.score(), pair.en(), pair.zh());
    }
}
