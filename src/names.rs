//! The names of every closed vocabulary of the wire, in every language: one list, for the renderer
//! and for callers that show the same words.

mod day_counts;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::calendar::DayCount;
use crate::condition::Kleene;
use crate::decision::{Actor, OutcomeWord};
use crate::locale::Trio;
use crate::money::Rounding;
use crate::policy::allocation::{Component, Excess, Scope, Walk};
use crate::policy::collection::{ActionKind, Channel, Method};
use crate::policy::model::{Class, Confidence, ContactOutcome, Fact, Operator, PlanInterest, RiskTier, Role};
use crate::rules::tracking::InstallmentStatus;

pub use self::day_counts::day_count;

/// A class of delinquency.
#[must_use]
pub const fn class(class: Class) -> Trio {
    match class {
        Class::Current => Trio::new("未逾期", "未逾期", "not overdue"),
        Class::Mild => Trio::new("轻度", "輕度", "mild"),
        Class::Moderate => Trio::new("中度", "中度", "moderate"),
        Class::Severe => Trio::new("重度", "重度", "severe"),
    }
}

/// A tier of the regulator.
#[must_use]
pub const fn risk_tier(tier: RiskTier) -> Trio {
    match tier {
        RiskTier::Normal => Trio::new("正常", "正常", "normal"),
        RiskTier::SpecialMention => Trio::new("关注", "關注", "special mention"),
        RiskTier::Substandard => Trio::new("次级", "次級", "substandard"),
        RiskTier::Doubtful => Trio::new("可疑", "可疑", "doubtful"),
        RiskTier::Loss => Trio::new("损失", "損失", "loss"),
    }
}

/// A role in the institution.
#[must_use]
pub const fn role(role: Role) -> Trio {
    match role {
        Role::Junior => Trio::new("初级专员", "初級專員", "junior specialist"),
        Role::Senior => Trio::new("高级专员", "高級專員", "senior specialist"),
        Role::Supervisor => Trio::new("主管", "主管", "supervisor"),
    }
}

/// An outcome.
#[must_use]
pub const fn outcome(outcome: OutcomeWord) -> Trio {
    match outcome {
        OutcomeWord::Yes => Trio::new("可以", "可以", "yes"),
        OutcomeWord::No => Trio::new("不可以", "不可以", "no"),
        OutcomeWord::NotYet => Trio::new("尚未", "尚未", "not yet"),
        OutcomeWord::Undetermined => Trio::new("资料不全", "資料不全", "facts missing"),
        OutcomeWord::Refer => Trio::new("需要人工审核", "需要人工審核", "needs review by a person"),
    }
}

/// The status of a clause.
#[must_use]
pub const fn status(status: Kleene) -> Trio {
    match status {
        Kleene::True => Trio::new("满足", "滿足", "met"),
        Kleene::False => Trio::new("未满足", "未滿足", "not met"),
        Kleene::Unknown => Trio::new("不详", "不詳", "not known"),
    }
}

/// A comparison.
#[must_use]
pub const fn operator(operator: Operator) -> Trio {
    match operator {
        Operator::Lt => Trio::new("少于", "少於", "less than"),
        Operator::Le => Trio::new("不超过", "不超過", "at most"),
        Operator::Eq => Trio::new("等于", "等於", "exactly"),
        Operator::Ne => Trio::new("不等于", "不等於", "other than"),
        Operator::Ge => Trio::new("至少", "至少", "at least"),
        Operator::Gt => Trio::new("超过", "超過", "more than"),
        Operator::In => Trio::new("属于", "屬於", "one of"),
    }
}

/// A fact that conditions look at.
#[must_use]
pub const fn fact(fact: Fact) -> Trio {
    match fact {
        Fact::DaysPastDue => Trio::new("逾期天数", "逾期天數", "days past due"),
        Fact::OverdueAmount => Trio::new("逾期金额", "逾期金額", "overdue amount"),
        Fact::FailedAttempts => Trio::new("联系未果次数", "聯絡未果次數", "failed contact attempts"),
        Fact::RefusedToPay => Trio::new("明确拒绝还款", "明確拒絕還款", "outright refusal to pay"),
        Fact::DaysUnreachable => Trio::new("失联天数", "失聯天數", "days out of reach"),
        Fact::FirstArrear => Trio::new("首次逾期", "首次逾期", "first time in arrears"),
        Fact::CameForward => Trio::new("主动前来协商", "主動前來協商", "came forward to talk"),
        Fact::ShareOfIncome => {
            Trio::new("每期付款占月收入", "每期付款佔月收入", "payment as a share of monthly income")
        }
        Fact::SmallestPayment => Trio::new("最小一期付款", "最小一期付款", "smallest payment"),
        Fact::Class => Trio::new("逾期级别", "逾期級別", "class of the arrears"),
        Fact::HardshipCause => Trio::new("原因属于困难情形", "原因屬於困難情形", "cause is one of hardship"),
        Fact::HardshipEvidenced => Trio::new("附有困难证明", "附有困難證明", "hardship is evidenced"),
        Fact::OldestDueOn => {
            Trio::new("最早未还款项的到期日", "最早未還款項的到期日", "the due date of the oldest unpaid arrear")
        }
        Fact::LongestTermMonths => {
            Trio::new("重组可用的最长期限", "重組可用的最長期限", "the longest term of a restructured loan")
        }
        Fact::LeftToLiveOn => Trio::new(
            "付款后剩下的收入",
            "付款後剩下的收入",
            "income left after the payment, living costs and other debts",
        ),
        Fact::PlanDaysPastDue => Trio::new(
            "还款计划中最早未还一期的逾期天数",
            "還款計劃中最早未還一期的逾期天數",
            "days past due of the oldest unpaid installment of the plan",
        ),
        Fact::PlanUnpaid => Trio::new(
            "还款计划中到期未还清的期数",
            "還款計劃中到期未還清的期數",
            "installments of the plan past due and not paid in full",
        ),
        Fact::ReviewFacts => Trio::new("审核所需资料齐全", "審核所需資料齊全", "facts for the review are complete"),
        Fact::WaiverApproved => Trio::new("减免已获批准", "減免已獲批准", "approval of the waiver"),
        Fact::RestructureApproved => {
            Trio::new("协商还款已获批准", "協商還款已獲批准", "approval of the negotiated repayment")
        }
        Fact::WaiverRemaining => Trio::new("尚可减免的金额", "尚可減免的金額", "amount that may still be waived"),
    }
}

/// A way of reaching the borrower.
#[must_use]
pub const fn channel(channel: Channel) -> Trio {
    match channel {
        Channel::Sms => Trio::new("短信", "短訊", "text message"),
        Channel::Phone => Trio::new("电话", "電話", "telephone"),
        Channel::Letter => Trio::new("信函", "信函", "letter"),
        Channel::Email => Trio::new("电子邮件", "電子郵件", "e-mail"),
        Channel::Visit => Trio::new("上门", "上門", "visit"),
    }
}

/// How a contact ended.
#[must_use]
pub const fn contact_outcome(outcome: ContactOutcome) -> Trio {
    match outcome {
        ContactOutcome::Reached => Trio::new("联系上", "聯絡上", "reached"),
        ContactOutcome::NoAnswer => Trio::new("无人接听", "無人接聽", "no answer"),
        ContactOutcome::Refused => Trio::new("拒绝还款", "拒絕還款", "refused to pay"),
        ContactOutcome::WrongNumber => Trio::new("号码有误", "號碼有誤", "wrong number"),
        ContactOutcome::Promised => Trio::new("承诺还款", "承諾還款", "promised to pay"),
    }
}

/// What the institution does.
#[must_use]
pub const fn action(action: ActionKind) -> Trio {
    match action {
        ActionKind::Reminder => Trio::new("到期前提醒", "到期前提醒", "reminder before the due date"),
        ActionKind::PhoneReminder => Trio::new("电话提醒", "電話提醒", "reminder by telephone"),
        ActionKind::OverdueNotice => Trio::new("发送逾期通知", "發送逾期通知", "overdue notice"),
        ActionKind::ConfirmDelivery => Trio::new("电话确认送达", "電話確認送達", "confirm delivery by telephone"),
        ActionKind::FollowUp => Trio::new("定期跟进", "定期跟進", "regular follow-up"),
        ActionKind::DesignPlan => Trio::new("设计还款方案", "設計還款方案", "design a repayment plan"),
        ActionKind::Visit => Trio::new("上门拜访", "上門拜訪", "visit"),
        ActionKind::LegalLetter => Trio::new("律师函", "律師函", "lawyer's letter"),
        ActionKind::Waiver => Trio::new("减免罚息", "減免罰息", "waive penalty interest"),
        ActionKind::InstallmentPlan => Trio::new("签订分期协议", "簽訂分期協議", "agree an installment plan"),
        ActionKind::Restructure => Trio::new("重组或展期", "重組或展期", "restructure or extend"),
        ActionKind::ReturnToCollection => Trio::new("恢复催收", "恢復催收", "take the case back into collection"),
        ActionKind::CreditReport => Trio::new("报送征信", "報送徵信", "report to the credit bureau"),
        ActionKind::Agency => Trio::new("委托第三方催收", "委託第三方催收", "refer to a collection agency"),
        ActionKind::Litigation => Trio::new("提起诉讼", "提起訴訟", "go to court"),
    }
}

/// How an installment of an agreed plan stands.
#[must_use]
pub const fn installment_status(status: InstallmentStatus) -> Trio {
    match status {
        InstallmentStatus::Paid => Trio::new("按时还清", "按時還清", "paid on time"),
        InstallmentStatus::Late => Trio::new("迟还，已还清", "遲還，已還清", "paid late"),
        InstallmentStatus::Short => Trio::new("逾期，还了一部分", "逾期，還了一部分", "past due, paid in part"),
        InstallmentStatus::Missed => Trio::new("逾期，没有还", "逾期，沒有還", "past due, nothing paid"),
        InstallmentStatus::Due => Trio::new("今天到期", "今天到期", "due today"),
        InstallmentStatus::Upcoming => Trio::new("还没有到期", "還沒有到期", "not due yet"),
    }
}

/// How sure a value of a policy is.
#[must_use]
pub const fn confidence(confidence: Confidence) -> Trio {
    match confidence {
        Confidence::L => Trio::new("法规原文", "法規原文", "read in the law's own text"),
        Confidence::P => Trio::new("多处转载一致", "多處轉載一致", "found on consistent secondary pages"),
        Confidence::M => {
            Trio::new("一般知识，待机构确认", "一般知識，待機構確認", "general knowledge, to be confirmed")
        }
        Confidence::Plan => Trio::new("机构方案", "機構方案", "stated by the institution's plan"),
        Confidence::Ours => Trio::new("本政策的读法", "本政策的讀法", "this policy's own reading"),
        Confidence::Assumed => Trio::new("沿用另一份政策", "沿用另一份政策", "taken over from another policy"),
    }
}

/// Who can bring a change about.
#[must_use]
pub const fn actor(actor: Actor) -> Trio {
    match actor {
        Actor::Borrower => Trio::new("借款人", "借款人", "borrower"),
        Actor::Lender => Trio::new("机构", "機構", "lender"),
        Actor::Time => Trio::new("时间", "時間", "time"),
    }
}

/// A mode of rounding.
#[must_use]
pub const fn rounding(rounding: Rounding) -> Trio {
    match rounding {
        Rounding::HalfUp => Trio::new("四舍五入", "四捨五入", "half up"),
        Rounding::HalfEven => Trio::new("四舍六入五成双", "四捨六入五成雙", "half to even"),
        Rounding::Down => Trio::new("舍去", "捨去", "down"),
        Rounding::Up => Trio::new("进位", "進位", "up"),
    }
}

/// What interest runs during a plan.
#[must_use]
pub const fn plan_interest(interest: PlanInterest) -> Trio {
    match interest {
        PlanInterest::Frozen => Trio::new("不再计息", "不再計息", "no further interest"),
        PlanInterest::Contract => Trio::new("按合同利率计息", "按合同利率計息", "interest at the contract rate"),
        PlanInterest::Penalty => Trio::new("按罚息利率计息", "按罰息利率計息", "interest at the penalty rate"),
    }
}

/// What a payment can settle.
#[must_use]
pub const fn payment_component(component: Component) -> Trio {
    match component {
        Component::Cost => Trio::new("实现债权的费用", "實現債權的費用", "costs of collection"),
        Component::Fee => Trio::new("费用", "費用", "fees"),
        Component::Penalty => Trio::new("罚息", "罰息", "penalty interest"),
        Component::Compound => Trio::new("复利", "複利", "compound interest"),
        Component::Interest => Trio::new("利息", "利息", "interest"),
        Component::Principal => Trio::new("本金", "本金", "principal"),
    }
}

/// How an amount stands to the day of a payment.
#[must_use]
pub const fn allocation_scope(scope: Scope) -> Trio {
    match scope {
        Scope::PastDue => Trio::new("已逾期", "已逾期", "past due"),
        Scope::Due => Trio::new("当日到期", "當日到期", "due on the day"),
        Scope::InAdvance => Trio::new("未到期", "未到期", "due later"),
    }
}

/// How a payment walks over what is due.
#[must_use]
pub const fn allocation_walk(walk: Walk) -> Trio {
    match walk {
        Walk::OldestFirst => Trio::new("先到期的先冲抵", "先到期的先沖抵", "the oldest installment first"),
        Walk::ComponentFirst => {
            Trio::new("各期逐项冲抵", "各期逐項沖抵", "one component of all installments after the other")
        }
    }
}

/// What becomes of an excess.
#[must_use]
pub const fn excess_rule(excess: Excess) -> Trio {
    match excess {
        Excess::Keep => {
            Trio::new("多还的留存，到期时冲抵", "多還的留存，到期時沖抵", "an excess is kept for what falls due")
        }
        Excess::NextInstallment => {
            Trio::new("多还的冲抵下一期", "多還的沖抵下一期", "an excess pays the next installment")
        }
        Excess::LastInstallment => {
            Trio::new("多还的冲抵最后一期", "多還的沖抵最後一期", "an excess pays the last installment")
        }
        Excess::Spread => {
            Trio::new("多还的均摊到以后各期", "多還的均攤到以後各期", "an excess is spread over the later installments")
        }
    }
}

/// A method of repayment.
#[must_use]
pub const fn method(method: Method) -> Trio {
    match method {
        Method::EqualInstallment => Trio::new("等额本息", "等額本息", "equal installments"),
        Method::EqualPrincipal => Trio::new("等额本金", "等額本金", "equal principal"),
    }
}

/// What a sum that is due is made of, by name on the wire.
pub const COMPONENTS: [(&str, Trio); 7] = [
    ("principal", Trio::new("逾期本金", "逾期本金", "overdue principal")),
    ("interest", Trio::new("逾期利息", "逾期利息", "overdue interest")),
    ("fees", Trio::new("费用", "費用", "fees")),
    ("penalty", Trio::new("罚息", "罰息", "penalty interest")),
    ("compound", Trio::new("复利", "複利", "compound interest")),
    ("waived", Trio::new("已减免", "已減免", "waived")),
    ("total", Trio::new("应还合计", "應還合計", "total due")),
];

/// Words by name on the wire, in the order of the wire's own lists.
pub type Table = &'static [(&'static str, Trio)];

/// The words of a list of names as a table that the compiler makes. It is made from the function that has words for
/// every meaning, so that no name can be left out; and it is data, which takes less room in the engine than code
/// that goes from a name to its meaning and from there to its words.
macro_rules! table {
    ($names:expr, $words:path) => {{
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, where a step too far stops the build")]
        const TABLE: [(&str, $crate::locale::Trio); $names.len()] = {
            let mut table = [("", $crate::locale::Trio::new("", "", "")); $names.len()];
            let mut index = 0;
            while index < table.len() {
                table[index] = ($names[index].0, $words($names[index].1));
                index += 1;
            }
            table
        };
        &TABLE
    }};
}
pub(crate) use table;

/// The words of a name; nothing where the table does not have it.
#[must_use]
pub fn look(table: Table, name: &str) -> Option<&'static Trio> {
    table.iter().find(|(known, _)| *known == name).map(|(_, words)| words)
}

const CLASS_NAMES: [(&str, Class); 4] = {
    let [mild, moderate, severe] = Class::NAMES;
    [("current", Class::Current), mild, moderate, severe]
};

const RISK_TIER_NAMES: [(&str, RiskTier); 5] = {
    let [first, second, third, fourth] = RiskTier::NAMES;
    [("normal", RiskTier::Normal), first, second, third, fourth]
};

/// The word of every outcome.
pub(crate) const OUTCOME_NAMES: [(&str, OutcomeWord); 5] = [
    ("yes", OutcomeWord::Yes),
    ("no", OutcomeWord::No),
    ("notYet", OutcomeWord::NotYet),
    ("undetermined", OutcomeWord::Undetermined),
    ("refer", OutcomeWord::Refer),
];

const STATUS_NAMES: [(&str, Kleene); 3] =
    [("met", Kleene::True), ("notMet", Kleene::False), ("unknown", Kleene::Unknown)];

const ACTOR_NAMES: [(&str, Actor); 3] =
    [("borrower", Actor::Borrower), ("lender", Actor::Lender), ("time", Actor::Time)];

/// Classes of delinquency.
pub const CLASSES: Table = table!(CLASS_NAMES, class);
/// The regulator's tiers.
pub const RISK_TIERS: Table = table!(RISK_TIER_NAMES, risk_tier);
/// Roles in the institution.
pub const ROLES: Table = table!(Role::NAMES, role);
/// Outcomes of a decision.
pub const OUTCOMES: Table = table!(OUTCOME_NAMES, outcome);
/// Statuses of a clause.
pub const STATUSES: Table = table!(STATUS_NAMES, status);
/// Comparisons.
pub const OPERATORS: Table = table!(Operator::NAMES, operator);
/// Facts that conditions look at.
pub const FACTS: Table = table!(Fact::NAMES, fact);
/// Who can bring a change about.
pub const ACTORS: Table = table!(ACTOR_NAMES, actor);
/// Day counts.
pub const DAY_COUNTS: Table = table!(DayCount::NAMES, day_count);
/// Modes of rounding.
pub const ROUNDINGS: Table = table!(Rounding::NAMES, rounding);
/// Interest during a plan.
pub const PLAN_INTERESTS: Table = table!(PlanInterest::NAMES, plan_interest);
/// How an installment of an agreed plan stands.
pub const INSTALLMENT_STATUSES: Table = table!(InstallmentStatus::NAMES, installment_status);
/// What a payment can settle.
pub const PAYMENT_COMPONENTS: Table = table!(Component::NAMES, payment_component);
/// How amounts stand to the day of a payment.
pub const ALLOCATION_SCOPES: Table = table!(Scope::NAMES, allocation_scope);
/// How a payment walks over what is due.
pub const ALLOCATION_WALKS: Table = table!(Walk::NAMES, allocation_walk);
/// What becomes of an excess.
pub const EXCESS_RULES: Table = table!(Excess::NAMES, excess_rule);

/// The names of one vocabulary, in the order of the wire's own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entries(pub Table);

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, words) in self.0 {
            map.serialize_entry(name, words)?;
        }
        map.end()
    }
}

/// Every closed vocabulary of the wire with the words for each of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Names {
    /// Classes of delinquency.
    pub classes: Entries,
    /// The regulator's tiers.
    pub risk_tiers: Entries,
    /// Roles in the institution.
    pub roles: Entries,
    /// Parts of what is due.
    pub components: Entries,
    /// Outcomes of a decision.
    pub outcomes: Entries,
    /// Statuses of a clause.
    pub statuses: Entries,
    /// Comparisons.
    pub operators: Entries,
    /// Facts that conditions look at.
    pub facts: Entries,
    /// Ways of reaching the borrower.
    pub channels: Entries,
    /// How a contact ended.
    pub contact_outcomes: Entries,
    /// What the institution does.
    pub actions: Entries,
    /// Who can bring a change about.
    pub actors: Entries,
    /// How sure a value is.
    pub confidences: Entries,
    /// Day counts.
    pub day_counts: Entries,
    /// Modes of rounding.
    pub roundings: Entries,
    /// Interest during a plan.
    pub plan_interests: Entries,
    /// Methods of repayment.
    pub methods: Entries,
    /// How an installment of an agreed plan stands.
    pub installment_statuses: Entries,
    /// What a payment can settle.
    pub payment_components: Entries,
    /// How amounts stand to the day of a payment.
    pub allocation_scopes: Entries,
    /// How a payment walks over what is due.
    pub allocation_walks: Entries,
    /// What becomes of an excess.
    pub excess_rules: Entries,
}

/// The names of every closed vocabulary.
///
/// ```
/// use arrears::locale::Locale;
/// let names = arrears::names::all();
/// let (name, words) = names.outcomes.0[2];
/// assert_eq!((name, words.of(Locale::Simplified)), ("notYet", "尚未"));
/// ```
#[must_use]
pub const fn all() -> Names {
    Names {
        classes: Entries(CLASSES),
        risk_tiers: Entries(RISK_TIERS),
        roles: Entries(ROLES),
        components: Entries(&COMPONENTS),
        outcomes: Entries(OUTCOMES),
        statuses: Entries(STATUSES),
        operators: Entries(OPERATORS),
        facts: Entries(FACTS),
        channels: Entries(table!(Channel::NAMES, channel)),
        contact_outcomes: Entries(table!(ContactOutcome::NAMES, contact_outcome)),
        actions: Entries(table!(ActionKind::NAMES, action)),
        actors: Entries(ACTORS),
        confidences: Entries(table!(Confidence::NAMES, confidence)),
        day_counts: Entries(DAY_COUNTS),
        roundings: Entries(ROUNDINGS),
        plan_interests: Entries(PLAN_INTERESTS),
        methods: Entries(table!(Method::NAMES, method)),
        installment_statuses: Entries(INSTALLMENT_STATUSES),
        payment_components: Entries(PAYMENT_COMPONENTS),
        allocation_scopes: Entries(ALLOCATION_SCOPES),
        allocation_walks: Entries(ALLOCATION_WALKS),
        excess_rules: Entries(EXCESS_RULES),
    }
}
