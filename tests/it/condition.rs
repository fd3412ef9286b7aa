//! What a condition is judged by: facts by their names, and amounts of which only the bounds are known.

use arrears::api::{Engine, call_text};
use arrears::calendar::Date;
use arrears::condition::{Bounds, Facts, Known, Share};
use arrears::money::Money;
use arrears::policy::builtin;
use arrears::policy::model::{Class, Fact, FactKind};
use serde_json::{Value, json};

use crate::cases::made_up_clause;

fn bounds(low: i128, high: Option<i128>) -> Bounds {
    Bounds { low: Money::from_fen(low), high: high.map(Money::from_fen) }
}

/// Something that a fact of a kind may be.
fn known(kind: FactKind) -> Known {
    match kind {
        FactKind::Days => Known::Days(3),
        FactKind::Count => Known::Count(3),
        FactKind::Money => Known::Money(bounds(1, Some(2))),
        FactKind::Share => Known::Share(Share { part: bounds(1, Some(2)), whole: Money::from_fen(3) }),
        FactKind::YesNo => Known::YesNo(false),
        FactKind::Class => Known::Class(Class::Severe),
        FactKind::Date => Known::Date(Date::parse("2025-11-22").unwrap()),
    }
}

#[test]
fn a_fact_that_is_recorded_is_known_and_no_other_is() {
    // What a person decides, and what is left of a cap, stand beside conditions.
    let beside = [Fact::WaiverApproved, Fact::RestructureApproved, Fact::WaiverRemaining];
    let facts = || Fact::NAMES.iter().map(|(_, fact)| *fact).filter(|fact| !beside.contains(fact));
    for fact in facts() {
        let given = Some(known(fact.kind()));
        let recorded = Facts::default().with(fact, given);
        for other in facts() {
            assert_eq!(recorded.get(other), if other == fact { given } else { None }, "{other:?} beside {fact:?}");
        }
        assert_eq!(recorded.with(fact, None).get(fact), None, "{fact:?}");
    }
}

/// How a decision by what is overdue comes out where the rate is not known: 200.00 or more are overdue.
fn outcome(operator: &str, threshold: &str) -> String {
    let mut policy: Value = serde_json::from_str(builtin::DOCUMENTS[0].1).unwrap();
    let clause = made_up_clause("amount", "overdueAmount", operator, &json!(threshold));
    policy["escalation"]["agency"]["condition"] = json!({ "all": [clause] });
    let engine = Engine::compile(&policy.to_string()).unwrap_or_else(|failure| panic!("{}", failure.to_json()));
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": null },
        "arrears": [{ "dueOn": "2025-10-22", "principal": "200", "interest": "0" }] });
    let answer: Value = serde_json::from_str(&call_text(&engine, "assess", &facts.to_string(), "{}").unwrap()).unwrap();
    let agency = &answer["escalation"]["agency"];
    // An amount within bounds shows them; one that is known would show itself.
    assert_eq!((&agency["clauses"][0]["value"], &agency["clauses"][0]["atLeast"]), (&Value::Null, &json!("200.00")));
    agency["outcome"].as_str().unwrap().to_owned()
}

/// 31 days at no more than 150 % a year add at most 25.83.
#[test]
fn an_amount_within_bounds_is_compared_wherever_it_may_lie() {
    for (operator, below, lowest, within, highest, above) in [
        ("eq", "no", "undetermined", "undetermined", "undetermined", "no"),
        ("ne", "yes", "undetermined", "undetermined", "undetermined", "yes"),
        ("lt", "no", "no", "undetermined", "undetermined", "yes"),
        ("le", "no", "undetermined", "undetermined", "yes", "yes"),
        ("gt", "yes", "undetermined", "undetermined", "no", "no"),
        ("ge", "yes", "yes", "undetermined", "undetermined", "no"),
    ] {
        let thresholds = ["199.99", "200.00", "210.00", "225.83", "225.84"];
        let found = thresholds.map(|threshold| outcome(operator, threshold));
        assert_eq!(found, [below, lowest, within, highest, above], "{operator}");
    }
}

#[test]
fn a_figure_that_is_known_has_no_bounds_beside_it() {
    let facts = json!({ "asOf": "2025-11-22", "loan": { "annualRate": "6%" }, "borrower": { "monthlyIncome": "3000" },
        "arrears": [{ "dueOn": "2025-10-22", "principal": "200", "interest": "0" }] });
    let engine = Engine::builtin("cn-bank-loan").unwrap();
    let answer: Value = serde_json::from_str(&call_text(&engine, "assess", &facts.to_string(), "{}").unwrap()).unwrap();
    let clauses = answer["installments"]["clauses"].as_array().unwrap();
    let litigation = answer["escalation"]["litigation"]["clauses"].as_array().unwrap();
    assert!(clauses.iter().any(|clause| clause["fact"] == "shareOfIncome"));
    assert!(litigation.iter().any(|clause| clause["fact"] == "overdueAmount"));
    for clause in clauses.iter().chain(litigation).filter(|clause| !clause["value"].is_null()) {
        assert!(clause.get("atLeast").is_none() && clause.get("atMost").is_none(), "{clause}");
    }
    // Each plan that was looked at is an alternative, by its place.
    let groups: Vec<&str> = clauses.iter().map(|clause| clause["group"].as_str().unwrap()).collect();
    assert_eq!(&groups[..4], ["any/0/all/0", "any/0/all/1", "any/1/all/0", "any/1/all/1"]);
}
