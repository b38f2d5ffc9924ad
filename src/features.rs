//! Units as numbers: the tokens of each unit under ids of the document's own, and the
//! links between them, taken from the model.
//!
//! Everything after this room works on the document's own small tables, so evidence from
//! any source (the model, a user's lexicon, equal numbers, names by sound, what the document
//! itself has taught) is one more link between two ids.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::hanzi;
use crate::lang::Lang;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::text::name::{NameIndex, names};
use crate::text::speech::Speech;
use crate::text::token::{Token, length, placed_tokens, tokens};
use crate::text::{self, Mention, Value, border, compound};

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

/// The tokens of the units of one side.
#[derive(Debug, Default)]
pub(crate) struct Side {
    /// Row borders of `tokens`: unit `i` has `starts[i]..starts[i + 1]`.
    pub starts: Vec<u32>,
    /// Tokens of all units, each id once a unit.
    pub tokens: Vec<Count>,
    /// Tokens of all units in their order: id, count, and place in the unit, 0 to 1.
    sequence: Vec<(u32, f32, f32)>,
    /// Row borders of `sequence`.
    sequence_starts: Vec<u32>,
    /// Background probability by id.
    pub background: Vec<f32>,
    /// Share of the document's own tokens, by id.
    pub own: Vec<f32>,
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
    /// Quotation marks of each unit.
    pub speech: Vec<Speech>,
    /// Whether each unit begins inside a quotation that an earlier one has opened.
    pub inside: Vec<bool>,
}

impl Side {
    /// Number of units.
    pub fn len(&self) -> usize {
        self.length.len()
    }

    /// The tokens of unit `i`.
    pub fn unit(&self, i: usize) -> &[Count] {
        &self.tokens[self.range(i)]
    }

    /// Where the tokens of unit `i` are in `tokens`.
    pub fn range(&self, i: usize) -> std::ops::Range<usize> {
        self.starts[i] as usize..self.starts[i + 1] as usize
    }

    /// The tokens of unit `i` in their order: id, count, and place in the unit, 0 to 1.
    pub fn sequence(&self, i: usize) -> &[(u32, f32, f32)] {
        &self.sequence[self.sequence_starts[i] as usize..self.sequence_starts[i + 1] as usize]
    }

    /// How unit `i` begins: twice its class, and one more inside a quotation.
    pub fn start_code(&self, i: usize) -> usize {
        2 * usize::from(self.borders[i].0) + usize::from(self.inside[i])
    }

    /// Whether unit `i` ends like a heading, without any mark.
    pub fn is_open(&self, i: usize) -> bool {
        self.borders[i].1 < 2
    }

    /// What lies between unit `i` and the one before it, for a bead that joins the two: a change
    /// of speaker, a border inside a quotation, the logarithm of the length of the shorter, and
    /// a heading.
    pub fn join(&self, i: usize) -> [f32; 4] {
        let turn = self.speech[i - 1].ends && self.speech[i].starts;
        let shorter = self.length[i - 1].min(self.length[i]).max(1.0);
        let is = |holds: bool| f32::from(u8::from(holds));
        [is(turn), is(self.inside[i]), (shorter / 20.0).ln(), is(self.is_open(i - 1))]
    }

    /// Number of distinct ids.
    pub fn ids(&self) -> usize {
        self.background.len()
    }

    fn count_own(&mut self) {
        self.own = vec![0.0; self.ids()];
        self.tokens.iter().for_each(|&(id, n)| self.own[id as usize] += n);
        let total: f32 = self.own.iter().sum();
        self.own.iter_mut().for_each(|share| *share /= total.max(1.0));
    }

    fn push_unit(&mut self, tokens: &mut Vec<Count>, length: f32) {
        tokens.sort_by_key(|t| t.0);
        for group in tokens.chunk_by(|a, b| a.0 == b.0) {
            self.tokens.push((group[0].0, group.iter().map(|t| t.1).sum()));
        }
        tokens.clear();
        self.starts.push(self.tokens.len() as u32);
        self.length.push(length);
    }
}

/// A link from a token of one side to one of the other, with its probability.
pub(crate) type Link = (u32, f32);

/// Links in rows.
#[derive(Debug, Default)]
pub(crate) struct Links {
    starts: Vec<u32>,
    links: Vec<Link>,
}

impl Links {
    /// The links of id `i`.
    pub fn row(&self, i: u32) -> &[Link] {
        &self.links[self.starts[i as usize] as usize..self.starts[i as usize + 1] as usize]
    }

    /// Rows as they stand.
    pub fn from_rows(rows: Vec<Vec<Link>>) -> Links {
        let mut starts = vec![0];
        let mut links = Vec::new();
        for row in rows {
            links.extend_from_slice(&row);
            starts.push(links.len() as u32);
        }
        Links { starts, links }
    }

    /// Rows from triples (row, column, probability), in any order.
    fn of(rows: usize, triples: impl Iterator<Item = (u32, u32, f32)> + Clone) -> Links {
        let mut starts = vec![0u32; rows + 1];
        for (r, _, _) in triples.clone() {
            starts[r as usize + 1] += 1;
        }
        for i in 0..rows {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut links = vec![(0, 0.0); starts[rows] as usize];
        for (r, c, p) in triples {
            links[next[r as usize] as usize] = (c, p);
            next[r as usize] += 1;
        }
        Links { starts, links }
    }
}

/// Units of both sides as numbers.
#[derive(Debug, Default)]
pub(crate) struct Features {
    pub en: Side,
    pub zh: Side,
    /// p(zh | en): rows by English id.
    pub zh_given_en: Links,
    /// p(en | zh): rows by Chinese id.
    pub en_given_zh: Links,
}

/// What a link between two equal strings or values is worth.
const EXACT: f32 = 0.6;
/// Background of a token that the model does not know.
const UNKNOWN: f32 = 2e-5;
/// Background of a Latin word in Chinese.
const LATIN: f32 = 1e-4;
/// Background of a number; of a number that is often left out or added.
const NUMBER: f32 = 3e-4;
const WEAK_NUMBER: f32 = 1e-2;

/// What a name and the characters that sound like it are worth.
const NAMED: f32 = 0.8;
/// A word that is no more frequent than this counts as unknown where names are concerned.
const RARE: f32 = 1e-6;

/// What a token is, for its id in the document.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Word(String),
    Sign(char),
    /// A compound of two characters, by its id in the model.
    Compound(u32),
    Value(Value, bool),
    /// A phrase of the user's lexicon.
    Term(u32),
}

/// One side in the making.
struct Reader<'m> {
    model: &'m Model,
    lexicon: Option<&'m Lexicon>,
    lang: Lang,
    side: Side,
    ids: FxHashMap<Key, u32>,
    keys: Vec<(Key, Option<u32>)>,
    unit: Vec<Count>,
    mentions: Vec<Mention>,
    /// Whether a quotation is open.
    inside: bool,
}

impl<'m> Reader<'m> {
    fn new(model: &'m Model, lexicon: Option<&'m Lexicon>, lang: Lang) -> Reader<'m> {
        Reader {
            model,
            lexicon,
            lang,
            side: Side { starts: vec![0], sequence_starts: vec![0], ..Side::default() },
            ids: FxHashMap::default(),
            keys: Vec::new(),
            unit: Vec::new(),
            mentions: Vec::new(),
            inside: false,
        }
    }

    fn read(&mut self, text: &str, terms: impl Iterator<Item = u32>) {
        let bytes = text.len().max(1) as f32;
        placed_tokens(text, |token, span| {
            let place = span.start as f32 / bytes;
            match (token, self.lang) {
                (Token::Word { stem, .. }, _) => self.push(Key::Word(stem.to_string()), place),
                (Token::Mark(c), Lang::En) => self.push(Key::Word(c.to_string()), place),
                (Token::Mark(c), Lang::Zh) => self.push(Key::Sign(c), place),
                _ => {}
            }
        });
        if self.lang == Lang::Zh {
            self.read_characters(text);
        }
        let mut mentions = std::mem::take(&mut self.mentions);
        mentions.clear();
        text::mentions(text, self.lang, &mut mentions);
        for mention in &mentions {
            self.push(Key::Value(mention.value, mention.weak), mention.span.start as f32 / bytes);
        }
        self.mentions = mentions;
        // Where in the unit a term of the user's stands is not known.
        terms.for_each(|term| self.push(Key::Term(term), 0.5));
        let start = self.side.sequence_starts.last().map_or(0, |&start| start as usize);
        // Words, characters, compounds and numbers have come one kind after the other.
        self.side.sequence[start..].sort_by(|a, b| a.2.total_cmp(&b.2));
        self.side.sequence_starts.push(self.side.sequence.len() as u32);
        self.side.push_unit(&mut self.unit, length(text));
        self.side.borders.push((border::start(text) as u8, border::end(text) as u8));
        let speech = Speech::of(text);
        self.side.inside.push(self.inside && !speech.starts);
        self.inside = speech.after(self.inside);
        self.side.speech.push(speech);
    }

    /// Chinese characters, and the compounds that they form.
    fn read_characters(&mut self, text: &str) {
        let model = self.model;
        let bytes = text.len().max(1) as f32;
        let mut places: Vec<f32> = Vec::new();
        let mut characters: Vec<(char, Option<u32>)> = Vec::new();
        let mut compounds: Vec<Option<u32>> = Vec::new();
        compound::characters(text, |at, c, follows| {
            places.push(at as f32 / bytes);
            let sign = model.sign(c);
            let before = characters.last().filter(|_| follows).and_then(|c| c.1);
            compounds.push(before.zip(sign).and_then(|(a, b)| model.compound(a, b)));
            characters.push((c, sign));
        });
        let is_compound: Vec<bool> = compounds.iter().map(Option::is_some).collect();
        let mut keys: Vec<(Key, f32, f32)> = Vec::new();
        let mut words: Vec<(Key, f32, f32)> = Vec::new();
        compound::share_out(
            &is_compound,
            |k, weight| keys.push((Key::Sign(characters[k].0), weight, places[k])),
            |k, weight| words.extend(compounds[k].map(|id| (Key::Compound(id), weight, places[k]))),
        );
        keys.into_iter().chain(words).for_each(|(key, weight, place)| self.push_part(key, weight, place));
    }

    fn push(&mut self, key: Key, place: f32) {
        self.push_part(key, 1.0, place);
    }

    fn push_part(&mut self, key: Key, weight: f32, place: f32) {
        let id = self.id(key);
        self.unit.push((id, weight));
        self.side.sequence.push((id, weight, place));
    }

    fn id(&mut self, key: Key) -> u32 {
        match self.ids.get(&key) {
            Some(&id) => id,
            None => self.add(key),
        }
    }

    fn add(&mut self, key: Key) -> u32 {
        let model = self.model;
        let (known, background, weight, class) = match (&key, self.lang) {
            (Key::Word(stem), Lang::En) => match model.word(stem) {
                Some(w) => (Some(w), model.word_background(w), model.word_weight(w), Class::Word),
                None => (None, UNKNOWN, 1.5, Class::Word),
            },
            (Key::Word(_), _) => (None, LATIN, 1.0, Class::Name),
            (Key::Sign(c), _) => match model.sign(*c) {
                Some(s) => (Some(s), model.sign_background(s), model.sign_weight(s), Class::Word),
                None => (None, UNKNOWN, 0.5, Class::Word),
            },
            (Key::Compound(id), _) => {
                (Some(*id), model.sign_background(*id), model.sign_weight(*id), Class::Word)
            }
            (Key::Term(term), lang) => {
                let background = self.lexicon.and_then(|l| l.background(lang, *term, model));
                (None, background.unwrap_or(UNKNOWN), 1.0, Class::Word)
            }
            (Key::Value(_, true), _) => (None, WEAK_NUMBER, 0.5, Class::Number),
            (Key::Value(_, false), _) => (None, NUMBER, 1.0, Class::Number),
        };
        let id = self.keys.len() as u32;
        self.ids.insert(key.clone(), id);
        self.keys.push((key, known));
        self.side.background.push(background);
        self.side.weight.push(weight);
        self.side.class.push(class);
        self.side.unnamed.push(1.0);
        id
    }
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
        for (unit, text) in english.iter().enumerate() {
            en.read(text, meetings.iter().flat_map(|m| m.en.unit(unit)));
        }
        for (unit, text) in chinese.iter().enumerate() {
            zh.read(text, meetings.iter().flat_map(|m| m.zh.unit(unit)));
        }

        let mut triples: Vec<(u32, u32, f32, f32)> = Vec::new();
        let mut local = vec![u32::MAX; model.signs() + model.compounds()];
        for (id, (_, sign)) in zh.keys.iter().enumerate() {
            if let Some(sign) = sign {
                local[*sign as usize] = id as u32;
            }
        }
        for (id, (key, word)) in en.keys.iter().enumerate() {
            let id = id as u32;
            if let Some(word) = word {
                let mut named = 0.0;
                for entry in model.row(*word) {
                    named += entry.zh_given_en;
                    let sign = local[entry.zh as usize];
                    if sign != u32::MAX {
                        triples.push((id, sign, entry.zh_given_en, entry.en_given_zh));
                        zh.side.unnamed[sign as usize] -= entry.en_given_zh;
                    }
                }
                en.side.unnamed[id as usize] = 1.0 - named;
            }
            let same: &[Key] = match key {
                Key::Word(_) | Key::Sign(_) => std::slice::from_ref(key),
                Key::Term(_) | Key::Compound(_) => &[],
                // A number is the same whether either side takes it lightly or not.
                Key::Value(value, _) => &[Key::Value(*value, false), Key::Value(*value, true)],
            };
            for key in same {
                if let Some(sign) = zh.ids.get(key) {
                    triples.push((id, *sign, EXACT, EXACT));
                }
            }
        }
        for link in meetings.iter().flat_map(|m| &m.links) {
            if let (Some(en), Some(zh)) = (en.ids.get(&Key::Term(link.en)), zh.ids.get(&Key::Term(link.zh))) {
                triples.push((*en, *zh, EXACT * link.zh_given_en, EXACT * link.en_given_zh));
            }
        }
        by_sound(english, chinese, &en, &zh, &mut triples);
        for side in [&mut en.side, &mut zh.side] {
            side.unnamed.iter_mut().for_each(|u| *u = u.clamp(0.02, 1.0));
        }
        en.side.count_own();
        zh.side.count_own();
        triples.sort_unstable_by_key(|t| (t.0, t.1));
        let zh_given_en = Links::of(en.side.ids(), triples.iter().map(|t| (t.0, t.1, t.2)));
        let en_given_zh = Links::of(zh.side.ids(), triples.iter().map(|t| (t.1, t.0, t.3)));
        Features { en: en.side, zh: zh.side, zh_given_en, en_given_zh }
    }
}

/// Links English words that the model does not know to the characters that sound like them.
fn by_sound(
    english: &[&str],
    chinese: &[&str],
    en: &Reader<'_>,
    zh: &Reader<'_>,
    links: &mut Vec<(u32, u32, f32, f32)>,
) {
    // Each name once, with the ids of its unknown words.
    let mut sought: Vec<(&str, Vec<u32>)> = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for text in english {
        for span in names(text) {
            let name = span.of(text);
            if !seen.insert(name) {
                continue;
            }
            let mut unknown = Vec::new();
            tokens(name, |token| {
                if let Token::Word { stem, .. } = token
                    && let Some(&id) = en.ids.get(&Key::Word(stem.to_string()))
                    && en.keys[id as usize].1.is_none_or(|w| en.model.word_background(w) < RARE)
                {
                    unknown.push(id);
                }
            });
            if !unknown.is_empty() {
                sought.push((name, unknown));
            }
        }
    }
    if sought.is_empty() {
        return;
    }
    let index = NameIndex::new(chinese.iter().copied());
    let mut strongest: FxHashMap<(u32, u32), (f32, f32)> = FxHashMap::default();
    for (name, words) in sought {
        for found in index.find(name) {
            let text = found.span.of(chinese[found.unit]);
            let signs: Vec<u32> =
                text.chars().filter_map(|c| zh.ids.get(&Key::Sign(hanzi::simplified(c))).copied()).collect();
            for &word in &words {
                for &sign in &signs {
                    let (p, q) = strongest.entry((word, sign)).or_default();
                    *p = p.max(NAMED * found.strength / signs.len() as f32);
                    *q = q.max(NAMED * found.strength / words.len() as f32);
                }
            }
        }
    }
    links.retain(|l| !strongest.contains_key(&(l.0, l.1)));
    links.extend(strongest.into_iter().map(|((word, sign), (p, q))| (word, sign, p, q)));
}
