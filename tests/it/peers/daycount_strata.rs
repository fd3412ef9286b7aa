//! Parts of a year as the library Strata computes them.

use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/daycount_strata.json");

/// The names differ in a space and in capitals alone.
fn convention(row: &Value) -> String {
    row["convention"].as_str().unwrap().replace(' ', "-").to_uppercase()
}

fn fraction(row: &Value) -> String {
    let exact = row["expected_fraction_exact"].as_str().unwrap();
    let (numerator, denominator) = exact.split_once('/').unwrap_or((exact, "1"));
    // Some rows of the source are not in lowest terms.
    let (numerator, denominator): (u64, u64) = (numerator.parse().unwrap(), denominator.parse().unwrap());
    let common = (1..=denominator).rev().find(|by| numerator % by == 0 && denominator % by == 0).unwrap();
    format!("{}/{}", numerator / common, denominator / common)
}

fn check(row: &Value) {
    let facts = json!({
        "convention": convention(row),
        "from": row["start"],
        "to": row["end"],
        "maturity": row["maturity"],
        "endOfMonth": row["eom_flag"],
    });
    let reply = call("dayCount", &facts);
    assert_eq!(reply["fraction"]["exact"], fraction(row), "{row}");
    if !row["expected_days"].is_null() {
        assert_eq!(reply["days"], row["expected_days"], "{row}");
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file["rows"].as_array().unwrap();
    rows.iter().for_each(check);
    Tally { file: "daycount_strata", rows: rows.len(), reproduced: rows.len(), out_of_scope: Vec::new() }
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
