//! The operation `comparePolicies`: two policies, and the cases to compare them over.

use crate::json::Value;

use crate::api::language::locale;
use crate::api::{Engine, Reply, facts};
use crate::calendar::Date;
use crate::case::Case;
use crate::compare::{Side, compare};
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::json;
use crate::limits::COMPARED_CASES_MAX;
use crate::policy::builtin;
use crate::policy::parse::unmarked;
use crate::reader::{Fields, Path, date, list, nearest, wrong_type};

/// Days after the later policy's first day on which witnesses stand when no as-of date is given.
const WITNESS_DELAY_DAYS: u32 = 366;

/// Compares the policies `before` and `after` of the options (a built-in id, a document, or its
/// text), over the facts in `cases` where they are given.
///
/// # Errors
/// Every problem of the options, of the cases and of both documents; `invalidPolicy` where only documents have any.
pub(super) fn compare_policies<'a>(_: &'a Engine, _: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let mut problems = Problems::new();
    let mut of_documents = 0;
    let input = read(options, &mut problems, &mut of_documents);
    let only_documents = of_documents == problems.count();
    let code = if only_documents { FailureCode::InvalidPolicy } else { FailureCode::InvalidFacts };
    let Input { before, after, cases, as_of } = problems.finish(input, code)?;
    let later = before.policy().effective_from.max(after.policy().effective_from);
    let as_of = as_of.unwrap_or(later.plus_days(WITNESS_DELAY_DAYS));
    let comparison = compare(&before, &after, as_of, cases.as_deref());
    Ok(Reply::Comparison(Box::new(comparison)))
}

struct Input {
    before: Side,
    after: Side,
    cases: Option<Vec<Case>>,
    as_of: Option<Date>,
}

fn read(options: &Value, problems: &mut Problems, of_documents: &mut usize) -> Option<Input> {
    let path = Path::Field(&Path::Root, "options");
    let fields = Fields::open(options, path, &["before", "after", "cases", "asOf", "locale"], problems)?;
    let [before, after] = ["before", "after"].map(|name| {
        fields.required(name, path, problems, |value, path, problems| side(value, path, problems, of_documents))
    });
    let cases = fields.optional("cases", path, problems, |value, path, problems| {
        list(value, COMPARED_CASES_MAX, path, problems, facts::case_at)
    });
    let as_of = fields.optional("asOf", path, problems, date);
    fields.optional("locale", path, problems, locale);
    Some(Input { before: before?, after: after?, cases, as_of })
}

/// One of the policies, with how many problems its document adds to those of documents.
fn side(value: &Value, path: Path<'_>, problems: &mut Problems, of_documents: &mut usize) -> Option<Side> {
    let document = document(value, path, problems)?;
    let known = problems.count();
    let side = problems.take(Side::read(&document), &path.to_string());
    *of_documents = of_documents.saturating_add(problems.count().saturating_sub(known));
    side
}

/// The text of a policy document: of a built-in by id, or as given.
fn document(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<String> {
    match value {
        Value::Object(_) => Some(json::text(value)),
        Value::String(text) if unmarked(text).trim_start().starts_with('{') => Some(text.clone()),
        // A mark of the boundary is no id.
        Value::String(id) if !id.starts_with('\0') => {
            let found = builtin::DOCUMENTS.iter().rfind(|(known, _)| known == id);
            if found.is_none() {
                let nearest = nearest(id, &builtin::ids()).unwrap_or("");
                problems.push(Problem::new(ProblemCode::UnknownPolicy, path.to_string(), id, nearest));
            }
            found.map(|(_, document)| (*document).to_owned())
        }
        _ => {
            wrong_type(value, path, "a policy or the id of a built-in one", problems);
            None
        }
    }
}
