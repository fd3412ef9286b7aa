//! Days past due and buckets of another engine.
//!
//! The peer lets grace hold for the loan and not for its installments, and takes the whole of a pause
//! off every installment, also what lay before its due date. Both are conventions that the calculator
//! is told. What the peer calls stored is what a nightly job last wrote, which runs on days that the
//! rows do not name and stands still in a pause; the figures compared are those of the day itself.

use serde_json::{Map, Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/fineract_delinquency.json");

fn list<'r>(row: &'r Value, name: &str) -> impl Iterator<Item = &'r Value> {
    row[name].as_array().into_iter().flatten()
}

fn standing(inputs: &Value) -> Value {
    let arrears = list(inputs, "installments").map(|own| json!({ "dueOn": own["due"], "principal": own["amount"] }));
    let payments = list(inputs, "payments").map(|own| json!({ "on": own["date"], "amount": own["amount"] }));
    let pauses = list(inputs, "clock_actions").map(|action| match action["action"].as_str() {
        Some("PAUSE") => json!({ "from": action["start"], "until": action["end"] }),
        Some("RESUME") => json!({ "resumedOn": action["start"] }),
        other => panic!("no such action: {other:?}"),
    });
    let buckets = list(inputs, "buckets")
        .map(|own| json!({ "name": own["name"], "fromDays": own["min_days"], "toDays": own["max_days"] }));
    assert!(list(inputs, "charges").next().is_none(), "charges are due on days that these rows do not have");
    // Where no day is named, one on which every pause is over.
    let as_of = if inputs["as_of"].is_null() { json!("2199-12-31") } else { inputs["as_of"].clone() };
    let order = json!({ "entries": ["principal"], "excess": "nextInstallment" });
    let facts = json!({
        "arrears": arrears.collect::<Vec<_>>(), "asOf": as_of, "payments": payments.collect::<Vec<_>>(),
        "order": order, "graceDays": inputs["grace_days"], "graceFor": "loan", "pauseReach": "whole",
        "clockPauses": pauses.collect::<Vec<_>>(), "buckets": buckets.collect::<Vec<_>>(),
    });
    call("delinquency", &facts)
}

/// The bucket, by the word that the peer has for none.
fn bucket(reply: &Value) -> Value {
    if reply["bucket"].is_null() { json!("NO_DELINQUENCY") } else { reply["bucket"].clone() }
}

fn of_loan(reply: &Value) -> Value {
    json!({
        "delinquent_amount": reply["overdue"],
        "delinquent_date": reply["delinquentFrom"],
        "delinquent_days": reply["daysPastDue"],
        "past_due_days": reply["calendarDays"],
        "classification_if_evaluated_now": bucket(reply),
    })
}

fn of_installments(reply: &Value) -> Value {
    let sums = list(reply, "perBucket").map(|own| (own["bucket"].as_str().unwrap().to_owned(), own["overdue"].clone()));
    json!({ "amount_by_bucket_if_evaluated_now": Value::Object(sums.collect::<Map<_, _>>()) })
}

fn periods(reply: &Value) -> Value {
    list(reply, "pauses").map(|pause| json!({ "start": pause["from"], "end": pause["until"] })).collect()
}

/// The peer calls a pause active on its last day too.
fn periods_with_activity(reply: &Value, as_of: &str) -> Value {
    let active = |pause: &Value| {
        let day = |name: &str| pause[name].as_str().unwrap();
        day("from") <= as_of && as_of <= day("until")
    };
    let period = |pause: &Value| json!({ "active": active(pause), "start": pause["from"], "end": pause["until"] });
    json!({ "periods": list(reply, "pauses").map(period).collect::<Vec<_>>() })
}

/// Without what a job stored.
fn of_the_day(expected: &Value) -> Value {
    let mut expected = expected.clone();
    if let Some(fields) = expected.as_object_mut() {
        fields.retain(|name, _| !name.starts_with("stored_"));
    }
    expected
}

fn figures(row: &Value) -> (Value, Value) {
    let (inputs, expected) = (&row["inputs"], &row["expected"]);
    let reply = standing(inputs);
    match row["kind"].as_str().unwrap() {
        "loan_level" => (of_loan(&reply), of_the_day(expected)),
        "inst_level" => (of_installments(&reply), of_the_day(expected)),
        "pause_periods" => (periods_with_activity(&reply, inputs["as_of"].as_str().unwrap()), expected.clone()),
        "effective_pause" => (periods(&reply), expected.clone()),
        "range_check" => {
            let is = json!({ "stored_classification": bucket(&reply), "delinquent_date": reply["delinquentFrom"] });
            (is, expected.clone())
        }
        other => panic!("no such kind: {other}"),
    }
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut tally = Tally { file: "fineract_delinquency", rows: 0, reproduced: 0, out_of_scope: Vec::new() };
    for row in file["vectors"].as_array().unwrap() {
        tally.rows += 1;
        let (is, wanted) = figures(row);
        if is == wanted {
            tally.reproduced += 1;
        } else {
            println!("{}: {is}, not {wanted}", row["id"]);
        }
    }
    tally
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
