//! Hardship, next actions, conduct and scripts: cases as data, each run under the policies it names.
//!
//! A file holds a base of facts and its cases. A case changes the base by merge patch (RFC 7396), is
//! run through the wire, and states what stands at some JSON pointers of the reply (`null` there is
//! a value; `absent` lists pointers that must not exist), or the problem that the call must end in.

use std::fs;
use std::path::{Path, PathBuf};

use arrears::api::{Engine, call_text};
use serde_json::{Map, Value, json};

const POLICIES: [&str; 2] = ["cn-bank-loan", "cn-home-mortgage"];

#[test]
fn hardship() {
    run("tests/vectors/hardship/");
}

#[test]
fn actions() {
    run("tests/vectors/actions/");
}

#[test]
fn conduct() {
    run("tests/vectors/conduct/");
}

#[test]
fn screening() {
    run("tests/vectors/screening/");
}

const BANK: &str = include_str!("../../src/policy/builtin/cn-bank-loan.json");

fn bank_with(pointer: &str, value: Value) -> String {
    let mut document: Value = serde_json::from_str(BANK).unwrap();
    *document.pointer_mut(pointer).unwrap() = value;
    document.to_string()
}

fn outcome_at(engine: &Engine, minute: u32) -> String {
    let facts = r#"{"asOf":"2026-03-10","arrears":[{"dueOn":"2026-01-15","principal":"1"}],"contacts":{"log":[]}}"#;
    let at = format!("2026-03-10T{:02}:{:02}", minute / 60, minute % 60);
    let options = json!({ "at": at, "channel": "phone", "party": "debtor" }).to_string();
    let reply: Value = serde_json::from_str(&call_text(engine, "conduct", facts, &options).unwrap()).unwrap();
    reply["outcome"].as_str().unwrap().to_owned()
}

#[test]
fn every_minute_of_a_day_is_quiet_or_not() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    for minute in 0..1440 {
        let allowed = (8 * 60..22 * 60).contains(&minute);
        assert_eq!(outcome_at(&engine, minute), if allowed { "yes" } else { "no" }, "minute {minute}");
    }
}

#[test]
fn quiet_hours_need_not_pass_midnight() {
    let mut document: Value = serde_json::from_str(&bank_with("/contact/quietFrom/value", json!("12:00"))).unwrap();
    document["contact"]["quietUntil"]["value"] = json!("14:00");
    let engine = Engine::compile(&document.to_string()).unwrap();
    for (minute, outcome) in [(0, "yes"), (719, "yes"), (720, "no"), (839, "no"), (840, "yes"), (1439, "yes")] {
        assert_eq!(outcome_at(&engine, minute), outcome, "minute {minute}");
    }
}

#[test]
fn a_stage_may_ask_only_for_what_somebody_may_do() {
    let document: Value = serde_json::from_str(BANK).unwrap();
    let rows = document["authority"].as_array().unwrap();
    let others: Vec<&Value> = rows.iter().filter(|row| row["action"] != "agency").collect();
    let failure = Engine::compile(&bank_with("/authority", json!(others))).unwrap_err();
    let paths: Vec<&str> = failure.problems().iter().map(arrears::error::Problem::path).collect();
    assert_eq!(paths, ["/contact/stages/3/actions/0"]);
    assert_eq!(json!(failure.problems()[0].code()), "notOneOf");
}

#[test]
fn every_phrase_is_found_in_every_language_and_place() {
    let document: Value = serde_json::from_str(BANK).unwrap();
    let phrases = document["contact"]["forbiddenPhrases"].as_array().unwrap();
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let mut count = 0;
    for (phrase, language) in phrases.iter().flat_map(|phrase| ["zh-Hans", "zh-Hant", "en"].map(|tag| (phrase, tag))) {
        let words = phrase["label"][language].as_str().unwrap();
        for (before, after) in [("", ""), ("您好。", ""), ("", " 谢谢"), ("Dear Ms Li, ", ".")] {
            let script = format!("{before}{words}{after}");
            let options = json!({ "script": script }).to_string();
            let reply: Value =
                serde_json::from_str(&call_text(&engine, "screenScript", "{}", &options).unwrap()).unwrap();
            let found = &reply["findings"][0];
            assert_eq!((&found["id"], &found["text"]), (&phrase["id"], &json!(words)), "{script}");
            assert_eq!(found["from"], json!(before.chars().count()), "{script}");
            count += 1;
        }
    }
    assert_eq!(count, phrases.len() * 12);
}

fn run(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = files(&folder);
    assert!(!files.is_empty(), "no vectors in {}", folder.display());
    for file in files {
        let document: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let cases = document["cases"].as_array().unwrap();
        assert!(!cases.is_empty(), "no cases in {}", file.display());
        for case in cases {
            check(&document, case);
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    files
}

fn check(document: &Value, case: &Value) {
    let id = case["id"].as_str().unwrap();
    let mut facts = document["base"].clone();
    merge(&mut facts, &case["facts"]);
    let mut options = document.get("options").cloned().unwrap_or_else(|| json!({}));
    merge(&mut options, &case["options"]);
    let operation = case.get("operation").or(document.get("operation")).and_then(Value::as_str).unwrap();
    let named = case["policy"].as_str();
    for policy in POLICIES.iter().filter(|policy| named.is_none_or(|named| named == **policy)) {
        let engine = Engine::builtin(policy).unwrap();
        let place = format!("{id} under {policy}");
        let reply = call_text(&engine, operation, &facts.to_string(), &options.to_string());
        match (reply, case.get("error")) {
            (Ok(reply), None) => compare(&serde_json::from_str(&reply).unwrap(), case, &place),
            (Err(failure), Some(error)) => {
                let problem = &failure.problems()[0];
                let found = json!({ "code": problem.code(), "path": problem.path() });
                assert_eq!(found, *error, "{place}");
            }
            (Ok(reply), Some(_)) => panic!("{place}: expected a problem, found {reply}"),
            (Err(failure), None) => panic!("{place}: {failure}"),
        }
    }
}

fn compare(reply: &Value, case: &Value, place: &str) {
    let none = Map::new();
    let expect = case["expect"].as_object().unwrap_or(&none);
    let absent: Vec<&str> = case["absent"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(!expect.is_empty() || !absent.is_empty(), "{place} states nothing");
    for (pointer, value) in expect {
        let found = at(reply, pointer);
        assert_eq!(found.as_ref(), Some(value), "{place} at {pointer} of {reply:#}");
    }
    for pointer in absent {
        assert_eq!(at(reply, pointer), None, "{place} at {pointer} of {reply:#}");
    }
}

/// What stands at a JSON pointer. `[name]` picks the list's entry with that id, `*name` gathers that
/// field of every entry, and `#` is how many there are.
fn at(reply: &Value, pointer: &str) -> Option<Value> {
    let mut here = reply.clone();
    for part in pointer.split('/').skip(1) {
        here = match part.strip_prefix('*') {
            Some(name) => {
                here.as_array()?.iter().map(|entry| entry.get(name).cloned().unwrap_or(Value::Null)).collect()
            }
            None if part == "#" => json!(here.as_array()?.len()),
            None if part.starts_with('[') => {
                let id = part.trim_matches(['[', ']']);
                here.as_array()?.iter().find(|entry| entry["id"] == id)?.clone()
            }
            None => here.pointer(&format!("/{part}"))?.clone(),
        };
    }
    Some(here)
}

fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(fields) = patch else {
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let target = target.as_object_mut().unwrap();
    for (name, value) in fields {
        match value {
            Value::Null => drop(target.remove(name)),
            Value::Object(_) => merge(target.entry(name.clone()).or_insert_with(|| json!({})), value),
            other => drop(target.insert(name.clone(), other.clone())),
        }
    }
}
