//! The documents of a gold folder with gaps: of some beads only one side is there, as where a translation is
//! abridged, or the text has grown since.
//!
//! ```
//! use bitext::eval::{gaps, sentences::{Document, IdBead}};
//! let bead = |k: usize| IdBead { en: vec![k], zh: vec![k] };
//! let document = Document {
//!     id: "tea".to_owned(),
//!     en: ["Boil the water.", "Add the tea.", "Wait.", "Pour."].map(str::to_owned).to_vec(),
//!     zh: ["把水烧开。", "放入茶叶。", "等一等。", "倒茶。"].map(str::to_owned).to_vec(),
//!     gold: (0..4).map(bead).collect(),
//! };
//! let changed = gaps::with(&document, 4);
//! assert_eq!(changed.en, ["Boil the water.", "Wait.", "Pour."]);
//! assert_eq!(changed.zh, ["把水烧开。", "放入茶叶。", "等一等。"]);
//! let of = |en: &[usize], zh: &[usize]| IdBead { en: en.to_vec(), zh: zh.to_vec() };
//! assert_eq!(changed.gold, [bead(0), of(&[], &[1]), of(&[1], &[2]), of(&[2], &[])]);
//! ```

use super::sentences::{Document, IdBead};

/// The document without the Chinese of every `every`th bead, and without the English of those halfway between
/// them. What is left of such a bead are units without counterpart.
pub fn with(document: &Document, every: usize) -> Document {
    let every = every.max(1);
    let (no_zh, no_en) = (every - 1, (every - 1) / 2);
    let (mut en_stays, mut zh_stays) = (vec![true; document.en.len()], vec![true; document.zh.len()]);
    for (k, bead) in document.gold.iter().enumerate() {
        if k % every == no_en {
            bead.en.iter().for_each(|&unit| en_stays[unit] = false);
        }
        if k % every == no_zh {
            bead.zh.iter().for_each(|&unit| zh_stays[unit] = false);
        }
    }
    let (en, zh) = (numbers(&en_stays), numbers(&zh_stays));
    let mut gold = Vec::new();
    for bead in &document.gold {
        let bead = IdBead { en: left(&bead.en, &en), zh: left(&bead.zh, &zh) };
        if bead.is_null() {
            gold.extend(bead.parted());
        } else {
            gold.push(bead);
        }
    }
    let kept = |texts: &[String], stays: &[bool]| {
        texts.iter().zip(stays).filter(|(_, stays)| **stays).map(|(text, _)| text.clone()).collect()
    };
    let (en, zh) = (kept(&document.en, &en_stays), kept(&document.zh, &zh_stays));
    Document { id: document.id.clone(), en, zh, gold }
}

/// The new numbers of the units that stay.
fn numbers(stays: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0..;
    stays.iter().map(|&stays| if stays { next.next() } else { None }).collect()
}

/// The new numbers of those of these units that stay.
fn left(units: &[usize], numbers: &[Option<usize>]) -> Vec<usize> {
    units.iter().filter_map(|&unit| numbers[unit]).collect()
}
