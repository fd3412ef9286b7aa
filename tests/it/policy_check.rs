//! The checker of policies: one fixture a code, each a small edit of a policy that ships.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::locale::Locale;
use arrears::policy::builtin;
use arrears::policy::check::{Report, Severity, WarningCode, check_text, check_tree};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cases::made_up_clause;
use crate::vectors::parsed;

const EN: Locale = Locale::English;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Fixture {
    #[allow(dead_code, reason = "read by people")]
    why: String,
    policy: String,
    #[serde(default)]
    edits: Vec<Edit>,
    #[serde(default)]
    versions: Vec<Vec<Edit>>,
    #[serde(default)]
    text: Vec<(String, String)>,
    pad_to: Option<usize>,
    as_of: Option<String>,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Edit {
    Set { set: String, value: Value },
    Remove { remove: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    severity: String,
    path: String,
    at: Option<String>,
    message: Option<String>,
    help: Option<String>,
    citation: Option<String>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/policy/")
}

fn document(id: &str) -> &'static str {
    builtin::DOCUMENTS.iter().find(|(known, _)| *known == id).unwrap().1
}

fn parent<'t>(tree: &'t mut Value, pointer: &str) -> (&'t mut Value, String) {
    let (outer, name) = pointer.rsplit_once('/').unwrap();
    (tree.pointer_mut(outer).unwrap_or_else(|| panic!("no {outer}")), name.to_owned())
}

fn apply(tree: &mut Value, edit: &Edit) {
    match edit {
        Edit::Set { set, value } => match parent(tree, set) {
            (Value::Array(entries), index) => entries[index.parse::<usize>().unwrap()] = value.clone(),
            (outer, name) => outer[name] = value.clone(),
        },
        Edit::Remove { remove } => {
            let (outer, name) = parent(tree, remove);
            outer.as_object_mut().unwrap().remove(&name).unwrap_or_else(|| panic!("no {remove}"));
        }
    }
}

fn edited(id: &str, edits: &[Edit]) -> Value {
    let mut tree: Value = serde_json::from_str(document(id)).unwrap();
    for edit in edits {
        apply(&mut tree, edit);
    }
    tree
}

impl Fixture {
    fn text(&self) -> String {
        let mut text = if !self.versions.is_empty() {
            let versions = self.versions.iter().map(|edits| edited(&self.policy, edits)).collect();
            serde_json::to_string_pretty(&Value::Array(versions)).unwrap()
        } else if self.edits.is_empty() {
            document(&self.policy).to_owned()
        } else {
            serde_json::to_string_pretty(&edited(&self.policy, &self.edits)).unwrap()
        };
        for (from, to) in &self.text {
            assert!(text.contains(from.as_str()), "{from} does not stand in the text");
            text = text.replacen(from.as_str(), to, 1);
        }
        if let Some(length) = self.pad_to {
            text.push_str(&" ".repeat(length - text.len()));
        }
        text
    }
}

/// Findings as they go over the wire, without those that the policy has unedited.
fn findings(report: &Report, known: &BTreeSet<(String, String)>) -> Vec<Value> {
    let all = report.diagnostics.iter().map(|diagnostic| serde_json::to_value(diagnostic).unwrap());
    all.filter(|found| !known.contains(&key(found))).collect()
}

fn key(found: &Value) -> (String, String) {
    let path = found["path"].as_str().unwrap();
    let path = path.strip_prefix("/0/").or(path.strip_prefix("/1/")).map_or(path.to_owned(), |rest| format!("/{rest}"));
    (found["code"].as_str().unwrap().to_owned(), path)
}

fn known(id: &str) -> BTreeSet<(String, String)> {
    let report = check_text(document(id), None, EN);
    report.diagnostics.iter().map(|diagnostic| key(&serde_json::to_value(diagnostic).unwrap())).collect()
}

/// The text from a line and column on; columns count UTF-16 units.
fn text_at<'t>(text: &'t str, found: &Value) -> &'t str {
    let (line, column) = (found["line"].as_u64().unwrap(), found["column"].as_u64().unwrap());
    let start: usize = text.split_inclusive('\n').take(usize::try_from(line).unwrap() - 1).map(str::len).sum();
    let mut units = 1;
    for (offset, character) in text[start..].char_indices() {
        if units == column {
            return &text[start + offset..];
        }
        units += u64::try_from(character.len_utf16()).unwrap();
    }
    panic!("no column {column} in line {line}")
}

fn check_fixture(name: &str, fixture: &Fixture) {
    let text = fixture.text();
    let as_of = fixture.as_of.as_deref().map(|date| Date::parse(date).unwrap());
    let report = check_text(&text, as_of, EN);
    let found = findings(&report, &known(&fixture.policy));
    let names = |found: &Value| {
        let text = |name| found[name].as_str().unwrap().to_owned();
        (text("code"), text("severity"), text("path"))
    };
    let mut told: Vec<_> = found.iter().map(names).collect();
    let expected = fixture.expect.iter();
    let mut wanted: Vec<_> = expected.map(|one| (one.code.clone(), one.severity.clone(), one.path.clone())).collect();
    told.sort();
    wanted.sort();
    assert_eq!(told, wanted, "{name}: {found:#?}");
    for one in &fixture.expect {
        let found = found.iter().find(|found| found["code"] == one.code.as_str() && found["path"] == one.path.as_str());
        check_details(name, &text, one, found.unwrap());
    }
    let errors = fixture.expect.iter().filter(|one| one.severity == "error").count();
    assert_eq!((report.error_count, report.usable), (errors, errors == 0), "{name}");
    assert_eq!(Engine::compile(&text).is_ok(), report.usable, "{name}: checker and engine disagree");
}

fn check_details(name: &str, text: &str, one: &Expected, found: &Value) {
    if let Some(at) = &one.at {
        let there = text_at(text, found);
        assert!(there.starts_with(at.as_str()), "{name}: stands at {:?}", &there.chars().take(60).collect::<String>());
    }
    for (field, wanted) in [("message", &one.message), ("help", &one.help)] {
        if let Some(wanted) = wanted {
            assert_eq!(found[field].as_str(), Some(wanted.as_str()), "{name}");
        }
    }
    let cited = found["citation"]["source"]["document"].as_str();
    assert_eq!(cited, one.citation.as_deref(), "{name}");
}

fn fixtures() -> Vec<(String, Fixture)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let fixtures: Vec<_> = files
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let fixture = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fixture)
        })
        .collect();
    assert!(!fixtures.is_empty(), "no fixtures found");
    fixtures
}

#[test]
fn each_fixture_is_told_as_it_says_and_at_its_place() {
    let all = fixtures().into_iter();
    let failed: Vec<String> = all
        .filter(|(name, fixture)| {
            assert!(fixture.expect.iter().any(|one| one.code == *name), "{name} does not expect its own code");
            std::panic::catch_unwind(|| check_fixture(name, fixture)).is_err()
        })
        .map(|(name, _)| name)
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
}

/// Codes that stand in the sources of reader, parser and checker, so that a new one needs a fixture.
fn codes_in(path: &Path, codes: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            codes_in(&entry.unwrap().path(), codes);
        }
        return;
    }
    let text = fs::read_to_string(path).unwrap();
    for found in text.split("ProblemCode::").skip(1) {
        let name: String = found.chars().take_while(char::is_ascii_alphanumeric).collect();
        let (first, rest) = name.split_at(1);
        codes.insert(format!("{}{rest}", first.to_lowercase()));
    }
}

#[test]
fn each_code_has_a_fixture() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut codes = BTreeSet::new();
    for part in ["reader.rs", "policy/parse", "policy/check", "policy/locate.rs"] {
        codes_in(&sources.join(part), &mut codes);
    }
    assert!(codes.len() > 20, "the scan finds no codes: {codes:?}");
    codes.extend(WarningCode::ALL.iter().map(|code| json!(code).as_str().unwrap().to_owned()));
    let have: BTreeSet<String> = fixtures().into_iter().map(|(name, _)| name).collect();
    let lacking: Vec<_> = codes.difference(&have).collect();
    assert!(lacking.is_empty(), "no fixture for {lacking:?}");
}

#[test]
fn the_policies_that_ship_are_clean() {
    for (id, text) in builtin::DOCUMENTS {
        let report = check_text(text, Some(Date::parse("2026-11-22").unwrap()), EN);
        assert!(report.usable && report.diagnostics.is_empty(), "{id}: {:#?}", report.diagnostics);
    }
}

/// What a review looks at is stated or not known, and never turns out not to be stated: a clause that waits for that
/// would leave a decision open for ever.
#[test]
fn a_clause_that_waits_for_a_review_without_facts_is_dead() {
    let clause = |id: &str, operator: &str| made_up_clause(id, "reviewFacts", operator, &json!(true));
    let days = made_up_clause("days", "daysPastDue", "gt", &json!(10));
    for (condition, dead) in [
        (clause("a", "ne"), vec![""]),
        (json!({ "not": clause("a", "eq") }), vec!["/not"]),
        (json!({ "all": [days, clause("a", "ne")] }), vec!["/all/1"]),
        (json!({ "any": [clause("b", "eq"), clause("a", "ne")] }), vec!["/any/1"]),
        (json!({ "all": [days, clause("b", "eq")] }), vec![]),
        (json!({ "not": clause("b", "ne") }), vec![]),
    ] {
        let mut policy: Value = serde_json::from_str(document("cn-bank-loan")).unwrap();
        policy["waiver"]["condition"] = condition.clone();
        let report = check_text(&policy.to_string(), None, EN);
        let found = findings(&report, &known("cn-bank-loan"));
        let told: Vec<_> = found.iter().map(|one| json!([one["code"], one["path"], one["message"]])).collect();
        let path = |place: &&str| format!("/waiver/condition{place}");
        let turned = if condition.get("not").is_some() { "the opposite of " } else { "" };
        let never = format!("{turned}clause `a` can never be met");
        let expected: Vec<_> = dead.iter().map(path).map(|path| json!(["deadClause", path, never])).collect();
        assert_eq!(told, expected, "{condition}");
    }
}

/// The places of a pattern have all been filled, and no English is left among Chinese.
fn is_said_in(locale: Locale, text: &str, english: &str) -> bool {
    let letters: String = text.split('`').step_by(2).collect();
    let chinese = text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    let filled = !letters.contains(['{', '}']);
    filled && (locale == Locale::English) == (text == english) && (locale == Locale::English || chinese)
}

#[test]
fn findings_are_told_in_every_language() {
    for (name, fixture) in fixtures() {
        let as_of = fixture.as_of.as_deref().map(|date| Date::parse(date).unwrap());
        let text = fixture.text();
        let english = check_text(&text, as_of, EN).diagnostics;
        for locale in Locale::ALL {
            let told = check_text(&text, as_of, locale).diagnostics;
            assert_eq!(told.len(), english.len(), "{name}");
            for (one, english) in told.iter().zip(&english) {
                assert_eq!((&one.code, &one.path, one.place), (&english.code, &english.path, english.place), "{name}");
                assert!(is_said_in(locale, &one.message, &english.message), "{name}: {}", one.message);
                let helps = one.help.as_deref().zip(english.help.as_deref());
                assert_eq!(one.help.is_some(), english.help.is_some(), "{name}");
                assert!(helps.is_none_or(|(help, english)| is_said_in(locale, help, english)), "{name}: {helps:?}");
            }
        }
    }
}

#[test]
fn the_operation_tells_findings_in_the_language_of_the_options() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let document = json!({ "penalty": { "markup": { "value": "0.6" } } }).to_string();
    let messages = |options: &str| -> Vec<String> {
        let reply = call_text(&engine, "checkPolicy", &document, options).unwrap();
        let reply: Value = serde_json::from_str(&reply).unwrap();
        let found = reply["diagnostics"].as_array().unwrap().iter();
        found.map(|one| one["message"].as_str().unwrap().to_owned()).collect()
    };
    let (english, traditional) = (messages("{}"), messages(r#"{ "locale": "zh-HK" }"#));
    assert!(english.contains(&"a markup of `0.6` lies outside the band from 0.3 to 0.5".to_owned()), "{english:?}");
    assert!(traditional.contains(&"加收 `0.6` 不在 0.3 至 0.5 之內".to_owned()), "{traditional:?}");
    assert!(traditional.contains(&"請填寫這一項".to_owned()));
}

#[test]
fn reading_a_policy_tells_its_problems_in_the_language_of_the_options() {
    let message = |result: Result<Engine, arrears::error::Failure>| result.unwrap_err().problems()[0].message();
    assert_eq!(message(Engine::compile_with("{}", r#"{ "locale": "zh-CN" }"#)), "请填写这一项");
    assert_eq!(message(Engine::compile_with("{}", "null")), message(Engine::compile("{}")));
    let nowhere = message(Engine::builtin_with("nowhere", r#"{ "locale": "zh-TW" }"#));
    assert_eq!(nowhere, "沒有 `nowhere` 這份內建政策");
    let wrong = Engine::compile_with(document("cn-bank-loan"), r#"{ "locale": "fr", "language": "en" }"#).unwrap_err();
    assert_eq!(wrong.problem_count(), 2);
}

#[test]
fn an_object_is_checked_like_its_text_but_has_no_lines() {
    let tree = edited("cn-bank-loan", &[Edit::Set { set: "/penalty/markup/value".into(), value: json!("50") }]);
    let (of_tree, of_text) =
        (check_tree(&parsed(&tree.to_string()), None, EN), check_text(&tree.to_string(), None, EN));
    let told = |report: &Report| report.diagnostics.iter().map(|one| one.message.clone()).collect::<BTreeSet<_>>();
    assert_eq!(told(&of_tree), told(&of_text));
    assert!(of_tree.diagnostics.iter().all(|one| one.place.is_none()));
    assert!(of_text.diagnostics.iter().all(|one| one.place.is_some()));
}

#[test]
fn many_mistakes_are_told_at_once() {
    let (_, second) = (fixtures(), [("/penalty/markup/value", json!("50")), ("/waiver/condition", json!([]))]);
    let third = [("/complaints/respondHours", json!(24)), ("/contact/stages/0/toDays", json!("x"))];
    let edits: Vec<Edit> =
        second.into_iter().chain(third).map(|(set, value)| Edit::Set { set: set.into(), value }).collect();
    let report = check_tree(&parsed(&edited("cn-bank-loan", &edits).to_string()), None, EN);
    let paths: BTreeSet<&str> =
        report.diagnostics.iter().filter(|one| one.severity == Severity::Error).map(|one| one.path.as_str()).collect();
    let wanted = ["/complaints/respondHours", "/contact/stages/0/toDays", "/penalty/markup/value", "/waiver/condition"];
    assert_eq!(paths, wanted.into_iter().collect());
}

#[test]
fn the_operation_takes_text_and_objects_and_a_day() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let call = |document: &Value, options: &str| -> Value {
        serde_json::from_str(&call_text(&engine, "checkPolicy", &document.to_string(), options).unwrap()).unwrap()
    };
    let text = document("cn-bank-loan");
    let report = call(&json!(text), "{}");
    assert_eq!(report["usable"], json!(true));
    let late = call(&serde_json::from_str(text).unwrap(), r#"{ "asOf": "2199-01-01" }"#);
    assert!(late["warningCount"].as_u64().unwrap() > 100, "every review has passed: {}", late["warningCount"]);
    assert_eq!(late["diagnostics"].as_array().unwrap().len(), 100);
    assert!(call_text(&engine, "checkPolicy", "{}", r#"{ "asof": "2026-01-01" }"#).is_err());
    let broken = call(&json!("{"), "{}");
    assert_eq!(broken["diagnostics"][0]["code"], json!("notJson"));
}

#[test]
fn a_policy_that_cannot_be_used_says_where() {
    let text = document("cn-bank-loan").replacen("\"0.5\"", "\"50\"", 1);
    let failure = Engine::compile(&text).unwrap_err();
    let failure: Value = serde_json::from_str(&failure.to_json()).unwrap();
    let problem = &failure["problems"][0];
    assert_eq!(problem["path"], json!("/penalty/markup/value"));
    assert!(text_at(&text, problem).starts_with("\"50\""));
}
