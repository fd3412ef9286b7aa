"""A snapshot of arrears decided a second time, from the plans' texts alone.

Unknown facts are not reasoned about: each is tried with every answer that could matter, and where the
outcomes differ the decision is undetermined.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from figures import months_later, rounded

MARKUP = Fraction(1, 2)
TRIES_MIN = 3
SILENCE_MAX = 30
DAYS_MAX = 90
AMOUNT_MAX = 5_000_000
INCOME_SHARE = Fraction(3, 10)


@dataclass
class Arrear:
    due_on: date
    principal: int
    interest: int
    fees: int


@dataclass
class Loan:
    """Amounts in fen; `None` is unknown."""

    as_of: date
    annual_rate: Fraction
    arrears: list
    income: int | None = None
    first_arrear: bool | None = None
    came_forward: bool | None = None
    refused: bool | None = None
    failed_attempts: int | None = None
    last_reached_on: date | None = None


def overdue(loan, on=None):
    return [arrear for arrear in loan.arrears if arrear.due_on < (on or loan.as_of)]


def oldest_due_on(loan):
    unpaid = [a.due_on for a in overdue(loan) if a.principal + a.interest + a.fees > 0]
    return min(unpaid, default=None)


def days_past_due(loan):
    oldest = oldest_due_on(loan)
    return (loan.as_of - oldest).days if oldest else 0


def charges(loan, on=None):
    """Penalty and compound interest, each arrear's rounded half-up to the fen once."""
    on = on or loan.as_of
    rate = loan.annual_rate * (1 + MARKUP)
    penalty = compound = 0
    for arrear in overdue(loan, on):
        days = (on - arrear.due_on).days
        penalty += rounded(arrear.principal * rate * days / 360)
        compound += rounded(arrear.interest * rate * days / 360)
    return penalty, compound


def total(loan, on=None):
    held = sum(a.principal + a.interest + a.fees for a in overdue(loan, on))
    return held + sum(charges(loan, on))


def class_by_days(days):
    return "current" if days == 0 else "mild" if days <= 30 else "moderate" if days <= 90 else "severe"


def class_by_amount(loan):
    amount = sum(a.principal + a.interest + a.fees for a in overdue(loan))
    return "mild" if amount < 500_000 else "moderate" if amount <= 2_000_000 else "severe"


ORDER = ["current", "mild", "moderate", "severe"]


def loan_class(loan, policy):
    days = days_past_due(loan)
    by_days = class_by_days(days)
    if policy == "cn-bank-loan" or days == 0:
        return by_days
    return max(by_days, class_by_amount(loan), key=ORDER.index)


def risk_tier(loan):
    if loan.as_of < date(2023, 7, 1):
        return None
    days = days_past_due(loan)
    for most, tier in ((0, "normal"), (90, "specialMention"), (270, "substandard"), (360, "doubtful")):
        if days <= most:
            return tier
    return "loss"


def over_unknown(known, decide):
    """The one outcome whatever the unknown facts are, or `undetermined`."""
    choices = [values if value is None else [value] for value, values in known]
    outcomes = {decide(*chosen) for chosen in product(*choices)}
    return outcomes.pop() if len(outcomes) == 1 else "undetermined"


def waiver(loan, policy):
    if days_past_due(loan) == 0:
        return "no", None
    if policy == "cn-home-mortgage":
        return ("refer" if loan_class(loan, policy) == "moderate" else "no"), None
    yes = [True, False]
    outcome = over_unknown(
        [(loan.first_arrear, yes), (loan.came_forward, yes)],
        lambda first, came: "yes" if first and came and days_past_due(loan) <= 30 else "no",
    )
    most = rounded(Fraction(sum(charges(loan)), 5), "down") if outcome == "yes" else None
    return outcome, most


def escalation(loan, policy, step):
    """The outcome of a step, and the day on which it opens where that is days alone."""
    days = days_past_due(loan)
    if days == 0:
        return "no", None
    opens = oldest_due_on(loan) + timedelta(days=DAYS_MAX + 1)
    enough = step == "agency" or total(loan) > AMOUNT_MAX
    if policy == "cn-home-mortgage" and step == "litigation":
        return ("yes", None) if days > DAYS_MAX else ("notYet", opens)

    silence = None if loan.last_reached_on is None else (loan.as_of - loan.last_reached_on).days

    def decide(tries, refused, silent):
        pushed = tries >= TRIES_MIN or refused or silent > SILENCE_MAX
        if not (enough and pushed):
            return "no"
        return "yes" if days > DAYS_MAX else "notYet"

    outcome = over_unknown(
        [(loan.failed_attempts, [0, TRIES_MIN]), (loan.refused, [True, False]), (silence, [0, SILENCE_MAX + 1])],
        decide,
    )
    return outcome, (opens if outcome == "notYet" else None)


def plans(loan):
    """For each number of periods: payment, last payment, and whether both fit the income."""
    if days_past_due(loan) == 0:
        return []
    sum_due, options = total(loan), []
    for periods in range(3, 7):
        payment = rounded(Fraction(sum_due, periods))
        last = sum_due - payment * (periods - 1)
        most = max(payment, last)
        if min(payment, last) <= 0:
            feasible = "no"
        elif loan.income is None:
            feasible = "undetermined"
        else:
            feasible = "yes" if most <= loan.income * INCOME_SHARE else "no"
        # A plan that would collect more than is due before its last payment has no schedule.
        count = periods if last >= 0 else 0
        dates = [months_later(loan.as_of, number) for number in range(1, count + 1)]
        options.append((periods, payment, last, feasible, dates))
    return options


def installments(loan):
    options = plans(loan)
    verdicts = [option[3] for option in options]
    if "yes" in verdicts:
        return "yes", next(option[0] for option in options if option[3] == "yes")
    return ("undetermined" if "undetermined" in verdicts else "no"), None
