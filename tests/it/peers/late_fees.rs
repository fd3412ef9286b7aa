//! Late fees of another engine: a share of the principal of each overdue installment, charged once.
//!
//! Such a fee is a charge that does not grow: a smallest charge beyond every installment, cut to its
//! share of the principal.

use serde_json::{Value, json};

use super::Tally;
use crate::terms::assess;

const FILE: &str = include_str!("../../vectors/peers/late_fees.json");

const OTHER_BASIS: &str = "a fee on more than the principal of an installment; the cap is on principal alone";

/// Larger than any installment here.
const BEYOND: &str = "999999999999.99";

/// The share in a text such as `1.5% of the overdue instalment, basis: percent of instalment principal`.
fn share(fee: &str) -> &str {
    let (share, _) = fee.split_once('%').unwrap_or_else(|| panic!("no share in {fee}"));
    assert!(share.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'), "{fee}");
    share
}

/// The interest of one installment, in a text such as `12% flat -> 30 per month`.
fn interest(text: &str) -> &str {
    let (_, rest) = text.split_once("-> ").unwrap_or_else(|| panic!("no interest in {text}"));
    rest.split_once(' ').unwrap().0
}

fn arrears(inputs: &Value, due: impl Iterator<Item = Value>) -> Vec<Value> {
    let count = inputs["instalments"].as_u64().unwrap();
    let principal: u64 = inputs["principal"].as_str().unwrap().parse().unwrap();
    assert_eq!(principal % count, 0, "equal installments");
    let interest = interest(inputs["interest"].as_str().unwrap());
    due.map(|due_on| json!({ "dueOn": due_on, "principal": (principal / count).to_string(), "interest": interest }))
        .collect()
}

fn check(row: &Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let fees = expected["late_fees"].as_array().unwrap();
    let share = format!("{}%", share(inputs["late_fee"].as_str().unwrap()));
    let settings = json!({ "minimumCharge": BEYOND, "shareOfPrincipalMax": share, "compoundOnInterest": false });
    let arrears = arrears(inputs, fees.iter().map(|fee| fee["due"].clone()));
    let facts = json!({ "asOf": inputs["as_of"], "loan": { "annualRate": "12%" }, "arrears": arrears });
    let answer = assess(&settings, &facts);
    let lines = answer["penalty"]["lines"].as_array().unwrap();
    assert_eq!(lines.len(), fees.len(), "{}", row["id"]);
    for (line, fee) in lines.iter().zip(fees) {
        assert_eq!((&line["dueOn"], &line["amount"]), (&fee["due"], &fee["amount"]), "{}", row["id"]);
    }
    assert_eq!(answer["due"]["total"], expected["total_due"], "{}", row["id"]);
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut tally = Tally { file: "late_fees", rows: 0, reproduced: 0, out_of_scope: Vec::new() };
    for row in file["rows"].as_array().unwrap() {
        tally.rows += 1;
        if row["inputs"]["late_fee"].as_str().unwrap().ends_with("percent of instalment principal") {
            check(row);
            tally.reproduced += 1;
        } else {
            tally.out_of_scope.push((row["id"].as_str().unwrap().to_owned(), OTHER_BASIS));
        }
    }
    tally
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
