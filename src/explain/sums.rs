//! Whether the parts of an answer add up: words that show a total must be able to show its parts.

use super::view::{Charge, DueView, LineView};
use crate::error::{ProblemCode, Problems};
use crate::money::Money;
use crate::reader::{Path, report};
use crate::rules::ledger::AdjustedBy;

/// Reports every sum of an answer that is not the sum of its parts.
pub(super) fn check(due: &DueView<'_>, lines: &[LineView<'_>], problems: &mut Problems) {
    let place = Path::Root;
    let due_place = place.field("due");
    let interest = due.interest.zip(due.penalty).zip(due.compound);
    let gross = interest.map(|((interest, penalty), compound)| {
        [due.principal, interest, due.fees, penalty, compound].into_iter().fold(Money::ZERO, Money::plus)
    });
    if let Some((total, gross)) = due.total.zip(gross) {
        compare(gross.minus_to_zero(due.waived), total, due_place.field("total"), problems);
    }
    let charges = [(Charge::Penalty, due.penalty, "penalty"), (Charge::Compound, due.compound, "compound")];
    for (charge, amount, name) in charges {
        let parts = lines.iter().filter(|line| line.charge == charge).map(|line| line.amount);
        if let Some(amount) = amount {
            compare(parts.fold(Money::ZERO, Money::plus), amount, due_place.field(name), problems);
        }
    }
    let (penalty_place, lines_name) = (place.field("penalty"), "lines");
    let lines_place = penalty_place.field(lines_name);
    for (index, line) in lines.iter().enumerate() {
        compare(parts(line), line.amount, lines_place.entry(index).field("amount"), problems);
    }
}

/// What a line comes to: its segments, raised to the smallest charge and cut by the caps.
fn parts(line: &LineView<'_>) -> Money {
    let charged = line.segments.iter().map(|segment| segment.amount).fold(Money::ZERO, Money::plus);
    line.adjustments.iter().fold(charged, |sum, adjustment| match adjustment.by {
        AdjustedBy::MinimumCharge => sum.plus(adjustment.amount),
        AdjustedBy::ShareOfPrincipalMax | AdjustedBy::TotalCostMax | AdjustedBy::Paid => sum.minus(adjustment.amount),
    })
}

fn compare(parts: Money, whole: Money, path: Path<'_>, problems: &mut Problems) {
    if parts != whole {
        report(problems, ProblemCode::PartsDoNotAddUp, path, &parts.to_string(), &whole.to_string());
    }
}
