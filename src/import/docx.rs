//! DOCX: a document of Word (ECMA-376, WordprocessingML).

use super::archive::Archive;
use super::flow::Flow;
use super::wrong;
use super::xml::{self, Element, Item};
use crate::error::Error;

/// The part that tells what the others are.
pub(super) const TYPES: &str = "[Content_Types].xml";

/// How the type of the document itself ends, in its variants with and without macros, and as a template.
const MAIN: &str = ".main+xml";

pub(super) fn text(archive: &mut Archive<'_>) -> Result<String, Error> {
    let main = main(archive).ok_or_else(|| wrong("is no document of Word"))?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut flow = Flow::default();
    read(&archive.needed(&main)?, &mut flow)?;
    for notes in ["footnotes.xml", "endnotes.xml"] {
        if let Some(notes) = archive.part(&format!("{folder}/{notes}"))? {
            flow.close();
            read(&notes, &mut flow)?;
        }
    }
    Ok(flow.finish())
}

/// The name of the part that holds the text.
pub(super) fn main(archive: &mut Archive<'_>) -> Option<String> {
    let types = archive.part(TYPES).ok()??;
    let mut main = None;
    xml::each(&types, |item| {
        let Item::Start(element) = item else { return };
        let kind = element.attribute("ContentType").unwrap_or_default();
        if kind.contains("word") && kind.ends_with(MAIN) {
            main = element.attribute("PartName").or(main.take());
        }
    })
    .ok()?;
    main.map(|name| name.trim_start_matches('/').to_owned())
}

/// A part with text.
fn read(part: &str, flow: &mut Flow) -> Result<(), Error> {
    let mut state = State { flow, hidden: None, run: false, raised: None };
    xml::each(part, |item| match item {
        Item::Start(element) => state.start(element),
        Item::End(name) => state.end(name),
        Item::Text(text) if state.run && state.hidden.is_none() => state.flow.run(text),
        Item::Text(_) => {}
    })
}

struct State<'f> {
    flow: &'f mut Flow,
    /// An element that is left out with all that is in it, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// Whether text is text of the document.
    run: bool,
    /// Where what is raised above the line begins.
    raised: Option<usize>,
}

impl State<'_> {
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
            "t" => self.run = !element.empty,
            "tab" => self.flow.run("\t"),
            "br" | "cr" => self.flow.line(),
            "noBreakHyphen" => self.flow.run("-"),
            "vertAlign" if element.attribute("val").as_deref() == Some("superscript") => {
                self.raised = Some(self.flow.place());
            }
            "p" => self.flow.paragraph(),
            "tbl" => self.flow.open_table(),
            "tr" => self.flow.open_row(),
            "tc" => self.flow.open_cell(),
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
            "t" => self.run = false,
            "r" => {
                if let Some(place) = self.raised.take() {
                    self.flow.raise(place);
                }
            }
            "p" => self.flow.paragraph(),
            "tr" => self.flow.close_row(),
            "tbl" => self.flow.close_table(),
            _ => {}
        }
    }
}

/// What is no text of the document: its layout, what was deleted or moved away, how characters are read, and a
/// drawing said again for older programs.
fn is_hidden(name: &str) -> bool {
    matches!(name, "pPr" | "sectPr" | "tblPr" | "trPr" | "tcPr" | "del" | "moveFrom" | "rt" | "Fallback")
}
