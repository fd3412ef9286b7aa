//! Annuity figures of numpy-financial: payments, and how they divide into interest and principal.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::{Value, json};

use super::{Tally, call};

const FILE: &str = include_str!("../../vectors/peers/annuity_numpy.json");

/// Decimals that are compared: all that the calculator prints.
const PLACES: usize = 15;

/// A decimal text as a fraction.
fn exact(text: &str) -> BigRational {
    let (digits, exponent) = text.split_once('e').map_or((text, 0), |(digits, tens)| (digits, tens.parse().unwrap()));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let units: BigInt = format!("{whole}{decimals}").parse().unwrap();
    let ten = BigRational::from_integer(BigInt::from(10));
    BigRational::from_integer(units) * ten.pow(exponent - i32::try_from(decimals.len()).unwrap())
}

fn size(number: BigRational) -> BigRational {
    if number < exact("0") { -number } else { number }
}

/// What of a row this engine does not claim to compute.
fn reason(row: &Value) -> Option<&'static str> {
    let inputs = &row["inputs"];
    let rate = inputs["rate_per_period"].as_str().unwrap_or("");
    match row["function"].as_str().unwrap() {
        "fv" => Some("a future value of payments: no loan is repaid by it"),
        "pv" => Some("the principal that a payment would clear: a schedule starts from the principal"),
        "nper" => Some("a number of periods that need not be whole: a schedule has whole periods"),
        "irr" | "rate" => Some("a rate found by search: rates come in and are never solved for"),
        _ if inputs["period"] == 0 => Some("asks for row 0, which no schedule has"),
        _ if rate.len() > "0.1234567890".len() => Some("a rate finer than the ten decimals that a rate may have"),
        _ => None,
    }
}

/// A rate of a twelfth is one of months; any other is one of years.
fn schedule(inputs: &Value) -> Value {
    let number = |name: &str| inputs[name].as_u64().unwrap();
    let rate = inputs["rate_per_period"].as_str().unwrap();
    assert_eq!(inputs["future_value"], "0");
    let (annual_rate, step) = rate.strip_suffix("/12").map_or((rate, 12), |annual_rate| (annual_rate, 1));
    let mut facts = json!({
        "principal": inputs["present_value"],
        "annualRate": annual_rate,
        "payments": number("periods"),
        "every": { "months": step },
        "method": "equalInstallment",
        "rounding": { "stage": "once", "places": PLACES },
    });
    if inputs["payments_at"] == "begin" {
        for (name, value) in [
            ("startOn", "2024-01-31"),
            ("firstDueOn", "2024-01-31"),
            ("firstPeriod", "actualDays"),
            ("dayCount", "ACT/360"),
        ] {
            facts[name] = json!(value);
        }
    }
    call("schedule", &facts)
}

fn figure(row: &Value) -> BigRational {
    let reply = schedule(&row["inputs"]);
    let number = row["inputs"]["period"].as_u64().map(|period| usize::try_from(period).unwrap() - 1);
    let shown = match row["function"].as_str().unwrap() {
        "pmt" => &reply["unroundedPayment"],
        "ppmt" => &reply["rows"][number.unwrap()]["principal"],
        _ => &reply["rows"][number.unwrap()]["interest"],
    };
    let text = shown.as_str().unwrap();
    assert_eq!(text.split_once('.').unwrap().1.len(), PLACES);
    -exact(text)
}

fn check(row: &Value) {
    let (got, id) = (figure(row), &row["id"]);
    // Of a row the difference of two rounded sums is shown, which may lie a unit of the last decimal off.
    let unit = exact(&format!("1e-{PLACES}"));
    let allowed = if row["function"] == "pmt" { unit / BigInt::from(2) } else { unit };
    let reference = exact(row["reference_value"].as_str().unwrap());
    assert!(size(&got - &reference) <= allowed, "{id}: {got} is not {reference}");
    let expected = exact(row["expected"].as_str().unwrap());
    let tolerance = exact(&row["relative_tolerance"].to_string()) * size(expected.clone());
    assert!(size(&got - &expected) <= tolerance + allowed, "{id}: {got} is not near {expected}");
}

pub(crate) fn tally() -> Tally {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let rows = file.as_array().unwrap();
    let mut tally = Tally { file: "annuity_numpy", rows: rows.len(), reproduced: 0, out_of_scope: Vec::new() };
    for row in rows {
        if let Some(reason) = reason(row) {
            tally.out_of_scope.push((row["id"].as_str().unwrap().to_owned(), reason));
        } else {
            check(row);
            tally.reproduced += 1;
        }
    }
    tally
}

#[test]
fn every_payment_is_reproduced() {
    tally().check();
}
