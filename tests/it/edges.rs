//! Edges at which an answer once was too sure, not sure enough, or asked for what could not matter.

use arrears::api::Engine;
use arrears::calendar::Date;
use serde_json::{Value, json};

use crate::vectors::{assess, assess_with_changes, call};

fn a() -> Value {
    json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }] })
}

#[test]
fn a_repeated_key_is_a_problem() {
    let facts = r#"{"asOf":"2025-11-22","asOf":"2024-01-01","arrears":[{"dueOn":"2025-08-15","principal":"1"}]}"#;
    assert!(call("assess", facts, "{}").unwrap_err().contains("duplicateField"));
}

#[test]
fn clauses_are_bounded_over_the_whole_condition() {
    let mut document: Value = serde_json::from_str(arrears::policy::builtin::DOCUMENTS[0].1).unwrap();
    let clause = document["waiver"]["condition"]["all"][0].clone();
    let part = |start: usize| {
        let clauses = (start..start + 129).map(|index| {
            let mut clause = clause.clone();
            clause["id"] = json!(format!("clause{index}"));
            clause
        });
        json!({ "all": clauses.collect::<Vec<_>>() })
    };
    document["waiver"]["condition"] = json!({ "all": [part(0), part(129)] });
    assert!(Engine::compile(&document.to_string()).is_err());
}

#[test]
fn a_growth_that_is_null_says_what_is_missing() {
    let mut facts = a();
    facts["arrears"][0] = json!({ "dueOn": "2025-11-22", "principal": "60000" });
    let due = assess(&facts)["due"].clone();
    assert!(!due["dailyGrowth"].is_null() || due["missing"] != json!([]), "{due}");
}

#[test]
fn every_arrear_of_doubtful_amount_is_reported() {
    let mut facts = a();
    facts["arrears"] =
        json!([{ "dueOn": "2025-08-15", "principal": "0" }, { "dueOn": "2025-09-15", "principal": "0" }]);
    let failure: Value = serde_json::from_str(&call("assess", &facts.to_string(), "{}").unwrap_err()).unwrap();
    assert_eq!(failure["problemCount"], 2);
}

#[test]
fn stating_no_refusal_against_a_refusal_in_the_log_is_a_problem() {
    let mut facts = a();
    facts["contacts"] = json!({ "log": [{ "at": "2025-11-20", "channel": "phone", "outcome": "refused" }] });
    assert_eq!(assess(&facts)["escalation"]["agency"]["outcome"], "yes");
    facts["borrower"] = json!({ "refusedToPay": false });
    let failure: Value = serde_json::from_str(&call("assess", &facts.to_string(), "{}").unwrap_err()).unwrap();
    assert_eq!(failure["problems"][0]["code"], "bothGiven");
    assert_eq!(failure["problems"][0]["path"], "/borrower/refusedToPay");
}

#[test]
fn days_under_a_not_open_with_time() {
    let mut document: Value = serde_json::from_str(arrears::policy::builtin::DOCUMENTS[0].1).unwrap();
    let clause = &mut document["escalation"]["litigation"]["condition"]["all"][0];
    let mut days = clause.clone();
    days["operator"] = json!("le");
    *clause = json!({ "not": days });
    let engine = Engine::compile(&document.to_string()).unwrap();
    let mut facts = a();
    facts["arrears"][0]["dueOn"] = json!("2025-08-24");
    facts["contacts"] = json!({ "failedAttempts": 3 });
    let answer = arrears::api::call_text(&engine, "escalation", &facts.to_string(), "{}").unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(
        (&answer["litigation"]["outcome"], &answer["litigation"]["opensOn"]),
        (&json!("notYet"), &json!("2025-11-23"))
    );
}

#[test]
fn a_per_cent_text_is_not_told_a_number_of_places_that_it_has_not() {
    let mut facts = a();
    facts["loan"]["annualRate"] = json!("6.123456789%");
    let failure = call("assess", &facts.to_string(), "{}").unwrap_err();
    assert!(!failure.contains("more than 10 decimal places"), "{failure}");
}

#[test]
fn a_rate_that_changes_nothing_is_not_missing() {
    let facts =
        json!({ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-11-21", "principal": "0.01", "interest": "0" }] });
    let due = assess(&facts)["due"].clone();
    assert!(due["total"].is_null() == (due["missing"] != json!([])), "{due}");
}

#[test]
fn a_change_by_time_holds_although_the_facts_have_later_entries() {
    let mut facts = a();
    facts["borrower"] = json!({ "refusedToPay": false });
    facts["contacts"] = json!({ "log": [{ "at": "2025-11-01", "channel": "phone", "outcome": "reached" },
        { "at": "2025-11-25", "channel": "phone", "outcome": "reached" }] });
    let answer = assess_with_changes(&facts);
    for change in answer["escalation"]["agency"]["changes"].as_array().unwrap() {
        if change["by"] == "time" {
            facts["asOf"] = change["on"].clone();
            assert_eq!(assess(&facts)["escalation"]["agency"]["outcome"], change["outcome"], "{change}");
        }
    }
}

#[test]
fn missing_facts_are_asked_for_in_the_order_of_the_policy() {
    let mut document: Value = serde_json::from_str(arrears::policy::builtin::DOCUMENTS[0].1).unwrap();
    let mut facts = a();
    facts["loan"] = json!({});
    facts["arrears"][0].as_object_mut().unwrap().remove("interest");
    let asked = |document: &Value| {
        let engine = Engine::compile(&document.to_string()).unwrap();
        let answer = arrears::api::call_text(&engine, "assess", &facts.to_string(), "{}").unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        (answer["installments"]["missing"].clone(), answer["escalation"]["agency"]["missing"].clone())
    };
    let (plans, agency) = asked(&document);
    assert_eq!(plans, json!(["/loan/annualRate", "/arrears/0/interest", "/borrower/monthlyIncome"]));
    assert_eq!(agency, json!(["/contacts/failedAttempts", "/borrower/refusedToPay", "/borrower/lastReachedOn"]));
    document["askOrder"]["value"].as_array_mut().unwrap().reverse();
    let (plans, agency) = asked(&document);
    assert_eq!(plans, json!(["/borrower/monthlyIncome", "/arrears/0/interest", "/loan/annualRate"]));
    assert_eq!(agency, json!(["/borrower/lastReachedOn", "/borrower/refusedToPay", "/contacts/failedAttempts"]));
}

#[test]
fn a_clause_may_look_at_the_day_on_which_the_oldest_arrear_fell_due() {
    // Relief for what fell due from 1 August 2025 on: no litigation.
    let mut document: Value = serde_json::from_str(arrears::policy::builtin::DOCUMENTS[0].1).unwrap();
    let mut clause = document["escalation"]["litigation"]["condition"]["all"][0].clone();
    clause["id"] = json!("litigation.beforeRelief");
    clause["fact"] = json!("oldestDueOn");
    clause["operator"] = json!("lt");
    clause["threshold"] = json!("2025-08-01");
    clause["label"] =
        json!({ "zh-Hans": "到期日早于纾困期", "zh-Hant": "到期日早於紓困期", "en": "due before the relief" });
    document["escalation"]["litigation"]["condition"]["all"].as_array_mut().unwrap().push(clause);
    let engine = Engine::compile(&document.to_string()).unwrap();
    let litigation = |due_on: &str| {
        let mut facts = a();
        facts["arrears"][0]["dueOn"] = json!(due_on);
        facts["contacts"] = json!({ "failedAttempts": 3 });
        let answer = arrears::api::call_text(&engine, "escalation", &facts.to_string(), "{}").unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        answer["litigation"].clone()
    };
    assert_eq!(litigation("2025-07-31")["outcome"], "yes");
    let refused = litigation("2025-08-01");
    assert_eq!((&refused["outcome"], &refused["blocking"]), (&json!("no"), &json!(["litigation.beforeRelief"])));
    assert_eq!(refused["clauses"].as_array().unwrap().last().unwrap()["value"], "2025-08-01");

    document["escalation"]["litigation"]["condition"]["all"][3]["threshold"] = json!("2025-02-29");
    assert!(Engine::compile(&document.to_string()).is_err());
    document["escalation"]["litigation"]["condition"]["all"][3]["threshold"] = json!(90);
    assert!(Engine::compile(&document.to_string()).is_err());
}

#[test]
fn nothing_is_overdue_once_a_waiver_has_left_nothing_to_pay() {
    let mut facts = a();
    facts["contacts"] = json!({ "failedAttempts": 3 });
    facts["waived"] = json!("62407.28");
    let answer = assess(&facts);
    assert_eq!((&answer["due"]["total"], &answer["delinquency"]["class"]), (&json!("0.00"), &json!("current")));
    for step in ["litigation", "agency"] {
        assert_eq!(answer["escalation"][step]["blocking"], json!(["delinquency.overdue"]));
    }
    facts["waived"] = json!("62407.27");
    assert_eq!(assess(&facts)["escalation"]["agency"]["outcome"], "yes");
}

#[test]
fn silence_runs_from_the_day_of_the_last_talk_also_where_that_was_before_the_due_date() {
    let mut facts = a();
    facts["asOf"] = json!("2025-10-31");
    facts["arrears"][0]["dueOn"] = json!("2025-10-01");
    facts["borrower"] = json!({ "refusedToPay": false, "lastReachedOn": "2025-08-01" });
    facts["contacts"] = json!({ "failedAttempts": 2 });
    let agency = assess(&facts)["escalation"]["agency"].clone();
    assert_eq!(agency["clauses"][3]["value"], 91);
    assert_eq!((&agency["outcome"], &agency["opensOn"]), (&json!("notYet"), &json!("2025-12-31")));
}

#[test]
fn a_change_by_time_names_the_fact_that_turns() {
    let facts = json!({ "asOf": "2025-02-28", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2024-11-30", "principal": "60000", "interest": "0" }],
        "borrower": { "lastReachedOn": "2025-02-28" }, "contacts": { "failedAttempts": 0 } });
    let changes = assess_with_changes(&facts)["escalation"]["litigation"]["changes"].clone();
    let by_time: Vec<&Value> = changes.as_array().unwrap().iter().filter(|change| change["by"] == "time").collect();
    assert_eq!(by_time.len(), 1);
    assert_eq!(
        (&by_time[0]["fact"], &by_time[0]["to"], &by_time[0]["on"]),
        (&json!("daysUnreachable"), &json!(31), &json!("2025-03-31"))
    );
}

#[test]
fn a_plan_that_would_collect_too_much_before_its_last_payment_has_no_schedule() {
    let mut facts = a();
    facts["arrears"][0] = json!({ "dueOn": "2025-11-20", "principal": "0.02", "interest": "0" });
    facts["borrower"] = json!({ "monthlyIncome": "1000" });
    let options = assess(&facts)["installments"]["options"].clone();
    for option in options.as_array().unwrap() {
        let below_zero = option["lastPayment"].as_str().unwrap().starts_with('-');
        assert_eq!(option["schedule"].as_array().unwrap().is_empty(), below_zero, "{option}");
        assert!(!below_zero || option["feasible"] == "no");
    }
    assert_eq!(options[1]["lastPayment"], "-0.01");
}

/// Whole months are counted to the day itself: the same day of a later month, or the last of a shorter one.
#[test]
fn whole_months_end_on_their_day() {
    let day = |text| Date::parse(text).unwrap();
    for (from, to, months) in [
        ("2025-01-15", "2025-02-14", 0),
        ("2025-01-15", "2025-02-15", 1),
        ("2025-01-31", "2025-02-28", 1),
        ("2025-01-31", "2025-02-27", 0),
        ("2024-12-31", "2025-12-31", 12),
        ("2025-03-01", "2025-02-01", 0),
    ] {
        assert_eq!(day(from).months_until(day(to)), months, "{from} to {to}");
    }
}
