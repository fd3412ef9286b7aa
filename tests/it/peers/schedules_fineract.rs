//! Schedules of Apache Fineract: flat and declining interest, grace, multiples, further disbursements,
//! changes of the rate, and payments that come early or late.

use arrears::calendar::Date;
use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/schedules_fineract.json");

fn fen(value: &Value) -> i128 {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no amount"));
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{decimals:0<2}").parse().unwrap()
}

fn percent(value: &Value) -> Value {
    json!(format!("{}%", value.as_str().unwrap()))
}

/// How the row counts days, as fields of the input.
fn counted(inputs: &Value, facts: &mut Value) {
    let day_count = match inputs["day_count"].as_str().unwrap_or("month") {
        "ACT/365" => "ACT/365F",
        "ACT/360" => "ACT/360",
        "ACT/364" => "ACT/364",
        "ACT/ACT by calendar year" => "ACT/ACT-ISDA",
        by_month => return assert!(by_month == "month" || by_month.starts_with("30/360 per period"), "{by_month}"),
    };
    facts["interestBy"] = json!("actualDays");
    facts["dayCount"] = json!(day_count);
}

fn flows(list: &Value) -> Vec<Value> {
    let flow = |entry: &Value| json!({ "on": entry["date"], "amount": entry["amount"] });
    list.as_array().map_or_else(Vec::new, |entries| entries.iter().map(flow).collect())
}

/// A row of the peer's loan schedules.
fn loan(inputs: &Value) -> Value {
    assert_eq!(inputs["every"], "1 month");
    assert!(inputs["amortisation"].is_null() || inputs["amortisation"] == "equal instalments");
    assert!(matches!(inputs["interest_payment_deferred_instalments"].as_u64(), None | Some(0)));
    let is_flat = inputs["interest_method"] == "flat";
    let mut facts = json!({
        "principal": inputs["principal"],
        "annualRate": percent(&inputs["annual_rate_percent"]),
        "months": inputs["instalments"],
        "method": "equalInstallment",
        "startOn": inputs["start"],
        "interestOn": if is_flat { "principal" } else { "balance" },
        "graceMonths": inputs["principal_grace_instalments"],
        "payment": inputs["instalment"],
        "multipleOf": inputs.get("instalment_rounded_to_multiple_of").cloned().unwrap_or(json!("1")),
        "paid": flows(&inputs["payments"]),
        "rounding": { "mode": "halfEven", "stage": "segment" },
    });
    counted(inputs, &mut facts);
    facts
}

/// A row of the peer's annuities, whose due dates are listed.
fn annuity(inputs: &Value) -> Value {
    let days: Vec<Date> =
        inputs["due_dates"].as_array().unwrap().iter().map(|day| Date::parse(day.as_str().unwrap()).unwrap()).collect();
    let step = days[0].days_until(days[1]);
    let every = if step < 28 { json!({ "days": step }) } else { json!({ "months": 1 }) };
    let mut sums = flows(&inputs["disbursements"]);
    let first = sums.remove(0);
    assert_eq!(first["on"], inputs["start"]);
    let mut rates = vec![json!({ "from": inputs["start"], "rate": percent(&inputs["annual_rate_percent"]) })];
    for change in inputs["rate_changes"].as_array().unwrap() {
        rates.push(json!({ "from": change["date"], "rate": percent(&change["annual_rate_percent"]) }));
    }
    let mut facts = json!({
        "principal": first["amount"],
        "annualRate": rates,
        "payments": days.len(),
        "every": every,
        "method": "equalInstallment",
        "startOn": inputs["start"],
        "firstDueOn": inputs["due_dates"][0],
        "paidOut": sums,
        "residue": "spread",
        "rounding": { "mode": "halfEven", "stage": "segment" },
    });
    counted(inputs, &mut facts);
    facts
}

fn check(row: &Value) {
    let inputs = &row["inputs"];
    let facts = if inputs["due_dates"].is_array() { annuity(inputs) } else { loan(inputs) };
    let reply = call("schedule", &facts);
    let (got, wanted) = (reply["rows"].as_array().unwrap(), row["expected"].as_array().unwrap());
    assert_eq!(got.len(), wanted.len(), "{}", row["id"]);
    for (got, wanted) in got.iter().zip(wanted) {
        let place = format!("{} row {}: {got} is not {wanted}", row["id"], wanted["nr"]);
        assert_eq!(got["dueOn"], wanted["due"], "{place}");
        for (name, peers) in [("principal", "principal"), ("interest", "interest"), ("balance", "balance_after")] {
            assert_eq!(fen(&got[name]), fen(&wanted[peers]), "{place}");
        }
        if let Some(payment) = wanted.get("instalment") {
            assert_eq!(fen(&got["payment"]), fen(payment), "{place}");
        }
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file.as_array().unwrap();
    rows.iter().for_each(check);
    Tally { file: "schedules_fineract", rows: rows.len(), reproduced: rows.len(), out_of_scope: Vec::new() }
}

#[test]
fn every_schedule_is_reproduced() {
    tally().check();
}
