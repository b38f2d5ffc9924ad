//! Lists of which only a part is kept.

/// How many items are gone through at once: a byte counts them, and a list with a place for each byte needs
/// no look whether there is room.
const PART: usize = 255;

/// Items of which some are kept. Each is written, and the next one over it if it is not kept: to ask
/// first would cost more, since no processor can foretell the answers.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    items: Vec<T>,
    /// Where they are written first.
    part: [T; PART + 1],
}

impl<T: Copy + Default> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept { items: Vec::new(), part: [T::default(); PART + 1] }
    }
}

impl<T: Copy + Default> Kept<T> {
    /// None, with room for so many.
    pub fn with_room(room: usize) -> Kept<T> {
        Kept { items: Vec::with_capacity(room), ..Kept::default() }
    }

    /// Starts again.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Adds an item.
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Adds what `of` makes of some others, which is told the place of each, as far as it says that it is to
    /// be kept.
    pub fn extend<U>(&mut self, others: &[U], mut of: impl FnMut(usize, &U) -> (T, bool)) {
        let Kept { items, part } = self;
        for (start, others) in (0..).step_by(PART).zip(others.chunks(PART)) {
            let mut count = 0u8;
            for (k, other) in others.iter().enumerate() {
                let (item, keep) = of(start + k, other);
                part[usize::from(count)] = item;
                count += u8::from(keep);
            }
            items.extend_from_slice(&part[..usize::from(count)]);
        }
    }

    /// Keeps of those from `start` on only the ones that `keep` holds.
    pub fn retain_from(&mut self, start: usize, keep: impl Fn(&T) -> bool) {
        let mut count = start;
        for at in start..self.items.len() {
            let item = self.items[at];
            self.items[count] = item;
            count += usize::from(keep(&item));
        }
        self.items.truncate(count);
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Those that are kept.
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// The same, to be changed.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// The same as a list.
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_kept_is_kept() {
        let mut odd = Kept::default();
        for len in [5, 9, 3 * PART + 1, 3] {
            odd.clear();
            let all: Vec<usize> = (0..len).collect();
            odd.extend(&all, |place, &k| (k, place % 2 == 1));
            let expected: Vec<usize> = all.into_iter().filter(|k| k % 2 == 1).collect();
            assert_eq!((odd.as_slice(), odd.len()), (&expected[..], expected.len()));
        }
        odd.push(3);
        odd.push(4);
        odd.retain_from(1, |n| n % 2 == 0);
        assert_eq!(odd.into_vec(), [1, 4]);
        let mut all = Kept::default();
        all.extend(&[1; 2 * PART], |_, &one| (one, true));
        assert_eq!(all.into_vec(), [1; 2 * PART]);
    }
}
