//! Histories: their bounds and their laws.

use std::collections::BTreeSet;

use arrears::api::read_case;
use arrears::limits::{ARREARS_MAX, HISTORY_EVENTS_MAX};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::with;
use crate::history_settings::Settings;
use crate::independent::date_text;
use crate::vectors::{assess, assess_with_changes};

fn of(rows: usize, events: usize) -> Value {
    let row = json!({ "dueOn": "2025-02-01", "principal": "1", "interest": "0" });
    let event = json!({ "on": "2025-02-01", "kind": "payment", "amount": "1" });
    json!({ "asOf": "2025-03-01", "history": { "drawdown": { "on": "2025-01-01", "amount": "100000" },
        "schedule": vec![row; rows], "events": vec![event; events] } })
}

fn codes(facts: &Value) -> Vec<String> {
    let failure = read_case(&facts.to_string()).err();
    let problems = failure.iter().flat_map(arrears::error::Failure::problems);
    problems.map(|problem| format!("{:?} {}", problem.code(), problem.path())).collect()
}

#[test]
fn the_lists_of_a_history_are_bounded() {
    assert_eq!(codes(&of(ARREARS_MAX, HISTORY_EVENTS_MAX)), Vec::<String>::new());
    assert_eq!(codes(&of(ARREARS_MAX + 1, 1)), ["TooManyItems /history/schedule"]);
    assert_eq!(codes(&of(1, HISTORY_EVENTS_MAX + 1)), ["TooManyItems /history/events"]);
}

/// A random history, as far as its laws need it; days from the drawdown on, amounts in fen.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) rate: u32,
    pub(crate) rows: Vec<(i64, i64, i64)>,
    pub(crate) events: Vec<Happened>,
    pub(crate) days: i64,
}

#[derive(Clone, Debug)]
pub(crate) enum Happened {
    Payment(i64, i64),
    Rate(i64, u32),
    Fee(i64, i64),
    Waiver(i64, &'static str, i64),
    Pause(i64, &'static str, i64),
    Acceleration(i64),
}

const FIRST_DAY: i64 = 20_000;
const COMPONENTS: [&str; 5] = ["fee", "penalty", "compound", "interest", "principal"];

pub(crate) fn yuan_of(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

pub(crate) fn day(offset: i64) -> String {
    date_text(FIRST_DAY + offset)
}

impl Happened {
    fn value(&self) -> Value {
        match self {
            Self::Payment(on, amount) => json!({ "on": day(*on), "kind": "payment", "amount": yuan_of(*amount) }),
            Self::Rate(on, rate) => json!({ "on": day(*on), "kind": "rate", "annualRate": format!("0.{rate:05}") }),
            Self::Fee(on, amount) => json!({ "on": day(*on), "kind": "fee", "amount": yuan_of(*amount) }),
            Self::Waiver(on, component, amount) => {
                json!({ "on": day(*on), "kind": "waiver", "component": component, "amount": yuan_of(*amount) })
            }
            Self::Pause(on, what, days) => {
                json!({ "on": day(*on), "kind": "pause", "what": what, "until": day(on + days) })
            }
            Self::Acceleration(on) => json!({ "on": day(*on), "kind": "acceleration" }),
        }
    }
}

impl Sample {
    pub(crate) fn facts(&self) -> Value {
        let drawn: i64 = self.rows.iter().map(|(_, principal, _)| principal).sum();
        let rows = self.rows.iter().map(|(due, principal, interest)| {
            json!({ "dueOn": day(*due), "principal": yuan_of(*principal), "interest": yuan_of(*interest), "fees": "0" })
        });
        json!({
            "asOf": day(self.days),
            "loan": { "annualRate": format!("0.{:05}", self.rate) },
            "history": {
                "drawdown": { "on": day(0), "amount": yuan_of(drawn) },
                "schedule": rows.collect::<Vec<_>>(),
                "events": self.events.iter().map(Happened::value).collect::<Vec<_>>(),
            },
            "borrower": { "monthlyIncome": "10000", "firstArrear": true, "cameForward": true, "refusedToPay": false,
                "lastReachedOn": day(0) },
            "contacts": { "failedAttempts": 3 },
        })
    }

    /// At most one acceleration, and one rate a day.
    pub(crate) fn consistent(mut self) -> Self {
        let (mut accelerated, mut rates) = (false, BTreeSet::new());
        self.events.retain(|event| match event {
            Happened::Acceleration(_) => !std::mem::replace(&mut accelerated, true),
            Happened::Rate(on, _) => rates.insert(*on),
            _ => true,
        });
        self
    }

    pub(crate) fn payments(&self) -> Vec<usize> {
        let payment = |(place, event): (usize, &Happened)| matches!(event, Happened::Payment(..)).then_some(place);
        self.events.iter().enumerate().filter_map(payment).collect()
    }
}

fn event(payments_only: bool) -> impl Strategy<Value = Happened> {
    let on = || 0_i64..500;
    let payment = (on(), 1_i64..400_000).prop_map(|(on, amount)| Happened::Payment(on, amount)).boxed();
    if payments_only {
        return payment;
    }
    prop_oneof![
        6 => payment,
        2 => (on(), 0_u32..20_000).prop_map(|(on, rate)| Happened::Rate(on, rate)),
        1 => (on(), 1_i64..20_000).prop_map(|(on, amount)| Happened::Fee(on, amount)),
        1 => (on(), 0_usize..5, 1_i64..20_000).prop_map(|(on, of, amount)| Happened::Waiver(on, COMPONENTS[of], amount)),
        1 => (on(), any::<bool>(), 0_i64..60)
            .prop_map(|(on, clock, days)| Happened::Pause(on, if clock { "clock" } else { "interest" }, days)),
        1 => on().prop_map(Happened::Acceleration),
    ]
    .boxed()
}

pub(crate) fn sample_of(payments_only: bool) -> impl Strategy<Value = Sample> {
    let rows = vec((0_i64..480, 0_i64..300_000, 0_i64..9_000), 1..9);
    (1_u32..30_000, rows, vec(event(payments_only), 0..14), 0_i64..560)
        .prop_map(|(rate, rows, events, days)| Sample { rate, rows, events, days }.consistent())
}

pub(crate) fn fen_of(value: &Value) -> i64 {
    value.as_str().unwrap_or_else(|| panic!("{value} is no amount")).replace('.', "").parse().unwrap()
}

pub(crate) fn entries(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// What of an answer does not name the place of an entry.
pub(crate) fn figures_of(answer: &Value) -> Value {
    let ledger = &answer["ledger"];
    let mut items: Vec<String> = entries(&ledger["installments"])
        .iter()
        .map(|item| {
            let mut item = item.clone();
            item["arrear"] = Value::Null;
            item.to_string()
        })
        .collect();
    items.sort();
    json!([
        answer["due"],
        answer["delinquency"],
        ledger["credit"],
        ledger["outstandingPrincipal"],
        ledger["accruingInterest"],
        answer["waiver"]["outcome"],
        answer["waiver"]["max"],
        answer["escalation"]["agency"]["outcome"],
        answer["installments"]["options"],
        items
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_order_of_booking_changes_no_figure(sample in sample_of(false), shift in 0_usize..13, reversed in any::<usize>()) {
        let mut events: Vec<Value> = sample.events.iter().map(Happened::value).collect();
        let payments = sample.payments();
        let of = payments.get(reversed % payments.len().max(1)).copied();
        let facts = with(sample.facts(), "/history/events", Value::Array(events.clone()));
        let turn = |place: usize, count: usize| (place + count - shift % count) % count;
        let count = events.len().max(1);
        let plain = assess(&facts);
        if !events.is_empty() {
            events.rotate_left(shift % count);
            events.reverse();
        }
        let mut rows = facts["history"]["schedule"].as_array().unwrap().clone();
        rows.reverse();
        let mixed = with(with(facts, "/history/events", Value::Array(events.clone())), "/history/schedule", Value::Array(rows));
        prop_assert_eq!(figures_of(&plain), figures_of(&assess(&mixed)));
        let Some(of) = of else { return Ok(()) };
        // A reversed payment is as one that never was, wherever both stand in the list.
        let place = count - 1 - turn(of, count);
        events.insert(0, json!({ "on": day(560), "kind": "reversal", "of": place + 1 }));
        let undone = with(with(mixed.clone(), "/history/events", Value::Array(events)), "/asOf", json!(day(561)));
        let mut kept = sample.clone();
        kept.events.remove(of);
        kept.days = 561;
        prop_assert_eq!(figures_of(&assess(&undone)), figures_of(&assess(&kept.facts())));
    }

    #[test]
    fn a_snapshot_and_the_history_that_says_the_same_agree(sample in sample_of(true)) {
        let history = Sample { events: Vec::new(), ..sample }.facts();
        let rows = history["history"]["schedule"].clone();
        let mut snapshot = history.clone();
        snapshot.as_object_mut().unwrap().remove("history");
        snapshot["arrears"] = rows;
        let (mut one, mut other) = (assess(&history), assess(&snapshot));
        for answer in [&mut one, &mut other] {
            answer.as_object_mut().unwrap().remove("ledger");
            answer.as_object_mut().unwrap().remove("conventions");
            for line in answer["penalty"]["lines"].as_array_mut().unwrap() {
                line["arrear"] = Value::Null;
            }
            answer["penalty"]["lines"].as_array_mut().unwrap().sort_by_key(Value::to_string);
        }
        prop_assert_eq!(one, other);
    }

    #[test]
    fn allocations_and_what_is_left_are_the_payment(sample in sample_of(false)) {
        let answer = assess(&sample.facts());
        let mut used = 0;
        for settled in entries(&answer["ledger"]["settled"]) {
            let parts: i64 = entries(&settled["parts"]).iter().map(|part| fen_of(&part["amount"])).sum();
            let Some(event) = settled.get("event") else {
                used += parts;
                continue;
            };
            let place: usize = event.as_str().unwrap().rsplit('/').next().unwrap().parse().unwrap();
            let (Happened::Payment(_, amount) | Happened::Waiver(_, _, amount)) = sample.events[place] else {
                panic!("{event} settles nothing")
            };
            prop_assert_eq!(parts + fen_of(&settled["rest"]), amount);
            if matches!(sample.events[place], Happened::Payment(..)) {
                used -= fen_of(&settled["rest"]);
            }
        }
        prop_assert_eq!(fen_of(&answer["ledger"]["credit"]), -used);
    }

    #[test]
    fn principal_is_paid_waived_or_outstanding(sample in sample_of(false)) {
        let answer = assess(&sample.facts());
        let settled = entries(&answer["ledger"]["settled"]).iter().flat_map(|settled| entries(&settled["parts"]));
        let principal = settled.filter(|part| part["component"] == "principal").map(|part| fen_of(&part["amount"]));
        let drawn: i64 = sample.rows.iter().map(|(_, principal, _)| principal).sum();
        let outstanding = fen_of(&answer["ledger"]["outstandingPrincipal"]);
        prop_assert_eq!(principal.sum::<i64>() + outstanding, drawn);
        let items = entries(&answer["ledger"]["installments"]);
        prop_assert_eq!(items.iter().map(|item| fen_of(&item["principal"])).sum::<i64>(), outstanding);
    }

    #[test]
    fn a_further_day_adds_its_own_rows(sample in sample_of(false)) {
        let quiet = !sample.events.iter().any(|event| event.on() == sample.days + 1);
        let (today, tomorrow) = (assess(&sample.facts()), assess(&Sample { days: sample.days + 1, ..sample.clone() }.facts()));
        if quiet {
            let growth = fen_of(&tomorrow["due"]["total"]) - fen_of(&today["due"]["total"]);
            prop_assert_eq!(growth, fen_of(&today["due"]["dailyGrowth"]));
        }
    }

    #[test]
    fn an_earlier_or_a_further_payment_never_raises_what_is_owed(
        sample in sample_of(true), earlier in 1_i64..200, extra in 1_i64..300_000, on in 0_i64..500,
    ) {
        let owed = |sample: &Sample| {
            let answer = assess(&sample.facts());
            (fen_of(&answer["due"]["total"]), answer["delinquency"]["daysPastDue"].as_i64())
        };
        let plain = owed(&sample);
        let mut more = sample.clone();
        more.events.push(Happened::Payment(on, extra));
        prop_assert!(owed(&more) <= plain, "{:?} after {:?}", owed(&more), plain);
        for place in sample.payments() {
            let mut sooner = sample.clone();
            if let Happened::Payment(on, _) = &mut sooner.events[place] {
                *on = (*on - earlier).max(0);
            }
            prop_assert!(owed(&sooner).0 <= plain.0, "{:?} after {:?}", owed(&sooner), plain);
        }
    }

    #[test]
    fn a_change_to_the_same_rate_changes_nothing(sample in sample_of(false), on in 0_i64..560) {
        let before = |event: &&Happened| matches!(event, Happened::Rate(day, _) if *day <= on);
        let last = sample.events.iter().filter(before).max_by_key(|event| event.on());
        let rate = last.map_or(sample.rate, |event| if let Happened::Rate(_, rate) = event { *rate } else { 0 });
        let mut parted = sample.clone();
        parted.events.push(Happened::Rate(on, rate));
        let parted = parted.consistent();
        let (one, other) = (assess(&sample.facts()), assess(&parted.facts()));
        prop_assert_eq!(&one["due"], &other["due"]);
        prop_assert_eq!(&one["delinquency"], &other["delinquency"]);
    }

    #[test]
    fn lines_add_up_and_lose_no_day(sample in sample_of(false)) {
        let answer = assess(&sample.facts());
        let paused = sample.events.iter().any(|event| matches!(event, Happened::Pause(_, "interest", _)));
        for component in ["penalty", "compound"] {
            let lines = entries(&answer["penalty"]["lines"]).iter().filter(|line| line["component"] == component);
            prop_assert_eq!(lines.map(|line| fen_of(&line["amount"])).sum::<i64>(), fen_of(&answer["due"][component]));
        }
        for line in entries(&answer["penalty"]["lines"]) {
            let segments = entries(&line["segments"]);
            let taken: i64 = line.get("adjustments").map_or(0, |adjustments| {
                entries(adjustments).iter().map(|adjustment| fen_of(&adjustment["amount"])).sum()
            });
            let charged: i64 = segments.iter().map(|segment| fen_of(&segment["amount"])).sum();
            prop_assert_eq!(charged - taken, fen_of(&line["amount"]));
            prop_assert!(paused || segments[0]["from"] == line["dueOn"]);
            for (one, next) in segments.iter().zip(&segments[1..]).filter(|_| !paused) {
                prop_assert_eq!(&one["to"], &next["from"]);
            }
            for segment in segments {
                let from = (0..700).find(|offset| day(*offset) == segment["from"].as_str().unwrap()).unwrap();
                prop_assert_eq!(&segment["to"], &json!(day(from + segment["days"].as_i64().unwrap())));
            }
        }
    }

    #[test]
    fn what_would_change_a_decision_is_true_of_a_history_too(sample in sample_of(true)) {
        let facts = sample.facts();
        let answer = assess_with_changes(&facts);
        for decision in ["/waiver", "/escalation/litigation", "/escalation/agency"] {
            for change in entries(&answer.pointer(decision).unwrap()["changes"]) {
                let amount = change.get("amount").filter(|_| change["by"] == "borrower");
                let then = match (amount, change["by"] == "time") {
                    (Some(amount), _) => {
                        let mut paid = sample.clone();
                        paid.events.push(Happened::Payment(sample.days, fen_of(amount)));
                        paid.facts()
                    }
                    (None, true) => with(facts.clone(), "/asOf", change["on"].clone()),
                    _ => continue,
                };
                let then = assess(&then);
                prop_assert_eq!(&then.pointer(decision).unwrap()["outcome"], &change["outcome"]);
            }
        }
    }
}

impl Happened {
    pub(crate) fn on(&self) -> i64 {
        match self {
            Self::Payment(on, _)
            | Self::Rate(on, _)
            | Self::Fee(on, _)
            | Self::Waiver(on, ..)
            | Self::Pause(on, ..)
            | Self::Acceleration(on) => *on,
        }
    }
}

/// Thirty rows of 100.00, a payment of each on its day, then a rate change every tenth day.
#[test]
fn ten_thousand_events_are_replayed() {
    let rows: Vec<Value> =
        (0..5_000).map(|row| json!({ "dueOn": day(row), "principal": "100", "interest": "1" })).collect();
    let events = (0..5_000).flat_map(|row| {
        let payment = json!({ "on": day(row + 3), "kind": "payment", "amount": "101.08" });
        let rate = (row % 10 == 0).then(|| json!({ "on": day(row), "kind": "rate", "annualRate": "6%" }));
        [Some(payment), rate].into_iter().flatten()
    });
    let facts = json!({ "asOf": day(6_000), "loan": { "annualRate": "6%" }, "history": {
        "drawdown": { "on": day(0), "amount": "500000" }, "schedule": rows, "events": events.collect::<Vec<_>>() } });
    let answer = assess(&facts);
    // 100.00 × 0.09 × 3 ÷ 360 = 0.075 → 0.08 of penalty and 0.00075 → 0.00 of compound interest.
    assert_eq!(answer["due"]["total"], "0.00");
    assert_eq!(answer["ledger"]["credit"], "0.00");
    assert!(entries(&answer["ledger"]["installments"]).iter().all(|item| item["state"] == "settled"));
}

/// 4,000 installments of 1.00 and as many payments of it on the first day, each in advance: what is paid already is
/// not gone through again for every payment.
#[test]
fn payments_in_advance_are_replayed_in_a_line() {
    let rows: Vec<Value> =
        (0..4_000).map(|row| json!({ "dueOn": day(row + 1), "principal": "1", "interest": "0" })).collect();
    let events: Vec<Value> = (0..4_000).map(|_| json!({ "on": day(0), "kind": "payment", "amount": "1" })).collect();
    for excess in ["nextInstallment", "lastInstallment"] {
        let facts = json!({ "asOf": day(1), "loan": { "annualRate": "6%" }, "history": {
            "drawdown": { "on": day(0), "amount": "4000" }, "schedule": rows, "events": events } });
        let own = Settings { excess, ..Settings::shipped() };
        let answer = own.assess(&facts);
        assert_eq!(answer["ledger"]["outstandingPrincipal"], "0.00");
        let settled = entries(&answer["ledger"]["settled"]);
        let paid = |place: usize| settled[place]["parts"][0]["arrear"].as_str().unwrap().to_owned();
        let ends = if excess == "nextInstallment" { [0, 3_999] } else { [3_999, 0] };
        assert_eq!([paid(0), paid(3_999)], ends.map(|place| format!("/history/schedule/{place}")));
    }
}

/// What a loan with a floating rate bears has its working also where an interest is not stated: the lines are those of
/// a loan with the same rate fixed, and the answer can be explained.
#[test]
fn an_interest_that_is_not_stated_hides_no_line_of_a_floating_rate() {
    let engine = arrears::api::Engine::builtin("cn-bank-loan").unwrap();
    let answer = |loan: &str| {
        let facts = format!(
            r#"{{ "asOf": "2025-11-22", "loan": {loan}, "arrears": [
                {{ "dueOn": "2025-08-24", "principal": "50000" }},
                {{ "dueOn": "2025-09-24", "principal": "50000", "interest": "10" }}] }}"#
        );
        arrears::api::call_text(&engine, "assess", &facts, "{}").unwrap()
    };
    let floating =
        r#"{ "floating": { "base": "lpr1y", "spread": "0", "resetEvery": "year", "resetFrom": "2023-01-01" } }"#;
    let text = answer(floating);
    let lines = |text: &str| -> Vec<[String; 3]> {
        let answer: serde_json::Value = serde_json::from_str(text).unwrap();
        let lines = answer["penalty"]["lines"].as_array().unwrap().clone();
        let line = |line: &serde_json::Value| ["arrear", "component", "amount"].map(|name| line[name].to_string());
        lines.iter().map(line).collect()
    };
    let fixed = lines(&answer(r#"{ "annualRate": "3.1%" }"#));
    assert_eq!((lines(&text), fixed.len()), (fixed, 3));
    let explained = arrears::api::call_text(&engine, "explain", &text, "{}");
    assert!(explained.is_ok(), "{explained:?}");
}
