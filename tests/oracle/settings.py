"""Policies that differ in how histories are charged and payments are allocated.

A variant is the policy that ships with some values set anew: a request names them by JSON pointer, and the
answering program makes the policy.
"""

import json
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path

import figures

COMPONENTS = ["cost", "fee", "interest", "compound", "penalty", "principal"]
PRINCIPAL_FIRST = ["principal", "cost", "fee", "interest", "compound", "penalty"]


@dataclass
class Settings:
    """Those of the policy that ships; amounts in fen."""

    day_count: str = "ACT/360"
    counted: str = "start"
    mode: str = "halfUp"
    stage: str = "line"
    grace: int = 0
    grace_mode: str = "exclusive"
    tolerance: int = 0
    minimum: int | None = None
    base: str = "principal"
    compounds: bool = True
    compound_rates: tuple = ("penalty", "penalty")
    compounds_penalty: bool = False
    rate_max: Fraction | None = None
    share_max: Fraction | None = None
    cost_max: Fraction | None = None
    once_per_label: bool = False
    walk: str = "oldestFirst"
    order: list = field(default_factory=lambda: list(COMPONENTS))
    card: bool = False
    excess: str = "keep"

    def edits(self):
        """The values to set, by their place in the policy."""
        cited = lambda value: {"value": value, "source": source()}
        rate = lambda share: figures.yuan(int(share * 10**4), 4)
        penalty = {
            "dayCount": self.day_count, "daysCounted": self.counted, "rounding": self.mode,
            "roundingStage": self.stage, "grace": {"days": self.grace, "mode": self.grace_mode},
            "tolerance": figures.yuan(self.tolerance), "penaltyBase": self.base,
            "compoundOnInterest": self.compounds,
            "compoundRate": dict(zip(("beforeMaturity", "afterMaturity"), self.compound_rates, strict=True)),
            "compoundOnPenalty": self.compounds_penalty,
            "feeStacking": "oncePerLabel" if self.once_per_label else "all",
        }
        if self.minimum is not None:
            penalty["minimumCharge"] = figures.yuan(self.minimum)
        for name, share in (("rateMax", self.rate_max), ("shareOfPrincipalMax", self.share_max), ("totalCostMax", self.cost_max)):
            if share is not None:
                penalty[name] = rate(share)
        allocation = {"walk": self.walk, "entries": self.order, "excess": self.excess, "rounding": self.mode}
        edits = {f"/penalty/{name}": cited(value) for name, value in penalty.items()}
        edits |= {f"/allocation/{name}": cited(value) for name, value in allocation.items()}
        if self.card:
            edits["/allocation/byDays"] = [{"fromDays": 91, "entries": PRINCIPAL_FIRST, "source": source()}]
        return edits

    def order_on(self, days):
        return PRINCIPAL_FIRST if self.card and days >= 91 else self.order


@cache
def source():
    path = Path(__file__).parents[2] / "src/policy/builtin/cn-bank-loan.json"
    return json.loads(path.read_text(encoding="utf-8"))["penalty"]["markup"]["source"]


def drawn(rng):
    """Settings of which each is mostly the usual one."""
    mostly = lambda usual, *others: usual if rng.random() < 0.5 else rng.choice(others)
    base = mostly("principal", "interest", "principalAndInterest", "installment")
    share = lambda *texts: mostly(None, *map(Fraction, texts))
    grace_mode = rng.choice(["exclusive", "inclusive", "classificationOnly"])
    compounds = base == "principal" and rng.random() < 0.8
    return Settings(
        day_count=mostly("ACT/360", "ACT/365F", *figures.ACTUAL, *figures.THIRTY),
        counted=mostly("start", "end", "both", "neither"),
        mode=mostly("halfUp", "halfEven", "down", "up"),
        stage=mostly("line", "segment", "once"),
        grace=mostly(0, 1, 7, 15, 30),
        grace_mode=grace_mode,
        tolerance=mostly(0, 50, 10_000),
        minimum=mostly(None, 10, 2_500),
        base=base,
        compounds=compounds,
        compounds_penalty=compounds and rng.random() < 0.3,
        compound_rates=mostly(("penalty", "penalty"), ("contract", "penalty"), ("none", "penalty"), ("contract", "none")),
        rate_max=share("0.08", "0.24"),
        share_max=share("0.01", "0.2"),
        cost_max=share("0.06", "0.24"),
        once_per_label=rng.random() < 0.3,
        walk=mostly("oldestFirst", "componentFirst"),
        order=mostly(list(COMPONENTS), rng.sample(COMPONENTS, len(COMPONENTS))),
        card=rng.random() < 0.2,
        excess=mostly("keep", "nextInstallment", "lastInstallment", "spread"),
    )
