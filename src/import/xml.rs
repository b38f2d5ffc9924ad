//! XML as a sequence of elements and text.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::wrong;
use crate::error::Error;

/// What comes next in a file of XML.
pub(super) enum Item<'x> {
    /// The start tag of an element, or an empty element, which has no end.
    Start(&'x Element<'x>),
    /// The local name of an element that ends.
    End(&'x str),
    Text(&'x str),
}

/// The start of an element.
pub(super) struct Element<'x> {
    tag: &'x BytesStart<'x>,
    /// Whether nothing is in it.
    pub(super) empty: bool,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// An attribute, by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.tag.attributes().flatten().find(|a| a.key.local_name().into_inner() == name)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned()))
    }
}

/// Goes through a file.
pub(super) fn each(file: &str, mut take: impl FnMut(Item<'_>)) -> Result<(), Error> {
    let mut reader = Reader::from_str(file);
    // Those who write titles by hand write `A & B`.
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => take(Item::Start(&Element { tag: &tag, empty: false })),
            Ok(Event::Empty(tag)) => take(Item::Start(&Element { tag: &tag, empty: true })),
            Ok(Event::End(tag)) => take(Item::End(tag.local_name().into_inner())),
            Ok(Event::Text(text)) => take(Item::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => take(Item::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(name)) => match name.resolve_char_ref() {
                Ok(Some(c)) => take(Item::Text(c.encode_utf8(&mut [0; 4]))),
                _ => take(Item::Text(&html_escape::decode_html_entities(&format!("&{};", &*name)))),
            },
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                return Err(wrong(format!(
                    "is damaged: no XML at byte {}: {error}",
                    reader.error_position()
                )));
            }
        }
    }
}
