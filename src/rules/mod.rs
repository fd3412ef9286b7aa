//! One file a rule; none imports another. [`crate::assess`] strings them together.

pub mod contact;
pub mod delinquency;
pub mod hardship;
pub mod installment;
pub mod ledger;
pub mod limitation;
