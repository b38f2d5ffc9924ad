//! What stands in the pages of books beside the text: notes, numbers of printed pages, ways back from notes, and
//! letters that are pictures.

use html5gum::StartTag;

use super::element::attribute;
use super::flow::{Flow, Mark};
use super::open::Open;

/// What of a page stands beside its text: the notes of a book, and numbers of printed pages.
#[derive(Debug)]
pub(super) struct Beside<'r> {
    /// Where the notes of a book go; the text, while one is open.
    notes: Option<&'r mut Flow>,
    /// The element with notes that is open.
    note: Option<Open>,
    /// The element that is open where a printed page begins, and what was there before.
    page: Option<(Open, Mark)>,
}

impl<'r> Beside<'r> {
    pub(super) fn new(notes: Option<&'r mut Flow>) -> Beside<'r> {
        Beside { notes, note: None, page: None }
    }

    /// An element begins. Whether notes begin with it, so that `flow` is another text.
    pub(super) fn start(&mut self, tag: &StartTag<()>, flow: &mut Flow) -> bool {
        let name: &[u8] = &tag.name;
        match &mut self.page {
            Some((open, _)) => open.start(name, tag.self_closing),
            None if begins_printed_page(tag) => self.page = Some((Open::new(name), flow.mark())),
            None => {}
        }
        match (&mut self.note, &mut self.notes) {
            (Some(open), _) => open.start(name, tag.self_closing),
            (None, Some(notes)) if holds_notes(tag) => {
                std::mem::swap(flow, notes);
                self.note = Some(Open::new(name));
                self.page = None;
                return true;
            }
            _ => {}
        }
        false
    }

    /// An element ends. Whether notes end with it; they part nothing of the text that they stand in the midst of.
    pub(super) fn end(&mut self, name: &[u8], flow: &mut Flow) -> bool {
        if let Some((_, before)) = self.page.take_if(|(open, _)| open.end(name)) {
            flow.forget(before, is_page_number);
        }
        let ends = self.note.as_mut().is_some_and(|open| open.end(name));
        if ends {
            self.leave_notes(flow);
        }
        ends
    }

    /// What comes is text of the book again.
    pub(super) fn leave_notes(&mut self, flow: &mut Flow) {
        if let (Some(_), Some(notes)) = (self.note.take(), &mut self.notes) {
            flow.close();
            std::mem::swap(flow, notes);
            flow.text("\n");
            self.page = None;
        }
    }

    /// Places in the text mean nothing any more.
    pub(super) fn forget_page(&mut self) {
        self.page = None;
    }
}

/// Whether an element holds notes, or one of them. Readers show these when they are asked for, or behind the text.
fn holds_notes(tag: &StartTag<()>) -> bool {
    const KINDS: [&str; 6] = ["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"];
    if tag.self_closing
        || !matches!(&*tag.name.0, b"aside" | b"section" | b"div" | b"ol" | b"ul" | b"li" | b"p")
    {
        return false;
    }
    // A note of several paragraphs may have the class on each, or on the first alone.
    let named = *tag.name.0 != b"p"[..]
        && has_word(tag, b"class", |class| {
            KINDS.contains(&class.strip_prefix("duokan-").unwrap_or(class))
                || class == "duokan-footnote-content"
        });
    let kind = |word: &str| KINDS.contains(&word.strip_prefix("doc-").unwrap_or(word));
    named || has_word(tag, b"epub:type", kind) || has_word(tag, b"role", kind)
}

/// Whether an element is where a page of the printed book begins. What is in it need not be its number.
fn begins_printed_page(tag: &StartTag<()>) -> bool {
    let marked = |word: &str| matches!(word, "pagebreak" | "doc-pagebreak");
    let named = |class: &str| {
        let class: String = class.chars().filter(char::is_ascii_alphabetic).collect();
        matches!(class.to_ascii_lowercase().as_str(), "pagenum" | "pagenumber" | "pageno" | "pagebreak")
    };
    !tag.self_closing
        && matches!(&*tag.name.0, b"span" | b"a" | b"div" | b"p" | b"small" | b"i" | b"em" | b"sup")
        && (has_word(tag, b"epub:type", marked)
            || has_word(tag, b"role", marked)
            || has_word(tag, b"class", named))
}

/// Whether a text is the number of a page and nothing else: `12`, `xiv`, `[Pg 12]`, `{p. 12}`.
fn is_page_number(text: &str) -> bool {
    let text = text.trim().trim_matches(['[', ']', '{', '}', '(', ')', '|', '-', '–', '—']).trim();
    let number = ["Page", "page", "Pg", "pg", "P", "p"].iter().find_map(|word| text.strip_prefix(word));
    let number = number.unwrap_or(text).trim_start_matches('.').trim_start();
    (1..=7).contains(&number.len())
        && (number.bytes().all(|b| b.is_ascii_digit())
            || number.bytes().all(|b| b"ivxlcdm".contains(&b.to_ascii_lowercase())))
}

/// Whether a link within a book or a page may lead to a note. Those have a name, so that the note can lead back.
pub(super) fn may_lead_to_note(tag: &StartTag<()>) -> bool {
    is_local(tag)
        && (attribute(tag, b"id").or_else(|| attribute(tag, b"name")).is_some()
            || has_word(tag, b"class", |class| class.to_ascii_lowercase().contains("note")))
}

/// Whether a link leads to a place within the book or the page.
pub(super) fn is_local(tag: &StartTag<()>) -> bool {
    attribute(tag, b"href").is_some_and(|reference| reference.contains('#'))
}

/// Whether a text is an arrow and nothing else, as links back from notes are.
pub(super) fn is_arrow(text: &str) -> bool {
    const ARROWS: [char; 18] = [
        '^', '↩', '↪', '↵', '⏎', '↑', '⇑', '↥', '⤴', '⇧', '←', '⇐', '⬅', '⬆', '▲', '◄', '\u{FE0E}',
        '\u{FE0F}',
    ];
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| ARROWS.contains(&c))
}

/// The letter that a picture shows at the beginning of a chapter, with the quotation mark before it.
pub(super) fn initial(tag: &StartTag<()>) -> Option<String> {
    let text = attribute(tag, b"alt")?;
    let letter = text.strip_prefix(['“', '‘', '"', '\'']).unwrap_or(&text);
    let mut chars = letter.chars();
    (chars.next()?.is_ascii_uppercase() && chars.next().is_none()).then_some(text)
}

fn has_word(tag: &StartTag<()>, name: &[u8], is: impl Fn(&str) -> bool) -> bool {
    attribute(tag, name).is_some_and(|value| value.split_whitespace().any(is))
}
