//! What is told of input that is nearly right: the name that may be meant, and help that can be followed.

use arrears::api::{Engine, call_text};
use arrears::money::Rate;
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

/// What is suggested for a rate is itself a rate.
#[test]
fn a_rate_above_one_is_only_taken_for_per_cent_where_that_is_a_rate() {
    let told = |rate: Value| {
        let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": rate },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "1" }] });
        let problem = at("/loan/annualRate", &problems("assess", &facts.to_string(), "{}"));
        (problem["code"].as_str().unwrap().to_owned(), problem.get("help").cloned())
    };
    let per_cent = [
        (json!(2), "2%"),
        (json!("2"), "2%"),
        (json!("6.5"), "6.5%"),
        (json!(100), "100%"),
        (json!("100.00"), "100.00%"),
        (json!("1.12345678"), "1.12345678%"),
    ];
    for (rate, meant) in per_cent {
        assert!(Rate::parse(meant).is_ok());
        assert_eq!(told(rate), ("rateAboveOne".to_owned(), Some(json!(format!("did you mean `{meant}`?")))));
    }
    let nothing = [
        json!(600),
        json!("600"),
        json!(100.5),
        json!("60000"),
        json!(1e21),
        json!("600%"),
        json!("100.5%"),
        json!("9".repeat(300)),
        // A tenth place of per cent would be a twelfth one.
        json!("2.1234567891"),
    ];
    for rate in nothing {
        assert_eq!(told(rate.clone()), ("rateAboveOne".to_owned(), None), "{rate}");
    }
}

/// Days that stand the wrong way round are told as days, and figures as figures.
#[test]
fn crossed_days_are_earlier_and_crossed_figures_above() {
    let told = |operation: &str, facts: &Value, options: Value, path: &str| {
        ["en", "zh-Hans", "zh-Hant"].map(|locale| {
            let mut options = options.clone();
            options["locale"] = json!(locale);
            let problem = at(path, &problems(operation, &facts.to_string(), &options.to_string()));
            assert_eq!(problem["code"], "boundsCrossed");
            problem["message"].as_str().unwrap().to_owned()
        })
    };
    let days = |earlier: &str, later: &str| {
        [
            format!("`{earlier}` is earlier than `{later}`"),
            format!("`{earlier}` 早于 `{later}`"),
            format!("`{earlier}` 早於 `{later}`"),
        ]
    };
    let case: Value = serde_json::from_str(CASE).unwrap();
    assert_eq!(
        told("settlement", &case, json!({ "on": "2025-11-01" }), "/options/on"),
        days("2025-11-01", "2025-11-22")
    );
    let mut matured = case.clone();
    matured["loan"] = json!({ "startedOn": "2025-01-02", "maturesOn": "2024-01-02" });
    assert_eq!(told("assess", &matured, json!({}), "/loan/maturesOn"), days("2024-01-02", "2025-01-02"));
    let history = |events: Value| {
        json!({ "asOf": "2025-11-22", "history": { "drawdown": { "on": "2025-01-01", "amount": "1000" },
            "schedule": [{ "dueOn": "2025-06-01", "principal": "1000", "interest": "10" }], "events": events } })
    };
    let reversed = history(json!([
        { "kind": "payment", "on": "2025-07-02", "amount": "10" },
        { "kind": "reversal", "on": "2025-07-01", "of": 0 },
    ]));
    assert_eq!(told("assess", &reversed, json!({}), "/history/events/1/on"), days("2025-07-01", "2025-07-02"));
    let paused = history(json!([{ "kind": "pause", "on": "2025-07-02", "until": "2025-07-01", "what": "interest" }]));
    assert_eq!(told("assess", &paused, json!({}), "/history/events/0/until"), days("2025-07-01", "2025-07-02"));
    let range = json!({ "convention": "ACT/360", "from": "2025-07-02", "to": "2025-07-01" });
    assert_eq!(told("dayCount", &range, json!({}), "/to"), days("2025-07-01", "2025-07-02"));
    let buckets = json!({ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "1" }],
        "buckets": [{ "name": "a", "fromDays": 30, "toDays": 1 }] });
    assert_eq!(
        told("delinquency", &buckets, json!({}), "/buckets/0/toDays"),
        ["the lower bound `30` lies above `1`", "下限 `30` 高于上限 `1`", "下限 `30` 高於上限 `1`"]
    );
}

/// No English is left in Chinese, and no space where Chinese meets Chinese.
#[test]
fn chinese_messages_are_chinese() {
    let mut document: Value = serde_json::from_str(arrears::policy::builtin::DOCUMENTS[0].1).unwrap();
    let condition = json!({ "all": [document["waiver"]["condition"]["all"][0].clone()] });
    document["waiver"]["condition"] = condition;
    let clause = &mut document["waiver"]["condition"]["all"][0];
    (clause["fact"], clause["operator"], clause["threshold"]) = (json!("firstArrear"), json!("lt"), json!(1));
    document["delinquency"]["riskTiers"][0].as_object_mut().unwrap().remove("toDays");
    for (locale, operator, figure, open) in [
        ("zh-Hans", "`lt` 不适用于以是或否表示的事项", "`1` 不适用于以是或否表示的事项", "没有接上没有上限的一档"),
        ("zh-Hant", "`lt` 不適用於以是或否表示的事項", "`1` 不適用於以是或否表示的事項", "沒有接上沒有上限的一檔"),
    ] {
        let options = json!({ "locale": locale }).to_string();
        let report = call_text(&engine(), "checkPolicy", &document.to_string(), &options).unwrap();
        for words in [operator, figure, open] {
            assert!(report.contains(words), "{words}: {}", &report[..report.len().min(4_000)]);
        }
        let facts = json!({ "asOf": "\0notData:函数" }).to_string();
        let problem = at("/asOf", &problems("assess", &facts, &options));
        assert!(problem["message"].as_str().unwrap().starts_with("函数不是普通的"), "{problem}");
    }
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

/// The mark that editors put before a text in UTF-8 changes nothing, wherever a policy is taken as a text: not what it is,
/// and not where its problems stand.
#[test]
fn a_policy_may_begin_with_a_mark() {
    let document = arrears::policy::builtin::DOCUMENTS[0].1;
    let marked = format!("\u{feff}{document}");
    let facts = |engine: &Engine| call_text(engine, "assess", CASE, "{}").unwrap();
    assert_eq!(facts(&Engine::compile(&marked).unwrap()), facts(&Engine::compile(document).unwrap()));
    let checked = |text: &str| call_text(&engine(), "checkPolicy", &json!(text).to_string(), "{}").unwrap();
    assert!(checked(&marked).contains("\"usable\":true"));
    let compared = |text: &str| {
        let options = json!({ "before": text, "after": "cn-home-mortgage" }).to_string();
        call_text(&engine(), "comparePolicies", "null", &options).unwrap()
    };
    assert_eq!(compared(&marked), compared(document));
    for broken in ["{ \"id\": 1,\n \"id\": 2 }", "{ \"stray\": 1 }", "{\n  nothing", ""] {
        let marked = format!("\u{feff}{broken}");
        assert_eq!(checked(&marked), checked(broken), "{broken:?}");
        assert_eq!(Engine::compile(&marked).unwrap_err(), Engine::compile(broken).unwrap_err(), "{broken:?}");
    }
    // Within the text it is no white space.
    assert!(Engine::compile(&format!(" \u{feff}{document}")).is_err());
    assert!(Engine::compile(&format!("\u{feff}\u{feff}{document}")).is_err());
}
