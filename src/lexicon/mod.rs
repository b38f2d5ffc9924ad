//! Words that a user brings: a glossary of his own, or a dictionary.
//!
//! The model knows what its corpora had. A lexicon adds what only the user knows: names of
//! people, products and places, the terms of a trade. An entry is evidence where both of its
//! sides occur in the texts, and nothing where they do not. What the model sees by itself is
//! not counted a second time.

mod learn;
mod meetings;
mod news;
mod occurrences;
mod parse;
mod terms;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::error::{Error, ErrorKind};
pub use learn::{Learner, Learnt};
use terms::{Atom, Terms, atoms};

/// English phrases and the Chinese terms that translate them.
///
/// A phrase or a term may have any number of words or characters. Inflection, case, accents
/// and the Chinese script make no difference: `apple tree` finds `Apple Trees`, and `苹果` finds
/// `蘋果`. A term may be in Latin letters too.
///
/// ```
/// use bitext::{Aligner, Lexicon};
///
/// let mut lexicon = Lexicon::new();
/// lexicon.add("Old Jessamy", "雪里红").add("Tolland", "石榴红");
/// let aligner = Aligner::builder().lexicon(lexicon).build();
/// let alignment = aligner.align("Pippa: sold out.\n\nOld Jessamy: sold out.\n\n雪里红：已售罄。");
/// let pairs: Vec<_> = alignment.pairs().map(|pair| pair.en()).collect();
/// assert_eq!(pairs, ["Old Jessamy: sold out."]);
/// ```
#[derive(Clone, Default)]
pub struct Lexicon {
    /// Numbers of the words in Latin letters, of both languages.
    words: FxHashMap<Arc<str>, Atom>,
    names: Vec<Arc<str>>,
    en: Terms,
    zh: Terms,
    entries: Vec<Entry>,
    /// Which entry a phrase and a term have.
    pairs: FxHashMap<(u32, u32), u32>,
    /// The last entry of each phrase.
    last: Vec<u32>,
}

/// A phrase and a term.
#[derive(Clone, Copy)]
struct Entry {
    en: u32,
    zh: u32,
    weight: f32,
    /// The entry of the same phrase that came before it.
    before: u32,
}

const NONE: u32 = u32::MAX;

impl Lexicon {
    /// An empty lexicon.
    pub fn new() -> Lexicon {
        Lexicon::default()
    }

    /// Adds an entry. One that has nothing to match by on either side (`"…"`) is left out.
    ///
    /// ```
    /// let mut lexicon = bitext::lexicon::Lexicon::new();
    /// lexicon.add("apple tree", "苹果树").add("pear", "梨");
    /// assert_eq!(lexicon.len(), 2);
    /// ```
    pub fn add(&mut self, english: &str, chinese: &str) -> &mut Lexicon {
        self.add_weighted(english, chinese, 1.0)
    }

    /// Adds an entry with a weight from 0 to 1: how sure it is that one translates the other.
    ///
    /// An entry that is there already takes the new weight; with 0 it counts no more.
    pub fn add_weighted(&mut self, english: &str, chinese: &str, weight: f32) -> &mut Lexicon {
        let (en, zh) = (self.intern(english), self.intern(chinese));
        self.insert(&en, &zh, weight);
        self
    }

    /// Reads a lexicon from a text of lines, each of them an entry in one of two formats.
    ///
    /// - TSV: `english`, a tab, `chinese`, and if you like a tab and a weight from 0 to 1;
    /// - CC-CEDICT: `傳統 传统 [chuan2 tong3] /tradition/traditional/`. Each gloss of at most three
    ///   words is an entry, without its brackets and its `to`, `a`, `the`. Cross references,
    ///   variants and classifiers are left out.
    ///
    /// Blank lines and lines that begin with `#` are skipped.
    ///
    /// ```
    /// use bitext::lexicon::Lexicon;
    /// let lexicon = Lexicon::parse("# my terms\nharbour dues\t港务费\n傳統 传统 [chuan2 tong3] /tradition/CL:個|个[ge4]/\n")?;
    /// assert_eq!(lexicon.len(), 2);
    /// assert_eq!(lexicon.weight("the traditions", "傳統"), None);
    /// assert_eq!(lexicon.weight("Traditions", "傳統"), Some(1.0));
    /// # Ok::<(), bitext::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Lexicon`] at the first line that is neither, with its number.
    pub fn parse(text: &str) -> Result<Lexicon, Error> {
        let mut lexicon = Lexicon::new();
        parse::read(text, &mut lexicon).map_err(|(line, message)| ErrorKind::Lexicon {
            path: None,
            line: Some(line),
            message,
        })?;
        Ok(lexicon)
    }

    /// Reads a lexicon from a file in UTF-8; see [`Lexicon::parse`] for what is in it.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is not in UTF-8, or has a line that is no entry: each with
    /// the path and, where there is one, the line.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Lexicon, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
        let text = String::from_utf8(bytes).map_err(|wrong| Error::not_utf8(path, &wrong))?;
        Lexicon::parse(&text).map_err(|error| match error.into_kind() {
            ErrorKind::Lexicon { line, message, .. } => {
                ErrorKind::Lexicon { path: Some(path.into()), line, message }.into()
            }
            other => other.into(),
        })
    }

    /// Number of entries: of pairs of a phrase and a term.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The weight of the entry that a phrase and a term have, if they have one.
    pub fn weight(&self, english: &str, chinese: &str) -> Option<f32> {
        let (mut en, mut zh) = (Vec::new(), Vec::new());
        self.known(english, &mut en);
        self.known(chinese, &mut zh);
        let pair = (self.en.get(trimmed(&en))?, self.zh.get(trimmed(&zh))?);
        self.pairs.get(&pair).map(|&entry| self.entries[entry as usize].weight)
    }

    /// Adds all entries of another lexicon. Where both have an entry, the other's weight holds.
    pub fn merge(&mut self, other: &Lexicon) -> &mut Lexicon {
        let (mut en, mut zh) = (Vec::new(), Vec::new());
        for entry in &other.entries {
            self.adopt(other, other.en.atoms(entry.en), &mut en);
            self.adopt(other, other.zh.atoms(entry.zh), &mut zh);
            self.insert(&en, &zh, entry.weight);
        }
        self
    }

    /// The atoms of a phrase under the numbers of this lexicon.
    fn adopt(&mut self, other: &Lexicon, atoms: &[Atom], out: &mut Vec<Atom>) {
        out.clear();
        for &atom in atoms {
            out.push(other.word_of(atom).map_or(atom, |word| self.number(word)));
        }
    }

    fn insert(&mut self, en: &[Atom], zh: &[Atom], weight: f32) {
        let (en, zh) = (trimmed(en), trimmed(zh));
        if en.is_empty() || zh.is_empty() {
            return;
        }
        let weight = if weight.is_nan() { 0.0 } else { weight.clamp(0.0, 1.0) };
        let (en, zh) = (self.en.insert(en), self.zh.insert(zh));
        let next = self.entries.len() as u32;
        let entry = *self.pairs.entry((en, zh)).or_insert(next);
        if entry < next {
            self.entries[entry as usize].weight = weight;
            return;
        }
        if self.last.len() <= en as usize {
            self.last.push(NONE);
        }
        let before = std::mem::replace(&mut self.last[en as usize], next);
        self.entries.push(Entry { en, zh, weight, before });
    }

    /// The entries of a phrase.
    fn of_phrase(&self, en: u32) -> impl Iterator<Item = &Entry> {
        let get = |entry: u32| self.entries.get(entry as usize);
        std::iter::successors(get(self.last[en as usize]), move |entry| get(entry.before))
    }

    /// Reads a phrase; its words get numbers.
    fn intern(&mut self, text: &str) -> Vec<Atom> {
        let mut out = Vec::new();
        atoms(text, |word| self.number(word), &mut out);
        out
    }

    /// Reads a text; words of no entry are told apart from none.
    fn known(&self, text: &str, out: &mut Vec<Atom>) {
        out.clear();
        atoms(text, |word| self.words.get(word).copied().unwrap_or(terms::UNKNOWN), out);
    }

    fn number(&mut self, word: &str) -> Atom {
        if let Some(&atom) = self.words.get(word) {
            return atom;
        }
        let atom = terms::FIRST_WORD + self.names.len() as Atom;
        let name: Arc<str> = word.into();
        self.names.push(name.clone());
        self.words.insert(name, atom);
        atom
    }

    /// The word that an atom stands for, unless it is a character.
    fn word_of(&self, atom: Atom) -> Option<&str> {
        self.names.get(atom.checked_sub(terms::FIRST_WORD)? as usize).map(|name| &**name)
    }
}

/// Breaks at either end are no part of a phrase.
fn trimmed(mut atoms: &[Atom]) -> &[Atom] {
    while let [terms::BREAK, rest @ ..] | [rest @ .., terms::BREAK] = atoms {
        atoms = rest;
    }
    atoms
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lexicon({} entries)", self.len())
    }
}

impl<E: AsRef<str>, Z: AsRef<str>> Extend<(E, Z)> for Lexicon {
    fn extend<I: IntoIterator<Item = (E, Z)>>(&mut self, entries: I) {
        for (english, chinese) in entries {
            self.add(english.as_ref(), chinese.as_ref());
        }
    }
}

/// From pairs of an English phrase and a Chinese term.
impl<E: AsRef<str>, Z: AsRef<str>> FromIterator<(E, Z)> for Lexicon {
    fn from_iter<I: IntoIterator<Item = (E, Z)>>(entries: I) -> Lexicon {
        let mut lexicon = Lexicon::new();
        lexicon.extend(entries);
        lexicon
    }
}
