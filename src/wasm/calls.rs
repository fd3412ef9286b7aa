//! Operations on one case, and whatever else is called by its name.

use js_sys::JSON;
use wasm_bindgen::prelude::*;

use super::thrown_text;
use crate::api::{self, Engine};
use crate::error::Failure;
use crate::json::{Memory, Tape};

/// A compiled policy, ready for many calls.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PolicyHandle {
    engine: Engine,
    memory: Memory,
    text: String,
}

#[wasm_bindgen]
impl PolicyHandle {
    /// The built-in policy of that id, in all its versions. Of the options, given as JSON text, `locale` is
    /// the language of problems.
    ///
    /// # Errors
    /// Throws the failure as JSON text when no built-in policy has that id.
    pub fn builtin(id: &str, options: &str) -> Result<PolicyHandle, JsValue> {
        Engine::builtin_with(id, options).map(Self::over).map_err(|failure| thrown_text(&failure))
    }

    /// Compiles a policy document given as JSON text. Of the options, given as JSON text, `locale` is the
    /// language of problems.
    ///
    /// # Errors
    /// Throws the failure as JSON text, with every problem of the document.
    pub fn compile(document: &str, options: &str) -> Result<PolicyHandle, JsValue> {
        Engine::compile_with(document, options).map(Self::over).map_err(|failure| thrown_text(&failure))
    }

    /// Runs one operation on facts and options given as JSON text; the words of the answer's tape.
    ///
    /// # Errors
    /// Throws the failure as JSON text.
    pub fn call(&mut self, operation: &str, facts: &str, options: &str) -> Result<Vec<u32>, JsValue> {
        api::call_tape(&self.engine, &mut self.memory, operation, facts, options)
            .map(|tape| self.give(tape))
            .map_err(|failure| thrown_text(&failure))
    }

    /// Runs one operation on facts and options given as values; the words of the answer's tape.
    ///
    /// # Errors
    /// Throws the failure as a plain object.
    #[wasm_bindgen(js_name = callValue)]
    pub fn call_value(&mut self, operation: &str, facts: JsValue, options: JsValue) -> Result<Vec<u32>, JsValue> {
        let facts = serde_wasm_bindgen::from_value(facts)?;
        let options = serde_wasm_bindgen::from_value(options)?;
        api::call_value(&self.engine, operation, &facts, &options, |reply| self.memory.tape(reply))
            .map(|tape| self.give(tape))
            .map_err(|failure| thrown_value(&failure))
    }

    /// The text of the tape whose words were given last.
    pub fn text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    fn over(engine: Engine) -> Self {
        Self { memory: engine.memory(), engine, text: String::new() }
    }

    fn give(&mut self, tape: Tape) -> Vec<u32> {
        self.text = tape.text;
        tape.words
    }
}

fn thrown_value(failure: &Failure) -> JsValue {
    JSON::parse(&failure.to_json()).unwrap_or_else(|_| thrown_text(failure))
}
