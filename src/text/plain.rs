//! Text in its usual characters: what is read is the same, however a program or a page has written it.
//!
//! Pages have zero-width spaces and soft hyphens in their words, PDFs radicals in place of characters and
//! ligatures in place of letters, old input methods marks of half or full width or for vertical lines. Much
//! of it is what NFKC (Unicode Standard Annex #15) folds; but that takes `½` and `…` apart as well, and
//! leaves what shows nothing.

use std::borrow::Cow;

use crate::hanzi::is_han;
use crate::lang::Lang;
use crate::span::shows_nothing;

/// The text with the characters that HTML entities stand for, without those that show nothing, and with the
/// others in their usual form: letters and digits of half width, in English marks and blanks too; characters
/// for radicals; Chinese marks of full width for horizontal lines; no blank between two Chinese characters. A
/// soft hyphen at the end of a line stays, for [`rejoined`](super::hyphen::rejoined). Linear in the length of
/// the text, and nothing is copied where all is as usual.
pub(crate) fn plain(text: &str, lang: Lang) -> Cow<'_, str> {
    // Asked first, since hardly any text has one, and a search for a byte is quicker than one for a name.
    if !text.contains('&') {
        return usual_form(text, lang);
    }
    match html_escape::decode_html_entities(text) {
        Cow::Borrowed(text) => usual_form(text, lang),
        Cow::Owned(text) => Cow::Owned(usual_form(&text, lang).into_owned()),
    }
}

/// The same but for entities.
fn usual_form(text: &str, lang: Lang) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        let apart =
            c == ' ' && lang == Lang::Zh && text[..at].ends_with(is_han) && text[next..].starts_with(is_han);
        let Some(form) = (if apart { Some(Form::None) } else { usual(c, lang) }) else { continue };
        if c == '\u{AD}' && text[next..].starts_with(['\n', '\r']) {
            continue;
        }
        out.push_str(&text[copied..at]);
        match form {
            Form::None => {}
            Form::One(c) => out.push(c),
            Form::Several(letters) => out.push_str(letters),
        }
        copied = next;
    }
    if copied == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[copied..]) }
}

/// What stands for a character.
enum Form {
    None,
    One(char),
    Several(&'static str),
}

/// The usual form of a character that has another one.
fn usual(c: char, lang: Lang) -> Option<Form> {
    let one = |c: char| Some(Form::One(c));
    match c {
        // Nearly all of both languages.
        '\0'..'\u{AD}' | '\u{3040}'..='\u{FAFF}' => None,
        _ if shows_nothing(c) => Some(Form::None),
        '\u{2F00}'..='\u{2FD5}' => one(nth(RADICALS, c as usize - 0x2F00)),
        '\u{2E80}'..='\u{2EFF}' => {
            MORE_RADICALS.iter().find(|known| known.0 == c).map(|known| Form::One(known.1))
        }
        '\u{3000}' if lang == Lang::En => one(' '),
        '〝' => one('“'),
        '〞' | '〟' => one('”'),
        '\u{FB00}'..='\u{FB06}' => Some(Form::Several(LIGATURES[c as usize - 0xFB00])),
        '\u{FE10}'..='\u{FE19}' => one(nth(UPRIGHT, c as usize - 0xFE10)),
        '\u{FE30}'..='\u{FE44}' => one(nth(BRACKETS, c as usize - 0xFE30)),
        '\u{FE50}'..='\u{FE57}' => one(nth(SMALL, c as usize - 0xFE50)),
        '！'..='～' if lang == Lang::En || half_width(c).is_ascii_alphanumeric() => one(half_width(c)),
        '｡'..='､' => one(nth(HALF, c as usize - '｡' as usize)),
        _ => None,
    }
}

/// The ASCII form of a character of full width, the blank included; all others stay as they are.
pub(crate) const fn half_width(c: char) -> char {
    match c {
        '！'..='～' => ((c as u32 - '！' as u32) as u8 + b'!') as char,
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The character at a place of one of the tables below, all of which take three bytes each.
fn nth(table: &str, place: usize) -> char {
    table[3 * place..].chars().next().unwrap_or(' ')
}

/// The characters for U+2F00 to U+2FD5, the 214 radicals of the Kangxi dictionary.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己\
巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾\
穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁\
風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// Those of the radicals beside them that are characters of their own: simplified ones above all.
const MORE_RADICALS: [(char, char); 30] = [
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];
/// For U+FB00 to U+FB06.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
/// For the marks of vertical lines at U+FE10 and at U+FE30, for small ones, for those of half width.
const UPRIGHT: &str = "，、。：；！？〖〗…";
const BRACKETS: &str = "‥——＿＿（）｛｝〔〕【】《》〈〉「」『』";
const SMALL: &str = "，、．—；：？！";
const HALF: &str = "。「」、";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_is_seen() {
        for (text, seen) in [
            ("ele\u{AD}phant\u{200B}s\u{FEFF}", "elephants"),
            ("The ﬁnal oﬃce, Ｃ３", "The final office, C3"),
            ("Ｈｉ，\u{3000}＂ｓｉｒ．＂", "Hi, \"sir.\""),
            ("ele\u{AD}\nphants", "ele\u{AD}\nphants"),
            ("½ … “as it is” – naïve", "½ … “as it is” – naïve"),
        ] {
            assert_eq!(plain(text, Lang::En), seen);
        }
        for (text, seen) in [
            ("2\u{200B}0\u{200B}1\u{200B}6年", "2016年"),
            ("⾺⾼⿓⿊，⻋⻢，⻝⿎", "馬高龍黑，车马，食鼓"),
            ("﹁来吧︐﹂〝雨〞︒︵四︶﹔︰", "「来吧，」“雨”。（四）；‥"),
            ("１２月６日，Ｈ１Ｎ１，＂３：３０＂", "12月6日，H1N1，＂3：30＂"),
            ("｢下雨｣､晴｡\u{3000}他", "「下雨」、晴。\u{3000}他"),
            ("这 是 分 好 词 的， 第 1 章", "这是分好词的， 第 1 章"),
            ("如常，“他”说……①", "如常，“他”说……①"),
            ("&ldquo;下雨&#65292;&rdquo;他说&amp;，R&D", "“下雨，”他说&，R&D"),
        ] {
            assert_eq!(plain(text, Lang::Zh), seen);
        }
    }

    #[test]
    fn the_tables_have_a_character_of_three_bytes_for_each_place() {
        for (table, places) in [(RADICALS, 214), (UPRIGHT, 10), (BRACKETS, 21), (SMALL, 8), (HALF, 4)] {
            assert_eq!((table.chars().count(), table.len()), (places, 3 * places));
        }
        assert_eq!((nth(RADICALS, 213), nth(BRACKETS, 20)), ('龠', '』'));
    }
}
