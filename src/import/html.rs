//! HTML to text, as a browser would show it.

use html5gum::{HtmlString, StartTag, State, Token, Tokenizer};

use super::book;
use super::flow::{Flow, Mark};

/// How many bytes at the beginning of a page tell its encoding. The standard has 1,024; pages are less strict.
const HEAD: usize = 4096;

/// The text of a page of HTML: each paragraph on a line, and an empty line between two.
///
/// It is what a browser shows, whatever styles and scripts make of it: without the title in the head, scripts,
/// pictures, drop-down lists, and the small characters above others that tell how they are read (`<rt>`). Lines of
/// a list and rows of a table follow each other without an empty line, and cells have tabs between them. The number
/// of a note, `<sup>2</sup>`, `<sup>[2]</sup>` behind a word, is written `²`; an arrow that leads back from one is left
/// out, as is a number where a printed page begins (`<span class="pagenum">`). The links of a menu (`<nav>`) are one
/// line, with bars between them. Navigation and the like stays: the aligner finds it by its shape.
///
/// Any text can be given, well formed or not. It takes time in proportion to its length.
///
/// ```
/// let page = "<h1>Tides</h1><p>The ferry left at <b>noon</b>.<br>渡船&nbsp;<i>中午</i>开了。</p>";
/// assert_eq!(bitext::import::html(page), "Tides\n\nThe ferry left at noon.\n渡船\u{a0}中午开了。\n");
/// ```
pub fn html(page: &str) -> String {
    let mut reader = Reader::default();
    reader.read(page.strip_prefix('\u{FEFF}').unwrap_or(page));
    reader.flow.finish()
}

/// The encoding that a page of HTML, or a file of XML, says it is in, by the name it has there: `gb2312`, `UTF-8`.
///
/// It is looked for in the first 4 kB. A byte order mark at the beginning of a file outweighs it. Who says UTF-16 in
/// bytes that can be read so far is wrong, and has said nothing.
///
/// ```
/// let page = b"<html><head><meta charset=gbk><title>\xC4\xE3</title>";
/// assert_eq!(bitext::import::charset(page).as_deref(), Some("gbk"));
/// assert_eq!(bitext::import::charset(b"<p>Good morning."), None);
/// ```
pub fn charset(page: &[u8]) -> Option<String> {
    let head = &page[..page.len().min(HEAD)];
    let declared = head.strip_prefix(b"<?xml").and_then(|rest| {
        let end = rest.iter().position(|&b| b == b'>')?;
        label_after(&String::from_utf8_lossy(&rest[..end]), "encoding")
    });
    let declared = declared.or_else(|| {
        Tokenizer::new(head).flatten().find_map(|token| match token {
            Token::StartTag(tag) if *tag.name == b"meta"[..] => match attribute(&tag, b"charset") {
                Some(label) => Some(label.trim().to_owned()),
                None if attribute(&tag, b"http-equiv")?.eq_ignore_ascii_case("content-type") => {
                    label_after(&attribute(&tag, b"content")?, "charset")
                }
                None => None,
            },
            _ => None,
        })
    });
    declared.filter(|label| !label.is_empty() && !label.to_ascii_lowercase().starts_with("utf-16"))
}

/// What follows a name and an equals sign.
fn label_after(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '?')).unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}

pub(super) fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(&HtmlString(name.to_vec()))?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// Reads pages into a text, one after the other.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) flow: Flow,
    /// The notes of a book, which stand behind its text.
    pub(super) notes: Option<Flow>,
}

/// What is left out.
#[derive(Debug)]
enum Hidden {
    /// An element with all that is in it, and how many of its name are open.
    Element(Vec<u8>, usize),
    /// How the characters before are read, up to the next tag of the kind.
    Reading,
}

impl Reader {
    pub(super) fn read(&mut self, page: &str) {
        let mut tokens = Tokenizer::new(page);
        let mut page = Page {
            flow: &mut self.flow,
            notes: self.notes.as_mut(),
            note: None,
            printed: None,
            link: None,
            initial: None,
            hidden: None,
            preformatted: 0,
            navigation: 0,
            raised: None,
            fresh: false,
        };
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    // XHTML closes what HTML would not: nothing is in `<script src="…"/>`.
                    let content = if tag.self_closing { None } else { content(&tag.name) };
                    page.start(&tag);
                    if let Some(state) = content {
                        tokens.set_state(state);
                    }
                }
                Token::EndTag(tag) => page.end(&tag.name),
                Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page.leave_notes();
        self.flow.close();
    }
}

/// A page that is being read.
struct Page<'r> {
    flow: &'r mut Flow,
    /// Where the notes of a book go; the text, while one is open.
    notes: Option<&'r mut Flow>,
    /// The element with notes that is open, and how many of its name are.
    note: Option<(Vec<u8>, usize)>,
    /// The element that is open where a printed page begins, how many of its name are, and what was there before.
    printed: Option<(Vec<u8>, usize, Mark)>,
    /// What was there before the link that is open.
    link: Option<Mark>,
    /// A letter that was a picture.
    initial: Option<String>,
    hidden: Option<Hidden>,
    /// How many `<pre>` are open.
    preformatted: usize,
    /// How many `<nav>` are open.
    navigation: usize,
    /// Where what is raised above the line begins, and whether it is a mark only if it touches a word.
    raised: Option<(usize, bool)>,
    /// Whether a line feed that comes now means nothing.
    fresh: bool,
}

impl Page<'_> {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if let Some(initial) = self.initial.take_if(|_| !text.trim().is_empty())
            && !initial.ends_with(|letter| text.trim_start().starts_with(letter))
        {
            self.flow.text(&initial);
        }
        if self.preformatted == 0 {
            return self.flow.text(text);
        }
        let text =
            if std::mem::take(&mut self.fresh) { text.strip_prefix('\n').unwrap_or(text) } else { text };
        self.flow.verbatim(text);
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        match &mut self.hidden {
            Some(Hidden::Element(hidden, open)) => {
                *open += usize::from(hidden == name && !tag.self_closing);
                return;
            }
            Some(Hidden::Reading) if !matches!(name, b"rb" | b"rt" | b"rp" | b"rtc") => return,
            Some(Hidden::Reading) | None => self.hidden = None,
        }
        self.fresh = false;
        self.open_in_book(tag);
        if self.navigation > 0 && is_border_in_menu(name) {
            return self.flow.bar();
        }
        match name {
            b"nav" => {
                self.navigation += usize::from(!tag.self_closing);
                self.flow.paragraph();
            }
            b"rt" | b"rp" | b"rtc" if !tag.self_closing => self.hidden = Some(Hidden::Reading),
            _ if is_hidden(name) && !tag.self_closing => {
                self.hidden = Some(Hidden::Element(name.to_vec(), 1))
            }
            b"br" => self.flow.line(),
            b"q" => self.flow.text("“"),
            b"sup" => self.raised = Some((self.flow.place(), false)),
            b"a" if leads(tag, "backlink") && !tag.self_closing => {
                self.hidden = Some(Hidden::Element(name.to_vec(), 1));
            }
            b"a" if !tag.self_closing => {
                self.link = book::is_local(tag).then(|| self.flow.mark());
                if leads(tag, "noteref") || book::may_lead_to_note(tag) {
                    self.raised = self.raised.or(Some((self.flow.place(), !leads(tag, "noteref"))));
                }
            }
            b"img" if self.notes.is_some() => self.initial = book::initial(tag),
            b"table" => self.flow.open_table(),
            b"tr" => self.flow.open_row(),
            b"td" | b"th" => self.flow.open_cell(),
            b"pre" | b"listing" | b"xmp" | b"plaintext" => {
                self.flow.paragraph();
                self.preformatted += usize::from(!tag.self_closing);
                self.fresh = true;
            }
            _ => self.border(name),
        }
    }

    fn end(&mut self, name: &[u8]) {
        match &mut self.hidden {
            Some(Hidden::Element(hidden, open)) => {
                *open -= usize::from(hidden == name);
                if *open == 0 {
                    self.hidden = None;
                }
                return;
            }
            Some(Hidden::Reading) if !matches!(name, b"rt" | b"rp" | b"rtc" | b"ruby") => return,
            Some(Hidden::Reading) | None => self.hidden = None,
        }
        if self.close_in_book(name) {
            return;
        }
        if self.navigation > 0 && is_border_in_menu(name) {
            return self.flow.bar();
        }
        match name {
            b"nav" => {
                self.navigation = self.navigation.saturating_sub(1);
                self.flow.paragraph();
            }
            // A stray end tag that browsers take for a break.
            b"br" => self.flow.line(),
            b"q" => self.flow.text("”"),
            b"sup" | b"a" => {
                if let Some((place, touching)) = self.raised.take() {
                    self.flow.raise(place, touching);
                }
                if let Some(before) = self.link.take_if(|_| name == b"a") {
                    self.flow.forget(before, book::is_arrow);
                }
            }
            b"table" => self.flow.close_table(),
            b"tr" => self.flow.close_row(),
            b"td" | b"th" => {}
            b"pre" | b"listing" | b"xmp" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.flow.paragraph();
            }
            _ => self.border(name),
        }
    }

    /// An element begins, which may stand beside the text of a book.
    fn open_in_book(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        self.forget_places(name);
        match &mut self.printed {
            Some((open, count, _)) => *count += usize::from(open == name && !tag.self_closing),
            None if book::begins_printed_page(tag) => {
                self.printed = Some((name.to_vec(), 1, self.flow.mark()));
            }
            None => {}
        }
        match (&mut self.note, &mut self.notes) {
            (Some((open, count)), _) => *count += usize::from(open == name && !tag.self_closing),
            (None, Some(notes)) if book::holds_notes(tag) => {
                std::mem::swap(self.flow, notes);
                self.note = Some((name.to_vec(), 1));
                (self.raised, self.printed, self.link) = (None, None, None);
            }
            _ => {}
        }
    }

    /// Cells are texts of their own, where places in the text before mean nothing.
    fn forget_places(&mut self, name: &[u8]) {
        if matches!(name, b"table" | b"tr" | b"td" | b"th") {
            (self.raised, self.printed, self.link) = (None, None, None);
        }
    }

    /// An element ends. Notes part nothing of the text that they stand in the midst of.
    fn close_in_book(&mut self, name: &[u8]) -> bool {
        self.forget_places(name);
        if let Some((open, count, _)) = &mut self.printed {
            *count -= usize::from(open == name);
            if *count == 0
                && let Some((_, _, before)) = self.printed.take()
            {
                self.flow.forget(before, book::is_page_number);
            }
        }
        if let Some((open, count)) = &mut self.note {
            *count -= usize::from(open == name);
            if *count == 0 {
                self.leave_notes();
                return true;
            }
        }
        false
    }

    /// What comes is text of the book again.
    fn leave_notes(&mut self) {
        if let (Some(_), Some(notes)) = (self.note.take(), &mut self.notes) {
            self.flow.close();
            std::mem::swap(self.flow, notes);
            self.flow.text("\n");
            (self.raised, self.printed, self.link) = (None, None, None);
        }
    }

    fn border(&mut self, name: &[u8]) {
        match name {
            _ if is_item(name) => self.flow.own_line(),
            _ if is_block(name) => self.flow.paragraph(),
            _ => {}
        }
    }
}

/// How the content of an element is read, where it is no markup.
fn content(name: &[u8]) -> Option<State> {
    match name {
        b"title" | b"textarea" => Some(State::RcData),
        b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => Some(State::RawText),
        b"script" => Some(State::ScriptData),
        b"plaintext" => Some(State::PlainText),
        _ => None,
    }
}

/// Elements that show no text, or not as text.
fn is_hidden(name: &[u8]) -> bool {
    matches!(
        name,
        b"title"
            | b"style"
            | b"script"
            | b"template"
            | b"noscript"
            | b"iframe"
            | b"noembed"
            | b"noframes"
            | b"object"
            | b"audio"
            | b"video"
            | b"canvas"
            | b"svg"
            | b"annotation"
            | b"annotation-xml"
            | b"select"
            | b"datalist"
            | b"textarea"
    )
}

/// Elements that have a line of their own.
fn is_item(name: &[u8]) -> bool {
    matches!(name, b"li" | b"dt" | b"dd" | b"button")
}

/// Elements that part the links of a menu.
fn is_border_in_menu(name: &[u8]) -> bool {
    is_item(name) || is_block(name) || matches!(name, b"a" | b"br" | b"table" | b"tr" | b"td" | b"th")
}

/// Elements that begin and end a paragraph.
fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"center"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"div"
            | b"dl"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"html"
            | b"legend"
            | b"main"
            | b"menu"
            | b"ol"
            | b"p"
            | b"search"
            | b"section"
            | b"summary"
            | b"ul"
    )
}

/// Whether a link leads to a note, or from there back, as books say.
fn leads(tag: &StartTag<()>, kind: &str) -> bool {
    [&b"epub:type"[..], b"role"]
        .iter()
        .any(|&name| attribute(tag, name).is_some_and(|own| own.ends_with(kind)))
}
