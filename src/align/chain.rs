//! The heaviest chain of points that rises on both sides.

/// A place where the ladder may run: English unit, Chinese unit, and how much speaks for it.
pub(super) type Point = (u32, u32, f32);

/// No point.
const NONE: u32 = u32::MAX;

/// The heaviest chain that rises on both sides, by a Fenwick tree of best weights over the Chinese units.
pub(super) fn chain(points: Vec<Point>, zh: usize) -> Vec<(u32, u32)> {
    let mut best = vec![(0.0f32, NONE); zh + 2];
    let mut from = vec![NONE; points.len()];
    let mut sums = vec![0.0f32; points.len()];
    let mut start = 0;
    while start < points.len() {
        // Points of one English unit see only those of earlier units.
        let end = start + points[start..].partition_point(|p| p.0 == points[start].0);
        for k in start..end {
            let (mut top, mut at) = ((0.0, NONE), points[k].1 as usize);
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
                    best[at] = (sums[k], k as u32);
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
        k = (from[at] != NONE).then(|| from[at] as usize);
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_chain_leaves_out_what_does_not_fit() {
        let points = vec![(0, 0, 1.0), (1, 1, 1.0), (2, 90, 0.5), (3, 3, 1.0), (4, 4, 1.0)];
        assert_eq!(chain(points, 100), [(0, 0), (1, 1), (3, 3), (4, 4)]);
    }

    proptest! {
        #[test]
        fn no_rising_choice_is_heavier(weights in prop::collection::vec(-4.0f32..9.0, 16)) {
            let all = (0..4).flat_map(|i| (0..4).map(move |j| (i, j)));
            let points: Vec<Point> = all
                .zip(&weights)
                .map(|((i, j), &weight)| (i, j, weight))
                .filter(|point| point.2 > 0.0)
                .collect();
            let found = chain(points.clone(), 4);
            prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
            let weight = |(i, j): (u32, u32)| points.iter().find(|p| (p.0, p.1) == (i, j)).map(|p| p.2);
            let sum = |chosen: &[(u32, u32)]| chosen.iter().filter_map(|&point| weight(point)).sum::<f32>();
            // By all choices of one column or none in each row.
            let mut most = 0.0f32;
            for choice in 0..5u32.pow(4) {
                let columns = (0..4).map(|row| (row, choice / 5u32.pow(row) % 5));
                let chosen: Vec<(u32, u32)> = columns.filter(|&point| weight(point).is_some()).collect();
                if chosen.is_sorted_by(|a, b| a.1 < b.1) {
                    most = most.max(sum(&chosen));
                }
            }
            prop_assert!((sum(&found) - most).abs() < 1e-3);
        }
    }
}
