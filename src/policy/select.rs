//! The version of a policy that is in force on a date.

use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::policy::model::Policy;

/// The version in force on a date, which is given at `path`.
///
/// # Errors
/// `noPolicyInForce` when the date lies before the first version or after the last.
pub fn in_force<'p>(versions: &'p [Policy], on: Date, path: &str) -> Result<&'p Policy, Failure> {
    let found =
        versions.iter().find(|policy| policy.effective_from <= on && policy.effective_to.is_none_or(|last| on <= last));
    found.ok_or_else(|| {
        let id = versions.first().map_or("", |policy| policy.id.as_str());
        let problem = Problem::new(ProblemCode::NoPolicyInForce, path.to_owned(), &on.to_string(), id);
        Failure::one(FailureCode::InvalidPolicy, problem)
    })
}

/// The version that comes into force last.
///
/// # Errors
/// `unknownPolicy` when there is no version at all, which an engine rules out.
pub fn latest(versions: &[Policy]) -> Result<&Policy, Failure> {
    let last = versions.iter().max_by_key(|policy| policy.effective_from);
    last.ok_or_else(|| {
        let problem = Problem::new(ProblemCode::UnknownPolicy, "/policy".to_owned(), "", "");
        Failure::one(FailureCode::InvalidPolicy, problem)
    })
}
