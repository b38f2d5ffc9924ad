//! Which tokens of two units are linked, and by how much: looked up once for each couple of
//! units, however many beads the two share.

use std::ops::Range;

use super::cells::MAX_RUN;
use super::usual::backgrounds;
use super::weights::Weights;
use crate::features::{Features, Kept, Link, Links, Side, says_something};

/// Two linked tokens of an English and a Chinese unit.
#[derive(Clone, Copy)]
pub(super) struct Tie {
    /// Their numbers in the sequences of the units.
    pub en: u16,
    pub zh: u16,
    /// How much the English token makes of the Chinese one, and the reverse.
    pub to_zh: f32,
    pub to_en: f32,
}

/// How many times likelier than the background a link must make one of the two tokens.
const TELLING: f32 = 1.2;

/// Tokens of a unit that are looked at: the beginning of a longer one stands for it.
const LONGEST: usize = 2000;

/// The tokens of a unit in their order, as far as they are looked at.
pub(super) fn sequence(side: &Side, unit: usize) -> &[(u32, f32, f32)] {
    let all = side.sequence(unit);
    &all[..all.len().min(LONGEST)]
}

/// English units whose ties are kept: as many as a bead has at most.
const KEPT: usize = MAX_RUN;

/// The ties of the couples of units that were last asked for.
pub(super) struct Ties<'a> {
    f: &'a Features,
    /// Those that say something, with the document's own frequencies in the background.
    links: Links,
    window: Window,
    /// That of English unit `u` is number `u % KEPT`.
    rows: Vec<Row>,
}

/// The Chinese units that are looked at: nothing is kept of others.
struct Window {
    units: Range<usize>,
    /// The numbers of their Chinese ids, from 1 on; 0 for all others.
    numbers: Vec<u32>,
    /// How many they are.
    count: usize,
    /// The links of English tokens to them, by their numbers, as far as they have been asked for:
    /// frequent words have long rows, and are in most units.
    found: Kept<Link>,
    /// By English id, where its links begin and end; at 0 if it has none or was not asked for.
    found_of: Vec<(u32, u32)>,
    /// The English ids that were.
    asked: Vec<u32>,
}

/// What an English unit is linked to, and its ties with the Chinese units asked for.
struct Row {
    unit: usize,
    /// Those of all its tokens, in lists by the number of the Chinese id.
    links: Vec<OfToken>,
    first: Vec<u32>,
    /// A Chinese unit, and where its ties begin and end.
    units: Vec<(usize, usize, usize)>,
    ties: Vec<Tie>,
}

/// A link of a token of the unit.
struct OfToken {
    /// The next one with the same Chinese id.
    next: u32,
    token: u16,
    to_zh: f32,
    en_given_zh: f32,
}

/// No link.
const NONE: u32 = u32::MAX;

impl<'a> Ties<'a> {
    pub fn new(f: &'a Features, weights: &Weights) -> Ties<'a> {
        let row = || Row {
            unit: usize::MAX,
            links: Vec::new(),
            first: Vec::new(),
            units: Vec::new(),
            ties: Vec::new(),
        };
        let least =
            |side: &Side| backgrounds(side, weights).into_iter().map(|usual| TELLING * usual).collect();
        let (en_least, zh_least): (Vec<f32>, Vec<f32>) = (least(&f.en), least(&f.zh));
        Ties {
            f,
            links: f.links.filtered(|en, link| {
                let least = [zh_least[link.zh as usize], en_least[en as usize]];
                says_something([link.zh_given_en, link.en_given_zh], least)
            }),
            window: Window::new(f),
            rows: std::iter::repeat_with(row).take(KEPT).collect(),
        }
    }

    /// Says that the next questions are about these Chinese units. Without it the answers are the
    /// same, but slower.
    pub fn look_at(&mut self, zh: Range<usize>) {
        if self.window.units.start <= zh.start && zh.end <= self.window.units.end {
            return;
        }
        self.window.turn_to(zh, self.f);
        self.rows.iter_mut().for_each(|row| row.unit = usize::MAX);
    }

    /// The ties of two units.
    pub fn of(&mut self, en: usize, zh: usize) -> &[Tie] {
        if !self.window.units.contains(&zh) {
            self.look_at(zh..zh + 1);
        }
        let row = &mut self.rows[en % KEPT];
        if row.unit != en {
            row.turn_to(en, self.f, &self.links, &mut self.window);
        }
        let known = row.units.iter().find(|unit| unit.0 == zh).map(|&(_, start, end)| start..end);
        let range = match known {
            Some(range) => range,
            None => row.find(zh, &self.f.zh, &self.window.numbers),
        };
        &row.ties[range]
    }
}

impl Window {
    fn new(f: &Features) -> Window {
        Window {
            units: 0..0,
            numbers: vec![0; f.zh.ids()],
            count: 0,
            found: Kept::default(),
            found_of: vec![(0, 0); f.en.ids()],
            asked: Vec::new(),
        }
    }

    fn turn_to(&mut self, units: Range<usize>, f: &Features) {
        let ids =
            |units: Range<usize>| units.flat_map(|unit| sequence(&f.zh, unit)).map(|token| token.0 as usize);
        ids(self.units.clone()).for_each(|id| self.numbers[id] = 0);
        self.count = 0;
        for id in ids(units.clone()) {
            if self.numbers[id] == 0 {
                self.count += 1;
                self.numbers[id] = self.count as u32;
            }
        }
        self.units = units;
        self.asked.drain(..).for_each(|id| self.found_of[id as usize] = (0, 0));
        self.found.start(0);
    }

    /// The links of an English token to what is looked at, by the numbers of the Chinese ids.
    fn links(&mut self, id: u32, links: &Links) -> &[Link] {
        if self.found_of[id as usize].1 == 0 {
            let (row, start, numbers) = (links.row(id), self.found.len(), &self.numbers);
            self.found.make_room(row.len());
            self.found.extend(row.iter().map(|&link| {
                let zh = numbers[link.zh as usize];
                (Link { zh, ..link }, zh > 0)
            }));
            self.found_of[id as usize] = (start as u32, self.found.len() as u32);
            self.asked.push(id);
        }
        let (start, end) = self.found_of[id as usize];
        &self.found.as_slice()[start as usize..end as usize]
    }
}

impl Row {
    fn turn_to(&mut self, en: usize, f: &Features, links: &Links, window: &mut Window) {
        self.first.clear();
        self.first.resize(window.count + 1, NONE);
        self.links.clear();
        self.units.clear();
        self.ties.clear();
        self.unit = en;
        for (k, &(id, count, _)) in sequence(&f.en, en).iter().enumerate() {
            let makes = count * f.en.weight[id as usize];
            let found = window.links(id, links);
            self.links.reserve(found.len());
            for &Link { zh, zh_given_en, en_given_zh } in found {
                let next = std::mem::replace(&mut self.first[zh as usize], self.links.len() as u32);
                let to_zh = makes * zh_given_en;
                self.links.push(OfToken { next, token: k as u16, to_zh, en_given_zh });
            }
        }
    }

    /// Adds the ties with a Chinese unit.
    fn find(&mut self, zh: usize, side: &Side, numbers: &[u32]) -> Range<usize> {
        let start = self.ties.len();
        for (k, &(id, count, _)) in sequence(side, zh).iter().enumerate() {
            let mut at = self.first[numbers[id as usize] as usize];
            let makes = count * side.weight[id as usize];
            while let Some(link) = self.links.get(at as usize) {
                let to_en = makes * link.en_given_zh;
                self.ties.push(Tie { en: link.token, zh: k as u16, to_zh: link.to_zh, to_en });
                at = link.next;
            }
        }
        self.units.push((zh, start, self.ties.len()));
        start..self.ties.len()
    }
}
