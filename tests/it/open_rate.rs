//! What is said of a history while its rate is not known holds at every rate that it may turn out to be.

use arrears::api::{Engine, call_text};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::{made_up_source, with};
use crate::history::{entries, sample_of};
use crate::history_settings::settings;

const RATES: [&str; 9] = ["0", "0.0001", "0.01", "0.06", "0.12", "0.24", "0.36", "0.6", "1"];

/// The bank's policy with a cap on the charges.
fn capped(name: &str, share: &str) -> Engine {
    let (_, document) = arrears::policy::builtin::DOCUMENTS.first().unwrap();
    let mut policy: Value = serde_json::from_str(document).unwrap();
    policy["penalty"][name] = json!({ "value": share, "source": made_up_source() });
    Engine::compile(&policy.to_string()).unwrap()
}

/// Ten days and more past due, with nothing paid.
fn unpaid(as_of: &str) -> Value {
    json!({ "asOf": as_of, "history": {
        "drawdown": { "on": "2025-07-15", "amount": "60000" },
        "schedule": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
    }, "borrower": { "firstArrear": true, "cameForward": true, "monthlyIncome": "60000" } })
}

fn assess(engine: &Engine, facts: &Value) -> Value {
    serde_json::from_str(&call_text(engine, "assess", &facts.to_string(), "{}").unwrap()).unwrap()
}

fn due_at(engine: &Engine, facts: &Value, rate: &str) -> Value {
    assess(engine, &with(facts.clone(), "/loan", json!({ "annualRate": rate })))["due"].clone()
}

/// At 0 nothing accrues, and at 100 % the interest alone takes up all that may be charged in a year; between them
/// something is charged. At 6 % it is 60,000 × 9 % × 10 ÷ 360 = 150.00 and 900 × 9 % × 10 ÷ 360 = 2.25.
#[test]
fn a_charge_is_not_known_for_being_nothing_at_both_ends() {
    let engine = capped("totalCostMax", "0.24");
    let facts = unpaid("2025-08-25");
    let open = assess(&engine, &facts);
    let due = &open["due"];
    assert_eq!((&due["principal"], &due["interest"]), (&json!("60000.00"), &json!("900.00")));
    for of in ["penalty", "compound", "total"] {
        assert_eq!(due[of], Value::Null, "{of}");
    }
    assert_eq!(due["missing"], json!(["/loan/annualRate"]));
    assert_eq!(open["waiver"].get("max"), None);
    assert_eq!(open["penalty"]["lines"], json!([]));
    let known = |rate: &str| due_at(&engine, &facts, rate);
    assert_eq!((&known("6%")["penalty"], &known("6%")["compound"]), (&json!("150.00"), &json!("2.25")));
    assert_eq!((&known("0")["total"], &known("100%")["total"]), (&json!("60900.00"), &json!("60900.00")));
}

/// At 100 % penalty interest takes the whole share of the principal, and leaves compound interest nothing; at 6 % there is
/// room for its 6.75 beside 450.00.
#[test]
fn compound_interest_is_not_known_while_penalty_interest_may_take_its_room() {
    let engine = capped("shareOfPrincipalMax", "0.05");
    let facts = unpaid("2025-09-14");
    let due = &assess(&engine, &facts)["due"];
    assert_eq!((&due["penalty"], &due["compound"]), (&Value::Null, &Value::Null));
    let known = |rate: &str| due_at(&engine, &facts, rate);
    assert_eq!((&known("6%")["penalty"], &known("6%")["compound"]), (&json!("450.00"), &json!("6.75")));
    assert_eq!((&known("100%")["penalty"], &known("100%")["compound"]), (&json!("3000.00"), &json!("0.00")));
}

/// A rate that is agreed from the first day on leaves nothing open, though the loan states none.
#[test]
fn a_rate_event_of_the_first_day_is_the_rate() {
    let engine = capped("totalCostMax", "0.24");
    let event = json!([{ "on": "2025-07-15", "kind": "rate", "annualRate": "6%" }]);
    let due = &assess(&engine, &with(unpaid("2025-08-25"), "/history/events", event))["due"];
    assert_eq!((&due["total"], &due["missing"]), (&json!("61052.25"), &json!([])));
}

/// On the day of the drawdown all that is to be paid is known, and what a day more adds is not.
#[test]
fn a_settlement_names_what_one_more_day_hangs_on() {
    let engine = capped("totalCostMax", "0.24");
    let facts = json!({ "asOf": "2024-02-25", "history": { "drawdown": { "on": "2024-02-25", "amount": "500" },
        "schedule": [{ "dueOn": "2024-03-25", "principal": "500", "interest": "1" }] } });
    let reply = call_text(&engine, "settlement", &facts.to_string(), "{}").unwrap();
    let reply: Value = serde_json::from_str(&reply).unwrap();
    assert_eq!((&reply["total"], &reply["dailyGrowth"]), (&json!("500.00"), &Value::Null));
    assert_eq!(reply["missing"], json!(["/loan/annualRate"]));
}

/// The room that a cap leaves depends on an overdue interest, and so does the penalty interest within it.
#[test]
fn a_charge_within_a_cap_is_not_known_without_the_interest() {
    let (_, document) = arrears::policy::builtin::DOCUMENTS.first().unwrap();
    let mut policy: Value = serde_json::from_str(document).unwrap();
    policy["penalty"]["totalCostMax"] = json!({ "value": "0.06", "source": made_up_source() });
    policy["penalty"]["compoundOnPenalty"]["value"] = json!(true);
    let engine = Engine::compile(&policy.to_string()).unwrap();
    let facts = |interest: Value| {
        json!({ "asOf": "2025-11-22", "loan": { "annualRate": "9%" },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": interest }] })
    };
    let open = assess(&engine, &facts(Value::Null));
    let [small, large] = ["1", "3000"].map(|interest| assess(&engine, &facts(json!(interest))));
    assert_ne!(small["due"]["penalty"], large["due"]["penalty"]);
    assert_eq!(open["due"]["penalty"], Value::Null);
    assert_eq!(open["penalty"]["lines"], json!([]));
}

/// What an answer says for sure and the answer to the complete case says otherwise.
fn broken(open: &Value, whole: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    let mut hold = |pointer: &str, open: &Value, whole: &Value| {
        if !open.is_null() && open != whole {
            broken.push(format!("{pointer}: {open} is {whole}"));
        }
    };
    let amounts = ["principal", "interest", "fees", "penalty", "compound", "total", "dailyGrowth"];
    let places = amounts.map(|name| format!("/due/{name}"));
    let others = ["/delinquency/daysPastDue", "/delinquency/class", "/waiver/max", "/installments/shortest"];
    for pointer in places.iter().map(String::as_str).chain(others) {
        let at = |answer: &Value| answer.pointer(pointer).cloned().unwrap_or_default();
        hold(pointer, &at(open), &at(whole));
    }
    for pointer in ["/waiver", "/installments", "/escalation/litigation", "/escalation/agency"] {
        let outcome = |answer: &Value| answer.pointer(pointer).unwrap()["outcome"].clone();
        if outcome(open) != "undetermined" {
            hold(pointer, &outcome(open), &outcome(whole));
        }
    }
    let lines = |answer: &Value| entries(&answer["penalty"]["lines"]).to_vec();
    for line in lines(open) {
        let same = |other: &&Value| ["arrear", "component"].iter().all(|name| other[*name] == line[*name]);
        hold("/penalty/lines", &line["amount"], &lines(whole).iter().find(same).cloned().unwrap_or_default()["amount"]);
    }
    for pointer in ["/outstandingPrincipal", "/principalNotDue", "/accruingInterest", "/credit"] {
        let at = |answer: &Value| answer["ledger"].pointer(pointer).cloned().unwrap_or_default();
        hold(pointer, &at(open), &at(whole));
    }
    for item in entries(&open["ledger"]["settled"]) {
        let same = |other: &&Value| other.get("event") == item.get("event") && other["on"] == item["on"];
        let other = entries(&whole["ledger"]["settled"]).iter().find(same).cloned().unwrap_or_default();
        hold("rest", &item["rest"], &other["rest"]);
        if !item["rest"].is_null() {
            hold("parts", &item["parts"], &other["parts"]);
        }
        assert!(!item["rest"].is_null() || item["parts"] == json!([]), "{item}");
    }
    for (item, other) in entries(&open["ledger"]["installments"]).iter().zip(entries(&whole["ledger"]["installments"]))
    {
        for name in ["principal", "interest", "fees", "penalty", "compound", "state", "settledOn"] {
            hold(name, &item[name], &other[name]);
        }
    }
    broken
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_said_without_a_rate_holds_at_each(own in settings(), sample in sample_of(false)) {
        let mut facts = sample.facts();
        facts["loan"] = json!({});
        let engine = own.engine();
        let call = |facts: &Value| call_text(&engine, "assess", &facts.to_string(), "{}");
        // Where a payment was set against charges, the rate is asked for.
        let Ok(open) = call(&facts) else { return Ok(()) };
        let open: Value = serde_json::from_str(&open).unwrap();
        for rate in RATES {
            let whole = assess(&engine, &with(facts.clone(), "/loan", json!({ "annualRate": rate })));
            let broken = broken(&open, &whole);
            prop_assert!(broken.is_empty(), "at {rate}: {broken:?} for {facts} under {own:?}");
        }
    }
}
