//! Chinese numbers of items before a full stop: `一. 导言`, `（二）．方法`, `第一章. 总则`.

use super::english;

/// What numbers are written with.
const NUMERALS: &str = "一二三四五六七八九十百零〇壹贰貳叁參肆伍陆陸柒捌玖拾";
/// What may count in their stead, one by one.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
/// What is counted in `第一章`.
const PARTS: &str = "章节節条條款项項编編部篇卷回课課讲講步题題";
/// What a number may follow.
const HEADS: [&str; 7] = ["第", "附件", "附录", "附錄", "附表", "附图", "附圖"];

/// Whether all that stands before the stop, or what a colon or semicolon has before it, is the number of an
/// item. `whole` tells whether the sentence begins with the text.
pub(super) fn is_item(before: &str, whole: bool) -> bool {
    let head = before.rfind(['：', '；', ':', ';']).map(|at| &before[at..]);
    let item = head.map(|head| head.trim_start_matches(['：', '；', ':', ';']));
    item.or(whole.then_some(before)).is_some_and(|item| is_number(item.trim()))
}

fn is_number(item: &str) -> bool {
    let open = item.strip_prefix(['（', '(']);
    let inner = open.and_then(|item| item.strip_suffix(['）', ')']));
    let bare = inner.unwrap_or(item);
    let mut signs = bare.chars();
    match (signs.next(), signs.next()) {
        (Some('㈠'..='㈩' | '㊀'..='㊉'), None) => true,
        (Some(stem), None) if STEMS.contains(stem) => true,
        _ => is_counted(bare) || inner.is_some_and(english::is_item_number),
    }
}

/// `十二`, `第一`, `第三章`, `附件一`.
fn is_counted(item: &str) -> bool {
    let head = HEADS.iter().find_map(|head| item.strip_prefix(head));
    let number = head.unwrap_or(item).trim_end_matches(|c| head.is_some() && PARTS.contains(c));
    !number.is_empty() && number.len() < 16 && number.chars().all(|c| NUMERALS.contains(c))
}
