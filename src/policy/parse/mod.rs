//! Reads a policy document into its model, reporting every problem with its place.

pub(crate) mod allocation;
mod checks;
pub(crate) mod collection;
mod conditions;
mod decisions;
pub mod law;
pub(crate) mod leaves;
pub(crate) mod penalty;
pub(crate) mod places;
pub(crate) mod scales;
mod versions;

use crate::json::Value;
use sha2::{Digest, Sha256};

use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::json;
use crate::limits::{POLICY_BYTES_MAX, POLICY_VERSIONS_MAX};
use crate::policy::locate;
use crate::policy::model::{Policy, Source};
use crate::policy::parse::checks::{check_bounds, ids_in};
use crate::policy::parse::collection::{check_authority, check_consequences};
pub(crate) use crate::policy::parse::conditions::condition_alone;
use crate::policy::parse::leaves::Schema;
use crate::policy::parse::places::{Blank, Object, Read, Reading, blank};
use crate::policy::parse::versions::check_versions;
use crate::reader::{Path, count, entries, report, visit};

/// Reads one policy document from JSON text.
///
/// # Errors
/// `invalidPolicy` with every problem found, each at its line and column: unknown and repeated keys,
/// wrong types, missing sources, broken scales, thresholds of another kind than their fact.
pub fn policy(document: &str) -> Result<Policy, Failure> {
    located(document, |tree, problems| version(tree, Path::Root, problems))
}

/// Reads a policy whose fingerprint is known and whose numbers have been looked at: one that ships.
///
/// # Errors
/// As [`policy`], without lines and columns.
pub fn released(document: &str, fingerprint: &str) -> Result<Policy, Failure> {
    let mut problems = Problems::new();
    let read = tree(document, &mut problems).and_then(|tree| {
        let policy = read_policy(&tree, Path::Root, &mut problems)?;
        Some(Policy { fingerprint: fingerprint.to_owned(), tree, ..policy })
    });
    problems.finish(read, FailureCode::InvalidPolicy)
}

/// Reads a policy from JSON text: a document, or a list of documents that are its versions. The
/// versions are given oldest first.
///
/// # Errors
/// As [`policy`]; and where versions do not carry one id, overlap, or leave a day without any.
pub fn policies(documents: &str) -> Result<Vec<Policy>, Failure> {
    located(documents, versions)
}

/// The text of a policy without the mark that some programs put before a text in UTF-8, which RFC 8259 lets a reader
/// pass over. Lines and columns are counted as editors do, which do not show it.
#[must_use]
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn located<T>(text: &str, read: impl FnOnce(&Value, &mut Problems) -> Option<T>) -> Result<T, Failure> {
    let text = unmarked(text);
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
            let problem = Problem::new(ProblemCode::NotJson, String::new(), "", &error.to_string());
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
    let mut versions: Vec<Policy> = Vec::new();
    for (index, tree) in entries(tree, POLICY_VERSIONS_MAX, Path::Root, problems)?.iter().enumerate() {
        if let Some(version) = version(tree, Path::Root.entry(index), problems) {
            let place = versions.partition_point(|known| known.effective_from <= version.effective_from);
            versions.insert(place, version);
        }
    }
    check_versions(tree, problems);
    Some(versions)
}

fn version(tree: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Policy> {
    whole_numbers_only(tree, path, problems);
    let policy = read_policy(tree, path, problems)?;
    Some(Policy { fingerprint: fingerprint(tree), tree: tree.clone(), ..policy })
}

/// Reads the source of a value that stands outside a policy, against the documents that may be cited.
pub(crate) fn source(value: &Value, documents: &[&str], path: Path<'_>, problems: &mut Problems) -> Option<Source> {
    let mut reading = Reading::new(problems);
    reading.documents = documents.to_vec();
    let mut source = Source::BLANK;
    source.read(value, path, &mut reading).then_some(source)
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

/// Amounts, rates and shares of a policy are text; its numbers are whole, and are written in digits alone, so that
/// they have one canonical form. What is no count at all is told by those who read it.
fn whole_numbers_only(value: &Value, path: Path<'_>, problems: &mut Problems) {
    visit(value, path, &mut |value, path| {
        if let Value::Number(number) = value
            && !number.as_str().bytes().all(|byte| byte.is_ascii_digit())
            && count(value, path, &mut Problems::new()).is_some()
        {
            let given = format!("the number {}", number.as_str());
            report(problems, ProblemCode::WrongType, path, &given, "a whole number in digits alone");
        }
        true
    });
}

/// The fields of a policy.
const POLICY: [&str; 22] = [
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
    "tracking",
    "escalation",
    "contact",
    "authority",
    "complaints",
    "indicators",
    "limitation",
];

fn read_policy(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Policy> {
    let mut policy = Policy::BLANK;
    let mut reading = Reading::new(problems);
    let mut at = reading.open(value, path, &POLICY);
    at.required("schema", &mut Schema("policy.v1"));
    at.required("id", &mut policy.id);
    at.required("version", &mut policy.version);
    at.required("title", &mut policy.title);
    let starts = at.required("effectiveFrom", &mut policy.effective_from);
    at.optional("effectiveTo", &mut policy.effective_to);
    at.required("documents", &mut policy.documents);
    if let Some(last) = policy.effective_to.filter(|_| starts) {
        check_bounds(policy.effective_from, last, path.field("effectiveTo"), at.reading.problems);
    }
    at.check_ids("documents", "id");
    at.reading.documents = ids_in(at.get("documents"));
    read_sections(&mut policy, &mut at);
    at.whole.then_some(policy)
}

fn read_sections(policy: &mut Policy, at: &mut Object<'_, '_>) {
    at.cited("askOrder", &mut policy.ask_order);
    let reminders = at.required("reminders", &mut policy.reminders);
    at.required("delinquency", &mut policy.delinquency);
    at.required("penalty", &mut policy.penalty);
    at.required("allocation", &mut policy.allocation);
    at.required("waiver", &mut policy.waiver);
    at.required("installment", &mut policy.installment);
    at.required("restructure", &mut policy.restructure);
    let tracking = at.required("tracking", &mut policy.tracking);
    at.required("escalation", &mut policy.escalation);
    let contact = at.required("contact", &mut policy.contact);
    at.check_ids("authority", "action");
    let authority = at.required("authority", &mut policy.authority);
    if contact && reminders && authority {
        check_authority(&policy.contact, &policy.reminders, &policy.authority, at.path, at.reading.problems);
    }
    if tracking && authority {
        check_consequences(&policy.tracking, &policy.authority, at.path, at.reading.problems);
    }
    at.required("complaints", &mut policy.complaints);
    at.required("indicators", &mut policy.indicators);
    at.required("limitation", &mut policy.limitation);
}

blank! {
    Policy {
        id, version, fingerprint, tree, title, effective_from, effective_to, documents, delinquency, penalty,
        allocation, waiver, installment, escalation, ask_order, reminders, contact, authority, restructure,
        tracking,         complaints, indicators, limitation,
    }
}

impl Blank for Value {
    const BLANK: Self = Self::Null;
}
