"""Measures what assessing a table costs: the program alone, and on a cluster of Spark with two executors.

    python measure.py PROGRAM [--rows N] [--cases table.parquet]

Without a table it draws one, of which one row in thirty cannot be read and half lack a fact. Prints a table: rows a
second, processor seconds of the executors (Java, Python and program together) for a million cases, and the most memory
that each kind of process of one executor took. Works on Linux, from `/proc`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import arrears_spark
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from arrears_spark import Program, assess, assess_documents, assess_in_pandas, pipe
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

AS_OF = "2025-11-22"
TICKS = os.sysconf("SC_CLK_TCK")
SHAPE = "{:<34} {:>9} {:>11} {:>13} {:>8} {:>8} {:>8}"


@dataclass
class Cost:
    """What one run took."""

    seconds: float
    processor: float
    memory: dict[str, int] = field(default_factory=dict)
    """The most memory of a process, in bytes, by what it is: java, python, arrears."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--cases", type=Path, help="a table of cases to take in place of drawn ones")
    asked = arguments.parse_args()
    program = asked.program.resolve()
    with tempfile.TemporaryDirectory(prefix="arrears-measure-") as place:
        folder = Path(place)
        table = asked.cases or drawn(folder / "cases.parquet", asked.rows)
        rows = pq.read_metadata(table).num_rows
        print(f"{rows} cases, {os.cpu_count()} cores")
        print(SHAPE.format("", "seconds", "cases/s", "CPU s/million", "java", "python", "arrears"))
        text = folder / "cases.csv"
        pa_csv.write_csv(pq.read_table(table), text)
        for threads in (1, 2):
            show(f"the program alone, {threads} threads", alone(program, text, threads), rows)
        on_spark(program, table, rows, folder)


def drawn(table: Path, rows: int) -> Path:
    """A table of the cases that the tests draw."""
    sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "tests" / "pipes"))
    import cases

    columns = zip(*cases.rows(rows), strict=True)
    arrays = {name: pa.array(column, pa.string()) for name, column in zip(cases.NAMES, columns, strict=True)}
    pq.write_table(pa.table(arrays), table, row_group_size=max(1, rows // 16))
    return table


def alone(program: Path, text: Path, threads: int) -> Cost:
    words = [str(program), "portfolio", str(text), "--as-of", AS_OF, "--quiet", "--accept-bad-rows", "--threads", str(threads)]
    start = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    most = 0
    # What the system tells of an ended process counts the memory of the one that started it as well.
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        most = max(most, most_of(process.pid))
        time.sleep(0.01)
    _, status, used = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Cost(time.monotonic() - start, used.ru_utime + used.ru_stime, {"arrears": most})


def most_of(pid: int) -> int:
    """The most memory that a running process has had, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    sizes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return 1024 * sizes[0] if sizes else 0


def on_spark(program: Path, table: Path, rows: int, folder: Path) -> None:
    os.environ.update(SPARK_LOCAL_IP="127.0.0.1", SPARK_WORKER_DIR=str(folder / "work"), PYSPARK_PYTHON=sys.executable)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        # About 16 partitions: eight tasks for each of the two cores.
        "spark.sql.files.maxPartitionBytes": str(max(1 << 18, table.stat().st_size // 16 + 1)),
        "spark.sql.files.openCostInBytes": "0",
        "spark.network.timeout": "300s",
    }
    builder = SparkSession.builder.appName("arrears, measured").master("local-cluster[2,1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.addFile(str(program))
    spark.sparkContext.addPyFile(arrears_spark.__file__)
    cases = spark.read.parquet(str(table))
    named = [f"`{name}`" for name in cases.columns]
    # Documents with the facts of one arrear, as the columns have them.
    loan = F.struct("annualRate").alias("loan")
    arrears = F.array(F.struct("dueOn", "principal", "interest", "fees")).alias("arrears")
    borrower = F.struct("monthlyIncome", "lastReachedOn").alias("borrower")
    documents = cases.select(F.to_json(F.struct("id", "asOf", loan, arrears, borrower)).alias("case"))
    kept = Program(program.name, as_of=AS_OF)
    lines = Program("./" + program.name, as_of=AS_OF)
    ways: list[tuple[str, Callable[[], object]]] = [
        ("Spark alone: read and pass over", lambda: spent(cases.select(*named))),
        ("assess (mapInArrow)", lambda: spent(assess(cases, kept))),
        ("assess_in_pandas (mapInPandas)", lambda: spent(assess_in_pandas(cases, kept))),
        ("assess_documents (mapInArrow)", lambda: spent(assess_documents(documents, kept))),
        ("pipe (RDD.pipe)", lambda: pipe(documents.rdd.map(lambda row: row[0]), lines).count()),
    ]
    spent(assess(cases, kept))  # Java is slow until it has run a while.
    for name, run in ways:
        show(name, watched(spark, run), rows)
    spark.stop()


def spent(table: DataFrame) -> None:
    """Computes every row of a table and keeps none."""
    table.write.format("noop").mode("overwrite").save()


def watched(spark: SparkSession, run: Callable[[], object]) -> Cost:
    """What a job costs the executors, without what the driver does."""
    machine = spark.sparkContext._jvm
    assert machine is not None
    driver = machine.java.lang.ProcessHandle.current().pid()
    memory: dict[str, int] = {}
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            for process in below(driver):
                memory[process.kind] = max(memory.get(process.kind, 0), process.resident)

    watcher = threading.Thread(target=look, daemon=True)
    before, start = sum(process.processor for process in below(driver)), time.monotonic()
    watcher.start()
    run()
    seconds = time.monotonic() - start
    processor = sum(process.processor for process in below(driver)) - before
    done.set()
    watcher.join()
    return Cost(seconds, processor, memory)


@dataclass
class Process:
    """A running process: what it is, its memory in bytes, its processor seconds with those of its ended children."""

    kind: str
    resident: int
    processor: float


def below(driver: int) -> list[Process]:
    """The executors and everything that they have started."""
    all_of = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name, _, rest = (entry / "stat").read_text().partition("(")[2].rpartition(")")
            except OSError:
                continue  # It has ended meanwhile.
            all_of[int(entry.name)] = (name, rest.split())
    found, ring = [], {driver}
    while ring:
        ring = {pid for pid, (_, fields) in all_of.items() if int(fields[1]) in ring}
        found += [all_of[pid] for pid in ring]
    page = os.sysconf("SC_PAGE_SIZE")
    return [
        Process(name.rstrip("0123456789."), int(fields[21]) * page, sum(map(int, fields[11:15])) / TICKS)
        for name, fields in found
    ]


def show(name: str, cost: Cost, rows: int) -> None:
    memory = [cost.memory.get(kind, 0) / 1e6 for kind in ("java", "python", "arrears")]
    cells = [f"{size:.0f} MB" if size else "" for size in memory]
    million = cost.processor / rows * 1e6
    print(
        SHAPE.format(name, f"{cost.seconds:.1f}", f"{rows / cost.seconds:,.0f}", f"{million:.2f}", *cells), flush=True
    )


if __name__ == "__main__":
    main()
