//! Menus: lines and lists of nothing but links, which are written on one line with bars between them.

use std::ops::Range;

use crate::hanzi::is_han;

/// What stands between the links of a menu that has no marks of its own.
pub(super) const BAR: &str = " | ";

/// A list of fewer lines may be anything.
const SHORTEST_LIST: usize = 3;

/// The longest link that is an entry of a menu, in bytes.
const LONGEST: usize = 120;

/// The same of a list, in bytes: longer ones are titles of texts, which may have translations.
const LONGEST_IN_LIST: usize = 32;

/// The links of the line that a text ends with, and the lists that are open in it. All places are bytes of the text.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Where the line begins.
    line: usize,
    links: Vec<Range<usize>>,
    /// Whether a link is open, and whether some of it stands in this line.
    open: bool,
    begun: bool,
    /// Where the last line ends that is more than links.
    plain: usize,
    /// Where the lists that are open begin.
    lists: Vec<usize>,
}

impl Links {
    pub(super) fn open(&mut self) {
        (self.open, self.begun) = (true, false);
    }

    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Whether the text ends with a link.
    pub(super) fn end_at(&self, place: usize) -> bool {
        self.links.last().is_some_and(|link| link.end == place)
    }

    /// A character is added from `place` to `end`.
    pub(super) fn see(&mut self, place: usize, end: usize) {
        if !self.open {
            return;
        }
        match self.links.last_mut().filter(|_| self.begun) {
            Some(link) => link.end = end,
            None => self.links.push(place..end),
        }
        self.begun = true;
    }

    /// What stood from `place` on is gone.
    pub(super) fn cut(&mut self, place: usize) {
        self.links.iter_mut().for_each(|link| link.end = link.end.min(place));
        self.links.retain(|link| link.start < link.end);
        self.begun &= self.end_at(place);
    }

    /// The next line begins at `place`.
    pub(super) fn begin_line(&mut self, place: usize) {
        self.line = place;
        self.links.clear();
        self.begun = false;
    }

    /// The line ends: if it is a menu it gets its bars.
    pub(super) fn end_line(&mut self, text: &mut String) {
        let end = text.len();
        if self.line >= end {
            return;
        }
        self.cut(end);
        if !self.is_menu(text) {
            self.plain = end;
        } else if self.links.iter().all(|link| begins_as_entry(&text[link.clone()])) {
            let line = self.with_bars(text);
            text.truncate(self.line);
            text.push_str(&line);
        }
        self.begin_line(text.len());
    }

    /// Whether the line has nothing but links and marks between them.
    fn is_menu(&self, text: &str) -> bool {
        let is_mark = |c: char| c.is_whitespace() || "|｜/／·•»›>«‹<←→[]【】()-–—".contains(c);
        let mut at = self.line;
        let is_part = |link: &Range<usize>| {
            let gap = &text[std::mem::replace(&mut at, link.end)..link.start];
            gap.chars().all(is_mark) && is_entry(&text[link.clone()])
        };
        !self.links.is_empty() && self.links.iter().all(is_part) && text[at..].chars().all(is_mark)
    }

    fn with_bars(&self, text: &str) -> String {
        let (mut line, mut at) = (String::new(), self.line);
        for link in &self.links {
            let gap = &text[at..link.start];
            let is_bare = at > self.line && gap.chars().all(char::is_whitespace);
            line.push_str(if is_bare { BAR } else { gap });
            line.push_str(&text[link.clone()]);
            at = link.end;
        }
        line + &text[at..]
    }

    pub(super) fn open_list(&mut self, place: usize) {
        self.lists.push(place);
    }

    /// A list ends, and its last line has. If all lines are links, in one language, they become one.
    pub(super) fn close_list(&mut self, text: &mut String) {
        let Some(start) = self.lists.pop() else { return };
        let is_menu = |start: usize, plain: usize| plain <= start;
        // A list in a list that is a menu goes with that.
        let waits = self.lists.last().is_some_and(|&outer| is_menu(outer, self.plain));
        if waits || !is_menu(start, self.plain) || start >= text.len() {
            return;
        }
        let lines: Vec<&str> = text[start..].lines().filter(|line| !line.is_empty()).collect();
        let is_chinese = |line: &&str| line.contains(is_han);
        // What has no letters, `2024`, is in no language.
        let is_other = |line: &&str| !is_chinese(line) && line.contains(char::is_alphabetic);
        let is_short = |line: &&str| line.len() <= LONGEST_IN_LIST;
        let in_both = lines.iter().any(is_chinese) && lines.iter().any(is_other);
        if lines.len() >= SHORTEST_LIST && lines.iter().all(is_short) && !in_both {
            let menu = lines.join(BAR);
            let begin = start + text[start..].find(|c| c != '\n').unwrap_or(0);
            text.truncate(begin);
            text.push_str(&menu);
        }
        self.plain = text.len();
        self.begin_line(text.len());
    }
}

/// Whether a link may be an entry of a menu: short, and no sentence or part of one.
fn is_entry(link: &str) -> bool {
    let link = link.trim();
    link.len() <= LONGEST && !link.ends_with(['.', ',', ';', '!', '。', '，', '；', '！', '、', '”', '"'])
}

/// Whether a link begins as an entry of a menu does. The words of a line may each be a link too, to a dictionary.
fn begins_as_entry(link: &str) -> bool {
    let mut chars = link.trim().chars();
    let first = chars.next();
    first.is_some_and(|c| !c.is_lowercase() && (!is_han(c) || chars.next().is_some()))
}
