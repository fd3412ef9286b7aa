//! The operation `tracking`: an agreed plan with what has become of it.

use crate::json::Value;

use crate::api::{Engine, Reply, facts, part, read_options};
use crate::error::{Failure, FailureCode, Problems};
use crate::rules::tracking::track;

/// `tracking(facts, { policyDate })`: facts need no more than `asOf` and `plan`; what else a case may have is
/// read for its problems.
pub(super) fn tracking<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let options = read_options(options, &mut problems).unwrap_or_default();
    let tracked = facts::tracked(given, &mut problems);
    let (as_of, plan) = problems.finish(tracked, FailureCode::InvalidFacts)?;
    let policy = engine.deciding(options.policy_date, as_of)?;
    Ok(Reply::Tracking(Box::new(part(as_of, policy, track(&plan, as_of, policy)))))
}
