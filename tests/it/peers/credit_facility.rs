//! Penalty interest with days of grace and a highest rate, simple interest, months of thirty days and
//! one allocation, as another engine has them.

use arrears::money::{Money, Rate};
use serde_json::{Value, json};

use super::{Tally, call};
use crate::independent::date_text;
use crate::terms::assess;

const FILE: &str = include_str!("../../vectors/peers/credit_facility.json");

const COMPOUNDING: &str = "interest is never added to the base that it runs on";

fn share(percent: &Value) -> String {
    format!("{}%", percent.as_str().unwrap())
}

/// A multiplier of the contract rate as the raise that it is.
fn markup(multiplier: &Value) -> String {
    let text = multiplier.as_str().unwrap();
    let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
    format!("{}.{places}", whole.parse::<u32>().unwrap() - 1)
}

fn day_count(year_basis: &Value) -> Value {
    match year_basis.as_u64() {
        Some(365) => json!("ACT/365F"),
        Some(360) => json!("ACT/360"),
        other => panic!("a year of {other:?} days"),
    }
}

/// A day so many days before the as-of date of the cases here.
fn before(days: &Value) -> String {
    date_text(20_414 - days.as_i64().unwrap())
}

fn penalty(row: &Value) -> Value {
    let inputs = &row["inputs"];
    let mut settings = json!({ "markup": markup(&inputs["multiplier"]), "misuseMarkup": "1" });
    if inputs["year_basis"].is_u64() {
        settings["dayCount"] = day_count(&inputs["year_basis"]);
    }
    if inputs["grace_days"].is_u64() {
        assert!(inputs["grace_mode"].as_str().unwrap().starts_with("exclusive"), "{row}");
        settings["grace"] = json!({ "days": inputs["grace_days"], "mode": "exclusive" });
    }
    if inputs["max_penalty_rate_percent"].is_string() {
        settings["rateMax"] = json!(share(&inputs["max_penalty_rate_percent"]));
    }
    let principal = ["overdue", "outstanding"].into_iter().find_map(|name| inputs[name].as_str()).unwrap_or("1000");
    let days = ["days_overdue", "days"].into_iter().map(|name| &inputs[name]).find(|days| days.is_u64());
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": share(&inputs["base_rate_percent"]) },
        "arrears": [{ "dueOn": before(days.unwrap_or(&json!(1))), "principal": principal, "interest": "0" }] });
    assess(&settings, &facts)
}

fn days_charged(answer: &Value) -> Value {
    let segments =
        answer["penalty"]["lines"].as_array().unwrap().iter().flat_map(|line| line["segments"].as_array().unwrap());
    json!(segments.map(|segment| segment["days"].as_u64().unwrap()).sum::<u64>())
}

fn check_penalty(row: &Value) {
    let (answer, expected) = (penalty(row), &row["expected"]);
    for name in ["penalty", "penalty_computed_here", "interest"] {
        if let Some(wanted) = expected[name].as_str() {
            let wanted = if wanted == "0" { "0.00" } else { wanted };
            assert_eq!(answer["due"]["penalty"], wanted, "{}", row["id"]);
        }
    }
    if expected["days_charged"].is_u64() {
        assert_eq!(days_charged(&answer), expected["days_charged"], "{}", row["id"]);
    }
    if let Some(percent) = expected["rate_percent"].as_str() {
        let given = &answer["penalty"]["lines"][0]["segments"][0]["annualRate"];
        let rate = |text: &str| Rate::parse(text).unwrap();
        assert_eq!(rate(given.as_str().unwrap()), rate(&format!("{percent}%")), "{}", row["id"]);
    }
}

fn check_interest(row: &Value) {
    let inputs = &row["inputs"];
    let (days, day_count) = match inputs["years"].as_u64() {
        Some(years) => (years * 365, json!("ACT/365F")),
        None => (inputs["days"].as_u64().unwrap(), day_count(&inputs["year_basis"])),
    };
    let facts = json!({ "base": inputs["principal"], "annualRate": share(&inputs["annual_rate_percent"]), "days": days,
        "dayCount": day_count });
    assert_eq!(call("interest", &facts)["amount"], row["expected"]["interest"], "{}", row["id"]);
}

fn check_days(row: &Value) {
    let inputs = &row["inputs"];
    let convention = inputs["convention"].as_str().unwrap().replace("30/360 ISDA", "30/360-ISDA");
    let facts = json!({ "convention": convention, "from": inputs["start"], "to": inputs["end"] });
    assert_eq!(call("dayCount", &facts)["days"], row["expected"]["days"], "{}", row["id"]);
}

/// The name of a component here.
fn component(name: &str) -> &str {
    match name {
        "fees" => "fee",
        "penalties" => "penalty",
        other => other,
    }
}

fn check_allocation(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let order: Vec<&str> =
        inputs["order"].as_array().unwrap().iter().map(|name| component(name.as_str().unwrap())).collect();
    let mut due = json!({ "dueOn": "2025-11-01" });
    for (name, amount) in inputs["balances"].as_object().unwrap() {
        due[component(name)] = amount.clone();
    }
    let facts = json!({ "payment": inputs["payment"], "paidOn": "2025-11-22", "order": order, "due": [due] });
    let reply = call("allocate", &facts);
    let amount_of = |amount: &Value| amount.as_str().map_or(Money::ZERO, |text| Money::parse(text).unwrap());
    for (name, amount) in expected.as_object().unwrap() {
        let given = if name == "excess" { &reply["excess"] } else { &reply["allocations"][0][component(name)] };
        assert_eq!(amount_of(given), amount_of(amount), "{} {name}", row["id"]);
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut tally = Tally { file: "credit_facility", rows: 0, reproduced: 0, out_of_scope: Vec::new() };
    for row in file["rows"].as_array().unwrap() {
        tally.rows += 1;
        let inputs = &row["inputs"];
        let compounded =
            inputs["compounding"].is_string() && (inputs["compounding"] != "annual" || inputs["years"] != 1);
        match () {
            () if compounded => {
                tally.out_of_scope.push((row["id"].as_str().unwrap().to_owned(), COMPOUNDING));
                continue;
            }
            () if inputs["multiplier"].is_string() => check_penalty(row),
            () if inputs["convention"].is_string() => check_days(row),
            () if inputs["order"].is_array() => check_allocation(row),
            () => check_interest(row),
        }
        tally.reproduced += 1;
    }
    tally
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
