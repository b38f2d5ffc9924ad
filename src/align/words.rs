//! The word links of pairs, of an aligner with its model and lexicon.

use super::Aligner;
use crate::alignment::Pair;
use crate::links::{WordLink, between};

impl Aligner {
    /// The word links of a pair, in English order. No two overlap on either side.
    ///
    /// Spans are offsets of the same kind as those of [`Pair::en_spans`]. Words that say little
    /// (`the`, 了) and words that the aligner does not know are in no link. Takes time in
    /// proportion to the length of the pair.
    ///
    /// ```
    /// use bitext::Aligner;
    /// let text = "The cinema opened in May.\n\n电影院五月开张。\n";
    /// let aligner = Aligner::new();
    /// let alignment = aligner.align(text);
    /// let links = aligner.links(&alignment.pairs().next().unwrap());
    /// assert_eq!((links[0].en.of(text), links[0].zh.of(text)), ("cinema", "电影院"));
    /// ```
    pub fn links(&self, pair: &Pair<'_, '_>) -> Vec<WordLink> {
        let (en, zh): (Vec<_>, Vec<_>) = (pair.en_units().collect(), pair.zh_units().collect());
        let english: Vec<&str> = en.iter().map(|u| u.text).collect();
        let chinese: Vec<&str> = zh.iter().map(|u| u.text).collect();
        let mut links = between(&english, &chinese, self.model(), self.lexicon());
        for link in &mut links {
            let (e, z) = (link.en_unit, link.zh_unit);
            link.en = link.en.shifted(en[e].span.start);
            link.zh = link.zh.shifted(zh[z].span.start);
            (link.en_unit, link.zh_unit) = (pair.bead().en[e], pair.bead().zh[z]);
        }
        links
    }

    /// The word links of two texts that translate each other: [`Aligner::links`] without an
    /// alignment. Spans are bytes of the texts.
    ///
    /// ```
    /// use bitext::Aligner;
    /// let (english, chinese) = ("Rain fell on 5 May.", "5月5日下了雨。");
    /// let links = Aligner::new().links_between(english, chinese);
    /// let words: Vec<_> = links.iter().map(|l| (l.en.of(english), l.zh.of(chinese))).collect();
    /// assert!(words.contains(&("Rain", "雨")) && words.contains(&("May", "5月")));
    /// ```
    pub fn links_between(&self, english: &str, chinese: &str) -> Vec<WordLink> {
        between(&[english], &[chinese], self.model(), self.lexicon())
    }
}
