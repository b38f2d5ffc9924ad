//! What the paragraphs of two texts tell of their sentences: roughly where the ladder runs, and which
//! sentences may well have no counterpart.
//!
//! Who translates a book breaks its paragraphs where he likes, and files are broken by whoever made
//! them. So a pair of paragraphs says that much of the one is in the other, but does not bind the
//! sentences at its borders; those of a paragraph in no pair are cheaper to leave alone.

use std::ops::Range;

use super::units::Units;
use crate::alignment::Bead;
use crate::bitext::{Bitext, Unit};
use crate::score::Paragraph;

/// Where paragraphs of both sides have no more sentences than this on average, and of one side no less than
/// this share is in pairs, they are sentences themselves: which of them are joined is not for paragraphs to
/// tell.
const LINE: f32 = 1.3;
const WHOLE: f32 = 0.75;

/// What the paragraphs tell.
pub(crate) struct Outline {
    /// Borders that the ladder passes nearby: English and Chinese sentences before them, both rising.
    pub points: Vec<(u32, u32)>,
    /// Of each English, each Chinese sentence; empty where the paragraphs tell nothing.
    pub sides: [Vec<Paragraph>; 2],
    /// Whether each English, each Chinese sentence begins a paragraph.
    pub begins: [Vec<bool>; 2],
}

impl Outline {
    /// Of paragraphs in these beads, for these units out of their sentences.
    pub fn new(whole: &Bitext<'_>, beads: &[Bead], sentences: &Bitext<'_>, units: &Units<'_>) -> Outline {
        let (en, zh, points) = outlined(whole, beads, sentences, units);
        let lines = Outlined::are_lines(&en, &zh);
        let sides = if lines { [Vec::new(), Vec::new()] } else { [en.of_units(), zh.of_units()] };
        Outline { points, sides, begins: [en.begins(), zh.begins()] }
    }

    /// Whether it tells that no paragraph has a counterpart: of two texts that have nothing to do with
    /// each other the sentences have none either.
    pub fn says_nothing_is_paired(&self) -> bool {
        let [en, zh] = &self.sides;
        !en.is_empty() && !en.iter().chain(zh).any(|&what| what == Paragraph::Paired)
    }
}

/// Whether paragraphs in these beads are sentences, most of them translated.
pub(crate) fn are_lines(
    whole: &Bitext<'_>,
    beads: &[Bead],
    sentences: &Bitext<'_>,
    units: &Units<'_>,
) -> bool {
    let (en, zh, _) = outlined(whole, beads, sentences, units);
    Outlined::are_lines(&en, &zh)
}

/// Both sides of paragraphs in these beads, and points near the ladder of their sentences.
fn outlined(
    whole: &Bitext<'_>,
    beads: &[Bead],
    sentences: &Bitext<'_>,
    units: &Units<'_>,
) -> (Outlined, Outlined, Vec<(u32, u32)>) {
    let mut en = Outlined::new(&sentences.en, units.en, whole.en.len());
    let mut zh = Outlined::new(&sentences.zh, units.zh, whole.zh.len());
    let mut points = Vec::new();
    let mut last = (0, 0);
    for bead in beads {
        let (&[en_first, ..], &[zh_first, ..]) = (&bead.en[..], &bead.zh[..]) else { continue };
        let (en_end, zh_end) = (bead.en[bead.en.len() - 1] + 1, bead.zh[bead.zh.len() - 1] + 1);
        Outlined::skip_both([&mut en, &mut zh], [en_first, zh_first]);
        en.pair(en_first..en_end);
        zh.pair(zh_first..zh_end);
        for (e, z) in [(en_first, zh_first), (en_end, zh_end)] {
            let point = (en.before[e] as u32, zh.before[z] as u32);
            if point.0 > last.0 && point.1 > last.1 {
                points.push(point);
                last = point;
            }
        }
    }
    Outlined::skip_both([&mut en, &mut zh], [whole.en.len(), whole.zh.len()]);
    (en, zh, points)
}

/// Where the sentences of each paragraph start, by the paragraphs of all sentences; and their number.
pub(crate) fn starts(homes: impl Iterator<Item = usize>, paragraphs: usize) -> Vec<usize> {
    let mut starts = vec![0; paragraphs + 1];
    homes.for_each(|paragraph| starts[paragraph + 1] += 1);
    for paragraph in 0..paragraphs {
        starts[paragraph + 1] += starts[paragraph];
    }
    starts
}

/// The paragraphs of one side.
struct Outlined {
    /// What is known of each of them; those up to `done` are done.
    paragraphs: Vec<Paragraph>,
    done: usize,
    /// How many sentences come before each, and in all.
    before: Vec<usize>,
    /// The paragraph of each sentence.
    home: Vec<usize>,
}

impl Outlined {
    fn new(sentences: &[Unit<'_>], units: &[usize], paragraphs: usize) -> Outlined {
        let home: Vec<usize> = units.iter().map(|&unit| sentences[unit].paragraph).collect();
        Outlined {
            paragraphs: vec![Paragraph::Paired; paragraphs],
            done: 0,
            before: starts(home.iter().copied(), paragraphs),
            home,
        }
    }

    /// Leaves out the paragraphs of both sides before the next pair.
    fn skip_both(sides: [&mut Outlined; 2], next: [usize; 2]) {
        let [en, zh] = sides;
        let gaps = [en.done..next[0].max(en.done), zh.done..next[1].max(zh.done)];
        let both = en.has_any(&gaps[0]) && zh.has_any(&gaps[1]);
        let what = if both { Paragraph::Rejected } else { Paragraph::Alone };
        for (side, gap) in [en, zh].into_iter().zip(gaps) {
            side.done = gap.end;
            side.paragraphs[gap].fill(what);
        }
    }

    fn pair(&mut self, paragraphs: Range<usize>) {
        self.done = self.done.max(paragraphs.end);
    }

    /// Whether these paragraphs have any sentences.
    fn has_any(&self, paragraphs: &Range<usize>) -> bool {
        self.before[paragraphs.start] < self.before[paragraphs.end]
    }

    /// Whether most paragraphs of both sides are sentences, and most of those of one side in pairs.
    fn are_lines(en: &Outlined, zh: &Outlined) -> bool {
        let sides = [en, zh];
        sides.iter().all(|side| side.home.len() as f32 <= LINE * side.count() as f32)
            && sides.iter().any(|side| side.paired() >= WHOLE)
    }

    /// The share of the sentences whose paragraphs are in pairs.
    fn paired(&self) -> f32 {
        let paired = |&sentence: &usize| self.paragraphs[self.home[sentence]] == Paragraph::Paired;
        let paired = (0..self.home.len()).filter(paired).count();
        paired as f32 / self.home.len().max(1) as f32
    }

    /// How many paragraphs have any.
    fn count(&self) -> usize {
        self.before.windows(2).filter(|two| two[0] < two[1]).count()
    }

    /// Of each sentence whether a paragraph begins with it.
    fn begins(&self) -> Vec<bool> {
        (0..self.home.len()).map(|k| k == 0 || self.home[k - 1] != self.home[k]).collect()
    }

    fn of_units(&self) -> Vec<Paragraph> {
        self.home.iter().map(|&paragraph| self.paragraphs[paragraph]).collect()
    }
}
