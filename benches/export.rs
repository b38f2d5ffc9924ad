//! The writers, each on one aligned article of 100 kB.

#![allow(missing_docs, reason = "`criterion_group!` makes a public function")]

use std::hint::black_box;

use bitext::export::{Format, to_string};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[allow(dead_code, reason = "each bench takes the documents that it needs")]
mod documents;

fn formats(c: &mut Criterion) {
    let text = documents::page(100_000, 7);
    let alignment = bitext::align(&text);
    let mut group = c.benchmark_group("export");
    group.throughput(Throughput::Bytes(text.len() as u64));
    for format in Format::ALL {
        group.bench_function(format.as_str(), |b| b.iter(|| to_string(black_box(&alignment), format)));
    }
    group.finish();
}

criterion_group!(benches, formats);
criterion_main!(benches);
