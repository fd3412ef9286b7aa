//! What would change an outcome: the smallest single changes, each by who can bring it about.
//!
//! Every statement is solved on the thresholds of the policy and then verified by assessing again
//! with that one change made, and with the next smaller change of its kind, which must not do.
//! Nothing is guessed: what cannot be verified is not said.
//!
//! # What is looked for
//! - Of a decision that does not hold: what would make it hold. Time (the day it opens, and the last
//!   day on which it then holds), one fact (attempts, a refusal, coming forward), a payment, a
//!   deposit, a higher income, a longer plan, evidence and the other facts of an application.
//! - Of one that holds: what would end it, of the same kinds.
//!
//! All statements hold under the policy version that is in force on the as-of date, and as long as
//! nothing else changes: entries after the as-of date are not applied on a day to come, and a day on which they make a
//! statement untrue is not told.

mod levers;
mod payment;
mod plan;
mod restructure;
mod time;
mod totals;

use serde::Serialize;

pub use time::{Stretch, timeline};
pub(crate) use time::{days_reached, outgrows_waiver};

use crate::assess::{Answer, Position};
use crate::calendar::Date;
use crate::case::Case;
use crate::condition::{Judged, Kleene, Known};
use crate::decision::{Change, ChangeTo, OutcomeWord};
use crate::limits::HORIZON_DAYS;
use crate::policy::model::{Compare, Condition, Fact, Policy, Source};

/// A decision of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Target {
    /// Whether penalty interest may be waived.
    Waiver,
    /// Whether an installment plan is feasible.
    Installments,
    /// Whether the loan may go to court.
    Litigation,
    /// Whether the loan may go to an agency.
    Agency,
    /// Whether the hardship that the borrower states is passed on.
    Hardship,
    /// Whether the loan can be restructured.
    Restructure,
}

impl Target {
    /// Every decision, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("waiver", Self::Waiver),
        ("installments", Self::Installments),
        ("litigation", Self::Litigation),
        ("agency", Self::Agency),
        ("hardship", Self::Hardship),
        ("restructure", Self::Restructure),
    ];

    /// The condition that decides it, where one condition over the facts of the case does.
    #[must_use]
    pub fn condition(self, policy: &Policy) -> Option<&Condition> {
        match self {
            Self::Waiver => Some(&policy.waiver.condition),
            Self::Installments | Self::Restructure => None,
            Self::Litigation => Some(&policy.escalation.litigation.condition),
            Self::Agency => Some(&policy.escalation.agency.condition),
            Self::Hardship => Some(&policy.restructure.condition),
        }
    }

    /// Its outcome in a position.
    #[must_use]
    pub fn outcome(self, position: &Position<'_>) -> OutcomeWord {
        let outcomes = || position.outcomes();
        match self {
            Self::Waiver => outcomes().waiver,
            Self::Installments => outcomes().installments,
            Self::Litigation => outcomes().litigation.outcome,
            Self::Agency => outcomes().agency.outcome,
            Self::Hardship => position.hardship().decision.outcome.word(),
            Self::Restructure => position.restructure().decision.outcome.word(),
        }
    }

    /// Whether an answer has the decision: a hardship has to be stated, and so has what restructuring looks at.
    #[must_use]
    pub fn is_asked(self, case: &Case, position: &Position<'_>) -> bool {
        match self {
            Self::Hardship => case.borrower.hardship.is_some(),
            Self::Restructure => position.may_restructure(),
            _ => true,
        }
    }
}

/// One decision with its outcome and what would change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The decision.
    pub decision: Target,
    /// Its outcome as things stand.
    pub outcome: OutcomeWord,
    /// What would change it.
    pub changes: Vec<Change>,
}

/// Adds to an answer what would change each of its decisions.
pub fn add_changes(answer: &mut Answer<'_>, case: &Case, policy: &Policy) {
    let of = |target| changes(target, case, policy).map(|found| found.changes);
    answer.waiver.decision.changes = of(Target::Waiver);
    answer.installments.decision.changes = of(Target::Installments);
    answer.escalation.litigation.decision.changes = of(Target::Litigation);
    answer.escalation.agency.decision.changes = of(Target::Agency);
    if let Some(hardship) = &mut answer.hardship {
        hardship.decision.changes = of(Target::Hardship);
    }
    if let Some(restructure) = &mut answer.restructure {
        restructure.decision.changes = of(Target::Restructure);
    }
}

/// What would change one decision of a case; nothing where the case cannot be assessed at all.
#[must_use]
pub fn changes(target: Target, case: &Case, policy: &Policy) -> Option<Changes> {
    let position = Position::new(case, policy).ok()?;
    let outcome = target.outcome(&position);
    let asked = Asked { target, case, policy, outcome };
    let mut changes = Vec::new();
    match target.condition(policy) {
        Some(condition) => {
            changes.extend(time::change(&asked, condition));
            changes.extend(levers::changes(&asked, &position, condition));
            changes.extend(levers::completions(&asked, &position));
            changes.extend(levers::approval(&asked));
            changes.extend(payment::change(&asked, &position, condition));
        }
        None if target == Target::Restructure => changes.extend(restructure::changes(&asked, &position)),
        None => changes.extend(plan::changes(&asked, &position)),
    }
    Some(Changes { decision: target, outcome, changes })
}

/// One decision of one case, for which changes are looked for.
struct Asked<'a> {
    target: Target,
    case: &'a Case,
    policy: &'a Policy,
    outcome: OutcomeWord,
}

impl Asked<'_> {
    fn holds(&self) -> bool {
        holds(self.outcome)
    }

    /// Whether an outcome is on the other side of this one.
    fn turned(&self, outcome: OutcomeWord) -> bool {
        holds(outcome) != self.holds()
    }

    fn outcome_of(&self, position: &Position<'_>) -> OutcomeWord {
        self.target.outcome(position)
    }

    /// Whether the facts as they are have an outcome on a day to come: entries for days until then may turn it otherwise.
    fn stands(&self, day: Date, outcome: OutcomeWord) -> bool {
        if self.case.later_events == 0 {
            return true;
        }
        let given = Case { as_of: day, ..self.case.clone() };
        Position::new(&given, self.policy).is_ok_and(|then| self.outcome_of(&then) == outcome)
    }
}

/// Whether a decision stands open: it may be done, or a person may allow it.
pub(crate) fn holds(outcome: OutcomeWord) -> bool {
    matches!(outcome, OutcomeWord::Yes | OutcomeWord::Refer)
}

/// The fact whose move turned a condition: of the clauses that decide where it does not hold, the
/// first that turns between the two positions; where those stand, the first of all that turns.
fn moved(condition: &Condition, unmet: &Position<'_>, one: &Position<'_>, other: &Position<'_>) -> Option<Fact> {
    let turns = |clause: &Compare| one.facts().turns(clause, other.facts());
    let differs = |fact: Fact| one.facts().get(fact) != other.facts().get(fact);
    let deciding = Judged::new(condition, unmet.facts()).deciding_clauses();
    let mut any = None;
    time::visit(&condition.root, &mut |clause| any = any.or(turns(clause).then_some(clause.fact)));
    let decided = deciding.iter().find(|clause| turns(clause)).map(|clause| clause.fact);
    decided.or(any).or(deciding.into_iter().map(|clause| clause.fact).find(|fact| differs(*fact)))
}

/// The source of the clause on which a condition turns between any two neighbours of the cases, which
/// stand on days that follow each other.
pub(crate) fn turning<'p, const COUNT: usize>(
    condition: &'p Condition,
    cases: [&Case; COUNT],
    policy: &'p Policy,
) -> Option<&'p Source> {
    let positions: Vec<Position<'_>> = cases.iter().filter_map(|case| Position::new(case, policy).ok()).collect();
    positions.iter().zip(positions.iter().skip(1)).find_map(|(eve, then)| {
        let unmet = match (eve.truth(condition), then.truth(condition)) {
            (Kleene::False | Kleene::Unknown, Kleene::True) => eve,
            (Kleene::True, Kleene::False | Kleene::Unknown) | (Kleene::Unknown, Kleene::False) => then,
            _ => return None,
        };
        // Of the clauses that make it fail the one that moves; where they only lack a fact, the one that
        // settles the condition without it, or that settled it on the eve.
        let deciding = |position: &Position<'_>| Judged::new(condition, position.facts()).deciding_clauses();
        let differs = |clause: &&Compare| eve.facts().get(clause.fact) != then.facts().get(clause.fact);
        let turns = |clause: &&Compare| eve.facts().turns(clause, then.facts());
        let moved = deciding(unmet).into_iter().find(differs);
        let moved = moved.or_else(|| deciding(then).into_iter().chain(deciding(eve)).find(turns));
        // Where none does, it turns with what makes a loan overdue at all.
        let overdue = &policy.delinquency.overdue;
        let fallen_due = || Judged::new(overdue, then.facts()).deciding_clauses().into_iter().next();
        let is_new = eve.is_overdue() != then.is_overdue() || eve.is_doubtful() != then.is_doubtful();
        moved.or_else(|| if is_new { fallen_due() } else { None }).map(|clause| &clause.source)
    })
}

/// The value of a fact as things stand, where it is known.
fn stated(known: Known) -> Option<ChangeTo> {
    if is_least(known) { None } else { shown(known) }
}

/// Whether an amount is shown as the least that it comes to.
fn is_least(known: Known) -> bool {
    matches!(known, Known::Money(bounds) if bounds.known().is_none())
}

/// The value that a fact moves to; of an amount that is known only within bounds, the least that it comes to.
fn shown(known: Known) -> Option<ChangeTo> {
    Some(match known {
        Known::Days(number) | Known::Count(number) => ChangeTo::Number(number),
        Known::Money(bounds) => ChangeTo::Text(bounds.low.to_string()),
        Known::Share(share) => ChangeTo::Text(share.known()?.shown()?),
        Known::YesNo(answer) => ChangeTo::YesNo(answer),
        Known::Class(class) => ChangeTo::Class(class),
        Known::Date(_) => return None,
    })
}

/// A change that is not described yet.
fn plain(by: crate::decision::Actor, fact: crate::decision::Lever, to: ChangeTo, outcome: OutcomeWord) -> Change {
    Change {
        by,
        fact,
        from: None,
        to,
        at_least: false,
        on: None,
        provided: Vec::new(),
        last_day: None,
        amount: None,
        intervals: Vec::new(),
        periods: None,
        beyond_policy: false,
        text: String::new(),
        outcome,
    }
}

/// How many days ahead anything is said: up to the end of the version in force, if it has one. A
/// version that was named, although another is in force, is followed as if it had none.
/// Nothing is said past the day from which the case cannot be assessed any more, such as where its rate floats and the
/// table of rates has ended.
pub(crate) fn horizon(case: &Case, policy: &Policy) -> u32 {
    let last = policy.effective_to.filter(|last| *last >= case.as_of);
    let to_end = last.and_then(|last| u32::try_from(case.as_of.days_until(last)).ok());
    let last = to_end.unwrap_or(u32::MAX).min(HORIZON_DAYS);
    let fails = |days: u32| Position::new(&case.later(days), policy).is_err();
    first_day(0, last, fails).map_or(last, |first| first.saturating_sub(1))
}

/// The first of the days after `from` and up to `to` on which a condition that only ever turns true
/// once is true.
pub(crate) fn first_day(from: u32, to: u32, mut reached: impl FnMut(u32) -> bool) -> Option<u32> {
    halved(from, to, &mut reached)
}

/// Outside of [`first_day`], so that it is compiled once and not for every question.
fn halved(from: u32, to: u32, reached: &mut dyn FnMut(u32) -> bool) -> Option<u32> {
    if !reached(to) {
        return None;
    }
    let (mut before, mut after) = (from, to);
    while before.saturating_add(1) < after {
        let middle = before.saturating_add(after.saturating_sub(before).checked_div(2)?);
        if reached(middle) { after = middle } else { before = middle }
    }
    Some(after)
}

/// A day so many days after the as-of date.
fn day(case: &Case, days: u32) -> Date {
    case.as_of.plus_days(days)
}
