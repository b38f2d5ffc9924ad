//! Where texts come from: files, folders, standard input.

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

use bitext::import::{self, Format};
use bitext::{Error, ErrorKind};

use crate::decode::{Decoding, is_utf32};
use crate::failure::Failure;

/// What standard input is called in messages.
const STDIN: &str = "standard input";

/// A file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Stdin,
    File(PathBuf),
}

impl Source {
    /// `-` is standard input.
    pub fn named(path: &Path) -> Source {
        if path == Path::new("-") { Source::Stdin } else { Source::File(path.to_owned()) }
    }

    /// What it is called in messages.
    pub fn name(&self) -> String {
        match self {
            Source::Stdin => STDIN.to_owned(),
            Source::File(path) => path.display().to_string(),
        }
    }

    /// The name of the document in a corpus: the path as it was given.
    pub fn document(&self) -> Option<String> {
        match self {
            Source::Stdin => None,
            Source::File(_) => Some(self.name()),
        }
    }

    /// The file that it is, by the path that no link leads away from.
    pub fn place(&self) -> Option<PathBuf> {
        let path = match self {
            // Where a system has such a path, it leads to the file that the shell has opened.
            Source::Stdin => Path::new("/dev/stdin"),
            Source::File(path) => path,
        };
        fs::canonicalize(path).ok()
    }

    /// Whether its name can be written down.
    pub fn is_named_in_unicode(&self) -> bool {
        match self {
            Source::Stdin => true,
            Source::File(path) => path.to_str().is_some(),
        }
    }

    /// Its size in bytes where that is known.
    pub fn size(&self) -> u64 {
        match self {
            Source::Stdin => 0,
            Source::File(path) => fs::metadata(path).map_or(0, |m| m.len()),
        }
    }

    /// Opens it for reading line by line.
    pub fn open(&self) -> Result<BufReader<Box<dyn Read>>, Failure> {
        match self {
            Source::Stdin => {
                refuse_terminal()?;
                Ok(BufReader::with_capacity(1 << 16, Box::new(io::stdin())))
            }
            Source::File(path) => {
                let file = open_file(path).map_err(|e| self.unreadable(&e))?;
                Ok(BufReader::with_capacity(1 << 16, Box::new(file)))
            }
        }
    }

    /// Opens it for reading anywhere in it.
    pub fn file(&self) -> io::Result<File> {
        match self {
            Source::Stdin => Err(io::Error::new(io::ErrorKind::NotSeekable, "it can be read once only")),
            Source::File(path) => open_file(path),
        }
    }

    /// Reads its bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        match self {
            Source::Stdin => {
                refuse_terminal()?;
                io::stdin().lock().read_to_end(&mut bytes)
            }
            Source::File(path) => open_file(path).and_then(|mut file| file.read_to_end(&mut bytes)),
        }
        .map_err(|e| self.unreadable(&e))?;
        Ok(bytes)
    }

    /// Reads its text; of a document that is no plain text, what it says.
    pub fn text(&self, decoding: &Decoding) -> Result<String, Failure> {
        let bytes = self.bytes()?;
        let text = match self.format(&bytes) {
            None => return self.decoded(bytes, decoding),
            Some(Format::Html) => {
                let decoding = decoding.or_declared(import::charset(&bytes).as_deref());
                import::html(&self.decoded(bytes, &decoding)?)
            }
            Some(format) => {
                format.text(&bytes).map_err(|error| Failure::new(format!("{}: {error}", self.name())))?
            }
        };
        if text.is_empty() {
            return Err(Failure::new(format!("{}: has no text in it", self.name())));
        }
        Ok(text)
    }

    /// What it is, if no plain text: by its bytes, or by its name, be it a piece of a page or a damaged archive.
    fn format(&self, bytes: &[u8]) -> Option<Format> {
        let named = || match self {
            Source::Stdin => None,
            Source::File(path) => DOCUMENTS.into_iter().find(|(_, endings)| has_ending(path, endings)),
        };
        let may_be = |format: &Format| match format {
            Format::Html => no_text(bytes).is_none(),
            _ => bytes.starts_with(ZIP),
        };
        Format::of(bytes).or_else(|| named().map(|(format, _)| format).filter(may_be))
    }

    /// The text that its bytes are. An empty file is an error: most often it is a mistake.
    pub fn decoded(&self, bytes: Vec<u8>, decoding: &Decoding) -> Result<String, Failure> {
        if let Some(what) = no_text(&bytes) {
            return Err(Failure::new(format!("{}: is {what}", self.name())));
        }
        let path = PathBuf::from(self.name());
        let text = decoding.text(bytes, path).map_err(|kind| self.undecodable(kind, decoding))?;
        if text.is_empty() || text == "\u{FEFF}" {
            return Err(Failure::new(format!("{}: is empty; there is nothing to read in it", self.name())));
        }
        Ok(text)
    }

    /// What an error in reading it means.
    pub fn unreadable(&self, error: &io::Error) -> Failure {
        let name = self.name();
        if error.kind() == io::ErrorKind::NotFound && name.contains("://") {
            return Failure::new(format!("{name}: is a link, and only files are read; save the page first"));
        }
        Failure::new(format!("{name}: cannot be read: {error}"))
    }

    /// What an error in the table that it is means: the same with its name.
    pub fn wrong(&self, error: Error) -> Failure {
        match error.into_kind() {
            ErrorKind::Table { line, message, .. } => {
                let path = Some(PathBuf::from(self.name()));
                Error::from(ErrorKind::Table { path, line, message }).into()
            }
            kind => Error::from(kind).into(),
        }
    }

    fn undecodable(&self, kind: ErrorKind, decoding: &Decoding) -> Failure {
        let hint = match decoding.encoding {
            None => "give its encoding (--encoding gb18030, big5, …)",
            Some(_) => "give another --encoding",
        };
        let error = Error::from(kind);
        Failure::new(format!("{error}; {hint}, or --lossy to read on with \u{FFFD} in its place"))
    }
}

/// What a file is, by its first bytes, that people take for a text, and what to do with it.
fn no_text(bytes: &[u8]) -> Option<String> {
    if is_utf32(bytes) {
        return Some("UTF-32; convert it first, for example with iconv -f utf-32 -t utf-8".to_owned());
    }
    if bytes.starts_with(b"\x1F\x8B") {
        return Some("a gzip file and no text; unpack it first, for example with gunzip".to_owned());
    }
    if bytes.get(60..).is_some_and(|bytes| bytes.starts_with(b"BOOKMOBI")) {
        return Some("a MOBI book and no text; save it as EPUB first, for example with Calibre".to_owned());
    }
    if bytes.starts_with(OLD_OFFICE) && holds(bytes, "EncryptedPackage") {
        return Some("protected by a password; save it without one first".to_owned());
    }
    let kinds: [(&[u8], &str, &str); 4] = [
        (
            ZIP,
            "an XLSX, or another zip archive that is no EPUB, DOCX or ODT,",
            "save a sheet as text with tabs between its columns first",
        ),
        (b"%PDF-", "a PDF", "convert it first, for example with pdftotext"),
        (
            OLD_OFFICE,
            "an old Office document",
            "save it as DOCX first, or a sheet as text with tabs between its columns",
        ),
        (b"{\\rtf", "an RTF document", "save it as DOCX first"),
    ];
    let (_, kind, first) = kinds.iter().find(|(start, ..)| bytes.starts_with(start))?;
    Some(format!("{kind} and no text; {first}"))
}

/// Whether a name stands in a file as old Office documents write names.
fn holds(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn open_file(path: &Path) -> io::Result<File> {
    if fs::metadata(path)?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    File::open(path)
}

fn refuse_terminal() -> Result<(), Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::new("no input: give a file, or pipe a text into standard input (see --help)"));
    }
    Ok(())
}

/// The texts that the arguments name: files as they are, folders by the texts and documents
/// in them and below, sorted. Nothing named is standard input.
///
/// What cannot be listed is told one by one and does not hold up the rest.
pub fn sources(paths: &[PathBuf]) -> Vec<Result<Source, Failure>> {
    if paths.is_empty() {
        return vec![Ok(Source::Stdin)];
    }
    let mut out = Vec::new();
    for path in paths {
        if path == Path::new("-") || !path.is_dir() {
            out.push(Ok(Source::named(path)));
            continue;
        }
        let mut found = Found::default();
        found.walk(path);
        let Found { mut files, failures } = found;
        if files.is_empty() && failures.is_empty() {
            let message =
                format!("{}: no texts in this folder; they are files named {}", path.display(), named());
            out.push(Err(Failure::new(message)));
        }
        files.sort();
        out.extend(files.into_iter().map(|file| Ok(Source::File(file))));
        out.extend(failures.into_iter().map(Err));
    }
    out
}

/// What there is in a folder and below.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    /// Why some folders could not be listed, or not to their end.
    failures: Vec<Failure>,
}

impl Found {
    /// Collects the texts of a folder. Hidden entries are passed over, and so are links to
    /// folders, which may lead round in a circle.
    fn walk(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return self.fail(folder, &e),
        };
        let readable: Vec<&str> = endings().collect();
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((_, entry)) if entry.file_name().as_encoded_bytes().starts_with(b".") => {}
                Ok((kind, entry)) if kind.is_dir() => self.walk(&entry.path()),
                Ok((_, entry)) => {
                    self.files.extend(Some(entry.path()).filter(|p| has_ending(p, &readable) && p.is_file()))
                }
                Err(e) => self.fail(folder, &e),
            }
        }
    }

    fn fail(&mut self, folder: &Path, error: &io::Error) {
        self.failures.push(Failure::new(format!("{}: cannot be listed: {error}", folder.display())));
    }
}

/// How the names of texts end that are read from a folder.
const TEXTS: [&str; 4] = ["txt", "md", "srt", "vtt"];

/// How the names of documents end.
const DOCUMENTS: [(Format, &[&str]); 4] = [
    (Format::Html, &["html", "htm", "xhtml"]),
    (Format::Epub, &["epub"]),
    (Format::Docx, &["docx"]),
    (Format::Odt, &["odt"]),
];

/// How an archive begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// How an Office document begins that is older than 2007, or protected by a password.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0";

fn endings() -> impl Iterator<Item = &'static str> {
    TEXTS.into_iter().chain(DOCUMENTS.into_iter().flat_map(|(_, endings)| endings.iter().copied()))
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The names that are read, for a message.
fn named() -> String {
    endings().map(|ending| format!("*.{ending}")).collect::<Vec<_>>().join(", ")
}
