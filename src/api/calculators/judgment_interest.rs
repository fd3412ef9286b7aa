//! `judgmentInterest`: interest on the money of a judgment that is not performed in time.

use serde_json::Value;

use crate::api::reference::{outside, read};
use crate::api::{Engine, Reply};
use crate::calendar::{Date, DayRange, DaysCounted};
use crate::error::{Failure, ProblemCode, Problems};
use crate::policy::law::Law;
use crate::reader::{Fields, Path, count, date, money, one_of, report};
use crate::rules::judgment_interest::judgment_interest;

/// The days that interest runs for.
enum Span {
    Days(u32),
    Range(DayRange),
}

/// `judgmentInterest({ base, from, to, daysCounted? | days })`: the interest for the days from `from`,
/// which is counted, to `to`, which is not, unless `daysCounted` says otherwise; or for so many days.
///
/// # Errors
/// Every problem of the fields; `tableEnds` for days before the law's own first day.
pub(in crate::api) fn interest<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (base, span) = read(given, options, &["base", "from", "to", "days", "daysCounted"], |fields, problems| {
        let base = fields.required("base", Path::Root, problems, money);
        let span = span(fields, problems);
        Some((base?, span?))
    })?;
    let law = Law::builtin()?;
    let days = days(&span, law.delayed_performance_day_rate.source.effective_from)?;
    Ok(Reply::JudgmentInterest(Box::new(judgment_interest(base, days, &law))))
}

fn span(fields: Fields<'_>, problems: &mut Problems) -> Option<Span> {
    let path = Path::Root;
    if let Some(days) = fields.get("days") {
        if let Some(other) = ["from", "to", "daysCounted"].into_iter().find(|name| fields.get(name).is_some()) {
            report(problems, ProblemCode::BothGiven, path.field("days"), "days", other);
        }
        return count(days, path.field("days"), problems).map(Span::Days);
    }
    let from = fields.required("from", path, problems, date);
    let to = fields.required("to", path, problems, date);
    let counted = fields.optional("daysCounted", path, problems, |value, path, problems| {
        one_of(value, &DaysCounted::NAMES, path, problems)
    });
    let (from, to) = (from?, to?);
    if from > to {
        report(problems, ProblemCode::BoundsCrossed, path.field("to"), &from.to_string(), &to.to_string());
    }
    Some(Span::Range(counted.unwrap_or_default().counted(DayRange { from, to })))
}

fn days(span: &Span, law_from: Date) -> Result<u32, Failure> {
    match span {
        Span::Days(days) => Ok(*days),
        Span::Range(range) if range.from < law_from => Err(outside("/from", range.from, law_from)),
        Span::Range(range) => Ok(range.days()),
    }
}
