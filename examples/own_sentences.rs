//! Sentences that you have split yourself, with a splitter of your own or by hand: nothing is
//! split again, and the answer comes in numbers of your sentences.
//!
//! ```text
//! cargo run --example own_sentences
//! ```

use bitext::{Aligner, Bitext};

const ENGLISH: [&str; 5] = [
    "The ferry leaves at seven.",
    "Nobody was on the pier except a boy with a bicycle.",
    "He asked me whether the island had a school.",
    "I told him that it had one teacher and eleven children.",
    "\"Twelve,\" said the boy.",
];

const CHINESE: [&str; 4] = [
    "渡船七点开。",
    "码头上除了一个推自行车的男孩，一个人也没有。",
    "他问我岛上有没有学校，我说有，一位老师，十一个孩子。",
    "“十二个。”男孩说。",
];

fn main() {
    let bitext = Bitext::from_units(&ENGLISH, &CHINESE);
    let alignment = Aligner::new().align_bitext(bitext);
    for bead in alignment.beads() {
        println!("{:?} <=> {:?}", bead.en, bead.zh);
    }
}
