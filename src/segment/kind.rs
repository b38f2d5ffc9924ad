//! What a segment is in its page: heading, list item, prose or furniture.

use rustc_hash::FxHashMap;

use super::cues;
use super::folio::folios;
use super::furniture::{Look, is_of_subtitles, look};
use super::habit::ends_in_stop;
use super::head::heads;
use super::item::links_of_menu;
use super::line::{Mark, is_closer, is_stop};
use super::measure::measures;
use super::twin::Twin;
use super::{Draft, Kind, neighbours};
use crate::lang::Lang;
use crate::span::{Span, is_line_end};
use crate::text::Value;

/// Longer lines are no headings: English words, Chinese characters.
const HEADING_WORDS: usize = 14;
const HEADING_HAN: usize = 28;
/// How many segments behind a heading its text may begin: the other language may come first.
const HEADING_REACH: usize = 4;
/// The segments at either end of a page where a weak cue is believed.
const EDGE: usize = 3;
/// So many lines of a notice that look like furniture may stand together, nearly: date, time, place, fee.
const LINES_OF_A_NOTICE: usize = 6;
/// In bytes.
const LONGEST_TITLE_OF_A_PAGE: usize = 24;
/// A page of fewer segments has no edges.
const PAGE: usize = 10;

/// The kind of each segment. In a text that is all of one language (`whole`) only links, tags,
/// lines without letters, folios, and the times and numbers of subtitles are furniture: what else stands there
/// stands in its translation too.
pub(super) fn kinds(text: &str, drafts: &[Draft], whole: bool) -> Vec<Kind> {
    let is_tag = |draft: &Draft| draft.mark == Mark::Tag;
    if drafts.iter().any(is_tag) {
        // Tags part nothing from what would stand beside it without them.
        let others: Vec<Draft> = drafts.iter().filter(|draft| !is_tag(draft)).copied().collect();
        let mut kinds = kinds_of(text, &others, whole).into_iter();
        let kind = |draft| if is_tag(draft) { None } else { kinds.next() };
        return drafts.iter().map(kind).map(|kind| kind.unwrap_or(Kind::Furniture)).collect();
    }
    kinds_of(text, drafts, whole)
}

fn kinds_of(text: &str, drafts: &[Draft], whole: bool) -> Vec<Kind> {
    let own = |i: usize| drafts.get(i).map_or("", |draft| draft.span.of(text));
    let mut looks: Vec<Look> = drafts
        .iter()
        .enumerate()
        .map(|(i, d)| match d.mark {
            Mark::Code if !whole => Look::FURNITURE,
            _ if d.is_label => Look::FURNITURE,
            _ if !whole && is_menu(text, drafts, i) => Look::FURNITURE,
            _ if is_of_subtitles(own(i), own(i + 1), i == 0) => Look::FURNITURE,
            _ => look(own(i), d.lang, &d.tally, whole),
        })
        .collect();
    let folios = if whole { folios(text, drafts) } else { Vec::new() };
    let measures = if whole { Vec::new() } else { measures(text, drafts) };
    for i in folios.into_iter().chain(heads(text, drafts, whole)).chain(measures) {
        looks[i] = Look::FURNITURE;
    }
    let mut translated: Vec<usize> =
        (0..drafts.len()).filter(|&i| is_translated(text, drafts, &looks, i)).collect();
    translated.extend(far_twins(drafts, &looks));
    translated.extend(titles_of_pages(text, drafts, &looks));
    for i in translated {
        looks[i] = Look::Content;
    }
    (0..drafts.len())
        .map(|i| {
            let mark = drafts[i].mark;
            match mark {
                _ if is_furniture(text, drafts, &looks, i) && mark != Mark::Heading => Kind::Furniture,
                Mark::Heading => Kind::Heading,
                Mark::Bullet | Mark::Number => Kind::ListItem,
                Mark::Code | Mark::Tag => Kind::Prose,
                _ if looks[i] == Look::Content
                    && is_short_title(text, &drafts[i])
                    && heads_prose(text, drafts, &looks, i) =>
                {
                    Kind::Heading
                }
                _ => Kind::Prose,
            }
        })
        .collect()
}

/// Whether a line is a menu, and no row of a table with bars.
fn is_menu(text: &str, drafts: &[Draft], i: usize) -> bool {
    let links = |i: usize| links_of_menu(drafts[i].span.of(text));
    let is_row =
        |own| neighbours(i, drafts.len()).any(|j| links(j) == Some(own) && drafts[i].lang == drafts[j].lang);
    links(i).is_some_and(|own| !is_row(own))
}

fn is_furniture(text: &str, drafts: &[Draft], looks: &[Look], i: usize) -> bool {
    match &looks[i] {
        Look::Content => false,
        Look::Furniture { .. } => !has_twin(text, drafts, looks, i),
        Look::Perhaps => {
            let edge = looks.len() >= PAGE && (i < EDGE || i + EDGE >= looks.len());
            // Two weak cues on one line: `Share | 分享`.
            let with = |j: usize| looks[j] == Look::Perhaps && drafts[i.max(j)].goes_on;
            edge || neighbours(i, looks.len()).any(|j| matches!(looks[j], Look::Furniture { .. }) || with(j))
        }
    }
}

/// Content is translated and furniture is not: a line whose twin in the other language stands beside it is
/// content.
fn has_twin(text: &str, drafts: &[Draft], looks: &[Look], i: usize) -> bool {
    let Look::Furniture { twin: Some(twin), .. } = &looks[i] else { return false };
    neighbours(i, looks.len()).any(|j| match &looks[j] {
        Look::Furniture { twin: Some(other), .. } => {
            let is_toggle = || *twin == Twin::Language && is_toggle(text, drafts[i].span, drafts[j].span);
            drafts[i].lang != drafts[j].lang && twin.agrees(other) && !is_toggle()
        }
        _ => false,
    })
}

/// Whether what looks like furniture by words that texts have too is content, since its translation is
/// nobody else's: beside it stands content of the other language with the same numbers or label, or on either side
/// of it, where the languages take turns.
fn is_translated(text: &str, drafts: &[Draft], looks: &[Look], i: usize) -> bool {
    let twin = match &looks[i] {
        Look::Furniture { twin, soft: true } => twin.as_ref().filter(|twin| **twin != Twin::Author),
        Look::Perhaps => None,
        _ => return false,
    };
    let (own, other) = match drafts[i].lang {
        Lang::En => (Lang::En, Lang::Zh),
        lang => (lang, Lang::En),
    };
    let is_content = |j: &usize| {
        drafts[*j].lang == other && (looks[*j] == Look::Content || has_twin(text, drafts, looks, *j))
    };
    let before = i.checked_sub(1).filter(is_content);
    let after = Some(i + 1).filter(|&j| j < looks.len()).filter(is_content);
    if has_twin(text, drafts, looks, i) {
        // Neither of the two is furniture while both look like it: `English`, `中文` over two columns are titles.
        return twin == Some(&Twin::Language);
    }
    let is_twin = |j: &usize| twin.is_some_and(|twin| twin.is_in(drafts[*j].span.of(text), drafts[*j].lang));
    if before.iter().any(is_twin) || after.iter().any(is_twin) {
        return true;
    }
    let turns = i > 1 && drafts[i - 2].lang == own && drafts.get(i + 2).is_none_or(|draft| draft.lang == own);
    before.is_some() && after.is_some() && turns
}

/// Whether two segments are a line of their own with a bar between them, which leads from one language to the other:
/// `English | 中文`.
fn is_toggle(text: &str, one: Span, two: Span) -> bool {
    let (one, two) = if one.start < two.start { (one, two) } else { (two, one) };
    let between = &text[one.end..two.start];
    matches!(between.trim(), "|" | "/" | "｜")
        && !between.contains(is_line_end)
        && text[..one.start].trim_end_matches(' ').chars().next_back().is_none_or(is_line_end)
        && text[two.end..].trim_start_matches(' ').chars().next().is_none_or(is_line_end)
}

/// What looks like furniture by words that texts have too, inside the text of either language, where nothing
/// else on the page has the numbers that the two have in common: `Time: 2 to 4 p.m.` in a notice that is all
/// English first and then all Chinese.
fn far_twins(drafts: &[Draft], looks: &[Look]) -> Vec<usize> {
    let mut found: FxHashMap<&[Value], Vec<usize>> = FxHashMap::default();
    for (i, look) in looks.iter().enumerate() {
        if let Look::Furniture { twin: Some(Twin::Numbers(numbers)), soft: true } = look {
            found.entry(&numbers.values).or_default().push(i);
        }
    }
    let mut twins = Vec::new();
    for (values, lines) in found {
        if let (false, &[a, b]) = (values.is_empty(), lines.as_slice())
            && drafts[a].lang != drafts[b].lang
            && is_inside_text(drafts, looks, a)
            && is_inside_text(drafts, looks, b)
        {
            twins.extend([a, b]);
        }
    }
    twins.sort_unstable();
    twins
}

/// Whether content of its language stands before a line and behind it, with nothing between but what looks as
/// it does.
fn is_inside_text(drafts: &[Draft], looks: &[Look], i: usize) -> bool {
    let own = |j: &usize| drafts[*j].lang == drafts[i].lang;
    let content = |j: Option<usize>| j.is_some_and(|j| looks[j] == Look::Content);
    let is_other = |j: &usize| !matches!(looks[*j], Look::Furniture { soft: true, .. });
    content((0..i).rev().take(LINES_OF_A_NOTICE).take_while(own).find(is_other))
        && content((i + 1..looks.len()).take(LINES_OF_A_NOTICE).take_while(own).find(is_other))
}

/// `About us`, `关于我们`: a link in both languages, or a title in both if text follows.
fn titles_of_pages(text: &str, drafts: &[Draft], looks: &[Look]) -> Vec<usize> {
    let own = |i: usize| drafts[i].span.of(text);
    let is_furniture = |i: usize| matches!(looks[i], Look::Furniture { .. });
    let is_title = |english: usize, chinese: usize| {
        own(english).len() <= LONGEST_TITLE_OF_A_PAGE && {
            let [english, chinese] =
                [english, chinese].map(|i| own(i).trim_end_matches([':', '：']).to_lowercase());
            let known = cues::TITLES_OF_PAGES.iter().find(|(known, _)| *known == english);
            known.is_some_and(|(_, translations)| translations.contains(&chinese.as_str()))
        }
    };
    let is_strong = |i: usize| matches!(looks[i], Look::Furniture { soft: false, .. });
    // Behind the date of the text and the title of its first part, perhaps.
    let heads_text = |i: usize| {
        let mut behind = (i..drafts.len()).take(LINES_OF_A_NOTICE).take_while(|&j| !is_strong(j));
        behind.any(|j| looks[j] == Look::Content && ends_in_stop(own(j)) && !is_short_title(text, &drafts[j]))
    };
    let are_title = |&(i, two): &(usize, &[Draft])| {
        let (english, chinese) = if two[0].lang == Lang::En { (i, i + 1) } else { (i + 1, i) };
        let is_in_list = i > 0 && is_strong(i - 1);
        (is_furniture(i) || is_furniture(i + 1))
            && !is_in_list
            && is_title(english, chinese)
            && heads_text(i + 2)
    };
    drafts.windows(2).enumerate().filter(are_title).flat_map(|(i, _)| [i, i + 1]).collect()
}

/// Short, and without the stop or the comma of running text.
fn is_short_title(text: &str, draft: &Draft) -> bool {
    let text = draft.span.of(text);
    if text.len() > 4 * 3 * HEADING_HAN {
        return false;
    }
    let short = match draft.lang {
        Lang::En => (1..=HEADING_WORDS).contains(&draft.tally.words),
        Lang::Zh => (1..=HEADING_HAN).contains(&draft.tally.han),
        _ => false,
    };
    let is_open = |c: char| {
        matches!(c, '?' | '？') || !is_stop(c) && !matches!(c, ',' | '，' | ':' | '：' | ';' | '；' | '、')
    };
    // Most of a text is neither, so the rest is looked at last.
    if !short || !text.trim_end_matches(is_closer).ends_with(is_open) {
        return false;
    }
    // `Q: …`, `答：…`, `Present: …`: somebody speaks, or a value follows. Not `Step 2: …`.
    let label = text.find([':', '：']).map(|at| &text[..at]);
    label.is_none_or(|label| label.contains(|c: char| c.is_whitespace() || c.is_ascii_digit()))
}

/// Whether running text of the same language follows soon: something longer, with a stop.
fn heads_prose(text: &str, drafts: &[Draft], looks: &[Look], i: usize) -> bool {
    // As many bytes at whatever ends the lines inside.
    let length = |text: &str| text.len() - text.bytes().filter(|&b| b == b'\r').count();
    let title = length(drafts[i].span.of(text));
    let after = (i + 1..drafts.len()).filter(|&j| looks[j] == Look::Content).take(HEADING_REACH);
    after.filter(|&j| drafts[j].lang == drafts[i].lang).take(2).any(|j| {
        let body = drafts[j].span.of(text);
        2 * length(body) > 3 * title && body.contains(is_stop) && !is_short_title(text, &drafts[j])
    })
}
