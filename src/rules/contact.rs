//! What the attempts to reach the borrower come to.
//!
//! # What it computes
//! - Failed attempts: the count given, or the entries of the log since the oldest unpaid due date
//!   whose outcome the policy counts as unsuccessful.
//! - Refusal: as stated, else yes when such an entry of the log is a refusal, else unknown.
//! - Days unreachable: from the day on which the borrower was last reached to the as-of date; from the
//!   oldest unpaid due date where the log shows that the borrower was never reached since.
//!
//! Contacts with third parties are no attempts on the borrower and are left out.
//!
//! # Source
//! The policy's `escalation` section. A count that is absent is unknown, not zero; a log that is
//! given is taken as complete.

use crate::calendar::Date;
use crate::case::{Case, Contact, Contacts, Party};
use crate::policy::model::{ContactOutcome, Escalation};

/// What is known of the attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// Unsuccessful attempts since the oldest unpaid due date.
    pub failed: Option<u32>,
    /// Whether the borrower has refused to pay.
    pub refused: Option<bool>,
    /// Days since the borrower was last reached.
    pub days_unreachable: Option<u32>,
}

/// What the attempts come to, counted from the oldest unpaid due date.
#[must_use]
pub fn attempts(case: &Case, oldest_due_on: Date, policy: &Escalation) -> Attempts {
    Attempts {
        failed: failed(case, oldest_due_on, policy),
        refused: refused(case, oldest_due_on),
        days_unreachable: days_unreachable(case, oldest_due_on, policy),
    }
}

fn since(log: &[Contact], first: Date) -> impl Iterator<Item = &Contact> {
    log.iter().filter(move |contact| contact.at.on >= first && contact.party == Party::Debtor)
}

fn failed(case: &Case, oldest_due_on: Date, policy: &Escalation) -> Option<u32> {
    if let Contacts::FailedAttempts(count) = &case.contacts {
        return Some(*count);
    }
    let counts = |contact: &&Contact| policy.failed_outcomes.value.contains(&contact.outcome);
    u32::try_from(since(case.log()?, oldest_due_on).filter(counts).count()).ok()
}

fn refused(case: &Case, oldest_due_on: Date) -> Option<bool> {
    case.borrower.refused_to_pay.or(refused_on_record(case, oldest_due_on).then_some(true))
}

/// Whether the log has a refusal since the oldest unpaid due date.
#[must_use]
pub fn refused_on_record(case: &Case, oldest_due_on: Date) -> bool {
    let mut counted = since(case.log().unwrap_or_default(), oldest_due_on);
    counted.any(|contact| contact.outcome == ContactOutcome::Refused)
}

fn days_unreachable(case: &Case, oldest_due_on: Date, policy: &Escalation) -> Option<u32> {
    let reached = |contact: &&Contact| policy.reached_outcomes.value.contains(&contact.outcome);
    let last_reached_on = match case.log() {
        Some(log) => {
            let in_log = since(log, oldest_due_on).filter(reached).map(|contact| contact.at.on).max();
            Some(in_log.max(case.borrower.last_reached_on).unwrap_or(oldest_due_on))
        }
        None => case.borrower.last_reached_on,
    };
    u32::try_from(last_reached_on?.days_until(case.as_of)).ok()
}
