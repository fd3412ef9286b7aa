//! The JSON Schemas against the engine: what it accepts and answers is valid, and what it refuses for
//! its shape is not.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use arrears::api::{Engine, call_text, schema};
use arrears::error::Problem;
use arrears::policy::{builtin, parse};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::vector::{FILES, read};

#[path = "../../examples/write_schemas.rs"]
#[allow(dead_code, reason = "its entry point is for the command line")]
mod write_schemas;

static POLICY: LazyLock<Validator> = LazyLock::new(|| jsonschema::validator_for(&schema::policy()).unwrap());
static CASE: LazyLock<Validator> = LazyLock::new(|| jsonschema::validator_for(&schema::case()).unwrap());
static ANSWER: LazyLock<Validator> = LazyLock::new(|| jsonschema::validator_for(&schema::answer()).unwrap());

/// Problems of shape, which a schema must see.
const SHAPE: [&str; 10] = [
    "unknownField",
    "missingSource",
    "wrongType",
    "notADecimal",
    "emptyList",
    "negative",
    "notAWholeNumber",
    "bothGiven",
    "amountTooLarge",
    "rateAboveOne",
];

/// Problems that a schema sees in some of their forms only: the decimals of a text and not those of a number, which
/// binary fractions blur; a text that is blank is `required` as one that is absent is, and of the days that no calendar has only the misspelt ones can be told.
const EITHER: [&str; 15] = [
    "tooManyDecimals",
    "required",
    "notADate",
    "notATime",
    "notOneOf",
    "thresholdKind",
    "tooManyItems",
    "textTooLong",
    "countTooLarge",
    "notFinite",
    "notData",
    "dateNotMidnight",
    "invalidDate",
    "cyclic",
    "tooDeep",
];

fn errors(validator: &Validator, instance: &Value) -> Vec<String> {
    validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

/// What is wrong between schema and engine on one input, if anything is.
fn disagreement(validator: &Validator, instance: &Value, codes: &BTreeSet<String>) -> Option<String> {
    let valid = validator.is_valid(instance);
    let has = |known: &[&str]| codes.iter().any(|code| known.contains(&code.as_str()));
    if has(&SHAPE) && valid {
        return Some(format!("the engine refuses the shape ({codes:?}), the schema does not"));
    }
    if !has(&SHAPE) && !has(&EITHER) && !valid {
        let found: String = errors(validator, instance).join("; ").chars().take(300).collect();
        return Some(format!("the schema refuses what the engine accepts ({codes:?}): {found}"));
    }
    None
}

fn code(problem: &Problem) -> String {
    json!(problem.code()).as_str().unwrap().to_owned()
}

fn policy_codes(document: &Value) -> BTreeSet<String> {
    let failure = parse::policies(&document.to_string()).err();
    failure.iter().flat_map(|failure| failure.problems().iter().map(code)).collect()
}

fn case_codes(facts: &Value) -> BTreeSet<String> {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let failure = call_text(&engine, "assess", &facts.to_string(), "{}").err();
    failure.iter().flat_map(|failure| failure.problems().iter().map(code)).collect()
}

fn bank_loan() -> Value {
    serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap()
}

#[test]
fn the_schemas_are_schemas_and_describe_every_property() {
    for (name, schema) in schema::all() {
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        assert_eq!(schema["$schema"], json!("https://json-schema.org/draft/2020-12/schema"));
        let bare = undescribed(&schema, "");
        assert!(bare.is_empty(), "{name}: {bare:#?}");
    }
}

/// Pointers to properties without a description of their own.
fn undescribed(schema: &Value, path: &str) -> Vec<String> {
    let mut bare = Vec::new();
    match schema {
        Value::Object(fields) => {
            for (name, property) in fields.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if property.get("description").is_none() {
                    bare.push(format!("{path}/properties/{name}"));
                }
            }
            for (name, inner) in fields {
                bare.extend(undescribed(inner, &format!("{path}/{name}")));
            }
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                bare.extend(undescribed(entry, &format!("{path}/{index}")));
            }
        }
        _ => {}
    }
    bare
}

#[test]
fn the_example_writes_every_schema() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas");
    let paths = write_schemas::write(&folder).unwrap();
    let written = paths.iter().map(|path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap());
    let schemas: Vec<Value> = schema::all().into_iter().map(|(_, schema)| schema).collect();
    assert_eq!(written.collect::<Vec<Value>>(), schemas);
}

#[test]
fn the_policies_that_ship_are_valid_alone_and_as_versions() {
    for (id, text) in builtin::DOCUMENTS {
        let document: Value = serde_json::from_str(text).unwrap();
        assert!(POLICY.is_valid(&document), "{id}: {:#?}", errors(&POLICY, &document));
        assert!(POLICY.is_valid(&json!([document])), "{id}");
        assert!(!POLICY.is_valid(&json!([])));
    }
}

/// The validator gives up on numbers that no floating point holds, and where numbers keep their text
/// it does not see that `3.0` is whole, as the specification of schemas has it.
fn comparable(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            let whole_with_point = number.to_string().ends_with(".0");
            number.as_f64().is_some_and(f64::is_finite) && !whole_with_point
        }
        Value::Array(entries) => entries.iter().all(comparable),
        Value::Object(fields) => fields.values().all(comparable),
        _ => true,
    }
}

#[test]
fn the_facts_of_the_vectors_are_valid_exactly_when_their_shape_is() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for vector in FILES.iter().flat_map(|(name, text)| read(name, text)) {
        let Ok(facts) = serde_json::from_str::<Value>(vector.facts()) else { continue };
        if !comparable(&facts) {
            continue;
        }
        if !matches!(vector.operation(), "assess" | "waiver" | "installments" | "escalation" | "penaltyInterest") {
            continue;
        }
        seen += 1;
        let told = disagreement(&CASE, &facts, &case_codes(&facts));
        wrong.extend(told.map(|told| format!("{}: {told}", vector.id)));
    }
    assert!(seen > 200, "only {seen} cases were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A case with a value at a place.
fn with(path: &[&str], value: Value) -> Value {
    let mut facts = json!({ "asOf": "2025-11-22", "loan": {}, "borrower": {}, "contacts": {},
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] });
    let (last, outer) = path.split_last().unwrap();
    outer.iter().fold(&mut facts, |place, name| &mut place[*name])[*last] = value;
    facts
}

/// Whether the schema takes a case, which is whether the engine does: no more and no less.
fn takes(facts: &Value) -> bool {
    let (valid, codes) = (CASE.is_valid(facts), case_codes(facts));
    assert_eq!(valid, codes.is_empty(), "{facts}: the engine says {codes:?}");
    valid
}

/// The schema says in patterns and bounds what its descriptions say in words.
#[test]
fn amounts_and_rates_are_bounded_as_the_reader_bounds_them() {
    let amounts = [
        ("0", true),
        ("1.00", true),
        ("1.5", true),
        ("007", true),
        ("-0.00", true),
        ("0000000000000999999999999.99", true),
        ("1.001", false),
        ("1.000", false),
        ("1000000000000", false),
        ("-0.000", false),
        ("-1", false),
        ("1.", false),
        (".5", false),
        ("", false),
    ];
    for (text, taken) in amounts {
        assert_eq!(takes(&with(&["borrower", "monthlyIncome"], json!(text))), taken, "{text}");
    }
    for (number, taken) in [(json!(1.25), true), (json!(999_999_999_999.99), true), (json!(1e12), false)] {
        assert_eq!(takes(&with(&["borrower", "monthlyIncome"], number.clone())), taken, "{number}");
    }
    let rates = [
        ("0", true),
        ("-0", true),
        ("1", true),
        ("01.0000000000", true),
        ("0.1234567891", true),
        ("100%", true),
        ("0100.00%", true),
        ("99.99999999%", true),
        ("6.5%", true),
        ("-0.0%", true),
        ("1.0000000001", false),
        ("2", false),
        ("0.12345678912", false),
        ("100.00000001%", false),
        ("101%", false),
        ("6.123456789%", false),
        ("-1%", false),
        ("%", false),
    ];
    for (text, taken) in rates {
        assert_eq!(takes(&with(&["loan", "annualRate"], json!(text))), taken, "{text}");
        let floating = |spread: String| {
            let floating =
                json!({ "base": "lpr1y", "spread": spread, "resetEvery": "year", "resetFrom": "2025-01-01" });
            takes(&with(&["loan", "floating"], floating))
        };
        assert_eq!(floating(text.to_owned()), taken || text == "-1%", "spread {text}");
        assert_eq!(floating(format!("-{text}")), taken, "spread -{text}");
    }
    for (number, taken) in [(json!(1), true), (json!(0.06), true), (json!(6), false), (json!(1.01), false)] {
        assert_eq!(takes(&with(&["loan", "annualRate"], number.clone())), taken, "{number}");
    }
}

/// Two ways to say one thing are refused together; null is neither.
#[test]
fn what_is_one_or_the_other_is_not_both() {
    let contacts = [
        (json!({}), true),
        (json!({ "failedAttempts": 3 }), true),
        (json!({ "log": [] }), true),
        (json!({ "failedAttempts": 3, "log": null }), true),
        (json!({ "failedAttempts": null, "log": [] }), true),
        (json!({ "failedAttempts": 3, "log": [] }), false),
    ];
    for (contacts, taken) in contacts {
        assert_eq!(takes(&with(&["contacts"], contacts.clone())), taken, "{contacts}");
    }
    let history = json!({ "drawdown": { "on": "2024-01-01", "amount": "20000.00" },
        "schedule": [{ "dueOn": "2025-08-15", "principal": "6000.00", "interest": "10.00" }] });
    assert!(!takes(&with(&["history"], history.clone())));
    let of_history = |name: &str, value: Value| {
        let mut facts = with(&["history"], history.clone());
        facts["arrears"] = Value::Null;
        facts["loan"][name] = value;
        takes(&facts)
    };
    assert!(of_history("product", json!("p")) && of_history("outstandingPrincipal", Value::Null));
    assert!(!of_history("outstandingPrincipal", json!("100")));
    assert!(takes(&with(&["loan", "outstandingPrincipal"], json!("100000"))));
    assert!(!takes(&with(&["arrears"], Value::Null)));
}

#[test]
fn the_answers_of_the_vectors_are_valid() {
    let options = r#"{ "include": ["changes", "keyDates", "actions"] }"#;
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (id, _) in builtin::DOCUMENTS {
        let engine = Engine::builtin(id).unwrap();
        for vector in FILES.iter().flat_map(|(name, text)| read(name, text)) {
            let Ok(answer) = call_text(&engine, "assess", vector.facts(), options) else { continue };
            seen += 1;
            let answer: Value = serde_json::from_str(&answer).unwrap();
            if !ANSWER.is_valid(&answer) {
                wrong.push(format!("{id}, {}: {:#?}", vector.id, errors(&ANSWER, &answer)));
            }
        }
    }
    assert!(seen > 200, "only {seen} answers were given");
    assert!(wrong.is_empty(), "{} of {seen}: {}", wrong.len(), wrong.first().unwrap());
}

#[test]
fn an_answer_with_a_key_too_many_anywhere_is_not_valid() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let facts = r#"{ "asOf": "2025-11-22", "loan": { "annualRate": "0.06" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000.00", "interest": "0.00" }],
        "borrower": { "monthlyIncome": "34000.00", "hardship": { "cause": "unemployment" } } }"#;
    let options = r#"{ "include": ["changes", "keyDates", "actions"] }"#;
    let answer: Value = serde_json::from_str(&call_text(&engine, "assess", facts, options).unwrap()).unwrap();
    assert!(ANSWER.is_valid(&answer), "{:?}", errors(&ANSWER, &answer));
    let mut found = Vec::new();
    places(&answer, "", "", &mut found);
    let objects = found.iter().filter(|(path, _)| answer.pointer(path).unwrap().is_object());
    let open: Vec<&str> = objects
        .map(|(path, _)| path.as_str())
        .filter(|path| {
            let mut changed = answer.clone();
            changed.pointer_mut(path).unwrap()["surplus"] = json!(1);
            ANSWER.is_valid(&changed)
        })
        .collect();
    assert!(open.is_empty(), "{open:?}");
}

/// Every place of a document, with indexes left out, so that each kind of place comes once.
fn places(value: &Value, path: &str, kind: &str, found: &mut Vec<(String, String)>) {
    if found.iter().any(|(_, known)| known == kind) {
        return;
    }
    found.push((path.to_owned(), kind.to_owned()));
    // Sources and words have one shape wherever they stand.
    let last = kind.rsplit('/').next().unwrap_or_default();
    let kind = &if matches!(last, "source" | "label" | "title") { format!("//{last}") } else { kind.to_owned() };
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                places(field, &format!("{path}/{name}"), &format!("{kind}/{name}"), found);
            }
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                places(entry, &format!("{path}/{index}"), &format!("{kind}/*"), found);
            }
        }
        _ => {}
    }
}

/// The document with one place changed: removed, or with another value, or with a key too many.
fn mutations(document: &Value, path: &str) -> Vec<Value> {
    let there = document.pointer(path).unwrap();
    let mut all: Vec<Value> = [json!(null), json!(7), json!("x"), json!(true), json!([]), json!({}), json!(2.5)]
        .into_iter()
        .map(|value| {
            let mut changed = document.clone();
            *changed.pointer_mut(path).unwrap() = value;
            changed
        })
        .collect();
    if there.is_object() {
        let mut changed = document.clone();
        changed.pointer_mut(path).unwrap()["surplus"] = json!(1);
        all.push(changed);
    }
    if let Some((outer, name)) = path.rsplit_once('/') {
        let mut changed = document.clone();
        if let Some(fields) = changed.pointer_mut(outer).and_then(Value::as_object_mut) {
            fields.remove(name);
            all.push(changed);
        }
    }
    all
}

fn check_mutations(document: &Value, validator: &Validator, codes: impl Fn(&Value) -> BTreeSet<String>) {
    let mut found = Vec::new();
    places(document, "", "", &mut found);
    let (mut wrong, mut refused, mut seen) = (Vec::new(), 0, 0);
    for (path, _) in &found {
        for changed in mutations(document, path) {
            let codes = codes(&changed);
            seen += 1;
            refused += usize::from(!codes.is_empty());
            let there = changed.pointer(path).map_or("nothing".to_owned(), Value::to_string);
            let told = disagreement(validator, &changed, &codes);
            wrong.extend(told.map(|told| format!("{path} = {}: {told}", &there[..there.len().min(60)])));
        }
    }
    assert!(refused > seen / 2, "of {seen} mutations only {refused} are refused");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn a_policy_changed_anywhere_is_refused_by_both_or_by_none() {
    check_mutations(&bank_loan(), &POLICY, policy_codes);
}

#[test]
fn a_case_changed_anywhere_is_refused_by_both_or_by_none() {
    let facts = json!({
        "asOf": "2025-11-22",
        "loan": { "annualRate": "0.06", "currency": "CNY", "product": "p", "startedOn": "2020-01-01",
            "maturesOn": "2030-01-01", "originalTermMonths": 120, "outstandingPrincipal": "100000.00" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000.00", "interest": "0.00", "fees": "1.00" }],
        "waived": "0.00",
        "borrower": { "monthlyIncome": "34000.00", "livingCosts": "8000.00", "otherDebtPayments": "0.00",
            "firstArrear": true, "cameForward": true, "refusedToPay": false, "lastReachedOn": "2025-11-12",
            "highRisk": false, "hardship": { "cause": "unemployment", "evidenced": true } },
        "contacts": { "log": [{ "at": "2025-11-01T09:30", "channel": "phone", "party": "debtor", "number": "1",
            "outcome": "noAnswer" }] },
        "agency": { "licensed": true },
        "documents": { "contract": true },
    });
    assert!(case_codes(&facts).is_empty(), "{:?}", case_codes(&facts));
    check_mutations(&facts, &CASE, case_codes);
}

#[test]
fn a_history_changed_anywhere_is_refused_by_both_or_by_none() {
    let facts = json!({
        "asOf": "2025-11-22",
        "loan": { "annualRate": "0.06", "misused": true,
            "floating": { "base": "lpr1y", "spread": "-0.1%", "resetEvery": "quarter", "resetFrom": "2024-01-01" } },
        "history": {
            "drawdown": { "on": "2024-01-01", "amount": "20000.00" },
            "schedule": [{ "dueOn": "2025-08-15", "principal": "6000.00", "interest": "10.00", "fees": "1.00" }],
            "events": [],
        },
    });
    let happened = [
        json!({ "on": "2025-08-20", "bookedOn": "2025-09-20", "kind": "payment", "amount": "100.00" }),
        json!({ "on": "2025-08-21", "kind": "reversal", "of": 1 }),
        json!({ "on": "2025-08-22", "kind": "rate", "annualRate": "0.05" }),
        json!({ "on": "2025-08-23", "kind": "waiver", "component": "penalty", "amount": "1.00" }),
        json!({ "on": "2025-08-24", "kind": "fee", "amount": "1.00", "label": "notice", "component": "cost" }),
        json!({ "on": "2025-08-25", "kind": "pause", "what": "interest", "until": "2025-08-30" }),
        json!({ "on": "2025-08-26", "kind": "acceleration" }),
    ];
    for first in &happened {
        let mut facts = facts.clone();
        facts["history"]["events"] = json!([first, happened[0]]);
        assert!(case_codes(&facts).is_empty(), "{:?}", case_codes(&facts));
        check_mutations(&facts, &CASE, case_codes);
    }
}
