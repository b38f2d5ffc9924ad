//! What is open while a text is read: a quotation, a title, a bracket.

/// Where the innermost quotation, title and bracket began that are not closed yet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open {
    /// An opening mark of a quotation with direction, and what will close it.
    quote: Option<(usize, char)>,
    /// A straight quotation mark.
    straight: Option<usize>,
    /// `《` or `〈`.
    pub(super) title: Option<usize>,
    /// A round or square bracket.
    pub(super) bracket: Option<usize>,
}

impl Open {
    /// Takes in a character.
    pub(super) fn see(&mut self, c: char, at: usize) {
        match c {
            '“' => self.quote = Some((at, '”')),
            '「' => self.quote = Some((at, '」')),
            '〝' => self.quote = Some((at, '〞')),
            // Single marks count where nothing is open: inside “…” they mark a quotation in it.
            '‘' if self.quote.is_none() => self.quote = Some((at, '’')),
            '『' if self.quote.is_none() => self.quote = Some((at, '』')),
            '〟' => self.see('〞', at),
            '”' | '」' | '’' | '』' | '〞' if self.quote.is_some_and(|(_, closer)| closer == c) => {
                self.quote = None
            }
            '"' | '＂' => self.straight = if self.straight.is_some() { None } else { Some(at) },
            '《' | '〈' => self.title = Some(at),
            '》' | '〉' => self.title = None,
            '(' | '（' | '【' | '［' => self.bracket = Some(at),
            ')' | '）' | '】' | '］' => self.bracket = None,
            _ => {}
        }
    }

    /// Where the quotation in hand began.
    pub(super) fn quotation(&self) -> Option<usize> {
        match (self.quote, self.straight) {
            (Some((a, _)), Some(b)) => Some(a.max(b)),
            (Some((a, _)), None) => Some(a),
            (None, b) => b,
        }
    }

    /// Whether `c`, a mark with a direction, closes what is open.
    pub(super) fn is_closed_by(&self, c: char) -> bool {
        match c {
            '”' | '」' | '』' | '〞' | '〟' => self.quote.is_some(),
            '》' => self.title.is_some(),
            '）' | '】' => self.bracket.is_some(),
            _ => false,
        }
    }

    /// Whether a straight quotation mark would close one.
    pub(super) fn straight(&self) -> bool {
        self.straight.is_some()
    }
}
