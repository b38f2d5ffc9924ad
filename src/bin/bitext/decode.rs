//! Bytes of a file to text.

use std::path::PathBuf;

use bitext::{Error, ErrorKind};
use clap::Args;
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, REPLACEMENT, UTF_8};

/// How input files are read.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Decoding {
    /// Encoding of the input: gb18030, big5, utf-16le, windows-1252, … [default: UTF-8, or what a byte order mark or a page of HTML says]; what is valid UTF-8 is not read as one of the first two
    #[arg(long, value_name = "NAME", value_parser = encoding_named)]
    pub encoding: Option<&'static Encoding>,

    /// Read what is not valid in the encoding as U+FFFD instead of refusing the file
    #[arg(long)]
    pub lossy: bool,
}

fn encoding_named(name: &str) -> Result<&'static Encoding, String> {
    match Encoding::for_label(name.as_bytes()) {
        // What browsers refuse to read goes by this one, which decodes nothing.
        Some(encoding) if encoding == REPLACEMENT => {
            Err("this encoding cannot be read; convert the text first, for example with iconv -t utf-8"
                .to_owned())
        }
        Some(encoding) => Ok(encoding),
        None => {
            Err("no such encoding; known are utf-8, gb18030, gbk, big5, utf-16le, utf-16be, …".to_owned())
        }
    }
}

/// Whether a file has the byte order mark of UTF-32, which begins as that of UTF-16 does.
pub fn is_utf32(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF")
}

impl Decoding {
    /// The same, but for a file that says itself what it is in.
    pub fn or_declared(self, label: Option<&str>) -> Decoding {
        let declared = || Encoding::for_label(label?.as_bytes()).filter(|&encoding| encoding != REPLACEMENT);
        Decoding { encoding: self.encoding.or_else(declared), ..self }
    }

    /// The text of `bytes`.
    ///
    /// UTF-8 stays as it is, byte order mark included, so that offsets count from the start
    /// of the file. A byte order mark outweighs the encoding that was asked for.
    pub fn text(&self, bytes: Vec<u8>, path: PathBuf) -> Result<String, ErrorKind> {
        let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((self.encoding.unwrap_or(UTF_8), 0));
        // Of two files one is often UTF-8 already; Chinese in these is no UTF-8 but by a very odd chance.
        let is_multibyte = [GB18030, GBK, BIG5].contains(&encoding);
        let encoding = if is_multibyte && str::from_utf8(&bytes).is_ok() { UTF_8 } else { encoding };
        if encoding == UTF_8 {
            return match String::from_utf8(bytes) {
                Ok(text) => Ok(text),
                Err(e) if self.lossy => Ok(String::from_utf8_lossy(e.as_bytes()).into_owned()),
                Err(e) => Err(Error::not_utf8(path, &e).into_kind()),
            };
        }
        if self.lossy {
            return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
        }
        strict(encoding, &bytes[mark..]).map_err(|(line, offset)| ErrorKind::Encoding {
            path: Some(path),
            encoding: encoding.name(),
            line,
            offset: mark + offset,
        })
    }
}

/// The text, or line and offset of the first byte that is wrong.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, (usize, usize)> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut read = 0;
    loop {
        let rest = &bytes[read..];
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()));
        let (result, n) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        read += n;
        match result {
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(wrong, after) => {
                let back = usize::from(wrong) + usize::from(after);
                return Err((1 + count_lines(text.as_bytes()), read.saturating_sub(back)));
            }
        }
    }
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], encoding: Option<&str>, lossy: bool) -> Result<String, (usize, usize)> {
        let encoding = encoding.map(|name| encoding_named(name).unwrap());
        Decoding { encoding, lossy }.text(bytes.to_vec(), PathBuf::new()).map_err(|e| match e {
            ErrorKind::Encoding { line, offset, .. } => (line, offset),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn a_mark_decides() {
        let le: Vec<u8> = "\u{FEFF}好\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "\u{FEFF}好\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&le, None, false).unwrap(), "好\n");
        assert_eq!(text(&be, Some("gb18030"), false).unwrap(), "好\n");
        assert_eq!(text("\u{FEFF}好".as_bytes(), Some("big5"), false).unwrap(), "\u{FEFF}好");
    }

    #[test]
    fn old_encodings_are_read() {
        assert_eq!(text(&[0xBA, 0xC3, b'a'], Some("gb18030"), false).unwrap(), "好a");
        assert_eq!(text(&[0xA6, 0x6E], Some("big5"), false).unwrap(), "好");
    }

    #[test]
    fn what_is_wrong_is_found_or_replaced() {
        assert_eq!(text(b"a\nb\xFFc", None, false), Err((2, 3)));
        assert_eq!(text(b"a\nb\xFFc", None, true).unwrap(), "a\nb\u{FFFD}c");
        assert_eq!(text(b"a\n\xBA\xC3\xFFc", Some("gb18030"), false), Err((2, 4)));
        assert_eq!(text(b"a\n\xBA\xC3\xBA", Some("gb18030"), false), Err((2, 4)));
        // Half of a UTF-16 unit at the end.
        assert_eq!(text(b"\xFF\xFEa\0b", None, false), Err((1, 4)));
    }
}
