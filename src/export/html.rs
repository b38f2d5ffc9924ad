//! A page to read.

use std::io::{self, Write};

use askama::Template;

use super::line::{is_wide, one_line};
use super::rows::{Row, rows};
use super::script::{self, Script};
use crate::alignment::{Alignment, Pair, Reasons};
use crate::bitext::{Bitext, Unit};
use crate::lang::Lang;
use crate::segment::Kind;

/// Writes a corpus as one HTML page: both languages in columns, the pairs facing each other.
///
/// Beside each pair stand its score, as a number and as a colour, its type and, to be
/// unfolded, the [reasons](crate::Reasons) of the score. Unaligned text is dimmed and
/// stands in its place in the order of reading; what belongs to the page rather than to the
/// text (dates, links, addresses) is smaller besides. Of several documents there is a table
/// of contents with the figures of each.
///
/// The page is one file without scripts and without anything to load. It follows the
/// reader's choice of light or dark, stacks the columns on a phone and prints on paper. All
/// text is escaped; control characters are dropped, and words that the end of a line has cut are whole
/// again, as the model of the crate knows words.
///
/// The page begins with figures of the whole corpus, so the documents are held as HTML
/// until [`finish`](HtmlWriter::finish) writes them.
///
/// ```
/// use bitext::export::HtmlWriter;
/// let mut page = HtmlWriter::new(Vec::new());
/// page.document(Some("a < b"), &bitext::align("Good morning.\n\n早上好。\n"))?;
/// let html = String::from_utf8(page.finish()?).unwrap();
/// assert!(html.contains("a &#60; b"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct HtmlWriter<W> {
    output: W,
    documents: Vec<Document>,
}

impl<W: Write> HtmlWriter<W> {
    /// A writer onto `output`. Nothing is written until [`finish`](HtmlWriter::finish).
    pub fn new(output: W) -> HtmlWriter<W> {
        HtmlWriter { output, documents: Vec::new() }
    }

    /// Adds a document to the page.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        let number = self.documents.len() + 1;
        let name = name.map(|name| one_line(name, Lang::Other)).filter(|name| !name.is_empty());
        let rows = Rows { document: number, rows: view(alignment) }.render().map_err(io::Error::other)?;
        self.documents.push(Document { number, name, figures: Figures::of(alignment), rows });
        Ok(())
    }

    /// Writes the page, flushes the output and gives it back.
    pub fn finish(mut self) -> io::Result<W> {
        let mut total = Figures::default();
        self.documents.iter().for_each(|document| total.add(document.figures));
        let page = Page { version: env!("CARGO_PKG_VERSION"), documents: &self.documents, total };
        page.write_into(&mut self.output)?;
        // The template engine takes the line break off the end of the file.
        self.output.write_all(b"\n")?;
        self.output.flush()?;
        Ok(self.output)
    }
}

#[derive(Template)]
#[template(path = "page.html", config = "src/export/askama.toml")]
struct Page<'a> {
    version: &'static str,
    documents: &'a [Document],
    total: Figures,
}

impl Page<'_> {
    fn title(&self) -> String {
        match self.documents {
            [Document { name: Some(name), .. }] => name.clone(),
            [] | [_] => "Aligned text".to_owned(),
            documents => format!("{} aligned documents", documents.len()),
        }
    }
}

#[derive(Template)]
#[template(path = "rows.html", config = "src/export/askama.toml")]
struct Rows {
    document: usize,
    rows: Vec<RowView>,
}

#[derive(Debug)]
struct Document {
    number: usize,
    name: Option<String>,
    figures: Figures,
    /// What [`Rows`] made of the text.
    rows: String,
}

impl Document {
    fn title(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("Document {}", self.number))
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    pairs: usize,
    score_sum: f64,
    unaligned_en: usize,
    unaligned_zh: usize,
    other: usize,
}

impl Figures {
    fn of(alignment: &Alignment<'_>) -> Figures {
        Figures {
            pairs: alignment.beads().len(),
            score_sum: alignment.beads().iter().map(|bead| f64::from(bead.score)).sum(),
            unaligned_en: alignment.unaligned_en().len(),
            unaligned_zh: alignment.unaligned_zh().len(),
            other: alignment.bitext().other.len(),
        }
    }

    fn add(&mut self, more: Figures) {
        self.pairs += more.pairs;
        self.score_sum += more.score_sum;
        self.unaligned_en += more.unaligned_en;
        self.unaligned_zh += more.unaligned_zh;
        self.other += more.other;
    }

    fn unaligned(&self) -> usize {
        self.unaligned_en + self.unaligned_zh + self.other
    }

    fn mean_score(&self) -> String {
        if self.pairs == 0 { "–".to_owned() } else { format!("{:.2}", self.score_sum / self.pairs as f64) }
    }
}

enum RowView {
    Pair(PairView),
    Left { side: &'static str, what: &'static str, cell: Cell },
}

impl RowView {
    /// Whether there is anything to see: a unit that the caller has split may be empty.
    fn shows(&self) -> bool {
        match self {
            RowView::Pair(_) => true,
            RowView::Left { cell, .. } => {
                cell.units.iter().flat_map(|unit| &unit.lines).any(|line| !line.is_empty())
            }
        }
    }
}

struct PairView {
    number: usize,
    score: String,
    /// The colour of the score, 0 (red) to 4 (green).
    band: usize,
    bead_type: String,
    reasons: Vec<(&'static str, String)>,
    en: Cell,
    zh: Cell,
}

struct Cell {
    /// Language tag; empty, which HTML takes for unknown, of other languages.
    lang: &'static str,
    units: Vec<UnitView>,
}

struct UnitView {
    kind: &'static str,
    lines: Vec<String>,
}

fn view(alignment: &Alignment<'_>) -> Vec<RowView> {
    let bitext = alignment.bitext();
    let document = script::of_document(bitext);
    let pairs: Vec<Pair<'_, '_>> = alignment.pairs().collect();
    let row = |row| match row {
        Row::Pair(p) => RowView::Pair(PairView {
            number: p + 1,
            score: format!("{:.2}", pairs[p].score()),
            band: band(pairs[p].score()),
            bead_type: pairs[p].bead_type().to_string(),
            reasons: reasons(pairs[p].reasons()),
            en: cell("en", Lang::En, pairs[p].en_units()),
            zh: cell(chinese(pairs[p].zh_units(), document), Lang::Zh, pairs[p].zh_units()),
        }),
        Row::En(_) | Row::Zh(_) | Row::Other(_) => left(bitext, row, document),
    };
    rows(alignment).into_iter().map(row).filter(RowView::shows).collect()
}

fn left(bitext: &Bitext<'_>, row: Row, document: Option<Script>) -> RowView {
    let (side, unit) = match row {
        Row::Zh(j) => (Lang::Zh, &bitext.zh[j]),
        Row::Other(o) => (Lang::Other, &bitext.other[o]),
        Row::En(i) | Row::Pair(i) => (Lang::En, &bitext.en[i]),
    };
    let units = || std::iter::once(unit);
    let tag = match side {
        Lang::En => "en",
        Lang::Zh => chinese(units(), document),
        Lang::Other => "",
    };
    let what = match (unit.kind, side) {
        (Kind::Furniture, _) => "furniture",
        (_, Lang::Other) => "other",
        _ => "unaligned",
    };
    RowView::Left { side: side.as_str(), what, cell: cell(tag, side, units()) }
}

fn cell<'a, 't: 'a>(lang: &'static str, side: Lang, units: impl Iterator<Item = &'a Unit<'t>>) -> Cell {
    let unit = |unit: &Unit<'_>| UnitView { kind: unit.kind.as_str(), lines: lines(unit.text, side) };
    Cell { lang, units: units.filter(|unit| !unit.text.is_empty()).map(unit).collect() }
}

/// The language tag of Chinese units.
fn chinese<'a, 't: 'a>(units: impl Iterator<Item = &'a Unit<'t>>, document: Option<Script>) -> &'static str {
    match script::of_units(units, document) {
        Some(Script::Hans) => "zh-Hans",
        Some(Script::Hant) => "zh-Hant",
        None => "zh",
    }
}

/// A text in the lines in which it is shown.
///
/// Its own lines are kept where all of them fit into a column, as those of a poem or an
/// address do. Longer ones would be broken once more, so they are run together and the
/// column breaks them.
fn lines(text: &str, lang: Lang) -> Vec<String> {
    const COLUMN: usize = 44;
    let width = |line: &str| line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum::<usize>();
    if text.contains('\n') && text.lines().all(|line| width(line.trim()) <= COLUMN) {
        text.lines().map(|line| one_line(line, lang)).filter(|line| !line.is_empty()).collect()
    } else {
        vec![one_line(text, lang)]
    }
}

fn band(score: f32) -> usize {
    const BORDERS: [f32; 4] = [0.25, 0.5, 0.75, 0.9];
    BORDERS.iter().filter(|&&border| score >= border).count()
}

/// The parts of the evidence that say anything, with their signs.
fn reasons(reasons: Reasons) -> Vec<(&'static str, String)> {
    let Reasons { lexicon, numbers, names, length, position } = reasons;
    let parts = [
        ("lexicon", lexicon),
        ("numbers", numbers),
        ("names", names),
        ("length", length),
        ("position", position),
    ];
    let said = parts.into_iter().filter(|&(_, nats)| nats != 0.0);
    said.map(|(name, nats)| (name, format!("{nats:+.1}").replace('-', "−"))).collect()
}
