//! The facts of a case as they are written: the shape that the walk over facts reads, as types.
//!
//! These types are never filled; they are what the schema of a case is generated from, and the tests
//! hold schema and walk together.

#![allow(dead_code, reason = "the types stand for a shape and are never filled")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

use crate::calendar::Date;
use crate::money::{Money, Rate};
use crate::policy::model::ContactOutcome;

/// The facts of one overdue loan. A fact that is absent or null is unknown, never zero or false.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub(super) struct Facts {
    /// The day for which everything is computed; itself not counted.
    as_of: Date,
    /// What is known of the contract.
    loan: Option<Loan>,
    /// The unpaid installments.
    #[schemars(length(min = 1, max = 10_000))]
    arrears: Vec<Arrear>,
    /// What has been waived already; nothing when none is on record.
    waived: Option<Money>,
    /// What is known of the borrower.
    borrower: Option<Borrower>,
    /// What is known of the attempts to reach the borrower: a count or a log, not both.
    contacts: Option<Contacts>,
    /// What is known of the agency, by the ids of the policy's checklist; listed, never gating.
    #[schemars(extend("maxProperties" = 100))]
    agency: Option<BTreeMap<String, Option<bool>>>,
    /// Which documents are at hand, by the ids of the policy's checklist; listed, never gating.
    #[schemars(extend("maxProperties" = 100))]
    documents: Option<BTreeMap<String, Option<bool>>>,
}

/// What is known of the contract.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Loan {
    /// Contract rate a year.
    annual_rate: Option<Rate>,
    /// The currency of every amount.
    currency: Option<Currency>,
    /// Name of the product.
    #[schemars(length(max = 1_000))]
    product: Option<String>,
    /// First day of the contract.
    started_on: Option<Date>,
    /// Day on which the last installment falls due.
    matures_on: Option<Date>,
    /// Term as first agreed, in months.
    #[schemars(range(max = 1_000_000))]
    original_term_months: Option<u32>,
    /// Principal that is not yet paid, due or not.
    outstanding_principal: Option<Money>,
}

/// The currencies that amounts can be in.
#[derive(JsonSchema)]
enum Currency {
    /// Yuan renminbi.
    #[schemars(rename = "CNY")]
    Cny,
}

/// One unpaid installment.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Arrear {
    /// The day on which it fell due.
    due_on: Date,
    /// Overdue principal.
    principal: Money,
    /// Overdue interest of the contract.
    interest: Option<Money>,
    /// Overdue fees; nothing when none are on record.
    fees: Option<Money>,
}

/// What is known of the borrower.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Borrower {
    /// Income a month.
    monthly_income: Option<Money>,
    /// Living costs a month.
    living_costs: Option<Money>,
    /// Payments on other debts a month.
    other_debt_payments: Option<Money>,
    /// Whether this is the first arrear.
    first_arrear: Option<bool>,
    /// Whether the borrower came forward by themselves.
    came_forward: Option<bool>,
    /// Whether the borrower has refused to pay.
    refused_to_pay: Option<bool>,
    /// The day on which the borrower was last reached.
    last_reached_on: Option<Date>,
    /// Whether the borrower counts as high-risk.
    high_risk: Option<bool>,
    /// The hardship that the borrower states.
    hardship: Option<Hardship>,
}

/// A stated hardship.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Hardship {
    /// Id of a cause that the policy lists.
    #[schemars(length(max = 1_000))]
    cause: String,
    /// Whether evidence was handed in.
    evidenced: Option<bool>,
}

/// What is known of the attempts to reach the borrower.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Contacts {
    /// How many attempts failed since the oldest unpaid due date.
    #[schemars(range(max = 1_000_000))]
    failed_attempts: Option<u32>,
    /// Every contact on record.
    #[schemars(length(max = 10_000))]
    log: Option<Vec<Contact>>,
}

/// One contact on record.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Contact {
    /// The day, with or without the local time.
    at: Moment,
    /// By which channel.
    channel: Channel,
    /// Whom it went to; the debtor where nothing is said.
    party: Option<Party>,
    /// The number that was called.
    #[schemars(length(max = 1_000))]
    number: Option<String>,
    /// How it ended.
    outcome: ContactOutcome,
}

/// A day, with or without a local time behind it.
#[derive(JsonSchema)]
#[schemars(transparent)]
struct Moment(#[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"))] String);

/// A channel of contact, by its name on the wire.
struct Channel;

impl JsonSchema for Channel {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ContactChannel".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names = crate::case::ContactChannel::names();
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        schemars::json_schema!({ "type": "string", "enum": names, "description": "By which channel." })
    }
}

/// Whom a contact goes to, by its name on the wire.
struct Party;

impl JsonSchema for Party {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Party".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names = crate::case::Party::NAMES.map(|(name, _)| name);
        schemars::json_schema!({ "type": "string", "enum": names, "description": "Whom a contact goes to." })
    }
}
