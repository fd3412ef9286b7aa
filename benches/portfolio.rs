//! What a case costs among many: the four decisions bare, and a row of cells to its result row; beside them the same
//! decisions written by hand with `rust_decimal`, as one would first.
//!
//! Run with `cargo xtask bench`. Figures are time a case and cases a second; compare them with each other in one run. The
//! cases are drawn the same in every run, and both are held to each other before anything is timed.
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark fails by panicking, and counts in small numbers"
)]

use std::fmt::Write;
use std::hint::black_box;

use arrears::api::{Engine, read_case};
use arrears::assess::Position;
use arrears::case::{Case, Contacts};
use arrears::decision::OutcomeWord;
use arrears::money::Money;
use arrears::portfolio::{Portfolio, Settings};
use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rust_decimal::{Decimal, RoundingStrategy};

const CASES: u32 = 4_096;
const RATES: [&str; 11] =
    ["0.0345", "0.036", "0.0435", "0.049", "0.0588", "0.06", "0.072", "0.108", "0.126", "0.18", "0.24"];

/// `SplitMix64`.
struct Draws(u64);

impl Draws {
    /// A whole number from the first to the second.
    fn from(&mut self, low: u64, high: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        low + (mixed ^ (mixed >> 31)) % (high - low + 1)
    }
}

/// The cells of a case, in the order of [`NAMES`].
type Cells = [String; 11];

const NAMES: &str = "asOf,dueOn,principal,interest,annualRate,monthlyIncome,firstArrear,cameForward,failedAttempts,\
    refusedToPay,lastReachedOn";

fn drawn() -> Vec<Cells> {
    let mut draws = Draws(20_251_122);
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let yuan = |fen: u64| format!("{}.{:02}", fen / 100, fen % 100);
    let draw = |_| {
        let as_of = first + chrono::Days::new(draws.from(0, 600));
        let late = draws.from(1, 400);
        let principal = draws.from(10_000, 15_000_000);
        let before = |days: u64| (as_of - chrono::Days::new(days)).to_string();
        [
            as_of.to_string(),
            before(late),
            yuan(principal),
            yuan(draws.from(0, principal / 10)),
            RATES[usize::try_from(draws.from(0, 10)).unwrap()].to_owned(),
            yuan(draws.from(200_000, 6_000_000)),
            (draws.from(0, 1) == 1).to_string(),
            (draws.from(0, 1) == 1).to_string(),
            draws.from(0, 6).to_string(),
            (draws.from(0, 4) == 0).to_string(),
            before(draws.from(0, late.min(60))),
        ]
    };
    (0..CASES).map(draw).collect()
}

fn case_of(cells: &Cells) -> Case {
    let [as_of, due_on, principal, interest, rate, income, first, came, attempts, refused, reached] = cells;
    read_case(&format!(
        r#"{{ "asOf": "{as_of}", "loan": {{ "annualRate": "{rate}" }},
            "arrears": [{{ "dueOn": "{due_on}", "principal": "{principal}", "interest": "{interest}" }}],
            "borrower": {{ "monthlyIncome": "{income}", "firstArrear": {first}, "cameForward": {came},
                "refusedToPay": {refused}, "lastReachedOn": "{reached}" }},
            "contacts": {{ "failedAttempts": {attempts} }} }}"#
    ))
    .unwrap()
}

/// The facts of a case as someone would hold them who computes by hand.
struct Facts {
    as_of: NaiveDate,
    due_on: NaiveDate,
    last_reached_on: NaiveDate,
    principal: Decimal,
    interest: Decimal,
    annual_rate: Decimal,
    monthly_income: Decimal,
    first_arrear: bool,
    came_forward: bool,
    refused_to_pay: bool,
    failed_attempts: u32,
}

impl Facts {
    fn of(cells: &Cells) -> Self {
        let day = |place: usize| cells[place].parse().unwrap();
        let amount = |place: usize| cells[place].parse().unwrap();
        let answer = |place: usize| cells[place] == "true";
        Self {
            as_of: day(0),
            due_on: day(1),
            last_reached_on: day(10),
            principal: amount(2),
            interest: amount(3),
            annual_rate: amount(4),
            monthly_income: amount(5),
            first_arrear: answer(6),
            came_forward: answer(7),
            refused_to_pay: answer(9),
            failed_attempts: cells[8].parse().unwrap(),
        }
    }
}

/// What both ways of computing come to.
#[derive(Debug, PartialEq)]
struct Found {
    days_past_due: i64,
    penalty: Decimal,
    compound: Decimal,
    total: Decimal,
    waiver_max: Option<Decimal>,
    shortest: Option<u32>,
    litigation: bool,
    agency: bool,
}

fn by_hand(facts: &Facts) -> Found {
    let days_past_due = (facts.as_of - facts.due_on).num_days();
    let fen = |amount: Decimal| amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let rate = facts.annual_rate * Decimal::new(15, 1) * Decimal::from(days_past_due);
    let year = Decimal::from(360);
    let (penalty, compound) = (fen(facts.principal * rate / year), fen(facts.interest * rate / year));
    let total = facts.principal + facts.interest + penalty + compound;
    let may_waive = days_past_due <= 30 && facts.first_arrear && facts.came_forward;
    let waiver = || ((penalty + compound) * Decimal::new(2, 1)).round_dp_with_strategy(2, RoundingStrategy::ToZero);
    let most = facts.monthly_income * Decimal::new(3, 1);
    let fits = |amount: Decimal| amount > Decimal::ZERO && amount <= most;
    let shortest = (3..=6_u32).find(|periods| {
        let payment = fen(total / Decimal::from(*periods));
        fits(payment) && fits(total - payment * Decimal::from(periods - 1))
    });
    let unreachable = (facts.as_of - facts.last_reached_on).num_days() > 30;
    let lost = facts.failed_attempts >= 3 || facts.refused_to_pay || unreachable;
    let agency = days_past_due > 90 && lost;
    let litigation = agency && total > Decimal::from(50_000);
    Found { days_past_due, penalty, compound, total, waiver_max: may_waive.then(waiver), shortest, litigation, agency }
}

fn by_arrears(case: &Case, engine: &Engine) -> Found {
    let outcomes = Position::new(case, engine.in_force(case.as_of).unwrap()).unwrap().outcomes();
    let decimal = |amount: Money| Decimal::from_i128_with_scale(amount.fen(), 2);
    Found {
        days_past_due: outcomes.standing.days_past_due.into(),
        penalty: decimal(outcomes.penalty.known().unwrap()),
        compound: decimal(outcomes.compound.known().unwrap()),
        total: decimal(outcomes.total.known().unwrap()),
        waiver_max: outcomes.waiver_max.map(decimal),
        shortest: outcomes.shortest,
        litigation: outcomes.litigation.outcome == OutcomeWord::Yes,
        agency: outcomes.agency.outcome == OutcomeWord::Yes,
    }
}

fn bare(criterion: &mut Criterion) {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let drawn = drawn();
    let cases: Vec<Case> = drawn.iter().map(case_of).collect();
    let facts: Vec<Facts> = drawn.iter().map(Facts::of).collect();
    for (case, facts) in cases.iter().zip(&facts) {
        assert!(matches!(case.contacts, Contacts::FailedAttempts(_)));
        assert_eq!(by_arrears(case, &engine), by_hand(facts), "{case:?}");
    }
    let policy = engine.in_force(cases[0].as_of).unwrap();
    let mut group = criterion.benchmark_group("four decisions of drawn cases");
    group.throughput(Throughput::Elements(CASES.into()));
    group.bench_function("arrears", |bencher| {
        bencher.iter(|| {
            for case in black_box(&cases) {
                black_box(Position::new(case, policy).unwrap().outcomes());
            }
        });
    });
    group.bench_function("rust_decimal by hand", |bencher| {
        bencher.iter(|| {
            for facts in black_box(&facts) {
                black_box(by_hand(facts));
            }
        });
    });
    group.finish();
}

fn rows(criterion: &mut Criterion) {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let mut input = format!("id,{NAMES}\n");
    for (number, cells) in drawn().iter().enumerate() {
        writeln!(input, "L{number:09},{}", cells.join(",")).unwrap();
    }
    let mut group = criterion.benchmark_group("rows of cells to result rows, one thread");
    group.throughput(Throughput::Elements(CASES.into()));
    for (name, settings) in [("CSV to CSV", "{}"), ("CSV to NDJSON", r#"{ "output": "ndjson" }"#)] {
        let terms = engine.terms(Settings::parse(settings).unwrap());
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut portfolio = Portfolio::new(terms.clone());
                black_box(portfolio.push(black_box(input.as_bytes())).unwrap());
                let (rest, summary) = portfolio.finish().unwrap();
                assert_eq!(summary.assessed, u64::from(CASES));
                rest
            });
        });
    }
    group.finish();
}

criterion_group!(benches, bare, rows);
criterion_main!(benches);
