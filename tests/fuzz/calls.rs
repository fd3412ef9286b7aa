//! One case, or one calculation, as text.

use serde_json::Value;

use crate::answers::{self, Rounded};
use crate::sound::{ENGINES, SEPARATOR, call, entries, explain};

/// Facts as text, and behind a separator options: assessed under every policy that ships.
///
/// # Panics
/// Where a law is broken.
pub fn case(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (facts, options) = text.split_once(SEPARATOR).unwrap_or((text, "{}"));
    for engine in ENGINES.iter() {
        let Some(answer) = call(engine, "assess", facts, options) else { continue };
        answers::check(&answer, Rounded::InLines);
        let locale = ["zh-Hans", "zh-Hant", "en"][data.len() % 3];
        explain(engine, &answer, &format!(r#"{{"locale":"{locale}"}}"#));
        for pointer in may_be_unknown(facts) {
            check_unknown(engine, facts, options, &pointer, &answer);
        }
    }
}

/// An operation, its facts and its options, with separators between them.
///
/// # Panics
/// Where a law is broken.
pub fn calculator(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut parts = text.splitn(3, SEPARATOR);
    let operation = parts.next().unwrap_or_default();
    let (facts, options) = (parts.next().unwrap_or("{}"), parts.next().unwrap_or("{}"));
    call(&ENGINES[0], operation, facts, options);
}

/// The facts of a case that may be unknown, and of which it has something to say.
fn may_be_unknown(facts: &str) -> Vec<String> {
    let facts: Value = serde_json::from_str(facts).unwrap_or_default();
    let arrears = (0..entries(&facts["arrears"]).len()).map(|index| format!("/arrears/{index}/interest"));
    let borrower = ["monthlyIncome", "livingCosts", "otherDebtPayments", "firstArrear", "cameForward", "refusedToPay"];
    let borrower = borrower.map(|name| format!("/borrower/{name}"));
    let others = ["/loan/annualRate", "/contacts/failedAttempts"].map(str::to_owned);
    let all = arrears.take(2).chain(borrower).chain(others);
    all.filter(|pointer| facts.pointer(pointer).is_some_and(|value| !value.is_null())).collect()
}

/// Without a fact, what is still settled is settled as with it: nothing unknown was taken for false.
fn check_unknown(engine: &arrears::api::Engine, facts: &str, options: &str, pointer: &str, whole: &Value) {
    let mut less: Value = serde_json::from_str(facts).unwrap_or_default();
    if let Some(place) = less.pointer_mut(pointer) {
        *place = Value::Null;
    }
    let Ok(text) = arrears::api::call_text(engine, "assess", &less.to_string(), options) else { return };
    let part = crate::sound::tree(&text);
    for decision in ["/waiver", "/installments", "/escalation/litigation", "/escalation/agency"] {
        let of = |answer: &Value| answer.pointer(&format!("{decision}/outcome")).cloned();
        if of(&part) != Some("undetermined".into()) {
            assert_eq!(of(&part), of(whole), "{decision} turns with {pointer} of {facts}");
        }
    }
    for name in ["interest", "penalty", "compound", "total", "dailyGrowth"] {
        let known = &part["due"][name];
        assert!(known.is_null() || *known == whole["due"][name], "{name} turns with {pointer} of {facts}");
    }
}
