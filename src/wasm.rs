//! The JavaScript boundary: wasm-bindgen shims over [`crate::api`], without branches.
//!
//! Two doors lead to the same rooms. The `call` door takes JSON text, which is the faster one; the
//! `callValue` door takes JavaScript values through serde-wasm-bindgen. An answer leaves by both as a
//! tape ([`crate::json::tape`]): its words, and then its text. A failed call throws what
//! [`crate::error::Failure`] serialises to, as text or as an object by the door that was used.
//!
//! The engine of the package's main entry has the feature `calls` alone; that for many cases has `portfolio` alone,
//! and is built for speed.

#[cfg(feature = "calls")]
mod calls;
#[cfg(feature = "portfolio")]
mod rows;

use wasm_bindgen::prelude::*;

use crate::api;
use crate::error::Failure;

#[cfg(feature = "calls")]
pub use self::calls::PolicyHandle;
#[cfg(feature = "portfolio")]
pub use self::rows::PortfolioHandle;

/// The version of the engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    api::VERSION.to_owned()
}

fn thrown_text(failure: &Failure) -> JsValue {
    JsValue::from_str(&failure.to_json())
}
