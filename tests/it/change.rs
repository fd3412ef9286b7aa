//! What would change an outcome: every statement is true, and no smaller change of its kind does.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::money::Money;
use proptest::prelude::*;
use serde_json::{Value, json};

const AS_OF: &str = "2025-11-22";
const DECISIONS: [&str; 4] = ["waiver", "installments", "litigation", "agency"];

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn call(engine: &Engine, operation: &str, facts: &Value, options: &Value) -> Value {
    let text = call_text(engine, operation, &facts.to_string(), &options.to_string());
    serde_json::from_str(&text.unwrap_or_else(|failure| panic!("{facts}: {failure}"))).unwrap()
}

fn changes(engine: &Engine, facts: &Value, decision: &str) -> Vec<Value> {
    let reply = call(engine, "change", facts, &json!({ "decision": decision }));
    assert_eq!(reply["decisions"].as_array().unwrap().len(), 1);
    assert_eq!(reply["decisions"][0]["decision"], decision);
    reply["decisions"][0]["changes"].as_array().unwrap().clone()
}

fn outcome(engine: &Engine, facts: &Value, decision: &str) -> String {
    let answer = call(engine, "assess", facts, &json!({}));
    let place = match decision {
        "litigation" | "agency" => &answer["escalation"][decision],
        _ => &answer[decision],
    };
    place["outcome"].as_str().unwrap().to_owned()
}

fn holds(outcome: &str) -> bool {
    outcome == "yes" || outcome == "refer"
}

fn bank() -> Engine {
    Engine::builtin("cn-bank-loan").unwrap()
}

fn mortgage() -> Engine {
    Engine::builtin("cn-home-mortgage").unwrap()
}

/// Two failed attempts, no refusal, last reached ten days ago.
fn silent() -> Value {
    json!({
        "asOf": AS_OF, "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
        "contacts": { "failedAttempts": 2 },
        "borrower": { "refusedToPay": false, "lastReachedOn": "2025-11-12", "monthlyIncome": "34000" },
    })
}

fn with(facts: &Value, pointer: &str, value: Value) -> Value {
    let mut facts = facts.clone();
    let (outer, name) = pointer.rsplit_once('/').unwrap();
    facts.pointer_mut(outer).unwrap()[name] = value;
    facts
}

fn short(change: &Value) -> Value {
    json!([change["by"], change["fact"], change["to"], change["on"], change["outcome"]])
}

#[test]
fn silence_is_not_time_alone_but_another_attempt_a_refusal_or_a_month_of_silence_open_litigation() {
    let engine = bank();
    assert_eq!(outcome(&engine, &silent(), "litigation"), "no");
    let found: Vec<Value> = changes(&engine, &silent(), "litigation").iter().map(short).collect();
    assert_eq!(
        found,
        [
            json!(["time", "daysUnreachable", 31, "2025-12-13", "yes"]),
            json!(["lender", "failedAttempts", 3, null, "yes"]),
            json!(["borrower", "refusedToPay", true, null, "yes"]),
        ]
    );
}

#[test]
fn an_infeasible_plan_lists_every_deposit_the_income_and_the_longer_plan() {
    let found = changes(&bank(), &silent(), "installments");
    assert_eq!(
        found.iter().map(short).collect::<Vec<_>>(),
        [
            json!(["borrower", "deposit", "1207.28", AS_OF, "yes"]),
            json!(["borrower", "monthlyIncome", "34670.77", null, "yes"]),
            json!(["lender", "periods", 7, null, "yes"]),
        ]
    );
    // 62,407.28 − 1,207.32 = 61,199.96: six of 10,199.99 and a last payment of 10,200.01. From three
    // fen over the last of six periods on, no plan is left to pay.
    assert_eq!(
        found[0]["intervals"],
        json!([
            { "from": "1207.28", "to": "1207.31" },
            { "from": "1207.33", "to": "62407.25" },
        ])
    );
    assert_eq!((&found[0]["periods"], &found[1]["periods"]), (&json!(6), &json!(6)));
    assert_eq!(found[2]["beyondPolicy"], true);
}

#[test]
fn the_longer_plan_is_feasible_where_the_policy_allows_it() {
    let document = include_str!("../../src/policy/builtin/cn-bank-loan.json");
    let mut policy: Value = serde_json::from_str(document).unwrap();
    policy["installment"]["periodsMax"]["value"] = json!(7);
    let longer = Engine::compile(&policy.to_string()).unwrap();
    assert_eq!(outcome(&bank(), &silent(), "installments"), "no");
    assert_eq!(outcome(&longer, &silent(), "installments"), "yes");
}

#[test]
fn litigation_ends_when_the_overdue_amount_is_paid_down_to_its_threshold() {
    let facts = with(&silent(), "/contacts/failedAttempts", json!(3));
    let found = changes(&bank(), &facts, "litigation");
    assert_eq!(
        found.iter().map(short).collect::<Vec<_>>(),
        [json!(["borrower", "overdueAmount", "50000.00", AS_OF, "no"])]
    );
    assert_eq!(found[0]["amount"], "12407.28");
}

#[test]
fn paying_the_oldest_arrear_brings_the_days_down() {
    let mut facts = with(&silent(), "/contacts/failedAttempts", json!(3));
    facts["arrears"] = json!([
        { "dueOn": "2025-10-15", "principal": "55000", "interest": "0" },
        { "dueOn": "2025-08-15", "principal": "1000", "interest": "0" },
    ]);
    // 1,000.00 × 0.09 × 99 ÷ 360 = 24.75; the next due date is 38 days past.
    for decision in ["litigation", "agency"] {
        let found = changes(&bank(), &facts, decision);
        assert_eq!(short(&found[0]), json!(["borrower", "daysPastDue", 38, AS_OF, "notYet"]), "{decision}");
        assert_eq!(found[0]["amount"], "1024.75");
    }
    let mut paid = facts.clone();
    paid["arrears"].as_array_mut().unwrap().pop();
    assert_eq!(outcome(&bank(), &paid, "litigation"), "notYet");
}

#[test]
fn a_waiver_opens_when_the_old_arrear_is_paid_and_says_when_it_closes() {
    let engine = bank();
    let mut facts = silent();
    facts["borrower"] = json!({ "firstArrear": true, "cameForward": true });
    facts["arrears"] = json!([
        { "dueOn": "2025-08-15", "principal": "1000", "interest": "0" },
        { "dueOn": "2025-10-23", "principal": "10000", "interest": "150" },
    ]);
    let found = changes(&engine, &facts, "waiver");
    assert_eq!(short(&found[0]), json!(["borrower", "daysPastDue", 30, AS_OF, "yes"]));
    assert_eq!(found[0]["amount"], "1024.75");
    facts["arrears"].as_array_mut().unwrap().remove(0);
    let found = changes(&engine, &facts, "waiver");
    assert_eq!(found.iter().map(short).collect::<Vec<_>>(), [json!(["time", "daysPastDue", 31, "2025-11-23", "no"])]);
    assert_eq!(found[0]["lastDay"], AS_OF);
}

#[test]
fn coming_forward_opens_a_waiver_but_an_unknown_fact_is_asked_for_instead() {
    let mut facts = json!({
        "asOf": AS_OF, "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-10-23", "principal": "10000", "interest": "150" }],
        "borrower": { "firstArrear": true, "cameForward": false },
    });
    let found = changes(&bank(), &facts, "waiver");
    assert_eq!(found.iter().map(short).collect::<Vec<_>>(), [json!(["borrower", "cameForward", true, null, "yes"])]);
    facts["borrower"]["cameForward"] = Value::Null;
    assert_eq!(outcome(&bank(), &facts, "waiver"), "undetermined");
    assert_eq!(changes(&bank(), &facts, "waiver"), Vec::<Value>::new());
}

#[test]
fn being_reached_ends_what_silence_alone_has_opened() {
    let facts = with(&silent(), "/borrower/lastReachedOn", json!("2025-10-01"));
    let found = changes(&bank(), &facts, "agency");
    assert_eq!(found.iter().map(short).next().unwrap(), json!(["borrower", "daysUnreachable", 0, AS_OF, "no"]));
}

#[test]
fn a_mortgage_waiver_follows_the_class() {
    let engine = mortgage();
    let of = |days: u32, principal: &str| {
        let due_on = day(AS_OF).minus_days(days).to_string();
        json!({ "asOf": AS_OF, "loan": { "annualRate": "4%" },
            "arrears": [{ "dueOn": due_on, "principal": principal, "interest": "0" }] })
    };
    // Moderate by amount at 20 days; severe from day 91.
    let found = changes(&engine, &of(20, "5000"), "waiver");
    assert_eq!(
        found.iter().map(short).collect::<Vec<_>>(),
        [
            json!(["time", "class", "severe", "2026-02-01", "no"]),
            json!(["lender", "approvals.waiver", true, null, "yes"]),
        ]
    );
    assert_eq!(found[0]["lastDay"], "2026-01-31");
    // Mild at 20 days; moderate on days 31 to 90.
    let found = changes(&engine, &of(20, "4999.99"), "waiver");
    assert_eq!(
        found.iter().map(short).collect::<Vec<_>>(),
        [json!(["time", "class", "moderate", "2025-12-03", "refer"])]
    );
    assert_eq!(found[0]["lastDay"], "2026-01-31");
    // Severe by one fen; the payment goes to penalty first: 20,000.01 × 0.06 × 20 ÷ 360 = 66.67.
    let found = changes(&engine, &of(20, "20000.01"), "waiver");
    assert_eq!(short(&found[0]), json!(["borrower", "class", "moderate", AS_OF, "refer"]));
    assert_eq!(found[0]["amount"], "66.68");
}

#[test]
fn the_amount_grows_into_litigation() {
    let mut facts = with(&silent(), "/contacts/failedAttempts", json!(3));
    facts["arrears"] = json!([{ "dueOn": "2025-08-15", "principal": "48792.39", "interest": "0" }]);
    let found = changes(&bank(), &facts, "litigation");
    assert_eq!(
        found.iter().map(short).collect::<Vec<_>>(),
        [json!(["time", "overdueAmount", "50012.20", "2025-11-23", "yes"])]
    );
}

#[test]
fn changes_stand_in_the_answer_only_when_asked_for() {
    let plain = call(&bank(), "assess", &silent(), &json!({}));
    assert!(plain["escalation"]["litigation"].get("changes").is_none());
    let asked = call(&bank(), "assess", &silent(), &json!({ "include": ["changes"] }));
    for decision in DECISIONS {
        let place = if asked[decision].is_object() { &asked[decision] } else { &asked["escalation"][decision] };
        assert_eq!(place["changes"].as_array().unwrap(), &changes(&bank(), &silent(), decision), "{decision}");
    }
}

#[test]
fn nothing_is_said_of_a_loan_that_is_not_overdue_but_when_it_would_open() {
    let facts = json!({ "asOf": AS_OF, "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-11-22", "principal": "60000", "interest": "0" }],
        "contacts": { "failedAttempts": 3 }, "borrower": { "monthlyIncome": "1000" } });
    assert_eq!(changes(&bank(), &facts, "installments"), Vec::<Value>::new());
    let found = changes(&bank(), &facts, "agency");
    assert_eq!(found.iter().map(short).collect::<Vec<_>>(), [json!(["time", "daysPastDue", 91, "2026-02-21", "yes"])]);
}

#[test]
fn an_unknown_decision_is_a_problem_of_the_options() {
    let failure = call_text(&bank(), "change", &silent().to_string(), r#"{ "decision": "lawsuit" }"#).unwrap_err();
    assert_eq!(failure.problems()[0].path(), "/options/decision");
}

/// A total so small that every deposit can be tried.
#[test]
fn the_intervals_of_a_small_deposit_are_all_there_are() {
    let engine = bank();
    for (principal, income) in
        [("0.61", "0.30"), ("1.00", "0.40"), ("0.37", "0.21"), ("2.03", "0.84"), ("0.90", "0.04")]
    {
        let facts = json!({ "asOf": AS_OF, "loan": { "annualRate": "0" },
            "arrears": [{ "dueOn": "2025-11-01", "principal": principal, "interest": "0" }],
            "borrower": { "monthlyIncome": income } });
        let found = changes(&engine, &facts, "installments");
        let deposit = found.iter().find(|change| change["fact"] == "deposit");
        let intervals = deposit.map_or(Vec::new(), |change| bounds(&change["intervals"]));
        let total = Money::parse(principal).unwrap().fen();
        for fen in 1..total {
            let paid = with(&facts, "/waived", json!(Money::from_fen(fen).to_string()));
            let listed = intervals.iter().any(|(from, to)| *from <= fen && fen <= *to);
            assert_eq!(outcome(&engine, &paid, "installments") == "yes", listed, "{principal} on {income}: {fen}");
        }
    }
}

/// Plans of up to 60 payments are tried to the fen; where there would be too many totals to try, no
/// deposit is listed rather than some.
#[test]
fn deposits_are_listed_all_or_not_at_all() {
    let document = include_str!("../../src/policy/builtin/cn-bank-loan.json");
    for (periods_max, listed) in [(60, true), (360, false)] {
        let mut policy: Value = serde_json::from_str(document).unwrap();
        policy["installment"]["periodsMax"]["value"] = json!(periods_max);
        let engine = Engine::compile(&policy.to_string()).unwrap();
        let facts = with(&silent(), "/borrower/monthlyIncome", json!("500"));
        let found = changes(&engine, &facts, "installments");
        assert_eq!(found.iter().any(|change| change["fact"] == "deposit"), listed, "{periods_max}");
        assert!(found.iter().any(|change| change["fact"] == "monthlyIncome"), "{periods_max}");
    }
}

fn bounds(intervals: &Value) -> Vec<(i128, i128)> {
    let fen = |value: &Value| Money::parse(value.as_str().unwrap()).unwrap().fen();
    intervals.as_array().unwrap().iter().map(|interval| (fen(&interval["from"]), fen(&interval["to"]))).collect()
}

fn yuan(fen: u64) -> String {
    Money::from_fen(i128::from(fen)).to_string()
}

prop_compose! {
    fn arrear()(days in 0_u32..130, principal in 1_u64..7_000_000, interest in 0_u64..100_000, fees in 0_u64..10_000) -> Value {
        let due_on = day(AS_OF).minus_days(days).plus_days(5).to_string();
        json!({ "dueOn": due_on, "principal": yuan(principal), "interest": yuan(interest), "fees": yuan(fees) })
    }
}

prop_compose! {
    fn case()(
        arrears in prop::collection::vec(arrear(), 1..4),
        rate in 0_u32..1_500,
        attempts in prop::option::of(0_u32..5),
        refused in prop::option::of(any::<bool>()),
        reached in prop::option::of(0_u32..90),
        first in prop::option::of(any::<bool>()),
        forward in prop::option::of(any::<bool>()),
        income in prop::option::of(1_000_u64..4_000_000),
    ) -> Value {
        json!({
            "asOf": AS_OF, "loan": { "annualRate": format!("0.{rate:04}") }, "arrears": arrears,
            "contacts": { "failedAttempts": attempts },
            "borrower": {
                "refusedToPay": refused, "firstArrear": first, "cameForward": forward,
                "lastReachedOn": reached.map(|days| day(AS_OF).minus_days(days).to_string()),
                "monthlyIncome": income.map(yuan),
            },
        })
    }
}

/// The facts with a change made, and with the next smaller one of its kind where there is one.
fn made(facts: &Value, change: &Value) -> Option<(Value, Option<Value>)> {
    let fen = |name: &str| Money::parse(change[name].as_str().unwrap()).unwrap().fen();
    let text = |fen: i128| json!(Money::from_fen(fen).to_string());
    Some(match (change["by"].as_str()?, change["fact"].as_str()?) {
        ("lender", "failedAttempts") => {
            let (from, to) = (change["from"].as_u64()?, change["to"].as_u64()?);
            let of = |count: u64| with(facts, "/contacts/failedAttempts", json!(count));
            (of(to), (to - 1 > from).then(|| of(to - 1)))
        }
        ("borrower", "daysUnreachable") => (with(facts, "/borrower/lastReachedOn", json!(AS_OF)), None),
        ("borrower", fact @ ("refusedToPay" | "cameForward")) => {
            (with(facts, &format!("/borrower/{fact}"), change["to"].clone()), None)
        }
        ("borrower", "monthlyIncome") => {
            let step = if change["outcome"] == "yes" { -1 } else { 1 };
            let of = |fen: i128| with(facts, "/borrower/monthlyIncome", text(fen));
            (of(fen("to")), Some(of(fen("to") + step)))
        }
        ("borrower", "deposit" | "overdueAmount") => {
            let of = |fen: i128| with(facts, "/waived", text(fen));
            (of(fen("amount")), (fen("amount") > 1).then(|| of(fen("amount") - 1)))
        }
        ("time", _) => {
            let on = day(change["on"].as_str()?);
            let of = |on: Date| with(facts, "/asOf", json!(on.to_string()));
            (of(on), Some(of(on.minus_days(1))))
        }
        _ => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_statement_is_true_and_no_smaller_change_does(facts in case(), is_mortgage in any::<bool>()) {
        let engine = if is_mortgage { mortgage() } else { bank() };
        for decision in DECISIONS {
            let now = holds(&outcome(&engine, &facts, decision));
            for change in changes(&engine, &facts, decision) {
                let Some((made, smaller)) = made(&facts, &change) else { continue };
                prop_assert_eq!(&outcome(&engine, &made, decision), change["outcome"].as_str().unwrap(), "{} {}", decision, change);
                prop_assert_ne!(holds(change["outcome"].as_str().unwrap()), now, "{} {}", decision, change);
                if let Some(smaller) = smaller {
                    prop_assert_eq!(holds(&outcome(&engine, &smaller, decision)), now, "{} {}", decision, change);
                }
            }
        }
    }

    #[test]
    fn no_day_before_the_one_stated_turns_a_decision(facts in case(), is_mortgage in any::<bool>(), step in 1_u32..9) {
        let engine = if is_mortgage { mortgage() } else { bank() };
        for decision in DECISIONS {
            let now = holds(&outcome(&engine, &facts, decision));
            let found = changes(&engine, &facts, decision);
            let turn = found.iter().find(|change| change["by"] == "time");
            let days = turn.map_or(400, |change| day(AS_OF).days_until(day(change["on"].as_str().unwrap())));
            let can_tell = decision != "installments" || now;
            for days in (0..u32::try_from(days).unwrap()).step_by(usize::try_from(step).unwrap()).filter(|_| can_tell) {
                let later = with(&facts, "/asOf", json!(day(AS_OF).plus_days(days).to_string()));
                prop_assert_eq!(holds(&outcome(&engine, &later, decision)), now, "{} after {} days", decision, days);
            }
            if let Some(last) = turn.and_then(|change| change.get("lastDay")) {
                let last = day(last.as_str().unwrap());
                let on = |on: Date| holds(&outcome(&engine, &with(&facts, "/asOf", json!(on.to_string())), decision));
                prop_assert!(on(last) && !on(last.plus_days(1)), "{} on {}", decision, last);
            }
        }
    }

    #[test]
    fn deposits_inside_the_intervals_do_and_their_neighbours_outside_do_not(facts in case()) {
        let engine = bank();
        for change in changes(&engine, &facts, "installments").iter().filter(|change| change["fact"] == "deposit") {
            let intervals = bounds(&change["intervals"]);
            prop_assert_eq!(&change["intervals"][0]["from"], &change["to"]);
            let feasible = |fen: i128| {
                let waived = json!(Money::from_fen(fen).to_string());
                outcome(&engine, &with(&facts, "/waived", waived), "installments") == "yes"
            };
            for (from, to) in &intervals {
                prop_assert!(feasible(*from) && feasible(*to) && feasible((from + to) / 2), "{} to {}", from, to);
                prop_assert!(!feasible(from - 1) && !feasible(to + 1), "around {} to {}", from, to);
            }
        }
    }
}

/// A hardship that is stated with evidence and everything else that the review looks at.
fn hardship() -> Value {
    let mut facts = silent();
    facts["borrower"] = json!({
        "hardship": { "cause": "unemployment", "evidenced": true }, "firstArrear": true, "monthlyIncome": "34000",
        "livingCosts": "3000", "otherDebtPayments": "0",
    });
    facts
}

fn hardship_changes(facts: &Value) -> Vec<Value> {
    changes(&bank(), facts, "hardship").iter().map(short).collect()
}

#[test]
fn a_hardship_that_is_passed_on_says_who_turns_it_to_yes_and_what_ends_it() {
    let facts = hardship();
    assert_eq!(outcome(&bank(), &facts, "hardship"), "refer");
    let approve = json!(["lender", "approvals.restructure", true, null, "yes"]);
    let pay = json!(["borrower", "overdueAmount", "0.00", AS_OF, "no"]);
    assert_eq!(hardship_changes(&facts), [approve.clone(), pay.clone()]);
    let approved = with(&facts, "/approvals", json!({ "restructure": true }));
    assert_eq!((outcome(&bank(), &approved, "hardship"), hardship_changes(&approved)), ("yes".to_owned(), vec![pay]));
    let refused = with(&facts, "/approvals", json!({ "restructure": false }));
    assert_eq!((outcome(&bank(), &refused, "hardship"), hardship_changes(&refused)), ("no".to_owned(), vec![approve]));
    // Paid but for a fen, the loan is still overdue.
    let amount = &changes(&bank(), &facts, "hardship")[1]["amount"];
    assert_eq!(amount, "62407.28");
    for (waived, then) in [("62407.28", "no"), ("62407.27", "refer")] {
        assert_eq!(outcome(&bank(), &with(&facts, "/waived", json!(waived)), "hardship"), then);
    }
}

#[test]
fn an_application_says_what_alone_would_complete_it() {
    let evidence = json!(["borrower", "hardshipEvidenced", true, null, "refer"]);
    let facts = json!(["borrower", "reviewFacts", true, null, "refer"]);
    for (unknown, outcome_now, expected) in [
        ("/borrower/hardship/evidenced", "undetermined", vec![evidence.clone()]),
        ("/borrower/livingCosts", "undetermined", vec![facts.clone()]),
    ] {
        let given = with(&hardship(), unknown, Value::Null);
        assert_eq!(
            (outcome(&bank(), &given, "hardship"), hardship_changes(&given)),
            (outcome_now.to_owned(), expected)
        );
    }
    let without = with(&hardship(), "/borrower/hardship/evidenced", json!(false));
    assert_eq!(hardship_changes(&without), [evidence]);
    assert_eq!(changes(&bank(), &without, "hardship")[0]["from"], false);
    // Two things that are lacking are no single change, and no evidence makes another cause a hardship.
    let both =
        with(&with(&hardship(), "/borrower/hardship/evidenced", Value::Null), "/borrower/livingCosts", Value::Null);
    assert_eq!(hardship_changes(&both), Vec::<Value>::new());
    let other = with(&hardship(), "/borrower/hardship", json!({ "cause": "forgotten", "evidenced": true }));
    assert_eq!((outcome(&bank(), &other, "hardship"), hardship_changes(&other)), ("no".to_owned(), Vec::new()));
}

#[test]
fn a_hardship_of_a_loan_that_is_not_overdue_opens_on_the_day_after_it_falls_due() {
    let facts = with(&hardship(), "/arrears/0/dueOn", json!("2025-11-30"));
    assert_eq!(hardship_changes(&facts), [json!(["time", "daysPastDue", 1, "2025-12-01", "refer"])]);
    let on = |day: &str| outcome(&bank(), &with(&facts, "/asOf", json!(day)), "hardship");
    assert_eq!((on("2025-11-30").as_str(), on("2025-12-01").as_str()), ("no", "refer"));
}

#[test]
fn changes_of_a_hardship_stand_in_an_answer_that_has_one_and_in_words() {
    for (locale, wanted) in [("zh-Hans", "协商还款已获批准"), ("zh-Hant", "協商還款已獲批准"), ("en", "approved")]
    {
        let options = json!({ "include": ["changes"], "locale": locale });
        let answer = call(&bank(), "assess", &hardship(), &options);
        let text = answer["hardship"]["changes"][0]["text"].as_str().unwrap();
        assert!(text.contains(wanted), "{text}");
        let told = call(&bank(), "explain", &answer, &json!({ "locale": locale, "level": "full" })).to_string();
        assert!(told.contains(text), "{told}");
    }
}

#[test]
fn without_a_name_the_decisions_are_those_of_the_answer() {
    let told = |facts: &Value| {
        let reply = call(&bank(), "change", facts, &json!({}));
        let decisions = reply["decisions"].as_array().unwrap().iter();
        decisions.map(|changes| changes["decision"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let sorted = |more: &[&str]| {
        let mut names: Vec<String> = DECISIONS.iter().chain(more).map(|name| (*name).to_owned()).collect();
        names.sort();
        names
    };
    for (facts, more) in [
        (silent(), &[][..]),
        (with(&silent(), "/loan", json!({ "annualRate": "6%", "originalTermMonths": 12 })), &["restructure"]),
        (hardship(), &["hardship", "restructure"]),
    ] {
        let mut names = told(&facts);
        names.sort();
        assert_eq!(names, sorted(more), "{facts}");
        let answer = call(&bank(), "assess", &facts, &json!({}));
        for name in ["hardship", "restructure"] {
            assert_eq!(answer.get(name).is_some(), more.contains(&name), "{name} in {facts}");
        }
    }
}

/// What a stranger would do: pay the sum that was named, and ask again.
#[test]
fn a_deposit_is_named_only_if_something_overdue_is_left_to_plan() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let reply = |operation: &str, facts: &Value, options: &str| -> Value {
        let text =
            call_text(&engine, operation, &facts.to_string(), options).unwrap_or_else(|failure| panic!("{failure}"));
        serde_json::from_str(&text).unwrap()
    };
    let paid = |facts: &Value, amount: &Value| {
        let mut facts = facts.clone();
        let events = facts["history"]["events"].as_array_mut().unwrap();
        events.push(json!({ "on": "2025-07-01", "kind": "payment", "amount": amount }));
        reply("assess", &facts, "{}")["installments"]["outcome"].clone()
    };
    // The clock stood still from 15 June on, so that the second installment counts no day: once the first is paid,
    // nothing is past due.
    let facts = json!({ "asOf": "2025-07-01", "loan": { "annualRate": "0.06" }, "borrower": { "monthlyIncome": "10000" },
        "history": { "drawdown": { "on": "2025-04-01", "amount": "30000" },
            "schedule": [{ "dueOn": "2025-05-01", "principal": "10000", "interest": "0" },
                { "dueOn": "2025-06-20", "principal": "20000", "interest": "0" }],
            "events": [{ "on": "2025-06-15", "kind": "pause", "what": "clock", "until": "2025-07-10" }] } });
    let changes =
        |facts: &Value| reply("change", facts, r#"{"decision":"installments"}"#)["decisions"][0]["changes"].clone();
    let deposit =
        |changes: &Value| changes.as_array().unwrap().iter().find(|change| change["fact"] == "deposit").cloned();
    assert_eq!(paid(&facts, &json!("12207.50")), "no");
    assert_eq!(deposit(&changes(&facts)), None, "{}", changes(&facts));
    // Without the pause the same sum does, and so does every other that is named.
    let mut running = facts;
    running["history"]["events"] = json!([]);
    let named = deposit(&changes(&running)).unwrap();
    for interval in named["intervals"].as_array().unwrap() {
        assert_eq!((paid(&running, &interval["from"]), paid(&running, &interval["to"])), (json!("yes"), json!("yes")));
    }
    // Where the last installment is paid down to charges of days that have not begun, the largest sums leave nothing.
    let tail = json!({ "asOf": "2025-07-01", "loan": { "annualRate": "0.24" }, "borrower": { "monthlyIncome": "1000" },
        "history": { "drawdown": { "on": "2025-04-01", "amount": "10000" },
            "schedule": [{ "dueOn": "2025-05-01", "principal": "10000", "interest": "0" },
                { "dueOn": "2025-06-01", "principal": "0", "interest": "500" }], "events": [] } });
    let named = deposit(&changes(&tail)).unwrap();
    for interval in named["intervals"].as_array().unwrap() {
        assert_eq!(
            (paid(&tail, &interval["from"]), paid(&tail, &interval["to"])),
            (json!("yes"), json!("yes")),
            "{interval}"
        );
    }
}

/// 40,000.00 bear 10.00 a day: more than 50,000.00 are due from day 1,001 on, however small the interest is. With an
/// interest of 5,000.00 it is 11.25 a day, and more than 50,000.00 from day 445 on.
#[test]
fn an_amount_that_is_known_only_from_below_is_told_as_the_least_that_it_comes_to() {
    let engine = bank();
    let facts = |interest: Value| {
        json!({ "asOf": AS_OF, "loan": { "annualRate": "6%" }, "contacts": { "failedAttempts": 3 },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "40000", "interest": interest }],
            "borrower": { "lastReachedOn": "2025-11-01" } })
    };
    let of = |interest: Value, locale: &str| -> Value {
        let options = json!({ "decision": "litigation", "locale": locale });
        call(&engine, "change", &facts(interest), &options)["decisions"][0]["changes"][0].clone()
    };
    let unknown = of(Value::Null, "en");
    assert_eq!(short(&unknown), json!(["time", "overdueAmount", "50010.00", "2028-05-12", "yes"]));
    assert_eq!((unknown.get("from"), &unknown["atLeast"]), (None, &json!(true)));
    for (locale, words) in [
        (
            "en",
            "If nothing is paid until 12 May 2028, the overdue amount is at least CNY 50,010.00; the outcome is then: yes.",
        ),
        ("zh-Hans", "至少"),
        ("zh-Hant", "至少"),
    ] {
        let told = of(Value::Null, locale);
        assert!(told["text"].as_str().unwrap().contains(words), "{told}");
        // The answer says it in the same words.
        let answer = call(&engine, "assess", &facts(Value::Null), &json!({ "include": ["changes"], "locale": locale }));
        assert_eq!(answer["escalation"]["litigation"]["changes"][0], told);
        let text = call(&engine, "explain", &answer, &json!({ "locale": locale, "level": "full" })).to_string();
        assert!(text.contains(told["text"].as_str().unwrap()), "{text}");
        let known = of(json!("5000"), locale);
        assert!(!known["text"].as_str().unwrap().contains(words) && known.get("atLeast").is_none(), "{known}");
    }
    let known = of(json!("5000"), "en");
    assert_eq!(short(&known), json!(["time", "overdueAmount", "50006.25", "2026-11-03", "yes"]));
    assert_eq!(known["from"], "46113.75");
    // On the day it is so for any interest.
    for interest in ["0", "5000", "1000000"] {
        let then = with(&facts(json!(interest)), "/asOf", json!("2028-05-12"));
        assert_eq!(outcome(&engine, &then, "litigation"), "yes");
    }
}

/// What is left of a waiver's cap, while the interest that bears compound interest is unknown: 5.00 a day on the
/// principal alone, of which a fifth may be waived, is 5.00 after five days, and 4.00 are used up.
#[test]
fn what_is_left_of_a_cap_that_is_known_only_from_below_is_told_as_the_least() {
    let facts = json!({
        "asOf": "2025-03-01", "waived": "4", "loan": { "annualRate": "0.06" },
        "borrower": { "firstArrear": true, "cameForward": true },
        "arrears": [{ "dueOn": "2025-02-28", "principal": "20000" }],
    });
    let found = changes(&bank(), &facts, "waiver");
    assert_eq!(short(&found[0]), json!(["time", "waiverRemaining", "1.00", "2025-03-05", "yes"]));
    assert_eq!(found[0]["atLeast"], true);
    assert!(found[0]["text"].as_str().unwrap().contains("is at least CNY 1.00;"), "{found:?}");
}
