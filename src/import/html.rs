//! HTML to text, as a browser would show it.

use html5gum::{HtmlString, StartTag, State, Token, Tokenizer};

use super::flow::Flow;
use super::style::{Style, Styles};

/// How many bytes at the beginning of a page tell its encoding. The standard has 1,024; pages are less strict.
const HEAD: usize = 4096;

/// The text of a page of HTML: each paragraph on a line, and an empty line between two.
///
/// It is what a browser shows, whatever style sheets and scripts make of it: without the title in the head, scripts,
/// pictures, drop-down lists, and the small characters above others that tell how they are read (`<rt>`). Lines of
/// a list and rows of a table follow each other without an empty line, and cells have tabs between them. The number
/// of a note, `<sup>2</sup>`, is written `²`, and the links of a menu are one line, with bars between them: those in
/// `<nav>`, in a line that has nothing else, or in a list that has nothing else and one language. Navigation and the
/// like stays: the aligner finds it by its shape.
///
/// Any text can be given, well formed or not. It takes time in proportion to its length.
///
/// ```
/// let page = "<h1>Tides</h1><p>The ferry left at <b>noon</b>.<br>渡船&nbsp;<i>中午</i>开了。</p>";
/// assert_eq!(bitext::import::html(page), "Tides\n\nThe ferry left at noon.\n渡船\u{a0}中午开了。\n");
/// ```
pub fn html(page: &str) -> String {
    let mut reader = Reader { is_of_web: true, ..Reader::default() };
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

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(&HtmlString(name.to_vec()))?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// Reads pages into a text, one after the other.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) flow: Flow,
    /// Whether lists of links are menus. In a book they are its contents, which both languages have.
    is_of_web: bool,
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
            is_of_web: self.is_of_web,
            hidden: None,
            preformatted: 0,
            menu: None,
            raised: None,
            styles: Styles::default(),
            classes: Vec::new(),
            ended: None,
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
        self.flow.close();
    }
}

/// A page that is being read.
struct Page<'r> {
    flow: &'r mut Flow,
    is_of_web: bool,
    hidden: Option<Hidden>,
    /// How many `<pre>` are open, and other elements with its style.
    preformatted: usize,
    /// The element that is a menu, and how many of its name are open.
    menu: Option<(Vec<u8>, usize)>,
    /// Where what is raised above the line begins.
    raised: Option<usize>,
    styles: Styles,
    /// The classes of the elements in a line that are open.
    classes: Vec<String>,
    /// Where the last of them ended, and the class that it or one in it had.
    ended: Option<(usize, String)>,
    /// Whether a line feed that comes now means nothing.
    fresh: bool,
}

impl Page<'_> {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
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
        if !tag.self_closing {
            self.start_styled(tag);
        }
        if let Some((menu, open)) = &mut self.menu {
            // Who has not closed a menu has not put the text in it.
            if matches!(name, b"main" | b"article" | b"h1") {
                self.menu = None;
            } else {
                *open += usize::from(menu == name && !tag.self_closing);
                if name == b"nav" || is_border_in_menu(name) {
                    return self.flow.bar();
                }
            }
        } else if is_menu(tag) && !tag.self_closing {
            self.menu = Some((name.to_vec(), 1));
            return self.flow.paragraph();
        }
        match name {
            b"rt" | b"rp" | b"rtc" if !tag.self_closing => self.hidden = Some(Hidden::Reading),
            _ if is_hidden(name) && !tag.self_closing => {
                self.hidden = Some(Hidden::Element(name.to_vec(), 1))
            }
            b"br" => self.flow.line(),
            b"q" => self.flow.text("“"),
            b"sup" => self.raised = Some(self.flow.place()),
            b"a" if leads(tag, "backlink") && !tag.self_closing => {
                self.hidden = Some(Hidden::Element(name.to_vec(), 1));
            }
            b"a" if leads(tag, "noteref") => self.raised = self.raised.or(Some(self.flow.place())),
            b"a" if attribute(tag, b"href").is_some() => self.flow.open_link(),
            b"a" => self.flow.close_link(),
            b"ul" | b"ol" | b"menu" | b"dir" if self.is_of_web && !tag.self_closing => self.flow.open_list(),
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
        if is_phrase(name) {
            self.end_phrase();
        }
        if let Some(style) = self.styles.end(name) {
            self.end_style(style);
        }
        if let Some((menu, open)) = &mut self.menu {
            *open -= usize::from(menu == name);
            if *open == 0 {
                self.menu = None;
                return self.flow.paragraph();
            }
            if name == b"nav" || is_border_in_menu(name) {
                return self.flow.bar();
            }
        }
        match name {
            // A stray end tag that browsers take for a break.
            b"br" => self.flow.line(),
            b"q" => self.flow.text("”"),
            b"sup" | b"a" => {
                if let Some(place) = self.raised.take() {
                    self.flow.raise(place);
                }
                if name == b"a" {
                    self.flow.close_link();
                }
            }
            b"ul" | b"ol" | b"menu" | b"dir" if self.is_of_web => self.flow.close_list(),
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

    fn start_styled(&mut self, tag: &StartTag<()>) {
        if is_phrase(&tag.name) {
            self.start_phrase(tag);
        } else if !is_block(&tag.name) {
            return;
        } else if let Some(style) = self.styles.start_block() {
            self.end_style(style);
        }
        match self.styles.start(tag) {
            Some(Style::AsTyped) => self.preformatted += 1,
            Some(Style::Block) if self.menu.is_some() => self.flow.bar(),
            Some(Style::Block) => self.flow.paragraph(),
            None => {}
        }
    }

    fn end_style(&mut self, style: Style) {
        match style {
            Style::AsTyped => self.preformatted = self.preformatted.saturating_sub(1),
            Style::Block if self.menu.is_some() => self.flow.bar(),
            Style::Block => self.flow.paragraph(),
        }
    }

    /// Pages set with styles what stands between two elements that touch.
    fn start_phrase(&mut self, tag: &StartTag<()>) {
        let class = attribute(tag, b"class").unwrap_or_default();
        if let Some((place, ended)) = &self.ended
            && *place == self.flow.place()
            && self.preformatted == 0
        {
            match class.is_empty() || ended.is_empty() || class == *ended {
                true => self.flow.seam(),
                false => self.flow.joint(),
            }
        }
        self.classes.push(class);
    }

    fn end_phrase(&mut self) {
        let class = self.classes.pop().unwrap_or_default();
        let place = self.flow.place();
        match &mut self.ended {
            Some((at, ended)) if *at == place && !ended.is_empty() => {}
            ended => *ended = Some((place, class)),
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

/// Elements in a line that have styles of their own.
fn is_phrase(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"b"
            | b"cite"
            | b"em"
            | b"font"
            | b"i"
            | b"label"
            | b"small"
            | b"span"
            | b"strong"
            | b"time"
            | b"u"
    )
}

/// Elements that have a line of their own.
fn is_item(name: &[u8]) -> bool {
    matches!(name, b"li" | b"dt" | b"dd" | b"button")
}

/// Whether an element is a menu, as HTML says or as screen readers are told.
fn is_menu(tag: &StartTag<()>) -> bool {
    *tag.name == b"nav"[..]
        || attribute(tag, b"role")
            .is_some_and(|role| matches!(&*role, "navigation" | "menu" | "menubar" | "tablist" | "toolbar"))
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
