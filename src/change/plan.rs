//! What would make an installment plan feasible, and what would end one that is.

use crate::assess::Position;
use crate::case::Case;
use crate::change::totals::{Span, feasible, fits};
use crate::change::{Asked, day, first_day, horizon, later, plain};
use crate::decision::{Actor, Change, ChangeTo, Interval, Lever, OutcomeWord};
use crate::limits::{AMOUNT_MAX_FEN, INTERVALS_MAX, PERIODS_MAX};
use crate::money::Money;
use crate::policy::model::{Fact, Installment, Policy};
use crate::rules::installment::periods;

/// The changes of the decision on plans. Where the total is not known, nothing is said.
pub(super) fn changes(asked: &Asked<'_>, position: &Position<'_>) -> Vec<Change> {
    let overdue = position.outcomes().standing.oldest_due_on.is_some();
    let Some(total) = position.total().known().filter(|total| overdue && total.is_positive()) else {
        return Vec::new();
    };
    let income = asked.case.borrower.monthly_income;
    let found = match (asked.outcome, income) {
        (OutcomeWord::Yes, Some(income)) => [grown(asked, income), fallen_income(asked, total, income), None],
        (OutcomeWord::No, Some(income)) => {
            [deposit(asked, position, total, income), raised_income(asked, total), longer(asked, total, income)]
        }
        (OutcomeWord::Undetermined, None) => [raised_income(asked, total), None, None],
        _ => [None, None, None],
    };
    found.into_iter().flatten().collect()
}

/// Every sum that, paid at once, leaves a total that some plan makes feasible.
fn deposit(asked: &Asked<'_>, position: &Position<'_>, total: Money, income: Money) -> Option<Change> {
    let rest_most = total.minus(Money::from_fen(1));
    let rests = feasible(rest_most, income, &asked.policy.installment)?;
    let intervals: Vec<Interval> = rests.iter().rev().map(|rest| paid_down(total, *rest)).collect();
    if intervals.len() > INTERVALS_MAX {
        return None;
    }
    let amount = intervals.first()?.from;
    let outcome = asked.outcome_of(&position.owing(total.minus(amount)));
    if !asked.turned(outcome) {
        return None;
    }
    let on = asked.case.as_of;
    let count = shortest(total.minus(amount), income, &asked.policy.installment)?;
    Some(Change {
        on: Some(on),
        amount: Some(amount),
        intervals,
        periods: Some(count),
        ..plain(Actor::Borrower, Lever::Deposit, ChangeTo::Text(amount.to_string()), outcome)
    })
}

fn paid_down(total: Money, rest: Span) -> Interval {
    Interval { from: total.minus(Money::from_fen(rest.to)), to: total.minus(Money::from_fen(rest.from)) }
}

fn shortest(total: Money, income: Money, policy: &Installment) -> Option<u32> {
    periods(policy).find(|count| fits(total.fen(), *count, income, policy))
}

/// The smallest income on which some plan is feasible.
fn least_income(total: Money, policy: &Installment) -> Option<Money> {
    let enough = |income: i128| shortest(total, Money::from_fen(income), policy).is_some();
    if !enough(AMOUNT_MAX_FEN) {
        return None;
    }
    let (mut too_little, mut income) = (0_i128, AMOUNT_MAX_FEN);
    while too_little.saturating_add(1) < income {
        let middle = too_little.saturating_add(income).checked_div(2)?;
        if enough(middle) { income = middle } else { too_little = middle }
    }
    Some(Money::from_fen(income))
}

fn with_income(case: &Case, income: Money) -> Case {
    let mut case = case.clone();
    case.borrower.monthly_income = Some(income);
    case
}

fn raised_income(asked: &Asked<'_>, total: Money) -> Option<Change> {
    let income = least_income(total, &asked.policy.installment)?;
    let count = shortest(total, income, &asked.policy.installment)?;
    let change = of_income(asked, income)?;
    Some(Change { periods: Some(count), ..change })
}

fn fallen_income(asked: &Asked<'_>, total: Money, income: Money) -> Option<Change> {
    let least = least_income(total, &asked.policy.installment)?;
    let fallen = least.minus(Money::from_fen(1));
    if fallen >= income || fallen < Money::ZERO {
        return None;
    }
    of_income(asked, fallen)
}

fn of_income(asked: &Asked<'_>, income: Money) -> Option<Change> {
    let case = with_income(asked.case, income);
    let outcome = asked.outcome_of(&Position::new(&case, asked.policy).ok()?);
    if !asked.turned(outcome) {
        return None;
    }
    let from = asked.case.borrower.monthly_income.map(|income| ChangeTo::Text(income.to_string()));
    let to = ChangeTo::Text(income.to_string());
    Some(Change { from, ..plain(Actor::Borrower, Lever::MonthlyIncome, to, outcome) })
}

/// The fewest payments that would do, where the policy offers no plan as long.
fn longer(asked: &Asked<'_>, total: Money, income: Money) -> Option<Change> {
    let policy = &asked.policy.installment;
    let most = policy.periods_max.value;
    let mut beyond = most.saturating_add(1)..=PERIODS_MAX;
    let count = beyond.find(|count| fits(total.fen(), *count, income, policy))?;
    let allowed = allowing(asked.policy, count);
    let outcome = asked.outcome_of(&Position::new(asked.case, &allowed).ok()?);
    if !asked.turned(outcome) {
        return None;
    }
    Some(Change {
        from: Some(ChangeTo::Number(most)),
        periods: Some(count),
        beyond_policy: true,
        ..plain(Actor::Lender, Lever::Periods, ChangeTo::Number(count), outcome)
    })
}

fn allowing(policy: &Policy, periods_max: u32) -> Policy {
    let mut policy = policy.clone();
    policy.installment.periods_max.value = periods_max;
    policy
}

/// The first day on which the total has grown out of every plan, if nothing is paid.
///
/// Totals only grow, so the day on which they leave a span of feasible totals is found by halving;
/// where they have jumped into the next span, the search goes on from there.
fn grown(asked: &Asked<'_>, income: Money) -> Option<Change> {
    let last = horizon(asked.case, asked.policy);
    let total_after = |days: u32| total_after(days, asked);
    let spans = feasible(total_after(last)?, income, &asked.policy.installment)?;
    let mut from = 0;
    let (days, total) = loop {
        let total = total_after(from)?.fen();
        let Some(span) = spans.iter().find(|span| span.from <= total && total <= span.to) else {
            break (from, Money::from_fen(total));
        };
        from = first_day(from, last, |days| total_after(days).is_some_and(|total| total.fen() > span.to))?;
    };
    let then = later(asked.case, days);
    let outcome = asked.outcome_of(&Position::new(&then, asked.policy).ok()?);
    let eve_case = later(asked.case, days.checked_sub(1)?);
    let eve = asked.outcome_of(&Position::new(&eve_case, asked.policy).ok()?);
    if !asked.turned(outcome) || asked.turned(eve) {
        return None;
    }
    let on = then.as_of;
    Some(Change {
        on: Some(on),
        last_day: Some(day(asked.case, days.saturating_sub(1))),
        from: total_after(0).map(|total| ChangeTo::Text(total.to_string())),
        ..plain(Actor::Time, Lever::Fact(Fact::OverdueAmount), ChangeTo::Text(total.to_string()), outcome)
    })
}

fn total_after(days: u32, asked: &Asked<'_>) -> Option<Money> {
    Position::new(&later(asked.case, days), asked.policy).ok()?.total().known()
}
