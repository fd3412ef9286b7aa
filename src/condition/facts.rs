//! The facts of one case, and how a comparison stands to them.

use crate::calendar::Date;
use crate::condition::{Bounds, Kleene, Known, Share};
use crate::policy::model::{Class, Compare, Fact, Threshold};

/// The facts of one case, by name. What is not there is unknown.
///
/// Each fact has its own place and type, so that the whole is small enough to be copied with one fact
/// as it would be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    overdue_amount: Option<Bounds>,
    smallest_payment: Option<Bounds>,
    left_to_live_on: Option<Bounds>,
    share_of_income: Option<Share>,
    days_past_due: Option<u32>,
    failed_attempts: Option<u32>,
    days_unreachable: Option<u32>,
    longest_term_months: Option<u32>,
    plan_days_past_due: Option<u32>,
    plan_unpaid: Option<u32>,
    oldest_due_on: Option<Date>,
    class: Option<Class>,
    refused_to_pay: Option<bool>,
    first_arrear: Option<bool>,
    came_forward: Option<bool>,
    hardship_cause: Option<bool>,
    hardship_evidenced: Option<bool>,
    review_complete: Option<bool>,
}

impl Facts {
    /// Records a fact; what is not of its kind leaves it unknown.
    #[must_use]
    pub fn with(mut self, fact: Fact, known: Option<Known>) -> Self {
        self.set(fact, known);
        self
    }

    /// Records a fact where it stands; what is not of its kind leaves it unknown.
    pub fn set(&mut self, fact: Fact, known: Option<Known>) {
        let number = match known {
            Some(Known::Days(number) | Known::Count(number)) => Some(number),
            _ => None,
        };
        let amount = if let Some(Known::Money(bounds)) = known { Some(bounds) } else { None };
        let answer = if let Some(Known::YesNo(answer)) = known { Some(answer) } else { None };
        match fact {
            Fact::DaysPastDue => self.days_past_due = number,
            Fact::FailedAttempts => self.failed_attempts = number,
            Fact::DaysUnreachable => self.days_unreachable = number,
            Fact::LongestTermMonths => self.longest_term_months = number,
            Fact::PlanDaysPastDue => self.plan_days_past_due = number,
            Fact::PlanUnpaid => self.plan_unpaid = number,
            Fact::OverdueAmount => self.overdue_amount = amount,
            Fact::SmallestPayment => self.smallest_payment = amount,
            Fact::LeftToLiveOn => self.left_to_live_on = amount,
            Fact::RefusedToPay => self.refused_to_pay = answer,
            Fact::FirstArrear => self.first_arrear = answer,
            Fact::CameForward => self.came_forward = answer,
            Fact::HardshipCause => self.hardship_cause = answer,
            Fact::HardshipEvidenced => self.hardship_evidenced = answer,
            Fact::ReviewFacts => self.review_complete = answer,
            Fact::ShareOfIncome => {
                self.share_of_income = if let Some(Known::Share(share)) = known { Some(share) } else { None };
            }
            Fact::Class => self.class = if let Some(Known::Class(class)) = known { Some(class) } else { None },
            // No condition looks at them: they stand beside it.
            Fact::WaiverApproved | Fact::RestructureApproved | Fact::WaiverRemaining => {}
            Fact::OldestDueOn => self.oldest_due_on = if let Some(Known::Date(on)) = known { Some(on) } else { None },
        }
    }

    /// What is known of a fact.
    #[must_use]
    pub fn get(&self, fact: Fact) -> Option<Known> {
        match fact {
            Fact::DaysPastDue | Fact::DaysUnreachable | Fact::PlanDaysPastDue => self.number(fact).map(Known::Days),
            Fact::FailedAttempts | Fact::LongestTermMonths | Fact::PlanUnpaid => self.number(fact).map(Known::Count),
            Fact::OverdueAmount | Fact::SmallestPayment | Fact::LeftToLiveOn => self.amount(fact).map(Known::Money),
            Fact::ShareOfIncome => self.share_of_income.map(Known::Share),
            Fact::Class => self.class.map(Known::Class),
            Fact::OldestDueOn => self.oldest_due_on.map(Known::Date),
            _ => self.answer(fact).map(Known::YesNo),
        }
    }

    fn number(&self, fact: Fact) -> Option<u32> {
        match fact {
            Fact::DaysPastDue => self.days_past_due,
            Fact::FailedAttempts => self.failed_attempts,
            Fact::DaysUnreachable => self.days_unreachable,
            Fact::LongestTermMonths => self.longest_term_months,
            Fact::PlanDaysPastDue => self.plan_days_past_due,
            Fact::PlanUnpaid => self.plan_unpaid,
            _ => None,
        }
    }

    fn amount(&self, fact: Fact) -> Option<Bounds> {
        match fact {
            Fact::OverdueAmount => self.overdue_amount,
            Fact::SmallestPayment => self.smallest_payment,
            Fact::LeftToLiveOn => self.left_to_live_on,
            _ => None,
        }
    }

    fn answer(&self, fact: Fact) -> Option<bool> {
        match fact {
            Fact::RefusedToPay => self.refused_to_pay,
            Fact::FirstArrear => self.first_arrear,
            Fact::CameForward => self.came_forward,
            Fact::HardshipCause => self.hardship_cause,
            Fact::HardshipEvidenced => self.hardship_evidenced,
            Fact::ReviewFacts => self.review_complete,
            _ => None,
        }
    }

    /// The same facts with other days past due.
    #[must_use]
    pub fn at_days_past_due(self, days: u32) -> Self {
        Self { days_past_due: Some(days), ..self }
    }

    /// The same facts with those of a plan.
    #[must_use]
    pub fn of_plan(share_of_income: Option<Share>, smallest_payment: Bounds) -> Self {
        Self { share_of_income, smallest_payment: Some(smallest_payment), ..Self::default() }
    }

    /// The facts of an agreed plan that is tracked.
    #[must_use]
    pub fn of_tracking(days_past_due: u32, unpaid: u32) -> Self {
        Self { plan_days_past_due: Some(days_past_due), plan_unpaid: Some(unpaid), ..Self::default() }
    }

    /// Whether a clause stands otherwise in other facts.
    #[must_use]
    pub fn turns(&self, clause: &Compare, other: &Self) -> bool {
        self.status(clause) != other.status(clause)
    }

    /// Whether the loan is so many days past due already.
    pub(super) fn is_past(&self, days: u32) -> bool {
        self.days_past_due.is_some_and(|now| now >= days)
    }

    pub(super) fn status(&self, clause: &Compare) -> Kleene {
        let operator = clause.operator;
        let status = match &clause.threshold {
            // INVARIANT: the policy's reader admits a threshold only in the kind of its fact.
            Threshold::Days(right) | Threshold::Count(right) => {
                self.number(clause.fact).map(|left| operator.holds(left.cmp(right)).into())
            }
            Threshold::YesNo(right) => self.answer(clause.fact).map(|left| operator.holds(left.cmp(right)).into()),
            Threshold::Money(right) => self.amount(clause.fact).map(|bounds| bounds.compare(operator, *right)),
            Threshold::Share(right) => self.share_of_income.map(|share| share.compare(operator, *right)),
            Threshold::Classes(classes) => self.class.map(|class| classes.contains(&class).into()),
            Threshold::Date(right) => self.oldest_due_on.map(|left| operator.holds(left.cmp(right)).into()),
        };
        status.unwrap_or(Kleene::Unknown)
    }
}
