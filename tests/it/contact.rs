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
fn conduct() {
    run("tests/vectors/conduct/");
}

#[test]
fn screening() {
    run("tests/vectors/screening/");
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
