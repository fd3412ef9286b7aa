//! The replay of a history: the position of a loan on any day, from what happened up to that day.
//!
//! # Order
//! Events are replayed by the day on which they count (`on`); the day on which they were booked changes
//! nothing. Within one day:
//! 1. a new contract rate holds, and a pause begins or ends;
//! 2. the installments of that day fall due, then what an acceleration makes due, then fees;
//! 3. money that was kept from an earlier payment pays what has fallen due;
//! 4. waivers, the larger first;
//! 5. payments, the larger first.
//!
//! A payment that is reversed on the as-of date or before never happened, from its own day on. Events
//! after the as-of date are not applied.
//!
//! # Which days count
//! Every range of days counts its first day and not its last (算头不算尾), unless the policy says
//! otherwise. An amount that falls due on day D and is paid on day P bears nothing for P: the days are
//! D to P. A rate that changes on day R holds for R. A pause from S until U covers S and not U. The
//! position on day A holds what has accrued on the days before A and what events up to and on A did;
//! what fell due on A itself is not overdue yet.
//!
//! # What it computes
//! 1. Installments fall due as the schedule states them: principal, interest, fees. Rate changes do not
//!    change an installment that the schedule states.
//! 2. What has fallen due and is unpaid bears penalty interest on the base that the policy names, and
//!    compound interest on unpaid interest, from its due date on, at the rates that the contract rate of
//!    each day leads to. The penalty rate takes the place of the contract rate; nothing bears both. No
//!    interest runs on penalty or compound interest, nor on fees unless the policy's base holds them; where
//!    the policy compounds penalty interest, what of it is unpaid joins the base of compound interest every
//!    month from the due date, before anything else of that day.
//! 3. A base changes on the day of a payment or waiver, and a rate on its day; the days between two
//!    changes are a segment. Each line (one item, one component) is rounded by the policy's mode and
//!    stage over all its segments; payments do not cut a line in two. With the stage `once` the penalty
//!    interest of the loan is rounded in one sum, and its compound interest; lines take what the sum grows
//!    by, by due date, after what settled lines took.
//! 4. Grace, tolerance, smallest charge and caps as [`crate::rules::ledger::terms`] has them, each
//!    item by itself, the caps on its amounts as they fell due.
//! 5. An acceleration makes all principal due that had not fallen due, as one item of that day, with the
//!    contract interest that has accrued on it since the last due date (or the drawdown), by the policy's
//!    day count and rounding. Installments to come fall away with their interest and fees; of these,
//!    what was paid in advance is set against the accrued interest, and the rest is kept for the
//!    borrower. Principal that no installment repays falls due with an acceleration alone.
//! 6. A fee is an item of its own, due on its day.
//! 7. A waiver takes its amount off the oldest unpaid amounts of its component that have fallen due, and
//!    of principal then off the installments to come, the next first. What there is not cannot be
//!    waived; that part has no effect and is shown.
//! 8. A payment is allocated by the policy's order to what is unpaid on its day. What is left is kept,
//!    and pays what falls due later, on its due date.
//! 9. Pauses of `interest`: no interest of any kind accrues on their days. Pauses of the `clock`: their
//!    days do not count as days past due, while interest goes on.
//!
//! Days past due count an item while more than the tolerance of its principal, interest and fees is
//! unpaid. What is left of penalty or compound interest alone is owed but not counted.
//!
//! # Rates
//! The contract rate is `annualRate` from the drawdown on, then the rate of each rate event from its day
//! on. A floating rate is the published rate of each repricing day plus the spread (never below 0),
//! from that day to the next; repricing days step by months from the first one. A rate event ends the
//! floating rate. A repricing day that the table does not hold is an error (`tableEnds`) when a figure
//! depends on it, and no guess is made.
//!
//! A rate that is not known lies between 0 and 1. The history is replayed with both; where they lead to
//! different principal, interest, fees or waivers, the rate is required. What a cap leaves of a charge does not grow
//! with the rate: a higher one may leave less room for the total cost, and less beside penalty interest for compound
//! interest. Where a cap may bear on the charges, they are therefore taken to lie between nothing and what they would
//! be at 1 without it.
//!
//! # Source
//! Penalty instead of the contract rate, compound interest, segments: PBOC yinfa [2003] 251, para 3;
//! yinfa [1999] 77 arts 20, 21, 25. Allocation: Civil Code art. 561. The order within a day, kept money,
//! the effect of an acceleration and of a waiver above what is owed are our readings.
//! Rejected: refusing a waiver that is larger than what is owed (a payment that is booked late may have
//! lowered it since); counting leftover penalty interest as days past due (nothing of the contract is
//! unpaid); working out the installments of the schedule again after a rate change (the schedule in
//! force is a fact of the contract, and the caller has it).
//!
//! # Example
//! 1,000.00 due on 1 March at 6 %, markup 50 %, ACT/360: 400.00 paid on 11 March pays 2.50 of penalty
//! interest (1,000.00 × 0.09 × 10 ÷ 360) and 397.50 of principal; on 21 March another
//! 602.50 × 0.09 × 10 ÷ 360 = 1.506 has accrued, in all 4.006 → 4.01, of which 1.51 is owed.

mod accrual;
mod book;
mod figures;
mod tally;
mod timeline;

use std::sync::Arc;

pub use self::figures::{EventPointer, Ledger, LedgerItem, Part, Payoff, Settlement, State};

use crate::calendar::{Date, DayRange};
use crate::case::history::{Event, EventKind, Kind, Paused};
use crate::case::{Arrear, Case};
use crate::condition::Bounds;
use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::limits::{PENALTY_MONTHS_MAX, SPREAD_PARTS_MAX};
use crate::money::{Money, Rate, Stage};
use crate::policy::allocation::Excess;
use crate::policy::model::Policy;
use crate::policy::tables::Lpr;
use crate::rules::ledger::Sums;
use crate::rules::ledger::allocation::oldest_first;
use crate::rules::ledger::replay::accrual::Rates;
use crate::rules::ledger::replay::book::{Book, Caps, Item, Origin, Rules};
use crate::rules::ledger::replay::timeline::{Contract, pauses};
use crate::rules::ledger::terms::PenaltyTerms;

/// A history, replayed up to a day.
#[derive(Debug)]
pub struct Replayed<'p> {
    as_of: Date,
    /// The book; where a rate is not known, at the lowest that it can be.
    book: Book<'p>,
    /// The book at the highest rate that there can be, where one is not known.
    highest: Option<Book<'p>>,
    contract: Contract,
    /// What is unpaid of every item, fallen due or not, if nothing more happens.
    arrears: Vec<Arrear>,
}

/// Replays the history of a case, or the arrears of one whose rate floats or whose penalty interest is compounded
/// month by month; nothing for any other.
///
/// # Errors
/// `limit` when penalty interest is compounded over more months than are looked at;
/// `limit` when more payments are spread than an answer can hold the parts of;
/// `tableEnds` when a figure depends on a published rate that the table does not hold;
/// `invalidFacts` with `required` when what is left of the principal depends on a rate that is not known.
pub fn replayed<'p>(case: &Case, policy: &'p Policy) -> Result<Option<Arc<Replayed<'p>>>, Failure> {
    let compounds = policy.penalty.compound_on_penalty.value;
    if case.history.is_none() && case.floating.is_none() && !compounds {
        return Ok(None);
    }
    if compounds {
        check_months(case)?;
    }
    let replayed = Replayed::new(case, policy)?;
    replayed.check_rates()?;
    Ok(Some(Arc::new(replayed)))
}

impl<'p> Replayed<'p> {
    /// The contract rate on the day up to which it was replayed.
    #[must_use]
    pub fn contract_rate(&self) -> Option<Rate> {
        self.contract.rate_on(self.as_of)
    }

    fn new(case: &Case, policy: &'p Policy) -> Result<Self, Failure> {
        let events = applied(case);
        check_spread(case, events, policy)?;
        let contract = Contract::of(case, events, first_day(case), last_day(case, policy))?;
        let book = |unknown, caps| book(case, policy, (events, &contract), unknown, caps);
        let (lowest, highest) = match contract.is_open().then(|| book(Rate::ONE, Caps::Most)) {
            None => (book(Rate::ZERO, Caps::Agreed), None),
            Some(most) if may_be_capped(&most, &book(Rate::ZERO, Caps::Most), &contract, case.as_of) => {
                (book(Rate::ZERO, Caps::Least), Some(most))
            }
            Some(_) => (book(Rate::ZERO, Caps::Agreed), Some(book(Rate::ONE, Caps::Agreed))),
        };
        // Where it is open how much of a payment was kept, the least is taken to be.
        let mut arrears = highest.as_ref().unwrap_or(&lowest).unpaid(case.as_of);
        arrears.retain(|arrear| arrear.known_part().is_positive());
        Ok(Self { as_of: case.as_of, book: lowest, highest, contract, arrears })
    }

    /// What is unpaid of every installment, whether it has fallen due or not; what money that was kept will pay on
    /// its due date is not.
    #[must_use]
    pub fn arrears(&self) -> &[Arrear] {
        &self.arrears
    }

    /// The days on which the days past due did not count.
    #[must_use]
    pub fn clock_pauses(&self) -> &[DayRange] {
        &self.book.clock
    }

    /// What is overdue on the as-of date.
    #[must_use]
    pub fn sums(&self) -> Sums {
        self.sums_on(self.as_of)
    }

    /// What is due on each listed arrear that fell due before the as-of date, with its place.
    #[must_use]
    pub fn by_arrear(&self) -> Vec<(usize, Sums)> {
        let lowest = self.book.by_arrear(self.as_of);
        match &self.highest {
            Some(highest) => {
                let both = lowest.into_iter().zip(highest.by_arrear(self.as_of));
                both.map(|((index, low), (_, high))| (index, between(low, high))).collect()
            }
            None => lowest,
        }
    }

    /// What is overdue on the as-of date or, if nothing more happens, on the day after it.
    #[must_use]
    pub fn sums_on(&self, day: Date) -> Sums {
        let sums = self.book.sums(day);
        self.highest.as_ref().map_or(sums, |highest| between(sums, highest.sums(day)))
    }

    /// Penalty and compound interest that were waived of what is overdue.
    #[must_use]
    pub fn waived(&self) -> Money {
        self.book.waived(self.as_of)
    }

    /// JSON pointers to the facts without which the sums of a day are not known; none when they are.
    #[must_use]
    pub fn missing(&self, case: &Case, day: Date) -> Vec<String> {
        if self.sums_on(day).gross().known().is_some() { Vec::new() } else { self.open_facts(case, day) }
    }

    /// JSON pointers to the facts that are not known and bear on the sums of a day or on their working.
    #[must_use]
    pub fn open_facts(&self, case: &Case, day: Date) -> Vec<String> {
        let mut missing = Vec::new();
        let of = |book: &Book<'_>| (book.sums(day), book.lines(day));
        let parts = |highest: &Book<'_>| of(&self.book) != of(highest);
        if self.highest.as_ref().is_some_and(parts) {
            let fact = if self.contract.table_ends_on.is_some() { "/loan/floating" } else { "/loan/annualRate" };
            missing.push(fact.to_owned());
        }
        let arrears = case.arrears.iter().enumerate();
        let unknown = arrears.filter(|(_, arrear)| arrear.due_on < day && arrear.interest.is_none());
        missing.extend(unknown.map(|(index, _)| format!("/arrears/{index}/interest")));
        missing
    }

    /// No figure may depend on a published rate that the table does not hold, nor what was paid on a
    /// rate that is not known.
    fn check_rates(&self) -> Result<(), Failure> {
        let Some(highest) = &self.highest else { return Ok(()) };
        let (low, high) = (self.book.sums(self.as_of), highest.sums(self.as_of));
        let left = |item: &Item| (item.open, item.penalty.waived, item.compound.waived);
        let (own, other) = (&self.book.items, &highest.items);
        let is_same = own.len() == other.len() && own.iter().zip(other).all(|(own, other)| left(own) == left(other));
        // Of one sum that is rounded once, what was paid of it moves fen between the parts that are left.
        let alike = is_same && (self.book.rates.counting.stage != Stage::Once || self.open_from().is_none());
        match self.contract.table_ends_on {
            Some(day) if !alike || low != high => {
                let table = Lpr::builtin()?;
                Err(table.reach().ends("/loan/floating", &day.to_string()))
            }
            None if !alike => {
                let problem = Problem::new(ProblemCode::Required, "/loan/annualRate".to_owned(), "annualRate", "");
                Err(Failure::one(FailureCode::InvalidFacts, problem))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a cap may cut charges otherwise at another rate that is not known: there is one, and they, or the room that it
/// leaves for the total cost, depend on that rate. Given are the books at both ends, without what the caps take off.
fn may_be_capped(most: &Book<'_>, least: &Book<'_>, contract: &Contract, as_of: Date) -> bool {
    let of = |book: &Book<'_>| ([as_of, as_of.plus_days(1)].map(|day| book.sums(day)), book.unpaid(as_of));
    let is_known = |item: &Item| contract.rate_on(item.open.due_on).is_some();
    let fallen = || most.items.iter().take(most.fallen);
    most.terms.is_capped() && (of(most) != of(least) || (most.terms.cost_cap().is_some() && !fallen().all(is_known)))
}

/// Penalty interest that is compounded makes a step of each month of each installment.
fn check_months(case: &Case) -> Result<(), Failure> {
    let rows = case.history.as_ref().map_or(&[][..], |history| &history.schedule);
    let due = case.arrears.iter().map(|arrear| arrear.due_on).chain(rows.iter().map(|row| row.due_on));
    let months = due
        .filter(|due_on| *due_on < case.as_of)
        .fold(0, |months: u32, due_on| months.saturating_add(due_on.months_until(case.as_of)));
    if months <= PENALTY_MONTHS_MAX {
        return Ok(());
    }
    let path = if case.history.is_some() { "/history/schedule" } else { "/arrears" };
    let (given, most) = (months.to_string(), PENALTY_MONTHS_MAX.to_string());
    let problem = Problem::new(ProblemCode::TooManyItems, path.to_owned(), &given, &most);
    Err(Failure::one(FailureCode::Limit, problem))
}

/// Payments that are spread over all installments have a part on each of them.
fn check_spread(case: &Case, events: &[Event], policy: &Policy) -> Result<(), Failure> {
    let rows = case.history.as_ref().map_or(0, |history| history.schedule.len());
    let payments = events.iter().filter(|event| event.kind.kind() == Kind::Payment).count();
    let parts = payments.saturating_mul(rows);
    if policy.allocation.order.excess != Excess::Spread || parts <= SPREAD_PARTS_MAX {
        return Ok(());
    }
    let (given, most) = (parts.to_string(), SPREAD_PARTS_MAX.to_string());
    let problem = Problem::new(ProblemCode::TooManyItems, "/history/events".to_owned(), &given, &most);
    Err(Failure::one(FailureCode::Limit, problem))
}

/// The events of a case up to its as-of date.
fn applied(case: &Case) -> &[Event] {
    let events = case.history.as_ref().map_or(&[][..], |history| &history.events);
    let count = events.partition_point(|event| event.on <= case.as_of);
    events.get(..count).unwrap_or(&[])
}

/// The first day on which anything can accrue.
fn first_day(case: &Case) -> Date {
    let due = case.arrears.iter().map(|arrear| arrear.due_on).min();
    case.history.as_ref().map(|history| history.drawn_on).or(due).unwrap_or(case.as_of)
}

/// The end of all days that can be counted on the day after the as-of date.
fn last_day(case: &Case, policy: &Policy) -> Date {
    policy.penalty.days_counted.value.end(case.as_of.plus_days(1))
}

/// The day on which the loan matures: as stated, else with the last installment; at once with an
/// acceleration.
fn matures_on(case: &Case, events: &[Event]) -> Option<Date> {
    let scheduled = case.history.as_ref().and_then(|history| Some(history.schedule.last()?.due_on));
    let accelerated = events.iter().find(|event| event.kind == EventKind::Acceleration).map(|event| event.on);
    case.matures_on.or(scheduled).into_iter().chain(accelerated).min()
}

fn book<'p>(
    case: &Case,
    policy: &'p Policy,
    (events, contract): (&[Event], &Contract),
    unknown: Rate,
    caps: Caps,
) -> Book<'p> {
    let terms = PenaltyTerms { matures_on: matures_on(case, events), ..PenaltyTerms::of(case, &policy.penalty) };
    let idle = pauses(events, Paused::Interest, case.as_of);
    let stretches = contract.stretches(terms, &idle, last_day(case, policy), unknown);
    // Only a cap on the cost asks for the rate of a day on which nothing accrues.
    let steps = if terms.cost_cap().is_some() { contract.rates(unknown) } else { Vec::new() };
    let rates = Rates::new(stretches, steps, terms.counting());
    let clock = pauses(events, Paused::Clock, case.as_of);
    let order = &policy.allocation.order;
    let mut book = match &case.history {
        Some(history) => Book::open(history, events, Rules { terms, caps, rates, clock, order }),
        None => Book::of(snapshot(case), Rules { terms, caps, rates, clock, order }),
    };
    book.replay(events, case.as_of);
    book
}

/// The arrears of a snapshot, by due date.
fn snapshot(case: &Case) -> Vec<Item> {
    let order = oldest_first(case.arrears.iter().map(|arrear| arrear.due_on));
    let arrears = order.into_iter().filter_map(|place| Some((place, case.arrears.get(place)?)));
    arrears.map(|(place, arrear)| Item::new(Origin::Arrear(place), *arrear)).collect()
}

/// Sums of which the charges lie between two others.
fn between(low: Sums, high: Sums) -> Sums {
    let bounds = |low: Bounds, high: Bounds| Bounds { low: low.low, high: high.high };
    Sums { penalty: bounds(low.penalty, high.penalty), compound: bounds(low.compound, high.compound), ..low }
}
