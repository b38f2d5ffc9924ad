//! JSON: the record of a document, and writers of whole corpora.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::rounded;
use crate::align::Aligner;
use crate::alignment::{Alignment, Pair, Reasons};
use crate::bitext::{Bitext, Origin, Unit};
use crate::links::WordLink;
use crate::span::Span;

/// An aligned document as one JSON object.
///
/// It serializes as
///
/// ```json
/// {"id": …, "pairs": [{"type", "en", "zh", "en_text", "zh_text", "score"}], "unaligned": {"en", "zh"}}
/// ```
///
/// `en` and `zh`, of a pair and of `unaligned`, say where the units stand: a list of
/// `[start, end]` byte offsets into the article or into the text of their side, or, for
/// units that the caller has split ([`Origin::Units`]), a list of their numbers from 0.
/// `unaligned` has a third list, `other`, where an article holds segments in neither
/// language; of two texts, each is in the list of the text that it stands in. Scores have at most
/// four decimals.
///
/// A pair that [crosses](Pair::crosses) another has `"crosses": true` after its score; no other
/// pair has that field.
///
/// [With links](DocumentRecord::with_links) each pair has a list more,
/// `"links": [{"en", "zh", "strength"}]`. There `en` and `zh` are one `[start, end]` each, and for
/// units that the caller has split `[number, start, end]`, with offsets into the unit.
///
/// The pairs are made while they are written, so a record costs no memory of its own.
///
/// ```
/// use bitext::export::json::DocumentRecord;
/// let alignment = bitext::align("Good morning.\n\n早上好。\n");
/// let line = serde_json::to_string(&DocumentRecord::new("greeting", &alignment))?;
/// assert!(line.starts_with(r#"{"id":"greeting","pairs":["#));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DocumentRecord<'a, I> {
    id: I,
    alignment: &'a Alignment<'a>,
    linker: Option<&'a Aligner>,
    text: Option<&'a str>,
}

impl<'a, I: Serialize> DocumentRecord<'a, I> {
    /// The record of `alignment` under any `id` that serializes: a string, a number, a
    /// value that came with the document.
    pub fn new(id: I, alignment: &'a Alignment<'a>) -> DocumentRecord<'a, I> {
        DocumentRecord { id, alignment, linker: None, text: None }
    }

    /// The record with the [word links](crate::links) of each pair, as `aligner` sees them.
    pub fn with_links(self, aligner: &'a Aligner) -> DocumentRecord<'a, I> {
        DocumentRecord { linker: Some(aligner), ..self }
    }

    /// The record with the text that offsets are of, as `"text"` behind the `id`: for who has given something else,
    /// such as a page of HTML.
    pub fn with_text(self, text: &'a str) -> DocumentRecord<'a, I> {
        DocumentRecord { text: Some(text), ..self }
    }
}

impl<I: Serialize> Serialize for DocumentRecord<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let DocumentRecord { alignment, linker, text, .. } = *self;
        let mut record = serializer.serialize_struct("Document", 3 + usize::from(text.is_some()))?;
        record.serialize_field("id", &self.id)?;
        if let Some(text) = text {
            record.serialize_field("text", text)?;
        }
        record.serialize_field("pairs", &Pairs { alignment, reasons: false, linker })?;
        record.serialize_field(
            "unaligned",
            &Unaligned { alignment, other: !others(alignment.bitext())[2].is_empty() },
        )?;
        record.end()
    }
}

/// Writes a corpus as one JSON object with everything that is known of it.
///
/// ```json
/// {"tool": "bitext", "version": …, "documents": [
/// {"name": …, "level": "paragraph",
///  "pairs": [{"type", "en", "zh", "en_text", "zh_text", "score", "reasons": {…}}],
///  "unaligned": {"en", "zh", "other"}}
/// ]}
/// ```
///
/// Each document stands on a line of its own; `name` is `null` where it has none, and
/// `level` is `paragraph` or `sentence`. `pairs` and `unaligned` are those of
/// [`DocumentRecord`], with the [reasons](crate::Reasons) of each score besides, where they are
/// known, and with `other` in every document. Word links are there [on demand](JsonWriter::with_links).
///
/// ```
/// use bitext::export::JsonWriter;
/// let mut corpus = JsonWriter::new(Vec::new());
/// corpus.document(Some("greeting.txt"), &bitext::align("Good morning.\n\n早上好。\n"))?;
/// let json: serde_json::Value = serde_json::from_slice(&corpus.finish()?)?;
/// assert_eq!(json["documents"][0]["pairs"][0]["zh_text"], "早上好。");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct JsonWriter<W> {
    output: W,
    begun: bool,
    linker: Option<Aligner>,
}

impl<W: Write> JsonWriter<W> {
    /// A writer onto `output`. Nothing is written yet.
    pub fn new(output: W) -> JsonWriter<W> {
        JsonWriter { output, begun: false, linker: None }
    }

    /// The same writer, with the [word links](crate::links) of each pair, as `aligner` sees them.
    pub fn with_links(self, aligner: Aligner) -> JsonWriter<W> {
        JsonWriter { linker: Some(aligner), ..self }
    }

    /// Writes a document.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        if self.begun {
            self.output.write_all(b",\n")?;
        } else {
            self.begin()?;
        }
        serde_json::to_writer(
            &mut self.output,
            &FullRecord { name, alignment, linker: self.linker.as_ref() },
        )?;
        Ok(())
    }

    /// Completes and flushes the output, and gives it back. Without a document the list of
    /// documents is empty.
    pub fn finish(mut self) -> io::Result<W> {
        if !self.begun {
            self.begin()?;
        }
        self.output.write_all(b"\n]}\n")?;
        self.output.flush()?;
        Ok(self.output)
    }

    fn begin(&mut self) -> io::Result<()> {
        self.begun = true;
        let (tool, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        writeln!(self.output, r#"{{"tool":"{tool}","version":"{version}","documents":["#)
    }
}

struct FullRecord<'a> {
    name: Option<&'a str>,
    alignment: &'a Alignment<'a>,
    linker: Option<&'a Aligner>,
}

impl Serialize for FullRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let FullRecord { alignment, linker, .. } = *self;
        let mut record = serializer.serialize_struct("Document", 4)?;
        record.serialize_field("name", &self.name)?;
        record.serialize_field("level", alignment.level().as_str())?;
        record.serialize_field("pairs", &Pairs { alignment, reasons: true, linker })?;
        record.serialize_field("unaligned", &Unaligned { alignment, other: true })?;
        record.end()
    }
}

struct Pairs<'a> {
    alignment: &'a Alignment<'a>,
    reasons: bool,
    linker: Option<&'a Aligner>,
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Pairs { alignment, reasons, linker } = *self;
        serializer.collect_seq(alignment.pairs().map(|pair| PairRecord { pair, reasons, linker }))
    }
}

struct PairRecord<'a> {
    pair: Pair<'a, 'a>,
    reasons: bool,
    linker: Option<&'a Aligner>,
}

impl Serialize for PairRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pair = &self.pair;
        let crosses = pair.crosses();
        // All 0 says that they were not asked for, or that a person has made the pair.
        let reasons = Some(pair.reasons()).filter(|reasons| self.reasons && *reasons != Reasons::default());
        let more = [crosses, reasons.is_some(), self.linker.is_some()];
        let fields = 6 + more.map(usize::from).iter().sum::<usize>();
        let mut record = serializer.serialize_struct("Pair", fields)?;
        record.serialize_field("type", &format_args!("{}", pair.bead_type()))?;
        record.serialize_field("en", &places(pair.origin(), pair.en_units()))?;
        record.serialize_field("zh", &places(pair.origin(), pair.zh_units()))?;
        record.serialize_field("en_text", &pair.en())?;
        record.serialize_field("zh_text", &pair.zh())?;
        record.serialize_field("score", &rounded(pair.score()))?;
        if crosses {
            record.serialize_field("crosses", &true)?;
        }
        if let Some(reasons) = reasons {
            record.serialize_field("reasons", &reasons)?;
        }
        if let Some(linker) = self.linker {
            let links: Vec<LinkRecord> =
                linker.links(pair).iter().map(|link| LinkRecord::new(link, pair)).collect();
            record.serialize_field("links", &links)?;
        }
        record.end()
    }
}

/// A word link, its places in the way of their origin.
#[derive(serde::Serialize)]
struct LinkRecord {
    en: LinkPlace,
    zh: LinkPlace,
    strength: f64,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum LinkPlace {
    Span(Span),
    InUnit(usize, usize, usize),
}

impl LinkRecord {
    fn new(link: &WordLink, pair: &Pair<'_, '_>) -> LinkRecord {
        let bitext = pair.bitext();
        let place = |unit: &Unit<'_>, span: Span| match bitext.origin {
            Origin::Units => LinkPlace::InUnit(unit.order, span.start, span.end),
            _ => LinkPlace::Span(span),
        };
        LinkRecord {
            en: place(&bitext.en[link.en_unit], link.en),
            zh: place(&bitext.zh[link.zh_unit], link.zh),
            strength: rounded(link.strength),
        }
    }
}

struct Unaligned<'a> {
    alignment: &'a Alignment<'a>,
    other: bool,
}

impl Serialize for Unaligned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bitext = self.alignment.bitext();
        let (en, zh) = (self.alignment.unaligned_en(), self.alignment.unaligned_zh());
        let mut record = serializer.serialize_struct("Unaligned", 2 + usize::from(self.other))?;
        let [in_en, in_zh, other] = others(bitext);
        let sides = [("en", &bitext.en, &en, in_en), ("zh", &bitext.zh, &zh, in_zh)];
        for (key, units, ids, more) in sides {
            let mut units: Vec<&Unit> = ids.iter().map(|&i| &units[i]).chain(more).collect();
            if bitext.origin != Origin::Units {
                units.sort_by_key(|unit| unit.span);
            }
            record.serialize_field(key, &places(bitext.origin, units.into_iter()))?;
        }
        if self.other {
            record.serialize_field("other", &places(bitext.origin, other.iter()))?;
        }
        record.end()
    }
}

/// The units in neither language: in the English text, in the Chinese text, in an article of both.
fn others<'a, 't>(bitext: &'a Bitext<'t>) -> [&'a [Unit<'t>]; 3] {
    match bitext.origin {
        Origin::Pair => {
            let (en, zh) = bitext.other.split_at(bitext.other_en);
            [en, zh, &[]]
        }
        _ => [&[], &[], &bitext.other],
    }
}

/// Where units stand, in the way of their origin.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Places {
    Spans(Vec<Span>),
    Numbers(Vec<usize>),
}

fn places<'u, 't: 'u>(origin: Origin, units: impl Iterator<Item = &'u Unit<'t>>) -> Places {
    match origin {
        Origin::Units => Places::Numbers(units.map(|unit| unit.order).collect()),
        _ => Places::Spans(units.map(|unit| unit.span).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{Bead, Level};

    fn bead(en: &[usize], zh: &[usize], score: f32) -> Bead {
        Bead { en: en.to_vec(), zh: zh.to_vec(), score, reasons: Reasons::default() }
    }

    #[test]
    fn an_article_is_told_in_spans() {
        let bitext = Bitext::from_article("One.\n一。\nTwo.\n");
        let alignment = Alignment::new(bitext, Level::Paragraph, vec![bead(&[0], &[0], 0.93)]);
        assert_eq!(
            serde_json::to_string(&DocumentRecord::new("a", &alignment)).unwrap(),
            concat!(
                r#"{"id":"a","pairs":[{"type":"1-1","en":[[0,4]],"zh":[[5,11]],"#,
                r#""en_text":"One.","zh_text":"一。","score":0.93}],"#,
                r#""unaligned":{"en":[[12,16]],"zh":[]}}"#,
            )
        );
    }

    #[test]
    fn units_are_told_by_number() {
        let bitext = Bitext::from_units(&["One.", "", "Two."], &["一。", "二。"]);
        let alignment = Alignment::new(bitext, Level::Sentence, vec![bead(&[0, 2], &[1], 0.123456)]);
        assert_eq!(
            serde_json::to_string(&DocumentRecord::new(7, &alignment)).unwrap(),
            concat!(
                r#"{"id":7,"pairs":[{"type":"2-1","en":[0,2],"zh":[1],"#,
                r#""en_text":"One. Two.","zh_text":"二。","score":0.1235}],"#,
                r#""unaligned":{"en":[1],"zh":[0]}}"#,
            )
        );
    }

    #[test]
    fn of_two_texts_it_is_known_where_each_unit_stands() {
        let bitext = Bitext::from_pair("One.\n\n* * *\n\nTwo.\n\n---\n", "……\n\n一。\n");
        let alignment = Alignment::new(bitext, Level::Paragraph, vec![bead(&[0], &[0], 0.5)]);
        let unaligned = |json: String| json[json.find("\"unaligned\"").unwrap()..].to_owned();
        let record = serde_json::to_string(&DocumentRecord::new(1, &alignment)).unwrap();
        assert_eq!(unaligned(record), r#""unaligned":{"en":[[6,11],[13,17],[19,22]],"zh":[[0,6]]}}"#);
        let mut corpus = JsonWriter::new(Vec::new());
        corpus.document(None, &alignment).unwrap();
        let corpus = String::from_utf8(corpus.finish().unwrap()).unwrap();
        assert!(corpus.contains(r#""zh":[[0,6]],"other":[]}"#), "{corpus}");
    }

    #[test]
    fn a_pair_that_crosses_says_so() {
        let bitext = Bitext::from_units(&["One.", "Two."], &["二。", "一。"]);
        let beads = vec![bead(&[0], &[1], 0.9), bead(&[1], &[0], 0.8)];
        let alignment = Alignment::new(bitext, Level::Sentence, beads);
        assert_eq!(
            serde_json::to_string(&DocumentRecord::new("x", &alignment)).unwrap(),
            concat!(
                r#"{"id":"x","pairs":[{"type":"1-1","en":[0],"zh":[1],"#,
                r#""en_text":"One.","zh_text":"一。","score":0.9,"crosses":true},"#,
                r#"{"type":"1-1","en":[1],"zh":[0],"#,
                r#""en_text":"Two.","zh_text":"二。","score":0.8,"crosses":true}],"#,
                r#""unaligned":{"en":[],"zh":[]}}"#,
            )
        );
    }
}
