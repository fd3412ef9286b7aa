//! The figures of a book on a day: sums, lines with their working, and the ledger as an answer shows it.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::condition::{Bounds, Kleene};
use crate::money::{Money, Stage};
use crate::policy::allocation;
use crate::rules::ledger::charge::{Running, Segment, segments_on};
use crate::rules::ledger::replay::book::{Accrued, Book, Item, Origin, Settled};
use crate::rules::ledger::replay::tally::{Borne, Tally};
use crate::rules::ledger::replay::timeline::Bearing;
use crate::rules::ledger::replay::{Replayed, between};
use crate::rules::ledger::terms::amount_of;
use crate::rules::ledger::{AdjustedBy, Adjustment, ArrearPointer, Component, Line, Sums};

/// The ledger of a loan on a day: every installment, every payment, and what is still to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Ledger {
    /// Principal that is not paid, due or not.
    pub outstanding_principal: Money,
    /// What of it has not fallen due.
    pub principal_not_due: Money,
    /// Contract interest on principal not yet due, since the last due date; `null` where the rate is not
    /// known. It is part of an installment to come, and is owed only if the loan is paid off or
    /// accelerated.
    pub accruing_interest: Option<Money>,
    /// The working of the accruing interest; empty where the rate is not known.
    pub accruing: Vec<Segment>,
    /// The working of the interest that an acceleration made due; empty without one.
    pub accelerated: Vec<Segment>,
    /// Money paid in excess and kept for what falls due; `null` where it depends on a rate that is not known.
    pub credit: Option<Money>,
    /// Every amount that has fallen due or will, by due date.
    pub installments: Vec<LedgerItem>,
    /// What payments, waivers and kept money have settled, in order.
    pub settled: Vec<Settlement>,
}

/// One amount that has fallen due or will: an installment, a fee, or what an acceleration made due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LedgerItem {
    /// JSON pointer to where it comes from.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub arrear: ArrearPointer,
    /// The day on which it falls due.
    pub due_on: Date,
    /// How it stands; `null` where it depends on a rate that is not known whether anything is left of it.
    pub state: Option<State>,
    /// Unpaid principal.
    pub principal: Money,
    /// Unpaid interest of the contract.
    pub interest: Money,
    /// Unpaid fees.
    pub fees: Money,
    /// Unpaid penalty interest; `null` where a rate is not known.
    pub penalty: Option<Money>,
    /// Unpaid compound interest; `null` where a rate is not known.
    pub compound: Option<Money>,
    /// The day from which nothing of it is owed; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_on: Option<Date>,
}

/// How an amount of the ledger stands on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// Nothing of it is owed any more.
    Settled,
    /// It fell due before the as-of date.
    Overdue,
    /// It falls due on the as-of date.
    DueToday,
    /// It falls due later.
    NotDue,
    /// It fell away when the loan was accelerated.
    Accelerated,
}

/// What one payment or waiver has settled, or money that was kept from an earlier payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Settlement {
    /// JSON pointer to the event; absent where kept money was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub event: Option<EventPointer>,
    /// The day on which it counts.
    pub on: Date,
    /// What it settled, in the order in which it did; empty where it depends on a rate that is not known.
    pub parts: Vec<Part>,
    /// What is left: of a payment it is kept, of a waiver it has no effect; `null` where it depends on a rate that is
    /// not known.
    pub rest: Option<Money>,
}

/// A part of a payment or waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// JSON pointer to what it settles.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub arrear: ArrearPointer,
    /// What of it.
    pub component: allocation::Component,
    /// How much.
    pub amount: Money,
}

/// What would settle a loan. What a missing fact leaves open is bounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payoff {
    /// What has fallen due, with charges before waivers.
    pub due: Sums,
    /// Penalty and compound interest that were waived of it.
    pub waived: Money,
    /// Principal that has not fallen due, where it is known.
    pub principal_not_due: Option<Money>,
    /// Contract interest on it since the last due date.
    pub accrued_interest: Bounds,
    /// The working of that interest; empty where it is not known.
    pub accruing: Vec<Segment>,
    /// Money that was kept, and interest and fees that were paid in advance; where it is known.
    pub credit: Option<Money>,
}

impl Payoff {
    /// Everything; nothing where a part is not known.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        let due = self.due.gross().minus(self.waived).known()?;
        Some(due.plus(self.principal_not_due?).plus(self.accrued_interest.known()?).minus(self.credit?))
    }
}

/// A JSON pointer to an event of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventPointer(usize);

impl fmt::Display for EventPointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "/history/events/{}", self.0)
    }
}

impl Serialize for EventPointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Origin {
    fn pointer(self) -> ArrearPointer {
        match self {
            Self::Row(index) => ArrearPointer { list: "/history/schedule", index },
            Self::Acceleration(index) | Self::Fee(index) | Self::Cost(index) => {
                ArrearPointer { list: "/history/events", index }
            }
            Self::Arrear(index) => ArrearPointer::arrear(index),
        }
    }
}

impl Book<'_> {
    /// What is overdue on a day, with charges before waivers.
    pub(super) fn sums(&self, day: Date) -> Sums {
        self.sums_of(day, day)
    }

    /// What fell due before one day and is unpaid, with charges up to another, before waivers.
    fn sums_of(&self, before: Date, day: Date) -> Sums {
        self.sums_by_item(before, day).fold(Sums::NONE, |sums, (_, own)| sums.plus(&own))
    }

    /// The same of each listed arrear, with its place in the list.
    pub(super) fn by_arrear(&self, day: Date) -> Vec<(usize, Sums)> {
        let own = self.sums_by_item(day, day).filter_map(|(item, own)| match item.origin {
            Origin::Arrear(place) => Some((place, own)),
            _ => None,
        });
        own.collect()
    }

    fn sums_by_item(&self, before: Date, day: Date) -> impl Iterator<Item = (&Item, Sums)> {
        let tally = Tally::new(self, day);
        self.overdue(before).map(move |(index, item)| {
            let unpaid = tally.of(index).unpaid();
            let unknown = Bounds { low: Money::ZERO, high: None };
            // What is too small to count bears nothing, and with an interest that is not known it may be.
            let may_count = self.terms.counts(amount_of(&item.open)) == Kleene::Unknown;
            let left = |unpaid: Money, component| match item.open.interest {
                None if self.needs_interest(component) => unknown,
                _ if may_count => Bounds { low: Money::ZERO, high: Some(unpaid) },
                _ => Bounds::exactly(unpaid),
            };
            let own = Sums {
                principal: item.open.principal,
                interest: item.open.interest.map_or(unknown, Bounds::exactly),
                fees: item.open.fees,
                penalty: left(unpaid.penalty, Component::Penalty),
                compound: left(unpaid.compound, Component::Compound),
            };
            (item, own)
        })
    }

    /// Whether overdue interest stands in what bears penalty or compound interest, or in what a cap leaves of them.
    fn needs_interest(&self, component: Component) -> bool {
        let bears = match component {
            Component::Penalty => self.terms.policy.penalty_base.value.holds_interest(),
            Component::Compound => self.terms.compounds(),
        };
        bears || self.terms.cost_cap().is_some()
    }

    /// Penalty and compound interest that were waived of what is overdue on a day.
    pub(super) fn waived(&self, day: Date) -> Money {
        self.waived_of(day, day)
    }

    /// The same of what fell due before one day, as far as there are charges for it up to another.
    fn waived_of(&self, before: Date, day: Date) -> Money {
        let given_up = |item: &Item| item.penalty.waived.plus(item.compound.waived).is_positive();
        if !self.overdue(before).any(|(_, item)| given_up(item)) {
            return Money::ZERO;
        }
        let tally = Tally::new(self, day);
        self.overdue(before).fold(Money::ZERO, |sum, (index, _)| {
            let Accrued { penalty, compound } = tally.of(index).waived;
            sum.plus(penalty).plus(compound)
        })
    }

    /// What fell due before a day and is not settled, with its place.
    fn overdue(&self, day: Date) -> impl Iterator<Item = (usize, &Item)> {
        let open = self.items.iter().enumerate().skip(self.first_open);
        let overdue = open.take_while(move |(_, item)| item.open.due_on < day);
        overdue.filter(|(_, item)| item.settled_on.is_none())
    }

    /// The lines of what is overdue on a day, with their working; none of what is not known.
    pub(super) fn lines(&self, day: Date) -> Vec<Line> {
        let mut lines = Vec::new();
        let tally = Tally::new(self, day);
        for (index, item) in self.overdue(day) {
            let may_count = self.terms.counts(amount_of(&item.open)) == Kleene::Unknown;
            if may_count || self.terms.charged_days(item.open.due_on, day).is_none() {
                continue;
            }
            let (borne, before) = (tally.of(index), tally.before(index));
            for (component, before) in [Component::Penalty, Component::Compound].into_iter().zip(before) {
                if item.open.interest.is_some() || !self.needs_interest(component) {
                    lines.extend(self.line(item, component, (day, before), &borne));
                }
            }
        }
        lines
    }

    fn line(
        &self,
        item: &Item,
        component: Component,
        (day, mut before): (Date, Running),
        borne: &Borne,
    ) -> Option<Line> {
        let (charge, bearing) = match component {
            Component::Penalty => (&item.penalty, Bearing::Penalty),
            Component::Compound => (&item.compound, Bearing::Compound),
        };
        let pieces = self.rates.pieces(&charge.steps, bearing, day);
        let segments = segments_on(&mut before, &pieces, &self.rates.counting);
        if segments.is_empty() {
            return None;
        }
        let charges = &borne.charges;
        let of = |accrued: Accrued| match component {
            Component::Penalty => accrued.penalty,
            Component::Compound => accrued.compound,
        };
        let (raised, due, unpaid) = (of(charges.raised), of(charges.due), of(borne.unpaid()));
        let least = self.terms.policy.minimum_charge.as_ref().map(|least| least.value);
        let share = self.terms.share_cap(item.fallen.principal);
        let cost = self.terms.cost_cap().map(|cap| self.room(item, cap, day).0);
        let steps = [
            (AdjustedBy::MinimumCharge, least, raised, of(charges.accrued)),
            (AdjustedBy::ShareOfPrincipalMax, share, raised, of(charges.shared)),
            (AdjustedBy::TotalCostMax, cost, of(charges.shared), due),
            (AdjustedBy::Paid, Some(due), due, unpaid),
        ];
        let moved = steps.into_iter().filter_map(|(by, bound, more, less)| {
            let amount = more.minus(less);
            amount.is_positive().then_some(Adjustment { by, amount, bound: bound? })
        });
        Some(Line {
            arrear: item.origin.pointer(),
            due_on: item.open.due_on,
            component,
            amount: unpaid,
            segments,
            adjustments: moved.collect(),
        })
    }

    /// What would settle the loan on the day up to which it has been replayed, or on the next.
    fn payoff(&self, as_of: Date, day: Date) -> Payoff {
        let before = as_of.plus_days(1);
        let accruing = self.accruing(day);
        Payoff {
            due: self.sums_of(before, day),
            waived: self.waived_of(before, day),
            principal_not_due: Some(self.principal_not_due()),
            accrued_interest: Bounds::exactly(accruing.amount),
            accruing: accruing.segments,
            credit: Some(self.credit.plus(self.prepaid())),
        }
    }

    fn settlement(&self, settled: &Settled) -> Settlement {
        let parts = settled.parts.iter().filter_map(|(index, component, amount)| {
            let arrear = self.items.get(*index)?.origin.pointer();
            Some(Part { arrear, component: *component, amount: *amount })
        });
        let Settled { event, on, rest, .. } = *settled;
        Settlement { event: event.map(EventPointer), on, parts: parts.collect(), rest: Some(rest) }
    }
}

fn entry(index: usize, item: &Item, tally: &Tally<'_, '_>) -> LedgerItem {
    let open = if item.settled_on.is_some() { Accrued::default() } else { tally.of(index).open };
    LedgerItem {
        arrear: item.origin.pointer(),
        due_on: item.open.due_on,
        state: Some(state(item, tally.to())),
        principal: item.open.principal,
        interest: item.open.interest.unwrap_or(Money::ZERO),
        fees: item.open.fees,
        penalty: Some(open.penalty),
        compound: Some(open.compound),
        settled_on: item.settled_on,
    }
}

fn state(item: &Item, day: Date) -> State {
    match item.settled_on {
        Some(settled_on) if settled_on < item.open.due_on => State::Accelerated,
        Some(_) => State::Settled,
        None if item.open.due_on < day => State::Overdue,
        None if item.open.due_on == day => State::DueToday,
        None => State::NotDue,
    }
}

impl Replayed<'_> {
    /// Penalty and compound interest with their working; of either none where its sum depends on a rate that is not
    /// known. What an interest that is not stated leaves open has no line, as without a history.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = self.book.lines(self.as_of);
        if let Some(highest) = &self.highest {
            let highest = highest.lines(self.as_of);
            let alike = |component| {
                let of = |lines: &[Line]| -> Vec<Line> {
                    lines.iter().filter(|line| line.component == component).cloned().collect()
                };
                of(&lines) == of(&highest)
            };
            let kept = [Component::Penalty, Component::Compound].map(|component| (component, alike(component)));
            lines.retain(|line| kept.contains(&(line.component, true)));
        }
        lines
    }

    /// What would settle the loan on the as-of date or, if nothing more happens, on the day after it.
    #[must_use]
    pub fn payoff(&self, day: Date) -> Payoff {
        let lowest = self.book.payoff(self.as_of, day);
        let Some(highest) = self.highest.as_ref().map(|highest| highest.payoff(self.as_of, day)) else {
            return lowest;
        };
        let accrued = Bounds { high: highest.accrued_interest.high, ..lowest.accrued_interest };
        let is_known = accrued.known().is_some();
        Payoff {
            due: between(lowest.due, highest.due),
            credit: lowest.credit.filter(|_| lowest.credit == highest.credit),
            accrued_interest: accrued,
            accruing: if is_known { lowest.accruing } else { Vec::new() },
            ..lowest
        }
    }

    /// Principal that is not paid on the as-of date, due or not.
    #[must_use]
    pub fn outstanding_principal(&self) -> Money {
        let fallen = self.book.items.iter().filter(|item| item.open.due_on <= self.as_of);
        fallen.fold(self.book.principal_not_due(), |sum, item| sum.plus(item.open.principal))
    }

    /// The ledger on the as-of date.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        let book = &self.book;
        let accruing = book.accruing(self.as_of);
        let highest = self.highest.as_ref();
        let is_known = highest.is_none_or(|highest| highest.accruing(self.as_of).amount == accruing.amount);
        Ledger {
            outstanding_principal: self.outstanding_principal(),
            principal_not_due: book.principal_not_due(),
            accruing_interest: is_known.then_some(accruing.amount),
            accruing: if is_known { accruing.segments } else { Vec::new() },
            accelerated: book.accelerated_interest.clone(),
            credit: Some(book.credit).filter(|credit| highest.is_none_or(|highest| highest.credit == *credit)),
            installments: self.entries(),
            settled: self.settlements(),
        }
    }

    /// The day of the first settlement that is another at another rate.
    pub(super) fn open_from(&self) -> Option<Date> {
        self.alike().1
    }

    /// How many settlements are the same at every rate, and the day of the first that is not.
    fn alike(&self) -> (usize, Option<Date>) {
        let (own, other) = (&self.book.settled, self.highest.as_ref().map_or(&self.book.settled, |book| &book.settled));
        let count = own.iter().zip(other).take_while(|(own, other)| own == other).count();
        (count, own.get(count).into_iter().chain(other.get(count)).map(|settled| settled.on).min())
    }

    /// What was settled, with its parts up to the first that is another at another rate: what one settles is left to
    /// the next.
    fn settlements(&self) -> Vec<Settlement> {
        let of = |book: &Book<'_>| -> Vec<Settlement> {
            book.settled.iter().map(|settled| book.settlement(settled)).collect()
        };
        let mut settled = of(&self.book);
        let (alike, _) = self.alike();
        let later = settled.split_off(alike);
        let others = self.highest.as_ref().map(of).unwrap_or_default();
        for other in later.into_iter().chain(others.into_iter().skip(alike)) {
            let is_there = |own: &Settlement| (own.event, own.on) == (other.event, other.on);
            if !settled.iter().skip(alike).any(is_there) {
                let place = settled.partition_point(|own| own.on <= other.on).max(alike);
                settled.insert(place, Settlement { parts: Vec::new(), rest: None, ..other });
            }
        }
        settled
    }

    /// Every item as it stands, with charges only where no rate leaves them open.
    fn entries(&self) -> Vec<LedgerItem> {
        let of = |book: &Book<'_>| {
            let tally = Tally::new(book, self.as_of);
            let items = book.items.iter().enumerate();
            items.map(|(index, item)| entry(index, item, &tally)).collect::<Vec<_>>()
        };
        let mut entries = of(&self.book);
        let open_from = self.open_from();
        let Some(highest) = self.highest.as_ref().map(of) else { return entries };
        // Of one sum that is rounded once the parts are known together or not at all.
        let once = self.book.rates.counting.stage == Stage::Once;
        let both = || entries.iter().zip(&highest);
        let penalty_is_open = once && both().any(|(own, other)| own.penalty != other.penalty);
        let compound_is_open = once && both().any(|(own, other)| own.compound != other.compound);
        for (entry, highest) in entries.iter_mut().zip(&highest) {
            let is_alike = |on: &Date| open_from.is_none_or(|open_from| *on < open_from);
            entry.settled_on = entry.settled_on.filter(|on| highest.settled_on == Some(*on) && is_alike(on));
            entry.state = entry.state.filter(|_| entry.state == highest.state);
            entry.penalty = entry.penalty.filter(|_| entry.penalty == highest.penalty && !penalty_is_open);
            entry.compound = entry.compound.filter(|_| entry.compound == highest.compound && !compound_is_open);
        }
        entries
    }
}
