//! The operation `settlement`: what pays a loan off on a day.

use crate::json::Value;

use crate::api::language::{self, OPTIONS, locale};
use crate::api::{Engine, Reply, facts, part};
use crate::assess::Position;
use crate::case::Case;
use crate::error::{Failure, FailureCode, ProblemCode, Problems};
use crate::reader::{date, report};

/// `settlement(facts, { on, policyDate })`: the figure for paying off in full on a day, by default on the
/// as-of date. Events of the history up to that day are applied.
pub(super) fn settlement<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let path = OPTIONS;
    let given_options = (!options.is_null()).then_some(options);
    let fields =
        given_options.and_then(|options| language::options(options, &["on", "locale", "policyDate"], &mut problems));
    let on = fields.and_then(|fields| fields.optional("on", path, &mut problems, date));
    let policy_date = fields.and_then(|fields| fields.optional("policyDate", path, &mut problems, date));
    fields.and_then(|fields| fields.optional("locale", path, &mut problems, locale));
    let case = facts::case(given, &mut problems);
    if let Some((on, case)) = on.zip(case.as_ref()).filter(|(on, case)| *on < case.as_of) {
        report(&mut problems, ProblemCode::BoundsCrossed, path.field("on"), &case.as_of.to_string(), &on.to_string());
    }
    let case = problems.finish(case, FailureCode::InvalidFacts)?;
    let policy = engine.deciding(policy_date, case.as_of)?;
    let on = on.unwrap_or(case.as_of);
    let case = Case { as_of: on, ..case };
    let settlement = Position::new(&case, policy)?.settlement();
    Ok(Reply::Settlement(Box::new(part(case.as_of, policy, settlement))))
}
