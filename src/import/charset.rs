//! The encoding that a page says it is in.

use html5gum::{Token, Tokenizer};

use super::element::attribute;

/// How many bytes at the beginning of a page tell its encoding. The standard has 1,024; pages are less strict.
const HEAD: usize = 4096;

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
