//! ODT: a document of LibreOffice (OpenDocument 1.3, OASIS).

use super::archive::Archive;
use super::flow::Flow;
use super::xml::{self, Element, Item};
use crate::error::Error;

/// The part that holds the text.
pub(super) const CONTENT: &str = "content.xml";

/// The type of documents, templates and parts of books, as against spreadsheets.
const TEXT: &str = "application/vnd.oasis.opendocument.text";

/// Whether an archive of this kind is a document.
pub(super) fn is_text(archive: &mut Archive<'_>) -> bool {
    archive.part("mimetype").ok().flatten().is_some_and(|kind| kind.starts_with(TEXT))
}

pub(super) fn text(archive: &mut Archive<'_>) -> Result<String, Error> {
    let content = archive.needed(CONTENT)?;
    let mut state =
        State { flow: Flow::default(), notes: Flow::default(), note: false, open: 0, hidden: None };
    xml::each(&content, |item| match item {
        Item::Start(element) => state.start(element),
        Item::End(name) => state.end(name),
        Item::Text(text) if state.open > 0 && state.hidden.is_none() => state.here().text(text),
        Item::Text(_) => {}
    })?;
    let State { mut flow, notes, .. } = state;
    let notes = notes.finish();
    flow.close();
    flow.verbatim(&notes);
    Ok(flow.finish())
}

struct State {
    flow: Flow,
    /// The notes, which the file has in the midst of the text.
    notes: Flow,
    /// Whether a note is open.
    note: bool,
    /// How many paragraphs are open.
    open: usize,
    /// An element that is left out with all that is in it, and how many of its name are open.
    hidden: Option<(String, usize)>,
}

impl State {
    /// Where text belongs.
    fn here(&mut self) -> &mut Flow {
        if self.note { &mut self.notes } else { &mut self.flow }
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if let Some((hidden, open)) = &mut self.hidden {
            *open += usize::from(hidden == name && !element.empty);
            return;
        }
        match name {
            _ if is_hidden(name) => {
                self.hidden = (!element.empty).then(|| (name.to_owned(), 1));
            }
            "p" | "h" => {
                self.here().paragraph();
                self.open += usize::from(!element.empty);
            }
            "s" => {
                let blanks = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.here().run(&" ".repeat(blanks.min(80)));
            }
            "tab" => self.here().run("\t"),
            "line-break" => self.here().line(),
            "note-body" => self.note = !element.empty,
            "table" => self.here().open_table(),
            "table-row" => self.here().open_row(),
            "table-cell" => self.here().open_cell(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((hidden, open)) = &mut self.hidden {
            *open -= usize::from(hidden == name);
            if *open == 0 {
                self.hidden = None;
            }
            return;
        }
        match name {
            "p" | "h" => {
                self.here().paragraph();
                self.open = self.open.saturating_sub(1);
            }
            "note-body" => self.note = false,
            "table" => self.here().close_table(),
            "table-row" => self.here().close_row(),
            _ => {}
        }
    }
}

/// What is no text of the document: what was deleted, remarks, numbers of notes, how characters are read, and what is
/// said of pictures.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "note-citation"
            | "ruby-text"
            | "title"
            | "desc"
            | "forms"
            | "scripts"
    )
}
