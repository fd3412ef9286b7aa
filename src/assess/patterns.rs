//! What cases have in common whose clauses stand alike, so that of many cases each kind is decided once.
//!
//! Decisions look at facts through the clauses of conditions alone. Where every clause of two cases stands alike, and
//! so do the numbers of days past due at which one of them turns, the cases have the same outcomes, blocked by the same
//! clauses and lacking the same facts; amounts and dates are each case's own.
//!
//! A case has no pattern where more than its clauses tells what it comes to: where an amount or the class is not known,
//! where a clause is about what a review looks at and not all of that is stated, where something stands beside the
//! condition of a waiver, or where its clauses are too many.

use crate::assess::{Outcomes, Position, StepOutcome};
use crate::calendar::Date;
use crate::condition::{Kleene, Pattern, Tests, truth};
use crate::decision::OutcomeWord;
use crate::policy::model::{Fact, Policy};
use crate::rules::{hardship, installment};

/// What the decisions of a case come to, without its own amounts and dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Of a waiver.
    pub waiver: OutcomeWord,
    /// Of an installment plan.
    pub installments: OutcomeWord,
    /// Periods of the shortest feasible plan.
    pub shortest: Option<u32>,
    /// Of litigation.
    pub litigation: StepDecided,
    /// Of an agency.
    pub agency: StepDecided,
}

/// What a step of escalation comes to, without the case's own date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepDecided {
    /// The outcome.
    pub outcome: OutcomeWord,
    /// The days past due at which it opens, where only time is lacking.
    pub opens_at: Option<u32>,
}

impl StepDecided {
    fn of(step: StepOutcome, days_from: Option<Date>) -> Self {
        let days = |opens_on: Date| u32::try_from(days_from?.days_until(opens_on)).ok();
        Self { outcome: step.outcome, opens_at: step.opens_on.and_then(days) }
    }

    fn counted_from(self, days_from: Option<Date>) -> StepOutcome {
        let opens_on = self.opens_at.zip(days_from).map(|(days, from)| from.plus_days(days));
        StepOutcome { outcome: self.outcome, opens_on }
    }
}

/// What the decisions under a policy compare, so that a case is looked at without its clauses.
#[derive(Clone, Debug)]
pub struct Looked {
    overdue: Tests,
    loan: Tests,
    plan: Tests,
    /// Whether a clause is about what a review looks at.
    review: bool,
}

impl Looked {
    /// What a policy compares.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        let escalation = &policy.escalation;
        let loan = [&policy.waiver.condition, &escalation.litigation.condition, &escalation.agency.condition];
        let [overdue, loan] = [Tests::of(&[&policy.delinquency.overdue]), Tests::of(&loan)];
        let review = [&overdue, &loan].iter().any(|tests| tests.look_at(Fact::ReviewFacts));
        Self { overdue, loan, plan: Tests::of(&[&policy.installment.condition]), review }
    }
}

impl Position<'_> {
    /// How the clauses of all decisions stand; none where these alone do not tell what the case comes to.
    #[must_use]
    pub fn pattern(&self, looked: &Looked) -> Option<u128> {
        if self.total.known().is_none() || self.standing.class.is_none() || !self.is_waiver_by_condition() {
            return None;
        }
        // Which of its facts are missing is not told by the clause that says that some are.
        if looked.review && !hardship::is_complete(self.case, &self.policy.restructure) {
            return None;
        }
        let mut pattern = Pattern::default();
        pattern.add(self.is_overdue().into());
        if !self.is_overdue() {
            pattern.add_tests(&looked.overdue, &self.facts);
            return pattern.number();
        }
        pattern.add_tests(&looked.loan, &self.facts);
        let (policy, debt) = (&self.policy.installment, self.plan_debt()?);
        let income = self.case.borrower.monthly_income;
        for periods in installment::periods(policy) {
            let plain = debt.plain(periods, income).filter(|_| looked.plan.are_all());
            let feasible = plain.and_then(|plan| pattern.add_plan(&looked.plan, &plan)).unwrap_or_else(|| {
                let facts = debt.over(periods).facts(income);
                let all = pattern.add_tests(&looked.plan, &facts);
                if looked.plan.are_all() { all } else { truth(&policy.condition, &facts) }
            });
            if feasible == Kleene::True {
                break;
            }
        }
        pattern.number()
    }

    /// What of the outcomes other cases of the same pattern have as well.
    #[must_use]
    pub fn decisions(&self, outcomes: &Outcomes) -> Decisions {
        let days_from = self.standing.days_from();
        Decisions {
            waiver: outcomes.waiver,
            installments: outcomes.installments,
            shortest: outcomes.shortest,
            litigation: StepDecided::of(outcomes.litigation, days_from),
            agency: StepDecided::of(outcomes.agency, days_from),
        }
    }

    /// The outcomes, by the decisions of a case of the same pattern.
    #[must_use]
    pub fn decided_as(&self, decisions: &Decisions) -> Outcomes {
        let days_from = self.standing.days_from();
        let steps = [decisions.litigation.counted_from(days_from), decisions.agency.counted_from(days_from)];
        self.coming_to(decisions.waiver, (decisions.installments, decisions.shortest), steps)
    }
}
