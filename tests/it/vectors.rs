//! Runs every vector natively.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use arrears::api::{Engine, call_text, call_value};
use arrears::json;
use serde_json::Value;

use crate::vector::{FILES, Vector, read};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin("cn-bank-loan").unwrap());

/// The one door from these tests to the engine: JSON text in, JSON text out.
pub(crate) fn call(operation: &str, facts: &str, options: &str) -> Result<String, String> {
    call_text(&ENGINE, operation, facts, options).map_err(|failure| failure.to_json())
}

/// The other door: trees in, a tree out.
pub(crate) fn call_by_value(operation: &str, facts: &str, options: &str) -> Result<String, String> {
    let (facts, options) = (parsed(facts), parsed(options));
    let text = call_value(&ENGINE, operation, &facts, &options, |reply| serde_json::to_string(reply).unwrap());
    text.map_err(|failure| failure.to_json())
}

/// The engine's own tree of a text.
pub(crate) fn parsed(text: &str) -> json::Value {
    json::parse(text).unwrap_or_else(|error| panic!("{error} in {text}")).value
}

/// The answer to a case that has one.
pub(crate) fn assess(facts: &Value) -> Value {
    answered(facts, "{}")
}

/// The answer to a case that has one, with what would change each decision.
pub(crate) fn assess_with_changes(facts: &Value) -> Value {
    answered(facts, r#"{"include":["changes"]}"#)
}

fn answered(facts: &Value, options: &str) -> Value {
    let text = call("assess", &facts.to_string(), options).unwrap_or_else(|failure| panic!("{failure} for {facts}"));
    serde_json::from_str(&text).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn on_disk(rule: &str) -> Vec<(String, String)> {
    let folder = root().join(rule);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{rule}: {error}"));
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (format!("{rule}/{}", entry.file_name().to_string_lossy()), entry.path()))
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{rule} holds no vectors");
    files
}

fn run(rule: &str) {
    let files = on_disk(rule);
    let vectors: Vec<Vector> = files.iter().flat_map(|(name, text)| read(name, text)).collect();
    let wrong: Vec<String> = vectors
        .iter()
        .flat_map(|vector| vector.differences(&call(vector.operation(), vector.facts(), vector.options())))
        .collect();
    println!("{rule}: {} cases in {} files, {} differences", vectors.len(), files.len(), wrong.len());
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

macro_rules! rules {
    ($($rule:ident),+) => {
        const RULES: &[&str] = &[$(stringify!($rule)),+];
        $(#[test] fn $rule() { run(stringify!($rule)); })+
    };
}

rules![
    affordability,
    answer,
    court_fee,
    day_count,
    delinquency,
    escalation,
    history,
    input,
    installment,
    interest,
    judgment_interest,
    ledger,
    reschedule,
    schedule,
    tracking,
    waiver
];

/// The texts of a folder's files, and of those in folders within it.
pub(crate) fn texts(folder: &Path) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { texts(&path) } else { vec![fs::read_to_string(&path).unwrap()] }).collect()
}

#[test]
fn every_folder_of_vectors_is_run() {
    let tests = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"));
    for entry in fs::read_dir(root()).unwrap() {
        let folder = entry.unwrap().file_name().to_string_lossy().into_owned();
        let read_elsewhere = tests.iter().any(|text| text.contains(&format!("vectors/{folder}/")));
        assert!(RULES.contains(&folder.as_str()) || read_elsewhere, "no test reads tests/vectors/{folder}");
    }
}

#[test]
fn every_file_of_vectors_is_embedded_for_wasm() {
    let on_disk: Vec<(String, String)> = RULES.iter().flat_map(|rule| on_disk(rule)).collect();
    let embedded: Vec<(String, String)> =
        FILES.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
    let names = |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&embedded), names(&on_disk));
    assert!(embedded == on_disk, "an embedded file differs from the file on disk");
}

#[test]
fn every_vector_has_an_id_of_its_own() {
    let mut seen = BTreeSet::new();
    for vector in FILES.iter().flat_map(|(name, text)| read(name, text)) {
        assert!(seen.insert(vector.id.clone()), "the id {} stands twice", vector.id);
        assert!(!vector.why.is_empty() && !vector.source.is_empty());
    }
    assert!(seen.len() >= 200, "only {} vectors were found", seen.len());
}

#[test]
fn the_runner_sees_a_wrong_value_a_wrong_code_and_a_missing_problem() {
    let case = |rest: &str| {
        let head = r#"[{"id":"x","why":"ten letters","source":"none","input":{"asOf":"2025-11-22"},"#;
        let vector = read("inline", &format!("{head}{rest}}}]")).pop().unwrap();
        let given = call(vector.operation(), vector.facts(), vector.options());
        vector.differences(&given)
    };
    let required = r#"{"code":"required","path":"/arrears"}"#;
    let error = |code: &str, problems: &str| case(&format!(r#""error":{{"code":"{code}","problems":[{problems}]}}"#));
    assert_eq!(error("invalidFacts", required), Vec::<String>::new());
    assert_eq!(error("limit", required).len(), 1);
    assert_eq!(error("invalidFacts", r#"{"code":"required","path":"/asOf"}"#).len(), 2);
    assert_eq!(error("invalidFacts", &format!("{required},{required}")).len(), 2);
    assert_eq!(case(r#""expect":{"/due/total":"0.00"}"#).len(), 1);
}
