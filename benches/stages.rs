//! The stages before the aligner: a text to segments, a segment to sentences, a sentence to
//! its numbers and tokens, a token to what the model knows of it.

#![allow(missing_docs, reason = "`criterion_group!` makes a public function")]

use std::hint::black_box;

use bitext::text::mentions;
use bitext::text::token::{Token, tokens};
use bitext::{Lang, Model, segments, sentences};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[allow(dead_code, reason = "each bench takes the documents that it needs")]
mod documents;

const MEGABYTE: usize = 1 << 20;

fn segmenting(c: &mut Criterion) {
    let mut group = c.benchmark_group("segments");
    let written = documents::article("floating-library.txt");
    let page = documents::page(MEGABYTE, 1);
    let line = documents::page(MEGABYTE, 2).replace('\n', " ");
    for (name, text) in [("article", &written), ("page of 1 MB", &page), ("line of 1 MB", &line)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| segments(black_box(text))));
    }
    group.finish();
}

/// A text of one language for each of both.
fn texts(seed: u64) -> [(&'static str, Lang, String); 2] {
    [("English, 1 MB", Lang::En), ("Chinese, 1 MB", Lang::Zh)]
        .map(|(name, lang)| (name, lang, documents::running(MEGABYTE, lang == Lang::En, seed)))
}

fn splitting(c: &mut Criterion) {
    let mut group = c.benchmark_group("sentences");
    for (name, lang, text) in texts(3) {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| sentences(black_box(&text), lang)));
    }
    group.finish();
}

fn numbers(c: &mut Criterion) {
    let mut group = c.benchmark_group("mentions");
    for (name, lang, text) in texts(4) {
        let mut found = Vec::new();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                found.clear();
                mentions(black_box(&text), lang, &mut found);
            })
        });
    }
    group.finish();
}

fn tokenizing(c: &mut Criterion) {
    let mut group = c.benchmark_group("tokens");
    for (name, _, text) in texts(5) {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut count = 0;
                tokens(black_box(&text), |_| count += 1);
                count
            })
        });
    }
    group.finish();
}

/// Each token of a running text in the model: throughput in words and characters, as they come.
fn looking_up(c: &mut Criterion) {
    let model = Model::embedded();
    let (mut words, mut signs) = (Vec::new(), Vec::new());
    for (_, _, text) in texts(6) {
        tokens(&text, |token| match token {
            Token::Word { stem, .. } => words.push(stem.to_owned()),
            Token::Han(c) | Token::Mark(c) => signs.push(c),
        });
    }
    let ids: Vec<u32> = words.iter().filter_map(|word| model.word(word)).collect();
    let mut group = c.benchmark_group("model");
    group.throughput(Throughput::Elements(words.len() as u64));
    group
        .bench_function("word", |b| b.iter(|| words.iter().filter_map(|w| model.word(black_box(w))).count()));
    group.throughput(Throughput::Elements(signs.len() as u64));
    group.bench_function("sign", |b| {
        b.iter(|| signs.iter().filter_map(|&sign| model.sign(black_box(sign))).count())
    });
    group.throughput(Throughput::Elements(ids.len() as u64));
    group.bench_function("row", |b| {
        let sum = |id: u32| model.row(black_box(id)).map(|entry| entry.zh_given_en).sum::<f32>();
        b.iter(|| ids.iter().map(|&id| sum(id)).sum::<f32>())
    });
    group.finish();
}

criterion_group!(benches, segmenting, splitting, numbers, tokenizing, looking_up);
criterion_main!(benches);
