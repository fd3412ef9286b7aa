//! One decision: its outcome, the clauses that were looked at, and what is missing.

use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::condition::{Clause, ClauseSet, Facts, Judged, Kleene, mark_deciding, openings, truth, truth_at};
use crate::json::lasting_texts;
use crate::money::Money;
use crate::policy::model::{Class, Compare, Condition, Fact, Role};

/// What a decision came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Outcome<'p> {
    /// It may be done.
    Yes,
    /// It may not.
    No {
        /// Ids of a smallest set of clauses that alone make it so.
        #[serde(serialize_with = "lasting_texts")]
        blocking: Vec<&'p str>,
    },
    /// Only time is lacking.
    NotYet {
        /// The day on which it opens.
        opens_on: Date,
    },
    /// A missing fact decides.
    Undetermined,
    /// A person decides.
    Refer {
        /// Who.
        refers_to: Role,
    },
}

impl Outcome<'_> {
    /// The word of the outcome on the wire.
    #[must_use]
    pub fn word(&self) -> OutcomeWord {
        match self {
            Self::Yes => OutcomeWord::Yes,
            Self::No { .. } => OutcomeWord::No,
            Self::NotYet { .. } => OutcomeWord::NotYet,
            Self::Undetermined => OutcomeWord::Undetermined,
            Self::Refer { .. } => OutcomeWord::Refer,
        }
    }
}

/// The word of an outcome, alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum OutcomeWord {
    /// It may be done.
    Yes,
    /// It may not.
    No,
    /// Only time is lacking.
    NotYet,
    /// A missing fact decides.
    #[default]
    Undetermined,
    /// A person decides.
    Refer,
}

impl OutcomeWord {
    /// Every outcome, by its name on the wire.
    pub const ALL: [(&'static str, Self); 5] = [
        ("yes", Self::Yes),
        ("no", Self::No),
        ("notYet", Self::NotYet),
        ("undetermined", Self::Undetermined),
        ("refer", Self::Refer),
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.get(self.place()).map_or("", |(name, _)| name)
    }

    /// Its place among all outcomes.
    #[must_use]
    pub fn place(self) -> usize {
        match self {
            Self::Yes => 0,
            Self::No => 1,
            Self::NotYet => 2,
            Self::Undetermined => 3,
            Self::Refer => 4,
        }
    }
}

impl From<Kleene> for OutcomeWord {
    fn from(truth: Kleene) -> Self {
        match truth {
            Kleene::True => Self::Yes,
            Kleene::False => Self::No,
            Kleene::Unknown => Self::Undetermined,
        }
    }
}

/// A single thing that would change an outcome. Each has been verified by assessing again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Who can bring it about.
    pub by: Actor,
    /// What moves.
    pub fact: Lever,
    /// Its value as things stand, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<ChangeTo>,
    /// The value it moves to, as it would be printed.
    pub to: ChangeTo,
    /// Whether `to` is only the least that it comes to, whatever the missing facts are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
    /// The day on which it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What else has to come about by then: the facts that move as well, each by waiting alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provided: Vec<Provided>,
    /// The last day on which the decision holds; where missing facts leave open whether it goes on, on which it does
    /// for sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
    /// What is paid for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Every amount that does it, not only the smallest, in rising order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub intervals: Vec<Interval>,
    /// Periods of the plan that it makes feasible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periods: Option<u32>,
    /// Whether the policy itself would have to allow it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub beyond_policy: bool,
    /// The change in a sentence, in the language that was asked for; empty until it is worded.
    pub text: String,
    /// The outcome then.
    pub outcome: OutcomeWord,
}

/// Another fact that has to move for a change to come about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Provided {
    /// The fact.
    pub fact: Lever,
    /// Its value by then.
    pub to: ChangeTo,
    /// Whether `to` is only the least that it comes to, whatever the missing facts are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
}

/// A range of amounts, both ends counted to the fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Interval {
    /// Smallest amount.
    pub from: Money,
    /// Largest amount.
    pub to: Money,
}

/// What moves in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// A fact that conditions look at.
    Fact(Fact),
    /// A sum paid at once, before a plan starts.
    Deposit,
    /// The borrower's income a month.
    MonthlyIncome,
    /// The number of payments of a plan.
    Periods,
    /// What the borrower needs to live on a month.
    LivingCosts,
    /// What the borrower pays on other debts a month.
    OtherDebtPayments,
}

impl Lever {
    /// What moves besides facts that conditions look at.
    pub const OTHERS: [Self; 5] =
        [Self::Deposit, Self::MonthlyIncome, Self::Periods, Self::LivingCosts, Self::OtherDebtPayments];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact(fact) => fact.name(),
            Self::Deposit => "deposit",
            Self::MonthlyIncome => "monthlyIncome",
            Self::Periods => "periods",
            Self::LivingCosts => "livingCosts",
            Self::OtherDebtPayments => "otherDebtPayments",
        }
    }
}

impl Serialize for Lever {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("Lever", 0, self.name())
    }
}

/// The value that something moves to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ChangeTo {
    /// Days or a count.
    Number(u32),
    /// An amount or a share.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// A class.
    Class(Class),
}

/// Who can bring a change about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Actor {
    /// The borrower.
    Borrower,
    /// The lender.
    Lender,
    /// Nobody: it comes by waiting.
    Time,
}

/// A decision with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Decision<'p> {
    /// What it came to.
    #[serde(flatten)]
    pub outcome: Outcome<'p>,
    /// JSON pointers to the facts that can still settle it; empty unless it is undetermined.
    pub missing: Vec<String>,
    /// Every clause that was looked at.
    pub clauses: Vec<Clause<'p>>,
    /// What would change it, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
}

/// JSON pointers by fact: what to ask for when the fact is unknown.
#[derive(Clone, Debug, Default)]
pub struct Pointers {
    /// Pointers to the facts without which the sums are not known.
    pub sums: Vec<String>,
    /// Pointers to the facts without which the class is not known.
    pub class: Vec<String>,
    /// Pointers to the facts that a review of hardship looks at and that are not stated.
    pub review: Vec<String>,
    /// Pointers to the facts without which the longest term of a restructured loan is not known.
    pub term: Vec<String>,
    /// Pointers to the facts without which it is not known what a restructured loan leaves to live on.
    pub left: Vec<String>,
}

/// Adds pointers to missing facts behind those that are there, without repeats.
pub fn lack(missing: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for pointer in more {
        if !missing.contains(&pointer) {
            missing.push(pointer);
        }
    }
}

impl Pointers {
    /// What to ask for when these clauses are unknown, in order and without repeats.
    #[must_use]
    pub fn of<'c>(&self, clauses: impl IntoIterator<Item = &'c Compare>) -> Vec<String> {
        let mut missing = Vec::new();
        lack(&mut missing, clauses.into_iter().flat_map(|clause| self.of_fact(clause.fact)));
        missing
    }

    fn of_fact(&self, fact: Fact) -> Vec<String> {
        let own = match fact {
            Fact::DaysPastDue | Fact::OldestDueOn | Fact::PlanDaysPastDue | Fact::PlanUnpaid => return Vec::new(),
            Fact::Class => return self.class.clone(),
            Fact::ReviewFacts => return self.review.clone(),
            Fact::LongestTermMonths => return self.term.clone(),
            Fact::LeftToLiveOn => return self.left.clone(),
            Fact::OverdueAmount | Fact::SmallestPayment | Fact::WaiverRemaining => return self.sums.clone(),
            Fact::ShareOfIncome => "/borrower/monthlyIncome",
            Fact::FailedAttempts => "/contacts/failedAttempts",
            Fact::RefusedToPay => "/borrower/refusedToPay",
            Fact::DaysUnreachable => "/borrower/lastReachedOn",
            Fact::FirstArrear => "/borrower/firstArrear",
            Fact::CameForward => "/borrower/cameForward",
            Fact::WaiverApproved => "/approvals/waiver",
            Fact::RestructureApproved => "/approvals/restructure",
            Fact::HardshipCause => "/borrower/hardship/cause",
            Fact::HardshipEvidenced => "/borrower/hardship/evidenced",
        };
        vec![own.to_owned()]
    }
}

/// Decides a condition over facts. `due_on` is the day that days past due are counted from; `pointers`
/// is called when a missing fact decides.
///
/// - `yes` when the condition holds; `undetermined` when a missing fact decides.
/// - When it does not hold: `notYet` when it would hold with more days past due and nothing else
///   changed; `undetermined` when a missing fact would decide even then; else `no`.
#[must_use]
pub fn decide<'p>(
    condition: &'p Condition,
    facts: &Facts,
    due_on: Date,
    pointers: &dyn Fn() -> Pointers,
) -> Decision<'p> {
    let mut clauses = Vec::with_capacity(condition.clause_count);
    let judged = Judged::recorded(condition, facts, None, &mut clauses);
    let missing = |judged: &Judged<'p>| pointers().of(judged.deciding_clauses());
    let (outcome, deciding, missing) = match judged.truth() {
        Kleene::True => (Outcome::Yes, judged.deciding(), Vec::new()),
        Kleene::Unknown => (Outcome::Undetermined, judged.deciding(), missing(&judged)),
        Kleene::False => match wait(&judged, facts, due_on) {
            Waited::Opens(opens_on) => (Outcome::NotYet { opens_on }, judged.deciding(), Vec::new()),
            Waited::Unknown(later) => (Outcome::Undetermined, later.deciding(), missing(&later)),
            Waited::Shut(deciding) => (Outcome::No { blocking: Vec::new() }, deciding, Vec::new()),
        },
    };
    Decision::of(outcome, missing, clauses, deciding)
}

/// Decides a condition over facts that are known, and that only time can move: `yes` when it holds; `notYet`
/// where a day is given on which it will; else `no`.
#[must_use]
pub fn decide_known<'p>(condition: &'p Condition, facts: &Facts, opens_on: Option<Date>) -> Decision<'p> {
    let mut clauses = Vec::with_capacity(condition.clause_count);
    let judged = Judged::recorded(condition, facts, None, &mut clauses);
    let outcome = match (judged.truth(), opens_on) {
        (Kleene::True, _) => Outcome::Yes,
        (_, Some(opens_on)) => Outcome::NotYet { opens_on },
        (_, None) => Outcome::No { blocking: Vec::new() },
    };
    Decision::of(outcome, Vec::new(), clauses, judged.deciding())
}

/// What waiting alone comes to where a condition does not hold.
enum Waited<'p> {
    /// It holds from a day on.
    Opens(Date),
    /// A missing fact decides even then.
    Unknown(Judged<'p>),
    /// It never does; the clauses that make it so, the days lifted where another clause fails too.
    Shut(ClauseSet),
}

fn wait<'p>(judged: &Judged<'p>, facts: &Facts, due_on: Date) -> Waited<'p> {
    let condition = judged.condition();
    let mut blocking = judged.deciding();
    for days in openings(condition, facts) {
        let lifted = facts.at_days_past_due(days);
        let later = Judged::new(condition, &lifted);
        match later.truth() {
            Kleene::True => return Waited::Opens(due_on.plus_days(days)),
            Kleene::Unknown => return Waited::Unknown(later),
            Kleene::False if later.decides_alike(facts, &lifted) => blocking = later.deciding(),
            Kleene::False => {}
        }
    }
    Waited::Shut(blocking)
}

/// The outcome of [`decide`] alone, with the day on which a condition opens where only time is lacking.
#[must_use]
pub fn outcome(condition: &Condition, facts: &Facts, due_on: Date) -> (OutcomeWord, Option<Date>) {
    let now = truth(condition, facts);
    if now != Kleene::False {
        return (now.into(), None);
    }
    for days in openings(condition, facts) {
        match truth_at(condition, facts, days) {
            Kleene::True => return (OutcomeWord::NotYet, Some(due_on.plus_days(days))),
            Kleene::Unknown => return (OutcomeWord::Undetermined, None),
            Kleene::False => {}
        }
    }
    (OutcomeWord::No, None)
}

/// The clauses that block a condition of which the outcome is `no`: those of [`decide`].
#[must_use]
pub fn blocking_set(condition: &Condition, facts: &Facts) -> ClauseSet {
    let lifted = openings(condition, facts).rev().map(|days| facts.at_days_past_due(days));
    let mut judged = lifted.map(|lifted| (Judged::new(condition, &lifted), lifted));
    let alike = judged.find(|(later, lifted)| later.decides_alike(facts, lifted));
    alike.map_or_else(|| Judged::new(condition, facts), |(later, _)| later).deciding()
}

/// The decision `no` by a condition that does not hold, with the clauses that make it so.
#[must_use]
pub fn refused<'p>(condition: &'p Condition, facts: &Facts) -> Decision<'p> {
    let mut clauses = Vec::new();
    let deciding = Judged::recorded(condition, facts, None, &mut clauses).deciding();
    Decision::of(Outcome::No { blocking: Vec::new() }, Vec::new(), clauses, deciding)
}

impl<'p> Decision<'p> {
    /// A decision whose clauses were judged in order; a `no` is blocked by those that decide.
    fn of(outcome: Outcome<'p>, missing: Vec<String>, mut clauses: Vec<Clause<'p>>, deciding: ClauseSet) -> Self {
        mark_deciding(&mut clauses, deciding);
        let outcome = match outcome {
            Outcome::No { .. } => Outcome::No { blocking: blocking(&clauses) },
            other => other,
        };
        Self { outcome, missing, clauses, changes: None }
    }
}

impl<'p> Decision<'p> {
    /// The decision with a clause that has to hold beside its condition. `missing` tells what the clause
    /// would have to be asked for.
    #[must_use]
    pub fn beside(mut self, mut clause: Clause<'p>, missing: impl FnOnce() -> Vec<String>) -> Self {
        match (clause.status, &self.outcome) {
            (Kleene::True, outcome) => clause.decisive = *outcome == Outcome::Yes,
            (Kleene::False, Outcome::No { .. }) | (Kleene::Unknown, Outcome::No { .. } | Outcome::NotYet { .. }) => {}
            (Kleene::False, _) => {
                self.outcome = Outcome::No { blocking: vec![clause.id] };
                self.missing.clear();
                self.alone(&mut clause);
            }
            (Kleene::Unknown, Outcome::Yes | Outcome::Refer { .. }) => {
                self.outcome = Outcome::Undetermined;
                self.missing = missing();
                self.alone(&mut clause);
            }
            (Kleene::Unknown, Outcome::Undetermined) => {
                let known = self.missing.len();
                lack(&mut self.missing, missing());
                clause.decisive = self.missing.len() > known;
            }
        }
        self.clauses.push(clause);
        self
    }

    /// Marks one clause as the only one that decides.
    fn alone(&mut self, clause: &mut Clause<'p>) {
        mark_deciding(&mut self.clauses, ClauseSet::default());
        clause.decisive = true;
    }

    /// The decision where the policy leaves a `yes` to a person: by that person's word, where one is on
    /// record, else passed on.
    #[must_use]
    pub fn left_to(self, role: Role, approval: Option<Clause<'p>>) -> Self {
        match approval {
            Some(clause) => self.beside(clause, Vec::new),
            None if self.outcome == Outcome::Yes => Self { outcome: Outcome::Refer { refers_to: role }, ..self },
            None => self,
        }
    }
}

/// The ids of the clauses that decide, without repeats.
#[must_use]
pub fn blocking<'p>(clauses: &[Clause<'p>]) -> Vec<&'p str> {
    let mut blocking: Vec<&str> = Vec::new();
    for clause in clauses.iter().filter(|clause| clause.decisive) {
        if !blocking.contains(&clause.id) {
            blocking.push(clause.id);
        }
    }
    blocking
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Lever {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Lever".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let facts = Fact::NAMES.iter().map(|(_, fact)| Self::Fact(*fact));
        let levers = facts.chain(Self::OTHERS);
        let names: Vec<&str> = levers.map(Self::name).collect();
        schemars::json_schema!({ "type": "string", "enum": names, "description": "What moves in a change." })
    }
}
