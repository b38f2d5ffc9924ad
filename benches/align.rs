//! The aligner: articles, and units that are split already.

#![allow(missing_docs, reason = "`criterion_group!` makes a public function")]

use std::hint::black_box;

use bitext::Aligner;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[allow(dead_code, reason = "each bench takes the documents that it needs")]
mod documents;

fn articles(c: &mut Criterion) {
    let aligner = Aligner::new();
    let mut group = c.benchmark_group("align");
    let written = documents::article("floating-library.txt");
    let made = documents::page(100_000, 5);
    for (name, text) in [("article", &written), ("article of 100 kB", &made)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| aligner.align(black_box(text))));
    }
    group.bench_function("sentences of an article", |b| {
        let paragraphs = aligner.align(&written);
        b.iter(|| aligner.align_sentences(black_box(&paragraphs)))
    });
    group.finish();
}

/// Four times the units should take about four times the time.
fn units(c: &mut Criterion) {
    let aligner = Aligner::new();
    let mut group = c.benchmark_group("align units");
    group.sample_size(10);
    for count in [250, 1_000, 4_000] {
        let (english, chinese) = documents::units(count, 6);
        group.throughput(Throughput::Elements((english.len() + chinese.len()) as u64));
        group.bench_function(count.to_string(), |b| {
            b.iter(|| aligner.align_units(black_box(&english), black_box(&chinese)))
        });
    }
    group.finish();
}

criterion_group!(benches, articles, units);
criterion_main!(benches);
