//! The integration tests of the core, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod allocation;
mod anything;
mod asked;
mod calendar;
mod cases;
mod change;
mod compare;
mod condition;
mod contact;
mod dates_without_facts;
mod decided;
mod delinquency;
mod documents;
mod edges;
mod exact;
mod folders;
mod histories;
mod history;
mod history_laws;
mod history_settings;
mod independent;
mod interest;
mod json;
mod key_dates;
mod laws;
mod limits;
mod open_rate;
mod peers;
mod plan_interest;
mod policy_check;
mod policy_clauses;
mod policy_versions;
mod portfolio;
mod recomputed;
mod reference_tables;
mod restructure;
mod rules;
mod schedule;
mod schema;
mod settlement;
mod tape;
mod terms;
mod threats;
mod tidy;
mod told;
mod tracking;
mod vector;
mod vectors;
mod wire;
mod words;
mod words_snapshots;
