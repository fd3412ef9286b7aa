//! Many cases under one policy: what a stream of rows is worked on with.

use std::sync::Arc;

use crate::api::{Engine, facts, language};
use crate::error::{Failure, FailureCode, Problems};
use crate::json;
use crate::policy::parse::unmarked;
use crate::portfolio::{Portfolio, Settings, Terms};

/// A portfolio under a policy, which is the id of a built-in one or a document as JSON text; with another, the summary
/// also says what that one would decide otherwise. The settings are JSON text.
///
/// # Errors
/// Every problem of the settings and of both policies, in the language of the settings. Pointers are those of settings
/// that hold the policies as `policy` and `after`. `invalidPolicy` where the settings have none.
///
/// ```
/// let failure = arrears::api::portfolio("cn-bank-loan", Some("{}"), "{}").unwrap_err();
/// assert_eq!(failure.problems()[0].path(), "/after/schema");
/// ```
pub fn portfolio(policy: &str, after: Option<&str>, settings: &str) -> Result<Portfolio, Failure> {
    let locale = json::parse(settings).map(|parsed| language::asked(&parsed.value)).unwrap_or_default();
    let mut problems = Problems::new();
    let read = problems.take(Settings::parse(settings), "");
    let code = if read.is_some() { FailureCode::InvalidPolicy } else { FailureCode::InvalidFacts };
    let before = policy_at("/policy", policy, &mut problems);
    let after = after.map(|after| policy_at("/after", after, &mut problems));
    let portfolio = before.zip(read).map(|(before, settings)| {
        Portfolio::new(match after.flatten() {
            Some(after) => before.terms_against(&after, settings),
            None => before.terms(settings),
        })
    });
    problems.finish(portfolio, code).map_err(|failure| failure.localised(locale))
}

/// No id begins as a document does.
fn policy_at(path: &str, policy: &str, problems: &mut Problems) -> Option<Engine> {
    if unmarked(policy).trim_start().starts_with(['{', '[']) {
        problems.take(Engine::compile(policy), path)
    } else {
        problems.take(Engine::builtin_at(policy, path), "")
    }
}

impl Engine {
    /// A portfolio under this policy, of which nothing has been read.
    #[must_use]
    pub fn portfolio(&self, settings: Settings) -> Portfolio {
        Portfolio::new(self.terms(settings))
    }

    /// What the rows of a portfolio are worked on with, for callers that work on parts of it at once.
    #[must_use]
    pub fn terms(&self, settings: Settings) -> Terms {
        let policies = self.versions.clone().into();
        Terms { policies, against: None, settings: Arc::new(settings), facts: facts::of_row }
    }

    /// The same, to compare this policy with another over every case.
    #[must_use]
    pub fn terms_against(&self, after: &Self, settings: Settings) -> Terms {
        Terms { against: Some(after.versions.clone().into()), ..self.terms(settings) }
    }
}
