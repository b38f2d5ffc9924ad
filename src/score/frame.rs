//! What a bead says beside its words: lengths, beginnings and ends, speech, clauses, type, joins, nulls,
//! and its place in an article. All of it costs a few look-ups a bead.

use std::ops::Range;

use super::breaks::Breaks;
use super::clauses::Clauses;
use super::curve::{length_most, length_value};
use super::manner::Manner;
use super::paragraphs::Paragraphs;
use super::position::Position;
use super::prefix::{add_sums, sums};
use super::shapes::MAX_RUN;
use super::weights::{Weights, shape_terms};
use crate::features::{Features, Side};
use crate::model::Model;
use crate::text::border::{CLASSES, Ending, Scrap};

/// What it adds to join a row of stars to its neighbour.
const ORNAMENT: f32 = -6.0;
/// What it adds to join marks to the unit that a splitter has parted them from.
const REST: f32 = 6.0;

/// What it adds to join the parts of a paragraph that the end of a page has torn.
const TORN: f32 = 12.0;

/// What it adds to join a heading to the sentence before it. In the development sets one of 84 such borders is
/// inside a bead, and one in six of those between sentences.
const HEADING: f32 = -2.0;

/// Before a page is known, this share of the items that translate each other have different numbers, and so many
/// couples are known to bear it out. In the training corpora it is 2 in 100, nearly all by faults of these.
const DIFFER: f32 = 0.002;
const ITEMS: f32 = 10.0;

/// Characters of an English, a Chinese unit beyond which it is no likelier to have a counterpart. The weights
/// take each character alike: they would be surer that a long sentence has one than that its words have none.
const LONG: [f32; 2] = [100.0, 33.0];

/// What is known of the marks of both texts, as far as it counts.
#[derive(Clone, Copy, Default)]
pub(crate) struct Marks<'a> {
    /// Borders of paragraphs.
    pub paragraphs: Option<&'a Breaks>,
    /// Borders behind what ends a sentence.
    pub stops: Option<&'a Breaks>,
    /// Borders inside quotations.
    pub quotations: Option<&'a Breaks>,
    pub clauses: Option<&'a Clauses>,
}

/// Scores all of a bead but its words.
pub(crate) struct Frame<'a> {
    pub(super) weights: &'a Weights,
    pub(super) manner: &'a Manner,
    pub(super) features: &'a Features,
    en_length: Vec<f32>,
    zh_length: Vec<f32>,
    /// Borders inside a bead, summed up from the start.
    en_joins: Vec<f32>,
    zh_joins: Vec<f32>,
    /// Quotations opened, summed up from the start.
    en_opens: Vec<u32>,
    zh_opens: Vec<u32>,
    /// By the classes of both beginnings, of both ends.
    starts: Vec<f32>,
    ends: Vec<f32>,
    /// What each unit adds to a place in these: how it begins, how it ends.
    en_borders: Vec<(u16, u16)>,
    zh_borders: Vec<(u16, u16)>,
    /// By the numbers of units.
    types: [[f32; MAX_RUN + 1]; MAX_RUN + 1],
    position: Option<Position>,
    marks: Marks<'a>,
    /// What an English, a Chinese unit without counterpart adds, beside what depends on the unit.
    nulls: [f32; 2],
    /// Which paragraphs have a counterpart, where that is known to count.
    paragraphs: Option<&'a Paragraphs>,
    /// What all but the type, the joins and the place add at most, and what the place does.
    most: f32,
    most_position: f32,
    /// What it adds that the two sides begin with numbers of items that differ.
    misnumbered: f32,
}

impl<'a> Frame<'a> {
    /// Prepares the scores of all beads.
    pub fn new(f: &'a Features, weights: &'a Weights, model: &Model, manner: &'a Manner) -> Frame<'a> {
        let (mut starts, mut ends) = (vec![0.0; CLASSES * CLASSES], vec![0.0; CLASSES * CLASSES]);
        for e in 0..CLASSES {
            for z in 0..CLASSES {
                starts[e * CLASSES + z] = weights.border[0] * model.start(e as u8, z as u8);
                ends[e * CLASSES + z] = weights.border[1] * model.end(e as u8, z as u8);
            }
        }
        let types = std::array::from_fn(|n| {
            std::array::from_fn(|m| {
                if n == 0 || m == 0 {
                    return 0.0;
                }
                let terms: f32 = shape_terms(n, m).iter().map(|&(k, x)| weights.shape[k] * x).sum();
                terms + weights.manner * manner.of_type(n, m)
            })
        });
        let joins = |side: &Side, own: usize| {
            let is = |unit: usize, scrap: Scrap| side.scraps[unit] == Some(scrap);
            let inside = |border: usize| -> f32 {
                let [turn, within, length, open] = side.join(border);
                weights.speech[3 + own] * turn
                    + weights.speech[5 + own] * within
                    + weights.join[own] * length
                    + weights.join_open[own] * open
                    + if is(border - 1, Scrap::Ornament) || is(border, Scrap::Ornament) {
                        ORNAMENT
                    } else {
                        0.0
                    }
                    + if is(border, Scrap::Rest) { REST } else { 0.0 }
                    + if side.torn.get(border).copied().unwrap_or_default() { TORN } else { 0.0 }
                    + if heading_follows(side, border) { HEADING } else { 0.0 }
            };
            sums((0..side.len()).map(|u| if u == 0 { 0.0 } else { inside(u) }))
        };
        let highest = |values: &[f32]| values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let speech = highest(&weights.speech[1..3]).max(0.0);
        let most = length_most(&weights.length) + highest(&starts) + highest(&ends) + speech;
        let opens = |side: &Side| sums(side.speech.iter().map(|s| u32::from(s.opens)));
        Frame {
            en_length: sums(f.en.length.iter().copied()),
            zh_length: sums(f.zh.length.iter().copied()),
            en_joins: joins(&f.en, 0),
            zh_joins: joins(&f.zh, 1),
            en_opens: opens(&f.en),
            zh_opens: opens(&f.zh),
            starts,
            ends,
            en_borders: borders(&f.en, CLASSES),
            zh_borders: borders(&f.zh, 1),
            types,
            weights,
            nulls: weights.null,
            manner,
            features: f,
            position: None,
            marks: Marks::default(),
            paragraphs: None,
            most,
            most_position: 0.0,
            misnumbered: 0.0,
        }
    }

    /// Log-odds of the lengths.
    pub fn length(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        length_value(&self.weights.length, self.deviation(i, n, j, m))
    }

    pub(super) fn deviation(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let (en, zh) = self.lengths(i, n, j, m);
        self.manner.deviation(en, zh)
    }

    /// Lengths of both sides in characters.
    pub fn lengths(&self, i: usize, n: usize, j: usize, m: usize) -> (f32, f32) {
        (self.en_length[i] - self.en_length[i - n], self.zh_length[j] - self.zh_length[j - m])
    }

    /// Log-odds of how the two sides begin and end, and of the speech in them.
    pub fn border(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let start = self.starts[usize::from(self.en_borders[i - n].0 + self.zh_borders[j - m].0)];
        let end = self.ends[usize::from(self.en_borders[i - 1].1 + self.zh_borders[j - 1].1)];
        let (en_opens, zh_opens) = self.opens(i, n, j, m);
        start + end + self.speech(en_opens, zh_opens)
    }

    /// Quotations opened on each side.
    pub(super) fn opens(&self, i: usize, n: usize, j: usize, m: usize) -> (u32, u32) {
        (self.en_opens[i] - self.en_opens[i - n], self.zh_opens[j] - self.zh_opens[j - m])
    }

    /// Log-odds of so many quotations opened on each side.
    fn speech(&self, en: u32, zh: u32) -> f32 {
        match en.abs_diff(zh) {
            0 => 0.0,
            1 => self.weights.speech[1],
            _ => self.weights.speech[2],
        }
    }

    /// Log-odds of the type of a bead, and of what it joins.
    pub fn shape(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.types[n][m]
            + (self.en_joins[i] - self.en_joins[i - n + 1])
            + (self.zh_joins[j] - self.zh_joins[j - m + 1])
    }

    /// Log-odds of the bead, but for its words.
    pub fn bead(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.length(i, n, j, m) + self.rest(i, n, j, m)
    }

    /// Log-odds of the bead, but for its words and lengths.
    pub(super) fn rest(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        let ends = [(i - n, j - m), (i, j)];
        self.border(i, n, j, m)
            + self.shape(i, n, j, m)
            + self.position(i, n, j, m)
            + self.numbered(i - n, j - m)
            + self.breaks(ends)
            + self.weights.speech[0] * self.quotations(ends)
            + self.weights.of_clauses(self.clauses(i, n, j, m))
    }

    /// Log-odds of the borders of paragraphs and of sentences at the ends of a bead, before these units and
    /// before those. Those inside it are among its joins.
    fn breaks(&self, ends: [(usize, usize); 2]) -> f32 {
        let of = |breaks: &Breaks| breaks.ends(ends);
        self.marks.paragraphs.map_or(0.0, of) + self.marks.stops.map_or(0.0, of)
    }

    /// Log-odds that a bead with these ends begins and ends inside quotations, or outside, as each side does.
    pub(super) fn quotations(&self, ends: [(usize, usize); 2]) -> f32 {
        self.marks.quotations.map_or(0.0, |quotations| quotations.ends(ends))
    }

    /// What the clauses of both sides say, see [`Clauses::of_bead`].
    pub(super) fn clauses(&self, i: usize, n: usize, j: usize, m: usize) -> [f32; 2] {
        self.marks.clauses.map_or([0.0; 2], |clauses| clauses.of_bead(i, n, j, m))
    }

    /// The same if, together with its `words`, it can be above `least`: what is too low for that
    /// by its type alone is not looked at further. The log-odds are those of the whole bead.
    pub fn bead_above(&self, i: usize, n: usize, j: usize, m: usize, words: f32, least: f32) -> Option<f32> {
        // Sums of a few numbers differ in the last digits by their order.
        let most = words + self.shape(i, n, j, m) + self.most + self.most_position;
        (most + 1e-3 * (1.0 + most.abs()) > least).then(|| words + self.bead(i, n, j, m))
    }

    /// Log-odds of the bead of these units, both lists rising and not empty, but for its words: of
    /// their lengths, and of all else. They need not be neighbours.
    pub fn loose(&self, en: &[usize], zh: &[usize]) -> (f32, f32) {
        let f = self.features;
        let length = |side: &Side, units: &[usize]| units.iter().map(|&u| side.length[u]).sum::<f32>();
        let deviation = self.manner.deviation(length(&f.en, en), length(&f.zh, zh));
        let opens =
            |side: &Side, units: &[usize]| units.iter().map(|&u| u32::from(side.speech[u].opens)).sum();
        let joins = |sums: &[f32], units: &[usize]| inner(units).map(|u| sums[u + 1] - sums[u]).sum::<f32>();
        let first = (en[0], zh[0]);
        let last = (en[en.len() - 1], zh[zh.len() - 1]);
        let ends = [first, (last.0 + 1, last.1 + 1)];
        let start = self.starts[usize::from(self.en_borders[first.0].0 + self.zh_borders[first.1].0)];
        let end = self.ends[usize::from(self.en_borders[last.0].1 + self.zh_borders[last.1].1)];
        let clauses = self.marks.clauses.map_or([0.0; 2], |clauses| clauses.of_units(en, zh));
        let rest = start
            + end
            + self.speech(opens(&f.en, en), opens(&f.zh, zh))
            + self.types[en.len()][zh.len()]
            + joins(&self.en_joins, en)
            + joins(&self.zh_joins, zh)
            + self.breaks(ends)
            + self.weights.speech[0] * self.quotations(ends)
            + self.weights.of_clauses(clauses);
        (length_value(&self.weights.length, deviation), rest)
    }

    /// Log-odds of where the two sides stand in an article; 0 elsewhere.
    pub fn position(&self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.position.as_ref().map_or(0.0, |p| self.weights.position * p.score(i, n, j, m))
    }

    /// Whether an English and a Chinese unit are items of the same number; nothing where one of them is none.
    pub fn same_item(&self, en: usize, zh: usize) -> Option<bool> {
        let of = |side: &Side, unit: usize| side.items.get(unit).copied().flatten();
        Some(of(&self.features.en, en)? == of(&self.features.zh, zh)?)
    }

    /// Log-odds of the numbers of an English and a Chinese unit, where both are items.
    pub fn numbered(&self, en: usize, zh: usize) -> f32 {
        if self.same_item(en, zh) == Some(false) { self.misnumbered } else { 0.0 }
    }

    /// Lets numbers of items count, where `same` says of each couple of items that a first search has paired whether
    /// they have the same: how often they differ otherwise tells how far one that differs is to be believed.
    pub fn set_items(&mut self, same: &[bool]) {
        // The one in question is no evidence of how often they differ.
        let differ = same.iter().filter(|same| !**same).count().saturating_sub(1);
        let all = same.len().saturating_sub(1);
        self.misnumbered = ((DIFFER * ITEMS + differ as f32) / (ITEMS + all as f32)).ln();
    }

    /// The Chinese units that are near an English one in an article, or next to it; none elsewhere.
    pub fn near(&self, en: usize) -> Range<usize> {
        self.position.as_ref().map_or(0..0, |p| p.near(en))
    }

    /// Whether an English (`own` 0) or a Chinese unit and the next one of its side have nothing between them: in an
    /// article the other language may be there.
    pub fn touch(&self, own: usize, unit: usize) -> bool {
        self.position.as_ref().is_none_or(|p| p.touch(own, unit))
    }

    /// Whether the two sides of a bead stand side by side in an article.
    pub fn is_side_by_side(&self, i: usize, n: usize, j: usize, m: usize) -> bool {
        self.position.as_ref().is_some_and(|p| p.is_side_by_side(i, n, j, m))
    }

    /// Makes units without counterpart cost differently.
    pub fn set_nulls(&mut self, nulls: [f32; 2]) {
        self.nulls = nulls;
    }

    /// Lets the lengths count as this manner has them.
    pub fn set_manner(&mut self, manner: &'a Manner) {
        self.manner = manner;
    }

    /// Lets order and nearness count.
    pub fn set_position(&mut self, position: Position) {
        self.most_position = self.weights.position * position.most();
        self.position = Some(position);
    }

    /// Lets count which paragraphs have a counterpart.
    pub fn set_paragraphs(&mut self, paragraphs: Option<&'a Paragraphs>) {
        self.paragraphs = paragraphs;
    }

    /// Whether the paragraph of a unit, English or Chinese, is known to have no counterpart.
    pub fn is_alone(&self, own: usize, unit: usize) -> bool {
        self.paragraphs.is_some_and(|p| p.alone(own, unit).is_some())
    }

    /// Lets these count, once and for all. Beads are not searched with [`bead_above`](Frame::bead_above) then.
    pub fn set_marks(&mut self, marks: Marks<'a>) {
        for breaks in [marks.paragraphs, marks.stops].into_iter().flatten() {
            let [en, zh] = breaks.inside();
            add_sums(&mut self.en_joins, en);
            add_sums(&mut self.zh_joins, zh);
        }
        self.marks = marks;
    }

    /// Log-odds of an English unit without counterpart, the one before border `i`; `again` where
    /// the step before was such a unit too.
    pub fn null_en(&self, i: usize, again: bool) -> f32 {
        self.null(0, &self.features.en, i - 1, again)
    }

    /// Log-odds of a Chinese unit without counterpart, the one before border `j`.
    pub fn null_zh(&self, j: usize, again: bool) -> f32 {
        self.null(1, &self.features.zh, j - 1, again)
    }

    /// As how long a unit without counterpart counts, in characters, see [`LONG`].
    pub(super) fn null_length(&self, own: usize, unit: usize) -> f32 {
        [&self.features.en, &self.features.zh][own].length[unit].min(LONG[own])
    }

    /// What all nulls of either side are worth more where `left` of its units are expected to be without
    /// counterpart, if that is more than the manner says. What is fewer is not taken up: where hardly any
    /// are left out, none would be found in the end.
    pub fn null_shift(&self, left: [f32; 2]) -> [f32; 2] {
        let Manner { nulls: told, .. } = self.manner;
        let nulls = self.manner.nulls_of(left);
        std::array::from_fn(|own| self.weights.null_manner[own] * (nulls[own] - told[own]).max(0.0))
    }

    fn null(&self, own: usize, side: &Side, unit: usize, again: bool) -> f32 {
        let w = self.weights;
        if let Some(alone) = self.paragraphs.and_then(|p| p.alone(own, unit)) {
            return alone;
        }
        let is = |weight: f32, holds: bool| if holds { weight } else { 0.0 };
        self.nulls[own]
            + (w.null_length[own] + w.null_free[own] * self.manner.free) * self.null_length(own, unit)
            + w.null_manner[own] * self.manner.nulls[own]
            + is(w.null_again[own], again)
            + is(w.null_open[own], side.is_heading(unit))
    }

    /// Number of units on each side.
    pub fn size(&self) -> (usize, usize) {
        (self.en_length.len() - 1, self.zh_length.len() - 1)
    }
}

/// Whether a sentence ends at a border and a heading begins.
fn heading_follows(side: &Side, border: usize) -> bool {
    side.ending(border - 1) == Ending::Sentence && side.is_heading(border)
}

/// What each unit adds to a place in the tables of beginnings and of ends, where the next class of
/// its side is `step` places further.
fn borders(side: &Side, step: usize) -> Vec<(u16, u16)> {
    let place = |class: u8| (usize::from(class) * step) as u16;
    side.borders.iter().map(|&(start, end)| (place(start), place(end))).collect()
}

/// The units that come right after the one before them.
fn inner(units: &[usize]) -> impl Iterator<Item = usize> {
    units.windows(2).filter(|w| w[0] + 1 == w[1]).map(|w| w[1])
}
