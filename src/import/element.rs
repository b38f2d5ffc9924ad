//! What the elements of HTML are: blocks, lines, words in a line, menus, or nothing that is shown.

use html5gum::{HtmlString, StartTag, State};

/// What an attribute of an element says.
pub(super) fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(&HtmlString(name.to_vec()))?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// How the content of an element is read, where it is no markup.
pub(super) fn content(name: &[u8]) -> Option<State> {
    match name {
        b"title" | b"textarea" => Some(State::RcData),
        b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => Some(State::RawText),
        b"script" => Some(State::ScriptData),
        b"plaintext" => Some(State::PlainText),
        _ => None,
    }
}

/// Elements that show no text, or not as text.
pub(super) fn is_hidden(name: &[u8]) -> bool {
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
pub(super) fn is_phrase(name: &[u8]) -> bool {
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
pub(super) fn is_item(name: &[u8]) -> bool {
    matches!(name, b"li" | b"dt" | b"dd" | b"button")
}

/// Whether an element is a menu, as HTML says or as screen readers are told.
pub(super) fn is_menu(tag: &StartTag<()>) -> bool {
    *tag.name == b"nav"[..]
        || attribute(tag, b"role")
            .is_some_and(|role| matches!(&*role, "navigation" | "menu" | "menubar" | "tablist" | "toolbar"))
}

/// Elements that part the links of a menu.
pub(super) fn is_border_in_menu(name: &[u8]) -> bool {
    is_item(name) || is_block(name) || matches!(name, b"a" | b"br" | b"table" | b"tr" | b"td" | b"th")
}

/// Elements that begin and end a paragraph.
pub(super) fn is_block(name: &[u8]) -> bool {
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
pub(super) fn leads(tag: &StartTag<()>, kind: &str) -> bool {
    [&b"epub:type"[..], b"role"]
        .iter()
        .any(|&name| attribute(tag, name).is_some_and(|own| own.ends_with(kind)))
}
