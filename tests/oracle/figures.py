"""The figures of arrears worked out a second time, from the rules' texts alone.

Amounts are whole fen or exact fractions of them; nothing is a float. Dates are `datetime.date`.
Each function names the rule that it follows. Nothing is shared with the Rust code.
"""

from bisect import bisect_right
from calendar import isleap, monthrange
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

DAY = timedelta(days=1)


# Rounding -----------------------------------------------------------------------------------------


def rounded(value, mode="halfUp"):
    """A fraction as a whole number: half-up away from zero, half-even, towards zero, away from it."""
    size = abs(value)
    whole, rest = divmod(size.numerator, size.denominator)
    twice = 2 * rest
    more = {
        "halfUp": twice >= size.denominator,
        "halfEven": twice > size.denominator or (twice == size.denominator and whole % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    whole += 1 if more else 0
    return -whole if value < 0 else whole


def fen(text):
    """A text of yuan as whole fen."""
    amount = Fraction(text) * 100
    assert amount.denominator == 1, text
    return amount.numerator


def yuan(amount, places=2):
    """Whole units of the last place as a text."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if places == 0:
        return f"{sign}{size}"
    return f"{sign}{size // 10**places}.{size % 10**places:0{places}d}"


# The calendar -------------------------------------------------------------------------------------


def months_later(day, months):
    """The same day so many months on, or the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_later(day, years):
    return months_later(day, 12 * years)


def is_last_of_february(day):
    return day.month == 2 and day.day == monthrange(day.year, 2)[1]


def leap_days(after, until):
    """How many 29 Februaries lie in (after, until]."""
    return sum(
        1 for year in range(after.year, until.year + 1) if isleap(year) and after < date(year, 2, 29) <= until
    )


def thirty_360(start, end, first, last):
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first


def year_fraction(convention, start, end, maturity=None, end_of_month=False):
    """Counted days and the part of a year between two days, the first counted and the last not."""
    actual = (end - start).days
    if actual == 0:
        return 0, Fraction(0)
    first, last = start.day, end.day
    if convention in ("ACT/360", "ACT/364"):
        return actual, Fraction(actual, int(convention[4:]))
    if convention == "ACT/365F":
        return actual, Fraction(actual, 365)
    if convention == "ACT/365.25":
        return actual, Fraction(4 * actual, 1461)
    if convention == "ACT/365-ACTUAL":
        return actual, Fraction(actual, 366 if leap_days(start, end) else 365)
    if convention in ("NL/360", "NL/365"):
        counted = actual - leap_days(start, end)
        return counted, Fraction(counted, int(convention[3:]))
    if convention == "ACT/ACT-ISDA":
        total, at = Fraction(0), start
        while at < end:
            stop = min(end, date(at.year + 1, 1, 1)) if at.year < 9999 else end
            total += Fraction((stop - at).days, 366 if isleap(at.year) else 365)
            at = stop
        return actual, total
    if convention == "ACT/ACT-AFB":
        years, until = 0, end
        while years_later(end, -(years + 1)) >= start:
            years += 1
            until = years_later(end, -years)
        rest = (until - start).days
        leap = any(isleap(y) and start <= date(y, 2, 29) < until for y in range(start.year, until.year + 1))
        return actual, years + Fraction(rest, 366 if leap else 365)
    if convention == "ACT/ACT-YEAR":
        years, at = 0, start
        while end > years_later(at, 1):
            years += 1
            at = years_later(start, years)
        return actual, years + Fraction((end - at).days, (years_later(at, 1) - at).days)
    divisor = 365 if convention == "30E/365" else 360
    if convention == "30/360-ISDA":
        first = min(first, 30)
        last = 30 if last == 31 and first == 30 else last
    elif convention == "30/360-PSA":
        first = 30 if first == 31 or is_last_of_february(start) else first
        last = 30 if last == 31 and first == 30 else last
    elif convention == "30E/360":
        first, last = min(first, 30), min(last, 30)
    elif convention == "30E/360-ISDA":
        first = 30 if first == 31 or is_last_of_february(start) else first
        last = 30 if last == 31 or (is_last_of_february(end) and end != maturity) else last
    elif convention == "30E/365":
        first = 30 if first == 31 or is_last_of_february(start) else first
        last = 30 if last == 31 or is_last_of_february(end) else last
    elif convention == "30E+/360":
        first = min(first, 30)
        if last == 31:
            counted = thirty_360(start, date(end.year, end.month, 30), first, 31)
            return counted, Fraction(counted, 360)
    elif convention in ("30U/360", "30U/360-EOM"):
        by_month_end = convention == "30U/360-EOM" or end_of_month
        if by_month_end and is_last_of_february(start):
            last = 30 if is_last_of_february(end) else last
            first = 30
        last = 30 if last == 31 and first >= 30 else last
        first = min(first, 30)
    else:
        raise ValueError(convention)
    counted = thirty_360(start, end, first, last)
    return counted, Fraction(counted, divisor)


ACTUAL = [
    "ACT/360", "ACT/365F", "ACT/365.25", "ACT/364", "ACT/365-ACTUAL", "ACT/ACT-ISDA", "ACT/ACT-AFB",
    "ACT/ACT-YEAR", "NL/360", "NL/365",
]
THIRTY = [
    "30/360-ISDA", "30/360-PSA", "30E/360", "30E/360-ISDA", "30E/365", "30E+/360", "30U/360", "30U/360-EOM",
]


def counted_range(start, end, counted):
    """The half-open range that holds the days which are counted."""
    shifts = {"start": (0, 0), "end": (1, 1), "both": (0, 1), "neither": (1, 0)}[counted]
    start, end = start + shifts[0] * DAY, end + shifts[1] * DAY
    return start, max(start, end)


def next_working_day(day, rest_days, extra_working_days):
    while (day.weekday() >= 5 and day not in extra_working_days) or day in rest_days:
        day += DAY
    return day


# Calculators --------------------------------------------------------------------------------------


def simple_interest(base, rates, start, end, convention, multiplier=Fraction(1)):
    """Interest in fen, exactly, over a table of rates [(from, rate)]; `start` counted, `end` not."""
    days_from = [entry[0] for entry in rates]
    total, at = Fraction(0), start
    pieces = []
    while at < end:
        index = bisect_right(days_from, at) - 1
        stop = min(end, days_from[index + 1]) if index + 1 < len(rates) else end
        days, part = year_fraction(convention, at, stop)
        exact = base * rates[index][1] * multiplier * part
        pieces.append((at, stop, days, exact))
        total += exact
        at = stop
    return total, pieces


def annuity(principal, rate, periods):
    """The level payment that clears a principal, exactly; `rate` is that of one period."""
    if rate == 0:
        return Fraction(principal, periods)
    growth = (1 + rate) ** periods
    return principal * rate * growth / (growth - 1)


def schedule(principal, annual_rate, months, method, mode="halfUp"):
    """Rows (principal, interest, balance) in fen: interest of a month is a twelfth of a year's, each
    figure rounded as it is charged, the last row taking the residue."""
    rate = annual_rate / 12
    balance, rows = principal, []
    level = rounded(annuity(principal, rate, months), mode)
    split = rounded(Fraction(principal, months), mode)
    for number in range(1, months + 1):
        interest = rounded(balance * rate, mode)
        part = level - interest if method == "equalInstallment" else split
        part = balance if number == months else min(part, balance)
        balance -= part
        rows.append((part, interest, balance))
    return rows


def unrounded_schedule(principal, annual_rate, months, method, mode="halfUp"):
    """The same with nothing rounded on the way: what is shown of a row is by how much the rounded sums of
    all payments, and of all interest, have grown. All interest is what the payments are more than the principal so
    far, both rounded; it never falls, and never is more than it ends at."""
    rate = annual_rate / 12
    level = annuity(principal, rate, months)
    paid, repaid, payments, differences = Fraction(0), Fraction(0), [0], [0]
    for _ in range(months):
        interest = (principal - repaid) * rate
        part = level - interest if method == "equalInstallment" else Fraction(principal, months)
        paid, repaid = paid + interest + part, repaid + part
        payments.append(rounded(paid, mode))
        differences.append(payments[-1] - rounded(repaid, mode))
    borne = [min(highest, differences[-1]) for highest in accumulate(differences, max)]
    left = [principal - payment + interest for payment, interest in zip(payments, borne)]
    pairs = zip(left, left[1:], borne, borne[1:])
    return [(before - after, later - sooner, after) for before, after, sooner, later in pairs]


def allocate(payment, order, dues):
    """Oldest due first, within it by the order. `dues`: [(due_on, {component: fen})]."""
    parts, left = [], payment
    for index, (_, amounts) in sorted(enumerate(dues), key=lambda item: (item[1][0], item[0])):
        for component in order:
            paid = min(left, amounts.get(component, 0))
            left -= paid
            if paid:
                parts.append((index, component, paid))
    return parts, left


BANDS = {
    "acceptance": [
        (1000000, None), (10000000, "0.025"), (20000000, "0.02"), (50000000, "0.015"), (100000000, "0.01"),
        (200000000, "0.009"), (500000000, "0.008"), (1000000000, "0.007"), (2000000000, "0.006"), (None, "0.005"),
    ],
    "enforcement": [
        (1000000, None), (50000000, "0.015"), (500000000, "0.01"), (1000000000, "0.005"), (None, "0.001"),
    ],
    "preservation": [(100000, None), (10000000, "0.01"), (None, "0.005")],
}
FLAT = {"acceptance": 5000, "enforcement": 5000, "preservation": 3000}


def court_fee(kind, claim, procedure="ordinary"):
    """State Council Order 481 arts 13–16: marginal bands over a flat first one."""
    table = "acceptance" if kind == "paymentOrder" else kind
    fee, below = Fraction(FLAT[table]), 0
    for top, share in BANDS[table]:
        upper = claim if top is None else min(claim, top)
        if share is not None and upper > below:
            fee += (upper - below) * Fraction(share)
        below = top if top is not None else below
    if kind == "preservation":
        fee = min(fee, Fraction(500000))
    if kind == "paymentOrder":
        fee /= 3
    elif kind == "acceptance" and procedure != "ordinary":
        fee /= 2
    return rounded(fee)


def judgment_interest(base, days):
    """SPC fashi [2014] 8: 0.0175 % a day."""
    return rounded(base * Fraction("0.000175") * days)
