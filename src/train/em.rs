//! Word translation probabilities in both directions: IBM Model 1 (Brown et al. 1993) with a
//! weight for each word, so that a word that usually has no counterpart ("the", 的) takes
//! little of the probability, and a word that makes several characters takes more.
//!
//! Rows are worked on one English word at a time: the row lies in a dense scratch table and
//! the sentences of the word pass by. Shards are fixed and sums run in a fixed order, so the
//! result does not depend on the number of threads.

use rayon::prelude::*;

/// Sentences are dealt to this many shards; part of the result's definition, not of the machine.
const SHARDS: usize = 8;

/// One sentence pair as ids, each id once with its count.
#[derive(Default)]
pub struct Sentences {
    en: Csr,
    zh: Csr,
}

#[derive(Default)]
struct Csr {
    starts: Vec<u32>,
    items: Vec<(u32, f32)>,
}

impl Csr {
    fn push(&mut self, ids: &[u32]) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let mut sorted = ids.to_vec();
        sorted.sort_unstable();
        for group in sorted.chunk_by(|a, b| a == b) {
            self.items.push((group[0], group.len() as f32));
        }
        self.starts.push(self.items.len() as u32);
    }

    fn range(&self, i: usize) -> std::ops::Range<usize> {
        self.starts[i] as usize..self.starts[i + 1] as usize
    }

    fn row(&self, i: usize) -> &[(u32, f32)] {
        &self.items[self.range(i)]
    }
}

/// The pairs to learn from, dealt to shards.
pub struct Pairs {
    shards: Vec<Sentences>,
    len: usize,
}

impl Pairs {
    /// No pairs yet.
    pub fn new() -> Pairs {
        Pairs { shards: (0..SHARDS).map(|_| Sentences::default()).collect(), len: 0 }
    }

    /// Adds one pair as token ids.
    pub fn push(&mut self, en: &[u32], zh: &[u32]) {
        let shard = &mut self.shards[self.len % SHARDS];
        shard.en.push(en);
        shard.zh.push(zh);
        self.len += 1;
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.len
    }
}

/// Postings of one shard: for each English word its sentences, with the count in each.
struct Postings {
    starts: Vec<u32>,
    items: Vec<(u32, f32)>,
}

impl Postings {
    fn of(shard: &Sentences, words: usize) -> Postings {
        let mut starts = vec![0u32; words + 1];
        for &(e, _) in &shard.en.items {
            starts[e as usize + 1] += 1;
        }
        for i in 0..words {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![(0, 0.0); shard.en.items.len()];
        for s in 0..shard.en.starts.len().saturating_sub(1) {
            for &(e, n) in shard.en.row(s) {
                items[next[e as usize] as usize] = (s as u32, n);
                next[e as usize] += 1;
            }
        }
        Postings { starts, items }
    }

    fn row(&self, e: usize) -> &[(u32, f32)] {
        &self.items[self.starts[e] as usize..self.starts[e + 1] as usize]
    }
}

/// What was learnt: one row for each English word.
pub struct Tables {
    /// Row borders: row `e` is `starts[e]..starts[e + 1]`.
    pub starts: Vec<u64>,
    /// Chinese ids, rising in each row.
    pub zh: Vec<u16>,
    /// p(zh | en).
    pub zh_given_en: Vec<f32>,
    /// p(en | zh).
    pub en_given_zh: Vec<f32>,
    /// Expected number of times that the two stand for each other, mean of both directions.
    pub count: Vec<f32>,
    /// How many Chinese tokens an English word makes on average.
    pub en_weight: Vec<f32>,
    /// How many English words a Chinese token makes on average.
    pub zh_weight: Vec<f32>,
    /// Occurrences of each English word.
    pub en_count: Vec<f64>,
    /// Occurrences of each Chinese token.
    pub zh_count: Vec<f64>,
}

impl Tables {
    /// The entries of row `e`.
    pub fn row(&self, e: usize) -> std::ops::Range<usize> {
        self.starts[e] as usize..self.starts[e + 1] as usize
    }
}

/// Learns both tables in `rounds` rounds of EM from pairs over `words` English and `signs`
/// Chinese ids.
pub fn learn(pairs: &Pairs, words: usize, signs: usize, rounds: usize) -> Tables {
    let postings: Vec<Postings> = pairs.shards.par_iter().map(|s| Postings::of(s, words)).collect();
    let (starts, zh) = cooccurrences(pairs, &postings, words, signs);
    let mut en_count = vec![0.0; words];
    let mut zh_count = vec![0.0; signs];
    for shard in &pairs.shards {
        shard.en.items.iter().for_each(|&(e, n)| en_count[e as usize] += f64::from(n));
        shard.zh.items.iter().for_each(|&(z, n)| zh_count[z as usize] += f64::from(n));
    }
    let cells = zh.len();
    let mut t = Tables {
        starts,
        zh,
        zh_given_en: vec![1.0 / signs as f32; cells],
        en_given_zh: vec![1.0 / words as f32; cells],
        count: Vec::new(),
        en_weight: vec![1.0; words],
        zh_weight: vec![1.0; signs],
        en_count,
        zh_count,
    };
    // The null word of either side speaks as the background does.
    let mut null_en = 1.0f32;
    let mut null_zh = 1.0f32;
    for round in 0..rounds {
        let last = round + 1 == rounds;
        (null_en, null_zh) = step(pairs, &postings, &mut t, null_en, null_zh, last);
    }
    t
}

fn cooccurrences(pairs: &Pairs, postings: &[Postings], words: usize, signs: usize) -> (Vec<u64>, Vec<u16>) {
    let rows: Vec<Vec<u16>> = (0..words)
        .into_par_iter()
        .map_init(
            || vec![false; signs],
            |seen, e| {
                let mut row = Vec::new();
                for (shard, posting) in pairs.shards.iter().zip(postings) {
                    for &(s, _) in posting.row(e) {
                        for &(z, _) in shard.zh.row(s as usize) {
                            if !std::mem::replace(&mut seen[z as usize], true) {
                                row.push(z as u16);
                            }
                        }
                    }
                }
                row.iter().for_each(|&z| seen[z as usize] = false);
                row.sort_unstable();
                row
            },
        )
        .collect();
    let mut starts = vec![0u64];
    let mut zh = Vec::with_capacity(rows.iter().map(Vec::len).sum());
    for row in rows {
        zh.extend_from_slice(&row);
        starts.push(zh.len() as u64);
    }
    (starts, zh)
}

/// One round; gives back the weights of the two null words.
fn step(
    pairs: &Pairs,
    postings: &[Postings],
    t: &mut Tables,
    null_en: f32,
    null_zh: f32,
    last: bool,
) -> (f32, f32) {
    let words = t.en_count.len();
    let signs = t.zh_count.len();
    let en_total: f64 = t.en_count.iter().sum();
    let zh_total: f64 = t.zh_count.iter().sum();
    let en_back: Vec<f32> = t.en_count.iter().map(|c| (c / en_total) as f32).collect();
    let zh_back: Vec<f32> = t.zh_count.iter().map(|c| (c / zh_total) as f32).collect();

    // How likely each Chinese token of each sentence is, over all words that may have made it.
    let table = &*t;
    let likely: Vec<Vec<f32>> = pairs
        .shards
        .par_iter()
        .zip(postings)
        .map(|(shard, posting)| {
            let mut likely: Vec<f32> =
                shard.zh.items.iter().map(|&(z, _)| null_en * zh_back[z as usize]).collect();
            let mut dense = vec![0.0f32; signs];
            for e in 0..words {
                let sentences = posting.row(e);
                if sentences.is_empty() {
                    continue;
                }
                let row = table.row(e);
                let weight = table.en_weight[e];
                for k in row.clone() {
                    dense[table.zh[k] as usize] = weight * table.zh_given_en[k];
                }
                for &(s, n) in sentences {
                    for k in shard.zh.range(s as usize) {
                        likely[k] += n * dense[shard.zh.items[k].0 as usize];
                    }
                }

                // anything but their own row, so only this row has to be wiped.
                for k in row {
                    dense[table.zh[k] as usize] = 0.0;
                }
            }
            likely
        })
        .collect();

    let nulls: Vec<f64> = pairs
        .shards
        .par_iter()
        .zip(&likely)
        .map(|(shard, likely)| {
            let each = shard.zh.items.iter().zip(likely);
            each.map(|(&(z, n), l)| f64::from(n * null_en * zh_back[z as usize] / l)).sum()
        })
        .collect();
    let null_en_next = (nulls.iter().sum::<f64>() / pairs.len as f64) as f32;

    struct Row {
        c1: Vec<f32>,
        c2: Vec<f32>,
        null: f64,
    }
    const BLOCK: usize = 512;
    let blocks: Vec<Vec<Row>> = (0..words.div_ceil(BLOCK))
        .into_par_iter()
        .map_init(
            || (vec![0.0f32; signs], vec![0.0f32; signs], vec![0.0f32; signs], vec![0.0f32; signs]),
            |(t1, t2, c1, c2), block| {
                let mut out = Vec::new();
                let own = block * BLOCK..words.min((block + 1) * BLOCK);
                for (e, &back) in own.clone().zip(&en_back[own]) {
                    let row = table.row(e);
                    for k in row.clone() {
                        let z = table.zh[k] as usize;
                        t1[z] = table.en_weight[e] * table.zh_given_en[k];
                        t2[z] = table.zh_weight[z] * table.en_given_zh[k];
                        c1[z] = 0.0;
                        c2[z] = 0.0;
                    }
                    let mut null = 0.0f64;
                    for ((shard, posting), likely) in pairs.shards.iter().zip(postings).zip(&likely) {
                        for &(s, n) in posting.row(e) {
                            let range = shard.zh.range(s as usize);
                            let mut sum = null_zh * back;
                            for k in range.clone() {
                                let (z, m) = shard.zh.items[k];
                                sum += m * t2[z as usize];
                                c1[z as usize] += m * n * t1[z as usize] / likely[k];
                            }
                            null += f64::from(n * null_zh * back / sum);
                            let share = n / sum;
                            for k in range {
                                let (z, m) = shard.zh.items[k];
                                c2[z as usize] += share * m * t2[z as usize];
                            }
                        }
                    }
                    out.push(Row {
                        c1: row.clone().map(|k| c1[table.zh[k] as usize]).collect(),
                        c2: row.map(|k| c2[table.zh[k] as usize]).collect(),
                        null,
                    });
                }
                out
            },
        )
        .collect();

    let mut columns = vec![0.0f64; signs];
    let mut null_sum = 0.0;
    for (e, row) in blocks.iter().flatten().enumerate() {
        for (k, c) in t.row(e).zip(&row.c2) {
            columns[t.zh[k] as usize] += f64::from(*c);
        }
        null_sum += row.null;
    }
    if last {
        t.count = vec![0.0; t.zh.len()];
    }
    for (e, row) in blocks.into_iter().flatten().enumerate() {
        let sum: f64 = row.c1.iter().map(|c| f64::from(*c)).sum();
        for (k, (c1, c2)) in t.row(e).zip(row.c1.iter().zip(&row.c2)) {
            t.zh_given_en[k] = (f64::from(*c1) / sum.max(1e-30)) as f32;
            t.en_given_zh[k] = (f64::from(*c2) / columns[t.zh[k] as usize].max(1e-30)) as f32;
            if last {
                t.count[k] = (c1 * c2).max(0.0).sqrt();
            }
        }
        t.en_weight[e] = (sum / t.en_count[e].max(1.0)) as f32;
    }
    for (weight, (made, count)) in t.zh_weight.iter_mut().zip(columns.iter().zip(&t.zh_count)) {
        *weight = (made / count.max(1.0)) as f32;
    }
    (null_en_next, (null_sum / pairs.len as f64) as f32)
}
