//! What a policy says, as types. No figure of a policy stands in code: it is read from a document
//! and keeps its source.

use crate::json::Value;
use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::locale::Locale;
use crate::money::{Money, Rate, Rounding};
use crate::policy::allocation::Allocation;
use crate::policy::collection::{
    Authority, Complaints, ContactRules, Indicators, Item, Limitation, Reminder, Restructure, Tracking,
};
use crate::policy::penalty::Penalty;
use crate::policy::tables::RestDays;

/// Where a value of a policy comes from, since when it holds, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Id of a document that the policy lists.
    pub document: String,
    /// Section, article or heading in it.
    pub clause: String,
    /// How sure the value is.
    pub confidence: Confidence,
    /// First day on which the value holds.
    pub effective_from: Date,
    /// Day by which somebody should look at it again.
    pub review_by: Date,
    /// How the clause was read, where it leaves room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
}

/// How sure a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Confidence {
    /// Read in the law's own text.
    L,
    /// Found on consistent secondary pages.
    P,
    /// General knowledge, to be confirmed by the institution.
    M,
    /// Stated by the institution's plan.
    #[serde(rename = "plan")]
    Plan,
    /// Ours, where plan and law are silent.
    #[serde(rename = "ours")]
    Ours,
    /// Taken over from another policy.
    #[serde(rename = "assumed")]
    Assumed,
}

impl Confidence {
    /// Every grade, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("L", Self::L),
        ("P", Self::P),
        ("M", Self::M),
        ("plan", Self::Plan),
        ("ours", Self::Ours),
        ("assumed", Self::Assumed),
    ];
}

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

/// Words in the three languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Words {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub simplified: String,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    pub traditional: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The words in one language.
    #[must_use]
    pub fn of(&self, locale: Locale) -> &str {
        match locale {
            Locale::Simplified => &self.simplified,
            Locale::Traditional => &self.traditional,
            Locale::English => &self.en,
        }
    }
}

/// A plan, law or note that values are taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Its id within the policy.
    pub id: String,
    /// Its title.
    pub title: Words,
}

/// A named fact that a condition may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Days from the oldest unpaid due date (counted) to the as-of date (not counted).
    DaysPastDue,
    /// Everything overdue, less a waiver granted.
    OverdueAmount,
    /// Unsuccessful attempts to collect since the oldest unpaid due date.
    FailedAttempts,
    /// Whether the borrower has refused to pay.
    RefusedToPay,
    /// Days since the borrower was last reached, or since the oldest unpaid due date.
    DaysUnreachable,
    /// Whether this is the borrower's first arrear.
    FirstArrear,
    /// Whether the borrower came forward by themselves.
    CameForward,
    /// The larger of the regular and the last payment of a plan, as a share of monthly income.
    ShareOfIncome,
    /// The smaller of the regular and the last payment of a plan.
    SmallestPayment,
    /// The class of the loan.
    Class,
    /// Whether the stated cause is one that the policy lists as hardship.
    HardshipCause,
    /// Whether the hardship is evidenced.
    HardshipEvidenced,
    /// Whether everything that the review of a hardship looks at is stated; unknown while it is not.
    ReviewFacts,
    /// Due date of the oldest unpaid arrear.
    OldestDueOn,
    /// Whether the approver has agreed to a waiver that the policy leaves to a person.
    WaiverApproved,
    /// Whether the approver has agreed to restructuring.
    RestructureApproved,
    /// What may still be waived under the policy's cap.
    WaiverRemaining,
    /// The most months that a restructured loan may run, from the as-of date.
    LongestTermMonths,
    /// What the largest payment of a restructured loan leaves of income less living costs and other debts;
    /// below zero where it takes more.
    LeftToLiveOn,
    /// Days from the due date of the oldest unpaid installment of an agreed plan to the day; 0 while none is overdue.
    PlanDaysPastDue,
    /// Installments of an agreed plan that are past their due date and not paid in full.
    PlanUnpaid,
}

/// What a fact is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Whole days.
    Days,
    /// Yuan, to the fen.
    Money,
    /// A whole number.
    Count,
    /// A share of a whole, 0 to 1.
    Share,
    /// True or false.
    YesNo,
    /// One of the classes.
    Class,
    /// A day of the calendar.
    Date,
}

impl FactKind {
    /// The kind in words, for messages.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Money => "yuan",
            Self::Count => "a count",
            Self::Share => "a share",
            Self::YesNo => "yes or no",
            Self::Class => "classes",
            Self::Date => "dates",
        }
    }
}

impl Fact {
    /// How many facts there are.
    pub const COUNT: usize = 21;

    /// Every fact, by its name on the wire.
    pub const NAMES: [(&'static str, Self); Self::COUNT] = [
        ("daysPastDue", Self::DaysPastDue),
        ("overdueAmount", Self::OverdueAmount),
        ("failedAttempts", Self::FailedAttempts),
        ("refusedToPay", Self::RefusedToPay),
        ("daysUnreachable", Self::DaysUnreachable),
        ("firstArrear", Self::FirstArrear),
        ("cameForward", Self::CameForward),
        ("shareOfIncome", Self::ShareOfIncome),
        ("smallestPayment", Self::SmallestPayment),
        ("class", Self::Class),
        ("hardshipCause", Self::HardshipCause),
        ("hardshipEvidenced", Self::HardshipEvidenced),
        ("reviewFacts", Self::ReviewFacts),
        ("oldestDueOn", Self::OldestDueOn),
        ("approvals.waiver", Self::WaiverApproved),
        ("approvals.restructure", Self::RestructureApproved),
        ("waiverRemaining", Self::WaiverRemaining),
        ("longestTermMonths", Self::LongestTermMonths),
        ("leftToLiveOn", Self::LeftToLiveOn),
        ("planDaysPastDue", Self::PlanDaysPastDue),
        ("planUnpaid", Self::PlanUnpaid),
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, fact)| *fact == self).map_or("", |(name, _)| name)
    }

    /// What it is measured in.
    #[must_use]
    pub fn kind(self) -> FactKind {
        match self {
            Self::DaysPastDue | Self::DaysUnreachable | Self::PlanDaysPastDue => FactKind::Days,
            Self::OverdueAmount | Self::SmallestPayment | Self::WaiverRemaining | Self::LeftToLiveOn => FactKind::Money,
            Self::FailedAttempts | Self::LongestTermMonths | Self::PlanUnpaid => FactKind::Count,
            Self::RefusedToPay
            | Self::FirstArrear
            | Self::CameForward
            | Self::HardshipCause
            | Self::HardshipEvidenced
            | Self::ReviewFacts
            | Self::WaiverApproved
            | Self::RestructureApproved => FactKind::YesNo,
            Self::OldestDueOn => FactKind::Date,
            Self::ShareOfIncome => FactKind::Share,
            Self::Class => FactKind::Class,
        }
    }
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("Fact", 0, self.name())
    }
}

/// How a fact is compared with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Operator {
    /// Below.
    Lt,
    /// At most (以内, 不超过).
    Le,
    /// The same.
    Eq,
    /// Another.
    Ne,
    /// At least.
    Ge,
    /// Above (以上, 超过).
    Gt,
    /// One of a list.
    In,
}

impl Operator {
    /// Every operator, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("lt", Self::Lt),
        ("le", Self::Le),
        ("eq", Self::Eq),
        ("ne", Self::Ne),
        ("ge", Self::Ge),
        ("gt", Self::Gt),
        ("in", Self::In),
    ];

    /// Whether the comparison holds for a fact that stands so to the threshold.
    #[must_use]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        let [less, equal, greater] = match self {
            Self::Lt => [true, false, false],
            Self::Le => [true, true, false],
            Self::Eq | Self::In => [false, true, false],
            Self::Ne => [true, false, true],
            Self::Ge => [false, true, true],
            Self::Gt => [false, false, true],
        };
        if ordering.is_lt() { less } else { (ordering.is_eq() && equal) || (ordering.is_gt() && greater) }
    }
}

/// What a fact is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Threshold {
    /// Whole days.
    Days(u32),
    /// Yuan, to the fen.
    Money(Money),
    /// A whole number.
    Count(u32),
    /// A share of a whole.
    Share(Rate),
    /// True or false.
    YesNo(bool),
    /// Some of the classes.
    Classes(Vec<Class>),
    /// A day of the calendar.
    Date(Date),
}

/// One comparison: the leaf of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Compare {
    /// Position among the clauses of its condition, from 0.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
    /// Stable id of the clause.
    pub id: String,
    /// Its place in the tree, such as `all/2/any/0`.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub group: String,
    /// What is compared.
    pub fact: Fact,
    /// How.
    pub operator: Operator,
    /// With what.
    pub threshold: Threshold,
    /// The clause in words.
    pub label: Words,
    /// On whose word.
    pub source: Source,
}

/// A condition over facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Every part holds.
    All(Vec<Node>),
    /// At least one part holds.
    Any(Vec<Node>),
    /// The part does not hold.
    Not(Box<Node>),
    /// A comparison.
    Compare(Box<Compare>),
}

/// A condition with its number of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The tree.
    pub root: Node,
    /// How many comparisons it holds.
    pub clause_count: usize,
    /// The numbers of days past due at which one of its comparisons can turn, in rising order.
    pub day_edges: Vec<u32>,
}

/// Who decides or acts in the institution, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Junior collection specialist.
    Junior,
    /// Senior collection specialist.
    Senior,
    /// Supervisor.
    Supervisor,
}

impl Role {
    /// Every role, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] =
        [("junior", Self::Junior), ("senior", Self::Senior), ("supervisor", Self::Supervisor)];
}

/// How delinquent a loan is by the institution's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Class {
    /// Nothing is overdue.
    Current,
    /// Mild (轻度).
    Mild,
    /// Moderate (中度).
    Moderate,
    /// Severe (重度).
    Severe,
}

impl Class {
    /// The classes that a policy bounds, by their name on the wire.
    pub const NAMES: [(&'static str, Self); 3] =
        [("mild", Self::Mild), ("moderate", Self::Moderate), ("severe", Self::Severe)];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, class)| *class == self).map_or("current", |(name, _)| name)
    }
}

/// The regulator's five tiers (五级分类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RiskTier {
    /// Normal (正常).
    Normal,
    /// Special mention (关注).
    SpecialMention,
    /// Substandard (次级).
    Substandard,
    /// Doubtful (可疑).
    Doubtful,
    /// Loss (损失).
    Loss,
}

impl RiskTier {
    /// The tiers that days past due lead to, by their name on the wire.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("specialMention", Self::SpecialMention),
        ("substandard", Self::Substandard),
        ("doubtful", Self::Doubtful),
        ("loss", Self::Loss),
    ];
}

/// A band of days past due, both ends counted; the last band of a scale has no end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct DayBand<T> {
    /// What the band stands for.
    pub name: T,
    /// Its name in words.
    pub label: Words,
    /// First day of the band.
    pub from_days: u32,
    /// Last day of the band.
    pub to_days: Option<u32>,
    /// Where the band comes from.
    pub source: Source,
}

/// A band of amounts, both ends counted to the fen; the last band of a scale has no end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct AmountBand {
    /// The class of the band.
    pub name: Class,
    /// Smallest amount of the band.
    pub from_amount: Money,
    /// Largest amount of the band.
    pub to_amount: Option<Money>,
    /// Where the band comes from.
    pub source: Source,
}

/// How delinquency is measured and named.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Delinquency {
    /// What makes a loan overdue at all.
    #[cfg_attr(feature = "schema", schemars(rename = "condition"))]
    pub overdue: Condition,
    /// The institution's classes, mildest first, without gap or overlap.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub classes: Vec<DayBand<Class>>,
    /// Classes by overdue principal, interest and fees, where the policy has them; the worse of the
    /// two scales decides.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub classes_by_amount: Option<Vec<AmountBand>>,
    /// The regulator's tiers, best first, without gap or overlap.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub risk_tiers: Vec<DayBand<RiskTier>>,
}

/// What may be waived.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Waiver {
    /// When a waiver may be granted.
    pub condition: Condition,
    /// Largest share of penalty and compound interest together; where the policy states none, a
    /// waiver that the condition allows is referred to the approver.
    pub share_max: Option<Cited<Rate>>,
    /// Rounding of the largest amount.
    pub rounding: Cited<Rounding>,
    /// Who approves it.
    pub approved_by: Cited<Role>,
}

/// What interest runs while an agreed plan is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PlanInterest {
    /// None: the amount to be spread is frozen on the as-of date.
    Frozen,
    /// The contract rate, on what is left of the overdue principal.
    Contract,
    /// The penalty rate, on what is left of the overdue principal.
    Penalty,
}

impl PlanInterest {
    /// Every setting, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 3] =
        [("frozen", Self::Frozen), ("contract", Self::Contract), ("penalty", Self::Penalty)];
}

/// Which installment plans may be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Installment {
    /// Fewest monthly periods.
    pub periods_min: Cited<u32>,
    /// Most monthly periods.
    pub periods_max: Cited<u32>,
    /// Rounding of the regular payment; the last payment takes the residue.
    pub rounding: Cited<Rounding>,
    /// What interest runs during the plan.
    pub interest: Cited<PlanInterest>,
    /// Months from the as-of date to the first payment.
    pub first_payment_months: Cited<u32>,
    /// Where a due date goes that falls on a day of rest.
    pub rest_days: Cited<RestDays>,
    /// When a plan of given payments is feasible.
    pub condition: Condition,
    /// The share of income that the condition allows, for showing the limit in money.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub share_limit: Option<Rate>,
    /// Who may agree a plan.
    pub may_do: Cited<Role>,
    /// Who approves it.
    pub approved_by: Cited<Role>,
}

/// One step of escalation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Step {
    /// When the step may be taken.
    pub condition: Condition,
    /// Who approves it.
    pub approved_by: Cited<Role>,
}

/// How an attempt to reach the borrower ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ContactOutcome {
    /// The borrower was spoken to.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// The borrower was spoken to and refused to pay.
    Refused,
    /// Somebody else answered.
    WrongNumber,
    /// The borrower was spoken to and promised to pay.
    Promised,
}

impl ContactOutcome {
    /// Every outcome, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("reached", Self::Reached),
        ("noAnswer", Self::NoAnswer),
        ("refused", Self::Refused),
        ("wrongNumber", Self::WrongNumber),
        ("promised", Self::Promised),
    ];
}

/// When a loan may leave ordinary collection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Escalation {
    /// Outcomes of a contact that count as an unsuccessful attempt.
    pub failed_outcomes: Cited<Vec<ContactOutcome>>,
    /// Outcomes of a contact in which the borrower was reached.
    pub reached_outcomes: Cited<Vec<ContactOutcome>>,
    /// Litigation.
    pub litigation: Step,
    /// Referral to a collection agency.
    pub agency: Step,
    /// What belongs into the file for the court.
    pub litigation_file: Vec<Item>,
    /// What an agency must satisfy; unmet points are listed and never gate.
    pub agency_checklist: Vec<Item>,
}

/// One version of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Policy {
    /// Id, shared by all versions.
    pub id: String,
    /// Version, unique within the id.
    pub version: String,
    /// SHA-256, hexadecimal, over the document's RFC 8785 bytes.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub fingerprint: String,
    /// The document itself, as it was read.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub tree: Value,
    /// Title.
    pub title: Words,
    /// First as-of date on which the version is in force.
    pub effective_from: Date,
    /// Last as-of date on which it is in force; none while it stands.
    pub effective_to: Option<Date>,
    /// What its values are taken from.
    pub documents: Vec<Document>,
    /// How delinquency is measured.
    pub delinquency: Delinquency,
    /// What overdue amounts bear.
    pub penalty: Penalty,
    /// Where payments go.
    pub allocation: Allocation,
    /// What may be waived.
    pub waiver: Waiver,
    /// Which plans may be offered.
    pub installment: Installment,
    /// When the loan may go to an agency or to court.
    pub escalation: Escalation,
    /// In which order missing facts are asked for, as JSON pointers; `*` stands for any entry.
    pub ask_order: Cited<Vec<String>>,
    /// Reminders before an installment falls due, earliest first.
    pub reminders: Vec<Reminder>,
    /// How the borrower is contacted.
    pub contact: ContactRules,
    /// Who may do what.
    pub authority: Vec<Authority>,
    /// Negotiated repayment in hardship.
    pub restructure: Restructure,
    /// How agreed plans are followed.
    pub tracking: Tracking,
    /// Deadlines for complaints.
    pub complaints: Complaints,
    /// Targets of collection.
    pub indicators: Indicators,
    /// The limitation period.
    pub limitation: Limitation,
}

impl Policy {
    /// Every condition.
    #[must_use]
    pub fn conditions(&self) -> [&Condition; 8] {
        [
            &self.delinquency.overdue,
            &self.waiver.condition,
            &self.installment.condition,
            &self.escalation.litigation.condition,
            &self.escalation.agency.condition,
            &self.restructure.condition,
            &self.restructure.affordable,
            &self.tracking.condition,
        ]
    }

    /// The place of a fact in the order of asking; facts that the policy does not place come last.
    #[must_use]
    pub fn ask_place(&self, pointer: &str) -> usize {
        let order = &self.ask_order.value;
        order.iter().position(|pattern| is_like(pattern, pointer)).unwrap_or(order.len())
    }
}

/// Whether a JSON pointer is like a pattern in which `*` stands for any entry.
fn is_like(pattern: &str, pointer: &str) -> bool {
    let (mut steps, mut wanted) = (pointer.split('/'), pattern.split('/'));
    let alike = wanted.by_ref().all(|wanted| steps.next().is_some_and(|step| wanted == "*" || wanted == step));
    alike && steps.next().is_none()
}
