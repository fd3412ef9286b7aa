//! `judgmentInterest`: interest on the money of a judgment that is not performed in time.

use crate::json::Value;

use crate::api::calculators::day_count::{self, days_counted, range};
use crate::api::form::Need::Must;
use crate::api::form::{Form, read};
use crate::api::reference::outside;
use crate::api::{Engine, Reply};
use crate::calendar::{Date, DayRange};
use crate::error::Failure;
use crate::policy::law::Law;
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
    let (base, span) = read(given, options, &["base", "from", "to", "days", "daysCounted"], |form| {
        let base = form.money("base", Must);
        let span = span(form);
        Some((base?, span?))
    })?;
    let law = Law::builtin()?;
    let days = days(&span, law.delayed_performance_day_rate.source.effective_from)?;
    Ok(Reply::JudgmentInterest(Box::new(judgment_interest(base, days, &law))))
}

fn span(form: &mut Form<'_, '_>) -> Option<Span> {
    let counted = days_counted(form);
    if form.has("days") {
        return day_count::days(form).map(Span::Days);
    }
    range(form).map(|range| Span::Range(counted.counted(range)))
}

fn days(span: &Span, law_from: Date) -> Result<u32, Failure> {
    match span {
        Span::Days(days) => Ok(*days),
        Span::Range(range) if range.from < law_from => Err(outside("/from", range.from, law_from)),
        Span::Range(range) => Ok(range.days()),
    }
}
