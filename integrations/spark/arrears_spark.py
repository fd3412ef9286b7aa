"""Assesses a Spark table of overdue loans with the program `arrears`: one process a task, fed through pipes.

Three ways in, the same rows out:

- `assess`: a flat table, a column a fact, by `mapInArrow`. The fastest, and the one to take.
- `assess_in_pandas`: the same by `mapInPandas`, for a job that lives in pandas anyway.
- `assess_documents`: a column of cases as JSON, for loans with a history, a contact log or an agreed plan.

and `pipe`, for RDDs of JSON lines, which needs nothing but `RDD.pipe`.

A row that cannot be read does not stop the job: its result has `line`, `column` and `problem` and no figures. Its line
is counted within the partition, which Spark makes anew as it likes, so that a row is found by its `id`. A program that
fails raises `ProgramFailed` with what it said; Spark then tries the task again, and rows of a failed try are dropped.

Memory does not grow with a partition: batches go to the program as they come, and results leave as they are read.
"""

from __future__ import annotations

import dataclasses
import itertools
import os
import shlex
import shutil
import subprocess
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv as pa_csv
from pyspark import SparkFiles
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.pandas.types import to_arrow_schema

if TYPE_CHECKING:
    import pandas as pd
    from pyspark import RDD
    from pyspark.sql import Column, DataFrame

# Room for the sum of any number of rows: Spark adds ten digits for a sum, up to 38.
AMOUNT = T.DecimalType(28, 2)

RESULTS = T.StructType(
    [
        T.StructField("id", T.StringType()),
        T.StructField("asOf", T.DateType()),
        T.StructField("class", T.StringType()),
        T.StructField("riskTier", T.StringType()),
        T.StructField("daysPastDue", T.IntegerType()),
        T.StructField("due", AMOUNT),
        T.StructField("penalty", AMOUNT),
        T.StructField("compound", AMOUNT),
        T.StructField("waiver", T.StringType()),
        T.StructField("waiverMax", AMOUNT),
        T.StructField("installments", T.StringType()),
        T.StructField("shortest", T.IntegerType()),
        T.StructField("litigation", T.StringType()),
        T.StructField("litigationOpensOn", T.DateType()),
        T.StructField("agency", T.StringType()),
        T.StructField("agencyOpensOn", T.DateType()),
        T.StructField("blocking", T.StringType()),
        T.StructField("missing", T.StringType()),
        T.StructField("line", T.LongType()),
        T.StructField("column", T.LongType()),
        T.StructField("problem", T.StringType()),
    ]
)
"""The columns of results. What is empty in the program's CSV is null: amounts that a missing fact leaves open, say."""

RESULTS_AGAINST = T.StructType(
    [
        *RESULTS.fields,
        T.StructField("flips", T.StringType()),
        T.StructField("dueMoved", AMOUNT),
        T.StructField("waiverMoved", AMOUNT),
    ]
)
"""The columns of results where a second policy is compared with."""

# How much of the results is read at once: some thousand rows.
_PIECE_BYTES = 1 << 20

# How much of what a failed program said is passed on, from its end.
_SAID_BYTES = 4_000


class ProgramFailed(RuntimeError):
    """The program ended with an error, or did not give a result for every row."""


@dataclasses.dataclass(frozen=True)
class Program:
    """Which program, and what it is told.

    `path` and, where they are files, `policy` and `against` are looked for among the files that were shipped with the
    job (`--files`, `SparkContext.addFile`) by their last name, and then where they say; `path` also on the PATH.
    """

    path: str = "arrears"
    policy: str = "cn-bank-loan"
    """The id of a policy that ships, or a file."""
    as_of: str | None = None
    """The day to assess for, YYYY-MM-DD, where a row names none."""
    policy_date: str | None = None
    """The day whose version of the policy decides, in place of each case's own."""
    against: str | None = None
    """A second policy to compare with."""
    columns: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What a column is, where it is not called as the fact: `{"合同号": "id"}`."""

    @property
    def results(self) -> T.StructType:
        """The columns that its results have."""
        return RESULTS if self.against is None else RESULTS_AGAINST

    def words(self, cases: str, results: str) -> list[str]:
        """The command, for cases and results of a format (`csv`, `ndjson`), on the machine that runs it."""
        # Spark runs a task a core, so that a process has one thread to work with.
        words = [_found(self.path), "portfolio", "--accept-bad-rows", "--threads", "1"]
        words += ["--input-format", cases, "--format", results, "--policy", _shipped(self.policy) or self.policy]
        if self.as_of is not None:
            words += ["--as-of", self.as_of]
        if self.policy_date is not None:
            words += ["--policy-date", self.policy_date]
        if self.against is not None:
            words += ["--against", _shipped(self.against) or self.against]
        for name, fact in self.columns.items():
            words += ["--column", f"{name}={fact}"]
        return words

    def check(self, columns: Sequence[str] | None) -> None:
        """Runs the program on no rows, here, so that a wrong setting fails before any task does.

        Warns of columns that look misspelt. Without `columns` cases are JSON.

        Raises `ProgramFailed` with what the program says.
        """
        words = self.words("ndjson" if columns is None else "csv", "csv")
        names = b"" if columns is None else _csv(pa.schema([(name, pa.string()) for name in columns]).empty_table())
        done = subprocess.run(words, input=names, capture_output=True, check=False)
        said = done.stderr.decode(errors="replace").strip()
        if done.returncode != 0:
            raise ProgramFailed(f"arrears ended with {done.returncode}: {said}")
        for line in said.splitlines():
            warnings.warn(line, stacklevel=3)


def assess(cases: DataFrame, program: Program) -> DataFrame:
    """One result row for every row of a table whose columns are facts, by `mapInArrow`.

    Columns are text, dates, whole numbers, decimals or answers, called as in `arrears portfolio --help`; null is not
    known. Columns that are no facts cost time and have no effect: select before.

    Raises `TypeError` for a column of another type, `ProgramFailed` where the program does not take the settings.
    """

    names = cases.columns

    def results(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _assessed(program, "csv", (batch.rename_columns(names) for batch in batches), _write_cells)

    program.check(names)
    return _as_text(cases).mapInArrow(results, program.results)


def assess_in_pandas(cases: DataFrame, program: Program) -> DataFrame:
    """The same as `assess`, by `mapInPandas`."""
    names = cases.columns

    def results(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        batches = (_batch(frame, names) for frame in frames)
        for batch in _assessed(program, "csv", batches, _write_cells):
            yield batch.to_pandas(types_mapper=_whole_numbers())

    program.check(names)
    return _as_text(cases).mapInPandas(results, program.results)


def assess_documents(cases: DataFrame, program: Program) -> DataFrame:
    """One result row for every case of a table with one column, of cases as JSON without line breaks.

    `cases.select(F.to_json(F.struct("*")))` makes such a column of nested columns: decimals stay as they are written.

    Raises `TypeError` where there is not one column of text, `ProgramFailed` where the program does not take the
    settings.
    """

    def results(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _assessed(program, "ndjson", batches, _write_lines)

    if [type(field.dataType) for field in cases.schema] != [T.StringType]:
        raise TypeError(f"cases are one column of text, not {cases.schema.simpleString()}")
    program.check(None)
    return cases.mapInArrow(results, program.results)


def pipe(cases: RDD[str], program: Program) -> RDD[str]:
    """One line of JSON for every case, a line of JSON, by `RDD.pipe`; nothing else is needed on the executors.

    `program.path` and the policies are taken as they are, since `RDD.pipe` knows no shipped files: what `--files`
    brings stands in the executor's folder, `./arrears`. What a failed program said stands in the executor's log.
    """
    return cases.pipe(shlex.join(program.words("ndjson", "ndjson")), checkCode=True)


def by(results: DataFrame, *columns: str) -> DataFrame:
    """Cases, what is due on them, and on how many that is not known, by columns such as `class` or `waiver`.

    Rows that could not be read are left out, as the program's own summary does. The amounts are exact decimals, those
    of the summary but for what it knows for sure of a due that a missing fact leaves open.
    """
    due = F.coalesce(F.sum("due"), F.lit(0).cast(AMOUNT)).alias("due")
    unknown = F.count_if(F.col("due").isNull()).alias("dueUnknown")
    return results.where("problem IS NULL").groupBy(*columns).agg(F.count("*").alias("count"), due, unknown)


def _as_text(cases: DataFrame) -> DataFrame:
    """A table as the program reads it. Its columns have numbers for names: Spark takes a dot for a step into one."""
    columns = [_text(field).alias(str(place)) for place, field in enumerate(cases.schema)]
    return cases.select(*columns)


def _text(field: T.StructField) -> Column:
    column = F.col("`" + field.name.replace("`", "``") + "`")
    match field.dataType:
        case T.StringType() | T.NullType() | T.BooleanType() | T.DateType() | T.IntegralType() | T.DecimalType():
            return column.cast("string")
        case T.FractionalType():
            # 0.1 is no binary fraction: what comes out of one is a little more or less than what was owed.
            help = "amounts are exact: cast it to DECIMAL where it was made, or drop it"
        case T.TimestampType() | T.TimestampNTZType():
            help = "a day is asked for, and whose midnight it is only you know: cast it to DATE"
        case _:
            help = "a table has a fact a column; nested cases go through `assess_documents`"
    raise TypeError(f"column `{field.name}` is {field.dataType.simpleString()}: {help}")


def _assessed(
    program: Program,
    cases: str,
    batches: Iterator[pa.RecordBatch],
    write: Callable[[Iterable[pa.RecordBatch], IO[bytes]], None],
) -> Iterator[pa.RecordBatch]:
    """The results of one partition, as they come."""
    first = next(batches, None)
    if first is None:
        return
    sent = 0

    def counted() -> Iterator[pa.RecordBatch]:
        nonlocal sent
        for batch in itertools.chain([first], batches):
            sent += batch.num_rows
            yield batch

    got = 0
    with _Run(program.words(cases, "csv"), lambda to: write(counted(), to)) as run:
        for batch in _read(run.output, program.results):
            got += batch.num_rows
            yield batch
    if got != sent:
        raise ProgramFailed(f"{sent} rows went into arrears and {got} came out: is there a line break in a document?")


class _Run:
    """A process that a thread of its own feeds, so that nobody waits for the other before a full pipe."""

    def __init__(self, words: Sequence[str], feed: Callable[[IO[bytes]], None]) -> None:
        self._failed: BaseException | None = None
        # What it says goes to a file, which cannot fill up as a pipe can.
        self._said = tempfile.TemporaryFile()
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=self._said)
        assert self._process.stdin is not None and self._process.stdout is not None
        self.output: IO[bytes] = self._process.stdout
        self._feeder = threading.Thread(target=self._feed, args=(feed, self._process.stdin), daemon=True)
        self._feeder.start()

    def _feed(self, feed: Callable[[IO[bytes]], None], to: IO[bytes]) -> None:
        try:
            with to:
                feed(to)
        except BrokenPipeError:
            # It has ended before its input: its exit code says why.
            pass
        except BaseException as error:
            # What it has is not all: it must not take it for all, and its results must not be taken.
            self._failed = error
            self._process.kill()

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Waits for its end, and raises where it did not end well, which is why results could not be read."""
        with self._said, self.output:
            if error is not None and not isinstance(error, pa.ArrowInvalid):
                # Nobody wants the rest, as after `limit`; its feeder may wait for Spark and goes with the task.
                self._process.kill()
                self._process.wait()
                return
            self.output.close()
            code = self._process.wait()
            self._feeder.join()
            if self._failed is not None:
                raise self._failed
            if code != 0:
                raise ProgramFailed(f"arrears ended with {code}: {self._last_words()}")

    def _last_words(self) -> str:
        size = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, size - _SAID_BYTES))
        return self._said.read().decode(errors="replace").strip()


def _write_cells(batches: Iterable[pa.RecordBatch], to: IO[bytes]) -> None:
    """Writes batches of text as CSV with a line of names."""
    writer = None
    for batch in batches:
        writer = writer or pa_csv.CSVWriter(to, batch.schema)
        writer.write_batch(batch)
    if writer is not None:
        writer.close()


def _write_lines(batches: Iterable[pa.RecordBatch], to: IO[bytes]) -> None:
    """Writes the first column of batches, a line each; one that is not there is a case without facts."""
    for batch in batches:
        lines = [text if text is not None else "{}" for text in batch.column(0).to_pylist()]
        to.write("".join(f"{line}\n" for line in lines).encode())


def _read(results: IO[bytes], columns: T.StructType) -> Iterator[pa.RecordBatch]:
    """Reads results as they come, each column as what it is.

    Arrow's own streaming reader would read up to 32 blocks ahead of whoever takes them.
    """
    schema = to_arrow_schema(columns)
    names = results.readline().decode().rstrip("\n")
    if names and names.split(",") != schema.names:
        raise ProgramFailed(f"this module knows the results of another version of arrears, not these: {names}")
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    convert = pa_csv.ConvertOptions(column_types=schema, null_values=[""], strings_can_be_null=True)
    for rows in _whole_rows(results):
        read = pa_csv.ReadOptions(use_threads=False, block_size=len(rows), column_names=schema.names)
        yield from pa_csv.read_csv(pa.BufferReader(rows), read, parse, convert).to_batches()


def _whole_rows(results: IO[bytes]) -> Iterator[bytes]:
    """The bytes of CSV in pieces that end with a row: at a line break that an even number of quotes stands before."""
    rest = b""
    while piece := results.read(_PIECE_BYTES):
        rest += piece
        end = rest.rfind(b"\n")
        while end >= 0 and rest.count(b'"', 0, end) % 2 == 1:
            end = rest.rfind(b"\n", 0, end)
        if end >= 0:
            yield rest[: end + 1]
            rest = rest[end + 1 :]
    if rest:
        yield rest


def _batch(frame: pd.DataFrame, names: Sequence[str]) -> pa.RecordBatch:
    """A frame of text. A column in which nothing is known has no type of its own in pandas."""
    columns = [pa.Array.from_pandas(frame[column], type=pa.string()) for column in frame]
    return pa.RecordBatch.from_arrays(columns, names=list(names))


def _csv(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    pa_csv.write_csv(table, out)
    written: bytes = out.getvalue().to_pybytes()
    return written


def _whole_numbers() -> Callable[[pa.DataType], object]:
    """Whole numbers with gaps stay whole in pandas, which else makes floats of them."""
    import pandas as pd

    return {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}.get


def _found(program: str) -> str:
    found = _shipped(program) or shutil.which(program)
    if found is None:
        raise ProgramFailed(f"`{program}` was neither shipped with the job (`--files`) nor found on the PATH")
    return found


def _shipped(name: str) -> str | None:
    """The path of a file that was shipped with the job."""
    try:
        path = SparkFiles.get(os.path.basename(name))
    except Exception:  # There is no Spark here, so nothing was shipped.
        return None
    return path if os.path.isfile(path) else None
