//! What one case costs: the outcomes alone, the answer with its clauses, and the whole call on text.
//!
//! Run with `cargo xtask bench`. The figures are time a case; compare them with each other in one run.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark fails by panicking")]

use std::hint::black_box;

use arrears::api::{Engine, call_text, read_case};
use arrears::assess::Position;
use arrears::calendar::Date;
use arrears::money::Money;
use arrears::policy::allocation::Component;
use arrears::rules::ledger::allocation::{Due, allocate};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

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

/// One payment that settles an installment of a few dozen: the first of them, and the last.
fn payments(criterion: &mut Criterion) {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let start = Date::parse("2024-01-15").unwrap();
    let order = &engine.in_force(start).unwrap().allocation.order;
    let amount = Money::from_fen(100_000);
    let due: Vec<Due> = (0..24_usize)
        .zip((0..).map(|months| start.plus_months(months)))
        .map(|(number, due_on)| Due::new(number, due_on).with(Component::Principal, amount))
        .collect();
    let mut group = criterion.benchmark_group("one payment over 24 installments");
    for (name, settled) in [("the first is open", 0), ("the last is open", 23)] {
        let mut due = due.clone();
        for due in due.iter_mut().take(settled) {
            due.set(Component::Principal, Money::ZERO);
        }
        group.bench_function(name, |bencher| {
            bencher.iter_batched_ref(
                || due.clone(),
                |due| allocate(black_box(amount), start.plus_months(30), order, due),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, decisions, payments, policies);
criterion_main!(benches);
