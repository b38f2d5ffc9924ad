//! Lines in English around a Chinese name: `陈雅文 says:`, `Translated by 王强`.
//!
//! There are as many characters as words, but none that says anything.

use super::cues::{Value, english_label};
use super::paragraph::Run;
use crate::hanzi::is_han;
use crate::lang::Lang;

/// Words behind the name of who writes.
const WRITES: [&str; 12] = [
    "says",
    "said",
    "wrote",
    "writes",
    "asked",
    "asks",
    "answered",
    "answers",
    "commented",
    "comments",
    "replied",
    "replies",
];
/// Words before a name, beside the labels of bylines.
const BEFORE: [&str; 8] = ["cc", "from", "name", "posted by", "sent by", "signed", "to", "written by"];

/// The usual family names, of one character; nine in ten people have one of them.
const FAMILIES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向汤湯";
/// Characters of a name at most, and of what somebody calls himself: `匿名用户 says:`.
const NAME: usize = 3;
const CALLED: usize = 8;

/// Takes such lines for English.
pub(super) fn read_names(text: &str, paragraphs: &mut [Vec<Run>]) {
    for runs in paragraphs {
        if let [run] = runs.as_mut_slice()
            && run.lang == Lang::Zh
            && run.tally.han <= CALLED
            && run.tally.words > 0
            && is_signed(run.span.of(text))
        {
            run.lang = Lang::En;
        }
    }
}

fn is_signed(line: &str) -> bool {
    let Some(start) = line.find(is_han) else { return false };
    let (before, rest) = line.split_at(start);
    let end = rest.find(|c| !is_han(c)).unwrap_or(rest.len());
    let (name, behind) = rest.split_at(end);
    let is_name = || name.starts_with(|c| FAMILIES.contains(c)) && (2..=NAME).contains(&name.chars().count());
    let words = |part: &str| part.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let has_colon = |part: &str| part.trim_end().ends_with([':', '：']);
    let (label, verb) = (words(before), words(behind));
    let is_byline = || english_label(&label) == Some(Value::Name);
    let is_label =
        || (has_colon(before) || label.ends_with("by")) && (BEFORE.contains(&label.as_str()) || is_byline());
    match (label.as_str(), verb.as_str()) {
        ("", verb) => WRITES.contains(&verb) && has_colon(behind),
        (_, "") => is_name() && is_label(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_around_a_name() {
        for line in [
            "陈雅文 says:",
            "匿名用户 says:",
            "王强 wrote:",
            "Translator: 陈雅文",
            "From: 王强",
            "By 陳雅文",
            "Translated by 王强",
        ] {
            assert!(is_signed(line), "{line}");
        }
        for line in [
            "Author: 作者",
            "Tom: 你好",
            "By 高铁",
            "王强 Wang Qiang",
            "说 said",
            "作者 says so:",
            "From: 北京",
            "says",
            "王强",
        ] {
            assert!(!is_signed(line), "{line}");
        }
    }
}
