//! The figures of a case worked out a second time, in whole numbers, from the policy's text alone.
//!
//! Nothing here uses the engine: dates are counted from the calendar's own rule, charges are
//! fractions over one denominator, and rounding adds one half.

use crate::cases::{Contacts, Sample};

/// The figures of one case; amounts in fen.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) days: i64,
    pub(crate) class: &'static str,
    pub(crate) principal: i128,
    pub(crate) interest: i128,
    pub(crate) fees: i128,
    pub(crate) penalty: i128,
    pub(crate) compound: i128,
    pub(crate) total: i128,
}

/// Year, month and day of a count of days from 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn month_length(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `YYYY-MM-DD` of a count of days from 1970-01-01.
pub(crate) fn date_text(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The same day so many months later, or the last of a shorter month.
pub(crate) fn months_later(days: i64, months: i64) -> String {
    let (year, month, day) = civil(days);
    let index = year * 12 + month - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    format!("{year:04}-{month:02}-{:02}", day.min(month_length(year, month)))
}

fn half_up(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

/// Contract rate × 1.5, actual days ÷ 360, rounded half up to the fen.
fn charge(base: i128, rate_millionths: i128, days: i64) -> i128 {
    half_up(base * rate_millionths * 3 * i128::from(days), 1_000_000 * 2 * 360)
}

/// The figures of a case so many days after its as-of date.
pub(crate) fn figures(sample: &Sample, later: i64) -> Figures {
    let overdue: Vec<_> = sample.arrears.iter().filter(|arrear| arrear.days_before + later > 0).collect();
    let days = overdue.iter().map(|arrear| arrear.days_before + later).max().unwrap_or(0);
    let sum = |part: &dyn Fn(&crate::cases::Arrear) -> i128| overdue.iter().map(|arrear| part(arrear)).sum::<i128>();
    let principal = sum(&|arrear| arrear.principal);
    let interest = sum(&|arrear| arrear.interest);
    let fees = sum(&|arrear| arrear.fees);
    let penalty = sum(&|arrear| charge(arrear.principal, sample.rate, arrear.days_before + later));
    let compound = sum(&|arrear| charge(arrear.interest, sample.rate, arrear.days_before + later));
    let class = match days {
        0 => "current",
        1..=30 => "mild",
        31..=90 => "moderate",
        _ => "severe",
    };
    let total = principal + interest + fees + penalty + compound;
    Figures { days, class, principal, interest, fees, penalty, compound, total }
}

/// Regular and last payment of a plan.
pub(crate) fn payments(total: i128, periods: i128) -> (i128, i128) {
    let regular = half_up(total, periods);
    (regular, total - regular * (periods - 1))
}

/// Whether both payments are above nothing and at most 30 % of the income.
pub(crate) fn fits(total: i128, periods: i128, income: i128) -> bool {
    let (regular, last) = payments(total, periods);
    regular.min(last) > 0 && regular.max(last) * 10 <= income * 3
}

/// Whether the attempts, a refusal or silence are enough for escalation.
pub(crate) fn pressed_in_vain(sample: &Sample, days: i64) -> bool {
    let since_due = |days_before: i64| days_before <= days;
    match &sample.contacts {
        Contacts::Count { failed, silent_days } => *failed >= 3 || sample.refused || *silent_days > 30,
        Contacts::Log(log) => {
            let log: Vec<_> = log.iter().filter(|(days_before, _)| since_due(*days_before)).collect();
            let failed = log.iter().filter(|(_, how)| ["noAnswer", "wrongNumber", "refused"].contains(how)).count();
            let reached = log.iter().filter(|(_, how)| ["reached", "refused", "promised"].contains(how));
            let silent_days = reached.map(|(days_before, _)| *days_before).min().unwrap_or(days);
            let refused_in_log = log.iter().any(|(_, how)| *how == "refused");
            failed >= 3 || sample.refused || refused_in_log || silent_days > 30
        }
    }
}
