//! Dates and amounts as spreadsheets write them, turned into the spelling of the wire. Only rows of cells have this;
//! JSON keeps to the wire.
//!
//! Only what can be read in one way is turned: a day with its year first, of four digits (`2025/8/15`, `2025-8-15`,
//! `2025年8月15日`); an amount whose thousands are parted by commas, each group whole, with a point before its decimals
//! (`60,000.00`); a mark of the yuan before it (`￥`, `¥`, `CNY`) or `元` behind it; spaces around either. Days with
//! their year last, commas before decimals, `万` and digits of full width stay as they are, and are reported.

use crate::calendar::{Date, DateError};

/// The day of a cell as `YYYY-MM-DD`; none where it is not one of the spellings, or no day of the calendar.
pub(super) fn day(cell: &str) -> Option<String> {
    let (year, rest) = cell.trim_matches(' ').split_at_checked(4)?;
    let (month, day) = match rest.chars().next()? {
        '年' => rest.strip_prefix('年')?.strip_suffix('日')?.split_once('月')?,
        mark @ ('/' | '-') => rest.strip_prefix(mark)?.split_once(mark)?,
        _ => return None,
    };
    let is_short = |part: &str| matches!(part.len(), 1 | 2) && is_digits(part);
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    let is_day = is_digits(year) && is_short(month) && is_short(day);
    (is_day && Date::parse(&written) != Err(DateError::NotADate)).then_some(written)
}

/// The amount of a cell as digits with an optional point, below zero or not; none where it is not one of the
/// spellings.
pub(super) fn amount(cell: &str) -> Option<String> {
    let (sign, rest) = signed(cell.trim_matches(' '));
    let marked = ["￥", "¥", "CNY"].iter().find_map(|mark| rest.strip_prefix(mark));
    let (inner, rest) = signed(marked.unwrap_or(rest).trim_start_matches(' '));
    let rest = rest.strip_suffix('元').unwrap_or(rest).trim_end_matches(' ');
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_amount = !(sign && inner) && fraction.is_none_or(is_digits) && (is_digits(whole) || is_grouped(whole));
    let point = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    let minus = if sign || inner { "-" } else { "" };
    is_amount.then(|| format!("{minus}{}{point}", whole.replace(',', "")))
}

/// Whether a text begins with a sign, and what is behind it.
fn signed(text: &str) -> (bool, &str) {
    text.strip_prefix('-').map_or((false, text), |rest| (true, rest))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether commas part a number into thousands, each of them: `60,000`, not `6,00` and not `0,600`, which some write
/// for a fraction.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let leads = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    leads && groups.all(|group| group.len() == 3 && is_digits(group))
}

#[cfg(test)]
mod tests {
    use super::{amount, day};

    #[test]
    fn days_are_read_where_their_year_comes_first() {
        for cell in ["2025/8/5", "2025/08/05", "2025-8-5", "2025-08-05", "2025年8月5日", "2025年08月05日", " 2025/8/5 "]
        {
            assert_eq!(day(cell).as_deref(), Some("2025-08-05"), "{cell}");
        }
        let others = [
            "",
            "8/15/2025",
            "15/8/2025",
            "25/8/15",
            "2025/8",
            "2025/8/15/",
            "2025/8-15",
            "2025.8.15",
            "20250815",
            "2025/2/29",
            "2025/13/1",
            "2025/008/1",
            "2025/8/1 00:00",
            "2025年8月5",
            "2025年8/5日",
            "２０２５/8/15",
            "+025/8/15",
            "2025//15",
            "2025/8/+5",
            "20年5/8/15",
        ];
        for cell in others {
            assert_eq!(day(cell), None, "{cell}");
        }
        // Past the bounds of a case: the reader of facts says so.
        assert_eq!(day("2500/1/1").as_deref(), Some("2500-01-01"));
    }

    #[test]
    fn amounts_are_read_where_their_marks_can_mean_one_thing() {
        let all = [
            ("60,000.00", "60000.00"),
            ("1,234,567", "1234567"),
            ("999", "999"),
            ("1,000.5", "1000.5"),
            ("￥60000", "60000"),
            ("¥60,000.00", "60000.00"),
            ("CNY60000", "60000"),
            ("CNY 60,000", "60000"),
            ("60000元", "60000"),
            ("60,000.00 元", "60000.00"),
            (" ￥ 60,000.00 ", "60000.00"),
            ("￥5元", "5"),
            ("-1,000", "-1000"),
            ("￥-1,000", "-1000"),
            ("-￥1,000", "-1000"),
            ("007", "007"),
            ("1,234.567", "1234.567"),
        ];
        for (cell, written) in all {
            assert_eq!(amount(cell).as_deref(), Some(written), "{cell}");
        }
        let others = [
            "",
            "元",
            "￥",
            "1.234,56",
            "1,23",
            "12,34,567",
            "1234,567",
            "0,600",
            "000,600",
            ",600",
            "600,",
            "1,,000",
            "6万",
            "６００",
            "6 000",
            "6'000",
            "1,000.",
            ".5",
            "1.0,000",
            "1e5",
            "+5",
            "--5",
            "-￥-5",
            "￥￥5",
            "5元元",
            "$5",
            "cny5",
            "5CNY",
            "5 %",
            "1,0００",
        ];
        for cell in others {
            assert_eq!(amount(cell), None, "{cell}");
        }
    }
}
