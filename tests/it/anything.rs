//! Nothing that comes in makes the engine panic.

use std::panic::catch_unwind;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Number, Value};

use crate::cases::{optional_facts, sample, with};
use crate::vectors::{call, call_by_value};

const OPERATIONS: [&str; 13] = [
    "assess",
    "penaltyInterest",
    "waiver",
    "installments",
    "escalation",
    "allocate",
    "delinquency",
    "dayCount",
    "interest",
    "schedule",
    "affordability",
    "workingDays",
    "nothing",
];
const NAMES: [&str; 24] = [
    "asOf",
    "loan",
    "arrears",
    "waived",
    "borrower",
    "contacts",
    "agency",
    "documents",
    "annualRate",
    "dueOn",
    "principal",
    "interest",
    "fees",
    "monthlyIncome",
    "firstArrear",
    "cameForward",
    "refusedToPay",
    "lastReachedOn",
    "failedAttempts",
    "log",
    "at",
    "channel",
    "outcome",
    "include",
];

/// Places in the input of calculators.
const CALCULATED: [(&str, &str); 55] = [
    ("dayCount", "/convention"),
    ("dayCount", "/from"),
    ("dayCount", "/maturity"),
    ("interest", "/base"),
    ("interest", "/annualRate"),
    ("interest", "/annualRate/0"),
    ("interest", "/annualRate/1/from"),
    ("interest", "/multiplier"),
    ("interest", "/to"),
    ("interest", "/dayCount"),
    ("interest", "/rounding"),
    ("interest", "/rounding/places"),
    ("schedule", "/principal"),
    ("schedule", "/annualRate"),
    ("schedule", "/annualRate/1"),
    ("schedule", "/payments"),
    ("schedule", "/every"),
    ("schedule", "/every/months"),
    ("schedule", "/method"),
    ("schedule", "/startOn"),
    ("schedule", "/dueDay"),
    ("schedule", "/firstDueFrom"),
    ("schedule", "/interestBy"),
    ("schedule", "/graceMonths"),
    ("schedule", "/multipleOf"),
    ("schedule", "/paidOut/0"),
    ("schedule", "/paid/0/amount"),
    ("schedule", "/residue"),
    ("schedule", "/rounding"),
    ("affordability", "/income"),
    ("affordability", "/livingCosts"),
    ("affordability", "/rule"),
    ("affordability", "/rule/shareOfIncome"),
    ("workingDays", "/restDays"),
    ("allocate", "/payment"),
    ("allocate", "/paidOn"),
    ("allocate", "/order"),
    ("allocate", "/order/walk"),
    ("allocate", "/order/entries"),
    ("allocate", "/order/entries/0"),
    ("allocate", "/order/byDays/0"),
    ("allocate", "/order/excess"),
    ("allocate", "/due"),
    ("allocate", "/due/0"),
    ("allocate", "/due/0/charges/0"),
    ("allocate", "/daysPastDue"),
    ("delinquency", "/arrears/0/dueOn"),
    ("delinquency", "/asOf"),
    ("delinquency", "/payments/0"),
    ("delinquency", "/firstDay"),
    ("delinquency", "/graceDays"),
    ("delinquency", "/clockPauses"),
    ("delinquency", "/clockPauses/0"),
    ("delinquency", "/buckets"),
    ("delinquency", "/buckets/0"),
];

fn calculated(operation: &str) -> Value {
    let due = serde_json::json!([{ "dueOn": "2025-08-15", "principal": "100", "interest": "10",
        "charges": [{ "component": "fee", "dueOn": "2025-08-01", "amount": "5" }] }, { "dueOn": "2025-12-15", "fee": "1" }]);
    let entries = serde_json::json!(["fee", { "scope": "inAdvance", "component": "interest" }, "principal"]);
    match operation {
        "dayCount" => serde_json::json!({ "convention": "30E/360-ISDA", "from": "2012-02-29", "to": "2016-02-29",
            "daysCounted": "neither", "maturity": "2016-02-29", "endOfMonth": true }),
        "interest" => serde_json::json!({ "base": [{ "from": "2025-01-01", "base": "60000" }], "multiplier": "1.5",
            "annualRate": [{ "from": "2025-01-01", "rate": "6%" }, { "from": "2025-10-01", "rate": "0.05" }],
            "from": "2025-08-15", "to": "2025-11-22", "dayCount": "ACT/ACT-AFB", "daysCounted": "both",
            "rounding": { "mode": "up", "stage": "segment", "places": 7 } }),
        "schedule" => serde_json::json!({ "principal": "99999.99", "payments": 24, "every": { "months": 1 },
            "annualRate": [{ "from": "2024-01-31", "rate": "0.06" }, { "from": "2024-05-10", "rate": "0.05" }],
            "method": "equalInstallment", "startOn": "2024-01-31", "firstDueFrom": "2024-02-10", "dueDay": 31,
            "interestBy": "actualDays", "dayCount": "ACT/ACT-ISDA", "graceMonths": 2, "multipleOf": "0.05",
            "paidOut": [{ "on": "2024-06-12", "amount": "500" }], "paid": [{ "on": "2024-04-03", "amount": "777.77" }],
            "residue": "spread", "rounding": { "mode": "halfEven", "stage": "segment", "places": 3 } }),
        "affordability" => serde_json::json!({ "income": "10000", "livingCosts": "4000", "otherDebtPayments": "900",
            "rule": { "shareOfIncome": "0.3" } }),
        "workingDays" => serde_json::json!({ "from": "2025-10-01", "restDays": "modifiedFollowing" }),
        "allocate" => serde_json::json!({ "payment": "105.01", "paidOn": "2025-11-22", "due": due, "daysPastDue": 99,
            "order": { "walk": "componentFirst", "entries": entries, "excess": "spread", "rounding": "up",
                "byDays": [{ "fromDays": 91, "entries": entries }] } }),
        _ => {
            serde_json::json!({ "arrears": due, "asOf": "2025-11-22", "payments": [{ "on": "2025-08-10", "amount": "7" }],
            "firstDay": 1, "graceDays": 3, "clockPauses": [{ "from": "2025-08-01", "until": "2025-09-01" },
                { "resumedOn": "2025-08-20" }], "buckets": [{ "name": "all", "fromDays": 1, "toDays": 999 }] })
        }
    }
}

fn leaf() -> impl Strategy<Value = Value> {
    let words = [
        "2025-11-22",
        "2025-08-15",
        "2199-12-31",
        "60000",
        "0",
        "6%",
        "-1",
        "",
        "\0notFinite:NaN",
        "reached",
        "changes",
        "999999999999.99",
    ];
    let numbers =
        ["0", "-0", "0.06", "1e400", "-1e-400", "1e21", "99999999999999999999999999999999999999999", "2.50", "3"];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        proptest::sample::select(words.to_vec()).prop_map(|text| Value::String(text.to_owned())),
        ".{0,60}".prop_map(Value::String),
        "[0-9.%eE+-]{0,50}".prop_map(Value::String),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{0,9})?".prop_map(Value::String),
        proptest::sample::select(numbers.to_vec()).prop_map(|text| Value::Number(text.parse::<Number>().unwrap())),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![4 => proptest::sample::select(&NAMES[..]).prop_map(str::to_owned), 1 => ".{0,20}"]
}

fn tree() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(6, 80, 10, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            btree_map(name(), inner, 0..10).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// The result is an answer, or a failure with at least one problem that has a code and a message.
fn sound(result: &Result<String, String>) -> Result<(), TestCaseError> {
    let text = result.as_ref().unwrap_or_else(|failure| failure);
    let tree: Value = serde_json::from_str(text).unwrap();
    if result.is_err() {
        let problems = tree["problems"].as_array().unwrap();
        prop_assert!(!problems.is_empty());
        prop_assert!(tree["code"] != "engine", "{}", tree);
        for problem in problems {
            prop_assert!(
                problem["message"].as_str().is_some_and(|text| !text.is_empty() && !text.contains(char::is_control))
            );
            prop_assert!(problem["path"].as_str().is_some_and(|path| path.is_empty() || path.starts_with('/')));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_tree_is_answered_or_refused(facts in tree(), options in tree(), operation in 0..OPERATIONS.len()) {
        let (facts, options) = (facts.to_string(), options.to_string());
        let operation = OPERATIONS[operation];
        let by_text = catch_unwind(|| call(operation, &facts, &options));
        prop_assert!(by_text.is_ok(), "{} panics on {} with {}", operation, facts, options);
        let by_text = by_text.unwrap();
        sound(&by_text)?;
        prop_assert_eq!(by_text, call_by_value(operation, &facts, &options));
    }

    #[test]
    fn a_case_with_anything_in_one_place_is_answered_or_refused(sample in sample(2), place in 0_usize..40, value in tree()) {
        let facts = sample.facts();
        let mut places = optional_facts(&facts);
        let others = ["/asOf", "/loan", "/arrears", "/arrears/0", "/arrears/0/dueOn", "/arrears/0/principal", "/arrears/0/fees", "/waived", "/borrower", "/contacts", "/agency", "/documents"];
        places.extend(others.map(str::to_owned));
        let pointer = &places[place % places.len()];
        let facts = match pointer.as_str() {
            "/arrears/0" => {
                let mut facts = facts;
                facts["arrears"][0] = value;
                facts
            }
            _ => with(facts, pointer, value),
        };
        let facts = facts.to_string();
        let result = catch_unwind(|| call("assess", &facts, r#"{"include":["changes"]}"#));
        prop_assert!(result.is_ok(), "panics on {}", facts);
        sound(&result.unwrap())?;
    }

    #[test]
    fn a_calculator_with_anything_in_one_place_is_answered_or_refused(place in 0..CALCULATED.len(), value in tree()) {
        let (operation, pointer) = CALCULATED[place];
        let mut facts = calculated(operation);
        *facts.pointer_mut(pointer).unwrap() = value;
        let facts = facts.to_string();
        let result = catch_unwind(|| call(operation, &facts, "{}"));
        prop_assert!(result.is_ok(), "{} panics on {}", operation, facts);
        let result = result.unwrap();
        sound(&result)?;
        prop_assert_eq!(result, call_by_value(operation, &facts, "{}"));
    }

    #[test]
    fn any_text_is_answered_or_refused(facts in ".{0,200}", options in "[{}\\[\\]\":,a-z0-9.]{0,40}", operation in ".{0,20}") {
        let result = catch_unwind(|| call(&operation, &facts, &options));
        prop_assert!(result.is_ok(), "{} panics on {} with {}", operation, facts, options);
        sound(&result.unwrap())?;
    }

    #[test]
    fn any_policy_is_compiled_or_refused(document in tree()) {
        let document = document.to_string();
        let result = catch_unwind(|| arrears::api::Engine::compile(&document).map(|_| ()));
        prop_assert!(result.is_ok(), "panics on {}", document);
        prop_assert!(result.unwrap().is_err());
    }
}

#[test]
fn deep_nesting_is_refused() {
    let facts = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let failure = call("assess", &facts, "{}").unwrap_err();
    assert!(failure.contains("notJson"), "{failure}");
}
