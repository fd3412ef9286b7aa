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
    tape: Tape,
    head: [usize; 5],
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

    /// Runs one operation on facts and options given as JSON text, and tells where the head of the answer's tape is.
    ///
    /// The head is five numbers of 32 bits: where the words begin; where the text in Latin-1 begins and how long it is,
    /// in bytes; the same of the text in UTF-8. All of it stays in place until the next call.
    ///
    /// # Errors
    /// Throws the failure as JSON text.
    pub fn call(&mut self, operation: &str, facts: &str, options: &str) -> Result<usize, JsValue> {
        api::call_tape(&self.engine, &mut self.memory, operation, facts, options)
            .map(|tape| self.give(tape))
            .map_err(|failure| thrown_text(&failure))
    }

    /// Runs one operation on facts and options given as values, and tells where the head of the answer's tape is, as
    /// `call` does.
    ///
    /// # Errors
    /// Throws the failure as a plain object.
    #[wasm_bindgen(js_name = callValue)]
    pub fn call_value(&mut self, operation: &str, facts: JsValue, options: JsValue) -> Result<usize, JsValue> {
        let facts = serde_wasm_bindgen::from_value(facts)?;
        let options = serde_wasm_bindgen::from_value(options)?;
        api::call_tree_tape(&self.engine, &mut self.memory, operation, &facts, &options)
            .map(|tape| self.give(tape))
            .map_err(|failure| thrown_value(&failure))
    }

    fn over(engine: Engine) -> Self {
        Self { memory: engine.memory(), engine, tape: Tape::default(), head: [0; 5] }
    }

    fn give(&mut self, tape: Tape) -> usize {
        let Tape { words, narrow, wide } = &tape;
        let of = |text: &[u8]| [text.as_ptr().addr(), text.len()];
        let ([narrow, narrow_length], [wide, wide_length]) = (of(narrow), of(wide.as_bytes()));
        self.head = [words.as_ptr().addr(), narrow, narrow_length, wide, wide_length];
        self.tape = tape;
        self.head.as_ptr().addr()
    }
}

impl PolicyHandle {
    /// The tape of the last answer.
    #[must_use]
    pub fn tape(&self) -> &Tape {
        &self.tape
    }
}

fn thrown_value(failure: &Failure) -> JsValue {
    JSON::parse(&failure.to_json()).unwrap_or_else(|_| thrown_text(failure))
}
