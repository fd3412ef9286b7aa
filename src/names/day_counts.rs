//! The words for day counts.

use crate::calendar::DayCount;
use crate::locale::Trio;

/// A day count.
#[must_use]
pub const fn day_count(day_count: DayCount) -> Trio {
    match day_count {
        DayCount::Act360 => {
            Trio::new("实际天数，一年按 360 天", "實際天數，一年按 360 天", "actual days over a year of 360")
        }
        DayCount::Act365Fixed => {
            Trio::new("实际天数，一年按 365 天", "實際天數，一年按 365 天", "actual days over a year of 365")
        }
        DayCount::Act365Actual => Trio::new(
            "实际天数，一年按 365 天，期间有 2 月 29 日的按 366 天",
            "實際天數，一年按 365 天，期間有 2 月 29 日的按 366 天",
            "actual days over a year of 365, or of 366 with a leap day in between",
        ),
        DayCount::Act36525 => {
            Trio::new("实际天数，一年按 365.25 天", "實際天數，一年按 365.25 天", "actual days over a year of 365.25")
        }
        DayCount::Act364 => {
            Trio::new("实际天数，一年按 364 天", "實際天數，一年按 364 天", "actual days over a year of 364")
        }
        DayCount::NoLeap360 => Trio::new(
            "实际天数不计 2 月 29 日，一年按 360 天",
            "實際天數不計 2 月 29 日，一年按 360 天",
            "actual days without leap days over a year of 360",
        ),
        DayCount::NoLeap365 => Trio::new(
            "实际天数不计 2 月 29 日，一年按 365 天",
            "實際天數不計 2 月 29 日，一年按 365 天",
            "actual days without leap days over a year of 365",
        ),
        _ => by_years_or_months(day_count),
    }
}

const fn by_years_or_months(day_count: DayCount) -> Trio {
    match day_count {
        DayCount::ActActIsda => Trio::new(
            "实际天数，闰年按 366 天，平年按 365 天",
            "實際天數，閏年按 366 天，平年按 365 天",
            "actual days, those in leap years over 366 and others over 365",
        ),
        DayCount::ActActAfb => Trio::new(
            "自到期日往前数整年，余下天数按 365 天或 366 天",
            "自到期日往前數整年，餘下天數按 365 天或 366 天",
            "whole years back from the end, the other days over 365 or 366",
        ),
        DayCount::ActActYear => Trio::new(
            "自起始日往后数整年，余下天数按当年天数",
            "自起始日往後數整年，餘下天數按當年天數",
            "whole years on from the start, the other days over the year that follows",
        ),
        _ => months_of_thirty(day_count),
    }
}

const fn months_of_thirty(day_count: DayCount) -> Trio {
    match day_count {
        DayCount::Thirty360Isda => Trio::new(
            "每月按 30 天，一年按 360 天（ISDA）",
            "每月按 30 天，一年按 360 天（ISDA）",
            "months of 30 days over a year of 360 (ISDA)",
        ),
        DayCount::ThirtyE360 => Trio::new(
            "每月按 30 天，一年按 360 天（欧洲）",
            "每月按 30 天，一年按 360 天（歐洲）",
            "months of 30 days over a year of 360 (European)",
        ),
        DayCount::ThirtyE360Isda => Trio::new(
            "每月按 30 天，一年按 360 天（德国）",
            "每月按 30 天，一年按 360 天（德國）",
            "months of 30 days over a year of 360 (German)",
        ),
        DayCount::ThirtyU360 => Trio::new(
            "每月按 30 天，一年按 360 天（美国）",
            "每月按 30 天，一年按 360 天（美國）",
            "months of 30 days over a year of 360 (US)",
        ),
        DayCount::ThirtyU360Eom => Trio::new(
            "每月按 30 天，一年按 360 天（美国，月末规则）",
            "每月按 30 天，一年按 360 天（美國，月末規則）",
            "months of 30 days over a year of 360 (US, end of month)",
        ),
        DayCount::ThirtyEPlus360 => Trio::new(
            "每月按 30 天，一年按 360 天，31 日归入下月",
            "每月按 30 天，一年按 360 天，31 日歸入下月",
            "months of 30 days over a year of 360, a 31st being the next first",
        ),
        DayCount::Thirty360Psa => Trio::new(
            "每月按 30 天，一年按 360 天（PSA）",
            "每月按 30 天，一年按 360 天（PSA）",
            "months of 30 days over a year of 360 (PSA)",
        ),
        _ => Trio::new(
            "每月按 30 天，一年按 365 天",
            "每月按 30 天，一年按 365 天",
            "months of 30 days over a year of 365",
        ),
    }
}
