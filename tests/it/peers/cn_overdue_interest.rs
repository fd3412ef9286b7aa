//! Published examples of interest on overdue loans in yuan.

use serde_json::{Value, json};

use super::{Tally, call, decimal, hundredths};

const FILE: &str = include_str!("../../vectors/peers/cn_overdue_interest.json");

/// What the row says of days in words: nothing, or that both ends are counted.
fn days_counted(row: &Value) -> Value {
    match row["conventions"]["days"].as_str() {
        Some(words) => {
            assert!(words.starts_with("both ends counted"), "{words}");
            json!("both")
        }
        None => Value::Null,
    }
}

/// A row of card debt gives principal, unpaid interest and a rate a day; a day is a 360th of a year.
fn base_and_rate(inputs: &Value) -> (Value, Value) {
    if inputs["daily_rate"].is_null() {
        return (inputs["base"].clone(), inputs["annual_rate"].clone());
    }
    let base = hundredths(&inputs["principal"]) + hundredths(&inputs["unpaid_interest"]);
    let daily = inputs["daily_rate"].as_str().unwrap();
    let (_, places) = daily.split_once('.').unwrap();
    let units: i128 = daily.replace('.', "").parse().unwrap();
    (json!(decimal(base, 2)), json!(decimal(units * 360, places.len())))
}

fn check(row: &Value) {
    let inputs = &row["inputs"];
    let (base, annual_rate) = base_and_rate(inputs);
    let facts = json!({
        "base": base,
        "annualRate": annual_rate,
        "multiplier": inputs["multiplier"],
        "from": inputs["from"],
        "to": inputs["to"],
        "days": inputs["days"],
        "dayCount": row["conventions"]["day_count"].as_str().unwrap_or("ACT/360"),
        "daysCounted": days_counted(row),
    });
    let reply = call("interest", &facts);
    assert_eq!(reply["amount"], row["expected"], "{row}");
    if let Some(exact) = row["expected_exact"].as_str() {
        let at_all_places = json!({ "places": exact.split_once('.').unwrap().1.len() });
        let mut facts = facts;
        facts["rounding"] = at_all_places;
        assert_eq!(call("interest", &facts)["amount"], exact, "{row}");
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file["overdue_interest"].as_array().unwrap();
    rows.iter().for_each(check);
    Tally { file: "cn_overdue_interest", rows: rows.len(), reproduced: rows.len(), out_of_scope: Vec::new() }
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
