//! Interest for late payment by statute or order of a court, in Germany, Switzerland and British
//! Columbia.

use arrears::calendar::Date;
use serde_json::{Value, json};

use super::{Tally, call, decimal, hundredths};

const FILE: &str = include_str!("../../vectors/peers/statutory_interest.json");

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("{value} has no {name}"))
}

/// Rates of a row: a table, one rate, or a base rate with what the creditor may add.
fn annual_rate(inputs: &Value) -> Value {
    if let Some(rates) = inputs["rates"].as_array() {
        let entry = |rate: &Value| {
            let per_cent = format!("{}%", text(rate, "annual_percent"));
            json!({ "from": rate["effective_from"], "rate": per_cent })
        };
        return rates.iter().map(entry).collect();
    }
    if let Some(base_rate) = inputs["base_rate_percent"].as_str() {
        let (_, surcharge) = text(inputs, "surcharge").split_once('+').unwrap();
        let sum = hundredths(&json!(base_rate)) + hundredths(&json!(surcharge));
        return json!(format!("{}%", decimal(sum, 2)));
    }
    json!(format!("{}%", text(inputs, "annual_rate_percent")))
}

/// The span of a row, with its conventions.
fn span(inputs: &Value) -> Value {
    if let Some(basis) = inputs["year_basis"].as_u64() {
        let day_count = if basis == 360 { "ACT/360" } else { "ACT/365F" };
        // A row without a number of days states the interest of one.
        let days = inputs["days"].as_u64().unwrap_or(1);
        return json!({ "days": days, "dayCount": day_count });
    }
    match text(inputs, "day_count") {
        "both ends counted; ACT / 365, 366 in a leap year" => json!({
            "from": inputs["start"], "to": inputs["end"], "dayCount": "ACT/ACT-ISDA", "daysCounted": "both",
        }),
        "first day excluded, ACT/365 fixed" => json!({
            "from": inputs["due"], "to": inputs["paid"], "dayCount": "ACT/365F", "daysCounted": "end",
        }),
        other => panic!("{other} is not known"),
    }
}

fn asked(inputs: &Value, base: Value, rounding: Value) -> Value {
    let mut asked = span(inputs);
    asked["base"] = base;
    asked["annualRate"] = annual_rate(inputs);
    asked["rounding"] = rounding;
    asked
}

/// The day from which an added sum bears interest with the principal: the next day on which the rate
/// changes. A sum of the last period has none, and bears interest by itself from its own day.
fn joins_on<'v>(inputs: &'v Value, added: &Value) -> Option<&'v str> {
    let rates = inputs["rates"].as_array().unwrap().iter();
    let changes = rates.map(|rate| text(rate, "effective_from"));
    changes.into_iter().find(|from| *from > text(added, "date") && *from <= text(inputs, "end"))
}

fn added(inputs: &Value) -> Vec<Value> {
    inputs["added_amounts"].as_array().cloned().unwrap_or_default()
}

/// The principal from day to day, with the sums that the filter lets through, each from its day on.
fn principal(inputs: &Value, day: impl Fn(&Value) -> Option<String>) -> Value {
    let mut sum = hundredths(&inputs["principal"]);
    let mut table = vec![json!({ "from": inputs["start"], "base": decimal(sum, 2) })];
    let mut dated: Vec<(String, i128)> =
        added(inputs).iter().filter_map(|added| Some((day(added)?, hundredths(&added["amount"])))).collect();
    dated.sort();
    for (from, amount) in dated {
        sum += amount;
        table.retain(|entry| entry["from"] != from.as_str());
        table.push(json!({ "from": from, "base": decimal(sum, 2) }));
    }
    Value::Array(table)
}

/// Each segment of the row, rounded by itself; segments without days of their own are not stated.
fn check_segments(row: &Value) {
    let (inputs, stated) = (&row["inputs"], row["expected"]["segments"].as_array().unwrap());
    let places = if stated[0]["interest_4dp"].is_null() { 2 } else { 4 };
    let rounding = json!({ "stage": "segment", "places": places });
    let joined = principal(inputs, |added| joins_on(inputs, added).map(str::to_owned));
    let reply = call("interest", &asked(inputs, joined, rounding));
    let segments = reply["segments"].as_array().unwrap();
    assert_eq!(segments.len(), stated.len(), "{row}");
    for (segment, stated) in segments.iter().zip(stated) {
        let interest = if places == 4 { &stated["interest_4dp"] } else { &stated["interest"] };
        assert_eq!((&segment["days"], &segment["amount"]), (&stated["days"], interest), "{row}");
        let rate = hundredths(&stated["annual_percent"]);
        assert_eq!(hundredths_of_per_cent(&segment["annualRate"]), rate, "{row}");
        if let Some(last) = stated["end"].as_str() {
            let end = Date::parse(last).unwrap().plus_days(1).to_string();
            assert_eq!((&segment["from"], &segment["to"]), (&stated["start"], &json!(end)), "{row}");
        }
        if !stated["principal"].is_null() {
            assert_eq!(hundredths(&segment["base"]), hundredths(&stated["principal"]), "{row}");
        }
    }
}

/// A rate as hundredths of a per cent.
fn hundredths_of_per_cent(rate: &Value) -> i128 {
    let digits = rate.as_str().unwrap().split_once('.').map_or("", |(_, digits)| digits);
    format!("{digits:0<4}").parse().unwrap()
}

/// Sums that were added in the last period, each by itself.
fn check_late(row: &Value) {
    for late in row["expected"]["late_added_amounts"].as_array().into_iter().flatten() {
        let mut asked = asked(&row["inputs"], late["amount"].clone(), Value::Null);
        asked["from"] = late["date"].clone();
        let reply = call("interest", &asked);
        assert_eq!((&reply["days"], &reply["amount"]), (&late["days"], &late["interest"]), "{row}");
    }
}

fn check(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let total = ["total_interest", "interest", "interest_per_day"].into_iter().find(|name| !expected[name].is_null());
    let base = match added(inputs).as_slice() {
        [] => inputs["principal"].clone(),
        // Every sum from the day on which it begins to bear interest.
        _ => principal(inputs, |added| Some(joins_on(inputs, added).unwrap_or(text(added, "date")).to_owned())),
    };
    let reply = call("interest", &asked(inputs, base, Value::Null));
    assert_eq!(reply["amount"], expected[total.unwrap()], "{row}");
    if !expected["days"].is_null() {
        assert_eq!(reply["days"], expected["days"], "{row}");
    }
    if !expected["total_due"].is_null() {
        let due = hundredths(&inputs["principal"]) + hundredths(&reply["amount"]);
        assert_eq!(due, hundredths(&expected["total_due"]), "{row}");
    }
    if !expected["segments"].is_null() {
        check_segments(row);
        check_late(row);
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file["vectors"].as_array().unwrap();
    rows.iter().for_each(check);
    Tally { file: "statutory_interest", rows: rows.len(), reproduced: rows.len(), out_of_scope: Vec::new() }
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
