//! Which page of a book is its table of contents. Only newer books say so.

use html5gum::{Token, Tokenizer};

use super::element::attribute;

/// A table of contents leads to so many places at least.
const FEWEST: usize = 3;

/// How many of ten letters are in links, of a page that the book calls its contents, and of another.
const LINKED: (usize, usize) = (5, 8);

/// Whether a page of a book is its table of contents: hardly more than links and a heading, that lead to the pages of
/// the book in their order. `told` is whether the book says that it is, which books also say of a page with more in it. `page_of`
/// gives the number of the page that a reference leads to.
pub(super) fn is_contents(page: &str, told: bool, page_of: impl Fn(&str) -> Option<usize>) -> bool {
    let mut seen = (0, 0);
    let mut led: Vec<usize> = Vec::new();
    let (mut body, mut heading, mut linked, mut ordered) = (false, false, false, true);
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) if *tag.name == b"body"[..] => body = true,
            Token::StartTag(tag) if is_heading(&tag.name) => heading = true,
            Token::EndTag(tag) if is_heading(&tag.name) => heading = false,
            Token::StartTag(tag) if *tag.name == b"a"[..] => {
                let reference = attribute(&tag, b"href");
                linked = reference.is_some() && !tag.self_closing;
                if let Some(number) = reference.and_then(|reference| page_of(&reference)) {
                    ordered &= led.last().is_none_or(|&last| last <= number);
                    led.push(number);
                }
            }
            Token::EndTag(tag) if *tag.name == b"a"[..] => linked = false,
            Token::String(text) if body && (linked || !heading) => {
                let letters = String::from_utf8_lossy(&text).chars().filter(|c| c.is_alphanumeric()).count();
                seen = (seen.0 + if linked { letters } else { 0 }, seen.1 + letters);
            }
            _ => {}
        }
    }
    led.dedup();
    let (fewest, share) = if told { (1, LINKED.0) } else { (FEWEST, LINKED.1) };
    led.len() >= fewest && (told || ordered) && 10 * seen.0 >= share * seen.1
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}
