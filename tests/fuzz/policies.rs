//! A policy: as text, or as one that ships with some of its places changed.

use arrears::api::Engine;
use arrears::policy::builtin;
use serde_json::Value;

use crate::answers::{self, Rounded};
use crate::sound::{ENGINES, call_once, check_failure, check_problem, entries, explain};

/// Cases that a policy which can be used is tried on: one as a list of arrears, one as a history.
const CASES: [&str; 2] = [
    r#"{"asOf":"2025-11-22","loan":{"annualRate":"0.06","outstandingPrincipal":"100000","maturesOn":"2026-11-22"},
        "arrears":[{"dueOn":"2025-08-15","principal":"60000","interest":"900"},{"dueOn":"2025-09-15","principal":"100"}],
        "borrower":{"monthlyIncome":"21000","firstArrear":true},"contacts":{"failedAttempts":4}}"#,
    r#"{"asOf":"2025-11-22","loan":{"annualRate":"0.06"},"history":{"drawdown":{"on":"2025-01-15","amount":"60000"},
        "schedule":[{"dueOn":"2025-02-15","principal":"30000","interest":"300"},{"dueOn":"2025-03-15","principal":"30000","interest":"150"}],
        "events":[{"on":"2025-03-01","kind":"payment","amount":"5000.01"},{"on":"2025-05-01","kind":"fee","amount":"10"},
        {"on":"2025-06-01","kind":"payment","amount":"31000"},{"on":"2025-07-01","kind":"waiver","component":"penalty","amount":"1"}]}}"#,
];

/// A policy, or lines of changes behind `@0` or `@1`, which name one that ships.
///
/// # Panics
/// Where a law is broken.
pub fn policy(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let changed = changed(text);
    let document = changed.as_deref().unwrap_or(text);
    let compiled = Engine::compile(document);
    let quoted = serde_json::to_string(document).unwrap_or_default();
    let report = call_once(&ENGINES[0], "checkPolicy", &quoted, "{}");
    let report = report.unwrap_or_else(|| panic!("no report on {document}"));
    check_report(&report);
    assert_eq!(report["usable"], compiled.is_ok(), "checker and reader disagree: {report}");
    match compiled {
        Ok(engine) => check_use(&engine),
        Err(failure) => check_failure(&failure.to_json()),
    }
}

/// A policy that ships with changes: each line is a pointer and behind a blank the new value, or nothing.
fn changed(text: &str) -> Option<String> {
    let (which, changes) = text.strip_prefix('@')?.split_once('\n')?;
    let (_, document) = builtin::DOCUMENTS.get(which.parse::<usize>().ok()?)?;
    let mut document: Value = serde_json::from_str(document).ok()?;
    for line in changes.lines() {
        let (pointer, value) = line.split_once(' ').unwrap_or((line, ""));
        let (parent, name) = pointer.rsplit_once('/')?;
        match (document.pointer_mut(parent)?, serde_json::from_str::<Value>(value).ok()) {
            (Value::Object(fields), Some(value)) => drop(fields.insert(name.to_owned(), value)),
            (Value::Object(fields), None) => drop(fields.remove(name)),
            (Value::Array(list), Some(value)) if name == "-" => list.push(value),
            (Value::Array(list), value) => {
                let index = name.parse::<usize>().ok().filter(|index| *index < list.len())?;
                match value {
                    Some(value) => list[index] = value,
                    None => drop(list.remove(index)),
                }
            }
            _ => return None,
        }
    }
    Some(document.to_string())
}

fn check_report(report: &Value) {
    let findings = entries(&report["diagnostics"]);
    findings.iter().for_each(check_problem);
    assert_eq!(report["usable"], report["errorCount"] == 0, "{report}");
    let errors = findings.iter().filter(|finding| finding["severity"] == "error").count();
    assert!(report["errorCount"].as_u64().is_some_and(|count| count >= errors as u64), "{report}");
}

fn check_use(engine: &Engine) {
    assert!(call_once(engine, "policy", "null", "{}").is_some(), "a policy that cannot be viewed");
    for facts in CASES {
        let Some(answer) = call_once(engine, "assess", facts, r#"{"include":["actions"]}"#) else { continue };
        answers::check(&answer, Rounded::Anyhow);
        explain(engine, &answer, "{}");
    }
}
