//! A page of HTML or XHTML, read tag by tag.

use html5gum::{StartTag, Token, Tokenizer};

use super::book::{self, Beside};
use super::element::{
    attribute, content, is_block, is_border_in_menu, is_hidden, is_item, is_menu, is_phrase, leads,
};
use super::flow::{Flow, Mark};
use super::open::Open;
use super::style::{Phrases, Style, Styles, Touch};

/// Reads pages into a text, one after the other.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) flow: Flow,
    /// The notes of a book, which stand behind its text. A page of the web has none, as it is shown in its order.
    pub(super) notes: Option<Flow>,
}

impl Reader {
    pub(super) fn read(&mut self, page: &str) {
        let mut tokens = Tokenizer::new(page);
        let mut page = Page::new(self);
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
        page.beside.leave_notes(page.flow);
        self.flow.close();
    }
}

/// What is left out.
#[derive(Debug)]
enum Hidden {
    /// An element with all that is in it.
    Element(Open),
    /// How the characters before are read, up to the next tag of the kind.
    Reading,
}

/// A page that is being read.
struct Page<'r> {
    flow: &'r mut Flow,
    /// What stands beside the text.
    beside: Beside<'r>,
    /// Whether lists of links are menus. In a book they are its contents, which both languages have.
    is_of_web: bool,
    hidden: Option<Hidden>,
    /// The element that is a menu.
    menu: Option<Open>,
    /// How many `<pre>` are open, and other elements with its style.
    preformatted: usize,
    styles: Styles,
    phrases: Phrases,
    /// Where what is raised above the line begins, and whether it is a mark only if it touches a word.
    raised: Option<(usize, bool)>,
    /// What was there before the link that is open.
    link: Option<Mark>,
    /// A letter that was a picture.
    initial: Option<String>,
    /// Whether a line feed that comes now means nothing.
    fresh: bool,
}

impl<'r> Page<'r> {
    fn new(reader: &'r mut Reader) -> Page<'r> {
        Page {
            flow: &mut reader.flow,
            is_of_web: reader.notes.is_none(),
            beside: Beside::new(reader.notes.as_mut()),
            hidden: None,
            menu: None,
            preformatted: 0,
            styles: Styles::default(),
            phrases: Phrases::default(),
            raised: None,
            link: None,
            initial: None,
            fresh: false,
        }
    }

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
            Some(Hidden::Element(hidden)) => return hidden.start(name, tag.self_closing),
            // A block is no way to read a character: somebody has not closed that.
            Some(Hidden::Reading) if !matches!(name, b"rb" | b"rt" | b"rp" | b"rtc") && !is_block(name) => {
                return;
            }
            Some(Hidden::Reading) | None => self.hidden = None,
        }
        self.fresh = false;
        self.forget_places(name);
        if self.beside.start(tag, self.flow) {
            self.forget_all_places();
        }
        if !tag.self_closing {
            self.start_style(tag);
        }
        if self.start_menu(tag) {
            return;
        }
        match name {
            b"rt" | b"rp" | b"rtc" if !tag.self_closing => self.hidden = Some(Hidden::Reading),
            _ if is_hidden(name) && !tag.self_closing => self.hidden = Some(Hidden::Element(Open::new(name))),
            b"br" => self.flow.line(),
            b"q" => self.flow.text("“"),
            b"sup" => self.raised = Some((self.flow.place(), false)),
            b"a" => self.start_link(tag),
            b"img" if !self.is_of_web => self.initial = book::initial(tag),
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
            Some(Hidden::Element(hidden)) => {
                if hidden.end(name) {
                    self.hidden = None;
                }
                return;
            }
            Some(Hidden::Reading) if !matches!(name, b"rt" | b"rp" | b"rtc" | b"ruby") && !is_block(name) => {
                return;
            }
            Some(Hidden::Reading) | None => self.hidden = None,
        }
        self.forget_places(name);
        if self.beside.end(name, self.flow) {
            return self.forget_all_places();
        }
        if is_phrase(name) {
            self.phrases.end(self.flow.place());
        }
        if let Some(style) = self.styles.end(name) {
            self.end_style(style);
        }
        if self.end_menu(name) {
            return;
        }
        match name {
            // A stray end tag that browsers take for a break.
            b"br" => self.flow.line(),
            b"q" => self.flow.text("”"),
            b"sup" => self.end_raised(),
            b"a" => self.end_link(),
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

    fn border(&mut self, name: &[u8]) {
        match name {
            _ if is_item(name) => self.flow.own_line(),
            _ if is_block(name) => self.flow.paragraph(),
            _ => {}
        }
    }

    fn start_link(&mut self, tag: &StartTag<()>) {
        if tag.self_closing {
            return;
        }
        if leads(tag, "backlink") {
            self.hidden = Some(Hidden::Element(Open::new(&tag.name)));
            return;
        }
        let to_note = leads(tag, "noteref");
        if to_note || book::may_lead_to_note(tag) {
            self.raised = self.raised.or(Some((self.flow.place(), !to_note)));
        }
        self.link = book::is_local(tag).then(|| self.flow.mark());
        if attribute(tag, b"href").is_some() && !to_note {
            self.flow.open_link();
        } else {
            self.flow.close_link();
        }
    }

    fn end_link(&mut self) {
        self.end_raised();
        if let Some(before) = self.link.take() {
            self.flow.forget(before, book::is_arrow);
        }
        self.flow.close_link();
    }

    fn end_raised(&mut self) {
        if let Some((place, touching)) = self.raised.take() {
            self.flow.raise(place, touching);
        }
    }

    /// Whether the tag only parts the links of a menu.
    fn start_menu(&mut self, tag: &StartTag<()>) -> bool {
        let name: &[u8] = &tag.name;
        let Some(menu) = &mut self.menu else {
            let begins = is_menu(tag) && !tag.self_closing;
            if begins {
                self.menu = Some(Open::new(name));
                self.flow.paragraph();
            }
            return begins;
        };
        // Who has not closed a menu has not put the text in it.
        if matches!(name, b"main" | b"article" | b"h1") {
            self.menu = None;
            return false;
        }
        menu.start(name, tag.self_closing);
        self.part_links(name)
    }

    /// Whether the tag only ends a menu, or parts its links.
    fn end_menu(&mut self, name: &[u8]) -> bool {
        let Some(menu) = &mut self.menu else { return false };
        if menu.end(name) {
            self.menu = None;
            self.flow.paragraph();
            return true;
        }
        self.part_links(name)
    }

    /// Whether a tag in a menu parts its links, which then get a bar.
    fn part_links(&mut self, name: &[u8]) -> bool {
        let parts = name == b"nav" || is_border_in_menu(name);
        if parts {
            self.flow.bar();
        }
        parts
    }

    fn start_style(&mut self, tag: &StartTag<()>) {
        if is_phrase(&tag.name) {
            match self.phrases.start(tag, self.flow.place()) {
                Some(Touch::Alike) if self.preformatted == 0 => self.flow.seam(),
                // Books have styles for parts of words.
                Some(Touch::Styled) if self.preformatted == 0 && self.is_of_web => self.flow.joint(),
                Some(Touch::Styled) if self.preformatted == 0 => self.flow.seam(),
                _ => {}
            }
        } else if !is_block(&tag.name) {
            return;
        } else if let Some(style) = self.styles.start_block() {
            self.end_style(style);
        }
        match self.styles.start(tag) {
            Some(Style::AsTyped) => self.preformatted += 1,
            Some(Style::Block) => self.block(),
            None => {}
        }
    }

    fn end_style(&mut self, style: Style) {
        match style {
            Style::AsTyped => self.preformatted = self.preformatted.saturating_sub(1),
            Style::Block => self.block(),
        }
    }

    fn block(&mut self) {
        match self.menu.is_some() {
            true => self.flow.bar(),
            false => self.flow.paragraph(),
        }
    }

    /// Cells are texts of their own, where places in the text before mean nothing.
    fn forget_places(&mut self, name: &[u8]) {
        if matches!(name, b"table" | b"tr" | b"td" | b"th") {
            self.forget_all_places();
            self.beside.forget_page();
        }
    }

    fn forget_all_places(&mut self) {
        (self.raised, self.link) = (None, None);
    }
}
