//! The documents of a gold folder with strangers in them: sentences that stand where a translation would, and
//! are none.
//!
//! Who aligned gold by hand has chosen texts of which nearly all is translated. In others an author has rewritten a
//! passage, or two editions differ: both sides say something in the same place, and it is not the same thing.
//!
//! ```
//! use bitext::eval::{sentences::{Document, IdBead}, strangers};
//! let bead = |k: usize| IdBead { en: vec![k], zh: vec![k] };
//! let document = Document {
//!     id: "tea".to_owned(),
//!     en: ["Boil the water.", "Add the tea.", "Wait for three minutes."].map(str::to_owned).to_vec(),
//!     zh: ["把水烧开。", "放入茶叶。", "等三分钟。"].map(str::to_owned).to_vec(),
//!     gold: (0..3).map(bead).collect(),
//! };
//! let changed = strangers::with(&document, 2);
//! assert_eq!(changed.zh, ["把水烧开。", "等三分钟。", "等三分钟。"]);
//! let null = |en: &[usize], zh: &[usize]| IdBead { en: en.to_vec(), zh: zh.to_vec() };
//! assert_eq!(changed.gold, [bead(0), null(&[1], &[]), null(&[], &[1]), bead(2)]);
//! ```

use super::sentences::{Document, IdBead};

/// A stranger is so many times as long as what it stands for, at least and at most.
const LIKE: [f64; 2] = [0.75, 1.33];

/// The document with the Chinese of every `every`th pair of one sentence each replaced by that of another such pair,
/// of like length and as far away as the document allows: the same for the same document. Where none is like it,
/// the pair stays.
pub fn with(document: &Document, every: usize) -> Document {
    let single: Vec<usize> = (0..document.gold.len())
        .filter(|&bead| matches!(&document.gold[bead], IdBead { en, zh } if en.len() == 1 && zh.len() == 1))
        .collect();
    let chinese = |bead: usize| &document.zh[document.gold[bead].zh[0]];
    let length = |bead: usize| chinese(bead).chars().count() as f64;
    let [least, most] = LIKE;
    let mut out = document.clone();
    let mut replaced = vec![false; document.gold.len()];
    for at in (0..single.len()).skip(every.max(1) - 1).step_by(every.max(1)) {
        let bead = single[at];
        // Half of the document away, and from there on.
        let far = (0..single.len()).map(|k| single[(at + single.len() / 2 + k) % single.len()]);
        let like = |other: &usize| {
            let times = length(*other) / length(bead).max(1.0);
            (least..=most).contains(&times) && chinese(*other) != chinese(bead)
        };
        if let Some(other) = far.filter(|&other| other != bead).find(like) {
            out.zh[document.gold[bead].zh[0]] = chinese(other).clone();
            replaced[bead] = true;
        }
    }
    let parted = |(bead, both): (usize, &IdBead)| match replaced[bead] {
        true => both.parted().collect(),
        false => vec![both.clone()],
    };
    out.gold = document.gold.iter().enumerate().flat_map(parted).collect();
    out
}
