//! What would change an outcome. Every statement is found by assessing again, never by guessing.

use crate::assess::{Answer, Position};
use crate::calendar::Date;
use crate::case::Case;
use crate::condition::{Judged, Kleene, Known};
use crate::decision::{Actor, Change, ChangeTo, Decision, Outcome, OutcomeWord};
use crate::limits::HORIZON_DAYS;
use crate::policy::model::{Condition, Fact, Policy};

/// Adds to an answer what would change each of its decisions.
pub fn add_changes(answer: &mut Answer<'_>, case: &Case, policy: &Policy) {
    let escalation = &policy.escalation;
    let steps = [
        (&mut answer.escalation.litigation, &escalation.litigation),
        (&mut answer.escalation.agency, &escalation.agency),
    ];
    for (step, rule) in steps {
        step.decision.changes = Some(by_time(&step.decision, &rule.condition, case, policy).into_iter().collect());
    }
    answer.waiver.decision.changes =
        Some(by_time(&answer.waiver.decision, &policy.waiver.condition, case, policy).into_iter().collect());
    answer.installments.decision.changes = Some(Vec::new());
}

/// The first day on which a decision that is not `yes` becomes so by waiting alone, if there is one
/// within the horizon.
///
/// Days past due, the overdue amount and the silence of the borrower only grow with time, so the day
/// is found by halving; both sides of it are then assessed again.
fn by_time(decision: &Decision<'_>, condition: &Condition, case: &Case, policy: &Policy) -> Option<Change> {
    if !matches!(decision.outcome, Outcome::No { .. } | Outcome::NotYet { .. }) {
        return None;
    }
    let holds = |days: u32| truth_after(days, condition, case, policy) == Some(Kleene::True);
    if !holds(HORIZON_DAYS) {
        return None;
    }
    let (mut before, mut after) = (0_u32, HORIZON_DAYS);
    while before.saturating_add(1) < after {
        let middle = before.saturating_add(after).checked_div(2)?;
        if holds(middle) { after = middle } else { before = middle }
    }
    if holds(before) || !holds(after) {
        return None;
    }
    describe(before, after, condition, case, policy)
}

fn later(case: &Case, days: u32) -> Case {
    Case { as_of: case.as_of.plus_days(days), ..case.clone() }
}

fn truth_after(days: u32, condition: &Condition, case: &Case, policy: &Policy) -> Option<Kleene> {
    let case = later(case, days);
    Position::new(&case, policy).ok().map(|position| position.truth(condition))
}

/// Names the fact that was the last to fail, and the value it has on the day it no longer does.
fn describe(before: u32, after: u32, condition: &Condition, case: &Case, policy: &Policy) -> Option<Change> {
    let (eve, day) = (later(case, before), later(case, after));
    let (eve, position) = (Position::new(&eve, policy).ok()?, Position::new(&day, policy).ok()?);
    let judged = Judged::new(condition, eve.facts());
    let deciding = judged.deciding();
    let moved =
        deciding.iter().map(|clause| clause.fact).find(|fact| eve.facts().get(*fact) != position.facts().get(*fact))?;
    let to = position.facts().get(moved)?;
    Some(Change {
        by: Actor::Time,
        fact: moved,
        to: value(to)?,
        on: Some(day.as_of),
        text: sentence(moved, to, day.as_of),
        outcome: OutcomeWord::Yes,
    })
}

fn value(known: Known) -> Option<ChangeTo> {
    Some(match known {
        Known::Days(number) | Known::Count(number) => ChangeTo::Number(number),
        Known::Money(bounds) => ChangeTo::Text(bounds.low.to_string()),
        Known::Share(share) => ChangeTo::Text(share.shown()?),
        Known::YesNo(answer) => ChangeTo::YesNo(answer),
        Known::Class(_) => return None,
    })
}

fn sentence(fact: Fact, to: Known, on: Date) -> String {
    match (fact, to) {
        (Fact::DaysPastDue, Known::Days(days)) => format!("on {on} the loan is {days} days past due"),
        (Fact::OverdueAmount, Known::Money(bounds)) => {
            format!("if nothing is paid, the overdue amount has grown to {} on {on}", bounds.low)
        }
        (Fact::DaysUnreachable, Known::Days(days)) => {
            format!("if nobody reaches the borrower, they have been out of reach for {days} days on {on}")
        }
        _ => format!("on {on}"),
    }
}
