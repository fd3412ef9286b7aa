//! What holds of every answer to a case: sums add up, days follow each other, and outcomes have their reasons.

use serde_json::Value;

use crate::sound::entries;

/// Where decisions stand in an answer; some only where the case has what they look at.
const DECISIONS: [&str; 6] =
    ["/waiver", "/installments", "/escalation/litigation", "/escalation/agency", "/hardship", "/restructure"];

/// How much of the working must add up: a policy may have the parts rounded apart from their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounded {
    /// Lines and segments add up to the fen, as under the policies that ship.
    InLines,
    /// Only what is due does.
    Anyhow,
}

/// Holds an answer to what every answer keeps.
pub(crate) fn check(answer: &Value, rounded: Rounded) {
    assert_eq!(answer["schema"], "answer.v1");
    check_due(&answer["due"]);
    for line in entries(&answer["penalty"]["lines"]) {
        check_days(line);
    }
    if rounded == Rounded::InLines {
        check_lines(answer);
    }
    for pointer in DECISIONS {
        if let Some(decision) = answer.pointer(pointer) {
            check_decision(decision);
        }
    }
    for option in entries(&answer["installments"]["options"]) {
        check_plan(option);
    }
}

/// Whole fen of an amount that must be one.
pub(crate) fn fen(value: &Value) -> i128 {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no amount"));
    let (yuan, rest) = text.rsplit_once('.').unwrap_or_else(|| panic!("{text} has no fen"));
    assert_eq!(rest.len(), 2, "{text}");
    format!("{yuan}{rest}").parse().unwrap_or_else(|_| panic!("{text} is no amount"))
}

fn sum<'v>(values: impl IntoIterator<Item = &'v Value>, name: &str) -> i128 {
    values.into_iter().map(|value| fen(&value[name])).sum()
}

/// The parts less what was waived are the total, and a part that is unknown makes it unknown, never nothing.
fn check_due(due: &Value) {
    let parts = ["principal", "interest", "fees", "penalty", "compound"].map(|name| &due[name]);
    if parts.iter().any(|part| part.is_null()) {
        assert!(due["total"].is_null(), "an unknown part, and yet a total: {due}");
    } else {
        let all: i128 = parts.into_iter().map(fen).sum();
        assert_eq!(all - fen(&due["waived"]), fen(&due["total"]), "{due}");
    }
    assert!(!due["total"].is_null() || !entries(&due["missing"]).is_empty(), "unknown for no reason: {due}");
    assert!(due["total"].is_null() || fen(&due["total"]) >= 0, "{due}");
}

/// Each segment begins where the one before it ends, or later where nothing ran, and has the days between.
fn check_days(line: &Value) {
    let mut end = None;
    for segment in entries(&line["segments"]) {
        let [from, to] = ["from", "to"].map(|name| day(segment[name].as_str().unwrap_or_default()));
        assert_eq!(segment["days"], to - from, "{segment}");
        assert!(end.is_none_or(|end| end <= from), "segments overlap: {line}");
        end = Some(to);
    }
}

/// Lines add up to what is due, and segments to their line.
fn check_lines(answer: &Value) {
    let lines = entries(&answer["penalty"]["lines"]);
    for line in lines {
        let taken_off = sum(entries(&line["adjustments"]), "amount");
        assert_eq!(sum(entries(&line["segments"]), "amount") - taken_off, fen(&line["amount"]), "{line}");
    }
    if answer.get("ledger").is_some() {
        // Of a history the lines say what accrued, and what is due is less by what was paid.
        return;
    }
    for component in ["penalty", "compound"] {
        let due = &answer["due"][component];
        if !due.is_null() {
            let own = lines.iter().filter(|line| line["component"] == component);
            assert_eq!(sum(own, "amount"), fen(due), "{component} of {answer}");
        }
    }
}

/// An undetermined decision says what is missing, a refused one what blocks it, and no other does. What blocks is
/// known not to be met: the unknown is never taken for false.
fn check_decision(decision: &Value) {
    let outcome = decision["outcome"].as_str().unwrap_or_default();
    assert!(["yes", "no", "notYet", "undetermined", "refer"].contains(&outcome), "{decision}");
    assert_eq!(outcome == "undetermined", !entries(&decision["missing"]).is_empty(), "{decision}");
    assert_eq!(outcome == "no", decision.get("blocking").is_some(), "{decision}");
    assert_eq!(outcome == "notYet", decision.get("opensOn").is_some(), "{decision}");
    let clauses = entries(&decision["clauses"]);
    for clause in clauses {
        let status = clause["status"].as_str().unwrap_or_default();
        assert!(["met", "notMet", "unknown"].contains(&status), "{clause}");
        // Of what is not known a bound may be, and settle a clause.
        let known = ["value", "atLeast", "atMost"].iter().any(|name| !clause[name].is_null());
        assert!(status == "unknown" || known, "{clause}");
    }
    for id in entries(&decision["blocking"]) {
        let named = |clause: &Value| clause["id"] == *id && clause["decisive"] == true && clause["status"] == "notMet";
        assert!(clauses.is_empty() || clauses.iter().any(named), "{id} of {decision}");
    }
}

/// The payments of a plan go down to nothing.
fn check_plan(option: &Value) {
    let schedule = entries(&option["schedule"]);
    for row in schedule {
        assert_eq!(fen(&row["principal"]) + fen(&row["interest"]), fen(&row["payment"]), "{row}");
    }
    if let Some(last) = schedule.last() {
        assert_eq!(fen(&last["balance"]), 0, "{option}");
    }
    for rows in schedule.windows(2) {
        assert_eq!(fen(&rows[0]["balance"]) - fen(&rows[1]["principal"]), fen(&rows[1]["balance"]), "{option}");
    }
}

/// Days from the first of March of the year 0 to a date.
pub(crate) fn day(date: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| -> i64 {
        date.get(range).and_then(|digits| digits.parse().ok()).unwrap_or_else(|| panic!("{date} is no date"))
    };
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use serde_json::json;

    use super::*;
    use crate::sound::{ENGINES, tree};

    fn answer() -> Value {
        let facts = r#"{"asOf":"2025-11-22","loan":{"annualRate":"0.06"},"borrower":{"firstArrear":false},
            "arrears":[{"dueOn":"2025-08-15","principal":"60000","interest":"900"}]}"#;
        tree(&arrears::api::call_text(&ENGINES[0], "assess", facts, "{}").unwrap())
    }

    #[test]
    fn an_answer_that_keeps_every_law_passes_and_one_that_breaks_a_law_does_not() {
        check(&answer(), Rounded::InLines);
        let broken = [
            ("/due/total", json!("62407.29")),
            ("/due/total", Value::Null),
            ("/due/penalty", Value::Null),
            ("/penalty/lines/0/amount", json!("1485.01")),
            ("/penalty/lines/0/segments/0/days", json!(98)),
            ("/penalty/lines/0/segments/0/amount", json!("0.01")),
            ("/waiver/outcome", json!("undetermined")),
            ("/waiver/clauses/0/status", json!("maybe")),
            ("/waiver/blocking", json!(["nothing"])),
            ("/installments/options/0/schedule/0/interest", json!("1000.00")),
            ("/installments/options/0/schedule/2/balance", json!("0.01")),
        ];
        for (pointer, value) in broken {
            let mut answer = answer();
            *answer.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer} in an answer")) = value;
            let seen = catch_unwind(|| check(&answer, Rounded::InLines)).is_err();
            assert!(seen, "{pointer} is not looked at");
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day("2025-03-01") - day("2025-02-28"), 1);
        assert_eq!(day("2024-03-01") - day("2024-02-28"), 2);
        assert_eq!(day("2100-03-01") - day("2000-03-01"), 36_524);
    }
}
