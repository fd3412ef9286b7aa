"""The example for Spark on a cluster of two executors, held against one process over the same rows.

`python tests/spark/agree.py PROGRAM [--rows N]`, where PROGRAM is the built `arrears` and the Python has what
`integrations/spark/requirements.txt` pins. Prints a line for each check, and at the end how many passed.
"""

import argparse
import contextlib
import functools
import io
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent.parent / "integrations" / "spark"
sys.path[:0] = [str(HERE.parent / "pipes"), str(EXAMPLE)]

import arrears_spark
import cases as drawn
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pyspark
from arrears_spark import Program, ProgramFailed, assess, assess_documents, assess_in_pandas, by, pipe
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from report import Report

MASTER = "local-cluster[2,1,1024]"
EXECUTORS = 2

# A program that takes a line of names, and of more reads a little and fails.
FAILING = """#!/bin/sh
[ "$(head -c 5000 | wc -c)" -lt 5000 ] && exit 0
echo "the licence of row 17 has run out" >&2
exit 3
"""


class Work:
    """The rows, what one process says of them, and the cluster."""

    def __init__(self, program: Path, folder: Path, count: int) -> None:
        self.program, self.folder = program, folder
        self.rows = list(drawn.rows(count))
        self.table = pa.table(
            {name: pa.array([row[place] for row in self.rows], pa.string()) for place, name in enumerate(drawn.NAMES)}
        )
        pq.write_table(self.table, folder / "cases.parquet", row_group_size=max(1, count // 40))
        (folder / "cases.ndjson").write_text(drawn.as_lines(self.rows), encoding="utf-8", newline="")
        failing = folder / "failing"
        failing.write_text(FAILING)
        failing.chmod(0o755)
        self.settings = Program(as_of=drawn.AS_OF)
        os.environ.update(
            SPARK_LOCAL_IP="127.0.0.1", SPARK_WORKER_DIR=str(folder / "work"), PYSPARK_PYTHON=sys.executable
        )
        self.spark = session(folder)
        for file in (program, failing):
            self.spark.sparkContext.addFile(str(file))
        self.spark.sparkContext.addPyFile(arrears_spark.__file__)

    @property
    def cases(self) -> DataFrame:
        return self.spark.read.parquet(str(self.folder / "cases.parquet"))

    @property
    def documents(self) -> DataFrame:
        return self.spark.read.text(str(self.folder / "cases.ndjson"))

    def alone(self, *words: str, table: pa.Table | None = None) -> bytes:
        """What one process writes of a table, or of the cases as JSON lines where none is given."""
        if table is None:
            given = (self.folder / "cases.ndjson").read_bytes()
        else:
            given = arrears_spark._csv(table)
        words = ("portfolio", "--accept-bad-rows", "--quiet", "--as-of", drawn.AS_OF, *words)
        return subprocess.run([self.program, *words], input=given, capture_output=True, check=True).stdout

    @functools.cached_property
    def wanted(self) -> pa.Table:
        return read_as_text(self.alone(table=self.table))

    @functools.cached_property
    def wanted_of_documents(self) -> pa.Table:
        return read_as_text(self.alone("--input-format", "ndjson"))


def session(folder: Path) -> SparkSession:
    builder = SparkSession.builder.appName("arrears tests").master(MASTER)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.sql.files.maxPartitionBytes": "512k",
        "spark.sql.files.openCostInBytes": "0",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -Dderby.system.home={folder}",
        # A busy machine answers late; nobody is dead for that.
        "spark.network.timeout": "300s",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def read_as_text(results: bytes) -> pa.Table:
    """Results of the program, every cell as it is written, an empty one as null."""
    names = results[: results.index(b"\n")].decode().split(",")
    convert = pa_csv.ConvertOptions(
        column_types={name: pa.string() for name in names}, null_values=[""], strings_can_be_null=True
    )
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    return pa_csv.read_csv(pa.BufferReader(results), parse_options=parse, convert_options=convert)


def as_text(results: DataFrame) -> pa.Table:
    """Results from Spark, every cell as the program writes it."""
    table = results.toArrow()
    return pa.table({name: table.column(name).cast(pa.string()) for name in table.column_names})


def same(got: pa.Table, wanted: pa.Table) -> str:
    """Holds two tables of results against each other as sets of rows; the line is one's own partition's."""
    assert got.column_names == wanted.column_names, (got.column_names, wanted.column_names)
    assert got.num_rows == wanted.num_rows, f"{got.num_rows} rows, not {wanted.num_rows}"
    got, wanted = (table.drop_columns("line").sort_by("id").combine_chunks() for table in (got, wanted))
    ids = wanted.column("id")
    assert pc.count_distinct(ids).as_py() == wanted.num_rows, "ids that are not one row's"
    for name in wanted.column_names:
        if not got.column(name).equals(wanted.column(name)):
            pairs = zip(ids.to_pylist(), got.column(name).to_pylist(), wanted.column(name).to_pylist(), strict=True)
            raise AssertionError(f"{name}: {next(pair for pair in pairs if pair[1] != pair[2])}")
    bad = wanted.num_rows - wanted.column("problem").null_count
    assert 0 < bad < wanted.num_rows / 10, f"{bad} bad rows are no test"
    return f"{wanted.num_rows} rows, {bad} of which cannot be read"


def two_executors(work: Work) -> str:
    """Both are there, and both are given work."""
    context = work.spark.sparkContext
    folders = set()
    deadline = time.monotonic() + 120
    while len(folders) < EXECUTORS:
        assert time.monotonic() < deadline, f"work was done in {folders}"
        slowly = context.parallelize(range(8), 8).map(lambda _: (time.sleep(0.2), os.getcwd())[1])
        folders.update(slowly.distinct().collect())
    partitions = work.cases.rdd.getNumPartitions()
    assert partitions >= 2 * EXECUTORS, f"{partitions} partitions are no test"
    return f"{len(folders)}; the cases are read in {partitions} partitions"


def by_arrow(work: Work) -> str:
    return same(as_text(assess(work.cases, work.settings)), work.wanted)


def by_pandas(work: Work) -> str:
    return same(as_text(assess_in_pandas(work.cases, work.settings)), work.wanted)


def shuffled(work: Work) -> str:
    """By a hash of the id, and then in an order of chance within it."""
    scattered = work.cases.repartition(13, F.xxhash64("id")).sortWithinPartitions(F.rand(7))
    return same(as_text(assess(scattered, work.settings)), work.wanted)


def in_few_rows(work: Work) -> str:
    """Batches of a few rows, partitions with one row or none."""
    work.spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 7)
    try:
        few = work.table.slice(0, 300)
        rows = work.spark.createDataFrame(few).repartition(64, "id")
        assert as_text(assess(rows.limit(0), work.settings)).num_rows == 0
        return same(as_text(assess(rows, work.settings)), read_as_text(work.alone(table=few)))
    finally:
        work.spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def documents(work: Work) -> str:
    return same(as_text(assess_documents(work.documents.repartition(9), work.settings)), work.wanted_of_documents)


def piped(work: Work) -> str:
    """Byte for byte: a line of JSON is a row, and only the line of a bad row is its partition's."""
    program = Program("./" + work.program.name, as_of=drawn.AS_OF)
    lines = work.documents.rdd.map(lambda row: row.value).repartition(9)
    got = sorted(map(without_line, pipe(lines, program).collect()))
    wanted = sorted(
        map(without_line, work.alone("--input-format", "ndjson", "--format", "ndjson").decode().splitlines())
    )
    assert len(wanted) == len(work.rows) and got == wanted
    return f"{len(got)} lines"


def without_line(line: str) -> str:
    before, mark, rest = line.partition(',"line":')
    return before + rest.lstrip("0123456789") if mark and '"problems":' in rest else line


def against(work: Work) -> str:
    """Two policies at once: the results have three columns more."""
    few = work.table.slice(0, 20_000)
    program = Program(as_of=drawn.AS_OF, against="cn-home-mortgage")
    rows = work.spark.createDataFrame(few).repartition(6)
    wanted = read_as_text(work.alone("--against", "cn-home-mortgage", table=few))
    assert wanted.column("flips").null_count < wanted.num_rows, "nothing flips"
    return same(as_text(assess(rows, program)), wanted)


def typed(work: Work) -> str:
    """A table with decimals, dates, answers and counts says what the same table of text says."""
    readable = readable_ids(work, complete=False)
    rows = work.cases.join(readable, "id")
    kinds = {
        "DATE": ["asOf", "dueOn", "lastReachedOn", "arrears.1.dueOn"],
        "DECIMAL(20,2)": [
            "principal",
            "interest",
            "fees",
            "waived",
            "monthlyIncome",
            "collected",
            "cost",
            "arrears.1.principal",
        ],
        "BOOLEAN": ["firstArrear", "cameForward", "refusedToPay"],
        "INT": ["failedAttempts"],
        "DECIMAL(12,10)": ["annualRate"],
    }
    of = {name: kind for kind, names in kinds.items() for name in names}
    share = "CAST(replace(annualRate, '%') AS DECIMAL(12,10))"
    rate = F.expr(f"CASE WHEN contains(annualRate, '%') THEN {share} / 100 ELSE {share} END")
    rows = rows.withColumn("annualRate", rate)
    rows = rows.select(*(F.col(f"`{name}`").cast(of.get(name, "STRING")).alias(name) for name in drawn.NAMES))
    got = as_text(assess(rows, work.settings)).sort_by("id").combine_chunks()
    wanted = work.wanted.filter(pc.is_null(work.wanted.column("problem"))).sort_by("id").combine_chunks()
    assert got.num_rows == wanted.num_rows > len(work.rows) / 2
    assert got.equals(wanted), "they differ"
    for kind, word in (("DOUBLE", "DECIMAL"), ("TIMESTAMP", "DATE"), ("ARRAY<STRING>", "assess_documents")):
        wrong = work.cases.withColumn("principal", F.lit(None).cast(kind))
        said = raises(TypeError, lambda wrong=wrong: assess(wrong, work.settings))
        assert "`principal`" in said and word in said, said
    return f"{got.num_rows} rows"


def readable_ids(work: Work, *, complete: bool) -> DataFrame:
    """The ids of rows that can be read, or whose due is known as well."""
    keep = pc.is_null(work.wanted.column("problem"))
    if complete:
        keep = pc.and_(keep, pc.is_valid(work.wanted.column("due")))
    return work.spark.createDataFrame(work.wanted.filter(keep).select(["id"]))


def sums(work: Work) -> str:
    """Grouped in Spark, results come to what the program's own summary says."""
    complete = set(work.wanted.filter(pc.is_valid(work.wanted.column("due"))).column("id").to_pylist())
    keep = pa.array([row[0] in complete for row in work.rows])
    for rows, exact in ((work.table, False), (work.table.filter(keep), True)):
        file = work.folder / "summary.json"
        work.alone("--summary", str(file), table=rows)
        summary = json.loads(file.read_text())
        results = assess(work.spark.createDataFrame(rows).repartition(5), work.settings).cache()
        groups = [("class", summary["classes"], "class"), ("riskTier", summary["riskTiers"], "riskTier")]
        groups += [(name, parts, "outcome") for name, parts in summary["decisions"].items()]
        for column, parts, name in groups:
            wanted = {part[name]: part for part in parts if part["count"] > 0}
            got = {row[column]: row for row in by(results, column).collect()}
            assert got.keys() == wanted.keys(), (got, wanted)
            for key, part in wanted.items():
                row = got[key]
                assert (row["count"], row["dueUnknown"]) == (part["count"], part["dueUnknown"]), (row, part)
                due = Decimal(part["due"])
                assert row["due"] == due if exact else row["due"] <= due, (row, part)
        problems = results.where("problem IS NOT NULL").groupBy("problem").count().collect()
        bad = {row["problem"]: row["count"] for row in problems}
        assert bad == summary["problems"]["byCode"], bad
        assert (not exact) or summary["totals"]["dueUnknown"] == 0 < summary["assessed"]
        results.unpersist()
    return f"{summary['assessed']} rows whose due is known, {summary['totals']['due']}"


def killed(work: Work) -> str:
    """One of the two executors is killed while it works; what it had done and was doing is done again."""
    results = assess(work.cases.repartition(40, F.xxhash64("id")), work.settings)
    seen: dict[str, object] = {}
    done = threading.Event()
    thread = threading.Thread(target=kill_one, args=(work.spark, 40, seen, done), daemon=True)
    thread.start()
    try:
        got = as_text(results)
    finally:
        done.set()
        thread.join()
    assert "pid" in seen, "nothing was killed"
    assert seen["lost"], f"no task was lost: {seen}"
    said = same(got, work.wanted)
    return f"{said}; executor {seen['pid']} killed after {seen['finished']} of 40 tasks, {seen['lost']} tasks lost"


def kill_one(spark: SparkSession, tasks: int, seen: dict[str, object], done: threading.Event) -> None:
    """Waits until some tasks of the stage with so many have finished and others run, and kills an executor."""
    tracker = spark.sparkContext.statusTracker()
    while not done.is_set():
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        for stage in stages:
            if stage is None or stage.numTasks != tasks:
                continue
            if "pid" in seen:
                seen["lost"] = max(int(str(seen["lost"])), stage.numFailedTasks)
            elif stage.numCompletedTasks >= 3 and stage.numActiveTasks >= EXECUTORS:
                executor = executors(spark)[0]
                seen.update(pid=executor.pid(), finished=stage.numCompletedTasks, lost=0)
                assert executor.destroyForcibly()
        time.sleep(0.02)


def executors(spark: SparkSession) -> list:
    """The processes of the executors: in this kind of cluster the driver starts them."""
    driver = spark.sparkContext._jvm.java.lang.ProcessHandle.current()
    return [child for child in driver.children().toList() if child.info().command().orElse("").endswith("/java")]


def fails(work: Work) -> str:
    """A wrong setting fails before any task does; a program that fails in a task raises with what it said."""
    said = raises(ProgramFailed, lambda: assess(work.cases, Program(policy="cn-bank-lone")))
    assert "policy" in said and "`cn-bank-lone`" in said, said
    said = raises(ProgramFailed, lambda: assess_documents(work.documents, Program(as_of="now")))
    assert "now" in said and "YYYY-MM-DD" in said, said
    said = raises(ProgramFailed, lambda: assess(work.cases, Program("no-such-program")))
    assert "`no-such-program`" in said, said
    failing = assess(work.cases, Program("failing"))
    for run in (failing.count, assess_documents(work.documents, Program("failing")).count):
        said = raises(PythonException, run)
        assert "ProgramFailed: arrears ended with 3: the licence of row 17 has run out" in said, said
    lines = work.documents.rdd.map(lambda row: row.value)
    said = raises(Exception, pipe(lines, Program("./failing")).count)
    assert "exited with error code 3" in said, said
    return "with its own words"


def raises(kind: type[Exception], run) -> str:
    try:
        run()
    except kind as error:
        return str(error)
    raise AssertionError(f"nothing was raised, where {kind.__name__} was expected")


def ended_early(work: Work) -> str:
    """A job that wants a few rows leaves no program behind."""
    assert len(assess(work.cases.repartition(4), work.settings).take(5)) == 5
    deadline = time.monotonic() + 60
    while left := [child.pid() for child in programs(work)]:
        assert time.monotonic() < deadline, f"these still run: {left}"
        time.sleep(0.2)
    return "none is left"


def programs(work: Work) -> list:
    driver = work.spark.sparkContext._jvm.java.lang.ProcessHandle.current()
    name = "/" + work.program.name
    return [child for child in driver.descendants().toList() if child.info().command().orElse("").endswith(name)]


def held_back(work: Work) -> str:
    """Results that nobody takes hold the rows back, so that memory does not grow with a partition."""
    batches = work.table.to_batches(max_chunksize=10_000)
    sent, total = 0, sum(batch.num_rows for batch in itertools.islice(itertools.cycle(batches), 100))

    def given():
        nonlocal sent
        for batch in itertools.islice(itertools.cycle(batches), 100):
            sent += batch.num_rows
            yield batch

    program = Program(str(work.program), as_of=drawn.AS_OF)
    results = arrears_spark._assessed(program, "csv", given(), arrears_spark._write_cells)
    got = next(results).num_rows
    before = -1
    while before < sent:  # Until it stands still.
        before = sent
        time.sleep(1)
    assert got < sent < total / 2, f"{sent} of {total} rows were sent"
    got += sum(batch.num_rows for batch in results)
    assert got == sent, (got, sent)
    return f"{before} of {total} rows were sent while one batch was taken"


def page(work: Work) -> str:
    """The lines of Python on the page, one block after the other, with the tables where they are here."""
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2, f"{len(blocks)} blocks"
    names: dict[str, object] = {}
    for block in blocks:
        for table in ("cases.parquet", "results.parquet"):
            block = block.replace(f'"{table}"', repr(str(work.folder / table)))
        with contextlib.redirect_stdout(io.StringIO()) as shown:
            exec(compile(block, "README.md", "exec"), names)
        assert "dueUnknown" in shown.getvalue(), shown.getvalue()
    return same(as_text(work.spark.read.parquet(str(work.folder / "results.parquet"))), work.wanted)


def script(work: Work) -> str:
    """The script of the page, sent with `spark-submit` to a cluster of its own."""
    work.spark.stop()
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    few = work.table.slice(0, 20_000).rename_columns(["合同号" if name == "id" else name for name in drawn.NAMES])
    source, results = work.folder / "few.parquet", work.folder / "few-results.parquet"
    pq.write_table(few, source, row_group_size=4_000)
    words = ["--master", MASTER, "--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=OFF"]
    words += ["--files", str(work.program), "--py-files", str(EXAMPLE / "arrears_spark.py"), str(EXAMPLE / "assess.py")]
    words += [str(source), str(results), "--as-of", drawn.AS_OF, "--column", "合同号=id"]
    done = subprocess.run([submit, *words], capture_output=True, text=True, check=False, cwd=work.folder, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    table = pa.concat_tables(pq.read_table(part) for part in sorted(results.glob("*.parquet")))
    table = pa.table({name: table.column(name).cast(pa.string()) for name in table.column_names})
    said = same(table, read_as_text(work.alone("--column", "合同号=id", table=few)))
    last = done.stdout.strip().splitlines()[-1]
    assert last.startswith("20000 rows, ") and "| severe" in done.stdout.replace("|severe", "| severe"), done.stdout
    return said


CHECKS = [
    ("two executors", two_executors),
    ("mapInArrow gives what one process gives", by_arrow),
    ("mapInPandas gives what one process gives", by_pandas),
    ("shuffled, the same", shuffled),
    ("in batches and partitions of a few rows, the same", in_few_rows),
    ("cases as JSON, the same", documents),
    ("RDD.pipe, the same lines", piped),
    ("against a second policy, the same", against),
    ("typed columns, the same; floats and points in time are refused", typed),
    ("grouped in Spark, the sums of the program's own summary", sums),
    ("an executor killed while it works, the same", killed),
    ("a program that fails raises with what it said", fails),
    ("a job that ends early leaves no program behind", ended_early),
    ("results that nobody takes hold the rows back", held_back),
    ("what the page says in Python", page),
    ("the script, by spark-submit", script),
]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--rows", type=int, default=200_000)
    arguments.add_argument("--only", default="", help="the checks whose name contains this")
    asked = arguments.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="arrears-spark-") as folder:
        work = Work(asked.program.resolve(), Path(folder), asked.rows)
        for name, check in CHECKS:
            if asked.only in name:
                report.check(name, functools.partial(check, work))
        work.spark.stop()
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
