//! Next actions: what to do about one case, by when, by which channel, and on whose authority.
//!
//! # What it computes
//! 1. Reminders for the next unpaid due date that has not passed.
//! 2. The actions of the contact stage that holds the days past due, in the policy's order.
//! 3. What is done about an agreed plan that has failed, from the day on which it did.
//! 4. Of earlier stages, a notice that was not sent and a delivery that was not confirmed, as far as the
//!    log shows.
//!
//! An action that rests on a decision (waiver, plan, restructuring, agency, court) is listed when the
//! decision is `yes` or `refer`, and when a missing fact decides, with what to ask for (of restructuring
//! only where a hardship is stated); a visit only when the debtor was spoken to before, or when
//! that is unknown, with what to ask for. An action that the log shows as done is left out; without a
//! log nothing shows that a notice was sent, so that it is listed in every stage with `done: null`.
//!
//! # Which days count
//! `from` and `by` are both counted; `by` is absent while the stage has no end. A stage's days are
//! counted from the oldest unpaid due date. The notice falls on the first day of its stage. Its
//! delivery is confirmed within the policy's working days after the notice: the day of it on record;
//! without a log, the day on which it fell due; when the log shows none, the as-of date, on which it
//! can be sent. Follow-ups keep the stage's rhythm from the last contact with the debtor, or from the
//! first day of the stage when that is later; while the last contact is not known, from that first day at the
//! earliest. What rests on a decision may be done from the as-of date.
//!
//! # Errors
//! Those of a [`Position`]. Past the end of the working-day table the days are counted as they come
//! and marked `adjusted: false`.
//!
//! # Source
//! The policy's `reminders`, `contact` and `authority` sections: S3, stages, notice and authority;
//! S0, a notice at once; S1, a visit only after prior contact. Reading: written notices are on record
//! when they were sent, calls and visits when the debtor was spoken to. Rejected: counting the
//! follow-up from the last talk alone, which would have an unreachable debtor called every day.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assess::Position;
use crate::calendar::{Date, Moment};
use crate::case::{Case, Contact, ContactChannel, Party};
use crate::decision::{Decision, OutcomeWord, lack};
use crate::error::Failure;
use crate::policy::collection::{ActionKind, Authority, Channel, ContactStage, Item, Reminder};
use crate::policy::model::{Policy, Role, Source, Words};
use crate::policy::tables::WorkingDays;
use crate::rules::conduct::reached_before;
use crate::rules::tracking::track;

/// What to do next about one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Plan<'p> {
    /// The contact stage; absent while nothing is overdue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage<'p>>,
    /// What to do, in the policy's order.
    pub actions: Vec<Action<'p>>,
}

/// The contact stage of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Stage<'p> {
    /// Its id.
    pub id: &'p str,
    /// The stage in words.
    pub label: &'p Words,
    /// Its first day.
    pub from: Date,
    /// Its last day; absent while it has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Who works it; the role of a high-risk borrower where that is higher.
    pub role: Role,
    /// Who would work it if the borrower is high risk, where that is unknown and would matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_if_high_risk: Option<Role>,
    /// Where the stage comes from.
    pub source: &'p Source,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Action<'p> {
    /// What.
    pub id: ActionKind,
    /// The action in words.
    pub label: &'p Words,
    /// Id of the stage that asks for it; absent for a reminder and for what a failed plan asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<&'p str>,
    /// `yes`; `refer` when a person still decides; `undetermined` when a missing fact does.
    pub outcome: OutcomeWord,
    /// JSON pointers to the facts that would settle it or name its role or its days; while the last contact is not
    /// known, the days of a follow-up are the earliest that they can be.
    pub missing: Vec<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// Whether `by` is a working day of the table; absent where it counts calendar days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<bool>,
    /// Whether the log shows it as done: never `true`, as what is done is left out; `null` where no
    /// record would show it.
    pub done: Option<bool>,
    /// Whether its last day has passed; `null` where it has and nothing shows whether it was done.
    pub late: Option<bool>,
    /// By which channels; any of them will do.
    pub channels: Vec<Channel>,
    /// The lowest role that may do it.
    pub may_do: Role,
    /// The lowest role if the borrower is high risk, where that is unknown and would matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_do_if_high_risk: Option<Role>,
    /// Who approves it, where somebody must.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Role>,
    /// The clause that gives the authority, for the record.
    pub authority_basis: &'p Source,
    /// The clause that asks for the action.
    pub source: &'p Source,
    /// What a notice must say.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub contents: &'p [Item],
    /// What must be at hand; listed and never gating.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<Check<'p>>,
}

impl Action<'_> {
    /// The action, which is settled only where the loan is known to be overdue.
    fn while_doubtful(mut self, position: &Position<'_>) -> Self {
        if position.is_doubtful() && self.outcome != OutcomeWord::No {
            self.outcome = OutcomeWord::Undetermined;
            lack(&mut self.missing, position.missing_sums());
        }
        self
    }
}

/// One point of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Check<'p> {
    /// The point.
    #[serde(flatten)]
    pub item: &'p Item,
    /// Whether it is satisfied.
    pub status: CheckStatus,
}

/// Whether a point of a checklist is satisfied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CheckStatus {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody has said.
    Unknown,
}

/// What to do next about a case under a policy.
///
/// # Errors
/// `engine` when the embedded calendar of working days is damaged.
pub fn next<'p>(case: &Case, policy: &'p Policy, position: &Position<'_>) -> Result<Plan<'p>, Failure> {
    let desk = Desk { case, policy, position, calendar: WorkingDays::builtin()? };
    let mut actions = desk.reminders();
    actions.extend(desk.about_failed_plan());
    let standing = position.standing();
    let stages = &policy.contact.stages;
    let current = |stage: &&ContactStage| {
        stage.from_days <= standing.days_past_due && stage.to_days.is_none_or(|last| standing.days_past_due <= last)
    };
    let stage = standing.days_from().and_then(|from| Some(Span::of(stages.iter().find(current)?, from)));
    if let Some(span) = stage {
        let of_stage = span.stage.actions.iter().filter_map(|action| desk.action(*action, span));
        let due = desk.left_undone(span).into_iter().chain(of_stage);
        actions.extend(due.map(|action| action.while_doubtful(position)));
    }
    Ok(Plan { stage: stage.map(|span| desk.stage(span)), actions })
}

/// A stage with the due date that its days are counted from.
#[derive(Clone, Copy)]
struct Span<'p> {
    stage: &'p ContactStage,
    counted_from: Date,
    from: Date,
    to: Option<Date>,
}

impl<'p> Span<'p> {
    fn of(stage: &'p ContactStage, counted_from: Date) -> Self {
        let (from, to) =
            (counted_from.plus_days(stage.from_days), stage.to_days.map(|days| counted_from.plus_days(days)));
        Self { stage, counted_from, from, to }
    }
}

/// The days on which something is to be done.
#[derive(Clone, Copy)]
struct Window {
    from: Date,
    by: Option<Date>,
    adjusted: Option<bool>,
}

/// Whether something may be done, and what would tell while that is unknown.
struct Leave {
    outcome: OutcomeWord,
    missing: Vec<String>,
}

impl Leave {
    const YES: Self = Self { outcome: OutcomeWord::Yes, missing: Vec::new() };

    /// Leave that hangs on facts, where any are missing.
    fn unless(missing: Vec<String>) -> Self {
        let outcome = if missing.is_empty() { OutcomeWord::Yes } else { OutcomeWord::Undetermined };
        Self { outcome, missing }
    }

    /// A decision lets an action be listed when it allows it, passes it on, or waits for a fact.
    fn of(decision: Decision<'_>) -> Option<Self> {
        let outcome = decision.outcome.word();
        let listed = matches!(outcome, OutcomeWord::Yes | OutcomeWord::Refer | OutcomeWord::Undetermined);
        listed.then_some(Self { outcome, missing: decision.missing })
    }
}

/// Everything that actions are worked out from.
struct Desk<'c, 'p> {
    case: &'c Case,
    policy: &'p Policy,
    position: &'c Position<'c>,
    calendar: WorkingDays,
}

impl<'p> Desk<'_, 'p> {
    fn stage(&self, span: Span<'p>) -> Stage<'p> {
        let (role, role_if_high_risk) = self.roles(span.stage.role);
        let ContactStage { id, label, source, .. } = span.stage;
        Stage { id, label, from: span.from, to: span.to, role, role_if_high_risk, source }
    }

    /// A role as it is for this borrower, and what it would be if the borrower is high risk, where
    /// that is unknown and would matter.
    fn roles(&self, role: Role) -> (Role, Option<Role>) {
        let raised = role.max(self.policy.contact.high_risk_role.value);
        match self.case.borrower.high_risk {
            Some(true) => (raised, None),
            Some(false) => (role, None),
            None => (role, Some(raised).filter(|raised| *raised != role)),
        }
    }

    fn authority(&self, action: ActionKind) -> Option<&'p Authority> {
        // INVARIANT: the policy's reader admits only actions that somebody may take.
        self.policy.authority.iter().find(|row| row.action == action)
    }

    /// The next unpaid due date that has not passed.
    fn next_due_on(&self) -> Option<Date> {
        let unpaid = self.position.unpaid().arrears.iter().filter(|arrear| {
            let may_be_unpaid = arrear.known_part().is_positive() || arrear.interest.is_none();
            may_be_unpaid && arrear.due_on >= self.case.as_of
        });
        unpaid.map(|arrear| arrear.due_on).min()
    }

    fn reminders(&self) -> Vec<Action<'p>> {
        let Some(due_on) = self.next_due_on() else { return Vec::new() };
        let on = |reminder: &Reminder| due_on.minus_days(reminder.days_before);
        let open = self.policy.reminders.iter().filter(|reminder| on(reminder) >= self.case.as_of);
        let missing = self.case.doubts_on(due_on);
        open.filter_map(|reminder| self.reminder(reminder, on(reminder), Leave::unless(missing.clone()))).collect()
    }

    fn reminder(&self, reminder: &'p Reminder, on: Date, leave: Leave) -> Option<Action<'p>> {
        let authority = self.authority(ActionKind::Reminder)?;
        let window = Window { from: on, by: Some(on), adjusted: None };
        let done = self.is_on_record(&[reminder.channel], on);
        let action = self.assemble(authority, &reminder.source, window, done, leave)?;
        Some(Action { channels: vec![reminder.channel], ..action })
    }

    fn about_failed_plan(&self) -> Vec<Action<'p>> {
        let plan = self.case.plan.as_ref().map(|plan| track(plan, self.case.as_of, self.policy));
        let Some((plan, from)) = plan.as_ref().and_then(|plan| Some((plan, plan.failed_on?))) else {
            return Vec::new();
        };
        let window = Window { from, by: None, adjusted: None };
        let source = &self.policy.tracking.consequences.source;
        let authorities = plan.consequences.iter().filter_map(|consequence| self.authority(consequence.id));
        authorities.filter_map(|authority| self.assemble(authority, source, window, None, Leave::YES)).collect()
    }

    /// A notice that nothing shows as sent, and a delivery that nothing shows as confirmed, in the stages
    /// before this.
    fn left_undone(&self, current: Span<'p>) -> Vec<Action<'p>> {
        let earlier = self.policy.contact.stages.iter().filter(|stage| stage.from_days < current.stage.from_days);
        let spans = earlier.map(|stage| Span::of(stage, current.counted_from));
        let kinds = [ActionKind::OverdueNotice, ActionKind::ConfirmDelivery];
        let asked = spans.flat_map(|span| kinds.map(|kind| (kind, span)));
        let asked = asked.filter(|(kind, span)| span.stage.actions.contains(kind));
        asked
            .filter(|(kind, _)| !current.stage.actions.contains(kind))
            .filter_map(|(kind, span)| self.action(kind, span))
            .collect()
    }

    fn action(&self, kind: ActionKind, span: Span<'p>) -> Option<Action<'p>> {
        let authority = self.authority(kind)?;
        let leave = self.leave(kind)?;
        let source = match kind {
            ActionKind::ConfirmDelivery => &self.policy.contact.confirm_delivery_working_days.source,
            _ => &span.stage.source,
        };
        let (window, leave) = (self.window(kind, span), self.leave_from(kind, span, leave));
        let action = self.assemble(authority, source, window, self.done(kind, authority, span), leave)?;
        Some(Action { stage: Some(&span.stage.id), ..action })
    }

    /// The action, unless the log shows it as done.
    fn assemble(
        &self,
        authority: &'p Authority,
        source: &'p Source,
        window: Window,
        done: Option<bool>,
        leave: Leave,
    ) -> Option<Action<'p>> {
        if done == Some(true) {
            return None;
        }
        let passed = window.by.is_some_and(|last| last < self.case.as_of);
        let (may_do, may_do_if_high_risk) = self.roles(authority.may_do);
        let high_risk = may_do_if_high_risk.map(|_| "/borrower/highRisk");
        Some(Action {
            id: authority.action,
            label: &authority.label,
            stage: None,
            outcome: leave.outcome,
            missing: leave.missing.into_iter().chain(high_risk.map(str::to_owned)).collect(),
            from: window.from,
            by: window.by,
            adjusted: window.adjusted,
            done,
            late: if passed { done.map(|done| !done) } else { Some(false) },
            channels: authority.channels.clone(),
            may_do,
            may_do_if_high_risk,
            approved_by: authority.approved_by.or(self.approver(authority.action)),
            authority_basis: &authority.source,
            source,
            contents: &authority.contents,
            checklist: self.checklist(authority.action),
        })
    }

    /// Whether an action may be listed; `None` when it may not.
    fn leave(&self, kind: ActionKind) -> Option<Leave> {
        match kind {
            ActionKind::Waiver => Leave::of(self.position.waiver().decision),
            ActionKind::InstallmentPlan => Leave::of(self.position.installments().decision),
            ActionKind::Restructure => {
                let stated = self.case.borrower.hardship.is_some();
                Leave::of(self.position.hardship().decision).filter(|leave| stated || leave.missing.is_empty())
            }
            ActionKind::Agency => Leave::of(self.position.escalation().agency.decision),
            ActionKind::Litigation => Leave::of(self.position.escalation().litigation.decision),
            ActionKind::Visit if self.policy.contact.visit_after_contact.value => self.leave_to_visit(),
            _ => Some(Leave::YES),
        }
    }

    /// The same leave, with what would name the days of a follow-up: the last contact moves them from the first day of
    /// the stage on.
    fn leave_from(&self, kind: ActionKind, span: Span<'_>, mut leave: Leave) -> Leave {
        let is_moved = span.stage.every_days_min.is_some() || span.stage.every_days_max.is_some();
        let is_known = self.log().is_some() || self.case.borrower.last_reached_on.is_some();
        if kind == ActionKind::FollowUp && is_moved && !is_known && span.from < self.case.as_of {
            leave.missing.push("/borrower/lastReachedOn".to_owned());
        }
        leave
    }

    fn leave_to_visit(&self) -> Option<Leave> {
        let tomorrow = Moment { on: self.case.as_of.plus_days(1), minute: None };
        match reached_before(self.case, tomorrow, &self.policy.escalation) {
            Some(true) => Some(Leave::YES),
            Some(false) => None,
            None => Some(Leave::unless(vec!["/contacts/log".to_owned()])),
        }
    }

    fn approver(&self, kind: ActionKind) -> Option<Role> {
        match kind {
            ActionKind::Waiver => Some(self.policy.waiver.approved_by.value),
            ActionKind::InstallmentPlan => Some(self.policy.installment.approved_by.value),
            ActionKind::Restructure => Some(self.policy.restructure.refers_to.value),
            ActionKind::Agency => Some(self.policy.escalation.agency.approved_by.value),
            ActionKind::Litigation => Some(self.policy.escalation.litigation.approved_by.value),
            _ => None,
        }
    }

    fn checklist(&self, kind: ActionKind) -> Vec<Check<'p>> {
        let escalation = &self.policy.escalation;
        match kind {
            ActionKind::Litigation => checks(&escalation.litigation_file, &self.case.documents),
            ActionKind::Agency => checks(&escalation.agency_checklist, &self.case.agency),
            _ => Vec::new(),
        }
    }

    fn window(&self, kind: ActionKind, span: Span<'_>) -> Window {
        let calendar_days = |from, by| Window { from, by, adjusted: None };
        match kind {
            ActionKind::OverdueNotice => calendar_days(span.from, Some(span.from)),
            ActionKind::ConfirmDelivery => self.delivery_window(span),
            ActionKind::FollowUp => self.follow_up_window(span),
            ActionKind::Waiver
            | ActionKind::InstallmentPlan
            | ActionKind::Restructure
            | ActionKind::Agency
            | ActionKind::Litigation => calendar_days(self.case.as_of, span.to),
            _ => calendar_days(span.from, span.to),
        }
    }

    fn delivery_window(&self, span: Span<'_>) -> Window {
        let sent_on = match self.log() {
            Some(_) => self.notice_on(span).unwrap_or(self.case.as_of),
            None => span.from,
        };
        let days = self.policy.contact.confirm_delivery_working_days.value;
        let by = self.calendar.after(sent_on, days);
        let unshifted = sent_on.plus_days(days);
        Window { from: sent_on, by: Some(by.unwrap_or(unshifted)), adjusted: Some(by.is_some()) }
    }

    fn follow_up_window(&self, span: Span<'_>) -> Window {
        let in_log = self.log().and_then(|log| with_debtor(log).map(|contact| contact.at.on).max());
        let last = in_log.max(self.case.borrower.last_reached_on).map_or(span.from, |last| last.max(span.from));
        match (span.stage.every_days_min, span.stage.every_days_max) {
            (None, None) => Window { from: span.from, by: span.to, adjusted: None },
            (min, max) => {
                let from = last.plus_days(min.unwrap_or(0));
                Window { from, by: max.map(|days| last.plus_days(days)), adjusted: None }
            }
        }
    }

    fn log(&self) -> Option<&[Contact]> {
        self.case.log()
    }

    /// Whether the log shows an action as done; `None` where no log is given or none would show it.
    fn done(&self, kind: ActionKind, authority: &Authority, span: Span<'_>) -> Option<bool> {
        match kind {
            ActionKind::OverdueNotice => self.log().map(|_| self.notice_on(span).is_some()),
            ActionKind::ConfirmDelivery => {
                self.log()?;
                let sent_on = self.notice_on(span);
                sent_on.map_or(Some(false), |sent_on| self.is_on_record(&authority.channels, sent_on))
            }
            ActionKind::PhoneReminder | ActionKind::Visit => self.is_on_record(&authority.channels, span.from),
            ActionKind::FollowUp => self.log().map(|_| false),
            _ => None,
        }
    }

    /// The day of the first notice on record.
    fn notice_on(&self, span: Span<'_>) -> Option<Date> {
        let channels = &self.authority(ActionKind::OverdueNotice)?.channels;
        let sent = |contact: &&Contact| contact.at.on >= span.from && self.counts(contact, channels);
        with_debtor(self.log()?).filter(sent).map(|contact| contact.at.on).min()
    }

    fn is_on_record(&self, channels: &[Channel], since: Date) -> Option<bool> {
        let log = self.log()?;
        Some(with_debtor(log).any(|contact| contact.at.on >= since && self.counts(contact, channels)))
    }

    /// Whether a contact by one of the channels came about: in writing when it was sent, in person
    /// when the debtor was spoken to.
    fn counts(&self, contact: &Contact, channels: &[Channel]) -> bool {
        let ContactChannel::Named(channel) = contact.channel else { return false };
        let reached = self.policy.escalation.reached_outcomes.value.contains(&contact.outcome);
        let spoken = matches!(channel, Channel::Phone | Channel::Visit);
        channels.contains(&channel) && (reached || !spoken)
    }
}

fn checks<'p>(items: &'p [Item], known: &BTreeMap<String, bool>) -> Vec<Check<'p>> {
    let status = |item: &Item| match known.get(&item.id) {
        Some(true) => CheckStatus::Yes,
        Some(false) => CheckStatus::No,
        None => CheckStatus::Unknown,
    };
    items.iter().map(|item| Check { item, status: status(item) }).collect()
}

fn with_debtor(log: &[Contact]) -> impl Iterator<Item = &Contact> {
    log.iter().filter(|contact| contact.party == Party::Debtor)
}
