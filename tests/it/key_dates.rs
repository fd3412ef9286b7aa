//! The key dates of a case, and the same as a calendar.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use proptest::prelude::*;
use serde_json::{Value, json};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn call(policy: &str, operation: &str, facts: &Value, options: &Value) -> Value {
    let engine = Engine::builtin(policy).unwrap();
    let text = call_text(&engine, operation, &facts.to_string(), &options.to_string());
    serde_json::from_str(&text.unwrap_or_else(|failure| panic!("{facts}: {failure}"))).unwrap()
}

fn dates(policy: &str, facts: &Value, options: &Value) -> Vec<Value> {
    call(policy, "keyDates", facts, options)["keyDates"].as_array().unwrap().clone()
}

/// Day, event and what it is about.
fn short(date: &Value) -> (String, String, String) {
    let about = ["channel", "class", "riskTier", "outcome", "at"].iter().find_map(|name| date[name].as_str());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&date["on"]), text(&date["event"]), about.unwrap_or("").to_owned())
}

fn shorts(policy: &str, facts: &Value, options: &Value) -> Vec<(String, String, String)> {
    dates(policy, facts, options).iter().map(short).collect()
}

fn check(found: &[(String, String, String)], expected: &[(&str, &str, &str)]) {
    let found: Vec<(&str, &str, &str)> = found.iter().map(|(on, event, about)| (&**on, &**event, &**about)).collect();
    assert_eq!(found, expected);
}

/// Thirty days past due, the first arrear, the borrower came forward, and one installment to come.
fn mild() -> Value {
    json!({
        "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [
            { "dueOn": "2025-10-23", "principal": "10000", "interest": "150" },
            { "dueOn": "2025-11-25", "principal": "10000", "interest": "150" },
        ],
        "borrower": { "firstArrear": true, "cameForward": true, "refusedToPay": false, "monthlyIncome": "12000",
            "lastReachedOn": "2025-11-20" },
        "contacts": { "failedAttempts": 0 },
    })
}

#[test]
fn a_bank_loan_of_thirty_days() {
    // Last reached 2025-11-20, so out of reach for 31 days on 2025-12-21; 91 days past due on 2026-01-22.
    // The second installment is the last on record: three years from 2025-11-25.
    check(
        &shorts("cn-bank-loan", &mild(), &json!({})),
        &[
            ("2025-11-22", "reminder", "sms"),
            ("2025-11-22", "waiverLastDay", "yes"),
            ("2025-11-23", "classChange", "moderate"),
            ("2025-11-23", "waiverCloses", "no"),
            ("2025-11-24", "reminder", "phone"),
            ("2025-12-22", "firstPlanPayment", ""),
            ("2026-01-22", "classChange", "severe"),
            ("2026-01-22", "riskTierChange", "substandard"),
            ("2026-01-22", "agencyOpens", "yes"),
            ("2026-07-21", "riskTierChange", "doubtful"),
            ("2026-10-19", "riskTierChange", "loss"),
            ("2028-11-25", "limitationExpires", ""),
        ],
    );
}

#[test]
fn a_waiver_whose_cap_is_used_up_reopens_when_the_cap_has_grown() {
    // 100,000.00 × 0.09 ÷ 360 is 25.00 a day, of which 5.00 may be waived: 75.00 is the cap of day 15.
    let facts = |waived: &str| {
        json!({
            "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "waived": waived,
            "arrears": [{ "dueOn": "2025-11-12", "principal": "100000", "interest": "0" }],
            "borrower": { "firstArrear": true, "cameForward": true },
        })
    };
    let waiver = |waived: &str| -> Vec<(String, String, String)> {
        let found = shorts("cn-bank-loan", &facts(waived), &json!({}));
        found.into_iter().filter(|(_, event, _)| event.starts_with("waiver")).collect()
    };
    let closing = [("2025-12-12", "waiverLastDay", "yes"), ("2025-12-13", "waiverCloses", "no")];
    check(&waiver("75"), &[&[("2025-11-28", "waiverOpens", "yes")], &closing[..]].concat());
    for (day, outcome) in [("2025-11-27", "no"), ("2025-11-28", "yes")] {
        let mut later = facts("75");
        later["asOf"] = json!(day);
        assert_eq!(call("cn-bank-loan", "waiver", &later, &json!({}))["outcome"], outcome, "{day}");
    }
    let found = dates("cn-bank-loan", &facts("75"), &json!({}));
    let opens = found.iter().find(|date| date["event"] == "waiverOpens").unwrap();
    assert_eq!(opens["source"]["clause"], "罚息减免: 不超过罚息总额的20%");
    // The cap of the last day is 150.00: used up, it never opens again. Not used up, it is open all along.
    check(&waiver("150"), &[]);
    check(&waiver("49.99"), &closing);
}

#[test]
fn a_condition_that_turns_while_the_cap_is_used_up_opens_nothing() {
    // By a policy of its own the condition holds from day 13 on; 75.00 are used up until day 15.
    let document = include_str!("../../src/policy/builtin/cn-bank-loan.json");
    let mut policy: Value = serde_json::from_str(document).unwrap();
    policy["waiver"]["condition"]["all"][0]["operator"] = json!("ge");
    policy["waiver"]["condition"]["all"][0]["threshold"] = json!(13);
    let engine = Engine::compile(&policy.to_string()).unwrap();
    let facts = json!({
        "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "waived": "75",
        "arrears": [{ "dueOn": "2025-11-12", "principal": "100000", "interest": "0" }],
        "borrower": { "firstArrear": true, "cameForward": true },
    });
    let reply: Value =
        serde_json::from_str(&call_text(&engine, "keyDates", &facts.to_string(), "{}").unwrap()).unwrap();
    let found = reply["keyDates"].as_array().unwrap().iter().map(short);
    let waiver: Vec<_> = found.filter(|(_, event, _)| event.starts_with("waiver")).collect();
    check(&waiver, &[("2025-11-28", "waiverOpens", "yes")]);
}

#[test]
fn a_waiver_that_leaves_nothing_moves_no_class_until_something_is_due_again() {
    let found = |rate: &str, due_on: &str, principal: &str, waived: &str| {
        let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": rate }, "waived": waived,
            "arrears": [{ "dueOn": due_on, "principal": principal, "interest": "0" }] });
        let found = dates("cn-bank-loan", &facts, &json!({}));
        let moves = found.iter().map(short).filter(|(_, event, _)| {
            ["classChange", "riskTierChange", "overdueNotice", "deliveryCheck"].contains(&event.as_str())
        });
        moves.map(|(on, event, to)| format!("{on} {event} {to}")).collect::<Vec<_>>()
    };
    // Without interest nothing is ever due again.
    assert!(found("0", "2025-10-22", "100", "100").is_empty());
    assert!(found("0", "2025-11-22", "100", "100").is_empty());
    // 60,000 × 9 % × 99 ÷ 360 = 1,485.00 is waived; the day after, 15.00 is due, a hundred days past due.
    let again = found("6%", "2025-08-15", "60000", "61485.00");
    assert_eq!(again.get(..2).unwrap(), ["2025-11-23 classChange severe", "2025-11-23 riskTierChange substandard"]);
}

/// What is certain from a day on stands on that day, with the facts that leave open whether it was so before.
#[test]
fn a_class_that_becomes_certain_by_days_and_an_agency_under_a_waiver() {
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-10-22", "principal": "100", "interest": null }] });
    let found = dates("cn-home-mortgage", &facts, &json!({}));
    let moves: Vec<&Value> = found.iter().filter(|date| date["event"] == "classChange").collect();
    // By days mild, moderate, and severe from day 91; by amount nobody knows until then.
    let [severe] = moves.as_slice() else { panic!("{moves:?}") };
    assert_eq!((&severe["on"], &severe["class"]), (&json!("2026-01-21"), &json!("severe")));
    assert_eq!(severe["missing"], json!(["/arrears/0/interest"]));

    // 0.92 at 9 % bear a fen from the 22nd day on: until then the waiver leaves nothing.
    let facts = json!({ "asOf": "2024-02-29", "loan": { "annualRate": "6%" }, "waived": "0.92",
        "borrower": { "refusedToPay": true }, "arrears": [{ "dueOn": "2024-02-28", "principal": "0.92", "interest": "0" }] });
    let found = shorts("cn-bank-loan", &facts, &json!({}));
    let turns = |event: &str| found.iter().filter(|date| date.1 == event).map(|date| &*date.0).collect::<Vec<_>>();
    assert_eq!(turns("agencyOpens"), ["2024-05-29"]);
    // The upper end of an amount says that it is one.
    let failure = |rate: Value| {
        let facts = json!({ "asOf": "2024-03-01", "loan": { "annualRate": rate }, "waived": "100",
            "arrears": [{ "dueOn": "2024-02-28", "principal": "10", "interest": "0" }] });
        let engine = Engine::builtin("cn-bank-loan").unwrap();
        call_text(&engine, "assess", &facts.to_string(), "{}").unwrap_err().problems()[0].message().clone()
    };
    // 10.00 at 9 % for two days bear 0.005; at 150 %, the most that can be, 0.08.
    assert_eq!(failure(json!("6%")), "the waiver `100.00` is more than the 10.01 that is due");
    assert_eq!(failure(Value::Null), "the waiver `100.00` is more than the ≤ 10.08 that is due");
}

#[test]
fn a_mortgage_moves_by_amount_when_the_next_installment_falls_due() {
    let facts = json!({
        "asOf": "2025-11-22",
        "arrears": [
            { "dueOn": "2025-11-02", "principal": "4000", "interest": "0" },
            { "dueOn": "2025-12-02", "principal": "4000", "interest": "0" },
        ],
    });
    // 4,000.00 at 20 days is mild; 8,000.00 from 2025-12-03, which is also day 31; severe on day 91.
    let found = dates("cn-home-mortgage", &facts, &json!({}));
    let classes: Vec<_> = found.iter().map(short).filter(|(_, event, _)| event.contains("lass")).collect();
    check(&classes, &[("2025-12-03", "classChange", "moderate"), ("2026-02-01", "classChange", "severe")]);
    let waiver: Vec<_> = found.iter().map(short).filter(|(_, event, _)| event.starts_with("waiver")).collect();
    check(
        &waiver,
        &[
            ("2025-12-03", "waiverOpens", "refer"),
            ("2026-01-31", "waiverLastDay", "refer"),
            ("2026-02-01", "waiverCloses", "no"),
        ],
    );
}

#[test]
fn an_amount_moves_the_class_before_the_days_do() {
    let facts = json!({
        "asOf": "2025-11-22",
        "arrears": [
            { "dueOn": "2025-11-12", "principal": "4000", "interest": "0" },
            { "dueOn": "2025-11-26", "principal": "1000", "interest": "0" },
        ],
    });
    let found = dates("cn-home-mortgage", &facts, &json!({}));
    let change = found.iter().find(|date| date["event"] == "classChange").unwrap();
    assert_eq!((&change["on"], &change["class"]), (&json!("2025-11-27"), &json!("moderate")));
    assert_eq!(change["source"]["clause"], "逾期分级: 中度(5000元至20000元)");
}

#[test]
fn a_loan_that_falls_due_tomorrow_has_its_notice_and_the_check_of_it() {
    let facts = json!({ "asOf": "2025-09-29", "arrears": [{ "dueOn": "2025-09-29", "principal": "100" }] });
    let found = dates("cn-bank-loan", &facts, &json!({}));
    let early: Vec<_> = found.iter().map(short).take(3).collect();
    // Notice on 2025-09-30; the holiday runs to 8 October, Saturday 11 is worked.
    check(
        &early,
        &[
            ("2025-09-30", "overdueNotice", ""),
            ("2025-09-30", "classChange", "mild"),
            ("2025-09-30", "riskTierChange", "specialMention"),
        ],
    );
    let delivery = found.iter().find(|date| date["event"] == "deliveryCheck").unwrap();
    assert_eq!(delivery["on"], "2025-10-11");
}

#[test]
fn deadlines_that_were_given_stand_even_when_they_have_passed() {
    let options = json!({ "noticeOn": "2025-09-30", "complaintOn": "2025-09-30T16:30" });
    let found = shorts("cn-bank-loan", &mild(), &options);
    check(
        &found[..3],
        &[
            ("2025-10-01", "complaintRespond", "16:30"),
            ("2025-10-11", "deliveryCheck", ""),
            ("2025-10-11", "complaintInvestigate", ""),
        ],
    );
}

#[test]
fn beyond_the_working_day_table_a_deadline_is_not_moved_and_says_so() {
    let found = dates("cn-bank-loan", &mild(), &json!({ "complaintOn": "2026-12-30" }));
    let investigate = found.iter().find(|date| date["event"] == "complaintInvestigate").unwrap();
    assert_eq!((&investigate["on"], &investigate["tableEnds"]), (&json!("2027-01-02"), &json!(true)));
    assert_eq!(investigate["adjusted"], false);
    let respond = found.iter().find(|date| date["event"] == "complaintRespond").unwrap();
    assert_eq!((&respond["on"], respond.get("at")), (&json!("2026-12-31"), None));
}

#[test]
fn the_limitation_period_restarts_with_a_contact_on_record_and_moves_off_a_day_of_rest() {
    let mut facts =
        json!({ "asOf": "2023-01-10", "arrears": [{ "dueOn": "2021-06-15", "principal": "100", "interest": "0" }] });
    let limitation = |facts: &Value| {
        let found = dates("cn-bank-loan", facts, &json!({}));
        let date = found.iter().find(|date| date["event"] == "limitationExpires").unwrap();
        (date["on"].as_str().unwrap().to_owned(), date["adjusted"].as_bool().unwrap())
    };
    assert_eq!(limitation(&facts), ("2024-06-17".to_owned(), true));
    facts["contacts"] = json!({ "log": [
        { "at": "2022-03-03T10:00", "channel": "phone", "outcome": "promised" },
        { "at": "2022-06-01T10:00", "channel": "phone", "outcome": "noAnswer" },
        { "at": "2022-07-01T10:00", "channel": "phone", "party": "thirdParty", "outcome": "reached" },
    ] });
    assert_eq!(limitation(&facts), ("2025-03-03".to_owned(), false));
}

/// Two installments of 10,000.00 and what was paid on them, at 6 %.
fn paid(as_of: &str, events: &Value) -> Value {
    let row = |due_on: &str| json!({ "dueOn": due_on, "principal": "10000", "interest": "0" });
    json!({
        "asOf": as_of, "loan": { "annualRate": "0.06" },
        "borrower": { "refusedToPay": true, "firstArrear": true, "cameForward": true },
        "history": { "drawdown": { "on": "2025-05-01", "amount": "20000" },
            "schedule": [row("2025-06-10"), row("2025-07-10")], "events": events },
    })
}

#[test]
fn an_installment_that_kept_money_will_pay_is_neither_reminded_of_nor_overdue() {
    let facts = paid("2025-06-01", &json!([{ "on": "2025-05-20", "kind": "payment", "amount": "10000" }]));
    // The payment is kept and pays the first installment on its day; the second is overdue from 2025-07-11 on.
    check(
        &shorts("cn-bank-loan", &facts, &json!({})),
        &[
            ("2025-07-07", "reminder", "sms"),
            ("2025-07-09", "reminder", "phone"),
            ("2025-07-11", "overdueNotice", ""),
            ("2025-07-11", "classChange", "mild"),
            ("2025-07-11", "riskTierChange", "specialMention"),
            ("2025-07-11", "waiverOpens", "yes"),
            ("2025-07-16", "deliveryCheck", ""),
            ("2025-08-09", "waiverLastDay", "yes"),
            ("2025-08-10", "classChange", "moderate"),
            ("2025-08-10", "waiverCloses", "no"),
            ("2025-10-09", "classChange", "severe"),
            ("2025-10-09", "riskTierChange", "substandard"),
            ("2025-10-09", "agencyOpens", "yes"),
            ("2026-04-07", "riskTierChange", "doubtful"),
            ("2026-07-06", "riskTierChange", "loss"),
            ("2028-07-10", "limitationExpires", ""),
        ],
    );
    // Nobody acts on it either.
    let actions = |facts: &Value| {
        let plan = call("cn-bank-loan", "actions", facts, &json!({}));
        let actions = plan["actions"].as_array().unwrap().iter();
        actions.map(|action| (action["id"].clone(), action["from"].clone())).collect::<Vec<_>>()
    };
    let reminders = ["2025-07-07", "2025-07-09"].map(|on| (json!("reminder"), json!(on)));
    assert_eq!(actions(&facts), reminders);
    // A part that is left of an installment falls due with it.
    let part = paid("2025-06-01", &json!([{ "on": "2025-05-20", "kind": "payment", "amount": "9999.99" }]));
    let found = shorts("cn-bank-loan", &part, &json!({}));
    assert!(found.contains(&("2025-06-11".to_owned(), "overdueNotice".to_owned(), String::new())), "{found:?}");
    // All of it paid, nothing is overdue ever.
    let all = paid("2025-06-01", &json!([{ "on": "2025-05-20", "kind": "payment", "amount": "20000" }]));
    check(&shorts("cn-bank-loan", &all, &json!({})), &[]);
    assert!(actions(&all).is_empty());
}

/// What is entered for a day after the as-of date is not applied on it, nor on any day to come.
#[test]
fn looking_ahead_no_event_after_the_as_of_date_is_applied() {
    let facts = json!({
        "asOf": "2025-06-01", "loan": { "annualRate": "0.06" }, "borrower": { "refusedToPay": true },
        "history": { "drawdown": { "on": "2025-01-01", "amount": "100000" },
            "schedule": [
                { "dueOn": "2025-03-10", "principal": "60000", "interest": "100" },
                { "dueOn": "2025-05-10", "principal": "40000", "interest": "100" },
            ],
            "events": [{ "on": "2025-06-20", "kind": "payment", "amount": "62000" }] },
    });
    // Day 91 after 2025-03-10.
    let opens = |facts: &Value| {
        let answer = call("cn-bank-loan", "assess", facts, &json!({ "include": ["changes", "keyDates"] }));
        let agency = &answer["escalation"]["agency"];
        let dates = answer["keyDates"].as_array().unwrap().iter();
        let listed: Vec<Value> =
            dates.filter(|date| date["event"] == "agencyOpens").map(|date| date["on"].clone()).collect();
        (agency["opensOn"].clone(), agency["changes"][0]["on"].clone(), listed)
    };
    let day = json!("2025-06-09");
    assert_eq!(opens(&facts), (day.clone(), day.clone(), vec![day.clone()]));
    // A payment that is reversed later counts until then, and so on all days to come.
    let reversed = |events: Value| {
        let mut facts = facts.clone();
        facts["history"]["events"] = events;
        shorts("cn-bank-loan", &facts, &json!({}))
    };
    let payment = json!({ "on": "2025-05-20", "kind": "payment", "amount": "62000" });
    let reversal = json!({ "on": "2025-06-20", "kind": "reversal", "of": 0 });
    assert_eq!(reversed(json!([payment, reversal])), reversed(json!([payment])));
    // Nor is a contact or a payment on a plan.
    let mut silent = json!({
        "asOf": "2025-06-01", "loan": { "annualRate": "6%" }, "borrower": { "lastReachedOn": "2025-05-20" },
        "arrears": [{ "dueOn": "2025-02-01", "principal": "60000", "interest": "0" }],
        "contacts": { "log": [{ "at": "2025-05-20", "channel": "phone", "outcome": "reached" }] },
    });
    let alone = shorts("cn-bank-loan", &silent, &json!({}));
    let contact = json!({ "at": "2025-06-05", "channel": "phone", "outcome": "reached" });
    silent["contacts"]["log"].as_array_mut().unwrap().push(contact);
    assert_eq!(shorts("cn-bank-loan", &silent, &json!({})), alone);
    let litigation: Vec<_> = alone.iter().filter(|date| date.1.starts_with("litigation")).cloned().collect();
    check(&litigation, &[("2025-06-20", "litigationOpens", "yes")]);
}

/// A loan of which 50,000.00 fell due and whose rate is set every month anew.
fn floating(as_of: &str, due_on: &str, reset_from: &str) -> Value {
    json!({
        "asOf": as_of, "borrower": { "refusedToPay": true },
        "arrears": [{ "dueOn": due_on, "principal": "50000", "interest": "0" }],
        "loan": { "floating": { "base": "lpr5y", "spread": "0", "resetEvery": "month", "resetFrom": reset_from } },
    })
}

#[test]
fn a_rate_that_was_first_set_before_the_table_of_rates_begins_hides_no_day() {
    // The table begins on 2019-08-20. Day 91 after 2021-04-15 is 2021-07-15.
    for reset_from in ["2019-08-19", "2019-08-20"] {
        let facts = floating("2021-07-14", "2021-04-15", reset_from);
        let found = shorts("cn-bank-loan", &facts, &json!({}));
        let opens: Vec<_> = found.into_iter().filter(|(_, event, _)| event.ends_with("Opens")).collect();
        check(&opens, &[("2021-07-15", "agencyOpens", "yes"), ("2021-07-15", "litigationOpens", "yes")]);
    }
}

#[test]
fn nothing_is_said_past_the_day_on_which_the_table_of_rates_ends() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let assessed = |facts: &Value, on: Date| {
        let mut then = facts.clone();
        then["asOf"] = json!(on.to_string());
        call_text(&engine, "assess", &then.to_string(), "{}").is_ok()
    };
    let from = day("2026-01-01");
    let probe = floating("2026-01-01", "2025-12-31", "2025-01-15");
    let days = (1..2_000).find(|days| !assessed(&probe, from.plus_days(*days))).unwrap();
    let last = from.plus_days(days - 1);
    // The loan is 91 days past due on the last day that can be assessed, or on the day after it.
    for (late, expected) in [(0, vec!["agencyOpens", "classChange", "litigationOpens", "riskTierChange"]), (1, vec![])]
    {
        let due_on = last.minus_days(91 - late);
        let facts = floating(&last.minus_days(3).to_string(), &due_on.to_string(), "2025-01-15");
        let found = dates("cn-bank-loan", &facts, &json!({}));
        let mut events: Vec<&str> = found
            .iter()
            .filter(|date| date["daysPastDue"].is_u64())
            .inspect(|date| assert!(day(date["on"].as_str().unwrap()) <= last, "{date}"))
            .map(|date| date["event"].as_str().unwrap())
            .collect();
        events.sort_unstable();
        assert_eq!(events, expected, "{facts}");
        let answer = call("cn-bank-loan", "assess", &facts, &json!({ "include": ["changes"] }));
        let changes = answer["escalation"]["agency"]["changes"].as_array().unwrap().iter();
        assert_eq!(changes.filter(|change| change["by"] == "time").count(), usize::from(late == 0), "{answer}");
    }
}

/// The dates of a kind, with what they are about and the facts they depend on.
fn marked(found: &[Value], prefix: &str) -> Vec<String> {
    let of = found.iter().filter(|date| date["event"].as_str().unwrap().starts_with(prefix));
    let line = |date: &Value| {
        let (on, event, about) = short(date);
        let missing = date["missing"].as_array().map_or(0, Vec::len);
        format!("{on} {event} {about}{}", " ?".repeat(missing))
    };
    of.map(line).collect()
}

/// Until an interest that nobody knows falls due, what it leaves open later is certain.
#[test]
fn an_unknown_interest_to_come_hides_nothing_before_it() {
    let facts = json!({
        "asOf": "2024-02-15", "loan": { "annualRate": "0.06" },
        "arrears": [
            { "dueOn": "2024-01-20", "principal": "1000", "interest": "0" },
            { "dueOn": "2024-02-15", "principal": "5000", "interest": "0" },
            { "dueOn": "2024-02-25", "principal": "7000" },
        ],
    });
    // 6,000.00 are moderate from 2024-02-16; from 2024-02-26 the amount is not known, and day 91 is 2024-04-20.
    let found = dates("cn-home-mortgage", &facts, &json!({}));
    assert_eq!(marked(&found, "class"), ["2024-02-16 classChange moderate", "2024-04-20 classChange severe ?"]);
    let waiver = [
        "2024-02-16 waiverOpens refer",
        "2024-02-25 waiverLastDay refer ?",
        "2024-02-26 waiverCloses undetermined ?",
        "2024-04-19 waiverLastDay undetermined ?",
        "2024-04-20 waiverCloses no ?",
    ];
    assert_eq!(marked(&found, "waiver"), waiver);

    let facts = json!({
        "asOf": "2025-03-31", "loan": { "annualRate": "0.06" },
        "arrears": [
            { "dueOn": "2025-01-10", "principal": "8000", "interest": "0" },
            { "dueOn": "2025-04-01", "principal": "7" },
        ],
    });
    let waiver = [
        "2025-04-01 waiverLastDay refer ?",
        "2025-04-02 waiverCloses undetermined ?",
        "2025-04-10 waiverLastDay undetermined ?",
        "2025-04-11 waiverCloses no ?",
    ];
    assert_eq!(marked(&dates("cn-home-mortgage", &facts, &json!({})), "waiver"), waiver);
}

#[test]
fn a_waiver_that_opens_for_sure_is_listed_while_an_interest_is_unknown() {
    // 20,000.00 × 0.09 ÷ 360 is 5.00 a day: 20 % of 25.00 on day 5 is more than 4.00, whatever the interest is.
    let facts = json!({
        "asOf": "2025-03-01", "waived": "4", "loan": { "annualRate": "0.06" },
        "borrower": { "firstArrear": true, "cameForward": true },
        "arrears": [{ "dueOn": "2025-02-28", "principal": "20000" }],
    });
    let found = dates("cn-bank-loan", &facts, &json!({}));
    // A larger interest bears compound interest that opens it before.
    let waiver = ["2025-03-05 waiverOpens yes ?", "2025-03-30 waiverLastDay yes", "2025-03-31 waiverCloses no"];
    assert_eq!(marked(&found, "waiver"), waiver);
    let opens = found.iter().find(|date| date["event"] == "waiverOpens").unwrap();
    assert_eq!(opens["source"]["clause"], "罚息减免: 不超过罚息总额的20%");
    let answer = call("cn-bank-loan", "assess", &facts, &json!({ "include": ["changes"] }));
    let change = &answer["waiver"]["changes"][0];
    let told = ["by", "fact", "from", "to", "on", "lastDay", "outcome"].map(|name| change[name].clone());
    let expected = ["time", "waiverRemaining", "", "1.00", "2025-03-05", "2025-03-30", "yes"];
    assert_eq!(told, expected.map(|text| if text.is_empty() { Value::Null } else { json!(text) }), "{answer}");
}

#[test]
fn the_day_on_which_tiers_come_into_force_moves_a_loan_that_is_overdue_to_its_first() {
    let found = |due_on: &str| {
        let facts = json!({ "asOf": "2023-06-30", "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": due_on, "principal": "1000", "interest": "0" }] });
        marked(&dates("cn-bank-loan", &facts, &json!({})), "riskTier")
    };
    let first = found("2023-06-01").remove(0);
    assert_eq!(first, "2023-07-01 riskTierChange specialMention");
    // What is not overdue then has no tier to move to.
    assert_eq!(found("2023-07-10").remove(0), "2023-07-11 riskTierChange specialMention");
}

#[test]
fn a_tier_that_becomes_certain_is_listed_with_what_leaves_it_open_before() {
    // 0.92 at 9 % bear a fen from the 22nd day on: until then nothing but the unknown interest may be left.
    let facts = json!({ "asOf": "2024-02-29", "loan": { "annualRate": "6%" }, "waived": "0.92",
        "arrears": [{ "dueOn": "2024-02-28", "principal": "0.92" }] });
    let found = marked(&dates("cn-bank-loan", &facts, &json!({})), "riskTier");
    assert_eq!(found[..2], ["2024-03-21 riskTierChange specialMention ?", "2024-05-29 riskTierChange substandard"]);
}

#[test]
fn key_dates_stand_in_the_answer_only_when_asked_for() {
    assert!(call("cn-bank-loan", "assess", &mild(), &json!({})).get("keyDates").is_none());
    let asked = call("cn-bank-loan", "assess", &mild(), &json!({ "include": ["keyDates"] }));
    assert_eq!(asked["keyDates"].as_array().unwrap(), &dates("cn-bank-loan", &mild(), &json!({})));
}

fn ics(facts: &Value, options: Value) -> String {
    let mut options = options;
    options["format"] = json!("ics");
    call("cn-bank-loan", "keyDates", facts, &options)["ics"].as_str().unwrap().to_owned()
}

/// The content lines of a calendar, unfolded.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn values(lines: &[String], name: &str) -> Vec<String> {
    lines.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::to_owned).collect()
}

#[test]
fn the_calendar_has_one_event_a_date_and_reads_in_three_languages() {
    for locale in ["zh-Hans", "zh-Hant", "en"] {
        let text = ics(&mild(), json!({ "locale": locale, "caseId": "A;1,\\x" }));
        let lines = unfolded(&text);
        let found = dates("cn-bank-loan", &mild(), &json!({}));
        assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), found.len());
        assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), found.len());
        let starts: Vec<String> = found.iter().map(|date| date["on"].as_str().unwrap().replace('-', "")).collect();
        assert_eq!(values(&lines, "DTSTART;VALUE=DATE"), starts);
        assert!(values(&lines, "DTSTAMP").iter().all(|stamp| stamp == "20251122T000000Z"));
        assert!(values(&lines, "SUMMARY").iter().all(|summary| summary.ends_with("(A\\;1\\,\\\\x)")), "{text}");
    }
    assert!(ics(&mild(), json!({ "locale": "zh-Hant" })).contains("SUMMARY:逾期分級變化: 中度逾期"));
}

/// Whoever opens a calendar does not know how the policy calls its documents; `explain` says their titles too.
#[test]
fn the_calendar_names_documents_by_their_titles() {
    let options = |locale: &str| json!({ "locale": locale, "complaintOn": "2025-11-20" });
    for (locale, plan, law) in [
        ("zh-Hans", "银行贷款逾期催收方案: ", "中华人民共和国民法典: "),
        ("zh-Hant", "銀行貸款逾期催收方案: ", "中華人民共和國民法典: "),
        ("en", "Collection plan for overdue bank loans: ", "Civil Code of the People's Republic of China: "),
    ] {
        let told = values(&unfolded(&ics(&mild(), options(locale))), "DESCRIPTION");
        for title in [plan, law] {
            assert!(told.iter().any(|text| text.starts_with(title)), "{title}: {told:?}");
        }
        let of_ids = ["S3:", "S0:", "S1:", "reading:", "civil-code:", "order-2023-1:"];
        assert!(!told.iter().any(|text| of_ids.iter().any(|id| text.starts_with(id))), "{told:?}");
    }
}

#[test]
fn an_event_keeps_its_uid_when_only_its_day_moves_and_two_cases_share_none() {
    let lines = |reached: &str, case_id: &str| {
        let facts = json!({ "asOf": "2025-11-22", "contacts": { "failedAttempts": 2 },
            "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
            "borrower": { "refusedToPay": false, "lastReachedOn": reached } });
        unfolded(&ics(&facts, json!({ "caseId": case_id })))
    };
    let (earlier, later) = (lines("2025-11-12", "A"), lines("2025-11-14", "A"));
    assert!(values(&earlier, "DTSTART;VALUE=DATE").contains(&"20251213".to_owned()));
    assert!(values(&later, "DTSTART;VALUE=DATE").contains(&"20251215".to_owned()));
    let now = values(&earlier, "UID");
    assert_eq!(now, values(&later, "UID"));
    let other = values(&lines("2025-11-12", "B"), "UID");
    assert!(now.iter().all(|uid| !other.contains(uid)));
    let mut unique = now.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), now.len());
}

#[test]
fn what_is_not_an_option_is_a_problem() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    for (options, path) in [
        (r#"{ "format": "pdf" }"#, "/options/format"),
        (r#"{ "complaintOn": "2025-11-31" }"#, "/options/complaintOn"),
        (r#"{ "noticeOn": 3 }"#, "/options/noticeOn"),
        (r#"{ "notice": "2025-11-01" }"#, "/options/notice"),
    ] {
        let failure = call_text(&engine, "keyDates", &mild().to_string(), options).unwrap_err();
        assert_eq!(failure.problems()[0].path(), path);
    }
}

/// What turns from one day to the next for certain: to a class that is known, and to a decision that holds or that held.
fn turned(eve: &Value, then: &Value) -> Vec<String> {
    let mut events = Vec::new();
    let [before, class] = [eve, then].map(|answer| &answer["delinquency"]["class"]);
    if !class.is_null() && before != class {
        events.push("classChange".to_owned());
    }
    let [before, tier] = [eve, then].map(|answer| &answer["delinquency"]["riskTier"]);
    if !tier.is_null() && tier != "normal" && before != tier {
        events.push("riskTierChange".to_owned());
    }
    for (name, place) in
        [("waiver", "/waiver"), ("litigation", "/escalation/litigation"), ("agency", "/escalation/agency")]
    {
        let holds =
            |answer: &Value| ["yes", "refer"].contains(&answer.pointer(place).unwrap()["outcome"].as_str().unwrap());
        match (holds(eve), holds(then)) {
            (false, true) => events.push(format!("{name}Opens")),
            (true, false) => events.push(format!("{name}Closes")),
            _ => {}
        }
    }
    events
}

fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// The facts without what is entered for days after the as-of date, so that days to come are assessed without it.
fn as_it_stands(facts: &Value) -> Value {
    let mut known = facts.clone();
    let as_of = facts["asOf"].as_str().unwrap();
    if let Some(events) = known.pointer_mut("/history/events") {
        events.as_array_mut().unwrap().retain(|event| event["on"].as_str().unwrap() <= as_of);
    }
    known
}

/// Every day is assessed, so that no date is left out, and none is listed of a decision that does not turn.
fn check_every_day(policy: &str, facts: &Value) -> Result<(), TestCaseError> {
    let engine = Engine::builtin(policy).unwrap();
    let (as_of, known) = (day(facts["asOf"].as_str().unwrap()), as_it_stands(facts));
    let on = |days: u32| {
        let mut then = known.clone();
        then["asOf"] = json!(as_of.plus_days(days).to_string());
        let answer: Value = serde_json::from_str(&call_text(&engine, "assess", &then.to_string(), "{}").ok()?).unwrap();
        Some(answer)
    };
    let mut eve = on(0);
    prop_assume!(eve.is_some());
    let found: Vec<(String, String)> =
        dates(policy, facts, &json!({})).iter().map(short).map(|(on, event, _)| (on, event)).collect();
    for after in 1..=200 {
        let then = on(after);
        if let (Some(eve), Some(then)) = (&eve, &then) {
            let (day, events) = (as_of.plus_days(after).to_string(), turned(eve, then));
            for event in &events {
                let date = (day.clone(), event.clone());
                prop_assert!(found.contains(&date), "{date:?} is none of {found:?} for {facts}");
            }
            let opens = |event: &String| event.ends_with("Opens");
            for (_, event) in found.iter().filter(|(on, event)| *on == day && opens(event)) {
                prop_assert!(events.contains(event), "{day}: {event} does not turn for {facts}");
            }
        }
        eve = then;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn lines_end_in_crlf_and_hold_at_most_75_octets(case_id in "\\PC{0,60}", locale in 0_usize..3) {
        let locale = ["zh-Hans", "zh-Hant", "en"][locale];
        let text = ics(&mild(), json!({ "caseId": case_id, "locale": locale }));
        prop_assert!(text.ends_with("\r\n"));
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
        }
    }

    #[test]
    fn every_date_that_states_an_outcome_is_right(
        days in 0_u32..120, fen in 100_u64..9_000_000, attempts in 0_u32..5, reached in 0_u32..60,
        forward in any::<bool>(), is_mortgage in any::<bool>(),
    ) {
        let policy = if is_mortgage { "cn-home-mortgage" } else { "cn-bank-loan" };
        let as_of = day("2025-11-22");
        let facts = json!({
            "asOf": as_of.to_string(), "loan": { "annualRate": "6%" },
            "arrears": [
                { "dueOn": as_of.minus_days(days).to_string(), "principal": format!("{}.{:02}", fen / 100, fen % 100), "interest": "0" },
                { "dueOn": as_of.plus_days(9).to_string(), "principal": "3000", "interest": "0" },
            ],
            "borrower": { "firstArrear": true, "cameForward": forward, "refusedToPay": false,
                "lastReachedOn": as_of.minus_days(reached).to_string() },
            "contacts": { "failedAttempts": attempts },
        });
        let found = dates(policy, &facts, &json!({}));
        prop_assert!(found.is_sorted_by_key(|date| date["on"].as_str().unwrap().to_owned()));
        for date in &found {
            let mut then = facts.clone();
            then["asOf"] = date["on"].clone();
            let answer = call(policy, "assess", &then, &json!({}));
            let event = date["event"].as_str().unwrap();
            let decided = [("waiver", "/waiver"), ("litigation", "/escalation/litigation"), ("agency", "/escalation/agency")];
            for (_, place) in decided.iter().filter(|(name, _)| event.starts_with(name)) {
                prop_assert_eq!(&answer.pointer(place).unwrap()["outcome"], &date["outcome"], "{}", date);
            }
            if event == "classChange" {
                prop_assert_eq!(&answer["delinquency"]["class"], &date["class"]);
            }
            if event == "riskTierChange" {
                prop_assert_eq!(&answer["delinquency"]["riskTier"], &date["riskTier"]);
            }
        }
    }

    /// Some cases have a waiver that leaves nothing for a while, or an interest that nobody knows, of what is overdue or
    /// of what is to come.
    #[test]
    fn no_day_on_which_an_outcome_turns_is_left_out(
        days in 0_u32..120, fen in 1_u64..9_000_000, is_small in any::<bool>(), attempts in 0_u32..5, reached in 0_u32..60,
        waived in prop::sample::select(vec![0_u64, 1, 50, 100, 101]), is_open in any::<bool>(), is_mortgage in any::<bool>(),
        (refused, is_rated) in (any::<bool>(), prop::bool::weighted(0.8)),
        to_come in prop::collection::vec((0_u32..60, 1_u32..9_000, any::<bool>()), 1..3),
    ) {
        let policy = if is_mortgage { "cn-home-mortgage" } else { "cn-bank-loan" };
        let as_of = day("2025-11-22");
        let fen = if is_small { fen % 300 + 1 } else { fen };
        let arrear = |due_on: Date, principal: String, is_open: bool| {
            json!({ "dueOn": due_on.to_string(), "principal": principal, "interest": if is_open { None } else { Some("0") } })
        };
        let mut arrears = vec![arrear(as_of.minus_days(days), yuan(fen), is_open)];
        arrears.extend(to_come.iter().map(|(days, yuan, is_open)| arrear(as_of.plus_days(*days), yuan.to_string(), *is_open)));
        let facts = json!({
            "asOf": as_of.to_string(), "loan": { "annualRate": is_rated.then_some("6%") }, "arrears": arrears,
            "waived": yuan(fen * waived / 100),
            "borrower": { "firstArrear": true, "cameForward": true, "refusedToPay": refused,
                "lastReachedOn": as_of.minus_days(reached).to_string() },
            "contacts": { "failedAttempts": attempts },
        });
        check_every_day(policy, &facts)?;
    }

    /// Some of what is to come was paid already, and some of what is on record lies after the as-of date.
    #[test]
    fn no_day_on_which_a_history_turns_is_left_out(
        drawn in 1_u32..200, rows in prop::collection::vec((1_u32..6_000, 0_u64..5_000), 1..7),
        events in prop::collection::vec((-150_i32..150, 0_usize..7, 1_u64..700_000), 0..4),
        (refused, is_mortgage) in (any::<bool>(), any::<bool>()),
    ) {
        let policy = if is_mortgage { "cn-home-mortgage" } else { "cn-bank-loan" };
        let as_of = day("2025-11-22");
        let drawn_on = as_of.minus_days(drawn);
        let amount: u32 = rows.iter().map(|(principal, _)| principal).sum();
        let schedule: Vec<Value> = (1_u32..).zip(&rows).map(|(month, (principal, interest))| json!({
            "dueOn": drawn_on.plus_days(30 * month).to_string(), "principal": principal.to_string(),
            "interest": yuan(*interest),
        })).collect();
        let mut events: Vec<Value> = events.iter().map(|(days, kind, fen)| {
            let on = if *days < 0 { as_of.minus_days(days.unsigned_abs()) } else { as_of.plus_days(days.unsigned_abs()) };
            let on = json!(on.max(drawn_on.plus_days(1)).to_string());
            match kind {
                0 => json!({ "on": on, "kind": "rate", "annualRate": "0.12" }),
                1 => json!({ "on": on, "kind": "fee", "amount": yuan(*fen / 100 + 1) }),
                2 => json!({ "on": on, "kind": "waiver", "component": "penalty", "amount": yuan(*fen / 1_000 + 1) }),
                _ => json!({ "on": on, "kind": "payment", "amount": yuan(*fen) }),
            }
        }).collect();
        events.sort_by_key(|event| event["on"].as_str().unwrap().to_owned());
        // A payment bounces some days later, before the as-of date or after it.
        let bounced = events.iter().position(|event| event["kind"] == "payment").filter(|_| drawn % 3 == 0);
        if let Some(of) = bounced {
            let on = day(events[of]["on"].as_str().unwrap()).plus_days(20);
            events.push(json!({ "on": on.to_string(), "kind": "reversal", "of": of }));
        }
        let facts = json!({
            "asOf": as_of.to_string(), "loan": { "annualRate": "6%" },
            "borrower": { "firstArrear": true, "cameForward": true, "refusedToPay": refused },
            "history": { "drawdown": { "on": drawn_on.to_string(), "amount": amount.to_string() },
                "schedule": schedule, "events": events },
        });
        check_every_day(policy, &facts)?;
    }
}
