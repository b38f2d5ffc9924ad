//! Word links: which English word explains which Chinese word of a pair.
//!
//! The tables that score a pair also say why it is one. What is sure by itself comes first:
//! entries of the user's lexicon, equal numbers and dates, equal Latin strings, names by sound
//! (`couples`). The words that are left are linked by the model (`words`). Chinese needs no
//! segmenter: neighbouring characters that one English word explains are one word.

mod couples;
mod phrase;
mod words;

use crate::bitext::Place;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::span::Span;
use crate::text::token::bare;
pub(crate) use phrase::agreement;

/// An English word or phrase, and the Chinese that it explains.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WordLink {
    /// Number of the English unit in [`Bitext::en`](crate::Bitext::en).
    pub en_unit: usize,
    /// The English; see [`Origin`](crate::Origin) for what the offsets count from.
    pub en: Span,
    /// Number of the Chinese unit in [`Bitext::zh`](crate::Bitext::zh).
    pub zh_unit: usize,
    /// The Chinese; see [`Origin`](crate::Origin) for what the offsets count from.
    pub zh: Span,
    /// How sure, above 0 and at most 1.
    pub strength: f32,
}

/// The links between the units of two sides, with numbers and offsets within these units.
pub(crate) fn between(
    english: &[&str],
    chinese: &[&str],
    model: &Model,
    lexicon: Option<&Lexicon>,
) -> Vec<WordLink> {
    let (mut en, mut zh) = (Paper::new(english), Paper::new(chinese));
    let mut links = Vec::new();
    let couples = couples::find(&en, &zh, model, lexicon);
    take(couples, &mut en, &mut zh, &mut links);
    let words = words::find(&en, &zh, model);
    let sure = links.len();
    take(words, &mut en, &mut zh, &mut links);
    words::grow(&mut links[sure..], &mut zh, &en, model);
    links.sort_by_key(|l| (l.en_unit, l.en, l.zh_unit, l.zh));
    links
}

/// What might be a link.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    en: Place,
    zh: Place,
    strength: f32,
}

/// The units of one side, and which of their bytes are in a link already.
struct Paper<'t> {
    units: &'t [&'t str],
    /// Where each unit begins when they are laid end to end.
    starts: Vec<usize>,
    taken: Vec<bool>,
}

impl<'t> Paper<'t> {
    fn new(units: &'t [&'t str]) -> Paper<'t> {
        let mut all = 0;
        let mut starts = Vec::with_capacity(units.len());
        for unit in units {
            starts.push(all);
            all += unit.len();
        }
        Paper { units, starts, taken: vec![false; all] }
    }

    /// How far into the side a place is, 0 to 1.
    fn way(&self, place: Place) -> f32 {
        let middle = self.starts[place.unit] + (place.span.start + place.span.end) / 2;
        middle as f32 / self.taken.len().max(1) as f32
    }

    fn range(&self, place: Place) -> std::ops::Range<usize> {
        place.span.shifted(self.starts[place.unit]).range()
    }

    fn is_free(&self, place: Place) -> bool {
        !self.taken[self.range(place)].contains(&true)
    }

    fn take(&mut self, place: Place) {
        let range = self.range(place);
        self.taken[range].fill(true);
    }
}

/// Keeps the strongest candidates that do not overlap; of equal ones the longer, then the
/// nearer to the diagonal.
fn take(mut candidates: Vec<Candidate>, en: &mut Paper<'_>, zh: &mut Paper<'_>, links: &mut Vec<WordLink>) {
    let length = |c: &Candidate| c.en.span.len() + c.zh.span.len();
    let detour = |c: &Candidate| (en.way(c.en) - zh.way(c.zh)).abs();
    candidates.sort_by(|a, b| {
        let by_strength = b.strength.total_cmp(&a.strength);
        let by_length = || length(b).cmp(&length(a));
        let by_detour = || detour(a).total_cmp(&detour(b));
        by_strength.then_with(by_length).then_with(by_detour).then_with(|| (a.en, a.zh).cmp(&(b.en, b.zh)))
    });
    for Candidate { en: e, zh: z, strength } in candidates {
        if en.is_free(e) && zh.is_free(z) {
            en.take(e);
            zh.take(z);
            links.push(WordLink { en_unit: e.unit, en: e.span, zh_unit: z.unit, zh: z.span, strength });
        }
    }
}
