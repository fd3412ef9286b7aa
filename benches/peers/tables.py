"""The same work over a CSV of cases in DuckDB and in polars: results as CSV, and as one line of JSON the seconds that
reading, working and writing took, without the start of Python, and those of the processor.

    python3 tables.py duckdb|polars CASES RESULTS THREADS

DuckDB reads amounts as decimals and counts in whole fen, since its division of decimals gives a double. polars counts
in floating point, as it would be written first.
"""

import json
import os
import sys
import time

PLANS = (3, 4, 5, 6)


def duckdb(cases, results, threads):
    import duckdb as engine

    types = {
        "id": "VARCHAR", "asOf": "DATE", "dueOn": "DATE", "principal": "DECIMAL(18,2)", "interest": "DECIMAL(18,2)",
        "annualRate": "DECIMAL(10,4)", "monthlyIncome": "DECIMAL(18,2)", "firstArrear": "BOOLEAN", "cameForward": "BOOLEAN",
        "failedAttempts": "INTEGER", "refusedToPay": "BOOLEAN", "lastReachedOn": "DATE",
    }
    fen = lambda column: f"CAST({column} * 100 AS BIGINT) AS {column}"
    yuan = lambda column: f"CAST({column} AS DECIMAL(18,0)) * CAST(0.01 AS DECIMAL(2,2))"
    charge = lambda base: f"(2 * {base} * annualRate * 3 * daysPastDue + 7200000) // 14400000"
    payments = ", ".join(f"(2 * due + {n}) // {2 * n} AS payment{n}" for n in PLANS)
    fits = lambda amount: f"{amount} > 0 AND {amount} * 10 <= monthlyIncome * 3"
    feasible = lambda n: f"{fits(f'payment{n}')} AND {fits(f'(due - payment{n} * {n - 1})')}"
    shortest = " ".join(f"WHEN {feasible(n)} THEN {n}" for n in PLANS)
    statement = f"""COPY (
      WITH cases AS (SELECT * REPLACE ({", ".join(map(fen, ("principal", "interest", "monthlyIncome")))},
          CAST(annualRate * 10000 AS BIGINT) AS annualRate)
        FROM read_csv('{cases}', header = true, columns = {types})),
      late AS (SELECT *, "asOf" - dueOn AS daysPastDue FROM cases),
      charged AS (SELECT *, {charge("principal")} AS penalty, {charge("interest")} AS compound FROM late),
      summed AS (SELECT *, principal + interest + penalty + compound AS due,
          failedAttempts >= 3 OR refusedToPay OR "asOf" - lastReachedOn > 30 AS lost,
          daysPastDue <= 30 AND firstArrear AND cameForward AS waivable FROM charged),
      planned AS (SELECT *, {payments} FROM summed)
      SELECT id, "asOf", CASE WHEN daysPastDue <= 30 THEN 'mild' WHEN daysPastDue <= 90 THEN 'moderate' ELSE 'severe' END AS class,
        daysPastDue, {yuan("due")} AS due, {yuan("penalty")} AS penalty, {yuan("compound")} AS compound, waivable AS waiver,
        CASE WHEN waivable THEN {yuan("((penalty + compound) // 5)")} END AS waiverMax, CASE {shortest} END AS shortest,
        daysPastDue > 90 AND due > 5000000 AND lost AS litigation, daysPastDue > 90 AND lost AS agency
      FROM planned) TO '{results}' (HEADER, DELIMITER ',')"""

    def work():
        connection = engine.connect()
        connection.execute(f"SET threads = {threads}")
        connection.execute(statement)

    return work


def polars(cases, results, threads):
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as engine

    column = engine.col
    cent = lambda amount: amount.round(2, mode="half_away_from_zero")
    days = lambda earlier: (column("asOf") - column(earlier)).dt.total_days()
    factor = column("annualRate") * 1.5 / 360 * column("daysPastDue")
    fits = lambda amount: (amount > 0) & (amount <= column("monthlyIncome") * 0.3)
    last = lambda n: column("due") - column(f"payment{n}") * (n - 1)
    shortest = engine.lit(None, dtype=engine.Int32)
    for n in reversed(PLANS):
        shortest = engine.when(fits(column(f"payment{n}")) & fits(last(n))).then(n).otherwise(shortest)
    grave = column("daysPastDue") > 90
    by_days = engine.when(column("daysPastDue") <= 30).then(engine.lit("mild"))
    by_days = by_days.when(column("daysPastDue") <= 90).then(engine.lit("moderate")).otherwise(engine.lit("severe"))

    def work():
        types = {name: engine.Float64 for name in ("principal", "interest", "annualRate", "monthlyIncome")}
        rows = engine.scan_csv(cases, try_parse_dates=True, schema_overrides=types)
        rows = rows.with_columns(daysPastDue=days("dueOn"))
        rows = rows.with_columns(penalty=cent(column("principal") * factor), compound=cent(column("interest") * factor))
        rows = rows.with_columns(due=column("principal") + column("interest") + column("penalty") + column("compound"))
        rows = rows.with_columns(
            waiver=(column("daysPastDue") <= 30) & column("firstArrear") & column("cameForward"),
            lost=(column("failedAttempts") >= 3) | column("refusedToPay") | (days("lastReachedOn") > 30),
            **{f"payment{n}": cent(column("due") / n) for n in PLANS},
        )
        most = ((column("penalty") + column("compound")) * 20).floor() / 100
        rows = rows.select(
            "id", "asOf", by_days.alias("class"), "daysPastDue", "due", "penalty", "compound", "waiver",
            engine.when(column("waiver")).then(most).alias("waiverMax"), shortest.alias("shortest"),
            (grave & (column("due") > 50_000) & column("lost")).alias("litigation"), (grave & column("lost")).alias("agency"),
        )
        rows.sink_csv(results, float_precision=2)

    return work


work = {"duckdb": duckdb, "polars": polars}[sys.argv[1]](*sys.argv[2:4], int(sys.argv[4]))
start, before = time.monotonic(), time.process_time()
work()
seconds, cpu = time.monotonic() - start, time.process_time() - before
print(json.dumps({"seconds": seconds, "cpu": cpu}), file=sys.stderr)
