//! What follows a Chinese quotation and tells who spoke it: `“为什么？”他问。`

use std::ops::RangeInclusive;

use crate::hanzi::{is_han, simplified};

/// A clause of so many characters that ends in a verb of speech is a tag, whatever else it tells: 他低声问道.
const SHORT: usize = 6;
/// The longest tag: 坐在窗边的那位老太太大声地问.
const LONGEST: usize = 16;
/// The longest end of a sentence that is a tag by itself: 他想了想，轻声说.
const END: usize = 4;
/// 道 behind these is a way, or a part of another verb, in simplified form.
const WAYS: &str = "知难街味报频轨渠管跑隧河车公通霸航大小铁水厚";
/// What makes an adjective of 地道, in simplified form.
const DEGREES: &str = "很不真最太更挺够条";
/// Verbs of reports, whose last characters say little alone.
const REPORTS: [&str; 14] = [
    "表示", "指出", "强调", "宣称", "声称", "解释", "补充", "建议", "感叹", "哀求", "低语", "自语", "插嘴",
    "反驳",
];
/// Verbs of how somebody speaks, which introduce nothing.
const MUTTERS: [&str; 2] = ["嘟囔", "嘀咕"];
/// What may stand behind a verb: 叫了一声, 喊了起来.
const BEHIND: [&str; 3] = ["一声", "一句", "起来"];

/// Whether a text begins with a clause that ends in a verb of speech: `老人低声说道，“`.
pub(super) fn is_tag(after: &str) -> bool {
    let (clause, rest) = split(after);
    let Some(other) = rest.strip_prefix('，') else {
        return rest.starts_with(['。', '.']) && is_speech(clause, 2..=LONGEST, false);
    };
    // `他说，` is a tag where speech goes on, else the head of another sentence.
    if other.starts_with(['“', '「', '〝']) {
        return is_speech(clause, 2..=LONGEST, true);
    }
    let (end, rest) = split(other);
    rest.starts_with('。') && clause.chars().count() <= LONGEST && is_speech(end, 1..=END, false)
}

/// A clause without the mark behind it, and the rest.
fn split(text: &str) -> (&str, &str) {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '·' | '•' | '・' | '、' | ' ');
    text.split_at(text.find(|c| !inside(c)).unwrap_or(text.len()))
}

/// Whether a clause of so many characters ends in a verb of speech. Of a name of several parts,
/// the last counts. Where speech goes on behind it, the verb of a report, or a long clause without the manner
/// of speaking, introduces that: `专家表示，“`.
fn is_speech(clause: &str, lengths: RangeInclusive<usize>, goes_on: bool) -> bool {
    let length = clause.rsplit(['·', '•', '・']).next().unwrap_or_default().chars().count();
    if !lengths.contains(&length) || !clause.ends_with(is_han) {
        return false;
    }
    let clause: String = clause.chars().map(simplified).collect();
    if let Some(head) = BEHIND.iter().find_map(|behind| clause.strip_suffix(behind)) {
        let verb = head.strip_suffix('了').unwrap_or(head);
        return verb.ends_with(['说', '问', '喊', '叫', '嚷', '吼', '答', '应', '骂']) && !is_denied(verb);
    }
    let ended = |verbs: &[&str], clause: &str| {
        let head = verbs.iter().find_map(|verb| clause.strip_suffix(verb));
        head.is_some_and(|head| !head.ends_with('的') && !is_without(head))
    };
    if ended(&MUTTERS, clause.strip_suffix('着').unwrap_or(&clause)) {
        return true;
    }
    let mut back = clause.chars().rev();
    let (last, before, third) =
        (back.next().unwrap_or(' '), back.next().unwrap_or(' '), back.next().unwrap_or(' '));
    let manner = last == '道' && before != '写' || matches!(before, '声' | '地');
    if length > SHORT && !manner && (goes_on || acts(&clause)) {
        return false;
    }
    let speaks = match last {
        // `淡淡地道`, but `很地道`.
        '道' if before == '地' => !DEGREES.contains(third),
        '道' => !WAYS.contains(before),
        '说' => !matches!(before, '小' | '传' | '据' | '听' | '学'),
        '问' => !matches!(before, '学' | '疑' | '访' | '顾' | '所'),
        '想' => !matches!(before, '思' | '理' | '梦' | '幻' | '感' | '设' | '了' | '一'),
        '喊' | '叫' | '嚷' | '吼' | '答' => true,
        _ => !goes_on && ended(&REPORTS, &clause),
    };
    speaks && !is_denied(&clause)
}

/// `他扶着门框说`, `他摇摇头说`: something done to a thing or with a part of the body, which is told for itself,
/// unlike the manner of `他笑着对我说`.
fn acts(clause: &str) -> bool {
    matches!(clause.chars().rev().nth(1), Some('头' | '手' | '肩'))
        || clause.split_once('着').is_some_and(|(_, rest)| {
            rest.chars().nth(2).is_some() && !rest.starts_with(['对', '向', '跟', '地', '回'])
        })
}

/// `他没有回答`, `她不再说`: what nobody said.
fn is_denied(clause: &str) -> bool {
    let mut signs = clause.chars();
    signs.next_back();
    is_without(signs.as_str().trim_end_matches('回'))
}

/// Whether what stands before a verb denies it: `没有`, `不再`.
fn is_without(head: &str) -> bool {
    let head = head.trim_end_matches(['再', '肯', '敢', '愿', '想', '会', '能', '有', '人']);
    head.ends_with(['没', '不', '未', '无'])
}
