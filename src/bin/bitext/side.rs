//! In which language a text is, and whether it stands on the right side.

use bitext::documents::{Sketch, language};
use bitext::{Aligner, Lang, hanzi};

use crate::failure::Failure;

/// A side of a bitext.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    En,
    Zh,
}

impl Side {
    /// The side of a text by its name and by what it says; or what it is, if in another language than the two.
    pub fn told(name: &str, text: &str) -> Result<Side, &'static str> {
        let tally = Tally::of(text);
        if tally.is_japanese() || tally.is_korean() {
            return Err("neither English nor Chinese");
        }
        Ok(tally.side(language(name)))
    }

    /// Refuses a text, given with its name, that is not in the language of its side.
    pub fn check(self, name: &str, text: &str) -> Result<(), Failure> {
        self.check_tally(name, &Tally::of(text))
    }

    fn check_tally(self, name: &str, tally: &Tally) -> Result<(), Failure> {
        let what = match self {
            Side::En if tally.is_chinese() => "Chinese, and --en must be English",
            Side::Zh if tally.is_japanese() => "Japanese, and --zh must be Chinese",
            Side::Zh if tally.is_foreign() => "not Chinese, as --zh must be",
            Side::En | Side::Zh => return Ok(()),
        };
        Err(Failure::new(format!("{name}: is {what}")))
    }

    /// What a text of this side is about.
    pub fn sketch(self, aligner: &Aligner, text: &str) -> Sketch {
        match self {
            Side::En => aligner.sketch_en(text),
            Side::Zh => aligner.sketch_zh(text),
        }
    }
}

/// Refuses two texts, given with their names, of which one is not in the language of its side.
pub fn check_languages(en: (&str, &str), zh: (&str, &str)) -> Result<(), Failure> {
    let (english, chinese) = (Tally::of(en.1), Tally::of(zh.1));
    if english.is_swapped_with(&chinese) {
        let message = format!("{} is Chinese and {} is not: --en and --zh are swapped", en.0, zh.0);
        return Err(Failure::new(message));
    }
    Side::En.check_tally(en.0, &english)?;
    Side::Zh.check_tally(zh.0, &chinese)
}

/// Whether each of two texts is in the language of the other side.
pub fn are_swapped(english: &str, chinese: &str) -> bool {
    Tally::of(english).is_swapped_with(&Tally::of(chinese))
}

/// What a text is written in.
#[derive(Default)]
struct Tally {
    han: usize,
    kana: usize,
    hangul: usize,
    /// Letters of all other writing.
    letters: usize,
    /// Runs of them.
    words: usize,
}

impl Tally {
    fn of(text: &str) -> Tally {
        let mut tally = Tally::default();
        let mut in_word = false;
        for c in text.chars() {
            let was_in_word = std::mem::replace(&mut in_word, false);
            match c {
                '\u{3041}'..='\u{30FF}' => tally.kana += 1,
                '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => tally.hangul += 1,
                _ if hanzi::is_han(c) => tally.han += 1,
                _ if c.is_alphabetic() => {
                    tally.letters += 1;
                    tally.words += usize::from(!was_in_word);
                    in_word = true;
                }
                _ => {}
            }
        }
        tally
    }

    /// Whether it is Chinese where it should be English, and `chinese` the other way round.
    fn is_swapped_with(&self, chinese: &Tally) -> bool {
        self.is_chinese() && chinese.is_foreign()
    }

    /// Whether it has more Chinese characters than letters; an English text that quotes Chinese has fewer.
    fn is_chinese(&self) -> bool {
        self.han > self.letters + self.kana + self.hangul
    }

    /// Whether it has next to no Chinese in it.
    fn is_foreign(&self) -> bool {
        self.letters + self.kana + self.hangul > 20 * self.han
    }

    /// Chinese quotes a word of Japanese at most.
    fn is_japanese(&self) -> bool {
        4 * self.kana > self.han && self.kana + self.han > self.letters
    }

    fn is_korean(&self) -> bool {
        self.hangul > self.han + self.letters
    }

    /// The side of a text whose name says this. Where a name says nothing, a character counts as much as a word: there
    /// is many a Latin name in Chinese.
    fn side(&self, named: Option<Lang>) -> Side {
        match named {
            Some(Lang::En) if !self.is_chinese() => Side::En,
            Some(Lang::Zh) if !self.is_foreign() => Side::Zh,
            _ if self.han > self.words => Side::Zh,
            _ => Side::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(name: &str, text: &str) -> Option<Side> {
        Side::told(name, text).ok()
    }

    #[test]
    fn a_text_tells_its_side() {
        assert_eq!(side("a", "Docker Compose 快速入门：运行 docker compose up 启动 Redis。"), Some(Side::Zh));
        assert_eq!(side("a", "The word 山 means mountain, and 水 water."), Some(Side::En));
        assert_eq!(side("a", "吾輩は猫である。名前はまだ無い。"), None);
        assert_eq!(side("a", "고양이가 잔다."), None);
        assert_eq!(side("a", ""), Some(Side::En));
    }

    #[test]
    fn a_name_tells_where_the_text_does_not() {
        let half = "请先阅读以下内容。The rest of this page has not been translated yet, as you can see.";
        assert_eq!(side("site/page.html", half), Some(Side::En));
        assert_eq!(side("site/zh/page.html", half), Some(Side::Zh));
        assert_eq!(side("site/zh/page.html", "Nothing has been translated."), Some(Side::En));
        assert_eq!(side("en/page.html", "猫在睡觉。"), Some(Side::Zh));
    }
}
