//! Gold sets as collections of documents, of which some have no counterpart: which translate each other?
//!
//! A document of a gold folder, such as a chapter of a novel, is cut into documents of so many beads, so the others
//! of the collection are of the same book. Of mixed articles the English makes one document, the Chinese the other.
//! Of every three the second has lost its English or its Chinese, in turn.
//!
//! ```
//! use bitext::{Aligner, eval::{documents::{Collection, Report}, sentences::{Document, IdBead}}};
//! let bead = |k: usize| IdBead { en: vec![k], zh: vec![k] };
//! let document = Document {
//!     id: "tea".to_owned(),
//!     en: ["Boil the water.", "Nobody came.", "The cat sleeps on the roof."].map(str::to_owned).to_vec(),
//!     zh: ["把水烧开。", "没有人来。", "猫睡在屋顶上。"].map(str::to_owned).to_vec(),
//!     gold: (0..3).map(bead).collect(),
//! };
//! let collection = Collection::of_texts(&[document], 1);
//! assert_eq!(collection.en, ["Boil the water.", "The cat sleeps on the roof."]);
//! assert_eq!(collection.gold, [(0, 0), (1, 2)]);
//! let aligner = Aligner::new();
//! let en: Vec<_> = collection.en.iter().map(|text| aligner.sketch_en(text)).collect();
//! let zh: Vec<_> = collection.zh.iter().map(|text| aligner.sketch_zh(text)).collect();
//! let report = Report::new(&collection, &aligner.match_documents(&en, &zh));
//! assert!(report.matches().f1 > 0.6);
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::Prf;
use super::articles::Article;
use super::calibration::Calibration;
use super::sentences::Document;
use crate::documents::DocumentMatch;
use crate::lang::Lang;

/// Of so many documents in turn the second has one side only.
const ALONE: usize = 3;

/// Documents of both languages, and which of them translate each other.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// English documents.
    pub en: Vec<String>,
    /// Chinese documents.
    pub zh: Vec<String>,
    /// The pairs, by the numbers of the documents. A document is in one at most.
    pub gold: Vec<(usize, usize)>,
}

impl Collection {
    /// The documents of a gold folder, cut after every so many beads. Each is one paragraph.
    pub fn of_texts(documents: &[Document], beads: usize) -> Collection {
        let mut both = Vec::new();
        for Document { en, zh, gold, .. } in documents {
            for beads in gold.chunks(beads.max(1)) {
                let english: Vec<&str> = beads.iter().flat_map(|bead| &bead.en).map(|&i| &*en[i]).collect();
                let chinese: Vec<&str> = beads.iter().flat_map(|bead| &bead.zh).map(|&j| &*zh[j]).collect();
                both.push((english.join(" "), chinese.concat()));
            }
        }
        Collection::new(both)
    }

    /// The two languages of articles, untranslated paragraphs among them. A gold set may have an article in several
    /// layouts, which have one source: of these, each source has the one that is its turn.
    pub fn of_articles(articles: &[Article]) -> Collection {
        let mut sources: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
        for article in articles {
            let source = if article.source.is_empty() { &article.id } else { &article.source };
            sources.entry(source).or_default().push(article);
        }
        let turns = sources.into_values().enumerate().map(|(turn, articles)| articles[turn % articles.len()]);
        Collection::new(turns.map(|article| {
            let side = |lang: Lang| {
                let own = article.segments.iter().filter(|segment| segment.lang == lang);
                let texts: Vec<&str> = own.map(|segment| &article.text[segment.start..segment.end]).collect();
                texts.join("\n\n")
            };
            (side(Lang::En), side(Lang::Zh))
        }))
    }

    fn new(both: impl IntoIterator<Item = (String, String)>) -> Collection {
        let mut collection = Collection::default();
        let both = both.into_iter().filter(|(en, zh)| !en.is_empty() && !zh.is_empty());
        for (number, (en, zh)) in both.enumerate() {
            let (turn, alone) = (number / ALONE, number % ALONE == 1);
            let (no_en, no_zh) = (alone && turn % 2 == 0, alone && turn % 2 == 1);
            if !alone {
                collection.gold.push((collection.en.len(), collection.zh.len()));
            }
            collection.en.extend((!no_en).then_some(en));
            collection.zh.extend((!no_zh).then_some(zh));
        }
        collection
    }
}

/// The pairs that are only in the gold, and the matches that are not.
pub fn differences(
    collection: &Collection,
    found: &[DocumentMatch],
) -> (Vec<(usize, usize)>, Vec<DocumentMatch>) {
    let gold: BTreeSet<(usize, usize)> = collection.gold.iter().copied().collect();
    let pairs: BTreeSet<(usize, usize)> = found.iter().map(|found| (found.en, found.zh)).collect();
    let wrong = found.iter().filter(|found| !gold.contains(&(found.en, found.zh)));
    (gold.difference(&pairs).copied().collect(), wrong.copied().collect())
}

/// How many matches are right. Prints as a table; serializes to `{"documents", "matches"}`.
#[derive(Clone, Debug)]
pub struct Report {
    english: usize,
    chinese: usize,
    gold: usize,
    found: usize,
    right: usize,
    calibration: Calibration,
}

impl Report {
    /// Of the matches of a collection.
    pub fn new(collection: &Collection, found: &[DocumentMatch]) -> Report {
        let gold: BTreeSet<(usize, usize)> = collection.gold.iter().copied().collect();
        let (mut right, mut calibration) = (0, Calibration::default());
        for found in found {
            let is_right = gold.contains(&(found.en, found.zh));
            right += usize::from(is_right);
            calibration.add(found.score, is_right);
        }
        let (english, chinese) = (collection.en.len(), collection.zh.len());
        Report { english, chinese, gold: gold.len(), found: found.len(), right, calibration }
    }

    /// Precision, recall and F1 of the matches.
    pub fn matches(&self) -> Prf {
        Prf::of(self.right, self.found, self.gold)
    }

    /// Whether the scores of the matches can be taken at their word.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { english, chinese, gold, found, right, .. } = self;
        let Prf { precision, recall, f1 } = self.matches();
        writeln!(f, "documents: {english} English, {chinese} Chinese\n")?;
        writeln!(f, "{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "gold", "pred", "hit", "P", "R", "F1")?;
        writeln!(f, "{gold:>8}{found:>8}{right:>8}{precision:>8.4}{recall:>8.4}{f1:>8.4}")
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("Report", 2)?;
        report.serialize_field("documents", &[self.english, self.chinese])?;
        report.serialize_field("matches", &self.matches())?;
        report.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_third_document_is_alone_in_turn() {
        let both = (0..9).map(|k| (format!("E{k}"), format!("Z{k}")));
        let Collection { en, zh, gold } = Collection::new(both);
        assert_eq!(en, ["E0", "E2", "E3", "E4", "E5", "E6", "E8"]);
        assert_eq!(zh, ["Z0", "Z1", "Z2", "Z3", "Z5", "Z6", "Z7", "Z8"]);
        assert_eq!(gold, [(0, 0), (1, 2), (2, 3), (4, 4), (5, 5), (6, 7)]);
    }
}
