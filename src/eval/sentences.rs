//! Sentence beads of two texts against gold.
//!
//! Gold is a folder: `NNN.en` and `NNN.zh` with one sentence a line, `NNN.gold` with one bead
//! a line, `[english line numbers]:[chinese line numbers]` from 0, an empty list where a
//! sentence has no counterpart. A sentence is in one bead alone. The figures of all documents are pooled.
//!
//! Three figures: **strict** (the bead is identical) and **lax** (some couple of the bead is
//! linked in the other alignment too) take precision over all predicted beads and recall over
//! the gold beads that have both sides; **all-bead** takes both over all beads, those with an
//! empty side included.
//!
//! ```no_run
//! use bitext::{Aligner, eval::sentences::{self, Report}};
//! let aligner = Aligner::new();
//! let mut report = Report::default();
//! for document in sentences::read("mac-dev".as_ref())? {
//!     let alignment = aligner.align_units(&document.en, &document.zh);
//!     report.add(&document, &sentences::predictions(&alignment));
//! }
//! println!("{:.3}", report.all_bead().f1);
//! # Ok::<(), bitext::error::Error>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::calibration::Calibration;
use super::{BEAD_GROUPS, Prf, bead_group, gold_file::read_text, share, type_rows};
use crate::alignment::Alignment;
use crate::error::Error;

/// Numbers of sentences that belong together; one side may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct IdBead {
    /// Numbers of the English sentences.
    pub en: Vec<usize>,
    /// Numbers of the Chinese sentences.
    pub zh: Vec<usize>,
}

impl IdBead {
    pub(super) fn is_null(&self) -> bool {
        self.en.is_empty() || self.zh.is_empty()
    }

    /// Each of its sentences alone, without counterpart.
    pub(super) fn parted(&self) -> impl Iterator<Item = IdBead> {
        let en = self.en.iter().map(|&unit| IdBead { en: vec![unit], zh: Vec::new() });
        en.chain(self.zh.iter().map(|&unit| IdBead { en: Vec::new(), zh: vec![unit] }))
    }
}

/// As in the gold files: `[0, 1]:[0]`.
impl fmt::Display for IdBead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}:{:?}", self.en, self.zh)
    }
}

/// A predicted bead with its score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prediction {
    /// The sentences.
    pub bead: IdBead,
    /// How sure the pair is, from 0 to 1, where that is known. A bead with an empty side is no
    /// pair and has no score.
    pub score: Option<f32>,
}

/// As in the files of predictions: `[0, 1]:[0]:0.93`, without a score as in the gold files.
impl fmt::Display for Prediction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bead.fmt(f)?;
        self.score.map_or(Ok(()), |score| write!(f, ":{score}"))
    }
}

/// Two texts with their gold.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name of the files without their endings.
    pub id: String,
    /// English sentences.
    pub en: Vec<String>,
    /// Chinese sentences.
    pub zh: Vec<String>,
    /// The beads.
    pub gold: Vec<IdBead>,
}

/// Reads a folder of gold, sorted by name.
///
/// # Errors
///
/// When the folder has no `*.gold`, a file cannot be read, a line of a gold file is no bead,
/// names a sentence that is not there, or one that is in another bead.
pub fn read(folder: &Path) -> Result<Vec<Document>, Error> {
    let mut ids = Vec::new();
    for entry in folder.read_dir().map_err(|e| Error::io(folder, e))? {
        let name = entry.map_err(|e| Error::io(folder, e))?.file_name();
        if let Some(id) = name.to_str().and_then(|n| n.strip_suffix(".gold")) {
            ids.push(id.to_owned());
        }
    }
    ids.sort();
    if ids.is_empty() {
        return Err(Error::gold(
            folder,
            None,
            "no gold in it: NNN.gold beside NNN.en and NNN.zh is expected",
        ));
    }
    ids.into_iter().map(|id| read_document(folder, id)).collect()
}

fn read_document(folder: &Path, id: String) -> Result<Document, Error> {
    let side = |ending: &str| -> Result<Vec<String>, Error> {
        Ok(read_text(&folder.join(format!("{id}.{ending}")))?.lines().map(str::to_owned).collect())
    };
    let (en, zh) = (side("en")?, side("zh")?);
    let path = folder.join(format!("{id}.gold"));
    let gold = read_beads(&path, en.len(), zh.len(), parse_bead, |bead| bead)?;
    Ok(Document { id, en, zh, gold })
}

/// Reads predictions for a gold folder: for each document `NNN.align`, or else `NNN.pred`, in
/// the form of the gold files, and after a second colon the score, `[0, 1]:[0]:0.93`. What
/// stands there and is no number from 0 to 1, such as another program's costs, is no score.
/// `None` where a document has neither file.
///
/// # Errors
///
/// When a file cannot be read, a line is no bead, names a sentence that is not there, or one that
/// is in another bead.
pub fn read_predictions(folder: &Path, document: &Document) -> Result<Option<Vec<Prediction>>, Error> {
    let files = ["align", "pred"].map(|ending| folder.join(format!("{}.{ending}", document.id)));
    match files.iter().find(|path| path.is_file()) {
        Some(path) => {
            let (en, zh) = (document.en.len(), document.zh.len());
            read_beads(path, en, zh, parse_prediction, |prediction| &prediction.bead).map(Some)
        }
        None => Ok(None),
    }
}

fn read_beads<T>(
    path: &Path,
    en: usize,
    zh: usize,
    parse: fn(&str, usize, usize) -> Result<T, String>,
    bead: fn(&T) -> &IdBead,
) -> Result<Vec<T>, Error> {
    let mut beads = Vec::new();
    let (mut en_lines, mut zh_lines) = (vec![None; en], vec![None; zh]);
    for (number, line) in read_text(path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |message| Error::gold(path, number + 1, message);
        let read = parse(line, en, zh).map_err(wrong)?;
        let IdBead { en, zh } = bead(&read);
        enter(en, "English", number + 1, &mut en_lines).map_err(wrong)?;
        enter(zh, "Chinese", number + 1, &mut zh_lines).map_err(wrong)?;
        beads.push(read);
    }
    Ok(beads)
}

/// Notes for each sentence of a bead the line of the file where it stands, which must be its only one.
fn enter(ids: &[usize], side: &str, line: usize, lines: &mut [Option<usize>]) -> Result<(), String> {
    for &id in ids {
        if let Some(first) = lines[id].replace(line) {
            return Err(format!("{side} line {id} is in the bead of line {first} already"));
        }
    }
    Ok(())
}

fn parse_bead(line: &str, en: usize, zh: usize) -> Result<IdBead, String> {
    let mut parts = line.split(':');
    let (Some(left), Some(right)) = (parts.next(), parts.next()) else {
        return Err(format!("no colon in {line:?}: a bead looks like [0, 1]:[0]"));
    };
    Ok(IdBead { en: parse_ids(left, "English", en)?, zh: parse_ids(right, "Chinese", zh)? })
}

fn parse_prediction(line: &str, en: usize, zh: usize) -> Result<Prediction, String> {
    let bead = parse_bead(line, en, zh)?;
    let score = line.split(':').nth(2).and_then(|score| score.trim().parse().ok());
    let score = score.filter(|score| !bead.is_null() && (0.0..=1.0).contains(score));
    Ok(Prediction { bead, score })
}

fn parse_ids(list: &str, side: &str, count: usize) -> Result<Vec<usize>, String> {
    let bad = || format!("{list:?} is no list of numbers: a bead looks like [0, 1]:[0]");
    let inner = list.trim().strip_prefix('[').and_then(|s| s.strip_suffix(']')).ok_or_else(bad)?;
    let mut ids = Vec::new();
    for id in inner.split(|c: char| c == ',' || c.is_whitespace()).filter(|s| !s.is_empty()) {
        let id: usize = id.parse().map_err(|_| bad())?;
        if id >= count {
            return Err(format!("there is no {side} line {id} (counted from 0; the text has {count})"));
        }
        ids.push(id);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The beads of an alignment of units, as they are scored: the pairs, and each unaligned unit
/// as a bead of its own, in the order of the texts.
pub fn predictions(alignment: &Alignment<'_>) -> Vec<Prediction> {
    let predicted = |en, zh, score| Prediction { bead: IdBead { en, zh }, score };
    let mut en = alignment.unaligned_en().into_iter().peekable();
    let mut zh = alignment.unaligned_zh().into_iter().peekable();
    let mut out = Vec::new();
    for bead in alignment.beads() {
        while let Some(i) = en.next_if(|&i| i < bead.en[0]) {
            out.push(predicted(vec![i], vec![], None));
        }
        while let Some(j) = zh.next_if(|&j| j < bead.zh[0]) {
            out.push(predicted(vec![], vec![j], None));
        }
        out.push(predicted(bead.en.clone(), bead.zh.clone(), Some(bead.score)));
    }
    out.extend(en.map(|i| predicted(vec![i], vec![], None)));
    out.extend(zh.map(|j| predicted(vec![], vec![j], None)));
    out
}

/// Counts that add up over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    /// Predicted beads, and those of them that are right strictly and laxly.
    precision: [usize; 3],
    /// Gold beads with both sides, and those of them that were found strictly and laxly.
    recall: [usize; 3],
    /// By [`bead_group`]: gold, predicted, right.
    types: [[usize; 3]; 5],
}

impl Counts {
    fn of(gold: &[IdBead], predicted: &[IdBead]) -> Counts {
        let both =
            |beads: &[IdBead]| -> Vec<IdBead> { beads.iter().filter(|b| !b.is_null()).cloned().collect() };
        let mut types = [[0; 3]; 5];
        let known: FxHashSet<&IdBead> = gold.iter().collect();
        for bead in gold {
            types[bead_group(bead.en.len(), bead.zh.len())][0] += 1;
        }
        for bead in predicted {
            let row = &mut types[bead_group(bead.en.len(), bead.zh.len())];
            row[1] += 1;
            row[2] += usize::from(known.contains(bead));
        }
        Counts { precision: matches(gold, predicted), recall: matches(&both(predicted), &both(gold)), types }
    }

    fn add(&mut self, other: &Counts) {
        let mine = self.precision.iter_mut().chain(&mut self.recall).chain(self.types.iter_mut().flatten());
        let theirs = other.precision.iter().chain(&other.recall).chain(other.types.iter().flatten());
        for (a, b) in mine.zip(theirs) {
            *a += b;
        }
    }

    fn total(&self) -> [usize; 3] {
        [0, 1, 2].map(|k| self.types.iter().map(|row| row[k]).sum())
    }

    /// Precision over predicted beads, recall over gold beads with both sides.
    fn vecalign(&self, column: usize) -> Prf {
        let rate = |counts: &[usize; 3]| share(counts[column], counts[0]).unwrap_or(0.0);
        Prf::new(rate(&self.precision), rate(&self.recall))
    }

    fn strict(&self) -> Prf {
        self.vecalign(1)
    }

    fn lax(&self) -> Prf {
        self.vecalign(2)
    }

    fn all_bead(&self) -> Prf {
        let [gold, predicted, hits] = self.total();
        Prf::of(hits, predicted, gold)
    }
}

/// How many different beads `of` has, how many of them are in `among`, and how many have at
/// least a couple of sentences that a bead of `among` links.
fn matches(among: &[IdBead], of: &[IdBead]) -> [usize; 3] {
    let known: FxHashSet<&IdBead> = among.iter().collect();
    let links: FxHashSet<(usize, usize)> = among.iter().flat_map(couples).collect();
    let beads: FxHashSet<&IdBead> = of.iter().filter(|b| !(b.en.is_empty() && b.zh.is_empty())).collect();
    let mut out = [beads.len(), 0, 0];
    for bead in beads {
        if known.contains(bead) {
            out[1] += 1;
            out[2] += 1;
        } else if couples(bead).any(|couple| links.contains(&couple)) {
            out[2] += 1;
        }
    }
    out
}

fn couples(bead: &IdBead) -> impl Iterator<Item = (usize, usize)> {
    bead.en.iter().flat_map(|&e| bead.zh.iter().map(move |&z| (e, z)))
}

/// Scores of a gold folder, pooled, and of each document.
///
/// Prints as a table; serializes to `{"strict", "lax", "all_bead", "types", "per_file", …}`.
#[derive(Clone, Debug, Default)]
pub struct Report {
    all: Counts,
    documents: Vec<(String, Counts)>,
    calibration: Calibration,
}

impl Report {
    /// Scores the predicted beads of a document and adds it.
    pub fn add(&mut self, document: &Document, predicted: &[Prediction]) {
        let beads: Vec<IdBead> = predicted.iter().map(|p| p.bead.clone()).collect();
        let counts = Counts::of(&document.gold, &beads);
        let known: FxHashSet<&IdBead> = document.gold.iter().collect();
        for Prediction { bead, score } in predicted.iter().filter(|p| !p.bead.is_null()) {
            self.calibration.add(*score, known.contains(bead));
        }
        self.all.add(&counts);
        self.documents.push((document.id.clone(), counts));
    }

    /// Precision, recall and F1 of identical beads; recall over gold beads with both sides.
    pub fn strict(&self) -> Prf {
        self.all.strict()
    }

    /// Precision, recall and F1 of beads that share a couple of sentences.
    pub fn lax(&self) -> Prf {
        self.all.lax()
    }

    /// Precision, recall and F1 of identical beads, those with an empty side included.
    pub fn all_bead(&self) -> Prf {
        self.all.all_bead()
    }

    /// How well the scores of pairs agree with the gold; beads with an empty side have none. It
    /// is no part of what the report prints.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }
}

/// The beads that are only in the gold, and those that are only predicted.
pub fn differences<'a>(
    gold: &'a [IdBead],
    predicted: &'a [Prediction],
) -> (Vec<&'a IdBead>, Vec<&'a IdBead>) {
    let known: FxHashSet<&IdBead> = gold.iter().collect();
    let found: FxHashSet<&IdBead> = predicted.iter().map(|p| &p.bead).collect();
    let missed = gold.iter().filter(|bead| !found.contains(bead)).collect();
    let wrong = predicted.iter().map(|p| &p.bead).filter(|bead| !known.contains(bead)).collect();
    (missed, wrong)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [gold, predicted, _] = self.all.total();
        writeln!(f, "files {}  gold beads {gold}  test beads {predicted}", self.documents.len())?;
        writeln!(f, "{:10} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1")?;
        for (name, Prf { precision, recall, f1 }) in
            [("strict", self.strict()), ("lax", self.lax()), ("all-bead", self.all_bead())]
        {
            writeln!(f, "{name:10} {precision:>9.3} {recall:>9.3} {f1:>9.3}")?;
        }
        writeln!(
            f,
            "{:10} {:>9} {:>9} {:>9} {:>7} {:>7} {:>7}",
            "bead", "precision", "recall", "F1", "gold", "test", "hit"
        )?;
        for (name, [gold, predicted, hits]) in BEAD_GROUPS.iter().zip(self.all.types) {
            let Prf { precision, recall, f1 } = Prf::of(hits, predicted, gold);
            writeln!(
                f,
                "{name:10} {precision:>9.3} {recall:>9.3} {f1:>9.3} {gold:>7} {predicted:>7} {hits:>7}"
            )?;
        }
        for (id, counts) in &self.documents {
            let [strict, lax, all] = [counts.strict().f1, counts.lax().f1, counts.all_bead().f1];
            writeln!(f, "{id} strict {strict:.3} lax {lax:.3} all-bead {all:.3}")?;
        }
        Ok(())
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct PerFile {
            strict: Prf,
            lax: Prf,
            all_bead: Prf,
        }
        let [gold, predicted, _] = self.all.total();
        let per_file: BTreeMap<&str, PerFile> = self
            .documents
            .iter()
            .map(|(id, c)| {
                (id.as_str(), PerFile { strict: c.strict(), lax: c.lax(), all_bead: c.all_bead() })
            })
            .collect();
        let mut out = serializer.serialize_struct("Report", 8)?;
        out.serialize_field("files", &self.documents.len())?;
        out.serialize_field("gold_beads", &gold)?;
        out.serialize_field("test_beads", &predicted)?;
        out.serialize_field("strict", &self.strict())?;
        out.serialize_field("lax", &self.lax())?;
        out.serialize_field("all_bead", &self.all_bead())?;
        out.serialize_field("types", &type_rows(&self.all.types))?;
        out.serialize_field("per_file", &per_file)?;
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beads(lines: &str) -> Vec<IdBead> {
        lines.lines().map(|line| parse_bead(line, 10, 10).unwrap()).collect()
    }

    #[test]
    fn a_bead_is_read_and_written_alike() {
        for line in ["[0, 1]:[0]", "[3]:[]", "[]:[2, 4]"] {
            assert_eq!(parse_bead(line, 5, 5).unwrap().to_string(), line);
        }
        assert_eq!(parse_bead(" [1,2] : [ 3 ]:0.25", 5, 5).unwrap().to_string(), "[1, 2]:[3]");
        // A bead is a set of sentences, in whatever order they are listed.
        assert_eq!(parse_bead("[2, 0,2]:[1,0]", 5, 5).unwrap().to_string(), "[0, 2]:[0, 1]");
    }

    #[test]
    fn a_score_is_read_and_written_alike() {
        for line in ["[0, 1]:[0]:0.93", "[0]:[0]:1", "[0]:[0]", "[3]:[]"] {
            assert_eq!(parse_prediction(line, 5, 5).unwrap().to_string(), line);
        }
        assert_eq!(parse_prediction("[0]:[0]: 0.5 :x", 5, 5).unwrap().score, Some(0.5));
        // Costs and remarks of other programs, and a bead that is no pair.
        for line in ["[0]:[0]:1.5", "[0]:[0]:nan", "[0]:[0]:sure", "[0]:[0]:", "[0]:[]:0.5"] {
            assert_eq!(parse_prediction(line, 5, 5).unwrap().score, None, "{line}");
        }
    }

    #[test]
    fn a_wrong_bead_says_what_is_wrong() {
        for (line, part) in [
            ("[0] [1]", "no colon"),
            ("[0]:1", "no list"),
            ("[0]:[x]", "no list"),
            ("[9]:[0]", "no English line 9"),
        ] {
            let message = parse_bead(line, 9, 9).unwrap_err();
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn nulls_count_for_precision_and_for_all_bead_but_not_for_recall() {
        let gold = beads("[0]:[0]\n[1]:[]\n[2, 3]:[1]\n[]:[2]");
        let predicted = beads("[0]:[0]\n[1]:[]\n[2]:[1]\n[3]:[]\n[]:[2]");
        let counts = Counts::of(&gold, &predicted);
        // Strict: 3 of 5 predicted are right, 1 of the 2 two-sided ones is found.
        assert_eq!((counts.precision, counts.recall), ([5, 3, 4], [2, 1, 2]));
        assert_eq!(counts.total(), [4, 5, 3]);
        assert_eq!(counts.strict(), Prf::new(0.6, 0.5));
        assert_eq!(counts.lax(), Prf::new(0.8, 1.0));
        assert_eq!(counts.all_bead(), Prf::new(0.6, 0.75));
    }

    #[test]
    fn unaligned_units_become_beads_in_their_place() {
        let (en, zh) = (["One.", "Two.", "Three."], ["一。", "二。"]);
        let bitext = crate::Bitext::from_units(&en, &zh);
        let bead = crate::Bead { en: vec![1], zh: vec![1], score: 0.9, reasons: Default::default() };
        let alignment = Alignment::new(bitext, crate::Level::Sentence, vec![bead]);
        let lines: Vec<String> = predictions(&alignment).iter().map(|b| b.to_string()).collect();
        assert_eq!(lines, ["[0]:[]", "[]:[0]", "[1]:[1]:0.9", "[2]:[]"]);
    }

    #[test]
    fn differences_are_what_only_one_side_has() {
        let gold = beads("[0]:[0]\n[1]:[1]");
        let predicted = ["[0]:[0]:0.9", "[1]:[]"].map(|line| parse_prediction(line, 2, 2).unwrap());
        let (missed, wrong) = differences(&gold, &predicted);
        assert_eq!((missed[0].to_string(), wrong[0].to_string()), ("[1]:[1]".into(), "[1]:[]".into()));
    }
}
