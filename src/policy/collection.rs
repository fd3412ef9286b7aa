//! What a policy says of collection itself: reminders, contact, authority, hardship, complaints.

use serde::Serialize;

use crate::money::{Rate, Rounding};
use crate::policy::dated::Dated;
use crate::policy::model::{Cited, Class, Condition, Role, Source, Words};

/// A named point of a list, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Stable id.
    pub id: String,
    /// The point in words.
    pub label: Words,
    /// Where it comes from.
    pub source: Source,
}

/// How the borrower is written or spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// Text message.
    Sms,
    /// Telephone.
    Phone,
    /// Letter.
    Letter,
    /// E-mail.
    Email,
    /// Visit in person.
    Visit,
}

impl Channel {
    /// Every channel, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("sms", Self::Sms),
        ("phone", Self::Phone),
        ("letter", Self::Letter),
        ("email", Self::Email),
        ("visit", Self::Visit),
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, channel)| *channel == self).map_or("", |(name, _)| name)
    }
}

/// A reminder before an installment falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Reminder {
    /// Days before the due date.
    pub days_before: u32,
    /// By which channel.
    pub channel: Channel,
    /// Where it comes from.
    pub source: Source,
}

/// What the institution does about an overdue loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ActionKind {
    /// Remind before an installment falls due.
    Reminder,
    /// Remind by telephone.
    PhoneReminder,
    /// Send the overdue notice.
    OverdueNotice,
    /// Confirm by telephone that the notice arrived.
    ConfirmDelivery,
    /// Follow up at intervals.
    FollowUp,
    /// Design a repayment plan with the borrower.
    DesignPlan,
    /// Visit the borrower.
    Visit,
    /// Send a lawyer's letter.
    LegalLetter,
    /// Grant a waiver.
    Waiver,
    /// Agree an installment plan.
    InstallmentPlan,
    /// Restructure the loan.
    Restructure,
    /// Take a case back into collection whose plan has failed.
    ReturnToCollection,
    /// Report a failed plan to the credit bureau.
    CreditReport,
    /// Refer to a collection agency.
    Agency,
    /// Bring the case to court.
    Litigation,
}

impl ActionKind {
    /// Every action, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 15] = [
        ("reminder", Self::Reminder),
        ("phoneReminder", Self::PhoneReminder),
        ("overdueNotice", Self::OverdueNotice),
        ("confirmDelivery", Self::ConfirmDelivery),
        ("followUp", Self::FollowUp),
        ("designPlan", Self::DesignPlan),
        ("visit", Self::Visit),
        ("legalLetter", Self::LegalLetter),
        ("waiver", Self::Waiver),
        ("installmentPlan", Self::InstallmentPlan),
        ("restructure", Self::Restructure),
        ("returnToCollection", Self::ReturnToCollection),
        ("creditReport", Self::CreditReport),
        ("agency", Self::Agency),
        ("litigation", Self::Litigation),
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, action)| *action == self).map_or("", |(name, _)| name)
    }
}

/// Who may take an action and who approves it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Authority {
    /// The action.
    pub action: ActionKind,
    /// The action in words.
    pub label: Words,
    /// The lowest role that may take it.
    pub may_do: Role,
    /// Who approves it, where somebody must.
    pub approved_by: Option<Role>,
    /// By which channels, where it is a contact; any of them will do.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Channel>>"))]
    pub channels: Vec<Channel>,
    /// What a notice must say, where it is one.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Item>>"))]
    pub contents: Vec<Item>,
    /// The clause that gives the authority.
    pub source: Source,
}

/// What is done while a loan is so many days past due.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct ContactStage {
    /// Stable id.
    pub id: String,
    /// First day of the stage.
    pub from_days: u32,
    /// Last day of the stage.
    pub to_days: Option<u32>,
    /// The stage in words.
    pub label: Words,
    /// Who works the stage.
    pub role: Role,
    /// What is done in it, in order.
    pub actions: Vec<ActionKind>,
    /// Fewest days between two contacts, where the stage has a rhythm.
    pub every_days_min: Option<u32>,
    /// Most days between two contacts.
    pub every_days_max: Option<u32>,
    /// Where the stage comes from.
    pub source: Source,
}

/// How the borrower is to be contacted, and how not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct ContactRules {
    /// What is done by days past due, without gap or overlap.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub stages: Vec<ContactStage>,
    /// Who works a high-risk borrower at any stage.
    pub high_risk_role: Cited<Role>,
    /// Working days within which the arrival of a notice is confirmed.
    pub confirm_delivery_working_days: Cited<u32>,
    /// Local time, in minutes after midnight, from which nobody is contacted; itself forbidden.
    #[cfg_attr(feature = "schema", schemars(rename = "quietFrom", with = "Dated<crate::calendar::TimeOfDay>"))]
    pub quiet_from_minute: Dated<u32>,
    /// Local time, in minutes after midnight, from which contact is allowed again; itself allowed.
    #[cfg_attr(feature = "schema", schemars(rename = "quietUntil", with = "Dated<crate::calendar::TimeOfDay>"))]
    pub quiet_until_minute: Dated<u32>,
    /// Most connected calls to one debtor a day.
    pub connected_calls_max: Dated<u32>,
    /// Most unanswered attempts to one number a day.
    pub unanswered_attempts_max: Dated<u32>,
    /// Whether third parties may be contacted only when the debtor cannot be reached.
    pub third_party_only_unreachable: Dated<bool>,
    /// Failed attempts since the debtor was last spoken to, from which the debtor cannot be reached.
    pub third_party_attempts_min: Cited<u32>,
    /// Whether a visit needs a contact before it.
    pub visit_after_contact: Cited<bool>,
    /// Phrases that no script may contain.
    pub forbidden_phrases: Vec<Item>,
}

/// Deadlines for a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Complaints {
    /// Hours within which the complainant is answered.
    pub respond_hours: Cited<u32>,
    /// Working days within which the complaint is investigated.
    pub investigate_working_days: Cited<u32>,
}

/// A target for the recovery rate of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct RecoveryTarget {
    /// The class.
    pub class: Class,
    /// The rate that is to be exceeded.
    pub above: Rate,
    /// Where it comes from.
    pub source: Source,
}

/// What collection is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Indicators {
    /// Collected ÷ overdue total, by class.
    pub recovery: Vec<RecoveryTarget>,
    /// Cost ÷ collected, to stay below.
    pub cost_rate_below: Cited<Rate>,
}

/// What becomes of what is due besides principal when a loan is restructured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ArrearsTreatment {
    /// It is added to the principal and bears the contract rate.
    Capitalise,
    /// It is split over the payments and bears nothing.
    Carry,
}

impl ArrearsTreatment {
    /// Both, by their names on the wire.
    pub const NAMES: [(&'static str, Self); 2] = [("capitalise", Self::Capitalise), ("carry", Self::Carry)];
}

/// How a restructured loan is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// Equal installments (等额本息).
    EqualInstallment,
    /// Equal principal (等额本金).
    EqualPrincipal,
}

impl Method {
    /// Every method, by its name on the wire.
    pub const NAMES: [(&'static str, Self); 2] =
        [("equalInstallment", Self::EqualInstallment), ("equalPrincipal", Self::EqualPrincipal)];
}

/// A cause of arrears and what is recommended for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Cause {
    /// Stable id.
    pub id: String,
    /// The cause in words.
    pub label: Words,
    /// Whether it is hardship that restructuring may answer.
    pub hardship: bool,
    /// Ids of the recommended measures.
    pub measures: Vec<String>,
    /// Where it comes from.
    pub source: Source,
}

/// A fact of the case that a review of hardship may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewFact {
    /// The stated cause.
    Cause,
    /// Whether evidence was handed in.
    Evidenced,
    /// Income a month.
    MonthlyIncome,
    /// Living costs a month.
    LivingCosts,
    /// Payments on other debts a month.
    OtherDebtPayments,
    /// Whether this is the first arrear.
    FirstArrear,
    /// Whether the borrower came forward.
    CameForward,
    /// Whether the borrower has refused to pay.
    RefusedToPay,
}

impl ReviewFact {
    /// Every such fact, by its JSON pointer into the case.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("/borrower/hardship/cause", Self::Cause),
        ("/borrower/hardship/evidenced", Self::Evidenced),
        ("/borrower/monthlyIncome", Self::MonthlyIncome),
        ("/borrower/livingCosts", Self::LivingCosts),
        ("/borrower/otherDebtPayments", Self::OtherDebtPayments),
        ("/borrower/firstArrear", Self::FirstArrear),
        ("/borrower/cameForward", Self::CameForward),
        ("/borrower/refusedToPay", Self::RefusedToPay),
    ];

    /// The JSON pointer into the case.
    #[must_use]
    pub fn pointer(self) -> &'static str {
        Self::NAMES.iter().find(|(_, fact)| *fact == self).map_or("", |(pointer, _)| pointer)
    }
}

/// A criterion of the review, with the facts of the case that it is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Criterion {
    /// The criterion in words.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub item: Item,
    /// The facts that the reviewer needs for it.
    pub facts: Vec<ReviewFact>,
}

/// Negotiated repayment when the borrower is in hardship.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Restructure {
    /// Causes of arrears, with the measures recommended for each.
    pub causes: Vec<Cause>,
    /// Measures that causes point to.
    pub measures: Vec<Item>,
    /// What an application must satisfy before it is passed on for review.
    pub condition: Condition,
    /// What a review looks at.
    pub criteria: Vec<Criterion>,
    /// Longest extension as a share of the original term.
    pub extension_share_max: Cited<Rate>,
    /// Methods of repayment on offer.
    pub methods: Cited<Vec<Method>>,
    /// What becomes of what is due besides principal.
    pub arrears: Cited<ArrearsTreatment>,
    /// Months at the start in which only interest is paid.
    pub grace_months: Cited<u32>,
    /// Rounding of each payment and of its interest.
    pub rounding: Cited<Rounding>,
    /// When a term is affordable.
    pub affordable: Condition,
    /// Who decides.
    pub refers_to: Cited<Role>,
    /// What a refused applicant is told of their rights.
    pub rights: Vec<Item>,
    /// Months between two reviews of a signed plan.
    pub follow_up_months: Cited<u32>,
}

/// How an agreed plan is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Tracking {
    /// When a plan has failed.
    pub condition: Condition,
    /// Whether a failed plan stands again once the condition no longer holds.
    pub curable: Cited<bool>,
    /// What is done when it has failed, in order.
    pub consequences: Cited<Vec<ActionKind>>,
}

/// The limitation period.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Limitation {
    /// Years from the due date of the last installment, or from the last interruption.
    pub years: Dated<u32>,
}
