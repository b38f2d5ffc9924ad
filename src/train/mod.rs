//! The trainer: from corpora of pairs to a model file.
//!
//! ```sh
//! cargo run --release --features train --bin train -- ../shared/corpora/train -o data/model.bin
//! ```
//!
//! The same corpora give the same bytes, on any number of threads.

mod corpus;
mod em;
pub mod hanzi;
mod write;

use std::io;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::text::token::{Token, tokens};

/// How to train.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Rounds of EM.
    pub rounds: usize,
    /// A word that occurs less often is left out.
    pub min_count: u32,
    /// Pairs with more tokens on either side are left out.
    pub max_tokens: usize,
    /// Entries kept in the tables.
    pub entries: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { rounds: 6, min_count: 3, max_tokens: 120, entries: 2_400_000 }
    }
}

/// Most Chinese tokens that a model can hold: an entry has 13 bits for them.
const MAX_SIGNS: usize = 1 << 13;

/// Trains a model on the corpora; `say` is told of the progress.
///
/// # Errors
///
/// When a corpus cannot be read.
pub fn train(paths: &[PathBuf], settings: &Settings, mut say: impl FnMut(&str)) -> io::Result<Vec<u8>> {
    let files = corpus::files(paths)?;
    let mut words = Vocabulary::default();
    let mut signs = Vocabulary::default();
    for file in &files {
        corpus::read(file, |en, zh| {
            tokens(en, |t| words.count(&english(t)));
            tokens(zh, |t| signs.count(&chinese(t)));
        })?;
    }
    let words = words.frozen(settings.min_count, usize::MAX);
    let signs = signs.frozen(2, MAX_SIGNS);
    say(&format!("{} files, {} words, {} signs", files.len(), words.names.len(), signs.names.len()));

    let mut pairs = em::Pairs::new();
    let mut lengths = Lengths::default();
    for file in &files {
        corpus::read(file, |en, zh| {
            let (mut e, mut z) = (Vec::new(), Vec::new());
            tokens(en, |t| e.extend(words.id(&english(t))));
            tokens(zh, |t| z.extend(signs.id(&chinese(t))));
            if e.is_empty()
                || z.is_empty()
                || e.len() > settings.max_tokens
                || z.len() > 2 * settings.max_tokens
            {
                return;
            }
            lengths.add(en, zh);
            pairs.push(&e, &z);
        })?;
    }
    say(&format!("{} pairs", pairs.len()));
    let tables = em::learn(&pairs, words.names.len(), signs.names.len(), settings.rounds);
    say(&format!("{} word pairs seen together", tables.zh.len()));

    let cells = pruned(&tables, settings.entries);
    say(&format!("{} entries kept", cells.len()));
    let facts = |counts: &[f64], weights: &[f32]| -> Vec<(f32, f32)> {
        let total: f64 = counts.iter().sum();
        counts.iter().zip(weights).map(|(c, w)| ((c / total) as f32, *w)).collect()
    };
    let characters: Vec<char> = signs.names.iter().filter_map(|s| s.chars().next()).collect();
    Ok(write::model(&write::Content {
        info: format!(
            "pairs {}\nwords {}\nsigns {}\nentries {}\n",
            pairs.len(),
            words.names.len(),
            signs.names.len(),
            cells.len()
        ),
        words: &words.names,
        word_facts: &facts(&tables.en_count, &tables.en_weight),
        signs: &characters,
        sign_facts: &facts(&tables.zh_count, &tables.zh_weight),
        cells: &cells,
        parameters: &lengths.parameters(),
    }))
}

fn english(token: Token<'_>) -> String {
    match token {
        Token::Word { stem, .. } => stem.to_string(),
        Token::Mark(c) => c.to_string(),
        Token::Han(_) => String::new(),
    }
}

/// Latin words in Chinese are matched by their letters and need no table.
fn chinese(token: Token<'_>) -> String {
    match token {
        Token::Han(c) | Token::Mark(c) => c.to_string(),
        Token::Word { .. } => String::new(),
    }
}

#[derive(Default)]
struct Vocabulary {
    counts: FxHashMap<String, u32>,
}

struct Frozen {
    names: Vec<String>,
    ids: FxHashMap<String, u32>,
}

impl Vocabulary {
    fn count(&mut self, name: &str) {
        if name.is_empty() {
            return;
        }
        match self.counts.get_mut(name) {
            Some(n) => *n += 1,
            None => {
                self.counts.insert(name.to_string(), 1);
            }
        }
    }

    /// The names with at least `min` occurrences, at most `most` of them, in byte order.
    fn frozen(self, min: u32, most: usize) -> Frozen {
        let mut by_count: Vec<(String, u32)> = self.counts.into_iter().filter(|(_, n)| *n >= min).collect();
        by_count.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        by_count.truncate(most);
        let mut names: Vec<String> = by_count.into_iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        let ids = names.iter().enumerate().map(|(i, name)| (name.clone(), i as u32)).collect();
        Frozen { names, ids }
    }
}

impl Frozen {
    fn id(&self, name: &str) -> Option<u32> {
        self.ids.get(name).copied()
    }
}

/// Keeps the entries that are worth most: how often an entry is expected to be the
/// explanation of a token, times what it then adds to the score.
fn pruned(tables: &em::Tables, most: usize) -> Vec<write::Cell> {
    /// Words that share the explaining in a sentence of middling length.
    const SHARED: f32 = 15.0;
    /// Least share of the background in the score's mixture (see `score`).
    const FLOOR: f32 = 0.3;
    let en_total: f64 = tables.en_count.iter().sum();
    let zh_total: f64 = tables.zh_count.iter().sum();
    let mut kept: Vec<(f32, write::Cell)> = Vec::new();
    for e in 0..tables.en_count.len() {
        for k in tables.row(e) {
            let z = tables.zh[k] as usize;
            let count = tables.count[k];
            // One chance meeting says little: a word seen n times gives its pairs n of n + 1.
            let seen = tables.en_count[e] as f32;
            let zh_given_en = tables.zh_given_en[k] * seen / (seen + 1.0);
            let en_given_zh = tables.en_given_zh[k];
            if count < 0.05 || zh_given_en < 3e-4 && en_given_zh < 3e-4 {
                continue;
            }
            let back_zh = (tables.zh_count[z] / zh_total) as f32;
            let back_en = (tables.en_count[e] / en_total) as f32;
            let gain = (1.0 + zh_given_en / (SHARED * FLOOR * back_zh)).ln()
                + (1.0 + en_given_zh / (SHARED * FLOOR * back_en)).ln();
            kept.push((count * gain, write::Cell { en: e as u32, zh: z as u16, zh_given_en, en_given_zh }));
        }
    }
    if kept.len() > most {
        kept.select_nth_unstable_by(most, |a, b| {
            b.0.total_cmp(&a.0).then((a.1.en, a.1.zh).cmp(&(b.1.en, b.1.zh)))
        });
        kept.truncate(most);
    }
    let mut cells: Vec<write::Cell> = kept.into_iter().map(|(_, cell)| cell).collect();
    cells.sort_unstable_by_key(|c| (c.en, c.zh));
    cells
}

/// How long translations are: weighted lengths of both sides and the spread around them.
#[derive(Default)]
struct Lengths {
    en: f64,
    zh: f64,
    pairs: Vec<(f32, f32)>,
}

impl Lengths {
    fn add(&mut self, en: &str, zh: &str) {
        let (e, z) = (crate::text::token::length(en), crate::text::token::length(zh));
        self.en += f64::from(e);
        self.zh += f64::from(z);
        self.pairs.push((e, z));
    }

    /// Ratio of Chinese to English length; mean square of the difference for each unit of length.
    fn parameters(&self) -> [f32; 2] {
        let ratio = self.zh / self.en;
        let mut spread = 0.0;
        for &(e, z) in &self.pairs {
            let expected = ratio * f64::from(e);
            spread += (f64::from(z) - expected).powi(2) / (expected + f64::from(z)).max(1.0);
        }
        [ratio as f32, (spread / self.pairs.len().max(1) as f64) as f32]
    }
}
