//! What one case costs: the outcomes alone, the answer with its clauses, and the whole call on text.
//!
//! Run with `cargo xtask bench`. The figures are time a case; compare them with each other in one run.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark fails by panicking")]

use std::hint::black_box;

use arrears::api::{Engine, call_text, read_case};
use arrears::assess::Position;
use criterion::{Criterion, criterion_group, criterion_main};

const CASE_A: &str = r#"{
    "asOf": "2025-11-22",
    "loan": { "annualRate": "6%" },
    "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
    "borrower": { "monthlyIncome": "36000", "firstArrear": true, "cameForward": false, "refusedToPay": false,
        "lastReachedOn": "2025-10-01" },
    "contacts": { "failedAttempts": 3 }
}"#;

fn decisions(criterion: &mut Criterion) {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let case = read_case(CASE_A).unwrap();
    let policy = engine.in_force(case.as_of).unwrap();
    let mut group = criterion.benchmark_group("one case");
    group.bench_function("outcomes alone", |bencher| {
        bencher.iter(|| Position::new(black_box(&case), policy).unwrap().outcomes());
    });
    group.bench_function("answer with clauses", |bencher| {
        bencher.iter(|| Position::new(black_box(&case), policy).unwrap().answer());
    });
    group.bench_function("decisions with clauses", |bencher| {
        bencher.iter(|| {
            let position = Position::new(black_box(&case), policy).unwrap();
            (position.waiver(), position.installments(), position.escalation())
        });
    });
    group.bench_function("text to text", |bencher| {
        bencher.iter(|| call_text(&engine, "assess", black_box(CASE_A), "{}").unwrap());
    });
    group.finish();
}

fn policies(criterion: &mut Criterion) {
    criterion.bench_function("read a built-in policy", |bencher| {
        bencher.iter(|| Engine::builtin(black_box("cn-bank-loan")).unwrap());
    });
}

criterion_group!(benches, decisions, policies);
criterion_main!(benches);
