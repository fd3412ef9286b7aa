//! What is said of each problem, in every language: the messages, what helps, and the phrases that
//! messages are made of.

#[cfg(feature = "portfolio")]
mod columns;

use super::{ProblemCode, nearest};
use crate::locale::{Locale, Trio, fill_apart};

#[cfg(feature = "portfolio")]
pub use self::columns::{NO_COLUMNS, SURROGATES};

macro_rules! messages {
    ($($($code:ident)|+ => $simplified:literal, $traditional:literal, $en:literal;)*) => {
        /// The message of a problem, with places for what was given and what is wanted.
        pub(super) fn message(code: ProblemCode, given: &str, wanted: &str) -> Trio {
            #[cfg(feature = "portfolio")]
            if let Some(message) = columns::message(code, given, wanted) {
                return message;
            }
            #[cfg(not(feature = "portfolio"))]
            let _ = given;
            if let Some((message, _)) = end_of_scale(code, wanted) {
                return message;
            }
            match code {
                ProblemCode::BoundsCrossed if is_day(wanted) => EARLIER,
                $($(ProblemCode::$code)|+ => Trio::new($simplified, $traditional, $en),)*
            }
        }
    };
}

messages! {
    Required =>
        "请填写这一项",
        "請填寫這一項",
        "this fact is required";
    MissingSource =>
        "这个值没有注明出处",
        "這個值沒有註明出處",
        "this value has no source";
    UnknownField =>
        "没有 `{given}` 这一项",
        "沒有 `{given}` 這一項",
        "unknown field `{given}`";
    DuplicateField =>
        "`{given}` 这一项出现了两次",
        "`{given}` 這一項出現了兩次",
        "field `{given}` stands twice";
    WrongType =>
        "这里应该是{wanted}，现在是{given}",
        "這裡應該是{wanted}，現在是{given}",
        "expected {wanted}, found {given}";
    NotADecimal =>
        "`{given}` 不是{wanted}",
        "`{given}` 不是{wanted}",
        "`{given}` is not {wanted}";
    TooManyDecimals =>
        "`{given}` 的小数超过 {wanted} 位",
        "`{given}` 的小數超過 {wanted} 位",
        "`{given}` has more than {wanted} decimal places";
    Negative =>
        "`{given}` 小于零",
        "`{given}` 小於零",
        "`{given}` is below zero";
    AmountTooLarge | CountTooLarge =>
        "`{given}` 超过了 {wanted}",
        "`{given}` 超過了 {wanted}",
        "`{given}` is above {wanted}";
    RateAboveOne =>
        "`{given}` 大于 1，也就是高于 100%",
        "`{given}` 大於 1，也就是高於 100%",
        "`{given}` is above 1, that is above 100 %";
    CountTooSmall =>
        "`{given}` 小于 {wanted}",
        "`{given}` 小於 {wanted}",
        "`{given}` is below {wanted}";
    NotADate =>
        "日历上没有 `{given}` 这一天",
        "日曆上沒有 `{given}` 這一天",
        "`{given}` is not a date of the calendar";
    NotATime =>
        "`{given}` 不是 08:00 这样的时间",
        "`{given}` 不是 08:00 這樣的時間",
        "`{given}` is not a time of day such as 08:00";
    DateOutOfRange =>
        "`{given}` 不在 {wanted} 之内",
        "`{given}` 不在 {wanted} 之內",
        "`{given}` lies outside {wanted}";
    DateAfterAsOf =>
        "`{given}` 晚于计算到的日期 {wanted}",
        "`{given}` 晚於計算到的日期 {wanted}",
        "`{given}` lies after the as-of date {wanted}";
    NotAWholeNumber =>
        "`{given}` 不是整数",
        "`{given}` 不是整數",
        "`{given}` is not a whole number";
    NotOneOf =>
        "`{given}` 不在可选的范围内：{wanted}",
        "`{given}` 不在可選的範圍內：{wanted}",
        "`{given}` is none of {wanted}";
    EmptyList =>
        "至少要有一项",
        "至少要有一項",
        "at least one entry is needed";
    TooManyItems =>
        "共有 {given} 项，最多可以有 {wanted} 项",
        "共有 {given} 項，最多可以有 {wanted} 項",
        "{given} entries are more than {wanted}";
    TextTooLong =>
        "以 `{given}` 开头的文字超过 {wanted} 字节",
        "以 `{given}` 開頭的文字超過 {wanted} 位元組",
        "the text beginning `{given}` is longer than {wanted} bytes";
    InputTooLarge =>
        "输入共 {given} 字节，最多可以有 {wanted} 字节",
        "輸入共 {given} 位元組，最多可以有 {wanted} 位元組",
        "the input has {given} bytes, more than {wanted}";
    NotJson =>
        "输入不是 JSON：{wanted}",
        "輸入不是 JSON：{wanted}",
        "the input is not JSON: {wanted}";
    BothGiven =>
        "`{given}` 和 `{wanted}` 同时填写了",
        "`{given}` 和 `{wanted}` 同時填寫了",
        "`{given}` and `{wanted}` are given together";
    ArrearAmountUnknown =>
        "这一笔没有已知的欠款",
        "這一筆沒有已知的欠款",
        "this arrear has no known part above zero";
    WaivedExceedsDue =>
        "减免 `{given}` 超过了应还的 {wanted}",
        "減免 `{given}` 超過了應還的 {wanted}",
        "the waiver `{given}` is more than the {wanted} that is due";
    OutstandingBelowOverdue =>
        "未还本金 `{given}` 少于其中已逾期的 {wanted}",
        "未還本金 `{given}` 少於其中已逾期的 {wanted}",
        "the outstanding principal `{given}` is less than the {wanted} of it that is overdue";
    BeforeDrawdown =>
        "`{given}` 早于放款日 {wanted}",
        "`{given}` 早於放款日 {wanted}",
        "`{given}` lies before the drawdown on {wanted}";
    BeforeAgreement =>
        "`{given}` 早于约定还款计划的 {wanted}",
        "`{given}` 早於約定還款計劃的 {wanted}",
        "`{given}` lies before the day on which the plan was agreed, {wanted}";
    NotAPayment =>
        "第 {given} 项不是可以冲正的还款",
        "第 {given} 項不是可以沖正的還款",
        "event {given} is not a payment that could be reversed";
    RepeatedEvent =>
        "第 {wanted} 项已经记录了同样的事件",
        "第 {wanted} 項已經記錄了同樣的事件",
        "event {wanted} has recorded the same already";
    ScheduleAboveDrawdown =>
        "还款计划的本金合计 {given}，高于放款金额 {wanted}",
        "還款計劃的本金合計 {given}，高於放款金額 {wanted}",
        "the schedule repays {given}, more than the {wanted} that was paid out";
    NotFinite =>
        "`{given}` 不是有限的数",
        "`{given}` 不是有限的數",
        "`{given}` is not a finite number";
    NotData =>
        "{given}不是普通的数据",
        "{given}不是普通的資料",
        "{given} is not plain data";
    DateNotMidnight =>
        "日期 `{given}` 不是 UTC 零点",
        "日期 `{given}` 不是 UTC 零時",
        "the date `{given}` is not midnight UTC";
    InvalidDate =>
        "这个日期对象里没有日期",
        "這個日期物件裡沒有日期",
        "this date object holds no date";
    Cyclic =>
        "这个对象包含了它自己",
        "這個物件包含了它自己",
        "this object contains itself";
    TooDeep =>
        "嵌套的层数太多",
        "巢狀的層數太多",
        "objects are nested too deep";
    UnknownOperation =>
        "没有 `{given}` 这种操作",
        "沒有 `{given}` 這種操作",
        "there is no operation `{given}`";
    UnknownPolicy =>
        "没有 `{given}` 这份内置政策",
        "沒有 `{given}` 這份內建政策",
        "there is no built-in policy `{given}`";
    UnknownLocale =>
        "没有 `{given}` 这种语言的文字",
        "沒有 `{given}` 這種語言的文字",
        "there are no words in the language `{given}`";
    NoPolicyInForce =>
        "政策 `{wanted}` 在 {given} 没有生效的版本",
        "政策 `{wanted}` 在 {given} 沒有生效的版本",
        "no version of policy `{wanted}` is in force on {given}";
    VersionsOverlap =>
        "这个版本从 {given} 起生效，而{wanted}还在生效",
        "這個版本從 {given} 起生效，而{wanted}還在生效",
        "this version is in force from {given}, while {wanted} still is";
    VersionsGap =>
        "这个版本从 {given} 起生效，但{wanted}",
        "這個版本從 {given} 起生效，但{wanted}",
        "this version is in force from {given}, but {wanted}";
    FactNotHere =>
        "这个条件里没有 `{given}` 这一事项",
        "這個條件裡沒有 `{given}` 這一事項",
        "this condition does not see the fact `{given}`";
    OtherPolicy =>
        "这是 `{given}` 的版本，第一个却是 `{wanted}` 的版本",
        "這是 `{given}` 的版本，第一個卻是 `{wanted}` 的版本",
        "this is a version of `{given}`, the first one of `{wanted}`";
    NotSupported =>
        "不支持 `{given}`：{wanted}",
        "不支援 `{given}`：{wanted}",
        "`{given}` is not supported: {wanted}";
    ScaleBroken =>
        "`{given}` 没有接上{wanted}",
        "`{given}` 沒有接上{wanted}",
        "`{given}` does not follow on {wanted}";
    ScaleNotWorsening =>
        "`{given}` 排在更严重的 `{wanted}` 之后",
        "`{given}` 排在更嚴重的 `{wanted}` 之後",
        "`{given}` stands behind `{wanted}`, which is worse";
    ThresholdKind =>
        "`{given}` 不适用于以{wanted}表示的事项",
        "`{given}` 不適用於以{wanted}表示的事項",
        "`{given}` does not fit a fact in {wanted}";
    DuplicateId =>
        "编号 `{given}` 已经用在另一项上",
        "編號 `{given}` 已經用在另一項上",
        "the id `{given}` stands on another entry already";
    UnknownDocument =>
        "政策没有列出文件 `{given}`",
        "政策沒有列出文件 `{given}`",
        "the policy lists no document `{given}`";
    BoundsCrossed =>
        "下限 `{given}` 高于上限 `{wanted}`",
        "下限 `{given}` 高於上限 `{wanted}`",
        "the lower bound `{given}` lies above `{wanted}`";
    DateOutsideTable =>
        "`{given}` 不在数据表之内，表中有 {wanted}",
        "`{given}` 不在資料表之內，表中有 {wanted}",
        "`{given}` lies outside the table, which holds {wanted}";
    DatesOutOfOrder =>
        "`{given}` 不晚于前一项的 {wanted}",
        "`{given}` 不晚於前一項的 {wanted}",
        "`{given}` does not come after {wanted}, the date before it";
    PartsDoNotAddUp =>
        "各部分合计 {given}，与 {wanted} 不符",
        "各部分合計 {given}，與 {wanted} 不符",
        "the parts add up to {given}, not to {wanted}";
    NotUtf8 | QuoteBroken | CarriageReturnAlone | CellCount | NoSuchColumn =>
        "这一行无法读取",
        "這一行無法讀取",
        "this row cannot be read";
    FigureTooLarge =>
        "数字太大，无法精确计算",
        "數字太大，無法精確計算",
        "a figure is too large to be computed exactly";
}

const MEANT: Trio = Trio::new("是不是 `{wanted}`？", "是不是 `{wanted}`？", "did you mean `{wanted}`?");
/// What is said of crossed bounds that are days.
const EARLIER: Trio =
    Trio::new("`{wanted}` 早于 `{given}`", "`{wanted}` 早於 `{given}`", "`{wanted}` is earlier than `{given}`");
const MEANT_TEXT: Trio = Trio::new("是不是 `\"{given}\"`？", "是不是 `\"{given}\"`？", "did you mean `\"{given}\"`?");
const WRITE_DATE: Trio = Trio::new("日期写成 `YYYY-MM-DD`", "日期寫成 `YYYY-MM-DD`", "write the date as `YYYY-MM-DD`");
const GIVE_DAY: Trio = Trio::new(
    "请用文字写出这一天：`YYYY-MM-DD`。换一个时刻，在别处可能就是另一天",
    "請用文字寫出這一天：`YYYY-MM-DD`。換一個時刻，在別處可能就是另一天",
    "give the calendar day as text, `YYYY-MM-DD`: another hour may be another day elsewhere",
);
const GIVE_ONE: Trio = Trio::new("只填其中一项", "只填其中一項", "give one of the two");
const COUNT_FROM_NOUGHT: Trio = Trio::new(
    "填写该笔还款在 `events` 中的位置，从 0 数起",
    "填寫該筆還款在 `events` 中的位置，從 0 數起",
    "give the place of the payment in `events`, counted from 0",
);
const GIVE_INTEREST: Trio = Trio::new(
    "请填写这一笔的逾期利息；如果已经还清，请不要列出这一笔",
    "請填寫這一筆的逾期利息；如果已經還清，請不要列出這一筆",
    "give its overdue interest, or leave the arrear out if nothing of it is unpaid",
);
const PLAIN_DIGITS: Trio = Trio::new(
    "只写数字和最多一个小数点，不写千分位、空格或指数",
    "只寫數字和最多一個小數點，不寫千分位、空格或指數",
    "use digits and at most one point, without thousands marks, spaces or exponents",
);
const ADD_SOURCE: Trio = Trio::new(
    "加上 `source`，写明 `document`、`clause`、`confidence`、`effectiveFrom` 和 `reviewBy`",
    "加上 `source`，寫明 `document`、`clause`、`confidence`、`effectiveFrom` 和 `reviewBy`",
    "add `source` with `document`, `clause`, `confidence`, `effectiveFrom` and `reviewBy`",
);
const LOCALES: Trio = Trio::new(
    "可以用 `zh-Hans`、`zh-Hant` 或 `en`，也可以用 `zh-CN`、`zh-TW`、`en-GB` 这样的写法",
    "可以用 `zh-Hans`、`zh-Hant` 或 `en`，也可以用 `zh-CN`、`zh-TW`、`en-GB` 這樣的寫法",
    "give `zh-Hans`, `zh-Hant` or `en`; forms such as `zh-CN`, `zh-TW` and `en-GB` are understood",
);

/// The ends of a scale, as what does not fit there is told.
pub(crate) const FIRST_BAND: &str = "the first band";
pub(crate) const LAST_BAND: &str = "the last band";

/// What is said of a scale that starts or ends at the wrong place, and what helps.
fn end_of_scale(code: ProblemCode, wanted: &str) -> Option<(Trio, Trio)> {
    match wanted {
        FIRST_BAND if code == ProblemCode::ScaleBroken => Some((
            Trio::new(
                "第一档不能从 `{given}` 开始",
                "第一檔不能從 `{given}` 開始",
                "the first band of a scale does not start at `{given}`",
            ),
            Trio::new(
                "天数从 1 开始，金额从 0.00 开始",
                "天數從 1 開始，金額從 0.00 開始",
                "days start at 1, amounts at 0.00",
            ),
        )),
        LAST_BAND if code == ProblemCode::ScaleBroken => Some((
            Trio::new(
                "最后一档不能到 `{given}` 为止",
                "最後一檔不能到 `{given}` 為止",
                "the last band of a scale does not end at `{given}`",
            ),
            Trio::new("不写它的上限", "不寫它的上限", "leave its end out"),
        )),
        _ => None,
    }
}

/// Where a fact is seen that no single condition sees.
pub(crate) const ON_LOANS: &str = "conditions on a loan";
pub(crate) const BESIDE_CONDITIONS: &str = "no condition";

const SEEN_BY: Trio = Trio::new("它只在 `{wanted}` 里", "它只在 `{wanted}` 裡", "only `{wanted}` sees it");
const SEEN_ON_LOANS: Trio =
    Trio::new("它只在关于贷款的条件里", "它只在關於貸款的條件裡", "only conditions on a loan see it");
const SEEN_BY_NONE: Trio = Trio::new(
    "它不写在条件里，而是另外加在条件旁边",
    "它不寫在條件裡，而是另外加在條件旁邊",
    "it is set beside a condition by itself, and written into none",
);

/// What to do about a problem, where more can be said than what is wanted, and the word to say it with.
pub(super) fn help<'w>(code: ProblemCode, given: &str, wanted: &'w str) -> Option<(Trio, &'w str)> {
    #[cfg(feature = "portfolio")]
    if let Some(help) = columns::help(code, given, wanted) {
        return Some(help);
    }
    let help = match code {
        ProblemCode::UnknownField
        | ProblemCode::UnknownOperation
        | ProblemCode::UnknownPolicy
        | ProblemCode::UnknownDocument
        | ProblemCode::RateAboveOne => (!wanted.is_empty()).then_some(MEANT),
        ProblemCode::NotOneOf => {
            let words: Vec<&str> = wanted.split(", ").collect();
            return nearest(given, &words).map(|word| (MEANT, word));
        }
        ProblemCode::FactNotHere => Some(match wanted {
            ON_LOANS => SEEN_ON_LOANS,
            BESIDE_CONDITIONS => SEEN_BY_NONE,
            _ => SEEN_BY,
        }),
        ProblemCode::ScaleBroken => end_of_scale(code, wanted).map(|(_, help)| help),
        ProblemCode::ThresholdKind if ["yuan", "a share"].contains(&wanted) => {
            given.starts_with(|first: char| first.is_ascii_digit()).then_some(MEANT_TEXT)
        }
        ProblemCode::MissingSource => Some(ADD_SOURCE),
        ProblemCode::NotADate => Some(WRITE_DATE),
        ProblemCode::DateNotMidnight => Some(GIVE_DAY),
        ProblemCode::BothGiven => Some(GIVE_ONE),
        ProblemCode::ArrearAmountUnknown => Some(GIVE_INTEREST),
        ProblemCode::NotAPayment => Some(COUNT_FROM_NOUGHT),
        ProblemCode::NotADecimal => Some(PLAIN_DIGITS),
        ProblemCode::UnknownLocale => Some(LOCALES),
        _ => None,
    };
    help.map(|help| (help, wanted))
}

/// Whether a text has the form of a day, `YYYY-MM-DD`.
fn is_day(text: &str) -> bool {
    matches!(text.as_bytes(), [_, _, _, _, b'-', _, _, b'-', _, _])
}

/// Whether a problem's parts are phrases, not pieces of input or names.
pub(super) fn speaks(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::WrongType
            | ProblemCode::NotADecimal
            | ProblemCode::DateOutOfRange
            | ProblemCode::DateOutsideTable
            | ProblemCode::CountTooLarge
            | ProblemCode::ThresholdKind
            | ProblemCode::ScaleBroken
            | ProblemCode::VersionsGap
            | ProblemCode::VersionsOverlap
            | ProblemCode::NotSupported
            | ProblemCode::NotJson
    )
}

/// A phrase of a message in another language; as it is where it has no translation, as with figures
/// and names.
pub(super) fn phrase(english: &str, locale: Locale) -> String {
    if locale == Locale::English {
        return english.to_owned();
    }
    let found = PHRASES.iter().find_map(|known| Some((known, values(known.en, english)?)));
    let Some((known, values)) = found else { return english.to_owned() };
    let inner = values.iter().find(|(name, _)| *name == "phrase").map(|(_, inner)| phrase(inner, locale));
    let shown = |(name, value)| (name, inner.as_deref().filter(|_| name == "phrase").unwrap_or(value));
    fill_apart(known.of(locale), &values.iter().copied().map(shown).collect::<Vec<_>>())
}

/// The values that a text has in the places of a pattern, if it follows the pattern. A value has no
/// space in it, but that of a place called `rest`, and that of `phrase`, which is a phrase itself.
fn values<'t>(pattern: &'t str, text: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
    let mut values = Vec::new();
    let (head, mut places) = match pattern.split_once('{') {
        Some((head, places)) => (head, Some(places)),
        None => (pattern, None),
    };
    let mut text = text.strip_prefix(head)?;
    while let Some((name, behind)) = places.and_then(|places| places.split_once('}')) {
        let (literal, next) = match behind.split_once('{') {
            Some((literal, next)) => (literal, Some(next)),
            None => (behind, None),
        };
        let (value, rest) = match next {
            Some(_) => text.split_once(literal)?,
            None => (text.strip_suffix(literal)?, ""),
        };
        if !["rest", "phrase"].contains(&name) && value.contains(' ') {
            return None;
        }
        values.push((name, value));
        (text, places) = (rest, next);
    }
    text.is_empty().then_some(values)
}

/// Phrases that stand for what is wanted or was found.
const PHRASES: &[Trio] = &[
    Trio::new(
        "第 {line} 行第 {column} 列应该是{phrase}",
        "第 {line} 行第 {column} 列應該是{phrase}",
        "expected {phrase} at line {line} column {column}",
    ),
    #[cfg(feature = "portfolio")]
    Trio::new("第 {column} 列应该是{phrase}", "第 {column} 列應該是{phrase}", "expected {phrase} at column {column}"),
    Trio::new("一个值", "一個值", "a value"),
    Trio::new("结尾", "結尾", "nothing after the value"),
    Trio::new("更浅的嵌套", "更淺的巢狀", "no deeper nesting"),
    Trio::new("带引号的名称", "帶引號的名稱", "a name in quotes"),
    Trio::new("文字的后引号", "文字的後引號", "the closing quote of a text"),
    Trio::new("转义符", "跳脫字元", "an escape"),
    Trio::new("完整字符的转义符", "完整字元的跳脫字元", "an escape of a whole character"),
    Trio::new("没有前导零的数字", "沒有前導零的數字", "a number without leading zeros"),
    Trio::new("数字", "數字", "a digit"),
    Trio::new("数字 {number}", "數字 {number}", "the number {number}"),
    Trio::new("文字 {rest}", "文字 {rest}", "the text {rest}"),
    Trio::new(
        "贷款自逾期第一天起即为逾期，该日随宽限期和容差而变",
        "貸款自逾期第一天起即為逾期，該日隨寬限期和容差而變",
        "a loan is overdue from its first day past due on, which grace and tolerance move",
    ),
    Trio::new("以天为间隔时没有月份", "以天為間隔時沒有月份", "a step of days has no months"),
    Trio::new(
        "只在最后取整一次时，没有一行可以重新算起",
        "只在最後取整一次時，沒有一行可以重新算起",
        "rounding once leaves no row to start from anew",
    ),
    Trio::new("第 {number} 天", "第 {number} 天", "day {number}"),
    Trio::new("{first} 至 {last}", "{first} 至 {last}", "{first} to {last}"),
    Trio::new("{first} 及以后", "{first} 及以後", "{first} and later"),
    Trio::new("{day} 之后 {count} 个工作日", "{day} 之後 {count} 個工作日", "{count} working days after {day}"),
    Trio::new(
        "{place} 到 {day} 才结束的版本",
        "{place} 到 {day} 才結束的版本",
        "the one that ends at {place} on {day}",
    ),
    Trio::new(" {place}（没有截止日）", " {place}（沒有截止日）", "{place}, which has no last day,"),
    Trio::new(
        "前一个版本在 {day} 就结束了（{place}）",
        "前一個版本在 {day} 就結束了（{place}）",
        "{place} ends the one before it on {day}",
    ),
    Trio::new(
        "只有逾期利息计复利时，罚息才计复利",
        "只有逾期利息計複利時，罰息才計複利",
        "penalty interest is compounded only where overdue interest is",
    ),
    Trio::new(
        "逾期利息已计入罚息基数",
        "逾期利息已計入罰息基數",
        "overdue interest stands in the base of penalty interest already",
    ),
    #[cfg(feature = "portfolio")]
    Trio::new("以前一次运行给出的汇总", "以前一次執行給出的彙總", "the summary that an earlier run gave"),
    #[cfg(feature = "portfolio")]
    Trio::new("没有写明 schema 的对象", "沒有寫明 schema 的物件", "an object that names no schema"),
    Trio::new("空的", "空的", "nothing"),
    Trio::new("列表", "列表", "a list"),
    Trio::new("对象", "物件", "an object"),
    Trio::new("文字", "文字", "a text"),
    Trio::new("整数", "整數", "a whole number"),
    Trio::new("只用数字写的整数", "只用數字寫的整數", "a whole number in digits alone"),
    Trio::new("true 或 false", "true 或 false", "true or false"),
    Trio::new("“是”（true）", "「是」（true）", "true"),
    Trio::new("“否”（false）", "「否」（false）", "false"),
    Trio::new("1485.00 这样的金额", "1485.00 這樣的金額", "an amount such as 1485.00"),
    Trio::new("\"1485.00\" 这样的金额", "\"1485.00\" 這樣的金額", "an amount such as \"1485.00\""),
    Trio::new("0.06 或 6% 这样的比率", "0.06 或 6% 這樣的比率", "a rate such as 0.06 or 6%"),
    Trio::new("\"0.06\" 或 \"6%\" 这样的比率", "\"0.06\" 或 \"6%\" 這樣的比率", "a rate such as \"0.06\" or \"6%\""),
    Trio::new("\"2025-11-22\" 这样的日期", "\"2025-11-22\" 這樣的日期", "a date such as \"2025-11-22\""),
    Trio::new("条件", "條件", "a condition"),
    Trio::new("政策或内置政策的编号", "政策或內建政策的編號", "a policy or the id of a built-in one"),
    Trio::new("没有上限的一档", "沒有上限的一檔", "an open band"),
    Trio::new("天数", "天數", "days"),
    Trio::new("日期", "日期", "a date"),
    Trio::new("金额", "金額", "yuan"),
    Trio::new("次数", "次數", "a count"),
    Trio::new("比例", "比例", "a share"),
    Trio::new("是或否", "是或否", "yes or no"),
    Trio::new("级别", "級別", "classes"),
    Trio::new("日期", "日期", "dates"),
    Trio::new("每一项都是“是”或“否”的对象", "每一項都是「是」或「否」的物件", "an object of yes or no"),
    Trio::new("0.2889 这样的小数", "0.2889 這樣的小數", "a decimal such as 0.2889"),
    // Behind those that follow its pattern and have words of their own: yes or no.
    Trio::new("{first} 或 {last}", "{first} 或 {last}", "{first} or {last}"),
];
