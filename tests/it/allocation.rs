//! Where payments go: the calculator, the laws that it keeps, and the policies that ship.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::money::{Money, Rounding};
use arrears::policy::allocation::{Component, DaySequence, Entry, Excess, Order, Scope, Sequence, Walk};
use arrears::rules::ledger::allocation::{Due, allocate};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::vectors::call;

fn allocated(facts: &Value) -> Value {
    let reply = call("allocate", &facts.to_string(), "{}").unwrap_or_else(|failure| panic!("{failure} for {facts}"));
    serde_json::from_str(&reply).unwrap()
}

fn problems(facts: &Value) -> Vec<(String, String)> {
    let failure = call("allocate", &facts.to_string(), "{}").unwrap_err();
    let failure: Value = serde_json::from_str(&failure).unwrap();
    let text = |problem: &Value, field: &str| problem[field].as_str().unwrap().to_owned();
    failure["problems"].as_array().unwrap().iter().map(|one| (text(one, "code"), text(one, "path"))).collect()
}

#[test]
fn the_oldest_interest_is_settled_before_the_next() {
    // 1,000,000 × 4.2 % × 31 ÷ 360 = 3,616.67; 5,000.00 − 3,616.67 = 1,383.33.
    let reply = allocated(&json!({
        "payment": "5000", "paidOn": "2024-04-15", "order": ["interest", "principal"],
        "due": [{ "dueOn": "2024-03-10", "interest": "1400.00" }, { "dueOn": "2024-02-10", "interest": "3616.67" }],
    }));
    let wanted = json!({
        "daysPastDue": 65,
        "allocations": [
            { "due": "/due/1", "dueOn": "2024-02-10", "interest": "3616.67" },
            { "due": "/due/0", "dueOn": "2024-03-10", "interest": "1383.33" },
        ],
        "excess": "0.00",
        "left": [{ "dueOn": "2024-03-10", "interest": "16.67" }, { "dueOn": "2024-02-10" }],
    });
    assert_eq!(reply, wanted);
}

#[test]
fn without_an_order_the_policy_in_force_on_the_day_of_the_payment_has_one() {
    // Costs, fees, interest, compound, penalty; 6.00 remain for principal.
    let due = json!([{ "dueOn": "2025-08-15", "principal": "100", "penalty": "5", "compound": "4", "interest": "3",
        "fee": "2", "cost": "1" }]);
    let reply = allocated(&json!({ "payment": "21", "paidOn": "2025-11-22", "due": due }));
    let wanted = json!({ "due": "/due/0", "dueOn": "2025-08-15", "cost": "1.00", "fee": "2.00", "interest": "3.00",
        "compound": "4.00", "penalty": "5.00", "principal": "6.00" });
    assert_eq!(reply["allocations"], json!([wanted]));
    for (payment, last) in [("1", "cost"), ("3", "fee"), ("6", "interest"), ("10", "compound"), ("15", "penalty")] {
        let reply = allocated(&json!({ "payment": payment, "paidOn": "2025-11-22", "due": due }));
        let paid = reply["allocations"][0].as_object().unwrap();
        assert!(paid.contains_key(last), "{payment}: {paid:?}");
        assert_eq!(reply["left"][0][last], Value::Null, "{payment}");
    }
    let early = json!({ "payment": "1", "paidOn": "2003-12-31", "due": due });
    assert_eq!(problems(&early), [("noPolicyInForce".to_owned(), "/paidOn".to_owned())]);
}

/// Principal 100.00 and interest 10.00 each on three days: one past due, one due, one later.
fn three() -> Value {
    let one = |due_on: &str| json!({ "dueOn": due_on, "principal": "100", "interest": "10" });
    json!([one("2025-01-15"), one("2025-02-15"), one("2025-03-15")])
}

fn paid(payment: &str, order: &Value) -> Vec<(String, String, String)> {
    let facts = json!({ "payment": payment, "paidOn": "2025-02-15", "order": order, "due": three() });
    let reply = allocated(&facts);
    let rows = reply["allocations"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    rows.map(|row| (text(&row["due"]), text(&row["interest"]), text(&row["principal"]))).collect()
}

fn row(number: usize, interest: &str, principal: &str) -> (String, String, String) {
    (format!("/due/{number}"), interest.to_owned(), principal.to_owned())
}

#[test]
fn a_walk_finishes_installments_or_components() {
    let order = |walk: &str| json!({ "walk": walk, "entries": ["interest", "principal"] });
    assert_eq!(paid("115", &order("oldestFirst")), [row(0, "10.00", "100.00"), row(1, "5.00", "-")]);
    assert_eq!(paid("115", &order("componentFirst")), [row(0, "10.00", "95.00"), row(1, "10.00", "-")]);
}

#[test]
fn scopes_are_paid_in_the_order_in_which_they_are_named() {
    let entry = |scope: &str, component: &str| json!({ "scope": scope, "component": component });
    let order = json!({ "entries": [entry("due", "principal"), entry("pastDue", "interest"), entry("due", "interest"),
        entry("pastDue", "principal")] });
    assert_eq!(paid("105", &order), [row(1, "5.00", "100.00")]);
    assert_eq!(paid("115", &order), [row(0, "5.00", "-"), row(1, "10.00", "100.00")]);
}

#[test]
fn what_is_left_is_kept_or_paid_in_advance() {
    let order = |excess: &str| json!({ "entries": ["interest", "principal"], "excess": excess });
    let facts = |excess: &str| {
        let one = |due_on: &str| json!({ "dueOn": due_on, "principal": "10", "interest": "1" });
        let due = json!([one("2025-01-15"), one("2025-03-15"), one("2025-04-15"), one("2025-05-15")]);
        json!({ "payment": "19", "paidOn": "2025-02-15", "order": order(excess), "due": due })
    };
    // 11.00 are due; 8.00 are left. Spread over three: 2.67, 2.67 and the residue 2.66.
    for (excess, wanted) in [
        ("keep", vec![]),
        ("nextInstallment", vec![("/due/1", "1.00", Some("7.00"))]),
        ("lastInstallment", vec![("/due/3", "1.00", Some("7.00"))]),
        (
            "spread",
            vec![("/due/1", "1.00", Some("1.67")), ("/due/2", "1.00", Some("1.67")), ("/due/3", "1.00", Some("1.66"))],
        ),
    ] {
        let reply = allocated(&facts(excess));
        let left = if excess == "keep" { "8.00" } else { "0.00" };
        assert_eq!(reply["excess"], json!(left), "{excess}");
        let rows: Vec<Value> = reply["allocations"].as_array().unwrap().iter().skip(1).cloned().collect();
        let rows: Vec<_> = rows
            .iter()
            .map(|row| (row["due"].as_str().unwrap(), row["interest"].as_str().unwrap(), row["principal"].as_str()))
            .collect();
        assert_eq!(rows, wanted, "{excess}");
    }
}

#[test]
fn the_card_rule_turns_on_day_91() {
    // Due 2025-01-01; 90 days past due on 2025-04-01, 91 on the next day.
    let order = json!({ "entries": ["interest", "fee", "principal"],
        "byDays": [{ "fromDays": 91, "entries": ["principal", "interest", "fee"] }] });
    let due = json!([{ "dueOn": "2025-01-01", "principal": "100", "interest": "10", "fee": "5" }]);
    let paid = |on: &str, days: Option<u32>| {
        let facts = json!({ "payment": "12", "paidOn": on, "order": order, "due": due, "daysPastDue": days });
        let reply = allocated(&facts);
        (reply["daysPastDue"].as_u64().unwrap(), reply["allocations"][0]["principal"].as_str().map(str::to_owned))
    };
    assert_eq!(paid("2025-04-01", None), (90, None));
    assert_eq!(paid("2025-04-02", None), (91, Some("12.00".to_owned())));
    assert_eq!(paid("2025-04-02", Some(90)), (90, None), "a clock with pauses is counted elsewhere");
}

#[test]
fn a_charge_is_due_on_its_own_day() {
    let order = json!([{ "scope": "pastDue", "component": "penalty" }, { "scope": "pastDue", "component": "fee" }]);
    let due = json!([{ "dueOn": "2025-03-15", "principal": "100", "fee": "9",
        "charges": [{ "component": "fee", "dueOn": "2025-02-01", "amount": "7" },
            { "component": "penalty", "dueOn": "2025-02-14", "amount": "2" },
            { "component": "penalty", "dueOn": "2025-02-15", "amount": "3" }] }]);
    let reply = allocated(&json!({ "payment": "20", "paidOn": "2025-02-15", "order": order, "due": due }));
    let wanted = json!([{ "due": "/due/0", "dueOn": "2025-03-15", "fee": "7.00", "penalty": "2.00" }]);
    assert_eq!((&reply["allocations"], &reply["excess"]), (&wanted, &json!("11.00")));
    let left = json!([{ "dueOn": "2025-03-15", "fee": "9.00", "principal": "100.00",
        "charges": [{ "component": "penalty", "dueOn": "2025-02-15", "amount": "3.00" }] }]);
    assert_eq!(reply["left"], left);
    assert_eq!(reply["daysPastDue"], json!(14), "from the charge that was due first");
    let again = json!({ "payment": "20", "paidOn": "2025-02-16", "order": order, "due": reply["left"] });
    assert_eq!(allocated(&again)["excess"], json!("17.00"), "what is left can be given again");
}

#[test]
fn every_problem_of_an_order_is_told_at_its_place() {
    let found = problems(&json!({
        "payment": "1.001", "paidOn": "2025-02-30", "options": 1,
        "due": [{ "dueOn": "2025-01-01", "principle": "1", "fee": "1", "fees": "1" }],
        "order": { "walk": "oldest", "entries": ["intrest", { "scope": "due" }], "excess": "spread", "byDays": [
            { "fromDays": 91, "entries": [] }, { "fromDays": 91, "toDays": 90, "entries": [] }] },
    }));
    let wanted = [
        ("unknownField", "/options"),
        ("tooManyDecimals", "/payment"),
        ("notADate", "/paidOn"),
        ("notOneOf", "/order/walk"),
        ("notOneOf", "/order/entries/0"),
        ("required", "/order/entries/1/component"),
        ("scaleBroken", "/order/byDays/1/fromDays"),
        ("boundsCrossed", "/order/byDays/1/toDays"),
        ("unknownField", "/due/0/principle"),
        ("bothGiven", "/due/0/fees"),
    ];
    let wanted: Vec<_> = wanted.iter().map(|(code, path)| ((*code).to_owned(), (*path).to_owned())).collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_policy_with_another_order_decides_what_a_payment_changes() {
    // Overdue 60,000.00 with 900.00 interest on 2025-08-15 and as much a month later. To leave 50,000.00 and
    // less, as much is to be paid by any order; to clear the older arrear, by componentFirst, much more.
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "0.06" }, "borrower": { "refusedToPay": true },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "30000", "interest": "900" },
            { "dueOn": "2025-10-15", "principal": "30000", "interest": "900" }] });
    let (_, text) = arrears::policy::builtin::DOCUMENTS[0];
    let mut document: Value = serde_json::from_str(text).unwrap();
    let paid = |document: &Value| {
        let engine = Engine::compile(&document.to_string()).unwrap();
        let reply = call_text(&engine, "change", &facts.to_string(), r#"{"decision":"agency"}"#).unwrap();
        let reply: Value = serde_json::from_str(&reply).unwrap();
        let changes = reply["decisions"][0]["changes"].as_array().unwrap().clone();
        let amount = changes.iter().find_map(|change| change["amount"].as_str());
        amount.unwrap_or_else(|| panic!("{reply}")).to_owned()
    };
    // 30,000.00 + 900.00 and charges on both, of 99 days: 742.50 and 22.28.
    assert_eq!(paid(&document), "31664.78");
    // Interest of both, compound of both (22.28 and 8.55), penalty of both (742.50 and 285.00), then principal.
    document["allocation"]["walk"]["value"] = json!("componentFirst");
    assert_eq!(paid(&document), "32858.33");
}

#[test]
fn an_order_by_days_past_due_is_told_in_words() {
    let (_, text) = arrears::policy::builtin::DOCUMENTS[0];
    let mut document: Value = serde_json::from_str(text).unwrap();
    let source = document["allocation"]["walk"]["source"].clone();
    let due = json!({ "scope": "pastDue", "component": "principal" });
    document["allocation"]["byDays"] = json!([
        { "fromDays": 31, "toDays": 90, "entries": ["interest", "principal"], "source": source },
        { "fromDays": 91, "entries": [due, "interest"], "source": source },
    ]);
    let engine = Engine::compile(&document.to_string()).unwrap();
    let facts = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#;
    let answer = call_text(&engine, "assess", facts, "{}").unwrap();
    let explained = call_text(&engine, "explain", &answer, r#"{ "locale": "en", "level": "full" }"#).unwrap();
    for line in [
        "From 31 to 90 days past due, the order is interest, principal.",
        "From 91 days past due, the order is principal (past due), interest.",
    ] {
        assert!(explained.contains(line), "{line} is not in {explained}");
    }
}

fn entry() -> impl Strategy<Value = Entry> {
    let scope = prop::option::of(prop::sample::select(Scope::NAMES.map(|(_, scope)| scope).to_vec()));
    let component = prop::sample::select(Component::NAMES.map(|(_, component)| component).to_vec());
    (scope, component).prop_map(|(scope, component)| Entry { scope, component })
}

fn sequence() -> impl Strategy<Value = Sequence> {
    let walk = prop::sample::select(vec![Walk::OldestFirst, Walk::ComponentFirst]);
    (walk, prop::collection::vec(entry(), 0..12)).prop_map(|(walk, entries)| Sequence { walk, entries })
}

fn order() -> impl Strategy<Value = Order> {
    let excess = prop::sample::select(Excess::NAMES.map(|(_, excess)| excess).to_vec());
    let rounding = prop::sample::select(Rounding::NAMES.map(|(_, rounding)| rounding).to_vec());
    (sequence(), prop::option::of(sequence()), excess, rounding).prop_map(|(base, own, excess, rounding)| {
        let own = own.map(|sequence| DaySequence { from_days: 91, to_days: None, sequence });
        Order::new(&base, own.as_slice(), excess, rounding)
    })
}

fn day(number: u32) -> Date {
    Date::parse("2025-01-01").unwrap().plus_days(number)
}

fn dues() -> impl Strategy<Value = Vec<Due>> {
    let row = (0..3_usize, 0..200_u32, prop::array::uniform6(prop_oneof![Just(0), 1..3_000_i128]));
    prop::collection::vec(row, 0..12).prop_map(|rows| {
        let mut number = 0;
        let rows = rows.into_iter().map(|(step, due, amounts)| {
            number += step;
            let due = Due::new(number, day(due));
            let pairs = Component::NAMES.into_iter().zip(amounts);
            pairs.fold(due, |due, ((_, component), fen)| due.with(component, Money::from_fen(fen)))
        });
        rows.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn parts_and_excess_are_the_payment_and_no_amount_takes_more_than_it_was(
        order in order(), before in dues(), fen in 0..60_000_i128, on in 0..200_u32,
    ) {
        let mut after = before.clone();
        let allocated = allocate(Money::from_fen(fen), day(on), &order, &mut after);
        let sum = allocated.parts.iter().fold(allocated.excess, |sum, part| sum.plus(part.amount));
        prop_assert_eq!(sum, Money::from_fen(fen));
        prop_assert!(allocated.excess >= Money::ZERO);
        for (index, (before, after)) in before.iter().zip(&after).enumerate() {
            for (_, component) in Component::NAMES {
                let own = allocated.parts.iter().filter(|part| part.index == index && part.component == component);
                let taken = own.fold(Money::ZERO, |sum, part| sum.plus(part.amount));
                prop_assert_eq!(before.amount(component).minus(taken), after.amount(component));
                prop_assert!(after.amount(component) >= Money::ZERO);
            }
        }
        if order.excess == Excess::Keep {
            prop_assert!(allocated.parts.iter().all(|part| part.scope != Scope::InAdvance));
        }
    }

    /// Not so for a payment that is spread: its shares depend on its size.
    #[test]
    fn paying_in_two_parts_on_one_day_is_paying_at_once(
        base in sequence(), before in dues(), first in 0..30_000_i128, second in 0..30_000_i128, on in 0..200_u32,
    ) {
        for excess in [Excess::Keep, Excess::NextInstallment, Excess::LastInstallment] {
            let order = Order::new(&base, &[], excess, Rounding::HalfUp);
            let (mut whole, mut parts) = (before.clone(), before.clone());
            let at_once = allocate(Money::from_fen(first + second), day(on), &order, &mut whole).excess;
            let once = allocate(Money::from_fen(first), day(on), &order, &mut parts).excess;
            let twice = allocate(Money::from_fen(second), day(on), &order, &mut parts).excess;
            prop_assert_eq!(&whole, &parts);
            prop_assert_eq!(at_once, once.plus(twice));
        }
    }
}
