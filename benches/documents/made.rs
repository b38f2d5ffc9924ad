//! A bitext of any length whose translator we are, so that its beads are known.

use std::collections::HashSet;

use bitext::Bead;

use super::noise::{self, Cast};
use super::random::Random;

/// Units of both sides, and which of them translate each other.
#[derive(Default)]
pub struct Made {
    pub english: Vec<String>,
    pub chinese: Vec<String>,
    /// Numbers of English and of Chinese units; what is in none has no counterpart.
    pub beads: Vec<(Vec<usize>, Vec<usize>)>,
}

impl Made {
    /// Adds a bead, or units without counterpart where a side is empty.
    pub fn push(&mut self, english: Vec<String>, chinese: Vec<String>) {
        let (i, j) = (self.english.len(), self.chinese.len());
        if !english.is_empty() && !chinese.is_empty() {
            let ids = |from: usize, units: &[String]| (from..from + units.len()).collect();
            self.beads.push((ids(i, &english), ids(j, &chinese)));
        }
        self.english.extend(english);
        self.chinese.extend(chinese);
    }

    /// The share of its beads that are among those found, where any are known.
    pub fn right(&self, found: &[Bead]) -> Option<f64> {
        let found: HashSet<(&[usize], &[usize])> = found.iter().map(|b| (&b.en[..], &b.zh[..])).collect();
        let right = self.beads.iter().filter(|(en, zh)| found.contains(&(&en[..], &zh[..]))).count();
        (!self.beads.is_empty()).then(|| right as f64 / self.beads.len() as f64)
    }

    /// How many units there are on both sides.
    pub fn units(&self) -> usize {
        self.english.len() + self.chinese.len()
    }

    /// How many bytes they have.
    pub fn bytes(&self) -> usize {
        self.english.iter().chain(&self.chinese).map(String::len).sum()
    }
}

/// A bitext of `count` English units, or one or two more, and some 1.4 times as many Chinese
/// ones: a translator who likes to cut, seldom joins, adds a little and leaves some out.
pub fn bitext(count: usize, seed: u64) -> Made {
    let mut maker = Maker::new(seed);
    let mut made = Made::default();
    while made.english.len() < count {
        let (english, chinese) = maker.bead();
        made.push(english, chinese);
    }
    made
}

/// Makes beads without end.
pub struct Maker {
    sources: Vec<(Vec<&'static str>, Vec<&'static str>)>,
    /// Sentences that translate each other one to one, and can be put together.
    singles: Vec<(&'static str, &'static str)>,
    cast: Cast,
    pub random: Random,
}

/// What stands between two sentences that become one.
const BETWEEN: [(&str, &str); 4] = [("; ", "；"), (", and ", "，"), (", but ", "，但"), (" – ", "——")];

impl Maker {
    pub fn new(seed: u64) -> Maker {
        let lines = include_str!("sentences.tsv").lines().filter(|line| !line.starts_with('#'));
        let sources: Vec<_> = lines
            .map(|line| line.split_once('\t').expect("English and Chinese"))
            .map(|(en, zh)| (en.split(" | ").collect::<Vec<_>>(), zh.split(" | ").collect::<Vec<_>>()))
            .collect();
        let plain = |en: &str, zh: &str| en.ends_with('.') && zh.ends_with('。') && !zh.contains('“');
        let singles = sources
            .iter()
            .filter(|(en, zh)| en.len() == 1 && zh.len() == 1 && plain(en[0], zh[0]))
            .map(|(en, zh)| (en[0], zh[0]))
            .collect();
        let mut random = Random(seed);
        Maker { sources, singles, cast: Cast::new(&mut random), random }
    }

    /// The units of a bead; in nine of a hundred one side is empty.
    pub fn bead(&mut self) -> (Vec<String>, Vec<String>) {
        let (mut english, mut chinese) = match self.random.below(100) {
            0..42 => self.source(),
            42..52 => self.spliced(&[2], &[2]),
            52..78 => self.spliced(&[2], &[1, 1]),
            78..84 => self.spliced(&[3], &[1, 1, 1]),
            84..87 => self.spliced(&[1, 1], &[2]),
            87..91 => self.spliced(&[1, 2], &[2, 1]),
            91..94 => (self.left_out().0, Vec::new()),
            _ => (Vec::new(), self.left_out().1),
        };
        if !english.is_empty() && !chinese.is_empty() {
            self.cast.go_on(&mut self.random);
            noise::varied(&mut english, &mut chinese, &self.cast, &mut self.random);
        }
        for unit in english.iter_mut().chain(&mut chinese) {
            if self.random.below(3) > 0 {
                let (en, zh) = *self.random.one(&self.singles);
                let other = if unit.contains(' ') { en } else { zh };
                *unit = noise::reworded(unit, other, &mut self.random);
            }
        }
        (english, chinese)
    }

    /// A sentence that the other side lacks; one time in twelve, ten of them.
    fn left_out(&mut self) -> (Vec<String>, Vec<String>) {
        let count = if self.random.once_in(12) { 10 } else { 1 };
        let sentences = (0..count).map(|_| *self.random.one(&self.singles));
        sentences.map(|(en, zh)| (en.to_owned(), zh.to_owned())).unzip()
    }

    /// A bead as it stands in an article.
    fn source(&mut self) -> (Vec<String>, Vec<String>) {
        let (english, chinese) = self.random.one(&self.sources);
        let owned = |units: &[&str]| units.iter().map(|&unit| unit.to_owned()).collect();
        (owned(english), owned(chinese))
    }

    /// A bead of several sentences; the numbers say how many of them make each unit.
    fn spliced(&mut self, english: &[usize], chinese: &[usize]) -> (Vec<String>, Vec<String>) {
        let count = english.iter().sum();
        let (en, zh): (Vec<&str>, Vec<&str>) = (0..count).map(|_| *self.random.one(&self.singles)).unzip();
        let between = self.random.one(&BETWEEN);
        (units(&en, english, ('.', between.0)), units(&zh, chinese, ('。', between.1)))
    }
}

/// Puts sentences together; `sizes` says how many make each unit.
fn units(sentences: &[&str], sizes: &[usize], (stop, between): (char, &str)) -> Vec<String> {
    let mut rest = sentences.iter().map(|sentence| sentence.trim_end_matches(stop));
    let unit = |&size: &usize| rest.by_ref().take(size).collect::<Vec<_>>().join(between) + &stop.to_string();
    sizes.iter().map(unit).collect()
}
