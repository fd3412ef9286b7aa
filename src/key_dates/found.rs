//! Finding the key dates, kind by kind.

use crate::assess::Position;
use crate::calendar::{Date, Moment};
use crate::case::history::EventKind as Entry;
use crate::case::{Case, Party};
use crate::change::{Target, days_reached, horizon, outgrows_waiver, timeline, turning};
use crate::condition::Kleene;
use crate::decision::{OutcomeWord, lack};
use crate::key_dates::{Given, KeyDate, KeyEvent};
use crate::money::Money;
use crate::policy::collection::ActionKind;
use crate::policy::model::{ContactOutcome, Policy, RiskTier, Source};
use crate::policy::tables::WorkingDays;
use crate::rules::delinquency::{Standing, Unpaid, oldest_on_record};
use crate::rules::limitation::{Event, EventKind, Expiry, expiry, length};
use crate::rules::tracking::PlanTracking;

const MINUTES_AN_HOUR: u32 = 60;
const MINUTES_A_DAY: u32 = 1_440;

/// A case whose key dates are looked for.
pub(super) struct Asked<'a, 'p> {
    pub(super) case: &'a Case,
    pub(super) unpaid: Unpaid<'a>,
    pub(super) policy: &'p Policy,
    pub(super) calendar: &'a WorkingDays,
    pub(super) given: Given,
}

impl<'p> Asked<'_, 'p> {
    pub(super) fn all(&self, position: &Position<'_>) -> Vec<KeyDate<'p>> {
        let mut dates = self.reminders();
        dates.extend(self.notice());
        dates.extend(self.standings());
        for target in [Target::Waiver, Target::Agency, Target::Litigation] {
            dates.extend(self.decision(target));
        }
        dates.extend(self.first_plan_payment(position));
        dates.extend(position.tracking().iter().flat_map(|plan| self.of_plan(plan)));
        dates.retain(|date| date.on >= self.case.as_of);
        dates.extend(self.limitation());
        dates.extend(self.given_notice());
        dates.extend(self.complaint());
        dates
    }

    /// Reminders before the earliest installment that falls due on the as-of date or later.
    fn reminders(&self) -> Vec<KeyDate<'p>> {
        let unpaid = self.unpaid.arrears.iter().filter(|arrear| {
            arrear.due_on >= self.case.as_of && (arrear.known_part().is_positive() || arrear.interest.is_none())
        });
        let Some(due_on) = unpaid.map(|arrear| arrear.due_on).min() else { return Vec::new() };
        let missing = self.case.doubts_on(due_on);
        let reminders = self.policy.reminders.iter();
        let dates = reminders.map(|reminder| KeyDate {
            due_on: Some(due_on),
            channel: Some(reminder.channel),
            missing: missing.clone(),
            ..KeyDate::plain(due_on.minus_days(reminder.days_before), KeyEvent::Reminder, &reminder.source)
        });
        dates.collect()
    }

    /// The oldest due date on record that counts for days past due.
    fn oldest_due_on(&self) -> Option<Date> {
        oldest_on_record(self.unpaid, self.policy)
    }

    /// The notice on the first day past due, and the check of its delivery, where no day was given.
    fn notice(&self) -> Vec<KeyDate<'p>> {
        let due_on = self.oldest_due_on().filter(|_| self.given.notice_on.is_none());
        let sends = self.policy.authority.iter().find(|authority| authority.action == ActionKind::OverdueNotice);
        let (Some(due_on), Some(sends)) = (due_on, sends) else { return Vec::new() };
        let sent_on = self.unpaid.counted_from(due_on, self.policy).plus_days(1);
        let Some(mut missing) = self.overdue_on(sent_on) else { return Vec::new() };
        let earlier = self.case.may_be_paid(self.policy.penalty.tolerance.value).filter(|(other, _)| *other < due_on);
        lack(&mut missing, earlier.map(|(_, pointer)| pointer));
        let notice = KeyDate::plain(sent_on, KeyEvent::OverdueNotice, &sends.source);
        let of_notice = |date| KeyDate { due_on: Some(due_on), missing: missing.clone(), ..date };
        vec![of_notice(notice), of_notice(self.delivery_check(sent_on))]
    }

    fn given_notice(&self) -> Option<KeyDate<'p>> {
        self.given.notice_on.map(|sent_on| self.delivery_check(sent_on))
    }

    fn delivery_check(&self, sent_on: Date) -> KeyDate<'p> {
        let days = &self.policy.contact.confirm_delivery_working_days;
        self.in_working_days(sent_on, days.value, KeyEvent::DeliveryCheck, &days.source)
    }

    fn in_working_days(&self, from: Date, count: u32, event: KeyEvent, source: &'p Source) -> KeyDate<'p> {
        let reached = self.calendar.after(from, count);
        let on = reached.unwrap_or(from.plus_days(count));
        KeyDate { table_ends: reached.is_none(), ..KeyDate::plain(on, event, source) }
    }

    /// The days on which class and risk tier move, each assessed on the day and on its eve.
    fn standings(&self) -> Vec<KeyDate<'p>> {
        let mut days = self.band_days();
        days.extend(self.tier_days());
        days.extend(self.amount_days());
        days.extend(outgrows_waiver(self.case, self.policy, horizon(self.case, self.policy)));
        days.sort_unstable();
        days.dedup();
        days.into_iter().filter_map(|days| self.moves_on(days)).flatten().flatten().collect()
    }

    fn after(&self, days: u32) -> Option<Standing> {
        let case = self.case.later(days);
        Position::new(&case, self.policy).ok().map(|position| *position.standing())
    }

    /// What has to be known for the loan to be overdue on a day, or on the as-of date where that has passed; `None`
    /// where a waiver leaves nothing.
    fn overdue_on(&self, day: Date) -> Option<Vec<String>> {
        if !self.case.waived.is_positive() {
            return Some(Vec::new());
        }
        let case = self.case.later(u32::try_from(self.case.as_of.days_until(day)).unwrap_or(0));
        let then = Position::new(&case, self.policy).ok().filter(Position::is_overdue)?;
        Some(if then.is_doubtful() { then.missing_sums() } else { Vec::new() })
    }

    /// Days after the as-of date on which the loan reaches the first day of a band.
    fn band_days(&self) -> Vec<u32> {
        let delinquency = &self.policy.delinquency;
        let classes = delinquency.classes.iter().map(|band| band.from_days);
        let starts = classes.chain(delinquency.risk_tiers.iter().map(|band| band.from_days));
        let Some(due_on) = self.oldest_due_on() else { return Vec::new() };
        let from = self.unpaid.counted_from(due_on, self.policy);
        let days = starts.filter_map(|start| u32::try_from(self.case.as_of.days_until(from.plus_days(start))).ok());
        days.filter(|days| *days > 0).collect()
    }

    /// Days after the as-of date on which risk tiers come into force.
    fn tier_days(&self) -> impl Iterator<Item = u32> {
        let starts = self.policy.delinquency.risk_tiers.iter().map(|band| band.source.effective_from);
        starts.filter_map(|on| u32::try_from(self.case.as_of.days_until(on)).ok())
    }

    /// Days after the as-of date on which an installment to come brings the amount into a worse
    /// class.
    fn amount_days(&self) -> Vec<u32> {
        let Some(scale) = &self.policy.delinquency.classes_by_amount else { return Vec::new() };
        let mut days = Vec::new();
        let last = horizon(self.case, self.policy);
        for band in scale {
            let mut reached = |days: u32| self.after(days).is_some_and(|then| then.class_by_amount >= Some(band.name));
            days.extend(days_reached(self.case, last, &mut reached).into_iter().flatten());
        }
        days
    }

    fn moves_on(&self, days: u32) -> Option<[Option<KeyDate<'p>>; 2]> {
        let eve_case = self.case.later(days.checked_sub(1)?);
        let eve_position = Position::new(&eve_case, self.policy).ok()?;
        let (eve, then) = (*eve_position.standing(), self.after(days)?);
        let on = self.case.as_of.plus_days(days);
        let date = |event, source| KeyDate {
            due_on: then.oldest_due_on,
            days_past_due: Some(then.days_past_due),
            ..KeyDate::plain(on, event, source)
        };
        let class = then.class.filter(|class| eve.class != Some(*class));
        // Before tiers are in force a loan has none, and moves to one that says more than that nothing is overdue.
        let before = eve.risk_tier.unwrap_or(RiskTier::Normal);
        let tier = then.risk_tier.filter(|tier| before != *tier);
        // What is certain from a day on moves on it only if it was not so before.
        let missing = || eve_position.missing_class();
        Some([
            class.zip(self.class_source(&then)).map(|(class, source)| KeyDate {
                class: Some(class),
                missing: missing(),
                ..date(KeyEvent::ClassChange, source)
            }),
            tier.zip(self.tier_source(then.days_past_due)).map(|(tier, source)| KeyDate {
                risk_tier: Some(tier),
                missing: if eve_position.is_doubtful() { missing() } else { Vec::new() },
                ..date(KeyEvent::RiskTierChange, source)
            }),
        ])
    }

    /// The band that decides the class: of the days, unless the amount is in a worse one.
    fn class_source(&self, then: &Standing) -> Option<&'p Source> {
        let delinquency = &self.policy.delinquency;
        let by_amount = then.class_by_amount.filter(|class| Some(*class) > then.class_by_days);
        let scale = delinquency.classes_by_amount.as_deref().unwrap_or_default();
        let amount = scale.iter().find(|band| Some(band.name) == by_amount).map(|band| &band.source);
        let days = then.days_past_due;
        let holds = |from: u32, to: Option<u32>| from <= days && to.is_none_or(|to| days <= to);
        let by_days = delinquency.classes.iter().find(|band| holds(band.from_days, band.to_days));
        amount.or_else(|| by_days.map(|band| &band.source))
    }

    fn tier_source(&self, days: u32) -> Option<&'p Source> {
        let holds = |from: u32, to: Option<u32>| from <= days && to.is_none_or(|to| days <= to);
        let tiers = self.policy.delinquency.risk_tiers.iter();
        tiers.into_iter().find(|band| holds(band.from_days, band.to_days)).map(|band| &band.source)
    }

    /// The days on which a decision opens, holds for the last time, and closes; where missing facts leave open whether
    /// it holds before, or whether it goes on, they say which.
    fn decision(&self, target: Target) -> Vec<KeyDate<'p>> {
        let Some([opens, last_day, closes]) = KeyEvent::of(target) else { return Vec::new() };
        let stretches = timeline(target, self.case, self.policy);
        let mut dates = Vec::new();
        for (before, next) in stretches.iter().zip(stretches.iter().skip(1)) {
            let eve = next.from.saturating_sub(1);
            let (events, open_on) = match (before.truth, next.truth) {
                (Kleene::False, Kleene::True) => (vec![(next.from, opens)], None),
                (Kleene::Unknown, Kleene::True) => (vec![(next.from, opens)], Some(eve)),
                (Kleene::True, Kleene::False) => (vec![(eve, last_day), (next.from, closes)], None),
                (Kleene::True, Kleene::Unknown) => (vec![(eve, last_day), (next.from, closes)], Some(next.from)),
                (Kleene::Unknown, Kleene::False) => (vec![(eve, last_day), (next.from, closes)], Some(eve)),
                _ => continue,
            };
            let missing = open_on.map_or_else(Vec::new, |days| self.missing(target, days));
            let turns = events.into_iter().filter_map(|(days, event)| self.turn(target, days, event));
            dates.extend(turns.map(|date| KeyDate { missing: missing.clone(), ..date }));
        }
        dates
    }

    fn missing(&self, target: Target, days: u32) -> Vec<String> {
        let case = self.case.later(days);
        let Ok(position) = Position::new(&case, self.policy) else { return Vec::new() };
        match target {
            Target::Waiver => position.waiver().decision.missing,
            Target::Installments => position.installments().decision.missing,
            Target::Restructure => position.restructure().decision.missing,
            Target::Litigation => position.escalation().litigation.decision.missing,
            Target::Agency => position.escalation().agency.decision.missing,
            Target::Hardship => position.hardship().decision.missing,
        }
    }

    /// A day with the standing and the outcome of a decision on it.
    fn turn(&self, target: Target, days: u32, event: KeyEvent) -> Option<KeyDate<'p>> {
        let source = self.target_source(target, days)?;
        let case = self.case.later(days);
        let position = Position::new(&case, self.policy).ok()?;
        let (standing, outcome) = (position.standing(), target.outcome(&position));
        Some(KeyDate {
            due_on: standing.oldest_due_on,
            days_past_due: Some(standing.days_past_due),
            outcome: Some(outcome),
            ..KeyDate::plain(case.as_of, event, source)
        })
    }

    /// The clause that a decision turns on: the first that changes on the day, or the first at all; where none
    /// does, the cap of a waiver, which grows.
    fn target_source(&self, target: Target, days: u32) -> Option<&'p Source> {
        let condition = target.condition(self.policy)?;
        let on = |days: u32| self.case.later(days);
        let (eve, then) = (on(days.saturating_sub(1)), on(days));
        let next = on(days.saturating_add(1));
        let cap = self.policy.waiver.share_max.as_ref().filter(|_| target == Target::Waiver);
        turning(condition, [&eve, &then, &next], self.policy).or_else(|| cap.map(|cap| &cap.source))
    }

    fn first_plan_payment(&self, position: &Position<'_>) -> Option<KeyDate<'p>> {
        let feasible = position.outcomes().installments == OutcomeWord::Yes;
        let months = &self.policy.installment.first_payment_months;
        let agreed = self.case.as_of.plus_months(months.value);
        let moved = self.calendar.moved(agreed, self.policy.installment.rest_days.value);
        feasible.then(|| KeyDate {
            adjusted: moved.is_some_and(|on| on != agreed),
            table_ends: moved.is_none(),
            ..KeyDate::plain(moved.unwrap_or(agreed), KeyEvent::FirstPlanPayment, &months.source)
        })
    }

    /// The next payment of an agreed plan, the next look at it, and the day on which it fails.
    fn of_plan(&self, plan: &PlanTracking<'_>) -> Vec<KeyDate<'p>> {
        let ledger = &self.policy.restructure.follow_up_months.source;
        let payment = plan.next.map(|next| KeyDate::plain(next.due_on, KeyEvent::PlanPayment, ledger));
        let review = plan.review_on.map(|on| KeyDate::plain(on, KeyEvent::PlanReview, ledger));
        let fails =
            plan.fails_on.map(|on| KeyDate::plain(on, KeyEvent::PlanFails, &self.policy.tracking.consequences.source));
        payment.into_iter().chain(review).chain(fails).collect()
    }

    /// The last day of the limitation period, as far as the case shows what interrupted it. An interest that nobody
    /// knows may leave a later installment unpaid, from which the period would run.
    fn limitation(&self) -> Option<KeyDate<'p>> {
        let years = &self.policy.limitation.years;
        let unpaid = self.unpaid.arrears.iter().filter(|arrear| arrear.known_part().is_positive());
        let due_on = unpaid.map(|arrear| arrear.due_on).max()?;
        if due_on < years.oldest().source.effective_from {
            return None;
        }
        let expiry = self.expiry(due_on)?;
        let later: Vec<_> = self.case.may_be_paid(Money::ZERO).filter(|(other, _)| *other > due_on).collect();
        let is_last_known = later.is_empty();
        let moves = later
            .into_iter()
            .filter(|(other, _)| self.expiry(*other).is_some_and(|then| then.expires_on != expiry.expires_on));
        let missing: Vec<String> = moves.map(|(_, pointer)| pointer).collect();
        Some(KeyDate {
            adjusted: expiry.adjusted,
            table_ends: expiry.table_ends,
            // Where something else restarted the period, a later one that may be unpaid changes no more than this.
            due_on: (is_last_known || !missing.is_empty()).then_some(due_on),
            missing,
            ..KeyDate::plain(expiry.expires_on, KeyEvent::LimitationExpires, &length(years, expiry.runs_from).source)
        })
    }

    fn expiry(&self, due_on: Date) -> Option<Expiry> {
        let mut events = vec![Event { on: due_on, kind: EventKind::Due }];
        events.extend(self.demands());
        events.extend(self.payments().map(|on| Event { on, kind: EventKind::PartPayment }));
        events.extend(self.case.plan.iter().map(|plan| Event { on: plan.agreed_on, kind: EventKind::Promise }));
        expiry(&events, &self.policy.limitation.years, self.calendar)
    }

    /// The days up to the as-of date on which money came in: by the history, but for what was reversed, and on an agreed
    /// plan.
    fn payments(&self) -> impl Iterator<Item = Date> {
        let as_of = self.case.as_of;
        let events = self.case.history.iter().flat_map(|history| &history.events);
        let of_history = events.filter_map(move |event| match event.kind {
            Entry::Payment { amount, reversed_on } if reversed_on.is_none_or(|on| on > as_of) => {
                Some((event.on, amount))
            }
            _ => None,
        });
        let of_plan = self.case.plan.iter().flat_map(|plan| &plan.payments).map(|entry| (entry.on, entry.amount));
        let came_in = of_history.chain(of_plan).filter(move |(on, amount)| *on <= as_of && amount.is_positive());
        came_in.map(|(on, _)| on)
    }

    fn demands(&self) -> Vec<Event> {
        let Some(log) = self.case.log() else { return Vec::new() };
        let reached = log.iter().filter(|contact| {
            contact.party == Party::Debtor && self.policy.escalation.reached_outcomes.value.contains(&contact.outcome)
        });
        let events = reached.map(|contact| Event {
            on: contact.at.on,
            kind: if contact.outcome == ContactOutcome::Promised { EventKind::Promise } else { EventKind::Demand },
        });
        events.collect()
    }

    fn complaint(&self) -> Vec<KeyDate<'p>> {
        let Some(moment) = self.given.complaint_on else { return Vec::new() };
        let complaints = &self.policy.complaints;
        let days = &complaints.investigate_working_days;
        let investigate = self.in_working_days(moment.on, days.value, KeyEvent::ComplaintInvestigate, &days.source);
        let hours = &complaints.respond_hours;
        vec![respond(moment, hours.value, &hours.source), investigate]
    }
}

/// So many hours later; from the start of the day where the time of day is not known, so that the
/// deadline is never given too late.
fn respond(moment: Moment, hours: u32, source: &Source) -> KeyDate<'_> {
    let minutes = moment.minute.unwrap_or(0).saturating_add(hours.saturating_mul(MINUTES_AN_HOUR));
    let days = minutes.checked_div(MINUTES_A_DAY).unwrap_or(0);
    let rest = minutes.checked_rem(MINUTES_A_DAY).unwrap_or(0);
    let (hour, minute) = (rest.checked_div(MINUTES_AN_HOUR), rest.checked_rem(MINUTES_AN_HOUR));
    let at = moment.minute.and_then(|_| Some(format!("{:02}:{:02}", hour?, minute?)));
    KeyDate { at, ..KeyDate::plain(moment.on.plus_days(days), KeyEvent::ComplaintRespond, source) }
}
