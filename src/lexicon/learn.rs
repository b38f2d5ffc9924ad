//! What aligned texts teach: phrases and terms that keep company and that the model does not
//! know.
//!
//! A name is in no table, yet over a novel it stands opposite the same characters two hundred
//! times. A [`Learner`] reads finished alignments, as many as there are, and gives what they have
//! in common: an English word or name, and the Chinese that is where it is and not where it is
//! not. There is no Chinese segmenter: a term is two neighbouring characters (or one) that keep
//! company with the English, grown while nearly all of its places go on with the same character.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Lexicon;
use crate::alignment::{Alignment, Pair};
use crate::hanzi;
use crate::model::Model;
use crate::text::name::names;
use crate::text::token::{Token, bare, tokens};

/// Pairs in which both sides of an entry must occur.
const LEAST_PAIRS: u32 = 3;
/// A pair that is less sure teaches nothing.
const LEAST_SCORE: f32 = 0.5;
/// Least share of the pairs with the English in which the Chinese is, and the other way round.
const LEAST_SHARE: f32 = 0.5;
/// Least log-likelihood ratio of the two against chance.
const LEAST_RATIO: f64 = 16.0;
/// Words that are more frequent in general than this are nobody's name.
const FREQUENT: f32 = 5e-4;
/// A character that is more frequent in general is no border of a term.
const COMMON: f32 = 0.006;
/// Least weight of an entry.
const LEAST_WEIGHT: f32 = 0.8;
/// Most words of a phrase.
const MOST_WORDS: usize = 3;
/// A term that grows to so many characters is a piece of something that is said again and again.
const MOST_CHARACTERS: usize = 12;
/// How many times more pairs than the phrase a character of its term may be in.
const ELSEWHERE: usize = 10;
/// Share of a term's places that must go on with the same character.
const GOES_ON: f32 = 0.8;

/// How many times more often than by chance the model must expect a character, and how much of
/// a word the character must make, for one to be seen as a translation of the other.
const EXPECTED: f32 = 10.0;
const MADE: f32 = 0.02;
/// Share of the pairs in which such a translation of either side ends its case.
const SEEN: f32 = 0.5;
/// A single character must be in more pairs.
const LEAST_PAIRS_OF_ONE: u32 = 5;

/// An entry that aligned texts teach.
///
/// It is written as a line of a lexicon: English, a tab, Chinese, a tab, the weight.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Learnt {
    /// The English as it is mostly written.
    pub en: String,
    /// The Chinese as it is mostly written.
    pub zh: String,
    /// How faithful they are to each other, 0 to 1: the mean of the shares of the pairs with the
    /// one in which the other is.
    pub weight: f32,
    /// Pairs in which both are.
    pub pairs: usize,
}

impl fmt::Display for Learnt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\t{:.2}", self.en, self.zh, self.weight)
    }
}

impl Extend<Learnt> for Lexicon {
    fn extend<I: IntoIterator<Item = Learnt>>(&mut self, entries: I) {
        for Learnt { en, zh, weight, .. } in entries {
            self.add_weighted(&en, &zh, weight);
        }
    }
}

impl FromIterator<Learnt> for Lexicon {
    fn from_iter<I: IntoIterator<Item = Learnt>>(entries: I) -> Lexicon {
        let mut lexicon = Lexicon::new();
        lexicon.extend(entries);
        lexicon
    }
}

/// Collects aligned documents, and gives what they teach together.
///
/// ```
/// use bitext::{Aligner, Lexicon, lexicon::Learner};
///
/// let verbs = [("sleeps", "在睡觉"), ("laughs", "笑了"), ("reads", "在读书"), ("waits", "在等"), ("swims", "在游泳"), ("cries", "哭了")];
/// let (mut english, mut chinese) = (Vec::new(), Vec::new());
/// for (en, zh) in verbs {
///     english.extend([format!("Vexley {en}."), format!("The teacher {en}.")]);
///     chinese.extend([format!("卫雪莱{zh}。"), format!("老师{zh}。")]);
/// }
/// let aligner = Aligner::new();
/// let mut learner = Learner::new();
/// learner.read(&aligner.align_units(&english, &chinese));
/// let learnt = learner.learnt(aligner.model());
/// assert_eq!(learnt.len(), 1);
/// assert_eq!(learnt[0].to_string(), "Vexley\t卫雪莱\t1.00");
///
/// let lexicon: Lexicon = learnt.into_iter().collect();
/// let taught = Aligner::builder().lexicon(lexicon).build();
/// # assert_eq!(taught.lexicon().unwrap().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Learner {
    pairs: Vec<Lesson>,
}

/// A pair, as far as it teaches.
#[derive(Clone, Debug)]
struct Lesson {
    /// Phrases by their stems, with how they are written. Sorted, each once.
    english: Vec<(String, String)>,
    /// The Chinese as it is written, and simplified: as many characters.
    written: Vec<char>,
    simplified: Vec<char>,
}

impl Lesson {
    fn of(pair: &Pair<'_, '_>) -> Lesson {
        let mut english = Vec::new();
        for unit in pair.en_units() {
            phrases(unit.text, &mut english);
        }
        english.sort_unstable();
        english.dedup_by(|a, b| a.0 == b.0);
        let mut written = Vec::new();
        for unit in pair.zh_units() {
            // Nothing goes on from one unit to the next, nor over a mark.
            written.extend(unit.text.chars().map(|c| if hanzi::is_han(c) { c } else { '\n' }));
            written.push('\n');
        }
        let simplified = written.iter().map(|&c| hanzi::simplified(c)).collect();
        Lesson { english, written, simplified }
    }

    /// Where a term stands.
    fn places<'a>(&'a self, term: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let all = self.simplified.windows(term.len()).enumerate();
        all.filter(move |(_, window)| *window == term).map(|(at, _)| at)
    }

    /// Its characters, alone and with the next, each once.
    fn grams(&self, out: &mut Vec<Gram>) {
        out.clear();
        for (i, &c) in self.simplified.iter().enumerate().filter(|(_, c)| **c != '\n') {
            out.push((c, '\n'));
            out.extend(self.simplified.get(i + 1).filter(|next| **next != '\n').map(|&next| (c, next)));
        }
        out.sort_unstable();
        out.dedup();
    }
}

/// A character, or two; the second is a line end where there is one only.
type Gram = (char, char);

/// The words of a text and the rows of words in its names.
fn phrases(text: &str, out: &mut Vec<(String, String)>) {
    tokens(text, |token| {
        if let Token::Word { stem, written } = token {
            out.push((stem.to_owned(), bare(written).to_owned()));
        }
    });
    for name in names(text) {
        let words: Vec<&str> = name.of(text).split(' ').collect();
        for len in 2..=MOST_WORDS {
            for row in words.windows(len) {
                let written = bare(&row.join(" ")).to_owned();
                let mut stems = Vec::new();
                tokens(&written, |token| {
                    if let Token::Word { stem, .. } = token {
                        stems.push(stem.to_owned());
                    }
                });
                if stems.len() == len && !written.contains(hanzi::is_han) {
                    out.push((stems.join(" "), written));
                }
            }
        }
    }
}

/// Where the Chinese is.
struct Company {
    /// In how many pairs a character is.
    frequency: FxHashMap<char, usize>,
    /// The pairs in which a gram is.
    postings: FxHashMap<Gram, Vec<u32>>,
}

/// An entry in the making.
struct Entry {
    /// The phrase by its stems.
    phrase: String,
    term: Vec<char>,
    pairs: u32,
    weight: f32,
    ratio: f64,
}

impl Learner {
    /// A learner that has read nothing.
    pub fn new() -> Learner {
        Learner::default()
    }

    /// Reads an aligned document. Sentences teach more than paragraphs.
    pub fn read(&mut self, alignment: &Alignment<'_>) {
        let sure = alignment.pairs().filter(|pair| pair.score() >= LEAST_SCORE);
        self.pairs.extend(sure.map(|pair| Lesson::of(&pair)));
    }

    /// Takes over what another learner has read. The order makes no difference.
    pub fn merge(&mut self, mut other: Learner) {
        self.pairs.append(&mut other.pairs);
    }

    /// What the documents teach that the model does not know, in alphabetical order.
    ///
    /// Each English and each Chinese comes once. An entry is in at least three pairs, and in most
    /// of those that have one of its sides.
    pub fn learnt(&self, model: &Model) -> Vec<Learnt> {
        let mut english: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (number, lesson) in self.pairs.iter().enumerate() {
            for (phrase, _) in &lesson.english {
                english.entry(phrase).or_default().push(number as u32);
            }
        }
        english.retain(|phrase, pairs| {
            let frequent = || model.share(phrase).is_some_and(|share| share > FREQUENT);
            pairs.len() >= LEAST_PAIRS as usize && !frequent()
        });
        let grams: Vec<Vec<Gram>> = english.values().map(|pairs| self.company(pairs)).collect();
        let chinese =
            Company { frequency: self.frequency(), postings: self.postings(grams.iter().flatten()) };
        let mut entries: Vec<Entry> = english
            .iter()
            .zip(&grams)
            .filter_map(|((phrase, pairs), grams)| self.entry(phrase, pairs, grams, &chinese, model))
            .collect();
        entries.sort_by(|a, b| {
            let by_words = || Reverse(a.phrase.len()).cmp(&Reverse(b.phrase.len()));
            b.ratio.total_cmp(&a.ratio).then_with(by_words).then_with(|| a.phrase.cmp(&b.phrase))
        });
        let mut entries = compete(entries, model);
        entries.retain(|entry| self.is_open(entry, &english[entry.phrase.as_str()], model));
        let mut learnt = self.written(&entries, &english);
        learnt.sort_by(|a, b| (&a.en, &a.zh).cmp(&(&b.en, &b.zh)));
        learnt
    }

    /// The grams that are in most of the pairs given.
    fn company(&self, pairs: &[u32]) -> Vec<Gram> {
        let mut counts: FxHashMap<Gram, u32> = FxHashMap::default();
        let mut grams = Vec::new();
        for &pair in pairs {
            self.pairs[pair as usize].grams(&mut grams);
            for &gram in &grams {
                *counts.entry(gram).or_default() += 1;
            }
        }
        let least = LEAST_PAIRS.max((LEAST_SHARE * pairs.len() as f32).ceil() as u32);
        let mut company: Vec<Gram> = counts.into_iter().filter(|c| c.1 >= least).map(|c| c.0).collect();
        company.sort_unstable();
        company
    }

    /// In how many pairs each character is.
    fn frequency(&self) -> FxHashMap<char, usize> {
        let mut frequency: FxHashMap<char, usize> = FxHashMap::default();
        let mut characters = Vec::new();
        for lesson in &self.pairs {
            characters.clone_from(&lesson.simplified);
            characters.sort_unstable();
            characters.dedup();
            for &c in characters.iter().filter(|c| **c != '\n') {
                *frequency.entry(c).or_default() += 1;
            }
        }
        frequency
    }

    /// The pairs in which each of the grams is.
    fn postings<'a>(&self, sought: impl Iterator<Item = &'a Gram>) -> FxHashMap<Gram, Vec<u32>> {
        let sought: FxHashSet<Gram> = sought.copied().collect();
        let mut postings: FxHashMap<Gram, Vec<u32>> = FxHashMap::default();
        let mut grams = Vec::new();
        for (number, lesson) in self.pairs.iter().enumerate() {
            lesson.grams(&mut grams);
            for gram in grams.iter().filter(|gram| sought.contains(gram)) {
                postings.entry(*gram).or_default().push(number as u32);
            }
        }
        postings
    }

    /// The term that keeps company with a phrase most faithfully, if one does.
    fn entry(
        &self,
        phrase: &str,
        pairs: &[u32],
        grams: &[Gram],
        chinese: &Company,
        model: &Model,
    ) -> Option<Entry> {
        let both = |a: &[u32], b: &[u32]| -> Vec<u32> {
            a.iter().copied().filter(|pair| b.binary_search(pair).is_ok()).collect()
        };
        let all = self.pairs.len() as f64;
        let ratio_of =
            |n: usize, there: usize| log_likelihood_ratio(n as f64, pairs.len() as f64, there as f64, all);
        let own = |c: char| chinese.frequency.get(&c).is_none_or(|&n| n <= ELSEWHERE * pairs.len());
        let postings = &chinese.postings;
        let (gram, _) = grams
            .iter()
            .filter(|gram| own(gram.0) && own(gram.1))
            .map(|gram| (gram, ratio_of(both(pairs, &postings[gram]).len(), postings[gram].len())))
            .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
        let seed: Vec<char> = if gram.1 == '\n' { vec![gram.0] } else { vec![gram.0, gram.1] };
        let term = self.grown(seed, &both(pairs, &postings[gram]), |c| own(c) && !is_common(c, model));
        let here: Vec<u32> = postings[gram]
            .iter()
            .copied()
            .filter(|&pair| self.pairs[pair as usize].places(&term).next().is_some())
            .collect();
        let n = both(pairs, &here).len();
        let (forth, back) = (n as f32 / pairs.len() as f32, n as f32 / here.len() as f32);
        let (weight, ratio) = ((forth * back).sqrt(), ratio_of(n, here.len()));
        let least = if term.len() == 1 { LEAST_PAIRS_OF_ONE } else { LEAST_PAIRS };
        let fine = n >= least as usize
            && forth.min(back) >= LEAST_SHARE
            && weight >= LEAST_WEIGHT
            && term.len() < MOST_CHARACTERS
            && ratio >= LEAST_RATIO
            && term.iter().all(|&c| hanzi::is_han(c));
        let (phrase, pairs) = (phrase.to_owned(), n as u32);
        fine.then_some(Entry { phrase, term, pairs, weight, ratio })
    }

    /// The term with the characters that nearly all of its places in the pairs go on with.
    fn grown(&self, mut term: Vec<char>, pairs: &[u32], fits: impl Fn(char) -> bool) -> Vec<char> {
        while term.len() < MOST_CHARACTERS {
            let mut counts: FxHashMap<(bool, char), usize> = FxHashMap::default();
            let mut places = 0;
            for lesson in pairs.iter().map(|&pair| &self.pairs[pair as usize]) {
                for at in lesson.places(&term) {
                    places += 1;
                    let before = at.checked_sub(1).map(|i| (true, lesson.simplified[i]));
                    let after = lesson.simplified.get(at + term.len()).map(|&c| (false, c));
                    for next in before.into_iter().chain(after) {
                        *counts.entry(next).or_default() += 1;
                    }
                }
            }
            let best = counts
                .into_iter()
                .filter(|((_, c), _)| *c != '\n' && fits(*c))
                .max_by_key(|&(next, n)| (n, next));
            match best {
                Some(((before, c), n)) if n as f32 >= GOES_ON * places as f32 => {
                    term.insert(if before { 0 } else { term.len() }, c);
                }
                _ => break,
            }
        }
        term
    }

    /// Whether the model mostly sees no translation of the phrase in the Chinese of its pairs,
    /// and none of the term in other words of their English.
    fn is_open(&self, entry: &Entry, pairs: &[u32], model: &Model) -> bool {
        let own: Vec<&str> = entry.phrase.split(' ').collect();
        let own_signs: Vec<FxHashSet<u32>> =
            own.iter().map(|stem| translations(stem, model).collect()).collect();
        // How many characters of the term a word translates: looked up once a word.
        let mut explained: FxHashMap<&str, Vec<bool>> = FxHashMap::default();
        let (mut words_seen, mut term_seen) = (0, 0);
        for lesson in pairs.iter().map(|&pair| &self.pairs[pair as usize]) {
            let signs: FxHashSet<u32> = lesson.simplified.iter().filter_map(|&c| model.sign(c)).collect();
            let seen = own_signs.iter().filter(|own| !own.is_disjoint(&signs)).count();
            words_seen += usize::from(seen * 2 > own.len());
            let mut covered = vec![false; entry.term.len()];
            for stem in lesson.english.iter().map(|p| p.0.as_str()).filter(|stem| !own.contains(stem)) {
                let explained = explained.entry(stem).or_insert_with(|| {
                    let signs: FxHashSet<u32> = translations(stem, model).collect();
                    let is_one = |&c: &char| model.sign(c).is_some_and(|sign| signs.contains(&sign));
                    entry.term.iter().map(is_one).collect()
                });
                covered.iter_mut().zip(explained).for_each(|(covered, explained)| *covered |= *explained);
            }
            let covered = covered.iter().filter(|covered| **covered).count();
            term_seen += usize::from(covered * 2 > entry.term.len());
        }
        (words_seen.max(term_seen) as f32) < SEEN * pairs.len() as f32
    }

    /// The entries as the texts write them.
    fn written(&self, entries: &[Entry], english: &BTreeMap<&str, Vec<u32>>) -> Vec<Learnt> {
        let written = |entry: &Entry| {
            let (mut en, mut zh) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&[char], usize>::new());
            for lesson in english[entry.phrase.as_str()].iter().map(|&pair| &self.pairs[pair as usize]) {
                if let Ok(at) = lesson.english.binary_search_by(|p| p.0.as_str().cmp(&entry.phrase)) {
                    *en.entry(&lesson.english[at].1).or_default() += 1;
                }
                for at in lesson.places(&entry.term) {
                    *zh.entry(&lesson.written[at..at + entry.term.len()]).or_default() += 1;
                }
            }
            Learnt {
                en: most(en).unwrap_or_default().to_owned(),
                zh: most(zh).unwrap_or_default().iter().collect(),
                weight: entry.weight,
                pairs: entry.pairs as usize,
            }
        };
        entries.iter().map(written).collect()
    }
}

/// Whether a character is frequent in general.
fn is_common(c: char, model: &Model) -> bool {
    model.sign(c).is_some_and(|sign| model.sign_background(sign) > COMMON)
}

/// The most frequent key, of equal ones the first.
fn most<K>(counts: BTreeMap<K, usize>) -> Option<K> {
    counts.into_iter().rev().max_by_key(|&(_, n)| n).map(|(key, _)| key)
}

/// The characters that the model sees as translations of a word.
fn translations<'m>(stem: &str, model: &'m Model) -> impl Iterator<Item = u32> + use<'m> {
    let row = model.word(stem).into_iter().flat_map(|word| model.row(word));
    let is_one = |e: &crate::model::Entry| {
        e.zh_given_en > EXPECTED * model.sign_background(e.zh) && e.en_given_zh > MADE
    };
    row.filter(is_one).map(|e| e.zh)
}

/// Of entries, the strongest first, those whose term is not spoken for, and that are news to
/// the model. What the model knows speaks for its term too.
fn compete(entries: Vec<Entry>, model: &Model) -> Vec<Entry> {
    let mut whole: FxHashSet<Vec<char>> = FxHashSet::default();
    let mut parts: FxHashSet<Vec<char>> = FxHashSet::default();
    let mut kept = Vec::new();
    for entry in entries {
        let term = &entry.term;
        let own_parts = || (1..=term.len()).flat_map(|len| term.windows(len));
        if parts.contains(term) || own_parts().any(|part| whole.contains(part)) {
            continue;
        }
        parts.extend(own_parts().map(<[char]>::to_vec));
        whole.insert(term.clone());
        let mut lexicon = Lexicon::new();
        lexicon.add(&entry.phrase, &term.iter().collect::<String>());
        if lexicon.len() == 1 && lexicon.is_news(0, 0, model) {
            kept.push(entry);
        }
    }
    kept
}

/// Dunning's log-likelihood ratio of `both` meetings of two things that are there `a` and `b`
/// times among `all`; 0 where they meet no more often than by chance.
fn log_likelihood_ratio(both: f64, a: f64, b: f64, all: f64) -> f64 {
    if both * all <= a * b {
        return 0.0;
    }
    let term = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let cell = |seen: f64, row: f64, column: f64| term(seen, row * column / all);
    2.0 * (cell(both, a, b)
        + cell(a - both, a, all - b)
        + cell(b - both, all - a, b)
        + cell(all - a - b + both, all - a, all - b))
}
