//! Texts that lie in another: boxes, which stand in the midst of a paragraph, and what is set aside for a while.

use super::flow::Flow;

/// How deep boxes may lie in each other; those below are paragraphs.
const DEEPEST: usize = 16;

/// A text, and those around it.
#[derive(Default)]
pub(super) struct Layers {
    /// The text that is read now.
    pub(super) flow: Flow,
    /// Boxes that are anchored in its paragraph, which they come behind.
    boxes: Vec<String>,
    /// How many of its paragraphs are open.
    paragraphs: usize,
    around: Vec<(Flow, Vec<String>, usize)>,
    /// How many more boxes are open that are too deep.
    deeper: usize,
}

impl From<Flow> for Layers {
    fn from(flow: Flow) -> Layers {
        Layers { flow, ..Layers::default() }
    }
}

impl Layers {
    /// What comes belongs to another text.
    pub(super) fn enter(&mut self, flow: Flow) {
        self.around.push((
            std::mem::replace(&mut self.flow, flow),
            std::mem::take(&mut self.boxes),
            std::mem::take(&mut self.paragraphs),
        ));
    }

    /// The text that was entered last is over, and what was before it goes on.
    pub(super) fn leave(&mut self) -> Flow {
        self.empty_boxes();
        let Some((flow, boxes, paragraphs)) = self.around.pop() else { return Flow::default() };
        (self.boxes, self.paragraphs) = (boxes, paragraphs);
        std::mem::replace(&mut self.flow, flow)
    }

    /// What comes is in a box.
    pub(super) fn enter_box(&mut self) {
        if self.depth() < DEEPEST && self.deeper == 0 {
            return self.enter(Flow::default());
        }
        self.deeper += 1;
        self.flow.paragraph();
    }

    /// The box that was entered last is over.
    pub(super) fn leave_box(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return self.flow.paragraph();
        }
        let text = self.leave().finish();
        self.boxes.push(text);
        if self.paragraphs == 0 {
            self.empty_boxes();
        }
    }

    /// How many texts are around this one.
    pub(super) fn depth(&self) -> usize {
        self.around.len()
    }

    /// Whether a paragraph is open.
    pub(super) fn in_paragraph(&self) -> bool {
        self.paragraphs > 0
    }

    pub(super) fn open_paragraph(&mut self) {
        self.paragraphs += 1;
    }

    pub(super) fn close_paragraph(&mut self) {
        self.paragraphs = self.paragraphs.saturating_sub(1);
        if self.paragraphs == 0 {
            self.empty_boxes();
        }
    }

    fn empty_boxes(&mut self) {
        for text in self.boxes.drain(..).filter(|text| !text.is_empty()) {
            self.flow.paragraph();
            self.flow.verbatim(&text);
            self.flow.paragraph();
        }
    }

    /// The whole text; what should have ended has ended here.
    pub(super) fn finish(mut self) -> Flow {
        self.deeper = 0;
        while self.depth() > 0 {
            self.leave_box();
        }
        self.empty_boxes();
        self.flow
    }
}
