//! The calculator of days past due: ends, grace, pauses, payments, buckets.

use arrears::api::{Engine, call_text};
use serde_json::{Value, json};

use crate::vectors::call;

fn standing(facts: &Value) -> Value {
    let reply = call("delinquency", &facts.to_string(), "{}").unwrap_or_else(|failure| panic!("{failure} for {facts}"));
    serde_json::from_str(&reply).unwrap()
}

/// One installment of 100.00, due on 2023-10-16, with what else is given.
fn one(as_of: &str, more: &Value) -> Value {
    let mut facts = json!({ "asOf": as_of, "arrears": [{ "dueOn": "2023-10-16", "principal": "100" }] });
    for (name, value) in more.as_object().unwrap() {
        facts[name] = value.clone();
    }
    standing(&facts)
}

#[test]
fn the_due_date_is_day_0_or_day_1() {
    for (as_of, first_day, days) in [
        ("2023-10-15", 0, 0),
        ("2023-10-16", 0, 0),
        ("2023-10-17", 0, 1),
        ("2023-10-15", 1, 0),
        ("2023-10-16", 1, 1),
        ("2023-10-17", 1, 2),
    ] {
        let reply = one(as_of, &json!({ "firstDay": first_day }));
        let overdue = if days > 0 { "100.00" } else { "0.00" };
        assert_eq!((&reply["daysPastDue"], &reply["overdue"]), (&json!(days), &json!(overdue)), "{as_of} {first_day}");
    }
    assert_eq!(one("2023-10-17", &json!({}))["daysPastDue"], json!(1));
}

#[test]
fn grace_and_pauses_are_taken_off_and_never_leave_less_than_nothing() {
    // 30 days; 9 of the pause lie from the due date on, 19 in all.
    let pauses = json!([{ "from": "2023-10-06", "until": "2023-10-25" }]);
    for (reach, grace, days) in [("sinceDue", 0, 21), ("sinceDue", 3, 18), ("whole", 3, 8), ("whole", 12, 0)] {
        let more = json!({ "clockPauses": pauses, "pauseReach": reach, "graceDays": grace });
        let reply = one("2023-11-15", &more);
        assert_eq!((&reply["daysPastDue"], &reply["calendarDays"]), (&json!(days), &json!(30)), "{reach} {grace}");
        assert_eq!(reply["perInstallment"][0]["daysPastDue"], json!(days), "grace holds for the installment too");
    }
    let for_loan = one("2023-10-18", &json!({ "graceDays": 3, "graceFor": "loan" }));
    let days = (&for_loan["daysPastDue"], &for_loan["perInstallment"][0]["daysPastDue"]);
    assert_eq!((days, &for_loan["delinquentFrom"]), ((&json!(0), &json!(2)), &json!("2023-10-19")));
}

#[test]
fn a_day_in_two_pauses_counts_once_and_a_pause_can_end_early() {
    let pause = |from: &str, until: &str| json!({ "from": from, "until": until });
    let days = |pauses: Value| one("2023-11-15", &json!({ "clockPauses": pauses }))["daysPastDue"].clone();
    assert_eq!(days(json!([pause("2023-10-20", "2023-10-30"), pause("2023-10-25", "2023-11-01")])), json!(18));
    assert_eq!(days(json!([pause("2023-10-25", "2023-10-26"), pause("2023-10-20", "2023-10-30")])), json!(20));
    assert_eq!(days(json!([pause("2023-11-10", "2023-12-31")])), json!(25), "days that have not come do not count");
    let ended = json!([pause("2023-10-20", "2023-10-30"), { "resumedOn": "2023-10-23" }]);
    assert_eq!(days(ended), json!(27));
    let reply = one(
        "2023-11-15",
        &json!({ "clockPauses": [{ "resumedOn": "2023-10-23" }, pause("2023-10-20", "2023-10-30")] }),
    );
    assert_eq!(reply["pauses"], json!([{ "from": "2023-10-20", "until": "2023-10-23", "days": 3 }]));
}

#[test]
fn money_paid_early_settles_what_falls_due_later() {
    let arrears = json!([{ "dueOn": "2023-10-16", "principal": "100" }, { "dueOn": "2023-11-16", "principal": "100" },
        { "dueOn": "2023-12-16", "principal": "100" }]);
    let payments = json!([{ "on": "2023-12-20", "amount": "999" }, { "on": "2023-10-10", "amount": "150" }]);
    let reply = standing(&json!({ "asOf": "2023-12-18", "arrears": arrears, "payments": payments }));
    let unpaid: Vec<&Value> = reply["perInstallment"].as_array().unwrap().iter().map(|own| &own["unpaid"]).collect();
    assert_eq!(unpaid, [&json!("0.00"), &json!("50.00"), &json!("100.00")]);
    let told = (&reply["daysPastDue"], &reply["overdue"], &reply["excess"], &reply["laterEvents"]);
    assert_eq!(told, (&json!(32), &json!("150.00"), &json!("0.00"), &json!(1)));
    let early = standing(&json!({ "asOf": "2023-11-01", "arrears": arrears, "payments": payments }));
    assert_eq!(
        (&early["daysPastDue"], &early["excess"]),
        (&json!(0), &json!("50.00")),
        "50.00 wait for the next due date"
    );
}

#[test]
fn buckets_hold_both_their_ends() {
    let buckets = json!([{ "name": "1-3", "fromDays": 1, "toDays": 3 }, { "name": "30+", "fromDays": 30 }]);
    for (as_of, bucket) in [
        ("2023-10-16", Value::Null),
        ("2023-10-17", json!("1-3")),
        ("2023-10-19", json!("1-3")),
        ("2023-10-20", Value::Null),
        ("2023-11-15", json!("30+")),
    ] {
        let reply = one(as_of, &json!({ "buckets": buckets }));
        assert_eq!((&reply["bucket"], &reply["perInstallment"][0]["bucket"]), (&bucket, &bucket), "{as_of}");
        let sums = bucket.as_str().map(|name| json!([{ "bucket": name, "overdue": "100.00" }]));
        assert_eq!(reply["perBucket"], sums.unwrap_or(json!([])), "{as_of}");
    }
}

#[test]
fn every_problem_is_told_at_its_place() {
    let facts = json!({
        "asOf": "2023-13-01", "arrears": [{ "principal": "1" }], "firstDay": 2, "graceDays": -1, "graceFor": "all",
        "clockPauses": [{ "from": "2023-10-02", "until": "2023-10-01" }, { "resumedOn": "2023-10-01", "from": "2023-10-01" }],
        "buckets": [{ "name": "a", "fromDays": 1 }, { "name": "b", "fromDays": 4, "toDays": 3 }], "bucket": [],
        "payments": [{ "on": "2023-10-01" }],
    });
    let failure: Value = serde_json::from_str(&call("delinquency", &facts.to_string(), "{}").unwrap_err()).unwrap();
    let problems = failure["problems"].as_array().unwrap().iter();
    let found: Vec<_> = problems.map(|one| (one["code"].as_str().unwrap(), one["path"].as_str().unwrap())).collect();
    let wanted = [
        ("unknownField", "/bucket"),
        ("required", "/arrears/0/dueOn"),
        ("required", "/payments/0/amount"),
        ("notADate", "/asOf"),
        ("countTooLarge", "/firstDay"),
        ("negative", "/graceDays"),
        ("notOneOf", "/graceFor"),
        ("boundsCrossed", "/clockPauses/0/until"),
        ("unknownField", "/clockPauses/1/from"),
        ("scaleBroken", "/buckets/1/fromDays"),
        ("boundsCrossed", "/buckets/1/toDays"),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_history_is_replayed_and_says_what_its_arrears_and_payments_say() {
    let schedule = json!([{ "dueOn": "2023-10-16", "principal": "100", "interest": "0" },
        { "dueOn": "2023-11-16", "principal": "100", "interest": "0" },
        { "dueOn": "2023-12-16", "principal": "100", "interest": "0" }]);
    let events = json!([{ "on": "2023-10-20", "kind": "payment", "amount": "150" },
        { "on": "2023-11-20", "kind": "pause", "what": "clock", "until": "2023-11-25" },
        { "on": "2023-12-20", "kind": "payment", "amount": "999" }]);
    let history =
        json!({ "drawdown": { "on": "2023-09-16", "amount": "300" }, "schedule": schedule, "events": events });
    let buckets = json!([{ "name": "1-30", "fromDays": 1, "toDays": 30 }]);
    let replayed = standing(&json!({ "asOf": "2023-12-18", "history": history, "loan": { "annualRate": "0" },
        "buckets": buckets }));
    let listed = standing(&json!({ "asOf": "2023-12-18", "arrears": schedule, "buckets": buckets,
        "payments": [{ "on": "2023-10-20", "amount": "150" }, { "on": "2023-12-20", "amount": "999" }],
        "clockPauses": [{ "from": "2023-11-20", "until": "2023-11-25" }] }));
    // 50.00 are kept and pay on 2023-11-16; from that day 32 days, less 5 of the pause.
    let told = (&replayed["daysPastDue"], &replayed["overdue"], &replayed["excess"]);
    assert_eq!(told, (&json!(27), &json!("150.00"), &json!("0.00")));
    assert_eq!(replayed["perInstallment"][1]["arrear"], json!("/history/schedule/1"));
    for field in ["daysPastDue", "bucket", "oldestDueOn", "calendarDays", "overdue", "perBucket", "pauses", "excess"] {
        assert_eq!(replayed[field], listed[field], "{field}");
    }
    for (one, other) in [0, 1, 2].map(|index| (&replayed["perInstallment"][index], &listed["perInstallment"][index])) {
        for field in ["dueOn", "unpaid", "overdue", "daysPastDue", "bucket"] {
            assert_eq!(one[field], other[field], "{field}");
        }
    }
    let more = json!([{ "from": "2023-12-01", "until": "2023-12-03" }]);
    let paused = standing(&json!({ "asOf": "2023-12-18", "history": history, "loan": { "annualRate": "0" },
        "clockPauses": more }));
    assert_eq!(paused["daysPastDue"], json!(25), "pauses that are given besides count too");
}

#[test]
fn a_history_brings_its_own_payments() {
    let refused = |facts: &Value| {
        let failure = call("delinquency", &facts.to_string(), "{}").unwrap_err();
        let failure: Value = serde_json::from_str(&failure).unwrap();
        let problems = failure["problems"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        problems.map(|one| (text(&one["code"]), text(&one["path"]))).collect::<Vec<_>>()
    };
    let found = refused(&json!({ "history": { "schedule": [] }, "arrears": [], "payments": [], "order": ["fee"] }));
    for wanted in [
        ("bothGiven", "/arrears"),
        ("bothGiven", "/payments"),
        ("bothGiven", "/order"),
        ("required", "/asOf"),
        ("emptyList", "/history/schedule"),
        ("required", "/history/drawdown"),
    ] {
        assert!(found.contains(&(wanted.0.to_owned(), wanted.1.to_owned())), "{wanted:?} is not in {found:?}");
    }
    assert_eq!(found.len(), 6, "each once: {found:?}");
    let found = refused(&json!({ "asOf": "2023-12-18", "arrears": [], "loan": { "annualRate": "0" } }));
    assert_eq!(found, [("unknownField".to_owned(), "/loan".to_owned())]);
}

/// The standing of a mortgage, whose class is the worse of days and amount.
fn mortgage(arrears: &Value, rate: &Value, waived: &str) -> Value {
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": rate }, "waived": waived, "arrears": arrears });
    let engine = Engine::builtin("cn-home-mortgage").unwrap();
    let reply = call_text(&engine, "assess", &facts.to_string(), "{}").unwrap_or_else(|failure| panic!("{failure}"));
    serde_json::from_str(&reply).unwrap()
}

#[test]
fn scales_of_a_class_are_shown_only_of_a_loan_that_is_overdue_for_sure() {
    let arrear = |due_on: &str| json!([{ "dueOn": due_on, "principal": "100", "interest": "0" }]);
    let scales =
        |answer: &Value| [answer["delinquency"]["classByDays"].clone(), answer["delinquency"]["classByAmount"].clone()];
    let overdue = mortgage(&arrear("2025-10-22"), &json!("6%"), "0");
    assert_eq!(scales(&overdue), [json!("moderate"), json!("mild")], "{overdue}");
    // Due tomorrow.
    let current = mortgage(&arrear("2025-11-23"), &json!("6%"), "0");
    assert_eq!((&current["delinquency"]["class"], scales(&current)), (&json!("current"), [Value::Null, Value::Null]));
    // Nobody knows whether the waiver of all that is known has left anything.
    let doubtful = mortgage(&arrear("2025-10-22"), &Value::Null, "100");
    assert_eq!((&doubtful["delinquency"]["class"], scales(&doubtful)), (&Value::Null, [Value::Null, Value::Null]));
}

#[test]
fn an_arrear_without_a_known_part_is_in_doubt_only_if_it_may_be_the_oldest_that_is_overdue() {
    let doubtful = |due_on: &str| json!({ "dueOn": due_on, "principal": "0", "interest": null });
    let known = |due_on: &str| json!({ "dueOn": due_on, "principal": "100", "interest": "0" });
    for arrears in [
        // As old as one that is overdue for sure; younger than it; not overdue itself.
        json!([doubtful("2025-10-22"), known("2025-10-22")]),
        json!([doubtful("2025-10-23"), known("2025-10-22")]),
        json!([doubtful("2025-11-22"), known("2025-11-30")]),
    ] {
        let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "arrears": arrears });
        assert!(call("assess", &facts.to_string(), "{}").is_ok(), "{arrears}");
    }
    for arrears in
        [json!([doubtful("2025-10-21"), known("2025-10-22")]), json!([doubtful("2025-11-21"), known("2025-11-30")])]
    {
        let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "arrears": arrears });
        let failure = call("assess", &facts.to_string(), "{}").unwrap_err();
        assert!(failure.contains("arrearAmountUnknown") && failure.contains("/arrears/0/interest"), "{failure}");
    }
}

#[test]
fn a_class_that_is_not_known_asks_for_the_interest_of_what_is_overdue_alone() {
    let arrear = |due_on: &str, interest: Value| json!({ "dueOn": due_on, "principal": "100", "interest": interest });
    let arrears = json!([
        arrear("2025-10-22", Value::Null),
        arrear("2025-10-23", json!("5")),
        arrear("2026-01-20", Value::Null),
        arrear("2026-02-20", Value::Null),
    ]);
    // The day before the class is certain by its days, 91 of them, the third of these falls due.
    let facts = json!({ "asOf": "2026-01-20", "loan": { "annualRate": "6%" }, "arrears": arrears });
    let engine = Engine::builtin("cn-home-mortgage").unwrap();
    let dates: Value =
        serde_json::from_str(&call_text(&engine, "keyDates", &facts.to_string(), "{}").unwrap()).unwrap();
    let severe = dates["keyDates"].as_array().unwrap().iter().find(|date| date["class"] == "severe").unwrap();
    assert_eq!((&severe["on"], &severe["missing"]), (&json!("2026-01-21"), &json!(["/arrears/0/interest"])));
}
