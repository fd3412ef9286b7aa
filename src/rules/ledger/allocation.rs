//! Allocation of a payment: which part of it settles what.
//!
//! # What it computes
//! 1. The days past due of the loan on the day of the payment: from the oldest due date of an amount
//!    that is unpaid (counted) to the day of the payment (not counted). They choose the sequence
//!    where the order has several; a payment keeps the sequence that it began with.
//! 2. The passes of the sequence, one after the other: an installment at a time, the oldest first, and
//!    on it the components in their order. Each amount takes what is left of the payment, at most
//!    itself. An amount is past due, due or in advance by its own due date, which for a fee may be
//!    another than that of its installment.
//! 3. Amounts in advance are paid by the rule for excess: the next installment first, the last first,
//!    or spread. To spread is to give each installment with something unpaid an even share, rounded
//!    by the order's mode to the fen, and the last one the residue; what an installment cannot take
//!    is spread again until nothing is left, of the payment or of the amounts.
//! 4. What is left is the excess.
//!
//! Units: whole fen; nothing is rounded but an even share. The parts and the excess add up to the
//! payment, and no amount takes more than it was.
//!
//! # Source
//! The policy's `allocation` section: Civil Code art. 561; Card Measures 2011 art. 57.
//! Rejected: choosing the sequence again when a payment has settled the oldest installment, so that
//! one payment would follow two orders.
//!
//! # Example
//! Due on 2024-02-10: interest 3,616.67; on 2024-03-10: interest 1,400.00. A payment of 5,000.00 on
//! 2024-04-15, interest before principal, pays 3,616.67 and 1,383.33; the excess is nothing.

use std::ops::Range;

use crate::calendar::Date;
use crate::money::Money;
use crate::policy::allocation::{Component, Excess, Order, Pass, Scope};

/// Amounts that are due on one day and belong to one installment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The number of the installment. Amounts of one installment stand next to each other.
    pub installment: usize,
    /// The day on which the amounts fall due.
    pub due_on: Date,
    amounts: [Money; Component::COUNT],
}

impl Due {
    /// Nothing yet, of an installment that falls due on a day.
    #[must_use]
    pub const fn new(installment: usize, due_on: Date) -> Self {
        Self { installment, due_on, amounts: [Money::ZERO; Component::COUNT] }
    }

    /// The same with one component set to an amount.
    #[must_use]
    pub fn with(mut self, component: Component, amount: Money) -> Self {
        self.set(component, amount);
        self
    }

    /// What is unpaid of a component.
    #[must_use]
    pub fn amount(&self, component: Component) -> Money {
        self.amounts.get(component.index()).copied().unwrap_or(Money::ZERO)
    }

    /// Sets what is unpaid of a component.
    pub fn set(&mut self, component: Component, amount: Money) {
        if let Some(own) = self.amounts.get_mut(component.index()) {
            *own = amount;
        }
    }

    /// Everything that is unpaid.
    #[must_use]
    pub fn total(&self) -> Money {
        self.amounts.iter().fold(Money::ZERO, |sum, amount| sum.plus(*amount))
    }

    /// Whether something is unpaid.
    #[must_use]
    pub fn is_unpaid(&self) -> bool {
        self.amounts.iter().any(|amount| amount.is_positive())
    }

    /// How the amounts stand to the day of a payment.
    #[must_use]
    pub fn scope(&self, paid_on: Date) -> Scope {
        match self.due_on.cmp(&paid_on) {
            std::cmp::Ordering::Less => Scope::PastDue,
            std::cmp::Ordering::Equal => Scope::Due,
            std::cmp::Ordering::Greater => Scope::InAdvance,
        }
    }

    /// Takes as much as is unpaid of a component, at most the limit; gives what was taken.
    fn take(&mut self, component: Component, limit: Money) -> Money {
        let Some(own) = self.amounts.get_mut(component.index()) else { return Money::ZERO };
        let taken = limit.min(*own).max(Money::ZERO);
        *own = own.minus(taken);
        taken
    }
}

/// One part of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Place among the amounts due that it settles, from 0.
    pub index: usize,
    /// How they stood to the day of the payment.
    pub scope: Scope,
    /// What it settles.
    pub component: Component,
    /// How much of it.
    pub amount: Money,
}

/// A payment, allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocated {
    /// The parts above zero, in the order in which they were paid. Spread, one amount may have several.
    pub parts: Vec<Part>,
    /// What is left of the payment.
    pub excess: Money,
}

/// Days past due on a day: from the oldest due date of something unpaid (counted) to the day (not
/// counted); 0 when there is none before it.
#[must_use]
pub fn days_past_due(due: &[Due], on: Date) -> u32 {
    let oldest = due.iter().filter(|due| due.is_unpaid()).map(|due| due.due_on).min();
    oldest.map_or(0, |oldest| u32::try_from(oldest.days_until(on)).unwrap_or(0))
}

/// The places of dates, oldest first; of equal dates the first given first.
#[must_use]
pub fn oldest_first(dates: impl Iterator<Item = Date>) -> Vec<usize> {
    let mut places: Vec<(Date, usize)> = dates.enumerate().map(|(place, date)| (date, place)).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

/// Allocates a payment and takes its parts off the amounts due.
///
/// `due` stands in the order of installments, the oldest first; amounts of one installment that have
/// a due date of their own stand next to it.
///
/// ```
/// use arrears::calendar::Date;
/// use arrears::money::{Money, Rounding};
/// use arrears::policy::allocation::{Component, Entry, Excess, Order, Sequence, Walk};
/// use arrears::rules::ledger::allocation::{Due, allocate};
/// let entries = [Component::Interest, Component::Principal].map(|component| Entry { scope: None, component });
/// let sequence = Sequence { walk: Walk::OldestFirst, entries: entries.to_vec() };
/// let order = Order::new(&sequence, &[], Excess::Keep, Rounding::HalfUp);
/// let on = |text| Date::parse(text).unwrap();
/// let mut due = [Due::new(0, on("2024-02-10")).with(Component::Interest, Money::from_fen(361_667))];
/// let allocated = allocate(Money::from_fen(500_000), on("2024-04-15"), &order, &mut due);
/// assert_eq!(allocated.parts[0].amount, Money::from_fen(361_667));
/// assert_eq!(allocated.excess, Money::from_fen(138_333));
/// assert!(!due[0].is_unpaid());
/// ```
#[must_use]
pub fn allocate(payment: Money, paid_on: Date, order: &Order, due: &mut [Due]) -> Allocated {
    let days = if order.looks_at_days() { days_past_due(due, paid_on) } else { 0 };
    allocate_at(payment, paid_on, days, order, due)
}

/// The same for a loan whose days past due are counted elsewhere, such as by a clock with pauses.
#[must_use]
pub fn allocate_at(payment: Money, paid_on: Date, days_past_due: u32, order: &Order, due: &mut [Due]) -> Allocated {
    let mut paying = Paying { rest: payment, paid_on, due, parts: Vec::new() };
    for pass in order.passes(days_past_due) {
        match order.excess {
            _ if !paying.rest.is_positive() => break,
            Excess::LastInstallment if pass.reach.is_in_advance() => paying.backwards(pass),
            Excess::Spread if pass.reach.is_in_advance() => paying.spread(pass, order),
            _ => paying.forwards(pass),
        }
    }
    Allocated { parts: paying.parts, excess: paying.rest }
}

/// Settles what falls due on the days up to another, that one with it, by an excess that was kept on
/// a day; gives what is left of it.
///
/// Money that is kept is the borrower's until something falls due, and pays it on that day, so that
/// nobody becomes overdue who has paid a few days early.
#[must_use]
pub fn allocate_kept(kept: Money, kept_on: Date, until: Date, order: &Order, due: &mut [Due]) -> Money {
    let (mut rest, mut settled_to) = (kept, kept_on);
    while rest.is_positive() {
        let open = due.iter().filter(|due| due.is_unpaid()).map(|due| due.due_on);
        let Some(next) = open.filter(|due_on| settled_to < *due_on && *due_on <= until).min() else { break };
        rest = allocate(rest, next, order, due).excess;
        settled_to = next;
    }
    rest
}

/// A payment on its way over the amounts due.
struct Paying<'d> {
    rest: Money,
    paid_on: Date,
    due: &'d mut [Due],
    parts: Vec<Part>,
}

impl Paying<'_> {
    fn forwards(&mut self, pass: &Pass) {
        let mut next = self.installment_from(0);
        while let Some(range) = next.filter(|_| self.rest.is_positive()) {
            next = self.installment_from(range.end);
            self.pay(range, pass, self.rest);
        }
    }

    fn backwards(&mut self, pass: &Pass) {
        let mut next = self.installment_until(self.due.len());
        while let Some(range) = next.filter(|_| self.rest.is_positive()) {
            next = self.installment_until(range.start);
            self.pay(range, pass, self.rest);
        }
    }

    /// Gives every installment with something unpaid an even share, until nothing more can be given.
    fn spread(&mut self, pass: &Pass, order: &Order) {
        loop {
            let open = self.open(pass);
            let Ok(count) = u32::try_from(open.len()) else { return };
            if count == 0 || !self.rest.is_positive() {
                return;
            }
            let share = self.rest.divided(count, order.rounding);
            let last = self.rest.minus_to_zero(share.times(count.saturating_sub(1)));
            let final_index = open.len().saturating_sub(1);
            for (index, range) in open.into_iter().enumerate() {
                let limit = if index == final_index { last } else { share };
                self.pay(range, pass, limit.min(self.rest));
            }
        }
    }

    /// The installments on which the pass finds something unpaid.
    fn open(&self, pass: &Pass) -> Vec<Range<usize>> {
        let mut open = Vec::new();
        let mut next = self.installment_from(0);
        while let Some(range) = next {
            next = self.installment_from(range.end);
            let rows = self.due.get(range.clone()).unwrap_or(&[]);
            let mut reached = rows.iter().filter(|due| pass.reach.holds(due.scope(self.paid_on)));
            let unpaid = |due: &Due| pass.components.iter().any(|component| due.amount(*component).is_positive());
            if reached.any(unpaid) {
                open.push(range);
            }
        }
        open
    }

    /// Pays one installment, component by component, with at most so much.
    fn pay(&mut self, range: Range<usize>, pass: &Pass, mut limit: Money) {
        let first = range.start;
        let rows = self.due.get_mut(range).unwrap_or(&mut []);
        if rows.iter().all(|due| !due.is_unpaid()) {
            return;
        }
        for component in &pass.components {
            for (place, due) in rows.iter_mut().enumerate() {
                let scope = due.scope(self.paid_on);
                let taken = if pass.reach.holds(scope) { due.take(*component, limit) } else { Money::ZERO };
                if taken.is_positive() {
                    limit = limit.minus(taken);
                    self.rest = self.rest.minus(taken);
                    let index = first.saturating_add(place);
                    self.parts.push(Part { index, scope, component: *component, amount: taken });
                }
            }
        }
    }

    /// Where the installment lies whose amounts begin at a place.
    fn installment_from(&self, start: usize) -> Option<Range<usize>> {
        let rest = self.due.get(start..)?;
        let number = rest.first()?.installment;
        let length = rest.iter().take_while(|due| due.installment == number).count();
        Some(start..start.saturating_add(length))
    }

    /// Where the installment lies whose amounts end before a place.
    fn installment_until(&self, end: usize) -> Option<Range<usize>> {
        let rest = self.due.get(..end)?;
        let number = rest.last()?.installment;
        let length = rest.iter().rev().take_while(|due| due.installment == number).count();
        Some(end.saturating_sub(length)..end)
    }
}
