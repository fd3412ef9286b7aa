//! Tracking of an agreed plan: what of it is paid, on time or late, and whether it has failed.
//!
//! # What it computes
//! 1. Payments up to the as-of date go to the installments, the earliest due first, whatever they were meant
//!    for; in which order they were entered does not matter.
//! 2. Each installment: `paid` in full by its due date; `late` in full, but after it; past its due date
//!    `short` where a part is paid and `missed` where nothing is; `due` on the day itself; else `upcoming`.
//! 3. What is overdue, what is to be paid now (that and what is due today), what is paid ahead, what is left,
//!    and what was paid beyond the whole plan.
//! 4. Whether the plan has failed, by the policy's condition over two facts: the days past due of the oldest
//!    unpaid installment, and how many are past due and not paid in full. `yes`: it has; `notYet`: something
//!    is overdue, and it will on `opensOn` if nothing more is paid; `no`: else.
//! 5. The day from which it has failed without a break, or where the policy does not let a plan be cured, the
//!    first day on which it ever had; and the next day on which it would fail if nothing more were paid.
//! 6. The share of installments whose due date has passed that were paid on time; the share of the whole that
//!    is overdue, and that was when the plan was agreed, where that is stated.
//!
//! # Which days count
//! A payment on the due date is on time; days past due are 0 on it and 1 the day after. A plan is looked at
//! again every so many months from the day on which it was agreed.
//!
//! # Errors
//! None: the facts were checked when they were read.
//!
//! # Source
//! S2, after signing: a ledger followed at least monthly; missed payments put the case back into collection and
//! are reported to the credit bureau; on-time rate, missed payments, overdue rate before and after. The
//! policy's `tracking` section. Rejected: payments on the installment that they were made for, by which a
//! borrower who pays next month's installment a day early still owes this month's.
//!
//! # Example
//! 1,000.00 on 1 March and on 1 April; 1,000.00 paid on 3 March and 400.00 on 1 April; on 5 April: the first
//! `late` by 2 days, the second `short`, 600.00 overdue.

use serde::Serialize;

use crate::calendar::Date;
use crate::case::plan::{AgreedPlan, Entry};
use crate::condition::{Facts, Kleene, day_thresholds, truth};
use crate::decision::{Decision, Outcome, decide_known};
use crate::money::{Money, ShareOf};
use crate::policy::collection::{ActionKind, Tracking};
use crate::policy::model::{Fact, Policy, Role, Source, Words};

/// How one installment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum InstallmentStatus {
    /// Paid in full by its due date.
    Paid,
    /// Paid in full, but after it.
    Late,
    /// Past due and paid in part.
    Short,
    /// Past due, and nothing of it is paid.
    Missed,
    /// Due today and not paid in full.
    Due,
    /// Not due yet and not paid in full.
    Upcoming,
}

impl InstallmentStatus {
    /// Every status, by its name on the wire, the best first.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("paid", Self::Paid),
        ("late", Self::Late),
        ("short", Self::Short),
        ("missed", Self::Missed),
        ("due", Self::Due),
        ("upcoming", Self::Upcoming),
    ];
}

/// One installment of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TrackedInstallment {
    /// Its place in the list as it was given, from 0.
    pub index: usize,
    /// The day on which it is due.
    pub due_on: Date,
    /// What is to be paid.
    pub amount: Money,
    /// What of it is paid.
    pub paid: Money,
    /// How it stands.
    pub status: InstallmentStatus,
    /// The day on which it was paid in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_on: Option<Date>,
    /// Days from the due date to the day on which it was paid in full, or to the as-of date; where it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_late: Option<u32>,
}

/// How many installments stand so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StatusCounts {
    /// Paid in full by their due date.
    pub paid: u32,
    /// Paid in full, but after it.
    pub late: u32,
    /// Past due and paid in part.
    pub short: u32,
    /// Past due, and nothing is paid.
    pub missed: u32,
    /// Due today.
    pub due: u32,
    /// Not due yet.
    pub upcoming: u32,
}

/// How many of the installments whose due date has passed were paid on time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OnTime {
    /// How many were.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// The share, for showing only; `null` while no due date has passed.
    pub share: ShareOf,
}

/// The share of the plan's total that is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OverdueRate {
    /// When the plan was agreed; `null` where that is not stated.
    pub before: Option<ShareOf>,
    /// On the as-of date.
    pub now: ShareOf,
}

/// What is to be paid next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NextPayment {
    /// The day on which it is due; the as-of date or later.
    pub due_on: Date,
    /// What is left to pay of it.
    pub amount: Money,
}

/// What is done about a plan that has failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Consequence<'p> {
    /// The action.
    pub id: ActionKind,
    /// The action in words.
    pub label: &'p Words,
    /// The lowest role that may take it.
    pub may_do: Role,
    /// Who approves it, where somebody must.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Role>,
    /// The clause that asks for it.
    pub source: &'p Source,
}

/// An agreed plan with what has become of it; its decision says whether it has failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlanTracking<'p> {
    /// Whether the plan has failed: outcome, clauses.
    #[serde(flatten)]
    pub decision: Decision<'p>,
    /// The day on which the plan was agreed.
    pub agreed_on: Date,
    /// The whole plan.
    pub total: Money,
    /// What of it is paid.
    pub paid: Money,
    /// What is left of it.
    pub remaining: Money,
    /// What is past due and unpaid.
    pub overdue: Money,
    /// What is to be paid by the end of the as-of date: that, and what is due on it.
    pub due_now: Money,
    /// What is paid of installments that are not due yet.
    pub paid_ahead: Money,
    /// What was paid beyond the whole plan.
    pub excess: Money,
    /// Days past due of the oldest unpaid installment.
    pub days_past_due: u32,
    /// How many installments stand how.
    pub counts: StatusCounts,
    /// Payments on time.
    pub on_time: OnTime,
    /// The overdue part of the plan, before and now.
    pub overdue_rate: OverdueRate,
    /// The next payment that is due today or later; absent where none is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextPayment>,
    /// The day from which the plan has failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed_on: Option<Date>,
    /// The day on which it will if nothing more is paid; absent where it has, or where nothing is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fails_on: Option<Date>,
    /// The next day on which its ledger is looked at; absent where nothing is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// Every installment, the earliest due first.
    pub installments: Vec<TrackedInstallment>,
    /// What is done about it; empty unless it has failed.
    pub consequences: Vec<Consequence<'p>>,
}

/// Tracks an agreed plan up to a day under a policy.
#[must_use]
pub fn track<'p>(plan: &AgreedPlan, as_of: Date, policy: &'p Policy) -> PlanTracking<'p> {
    let book = Book::new(plan, as_of);
    let installments: Vec<TrackedInstallment> = book.installments();
    let (failed_on, fails_on) = book.failing(&policy.tracking);
    let of = |wanted: fn(&TrackedInstallment, Date) -> Money| {
        installments.iter().fold(Money::ZERO, |sum, installment| sum.plus(wanted(installment, as_of)))
    };
    let (total, received) = (total(&plan.installments), book.received());
    let (overdue, counts) = (of(overdue_of), counts(&installments));
    let opens_on = fails_on.filter(|_| overdue.is_positive());
    // Where a failed plan cannot be cured, it is judged as on the day on which it failed.
    let judged_on = failed_on.filter(|_| !policy.tracking.curable.value).unwrap_or(as_of);
    let decision = decide_known(&policy.tracking.condition, &book.facts(judged_on), opens_on);
    let paid = received.min(total);
    let remaining = total.minus(paid);
    PlanTracking {
        agreed_on: plan.agreed_on,
        total,
        paid,
        remaining,
        overdue,
        due_now: of(due_by_now),
        paid_ahead: of(paid_ahead_on),
        excess: received.minus(paid),
        days_past_due: book.standing(as_of).days_past_due,
        on_time: on_time(&installments, as_of),
        overdue_rate: OverdueRate {
            before: plan.overdue_before.map(|part| ShareOf { part, whole: total }),
            now: ShareOf { part: overdue, whole: total },
        },
        next: next(&installments, as_of),
        failed_on,
        fails_on,
        review_on: review_on(plan, as_of, policy).filter(|_| remaining.is_positive()),
        consequences: if decision.outcome == Outcome::Yes { consequences(policy) } else { Vec::new() },
        decision,
        counts,
        installments,
    }
}

fn total(entries: &[Entry]) -> Money {
    entries.iter().fold(Money::ZERO, |sum, entry| sum.plus(entry.amount))
}

fn left_of(installment: &TrackedInstallment) -> Money {
    installment.amount.minus(installment.paid)
}

fn overdue_of(installment: &TrackedInstallment, as_of: Date) -> Money {
    if installment.due_on < as_of { left_of(installment) } else { Money::ZERO }
}

fn due_by_now(installment: &TrackedInstallment, as_of: Date) -> Money {
    if installment.due_on <= as_of { left_of(installment) } else { Money::ZERO }
}

fn paid_ahead_on(installment: &TrackedInstallment, as_of: Date) -> Money {
    if installment.due_on > as_of { installment.paid } else { Money::ZERO }
}

fn counts(installments: &[TrackedInstallment]) -> StatusCounts {
    let mut counts = StatusCounts::default();
    for installment in installments {
        let count = match installment.status {
            InstallmentStatus::Paid => &mut counts.paid,
            InstallmentStatus::Late => &mut counts.late,
            InstallmentStatus::Short => &mut counts.short,
            InstallmentStatus::Missed => &mut counts.missed,
            InstallmentStatus::Due => &mut counts.due,
            InstallmentStatus::Upcoming => &mut counts.upcoming,
        };
        *count = count.saturating_add(1);
    }
    counts
}

fn on_time(installments: &[TrackedInstallment], as_of: Date) -> OnTime {
    let (mut count, mut of) = (0_u32, 0_u32);
    for installment in installments.iter().filter(|installment| installment.due_on < as_of) {
        of = of.saturating_add(1);
        count = count.saturating_add(u32::from(installment.status == InstallmentStatus::Paid));
    }
    let share = ShareOf { part: Money::from_fen(i128::from(count)), whole: Money::from_fen(i128::from(of)) };
    OnTime { count, of, share }
}

fn next(installments: &[TrackedInstallment], as_of: Date) -> Option<NextPayment> {
    let open = |installment: &&TrackedInstallment| installment.due_on >= as_of && left_of(installment).is_positive();
    let first = installments.iter().find(open)?;
    Some(NextPayment { due_on: first.due_on, amount: left_of(first) })
}

/// The first day after the as-of date that lies whole steps of the policy's months after the agreement.
fn review_on(plan: &AgreedPlan, as_of: Date, policy: &Policy) -> Option<Date> {
    let months = policy.restructure.follow_up_months.value;
    let passed = plan.agreed_on.months_until(as_of).checked_div(months)?;
    Some(plan.agreed_on.plus_months(passed.saturating_add(1).saturating_mul(months)))
}

fn consequences(policy: &Policy) -> Vec<Consequence<'_>> {
    let cited = &policy.tracking.consequences;
    let of = |kind: &ActionKind| policy.authority.iter().find(|row| row.action == *kind);
    // INVARIANT: the policy's reader admits only actions that somebody may take.
    let rows = cited.value.iter().filter_map(of);
    rows.map(|row| Consequence {
        id: row.action,
        label: &row.label,
        may_do: row.may_do,
        approved_by: row.approved_by,
        source: &cited.source,
    })
    .collect()
}

/// How the plan as a whole stands on a day.
#[derive(Clone, Copy)]
struct Standing {
    days_past_due: u32,
    unpaid: u32,
}

/// A plan with running sums of what is to be paid and of what was paid by the as-of date.
struct Book<'a> {
    plan: &'a AgreedPlan,
    payments: &'a [Entry],
    as_of: Date,
    due: Vec<Money>,
    paid: Vec<Money>,
}

fn running(entries: &[Entry]) -> Vec<Money> {
    let mut sum = Money::ZERO;
    let sums = entries.iter().map(|entry| {
        sum = sum.plus(entry.amount);
        sum
    });
    sums.collect()
}

impl<'a> Book<'a> {
    fn new(plan: &'a AgreedPlan, as_of: Date) -> Self {
        let applied = plan.payments.partition_point(|payment| payment.on <= as_of);
        let payments = plan.payments.get(..applied).unwrap_or_default();
        Self { plan, payments, as_of, due: running(&plan.installments), paid: running(payments) }
    }

    /// Everything that came in.
    fn received(&self) -> Money {
        self.paid.last().copied().unwrap_or(Money::ZERO)
    }

    fn installments(&self) -> Vec<TrackedInstallment> {
        let mut before = Money::ZERO;
        let numbered = self.plan.installments.iter().zip(&self.due);
        let tracked = numbered.map(|(entry, due)| {
            let earlier = std::mem::replace(&mut before, *due);
            self.installment(entry, earlier, *due)
        });
        tracked.collect()
    }

    /// One installment, for which the sums to be paid before it and with it are given.
    fn installment(&self, entry: &Entry, before: Money, due: Money) -> TrackedInstallment {
        let (due_on, as_of) = (entry.on, self.as_of);
        let paid = self.received().min(due).minus_to_zero(before);
        let settled_on = self.payments.get(self.paid.partition_point(|sum| *sum < due)).map(|payment| payment.on);
        let status = match settled_on {
            Some(settled_on) if settled_on <= due_on => InstallmentStatus::Paid,
            Some(_) => InstallmentStatus::Late,
            None if as_of < due_on => InstallmentStatus::Upcoming,
            None if as_of == due_on => InstallmentStatus::Due,
            None if paid.is_positive() => InstallmentStatus::Short,
            None => InstallmentStatus::Missed,
        };
        let days_late = u32::try_from(due_on.days_until(settled_on.unwrap_or(as_of))).ok().filter(|days| *days > 0);
        TrackedInstallment { index: entry.index, due_on, amount: entry.amount, paid, status, settled_on, days_late }
    }

    /// How the plan stood on a day or, after the as-of date, would if nothing more were paid.
    fn standing(&self, day: Date) -> Standing {
        let installments = &self.plan.installments;
        let last = self.payments.partition_point(|payment| payment.on <= day);
        let paid = last.checked_sub(1).and_then(|last| self.paid.get(last)).copied().unwrap_or(Money::ZERO);
        let settled = self.due.partition_point(|due| *due <= paid);
        let fallen = installments.partition_point(|installment| installment.on < day);
        let oldest = installments.get(settled).map_or(day, |installment| installment.on);
        Standing {
            days_past_due: u32::try_from(oldest.days_until(day)).unwrap_or(0),
            unpaid: u32::try_from(fallen.saturating_sub(settled)).unwrap_or(u32::MAX),
        }
    }

    fn facts(&self, day: Date) -> Facts {
        let Standing { days_past_due, unpaid } = self.standing(day);
        Facts::of_tracking(days_past_due, unpaid)
    }

    /// The day from which the plan has failed; else the day on which it would if nothing more were paid.
    fn failing(&self, policy: &Tracking) -> (Option<Date>, Option<Date>) {
        let fails = |day: &Date| truth(&policy.condition, &self.facts(*day)) == Kleene::True;
        let days = self.turning_days(&day_thresholds(&policy.condition, Fact::PlanDaysPastDue));
        let (past, later) = days.split_at_checked(days.partition_point(|day| *day <= self.as_of)).unwrap_or_default();
        let failed_on = if policy.curable.value {
            past.iter().rev().take_while(|day| fails(day)).last()
        } else {
            past.iter().find(|day| fails(day))
        };
        let fails_on = if failed_on.is_none() { later.iter().find(|day| fails(day)) } else { None };
        (failed_on.copied(), fails_on.copied())
    }

    /// Every day on which a fact of the plan, or how it compares with a threshold, may turn: between two of
    /// them nothing does.
    fn turning_days(&self, thresholds: &[u32]) -> Vec<Date> {
        let agreed_on = self.plan.agreed_on;
        let after = |on: Date| u32::try_from(agreed_on.days_until(on)).unwrap_or(0);
        let mut days = vec![0];
        days.extend(self.payments.iter().map(|payment| after(payment.on)));
        for installment in &self.plan.installments {
            let due = after(installment.on);
            let of_threshold = thresholds.iter().flat_map(|days| [*days, days.saturating_add(1)]);
            days.extend(of_threshold.chain([1]).map(|days| due.saturating_add(days)));
        }
        days.sort_unstable();
        days.dedup();
        days.into_iter().map(|days| agreed_on.plus_days(days)).collect()
    }
}
