//! The stages before the aligner: a text to segments, a segment to sentences, a sentence to
//! its numbers.

#![allow(missing_docs, reason = "`criterion_group!` makes a public function")]

use std::hint::black_box;

use bitext::text::mentions;
use bitext::{Lang, segments, sentences};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[allow(dead_code, reason = "each bench takes the documents that it needs")]
mod documents;

const MEGABYTE: usize = 1 << 20;

fn segmenting(c: &mut Criterion) {
    let mut group = c.benchmark_group("segments");
    let seed_like = documents::article("floating-library.txt");
    let page = documents::page(MEGABYTE, 1);
    let line = documents::page(MEGABYTE, 2).replace('\n', " ");
    for (name, text) in [("article", &seed_like), ("page of 1 MB", &page), ("line of 1 MB", &line)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| segments(black_box(text))));
    }
    group.finish();
}

fn splitting(c: &mut Criterion) {
    let mut group = c.benchmark_group("sentences");
    for (name, lang) in [("English, 1 MB", Lang::En), ("Chinese, 1 MB", Lang::Zh)] {
        let text = documents::running(MEGABYTE, lang == Lang::En, 3);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| sentences(black_box(&text), lang)));
    }
    group.finish();
}

fn numbers(c: &mut Criterion) {
    let mut group = c.benchmark_group("mentions");
    for (name, lang) in [("English, 1 MB", Lang::En), ("Chinese, 1 MB", Lang::Zh)] {
        let text = documents::running(MEGABYTE, lang == Lang::En, 4);
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

criterion_group!(benches, segmenting, splitting, numbers);
criterion_main!(benches);
