//! A published example of a payment that settles the oldest interest first.

use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/cn_allocation.json");

/// What is due, where the example gives an amount only from below: that amount, or a larger one.
fn due(row: &Value, more: bool) -> Value {
    let entry = |entry: &Value| {
        let given = entry["interest"].as_str().unwrap();
        let least =
            given.strip_prefix("at least ").map(|least| if more { format!("1{least}") } else { least.to_owned() });
        json!({ "dueOn": entry["due_on"], "interest": least.unwrap_or_else(|| given.to_owned()) })
    };
    row["due"].as_array().unwrap().iter().map(entry).collect()
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut tally = Tally { file: "cn_allocation", rows: 0, reproduced: 0, out_of_scope: Vec::new() };
    for row in file["vectors"].as_array().unwrap() {
        tally.rows += 1;
        let inputs = &row["inputs"];
        for more in [false, true] {
            let facts = json!({ "payment": inputs["payment"], "paidOn": inputs["paid_on"], "order": inputs["order"],
                "due": due(inputs, more) });
            let reply = call("allocate", &facts);
            let rows = reply["allocations"].as_array().unwrap().iter();
            let paid: Value = rows.map(|row| json!({ "due_on": row["dueOn"], "interest": row["interest"] })).collect();
            assert_eq!((&paid, &reply["excess"]), (&row["expected"], &json!("0.00")), "{}", row["id"]);
        }
        tally.reproduced += 1;
    }
    tally
}

#[test]
fn every_row_is_reproduced() {
    tally().check();
}
