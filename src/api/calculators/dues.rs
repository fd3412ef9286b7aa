//! What is due, installment by installment, as calculators read and write it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::api::form::Form;
use crate::api::form::Need::{May, Must};
use crate::calendar::Date;
use crate::error::ProblemCode;
use crate::limits::{ARREARS_MAX, CLAUSES_MAX};
use crate::money::Money;
use crate::policy::allocation::Component;
use crate::rules::ledger::allocation::{Due, oldest_first};

/// The fields of one installment. `fees` is what a case calls its fees.
const FIELDS: [&str; 9] = ["dueOn", "cost", "fee", "penalty", "compound", "interest", "principal", "fees", "charges"];

/// What is due, oldest installment first. The amounts of an installment stand next to each other, its
/// own first and then each charge that has a due date of its own.
pub(super) struct Dues {
    pub(super) rows: Vec<Due>,
    /// How many installments were given; `Due::installment` is the place of each as it was given.
    pub(super) count: usize,
}

/// Reads a list of installments in a field.
pub(super) fn dues(form: &mut Form<'_, '_>, name: &str) -> Option<Dues> {
    let (mut given, mut starts) = (Vec::new(), Vec::new());
    let is_list = form.each(name, Must, ARREARS_MAX, &FIELDS, &mut |form| {
        let number = starts.len();
        starts.push(given.len());
        installment(number, form, &mut given);
    });
    let first = |start: &usize| given.get(*start).map(|due: &Due| due.due_on);
    let mut rows = Vec::new();
    for place in oldest_first(starts.iter().filter_map(first)) {
        let start = starts.get(place).copied().unwrap_or(0);
        let end = starts.get(place.saturating_add(1)).copied().unwrap_or(given.len());
        rows.extend_from_slice(given.get(start..end).unwrap_or(&[]));
    }
    is_list.then_some(Dues { rows, count: starts.len() })
}

/// Reads an installment. Where its day cannot be read the problem is on record, and nothing comes of the row.
fn installment(number: usize, form: &mut Form<'_, '_>, rows: &mut Vec<Due>) {
    let due_on = form.date("dueOn", Must);
    let mut own = Due::new(number, due_on.unwrap_or(Date::LAST));
    for (name, component) in Component::NAMES {
        own = own.with(component, form.money(name, May).unwrap_or(Money::ZERO));
    }
    if let Some(fees) = form.money("fees", May) {
        if form.has("fee") {
            form.report_at("fees", ProblemCode::BothGiven, "fees", "fee");
        }
        own = own.with(Component::Fee, fees);
    }
    rows.push(own);
    form.each("charges", May, CLAUSES_MAX, &["component", "dueOn", "amount"], &mut |form| {
        let component = form.word("component", Must, &Component::NAMES);
        let due_on = form.date("dueOn", Must);
        let amount = form.money("amount", Must);
        if let (Some(component), Some(due_on), Some(amount)) = (component, due_on, amount) {
            rows.push(Due::new(number, due_on).with(component, amount));
        }
    });
}

/// Amounts by component; those of nothing are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts(pub [Money; Component::COUNT]);

impl Amounts {
    pub(super) const NONE: Self = Self([Money::ZERO; Component::COUNT]);

    pub(super) fn add(&mut self, component: Component, amount: Money) {
        if let Some(own) = self.0.get_mut(component.index()) {
            *own = own.plus(amount);
        }
    }
}

impl Serialize for Amounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for ((name, _), amount) in Component::NAMES.iter().zip(self.0).filter(|(_, amount)| amount.is_positive()) {
            map.serialize_entry(name, &amount)?;
        }
        map.end()
    }
}

/// A charge with a due date of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Charge {
    /// What it is.
    pub component: Component,
    /// When it falls due.
    pub due_on: Date,
    /// What is unpaid of it.
    pub amount: Money,
}

/// What is left of an installment, in the shape in which it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Left {
    /// When it falls due.
    pub due_on: Date,
    /// What is unpaid, by component.
    #[serde(flatten)]
    pub amounts: Amounts,
    /// What is unpaid of charges with a due date of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Charge>,
}

impl Dues {
    /// What is left of every installment, in the order in which they were given.
    pub(super) fn left(&self) -> Vec<Left> {
        // The first row of every installment, which holds its own amounts; behind it stand its charges.
        let mut firsts = vec![usize::MAX; self.count];
        for (place, due) in self.rows.iter().enumerate().rev() {
            if let Some(first) = firsts.get_mut(due.installment) {
                *first = place;
            }
        }
        let mut left = Vec::new();
        for (number, first) in firsts.into_iter().enumerate() {
            let rows = self.rows.get(first..).unwrap_or(&[]);
            let Some((own, rest)) = rows.split_first() else { continue };
            let mut charges = Vec::new();
            for due in rest.iter().take_while(|due| due.installment == number) {
                add_charges(due, &mut charges);
            }
            left.push(Left { due_on: own.due_on, amounts: amounts(own), charges });
        }
        left
    }
}

fn amounts(due: &Due) -> Amounts {
    Amounts(Component::NAMES.map(|(_, component)| due.amount(component)))
}

fn add_charges(due: &Due, charges: &mut Vec<Charge>) {
    for (_, component) in Component::NAMES {
        let amount = due.amount(component);
        if amount.is_positive() {
            charges.push(Charge { component, due_on: due.due_on, amount });
        }
    }
}
