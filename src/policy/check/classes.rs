//! Which classes a loan can have that is so many days past due.

use crate::error::Problems;
use crate::json::Value;
use crate::policy::check::values::{LAST, Values};
use crate::policy::model::{Class, Fact};
use crate::policy::parse::scales::check_spans;
use crate::reader::{Path, count, one_of};

/// Stretches of days past due, each with the classes that a loan can have in it.
///
/// Without a scale of amounts that is one class. With it the worse of the two decides, so that the days alone are
/// a bound: whatever the amount is, the class is not better than theirs.
pub(super) struct Classes(Vec<(Values, Values)>);

impl Classes {
    /// The classes of a policy; any of them on any day where the scales cannot be read.
    pub(super) fn of(version: &Value) -> Self {
        let anything = || vec![(Values::all(Fact::DaysPastDue), Values::all(Fact::Class))];
        Self(version.get("delinquency").and_then(bands).unwrap_or_else(anything))
    }

    /// The days on which a loan can have one of these classes.
    pub(super) fn days(&self, classes: &Values) -> Values {
        let with = self.0.iter().filter(|(_, own)| !own.and(classes).is_empty());
        with.fold(Values::none(), |days, (own, _)| days.or(own))
    }

    /// The classes that a loan can have on one of these days.
    pub(super) fn on(&self, days: &Values) -> Values {
        let with = self.0.iter().filter(|(own, _)| !own.and(days).is_empty());
        with.fold(Values::none(), |classes, (_, own)| classes.or(own))
    }

    /// The days on which a loan has one of these classes, where the days alone tell whether it has.
    pub(super) fn settled(&self, classes: &Values) -> Option<Values> {
        let days = self.days(classes);
        days.and(&self.days(&classes.outside(Fact::Class))).is_empty().then_some(days)
    }
}

/// What the scales of a policy say, where both can be read.
fn bands(section: &Value) -> Option<Vec<(Values, Values)>> {
    let (scale, mut problems) = (section.get("classes")?, Problems::new());
    check_spans(scale, Path::Root, &mut problems);
    let mut by_amount = Vec::new();
    match section.get("classesByAmount").filter(|scale| !scale.is_null()) {
        Some(scale) => {
            for band in scale.as_array()? {
                by_amount.push(name(band, &mut problems)?);
            }
        }
        None => by_amount.push(Class::Mild),
    }
    let mut bands = vec![(Values::range(0, 0), Values::class(Class::Current))];
    for band in scale.as_array()? {
        let by_days = name(band, &mut problems)?;
        let classes = by_amount.iter().fold(Values::none(), |all, one| all.or(&Values::class(by_days.max(*one))));
        let first = count(band.get("fromDays")?, Path::Root, &mut problems)?;
        let last = match band.get("toDays").filter(|last| !last.is_null()) {
            Some(last) => i128::from(count(last, Path::Root, &mut problems)?),
            None => LAST,
        };
        bands.push((Values::range(first.into(), last), classes));
    }
    (problems.count() == 0 && !by_amount.is_empty()).then_some(bands)
}

fn name(band: &Value, problems: &mut Problems) -> Option<Class> {
    one_of(band.get("name")?, &Class::NAMES, Path::Root, problems)
}
