//! The version of a policy that is in force on a date.

use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problem, ProblemCode};
use crate::policy::model::Policy;

/// The version in force on the as-of date.
///
/// # Errors
/// `noPolicyInForce` when the date lies before the first version or after the last.
pub fn in_force(versions: &[Policy], as_of: Date) -> Result<&Policy, Failure> {
    let found = versions
        .iter()
        .find(|policy| policy.effective_from <= as_of && policy.effective_to.is_none_or(|last| as_of <= last));
    found.ok_or_else(|| {
        let id = versions.first().map_or("", |policy| policy.id.as_str());
        let problem = Problem::new(ProblemCode::NoPolicyInForce, "/asOf".to_owned(), &as_of.to_string(), id);
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
