//! The change on an earlier summary, such as last month's.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::{ProblemCode, Problems};
use crate::json::Value;
use crate::limits::PORTFOLIO_SUM_MAX_FEN;
use crate::money::{Fixed, Money};
use crate::policy::model::Class;
use crate::portfolio::summary::{SCHEMA, Summary, text_of};
use crate::reader::{Path, one_of, report, wrong_type};

/// What an earlier summary is compared by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Previous {
    assessed: Option<u64>,
    due: Option<Money>,
    classes: BTreeMap<String, (u64, Money)>,
    recovery: BTreeMap<String, Fixed>,
    cost: Option<Fixed>,
}

/// How figures have changed: today's less the earlier ones. What one of the two does not know is `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Cases.
    pub assessed: Option<i64>,
    /// What is due.
    pub due: Option<Money>,
    /// By class.
    pub classes: Vec<ClassChange>,
    /// Recovery rates as shown.
    pub recovery: Vec<RateChange>,
    /// The cost rate as shown.
    pub cost: Option<Fixed>,
}

/// How the cases of one class have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClassChange {
    /// The class.
    pub class: Class,
    /// Cases.
    pub count: i64,
    /// What is due on them.
    pub due: Money,
}

/// How the recovery rate of one class has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RateChange {
    /// The class.
    pub class: Class,
    /// The rate.
    pub rate: Option<Fixed>,
}

impl Previous {
    /// Reads what of an earlier summary is compared; other fields are passed over.
    pub(super) fn read(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Self> {
        let Some(schema) = value.get("schema") else {
            const WANTED: &str = "the summary that an earlier run gave";
            match value {
                Value::Object(_) => {
                    report(problems, ProblemCode::WrongType, path, "an object that names no schema", WANTED);
                }
                _ => wrong_type(value, path, WANTED, problems),
            }
            return None;
        };
        one_of(schema, &[(SCHEMA, ())], path.field("schema"), problems)?;
        let count = |value: &Value, pointer: &str| value.pointer(pointer).and_then(Value::as_u64);
        let list = |pointer: &str| value.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
        let mut before = Self { assessed: count(value, "/assessed"), ..Self::default() };
        before.due = sum(value, "/totals/due", path, problems);
        for entry in list("/classes") {
            let due = sum(entry, "/due", path, problems);
            if let Some((class, (count, due))) = text_of(entry, "/class").zip(count(entry, "/count").zip(due)) {
                before.classes.insert(class.to_owned(), (count, due));
            }
        }
        for entry in list("/indicators/recovery") {
            let rate = text_of(entry, "/rate").and_then(|rate| units(rate, 4));
            if let Some((class, units)) = text_of(entry, "/class").zip(rate) {
                before.recovery.insert(class.to_owned(), Fixed { units, places: 4 });
            }
        }
        let cost = text_of(value, "/indicators/cost/rate").and_then(|rate| units(rate, 4));
        before.cost = cost.map(|units| Fixed { units, places: 4 });
        Some(before)
    }

    /// The change of a summary on this one.
    pub(super) fn change(&self, now: &Summary) -> Change {
        let classes = now.classes.iter().filter_map(|own| {
            let class = own.class?;
            let (count, due) = self.classes.get(class.name())?;
            Some(ClassChange { class, count: gain(own.part.count, *count), due: own.part.due.minus(*due) })
        });
        let recovery = now.indicators.recovery.iter().map(|own| RateChange {
            class: own.class,
            rate: own.rate.zip(self.recovery.get(own.class.name()).copied()).map(difference),
        });
        Change {
            assessed: self.assessed.map(|before| gain(now.assessed, before)),
            due: self.due.map(|before| now.totals.due.minus(before)),
            classes: classes.collect(),
            recovery: recovery.collect(),
            cost: now.indicators.cost.rate.zip(self.cost).map(difference),
        }
    }
}

fn gain(now: u64, before: u64) -> i64 {
    let gain = i128::from(now).saturating_sub(i128::from(before));
    i64::try_from(gain).unwrap_or(if gain < 0 { i64::MIN } else { i64::MAX })
}

fn difference((now, before): (Fixed, Fixed)) -> Fixed {
    Fixed { units: now.units.saturating_sub(before.units), ..now }
}

/// Reads a sum, which may be larger than an amount of one case.
fn sum(value: &Value, pointer: &str, path: Path<'_>, problems: &mut Problems) -> Option<Money> {
    let text = text_of(value, pointer)?;
    let fen = units(text, 2);
    if fen.is_none() {
        report(problems, ProblemCode::NotADecimal, path, text, "an amount such as 1485.00");
    }
    fen.map(Money::from_fen)
}

/// The whole number of units of a text with exactly so many places.
fn units(text: &str, places: usize) -> Option<i128> {
    let (whole, fraction) = text.split_once('.')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let plain = digits(unsigned) && !unsigned.is_empty() && digits(fraction) && fraction.len() == places;
    let units: i128 = format!("{whole}{fraction}").parse().ok().filter(|_| plain)?;
    (units.saturating_abs() <= PORTFOLIO_SUM_MAX_FEN).then_some(units)
}
