//! Phrases as rows of atoms, and how to find them in a text.

use rustc_hash::FxHashMap;

use crate::hanzi;
use crate::span::Span;
use crate::text::token::{Token, placed_tokens};

/// A simplified character, or the number of a word.
pub(super) type Atom = u32;

/// Where a mark stands between two atoms: `R&D` is `r`, a break, `d`.
pub(super) const BREAK: Atom = 0;
/// A word that no entry has.
pub(super) const UNKNOWN: Atom = u32::MAX;
/// Above all characters.
pub(super) const FIRST_WORD: Atom = 0x11_0000;

/// Reads a text as atoms: a Chinese character, a word or a row of digits each, and one break
/// for any marks between them. `number` gives the numbers of words.
pub(super) fn atoms(text: &str, number: impl FnMut(&str) -> Atom, out: &mut Vec<Atom>) {
    placed_atoms(text, number, |atom, _| out.push(atom));
}

/// [`atoms`], each with where it stands.
pub(super) fn placed_atoms(
    text: &str,
    mut number: impl FnMut(&str) -> Atom,
    mut each: impl FnMut(Atom, Span),
) {
    // Whether an atom other than a break came last.
    let mut open = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let end_of = |same: fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let mut end = c.len_utf8();
        let before = open;
        open = true;
        if hanzi::is_han(c) {
            each(hanzi::simplified(c) as Atom, Span::new(at, at + end));
        } else if c.is_alphabetic() {
            end = end_of(is_word);
            let mut read = false;
            placed_tokens(&rest[..end], |token, span| {
                if let Token::Word { stem, .. } = token {
                    read = true;
                    each(number(stem), span.shifted(at));
                }
            });
            if !read {
                // Greek, kana and the like, which are no tokens.
                for (i, c) in rest[..end].char_indices().filter(|(_, c)| c.is_alphabetic()) {
                    each(c as Atom, Span::new(at + i, at + i + c.len_utf8()));
                }
            }
        } else if c.is_ascii_digit() {
            end = end_of(|c| c.is_ascii_digit());
            each(number(&rest[..end]), Span::new(at, at + end));
        } else if is_joint(c) {
            open = before;
        } else {
            open = false;
            if before {
                each(BREAK, Span::new(at, at + end));
            }
        }
        at += end;
    }
}

/// What goes on in a word: letters, and apostrophes between them.
fn is_word(c: char) -> bool {
    c.is_alphabetic() && !hanzi::is_han(c) || matches!(c, '\'' | '’' | '＇')
}

/// What may stand in a phrase or may not: `well-known`, `乔治·华盛顿`, the end of a line.
fn is_joint(c: char) -> bool {
    crate::span::is_blank(c) || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '＇' | '·' | '•' | '‧' | '・')
}

/// The phrases of one language: a tree over their atoms.
#[derive(Clone, Default)]
pub(super) struct Terms {
    /// The node that an atom leads to from a node; node 0 is the root.
    next: FxHashMap<(u32, Atom), u32>,
    /// The phrase that ends at each node but the root, or `NONE`.
    ends: Vec<u32>,
    atoms: Vec<Atom>,
    /// Where the atoms of each phrase end.
    borders: Vec<u32>,
}

/// A phrase in a text, by numbers of atoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub start: u32,
    pub len: u32,
    pub term: u32,
}

impl Terms {
    /// Number of phrases.
    pub fn len(&self) -> usize {
        self.borders.len()
    }

    /// The number of a phrase, a new one if it is new. A phrase has at least one atom.
    pub fn insert(&mut self, atoms: &[Atom]) -> u32 {
        let mut node = 0;
        for &atom in atoms {
            let fresh = self.ends.len() as u32 + 1;
            node = *self.next.entry((node, atom)).or_insert(fresh);
            if node == fresh {
                self.ends.push(super::NONE);
            }
        }
        let term = self.len() as u32;
        let end = &mut self.ends[node as usize - 1];
        if *end == super::NONE {
            *end = term;
            self.atoms.extend_from_slice(atoms);
            self.borders.push(self.atoms.len() as u32);
        }
        *end
    }

    /// The number of a phrase that is there.
    pub fn get(&self, atoms: &[Atom]) -> Option<u32> {
        let node = atoms.iter().try_fold(0, |node, &atom| self.next.get(&(node, atom)).copied())?;
        self.ends.get((node as usize).checked_sub(1)?).copied().filter(|&term| term != super::NONE)
    }

    /// The atoms of a phrase.
    pub fn atoms(&self, term: u32) -> &[Atom] {
        let start = term.checked_sub(1).map_or(0, |before| self.borders[before as usize]);
        &self.atoms[start as usize..self.borders[term as usize] as usize]
    }

    /// Finds all phrases of a text, overlapping ones too. Linear in its length times that of
    /// the longest phrase that it begins.
    pub fn find(&self, text: &[Atom], out: &mut Vec<Match>) {
        for start in 0..text.len() {
            let mut node = 0;
            for (at, &atom) in text[start..].iter().enumerate() {
                let Some(&next) = self.next.get(&(node, atom)) else { break };
                node = next;
                let term = self.ends[node as usize - 1];
                if term != super::NONE {
                    out.push(Match { start: start as u32, len: at as u32 + 1, term });
                }
            }
        }
    }
}

/// Keeps matches that do not overlap, the longest first and of equal ones the first; `taken`
/// is room for a text of its length.
pub(super) fn longest_first(matches: &mut Vec<Match>, taken: &mut Vec<bool>) {
    matches.sort_unstable_by_key(|m| (std::cmp::Reverse(m.len), m.start));
    taken.clear();
    taken.resize(matches.iter().map(|m| (m.start + m.len) as usize).max().unwrap_or(0), false);
    matches.retain(|m| {
        // No longer match came after this one, so one that overlaps it covers an end of it.
        let (first, last) = (m.start as usize, (m.start + m.len) as usize - 1);
        let free = !taken[first] && !taken[last];
        if free {
            taken[first..=last].fill(true);
        }
        free
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of words by their length in letters, which is enough to tell these apart.
    fn read(text: &str) -> Vec<Atom> {
        let mut out = Vec::new();
        atoms(text, |word| FIRST_WORD + word.len() as Atom, &mut out);
        out
    }

    #[test]
    fn forms_of_a_phrase_are_one_row_of_atoms() {
        for (a, b) in [
            ("apple tree", "Apple\nTrees"),
            ("well-known", "well known"),
            ("喬治·華盛頓", "乔治华盛顿"),
            ("卡拉ＯＫ", "卡拉 ok"),
            ("owner's flat", "owner flat"),
        ] {
            assert_eq!(read(a), read(b), "{a} {b}");
        }
        for (a, b) in [("说话", "说，话"), ("4S店", "S店"), ("R&D", "R D"), ("α波", "波"), ("三", "3")]
        {
            assert_ne!(read(a), read(b), "{a} {b}");
        }
    }

    fn terms(list: &[&str]) -> Terms {
        let mut terms = Terms::default();
        for (i, term) in list.iter().enumerate() {
            assert_eq!(terms.insert(&read(term)), i as u32);
        }
        terms
    }

    #[test]
    fn a_phrase_is_kept_once() {
        let mut terms = terms(&["生命", "生", "研究生"]);
        assert_eq!(terms.insert(&read("生")), 1);
        assert_eq!(terms.len(), 3);
        assert_eq!(terms.atoms(2), read("研究生"));
        assert_eq!(terms.get(&read("生命")), Some(0));
        assert_eq!(terms.get(&read("研究")), None);
        assert_eq!(terms.get(&[]), None);
    }

    #[test]
    fn of_overlapping_phrases_the_longest_is_kept() {
        let terms = terms(&["生命", "生", "研究生", "研究", "命"]);
        let mut found = Vec::new();
        terms.find(&read("研究生命"), &mut found);
        assert_eq!(found.len(), 5);
        longest_first(&mut found, &mut Vec::new());
        let kept: Vec<u32> = found.iter().map(|m| m.term).collect();
        assert_eq!(kept, [2, 4]);
    }
}
