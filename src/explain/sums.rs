//! Whether the parts of an answer add up: words that show a total must be able to show its parts.

use super::node::Node;
use super::shape::{self, Shape};
use crate::error::{ProblemCode, Problems};
use crate::money::Money;
use crate::reader::{Path, report};

/// Reports every sum of an answer that is not the sum of its parts, where what is due, the working and the
/// steps can be read at all. `clean` tells that the whole answer can.
pub(super) fn check(answer: Node<'_>, clean: bool, problems: &mut Problems) {
    let is_whole = |node: Node<'_>, shape: &Shape| {
        clean || node.0.is_some_and(|value| shape::check(value, shape, Path::Root, &mut Problems::new()))
    };
    let (due, working) = (answer.at("due"), answer.at("penalty"));
    let tracking = answer.at("tracking");
    if tracking.is_there() && is_whole(tracking, &shape::TRACKING) {
        check_plan(tracking, problems);
    }
    if !(is_whole(due, &shape::DUE)
        && is_whole(working, &shape::WORKING)
        && is_whole(answer.at("escalation"), &shape::STEPS))
    {
        return;
    }
    let due_place = Path::Root.field("due");
    let parts = ["interest", "penalty", "compound", "principal", "fees"];
    let known: Vec<Money> = parts.iter().filter_map(|name| due.money(name)).collect();
    if known.len() == parts.len() {
        let gross = known.into_iter().fold(Money::ZERO, Money::plus);
        let waived = due.money("waived").unwrap_or(Money::ZERO);
        compare(gross.minus_to_zero(waived), due, "total", due_place, problems);
    }
    let mut charged = [("penalty", Money::ZERO), ("compound", Money::ZERO)];
    let (penalty_place, lines_name) = (Path::Root.field("penalty"), "lines");
    let lines_place = penalty_place.field(lines_name);
    let lines = || working.list("lines").enumerate().filter(|(_, line)| is_whole(*line, &shape::LINE));
    for (_, line) in lines() {
        for (name, sum) in &mut charged {
            if line.text("component") == *name {
                *sum = sum.plus(amount(line));
            }
        }
    }
    // While a fact is missing, a sum may be known all the same, being settled whatever that fact is, and the working of
    // a part of it not: that part has no line then.
    let is_open = due.list("missing").next().is_some();
    for (name, sum) in charged {
        if !is_open || due.money(name).is_some_and(|whole| whole < sum) {
            compare(sum, due, name, due_place, problems);
        }
    }
    for (index, line) in lines() {
        compare(parts_of(line, &is_whole), line, "amount", lines_place.entry(index), problems);
    }
}

/// What is told of an agreed plan, against its installments.
fn check_plan(tracking: Node<'_>, problems: &mut Problems) {
    let place = Path::Root.field("tracking");
    let (mut total, mut paid, mut overdue) = (Money::ZERO, Money::ZERO, Money::ZERO);
    for installment in tracking.list("installments") {
        let settled = installment.money("paid").unwrap_or(Money::ZERO);
        total = total.plus(amount(installment));
        paid = paid.plus(settled);
        if matches!(installment.text("status"), "short" | "missed") {
            overdue = overdue.plus(amount(installment).minus(settled));
        }
    }
    let remaining = total.minus(paid);
    for (name, sum) in [("total", total), ("paid", paid), ("remaining", remaining), ("overdue", overdue)] {
        compare(sum, tracking, name, place, problems);
    }
}

/// What a line comes to: its segments, raised to the smallest charge and cut by the caps.
fn parts_of(line: Node<'_>, is_whole: &dyn Fn(Node<'_>, &Shape) -> bool) -> Money {
    let mut sum = Money::ZERO;
    for segment in line.list("segments").filter(|segment| is_whole(*segment, &shape::SEGMENT)) {
        sum = sum.plus(amount(segment));
    }
    for adjustment in line.list("adjustments").filter(|adjustment| is_whole(*adjustment, &shape::ADJUSTMENT)) {
        let raised = adjustment.text("by") == "minimumCharge";
        sum = if raised { sum.plus(amount(adjustment)) } else { sum.minus(amount(adjustment)) };
    }
    sum
}

fn amount(node: Node<'_>) -> Money {
    node.money("amount").unwrap_or(Money::ZERO)
}

fn compare(parts: Money, node: Node<'_>, name: &str, path: Path<'_>, problems: &mut Problems) {
    if let Some(whole) = node.money(name).filter(|whole| *whole != parts) {
        report(problems, ProblemCode::PartsDoNotAddUp, path.field(name), &parts.to_string(), &whole.to_string());
    }
}
