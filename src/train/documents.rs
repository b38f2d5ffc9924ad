//! Documents whose true ladder is known.

use std::path::Path;

use crate::align::Step;
use crate::error::Error;
use crate::eval::sentences::{self, IdBead};
use crate::score::Sums;

/// Units of both sides and the true ladder: numbers of English and Chinese units, step by step.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The name of its set.
    pub set: String,
    /// Its name.
    pub id: String,
    /// English units.
    pub en: Vec<String>,
    /// Chinese units.
    pub zh: Vec<String>,
    /// The steps. Beads that cross are joined to one.
    pub ladder: Vec<(usize, usize)>,
    /// The beads as they were given; none for a made document.
    pub beads: Vec<IdBead>,
}

/// The documents of a gold folder.
///
/// # Errors
///
/// As [`sentences::read`].
pub fn gold(folder: &Path) -> Result<Vec<Document>, Error> {
    let set = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let document = |gold: sentences::Document| {
        let ladder = ladder(&gold.gold, gold.en.len(), gold.zh.len());
        Document { set: set.clone(), id: gold.id, en: gold.en, zh: gold.zh, ladder, beads: gold.gold }
    };
    Ok(sentences::read(folder)?.into_iter().map(document).collect())
}

impl Document {
    /// Adds a bead of these units; where one side has none, each of the others is a step of its own.
    pub(super) fn push(&mut self, en: Vec<String>, zh: Vec<String>) {
        match (en.len(), zh.len()) {
            (n, 0) => self.ladder.extend(std::iter::repeat_n((1, 0), n)),
            (0, m) => self.ladder.extend(std::iter::repeat_n((0, 1), m)),
            bead => self.ladder.push(bead),
        }
        self.en.extend(en);
        self.zh.extend(zh);
    }

    /// As the reports take it.
    pub(super) fn source(&self) -> sentences::Document {
        let Document { id, en, zh, beads, .. } = self.clone();
        sentences::Document { id, en, zh, gold: beads }
    }
}

/// The steps of a ladder with their places.
pub(super) fn gold_steps(ladder: &[(usize, usize)]) -> Vec<Step> {
    let (mut i, mut j) = (0, 0);
    let mut before_null = false;
    let step = |&(n, m): &(usize, usize)| {
        i += n;
        j += m;
        let null = n == 0 || m == 0;
        let again = null && before_null;
        before_null = null;
        Step { i, j, n, m, again, words: Sums::default(), probability: 1.0 }
    };
    ladder.iter().map(step).collect()
}

/// Beads as steps: the border after each English unit is moved on until nothing crosses it.
fn ladder(beads: &[IdBead], en: usize, zh: usize) -> Vec<(usize, usize)> {
    // For each unit, the bead that it is in.
    let mut of = [vec![usize::MAX; en], vec![usize::MAX; zh]];
    for (k, bead) in beads.iter().enumerate() {
        bead.en.iter().for_each(|&i| of[0][i] = k);
        bead.zh.iter().for_each(|&j| of[1][j] = k);
    }
    let ends: Vec<(usize, usize)> = beads
        .iter()
        .map(|b| (b.en.iter().max().map_or(0, |i| i + 1), b.zh.iter().max().map_or(0, |j| j + 1)))
        .collect();
    let end = |side: usize, unit: usize| ends.get(of[side][unit]).copied().unwrap_or((0, 0));
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < en || j < zh {
        let null_en = i < en && beads.get(of[0][i]).is_none_or(|b| b.zh.is_empty() && b.en.len() == 1);
        let null_zh = j < zh && beads.get(of[1][j]).is_none_or(|b| b.en.is_empty() && b.zh.len() == 1);
        if null_en {
            out.push((1, 0));
            i += 1;
            continue;
        }
        if null_zh {
            out.push((0, 1));
            j += 1;
            continue;
        }
        let (mut to_i, mut to_j) = (i + usize::from(i < en), j + usize::from(j < zh));
        loop {
            let mut reach = (to_i, to_j);
            for (side, units) in [(0, i..to_i), (1, j..to_j)] {
                for unit in units {
                    let (a, b) = end(side, unit);
                    reach = (reach.0.max(a), reach.1.max(b));
                }
            }
            if reach == (to_i, to_j) {
                break;
            }
            (to_i, to_j) = reach;
        }
        out.push((to_i - i, to_j - j));
        (i, j) = (to_i, to_j);
    }
    out
}
