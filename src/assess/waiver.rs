//! The decision on a waiver: the policy's condition, and beside it what is left of the cap or, where the
//! policy sets none, what the approver has decided.
//!
//! # What it computes
//! 1. The condition of the policy.
//! 2. Where the policy sets a share and something has been waived: what of the share is left has to be
//!    above zero. With nothing left the outcome is `no`, so that it does not read as if more could be
//!    granted; the share grows with the charges from day to day.
//! 3. Where the policy sets no share: the approver decides. Without an approval on record the outcome
//!    is `refer`, with one `yes`, and once it was refused `no`.
//!
//! # Source
//! S3 (at most a share of the total penalty), S4 (part of it, without a share). Reading: 可酌情, `yes` means
//! that it may be granted. Rejected: `yes` with nothing left to grant.

use serde::Serialize;

use crate::assess::Position;
use crate::case::Case;
use crate::condition::{Bounds, Clause, Kleene, Known};
use crate::decision::{Decision, Outcome, OutcomeWord};
use crate::money::Money;
use crate::policy::model::{Fact, Role, Source};

/// The decision on a waiver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct WaiverDecision<'p> {
    /// Outcome, clauses, missing facts.
    #[serde(flatten)]
    pub decision: Decision<'p>,
    /// The most that may be waived in all; present when the condition holds and it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Money>,
    /// What of it has not been waived yet; present when something has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<Money>,
    /// By how much more has been waived already than the policy's share allows, where it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above_max: Option<Money>,
    /// Facts without which the amount is not known, when the outcome is `yes` all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures_missing: Vec<String>,
    /// Who approves a waiver.
    pub approved_by: Role,
}

/// A decision that the policy leaves to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ApprovedDecision {
    Waiver,
    Restructure,
}

/// The approver's word as a clause beside a condition, where one is on record.
pub(super) fn approval<'p>(decision: ApprovedDecision, case: &Case, source: &'p Source) -> Option<Clause<'p>> {
    let (id, fact, given) = match decision {
        ApprovedDecision::Waiver => ("waiver.approval", Fact::WaiverApproved, case.approvals.waiver),
        ApprovedDecision::Restructure => {
            ("restructure.approval", Fact::RestructureApproved, case.approvals.restructure)
        }
    };
    given.map(|given| Clause::beside("approval", id, fact, Known::YesNo(given), source))
}

impl<'p> Position<'p> {
    /// Whether a waiver may be granted, and the most it may be.
    #[must_use]
    pub fn waiver(&self) -> WaiverDecision<'p> {
        let policy = &self.policy.waiver;
        let decision = self.decision(&policy.condition, &|| self.pointers());
        let holds = decision.outcome == Outcome::Yes;
        let mut decision = match (self.beside_waiver(), policy.share_max.is_some()) {
            (clause, false) => decision.left_to(policy.approved_by.value, clause),
            (Some(clause), true) => decision.beside(clause, || self.missing_sums()),
            (None, true) => decision,
        };
        self.put_in_ask_order(&mut decision.missing);
        let figured = holds || self.waived.is_positive();
        let cap = if figured { self.waiver_cap().and_then(Bounds::known) } else { None };
        let max = cap.filter(|_| holds);
        let open = holds && policy.share_max.is_some() && max.is_none() && decision.outcome == Outcome::Yes;
        WaiverDecision {
            decision,
            max,
            remaining: max.filter(|_| self.waived.is_positive()).map(|max| max.minus_to_zero(self.waived)),
            above_max: cap.map(|cap| self.waived.minus(cap)).filter(|above| above.is_positive()),
            figures_missing: if open { self.missing_sums() } else { Vec::new() },
            approved_by: policy.approved_by.value,
        }
    }

    /// What has to hold beside the condition; nothing where nothing is overdue, where no approval is on
    /// record, or where nothing of the policy's share was used.
    fn beside_waiver(&self) -> Option<Clause<'p>> {
        let policy = &self.policy.waiver;
        if !self.is_overdue() {
            return None;
        }
        let Some(share) = &policy.share_max else {
            return approval(ApprovedDecision::Waiver, self.case, &policy.approved_by.source);
        };
        let left = Known::Money(self.waiver_remaining()?);
        Some(Clause::beside("cap", "waiver.remaining", Fact::WaiverRemaining, left, &share.source))
    }

    /// Whether the condition holds and what has to hold beside it.
    #[must_use]
    pub fn waiver_truth(&self) -> Kleene {
        let beside = self.beside_waiver().map_or(Kleene::True, |clause| clause.status);
        self.truth(&self.policy.waiver.condition).and(beside)
    }

    /// Whether nothing has to hold beside the condition.
    pub(super) fn is_waiver_by_condition(&self) -> bool {
        self.beside_waiver().is_none()
    }

    /// The outcome of a waiver, from that of its condition alone.
    pub(super) fn waiver_word(&self, by_condition: OutcomeWord) -> OutcomeWord {
        match (self.beside_waiver().map(|clause| clause.status), by_condition) {
            (Some(Kleene::False), _) => OutcomeWord::No,
            (Some(Kleene::Unknown), OutcomeWord::Yes) => OutcomeWord::Undetermined,
            (None, OutcomeWord::Yes) if self.policy.waiver.share_max.is_none() => OutcomeWord::Refer,
            _ => by_condition,
        }
    }

    /// The most of penalty and compound interest together that may be waived; none where the policy
    /// sets no share.
    pub(super) fn waiver_cap(&self) -> Option<Bounds> {
        let (policy, charges) = (&self.policy.waiver, self.sums.charges());
        let share = policy.share_max.as_ref()?.value;
        let of = |charges: Money| charges.share(share, policy.rounding.value);
        Some(match charges.known() {
            Some(charges) => Bounds::exactly(of(charges)),
            None => Bounds { low: of(charges.low), high: charges.high.map(of) },
        })
    }

    /// What an outcome lets be waived beyond what has been, under the cap of the policy: nothing where it allows none.
    /// Where a missing fact decides it may be nothing; where the policy sets no cap, the approver says how much.
    pub(super) fn waivable(&self, outcome: OutcomeWord, cap: Option<Bounds>) -> Bounds {
        let left = cap.map_or(Bounds { low: Money::ZERO, high: None }, |cap| cap.minus(self.waived));
        match outcome {
            OutcomeWord::No | OutcomeWord::NotYet => Bounds::exactly(Money::ZERO),
            OutcomeWord::Yes => left,
            OutcomeWord::Undetermined | OutcomeWord::Refer => Bounds { low: Money::ZERO, ..left },
        }
    }

    /// What may still be waived, where something has been and the policy sets a share.
    #[must_use]
    pub fn waiver_remaining(&self) -> Option<Bounds> {
        if self.waived.is_positive() { self.waiver_cap().map(|cap| cap.minus(self.waived)) } else { None }
    }
}
