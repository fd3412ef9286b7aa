//! Histories: their bounds and their laws.

use arrears::api::read_case;
use arrears::limits::{ARREARS_MAX, HISTORY_EVENTS_MAX};
use serde_json::{Value, json};

fn of(rows: usize, events: usize) -> Value {
    let row = json!({ "dueOn": "2025-02-01", "principal": "1", "interest": "0" });
    let event = json!({ "on": "2025-02-01", "kind": "payment", "amount": "1" });
    json!({ "asOf": "2025-03-01", "history": { "drawdown": { "on": "2025-01-01", "amount": "100000" },
        "schedule": vec![row; rows], "events": vec![event; events] } })
}

fn codes(facts: &Value) -> Vec<String> {
    let failure = read_case(&facts.to_string()).err();
    let problems = failure.iter().flat_map(arrears::error::Failure::problems);
    problems.map(|problem| format!("{:?} {}", problem.code(), problem.path())).collect()
}

#[test]
fn the_lists_of_a_history_are_bounded() {
    assert_eq!(codes(&of(ARREARS_MAX, HISTORY_EVENTS_MAX)), Vec::<String>::new());
    assert_eq!(codes(&of(ARREARS_MAX + 1, 1)), ["TooManyItems /history/schedule"]);
    assert_eq!(codes(&of(1, HISTORY_EVENTS_MAX + 1)), ["TooManyItems /history/events"]);
}
