//! Histories with the figures of the second calculation (`tests/oracle`), which was written from the texts alone: under
//! the policy that ships and under sixty that differ from it in how charges and payments are worked out.
//!
//! The comparison itself asks many more of them; these are kept so that whoever changes a rule sees at once which
//! figures move.

use std::collections::HashMap;

use arrears::api::{Engine, call_text};
use arrears::policy::builtin;
use serde_json::Value;

const KEPT: &str = include_str!("../oracle/histories.ndjson");

/// The policy that ships with values set anew, each with the source of another.
fn policy(set: &Value) -> Engine {
    let mut policy: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
    let source = policy["penalty"]["markup"]["source"].clone();
    for (place, setting) in set.as_object().unwrap() {
        let mut setting = setting.clone();
        match &mut setting {
            Value::Array(entries) => entries.iter_mut().for_each(|entry| entry["source"] = source.clone()),
            setting => setting["source"] = source.clone(),
        }
        let (section, name) = place.rsplit_once('/').unwrap();
        policy.pointer_mut(section).unwrap()[name] = setting;
    }
    Engine::compile(&policy.to_string()).unwrap_or_else(|failure| panic!("{}", failure.to_json()))
}

#[test]
fn every_figure_is_that_of_the_second_calculation() {
    let mut policies: HashMap<String, Engine> = HashMap::new();
    let mut wrong = Vec::new();
    let lines: Vec<Value> = KEPT.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() >= 200, "only {} histories are kept", lines.len());
    for (at, line) in lines.iter().enumerate() {
        let engine = policies.entry(line["set"].to_string()).or_insert_with(|| policy(&line["set"]));
        let answer = call_text(engine, "assess", &line["facts"].to_string(), "{}").unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let expect = line["expect"].as_object().unwrap();
        let differing = expect.iter().filter(|(place, figure)| answer.pointer(place) != Some(figure));
        wrong.extend(differing.map(|(place, figure)| {
            format!("line {}: {place} is {:?}, not {figure}", at.saturating_add(1), answer.pointer(place))
        }));
    }
    assert!(policies.len() >= 40, "only {} policies", policies.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
