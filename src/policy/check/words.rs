//! What the checker says, in every language.

use crate::locale::Trio;

pub(super) const CLAUSE: Trio = Trio::new("条款 `{id}` ", "條款 `{id}` ", "clause `{id}`");
pub(super) const NOT_CLAUSE: Trio =
    Trio::new("条款 `{id}` 的反面", "條款 `{id}` 的反面", "the opposite of clause `{id}`");
pub(super) const NEVER_MET: Trio =
    Trio::new("{clause}{beside}永远不能满足", "{clause}{beside}永遠不能滿足", "{clause} can never be met{beside}");
pub(super) const ALWAYS_MET: Trio =
    Trio::new("{clause}{beside}总是满足", "{clause}{beside}總是滿足", "{clause} is always met{beside}");
pub(super) const ADDS_NOTHING: Trio =
    Trio::new("{clause}{beside}不起作用", "{clause}{beside}不起作用", "{clause} adds nothing{beside}");
pub(super) const NOTHING_LEFT_OUT: Trio = Trio::new(
    "{clause}与这一组的其他条款合起来，什么也没有排除",
    "{clause}與這一組的其他條款合起來，什麼也沒有排除",
    "{clause} and the other clauses of this choice leave nothing out",
);
pub(super) const LEAVE_OUT: Trio =
    Trio::new("删去它，或者调整它的门槛", "刪去它，或者調整它的門檻", "leave it out, or move its threshold");
pub(super) const BESIDE_ONE: Trio = Trio::new("在已有 `{other}` 时", "在已有 `{other}` 時", " beside `{other}`");
pub(super) const BESIDE_OTHERS: Trio = Trio::new("在已有其他条款时", "在已有其他條款時", " beside the other clauses");
pub(super) const WHILE_OVERDUE: Trio = Trio::new("在贷款逾期时", "在貸款逾期時", " while the loan is overdue");
pub(super) const BY_ITSELF: Trio = Trio::new("", "", "");

pub(super) const REVIEW_PASSED: Trio = Trio::new(
    "这个值应在 {day} 以前复核",
    "這個值應在 {day} 以前複核",
    "this value was to be looked at again by {day}",
);
pub(super) const REVIEW_IT: Trio = Trio::new(
    "确认后推迟 `reviewBy`，或在新版本中修改",
    "確認後推遲 `reviewBy`，或在新版本中修改",
    "confirm it and move `reviewBy`, or change it in a new version",
);
pub(super) const NEVER_IN_FORCE: Trio = Trio::new(
    "出处从 {from} 起有效，而这个版本到 {last} 为止",
    "出處從 {from} 起有效，而這個版本到 {last} 為止",
    "the source holds from {from}, after the last day of this version, {last}",
);
pub(super) const STARTS_BEFORE_SOURCE: Trio = Trio::new(
    "政策从 {first} 起生效，这个值的出处从 {from} 起才有效",
    "政策從 {first} 起生效，這個值的出處從 {from} 起才有效",
    "the policy is in force from {first}, this value's source only from {from}",
);
pub(super) const END_OLDER_VERSION: Trio = Trio::new(
    "让采用旧值的版本在 {from} 之前结束",
    "讓採用舊值的版本在 {from} 之前結束",
    "let a version with the older value end before {from}",
);

pub(super) const MARKUP_OUTSIDE: Trio = Trio::new(
    "加收 `{given}` 不在 {min} 至 {max} 之内",
    "加收 `{given}` 不在 {min} 至 {max} 之內",
    "a markup of `{given}` lies outside the band from {min} to {max}",
);
pub(super) const ABOVE_A_DAY: Trio = Trio::new(
    "每天 `{given}` 次超过了允许的 {max} 次",
    "每天 `{given}` 次超過了允許的 {max} 次",
    "`{given}` a day is more than the {max} that are allowed",
);
pub(super) const CAP_ABOVE: Trio = Trio::new(
    "每年 `{given}` 的上限高于 {max}，超过的部分法院会调减",
    "每年 `{given}` 的上限高於 {max}，超過的部分法院會調減",
    "a cap of `{given}` a year lies above {max}, which courts cut to",
);
pub(super) const COMPOUND_ON_PENALTY: Trio = Trio::new(
    "对罚息再计复利没有依据",
    "對罰息再計複利沒有依據",
    "compound interest on penalty interest has no basis in the rules",
);
pub(super) const QUIET_HOURS: Trio = Trio::new(
    "不联系的时段没有涵盖 {from} 至 {until}",
    "不聯絡的時段沒有涵蓋 {from} 至 {until}",
    "the quiet hours do not cover those from {from} to {until}",
);
pub(super) const THIRD_PARTY: Trio = Trio::new(
    "只有联系不上债务人时才可以联系第三人",
    "只有聯絡不上債務人時才可以聯絡第三人",
    "third parties may be contacted only when the debtor cannot be reached",
);
pub(super) const LIMITATION: Trio = Trio::new(
    "诉讼时效期间是 {years} 年，不能另行约定；这里是 {given} 年",
    "訴訟時效期間是 {years} 年，不能另行約定；這裡是 {given} 年",
    "the limitation period is {years} years and cannot be agreed otherwise; here it is {given}",
);
pub(super) const CITED: Trio =
    Trio::new("{title}，{clause}（自 {from}）", "{title}，{clause}（自 {from}）", "{title}, {clause} (from {from})");

pub(super) const PAID_ALREADY: Trio = Trio::new(
    "前面已有一项支付这里的 {component}",
    "前面已有一項支付這裡的 {component}",
    "an earlier entry already pays the {component} here",
);
pub(super) const STRIKE_ONE: Trio = Trio::new("删去其中一项", "刪去其中一項", "strike one of them");
pub(super) const NEVER_REACHED: Trio =
    Trio::new("还款永远还不到 {components}", "還款永遠還不到 {components}", "payments never reach {components}");
pub(super) const ADD_THEM: Trio = Trio::new(
    "把它们加上，使所欠的都能还清",
    "把它們加上，使所欠的都能還清",
    "add them, so that what is owed can be paid",
);
pub(super) const OTHER_ORDER: Trio = Trio::new(
    "`{later}` 先于 `{earlier}` 支付；没有约定时的顺序是 {order}",
    "`{later}` 先於 `{earlier}` 支付；沒有約定時的順序是 {order}",
    "`{later}` is paid before `{earlier}`; without an agreement the order is {order}",
);
