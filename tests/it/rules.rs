//! Rules at the places where two of their settings meet, each worked out by hand.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::money::{Money, Rounding};
use arrears::policy::allocation::{Component, Entry, Excess, Order, Sequence, Walk};
use arrears::policy::builtin;
use arrears::rules::ledger::allocation::{Due, allocate_kept};
use serde_json::{Value, json};

use crate::cases::{made_up_source, with};
use crate::terms;

/// A built-in policy with values of its own.
fn policy_with(id: usize, values: &[(&str, Value)]) -> Engine {
    let mut document: Value = serde_json::from_str(builtin::DOCUMENTS[id].1).unwrap();
    for (pointer, value) in values {
        *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone();
    }
    Engine::compile(&document.to_string()).unwrap_or_else(|failure| panic!("{}", failure.to_json()))
}

fn reply(engine: &Engine, operation: &str, facts: &Value, options: &Value) -> Value {
    let text = call_text(engine, operation, &facts.to_string(), &options.to_string());
    serde_json::from_str(&text.unwrap_or_else(|failure| panic!("{facts}: {failure}"))).unwrap()
}

/// Three installments: overdue for 40 days, for 10 days, and not due.
fn history(rate: &Value) -> Value {
    json!({ "asOf": "2025-06-20", "loan": { "annualRate": rate }, "history": {
        "drawdown": { "on": "2025-01-10", "amount": "36000" },
        "schedule": [{ "dueOn": "2025-05-11", "principal": "12000", "interest": "0" },
            { "dueOn": "2025-06-10", "principal": "12000", "interest": "50" },
            { "dueOn": "2025-07-10", "principal": "12000", "interest": "60" }], "events": [] } })
}

/// 12,000.00 at 9 % bear 3.00 a day; 12,000.00 at 6 % bear 2.00 a day; 50.00 bear 0.13 in ten days.
#[test]
fn a_rate_that_is_not_known_leaves_open_what_hangs_on_it_and_nothing_else() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let (known, open) = (history(&json!("6%")), history(&Value::Null));
    let settled = reply(&engine, "settlement", &known, &json!({}));
    assert_eq!((&settled["penalty"], &settled["compound"]), (&json!("150.00"), &json!("0.13")));
    assert_eq!((&settled["interestAccrued"], &settled["total"]), (&json!("20.00"), &json!("36220.13")));
    assert_eq!(settled["accruing"][0]["days"], 10);
    let settled = reply(&engine, "settlement", &open, &json!({}));
    for name in ["penalty", "compound", "interestAccrued", "total", "dailyGrowth"] {
        assert_eq!(settled[name], Value::Null, "{name}");
    }
    assert_eq!((&settled["principalDue"], &settled["interestDue"]), (&json!("24000.00"), &json!("50.00")));
    assert_eq!((&settled["accruing"], &settled["missing"]), (&json!([]), &json!(["/loan/annualRate"])));

    let answer = reply(&engine, "assess", &known, &json!({}));
    let items = answer["ledger"]["installments"].as_array().unwrap();
    let of = |items: &[Value], name: &str| items.iter().map(|item| item[name].clone()).collect::<Vec<_>>();
    assert_eq!(of(items, "penalty"), ["120.00", "30.00", "0.00"]);
    assert_eq!(of(items, "compound"), ["0.00", "0.13", "0.00"]);
    assert_eq!(of(items, "state"), ["overdue", "overdue", "notDue"]);
    assert_eq!(answer["ledger"]["accruingInterest"], "20.00");
    assert_eq!(answer["penalty"]["lines"].as_array().unwrap().len(), 3);

    let answer = reply(&engine, "assess", &open, &json!({}));
    let items = answer["ledger"]["installments"].as_array().unwrap();
    assert_eq!(of(items, "penalty"), [Value::Null, Value::Null, json!("0.00")]);
    assert_eq!(of(items, "compound"), [json!("0.00"), Value::Null, json!("0.00")]);
    let ledger = &answer["ledger"];
    assert_eq!((&ledger["accruingInterest"], &ledger["accruing"]), (&Value::Null, &json!([])));
    assert_eq!((&answer["penalty"]["lines"], &answer["due"]["missing"]), (&json!([]), &json!(["/loan/annualRate"])));

    // Nothing bears compound interest, whatever the rate is; penalty interest hangs on it all the same.
    let facts =
        with(with(open, "/history/schedule/1/interest", json!("0")), "/history/schedule/2/interest", json!("0"));
    let answer = reply(&engine, "assess", &facts, &json!({}));
    assert_eq!((&answer["due"]["penalty"], &answer["due"]["compound"]), (&Value::Null, &json!("0.00")));
    assert_eq!(answer["penalty"]["lines"], json!([]));
}

#[test]
fn an_item_is_due_on_its_day_settled_by_a_payment_of_that_day_and_accelerated_before_it() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let states = |as_of: &str, events: Value| {
        let facts = with(with(history(&json!("6%")), "/asOf", json!(as_of)), "/history/events", events);
        let answer = reply(&engine, "assess", &facts, &json!({}));
        let items = answer["ledger"]["installments"].as_array().unwrap().clone();
        items.iter().map(|item| item["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let paid = |on: &str| json!([{ "on": on, "kind": "payment", "amount": "12000" }]);
    assert_eq!(states("2025-05-10", json!([])), ["notDue", "notDue", "notDue"]);
    assert_eq!(states("2025-05-11", json!([])), ["dueToday", "notDue", "notDue"]);
    assert_eq!(states("2025-05-12", json!([])), ["overdue", "notDue", "notDue"]);
    assert_eq!(states("2025-05-11", paid("2025-05-11")), ["settled", "notDue", "notDue"]);
    assert_eq!(states("2025-06-10", paid("2025-05-11")), ["settled", "dueToday", "notDue"]);
    let due = json!([{ "on": "2025-05-20", "kind": "acceleration" }]);
    let accelerated = states("2025-05-21", due);
    assert_eq!(accelerated.iter().filter(|state| *state == "accelerated").count(), 2, "{accelerated:?}");
}

/// 9 days before the first pause and 6 after the second; ten days between them where they do not touch.
#[test]
fn pauses_that_overlap_are_one_and_pauses_apart_are_two() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let pause = |on: &str, until: &str| json!({ "on": on, "kind": "pause", "what": "interest", "until": until });
    let days = |pauses: Value| {
        let facts = with(with(history(&json!("6%")), "/asOf", json!("2025-06-10")), "/history/events", pauses);
        let answer = reply(&engine, "assess", &facts, &json!({}));
        let segments = answer["penalty"]["lines"][0]["segments"].as_array().unwrap().clone();
        segments.iter().map(|segment| segment["days"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    let (first, second) = (pause("2025-05-20", "2025-05-30"), pause("2025-05-25", "2025-06-04"));
    assert_eq!(days(json!([first, second])), [9, 6]);
    assert_eq!(days(json!([pause("2025-05-20", "2025-06-04"), pause("2025-05-25", "2025-05-28")])), [9, 6]);
    assert_eq!(days(json!([pause("2025-05-20", "2025-05-25"), pause("2025-05-25", "2025-06-04")])), [9, 6]);
    assert_eq!(days(json!([pause("2025-05-20", "2025-05-25"), pause("2025-06-04", "2025-06-07")])), [9, 10, 3]);
}

/// Where penalty interest is compounded, a list of arrears is worked out as a history is; a payment of it is allocated
/// to its arrears all the same.
#[test]
fn a_payment_that_ends_litigation_is_named_where_penalty_interest_is_compounded() {
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "60000", "interest": "900" }],
        "borrower": { "refusedToPay": true }, "contacts": { "failedAttempts": 3 } });
    for compounds in [false, true] {
        let engine = terms::compiled(&json!({ "compoundOnPenalty": compounds }));
        let total = reply(&engine, "assess", &facts, &json!({}))["due"]["total"].as_str().unwrap().to_owned();
        let total = Money::parse(&total).unwrap();
        let change = reply(&engine, "change", &facts, &json!({ "decision": "litigation" }));
        let changes = change["decisions"][0]["changes"].as_array().unwrap();
        let paid = changes.iter().find(|change| change["by"] == "borrower").unwrap_or_else(|| panic!("{change}"));
        // More than 50,000.00 go to court: what is above it is paid.
        let most = Money::parse("50000").unwrap();
        assert_eq!(paid["amount"], json!(total.minus(most).to_string()));
    }
}

#[test]
fn money_that_is_kept_pays_what_falls_due_after_the_day_it_came_in_and_up_to_the_last() {
    let entries = [Component::Interest, Component::Principal].map(|component| Entry { scope: None, component });
    let sequence = Sequence { walk: Walk::OldestFirst, entries: entries.to_vec() };
    let order = Order::new(&sequence, &[], Excess::Keep, Rounding::HalfUp);
    let on = |text: &str| Date::parse(text).unwrap();
    let kept = |due_on: &str| {
        let mut due = [Due::new(0, on(due_on)).with(Component::Principal, Money::from_fen(50))];
        allocate_kept(Money::from_fen(80), on("2024-03-10"), on("2024-03-20"), &order, &mut due).fen()
    };
    for (due_on, left) in
        [("2024-03-09", 80), ("2024-03-10", 80), ("2024-03-11", 30), ("2024-03-20", 30), ("2024-03-21", 80)]
    {
        assert_eq!(kept(due_on), left, "{due_on}");
    }
}

#[test]
fn what_is_missing_is_only_what_the_amount_hangs_on() {
    let due =
        |settings: &Value, facts: &Value| reply(&terms::compiled(settings), "assess", facts, &json!({}))["due"].clone();
    let facts = |rate: Value, arrears: Value| {
        json!({ "asOf": "2025-11-22", "arrears": arrears,
        "loan": { "annualRate": rate, "maturesOn": null } })
    };
    let arrear = |due_on: &str, principal: &str, interest: Value| json!({ "dueOn": due_on, "principal": principal, "interest": interest });
    let only_interest = json!(["/arrears/0/interest"]);
    // Within days of grace nothing is borne, whatever the rate is.
    let grace = json!({ "grace": { "days": 10, "mode": "exclusive" } });
    let found = due(&grace, &facts(Value::Null, json!([arrear("2025-11-15", "100", Value::Null)])));
    assert_eq!((&found["total"], &found["missing"]), (&Value::Null, &only_interest));
    // Interest alone is overdue, and bears nothing.
    let plain = json!({ "compoundOnInterest": false });
    let found = due(
        &plain,
        &facts(Value::Null, json!([arrear("2025-10-22", "0", Value::Null), arrear("2025-10-22", "0", json!("5"))])),
    );
    assert_eq!((&found["penalty"], &found["missing"]), (&json!("0.00"), &only_interest));
    // Principal bears at the penalty rate before and after the day of maturity.
    let rates = json!({ "compoundRate": { "beforeMaturity": "contract", "afterMaturity": "penalty" } });
    let found = due(&rates, &facts(Value::Null, json!([arrear("2025-10-22", "100", json!("0"))])));
    assert_eq!((&found["total"], &found["missing"]), (&Value::Null, &json!(["/loan/annualRate"])));
    // Interest does not.
    let found = due(&rates, &facts(json!("6%"), json!([arrear("2025-10-22", "100", json!("5000"))])));
    assert_eq!((&found["compound"], &found["missing"]), (&Value::Null, &json!(["/loan/maturesOn"])));
    // Where both rates are capped to one, the day of maturity moves no amount, but parts the working.
    let capped = json!({ "compoundRate": { "beforeMaturity": "contract", "afterMaturity": "penalty" }, "rateMax": "6%",
        "roundingStage": "line" });
    let overdue = json!([arrear("2025-10-23", "0", json!("6000"))]);
    let found = reply(&terms::compiled(&capped), "assess", &facts(json!("6%"), overdue), &json!({}));
    assert_eq!((&found["due"]["compound"], &found["penalty"]["lines"]), (&json!("30.00"), &json!([])));
    assert_eq!(found["due"]["missing"], json!(["/loan/maturesOn"]));
    // Of a list of which penalty interest is compounded, only what is overdue is asked for.
    let compounded = json!({ "compoundOnPenalty": true });
    let list = json!([
        arrear("2025-10-22", "100", Value::Null),
        arrear("2025-10-23", "100", json!("5")),
        arrear("2025-11-22", "100", Value::Null),
        arrear("2025-12-22", "100", Value::Null)
    ]);
    let today = due(&compounded, &facts(json!("6%"), list));
    // Tomorrow's total lacks what falls due today as well.
    assert_eq!(today["missing"], json!(["/arrears/0/interest", "/arrears/2/interest"]));
}

/// 12,000.00 at 7 % may cost 6 % in all: what that leaves for charges hangs on the interest.
#[test]
fn a_line_that_a_cap_on_the_whole_cost_cuts_is_not_shown_while_the_interest_is_unknown() {
    let engine = terms::compiled(&json!({ "totalCostMax": "6%" }));
    let lines = |interest: Value, fees: &str| {
        let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "7%" },
            "arrears": [{ "dueOn": "2025-10-23", "principal": "12000", "interest": interest, "fees": fees }] });
        let answer = reply(&engine, "assess", &facts, &json!({}));
        (answer["due"]["penalty"].clone(), answer["penalty"]["lines"].as_array().unwrap().len())
    };
    // Allowed are 60.00 beside six sevenths of the interest; of 105.00 that 30 days bear, 60.00 are left, or nothing
    // beside fees.
    assert_eq!(lines(json!("0"), "0"), (json!("60.00"), 1));
    assert_eq!(lines(json!("0"), "60"), (json!("0.00"), 1));
    assert_eq!(lines(Value::Null, "60"), (json!("0.00"), 0));
}

/// Days of grace for classification only move a class by amount as well.
#[test]
fn a_mortgage_within_days_of_grace_for_classification_is_current() {
    let grace = json!({ "days": 5, "mode": "classificationOnly" });
    let engine = policy_with(1, &[("/penalty/grace/value", grace)]);
    let standing = |due_on: &str| {
        let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": due_on, "principal": "9000", "interest": "0" }] });
        reply(&engine, "assess", &facts, &json!({}))["delinquency"].clone()
    };
    let within = standing("2025-11-17");
    assert_eq!((&within["class"], within.get("classByAmount")), (&json!("current"), None));
    let past = standing("2025-11-16");
    assert_eq!((&past["class"], &past["classByAmount"]), (&json!("moderate"), &json!("moderate")), "{past}");
}

#[test]
fn quiet_hours_that_begin_when_they_end_are_none() {
    let engine =
        policy_with(0, &[("/contact/quietFrom/value", json!("12:00")), ("/contact/quietUntil/value", json!("12:00"))]);
    let facts = json!({ "asOf": "2026-03-10", "arrears": [{ "dueOn": "2026-01-15", "principal": "1" }], "contacts": { "log": [] } });
    for at in ["2026-03-10T00:00", "2026-03-10T11:59", "2026-03-10T12:00", "2026-03-10T23:59"] {
        let checked = reply(&engine, "conduct", &facts, &json!({ "at": at, "channel": "phone", "party": "debtor" }));
        assert_eq!(checked["outcome"], "yes", "{at}");
    }
}

/// Who was tried, with what result, and since when: of six entries three count.
#[test]
fn an_attempt_counts_if_the_debtor_was_tried_in_vain_since_the_due_date_and_the_last_talk() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let entry = |at: &str, outcome: &str, party: &str| json!({ "at": at, "channel": "phone", "outcome": outcome, "party": party, "number": "A" });
    let log = json!([
        entry("2026-01-14T10:00", "noAnswer", "debtor"),
        entry("2026-02-01T10:00", "reached", "debtor"),
        entry("2026-02-01T15:00", "noAnswer", "debtor"),
        entry("2026-02-02T10:00", "noAnswer", "thirdParty"),
        entry("2026-02-03T10:00", "wrongNumber", "debtor"),
        entry("2026-02-05T10:00", "noAnswer", "debtor"),
    ]);
    let checked = |reached: Value, log: &Value| {
        let facts = json!({ "asOf": "2026-03-10", "arrears": [{ "dueOn": "2026-01-15", "principal": "1" }],
            "borrower": { "lastReachedOn": reached }, "contacts": { "log": log } });
        let options = json!({ "at": "2026-03-10T12:00", "channel": "phone", "party": "thirdParty", "number": "C" });
        let clauses = reply(&engine, "conduct", &facts, &options)["clauses"].as_array().unwrap().clone();
        let groups: Vec<String> = clauses.iter().map(|clause| clause["group"].as_str().unwrap().to_owned()).collect();
        assert_eq!(groups, ["all/0/any/0/all/0", "all/0/any/0/all/1", "all/0/any/1", "all/1", "all/2"]);
        clauses.into_iter().find(|clause| clause["id"] == "contact.thirdParty").unwrap()
    };
    let clause = checked(Value::Null, &log);
    assert_eq!((&clause["value"], clause.get("atLeast")), (&json!(3), None), "{clause}");
    // A talk that is stated and stands in the log has the time of the log; one of another day has none.
    let clause = checked(json!("2026-02-01"), &log);
    assert_eq!((&clause["value"], clause.get("atLeast")), (&json!(3), None), "{clause}");
    let clause = checked(json!("2026-02-05"), &log);
    assert_eq!((clause.get("value"), &clause["atLeast"]), (Some(&Value::Null), &json!(0)), "{clause}");
    let eve_and_day =
        json!([entry("2026-01-14T10:00", "noAnswer", "debtor"), entry("2026-01-15T10:00", "noAnswer", "debtor")]);
    assert_eq!(checked(Value::Null, &eve_and_day)["value"], 1);
    let clause = checked(json!("2026-02-04"), &log);
    assert_eq!((&clause["value"], clause.get("atLeast")), (&json!(1), None), "{clause}");
}

/// The payment of an installment that is due today is none that was made ahead.
#[test]
fn paid_ahead_is_what_is_paid_of_installments_to_come() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let ahead = |as_of: &str| {
        let facts = json!({ "asOf": as_of, "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-01-15", "principal": "2000", "interest": "0" }],
            "plan": { "agreedOn": "2025-02-10", "payments": [{ "on": "2025-02-20", "amount": "1500" }],
                "installments": [{ "dueOn": "2025-03-01", "amount": "1000" }, { "dueOn": "2025-04-01", "amount": "1000" }] } });
        reply(&engine, "tracking", &facts, &json!({}))["paidAhead"].clone()
    };
    assert_eq!(
        [ahead("2025-02-28"), ahead("2025-03-01"), ahead("2025-03-31"), ahead("2025-04-01")],
        ["1500.00", "500.00", "500.00", "0.00"]
    );
}

fn phrases(labels: &[(&str, &str, &str)]) -> Engine {
    let source = made_up_source();
    let phrases: Vec<Value> = labels.iter().enumerate().map(|(place, (simplified, traditional, en))| {
        json!({ "id": format!("p{place}"), "source": source, "label": { "zh-Hans": simplified, "zh-Hant": traditional, "en": en } })
    }).collect();
    policy_with(0, &[("/contact/forbiddenPhrases", json!(phrases))])
}

fn found(engine: &Engine, script: &str) -> Vec<(String, u64)> {
    let screening = reply(engine, "screenScript", &json!({}), &json!({ "script": script }));
    let findings = screening["findings"].as_array().unwrap();
    findings.iter().map(|one| (one["id"].as_str().unwrap().to_owned(), one["from"].as_u64().unwrap())).collect()
}

#[test]
fn a_phrase_is_found_in_mixed_characters_wherever_it_stands_and_only_at_its_length() {
    let engine =
        phrases(&[("告诉单位", "告訴單位", "x1"), ("打电话", "打電話啊", "x2"), ("发call你", "發call你", "x3")]);
    let of = |id: &str, from: u64| (id.to_owned(), from);
    assert_eq!(
        found(&engine, "告诉单位告訴单位告訴單位告诉單位"),
        [of("p0", 0), of("p0", 4), of("p0", 8), of("p0", 12)]
    );
    // Its two readings are not as long as each other, so nothing between them is one.
    assert_eq!(found(&engine, "打电话 打電話 打電話啊"), [of("p1", 0), of("p1", 8)]);
    // Space beside a Chinese character is none.
    for script in ["发call你", "发 call 你", "發 call你"] {
        assert_eq!(found(&engine, script), [of("p2", 0)], "{script}");
    }
    // Two phrases that begin at one place are both found, one of them in mixed characters.
    let engine = phrases(&[("告诉单位", "告訴單位", "x1"), ("告訴单位", "告訴單位人", "x2")]);
    assert_eq!(found(&engine, "告訴单位"), [of("p0", 0), of("p1", 0)]);
}

#[test]
fn capitals_of_three_alphabets_are_read_as_small_letters() {
    let ranges = [
        'A'..='Z',
        'À'..='Ö',
        'Ø'..='Þ',
        'Α'..='Ρ',
        'Σ'..='Ϋ',
        'А'..='Я',
        'Ѐ'..='Џ',
        'Ā'..='į',
        'Ĳ'..='ķ',
        'Ĺ'..='ň',
        'Ŋ'..='ŷ',
        'Ź'..='ž',
        'Ѡ'..='ҁ',
        'Ḁ'..='ẕ',
        'Ạ'..='ỿ',
    ];
    // The dotted capital I is the one whose small letter is two characters.
    let letters: Vec<char> = ranges.into_iter().flatten().filter(|letter| *letter != 'İ').collect();
    for part in letters.chunks(40) {
        let capitals: String = part.iter().collect();
        let small: String = part.iter().flat_map(|letter| letter.to_lowercase()).collect();
        let engine = phrases(&[("零", "零", &small)]);
        for script in [&capitals, &small] {
            assert_eq!(found(&engine, script), [("p0".to_owned(), 0)], "{script}");
        }
    }
}

/// Figures that were written before are found again by a number; that of an amount is never that of a date.
#[test]
fn an_amount_is_not_taken_for_a_date() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let day = Date::parse("2025-11-22").unwrap();
    let number = i128::from(day.day_number());
    for fen in [(1 << 31) - 1, 1 << 31, (1 << 31) + 1, (1 << 31) + number, (1 << 31) | number, (1 << 32) - 1] {
        let principal = Money::from_fen(fen).to_string();
        let facts = json!({ "asOf": day.to_string(), "loan": { "annualRate": "6%" },
            "arrears": [{ "dueOn": "2025-11-21", "principal": principal, "interest": "0" }] });
        let answer = reply(&engine, "assess", &facts, &json!({}));
        assert_eq!((&answer["asOf"], &answer["due"]["principal"]), (&json!("2025-11-22"), &json!(principal)));
        assert_eq!(answer["penalty"]["lines"][0]["segments"][0]["to"], "2025-11-22");
    }
}

/// 16.00 bear 0.4 fen a day and 8.00 bear 0.2. On the first day the sum of 0.6 makes the second line 0.01, which is
/// waived; on the second day 0.8 and 0.4 make the first line 0.01 and the second nothing.
#[test]
fn what_was_settled_of_a_line_that_has_become_smaller_counts_for_the_others() {
    let engine = terms::compiled(&json!({ "roundingStage": "once" }));
    let total = |as_of: &str| {
        let facts = json!({ "asOf": as_of, "loan": { "annualRate": "6%" }, "history": {
            "drawdown": { "on": "2025-01-10", "amount": "24" },
            "schedule": [{ "dueOn": "2025-05-11", "principal": "16", "interest": "0" },
                { "dueOn": "2025-05-11", "principal": "8", "interest": "0" }],
            "events": [{ "on": "2025-05-12", "kind": "waiver", "component": "penalty", "amount": "0.01" }] } });
        let answer = reply(&engine, "assess", &facts, &json!({}));
        assert_eq!(answer["due"]["missing"], json!([]));
        answer["due"]["total"].clone()
    };
    assert_eq!([total("2025-05-11"), total("2025-05-12"), total("2025-05-13")], ["0.00", "24.00", "24.00"]);
    // In three days 1.2 and 0.6 make 0.02.
    assert_eq!(total("2025-05-14"), "24.01");
}

/// 3,600,000.00 at 9 % bear 900.00 a day. On 1 February the 27,900.00 of 31 days begin to bear 6.975 a day; 132.00 of
/// the 132.53 of 19 days are waived. That leaves what bears as it is: 27 days come to 188.33.
#[test]
fn compound_interest_that_is_settled_leaves_the_penalty_interest_that_bears_it() {
    let engine = terms::compiled(&json!({ "compoundOnPenalty": true }));
    let facts = json!({ "asOf": "2025-02-28", "loan": { "annualRate": "6%" }, "history": {
        "drawdown": { "on": "2024-10-01", "amount": "3600000" },
        "schedule": [{ "dueOn": "2025-01-01", "principal": "3600000", "interest": "0" }],
        "events": [{ "on": "2025-02-20", "kind": "waiver", "component": "compound", "amount": "132" }] } });
    let answer = reply(&engine, "assess", &facts, &json!({}));
    // 58 days of 900.00, and 188.33 less 132.00.
    assert_eq!(answer["due"]["total"], "3652256.33", "{}", answer["due"]);
}

#[test]
fn an_installment_that_is_paid_in_advance_is_settled_on_its_day_and_not_before() {
    let excess = [("/allocation/excess/value", json!("nextInstallment"))];
    let engine = policy_with(0, &excess);
    let states = |as_of: &str| {
        let paid = json!([{ "on": "2025-05-11", "kind": "payment", "amount": "24050" }]);
        let facts = with(with(history(&json!("6%")), "/asOf", json!(as_of)), "/history/events", paid);
        let answer = reply(&engine, "assess", &facts, &json!({}));
        let items = answer["ledger"]["installments"].as_array().unwrap().clone();
        items.iter().map(|item| item["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(states("2025-05-12"), ["settled", "notDue", "notDue"]);
    assert_eq!(states("2025-06-11"), ["settled", "settled", "notDue"]);
}

/// An amount that ends a band does not begin the next, which would add nothing to it: 10,000.00 cost 50.00, and of
/// 10,000.01 a fen is in the second.
#[test]
fn a_claim_at_the_end_of_a_band_is_in_that_band_alone() {
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let bands = |claim: &str| {
        let fee = reply(&engine, "courtFee", &json!({ "kind": "acceptance", "claim": claim }), &json!({}));
        (fee["fee"].clone(), fee["bands"].as_array().unwrap().len())
    };
    assert_eq!(bands("10000"), (json!("50.00"), 1));
    assert_eq!(bands("10000.01"), (json!("50.00"), 2));
    assert_eq!(bands("100000"), (json!("2300.00"), 2));
    assert_eq!(bands("0"), (json!("50.00"), 1));
}
