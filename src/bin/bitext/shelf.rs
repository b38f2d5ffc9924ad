//! Documents of both languages, each with whatever it is known by, that are matched.

use bitext::Aligner;
use bitext::documents::Sketch;

use crate::side::Side;

/// Documents that have been read.
pub struct Shelf<T> {
    en: Vec<(T, Sketch)>,
    zh: Vec<(T, Sketch)>,
}

/// Two documents and how sure it is that they translate each other, or one that is left alone.
pub struct Row<T> {
    pub en: Option<T>,
    pub zh: Option<T>,
    pub score: Option<f32>,
}

impl<T> Shelf<T> {
    pub fn new() -> Shelf<T> {
        Shelf { en: Vec::new(), zh: Vec::new() }
    }

    pub fn put(&mut self, side: Side, document: T, sketch: Sketch) {
        let shelf = if side == Side::Zh { &mut self.zh } else { &mut self.en };
        shelf.push((document, sketch));
    }

    /// The English documents in order, matched or alone, then the Chinese ones that are left alone.
    pub fn matched(self, aligner: &Aligner, min_score: f32) -> Vec<Row<T>> {
        let (en, en_sketches): (Vec<T>, Vec<Sketch>) = self.en.into_iter().unzip();
        let (zh, zh_sketches): (Vec<T>, Vec<Sketch>) = self.zh.into_iter().unzip();
        let matches = aligner.match_documents(&en_sketches, &zh_sketches);
        let mut rows: Vec<Row<T>> =
            en.into_iter().map(|en| Row { en: Some(en), zh: None, score: None }).collect();
        let mut zh: Vec<Option<T>> = zh.into_iter().map(Some).collect();
        for found in matches.into_iter().filter(|found| found.score >= min_score) {
            let row = &mut rows[found.en];
            (row.zh, row.score) = (zh[found.zh].take(), Some(found.score));
        }
        rows.extend(zh.into_iter().flatten().map(|zh| Row { en: None, zh: Some(zh), score: None }));
        rows
    }
}

/// How many documents translate each other, in one line.
pub fn summary<T>(rows: &[Row<T>]) -> String {
    let (mut matched, mut en, mut zh) = (0, 0, 0);
    for row in rows {
        match row.score {
            Some(_) => matched += 1,
            None if row.en.is_some() => en += 1,
            None => zh += 1,
        }
    }
    let have = if matched == 1 { "English document has" } else { "English documents have" };
    format!("{matched} {have} a translation; {en} English and {zh} Chinese ones are alone")
}
