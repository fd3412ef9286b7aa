//! The sentences, in every language side by side, so that a change to one is a change to all.
//!
//! Places in braces are filled with values of the answer; no sentence holds a figure of its own.

use crate::locale::Trio;

macro_rules! words {
    ($($name:ident: $simplified:literal, $traditional:literal, $en:literal;)*) => {
        $(pub(super) const $name: Trio = Trio::new($simplified, $traditional, $en);)*

        /// Every sentence by its name, for the check that all languages have the same places.
        #[cfg(test)]
        const ALL: &[(&str, Trio)] = &[$((stringify!($name), $name)),*];
    };
}

words! {
    AMOUNT: "{amount} 元", "{amount} 元", "CNY {amount}";
    DATE: "{year}年{month}月{day}日", "{year}年{month}月{day}日", "{day} {month} {year}";
    DAY: "{count} 天", "{count} 天", "{count} day";
    DAYS: "{count} 天", "{count} 天", "{count} days";
    MONTH_COUNT: "{count} 个月", "{count} 個月", "{count} months";
    TIMES: "{count} 次", "{count} 次", "{count}";
    TRUE: "是", "是", "yes";
    FALSE: "否", "否", "no";
    LISTED: "；", "；", "; ";
    COMMA: "、", "、", ", ";
    SEMICOLON: "；", "；", "; ";
    SPACE: "", "", " ";
    ALTERNATIVE: "或", "或", " or ";
    BETWEEN:
        "{fact}在 {low} 与 {high} 之间",
        "{fact}在 {low} 與 {high} 之間",
        "the {fact} is between {low} and {high}";
    AT_LEAST: "{fact}至少 {value}", "{fact}至少 {value}", "the {fact} is at least {value}";
    AT_MOST: "{fact}至多 {high}", "{fact}至多 {high}", "the {fact} is at most {high}";

    TITLE:
        "逾期贷款估算（计算到{date}）",
        "逾期貸款估算（計算到{date}）",
        "Overdue loan estimate as of {date}";

    HEAD_DUE: "应还金额", "應還金額", "What is due";
    HEAD_WORKING: "罚息和复利的计算", "罰息和複利的計算", "How penalty and compound interest are worked out";
    HEAD_WAIVER: "减免", "減免", "Waiver";
    HEAD_INSTALLMENTS: "分期还款", "分期還款", "Installment plan";
    HEAD_LITIGATION: "法律程序（起诉）", "法律程序（起訴）", "Legal action (litigation)";
    HEAD_AGENCY: "委托第三方催收", "委託第三方催收", "Collection agency";
    HEAD_HARDSHIP: "困难与协商还款", "困難與協商還款", "Hardship and negotiated repayment";
    HEAD_RESTRUCTURE: "重组贷款", "重組貸款", "Restructuring";
    HEAD_TRACKING: "还款计划的履行", "還款計劃的履行", "The agreed plan";
    HEAD_PLANS: "分期方案", "分期方案", "Installment plans";
    HEAD_CHANGES: "什么会改变结论", "什麼會改變結論", "What would change the outcome";
    HEAD_MISSING: "还需要知道", "還需要知道", "What is still needed";
    HEAD_CONVENTIONS: "计算口径", "計算口徑", "How it was computed";
    HEAD_POLICY: "所用政策", "所用政策", "The policy";
    HEAD_NOTE: "请注意", "請注意", "Please note";

    WAIVER: "减免罚息和复利", "減免罰息和複利", "a waiver of penalty and compound interest";
    INSTALLMENTS: "分期还款", "分期還款", "an installment plan";
    LITIGATION: "进入法律程序（起诉）", "進入法律程序（起訴）", "legal action (litigation)";
    AGENCY: "委托第三方机构催收", "委託第三方機構催收", "referral to a collection agency";

    RESTRUCTURE: "重组贷款（延长期限）", "重組貸款（延長期限）", "restructuring the loan over a longer term";
    RESTRUCTURE_YES:
        "借款人负担得起重组后的还款；是否重组，由{role}审批。",
        "借款人負擔得起重組後的還款；是否重組，由{role}審批。",
        "Yes, the borrower could afford a restructured loan; a {role} decides on it.";
    TRACKING_KEPT:
        "还款计划正在履行：已还 {paid}，还剩 {remaining}{next}。",
        "還款計劃正在履行：已還 {paid}，還剩 {remaining}{next}。",
        "The plan stands: {paid} is paid and {remaining} is left{next}.";
    TRACKING_NEXT: "，下一笔 {amount} 在{date}到期", "，下一筆 {amount} 在{date}到期", "; the next {amount} is due on {date}";
    TRACKING_DONE: "还款计划已经还清：共还 {paid}。", "還款計劃已經還清：共還 {paid}。", "The plan is paid off: {paid} in all.";
    TRACKING_BEHIND:
        "还款计划有 {overdue} 到期未还；如果一直不还，从{opens}起视为未能履行。",
        "還款計劃有 {overdue} 到期未還；如果一直不還，從{opens}起視為未能履行。",
        "Of the plan {overdue} is past due; if nothing more is paid, it counts as failed from {opens}.";
    TRACKING_FAILED:
        "还款计划从{failed}起视为未能履行，到期未还 {overdue}；按政策：{labels}。",
        "還款計劃從{failed}起視為未能履行，到期未還 {overdue}；按政策：{labels}。",
        "The plan counts as failed since {failed}, with {overdue} past due; what the policy lists for this: {labels}.";
    TRACKING_ROW: "{date}到期，{amount}：{status}", "{date}到期，{amount}：{status}", "{amount} due on {date}: {status}";
    HARDSHIP: "协商还款", "協商還款", "a negotiated repayment";
    HARDSHIP_YES: "可以协商还款。", "可以協商還款。", "Yes, a negotiated repayment is possible.";
    CAUSE: "所述原因：{label}。", "所述原因：{label}。", "Stated cause: {label}.";
    MEASURES: "政策建议的做法：{labels}。", "政策建議的做法：{labels}。", "What the policy recommends: {labels}.";
    RIGHTS: "申请人的权利：{labels}。", "申請人的權利：{labels}。", "Rights of the applicant: {labels}.";

    DUE:
        "计算到{date}，贷款已逾期 {days}（{class}），估算应还合计 {total}{growth}。",
        "計算到{date}，貸款已逾期 {days}（{class}），估算應還合計 {total}{growth}。",
        "As of {date} the loan is {days} past due ({class}); the estimated total due is {total}{growth}.";
    GROWTH:
        "；如果不还，下一天再增加 {amount}",
        "；如果不還，下一天再增加 {amount}",
        ", and it grows by {amount} on the next day if nothing is paid";
    DUE_OPEN:
        "计算到{date}，贷款已逾期 {days}（{class}），其中逾期本金 {principal}；资料不全，应还合计还算不出来。",
        "計算到{date}，貸款已逾期 {days}（{class}），其中逾期本金 {principal}；資料不全，應還合計還算不出來。",
        "As of {date} the loan is {days} past due ({class}), with overdue principal of {principal}; facts are missing, so the total due cannot be worked out yet.";
    DUE_NONE:
        "计算到{date}，贷款没有逾期，没有逾期应还的款项。",
        "計算到{date}，貸款沒有逾期，沒有逾期應還的款項。",
        "As of {date} the loan is not overdue, and no overdue amount is payable.";
    DUE_UNCOUNTED:
        "计算到{date}，贷款不计逾期天数；已到期未还的款项估算合计：{total}。",
        "計算到{date}，貸款不計逾期天數；已到期未還的款項估算合計：{total}。",
        "As of {date} the loan does not count as past due; the estimated total of what has fallen due: {total}.";
    CLASS_OPEN: "级别待定", "級別待定", "class not known yet";

    NO:
        "不可以{what}：{reason}。",
        "不可以{what}：{reason}。",
        "No, {what} is not possible: {reason}.";
    NOT_YET:
        "尚不可以{what}；如果一直没有还清、其他情况也不变，{date}起可以。",
        "尚不可以{what}；如果一直沒有還清、其他情況也不變，{date}起可以。",
        "Not yet: {what} is possible from {date} if the loan is still unpaid and nothing else changes.";
    UNDETERMINED:
        "资料不全，还不能判断可不可以{what}。请补充：{questions}",
        "資料不全，還不能判斷可不可以{what}。請補充：{questions}",
        "Facts are missing, so it cannot be said yet whether {what} is possible. Please find out: {questions}";
    REFER:
        "{what}需要人工审核，由{role}决定。",
        "{what}需要人工審核，由{role}決定。",
        "Needs review by a person: a {role} decides on {what}.";
    WAIVER_YES:
        "可以减免罚息和复利，最多减免 {max}；是否给予减免，由{role}审批。",
        "可以減免罰息和複利，最多減免 {max}；是否給予減免，由{role}審批。",
        "Yes, a waiver of penalty and compound interest is possible: at most {max}; a {role} approves it.";
    WAIVER_YES_LEFT:
        "可以减免罚息和复利，合计最多减免 {max}，其中还可以减免 {remaining}；是否给予减免，由{role}审批。",
        "可以減免罰息和複利，合計最多減免 {max}，其中還可以減免 {remaining}；是否給予減免，由{role}審批。",
        "Yes, a waiver of penalty and compound interest is possible: at most {max} in all, of which {remaining} is left; a {role} approves it.";
    WAIVER_YES_OPEN:
        "可以减免罚息和复利，但资料不全，金额还算不出来；是否给予减免，由{role}审批。",
        "可以減免罰息和複利，但資料不全，金額還算不出來；是否給予減免，由{role}審批。",
        "Yes, a waiver of penalty and compound interest is possible, but facts are missing for its amount; a {role} approves it.";
    WAIVER_APPROVED:
        "可以减免罚息和复利：{role}已批准；政策没有规定上限。",
        "可以減免罰息和複利：{role}已批准；政策沒有規定上限。",
        "Yes, a waiver of penalty and compound interest is possible: a {role} has approved it; the policy sets no cap.";
    WAIVER_ABOVE:
        "已经减免的金额比上限多 {amount}，请核对。",
        "已經減免的金額比上限多 {amount}，請核對。",
        "What is on record as waived is {amount} above the cap; please check it.";
    PLAN_YES:
        "可以分期还款：最短的方案分 {periods} 期，每期 {payment}{last}；由{may}协商、{role}批准。",
        "可以分期還款：最短的方案分 {periods} 期，每期 {payment}{last}；由{may}協商、{role}批准。",
        "Yes, an installment plan is possible: the shortest has {periods} payments of {payment}{last}; a {may} agrees it and a {role} approves it.";
    PLAN_YES_OPEN:
        "可以分期还款，但资料不全，每期金额还算不出来；由{may}协商、{role}批准。",
        "可以分期還款，但資料不全，每期金額還算不出來；由{may}協商、{role}批准。",
        "Yes, an installment plan is possible, but facts are missing for its payments; a {may} agrees it and a {role} approves it.";
    PLAN_REASON:
        "分 {periods} 期时，{reason}",
        "分 {periods} 期時，{reason}",
        "with {periods} payments, {reason}";
    DEPOSIT:
        "；如果先还 {deposit}，其余可以分 {periods} 期还",
        "；如果先還 {deposit}，其餘可以分 {periods} 期還",
        "; if {deposit} is paid first, the rest can be spread over {periods} payments";
    LITIGATION_YES:
        "按政策可以进入法律程序（起诉），由{role}批准；这不表示已经起诉。",
        "按政策可以進入法律程序（起訴），由{role}批准；這不表示已經起訴。",
        "Yes, the policy allows legal action (litigation), which a {role} approves; this does not mean that it has been started.";
    AGENCY_YES:
        "按政策可以委托第三方机构催收，由{role}批准；这不表示已经委托。",
        "按政策可以委託第三方機構催收，由{role}批准；這不表示已經委託。",
        "Yes, the policy allows referral to a collection agency, which a {role} approves; this does not mean that it has been made.";

    REASON: "{statement}，条件是{requirement}", "{statement}，條件是{requirement}", "{statement}, and the policy requires {requirement}";
    REASON_NOT: "{statement}，条件不包括{requirement}的情形", "{statement}，條件不包括{requirement}的情形", "{statement}, and the policy excludes {requirement}";
    REASON_BARE: "{fact}须{requirement}，这一条没有满足", "{fact}須{requirement}，這一條沒有滿足", "the {fact} must be {requirement}, which is not met";
    REASON_NONE: "条件没有满足", "條件沒有滿足", "the policy's conditions are not met";
    REASON_ANY: "下面几项至少要满足一项，现在都不满足——{reasons}", "下面幾項至少要滿足一項，現在都不滿足——{reasons}", "at least one of these must hold and none does: {reasons}";
    UNKNOWN: "{fact}：不详", "{fact}：不詳", "{fact}: not known";
    UNKNOWN_SETTLED: "{fact}：不详，但不影响这一条的结果", "{fact}：不詳，但不影響這一條的結果", "{fact}: not known, but that cannot change this result";
    VALUE: "{fact}：{value}", "{fact}：{value}", "{fact}: {value}";
    OPERATION: "{operator} {threshold}", "{operator} {threshold}", "{operator} {threshold}";
    AMONG: "属于{threshold}", "屬於{threshold}", "{threshold}";
    LABEL: "{fact}{requirement}", "{fact}{requirement}", "{fact}: {requirement}";

    CLAUSE:
        "{label}——{status}。{statement}；条件：{requirement}。出处：{document}“{clause}”。",
        "{label}——{status}。{statement}；條件：{requirement}。出處：{document}「{clause}」。",
        "{label} — {status}. {statement}; the policy requires: {requirement}. Source: {document}, “{clause}”.";
    CLAUSE_NOT:
        "{label}——{status}。{statement}；条件不包括：{requirement}。出处：{document}“{clause}”。",
        "{label}——{status}。{statement}；條件不包括：{requirement}。出處：{document}「{clause}」。",
        "{label} — {status}. {statement}; the policy excludes: {requirement}. Source: {document}, “{clause}”.";
    OF_PLAN: "分 {periods} 期，{label}", "分 {periods} 期，{label}", "With {periods} payments, {label}";
    ANY_ONE: "{label}（几项满足一项即可）", "{label}（幾項滿足一項即可）", "{label} (one of several is enough)";
    DECISIVE: "{status}，决定结论", "{status}，決定結論", "{status}, decisive";
    NEEDED: "{status}，须补充", "{status}，須補充", "{status}, needed";
    ALSO: "同样{status}", "同樣{status}", "also {status}";

    PART: "{name}：{amount}", "{name}：{amount}", "{name}: {amount}";
    NOT_KNOWN: "不详", "不詳", "not known";
    WAIVED: "{name}：减去 {amount}", "{name}：減去 {amount}", "{name}: less {amount}";
    TOMORROW: "下一天再增加：{amount}", "下一天再增加：{amount}", "Growth on the next day: {amount}";
    OLDEST: "最早未还的一笔：{date}到期", "最早未還的一筆：{date}到期", "Oldest unpaid item: due on {date}";
    CLASSES: "逾期级别：{class}", "逾期級別：{class}", "Class: {class}";
    COUNTED_FROM:
        "宽限期满，从{date}起算逾期天数。",
        "寬限期滿，從{date}起算逾期天數。",
        "After grace, the days are counted from {date}.";
    CLASSES_BOTH:
        "逾期级别：{class}（按天数：{days}；按金额：{amount}；以较重的为准）",
        "逾期級別：{class}（按天數：{days}；按金額：{amount}；以較重的為準）",
        "Class: {class} (by days: {days}; by amount: {amount}; the worse one counts)";
    TIER: "监管五级分类：{tier}", "監管五級分類：{tier}", "The regulator's risk tier: {tier}";

    LINE: "{name}，{date}到期的一笔", "{name}，{date}到期的一筆", "{name} on the item due on {date}";
    SEGMENT:
        "{line}：从{from}（计入）到{to}（不计入）共 {days}，基数 {base}，年利率 {rate}；{formula} {sign} {amount}",
        "{line}：從{from}（計入）至{to}（不計入）共 {days}，基數 {base}，年利率 {rate}；{formula} {sign} {amount}",
        "{line}: {days} from {from} (counted) to {to} (not counted), on {base} at {rate} a year; {formula} {sign} {amount}";
    LINE_TOTAL: "{line}：小计 {amount}", "{line}：小計 {amount}", "{line}: subtotal {amount}";
    RAISED_TO_MINIMUM:
        "{line}：不足最低罚息 {bound}，补足 {amount}",
        "{line}：不足最低罰息 {bound}，補足 {amount}",
        "{line}: {amount} added to reach the smallest charge of {bound}";
    PAID_ALREADY:
        "{line}：已计 {bound}，其中 {amount} 已经还清",
        "{line}：已計 {bound}，其中 {amount} 已經還清",
        "{line}: {amount} of {bound} paid already";
    CUT_TO_SHARE:
        "{line}：罚息和复利超过按本金比例的上限 {bound}，减去 {amount}",
        "{line}：罰息和複利超過按本金比例的上限 {bound}，減去 {amount}",
        "{line}: {amount} cut, for charges may be at most {bound} on this principal";
    CUT_TO_COST:
        "{line}：利息、费用、罚息和复利合计超过上限 {bound}，减去 {amount}",
        "{line}：利息、費用、罰息和複利合計超過上限 {bound}，減去 {amount}",
        "{line}: {amount} cut, for interest, fees and charges may come to at most {bound}";
    SUM: "{name}合计：{amount}", "{name}合計：{amount}", "{name} in all: {amount}";
    NO_CHARGES: "没有产生罚息和复利。", "沒有產生罰息和複利。", "No penalty or compound interest has arisen.";
    CHARGES_OPEN:
        "资料不全，罚息或复利还不能全部算出。",
        "資料不全，罰息或複利還不能全部算出。",
        "Facts are missing, so penalty or compound interest cannot be worked out in full yet.";

    LIMIT: "按月收入，每期最多 {amount}。", "按月收入，每期最多 {amount}。", "By monthly income, one payment may be at most {amount}.";
    PLAN:
        "分 {periods} 期（{feasible}）：每期 {payment}{last}{share}",
        "分 {periods} 期（{feasible}）：每期 {payment}{last}{share}",
        "{periods} payments ({feasible}): {payment} each{last}{share}";
    LAST: "，最后一期 {amount}", "，最後一期 {amount}", ", the last {amount}";
    SHARE: "，占月收入 {share}", "，佔月收入 {share}", ", {share} of monthly income";
    ROW:
        "分 {periods} 期，{date}：还 {payment}，还剩 {balance}",
        "分 {periods} 期，{date}：還 {payment}，還剩 {balance}",
        "{periods} payments, {date}: pay {payment}, leaving {balance}";
    FEASIBLE: "可行", "可行", "feasible";
    NOT_FEASIBLE: "不可行", "不可行", "not feasible";
    FEASIBLE_OPEN: "资料不全", "資料不全", "facts missing";

    DAY_COUNT: "日数：{name}（{code}）。", "日數：{name}（{code}）。", "Day count: {name} ({code}).";
    HEAD_NOT_TAIL:
        "算头不算尾：起始日计入，截止日不计入。",
        "算頭不算尾：起始日計入，截止日不計入。",
        "The first day is counted, the last is not.";
    TAIL_NOT_HEAD:
        "算尾不算头：起始日不计入，截止日计入。",
        "算尾不算頭：起始日不計入，截止日計入。",
        "The last day is counted, the first is not.";
    BOTH_ENDS:
        "首尾都算：起始日和截止日都计入。",
        "首尾都算：起始日和截止日都計入。",
        "Both the first day and the last are counted.";
    NEITHER_END:
        "首尾都不算：起始日和截止日都不计入。",
        "首尾都不算：起始日和截止日都不計入。",
        "Neither the first day nor the last is counted.";
    ROUNDING_ONCE:
        "全部罚息合计后舍入一次，全部复利合计后舍入一次，取到分：{mode}。",
        "全部罰息合計後捨入一次，全部複利合計後捨入一次，取到分：{mode}。",
        "Penalty interest in all is rounded once, and compound interest in all, to the fen: {mode}.";
    ROUNDING_SEGMENT:
        "每一段的罚息和复利各自舍入，取到分：{mode}。",
        "每一段的罰息和複利各自捨入，取到分：{mode}。",
        "Penalty and compound interest are rounded for every stretch of days, to the fen: {mode}.";
    ROUNDING:
        "每一笔的罚息和复利各舍入一次，取到分：{mode}。",
        "每一筆的罰息和複利各捨入一次，取到分：{mode}。",
        "Penalty and compound interest are each rounded once for every item, to the fen: {mode}.";
    RATE_MAX:
        "罚息利率最高为年 {share}。",
        "罰息利率最高為年 {share}。",
        "The penalty rate is at most {share} a year.";
    GRACE_EXCLUSIVE:
        "宽限期{days}：宽限期内不计罚息，期满后才开始计。",
        "寬限期{days}：寬限期內不計罰息，期滿後才開始計。",
        "Grace of {days}: its days are never charged.";
    GRACE_INCLUSIVE:
        "宽限期{days}：宽限期内还清不计罚息，超过后从到期日起计。",
        "寬限期{days}：寬限期內還清不計罰息，超過後從到期日起計。",
        "Grace of {days}: nothing is charged within it; past it, everything from the due date on.";
    GRACE_CLASSIFICATION:
        "宽限期{days}：只影响逾期天数和级别，罚息从到期日起计。",
        "寬限期{days}：只影響逾期天數和級別，罰息從到期日起計。",
        "Grace of {days}: it moves days past due and class alone; charges run from the due date on.";
    TOLERANCE:
        "不超过 {amount} 的一笔，不计逾期天数，也不计罚息。",
        "不超過 {amount} 的一筆，不計逾期天數，也不計罰息。",
        "An item of at most {amount} counts neither for days past due nor for charges.";
    MINIMUM: "每一笔罚息或复利最低 {amount}。", "每一筆罰息或複利最低 {amount}。", "A charge is at least {amount}.";
    PENALTY_BASE: "罚息基数：{name}。", "罰息基數：{name}。", "Penalty interest is charged on {name}.";
    NO_COMPOUND: "逾期利息不计复利。", "逾期利息不計複利。", "Overdue interest bears no compound interest.";
    COMPOUND_ON_PENALTY:
        "未还的罚息从到期日起每满一个月计入复利的基数。",
        "未還的罰息從到期日起每滿一個月計入複利的基數。",
        "Unpaid penalty interest joins what bears compound interest every month from the due date.";
    COMPOUND_RATE:
        "复利：贷款到期前{before}，到期后{after}。",
        "複利：貸款到期前{before}，到期後{after}。",
        "Compound interest: {before} before the loan matures, {after} after.";
    SHARE_MAX:
        "每一笔的罚息和复利合计最高为本金的 {share}。",
        "每一筆的罰息和複利合計最高為本金的 {share}。",
        "Charges on an item are at most {share} of its principal.";
    COST_MAX:
        "每一笔的利息、费用、罚息和复利合计最高为本金的年 {share}。",
        "每一筆的利息、費用、罰息和複利合計最高為本金的年 {share}。",
        "Interest, fees and charges of an item are at most {share} of its principal a year.";
    FEES_ONCE:
        "同一笔上名目相同的费用只计一次。",
        "同一筆上名目相同的費用只計一次。",
        "Fees of one label count once on an item.";
    PLAN_INTEREST: "分期期间：{name}。", "分期期間：{name}。", "During an installment plan: {name}.";
    ALLOCATION:
        "还款冲抵：{walk}，顺序为{order}；{excess}。",
        "還款沖抵：{walk}，順序為{order}；{excess}。",
        "A payment settles {walk}, in the order {order}; {excess}.";
    ALLOCATION_FROM:
        "逾期 {from} 天及以上的冲抵顺序：{order}。",
        "逾期 {from} 天及以上的沖抵順序：{order}。",
        "From {from} days past due, the order is {order}.";
    ALLOCATION_WITHIN:
        "逾期 {from} 至 {to} 天的冲抵顺序：{order}。",
        "逾期 {from} 至 {to} 天的沖抵順序：{order}。",
        "From {from} to {to} days past due, the order is {order}.";
    SCOPED: "{component}（{scope}）", "{component}（{scope}）", "{component} ({scope})";
    ASSUMED_NONE:
        "没有填写、按没有记录处理：{names}。",
        "沒有填寫、按沒有記錄處理：{names}。",
        "Left blank, so taken as not on record: {names}.";
    LATER:
        "晚于计算日的记录没有计入，条数：{count}。",
        "晚於計算日的記錄沒有計入，筆數：{count}。",
        "Records after the as-of date are not counted in; how many: {count}.";

    POLICY: "政策：{title}（{id}），版本 {version}", "政策：{title}（{id}），版本 {version}", "Policy: {title} ({id}), version {version}";
    POLICY_BARE: "政策：{id}，版本 {version}", "政策：{id}，版本 {version}", "Policy: {id}, version {version}";
    FINGERPRINT: "政策指纹：{fingerprint}", "政策指紋：{fingerprint}", "Policy fingerprint: {fingerprint}";
    AS_OF: "计算到：{date}", "計算到：{date}", "As of: {date}";
    OTHER_VERSION:
        "这份结果用的政策版本与现在载入的不同，条款的文字按结果里的数值写成。",
        "這份結果用的政策版本與現在載入的不同，條款的文字按結果裡的數值寫成。",
        "This result was computed under another policy version than the one loaded now; its clauses are worded from their own values.";
    NOTE:
        "这是按政策作出的估算，只供参考，不是决定。减免由{waiver}审批；分期方案由{may}协商、{plan}批准；委托第三方催收由{agency}决定；是否起诉由{litigation}决定，判决由法院作出。",
        "這是按政策作出的估算，只供參考，不是決定。減免由{waiver}審批；分期方案由{may}協商、{plan}批准；委託第三方催收由{agency}決定；是否起訴由{litigation}決定，判決由法院作出。",
        "This is an estimate of what the policy says, for information only; it decides nothing. A {waiver} approves waivers; a {may} agrees installment plans and a {plan} approves them; a {agency} decides on a collection agency; a {litigation} decides on litigation, and judgment is for the court.";

    CHANGE:
        "{premise}{outcome}{end}{provided}。{others}",
        "{premise}{outcome}{end}{provided}。{others}",
        "{premise}{outcome}{end}{provided}.{others}";
    PROVIDED_SILENT:
        "；前提是在此之前一直联系不上借款人",
        "；前提是在此之前一直聯絡不上借款人",
        "; this holds only if nobody reaches the borrower until then";
    PROVIDED_UNPAID:
        "；前提是在此之前一直没有还清",
        "；前提是在此之前一直沒有還清",
        "; this holds only if the loan stays unpaid until then";
    THEN: "，结论变为：{outcome}", "，結論變為：{outcome}", "; the outcome is then: {outcome}";
    THEN_AT_ONCE: "，结论变为：{outcome}", "，結論變為：{outcome}", ", the outcome is: {outcome}";
    UNTIL: "，到 {date}为止", "，到 {date}為止", ", until {date}";
    LAST_DAY: "（改变前的最后一天：{date}）", "（改變前的最後一天：{date}）", "; the last day before that is {date}";
    IF: "如果{statement}", "如果{statement}", "if {statement}";
    IF_DAYS: "到{date}，{statement}", "到{date}，{statement}", "on {date} {statement}";
    IF_UNPAID: "如果一直不还，到{date}，{statement}", "如果一直不還，到{date}，{statement}", "if nothing is paid until {date}, {statement}";
    IF_SILENT: "如果一直联系不上借款人，到{date}，失联达到 {value}", "如果一直聯絡不上借款人，到{date}，失聯達到 {value}", "if nobody reaches the borrower until {date}, they have been out of reach for {value}";
    IF_REACHED: "如果联系上借款人", "如果聯絡上借款人", "if the borrower is reached";
    IF_ATTEMPTS: "如果联系未果增加到 {value} 次", "如果聯絡未果增加到 {value} 次", "if the number of failed contact attempts reaches {value}";
    IF_PAID: "如果在{date}还 {amount}，{statement}", "如果在{date}還 {amount}，{statement}", "if {amount} is paid on {date}, {statement}";
    IF_DEPOSIT: "如果在{date}先还 {amount}，其余可以分 {periods} 期还", "如果在{date}先還 {amount}，其餘可以分 {periods} 期還", "if {amount} is paid first, on {date}, the rest can be spread over {periods} payments";
    IF_INCOME_RISES: "如果月收入达到 {value}，可以分 {periods} 期还", "如果月收入達到 {value}，可以分 {periods} 期還", "if the monthly income reaches {value}, {periods} payments are feasible";
    IF_LIVING_COSTS_FALL: "如果每月生活费用降到 {value}，可以分 {periods} 期还", "如果每月生活費用降到 {value}，可以分 {periods} 期還", "if the monthly living costs fall to {value}, {periods} payments are feasible";
    IF_OTHER_DEBTS_FALL: "如果每月还其他债务降到 {value}，可以分 {periods} 期还", "如果每月還其他債務降到 {value}，可以分 {periods} 期還", "if the monthly payments on other debts fall to {value}, {periods} payments are feasible";
    IF_INCOME_FALLS: "如果月收入降到 {value}", "如果月收入降到 {value}", "if the monthly income falls to {value}";
    IF_LONGER: "如果机构允许分 {value} 期（政策现在最多 {from} 期）", "如果機構允許分 {value} 期（政策現在最多 {from} 期）", "if the lender allowed {value} payments, where the policy now allows at most {from}";
    RANGE: "{from}至 {to}", "{from}至 {to}", "{from} to {to}";
    AMOUNTS: "可行的金额：{ranges}。", "可行的金額：{ranges}。", " Amounts that do: {ranges}.";
    CHANGE_LINE: "{what}——{by}：{text}", "{what}——{by}：{text}", "{what} — {by}: {text}";

    ASK_RATE: "合同年利率是多少？", "合同年利率是多少？", "What is the contract rate a year?";
    ASK_INTEREST_OF: "{date}到期的一笔，逾期利息是多少？", "{date}到期的一筆，逾期利息是多少？", "How much interest is overdue on the item due on {date}?";
    ASK_INTEREST_AT: "第 {place} 笔逾期款项的利息是多少？", "第 {place} 筆逾期款項的利息是多少？", "How much interest is overdue on item {place}?";
    ASK_INCOME: "借款人的月收入是多少？", "借款人的月收入是多少？", "What is the borrower's monthly income?";
    ASK_LIVING: "借款人每月的生活费用是多少？", "借款人每月的生活費用是多少？", "What are the borrower's living costs a month?";
    ASK_OTHER_DEBTS: "借款人每月还其他债务多少？", "借款人每月還其他債務多少？", "How much does the borrower pay on other debts a month?";
    ASK_FIRST: "这是不是借款人首次逾期？", "這是不是借款人首次逾期？", "Is this the borrower's first time in arrears?";
    ASK_CAME: "借款人有没有主动前来协商？", "借款人有沒有主動前來協商？", "Did the borrower come forward to talk?";
    ASK_ATTEMPTS: "从最早一笔到期起，联系未果几次？", "從最早一筆到期起，聯絡未果幾次？", "How many contact attempts have failed since the oldest due date?";
    ASK_REFUSED: "借款人有没有明确拒绝还款？", "借款人有沒有明確拒絕還款？", "Has the borrower refused outright to pay?";
    ASK_REACHED: "最近一次联系上借款人是哪一天？", "最近一次聯絡上借款人是哪一天？", "On which day was the borrower last reached?";
    ASK_CAUSE: "借款人为什么还款有困难？", "借款人為什麼還款有困難？", "Why does the borrower find it hard to pay?";
    ASK_EVIDENCED: "这些困难有没有证明材料？", "這些困難有沒有證明文件？", "Is there evidence of the hardship?";
    ASK_MATURITY: "贷款哪一天到期？", "貸款哪一天到期？", "On which day does the loan mature?";
    ASK_OUTSTANDING: "还没有还的本金一共多少？", "還沒有還的本金一共多少？", "How much principal is outstanding?";
    ASK_TERM: "原来的贷款期限是多少个月？", "原來的貸款期限是多少個月？", "What was the original term in months?";
    ASK_RISK: "借款人是不是高风险借款人？", "借款人是不是高風險借款人？", "Is the borrower a high-risk borrower?";
    ASK_FLOATING: "利率表之后公布的贷款市场报价利率是多少？", "利率表之後公布的貸款市場報價利率是多少？", "Which loan prime rate has been published since the table of rates ended?";
    ASK_HISTORY: "贷款的放款、还款计划和还款流水是怎样的？", "貸款的放款、還款計劃和還款流水是怎樣的？", "What is the history of the loan: drawdown, schedule and payments?";
    ASK_OTHER: "请补充 {pointer}。", "請補充 {pointer}。", "Please give {pointer}.";
}

/// The months of the year, by number.
pub(super) const MONTHS: [(&str, &str); 12] = [
    ("1", "January"),
    ("2", "February"),
    ("3", "March"),
    ("4", "April"),
    ("5", "May"),
    ("6", "June"),
    ("7", "July"),
    ("8", "August"),
    ("9", "September"),
    ("10", "October"),
    ("11", "November"),
    ("12", "December"),
];

/// Entries of record that are taken as none, by their name in the answer.
pub(super) const RECORDS: [(&str, Trio); 7] = [
    ("fees", Trio::new("费用", "費用", "fees")),
    ("waived", Trio::new("已批准的减免", "已批准的減免", "a waiver already granted")),
    ("misused", Trio::new("挪用贷款", "挪用貸款", "misuse of the loan")),
    ("plan", Trio::new("已签的还款协议", "已簽的還款協議", "an agreed plan")),
    ("plan.payments", Trio::new("还款计划的还款", "還款計劃的還款", "payments on the agreed plan")),
    ("history.events", Trio::new("还款流水", "還款流水", "a payment history")),
    ("contacts.log", Trio::new("联系登记", "聯絡登記", "a contact log")),
];

/// What to ask for when a fact is missing, by its pointer.
pub(super) const QUESTIONS: [(&str, Trio); 18] = [
    ("/loan/annualRate", ASK_RATE),
    ("/loan/floating", ASK_FLOATING),
    ("/loan/maturesOn", ASK_MATURITY),
    ("/history", ASK_HISTORY),
    ("/loan/outstandingPrincipal", ASK_OUTSTANDING),
    ("/loan/originalTermMonths", ASK_TERM),
    ("/borrower/monthlyIncome", ASK_INCOME),
    ("/borrower/livingCosts", ASK_LIVING),
    ("/borrower/otherDebtPayments", ASK_OTHER_DEBTS),
    ("/borrower/firstArrear", ASK_FIRST),
    ("/borrower/cameForward", ASK_CAME),
    ("/borrower/refusedToPay", ASK_REFUSED),
    ("/borrower/lastReachedOn", ASK_REACHED),
    ("/borrower/highRisk", ASK_RISK),
    ("/borrower/hardship", ASK_CAUSE),
    ("/borrower/hardship/cause", ASK_CAUSE),
    ("/borrower/hardship/evidenced", ASK_EVIDENCED),
    ("/contacts/failedAttempts", ASK_ATTEMPTS),
];

/// Nothing is overdue, as a reason.
pub(super) const NOT_OVERDUE: Trio = Trio::new("贷款没有逾期", "貸款沒有逾期", "the loan is not overdue");

#[cfg(test)]
mod tests {
    use super::ALL;

    fn places(pattern: &str) -> Vec<&str> {
        let mut places: Vec<&str> =
            pattern.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn every_language_has_the_same_places() {
        assert!(!ALL.is_empty());
        for (name, words) in ALL {
            assert_eq!(places(words.simplified), places(words.traditional), "{name}");
            assert_eq!(places(words.simplified), places(words.en), "{name}");
        }
    }

    #[test]
    fn no_sentence_holds_a_figure_or_a_threat() {
        for (name, words) in ALL {
            for text in [words.simplified, words.traditional, words.en] {
                assert!(!text.chars().any(|character| character.is_ascii_digit()), "{name}: {text}");
                for banned in ["非法", "无效", "無效", "后果", "後果", "must pay", "invalid", "illegal"] {
                    assert!(!text.contains(banned), "{name}: {text}");
                }
            }
        }
    }
}
