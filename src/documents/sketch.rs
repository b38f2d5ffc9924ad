//! What a text is about, in a few hundred numbers that are alike for a text and its translation.

use std::cell::RefCell;

use crate::features::Bag;
use crate::lang::Lang;
use crate::model::Model;

/// A text as far as its translation can be known by it: which Chinese tokens are in it, or are to be expected in
/// its translation, and which numbers and Latin words.
///
/// It takes some 2 kB of memory, whatever the length of the text. Made by
/// [`Aligner::sketch_en`](crate::Aligner::sketch_en) and [`Aligner::sketch_zh`](crate::Aligner::sketch_zh).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// By rising token: how often it is there.
    pub(super) tokens: Box<[(u32, f32)]>,
    /// What the text is called, without its language.
    pub(super) name: Option<Box<str>>,
}

/// Chinese tokens that are kept, and tokens that both languages write alike.
const CHINESE: usize = 256;
const SAME: usize = 64;

/// Tokens from here on are no Chinese ones.
pub(super) const OTHERS: u32 = 1 << 31;

/// Chinese tokens of a model, which have 16 bits.
const SIGNS: usize = 1 << 16;

thread_local! {
    /// How often each Chinese token is expected. All zero between two texts.
    static EXPECTED: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

impl Sketch {
    /// Of the paragraphs of an English text.
    pub(super) fn english(paragraphs: &[&str], model: &Model) -> Sketch {
        let bag = Bag::new(paragraphs, Lang::En, model);
        let chinese = EXPECTED.with_borrow_mut(|expected| {
            expected.resize(SIGNS, 0.0);
            let mut there = Vec::new();
            for &(word, n) in &bag.known {
                for entry in model.row(word) {
                    let sum = &mut expected[entry.zh as usize];
                    if *sum == 0.0 {
                        there.push(entry.zh);
                    }
                    *sum += n * entry.zh_given_en;
                }
            }
            there.into_iter().map(|zh| (zh, std::mem::take(&mut expected[zh as usize]))).collect()
        });
        Sketch::new(chinese, bag.same, model)
    }

    /// Of the paragraphs of a Chinese text.
    pub(super) fn chinese(paragraphs: &[&str], model: &Model) -> Sketch {
        let bag = Bag::new(paragraphs, Lang::Zh, model);
        Sketch::new(bag.known, bag.same, model)
    }

    fn new(mut chinese: Vec<(u32, f32)>, mut same: Vec<(u32, f32)>, model: &Model) -> Sketch {
        keep_best(&mut chinese, CHINESE, |(zh, n)| (1.0 + n).ln() * -model.sign_background(zh).ln());
        same.iter_mut().for_each(|(token, _)| *token |= OTHERS);
        keep_best(&mut same, SAME, |(_, n)| n);
        let mut tokens = [chinese, same].concat();
        tokens.sort_unstable_by_key(|&(token, _)| token);
        Sketch { tokens: tokens.into(), name: None }
    }

    /// The same with a name. Where a text and one of the other language are called the same, and no others are,
    /// that speaks for the two: say `news/0412` of the files `en/news/0412.html` and `zh/news/0412.html`.
    ///
    /// ```
    /// use bitext::Aligner;
    /// let aligner = Aligner::new();
    /// let (en, zh) = (aligner.sketch_en("Closed."), aligner.sketch_zh("今日休息。"));
    /// let alone = aligner.match_documents(&[en.clone()], &[zh.clone()]);
    /// let named = aligner.match_documents(&[en.named("sign-2")], &[zh.named("sign-2")]);
    /// assert!(alone.is_empty() && named.len() == 1);
    /// ```
    pub fn named(self, name: &str) -> Sketch {
        Sketch { name: Some(name.into()), ..self }
    }

    /// Whether there is nothing to know the text by.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

/// Keeps the tokens that weigh most.
fn keep_best(tokens: &mut Vec<(u32, f32)>, most: usize, weight: impl Fn((u32, f32)) -> f32) {
    if tokens.len() > most {
        tokens.select_nth_unstable_by(most - 1, |&a, &b| weight(b).total_cmp(&weight(a)).then(a.0.cmp(&b.0)));
        tokens.truncate(most);
    }
}
