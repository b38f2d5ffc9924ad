//! Documents made from corpora whose rows stand in order: joined, split, dropped and moved
//! about as translators do, so that beads of all types occur and their truth is known; and with words
//! replaced, as those who translate freely say something else.

use std::io;
use std::path::PathBuf;

use super::corpus;
use super::documents::Document;
use crate::lang::Lang;
use crate::sentence::sentences;

/// Rows of a document.
pub(super) const ROWS: usize = 150;
/// Documents of a corpus at most, and of so many stretches of [`ROWS`] rows one at most.
const MOST: usize = 14;
const EVERY: usize = 4;

/// The share of the English words that is replaced, at most.
const FREE: f64 = 0.6;

/// Where the rows of documents are in a corpus of so many rows.
pub(super) fn stretches(rows: usize) -> Vec<std::ops::Range<usize>> {
    let all = rows / ROWS;
    let count = all.div_ceil(EVERY).min(MOST).min(all);
    (0..count).map(|k| (2 * k + 1) * all / (2 * count) * ROWS).map(|start| start..start + ROWS).collect()
}

/// The documents of the corpora.
///
/// # Errors
///
/// When a corpus cannot be read.
pub fn documents(paths: &[PathBuf]) -> io::Result<Vec<Document>> {
    let mut out = Vec::new();
    for file in corpus::files(paths)? {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let mut rows = Vec::new();
        corpus::read(&file, |en, zh| rows.push((en.to_owned(), zh.to_owned())))?;
        for stretch in stretches(rows.len()) {
            if !is_prose(&rows[stretch.clone()]) {
                continue;
            }
            out.push(document(&format!("{name}:{}", stretch.start), &rows[stretch]));
        }
    }
    Ok(out)
}

/// Whether these rows are running text: four fifths of them end like sentences on both sides.
/// Names, titles and cells of tables say little of how people translate.
fn is_prose(rows: &[(String, String)]) -> bool {
    let ends = |text: &str| {
        text.trim_end_matches(['"', '”', '’', '\'', ')', '」', '』', '）', ' '])
            .ends_with(['.', '?', '!', '…', '。', '？', '！'])
    };
    5 * rows.iter().filter(|(en, zh)| ends(en) && ends(zh)).count() >= 4 * rows.len()
}

/// Numbers that look random, the same on every run (SplitMix64: Steele, Lea & Flood 2014).
pub(super) struct Chance(u64);

impl Chance {
    /// Starts from the bytes of a name.
    pub fn new(name: &str) -> Chance {
        Chance(crate::model::hash(name.as_bytes()))
    }

    /// From 0 up to but not 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// One bead in the making.
#[derive(Clone, Debug, Default)]
struct Bead {
    en: Vec<String>,
    zh: Vec<String>,
}

/// How often something is done to a bead of the document.
struct Rates {
    join_zh: f64,
    join_en: f64,
    move_clause: f64,
    cross: f64,
    drop_en: f64,
    drop_zh: f64,
    go_on: f64,
}

/// A document out of rows (English, Chinese); `name` seeds what is done to it.
pub(super) fn document(name: &str, rows: &[(String, String)]) -> Document {
    let mut chance = Chance::new(name);
    let free = chance.next();
    let gaps = chance.next().powi(4);
    let rates = Rates {
        join_zh: 0.45 * free * free,
        join_en: 0.12 * free,
        move_clause: 0.04 * free,
        cross: 0.01,
        drop_en: 0.004 + 0.06 * gaps,
        drop_zh: 0.004 + 0.06 * gaps,
        go_on: 0.5 * gaps,
    };
    let beads: Vec<Bead> = rows.iter().flat_map(|(en, zh)| beads(en, zh)).collect();
    let mut out: Vec<Bead> = Vec::new();
    let mut dropping = [false; 2];
    for mut bead in beads {
        for (side, rate) in [(0, rates.drop_en), (1, rates.drop_zh)] {
            dropping[side] = chance.next() < if dropping[side] { rates.go_on } else { rate };
        }
        if dropping[0] != dropping[1] {
            if dropping[0] {
                bead.en.clear()
            } else {
                bead.zh.clear()
            }
            out.push(bead);
            continue;
        }
        let two_sided = |b: &&mut Bead| !b.en.is_empty() && !b.zh.is_empty();
        let Some(last) = out.last_mut().filter(two_sided) else {
            out.push(bead);
            continue;
        };
        let dice = chance.next();
        let single = last.zh.len() == 1 && bead.zh.len() == 1 && last.en.len() + bead.en.len() <= 6;
        if single && dice < rates.join_zh {
            let joined = join_zh(&last.zh[0], &bead.zh[0]);
            last.zh = vec![joined];
            last.en.append(&mut bead.en);
        } else if last.en.len() == 1 && bead.en.len() == 1 && dice < rates.join_zh + rates.join_en {
            let joined = join_en(&last.en[0], &bead.en[0]);
            last.en = vec![joined];
            last.zh.append(&mut bead.zh);
        } else if last.en.len() + bead.en.len() + last.zh.len() + bead.zh.len() <= 6
            && dice > 1.0 - rates.cross
        {
            last.en.append(&mut bead.en);
            bead.zh.append(&mut last.zh);
            last.zh = bead.zh;
        } else if single && dice > 1.0 - rates.cross - rates.move_clause {
            match bead.zh[0].char_indices().find(|&(_, c)| c == '，') {
                Some((at, c)) if at + c.len_utf8() < bead.zh[0].len() => {
                    let (clause, rest) = bead.zh[0].split_at(at + c.len_utf8());
                    let clause = clause.trim_end_matches('，');
                    let moved = format!("{}{}。", without_stop(&last.zh[0]).to_owned() + "，", clause);
                    last.zh = vec![moved, rest.to_owned()];
                    last.en.append(&mut bead.en);
                }
                _ => out.push(bead),
            }
        } else {
            out.push(bead);
        }
    }
    let mut document = Document { id: name.to_owned(), ..Document::default() };
    for bead in out {
        document.push(bead.en, bead.zh);
    }
    replace_words(&mut document.en, FREE * chance.next(), &mut chance);
    document
}

/// Replaces this share of the words by others of the same texts, and leaves all marks as they are.
fn replace_words(texts: &mut [String], share: f64, chance: &mut Chance) {
    let is_word = |part: &str| part.starts_with(char::is_alphabetic);
    let parts = |text: &str| -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for c in text.chars() {
            match parts.last_mut().filter(|part| is_word(part) == c.is_alphabetic()) {
                Some(part) => part.push(c),
                None => parts.push(c.into()),
            }
        }
        parts
    };
    let words: Vec<String> = texts.iter().flat_map(|text| parts(text)).filter(|p| is_word(p)).collect();
    for text in texts {
        let replaced = |part: String| {
            if !is_word(&part) || chance.next() >= share {
                return part;
            }
            let other = words[(chance.next() * words.len() as f64) as usize].clone();
            match part.starts_with(char::is_uppercase) {
                true => capitalised(&other),
                false => other,
            }
        };
        *text = parts(text).into_iter().map(replaced).collect();
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// A row as beads, by the sentences of its two sides; nothing where they do not tell which go together.
fn beads(en: &str, zh: &str) -> Vec<Bead> {
    let split = |text: &str, lang: Lang| -> Vec<String> {
        let spans = sentences(text, lang);
        spans.into_iter().map(|s| s.of(text).trim().to_owned()).filter(|s| !s.is_empty()).collect()
    };
    let (en, zh) = (split(en, Lang::En), split(zh, Lang::Zh));
    match (en.len(), zh.len()) {
        (0, _) | (_, 0) => Vec::new(),
        (1..=6, 1) | (1, 1..=6) => vec![Bead { en, zh }],
        (n, m) if n == m => en.into_iter().zip(zh).map(|(e, z)| Bead { en: vec![e], zh: vec![z] }).collect(),
        _ => Vec::new(),
    }
}

/// Without the full stop at the end; quotation marks and other marks stay.
fn without_stop(zh: &str) -> &str {
    zh.trim_end_matches(['。', '.', '．', ' '])
}

fn join_zh(first: &str, second: &str) -> String {
    let first = without_stop(first);
    let between = if first.ends_with(|c: char| c.is_alphanumeric()) { "，" } else { "" };
    format!("{first}{between}{second}")
}

fn join_en(first: &str, second: &str) -> String {
    let bare = first.trim_end_matches(['.', ' ']);
    if bare.ends_with(|c: char| c.is_alphanumeric()) {
        format!("{bare}; {second}")
    } else {
        format!("{first} {second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_document_keeps_its_text_and_knows_its_ladder() {
        let rows: Vec<(String, String)> = (0..300)
            .map(|i| (format!("The cat number {i} sleeps. It is old."), format!("第{i}只猫在睡觉，它很老。")))
            .collect();
        for name in ["a", "b", "c", "d"] {
            let document = document(name, &rows);
            let (en, zh) = document.ladder.iter().fold((0, 0), |(e, z), s| (e + s.0, z + s.1));
            assert_eq!((en, zh), (document.en.len(), document.zh.len()));
            assert!(document.ladder.iter().any(|&(n, m)| n > 1 && m == 1));
            assert!(document.en.len() > 400);
        }
        assert_eq!(document("a", &rows).ladder, document("a", &rows).ladder);
    }

    #[test]
    fn replaced_words_are_those_of_the_text() {
        let before = ["It rained, and “we” left.".to_owned(), "The cat slept.".to_owned()];
        let mut texts = before.clone();
        replace_words(&mut texts, 1.0, &mut Chance::new("a"));
        assert_ne!(texts, before);
        let words = |texts: &[String]| -> Vec<String> {
            let all = texts.join(" ").to_lowercase();
            all.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect()
        };
        assert!(words(&texts).iter().all(|word| words(&before).contains(word)));
        assert!(
            texts[0].contains(", ") && texts[0].ends_with('.') && texts[0].starts_with(char::is_uppercase)
        );
        replace_words(&mut texts, 0.0, &mut Chance::new("a"));
        assert_eq!(words(&texts).len(), words(&before).len());
    }
}
