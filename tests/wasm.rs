//! The engine on wasm32, through its JavaScript boundary: the same answers as natively, errors as
//! data, and a handle that stays usable.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

#[path = "it/vector.rs"]
mod vector;

use std::cell::RefCell;

use arrears::json::Reader;
use arrears::wasm::{PolicyHandle, PortfolioHandle, version};
use js_sys::{Array, JSON, Object, Reflect};
use serde_json::Value;
use vector::{FILES, Vector, read};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const CASE_A: &str = r#"{ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
    "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
    "borrower": { "monthlyIncome": "36000" }, "contacts": { "failedAttempts": 3 } }"#;

/// A handle and the reader of its tapes, which have to be read in their order.
struct Door {
    handle: RefCell<PolicyHandle>,
    reader: RefCell<Reader>,
}

impl Door {
    fn of(handle: PolicyHandle) -> Self {
        Self { handle: RefCell::new(handle), reader: RefCell::default() }
    }

    fn call(&self, operation: &str, facts: &str, options: &str) -> Result<String, JsValue> {
        self.handle.borrow_mut().call(operation, facts, options)?;
        Ok(self.read())
    }

    fn call_value(&self, operation: &str, facts: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        self.handle.borrow_mut().call_value(operation, facts, options)?;
        JSON::parse(&self.read())
    }

    fn read(&self) -> String {
        self.reader.borrow_mut().text(self.handle.borrow().tape())
    }
}

fn handle() -> Door {
    Door::of(PolicyHandle::builtin("cn-bank-loan", "{}").unwrap())
}

fn value(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn text(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn tree(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn by_text(handle: &Door, vector: &Vector) -> Result<String, String> {
    let result = handle.call(vector.operation(), vector.facts(), vector.options());
    result.map_err(|thrown| thrown.as_string().unwrap())
}

/// Runs the other door; `None` where JavaScript itself cannot hold the facts as they are written.
fn by_value(handle: &Door, vector: &Vector) -> Option<Result<String, String>> {
    let (facts, options) = (JSON::parse(vector.facts()).ok()?, JSON::parse(vector.options()).ok()?);
    let result = handle.call_value(vector.operation(), facts, options);
    Some(result.map(|answer| text(&answer)).map_err(|thrown| text(&thrown)))
}

#[wasm_bindgen_test]
fn every_vector_gives_here_what_it_gives_natively() {
    let handle = handle();
    let vectors: Vec<Vector> = FILES.iter().flat_map(|(name, text)| read(name, text)).collect();
    let wrong: Vec<String> = vectors.iter().flat_map(|vector| vector.differences(&by_text(&handle, vector))).collect();
    assert!(vectors.len() >= 200 && wrong.is_empty(), "{} cases:\n{}", vectors.len(), wrong.join("\n"));
}

#[wasm_bindgen_test]
fn both_doors_give_the_same_answer() {
    let handle = handle();
    let mut compared = 0;
    for vector in FILES.iter().flat_map(|(name, text)| read(name, text)) {
        let by_text = by_text(&handle, &vector);
        // Numbers that JavaScript prints in another way are shown so in the messages of problems.
        if let (Some(Ok(by_value)), Ok(by_text)) = (by_value(&handle, &vector), &by_text) {
            assert_eq!(tree(&by_value), tree(by_text), "{}", vector.id);
            compared += 1;
        }
    }
    assert!(compared >= 150, "only {compared} answers were compared");
    let (by_text, by_value) = (
        handle.call("assess", CASE_A, "{}").unwrap(),
        handle.call_value("assess", value(CASE_A), value("{}")).unwrap(),
    );
    assert_eq!(tree(&by_text), tree(&text(&by_value)));
    assert_eq!(tree(&by_text)["due"]["total"], "62407.28");
}

#[wasm_bindgen_test]
fn the_same_call_gives_the_same_bytes() {
    let first = handle().call("assess", CASE_A, "{}").unwrap();
    assert_eq!(first, handle().call("assess", CASE_A, "{}").unwrap());
}

#[wasm_bindgen_test]
fn a_failed_call_throws_data_and_the_handle_stays_usable() {
    let handle = handle();
    let bad = r#"{ "asOf": "2025-02-29", "arrears": [], "borower": {} }"#;
    let thrown = tree(&handle.call("assess", bad, "{}").unwrap_err().as_string().unwrap());
    let object = handle.call_value("assess", value(bad), JsValue::UNDEFINED).unwrap_err();
    assert!(object.is_object());
    assert_eq!(tree(&text(&object)), thrown);
    assert_eq!((&thrown["code"], &thrown["problemCount"]), (&Value::from("invalidFacts"), &Value::from(3)));
    let paths: Vec<&str> =
        thrown["problems"].as_array().unwrap().iter().map(|problem| problem["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["/borower", "/asOf", "/arrears"]);
    for _ in 0..100 {
        assert!(handle.call("assess", "not JSON", "{}").is_err());
        assert!(handle.call_value("assess", JsValue::from_f64(f64::NAN), JsValue::NULL).is_err());
    }
    assert!(handle.call("assess", CASE_A, "{}").is_ok());
}

#[wasm_bindgen_test]
fn a_number_that_is_not_finite_is_a_problem_at_its_place() {
    let facts = value(r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#);
    let borrower = js_sys::Object::new();
    js_sys::Reflect::set(&borrower, &"monthlyIncome".into(), &f64::NAN.into()).unwrap();
    js_sys::Reflect::set(&facts, &"borrower".into(), &borrower).unwrap();
    let thrown = handle().call_value("assess", facts, JsValue::UNDEFINED).unwrap_err();
    let problems = tree(&text(&thrown))["problems"].clone();
    assert_eq!((&problems[0]["code"], &problems[0]["path"]), (&"notFinite".into(), &"/borrower/monthlyIncome".into()));
}

#[wasm_bindgen_test]
fn absent_null_and_undefined_are_the_same() {
    let handle = handle();
    let without = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#;
    let wanted = text(&handle.call_value("assess", value(without), value("{}")).unwrap());
    for nothing in [JsValue::NULL, JsValue::UNDEFINED] {
        let facts = value(without);
        for name in ["loan", "waived", "borrower", "contacts", "agency", "documents"] {
            Reflect::set(&facts, &name.into(), &nothing).unwrap();
        }
        let arrears: Array = Reflect::get(&facts, &"arrears".into()).unwrap().into();
        for name in ["interest", "fees"] {
            Reflect::set(&arrears.get(0), &name.into(), &nothing).unwrap();
        }
        for options in [JsValue::NULL, JsValue::UNDEFINED, Object::new().into()] {
            assert_eq!(text(&handle.call_value("assess", facts.clone(), options).unwrap()), wanted);
        }
    }
}

#[wasm_bindgen_test]
fn numbers_of_javascript_count_as_they_print() {
    let handle = handle();
    let case = |principal: f64, rate: f64| {
        let facts = value(r#"{ "asOf": "2025-11-22", "loan": {}, "arrears": [{ "dueOn": "2025-08-15" }] }"#);
        let arrears: Array = Reflect::get(&facts, &"arrears".into()).unwrap().into();
        Reflect::set(&arrears.get(0), &"principal".into(), &principal.into()).unwrap();
        let loan = Reflect::get(&facts, &"loan".into()).unwrap();
        Reflect::set(&loan, &"annualRate".into(), &rate.into()).unwrap();
        let by_text = handle.call("assess", &text(&facts), "{}").map_err(|thrown| thrown.as_string().unwrap());
        let by_value = handle.call_value("assess", facts, JsValue::NULL);
        let by_value = by_value.map(|answer| text(&answer)).map_err(|thrown| text(&thrown));
        assert_eq!(by_text.as_deref().map(tree), by_value.as_deref().map(tree));
        by_value.map(|answer| tree(&answer)["due"]["principal"].as_str().unwrap().to_owned())
    };
    assert_eq!(case(0.1, 0.06), Ok("0.10".to_owned()));
    assert_eq!(case(60_000.0, 1e-7), Ok("60000.00".to_owned()));
    assert_eq!(case(999_999_999_999.99, 1.0), Ok("999999999999.99".to_owned()));
    for (principal, rate, code) in [
        (0.300_000_000_000_000_04, 0.06, "tooManyDecimals"),
        (-0.01, 0.06, "negative"),
        (1e21, 0.06, "amountTooLarge"),
        (1.0, 6.0, "rateAboveOne"),
        (1.0, 1e-11, "tooManyDecimals"),
    ] {
        let failure = tree(&case(principal, rate).unwrap_err());
        assert_eq!((&failure["problemCount"], &failure["problems"][0]["code"]), (&Value::from(1), &Value::from(code)));
    }
}

#[wasm_bindgen_test]
fn policies_are_built_in_or_compiled() {
    let thrown = tree(&PolicyHandle::builtin("cn-bank-lone", "{}").unwrap_err().as_string().unwrap());
    assert_eq!(
        (&thrown["code"], &thrown["problems"][0]["help"]),
        (&"invalidPolicy".into(), &"did you mean `cn-bank-loan`?".into())
    );
    let thrown = tree(&PolicyHandle::compile("{}", "{}").unwrap_err().as_string().unwrap());
    assert_eq!(thrown["code"], "invalidPolicy");
    let (_, document) = arrears::policy::builtin::DOCUMENTS[0];
    let compiled = Door::of(PolicyHandle::compile(document, "{}").unwrap());
    assert_eq!(compiled.call("assess", CASE_A, "{}").unwrap(), handle().call("assess", CASE_A, "{}").unwrap());
}

#[wasm_bindgen_test]
fn the_version_is_that_of_the_manifest() {
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
}

/// The figures are those of the native tests: 60,000.00 × 0.09 × 99 ÷ 360 = 1,485.00.
#[wasm_bindgen_test]
fn a_portfolio_comes_in_pieces_and_ends_with_a_summary() {
    let settings = r#"{ "asOf": "2025-11-22", "namesFirst": false }"#;
    let input = b"id,dueOn,principal,interest,annualRate\nA-1,2025-08-15,60000,900,6%\nA-2,yesterday,1,1,6%\n";
    let mut ends = Vec::new();
    for piece in [1, 7, input.len()] {
        let mut portfolio = PortfolioHandle::open("cn-bank-loan", None, settings).unwrap();
        let mut rows = Vec::new();
        for chunk in input.chunks(piece) {
            rows.extend(portfolio.push(chunk).unwrap());
        }
        rows.extend(portfolio.finish().unwrap());
        ends.push((String::from_utf8(rows).unwrap(), portfolio.summary()));
    }
    assert!(ends[0].0.starts_with("A-1,2025-11-22,severe,substandard,99,62407.28,1485.00,22.28,no,"), "{}", ends[0].0);
    assert!(ends[0].0.ends_with(",3,2,notADate\n"));
    assert!(ends[0].1.contains(r#""rows":2,"assessed":1,"withProblems":1"#), "{}", ends[0].1);
    assert!(ends.iter().all(|end| *end == ends[0]));
    let failure = PortfolioHandle::open("cn-bank-loan", None, r#"{ "asof": 1 }"#).unwrap_err();
    assert!(failure.as_string().unwrap().contains("unknownField"));
    let mut compared = PortfolioHandle::open("cn-bank-loan", Some("cn-home-mortgage".to_owned()), settings).unwrap();
    compared.push(input).unwrap();
    compared.finish().unwrap();
    assert!(compared.summary().contains("comparison"));
}
