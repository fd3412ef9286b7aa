//! What time alone changes: a decision over the days to come, as stretches in which its truth stays.
//!
//! As long as nobody acts, days past due, the overdue amount, the silence of the borrower and the
//! class only grow, and so does what may still be waived. So each clause turns at most twice, on days
//! that halving finds; between them the truth of the whole decision cannot move. Once, on the day after
//! an interest that nobody knows falls due, what was known may be open again; the days before and from
//! then on are searched apart. Every edge is assessed again on both of its sides.

use crate::assess::Position;
use crate::calendar::Date;
use crate::case::Case;
use crate::change::{Asked, Target, day, first_day, holds, horizon, is_least, moved, plain, shown, stated};
use crate::condition::{Bounds, Kleene, Known};
use crate::decision::{Actor, Change, ChangeTo, Lever, Provided};
use crate::money::Money;
use crate::policy::model::{Class, Compare, Condition, Fact, Node, Policy, Threshold};
use crate::rules::delinquency::{Unpaid, oldest_on_record};

/// A stretch of days in which the truth of a decision stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First day, in days after the as-of date.
    pub from: u32,
    /// The truth.
    pub truth: Kleene,
}

/// Whether a decision that goes by a condition holds, from the as-of date to the horizon: false while nothing is
/// overdue, and of a waiver also while its cap is used up. Nothing of a decision without a condition.
#[must_use]
pub fn timeline(target: Target, case: &Case, policy: &Policy) -> Vec<Stretch> {
    let Some(condition) = target.condition(policy) else { return Vec::new() };
    let last = horizon(case, policy);
    let mut edges = edges(condition, case, policy, last);
    if target == Target::Waiver {
        edges.extend(cap_days(case, policy, last));
    }
    edges.retain(|edge| 0 < *edge && *edge <= last);
    edges.sort_unstable();
    edges.dedup();
    let truth_on = |days: u32| {
        let case = case.later(days);
        let position = Position::new(&case, policy).ok()?;
        let truth = if target == Target::Waiver { position.waiver_truth() } else { position.truth(condition) };
        Some(Stretch { from: days, truth })
    };
    let mut stretches: Vec<Stretch> = truth_on(0).into_iter().collect();
    for edge in edges {
        let (before, now) = (truth_on(edge.saturating_sub(1)).map(|stretch| stretch.truth), truth_on(edge));
        match (stretches.last(), now) {
            (Some(running), Some(_)) if before.is_some_and(|before| before != running.truth) => break,
            (Some(running), Some(now)) if now.truth != running.truth => stretches.push(now),
            // On some days before enough is due, a waiver may be more than what is.
            (_, Some(_) | None) => {}
        }
    }
    stretches
}

/// Every day on which some clause may turn.
fn edges(condition: &Condition, case: &Case, policy: &Policy, last: u32) -> Vec<u32> {
    let mut edges = Vec::new();
    let position = Position::new(case, policy);
    let unpaid = position.as_ref().map_or_else(|_| Unpaid::listed(case), Position::unpaid);
    let oldest = oldest_on_record(unpaid, policy).map(|due_on| unpaid.counted_from(due_on, policy));
    let first_due = oldest.map(|from| from.plus_days(1));
    edges.extend(first_due.and_then(|on| u32::try_from(case.as_of.days_until(on)).ok()));
    edges.extend(opened_from(case));
    edges.extend(outgrows_waiver(case, policy, last));
    let known = |days: u32, fact: Fact| {
        let case = case.later(days);
        Position::new(&case, policy).ok().and_then(|position| position.facts().get(fact))
    };
    visit(&condition.root, &mut |clause| {
        for level in levels(clause) {
            let mut reached = |days: u32| known(days, clause.fact).is_some_and(|known| level.reached(known));
            edges.extend(days_reached(case, last, &mut reached).into_iter().flatten());
        }
        if clause.fact == Fact::Class {
            edges.extend(oldest.iter().flat_map(|from| class_days(*from, case, policy)));
        }
    });
    edges
}

/// The first day after the as-of date on which an interest that nobody knows may be overdue that has not been before.
fn opened_from(case: &Case) -> Option<u32> {
    let unknown = case.arrears.iter().filter(|arrear| arrear.interest.is_none());
    let to_come = unknown.filter_map(|arrear| u32::try_from(case.as_of.days_until(arrear.due_on)).ok());
    to_come.min().map(|days| days.saturating_add(1))
}

/// The days, up to a last one, on which something becomes true that ends at most where an unknown interest falls due.
pub(crate) fn days_reached(case: &Case, last: u32, reached: &mut dyn FnMut(u32) -> bool) -> [Option<u32>; 2] {
    match opened_from(case).map(|opened| opened.saturating_sub(1)).filter(|eve| *eve < last) {
        Some(eve) => [first_day(0, eve, &mut *reached), first_day(eve, last, reached)],
        None => [first_day(0, last, reached), None],
    }
}

/// The days from which a waiver may have left something of its cap, and from which it has for sure. A cap grows with
/// the charges.
fn cap_days(case: &Case, policy: &Policy, last: u32) -> impl Iterator<Item = u32> {
    let first = |is_so: &dyn Fn(Bounds) -> bool| {
        let left = |days: u32| left_of_cap(&case.later(days), policy).is_some_and(is_so);
        first_day(0, last, left)
    };
    let may_be = first(&|left| left.high.is_none_or(Money::is_positive));
    may_be.into_iter().chain(first(&|left| left.low.is_positive()))
}

/// What of the cap may still be waived on the as-of date, where something has been.
fn left_of_cap(case: &Case, policy: &Policy) -> Option<Bounds> {
    Position::new(case, policy).ok()?.waiver_remaining()
}

/// The first days, in days after the as-of date, on which what is due may be more than was waived of it, and on which it
/// is for sure.
pub(crate) fn outgrows_waiver(case: &Case, policy: &Policy, last: u32) -> impl Iterator<Item = u32> {
    let first = |is_so: &dyn Fn(&Position<'_>) -> bool| {
        let then = |days: u32| Position::new(&case.later(days), policy).is_ok_and(|then| is_so(&then));
        if case.waived.is_positive() { first_day(0, last, then) } else { None }
    };
    let may_be = first(&|then| then.is_overdue());
    let is_so = first(&|then| then.is_overdue() && !then.is_doubtful());
    may_be.into_iter().chain(is_so)
}

/// The days on which the class by days moves, of a loan whose days past due are counted from a day.
fn class_days(from: Date, case: &Case, policy: &Policy) -> Vec<u32> {
    let starts = policy.delinquency.classes.iter().map(|band| from.plus_days(band.from_days));
    starts.filter_map(|on| u32::try_from(case.as_of.days_until(on)).ok()).collect()
}

/// Something that a growing fact reaches once.
pub(super) enum Level {
    Number(u32),
    LowAmount(i128),
    HighAmount(i128),
    Class(Class),
}

impl Level {
    pub(super) fn reached(&self, known: Known) -> bool {
        match (self, known) {
            (Self::Number(level), Known::Days(number) | Known::Count(number)) => number >= *level,
            (Self::LowAmount(level), Known::Money(bounds)) => bounds.low.fen() >= *level,
            (Self::HighAmount(level), Known::Money(bounds)) => bounds.high.is_none_or(|high| high.fen() >= *level),
            (Self::Class(level), Known::Class(class)) => class >= *level,
            _ => false,
        }
    }
}

/// A comparison turns where its fact reaches the threshold, and where it passes it.
pub(super) fn levels(clause: &Compare) -> Vec<Level> {
    match &clause.threshold {
        Threshold::Days(bound) | Threshold::Count(bound) => {
            vec![Level::Number(*bound), Level::Number(bound.saturating_add(1))]
        }
        Threshold::Money(bound) => {
            let (at, past) = (bound.fen(), bound.fen().saturating_add(1));
            vec![Level::LowAmount(at), Level::LowAmount(past), Level::HighAmount(at), Level::HighAmount(past)]
        }
        Threshold::Classes(_) => Class::NAMES.iter().map(|(_, class)| Level::Class(*class)).collect(),
        // A due date does not move with time.
        Threshold::Share(_) | Threshold::YesNo(_) | Threshold::Date(_) => Vec::new(),
    }
}

pub(super) fn visit<'p>(node: &'p Node, see: &mut dyn FnMut(&'p Compare)) {
    match node {
        Node::All(parts) | Node::Any(parts) => {
            for part in parts {
                visit(part, see);
            }
        }
        Node::Not(part) => visit(part, see),
        Node::Compare(clause) => see(clause),
    }
}

/// The day on which a decision opens by waiting alone, with the last day on which it then holds; or
/// of one that holds, the day on which it closes, with the last day on which it still does.
pub(super) fn change(asked: &Asked<'_>, condition: &Condition) -> Option<Change> {
    let stretches = timeline(asked.target, asked.case, asked.policy);
    let open = |stretch: &&Stretch| (stretch.truth == Kleene::True) != asked.holds();
    let turn = stretches.iter().skip(1).find(open)?;
    let (eve_case, day_case) = (asked.case.later(turn.from.saturating_sub(1)), asked.case.later(turn.from));
    let eve = Position::new(&eve_case, asked.policy).ok()?;
    let then = Position::new(&day_case, asked.policy).ok()?;
    let outcome = asked.outcome_of(&then);
    if !asked.turned(outcome) || asked.turned(asked.outcome_of(&eve)) {
        return None;
    }
    if !asked.stands(day_case.as_of, outcome) {
        return None;
    }
    let closes = stretches.iter().find(|stretch| stretch.from > turn.from).map(|next| next.from.saturating_sub(1));
    let last = if asked.holds() { Some(turn.from.saturating_sub(1)) } else { closes };
    let on = |fact: Fact, to: Known| {
        let change = plain(Actor::Time, Lever::Fact(fact), shown(to)?, outcome);
        let last_day = last.map(|days| day(asked.case, days));
        Some(Change { at_least: is_least(to), on: Some(day_case.as_of), last_day, ..change })
    };
    if eve.truth(condition) == then.truth(condition) {
        // Beside the condition, only a cap that was used up moves with time.
        let from = left_of_cap(asked.case, asked.policy).map(Known::Money).and_then(stated);
        return Some(Change { from, ..on(Fact::WaiverRemaining, Known::Money(then.waiver_remaining()?))? });
    }
    let unmet = if holds(outcome) { &eve } else { &then };
    let fallen_due = (!eve.is_overdue() && then.is_overdue()).then_some(Fact::DaysPastDue);
    let fact = moved(condition, unmet, &eve, &then).or_else(|| moved(condition, &then, &eve, &then)).or(fallen_due)?;
    let to = then.facts().get(fact)?;
    let (from, provided) = (asked_now(asked, fact), provided(asked, &then, fact));
    Some(Change { from, provided, ..on(fact, to)? })
}

/// The other facts that have to move as well by the day: without the move of one the decision does not
/// turn. Silence is broken whenever somebody reaches the borrower, so it counts from nothing.
fn provided(asked: &Asked<'_>, then: &Position<'_>, turned: Fact) -> Vec<Provided> {
    let Ok(now) = Position::new(asked.case, asked.policy) else { return Vec::new() };
    let growing = [Fact::DaysPastDue, Fact::OverdueAmount, Fact::Class, Fact::DaysUnreachable];
    let needed = growing.into_iter().filter(|fact| *fact != turned).filter_map(|fact| {
        let by_then = then.facts().get(fact)?;
        let held = if fact == Fact::DaysUnreachable { Known::Days(0) } else { now.facts().get(fact)? };
        let stays = held != by_then && !asked.turned(asked.outcome_of(&then.supposing(fact, held)));
        let told = shown(by_then).filter(|_| stays);
        told.map(|to| Provided { fact: Lever::Fact(fact), to, at_least: is_least(by_then) })
    });
    needed.collect()
}

fn asked_now(asked: &Asked<'_>, fact: Fact) -> Option<ChangeTo> {
    Position::new(asked.case, asked.policy).ok()?.facts().get(fact).and_then(stated)
}
