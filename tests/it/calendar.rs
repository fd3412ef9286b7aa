//! Days and times of day as they are written, and what lies before what.

use arrears::calendar::{Date, DayCount, DayCountContext, DayRange, Moment, minute_of_day, time_of_day};

#[test]
fn a_time_of_day_has_two_digits_each_and_ends_before_midnight() {
    for (text, minute) in [
        ("00:00", Some(0)),
        ("00:01", Some(1)),
        ("09:30", Some(570)),
        ("23:59", Some(1_439)),
        ("23:59:59", Some(1_439)),
        ("10:00:00", Some(600)),
        ("24:00", None),
        ("23:60", None),
        ("23:59:60", None),
        ("23:59:5", None),
        ("23:59:x0", None),
        ("23:59:59:59", None),
        ("23:59:", None),
        ("9:30", None),
        ("09:3", None),
        ("009:30", None),
        ("09", None),
        (":30", None),
        ("", None),
        ("+9:30", None),
    ] {
        assert_eq!(minute_of_day(text), minute, "{text}");
    }
    for (minute, text) in [(0, "00:00"), (59, "00:59"), (60, "01:00"), (1_439, "23:59")] {
        assert_eq!(time_of_day(minute), text);
    }
}

#[test]
fn a_moment_lies_before_another_by_its_day_and_then_by_its_time() {
    let moment = |day: &str, minute: Option<u32>| Moment { on: Date::parse(day).unwrap(), minute };
    let (eve, day) = ("2025-11-21", "2025-11-22");
    for (one, other, before) in [
        (moment(eve, None), moment(day, None), Some(true)),
        (moment(day, None), moment(eve, None), Some(false)),
        (moment(eve, Some(900)), moment(day, Some(1)), Some(true)),
        (moment(day, Some(1)), moment(eve, Some(900)), Some(false)),
        (moment(day, Some(59)), moment(day, Some(60)), Some(true)),
        (moment(day, Some(60)), moment(day, Some(60)), Some(false)),
        (moment(day, Some(61)), moment(day, Some(60)), Some(false)),
        (moment(day, None), moment(day, Some(60)), None),
        (moment(day, Some(60)), moment(day, None), None),
        (moment(day, None), moment(day, None), None),
    ] {
        assert_eq!(one.is_before(other), before, "{one:?} {other:?}");
    }
}

/// How a part of a year is shown: whole years apart, and only the kinds of years that there are days in.
#[test]
fn a_part_of_a_year_is_shown_by_what_it_is_made_of() {
    let shown = |convention: DayCount, from: &str, to: &str| {
        let range = DayRange { from: Date::parse(from).unwrap(), to: Date::parse(to).unwrap() };
        convention.fraction(range, DayCountContext::default()).to_string()
    };
    for (convention, from, to, part) in [
        (DayCount::ActActIsda, "2024-03-01", "2024-03-31", "30 ÷ 366"),
        (DayCount::ActActIsda, "2025-03-01", "2025-03-31", "30 ÷ 365"),
        (DayCount::ActActIsda, "2024-12-22", "2025-01-11", "(10 ÷ 365 + 10 ÷ 366)"),
        (DayCount::ActActIsda, "2024-12-22", "2025-01-01", "10 ÷ 366"),
        (DayCount::ActActYear, "2024-11-22", "2025-11-21", "364 ÷ 365"),
        (DayCount::ActActYear, "2024-11-22", "2025-11-22", "365 ÷ 365"),
        (DayCount::ActActYear, "2024-11-22", "2025-11-23", "(1 + 1 ÷ 365)"),
        (DayCount::ActActYear, "2023-03-01", "2023-03-31", "30 ÷ 366"),
    ] {
        assert_eq!(shown(convention, from, to), part, "{from} {to}");
    }
}
