//! What is said for each name of a vocabulary where a sentence is chosen by it, as tables that the compiler makes.

use super::words::{
    BOTH_ENDS, CUT_TO_COST, CUT_TO_SHARE, FEASIBLE, FEASIBLE_OPEN, FEES_ONCE, GRACE_CLASSIFICATION, GRACE_EXCLUSIVE,
    GRACE_INCLUSIVE, HEAD_NOT_TAIL, NEITHER_END, NOT_FEASIBLE, PAID_ALREADY, RAISED_TO_MINIMUM, ROUNDING,
    ROUNDING_ONCE, ROUNDING_SEGMENT, TAIL_NOT_HEAD, VALUE,
};
use crate::calendar::DaysCounted;
use crate::decision::OutcomeWord;
use crate::locale::Trio;
use crate::money::Stage;
use crate::names::{OUTCOME_NAMES, Table, table};
use crate::policy::model::{Fact, Operator};
use crate::policy::penalty::{ChargedRate, FeeStacking, GraceMode, PenaltyBase};
use crate::rules::ledger::AdjustedBy;

/// How the value of a fact is stated, for a fact that is measured.
pub(super) const MEASURED: Table = table!(Fact::NAMES, measured);

const fn measured(fact: Fact) -> Trio {
    match fact {
        Fact::DaysPastDue => Trio::new("贷款逾期 {value}", "貸款逾期 {value}", "the loan is {value} past due"),
        Fact::OverdueAmount => Trio::new("逾期金额为 {value}", "逾期金額為 {value}", "the overdue amount is {value}"),
        Fact::FailedAttempts => {
            Trio::new("联系未果 {value}", "聯絡未果 {value}", "the number of failed contact attempts is {value}")
        }
        Fact::DaysUnreachable => {
            Trio::new("借款人失联 {value}", "借款人失聯 {value}", "the borrower has been out of reach for {value}")
        }
        Fact::ShareOfIncome => Trio::new(
            "每期付款占月收入的 {value}",
            "每期付款佔月收入的 {value}",
            "one payment takes {value} of monthly income",
        ),
        Fact::SmallestPayment => {
            Trio::new("最小的一期付款为 {value}", "最小的一期付款為 {value}", "the smallest payment is {value}")
        }
        Fact::LongestTermMonths => Trio::new(
            "重组可用的最长期限为 {value}",
            "重組可用的最長期限為 {value}",
            "the longest term of a restructured loan is {value}",
        ),
        Fact::LeftToLiveOn => Trio::new(
            "扣除生活费、其他债务和每期付款后剩下 {value}",
            "扣除生活費、其他債務和每期付款後剩下 {value}",
            "after living costs, other debts and the payment, {value} of the income is left",
        ),
        Fact::PlanDaysPastDue => Trio::new(
            "还款计划中最早未还的一期已逾期 {value}",
            "還款計劃中最早未還的一期已逾期 {value}",
            "the oldest unpaid installment of the plan is {value} past due",
        ),
        Fact::PlanUnpaid => Trio::new(
            "还款计划中到期未还清的期数：{value}",
            "還款計劃中到期未還清的期數：{value}",
            "installments of the plan past due and not paid in full: {value}",
        ),
        Fact::Class => Trio::new("逾期级别为{value}", "逾期級別為{value}", "the class is {value}"),
        Fact::RefusedToPay
        | Fact::FirstArrear
        | Fact::CameForward
        | Fact::HardshipCause
        | Fact::HardshipEvidenced
        | Fact::ReviewFacts
        | Fact::WaiverApproved
        | Fact::RestructureApproved
        | Fact::OldestDueOn => VALUE,
        Fact::WaiverRemaining => Trio::new("还可以减免 {value}", "還可以減免 {value}", "{value} may still be waived"),
    }
}

/// How a fact is stated that holds or does not: by its name, what is said where it holds, and where it does not.
pub(super) const STATED: [(&str, Trio, Trio); 8] = [
    (
        "refusedToPay",
        Trio::new("借款人明确拒绝还款", "借款人明確拒絕還款", "the borrower has refused outright to pay"),
        Trio::new("借款人没有明确拒绝还款", "借款人沒有明確拒絕還款", "the borrower has not refused outright to pay"),
    ),
    (
        "firstArrear",
        Trio::new("这是首次逾期", "這是首次逾期", "this is the borrower's first time in arrears"),
        Trio::new("这不是首次逾期", "這不是首次逾期", "this is not the borrower's first time in arrears"),
    ),
    (
        "cameForward",
        Trio::new("借款人主动前来协商", "借款人主動前來協商", "the borrower came forward to talk"),
        Trio::new("借款人没有主动前来协商", "借款人沒有主動前來協商", "the borrower did not come forward to talk"),
    ),
    (
        "hardshipCause",
        Trio::new("所述原因属于困难情形", "所述原因屬於困難情形", "the stated cause is one of hardship"),
        Trio::new("所述原因不属于困难情形", "所述原因不屬於困難情形", "the stated cause is not one of hardship"),
    ),
    (
        "hardshipEvidenced",
        Trio::new("附有困难证明", "附有困難證明", "the hardship is evidenced"),
        Trio::new("没有附上困难证明", "沒有附上困難證明", "the hardship is not evidenced"),
    ),
    (
        "reviewFacts",
        Trio::new("审核所需资料齐全", "審核所需資料齊全", "the facts for the review are complete"),
        Trio::new("审核所需资料不齐全", "審核所需資料不齊全", "the facts for the review are not complete"),
    ),
    (
        "approvals.waiver",
        Trio::new("减免已获批准", "減免已獲批准", "the waiver has been approved"),
        Trio::new("减免没有获得批准", "減免沒有獲得批准", "the waiver was not approved"),
    ),
    (
        "approvals.restructure",
        Trio::new("协商还款已获批准", "協商還款已獲批准", "the negotiated repayment has been approved"),
        Trio::new("协商还款没有获得批准", "協商還款沒有獲得批准", "the negotiated repayment was not approved"),
    ),
];

/// Whether a plan can be afforded.
pub(super) const FEASIBILITIES: Table = table!(OUTCOME_NAMES, feasible);

const fn feasible(word: OutcomeWord) -> Trio {
    match word {
        OutcomeWord::Yes => FEASIBLE,
        OutcomeWord::No => NOT_FEASIBLE,
        _ => FEASIBLE_OPEN,
    }
}

/// What bears penalty interest.
pub(super) const PENALTY_BASES: Table = table!(PenaltyBase::NAMES, penalty_base);

const fn penalty_base(base: PenaltyBase) -> Trio {
    match base {
        PenaltyBase::Principal => Trio::new("逾期本金", "逾期本金", "overdue principal"),
        PenaltyBase::Interest => Trio::new("逾期利息", "逾期利息", "overdue interest"),
        PenaltyBase::PrincipalAndInterest => {
            Trio::new("逾期本金和利息", "逾期本金和利息", "overdue principal and interest")
        }
        PenaltyBase::Installment => Trio::new("整笔欠款", "整筆欠款", "the whole unpaid installment"),
    }
}

/// The rate of compound interest.
pub(super) const CHARGED_RATES: Table = table!(ChargedRate::NAMES, charged_rate);

const fn charged_rate(rate: ChargedRate) -> Trio {
    match rate {
        ChargedRate::None => Trio::new("不计", "不計", "none"),
        ChargedRate::Contract => Trio::new("按合同利率", "按合同利率", "the contract rate"),
        ChargedRate::Penalty => Trio::new("按罚息利率", "按罰息利率", "the penalty rate"),
    }
}

/// How a day is compared with another, in words such as `on or before 1 May 2025`.
pub(super) const COMPARED_WITH_DAY: Table = table!(Operator::NAMES, compared_with_day);

const fn compared_with_day(operator: Operator) -> Trio {
    match operator {
        Operator::Lt => Trio::new("早于{threshold}", "早於{threshold}", "before {threshold}"),
        Operator::Le => Trio::new("不晚于{threshold}", "不晚於{threshold}", "on or before {threshold}"),
        Operator::Eq | Operator::In => Trio::new("为{threshold}", "為{threshold}", "on {threshold}"),
        Operator::Ne => Trio::new("不是{threshold}", "不是{threshold}", "not on {threshold}"),
        Operator::Ge => Trio::new("不早于{threshold}", "不早於{threshold}", "on or after {threshold}"),
        Operator::Gt => Trio::new("晚于{threshold}", "晚於{threshold}", "after {threshold}"),
    }
}

/// What a setting of the policy did to a line.
pub(super) const ADJUSTED: Table = table!(AdjustedBy::NAMES, adjusted);

const fn adjusted(by: AdjustedBy) -> Trio {
    match by {
        AdjustedBy::MinimumCharge => RAISED_TO_MINIMUM,
        AdjustedBy::ShareOfPrincipalMax => CUT_TO_SHARE,
        AdjustedBy::TotalCostMax => CUT_TO_COST,
        AdjustedBy::Paid => PAID_ALREADY,
    }
}

/// Which ends of a stretch of days are counted.
pub(super) const DAYS_COUNTED: Table = table!(DaysCounted::NAMES, days_counted);

const fn days_counted(counted: DaysCounted) -> Trio {
    match counted {
        DaysCounted::Start => HEAD_NOT_TAIL,
        DaysCounted::End => TAIL_NOT_HEAD,
        DaysCounted::Both => BOTH_ENDS,
        DaysCounted::Neither => NEITHER_END,
    }
}

/// When figures are rounded.
pub(super) const STAGES: Table = table!(Stage::NAMES, stage);

const fn stage(stage: Stage) -> Trio {
    match stage {
        Stage::Line => ROUNDING,
        Stage::Once => ROUNDING_ONCE,
        Stage::Segment => ROUNDING_SEGMENT,
    }
}

/// What days of grace are spared.
pub(super) const GRACES: Table = table!(GraceMode::NAMES, grace);

const fn grace(mode: GraceMode) -> Trio {
    match mode {
        GraceMode::Exclusive => GRACE_EXCLUSIVE,
        GraceMode::Inclusive => GRACE_INCLUSIVE,
        GraceMode::ClassificationOnly => GRACE_CLASSIFICATION,
    }
}

/// How fees of one label add up; nothing is said where each of them counts.
pub(super) const FEE_STACKINGS: Table = table!(FeeStacking::NAMES, fee_stacking);

const fn fee_stacking(stacking: FeeStacking) -> Trio {
    match stacking {
        FeeStacking::All => Trio::new("", "", ""),
        FeeStacking::OncePerLabel => FEES_ONCE,
    }
}

/// What can move in a change and is no fact that a condition looks at. It is never named alone.
pub(super) const LEVERS: Table = &[
    ("deposit", UNNAMED),
    ("monthlyIncome", UNNAMED),
    ("periods", UNNAMED),
    ("livingCosts", UNNAMED),
    ("otherDebtPayments", UNNAMED),
];

const UNNAMED: Trio = Trio::new("", "", "");

#[cfg(test)]
mod tests {
    use super::STATED;
    use crate::policy::model::{Fact, FactKind};

    #[test]
    fn every_fact_that_holds_or_does_not_is_stated() {
        for (name, fact) in Fact::NAMES {
            assert_eq!(STATED.iter().any(|(known, ..)| *known == name), fact.kind() == FactKind::YesNo, "{name}");
        }
    }
}
