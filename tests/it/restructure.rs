//! Restructuring: worked cases, and every term and every deposit tried against what the engine finds.

use arrears::api::{Engine, call_text};
use arrears::money::{Money, Rate};
use arrears::rules::schedule::{Calendar, Course, Method, Terms, periods, schedule};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::{paid_on_arrears, with};
use crate::vectors::call;

/// Two thirds of a loan of 24 months are over; 204.60 of charges stand beside 200.00 of interest.
fn case() -> Value {
    json!({
        "asOf": "2025-11-22",
        "loan": {
            "annualRate": "0.08", "outstandingPrincipal": "44000", "maturesOn": "2026-11-22", "originalTermMonths": 24
        },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "6000", "interest": "200" }],
        "borrower": { "monthlyIncome": "5000", "livingCosts": "2500", "otherDebtPayments": "400" }
    })
}

/// The reply of an operation, or its failure.
fn reply(operation: &str, facts: &Value) -> Value {
    let text = call(operation, &facts.to_string(), "{}").unwrap_or_else(|failure| failure);
    serde_json::from_str(&text).unwrap()
}

fn restructure(facts: &Value) -> Value {
    reply("restructure", facts)
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer} of {value:#}"))
}

/// 44,000 + 200 of interest + 198.00 of penalty + 6.60 of compound interest, at 8 % over the year that is left
/// and half of the two years of the contract: 24 months at 2,008.30.
#[test]
fn capitalises_what_is_due_and_extends_by_half_the_term() {
    let reply = restructure(&case());
    assert_eq!(text(&reply, "/outcome"), "yes");
    assert_eq!((text(&reply, "/base"), reply["longest"].as_u64()), ("44404.60", Some(24)));
    assert_eq!(text(&reply, "/limit"), "2100.00");
    let longest = reply.pointer("/methods/0/options/2").unwrap();
    assert_eq!((longest["months"].as_u64(), text(longest, "/payment")), (Some(24), "2008.30"));
    assert_eq!(longest["schedule"].as_array().map(Vec::len), Some(24));
    assert_eq!(text(longest, "/endsOn"), "2027-11-22");
    assert_eq!(reply.pointer("/methods/0/shortest"), Some(&json!(23)));
    assert_eq!(reply.pointer("/methods/1/shortest"), None, "equal principal starts above 2,100.00");
    assert_eq!(reply["approvedBy"], "supervisor");
}

/// S0: a term of 24 months at 2,000 a month. Without interest 48,000 are repaid by just that.
#[test]
fn the_term_of_24_months_at_2000_a_month() {
    let facts = with(case(), "/loan/annualRate", json!("0"));
    let facts = with(facts, "/loan/outstandingPrincipal", json!("47800"));
    let reply = restructure(&with(facts, "/borrower/otherDebtPayments", json!("500")));
    assert_eq!((text(&reply, "/base"), text(&reply, "/limit")), ("48000.00", "2000.00"));
    assert_eq!(reply.pointer("/methods/0/shortest"), Some(&json!(24)));
    assert_eq!(text(&reply, "/methods/0/options/1/lastPayment"), "2000.00");
}

/// S0: a term extended to five years. Of a contract of 40 months with 40 left, 20 more may be added.
#[test]
fn a_term_extended_to_five_years() {
    let facts = with(case(), "/loan/maturesOn", json!("2029-03-22"));
    let reply = restructure(&with(facts, "/loan/originalTermMonths", json!(40)));
    assert_eq!(reply["longest"], 60);
    assert_eq!(text(&reply, "/methods/0/options/5/endsOn"), "2030-11-22");
}

/// A term is counted in whole months that end no later than the extended maturity.
#[test]
fn a_month_that_ends_a_day_too_late_is_not_allowed() {
    let facts = with(case(), "/loan/maturesOn", json!("2026-11-21"));
    assert_eq!(restructure(&facts)["longest"], 23);
    let facts = with(case(), "/loan/originalTermMonths", json!(25));
    assert_eq!(restructure(&facts)["longest"], 24, "half of 25 months is rounded down");
}

#[test]
fn the_original_term_follows_from_the_days_of_the_contract() {
    let facts = with(case(), "/loan/originalTermMonths", Value::Null);
    assert_eq!(restructure(&facts)["missing"], json!(["/loan/originalTermMonths"]));
    let facts = with(facts, "/loan/startedOn", json!("2024-11-22"));
    assert_eq!(restructure(&facts)["longest"], 24);
}

#[test]
fn no_time_left_blocks_by_the_term() {
    let facts = with(case(), "/loan/maturesOn", json!("2024-10-22"));
    let reply = restructure(&facts);
    assert_eq!((text(&reply, "/outcome"), &reply["blocking"]), ("no", &json!(["restructure.term"])));
    assert_eq!((&reply["longest"], &reply["methods"]), (&json!(0), &json!([])));
    assert_eq!(reply["rights"].as_array().map(Vec::len), Some(3));
}

#[test]
fn missing_facts_are_listed_in_the_order_of_asking_and_only_while_they_matter() {
    let facts = with(case(), "/loan", json!({ "outstandingPrincipal": "44000" }));
    let facts = with(facts, "/borrower/otherDebtPayments", Value::Null);
    let wanted =
        json!(["/loan/annualRate", "/borrower/otherDebtPayments", "/loan/maturesOn", "/loan/originalTermMonths"]);
    assert_eq!(restructure(&facts)["missing"], wanted);
    let reply = restructure(&with(facts, "/borrower/livingCosts", json!("5000")));
    assert_eq!((text(&reply, "/outcome"), &reply["missing"]), ("no", &json!([])), "nothing is left whatever they are");
}

#[test]
fn nothing_overdue_is_no_and_names_no_figures() {
    let reply = restructure(&with(case(), "/asOf", json!("2025-08-15")));
    assert_eq!((text(&reply, "/outcome"), &reply["methods"]), ("no", &json!([])));
    assert_eq!(reply.get("base"), None);
}

#[test]
fn less_outstanding_than_overdue_is_a_problem() {
    let facts = with(case(), "/loan/outstandingPrincipal", json!("5999.99"));
    let failure = reply("restructure", &facts);
    let wanted = json!([{
        "code": "outstandingBelowOverdue",
        "path": "/loan/outstandingPrincipal",
        "message": "the outstanding principal `5999.99` is less than the 6000.00 of it that is overdue",
    }]);
    assert_eq!(failure["problems"], wanted);
}

#[test]
fn an_answer_carries_it_where_the_case_states_what_only_it_looks_at() {
    assert_eq!(text(&reply("assess", &case()), "/restructure/outcome"), "yes");
    let facts = with(case(), "/loan", json!({ "annualRate": "0.08" }));
    assert_eq!(reply("assess", &facts).get("restructure"), None);
    let poor = with(case(), "/borrower/monthlyIncome", json!("4000"));
    let explained = reply("explain", &reply("assess", &poor)).to_string();
    assert!(explained.contains("No, restructuring the loan over a longer term is not possible"), "{explained}");
    assert!(explained.contains("CNY -908.30 of the income is left"), "{explained}");
}

/// 6,000 drawn and nothing repaid: 1,000 and 30 of interest fell due on 10 May. On 10 June, 31 days later, penalty
/// and compound interest on it are the only other sums.
#[test]
fn a_history_says_how_much_is_outstanding_and_how_long_the_loan_runs() {
    let facts = json!({
        "asOf": "2025-06-10", "loan": { "annualRate": "6%", "maturesOn": "2026-05-10" },
        "history": {
            "drawdown": { "on": "2025-04-10", "amount": "6000" },
            "schedule": [{ "dueOn": "2025-05-10", "principal": "1000", "interest": "30" },
                { "dueOn": "2026-05-10", "principal": "5000", "interest": "300" }]
        },
        "borrower": { "monthlyIncome": "9000", "livingCosts": "0", "otherDebtPayments": "0" }
    });
    let found = restructure(&facts);
    assert_eq!(text(&found, "/outcome"), "yes", "{found}");
    let due = reply("assess", &facts)["due"].clone();
    let fen = |value: &Value| value.as_str().unwrap().replace('.', "").parse::<i128>().unwrap();
    assert_eq!(fen(&found["base"]), 500_000 + fen(&due["total"]), "{due}");
    // 13 months from 10 April 2025, half of them more: until 10 November 2026, 17 months from 10 June.
    assert_eq!(found["longest"], 17);
}

/// 7.75 of penalty interest is due besides the principal; of 100.00 waived the rest is principal.
#[test]
fn a_waiver_of_more_than_the_charges_lowers_the_base() {
    let facts = json!({
        "asOf": "2025-06-10", "waived": "100",
        "loan": { "annualRate": "6%", "maturesOn": "2026-06-10", "originalTermMonths": 24, "outstandingPrincipal": "5000" },
        "arrears": [{ "dueOn": "2025-05-10", "principal": "1000", "interest": "0" }],
        "borrower": { "monthlyIncome": "9000", "livingCosts": "0", "otherDebtPayments": "0" }
    });
    assert_eq!(text(&reply("assess", &facts), "/due/total"), "907.75");
    assert_eq!(text(&restructure(&facts), "/base"), "4907.75");
    assert_eq!(text(&under(&with_setting("arrears", json!("carry")), &facts), "/base"), "4907.75");
}

/// What is carried bears nothing: as much less of it, told as a waiver, is what a deposit of that sum leaves.
#[test]
fn a_deposit_that_is_taken_off_what_is_carried_is_the_smallest() {
    let engine = with_setting("arrears", json!("carry"));
    let facts = json!({
        "asOf": "2025-06-10",
        "loan": { "annualRate": "6%", "maturesOn": "2025-10-10", "originalTermMonths": 74,
            "outstandingPrincipal": "180191.17" },
        "arrears": [{ "dueOn": "2025-05-01", "principal": "18019.11", "interest": "16381.01" }],
        "borrower": { "monthlyIncome": "5276.08", "livingCosts": "0", "otherDebtPayments": "0" }
    });
    let found = under(&engine, &facts);
    let deposit = Money::parse(text(&found, "/methods/0/deposit")).unwrap().fen();
    let does = |fen: i128| {
        let found = under(&engine, &with(facts.clone(), "/waived", json!(yuan(fen))));
        let options = found.pointer("/methods/0/options").unwrap().as_array().unwrap().clone();
        options.last().unwrap()["feasible"] == "yes"
    };
    assert!(does(deposit));
    assert!((deposit - 800..deposit).all(|fen| !does(fen)), "{deposit}");
    assert_eq!(yuan(deposit), "148.09");
}

/// Without interest nothing is paid in months of grace, and what follows is paid in the rest.
#[test]
fn months_of_grace_without_interest_do_not_stand_in_the_way() {
    let facts = with(with(case(), "/loan/annualRate", json!("0")), "/borrower/monthlyIncome", json!("9000"));
    let found = under(&with_setting("graceMonths", json!(3)), &facts);
    assert_eq!(text(&found, "/outcome"), "yes", "{found}");
    for method in found["methods"].as_array().unwrap() {
        assert!(method["shortest"].as_u64().unwrap() > 3 && method.get("deposit").is_none(), "{method}");
        assert_eq!(method["options"].as_array().unwrap().last().unwrap()["feasible"], "yes");
    }
}

/// The changes of the decision, by what moves.
fn changes(facts: &Value) -> Vec<Value> {
    let text = call("change", &facts.to_string(), r#"{ "decision": "restructure" }"#).unwrap();
    let reply: Value = serde_json::from_str(&text).unwrap();
    reply["decisions"][0]["changes"].as_array().unwrap().clone()
}

/// A fen more or less than an amount.
fn moved(amount: &str, fen: i128) -> Value {
    let amount = Money::parse(amount).unwrap();
    json!(Money::from_fen(amount.fen() + fen).to_string())
}

/// The case once a sum has been paid on what is overdue.
fn paid(facts: &Value, amount: &Value, less: i128) -> Value {
    let fen = Money::parse(amount.as_str().unwrap()).unwrap().fen();
    paid_on_arrears(facts, fen - less, &|facts| reply("assess", facts))
}

/// What the case is under a change, and what it is a fen (or a month) short of it.
fn before_and_after(facts: &Value, change: &Value) -> Option<[Value; 2]> {
    let to = change["to"].as_str().unwrap_or_default();
    let field = |name: &str, less: i128| {
        let pointer = format!("/borrower/{name}");
        [with(facts.clone(), &pointer, moved(to, less)), with(facts.clone(), &pointer, json!(to))]
    };
    Some(match change["fact"].as_str().unwrap() {
        "deposit" => [paid(facts, &json!(to), 1), paid(facts, &json!(to), 0)],
        "monthlyIncome" => field("monthlyIncome", -1),
        "livingCosts" => field("livingCosts", 1),
        "otherDebtPayments" => field("otherDebtPayments", 1),
        _ => return None,
    })
}

/// 2,008.30 a month over 24 months leave enough from 4,908.30 of income on, or with 91.70 less of costs. 25 months
/// at the limit of 1,600.00 are not enough; over how many it would be is said beyond what the policy allows.
#[test]
fn what_would_make_it_possible_is_said_and_true() {
    let facts = with(case(), "/borrower/monthlyIncome", json!("4500"));
    let found = changes(&facts);
    let to = |name: &str| found.iter().find(|change| change["fact"] == name).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!((&to("monthlyIncome")["to"], &to("monthlyIncome")["periods"]), (&json!("4908.30"), &json!(24)));
    assert_eq!(to("livingCosts")["to"], "2091.70");
    assert_eq!(found.iter().filter(|change| change["fact"] == "otherDebtPayments").count(), 0, "400.00 are too few");
    assert_eq!((&to("periods")["by"], &to("periods")["beyondPolicy"]), (&json!("lender"), &json!(true)));
    let months = to("periods")["to"].as_u64().unwrap();
    // 44,404.60 at 8 %: the level payment of 31 months is 1,590.83, that of 30 months 1,638.69.
    assert_eq!((to("periods")["from"].as_u64(), months), (Some(24), 31));
    for change in found.iter().filter_map(|change| before_and_after(&facts, change)) {
        assert_eq!(change.map(|facts| text(&restructure(&facts), "/outcome").to_owned()), ["no", "yes"]);
    }
    let answer: Value =
        serde_json::from_str(&call("assess", &facts.to_string(), r#"{ "include": ["changes"] }"#).unwrap()).unwrap();
    let shown = answer["restructure"]["changes"].as_array().unwrap().len();
    assert!(answer["restructure"]["changes"].as_array().unwrap().iter().all(|change| change["text"] != ""));
    // 9,028.51 would have to be paid of 6,404.60 that are overdue: nothing would be left to restructure.
    assert_eq!((shown, changes(&case()).len()), (3, 0));
    assert_eq!(found.iter().filter(|change| change["fact"] == "deposit").count(), 0);
    let explained = call("explain", &answer.to_string(), r#"{ "level": "full", "locale": "en" }"#).unwrap();
    assert!(explained.contains("f the monthly living costs fall to CNY 2,091.70"), "{explained}");
}

/// 200.00 less than the limit of 2,100.00: 1,900.00 over 24 months at 8 % repay 42,009.99 of 44,404.60.
#[test]
fn a_deposit_that_leaves_something_overdue_is_said_and_true() {
    let facts = with(case(), "/borrower/monthlyIncome", json!("4800"));
    let found = changes(&facts);
    let deposit =
        found.iter().find(|change| change["fact"] == "deposit").unwrap_or_else(|| panic!("none in {found:?}"));
    assert_eq!((&deposit["outcome"], &deposit["periods"], &deposit["on"]), (&json!("yes"), &json!(24), &facts["asOf"]));
    let fen = Money::parse(text(deposit, "/amount")).unwrap().fen();
    assert!((239_400..239_520).contains(&fen), "{fen}");
    let outcomes = before_and_after(&facts, deposit).unwrap().map(|facts| restructure(&facts)["outcome"].clone());
    assert_eq!(outcomes, [json!("no"), json!("yes")]);
}

/// A loan of 10,000.00 of which 500.00 and 50.00 are overdue: what of it has to be paid for the rest to be affordable
/// settles all that is overdue, and a loan that is not overdue is not restructured.
#[test]
fn no_deposit_is_said_that_leaves_nothing_overdue() {
    let history = |facts: Value, drawn: (&str, &str), rows: &[(&str, &str, &str)]| {
        let rows = rows.iter().map(
            |(due_on, principal, interest)| json!({ "dueOn": due_on, "principal": principal, "interest": interest }),
        );
        let schedule: Vec<Value> = rows.collect();
        let drawdown = json!({ "on": drawn.0, "amount": drawn.1 });
        with(facts, "/history", json!({ "drawdown": drawdown, "schedule": schedule, "events": [] }))
    };
    let small = history(
        json!({ "asOf": "2025-08-30",
            "loan": { "annualRate": "6%", "originalTermMonths": 36, "maturesOn": "2026-06-15" },
            "borrower": { "monthlyIncome": "2700", "livingCosts": "2500", "otherDebtPayments": "0" } }),
        ("2023-06-15", "10000"),
        &[("2025-07-15", "500", "50"), ("2026-06-15", "9500", "500")],
    );
    let large = history(
        json!({ "asOf": "2025-10-31",
            "loan": { "annualRate": "6%", "startedOn": "2025-01-31", "originalTermMonths": 12, "maturesOn": "2026-01-31" },
            "borrower": { "monthlyIncome": "3000", "livingCosts": "2000", "otherDebtPayments": "0",
                "hardship": { "cause": "illness", "evidenced": true } } }),
        ("2025-01-31", "30000"),
        &[("2025-09-30", "5000", "100"), ("2026-01-31", "25000", "500")],
    );
    let mut listed = large.clone();
    listed.as_object_mut().unwrap().remove("history");
    let listed = with(listed, "/loan/outstandingPrincipal", json!("30000"));
    let arrears = json!([{ "dueOn": "2025-09-30", "principal": "5000", "interest": "100" }]);
    let listed = with(listed, "/arrears", arrears);
    for facts in [small, large, listed] {
        let found = restructure(&facts);
        assert_eq!(text(&found, "/outcome"), "no");
        // The answer says what would be paid down with an agreement.
        assert!(found["methods"][0]["deposit"].is_string(), "{found}");
        let changes = changes(&facts);
        assert!(changes.iter().all(|change| change["fact"] != "deposit"), "{changes:?}");
        assert!(changes.iter().any(|change| change["fact"] == "monthlyIncome"), "{changes:?}");
    }
}

/// Every deposit that is said, paid as an event of a history, or off a list of arrears and the principal.
#[test]
fn every_deposit_that_is_said_makes_it_possible_once_it_is_paid() {
    let mut named = [0, 0];
    for treatment in ["capitalise", "carry"] {
        let engine = with_setting("arrears", json!(treatment));
        let reply = |operation: &str, facts: &Value| -> Value {
            serde_json::from_str(&call_text(&engine, operation, &facts.to_string(), "{}").unwrap()).unwrap()
        };
        for (number, income) in (170_000_i128..210_000).step_by(1_377).enumerate() {
            let overdue = 2_000 + i128::try_from(number).unwrap() * 371 % 3_000;
            let loan = json!({ "annualRate": "0.09", "maturesOn": "2026-11-22", "originalTermMonths": 24 });
            let borrower = json!({ "monthlyIncome": yuan(income), "livingCosts": "500", "otherDebtPayments": "100" });
            let rows = json!([{ "dueOn": "2025-08-15", "principal": overdue.to_string(), "interest": "900" },
                { "dueOn": "2025-09-15", "principal": overdue.to_string(), "interest": "700" }]);
            let facts = json!({ "asOf": "2025-11-22", "loan": loan, "borrower": borrower });
            let listed =
                with(with(facts.clone(), "/arrears", rows.clone()), "/loan/outstandingPrincipal", json!("30000"));
            let mut schedule = rows.as_array().unwrap().clone();
            let later = (30_000 - 2 * overdue).to_string();
            schedule.push(json!({ "dueOn": "2026-11-22", "principal": later, "interest": "0" }));
            let drawdown = json!({ "on": "2024-11-22", "amount": "30000" });
            let history = json!({ "drawdown": drawdown, "schedule": schedule, "events": [] });
            let dated = with(facts, "/history", history);
            let paid = |facts: &Value, fen: i128| {
                if facts["arrears"].is_array() {
                    return paid_on_arrears(facts, fen, &|facts| reply("assess", facts));
                }
                let event = json!({ "kind": "payment", "on": facts["asOf"], "amount": yuan(fen) });
                with(facts.clone(), "/history/events", json!([event]))
            };
            for (place, facts) in [listed, dated].into_iter().enumerate() {
                let told = reply("change", &facts);
                let own = told["decisions"].as_array().unwrap().iter().find(|row| row["decision"] == "restructure");
                let changes = own.unwrap()["changes"].as_array().unwrap();
                let Some(change) = changes.iter().find(|change| change["fact"] == "deposit") else { continue };
                let fen = Money::parse(text(change, "/amount")).unwrap().fen();
                let outcome = |fen: i128| reply("restructure", &paid(&facts, fen))["outcome"].clone();
                assert_eq!((outcome(fen), outcome(fen - 1)), (json!("yes"), json!("no")), "{change} of {facts}");
                named[place] += 1;
            }
        }
    }
    assert!(named.iter().all(|count| *count > 8), "{named:?}");
}

/// Where nothing is left of the income, or less, no sum below the whole makes any payment possible.
#[test]
fn no_deposit_is_the_whole_debt() {
    let facts = json!({ "asOf": "2025-08-30",
        "loan": { "annualRate": "6%", "outstandingPrincipal": "10000", "maturesOn": "2026-06-15", "originalTermMonths": 36 },
        "arrears": [{ "dueOn": "2025-07-15", "principal": "500", "interest": "50" }],
        "borrower": { "monthlyIncome": "2000", "livingCosts": "2500", "otherDebtPayments": "0" } });
    for (income, limit) in [("2000", "-500.00"), ("2500", "0.00")] {
        let found = restructure(&with(facts.clone(), "/borrower/monthlyIncome", json!(income)));
        assert_eq!((text(&found, "/base"), text(&found, "/limit")), ("10056.33", limit));
        for method in found["methods"].as_array().unwrap() {
            assert_eq!((method.get("deposit"), method.get("shortest")), (None, None), "{method}");
        }
    }
}

fn left_clause(found: &Value) -> Value {
    let clauses = found["clauses"].as_array().unwrap();
    clauses.iter().find(|clause| clause["fact"] == "leftToLiveOn").unwrap().clone()
}

/// Without costs it is not known what is left, but that it is less than nothing; filled in, it is as it was told.
#[test]
fn what_is_left_is_bounded_where_a_cost_is_not_known() {
    let facts = json!({ "asOf": "2025-10-31",
        "loan": { "annualRate": "6%", "outstandingPrincipal": "100000", "maturesOn": "2027-01-01", "originalTermMonths": 24 },
        "arrears": [{ "dueOn": "2025-08-02", "principal": "5000", "interest": "580.57" }],
        "borrower": { "monthlyIncome": "0.00" } });
    let found = restructure(&facts);
    assert_eq!(text(&found, "/outcome"), "no");
    let clause = left_clause(&found);
    assert_eq!((&clause["value"], clause.get("atLeast"), &clause["status"]), (&Value::Null, None, &json!("notMet")));
    let fen = |amount: &str| amount.replace('.', "").parse::<i128>().unwrap();
    let most = fen(text(&clause, "/atMost"));
    for costs in ["0", "0.01", "1200"] {
        let known = with(facts.clone(), "/borrower/livingCosts", json!(costs));
        let known = restructure(&with(known, "/borrower/otherDebtPayments", json!("0")));
        assert!(fen(text(&left_clause(&known), "/value")) <= most, "{costs}: {known}");
    }
    for (locale, wanted) in [("en", "is at most CNY -"), ("zh-Hans", "至多"), ("zh-Hant", "至多")] {
        let answer = reply("assess", &facts);
        let options = json!({ "locale": locale }).to_string();
        let told = call("explain", &answer.to_string(), &options).unwrap();
        assert!(told.contains(wanted), "{told}");
    }
}

/// 2,000,000.00 at 6 % bear 10,000.00 in the first month: whenever the loan matures, no term can be paid out of an
/// income of 3,000.00. Nor need the costs be known, nor the rate of a loan of which a 360th is more than that.
#[test]
fn what_no_term_could_leave_is_settled_without_the_term() {
    let facts = json!({ "asOf": "2025-10-31",
        "loan": { "annualRate": "6%", "outstandingPrincipal": "2000000" },
        "arrears": [{ "dueOn": "2025-08-02", "principal": "5000", "interest": "580.57" }],
        "borrower": { "monthlyIncome": "3000", "livingCosts": "0", "otherDebtPayments": "0" } });
    let settled = |facts: &Value| {
        let found = restructure(facts);
        (text(&found, "/outcome").to_owned(), found["missing"].as_array().unwrap().len())
    };
    assert_eq!(settled(&facts), ("no".to_owned(), 0));
    assert_eq!(settled(&with(facts.clone(), "/borrower/livingCosts", Value::Null)), ("no".to_owned(), 0));
    assert_eq!(settled(&with(facts.clone(), "/loan/annualRate", Value::Null)), ("no".to_owned(), 0));
    for (matures_on, term) in [("2025-11-01", 1), ("2030-01-01", 360), ("2199-12-31", 1_000)] {
        let known = with(facts.clone(), "/loan/maturesOn", json!(matures_on));
        assert_eq!(settled(&with(known, "/loan/originalTermMonths", json!(term))), ("no".to_owned(), 0));
    }
    // On 12,000.00, 360 months would do.
    let enough = with(facts.clone(), "/borrower/monthlyIncome", json!("12000"));
    assert_eq!(settled(&enough), ("undetermined".to_owned(), 2));
    let least = with(facts, "/loan/maturesOn", json!("2199-12-31"));
    let least = with(with(least, "/loan/originalTermMonths", json!(360)), "/borrower/monthlyIncome", json!("12000"));
    assert_eq!(settled(&least), ("yes".to_owned(), 0));
}

#[test]
fn a_stated_hardship_alone_is_answered_with_what_restructuring_lacks() {
    let facts = json!({
        "asOf": "2025-11-22", "loan": { "annualRate": "0.08" },
        "arrears": [{ "dueOn": "2025-08-15", "principal": "6000", "interest": "200" }],
        "borrower": { "hardship": { "cause": "illness" } },
    });
    let answer = reply("assess", &facts);
    assert_eq!(text(&answer, "/restructure/outcome"), "undetermined");
    let missing = json!([
        "/borrower/monthlyIncome",
        "/borrower/livingCosts",
        "/borrower/otherDebtPayments",
        "/loan/outstandingPrincipal",
        "/loan/maturesOn",
        "/loan/originalTermMonths"
    ]);
    assert_eq!(answer["restructure"]["missing"], missing);
    let forgotten = with(facts, "/borrower/hardship/cause", json!("forgotten"));
    assert_eq!(reply("assess", &forgotten).get("restructure"), None, "no hardship, so nothing is applied for");
}

const BANK: &str = include_str!("../../src/policy/builtin/cn-bank-loan.json");

fn with_setting(name: &str, value: Value) -> Engine {
    let mut policy: Value = serde_json::from_str(BANK).unwrap();
    policy["restructure"][name]["value"] = value;
    Engine::compile(&policy.to_string()).unwrap()
}

fn under(engine: &Engine, facts: &Value) -> Value {
    serde_json::from_str(&call_text(engine, "restructure", &facts.to_string(), "{}").unwrap()).unwrap()
}

/// 404.60 over 24 payments: 23 × 16.86 and 16.82; none of it bears interest.
#[test]
fn what_is_carried_bears_nothing_and_is_split_equally() {
    let reply = under(&with_setting("arrears", json!("carry")), &case());
    assert_eq!((text(&reply, "/base"), text(&reply, "/carried")), ("44000.00", "404.60"));
    let longest = reply.pointer("/methods/0/options").unwrap().as_array().unwrap().last().unwrap();
    let plain = restructure(&json!({
        "asOf": "2025-11-22",
        "loan": {
            "annualRate": "0.08", "outstandingPrincipal": "44000", "maturesOn": "2026-11-22", "originalTermMonths": 24
        },
        "arrears": [{ "dueOn": "2025-11-21", "principal": "44000", "interest": "0" }],
        "waived": "14.67",
        "borrower": { "monthlyIncome": "5000", "livingCosts": "2500", "otherDebtPayments": "400" }
    }));
    let plain = plain.pointer("/methods/0/options").unwrap().as_array().unwrap().last().unwrap().clone();
    let fen = |option: &Value, pointer: &str| Money::parse(text(option, pointer)).unwrap().fen();
    assert_eq!(fen(longest, "/payment"), fen(&plain, "/payment") + 1_686);
    assert_eq!(fen(longest, "/lastPayment"), fen(&plain, "/lastPayment") + 1_682);
    assert_eq!(text(longest, "/totalInterest"), text(&plain, "/totalInterest"));
}

#[test]
fn in_months_of_grace_only_interest_is_paid() {
    let reply = under(&with_setting("graceMonths", json!(3)), &case());
    let rows = reply.pointer("/methods/0/options").unwrap().as_array().unwrap().last().unwrap()["schedule"].clone();
    let principal: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["principal"].as_str().unwrap()).collect();
    assert_eq!(principal.get(..3), Some(["0.00", "0.00", "0.00"].as_slice()));
    assert_ne!(principal.get(3), Some(&"0.00"));
}

/// Every payment of a loan in fen, by the schedule alone.
fn payments(base: i128, rate: &str, method: Method, months: u32) -> Vec<i128> {
    let course = Course { annual_rate: Rate::parse(rate).unwrap(), changes: &[], paid_out: &[], received: &[] };
    let rows =
        schedule(&Terms::plain(Money::from_fen(base), method), &periods(&Calendar::monthly(months, None), course));
    rows.iter().map(|row| row.payment().fen()).collect()
}

fn fits(base: i128, rate: &str, method: Method, months: u32, limit: i128) -> bool {
    base == 0 || payments(base, rate, method, months).iter().all(|payment| (1..=limit).contains(payment))
}

fn yuan(fen: i128) -> String {
    Money::from_fen(fen).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_change_is_true_and_no_smaller_one_is(
        income in 250_000_i64..600_000, costs in (0_i64..200_000, 0_i64..200_000), rate in 0_u32..2_400, term in 1_u32..60,
    ) {
        let yuan = |fen: i64| json!(Money::from_fen(i128::from(fen)).to_string());
        let facts = with(case(), "/loan/annualRate", json!(format!("0.{rate:04}")));
        let facts = with(facts, "/loan/originalTermMonths", json!(term));
        let facts = with(facts, "/borrower/monthlyIncome", yuan(income));
        let facts = with(facts, "/borrower/livingCosts", yuan(costs.0));
        let facts = with(facts, "/borrower/otherDebtPayments", yuan(costs.1));
        for change in changes(&facts) {
            let Some(both) = before_and_after(&facts, &change) else { continue };
            let outcomes = both.map(|facts| text(&restructure(&facts), "/outcome").to_owned());
            prop_assert_eq!(outcomes, ["no", "yes"], "{} of {}", change, facts);
        }
    }


    /// The shortest term and the smallest deposit are what trying them one by one finds.
    #[test]
    fn the_shortest_term_and_the_smallest_deposit_are_found(
        base in 300_i128..9_000,
        rate in prop_oneof![Just("0"), Just("0.06"), Just("0.2399"), Just("0.9")],
        months in 1_u32..30,
        limit in 1_i128..1_500,
    ) {
        // The whole loan fell due the day before, and its one day of charges is waived.
        let due = json!([{ "dueOn": "2025-11-21", "principal": yuan(base), "interest": "0" }]);
        let mut facts = json!({
            "asOf": "2025-11-22",
            "loan": { "annualRate": rate, "outstandingPrincipal": yuan(base), "originalTermMonths": 0 },
            "arrears": due,
            "borrower": { "monthlyIncome": yuan(limit), "livingCosts": "0", "otherDebtPayments": "0" }
        });
        let matures_on = arrears::calendar::Date::parse("2025-11-22").unwrap().plus_months(months).to_string();
        facts["loan"]["maturesOn"] = json!(matures_on);
        let base = Money::parse(text(&restructure(&facts), "/base")).unwrap().fen();
        let reply = restructure(&facts);
        for (index, method) in [(0, Method::EqualInstallment), (1, Method::EqualPrincipal)] {
            let found = reply.pointer(&format!("/methods/{index}")).unwrap();
            let shortest = (1..=months).find(|months| fits(base, rate, method, *months, limit));
            prop_assert_eq!(found["shortest"].as_u64(), shortest.map(u64::from), "{:?} {:#}", method, facts);
            let deposit = (0..base).find(|sum| fits(base - sum, rate, method, months, limit)).filter(|_| shortest.is_none());
            let deposit = deposit.map(yuan);
            prop_assert_eq!(found["deposit"].as_str(), deposit.as_deref(), "{:?} {:#}", method, facts);
        }
    }
}
