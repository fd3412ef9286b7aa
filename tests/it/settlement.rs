//! What pays off a loan of which arrears are listed; that of a history has laws and vectors of its own.

use serde_json::{Value, json};

use crate::vectors::call;

fn settlement(facts: &Value) -> Value {
    let reply = call("settlement", &facts.to_string(), "{}").unwrap_or_else(|failure| panic!("{failure} for {facts}"));
    serde_json::from_str(&reply).unwrap()
}

/// 1,000.00 + 100.00 + 10.00 of 30 days, and 2,000.00 + 12.00 + 5.00 that fall due on the day itself.
fn loan() -> Value {
    json!({
        "asOf": "2025-11-22", "loan": { "annualRate": "6%", "outstandingPrincipal": "3000" },
        "arrears": [
            { "dueOn": "2025-10-23", "principal": "1000", "interest": "100", "fees": "10" },
            { "dueOn": "2025-11-22", "principal": "2000", "interest": "12", "fees": "5" },
            { "dueOn": "2025-11-23", "principal": "0", "interest": "11", "fees": "4" },
        ],
    })
}

/// At 9 % of 360 days: 1,000.00 bear 7.50 and 100.00 bear 0.75 in 30 days; a day later 1,000.00 bear 7.75, 2,000.00 bear
/// 0.50, 100.00 bear 0.78 and 12.00 nothing.
#[test]
fn what_falls_due_on_the_day_is_paid_as_well_and_what_comes_later_is_not() {
    let reply = settlement(&loan());
    let amount = |name: &str| reply[name].as_str().unwrap_or_else(|| panic!("{name} of {reply}"));
    assert_eq!((amount("principalDue"), amount("principalNotDue")), ("3000.00", "0.00"));
    assert_eq!((amount("interestDue"), amount("interestAccrued"), amount("fees")), ("112.00", "0.00", "15.00"));
    assert_eq!((amount("penalty"), amount("compound")), ("7.50", "0.75"));
    assert_eq!((amount("total"), amount("dailyGrowth")), ("3135.25", "0.78"));
    assert_eq!(reply["missing"], json!([]));
}

#[test]
fn principal_that_is_not_due_needs_the_interest_on_it() {
    let mut facts = loan();
    facts["loan"]["outstandingPrincipal"] = json!("3000.01");
    let reply = settlement(&facts);
    assert_eq!((&reply["principalNotDue"], &reply["interestAccrued"]), (&json!("0.01"), &Value::Null));
    assert_eq!((&reply["total"], &reply["missing"]), (&Value::Null, &json!(["/history"])));
    facts["loan"]["outstandingPrincipal"] = Value::Null;
    let reply = settlement(&facts);
    assert_eq!((&reply["principalNotDue"], &reply["total"]), (&Value::Null, &Value::Null));
    assert_eq!(reply["missing"], json!(["/loan/outstandingPrincipal", "/history"]));
}
