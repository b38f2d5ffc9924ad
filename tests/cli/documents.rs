//! Documents that are no plain text: pages of the web, books, documents of an office.

use crate::archive::archive;
use crate::process::{ARTICLE, Folder};

const TYPES: &str = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim)
}

fn page(text: &str) -> String {
    let body: String = paragraphs(text).map(|line| format!("<p>{line}</p>\n")).collect();
    format!("<!DOCTYPE html>\n<html><head><title>A page</title></head><body>{body}</body></html>\n")
}

fn book(text: &str) -> Vec<u8> {
    let package = r#"<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine><itemref idref="a"/></spine></package>"#;
    archive(&[
        (
            "META-INF/container.xml",
            r#"<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>"#,
        ),
        ("a.opf", package),
        ("a.xhtml", &page(text)),
    ])
}

fn docx(text: &str) -> Vec<u8> {
    let body: String =
        paragraphs(text).map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", &document)])
}

fn odt(text: &str) -> Vec<u8> {
    let body: String = paragraphs(text).map(|line| format!("<text:p>{line}</text:p>")).collect();
    let content = format!("<office:body>{body}</office:body>");
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

/// The article in every kind of document gives what it gives as a text, and places are those of `bitext text`.
#[test]
fn documents_are_read_as_texts_are() {
    let folder = Folder::new()
        .with("a.txt", ARTICLE)
        .with("a.html", page(ARTICLE))
        .with("piece.HTM", "<p>".to_owned() + &ARTICLE.replace("\n\n", "<p>"))
        .with("a.epub", book(ARTICLE))
        .with("a.docx", docx(ARTICLE))
        .with("a.odt", odt(ARTICLE))
        .with("unnamed", docx(ARTICLE));
    let pairs = folder.run(&["align", "a.txt"]).ok();
    assert_eq!(pairs.lines().count(), 3);
    for name in ["a.html", "piece.HTM", "a.epub", "a.docx", "a.odt", "unnamed", "a.txt"] {
        assert_eq!(folder.run(&["text", name]).ok(), ARTICLE, "{name}");
        let run = folder.run(&["align", name]);
        assert_eq!((run.out.as_str(), run.err.as_str()), (pairs.as_str(), ""), "{name}");
    }
    let piped = folder.run_with(&["align"], &book(ARTICLE));
    assert_eq!(piped.ok(), pairs);
    let segments = folder.run(&["segment", "a.txt"]).ok();
    assert_eq!(folder.run(&["segment", "a.odt"]).ok(), segments);
    folder.run(&["text", "a.epub", "-o", "b.txt"]).ok();
    assert_eq!(folder.read("b.txt"), ARTICLE);
}

#[test]
fn a_folder_is_read_with_its_documents() {
    let folder = Folder::new()
        .with("set/a.html", page(ARTICLE))
        .with("set/b.epub", book(ARTICLE))
        .with("set/c.docx", docx(ARTICLE))
        .with("set/d.odt", odt(ARTICLE))
        .with("set/e.XHTML", page(ARTICLE))
        .with("set/picture.jpg", "x");
    let run = folder.run(&["align", "set"]);
    assert!(run.err.starts_with("bitext: 5 documents, 10 pairs,"), "{}", run.err);
}

#[test]
fn a_book_and_its_translation_are_two_documents() {
    let (en, zh): (Vec<&str>, Vec<&str>) = paragraphs(ARTICLE).partition(|line| line.is_ascii());
    let folder =
        Folder::new().with("en.epub", book(&en.join("\n\n"))).with("zh.docx", docx(&zh.join("\n\n")));
    for level in ["paragraph", "sentence"] {
        let run = folder.run(&["align", "--level", level, "--en", "en.epub", "--zh", "zh.docx"]);
        assert_eq!(run.ok().lines().count(), 3);
    }
    folder
        .run(&["align", "--en", "zh.docx", "--zh", "en.epub"])
        .fails_with(1, &["--en and --zh are swapped"]);
}

/// 你好。 in the encodings that pages say they are in, and in another than the one they say.
#[test]
fn a_page_says_in_which_encoding_it_is() {
    let page = |charset: &str, bytes: &[u8]| {
        [b"<html><meta charset=", charset.as_bytes(), b"><p>Good morning.<p>", bytes].concat()
    };
    let folder = Folder::new()
        .with("gbk.html", page("gb2312", b"\xC4\xE3\xBA\xC3\xA1\xA3"))
        .with("big5.html", page("big5", b"\xA7\x41\xA6\x6E\xA1\x43"))
        .with("utf8.html", page("utf-8", "你好。".as_bytes()))
        .with("wrong.html", page("utf-8", b"\xC4\xE3\xBA\xC3\xA1\xA3"));
    for name in ["gbk.html", "big5.html", "utf8.html"] {
        assert_eq!(folder.run(&["text", name]).ok(), "Good morning.\n\n你好。\n", "{name}");
    }
    folder
        .run(&["text", "wrong.html"])
        .fails_with(1, &["wrong.html: not valid UTF-8 at byte 45", "--encoding"]);
    let run = folder.run(&["text", "--encoding", "gbk", "wrong.html"]);
    assert_eq!(run.ok(), "Good morning.\n\n你好。\n");
}

#[test]
fn documents_that_cannot_be_read_are_told() {
    let whole = docx(ARTICLE);
    let folder = Folder::new()
        .with("cut.docx", &whole[..whole.len() / 2])
        .with("other.epub", docx(ARTICLE))
        .with("not.epub", archive(&[("a.txt", "x")]))
        .with("empty.html", "<html><title>x</title></html>")
        .with("a.html", page(ARTICLE))
        .with("old.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
        .with(
            "secret.docx",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
        );
    for (name, part) in [
        ("cut.docx", "cut.docx: is damaged, or no document of its format"),
        ("not.epub", "not.epub: is damaged: there is no META-INF/container.xml in it"),
        ("empty.html", "empty.html: has no text in it"),
        ("secret.docx", "secret.docx: is protected by a password"),
        ("old.docx", "old.docx: is an old Office document and no text"),
    ] {
        folder.run(&["align", name]).fails_with(1, &[part]);
        folder.run(&["text", "-o", "out.txt", name]).fails_with(1, &[part]);
    }
    folder
        .run(&["align", "https://a.example/b.html"])
        .fails_with(1, &["b.html: is a link, and only files are read"]);
    assert_eq!(folder.run(&["align", "other.epub"]).ok().lines().count(), 3);
    folder.run(&["text", "-o", "a.html", "a.html"]).fails_with(2, &["a.html"]);
    assert!(!folder.names().contains(&"out.txt".to_owned()));
}
