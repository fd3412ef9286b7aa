//! The facts of one overdue loan, validated. What is unknown stays unknown.

pub mod history;
pub mod plan;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::history::{Floating, History};
use self::plan::AgreedPlan;

use crate::calendar::{Date, Moment};
use crate::money::{Money, Rate};
use crate::policy::collection::Channel;
use crate::policy::model::ContactOutcome;

/// One loan on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The day for which everything is computed; itself not counted.
    pub as_of: Date,
    /// Contract rate a year; of a floating rate, the one before it was first set.
    pub annual_rate: Option<Rate>,
    /// How the contract rate follows a published one, where it does.
    pub floating: Option<Floating>,
    /// Whether the loan was used for another purpose than agreed; not, when nothing is on record.
    pub misused: bool,
    /// The first day of the contract, where it is stated.
    pub started_on: Option<Date>,
    /// Months that the contract was made for, where they are stated.
    pub original_term_months: Option<u32>,
    /// The last day of the contract, where it is stated.
    pub matures_on: Option<Date>,
    /// Principal that is not paid yet, due or not.
    pub outstanding_principal: Option<Money>,
    /// Unpaid installments, at least one; none where the case has a history.
    pub arrears: Vec<Arrear>,
    /// The full history, in place of a list of arrears.
    pub history: Option<Arc<History>>,
    /// A repayment plan that was agreed; none on record where it is not stated.
    pub plan: Option<Arc<AgreedPlan>>,
    /// What has been waived already; nothing when none is on record.
    pub waived: Money,
    /// What is known of the borrower.
    pub borrower: Borrower,
    /// What is known of the attempts to reach the borrower.
    pub contacts: Contacts,
    /// Points of the agency's checklist that are known, by id.
    pub agency: BTreeMap<String, bool>,
    /// Documents of which it is known whether they are at hand, by id.
    pub documents: BTreeMap<String, bool>,
    /// What those who decide have agreed to or refused.
    pub approvals: Approvals,
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

/// What the approver has decided where the policy leaves a decision to a person; none on record where
/// it is not stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Approvals {
    /// Whether a waiver was agreed to.
    pub waiver: Option<bool>,
    /// Whether restructuring was agreed to.
    pub restructure: Option<bool>,
}

/// What is known of the borrower.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Whether the borrower counts as high risk.
    pub high_risk: Option<bool>,
    /// The hardship that the borrower states; none when none has been stated.
    pub hardship: Option<Hardship>,
}

/// Hardship as the borrower states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hardship {
    /// Id of one of the causes that the policy lists.
    pub cause: String,
    /// Whether evidence of it was handed in.
    pub evidenced: Option<bool>,
}

/// What is known of the attempts to reach the borrower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contacts {
    /// Nothing.
    Unknown,
    /// How many failed.
    FailedAttempts(u32),
    /// Every contact, earliest first; those after the as-of date are not applied.
    Log(Vec<Contact>),
}

/// By which channel a contact is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactChannel {
    /// One that policies have a word for.
    Named(Channel),
    /// Any other.
    Other,
}

impl ContactChannel {
    /// The name on the wire of a channel that policies have no word for.
    pub const OTHER: &'static str = "other";

    /// Every channel, by its name on the wire.
    #[must_use]
    pub fn names() -> Vec<(&'static str, Self)> {
        let named = Channel::NAMES.iter().map(|(name, channel)| (*name, Self::Named(*channel)));
        named.chain([(Self::OTHER, Self::Other)]).collect()
    }
}

/// Whom a contact goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// The borrower.
    Debtor,
    /// Anybody else.
    ThirdParty,
}

impl Party {
    /// Every party, by its name on the wire; `borrower` is another word for the debtor.
    pub const NAMES: [(&'static str, Self); 3] =
        [("debtor", Self::Debtor), ("borrower", Self::Debtor), ("thirdParty", Self::ThirdParty)];
}

/// One contact on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its place in the log as it was given, from 0.
    pub index: usize,
    /// The local time of the contact.
    pub at: Moment,
    /// By which channel.
    pub channel: ContactChannel,
    /// Whom it went to; the debtor where the log does not say.
    pub party: Party,
    /// The telephone number or address that was tried.
    pub number: Option<String>,
    /// How it ended.
    pub outcome: ContactOutcome,
}

impl Case {
    /// The due dates of the arrears, or of the installments of the history.
    #[must_use]
    pub fn due_dates(&self) -> Vec<Date> {
        let scheduled = self.history.iter().flat_map(|history| &history.schedule).map(|row| row.due_on);
        self.arrears.iter().map(|arrear| arrear.due_on).chain(scheduled).collect()
    }

    /// The arrears whose interest is not known and of which no more than an amount is unpaid for sure: the due date, and
    /// the JSON pointer to the interest.
    pub fn may_be_paid(&self, most: Money) -> impl Iterator<Item = (Date, String)> {
        let arrears = self.arrears.iter().enumerate();
        let open = arrears.filter(move |(_, arrear)| arrear.interest.is_none() && arrear.known_part() <= most);
        open.map(|(index, arrear)| (arrear.due_on, format!("/arrears/{index}/interest")))
    }

    /// JSON pointers to the interests without which it is not known whether anything that falls due on a day is unpaid;
    /// none where something is for sure.
    #[must_use]
    pub fn doubts_on(&self, due_on: Date) -> Vec<String> {
        let is_sure = |arrear: &Arrear| arrear.due_on == due_on && arrear.known_part().is_positive();
        if self.arrears.iter().any(is_sure) {
            return Vec::new();
        }
        self.may_be_paid(Money::ZERO).filter(|(on, _)| *on == due_on).map(|(_, pointer)| pointer).collect()
    }

    /// The contacts up to the as-of date, earliest first, where there is a log.
    #[must_use]
    pub fn log(&self) -> Option<&[Contact]> {
        match &self.contacts {
            Contacts::Log(log) => log.get(..log.partition_point(|contact| contact.at.on <= self.as_of)),
            Contacts::Unknown | Contacts::FailedAttempts(_) => None,
        }
    }

    /// The case so many days later, if nothing happens until then: entries after its as-of date, which are not
    /// applied on that date, are not applied later either.
    #[must_use]
    pub fn later(&self, days: u32) -> Self {
        let mut then = self.clone();
        if self.later_events > 0 {
            then.forget_later();
        }
        then.as_of = self.as_of.plus_days(days);
        then
    }

    fn forget_later(&mut self) {
        let as_of = self.as_of;
        if let Some(history) = &mut self.history {
            Arc::make_mut(history).forget_after(as_of);
        }
        if let Some(plan) = &mut self.plan {
            Arc::make_mut(plan).payments.retain(|payment| payment.on <= as_of);
        }
        if let Contacts::Log(log) = &mut self.contacts {
            log.retain(|contact| contact.at.on <= as_of);
        }
        self.later_events = 0;
    }
}
