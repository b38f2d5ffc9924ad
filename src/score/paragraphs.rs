//! Which paragraphs have a counterpart, as evidence on the sentences in them.
//!
//! Where a translation leaves whole paragraphs out, a comparison of paragraphs tells it surer than one of
//! sentences. Where the two texts are broken into paragraphs otherwise, it finds no counterpart of many
//! that have one. So what it says of a text is heard only as far as the sentences bear it out.

use crate::features::Side;

/// Whether the paragraph that a unit is in has a counterpart among the paragraphs of the other text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Paragraph {
    #[default]
    Paired,
    /// It has none.
    Alone,
    /// It has none, and in the same place there are some on the other side that have none either: the
    /// two were next to each other and were not taken for a pair.
    Rejected,
}

/// How dear it is to leave a unit alone whose paragraph is, for each nat by which it is likelier that a
/// paragraph has a counterpart; how dear at most; and how much of that where paragraphs of both sides are.
const ALONE: f32 = 2.0;
const MOST_ALONE: f32 = 5.0;
const REJECTED: f32 = 0.5;

/// Units of paragraphs without counterpart that go so well together with units of the other side do have
/// one: as a part of how well those of the other paragraphs do, and at least, as a probability.
const AS_WELL: f32 = 0.4;
const WELL: f32 = 0.1;
/// So many of them speak for the one in their middle.
const AROUND: usize = 100;

/// Which paragraphs have a counterpart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraphs {
    /// Of each English, each Chinese unit; empty where nothing is known, or none is alone.
    units: [Vec<Paragraph>; 2],
    /// What an English, a Chinese unit without counterpart adds whose paragraph has none either.
    alone: [f32; 2],
}

impl Paragraphs {
    /// Of the units of both sides.
    pub fn new(units: [Vec<Paragraph>; 2], sides: [&Side; 2]) -> Paragraphs {
        let units = units.map(|units| match units.iter().any(|&what| what != Paragraph::Paired) {
            true => units,
            false => Vec::new(),
        });
        let mut paragraphs = Paragraphs { units, alone: [0.0; 2] };
        paragraphs.count(sides);
        paragraphs
    }

    /// Counts how much of the text has none.
    fn count(&mut self, sides: [&Side; 2]) {
        self.alone = std::array::from_fn(|own| alone(&self.units[own], &sides[own].length));
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.units.iter().all(Vec::is_empty)
    }

    /// What a unit without counterpart adds, if its paragraph has none either.
    pub fn alone(&self, own: usize, unit: usize) -> Option<f32> {
        match self.units[own].get(unit).copied().unwrap_or_default() {
            Paragraph::Paired => None,
            Paragraph::Alone => Some(self.alone[own]),
            Paragraph::Rejected => Some(REJECTED * self.alone[own]),
        }
    }

    /// Forgets what is not borne out: of each English, each Chinese unit the probability that it belongs
    /// to what it would be paired with if nothing were known of paragraphs, 0 for none. What the units of
    /// paragraphs without counterpart say together counts for all of them, where it says that they have one;
    /// else what those around each say, as a part of the text may be missing on the other side.
    pub fn bear_out(&mut self, trust: &[Vec<f32>; 2], sides: [&Side; 2]) {
        for (units, trust) in self.units.iter_mut().zip(trust) {
            let is_alone = |unit: &usize| units[*unit] != Paragraph::Paired;
            let (alone, others): (Vec<usize>, Vec<usize>) = (0..units.len()).partition(is_alone);
            let sum = |units: &[usize]| units.iter().map(|&unit| trust[unit]).sum::<f32>();
            let mean = |units: &[usize]| sum(units) / units.len().max(1) as f32;
            let least = (AS_WELL * mean(&others)).max(WELL);
            if mean(&alone) >= least {
                units.clear();
                continue;
            }
            for (k, &unit) in alone.iter().enumerate() {
                let start = k.saturating_sub(AROUND / 2).min(alone.len().saturating_sub(AROUND));
                if mean(&alone[start..alone.len().min(start + AROUND)]) >= least {
                    units[unit] = Paragraph::Paired;
                }
            }
        }
        self.count(sides);
    }
}

/// What each unit without counterpart adds: nothing where half of the text has none. The more of it has
/// one, the likelier it is that the paragraph only begins and ends elsewhere on the other side.
fn alone(units: &[Paragraph], lengths: &[f32]) -> f32 {
    let all: f32 = lengths.iter().sum();
    let is_alone = |(what, _): &(&Paragraph, &f32)| **what != Paragraph::Paired;
    let left: f32 = units.iter().zip(lengths).filter(is_alone).map(|(_, length)| length).sum();
    let odds = (all - left + 1.0) / (left + 1.0);
    -(ALONE * odds.ln()).clamp(0.0, MOST_ALONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(units: usize) -> Side {
        let mut side = Side::default();
        side.length = vec![20.0; units];
        side
    }

    fn paragraphs(alone: usize) -> Paragraphs {
        let side = side(10);
        let units = [(alone, Paragraph::Alone), (alone, Paragraph::Rejected)].map(|(alone, what)| {
            (0..10).map(|unit| if unit < alone { what } else { Paragraph::Paired }).collect()
        });
        Paragraphs::new(units, [&side, &side])
    }

    #[test]
    fn the_fewer_are_alone_the_dearer() {
        let [half, few] = [5, 1].map(paragraphs);
        assert_eq!(half.alone(0, 0), Some(0.0));
        let alone = few.alone(0, 0).unwrap();
        assert!(alone < -4.0 && few.alone(1, 0) == Some(REJECTED * alone));
        assert_eq!(few.alone(0, 1), None);
        assert!(paragraphs(0).is_empty());
    }

    #[test]
    fn what_sentences_gainsay_is_forgotten() {
        let mut paragraphs = paragraphs(5);
        let trust = |alone: f32| (0..10).map(|unit| if unit < 5 { alone } else { 0.8 }).collect();
        paragraphs.bear_out(&[trust(0.5), trust(0.05)], [&side(10), &side(10)]);
        assert_eq!(paragraphs.alone(0, 0), None);
        assert!(paragraphs.alone(1, 0).is_some());
    }

    /// Half of the text is broken otherwise, and the other half is missing on the other side.
    #[test]
    fn a_part_that_is_missing_is_not_forgotten() {
        let side = side(400);
        let is_paired = |unit: usize| unit.is_multiple_of(4);
        let units = (0..400).map(|unit| if is_paired(unit) { Paragraph::Paired } else { Paragraph::Alone });
        let mut paragraphs = Paragraphs::new([units.collect(), Vec::new()], [&side, &side]);
        let trust = |unit: usize| if unit < 200 { 0.4 } else { 0.0 };
        let trust = |unit: usize| if is_paired(unit) { 0.9 } else { trust(unit) };
        paragraphs.bear_out(&[(0..400).map(trust).collect(), Vec::new()], [&side, &side]);
        assert_eq!(paragraphs.alone(0, 1), None);
        assert!(paragraphs.alone(0, 399).is_some());
    }
}
