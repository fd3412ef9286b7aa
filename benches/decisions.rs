//! What one case costs: the outcomes alone, the answer with its clauses, and the whole call on text.
//!
//! Run with `cargo xtask bench`. The figures are time a case; compare them with each other in one run.
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "a benchmark fails by panicking, and counts in small numbers"
)]

use std::hint::black_box;
use std::time::Instant;

use arrears::api::{Engine, call_text, read_case};
use arrears::assess::Position;
use arrears::calendar::Date;
use arrears::case::Case;
use arrears::change::{Target, changes};
use arrears::money::Money;
use arrears::policy::allocation::Component;
use arrears::rules::ledger::allocation::{Due, allocate};
use arrears::rules::ledger::replay::replayed;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

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

/// A loan of monthly installments of which every payment comes some days late, and whose rate changes.
fn history(installments: u32, payments: u32, rate_changes: u32, apart: u32) -> Case {
    // A tenth more than what falls due, so that each payment settles what is late and the next part.
    let amount = installments * 1_166 / payments.max(1);
    let first = Date::parse("2005-01-01").unwrap();
    let day = |days: u32| first.plus_days(days).to_string();
    let span = installments * apart;
    let rows = (1..=installments).map(|row| {
        let due_on = day(row * apart);
        format!(r#"{{ "dueOn": "{due_on}", "principal": "1000", "interest": "{}" }}"#, 60 - row % 50)
    });
    let payments = (0..payments).map(|place| {
        let on = day(apart + 3 + place * span / payments.max(1));
        format!(r#"{{ "on": "{on}", "kind": "payment", "amount": "{amount}" }}"#)
    });
    let rates = (0..rate_changes).map(|place| {
        let on = day(1 + place * span / rate_changes.max(1));
        format!(r#"{{ "on": "{on}", "kind": "rate", "annualRate": "0.0{}" }}"#, 435 + place % 90)
    });
    let events: Vec<String> = payments.chain(rates).collect();
    read_case(&format!(
        r#"{{ "asOf": "{}", "loan": {{ "annualRate": "6%" }}, "history": {{
            "drawdown": {{ "on": "{first}", "amount": "{}" }}, "schedule": [{}], "events": [{}] }} }}"#,
        day(span + 2 * apart),
        installments * 1000,
        rows.collect::<Vec<_>>().join(","),
        events.join(",")
    ))
    .unwrap()
}

fn histories(criterion: &mut Criterion) {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let case = history(24, 30, 8, 30);
    let policy = engine.in_force(case.as_of).unwrap();
    let mut group = criterion.benchmark_group("history");
    group.bench_function("replay: 24 installments, 30 payments, 8 rate changes", |bencher| {
        bencher.iter(|| replayed(black_box(&case), policy).unwrap());
    });
    group.bench_function("answer: 24 installments, 30 payments, 8 rate changes", |bencher| {
        bencher.iter(|| Position::new(black_box(&case), policy).unwrap().answer());
    });
    // Elements are events and installments, so that the throughput is their number a second.
    for events in [10_u32, 100, 1_000, 10_000] {
        let case = history(events, events * 9 / 10, events / 10, 7);
        group.throughput(Throughput::Elements(u64::from(events) * 2));
        group.bench_function(format!("replay: {events} events on {events} installments"), |bencher| {
            bencher.iter(|| replayed(black_box(&case), policy).unwrap());
        });
    }
    group.finish();
    for events in [10_u32, 100, 1_000, 10_000] {
        let case = history(events, events * 9 / 10, events / 10, 7);
        let rounds = 200_000 / events;
        let start = Instant::now();
        for _ in 0..rounds {
            black_box(replayed(black_box(&case), policy).unwrap());
        }
        let each = start.elapsed().as_nanos() / u128::from(rounds * events);
        println!("history: {events} events on {events} installments: {each} ns an event");
    }
}

/// A loan that may be restructured over up to 360 months, and one that no term would make affordable.
fn restructuring(criterion: &mut Criterion) {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let mut group = criterion.benchmark_group("restructuring over 360 months");
    for (name, income) in [("some terms do", "12000"), ("none does", "6000")] {
        let case = read_case(&format!(
            r#"{{ "asOf": "2025-11-22",
                "loan": {{ "annualRate": "4.1%", "outstandingPrincipal": "1200000", "maturesOn": "2045-11-22",
                    "originalTermMonths": 240 }},
                "arrears": [{{ "dueOn": "2025-08-15", "principal": "3000", "interest": "4100" }}],
                "borrower": {{ "monthlyIncome": "{income}", "livingCosts": "3000", "otherDebtPayments": "0" }} }}"#
        ))
        .unwrap();
        let policy = engine.in_force(case.as_of).unwrap();
        group.bench_function(name, |bencher| {
            bencher.iter(|| Position::new(black_box(&case), policy).unwrap().restructure());
        });
        group.bench_function(format!("what would change it: {name}"), |bencher| {
            bencher.iter(|| changes(Target::Restructure, black_box(&case), policy).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, decisions, payments, histories, restructuring, policies);
criterion_main!(benches);
