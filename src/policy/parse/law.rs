//! Reading the guards of law.

use std::cell::RefCell;

use serde_json::Value;

use crate::error::{Failure, ProblemCode, Problems};
use crate::limits::CLAUSES_MAX;
use crate::money::Rate;
use crate::policy::law::{Band, Law, QuietHours};
use crate::policy::parse::collection::minute;
use crate::policy::parse::context::{Context, check_ids, document, ids_in, share};
use crate::policy::parse::located;
use crate::reader::{Fields, Path, count, list, one_of, report, yes_no};

/// Reads the guards of law from their document.
///
/// # Errors
/// `invalidPolicy` with every problem of the document.
pub fn law(text: &str) -> Result<Law, Failure> {
    located(text, read)
}

fn read(value: &Value, problems: &mut Problems) -> Option<Law> {
    let known = [
        "schema",
        "documents",
        "overdueMarkup",
        "misuseMarkup",
        "totalCostMax",
        "compoundOnPenalty",
        "quietHours",
        "connectedCallsMax",
        "unansweredAttemptsMax",
        "thirdPartyOnlyUnreachable",
        "limitationYears",
    ];
    let path = Path::Root;
    let fields = Fields::open(value, path, &known, problems)?;
    fields.required("schema", path, problems, |value, path, problems| one_of(value, &[("law.v1", ())], path, problems));
    let documents = fields.required("documents", path, problems, |value, path, problems| {
        list(value, CLAUSES_MAX, path, problems, document)
    });
    check_ids(fields.get("documents"), "id", path.field("documents"), problems);
    let (ids, clause_ids) = (ids_in(fields.get("documents")), RefCell::default());
    let context = Context { documents: &ids, clause_ids: &clause_ids };
    let overdue_markup = context.cited(fields, "overdueMarkup", path, problems, band);
    let misuse_markup = context.cited(fields, "misuseMarkup", path, problems, band);
    let total_cost_max = context.cited(fields, "totalCostMax", path, problems, share);
    let compound_on_penalty = context.cited(fields, "compoundOnPenalty", path, problems, yes_no);
    let quiet_hours = context.cited(fields, "quietHours", path, problems, hours);
    let connected_calls_max = context.cited(fields, "connectedCallsMax", path, problems, count);
    let unanswered_attempts_max = context.cited(fields, "unansweredAttemptsMax", path, problems, count);
    let third_party = context.cited(fields, "thirdPartyOnlyUnreachable", path, problems, yes_no);
    let limitation_years = context.cited(fields, "limitationYears", path, problems, count);
    Some(Law {
        documents: documents?,
        overdue_markup: overdue_markup?,
        misuse_markup: misuse_markup?,
        total_cost_max: total_cost_max?,
        compound_on_penalty: compound_on_penalty?,
        quiet_hours: quiet_hours?,
        connected_calls_max: connected_calls_max?,
        unanswered_attempts_max: unanswered_attempts_max?,
        third_party_only_unreachable: third_party?,
        limitation_years: limitation_years?,
    })
}

fn band(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Band> {
    let fields = Fields::open(value, path, &["min", "max"], problems)?;
    let min = fields.required("min", path, problems, share);
    let max = fields.required("max", path, problems, share);
    let (min, max): (Rate, Rate) = (min?, max?);
    if min > max {
        report(problems, ProblemCode::BoundsCrossed, path.field("max"), &min.to_string(), &max.to_string());
    }
    Some(Band { min, max })
}

fn hours(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<QuietHours> {
    let fields = Fields::open(value, path, &["from", "until"], problems)?;
    let from = fields.required("from", path, problems, minute);
    let until = fields.required("until", path, problems, minute);
    Some(QuietHours { from: from?, until: until? })
}
