//! The facts of one case, and how a comparison stands to them.

use crate::calendar::Date;
use crate::condition::{Bounds, Kleene, Known, Share};
use crate::policy::model::{Class, Compare, Fact, Operator, Threshold};

/// The facts of one loan on one day that conditions look at. What is not there is unknown.
#[derive(Clone, Copy, Debug)]
pub struct LoanFacts {
    /// Days past due.
    pub days_past_due: u32,
    /// The class.
    pub class: Option<Class>,
    /// The oldest unpaid due date.
    pub oldest_due_on: Option<Date>,
    /// Everything due.
    pub overdue_amount: Bounds,
    /// Whether this is the first arrear.
    pub first_arrear: Option<bool>,
    /// Whether the borrower came forward.
    pub came_forward: Option<bool>,
    /// Attempts to reach the borrower that failed.
    pub failed_attempts: Option<u32>,
    /// Whether the borrower has refused to pay.
    pub refused_to_pay: Option<bool>,
    /// Days since the borrower was last reached.
    pub days_unreachable: Option<u32>,
    /// Whether the cause that the borrower states is one of hardship.
    pub hardship_cause: Option<bool>,
    /// Whether evidence of it was handed in.
    pub hardship_evidenced: Option<bool>,
    /// Whether everything that a review looks at is stated.
    pub review_complete: Option<bool>,
}

/// The facts of one case, by name. What is not there is unknown.
///
/// Each fact has its own place and type, so that the whole is small enough to be copied with one fact
/// as it would be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    amounts: [Option<Bounds>; AMOUNTS],
    share_of_income: Option<Share>,
    numbers: [Option<u32>; NUMBERS],
    oldest_due_on: Option<Date>,
    class: Option<Class>,
    answers: [Option<bool>; ANSWERS],
}

/// How many facts are numbers.
const NUMBERS: usize = 6;
/// How many are amounts.
const AMOUNTS: usize = 3;
/// How many are answers.
const ANSWERS: usize = 6;

/// The place of a number among the numbers; past them for what is none.
pub(super) const fn number_place(fact: Fact) -> usize {
    match fact {
        Fact::DaysPastDue => 0,
        Fact::FailedAttempts => 1,
        Fact::DaysUnreachable => 2,
        Fact::LongestTermMonths => 3,
        Fact::PlanDaysPastDue => 4,
        Fact::PlanUnpaid => 5,
        _ => NUMBERS,
    }
}

/// The place of an amount among the amounts; past them for what is none.
const fn amount_place(fact: Fact) -> usize {
    match fact {
        Fact::OverdueAmount => 0,
        Fact::SmallestPayment => 1,
        Fact::LeftToLiveOn => 2,
        _ => AMOUNTS,
    }
}

/// The place of an answer among the answers; past them for what is none.
pub(super) const fn answer_place(fact: Fact) -> usize {
    match fact {
        Fact::RefusedToPay => 0,
        Fact::FirstArrear => 1,
        Fact::CameForward => 2,
        Fact::HardshipCause => 3,
        Fact::HardshipEvidenced => 4,
        Fact::ReviewFacts => 5,
        _ => ANSWERS,
    }
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
        if let Some(number) = self.numbers.get_mut(number_place(fact)) {
            *number = if let Some(Known::Days(given) | Known::Count(given)) = known { Some(given) } else { None };
        }
        if let Some(amount) = self.amounts.get_mut(amount_place(fact)) {
            *amount = if let Some(Known::Money(bounds)) = known { Some(bounds) } else { None };
        }
        if let Some(answer) = self.answers.get_mut(answer_place(fact)) {
            *answer = if let Some(Known::YesNo(given)) = known { Some(given) } else { None };
        }
        match fact {
            Fact::ShareOfIncome => {
                self.share_of_income = if let Some(Known::Share(share)) = known { Some(share) } else { None };
            }
            Fact::Class => self.class = if let Some(Known::Class(class)) = known { Some(class) } else { None },
            Fact::OldestDueOn => self.oldest_due_on = if let Some(Known::Date(on)) = known { Some(on) } else { None },
            // No condition looks at an approval or at what is left of a waiver: they stand beside it.
            _ => {}
        }
    }

    /// What is known of a fact.
    #[must_use]
    pub fn get(&self, fact: Fact) -> Option<Known> {
        match fact {
            Fact::DaysPastDue | Fact::DaysUnreachable | Fact::PlanDaysPastDue => self.number(fact).map(Known::Days),
            Fact::FailedAttempts | Fact::LongestTermMonths | Fact::PlanUnpaid => self.number(fact).map(Known::Count),
            Fact::OverdueAmount | Fact::SmallestPayment | Fact::LeftToLiveOn => {
                self.amount(fact).copied().map(Known::Money)
            }
            Fact::ShareOfIncome => self.share_of_income.map(Known::Share),
            Fact::Class => self.class.map(Known::Class),
            Fact::OldestDueOn => self.oldest_due_on.map(Known::Date),
            _ => self.answer(fact).map(Known::YesNo),
        }
    }

    fn number(&self, fact: Fact) -> Option<u32> {
        self.numbers.get(number_place(fact)).copied().flatten()
    }

    fn amount(&self, fact: Fact) -> Option<&Bounds> {
        self.amounts.get(amount_place(fact)).and_then(Option::as_ref)
    }

    fn answer(&self, fact: Fact) -> Option<bool> {
        self.answers.get(answer_place(fact)).copied().flatten()
    }

    /// The facts of a loan that is overdue, or not.
    #[must_use]
    pub fn of_loan(loan: &LoanFacts) -> Self {
        Self {
            numbers: [Some(loan.days_past_due), loan.failed_attempts, loan.days_unreachable, None, None, None],
            amounts: [Some(loan.overdue_amount), None, None],
            answers: [
                loan.refused_to_pay,
                loan.first_arrear,
                loan.came_forward,
                loan.hardship_cause,
                loan.hardship_evidenced,
                loan.review_complete,
            ],
            class: loan.class,
            oldest_due_on: loan.oldest_due_on,
            share_of_income: None,
        }
    }

    /// The same facts with other days past due.
    #[must_use]
    pub fn at_days_past_due(mut self, days: u32) -> Self {
        let [past_due, ..] = &mut self.numbers;
        *past_due = Some(days);
        self
    }

    /// The facts of a plan.
    #[must_use]
    pub fn of_plan(share_of_income: Option<Share>, smallest_payment: Bounds) -> Self {
        Self { share_of_income, amounts: [None, Some(smallest_payment), None], ..Self::default() }
    }

    /// The facts of an agreed plan that is tracked.
    #[must_use]
    pub fn of_tracking(days_past_due: u32, unpaid: u32) -> Self {
        Self { numbers: [None, None, None, None, Some(days_past_due), Some(unpaid)], ..Self::default() }
    }

    /// Whether a clause stands otherwise in other facts.
    #[must_use]
    pub fn turns(&self, clause: &Compare, other: &Self) -> bool {
        self.status(clause) != other.status(clause)
    }

    /// Whether the loan is so many days past due already.
    pub(super) fn is_past(&self, days: u32) -> bool {
        let [now, ..] = self.numbers;
        now.is_some_and(|now| now >= days)
    }

    /// How the number in a place stands to another.
    pub(super) fn number_stands(&self, place: usize, operator: Operator, right: u32) -> Kleene {
        let left = self.numbers.get(place).copied().flatten();
        left.map_or(Kleene::Unknown, |left| operator.holds(left.cmp(&right)).into())
    }

    /// How the answer in a place stands to another.
    pub(super) fn answer_stands(&self, place: usize, operator: Operator, right: bool) -> Kleene {
        let left = self.answers.get(place).copied().flatten();
        left.map_or(Kleene::Unknown, |left| operator.holds(left.cmp(&right)).into())
    }

    pub(super) fn status(&self, clause: &Compare) -> Kleene {
        self.status_at(clause, None)
    }

    /// How a clause stands, with other days past due where they are given.
    pub(super) fn status_at(&self, clause: &Compare, days_past_due: Option<u32>) -> Kleene {
        self.stands(clause.fact, clause.operator, &clause.threshold, days_past_due)
    }

    /// How a comparison stands, with other days past due where they are given.
    #[inline]
    pub(super) fn stands(
        &self,
        fact: Fact,
        operator: Operator,
        threshold: &Threshold,
        days_past_due: Option<u32>,
    ) -> Kleene {
        let status = match threshold {
            // INVARIANT: the policy's reader admits a threshold only in the kind of its fact.
            Threshold::Days(right) | Threshold::Count(right) => {
                return match days_past_due.filter(|_| fact == Fact::DaysPastDue) {
                    Some(lifted) => operator.holds(lifted.cmp(right)).into(),
                    None => self.number_stands(number_place(fact), operator, *right),
                };
            }
            Threshold::YesNo(right) => return self.answer_stands(answer_place(fact), operator, *right),
            Threshold::Money(right) => self.amount(fact).map(|bounds| bounds.compare(operator, *right)),
            Threshold::Share(right) => self.share_of_income.map(|share| share.compare(operator, *right)),
            Threshold::Classes(classes) => self.class.map(|class| classes.contains(&class).into()),
            Threshold::Date(right) => self.oldest_due_on.map(|left| operator.holds(left.cmp(right)).into()),
        };
        status.unwrap_or(Kleene::Unknown)
    }
}
