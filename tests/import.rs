//! Documents to text: the cases of `tests/import`, whole archives, damaged ones, and the law that any page of HTML
//! can be read.
#![cfg(feature = "import")]

use bitext::ErrorKind;
use bitext::import::{Format, charset, html};
use proptest::prelude::*;

#[path = "support/archive.rs"]
mod archive;
#[path = "support/growth.rs"]
mod growth;

use archive::archive;

/// The cases of a file, each with its title, what is read, and the text.
fn cases(file: &str) -> Vec<(&str, &str, String)> {
    let cases = file.split("\n=== ").skip(1).map(|case| {
        let (title, case) = case.split_once('\n').unwrap();
        let (source, text) = case.split_once("\n---\n").unwrap();
        let text = text.trim_end().replace('→', "\t").replace('·', " ").replace('⍽', "\u{a0}");
        (title, source, format!("{text}\n"))
    });
    cases.collect()
}

/// Compares all of them, and shows those that are wrong together.
fn check<'c>(found: impl Iterator<Item = (&'c str, String, String)>) {
    let wrong: Vec<String> = found
        .filter(|(_, text, expected)| text != expected)
        .map(|(title, text, expected)| format!("{title}\n  expected:\n{expected}  found:\n{text}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn pages_are_read() {
    let cases = cases(include_str!("import/html.txt"));
    assert!(cases.len() > 10);
    check(cases.into_iter().map(|(title, page, text)| (title, html(page), text)));
}

/// Sets a prefix before the names of all elements and attributes.
fn prefixed(body: &str, prefix: &str) -> String {
    let mut out = String::new();
    for (i, piece) in body.split('<').enumerate() {
        let (slash, rest) = piece.strip_prefix('/').map_or(("", piece), |rest| ("/", rest));
        match i {
            0 => out.push_str(piece),
            _ => out.push_str(&format!("<{slash}{prefix}:{rest}")),
        }
    }
    out
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"#;

fn docx(body: &str) -> Vec<u8> {
    let (body, notes) = body.split_once("\nnotes\n").unwrap_or((body, ""));
    let space = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let (body, notes) = (prefixed(body, "w"), prefixed(notes, "w"));
    archive(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &format!("<w:document {space}><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", &format!("<w:footnotes {space}>{notes}</w:footnotes>")),
    ])
}

fn odt(body: &str) -> Vec<u8> {
    let body = prefixed(body, "text");
    let content =
        format!("<office:document-content><office:body>{body}</office:body></office:document-content>");
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

#[test]
fn documents_of_an_office_are_read() {
    let cases = cases(include_str!("import/office.txt"));
    assert!(cases.len() > 8);
    check(cases.into_iter().map(|(title, body, text)| {
        let (format, file) = match title.split_once(' ').unwrap().0 {
            "docx" => (Format::Docx, docx(body)),
            _ => (Format::Odt, odt(body)),
        };
        assert_eq!(Format::of(&file), Some(format), "{title}");
        (title, format.text(&file).unwrap(), text)
    }));
}

const CONTAINER: &str = r#"<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

const PACKAGE: &str = r#"<package version="3.0" xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="text/two%20b.xhtml#top" media-type="application/xhtml+xml"/>
<item id="a" href="text/../text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="picture.jpg" media-type="image/jpeg"/><item id="x" href="missing.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="p"/><itemref idref="x"/><itemref idref="b"/><itemref idref="none"/></spine></package>"#;

const ONE: &str = r#"<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>I</title></head>
<body><h1>One</h1><p>The lock&nbsp;was dug.</p><table><tr><td>open"#;

fn book(more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/text/two b.xhtml", "<html><body><p>Nobody waved.</p></body></html>"),
        ("OEBPS/text/one.xhtml", ONE),
        ("OEBPS/nav.xhtml", "<html><body><nav><ol><li>One</li></ol></nav></body></html>"),
        ("OEBPS/book.opf", PACKAGE),
    ];
    parts.extend(more);
    archive(&parts)
}

#[test]
fn a_book_is_read_in_its_order_without_its_contents() {
    let book = book(&[]);
    assert_eq!(Format::of(&book), Some(Format::Epub));
    let text = Format::Epub.text(&book).unwrap();
    assert_eq!(text, "One\n\nThe lock\u{a0}was dug.\n\nopen\n\nNobody waved.\n");
}

/// A book of pages, and what its list of files says besides.
fn book_of(pages: &[(&str, &str)], manifest: &str, rest: &str) -> Vec<u8> {
    let package = format!(
        "<package><metadata><title>A & B</title></metadata><manifest>{manifest}</manifest>{rest}</package>"
    );
    let mut parts = vec![("META-INF/container.xml", CONTAINER), ("OEBPS/book.opf", package.as_str())];
    parts.extend(pages);
    archive(&parts)
}

#[test]
fn books_are_read() {
    let cases = cases(include_str!("import/books.txt"));
    assert!(cases.len() > 6);
    check(cases.into_iter().map(|(title, source, text)| {
        let bodies = source.split("\npage\n").zip(1..);
        let pages: Vec<(String, String, bool)> = bodies
            .map(|(body, number)| {
                let (told, body) = body.strip_prefix("toc").map_or((false, body), |body| (true, body));
                (format!("OEBPS/{number}.xhtml"), format!("<html><head/><body>{body}</body></html>"), told)
            })
            .collect();
        let list =
            |line: &dyn Fn(&str) -> String| pages.iter().map(|page| line(&page.0[6..])).collect::<String>();
        let manifest =
            list(&|name| format!(r#"<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>"#));
        let spine = list(&|name| format!(r#"<itemref idref="{name}"/>"#));
        let told = pages.iter().filter(|page| page.2);
        let guide: String =
            told.map(|page| format!(r#"<reference type="toc" href="{}"/>"#, &page.0[6..])).collect();
        let parts: Vec<(&str, &str)> = pages.iter().map(|page| (page.0.as_str(), page.1.as_str())).collect();
        let book = book_of(&parts, &manifest, &format!("<spine>{spine}</spine><guide>{guide}</guide>"));
        (title, Format::Epub.text(&book).unwrap(), text)
    }));
}

/// Names in the other case, a type that says nothing, the same page twice, pages beside the order, no order at all.
#[test]
fn lists_of_files_that_are_not_as_they_should_be() {
    let pages = [
        ("OEBPS/Text/A.xhtml", "<html><body><p>One.</p></body></html>"),
        ("OEBPS\\Text\\b.xhtml", "<html><body><p>Two.</p></body></html>"),
        ("OEBPS/c.xml", "<html><body><p>Three.</p></body></html>"),
    ];
    let manifest = r#"<item id="c" href="c.xml" media-type="application/xml"/><item id="a" href="text/a.xhtml"/>
        <item id="b" href="Text/b.xhtml" media-type="text/html"/><item id="a" href="c.xml" media-type="text/html"/>"#;
    let spine = r#"<spine><itemref idref="b" linear="no"/><itemref idref="a"/><itemref idref="c"/><itemref idref="a"/></spine>"#;
    let text = |rest| Format::Epub.text(&book_of(&pages, manifest, rest)).unwrap();
    assert_eq!(text(spine), "One.\n\nThree.\n\nTwo.\n");
    assert_eq!(text("<spine/>"), "Three.\n\nOne.\n\nTwo.\n");
}

#[test]
fn a_book_that_was_packed_with_its_folder() {
    let package =
        r#"<package><manifest><item id="a" href="a.html" media-type="text/html"/></manifest></package>"#;
    let book = archive(&[("book/a.opf", package), ("book/a.html", "<p>One.")]);
    assert_eq!(Format::Epub.text(&book).unwrap(), "One.\n");
}

#[test]
fn a_book_takes_time_in_proportion_to_its_pages() {
    growth::check("pages", 500, |n| {
        let names: Vec<String> = (0..n).map(|i| format!("OEBPS/{i}.html")).collect();
        let pages: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "<p>One.")).collect();
        let item =
            |name: &String| format!(r#"<item id="{0}" href="{0}" media-type="text/html"/>"#, &name[6..]);
        let manifest: String = names.iter().map(item).collect();
        let spine: String =
            names.iter().map(|name| format!(r#"<itemref idref="{}"/>"#, &name[6..])).collect();
        drop(Format::Epub.text(&book_of(&pages, &manifest, &format!("<spine>{spine}</spine>"))).unwrap());
    });
}

#[test]
fn encrypted_pages_are_told_and_encrypted_fonts_are_no_hindrance() {
    let encryption = |uri: &str| {
        format!(
            r#"<encryption><e:EncryptedData xmlns:e="x"><e:CipherData><e:CipherReference URI="{uri}"/></e:CipherData></e:EncryptedData></encryption>"#
        )
    };
    let fonts = encryption("OEBPS/fonts/a.otf");
    assert!(Format::Epub.text(&book(&[("META-INF/encryption.xml", &fonts)])).is_ok());
    let pages = encryption("OEBPS/text/two%20b.xhtml");
    let error = Format::Epub.text(&book(&[("META-INF/encryption.xml", &pages)])).unwrap_err();
    assert_eq!(error.to_string(), "is encrypted (DRM), and cannot be read");
    assert!(matches!(error.into_kind(), ErrorKind::Document { path: None, .. }));
}

#[test]
fn a_list_of_links_is_a_menu_on_the_web_and_no_menu_in_a_book() {
    let list = "<ul><li><a href='#1'>One</a><li><a href='#2'>Two</a><li><a href='#3'>Three</a></ul>";
    assert_eq!(html(list), "One | Two | Three\n");
    let page = format!("<html><body>{list}</body></html>");
    let text = Format::Epub.text(&book(&[("OEBPS/missing.xhtml", &page)])).unwrap();
    assert!(text.contains("\n\nOne\nTwo\nThree\n\n"), "{text}");
}

#[test]
fn what_a_file_is() {
    let html = [
        "<!DOCTYPE html>",
        "<html>",
        "<HTML lang=en>",
        "\u{FEFF} \n<!doctype HTML PUBLIC \"x\">",
        "<?xml version=\"1.0\"?>\n<!-- <p> -->\n<html xmlns=\"x\">",
    ];
    for page in html {
        assert_eq!(Format::of(page.as_bytes()), Some(Format::Html), "{page}");
    }
    let wide: Vec<u8> = "\u{FEFF}<html>你好".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(Format::of(&wide), Some(Format::Html));
    assert_eq!(Format::Html.text(&wide).unwrap(), "你好\n");
    let none = [
        "",
        "Good morning.",
        "<p>Good morning.",
        "<htmlx>",
        "<!doctype htmlx>",
        "<!-- <html>",
        "<?xml version=\"1.0\"?><tmx>",
        "PK\u{3}\u{4}",
    ];
    for text in none {
        assert_eq!(Format::of(text.as_bytes()), None, "{text}");
    }
    assert_eq!(Format::of(&archive(&[("a.txt", "Good morning.")])), None);
    let sheet = TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet");
    assert_eq!(Format::of(&archive(&[("[Content_Types].xml", &sheet), ("xl/workbook.xml", "")])), None);
    let sheet = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")];
    assert_eq!(Format::of(&archive(&sheet)), None);
}

#[test]
fn the_encoding_that_a_page_declares() {
    let cases = [
        ("<meta charset=\"GBK\">", Some("GBK")),
        ("<head><meta name=a content='x; charset=no'></head><meta charset=gb2312>", Some("gb2312")),
        ("<meta http-equiv='Content-Type' content='text/html; charset=big5'>", Some("big5")),
        ("<meta http-equiv=Content-Type content=\"text/html;charset = 'gb2312'\">", Some("gb2312")),
        ("<?xml version='1.0' encoding='gb18030'?><html>", Some("gb18030")),
        ("<!-- <meta charset=gbk> --><meta charset=utf-8>", Some("utf-8")),
        ("<meta charset=utf-16>", None),
        ("<meta charset>", None),
        ("<p>charset=gbk", None),
    ];
    for (page, expected) in cases {
        assert_eq!(charset(page.as_bytes()).as_deref(), expected, "{page}");
    }
    // 你好, with and without a word about it.
    let page = b"<html><meta charset=gb2312><p>\xC4\xE3\xBA\xC3";
    assert_eq!(Format::Html.text(page).unwrap(), "你好\n");
    assert_eq!(Format::Html.text(b"\xEF\xBB\xBF<html><meta charset=gbk>\xE4\xBD\xA0").unwrap(), "你\n");
    assert_eq!(Format::Html.text(b"<p>\xC4 A").unwrap(), "\u{FFFD} A\n");
}

#[test]
fn damaged_documents_are_told() {
    let docx = docx("<p><r><t>Good morning.</t></r></p>");
    let no_document = archive(&[("[Content_Types].xml", TYPES)]);
    let broken = archive(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", "<w:document><w:body></w:document>"),
    ]);
    let locked = archive(&[("META-INF/manifest.xml", "<file-entry><encryption-data/></file-entry>")]);
    // The bit that says that a part is encrypted, before it and in the list of all.
    let mut encrypted = docx.clone();
    for (start, flag) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        for at in 0..docx.len() {
            if docx[at..].starts_with(start) {
                encrypted[at + flag] |= 1;
            }
        }
    }
    let no_package = archive(&[("META-INF/container.xml", "<container/>")]);
    let cases = [
        (Format::Docx, &docx[..docx.len() / 2], "is damaged, or no document of its format"),
        (Format::Docx, b"".as_slice(), "is damaged, or no document of its format"),
        (Format::Odt, &docx, "is damaged: there is no content.xml in it"),
        (Format::Epub, &docx, "is damaged: there is no META-INF/container.xml in it"),
        (Format::Docx, &no_document, "is damaged: there is no word/document.xml in it"),
        (Format::Docx, &broken, "is damaged: no XML at byte 20"),
        (Format::Docx, &encrypted, "is protected by a password"),
        (Format::Odt, &locked, "is protected by a password"),
        (Format::Epub, &no_package, "is damaged: META-INF/container.xml in it names no package"),
    ];
    for (format, file, message) in cases {
        let error = format.text(file).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
    // A byte that is changed is told by its checksum, or changes a letter; nothing panics.
    for i in 0..docx.len() {
        let mut changed = docx.clone();
        changed[i] ^= 0x55;
        let _ = Format::of(&changed).map(|format| format.text(&changed));
    }
}

/// Fields and boxes that never end, or end in the wrong order of depth, cost no more than others.
#[test]
fn an_office_document_takes_time_in_proportion_to_its_length() {
    let contents = r#"<p><r><fldChar fldCharType="begin"/><instrText>TOC</instrText><fldChar fldCharType="separate"/><t>One.</t></r></p>"#;
    growth::check("contents", 2000, |n| drop(Format::Docx.text(&docx(&contents.repeat(n))).unwrap()));
    let (open, close) = ("<p><r><t>One.</t></r><r><txbxContent>", "</txbxContent></r></p>");
    let boxes = |n: usize| docx(&(open.repeat(n) + &close.repeat(n)));
    growth::check("boxes", 2000, |n| drop(Format::Docx.text(&boxes(n)).unwrap()));
    assert_eq!(Format::Docx.text(&boxes(40)).unwrap().matches("One.").count(), 40);
}

#[test]
fn a_page_takes_time_in_proportion_to_its_length() {
    let of = |part: &'static str| move |n: usize| drop(html(&part.repeat(n)));
    for part in [
        "<table><tr><td>x",
        "<ruby>a<rt>b",
        "<sup>1",
        "<nav>a<li>",
        "<svg>",
        "<pre>\n\n",
        "<p>&nbsp;",
        "<q>\n中",
        "<ul><li><a href=x>A",
        "<ul><li><a href=x>A</ul>",
        "<a href=x>A</a><a>",
        "<div role=menu>a",
        "<span class=a>b</span>",
        "<p style=display:block><div style=white-space:pre>a",
        "<b style=display:flex><b>a</b>",
    ] {
        growth::check(part, 20_000, of(part));
    }
}

/// Markup, whole and broken.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z 中文。\n\t&;0-9]{0,8}",
        "</?(p|div|table|tr|td|br|ruby|rt|rb|sup|a|a href=x|ul|nav|li|pre|svg|script|title|textarea|q|b|plaintext)( /| x=.)?>",
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("<".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_page_is_read(page in page()) {
        let text = html(&page);
        prop_assert!(text.is_empty() || text.ends_with('\n') && !text.ends_with("\n\n"), "{:?}", text);
        prop_assert!(!text.contains("\n\n\n") && !text.starts_with('\n'), "{:?}", text);
        for line in text.lines() {
            prop_assert_eq!(line, line.trim_end());
        }
    }

    /// Nothing of what is written between tags is lost, whatever blocks it lies in.
    #[test]
    fn all_words_of_a_page_are_read(
        parts in prop::collection::vec(("(p|div|table|tr|td|th|li|ul|b|span|nav|pre|h1|br|section|sup|a|a href=x|div role=menu)", any::<bool>()), 0..30)
    ) {
        let mut page = String::new();
        for (i, (name, closes)) in parts.iter().enumerate() {
            let slash = if *closes { "/" } else { "" };
            page.push_str(&format!("<{slash}{name}>word{i} "));
        }
        let text = html(&page);
        let found: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '|').filter(|w| !w.is_empty()).collect();
        let expected: Vec<String> = (0..parts.len()).map(|i| format!("word{i}")).collect();
        prop_assert_eq!(found, expected, "{}", page);
    }
}
