//! The words of a bead, token by token.
//!
//! Each Chinese token is either made by one of the English words of the bead or comes from
//! the background; the same the other way round. A word's share in the making is its
//! weight, so an unneeded sentence costs what its words should have made. The Chinese part
//! of a bead depends on its Chinese units one by one, given the English run, so it is a sum
//! of cells (Chinese unit, English run); the English part likewise.

use std::ops::Range;

use super::Weights;
use super::curve::Curve;
use super::nearby::Nearby;
use super::usual::{Gains, backgrounds};
use super::wide::wide;
use super::worth::{Own, curve};
use crate::features::{Cell, Class, Features, Link, Links, Rows, Side};

/// What is known of each unit of one side given runs of the other side.
///
/// `of(unit, end)[len - 1]` is that of `unit` given the run of `len` units that ends before `end`.
pub(crate) struct Cells {
    band: Vec<(u32, u32)>,
    starts: Vec<usize>,
    run: usize,
    cells: Vec<f32>,
}

impl Cells {
    /// The longest run.
    pub fn run(&self) -> usize {
        self.run
    }

    /// The cells of `unit` given one, two, … units of the other side before border `end`: minus
    /// infinity for those that reach out of the band, nothing if it is out of the band itself.
    pub fn of(&self, unit: usize, end: usize) -> Option<&[f32]> {
        let (low, high) = self.band[unit];
        if end > high as usize || end <= low as usize {
            return None;
        }
        let at = (self.starts[unit] + (end - 1 - low as usize)) * self.run;
        Some(&self.cells[at..at + self.run])
    }
}

/// One direction: tokens of `made` are made by those of `maker`, along the links.
#[derive(Clone, Copy)]
pub(crate) struct Making<'a> {
    pub made: &'a Side,
    pub maker: &'a Side,
    links: &'a Links,
    made_is_zh: bool,
}

impl<'a> Making<'a> {
    /// Chinese made by English, and English made by Chinese.
    pub fn both(f: &'a Features) -> [Making<'a>; 2] {
        [
            Making { made: &f.zh, maker: &f.en, links: &f.links, made_is_zh: true },
            Making { made: &f.en, maker: &f.zh, links: &f.links, made_is_zh: false },
        ]
    }

    /// The links that make a token likelier than it is anyway, in rows by maker.
    fn rows(&self, usual: &[f32]) -> Rows {
        match self.made_is_zh {
            true => self
                .links
                .by_en(|_, link| ((link.zh, link.zh_given_en), link.zh_given_en > usual[link.zh as usize])),
            false => self.links.by_zh(self.maker.ids(), |en, link| {
                ((en, link.en_given_zh), link.en_given_zh > usual[en as usize])
            }),
        }
    }

    /// The links of all that is made and no word, in rows by what is made.
    pub fn numbers_and_names(&self) -> Rows {
        let cell = |en: u32, link: &Link| match self.made_is_zh {
            true => (link.zh, (en, link.zh_given_en)),
            false => (en, (link.zh, link.en_given_zh)),
        };
        let class = |(made, _): (u32, (u32, f32))| self.made.class[made as usize];
        let few = self.links.few(|en, link| class(cell(en, link)) != Class::Word);
        Rows::of(self.made.ids(), few.iter().map(|(en, link)| cell(*en, link)))
    }
}

/// Tokens that are worked on at once.
const LANES: usize = 8;

/// Of more makers than this the links are picked out part by part: those of so many of them that lead to
/// the units that these reach. Below, that costs more than it saves.
const SHORT: usize = 1_000;
const PART: usize = 256;

/// What is kept of all makers at once: numbers for each of them and each token. Of more than this is only
/// kept what a run can still hold.
const TABLE: usize = 1 << 15;

/// The tokens of one side, those of each unit filled up to a multiple of [`LANES`] with tokens that
/// add nothing.
struct Lanes {
    starts: Vec<usize>,
    ids: Vec<u32>,
    /// One over the background of each.
    gain: Vec<f32>,
    /// What it adds is multiplied by this.
    worth: Vec<f32>,
}

impl Lanes {
    fn new(made: &Side, weights: &Weights, own: &Own) -> Lanes {
        let mut gains = Gains::new(made, weights);
        let room = made.tokens.len() + LANES * made.len();
        let mut lanes = Lanes {
            starts: Vec::with_capacity(made.len() + 1),
            ids: Vec::with_capacity(room),
            gain: Vec::with_capacity(room),
            worth: Vec::with_capacity(room),
        };
        lanes.starts.push(0);
        for unit in 0..made.len() {
            let gains = gains.of(unit);
            let tokens = made.unit(unit).iter();
            lanes.ids.extend(tokens.clone().map(|&(id, _)| id));
            lanes.gain.extend(tokens.clone().map(|&(id, _)| gains[id as usize]));
            lanes.worth.extend(tokens.map(|&(id, n)| n * own.weight(id)));
            let filled = lanes.ids.len().next_multiple_of(LANES);
            lanes.ids.resize(filled, 0);
            lanes.gain.resize(filled, 0.0);
            lanes.worth.resize(filled, 0.0);
            lanes.starts.push(filled);
        }
        lanes
    }

    /// Where the tokens of a unit are.
    fn of(&self, unit: usize) -> Range<usize> {
        self.starts[unit]..self.starts[unit + 1]
    }

    /// Their gain, and their worth.
    fn worths(&self, unit: usize) -> (&[f32], &[f32]) {
        (&self.gain[self.of(unit)], &self.worth[self.of(unit)])
    }
}

/// What cells are made of in one direction, whatever the band and the runs.
pub(crate) struct Bags {
    lanes: Lanes,
    /// The links that say something, in rows by maker.
    links: Rows,
    /// What each maker gives to each token, maker by maker, if that is not much: several bands need it.
    given: Option<Vec<f32>>,
    curve: Curve,
}

impl Bags {
    pub(super) fn new(making: Making<'_>, weights: &Weights, own: &Own) -> Bags {
        wide(
            #[inline(always)]
            || {
                let usual = backgrounds(making.made, weights);
                let (lanes, links) = (Lanes::new(making.made, weights, own), making.rows(&usual));
                let given =
                    (making.maker.len() * lanes.ids.len() <= TABLE).then(|| given(making, &lanes, &links));
                Bags { lanes, links, given, curve: own.curve() }
            },
        )
    }

    /// The same where the Chinese tokens add what these weights say.
    pub fn with(self, weights: &Weights) -> Bags {
        Bags { curve: curve(weights, 0), ..self }
    }
}

/// What each maker gives to each token.
#[inline(always)]
fn given(Making { made, maker, .. }: Making<'_>, lanes: &Lanes, links: &Rows) -> Vec<f32> {
    let (ids, _) = lanes.ids.as_chunks::<LANES>();
    let mut all = vec![0.0; maker.len() * lanes.ids.len()];
    let rows = all.as_chunks_mut::<LANES>().0.chunks_exact_mut(ids.len().max(1));
    let mut dense = vec![0.0f32; made.ids()];
    for (i, row) in (0..maker.len()).zip(rows) {
        for &(id, n) in maker.unit(i) {
            let weight = n * maker.weight[id as usize];
            links.row(id).iter().for_each(|&(to, p)| dense[to as usize] += weight * p);
        }
        row.iter_mut().zip(ids).for_each(|(row, ids)| *row = ids.map(|id| dense[id as usize]));
        dense.fill(0.0);
    }
    all
}

/// The cells of all units of `made`, each with runs of up to `run` units of `maker` in `band[unit]`:
/// for each token what it adds, by how much likelier the run makes it than the background does.
pub(crate) fn cells(
    making: Making<'_>,
    bags: &Bags,
    band: Vec<(u32, u32)>,
    run: usize,
    weights: &Weights,
) -> Cells {
    let mut cells = Cells::unfilled(band, run);
    wide(
        #[inline(always)]
        || match &bags.given {
            Some(given) => cells.fill(making, bags, given, weights),
            None => cells.fill_in_order(making, bags, weights),
        },
    );
    cells
}

impl Cells {
    fn unfilled(band: Vec<(u32, u32)>, run: usize) -> Cells {
        let mut starts = Vec::with_capacity(band.len());
        let mut count = 0;
        for &(low, high) in &band {
            starts.push(count);
            count += (high - low) as usize;
        }
        Cells { cells: vec![f32::NEG_INFINITY; count * run], band, starts, run }
    }

    /// Fills all cells from what each maker gives to each token.
    #[inline(always)]
    fn fill(&mut self, making: Making<'_>, bags: &Bags, given: &[f32], weights: &Weights) {
        let (run, lanes) = (self.run, &bags.lanes);
        let maker_weight = maker_weights(making.maker);
        let mut sums: Vec<f32> = Vec::new();
        for (unit, &(low, high)) in self.band.iter().enumerate() {
            let tokens = lanes.of(unit);
            let rows = self.cells[self.starts[unit] * run..].chunks_exact_mut(run);
            for (i, cells) in (low as usize..high as usize).zip(rows) {
                let len = run.min(i + 1 - low as usize);
                let of_maker = |maker: usize| {
                    let start = maker * lanes.ids.len();
                    &given[start + tokens.start..start + tokens.end]
                };
                let runs = Runs { last: i, maker_weight: &maker_weight, of_maker };
                runs.fill(&mut cells[..len], &mut sums, lanes.worths(unit), (weights, bags.curve));
            }
        }
    }

    /// Fills all cells, maker by maker. What each gives to the tokens of a unit is kept only as
    /// long as a run can still hold it, so memory beside the cells stays small.
    #[inline(always)]
    fn fill_in_order(&mut self, Making { made, maker, .. }: Making<'_>, bags: &Bags, weights: &Weights) {
        let (run, lanes) = (self.run, &bags.lanes);
        let maker_weight = maker_weights(maker);
        let mut at_hand = AtHand::new(made, maker, bags);
        // For each unit in reach, what the last makers of a run give to its tokens.
        let mut rings: Vec<Vec<f32>> = vec![Vec::new(); made.len()];
        // Nothing has to be kept of runs of one.
        let mut single: Vec<f32> = Vec::new();
        let mut sums: Vec<f32> = Vec::new();
        let mut first = 0;
        for i in 0..maker.len() {
            // Bands rise, so the units that maker `i` can reach are neighbours.
            while first < made.len() && self.band[first].1 as usize <= i {
                rings[first] = Vec::new();
                first += 1;
            }
            if !at_hand.whole && i % PART == 0 {
                let in_reach = |range: &&(u32, u32)| (range.0 as usize) < i + PART;
                at_hand.turn_to(first..first + self.band[first..].iter().take_while(in_reach).count());
            }
            if self.band.get(first).is_none_or(|range| range.0 as usize > i) {
                continue;
            }
            at_hand.take(maker, i);
            for (unit, ring) in rings.iter_mut().enumerate().skip(first) {
                let low = self.band[unit].0 as usize;
                if low > i {
                    break;
                }
                let tokens = lanes.of(unit);
                let size = tokens.len();
                let ring = if run == 1 { &mut single } else { ring };
                ring.resize(size * run, 0.0);
                let at = i % run * size;
                at_hand.give(tokens, &mut ring[at..at + size]);
                let of_maker = |maker: usize| {
                    let at = maker % run * size;
                    &ring[at..at + size]
                };
                let at = (self.starts[unit] + i - low) * run;
                let runs = Runs { last: i, maker_weight: &maker_weight, of_maker };
                let cells = &mut self.cells[at..at + run.min(i + 1 - low)];
                runs.fill(cells, &mut sums, lanes.worths(unit), (weights, bags.curve));
            }
            at_hand.dense.fill(0.0);
        }
    }
}

#[inline(always)]
fn maker_weights(maker: &Side) -> Vec<f32> {
    let weight = |i| maker.unit(i).iter().map(|&(id, n)| n * maker.weight[id as usize]).sum();
    (0..maker.len()).map(weight).collect()
}

/// What one maker gives to the tokens in its reach.
struct AtHand<'a> {
    lanes: &'a Lanes,
    links: &'a Rows,
    /// Whether all tokens are at hand, not those of a part alone.
    whole: bool,
    nearby: Nearby<Cell>,
    /// The tokens of the part, and the numbers of their ids there.
    part: Range<usize>,
    numbers: Vec<u32>,
    /// What the maker gives to each id, by these numbers; by the ids themselves if all are at hand.
    dense: Vec<f32>,
}

impl<'a> AtHand<'a> {
    #[inline(always)]
    fn new(made: &Side, maker: &Side, Bags { lanes, links, .. }: &'a Bags) -> AtHand<'a> {
        let whole = maker.len() <= SHORT;
        AtHand {
            lanes,
            links,
            whole,
            nearby: Nearby::new(maker.ids(), made.ids()),
            part: 0..lanes.ids.len(),
            numbers: Vec::new(),
            dense: vec![0.0f32; if whole { made.ids() } else { 0 }],
        }
    }

    /// Turns to the part of these units.
    fn turn_to(&mut self, units: Range<usize>) {
        self.part = self.lanes.starts[units.start]..self.lanes.starts[units.end];
        let ids = &self.lanes.ids[self.part.clone()];
        self.nearby.turn_to(ids.iter().copied());
        self.numbers.clear();
        self.numbers.extend(ids.iter().map(|&id| self.nearby.numbers()[id as usize]));
        self.dense.clear();
        self.dense.resize(self.nearby.ids() + 1, 0.0);
    }

    /// Adds up what the tokens of a maker give.
    #[inline(always)]
    fn take(&mut self, maker: &Side, unit: usize) {
        for &(id, n) in maker.unit(unit) {
            let weight = n * maker.weight[id as usize];
            let row = match self.whole {
                true => self.links.row(id),
                false => self.nearby.row(id, self.links.row(id), |&(to, p), numbers| {
                    let to = numbers[to as usize];
                    ((to, p), to > 0)
                }),
            };
            row.iter().for_each(|&(to, p)| self.dense[to as usize] += weight * p);
        }
    }

    /// What the maker gives to these tokens.
    #[inline(always)]
    fn give(&self, tokens: Range<usize>, out: &mut [f32]) {
        let numbers = if self.whole { &self.lanes.ids[..] } else { &self.numbers[..] };
        let here = &numbers[tokens.start - self.part.start..tokens.end - self.part.start];
        for (given, numbers) in out.as_chunks_mut::<LANES>().0.iter_mut().zip(here.as_chunks::<LANES>().0) {
            *given = numbers.map(|number| self.dense[number as usize]);
        }
    }
}

/// Runs of one, two, … makers, the last of which is the same.
struct Runs<'a, F> {
    last: usize,
    /// By maker: its weight, and what it gives to the tokens at hand.
    maker_weight: &'a [f32],
    of_maker: F,
}

impl<'a, F: Fn(usize) -> &'a [f32]> Runs<'a, F> {
    /// Fills the cells of a unit that are given these runs, whose tokens have this gain and this worth.
    /// `sums` is room to work in.
    #[inline(always)]
    fn fill(
        &self,
        cells: &mut [f32],
        sums: &mut Vec<f32>,
        (gain, worth): (&[f32], &[f32]),
        (weights, curve): (&Weights, Curve),
    ) {
        let several = cells.len() > 1;
        let mut weight = weights.null_word;
        for (len, cell) in cells.iter_mut().enumerate() {
            let maker = self.last - len;
            let given = (self.of_maker)(maker);
            weight += self.maker_weight[maker];
            if len > 0 {
                sums.iter_mut().zip(given).for_each(|(sum, given)| *sum += given);
            } else if several {
                sums.clear();
                sums.extend_from_slice(given);
            }
            *cell = add_up(if several { sums } else { given }, gain, worth, 1.0 / weight, curve);
        }
    }
}

/// What tokens add whose makers have given them so much; all lists have the same length, a multiple of
/// [`LANES`].
#[inline(always)]
fn add_up(given: &[f32], gain: &[f32], worth: &[f32], share: f32, curve: Curve) -> f32 {
    let mut out = [0.0f32; LANES];
    let chunks = gain.chunks_exact(LANES).zip(worth.chunks_exact(LANES));
    for (given, (gain, worth)) in given.chunks_exact(LANES).zip(chunks) {
        // One simple loop after the other: each is a few instructions for all lanes.
        let mut values = [0.0f32; LANES];
        for ((value, given), gain) in values.iter_mut().zip(given).zip(gain) {
            *value = curve.at(given * share * gain);
        }
        for ((out, value), worth) in out.iter_mut().zip(&values).zip(worth) {
            *out += worth * value;
        }
    }
    out.iter().sum()
}
