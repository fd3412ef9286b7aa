//! The calculators: parts of an assessment, each usable alone on its own few fields.

pub(super) mod affordability;
pub(super) mod allocate;
pub(super) mod court_fee;
pub(super) mod day_count;
pub(super) mod delinquency;
pub(super) mod dues;
pub(super) mod interest;
pub(super) mod judgment_interest;
pub(super) mod reschedule;
pub(super) mod schedule;
mod terms;
