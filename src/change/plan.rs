//! What would make an installment plan feasible, and what would end one that is.

use crate::assess::{Owed, PlanDebt, Position};
use crate::case::Case;
use crate::change::totals::{Span, feasible};
use crate::change::{Asked, day, first_day, horizon, plain};
use crate::decision::{Actor, Change, ChangeTo, Interval, Lever, OutcomeWord};
use crate::limits::{AMOUNT_MAX_FEN, INTERVALS_MAX, PERIODS_MAX};
use crate::money::Money;
use crate::policy::model::{Fact, Installment, PlanInterest, Policy};
use crate::rules::installment::periods;

/// The changes of the decision on plans. Where the total is not known, nothing is said.
pub(super) fn changes(asked: &Asked<'_>, position: &Position<'_>) -> Vec<Change> {
    let overdue = position.outcomes().standing.oldest_due_on.is_some();
    let Some(debt) = position.plan_debt().filter(|debt| overdue && debt.total.is_positive()) else {
        return Vec::new();
    };
    let (debt, income) = (&debt, asked.case.borrower.monthly_income);
    let found = match (asked.outcome, income) {
        (OutcomeWord::Yes, Some(income)) => [grown(asked, income), fallen_income(asked, debt, income), None],
        (OutcomeWord::No, Some(income)) => {
            [deposit(asked, position, debt, income), raised_income(asked, debt), longer(asked, debt, income)]
        }
        (OutcomeWord::Undetermined, None) => [raised_income(asked, debt), None, None],
        _ => [None, None, None],
    };
    found.into_iter().flatten().collect()
}

/// Every sum that, paid at once, leaves a total that some plan makes feasible; of a plan in which interest
/// runs, the smallest alone.
fn deposit(asked: &Asked<'_>, position: &Position<'_>, debt: &PlanDebt<'_>, income: Money) -> Option<Change> {
    let owed = Owed::of(asked.case, asked.policy);
    let (intervals, amount) = if debt.is_frozen() {
        let left = |amount: Money| asked.turned(asked.outcome_of(&position.owing(debt.total.minus(amount))));
        // Such a payment may leave nothing that is overdue, and then there is nothing to plan.
        let is_true = |amount: Money| owed.as_ref().map_or_else(|| left(amount), |owed| owed.turns(asked, amount));
        let intervals = deposits(asked, debt.total, income)?;
        let intervals: Vec<_> = intervals.into_iter().filter_map(|interval| within(interval, &is_true)).collect();
        let amount = intervals.first()?.from;
        (intervals, amount)
    } else {
        let owed = owed.as_ref()?;
        let sums = periods(&asked.policy.installment).filter_map(|count| owed.plan_deposit(count, income));
        (Vec::new(), sums.min().filter(|amount| owed.turns(asked, *amount))?)
    };
    let periods = match owed {
        Some(owed) => owed.after(amount).position()?.outcomes().shortest?,
        None => shortest(&debt.of(debt.total.minus(amount)), income, &asked.policy.installment)?,
    };
    Some(Change {
        on: Some(asked.case.as_of),
        amount: Some(amount),
        intervals,
        periods: Some(periods),
        ..plain(Actor::Borrower, Lever::Deposit, ChangeTo::Text(amount.to_string()), OutcomeWord::Yes)
    })
}

/// Every sum that does it where nothing runs during the plan; nothing where there are too many to be told.
fn deposits(asked: &Asked<'_>, total: Money, income: Money) -> Option<Vec<Interval>> {
    let rests = feasible(total.minus(Money::from_fen(1)), income, &asked.policy.installment)?;
    let intervals: Vec<Interval> = rests.iter().rev().map(|rest| paid_down(total, *rest)).collect();
    (intervals.len() <= INTERVALS_MAX).then_some(intervals)
}

/// The sums of an interval for which a statement is true that, once it is not, is not for any larger one.
fn within(interval: Interval, is_true: &dyn Fn(Money) -> bool) -> Option<Interval> {
    if !is_true(interval.from) {
        return None;
    }
    if is_true(interval.to) {
        return Some(interval);
    }
    let (mut yes, mut no) = (interval.from.fen(), interval.to.fen());
    while yes.saturating_add(1) < no {
        let middle = yes.saturating_add(no.saturating_sub(yes).checked_div(2)?);
        if is_true(Money::from_fen(middle)) { yes = middle } else { no = middle }
    }
    Some(Interval { from: interval.from, to: Money::from_fen(yes) })
}

fn paid_down(total: Money, rest: Span) -> Interval {
    Interval { from: total.minus(Money::from_fen(rest.to)), to: total.minus(Money::from_fen(rest.from)) }
}

fn shortest(debt: &PlanDebt<'_>, income: Money, policy: &Installment) -> Option<u32> {
    periods(policy).find(|count| debt.fits(*count, income))
}

/// The smallest income on which some plan is feasible.
fn least_income(debt: &PlanDebt<'_>, policy: &Installment) -> Option<Money> {
    let enough = |income: i128| shortest(debt, Money::from_fen(income), policy).is_some();
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

fn raised_income(asked: &Asked<'_>, debt: &PlanDebt<'_>) -> Option<Change> {
    let income = least_income(debt, &asked.policy.installment)?;
    let count = shortest(debt, income, &asked.policy.installment)?;
    let change = of_income(asked, income)?;
    Some(Change { periods: Some(count), ..change })
}

fn fallen_income(asked: &Asked<'_>, debt: &PlanDebt<'_>, income: Money) -> Option<Change> {
    let least = least_income(debt, &asked.policy.installment)?;
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
fn longer(asked: &Asked<'_>, debt: &PlanDebt<'_>, income: Money) -> Option<Change> {
    let policy = &asked.policy.installment;
    let most = policy.periods_max.value;
    let mut beyond = most.saturating_add(1)..=PERIODS_MAX;
    let count = beyond.find(|count| debt.fits(*count, income))?;
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

/// The first day on which no plan is feasible any more, if nothing is paid.
fn grown(asked: &Asked<'_>, income: Money) -> Option<Change> {
    let last = horizon(asked.case, asked.policy);
    let outcome_after = |days: u32| {
        let then = asked.case.later(days);
        Some(asked.outcome_of(&Position::new(&then, asked.policy).ok()?))
    };
    let turned_after = |days: u32| outcome_after(days).is_some_and(|outcome| asked.turned(outcome));
    // Where interest runs during a plan, its payments also depend on the days of its months.
    let frozen = asked.policy.installment.interest.value == PlanInterest::Frozen;
    let days = if frozen { outgrown(asked, income, last)? } else { (1..=last).find(|days| turned_after(*days))? };
    let (outcome, eve) = (outcome_after(days)?, days.checked_sub(1)?);
    let on = day(asked.case, days);
    if !asked.turned(outcome) || turned_after(eve) || !asked.stands(on, outcome) {
        return None;
    }
    let total = total_after(days, asked)?;
    Some(Change {
        on: Some(on),
        last_day: Some(day(asked.case, eve)),
        from: total_after(0, asked).map(|total| ChangeTo::Text(total.to_string())),
        ..plain(Actor::Time, Lever::Fact(Fact::OverdueAmount), ChangeTo::Text(total.to_string()), outcome)
    })
}

/// The first day on which a total on which nothing runs has grown out of every plan.
///
/// Totals only grow, so the day on which they leave a span of feasible totals is found by halving;
/// where they have jumped into the next span, the search goes on from there.
fn outgrown(asked: &Asked<'_>, income: Money, last: u32) -> Option<u32> {
    let spans = feasible(total_after(last, asked)?, income, &asked.policy.installment)?;
    let mut from = 0;
    loop {
        let total = total_after(from, asked)?.fen();
        let Some(span) = spans.iter().find(|span| span.from <= total && total <= span.to) else {
            return Some(from);
        };
        from = first_day(from, last, |days| total_after(days, asked).is_some_and(|total| total.fen() > span.to))?;
    }
}

fn total_after(days: u32, asked: &Asked<'_>) -> Option<Money> {
    Position::new(&asked.case.later(days), asked.policy).ok()?.total().known()
}
