//! What single values of a policy are read as: texts, figures, words of closed vocabularies.

use crate::json::Value;

use crate::calendar::{Date, DayCount, DaysCounted};
use crate::error::{ProblemCode, Problems};
use crate::limits::{CLAUSES_MAX, PERIODS_MAX, POLICY_SHARE_SCALE};
use crate::money::{Money, Rate, Rounding, Stage};
use crate::policy::allocation::{Component, Excess, Scope, Walk};
use crate::policy::collection::{ActionKind, ArrearsTreatment, Channel, Method, ReviewFact};
use crate::policy::model::{
    Class, Confidence, ContactOutcome, Document, Fact, Operator, PlanInterest, RiskTier, Role, Source, Words,
};
use crate::policy::parse::checks::check_bounds;
use crate::policy::parse::places::{Blank, Read, Reading, blank};
use crate::policy::penalty::{ChargedRate, FeeStacking, GraceMode, PenaltyBase};
use crate::policy::tables::RestDays;
use crate::reader::{Path, count, date, money, nearest, rate, report, text, wrong_type, yes_no};

/// A text that is not blank.
pub(super) fn owned(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<String> {
    let text = text(value, path, problems)?;
    if text.trim().is_empty() {
        report(problems, ProblemCode::Required, path, "", "");
        return None;
    }
    Some(text.to_owned())
}

/// Whether a value is a number with a fraction, which a policy writes as text, so that it has one form.
fn is_fraction(value: &Value) -> bool {
    matches!(value, Value::Number(number) if !number.as_str().bytes().all(|byte| byte.is_ascii_digit()))
}

fn amount(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Money> {
    if is_fraction(value) {
        wrong_type(value, path, "an amount such as \"1485.00\"", problems);
        return None;
    }
    money(value, path, problems)
}

/// A share to the scale that policies write.
pub(super) fn share(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Rate> {
    if is_fraction(value) {
        wrong_type(value, path, "a rate such as \"0.06\" or \"6%\"", problems);
        return None;
    }
    let share = rate(value, path, problems)?;
    if share.scale() > POLICY_SHARE_SCALE {
        let given = share.to_string();
        report(problems, ProblemCode::TooManyDecimals, path, &given, &POLICY_SHARE_SCALE.to_string());
        return None;
    }
    Some(share)
}

/// A number of periods, at least one.
pub(super) fn periods(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let number = count(value, path, problems)?;
    let (code, bound) = match number {
        0 => (ProblemCode::CountTooSmall, 1),
        number if number > PERIODS_MAX => (ProblemCode::CountTooLarge, PERIODS_MAX),
        number => return Some(number),
    };
    report(problems, code, path, &number.to_string(), &bound.to_string());
    None
}

/// A local time of day, `HH:MM`, as minutes after midnight.
pub(crate) fn minute(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let written = text(value, path, problems)?;
    let minute = crate::calendar::minute_of_day(written);
    if minute.is_none() {
        report(problems, ProblemCode::NotATime, path, written, "");
    }
    minute
}

/// Says how a type is read by itself, and what stands in its place before.
macro_rules! leaves {
    ($($type:ty, $blank:expr, $read:expr;)*) => {
        $(
            impl Blank for $type {
                const BLANK: Self = $blank;
            }

            impl Read for $type {
                fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
                    let read = $read(value, path, reading.problems);
                    read.map(|read| *self = read).is_some()
                }
            }
        )*
    };
}

leaves! {
    bool, false, yes_no;
    u32, 0, count;
    String, Self::new(), owned;
    Money, Self::ZERO, amount;
    Rate, Self::ZERO, share;
    Date, Self::LAST, date;
}

/// Says of closed vocabularies that they are read by the names of their words, and how many of them may stand
/// in a list.
macro_rules! words {
    ($most:expr; $($type:ty),* $(,)?) => {
        $(
            impl Blank for $type {
                const BLANK: Self = Self::NAMES[0].1;
                const MOST: usize = $most;
            }

            impl Read for $type {
                fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
                    word(self, &Self::NAMES, value, path, reading.problems)
                }
            }
        )*
    };
}

words! {
    Self::NAMES.len();
    ActionKind, ArrearsTreatment, Channel, ChargedRate, Class, Confidence, ContactOutcome, DayCount, DaysCounted,
    Excess, Fact, FeeStacking, GraceMode, Method, Operator, PenaltyBase, PlanInterest, RestDays, ReviewFact,
    RiskTier, Role, Rounding, Scope, Stage, Walk,
}
words! { CLAUSES_MAX; Component }

/// Reads one of a few words.
fn word<T: Copy>(
    place: &mut T,
    names: &[(&'static str, T)],
    value: &Value,
    path: Path<'_>,
    problems: &mut Problems,
) -> bool {
    let found = index_of(value, &|index| names.get(index).map(|(name, _)| *name), path, problems);
    let meant = found.and_then(|index| names.get(index));
    meant.map(|(_, meaning)| *place = *meaning).is_some()
}

/// Finds a text among the names that are given one by one. Outside of [`word`], so that it is compiled once.
#[inline(never)]
fn index_of(
    value: &Value,
    name: &dyn Fn(usize) -> Option<&'static str>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<usize> {
    let given = text(value, path, problems)?;
    let mut names = Vec::new();
    while let Some(name) = name(names.len()) {
        if name == given {
            return Some(names.len());
        }
        names.push(name);
    }
    report(problems, ProblemCode::NotOneOf, path, given, &names.join(", "));
    None
}

/// The word by which a document says what it is.
pub(super) struct Schema(pub(super) &'static str);

impl Read for Schema {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        word(&mut (), &[(self.0, ())], value, path, reading.problems)
    }
}

blank! {
    Words { simplified, traditional, en }
    Document { id, title }
    Source { document, clause, confidence, effective_from, review_by, reading }
}

impl Read for Words {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["zh-Hans", "zh-Hant", "en"]);
        at.required("zh-Hans", &mut self.simplified);
        at.required("zh-Hant", &mut self.traditional);
        at.required("en", &mut self.en);
        at.whole
    }
}

impl Read for Document {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let mut at = reading.open(value, path, &["id", "title"]);
        at.required("id", &mut self.id);
        at.required("title", &mut self.title);
        at.whole
    }
}

impl Read for Source {
    fn read(&mut self, value: &Value, path: Path<'_>, reading: &mut Reading<'_>) -> bool {
        let known = ["document", "clause", "confidence", "effectiveFrom", "reviewBy", "reading"];
        let mut at = reading.open(value, path, &known);
        let document = at.required("document", &mut self.document);
        at.required("clause", &mut self.clause);
        at.required("confidence", &mut self.confidence);
        let from = at.required("effectiveFrom", &mut self.effective_from);
        let by = at.required("reviewBy", &mut self.review_by);
        at.optional("reading", &mut self.reading);
        let whole = at.whole;
        if document {
            check_document(&self.document, path.field("document"), reading);
        }
        if from && by {
            check_bounds(self.effective_from, self.review_by, path.field("reviewBy"), reading.problems);
        }
        whole
    }
}

fn check_document(id: &str, path: Path<'_>, reading: &mut Reading<'_>) {
    if !reading.documents.contains(&id) {
        let nearest = nearest(id, &reading.documents).unwrap_or("");
        report(reading.problems, ProblemCode::UnknownDocument, path, id, nearest);
    }
}
