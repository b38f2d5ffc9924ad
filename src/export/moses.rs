//! The Moses pair of files: line facing line.

use std::io::{self, Write};

use super::line::one_line;
use crate::alignment::Alignment;
use crate::lang::Lang;
use crate::span::is_blank;

/// Writes the English and the Chinese of each pair on the same line of two files, as Moses,
/// OPUS and the trainers of translation systems read them.
///
/// Both files have the same number of lines, and none of them is empty: a pair with nothing
/// to see on one side is left out. Line breaks and tabs inside a text become one blank, or
/// nothing inside Chinese, and other control characters are dropped. An English word that the end of a
/// line has cut is whole again, as the model of the crate knows words, whichever has aligned. Names of
/// documents are not written, and texts are not tokenised.
///
/// By custom the files are called `NAME.en-zh.en` and `NAME.en-zh.zh`, or `NAME.en` and
/// `NAME.zh`.
///
/// ```
/// use bitext::export::MosesWriter;
/// let mut corpus = MosesWriter::new(Vec::new(), Vec::new());
/// corpus.document(None, &bitext::align_pair("Good morning.\n", "早上好。\n"))?;
/// let (en, zh) = corpus.finish()?;
/// assert_eq!(en, b"Good morning.\n");
/// assert_eq!(zh, "早上好。\n".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct MosesWriter<E, Z> {
    en: E,
    zh: Z,
}

impl<E: Write, Z: Write> MosesWriter<E, Z> {
    /// A writer of English onto `en` and of Chinese onto `zh`. Nothing is written yet.
    pub fn new(en: E, zh: Z) -> MosesWriter<E, Z> {
        MosesWriter { en, zh }
    }

    /// Writes the pairs of a document.
    pub fn document(&mut self, _name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        for (en, zh) in lines(alignment) {
            writeln!(self.en, "{en}")?;
            writeln!(self.zh, "{zh}")?;
        }
        Ok(())
    }

    /// Flushes both outputs and gives them back. Without a pair they are empty.
    pub fn finish(mut self) -> io::Result<(E, Z)> {
        self.en.flush()?;
        self.zh.flush()?;
        Ok((self.en, self.zh))
    }
}

/// Both lines of each pair that has something on both.
pub(super) fn lines(alignment: &Alignment<'_>) -> impl Iterator<Item = (String, String)> {
    let shown = |line: &str| !line.chars().all(is_blank);
    alignment
        .pairs()
        .map(|pair| (one_line(&pair.en(), Lang::En), one_line(&pair.zh(), Lang::Zh)))
        .filter(move |(en, zh)| shown(en) && shown(zh))
}
