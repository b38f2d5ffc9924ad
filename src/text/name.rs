//! Names by their sound: Chinese names in pinyin, foreign names in characters.
//!
//! A name that no lexicon holds still tells which texts belong together: `Chen Qingyang` is
//! 陈清扬 by its spelling, `Churchill` is 丘吉尔 by its sound. [`NameIndex`] takes the Chinese
//! of a document once and answers where a capitalised English name may stand in it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

pub use super::pinyin::syllables;
use super::pinyin::{Spelling, spellings};
pub use super::sound::sounds_like;
use super::sound::{self, Foreign, Sound};
use super::token::{bare, is_accent};
use crate::hanzi::{self, Syllable};
use crate::span::Span;

/// A place where a name stands in the Chinese of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameMatch {
    /// The number of the unit, in the order in which the units were given.
    pub unit: usize,
    /// The characters, in bytes of that unit.
    pub span: Span,
    /// How sure it is, above 0 and at most 1.
    pub strength: f32,
}

/// Chinese units by the sound of their characters.
///
/// Building it groups the couples of characters. A query for a Chinese name looks only at those
/// that are read like its first two syllables, one for a foreign name at the characters that
/// begin like it.
///
/// ```
/// use bitext::text::name::NameIndex;
/// let index = NameIndex::new(["昨天陈清扬来了。", "丘吉尔在伦敦。", "今天下雨。"]);
/// let found = index.find("Qingyang Chen");
/// assert_eq!((found.len(), found[0].unit), (1, 0));
/// assert_eq!(found[0].span.of("昨天陈清扬来了。"), "陈清扬");
/// assert_eq!(index.find("Churchill")[0].unit, 1);
/// assert!(index.find("Paris").is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct NameIndex {
    /// The Han characters of all units; a place without a character parts what is not adjacent.
    places: Vec<Option<char>>,
    /// Where adjacent ones begin, and places among them where they are many, rising.
    beginnings: Vec<Beginning>,
    /// For each syllable, where the couples of neighbours begin whose first can be read so.
    couple_starts: Vec<u32>,
    /// What the second of a couple can be read as, and the place of the first; sorted for each
    /// syllable of the first.
    couples: Vec<(Syllable, u32)>,
    /// Characters of foreign names in a row, two or more: what a name is compared with. A name recurs,
    /// and what follows it within reach is often the same too, so each is here once.
    runs: Vec<Run>,
    /// For each couple of initials, where the runs that begin so begin in `by_initials`.
    initial_starts: Vec<u32>,
    by_initials: Vec<u32>,
    /// For each run, where its places begin in `by_run`.
    run_starts: Vec<u32>,
    by_run: Vec<u32>,
}

/// The sounds of characters side by side, as many as a name has at most.
#[derive(Clone, Copy, Debug)]
struct Run {
    sounds: [Sound; sound::MOST_CHARACTERS],
    len: usize,
}

impl Run {
    /// That of the characters at the beginning of these places.
    fn of(places: &[Option<char>]) -> Run {
        let mut run = Run { sounds: [Sound::default(); sound::MOST_CHARACTERS], len: 0 };
        let sounds = places.iter().map_while(|place| place.and_then(Sound::of));
        for (cell, sound) in run.sounds.iter_mut().zip(sounds) {
            *cell = sound;
            run.len += 1;
        }
        run
    }

    /// Different for different runs.
    fn key(&self) -> u128 {
        self.sounds[..self.len].iter().fold(0, |key, sound| key << 16 | u128::from(sound.code()))
    }
}

/// Where in a text Han characters begin, of which the first is at a place.
#[derive(Clone, Copy, Debug)]
struct Beginning {
    place: u32,
    unit: u32,
    /// In bytes of the unit.
    start: u32,
}

impl Default for NameIndex {
    fn default() -> NameIndex {
        NameIndex::new([])
    }
}

/// A name, read once in all ways in which Chinese may write it.
pub(crate) struct Name {
    spelled: Vec<Spelling>,
    sounding: Vec<Foreign>,
}

impl Name {
    /// Reads one capitalised English word or several, separated by blanks.
    pub fn read(name: &str) -> Name {
        let words: Vec<&str> = name.split_whitespace().map(bare).collect();
        let mut read = Name { spelled: Vec::new(), sounding: Vec::new() };
        for (i, word) in words.iter().enumerate() {
            let before = read.spelled.len();
            read.spelled.extend(spellings(word));
            // What is no syllables by itself is none beside others.
            let is_spelled = read.spelled.len() > before;
            // Chinese parts Jean-Paul into two names.
            read.sounding.extend(word.split('-').take(MOST_PARTS).filter_map(Foreign::read));
            if let Some(next) = words.get(i + 1).filter(|_| is_spelled) {
                read.spelled.extend(spellings(&format!("{word} {next}")));
                read.spelled.extend(spellings(&format!("{next} {word}")));
                if let Some(third) = words.get(i + 2) {
                    read.spelled.extend(spellings(&format!("{word} {next} {third}")));
                }
            }
        }
        // One syllable alone is no evidence.
        read.spelled.retain(|spelling| spelling.slots.len() > 1);
        read
    }
}

/// What an index is asked for.
struct Wanted {
    /// The first and the second syllables of names in pinyin.
    first: [bool; Syllable::COUNT],
    second: [bool; Syllable::COUNT],
    /// The first two initials of foreign names.
    initials: [bool; sound::INITIAL_COUNT.pow(2)],
}

impl Wanted {
    /// Everything, or nothing.
    fn all(wanted: bool) -> Wanted {
        Wanted {
            first: [wanted; Syllable::COUNT],
            second: [wanted; Syllable::COUNT],
            initials: [wanted; sound::INITIAL_COUNT.pow(2)],
        }
    }

    fn by(names: &[Name]) -> Wanted {
        let mut wanted = Wanted::all(false);
        for name in names {
            for spelling in &name.spelled {
                let [first, second, ..] = &spelling.slots[..] else { continue };
                first.iter().for_each(|syllable| wanted.first[syllable.id()] = true);
                second.iter().for_each(|syllable| wanted.second[syllable.id()] = true);
            }
            let initials = name.sounding.iter().flat_map(Foreign::first_initials);
            initials.for_each(|initials| wanted.initials[initials] = true);
        }
        wanted
    }

    /// The readings of a character that the first syllable of a name has.
    fn firsts(&self, c: char) -> impl Iterator<Item = Syllable> {
        hanzi::readings(c).filter(|first| self.first[first.id()])
    }

    /// The same of the second syllable.
    fn seconds(&self, c: char) -> impl Iterator<Item = Syllable> {
        hanzi::readings(c).filter(|second| self.second[second.id()])
    }

    /// Whether a foreign name may begin with these characters.
    fn begins(&self, first: char, second: char) -> bool {
        let (first, second) = (Sound::of(first), Sound::of(second));
        first.zip(second).is_some_and(|(first, second)| self.initials[sound::initials(first, second)])
    }
}

/// What each character is good for, found out once: a text has few that are different.
struct Uses<'w> {
    wanted: &'w Wanted,
    /// By code point from the beginning of the block that nearly all are in; 0 for what is not known.
    known: Vec<u8>,
}

impl<'w> Uses<'w> {
    /// Its uses: in the first and in the second place of a name in pinyin, in a foreign name.
    const FIRST: u8 = 1;
    const SECOND: u8 = 2;
    const SOUND: u8 = 4;
    const KNOWN: u8 = 8;

    fn new(wanted: &'w Wanted) -> Uses<'w> {
        Uses { wanted, known: vec![0; hanzi::BLOCK.count()] }
    }

    fn of(&mut self, c: char) -> u8 {
        let Uses { wanted, known } = self;
        let found = || {
            let is = |used: bool, flag: u8| if used { flag } else { 0 };
            is(wanted.firsts(c).next().is_some(), Uses::FIRST)
                | is(wanted.seconds(c).next().is_some(), Uses::SECOND)
                | is(Sound::of(c).is_some(), Uses::SOUND)
        };
        match known.get_mut((c as usize).wrapping_sub(*hanzi::BLOCK.start() as usize)) {
            Some(known) if *known == 0 => {
                *known = Uses::KNOWN | found();
                *known
            }
            Some(known) => *known,
            None => found(),
        }
    }
}

impl NameIndex {
    /// Reads the Chinese units of a document.
    pub fn new<'t>(units: impl IntoIterator<Item = &'t str>) -> NameIndex {
        NameIndex::of(units, &Wanted::all(true))
    }

    /// The same, if nothing but these names is to be found: most of the text is of no use to them.
    pub(crate) fn for_names<'t>(units: impl IntoIterator<Item = &'t str>, names: &[Name]) -> NameIndex {
        NameIndex::of(units, &Wanted::by(names))
    }

    fn of<'t>(units: impl IntoIterator<Item = &'t str>, wanted: &Wanted) -> NameIndex {
        let mut uses = Uses::new(wanted);
        let mut places: Vec<Option<char>> = Vec::new();
        let mut beginnings: Vec<Beginning> = Vec::new();
        let mut couples: Vec<(Syllable, Syllable, u32)> = Vec::new();
        // Where runs begin.
        let mut heads: Vec<u32> = Vec::new();
        for (unit, text) in units.into_iter().enumerate() {
            let unit = unit as u32;
            // The character right before, if there is one, and what it is good for.
            let mut before: Option<(char, u8)> = None;
            for (start, c) in text.char_indices() {
                let han = hanzi::is_han(c).then(|| (c, uses.of(c)));
                if let (Some(a), Some(b)) = (before, han) {
                    let place = places.len() as u32 - 1;
                    if a.1 & Uses::FIRST != 0 && b.1 & Uses::SECOND != 0 {
                        for first in wanted.firsts(a.0) {
                            couples.extend(wanted.seconds(b.0).map(|second| (first, second, place)));
                        }
                    }
                    if a.1 & b.1 & Uses::SOUND != 0 && wanted.begins(a.0, b.0) {
                        heads.push(place);
                    }
                }
                let near = beginnings.last().is_some_and(|last| places.len() < last.place as usize + NEAR);
                if han.is_some() && (before.is_none() || !near) {
                    beginnings.push(Beginning { place: places.len() as u32, unit, start: start as u32 });
                }
                if han.is_some() || before.is_some() {
                    places.push(han.map(|_| c));
                }
                before = han;
            }
            places.push(None);
        }
        let mut runs: Vec<Run> = Vec::new();
        let mut numbers: FxHashMap<u128, u32> = FxHashMap::default();
        let mut run_places: Vec<(u32, u32)> = Vec::with_capacity(heads.len());
        for place in heads {
            let run = Run::of(&places[place as usize..]);
            let number = *numbers.entry(run.key()).or_insert_with(|| {
                runs.push(run);
                runs.len() as u32 - 1
            });
            run_places.push((number, place));
        }
        // By the second syllable, then by the first: grouping keeps the order that it finds.
        let (_, by_second) = group(couples.len(), Syllable::COUNT, |k| couples[k].1.id());
        let first = |k: usize| couples[by_second[k] as usize].0.id();
        let (couple_starts, by_first) = group(couples.len(), Syllable::COUNT, first);
        let couples = by_first.iter().map(|&k| couples[by_second[k as usize] as usize]);
        let couples = couples.map(|(_, second, place)| (second, place)).collect();
        let (run_starts, by_run) = group(run_places.len(), runs.len(), |k| run_places[k].0 as usize);
        let by_run = by_run.iter().map(|&k| run_places[k as usize].1).collect();
        let (initial_starts, by_initials) = group(runs.len(), sound::INITIAL_COUNT.pow(2), |run| {
            let [first, second, ..] = runs[run].sounds;
            sound::initials(first, second)
        });
        NameIndex {
            places,
            beginnings,
            couple_starts,
            couples,
            runs,
            initial_starts,
            by_initials,
            run_starts,
            by_run,
        }
    }

    /// Finds a name of one capitalised English word or several, separated by blanks.
    ///
    /// A Chinese name is found as a whole and by its parts, family name first or last; of a
    /// foreign name each word is looked for by itself. One syllable alone is no evidence, and
    /// neither is a very short foreign word. Matches come in the order of the text and do not
    /// overlap.
    pub fn find(&self, name: &str) -> Vec<NameMatch> {
        self.find_read(&Name::read(name), &mut 0)
    }

    /// The same for a name that has been read; to `compared` it adds how many runs of characters it has
    /// been compared with.
    pub(crate) fn find_read(&self, name: &Name, compared: &mut usize) -> Vec<NameMatch> {
        let mut found = Vec::new();
        name.spelled.iter().for_each(|spelling| self.find_spelled(spelling, &mut found));
        name.sounding.iter().for_each(|foreign| *compared += self.find_sounding(foreign, &mut found));
        // Of overlapping matches the strongest stays, then the longest.
        found.sort_by(|a, b| {
            let strength = b.strength.partial_cmp(&a.strength).unwrap_or(Ordering::Equal);
            strength.then(b.span.len().cmp(&a.span.len())).then((a.unit, a.span).cmp(&(b.unit, b.span)))
        });
        let mut kept: Vec<NameMatch> = Vec::with_capacity(found.len());
        // Where each one that is kept begins, and its end.
        let mut covered: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for found in found {
            let before = covered.range(..(found.unit, found.span.end)).next_back();
            if before.is_none_or(|(&(unit, _), &end)| unit < found.unit || end <= found.span.start) {
                covered.insert((found.unit, found.span.start), found.span.end);
                kept.push(found);
            }
        }
        kept.sort_by_key(|m| (m.unit, m.span));
        kept
    }

    /// Finds a name in pinyin, or in the spelling of Wade and Giles.
    fn find_spelled(&self, spelling: &Spelling, found: &mut Vec<NameMatch>) {
        let [first, second, rest @ ..] = &spelling.slots[..] else { return };
        for &first in first {
            let starts = &self.couple_starts[first.id()..=first.id() + 1];
            let couples = &self.couples[starts[0] as usize..starts[1] as usize];
            for &second in second {
                let same = &couples[couples.partition_point(|couple| couple.0 < second)..];
                for &(_, place) in same.iter().take_while(|couple| couple.0 == second) {
                    let place = place as usize;
                    if self.reads(place + 2, rest) {
                        found.push(self.matched(place, spelling.slots.len(), spelling.strength()));
                    }
                }
            }
        }
    }

    /// Whether the characters from a place on can be read so.
    fn reads(&self, place: usize, slots: &[Vec<Syllable>]) -> bool {
        let Some(places) = self.places.get(place..place + slots.len()) else { return false };
        places.iter().zip(slots).all(|(place, slot)| {
            place.is_some_and(|c| hanzi::readings(c).any(|reading| slot.contains(&reading)))
        })
    }

    /// Finds a foreign name; how many runs it has been compared with.
    fn find_sounding(&self, foreign: &Foreign, found: &mut Vec<NameMatch>) -> usize {
        let mut compared = 0;
        for initials in foreign.first_initials() {
            let starts = &self.initial_starts[initials..=initials + 1];
            let runs = &self.by_initials[starts[0] as usize..starts[1] as usize];
            compared += runs.len();
            for &run in runs {
                let Run { sounds, len } = &self.runs[run as usize];
                let compared = foreign.compare(&sounds[..*len], 2);
                let Some((used, strength)) =
                    compared.filter(|&(used, strength)| used > 2 || strength >= PAIR)
                else {
                    continue;
                };
                let starts = &self.run_starts[run as usize..=run as usize + 1];
                for &place in &self.by_run[starts[0] as usize..starts[1] as usize] {
                    found.push(self.matched(place as usize, used, strength));
                }
            }
        }
        compared
    }

    fn matched(&self, place: usize, len: usize, strength: f32) -> NameMatch {
        let next = self.beginnings.partition_point(|beginning| beginning.place as usize <= place);
        let Beginning { place: first, unit, start } = self.beginnings[next - 1];
        let bytes = |places: &[Option<char>]| places.iter().flatten().map(|c| c.len_utf8()).sum::<usize>();
        let start = start as usize + bytes(&self.places[first as usize..place]);
        let end = start + bytes(&self.places[place..place + len]);
        NameMatch { unit: unit as usize, span: Span::new(start, end), strength }
    }
}

/// The capitalised words of an English text, those that only a blank parts taken together:
/// what [`NameIndex::find`] may be asked. Words in capitals are among them from five letters on.
///
/// Sentences begin with a capital too: a caller leaves out what a lexicon knows, or what the
/// text elsewhere writes in small letters.
///
/// ```
/// use bitext::text::name::names;
/// let text = "Then Chen Qingyang met O'Neill's friend in Xi'an, not NASA. HALLORAN: No.";
/// let found: Vec<_> = names(text).map(|span| span.of(text)).collect();
/// assert_eq!(found, ["Then Chen Qingyang", "O'Neill's", "Xi'an", "HALLORAN", "No"]);
/// ```
pub fn names(english: &str) -> impl Iterator<Item = Span> {
    let joins = |c: char| matches!(c, '\'' | '’' | '‘' | '-') || is_accent(c);
    // The next word, and whether it is part of a name.
    let mut at = 0;
    let mut word = move || {
        let start = at + first_letter(&english[at..])?;
        // Nearly all of a text is such letters, which need no table.
        let letters = english[start..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let mut end = start + letters;
        if english.as_bytes().get(end).is_some_and(|b| !b.is_ascii() || matches!(b, b'\'' | b'-')) {
            let rest = &english[end..];
            end += rest.find(|c: char| !c.is_alphabetic() && !joins(c)).unwrap_or(rest.len());
        }
        at = end;
        let whole = &english[start..end];
        let mut letters = whole.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let is_name = capital && (whole.len() >= LONG || letters.any(char::is_lowercase));
        let name = if is_name { whole.trim_end_matches(joins) } else { whole };
        Some((Span::new(start, start + name.len()), is_name))
    };
    let mut pending = None;
    std::iter::from_fn(move || {
        let mut name = pending.take();
        while let Some((next, is_name)) = word() {
            match name {
                None if is_name => name = Some(next),
                None => {}
                Some(Span { start, end }) if is_name => {
                    if &english[end..next.start] != " " {
                        pending = Some(next);
                        return name;
                    }
                    name = Some(Span::new(start, next.end));
                }
                Some(_) => return name,
            }
        }
        name
    })
}

/// A word in capitals of so many bytes may be a name too, as those of speakers are; shorter ones are
/// abbreviations.
const LONG: usize = 5;

/// Where the first letter of a text is.
#[inline]
fn first_letter(text: &str) -> Option<usize> {
    let may_be = |b: u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let start = text.bytes().position(may_be)?;
    match text.as_bytes()[start].is_ascii() {
        true => Some(start),
        false => Some(start + text[start..].find(char::is_alphabetic)?),
    }
}

/// Groups the numbers below `count` by their keys: where each key's begin, and the numbers, which rise
/// for each key.
fn group(count: usize, keys: usize, key_of: impl Fn(usize) -> usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; keys + 2];
    (0..count).for_each(|i| starts[key_of(i) + 2] += 1);
    for key in 2..starts.len() {
        starts[key] += starts[key - 1];
    }
    let mut grouped = vec![0; count];
    for i in 0..count {
        let next = &mut starts[key_of(i) + 1];
        grouped[*next as usize] = i as u32;
        *next += 1;
    }
    starts.pop();
    (starts, grouped)
}

/// How much is looked at for each byte of both texts: characters that a name is compared with, links of
/// what is found. Natural texts take .05; only where most words are unknown names does it come to an end,
/// which would otherwise take time by the square.
pub(crate) const MOST_LOOKS: usize = 8;

/// Most parts of a word with hyphens that are looked for.
const MOST_PARTS: usize = 16;

/// How far the beginning that the bytes of a place are counted from may be.
const NEAR: usize = 64;

/// The least strength of two characters for a foreign name. Below it, one match in seven is an
/// accident (measured on news, right pairs against random pairs); above, one in fifty.
const PAIR: f32 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The places of a name in units, as written there.
    fn find(name: &str, units: &[&'static str]) -> Vec<&'static str> {
        let found = NameIndex::new(units.iter().copied()).find(name);
        found.iter().map(|m| m.span.of(units[m.unit])).collect()
    }

    #[test]
    fn chinese_names_are_found_in_either_order_and_script() {
        let units = ["那年冬天，周玉明搬到了重庆。", "玉明的信寄給周玉明。", "下雨了"];
        assert_eq!(find("Zhou Yuming", &units), ["周玉明", "玉明", "周玉明"]);
        assert_eq!(find("Yuming Zhou", &units), ["周玉明", "玉明", "周玉明"]);
        assert_eq!(find("Yu-ming", &units), ["玉明", "玉明", "玉明"]);
        assert_eq!(find("Chongqing's", &units), ["重庆"]);
        assert_eq!(find("Lüliang", &["呂梁山上"]), ["呂梁"]);
        assert_eq!(find("Shaanxi", &["陕西和山西"]), ["陕西", "山西"]);
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        for name in ["Zhou Yuming", "Anderson"] {
            assert!(NameIndex::default().find(name).is_empty());
        }
    }

    #[test]
    fn one_syllable_is_no_evidence() {
        assert!(find("Zhou", &["周先生"]).is_empty());
        assert!(find("Li", &["李先生"]).is_empty());
    }

    #[test]
    fn older_spellings_are_found() {
        assert_eq!(find("Hsiao Kuo-chih", &["作家蕭國芝"]), ["蕭國芝"]);
        assert_eq!(find("Tsai Ming-hsiung", &["蔡明雄到了"]), ["蔡明雄"]);
        assert_eq!(find("Ts'ai Hsiao-p‘ing", &["蔡小平到了"]), ["蔡小平"]);
        assert_eq!(find("Yüan Hsün", &["袁勋到了"]), ["袁勋"]);
        assert_eq!(find("Hsü Ch’ü-fei", &["徐去非到了"]), ["徐去非"]);
        assert_eq!(find("Tu Chün-p'u", &["杜俊普"]), ["杜俊普"]);
    }

    #[test]
    fn decomposed_letters_are_letters() {
        let text = "Then Z\u{30c}iz\u{30c}ek met Rene\u{301} in Lu\u{308}liang.";
        let found: Vec<_> = names(text).map(|span| span.of(text)).collect();
        assert_eq!(found, ["Then Z\u{30c}iz\u{30c}ek", "Rene", "Lu\u{308}liang"]);
        assert_eq!(find("Lu\u{308}liang", &["呂梁山上"]), ["呂梁"]);
        assert_eq!(find("Ma\u{301}rquez", &["马尔克斯"]), ["马尔克斯"]);
    }

    #[test]
    fn foreign_names_are_found_word_by_word() {
        let units = ["汤姆·安德森在曼彻斯特住了三年", "安德森说", "他们在德国"];
        assert_eq!(find("Tom Anderson", &units), ["汤姆", "安德森", "安德森"]);
        assert_eq!(find("Manchester", &units), ["曼彻斯特"]);
        assert!(find("Liverpool", &units).is_empty());
    }

    #[test]
    fn punctuation_parts_characters() {
        assert!(find("Yuming", &["这是玉。明天见", "玉", "明"]).is_empty());
    }

    proptest! {
        #[test]
        fn spans_are_in_their_units_and_apart(
            name in "([A-Z][a-z]{0,6}['-]?){1,4}( [A-Z][a-z]{1,7}){0,3}|\\PC*",
            units in prop::collection::vec("[阿里巴安德森玉明周马克·，。a ]{0,20}|\\PC*", 0..4),
        ) {
            let index = NameIndex::new(units.iter().map(String::as_str));
            let found = index.find(&name);
            for m in &found {
                prop_assert!(m.span.of(&units[m.unit]).chars().all(hanzi::is_han));
                prop_assert!(m.strength > 0.0 && m.strength <= 1.0);
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].unit < pair[1].unit || pair[0].span.end <= pair[1].span.start);
            }
            let read = ["Zhou Yuming", &name, "Anderson"].map(Name::read);
            let index = NameIndex::for_names(units.iter().map(String::as_str), &read);
            prop_assert_eq!(index.find_read(&read[1], &mut 0), found);
            for span in names(&name) {
                prop_assert!(!span.of(&name).is_empty());
            }
        }
    }
}
