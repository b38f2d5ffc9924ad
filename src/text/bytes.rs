//! Bytes of a kind: whether a text has one, where they are, how many they are.
//!
//! What is looked for stands in few places, so many bytes are looked at at once. A kind is best said with
//! `|` and no `||` nor `matches!`: then a compiler makes a few instructions for all of them.

/// Bytes that are looked at at once.
const CHUNK: usize = 32;

/// Whether there is such a byte.
#[inline]
pub(crate) fn has(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    let any = |bytes: &[u8]| bytes.iter().fold(false, |any, &byte| any | is(byte));
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    chunks.iter().any(|chunk| any(chunk)) || any(rest)
}

/// Where such bytes are.
#[inline]
pub(crate) fn places(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = usize> {
    let chunks = (0..).step_by(CHUNK).zip(bytes.chunks(CHUNK));
    let of_chunk = move |(start, chunk)| (start..).zip(chunk).filter(move |&(_, &byte)| is(byte));
    chunks.filter(move |(_, chunk)| has(chunk, is)).flat_map(of_chunk).map(|(at, _)| at)
}

/// How many such bytes there are.
#[inline]
pub(crate) fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    // So many that a byte can count them.
    let of_part = |part: &[u8]| part.iter().map(|&byte| u8::from(is(byte))).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|part| usize::from(of_part(part))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_of_a_kind_are_found() {
        let is = |byte: u8| (byte == b'x') | (byte == b'y');
        for len in [0, 5, CHUNK, 3 * CHUNK + 7, 1000] {
            let mut text = vec![b'.'; len];
            assert!(!has(&text, is));
            for at in (0..len).step_by(11) {
                text[at] = if at % 2 == 0 { b'x' } else { b'y' };
            }
            let found: Vec<usize> = (0..len).step_by(11).collect();
            assert_eq!(places(&text, is).collect::<Vec<_>>(), found);
            assert_eq!((count(&text, is), has(&text, is)), (found.len(), len > 0));
        }
        assert_eq!(count(&[b'x'; 1000], is), 1000);
    }
}
