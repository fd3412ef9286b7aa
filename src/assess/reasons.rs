//! Why the outcomes of a case are what they are, in ids alone: for many cases at once, where a line has room for no
//! more than the names of the clauses that block and of the facts that are missing.

use crate::assess::{Outcomes, Position, StepOutcome};
use crate::calendar::Date;
use crate::condition::{Judged, ids_in};
use crate::decision::{Decision, Outcome, OutcomeWord, blocking_set, lack, outcome};
use crate::policy::model::Condition;
use crate::rules::installment;

/// What blocks the decisions of a case, and what they lack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons<'p> {
    /// Ids of the clauses that block what the outcome is `no` for, decision by decision, without repeats.
    pub blocking: Vec<&'p str>,
    /// JSON pointers to the facts that the figures, and decisions that are undetermined, lack, without repeats.
    pub missing: Vec<String>,
}

impl<'p> Reasons<'p> {
    fn block(&mut self, id: &'p str) {
        if !self.blocking.contains(&id) {
            self.blocking.push(id);
        }
    }

    fn lack(&mut self, pointers: Vec<String>) {
        lack(&mut self.missing, pointers);
    }

    fn take(&mut self, decision: Decision<'p>) {
        if let Outcome::No { blocking } = decision.outcome {
            for id in blocking {
                self.block(id);
            }
        }
        self.lack(decision.missing);
    }
}

impl<'p> Position<'p> {
    /// The outcomes as [`Position::outcomes`] gives them, with their reasons, which are those of
    /// [`Position::answer`].
    pub fn reasoned(&self, reasons: &mut Reasons<'p>) -> Outcomes {
        if self.total().known().is_none() {
            reasons.lack(self.missing_sums());
        }
        let Some(days_from) = self.standing.days_from() else {
            let overdue = &self.policy.delinquency.overdue;
            ids_in(overdue, Judged::new(overdue, &self.facts).deciding(), &mut |id| reasons.block(id));
            return self.outcomes();
        };
        let waiver = self.waiver_reasoned(days_from, reasons);
        let plans = self.plans_reasoned(reasons);
        let escalation = &self.policy.escalation;
        let mut step = |condition| self.step_reasoned(condition, days_from, reasons);
        let steps = [step(&escalation.litigation.condition), step(&escalation.agency.condition)];
        self.coming_to(waiver, plans, steps)
    }

    fn waiver_reasoned(&self, days_from: Date, reasons: &mut Reasons<'p>) -> OutcomeWord {
        let condition = &self.policy.waiver.condition;
        let outcome = self.waiver_word(self.word_if_overdue(outcome(condition, &self.facts, days_from).0));
        match outcome {
            OutcomeWord::No if self.is_waiver_by_condition() => {
                ids_in(condition, blocking_set(condition, &self.facts), &mut |id| reasons.block(id));
            }
            OutcomeWord::No | OutcomeWord::Undetermined => reasons.take(self.waiver().decision),
            _ => {}
        }
        outcome
    }

    /// The plans on offer, and of none that is feasible the clauses by which none is.
    fn plans_reasoned(&self, reasons: &mut Reasons<'p>) -> (OutcomeWord, Option<u32>) {
        let plans = self.plan_outcome();
        match plans.0 {
            OutcomeWord::No => self.block_plans(reasons),
            OutcomeWord::Undetermined => reasons.take(self.installments().decision),
            _ => {}
        }
        plans
    }

    fn block_plans(&self, reasons: &mut Reasons<'p>) {
        let (condition, debt) = (&self.policy.installment.condition, self.plan_debt());
        for periods in installment::periods(&self.policy.installment) {
            let payments = debt.as_ref().map(|debt| debt.over(periods));
            let judged = Judged::new(condition, &self.plan_facts(payments.as_ref(), periods));
            ids_in(condition, judged.deciding(), &mut |id| reasons.block(id));
        }
    }

    fn step_reasoned(&self, condition: &'p Condition, days_from: Date, reasons: &mut Reasons<'p>) -> StepOutcome {
        let (outcome, opens_on) = outcome(condition, &self.facts, days_from);
        let (outcome, opens_on) = (self.word_if_overdue(outcome), opens_on.filter(|_| !self.is_doubtful));
        match outcome {
            OutcomeWord::No => {
                ids_in(condition, blocking_set(condition, &self.facts), &mut |id| reasons.block(id));
            }
            OutcomeWord::Undetermined => reasons.take(self.decision(condition, &|| self.pointers())),
            _ => {}
        }
        StepOutcome { outcome, opens_on }
    }
}
