"""Cases for the tests of pipes: drawn from a seed, with everything that a table of loans has and should not have.

Unknown facts, amounts on a boundary, ids in Chinese, ids with commas, quotes and line breaks, a few loans with a second
arrear, and one row in sixty that cannot be read. A cell is text, or None where it is not known.
"""

import csv
import io
import json
import random
from collections.abc import Iterator, Sequence

Row = list[str | None]

NAMES = [
    *("id", "asOf", "dueOn", "principal", "interest", "fees", "annualRate", "waived", "monthlyIncome"),
    *("failedAttempts", "firstArrear", "cameForward", "refusedToPay", "lastReachedOn"),
    *("arrears.1.dueOn", "arrears.1.principal", "collected", "cost", "classBefore"),
]

AS_OF = "2025-11-22"
"""The day for rows that name none."""


def rows(count: int, seed: int = 20_251_122, *, plain: bool = False) -> Iterator[Row]:
    """Rows in the order of `NAMES`; plain ones have no line break in a cell, so that a line is a row."""
    draw = random.Random(seed)
    return (_row(place, draw, plain) for place in range(count))


def _row(place: int, draw: random.Random, plain: bool) -> Row:
    def maybe(cell: str) -> str | None:
        return None if draw.randrange(6) == 0 else cell

    def amount() -> str:
        edges = ["50000.00", "50000.01", "0.01", "0", "999999999999.99"]
        return (
            edges[draw.randrange(5)]
            if draw.randrange(8) == 0
            else f"{draw.randrange(200_000)}.{draw.randrange(100):02}"
        )

    def answer() -> str | None:
        return maybe("true" if draw.randrange(2) else "false")

    def day() -> str:
        return f"2025-{draw.randrange(1, 12):02}-{draw.randrange(1, 29):02}"

    ids = (
        ["A-", "合同", 'say "so" ', "a, b ", "=1+1 ", "é\U0001f3e0"]
        if plain
        else ["A-", "合同", 'say "so" ', "a, b ", "two\nlines ", "r\r\n"]
    )
    wrong = ["2025-02-30", "x", "1e5", "-1", "12,5"][draw.randrange(5)] if draw.randrange(60) == 0 else None
    second = [day(), amount()] if draw.randrange(5) == 0 else [None, None]
    return [
        f"{ids[draw.randrange(6)]}{place}",
        maybe("2025-12-31") if draw.randrange(4) == 0 else None,
        wrong if wrong is not None and draw.randrange(2) else day(),
        wrong or amount(),
        maybe(amount()),
        maybe(["0", "12.30"][draw.randrange(2)]),
        maybe(["6%", "0.0435", "24%", "0"][draw.randrange(4)]),
        maybe("0.00"),
        maybe(f"{draw.randrange(40_000)}"),
        maybe(f"{draw.randrange(12)}"),
        answer(),
        answer(),
        answer(),
        maybe(day()),
        *second,
        amount() if draw.randrange(3) == 0 else "0",
        f"{draw.randrange(300)}",
        ["current", "mild", "moderate", "severe"][draw.randrange(4)],
    ]


def as_csv(rows: Iterator[Row] | Sequence[Row]) -> str:
    """A table with a line of names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(NAMES)
    writer.writerows(rows)
    return out.getvalue()


def as_lines(rows: Iterator[Row] | Sequence[Row]) -> str:
    """One case as JSON a line."""
    return "".join(json.dumps(_case(row), ensure_ascii=False) + "\n" for row in rows)


def _case(row: Row) -> dict[str, object]:
    facts = {name: cell for name, cell in zip(NAMES, row, strict=True) if cell is not None}
    case: dict[str, object] = {name: facts[name] for name in ("id", "asOf", "waived") if name in facts}
    arrears = [{name: facts[name] for name in ("dueOn", "principal", "interest", "fees") if name in facts}]
    if "arrears.1.dueOn" in facts:
        arrears.append({name: facts[f"arrears.1.{name}"] for name in ("dueOn", "principal")})
    case["arrears"] = arrears
    if "annualRate" in facts:
        case["loan"] = {"annualRate": facts["annualRate"]}
    borrower = {name: facts[name] for name in ("monthlyIncome", "lastReachedOn") if name in facts}
    answers = {name: facts[name] == "true" for name in ("firstArrear", "cameForward", "refusedToPay") if name in facts}
    case["borrower"] = borrower | answers
    if "failedAttempts" in facts:
        case["contacts"] = {"failedAttempts": int(facts["failedAttempts"])}
    return case
