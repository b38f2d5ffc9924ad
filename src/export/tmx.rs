//! Translation Memory eXchange, version 1.4b.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use quick_xml::Writer as XmlWriter;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::rounded;
use super::script::{self, Script};
use crate::alignment::{Alignment, Level, Pair};
use crate::span::is_blank;

/// Writes pairs as a translation memory, TMX 1.4b.
///
/// A pair is a `tu` with a number that counts through all documents, the properties
/// `x-document` (where the document has a name), `x-confidence` (the score, 0 to 1) and
/// `x-bead` (`1-1`, `2-1`, …), then the English and the Chinese. The source language is
/// `en`. Chinese is tagged `zh-TW` where it is traditional and `zh-CN` where it is
/// simplified, since translation tools key on the region; a text whose characters belong to
/// both scripts, or some to one and some to the other, takes the tag of most of its
/// document, and `zh-CN` where that is open too.
///
/// Unaligned text is not written, nor is a pair with nothing to see on one side: importers
/// refuse such units. Characters that XML 1.0 forbids are dropped, and a carriage return
/// becomes a line feed, as any XML parser would make of it. There is no date in the
/// header, so the same corpus gives the same bytes.
///
/// ```
/// use bitext::export::TmxWriter;
/// let mut memory = TmxWriter::new(Vec::new());
/// memory.document(Some("greeting.txt"), &bitext::align("Good morning.\n\n早上好。\n"))?;
/// let tmx = String::from_utf8(memory.finish()?).unwrap();
/// assert!(tmx.contains(r#"<prop type="x-document">greeting.txt</prop>"#));
/// assert!(tmx.contains(r#"<tuv xml:lang="en">"#));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct TmxWriter<W: Write> {
    xml: XmlWriter<W>,
    /// What the header says of the segments; nothing until it is written.
    level: Option<Level>,
    units: usize,
}

impl<W: Write> TmxWriter<W> {
    /// A writer onto `output`. Nothing is written yet.
    pub fn new(output: W) -> TmxWriter<W> {
        TmxWriter { xml: XmlWriter::new_with_indent(output, b' ', 2), level: None, units: 0 }
    }

    /// Writes the pairs of a document.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        let header = self.header(alignment.level())?;
        let document = script::of_document(alignment.bitext());
        for pair in alignment.pairs() {
            let (en, zh) = (pair.en(), pair.zh());
            let (en, zh) = (content(&en), content(&zh));
            if en.chars().all(is_blank) || zh.chars().all(is_blank) {
                continue;
            }
            self.units += 1;
            let mut tu = BytesStart::new("tu");
            tu.push_attribute(("tuid", self.units.to_string().as_str()));
            if alignment.level() != header {
                tu.push_attribute(("segtype", alignment.level().as_str()));
            }
            self.xml.write_event(Event::Start(tu))?;
            if let Some(name) = name {
                self.prop("x-document", &content(name))?;
            }
            self.prop("x-confidence", &format!("{:.4}", rounded(pair.score())))?;
            self.prop("x-bead", &pair.bead_type().to_string())?;
            self.tuv("en", &en)?;
            self.tuv(chinese(&pair, document), &zh)?;
            self.xml.write_event(Event::End(BytesEnd::new("tu")))?;
        }
        Ok(())
    }

    /// Completes and flushes the output, and gives it back. Without a document it is an
    /// empty memory.
    pub fn finish(mut self) -> io::Result<W> {
        self.header(Level::default())?;
        self.xml.write_event(Event::End(BytesEnd::new("body")))?;
        self.xml.write_event(Event::End(BytesEnd::new("tmx")))?;
        let mut output = self.xml.into_inner();
        output.write_all(b"\n")?;
        output.flush()?;
        Ok(output)
    }

    /// Writes the header unless that is done; says what level it names.
    fn header(&mut self, level: Level) -> io::Result<Level> {
        if let Some(level) = self.level {
            return Ok(level);
        }
        self.level = Some(level);
        self.xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.xml.write_event(Event::Start(BytesStart::new("tmx").with_attributes([("version", "1.4")])))?;
        self.xml
            .create_element("header")
            .with_attributes([
                ("creationtool", env!("CARGO_PKG_NAME")),
                ("creationtoolversion", env!("CARGO_PKG_VERSION")),
                ("segtype", level.as_str()),
                ("o-tmf", env!("CARGO_PKG_NAME")),
                ("adminlang", "en"),
                ("srclang", "en"),
                ("datatype", "plaintext"),
            ])
            .write_empty()?;
        self.xml.write_event(Event::Start(BytesStart::new("body")))?;
        Ok(level)
    }

    fn prop(&mut self, kind: &str, value: &str) -> io::Result<()> {
        let element = self.xml.create_element("prop").with_attribute(("type", kind));
        element.write_text_content(text(value)).map(drop)
    }

    fn tuv(&mut self, lang: &str, seg: &str) -> io::Result<()> {
        let tuv = self.xml.create_element("tuv").with_attribute(("xml:lang", lang));
        tuv.write_inner_content(|xml| xml.create_element("seg").write_text_content(text(seg)).map(drop))
            .map(drop)
    }
}

impl<W: Write> fmt::Debug for TmxWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TmxWriter").field("units", &self.units).finish_non_exhaustive()
    }
}

fn chinese(pair: &Pair<'_, '_>, document: Option<Script>) -> &'static str {
    match script::of_units(pair.zh_units(), document) {
        Some(Script::Hant) => "zh-TW",
        Some(Script::Hans) | None => "zh-CN",
    }
}

/// What XML 1.0 can hold of a text.
fn content(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(forbidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace(forbidden, ""))
}

fn text(content: &str) -> BytesText<'_> {
    BytesText::from_escaped(partial_escape(content))
}
