//! The policy calculator for overdue loans.
//!
//! Give it the facts of one loan, a policy and an as-of date; it answers, to the fen and with
//! reasons: what is owed, how delinquent the loan is, what may be waived, which installment plans
//! the borrower can afford, and whether and from when the loan may go to an agency or to court.
//!
//! Start at [`api`]. Nothing in the crate reads a clock, does input or output, or computes in
//! floating point: the as-of date is an argument, and the same request gives the same bytes
//! everywhere.

pub mod actions;
pub mod api;
pub mod assess;
pub mod calendar;
pub mod case;
pub mod change;
pub mod compare;
pub mod condition;
pub mod decision;
pub mod error;
pub mod explain;
pub mod json;
pub mod key_dates;
pub mod limits;
pub mod locale;
pub mod money;
pub mod names;
pub mod policy;
#[cfg(feature = "portfolio")]
pub mod portfolio;
pub mod reader;
pub mod rules;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
