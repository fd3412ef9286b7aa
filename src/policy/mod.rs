//! The policy: a dated, cited JSON document, read into a model that the rules compute from.

pub mod allocation;
pub mod builtin;
pub mod check;
pub mod collection;
pub mod dated;
pub mod law;
pub mod locate;
pub mod model;
#[cfg(feature = "schema")]
mod model_schema;
pub mod parse;
pub mod penalty;
pub mod select;
pub mod tables;
pub mod view;
