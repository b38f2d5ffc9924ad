//! DOCX: a document of Word (ECMA-376, WordprocessingML).

use super::archive::Archive;
use super::flow::Flow;
use super::layers::Layers;
use super::open::Open;
use super::wrong;
use super::xml::{self, Element, Item};
use crate::error::Error;

/// The part that tells what the others are.
pub(super) const TYPES: &str = "[Content_Types].xml";

/// How the type of the document itself ends, in its variants with and without macros, and as a template.
const MAIN: &str = ".main+xml";

pub(super) fn text(archive: &mut Archive<'_>) -> Result<String, Error> {
    let main = main(archive)?.ok_or_else(|| wrong("is no document of Word"))?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut flow = read(&archive.needed(&main)?, Flow::default())?;
    for notes in ["footnotes.xml", "endnotes.xml"] {
        if let Some(notes) = archive.part(&format!("{folder}/{notes}"))? {
            flow.close();
            flow = read(&notes, flow)?;
        }
    }
    Ok(flow.finish())
}

/// The name of the part that holds the text.
pub(super) fn main(archive: &mut Archive<'_>) -> Result<Option<String>, Error> {
    let Some(types) = archive.part(TYPES)? else { return Ok(None) };
    let mut main = None;
    xml::each(&types, |item| {
        let Item::Start(element) = item else { return };
        let kind = element.attribute("ContentType").unwrap_or_default();
        if kind.contains("word") && kind.ends_with(MAIN) {
            main = element.attribute("PartName").or(main.take());
        }
    })?;
    Ok(main.map(|name| name.trim_start_matches('/').to_owned()))
}

/// Adds the text of a part.
fn read(part: &str, flow: Flow) -> Result<Flow, Error> {
    let mut state = State { layers: Layers::from(flow), ..State::default() };
    xml::each(part, |item| match item {
        Item::Start(element) => state.start(element),
        Item::End(name) => state.end(name),
        Item::Text(text) => state.text(text),
    })?;
    Ok(state.layers.finish())
}

#[derive(Default)]
struct State {
    layers: Layers,
    /// An element that is left out with all that is in it.
    hidden: Option<Open>,
    /// Whether text is text of the document.
    run: bool,
    /// Whether it is not shown.
    vanished: bool,
    /// Where what is raised above the line begins.
    raised: Option<usize>,
    /// Whether no paragraph ends with the one that is open, and with the one before.
    joined: (bool, bool),
    /// Whether what comes is a table of contents.
    contents: bool,
    /// Fields that are open, outermost first.
    fields: Vec<Field>,
    /// Whether text is what a field says to the program.
    instruction: bool,
}

/// A field that is open.
#[derive(Default)]
struct Field {
    instruction: String,
    /// How many texts are around what it shows, if that is set aside.
    aside: Option<usize>,
}

impl State {
    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if let Some(hidden) = &mut self.hidden {
            self.joined.0 |= hidden.is("pPr") && ends_no_paragraph(element);
            return hidden.start(name, element.empty);
        }
        match name {
            _ if is_hidden(name) => {
                self.hidden = (!element.empty).then(|| Open::new(name));
            }
            "t" => self.run = !element.empty,
            "tab" | "ptab" => self.layers.flow.run("\t"),
            "br" | "cr" => self.layers.flow.line(),
            "noBreakHyphen" => self.layers.flow.run("-"),
            "sym" => self.symbol(&element.attribute("char").unwrap_or_default()),
            "r" => self.vanished = false,
            "vanish" => self.vanished = !element.attribute("val").is_some_and(|value| is_off(&value)),
            "vertAlign" if element.attribute("val").as_deref() == Some("superscript") => {
                self.raised = Some(self.layers.flow.place());
            }
            // Of a formula: what is above, and what is below the line of a fraction.
            "sup" => self.raised = Some(self.layers.flow.place()),
            "den" => self.layers.flow.run("/"),
            "fldChar" => self.field(&element.attribute("fldCharType").unwrap_or_default()),
            "instrText" => self.instruction = !element.empty,
            "docPartGallery" => {
                self.contents = element.attribute("val").as_deref() == Some("Table of Contents");
            }
            "sdtContent" if std::mem::take(&mut self.contents) && !element.empty => {
                self.hidden = Some(Open::new(name));
            }
            "txbxContent" if !element.empty => {
                self.raised = None;
                self.layers.enter_box();
            }
            "p" => {
                if !std::mem::take(&mut self.joined.1) {
                    self.layers.flow.paragraph();
                }
                if !element.empty {
                    self.layers.open_paragraph();
                }
            }
            "tbl" => self.layers.flow.open_table(),
            "tr" => self.layers.flow.open_row(),
            "tc" => self.layers.flow.open_cell(),
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
            "t" => self.run = false,
            "instrText" => self.instruction = false,
            "r" => {
                if let Some(place) = self.raised.take() {
                    self.layers.flow.raise(place, false);
                }
                self.vanished = false;
            }
            "txbxContent" => self.layers.leave_box(),
            "p" => {
                self.joined.1 = std::mem::take(&mut self.joined.0);
                if !self.joined.1 {
                    self.layers.flow.paragraph();
                }
                self.layers.close_paragraph();
            }
            "tr" => self.layers.flow.close_row(),
            "tbl" => self.layers.flow.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        match self.fields.last_mut() {
            Some(field) if self.instruction => field.instruction.push_str(text),
            _ if self.run && !self.vanished => self.layers.flow.run(text),
            _ => {}
        }
    }

    /// A field begins, has said what it is, or ends. The table of contents is one.
    fn field(&mut self, mark: &str) {
        match mark {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                let is_in_contents = self.fields.iter().any(|field| field.aside.is_some());
                let Some(field) = self.fields.last_mut() else { return };
                if !is_in_contents && field.instruction.split_whitespace().next() == Some("TOC") {
                    self.layers.enter(Flow::default());
                    field.aside = Some(self.layers.depth());
                }
            }
            // What a field shows that does not end is text.
            _ => {
                if self.fields.pop().is_some_and(|field| field.aside == Some(self.layers.depth())) {
                    self.layers.leave();
                }
            }
        }
    }

    /// A character of a font; those that only the font has a picture for mean nothing without it.
    fn symbol(&mut self, code: &str) {
        let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        if let Some(c) = c.filter(|c| !matches!(c, '\0'..=' ' | '\u{E000}'..='\u{F8FF}')) {
            self.layers.flow.run(c.encode_utf8(&mut [0; 4]));
        }
    }
}

/// Whether a property of a paragraph says that the next one goes on with it: its end was deleted or moved away, or it
/// is the large letter that the next one begins with.
fn ends_no_paragraph(property: &Element<'_>) -> bool {
    match property.name() {
        "del" | "moveFrom" => true,
        "framePr" => property.attribute("dropCap").is_some_and(|kind| kind != "none"),
        _ => false,
    }
}

/// Whether a property is said not to be.
fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off")
}

/// What is no text of the document: its layout, what was deleted or moved away, how characters are read, and a
/// drawing said again for older programs.
fn is_hidden(name: &str) -> bool {
    matches!(name, "pPr" | "sectPr" | "tblPr" | "trPr" | "tcPr" | "del" | "moveFrom" | "rt" | "Fallback")
}
