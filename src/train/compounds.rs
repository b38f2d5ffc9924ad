//! Which couples of Chinese characters are tokens of their own.

use std::io;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::vocabulary::Frozen;
use super::{corpus, em};
use crate::text::compound::{self, Part};
use crate::text::token::{Token, placed_tokens};

/// The `most` compounds that say most: frequent, and more frequent than their parts make
/// them by chance. As the ids of the two characters in the upper and lower 16 bits, rising.
///
/// # Errors
///
/// When a corpus cannot be read.
pub fn find(files: &[PathBuf], signs: &Frozen, most: usize) -> io::Result<Vec<u32>> {
    /// Occurrences from which a table can be learnt.
    const LEAST: u32 = 8;
    /// Nats above chance: 的人 is frequent, but no word.
    const SURPRISE: f64 = 1.0;
    let mut single = vec![0u32; signs.names.len()];
    let mut couples: FxHashMap<u32, u32> = FxHashMap::default();
    for file in files {
        corpus::read(file, |_, zh| {
            for (id, before) in ids(zh, signs) {
                if let Some(id) = id {
                    single[id as usize] += 1;
                    if let Some(before) = before {
                        *couples.entry(before << 16 | id).or_default() += 1;
                    }
                }
            }
        })?;
    }
    let total: f64 = single.iter().map(|n| f64::from(*n)).sum();
    let mut found: Vec<(f64, u32)> = Vec::new();
    for (couple, n) in couples {
        let parts = [couple >> 16, couple & 0xFFFF].map(|id| f64::from(single[id as usize]));
        let n_ = f64::from(n);
        let gain = (n_ * total / (parts[0] * parts[1])).ln();
        if n >= LEAST && gain > SURPRISE {
            found.push((n_ * gain, couple));
        }
    }
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(most);
    let mut out: Vec<u32> = found.into_iter().map(|f| f.1).collect();
    out.sort_unstable();
    Ok(out)
}

/// The ids of the characters of a text, each with that of the one right before it.
fn ids(zh: &str, signs: &Frozen) -> Vec<(Option<u32>, Option<u32>)> {
    let mut out: Vec<(Option<u32>, Option<u32>)> = Vec::new();
    let mut buffer = [0; 4];
    characters(zh, |c, follows| {
        let before = out.last().filter(|_| follows).and_then(|last| last.0);
        out.push((signs.id(c.encode_utf8(&mut buffer)), before));
    });
    out
}

/// Calls `each` for every Chinese character of a text, simplified, with whether it follows right upon
/// another one.
fn characters(text: &str, mut each: impl FnMut(char, bool)) {
    let mut end = None;
    placed_tokens(text, |token, span| {
        if let Token::Han(c) = token {
            each(c, end == Some(span.start));
            end = Some(span.end);
        }
    });
}

/// How the weight of the Chinese tokens is shared by signs and compounds.
#[derive(Default)]
pub struct Shares {
    signs: f64,
    compounds: f64,
}

impl Shares {
    /// Share of the signs.
    pub fn signs(&self) -> f32 {
        (self.signs / (self.signs + self.compounds)) as f32
    }

    /// Share of the compounds.
    pub fn compounds(&self) -> f32 {
        1.0 - self.signs()
    }
}

/// The compounds of a text, numbered as in `compounds`.
pub fn items(zh: &str, signs: &Frozen, compounds: &[u32], shares: &mut Shares) -> Vec<em::Item> {
    let ids = ids(zh, signs);
    let found: Vec<Option<u32>> = ids
        .iter()
        .map(|(id, before)| {
            let couple = before.zip(*id).map(|(a, b)| a << 16 | b)?;
            compounds.binary_search(&couple).ok().map(|k| k as u32)
        })
        .collect();
    let (mut single, mut couples) = (0.0, 0.0);
    compound::share_out(found.iter().map(Option::is_some), |part, weight| match part {
        Part::Character(_) => single += f64::from(weight),
        Part::Compound(_) => couples += f64::from(weight),
    });
    shares.signs += single;
    shares.compounds += couples;
    let len = found.len();
    found.iter().enumerate().filter_map(|(i, id)| Some(em::Item::new((*id)?, i, len))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_neighbours_follow() {
        let mut seen = String::new();
        characters("水壺，在a爐子", |c, follows| {
            seen.push(if follows { '+' } else { ' ' });
            seen.push(c);
        });
        assert_eq!(seen, " 水+壶 在 炉+子");
    }
}
