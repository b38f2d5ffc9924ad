//! Paragraph pairs of mixed articles against gold.
//!
//! Gold is one article a line: `{"id", "layout", "text", "segments": [{"start", "end",
//! "lang"}], "gold": [{"en": [segment numbers], "zh": [segment numbers]}]}`, with byte offsets
//! into `text`; `genre` and `source` may be there too. A predicted pair is right when the gold
//! segments of which it covers at least half of the bytes are those of one gold pair.
//!
//! ```no_run
//! use bitext::{Aligner, eval::articles::{self, Group, Report}};
//! let gold = articles::read("articles-dev.jsonl.gz".as_ref())?;
//! let aligner = Aligner::new();
//! let mut report = Report::new(Group::Layout);
//! for article in &gold {
//!     report.add(article, &articles::predictions(&aligner.align(&article.text)));
//! }
//! print!("{report}");
//! # Ok::<(), bitext::error::Error>(())
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::path::Path;

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Deserialize, Serialize, Serializer};

use super::calibration::Calibration;
use super::{BEAD_GROUPS, Prf, bead_group, gold_file::Lines, share, type_rows};
use crate::alignment::{Alignment, Pair};
use crate::error::Error;
use crate::lang::Lang;
use crate::span::Span;

/// An article with its gold.
#[derive(Clone, Debug, Deserialize)]
pub struct Article {
    /// Name of the article in its set.
    pub id: String,
    /// How the two languages lie in it.
    #[serde(default)]
    pub layout: String,
    /// What kind of text it is.
    #[serde(default)]
    pub genre: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
    /// The article as a user has it.
    pub text: String,
    /// Its paragraphs in order.
    pub segments: Vec<GoldSegment>,
    /// The pairs, as numbers of segments.
    pub gold: Vec<GoldPair>,
}

/// A paragraph of an [`Article`].
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct GoldSegment {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset after its last byte.
    pub end: usize,
    /// Its language; `Other` is page furniture.
    pub lang: Lang,
}

/// Segments that translate each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct GoldPair {
    /// Numbers of the English segments.
    pub en: BTreeSet<usize>,
    /// Numbers of the Chinese segments.
    pub zh: BTreeSet<usize>,
}

/// A predicted pair: spans of the article's text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SpanPair {
    /// Spans of the English side.
    #[serde(default)]
    pub en: Vec<Span>,
    /// Spans of the Chinese side.
    #[serde(default)]
    pub zh: Vec<Span>,
    /// How sure the pair is, from 0 to 1, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
}

/// Reads a gold set, plain or gzipped.
///
/// # Errors
///
/// When the file cannot be read, or a line is no article: bad JSON, a span out of the text or
/// across a character, a pair of segments that are not there, an `id` that was there before.
pub fn read(path: &Path) -> Result<Vec<Article>, Error> {
    let rows: Vec<(usize, Article)> = Lines::open(path)?.json().collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Err(Error::gold(path, None, "no article in it"));
    }
    let mut seen = HashSet::new();
    for (line, article) in &rows {
        let fault =
            if seen.insert(article.id.as_str()) { fault(article) } else { Some("seen before".to_owned()) };
        if let Some(fault) = fault {
            return Err(Error::gold(path, *line, format!("article {:?}: {fault}", article.id)));
        }
    }
    Ok(rows.into_iter().map(|(_, article)| article).collect())
}

fn fault(article: &Article) -> Option<String> {
    let text = &article.text;
    let mut end = 0;
    for (i, s) in article.segments.iter().enumerate() {
        if s.start < end || s.end <= s.start || s.end > text.len() {
            return Some(format!("segment {i} ({}-{}) is out of order or out of the text", s.start, s.end));
        }
        if !text.is_char_boundary(s.start) || !text.is_char_boundary(s.end) {
            return Some(format!("segment {i} ({}-{}) cuts a character", s.start, s.end));
        }
        end = s.end;
    }
    let mut used = BTreeSet::new();
    for (n, pair) in article.gold.iter().enumerate() {
        if pair.en.is_empty() || pair.zh.is_empty() {
            return Some(format!("pair {n} has an empty side"));
        }
        for (ids, lang) in [(&pair.en, Lang::En), (&pair.zh, Lang::Zh)] {
            for &i in ids {
                if article.segments.get(i).is_none_or(|s| s.lang != lang) {
                    return Some(format!(
                        "pair {n} names segment {i}, which is no {} segment",
                        lang.as_str()
                    ));
                }
                if !used.insert(i) {
                    return Some(format!("segment {i} is in two pairs"));
                }
            }
        }
    }
    None
}

/// Reads predictions: `{"id", "pairs": [{"en": [[start, end], …], "zh": […], "score"}]}` a line,
/// as `bitext align --jsonl` writes them; there need be no scores. Gives the pairs of each
/// article by its `id`.
///
/// # Errors
///
/// When the file cannot be read, or a line is not of that form, or an `id` is there twice.
pub fn read_predictions(path: &Path) -> Result<HashMap<String, Vec<SpanPair>>, Error> {
    #[derive(Deserialize)]
    struct Line {
        id: String,
        #[serde(default)]
        pairs: Vec<SpanPair>,
    }
    let mut out = HashMap::new();
    for row in Lines::open(path)?.json::<Line>() {
        let (number, line) = row?;
        if out.contains_key(&line.id) {
            return Err(Error::gold(path, number, format!("article {:?}: seen before", line.id)));
        }
        out.insert(line.id, line.pairs);
    }
    Ok(out)
}

/// The pairs of an alignment of an article, as they are scored.
pub fn predictions(alignment: &Alignment<'_>) -> Vec<SpanPair> {
    let pair = |p: Pair<'_, '_>| SpanPair { en: p.en_spans(), zh: p.zh_spans(), score: Some(p.score()) };
    alignment.pairs().map(pair).collect()
}

/// Counts that add up over articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Articles with every pair right and none wrong.
    pub perfect: usize,
    /// Pairs of the gold.
    pub gold: usize,
    /// Predicted pairs.
    pub predicted: usize,
    /// Predicted pairs that are right.
    pub hits: usize,
    /// Couples (English segment, Chinese segment) of the gold pairs.
    pub gold_links: usize,
    /// Such couples of the predicted pairs.
    pub predicted_links: usize,
    /// Those that are right.
    pub link_hits: usize,
    /// Untranslated English segments, and those of them that stand in a predicted pair.
    pub untranslated_en: (usize, usize),
    /// Untranslated Chinese segments, and those of them that stand in a predicted pair.
    pub untranslated_zh: (usize, usize),
    /// Furniture, and that of it that stands in a predicted pair.
    pub furniture: (usize, usize),
    /// By type of pair (`1-1`, `1-n`, `n-1`, `n-m`): gold, predicted, right.
    pub types: [[usize; 3]; 4],
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        let pairs = |a: &mut (usize, usize), b: (usize, usize)| *a = (a.0 + b.0, a.1 + b.1);
        self.articles += other.articles;
        self.perfect += other.perfect;
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.hits += other.hits;
        self.gold_links += other.gold_links;
        self.predicted_links += other.predicted_links;
        self.link_hits += other.link_hits;
        pairs(&mut self.untranslated_en, other.untranslated_en);
        pairs(&mut self.untranslated_zh, other.untranslated_zh);
        pairs(&mut self.furniture, other.furniture);
        for (mine, theirs) in self.types.iter_mut().flatten().zip(other.types.iter().flatten()) {
            *mine += theirs;
        }
    }

    /// Precision, recall and F1 of whole pairs.
    pub fn pairs(&self) -> Prf {
        Prf::of(self.hits, self.predicted, self.gold)
    }

    /// Precision, recall and F1 of couples of segments: a pair that was split or joined earns
    /// part of the credit.
    pub fn links(&self) -> Prf {
        Prf::of(self.link_hits, self.predicted_links, self.gold_links)
    }

    /// The figures of the table in its order, `None` where there is nothing to measure.
    fn figures(&self) -> [(&'static str, Option<f64>); 10] {
        let ratio = |(all, part): (usize, usize)| share(part, all);
        [
            ("P", share(self.hits, self.predicted)),
            ("R", share(self.hits, self.gold)),
            ("F1", Some(self.pairs().f1)),
            ("lP", share(self.link_hits, self.predicted_links)),
            ("lR", share(self.link_hits, self.gold_links)),
            ("lF", Some(self.links().f1)),
            ("falseE", ratio(self.untranslated_en)),
            ("falseZ", ratio(self.untranslated_zh)),
            ("other", ratio(self.furniture)),
            ("perfect", share(self.perfect, self.articles)),
        ]
    }
}

/// How one article came out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its counts.
    pub counts: Counts,
    /// Whether each predicted pair is right, in their order.
    pub right: Vec<bool>,
    /// Gold pairs that were not found.
    pub missed: Vec<GoldPair>,
    /// What the wrong pairs cover; a side may be empty.
    pub wrong: Vec<GoldPair>,
}

/// Scores the predicted pairs of one article.
pub fn score(article: &Article, predicted: &[SpanPair]) -> Outcome {
    let segments = &article.segments;
    let mut counts =
        Counts { articles: 1, gold: article.gold.len(), predicted: predicted.len(), ..Counts::default() };
    let mut left: BTreeSet<&GoldPair> = article.gold.iter().collect();
    let (mut rights, mut wrong) = (Vec::new(), Vec::new());
    // Segments that stand in some predicted pair, on whichever side.
    let mut inside = BTreeSet::new();
    let mut links = BTreeSet::new();
    for pair in predicted {
        let (en, zh) = (union(&pair.en), union(&pair.zh));
        let both: Vec<Span> = en.iter().chain(&zh).copied().collect();
        let found = GoldPair { en: covered(&en, segments, Lang::En), zh: covered(&zh, segments, Lang::Zh) };
        let crossed = [covered(&en, segments, Lang::Zh), covered(&zh, segments, Lang::En)];
        let right = crossed.iter().all(BTreeSet::is_empty) && left.remove(&found);
        inside.extend(found.en.iter().chain(&found.zh).chain(crossed.iter().flatten()));
        inside.extend(covered(&both, segments, Lang::Other));
        links.extend(couples(&found));
        let group = bead_group(found.en.len(), found.zh.len());
        if let Some(counts) = counts.types.get_mut(group) {
            counts[1] += 1;
            counts[2] += usize::from(right);
        }
        rights.push(right);
        if right {
            counts.hits += 1;
        } else {
            wrong.push(found);
        }
    }
    let gold_links: BTreeSet<_> = article.gold.iter().flat_map(couples).collect();
    counts.gold_links = gold_links.len();
    counts.predicted_links = links.len();
    counts.link_hits = links.intersection(&gold_links).count();
    for pair in &article.gold {
        counts.types[bead_group(pair.en.len(), pair.zh.len())][0] += 1;
    }
    let translated: BTreeSet<usize> =
        article.gold.iter().flat_map(|p| p.en.iter().chain(&p.zh)).copied().collect();
    for (i, segment) in segments.iter().enumerate() {
        let count = match segment.lang {
            _ if translated.contains(&i) => continue,
            Lang::En => &mut counts.untranslated_en,
            Lang::Zh => &mut counts.untranslated_zh,
            _ => &mut counts.furniture,
        };
        count.0 += 1;
        count.1 += usize::from(inside.contains(&i));
    }
    let missed: Vec<GoldPair> = left.into_iter().cloned().collect();
    counts.perfect = usize::from(missed.is_empty() && wrong.is_empty());
    Outcome { counts, right: rights, missed, wrong }
}

fn couples(pair: &GoldPair) -> impl Iterator<Item = (usize, usize)> {
    pair.en.iter().flat_map(|&e| pair.zh.iter().map(move |&z| (e, z)))
}

/// The same bytes as spans that are in order and do not touch.
fn union(spans: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|s| !s.is_empty()).collect();
    sorted.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in sorted {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The segments of a language of which the spans cover at least half of the bytes.
fn covered(spans: &[Span], segments: &[GoldSegment], lang: Lang) -> BTreeSet<usize> {
    let cover = |s: &GoldSegment| -> usize {
        spans.iter().map(|p| p.end.min(s.end).saturating_sub(p.start.max(s.start))).sum()
    };
    let half = |s: &GoldSegment| 2 * cover(s) >= s.end - s.start;
    (0..segments.len()).filter(|&i| segments[i].lang == lang && half(&segments[i])).collect()
}

/// What the rows of a [`Report`] are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// One row a layout.
    #[default]
    Layout,
    /// One row a genre.
    Genre,
    /// One row a source: what is before the first colon.
    Source,
}

/// Scores of a gold set by group, with the sum as the last row, `ALL`.
///
/// Prints as a table; serializes to one JSON object a row, figures that do not exist as null.
#[derive(Clone, Debug, Default)]
pub struct Report {
    group: Group,
    rows: BTreeMap<String, Counts>,
    all: Counts,
    calibration: Calibration,
}

impl Report {
    /// A report with no article in it.
    pub fn new(group: Group) -> Report {
        Report { group, ..Report::default() }
    }

    /// Scores an article and adds it.
    pub fn add(&mut self, article: &Article, predicted: &[SpanPair]) -> Outcome {
        let outcome = score(article, predicted);
        let key = match self.group {
            Group::Layout => article.layout.as_str(),
            Group::Genre => &article.genre,
            Group::Source => article.source.split(':').next().unwrap_or_default(),
        };
        let key = if key.is_empty() { "?" } else { key };
        self.rows.entry(key.to_owned()).or_default().add(&outcome.counts);
        self.all.add(&outcome.counts);
        for (pair, &right) in predicted.iter().zip(&outcome.right) {
            self.calibration.add(pair.score, right);
        }
        outcome
    }

    /// The counts of each group.
    pub fn rows(&self) -> &BTreeMap<String, Counts> {
        &self.rows
    }

    /// The counts of all articles.
    pub fn all(&self) -> &Counts {
        &self.all
    }

    /// How well the scores of all pairs agree with the gold. It is no part of what the report
    /// prints.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    fn named(&self) -> impl Iterator<Item = (&str, &Counts)> {
        self.rows.iter().map(|(k, v)| (k.as_str(), v)).chain([("ALL", &self.all)])
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.named().map(|(name, _)| name.chars().count()).max().unwrap_or(0) + 1;
        write!(f, "{:width$}{:>8}{:>8}{:>8}", "", "arts", "gold", "pred")?;
        for (name, _) in self.all.figures() {
            write!(f, "{name:>8}")?;
        }
        writeln!(f)?;
        for (name, c) in self.named() {
            write!(f, "{name:width$}{:>8}{:>8}{:>8}", c.articles, c.gold, c.predicted)?;
            for (_, figure) in c.figures() {
                match figure {
                    Some(x) => write!(f, "{x:>8.4}")?,
                    None => write!(f, "{:>8}", "-")?,
                }
            }
            writeln!(f)?;
        }
        writeln!(
            f,
            "\n{:width$}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}",
            "pair", "gold", "pred", "hit", "P", "R", "F1"
        )?;
        for (name, [gold, predicted, hits]) in BEAD_GROUPS.iter().zip(self.all.types) {
            let Prf { precision, recall, f1 } = Prf::of(hits, predicted, gold);
            writeln!(
                f,
                "{name:width$}{gold:>8}{predicted:>8}{hits:>8}{precision:>8.4}{recall:>8.4}{f1:>8.4}"
            )?;
        }
        Ok(())
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.rows.len() + 1))?;
        for (name, counts) in self.named() {
            map.serialize_entry(name, counts)?;
        }
        map.end()
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figures = self.figures();
        let mut out = serializer.serialize_struct("Counts", 4 + figures.len())?;
        out.serialize_field("arts", &self.articles)?;
        out.serialize_field("gold", &self.gold)?;
        out.serialize_field("pred", &self.predicted)?;
        for (name, figure) in figures {
            out.serialize_field(name, &figure)?;
        }
        out.serialize_field("types", &type_rows(&self.types))?;
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two pairs, an untranslated English paragraph and a date.
    fn article() -> Article {
        let parts = [
            ("One tree.", Lang::En),
            ("一棵树。", Lang::Zh),
            ("Two trees.", Lang::En),
            ("More.", Lang::En),
            ("两棵树。", Lang::Zh),
            ("2020-02-02", Lang::Other),
            ("Alone.", Lang::En),
        ];
        let mut text = String::new();
        let mut segments = Vec::new();
        for (part, lang) in parts {
            let start = text.len();
            text.push_str(part);
            segments.push(GoldSegment { start, end: text.len(), lang });
            text.push('\n');
        }
        let pair = |en: &[usize], zh: &[usize]| GoldPair {
            en: en.iter().copied().collect(),
            zh: zh.iter().copied().collect(),
        };
        let gold = vec![pair(&[0], &[1]), pair(&[2, 3], &[4])];
        let [id, layout, genre, source] = ["a", "en-zh", "news", "x:y"].map(str::to_owned);
        Article { id, layout, genre, source, text, segments, gold }
    }

    fn predicted(article: &Article, en: &[usize], zh: &[usize]) -> SpanPair {
        let spans = |ids: &[usize]| {
            ids.iter().map(|&i| Span::new(article.segments[i].start, article.segments[i].end)).collect()
        };
        SpanPair { en: spans(en), zh: spans(zh), score: None }
    }

    #[test]
    fn gold_as_prediction_is_perfect() {
        let article = article();
        let mut report = Report::new(Group::Layout);
        let pairs = [predicted(&article, &[0], &[1]), predicted(&article, &[2, 3], &[4])];
        let outcome = report.add(&article, &pairs);
        assert!(outcome.missed.is_empty() && outcome.wrong.is_empty());
        assert_eq!(report.all().pairs().f1, 1.0);
        assert_eq!(report.all().perfect, 1);
        assert_eq!(report.all().furniture, (1, 0));
        assert_eq!(report.all().untranslated_en, (1, 0));
    }

    #[test]
    fn half_of_the_bytes_is_enough_and_less_is_not() {
        let article = article();
        let mut pair = predicted(&article, &[0], &[1]);
        pair.en = vec![Span::new(0, 3), Span::new(2, 5)];
        assert_eq!(score(&article, &[pair.clone()]).counts.hits, 1);
        pair.en = vec![Span::new(0, 2), Span::new(1, 4)];
        assert_eq!(score(&article, &[pair]).counts.hits, 0);
    }

    #[test]
    fn what_is_wrongly_paired_is_counted_where_it_belongs() {
        let article = article();
        // Half of the 2-1 pair, then a furniture line and an untranslated paragraph.
        let pairs = [predicted(&article, &[2], &[4]), predicted(&article, &[6, 5], &[1])];
        let Outcome { counts, right, missed, wrong } = score(&article, &pairs);
        assert_eq!(right, [false, false]);
        assert_eq!((counts.hits, missed.len(), wrong.len()), (0, 2, 2));
        assert_eq!((counts.gold_links, counts.predicted_links, counts.link_hits), (3, 2, 1));
        assert_eq!((counts.furniture, counts.untranslated_en), ((1, 1), (1, 1)));
    }

    #[test]
    fn a_pair_is_right_once_and_only_on_its_own_sides() {
        let article = article();
        let pair = predicted(&article, &[0], &[1]);
        assert_eq!(score(&article, &[pair.clone(), pair.clone()]).counts.hits, 1);
        let swapped = SpanPair { en: pair.zh.clone(), zh: pair.en.clone(), score: None };
        assert_eq!(score(&article, &[swapped]).counts.hits, 0);
        let whole = SpanPair { en: [pair.en.clone(), pair.zh.clone()].concat(), ..pair };
        assert_eq!(score(&article, &[whole]).counts.hits, 0);
    }

    #[test]
    fn a_score_is_held_against_its_own_pair() {
        let article = article();
        let (mut wrong, mut right) = (predicted(&article, &[2], &[4]), predicted(&article, &[0], &[1]));
        (wrong.score, right.score) = (Some(0.25), Some(0.75));
        let mut report = Report::new(Group::Layout);
        report.add(&article, &[wrong, right]);
        let bins = report.calibration().bins();
        assert_eq!((bins[2].right, bins[7].right), (Some(0.0), Some(1.0)));
    }

    #[test]
    fn faults_of_the_gold_are_named() {
        let mut article = article();
        assert_eq!(fault(&article), None);
        article.gold[0].zh = [2].into();
        assert_eq!(fault(&article).unwrap(), "pair 0 names segment 2, which is no zh segment");
        article.segments[1].end -= 1;
        assert!(fault(&article).unwrap().contains("cuts a character"));
        article.segments[1].start = 3;
        assert!(fault(&article).unwrap().contains("out of order"));
    }
}
