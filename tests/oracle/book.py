"""A loan with its full history, walked day by day.

The engine works in segments; this one does not: every day is taken by itself, and what a day bears is
added up in whole numbers. Rules are those of the built-in policies: penalty on unpaid principal, compound
interest on unpaid interest, both at one and a half times the contract rate over 360 days, each item and
component rounded half-up once; a payment goes to the oldest item first and within it to fees, interest,
compound interest, penalty, principal.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from figures import DAY, months_later, rounded

ORDER = ["fee", "interest", "compound", "penalty", "principal"]
RATE_UNITS = 10**10
MONTHS = {"month": 1, "quarter": 3, "halfYear": 6, "year": 12}


@dataclass
class Item:
    due_on: date
    rank: tuple
    principal: int = 0
    interest: int = 0
    fee: int = 0
    bears: dict = field(default_factory=lambda: {"penalty": 0, "compound": 0})
    paid: dict = field(default_factory=lambda: {"penalty": 0, "compound": 0})
    waived: dict = field(default_factory=lambda: {"penalty": 0, "compound": 0})

    def accrued(self, name):
        return rounded(Fraction(self.bears[name] * 3, 2 * 360 * RATE_UNITS))

    def left(self, name):
        if name in self.bears:
            return max(0, self.accrued(name) - self.paid[name] - self.waived[name])
        return getattr(self, name)

    def take(self, name, amount, into="paid"):
        if name in self.bears:
            getattr(self, into)[name] += amount
        else:
            setattr(self, name, getattr(self, name) - amount)

    def held(self):
        return self.principal + self.interest + self.fee

    def is_settled(self):
        return all(self.left(name) == 0 for name in ORDER)


@dataclass
class Book:
    """Rates are whole numbers of 10^-10, amounts fen. `rows`: (due_on, principal, interest, fee)."""

    drawn_on: date
    drawn: int
    rate: int
    rows: list
    events: list
    floating: dict | None = None
    lpr: dict | None = None

    def __post_init__(self):
        self.items, self.credit, self.drawn_so_far = [], 0, 0
        self.not_due = self.drawn
        self.rows_left = sorted(
            [list(row) for row in self.rows], key=lambda row: row[0]
        )
        self.running = 0
        self.accelerated = False

    def applied(self, as_of):
        """What happens up to a day; a payment that is reversed by then never happened."""
        known = [event for event in self.events if event["on"] <= as_of]
        reversed_ones = {event["of"] for event in known if event["kind"] == "reversal"}
        return [event for event in known if event["index"] not in reversed_ones]

    def reset_on(self, day):
        """The last day up to this one on which a floating rate is set anew."""
        first, step = self.floating["from"], MONTHS[self.floating["every"]]
        count = ((day.year - first.year) * 12 + day.month - first.month) // step
        on = months_later(first, step * count)
        return on if on <= day else months_later(first, step * (count - 1))

    def rate_on(self, day, changes):
        past = [event for event in changes if event["on"] <= day]
        if past:
            return past[-1]["rate"]
        if self.floating and day >= self.floating["from"]:
            reset_on = self.reset_on(day)
            published = max(on for on in self.lpr if on <= reset_on)
            return max(0, self.lpr[published][self.floating["base"]] + self.floating["spread"])
        return self.rate

    def run(self, as_of):
        """Goes through every day up to the as-of date, and one day further for its growth."""
        known = self.applied(as_of)
        paused = [(e["on"], e["until"]) for e in known if e["kind"] == "pause" and e["what"] == "interest"]
        changes = sorted((e for e in known if e["kind"] == "rate"), key=lambda event: event["on"])
        on_day = {}
        for event in known:
            on_day.setdefault(event["on"], []).append(event)
        day = self.drawn_on
        while day < as_of:
            self.happen(day, on_day.get(day, []))
            self.accrue(day, changes, paused)
            day += DAY
        self.happen(as_of, on_day.get(as_of, []))
        position = self.position(as_of, known)
        self.accrue(as_of, changes, paused)
        tomorrow = self.position(as_of + DAY, known)
        return {**position, "growth": tomorrow["total"] - position["total"]}

    def happen(self, day, events):
        kinds = lambda kind: [event for event in events if event["kind"] == kind]
        before = len(self.items)
        self.fall_due(day)
        if kinds("acceleration"):
            self.accelerate(day)
        for event in kinds("fee"):
            self.items.append(Item(day, (day, 2, 0, event["index"]), fee=event["amount"]))
        self.items.sort(key=lambda item: item.rank)
        if len(self.items) > before and self.credit:
            credit, self.credit = self.credit, 0
            self.pay(credit)
        for event in sorted(kinds("waiver"), key=lambda event: -event["amount"]):
            self.waive(event["component"], event["amount"])
        for event in sorted(kinds("payment"), key=lambda event: -event["amount"]):
            self.pay(event["amount"])

    def fall_due(self, day):
        while self.rows_left and self.rows_left[0][0] <= day:
            due_on, principal, interest, fee, index = self.rows_left.pop(0)
            self.items.append(Item(due_on, (due_on, 0, -principal, index), principal, interest, fee))
            self.not_due -= principal
            self.running = 0

    def accelerate(self, day):
        interest = rounded(Fraction(self.running, 360 * RATE_UNITS))
        if self.not_due or interest:
            self.items.append(Item(day, (day, 1, 0, 0), principal=self.not_due, interest=interest))
        self.rows_left, self.not_due, self.running = [], 0, 0

    def accrue(self, day, changes, paused):
        if any(start <= day < end for start, end in paused):
            return
        rate = self.rate_on(day, changes)
        self.running += self.not_due * rate
        for item in self.items:
            item.bears["penalty"] += item.principal * rate
            item.bears["compound"] += item.interest * rate

    def pay(self, amount):
        for item in self.items:
            for name in ORDER:
                part = min(amount, item.left(name))
                item.take(name, part)
                amount -= part
        self.credit += amount

    def waive(self, name, amount):
        for item in self.items:
            part = min(amount, item.left(name))
            item.take(name, part, into="waived")
            amount -= part
        if name == "principal":
            for row in self.rows_left:
                part = min(amount, row[1])
                row[1] -= part
                self.not_due -= part
                amount -= part

    def position(self, as_of, known):
        overdue = [item for item in self.items if item.due_on < as_of and not item.is_settled()]
        total = lambda value: sum(value(item) for item in overdue)
        sums = {
            "principal": total(lambda item: item.principal),
            "interest": total(lambda item: item.interest),
            "fees": total(lambda item: item.fee),
            "penalty": total(lambda item: item.accrued("penalty") - item.paid["penalty"]),
            "compound": total(lambda item: item.accrued("compound") - item.paid["compound"]),
        }
        waived = total(lambda item: sum(item.waived.values()))
        return {**sums, "waived": waived, "total": sum(sums.values()) - waived, "days": self.days(as_of, known)}

    def days(self, as_of, known):
        oldest = min((i.due_on for i in self.items if i.due_on < as_of and i.held() > 0), default=as_of)
        paused = set()
        for event in known:
            if event["kind"] == "pause" and event["what"] == "clock":
                day = max(event["on"], oldest)
                while day < min(event["until"], as_of):
                    paused.add(day)
                    day += DAY
        return (as_of - oldest).days - len(paused)
