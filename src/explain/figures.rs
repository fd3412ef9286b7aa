//! Amounts, shares and dates in words. They are written from the decimal strings of the answer;
//! nothing is computed here.

use crate::locale::{Locale, fill};
use crate::money::Money;

use super::words;

/// An amount with its unit, such as `60,000.00 元` or `CNY 60,000.00`.
pub(super) fn amount(amount: Money, locale: Locale) -> String {
    fill(words::AMOUNT.of(locale), &[("amount", &grouped(&amount.to_string()))])
}

/// Puts a comma before every three digits that stand before the point.
fn grouped(decimal: &str) -> String {
    let (whole, places) = decimal.split_once('.').unwrap_or((decimal, ""));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut shown = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        let behind = digits.len().saturating_sub(index);
        if index > 0 && behind.checked_rem(3) == Some(0) {
            shown.push(',');
        }
        shown.push(digit);
    }
    if !places.is_empty() {
        shown.push('.');
        shown.push_str(places);
    }
    shown
}

/// A share or rate as per cent, such as `28.9%` for `0.289`: the point moves, no digit changes.
pub(super) fn per_cent(share: &str) -> String {
    let (whole, places) = share.split_once('.').unwrap_or((share, ""));
    let mut digits = whole.to_owned();
    let mut rest = places.chars();
    for _ in 0..2 {
        digits.push(rest.next().unwrap_or('0'));
    }
    let whole = digits.trim_start_matches('0');
    let places = rest.as_str().trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if places.is_empty() { format!("{whole}%") } else { format!("{whole}.{places}%") }
}

/// A date in words, such as `2025年11月22日` or `22 November 2025`.
pub(super) fn date(written: &str, locale: Locale) -> String {
    let mut parts = written.splitn(3, '-');
    let (year, month, day) =
        (parts.next().unwrap_or(""), unpadded(parts.next().unwrap_or("")), unpadded(parts.next().unwrap_or("")));
    let name = words::MONTHS.iter().find(|(number, _)| *number == month).map_or(month, |(_, name)| name);
    let month = if locale == Locale::English { name } else { month };
    fill(words::DATE.of(locale), &[("year", year), ("month", month), ("day", day)])
}

fn unpadded(number: &str) -> &str {
    number.trim_start_matches('0')
}

/// Text of an answer that is shown as it is; what would break a line is made visible.
pub(super) fn quoted(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}
