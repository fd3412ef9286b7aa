//! `delinquency({ arrears | history, asOf, loan, payments, order, firstDay, graceDays, graceFor,
//! clockPauses, pauseReach, buckets })`: how many days past due a loan and each of its installments are,
//! and in which bucket.
//!
//! Arrears are given as they fell due, with the payments since; a history is replayed under the policy,
//! and brings its own payments and pauses.

use crate::json::{Map, Value};
use serde::Serialize;

use crate::api::calculators::dues::{Dues, dues};
use crate::api::form::Need::{May, Must};
use crate::api::form::{Form, read_by_policy};
use crate::api::{Engine, Reply, facts};
use crate::calendar::{Date, DayRange};
use crate::case::Case;
use crate::error::{Failure, ProblemCode, Problems};
use crate::limits::{ARREARS_MAX, CLAUSES_MAX};
use crate::money::Money;
use crate::policy::allocation::{Component, Order};
use crate::policy::model::Policy;
use crate::policy::parse::allocation::order;
use crate::policy::parse::scales::check_apart;
use crate::reader::{Path, date, list};
use crate::rules::clock::{Clock, PauseReach};
use crate::rules::ledger::allocation::{Due, allocate, allocate_kept, oldest_first};
use crate::rules::ledger::replay::replayed;

/// One installment on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InstallmentStanding {
    /// JSON pointer to the installment.
    pub arrear: String,
    /// When it falls due.
    pub due_on: Date,
    /// What is unpaid of it, due or not.
    pub unpaid: Money,
    /// What of that is past due.
    pub overdue: Money,
    /// Days past due, counted from the oldest due date of what is unpaid of it.
    pub days_past_due: u32,
    /// The bucket that holds that number; `null` where none does.
    pub bucket: Option<String>,
}

/// What is overdue in one bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InBucket {
    /// The bucket.
    pub bucket: String,
    /// What the installments in it have overdue.
    pub overdue: Money,
}

/// A pause of the clock as it was, ended early where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pause {
    /// Its first day.
    pub from: Date,
    /// Its end, on which the clock runs again.
    pub until: Date,
    /// Days of it before the as-of date.
    pub days: u32,
}

/// What `delinquency` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoanStanding {
    /// Days past due of the loan, with grace and pauses.
    pub days_past_due: u32,
    /// The bucket that holds that number; `null` where none does.
    pub bucket: Option<String>,
    /// The oldest due date of what is unpaid and past due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest_due_on: Option<Date>,
    /// That date, moved by the days of grace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delinquent_from: Option<Date>,
    /// Days since the oldest due date, without grace and pauses.
    pub calendar_days: u32,
    /// Everything that is past due.
    pub overdue: Money,
    /// Installment by installment, in the order in which they were given.
    pub per_installment: Vec<InstallmentStanding>,
    /// What is overdue in each bucket that is not empty, in the order of the buckets.
    pub per_bucket: Vec<InBucket>,
    /// The pauses of the clock, by first day.
    pub pauses: Vec<Pause>,
    /// What is left of the payments; `null` where it depends on a rate that is not known.
    pub excess: Option<Money>,
    /// Payments after the as-of date, which are not applied.
    pub later_events: u32,
}

/// A payment that was received.
#[derive(Clone, Copy)]
struct Payment {
    on: Date,
    amount: Money,
}

/// A range of days past due with a name.
struct Bucket {
    name: String,
    from_days: u32,
    to_days: Option<u32>,
}

/// What is owed: arrears with the payments on them, or a history.
enum Debt {
    Arrears { dues: Dues, payments: Vec<Payment>, order: Option<Order> },
    History(Box<Case>),
}

/// What is unpaid on the as-of date.
struct Unpaid {
    rows: Vec<Due>,
    /// Where each installment comes from; where there is none, the list of arrears.
    pointers: Vec<String>,
    excess: Option<Money>,
    later_events: u32,
}

/// How days are counted, and in which buckets.
struct Asked {
    as_of: Date,
    first_day: u32,
    grace_days: u32,
    grace_for_each: bool,
    pauses: Vec<DayRange>,
    reach: PauseReach,
    buckets: Vec<Bucket>,
}

const FIELDS: [&str; 12] = [
    "arrears",
    "history",
    "loan",
    "asOf",
    "payments",
    "order",
    "firstDay",
    "graceDays",
    "graceFor",
    "clockPauses",
    "pauseReach",
    "buckets",
];

/// Counts days past due. Payments on arrears are allocated by the order given, else by that of the policy
/// in force on the as-of date.
pub(in crate::api) fn standing<'a>(engine: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (debt, mut asked) = read_by_policy(given, options, &FIELDS, |form| {
        let debt = debt(form);
        let asked = asked(form);
        Some((debt?, asked?))
    })?;
    let unpaid = match debt {
        Debt::Arrears { dues, payments, order: Some(order) } => paid(dues, &payments, &order, asked.as_of),
        Debt::Arrears { dues, payments, .. } if payments.is_empty() => Unpaid::of(dues),
        Debt::Arrears { dues, payments, .. } => {
            paid(dues, &payments, &engine.in_force(asked.as_of)?.allocation.order, asked.as_of)
        }
        Debt::History(case) => asked.replay(&case, engine.in_force(asked.as_of)?)?,
    };
    Ok(Reply::LoanStanding(Box::new(asked.standing(&unpaid))))
}

impl Unpaid {
    fn of(dues: Dues) -> Self {
        Self { rows: dues.rows, pointers: Vec::new(), excess: Some(Money::ZERO), later_events: 0 }
    }

    fn pointer(&self, installment: usize) -> String {
        self.pointers.get(installment).cloned().unwrap_or_else(|| format!("/arrears/{installment}"))
    }
}

/// Applies the payments up to the as-of date, by date. What is left of one is kept, and settles what
/// falls due after it.
fn paid(dues: Dues, payments: &[Payment], order: &Order, as_of: Date) -> Unpaid {
    let mut unpaid = Unpaid::of(dues);
    let (mut first, mut kept_on, mut excess) = (0_usize, as_of, Money::ZERO);
    for place in oldest_first(payments.iter().map(|payment| payment.on)) {
        while unpaid.rows.get(first).is_some_and(|due| !due.is_unpaid()) {
            first = first.saturating_add(1);
        }
        let rows = unpaid.rows.get_mut(first..).unwrap_or(&mut []);
        match payments.get(place) {
            Some(payment) if payment.on <= as_of => {
                let kept = allocate_kept(excess, kept_on, payment.on, order, rows);
                excess = allocate(kept.plus(payment.amount), payment.on, order, rows).excess;
                kept_on = payment.on;
            }
            _ => unpaid.later_events = unpaid.later_events.saturating_add(1),
        }
    }
    unpaid.excess = Some(allocate_kept(excess, kept_on, as_of, order, &mut unpaid.rows));
    unpaid
}

impl Asked {
    /// Replays a history, of which the pauses of the clock count with those that are given besides. Charges
    /// that are left alone count no days, as in an assessment.
    fn replay(&mut self, case: &Case, policy: &Policy) -> Result<Unpaid, Failure> {
        let Some(replayed) = replayed(case, policy)? else {
            return Ok(Unpaid::of(Dues { rows: Vec::new(), count: 0 }));
        };
        let pauses: Vec<DayRange> = self.pauses.iter().chain(replayed.clock_pauses()).copied().collect();
        self.pauses = by_first_day(&pauses);
        let ledger = replayed.ledger();
        let (mut rows, mut pointers) = (Vec::new(), Vec::new());
        for (number, item) in ledger.installments.iter().enumerate() {
            let due = Due::new(number, item.due_on).with(Component::Fee, item.fees);
            rows.push(due.with(Component::Interest, item.interest).with(Component::Principal, item.principal));
            pointers.push(item.arrear.to_string());
        }
        Ok(Unpaid { rows, pointers, excess: ledger.credit, later_events: case.later_events })
    }
}

impl Asked {
    /// The clock of the loan, or of one installment.
    fn clock(&self, grace_days: u32) -> Clock<'_> {
        Clock { first_day: self.first_day, grace_days, pauses: &self.pauses, reach: self.reach }
    }

    fn standing(&self, unpaid: &Unpaid) -> LoanStanding {
        let own = self.clock(if self.grace_for_each { self.grace_days } else { 0 });
        let loan = self.clock(self.grace_days);
        let mut installments = Vec::new();
        let (mut overdue, mut oldest_due_on) = (Money::ZERO, None);
        for rows in unpaid.rows.chunk_by(|due, next| due.installment == next.installment) {
            let Some(first) = rows.first() else { continue };
            let (standing, oldest) = self.installment(first, rows, unpaid, &own);
            overdue = overdue.plus(standing.overdue);
            oldest_due_on = earlier(oldest_due_on, oldest);
            installments.push((first.installment, standing));
        }
        let days_past_due = oldest_due_on.map_or(0, |due_on| loan.days_past_due(due_on, self.as_of));
        let per_bucket = self.per_bucket(&installments);
        installments.sort_unstable_by_key(|(number, _)| *number);
        let mut per_installment = Vec::new();
        for (_, standing) in installments {
            per_installment.push(standing);
        }
        LoanStanding {
            days_past_due,
            bucket: self.bucket(days_past_due),
            oldest_due_on,
            delinquent_from: oldest_due_on.map(|due_on| due_on.plus_days(self.grace_days)),
            calendar_days: oldest_due_on.map_or(0, |due_on| loan.calendar_days(due_on, self.as_of)),
            overdue,
            per_installment,
            per_bucket,
            pauses: self.shown_pauses(),
            excess: unpaid.excess,
            later_events: unpaid.later_events,
        }
    }

    /// Whether something is unpaid of an amount that was due before the as-of date, or on it where the
    /// due date is the first day.
    fn is_overdue(&self, due: &Due) -> bool {
        due.is_unpaid() && self.clock(0).calendar_days(due.due_on, self.as_of) > 0
    }

    /// One installment by its rows, and the oldest due date of what is overdue of it.
    fn installment(
        &self,
        first: &Due,
        rows: &[Due],
        unpaid: &Unpaid,
        clock: &Clock<'_>,
    ) -> (InstallmentStanding, Option<Date>) {
        let (mut left, mut overdue, mut oldest) = (Money::ZERO, Money::ZERO, None);
        for due in rows {
            left = left.plus(due.total());
            if self.is_overdue(due) {
                overdue = overdue.plus(due.total());
                oldest = earlier(oldest, Some(due.due_on));
            }
        }
        let days_past_due = oldest.map_or(0, |due_on| clock.days_past_due(due_on, self.as_of));
        let standing = InstallmentStanding {
            arrear: unpaid.pointer(first.installment),
            due_on: first.due_on,
            unpaid: left,
            overdue,
            days_past_due,
            bucket: self.bucket(days_past_due),
        };
        (standing, oldest)
    }

    fn bucket(&self, days: u32) -> Option<String> {
        let holds = |bucket: &&Bucket| bucket.from_days <= days && bucket.to_days.is_none_or(|last| days <= last);
        self.buckets.iter().find(holds).map(|bucket| bucket.name.clone())
    }

    fn per_bucket(&self, installments: &[(usize, InstallmentStanding)]) -> Vec<InBucket> {
        let mut per_bucket = Vec::new();
        for bucket in &self.buckets {
            let mut overdue = Money::ZERO;
            for (_, own) in installments {
                if own.bucket.as_ref() == Some(&bucket.name) {
                    overdue = overdue.plus(own.overdue);
                }
            }
            if overdue.is_positive() {
                per_bucket.push(InBucket { overdue, bucket: bucket.name.clone() });
            }
        }
        per_bucket
    }

    fn shown_pauses(&self) -> Vec<Pause> {
        let mut shown = Vec::new();
        for pause in &self.pauses {
            let days = DayRange { from: pause.from, to: pause.to.min(self.as_of) }.days();
            shown.push(Pause { from: pause.from, until: pause.to, days });
        }
        shown
    }
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => one.or(other),
    }
}

/// Reads arrears with the payments on them, or a history.
fn debt(form: &mut Form<'_, '_>) -> Option<Debt> {
    if form.has("history") {
        return history(form).map(|case| Debt::History(Box::new(case)));
    }
    if form.has("loan") {
        form.report_at("loan", ProblemCode::UnknownField, "loan", "history");
    }
    let dues = dues(form, "arrears");
    let mut payments = Vec::new();
    form.each("payments", May, ARREARS_MAX, &["on", "amount"], &mut |form| {
        let (on, amount) = (form.date("on", Must), form.money("amount", Must));
        payments.extend(on.zip(amount).map(|(on, amount)| Payment { on, amount }));
    });
    let order = form.read("order", May, order);
    Some(Debt::Arrears { dues: dues?, payments, order })
}

/// Reads a history as a case has it; what a history says itself may not stand beside it.
fn history(form: &mut Form<'_, '_>) -> Option<Case> {
    for name in ["arrears", "payments", "order"] {
        if form.has(name) {
            form.report_at(name, ProblemCode::BothGiven, name, "history");
        }
    }
    let mut own = Vec::new();
    for name in ["asOf", "loan", "history"] {
        if let Some(value) = form.get(name) {
            own.push((name.to_owned(), value.clone()));
        }
    }
    facts::case(&Value::Object(Map::sorted(own).0), form.problems())
}

fn asked(form: &mut Form<'_, '_>) -> Option<Asked> {
    let as_of = match form.get("history") {
        // Its problems were reported with the history.
        Some(_) => form.get("asOf").and_then(|day| date(day, Path::Root, &mut Problems::new())),
        None => form.date("asOf", Must),
    };
    let first_day = form.count("firstDay", May);
    if let Some(first_day) = first_day.filter(|day| *day > 1) {
        form.report_at("firstDay", ProblemCode::CountTooLarge, &first_day.to_string(), "1");
    }
    let grace_days = form.count("graceDays", May);
    let grace_for_each = form.word("graceFor", May, &[("installments", true), ("loan", false)]);
    let pauses = pauses(form);
    let reach = form.word("pauseReach", May, &PauseReach::NAMES);
    let buckets = buckets(form);
    Some(Asked {
        as_of: as_of?,
        first_day: first_day.unwrap_or(0),
        grace_days: grace_days.unwrap_or(0),
        grace_for_each: grace_for_each.unwrap_or(true),
        pauses,
        reach: reach.unwrap_or_default(),
        buckets,
    })
}

fn buckets(form: &mut Form<'_, '_>) -> Vec<Bucket> {
    form.read("buckets", May, |value, path, problems| {
        check_apart(value, path, problems);
        Some(())
    });
    let mut buckets = Vec::new();
    form.each("buckets", May, CLAUSES_MAX, &["name", "fromDays", "toDays"], &mut |form| {
        let name = form.text("name", Must);
        let from_days = form.count("fromDays", Must);
        let to_days = form.count("toDays", May);
        if let Some((first, last)) = from_days.zip(to_days).filter(|(first, last)| last < first) {
            form.report_at("toDays", ProblemCode::BoundsCrossed, &first.to_string(), &last.to_string());
        }
        if let (Some(name), Some(from_days)) = (name, from_days) {
            buckets.push(Bucket { name: name.to_owned(), from_days, to_days });
        }
    });
    buckets
}

/// Reads what was done to the clock: ranges of days on which it was stopped, and days on which it was set going again.
fn pauses(form: &mut Form<'_, '_>) -> Vec<DayRange> {
    let (mut ranges, mut resumed) = (Vec::new(), Vec::new());
    form.read("clockPauses", May, |value, path, problems| {
        list(value, CLAUSES_MAX, path, problems, |value, path, problems| {
            pause(value, path, problems, &mut ranges, &mut resumed)
        })
    });
    ended(&ranges, &resumed)
}

fn pause(
    value: &Value,
    path: Path<'_>,
    problems: &mut Problems,
    ranges: &mut Vec<DayRange>,
    resumed: &mut Vec<Date>,
) -> Option<()> {
    let goes_on = value.get("resumedOn").is_some();
    let known = if goes_on { &["resumedOn"][..] } else { &["from", "until", "resumedOn"] };
    let mut form = Form::open(value, path, known, problems)?;
    if goes_on {
        resumed.extend(form.date("resumedOn", Must));
        return None;
    }
    let (from, to) = (form.date("from", Must), form.date("until", Must));
    let range = DayRange { from: from?, to: to? };
    if range.to < range.from {
        form.report_at("until", ProblemCode::BoundsCrossed, &range.from.to_string(), &range.to.to_string());
    }
    ranges.push(range);
    None
}

/// The pauses by first day, those ended early that the clock was set going in.
fn ended(ranges: &[DayRange], resumed: &[Date]) -> Vec<DayRange> {
    let mut ended = ranges.to_vec();
    for range in &mut ended {
        let days = resumed.iter().filter(|on| range.from <= **on && **on < range.to);
        range.to = days.min().copied().unwrap_or(range.to);
    }
    by_first_day(&ended)
}

fn by_first_day(ranges: &[DayRange]) -> Vec<DayRange> {
    let order = oldest_first(ranges.iter().map(|range| range.from));
    order.into_iter().filter_map(|place| ranges.get(place).copied()).collect()
}
