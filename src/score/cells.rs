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
///
/// The units of `maker` are worked on in order. What each gives to the tokens of a unit is
/// kept only as long as a run can still hold it, so memory beside the cells stays small.
pub(crate) fn cells(
    Making { made, maker, .. }: Making<'_>,
    bags: &Bags,
    band: Vec<(u32, u32)>,
    run: usize,
    weights: &Weights,
) -> Cells {
    wide(
        #[inline(always)]
        || {
            let Bags { lanes, links, given, curve } = bags;
            let maker_weight: Vec<f32> = (0..maker.len())
                .map(|i| maker.unit(i).iter().map(|&(id, n)| n * maker.weight[id as usize]).sum())
                .collect();
            let mut starts = Vec::with_capacity(made.len());
            let mut count = 0;
            for &(low, high) in &band {
                starts.push(count);
                count += (high - low) as usize;
            }
            let mut cells = vec![f32::NEG_INFINITY; count * run];
            let mut sums: Vec<f32> = Vec::new();
            if let Some(given) = given {
                for (unit, &(low, high)) in band.iter().enumerate() {
                    let tokens = lanes.of(unit);
                    let rows = cells[starts[unit] * run..].chunks_exact_mut(run);
                    for (i, cells) in (low as usize..high as usize).zip(rows) {
                        let len = run.min(i + 1 - low as usize);
                        let of_maker = |maker: usize| {
                            let start = maker * lanes.ids.len();
                            &given[start + tokens.start..start + tokens.end]
                        };
                        let runs = Runs { last: i, maker_weight: &maker_weight, of_maker };
                        runs.fill(&mut cells[..len], &mut sums, lanes.worths(unit), (weights, *curve));
                    }
                }
                return Cells { band, starts, run, cells };
            }
            let whole = maker.len() <= SHORT;
            let mut nearby: Nearby<Cell> = Nearby::new(maker.ids(), made.ids());
            // The tokens of the part at hand, and the numbers of their ids there.
            let mut part = 0..lanes.ids.len();
            let mut numbers: Vec<u32> = Vec::new();
            // What a maker gives to each id, by these numbers.
            let mut dense = vec![0.0f32; if whole { made.ids() } else { 0 }];
            // For each unit in reach, what the last makers of a run give to its tokens.
            let mut rings: Vec<Vec<f32>> = vec![Vec::new(); made.len()];
            // Nothing has to be kept of runs of one.
            let mut single: Vec<f32> = Vec::new();
            let mut first = 0;
            for i in 0..maker.len() {
                // Bands rise, so the units that maker `i` can reach are neighbours.
                while first < made.len() && band[first].1 as usize <= i {
                    rings[first] = Vec::new();
                    first += 1;
                }
                if !whole && i % PART == 0 {
                    let reach =
                        band[first..].iter().take_while(|range| (range.0 as usize) < i + PART).count();
                    part = lanes.starts[first]..lanes.starts[first + reach];
                    nearby.turn_to(lanes.ids[part.clone()].iter().copied());
                    numbers.clear();
                    numbers.extend(lanes.ids[part.clone()].iter().map(|&id| nearby.numbers()[id as usize]));
                    dense.clear();
                    dense.resize(nearby.ids() + 1, 0.0);
                }
                for &(id, n) in maker.unit(i) {
                    let weight = n * maker.weight[id as usize];
                    let row = match whole {
                        true => links.row(id),
                        false => nearby.row(id, links.row(id), |&(to, p), numbers| {
                            let to = numbers[to as usize];
                            ((to, p), to > 0)
                        }),
                    };
                    row.iter().for_each(|&(to, p)| dense[to as usize] += weight * p);
                }
                let numbers = if whole { &lanes.ids[..] } else { &numbers[..] };
                for unit in first..made.len() {
                    let low = band[unit].0 as usize;
                    if low > i {
                        break;
                    }
                    let tokens = lanes.of(unit);
                    let size = tokens.len();
                    let ring = if run == 1 { &mut single } else { &mut rings[unit] };
                    ring.resize(size * run, 0.0);
                    let at = i % run * size;
                    let here = &numbers[tokens.start - part.start..tokens.end - part.start];
                    let (given, _) = ring[at..at + size].as_chunks_mut::<LANES>();
                    for (given, numbers) in given.iter_mut().zip(here.as_chunks::<LANES>().0) {
                        *given = numbers.map(|number| dense[number as usize]);
                    }
                    let of_maker = |maker: usize| {
                        let at = maker % run * size;
                        &ring[at..at + size]
                    };
                    let at = (starts[unit] + i - low) * run;
                    let runs = Runs { last: i, maker_weight: &maker_weight, of_maker };
                    let cells = &mut cells[at..at + run.min(i + 1 - low)];
                    runs.fill(cells, &mut sums, lanes.worths(unit), (weights, *curve));
                }
                dense.fill(0.0);
            }
            Cells { band, starts, run, cells }
        },
    )
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
