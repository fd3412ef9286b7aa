//! Published examples of court fees, working days, limitation and interest on delayed performance.

use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/cn_law.json");

fn text(row: &Value, name: &str) -> Value {
    assert!(row[name].is_string(), "{row} has no {name}");
    row[name].clone()
}

fn court_fee(row: &Value) -> Value {
    let kind = if row["kind"] == "payment_order" { json!("paymentOrder") } else { text(row, "kind") };
    call("courtFee", &json!({ "kind": kind, "claim": text(row, "claim"), "procedure": row["procedure"] }))["fee"].take()
}

fn working_day(row: &Value) -> Value {
    call("workingDays", &json!({ "from": text(row, "received_on"), "add": row["working_days"] }))["on"].take()
}

fn limitation(row: &Value) -> Value {
    assert_eq!(row["years"], 3, "the period of the Civil Code");
    let events = json!([{ "on": text(row, "event_on"), "kind": "due" }]);
    call("limitation", &json!({ "events": events }))["expiresOn"].take()
}

fn judgment_interest(row: &Value) -> Value {
    call("judgmentInterest", &json!({ "base": text(row, "base"), "days": row["days"] }))["amount"].take()
}

type Adapter = fn(&Value) -> Value;

const SECTIONS: [(&str, Adapter); 4] = [
    ("court_fees", court_fee),
    ("working_days", working_day),
    ("limitation", limitation),
    ("judgment_interest", judgment_interest),
];

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut tally = Tally { file: "cn_law", rows: 0, reproduced: 0, out_of_scope: Vec::new() };
    for (section, adapter) in SECTIONS {
        for row in file[section].as_array().unwrap() {
            tally.rows += 1;
            assert_eq!(adapter(row), row["expected"], "{}", row["id"]);
            tally.reproduced += 1;
        }
    }
    tally
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
