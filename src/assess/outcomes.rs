//! The outcomes alone: the same rules over the same facts, without a record of any clause.
//!
//! For many cases at once, where nobody reads the reasons. Nothing is allocated.

use crate::assess::Position;
use crate::calendar::Date;
use crate::condition::{Bounds, Kleene, truth};
use crate::decision::{OutcomeWord, outcome};
use crate::money::{FAST, Money};
use crate::policy::model::Condition;
use crate::rules::delinquency::Standing;
use crate::rules::installment;

/// What a case comes to, without reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// How delinquent the loan is.
    pub standing: Standing,
    /// Penalty interest.
    pub penalty: Bounds,
    /// Compound interest.
    pub compound: Bounds,
    /// Everything due, less what was waived.
    pub total: Bounds,
    /// Whether penalty interest may be waived.
    pub waiver: OutcomeWord,
    /// The most that may be waived, where the outcome is yes and it is known.
    pub waiver_max: Option<Money>,
    /// What may be waived beyond what has been.
    pub waivable: Bounds,
    /// Whether an installment plan is feasible.
    pub installments: OutcomeWord,
    /// Periods of the shortest feasible plan.
    pub shortest: Option<u32>,
    /// Whether the loan may go to court.
    pub litigation: StepOutcome,
    /// Whether the loan may go to an agency.
    pub agency: StepOutcome,
}

/// What a step of escalation comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepOutcome {
    /// The outcome.
    pub outcome: OutcomeWord,
    /// The day on which it opens, where only time is lacking.
    pub opens_on: Option<Date>,
}

impl Position<'_> {
    /// The outcomes, without reasons. They are those of [`Position::answer`].
    #[must_use]
    pub fn outcomes(&self) -> Outcomes {
        let step = |condition| self.step_outcome(condition);
        let escalation = &self.policy.escalation;
        let steps = [step(&escalation.litigation.condition), step(&escalation.agency.condition)];
        self.coming_to(self.waiver_outcome(), self.plan_outcome(), steps)
    }

    /// The outcomes with those of the decisions: of a waiver, of plans, and of litigation and an agency.
    pub(super) fn coming_to(
        &self,
        waiver: OutcomeWord,
        (installments, shortest): (OutcomeWord, Option<u32>),
        [litigation, agency]: [StepOutcome; 2],
    ) -> Outcomes {
        let cap = if matches!(waiver, OutcomeWord::No | OutcomeWord::NotYet) { None } else { self.waiver_cap() };
        Outcomes {
            standing: self.standing,
            penalty: self.sums.penalty,
            compound: self.sums.compound,
            total: self.total(),
            waiver,
            waiver_max: cap.filter(|_| waiver == OutcomeWord::Yes).and_then(Bounds::known),
            waivable: self.waivable(waiver, cap),
            installments,
            shortest,
            litigation,
            agency,
        }
    }

    fn waiver_outcome(&self) -> OutcomeWord {
        self.waiver_word(self.step_outcome(&self.policy.waiver.condition).outcome)
    }

    pub(super) fn plan_outcome(&self) -> (OutcomeWord, Option<u32>) {
        if self.standing.oldest_due_on.is_none() {
            return (OutcomeWord::No, None);
        }
        let (debt, policy) = (self.plan_debt(), &self.policy.installment);
        let income = self.case.borrower.monthly_income;
        let mut open = None;
        for periods in installment::periods(policy) {
            let plain = debt.as_ref().filter(|_| FAST).and_then(|debt| debt.plain(periods, income));
            let feasible = plain.and_then(|plan| plan.truth(&policy.condition)).unwrap_or_else(|| {
                let payments = debt.as_ref().map(|debt| debt.over(periods));
                truth(&policy.condition, &self.plan_facts(payments.as_ref(), periods))
            });
            match feasible {
                Kleene::True if self.is_doubtful => return (OutcomeWord::Undetermined, None),
                Kleene::True => return (OutcomeWord::Yes, if open.is_none() { Some(periods) } else { None }),
                Kleene::Unknown => open = open.or(Some(periods)),
                Kleene::False => {}
            }
        }
        (if open.is_some() { OutcomeWord::Undetermined } else { OutcomeWord::No }, None)
    }

    fn step_outcome(&self, condition: &Condition) -> StepOutcome {
        let (outcome, opens_on) = match self.standing.days_from() {
            Some(from) => outcome(condition, &self.facts, from),
            None => (OutcomeWord::No, None),
        };
        StepOutcome { outcome: self.word_if_overdue(outcome), opens_on: opens_on.filter(|_| !self.is_doubtful) }
    }
}
