//! The items of a line that belongs to a page, and what they look like: an entry of a menu, a sentence, a name.

use super::line::is_stop;
use crate::lang::Tally;

/// An item of a chain of links, a value of a label: in columns, nearly.
pub(super) const SHORT: usize = 48;

/// What parts the links of a menu.
const BAR: &str = " | ";

/// Items between bars, arrows, dots, tabs, full-width blanks, or two blanks.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '｜', '»', '›', '·', '•', '\t', '\u{3000}', '[', ']', '【', '】'])
        .flat_map(|part| part.split("  "))
        .flat_map(|part| part.split(" > "))
        .flat_map(|part| part.split(" / "))
        .map(|item| item.trim_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '(' | ')')))
        .filter(|item| !item.is_empty())
}

/// Its width, nearly: whatever is no ASCII is taken to be wide.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A menu entry: up to three words, or six Han characters.
pub(super) fn is_tiny(text: &str) -> bool {
    let tally = Tally::of(text);
    tally.words <= 3 && tally.han <= 6 && !text.contains(['=', '(', '+'])
}

/// How many links a line has that is a menu: `Visit | Exhibitions | Collection | Shop`. Three may be a motto.
pub(super) fn links_of_menu(text: &str) -> Option<usize> {
    // Most lines have no bar at all.
    if !text.contains('|') {
        return None;
    }
    let links = text.matches(BAR).count() + 1;
    let is_link = |item: &str| columns(item) <= SHORT && !item.contains(is_stop);
    (links > 3 && text.split(BAR).all(is_link)).then_some(links)
}

/// Three words or more, and a stop.
pub(super) fn is_sentence(item: &str) -> bool {
    item.ends_with(['.', '!', '?'])
        && item.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count() >= 3
}

/// Capitals in English, a few characters in Chinese.
pub(super) fn is_name(text: &str) -> bool {
    const LINKS: [&str; 14] =
        ["&", "al", "and", "at", "bin", "da", "de", "der", "for", "in", "of", "the", "van", "von"];
    let mut capitals = 0;
    let named =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | '，' | '、')).all(|word| {
            let capital = word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
            // `jr.`, `garden.example`, but no word that ends a sentence.
            let short = word.find('.').is_some_and(|at| at < 3 || at + 1 < word.len());
            capitals += usize::from(capital && !word.is_empty());
            let han = Tally::of(word).han;
            han <= 10 && (han > 0 || capital || word.is_empty() || LINKS.contains(&word) || short)
        });
    named
        && capitals <= 8
        && columns(text) <= SHORT + SHORT / 2
        && !text.contains(['。', '，', '？', '！', '?', '!'])
}
