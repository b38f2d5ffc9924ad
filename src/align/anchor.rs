//! The band of a long bitext: where the ladder can run, found from tokens that are rare on
//! both sides.
//!
//! A number, a name, a rare character that occurs a few times on either side marks points
//! that the ladder probably passes near. The heaviest rising chain of such points is its
//! backbone. The band is what lies near the chain, wider where points are scarce. A first
//! chain takes tokens that are rare in the whole text, near where paragraphs or the rarest tokens say that the
//! ladder runs, since either side may lack a large part of the other; further ones those that are rare within
//! the band of the one before, of which there are many more, so the band narrows. No chain is
//! forced: a wrong point only makes the band wider. Linear in the length of the
//! bitext but for the sorting of the points.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::chain::{Point, chain};
use crate::features::{Features, Rows};
use crate::score::Band;

/// Cells up to which everything is looked at, and the same in articles, where what is
/// translated may stand anywhere.
const SMALL: usize = 2_500;
const SMALL_ARTICLE: usize = 40_000;
/// A token in more units than this is no anchor of the first chain.
const RARE: usize = 16;
/// Tokens in no more units than this are matched wherever they are.
const RAREST: usize = 2;
/// Half the width of the window around what the rarest tokens, or paragraphs, tell: units, and a share of the
/// text.
const WIDE: (u32, f32) = (100, 0.05);
/// Texts of fewer units have no further chain, which would take longer than it saves; those of as many
/// as the second have two instead of one.
const SHORT: usize = 500;
const LONG: usize = 2_000;
/// A unit has no more counterparts than this by one token.
const COUNTERPARTS: usize = 4;
/// Nor are tokens looked at, in further chains, that are in more units of a window on average.
const CROWD: usize = 2;
/// Least p(zh | en) of a link that makes points.
const LIKELY: f32 = 0.1;
/// Half the width of the band where points are dense.
const MARGIN: f64 = 1.0;
/// The same in articles, where fewer points are right.
const MARGIN_ARTICLE: f64 = 3.0;
/// Share of the gap between two points that the band is widened by on either side.
const SLACK: f64 = 0.3;
/// The band is widened by no more than this, so that memory stays bounded where a long
/// stretch has no point at all.
const MOST: f64 = 300.0;

/// What it weighs that two units are neighbours in an article: less than any shared token,
/// but where there is none, it is all there is.
const NEIGHBOURS: f32 = 0.01;

/// The band for these units. The ladder passes near the points of `outline`, which rise on both sides;
/// without any, near a chain of the tokens that are the rarest.
pub(crate) fn band(features: &Features, exact: bool, outline: &[(u32, u32)]) -> Band {
    let (en, zh) = (features.en.len(), features.zh.len());
    if exact || (en + 1) * (zh + 1) <= SMALL {
        return Band::full(en, zh);
    }
    let wide = WIDE.0 + (WIDE.1 * zh as f32) as u32;
    let tokens = Tokens::new(features);
    // A window around the diagonal would hold all of a shorter text.
    let rarest = if outline.is_empty() && zh as u32 > wide {
        chain(tokens.points(Some(COUNTERPARTS), |_| (0, u32::MAX)), zh)
    } else {
        Vec::new()
    };
    let outline = if rarest.is_empty() { outline } else { &rarest };
    let window = |i: usize| {
        let next = outline.partition_point(|point| point.0 as usize <= i);
        let from = next.checked_sub(1).map_or((0, 0), |before| outline[before]);
        let to = outline.get(next).copied().unwrap_or((en as u32, zh as u32));
        let slope = (to.1 - from.1) as f32 / (to.0 - from.0).max(1) as f32;
        let middle = from.1 + ((i as f32 + 0.5 - from.0 as f32) * slope) as u32;
        (middle.saturating_sub(wide), middle + wide)
    };
    let mut band = around(&chain(tokens.points(Some(RARE), window), zh), en, zh, MARGIN);
    let rounds = match en.max(zh) {
        ..SHORT => 0,
        SHORT..LONG => 1,
        LONG.. => 2,
    };
    for _ in 0..rounds {
        let points = tokens.points(None, |i| band.ranges[i]);
        band = around(&chain(points, zh), en, zh, MARGIN);
    }
    band
}

/// The band for the units of an article with these places in it.
pub(crate) fn article_band(features: &Features, exact: bool, places: (&[usize], &[usize])) -> Band {
    let (en, zh) = (features.en.len(), features.zh.len());
    if exact || (en + 1) * (zh + 1) <= SMALL_ARTICLE {
        return Band::full(en, zh);
    }
    let mut points = Tokens::new(features).points(Some(RARE), |_| (0, u32::MAX));
    neighbours(places, &mut points);
    around(&chain(points, zh), en, zh, MARGIN_ARTICLE)
}

/// Where in the list of all units that Chinese tokens are in those of one token are, and the first of them
/// that is no earlier than the windows so far.
struct Places {
    start: u32,
    next: u32,
    end: u32,
}

/// What makes points.
struct Tokens<'a> {
    features: &'a Features,
    /// Links that are likely enough.
    links: Rows,
    /// In how many units each English token is.
    en: Vec<u32>,
    /// The units that each Chinese token is in, rising.
    zh: Rows<u32>,
}

impl Tokens<'_> {
    fn new(features: &Features) -> Tokens<'_> {
        let likely = features.links.few(|_, link| link.zh_given_en >= LIKELY);
        let likely = likely.iter().map(|&(en, link)| (en, (link.zh, link.zh_given_en)));
        let links = Rows::of(features.en.ids(), likely);
        let mut en = vec![0; features.en.ids()];
        features.en.tokens.iter().for_each(|&(id, _)| en[id as usize] += 1);
        let places = (0..features.zh.len())
            .flat_map(|unit| features.zh.unit(unit).iter().map(move |&(id, _)| (id, unit as u32)));
        Tokens { features, zh: Rows::of(features.zh.ids(), places), links, en }
    }

    /// Points of linked tokens in at most `rare` units a side, or in at most [`CROWD`] of a window, each
    /// within the window of its English unit, by rising English unit. The windows rise.
    fn points(&self, rare: Option<usize>, window: impl Fn(usize) -> (u32, u32)) -> Vec<Point> {
        let Tokens { features, links, en, zh } = self;
        let mut out: Vec<Point> = Vec::new();
        let mut places: Vec<Places> = (0..features.zh.ids() as u32)
            .map(|id| zh.borders(id))
            .map(|Range { start, end }| Places { start, next: start, end })
            .collect();
        for i in 0..features.en.len() {
            let (low, high) = window(i);
            let rare = rare.unwrap_or_else(|| {
                let windows = features.zh.len() / (high.saturating_sub(low) as usize).max(1);
                CROWD * windows.max(1)
            });
            let start = out.len();
            for &(id, _) in features.en.unit(i) {
                let own = en[id as usize] as usize;
                if own > rare {
                    continue;
                }
                for &(to, p) in links.row(id) {
                    let Places { start, next, end } = &mut places[to as usize];
                    let all = (*end - *start) as usize;
                    if all > rare {
                        continue;
                    }
                    let near = match own.max(all) <= RAREST {
                        true => zh.between(*start..*end),
                        false => {
                            let rest = zh.between(*next..*end);
                            let passed = rest.iter().take_while(|&&unit| unit < low).count();
                            *next += passed as u32;
                            let few = &rest[passed..rest.len().min(passed + COUNTERPARTS + 1)];
                            &few[..few.iter().filter(|&&unit| unit <= high).count()]
                        }
                    };
                    if near.len() <= COUNTERPARTS {
                        let weight = p / near.len() as f32;
                        out.extend(near.iter().map(|&j| (i as u32, j, weight)));
                    }
                }
            }
            out[start..].sort_unstable_by_key(|point| point.1);
        }
        out.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            kept.2 += if same { next.2 } else { 0.0 };
            same
        });
        out
    }
}

/// Adds that units are neighbours in an article.
fn neighbours((en, zh): (&[usize], &[usize]), points: &mut Vec<Point>) {
    let mut weights: FxHashMap<(u32, u32), f32> = points.iter().map(|p| ((p.0, p.1), p.2)).collect();
    for (i, &place) in en.iter().enumerate() {
        let next = zh.partition_point(|&z| z < place);
        // The Chinese unit right before, and the one right after.
        for (j, other) in zh.iter().enumerate().skip(next.saturating_sub(1)).take(2) {
            if other.abs_diff(place) == 1 {
                *weights.entry((i as u32, j as u32)).or_default() += NEIGHBOURS;
            }
        }
    }
    *points = weights.into_iter().map(|((i, j), weight)| (i, j, weight)).collect();
    points.sort_unstable_by_key(|p| (p.0, p.1));
}

/// The band around a chain of points.
fn around(chain: &[(u32, u32)], en: usize, zh: usize, margin: f64) -> Band {
    let mut low = vec![zh as f64; en + 1];
    let mut high = vec![0.0f64; en + 1];
    let mut before = (0.0, 0.0);
    let last = [(en as u32, zh as u32)];
    for &(i, j) in chain.iter().chain(&last) {
        let point = (f64::from(i), f64::from(j));
        let (rows, columns) = (point.0 - before.0, point.1 - before.1);
        let margin = margin + (SLACK * rows.max(columns)).min(MOST);
        let slope = if rows > 0.0 { columns / rows } else { 0.0 };
        let from = (before.0 - margin).max(0.0) as usize;
        let to = ((point.0 + margin) as usize).min(en);
        for row in from..=to {
            // Rows beyond the two points belong to the band around them, up to the margin.
            let inside = (row as f64).clamp(before.0, point.0) - before.0;
            let over = row as f64 - before.0 - inside;
            let center = before.1 + slope * inside + over;
            let reach = margin + slope;
            low[row] = low[row].min(center - reach);
            high[row] = high[row].max(center + reach);
        }
        before = point;
    }
    // Rising on both sides, so that every row can be reached from the one before.
    let mut ranges: Vec<(u32, u32)> = low
        .iter()
        .zip(&high)
        .map(|(l, h)| (l.clamp(0.0, zh as f64) as u32, h.ceil().clamp(0.0, zh as f64) as u32))
        .collect();
    ranges[0].0 = 0;
    ranges[en].1 = zh as u32;
    for row in (0..en).rev() {
        ranges[row].0 = ranges[row].0.min(ranges[row + 1].0);
    }
    for row in 0..en {
        ranges[row + 1].1 = ranges[row + 1].1.max(ranges[row].1);
        if ranges[row + 1].0 > ranges[row].1 {
            ranges[row].1 = ranges[row + 1].0;
        }
    }
    Band::whole(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bands_rise_and_lead_from_start_to_end(
            mut points in prop::collection::vec((0u32..300, 0u32..200), 0..40),
        ) {
            points.sort_unstable();
            let mut chain: Vec<(u32, u32)> = Vec::new();
            for p in points {
                if chain.last().is_none_or(|l| l.0 < p.0 && l.1 < p.1) {
                    chain.push(p);
                }
            }
            let band = around(&chain, 300, 200, MARGIN);
            prop_assert_eq!(band.ranges.len(), 301);
            prop_assert_eq!(band.ranges[0].0, 0);
            prop_assert_eq!(band.ranges[300].1, 200);
            for w in band.ranges.windows(2) {
                prop_assert!(w[0].0 <= w[1].0 && w[0].1 <= w[1].1 && w[1].0 <= w[0].1, "{:?}", w);
            }
            for (i, j) in chain {
                let (low, high) = band.ranges[i as usize];
                prop_assert!(low <= j && j <= high);
            }
        }
    }
}
