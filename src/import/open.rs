//! An element that is open, with all that is in it.

/// The name of an element, and how many elements of that name are open from it on.
#[derive(Debug)]
pub(super) struct Open {
    name: Vec<u8>,
    count: usize,
}

impl Open {
    /// An element has begun.
    pub(super) fn new(name: impl AsRef<[u8]>) -> Open {
        Open { name: name.as_ref().to_vec(), count: 1 }
    }

    pub(super) fn is(&self, name: impl AsRef<[u8]>) -> bool {
        self.name == name.as_ref()
    }

    /// An element begins in it, `empty` where nothing can be in that.
    pub(super) fn start(&mut self, name: impl AsRef<[u8]>, empty: bool) {
        self.count += usize::from(self.is(name) && !empty);
    }

    /// An element ends. Whether it was this one.
    pub(super) fn end(&mut self, name: impl AsRef<[u8]>) -> bool {
        self.count -= usize::from(self.is(name));
        self.count == 0
    }
}
