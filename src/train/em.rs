//! Word translation probabilities in both directions: IBM Model 1 (Brown et al. 1993) with a
//! weight for each word, so that a word that usually has no counterpart ("the", 的) takes
//! little of the probability, and a word that makes several characters takes more. Of two
//! tokens that may have made a third, the one at the like place of its sentence is likelier.
//!
//! Rows are worked on one English word at a time: the row lies in a dense scratch table and
//! the sentences of the word pass by. Shards are fixed and sums run in a fixed order, so the
//! result does not depend on the number of threads.

use rayon::prelude::*;

/// Sentences are dealt to this many shards; part of the result's definition, not of the machine.
const SHARDS: usize = 8;

/// Steps in which the place of a token in its sentence is told.
const PLACES: usize = 32;

/// A token of a sentence: its id, and where in the sentence it stands, 0..[`PLACES`].
#[derive(Clone, Copy)]
pub struct Item(u32);

impl Item {
    /// The token that is number `i` of `len`.
    pub fn new(id: u32, i: usize, len: usize) -> Item {
        Item(id << 8 | ((2 * i + 1) * PLACES / (2 * len)) as u32)
    }

    fn id(self) -> usize {
        (self.0 >> 8) as usize
    }

    fn place(self) -> usize {
        (self.0 & 0xFF) as usize
    }
}

/// Sentence pairs as ids, in their order.
#[derive(Default)]
pub struct Sentences {
    en: Csr,
    zh: Csr,
}

#[derive(Default)]
struct Csr {
    starts: Vec<u32>,
    items: Vec<Item>,
}

impl Csr {
    fn push(&mut self, items: &[Item]) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.items.extend_from_slice(items);
        self.starts.push(self.items.len() as u32);
    }

    fn range(&self, i: usize) -> std::ops::Range<usize> {
        self.starts[i] as usize..self.starts[i + 1] as usize
    }

    fn row(&self, i: usize) -> &[Item] {
        &self.items[self.range(i)]
    }
}

/// The pairs to learn from, dealt to shards.
pub struct Pairs {
    shards: Vec<Sentences>,
    len: usize,
}

impl Default for Pairs {
    /// No pairs yet.
    fn default() -> Pairs {
        Pairs { shards: (0..SHARDS).map(|_| Sentences::default()).collect(), len: 0 }
    }
}

impl Pairs {
    /// Adds one pair.
    pub fn push(&mut self, en: &[Item], zh: &[Item]) {
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

/// Postings of one shard: for each English word its sentences, with the place in each.
struct Postings {
    starts: Vec<u32>,
    items: Vec<(u32, u8)>,
}

impl Postings {
    fn of(shard: &Sentences, words: usize) -> Postings {
        let mut starts = vec![0u32; words + 1];
        for item in &shard.en.items {
            starts[item.id() + 1] += 1;
        }
        for i in 0..words {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![(0, 0); shard.en.items.len()];
        for s in 0..shard.en.starts.len().saturating_sub(1) {
            for item in shard.en.row(s) {
                items[next[item.id()] as usize] = (s as u32, item.place() as u8);
                next[item.id()] += 1;
            }
        }
        Postings { starts, items }
    }

    fn row(&self, e: usize) -> &[(u32, u8)] {
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
        shard.en.items.iter().for_each(|item| en_count[item.id()] += 1.0);
        shard.zh.items.iter().for_each(|item| zh_count[item.id()] += 1.0);
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
    let near = near();
    for round in 0..rounds {
        let last = round + 1 == rounds;
        (null_en, null_zh) = step(pairs, &postings, &mut t, &near, [null_en, null_zh], last);
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
                        for item in shard.zh.row(s as usize) {
                            if !std::mem::replace(&mut seen[item.id()], true) {
                                row.push(item.id() as u16);
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

/// What a round works with: the tables of the round before and what follows from them.
struct Round<'a> {
    pairs: &'a Pairs,
    postings: &'a [Postings],
    near: &'a [[f32; PLACES]],
    table: &'a Tables,
    /// Shares of the words and signs among all of their side.
    en_back: Vec<f32>,
    zh_back: Vec<f32>,
    null_en: f32,
    null_zh: f32,
}

/// Expected counts of one English word: of its entries in either direction, and of the null word.
struct Row {
    zh_given_en: Vec<f32>,
    en_given_zh: Vec<f32>,
    null: f64,
}

/// Room for one English word at a time, by Chinese id.
struct Dense {
    /// How likely the word makes each token, and each token the word.
    makes: Vec<f32>,
    made_by: Vec<f32>,
    zh_given_en: Vec<f32>,
    en_given_zh: Vec<f32>,
    /// Of the sentence at hand.
    sentence: Vec<f32>,
}

impl Dense {
    fn new(signs: usize) -> Dense {
        let zeros = || vec![0.0; signs];
        Dense {
            makes: zeros(),
            made_by: zeros(),
            zh_given_en: zeros(),
            en_given_zh: zeros(),
            sentence: Vec::new(),
        }
    }
}

/// One round; gives back the weights of the two null words.
fn step(
    pairs: &Pairs,
    postings: &[Postings],
    t: &mut Tables,
    near: &[[f32; PLACES]],
    [null_en, null_zh]: [f32; 2],
    last: bool,
) -> (f32, f32) {
    let round = Round {
        pairs,
        postings,
        near,
        table: t,
        en_back: shares(&t.en_count),
        zh_back: shares(&t.zh_count),
        null_en,
        null_zh,
    };
    let likely = round.likely();
    let null_en = round.null_en(&likely);
    let rows = round.rows(&likely);
    (null_en, t.update(rows, pairs.len, last))
}

fn shares(counts: &[f64]) -> Vec<f32> {
    let total: f64 = counts.iter().sum();
    counts.iter().map(|c| (c / total) as f32).collect()
}

impl Round<'_> {
    /// How likely each Chinese token of each sentence is, over all words that may have made it;
    /// shard by shard.
    fn likely(&self) -> Vec<Vec<f32>> {
        let shards = self.pairs.shards.par_iter().zip(self.postings);
        shards.map(|(shard, posting)| self.likely_in(shard, posting)).collect()
    }

    fn likely_in(&self, shard: &Sentences, posting: &Postings) -> Vec<f32> {
        let table = self.table;
        let mut likely: Vec<f32> =
            shard.zh.items.iter().map(|z| self.null_en * self.zh_back[z.id()]).collect();
        let mut dense = vec![0.0f32; self.zh_back.len()];
        for (e, &weight) in table.en_weight.iter().enumerate() {
            let sentences = posting.row(e);
            if sentences.is_empty() {
                continue;
            }
            let row = table.row(e);
            for k in row.clone() {
                dense[table.zh[k] as usize] = weight * table.zh_given_en[k];
            }
            for &(s, place) in sentences {
                let near = &self.near[place as usize];
                let range = shard.zh.range(s as usize);
                for (sum, z) in likely[range.clone()].iter_mut().zip(&shard.zh.items[range]) {
                    *sum += near[z.place()] * dense[z.id()];
                }
            }
            // The sentences of the next word never read anything but their own row, so
            // only this row has to be wiped.
            for k in row {
                dense[table.zh[k] as usize] = 0.0;
            }
        }
        likely
    }

    /// The weight of the English null word for the next round: how many tokens of a pair it makes.
    fn null_en(&self, likely: &[Vec<f32>]) -> f32 {
        let shards = self.pairs.shards.par_iter().zip(likely);
        let nulls: Vec<f64> = shards
            .map(|(shard, likely)| {
                let each = shard.zh.items.iter().zip(likely);
                each.map(|(z, l)| f64::from(self.null_en * self.zh_back[z.id()] / l)).sum()
            })
            .collect();
        (nulls.iter().sum::<f64>() / self.pairs.len as f64) as f32
    }

    /// The expected counts of all English words, in their order.
    fn rows(&self, likely: &[Vec<f32>]) -> Vec<Row> {
        (0..self.en_back.len())
            .into_par_iter()
            .with_min_len(512)
            .map_init(|| Dense::new(self.zh_back.len()), |dense, e| self.row(e, likely, dense))
            .collect()
    }

    fn row(&self, e: usize, likely: &[Vec<f32>], dense: &mut Dense) -> Row {
        let Dense { makes, made_by, zh_given_en, en_given_zh, sentence } = dense;
        let table = self.table;
        for k in table.row(e) {
            let z = table.zh[k] as usize;
            makes[z] = table.en_weight[e] * table.zh_given_en[k];
            made_by[z] = table.zh_weight[z] * table.en_given_zh[k];
            zh_given_en[z] = 0.0;
            en_given_zh[z] = 0.0;
        }
        let from_null = self.null_zh * self.en_back[e];
        let mut null = 0.0f64;
        for ((shard, posting), likely) in self.pairs.shards.iter().zip(self.postings).zip(likely) {
            for &(s, place) in posting.row(e) {
                let place = place as usize;
                let range = shard.zh.range(s as usize);
                let items = &shard.zh.items[range.clone()];
                let mut sum = from_null;
                sentence.clear();
                for z in items {
                    let x = made_by[z.id()] * self.near[z.place()][place];
                    sum += x;
                    sentence.push(x);
                }
                null += f64::from(from_null / sum);
                let share = 1.0 / sum;
                for ((z, x), l) in items.iter().zip(&*sentence).zip(&likely[range]) {
                    zh_given_en[z.id()] += makes[z.id()] * self.near[place][z.place()] / l;
                    en_given_zh[z.id()] += x * share;
                }
            }
        }
        let entries = |counts: &[f32]| table.row(e).map(|k| counts[table.zh[k] as usize]).collect();
        Row { zh_given_en: entries(zh_given_en), en_given_zh: entries(en_given_zh), null }
    }
}

impl Tables {
    /// Takes over the expected counts of a round of `pairs` pairs; those of the last are kept, too.
    /// Gives back the weight of the Chinese null word.
    fn update(&mut self, rows: Vec<Row>, pairs: usize, last: bool) -> f32 {
        let mut columns = vec![0.0f64; self.zh_count.len()];
        let mut null = 0.0;
        for (e, row) in rows.iter().enumerate() {
            for (k, c) in self.row(e).zip(&row.en_given_zh) {
                columns[self.zh[k] as usize] += f64::from(*c);
            }
            null += row.null;
        }
        if last {
            self.count = vec![0.0; self.zh.len()];
        }
        for (e, row) in rows.into_iter().enumerate() {
            let sum: f64 = row.zh_given_en.iter().map(|c| f64::from(*c)).sum();
            for (k, (c1, c2)) in self.row(e).zip(row.zh_given_en.iter().zip(&row.en_given_zh)) {
                self.zh_given_en[k] = (believed(*c1) / sum.max(1e-30)) as f32;
                self.en_given_zh[k] = (believed(*c2) / columns[self.zh[k] as usize].max(1e-30)) as f32;
                if last {
                    self.count[k] = (c1 * c2).max(0.0).sqrt();
                }
            }
            self.en_weight[e] = (sum / self.en_count[e].max(1.0)) as f32;
        }
        for (weight, (made, count)) in self.zh_weight.iter_mut().zip(columns.iter().zip(&self.zh_count)) {
            *weight = (made / count.max(1.0)) as f32;
        }
        (null / pairs as f64) as f32
    }
}

/// How much more likely a token makes one at each place of the other sentence than one
/// anywhere, by the place of the maker, then of the made: translations keep the order of
/// words roughly (Dyer et al. 2013).
fn near() -> Vec<[f32; PLACES]> {
    /// How fast it falls over the length of a sentence.
    const FALL: f32 = 5.0;
    /// Share of the tokens that may stand anywhere.
    const ANYWHERE: f32 = 0.1;
    let kernel = |a: usize, b: usize| (-FALL * a.abs_diff(b) as f32 / PLACES as f32).exp();
    (0..PLACES)
        .map(|a| {
            let mean = (0..PLACES).map(|b| kernel(a, b)).sum::<f32>() / PLACES as f32;
            std::array::from_fn(|b| ANYWHERE + (1.0 - ANYWHERE) * kernel(a, b) / mean)
        })
        .collect()
}

/// What an expected count is worth: the mean-field value under a sparse Dirichlet prior
/// (Riley and Gildea 2012). Large counts lose half a meeting, those under one nearly all, so
/// that a rare word cannot soak up whatever its few sentences hold.
fn believed(count: f32) -> f64 {
    /// The prior; small, so that rows become sparse.
    const ALPHA: f64 = 0.02;
    digamma(f64::from(count) + ALPHA).exp()
}

/// The digamma function for positive numbers.
fn digamma(mut x: f64) -> f64 {
    let mut out = 0.0;
    while x < 6.0 {
        out -= 1.0 / x;
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    out + x.ln() - 0.5 / x - y * (1.0 / 12.0 - y * (1.0 / 120.0 - y / 252.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digamma_is_the_slope_of_ln_gamma() {
        // ψ(1) = -γ, ψ(1/2) = -γ - 2 ln 2, ψ(x + 1) = ψ(x) + 1/x.
        let gamma = 0.577_215_664_901_532_9;
        assert!((digamma(1.0) + gamma).abs() < 1e-8);
        assert!((digamma(0.5) + gamma + 2.0 * 2f64.ln()).abs() < 1e-8);
        assert!((digamma(7.3) - digamma(6.3) - 1.0 / 6.3).abs() < 1e-8);
    }

    #[test]
    fn what_always_meets_is_learnt() {
        let mut pairs = Pairs::default();
        let items = |ids: &[u32]| -> Vec<Item> {
            ids.iter().enumerate().map(|(i, &id)| Item::new(id, i, ids.len())).collect()
        };
        for k in 0..60 {
            let (a, b) = (k % 3, (k / 3) % 3);
            pairs.push(&items(&[a, b]), &items(&[a, b]));
        }
        let t = learn(&pairs, 3, 3, 5);
        for e in 0..3 {
            let best = t.row(e).max_by(|&a, &b| t.zh_given_en[a].total_cmp(&t.zh_given_en[b])).unwrap();
            assert_eq!(t.zh[best] as usize, e);
            assert!(t.zh_given_en[best] > 0.8, "{}", t.zh_given_en[best]);
        }
    }
}
