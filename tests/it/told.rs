//! What is told of input that is nearly right: the name that may be meant, and where it stands.

use arrears::api::{Engine, call_text};
use arrears::portfolio::Settings;
use serde_json::{Value, json};

const CASE: &str = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#;

fn engine() -> Engine {
    Engine::builtin("cn-bank-loan").unwrap()
}

/// The problems that a call fails with; none where it does not.
fn problems(operation: &str, facts: &str, options: &str) -> Vec<Value> {
    let failure = call_text(&engine(), operation, facts, options).err().map(|failure| failure.to_json());
    let failure: Value = failure.map_or(json!({ "problems": [] }), |text| serde_json::from_str(&text).unwrap());
    failure["problems"].as_array().unwrap().clone()
}

/// The one problem at a place.
fn at(path: &str, problems: &[Value]) -> Value {
    let found: Vec<&Value> = problems.iter().filter(|problem| problem["path"] == path).collect();
    assert_eq!(found.len(), 1, "{path}: {problems:?}");
    found[0].clone()
}

/// `policy` never reaches the engine, which is the policy; whoever misspells it has to be told all the same. Of an
/// operation that no policy decides it is not said, since it would change nothing.
#[test]
fn a_misspelt_policy_is_known_among_the_options() {
    let of_policy = [
        ("assess", CASE, json!({})),
        ("waiver", CASE, json!({})),
        ("tracking", CASE, json!({})),
        ("settlement", CASE, json!({})),
        ("change", CASE, json!({})),
        ("keyDates", CASE, json!({})),
        ("conduct", CASE, json!({})),
        ("screenScript", "null", json!({ "script": "x" })),
        ("explain", "{}", json!({})),
        ("policy", "null", json!({})),
        ("allocate", "{}", json!({})),
        ("reschedule", "{}", json!({})),
        ("delinquency", "{}", json!({})),
        ("affordability", "{}", json!({})),
        ("limitation", "{}", json!({})),
    ];
    for (operation, facts, options) in &of_policy {
        for name in ["polcy", "polic", "Policy", "plicy"] {
            let mut options = options.clone();
            options[name] = json!("cn-home-mortgage");
            let found = problems(operation, facts, &options.to_string());
            let problem = at(&format!("/options/{name}"), &found);
            assert_eq!(problem["help"], "did you mean `policy`?", "{operation}: {name}");
        }
        let mut options = options.clone();
        options["locle"] = json!("en");
        let problem = at("/options/locle", &problems(operation, facts, &options.to_string()));
        assert_eq!(problem["help"], "did you mean `locale`?", "{operation}");
        // As it stands it is not known here, and nothing nearer is meant.
        options["policy"] = json!("cn-home-mortgage");
        let problem = at("/options/policy", &problems(operation, facts, &options.to_string()));
        assert_eq!(problem.get("help"), None, "{operation}");
    }
    for operation in ["dayCount", "interest", "schedule", "courtFee", "judgmentInterest", "workingDays", "lpr"] {
        let problem = at("/options/polcy", &problems(operation, "{}", r#"{ "polcy": "x" }"#));
        assert_eq!(problem.get("help"), None, "{operation}");
    }
}

#[test]
fn a_misspelt_policy_is_known_among_the_settings_of_a_portfolio() {
    let help = |name: &str| {
        let failure = Settings::parse(&json!({ name: "cn-home-mortgage" }).to_string()).unwrap_err();
        failure.problems()[0].help()
    };
    for (name, meant) in [("polcy", "policy"), ("Policy", "policy"), ("aftr", "after"), ("delimeter", "delimiter")] {
        assert_eq!(help(name), Some(format!("did you mean `{meant}`?")));
    }
    assert_eq!((help("policy"), help("xyzzyx")), (None, None));
}

/// A row says more than a case does, and all of its keys can be misspelt.
#[test]
fn a_misspelt_key_of_a_row_has_the_nearest_one() {
    let settings = || Settings::parse(r#"{ "asOf": "2025-11-22" }"#).unwrap();
    let told = |name: &str, value: Value| {
        let mut row: Value = serde_json::from_str(CASE).unwrap();
        row[name] = value;
        let mut portfolio = engine().portfolio(settings());
        portfolio.push(row.to_string().as_bytes()).unwrap();
        let (_, summary) = portfolio.finish().unwrap();
        let listed = serde_json::to_value(&summary.problems.listed).unwrap();
        listed[0]["problems"][0]["help"].clone()
    };
    let keys = [
        ("colected", "collected"),
        ("collect", "collected"),
        ("costs", "cost"),
        ("Cost", "cost"),
        ("clasBefore", "classBefore"),
        ("classbefore", "classBefore"),
        ("ID", "id"),
        ("arears", "arrears"),
        ("borower", "borrower"),
        ("asof", "asOf"),
    ];
    for (name, meant) in keys {
        assert_eq!(told(name, json!("1")), format!("did you mean `{meant}`?"), "{name}");
    }
    assert_eq!(told("remarks", json!("1")), Value::Null);
    // A case by itself has none of them.
    let alone: Value = {
        let mut facts: Value = serde_json::from_str(CASE).unwrap();
        facts["colected"] = json!("1");
        at("/colected", &problems("assess", &facts.to_string(), "{}"))
    };
    assert_eq!(alone.get("help"), None);
}

/// The day of a script is an option like the others, and told where it stands; on the wire it may also be the one fact.
#[test]
fn the_day_of_a_script_is_told_among_the_options() {
    let day = |as_of: &str| json!({ "script": "x", "asOf": as_of }).to_string();
    let told = |facts: &str, options: &str| {
        let found = problems("screenScript", facts, options);
        let [problem] = found.as_slice() else { panic!("{found:?}") };
        (problem["code"].as_str().unwrap().to_owned(), problem["path"].as_str().unwrap().to_owned())
    };
    let of = |code: &str, path: &str| (code.to_owned(), path.to_owned());
    assert_eq!(told("null", &day("yesterday")), of("notADate", "/options/asOf"));
    assert_eq!(told("null", &day("1999-01-01")), of("noPolicyInForce", "/options/asOf"));
    let fact = r#"{ "asOf": "1999-01-01" }"#;
    assert_eq!(told(fact, r#"{ "script": "x" }"#), of("noPolicyInForce", "/asOf"));
    assert_eq!(told(r#"{ "asOf": "2025-01-01" }"#, &day("2025-01-01")), of("bothGiven", "/options/asOf"));
    let screened = |facts: &str, options: &str| call_text(&engine(), "screenScript", facts, options).unwrap();
    let by_fact = screened(r#"{ "asOf": "2025-01-01" }"#, r#"{ "script": "x" }"#);
    assert_eq!(screened("null", &day("2025-01-01")), by_fact);
}
