"""Runs the commands of `integrations/README.md` as they stand there, and checks what the page says of them.

`python3 tests/pipes/agree.py PROGRAM DUCKDB [--rows N]`, where PROGRAM is the built `arrears` and DUCKDB DuckDB's
command line. Prints a line for each check, and at the end how many passed.
"""

import argparse
import csv
import functools
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import cases as drawn
from report import Report

PAGE = Path(__file__).resolve().parent.parent.parent / "integrations" / "README.md"


class Work:
    """A folder with cases in which the commands run, one after the other."""

    def __init__(self, program: Path, duckdb: Path, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count
        tools = folder / "bin"
        tools.mkdir()
        (tools / "arrears").symlink_to(program)
        (tools / "duckdb").symlink_to(duckdb)
        self.environment = os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        self.rows = list(drawn.rows(count, plain=True))
        self.write("cases.csv", drawn.as_csv(self.rows))
        self.write("cases.ndjson", drawn.as_lines(self.rows))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8", newline="")

    def read(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode()

    def run(self, command: str) -> str:
        """Runs a command as a careful script does: whatever fails in it fails it."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, f"ended with {done.returncode}: {done.stdout}{done.stderr}"
        assert done.stderr == "", done.stderr
        return done.stdout

    def quietly(self, command: str) -> None:
        """Runs a command that says nothing."""
        said = self.run(command)
        assert said == "", said

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def summary(self, name: str) -> dict:
        return json.loads(self.read(name))


def blocks(page: str) -> list[tuple[str, str]]:
    """The commands of a page, each with the heading that it stands under."""
    heading, found = "", []
    for part in re.findall(r"^(#+ [^\n]*|```sh\n.*?^```)$", page, re.MULTILINE | re.DOTALL):
        if part.startswith("#"):
            heading = part.lstrip("# ")
        else:
            found.append((heading, part.removeprefix("```sh\n").removesuffix("```")))
    return found


def cases_are_a_test(work: Work) -> str:
    """One run, and that its cases have what could go wrong."""
    rows, summary = work.table("whole.csv"), work.summary("whole.json")
    assert len(rows) == work.count == summary["rows"]
    # What a spreadsheet would take for a formula begins with an apostrophe, as the page says.
    assert [row["id"] for row in rows] == [f"'{id}" if id.startswith("=") else id for id, *_ in work.rows]
    bad = summary["withProblems"]
    assert 0 < bad < work.count / 10 and summary["totals"]["dueUnknown"] > 0 and len(summary["problems"]["byCode"]) > 2
    assert any("," in row["id"] for row in rows) and any('"' in row["id"] for row in rows)
    return f"{work.count} rows, {bad} of which cannot be read"


def parts_are_parts(work: Work) -> str:
    """`split` made several, and what it joined has every byte of one run, the lines of bad rows among them."""
    parts = list((work.folder / "parts").glob("*.csv"))
    assert len(parts) == -(-work.count // 1000) > 3, parts
    assert work.read("joined.csv") == work.read("whole.csv")
    assert any(row["line"] and int(row["line"]) > 2000 for row in work.table("joined.csv"))
    return f"{len(parts)} parts"


def shards_are_shards(work: Work) -> str:
    """Seven shards, and line for line what one run says; only the line of a bad row is its shard's own."""
    assert len(list((work.folder / "shards").glob("*.results"))) == 7
    sharded, whole = (work.read(name).splitlines() for name in ("sharded.ndjson", "whole.ndjson"))
    assert len(sharded) == len(whole) == work.count and sharded != whole
    for got, wanted in zip(sharded, whole, strict=True):
        if got != wanted:
            got, wanted = json.loads(got), json.loads(wanted)
            assert got["problems"] and got.pop("line") < wanted.pop("line") and got == wanted, (got, wanted)
    return f"{len(whole)} lines"


def sums_are_the_summary(work: Work) -> str:
    """DuckDB's counts are the summary's, and no amount is more than there."""
    wanted = {part["class"]: part for part in work.summary("whole.json")["classes"] if part["count"] > 0}
    got = {row["class"]: row for row in work.table("classes.csv")}
    assert got.keys() == wanted.keys()
    for name, row in got.items():
        part = wanted[name]
        assert (int(row["count"]), int(row["dueUnknown"])) == (part["count"], part["dueUnknown"]), (row, part)
        assert Decimal(row["due"]) <= Decimal(part["due"]), (row, part)
    assert any(Decimal(0) < Decimal(row["due"]) < Decimal(wanted[name]["due"]) for name, row in got.items())
    return f"{len(got)} classes"


def known_dues_add_up(work: Work) -> str:
    """Over the cases whose due is known, DuckDB's sums are the summary's to the fen: by class, outcome and in all."""
    known = [case for case, row in zip(work.rows, work.table("whole.csv"), strict=True) if row["due"]]
    work.write("known.csv", drawn.as_csv(known))
    work.run("arrears portfolio known.csv --as-of 2025-11-22 --quiet -o known.results.csv --summary known.json")
    summary = work.summary("known.json")
    assert summary["assessed"] == len(known) > work.count / 4 and summary["totals"]["dueUnknown"] == 0
    groups = [("class", summary["classes"], "class"), ("riskTier", summary["riskTiers"], "riskTier")]
    groups += [(name, parts, "outcome") for name, parts in summary["decisions"].items()]
    for column, parts, name in groups:
        select = f'SELECT "{column}" AS name, count(*) AS count, sum(due::DECIMAL(28, 2)) AS due'
        got = work.run(f"""duckdb -csv -c "{select.replace('"', chr(92) + '"')}
            FROM read_csv('known.results.csv', all_varchar = true) GROUP BY name" """)
        wanted = {(part[name], str(part["count"]), part["due"]) for part in parts if part["count"] > 0}
        assert {(row["name"], row["count"], row["due"]) for row in csv.DictReader(got.splitlines())} == wanted, got
    total = work.run("""duckdb -noheader -csv -c "SELECT sum(due::DECIMAL(28, 2)), sum(penalty::DECIMAL(28, 2))
        FROM read_csv('known.results.csv', all_varchar = true)" """).strip()
    assert total == f"{summary['totals']['due']},{summary['totals']['penalty']}", total
    return f"{len(known)} cases, {summary['totals']['due']}"


def nulls_and_guesses(work: Work) -> str:
    """What the page warns of is so: `NULL` in the output mode, guessed types, a bad row where the word is read."""
    assert work.run('duckdb -csv -c "SELECT 1 AS a, NULL AS b"').splitlines()[1] == "1,NULL"
    copied = work.run("""duckdb -c "COPY (SELECT 1 AS a, NULL AS b) TO '/dev/stdout' (FORMAT csv, HEADER)" """)
    assert copied.splitlines() == ["a,b", "1,"], copied
    guessed = work.run("""duckdb -csv -noheader -c "SELECT DISTINCT typeof(due) FROM read_csv('known.results.csv')" """)
    assert guessed.strip() == "DOUBLE", guessed
    guessed = work.run("""printf 'id,agency\\na,yes\\nb,no\\n' |
        duckdb -csv -noheader -c "SELECT DISTINCT typeof(agency) FROM read_csv('/dev/stdin')" """)
    assert guessed.strip() == "BOOLEAN", guessed
    names = ",".join(drawn.NAMES[:6])
    said = work.run(f"printf '{names}\\na,2025-11-22,2025-08-15,NULL,1,1\\n' | arrears portfolio --accept-bad-rows -q")
    assert said.splitlines()[1].endswith("2,4,notADecimal"), said
    return "as the page says"


AFTER = {
    "Into any engine that can pipe": [("the cases have what could go wrong", cases_are_a_test)],
    "A row is a line: `split`": [("parts joined are one run, byte for byte", parts_are_parts)],
    "Several at once: `xargs`": [("shards joined are one run, line for line", shards_are_shards)],
    "DuckDB": [
        ("DuckDB's counts are the summary's", sums_are_the_summary),
        ("DuckDB's sums of known dues are the summary's, to the fen", known_dues_add_up),
        ("what the page warns of is so", nulls_and_guesses),
    ],
}
"""What is checked when the commands under a heading have run."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=Path)
    arguments.add_argument("duckdb", type=Path)
    arguments.add_argument("--rows", type=int, default=20_500)
    asked = arguments.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="arrears-pipes-") as folder:
        work = Work(asked.program.resolve(), asked.duckdb.resolve(), Path(folder), asked.rows)
        parts = itertools.groupby(blocks(PAGE.read_text(encoding="utf-8")), key=lambda block: block[0])
        for heading, under in parts:
            for place, (_, command) in enumerate(under, 1):
                report.check(f"{heading}, command {place}", functools.partial(work.quietly, command))
            for name, check in AFTER.pop(heading, []):
                report.check(name, functools.partial(check, work))
        report.check("the page has every heading that is checked", lambda: raise_if(AFTER))
    return report.end()


def raise_if(left: dict) -> None:
    assert not left, f"no commands stand under {list(left)}"


if __name__ == "__main__":
    sys.exit(main())
