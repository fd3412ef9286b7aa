//! The checker: everything that is wrong or doubtful about a policy document, each with its place.
//!
//! What makes a document unusable is an error, found by the reader of policies itself
//! ([`crate::policy::parse`]), so that the checker and the engine cannot disagree. What is allowed and
//! probably not meant is a warning: clauses that can never be met or change nothing, values that law
//! or industry rules do not cover, reviews that are due. Warnings are looked for in every part of a
//! document that can be read, also when another part is broken.

mod allocation;
mod classes;
mod clauses;
mod guards;
mod sources;
mod values;
mod words;

use crate::json::Value;
use serde::Serialize;

use crate::calendar::Date;
use crate::error::{Place, Problem, ProblemCode, Problems};
use crate::limits::PROBLEMS_LISTED_MAX;
use crate::locale::{Locale, Trio, fill};
pub use crate::policy::law::Citation;
use crate::policy::law::Law;
use crate::policy::{locate, parse};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The policy cannot be used.
    Error,
    /// The policy can be used; somebody should look at it.
    Warning,
}

/// A stable name for each thing that can be doubtful about a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum WarningCode {
    /// A clause that can never be met, by itself or beside the others.
    DeadClause,
    /// A clause that another one implies, so that it changes nothing.
    SubsumedClause,
    /// A clause, or a choice of clauses, that is always met.
    AlwaysMet,
    /// The day by which a value should have been looked at again has passed.
    ReviewPassed,
    /// The policy is in force before the source of one of its values.
    StartsBeforeSource,
    /// A value whose source holds only after the last day of the version.
    NeverInForce,
    /// The raise of the rate on overdue amounts lies outside the band of the law.
    MarkupOutsideLaw,
    /// The raise of the rate on misused funds lies outside the band of the law.
    MisuseMarkupOutsideLaw,
    /// The cap on the total cost lies above what courts allow.
    TotalCostAboveLaw,
    /// Compound interest on penalty interest has no basis in law.
    CompoundOnPenalty,
    /// Contact is allowed in hours in which the rules forbid it.
    QuietHoursShorterThanLaw,
    /// More connected calls a day than the rules allow.
    ConnectedCallsAboveLaw,
    /// More unanswered attempts a day than the rules allow.
    UnansweredAttemptsAboveLaw,
    /// Third parties may be contacted although the debtor can be reached.
    ThirdPartyFreerThanLaw,
    /// A limitation period other than the law's.
    LimitationOtherThanLaw,
    /// An order of payment that never reaches something that can be owed.
    AllocationLeavesOut,
    /// An entry of an order of payment that an earlier one already covers.
    AllocationRepeats,
    /// An order of payment other than the law's, which needs an agreement.
    AllocationOtherThanLaw,
}

impl WarningCode {
    /// Every warning.
    pub const ALL: [Self; 18] = [
        Self::DeadClause,
        Self::SubsumedClause,
        Self::AlwaysMet,
        Self::ReviewPassed,
        Self::StartsBeforeSource,
        Self::NeverInForce,
        Self::MarkupOutsideLaw,
        Self::MisuseMarkupOutsideLaw,
        Self::TotalCostAboveLaw,
        Self::CompoundOnPenalty,
        Self::QuietHoursShorterThanLaw,
        Self::ConnectedCallsAboveLaw,
        Self::UnansweredAttemptsAboveLaw,
        Self::ThirdPartyFreerThanLaw,
        Self::LimitationOtherThanLaw,
        Self::AllocationLeavesOut,
        Self::AllocationRepeats,
        Self::AllocationOtherThanLaw,
    ];
}

/// The name of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum DiagnosticCode {
    /// Of an error.
    Error(ProblemCode),
    /// Of a warning.
    Warning(WarningCode),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// Its stable name.
    pub code: DiagnosticCode,
    /// How bad it is.
    pub severity: Severity,
    /// JSON pointer to the place; empty for the whole document.
    pub path: String,
    /// Line and column, counted from 1, where the document was given as text.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// What is wrong or doubtful.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// On whose word, for a guard of law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// Everything that was found about a policy document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The findings in the order of the text; at most a hundred errors and a hundred warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// How many errors there are, listed or not.
    pub error_count: usize,
    /// How many warnings there are, listed or not.
    pub warning_count: usize,
    /// Whether the policy can be used: it has no error.
    pub usable: bool,
}

/// The warnings found so far.
#[derive(Debug)]
struct Warnings {
    locale: Locale,
    listed: Vec<Diagnostic>,
    count: usize,
}

impl Warnings {
    fn new(locale: Locale) -> Self {
        Self { locale, listed: Vec::new(), count: 0 }
    }

    /// Words in the language of the report.
    fn say(&self, words: &Trio, values: &[(&str, &str)]) -> String {
        fill(words.of(self.locale), values)
    }

    fn push(&mut self, code: WarningCode, path: String, message: String, help: Option<String>) {
        self.push_cited(code, path, message, help, None);
    }

    fn push_cited(
        &mut self,
        code: WarningCode,
        path: String,
        message: String,
        help: Option<String>,
        citation: Option<Citation>,
    ) {
        self.count = self.count.saturating_add(1);
        if self.listed.len() < PROBLEMS_LISTED_MAX {
            let (code, severity) = (DiagnosticCode::Warning(code), Severity::Warning);
            self.listed.push(Diagnostic { code, severity, path, place: None, message, help, citation });
        }
    }
}

/// Checks a policy given as text: one document, or a list of documents that are its versions. Every
/// finding has its line and column.
///
/// `as_of` is the day on which reviews are looked at; without it none counts as passed. `locale` is the
/// language of messages and help.
///
/// ```
/// use arrears::locale::Locale;
/// use arrears::policy::check::check_text;
/// let report = check_text(r#"{ "schema": "policy.v1" }"#, None, Locale::English);
/// assert!(!report.usable);
/// assert_eq!(report.diagnostics[0].place.unwrap().line, 1);
/// ```
#[must_use]
pub fn check_text(text: &str, as_of: Option<Date>, locale: Locale) -> Report {
    let text = parse::unmarked(text);
    let (mut problems, mut warnings) = (Problems::new(), Warnings::new(locale));
    if let Some(tree) = parse::tree(text, &mut problems) {
        check(&tree, as_of, &mut problems, &mut warnings);
    }
    problems.locate(|problem| locate::place_of(text, problem));
    report(problems, warnings, &|pointer| locate::place_at(text, pointer))
}

/// Checks a policy given as a tree; the findings have pointers and no lines.
#[must_use]
pub fn check_tree(tree: &Value, as_of: Option<Date>, locale: Locale) -> Report {
    let (mut problems, mut warnings) = (Problems::new(), Warnings::new(locale));
    check(tree, as_of, &mut problems, &mut warnings);
    report(problems, warnings, &|_| None)
}

fn check(tree: &Value, as_of: Option<Date>, problems: &mut Problems, warnings: &mut Warnings) {
    parse::versions(tree, problems);
    let law = Law::builtin();
    match tree {
        Value::Array(versions) => {
            for (index, version) in versions.iter().enumerate() {
                check_version(version, &format!("/{index}"), law.as_ref().ok(), as_of, warnings);
            }
        }
        version => check_version(version, "", law.as_ref().ok(), as_of, warnings),
    }
}

fn check_version(version: &Value, base: &str, law: Option<&Law>, as_of: Option<Date>, warnings: &mut Warnings) {
    clauses::check(version, base, warnings);
    sources::check(version, base, as_of, warnings);
    allocation::check(version, base, law, warnings);
    if let Some(law) = law {
        guards::check(version, base, law, warnings);
    }
}

fn report(problems: Problems, warnings: Warnings, place: &dyn Fn(&str) -> Option<Place>) -> Report {
    let error_count = problems.count();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for problem in problems.into_listed() {
        insert(error(&problem.localised(warnings.locale)), &mut diagnostics);
    }
    for mut warning in warnings.listed {
        warning.place = place(&warning.path);
        insert(warning, &mut diagnostics);
    }
    Report { diagnostics, error_count, warning_count: warnings.count, usable: error_count == 0 }
}

/// Takes a finding in at its place in the text, after those found there before.
fn insert(found: Diagnostic, diagnostics: &mut Vec<Diagnostic>) {
    let place = diagnostics.partition_point(|known| known.place <= found.place);
    diagnostics.insert(place, found);
}

fn error(problem: &Problem) -> Diagnostic {
    Diagnostic {
        code: DiagnosticCode::Error(problem.code()),
        severity: Severity::Error,
        path: problem.path().to_owned(),
        place: problem.place(),
        message: problem.message(),
        help: problem.help(),
        citation: None,
    }
}

/// The first and last day on which a version is in force, where they can be read.
fn days_in_force(version: &Value) -> (Option<Date>, Option<Date>) {
    (date_of(version, "effectiveFrom"), date_of(version, "effectiveTo"))
}

/// A date of an object, where it can be read.
fn date_of(value: &Value, name: &str) -> Option<Date> {
    Date::parse(value.get(name)?.as_str()?).ok()
}
