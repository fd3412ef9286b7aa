//! What the program itself says about data, in the languages of the product. What is wrong with facts, rows and
//! policies is worded by the engine; wrong use is told in English, as the help is.

use arrears::locale::{Locale, Trio, fill_apart};

/// Standard input, where a file would be named.
pub(crate) const STANDARD_INPUT: Trio = Trio::new("标准输入", "標準輸入", "standard input");
/// A text in another encoding.
pub(crate) const NO_UTF8: Trio = Trio::new(
    "{file}从第 {line} 行起不是 UTF-8 编码的文字：请存为 UTF-8",
    "{file}從第 {line} 行起不是 UTF-8 編碼的文字：請存為 UTF-8",
    "{file} is no text in UTF-8, from line {line}: save it as UTF-8",
);
/// Nothing, where JSON is wanted.
pub(crate) const EMPTY: Trio =
    Trio::new("{file}是空的：这里应该是 JSON", "{file}是空的：這裡應該是 JSON", "{file} is empty: JSON is expected");
/// Where a problem stands that has no place in the input.
pub(crate) const THE_INPUT: Trio = Trio::new("输入", "輸入", "the input");
/// Problems that are not listed.
pub(crate) const MORE_PROBLEMS: Trio = Trio::new("另有 {count} 个问题", "另有 {count} 個問題", "and {count} more");
/// What the check of a policy came to.
pub(crate) const FINDINGS: Trio = Trio::new("{errors}，{warnings}", "{errors}，{warnings}", "{errors}, {warnings}");
/// One error, and any other number of them.
pub(crate) const ERRORS: [Trio; 2] = [
    Trio::new("{count} 个错误", "{count} 個錯誤", "{count} error"),
    Trio::new("{count} 个错误", "{count} 個錯誤", "{count} errors"),
];
/// One warning, and any other number of them.
pub(crate) const WARNINGS: [Trio; 2] = [
    Trio::new("{count} 个警告", "{count} 個警告", "{count} warning"),
    Trio::new("{count} 个警告", "{count} 個警告", "{count} warnings"),
];
/// The first line of a table.
pub(crate) const NAMES: Trio = Trio::new("列名行", "欄名列", "line of names");
/// A column of the first line of a table.
pub(crate) const NAMES_COLUMN: Trio =
    Trio::new("列名行第 {column} 列", "欄名列第 {column} 欄", "line of names, column {column}");
/// The place of a row.
pub(crate) const ROW: Trio = Trio::new("第 {line} 行", "第 {line} 行", "line {line}");
/// The place of a cell, or of a character in a row of JSON.
pub(crate) const CELL: Trio =
    Trio::new("第 {line} 行第 {column} 列", "第 {line} 行第 {column} 欄", "line {line}:{column}");
/// What to do where rows name no day.
pub(crate) const NO_DAY: Trio = Trio::new(
    " (请给出 `--as-of YYYY-MM-DD`，或一列 `asOf`)",
    " (請給出 `--as-of YYYY-MM-DD`，或一欄 `asOf`)",
    " (give `--as-of YYYY-MM-DD`, or a column `asOf`)",
);
/// How many rows were bad.
pub(crate) const UNREAD: Trio = Trio::new(
    "{rows} 行中有 {bad} 行无法读取",
    "{rows} 行中有 {bad} 行無法讀取",
    "{bad} of {rows} rows could not be read",
);
/// A column of which the name is nearly that of a fact.
pub(crate) const PASSED_OVER_NEAR: Trio = Trio::new(
    "没有使用 `{name}` 这一列：是不是 `{nearest}`？",
    "沒有使用 `{name}` 這一欄：是不是 `{nearest}`？",
    "column `{name}` was passed over: did you mean `{nearest}`?",
);
/// Columns that hold no facts.
pub(crate) const PASSED_OVER: Trio = Trio::new(
    "没有使用这些与案件无关的列：{names}",
    "沒有使用這些與案件無關的欄：{names}",
    "columns passed over, which are no facts of a case: {names}",
);
/// The same, where not all of them are named.
pub(crate) const PASSED_OVER_MORE: Trio = Trio::new(
    "没有使用这些与案件无关的列：{names}，另有 {count} 列",
    "沒有使用這些與案件無關的欄：{names}，另有 {count} 欄",
    "columns passed over, which are no facts of a case: {names} and {count} more",
);
/// A bar over an input whose size is known.
pub(crate) const BAR: Trio = Trio::new(
    "{bar:32} {percent:>3} %  {binary_bytes_per_sec}  还需 {eta}",
    "{bar:32} {percent:>3} %  {binary_bytes_per_sec}  還需 {eta}",
    "{bar:32} {percent:>3} %  {binary_bytes_per_sec}  {eta} left",
);

/// A sentence in a language, with its values.
pub(crate) fn filled(words: Trio, locale: Locale, values: &[(&str, &str)]) -> String {
    fill_apart(words.of(locale), values)
}

/// So many of something, in the form that the number takes.
pub(crate) fn counted([one, others]: [Trio; 2], count: &str, locale: Locale) -> String {
    filled(if count == "1" { one } else { others }, locale, &[("count", count)])
}
