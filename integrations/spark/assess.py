"""Assesses a table of loans in Parquet and writes the results as Parquet; prints what they come to by class.

    spark-submit --files target/release/arrears --py-files arrears_spark.py assess.py cases.parquet results.parquet

A file of a policy goes along with `--files` as well: `--files arrears,mine.json … --policy mine.json`.
"""

import argparse

from arrears_spark import Program, assess, by
from pyspark.sql import SparkSession


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("cases", help="the table of cases, a column a fact")
    arguments.add_argument("results", help="where the results go; what is there is replaced")
    arguments.add_argument("--program", default="arrears", help="the program; one that came with --files comes first")
    arguments.add_argument("--policy", default="cn-bank-loan", help="the policy: the id of one that ships, or a file")
    arguments.add_argument("--against", help="a second policy to compare with")
    arguments.add_argument("--as-of", help="the day to assess for, where a row names none")
    arguments.add_argument("--column", action="append", default=[], metavar="NAME=FACT", help="what a column is")
    asked = arguments.parse_args()
    columns = dict(column.rsplit("=", 1) for column in asked.column)
    program = Program(asked.program, asked.policy, as_of=asked.as_of, against=asked.against, columns=columns)

    spark = SparkSession.builder.appName("arrears").getOrCreate()
    assess(spark.read.parquet(asked.cases), program).write.mode("overwrite").parquet(asked.results)
    # Read again rather than computed again: a table of results is small beside the work that made it.
    results = spark.read.parquet(asked.results)
    by(results, "class").orderBy("class").show(truncate=False)
    print(f"{results.count()} rows, {results.where('problem IS NOT NULL').count()} of which could not be read")
    spark.stop()


if __name__ == "__main__":
    main()
