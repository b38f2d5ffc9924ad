//! JSON: the record of a document, and writers of whole corpora.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::rounded;
use crate::alignment::{Alignment, Pair};
use crate::bitext::{Origin, Unit};
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
/// language. Scores have at most four decimals.
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
}

impl<'a, I: Serialize> DocumentRecord<'a, I> {
    /// The record of `alignment` under any `id` that serializes: a string, a number, a
    /// value that came with the document.
    pub fn new(id: I, alignment: &'a Alignment<'a>) -> DocumentRecord<'a, I> {
        DocumentRecord { id, alignment }
    }
}

impl<I: Serialize> Serialize for DocumentRecord<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("DocumentRecord", 3)?;
        record.serialize_field("id", &self.id)?;
        record.serialize_field("pairs", &Pairs { alignment: self.alignment })?;
        record.serialize_field("unaligned", &Unaligned { alignment: self.alignment })?;
        record.end()
    }
}

struct Pairs<'a> {
    alignment: &'a Alignment<'a>,
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.alignment.pairs().map(|pair| PairRecord { pair }))
    }
}

struct PairRecord<'a> {
    pair: Pair<'a, 'a>,
}

impl Serialize for PairRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pair = &self.pair;
        let mut record = serializer.serialize_struct("Pair", 6)?;
        record.serialize_field("type", &format_args!("{}", pair.bead_type()))?;
        record.serialize_field("en", &places(pair.origin(), &pair.bead().en, |_| pair.en_spans()))?;
        record.serialize_field("zh", &places(pair.origin(), &pair.bead().zh, |_| pair.zh_spans()))?;
        record.serialize_field("en_text", &pair.en())?;
        record.serialize_field("zh_text", &pair.zh())?;
        record.serialize_field("score", &rounded(pair.score()))?;
        record.end()
    }
}

struct Unaligned<'a> {
    alignment: &'a Alignment<'a>,
}

impl Serialize for Unaligned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bitext = self.alignment.bitext();
        let (en, zh) = (self.alignment.unaligned_en(), self.alignment.unaligned_zh());
        let mut record = serializer.serialize_struct("Unaligned", 3)?;
        record.serialize_field("en", &places(bitext.origin, &en, |ids| spans(&bitext.en, ids)))?;
        record.serialize_field("zh", &places(bitext.origin, &zh, |ids| spans(&bitext.zh, ids)))?;
        if !bitext.other.is_empty() {
            let all: Vec<usize> = (0..bitext.other.len()).collect();
            record.serialize_field("other", &spans(&bitext.other, &all))?;
        }
        record.end()
    }
}

/// Where units stand, in the way of their origin.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Places<'a> {
    Spans(Vec<Span>),
    Numbers(&'a [usize]),
}

fn places(origin: Origin, ids: &[usize], spans: impl FnOnce(&[usize]) -> Vec<Span>) -> Places<'_> {
    match origin {
        Origin::Units => Places::Numbers(ids),
        _ => Places::Spans(spans(ids)),
    }
}

fn spans(units: &[Unit<'_>], ids: &[usize]) -> Vec<Span> {
    ids.iter().map(|&i| units[i].span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{Bead, Level, Reasons};
    use crate::bitext::Bitext;

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
}
