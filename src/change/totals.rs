//! Which totals can be spread over a plan that the borrower can afford: all of them, to the fen.
//!
//! # What it computes
//! Regular and last payment of a total depend on its quotient and its rest by the number of periods.
//! For one rest, both move by one fen with the quotient, so a comparison turns only where a payment
//! reaches or passes a threshold. Around each threshold lies a window of totals in which the rest
//! decides; it is tried fen by fen. Between two windows nothing turns, so one total speaks for all.
//!
//! # Example
//! Income 34,000, limit 10,200.00, six periods: 61,200.00 fits; 61,199.96 does not (its last payment
//! is 10,200.01); 61,199.95 and less fit again.

use crate::change::time::visit;
use crate::condition::Kleene;
use crate::limits::TOTALS_TRIED_MAX;
use crate::money::{Money, Rounding};
use crate::policy::model::{Fact, Installment, Threshold};
use crate::rules::installment::{Payments, periods};

/// Totals in fen, both ends counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: i128,
    pub(super) to: i128,
}

/// Every total from one fen to the largest given that some plan of the policy makes feasible, as
/// rising spans that do not touch; nothing where there are too many to be told one by one.
pub(super) fn feasible(largest: Money, income: Money, policy: &Installment) -> Option<Vec<Span>> {
    let mut spans = Vec::new();
    let mut tried = 0_i128;
    for count in periods(policy) {
        let windows = windows(count, largest.fen(), income, policy);
        let sizes = windows.iter().map(|window| window.to.saturating_sub(window.from));
        tried = sizes.fold(tried, i128::saturating_add);
        if tried > TOTALS_TRIED_MAX {
            return None;
        }
        spans.extend(of_plan(&windows, largest.fen(), &|total| fits(total, count, income, policy)));
    }
    Some(joined(spans))
}

/// Whether a total is feasible over so many periods.
fn fits(total: i128, periods: u32, income: Money, policy: &Installment) -> bool {
    Payments::spread(Money::from_fen(total), periods, policy).feasible(Some(income), policy) == Kleene::True
}

/// The payments at which a comparison turns: where one reaches a threshold, and where it passes it.
fn critical(income: Money, policy: &Installment) -> Vec<i128> {
    let mut payments = Vec::new();
    visit(&policy.condition.root, &mut |clause| {
        let at = match (clause.fact, &clause.threshold) {
            (Fact::ShareOfIncome, Threshold::Share(share)) => Some(income.share(*share, Rounding::Down)),
            (Fact::SmallestPayment, Threshold::Money(amount)) => Some(*amount),
            _ => None,
        };
        payments.extend(at.map(Money::fen));
    });
    payments
}

/// The windows of totals in which the rest decides. A payment lies within one fen a period of the
/// quotient, and passes a threshold one fen after it has reached it.
fn windows(periods: u32, largest: i128, income: Money, policy: &Installment) -> Vec<Span> {
    let count = i128::from(periods);
    let margin = count.saturating_add(2);
    let total = |quotient: i128| quotient.saturating_mul(count).clamp(1, largest.max(1));
    let around =
        |payment: i128| Span { from: total(payment.saturating_sub(margin)), to: total(payment.saturating_add(margin)) };
    joined(critical(income, policy).into_iter().map(around).collect())
}

fn of_plan(windows: &[Span], largest: i128, fits: &dyn Fn(i128) -> bool) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut next = 1_i128;
    for window in windows {
        spans.extend(stretch(next, window.from.saturating_sub(1), fits));
        spans.extend(
            (window.from..=window.to).filter(|total| fits(*total)).map(|total| Span { from: total, to: total }),
        );
        next = window.to.saturating_add(1);
    }
    spans.extend(stretch(next, largest, fits));
    joined(spans)
}

/// A stretch between two windows, in which one total speaks for all.
fn stretch(from: i128, to: i128, fits: &dyn Fn(i128) -> bool) -> Option<Span> {
    (from <= to && fits(from)).then_some(Span { from, to })
}

/// Spans in rising order; those that touch or overlap become one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| (span.from, span.to));
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| span.from <= last.to.saturating_add(1)) {
            Some(last) => last.to = last.to.max(span.to),
            None => joined.push(span),
        }
    }
    joined
}
