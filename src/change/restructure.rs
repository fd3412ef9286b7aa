//! What would make a loan restructurable: a sum paid at once, more income, lower outgoings, a longer term.
//!
//! # What it computes
//! - The smallest sum that, paid at once, lets every payment of an allowed term leave enough to live on, where it
//!   leaves something overdue: a loan that is not is not restructured.
//! - The least that would have to be left of the income a month for some term to do. It is reached by a higher
//!   income, or by living costs or payments on other debts that are lower by what is lacking, each alone.
//! - The shortest term beyond the longest that is allowed, of which every payment leaves enough.
//!
//! Each is assessed again with that one change, and with one fen less (or the term before), which must not do.
//! Other sums than the smallest are not listed: which of them do is not known without trying them.

use crate::assess::{Owed, Position};
use crate::case::Case;
use crate::change::{Asked, plain};
use crate::decision::{Actor, Change, ChangeTo, Lever, OutcomeWord};
use crate::limits::PERIODS_MAX;
use crate::money::Money;

/// The changes of the decision on restructuring. Where it lacks a fact, nothing is said.
pub(super) fn changes(asked: &Asked<'_>, position: &Position<'_>) -> Vec<Change> {
    if asked.outcome != OutcomeWord::No {
        return Vec::new();
    }
    let costs = |lever| lower_cost(asked, position, lever);
    let found = [
        deposit(asked, position),
        income(asked, position),
        costs(Lever::LivingCosts),
        costs(Lever::OtherDebtPayments),
        longer(asked, position),
    ];
    found.into_iter().flatten().collect()
}

fn deposit(asked: &Asked<'_>, position: &Position<'_>) -> Option<Change> {
    let owed = Owed::of(asked.case, asked.policy)?;
    let amount = position.restructure_deposit(&owed)?;
    // Such a payment may leave nothing that is overdue, and then there is nothing to restructure.
    if !owed.turns(asked, amount) || owed.turns(asked, amount.minus(Money::from_fen(1))) {
        return None;
    }
    let periods = owed.after(amount).position()?.shortest_restructured_term()?;
    let to = ChangeTo::Text(amount.to_string());
    Some(Change {
        on: Some(asked.case.as_of),
        amount: Some(amount),
        periods: Some(periods),
        ..plain(Actor::Borrower, Lever::Deposit, to, OutcomeWord::Yes)
    })
}

fn income(asked: &Asked<'_>, position: &Position<'_>) -> Option<Change> {
    let income = asked.case.borrower.monthly_income?;
    let raised = |more: Money| {
        let mut case = asked.case.clone();
        case.borrower.monthly_income = Some(income.plus(more));
        case
    };
    let lacking = position.lacking_a_month()?;
    let periods = turned(asked, lacking, raised)?;
    let to = ChangeTo::Text(income.plus(lacking).to_string());
    let from = Some(ChangeTo::Text(income.to_string()));
    let change = plain(Actor::Borrower, Lever::MonthlyIncome, to, OutcomeWord::Yes);
    Some(Change { from, periods: Some(periods), ..change })
}

/// A cost that alone can fall by what is lacking.
fn lower_cost(asked: &Asked<'_>, position: &Position<'_>, lever: Lever) -> Option<Change> {
    let borrower = &asked.case.borrower;
    let is_living = lever == Lever::LivingCosts;
    let cost = if is_living { borrower.living_costs } else { borrower.other_debt_payments }?;
    let lacking = position.lacking_a_month().filter(|lacking| *lacking <= cost)?;
    let lowered = |less: Money| {
        let mut case = asked.case.clone();
        let borrower = &mut case.borrower;
        let own = if is_living { &mut borrower.living_costs } else { &mut borrower.other_debt_payments };
        *own = Some(cost.minus(less));
        case
    };
    let periods = turned(asked, lacking, lowered)?;
    let to = ChangeTo::Text(cost.minus(lacking).to_string());
    let from = Some(ChangeTo::Text(cost.to_string()));
    Some(Change { from, periods: Some(periods), ..plain(Actor::Borrower, lever, to, OutcomeWord::Yes) })
}

/// Months of the shortest term once so much more is left a month, where a fen less does not do.
fn turned(asked: &Asked<'_>, more: Money, case_with: impl Fn(Money) -> Case) -> Option<u32> {
    let outcome = |case: &Case| Position::new(case, asked.policy).ok().map(|position| asked.outcome_of(&position));
    let (enough, less) = (case_with(more), case_with(more.minus(Money::from_fen(1))));
    if outcome(&enough)? != OutcomeWord::Yes || outcome(&less)? == OutcomeWord::Yes {
        return None;
    }
    Position::new(&enough, asked.policy).ok()?.shortest_restructured_term()
}

/// The shortest term that would do, where the policy allows none as long.
fn longer(asked: &Asked<'_>, position: &Position<'_>) -> Option<Change> {
    let longest = position.longest_restructured_term()?;
    let months = position.shortest_term_within(PERIODS_MAX).filter(|months| *months > longest)?;
    Some(Change {
        from: Some(ChangeTo::Number(longest)),
        periods: Some(months),
        beyond_policy: true,
        ..plain(Actor::Lender, Lever::Periods, ChangeTo::Number(months), asked.outcome_with(months)?)
    })
}

impl Asked<'_> {
    /// The outcome if the longest term had so many months.
    fn outcome_with(&self, months: u32) -> Option<OutcomeWord> {
        let position = Position::new(self.case, self.policy).ok()?;
        let outcome = position.restructure_within(Some(months)).decision.outcome.word();
        self.turned(outcome).then_some(outcome)
    }
}
