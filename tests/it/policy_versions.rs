//! Versions of one policy, their fingerprints, and the view of them.

use std::fmt::Write;

use arrears::api::{Engine, call_text};
use arrears::limits::{POLICY_BYTES_MAX, POLICY_VERSIONS_MAX};
use arrears::policy::{builtin, parse};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const FACTS: &str = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000.00",
    "interest": "0.00" }], "loan": { "annualRate": "0.06" } }"#;

fn bank_loan() -> Value {
    serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap()
}

fn version(name: &str, from: &str, to: Option<&str>, markup: &str) -> Value {
    let mut document = bank_loan();
    document["version"] = json!(name);
    document["effectiveFrom"] = json!(from);
    document["effectiveTo"] = json!(to);
    document["penalty"]["markup"]["value"] = json!(markup);
    document
}

fn two_versions() -> Engine {
    let later = version("2.0.0", "2026-01-01", None, "0.3");
    let earlier = version("1.0.0", "2004-01-01", Some("2025-12-31"), "0.5");
    Engine::compile(&json!([later, earlier]).to_string()).unwrap()
}

fn answer(engine: &Engine, operation: &str, as_of: &str, options: &Value) -> Value {
    let facts = FACTS.replace("2025-11-22", as_of);
    let answer = call_text(engine, operation, &facts, &options.to_string());
    serde_json::from_str(&answer.unwrap_or_else(|failure| failure.to_json())).unwrap()
}

#[test]
fn the_as_of_date_picks_the_version_unless_a_day_is_named() {
    let engine = two_versions();
    for (as_of, options, wanted) in [
        ("2025-12-31", json!({}), "1.0.0"),
        ("2026-01-01", json!({}), "2.0.0"),
        ("2026-01-01", json!({ "policyDate": "2025-12-31" }), "1.0.0"),
        ("2025-12-31", json!({ "policyDate": "2026-01-01" }), "2.0.0"),
    ] {
        let answer = answer(&engine, "assess", as_of, &options);
        assert_eq!(answer["policy"]["version"], json!(wanted), "{as_of} {options}");
    }
}

#[test]
fn the_picked_version_works_out_the_figures() {
    // 60,000 × 6 % × (1 + markup) × 99 ÷ 360: 1,485.00 at 50 %, 1,287.00 at 30 %.
    let engine = two_versions();
    let penalty = |options| answer(&engine, "assess", "2025-11-22", &options)["due"]["penalty"].clone();
    assert_eq!(penalty(json!({})), json!("1485.00"));
    assert_eq!(penalty(json!({ "policyDate": "2026-01-01" })), json!("1287.00"));
}

#[test]
fn a_day_before_the_first_version_is_told_where_it_was_named() {
    let engine = two_versions();
    let at = |as_of, options| answer(&engine, "assess", as_of, &options)["problems"][0].clone();
    let of_case = at("2003-12-31", json!({}));
    assert_eq!((&of_case["code"], &of_case["path"]), (&json!("noPolicyInForce"), &json!("/asOf")));
    let of_option = at("2025-11-22", json!({ "policyDate": "2003-12-31" }));
    assert_eq!(of_option["path"], json!("/options/policyDate"));
}

#[test]
fn each_version_has_its_own_fingerprint_which_ignores_order_and_spaces() {
    let engine = two_versions();
    let view = |options: Value| -> Value {
        serde_json::from_str(&call_text(&engine, "policy", "null", &options.to_string()).unwrap()).unwrap()
    };
    let (newest, older) = (view(json!({})), view(json!({ "policyDate": "2025-12-31" })));
    assert_eq!((&newest["version"], &older["version"]), (&json!("2.0.0"), &json!("1.0.0")));
    assert_ne!(newest["fingerprint"], older["fingerprint"]);
    assert_eq!(newest["versions"].as_array().unwrap().len(), 2);
    let pretty = serde_json::to_string_pretty(&version("2.0.0", "2026-01-01", None, "0.3")).unwrap();
    let alone = Engine::compile(&pretty).unwrap();
    let alone: Value = serde_json::from_str(&call_text(&alone, "policy", "null", "{}").unwrap()).unwrap();
    assert_eq!(alone["fingerprint"], newest["fingerprint"]);
}

#[test]
fn as_many_versions_as_the_limit_and_no_more() {
    let versions = |count: usize| {
        let list: Vec<Value> = (0..count)
            .map(|index| {
                let (from, to) = (format!("{}-01-01", 2100 + index), format!("{}-12-31", 2100 + index));
                version(&format!("{index}.0.0"), &from, Some(&to), "0.5")
            })
            .collect();
        Engine::compile(&Value::Array(list).to_string())
    };
    assert!(versions(POLICY_VERSIONS_MAX).is_ok());
    let failure = versions(POLICY_VERSIONS_MAX + 1).unwrap_err().to_json();
    assert!(failure.contains(r#""code":"limit""#) && failure.contains("tooManyItems"), "{failure}");
}

#[test]
fn a_policy_as_long_as_the_limit_and_no_longer() {
    let bytes = |length: usize| {
        let mut text = bank_loan().to_string();
        text.push_str(&" ".repeat(length - text.len()));
        Engine::compile(&text)
    };
    assert!(bytes(POLICY_BYTES_MAX).is_ok());
    assert!(bytes(POLICY_BYTES_MAX + 1).unwrap_err().to_json().contains("inputTooLarge"));
}

/// RFC 8785, written from its text alone: keys sorted by UTF-16 units (3.2.3), strings escaped as in
/// 3.2.2.2, numbers as ECMAScript prints them, which for the whole numbers of a policy are the digits.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(answer) => out.push_str(if *answer { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.as_u64().unwrap().to_string()),
        Value::String(text) => canonical_text(text, out),
        Value::Array(entries) => {
            out.push('[');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                canonical(entry, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| name.encode_utf16().collect::<Vec<u16>>());
            out.push('{');
            for (index, (name, field)) in fields.into_iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                canonical_text(name, out);
                out.push(':');
                canonical(field, out);
            }
            out.push('}');
        }
    }
}

fn canonical_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if u32::from(control) < 0x20 => write!(out, "\\u{:04x}", u32::from(control)).unwrap(),
            other => out.push(other),
        }
    }
    out.push('"');
}

fn independent(value: &Value) -> String {
    let mut text = String::new();
    canonical(value, &mut text);
    let mut hexadecimal = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        write!(hexadecimal, "{byte:02x}").unwrap();
    }
    hexadecimal
}

#[test]
fn the_text_sample_of_rfc_8785_is_written_as_there() {
    let sample: Value = serde_json::from_str(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#).unwrap();
    let mut text = String::new();
    canonical(&sample, &mut text);
    assert_eq!(text, r#""€$\u000f\nA'B\"\\\\\"/""#);
}

#[test]
fn the_policies_that_ship_have_the_fingerprint_of_the_rules() {
    for (id, text) in builtin::DOCUMENTS {
        let policy = parse::policy(text).unwrap();
        assert_eq!(policy.fingerprint, independent(&serde_json::from_str(text).unwrap()), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_have_the_fingerprint_of_the_rules(
        words in "[\\x00-\\x1f\"\\\\/\\x7f\u{2028}\u{e000}\u{1f600}a-c]{0,40}x", number in 1_u32..=360,
    ) {
        let mut document = bank_loan();
        document["title"]["en"] = json!(words);
        document["installment"]["periodsMax"]["value"] = json!(number.max(3));
        let policy = parse::policy(&serde_json::to_string_pretty(&document).unwrap());
        // A text that begins with NUL is the boundary's word for what JSON cannot carry, and refused.
        prop_assume!(!words.starts_with('\0'));
        prop_assert_eq!(policy.unwrap().fingerprint, independent(&document));
    }
}

#[test]
fn the_view_shows_every_value_with_its_source_and_name() {
    for (id, text) in builtin::DOCUMENTS {
        let engine = Engine::builtin(id).unwrap();
        let view: Value = serde_json::from_str(&call_text(&engine, "policy", "null", "{}").unwrap()).unwrap();
        let entries: Vec<&Value> =
            view["sections"].as_array().unwrap().iter().flat_map(|one| one["entries"].as_array().unwrap()).collect();
        assert_eq!(entries.len(), text.matches("\"source\":").count(), "{id}: a value is left out");
        let tree: Value = serde_json::from_str(text).unwrap();
        for entry in &entries {
            let there = tree.pointer(entry["pointer"].as_str().unwrap()).unwrap();
            assert_eq!(there["source"], entry["source"]);
            if there.get("value").is_some() {
                assert_eq!(there["value"], entry["value"]);
            }
            for language in ["zh-Hans", "zh-Hant", "en"] {
                assert!(entry["label"][language].is_string(), "{id}: no {language} name at {}", entry["pointer"]);
            }
        }
        for section in view["sections"].as_array().unwrap() {
            assert!(section["label"]["en"].is_string(), "{id}: no name for {}", section["id"]);
        }
    }
}

#[test]
fn the_policies_that_ship_are_listed() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let list: Value = serde_json::from_str(&call_text(&engine, "policies", "null", "{}").unwrap()).unwrap();
    let ids: Vec<&str> = list["policies"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, builtin::ids());
    let own: Value = serde_json::from_str(&call_text(&engine, "policy", "null", "{}").unwrap()).unwrap();
    assert_eq!(list["policies"][0]["versions"][0]["fingerprint"], own["fingerprint"]);
}
