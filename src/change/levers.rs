//! Changes of one fact that somebody can move: attempts, a refusal, a contact, coming forward, what an
//! application for negotiated repayment still lacks, an approval.

use crate::assess::Position;
use crate::case::{Approvals, Case};
use crate::change::time::visit;
use crate::change::{Asked, Target, holds, plain, shown, stated};
use crate::condition::Known;
use crate::decision::{Actor, Change, ChangeTo, Lever, OutcomeWord};
use crate::policy::model::{Condition, Fact, Threshold};

/// The facts that somebody can move, and who.
const MOVABLE: [(Fact, Actor); 4] = [
    (Fact::FailedAttempts, Actor::Lender),
    (Fact::RefusedToPay, Actor::Borrower),
    (Fact::DaysUnreachable, Actor::Borrower),
    (Fact::CameForward, Actor::Borrower),
];

/// The smallest move of each fact that alone turns the decision. A fact that is unknown is asked
/// for, not moved.
pub(super) fn changes<'a>(
    asked: &'a Asked<'a>,
    position: &'a Position<'a>,
    condition: &'a Condition,
) -> impl Iterator<Item = Change> + 'a {
    MOVABLE.into_iter().filter_map(move |(fact, by)| {
        let now = position.facts().get(fact)?;
        let mut steps = steps(fact, now, condition).into_iter();
        steps.find_map(|to| turn(asked, position, Move { by, fact, now, to }))
    })
}

#[derive(Clone, Copy)]
struct Move {
    by: Actor,
    fact: Fact,
    now: Known,
    to: Known,
}

/// The values that a fact can be moved to and at which the condition may turn, nearest first.
fn steps(fact: Fact, now: Known, condition: &Condition) -> Vec<Known> {
    match (fact, now) {
        (Fact::FailedAttempts, Known::Count(made)) => {
            let mut counts = Vec::new();
            visit(&condition.root, &mut |clause| {
                if let (Fact::FailedAttempts, Threshold::Count(bound)) = (clause.fact, &clause.threshold) {
                    counts.extend([*bound, bound.saturating_add(1)].into_iter().filter(|count| *count > made));
                }
            });
            counts.sort_unstable();
            counts.into_iter().map(Known::Count).collect()
        }
        (Fact::RefusedToPay, Known::YesNo(refused)) => vec![Known::YesNo(!refused)],
        (Fact::DaysUnreachable, Known::Days(days)) if days > 0 => vec![Known::Days(0)],
        (Fact::CameForward, Known::YesNo(false)) => vec![Known::YesNo(true)],
        _ => Vec::new(),
    }
}

fn turn(asked: &Asked<'_>, position: &Position<'_>, moving: Move) -> Option<Change> {
    let outcome = asked.outcome_of(&position.supposing(moving.fact, moving.to));
    if !asked.turned(outcome) {
        return None;
    }
    Some(Change {
        from: stated(moving.now),
        on: (moving.fact == Fact::DaysUnreachable).then_some(asked.case.as_of),
        ..plain(moving.by, Lever::Fact(moving.fact), shown(moving.to)?, outcome)
    })
}

/// What alone would complete an application for negotiated repayment: evidence of a stated cause, or the
/// facts that the review looks at. Unlike other facts that are unknown these are the applicant's to bring.
pub(super) fn completions<'a>(asked: &'a Asked<'a>, position: &'a Position<'a>) -> impl Iterator<Item = Change> + 'a {
    let facts = [Fact::HardshipEvidenced, Fact::ReviewFacts].into_iter().filter(|_| asked.target == Target::Hardship);
    facts.filter_map(move |fact| {
        let now = position.facts().get(fact);
        let outcome = if fact == Fact::HardshipEvidenced {
            let mut case = asked.case.clone();
            case.borrower.hardship.as_mut()?.evidenced = Some(true);
            asked.outcome_of(&Position::new(&case, asked.policy).ok()?)
        } else {
            asked.outcome_of(&position.supposing(fact, Known::YesNo(true)))
        };
        let change = plain(Actor::Borrower, Lever::Fact(fact), ChangeTo::YesNo(true), outcome);
        (holds(outcome) && !asked.holds()).then(|| Change { from: now.and_then(stated), ..change })
    })
}

/// The approval that a decision still lacks, where the policy leaves it to a person. The decision then is
/// yes, not only passed on.
pub(super) fn approval(asked: &Asked<'_>) -> Option<Change> {
    let given = asked.case.approvals;
    let (fact, own, approvals) = match asked.target {
        Target::Waiver => (Fact::WaiverApproved, given.waiver, Approvals { waiver: Some(true), ..given }),
        Target::Hardship => {
            (Fact::RestructureApproved, given.restructure, Approvals { restructure: Some(true), ..given })
        }
        _ => return None,
    };
    if asked.outcome == OutcomeWord::Yes || own == Some(true) {
        return None;
    }
    let case = Case { approvals, ..asked.case.clone() };
    let outcome = asked.outcome_of(&Position::new(&case, asked.policy).ok()?);
    let change = plain(Actor::Lender, Lever::Fact(fact), ChangeTo::YesNo(true), outcome);
    (outcome == OutcomeWord::Yes).then(|| Change { from: own.map(ChangeTo::YesNo), ..change })
}
