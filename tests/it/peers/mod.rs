//! Published figures and those of other engines, reproduced through the operations that callers use.
//!
//! Each file of `tests/vectors/peers/` has an adapter here, which turns a row into facts, events and
//! conventions and compares what comes back with the figure of the row. A row that this engine does not
//! claim to compute is out of scope, with the reason; no figure is matched by a special case.

mod annuity_numpy;
mod cn_allocation;
mod cn_law;
mod cn_overdue_interest;
mod credit_facility;
mod daycount_strata;
mod fineract_delinquency;
mod fineract_payment_allocation;
mod fineract_rate_factors;
mod fineract_restructure;
mod frappe_penalty;
mod hmrc_instalments;
mod late_fees;
mod schedules_cn;
mod schedules_fineract;
mod statutory_interest;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::vectors;

/// How one file of rows came out.
pub(crate) struct Tally {
    pub(crate) file: &'static str,
    pub(crate) rows: usize,
    pub(crate) reproduced: usize,
    /// Rows that the engine does not claim to compute: id and reason.
    pub(crate) out_of_scope: Vec<(String, &'static str)>,
}

impl Tally {
    /// The tally of a file whose every row is replayed, with what differs in a row that is not reproduced.
    fn of(file: &'static str, text: &str, replay: fn(&Value) -> Option<String>) -> Self {
        let rows: Value = serde_json::from_str(text).unwrap();
        let rows = rows["vectors"].as_array().unwrap();
        let mut tally = Self { file, rows: rows.len(), reproduced: 0, out_of_scope: Vec::new() };
        for row in rows {
            match replay(row) {
                None => tally.reproduced += 1,
                Some(difference) => println!("{}: {difference}", row["id"]),
            }
        }
        tally
    }

    /// Fails unless every row is reproduced or out of scope, and prints the tally.
    pub(crate) fn check(&self) {
        let Self { file, rows, reproduced, out_of_scope } = self;
        println!("{file}: {rows} rows, {reproduced} reproduced, {} out of scope", out_of_scope.len());
        for (id, reason) in out_of_scope {
            println!("  {id}: {reason}");
        }
        assert!(*rows > 0 && reproduced + out_of_scope.len() == *rows, "{file}");
    }
}

#[test]
fn every_file_has_an_adapter() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for entry in fs::read_dir(root.join("vectors/peers")).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let adapter = fs::read_to_string(root.join("it/peers").join(format!("{name}.rs"))).unwrap_or_default();
        assert!(adapter.contains(&format!("vectors/peers/{name}.json")), "{name} has no adapter of its name");
    }
}

/// Calls an operation under the policy that is used when none is named.
pub(crate) fn call(operation: &str, facts: &Value) -> Value {
    let reply = vectors::call(operation, &facts.to_string(), "{}");
    serde_json::from_str(&reply.unwrap_or_else(|failure| panic!("{operation} {facts}: {failure}"))).unwrap()
}

/// A decimal of at most two places, in hundredths.
pub(crate) fn hundredths(value: &Value) -> i128 {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no decimal"));
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    assert!(rest.len() <= 2, "{text} has more than two places");
    format!("{whole}{rest:0<2}").parse().unwrap()
}

/// Units of a decimal place as a decimal.
pub(crate) fn decimal(units: i128, places: usize) -> String {
    let digits = format!("{units:0>width$}", width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    format!("{whole}.{rest}")
}
