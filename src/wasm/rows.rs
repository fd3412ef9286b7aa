//! Many cases in one stream: bytes in, bytes out.

use wasm_bindgen::prelude::*;

use super::thrown_text;
use crate::api;
use crate::json;
use crate::portfolio::Portfolio;

/// A portfolio that is being worked on.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PortfolioHandle {
    /// None once it has ended.
    portfolio: Option<Portfolio>,
    summary: String,
}

#[wasm_bindgen]
impl PortfolioHandle {
    /// A portfolio under a policy, which is the id of a built-in one or a document as JSON text; beside another, the
    /// summary also says what that one would decide otherwise. The settings are JSON text.
    ///
    /// # Errors
    /// Throws the failure as JSON text, in the language of the settings: no such policy, and every problem of documents
    /// and settings.
    #[allow(clippy::needless_pass_by_value, reason = "a text that may be absent is handed over by value")]
    pub fn open(policy: &str, after: Option<String>, settings: &str) -> Result<PortfolioHandle, JsValue> {
        let portfolio = api::portfolio(policy, after.as_deref(), settings).map_err(|failure| thrown_text(&failure))?;
        Ok(Self { portfolio: Some(portfolio), summary: String::new() })
    }

    /// Takes more of the input and gives the result rows of what of it is whole; nothing once it has ended.
    ///
    /// # Errors
    /// Throws the failure as JSON text: what is wrong with the line of names.
    pub fn push(&mut self, chunk: &[u8]) -> Result<Vec<u8>, JsValue> {
        let rows = self.portfolio.as_mut().map(|portfolio| portfolio.push(chunk)).transpose();
        rows.map(Option::unwrap_or_default).map_err(|failure| thrown_text(&failure))
    }

    /// The input has ended: gives the last result rows; nothing the second time.
    ///
    /// # Errors
    /// Throws the failure as JSON text: what is wrong with the line of names.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsValue> {
        let ended = self.portfolio.take().map(Portfolio::finish).transpose();
        let (rows, summary) = ended.map_err(|failure| thrown_text(&failure))?.unzip();
        self.summary = summary.map(|summary| json::text(&summary)).unwrap_or_default();
        Ok(rows.unwrap_or_default())
    }

    /// The summary of a portfolio that has ended, as JSON text.
    pub fn summary(&mut self) -> String {
        std::mem::take(&mut self.summary)
    }
}
