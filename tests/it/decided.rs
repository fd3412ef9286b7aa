//! Decisions that a person can trust: approvals on record, a cap that is used up, what a change rests on,
//! and what is said while facts are missing.

use arrears::api::{Engine, call_text};
use arrears::policy::builtin;
use serde_json::{Value, json};

use crate::cases::made_up_clause;

const AS_OF: &str = "2025-11-22";

fn call(policy: &str, operation: &str, facts: &Value, options: &Value) -> Value {
    let engine = Engine::builtin(policy).unwrap();
    let text = call_text(&engine, operation, &facts.to_string(), &options.to_string());
    serde_json::from_str(&text.unwrap_or_else(|failure| panic!("{facts}: {failure}"))).unwrap()
}

pub(crate) fn assess(policy: &str, facts: &Value) -> Value {
    call(policy, "assess", facts, &json!({}))
}

fn changes(policy: &str, facts: &Value, decision: &str) -> Vec<Value> {
    let reply = call(policy, "change", facts, &json!({ "decision": decision, "locale": "en" }));
    reply["decisions"][0]["changes"].as_array().unwrap().clone()
}

fn with(facts: &Value, pointer: &str, value: Value) -> Value {
    let mut facts = facts.clone();
    let (outer, name) = pointer.rsplit_once('/').unwrap();
    facts.pointer_mut(outer).unwrap()[name] = value;
    facts
}

fn clause<'a>(decision: &'a Value, id: &str) -> &'a Value {
    decision["clauses"].as_array().unwrap().iter().find(|clause| clause["id"] == id).unwrap()
}

fn decisive(decision: &Value) -> Vec<&str> {
    let clauses = decision["clauses"].as_array().unwrap().iter();
    clauses.filter(|clause| clause["decisive"] == true).map(|clause| clause["id"].as_str().unwrap()).collect()
}

fn said(policy: &str, facts: &Value, level: &str) -> String {
    let answer = assess(policy, facts);
    let options = json!({ "locale": "en", "level": level });
    call(policy, "explain", &answer, &options)["text"].as_str().unwrap().to_owned()
}

/// Moderate by amount at 20 days.
fn moderate() -> Value {
    json!({ "asOf": AS_OF, "loan": { "annualRate": "4%" },
        "arrears": [{ "dueOn": "2025-11-02", "principal": "4500", "interest": "500" }] })
}

/// 30 days past due and eligible for a waiver; 75.00 + 1.13 of charges, of which 15.22 may be waived.
fn capped() -> Value {
    json!({ "asOf": AS_OF, "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-10-23", "principal": "10000", "interest": "150" }],
        "borrower": { "firstArrear": true, "cameForward": true } })
}

/// 99 days past due, 62,407.28, two failed attempts, not refused, last reached ten days ago.
fn silent() -> Value {
    json!({ "asOf": AS_OF, "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
        "contacts": { "failedAttempts": 2 },
        "borrower": { "refusedToPay": false, "lastReachedOn": "2025-11-12", "monthlyIncome": "34000" } })
}

#[test]
fn the_known_answers_stand() {
    let mortgage = |days_due: &str, principal: &str, interest: &str| {
        let facts = json!({ "asOf": AS_OF, "loan": { "annualRate": "4%" },
            "arrears": [{ "dueOn": days_due, "principal": principal, "interest": interest }] });
        assess("cn-home-mortgage", &facts)
    };
    let by_amount = mortgage("2025-11-02", "4500", "500");
    assert_eq!(by_amount["delinquency"]["daysPastDue"], 20);
    assert_eq!(
        (
            &by_amount["delinquency"]["class"],
            &by_amount["delinquency"]["classByDays"],
            &by_amount["delinquency"]["classByAmount"]
        ),
        (&json!("moderate"), &json!("mild"), &json!("moderate"))
    );
    assert_eq!(
        (&by_amount["waiver"]["outcome"], &by_amount["waiver"]["refersTo"]),
        (&json!("refer"), &json!("supervisor"))
    );
    assert_eq!(mortgage("2025-11-02", "4499.99", "500")["delinquency"]["class"], "mild");
    let by_days = mortgage("2025-08-19", "3000", "0");
    assert_eq!(by_days["delinquency"]["daysPastDue"], 95);
    assert_eq!(
        (&by_days["delinquency"]["class"], &by_days["delinquency"]["classByAmount"]),
        (&json!("severe"), &json!("mild"))
    );
    assert_eq!(assess("cn-bank-loan", &silent())["escalation"]["litigation"]["outcome"], "no");
    let moves: Vec<(Value, Value, Value)> = changes("cn-bank-loan", &silent(), "litigation")
        .into_iter()
        .map(|change| (change["by"].clone(), change["to"].clone(), change["on"].clone()))
        .collect();
    assert_eq!(
        moves,
        [
            (json!("time"), json!(31), json!("2025-12-13")),
            (json!("lender"), json!(3), Value::Null),
            (json!("borrower"), json!(true), Value::Null),
        ]
    );
    let plans = changes("cn-bank-loan", &silent(), "installments");
    assert_eq!(
        (&plans[0]["to"], &plans[1]["to"], &plans[1]["periods"]),
        (&json!("1207.28"), &json!("34670.77"), &json!(6))
    );
    for (deposit, outcome) in [("1207.27", "no"), ("1207.28", "yes"), ("1207.32", "no"), ("1207.33", "yes")] {
        let paid = with(&silent(), "/waived", json!(deposit));
        assert_eq!(assess("cn-bank-loan", &paid)["installments"]["outcome"], outcome, "{deposit}");
    }
    let richer = assess("cn-bank-loan", &with(&silent(), "/borrower/monthlyIncome", json!("34670.77")));
    assert_eq!(richer["installments"]["options"][3]["lastPayment"], "10401.23");
    assert_eq!(richer["installments"]["shortest"], 6);
}

#[test]
fn a_decision_by_days_waits_until_it_is_known_that_something_is_left() {
    let policy = "cn-home-mortgage";
    let facts = json!({ "asOf": AS_OF, "loan": { "annualRate": "6%" }, "waived": "61485",
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] });
    // 60,000 × 9 % × 99 ÷ 360 = 1,485.00: all that is known is waived.
    let doubtful = assess(policy, &facts);
    let litigation = &doubtful["escalation"]["litigation"];
    assert_eq!(
        (&litigation["outcome"], &litigation["missing"]),
        (&json!("undetermined"), &json!(["/arrears/0/interest"]))
    );
    assert_eq!((&doubtful["delinquency"]["class"], doubtful["delinquency"].get("riskTier")), (&json!(null), None));
    let said = said(policy, &facts, "full");
    assert!(said.contains("The loan is overdue — not known, needed. Days past due: not known"), "{said}");
    let of = |waived: &str, interest: Value| {
        let facts = with(&with(&facts, "/waived", json!(waived)), "/arrears/0/interest", interest);
        assess(policy, &facts)["escalation"]["litigation"]["outcome"].clone()
    };
    // What is `no` either way is settled, and nothing is asked for.
    let bank = assess("cn-bank-loan", &facts);
    assert_eq!((&bank["waiver"]["outcome"], &bank["waiver"]["missing"]), (&json!("no"), &json!([])));
    assert_eq!(decisive(&bank["waiver"]), ["waiver.daysPastDue"]);
    // What is to be done about an arrear waits as well.
    let actions = call("cn-bank-loan", "actions", &facts, &json!({}));
    let settled = |action: &&Value| action["outcome"] != "undetermined";
    assert!(!actions["actions"].as_array().unwrap().is_empty());
    assert_eq!(actions["actions"].as_array().unwrap().iter().find(settled), None);
    assert_eq!(of("61484.99", json!(null)), "yes");
    assert_eq!(of("61485", json!("0.01")), "yes");
    assert_eq!(of("61485", json!("0")), "no");
}

#[test]
fn a_waiver_that_is_referred_is_opened_by_an_approval_on_record() {
    let (policy, facts) = ("cn-home-mortgage", moderate());
    let answer = assess(policy, &facts);
    assert_eq!((&answer["waiver"]["outcome"], &answer["waiver"]["missing"]), (&json!("refer"), &json!([])));
    let found = changes(policy, &facts, "waiver");
    let given = found.iter().find(|change| change["by"] == "lender").unwrap();
    assert_eq!(
        (&given["fact"], &given["to"], &given["outcome"]),
        (&json!("approvals.waiver"), &json!(true), &json!("yes"))
    );
    assert_eq!(given["text"], "If the waiver has been approved, the outcome is: yes.");
    // The change, made.
    let approved = assess(policy, &with(&facts, "/approvals", json!({ "waiver": true })));
    assert_eq!(approved["waiver"]["outcome"], "yes");
    assert_eq!(decisive(&approved["waiver"]), ["waiver.class", "waiver.approval"]);
    assert_eq!((approved["waiver"].get("max"), approved["waiver"].get("figuresMissing")), (None, None));
    assert!(
        said(policy, &with(&facts, "/approvals", json!({ "waiver": true })), "sentence").contains("has approved it")
    );
}

#[test]
fn an_approval_that_was_refused_shuts_the_waiver_and_one_alone_does_not_open_it() {
    let policy = "cn-home-mortgage";
    let refused = with(&moderate(), "/approvals", json!({ "waiver": false }));
    let answer = assess(policy, &refused);
    assert_eq!(
        (&answer["waiver"]["outcome"], &answer["waiver"]["blocking"]),
        (&json!("no"), &json!(["waiver.approval"]))
    );
    assert_eq!(decisive(&answer["waiver"]), ["waiver.approval"]);
    let found = changes(policy, &refused, "waiver");
    assert_eq!(
        (&found[0]["fact"], &found[0]["from"], &found[0]["to"]),
        (&json!("approvals.waiver"), &json!(false), &json!(true))
    );
    // Mild: the condition fails, whoever approves.
    let mut mild = with(&moderate(), "/approvals", json!({ "waiver": true }));
    mild["arrears"][0]["principal"] = json!("4000");
    let answer = assess(policy, &mild);
    assert_eq!((&answer["waiver"]["outcome"], &answer["waiver"]["blocking"]), (&json!("no"), &json!(["waiver.class"])));
    // The class is open: asked for, unless the refusal settles it.
    let mut open = moderate();
    open["arrears"][0]["interest"] = Value::Null;
    assert_eq!(assess(policy, &open)["waiver"]["outcome"], "undetermined");
    assert_eq!(assess(policy, &open)["waiver"]["missing"], json!(["/arrears/0/interest"]));
    open["approvals"] = json!({ "waiver": false });
    assert_eq!(assess(policy, &open)["waiver"]["outcome"], "no");
    assert_eq!(assess(policy, &open)["waiver"]["missing"], json!([]));
}

#[test]
fn a_hardship_that_is_referred_is_settled_by_its_approval() {
    let mut facts = moderate();
    facts["borrower"] = json!({ "monthlyIncome": "8000", "livingCosts": "3000", "otherDebtPayments": "0", "firstArrear": true,
        "cameForward": true, "refusedToPay": false, "hardship": { "cause": "unemployment", "evidenced": true } });
    let outcome = |facts: &Value| call("cn-bank-loan", "hardship", facts, &json!({}))["outcome"].clone();
    assert_eq!(outcome(&facts), "refer");
    facts["approvals"] = json!({ "restructure": true });
    assert_eq!(outcome(&facts), "yes");
    facts["approvals"] = json!({ "restructure": false });
    let refused = call("cn-bank-loan", "hardship", &facts, &json!({}));
    assert_eq!((&refused["outcome"], &refused["blocking"]), (&json!("no"), &json!(["restructure.approval"])));
    assert!(!refused["rights"].as_array().unwrap().is_empty());
}

#[test]
fn an_approval_is_yes_or_no_and_of_a_known_decision() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let facts = with(&moderate(), "/approvals", json!({ "waivers": true, "restructure": "yes" }));
    let failure = call_text(&engine, "assess", &facts.to_string(), "{}").unwrap_err().to_string();
    assert!(failure.contains("/approvals/waivers") && failure.contains("/approvals/restructure"), "{failure}");
}

#[test]
fn a_cap_that_is_used_up_is_a_no_until_it_has_grown() {
    let policy = "cn-bank-loan";
    let facts = with(&capped(), "/waived", json!("15.22"));
    let answer = assess(policy, &facts);
    let waiver = &answer["waiver"];
    assert_eq!((&waiver["outcome"], &waiver["blocking"]), (&json!("no"), &json!(["waiver.remaining"])));
    assert_eq!((&waiver["max"], &waiver["remaining"], waiver.get("aboveMax")), (&json!("15.22"), &json!("0.00"), None));
    let left = clause(waiver, "waiver.remaining");
    assert_eq!((&left["value"], &left["operator"], &left["threshold"]), (&json!("0.00"), &json!("gt"), &json!("0.00")));
    assert!(
        said(policy, &facts, "sentence").contains("CNY 0.00 may still be waived"),
        "{}",
        said(policy, &facts, "sentence")
    );
    // A fen less leaves a fen to waive.
    let nearly = assess(policy, &with(&capped(), "/waived", json!("15.21")));
    assert_eq!((&nearly["waiver"]["outcome"], &nearly["waiver"]["remaining"]), (&json!("yes"), &json!("0.01")));
    // Nothing waived yet: no clause about it.
    assert_eq!(assess(policy, &capped())["waiver"]["clauses"].as_array().unwrap().len(), 3);
    // On day 31 the waiver is shut by its own condition, so that waiting opens nothing.
    assert_eq!(changes(policy, &facts, "waiver"), Vec::<Value>::new());
    // Ten days earlier there is time: the next day adds 2.54 of charges.
    let earlier = with(&with(&capped(), "/asOf", json!("2025-11-12")), "/waived", json!("10.15"));
    assert_eq!(assess(policy, &earlier)["waiver"]["outcome"], "no");
    let found = changes(policy, &earlier, "waiver");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["fact"], &found[0]["on"], &found[0]["lastDay"]),
        (&json!("waiverRemaining"), &json!("2025-11-13"), &json!("2025-11-22"))
    );
    let then = assess(policy, &with(&earlier, "/asOf", json!("2025-11-13")));
    assert_eq!((&then["waiver"]["outcome"], &then["waiver"]["remaining"]), (&json!("yes"), &found[0]["to"]));
}

#[test]
fn a_recorded_waiver_above_the_cap_is_flagged() {
    let facts = with(&capped(), "/waived", json!("20"));
    let answer = assess("cn-bank-loan", &facts);
    assert_eq!((&answer["waiver"]["outcome"], &answer["waiver"]["aboveMax"]), (&json!("no"), &json!("4.78")));
    assert!(said("cn-bank-loan", &facts, "sentence").contains("CNY 4.78 above the cap"));
    // Also where no waiver may be granted any more.
    let late = with(&silent(), "/waived", json!("301.46"));
    let answer = assess("cn-bank-loan", &late);
    assert_eq!((&answer["waiver"]["outcome"], &answer["waiver"]["aboveMax"]), (&json!("no"), &json!("0.01")));
}

#[test]
fn what_is_left_of_a_cap_is_asked_for_while_the_charges_are_not_known() {
    let mut facts = with(&capped(), "/waived", json!("5"));
    facts["loan"] = json!({});
    let answer = assess("cn-bank-loan", &facts);
    assert_eq!(
        (&answer["waiver"]["outcome"], &answer["waiver"]["missing"]),
        (&json!("undetermined"), &json!(["/loan/annualRate"]))
    );
    assert_eq!(decisive(&answer["waiver"]), ["waiver.remaining"]);
}

/// 85 days past due, two failed attempts, not refused.
fn nearly(last_reached_on: &str) -> Value {
    with(&with(&silent(), "/asOf", json!("2025-11-08")), "/borrower/lastReachedOn", json!(last_reached_on))
}

#[test]
fn a_change_by_time_says_what_else_has_to_come_about() {
    let policy = "cn-bank-loan";
    let time =
        |facts: &Value| changes(policy, facts, "litigation").into_iter().find(|change| change["by"] == "time").unwrap();
    // Silence reaches 31 days on 10 November, days past due reach 91 on the 14th.
    let change = time(&nearly("2025-10-10"));
    assert_eq!(
        (&change["fact"], &change["to"], &change["on"]),
        (&json!("daysPastDue"), &json!(91), &json!("2025-11-14"))
    );
    assert_eq!(change["provided"], json!([{ "fact": "daysUnreachable", "to": 35 }]));
    assert!(change["text"].as_str().unwrap().contains("only if nobody reaches the borrower until then"));
    let opened = |last: &str| {
        let facts = with(&nearly(last), "/asOf", json!("2025-11-14"));
        assess(policy, &facts)["escalation"]["litigation"]["outcome"].clone()
    };
    assert_eq!((opened("2025-10-10"), opened("2025-11-14")), (json!("yes"), json!("no")));
    // Days first, silence last: on 20 November.
    let change = time(&nearly("2025-10-20"));
    assert_eq!((&change["fact"], &change["on"]), (&json!("daysUnreachable"), &json!("2025-11-20")));
    assert_eq!(change["provided"], json!([{ "fact": "daysPastDue", "to": 97 }]));
    // Silent for 40 days already: notYet, and still only if nobody reaches the borrower.
    let facts = nearly("2025-09-29");
    assert_eq!(assess(policy, &facts)["escalation"]["litigation"]["outcome"], "notYet");
    assert_eq!(time(&facts)["provided"], json!([{ "fact": "daysUnreachable", "to": 46 }]));
    // Enough attempts: days alone.
    let facts = with(&nearly("2025-10-10"), "/contacts/failedAttempts", json!(3));
    assert_eq!(time(&facts).get("provided"), None);
    for locale in ["zh-Hans", "zh-Hant", "en"] {
        let reply =
            call(policy, "change", &nearly("2025-10-10"), &json!({ "decision": "litigation", "locale": locale }));
        let text = reply["decisions"][0]["changes"][0]["text"].as_str().unwrap().to_owned();
        let wanted = match locale {
            "zh-Hans" => "前提是在此之前一直联系不上借款人",
            "zh-Hant" => "前提是在此之前一直聯絡不上借款人",
            _ => "only if nobody reaches the borrower",
        };
        assert!(text.contains(wanted), "{text}");
    }
}

fn dated(facts: &Value, event: &str) -> Vec<Value> {
    let reply = call("cn-bank-loan", "keyDates", facts, &json!({}));
    reply["keyDates"].as_array().unwrap().iter().filter(|date| date["event"] == event).cloned().collect()
}

#[test]
fn an_opening_that_is_certain_is_listed_although_the_decision_is_open() {
    let mut facts = silent();
    facts["contacts"] = json!({});
    facts["borrower"] = json!({ "lastReachedOn": "2025-10-28" });
    assert_eq!(assess("cn-bank-loan", &facts)["escalation"]["agency"]["outcome"], "undetermined");
    // Out of reach for 25 days, for 31 on 28 November, whatever the attempts were; three attempts or a refusal would
    // have opened it before.
    for event in ["agencyOpens", "litigationOpens"] {
        let found = dated(&facts, event);
        assert_eq!(found.len(), 1, "{event}");
        let missing = json!(["/contacts/failedAttempts", "/borrower/refusedToPay"]);
        assert_eq!(
            (&found[0]["on"], &found[0]["outcome"], &found[0]["missing"]),
            (&json!("2025-11-28"), &json!("yes"), &missing)
        );
        assert!(found[0]["source"]["clause"].as_str().unwrap().contains("失联"), "{}", found[0]);
    }
}

#[test]
fn the_last_day_of_a_waiver_depends_on_the_facts_that_are_missing() {
    let mut facts = capped();
    facts["asOf"] = json!("2025-11-12");
    facts["borrower"] = json!({ "firstArrear": true });
    let missing = json!(["/borrower/cameForward"]);
    let last = dated(&facts, "waiverLastDay");
    assert_eq!(
        (&last[0]["on"], &last[0]["outcome"], &last[0]["missing"]),
        (&json!(AS_OF), &json!("undetermined"), &missing)
    );
    let closes = dated(&facts, "waiverCloses");
    assert_eq!(
        (&closes[0]["on"], &closes[0]["outcome"], &closes[0]["missing"]),
        (&json!("2025-11-23"), &json!("no"), &missing)
    );
    facts["borrower"]["cameForward"] = json!(true);
    assert_eq!(dated(&facts, "waiverLastDay")[0].get("missing"), None);
    facts["borrower"]["cameForward"] = json!(false);
    assert_eq!(dated(&facts, "waiverLastDay"), Vec::<Value>::new());
    let text = {
        facts["borrower"]["cameForward"] = Value::Null;
        call("cn-bank-loan", "keyDates", &facts, &json!({ "format": "ics", "locale": "en" }))["ics"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(text.replace("\r\n ", "").contains("depends on facts that are missing: /borrower/cameForward"), "{text}");
}

fn action(facts: &Value, id: &str) -> Option<Value> {
    let reply = call("cn-home-mortgage", "actions", facts, &json!({}));
    reply["actions"].as_array().unwrap().iter().find(|action| action["id"] == id).cloned()
}

#[test]
fn the_severe_stage_lists_what_waits_for_a_fact() {
    let mut facts = silent();
    facts["contacts"] = json!({});
    facts["borrower"] = json!({ "hardship": { "cause": "unemployment" } });
    let agency = action(&facts, "agency").unwrap();
    assert_eq!(agency["outcome"], "undetermined");
    assert_eq!(
        agency["missing"],
        json!(["/contacts/failedAttempts", "/borrower/refusedToPay", "/borrower/lastReachedOn"])
    );
    assert_eq!(action(&facts, "litigation").unwrap()["outcome"], "yes");
    let restructure = action(&facts, "restructure").unwrap();
    assert_eq!(restructure["outcome"], "undetermined");
    assert!(restructure["missing"].as_array().unwrap().contains(&json!("/borrower/hardship/evidenced")));
    // What is settled as `no` is not listed.
    assert_eq!(action(&silent(), "agency"), None);
}

#[test]
fn a_notice_that_nothing_shows_is_listed_in_every_stage() {
    let mut facts = silent();
    facts["contacts"] = json!({});
    for as_of in ["2025-08-20", "2025-09-25", "2025-11-22"] {
        facts["asOf"] = json!(as_of);
        facts["borrower"] = json!({});
        for id in ["overdueNotice", "confirmDelivery"] {
            let listed = action(&facts, id).unwrap_or_else(|| panic!("{id} on {as_of}"));
            assert_eq!(listed["done"], Value::Null, "{id} on {as_of}");
        }
    }
    facts["contacts"] = json!({ "log": [] });
    assert_eq!(action(&facts, "overdueNotice").unwrap()["done"], false);
    facts["contacts"] = json!({ "log": [{ "at": "2025-08-16", "channel": "letter", "outcome": "noAnswer" }] });
    assert_eq!(action(&facts, "overdueNotice"), None);
}

#[test]
fn a_count_of_attempts_is_no_log() {
    let none = |contacts: Value| {
        assess("cn-bank-loan", &with(&silent(), "/contacts", contacts))["conventions"]["assumedNone"].clone()
    };
    let listed = |none: &Value| none.as_array().unwrap().contains(&json!("contacts.log"));
    assert!(listed(&none(json!({}))) && listed(&none(json!({ "failedAttempts": 2 }))));
    assert!(!listed(&none(json!({ "log": [] }))));
}

#[test]
fn a_value_that_is_not_known_is_shown_by_its_bounds() {
    let policy = "cn-bank-loan";
    // A payment out of no income takes all of it and more.
    let poor = with(&silent(), "/borrower/monthlyIncome", json!("0"));
    let answer = assess(policy, &poor);
    let share = clause(&answer["installments"], "installment.shareOfIncome");
    assert_eq!(
        (&share["value"], &share["atLeast"], &share["status"]),
        (&Value::Null, &json!("1.0000"), &json!("notMet"))
    );
    assert!(said(policy, &poor, "checklist").contains("is at least 100%"), "{}", said(policy, &poor, "checklist"));
    // Without a rate the penalty is at most that of a rate of 1: 60,900.00 × 1.5 × 99 ÷ 360 = 25,121.25.
    let mut open = with(&silent(), "/borrower/monthlyIncome", json!("100000"));
    open["loan"] = json!({});
    let answer = assess(policy, &open);
    let share = clause(&answer["installments"], "installment.shareOfIncome");
    assert_eq!(share["value"], Value::Null);
    // 60,900.00 and 86,021.25 over three periods, the larger with two fen to spare for the residue.
    assert_eq!(
        (&share["atLeast"], &share["atMost"], &share["status"]),
        (&json!("0.2030"), &json!("0.2868"), &json!("met"))
    );
    assert_eq!(answer["installments"]["outcome"], "yes");
    for facts in [&poor, &open] {
        for text in [said(policy, facts, "checklist"), said(policy, facts, "full")] {
            assert!(!text.contains("not known — met") && !text.contains("cannot change this result"), "{text}");
        }
    }
}

/// The built-in policy with another condition for an agency.
fn with_agency(condition: &Value) -> Engine {
    let mut policy: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
    policy["escalation"]["agency"]["condition"] = condition.clone();
    Engine::compile(&policy.to_string()).unwrap_or_else(|failure| panic!("{}", failure.to_json()))
}

fn agency_of(engine: &Engine, facts: &Value) -> Value {
    let answer: Value = serde_json::from_str(&call_text(engine, "assess", &facts.to_string(), "{}").unwrap()).unwrap();
    answer["escalation"]["agency"].clone()
}

#[test]
fn of_two_alternatives_that_hold_the_shorter_decides_and_of_unknown_ones_both() {
    let refused = || made_up_clause("refused", "refusedToPay", "eq", &json!(true));
    let attempts = || made_up_clause("attempts", "failedAttempts", "ge", &json!(1));
    let (pair, days) =
        (json!({ "all": [refused(), attempts()] }), made_up_clause("days", "daysPastDue", "ge", &json!(1)));
    let first = made_up_clause("first", "firstArrear", "eq", &json!(true));
    let known = with(&with(&silent(), "/borrower/refusedToPay", json!(true)), "/contacts/failedAttempts", json!(2));
    let open = with(&with(&silent(), "/borrower/refusedToPay", Value::Null), "/contacts/failedAttempts", Value::Null);
    for parts in [[pair.clone(), days.clone()], [days, pair.clone()]] {
        let agency = agency_of(&with_agency(&json!({ "any": parts })), &known);
        assert_eq!((agency["outcome"].as_str(), decisive(&agency)), (Some("yes"), vec!["days"]));
    }
    // The borrower's first arrear is not known either.
    for (parts, deciding) in [
        ([pair.clone(), first.clone()], ["refused", "attempts", "first"]),
        ([first, pair], ["first", "refused", "attempts"]),
    ] {
        let agency = agency_of(&with_agency(&json!({ "any": parts })), &open);
        assert_eq!((agency["outcome"].as_str(), decisive(&agency)), (Some("undetermined"), deciding.to_vec()));
    }
}

#[test]
fn what_held_on_days_that_have_passed_does_not_open() {
    let days = |id: &str, operator: &str, bound: u32| made_up_clause(id, "daysPastDue", operator, &json!(bound));
    let agency = |least: u32, most: u32| {
        agency_of(&with_agency(&json!({ "all": [days("least", "ge", least), days("most", "le", most)] })), &silent())
    };
    // 99 days past due.
    let opening = |decision: &Value| (decision["outcome"].clone(), decision["opensOn"].clone());
    assert_eq!(opening(&agency(5, 30)), (json!("no"), Value::Null));
    assert_eq!(opening(&agency(5, 98)), (json!("no"), Value::Null));
    assert_eq!(opening(&agency(0, 99)), (json!("yes"), Value::Null));
    assert_eq!(opening(&agency(100, 100)), (json!("notYet"), json!("2025-11-23")));
    assert_eq!(opening(&agency(120, 200)), (json!("notYet"), json!("2025-12-13")));
}
