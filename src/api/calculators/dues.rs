//! What is due, installment by installment, as calculators read and write it.

use crate::json::Value;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::error::{ProblemCode, Problems};
use crate::limits::{ARREARS_MAX, CLAUSES_MAX};
use crate::money::Money;
use crate::policy::allocation::Component;
use crate::policy::parse::allocation::component;
use crate::reader::{Fields, Path, date, list, money, report};
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

/// Reads a list of installments.
pub(super) fn dues(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Dues> {
    let mut number = 0_usize;
    let installments = list(value, ARREARS_MAX, path, problems, |value, path, problems| {
        let rows = installment(number, value, path, problems);
        number = number.saturating_add(1);
        rows
    })?;
    let first = |rows: &Vec<Due>| rows.first().map(|due| due.due_on);
    let order = oldest_first(installments.iter().filter_map(first));
    let rows = order.into_iter().filter_map(|place| installments.get(place)).flatten().copied();
    Some(Dues { rows: rows.collect(), count: number })
}

fn installment(number: usize, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Due>> {
    let fields = Fields::open(value, path, &FIELDS, problems)?;
    let due_on = fields.required("dueOn", path, problems, date);
    let mut own = due_on.map(|due_on| Due::new(number, due_on));
    for (name, component) in Component::NAMES {
        let amount = fields.optional(name, path, problems, money).unwrap_or(Money::ZERO);
        own = own.map(|own| own.with(component, amount));
    }
    if let Some(fees) = fields.optional("fees", path, problems, money) {
        if fields.get("fee").is_some() {
            report(problems, ProblemCode::BothGiven, path.field("fees"), "fees", "fee");
        }
        own = own.map(|own| own.with(Component::Fee, fees));
    }
    let charges = fields.optional("charges", path, problems, |value, path, problems| {
        list(value, CLAUSES_MAX, path, problems, |value, path, problems| charge(number, value, path, problems))
    });
    let mut rows = vec![own?];
    rows.extend(charges.into_iter().flatten());
    Some(rows)
}

fn charge(number: usize, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Due> {
    let fields = Fields::open(value, path, &["component", "dueOn", "amount"], problems)?;
    let component = fields.required("component", path, problems, component);
    let due_on = fields.required("dueOn", path, problems, date);
    let amount = fields.required("amount", path, problems, money);
    Some(Due::new(number, due_on?).with(component?, amount?))
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
        let mut left: Vec<Option<Left>> = vec![None; self.count];
        for due in &self.rows {
            let Some(own) = left.get_mut(due.installment) else { continue };
            match own {
                None => *own = Some(Left { due_on: due.due_on, amounts: amounts(due), charges: Vec::new() }),
                Some(own) => own.charges.extend(charges(due)),
            }
        }
        left.into_iter().flatten().collect()
    }
}

fn amounts(due: &Due) -> Amounts {
    Amounts(Component::NAMES.map(|(_, component)| due.amount(component)))
}

fn charges(due: &Due) -> impl Iterator<Item = Charge> + '_ {
    let unpaid = Component::NAMES.iter().filter(|(_, component)| due.amount(*component).is_positive());
    unpaid.map(|(_, component)| Charge { component: *component, due_on: due.due_on, amount: due.amount(*component) })
}
