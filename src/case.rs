//! The facts of one overdue loan, validated. What is unknown stays unknown.

use crate::calendar::Date;
use crate::money::{Money, Rate};
use crate::policy::model::ContactOutcome;

/// One loan on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The day for which everything is computed; itself not counted.
    pub as_of: Date,
    /// Contract rate a year.
    pub annual_rate: Option<Rate>,
    /// Unpaid installments, at least one.
    pub arrears: Vec<Arrear>,
    /// What has been waived already; nothing when none is on record.
    pub waived: Money,
    /// What is known of the borrower.
    pub borrower: Borrower,
    /// What is known of the attempts to reach the borrower.
    pub contacts: Contacts,
    /// Entries of record that the case does not have, by their path.
    pub assumed_none: Vec<&'static str>,
    /// Dated entries that lie after the as-of date and are not applied.
    pub later_events: u32,
}

/// One unpaid installment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrear {
    /// The day on which it fell due.
    pub due_on: Date,
    /// Overdue principal.
    pub principal: Money,
    /// Overdue interest of the contract.
    pub interest: Option<Money>,
    /// Overdue fees; nothing when none are on record.
    pub fees: Money,
}

impl Arrear {
    /// The part that is known for sure.
    #[must_use]
    pub fn known_part(&self) -> Money {
        self.principal.plus(self.fees).plus(self.interest.unwrap_or(Money::ZERO))
    }
}

/// What is known of the borrower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Borrower {
    /// Income a month.
    pub monthly_income: Option<Money>,
    /// Living costs a month.
    pub living_costs: Option<Money>,
    /// Payments on other debts a month.
    pub other_debt_payments: Option<Money>,
    /// Whether this is the first arrear.
    pub first_arrear: Option<bool>,
    /// Whether the borrower came forward.
    pub came_forward: Option<bool>,
    /// Whether the borrower has refused to pay.
    pub refused_to_pay: Option<bool>,
    /// The day on which the borrower was last reached.
    pub last_reached_on: Option<Date>,
}

/// What is known of the attempts to reach the borrower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contacts {
    /// Nothing.
    Unknown,
    /// How many failed.
    FailedAttempts(u32),
    /// Every contact up to the as-of date.
    Log(Vec<Contact>),
}

/// One contact on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The day of the contact.
    pub on: Date,
    /// How it ended.
    pub outcome: ContactOutcome,
}
