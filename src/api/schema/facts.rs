//! The facts of a case as they are written: the shape that the walk over facts reads, as types.
//!
//! These types are never filled; they are what the schema of a case is generated from, and the tests
//! hold schema and walk together.

#![allow(dead_code, reason = "the types stand for a shape and are never filled")]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use crate::calendar::Date;
use crate::money::{Money, RATE_PATTERN, Rate};
use crate::policy::model::ContactOutcome;

/// The facts of one overdue loan. A fact that is absent or null is unknown, never zero or false.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", extend("oneOf" = [given(&["arrears"]), given(&["history"])]))]
#[schemars(extend("not" = given_in(&["history"], "loan", &["outstandingPrincipal"])))]
pub(super) struct Facts {
    /// The day for which everything is computed; itself not counted.
    as_of: Date,
    /// What is known of the contract.
    loan: Option<Loan>,
    /// The unpaid installments; where there is no history.
    #[schemars(length(min = 1, max = 10_000))]
    arrears: Option<Vec<Arrear>>,
    /// The full history of the loan, in place of a list of arrears.
    history: Option<History>,
    /// A repayment plan that was agreed; none when it is not on record.
    plan: Option<AgreedPlan>,
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
    /// What the approver has decided where the policy leaves a decision to a person.
    approvals: Option<Approvals>,
}

/// That an object has all of these fields, none of them null.
fn given(names: &[&str]) -> Value {
    all_of(names, &json!({ "not": { "type": "null" }, "description": "Given, and not null." }))
}

/// The same, and that a field holds an object that has further ones.
fn given_in(names: &[&str], outer: &str, inner: &[&str]) -> Value {
    let within = json!({ "allOf": [given(inner)], "description": "An object that has them." });
    json!({ "allOf": [given(names), all_of(&[outer], &within)] })
}

/// That an object has all of these fields, each of that kind.
fn all_of(names: &[&str], kind: &Value) -> Value {
    let fields: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), kind.clone())).collect();
    json!({ "type": "object", "required": names, "properties": fields })
}

/// An agreed plan with what has been paid on it.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct AgreedPlan {
    /// The day on which it was agreed; nothing of it lies before.
    agreed_on: Date,
    /// What is to be paid, in any order.
    #[schemars(length(min = 1, max = 360))]
    installments: Vec<PlanInstallment>,
    /// What came in on it, in any order; nothing when none is on record.
    #[schemars(length(max = 10_000))]
    payments: Option<Vec<PlanPayment>>,
    /// What was overdue when it was agreed.
    overdue_before: Option<Money>,
}

/// One installment of a plan.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct PlanInstallment {
    /// The day on which it is due.
    due_on: Date,
    /// How much; above zero.
    amount: Money,
}

/// One payment on a plan.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct PlanPayment {
    /// The day on which it came in.
    on: Date,
    /// How much.
    amount: Money,
}

/// What the approver has decided. What is absent is not on record, so that the decision is still open.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Approvals {
    /// Whether a waiver was agreed to.
    waiver: Option<bool>,
    /// Whether restructuring was agreed to.
    restructure: Option<bool>,
}

/// What is known of the contract.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Loan {
    /// Contract rate a year; of a floating rate, the one before it was first set.
    annual_rate: Option<Rate>,
    /// How the contract rate follows the loan prime rate, where it does.
    floating: Option<Floating>,
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
    /// Whether the loan was used for another purpose than agreed.
    misused: Option<bool>,
}

/// A contract rate that follows the loan prime rate.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Floating {
    /// The rate that it follows.
    base: Lpr,
    /// What is added to it; with a minus, what is taken off.
    spread: Spread,
    /// How often it is set anew.
    reset_every: Reset,
    /// The first day on which it was set; the others follow from this day of the month.
    reset_from: Date,
}

/// The loan prime rates.
#[derive(JsonSchema)]
enum Lpr {
    /// One year.
    #[schemars(rename = "lpr1y")]
    OneYear,
    /// Five years and more.
    #[schemars(rename = "lpr5y")]
    FiveYears,
}

/// How often a floating rate is set anew.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Reset {
    /// Every twelve months.
    Year,
    /// Every six months.
    HalfYear,
    /// Every three months.
    Quarter,
    /// Every month.
    Month,
}

/// What is added to a published rate or taken off it.
struct Spread;

impl JsonSchema for Spread {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Spread".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A difference of rates, from -1 to 1: a decimal of at most ten places, or per cent with its \
                sign and at most eight.",
            "anyOf": [
                { "type": "string", "pattern": format!("^-?({RATE_PATTERN})$") },
                { "type": "number", "minimum": -1, "maximum": 1 },
            ],
        })
    }
}

/// The full history of a loan.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct History {
    /// What was paid out.
    drawdown: Drawdown,
    /// The installments of the contract, in any order.
    #[schemars(length(min = 1, max = 10_000))]
    schedule: Vec<Installment>,
    /// What happened since, in any order.
    #[schemars(length(max = 10_000))]
    events: Option<Vec<Event>>,
}

/// The drawdown of a loan.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Drawdown {
    /// The day on which the money was paid out.
    on: Date,
    /// How much was paid out.
    amount: Money,
}

/// One installment of the contract.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
struct Installment {
    /// The day on which it falls due.
    due_on: Date,
    /// Principal to be repaid.
    principal: Money,
    /// Interest of the contract.
    interest: Money,
    /// Fees of the contract; nothing where none are on record.
    fees: Option<Money>,
}

/// Something that happened on a day.
#[derive(JsonSchema)]
#[schemars(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Event {
    /// Money came in.
    Payment {
        /// The day on which it counts.
        on: Date,
        /// The day on which it was booked; changes no figure.
        booked_on: Option<Date>,
        /// How much.
        amount: Money,
    },
    /// A payment was reversed: from this day on it counts as never made.
    Reversal {
        /// The day on which it counts.
        on: Date,
        /// The day on which it was booked; changes no figure.
        booked_on: Option<Date>,
        /// The payment's place in the list, from 0.
        #[schemars(range(max = 1_000_000))]
        of: u32,
    },
    /// The contract rate became another.
    Rate {
        /// The first day of the rate.
        on: Date,
        /// The day on which it was booked; changes no figure.
        booked_on: Option<Date>,
        /// The rate a year.
        annual_rate: Rate,
    },
    /// Something owed was given up.
    Waiver {
        /// The day on which it counts.
        on: Date,
        /// The day on which it was booked; changes no figure.
        booked_on: Option<Date>,
        /// What it is taken off.
        component: Component,
        /// How much.
        amount: Money,
    },
    /// A fee was charged.
    Fee {
        /// The day on which it is due.
        on: Date,
        /// The day on which it was booked; changes no figure.
        booked_on: Option<Date>,
        /// How much.
        amount: Money,
        /// What it is called.
        #[schemars(length(max = 1_000))]
        label: Option<String>,
        /// What payments settle it as; a fee where it is absent.
        component: Option<FeeComponent>,
    },
    /// The whole remaining principal became due.
    Acceleration {
        /// The day on which it is due.
        on: Date,
        /// The day on which it was booked; changes no figure.
        booked_on: Option<Date>,
    },
    /// Something does not run for a range of days.
    Pause {
        /// The first day of the pause.
        on: Date,
        /// The day on which it was booked; changes no figure.
        booked_on: Option<Date>,
        /// What does not run.
        what: Paused,
        /// The end of the pause, the first day on which it runs again.
        until: Date,
    },
}

/// What a fee is settled as.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum FeeComponent {
    /// A fee of the contract.
    Fee,
    /// A cost of collecting the debt.
    Cost,
}

/// What an amount owed consists of.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Component {
    /// Cost of claiming the debt.
    Cost,
    /// Fees.
    Fee,
    /// Penalty interest.
    Penalty,
    /// Compound interest.
    Compound,
    /// Interest of the contract.
    Interest,
    /// Principal.
    Principal,
}

/// What does not run while a pause lasts.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Paused {
    /// Interest of every kind that accrues by the day.
    Interest,
    /// The count of days past due.
    Clock,
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

/// What is known of the attempts to reach the borrower: a count or a log, not both.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", extend("not" = given(&["failedAttempts", "log"])))]
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
