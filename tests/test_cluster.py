"""The archive job on a real cluster of two worker processes: the same claims and incidents as the process pool."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hadba import samples
from hadba.app import cluster, opening, reading
from hadba.ingest import read_sources
from hadba.model.report import Report
from hadba.settings import Settings
from hadba.store.codec import encode
from tests.postgresql import FreshDatabase
from tests.test_inputs import warc

pytestmark = pytest.mark.cluster  # minutes on a busy machine: CI runs it after the rest
NOW = datetime(2017, 7, 1, tzinfo=UTC)
TWO_WORKERS = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def java() -> None:
    """Spark and the Java that it runs on."""
    missing = [
        name
        for name, there in (
            ("pyspark", importlib.util.find_spec("pyspark") is not None),
            ("Java", shutil.which("java") is not None or "JAVA_HOME" in os.environ),
        )
        if not there
    ]
    if missing and os.environ.get("HADBA_TEST_ALL"):
        pytest.fail(f"{' and '.join(missing)} not installed, and HADBA_TEST_ALL allows no skips.")
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    found = read_sources([str(p) for p in samples.paths()], today=NOW.date())
    return [r for r in found if isinstance(r, Report)]


@dataclass(frozen=True)
class Archive:
    """The same reports as the pool reads them and as the cluster does."""

    pooled: list[str]
    spread: list[str]


@pytest.fixture
def archive(tmp_path: Path, reports: list[Report]) -> Archive:
    """The samples as lines (for the cluster a part of them as Parquet), with a line that is no report and a report that another
    file has too, and a web archive."""
    import pyarrow
    import pyarrow.parquet as pq

    one, two, three = tmp_path / "one.jsonl", tmp_path / "two.jsonl", tmp_path / "three.warc.gz"
    table = tmp_path / "one.parquet"
    half = len(reports) // 2
    rows = [encode(r) for r in reports[: half + 1]]
    one.write_text("".join(row + "\n" for row in rows))
    pq.write_table(pyarrow.Table.from_pylist([json.loads(row) for row in rows]), table)
    two.write_text("".join(encode(r) + "\n" for r in reports[half:]) + '{"id": "bad"}\n')
    told = "An air strike on Tel Amara killed at least {n} people on Sunday, residents said. The market of the town was hit."
    pages = (f"<html><body><article><p>{told.format(n=n)}</p></article></body></html>" for n in (7, 31))
    three.write_bytes(warc(*((f"https://n.example/{n}", "text/html", text.encode()) for n, text in enumerate(pages))))
    shared = [str(two), str(three)]
    return Archive([str(one), *shared], [str(table), *shared])


def test_the_cluster_gives_what_the_pool_gives(
    java: None, fresh_postgresql: FreshDatabase, archive: Archive, tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    pooled = Settings(ledger=str(tmp_path / "pool.db"), jobs=2)
    reading.add(pooled, archive.pooled, now=NOW)
    reading.run(pooled, rebuild=False, now=NOW)
    spread = Settings(ledger=fresh_postgresql())
    out = tmp_path / "out"
    counted = cluster.run(spread, archive.spread, master=TWO_WORKERS, out=out, now=NOW, keep=True)
    with opening.open_ledger(pooled) as one, opening.open_ledger(spread) as other:
        claims = sorted(encode(c) for c in one.claims())
        incidents = sorted(encode(i) for i in one.incidents())
        assert counted == (len(claims), len(incidents)) and claims and incidents
        assert sorted(encode(c) for c in other.claims()) == claims
        assert sorted(encode(i) for i in other.incidents()) == incidents
        assert other.verify() == []
    assert sorted(pq.read_table(out / "claims")["json"].to_pylist()) == claims
    assert sorted(pq.read_table(out / "incidents")["json"].to_pylist()) == incidents
    assert pq.read_table(out / "refused").num_rows == 1
    assert sum("n.example" in claim for claim in claims) == 2  # of the web archive
