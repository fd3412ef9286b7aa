"""A loan with its full history, walked day by day.

The engine works in segments; this one does not: every day is taken by itself, and days that bear the same are
put together only to ask the day count what part of a year they are. The rules are those of the `penalty` and
`allocation` sections of a policy, as their texts have them.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from figures import DAY, months_later, rounded, year_fraction
from settings import Settings

# Rates are whole numbers of 10^-10; a penalty rate is half as much again, so that all are held twice as fine.
RATE_UNITS = 10**10
FINE = 2 * RATE_UNITS
MONTHS = {"month": 1, "quarter": 3, "halfYear": 6, "year": 12}
YEARS = {"ACT/360": Fraction(1, 360), "ACT/365F": Fraction(1, 365), "ACT/364": Fraction(1, 364), "ACT/365.25": Fraction(4, 1461)}


class Runs:
    """Days that bear something, put together where neither what they bear nor its rate has changed."""

    def __init__(self):
        self.runs = []

    def add(self, day, base, rate, epoch):
        if base == 0:
            return
        last = self.runs[-1] if self.runs else None
        if last and last[2] == base and last[1] == day and last[3] == rate and last[4] == epoch:
            last[1] = day + DAY
        else:
            self.runs.append([day, day + DAY, base, rate, epoch])

    def parts(self, convention, maturity):
        """What each run bears, exactly, in fen."""
        if convention in YEARS:
            year = YEARS[convention]
            return [base * rate * (end - start).days * year / FINE for start, end, base, rate, _ in self.runs]
        share = lambda start, end: year_fraction(convention, start, end, maturity)[1]
        return [base * rate * share(start, end) / FINE for start, end, base, rate, _ in self.runs]

    def rounded_parts(self, own, maturity):
        """The sum, and its amount where each run is rounded alone or all of them are rounded together."""
        if not self.runs:
            return Fraction(0), 0
        if own.day_count in YEARS and own.stage != "segment":
            total = sum(base * rate * (end - start).days for start, end, base, rate, _ in self.runs)
            exact = Fraction(total * YEARS[own.day_count].numerator, FINE * YEARS[own.day_count].denominator)
            return exact, rounded(exact, own.mode)
        parts = self.parts(own.day_count, maturity)
        if own.stage == "segment":
            return sum(parts), sum(rounded(part, own.mode) for part in parts)
        return sum(parts), rounded(sum(parts), own.mode)


CHARGES = ("penalty", "compound")


@dataclass(eq=False)
class Item:
    due_on: date
    rank: tuple
    principal: int = 0
    interest: int = 0
    fee: int = 0
    cost: int = 0
    is_row: bool = False
    runs: dict = field(default_factory=lambda: {name: Runs() for name in CHARGES})
    owing: Runs = field(default_factory=Runs)
    paid: dict = field(default_factory=lambda: dict.fromkeys(CHARGES, 0))
    waived: dict = field(default_factory=lambda: dict.fromkeys(CHARGES, 0))
    settled: bool = False
    # What of its penalty interest bears compound interest, and for how many months it has been added.
    added: int = 0
    months: int = 0

    def __post_init__(self):
        self.agreed = (self.interest, self.fee)
        self.fallen = (self.principal, self.interest, self.fee + self.cost)

    def fall(self):
        self.fallen = (self.principal, self.interest, self.fee + self.cost)

    def take(self, name, amount, into="paid"):
        if name in CHARGES:
            getattr(self, into)[name] += amount
            if name == "penalty":
                self.added = max(0, self.added - amount)
        else:
            setattr(self, name, getattr(self, name) - amount)

    def held(self):
        return self.principal + self.interest + self.fee + self.cost

    def used(self, name):
        return self.paid[name] + self.waived[name]


@dataclass
class Book:
    """Amounts are fen. `rows`: (due_on, principal, interest, fee, index)."""

    drawn_on: date
    drawn: int
    rate: int
    rows: list
    events: list
    floating: dict | None = None
    lpr: dict | None = None
    own: Settings = field(default_factory=Settings)

    def __post_init__(self):
        rows = sorted(self.rows, key=lambda row: (row[0], -row[1], row[4]))
        self.later = [Item(on, (on, 0, -principal, index), principal, interest, fee, is_row=True)
                      for on, principal, interest, fee, index in rows]
        self.items, self.credit = [], 0
        self.not_due = self.drawn
        self.unscheduled = self.drawn - sum(row[1] for row in rows)
        self.running, self.running_from = Runs(), self.drawn_on
        # What settled items took of the sums that are rounded once over the loan.
        self.behind = {name: (Fraction(0), 0) for name in CHARGES}
        # Whether the last day up to which something has run is counted itself, and the first one.
        self.counts_end = self.own.counted in ("end", "both")
        self.counts_first = self.own.counted in ("start", "both")
        # Days after a due date that bear nothing for good.
        self.spared = (self.own.grace if self.own.grace_mode == "exclusive" else 0) * DAY

    # Rates -----------------------------------------------------------------------------------------

    def set_rates(self, known, last):
        """The contract rate from each day on: the first one, repricings up to a fixed rate, rate events."""
        changes = sorted((event["on"], event["rate"]) for event in known if event["kind"] == "rate")
        steps = [(self.drawn_on, self.rate)]
        if self.floating:
            end = changes[0][0] if changes else last + 3 * DAY
            count, on = 0, self.floating["from"]
            while on < end:
                published = self.lpr[max(day for day in self.lpr if day <= on)][self.floating["base"]]
                steps.append((on, max(0, published + self.floating["spread"])))
                count += MONTHS[self.floating["every"]]
                on = months_later(self.floating["from"], count)
        self.steps = steps + changes
        self.steps_from = [step[0] for step in self.steps]
        self.rates_of = {}

    def contract(self, day):
        """The rate of a day, and the number of its change."""
        index = bisect_right(self.steps_from, day) - 1
        return self.steps[index][1], index

    def rates(self, day):
        """Contract, penalty and compound rate of a day, with the numbers of the changes that part their days."""
        index = bisect_right(self.steps_from, day) - 1
        matured = self.maturity <= day
        if (index, matured) not in self.rates_of:
            self.rates_of[index, matured] = self.rates_after(index, matured)
        return self.rates_of[index, matured]

    def rates_after(self, index, matured):
        rate = self.steps[index][1]
        penalty = 3 * rate
        if self.own.rate_max is not None:
            penalty = min(penalty, int(self.own.rate_max * FINE))
        before, after = self.own.compound_rates
        compound = {"none": 0, "contract": 2 * rate, "penalty": penalty}[after if matured else before]
        # Where both rates are one, nothing changes on the day of maturity.
        return 2 * rate, penalty, compound, index, (index, before != after and matured)

    # The walk --------------------------------------------------------------------------------------

    def run(self, as_of):
        """Goes through every day up to the as-of date, and one day further for its growth."""
        known = [event for event in self.events if event["on"] <= as_of]
        reversed_ones = {event["of"] for event in known if event["kind"] == "reversal"}
        known = [event for event in known if event["index"] not in reversed_ones]
        self.known = known
        self.paused = [(e["on"], e["until"]) for e in known if e["kind"] == "pause" and e["what"] == "interest"]
        accelerated = [event["on"] for event in known if event["kind"] == "acceleration"]
        self.maturity = min([self.later[-1].due_on, *accelerated])
        self.set_rates(known, as_of)
        on_day = {}
        for event in known:
            on_day.setdefault(event["on"], []).append(event)
        day = self.drawn_on
        while day <= as_of:
            self.accrue_to(day)
            self.add_penalty(day)
            if day in on_day or (self.later and self.later[0].due_on <= day):
                self.happen(day, on_day.get(day, []))
            if day == as_of:
                position = self.position(as_of)
            self.accrue_from(day)
            day += DAY
        self.accrue_to(day)
        return {**position, "growth": self.position(day)["total"] - position["total"]}

    def accrue_to(self, day):
        """Where a day is counted up to which something has run, it bears what was owed before its events."""
        if self.counts_end:
            self.accrue(day, date.min, day - DAY)

    def accrue_from(self, day):
        if self.counts_end:
            if self.counts_first:
                self.accrue(day, day, day)
        else:
            self.accrue(day, date.min, day if self.counts_first else day - DAY)

    def accrue(self, day, first, last):
        """Lets a day bear what it does on all that runs from a day between two others, both included."""
        if self.own.cost_max is not None:
            for item in self.items:
                if first <= item.due_on <= last:
                    item.owing.add(day, item.principal, int(self.own.cost_max * FINE), 0)
        if any(start <= day < end for start, end in self.paused):
            return
        contract, penalty, compound, epoch, compound_epoch = self.rates(day)
        if first <= self.running_from <= last:
            self.running.add(day, self.not_due, contract, epoch)
        for item in self.items:
            if item.settled or not first <= item.due_on + self.spared <= last:
                continue
            principal, interest, held = item.principal, item.interest, item.held()
            if held <= self.own.tolerance:
                continue
            base = principal
            if self.own.base != "principal":
                base = {"interest": interest, "principalAndInterest": principal + interest, "installment": held}[self.own.base]
            item.runs["penalty"].add(day, base, penalty, epoch)
            if self.own.compounds:
                item.runs["compound"].add(day, interest + item.added, compound, compound_epoch)

    def add_penalty(self, day):
        """What of penalty interest is unpaid a month, or further ones, after a due date bears compound interest."""
        if not self.own.compounds_penalty:
            return
        open_ones = [item for item in self.items if not item.settled and item.fallen[0] > 0]
        due = [item for item in open_ones if months_later(item.due_on, item.months + 1) == day]
        found = self.charges(day) if due else {}
        for item in due:
            item.added = found[item][2][0]
            item.months += 1

    def happen(self, day, events):
        kinds = lambda kind: [event for event in events if event["kind"] == kind]
        before = len(self.items)
        self.fall_due(day)
        accelerated = bool(kinds("acceleration"))
        if accelerated:
            self.accelerate(day)
        for event in sorted(kinds("fee"), key=lambda event: (-event["amount"], event["index"])):
            if not self.is_repeated(event):
                self.charge(day, event)
        self.items.sort(key=lambda item: item.rank)
        for item in self.items:
            if item.due_on == day:
                self.close([item], day)
        if (len(self.items) > before or accelerated) and self.credit:
            credit, self.credit = self.credit, 0
            self.pay(day, credit)
        for event in sorted(kinds("waiver"), key=lambda event: (-event["amount"], event["index"])):
            self.waive(day, event["component"], event["amount"])
        for event in sorted(kinds("payment"), key=lambda event: (-event["amount"], event["index"])):
            self.pay(day, event["amount"])

    def charge(self, day, event):
        name = "cost" if event.get("component") == "cost" else "fee"
        self.items.append(Item(day, (day, 2, -event["amount"], event["index"]), **{name: event["amount"]}))

    def is_repeated(self, event):
        """A label that stands already since the last installment fell due counts once, where it does."""
        if not self.own.once_per_label or event.get("label") is None:
            return False
        order = lambda event: (event["on"], -event["amount"], event["index"])
        due_on = max((row[0] for row in self.rows if row[0] <= event["on"]), default=date.min)
        fees = [e for e in self.known if e["kind"] == "fee" and e["on"] >= due_on and order(e) < order(event)]
        return any(fee.get("label") == event["label"] for fee in fees)

    def fall_due(self, day):
        while self.later and self.later[0].due_on <= day:
            item = self.later.pop(0)
            item.fall()
            self.items.append(item)
            self.not_due -= item.principal
            self.running, self.running_from = Runs(), day

    def accelerate(self, day):
        interest = self.accruing(day)
        prepaid = sum(sum(row.agreed) - row.interest - row.fee for row in self.later)
        owed = max(0, interest - prepaid)
        self.credit += max(0, prepaid - interest)
        if self.not_due or owed:
            self.items.append(Item(day, (day, 1, 0, 0), principal=self.not_due, interest=owed))
        self.later, self.not_due, self.running = [], 0, Runs()

    def accruing(self, day):
        return self.running.rounded_parts(self.own, self.maturity)[1] if self.running_from < day else 0

    # Charges ---------------------------------------------------------------------------------------

    def has_begun(self, item, day):
        """Whether charges are due on an item: after its due date, and after grace where grace is spared."""
        grace = 0 if self.own.grace_mode == "classificationOnly" else self.own.grace
        return item.due_on + grace * DAY < day

    def due(self, item, day, amounts):
        """What accrued, raised to the smallest charge and cut to the caps. `amounts`: [(amount, bears)]."""
        charges = [max(amount, self.own.minimum or 0) if bears else amount for amount, bears in amounts]
        principal, interest, fees = item.fallen
        if self.own.share_max is not None:
            charges = self.within(item, charges, rounded(principal * self.own.share_max, self.own.mode))
        if self.own.cost_max is not None:
            allowed = rounded(sum(item.owing.parts(self.own.day_count, self.maturity)), self.own.mode)
            rate = self.contract(item.due_on)[0]
            if rate:
                allowed += rounded(interest * self.own.cost_max * RATE_UNITS / Fraction(rate), self.own.mode)
            charges = self.within(item, charges, max(0, allowed - interest - fees))
        return charges

    def within(self, item, charges, room):
        """Compound interest is cut first, but not below what of it was settled."""
        penalty, compound = charges
        kept = min(item.used("compound"), compound, room)
        penalty = min(penalty, room - kept)
        return [penalty, min(compound, room - penalty)]

    def charges(self, day):
        """Of each item that is not settled: what accrued, what is due, and what of it is open."""
        listed = [item for item in self.items if not item.settled]
        found = {}
        sums = dict(self.behind)
        for item in listed:
            if not self.has_begun(item, day):
                found[item] = ([0, 0], [0, 0], [0, 0], [Fraction(0)] * 2)
                continue
            accrued, exacts = [], []
            for name in CHARGES:
                exact, amount = item.runs[name].rounded_parts(self.own, self.maturity)
                if self.own.stage == "once":
                    total, given = sums[name]
                    amount = rounded(total + exact, self.own.mode) - given
                    sums[name] = (total + exact, given + amount)
                accrued.append((amount, exact > 0))
                exacts.append(exact)
            due = self.due(item, day, accrued)
            open_ = [max(0, amount - item.used(name)) for name, amount in zip(CHARGES, due, strict=True)]
            found[item] = ([amount for amount, _ in accrued], due, open_, exacts)
        if self.own.stage == "once":
            self.even_out(listed, found)
        return found

    def even_out(self, listed, found):
        """What was settled of an item beyond what it bears comes off what is open of others, the later first."""
        for place, name in enumerate(CHARGES):
            over = 0
            for item in reversed(listed):
                over = self.take_off(found[item][2], place, over)
                over += max(0, item.used(name) - found[item][1][place])
            for item in listed:
                over = self.take_off(found[item][2], place, over)

    def take_off(self, open_, place, over):
        taken = min(over, open_[place])
        open_[place] -= taken
        return over - taken

    def close(self, items, day):
        """Notes which items are settled, and what they took."""
        found = None
        for item in items:
            if item.settled or item.held() > 0 or item not in self.items:
                continue
            found = found or self.charges(day)
            accrued, due, open_, exacts = found[item]
            if open_ == [0, 0]:
                item.settled = True
                for place, name in enumerate(CHARGES):
                    total, given = self.behind[name]
                    taken = accrued[place] + item.used(name) - due[place]
                    self.behind[name] = (total + exacts[place], given + taken)

    # Payments --------------------------------------------------------------------------------------

    def pay(self, day, amount):
        order, found = self.own.order_on(self.days(day) if self.own.card else 0), self.charges(day)
        left = {}
        for item in found:
            open_ = dict(zip(CHARGES, found[item][2], strict=True))
            for name in order:
                left[item, name] = open_[name] if name in CHARGES else getattr(item, name)
        for row in self.later:
            for name in order:
                left[row, name] = 0 if name in CHARGES else getattr(row, name)
        passes = [order] if self.own.walk == "oldestFirst" else [[name] for name in order]
        taken = {}

        def take(item, names, limit):
            for name in names:
                part = min(limit, left[item, name])
                left[item, name] -= part
                limit -= part
                if part:
                    taken[item, name] = taken.get((item, name), 0) + part
            return limit

        for names in passes:
            for item in found:
                amount = take(item, names, amount)
        for names in passes if self.own.excess != "keep" else []:
            if self.own.excess == "spread":
                amount = self.spread(names, amount, left, take)
                continue
            for row in reversed(self.later) if self.own.excess == "lastInstallment" else self.later:
                amount = take(row, names, amount)
        for (item, name), part in taken.items():
            item.take(name, part)
            if name == "principal" and item in self.later:
                self.not_due -= part
        self.close(list(dict.fromkeys(item for item, _ in taken)), day)
        self.credit += amount

    def spread(self, names, amount, left, take):
        """An even share for each installment with something unpaid, the residue for the last, again and again."""
        while amount:
            rows = [row for row in self.later if any(left[row, name] for name in names)]
            if not rows:
                break
            share = rounded(Fraction(amount, len(rows)), self.own.mode)
            last = max(0, amount - share * (len(rows) - 1))
            for row in rows:
                limit = min(last if row is rows[-1] else share, amount)
                amount -= limit - take(row, names, limit)
        return amount

    def waive(self, day, name, amount):
        touched, found = [], self.charges(day)
        for item in found:
            open_ = found[item][2][CHARGES.index(name)] if name in CHARGES else getattr(item, name)
            part = min(amount, open_)
            if part:
                item.take(name, part, into="waived")
                touched.append(item)
            amount -= part
        if name == "principal":
            for row in self.later:
                part = min(amount, row.principal)
                row.principal -= part
                self.not_due -= part
                amount -= part
        self.close(touched, day)

    # Position --------------------------------------------------------------------------------------

    def position(self, as_of):
        found = self.charges(as_of)
        overdue = [item for item in found if item.due_on < as_of]
        total = lambda value: sum(value(item) for item in overdue)
        waived = lambda item: [
            min(item.waived[name], max(0, due - item.paid[name])) for name, due in zip(CHARGES, found[item][1], strict=True)
        ]
        sums = {
            "principal": total(lambda item: item.principal),
            "interest": total(lambda item: item.interest),
            "fees": total(lambda item: item.fee + item.cost),
            "penalty": total(lambda item: found[item][2][0] + waived(item)[0]),
            "compound": total(lambda item: found[item][2][1] + waived(item)[1]),
        }
        given_up = total(lambda item: sum(waived(item)))
        return {
            **sums, "waived": given_up, "total": sum(sums.values()) - given_up, "days": self.days(as_of),
            "credit": self.credit, "principalNotDue": self.not_due, "accruingInterest": self.accruing(as_of),
        }

    def days(self, as_of):
        held = [item.due_on for item in self.items if item.due_on < as_of and item.held() > self.own.tolerance]
        if not held:
            return 0
        start = min(held) + (self.own.grace if self.own.grace_mode == "classificationOnly" else 0) * DAY
        paused = set()
        for event in self.known:
            if event["kind"] == "pause" and event["what"] == "clock":
                day = max(event["on"], start)
                while day < min(event["until"], as_of):
                    paused.add(day)
                    day += DAY
        return max(0, (as_of - start).days - len(paused))
