//! One walk over the facts of a case: every problem is found, and what is unknown stays unknown.

mod history;
mod plan;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::json::Value;

use crate::calendar::{Date, Moment, minute_of_day};
use crate::case::history::{Floating, History};
use crate::case::plan::AgreedPlan;
use crate::case::{Approvals, Arrear, Borrower, Case, Contact, ContactChannel, Contacts, Hardship, Party};
use crate::error::{ProblemCode, Problems};
use crate::limits::{ARREARS_MAX, CHECKLIST_MAX, CONTACT_LOG_MAX};
use crate::money::{Money, Rate};
use crate::policy::model::ContactOutcome;
#[cfg(feature = "portfolio")]
use crate::portfolio::BESIDE;
use crate::reader::{Fields, Path, count, date, list, money, one_of, rate, report, text, wrong_type, yes_no};

const CASE: [&str; 11] = [
    "asOf",
    "loan",
    "arrears",
    "history",
    "waived",
    "borrower",
    "contacts",
    "agency",
    "documents",
    "approvals",
    "plan",
];
const APPROVALS: [&str; 2] = ["waiver", "restructure"];
const LOAN: [&str; 9] = [
    "annualRate",
    "floating",
    "currency",
    "product",
    "startedOn",
    "maturesOn",
    "originalTermMonths",
    "outstandingPrincipal",
    "misused",
];
const ARREAR: [&str; 4] = ["dueOn", "principal", "interest", "fees"];
const BORROWER: [&str; 9] = [
    "monthlyIncome",
    "livingCosts",
    "otherDebtPayments",
    "firstArrear",
    "cameForward",
    "refusedToPay",
    "lastReachedOn",
    "highRisk",
    "hardship",
];
const HARDSHIP: [&str; 2] = ["cause", "evidenced"];
const CONTACTS: [&str; 2] = ["failedAttempts", "log"];
const ENTRY: [&str; 5] = ["at", "channel", "party", "number", "outcome"];

/// Reads the facts of one case. `None` when something without which there is no case could not be
/// read; the problems say what.
pub(super) fn case(value: &Value, problems: &mut Problems) -> Option<Case> {
    case_at(value, Path::Root, problems)
}

/// Reads the facts of one case that stands at a place in a larger input.
pub(super) fn case_at(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Case> {
    case_with(value, Needs::Debt, path, problems)
}

/// Reads an agreed plan and the day that it is looked at. The rest of the case may be there, and is read for
/// its problems.
pub(super) fn tracked(value: &Value, problems: &mut Problems) -> Option<(Date, Arc<AgreedPlan>)> {
    let case = case_with(value, Needs::Plan, Path::Root, problems)?;
    Some((case.as_of, case.plan?))
}

/// Reads the facts of the case of a row, whose id and indicators have been taken out before.
#[cfg(feature = "portfolio")]
pub(super) fn of_row(value: &Value, problems: &mut Problems) -> Option<Case> {
    case_with(value, Needs::DebtOfRow, Path::Root, problems)
}

/// What a case has to state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// What is owed.
    Debt,
    /// What is owed, in a row that says more than that.
    #[cfg(feature = "portfolio")]
    DebtOfRow,
    /// An agreed plan.
    Plan,
}

impl Needs {
    /// What has been taken out before.
    fn beside(self) -> &'static [&'static str] {
        match self {
            #[cfg(feature = "portfolio")]
            Self::DebtOfRow => &BESIDE,
            Self::Debt | Self::Plan => &[],
        }
    }
}

fn case_with(value: &Value, needs: Needs, path: Path<'_>, problems: &mut Problems) -> Option<Case> {
    let fields = Fields::open_beside(value, path, &CASE, needs.beside(), problems)?;
    let as_of = fields.required("asOf", path, problems, date);
    let loan = fields.optional("loan", path, problems, loan).unwrap_or_default();
    let debt = debt(fields, needs, path, problems);
    let plan = plan_of(fields, as_of, needs, path, problems);
    let waived = fields.optional("waived", path, problems, money);
    let borrower = fields.optional("borrower", path, problems, borrower).unwrap_or_default();
    let contacts = fields.optional("contacts", path, problems, contacts);
    let agency = fields.optional("agency", path, problems, checklist);
    let documents = fields.optional("documents", path, problems, checklist);
    let approvals = fields.optional("approvals", path, problems, approvals);
    let as_of = as_of?;
    check_last_reached(&borrower, as_of, path, problems);
    let (contacts, later_contacts) = in_order(contacts.unwrap_or(Contacts::Unknown), as_of);
    let Debt { arrears, history } = debt?;
    let events = history.iter().flat_map(|history| &history.events).map(|event| event.on);
    let payments = plan.iter().flat_map(|plan| &plan.payments).map(|payment| payment.on);
    let later = events.chain(payments).filter(|on| *on > as_of).count();
    Some(Case {
        as_of,
        annual_rate: loan.annual_rate,
        floating: loan.floating,
        misused: loan.misused.unwrap_or(false),
        started_on: loan.started_on,
        matures_on: loan.matures_on,
        original_term_months: loan.original_term_months,
        outstanding_principal: loan.outstanding_principal,
        assumed_none: assumed_none(value, &contacts),
        arrears,
        history,
        plan,
        waived: waived.unwrap_or(Money::ZERO),
        borrower,
        contacts,
        agency: agency.unwrap_or_default(),
        documents: documents.unwrap_or_default(),
        approvals: approvals.unwrap_or_default(),
        later_events: later_contacts.saturating_add(u32::try_from(later).unwrap_or(u32::MAX)),
    })
}

/// What is owed: a list of arrears, or the history that it follows from.
struct Debt {
    arrears: Vec<Arrear>,
    history: Option<Arc<History>>,
}

fn debt(fields: Fields<'_>, needs: Needs, path: Path<'_>, problems: &mut Problems) -> Option<Debt> {
    let history = fields.optional("history", path, problems, history::history);
    let given = |name: &str| fields.get(name).is_some();
    if needs == Needs::Plan && !given("history") && !given("arrears") {
        return Some(Debt { arrears: Vec::new(), history: None });
    }
    if !given("history") {
        let arrears = fields.required("arrears", path, problems, arrears)?;
        return Some(Debt { arrears, history: None });
    }
    fields.optional("arrears", path, problems, arrears);
    if given("arrears") {
        report(problems, ProblemCode::BothGiven, path, "arrears", "history");
    }
    let loan = fields.get("loan").and_then(|loan| loan.get("outstandingPrincipal"));
    if loan.is_some_and(|outstanding| !outstanding.is_null()) {
        let loan = path.field("loan");
        let path = loan.field("outstandingPrincipal");
        report(problems, ProblemCode::BothGiven, path, "outstandingPrincipal", "history");
    }
    Some(Debt { arrears: Vec::new(), history: Some(history?) })
}

fn plan_of(
    fields: Fields<'_>,
    as_of: Option<Date>,
    needs: Needs,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<Arc<AgreedPlan>> {
    let read = |value: &Value, path: Path<'_>, problems: &mut Problems| plan::plan(value, as_of, path, problems);
    match needs {
        Needs::Plan => fields.required("plan", path, problems, read),
        _ => fields.optional("plan", path, problems, read),
    }
}

/// Entries of record that are absent, and so taken as none.
fn assumed_none(value: &Value, contacts: &Contacts) -> Vec<&'static str> {
    let absent = |value: Option<&Value>| value.is_none_or(Value::is_null);
    let history = value.get("history").filter(|history| !history.is_null());
    let rows = history.map_or(value.get("arrears"), |history| history.get("schedule"));
    let no_fees = rows.and_then(Value::as_array).is_some_and(|rows| rows.iter().any(|row| absent(row.get("fees"))));
    let misused = value.get("loan").and_then(|loan| loan.get("misused"));
    let plan = value.get("plan").filter(|plan| !plan.is_null());
    let no_payments = plan.is_some_and(|plan| absent(plan.get("payments")));
    let no_events = history.is_some_and(|history| absent(history.get("events")));
    let entries = [
        ("fees", no_fees),
        ("waived", absent(value.get("waived")) && (history.is_none() || no_events)),
        ("misused", absent(misused)),
        ("plan", absent(value.get("plan"))),
        ("plan.payments", no_payments),
        ("history.events", no_events),
        ("contacts.log", !matches!(contacts, Contacts::Log(_))),
    ];
    entries.into_iter().filter(|(_, none)| *none).map(|(name, _)| name).collect()
}

/// What is known of the contract.
#[derive(Default)]
struct Loan {
    annual_rate: Option<Rate>,
    floating: Option<Floating>,
    started_on: Option<Date>,
    matures_on: Option<Date>,
    original_term_months: Option<u32>,
    outstanding_principal: Option<Money>,
    misused: Option<bool>,
}

/// The contract; the fields that no figure needs are read for their problems.
fn loan(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Loan> {
    let fields = Fields::open(value, path, &LOAN, problems)?;
    let annual_rate = fields.optional("annualRate", path, problems, rate);
    let floating = fields.optional("floating", path, problems, history::floating);
    fields.optional("currency", path, problems, |value, path, problems| one_of(value, &[("CNY", ())], path, problems));
    fields.optional("product", path, problems, text);
    let started_on = fields.optional("startedOn", path, problems, date);
    let matures_on = fields.optional("maturesOn", path, problems, date);
    if let (Some(first), Some(last)) = (started_on, matures_on)
        && first > last
    {
        let (first, last) = (first.to_string(), last.to_string());
        report(problems, ProblemCode::BoundsCrossed, path.field("maturesOn"), &first, &last);
    }
    let original_term_months = fields.optional("originalTermMonths", path, problems, count);
    let outstanding_principal = fields.optional("outstandingPrincipal", path, problems, money);
    let misused = fields.optional("misused", path, problems, yes_no);
    Some(Loan { annual_rate, floating, started_on, matures_on, original_term_months, outstanding_principal, misused })
}

fn arrears(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Arrear>> {
    let arrears = list(value, ARREARS_MAX, path, problems, arrear)?;
    if value.as_array().is_some_and(Vec::is_empty) {
        report(problems, ProblemCode::EmptyList, path, "", "");
        return None;
    }
    Some(arrears)
}

fn arrear(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Arrear> {
    let fields = Fields::open(value, path, &ARREAR, problems)?;
    let due_on = fields.required("dueOn", path, problems, date);
    let principal = fields.required("principal", path, problems, money);
    let interest = fields.optional("interest", path, problems, money);
    let fees = fields.optional("fees", path, problems, money);
    Some(Arrear { due_on: due_on?, principal: principal?, interest, fees: fees.unwrap_or(Money::ZERO) })
}

/// What those who decide have agreed to or refused.
fn approvals(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Approvals> {
    let fields = Fields::open(value, path, &APPROVALS, problems)?;
    Some(Approvals {
        waiver: fields.optional("waiver", path, problems, yes_no),
        restructure: fields.optional("restructure", path, problems, yes_no),
    })
}

fn borrower(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Borrower> {
    let fields = Fields::open(value, path, &BORROWER, problems)?;
    Some(Borrower {
        monthly_income: fields.optional("monthlyIncome", path, problems, money),
        living_costs: fields.optional("livingCosts", path, problems, money),
        other_debt_payments: fields.optional("otherDebtPayments", path, problems, money),
        first_arrear: fields.optional("firstArrear", path, problems, yes_no),
        came_forward: fields.optional("cameForward", path, problems, yes_no),
        refused_to_pay: fields.optional("refusedToPay", path, problems, yes_no),
        last_reached_on: fields.optional("lastReachedOn", path, problems, date),
        high_risk: fields.optional("highRisk", path, problems, yes_no),
        hardship: fields.optional("hardship", path, problems, hardship),
    })
}

fn hardship(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Hardship> {
    let fields = Fields::open(value, path, &HARDSHIP, problems)?;
    let cause = fields.required("cause", path, problems, text).map(str::to_owned);
    let evidenced = fields.optional("evidenced", path, problems, yes_no);
    Some(Hardship { cause: cause?, evidenced })
}

fn check_last_reached(borrower: &Borrower, as_of: Date, path: Path<'_>, problems: &mut Problems) {
    if let Some(last) = borrower.last_reached_on.filter(|last| *last > as_of) {
        let borrower = path.field("borrower");
        let path = borrower.field("lastReachedOn");
        report(problems, ProblemCode::DateAfterAsOf, path, &last.to_string(), &as_of.to_string());
    }
}

fn contacts(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Contacts> {
    let fields = Fields::open(value, path, &CONTACTS, problems)?;
    let failed = fields.optional("failedAttempts", path, problems, count);
    let log = fields.optional("log", path, problems, log);
    if fields.get("failedAttempts").is_some() && fields.get("log").is_some() {
        report(problems, ProblemCode::BothGiven, path, "failedAttempts", "log");
    }
    Some(match (log, failed) {
        (Some(log), _) => Contacts::Log(log),
        (None, Some(failed)) => Contacts::FailedAttempts(failed),
        (None, None) => Contacts::Unknown,
    })
}

fn log(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Contact>> {
    let mut index = 0_usize;
    list(value, CONTACT_LOG_MAX, path, problems, |value, path, problems| {
        let own = index;
        index = index.saturating_add(1);
        contact(value, own, path, problems)
    })
}

fn contact(value: &Value, index: usize, path: Path<'_>, problems: &mut Problems) -> Option<Contact> {
    let fields = Fields::open(value, path, &ENTRY, problems)?;
    let at = fields.required("at", path, problems, moment);
    let channel = fields.required("channel", path, problems, channel);
    let party = fields.optional("party", path, problems, party).unwrap_or(Party::Debtor);
    let number = fields.optional("number", path, problems, text).map(str::to_owned);
    let outcome = fields.required("outcome", path, problems, |value, path, problems| {
        one_of(value, &ContactOutcome::NAMES, path, problems)
    });
    Some(Contact { index, at: at?, channel: channel?, party, number, outcome: outcome? })
}

/// A channel of contact; `other` for one that policies have no word for.
pub(super) fn channel(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<ContactChannel> {
    one_of(value, &ContactChannel::names(), path, problems)
}

/// Whom a contact goes to.
pub(super) fn party(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Party> {
    one_of(value, &Party::NAMES, path, problems)
}

/// A date, with or without a local time of day behind it (`2025-11-01T09:30`).
pub(super) fn moment(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Moment> {
    let Some((day, time)) = value.as_str().and_then(|text| text.split_once('T')) else {
        return date(value, path, problems).map(|on| Moment { on, minute: None });
    };
    let minute = minute_of_day(time);
    if minute.is_none() {
        report(problems, ProblemCode::NotADate, path, value.as_str().unwrap_or(""), "");
        return None;
    }
    date(&Value::String(day.to_owned()), path, problems).map(|on| Moment { on, minute })
}

/// The contacts with the earliest first, and how many lie after a day.
fn in_order(contacts: Contacts, as_of: Date) -> (Contacts, u32) {
    match contacts {
        Contacts::Log(mut log) => {
            log.sort_by_key(|contact| contact.at.on);
            let later = log.iter().filter(|contact| contact.at.on > as_of).count();
            (Contacts::Log(log), u32::try_from(later).unwrap_or(u32::MAX))
        }
        other => (other, 0),
    }
}

/// A checklist: names with yes or no, listed in the answer and never gating.
fn checklist(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<BTreeMap<String, bool>> {
    let Value::Object(items) = value else {
        wrong_type(value, path, "an object of yes or no", problems);
        return None;
    };
    if items.len() > CHECKLIST_MAX {
        report(problems, ProblemCode::TooManyItems, path, &items.len().to_string(), &CHECKLIST_MAX.to_string());
        return None;
    }
    let mut known = BTreeMap::new();
    for (name, item) in items.iter().filter(|(_, item)| !item.is_null()) {
        if let Some(answer) = yes_no(item, path.field(name), problems) {
            known.insert(name.clone(), answer);
        }
    }
    Some(known)
}
