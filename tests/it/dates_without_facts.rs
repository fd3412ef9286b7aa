//! Key dates, next actions and changes while facts are missing: what is not marked stands whatever they turn out to be.
//! And what restarts a limitation period.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::{made_up_clause, with, without};

const POLICIES: [&str; 2] = ["cn-bank-loan", "cn-home-mortgage"];

fn list(engine: &Engine, operation: &str, facts: &Value) -> Option<Vec<Value>> {
    let reply: Value = serde_json::from_str(&call_text(engine, operation, &facts.to_string(), "{}").ok()?).unwrap();
    reply[if operation == "change" { "decisions" } else { operation }].as_array().cloned()
}

fn dates(facts: &Value) -> Vec<Value> {
    list(&Engine::builtin("cn-bank-loan").unwrap(), "keyDates", facts).unwrap()
}

/// Day, outcome and missing facts of the dates of an event.
fn of(facts: &Value, event: &str) -> Vec<(String, Value, Vec<String>)> {
    let found = dates(facts).into_iter().filter(|date| date["event"] == event);
    let missing = |date: &Value| date["missing"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found.map(|date| (text(&date["on"]), date["outcome"].clone(), missing(&date).iter().map(text).collect())).collect()
}

fn limitation(facts: &Value) -> (String, Vec<String>) {
    let mut found = of(facts, "limitationExpires");
    assert_eq!(found.len(), 1, "{facts}");
    let (on, _, missing) = found.remove(0);
    (on, missing)
}

fn history(events: &Value) -> Value {
    json!({ "asOf": "2025-06-01", "loan": { "annualRate": "6%" },
        "history": { "drawdown": { "on": "2024-01-01", "amount": "10000" },
            "schedule": [{ "dueOn": "2025-01-10", "principal": "10000", "interest": "100" }], "events": events } })
}

/// Three years from 2025-01-10, or from the last day on which money came in from then on.
#[test]
fn a_part_payment_restarts_the_limitation_period() {
    let payment = |on: &str| json!({ "on": on, "kind": "payment", "amount": "50" });
    let reversal = |on: &str| json!({ "on": on, "kind": "reversal", "of": 0 });
    for (events, expected) in [
        (json!([]), "2028-01-10"),
        (json!([payment("2025-03-10")]), "2028-03-10"),
        (json!([payment("2025-03-10"), payment("2025-04-10")]), "2028-04-10"),
        // Before the last due date it pays nothing that the period runs for.
        (json!([payment("2025-01-09")]), "2028-01-10"),
        // What is entered for a day to come is not applied.
        (json!([payment("2025-06-01")]), "2028-06-01"),
        (json!([payment("2025-06-02")]), "2028-01-10"),
        // A payment that bounced never came in; one that bounces later has not yet.
        (json!([payment("2025-03-10"), reversal("2025-04-01")]), "2028-01-10"),
        (json!([payment("2025-03-10"), reversal("2025-06-02")]), "2028-03-10"),
        // An acceleration makes all of it due on its day.
        (json!([payment("2024-09-10"), { "on": "2024-08-10", "kind": "acceleration" }]), "2027-09-10"),
        (json!([payment("2024-07-10"), { "on": "2024-08-10", "kind": "acceleration" }]), "2027-08-10"),
    ] {
        assert_eq!(limitation(&history(&events)), (expected.to_owned(), vec![]), "{events}");
    }
    // The calculator says the same.
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let events = r#"{"events":[{"on":"2025-01-10","kind":"due"},{"on":"2025-03-10","kind":"partPayment"}]}"#;
    let reply: Value = serde_json::from_str(&call_text(&engine, "limitation", events, "{}").unwrap()).unwrap();
    assert_eq!(reply["expiresOn"], "2028-03-10");
    // A period that has run out does not start again: 2021-02-01 + 3 years is 2024-02-01.
    let mut late = history(&json!([payment("2024-02-02")]));
    late["history"]["drawdown"]["on"] = json!("2020-01-01");
    late["history"]["schedule"][0]["dueOn"] = json!("2021-02-01");
    assert_eq!(limitation(&late).0, "2024-02-01");
    late["history"]["events"] = json!([payment("2024-02-01")]);
    assert_eq!(limitation(&late).0, "2027-02-01");
}

/// Agreeing to a plan is a promise, and what comes in on it is part payment.
#[test]
fn an_agreed_plan_and_payments_on_it_restart_the_limitation_period() {
    let plan = |agreed_on: &str, payments: Value| {
        json!({ "asOf": "2025-06-01", "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-01-10", "principal": "10000", "interest": "100" }],
            "plan": { "agreedOn": agreed_on, "payments": payments,
                "installments": [{ "dueOn": "2025-07-10", "amount": "5000" }] } })
    };
    let paid = |on: &str, amount: &str| json!({ "on": on, "amount": amount });
    for (agreed_on, payments, expected) in [
        ("2025-02-20", json!([]), "2028-02-20"),
        ("2025-02-20", json!([paid("2025-05-20", "100")]), "2028-05-20"),
        ("2025-02-20", json!([paid("2025-05-20", "0")]), "2028-02-20"),
        ("2025-02-20", json!([paid("2025-06-02", "100")]), "2028-02-20"),
        ("2025-01-09", json!([]), "2028-01-10"),
    ] {
        let found = limitation(&plan(agreed_on, payments.clone()));
        assert_eq!(found, (expected.to_owned(), vec![]), "{agreed_on} {payments}");
    }
}

#[test]
fn a_limitation_period_names_the_interest_that_may_leave_a_later_installment_unpaid() {
    let facts = |later: Value| {
        json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "arrears": [
            { "dueOn": "2025-08-15", "principal": "1000", "interest": "10" },
            { "dueOn": "2025-10-15", "principal": "0", "interest": later },
        ] })
    };
    assert_eq!(limitation(&facts(Value::Null)), ("2028-08-15".to_owned(), vec!["/arrears/1/interest".to_owned()]));
    assert_eq!(limitation(&facts(json!("0"))), ("2028-08-15".to_owned(), vec![]));
    assert_eq!(limitation(&facts(json!("5"))), ("2028-10-15".to_owned(), vec![]));
    // A contact after either due date settles it.
    let mut reached = facts(Value::Null);
    reached["contacts"] = json!({ "log": [{ "at": "2025-11-01", "channel": "phone", "outcome": "reached" }] });
    assert_eq!(limitation(&reached), ("2028-11-01".to_owned(), vec![]));
    // A fee that is unpaid is unpaid whatever the interest is.
    let mut fees = facts(Value::Null);
    fees["arrears"][1]["fees"] = json!("1");
    assert_eq!(limitation(&fees), ("2028-10-15".to_owned(), vec![]));
}

/// A refusal would have opened the agency at once; silence opens it on the 31st day without one.
#[test]
fn an_opening_that_a_missing_fact_could_bring_forward_names_it() {
    let facts = |refused: Value| {
        json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "contacts": { "failedAttempts": 1 },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "0" }],
            "borrower": { "lastReachedOn": "2025-11-01", "refusedToPay": refused } })
    };
    for event in ["agencyOpens", "litigationOpens"] {
        let opens = |missing: &[&str]| {
            let missing = missing.iter().map(|pointer| (*pointer).to_owned()).collect();
            vec![("2025-12-02".to_owned(), json!("yes"), missing)]
        };
        assert_eq!(of(&facts(Value::Null), event), opens(&["/borrower/refusedToPay"]));
        assert_eq!(of(&facts(json!(false)), event), opens(&[]));
        assert_eq!(of(&facts(json!(true)), event), vec![]);
    }
}

/// By a policy of its own an agency may be called in up to 41,000.00, or where everything that a review looks at is
/// stated. 40,000.00 bear 10.00 a day: 41,000.00 after 100 days, on 2025-11-23; from then on the review decides, of
/// which nothing is stated.
#[test]
fn a_decision_that_goes_on_into_doubt_is_listed_with_the_last_day_that_is_certain() {
    let document = include_str!("../../src/policy/builtin/cn-bank-loan.json");
    let mut policy: Value = serde_json::from_str(document).unwrap();
    let amount = made_up_clause("x.amount", "overdueAmount", "le", &json!("41000.00"));
    let review = made_up_clause("x.review", "reviewFacts", "eq", &json!(true));
    policy["escalation"]["agency"]["condition"] = json!({ "any": [amount, review] });
    let engine = Engine::compile(&policy.to_string()).unwrap();
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "40000", "interest": "0" }] });
    let found = list(&engine, "keyDates", &facts).unwrap();
    let agency: Vec<&Value> =
        found.iter().filter(|date| date["event"].as_str().unwrap().starts_with("agency")).collect();
    let told: Vec<_> = agency.iter().map(|date| json!([date["on"], date["event"], date["outcome"]])).collect();
    let expected =
        [json!(["2025-11-23", "agencyLastDay", "yes"]), json!(["2025-11-24", "agencyCloses", "undetermined"])];
    assert_eq!(told, expected);
    for date in agency {
        assert!(date["missing"].as_array().unwrap().contains(&json!("/borrower/livingCosts")), "{date}");
        assert_eq!(date["source"]["clause"], "x");
    }
    let change = list(&engine, "change", &facts).unwrap();
    let change = &change.iter().find(|decision| decision["decision"] == "agency").unwrap()["changes"][0];
    assert_eq!((&change["on"], &change["lastDay"]), (&json!("2025-11-24"), &json!("2025-11-23")));
}

/// A reminder and a notice of what may be paid already.
#[test]
fn what_is_sent_of_an_installment_that_may_be_paid_names_its_interest() {
    let facts = |interest: Value| {
        json!({ "asOf": "2025-06-01", "loan": { "annualRate": "6%" }, "borrower": { "highRisk": false }, "arrears": [
            { "dueOn": "2025-06-10", "principal": "0", "interest": interest },
            { "dueOn": "2025-06-20", "principal": "100", "interest": "0" },
        ] })
    };
    let sent = |facts: &Value, event: &str| -> Vec<(String, usize)> {
        of(facts, event).into_iter().map(|(on, _, missing)| (on, missing.len())).collect()
    };
    let days = |days: [(&str, usize); 2]| days.map(|(on, missing)| (on.to_owned(), missing)).to_vec();
    let unknown = facts(Value::Null);
    assert_eq!(sent(&unknown, "reminder"), days([("2025-06-07", 1), ("2025-06-09", 1)]));
    assert_eq!(sent(&unknown, "overdueNotice"), [("2025-06-21".to_owned(), 1)]);
    assert_eq!(sent(&facts(json!("0")), "reminder"), days([("2025-06-17", 0), ("2025-06-19", 0)]));
    assert_eq!(sent(&facts(json!("0")), "overdueNotice"), [("2025-06-21".to_owned(), 0)]);
    assert_eq!(sent(&facts(json!("5")), "reminder"), days([("2025-06-07", 0), ("2025-06-09", 0)]));
    assert_eq!(sent(&facts(json!("5")), "overdueNotice"), [("2025-06-11".to_owned(), 0)]);
    // So does the action.
    let actions = |facts: &Value| list(&Engine::builtin("cn-bank-loan").unwrap(), "actions", facts).unwrap();
    let [first, second] = actions(&unknown).try_into().unwrap();
    for action in [first, second] {
        assert_eq!((&action["id"], &action["outcome"]), (&json!("reminder"), &json!("undetermined")));
        assert_eq!(action["missing"], json!(["/arrears/0/interest"]));
    }
    assert!(actions(&facts(json!("5"))).iter().all(|action| action["outcome"] == "yes"));
}

/// A waiver that takes off all that is known leaves open whether there is anything to send a notice of.
#[test]
fn a_notice_of_what_a_waiver_may_have_settled_names_the_interest() {
    let facts = |interest: Value| {
        json!({ "asOf": "2025-06-10", "loan": { "annualRate": "0" }, "waived": "100",
            "arrears": [{ "dueOn": "2025-06-09", "principal": "100", "interest": interest }] })
    };
    let notice = |interest: Value| -> Vec<usize> {
        of(&facts(interest), "overdueNotice").into_iter().map(|(_, _, missing)| missing.len()).collect()
    };
    assert_eq!(notice(Value::Null), [1]);
    assert_eq!(notice(json!("0")), [0_usize; 0]);
    assert_eq!(notice(json!("5")), [0]);
}

/// What a missing fact may turn out to be.
fn candidates(pointer: &str, facts: &Value) -> Vec<Value> {
    let as_of = Date::parse(facts["asOf"].as_str().unwrap()).unwrap();
    match pointer {
        "/loan/annualRate" => vec![json!("0"), json!("0.06"), json!("1")],
        "/contacts/failedAttempts" => vec![json!(0), json!(3)],
        "/borrower/lastReachedOn" => [0, 3, 20, 31, 120].map(|days| json!(as_of.minus_days(days).to_string())).to_vec(),
        "/borrower/refusedToPay" | "/borrower/firstArrear" | "/borrower/cameForward" => {
            vec![json!(false), json!(true)]
        }
        _ => ["0", "0.01", "500", "7000", "45000", "1000000"].map(|yuan| json!(yuan)).to_vec(),
    }
}

fn check(policy: &str, facts: &Value, dropped: &[String]) -> Result<(), TestCaseError> {
    let engine = Engine::builtin(policy).unwrap();
    let open = without(facts, dropped);
    let filled = dropped.iter().fold(vec![open.clone()], |cases, pointer| {
        let values = candidates(pointer, facts);
        cases.iter().flat_map(|case| values.iter().map(|value| with(case.clone(), pointer, value.clone()))).collect()
    });
    let settled = |entry: &&Value| entry["missing"].as_array().is_none_or(Vec::is_empty);
    for (operation, parts) in [("keyDates", ["on", "event"].as_slice()), ("actions", &["id", "outcome", "from", "by"])]
    {
        let Some(told) = list(&engine, operation, &open) else { continue };
        let parts = |entry: &Value| parts.iter().map(|part| entry[part].clone()).collect::<Vec<_>>();
        for case in &filled {
            let Some(then) = list(&engine, operation, case) else { continue };
            let then: Vec<_> = then.iter().map(parts).collect();
            for entry in told.iter().filter(settled).map(parts) {
                prop_assert!(then.contains(&entry), "{:?} of {} is not there in {}", entry, open, case);
            }
        }
    }
    check_changes(&engine, &open, &filled)
}

/// What waiting changes is so whatever the missing facts are, unless it ends in doubt: the outcome on the day, what the
/// amount comes to at least, and what it is now.
fn check_changes(engine: &Engine, open: &Value, filled: &[Value]) -> Result<(), TestCaseError> {
    let Some(told) = list(engine, "change", open) else { return Ok(()) };
    let by_time = told.iter().flat_map(|decision| {
        let changes = decision["changes"].as_array().unwrap().iter();
        changes.filter(|change| change["by"] == "time").map(|change| (decision["decision"].as_str().unwrap(), change))
    });
    for (decision, change) in by_time.filter(|(_, change)| change["outcome"] != "undetermined") {
        let place = match decision {
            "litigation" | "agency" => format!("/escalation/{decision}"),
            _ => format!("/{decision}"),
        };
        let amounts = (change["fact"] == "overdueAmount").then_some("/due/total");
        let fen = |amount: &Value| amount.as_str().unwrap().replace('.', "").parse::<i128>().unwrap();
        for case in filled {
            let Some(now) = assessed(engine, case) else { continue };
            let Some(then) = assessed(engine, &with(case.clone(), "/asOf", change["on"].clone())) else { continue };
            prop_assert_eq!(&then.pointer(&place).unwrap()["outcome"], &change["outcome"], "{} of {}", change, case);
            let Some([now, then]) = amounts.map(|place| [&now, &then].map(|answer| answer.pointer(place).unwrap()))
            else {
                continue;
            };
            let is_least = change["atLeast"] == true;
            prop_assert!(if is_least { fen(then) >= fen(&change["to"]) } else { *then == change["to"] }, "{}", change);
            prop_assert!(change.get("from").is_none_or(|from| from == now), "{} of {}", change, case);
        }
    }
    Ok(())
}

fn assessed(engine: &Engine, facts: &Value) -> Option<Value> {
    Some(serde_json::from_str(&call_text(engine, "assess", &facts.to_string(), "{}").ok()?).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 2, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_marked_stands_whatever_the_missing_facts_are(
        days in -5_i32..130, fen in prop_oneof![0_u64..200, 400_000_u64..700_000, 4_000_000_u64..5_200_000],
        to_come in prop::collection::vec((0_u32..70, prop::sample::select(vec![0_u32, 0, 900, 4_000, 16_000])), 0..3),
        waived in prop::sample::select(vec![0_u64, 0, 0, 50, 100]), attempts in 0_u32..5, reached in 0_u32..60,
        answers in any::<[bool; 3]>(), is_mortgage in any::<bool>(), picks in prop::collection::vec(0_usize..20, 1..3),
    ) {
        let as_of = Date::parse("2025-11-22").unwrap();
        let due_on = if days < 0 { as_of.plus_days(days.unsigned_abs()) } else { as_of.minus_days(days.unsigned_abs()) };
        let amount = |fen: u64| format!("{}.{:02}", fen / 100, fen % 100);
        let mut arrears = vec![json!({ "dueOn": due_on.to_string(), "principal": amount(fen), "interest": "0" })];
        arrears.extend(to_come.iter().map(|(days, yuan)| {
            json!({ "dueOn": as_of.plus_days(*days).to_string(), "principal": yuan.to_string(), "interest": "3" })
        }));
        let [refused, first, forward] = answers;
        let facts = json!({
            "asOf": as_of.to_string(), "loan": { "annualRate": "6%" }, "arrears": arrears,
            "waived": amount(fen * waived / 100), "contacts": { "failedAttempts": attempts },
            "borrower": { "refusedToPay": refused, "firstArrear": first, "cameForward": forward, "highRisk": false,
                "monthlyIncome": "9000", "lastReachedOn": as_of.minus_days(reached).to_string() },
        });
        let interests = (0..arrears_of(&facts)).map(|index| format!("/arrears/{index}/interest"));
        let others = ["/loan/annualRate", "/contacts/failedAttempts", "/borrower/lastReachedOn", "/borrower/refusedToPay",
            "/borrower/firstArrear", "/borrower/cameForward"];
        let all: Vec<String> = interests.chain(others.map(str::to_owned)).collect();
        let mut dropped: Vec<String> = picks.iter().map(|pick| all[pick % all.len()].clone()).collect();
        dropped.sort();
        dropped.dedup();
        check(POLICIES[usize::from(is_mortgage)], &facts, &dropped)?;
    }

    /// Of a history only the rate may be missing.
    #[test]
    fn what_is_not_marked_of_a_history_stands_whatever_the_rate_is(
        drawn in 20_u32..200, rows in prop::collection::vec((1_u32..30_000, 0_u32..300), 1..5),
        payments in prop::collection::vec((0_u32..200, 1_u32..40_000, any::<bool>()), 0..3), refused in any::<bool>(),
        is_mortgage in any::<bool>(),
    ) {
        let as_of = Date::parse("2025-11-22").unwrap();
        let drawn_on = as_of.minus_days(drawn);
        let amount: u32 = rows.iter().map(|(principal, _)| principal).sum();
        let schedule: Vec<Value> = (1_u32..).zip(&rows).map(|(month, (principal, interest))| {
            json!({ "dueOn": drawn_on.plus_days(30 * month).to_string(), "principal": principal.to_string(),
                "interest": interest.to_string() })
        }).collect();
        let mut days: Vec<(Date, u32, bool)> = payments.iter().map(|(days, yuan, bounced)| {
            (as_of.minus_days(*days).max(drawn_on.plus_days(1)), *yuan, *bounced)
        }).collect();
        days.sort();
        let mut events: Vec<Value> = days.iter().map(|(on, yuan, _)| {
            json!({ "on": on.to_string(), "kind": "payment", "amount": yuan.to_string() })
        }).collect();
        for (of, (on, _, _)) in days.iter().enumerate().filter(|(_, (_, _, bounced))| *bounced) {
            events.push(json!({ "on": on.plus_days(9).to_string(), "kind": "reversal", "of": of }));
        }
        let facts = json!({ "asOf": as_of.to_string(), "loan": { "annualRate": "6%" },
            "history": { "drawdown": { "on": drawn_on.to_string(), "amount": amount.to_string() },
                "schedule": schedule, "events": events },
            "borrower": { "refusedToPay": refused, "firstArrear": true, "cameForward": true, "highRisk": false,
                "monthlyIncome": "9000", "lastReachedOn": as_of.minus_days(3).to_string() },
            "contacts": { "failedAttempts": 1 },
        });
        check(POLICIES[usize::from(is_mortgage)], &facts, &["/loan/annualRate".to_owned()])?;
    }
}

fn arrears_of(facts: &Value) -> usize {
    facts["arrears"].as_array().unwrap().len()
}

/// A promise on 3 May 2025 restarts the period whichever installment is the last that is unpaid, which an interest that is
/// not known leaves open: the day is certain, and the installment is not named.
#[test]
fn a_limitation_period_that_was_restarted_names_no_installment_that_is_in_doubt() {
    let facts = |interest: Value| {
        json!({ "asOf": "2025-05-26", "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-02-28", "principal": "1000", "interest": "0" },
                { "dueOn": "2025-04-09", "principal": "0", "interest": interest }],
            "contacts": { "log": [{ "at": "2025-05-03T10:00", "channel": "phone", "outcome": "promised" }] } })
    };
    let found = |interest: Value| {
        let found = dates(&facts(interest));
        let date = found.iter().find(|date| date["event"] == "limitationExpires").unwrap();
        (date["on"].clone(), date["dueOn"].clone(), date.get("missing").is_none())
    };
    assert_eq!(found(json!("0")), (json!("2028-05-03"), json!("2025-02-28"), true));
    assert_eq!(found(json!("5")), (json!("2028-05-03"), json!("2025-04-09"), true));
    assert_eq!(found(Value::Null), (json!("2028-05-03"), Value::Null, true));
}
