//! `judgmentInterest`: interest on the money of a judgment that is not performed in time.

use crate::json::Value;

use crate::api::calculators::day_count::{days_counted, range};
use crate::api::reference::{outside, read};
use crate::api::{Engine, Reply};
use crate::calendar::{Date, DayRange};
use crate::error::{Failure, ProblemCode, Problems};
use crate::policy::law::Law;
use crate::reader::{Fields, Path, count, money, report};
use crate::rules::judgment_interest::judgment_interest;

/// The days that interest runs for.
enum Span {
    Days(u32),
    Range(DayRange),
}

/// `judgmentInterest({ base, from, to, daysCounted? | days })`: the interest for the days from `from`,
/// which is counted, to `to`, which is not, unless `daysCounted` says otherwise; or for so many days, which are counted days.
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
    let (path, counted) = (Path::Root, days_counted(fields, problems));
    if let Some(days) = fields.get("days") {
        if let Some(other) = ["from", "to"].into_iter().find(|name| fields.get(name).is_some()) {
            report(problems, ProblemCode::BothGiven, path.field("days"), "days", other);
        }
        return count(days, path.field("days"), problems).map(Span::Days);
    }
    range(fields, problems).map(|range| Span::Range(counted.counted(range)))
}

fn days(span: &Span, law_from: Date) -> Result<u32, Failure> {
    match span {
        Span::Days(days) => Ok(*days),
        Span::Range(range) if range.from < law_from => Err(outside("/from", range.from, law_from)),
        Span::Range(range) => Ok(range.days()),
    }
}
