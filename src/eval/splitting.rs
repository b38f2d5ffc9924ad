//! Sentence borders against gold borders: precision, recall and F1 by language and genre.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::fs;
use std::path::Path;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::gold_file::{self, Lines};
use crate::error::Error;
use crate::lang::Lang;
use crate::sentence::sentences;
use crate::span::Span;

/// A paragraph of running text and the places where its sentences end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its name in the gold set.
    pub id: String,
    /// `en` or `zh`.
    pub lang: Lang,
    /// `Hans` or `Hant`, for Chinese where it is known.
    #[serde(default)]
    pub variant: Option<String>,
    /// The kind of text it comes from.
    pub genre: String,
    /// The text.
    pub text: String,
    /// Byte offsets right after the last character of each sentence.
    pub ends: Vec<usize>,
}

/// Counts of borders of one group of paragraphs, and what follows from them.
///
/// Serializes to the figures (`p`, `r`, `f1`, `exact`) and the counts behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Borders in both.
    pub hit: usize,
    /// Borders of the splitter.
    pub predicted: usize,
    /// Borders of the gold.
    pub gold: usize,
    /// Paragraphs.
    pub paragraphs: usize,
    /// Paragraphs without any error.
    pub exact: usize,
}

impl Tally {
    fn add(&mut self, gold: &BTreeSet<usize>, predicted: &BTreeSet<usize>) {
        self.hit += gold.intersection(predicted).count();
        self.predicted += predicted.len();
        self.gold += gold.len();
        self.paragraphs += 1;
        self.exact += usize::from(gold == predicted);
    }

    /// Share of the splitter's borders that are right.
    pub fn precision(&self) -> f64 {
        ratio(self.hit, self.predicted)
    }

    /// Share of the gold borders that were found.
    pub fn recall(&self) -> f64 {
        ratio(self.hit, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.hit, self.predicted + self.gold)
    }

    /// Share of the paragraphs in which every border is right and none is missing.
    pub fn exact_share(&self) -> f64 {
        ratio(self.exact, self.paragraphs)
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Tally", 8)?;
        out.serialize_field("p", &self.precision())?;
        out.serialize_field("r", &self.recall())?;
        out.serialize_field("f1", &self.f1())?;
        out.serialize_field("exact", &self.exact_share())?;
        out.serialize_field("hit", &self.hit)?;
        out.serialize_field("predicted", &self.predicted)?;
        out.serialize_field("gold", &self.gold)?;
        out.serialize_field("paragraphs", &self.paragraphs)?;
        out.end()
    }
}

/// A border that only the gold has, or only the splitter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongBorder {
    /// Byte offset in the paragraph, after all that may follow the end of a sentence.
    pub offset: usize,
    /// Whether the splitter missed it; else it is false.
    pub missed: bool,
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// Figures by group: `en`, `zh`, the scripts (`zh-Hans`) and the genres (`en/news`).
///
/// `Display` is the table that the program prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The groups in the order of their names.
    pub groups: BTreeMap<String, Tally>,
}

impl Report {
    /// The figures of a group, `None` where no paragraph belongs to it.
    pub fn group(&self, name: &str) -> Option<&Tally> {
        self.groups.get(name)
    }

    /// Mean F1 of the genres of a language that have borders at all.
    pub fn mean_f1_of_genres(&self, lang: Lang) -> f64 {
        let prefix = format!("{}/", lang.as_str());
        let genres: Vec<f64> = self
            .groups
            .iter()
            .filter(|(name, tally)| name.starts_with(&prefix) && tally.gold > 0)
            .map(|(_, tally)| tally.f1())
            .collect();
        if genres.is_empty() { 0.0 } else { genres.iter().sum::<f64>() / genres.len() as f64 }
    }

    /// Adds a paragraph whose sentences end at the byte offsets `ends`. Gives what is wrong.
    ///
    /// # Panics
    ///
    /// When an end is not on a character border of the paragraph.
    pub fn add(&mut self, paragraph: &Paragraph, ends: &[usize]) -> Vec<WrongBorder> {
        let gold = borders(&paragraph.text, &paragraph.ends);
        let predicted = borders(&paragraph.text, ends);
        let lang = paragraph.lang.as_str();
        let script = paragraph.variant.as_ref().map(|variant| format!("{lang}-{variant}"));
        let names = [Some(lang.to_owned()), script, Some(format!("{lang}/{}", paragraph.genre))];
        for name in names.into_iter().flatten() {
            self.groups.entry(name).or_default().add(&gold, &predicted);
        }
        let wrong = gold.symmetric_difference(&predicted);
        wrong.map(|&offset| WrongBorder { offset, missed: gold.contains(&offset) }).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<16} {:>9} {:>9} {:>9} {:>9} {:>7} {:>9} {:>10}",
            "", "precision", "recall", "F1", "exact", "gold", "predicted", "paragraphs"
        )?;
        for (name, tally) in &self.groups {
            write!(
                f,
                "{name:<16} {:>9.3} {:>9.3} {:>9.3} {:>9.3} {:>7} {:>9} {:>10}",
                tally.precision(),
                tally.recall(),
                tally.f1(),
                tally.exact_share(),
                tally.gold,
                tally.predicted,
                tally.paragraphs
            )?;
            for lang in [Lang::En, Lang::Zh] {
                if name == lang.as_str() {
                    write!(f, "   mean F1 of genres {:.3}", self.mean_f1_of_genres(lang))?;
                }
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// Splits the paragraphs of a gold set with [`sentences`] and counts right and wrong borders.
///
/// `path` is a file of paragraphs (JSON Lines, plain or gzip), or a folder of aligned
/// documents with one sentence a line (`NNN.en`, `NNN.zh`); see [`read`].
///
/// ```no_run
/// # fn main() -> Result<(), bitext::Error> {
/// let report = bitext::eval::splitting::evaluate("gold/sentences.jsonl.gz")?;
/// print!("{report}");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// When the gold set cannot be read or one of its lines is wrong.
pub fn evaluate(path: impl AsRef<Path>) -> Result<Report, Error> {
    Ok(score(&read(path.as_ref())?, |p| sentences(&p.text, p.lang)))
}

/// The report on any splitter: `split` gives the sentences of a paragraph.
pub fn score(gold: &[Paragraph], split: impl Fn(&Paragraph) -> Vec<Span>) -> Report {
    let mut report = Report::default();
    for paragraph in gold {
        let ends: Vec<usize> = split(paragraph).iter().map(|span| span.end).collect();
        report.add(paragraph, &ends);
    }
    report
}

/// Reads a gold set.
///
/// Of a folder, five lines of a document at a time become one paragraph, joined by a
/// blank in English and by nothing in Chinese; the genre is the name of the document.
///
/// # Errors
///
/// When a file cannot be read, when a line is no paragraph, or when an end is not on a
/// character border of its text.
pub fn read(path: &Path) -> Result<Vec<Paragraph>, Error> {
    let meta = fs::metadata(path).map_err(|e| Error::io(path, e))?;
    if meta.is_dir() { read_folder(path) } else { read_paragraphs(path) }
}

/// Reads predictions, `{"id", "ends"}` a line: the ends for each paragraph of `gold`, `None`
/// where there is no line for it.
///
/// # Errors
///
/// When the file cannot be read, a line is not of that form, an `id` is there twice, or an
/// end is not on a character border of its paragraph.
pub fn read_predictions(path: &Path, gold: &[Paragraph]) -> Result<Vec<Option<Vec<usize>>>, Error> {
    #[derive(Deserialize)]
    struct Line {
        id: String,
        ends: Vec<usize>,
    }
    let mut known = HashMap::new();
    for row in Lines::open(path)?.json::<Line>() {
        let (number, line) = row?;
        if known.contains_key(&line.id) {
            return Err(Error::gold(path, number, format!("{}: seen before", line.id)));
        }
        known.insert(line.id, (number, line.ends));
    }
    let found = gold.iter().map(|paragraph| {
        let Some((number, ends)) = known.remove(&paragraph.id) else { return Ok(None) };
        check_ends(path, number, paragraph, &ends)?;
        Ok(Some(ends))
    });
    found.collect()
}

fn check_ends(path: &Path, line: usize, paragraph: &Paragraph, ends: &[usize]) -> Result<(), Error> {
    match ends.iter().find(|end| !paragraph.text.is_char_boundary(**end)) {
        None => Ok(()),
        Some(end) => {
            let what = format!("{}: end {end} is not a byte offset of a character", paragraph.id);
            Err(Error::gold(path, line, what))
        }
    }
}

fn read_paragraphs(path: &Path) -> Result<Vec<Paragraph>, Error> {
    let mut out = Vec::new();
    for row in Lines::open(path)?.json::<Paragraph>() {
        let (number, paragraph) = row?;
        check_ends(path, number, &paragraph, &paragraph.ends)?;
        out.push(paragraph);
    }
    if out.is_empty() {
        return Err(Error::gold(path, None, "holds no paragraph"));
    }
    Ok(out)
}

fn read_folder(folder: &Path) -> Result<Vec<Paragraph>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| Error::io(folder, e))? {
        let path = entry.map_err(|e| Error::io(folder, e))?.path();
        let lang = match path.extension().and_then(|e| e.to_str()) {
            Some("en") => Lang::En,
            Some("zh") => Lang::Zh,
            _ => continue,
        };
        files.push((path, lang));
    }
    files.sort();
    if files.is_empty() {
        return Err(Error::gold(folder, None, "holds no NNN.en and NNN.zh; one sentence a line is wanted"));
    }
    let mut out = Vec::new();
    for (path, lang) in files {
        let text = gold_file::read_text(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        for (number, five) in lines.chunks(5).enumerate() {
            let mut paragraph = Paragraph {
                id: format!("{name}.{}/{number}", lang.as_str()),
                lang,
                variant: None,
                genre: name.clone(),
                text: String::new(),
                ends: Vec::new(),
            };
            for line in five {
                if lang == Lang::En && !paragraph.text.is_empty() {
                    paragraph.text.push(' ');
                }
                paragraph.text.push_str(line);
                paragraph.ends.push(paragraph.text.len());
            }
            out.push(paragraph);
        }
    }
    Ok(out)
}

/// Borders inside a text, each moved right over blanks and closing marks, so that two
/// splitters that differ only in where they leave a quotation mark agree.
fn borders(text: &str, ends: &[usize]) -> BTreeSet<usize> {
    ends.iter()
        .filter(|end| !text[..**end].trim().is_empty())
        .map(|end| skip_closers(text, *end))
        .filter(|at| *at < text.len())
        .collect()
}

fn skip_closers(text: &str, mut at: usize) -> usize {
    let mut after_blank = text[..at].chars().next_back().is_none_or(char::is_whitespace);
    for c in text[at..].chars() {
        let closes = match c {
            // Straight marks open after a blank and close elsewhere.
            '"' | '\'' | '＇' => !after_blank,
            ')' | ']' | '}' | '»' | '›' | '”' | '’' | '」' | '』' | '）' | '》' | '〉' | '】' | '〕'
            | '］' | '｝' | '〗' | '＂' | '｣' => true,
            _ => c.is_whitespace(),
        };
        if !closes {
            break;
        }
        after_blank = c.is_whitespace();
        at += c.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hits, borders of the splitter and borders of the gold.
    fn counts(gold: &[&str], predicted: &[&str]) -> (usize, usize, usize) {
        let ends = |parts: &[&str]| -> Vec<usize> {
            let mut end = 0;
            parts.iter().map(|part| (end += part.len(), end).1).collect()
        };
        let text = gold.concat();
        assert_eq!(text, predicted.concat());
        let paragraph = Paragraph {
            id: "x".into(),
            lang: Lang::En,
            variant: None,
            genre: "g".into(),
            text,
            ends: ends(gold),
        };
        let spans = ends(predicted).into_iter().map(|end| Span::new(0, end)).collect::<Vec<_>>();
        let report = score(&[paragraph], |_| spans.clone());
        let tally = report.group("en").unwrap();
        (tally.hit, tally.predicted, tally.gold)
    }

    #[test]
    fn blanks_and_closers_do_not_matter() {
        assert_eq!(counts(&["Go.", " Stay."], &["Go. ", "Stay."]), (1, 1, 1));
        assert_eq!(counts(&["“Go.”", " I stay."], &["“Go.", "” I stay."]), (1, 1, 1));
        assert_eq!(counts(&["“走。”", "他不走。"], &["“走。", "”他不走。"]), (1, 1, 1));
        assert_eq!(counts(&["\"Go.\"", " So."], &["\"Go.", "\" So."]), (1, 1, 1));
    }

    #[test]
    fn an_opening_mark_does_matter() {
        assert_eq!(counts(&["Go.", " \"No.\"", " So."], &["Go. \"", "No.\"", " So."]), (1, 2, 2));
        assert_eq!(counts(&["走。", "“不。”"], &["走。“", "不。”"]), (0, 1, 1));
    }

    #[test]
    fn the_end_of_the_paragraph_is_no_border() {
        assert_eq!(counts(&["Go."], &["Go."]), (0, 0, 0));
        assert_eq!(counts(&["Go.)"], &["Go.", ")"]), (0, 0, 0));
        assert_eq!(counts(&["Mr. X goes."], &["Mr.", " X goes."]), (0, 1, 0));
    }

    #[test]
    fn a_folder_is_read_by_fives_and_a_wrong_end_is_reported() {
        let folder = std::env::temp_dir().join(format!("bitext-splitting-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.en"), "One.\nTwo.\nThree.\nFour.\nFive.\nSix.\n").unwrap();
        fs::write(folder.join("a.zh"), "一。\n二。\n").unwrap();
        let gold = read(&folder).unwrap();
        let texts: Vec<&str> = gold.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["One. Two. Three. Four. Five.", "Six.", "一。二。"]);
        assert_eq!(gold[2].ends, [6, 12]);
        assert_eq!(evaluate(&folder).unwrap().group("en/a").map(|t| (t.hit, t.gold)), Some((4, 4)));

        let file = folder.join("wrong.jsonl");
        fs::write(&file, "{\"id\":\"x\",\"lang\":\"zh\",\"genre\":\"g\",\"text\":\"一。\",\"ends\":[1]}\n")
            .unwrap();
        let error = read(&file).unwrap_err();
        assert!(error.to_string().ends_with(":1: x: end 1 is not a byte offset of a character"), "{error}");
        fs::remove_dir_all(folder).unwrap();
    }
}
