//! The walk over an agreed plan and the payments on it.

use std::sync::Arc;

use crate::json::Value;

use super::history::{in_order, key};
use crate::calendar::Date;
use crate::case::plan::{AgreedPlan, Entry};
use crate::error::{ProblemCode, Problems};
use crate::limits::{PLAN_INSTALLMENTS_MAX, PLAN_PAYMENTS_MAX};
use crate::money::Money;
use crate::reader::{Fields, Path, date, list, money, report};

const PLAN: [&str; 4] = ["agreedOn", "installments", "payments", "overdueBefore"];

/// What the entries of a list are, and how many there may be.
#[derive(Clone, Copy)]
struct Entries {
    day: &'static str,
    most: usize,
    least: Money,
}

const INSTALLMENTS: Entries = Entries { day: "dueOn", most: PLAN_INSTALLMENTS_MAX, least: Money::from_fen(1) };
const PAYMENTS: Entries = Entries { day: "on", most: PLAN_PAYMENTS_MAX, least: Money::ZERO };

/// Reads an agreed plan.
pub(super) fn plan(
    value: &Value,
    as_of: Option<Date>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<Arc<AgreedPlan>> {
    let fields = Fields::open(value, path, &PLAN, problems)?;
    let agreed_on = fields.required("agreedOn", path, problems, date);
    if let Some((on, as_of)) = agreed_on.zip(as_of).filter(|(on, as_of)| on > as_of) {
        report(problems, ProblemCode::DateAfterAsOf, path.field("agreedOn"), &on.to_string(), &as_of.to_string());
    }
    let installments = fields.required("installments", path, problems, |value, path, problems| {
        if value.as_array().is_some_and(Vec::is_empty) {
            report(problems, ProblemCode::EmptyList, path, "", "");
        }
        INSTALLMENTS.read(value, agreed_on, path, problems)
    });
    let payments = fields
        .optional("payments", path, problems, |value, path, problems| PAYMENTS.read(value, agreed_on, path, problems));
    let overdue_before = fields.optional("overdueBefore", path, problems, money);
    let payments = payments.unwrap_or_default();
    Some(Arc::new(AgreedPlan { agreed_on: agreed_on?, installments: installments?, payments, overdue_before }))
}

impl Entries {
    /// Reads the entries, the earliest first.
    fn read(
        self,
        value: &Value,
        agreed_on: Option<Date>,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Vec<Entry>> {
        let mut index = 0_usize;
        let entries = list(value, self.most, path, problems, |value, path, problems| {
            let own = index;
            index = index.saturating_add(1);
            self.entry(value, own, agreed_on, path, problems)
        })?;
        Some(in_order(entries, |entry| key(entry.on, 0, entry.amount, entry.index)))
    }

    fn entry(
        self,
        value: &Value,
        index: usize,
        agreed_on: Option<Date>,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Entry> {
        let fields = Fields::open(value, path, &[self.day, "amount"], problems)?;
        let on = fields.required(self.day, path, problems, date);
        let amount = fields.required("amount", path, problems, money);
        if let Some((on, agreed_on)) = on.zip(agreed_on).filter(|(on, agreed_on)| on < agreed_on) {
            let (given, wanted) = (on.to_string(), agreed_on.to_string());
            report(problems, ProblemCode::BeforeAgreement, path.field(self.day), &given, &wanted);
        }
        if let Some(amount) = amount.filter(|amount| *amount < self.least) {
            let (given, least) = (amount.to_string(), self.least.to_string());
            report(problems, ProblemCode::CountTooSmall, path.field("amount"), &given, &least);
        }
        Some(Entry { index, on: on?, amount: amount? })
    }
}
