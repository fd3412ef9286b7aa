//! A repayment plan that was agreed, with what has been paid on it.

use crate::calendar::Date;
use crate::money::Money;

/// An agreed plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedPlan {
    /// The day on which it was agreed; nothing of it lies before.
    pub agreed_on: Date,
    /// What is to be paid, at least one entry, the earliest first; each above zero.
    pub installments: Vec<Entry>,
    /// What came in on it, the earliest first.
    pub payments: Vec<Entry>,
    /// What was overdue when it was agreed, where that is stated.
    pub overdue_before: Option<Money>,
}

/// An amount on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the list as it was given, from 0.
    pub index: usize,
    /// The day.
    pub on: Date,
    /// The amount.
    pub amount: Money,
}
