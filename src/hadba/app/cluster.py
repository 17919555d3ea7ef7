"""The archive job: reports from files to claims in Parquet, and on to incidents in a ledger, on a Spark cluster."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from hadba import pipeline
from hadba.app.opening import open_ledger, reader_version
from hadba.app.telling import make_tools
from hadba.deriving import derive
from hadba.edition import rules_version
from hadba.engine import spark
from hadba.errors import UsageError
from hadba.ingest import read_sources
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.resolve.where import pack_list
from hadba.settings import Settings
from hadba.store.codec import encode
from hadba.store.ledger import SqlLedger

CLAIM_COLUMNS = ("report_id", "claim_id", "family", "type", "start_day", "end_day", "json")
INCIDENT_COLUMNS = ("incident_id", "type", "start_day", "end_day", "grade", "json")
REFUSED_COLUMNS = ("origin", "stage", "reason")
TASKS_A_CORE = 4  # so that one slow part does not hold up the rest


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker must know; picklable. ``ledger`` is a PostgreSQL URL to write to, or null."""

    now: datetime
    places: bytes | None = None
    screen: bool = True
    ledger: str | None = None
    version: str = ""


def run(settings: Settings, paths: list[str], *, master: str, out: Path, now: datetime, keep: bool) -> tuple[int, int]:
    """Read ``paths`` on the cluster into ``out``/claims and ``out``/refused; with ``keep`` also into the ledger (which must
    be on PostgreSQL, so that workers can write to it), and the incidents into ``out``/incidents. Gives (claims, incidents).
    """
    if keep and "://" not in settings.ledger:
        raise UsageError("Workers of a cluster cannot share an SQLite file; name a ledger as postgresql://...")
    job = Job(now, screen=settings.screen)
    if keep:
        with open_ledger(settings, create=True) as ledger:
            version = reader_version(ledger)
            own = tuple(ledger.places())
            job = Job(now, pack_list(own) if own else None, settings.screen, settings.ledger, version)
    with spark.session(master) as running:
        parts = running.sparkContext.defaultParallelism * TASKS_A_CORE
        sources = _sources(running, paths, job, parts).cache()
        reports = spark.by_key(sources.filter(_is_report), _id, _first, parts)
        outcomes = reports.mapPartitions(partial(read_part, job)).cache()
        rows = outcomes.filter(lambda row: row[0] == "claim").map(lambda row: row[1])
        spark.write_table(running, rows, CLAIM_COLUMNS, out / "claims")
        bad = sources.filter(lambda s: not _is_report(s)).map(_refused_row)
        bad = bad.union(outcomes.filter(lambda row: row[0] == "refused").map(lambda row: row[1]))
        spark.write_table(running, bad, REFUSED_COLUMNS, out / "refused")
        claims = rows.count()
        return claims, _derive(settings, running, out, at=now) if keep else 0


def _sources(running: Any, paths: list[str], job: Job, parts: int) -> Any:
    whole = [p for p in paths if p.endswith(spark.FILES)]
    tables = [p for p in paths if p.endswith((*spark.LINES, *spark.TABLES))]
    unknown = sorted(set(paths) - set(whole) - set(tables))
    if unknown:
        raise UsageError(f"A cluster reads .jsonl, .parquet and .warc(.gz), not {unknown[0]}; use `hadba add` for it.")
    found = [spark.lines(running, p, parts).mapPartitions(partial(reports_of_lines, job)) for p in tables]
    if whole:
        found.append(spark.files(running, whole).mapPartitions(partial(reports_of_files, job)))
    return running.sparkContext.union(found)


def reports_of_lines(job: Job, lines: Iterable[str]) -> Iterator[Report | Quarantined]:
    """Reports of JSON lines, through the same door as everywhere."""
    text = "".join(line + "\n" for line in lines)
    return read_sources(["-"], today=job.now.date(), stdin=io.BytesIO(text.encode())) if text else iter(())


def reports_of_files(job: Job, paths: Iterable[str]) -> Iterator[Report | Quarantined]:
    """Reports of whole files."""
    return read_sources(list(paths), today=job.now.date())


def read_part(job: Job, reports: Iterable[Report]) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """The rows of what stands in ``reports``: ("claim" or "refused", columns). The stage function is the pipeline's."""
    read = pipeline.ReadReports(partial(make_tools, job.places, screen=job.screen))
    ledger = SqlLedger(job.ledger) if job.ledger else None
    try:
        for batch in pipeline.batches(reports):
            outcomes = read(batch)
            if ledger is not None:
                _keep(ledger, job, batch, outcomes)
            yield from (row for outcome in outcomes for row in _rows(outcome))
    finally:
        if ledger is not None:
            ledger.close()


def _keep(ledger: SqlLedger, job: Job, batch: list[Report], outcomes: list[pipeline.Outcome]) -> None:
    ledger.add_reports(batch, at=job.now)
    ledger.save_readings([o for o in outcomes if isinstance(o, Reading)], version=job.version)
    ledger.quarantine([o for o in outcomes if isinstance(o, Quarantined)], at=job.now)


def _rows(outcome: pipeline.Outcome) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    if isinstance(outcome, Quarantined):
        yield "refused", _refused_row(outcome)
        return
    for c in outcome.claims:
        start, end = (day.isoformat() if day else None for day in (c.when.start, c.when.end))
        yield "claim", (c.report_id, c.claim_id, c.family.value, c.type, start, end, encode(c))


def _derive(settings: Settings, running: Any, out: Path, *, at: datetime) -> int:
    with open_ledger(settings) as ledger:
        derive(ledger, at=at, rules=rules_version())
        rows = []
        for i in ledger.incidents():
            start, end = (day.isoformat() if day else None for day in (i.when.start, i.when.end))
            rows.append((i.incident_id, i.type, start, end, i.grade.value, encode(i)))
    spark.write_table(running, running.sparkContext.parallelize(rows), INCIDENT_COLUMNS, out / "incidents")
    return len(rows)


def _is_report(source: Report | Quarantined) -> bool:
    return isinstance(source, Report)


def _id(report: Report) -> str:
    return report.id


def _first(one: Report, other: Report) -> Report:
    """Of two reports of one id the same one, whatever order they come in."""
    return min(one, other, key=lambda r: r.sha256)


def _refused_row(item: Quarantined) -> tuple[str, str, str]:
    return (item.origin, item.stage, item.reason)
