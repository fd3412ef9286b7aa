//! Published Chinese schedules, by equal installments and by equal principal.

use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/schedules_cn.json");

fn fen(value: &Value) -> i128 {
    value.as_str().unwrap_or_else(|| panic!("{value} is no amount")).replace('.', "").parse().unwrap()
}

/// The schedule of a row. Figures that were published before any rounding are those of one rounding.
fn schedule(row: &Value, method: &str, stage: Option<&str>) -> Value {
    let inputs = &row["inputs"];
    let mut facts = json!({
        "principal": inputs["principal"],
        "annualRate": inputs["annual_rate"],
        "months": inputs["months"],
        "method": method,
    });
    if let Some(stage) = stage {
        facts["rounding"] = json!({ "stage": stage });
    }
    call("schedule", &facts)
}

fn equal_installment(row: &Value, expected: &Value) {
    let reply = schedule(row, "equalInstallment", None);
    let unrounded = schedule(row, "equalInstallment", Some("once"));
    let rows = reply["rows"].as_array().unwrap();
    let column = |name: &str| json!(rows.iter().map(|row| &row[name]).collect::<Vec<_>>());
    let mut seen = 0;
    for (name, got) in [
        ("payment", reply["payment"].clone()),
        ("last_payment", reply["lastPayment"].clone()),
        ("first_interest", rows[0]["interest"].clone()),
        ("first_principal", rows[0]["principal"].clone()),
        ("interest", column("interest")),
        ("balances", column("balance")),
        ("total_unrounded", unrounded["totalPayment"].clone()),
        ("interest_unrounded", unrounded["totalInterest"].clone()),
    ] {
        if let Some(wanted) = expected.get(name) {
            assert_eq!(&got, wanted, "{} {name}", row["id"]);
            seen += 1;
        }
    }
    assert_eq!(seen, expected.as_object().unwrap().len(), "{}: a figure was not looked at", row["id"]);
}

fn equal_principal(row: &Value, expected: &Value) {
    let reply = schedule(row, "equalPrincipal", None);
    let payment = |index: usize| fen(&reply["rows"][index]["payment"]);
    let mut seen = 0;
    for (name, got) in [
        ("first", fen(&reply["payment"])),
        ("step", payment(0) - payment(1)),
        ("last", fen(&reply["lastPayment"])),
        ("total", fen(&reply["totalPayment"])),
        ("interest", fen(&reply["totalInterest"])),
    ] {
        if let Some(wanted) = expected.get(name) {
            assert_eq!(got, fen(wanted), "{} {name}", row["id"]);
            seen += 1;
        }
    }
    assert_eq!(seen, expected.as_object().unwrap().len(), "{}: a figure was not looked at", row["id"]);
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file.as_array().unwrap();
    for row in rows {
        match row["method"].as_str().unwrap() {
            "both" => {
                equal_installment(row, &row["expected"]["equal_installment"]);
                equal_principal(row, &row["expected"]["equal_principal"]);
            }
            "equal_installment" => equal_installment(row, &row["expected"]),
            method => assert_eq!(method, "equal_principal"),
        }
    }
    Tally { file: "schedules_cn", rows: rows.len(), reproduced: rows.len(), out_of_scope: Vec::new() }
}

#[test]
fn every_schedule_is_reproduced() {
    tally().check();
}
