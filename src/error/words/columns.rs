//! What is said of the columns of a portfolio. Engines that answer one case are built without it.

use crate::error::{ProblemCode, nearest};
use crate::locale::Trio;

/// What stands for the columns of an input that has none.
pub const NO_COLUMNS: &str = "-";

/// What stands for bytes that would be UTF-8 but for halves of surrogate pairs.
pub const SURROGATES: &str = "surrogates";

const NOT_UTF8: Trio = Trio::new("这里不是 UTF-8 编码的文字", "這裡不是 UTF-8 編碼的文字", "this is no text in UTF-8");
const QUOTE_BROKEN: Trio = Trio::new(
    "引号没有成对，或引号后面还有文字",
    "引號沒有成對，或引號後面還有文字",
    "a quote is not closed, or text follows a closed one",
);
const LONE_RETURN: Trio = Trio::new(
    "引号外有单独的回车（CR）",
    "引號外有單獨的歸位字元（CR）",
    "a carriage return stands alone outside of quotes",
);
const CELL_COUNT: Trio = Trio::new(
    "这一行有 {given} 格，应有 {wanted} 格",
    "這一行有 {given} 格，應有 {wanted} 格",
    "the row has {given} cells where there are {wanted} columns",
);
const NO_SUCH_COLUMN: Trio = Trio::new(
    "没有 `{given}` 这一列，现有的列：{wanted}",
    "沒有 `{given}` 這一欄，現有的欄：{wanted}",
    "there is no column `{given}`; the columns are {wanted}",
);
const NO_COLUMN: Trio = Trio::new(
    "没有 `{given}` 这一列，现有的列：{wanted}",
    "沒有 `{given}` 這一欄，現有的欄：{wanted}",
    "no column is `{given}`; the columns are {wanted}",
);
const NO_NAMES: Trio = Trio::new(
    "没有列名行，因此没有 `{given}` 这一列",
    "沒有欄名列，因此沒有 `{given}` 這一欄",
    "there is no line of names, and so no column `{given}`",
);
const TWO_COLUMNS: Trio = Trio::new(
    "有两列都是 `{given}`：{wanted}",
    "有兩欄都是 `{given}`：{wanted}",
    "two columns are `{given}`: {wanted}",
);
const ONE_COLUMN: Trio = Trio::new(
    "只让其中一列对应 `{given}`，另一列改名",
    "只讓其中一欄對應 `{given}`，另一欄改名",
    "map or call only one of them `{given}`",
);
const OTHER_DELIMITER: Trio = Trio::new(
    "整行是一格：分隔符是不是 `{wanted}`？请在设置里写明",
    "整列是一格：分隔符號是不是 `{wanted}`？請在設定裡寫明",
    "the whole line is one cell: if `{wanted}` stands between cells, set the delimiter to it",
);
const NEAR_COLUMN: Trio = Trio::new(
    "是不是 `{wanted}`？请把它改名为 `{given}`，或在设置里对应",
    "是不是 `{wanted}`？請把它改名為 `{given}`，或在設定裡對應",
    "if `{wanted}` is it, call it `{given}` or map it",
);
const MAP_COLUMN: Trio = Trio::new(
    "请把一列命名为 `{given}`，或在设置里对应",
    "請把一欄命名為 `{given}`，或在設定裡對應",
    "call a column `{given}`, or map one to it",
);
const LONG_LINE: Trio =
    Trio::new("这一行超过 {wanted} 字节", "這一行超過 {wanted} 位元組", "the line has more than {wanted} bytes");
const LONE_RETURNS: Trio = Trio::new(
    "行末只有回车（CR）：请存为以 LF 或 CRLF 换行的文件",
    "行末只有歸位字元（CR）：請存為以 LF 或 CRLF 換行的檔案",
    "lines end with a carriage return alone: save the file with LF or CRLF",
);
const LOOKS_LIKE_JSON: Trio = Trio::new(
    "看来是 JSON 列表：请改成每行一个对象，不要外面的列表",
    "看來是 JSON 列表：請改成每行一個物件，不要外面的列表",
    "it looks like a list in JSON: give one object a line, without the list around them",
);
const QUOTE_CELLS: Trio = Trio::new(
    "带有分隔符的格要放在双引号里，例如 \"60,000.00\"",
    "帶有分隔符號的格要放在雙引號裡，例如 \"60,000.00\"",
    "a cell that holds what stands between cells goes in double quotes, such as \"60,000.00\"",
);
const MEANT_COLUMN: Trio = Trio::new("是不是 `{wanted}`？", "是不是 `{wanted}`？", "did you mean `{wanted}`?");
const SAVE_AS_UTF8: Trio = Trio::new(
    "请存为 UTF-8，例如在电子表格中选“CSV UTF-8”",
    "請存為 UTF-8，例如在試算表中選「CSV UTF-8」",
    "save it as UTF-8, in a spreadsheet as `CSV UTF-8`",
);
const LOOKS_LIKE: Trio = Trio::new(
    "看来是 {wanted}：请存为 UTF-8，例如在电子表格中选“CSV UTF-8”，或用 `iconv -f {wanted} -t UTF-8` 转换",
    "看來是 {wanted}：請存為 UTF-8，例如在試算表中選「CSV UTF-8」，或用 `iconv -f {wanted} -t UTF-8` 轉換",
    "it looks like {wanted}: save it as UTF-8, in a spreadsheet as `CSV UTF-8`, or convert it with `iconv -f {wanted} -t UTF-8`",
);

const HALF_CHARACTERS: Trio = Trio::new(
    "其中有半个代理对：文字在一个字符中间被截断，或存成了 CESU-8",
    "其中有半個代理對：文字在一個字元中間被截斷，或存成了 CESU-8",
    "it holds half of a surrogate pair: a text was cut inside a character, or saved as CESU-8",
);

/// The message of what only rows can have, of a fact that no column holds, or that two do, and of a line whose length
/// nobody has counted; the others' messages are those of every problem.
pub(super) fn message(code: ProblemCode, given: &str, wanted: &str) -> Option<Trio> {
    match (code, wanted) {
        (ProblemCode::NotUtf8, _) => Some(NOT_UTF8),
        (ProblemCode::QuoteBroken, _) => Some(QUOTE_BROKEN),
        (ProblemCode::CarriageReturnAlone, _) => Some(LONE_RETURN),
        (ProblemCode::CellCount, _) => Some(CELL_COUNT),
        (ProblemCode::NoSuchColumn, _) => Some(NO_SUCH_COLUMN),
        (ProblemCode::InputTooLarge, _) => given.is_empty().then_some(LONG_LINE),
        (ProblemCode::Required, NO_COLUMNS) => Some(NO_NAMES),
        (ProblemCode::Required, "") => None,
        (ProblemCode::Required, _) => Some(NO_COLUMN),
        (ProblemCode::DuplicateField, wanted) => (!wanted.is_empty()).then_some(TWO_COLUMNS),
        _ => None,
    }
}

/// What to do about a column that is missing or stands twice, about a text that is not in UTF-8, or about ends of lines.
pub(super) fn help<'w>(code: ProblemCode, given: &str, wanted: &'w str) -> Option<(Trio, &'w str)> {
    match (code, wanted) {
        (ProblemCode::CarriageReturnAlone, _) => Some((LONE_RETURNS, wanted)),
        (ProblemCode::NotUtf8, "") => Some((SAVE_AS_UTF8, wanted)),
        (ProblemCode::NotUtf8, SURROGATES) => Some((HALF_CHARACTERS, wanted)),
        (ProblemCode::NotUtf8, _) => Some((LOOKS_LIKE, wanted)),
        (ProblemCode::Required | ProblemCode::NoSuchColumn, "" | NO_COLUMNS) => None,
        (ProblemCode::Required | ProblemCode::NoSuchColumn, _) => of_column(code, given, wanted),
        (ProblemCode::DuplicateField, _) => (!wanted.is_empty()).then_some((ONE_COLUMN, wanted)),
        (ProblemCode::CellCount, _) => has_more(given, wanted).then_some((QUOTE_CELLS, wanted)),
        _ => None,
    }
}

/// Whether there are more cells than columns.
fn has_more(given: &str, wanted: &str) -> bool {
    let count = |text: &str| text.parse::<u64>().ok();
    count(given).zip(count(wanted)).is_some_and(|(given, wanted)| given > wanted)
}

fn of_column<'w>(code: ProblemCode, given: &str, wanted: &'w str) -> Option<(Trio, &'w str)> {
    let names: Vec<&str> = wanted.trim_matches('`').split("`, `").collect();
    if wanted.starts_with("`[") {
        return Some((LOOKS_LIKE_JSON, wanted));
    }
    if let Some(delimiter) = delimiter_in(&names) {
        return Some((OTHER_DELIMITER, delimiter));
    }
    let (near, none) = match code {
        ProblemCode::Required => (NEAR_COLUMN, Some(MAP_COLUMN)),
        _ => (MEANT_COLUMN, None),
    };
    match nearest(given, &names) {
        Some(name) => Some((near, name)),
        None => none.map(|help| (help, wanted)),
    }
}

/// What stands between cells, where a line of names is one cell because something else was taken for it.
fn delimiter_in(names: &[&str]) -> Option<&'static str> {
    let [line] = names else { return None };
    [";", "|", ","].into_iter().find(|delimiter| line.contains(delimiter)).or(line.contains("\\t").then_some("tab"))
}
