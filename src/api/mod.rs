//! The wire: operations by name, facts and options in as JSON, answers out as plain data.

#[cfg(feature = "portfolio")]
mod bulk;
mod calculators;
mod comparing;
mod contact;
mod dates;
mod explaining;
mod facts;
mod form;
mod language;
mod policies;
mod reference;
#[cfg(feature = "schema")]
pub mod schema;
mod settling;
mod tracking;

use crate::json::Value;
use serde::Serialize;

use crate::actions::{self, Action};
use crate::api::language::locale;
use crate::assess::{
    Answer, EscalationDecision, InstallmentsDecision, PolicyRef, Position, RestructureDecision, Settlement,
    WaiverDecision, Working,
};
use crate::calendar::Date;
use crate::case::Case;
use crate::change::add_changes;
use crate::compare::Comparison;
use crate::condition::each_clause;
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::explain::Explanation;
use crate::json::{self, Memory, Tape};
use crate::key_dates::{Given, KeyDate, key_dates};
use crate::limits::INPUT_BYTES_MAX;
use crate::locale::Locale;
use crate::policy::check::Report;
use crate::policy::model::Policy;
use crate::policy::view::{PolicyList, PolicyView};
use crate::policy::{builtin, locate, parse, select};
use crate::reader::{date, list, nearest, one_of};
use crate::rules::conduct::Conduct;
use crate::rules::court_fee::CourtFee;
use crate::rules::hardship::HardshipDecision;
use crate::rules::judgment_interest::JudgmentInterest;
use crate::rules::limitation::Expiry;
use crate::rules::tracking::PlanTracking;

#[cfg(feature = "portfolio")]
pub use self::bulk::portfolio;
pub use self::calculators::affordability::{Affordability, AffordabilityRule};
pub use self::calculators::allocate::{Allocation, Settled};
pub use self::calculators::day_count::{CountedDays, PartOfYear};
pub use self::calculators::delinquency::{InBucket, InstallmentStanding, LoanStanding, Pause};
pub use self::calculators::dues::{Amounts, Charge, Left};
pub use self::calculators::interest::{Interest, InterestSegment};
pub use self::calculators::reschedule::Rescheduled;
pub use self::calculators::schedule::{Repayment, RepaymentRow};
pub use self::contact::Screened;
pub use self::dates::{Dates, Decisions};
pub use self::explaining::Vocabulary;
pub use self::reference::{LprRate, WorkingDay};

/// The version of the engine.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A policy, read and checked once, ready for many cases.
///
/// ```
/// use arrears::api::{Engine, call_text};
/// let engine = Engine::builtin("cn-bank-loan").unwrap();
/// let facts = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#;
/// let answer = call_text(&engine, "assess", facts, "{}").unwrap();
/// assert!(answer.contains(r#""daysPastDue":99"#));
/// assert!(call_text(&engine, "assess", "{}", "{}").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Engine {
    versions: Vec<Policy>,
}

impl Engine {
    /// The built-in policy of that id, in all its versions.
    ///
    /// # Errors
    /// `unknownPolicy`, with the nearest id there is.
    pub fn builtin(id: &str) -> Result<Self, Failure> {
        Self::builtin_at(id, "/policy")
    }

    /// The same of an id that stands at a place of the input.
    fn builtin_at(id: &str, path: &str) -> Result<Self, Failure> {
        let mut versions = Vec::new();
        for ((known, document), fingerprint) in builtin::DOCUMENTS.iter().zip(builtin::FINGERPRINTS) {
            if *known == id {
                versions.push(parse::released(document, fingerprint)?);
            }
        }
        if versions.is_empty() {
            let nearest = nearest(id, &builtin::ids()).unwrap_or("");
            let problem = Problem::new(ProblemCode::UnknownPolicy, path.to_owned(), id, nearest);
            return Err(Failure::one(FailureCode::InvalidPolicy, problem));
        }
        Ok(Self { versions })
    }

    /// Reads a policy: one document, or a list of documents that are its versions.
    ///
    /// # Errors
    /// `invalidPolicy`, with every problem at its line and column.
    pub fn compile(document: &str) -> Result<Self, Failure> {
        parse::policies(document).map(|versions| Self { versions })
    }

    /// [`Engine::builtin`] with options given as JSON text, of which `locale` is the language of problems.
    ///
    /// # Errors
    /// As [`Engine::builtin`], and every problem of the options.
    pub fn builtin_with(id: &str, options: &str) -> Result<Self, Failure> {
        with_locale(options, || Self::builtin(id))
    }

    /// [`Engine::compile`] with options given as JSON text, of which `locale` is the language of problems.
    ///
    /// # Errors
    /// As [`Engine::compile`], and every problem of the options.
    ///
    /// ```
    /// use arrears::api::Engine;
    /// let failure = Engine::compile_with("{}", r#"{ "locale": "zh-TW" }"#).unwrap_err();
    /// assert_eq!(failure.problems()[0].message(), "請填寫這一項");
    /// ```
    pub fn compile_with(document: &str, options: &str) -> Result<Self, Failure> {
        with_locale(options, || Self::compile(document))
    }

    /// The version in force on a date.
    ///
    /// # Errors
    /// `noPolicyInForce` when there is none.
    pub fn in_force(&self, as_of: Date) -> Result<&Policy, Failure> {
        self.in_force_at(as_of, "/asOf")
    }

    /// The version in force on the day that a field names.
    fn in_force_at(&self, on: Date, field: &str) -> Result<&Policy, Failure> {
        select::in_force(&self.versions, on, field)
    }
}

impl Engine {
    /// The memory of answers under this policy: the sources that its clauses cite are given once. It serves this
    /// engine alone, while it stays where it is.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        for policy in &self.versions {
            memory.lasts(policy.id.as_str());
            memory.lasts(policy.version.as_str());
            memory.lasts(policy.fingerprint.as_str());
        }
        for condition in self.versions.iter().flat_map(Policy::conditions) {
            each_clause(condition, &mut |clause| {
                memory.lasts(&clause.source);
                memory.lasts(clause.id.as_str());
                memory.lasts(clause.group.as_str());
            });
        }
        memory
    }

    /// The version that decides: the one in force on the day named in the options, else on the as-of
    /// date.
    fn deciding(&self, named: Option<Date>, as_of: Date) -> Result<&Policy, Failure> {
        match named {
            Some(named) => select::in_force(&self.versions, named, "/options/policyDate"),
            None => self.in_force(as_of),
        }
    }
}

/// What an operation gives.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Reply<'p> {
    /// Of `assess`.
    Answer(Box<Whole<'p>>),
    /// Of `penaltyInterest`.
    PenaltyInterest(Box<Part<'p, Working>>),
    /// Of `waiver`.
    Waiver(Box<Part<'p, WaiverDecision<'p>>>),
    /// Of `installments`.
    Installments(Box<Part<'p, InstallmentsDecision<'p>>>),
    /// Of `escalation`.
    Escalation(Box<Part<'p, EscalationDecision<'p>>>),
    /// Of `hardship`.
    Hardship(Box<Part<'p, HardshipDecision<'p>>>),
    /// Of `settlement`.
    Settlement(Box<Part<'p, Settlement>>),
    /// Of `restructure`.
    Restructure(Box<Part<'p, RestructureDecision<'p>>>),
    /// Of `tracking`.
    Tracking(Box<Part<'p, PlanTracking<'p>>>),
    /// Of `actions`.
    Actions(Box<Part<'p, actions::Plan<'p>>>),
    /// Of `conduct`.
    Conduct(Box<Part<'p, Conduct<'p>>>),
    /// Of `screenScript`.
    Screening(Box<Screened<'p>>),
    /// Of `comparePolicies`.
    Comparison(Box<Comparison>),
    /// Of `change`.
    Change(Box<Part<'p, Decisions>>),
    /// Of `keyDates`.
    KeyDates(Box<Part<'p, Dates<'p>>>),
    /// Of `workingDays`.
    WorkingDay(WorkingDay),
    /// Of `limitation`.
    Limitation(Expiry),
    /// Of `lpr`.
    Lpr(LprRate),
    /// Of `courtFee`.
    CourtFee(Box<CourtFee>),
    /// Of `judgmentInterest`.
    JudgmentInterest(Box<JudgmentInterest>),
    /// Of `allocate`.
    Allocation(Box<Allocation>),
    /// Of `schedule`.
    Repayment(Box<Repayment>),
    /// Of `reschedule`.
    Rescheduled(Box<Rescheduled>),
    /// Of `affordability`.
    Affordability(Box<Affordability>),
    /// Of `delinquency`.
    LoanStanding(Box<LoanStanding>),
    /// Of `dayCount`.
    DayCount(CountedDays),
    /// Of `interest`.
    Interest(Box<Interest>),
    /// Of `policy`.
    Policy(Box<PolicyView<'p>>),
    /// Of `policies`.
    Policies(PolicyList),
    /// Of `checkPolicy`.
    Check(Box<Report>),
    /// Of `explain`.
    Explanation(Box<Explanation>),
    /// Of `vocabulary`.
    Vocabulary(Box<Vocabulary>),
}

/// An answer, with what was asked for besides.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Whole<'p> {
    /// The answer.
    #[serde(flatten)]
    pub answer: Answer<'p>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<Action<'p>>>,
    /// The key dates of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_dates: Option<Vec<KeyDate<'p>>>,
}

/// One part of an answer, with the day and the policy that it holds for.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part<'p, T> {
    /// The day it holds for.
    pub as_of: Date,
    /// The policy that it was computed under.
    pub policy: PolicyRef<'p>,
    /// The part itself.
    #[serde(flatten)]
    pub part: T,
}

/// What an operation needs before it can run.
#[derive(Clone, Copy)]
enum Operation {
    /// The facts of one case, read and placed under the policy in force.
    OfCase(for<'a> fn(&'a Call, &'a Policy) -> Result<Reply<'a>, Failure>),
    /// Whatever it reads itself from facts and options.
    Free(for<'a> fn(&'a Engine, &Value, &Value) -> Result<Reply<'a>, Failure>),
}

const OPERATIONS: &[(&str, Operation)] = &[
    ("assess", Operation::OfCase(assess)),
    ("penaltyInterest", Operation::OfCase(penalty_interest)),
    ("waiver", Operation::OfCase(waiver)),
    ("installments", Operation::OfCase(installments)),
    ("escalation", Operation::OfCase(escalation)),
    ("hardship", Operation::OfCase(hardship)),
    ("settlement", Operation::Free(settling::settlement)),
    ("restructure", Operation::OfCase(restructure)),
    ("tracking", Operation::Free(tracking::tracking)),
    ("actions", Operation::OfCase(next_actions)),
    ("conduct", Operation::Free(contact::conduct)),
    ("screenScript", Operation::Free(contact::screen_script)),
    ("comparePolicies", Operation::Free(comparing::compare_policies)),
    ("change", Operation::Free(dates::change)),
    ("keyDates", Operation::Free(dates::dates)),
    ("workingDays", Operation::Free(reference::working_days)),
    ("limitation", Operation::Free(reference::limitation)),
    ("lpr", Operation::Free(reference::lpr)),
    ("courtFee", Operation::Free(calculators::court_fee::fee)),
    ("judgmentInterest", Operation::Free(calculators::judgment_interest::interest)),
    ("allocate", Operation::Free(calculators::allocate::allocation)),
    ("schedule", Operation::Free(calculators::schedule::repayment)),
    ("reschedule", Operation::Free(calculators::reschedule::rescheduled)),
    ("affordability", Operation::Free(calculators::affordability::limit)),
    ("delinquency", Operation::Free(calculators::delinquency::standing)),
    ("dayCount", Operation::Free(calculators::day_count::day_count)),
    ("interest", Operation::Free(calculators::interest::interest)),
    ("policy", Operation::Free(policies::policy)),
    ("policies", Operation::Free(policies::policies)),
    ("checkPolicy", Operation::Free(policies::check_policy)),
    ("explain", Operation::Free(explaining::explanation)),
    ("vocabulary", Operation::Free(explaining::vocabulary)),
];

fn assess<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let position = Position::new(&call.case, policy)?;
    let mut answer = position.answer();
    let include = |extra| call.options.include.contains(&extra);
    if include(Extra::Changes) {
        add_changes(&mut answer, &call.case, policy);
        explaining::word_answer(&mut answer, call.options.locale);
    }
    let plan = include(Extra::Actions).then(|| actions::next(&call.case, policy, &position)).transpose()?;
    let key_dates = include(Extra::KeyDates).then(|| key_dates(&call.case, policy, Given::default())).transpose()?;
    Ok(Reply::Answer(Box::new(Whole { answer, actions: plan.map(|plan| plan.actions), key_dates })))
}

fn penalty_interest<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let working = Position::new(&call.case, policy)?.working();
    Ok(Reply::PenaltyInterest(Box::new(call.part(policy, working))))
}

fn waiver<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let waiver = Position::new(&call.case, policy)?.waiver();
    Ok(Reply::Waiver(Box::new(call.part(policy, waiver))))
}

fn installments<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let installments = Position::new(&call.case, policy)?.installments();
    Ok(Reply::Installments(Box::new(call.part(policy, installments))))
}

fn escalation<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let escalation = Position::new(&call.case, policy)?.escalation();
    Ok(Reply::Escalation(Box::new(call.part(policy, escalation))))
}

fn hardship<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let hardship = Position::new(&call.case, policy)?.hardship();
    Ok(Reply::Hardship(Box::new(call.part(policy, hardship))))
}

fn restructure<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let restructure = Position::new(&call.case, policy)?.restructure();
    Ok(Reply::Restructure(Box::new(call.part(policy, restructure))))
}

fn next_actions<'a>(call: &'a Call, policy: &'a Policy) -> Result<Reply<'a>, Failure> {
    let plan = actions::next(&call.case, policy, &Position::new(&call.case, policy)?)?;
    Ok(Reply::Actions(Box::new(call.part(policy, plan))))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Extra {
    Changes,
    Actions,
    KeyDates,
}

impl Extra {
    const NAMES: [(&'static str, Self); 3] =
        [("changes", Self::Changes), ("actions", Self::Actions), ("keyDates", Self::KeyDates)];
}

#[derive(Default)]
struct Options {
    include: Vec<Extra>,
    policy_date: Option<Date>,
    locale: Locale,
}

/// Runs an operation on facts and options given as JSON text; the answer is JSON text.
///
/// # Errors
/// The failure with every problem of the facts and options.
pub fn call_text(engine: &Engine, operation: &str, facts: &str, options: &str) -> Result<String, Failure> {
    let options = tree(options)?;
    let facts = tree(facts).map_err(|failure| failure.localised(language::asked(&options)))?;
    call_tree(engine, operation, &facts, &options)
}

/// Runs an operation on facts and options given as JSON text; the answer is a tape for whoever reads all the tapes
/// of that memory.
///
/// # Errors
/// The failure with every problem of the facts and options.
///
/// ```
/// use arrears::api::{Engine, call_tape};
/// use arrears::json::Reader;
/// let engine = Engine::builtin("cn-bank-loan").unwrap();
/// let (mut memory, mut reader) = (engine.memory(), Reader::default());
/// let facts = r#"{ "asOf": "2025-11-22", "arrears": [{ "dueOn": "2025-08-15", "principal": "60000" }] }"#;
/// let first = reader.text(&call_tape(&engine, &mut memory, "assess", facts, "{}").unwrap());
/// let second = reader.text(&call_tape(&engine, &mut memory, "assess", facts, "{}").unwrap());
/// assert!(first.contains(r#""daysPastDue":99"#) && first == second);
/// ```
pub fn call_tape(
    engine: &Engine,
    memory: &mut Memory,
    operation: &str,
    facts: &str,
    options: &str,
) -> Result<Tape, Failure> {
    let options = tree(options)?;
    let facts = tree(facts).map_err(|failure| failure.localised(language::asked(&options)))?;
    call_tree_tape(engine, memory, operation, &facts, &options)
}

/// Runs an operation on facts and options given as trees; the answer is a tape, as [`call_tape`] gives it.
///
/// # Errors
/// The failure with every problem of the facts and options.
pub fn call_tree_tape(
    engine: &Engine,
    memory: &mut Memory,
    operation: &str,
    facts: &Value,
    options: &Value,
) -> Result<Tape, Failure> {
    call_value(engine, operation, facts, options, |reply| memory.tape(reply))
}

/// Runs an operation on facts and options given as trees; the answer is JSON text.
///
/// # Errors
/// The failure with every problem of the facts and options.
pub fn call_tree(engine: &Engine, operation: &str, facts: &Value, options: &Value) -> Result<String, Failure> {
    call_value(engine, operation, facts, options, |reply| json::text(reply))
}

/// Runs an operation on facts and options given as trees and hands the answer to a serializer.
///
/// # Errors
/// The failure with every problem of the facts and options.
pub fn call_value<T>(
    engine: &Engine,
    operation: &str,
    facts: &Value,
    options: &Value,
    give: impl FnOnce(&Reply<'_>) -> T,
) -> Result<T, Failure> {
    run(engine, operation, facts, options, give).map_err(|failure| failure.localised(language::asked(options)))
}

fn run<T>(
    engine: &Engine,
    operation: &str,
    facts: &Value,
    options: &Value,
    give: impl FnOnce(&Reply<'_>) -> T,
) -> Result<T, Failure> {
    match find_operation(operation)? {
        Operation::OfCase(run) => {
            let call = prepare(facts, options)?;
            let policy = engine.deciding(call.options.policy_date, call.case.as_of)?;
            run(&call, policy).map(|reply| give(&reply))
        }
        Operation::Free(run) => run(engine, facts, options).map(|reply| give(&reply)),
    }
}

/// Reads the facts of one case from JSON text, for callers that assess it themselves.
///
/// # Errors
/// The failure with every problem of the facts.
pub fn read_case(facts: &str) -> Result<Case, Failure> {
    let facts = tree(facts)?;
    let mut problems = Problems::new();
    let case = facts::case(&facts, &mut problems);
    problems.finish(case, FailureCode::InvalidFacts)
}

/// Reads a policy, with problems in the language that the options name.
fn with_locale(options: &str, read: impl FnOnce() -> Result<Engine, Failure>) -> Result<Engine, Failure> {
    let options = tree(options)?;
    let mut problems = Problems::new();
    language::only(&options, &[], &mut problems);
    let valid = problems.finish(Some(()), FailureCode::InvalidFacts);
    valid.and_then(|()| read()).map_err(|failure| failure.localised(language::asked(&options)))
}

fn engine_failure(message: &str) -> Failure {
    Failure::one(FailureCode::Engine, Problem::new(ProblemCode::FigureTooLarge, String::new(), message, ""))
}

fn tree(text: &str) -> Result<Value, Failure> {
    let one = |code, given: &str, wanted: &str| {
        Failure::one(FailureCode::InvalidFacts, Problem::new(code, String::new(), given, wanted))
    };
    if text.len() > INPUT_BYTES_MAX {
        let given = text.len().to_string();
        return Err(one(ProblemCode::InputTooLarge, &given, &INPUT_BYTES_MAX.to_string()));
    }
    let parsed = json::parse(text).map_err(|error| one(ProblemCode::NotJson, "", &error.to_string()))?;
    let mut problems = Problems::new();
    if parsed.repeats {
        locate::report_duplicates(text, &mut problems);
    }
    problems.finish(Some(parsed.value), FailureCode::InvalidFacts)
}

/// A call on one case whose input has been read.
struct Call {
    options: Options,
    case: Case,
}

fn prepare(facts: &Value, options: &Value) -> Result<Call, Failure> {
    let mut problems = Problems::new();
    let options = read_options(options, &mut problems).unwrap_or_default();
    let call = facts::case(facts, &mut problems).map(|case| Call { options, case });
    problems.finish(call, FailureCode::InvalidFacts)
}

/// The names of all operations that [`call_text`] runs.
///
/// ```
/// assert!(arrears::api::operations().any(|name| name == "assess"));
/// ```
pub fn operations() -> impl Iterator<Item = &'static str> {
    OPERATIONS.iter().map(|(name, _)| *name)
}

fn find_operation(name: &str) -> Result<Operation, Failure> {
    let found = OPERATIONS.iter().find(|(known, _)| *known == name).map(|(_, operation)| *operation);
    found.ok_or_else(|| {
        let known: Vec<&str> = operations().collect();
        let nearest = nearest(name, &known).unwrap_or("");
        let problem = Problem::new(ProblemCode::UnknownOperation, String::new(), name, nearest);
        Failure::one(FailureCode::InvalidFacts, problem)
    })
}

fn read_options(value: &Value, problems: &mut Problems) -> Option<Options> {
    if value.is_null() {
        return Some(Options::default());
    }
    let path = language::OPTIONS;
    let fields = language::options(value, &["include", "locale", "policyDate"], problems)?;
    let include = fields.optional("include", path, problems, |value, path, problems| {
        list(value, 8, path, problems, |value, path, problems| one_of(value, &Extra::NAMES, path, problems))
    });
    let policy_date = fields.optional("policyDate", path, problems, date);
    let locale = fields.optional("locale", path, problems, locale).unwrap_or_default();
    Some(Options { include: include.unwrap_or_default(), policy_date, locale })
}

impl Call {
    fn part<'a, T>(&self, policy: &'a Policy, part: T) -> Part<'a, T> {
        self::part(self.case.as_of, policy, part)
    }
}

fn part<T>(as_of: Date, policy: &Policy, part: T) -> Part<'_, T> {
    Part { as_of, policy: PolicyRef::of(policy), part }
}
