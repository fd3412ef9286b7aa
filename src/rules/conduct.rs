//! Conduct: whether a planned contact is allowed, or which rules forbid it.
//!
//! # What it computes
//! One clause for each rule of the policy that bears on the contact, over the log of contacts:
//! 1. Quiet hours: the local time lies outside them, or the debtor agreed to the time. The hour at
//!    which they begin is forbidden, the one at which they end is allowed. No agreement on record is
//!    taken as none, and the answer says so.
//! 2. A call to the debtor: fewer connected calls on that local day than the most allowed, so that
//!    this one is within it. Connected is a call in which the debtor was spoken to.
//! 3. A call to a number: fewer calls to it that nobody answered on that local day than the most
//!    allowed, whoever was called.
//! 4. A third party: the debtor cannot be reached, that is, enough attempts on the debtor have failed
//!    since the debtor was last spoken to, counted from the oldest unpaid due date.
//! 5. A visit: the debtor was spoken to before.
//!
//! The contact is allowed when every clause is met and forbidden when one is not. A clause over a
//! record that is not given is unknown; where some entries do not say whether they count, it is
//! settled when that cannot matter.
//!
//! # Units
//! Local days and minutes, as given; the engine knows no time zones. Entries of the log up to the
//! as-of date count.
//!
//! # Source
//! The policy's `contact` section: GB/T 45251-2025, the guideline of the China Banking Association,
//! S1 for visits.

use serde::{Serialize, Serializer};

use crate::calendar::{Date, Moment, time_of_day};
use crate::case::{Case, Contact, ContactChannel, Party};
use crate::condition::Kleene;
use crate::locale::Trio;
use crate::policy::collection::{Channel, ContactRules};
use crate::policy::model::{Cited, ContactOutcome, Escalation, Operator, Source};

/// A contact that somebody plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The local time; without its time of day, quiet hours are unknown.
    pub at: Moment,
    /// By which channel.
    pub channel: ContactChannel,
    /// To whom.
    pub party: Party,
    /// The number that would be called.
    pub number: Option<String>,
    /// Whether the debtor agreed to be contacted at that time; no record is no agreement.
    pub agreed: Option<bool>,
}

/// Whether a planned contact is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Conduct<'p> {
    /// Allowed, forbidden, or a missing fact decides.
    pub outcome: Verdict,
    /// Ids of every clause that forbids the contact; empty unless it is forbidden.
    pub forbidden_by: Vec<&'static str>,
    /// JSON pointers to the facts that can still settle it; empty unless a missing fact decides.
    pub missing: Vec<String>,
    /// Every rule that bears on the contact.
    pub clauses: Vec<ConductClause<'p>>,
    /// Entries of record that are absent and taken as none.
    pub assumed_none: Vec<&'static str>,
    /// Entries of the log after the as-of date, which are not counted.
    pub later_events: u32,
}

/// What a check of conduct came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// No rule forbids the contact.
    Yes,
    /// At least one rule does.
    No,
    /// A missing fact decides.
    Undetermined,
}

/// One rule of conduct as it stands for the contact; the same shape as a clause of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConductClause<'p> {
    /// Stable id.
    pub id: &'static str,
    /// The rule in words.
    pub label: Trio,
    /// Its place in the tree.
    pub group: String,
    /// The fact compared.
    pub fact: &'static str,
    /// Its value; `null` where it is unknown.
    pub value: Option<Value>,
    /// What a count with doubtful entries is at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// How it was compared.
    pub operator: Operator,
    /// With what.
    pub threshold: Value,
    /// Whether the rule is kept.
    pub status: Kleene,
    /// Whether the clause decided the outcome.
    pub decisive: bool,
    /// On whose word.
    pub source: &'p Source,
    /// What to ask for while the clause is unknown.
    #[serde(skip)]
    missing: Vec<String>,
}

/// A value or threshold of conduct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A local time of day, in minutes after midnight, written `HH:MM`.
    Time(u32),
    /// A whole number.
    Count(u32),
    /// True or false.
    YesNo(bool),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Time(minute) => serializer.serialize_str(&time_of_day(*minute)),
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::YesNo(answer) => serializer.serialize_bool(*answer),
        }
    }
}

/// What a check looks at beside the plan itself.
#[derive(Clone, Copy, Debug)]
pub struct Record<'c, 'p> {
    /// The case with its log.
    pub case: &'c Case,
    /// The oldest unpaid due date; none while nothing is overdue.
    pub oldest_due_on: Option<Date>,
    /// The policy's rules of contact.
    pub rules: &'p ContactRules,
    /// The policy's reading of how contacts end.
    pub escalation: &'p Escalation,
}

/// Checks a planned contact against the rules and the log.
#[must_use]
pub fn check<'p>(planned: &Planned, record: Record<'_, 'p>) -> Conduct<'p> {
    let mut clauses = Vec::new();
    let kept = record.quiet_hours(planned, &mut clauses);
    let quiet = clauses.len();
    record.applying(planned, &mut clauses);
    let truth = clauses.iter().skip(quiet).fold(kept, |sum, clause| sum.and(clause.status));
    for (place, clause) in clauses.iter_mut().enumerate() {
        let of_quiet = place < quiet;
        if !of_quiet {
            clause.group = format!("all/{}", place.saturating_sub(quiet).saturating_add(1));
        }
        clause.decisive = clause.status == truth && (!of_quiet || kept == truth);
    }
    Conduct {
        outcome: verdict(truth),
        forbidden_by: if truth == Kleene::False { forbidding(&clauses) } else { Vec::new() },
        missing: if truth == Kleene::Unknown { missing(&clauses) } else { Vec::new() },
        clauses,
        assumed_none: if planned.agreed.is_none() { vec!["agreed"] } else { Vec::new() },
        later_events: record.case.later_events,
    }
}

fn verdict(truth: Kleene) -> Verdict {
    match truth {
        Kleene::True => Verdict::Yes,
        Kleene::False => Verdict::No,
        Kleene::Unknown => Verdict::Undetermined,
    }
}

/// The rules that forbid; a lacking agreement is no rule but the way out of one.
fn forbidding(clauses: &[ConductClause<'_>]) -> Vec<&'static str> {
    let mut forbidding = Vec::new();
    for clause in clauses {
        if clause.decisive && clause.id != AGREED {
            forbidding.push(clause.id);
        }
    }
    forbidding
}

fn missing(clauses: &[ConductClause<'_>]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for clause in clauses.iter().filter(|clause| clause.decisive) {
        for pointer in &clause.missing {
            if !missing.contains(pointer) {
                missing.push(pointer.clone());
            }
        }
    }
    missing
}

impl<'c, 'p> Record<'c, 'p> {
    /// The clauses of quiet hours, and what they come to together.
    ///
    /// Within the day, allowed hours run from the end of the quiet ones to their start; where quiet
    /// hours do not pass midnight, either side of them is allowed.
    fn quiet_hours(self, planned: &Planned, clauses: &mut Vec<ConductClause<'p>>) -> Kleene {
        let day = planned.at.on;
        let (from, until) = (self.rules.quiet_from_minute.on(day), self.rules.quiet_until_minute.on(day));
        let overnight = from.value > until.value;
        let both = if overnight { "all" } else { "any" };
        let minute = planned.at.minute;
        let after = time(("contact.quietUntil", QUIET_UNTIL), (both, 0), minute, Operator::Ge, until);
        let before = time(("contact.quietFrom", QUIET_FROM), (both, 1), minute, Operator::Lt, from);
        let hours = if overnight { after.status.and(before.status) } else { after.status.or(before.status) };
        let agreed = agreement(planned, &from.source);
        let kept = hours.or(agreed.status);
        clauses.push(after);
        clauses.push(before);
        clauses.push(agreed);
        kept
    }

    /// The other rules that bear on the contact.
    fn applying(self, planned: &Planned, clauses: &mut Vec<ConductClause<'p>>) {
        if planned.channel == ContactChannel::Named(Channel::Phone) {
            if planned.party == Party::Debtor {
                clauses.push(self.connected_calls(planned));
            }
            clauses.push(self.unanswered_attempts(planned));
        }
        let only_unreachable = self.rules.third_party_only_unreachable.on(planned.at.on);
        if planned.party == Party::ThirdParty && only_unreachable.value {
            clauses.push(self.third_party(planned));
        }
        if planned.channel == ContactChannel::Named(Channel::Visit) && self.rules.visit_after_contact.value {
            clauses.push(self.visit(planned));
        }
    }

    fn log(self) -> Option<&'c [Contact]> {
        self.case.log()
    }

    /// Whether the debtor was spoken to.
    fn reached(self, contact: &Contact) -> bool {
        contact.party == Party::Debtor && self.escalation.reached_outcomes.value.contains(&contact.outcome)
    }

    /// Goes through the calls of a day, and tells whether there is a log of them.
    fn calls_on(self, day: Date, see: &mut dyn FnMut(&Contact)) -> bool {
        let Some(log) = self.log() else { return false };
        for call in log {
            if call.channel == ContactChannel::Named(Channel::Phone) && call.at.on == day {
                see(call);
            }
        }
        true
    }

    fn connected_calls(self, planned: &Planned) -> ConductClause<'p> {
        let mut counted = Counted::NONE;
        let is_logged = self.calls_on(planned.at.on, &mut |call| counted.add(Kleene::from(self.reached(call))));
        let rule = self.rules.connected_calls_max.on(planned.at.on);
        let name = ("contact.connectedCalls", "connectedCallsThatDay", CONNECTED_CALLS);
        counted.clause(is_logged, name, Operator::Lt, rule)
    }

    /// A call that does not say its number may have been to this one.
    fn unanswered_attempts(self, planned: &Planned) -> ConductClause<'p> {
        let mut counted = Counted::NONE;
        if planned.number.is_none() {
            counted.missing.push("/options/number".to_owned());
        }
        let is_logged = self.calls_on(planned.at.on, &mut |call| {
            if call.outcome != ContactOutcome::NoAnswer {
                return;
            }
            if call.number.is_none() {
                counted.missing.push(entry(call, "number"));
            }
            let is_known = call.number.is_some() && planned.number.is_some();
            counted.add(known(is_known.then(|| call.number == planned.number)));
        });
        let rule = self.rules.unanswered_attempts_max.on(planned.at.on);
        let name = ("contact.unansweredAttempts", "unansweredAttemptsOnNumberThatDay", UNANSWERED_ATTEMPTS);
        counted.clause(is_logged, name, Operator::Lt, rule)
    }

    /// Attempts that failed since the debtor was last spoken to. An attempt on the day of that talk,
    /// or at the time of the planned contact, whose order is not known may count or not.
    fn third_party(self, planned: &Planned) -> ConductClause<'p> {
        let rule = &self.rules.third_party_attempts_min;
        let name = ("contact.thirdParty", "failedAttemptsSinceReached", THIRD_PARTY);
        let counted = match (self.log(), self.oldest_due_on) {
            (Some(log), Some(due_on)) => self.failed_since(log, due_on, planned),
            _ => Counted::NONE,
        };
        counted.clause(self.log().is_some(), name, Operator::Ge, rule)
    }

    fn failed_since(self, log: &[Contact], due_on: Date, planned: &Planned) -> Counted {
        let mut counted = Counted::NONE;
        for attempt in log {
            let counts = self.escalation.failed_outcomes.value.contains(&attempt.outcome);
            if attempt.party == Party::Debtor && counts && !self.reached(attempt) && attempt.at.on >= due_on {
                let failed = self.is_since_reached(attempt, log).and(happened(attempt, planned));
                counted.add(failed);
                if failed == Kleene::Unknown {
                    counted.missing.push(order_of(attempt));
                }
            }
        }
        counted
    }

    /// Whether no talk with the debtor came after an attempt.
    fn is_since_reached(self, attempt: &Contact, log: &[Contact]) -> Kleene {
        let mut stated = self.case.borrower.last_reached_on;
        let mut truth = Kleene::True;
        for talk in log.iter().filter(|contact| self.reached(contact)) {
            truth = truth.and(known(talk.at.is_before(attempt.at)));
            stated = stated.filter(|on| *on != talk.at.on);
        }
        match stated {
            Some(on) => truth.and(known(Moment { on, minute: None }.is_before(attempt.at))),
            None => truth,
        }
    }

    fn visit(self, planned: &Planned) -> ConductClause<'p> {
        let rule = &self.rules.visit_after_contact;
        let talked = reached_before(self.case, planned.at, self.escalation);
        ConductClause {
            id: "contact.visit",
            label: VISIT,
            group: String::new(),
            fact: "reachedBefore",
            value: talked.map(Value::YesNo),
            at_least: None,
            operator: Operator::Eq,
            threshold: Value::YesNo(true),
            status: known(talked),
            decisive: false,
            source: &rule.source,
            missing: vec![LOG.to_owned()],
        }
    }
}

const LOG: &str = "/contacts/log";
const AGREED: &str = "contact.agreed";

const QUIET_UNTIL: Trio = Trio::new(
    "不在早上允许联系的时间之前",
    "不在早上允許聯絡的時間之前",
    "not before contact is allowed in the morning",
);
const QUIET_FROM: Trio =
    Trio::new("不在晚间停止联系之后", "不在晚間停止聯絡之後", "not after contact ends in the evening");
const AGREEMENT: Trio =
    Trio::new("债务人同意在这个时间联系", "債務人同意在這個時間聯絡", "the debtor agreed to be contacted at that time");
const CONNECTED_CALLS: Trio = Trio::new(
    "当天与债务人接通的电话未满上限",
    "當天與債務人接通的電話未滿上限",
    "fewer connected calls with the debtor that day than the most allowed",
);
const UNANSWERED_ATTEMPTS: Trio = Trio::new(
    "当天打这个号码无人接听的次数未满上限",
    "當天打這個號碼無人接聽的次數未滿上限",
    "fewer unanswered calls to that number that day than the most allowed",
);
const THIRD_PARTY: Trio = Trio::new(
    "多次联系债务人未果之后才联系第三人",
    "多次聯絡債務人未果之後才聯絡第三人",
    "a third party only after several failed attempts on the debtor",
);
const VISIT: Trio =
    Trio::new("上门之前已与债务人谈过", "上門之前已與債務人談過", "a visit only after a talk with the debtor");

/// Whether the debtor was spoken to before a moment, by the log or by the day on which the debtor was
/// last reached; unknown without a log, and where only the order within a day would tell.
#[must_use]
pub fn reached_before(case: &Case, moment: Moment, escalation: &Escalation) -> Option<bool> {
    let mut before = if case.log().is_some() { Kleene::False } else { Kleene::Unknown };
    for contact in case.log().unwrap_or_default() {
        if contact.party == Party::Debtor && escalation.reached_outcomes.value.contains(&contact.outcome) {
            before = before.or(known(contact.at.is_before(moment)));
        }
    }
    if let Some(on) = case.borrower.last_reached_on {
        before = before.or(known(Moment { on, minute: None }.is_before(moment)));
    }
    match before {
        Kleene::True => Some(true),
        Kleene::False => Some(false),
        Kleene::Unknown => None,
    }
}

/// Whether an entry of the log lies before the planned contact; one of the same minute does.
fn happened(contact: &Contact, planned: &Planned) -> Kleene {
    !known(planned.at.is_before(contact.at))
}

fn known(answer: Option<bool>) -> Kleene {
    answer.map_or(Kleene::Unknown, Kleene::from)
}

fn entry(contact: &Contact, field: &str) -> String {
    format!("{LOG}/{}/{field}", contact.index)
}

/// What to ask for when the order of an attempt within its day is not known.
fn order_of(attempt: &Contact) -> String {
    if attempt.at.minute.is_none() { entry(attempt, "at") } else { LOG.to_owned() }
}

fn time<'p>(
    (id, label): (&'static str, Trio),
    (both, place): (&str, u32),
    minute: Option<u32>,
    operator: Operator,
    rule: &'p Cited<u32>,
) -> ConductClause<'p> {
    ConductClause {
        id,
        label,
        group: format!("all/0/any/0/{both}/{place}"),
        fact: "localTime",
        value: minute.map(Value::Time),
        at_least: None,
        operator,
        threshold: Value::Time(rule.value),
        status: known(minute.map(|minute| operator.holds(minute.cmp(&rule.value)))),
        decisive: false,
        source: &rule.source,
        missing: vec!["/options/at".to_owned()],
    }
}

fn agreement<'p>(planned: &Planned, source: &'p Source) -> ConductClause<'p> {
    let agreed = planned.agreed.unwrap_or(false);
    ConductClause {
        id: AGREED,
        label: AGREEMENT,
        group: "all/0/any/1".to_owned(),
        fact: "agreed",
        value: Some(Value::YesNo(agreed)),
        at_least: None,
        operator: Operator::Eq,
        threshold: Value::YesNo(true),
        status: agreed.into(),
        decisive: false,
        source,
        missing: Vec::new(),
    }
}

/// A count of entries, some of which may not belong to it.
struct Counted {
    count: u32,
    doubtful: u32,
    missing: Vec<String>,
}

impl Counted {
    const NONE: Self = Self { count: 0, doubtful: 0, missing: Vec::new() };

    /// Counts an entry that belongs to it, that does not, or of which that is not known.
    fn add(&mut self, belongs: Kleene) {
        match belongs {
            Kleene::True => self.count = self.count.saturating_add(1),
            Kleene::Unknown => self.doubtful = self.doubtful.saturating_add(1),
            Kleene::False => {}
        }
    }

    /// The rule over the count, which is unknown without a log.
    fn clause<'p>(
        self,
        is_logged: bool,
        (id, fact, label): (&'static str, &'static str, Trio),
        operator: Operator,
        rule: &'p Cited<u32>,
    ) -> ConductClause<'p> {
        let is_certain = self.doubtful == 0;
        ConductClause {
            id,
            label,
            group: String::new(),
            fact,
            value: (is_logged && is_certain).then_some(Value::Count(self.count)),
            at_least: (is_logged && !is_certain).then_some(self.count),
            operator,
            threshold: Value::Count(rule.value),
            status: if is_logged { self.status(operator, rule.value) } else { Kleene::Unknown },
            decisive: false,
            source: &rule.source,
            missing: if is_logged { self.missing } else { vec![LOG.to_owned()] },
        }
    }

    fn status(&self, operator: Operator, bound: u32) -> Kleene {
        let (low, high) = (self.count, self.count.saturating_add(self.doubtful));
        let (at_least, at_most) = (operator.holds(low.cmp(&bound)), high.cmp(&bound));
        // INVARIANT: the rules compare by `lt` and `ge`, which change once as a count grows.
        if at_least == operator.holds(at_most) { at_least.into() } else { Kleene::Unknown }
    }
}
