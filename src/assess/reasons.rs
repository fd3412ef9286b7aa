//! Why the outcomes of a case are what they are, in ids alone: for many cases at once, where a line has room for no
//! more than the names of the clauses that block and of the facts that are missing.

use crate::assess::{Outcomes, Position};
use crate::condition::{Judged, ids_in};
use crate::decision::{Decision, Outcome, OutcomeWord, blocking_set};
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
    /// Forgets them, so that those of another case can be told in the same room.
    pub fn clear(&mut self) {
        self.blocking.clear();
        self.missing.clear();
    }

    fn block(&mut self, id: &'p str) {
        if !self.blocking.contains(&id) {
            self.blocking.push(id);
        }
    }

    fn lack(&mut self, pointers: Vec<String>) {
        for pointer in pointers {
            if !self.missing.contains(&pointer) {
                self.missing.push(pointer);
            }
        }
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
    /// Tells the reasons of outcomes that are those of this position. They are the reasons of
    /// [`Position::answer`].
    pub fn reasons(&self, outcomes: &Outcomes, reasons: &mut Reasons<'p>) {
        let steps = [
            (outcomes.litigation.outcome, &self.policy.escalation.litigation.condition),
            (outcomes.agency.outcome, &self.policy.escalation.agency.condition),
        ];
        if outcomes.total.known().is_none() {
            reasons.lack(self.missing_sums());
        }
        if !self.is_overdue() {
            let overdue = &self.policy.delinquency.overdue;
            let judged = Judged::new(overdue, &self.facts);
            return ids_in(overdue, judged.deciding(), &mut |id| reasons.block(id));
        }
        match outcomes.waiver {
            OutcomeWord::No if self.is_waiver_by_condition() => self.block(&self.policy.waiver.condition, reasons),
            OutcomeWord::No | OutcomeWord::Undetermined => reasons.take(self.waiver().decision),
            _ => {}
        }
        match outcomes.installments {
            OutcomeWord::No => self.block_plans(reasons),
            OutcomeWord::Undetermined => reasons.take(self.installments().decision),
            _ => {}
        }
        for (outcome, condition) in steps {
            match outcome {
                OutcomeWord::No => self.block(condition, reasons),
                OutcomeWord::Undetermined => reasons.take(self.decision(condition, &|| self.pointers())),
                _ => {}
            }
        }
    }

    /// Tells the clauses that block a condition which waiting would not open.
    fn block(&self, condition: &'p Condition, reasons: &mut Reasons<'p>) {
        ids_in(condition, blocking_set(condition, &self.facts), &mut |id| reasons.block(id));
    }

    /// Tells the clauses by which none of the plans on offer is feasible.
    fn block_plans(&self, reasons: &mut Reasons<'p>) {
        let condition = &self.policy.installment.condition;
        let debt = self.plan_debt();
        for periods in installment::periods(&self.policy.installment) {
            let payments = debt.as_ref().map(|debt| debt.over(periods));
            let judged = Judged::new(condition, &self.plan_facts(payments.as_ref(), periods));
            ids_in(condition, judged.deciding(), &mut |id| reasons.block(id));
        }
    }
}
