//! Every bound of `limits.rs`, tested at it and past it.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::error::{Problem, ProblemCode};
use arrears::limits::{
    AMOUNT_MAX_FEN, AMOUNT_SCALE, ARREARS_MAX, CHECKLIST_MAX, CLAUSES_MAX, COMPARED_CASES_MAX, CONDITION_DEPTH_MAX,
    CONTACT_LOG_MAX, COUNT_MAX, DATE_MAX, DATE_MIN, FACTOR_MAX, GRACE_DAYS_MAX, HORIZON_DAYS, INPUT_BYTES_MAX,
    LIMITATION_EVENTS_MAX, PENALTY_MONTHS_MAX, PERIODS_MAX, PLACES_MAX, POLICY_BYTES_MAX, POLICY_SHARE_SCALE,
    POLICY_VERSIONS_MAX, PROBLEMS_LISTED_MAX, RATE_CHANGES_MAX, RATE_SCALE, SCRIPT_BYTES_MAX, SHOWN_CHARS_MAX,
    SPREAD_PARTS_MAX, TEXT_BYTES_MAX,
};
use serde_json::{Value, json};

use crate::cases::with;
use crate::history_settings::Settings;
use crate::independent::date_text;
use crate::terms;
use crate::vectors::{assess_with_changes, call};

/// Bounds on input; each is tested below, at it and past it.
const ON_INPUT: &[&str] = &[
    "AMOUNT_MAX_FEN",
    "AMOUNT_SCALE",
    "ARREARS_MAX",
    "CHECKLIST_MAX",
    "CLAUSES_MAX",
    "COMPARED_CASES_MAX",
    "CONDITION_DEPTH_MAX",
    "CONTACT_LOG_MAX",
    "COUNT_MAX",
    "DATE_MAX",
    "DATE_MIN",
    "FACTOR_MAX",
    "GRACE_DAYS_MAX",
    "HORIZON_DAYS",
    "INPUT_BYTES_MAX",
    "LIMITATION_EVENTS_MAX",
    "PENALTY_MONTHS_MAX",
    "PERIODS_MAX",
    "PLACES_MAX",
    "POLICY_BYTES_MAX",
    "POLICY_SHARE_SCALE",
    "POLICY_VERSIONS_MAX",
    "PROBLEMS_LISTED_MAX",
    "RATE_CHANGES_MAX",
    "RATE_SCALE",
    "SCRIPT_BYTES_MAX",
    "SHOWN_CHARS_MAX",
    "SPREAD_PARTS_MAX",
    "TEXT_BYTES_MAX",
];

/// Bounds on work and on what is listed, which no input can be seen to reach. An exponent makes a
/// number too long for its decimal before its text is too long for `NUMBER_BYTES_MAX`.
const ON_WORK: &[&str] = &[
    "INTERVALS_MAX",
    "NUMBER_BYTES_MAX",
    "RESIDUES_TRIED_MAX",
    "RESTRUCTURE_EDGES_MAX",
    "TOTALS_TRIED_MAX",
    "WITNESS_TRIALS_MAX",
];

fn base() -> Value {
    json!({ "asOf": "2025-11-22", "loan": { "annualRate": "0.06" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }] })
}

/// The code of a failure and those of its problems.
fn refusal(facts: &str) -> (String, Vec<String>) {
    codes(&call("assess", facts, "{}").unwrap_err())
}

fn codes(failure: &str) -> (String, Vec<String>) {
    let failure: Value = serde_json::from_str(failure).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let problems = failure["problems"].as_array().unwrap().iter();
    (text(&failure["code"]), problems.map(|problem| text(&problem["code"])).collect())
}

/// A value is taken at the bound, and refused past it with one problem.
fn bounded(pointer: &str, at: Value, past: Value, kind: &str, code: &str) {
    let at = with(base(), pointer, at).to_string();
    assert!(call("assess", &at, "{}").is_ok(), "{pointer} at the bound: {:?}", refusal(&at));
    let past = refusal(&with(base(), pointer, past).to_string());
    assert_eq!(past, (kind.to_owned(), vec![code.to_owned()]), "{pointer}");
}

#[test]
fn no_bound_is_left_out() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let file = syn::parse_file(&std::fs::read_to_string(format!("{root}src/limits.rs")).unwrap()).unwrap();
    let bounds: Vec<String> = file
        .items
        .iter()
        .filter_map(|item| if let syn::Item::Const(bound) = item { Some(bound.ident.to_string()) } else { None })
        .collect();
    assert!(bounds.len() > 20, "{bounds:?}");
    let own = std::fs::read_to_string(format!("{root}tests/it/limits.rs")).unwrap();
    let mut beside_their_rules = crate::vectors::texts(std::path::Path::new(&format!("{root}tests/it")));
    beside_their_rules.retain(|text| *text != own);
    for bound in &bounds {
        let here = ON_INPUT.iter().chain(ON_WORK).any(|tested| tested == bound);
        let there = beside_their_rules.iter().any(|text| text.contains(bound.as_str()));
        assert!(here || there, "{bound} needs a test at it and past it");
    }
    for tested in ON_INPUT {
        assert!(bounds.iter().any(|bound| bound == tested), "{tested} is a bound no more");
    }
}

#[test]
fn amounts() {
    let places = usize::try_from(AMOUNT_SCALE).unwrap();
    let yuan = |fen: i128| json!(format!("{}.{:02}", fen / 100, fen % 100));
    bounded("/waived", yuan(0), yuan(AMOUNT_MAX_FEN + 1), "invalidFacts", "amountTooLarge");
    let income = "/borrower/monthlyIncome";
    bounded(income, yuan(AMOUNT_MAX_FEN), yuan(AMOUNT_MAX_FEN + 1), "invalidFacts", "amountTooLarge");
    let nines = |count: usize| json!(format!("0.{}", "9".repeat(count)));
    bounded(income, nines(places), nines(places + 1), "invalidFacts", "tooManyDecimals");
}

#[test]
fn rates() {
    let places = usize::try_from(RATE_SCALE).unwrap();
    let rate = |places: usize| json!(format!("0.{}1", "0".repeat(places - 1)));
    bounded("/loan/annualRate", rate(places), rate(places + 1), "invalidFacts", "tooManyDecimals");
    let per_cent = |places: usize| json!(format!("0.{}1%", "0".repeat(places - 3)));
    bounded("/loan/annualRate", per_cent(places), per_cent(places + 1), "invalidFacts", "tooManyDecimals");
    bounded("/loan/annualRate", json!("1"), json!("1.0000000001"), "invalidFacts", "rateAboveOne");
}

#[test]
fn dates() {
    let text = |(year, month, day): (i32, u32, u32)| json!(format!("{year:04}-{month:02}-{day:02}"));
    let day_before_first = json!("1899-12-31");
    bounded("/arrears/0/dueOn", text(DATE_MIN), day_before_first, "invalidFacts", "dateOutOfRange");
    bounded("/arrears/0/dueOn", text(DATE_MAX), json!("2200-01-01"), "invalidFacts", "dateOutOfRange");
    assert_eq!((text(DATE_MIN), text(DATE_MAX)), (json!("1900-01-01"), json!("2199-12-31")));
    // Cells of a portfolio are read as bytes.
    for text in ["1899-12-31", "1900-01-01", "2025-02-28", "2025-02-29", "2199-12-31", "2200-01-01", "2025-2-28", ""] {
        assert_eq!(Date::read(text.as_bytes()), Date::parse(text).ok(), "{text}");
    }
}

#[test]
fn counts() {
    let past = COUNT_MAX + 1;
    bounded("/contacts/failedAttempts", json!(COUNT_MAX), json!(past), "invalidFacts", "countTooLarge");
    bounded("/loan/originalTermMonths", json!(COUNT_MAX), json!(past), "invalidFacts", "countTooLarge");
}

#[test]
fn lists() {
    let arrears =
        |count: usize| json!(vec![json!({ "dueOn": "2025-08-15", "principal": "1", "interest": "0" }); count]);
    bounded("/arrears", arrears(ARREARS_MAX), arrears(ARREARS_MAX + 1), "limit", "tooManyItems");
    let log =
        |count: usize| json!(vec![json!({ "at": "2025-11-01", "channel": "phone", "outcome": "noAnswer" }); count]);
    bounded("/contacts/log", log(CONTACT_LOG_MAX), log(CONTACT_LOG_MAX + 1), "limit", "tooManyItems");
    let checklist = |count: usize| (0..count).map(|index| (format!("item{index}"), json!(true))).collect::<Value>();
    for name in ["/agency", "/documents"] {
        bounded(name, checklist(CHECKLIST_MAX), checklist(CHECKLIST_MAX + 1), "limit", "tooManyItems");
    }
}

#[test]
fn texts() {
    let text = |bytes: usize| json!("x".repeat(bytes));
    bounded("/loan/product", text(TEXT_BYTES_MAX), text(TEXT_BYTES_MAX + 1), "limit", "textTooLong");
    let of_three_bytes = |count: usize| json!("车".repeat(count));
    bounded("/loan/product", of_three_bytes(333), of_three_bytes(334), "limit", "textTooLong");
}

#[test]
fn ten_megabytes_in_one_field_are_refused_shortly() {
    let long = "9".repeat(10 * 1024 * 1024);
    for (pointer, code) in [
        ("/asOf", "notADate"),
        ("/loan/annualRate", "rateAboveOne"),
        ("/loan/product", "textTooLong"),
        ("/arrears/0/principal", "amountTooLarge"),
        ("/borrower/firstArrear", "wrongType"),
        ("/contacts/failedAttempts", "wrongType"),
    ] {
        let failure = call("assess", &with(base(), pointer, json!(long)).to_string(), "{}").unwrap_err();
        assert_eq!(codes(&failure).1, [code], "{pointer}");
        assert!(failure.len() < 1_000, "{pointer}: the refusal has {} bytes", failure.len());
    }
    let mut named = base();
    named[long.as_str()] = json!(1);
    let failure = call("assess", &named.to_string(), "{}").unwrap_err();
    assert_eq!(codes(&failure).1, ["unknownField"]);
    assert!(failure.len() < 3_000, "the refusal has {} bytes", failure.len());
}

#[test]
fn the_whole_input() {
    let facts = base().to_string();
    let padded = |bytes: usize| format!("{facts}{}", " ".repeat(bytes - facts.len()));
    assert!(call("assess", &padded(INPUT_BYTES_MAX), "{}").is_ok());
    assert_eq!(refusal(&padded(INPUT_BYTES_MAX + 1)).1, ["inputTooLarge"]);
    let options = format!("{{}}{}", " ".repeat(INPUT_BYTES_MAX));
    assert_eq!(codes(&call("assess", &facts, &options).unwrap_err()).1, ["inputTooLarge"]);
}

#[test]
fn problems() {
    let of = |count: usize| {
        let arrears = json!(vec![json!({ "dueOn": "never", "principal": "1" }); count]);
        let failure = call("assess", &with(base(), "/arrears", arrears).to_string(), "{}").unwrap_err();
        let failure: Value = serde_json::from_str(&failure).unwrap();
        (failure["problems"].as_array().unwrap().len(), failure["problemCount"].clone())
    };
    assert_eq!(of(PROBLEMS_LISTED_MAX), (PROBLEMS_LISTED_MAX, json!(PROBLEMS_LISTED_MAX)));
    assert_eq!(of(PROBLEMS_LISTED_MAX + 1), (PROBLEMS_LISTED_MAX, json!(PROBLEMS_LISTED_MAX + 1)));
}

#[test]
fn shown_input() {
    let shown = |count: usize| Problem::new(ProblemCode::NotADate, String::new(), &"日".repeat(count), "").message();
    assert!(shown(SHOWN_CHARS_MAX).contains(&format!("`{}`", "日".repeat(SHOWN_CHARS_MAX))));
    assert!(shown(SHOWN_CHARS_MAX + 1).contains(&format!("`{}…`", "日".repeat(SHOWN_CHARS_MAX))));
}

#[test]
fn the_horizon_of_changes_by_time() {
    // Nothing is overdue yet; the loan is 91 days past due, and opens, on the last day of the horizon.
    let horizon = i64::from(HORIZON_DAYS);
    let as_of = 20_414;
    let changes = |days_ahead: i64| {
        let facts = json!({ "asOf": date_text(as_of), "loan": { "annualRate": "0.06" }, "borrower": { "refusedToPay": true },
            "arrears": [{ "dueOn": date_text(as_of + days_ahead - 91), "principal": "60000", "interest": "0" }] });
        assess_with_changes(&facts)["escalation"]["litigation"]["changes"].clone()
    };
    assert_eq!(changes(horizon)[0]["on"], json!(date_text(as_of + horizon)));
    assert_eq!(changes(horizon + 1), json!([]));
}

fn policy() -> Value {
    serde_json::from_str(arrears::policy::builtin::DOCUMENTS[0].1).unwrap()
}

fn compiled(document: &Value) -> Vec<String> {
    let failure = Engine::compile(&document.to_string()).map(|_| ());
    failure.map_or_else(|failure| codes(&failure.to_json()).1, |()| Vec::new())
}

fn policy_bounded(pointer: &str, at: &Value, past: &Value, code: &str) {
    for (value, wanted) in [(at, Vec::new()), (past, vec![code.to_owned()])] {
        let mut document = policy();
        *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone();
        assert_eq!(compiled(&document), wanted, "{pointer}");
    }
}

#[test]
fn shares_of_a_policy() {
    let places = usize::try_from(POLICY_SHARE_SCALE).unwrap();
    let share = |places: usize| json!(format!("0.3{}1", "0".repeat(places - 2)));
    policy_bounded("/penalty/markup/value", &share(places), &share(places + 1), "tooManyDecimals");
}

#[test]
fn periods_of_a_policy() {
    let pointer = "/installment/periodsMax/value";
    policy_bounded(pointer, &json!(PERIODS_MAX), &json!(PERIODS_MAX + 1), "countTooLarge");
}

#[test]
fn days_of_grace() {
    let pointer = "/penalty/grace/value/days";
    policy_bounded(pointer, &json!(GRACE_DAYS_MAX), &json!(GRACE_DAYS_MAX + 1), "countTooLarge");
}

/// The problems of an operation on its own fields; none when it gives an answer.
fn problems_of_interest(pointer: &str, value: Value) -> Vec<String> {
    let facts = json!({ "base": "1", "annualRate": "1", "multiplier": 1, "from": "2001-01-01", "to": "2030-01-01",
        "dayCount": "ACT/360", "rounding": { "places": 2 } });
    call("interest", &with(facts, pointer, value).to_string(), "{}")
        .err()
        .map(|failure| codes(&failure).1)
        .unwrap_or_default()
}

#[test]
fn settings_of_interest() {
    let none: [&str; 0] = [];
    assert_eq!(problems_of_interest("/multiplier", json!(FACTOR_MAX)), none);
    assert_eq!(problems_of_interest("/multiplier", json!(format!("{FACTOR_MAX}.0000000001"))), ["countTooLarge"]);
    assert_eq!(problems_of_interest("/rounding/places", json!(PLACES_MAX)), none);
    assert_eq!(problems_of_interest("/rounding/places", json!(PLACES_MAX + 1)), ["countTooLarge"]);
    let table = |entries: usize| -> Value {
        (0..entries)
            .map(|day| json!({ "from": date_text(11_323 + i64::try_from(day).unwrap()), "rate": "0.5" }))
            .collect()
    };
    assert_eq!(problems_of_interest("/annualRate", table(RATE_CHANGES_MAX)), none);
    assert_eq!(problems_of_interest("/annualRate", table(RATE_CHANGES_MAX + 1)), ["tooManyItems"]);
}

fn clause(index: usize) -> Value {
    let mut clause = policy()["waiver"]["condition"]["all"][0].clone();
    clause["id"] = json!(format!("clause{index}"));
    clause
}

#[test]
fn clauses_of_a_condition() {
    let all = |count: usize| json!({ "all": (0..count).map(clause).collect::<Vec<_>>() });
    policy_bounded("/waiver/condition", &all(CLAUSES_MAX), &all(CLAUSES_MAX + 1), "tooManyItems");
}

#[test]
fn depth_of_a_condition() {
    let nested = |depth: usize| (0..depth).fold(clause(0), |inner, _| json!({ "all": [inner] }));
    policy_bounded("/waiver/condition", &nested(CONDITION_DEPTH_MAX), &nested(CONDITION_DEPTH_MAX + 1), "tooDeep");
}

#[test]
fn compared_cases() {
    let compare = |count: usize| {
        let options = json!({ "before": "cn-bank-loan", "after": "cn-bank-loan", "cases": vec![base(); count] });
        call("comparePolicies", "{}", &options.to_string())
    };
    assert!(compare(COMPARED_CASES_MAX).is_ok());
    assert_eq!(
        codes(&compare(COMPARED_CASES_MAX + 1).unwrap_err()),
        ("limit".to_owned(), vec!["tooManyItems".to_owned()])
    );
}

#[test]
fn events_of_a_limitation_period() {
    let count = |count: usize| {
        let events = json!({ "events": vec![json!({ "on": "2025-01-02", "kind": "due" }); count] });
        call("limitation", &events.to_string(), "{}")
    };
    assert!(count(LIMITATION_EVENTS_MAX).is_ok());
    let past = codes(&count(LIMITATION_EVENTS_MAX + 1).unwrap_err());
    assert_eq!(past, ("limit".to_owned(), vec!["tooManyItems".to_owned()]));
}

#[test]
fn scripts() {
    let screen = |bytes: usize| call("screenScript", "{}", &json!({ "script": "x".repeat(bytes) }).to_string());
    assert!(screen(SCRIPT_BYTES_MAX).is_ok());
    let past = codes(&screen(SCRIPT_BYTES_MAX + 1).unwrap_err());
    assert_eq!(past, ("limit".to_owned(), vec!["textTooLong".to_owned()]));
}

#[test]
fn the_text_of_a_policy() {
    let text = policy().to_string();
    let padded = |bytes: usize| format!("{text}{}", " ".repeat(bytes - text.len()));
    assert!(Engine::compile(&padded(POLICY_BYTES_MAX)).is_ok());
    let past = Engine::compile(&padded(POLICY_BYTES_MAX + 1)).unwrap_err();
    assert_eq!(codes(&past.to_json()).1, ["inputTooLarge"]);
}

#[test]
fn versions_of_a_policy() {
    let versions = |count: usize| {
        let first_day = |index: usize| 20_000 + 10 * i64::try_from(index).unwrap();
        let version = |index: usize| {
            let mut version = policy();
            version["version"] = json!(format!("1.0.{index}"));
            version["effectiveFrom"] = json!(date_text(first_day(index)));
            if index + 1 < count {
                version["effectiveTo"] = json!(date_text(first_day(index + 1) - 1));
            }
            version
        };
        compiled(&(0..count).map(version).collect())
    };
    assert_eq!(versions(POLICY_VERSIONS_MAX), Vec::<String>::new());
    assert_eq!(versions(POLICY_VERSIONS_MAX + 1), ["tooManyItems"]);
}

#[test]
fn payments_that_are_spread_have_a_bound_on_their_parts() {
    let own = Settings { excess: "spread", ..Settings::shipped() };
    let assessed = |rows: usize, payments: usize| {
        let row = json!({ "dueOn": "2025-02-01", "principal": "1", "interest": "0" });
        let payment = json!({ "on": "2025-03-01", "kind": "payment", "amount": "0.01" });
        let facts = json!({ "asOf": "2025-03-01", "loan": { "annualRate": "0.06" }, "history": {
            "drawdown": { "on": "2025-01-01", "amount": "1000" }, "schedule": vec![row; rows],
            "events": vec![payment; payments] } });
        call_text(&own.engine(), "assess", &facts.to_string(), "{}").map(|_| ()).map_err(|failure| failure.to_json())
    };
    assert_eq!(100 * 10_000, SPREAD_PARTS_MAX);
    assert_eq!(assessed(100, 10_000), Ok(()));
    let past = assessed(101, 9_901).unwrap_err();
    assert_eq!(codes(&past), ("limit".to_owned(), vec!["tooManyItems".to_owned()]));
}

#[test]
fn compounded_penalty_interest_has_a_bound_on_its_months() {
    // 83 arrears are 120 months old, one is 40 or 41.
    let assessed = |last: &str| {
        let due = |due_on: &str| json!({ "dueOn": due_on, "principal": "100", "interest": "0" });
        let mut arrears = vec![due("2015-01-01"); 83];
        arrears.push(due(last));
        let facts = json!({ "asOf": "2025-01-01", "loan": { "annualRate": "0.06" }, "arrears": arrears });
        terms::assess(&json!({ "compoundOnPenalty": true }), &facts)
    };
    assert_eq!(83 * 120 + 40, PENALTY_MONTHS_MAX);
    assert!(assessed("2021-09-01")["due"]["compound"].is_string());
    let past = assessed("2021-08-01");
    assert_eq!(codes(&past.to_string()), ("limit".to_owned(), vec!["tooManyItems".to_owned()]));
    assert_eq!(past["problems"][0]["path"], "/arrears");
    // Without the switch nothing is counted.
    let facts = json!({ "asOf": "2025-01-01", "loan": { "annualRate": "0.06" },
        "arrears": vec![json!({ "dueOn": "2015-01-01", "principal": "100", "interest": "0" }); 84] });
    assert!(terms::assess(&json!({}), &facts)["due"]["compound"].is_string());
}
