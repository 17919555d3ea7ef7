"""Spark: a session whose Python workers find this package, and tables in and out of it.

Stages are given as functions of an iterator, the same that the other engines run; what they are is none of Spark's business.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hadba.errors import UsageError

LINES, FILES, TABLES = (".jsonl", ".ndjson"), (".warc", ".warc.gz"), (".parquet",)


@contextmanager
def session(master: str) -> Iterator[Any]:
    """A Spark session on ``master`` (spark://HOST:PORT, local[2], local-cluster[2,1,1024]); stopped at the end."""
    if importlib.util.find_spec("pyspark") is None:
        raise UsageError("Spark is not installed; run `pip install hadba[spark]`.")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise UsageError("Spark needs Java 17 (or 8, 11); install one, or set JAVA_HOME.")
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    build = SparkSession.builder.master(master).appName("hadba")
    settings = {
        "spark.ui.enabled": "false",
        "spark.executorEnv.OMP_NUM_THREADS": "1",  # workers share the cores already
        "spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.python.worker.reuse": "true",  # the parser is loaded once a worker
    }
    for key, value in settings.items():
        build = build.config(key, value)
    running = build.getOrCreate()
    running.sparkContext.setLogLevel("ERROR")
    try:
        yield running
    finally:
        running.stop()


def lines(running: Any, path: str, parts: int) -> Any:
    """The lines of a JSONL file, or the rows of a Parquet file as JSON lines, spread over ``parts`` tasks."""
    if path.endswith(TABLES):
        return running.read.parquet(path).toJSON().repartition(parts)
    return running.sparkContext.textFile(path, minPartitions=parts)


def files(running: Any, paths: list[str]) -> Any:
    """Paths, one a task: what cannot be cut (WARC) is read whole by one worker, which must see the same paths."""
    return running.sparkContext.parallelize(paths, max(1, len(paths)))


def by_key(records: Any, key: Callable[[Any], str], choose: Callable[[Any, Any], Any], parts: int) -> Any:
    """One record a key, ``choose`` of any two: the one shuffle that reading needs."""
    return records.map(lambda r: (key(r), r)).reduceByKey(choose, parts).values()


def write_table(running: Any, rows: Any, columns: tuple[str, ...], where: Path) -> None:
    """Rows of text (or null) as a Parquet folder, in place of what was there."""
    from pyspark.sql.types import StringType, StructField, StructType

    form = StructType([StructField(name, StringType()) for name in columns])
    running.createDataFrame(rows, form).write.mode("overwrite").parquet(str(where))
