//! Interest by days, penalty interest after days of grace, part payments, settlement and days past due,
//! as another engine has them.

use arrears::calendar::Date;
use serde_json::{Value, json};

use super::{Tally, call};
use crate::independent::date_text;
use crate::terms::assess;

const FILE: &str = include_str!("../../vectors/peers/frappe_penalty.json");

/// More payments than any schedule here has; those after the last that is needed are of nothing.
const PLENTY: u64 = 120;

const MANY_LOANS: &str = "a mark that spreads from one loan to the other loans of the customer";

/// The interest that a base bears over dates or a number of days.
fn interest(base: &Value, percent: &Value, more: &Value) -> Value {
    let mut facts =
        json!({ "base": base, "annualRate": format!("{}%", percent.as_str().unwrap()), "dayCount": "ACT/365F" });
    for (name, value) in more.as_object().unwrap() {
        facts[name] = value.clone();
    }
    call("interest", &facts)
}

/// A date as a count of days.
fn day(text: &str) -> i64 {
    let first = Date::parse("1970-01-01").unwrap();
    first.days_until(Date::parse(text).unwrap()).into()
}

fn fen(amount: &Value) -> i64 {
    let text = amount.as_str().unwrap();
    let (yuan, rest) = text.split_once('.').unwrap_or((text, ""));
    format!("{yuan}{rest:0<2}").parse().unwrap()
}

fn same(given: &Value, wanted: &Value, id: &Value) {
    assert_eq!(fen(given), fen(wanted), "{id}");
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// Pays interest, then principal.
fn pay(amount: &Value, on: &Value, interest: &str, principal: &Value) -> Value {
    let due = json!([{ "dueOn": on, "interest": interest, "principal": principal }]);
    call("allocate", &json!({ "payment": amount, "paidOn": on, "order": ["interest", "principal"], "due": due }))
}

fn accrual(row: &Value) {
    let inputs = &row["inputs"];
    let span = if inputs["start"].is_string() {
        assert!(inputs["days"].as_str().unwrap().starts_with("both ends"), "{row}");
        json!({ "from": inputs["start"], "to": inputs["end"], "daysCounted": "both" })
    } else {
        assert_eq!(inputs["period"], "1 month as 1/12 year", "{row}");
        json!({ "from": "2025-01-01", "to": "2025-02-01", "dayCount": "30E/360" })
    };
    let given = interest(&inputs["principal"], &inputs["rate_percent"], &span);
    same(&given["amount"], &row["expected"]["interest"], &row["id"]);
}

/// Penalty interest on unpaid interest, at a rate of its own: the contract rate without a raise.
fn penalty(row: &Value) {
    let inputs = &row["inputs"];
    assert_eq!(inputs["base"], "unpaid half of accrued interest");
    let (penalised, grace) = (inputs["penalised_days"].as_i64().unwrap(), days_of_grace(inputs));
    let settings = json!({ "markup": "0", "dayCount": "ACT/365F", "penaltyBase": "interest", "compoundOnInterest": false,
        "grace": { "days": grace, "mode": "exclusive" } });
    let as_of = day(inputs["as_of"].as_str().unwrap());
    let facts = json!({ "asOf": inputs["as_of"], "loan": { "annualRate": share(&inputs["penalty_rate_percent"]) },
        "arrears": [{ "dueOn": date_text(as_of - penalised - grace), "principal": "0", "interest": inputs["base_amount"] }] });
    let answer = assess(&settings, &facts);
    same(&answer["due"]["penalty"], &row["expected"]["penalty"], &row["id"]);
    assert_eq!(answer["penalty"]["lines"][0]["segments"][0]["days"], inputs["penalised_days"]);
}

/// Grace ends on the day on which penalty interest starts, which is one day of grace less here.
fn days_of_grace(inputs: &Value) -> i64 {
    let rule = inputs["days_rule"].as_str().unwrap();
    let (_, rest) = rule.split_once("minus ").unwrap();
    rest.split_once(' ').unwrap().0.parse().unwrap()
}

fn share(percent: &Value) -> String {
    format!("{}%", percent.as_str().unwrap())
}

/// Paying off: interest over all days, no penalty interest within grace or on the due date.
fn settlement(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let days = ["days", "interest_days"].into_iter().find_map(|name| inputs[name].as_u64());
    let span = match days {
        Some(days) => json!({ "days": days }),
        None => json!({ "from": inputs["start"], "to": inputs["paid_on"] }),
    };
    let interest = interest(&inputs["principal"], &inputs["rate_percent"], &span)["amount"].clone();
    if expected["interest"].is_string() {
        same(&interest, &expected["interest"], &row["id"]);
    }
    let owed = fen(&interest) + fen(&inputs["principal"]);
    if expected["payoff_on_due_date"].is_string() {
        same(&json!(yuan(owed)), &expected["payoff_on_due_date"], &row["id"]);
    }
    if expected["penalty"].is_string() {
        let overdue = inputs["days"].as_i64().map_or(0, |days| days - 30);
        let grace = inputs["grace_days"].as_i64().unwrap_or(0);
        let settings = json!({ "dayCount": "ACT/365F", "grace": { "days": grace, "mode": "exclusive" } });
        let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": share(&inputs["rate_percent"]) },
            "arrears": [{ "dueOn": date_text(20_414 - overdue), "principal": inputs["principal"], "interest": interest }] });
        let answer = assess(&settings, &facts);
        assert_eq!((fen(&answer["due"]["penalty"]), fen(&answer["due"]["compound"])), (0, 0), "{}", row["id"]);
    }
    if expected["excess"].is_string() {
        let paid =
            pay(&inputs["paid"], &inputs["paid_on"], &yuan(owed - fen(&inputs["principal"])), &inputs["principal"]);
        same(&paid["excess"], &expected["excess"], &row["id"]);
        assert_eq!(expected["status"], "Closed");
        assert_eq!(paid["left"][0]["principal"], Value::Null, "{}: nothing is left", row["id"]);
    }
}

fn part_payment(row: &Value) {
    let inputs = &row["inputs"];
    if inputs["prepayment"].is_object() {
        return prepayment(row);
    }
    let payment = &inputs["payment"];
    assert_eq!(payment["order"], "interest then principal");
    let accrued = inputs["accrued_interest_before_payment"].as_str().unwrap();
    let paid = pay(&payment["amount"], &payment["date"], accrued, &inputs["principal"]);
    let left = &paid["left"][0]["principal"];
    same(left, &row["expected"]["principal_after"], &row["id"]);
    let day = interest(left, &inputs["rate_percent"], &json!({ "days": 1 }));
    same(&day["amount"], &row["expected"]["one_day_interest"], &row["id"]);
}

/// Interest rounded day by day up to a payment that does not cover it, and once afterwards.
fn prepayment(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let dues: Vec<&str> = inputs["due_dates"].as_array().unwrap().iter().map(|due| due.as_str().unwrap()).collect();
    let [.., last, next] = dues[..] else { panic!("{row}") };
    let paid_on = inputs["prepayment"]["date"].as_str().unwrap();
    let first = day(last);
    let daily: Vec<Value> = (first..day(paid_on))
        .map(|day| json!({ "from": date_text(day), "rate": share(&inputs["rate_percent"]) }))
        .collect();
    let by_day = json!({ "annualRate": daily, "from": last, "to": paid_on, "rounding": { "stage": "segment" } });
    let accrued = interest(&inputs["balance_before"], &inputs["rate_percent"], &by_day)["amount"].clone();
    same(&accrued, &expected["accrued_to_prepayment"], &row["id"]);
    let paid =
        pay(&inputs["prepayment"]["amount"], &json!(paid_on), accrued.as_str().unwrap(), &inputs["balance_before"]);
    same(&paid["allocations"][0]["interest"], &expected["prepayment_to_interest"], &row["id"]);
    let carried = &paid["left"][0]["interest"];
    same(carried, &expected["unpaid_accrued_carried"], &row["id"]);
    let rest = interest(&inputs["balance_before"], &inputs["rate_percent"], &json!({ "from": paid_on, "to": next }));
    same(&rest["amount"], &expected["interest_to_next_due"], &row["id"]);
    let interest = yuan(fen(carried) + fen(&rest["amount"]));
    same(&json!(interest), &expected["next_instalment_interest"], &row["id"]);
    let paid = pay(&inputs["instalment"], &json!(next), &interest, &inputs["balance_before"]);
    same(&paid["allocations"][0]["principal"], &expected["next_instalment_principal"], &row["id"]);
}

/// The first installment: interest by days, then what is left of it is principal.
fn allocation(row: &Value) {
    let inputs = &row["inputs"];
    let span = json!({ "from": inputs["disbursed"], "to": inputs["first_due"] });
    let accrued = interest(&inputs["principal"], &inputs["rate_percent"], &span)["amount"].clone();
    let payment = &inputs["payment"];
    let paid = pay(&payment["amount"], &payment["date"], accrued.as_str().unwrap(), &inputs["principal"]);
    same(&paid["allocations"][0]["interest"], &row["expected"]["interest_paid"], &row["id"]);
    same(&paid["allocations"][0]["principal"], &row["expected"]["principal_paid"], &row["id"]);
}

/// Demands and payments on their days; the days past due of what is left.
fn series(row: &Value) {
    let inputs = &row["inputs"];
    let demand = |demand: &Value| json!({ "dueOn": demand["due"], "principal": demand["amount"] });
    let paid = |payment: &Value| json!({ "on": payment["date"], "amount": payment["amount"] });
    let each = |name: &str, of: &dyn Fn(&Value) -> Value| -> Vec<Value> {
        inputs[name].as_array().unwrap().iter().map(of).collect()
    };
    let (arrears, payments) = (each("demands", &demand), each("payments", &paid));
    for (as_of, wanted) in row["expected"].as_object().unwrap() {
        let facts = json!({ "arrears": arrears, "payments": payments, "asOf": as_of, "firstDay": 1 });
        assert_eq!(call("delinquency", &facts)["daysPastDue"], *wanted, "{} on {as_of}", row["id"]);
    }
}

fn per_drawdown(row: &Value) {
    for wanted in row["expected"].as_array().unwrap() {
        let drawdowns = row["inputs"]["drawdowns"].as_array().unwrap();
        let drawdown = drawdowns.iter().find(|one| one["name"] == wanted["drawdown"]).unwrap();
        let as_of = wanted["as_of"].as_str().unwrap();
        assert!(Some(as_of) < drawdown["not_fully_paid_until"].as_str(), "{row}");
        let arrears = json!([{ "dueOn": drawdown["due"], "principal": "1" }]);
        let facts = json!({ "arrears": arrears, "asOf": as_of, "firstDay": 1 });
        assert_eq!(call("delinquency", &facts)["daysPastDue"], wanted["dpd"], "{}", row["id"]);
    }
}

/// A figure rounded half up to whole units.
fn units(amount: i64) -> Value {
    json!((amount + 50).div_euclid(100))
}

fn whole(value: &Value) -> Value {
    value.as_str().map_or_else(|| value.clone(), |text| json!(text.parse::<i64>().unwrap()))
}

/// The installment as given, or the level one by months, rounded up to whole units.
fn installment(inputs: &Value) -> Value {
    if inputs["fixed_instalment"].is_string() {
        return inputs["fixed_instalment"].clone();
    }
    assert_eq!(inputs["instalment_rule"], "annuity at rate/12, rounded UP to whole units");
    let facts = json!({ "principal": inputs["principal"], "annualRate": share(&inputs["rate_percent"]),
        "months": inputs["instalments"], "method": "equalInstallment", "multipleOf": "1", "rounding": { "mode": "up" } });
    call("schedule", &facts)["payment"].take()
}

fn amortisation(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let payments = inputs["instalments"].as_u64().unwrap_or(PLENTY);
    let mut facts = json!({ "principal": inputs["principal"], "annualRate": share(&inputs["rate_percent"]),
        "payments": payments, "method": "equalInstallment", "payment": installment(inputs) });
    if inputs["day_count"].is_string() {
        let by_days = [
            ("interestBy", json!("actualDays")),
            ("dayCount", json!("ACT/365F")),
            ("startOn", inputs["disbursed"].clone()),
            ("firstDueOn", inputs["first_due"].clone()),
        ];
        for (name, value) in by_days {
            facts[name] = value;
        }
    } else {
        assert_eq!(inputs["interest"], "balance x rate / 12 per period, rounded to 2 dp");
    }
    let reply = call("schedule", &facts);
    let paid: Vec<&Value> = reply["rows"].as_array().unwrap().iter().filter(|row| fen(&row["payment"]) > 0).collect();
    if expected["instalment"].is_string() {
        same(&facts["payment"], &expected["instalment"], &row["id"]);
    }
    if expected["instalments"].is_u64() {
        assert_eq!(json!(paid.len()), expected["instalments"], "{}", row["id"]);
    }
    for (name, given) in [("total_interest_rounded", "totalInterest"), ("total_payment_rounded", "totalPayment")] {
        assert_eq!(units(fen(&reply[given])), whole(&expected[name]), "{} {name}", row["id"]);
    }
    for (number, wanted) in expected["rows_rounded_to_unit"].as_object().into_iter().flatten() {
        let given = paid[number.parse::<usize>().unwrap() - 1];
        for (name, figure) in wanted.as_object().unwrap() {
            assert_eq!(units(fen(&given[name])), *figure, "{} row {number} {name}", row["id"]);
        }
    }
}

/// Why a row is not claimed, if it is not.
fn beyond(row: &Value) -> Option<&'static str> {
    (row["kind"] == "classification").then_some(MANY_LOANS)
}

fn check(row: &Value) {
    match row["kind"].as_str().unwrap() {
        "interest_accrual" => accrual(row),
        "penalty_interest" => penalty(row),
        "settlement" => settlement(row),
        "part_payment" => part_payment(row),
        "allocation" => allocation(row),
        "amortisation" => amortisation(row),
        "days_past_due" if row["inputs"]["demands"].is_array() => series(row),
        "days_past_due" => per_drawdown(row),
        other => panic!("{other} is new here"),
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut tally = Tally { file: "frappe_penalty", rows: 0, reproduced: 0, out_of_scope: Vec::new() };
    for row in file["rows"].as_array().unwrap() {
        tally.rows += 1;
        if let Some(reason) = beyond(row) {
            tally.out_of_scope.push((row["id"].as_str().unwrap().to_owned(), reason));
            continue;
        }
        check(row);
        tally.reproduced += 1;
    }
    tally
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
