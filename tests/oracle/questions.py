"""Random requests, each with what the second calculation says about the reply.

A maker takes a `random.Random` and gives `(request, check)`, where `check(reply)` lists what differs.
Most figures are ordinary, some sit on an edge: month ends, 29 February, the 30th and the 90th day,
50,000.00 yuan and a fen beside it, rates of nothing and of all.
"""

import csv
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import book
import decisions
import figures
import settings
from figures import yuan

EDGE_DAYS = [1, 2, 29, 30, 31, 32, 60, 89, 90, 91, 92, 180, 270, 271, 360, 361, 365, 366]


def differing(pairs):
    return [f"{name}: the engine says {got!r}, the oracle {wanted!r}" for name, got, wanted in pairs if got != wanted]


def at(reply, place):
    """What stands at a JSON pointer."""
    for name in place.split("/")[1:]:
        reply = reply[name]
    return reply


def some_day(rng, first=date(2004, 1, 1), last=date(2032, 12, 31)):
    day = first + timedelta(days=rng.randrange((last - first).days))
    if rng.random() < 0.2:
        month_end = figures.months_later(day.replace(day=1), 1) - figures.DAY
        day = month_end if rng.random() < 0.7 else date(rng.choice([2008, 2012, 2024, 2028]), 2, 29)
    return day


def some_amount(rng, most=50_000_000):
    kind = rng.random()
    if kind < 0.05:
        return rng.choice([0, 1, 2, 99, 100])
    if kind < 0.10:
        return rng.choice([4_999_999, 5_000_000, 5_000_001, 499_999, 500_000, 2_000_000, 2_000_001])
    if kind < 0.13:
        return rng.randrange(10**13)
    return rng.randrange(most)


def some_rate(rng):
    kind = rng.random()
    if kind < 0.05:
        return rng.choice(["0", "1", "0.0000000001", "0.24"])
    places = rng.choice([2, 3, 4, 5, 6, 10])
    return f"0.{rng.randrange(3 * 10**places // 10):0{places}d}"


def maybe(rng, value, share=0.25):
    return None if rng.random() < share else value


def day_count(rng):
    start = some_day(rng)
    end = start + timedelta(days=rng.randrange(3000) if rng.random() < 0.8 else rng.choice([0, *EDGE_DAYS]))
    convention = rng.choice(figures.ACTUAL + figures.THIRTY)
    facts = {"convention": convention, "from": str(start), "to": str(end)}
    context = {}
    if rng.random() < 0.2:
        context["end_of_month"] = facts["endOfMonth"] = True
    if rng.random() < 0.2:
        maturity = rng.choice([end, end + figures.DAY])
        facts["maturity"], context["maturity"] = str(maturity), maturity
    counted = "start"
    if convention in figures.ACTUAL and rng.random() < 0.4:
        counted = facts["daysCounted"] = rng.choice(["start", "end", "both", "neither"])
    days, part = figures.year_fraction(convention, *figures.counted_range(start, end, counted), **context)
    decimal = yuan(figures.rounded(part * 10**15), 15)

    def check(reply):
        got = reply["fraction"]
        return differing([
            ("days", reply["days"], days),
            ("exact", Fraction(got["exact"]), part),
            ("decimal", got["decimal"], decimal),
        ])

    return {"operation": "dayCount", "facts": facts}, check


def interest(rng):
    base, start = some_amount(rng), some_day(rng)
    end = start + timedelta(days=rng.choice([rng.randrange(2000), rng.choice(EDGE_DAYS)]))
    convention = rng.choice(figures.ACTUAL + figures.THIRTY)
    mode = rng.choice(["halfUp", "halfEven", "down", "up"])
    table, at = [], start - timedelta(days=rng.randrange(50))
    for _ in range(rng.randrange(1, 6) if convention in figures.ACTUAL else 1):
        table.append((at, some_rate(rng)))
        at += timedelta(days=rng.randrange(1, 200))
    multiplier = rng.choice(["1", "1.5", "1.3", "2"])
    counted = rng.choice(["start", "end", "both", "neither"]) if convention in figures.ACTUAL else "start"
    first, last = figures.counted_range(start, end, counted)
    if table[0][0] > first:
        table[0] = (first, table[0][1])
    facts = {
        "base": yuan(base), "from": str(start), "to": str(end), "dayCount": convention, "daysCounted": counted,
        "annualRate": [{"from": str(on), "rate": rate} for on, rate in table], "multiplier": multiplier,
        "rounding": {"mode": mode, "stage": "once"},
    }
    if len(table) == 1 and rng.random() < 0.5:
        facts["annualRate"] = table[0][1]
    rates = [(on, Fraction(rate)) for on, rate in table]
    exact, pieces = figures.simple_interest(base, rates, first, last, convention, Fraction(multiplier))

    def check(reply):
        segments = reply["segments"]
        return differing([
            ("amount", reply["amount"], yuan(figures.rounded(exact, mode))),
            ("exact", Fraction(reply["exact"]) * 100, exact),
            ("days", reply["days"], sum(piece[2] for piece in pieces)),
            ("days of segments", sum(segment["days"] for segment in segments), reply["days"]),
            ("sum of segments", sum(figures.fen(s["amount"]) for s in segments), figures.rounded(exact, mode)),
        ])

    return {"operation": "interest", "facts": facts}, check


def schedule(rng):
    principal = max(some_amount(rng, 10**10), 100_000)
    months = rng.choice([rng.randrange(1, 61), rng.choice([1, 2, 3, 12, 120, 240, 360])])
    method = rng.choice(["equalInstallment", "equalPrincipal"])
    rate, mode = some_rate(rng), rng.choice(["halfUp", "halfEven"])
    stage = rng.choice(["line", "once"])
    facts = {
        "principal": yuan(principal), "annualRate": rate, "months": months, "method": method,
        "rounding": {"mode": mode, "stage": stage},
    }
    laid_out = figures.schedule if stage == "line" else figures.unrounded_schedule
    rows = laid_out(principal, Fraction(rate), months, method, mode)

    def check(reply):
        got = [(figures.fen(r["principal"]), figures.fen(r["interest"]), figures.fen(r["balance"])) for r in reply["rows"]]
        return differing([
            ("rows", got, rows),
            ("totalInterest", reply["totalInterest"], yuan(sum(row[1] for row in rows))),
            ("lastPayment", reply["lastPayment"], yuan(rows[-1][0] + rows[-1][1])),
        ])

    return {"operation": "schedule", "facts": facts}, check


COMPONENTS = ["cost", "fee", "penalty", "compound", "interest", "principal"]


def allocation(rng):
    paid_on = some_day(rng)
    order = rng.sample(COMPONENTS, 6)
    dues = []
    for _ in range(rng.randrange(1, 8)):
        amounts = {name: some_amount(rng, 300_000) for name in rng.sample(COMPONENTS, rng.randrange(1, 6))}
        dues.append((paid_on - timedelta(days=rng.randrange(400)), amounts))
    payment = rng.choice([some_amount(rng, 3_000_000), sum(sum(amounts.values()) for _, amounts in dues)])
    facts = {
        "payment": yuan(payment), "paidOn": str(paid_on), "order": order,
        "due": [{"dueOn": str(on), **{name: yuan(value) for name, value in amounts.items()}} for on, amounts in dues],
    }
    parts, excess = figures.allocate(payment, order, dues)
    wanted = {}
    for index, component, paid in parts:
        wanted[f"/due/{index}", component] = paid

    def check(reply):
        got = {
            (row["due"], name): figures.fen(row[name])
            for row in reply["allocations"] for name in COMPONENTS if figures.fen(row.get(name, "0")) > 0
        }
        return differing([("allocations", got, wanted), ("excess", reply["excess"], yuan(excess))])

    return {"operation": "allocate", "facts": facts}, check


def court_fee(rng):
    kind = rng.choice(["acceptance", "preservation", "enforcement", "paymentOrder"])
    claim = rng.choice([some_amount(rng, 10**10), rng.choice([10**6, 10**7, 2 * 10**7, 10**9]) + rng.randrange(-1, 2)])
    facts = {"kind": kind, "claim": yuan(claim)}
    procedure = "ordinary"
    if kind == "acceptance":
        procedure = facts["procedure"] = rng.choice(["ordinary", "summary", "mediation", "withdrawal"])
    wanted = yuan(figures.court_fee(kind, claim, procedure))
    return {"operation": "courtFee", "facts": facts}, lambda reply: differing([("fee", reply["fee"], wanted)])


def judgment(rng):
    base, days = some_amount(rng), rng.randrange(5000)
    facts = {"base": yuan(base), "days": days}
    wanted = yuan(figures.judgment_interest(base, days))
    return {"operation": "judgmentInterest", "facts": facts}, lambda reply: differing([("amount", reply["amount"], wanted)])


def snapshot(rng):
    as_of = some_day(rng, first=date(2010, 1, 1), last=date(2026, 12, 31))
    arrears = []
    for _ in range(rng.choice([1, 1, 2, 3, 6])):
        late = rng.choice([rng.randrange(-40, 500), rng.choice(EDGE_DAYS)])
        parts = [some_amount(rng, 8_000_000), some_amount(rng, 300_000), rng.choice([0, some_amount(rng, 20_000)])]
        arrears.append(decisions.Arrear(as_of - timedelta(days=late), *parts))
    rate = some_rate(rng)
    loan = decisions.Loan(
        as_of=as_of,
        annual_rate=Fraction(rate),
        arrears=arrears,
        income=maybe(rng, rng.choice([some_amount(rng, 6_000_000), 0])),
        first_arrear=maybe(rng, rng.random() < 0.7),
        came_forward=maybe(rng, rng.random() < 0.7),
        refused=maybe(rng, rng.random() < 0.2),
        failed_attempts=maybe(rng, rng.choice([0, 1, 2, 3, 4])),
        last_reached_on=maybe(rng, as_of - timedelta(days=rng.choice([0, 10, 29, 30, 31, 32, 100]))),
    )
    policy = rng.choice(["cn-bank-loan", "cn-home-mortgage"])
    return {"operation": "assess", "policy": policy, "facts": facts_of(loan, rate)}, answer_check(loan, policy)


def facts_of(loan, rate):
    borrower = {
        "monthlyIncome": None if loan.income is None else yuan(loan.income),
        "firstArrear": loan.first_arrear,
        "cameForward": loan.came_forward,
        "refusedToPay": loan.refused,
        "lastReachedOn": loan.last_reached_on and str(loan.last_reached_on),
    }
    arrears = [
        {"dueOn": str(a.due_on), "principal": yuan(a.principal), "interest": yuan(a.interest), "fees": yuan(a.fees)}
        for a in loan.arrears
    ]
    return {
        "asOf": str(loan.as_of), "loan": {"annualRate": rate}, "arrears": arrears, "borrower": borrower,
        "contacts": {"failedAttempts": loan.failed_attempts},
    }


def answer_check(loan, policy):
    def check(reply):
        penalty, compound = decisions.charges(loan)
        due, standing = reply["due"], reply["delinquency"]
        tomorrow = decisions.total(loan, loan.as_of + figures.DAY)
        pairs = [
            ("days", standing["daysPastDue"], decisions.days_past_due(loan)),
            ("class", standing["class"], decisions.loan_class(loan, policy)),
            ("riskTier", standing.get("riskTier"), decisions.risk_tier(loan)),
            ("penalty", due["penalty"], yuan(penalty)),
            ("compound", due["compound"], yuan(compound)),
            ("total", due["total"], yuan(decisions.total(loan))),
            ("dailyGrowth", due["dailyGrowth"], yuan(tomorrow - decisions.total(loan))),
        ]
        for step in ("litigation", "agency"):
            outcome, opens = decisions.escalation(loan, policy, step)
            got = reply["escalation"][step]
            pairs += [(step, got["outcome"], outcome), (f"{step} opens", got.get("opensOn"), opens and str(opens))]
        outcome, most = decisions.waiver(loan, policy)
        pairs += [("waiver", reply["waiver"]["outcome"], outcome)]
        pairs += [("waiver max", reply["waiver"].get("max"), None if most is None else yuan(most))]
        plans = reply["installments"]
        outcome, shortest = decisions.installments(loan)
        pairs += [("installments", plans["outcome"], outcome), ("shortest", plans.get("shortest"), shortest)]
        got = [
            (o["periods"], figures.fen(o["payment"]), figures.fen(o["lastPayment"]), o["feasible"],
             [date.fromisoformat(row["dueOn"]) for row in o["schedule"]])
            for o in plans["options"]
        ]
        pairs += [("options", got, decisions.plans(loan))]
        return differing(pairs)

    return check


def history(rng):
    told = rng.random() < 0.2
    first = date(2019, 10, 1) if told else date(2010, 1, 1)
    drawn_on = max(first, some_day(rng, first=first, last=date(2024, 12, 31) if told else date(2030, 12, 31)))
    rows, total = some_rows(rng, drawn_on)
    span = (rows[-1][0] - drawn_on).days + 1
    as_of = drawn_on + timedelta(days=rng.randrange(1, span + 200))
    if told:
        as_of = max(drawn_on, min(as_of, date(2026, 8, 31)))
    events = some_events(rng, drawn_on, span + 150, rows)
    rate = rng.choice([f"0.{rng.randrange(1, 2400):04d}", "0.06", "0.0475", "0", "0.0333333333"])
    floating = some_floating(rng, drawn_on) if told else None
    loan = {"annualRate": rate}
    if floating:
        loan["floating"] = {
            "base": floating["base"], "spread": floating["text"], "resetEvery": floating["every"],
            "resetFrom": str(floating["from"]),
        }
    facts = {"asOf": str(as_of), "loan": loan, "history": history_of(drawn_on, total, rows, events)}
    own = rng.choice(rng.variants) if rng.random() < 0.6 else settings.Settings()
    replayed = book.Book(drawn_on, total, in_units(rate), rows, events, floating, published() if floating else None, own)
    position = replayed.run(as_of)

    names = ["principal", "interest", "fees", "penalty", "compound", "waived", "total"]
    expected = {f"/due/{name}": yuan(position[name]) for name in names}
    expected |= {"/due/dailyGrowth": yuan(position["growth"]), "/delinquency/daysPastDue": position["days"]}
    expected |= {f"/ledger/{name}": yuan(position[name]) for name in ("credit", "principalNotDue", "accruingInterest")}

    def check(reply):
        return differing((place, at(reply, place), value) for place, value in expected.items())

    check.expected = expected
    request = {"operation": "assess", "facts": facts}
    return (request if own == settings.Settings() else {**request, "set": own.edits()}), check


def in_units(rate):
    return int(Fraction(rate) * book.RATE_UNITS)


@cache
def published():
    """LPR by the day of publication, in units of 10^-10."""
    path = Path(__file__).parents[2] / "src/policy/builtin/lpr.csv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    percent = lambda text: in_units(Fraction(text) / 100)
    return {
        date.fromisoformat(row["date"]): {"lpr1y": percent(row["lpr_1y"]), "lpr5y": percent(row["lpr_5y"])}
        for row in rows
    }


def some_rows(rng, drawn_on):
    first = drawn_on + timedelta(days=rng.randrange(1, 60))
    count = rng.randrange(1, 10)
    rows = [
        (figures.months_later(first, n), some_amount(rng, 500_000), some_amount(rng, 50_000), rng.choice([0, 0, 0, 1_000]))
        for n in range(count)
    ]
    rows = [(*row, index) for index, row in enumerate(rows)]
    # Now and then less is scheduled than was paid out.
    unscheduled = some_amount(rng, 500_000) if rng.random() < 0.2 else 0
    return rows, max(1, unscheduled + sum(row[1] for row in rows))


def some_floating(rng, drawn_on):
    start = drawn_on + timedelta(days=rng.choice([0, 0, 15, 100]))
    text = f"{rng.choice(['', '-'])}0.{rng.randrange(0, 300):04d}"
    return {
        "base": rng.choice(["lpr1y", "lpr5y"]), "every": rng.choice(list(book.MONTHS)), "from": start, "text": text,
        "spread": in_units(text),
    }


def some_events(rng, drawn_on, days, rows):
    events, accelerated, owed = [], False, sum(row[1] + row[2] for row in rows)
    for _ in range(rng.choice([0, 1, 2, 4, 8, 12])):
        on = drawn_on + timedelta(days=rng.randrange(days))
        if rng.random() < 0.2:
            on = rng.choice([row[0] for row in rows] + [event["on"] for event in events])
        kind = rng.choice(["payment"] * 5 + ["rate", "rate", "waiver", "fee", "pause", "acceleration", "reversal"])
        payments = [event for event in events if event["kind"] == "payment" and not event.get("reversed")]
        if (kind == "acceleration" and accelerated) or (kind == "reversal" and not payments):
            kind = "payment"
        event = {"index": len(events), "on": on, "kind": kind}
        if kind == "payment":
            event["amount"] = max(1, rng.choice([some_amount(rng, 400_000), owed // 3]))
        elif kind == "rate":
            # Two rates from one day on contradict each other.
            while any(other["kind"] == "rate" and other["on"] == event["on"] for other in events):
                event["on"] += figures.DAY
            event["rate"] = in_units(f"0.{rng.randrange(0, 2400):04d}")
        elif kind == "waiver":
            event["component"] = rng.choice(["penalty", "penalty", "compound", "interest", "fee", "cost", "principal"])
            event["amount"] = max(1, some_amount(rng, 60_000))
        elif kind == "fee":
            event["amount"] = max(1, some_amount(rng, 20_000))
            event |= rng.choice([{}, {"label": "notice"}, {"label": "letter"}, {"component": "cost"}])
        elif kind == "pause":
            event["what"], event["until"] = rng.choice(["interest", "clock"]), on + timedelta(days=rng.randrange(1, 90))
        elif kind == "acceleration":
            accelerated = True
        elif kind == "reversal":
            chosen = rng.choice(payments)
            chosen["reversed"] = True
            event["of"], event["on"] = chosen["index"], max(on, chosen["on"])
        events.append(event)
    return events


def history_of(drawn_on, total, rows, events):
    schedule = [
        {"dueOn": str(on), "principal": yuan(principal), "interest": yuan(interest), "fees": yuan(fee)}
        for on, principal, interest, fee, _ in rows
    ]
    return {
        "drawdown": {"on": str(drawn_on), "amount": yuan(total)},
        "schedule": schedule,
        "events": [event_of(event) for event in events],
    }


def event_of(event):
    own = {"on": str(event["on"]), "kind": event["kind"]}
    for name, write in (("amount", yuan), ("component", str), ("label", str), ("what", str), ("until", str), ("of", int)):
        if name in event:
            own[name] = write(event[name])
    if "rate" in event:
        own["annualRate"] = yuan(event["rate"], 10)
    return own


MAKERS = [(history, 20), (day_count, 15), (interest, 15), (schedule, 5), (allocation, 15), (court_fee, 4), (judgment, 2), (snapshot, 24)]
