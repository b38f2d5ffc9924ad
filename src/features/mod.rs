//! Units as numbers: the tokens of each unit under ids of the document's own, and the
//! links between them, taken from the model.
//!
//! Everything after this room works on the document's own small tables, so evidence from
//! any source (the model, a user's lexicon, equal numbers, names by sound, what the document
//! itself has taught) is one more link between two ids.

mod again;
mod bag;
pub(crate) mod item_number;
mod kept;
mod links;
mod quoted;
mod reader;
mod rows;
pub(crate) mod running;
mod sound;
pub(crate) mod tags;

use std::cell::RefCell;

pub(crate) use bag::Bag;
pub(crate) use kept::Kept;
pub(crate) use links::{Link, Links};

use crate::lang::Lang;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::text::border::{self, Ending, Scrap};
use crate::text::clause;
use crate::text::speech::{self, Speech};
use reader::Reader;
pub(crate) use rows::{Cell, Rows};

/// What a token is evidence of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word or a character that may be in the tables.
    Word,
    /// A number or a date.
    Number,
    /// A Latin string in Chinese, a name by its sound.
    Name,
}

/// A token of a unit: id in the document, and how often it occurs in the unit.
pub(crate) type Count = (u32, f32);

/// Joins the tokens of a unit that have the same id into one.
#[derive(Debug, Default)]
pub(crate) struct Merger {
    /// By id where its token is, and among how many tokens that was.
    places: Vec<(u32, u32)>,
    round: u32,
}

impl Merger {
    /// Adds the tokens to `out`, each id once.
    pub fn merge(&mut self, tokens: impl Iterator<Item = Count>, out: &mut Vec<Count>) {
        self.round += 1;
        for (id, n) in tokens {
            if self.places.len() <= id as usize {
                self.places.resize(id as usize + 1, (0, 0));
            }
            let (place, round) = &mut self.places[id as usize];
            if *round == self.round {
                out[*place as usize].1 += n;
            } else {
                (*place, *round) = (out.len() as u32, self.round);
                out.push((id, n));
            }
        }
    }
}

/// The tokens of the units of one side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    /// Row borders of `tokens`: unit `i` has `starts[i]..starts[i + 1]`.
    pub starts: Vec<u32>,
    /// Tokens of all units, each id once a unit.
    pub tokens: Vec<Count>,
    /// Tokens of all units: id, count, and place in the unit, 0 to 1. They are in their order
    /// after [`put_in_order`](Side::put_in_order).
    sequence: Vec<(u32, f32, f32)>,
    /// Row borders of `sequence`.
    sequence_starts: Vec<u32>,
    /// Background probability by id.
    pub background: Vec<f32>,
    /// Share of the document's own tokens, by id.
    pub own: Vec<f32>,
    /// The share of a token that occurs once.
    pub once: f32,
    /// How many tokens of the other side it makes on average, by id.
    pub weight: Vec<f32>,
    /// Share of what it makes that no link of the model names, by id.
    pub unnamed: Vec<f32>,
    /// What the token is evidence of, by id.
    pub class: Vec<Class>,
    /// Visible characters of each unit.
    pub length: Vec<f32>,
    /// Classes of the beginning and the end of each unit, see [`border`].
    pub borders: Vec<(u8, u8)>,
    /// Of each unit without any word what it is.
    pub scraps: Vec<Option<Scrap>>,
    /// Whether so many units end without any mark that these are no headings, but lines of a text.
    pub in_lines: bool,
    /// Quotation marks of each unit.
    pub speech: Vec<Speech>,
    /// Whether each unit begins a paragraph; empty where nothing is known of that.
    pub begins: Vec<bool>,
    /// Whether each unit goes on with the paragraph of the one before, which the end of a page has torn; empty where
    /// none does.
    pub torn: Vec<bool>,
    /// The number of the item that each unit is, if it has one; empty where these are not asked for.
    pub items: Vec<Option<u64>>,
    /// Whether each unit begins inside a quotation that an earlier one has opened.
    pub inside: Vec<bool>,
    /// Clauses of each unit; empty where they are not counted.
    pub clauses: Vec<u32>,
}

/// Units are lines, broken where they were full, if this share of them ends without any mark: some lines
/// end with a sentence, and a text of headings alone has none that do.
const LINES: [f32; 2] = [0.3, 0.95];

impl Side {
    /// Number of units.
    pub fn len(&self) -> usize {
        self.length.len()
    }

    /// The tokens of unit `i`.
    pub fn unit(&self, i: usize) -> &[Count] {
        &self.tokens[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    /// The tokens of unit `i` in their order: id, count, and place in the unit, 0 to 1.
    pub fn sequence(&self, i: usize) -> &[(u32, f32, f32)] {
        &self.sequence[self.sequence_starts[i] as usize..self.sequence_starts[i + 1] as usize]
    }

    /// Puts the tokens in `sequence` in their order. Words, characters, compounds and numbers have
    /// come one kind after the other, and not all need to know.
    pub fn put_in_order(&mut self) {
        for unit in 0..self.len() {
            let (start, end) = (self.sequence_starts[unit] as usize, self.sequence_starts[unit + 1] as usize);
            let unit = &mut self.sequence[start..end];
            if !unit.is_sorted_by(|a, b| a.2 <= b.2) {
                unit.sort_by(|a, b| a.2.total_cmp(&b.2));
            }
        }
    }

    /// Whether unit `i` ends like a heading, without any mark, and is no line of a text.
    pub fn is_heading(&self, i: usize) -> bool {
        !self.in_lines && self.ending(i) == Ending::Open
    }

    /// What the end of unit `i` says of its sentence.
    pub fn ending(&self, i: usize) -> Ending {
        border::ending(usize::from(self.borders[i].1))
    }

    /// Sees whether the units are lines of a text, see [`LINES`].
    fn see_lines(&mut self) {
        let open = (0..self.len()).filter(|&unit| self.ending(unit) == Ending::Open).count() as f32;
        let [least, most] = LINES.map(|share| share * self.len() as f32);
        self.in_lines = (least..most).contains(&open);
    }

    /// Whether unit `i` is known to begin a paragraph, or is the end of the text.
    pub fn begins_paragraph(&self, i: usize) -> bool {
        self.begins.get(i).copied().unwrap_or(!self.begins.is_empty())
    }

    /// What lies between unit `i` and the one before it, for a bead that joins the two: a change
    /// of speaker, a border inside a quotation, the logarithm of the length of the shorter, and
    /// a heading.
    pub fn join(&self, i: usize) -> [f32; 4] {
        let turn = self.speech[i - 1].ends && self.speech[i].starts;
        let shorter = self.length[i - 1].min(self.length[i]).max(1.0);
        let is = |holds: bool| f32::from(u8::from(holds));
        [is(turn), is(self.inside[i]), (shorter / 20.0).ln(), is(self.is_heading(i - 1))]
    }

    /// Number of distinct ids.
    pub fn ids(&self) -> usize {
        self.background.len()
    }

    /// Counts the document's own tokens.
    fn count_own(&mut self) {
        let mut own = vec![0.0; self.ids()];
        self.tokens.iter().for_each(|&(id, n)| own[id as usize] += n);
        self.set_own(own);
    }

    /// Makes shares of how often each token occurs.
    fn set_own(&mut self, mut own: Vec<f32>) {
        let total: f32 = own.iter().sum();
        let total = total.max(1.0);
        self.once = 1.0 / total;
        own.iter_mut().for_each(|share| *share /= total);
        self.own = own;
    }

    /// Ends a unit, whose tokens are in `sequence`.
    fn push_unit(&mut self, merger: &mut Merger, length: f32) {
        let start = self.sequence_starts[self.len()] as usize;
        merger.merge(self.sequence[start..].iter().map(|&(id, n, _)| (id, n)), &mut self.tokens);
        self.sequence_starts.push(self.sequence.len() as u32);
        self.starts.push(self.tokens.len() as u32);
        self.length.push(length);
    }
}

/// Units of both sides as numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    pub en: Side,
    pub zh: Side,
    pub links: Links,
}

/// What a link between two equal strings or values is worth.
const EXACT: f32 = 0.6;

/// Links of a word for which room is made at once: about as many as there are in a page.
const LINKS: usize = 32;

/// Whether a link makes one of the two likelier than the background does. One that does not only makes
/// work; the model has few of them, what a document teaches and its own frequencies make more.
pub(crate) fn says_something([zh_given_en, en_given_zh]: [f32; 2], [zh, en]: [f32; 2]) -> bool {
    // Without a branch, which no processor could foretell.
    (zh_given_en > zh) | (en_given_zh > en)
}

impl Features {
    /// Reads the texts of the units of both sides. Linear in their length.
    pub fn new<'t>(
        english: &[&'t str],
        chinese: &[&'t str],
        model: &Model,
        lexicon: Option<&Lexicon>,
    ) -> Features {
        let meetings = lexicon.map(|l| l.meetings(english, chinese, model));
        let mut en = Reader::new(model, lexicon, Lang::En);
        let mut zh = Reader::new(model, lexicon, Lang::Zh);
        en.expect(english);
        zh.expect(chinese);
        for (unit, text) in english.iter().enumerate() {
            en.read(text, meetings.iter().flat_map(|m| m.en.unit(unit)));
        }
        for (unit, text) in chinese.iter().enumerate() {
            zh.read(text, meetings.iter().flat_map(|m| m.zh.unit(unit)));
        }

        let mut more = Vec::new();
        same_links(&en, &zh, &mut more);
        for link in meetings.iter().flat_map(|m| &m.links) {
            if let (Some(&en), Some(&zh)) = (en.ids.terms.get(&link.en), zh.ids.terms.get(&link.zh)) {
                let [zh_given_en, en_given_zh] = [link.zh_given_en, link.en_given_zh].map(|p| EXACT * p);
                more.push((en, Link { zh, zh_given_en, en_given_zh }));
            }
        }
        let sounds = sound::by_sound(english, chinese, &en, &zh);
        let links = links(&mut en, &mut zh, [more, sounds]);
        for side in [&mut en.side, &mut zh.side] {
            side.unnamed.iter_mut().for_each(|u| *u = u.clamp(0.02, 1.0));
            side.count_own();
            side.see_lines();
            side.inside = speech::inside(&side.speech);
        }
        Features { en: en.side, zh: zh.side, links }
    }
}

impl Features {
    /// Counts the clauses of the units, given their texts: for sentences.
    pub fn count_clauses(&mut self, english: &[&str], chinese: &[&str]) {
        let count = |texts: &[&str]| texts.iter().map(|text| clause::count(text)).collect();
        (self.en.clauses, self.zh.clauses) = (count(english), count(chinese));
    }

    /// Puts the tokens of both sides in their order, see [`Side::sequence`].
    pub fn put_in_order(&mut self) {
        self.en.put_in_order();
        self.zh.put_in_order();
    }
}

/// Chinese ids of the model, which have 16 bits.
const SIGNS: usize = 1 << 16;

/// What is in the document at hand, by Chinese id of the model. Kept for the next document, and
/// cleared by those who fill it.
struct Local {
    /// A bit for each: a row of the model is gone through at a few cycles an entry if the table is
    /// small and nothing is asked by the way.
    present: Box<[u64; SIGNS / 64]>,
    /// The id in the document.
    ids: Box<[u32; SIGNS]>,
    /// The entries of a row that are there.
    found: Kept<u32>,
}

thread_local! {
    static LOCAL: RefCell<Local> = RefCell::new(Local {
        present: vec![0; SIGNS / 64].try_into().expect("it has this length"),
        ids: vec![0; SIGNS].try_into().expect("it has this length"),
        found: Kept::default(),
    });
}

impl Local {
    fn add(&mut self, sign: u32, id: u32) {
        let sign = usize::from(sign as u16);
        self.present[sign / 64] |= 1 << (sign % 64);
        self.ids[sign] = id;
    }

    fn remove(&mut self, sign: u32) {
        self.present[usize::from(sign as u16) / 64] = 0;
    }

    /// Finds the entries of a row whose signs are in the document. The loop has all registers to itself.
    #[inline(never)]
    fn find(&mut self, codes: &[[u8; 4]]) {
        let present = &self.present;
        self.found.clear();
        self.found.extend(codes, |_, code| {
            let code = u32::from_le_bytes(*code);
            let sign = usize::from(code as u16);
            (code, present[sign / 64] >> (sign % 64) & 1 == 1)
        });
    }
}

/// The links of the model between words and signs that are in the document, with `more`; where there are
/// `sounds`, what is known of the same two otherwise gives way.
fn links(en: &mut Reader<'_>, zh: &mut Reader<'_>, [mut more, mut sounds]: [Vec<(u32, Link)>; 2]) -> Links {
    let model = en.model;
    for links in [&mut more, &mut sounds] {
        links.sort_by_key(|&(en, link)| (en, link.zh));
    }
    let (mut more, mut sounds) = (more.iter().peekable(), sounds.iter().peekable());
    LOCAL.with_borrow_mut(|local| {
        let signs: Vec<(u32, u32)> =
            (0u32..).zip(&zh.known).filter_map(|(id, sign)| Some(((*sign)?, id))).collect();
        signs.iter().for_each(|&(sign, id)| local.add(sign, id));
        let mut starts = Vec::with_capacity(en.known.len() + 1);
        let mut links: Kept<Link> = Kept::with_room(LINKS * en.known.len());
        starts.push(0);
        for (id, word) in (0u32..).zip(&en.known) {
            let start = links.len();
            if let Some(word) = *word {
                let background = en.side.background[id as usize];
                local.find(model.codes(word));
                let Side { background: usual, unnamed, .. } = &mut zh.side;
                links.extend(local.found.as_slice(), |_, &code| {
                    let entry = model.entry(code);
                    let zh = local.ids[usize::from(code as u16)];
                    let (p, q) = (entry.zh_given_en, entry.en_given_zh);
                    let says = says_something([p, q], [usual[zh as usize], background]);
                    unnamed[zh as usize] -= if says { q } else { 0.0 };
                    (Link { zh, zh_given_en: p, en_given_zh: q }, says)
                });
                en.side.unnamed[id as usize] = model.word_open(word);
            }
            while let Some(&(_, link)) = more.next_if(|link| link.0 == id) {
                links.push(link);
            }
            let end = links.len();
            while let Some(&(_, link)) = sounds.next_if(|link| link.0 == id) {
                let others = links.as_mut_slice()[start..end].iter_mut().filter(|other| other.zh == link.zh);
                others.for_each(|other| (other.zh_given_en, other.en_given_zh) = (0.0, 0.0));
                links.push(link);
            }
            starts.push(links.len() as u32);
        }
        signs.iter().for_each(|&(sign, _)| local.remove(sign));
        Links::new(starts, links.into_vec())
    })
}

/// Links between equal words, numbers and names with digits, with their English ids.
fn same_links(en: &Reader<'_>, zh: &Reader<'_>, links: &mut Vec<(u32, Link)>) {
    let mut push = |en: u32, zh: Option<&u32>| {
        links.extend(zh.map(|&zh| (en, Link { zh, zh_given_en: EXACT, en_given_zh: EXACT })));
    };
    // Only a few Latin words and marks are in the Chinese text.
    for (zh, en) in zh.ids.words.common(&en.ids.words) {
        push(en, Some(&zh));
    }
    for (&(value, _), &en) in &en.ids.values {
        // A number is the same whether either side takes it lightly or not.
        push(en, zh.ids.values.get(&(value, false)));
        push(en, zh.ids.values.get(&(value, true)));
    }
    for (code, &en) in &en.ids.codes {
        push(en, zh.ids.codes.get(code));
    }
}
