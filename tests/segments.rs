//! The cases of `tests/segments/`: a text, and the segments that it should have.
//!
//! A file holds cases. A case begins with a line `=== title`; its text follows, up to a line
//! `---`; then one line a segment, `language kind | text`. `\n`, `\r`, `\t`, `\\` and
//! `\u{3000}` stand for those characters, in the text and in the segments. The line end
//! before `---` is not part of the text. What stands before the first case is a comment. The segments of
//! `phrases.txt` are those that an aligner finds.

use bitext::{Aligner, Segment, segments};
use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

struct Case {
    title: String,
    text: String,
    expected: Vec<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut in_text = false;
    for line in file.lines() {
        if let Some(title) = line.strip_prefix("=== ") {
            out.push(Case { title: title.to_owned(), text: String::new(), expected: Vec::new() });
            in_text = true;
        } else if line == "---" {
            in_text = false;
            if let Some(case) = out.last_mut() {
                case.text.pop();
            }
        } else if let Some(case) = out.last_mut() {
            if in_text {
                case.text.push_str(&unescape(line));
                case.text.push('\n');
            } else if !line.is_empty() {
                case.expected.push(line.to_owned());
            }
        }
    }
    out
}

fn unescape(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (c, length) = match rest.as_bytes()[0] {
            b'n' => ('\n', 1),
            b'r' => ('\r', 1),
            b't' => ('\t', 1),
            b'u' => {
                let end = rest.find('}').expect("a closing brace");
                let code = u32::from_str_radix(&rest[2..end], 16).expect("a code point");
                (char::from_u32(code).expect("a character"), end + 1)
            }
            _ => ('\\', 1),
        };
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn written(text: &str, segment: &Segment) -> String {
    let mut out = format!("{} {} | ", segment.lang.as_str(), segment.kind.as_str());
    for c in segment.span.of(text).chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            '\u{3000}' | '\u{2028}' | '\u{200B}' => {
                write!(out, "\\u{{{:X}}}", c as u32).expect("a string grows")
            }
            c => out.push(c),
        }
    }
    out
}

#[test]
fn every_case_has_its_segments() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/segments");
    let mut paths: Vec<_> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let aligner = Aligner::new();
    let (mut run, mut wrong) = (0, String::new());
    for path in paths {
        for case in cases(&fs::read_to_string(&path).expect("a case file")) {
            run += 1;
            let by_aligner = path.file_stem().is_some_and(|name| name == "phrases");
            let found = if by_aligner { aligner.segments(&case.text) } else { segments(&case.text) };
            let found: Vec<String> = found.iter().map(|s| written(&case.text, s)).collect();
            if found != case.expected {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                write!(
                    wrong,
                    "\n{name}: {}\nexpected:\n{}\nfound:\n{}\n",
                    case.title,
                    case.expected.join("\n"),
                    found.join("\n")
                )
                .expect("a string grows");
            }
        }
    }
    assert!(run >= 25, "only {run} cases were read");
    assert!(wrong.is_empty(), "{wrong}");
}
