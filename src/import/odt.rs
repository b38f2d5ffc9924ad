//! ODT: a document of LibreOffice (OpenDocument 1.3, OASIS).

use std::collections::HashSet;

use super::archive::Archive;
use super::flow::Flow;
use super::layers::Layers;
use super::open::Open;
use super::wrong;
use super::xml::{self, Element, Item};
use crate::error::Error;

/// The part that holds the text.
pub(super) const CONTENT: &str = "content.xml";

/// The part that tells how the others are encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";

/// The type of documents, templates and parts of books, as against spreadsheets.
const TEXT: &str = "application/vnd.oasis.opendocument.text";

/// Whether an archive of this kind is a document.
pub(super) fn is_text(archive: &mut Archive<'_>) -> bool {
    archive.part("mimetype").ok().flatten().is_some_and(|kind| kind.starts_with(TEXT))
}

pub(super) fn text(archive: &mut Archive<'_>) -> Result<String, Error> {
    if is_locked(archive)? {
        return Err(wrong("is protected by a password"));
    }
    let content = archive.needed(CONTENT)?;
    let mut state = State::default();
    xml::each(&content, |item| match item {
        Item::Start(element) => state.start(element),
        Item::End(name) => state.end(name),
        Item::Text(text) if state.layers.in_paragraph() && state.hidden.is_none() => {
            state.layers.flow.text(text);
        }
        Item::Text(_) => {}
    })?;
    let mut flow = state.layers.finish();
    flow.close();
    flow.verbatim(&state.notes.finish());
    Ok(flow.finish())
}

/// Whether a document can be read with a password alone.
fn is_locked(archive: &mut Archive<'_>) -> Result<bool, Error> {
    let mut locked = false;
    if let Some(manifest) = archive.part(MANIFEST)? {
        xml::each(&manifest, |item| {
            locked |= matches!(item, Item::Start(element) if element.name() == "encryption-data");
        })?;
    }
    Ok(locked)
}

#[derive(Default)]
struct State {
    layers: Layers,
    /// The notes, which the file has in the midst of the text.
    notes: Flow,
    /// How many notes are open, one in another.
    open_notes: usize,
    /// An element that is left out with all that is in it.
    hidden: Option<Open>,
    /// The style that is being told.
    style: Option<String>,
    /// Styles of what is raised above the line.
    raising: HashSet<String>,
    /// Of the spans that are open, where those begin that are raised.
    spans: Vec<Option<usize>>,
}

impl State {
    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if let Some(hidden) = &mut self.hidden {
            return hidden.start(name, element.empty);
        }
        match name {
            _ if is_hidden(name) => {
                self.hidden = (!element.empty).then(|| Open::new(name));
            }
            "style" => self.style = element.attribute("name"),
            "text-properties" => {
                let raised =
                    element.attribute("text-position").is_some_and(|value| value.starts_with("super"));
                self.raising.extend(self.style.take().filter(|_| raised));
            }
            "p" | "h" => {
                self.layers.flow.paragraph();
                if !element.empty {
                    self.layers.open_paragraph();
                }
            }
            "span" if !element.empty => {
                let style = element.attribute("style-name").unwrap_or_default();
                self.spans.push(self.raising.contains(&style).then(|| self.layers.flow.place()));
            }
            "s" => {
                let blanks = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.layers.flow.run(&" ".repeat(blanks.min(80)));
            }
            "tab" => self.layers.flow.run("\t"),
            "line-break" => self.layers.flow.line(),
            "note-body" if !element.empty => {
                self.open_notes += 1;
                if self.open_notes == 1 {
                    self.layers.enter(std::mem::take(&mut self.notes));
                }
            }
            _ if is_box(name) && !element.empty => self.layers.enter_box(),
            "table" => self.layers.flow.open_table(),
            "table-row" => self.layers.flow.open_row(),
            "table-cell" => self.layers.flow.open_cell(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(hidden) = &mut self.hidden {
            if hidden.end(name) {
                self.hidden = None;
            }
            return;
        }
        match name {
            "p" | "h" => {
                self.layers.flow.paragraph();
                self.layers.close_paragraph();
            }
            "span" => {
                if let Some(Some(place)) = self.spans.pop() {
                    self.layers.flow.raise(place, false);
                }
            }
            "note-body" => {
                self.open_notes = self.open_notes.saturating_sub(1);
                if self.open_notes == 0 {
                    self.notes = self.layers.leave();
                }
            }
            _ if is_box(name) => self.layers.leave_box(),
            "table" => self.layers.flow.close_table(),
            "table-row" => self.layers.flow.close_row(),
            _ => {}
        }
    }
}

/// What lies on the page, and is anchored in a paragraph.
fn is_box(name: &str) -> bool {
    matches!(name, "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path")
}

/// What is no text of the document: its contents, what was deleted, remarks, numbers of notes, how characters are
/// read, and what is said of pictures.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "table-of-content"
            | "tracked-changes"
            | "annotation"
            | "note-citation"
            | "ruby-text"
            | "title"
            | "desc"
            | "forms"
            | "scripts"
    )
}
