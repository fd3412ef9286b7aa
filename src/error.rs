//! Errors: a stable code, a JSON pointer, a plain message in three languages; all problems at once.

mod words;

pub(crate) use self::words::{BESIDE_CONDITIONS, FIRST_BAND, LAST_BAND, ON_LOANS};
#[cfg(feature = "portfolio")]
pub use self::words::{NO_COLUMNS, SURROGATES};

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::json;
use crate::limits::{PROBLEMS_LISTED_MAX, SHOWN_CHARS_MAX};
use crate::locale::{Locale, fill_apart};

/// What kind of failure a call ended in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum FailureCode {
    /// The facts of the case, or the options of the call, have problems.
    InvalidFacts,
    /// The policy document has problems, or no such policy is in force.
    InvalidPolicy,
    /// The input is larger than a bound of [`crate::limits`]; nothing else is wrong with it.
    Limit,
    /// A reference table does not reach the date asked for.
    TableEnds,
    /// A defect of the engine itself.
    Engine,
}

/// A stable name for each thing that can be wrong. The text of a message may change; these do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ProblemCode {
    /// A fact without which nothing can be answered is absent.
    Required,
    /// A value of a policy that does not say where it comes from.
    MissingSource,
    /// The field is not one of those that may stand here.
    UnknownField,
    /// The same field stands twice in one object.
    DuplicateField,
    /// The value is of another JSON type than the field takes.
    WrongType,
    /// An amount, rate or share that is not digits with an optional point.
    NotADecimal,
    /// More decimal places than the field has.
    TooManyDecimals,
    /// An amount, rate or count below zero.
    Negative,
    /// An amount above the largest that can be given.
    AmountTooLarge,
    /// A rate or share above one; usually a per cent figure without its sign.
    RateAboveOne,
    /// A text that is not a date of the calendar written `YYYY-MM-DD`.
    NotADate,
    /// A date before 1900 or after 2199.
    DateOutOfRange,
    /// A text that is not a time of day written `HH:MM`.
    NotATime,
    /// A date that lies after the as-of date, where that cannot be.
    DateAfterAsOf,
    /// A count that is not a whole number.
    NotAWholeNumber,
    /// A count above the largest that can be given.
    CountTooLarge,
    /// A count below the smallest that can be given.
    CountTooSmall,
    /// A text that is none of the words that may stand here.
    NotOneOf,
    /// A list without entries, where at least one is needed.
    EmptyList,
    /// A list with more entries than can be given.
    TooManyItems,
    /// A text longer than can be given.
    TextTooLong,
    /// The whole input is larger than can be given.
    InputTooLarge,
    /// The input is not JSON.
    NotJson,
    /// Two ways of giving the same fact stand side by side.
    BothGiven,
    /// It cannot be told whether an older arrear is unpaid: its only part is unknown.
    ArrearAmountUnknown,
    /// The waiver granted is larger than everything that is due.
    WaivedExceedsDue,
    /// Less principal outstanding than is overdue of it.
    OutstandingBelowOverdue,
    /// Something that is dated before the money was paid out.
    BeforeDrawdown,
    /// Something on an agreed plan that is dated before the plan was agreed.
    BeforeAgreement,
    /// A reversal of an event that does not exist or is no payment.
    NotAPayment,
    /// A second event of a kind that can stand only once.
    RepeatedEvent,
    /// More principal in the schedule than was paid out.
    ScheduleAboveDrawdown,
    /// A number that is not finite.
    NotFinite,
    /// A value that is not data, such as a function.
    NotData,
    /// A date object that is not midnight UTC, so that it names no calendar day.
    DateNotMidnight,
    /// A date object that holds no date.
    InvalidDate,
    /// An object that contains itself.
    Cyclic,
    /// Objects nested deeper than can be given.
    TooDeep,
    /// The operation asked for does not exist.
    UnknownOperation,
    /// No built-in policy has that id.
    UnknownPolicy,
    /// There are no words in that language.
    UnknownLocale,
    /// No version of the policy is in force on the as-of date.
    NoPolicyInForce,
    /// Two versions of one policy are in force on the same day.
    VersionsOverlap,
    /// A day between two versions of one policy has none in force.
    VersionsGap,
    /// Classes or tiers do not follow each other without gap or overlap, or are not all of a scale.
    ScaleBroken,
    /// A class or tier that stands behind a worse one.
    ScaleNotWorsening,
    /// A threshold is of another kind than the fact that it is compared with.
    ThresholdKind,
    /// The same id stands on two entries.
    DuplicateId,
    /// A reference to a document that the policy does not list.
    UnknownDocument,
    /// A fact in a condition that does not see it, as one of a plan in a condition on loans.
    FactNotHere,
    /// Versions of one policy that carry different ids.
    OtherPolicy,
    /// A setting of a policy that the engine cannot compute, so that the policy is refused.
    NotSupported,
    /// A lower bound that lies above its upper bound.
    BoundsCrossed,
    /// A day that a reference table does not hold.
    DateOutsideTable,
    /// A date that does not lie after the one before it, where dates must rise.
    DatesOutOfOrder,
    /// Parts of an answer that do not add up to its total.
    PartsDoNotAddUp,
    /// Bytes that are no text in UTF-8.
    NotUtf8,
    /// A quote in a row of cells that is not closed, or text behind one that is.
    QuoteBroken,
    /// A carriage return alone, outside of quotes, where a line feed would end a line.
    CarriageReturnAlone,
    /// A row with more or fewer cells than there are columns.
    CellCount,
    /// A column that the settings name and the input does not have.
    NoSuchColumn,
    /// A figure could not be computed within the engine's integers.
    FigureTooLarge,
}

impl ProblemCode {
    /// Whether the problem is only one of size.
    fn is_limit(self) -> bool {
        matches!(self, Self::TooManyItems | Self::TextTooLong | Self::InputTooLarge | Self::TooDeep)
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    code: ProblemCode,
    path: String,
    given: String,
    wanted: String,
    place: Option<Place>,
    locale: Locale,
}

/// A place in a text, counted from 1. Columns count UTF-16 units, as editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column in it.
    pub column: u32,
}

impl Problem {
    /// A problem at a place. `given` is the input (shortened here), `wanted` is what the field takes.
    #[must_use]
    pub fn new(code: ProblemCode, path: String, given: &str, wanted: &str) -> Self {
        Self { code, path, given: shown(given), wanted: wanted.to_owned(), place: None, locale: Locale::default() }
    }

    /// The same problem, with its place in the text that was read.
    #[must_use]
    pub fn at(self, place: Option<Place>) -> Self {
        Self { place, ..self }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> ProblemCode {
        self.code
    }

    /// JSON pointer (RFC 6901) to the field; empty for the whole input.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Line and column in the text that was read, where it was read from a text.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// What is wrong, in plain words, with the input in backticks.
    #[must_use]
    pub fn message(&self) -> String {
        self.filled(words::message(self.code, &self.given, &self.wanted).of(self.locale), &self.wanted)
    }

    /// What to do about it, where more can be said than what is wanted.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let (help, wanted) = words::help(self.code, &self.given, &self.wanted)?;
        Some(self.filled(help.of(self.locale), wanted))
    }

    /// The same problem with its words in a language; without it they are in English.
    #[must_use]
    pub fn localised(self, locale: Locale) -> Self {
        Self { locale, ..self }
    }

    fn filled(&self, pattern: &str, wanted: &str) -> String {
        let phrase = |english: &str| {
            if words::speaks(self.code) { words::phrase(english, self.locale) } else { english.to_owned() }
        };
        fill_apart(pattern, &[("given", &phrase(&self.given)), ("wanted", &phrase(wanted))])
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let help = self.help();
        let mut fields = serializer.serialize_struct("Problem", 6)?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("path", &self.path)?;
        fields.serialize_field("message", &self.message())?;
        match &help {
            Some(help) => fields.serialize_field("help", help)?,
            None => fields.skip_field("help")?,
        }
        if let Some(place) = self.place {
            fields.serialize_field("line", &place.line)?;
            fields.serialize_field("column", &place.column)?;
        }
        fields.end()
    }
}

/// A piece of input as a message repeats it: not too long, and on one line.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS_MAX).map(visible).collect();
    if text.chars().nth(SHOWN_CHARS_MAX).is_some() {
        shown.push('…');
    }
    shown
}

/// Control characters and backticks would break the message that quotes them.
fn visible(character: char) -> char {
    if character.is_control() || character == '`' { '\u{fffd}' } else { character }
}

/// The known name that is nearest to the given one, if any is near enough to be meant.
#[must_use]
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let length = name.chars().count();
    if length > 64 {
        return None;
    }
    let allowed = length.checked_div(3).unwrap_or(0).max(2);
    let lowered = name.to_ascii_lowercase();
    let distance = |candidate: &str| strsim::osa_distance(&lowered, &candidate.to_ascii_lowercase());
    let best = known.iter().copied().min_by_key(|candidate| distance(candidate))?;
    (distance(best) <= allowed && distance(best) < best.chars().count()).then_some(best)
}

/// The problems found so far. At most [`PROBLEMS_LISTED_MAX`] are kept; all are counted.
#[derive(Debug, Default)]
pub struct Problems {
    listed: Vec<Problem>,
    count: usize,
}

impl Problems {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.count = self.count.saturating_add(1);
        if self.listed.len() < PROBLEMS_LISTED_MAX {
            self.listed.push(problem);
        }
    }

    /// What was read of a part of the input, or its problems, each with the pointer to the part in front of its own.
    pub fn take<T>(&mut self, read: Result<T, Failure>, part: &str) -> Option<T> {
        read.map_err(|failure| {
            self.count = self.count.saturating_add(failure.problem_count.saturating_sub(failure.problems.len()));
            for problem in failure.problems {
                self.push(Problem { path: [part, &problem.path].concat(), ..problem });
            }
        })
        .ok()
    }

    /// How many there are, listed or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Gives each problem that has none yet its place in the text that was read.
    pub fn locate(&mut self, place: impl Fn(&Problem) -> Option<Place>) {
        for problem in &mut self.listed {
            problem.place = problem.place.or_else(|| place(problem));
        }
    }

    /// The problems that are listed.
    #[must_use]
    pub fn into_listed(self) -> Vec<Problem> {
        self.listed
    }

    /// `Ok` with the value where there is one and no problem, else the failure.
    ///
    /// # Errors
    /// The failure with every problem, of the given kind unless all of them are of size.
    pub fn finish<T>(self, value: Option<T>, code: FailureCode) -> Result<T, Failure> {
        match value {
            Some(value) if self.count == 0 => Ok(value),
            _ => Err(self.into_failure(code)),
        }
    }

    fn into_failure(self, code: FailureCode) -> Failure {
        let only_size = !self.listed.is_empty() && self.listed.iter().all(|problem| problem.code.is_limit());
        let code = if only_size { FailureCode::Limit } else { code };
        Failure { code, problems: self.listed, problem_count: self.count }
    }
}

/// Why a call gave no answer: every problem of its input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    code: FailureCode,
    problems: Vec<Problem>,
    problem_count: usize,
}

impl Failure {
    /// A failure with a single problem.
    #[must_use]
    pub fn one(code: FailureCode, problem: Problem) -> Self {
        Self { code, problems: vec![problem], problem_count: 1 }
    }

    /// The same failure with its messages in a language; without it they are in English.
    #[must_use]
    pub fn localised(self, locale: Locale) -> Self {
        let problems = self.problems.into_iter().map(|problem| problem.localised(locale)).collect();
        Self { problems, ..self }
    }

    /// The kind of failure.
    #[must_use]
    pub fn code(&self) -> FailureCode {
        self.code
    }

    /// The problems, at most [`PROBLEMS_LISTED_MAX`].
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many problems there are, listed or not.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problem_count
    }

    /// The failure as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::text(self)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(formatter, "{}: {}", problem.path(), problem.message())?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
