//! The key dates of a case: what falls due when, if nobody acts.
//!
//! # What it computes
//! - Reminders before the next installment that has not fallen due, and the overdue notice with the
//!   check of its delivery, in working days.
//! - The days on which class and risk tier move, on which a waiver, litigation or referral to an
//!   agency opens, and the last day on which it holds.
//! - The first payment of the shortest feasible plan made on the as-of date.
//! - Of an agreed plan: its next payment, the next day on which its ledger is looked at, and the day on which
//!   it fails if nothing more is paid.
//! - The last day of the limitation period: from the latest due date on record, or from the last of what restarts it:
//!   a contact of the log in which the borrower was reached (a demand) or promised to pay, a payment of the history that
//!   was not reversed or one on an agreed plan (part payment), the agreement of a plan (a promise).
//! - The deadlines of a complaint, where the day or moment of one is given.
//!
//! What depends on facts that are missing is marked with them; what is not marked stands whatever they are. An opening
//! is listed on the day from which it is certain, and so is a class, marked with the facts that leave it open before. A
//! decision is listed with its last day where it goes on into doubt, marked with the facts that leave open whether it
//! goes on; and where missing facts leave it open before and none can keep it open later, marked with those. A
//! limitation period is listed with the earliest day on which it can end, marked with the interests that may leave a
//! later installment unpaid.
//!
//! Entries after the as-of date, which are not applied on it, are not applied on a day to come; money that was kept
//! pays installments to come on their days, so that these are neither reminded of nor overdue.
//!
//! Every day that states an outcome is assessed again, on that day and on its eve. Days before the
//! as-of date are left out, except a limitation period that has expired and the deadlines of a notice
//! or complaint whose day was given. Days after the last day of the policy version in force are left out: another version decides them.
//!
//! # Source
//! Each date carries the clause that it follows from. A date that a day of rest has moved is
//! `adjusted`; one that the working-day table does not reach is left where it is, and says so. A deadline
//! in working days that the table does not reach is counted in calendar days, which is never too late.

mod found;
pub mod ics;

use serde::Serialize;

use crate::assess::Position;
use crate::calendar::{Date, Moment};
use crate::case::Case;
use crate::change::Target;
use crate::decision::OutcomeWord;
use crate::error::Failure;
use crate::policy::collection::Channel;
use crate::policy::model::{Class, Policy, RiskTier, Source};
use crate::policy::tables::WorkingDays;

/// What a key date is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum KeyEvent {
    /// The borrower is reminded of the next installment.
    Reminder,
    /// The overdue notice is sent.
    OverdueNotice,
    /// The arrival of the notice is confirmed by then.
    DeliveryCheck,
    /// The loan moves to another class.
    ClassChange,
    /// The loan moves to another risk tier.
    RiskTierChange,
    /// From this day on a waiver may be granted.
    WaiverOpens,
    /// The last day on which a waiver may be granted.
    WaiverLastDay,
    /// From this day on no waiver may be granted.
    WaiverCloses,
    /// From this day on the loan may go to an agency.
    AgencyOpens,
    /// The last day on which it may.
    AgencyLastDay,
    /// From this day on it may not.
    AgencyCloses,
    /// From this day on the loan may go to court.
    LitigationOpens,
    /// The last day on which it may.
    LitigationLastDay,
    /// From this day on it may not.
    LitigationCloses,
    /// The first payment of a plan made on the as-of date.
    FirstPlanPayment,
    /// The next payment of an agreed plan is due.
    PlanPayment,
    /// The ledger of an agreed plan is looked at.
    PlanReview,
    /// An agreed plan fails if nothing more is paid.
    PlanFails,
    /// The complainant is answered by then.
    ComplaintRespond,
    /// The complaint is investigated by then.
    ComplaintInvestigate,
    /// The last day of the limitation period.
    LimitationExpires,
}

impl KeyEvent {
    /// Every event, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 21] = [
        ("reminder", Self::Reminder),
        ("overdueNotice", Self::OverdueNotice),
        ("deliveryCheck", Self::DeliveryCheck),
        ("classChange", Self::ClassChange),
        ("riskTierChange", Self::RiskTierChange),
        ("waiverOpens", Self::WaiverOpens),
        ("waiverLastDay", Self::WaiverLastDay),
        ("waiverCloses", Self::WaiverCloses),
        ("agencyOpens", Self::AgencyOpens),
        ("agencyLastDay", Self::AgencyLastDay),
        ("agencyCloses", Self::AgencyCloses),
        ("litigationOpens", Self::LitigationOpens),
        ("litigationLastDay", Self::LitigationLastDay),
        ("litigationCloses", Self::LitigationCloses),
        ("firstPlanPayment", Self::FirstPlanPayment),
        ("planPayment", Self::PlanPayment),
        ("planReview", Self::PlanReview),
        ("planFails", Self::PlanFails),
        ("complaintRespond", Self::ComplaintRespond),
        ("complaintInvestigate", Self::ComplaintInvestigate),
        ("limitationExpires", Self::LimitationExpires),
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, event)| *event == self).map_or("", |(name, _)| name)
    }

    /// The three events of a decision that opens and closes.
    fn of(target: Target) -> Option<[Self; 3]> {
        match target {
            Target::Waiver => Some([Self::WaiverOpens, Self::WaiverLastDay, Self::WaiverCloses]),
            Target::Agency => Some([Self::AgencyOpens, Self::AgencyLastDay, Self::AgencyCloses]),
            Target::Litigation => Some([Self::LitigationOpens, Self::LitigationLastDay, Self::LitigationCloses]),
            Target::Installments | Target::Hardship | Target::Restructure => None,
        }
    }
}

/// One key date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeyDate<'p> {
    /// The day.
    pub on: Date,
    /// What it is about.
    pub event: KeyEvent,
    /// Whether it was moved off a day of rest.
    pub adjusted: bool,
    /// Whether the working-day table does not reach it, so that holidays are not considered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub table_ends: bool,
    /// The local time of a deadline of hours, `HH:MM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The due date that it is counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// Days past due on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_past_due: Option<u32>,
    /// By which channel a reminder goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The class that the loan moves to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// The risk tier that the loan moves to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_tier: Option<RiskTier>,
    /// The outcome of the decision on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeWord>,
    /// JSON pointers to the facts that the date depends on and that are not known: with them it may be another day, or
    /// none. A date without any stands whatever the missing facts are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The clause that it follows from.
    pub source: &'p Source,
}

impl<'p> KeyDate<'p> {
    fn plain(on: Date, event: KeyEvent, source: &'p Source) -> Self {
        Self {
            on,
            event,
            adjusted: false,
            table_ends: false,
            at: None,
            due_on: None,
            days_past_due: None,
            channel: None,
            class: None,
            risk_tier: None,
            outcome: None,
            missing: Vec::new(),
            source,
        }
    }
}

/// What a case does not say but its key dates may need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The day on which the overdue notice was sent; else it is taken to go out on the first day
    /// past due.
    pub notice_on: Option<Date>,
    /// When a complaint came in.
    pub complaint_on: Option<Moment>,
}

/// The key dates of a case, by day, without repeats.
///
/// # Errors
/// Those of [`Position::new`].
pub fn key_dates<'p>(case: &Case, policy: &'p Policy, given: Given) -> Result<Vec<KeyDate<'p>>, Failure> {
    let position = Position::new(case, policy)?;
    let calendar = WorkingDays::builtin()?;
    let asked = found::Asked { case, unpaid: position.unpaid(), policy, calendar: &calendar, given };
    let mut dates = asked.all(&position);
    let last = policy.effective_to.filter(|last| *last >= case.as_of);
    dates.retain(|date| last.is_none_or(|last| date.on <= last));
    dates.sort_by_key(|date| (date.on, date.event, date.channel.map(Channel::name)));
    dates.dedup();
    Ok(dates)
}
