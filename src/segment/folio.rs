//! Folios: lines of a text of one language that only number its pages, and the heads of the pages beside them.
//!
//! ```text
//! The mill stood where it had always stood, with its
//!
//! 14    THE COLLECTED STORIES
//!
//! back to the hill and its feet in the water.
//! ```
//!
//! The translation has other pages, so a folio has no counterpart there, or a wrong one. But the numbers of
//! chapters, sections and verses have. One line does not tell which it is: what tells is that the numbers rise
//! by one all through the text, and what stands between them.

use rustc_hash::FxHashMap;

use super::line::{Mark, is_closer, is_stop};
use super::{Draft, neighbours};
use crate::hanzi::is_han;

/// So many numbers in a row are those of pages: where they are called so, and else.
const CALLED: usize = 3;
const IN_A_ROW: usize = 4;
/// The numbers of so many pages in a row are believed without a sentence that goes over the end of a page.
const EVEN: usize = 5;
/// A page may have no number, and so may two.
const STEP: u32 = 3;
/// So many other numbers are looked at between two pages.
const BETWEEN: usize = 32;
/// The first number of a text that begins inside a book. Above that are years.
const INSIDE: std::ops::Range<u32> = 2..1000;
/// Letters of a page, where a character of Chinese counts two.
const PAGE: std::ops::RangeInclusive<usize> = 200..=6000;
/// Shorter lines do not tell that a sentence goes on, in bytes: the first letter of a chapter in large print.
const LINE: usize = 12;
/// The longest running head, in characters.
pub(super) const HEAD: usize = 60;
/// The same head stands on so many pages.
pub(super) const HEADS: usize = 4;

/// What stands with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form<'t> {
    /// A word for a page: `Page 14 of 90`, `第9页 共71页`.
    Called,
    /// Only marks, before it and behind it: `9`, `[12]`.
    Bare(&'t str, &'t str),
    /// The head of the page: of several words, or of one, as `Chapter` is.
    Headed { several: bool },
}

#[derive(Clone, Copy, Debug)]
struct Folio<'t> {
    /// Its segment.
    at: usize,
    number: u32,
    form: Form<'t>,
    /// Nothing where the number has none.
    head: &'t str,
}

/// The segments that number pages, and the heads that stand alone beside them.
pub(super) fn folios(text: &str, drafts: &[Draft]) -> Vec<usize> {
    let all = candidates(text, drafts);
    if all.len() < CALLED {
        return Vec::new();
    }
    let chains = chains(&all);
    let pages = Pages::new(text, drafts, &all);
    let counts = chains.iter().filter(|chain| pages.are_counted_by(chain));
    let mut found = Vec::new();
    for chain in counts {
        // The number of a page that begins a chapter may be written in another way.
        for pair in chain.windows(2) {
            let [a, b] = [all[pair[0]], all[pair[1]]];
            let fits = |f: &&Folio<'_>| f.number > a.number && f.number < b.number;
            found.push(a.at);
            found.extend(all[pair[0] + 1..pair[1]].iter().take(BETWEEN).filter(fits).map(|f| f.at));
        }
        found.extend(chain.last().map(|&last| all[last].at));
    }
    found.sort_unstable();
    found.dedup();
    let heads = pages.heads(&found);
    found.extend(heads);
    found
}

/// The segments of a text of both languages that may number its pages: numbers that rise by one, with a page between
/// them, and begin inside a book, as those of lessons hardly do.
pub(super) fn numbers_of_pages(text: &str, drafts: &[Draft]) -> Vec<usize> {
    let all = candidates(text, drafts);
    if all.len() < CALLED {
        return Vec::new();
    }
    let pages = Pages::new(text, drafts, &all);
    let chains = chains(&all).into_iter().filter(|chain| pages.rises(chain));
    chains.flatten().map(|i| all[i].at).collect()
}

/// What may be a folio by its look.
fn candidates<'t>(text: &'t str, drafts: &[Draft]) -> Vec<Folio<'t>> {
    let mut all = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        // Most segments are text, or have no number.
        let plain = matches!(draft.mark, Mark::None | Mark::Bullet | Mark::Number);
        if draft.tally.digits == 0 || !plain || draft.tally.letters() > HEAD {
            continue;
        }
        if let Some((number, form, head)) = folio(draft.span.of(text)) {
            all.push(Folio { at, number, form, head });
        }
    }
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for folio in all.iter().filter(|folio| !folio.head.is_empty()) {
        *times.entry(folio.head).or_default() += 1;
    }
    all.retain(|folio| folio.head.is_empty() || times[folio.head] >= HEADS);
    all
}

/// Numbers of one form that rise from one to the next, with text between them: indices into the candidates.
fn chains(all: &[Folio<'_>]) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let mut by_last: FxHashMap<(Form<'_>, u32), usize> = FxHashMap::default();
    for (i, folio) in all.iter().enumerate() {
        let before = (1..=STEP).filter_map(|step| Some((folio.form, folio.number.checked_sub(step)?)));
        let apart = |key: &(Form<'_>, u32)| {
            let last = by_last.get(key).and_then(|&chain| chains[chain].last());
            last.is_some_and(|&last| all[last].at + 1 < folio.at)
        };
        let chain = before.clone().find(apart).and_then(|key| by_last.remove(&key)).unwrap_or(chains.len());
        if chain == chains.len() {
            chains.push(Vec::new());
        }
        chains[chain].push(i);
        by_last.insert((folio.form, folio.number), chain);
    }
    chains
}

/// A text between its folios.
struct Pages<'t, 'a> {
    text: &'t str,
    drafts: &'a [Draft],
    all: &'a [Folio<'t>],
    /// Letters before each segment.
    letters: Vec<usize>,
}

impl<'t, 'a> Pages<'t, 'a> {
    fn new(text: &'t str, drafts: &'a [Draft], all: &'a [Folio<'t>]) -> Pages<'t, 'a> {
        let sums = drafts.iter().scan(0, |sum, draft| {
            *sum += draft.weight();
            Some(*sum)
        });
        let letters = std::iter::once(0).chain(sums).collect();
        Pages { text, drafts, all, letters }
    }

    /// Whether numbers that rise are those of pages. Those of chapters, sections and verses rise, too.
    fn are_counted_by(&self, chain: &[usize]) -> bool {
        let Some(&first) = chain.first() else { return false };
        let first = self.all[first];
        if first.form == Form::Called {
            return chain.len() >= CALLED;
        }
        let steps = self.steps(chain);
        if !rise_by_one(&steps) {
            return false;
        }
        let cuts = chain.iter().filter(|&&i| self.is_cut(self.all[i].at)).count();
        let cut = cuts > 1 && 4 * cuts >= steps.len();
        let inside = INSIDE.contains(&first.number);
        if first.form == (Form::Headed { several: true }) {
            return cut || inside;
        }
        // Chapters are longer, and verses shorter.
        let lengths = self.lengths(&steps);
        are_as_pages(&lengths) && (cut || inside && is_even(&lengths) && !are_alike(&steps))
    }

    /// Whether numbers that rise may be those of pages.
    fn rises(&self, chain: &[usize]) -> bool {
        let steps = self.steps(chain);
        let Some(first) = chain.first().map(|&first| self.all[first]) else { return false };
        first.form == Form::Called && chain.len() >= CALLED
            || INSIDE.contains(&first.number) && rise_by_one(&steps) && are_as_pages(&self.lengths(&steps))
    }

    fn steps(&self, chain: &[usize]) -> Vec<[Folio<'t>; 2]> {
        chain.windows(2).map(|pair| [self.all[pair[0]], self.all[pair[1]]]).collect()
    }

    /// Letters between two numbers.
    fn lengths(&self, steps: &[[Folio<'t>; 2]]) -> Vec<usize> {
        steps.iter().map(|[a, b]| self.letters[b.at] - self.letters[a.at]).collect()
    }

    /// Whether a sentence goes over the end of the page.
    fn is_cut(&self, at: usize) -> bool {
        let of = |i: usize| self.drafts[i].span.of(self.text);
        // The head of the page may be a line of its own, which does not begin in small letters or with Chinese
        // behind a comma.
        let ended = |line: &&str| line.trim_end_matches(is_closer).ends_with(is_stop);
        let before = (0..at).rev().take(2).map(of).take_while(|line| !ended(line)).find(|line| goes_on(line));
        let after = (at + 1..self.drafts.len()).take(2).map(of);
        let Some(before) = before else { return false };
        if before.ends_with(|c: char| is_han(c) || matches!(c, '，' | '、')) {
            // A heading does not end with a stop either.
            before.contains(['，', '。']) && after.clone().next().is_some_and(|line| line.starts_with(is_han))
        } else {
            // Not the rest of a word behind its large first letter.
            let may_be_text =
                |line: &&str| line.len() > 1 && !ended(line) || line.starts_with(char::is_lowercase);
            after.take_while(may_be_text).any(|line| line.starts_with(char::is_lowercase))
        }
    }

    /// Lines that stand beside many folios.
    fn heads(&self, folios: &[usize]) -> Vec<usize> {
        let mut beside: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut last = None;
        for &at in folios {
            for i in neighbours(at, self.drafts.len()) {
                let draft = &self.drafts[i];
                let line = draft.span.of(self.text);
                let is_head = draft.tally.letters() > 0
                    && draft.mark == Mark::None
                    && line.len() <= 3 * HEAD
                    && line.chars().count() <= HEAD
                    && !line.trim_end_matches(is_closer).ends_with(is_stop);
                if is_head && last.is_none_or(|last| last < i) && folios.binary_search(&i).is_err() {
                    beside.entry(line).or_default().push(i);
                    last = Some(i);
                }
            }
        }
        beside.retain(|_, places| places.len() >= HEADS);
        if beside.is_empty() {
            return Vec::new();
        }
        // The first of all may be the title itself, at the head of its page.
        let mut firsts: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, line) in self.drafts.iter().map(|draft| draft.span.of(self.text)).enumerate() {
            if line.len() <= 3 * HEAD && beside.contains_key(line) {
                firsts.entry(line).or_insert(i);
            }
        }
        let is_title = |i: usize, line: &str| firsts.get(line) == Some(&i) && !self.is_inside(i);
        let places = beside.into_iter().flat_map(|(line, places)| places.into_iter().map(move |i| (i, line)));
        places.filter(|&(i, line)| !is_title(i, line)).map(|(i, _)| i).collect()
    }

    /// Whether a line stands inside a sentence, with the number of its page or without.
    fn is_inside(&self, at: usize) -> bool {
        let near = [at.checked_sub(1), Some(at), Some(at + 1).filter(|&i| i < self.drafts.len())];
        near.into_iter().flatten().any(|i| self.is_cut(i))
    }
}

/// Whether there are enough numbers, most of which are the one before plus one.
fn rise_by_one(steps: &[[Folio<'_>; 2]]) -> bool {
    let by_one = steps.iter().filter(|[a, b]| a.number + 1 == b.number).count();
    steps.len() + 1 >= IN_A_ROW && 3 * by_one >= 2 * steps.len()
}

/// Whether most lengths are those of pages.
fn are_as_pages(lengths: &[usize]) -> bool {
    3 * lengths.iter().filter(|length| PAGE.contains(length)).count() >= 2 * lengths.len()
}

/// Whether most pages are nearly as long as the others.
fn is_even(lengths: &[usize]) -> bool {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable();
    let Some(&middle) = sorted.get(sorted.len() / 2) else { return false };
    let near = lengths.iter().filter(|&&length| 2 * length >= middle && length <= 2 * middle).count();
    lengths.len() + 1 >= EVEN && 4 * near >= 3 * lengths.len()
}

/// Whether there are as many segments between all numbers: paragraphs or poems that are numbered.
fn are_alike(steps: &[[Folio<'_>; 2]]) -> bool {
    steps.windows(2).all(|two| two[0][1].at - two[0][0].at == two[1][1].at - two[1][0].at)
}

/// Whether a line ends inside a sentence.
fn goes_on(line: &str) -> bool {
    line.len() >= LINE && line.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-' | '，' | '、'))
}

/// The running head of a line that has the number of a page beside it, behind a bar or several blanks.
pub(super) fn beside_number(line: &str) -> Option<&str> {
    folio(line).map(|(_, _, head)| head).filter(|head| !head.is_empty())
}

/// The number of a line that may be a folio, what stands with it, and the running head.
fn folio(line: &str) -> Option<(u32, Form<'_>, &str)> {
    if line.contains(['\n', '\r']) {
        return None;
    }
    if let Some((number, form)) = numbered(line) {
        return Some((number, form, ""));
    }
    let (first, last) = ends_of_columns(line)?;
    let sides = [(&line[..first.0], &line[first.1..]), (&line[last.1..], &line[..last.0])];
    sides.into_iter().find_map(|(number, head)| {
        let is_head = head.contains(char::is_alphabetic) && head.chars().count() <= HEAD;
        let (number, form) = numbered(number).filter(|_| is_head)?;
        let several =
            form == Form::Called || head.contains(' ') || head.chars().filter(|c| !c.is_ascii()).count() > 3;
        Some((number, Form::Headed { several }, head))
    })
}

/// Where the first and the last gap of a line are that part its columns: a bar, a tab, or two blanks.
fn ends_of_columns(line: &str) -> Option<((usize, usize), (usize, usize))> {
    let is_bar = |c: char| matches!(c, '|' | '｜' | '│' | '\t' | '\u{3000}');
    let mut gaps = None;
    let (mut start, mut width) = (0, 0);
    for (at, c) in line.char_indices() {
        if c.is_whitespace() || is_bar(c) {
            start = if width == 0 { at } else { start };
            width += if is_bar(c) { 2 } else { 1 };
            continue;
        }
        if width > 1 && start > 0 {
            let gap = (start, at);
            gaps = Some(gaps.map_or((gap, gap), |(first, _)| (first, gap)));
        }
        width = 0;
    }
    gaps
}

/// The number of a line that has nothing else but marks and words for a page.
fn numbered(line: &str) -> Option<(u32, Form<'_>)> {
    // `共71页 第9页`
    let from = line.find('第').unwrap_or(0);
    let start = from + line[from..].find(|c| digit(c).is_some())?;
    let end = line[start..].find(|c| digit(c).is_none()).map_or(line.len(), |at| start + at);
    if line[start..end].chars().count() > 4 {
        return None;
    }
    let number = line[start..end].chars().filter_map(digit).fold(0, |number, digit| 10 * number + digit);
    let (before, behind) = (&line[..start], &line[end..]);
    let rest = || before.chars().chain(behind.chars());
    if !rest().any(char::is_alphabetic) {
        let is_mark = |c: char| c.is_whitespace() || "-–—―－[]【】〔〕·•・~～*＊|｜<>〈〉«»".contains(c);
        // `9/71`
        let all = behind.strip_prefix('/').filter(|all| all.chars().all(|c| digit(c).is_some()));
        let plain = before.chars().all(is_mark) && (all.is_some() || behind.chars().all(is_mark));
        return plain.then_some((number, Form::Bare(before, behind)));
    }
    let mut called = false;
    for side in [before, behind] {
        // Each word with the one mark behind it.
        for part in side.split_inclusive(|c: char| !c.is_alphabetic()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
            match word {
                "" | "of" | "OF" => {}
                _ if ["page", "pages"].iter().any(|page| word.eq_ignore_ascii_case(page)) => called = true,
                // `p. 33`, not `P1`.
                "p" | "P" | "pp" | "pg" | "Pg" => called |= part.ends_with('.'),
                _ if word.chars().all(|c| "第页頁共总總".contains(c)) => {
                    called |= word.contains(['页', '頁']);
                }
                _ => return None,
            }
        }
    }
    called.then_some((number, Form::Called))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}
