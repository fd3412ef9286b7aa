//! `allocate({ payment, paidOn, order, due, daysPastDue })`: which part of a payment settles what.

use crate::json::Value;
use serde::Serialize;

use crate::api::calculators::dues::{Amounts, Dues, Left, dues};
use crate::api::form::Need::{May, Must};
use crate::api::form::read_by_policy;
use crate::api::{Engine, Reply};
use crate::calendar::Date;
use crate::error::Failure;
use crate::money::Money;
use crate::policy::parse::allocation::order;
use crate::rules::ledger::allocation::{Part, allocate_at, days_past_due};

/// What one payment settles of one installment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Settled {
    /// JSON pointer to the installment.
    pub due: String,
    /// When the installment falls due.
    pub due_on: Date,
    /// What was paid, by component.
    #[serde(flatten)]
    pub amounts: Amounts,
}

/// What `allocate` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Allocation {
    /// Days past due on the day of the payment, by which the order was chosen.
    pub days_past_due: u32,
    /// What was settled, oldest installment first.
    pub allocations: Vec<Settled>,
    /// What is left of the payment.
    pub excess: Money,
    /// What is still due of every installment, as `due` gives it, so that the next payment can follow.
    pub left: Vec<Left>,
}

/// Allocates a payment; without an order, by that of the policy in force on its day.
pub(in crate::api) fn allocation<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let known = ["payment", "paidOn", "order", "due", "daysPastDue"];
    let (payment, paid_on, order, mut dues, days) = read_by_policy(given, options, &known, |form| {
        let payment = form.money("payment", Must);
        let paid_on = form.date("paidOn", Must);
        let order = form.read("order", May, order);
        let due = dues(form, "due");
        let days = form.count("daysPastDue", May);
        Some((payment?, paid_on?, order, due?, days))
    })?;
    let order = match &order {
        Some(order) => order,
        None => &engine.in_force_at(paid_on, "/paidOn")?.allocation.order,
    };
    let days_past_due = days.unwrap_or_else(|| days_past_due(&dues.rows, paid_on));
    let allocated = allocate_at(payment, paid_on, days_past_due, order, &mut dues.rows);
    let allocations = settled(&dues, &allocated.parts);
    let (excess, left) = (allocated.excess, dues.left());
    Ok(Reply::Allocation(Box::new(Allocation { days_past_due, allocations, excess, left })))
}

/// The parts of a payment, added up installment by installment.
fn settled(dues: &Dues, parts: &[Part]) -> Vec<Settled> {
    let mut sums = vec![Amounts::NONE; dues.count];
    for part in parts {
        let number = dues.rows.get(part.index).map_or(usize::MAX, |due| due.installment);
        if let Some(own) = sums.get_mut(number) {
            own.add(part.component, part.amount);
        }
    }
    let mut settled = Vec::new();
    for rows in dues.rows.chunk_by(|due, next| due.installment == next.installment) {
        let Some(due) = rows.first() else { continue };
        let amounts = sums.get(due.installment).copied().unwrap_or(Amounts::NONE);
        if amounts != Amounts::NONE {
            settled.push(Settled { due: format!("/due/{}", due.installment), due_on: due.due_on, amounts });
        }
    }
    settled
}
