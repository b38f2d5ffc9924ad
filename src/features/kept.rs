//! Lists of which only a part is kept.

/// Items of which some are kept. Each is written, and the next one over it if it is not kept: to ask
/// first would cost more, since no processor can foretell the answers.
#[derive(Debug, Default)]
pub(crate) struct Kept<T> {
    items: Vec<T>,
    count: usize,
}

impl<T: Copy + Default> Kept<T> {
    /// None, out of no more than `room` to come.
    pub fn with_room(room: usize) -> Kept<T> {
        Kept { items: vec![T::default(); room], count: 0 }
    }

    /// Starts again, with no more than `room` to come.
    pub fn start(&mut self, room: usize) {
        self.count = 0;
        self.make_room(room);
    }

    /// Goes on, with no more than `room` to come.
    pub fn make_room(&mut self, room: usize) {
        let needed = self.count + room;
        if self.items.len() < needed {
            self.items.resize(needed + needed / 2, T::default());
        }
    }

    /// Adds an item, if it is to be kept.
    ///
    /// # Panics
    ///
    /// When more come than there is room for.
    pub fn push(&mut self, item: T, keep: bool) {
        self.items[self.count] = item;
        self.count += usize::from(keep);
    }

    /// Adds items, each with whether it is to be kept.
    ///
    /// # Panics
    ///
    /// As [`push`](Kept::push).
    pub fn extend(&mut self, items: impl Iterator<Item = (T, bool)>) {
        // A number of its own: in its place it would be written and read again for each item.
        let mut count = self.count;
        let room = &mut self.items[..];
        for (item, keep) in items {
            room[count] = item;
            count += usize::from(keep);
        }
        self.count = count;
    }

    /// Keeps of those from `start` on only the ones that `keep` holds.
    pub fn retain_from(&mut self, start: usize, keep: impl Fn(&T) -> bool) {
        let mut count = start;
        for at in start..self.count {
            let item = self.items[at];
            self.items[count] = item;
            count += usize::from(keep(&item));
        }
        self.count = count;
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Those that are kept.
    pub fn as_slice(&self) -> &[T] {
        &self.items[..self.count]
    }

    /// The same, to be changed.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.items[..self.count]
    }

    /// The same, without the room.
    pub fn into_vec(mut self) -> Vec<T> {
        self.items.truncate(self.count);
        self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_kept_is_kept() {
        let mut odd = Kept::default();
        for room in [5, 9, 3] {
            odd.start(room);
            (0..room).for_each(|k| odd.push(k, k % 2 == 1));
            let all: Vec<usize> = (0..room).filter(|k| k % 2 == 1).collect();
            assert_eq!((odd.as_slice(), odd.len()), (&all[..], all.len()));
        }
        odd.push(3, true);
        odd.push(4, true);
        odd.retain_from(1, |n| n % 2 == 0);
        assert_eq!(odd.into_vec(), [1, 4]);
        assert!(Kept::<u8>::with_room(4).into_vec().is_empty());
    }
}
