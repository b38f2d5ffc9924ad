//! Which tokens of two units are linked, and by how much: looked up once for each couple of
//! units, however many beads the two share.

use std::ops::Range;

use super::nearby::Nearby;
use super::shapes::MAX_RUN;
use super::usual::backgrounds;
use super::weights::Weights;
use crate::features::{Features, Link, Links, Side, says_something};

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
    /// The Chinese units that are looked at: nothing is kept of others.
    units: Range<usize>,
    /// The links of English tokens to their ids, by the numbers of these there.
    nearby: Nearby<Link>,
    /// That of English unit `u` is number `u % KEPT`.
    rows: Vec<Row>,
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
    /// Of links that make one of the two tokens `telling` times likelier than the background does.
    pub fn new(f: &'a Features, weights: &Weights, telling: f32) -> Ties<'a> {
        let row = || Row {
            unit: usize::MAX,
            links: Vec::new(),
            first: Vec::new(),
            units: Vec::new(),
            ties: Vec::new(),
        };
        let least =
            |side: &Side| backgrounds(side, weights).into_iter().map(|usual| telling * usual).collect();
        let (en_least, zh_least): (Vec<f32>, Vec<f32>) = (least(&f.en), least(&f.zh));
        Ties {
            f,
            links: f.links.filtered(|en, link| {
                let least = [zh_least[link.zh as usize], en_least[en as usize]];
                says_something([link.zh_given_en, link.en_given_zh], least)
            }),
            units: 0..0,
            nearby: Nearby::new(f.en.ids(), f.zh.ids()),
            rows: std::iter::repeat_with(row).take(KEPT).collect(),
        }
    }

    /// Says that the next questions are about these Chinese units. Without it the answers are the
    /// same, but slower.
    pub fn look_at(&mut self, zh: Range<usize>) {
        if self.units.start <= zh.start && zh.end <= self.units.end {
            return;
        }
        let tokens = zh.clone().flat_map(|unit| sequence(&self.f.zh, unit));
        self.nearby.turn_to(tokens.map(|token| token.0));
        self.units = zh;
        self.rows.iter_mut().for_each(|row| row.unit = usize::MAX);
    }

    /// The ties of two units.
    pub fn of(&mut self, en: usize, zh: usize) -> &[Tie] {
        if !self.units.contains(&zh) {
            self.look_at(zh..zh + 1);
        }
        let row = &mut self.rows[en % KEPT];
        if row.unit != en {
            row.turn_to(en, self.f, &self.links, &mut self.nearby);
        }
        let known = row.units.iter().find(|unit| unit.0 == zh).map(|&(_, start, end)| start..end);
        let range = match known {
            Some(range) => range,
            None => row.find(zh, &self.f.zh, self.nearby.numbers()),
        };
        &row.ties[range]
    }
}

impl Row {
    fn turn_to(&mut self, en: usize, f: &Features, links: &Links, nearby: &mut Nearby<Link>) {
        self.first.clear();
        self.first.resize(nearby.ids() + 1, NONE);
        self.links.clear();
        self.units.clear();
        self.ties.clear();
        self.unit = en;
        for (k, &(id, count, _)) in sequence(&f.en, en).iter().enumerate() {
            let makes = count * f.en.weight[id as usize];
            let found = nearby.row(id, links.row(id), |&link, numbers| {
                let zh = numbers[link.zh as usize];
                (Link { zh, ..link }, zh > 0)
            });
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
