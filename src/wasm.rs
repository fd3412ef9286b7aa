//! The JavaScript boundary: wasm-bindgen shims over [`crate::api`], without branches.
//!
//! Two doors lead to the same rooms. The `call` door takes and gives JSON text, which is the faster
//! one for objects this large; the `callValue` door takes JavaScript values through
//! serde-wasm-bindgen and gives plain objects. An answer is written once, as JSON, whichever door it
//! leaves by: the two cannot differ, and the writing code is there once. A failed call throws what
//! [`crate::error::Failure`] serialises to, as text or as an object by the door that was used.

use js_sys::JSON;
use wasm_bindgen::prelude::*;

use crate::api::{self, Engine};
use crate::error::Failure;

/// A compiled policy, ready for many calls.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PolicyHandle {
    engine: Engine,
}

#[wasm_bindgen]
impl PolicyHandle {
    /// The built-in policy of that id, in all its versions. Of the options, given as JSON text, `locale` is
    /// the language of problems.
    ///
    /// # Errors
    /// Throws the failure as JSON text when no built-in policy has that id.
    pub fn builtin(id: &str, options: &str) -> Result<PolicyHandle, JsValue> {
        Engine::builtin_with(id, options).map(|engine| Self { engine }).map_err(|failure| thrown_text(&failure))
    }

    /// Compiles a policy document given as JSON text. Of the options, given as JSON text, `locale` is the
    /// language of problems.
    ///
    /// # Errors
    /// Throws the failure as JSON text, with every problem of the document.
    pub fn compile(document: &str, options: &str) -> Result<PolicyHandle, JsValue> {
        Engine::compile_with(document, options).map(|engine| Self { engine }).map_err(|failure| thrown_text(&failure))
    }

    /// Runs one operation on facts and options given as JSON text; the answer is JSON text.
    ///
    /// # Errors
    /// Throws the failure as JSON text.
    pub fn call(&self, operation: &str, facts: &str, options: &str) -> Result<String, JsValue> {
        api::call_text(&self.engine, operation, facts, options).map_err(|failure| thrown_text(&failure))
    }

    /// Runs one operation on facts and options given as values; the answer is a plain object.
    ///
    /// # Errors
    /// Throws the failure as a plain object.
    #[wasm_bindgen(js_name = callValue)]
    pub fn call_value(&self, operation: &str, facts: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        let facts = serde_wasm_bindgen::from_value(facts)?;
        let options = serde_wasm_bindgen::from_value(options)?;
        let text =
            api::call_tree(&self.engine, operation, &facts, &options).map_err(|failure| thrown_value(&failure))?;
        JSON::parse(&text)
    }
}

/// The version of the engine, as in its manifest.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    api::VERSION.to_owned()
}

fn thrown_text(failure: &Failure) -> JsValue {
    JsValue::from_str(&failure.to_json())
}

fn thrown_value(failure: &Failure) -> JsValue {
    JSON::parse(&failure.to_json()).unwrap_or_else(|_| thrown_text(failure))
}
