//! What a file is called, and in which language its name says it is.

use crate::lang::Lang;

/// What tells in the name of a file, or of its folder, that it is English.
const ENGLISH: [&str; 8] = ["en", "eng", "enus", "engb", "english", "英文", "英语", "英文版"];
/// The same for Chinese.
const CHINESE: [&str; 15] = [
    "zh",
    "zho",
    "chi",
    "cn",
    "zhcn",
    "zhtw",
    "zhhk",
    "chs",
    "cht",
    "hans",
    "hant",
    "chinese",
    "中文",
    "汉语",
    "中文版",
];
/// What stands beside these, and means nothing by itself.
const REGIONS: [&str; 7] = ["us", "gb", "uk", "tw", "hk", "sc", "tc"];

/// The language that the name of a file says, if it says one: `en/07.html`, `report.zh-CN.docx`.
///
/// ```
/// use bitext::{Lang, documents::language};
/// assert_eq!(language("en/news/0412.html"), Some(Lang::En));
/// assert_eq!(language("第三章_中文版.txt"), Some(Lang::Zh));
/// assert_eq!(language("en-zh/about-us.html"), None);
/// ```
pub fn language(path: &str) -> Option<Lang> {
    let path = path.to_lowercase();
    let is_in = |marks: &[&str]| words(&path).any(|word| marks.contains(&word));
    match (is_in(&ENGLISH), is_in(&CHINESE)) {
        (true, false) => Some(Lang::En),
        (false, true) => Some(Lang::Zh),
        _ => None,
    }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The name of a file without its ending and without what tells its language, so that an original and its translation
/// are called the same where they were named alike.
///
/// ```
/// use bitext::documents::without_language;
/// assert_eq!(without_language("en/news/0412.html"), "news 0412");
/// assert_eq!(without_language("zh-CN/news/0412_cn.html"), "news 0412");
/// assert_eq!(without_language("Chapter 07 (English).docx"), "chapter 07");
/// assert_eq!(without_language("第三章.中文版.txt"), "第三章");
/// ```
pub fn without_language(path: &str) -> String {
    let (folders, file) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    let stem = match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    };
    let name = format!("{folders}/{stem}").to_lowercase();
    let says_language =
        |word: &&str| [&ENGLISH[..], &CHINESE, &REGIONS].iter().any(|marks| marks.contains(word));
    words(&name).filter(|word| !says_language(word)).collect::<Vec<_>>().join(" ")
}
