//! Days past due, class and risk tier.
//!
//! # What it computes
//! 1. The oldest unpaid due date: the earliest due date before the as-of date among arrears of which
//!    more than the policy's tolerance is unpaid, by default more than nothing.
//! 2. Days past due: from that date (counted) to the as-of date (not counted); 0 when there is none.
//!    Where the policy's grace is for classification only, the count begins so many days later, and an
//!    arrear within grace is not overdue. Days on which the clock is paused are not counted, and an arrear
//!    of which no day has counted is not overdue.
//! 3. The class and the tier whose band of days holds that number; `current` and `normal` at 0.
//! 4. Where the policy has a second scale, the class of overdue principal + interest + fees, without
//!    penalty and compound interest. The worse of the two decides; both are shown.
//!
//! # Source
//! The policy's `delinquency` section, grace and tolerance of its `penalty` section; reading of
//! 算头不算尾.
//! Rejected: counting both ends, which makes a loan one day overdue on its due date.

use serde::Serialize;

use crate::calendar::{Date, DayRange};
use crate::case::{Arrear, Case};
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::money::Money;
use crate::policy::model::{AmountBand, Class, DayBand, Delinquency, Policy, RiskTier};

/// What of a loan is unpaid, by installment, and when the count of days past due stood still.
#[derive(Clone, Copy, Debug)]
pub struct Unpaid<'a> {
    /// The day on which the days past due are asked for.
    pub as_of: Date,
    /// What is unpaid, overdue or to come.
    pub arrears: &'a [Arrear],
    /// Days that do not count, in ranges that follow each other without touching.
    pub pauses: &'a [DayRange],
}

impl<'a> Unpaid<'a> {
    /// The arrears that a case lists.
    #[must_use]
    pub fn listed(case: &'a Case) -> Self {
        Self { as_of: case.as_of, arrears: &case.arrears, pauses: &[] }
    }

    /// The day from which the days past due of an arrear are counted: its due date, or the end of grace,
    /// and later by every day from then on that does not count.
    #[must_use]
    pub fn counted_from(self, due_on: Date, policy: &Policy) -> Date {
        let from = counted_from(due_on, policy);
        if self.pauses.is_empty() {
            from
        } else {
            from.plus_days(DayRange { from, to: Date::LAST }.days_in(self.pauses))
        }
    }

    /// Days past due of an arrear.
    fn days(self, due_on: Date, policy: &Policy) -> u32 {
        let from = counted_from(due_on, policy);
        let range = DayRange { from, to: self.as_of };
        if self.pauses.is_empty() { range.days() } else { range.days().saturating_sub(range.days_in(self.pauses)) }
    }
}

/// How delinquent a loan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Days past due of the oldest unpaid arrear. Where a waiver takes off all that is known and something that is
    /// not known may be left, the days that count if it is; no decision is then settled by them.
    pub days_past_due: u32,
    /// The institution's class; `null` where an unknown amount could still make it another.
    pub class: Option<Class>,
    /// The class by days alone, where the policy has a second scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class_by_days: Option<Class>,
    /// The class by amount alone, where the policy has that scale and the amount is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class_by_amount: Option<Class>,
    /// The regulator's tier; absent before the tiers were in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_tier: Option<RiskTier>,
    /// The oldest unpaid due date, from which the days are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest_due_on: Option<Date>,
    /// The day from which the days are counted, where days of grace, or days that do not count, put it
    /// after that due date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<Date>,
}

impl Standing {
    /// The day from which the days past due are counted; none while nothing is overdue.
    #[must_use]
    pub fn days_from(&self) -> Option<Date> {
        self.counted_from.or(self.oldest_due_on)
    }

    /// Whether anything is overdue.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.oldest_due_on.is_some()
    }

    /// The standing while it is not known whether a waiver has left anything to pay.
    #[must_use]
    pub fn doubtful(self) -> Self {
        Self { class: None, class_by_days: None, class_by_amount: None, risk_tier: None, ..self }
    }

    /// The standing once a waiver has left nothing to pay.
    #[must_use]
    pub fn settled(self) -> Self {
        Self {
            days_past_due: 0,
            class: Some(Class::Current),
            class_by_days: None,
            class_by_amount: None,
            risk_tier: self.risk_tier.map(|_| RiskTier::Normal),
            oldest_due_on: None,
            counted_from: None,
        }
    }
}

/// How delinquent a loan is.
///
/// # Errors
/// `arrearAmountUnknown` when an arrear that would be the oldest has no known part above zero, so
/// that it cannot be told whether it counts.
pub fn standing(unpaid: Unpaid<'_>, policy: &Policy) -> Result<Standing, Failure> {
    let begun = |arrear: &Arrear| unpaid.days(arrear.due_on, policy) > 0;
    let oldest_due_on = oldest(unpaid.arrears.iter().filter(|arrear| begun(arrear)), policy);
    check_doubtful(unpaid, oldest_due_on, policy)?;
    let days_past_due = oldest_due_on.map_or(0, |due_on| unpaid.days(due_on, policy));
    let from = oldest_due_on.map(|due_on| unpaid.counted_from(due_on, policy));
    let counted_from = from.filter(|from| oldest_due_on != Some(*from));
    let policy = &policy.delinquency;
    let by_days = band(&policy.classes, days_past_due).map_or(Class::Current, |band| band.name);
    let scale = policy.classes_by_amount.as_deref().filter(|_| days_past_due > 0);
    let by_amount = scale.map(|scale| amount_class(scale, unpaid));
    Ok(Standing {
        days_past_due,
        class: by_amount.map_or(Some(by_days), |by_amount| by_amount.worse(by_days)),
        class_by_days: by_amount.map(|_| by_days),
        class_by_amount: by_amount.and_then(AmountClass::known),
        risk_tier: risk_tier(policy, days_past_due, unpaid.as_of),
        oldest_due_on,
        counted_from,
    })
}

/// The day from which the days past due of an arrear are counted: its due date, or the end of grace.
#[must_use]
pub fn counted_from(due_on: Date, policy: &Policy) -> Date {
    match policy.penalty.grace.value.uncounted_days() {
        0 => due_on,
        days => due_on.plus_days(days),
    }
}

/// The oldest due date, past or to come, of which more than the tolerance is unpaid for sure.
#[must_use]
pub fn oldest_on_record(unpaid: Unpaid<'_>, policy: &Policy) -> Option<Date> {
    oldest(unpaid.arrears.iter(), policy)
}

fn oldest<'a>(arrears: impl Iterator<Item = &'a Arrear>, policy: &Policy) -> Option<Date> {
    arrears.filter(|arrear| counts(arrear, policy)).map(|arrear| arrear.due_on).min()
}

fn counts(arrear: &Arrear, policy: &Policy) -> bool {
    arrear.known_part() > policy.penalty.tolerance.value
}

fn check_doubtful(unpaid: Unpaid<'_>, oldest: Option<Date>, policy: &Policy) -> Result<(), Failure> {
    let mut problems = Problems::new();
    for (index, arrear) in unpaid.arrears.iter().enumerate() {
        let could_be_oldest = oldest.is_none_or(|oldest| arrear.due_on < oldest);
        let is_doubtful = could_be_oldest && arrear.interest.is_none() && !counts(arrear, policy);
        if is_doubtful && unpaid.days(arrear.due_on, policy) > 0 {
            let path = format!("/arrears/{index}/interest");
            problems.push(Problem::new(ProblemCode::ArrearAmountUnknown, path, "", ""));
        }
    }
    problems.finish(Some(()), FailureCode::InvalidFacts)
}

/// The class by amount, or the two between which an unknown interest leaves it.
#[derive(Clone, Copy)]
struct AmountClass {
    best: Class,
    worst: Class,
}

impl AmountClass {
    fn known(self) -> Option<Class> {
        (self.best == self.worst).then_some(self.best)
    }

    /// The worse of this and another class, where that is the same whatever the amount is.
    fn worse(self, other: Class) -> Option<Class> {
        let (best, worst) = (self.best.max(other), self.worst.max(other));
        (best == worst).then_some(best)
    }
}

fn amount_class(scale: &[AmountBand], unpaid: Unpaid<'_>) -> AmountClass {
    let overdue = || unpaid.arrears.iter().filter(|arrear| arrear.due_on < unpaid.as_of);
    let amount = overdue().fold(Money::ZERO, |sum, arrear| sum.plus(arrear.known_part()));
    let unknown = overdue().any(|arrear| arrear.interest.is_none());
    let holds = |band: &&AmountBand| band.from_amount <= amount && band.to_amount.is_none_or(|last| amount <= last);
    let best = scale.iter().find(holds).map_or(Class::Current, |band| band.name);
    let worst = scale.last().filter(|_| unknown).map_or(best, |band| band.name);
    AmountClass { best, worst }
}

/// JSON pointers to the interests without which the class is not known.
#[must_use]
pub fn missing(unpaid: Unpaid<'_>, standing: &Standing) -> Vec<String> {
    let arrears = unpaid.arrears.iter().enumerate().filter(|_| standing.class.is_none());
    let unknown = arrears.filter(|(_, arrear)| arrear.due_on < unpaid.as_of && arrear.interest.is_none());
    unknown.map(|(index, _)| format!("/arrears/{index}/interest")).collect()
}

fn band<T>(scale: &[DayBand<T>], days: u32) -> Option<&DayBand<T>> {
    scale.iter().find(|band| band.from_days <= days && band.to_days.is_none_or(|last| days <= last))
}

/// The tier by days; nothing before the tier's own start.
fn risk_tier(policy: &Delinquency, days: u32, as_of: Date) -> Option<RiskTier> {
    let band = if days == 0 { policy.risk_tiers.first() } else { band(&policy.risk_tiers, days) };
    let in_force = band.filter(|band| band.source.effective_from <= as_of)?;
    Some(if days == 0 { RiskTier::Normal } else { in_force.name })
}
