//! Interest on one unit of money as Apache Fineract computes it.

use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/fineract_rate_factors.json");

fn convention(row: &Value) -> &'static str {
    match row["convention"].as_str().unwrap() {
        "ACT/365" => "ACT/365F",
        "ACT/360" => "ACT/360",
        "ACT/ACT by calendar year" => "ACT/ACT-ISDA",
        other => panic!("{other} is not known"),
    }
}

fn check(row: &Value) {
    let facts = json!({
        "base": "1",
        "annualRate": format!("{}%", row["annual_rate_percent"].as_str().unwrap()),
        "from": row["start"],
        "to": row["end"],
        "dayCount": convention(row),
        "rounding": { "mode": "halfEven", "places": 12 },
    });
    assert_eq!(call("interest", &facts)["amount"], row["rate_factor_12dp"], "{row}");
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file["rate_factors"].as_array().unwrap();
    rows.iter().for_each(check);
    Tally { file: "fineract_rate_factors", rows: rows.len(), reproduced: rows.len(), out_of_scope: Vec::new() }
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
