//! Reads a policy document into its model, reporting every problem with its place.

pub(crate) mod allocation;
pub(crate) mod collection;
mod conditions;
mod context;
mod decisions;
pub mod law;
pub(crate) mod penalty;
pub(crate) mod scales;
mod versions;

use std::cell::RefCell;

use crate::json::Value;
use sha2::{Digest, Sha256};

use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::json;
use crate::limits::{CLAUSES_MAX, POLICY_BYTES_MAX, POLICY_VERSIONS_MAX};
use crate::policy::locate;
use crate::policy::model::{Condition, Policy, Source};
use crate::policy::parse::collection::check_authority;
use crate::policy::parse::conditions::Scope;
use crate::policy::parse::context::{Context, check_bounds, check_ids, document, ids_in, owned, words};
use crate::policy::parse::versions::check_versions;
use crate::reader::{Fields, Path, date, list, one_of, report};

/// Reads one policy document from JSON text.
///
/// # Errors
/// `invalidPolicy` with every problem found, each at its line and column: unknown and repeated keys,
/// wrong types, missing sources, broken scales, thresholds of another kind than their fact.
pub fn policy(document: &str) -> Result<Policy, Failure> {
    located(document, |tree, problems| version(tree, Path::Root, problems))
}

/// Reads a policy from JSON text: a document, or a list of documents that are its versions. The
/// versions are given oldest first.
///
/// # Errors
/// As [`policy`]; and where versions do not carry one id, overlap, or leave a day without any.
pub fn policies(documents: &str) -> Result<Vec<Policy>, Failure> {
    located(documents, versions)
}

fn located<T>(text: &str, read: impl FnOnce(&Value, &mut Problems) -> Option<T>) -> Result<T, Failure> {
    let mut problems = Problems::new();
    let read = tree(text, &mut problems).and_then(|tree| read(&tree, &mut problems));
    problems.locate(|problem| locate::place_of(text, problem));
    problems.finish(read, FailureCode::InvalidPolicy)
}

/// Opens the text of a policy and reports what is wrong with it as a text: its size, that it is not
/// JSON, keys that stand twice.
pub fn tree(document: &str, problems: &mut Problems) -> Option<Value> {
    if document.len() > POLICY_BYTES_MAX {
        let (given, most) = (document.len().to_string(), POLICY_BYTES_MAX.to_string());
        report(problems, ProblemCode::InputTooLarge, Path::Root, &given, &most);
        return None;
    }
    match json::parse(document) {
        Ok(parsed) => {
            if parsed.repeats {
                locate::report_duplicates(document, problems);
            }
            Some(parsed.value)
        }
        Err(error) => {
            let problem = Problem::new(ProblemCode::NotJson, String::new(), &error.to_string(), "");
            problems.push(problem.at(locate::place_of_error(document, &error)));
            None
        }
    }
}

/// Reads the versions of a policy from a tree: one document, or a list of them. They are given oldest
/// first.
pub fn versions(tree: &Value, problems: &mut Problems) -> Option<Vec<Policy>> {
    if !tree.is_array() {
        return version(tree, Path::Root, problems).map(|policy| vec![policy]);
    }
    let mut versions = list(tree, POLICY_VERSIONS_MAX, Path::Root, problems, version)?;
    check_versions(tree, problems);
    versions.sort_by_key(|version| version.effective_from);
    Some(versions)
}

/// Reads one condition by itself, for looking at its clauses; what its sources cite is not looked up.
pub(crate) fn condition_alone(value: &Value, problems: &mut Problems) -> Option<Condition> {
    let clause_ids = RefCell::default();
    let context = Context { documents: &[], clause_ids: &clause_ids };
    context.condition_at(value, Scope::Plan, Path::Root, problems)
}

fn version(tree: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Policy> {
    whole_numbers_only(tree, path, problems);
    read_policy(tree, path, problems)
}

/// Reads the source of a value that stands outside a policy, against the documents that may be cited.
pub(crate) fn source(value: &Value, documents: &[&str], path: Path<'_>, problems: &mut Problems) -> Option<Source> {
    let clause_ids = RefCell::default();
    Context { documents, clause_ids: &clause_ids }.source(value, path, problems)
}

/// SHA-256 over the RFC 8785 bytes of the document, in hexadecimal.
///
/// Object keys of a policy are ASCII and its numbers are whole, so that sorted keys and the shortest
/// escapes, which is how a tree is written, are already the canonical form.
#[must_use]
pub fn fingerprint(document: &Value) -> String {
    digest(&json::text(document))
}

/// SHA-256 over a text, in hexadecimal.
#[must_use]
pub fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let hexadecimal = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    hexadecimal.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}

/// Amounts, rates and shares of a policy are text; its numbers are whole, so that they have one
/// canonical form.
fn whole_numbers_only(value: &Value, path: Path<'_>, problems: &mut Problems) {
    match value {
        Value::Number(number) if !number.as_str().bytes().all(|byte| byte.is_ascii_digit()) => {
            report(problems, ProblemCode::NotAWholeNumber, path, number.as_str(), "");
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                whole_numbers_only(entry, path.entry(index), problems);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                whole_numbers_only(field, path.field(name), problems);
            }
        }
        _ => {}
    }
}

/// The fields of a policy.
const POLICY: [&str; 21] = [
    "schema",
    "id",
    "version",
    "title",
    "effectiveFrom",
    "effectiveTo",
    "documents",
    "askOrder",
    "reminders",
    "delinquency",
    "penalty",
    "allocation",
    "waiver",
    "installment",
    "restructure",
    "escalation",
    "contact",
    "authority",
    "complaints",
    "indicators",
    "limitation",
];

fn read_policy(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Policy> {
    let fields = Fields::open(value, path, &POLICY, problems)?;
    fields.required("schema", path, problems, |value, path, problems| {
        one_of(value, &[("policy.v1", ())], path, problems)
    });
    let id = fields.required("id", path, problems, owned);
    let version = fields.required("version", path, problems, owned);
    let title = fields.required("title", path, problems, words);
    let effective_from = fields.required("effectiveFrom", path, problems, date);
    let effective_to = fields.optional("effectiveTo", path, problems, date);
    let documents = fields.required("documents", path, problems, |value, path, problems| {
        list(value, CLAUSES_MAX, path, problems, document)
    });
    check_bounds(effective_from, effective_to, path.field("effectiveTo"), problems);
    let known_documents = ids_in(fields.get("documents"));
    check_ids(fields.get("documents"), "id", path.field("documents"), problems);
    let clause_ids = RefCell::default();
    let context = Context { documents: &known_documents, clause_ids: &clause_ids };
    let ask_order = context.cited(fields, "askOrder", path, problems, pointers);
    let reminders = context.section(fields, "reminders", path, problems, Context::reminders);
    let delinquency = context.section(fields, "delinquency", path, problems, Context::delinquency);
    let penalty = context.section(fields, "penalty", path, problems, Context::penalty);
    let allocation = context.section(fields, "allocation", path, problems, Context::allocation);
    let waiver = context.section(fields, "waiver", path, problems, Context::waiver);
    let installment = context.section(fields, "installment", path, problems, Context::installment);
    let restructure = context.section(fields, "restructure", path, problems, Context::restructure);
    let escalation = context.section(fields, "escalation", path, problems, Context::escalation);
    let contact = context.section(fields, "contact", path, problems, Context::contact);
    let authority = context.section(fields, "authority", path, problems, Context::authority);
    if let (Some(contact), Some(reminders), Some(authority)) = (&contact, &reminders, &authority) {
        check_authority(contact, reminders, authority, path, problems);
    }
    let complaints = context.section(fields, "complaints", path, problems, Context::complaints);
    let indicators = context.section(fields, "indicators", path, problems, Context::indicators);
    let limitation = context.section(fields, "limitation", path, problems, Context::limitation);
    Some(Policy {
        id: id?,
        version: version?,
        fingerprint: fingerprint(value),
        tree: value.clone(),
        title: title?,
        effective_from: effective_from?,
        effective_to,
        ask_order: ask_order?,
        reminders: reminders?,
        delinquency: delinquency?,
        penalty: penalty?,
        allocation: allocation?,
        waiver: waiver?,
        installment: installment?,
        restructure: restructure?,
        escalation: escalation?,
        contact: contact?,
        authority: authority?,
        complaints: complaints?,
        indicators: indicators?,
        limitation: limitation?,
        documents: documents?,
    })
}

/// JSON pointers into a case.
fn pointers(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<String>> {
    list(value, CLAUSES_MAX, path, problems, owned)
}
