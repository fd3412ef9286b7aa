//! The full history of a loan, validated: what was paid out, what was agreed, and what happened.

use crate::calendar::{Date, DayRange};
use crate::money::{Money, Rate};
use crate::policy::allocation::Component;
use crate::policy::tables::Term;

/// The history of one loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The day on which the money was paid out.
    pub drawn_on: Date,
    /// How much was paid out.
    pub drawn: Money,
    /// The installments of the contract, in order of their due dates; at least one.
    pub schedule: Vec<Installment>,
    /// What happened, in the order in which it is replayed.
    pub events: Vec<Event>,
}

impl History {
    /// The same history with one more payment.
    #[must_use]
    pub fn with_payment(&self, on: Date, amount: Money) -> Self {
        let mut events = self.events.clone();
        let place = events.partition_point(|event| event.on <= on);
        let kind = EventKind::Payment { amount, reversed_on: None };
        events.insert(place, Event { index: events.len(), on, kind });
        Self { events, schedule: self.schedule.clone(), ..*self }
    }

    /// Takes out what happened after a day: a payment that is reversed later still counts.
    pub fn forget_after(&mut self, day: Date) {
        self.events.retain(|event| event.on <= day);
        for event in &mut self.events {
            if let EventKind::Payment { reversed_on, .. } = &mut event.kind {
                *reversed_on = reversed_on.filter(|on| *on <= day);
            }
        }
    }
}

/// One installment of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Installment {
    /// Its place in the schedule as it was given, from 0.
    pub index: usize,
    /// The day on which it falls due.
    pub due_on: Date,
    /// Principal to be repaid.
    pub principal: Money,
    /// Interest of the contract.
    pub interest: Money,
    /// Fees of the contract; nothing where none are on record.
    pub fees: Money,
}

/// One thing that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place in the list as it was given, from 0.
    pub index: usize,
    /// The day on which it counts. The day on which it was booked changes no figure and is not kept.
    pub on: Date,
    /// What it is.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The contract rate became this.
    Rate(Rate),
    /// Something does not run for a range of days.
    Pause(Paused, DayRange),
    /// The whole remaining principal became due.
    Acceleration,
    /// A fee was charged, due on the day.
    Fee {
        /// How much.
        amount: Money,
        /// What it is called.
        label: Option<String>,
        /// Whether it is a cost of collecting the debt, which payments settle as such.
        is_cost: bool,
    },
    /// Something owed was given up.
    Waiver {
        /// What it is taken off.
        component: Component,
        /// How much.
        amount: Money,
    },
    /// Money came in.
    Payment {
        /// How much.
        amount: Money,
        /// The day from which the payment counts as never made.
        reversed_on: Option<Date>,
    },
    /// A payment was reversed: from this day on it counts as never made.
    Reversal {
        /// The payment's place in the list as it was given, from 0.
        of: usize,
    },
}

impl EventKind {
    /// The names on the wire.
    pub const NAMES: [(&'static str, Kind); 7] = [
        ("payment", Kind::Payment),
        ("reversal", Kind::Reversal),
        ("rate", Kind::Rate),
        ("waiver", Kind::Waiver),
        ("fee", Kind::Fee),
        ("acceleration", Kind::Acceleration),
        ("pause", Kind::Pause),
    ];

    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Rate(_) => Kind::Rate,
            Self::Pause(..) => Kind::Pause,
            Self::Acceleration => Kind::Acceleration,
            Self::Fee { .. } => Kind::Fee,
            Self::Waiver { .. } => Kind::Waiver,
            Self::Payment { .. } => Kind::Payment,
            Self::Reversal { .. } => Kind::Reversal,
        }
    }
}

/// A kind of event. Within one day the kinds are replayed in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A new contract rate.
    Rate,
    /// A pause.
    Pause,
    /// The acceleration of the loan.
    Acceleration,
    /// A fee.
    Fee,
    /// A waiver.
    Waiver,
    /// A payment.
    Payment,
    /// The reversal of a payment.
    Reversal,
}

/// What does not run while a pause lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paused {
    /// Interest of every kind that accrues by the day.
    Interest,
    /// The count of days past due.
    Clock,
}

impl Paused {
    /// Every kind, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("interest", Self::Interest), ("clock", Self::Clock)];
}

/// A contract rate that follows the loan prime rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Floating {
    /// The rate that it follows.
    pub base: Term,
    /// What is added to it or taken off.
    pub spread: Spread,
    /// Months from one repricing to the next.
    pub reset_months: u32,
    /// The first day on which the rate was set; the others follow from this day of the month.
    pub reset_from: Date,
}

/// The names on the wire of the months between two repricings.
pub const RESETS: [(&str, u32); 4] = [("year", 12), ("halfYear", 6), ("quarter", 3), ("month", 1)];

/// What is added to a published rate, or taken off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How much.
    pub size: Rate,
    /// Whether it is taken off.
    pub below: bool,
}
