//! Many cases: a stream of rows in, a stream of result rows out, and a summary at the end.
//!
//! # What it does
//! 1. The bytes are cut between rows ([`Intake`]), in whatever pieces they come; no more than one row and one piece
//!    is held.
//! 2. Each row becomes a case and its outcomes ([`Worker`]): one result row a row, in the order of the input. Rows
//!    do not know of each other, so that parts of the input may be worked on apart and at once.
//! 3. What was counted becomes the summary ([`Summary`]).
//!
//! A row that cannot be read never stops the run: its result row says its line, the column of its first problem and
//! the code, and the summary counts it. Lines without anything on them are passed over.
//!
//! # Cells
//! A day may also be written `2025/8/15`, `2025-8-15` or `2025年8月15日`, an amount `60,000.00`, `￥60000` or `60000元`.
//! What could be read in two ways (`8/15/2025`, `1.234,56`) makes a bad row, as do `6万` and digits of full width. JSON
//! keeps to the wire.
//!
//! # Errors
//! What makes every row unreadable ends the run: a line of names that has no column for what is owed, or two for the
//! same fact; lines that end with a carriage return alone; settings that are wrong.
//!
//! # Example
//! ```
//! use arrears::api::Engine;
//! use arrears::portfolio::Settings;
//! let settings = Settings::parse(r#"{ "asOf": "2025-11-22" }"#).unwrap();
//! let mut portfolio = Engine::builtin("cn-bank-loan").unwrap().portfolio(settings);
//! let mut out = portfolio.push(b"id,dueOn,principal,interest,annualRate\nA-1,2025-08-15,60000,9").unwrap();
//! out.extend(portfolio.push(b"00,6%\nA-2,yesterday,1,1,6%\n").unwrap());
//! let (rest, summary) = portfolio.finish().unwrap();
//! out.extend(rest);
//! let text = String::from_utf8(out).unwrap();
//! assert!(text.contains("A-1,2025-11-22,severe,substandard,99,62407.28,1485.00,22.28,no,"));
//! assert!(text.ends_with("A-2,,,,,,,,,,,,,,,,,,3,2,notADate\n"));
//! assert_eq!((summary.rows, summary.assessed, summary.with_problems), (2, 1, 1));
//! ```

mod against;
mod careful;
mod cells;
mod encoding;
mod fast;
mod intake;
mod layout;
mod previous;
mod records;
mod row;
mod ruled;
mod settings;
mod spelling;
mod summary;
mod tally;
mod worker;
mod written;

use std::sync::Arc;

use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::policy::model::Policy;

pub use self::against::{Comparison, FlipCount, Flipped, Moved, Worst};
pub use self::careful::ReadFacts;
pub use self::intake::{Batch, Intake};
pub use self::layout::{BESIDE, Ignored, is_fact, is_same_fact, known};
pub use self::previous::{Change, ClassChange, Previous, RateChange};
pub use self::row::{BadRow, COLUMNS, COLUMNS_AGAINST, Line};
pub use self::settings::{Format, Settings};
pub use self::summary::{
    BadRows, ByDecision, CostRate, DaysBand, Distribution, DueBand, InClass, InTier, Measured, Part, PolicyName,
    Recovery, SCHEMA, Summary, Totals, WithOutcome,
};
pub use self::tally::Tally;
pub use self::worker::Worker;

/// What every row is worked on with.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The versions of the policy.
    pub policies: Arc<[Policy]>,
    /// The versions of a policy to compare with, where one was given.
    pub against: Option<Arc<[Policy]>>,
    /// How rows are read and written.
    pub settings: Arc<Settings>,
    /// What reads the facts of a case from its tree.
    pub facts: ReadFacts,
}

/// A portfolio that is worked on from its first row to its last.
#[derive(Debug)]
pub struct Portfolio {
    intake: Intake,
    worker: Worker,
}

impl Portfolio {
    /// A portfolio of which nothing has been read.
    #[must_use]
    pub fn new(terms: Terms) -> Self {
        Self { intake: Intake::new(terms.settings.clone()), worker: Worker::new(terms) }
    }

    /// Takes more of the input and gives the result rows of what of it is whole.
    ///
    /// # Errors
    /// What is wrong with the line of names. Nothing can be read after that.
    pub fn push(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Failure> {
        let batches = self.intake.push(chunk)?;
        Ok(self.work(&batches))
    }

    /// The input has ended: gives the last result rows, and the summary.
    ///
    /// # Errors
    /// What is wrong with the line of names.
    pub fn finish(mut self) -> Result<(Vec<u8>, Summary), Failure> {
        let batches = self.intake.finish()?;
        let out = self.work(&batches);
        let ignored = self.intake.ignored();
        let (terms, tally) = self.worker.into_tally();
        Ok((out, summary(&terms, tally, ignored)?))
    }

    fn work(&mut self, batches: &[Batch]) -> Vec<u8> {
        let bytes = batches.iter().fold(0, |bytes: usize, batch| bytes.saturating_add(batch.len()));
        let mut out = Vec::with_capacity(bytes.saturating_mul(2));
        for batch in batches {
            self.worker.work(batch, &mut out);
        }
        out
    }
}

/// The summary of what was counted under terms.
///
/// # Errors
/// `unknownPolicy` where there is no policy, which an engine rules out.
pub fn summary(terms: &Terms, tally: Tally, ignored: Vec<Ignored>) -> Result<Summary, Failure> {
    Summary::of(tally, terms, ignored).ok_or_else(|| {
        let problem = Problem::new(ProblemCode::UnknownPolicy, "/policy".to_owned(), "", "");
        Failure::one(FailureCode::InvalidPolicy, problem)
    })
}
