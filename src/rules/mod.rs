//! One file a rule; none imports another. [`crate::assess`] strings them together.

pub mod clock;
pub mod conduct;
pub mod contact;
pub mod court_fee;
pub mod delinquency;
pub mod hardship;
pub mod installment;
pub mod judgment_interest;
pub mod ledger;
pub mod limitation;
pub mod schedule;
pub mod screening;
pub mod tracking;
