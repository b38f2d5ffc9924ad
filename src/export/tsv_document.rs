//! The pairs of a document of a table that was read.

use std::borrow::Cow;

use crate::alignment::{Alignment, Bead, Level, Reasons, is_apart};
use crate::bitext::{self, Bitext, Origin, Unit};
use crate::hanzi;
use crate::lang::Lang;
use crate::span::{Span, is_blank};

/// The pairs of a document that a [`TsvReader`](super::TsvReader) has read.
#[derive(Clone, Debug)]
pub struct TsvDocument<'t> {
    pub(super) name: Option<Cow<'t, str>>,
    pub(super) rows: Vec<Row<'t>>,
}

#[derive(Clone, Debug)]
pub(super) struct Row<'t> {
    /// English, Chinese.
    pub(super) sides: [Side<'t>; 2],
    pub(super) score: f32,
}

/// One side of a row.
#[derive(Clone, Debug)]
pub(super) struct Side<'t> {
    text: Cow<'t, str>,
    /// Where its units stand, as the table says it.
    places: Cow<'t, str>,
    /// How many units it has.
    units: usize,
}

impl TsvDocument<'_> {
    /// Its name, as the column `doc` has it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The pairs in the order of the rows. A table does not tell their `level`.
    ///
    /// Spans are those of the table: where a text stood before anybody mended it. Where the table has
    /// numbers of units, or nothing, the [origin](Alignment::bitext) is [`Origin::Units`] and the number
    /// of a unit its [`order`](Unit::order); else it is [`Origin::Pair`], whether the spans are those of
    /// two texts or of an article.
    ///
    /// A pair has as many units as its row says. Where one ends and the next begins is known only if
    /// their spans have the length of the text; else the last one has the whole text and the others are
    /// empty.
    pub fn alignment(&self, level: Level) -> Alignment<'_> {
        let spans = self.rows.iter().flat_map(|row| &row.sides).any(|side| side.spans().is_some());
        let origin = if spans { Origin::Pair } else { Origin::Units };
        let [en, zh] = [0, 1].map(|side| self.units(side, origin));
        let mut ends = [0, 0];
        let bead = |row: &Row<'_>| {
            let [en, zh] = [0, 1].map(|side| {
                let start = ends[side];
                ends[side] += row.sides[side].units;
                (start..ends[side]).collect()
            });
            Bead { en, zh, score: row.score, reasons: Reasons::default() }
        };
        let beads = self.rows.iter().map(bead).collect();
        Alignment::new(Bitext { en, zh, other: Vec::new(), other_en: 0, origin }, level, beads)
    }

    /// The units of one side of all rows.
    fn units(&self, side: usize, origin: Origin) -> Vec<Unit<'_>> {
        let sides = || self.rows.iter().map(|row| &row.sides[side]);
        let mut free = sides().filter_map(Side::numbers).flatten().max().map_or(0, |last| last + 1);
        let mut units: Vec<Unit<'_>> = Vec::with_capacity(sides().map(|side| side.units).sum());
        for row in sides() {
            let spans = row.spans().unwrap_or_else(|| vec![Span::default(); row.units]);
            let numbers = row.numbers().unwrap_or_else(|| {
                free += row.units;
                (free - row.units..free).collect()
            });
            let lang = if side == 0 { Lang::En } else { Lang::Zh };
            for ((text, span), number) in row.texts(&spans, lang).into_iter().zip(spans).zip(numbers) {
                let variant = if side == 0 { None } else { hanzi::variant(text) };
                let unit = bitext::unit(text, units.len(), variant);
                units.push(match origin {
                    Origin::Units => Unit { order: number, ..unit },
                    _ => Unit { span, ..unit },
                });
            }
        }
        units
    }
}

impl<'t> Side<'t> {
    /// `units` is one half of a type, `2` or `1` of `2-1`, if it has one.
    pub(super) fn new(text: Cow<'t, str>, places: Cow<'t, str>, units: &str) -> Side<'t> {
        // No unit is empty, so there are no more of them than bytes.
        let possible = 1..=text.len();
        let listed = list(&places, span).map(|spans| spans.len());
        let listed = listed.or_else(|| list(&places, number).map(|numbers| numbers.len()));
        let units = number(units).or(listed).filter(|units| possible.contains(units)).unwrap_or(1);
        Side { text, places, units }
    }

    /// Where its units stand, if the table says it for each.
    fn spans(&self) -> Option<Vec<Span>> {
        list(&self.places, span).filter(|spans| spans.len() == self.units)
    }

    /// The numbers of its units, if the table has them for each.
    fn numbers(&self) -> Option<Vec<usize>> {
        list(&self.places, number).filter(|numbers| numbers.len() == self.units)
    }

    /// The texts of its units.
    fn texts(&self, spans: &[Span], lang: Lang) -> Vec<&str> {
        cut(&self.text, spans, lang).unwrap_or_else(|| {
            let mut texts = vec![""; self.units];
            texts[self.units - 1] = &self.text;
            texts
        })
    }
}

/// A text cut into pieces that are as long as their spans, if it can be: joined again, they are the text.
fn cut<'a>(text: &'a str, spans: &[Span], lang: Lang) -> Option<Vec<&'a str>> {
    let mut rest = text;
    let mut pieces: Vec<&str> = Vec::with_capacity(spans.len());
    for span in spans {
        if let Some(last) = pieces.last().and_then(|piece| piece.chars().next_back()) {
            let next = rest.strip_prefix(' ').unwrap_or(rest);
            if is_apart(lang, last, next.chars().next()?) != (next.len() < rest.len()) {
                return None;
            }
            rest = next;
        }
        let (piece, after) = rest.split_at_checked(span.len())?;
        if piece.is_empty() || piece.starts_with(is_blank) || piece.ends_with(is_blank) {
            return None;
        }
        pieces.push(piece);
        rest = after;
    }
    rest.is_empty().then_some(pieces)
}

/// A list with commas, if all of it can be read.
fn list<T>(places: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    places.split(',').map(|place| read(place.trim())).collect()
}

fn span(place: &str) -> Option<Span> {
    let (start, end) = place.split_once('-')?;
    let (start, end) = (number(start)?, number(end)?);
    (start <= end).then_some(Span::new(start, end))
}

/// No text is so long that its bytes need more than 32 bits.
fn number(text: &str) -> Option<usize> {
    text.trim().parse::<u32>().ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_as_units_are_joined() {
        let cut = |text, lengths: [usize; 2], lang| cut(text, &lengths.map(|len| Span::new(0, len)), lang);
        assert_eq!(cut("Yes. No.", [4, 3], Lang::En), Some(vec!["Yes.", "No."]));
        assert_eq!(cut("Yes.No.", [4, 3], Lang::En), None);
        assert_eq!(cut("是。不。", [6, 6], Lang::Zh), Some(vec!["是。", "不。"]));
        assert_eq!(cut("是。 不。", [6, 6], Lang::Zh), None);
        assert_eq!(cut("用Linux Windows", [8, 7], Lang::Zh), Some(vec!["用Linux", "Windows"]));
        assert_eq!(cut("用LinuxWindows", [8, 7], Lang::Zh), None);
    }
}
