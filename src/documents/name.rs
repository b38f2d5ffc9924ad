//! What a file is called, but for its language.

/// What tells the language of a file in its name, or in that of its folder.
const LANGUAGES: [&str; 30] = [
    "en",
    "eng",
    "enus",
    "engb",
    "us",
    "gb",
    "uk",
    "english",
    "zh",
    "zho",
    "chi",
    "cn",
    "zhcn",
    "zhtw",
    "zhhk",
    "tw",
    "hk",
    "sc",
    "tc",
    "chs",
    "cht",
    "hans",
    "hant",
    "chinese",
    "英文",
    "中文",
    "英语",
    "汉语",
    "英文版",
    "中文版",
];

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
    let words = name.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty() && !LANGUAGES.contains(word)).collect::<Vec<_>>().join(" ")
}
