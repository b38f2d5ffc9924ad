//! What a model holds, from the pairs of the corpora: the translation tables above all.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::vocabulary::{Frozen, Vocabulary};
use super::write::{Cell, Content};
use super::{Settings, compounds, corpus, em, made};

use crate::lang::Lang;
use crate::model::WORD_IDS;
use crate::text::border::{self, CLASSES};
use crate::text::token::{Token, length, tokens};

/// Most characters and marks that a model can hold, and most compounds: an entry has 16 bits
/// for the id of either.
const MAX_SIGNS: usize = 1 << 13;
const MAX_COMPOUNDS: usize = (1 << 16) - MAX_SIGNS;

/// The content of a model, learnt from the corpora; without the rows that documents are made
/// of (see [`made`]) where `without_documents`.
///
/// # Errors
///
/// When a corpus cannot be read.
pub(super) fn content(
    paths: &[PathBuf],
    settings: &Settings,
    without_documents: bool,
    mut say: impl FnMut(&str),
) -> io::Result<Content> {
    let files = corpus::files(paths)?;
    let (words, signs, rows) = vocabularies(&files, settings)?;
    say(&format!("{} files, {} words, {} signs", files.len(), words.names.len(), signs.names.len()));
    let compounds = compounds::find(&files, &signs, settings.compounds.min(MAX_COMPOUNDS))?;
    say(&format!("{} compounds", compounds.len()));

    let mut lessons = Lessons::default();
    for (file, &rows) in files.iter().zip(&rows) {
        let left_out = if without_documents { made::stretches(rows) } else { Vec::new() };
        lessons.read(file, &left_out, [&words, &signs], &compounds, settings.max_tokens)?;
    }
    let Lessons { pairs, compound_pairs, shares, lengths, borders } = lessons;
    say(&format!("{} pairs", pairs.len()));
    let tables = em::learn(&pairs, words.names.len(), signs.names.len(), settings.rounds);
    say(&format!("{} word pairs seen together", tables.zh.len()));
    drop(pairs);
    let compound_tables = em::learn(&compound_pairs, words.names.len(), compounds.len(), settings.rounds);
    say(&format!("{} words and compounds seen together", compound_tables.zh.len()));
    drop(compound_pairs);

    /// Least expected count of an entry that is kept, for single tokens and for compounds.
    const LEAST: [f32; 2] = [0.05, 0.2];
    let first = signs.names.len();
    let mut cells = pruned(&tables, settings.entries, LEAST[0], 0, shares.signs());
    cells.extend(pruned(&compound_tables, settings.entries, LEAST[1], first, shares.compounds()));
    cells.sort_unstable_by_key(|c| (c.en, c.zh));
    say(&format!("{} entries kept", cells.len()));
    let sign_facts = [
        facts(&tables.zh_count, &tables.zh_weight, shares.signs()),
        facts(&compound_tables.zh_count, &compound_tables.zh_weight, shares.compounds()),
    ]
    .concat();
    let characters: Vec<char> = signs.names.iter().filter_map(|s| s.chars().next()).collect();
    Ok(Content {
        info: format!(
            "pairs {}\nwords {}\nsigns {}\ncompounds {}\nentries {}\n",
            lengths.iter().map(|of_corpus| of_corpus.pairs.len()).sum::<usize>(),
            words.names.len(),
            signs.names.len(),
            compounds.len(),
            cells.len()
        ),
        word_facts: facts(&tables.en_count, &tables.en_weight, 1.0),
        words: words.names,
        signs: characters,
        compounds,
        sign_facts,
        cells,
        parameters: [parameters(&lengths).to_vec(), borders.parameters()].concat(),
    })
}

/// The words and the signs that the corpora have often enough, and how many rows each file has.
fn vocabularies(files: &[PathBuf], settings: &Settings) -> io::Result<(Frozen, Frozen, Vec<usize>)> {
    let mut words = Vocabulary::default();
    let mut signs = Vocabulary::default();
    let mut rows = vec![0; files.len()];
    for (file, rows) in files.iter().zip(&mut rows) {
        corpus::read(file, |en, zh| {
            *rows += 1;
            tokens(en, |t| words.count(&english(t)));
            tokens(zh, |t| signs.count(&chinese(t)));
        })?;
    }
    // The frequent words side by side: what a text needs of the model is then in few places of memory.
    let words = Frozen::of(words.frequent(settings.min_count, WORD_IDS as usize));
    let mut signs = signs.frequent(2, MAX_SIGNS);
    signs.sort_unstable();
    Ok((words, Frozen::of(signs), rows))
}

/// What the corpora hold for the tables and the other numbers of a model.
#[derive(Default)]
struct Lessons {
    pairs: em::Pairs,
    compound_pairs: em::Pairs,
    shares: compounds::Shares,
    /// Of each corpus.
    lengths: Vec<Lengths>,
    borders: Borders,
}

impl Lessons {
    /// Adds the rows of a corpus that are neither `left_out` nor longer than `max_tokens`.
    fn read(
        &mut self,
        file: &Path,
        left_out: &[Range<usize>],
        [words, signs]: [&Frozen; 2],
        compounds: &[u32],
        max_tokens: usize,
    ) -> io::Result<()> {
        let mut row = 0;
        let mut lengths = Lengths::default();
        corpus::read(file, |en, zh| {
            row += 1;
            if left_out.iter().any(|stretch| stretch.contains(&(row - 1))) {
                return;
            }
            let (mut e, mut z) = (Vec::new(), Vec::new());
            tokens(en, |t| e.extend(words.id(&english(t))));
            tokens(zh, |t| z.extend(signs.id(&chinese(t))));
            if e.is_empty() || z.is_empty() || e.len() > max_tokens || z.len() > 2 * max_tokens {
                return;
            }
            lengths.add(en, zh);
            self.borders.add(en, zh);
            let (e, z) = (items(&e), items(&z));
            self.pairs.push(&e, &z);
            let c = compounds::items(zh, signs, compounds, &mut self.shares);
            if !c.is_empty() {
                self.compound_pairs.push(&e, &c);
            }
        })?;
        self.lengths.push(lengths);
        Ok(())
    }
}

/// Share of each token among all, times `share`, and its weight.
fn facts(counts: &[f64], weights: &[f32], share: f32) -> Vec<(f32, f32)> {
    let total: f64 = counts.iter().sum();
    counts.iter().zip(weights).map(|(c, w)| (share * (c / total) as f32, *w)).collect()
}

fn items(ids: &[u32]) -> Vec<em::Item> {
    ids.iter().enumerate().map(|(i, &id)| em::Item::new(id, i, ids.len())).collect()
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

/// Keeps the entries that are worth most: how often an entry is expected to be the
/// explanation of a token, times what it then adds to the score.
///
/// The Chinese ids of the table begin at `first` in the model, and its tokens have `share` of
/// the weight of all.
fn pruned(tables: &em::Tables, most: usize, least: f32, first: usize, share: f32) -> Vec<Cell> {
    /// Words that share the explaining in a sentence of middling length.
    const SHARED: f32 = 15.0;
    /// Least share of the background in the score's mixture (see `score`).
    const FLOOR: f32 = 0.3;
    /// A little less than chance, for what is rounded when it is written.
    const CHANCE: f32 = 0.9;
    let en_total: f64 = tables.en_count.iter().sum();
    let zh_total: f64 = tables.zh_count.iter().sum();
    let mut kept: Vec<(f32, Cell)> = Vec::new();
    for e in 0..tables.en_count.len() {
        for k in tables.row(e) {
            let z = tables.zh[k] as usize;
            let count = tables.count[k];
            // One chance meeting says little: a word seen n times gives its pairs n of n + 1.
            let seen = tables.en_count[e] as f32;
            let zh_given_en = tables.zh_given_en[k] * seen / (seen + 1.0);
            let en_given_zh = tables.en_given_zh[k];
            if count < least || zh_given_en < 3e-4 && en_given_zh < 3e-4 {
                continue;
            }
            let back_zh = (tables.zh_count[z] / zh_total) as f32;
            let back_en = (tables.en_count[e] / en_total) as f32;
            // What neither makes likelier than it is anyway is passed over by the reader too.
            if zh_given_en < CHANCE * back_zh && en_given_zh < CHANCE * back_en {
                continue;
            }
            let gain = (1.0 + zh_given_en / (SHARED * FLOOR * back_zh)).ln()
                + (1.0 + en_given_zh / (SHARED * FLOOR * back_en)).ln();
            let cell =
                Cell { en: e as u32, zh: (first + z) as u16, zh_given_en: share * zh_given_en, en_given_zh };
            kept.push((count * gain, cell));
        }
    }
    if kept.len() > most {
        kept.select_nth_unstable_by(most, |a, b| {
            b.0.total_cmp(&a.0).then((a.1.en, a.1.zh).cmp(&(b.1.en, b.1.zh)))
        });
        kept.truncate(most);
    }
    let mut cells: Vec<Cell> = kept.into_iter().map(|(_, cell)| cell).collect();
    cells.sort_unstable_by_key(|c| (c.en, c.zh));
    cells
}

/// How long the translations of a corpus are: weighted lengths of both sides.
#[derive(Default)]
struct Lengths {
    en: f64,
    zh: f64,
    pairs: Vec<(f32, f32)>,
}

impl Lengths {
    fn add(&mut self, en: &str, zh: &str) {
        let (e, z) = (length(en, Lang::En), length(zh, Lang::Zh));
        self.en += f64::from(e);
        self.zh += f64::from(z);
        self.pairs.push((e, z));
    }

    /// Ratio of Chinese to English length; mean square of the difference for each unit of length.
    fn parameters(&self) -> [f64; 2] {
        let ratio = self.zh / self.en;
        let square = |&(e, z): &(f32, f32)| {
            let expected = ratio * f64::from(e);
            (f64::from(z) - expected).powi(2) / (expected + f64::from(z)).max(1.0)
        };
        [ratio, self.pairs.iter().map(square).sum::<f64>() / self.pairs.len() as f64]
    }
}

/// The same for texts as they are usual. Each corpus says as much as any other, whatever its size: laws
/// have a ratio of their own, and captions hardly any spread.
fn parameters(corpora: &[Lengths]) -> [f32; 2] {
    /// How much wider translations of running text are spread than the rows of a corpus.
    const FREER: f64 = 2.0;
    let all: Vec<[f64; 2]> =
        corpora.iter().filter(|corpus| !corpus.pairs.is_empty()).map(Lengths::parameters).collect();
    let mean = |k: usize| all.iter().map(|of_corpus| of_corpus[k]).sum::<f64>() / all.len().max(1) as f64;
    [mean(0) as f32, (FREER * mean(1)) as f32]
}

/// How beginnings and ends of translations go together.
struct Borders {
    starts: [[f64; CLASSES]; CLASSES],
    ends: [[f64; CLASSES]; CLASSES],
}

impl Default for Borders {
    fn default() -> Borders {
        Borders { starts: [[0.0; CLASSES]; CLASSES], ends: [[0.0; CLASSES]; CLASSES] }
    }
}

impl Borders {
    fn add(&mut self, en: &str, zh: &str) {
        self.starts[border::start(en)][border::start(zh)] += 1.0;
        self.ends[border::end(en)][border::end(zh)] += 1.0;
    }

    /// ln p(en, zh) / p(en) p(zh) for the beginnings, then for the ends, row by row.
    fn parameters(&self) -> Vec<f32> {
        /// Pairs as independence would make them, for classes that are seldom seen.
        const PRIOR: f64 = 20.0;
        let mut out = Vec::new();
        for table in [&self.starts, &self.ends] {
            let total: f64 = table.iter().flatten().sum::<f64>().max(1.0);
            let rows: Vec<f64> = table.iter().map(|r| (r.iter().sum::<f64>() + 1.0) / total).collect();
            let columns: Vec<f64> =
                (0..CLASSES).map(|c| (table.iter().map(|r| r[c]).sum::<f64>() + 1.0) / total).collect();
            for (row, p) in table.iter().zip(&rows) {
                for (count, q) in row.iter().zip(&columns) {
                    let expected = p * q * total;
                    out.push(((count + PRIOR) / (expected + PRIOR)).ln() as f32);
                }
            }
        }
        out
    }
}
