//! Reads a policy document into its model, reporting every problem with its place.

mod collection;
mod conditions;
mod context;
mod decisions;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::calendar::Date;
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::limits::{CLAUSES_MAX, INPUT_BYTES_MAX};
use crate::policy::model::{Policy, Source};
use crate::policy::parse::collection::check_authority;
use crate::policy::parse::context::{Context, document, owned, words};
use crate::reader::{Fields, Path, date, list, one_of, report};

/// Reads one policy document from JSON text.
///
/// # Errors
/// `invalidPolicy` with every problem found: unknown keys, wrong types, missing sources, broken
/// scales, thresholds of another kind than their fact.
pub fn policy(document: &str) -> Result<Policy, Failure> {
    if document.len() > INPUT_BYTES_MAX {
        let given = document.len().to_string();
        let problem = Problem::new(ProblemCode::InputTooLarge, String::new(), &given, &INPUT_BYTES_MAX.to_string());
        return Err(Failure::one(FailureCode::InvalidPolicy, problem));
    }
    let value: Value = serde_json::from_str(document).map_err(|error| {
        let problem = Problem::new(ProblemCode::NotJson, String::new(), &error.to_string(), "");
        Failure::one(FailureCode::InvalidPolicy, problem)
    })?;
    let mut problems = Problems::new();
    whole_numbers_only(&value, Path::Root, &mut problems);
    let policy = read_policy(&value, &mut problems);
    problems.finish(policy, FailureCode::InvalidPolicy)
}

/// Reads the source of a value that stands outside a policy, against the documents that may be cited.
pub(crate) fn source(value: &Value, documents: &[&str], path: Path<'_>, problems: &mut Problems) -> Option<Source> {
    Context { documents }.source(value, path, problems)
}

/// SHA-256 over the RFC 8785 bytes of the document, in hexadecimal.
///
/// Object keys of a policy are ASCII and its numbers are whole, so that sorted keys and the shortest
/// escapes, which is how `serde_json` prints a tree, are already the canonical form.
#[must_use]
pub fn fingerprint(document: &Value) -> String {
    let bytes = serde_json::to_string(document).unwrap_or_default();
    let digest = Sha256::digest(bytes.as_bytes());
    let hexadecimal = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    hexadecimal.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}

/// Amounts, rates and shares of a policy are text; its numbers are whole, so that they have one
/// canonical form.
fn whole_numbers_only(value: &Value, path: Path<'_>, problems: &mut Problems) {
    match value {
        Value::Number(number) if !number.to_string().bytes().all(|byte| byte.is_ascii_digit()) => {
            report(problems, ProblemCode::NotAWholeNumber, path, &number.to_string(), "");
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

fn read_policy(value: &Value, problems: &mut Problems) -> Option<Policy> {
    let known = [
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
    let path = Path::Root;
    let fields = Fields::open(value, path, &known, problems)?;
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
    let known_documents: Vec<&str> = documents.iter().flatten().map(|document| document.id.as_str()).collect();
    let context = Context { documents: &known_documents };
    let ask_order = context.cited(fields, "askOrder", path, problems, pointers);
    let reminders =
        fields.required("reminders", path, problems, |value, path, problems| context.reminders(value, path, problems));
    let delinquency = fields
        .required("delinquency", path, problems, |value, path, problems| context.delinquency(value, path, problems));
    let penalty =
        fields.required("penalty", path, problems, |value, path, problems| context.penalty(value, path, problems));
    let waiver =
        fields.required("waiver", path, problems, |value, path, problems| context.waiver(value, path, problems));
    let installment = fields
        .required("installment", path, problems, |value, path, problems| context.installment(value, path, problems));
    let restructure = fields
        .required("restructure", path, problems, |value, path, problems| context.restructure(value, path, problems));
    let escalation = fields
        .required("escalation", path, problems, |value, path, problems| context.escalation(value, path, problems));
    let contact =
        fields.required("contact", path, problems, |value, path, problems| context.contact(value, path, problems));
    let authority =
        fields.required("authority", path, problems, |value, path, problems| context.authority(value, path, problems));
    if let (Some(contact), Some(reminders), Some(authority)) = (&contact, &reminders, &authority) {
        check_authority(contact, reminders, authority, problems);
    }
    let complaints = fields
        .required("complaints", path, problems, |value, path, problems| context.complaints(value, path, problems));
    let indicators = fields
        .required("indicators", path, problems, |value, path, problems| context.indicators(value, path, problems));
    let limitation = fields
        .required("limitation", path, problems, |value, path, problems| context.limitation(value, path, problems));
    Some(Policy {
        id: id?,
        version: version?,
        fingerprint: fingerprint(value),
        title: title?,
        effective_from: effective_from?,
        effective_to,
        ask_order: ask_order?,
        reminders: reminders?,
        delinquency: delinquency?,
        penalty: penalty?,
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

fn check_bounds(first: Option<Date>, last: Option<Date>, path: Path<'_>, problems: &mut Problems) {
    if let (Some(first), Some(last)) = (first, last)
        && first > last
    {
        report(problems, ProblemCode::BoundsCrossed, path, &first.to_string(), &last.to_string());
    }
}
