//! The articles of `data/articles/` with their gold. The format of the gold is described in
//! the README there.

use std::fs;
use std::path::PathBuf;

use bitext::{Lang, Span};

/// An article and what its translator says of it.
pub struct Article {
    pub name: String,
    pub text: Text,
    /// Pairs of paragraphs.
    pub gold: Vec<GoldPair>,
    /// Sentence beads, for some articles.
    pub sentences: Option<Vec<GoldPair>>,
}

/// The text as a user would have it.
pub enum Text {
    Mixed(String),
    Pair { en: String, zh: String },
}

impl Text {
    /// The text that spans of `lang` belong to.
    pub fn side(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Text::Mixed(text), _) => text,
            (Text::Pair { zh, .. }, Lang::Zh) => zh,
            (Text::Pair { en, .. }, _) => en,
        }
    }
}

/// One block of a gold file.
#[derive(Debug, PartialEq, Eq)]
pub struct GoldPair {
    /// Number of its first line in the gold file, from 1.
    pub line: usize,
    pub en: Vec<Span>,
    pub zh: Vec<Span>,
}

/// Where the articles are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/articles")
}

/// Names of all articles that can be read with the features that there are, sorted: the gold files without their
/// ending.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("data/articles is there")
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".gold.txt").map(str::to_owned))
        .collect();
    names.retain(|name| cfg!(feature = "import") || !folder().join(format!("{name}.html")).exists());
    names.sort();
    names
}

/// The text of a page of HTML.
#[cfg(feature = "import")]
fn page(page: String) -> String {
    bitext::import::html(&page)
}

#[cfg(not(feature = "import"))]
fn page(_: String) -> String {
    unreachable!("pages are left out")
}

/// Reads `NAME.txt`, `NAME.md`, `NAME.html` or `NAME.en.txt` and `NAME.zh.txt`, with their gold.
pub fn load(name: &str) -> Result<Article, String> {
    let read = |ending: &str| fs::read_to_string(folder().join(format!("{name}{ending}"))).ok();
    let text = match read(".txt").or_else(|| read(".md")).or_else(|| read(".html").map(page)) {
        Some(text) => Text::Mixed(text),
        None => match (read(".en.txt"), read(".zh.txt")) {
            (Some(en), Some(zh)) => Text::Pair { en, zh },
            _ => return Err(format!("{name}: no text beside the gold")),
        },
    };
    let parse = |ending: &str, gold: String| {
        parse_gold(&gold, &text).map_err(|message| format!("{name}{ending}: {message}"))
    };
    let gold = read(".gold.txt").ok_or_else(|| format!("{name}: no gold"))?;
    let gold = parse(".gold.txt", gold)?;
    let sentences = read(".sentences.txt").map(|s| parse(".sentences.txt", s)).transpose()?;
    Ok(Article { name: name.to_owned(), text, gold, sentences })
}

/// Reads a gold file and finds each of its lines in the text.
pub fn parse_gold(gold: &str, text: &Text) -> Result<Vec<GoldPair>, String> {
    let mut en = Finder::new(text.side(Lang::En));
    let mut zh = Finder::new(text.side(Lang::Zh));
    let mut pairs: Vec<GoldPair> = Vec::new();
    let mut open = false;
    for (number, line) in gold.lines().enumerate().map(|(i, line)| (i + 1, line.trim_end())) {
        if line.is_empty() {
            open = false;
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let (lang, quote) = line
            .split_once(": ")
            .filter(|(lang, _)| matches!(*lang, "en" | "zh"))
            .ok_or_else(|| format!("line {number}: neither `en: ` nor `zh: ` nor `#` nor blank: {line}"))?;
        let side = if lang == "en" { &mut en } else { &mut zh };
        let span = side.find(quote).ok_or_else(|| {
            format!("line {number}: not in the text after the {lang} line before it: {quote}")
        })?;
        if !open {
            pairs.push(GoldPair { line: number, en: Vec::new(), zh: Vec::new() });
            open = true;
        }
        let pair = pairs.last_mut().expect("a block is open");
        if lang == "en" { pair.en.push(span) } else { pair.zh.push(span) }
    }
    match pairs.iter().find(|p| p.en.is_empty() || p.zh.is_empty()) {
        Some(pair) => Err(format!("line {}: a pair with one side only", pair.line)),
        None => Ok(pairs),
    }
}

/// Finds quotations in a text from left to right, white space left out of account.
struct Finder {
    /// The text without white space.
    dense: String,
    /// For each byte of `dense`, where it is in the text.
    offsets: Vec<usize>,
    /// Where in `dense` the last quotation ended.
    done: usize,
}

impl Finder {
    fn new(text: &str) -> Finder {
        let (mut dense, mut offsets) = (String::new(), Vec::new());
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            dense.push(c);
            offsets.extend(at..at + c.len_utf8());
        }
        Finder { dense, offsets, done: 0 }
    }

    fn find(&mut self, quote: &str) -> Option<Span> {
        let quote: String = quote.chars().filter(|c| !c.is_whitespace()).collect();
        if quote.is_empty() {
            return None;
        }
        let start = self.done + self.dense[self.done..].find(&quote)?;
        self.done = start + quote.len();
        Some(Span::new(self.offsets[start], self.offsets[self.done - 1] + 1))
    }
}
