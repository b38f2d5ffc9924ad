//! The band of a long bitext: where the ladder can run, found from tokens that are rare on
//! both sides.
//!
//! A number, a name, a rare character that occurs a few times on either side marks points
//! that the ladder probably passes near. The heaviest rising chain of such points is its
//! backbone; the band is what lies near the chain, wider where points are scarce. The chain
//! is not forced: a wrong point only makes the band wider. Linear in the length of the
//! bitext but for the sorting of the points.

use rustc_hash::FxHashMap;

use crate::features::{Features, Side};
use crate::score::Band;

/// Cells up to which everything is looked at.
const SMALL: usize = 250_000;
/// A token in more units than this is no anchor.
const RARE: usize = 48;
/// Occurrences are matched in their order, up to this many places away.
const AWAY: usize = 2;
/// Least p(zh | en) of a link that makes points.
const LIKELY: f32 = 0.05;
/// Half the width of the band where points are dense.
const MARGIN: f64 = 12.0;
/// Share of the gap between two points that the band is widened by on either side.
const SLACK: f64 = 0.3;
/// The band is widened by no more than this, so that memory stays bounded where a long
/// stretch has no point at all.
const MOST: f64 = 300.0;

/// What it weighs that two units are neighbours in an article: less than any shared token,
/// but where there is none, it is all there is.
const NEIGHBOURS: f32 = 0.01;

/// The band for these units; `places` are those of both sides in an article.
pub(crate) fn band(features: &Features, exact: bool, places: Option<(&[usize], &[usize])>) -> Band {
    let (en, zh) = (features.en.len(), features.zh.len());
    if exact || (en + 1) * (zh + 1) <= SMALL {
        return Band::full(en, zh);
    }
    around(&chain(points(features, places), zh), en, zh)
}

/// Points (English unit, Chinese unit) with their weights.
fn points(features: &Features, places: Option<(&[usize], &[usize])>) -> Vec<(u32, u32, f32)> {
    let en = rare(&features.en);
    let zh = rare(&features.zh);
    let mut weights: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    for (id, units) in en.iter().enumerate() {
        if units.is_empty() {
            continue;
        }
        for &(to, p) in features.zh_given_en.row(id as u32) {
            let others = &zh[to as usize];
            if others.is_empty() || p < LIKELY {
                continue;
            }
            let weight = p / units.len().max(others.len()) as f32;
            for (k, &i) in units.iter().enumerate() {
                let near = (2 * k + 1) * others.len() / (2 * units.len());
                for &j in &others[near.saturating_sub(AWAY)..others.len().min(near + AWAY + 1)] {
                    *weights.entry((i, j)).or_default() += weight;
                }
            }
        }
    }
    if let Some((en, zh)) = places {
        for (i, &place) in en.iter().enumerate() {
            let next = zh.partition_point(|&z| z < place);
            // The Chinese unit right before, and the one right after.
            for (j, other) in zh.iter().enumerate().skip(next.saturating_sub(1)).take(2) {
                if other.abs_diff(place) == 1 {
                    *weights.entry((i as u32, j as u32)).or_default() += NEIGHBOURS;
                }
            }
        }
    }
    let mut points: Vec<(u32, u32, f32)> = weights.into_iter().map(|((i, j), w)| (i, j, w)).collect();
    points.sort_unstable_by_key(|p| (p.0, p.1));
    points
}

/// The units of each token that occurs in few, in order.
fn rare(side: &Side) -> Vec<Vec<u32>> {
    let mut units = vec![Vec::new(); side.ids()];
    for unit in 0..side.len() {
        for &(id, _) in side.unit(unit) {
            let list: &mut Vec<u32> = &mut units[id as usize];
            if list.len() <= RARE {
                list.push(unit as u32);
            }
        }
    }
    units.iter_mut().filter(|l| l.len() > RARE).for_each(Vec::clear);
    units
}

/// The heaviest chain that rises on both sides, by a Fenwick tree of best weights over the Chinese units.
fn chain(points: Vec<(u32, u32, f32)>, zh: usize) -> Vec<(u32, u32)> {
    let mut best = vec![(0.0f32, usize::MAX); zh + 2];
    let mut from = vec![usize::MAX; points.len()];
    let mut sums = vec![0.0f32; points.len()];
    let mut start = 0;
    while start < points.len() {
        // Points of one English unit see only those of earlier units.
        let end = start + points[start..].partition_point(|p| p.0 == points[start].0);
        for k in start..end {
            let (mut top, mut at) = ((0.0, usize::MAX), points[k].1 as usize);
            while at > 0 {
                if best[at].0 > top.0 {
                    top = best[at];
                }
                at &= at - 1;
            }
            sums[k] = top.0 + points[k].2;
            from[k] = top.1;
        }
        for k in start..end {
            let mut at = points[k].1 as usize + 1;
            while at < best.len() {
                if sums[k] > best[at].0 {
                    best[at] = (sums[k], k);
                }
                at += at & at.wrapping_neg();
            }
        }
        start = end;
    }
    let mut out = Vec::new();
    let mut k = (0..points.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]).then(b.cmp(&a)));
    while let Some(at) = k {
        out.push((points[at].0, points[at].1));
        k = (from[at] != usize::MAX).then(|| from[at]);
    }
    out.reverse();
    out
}

/// The band around a chain of points.
fn around(chain: &[(u32, u32)], en: usize, zh: usize) -> Band {
    let mut low = vec![zh as f64; en + 1];
    let mut high = vec![0.0f64; en + 1];
    let mut before = (0.0, 0.0);
    let last = [(en as u32, zh as u32)];
    for &(i, j) in chain.iter().chain(&last) {
        let point = (f64::from(i), f64::from(j));
        let (rows, columns) = (point.0 - before.0, point.1 - before.1);
        let margin = MARGIN + (SLACK * rows.max(columns)).min(MOST);
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
            let band = around(&chain, 300, 200);
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

    #[test]
    fn the_chain_leaves_out_what_does_not_fit() {
        let points = vec![(0, 0, 1.0), (1, 1, 1.0), (2, 90, 0.5), (3, 3, 1.0), (4, 4, 1.0)];
        assert_eq!(chain(points, 100), [(0, 0), (1, 1), (3, 3), (4, 4)]);
    }
}
